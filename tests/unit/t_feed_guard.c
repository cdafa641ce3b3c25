/* SPDX-License-Identifier: Apache-2.0
 *
 * t_feed_guard.c - what a parser gets of a feed, well-formed or not. */
#include "base/str.h"
#include "input/feed_guard.h"
#include "input/tune.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

/* `guarded`: what comes behind the element that the guard writes. */
static void
expect(const char *feed, const char *guarded)
{
    nq_arena arena = {0};
    nq_buf out = {0}, want = {0};
    nq_feed_guard(nq_str_from(feed), &arena, &out);
    nq_buf_byte(&out, '\0');
    nq_buf_format(&want, "<_>%s", guarded);
    nq_buf_byte(&want, '\0');
    assert_string_equal(out.ptr, want.ptr);
    nq_buf_clear(&out);
    nq_buf_clear(&want);
    nq_arena_clear(&arena);
}

static void
elements_text_and_cdata_are_left(void **state)
{
    (void)state;
    expect("<?xml version='1.0'?>\n<a><b:c d='>'>e</b:c><f/></a>\n<g/>",
           "\n<a><b:c>e</b:c><f></f></a>\n<g></g>");
    expect("<a>b<!-- <c> -- -->d<![CDATA[<e>&amp;]]></a>",
           "<a>bd<![CDATA[<e>&amp;]]></a>");
    expect("x<!DOCTYPE a><a>x</a>", "x<a>x</a>");
    expect("", "");
}

static void
entities_of_its_own_are_none(void **state)
{
    (void)state;
    expect("<!DOCTYPE a [<!ENTITY b '>'>]><a>&b;</a>",
           "'&#62;]&#62;<a>&#38;b;</a>");
    expect("<!DOCTYPE a [<!ENTITY b \"&c;&c;\"><!ENTITY c 'd'>]><a>&b;</a>",
           "]&#62;<a>&#38;b;</a>");
}

static void
an_end_tag_ends_its_own_element(void **state)
{
    (void)state;
    expect("<a><b>x</c></a>", "<a><b>x</b></a>");
    expect("<a><b><br>x<img src=y></b>z</a>",
           "<a><b><br>x<img></img></br></b>z</a>");
    expect("<a><pubDate>x</pubdate >y</A></a></b>",
           "<a><pubDate>x</pubDate>y</a>");
    expect("</a><a", "<a>");
    expect("<r><item><a>x<item>y</item><entry><item/><entry>",
           "<r><item><a>x</a></item><item>y</item><entry><item></item></entry>"
           "<entry>");
    expect("<b:item><a>x<b:item>y<c:item>", "<b:item><a>x</a></b:item><b:item>y"
                                            "<c:item>");
}

static void
an_item_that_has_its_end_may_hold_others(void **state)
{
    (void)state;
    expect("<r><item><a>x</a><b><item>y</item><item/></b>z</item></r>",
           "<r><item><a>x</a><b><item>y</item><item></item></b>z</item></r>");
    expect("<r><item><b><item>x</b>y</item></r>",
           "<r><item><b></b></item><item>xy</item></r>");
    expect("<r><item><b><item>x</item></b>",
           "<r><item><b></b></item><item>x</item>");
}

static void
an_end_tag_may_have_another_prefix(void **state)
{
    (void)state;
    expect("<a><b:c>x</c>y</a>", "<a><b:c>x</b:c>y</a>");
    expect("<a><c>x</b:c>y</a>", "<a><c>x</c>y</a>");
    expect("<c><b:c>x</c>y", "<c><b:c>x</b:c></c>y");
    expect("<b:c><d:c>x</b:c>y", "<b:c><d:c>x</d:c></b:c>y");
}

static void
long_cdata_comes_in_parts(void **state)
{
    (void)state;
    static const char *const ends[][2] = {
        {"\u0628b]]>", "]]><![CDATA[\u0628b]]>"},
        {"b]]>", "b]]>"},
        {"bc]]>", "b]]><![CDATA[c]]>"},
        {"]]>", "]]>"},
    };
    size_t room = NQ_TUNE_FEED_DATA_BYTES - strlen("<![CDATA[") - 1;
    for (size_t k = 0; k < sizeof ends / sizeof *ends; k++) {
        nq_buf in = {0}, out = {0};
        nq_buf_add(&in, NQ_STR("<![CDATA["));
        for (size_t i = 0; i < room; i++)
            nq_buf_byte(&in, 'a');
        nq_buf_add(&out, nq_buf_str(&in));
        nq_buf_add(&in, nq_str_from(ends[k][0]));
        nq_buf_byte(&in, '\0');
        nq_buf_add(&out, nq_str_from(ends[k][1]));
        nq_buf_byte(&out, '\0');
        expect(in.ptr, out.ptr);
        nq_buf_clear(&in);
        nq_buf_clear(&out);
    }
}

static void
a_slip_costs_its_tag_alone(void **state)
{
    (void)state;
    expect("<a>1 < 2 <3 <> </ > <x@y.z> <\u0628></a>",
           "<a>1 &#60; 2 &#60;3 &#60;&#62; &#60;/ &#62; &#60;x@y.z&#62; "
           "&#60;\u0628&#62;</a>");
    expect("<a b<c d='e>f</c></a>", "<a><c>f</c></a>");
    expect("<a b=\"c><d e=\"f\">g</d></a>", "<a><d>g</d></a>");
    expect("<a b=\"c>d</a> e \"f\" g", "<a>d</a> e \"f\" g");
    expect("<a b=\"c>d</a> e \" f \"", "<a>d</a> e \" f \"");
    expect("<a b=\"c>d<e f=\" g\"/>", "<a>d<e></e>");
    expect("<a>x]]></a>", "<a>x]]&#62;</a>");
    expect("<a>x<!-- y</a>", "<a>x y</a>");
    expect("<a>x<![CDATA[y</a>", "<a>xy</a>");
    expect("<a>x<?y</a>", "<a>x");
    expect("<a>x<!", "<a>x");
}

static void
deep_elements_stand_beside_each_other(void **state)
{
    (void)state;
    nq_buf in = {0}, out = {0};
    for (unsigned i = 0; i < NQ_TUNE_FEED_DEPTH; i++) {
        nq_buf_add(&in, NQ_STR("<a>"));
        nq_buf_add(&out, NQ_STR("<a>"));
    }
    nq_buf_add(&in, NQ_STR("<b>x</b><a>y"));
    nq_buf_byte(&in, '\0');
    nq_buf_add(&out, NQ_STR("</a><b></b>x<a></a>y"));
    nq_buf_byte(&out, '\0');
    expect(in.ptr, out.ptr);
    nq_buf_clear(&in);
    nq_buf_clear(&out);
}

static void
text_holds_characters_and_numbers(void **state)
{
    (void)state;
    expect("<a>b&amp;c &#65; &#xe9;&lt; &xyz; &</a>",
           "<a>b&#38;c A \u00e9&#60; &#38;xyz; &#38;</a>");
    expect("<a>b\x01\x1f"
           "c\td\uffff\ufdf2\ufffe</a>",
           "<a>bc\td\ufdf2</a>");
}

static void
cdata_ends_where_no_character_stands_in_its_end(void **state)
{
    (void)state;
    expect("<a><![CDATA[b\x01"
           "c]\x01]>d<e f='' g=''>&]]\ufffe>",
           "<a><![CDATA[bc]]>d<e>&#38;]]&#62;");
}

static void
attributes_that_matter_are_left_once(void **state)
{
    (void)state;
    expect("<a x='1' href = \"2>\" href='3' rel=4 d type=''/>",
           "<a href=\"2>\" rel=\"4\"></a>");
    expect("<a href='b\"c&d'/>", "<a href=\"b&#34;c&#38;d\"></a>");
    expect("<a b=\"c < d\" href='<e>' f=\"<g>\">", "<a href=\"&#60;e>\">");
    expect("<a b=\"\" href='' rel=''/>", "<a href=\"\" rel=\"\"></a>");
    expect("<a href=b/>c<d rel=e />", "<a href=\"b/\">c<d rel=\"e\"></d>");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(elements_text_and_cdata_are_left),
        cmocka_unit_test(entities_of_its_own_are_none),
        cmocka_unit_test(an_end_tag_ends_its_own_element),
        cmocka_unit_test(an_item_that_has_its_end_may_hold_others),
        cmocka_unit_test(an_end_tag_may_have_another_prefix),
        cmocka_unit_test(long_cdata_comes_in_parts),
        cmocka_unit_test(a_slip_costs_its_tag_alone),
        cmocka_unit_test(deep_elements_stand_beside_each_other),
        cmocka_unit_test(text_holds_characters_and_numbers),
        cmocka_unit_test(cdata_ends_where_no_character_stands_in_its_end),
        cmocka_unit_test(attributes_that_matter_are_left_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
