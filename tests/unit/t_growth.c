/* SPDX-License-Identifier: Apache-2.0
 *
 * t_growth.c - is a report linear in what it is of? Stories whose articles hold
 * one endless sentence of figures, dates, names; many statements, many events;
 * many articles. Nobody writes such sentences, but a table read as a page has
 * them, and whoever wants a reader of news to hang. */
#include "growth.h"
#include "naql.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

static const char *const people[] = {"كامل السرواني", "هاني البدري",
                                     "سامي النوري", "وليد الحداد"};
static const char *const places[] = {"رندة", "بغداد", "دمشق", "تونس"};
static const char *const months[] = {"يناير", "مارس", "مايو", "يونيو"};

/* ---- Words of a story ---- */

typedef struct text {
    char *at;
    size_t n, room;
} text;

__attribute__((format(printf, 2, 3))) static void
add(text *t, const char *format, ...)
{
    va_list args;
    if (t->room - t->n < 1024) {
        t->room = 2 * t->room + 4096;
        t->at = realloc(t->at, t->room);
        assert_non_null(t->at);
    }
    va_start(args, format);
    int n = vsnprintf(t->at + t->n, t->room - t->n, format, args);
    va_end(args);
    assert_true(n >= 0 && (size_t)n < t->room - t->n);
    t->n += (size_t)n;
}

/* A word of its own for each number: an article that says one thing again and
 * again is cut down to one. */
static void
add_word(text *t, size_t number)
{
    static const char *const letters[] = {"ب", "ت", "ج", "د", "ر", "س",
                                          "ص", "ط", "ع", "ف", "ق", "ك"};
    for (int i = 0; i < 5; i++, number /= 12)
        add(t, "%s", letters[number % 12]);
    add(t, " ");
}

/* Adds unit `i` of article `k`. */
typedef void (*adder)(text *t, size_t i, size_t k);

static void
a_figure(text *t, size_t i, size_t k)
{
    add(t, "%s%zu شخصا", i ? " و" : "وقتل ", i + 10 + k);
}

static void
a_share(text *t, size_t i, size_t k)
{
    add(t, "%s%zu في المئة", i ? " و" : "وارتفعت الأسعار ", i % 90 + k);
}

static void
a_date(text *t, size_t i, size_t k)
{
    add(t, "%s في %zu %s %zu", i ? " ثم" : "وحدث ذلك", (i + k) % 28 + 1,
        months[i % 4], i / 28 % 30 + 1990);
}

static void
a_length(text *t, size_t i, size_t k)
{
    add(t, "%s%zu سنوات", i ? " و" : "وحكم عليه بالسجن ", i % 40 + 2 + k);
}

static void
an_age(text *t, size_t i, size_t k)
{
    add(t, "%s%s (%zu عاما)", i ? " و" : "وبينهم ", people[i % 4],
        (i + k) % 60 + 20);
}

static void
a_place(text *t, size_t i, size_t k)
{
    add(t, "%s%s", i ? " و" : "وزار ", places[(i + k) % 4]);
}

static void
an_office(text *t, size_t i, size_t k)
{
    static const char *const of[] = {"المالية", "العدل", "الصحة", "المياه"};
    add(t, "%sوزير %s %s", i ? " و" : "وحضر ", of[(i + k) % 4], people[i % 4]);
}

static void
a_figure_with_place_and_day(text *t, size_t i, size_t k)
{
    add(t, "%s%zu شخصا في %s يوم %zu مارس بحسب %s", i ? " و" : "وقتل ",
        i + 10 + k, places[i % 4], i % 28 + 1, people[(i + k) % 4]);
}

static void
a_quotation(text *t, size_t i, size_t k)
{
    add(t, "%s«المياه ستعود إلى %s قريبا جدا»", i ? " و" : "وقال السرواني ",
        places[(i + k) % 4]);
}

static void
a_statement(text *t, size_t i, size_t k)
{
    add(t, "\\nوقال %s إن المياه ", people[i % 4]);
    add_word(t, i);
    add(t, "ستعود إلى %s خلال %zu أيام.", places[(i + k) % 4], i % 9 + 3);
}

static void
a_meeting(text *t, size_t i, size_t k)
{
    add(t, "\\n");
    add_word(t, i);
    add(t, "والتقى %s %s في %s يوم %zu مارس.", people[i % 4],
        people[(i + 1 + k) % 4], places[i % 4], i % 28 + 1);
}

static void
an_attack(text *t, size_t i, size_t k)
{
    add(t, "\\n");
    add_word(t, i);
    add(t, "قتل %zu شخصا في هجوم في %s يوم %zu مارس.", i % 50 + 3 + k,
        places[i % 4], i % 28 + 1);
}

/* In a clause without an end, each with its day. */
static void
an_election(text *t, size_t i, size_t k)
{
    add(t, "%sانتخب مجلس %s سميرة الرفاعي رئيسة للبلدية في %zu مارس 2018",
        i ? " و" : "", places[(i + k) % 4], i % 28 + 1);
}

/* A month under two names in one article, under one in the other. */
static void
a_month_of_two_names(text *t, size_t i, size_t k)
{
    add(t, "\\n");
    add_word(t, i);
    add(t, "غادر %s نادي السهل إلى %s في يناير%s الماضي.", people[i % 4],
        places[i % 4], k ? "" : "/ كانون الأول");
}

/* One deed after the other, of a body and of another name for it. */
static void
a_deed(text *t, size_t i, size_t k)
{
    add(t, "\\n");
    add_word(t, i);
    add(t, "وطردت %s دبلوماسيين من سفارة %s بعد تسميم ",
        k ? "الحكومة الألمانية" : "ألمانيا", places[i % 4]);
    add_word(t, i / 4);
    add(t, "بغاز قاتل.");
}

/* Who came where with how many and when, in sentences that are no copies: names
 * that no list has, of which many stand in both articles. */
static void
a_visit(text *t, size_t i, size_t k)
{
    static const char *const posts[] = {"وزير", "مدير", "رئيس"};
    static const char *const of[] = {"المالية", "العدل", "الصحة", "المياه"};
    add(t, "\\nوفي %zu %s وصل %s %s ", i % 28 + 1, months[(i + k) % 4],
        posts[i % 3], of[(i + k) % 4]);
    add_word(t, i / 5);
    add_word(t, i / 3 + 1000 + (k && i % 7 == 0));
    add(t, "مع %zu شخصا إلى %s ", i % 50 + 3 + k, places[(i + k) % 4]);
    add_word(t, i);
    add(t, ".");
}

/* Statements of one sort, each with an office, a figure, a place and a day: any
 * two of them may be one utterance. */
static void
a_report(text *t, size_t i, size_t k)
{
    static const char *const posts[] = {"وزير", "مدير", "رئيس"};
    static const char *const of[] = {"المالية", "العدل", "الصحة", "المياه"};
    add(t, "\\n");
    add_word(t, i);
    add(t, "قال %s %s %s إن %zu شخصا قتلوا في هجوم على %s يوم %zu %s.",
        posts[i % 3], of[(i + k) % 4], people[i % 4], i % 50 + 3 + k,
        places[i % 4], i % 28 + 1, months[(i + k) % 4]);
}

/* Names that outlets choose, in one sentence without an end. */
static void
a_chosen_name(text *t, size_t i, size_t k)
{
    add(t, "%s ", k ? "والجيش الإسرائيلي" : "وجيش الاحتلال");
    add_word(t, i);
    add(t, "وقوات النظام السوري ");
}

/* ---- Stories ---- */

static void
add_article(text *t, size_t k, adder unit, size_t n)
{
    add(t,
        "{\"id\":\"%zu\",\"outlet\":\"صحيفة %zu\",\"published\":\"2021-06-10\","
        "\"title\":\"افتتاح محطة التحلية في رندة\",\"text\":\"افتتح وزير "
        "المياه "
        "كامل السرواني محطة التحلية في رندة أمس بعد انقطاع المياه عن المدينة "
        "خلال أسبوع.\\n",
        k, k);
    for (size_t i = 0; i < n; i++)
        unit(t, i, k);
    add(t, ".\"}\n");
}

static naql_status
drop(void *user, const char *bytes, size_t n)
{
    (void)user;
    (void)bytes;
    (void)n;
    return NAQL_OK;
}

/* Seconds for what is done with a pile once it is read. */
static double
seconds_for(text *pile, size_t n_articles)
{
    naql_options o = {.size = sizeof o, .threads = 1};
    naql_engine *engine;
    naql_reader *reader;
    naql_set *set;
    naql_article **kept = calloc(n_articles, sizeof *kept);
    assert_non_null(kept);
    assert_int_equal(naql_engine_open(&o, &engine, NULL), NAQL_OK);
    assert_int_equal(naql_set_new(engine, &set, NULL), NAQL_OK);
    assert_int_equal(naql_reader_open_memory(engine, "pile", pile->at, pile->n,
                                             &reader, NULL),
                     NAQL_OK);
    for (size_t i = 0; i < n_articles; i++) {
        assert_int_equal(naql_reader_next(reader, &kept[i], NULL), NAQL_OK);
        assert_int_equal(naql_set_add(set, kept[i]), NAQL_OK);
    }
    clock_t start = clock();
    assert_int_equal(naql_set_compare(set, NULL), NAQL_OK);
    assert_int_equal(naql_stories(set), 1);
    assert_int_equal(naql_set_report(set, NAQL_FORMAT_HTML, NULL,
                                     (naql_sink){drop, NULL}, NULL),
                     NAQL_OK);
    double took = growth_seconds(start);
    naql_set_close(set);
    for (size_t i = 0; i < n_articles; i++)
        naql_article_close(kept[i]);
    naql_reader_close(reader);
    naql_engine_close(engine);
    free(kept);
    free(pile->at);
    return took;
}

struct kind {
    const char *name;
    adder unit;
    size_t n;
};

static double
two_long_articles(const void *what, size_t n)
{
    const struct kind *kind = what;
    text pile = {0};
    for (size_t k = 0; k < 2; k++)
        add_article(&pile, k, kind->unit, n);
    return seconds_for(&pile, 2);
}

static double
many_short_articles(const void *what, size_t n)
{
    text pile = {0};
    (void)what;
    for (size_t k = 0; k < n; k++)
        add_article(&pile, k, k % 2 ? a_figure : a_quotation, 1);
    return seconds_for(&pile, n);
}

/* One wire story, a word changed by each outlet and a place by some. */
static void
a_near_copy(text *t, size_t i, size_t k)
{
    add(t, "\\nوقال %s إن المياه ", people[i % 4]);
    for (size_t w = 0; w < 6; w++)
        add_word(t, w == 2 && k % 15 == i ? 50000 + k : 6 * i + w);
    add(t, "ستعود إلى %s خلال %zu أيام.", places[(i + (k % 7 == i)) % 4],
        i + 3);
}

static double
many_near_copies(const void *what, size_t n)
{
    text pile = {0};
    (void)what;
    for (size_t k = 0; k < n; k++)
        add_article(&pile, k, a_near_copy, 15);
    return seconds_for(&pile, n);
}

static void
a_long_article_costs_linear_time(void **state)
{
    static const struct kind kinds[] = {
        {"figures", a_figure, 500},
        {"shares", a_share, 500},
        {"dates", a_date, 500},
        {"lengths", a_length, 500},
        {"ages", an_age, 500},
        {"places", a_place, 1000},
        {"offices", an_office, 500},
        {"figures with place and day", a_figure_with_place_and_day, 300},
        {"quotations", a_quotation, 500},
        {"statements", a_statement, 300},
        {"meetings", a_meeting, 300},
        {"attacks", an_attack, 300},
        {"elections", an_election, 1500},
        {"months of two names", a_month_of_two_names, 600},
        {"deeds", a_deed, 300},
        {"visits", a_visit, 1000},
        {"reports", a_report, 600},
        {"chosen names", a_chosen_name, 1500},
    };
    (void)state;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        growth g;
        bool good =
            growth_is_linear(two_long_articles, &kinds[i], kinds[i].n, &g);
        if (!good)
            fail_msg("%s: %.3f s, then %.3f s", kinds[i].name, g.small,
                     g.large);
    }
}

static void
a_story_of_many_articles_costs_linear_time(void **state)
{
    growth g;
    (void)state;
    if (!growth_is_linear(many_short_articles, NULL, 100, &g))
        fail_msg("%.3f s, then %.3f s", g.small, g.large);
}

static void
a_wire_story_in_many_outlets_costs_linear_time(void **state)
{
    growth g;
    (void)state;
    if (!growth_is_linear(many_near_copies, NULL, 60, &g))
        fail_msg("%.3f s, then %.3f s", g.small, g.large);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_long_article_costs_linear_time),
        cmocka_unit_test(a_story_of_many_articles_costs_linear_time),
        cmocka_unit_test(a_wire_story_in_many_outlets_costs_linear_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
