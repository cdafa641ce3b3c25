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
#include "reuse/runs.h"

#include <stdlib.h>

struct room {
    nq_arena keep, work;
    nq_row_reader reader;
    nq_rows rows;
    nq_runs runs;
};

static void
room_open(struct room *r)
{
    *r = (struct room){.rows = {0}};
    nq_row_reader_init(&r->reader);
}

static void
find(struct room *r, bool all)
{
    assert_int_equal(nq_runs_find(&r->rows, all, &r->keep, &r->work, &r->runs),
                     NAQL_OK);
}

static void
room_close(struct room *r)
{
    nq_rows_clear(&r->rows);
    nq_arena_clear(&r->keep);
    nq_arena_clear(&r->work);
}

static void
add(struct room *r, const char *text)
{
    assert_int_equal(nq_rows_add(&r->rows, &r->reader, nq_str_from(text)),
                     NAQL_OK);
}

/* A text of pieces of a common stock and of words of its own. */
static void
add_mixed(struct room *r, uint64_t *seed)
{
    nq_buf text = {0};
    for (unsigned piece = 0; piece < 6; piece++) {
        *seed = nq_hash_mix(*seed + 1);
        unsigned from = (unsigned)(*seed % 60),
                 n = (unsigned)(*seed >> 16) % 30;
        bool own = *seed >> 40 & 1;
        for (unsigned i = 0; i < n; i++) {
            *seed = nq_hash_mix(*seed + 1);
            nq_buf_format(&text, "%c%u ", own ? 'x' : 'w',
                          own ? (unsigned)(*seed % 5000) : from + i);
        }
    }
    assert_int_equal(nq_rows_add(&r->rows, &r->reader, nq_buf_str(&text)),
                     NAQL_OK);
    nq_buf_clear(&text);
}

static bool
told(const nq_runs *runs, const nq_shared_run *want)
{
    for (uint32_t i = 0; i < runs->n; i++) {
        const nq_shared_run *r = &runs->at[i];
        if (r->text == want->text && r->source == want->source &&
            r->at == want->at && r->source_at == want->source_at &&
            r->words == want->words)
            return true;
    }
    return false;
}

/* Longest runs of two texts by trying every pair of words. */
static uint32_t
check_two(const struct room *r, uint32_t text, uint32_t source)
{
    const uint32_t *f = r->rows.first;
    const uint32_t *p = r->rows.words + f[text], *q = r->rows.words + f[source];
    uint32_t n = f[text + 1] - f[text], m = f[source + 1] - f[source];
    uint32_t found = 0;
    for (uint32_t a = 0; a < n; a++)
        for (uint32_t b = 0; b < m; b++) {
            uint32_t k = 0;
            if (a && b && p[a - 1] == q[b - 1])
                continue; /* not where it begins */
            while (a + k < n && b + k < m && p[a + k] == q[b + k])
                k++;
            if (k < 12)
                continue;
            nq_shared_run want = {text, a, source, b, k};
            assert_true(told(&r->runs, &want));
            found++;
        }
    return found;
}

/* Asked for the longest runs alone, as good as all words that are shared are
 * found, and a source that shares as much as any. */
static void
check_sources(struct room *r)
{
    nq_runs all = r->runs;
    find(r, false);
    assert_true(r->runs.n <= all.n);
    for (uint32_t t = 0; t < r->rows.n; t++) {
        const nq_shared *have = &r->runs.texts[t], *want = &all.texts[t];
        assert_true(have->words <= want->words);
        assert_true(10 * have->words >= 8 * want->words);
        assert_int_equal(have->source == NQ_NO_TEXT,
                         want->source == NQ_NO_TEXT);
        for (uint32_t i = 0; i < r->runs.n; i++)
            assert_true(told(&all, &r->runs.at[i]));
    }
}

static void
every_run_of_twelve_words_is_told(void **state)
{
    uint64_t seed = 11;
    (void)state;
    for (unsigned pile = 0; pile < 60; pile++) {
        struct room r;
        uint32_t found = 0;
        room_open(&r);
        for (unsigned i = 0; i < 8; i++)
            add_mixed(&r, &seed);
        find(&r, true);
        for (uint32_t t = 0; t < 8; t++)
            for (uint32_t s = 0; s < t; s++)
                found += check_two(&r, t, s);
        assert_int_equal(found, r.runs.n);
        check_sources(&r);
        room_close(&r);
    }
}

static const char page[] =
    "أعلنت بلدية سحاب إغلاق الجسر الشرقي أمام المركبات الثقيلة أسبوعين كاملين "
    "لإصلاح أعمدته المتآكلة وتركيب حواجز جديدة على ضفتي النهر";

static void
spelling_hides_no_run(void **state)
{
    struct room r;
    (void)state;
    room_open(&r);
    add(&r, page);
    add(&r, "وقال شاهد: أَعْلَنَتْ بلديه سحاب، اغلاق الجســر الشرقی امام المركبات "
            "الثقيله اسبوعين كاملين لاصلاح اعمدته المتاكله وتركيب حواجز جديده");
    find(&r, true);
    assert_int_equal(r.runs.n, 1);
    assert_int_equal(r.runs.at[0].at, 2);
    assert_int_equal(r.runs.at[0].source_at, 0);
    assert_int_equal(r.runs.texts[1].source, 0);
    assert_int_equal(r.runs.texts[1].group, 0);
    naql_span s = nq_row_span(&r.reader, nq_str_from(page), 1, 3);
    assert_true(
        nq_str_equal(nq_str_span(nq_str_from(page), s), NQ_STR("بلدية سحاب")));
    room_close(&r);
}

/* A template on many pages, a word many times on one. */
static void
what_is_told_is_bounded(void **state)
{
    struct room r;
    nq_buf same = {0};
    (void)state;
    room_open(&r);
    for (unsigned i = 0; i < 20000; i++)
        add(&r, page);
    for (unsigned i = 0; i < 100000; i++)
        nq_buf_add(&same, NQ_STR("كلمة "));
    for (unsigned i = 0; i < 2; i++)
        assert_int_equal(nq_rows_add(&r.rows, &r.reader, nq_buf_str(&same)),
                         NAQL_OK);
    find(&r, true);
    assert_true(r.runs.n <= 16 * 20000 + 100);
    for (uint32_t i = 1; i < 20000; i++)
        assert_int_equal(r.runs.texts[i].group, 0);
    nq_buf_clear(&same);
    room_close(&r);
}

static void
nothing_is_shared_by_nothing(void **state)
{
    struct room r;
    (void)state;
    room_open(&r);
    find(&r, true);
    assert_int_equal(r.runs.n, 0);
    add(&r, "");
    add(&r, "كلمة");
    add(&r, "");
    find(&r, true);
    assert_int_equal(r.runs.n, 0);
    assert_int_equal(r.runs.texts[2].group, 2);
    room_close(&r);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_run_of_twelve_words_is_told),
        cmocka_unit_test(spelling_hides_no_run),
        cmocka_unit_test(what_is_told_is_bounded),
        cmocka_unit_test(nothing_is_shared_by_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
