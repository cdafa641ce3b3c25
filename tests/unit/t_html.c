/* SPDX-License-Identifier: Apache-2.0
 *
 * t_html.c - a page gives its blocks, its main part and what it says of
 * itself. */
#include "base/limits.h"
#include "base/str.h"
#include "input/html.h"
#include "input/reader.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

#define P1                                                                                                                               \
    "قال رئيس بلدية الواحة سالم بن ناجي إن الأشغال ستبدأ في الصيف المقبل بعد " \
    "موافقة المجلس"
#define P2                                                                                                                        \
    "وأضاف أن الميزانية تكفي لإصلاح الجسر القديم ولبناء مدرستين في الحي " \
    "الجنوبي من المدينة"

static nq_html_tools tools;
static nq_fields fields;
static nq_arena lasting, arena;
static nq_html_room room;
static nq_doc doc;

static int
setup(void **state)
{
    (void)state;
    nq_tables tables;
    nq_arena_init(&lasting);
    nq_arena_init(&arena);
    nq_arena_init(&room.scratch);
    return nq_tables_builtin(&tables) != NAQL_OK ||
           nq_fields_make(&tables, "fields", &lasting, &fields) != NAQL_OK ||
           nq_html_tools_make(&tables, &fields, &lasting, &tools) != NAQL_OK;
}

static int
teardown(void **state)
{
    (void)state;
    nq_html_room_clear(&room);
    nq_arena_clear(&arena);
    nq_arena_clear(&lasting);
    return 0;
}

static void
read_page(naql_str page)
{
    const nq_origin from = {.path = "page"};
    naql_error err = {0};
    nq_arena_reset(&arena);
    assert_int_equal(nq_doc_start(&from, &arena, &doc), NAQL_OK);
    assert_int_equal(
        nq_html_read(&tools, page, NQ_STR(""), &room, &arena, &doc, &err),
        NAQL_OK);
    assert_int_equal(doc.form, NQ_DOC_BLOCKS);
}

/* The blocks of the main part, each with a bar behind it. */
static void
expect_main(const char *page, const char *blocks)
{
    nq_buf b = {0};
    read_page(nq_str_from(page));
    for (uint32_t i = 0; i < doc.n_blocks; i++)
        if (doc.blocks[i].hints & NQ_HINT_MAIN)
            nq_buf_format(&b, "%.*s|", (int)doc.blocks[i].text.len,
                          doc.blocks[i].text.ptr);
    nq_buf_byte(&b, '\0');
    assert_string_equal(b.ptr, blocks);
    nq_buf_clear(&b);
}

static void
expect_field(naql_str value, const char *expected)
{
    nq_buf b = {0};
    nq_buf_add(&b, value);
    nq_buf_byte(&b, '\0');
    assert_string_equal(b.ptr, expected);
    nq_buf_clear(&b);
}

static void
the_article_is_found_among_furniture(void **state)
{
    (void)state;
    expect_main("<html><body><nav><a href=/>الرئيسية</a></nav><div id=content>"
                "<h1>عنوان الخبر الأول</h1><p>" P1 "</p><p>" P2 "</p>"
                "<div class=read-also><h4>اقرأ أيضا</h4><ul><li><a href=/1>خبر "
                "آخر من الواحة</a></ul></div></div>"
                "<div class=comments><p>" P1 " " P2 " " P1 "</p></div>"
                "<footer><p>" P1 "</p></footer></body></html>",
                "عنوان الخبر الأول|" P1 "|" P2 "|");
}

static void
line_breaks_part_paragraphs(void **state)
{
    (void)state;
    expect_main("<table><tr><td><a href=/>قائمة</a><td><font size=5><b>عنوان "
                "الخبر هنا</b></font><br>" P1 "<br><br>" P2
                ".<br>سطر قصير</td></tr></table>",
                "عنوان الخبر هنا|" P1 "|" P2 ".|سطر قصير|");
}

static void
a_lead_between_title_and_text_belongs_to_it(void **state)
{
    (void)state;
    expect_main("<body><h1>عنوان الخبر الأول اليوم</h1><div class=x><p>" P1
                "</p></div><div class=share>شارك</div><div class=entry-content>"
                "<p>" P2 "</p><p>" P2 "</p><p>" P2 "</p></div>",
                P1 "|" P2 "|" P2 "|" P2 "|");
}

static void
a_class_name_is_not_believed_against_the_text(void **state)
{
    (void)state;
    expect_main("<div class='content has-sidebar'><p>" P1 "</p><p>" P2
                "</p></div><div class=widget><a href=/>رابط</a></div>",
                P1 "|" P2 "|");
    expect_main("<form action=/><div><p>" P1 "</p><p>" P2 "</p></div></form>",
                P1 "|" P2 "|");
}

static void
the_rules_of_the_house_are_no_part_of_the_article(void **state)
{
    (void)state;
    expect_main("<div><p>" P1 "</p><p>" P2 "</p><p>نرحب بنقاشكم، ونرجو قراءة "
                "<a href='/comment_guidelines.html'>آداب الحوار</a> قبل "
                "المشاركة، فهي تنشر وفق <a href='/x/terms.html'>شروط الموقع"
                "</a>.</p></div>",
                P1 "|" P2 "|");
    expect_main("<div><p>" P1 "</p><p>" P2 "</p><p>وقال الوزير إن <a "
                "href='/privacy'>قانون الخصوصية</a> الجديد سيعرض على المجلس "
                "في الأسبوع المقبل.</p></div>",
                P1 "|" P2 "|وقال الوزير إن قانون الخصوصية الجديد سيعرض على "
                   "المجلس في الأسبوع المقبل.|");
}

static void
metadata_come_in_their_order(void **state)
{
    (void)state;
    read_page(NQ_STR(
        "<html lang=ar><head><title>عنوان الخبر الأول اليوم | صدى "
        "الواحة</title>"
        "<meta property='og:title' content='عنوان الخبر الأول اليوم'>"
        "<meta property='og:site_name' content='صدى الواحة'>"
        "<meta property='article:published_time' content='2019-03-01'>"
        "<meta name=author content='http://x.example/'>"
        "<link rel=canonical href='http://x.example/1'>"
        "<script type='application/ld+json'>{\"@context\":\"x\",\"@graph\":["
        "{\"@type\":\"WebSite\",\"name\":\"no\"},"
        "{\"@type\":[\"NewsArticle\"],\"headline\":\"عنوان\n الخبر الأول "
        "اليوم\","
        "\"datePublished\":\"2019-03-02T10:00:00Z\","
        "\"author\":{\"@type\":\"Person\",\"name\":\"ليلى\"},"
        "\"publisher\":{\"name\":\"http://no\"}}]};</script>"
        "</head><body><h1>عنوان الخبر الأوّل اليوم</h1><p>" P1 "</p></body>"));
    expect_field(doc.title, "عنوان الخبر الأوّل اليوم");
    expect_field(doc.outlet, "صدى الواحة");
    expect_field(doc.author, "ليلى");
    expect_field(doc.published, "2019-03-02T10:00:00Z");
    expect_field(doc.url, "http://x.example/1");
    expect_field(doc.language, "ar");
}

static void
names_and_dates_by_itemprop(void **state)
{
    (void)state;
    read_page(NQ_STR(
        "<title>خبر من مدينة الواحة - صدى الواحة</title><div>"
        "<time datetime='2001-01-01'>قديم</time></div>"
        "<span itemprop=author itemscope><img><b>صورة</b><i itemprop=name>سالم "
        "</i>x</span><time itemprop='datePublished' datetime='2020-05-05'>أمس"
        "</time><p>" P1 "</p>"));
    expect_field(doc.title, "خبر من مدينة الواحة");
    expect_field(doc.author, "سالم");
    expect_field(doc.published, "2020-05-05");
    read_page(NQ_STR("<time datetime='2001-01-01'>قديم</time><p>" P1
                     "</p><p>" P1 "</p><p>" P1 "</p><p>" P1 "</p><p>" P1
                     "</p><time datetime='2002-01-01'>جديد</time>"));
    expect_field(doc.published, "2001-01-01");
}

static void
entities_and_spaces_become_text(void **state)
{
    (void)state;
    expect_main(
        "<p>  &#1602;ال&nbsp;\n <b>الرجل</b>&quot;نعم&quot; &#150; ثم "
        "مضى إلى بيته &lt;هناك&gt; < حيث أقام أياما طويلة بلا عمل</p>",
        "قال الرجل\"نعم\" \u2013 ثم مضى إلى بيته <هناك> < حيث أقام أياما "
        "طويلة بلا عمل|");
    /* No character has these numbers: they stay as they are written. */
    expect_main("<p>" P1
                " &#0; &#xD800; &#xFFFF; &#x110000; &#99999999999;</p>",
                P1 " &#0; &#xD800; &#xFFFF; &#x110000; &#99999999999;|");
    expect_main("<p>" P1 " &#x10FFFD;</p>", P1 " \xf4\x8f\xbf\xbd|");
}

static void
what_nobody_reads_is_not_text(void **state)
{
    (void)state;
    expect_main("<p>" P1 "<script>var a='<p>no</p>';</script><!-- <p>no -->"
                "<style>p{}</style><svg><text>no</text></svg>"
                "<select><option>no</select><textarea><p>no</textarea></p>",
                P1 "|");
    expect_main("<p>" P1 "</p><script>var open = '<p>'; no no no no", P1 "|");
    expect_main("<p>" P1 "</p><!-- never closed <p>" P2, P1 "|" P2 "|");
}

/* A quote left open must not swallow the page up to the next one. */
static void
an_open_quote_costs_its_tag_alone(void **state)
{
    nq_buf page = {0};
    (void)state;
    expect_main("<p title='open>" P1 "</p><p title='x<y'class=z>" P2 "</p>",
                P1 "|" P2 "|");
    nq_buf_add(&page, NQ_STR("<p title=\"open>" P1 "</p><p>"));
    for (uint32_t i = 0; i < NQ_MAX_HTML_VALUE_BYTES / 8; i++)
        nq_buf_add(&page, NQ_STR("word is "));
    nq_buf_add(&page, NQ_STR("</p><p title=\"x\">" P2 "</p>"));
    read_page(nq_buf_str(&page));
    assert_int_equal(doc.n_blocks, 3);
    expect_field(doc.blocks[0].text, P1);
    expect_field(doc.blocks[2].text, P2);
    nq_buf_clear(&page);
}

static void
a_page_may_be_in_another_charset(void **state)
{
    (void)state;
    read_page(NQ_STR("<meta charset=windows-1256><p>\xde\xc7\xe1 "
                     "\xc7\xe1\xe6\xd2\xed\xd1 \xdd\xed \xc7\xe1\xc8\xe1\xcf"));
    expect_field(doc.charset, "windows-1256");
    expect_field(doc.blocks[0].text, "قال الوزير في البلد");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_article_is_found_among_furniture),
        cmocka_unit_test(line_breaks_part_paragraphs),
        cmocka_unit_test(a_lead_between_title_and_text_belongs_to_it),
        cmocka_unit_test(a_class_name_is_not_believed_against_the_text),
        cmocka_unit_test(the_rules_of_the_house_are_no_part_of_the_article),
        cmocka_unit_test(metadata_come_in_their_order),
        cmocka_unit_test(names_and_dates_by_itemprop),
        cmocka_unit_test(entities_and_spaces_become_text),
        cmocka_unit_test(what_nobody_reads_is_not_text),
        cmocka_unit_test(an_open_quote_costs_its_tag_alone),
        cmocka_unit_test(a_page_may_be_in_another_charset),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
