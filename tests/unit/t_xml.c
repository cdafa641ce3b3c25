/* SPDX-License-Identifier: Apache-2.0
 *
 * t_xml.c - events of well-formed and of ill-formed markup. */
#include "base/str.h"
#include "input/xml.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

/* Events as text: <name, >name, "text". */
static void
expect(const char *markup, const char *events)
{
    nq_arena arena = {0};
    nq_entities known;
    nq_xml x;
    nq_buf out = {0};
    nq_entities_init(&known, &arena);
    nq_xml_start(&x, nq_str_from(markup));
    for (nq_xml_event e; (e = nq_xml_next(&x)) != NQ_XML_END;) {
        bool is_text = e == NQ_XML_TEXT || e == NQ_XML_DATA;
        nq_buf_byte(&out, is_text ? '"' : e == NQ_XML_OPEN ? '<' : '>');
        if (is_text)
            nq_xml_write(e == NQ_XML_TEXT ? &known : NULL, x.piece, &out);
        else
            nq_buf_add(&out, x.name);
        if (is_text)
            nq_buf_byte(&out, '"');
    }
    nq_buf_byte(&out, '\0');
    assert_string_equal(out.ptr, events);
    nq_buf_clear(&out);
    nq_arena_clear(&arena);
}

static void
well_formed_markup(void **state)
{
    (void)state;
    expect("<?xml version='1.0'?>\n<a><b:c d='>'>e</b:c><f/></a>\n",
           "\"\n\"<a<b:c\"e\">b:c<f>f>a");
    expect("<a>b<!-- <c> -- -->d<![CDATA[<e>&amp;]]></a>",
           "<a\"b\"\"d\"\"<e>&amp;\">a");
    expect("<!DOCTYPE a [<!ENTITY b '>'>]><a>&b;</a>", "<a\"&b;\">a");
    expect("<!DOCTYPE a><a>x</a>", "<a\"x\">a");
}

static void
ill_formed_markup_is_read_on(void **state)
{
    (void)state;
    expect("<a>1 < 2 <3</a>", "<a\"1 \"\" 2 \"\"3\">a");
    expect("<a><b>x</c></a>", "<a<b\"x\">b>a"); /* it closes the last one */
    expect("<a b<c d='e>f</c></a>", "<a<c\"f\">c>a");
    expect("<a b=c/>", "<a>a");
    expect("<a>x</a><b>y</b>", "<a\"x\">a"); /* one element is all */
    expect("<a>x", "<a\"x\"");
    expect("<a>x<!-- y</a>", "<a\"x\"");
    expect("<a>x<![CDATA[y</a>", "<a\"x\"");
    expect("<a", "<a");
    expect("</a>", "");
    expect("", "");
}

static void
text_is_made_plain(void **state)
{
    (void)state;
    expect("<a>b&amp;c &#65;&#x42; &xyz; &</a>", "<a\"b&c AB &xyz; &\">a");
    expect("<a>b\r\nc\rd\x01\x1f"
           "e\tf</a>",
           "<a\"b\nc\nde\tf\">a");
    expect("<a>\uffff\ufdf2\ufffe</a>", "<a\"\ufdf2\">a");
}

static void
attributes_are_found_by_name(void **state)
{
    (void)state;
    nq_xml x;
    nq_xml_start(&x, NQ_STR("<a x:b='1' b = \"2>\" b='3' c=4 d e=''/>"));
    assert_int_equal(nq_xml_next(&x), NQ_XML_OPEN);
    assert_true(nq_str_is(nq_xml_attribute(&x, "b"), "2>"));
    assert_true(nq_str_is(nq_xml_attribute(&x, "c"), "4"));
    assert_int_equal(nq_xml_attribute(&x, "d").len, 0);
    assert_int_equal(nq_xml_attribute(&x, "e").len, 0);
    assert_int_equal(nq_xml_attribute(&x, "f").len, 0);
    assert_int_equal(nq_xml_next(&x), NQ_XML_CLOSE);
    assert_int_equal(nq_xml_next(&x), NQ_XML_END);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(well_formed_markup),
        cmocka_unit_test(ill_formed_markup_is_read_on),
        cmocka_unit_test(text_is_made_plain),
        cmocka_unit_test(attributes_are_found_by_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
