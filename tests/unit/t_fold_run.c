/* SPDX-License-Identifier: Apache-2.0
 *
 * t_fold_run.c - letters folded many at a time fold as each of them does. Built
 * for any processor, and once more for those with SSSE3. */
#include "base/fold_run.h"
#include "base/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>

/* Eight letters at once, and one by one: the same fold, and the same end. */
static void
a_run_of_letters_folds_as_its_letters_do(void **state)
{
    static nq_glyph glyphs[NQ_GLYPHS];
    (void)state;
    nq_glyphs_make(glyphs);
    for (uint32_t code = 1; code < NQ_GLYPHS; code++)
        for (uint32_t place = 0; place < 18; place++) {
            char text[64], fast[64 + NQ_FOLD_RUN_SPARE], slow[64], *a = fast,
                                                                   *b = slow;
            size_t n = 0;
            for (uint32_t i = 0; i < 18; i++)
                n += nq_utf8_write(i == place ? code : 0x628 + i % 3, text + n);
            const char *end = nq_fold_run(glyphs, text, text + n, &a), *p;
            for (p = text; p < text + n; p += 2) {
                char one[2 + NQ_FOLD_RUN_SPARE], *to = one;
                if (nq_fold_run(glyphs, p, p + 2, &to) == p)
                    break;
                memcpy(b, one, (size_t)(to - one));
                b += to - one;
            }
            assert_ptr_equal(end, p);
            assert_int_equal(a - fast, b - slow);
            assert_memory_equal(fast, slow, (size_t)(a - fast));
        }
}

/* What is told of sixteen bytes is whole letters, and Arabic ones all. */
static void
plain_bytes_are_of_arabic_letters(void **state)
{
    static nq_glyph glyphs[NQ_GLYPHS];
    (void)state;
    nq_glyphs_make(glyphs);
    for (uint32_t code = 1; code < NQ_GLYPHS; code++)
        for (uint32_t place = 0; place < 10; place++) {
            char text[64];
            size_t n = 0;
            for (uint32_t i = 0; i < 10; i++)
                n += nq_utf8_write(i == place ? code : 0x628 + i % 3, text + n);
            size_t plain = nq_fold_plain_bytes(text, n), at = 0;
            assert_true(plain <= 16 && plain % 2 == 0);
            while (at < plain)
                assert_int_equal(glyphs[nq_utf8_read(text, &at)].class,
                                 NQ_CLASS_ARABIC);
        }
    assert_int_equal(nq_fold_plain_bytes("ا", 2), 0); /* too few to look at */
}

int
main(void)
{
    cmocka_set_message_output(CM_OUTPUT_TAP);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_run_of_letters_folds_as_its_letters_do),
        cmocka_unit_test(plain_bytes_are_of_arabic_letters),
    };
#ifdef __SSSE3__
    if (!__builtin_cpu_supports("ssse3"))
        return 77; /* skipped */
#endif
    return cmocka_run_group_tests(tests, NULL, NULL);
}
