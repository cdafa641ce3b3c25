/* SPDX-License-Identifier: Apache-2.0
 *
 * t_utf8_check.c - the fast check of UTF-8 agrees with the plain one. */
#include "base/str.h"
#include "base/utf8.h"
#include "base/utf8_check.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

static char text[256];

/* Fills the text with Arabic letters, then lays `bad` into it at `at`. */
static void
agree(naql_str bad, size_t at, size_t len)
{
    for (size_t i = 0; i + 1 < sizeof text; i += 2)
        memcpy(text + i, "\xd9\x82", 2);
    memcpy(text + at, bad.ptr, bad.len);
    naql_str s = nq_str(text, len);
    size_t plain = nq_utf8_valid_plain(s), fast = nq_utf8_check(s);
    assert_true(fast <= plain);
    assert_int_equal(nq_utf8_valid(s), plain);
}

static void
every_pair_and_triple_of_bytes_is_told(void **state)
{
    (void)state;
    for (unsigned a = 0x70; a < 256; a++)
        for (unsigned b = 0; b < 256; b += 5)
            for (unsigned c = 0x7b; c < 256; c += 13) {
                char bad[4] = {(char)a, (char)b, (char)c, (char)(a ^ b)};
                agree(nq_str(bad, 2), 30, 200);
                agree(nq_str(bad, 3), 45, 200);
                agree(nq_str(bad, 4), 62, 200);
            }
}

static void
characters_cut_anywhere_are_told(void **state)
{
    (void)state;
    for (size_t at = 0; at < 140; at++)
        for (size_t len = 64; len < 200; len++) {
            agree(NQ_STR("\xf0\x9f\x98\x80"), at, len);
            agree(NQ_STR("\xe2\x80\x8f"), at, len);
            agree(NQ_STR("\xf4\x90\x80\x80"), at, len);
        }
}

static void
a_long_text_is_checked_to_its_end(void **state)
{
    (void)state;
    agree(NQ_STR(""), 0, 256);
    assert_true(nq_utf8_valid(nq_str(text, 256)) == 256);
#if defined(__x86_64__)
    assert_true(nq_utf8_check(nq_str(text, 256)) >= 224);
#endif
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_pair_and_triple_of_bytes_is_told),
        cmocka_unit_test(characters_cut_anywhere_are_told),
        cmocka_unit_test(a_long_text_is_checked_to_its_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
