/* SPDX-License-Identifier: Apache-2.0
 *
 * t_feed_guard.c - what a parser gets of a feed, well-formed or not. */
#include "base/str.h"
#include "input/feed_guard.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

static void
expect(const char *feed, const char *guarded)
{
    nq_arena arena = {0};
    nq_buf out = {0};
    nq_feed_guard(nq_str_from(feed), &arena, &out);
    nq_buf_byte(&out, '\0');
    assert_string_equal(out.ptr, guarded);
    nq_buf_clear(&out);
    nq_arena_clear(&arena);
}

static void
the_first_element_is_left(void **state)
{
    (void)state;
    expect("<?xml version='1.0'?>\n<a><b:c d='>'>e</b:c><f/></a>\n<g/>",
           "<a><b:c>e</b:c><f></f></a>");
    expect("<a>b<!-- <c> -- -->d<![CDATA[<e>&amp;]]></a>",
           "<a>bd<![CDATA[<e>&amp;]]></a>");
    expect("<!DOCTYPE a [<!ENTITY b '>'>]><a>&b;</a>", "<a>&#38;b;</a>");
    expect("x<!DOCTYPE a><a>x</a>", "<a>x</a>");
    expect("", "");
}

static void
slips_become_well_formed(void **state)
{
    (void)state;
    expect("<a>1 < 2 <3</a>", "<a>1  2 3</a>");
    expect("<a><b>x</c></a>", "<a><b>x</b></a>");
    expect("<a b<c d='e>f</c></a>", "<a><c>f</c></a>");
    expect("<a>x]]></a>", "<a>x&#93;&#93;></a>");
    expect("<a>x<!-- y</a>", "<a>x");
    expect("<a>x<![CDATA[y</a>", "<a>x");
    expect("<a,b><\u0628-/></a>", "<a_b><__-></__-></a_b>");
    expect("<a", "<a>");
    expect("</a>", "");
}

static void
text_holds_characters_and_numbers(void **state)
{
    (void)state;
    expect("<a>b&amp;c &#65; &xyz; &</a>",
           "<a>b&#38;c &#65; &#38;xyz; &#38;</a>");
    expect("<a>b\x01\x1f"
           "c\td\uffff\ufdf2\ufffe</a>",
           "<a>bc\td\ufdf2</a>");
}

static void
cdata_ends_where_it_did(void **state)
{
    (void)state;
    expect("<a><![CDATA[b\x01"
           "c]\x01]>d<e f='' g=''>&]]\ufffe>]]></a>",
           "<a><![CDATA[bc] ]>d<e f='' g=''>&]] >]]></a>");
}

static void
attributes_that_matter_are_left_once(void **state)
{
    (void)state;
    expect("<a x='1' href = \"2>\" href='3' rel=4 d type=''/>",
           "<a href=\"2>\" rel=\"4\" type=\"\"></a>");
    expect("<a href='b\"<c&d'/>", "<a href=\"b&#34;&#60;c&#38;d\"></a>");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_first_element_is_left),
        cmocka_unit_test(slips_become_well_formed),
        cmocka_unit_test(text_holds_characters_and_numbers),
        cmocka_unit_test(cdata_ends_where_it_did),
        cmocka_unit_test(attributes_that_matter_are_left_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
