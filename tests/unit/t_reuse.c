/* SPDX-License-Identifier: Apache-2.0
 *
 * t_reuse.c - copies, stories and edits on piles made by hand. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/hash.h"
#include "base/str.h"
#include "growth.h"
#include "reuse/edit.h"
#include "reuse/rarity.h"
#include "reuse/reuse.h"

#include <stdio.h>
#include <stdlib.h>

struct room {
    nq_arena keep, work;
    nq_tables tables;
    nq_article_tools *article;
    nq_text_tools *text;
    const nq_reading **at;
    nq_pile pile;
};

static void
room_open(struct room *r, uint32_t n)
{
    nq_arena_init(&r->keep);
    nq_arena_init(&r->work);
    assert_int_equal(nq_tables_builtin(&r->tables), NAQL_OK);
    assert_int_equal(nq_article_tools_make(&r->tables, &r->keep, &r->article),
                     NAQL_OK);
    assert_int_equal(nq_text_tools_make(&r->tables, &r->keep, &r->text),
                     NAQL_OK);
    r->at = nq_arena_alloc(&r->keep, (n + 1) * sizeof *r->at);
    r->pile = (nq_pile){.at = r->at};
}

static void
room_close(struct room *r)
{
    nq_arena_clear(&r->keep);
    nq_arena_clear(&r->work);
}

static nq_reading *
add(struct room *r, const char *outlet, const char *day, naql_str text)
{
    nq_doc *doc = nq_arena_zero(&r->keep, 1, sizeof *doc);
    nq_reading *reading = nq_arena_zero(&r->keep, 1, sizeof *reading);
    *doc = (nq_doc){.form = NQ_DOC_FIELDS,
                    .path = NQ_STR("pile"),
                    .record = r->pile.n,
                    .outlet = nq_str_from(outlet),
                    .published = nq_str_from(day),
                    .text = text};
    assert_int_equal(
        nq_article_make(r->article, doc, &r->keep, &r->work, &reading->article),
        NAQL_OK);
    assert_int_equal(nq_text_make(r->text, &reading->article, &r->keep,
                                  &r->work, &reading->text),
                     NAQL_OK);
    reading->names.text = &reading->text;
    reading->claims.names = &reading->names;
    r->at[r->pile.n++] = reading;
    return reading;
}

static const char plain[] =
    "أعلنت بلدية سحاب إغلاق الجسر الشرقي أمام المركبات الثقيلة أسبوعين كاملين "
    "لإصلاح أعمدته المتآكلة وتركيب حواجز جديدة على ضفتي النهر";

/* The same text in other dress; each is one text with `plain`. */
static const char *const dressed[] = {
    /* vocalised, with tatweel */
    "أَعْلَنَتْ بَلَدِيَّةُ سَحَابٍ إِغْلَاقَ الجِسْرِ الشَّرْقِيِّ أَمَامَ المَرْكَبَاتِ الثَّقِيلَةِ أُسْبُوعَيْنِ "
    "كَامِلَيْنِ لِإِصْلَاحِ أَعْمِدَتِهِ المُتَآكِلَةِ وَتَرْكِيبِ حَوَاجِزَ جَدِيدَةٍ عَلَى ضَفَّتَيِ النَّهْرِ",
    /* without hamza, ta marbuta and the dots of ya */
    "اعلنت بلديه سحاب اغلاق الجسر الشرقى امام المركبات الثقيله اسبوعين كاملين "
    "لاصلاح اعمدته المتاكله وتركيب حواجز جديده على ضفتى النهر",
    /* Farsi letters and tatweel */
    "أعلنت بلدية سحاب إغلاق الجســـر الشرقی أمام المرکبات الثقیلة أسبوعین "
    "کاملین "
    "لإصلاح أعمدته المتآکلة وترکیب حواجز جدیدة علی ضفتی النهر",
    /* canonically decomposed (NFD): hamza and madda as marks of their own */
    "أعلنت بلدية سحاب إغلاق الجسر الشرقي أمام المركبات الثقيلة "
    "أسبوعين كاملين لإصلاح أعمدته المتآكلة وتركيب حواجز جديدة على ضفتي النهر",
};

static void
spelling_hides_nothing(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof dressed / sizeof dressed[0]; i++) {
        struct room r;
        nq_copies copies;
        room_open(&r, 2);
        add(&r, "المرفأ", "2019-05-01", nq_str_from(plain));
        add(&r, "شمس", "2019-05-03", nq_str_from(dressed[i]));
        assert_int_equal(nq_copies_make(&r.pile, &r.keep, &r.work, &copies),
                         NAQL_OK);
        assert_int_equal(copies.n, 1);
        assert_int_equal(copies.at[0].n_passages, 1);
        assert_true(copies.at[0].share_from == 1.0f);
        assert_true(copies.at[0].share_to == 1.0f);
        assert_true(copies.at[0].passages[0].same_words == 1.0f);
        room_close(&r);
    }
}

/* Equal pages cost what they hold, not their number squared. */
static void
ten_thousand_equal_pages(void **state)
{
    enum { N = 10000 };
    struct room r;
    nq_copies copies;
    nq_stories stories;
    (void)state;
    room_open(&r, N);
    for (uint32_t i = 0; i < N; i++)
        add(&r, i % 2 ? "المرفأ" : "شمس", "2019-05-01", nq_str_from(plain));
    assert_int_equal(nq_copies_make(&r.pile, &r.keep, &r.work, &copies),
                     NAQL_OK);
    assert_true(copies.n >= N - 1);
    assert_true(copies.n < N + 1000);
    assert_int_equal(nq_stories_make(&r.pile, &r.keep, &r.work, &stories),
                     NAQL_OK);
    assert_true(stories.n < 20);
    room_close(&r);
}

/* A form letter on many pages, one number different on each. */
static void
a_template_stays_bounded(void **state)
{
    enum { N = 3000 };
    struct room r;
    nq_copies copies;
    (void)state;
    room_open(&r, N);
    for (uint32_t i = 0; i < N; i++) {
        char text[1024];
        int n = snprintf(text, sizeof text, "%s رقم %u", plain, i);
        naql_str kept = nq_arena_str(&r.keep, nq_str(text, (size_t)n));
        add(&r, "المرفأ", "2019-05-01", kept);
    }
    assert_int_equal(nq_copies_make(&r.pile, &r.keep, &r.work, &copies),
                     NAQL_OK);
    assert_true(copies.n < N * 600u);
    room_close(&r);
}

static naql_str
repeated(struct room *r, const char *word, size_t times)
{
    size_t n = strlen(word);
    char *text = nq_arena_alloc(&r->keep, n * times + 1);
    for (size_t i = 0; i < times; i++)
        memcpy(text + i * n, word, n);
    return nq_str(text, n * times);
}

static void
hostile_texts_end(void **state)
{
    struct room r;
    nq_copies copies;
    nq_stories stories;
    (void)state;
    room_open(&r, 16);
    add(&r, "", "", NQ_STR(""));
    add(&r, "", "", NQ_STR("!"));
    add(&r, "", "", repeated(&r, "سحاب ", 50000));
    add(&r, "", "", repeated(&r, "سحاب ", 50000));
    add(&r, "", "", repeated(&r, "سحاب نهر ", 30000));
    add(&r, "", "", repeated(&r, "« ", 50000));
    add(&r, "", "", repeated(&r, "ـ", 50000));
    add(&r, "", "", repeated(&r, "س", 50000));
    assert_int_equal(nq_copies_make(&r.pile, &r.keep, &r.work, &copies),
                     NAQL_OK);
    assert_int_equal(nq_stories_make(&r.pile, &r.keep, &r.work, &stories),
                     NAQL_OK);
    room_close(&r);
}

static void
set_agency(struct room *r, nq_reading *reading, const char *name)
{
    naql_str *agency = nq_arena_alloc(&r->keep, sizeof *agency);
    *agency = nq_str_from(name);
    reading->claims.agencies = agency;
    reading->claims.n_agencies = 1;
}

/* Three outlets that each credit the next: the graph must not go round. */
static void
credits_in_a_ring_make_no_cycle(void **state)
{
    struct room r;
    nq_copies copies;
    uint32_t earlier[3] = {0};
    (void)state;
    room_open(&r, 3);
    set_agency(&r, add(&r, "المرفأ", "2019-05-01", nq_str_from(plain)), "شمس");
    set_agency(&r, add(&r, "شمس", "2019-05-02", nq_str_from(plain)), "نبأ");
    set_agency(&r, add(&r, "نبأ", "2019-05-03", nq_str_from(plain)), "المرفأ");
    assert_int_equal(nq_copies_make(&r.pile, &r.keep, &r.work, &copies),
                     NAQL_OK);
    assert_int_equal(copies.n, 3);
    for (uint32_t i = 0; i < copies.n; i++)
        earlier[copies.at[i].to]++;
    /* In an order of three the articles have 0, 1 and 2 before them. */
    assert_int_equal(earlier[0] * earlier[0] + earlier[1] * earlier[1] +
                         earlier[2] * earlier[2],
                     5);
    room_close(&r);
}

/* Ranks by repeatedly taking what nothing points at; true when all were. */
static bool
acyclic(const nq_copies *copies, uint32_t n)
{
    bool gone[64] = {false};
    for (uint32_t left = n, round = 0; left && round < n; round++)
        for (uint32_t i = 0; i < n; i++) {
            bool held = gone[i];
            for (uint32_t c = 0; c < copies->n; c++)
                held = held ||
                       (copies->at[c].to == i && !gone[copies->at[c].from]);
            left -= !held;
            gone[i] = gone[i] || !held;
        }
    for (uint32_t i = 0; i < n; i++)
        if (!gone[i])
            return false;
    return true;
}

static int
by_date(const void *x, const void *y)
{
    const nq_reading *const *a = x, *const *b = y;
    return nq_str_compare((*a)->article.published, (*b)->article.published);
}

/* Whoever credits whom, on whatever days, with or without a common mistake:
 * the carrier graph has no cycle and every pair once. */
static void
no_pile_makes_a_cycle(void **state)
{
    static const char *const outlets[] = {"المرفأ", "شمس", "نبأ",
                                          "الساحل", "",    "وكالات"};
    static const char *const days[] = {"2019-05-01", "2019-05-01T09:00:00Z",
                                       "2019-05-02T07:30:00Z", "2019-05-03",
                                       ""};
    enum { N = 24 };
    uint64_t seed = 7;
    (void)state;
    for (unsigned pile = 0; pile < 40; pile++) {
        struct room r;
        nq_copies copies;
        room_open(&r, N);
        for (uint32_t i = 0; i < N; i++) {
            seed = nq_hash_mix(seed + 1);
            naql_str text =
                seed % 3 ? nq_str_from(plain) : nq_str_from(dressed[seed % 4]);
            nq_reading *a =
                add(&r, outlets[seed >> 8 & 3], days[(seed >> 16) % 5], text);
            if (seed >> 24 & 1)
                set_agency(&r, a, outlets[(seed >> 32) % 6]);
        }
        qsort(r.at, N, sizeof *r.at, by_date);
        assert_int_equal(nq_copies_make(&r.pile, &r.keep, &r.work, &copies),
                         NAQL_OK);
        assert_true(copies.n > N);
        assert_true(acyclic(&copies, N));
        for (uint32_t c = 1; c < copies.n; c++)
            assert_true(copies.at[c - 1].from < copies.at[c].from ||
                        copies.at[c - 1].to < copies.at[c].to);
        room_close(&r);
    }
}

static void
a_credit_turns_the_pair_round(void **state)
{
    struct room r;
    nq_copies copies;
    (void)state;
    char longer[sizeof plain + 200];
    snprintf(longer, sizeof longer,
             "%s. وحضر طلاب المدارس حفل الافتتاح مع "
             "عائلاتهم وغنوا حتى المساء",
             plain);
    room_open(&r, 2);
    set_agency(&r, add(&r, "المرفأ", "2019-05-01", nq_str_from(plain)), "شمس");
    add(&r, "شمس", "2019-05-02", nq_str(longer, strlen(longer)));
    assert_int_equal(nq_copies_make(&r.pile, &r.keep, &r.work, &copies),
                     NAQL_OK);
    assert_int_equal(copies.n, 1);
    assert_int_equal(copies.at[0].from, 1);
    assert_true(copies.at[0].share_from < 0.9f); /* turned round with it */
    assert_true(copies.at[0].share_to == 1.0f);
    assert_int_equal(copies.at[0].ground, NQ_GROUND_CREDIT);
    assert_int_equal(copies.at[0].certainty, NQ_CERTAIN);
    room_close(&r);
}

static void
one_agency_is_a_common_source(void **state)
{
    struct room r;
    nq_copies copies;
    (void)state;
    room_open(&r, 2);
    set_agency(&r, add(&r, "المرفأ", "2019-05-01", nq_str_from(plain)), "نبأ");
    set_agency(&r, add(&r, "شمس", "2019-05-02", nq_str_from(plain)), "نبأ");
    assert_int_equal(nq_copies_make(&r.pile, &r.keep, &r.work, &copies),
                     NAQL_OK);
    assert_int_equal(copies.at[0].ground, NQ_GROUND_COMMON_SOURCE);
    assert_true(nq_str_equal(copies.at[0].source, NQ_STR("نبأ")));
    room_close(&r);
}

/* The table is made from stems: it is stale when the stemmer has changed. */
static void
the_background_knows_common_words(void **state)
{
    struct room r;
    nq_rarity rarity;
    (void)state;
    room_open(&r, 1);
    assert_int_equal(nq_rarity_builtin(&rarity), NAQL_OK);
    const nq_reading *reading =
        add(&r, "", "", NQ_STR("في الحكومة وقالت رئيسة مدينة دولة الأميركية"));
    for (uint32_t i = 0; i < reading->text.n_tokens; i++)
        assert_true(nq_rarity_idf(&rarity, reading->text.tokens[i].stem) <
                    log(60));
    assert_true(nq_rarity_idf(&rarity, nq_hash(NQ_STR("قعنبيخش"))) > 8);
    room_close(&r);
}

static void
a_damaged_background_is_refused(void **state)
{
    nq_rarity rarity;
    unsigned char bytes[24] = "naqldf1\n";
    (void)state;
    assert_int_equal(nq_rarity_open(bytes, sizeof bytes, &rarity),
                     NAQL_CORRUPT);
    assert_int_equal(nq_rarity_open(bytes, 3, &rarity), NAQL_CORRUPT);
}

static nq_wording
whole(const nq_reading *r)
{
    return (nq_wording){
        &r->text, 0, r->text.n_tokens, {0, (uint32_t)r->article.text.len}};
}

/* "=a b -c +d" of the edits from one text to another. */
static void
expect_edits(const char *from, const char *to, const char *want)
{
    struct room r;
    const nq_edit *edits;
    uint32_t n;
    nq_buf out = {0};
    room_open(&r, 2);
    nq_wording a = whole(add(&r, "", "", nq_str_from(from)));
    nq_wording b = whole(add(&r, "", "", nq_str_from(to)));
    assert_int_equal(nq_edits_make(&a, &b, &r.keep, &r.work, &edits, &n),
                     NAQL_OK);
    for (uint32_t i = 0; i < n; i++) {
        nq_buf_byte(&out, edits[i].op);
        nq_buf_add(&out, edits[i].text);
        nq_buf_byte(&out, '|');
    }
    nq_buf_byte(&out, 0);
    assert_string_equal(out.ptr, want);
    nq_buf_clear(&out);
    room_close(&r);
}

static void
edits_are_of_words_and_of_what_is_glued_to_them(void **state)
{
    (void)state;
    expect_edits("روسيا ستظل صديقا", "روسيا ستبقى صديقا",
                 "=روسيا|-ستظل|+ستبقى|=صديقا|");
    expect_edits("إغلاق الجسر", "اغلاق الجِسر", "=اغلاق الجِسر|");
    expect_edits("أغلق الجسر", "وأغلق الجسر", "+و|=أغلق الجسر|");
    expect_edits("قال، إن الجسر مغلق.", "قال إن الجسر مغلق",
                 "=قال إن الجسر مغلق|");
    expect_edits("", "الجسر", "+الجسر|");
}

/* What n articles cost that all quote one sentence on the same days, each in a
 * story of its own. */
static double
seconds_for_echoes(const void *what, size_t n)
{
    struct room r;
    nq_echoes echoes;
    (void)what;
    room_open(&r, (uint32_t)n);
    uint32_t *of = nq_arena_alloc(&r.keep, n * sizeof *of);
    for (uint32_t i = 0; i < n; i++) {
        nq_statement *st = nq_arena_zero(&r.keep, 1, sizeof *st);
        nq_reading *made = add(&r, "شمس", "2019-05-01", nq_str_from(plain));
        *st = (nq_statement){.end = made->text.n_tokens,
                             .entity = NQ_NO_ENTITY,
                             .to_entity = NQ_NO_ENTITY,
                             .credit_entity = NQ_NO_ENTITY,
                             .form = NQ_FORM_DIRECT};
        st->span = made->text.sentences[0].span;
        st->speaker = made->text.tokens[2].span;
        made->claims.statements = st;
        made->claims.n_statements = 1;
        of[i] = i;
    }
    nq_stories stories = {.n = (uint32_t)n, .of = of};
    clock_t start = clock();
    assert_int_equal(
        nq_echoes_make(&r.pile, &stories, &r.keep, &r.work, &echoes), NAQL_OK);
    double took = growth_seconds(start);
    assert_true(echoes.n >= n); /* every one meets some */
    room_close(&r);
    return took;
}

static void
one_quotation_in_every_story_costs_linear_time(void **state)
{
    growth g;
    (void)state;
    if (!growth_is_linear(seconds_for_echoes, NULL, 500, &g))
        fail_msg("%.3f s, then %.3f s", g.small, g.large);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_quotation_in_every_story_costs_linear_time),
        cmocka_unit_test(spelling_hides_nothing),
        cmocka_unit_test(ten_thousand_equal_pages),
        cmocka_unit_test(a_template_stays_bounded),
        cmocka_unit_test(hostile_texts_end),
        cmocka_unit_test(credits_in_a_ring_make_no_cycle),
        cmocka_unit_test(no_pile_makes_a_cycle),
        cmocka_unit_test(a_credit_turns_the_pair_round),
        cmocka_unit_test(one_agency_is_a_common_source),
        cmocka_unit_test(the_background_knows_common_words),
        cmocka_unit_test(a_damaged_background_is_refused),
        cmocka_unit_test(edits_are_of_words_and_of_what_is_glued_to_them),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
