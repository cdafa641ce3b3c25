/* SPDX-License-Identifier: Apache-2.0
 *
 * t_story.c - terms, vectors and clusters of stories. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/day.h"
#include "base/hash.h"
#include "reuse/cluster.h"
#include "reuse/heaviest.h"

#include <string.h>
#include <time.h>

#define MOST 40000u

struct stream { /* articles made of numbered stems */
    nq_arena arena, scratch;
    nq_rarity rarity;
    nq_scale scale;
    nq_terms terms[MOST];
    int32_t days[MOST];
    uint32_t n;
    nq_vectors vectors;
    nq_clusters clusters;
};

static struct stream stream;

static void
start(void)
{
    nq_arena_clear(&stream.arena);
    nq_arena_clear(&stream.scratch);
    assert_int_equal(nq_rarity_builtin(&stream.rarity), NAQL_OK);
    nq_scale_make(&stream.rarity, &stream.scale);
    stream.n = 0;
}

/* An article of an event: twenty stems of the event, ten that all articles
 * share, ten of its own. */
static void
add(int32_t day, uint32_t event)
{
    uint32_t i = stream.n++, n = 40;
    nq_term *at = nq_arena_alloc(&stream.arena, n * sizeof *at);
    assert_non_null(at);
    for (uint32_t k = 0; k < n; k++) {
        uint64_t stem = k < 20   ? 1000 + event * 64ull + k
                        : k < 30 ? k
                                 : 1u << 24 | (i * 16ull + k);
        at[k] = (nq_term){(uint32_t)(nq_hash_mix(stem) >> 32), 1024,
                          k >= 20 && k < 30 ? 90 : 40};
    }
    stream.terms[i] = (nq_terms){at, n};
    stream.days[i] = day;
}

static void
cluster(void)
{
    assert_int_equal(nq_vectors_weigh(&stream.scale, stream.terms, stream.days,
                                      stream.n, &stream.arena, &stream.scratch,
                                      &stream.vectors),
                     NAQL_OK);
    assert_int_equal(nq_clusters_make(&stream.vectors, stream.days,
                                      &stream.arena, &stream.scratch,
                                      &stream.clusters),
                     NAQL_OK);
}

static void
the_heaviest_and_the_first_of_equals(void **state)
{
    const float weights[] = {1, 8, 2, 2, 2, 9, 0.5f};
    bool stays[7];
    nq_heaviest h;
    (void)state;
    nq_heaviest_find(weights, 7, 4, &h);
    for (uint32_t i = 0; i < 7; i++)
        stays[i] = nq_heaviest_has(&h, weights[i]);
    assert_true(stays[1] && stays[5] && stays[2] && stays[3]);
    assert_false(stays[0] || stays[4] || stays[6]);
    nq_heaviest_find(weights, 7, 7, &h);
    for (uint32_t i = 0; i < 7; i++)
        assert_true(nq_heaviest_has(&h, weights[i]));
}

static void
events_are_told_apart_and_closed(void **state)
{
    (void)state;
    start();
    for (uint32_t i = 0; i < 30; i++)
        add(100 + (int32_t)i / 15, i % 3);
    for (uint32_t i = 0; i < 6; i++)
        add(150, i % 3); /* the same words, seven weeks later */
    add(NQ_NO_DAY, 1);
    cluster();
    assert_int_equal(stream.clusters.n, 6);
    for (uint32_t i = 0; i < 30; i++)
        assert_int_equal(stream.clusters.of[i], i % 3);
    for (uint32_t i = 30; i < 36; i++)
        assert_int_equal(stream.clusters.of[i], 3 + i % 3);
    assert_true(stream.clusters.of[36] == 1 || stream.clusters.of[36] == 4);
}

static void
vectors_have_length_one(void **state)
{
    (void)state;
    start();
    for (uint32_t i = 0; i < 10; i++)
        add(7, i);
    cluster();
    for (uint32_t i = 0; i < 10; i++) {
        double square =
            nq_vector_dot(&stream.vectors.at[i], &stream.vectors.at[i]);
        assert_true(square > 0.999 && square < 1.001);
    }
}

/* A series: alike every day for two months. It does not become one story. */
static void
a_series_is_cut(void **state)
{
    (void)state;
    start();
    for (int32_t day = 0; day < 60; day++)
        add(day, 0);
    cluster();
    assert_true(stream.clusters.n >= 6);
}

/* As many open clusters as there is room for, all of which share stems. */
static void
every_cluster_is_found_at_once(void **state)
{
    (void)state;
    start();
    for (uint32_t i = 0; i < 1100; i++)
        add(3, i);
    cluster();
    assert_int_equal(stream.clusters.n, 1100);
}

static double
seconds_of(uint32_t n)
{
    double least = 0;
    for (unsigned round = 0; round < 3; round++) {
        start();
        for (uint32_t i = 0; i < n; i++)
            add((int32_t)(i / 200), i / 200 * 50 + i % 50);
        clock_t from = clock();
        cluster();
        double spent = (double)(clock() - from) / CLOCKS_PER_SEC;
        least = round == 0 || spent < least ? spent : least;
    }
    assert_int_equal(stream.clusters.n, n / 4);
    return least;
}

static void
an_article_costs_the_same_in_a_longer_stream(void **state)
{
    (void)state;
    double few = seconds_of(MOST / 4);
    assert_true(seconds_of(MOST) < 8 * few + 0.05);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_heaviest_and_the_first_of_equals),
        cmocka_unit_test(events_are_told_apart_and_closed),
        cmocka_unit_test(vectors_have_length_one),
        cmocka_unit_test(a_series_is_cut),
        cmocka_unit_test(every_cluster_is_found_at_once),
        cmocka_unit_test(an_article_costs_the_same_in_a_longer_stream),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    nq_arena_clear(&stream.arena);
    nq_arena_clear(&stream.scratch);
    return failed;
}
