/* SPDX-License-Identifier: Apache-2.0
 *
 * t_article.c - laws of the article layer that no single case shows: nothing
 * is rewritten, nothing vanishes unlisted, cost is linear. */
#include "article/article.h"
#include "article/stamp.h"
#include "base/buf.h"
#include "base/hash.h"
#include "base/limits.h"
#include "base/str.h"
#include "base/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static nq_arena engine, arena, scratch;
static nq_article_tools *tools;

static int
open_tools(void **state)
{
    (void)state;
    nq_tables tables;
    nq_arena_init(&engine);
    nq_arena_init(&arena);
    nq_arena_init(&scratch);
    return nq_tables_builtin(&tables) != NAQL_OK ||
           nq_article_tools_make(&tables, &engine, &tools) != NAQL_OK;
}

static int
close_tools(void **state)
{
    (void)state;
    nq_arena_clear(&engine);
    nq_arena_clear(&arena);
    nq_arena_clear(&scratch);
    return 0;
}

static nq_article
make(const nq_doc *doc)
{
    nq_article a;
    nq_arena_reset(&arena);
    nq_arena_reset(&scratch);
    assert_int_equal(nq_article_make(tools, doc, &arena, &scratch, &a),
                     NAQL_OK);
    return a;
}

static nq_article
plain(naql_str text)
{
    nq_doc doc = {.path = NQ_STR("t.txt"), .text = text, .form = NQ_DOC_PLAIN};
    return make(&doc);
}

/* Hash sum of every code point that is neither white space nor a control, so
 * that order and cuts do not matter. */
static uint64_t
letters_of(naql_str s)
{
    uint64_t sum = 0;
    for (size_t at = 0; at < s.len;) {
        uint32_t c = nq_utf8_read(s.ptr, &at);
        if (c > ' ' && c != 0xa0 && !(c >= 0x2000 && c <= 0x206f) &&
            c != 0xfeff)
            sum += nq_hash_mix(c);
    }
    return sum;
}

/* Every block is a slice of the document, in order, and what is no block is
 * listed as dropped. */
static void
check_laws(naql_str document, const nq_article *a)
{
    uint64_t kept = 0, dropped = 0;
    uint32_t last = 0;
    for (uint32_t i = 0; i < a->n_blocks; i++) {
        naql_span s = a->blocks[i].span;
        naql_str text = nq_str_span(a->text, s);
        assert_true(s.start < s.end && s.end <= a->text.len);
        assert_true(i == 0 || s.start == last + 1);
        assert_true(nq_str_find(document, text, 0) != SIZE_MAX);
        last = s.end;
        kept += letters_of(text);
    }
    for (uint32_t i = 0; i < a->n_dropped; i++) {
        assert_true(a->dropped[i].text.ptr >= document.ptr &&
                    a->dropped[i].text.ptr + a->dropped[i].text.len <=
                        document.ptr + document.len);
        dropped += letters_of(a->dropped[i].text);
    }
    assert_true(kept + dropped == letters_of(document));
}

static const char page[] =
    "\xef\xbb\xbf"
    "حريق في سوق العطارين يلتهم سبعة متاجر\r\n"
    "آخر تحديث GMT 03:00:26\r\n\r\n"
    "قصبة الملح (وكالات) قال رجال الإطفاء إن الحريق بدأ قبل الفجر في متجر "
    "للأقمشة، ثم امتد إلى ستة متاجر.\r\n"
    "\xe2\x80\xaaوقدّر اتحاد التجار الخسائر بنحو مليوني دينار على الأقل."
    "\xe2\x80\xac\r\n"
    "أضف تعليق\r\nالاسم *\r\n";

static void
nothing_is_rewritten_and_nothing_vanishes(void **state)
{
    (void)state;
    naql_str text = nq_str_from(page);
    nq_article a = plain(text);
    check_laws(text, &a);
    assert_int_equal(a.n_blocks, 4);
    assert_true(nq_str_equal(a.dateline, NQ_STR("قصبة الملح")));
    assert_true(nq_str_equal(nq_str_span(a.text, a.dateline_span),
                             NQ_STR("قصبة الملح (وكالات)")));
    assert_int_equal(a.id.len, 16);
}

static void
every_cut_of_a_page_keeps_the_laws(void **state)
{
    (void)state;
    naql_str text = nq_str_from(page);
    for (size_t n = 0; n <= text.len; n++) {
        naql_str part = nq_str(text.ptr, n);
        if (nq_utf8_valid(part) != n)
            continue;
        nq_article a = plain(part);
        check_laws(part, &a);
    }
}

static void
nothing_at_all_is_an_article_without_text(void **state)
{
    (void)state;
    static const char *const empty[] = {"",
                                        "\n\n",
                                        " \t\r\n",
                                        "\xef\xbb\xbf",
                                        "\xe2\x80\x8f\xe2\x80\xae\n",
                                        "----\n***\n...\n«»\n"};
    for (size_t i = 0; i < sizeof(empty) / sizeof(*empty); i++) {
        nq_article a = plain(nq_str_from(empty[i]));
        check_laws(nq_str_from(empty[i]), &a);
        assert_int_equal(a.text.len, 0);
        assert_int_equal(a.n_blocks, 0);
        assert_int_equal(a.day, NQ_NO_DAY);
    }
}

/* `piece` over and over, `bytes` long. */
static void
fill(nq_buf *b, const char *piece, size_t bytes)
{
    naql_str s = nq_str_from(piece);
    nq_buf_reset(b);
    while (b->len + s.len <= bytes)
        nq_buf_add(b, s);
    assert_false(b->failed);
}

/* Fails by the test's timeout when a megabyte of it is not read in one go. */
static void
hostile_text_costs_linear_time(void **state)
{
    (void)state;
    static const char *const pieces[] = {"ا",
                                         "ا ",
                                         "ا\n",
                                         "«",
                                         "- ",
                                         "-\n",
                                         "(",
                                         "القاهرة - ",
                                         "القاهرة\n",
                                         "وكالات (",
                                         "12:",
                                         "12/03/2018 ",
                                         "2018-03-13 ",
                                         "مارس ",
                                         "تم النشر: ",
                                         "اقرأ أيضا ",
                                         "تعليقات\n",
                                         "\xe2\x80\xae",
                                         "\xd9\x8b",
                                         "ـ",
                                         "a\n",
                                         "@.com\n",
                                         "جميع الحقوق ",
                                         "قال «لا».\n",
                                         "1\n",
                                         "كتب: ",
                                         "\xe2\x80\xa8",
                                         "\xf0\x9f\x98\x80"};
    nq_buf b = {0};
    for (size_t i = 0; i < sizeof(pieces) / sizeof(*pieces); i++) {
        fill(&b, pieces[i], 1u << 20);
        nq_article a = plain(nq_buf_str(&b));
        assert_true(a.text.len <= b.len);
    }
    nq_buf_clear(&b);
}

static void
text_over_the_limit_is_cut_and_says_so(void **state)
{
    (void)state;
    nq_buf b = {0};
    fill(&b, "قال التاجر إن الحريق بدأ قبل الفجر بقليل.\n",
         NQ_MAX_ARTICLE_BYTES + 500);
    nq_article a = plain(nq_buf_str(&b));
    assert_true(a.cut);
    assert_true(a.text.len <= NQ_MAX_ARTICLE_BYTES);
    assert_int_equal(nq_utf8_valid(a.text), a.text.len);
    nq_buf_clear(&b);
}

static void
date_fields_of_every_shape_are_read(void **state)
{
    (void)state;
    static const char *const pairs[][2] = {
        {"2017-08-15T03:00:26Z", "2017-08-15T03:00:26Z"},
        {"2017-08-15T03:00:26.123Z", "2017-08-15T03:00:26Z"},
        {"2017-08-15T03:00:26+03:00", "2017-08-15T00:00:26Z"},
        {"2017-08-15T01:30:00+0300", "2017-08-15T01:30:00+03:00"},
        {"2017-12-31T23:30:00-02:00", "2017-12-31T23:30:00-02:00"},
        {"2017-08-15 03:00:26", "2017-08-15"},
        {"2017-08-15", "2017-08-15"},
        {"Tue, 15 Aug 2017 03:00:26 GMT", "2017-08-15T03:00:26Z"},
        {"Tue, 15 Aug 2017 03:00:26 +0300", "2017-08-15T00:00:26Z"},
        {"31/10/2013", "2013-10-31"},
        {"2013/10/31", "2013-10-31"},
        {"1502766026", "2017-08-15T03:00:26Z"},
        {"1502766026000", "2017-08-15T03:00:26Z"},
        {"الثلاثاء 15 آب 2017", "2017-08-15"},
        {"15 غشت 2017", "2017-08-15"},
        {"٢٣ ذو القعدة ١٤٣٨ هـ", "2017-08-15"},
        {"yesterday", ""},
        {"2017-13-45", ""},
        {"99/99/9999", ""},
        {"", ""},
    };
    for (size_t i = 0; i < sizeof(pairs) / sizeof(*pairs); i++) {
        nq_stamp s = nq_stamp_field(tools, nq_str_from(pairs[i][0]), &scratch);
        naql_str got = nq_stamp_text(s, &arena);
        if (!nq_str_equal(got, nq_str_from(pairs[i][1])))
            fail_msg("%s gave %.*s", pairs[i][0], (int)got.len, got.ptr);
    }
}

static void
the_same_article_has_the_same_id_and_another_another(void **state)
{
    (void)state;
    nq_doc doc = {.text = NQ_STR("قال التاجر إن الحريق بدأ قبل الفجر بقليل."),
                  .title = NQ_STR("حريق"),
                  .form = NQ_DOC_FIELDS};
    char first[17] = {0}, again[17] = {0}, other[17] = {0};
    memcpy(first, make(&doc).id.ptr, 16);
    doc.path = NQ_STR("elsewhere.txt");
    memcpy(again, make(&doc).id.ptr, 16);
    doc.published = NQ_STR("2018-03-13");
    memcpy(other, make(&doc).id.ptr, 16);
    assert_string_equal(first, again);
    assert_string_not_equal(first, other);
}

static void
a_page_keeps_its_article_blocks(void **state)
{
    (void)state;
    const nq_doc_block blocks[] = {
        {NQ_STR("الرئيسية أخبار رياضة"), NQ_HINT_FURNITURE | NQ_HINT_LINK},
        {NQ_STR("حريق في سوق العطارين"), NQ_HINT_TITLE},
        {NQ_STR("13 مارس 2018"), NQ_HINT_TIME},
        {NQ_STR("قال رجال الإطفاء إن الحريق بدأ قبل الفجر في متجر للأقمشة."),
         NQ_HINT_ARTICLE},
        {NQ_STR("صورة للسوق بعد الحريق"), NQ_HINT_CAPTION},
        {NQ_STR("وقدّر اتحاد التجار الخسائر بنحو مليوني دينار على الأقل."),
         NQ_HINT_ARTICLE},
        {NQ_STR("خمس نصائح لزراعة الريحان على الشرفات"),
         NQ_HINT_LINK | NQ_HINT_LIST},
    };
    nq_doc doc = {.title = NQ_STR("حريق في سوق العطارين | أخبار الملاحة"),
                  .form = NQ_DOC_BLOCKS,
                  .blocks = blocks,
                  .n_blocks = sizeof(blocks) / sizeof(*blocks)};
    nq_article a = make(&doc);
    assert_true(nq_str_equal(a.title, NQ_STR("حريق في سوق العطارين")));
    assert_true(nq_str_equal(a.published, NQ_STR("2018-03-13")));
    assert_int_equal(a.n_blocks, 3);
    assert_int_equal(a.n_dropped, 4);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_is_rewritten_and_nothing_vanishes),
        cmocka_unit_test(every_cut_of_a_page_keeps_the_laws),
        cmocka_unit_test(nothing_at_all_is_an_article_without_text),
        cmocka_unit_test(hostile_text_costs_linear_time),
        cmocka_unit_test(text_over_the_limit_is_cut_and_says_so),
        cmocka_unit_test(date_fields_of_every_shape_are_read),
        cmocka_unit_test(the_same_article_has_the_same_id_and_another_another),
        cmocka_unit_test(a_page_keeps_its_article_blocks),
    };
    return cmocka_run_group_tests(tests, open_tools, close_tools);
}
