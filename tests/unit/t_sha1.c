/* SPDX-License-Identifier: Apache-2.0
 *
 * t_sha1.c - digests of web archives: known ones, and both kernels agree. */
#include "base/str.h"
#include "input/sha1.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

static void
expect(const char *text, const char *base32)
{
    unsigned char digest[20];
    char written[33] = {0};
    nq_sha1(nq_sha1_pick(), nq_str_from(text), digest);
    nq_sha1_base32(digest, written);
    assert_string_equal(written, base32);
}

static void
known_digests_come_out(void **state)
{
    (void)state;
    expect("", "3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ"); /* of many a WARC file */
    expect("abc", "VGMT4NSHA2AWVOR6EVYXQUGCNSONBWE5");
    expect("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
           "QSMD4RA4HPJG5OVOJKQ7SUJJ4XSUM4HR");
}

static void
both_kernels_agree_at_every_length(void **state)
{
    (void)state;
    char text[400];
    unsigned char plain[20], fast[20];
    for (size_t i = 0; i < sizeof text; i++)
        text[i] = (char)(i * 37 + 11);
    for (size_t n = 0; n <= sizeof text; n++) {
        nq_sha1(nq_sha1_plain, nq_str(text, n), plain);
        nq_sha1(nq_sha1_pick(), nq_str(text, n), fast);
        assert_memory_equal(plain, fast, 20);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(known_digests_come_out),
        cmocka_unit_test(both_kernels_agree_at_every_length),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
