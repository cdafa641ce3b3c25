/* SPDX-License-Identifier: Apache-2.0
 *
 * t_usual.c - whom a name near a usual one is taken for, asked of every name of
 * the table. */
#include "base/fold.h"
#include "base/str.h"
#include "name/keys.h"
#include "name/slip.h"
#include "name/usual_name.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>
#include <cmocka.h>

static nq_tables tables;
static nq_arena arena;
static nq_variants variants;
static nq_usual_names usual;

static int
set_up(void **state)
{
    (void)state;
    nq_arena_init(&arena);
    return nq_tables_builtin(&tables) != NAQL_OK ||
           nq_variants_make(&tables, &arena, &variants) != NAQL_OK ||
           nq_usual_names_make(&tables, &variants, &arena, &usual) != NAQL_OK;
}

static int
tear_down(void **state)
{
    (void)state;
    nq_arena_clear(&arena);
    return 0;
}

static naql_str
usual_of(naql_str name, naql_str said, bool person)
{
    nq_name_words words;
    naql_span whole = {0, (uint32_t)said.len};
    nq_called_so called = {name, &words, person, said, &whole, said.len > 0, 0};
    nq_name_tight(&variants, name, &words);
    return nq_usual_name_of(&usual, &variants, &called);
}

static void
expect_usual(const char *name, bool person, const char *expected)
{
    naql_str got = usual_of(nq_str_from(name), NQ_STR(""), person);
    if (!nq_str_equal(got, nq_str_from(expected)))
        fail_msg("%s: %.*s", name, (int)got.len, got.ptr);
}

static naql_str
cell(uint32_t row, uint32_t col)
{
    return nq_table_cell(&usual.people, row, col);
}

/* A name of two words, each written in one. */
static bool
is_plain(naql_str name)
{
    nq_name_words w;
    naql_str word;
    uint32_t n = 0;
    nq_name_tight(&variants, name, &w);
    for (size_t at = 0; nq_fold_next_word(name, &at, &word);)
        n++;
    return n == 2 && w.n == 2;
}

static uint64_t
key_of(naql_str name)
{
    nq_name_words words;
    nq_name_tight(&variants, name, &words);
    return nq_name_key(&variants, &words);
}

/* The name with the two letters before its last one swapped; empty: its last
 * word is short, or that is only another habit of writing. */
static naql_str
slipped(naql_str name)
{
    enum { LETTER = 2, LEAST = 6 * LETTER };
    naql_str word = {NULL, 0};
    for (size_t at = 0; nq_fold_next_word(name, &at, &word);)
        ;
    naql_str copy = nq_arena_str(&arena, name);
    char *end = (char *)(uintptr_t)(copy.ptr + (word.ptr - name.ptr)) +
                word.len - LETTER;
    if (word.len < LEAST)
        return nq_str("", 0);
    char first[LETTER];
    memcpy(first, end - 2 * LETTER, LETTER);
    memmove(end - 2 * LETTER, end - LETTER, LETTER);
    memcpy(end - LETTER, first, LETTER);
    return key_of(copy) == key_of(name) ? nq_str("", 0) : copy;
}

static bool
sounds_arabic(naql_str name)
{
    nq_letters letters[NQ_NAME_WORDS_MAX];
    uint32_t n = nq_name_letters(&variants, name, letters);
    for (uint32_t i = 0; i < n; i++)
        if (nq_has_arabic_sound(&letters[i]))
            return true;
    return false;
}

/* Is who is called so taken for one of another name? */
static bool
is_renamed(naql_str name, naql_str said)
{
    naql_str own = usual_of(name, said, true);
    return own.len && key_of(own) != key_of(name);
}

/* But for names that another one, commoner still, is as near to. */
static void
what_is_said_of_both_makes_them_one(void **state)
{
    uint32_t asked = 0, found = 0;
    (void)state;
    for (uint32_t row = 0; row < usual.people.rows; row++) {
        naql_str name = cell(row, 0), said = cell(row, usual.said);
        naql_str own = usual_of(name, NQ_STR(""), true);
        naql_str slip = is_plain(name) ? slipped(name) : nq_str("", 0);
        if (!slip.len || !memchr(said.ptr, ' ', said.len) ||
            !nq_str_equal(own, name))
            continue;
        asked++;
        found += nq_str_equal(usual_of(slip, said, true), name);
    }
    assert_true(asked > 300);
    assert_true(found > asked - asked / 20);
}

static void
arabic_names_are_not_taken_for_others_by_their_letters(void **state)
{
    uint32_t asked = 0;
    (void)state;
    for (uint32_t row = 0; row < usual.people.rows; row++) {
        naql_str name = cell(row, 0);
        naql_str slip = is_plain(name) && sounds_arabic(name) ? slipped(name)
                                                              : nq_str("", 0);
        asked += slip.len > 0;
        assert_false(slip.len && is_renamed(slip, NQ_STR("")));
    }
    assert_true(asked > 100);
}

static void
who_is_something_else_is_somebody_else(void **state)
{
    uint32_t asked = 0;
    (void)state;
    for (uint32_t row = 0; row < usual.people.rows; row++) {
        naql_str name = cell(row, 0), said = cell(row, usual.said);
        naql_str slip =
            said.len && is_plain(name) ? slipped(name) : nq_str("", 0);
        asked += slip.len > 0;
        assert_false(slip.len && is_renamed(slip, NQ_STR("بستاني نوارس")));
    }
    assert_true(asked > 500);
}

static void
a_usual_name_is_its_own(void **state)
{
    (void)state;
    for (uint32_t row = 0; row < usual.people.rows; row++) {
        naql_str own = usual_of(cell(row, 0), NQ_STR(""), true);
        if (own.len && !nq_str_equal(usual_of(own, NQ_STR(""), true), own))
            fail_msg("%.*s", (int)own.len, own.ptr);
    }
}

/* So that an archive finds who is asked for by a rare spelling. */
static void
who_is_asked_for_has_the_usual_name(void **state)
{
    nq_name_tools *tools;
    uint32_t asked = 0;
    (void)state;
    assert_int_equal(nq_name_tools_make(&tables, &arena, &tools), NAQL_OK);
    for (uint32_t row = 0; row < usual.people.rows; row++) {
        naql_str own = usual_of(cell(row, 0), NQ_STR(""), true);
        asked += own.len && key_of(own) != key_of(cell(row, 0));
        assert_true(!own.len || nq_name_is_asked(tools, cell(row, 0), own));
    }
    assert_true(asked > 10);
}

static void
an_alias_has_the_fuller_name_or_the_usual_spelling(void **state)
{
    (void)state;
    expect_usual("أميركا", false, "الولايات المتحدة");
    expect_usual("مجلس الأمن", false, "مجلس الأمن الدولي");
    expect_usual("اسطنبول", false, "إسطنبول");
    expect_usual("كابل", false, "كابول");
    expect_usual("المملكة المتحدة", false, ""); /* Britain: not fuller */
    expect_usual("حركة النهضة", false, "");
    expect_usual("الرئاسة الروسية", false, ""); /* other words */
    expect_usual("أميركا", true, "");
    expect_usual("الصليب الأحمر", false, ""); /* one of many */
    expect_usual("وام", false, "وكالة أنباء الإمارات");
    expect_usual("وأم", false, ""); /* "and a mother" */
    expect_usual("الاخوان", false, "الإخوان المسلمون");
    expect_usual("الأخوان", false, ""); /* two brothers */
}

static void
spellings_about_as_common_stay_each_as_it_is(void **state)
{
    (void)state;
    expect_usual("الباجي قائد السبسي", true, "الباجي قائد السبسي");
    expect_usual("الباجي قايد السبسي", true, "الباجي قايد السبسي");
    expect_usual("ايدن هازارد", true, "إيدن هازارد");
}

static void
names_of_nobody_have_no_other(void **state)
{
    (void)state;
    expect_usual("", true, "");
    expect_usual("", false, "");
    expect_usual("زغدود", true, "");
    expect_usual("زغدود خنفوسي", true, "");
    expect_usual("ا ب", true, "");
    expect_usual("ا ب ج د ه و ز ح ط ي ك ل م ن", true, "");
}

int
main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_said_of_both_makes_them_one),
        cmocka_unit_test(
            arabic_names_are_not_taken_for_others_by_their_letters),
        cmocka_unit_test(who_is_something_else_is_somebody_else),
        cmocka_unit_test(a_usual_name_is_its_own),
        cmocka_unit_test(who_is_asked_for_has_the_usual_name),
        cmocka_unit_test(an_alias_has_the_fuller_name_or_the_usual_spelling),
        cmocka_unit_test(spellings_about_as_common_stay_each_as_it_is),
        cmocka_unit_test(names_of_nobody_have_no_other),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
