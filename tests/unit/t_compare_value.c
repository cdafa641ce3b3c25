/* SPDX-License-Identifier: Apache-2.0
 *
 * t_compare_value.c - which values can both be true, which spelling a mention
 * is counted for, and by what a word of a class is remembered. */
#include "compare/value.h"

#include "base/hash.h"
#include "base/str.h"
#include "compare/compare.h"
#include "compare/slot_words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>

static nq_value
number(double value, nq_modifier modifier)
{
    nq_number n = {
        .value = value, .high = value, .modifier = (uint8_t)modifier};
    return nq_value_of_number(&n, 1);
}

static bool
agree(nq_value a, nq_value b, bool loose)
{
    bool there = nq_numbers_agree(&a, &b, loose);
    assert_int_equal(there, nq_numbers_agree(&b, &a, loose));
    return there;
}

static void
a_modifier_stretches_as_far_as_the_press_does(void **state)
{
    (void)state;
    nq_value more = number(100, NQ_MOD_MORE), about = number(100, NQ_MOD_ABOUT);
    assert_true(agree(more, number(104, NQ_MOD_NONE), false));
    assert_false(agree(more, number(257, NQ_MOD_NONE), false));
    assert_true(agree(about, number(92, NQ_MOD_NONE), false));
    assert_false(agree(about, number(120, NQ_MOD_NONE), false));
    assert_true(
        agree(number(257, NQ_MOD_AT_LEAST), number(257, NQ_MOD_NONE), false));
    assert_false(
        agree(number(180, NQ_MOD_AT_LEAST), number(257, NQ_MOD_NONE), false));
}

static void
less_than_a_figure_is_not_far_below_it(void **state)
{
    (void)state;
    nq_value less = number(100, NQ_MOD_LESS),
             most = number(100, NQ_MOD_AT_MOST);
    assert_true(agree(less, number(96, NQ_MOD_NONE), false));
    assert_false(agree(less, number(40, NQ_MOD_NONE), false));
    assert_false(agree(less, number(105, NQ_MOD_NONE), false));
    assert_true(agree(most, number(80, NQ_MOD_NONE), false));
    assert_false(agree(most, number(40, NQ_MOD_NONE), false));
}

static void
a_round_figure_stands_for_an_exact_one_when_loose(void **state)
{
    (void)state;
    nq_value round = number(3e9, NQ_MOD_NONE);
    assert_true(agree(round, number(2.97e9, NQ_MOD_NONE), true));
    /* in one place of the wording, only a large one and by little */
    assert_true(agree(round, number(2.97e9, NQ_MOD_NONE), false));
    assert_false(agree(round, number(2.85e9, NQ_MOD_NONE), false));
    assert_true(agree(round, number(2.85e9, NQ_MOD_NONE), true));
    assert_false(
        agree(number(100, NQ_MOD_NONE), number(101, NQ_MOD_NONE), false));
    assert_false(agree(number(10, NQ_MOD_NONE), number(14, NQ_MOD_NONE), true));
}

static nq_value
days(int32_t lo, int32_t hi)
{
    nq_date d = {.day_lo = lo, .day_hi = hi, .type = NQ_DATE_DATE};
    nq_value v;
    assert_true(nq_value_of_date(&d, &v));
    return v;
}

static void
a_month_and_a_day_of_it_can_both_be_true(void **state)
{
    (void)state;
    nq_value july = days(181, 211), end = days(205, 211), next = days(212, 212);
    assert_true(nq_dates_agree(&july, &end));
    assert_false(nq_dates_agree(&july, &next));
}

static void
lengths_are_compared_as_days_and_never_with_a_day(void **state)
{
    (void)state;
    nq_date hours = {.value = {"PT48H", 5}, .type = NQ_DATE_DURATION};
    nq_date two = {.value = {"P2D", 3}, .type = NQ_DATE_DURATION};
    nq_date years = {.value = {"P2Y", 3}, .type = NQ_DATE_DURATION};
    nq_date minutes = {.value = {"PT120M", 6}, .type = NQ_DATE_DURATION};
    nq_date months = {.value = {"P4M", 3}, .type = NQ_DATE_DURATION};
    nq_date two_hours = {.value = {"PT2H", 4}, .type = NQ_DATE_DURATION};
    nq_value a, b, c, day = days(1, 1), short_one, long_one, other;
    assert_true(nq_value_of_date(&hours, &a) && nq_value_of_date(&two, &b) &&
                nq_value_of_date(&years, &c));
    assert_true(nq_dates_agree(&a, &b));
    assert_false(nq_dates_agree(&b, &c));
    assert_true(nq_dates_agree(&a, &day));
    assert_true(nq_value_of_date(&minutes, &short_one) &&
                nq_value_of_date(&months, &long_one) &&
                nq_value_of_date(&two_hours, &other));
    assert_true(nq_dates_agree(&short_one, &other));
    assert_false(nq_dates_agree(&long_one, &other));
}

static void
a_date_without_a_day_is_no_value(void **state)
{
    (void)state;
    nq_date past = {
        .value = {"PAST_REF", 8}, .day_lo = NQ_NO_DAY, .day_hi = NQ_NO_DAY};
    nq_date set = {.value = {"P1Y", 3}, .type = NQ_DATE_SET};
    nq_value v;
    assert_false(nq_value_of_date(&past, &v));
    assert_false(nq_value_of_date(&set, &v));
}

static void
to_the_takes_no_letter_of_a_spelling(void **state)
{
    (void)state;
    const struct nq_spelling spelled[] = {{NQ_STR("الرابطة"), 3},
                                          {NQ_STR("رابطة"), 2},
                                          {NQ_STR("أرابطة"), 1},
                                          {NQ_STR("الراية"), 1},
                                          {NQ_STR("ابطة"), 1}};
    const naql_str texts[] = {NQ_STR("أرابطة"), NQ_STR("ابطة"),
                              NQ_STR("الرابطة"), NQ_STR("الراية"),
                              NQ_STR("رابطة")}; /* by their bytes */
    const nq_who who = {.spellings = spelled, .n_spellings = 5, .texts = texts};
    naql_str to_it = NQ_STR("للرابطة"), bare = NQ_STR("لرابطة");
    naql_str other = NQ_STR("للنادي");
    assert_true(nq_str_equal(nq_who_spelling(&who, to_it, (naql_span){2, 14}),
                             spelled[0].text));
    assert_true(
        nq_str_equal(nq_who_spelling(&who, bare, (naql_span){0, 12}), bare));
    assert_true(nq_str_equal(nq_who_spelling(&who, other, (naql_span){2, 12}),
                             NQ_STR("لنادي")));
}

static nq_slot_word
read_with(const nq_slot_words *w, uint16_t clitics)
{
    nq_token t = {.folded = NQ_STR("بالوزير"),
                  .kind = NQ_TOKEN_WORD,
                  .clitics = clitics,
                  .pre = 6};
    t.hash = nq_hash(t.folded);
    return nq_slot_word_of(w, &t);
}

/* "The minister" is a word for whoever was named, "minister" a post. */
static void
a_word_is_remembered_by_all_it_is_read_by(void **state)
{
    nq_arena arena;
    nq_tables tables;
    nq_slot_words words = {0};
    (void)state;
    nq_arena_init(&arena);
    assert_int_equal(nq_tables_builtin(&tables), NAQL_OK);
    assert_int_equal(nq_slot_words_make(&tables, "slot_words", &arena, &words),
                     NAQL_OK);
    assert_int_equal(read_with(&words, NQ_CLITIC_BA | NQ_CLITIC_AL).kind,
                     NQ_WORD_GENERIC);
    assert_int_equal(read_with(&words, NQ_CLITIC_BA).kind, NQ_WORD_POST);
    nq_arena_clear(&arena);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_modifier_stretches_as_far_as_the_press_does),
        cmocka_unit_test(less_than_a_figure_is_not_far_below_it),
        cmocka_unit_test(a_round_figure_stands_for_an_exact_one_when_loose),
        cmocka_unit_test(a_month_and_a_day_of_it_can_both_be_true),
        cmocka_unit_test(lengths_are_compared_as_days_and_never_with_a_day),
        cmocka_unit_test(a_date_without_a_day_is_no_value),
        cmocka_unit_test(to_the_takes_no_letter_of_a_spelling),
        cmocka_unit_test(a_word_is_remembered_by_all_it_is_read_by),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
