/* SPDX-License-Identifier: Apache-2.0
 *
 * t_charset.c - every Arabic charset becomes UTF-8, or is refused. */
#include "base/buf.h"
#include "base/str.h"
#include "base/utf8.h"
#include "input/charset.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>
#include <unicode/ucnv.h>

/* Nobody wrote this in a newspaper. */
static const char news[] =
    "أعلنت بلدية الواحة الجديدة أن أعمال صيانة الجسر القديم ستنتهي قبل نهاية "
    "الشهر، وقال رئيسها سالم بن ناجي «لن نغلق الطريق يوما واحدا»؛ أما التجار "
    "فطالبوا بتعويض عن الأسابيع الثلاثة الماضية. هل تدفع البلدية؟\n";

/* Encodes UTF-8 by ICU. */
static nq_buf
encode(const char *charset, const char *text)
{
    UErrorCode code = U_ZERO_ERROR;
    nq_buf b = {0};
    assert_true(nq_buf_reserve(&b, strlen(text) * 6 + 16));
    b.len = (size_t)ucnv_convert(charset, "UTF-8", b.ptr, (int32_t)b.room, text,
                                 (int32_t)strlen(text), &code);
    assert_true(U_SUCCESS(code));
    return b;
}

static void
expect(naql_str bytes, const char *label, const char *text, const char *charset)
{
    nq_arena arena;
    naql_str got, name;
    naql_error err = {0};
    nq_arena_init(&arena);
    naql_status status =
        nq_charset_decode(bytes, nq_str_from(label), &arena, &got, &name, &err);
    assert_string_equal(err.message, "");
    assert_int_equal(status, NAQL_OK);
    assert_int_equal(nq_utf8_valid(got), got.len);
    assert_true(nq_str_equal(name, nq_str_from(charset)));
    assert_int_equal(got.len, strlen(text));
    assert_memory_equal(got.ptr, text, got.len);
    nq_arena_clear(&arena);
}

static void
refuse(naql_str bytes, const char *message)
{
    nq_arena arena;
    naql_str text, name;
    naql_error err = {0};
    nq_arena_init(&arena);
    assert_int_equal(
        nq_charset_decode(bytes, NQ_STR(""), &arena, &text, &name, &err),
        NAQL_BAD_INPUT);
    assert_string_equal(err.message, message);
    nq_arena_clear(&arena);
}

static void
each_charset_is_told_without_a_label(void **state)
{
    (void)state;
    static const struct {
        const char *icu, *ours;
    } sets[] = {
        {"UTF-8", "utf-8"},           {"windows-1256", "windows-1256"},
        {"ISO-8859-6", "iso-8859-6"}, {"ibm-720", "cp720"},
        {"UTF-16LE", "utf-16le"},     {"UTF-16BE", "utf-16be"},
        {"UTF-16", "utf-16le"},       {"UTF-32", "utf-32le"},
    };
    static const char plain[] =
        "قال ناطق باسم النقابة إن الإضراب مستمر إلى أن تجاب المطالب كلها";
    for (size_t i = 0; i < sizeof sets / sizeof *sets; i++) {
        const char *text = i == 2 || i == 3 ? plain : news;
        nq_buf b = encode(sets[i].icu, text);
        expect(nq_buf_str(&b), "", text, sets[i].ours);
        expect(nq_buf_str(&b), "iso-8859-1", text, sets[i].ours);
        nq_buf_clear(&b);
    }
}

static void
mac_arabic_is_told_by_its_own_marks(void **state)
{
    (void)state;
    /* guillemets and digits stand where ISO 8859-6 has nothing; ICU does not
     * know the charset, so our table works backwards */
    const char *text = "قال «نعم» في ٢٠١٧ ثم مضى إلى بيته";
    char bytes[64];
    size_t at = 0, n = 0;
    while (text[at]) {
        uint32_t point = nq_utf8_read(text, &at);
        unsigned byte = point < 0x80 ? point : 0x80;
        while (nq_charset_point("x-mac-arabic", (unsigned char)byte) != point)
            byte++;
        bytes[n++] = (char)byte;
    }
    expect(nq_str(bytes, n), "", text, "x-mac-arabic");
}

static void
our_tables_are_those_of_icu(void **state)
{
    (void)state;
    static const char *const sets[][2] = {{"windows-1256", "windows-1256"},
                                          {"iso-8859-6", "ISO-8859-6"},
                                          {"windows-1252", "windows-1252"},
                                          {"mac-roman", "macintosh"}};
    for (size_t i = 0; i < sizeof sets / sizeof *sets; i++) {
        UErrorCode code = U_ZERO_ERROR;
        UConverter *icu = ucnv_open(sets[i][1], &code);
        assert_true(U_SUCCESS(code));
        for (unsigned byte = 0x80; byte < 256; byte++) {
            char c = (char)byte;
            UChar out[4];
            UErrorCode one = U_ZERO_ERROR;
            int32_t n = ucnv_toUChars(icu, out, 4, &c, 1, &one);
            uint32_t ours = nq_charset_point(sets[i][0], (unsigned char)byte);
            if (ours && n == 1 && out[0] != 0xfffd)
                assert_int_equal(ours, out[0]);
            else if (ours == 0) /* ICU gives U+FFFD, or a control */
                assert_true(n == 1 && (out[0] == 0xfffd || out[0] < 0xa0));
        }
        ucnv_close(icu);
    }
}

static void
double_encoding_is_undone_and_named(void **state)
{
    (void)state;
    static const char *const as[] = {"windows-1252", "windows-1256",
                                     "macintosh", "ISO-8859-1"};
    /* letters whose bytes all four tables have */
    static const char text[] = "سباق السيارات بعد غد";
    for (size_t i = 0; i < sizeof as / sizeof *as; i++) {
        UErrorCode code = U_ZERO_ERROR;
        char twice[512];
        int32_t n = ucnv_convert("UTF-8", as[i], twice, sizeof twice, text,
                                 (int32_t)strlen(text), &code);
        assert_true(U_SUCCESS(code));
        expect(nq_str(twice, (size_t)n), "", text, "utf-8 (double-encoded)");
    }
}

static void
honest_text_is_never_repaired(void **state)
{
    (void)state;
    static const char *const texts[] = {"ظل الطبيب طوال اليوم",
                                        "Ø est une lettre, Ù aussi", "ط ظ ط ظ",
                                        "À Tunis, l’été déjà", "طظ"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        expect(nq_str_from(texts[i]), "", texts[i], "utf-8");
}

#define LONG "وفي الواحة سوق كبيرة تباع فيها التمور والحبوب والأقمشة كل خميس"

static void
a_damaged_byte_is_shown_and_named(void **state)
{
    (void)state;
    expect(NQ_STR("خبر عاجل من مدينة الواحة\xd9 وفيها \xe2\x80 سوق كبيرة تباع "
                  "فيها التمور والحبوب والأقمشة كل خميس"),
           "",
           "خبر عاجل من مدينة الواحة\xef\xbf\xbd وفيها \xef\xbf\xbd سوق كبيرة "
           "تباع فيها التمور والحبوب والأقمشة كل خميس",
           "utf-8 (damaged)");
    expect(NQ_STR("قصير\xd9"), "", "قصير\xef\xbf\xbd", "utf-8 (damaged)");
    /* F4 begins a character up to U+10FFFF: not before 90, which is no lead. */
    expect(NQ_STR(LONG "\xf4\x8f\xbf" LONG), "", LONG "\xef\xbf\xbd" LONG,
           "utf-8 (damaged)");
    expect(NQ_STR(LONG "\xf4\x90\xbf" LONG), "",
           LONG "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd" LONG, "utf-8 (damaged)");
}

static void
latin_text_keeps_its_accents(void **state)
{
    (void)state;
    expect(NQ_STR("Le pr\xe9sident a d\xe9j\xe0 quitt\xe9 la r\xe9gion de "
                  "Tunis pour un s\xe9jour priv\xe9 de deux semaines"),
           "",
           "Le président a déjà quitté la région de Tunis pour un séjour privé "
           "de deux semaines",
           "windows-1252");
}

static void
what_is_no_text_is_refused(void **state)
{
    (void)state;
    refuse(NQ_STR("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\2\0\0\0\1\0"),
           "not text: 50 % of it is control characters");
    refuse(NQ_STR("\xff\xd8\xff\xee\xb9\x90\x8f\xfe\xff\xff\xf3\xb1\xa1\xa2"),
           "not text: 43 % of it is not valid in any Arabic encoding");
}

static void
line_ends_become_one_kind(void **state)
{
    (void)state;
    expect(NQ_STR("a\r\n\rb\n\n\r"), "", "a\n\nb\n\n\n", "utf-8");
    expect(nq_str("a\0\r\0\n\0b\0", 8), "", "a\nb", "utf-16le");
    expect(NQ_STR(""), "", "", "utf-8");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_charset_is_told_without_a_label),
        cmocka_unit_test(mac_arabic_is_told_by_its_own_marks),
        cmocka_unit_test(our_tables_are_those_of_icu),
        cmocka_unit_test(double_encoding_is_undone_and_named),
        cmocka_unit_test(honest_text_is_never_repaired),
        cmocka_unit_test(a_damaged_byte_is_shown_and_named),
        cmocka_unit_test(latin_text_keeps_its_accents),
        cmocka_unit_test(what_is_no_text_is_refused),
        cmocka_unit_test(line_ends_become_one_kind),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
