/* SPDX-License-Identifier: Apache-2.0
 *
 * t_runs.c - every run of words that texts share, against trying all pairs. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/hash.h"
#include "base/str.h"
#include "bulk/runs.h"
#include "growth.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MOST   20002u
#define PLENTY (1ull << 30)

struct found { /* of one text */
    nq_run_text text;
    nq_shared_run *at; /* [shared.n] */
    nq_shared shared;
};

struct room {
    nq_arena keep, work;
    nq_row_reader reader;
    nq_runs *runs;
    struct found *found; /* [n] */
    uint32_t n;
};

static void
room_open(struct room *r, bool all, uint32_t least, uint64_t memory)
{
    const nq_run_options options = {
        .all = all, .least = least, .memory = memory};
    *r = (struct room){.n = 0};
    r->found = calloc(MOST, sizeof *r->found);
    assert_non_null(r->found);
    nq_row_reader_init(&r->reader);
    assert_int_equal(nq_runs_open(&options, &r->runs), NAQL_OK);
}

static void
room_close(struct room *r)
{
    nq_runs_close(r->runs);
    nq_arena_clear(&r->keep);
    nq_arena_clear(&r->work);
    free(r->found);
}

static void
add_row(struct room *r, const nq_run_text *text)
{
    char id[16];
    struct found *f = &r->found[r->n];
    snprintf(id, sizeof id, "%u", r->n++);
    f->text = *text;
    assert_int_equal(
        nq_runs_add(r->runs, nq_str_from(id), &f->text, &f->shared), NAQL_OK);
    f->at = nq_arena_alloc(&r->keep, f->shared.n * sizeof *f->at);
    assert_non_null(f->at);
    if (f->shared.n)
        memcpy(f->at, f->shared.at, f->shared.n * sizeof *f->at);
}

static nq_run_text
make(struct room *r, naql_str text)
{
    nq_run_text t;
    assert_int_equal(
        nq_run_text_make(&r->reader, text, &r->keep, &r->work, &t, NULL),
        NAQL_OK);
    nq_arena_reset(&r->work);
    return t;
}

static void
add_str(struct room *r, naql_str text)
{
    nq_run_text t = make(r, text);
    add_row(r, &t);
}

static void
add(struct room *r, const char *text)
{
    add_str(r, nq_str_from(text));
}

/* A text of pieces of a common stock and of words of its own. */
static void
write_mixed(nq_buf *text, uint64_t *seed)
{
    nq_buf_reset(text);
    for (unsigned piece = 0; piece < 6; piece++) {
        *seed = nq_hash_mix(*seed + 1);
        unsigned from = (unsigned)(*seed % 60),
                 n = (unsigned)(*seed >> 16) % 30;
        bool own = *seed >> 40 & 1;
        for (unsigned i = 0; i < n; i++) {
            *seed = nq_hash_mix(*seed + 1);
            nq_buf_format(text, "%c%u ", own ? 'x' : 'w',
                          own ? (unsigned)(*seed % 5000) : from + i);
        }
    }
    nq_buf_format(text, "end%u", (unsigned)(*seed % 100000));
}

static bool
told(const struct found *f, const nq_shared_run *want)
{
    for (uint32_t i = 0; i < f->shared.n; i++) {
        const nq_shared_run *r = &f->at[i];
        if (r->source == want->source && r->at == want->at &&
            r->source_at == want->source_at && r->words == want->words)
            return true;
    }
    return false;
}

/* Longest runs of two texts by trying every pair of words. */
static uint32_t
check_two(const struct room *r, uint32_t text, uint32_t source)
{
    const nq_run_text *a = &r->found[text].text, *b = &r->found[source].text;
    const uint32_t *p = a->words, *q = b->words;
    uint32_t found = 0;
    for (uint32_t i = 0; i < a->n; i++)
        for (uint32_t j = 0; j < b->n; j++) {
            uint32_t k = 0;
            if (i && j && p[i - 1] == q[j - 1])
                continue; /* not where it begins */
            while (i + k < a->n && j + k < b->n && p[i + k] == q[j + k])
                k++;
            if (k < 12)
                continue;
            nq_shared_run want = {i, k, source, j};
            assert_true(told(&r->found[text], &want));
            found++;
        }
    return found;
}

/* Asked for the longest runs alone, as good as all words that are shared are
 * found, and a source where there is one. */
static void
check_longest(const struct room *all, const struct room *longest)
{
    for (uint32_t t = 0; t < all->n; t++) {
        const nq_shared *have = &longest->found[t].shared;
        const nq_shared *want = &all->found[t].shared;
        assert_true(have->words <= want->words);
        assert_true(10 * have->words >= 8 * want->words);
        assert_int_equal(have->source == NQ_NO_TEXT,
                         want->source == NQ_NO_TEXT);
        for (uint32_t i = 0; i < have->n; i++)
            assert_true(told(&all->found[t], &longest->found[t].at[i]));
    }
}

static void
every_run_of_twelve_words_is_told(void **state)
{
    uint64_t seed = 11;
    nq_buf text = {0};
    (void)state;
    for (unsigned pile = 0; pile < 60; pile++) {
        struct room all, longest;
        uint32_t found = 0, runs = 0;
        room_open(&all, true, 0, PLENTY);
        room_open(&longest, false, 0, PLENTY);
        for (unsigned i = 0; i < 8; i++) {
            write_mixed(&text, &seed);
            add_str(&all, nq_buf_str(&text));
            add_str(&longest, nq_buf_str(&text));
        }
        for (uint32_t t = 0; t < 8; t++) {
            runs += all.found[t].shared.n;
            for (uint32_t s = 0; s < t; s++)
                found += check_two(&all, t, s);
        }
        assert_int_equal(found, runs);
        check_longest(&all, &longest);
        room_close(&all);
        room_close(&longest);
    }
    nq_buf_clear(&text);
}

static const char page[] =
    "أعلنت بلدية سحاب إغلاق الجسر الشرقي أمام المركبات الثقيلة أسبوعين كاملين "
    "لإصلاح أعمدته المتآكلة وتركيب حواجز جديدة على ضفتي النهر";
static const char respelt[] =
    "وقال شاهد: أَعْلَنَتْ بلديه سحاب، اغلاق الجســر الشرقی امام المركبات "
    "الثقيله اسبوعين كاملين لاصلاح اعمدته المتاكله وتركيب حواجز جديده";

static void
spelling_hides_no_run(void **state)
{
    struct room r;
    (void)state;
    room_open(&r, true, 0, PLENTY);
    add(&r, page);
    add(&r, respelt);
    const nq_shared *s = &r.found[1].shared;
    assert_int_equal(s->n, 1);
    assert_int_equal(r.found[1].at[0].at, 2);
    assert_int_equal(r.found[1].at[0].words, 17);
    assert_int_equal(r.found[1].at[0].source_at, 0);
    assert_int_equal(s->source, 0);
    assert_int_equal(s->group, 0);
    assert_true(nq_str_equal(s->representative, NQ_STR("0")));
    naql_span words = nq_runs_span(r.runs, 0, 1, 3); /* بلدية سحاب */
    assert_int_equal(words.start, 6);
    assert_int_equal(words.end, 16);
    room_close(&r);
}

/* Where words stand, letter by letter, in short and very long gaps. */
static void
places_are_exact(void **state)
{
    struct room r;
    nq_buf text = {0};
    nq_run_text t;
    const nq_row_place *places;
    (void)state;
    room_open(&r, false, 0, PLENTY);
    for (unsigned i = 0; i < 300; i++) {
        unsigned gap = i % 50 == 7 ? 400 : 1, length = i % 70 == 9 ? 300 : 2;
        while (gap--)
            nq_buf_byte(&text, ' ');
        while (length--)
            nq_buf_add(&text, NQ_STR("ن"));
    }
    assert_int_equal(nq_run_text_make(&r.reader, nq_buf_str(&text), &r.keep,
                                      &r.work, &t, &places),
                     NAQL_OK);
    assert_int_equal(t.n, 300);
    for (uint32_t i = 0; i < t.n; i++) {
        naql_span s = nq_track_span(&t.track, i, i + 1);
        assert_int_equal(s.start, places[i].points.start);
        assert_int_equal(s.end, places[i].points.end);
        assert_int_equal(s.end - s.start, i % 70 == 9 ? 300 : 2);
        assert_int_equal(places[i].bytes.end - places[i].bytes.start,
                         2 * (s.end - s.start));
    }
    nq_buf_clear(&text);
    room_close(&r);
}

/* A template on many pages, a word many times on one. */
static void
what_is_told_is_bounded(void **state)
{
    struct room r;
    nq_buf text = {0};
    (void)state;
    room_open(&r, true, 0, PLENTY);
    for (unsigned i = 0; i < 20000; i++) {
        nq_buf_reset(&text);
        nq_buf_format(&text, "%s %u", page, i);
        add_str(&r, nq_buf_str(&text));
        assert_true(r.found[i].shared.n <= 16);
        assert_int_equal(r.found[i].shared.group, 0);
    }
    nq_buf_reset(&text);
    for (unsigned i = 0; i < 100000; i++)
        nq_buf_add(&text, NQ_STR("كلمة "));
    add_str(&r, nq_buf_str(&text));
    nq_buf_add(&text, NQ_STR("أخرى"));
    add_str(&r, nq_buf_str(&text));
    assert_true(r.found[20001].shared.n <= 4 * 16);
    assert_int_equal(r.found[20001].shared.source, 20000);
    nq_buf_clear(&text);
    room_close(&r);
}

static void
equal_texts_cost_no_memory(void **state)
{
    struct room r;
    (void)state;
    room_open(&r, false, 0, PLENTY);
    add(&r, page);
    add(&r, respelt);
    for (unsigned i = 2; i < 1000; i++) {
        add(&r, i % 2 ? page : respelt);
        assert_int_equal(r.found[i].shared.source, 1 - i % 2);
        assert_int_equal(r.found[i].shared.n, 1);
        assert_false(r.found[i].shared.known);
    }
    assert_true(nq_runs_bytes(r.runs) < 1 << 20);
    room_close(&r);
}

static void
nothing_is_shared_by_nothing(void **state)
{
    struct room r;
    (void)state;
    room_open(&r, true, 0, PLENTY);
    add(&r, "");
    add(&r, "كلمة");
    add(&r, "");
    add(&r, "كلمة");
    for (uint32_t i = 0; i < 4; i++) {
        assert_int_equal(r.found[i].shared.n, 0);
        assert_int_equal(r.found[i].shared.source, NQ_NO_TEXT);
        assert_int_equal(r.found[i].shared.group, i);
    }
    room_close(&r);
}

static void
short_runs_are_left_out(void **state)
{
    struct room r;
    (void)state;
    room_open(&r, false, 18, PLENTY);
    add(&r, page);
    add(&r, respelt);
    assert_int_equal(r.found[1].shared.n, 0);
    assert_int_equal(r.found[1].shared.group, 1);
    room_close(&r);
}

/* Bounded memory: what is new finds what is not long gone, and no more. */
static void
the_oldest_are_forgotten(void **state)
{
    struct room r;
    uint64_t seed = 5;
    nq_buf text = {0};
    (void)state;
    room_open(&r, false, 0, 1u << 20);
    add(&r, page);
    for (unsigned i = 1; i < 6000; i++) {
        nq_buf_reset(&text);
        for (unsigned k = 0; k < 60; k++) {
            seed = nq_hash_mix(seed + 1);
            nq_buf_format(&text, "w%u ", (unsigned)(seed % 100000));
        }
        add_str(&r, nq_buf_str(&text));
    }
    assert_true(nq_runs_forgotten(r.runs) > 1000);
    assert_true(nq_runs_bytes(r.runs) < 4u << 20);
    add(&r, page);
    assert_int_equal(r.found[6000].shared.source, NQ_NO_TEXT);
    nq_buf_add(&text, NQ_STR("نهاية"));
    add_str(&r, nq_buf_str(&text));
    assert_int_equal(r.found[6001].shared.source, 5999);
    nq_buf_clear(&text);
    room_close(&r);
}

/* A run that was gone on with tells what one that was not stopped tells. */
static void
restored_is_as_it_was(void **state)
{
    struct room a, b;
    uint64_t seed = 3;
    nq_buf text = {0};
    (void)state;
    room_open(&a, true, 0, 1u << 19);
    room_open(&b, true, 0, 1u << 19);
    for (unsigned i = 0; i < 4000; i++) {
        write_mixed(&text, &seed);
        add_str(&a, nq_buf_str(&text));
        const nq_shared *s = &a.found[i].shared;
        char id[16];
        snprintf(id, sizeof id, "%u", i);
        nq_run_text t = make(&b, nq_buf_str(&text));
        if (i >= 3900) {
            add_row(&b, &t);
            assert_int_equal(b.found[b.n - 1].shared.n, s->n);
            assert_int_equal(b.found[b.n - 1].shared.group, s->group);
            for (uint32_t k = 0; k < s->n; k++)
                assert_true(told(&a.found[i], &b.found[b.n - 1].at[k]));
        } else if (s->known) {
            assert_int_equal(nq_runs_restore(b.runs, nq_str_from(id), &t,
                                             s->source, s->group),
                             NAQL_OK);
        }
        nq_runs_set_groups(b.runs, nq_runs_groups(a.runs));
    }
    assert_true(nq_runs_forgotten(a.runs) > 0);
    nq_run_text none = make(&b, NQ_STR("كلمة"));
    assert_int_equal(nq_runs_restore(b.runs, NQ_STR("x"), &none, 0, 0),
                     NAQL_CORRUPT);
    nq_buf_clear(&text);
    room_close(&a);
    room_close(&b);
}

/* ---- Costs ---- */

/* Writes text number i of n. */
typedef void (*writer)(nq_buf *to, size_t i, size_t n);

static void
write_template(nq_buf *to, size_t i, size_t n)
{
    (void)n;
    nq_buf_format(to, "%s %zu %s %zu", page, i, page, i * 7);
}

/* Two pages of periods, of which the last word differs. */
static void
write_periods(nq_buf *to, size_t i, size_t n)
{
    if (i > 7)
        return;
    for (size_t k = 0; k < 20 * n; k++)
        nq_buf_format(to, "w%zu ", k % 1000);
    nq_buf_format(to, "x%zu", i);
}

/* Each holds the one before it. */
static void
write_staircase(nq_buf *to, size_t i, size_t n)
{
    (void)n;
    nq_buf_format(to, "y%zu ", i);
    for (size_t k = 0; k < i % 64 * 16; k++)
        nq_buf_format(to, "w%zu ", k);
}

static double
cost(const void *what, size_t n)
{
    struct room r;
    nq_buf text = {0};
    nq_shared shared;
    writer write = *(const writer *)what;
    room_open(&r, true, 0, PLENTY);
    clock_t spent = 0;
    for (size_t i = 0; i < n; i++) {
        nq_buf_reset(&text);
        write(&text, i, n);
        clock_t start = clock();
        nq_run_text t = make(&r, nq_buf_str(&text));
        assert_int_equal(nq_runs_add(r.runs, NQ_STR("x"), &t, &shared),
                         NAQL_OK);
        spent += clock() - start;
    }
    nq_buf_clear(&text);
    room_close(&r);
    return (double)spent / CLOCKS_PER_SEC;
}

static void
costs_are_linear(void **state)
{
    static const struct {
        const char *name;
        writer write;
        size_t n;
    } piles[] = {
        {"a template on n pages", write_template, 2000},
        {"pages of periods", write_periods, 400},
        {"each holds the one before it", write_staircase, 256},
    };
    (void)state;
    for (size_t i = 0; i < sizeof piles / sizeof piles[0]; i++) {
        growth g;
        if (!growth_is_linear(cost, &piles[i].write, piles[i].n, &g))
            fail_msg("%s: %.3f s, eight times as much %.3f s", piles[i].name,
                     g.small, g.large);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_run_of_twelve_words_is_told),
        cmocka_unit_test(spelling_hides_no_run),
        cmocka_unit_test(places_are_exact),
        cmocka_unit_test(what_is_told_is_bounded),
        cmocka_unit_test(equal_texts_cost_no_memory),
        cmocka_unit_test(nothing_is_shared_by_nothing),
        cmocka_unit_test(short_runs_are_left_out),
        cmocka_unit_test(the_oldest_are_forgotten),
        cmocka_unit_test(restored_is_as_it_was),
        cmocka_unit_test(costs_are_linear),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
