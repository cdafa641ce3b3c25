/* SPDX-License-Identifier: Apache-2.0
 *
 * t_ends.c - tests of src/claim/ends.c and end_traits.c. */
#include "claim/ends.h"

#include "base/str.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>

static nq_end_place
place(uint32_t words, nq_end_kind kind)
{
    return (nq_end_place){.words = words, .kind = (uint8_t)kind};
}

/* Commas behind four, ten and twenty words and the sentence's end behind
 * forty, where the rules end it. */
static uint32_t
best_of_four(const float *likely)
{
    nq_end_places p = {.n = 4, .ruled = 3};
    p.at[0] = place(4, NQ_END_COMMA);
    p.at[1] = place(10, NQ_END_COMMA);
    p.at[2] = place(20, NQ_END_COMMA);
    p.at[3] = place(40, NQ_END_SENTENCE);
    return nq_end_best(&p, likely);
}

static void
the_likeliest_end_is_taken(void **state)
{
    static const float first[] = {0.8f, 0.05f, 0.05f, 0.1f};
    static const float rules[] = {0.45f, 0.04f, 0.05f, 0.46f};
    (void)state;
    assert_int_equal(best_of_four(first), 0);
    assert_int_equal(best_of_four(rules), 3);
}

static void
an_end_near_two_likely_ones_is_taken_if_it_is_one(void **state)
{
    static const float near[] = {0.05f, 0.3f, 0.3f, 0.35f};
    static const float between[] = {0.22f, 0.38f, 0.01f, 0.39f};
    (void)state;
    assert_int_equal(best_of_four(near), 2);
    assert_int_equal(best_of_four(between), 3);
}

/* What the second of three places is worth to choose, by what opens there. */
static uint32_t
with_behind(uint8_t opens, nq_end_kind kind)
{
    static const float likely[] = {0.01f, 0.64f, 0.35f};
    nq_end_places p = {.n = 3, .ruled = 2};
    p.at[0] = place(2, NQ_END_COMMA);
    p.at[1] = place(9, kind);
    p.at[1].opens = opens;
    p.at[2] = place(40, NQ_END_SENTENCE);
    return nq_end_best(&p, likely);
}

static void
a_list_goes_on_behind_a_comma(void **state)
{
    enum { REL = 12, THAT = 13, NOUN = 39, AND = 46 };
    (void)state;
    assert_int_equal(with_behind(REL, NQ_END_COMMA), 1);
    assert_int_equal(with_behind(THAT, NQ_END_COMMA), 2);
    assert_int_equal(with_behind(NOUN + AND, NQ_END_COMMA), 2);
    assert_int_equal(with_behind(NOUN + AND, NQ_END_WORD), 1);
}

static void
without_a_better_one_the_rules_stand(void **state)
{
    static const float even[] = {0.0f, 0.0f, 0.0f, 0.0f};
    (void)state;
    assert_int_equal(best_of_four(even), 3);
}

static void
every_trait_has_a_name(void **state)
{
    (void)state;
    for (uint32_t t = 0; t < NQ_END_TRAITS; t++) {
        uint32_t at, back;
        char name[64];
        const char *block = nq_end_trait_block(t, &at);
        snprintf(name, sizeof name, "%s %u", block, at);
        assert_true(nq_end_trait_from(nq_str_from(name), &back));
        assert_int_equal(back, t);
    }
    uint32_t t;
    assert_false(nq_end_trait_from(NQ_STR("kind 1"), &t));
    assert_false(nq_end_trait_from(NQ_STR("nothing 0"), &t));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_likeliest_end_is_taken),
        cmocka_unit_test(an_end_near_two_likely_ones_is_taken_if_it_is_one),
        cmocka_unit_test(a_list_goes_on_behind_a_comma),
        cmocka_unit_test(without_a_better_one_the_rules_stand),
        cmocka_unit_test(every_trait_has_a_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
