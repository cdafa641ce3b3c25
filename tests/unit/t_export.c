/* SPDX-License-Identifier: Apache-2.0
 *
 * t_export.c - the forms that a report takes for other programs, with words
 * that mean something to them. */
#include "report_pile.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

struct fixture {
    pile_room room;
    nq_arena scratch;
    nq_buf out;
    nq_report_options o;
};

static int
set_up(void **state)
{
    static struct fixture f;
    f = (struct fixture){0};
    nq_arena_init(&f.scratch);
    pile_make(&f.room, pile_usual);
    *state = &f;
    return 0;
}

static int
tear_down(void **state)
{
    struct fixture *f = *state;
    nq_buf_clear(&f->out);
    nq_arena_clear(&f->scratch);
    pile_clear(&f->room);
    return 0;
}

static void
with_articles(struct fixture *f, const pile_article *first)
{
    pile_article all[4];
    memcpy(all, pile_usual, sizeof(all));
    all[0] = *first;
    pile_clear(&f->room);
    pile_make(&f->room, all);
}

static size_t
times(const nq_buf *b, const char *words)
{
    size_t n = 0, at = 0;
    naql_str needle = nq_str_from(words);
    while ((at = nq_str_find(nq_buf_str(b), needle, at)) != SIZE_MAX) {
        n++;
        at += needle.len;
    }
    return n;
}

static void
has(const nq_buf *b, const char *words)
{
    if (!times(b, words))
        fail_msg("%s\nis not in\n%.*s", words, (int)b->len, b->ptr);
}

/* ---- CSV ---- */

static void
csv(struct fixture *f)
{
    nq_buf_reset(&f->out);
    nq_report_csv(&f->room.report, &f->o, &f->scratch, &f->out);
    assert_false(f->out.failed);
}

static void
csv_has_a_header_and_a_row_for_each_wording(void **state)
{
    struct fixture *f = *state;
    csv(f);
    assert_int_equal(
        strncmp(f->out.ptr, "story_id,story_title,group,speaker,outlet,", 42),
        0);
    assert_int_equal(times(&f->out, "\r\n"), 7);
    has(&f->out, "\r\n5a1e00000001,السرواني: المياه ستعود خلال أسبوع,1,كامل "
                 "السرواني,قناة الأفق,2021-06-10T09:30:00Z,mixed,say,,,المياه "
                 "سترجع إلى رندة خلال أسبوع,00000000000000c3,");
}

/* A statement has its row in the group that it has its place in. */
static void
csv_has_a_statement_once(void **state)
{
    struct fixture *f = *state;
    const nq_twin *group = f->room.views[0].twins->at;
    nq_variant *v = (nq_variant *)(uintptr_t)group->variants;
    assert_true(group->n_variants > 1);
    csv(f);
    size_t rows = times(&f->out, "\r\n");
    v[1].guest = true;
    csv(f);
    assert_int_equal(times(&f->out, "\r\n"), rows - 1);
    v[0].part = (naql_span){1, 2};
    csv(f);
    assert_int_equal(times(&f->out, "\r\n"), rows - 2);
}

static void
csv_quotes_what_would_part_a_cell(void **state)
{
    struct fixture *f = *state;
    static const pile_article hostile = {
        "00000000000000a1",
        "a,b",
        "say \"no\"\r\nor",
        "2021-03-02",
        "وقال السرواني: «المحطة تكفي نصف المدينة».",
        ""};
    with_articles(f, &hostile);
    csv(f);
    has(&f->out, ",\"say \"\"no\"\"\r\nor\",1,");
    has(&f->out, ",\"a,b\",2021-03-02,");
}

static void
csv_shows_controls_as_what_they_are(void **state)
{
    struct fixture *f = *state;
    static const pile_article hostile = {
        "00000000000000a1",
        "a\033[31mb\xc2\x9b",
        "=1+1",
        "",
        "وقال السرواني: «المحطة تكفي نصف المدينة».",
        ""};
    with_articles(f, &hostile);
    csv(f);
    has(&f->out, ",a\uFFFD[31mb\uFFFD,,");
    has(&f->out, ",=1+1,1,"); /* verbatim without --spreadsheet */
}

static void
a_spreadsheet_is_given_no_formula(void **state)
{
    struct fixture *f = *state;
    static const char *const formulas[] = {
        "=1+1",     "+1",       "-1",       "@SUM(1)", "\uFF1D1", "  =1",
        "\u200F=1", "\u00A0-1", "\u202E@x", "\t=1",    "\uFF0B1"};
    f->o.spreadsheet = true;
    for (size_t i = 0; i < sizeof(formulas) / sizeof(formulas[0]); i++) {
        pile_article a = pile_usual[0];
        a.title = formulas[i];
        with_articles(f, &a);
        csv(f);
        assert_int_equal(strncmp(f->out.ptr, "\uFEFFstory_id", 11), 0);
        if (!times(&f->out, "5a1e00000002,'") &&
            !times(&f->out, "5a1e00000002,\"'"))
            fail_msg("%s is a formula in\n%.*s", formulas[i], (int)f->out.len,
                     f->out.ptr);
    }
    csv(f);
    assert_int_equal(times(&f->out, "'"), 1); /* and nothing else is touched */
}

/* ---- GEXF ---- */

static void
gexf(struct fixture *f)
{
    nq_buf_reset(&f->out);
    nq_report_gexf(&f->room.report, &f->o, &f->scratch, &f->out);
    assert_false(f->out.failed);
}

static void
gexf_joins_articles_outlets_and_agencies(void **state)
{
    struct fixture *f = *state;
    gexf(f);
    assert_int_equal(times(&f->out, "<node "), 4 + 3 + 1);
    assert_int_equal(times(&f->out, "kind=\"publish\""), 4);
    assert_int_equal(times(&f->out, "kind=\"credit\""), 3);
    has(&f->out, "<edge id=\"e1\" source=\"a2\" target=\"a3\" kind=\"copy\" "
                 "weight=\"0.60\">");
    has(&f->out, "<attvalue for=\"ground\" value=\"common source\"/>"
                 "<attvalue for=\"source_name\" value=\"سنا برس\"/>");
    assert_int_equal(times(&f->out, "\"direction_known\" value=\"false\""), 1);
}

static void
an_outlet_that_is_credited_is_one_node(void **state)
{
    struct fixture *f = *state;
    pile_article a = pile_usual[0];
    a.outlet = "سنا برس";
    with_articles(f, &a);
    gexf(f);
    assert_int_equal(times(&f->out, "value=\"agency\""), 0);
    assert_int_equal(times(&f->out, "value=\"outlet\""), 4);
    assert_int_equal(times(&f->out, "kind=\"credit\""), 2);
}

/* Both articles credit «رندة», which is no name in either. */
static void
words_that_are_no_name_join_nothing_across_stories(void **state)
{
    struct fixture *f = *state;
    nq_statement own[2];
    for (uint32_t i = 0; i < 2; i++) {
        nq_reading *r = &f->room.readings[i];
        own[i] = r->claims.statements[0];
        own[i].credit = pile_span(r, "رندة", 1);
        own[i].credit_entity = NQ_NO_ENTITY;
        r->claims.statements = &own[i];
        r->claims.n_statements = 1;
    }
    gexf(f);
    assert_int_equal(times(&f->out, "label=\"رندة\""), 2);
    has(&f->out,
        "label=\"رندة\"><attvalues><attvalue for=\"kind\" value=\"agency\"/>"
        "<attvalue for=\"story_id\" value=\"5a1e00000002\"/>");
}

static void
gexf_escapes_what_is_markup_and_drops_what_xml_forbids(void **state)
{
    struct fixture *f = *state;
    static const pile_article hostile = {
        "00000000000000a1",
        "\"/><script>&amp;",
        "a\033b\xc2\x85"
        "c\uFFFE\u202Ed\ne\tf\xff",
        "2021-03-02",
        "وقال السرواني: «المحطة تكفي نصف المدينة».",
        "https://x.example/?a=1&b='2'"};
    with_articles(f, &hostile);
    gexf(f);
    has(&f->out, "label=\"abcd e f\uFFFD\"");
    has(&f->out, "label=\"&quot;/&gt;&lt;script&gt;&amp;amp;\"");
    has(&f->out, "value=\"https://x.example/?a=1&amp;b='2'\"");
    assert_int_equal(times(&f->out, "<script"), 0);
}

/* ---- Web Annotation ---- */

static void
annotations(struct fixture *f)
{
    nq_buf_reset(&f->out);
    nq_report_webannotation(&f->room.report, &f->o, &f->scratch, &f->out);
    assert_false(f->out.failed);
}

static void
each_wording_is_an_annotation_of_its_article(void **state)
{
    struct fixture *f = *state;
    annotations(f);
    assert_int_equal(times(&f->out, "\n{\"@context\":["), 6);
    assert_int_equal(times(&f->out, "\"type\":\"Annotation\""), 6);
    has(&f->out, "\"target\":{\"source\":\"https://mina.example/2\",");
    has(&f->out, "\"source\":\"urn:naql:article:00000000000000c3\",");
    has(&f->out,
        "\"exact\":\"المحطة تكفي نصف المدينة\",\"prefix\":\"طة التحلية "
        "أمس.\\nوقال السرواني: «\",\"suffix\":\"».\"");
    has(&f->out, "\"id\":\"urn:naql:statement:00000000000000a1:109-132\"");
    has(&f->out,
        "{\"type\":\"TextPositionSelector\",\"start\":109,\"end\":132}");
    has(&f->out, "\"cue\":\"قال\",\"form\":\"direct\",\"act\":\"say\","
                 "\"credit\":\"سنا برس\",\"to\":null,\"confidence\":0.9,");
    assert_int_equal(strncmp(f->out.ptr + f->out.len - 4, "}\n]\n", 4), 0);
}

static void
an_address_that_is_none_is_not_a_target(void **state)
{
    struct fixture *f = *state;
    static const char *const bad[] = {
        "javascript:alert(1)",   "https://a.example/ b",
        "https://a.example/\"x", "https://a.example/\nx",
        "a.example/1",           "HTTP"};
    for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
        pile_article a = pile_usual[0];
        a.url = bad[i];
        with_articles(f, &a);
        annotations(f);
        has(&f->out, "\"source\":\"urn:naql:article:00000000000000a1\",");
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(csv_has_a_header_and_a_row_for_each_wording),
        TEST(csv_has_a_statement_once),
        TEST(csv_quotes_what_would_part_a_cell),
        TEST(csv_shows_controls_as_what_they_are),
        TEST(a_spreadsheet_is_given_no_formula),
        TEST(gexf_joins_articles_outlets_and_agencies),
        TEST(an_outlet_that_is_credited_is_one_node),
        TEST(words_that_are_no_name_join_nothing_across_stories),
        TEST(gexf_escapes_what_is_markup_and_drops_what_xml_forbids),
        TEST(each_wording_is_an_annotation_of_its_article),
        TEST(an_address_that_is_none_is_not_a_target),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
