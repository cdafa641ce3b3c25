/* SPDX-License-Identifier: Apache-2.0
 *
 * t_claim.c - quotations, the forms of verbs, and time on hostile text. */
#include "base/hash.h"
#include "base/str.h"
#include "claim/inflect.h"
#include "claim/quote.h"
#include "claim_tools.h"
#include "growth.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <cmocka.h>

static nq_article article;
static nq_block block;
static nq_text text;
static nq_names names;
static nq_claims claims;

static void
read_text(naql_str words)
{
    article = (nq_article){.text = words, .n_blocks = 1, .day = NQ_NO_DAY};
    block = (nq_block){{0, (uint32_t)words.len}, NQ_BLOCK_PARAGRAPH};
    article.blocks = &block;
    assert_int_equal(nq_text_make(text_tools, &article, &keep, &scratch, &text),
                     NAQL_OK);
}

static void
read_claims(naql_str words)
{
    read_text(words);
    assert_int_equal(
        nq_names_make(name_tools, &text, NQ_NO_DAY, &keep, &scratch, &names),
        NAQL_OK);
    assert_int_equal(
        nq_claims_make(claim_tools, &names, &keep, &scratch, &claims), NAQL_OK);
}

/* The words inside each passage, each with a bar behind it. */
static void
expect_quotes(const char *words, const char *expected)
{
    enum { MARKS = 64 };
    char got[400] = "";
    size_t n = 0;
    nq_quotes quotes;
    uint32_t at[MARKS];
    nq_quote_marks marks = {at, 0};
    read_text(nq_str_from(words));
    for (uint32_t i = 0; i < text.n_tokens; i++)
        if (nq_is_quote_mark(&text.tokens[i])) {
            assert_true(marks.n < MARKS);
            at[marks.n++] = i;
        }
    assert_int_equal(nq_quotes_find(&text, marks, &keep, &quotes), NAQL_OK);
    for (uint32_t i = 0; i < quotes.n; i++) {
        uint32_t first, end;
        nq_quote_inside(&quotes.at[i], &first, &end);
        naql_span span = {0, 0};
        if (first < end)
            span = (naql_span){text.tokens[first].span.start,
                               text.tokens[end - 1].span.end};
        naql_str s = nq_str_span(article.text, span);
        n += (size_t)snprintf(got + n, sizeof got - n, "%.*s|", (int)s.len,
                              s.ptr);
    }
    assert_string_equal(got, expected);
}

static void
marks_of_every_style_make_passages(void **state)
{
    (void)state;
    expect_quotes("قال \"نعم لا\" وخرج", "نعم لا|");
    expect_quotes("قال «نعم» ثم «لا»", "نعم|لا|");
    expect_quotes("قال “نعم” وخرج", "نعم|");
    expect_quotes("قال ”نعم“ وخرج", "نعم|");
    expect_quotes("قال:\"نعم\".", "نعم|");
    expect_quotes("رحب بـ\"القرار الجديد\".", "القرار الجديد|");
}

static void
a_passage_holds_another(void **state)
{
    (void)state;
    expect_quotes("قال «قرأت \"الكتاب\" كله» وخرج", "قرأت \"الكتاب\" كله|");
    expect_quotes("قال \"قرأت \"الكتاب\"، كله\" وخرج", "قرأت \"الكتاب\"، كله|");
}

static void
stray_and_missing_marks(void **state)
{
    (void)state;
    expect_quotes("قال نعم\" وخرج", "");
    expect_quotes("قال «نعم. ثم خرج", "نعم.|");
    expect_quotes("", "");
}

struct wanted {
    uint64_t hash;
    bool seen;
};

static bool
look_for(void *user, naql_str form, uint8_t inflection, uint8_t grammar)
{
    struct wanted *w = user;
    (void)inflection, (void)grammar;
    w->seen |= nq_hash(form) == w->hash;
    return true;
}

static bool
makes(bool (*inflect)(naql_str, nq_inflect_each, void *), const char *stem,
      const char *form)
{
    struct wanted w = {nq_hash(nq_str_from(form)), false};
    assert_true(inflect(nq_str_from(stem), look_for, &w));
    return w.seen;
}

static void
verbs_take_their_endings(void **state)
{
    (void)state;
    assert_true(makes(nq_inflect_past, "قال", "قالت"));
    assert_true(makes(nq_inflect_past, "قال", "قالوا"));
    assert_true(makes(nq_inflect_past, "نفى", "نفت"));
    assert_true(makes(nq_inflect_past, "نفى", "نفوا"));
    assert_true(makes(nq_inflect_past, "نفى", "نفاه"));
    assert_false(makes(nq_inflect_past, "نفى", "نفيت"));
    assert_true(makes(nq_inflect_past, "تنبأ", "تنبات"));
    assert_true(makes(nq_inflect_past, "دعا", "دعت"));
    assert_true(makes(nq_inflect_present, "يقول", "تقول"));
    assert_true(makes(nq_inflect_present, "يدعو", "يدعون"));
    assert_true(makes(nq_inflect_present, "يعتبر", "يعتبره"));
    assert_true(makes(nq_inflect_participle, "مضيف", "مضيفين"));
    assert_true(makes(nq_inflect_participle, "داعي", "داعيا"));
    assert_true(makes(nq_inflect_participle, "داعي", "داعين"));
    assert_true(makes(nq_inflect_noun, "قول", "قوله"));
    assert_true(makes(nq_inflect_noun, "إشارة", "اشارته"));
    assert_true(makes(nq_inflect_noun, "ادعاء", "ادعايه"));
}

/* `unit` over and over, about `bytes` of it. */
static naql_str
repeat(const char *unit, size_t bytes)
{
    size_t len = strlen(unit), n = bytes / len;
    char *p = nq_arena_alloc(&keep, n * len);
    assert_non_null(p);
    for (size_t i = 0; i < n; i++)
        memcpy(p + i * len, unit, len);
    return nq_str(p, n * len);
}

static double
seconds_of(const void *unit, size_t bytes)
{
    naql_str words = repeat(unit, bytes);
    nq_arena_reset(&scratch); /* or touching new memory counts as cost */
    clock_t start = clock();
    read_claims(words);
    return growth_seconds(start);
}

static void
expect_linear(const char *unit)
{
    growth g;
    if (!growth_is_linear(seconds_of, unit, 100 * 1000, &g))
        fail_msg("%s: %.3f s, then %.3f s", unit, g.small, g.large);
}

static void
hostile_text_stays_linear(void **state)
{
    (void)state;
    expect_linear("«");
    expect_linear("\" ");
    expect_linear("قال ");
    expect_linear("قال إن ");
    expect_linear("وأكد أن ");
    expect_linear("نقلت وكالة عن ");
    expect_linear("بحسب ما ");
    expect_linear("، الذي ");
    expect_linear("وقال وزير، ");
    expect_linear("اتهم الوزير الوزير ");
    expect_linear("قال «");
    expect_linear("قصف مدفعي لقوات ");
    expect_linear("تظاهر المتظاهرون مطالبين ");
    /* sentences that never end, full of verbs without a subject */
    expect_linear("قال \"كذا\" ");
    expect_linear("من 1.5 قال \"كذا\" ");
    expect_linear("وتابع: «");
    expect_linear("قوله إن ");
}

/* What opens a text, what its first half repeats, and the second. */
struct halves {
    const char *lead, *first, *then;
};

static double
seconds_of_halves(const void *what, size_t bytes)
{
    const struct halves *h = what;
    naql_str first = repeat(h->first, bytes / 2);
    naql_str then = repeat(h->then, bytes / 2);
    size_t lead = strlen(h->lead), all = lead + first.len + then.len;
    char *p = nq_arena_alloc(&keep, all);
    assert_non_null(p);
    memcpy(p, h->lead, lead);
    memcpy(p + lead, first.ptr, first.len);
    memcpy(p + lead + first.len, then.ptr, then.len);
    nq_arena_reset(&scratch);
    clock_t start = clock();
    read_claims(nq_str(p, all));
    return growth_seconds(start);
}

static void
what_is_asked_again_costs_linear_time(void **state)
{
    static const struct halves all[] = {
        /* each attribution asks what stands before it in its sentence */
        {"", "، ", "وفقا لوزارة الصحة، "},
        /* each noun that speaks asks for the names, one of them endless */
        {"قالت هيئة ", "الإذاعة ", "وأكدت الهيئة أن العمل مستمر. "},
        {"قال ", "سالم ", "وأكد الوزير أن العمل مستمر. "}};
    growth g;
    (void)state;
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (!growth_is_linear(seconds_of_halves, &all[i], 100 * 1000, &g))
            fail_msg("%s: %.3f s, then %.3f s", all[i].then, g.small, g.large);
}

static void
nothing_gives_nothing(void **state)
{
    (void)state;
    read_claims(NQ_STR(""));
    assert_int_equal(claims.n_statements, 0);
    read_claims(NQ_STR("قال"));
    assert_int_equal(claims.n_statements, 0);
    read_claims(NQ_STR("قال:"));
    assert_int_equal(claims.n_statements, 0);
    read_claims(NQ_STR("قال إن"));
    assert_int_equal(claims.n_statements, 0);
    read_claims(NQ_STR("بحسب"));
    assert_int_equal(claims.n_statements, 0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(marks_of_every_style_make_passages),
        cmocka_unit_test(a_passage_holds_another),
        cmocka_unit_test(stray_and_missing_marks),
        cmocka_unit_test(verbs_take_their_endings),
        cmocka_unit_test(what_is_asked_again_costs_linear_time),
        cmocka_unit_test(nothing_gives_nothing),
        cmocka_unit_test(hostile_text_stays_linear),
    };
    return cmocka_run_group_tests(tests, open_tools, close_tools);
}
