/* SPDX-License-Identifier: Apache-2.0
 *
 * t_json.c - JSON is read strictly, and no other way. */
#include "base/json.h"
#include "base/out.h"
#include "base/str.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

/* Reads all of `in`; writes the tokens one after the other. */
static naql_status
read_all(naql_str in, nq_buf *seen, naql_error *err)
{
    static const char marks[] = "{}[]ks#tfn";
    nq_buf scratch = {0};
    nq_json j;
    nq_json_kind kind = NQ_JSON_NULL;
    naql_status status = NAQL_OK;
    nq_json_open(&j, in, &scratch);
    while (status == NAQL_OK) {
        status = nq_json_next(&j, &kind, err);
        if (status != NAQL_OK || kind == NQ_JSON_DONE)
            break;
        nq_buf_byte(seen, marks[kind]);
        if (kind == NQ_JSON_KEY || kind == NQ_JSON_STRING ||
            kind == NQ_JSON_NUMBER)
            nq_buf_format(seen, "(%.*s)", (int)j.text.len, j.text.ptr);
    }
    nq_buf_clear(&scratch);
    return status;
}

static void
expect(naql_str in, const char *tokens)
{
    nq_buf seen = {0};
    naql_error err = {0};
    assert_int_equal(read_all(in, &seen, &err), NAQL_OK);
    nq_buf_byte(&seen, '\0');
    assert_string_equal(seen.ptr, tokens);
    nq_buf_clear(&seen);
}

static void
expect_bad(naql_str in, uint64_t at)
{
    nq_buf seen = {0};
    naql_error err = {0};
    assert_int_equal(read_all(in, &seen, &err), NAQL_BAD_INPUT);
    assert_int_equal(err.offset, at);
    nq_buf_clear(&seen);
}

static void
values_are_read_in_order(void **state)
{
    (void)state;
    expect(NQ_STR(" {\"a\" : [1, -0.5e+3,{}], \"b\":\"ق\", \"c\":[]}\n"),
           "{k(a)[#(1)#(-0.5e+3){}]k(b)s(ق)k(c)[]}");
    expect(NQ_STR("true"), "t");
    expect(NQ_STR("[null,false,\"\"]"), "[nfs()]");
    expect(NQ_STR("0"), "#(0)");
}

static void
escapes_are_resolved(void **state)
{
    (void)state;
    expect(NQ_STR("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\""), "s(\"\\/\b\f\n\r\t)");
    expect(NQ_STR("\"x\\u0642\\uD83D\\ude00y ق\\u0041\""),
           "s(xق\xf0\x9f\x98\x80y قA)");
    expect(NQ_STR("{\"\\u0041\":\"a long run of letters, then\\tone\"}"),
           "{k(A)s(a long run of letters, then\tone)}");
}

static void
what_is_not_json_is_refused_where_it_starts(void **state)
{
    (void)state;
    expect_bad(NQ_STR(""), 0);
    expect_bad(NQ_STR("[1,]"), 3);
    expect_bad(NQ_STR("[1"), 2);
    expect_bad(NQ_STR("{\"a\":1,}"), 7);
    expect_bad(NQ_STR("{a:1}"), 1);
    expect_bad(NQ_STR("{\"a\" 1}"), 5);
    expect_bad(NQ_STR("[1}"), 2);
    expect_bad(NQ_STR("]"), 0);
    expect_bad(NQ_STR("01"), 0);
    expect_bad(NQ_STR("-"), 1);
    expect_bad(NQ_STR("1."), 2);
    expect_bad(NQ_STR("1e+"), 3);
    expect_bad(NQ_STR(".5"), 0);
    expect_bad(NQ_STR("+1"), 0);
    expect_bad(NQ_STR("NaN"), 0);
    expect_bad(NQ_STR("nul"), 0);
    expect_bad(NQ_STR("1 2"), 2);
    expect_bad(NQ_STR("\"a"), 2);
    expect_bad(NQ_STR("\"a\nb\""), 2);
    expect_bad(NQ_STR("\"\\x\""), 1);
    expect_bad(NQ_STR("\"\\u12g4\""), 1);
    expect_bad(NQ_STR("\"\\ud800\""), 1);
    expect_bad(NQ_STR("\"\\ud800\\u0041\""), 1);
    expect_bad(NQ_STR("\"\\udc00\""), 1);
    expect_bad(NQ_STR("\"ab\xc0\x80\""), 3);
    expect_bad(NQ_STR("\"\\n\xed\xa0\x80\""), 3);
    expect_bad(nq_str("\"\0\"", 3), 1);
    expect_bad(NQ_STR("\xef\xbb\xbf{}"), 0);
}

static void
depth_is_bounded(void **state)
{
    (void)state;
    char deep[2 * NQ_MAX_JSON_DEPTH + 2];
    nq_buf seen = {0};
    memset(deep, '[', NQ_MAX_JSON_DEPTH);
    memset(deep + NQ_MAX_JSON_DEPTH, ']', NQ_MAX_JSON_DEPTH);
    assert_int_equal(read_all(nq_str(deep, 2 * NQ_MAX_JSON_DEPTH), &seen, NULL),
                     NAQL_OK);
    memset(deep, '[', NQ_MAX_JSON_DEPTH + 1);
    assert_int_equal(read_all(nq_str(deep, NQ_MAX_JSON_DEPTH + 1), &seen, NULL),
                     NAQL_TOO_BIG);
    nq_buf_clear(&seen);
}

static void
values_are_skipped_whole(void **state)
{
    (void)state;
    nq_buf scratch = {0};
    nq_json j;
    nq_json_kind kind;
    nq_json_open(&j, NQ_STR("{\"a\":[{\"b\":[]},2],\"c\":3}"), &scratch);
    assert_int_equal(nq_json_next(&j, &kind, NULL), NAQL_OK);
    assert_int_equal(nq_json_next(&j, &kind, NULL), NAQL_OK);
    assert_int_equal(nq_json_skip(&j, NULL), NAQL_OK);
    assert_int_equal(nq_json_next(&j, &kind, NULL), NAQL_OK);
    assert_int_equal(kind, NQ_JSON_KEY);
    assert_true(nq_str_equal(j.text, NQ_STR("c")));
    nq_buf_clear(&scratch);
}

static void
the_fast_scan_finds_what_the_plain_one_finds(void **state)
{
    (void)state;
    static const char letters[] = "ab\"\\\n\x1f\x20\x7f\x80\xff";
    char text[64];
    uint32_t seed = 1;
    for (unsigned round = 0; round < 20000; round++) {
        size_t n = round % sizeof text;
        for (size_t i = 0; i < n; i++) {
            seed = seed * 1664525u + 1013904223u;
            text[i] = seed >> 28 ? 'x' : letters[(seed >> 20) % 10];
        }
        unsigned char high = 1, plain_high = 2;
        size_t at = nq_json_run(nq_str(text, n), &high);
        assert_int_equal(at, nq_json_run_plain(nq_str(text, n), &plain_high));
        assert_int_equal(high & 0x80, plain_high & 0x80);
    }
}

/* Pieces of a text, and how each is written. */
static const char *const pieces[][2] = {{"a", "a"},
                                        {"\u0628", "\u0628"},
                                        {"\u00ab", "\u00ab"},
                                        {"\u00a0", "\u00a0"},
                                        {"\u2013", "\u2013"},
                                        {"\"", "\\\""},
                                        {"\\", "\\\\"},
                                        {"\n", "\\n"},
                                        {"\x1f", "\\u001f"},
                                        {"\x7f", "\\u007f"},
                                        {"\xc2\x85", "\\u0085"},
                                        {"\u061c", "\\u061c"},
                                        {"\u200f", "\\u200f"},
                                        {"\u2028", "\\u2028"},
                                        {"\u2069", "\\u2069"}};
enum { N_PIECES = sizeof pieces / sizeof *pieces };

static void
expect_written(naql_str raw, naql_str written)
{
    uint64_t bits[64] = {0};
    nq_json_out j;
    nq_buf out = {0};
    nq_json_start(&j, &out);
    nq_json_array(&j);
    nq_json_str(&j, raw);
    nq_json_awkward(raw, bits);
    nq_json_text(&j, raw, bits);
    nq_json_end(&j, ']');
    assert_int_equal(out.len, 2 * written.len + 3);
    assert_memory_equal(out.ptr + 1, written.ptr, written.len);
    assert_memory_equal(out.ptr + 2 + written.len, written.ptr, written.len);
    nq_buf_clear(&out);
}

static void
escapes_stand_where_they_must(void **state)
{
    (void)state;
    nq_buf raw = {0}, written = {0};
    uint32_t random = 1;
    for (unsigned n = 0; n < 1200; n++) {
        nq_buf_reset(&raw);
        nq_buf_reset(&written);
        nq_buf_byte(&written, '"');
        for (unsigned i = 0; i < n; i++) {
            random = random * 1664525u + 1013904223u;
            unsigned which = random >> 16 & 63; /* mostly letters */
            const char *const *piece = pieces[which < N_PIECES ? which : i & 1];
            nq_buf_add(&raw, nq_str_from(piece[0]));
            nq_buf_add(&written, nq_str_from(piece[1]));
        }
        nq_buf_byte(&written, '"');
        expect_written(nq_buf_str(&raw), nq_buf_str(&written));
    }
    nq_buf_clear(&raw);
    nq_buf_clear(&written);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_are_read_in_order),
        cmocka_unit_test(escapes_are_resolved),
        cmocka_unit_test(what_is_not_json_is_refused_where_it_starts),
        cmocka_unit_test(depth_is_bounded),
        cmocka_unit_test(values_are_skipped_whole),
        cmocka_unit_test(the_fast_scan_finds_what_the_plain_one_finds),
        cmocka_unit_test(escapes_stand_where_they_must),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
