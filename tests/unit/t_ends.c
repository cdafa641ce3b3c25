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

/* Classes that a word opens with, as src/claim/end_words.c numbers them. */
enum { OTHER = 45, REL = 12, THAT = 13, DATE = 10 };

static nq_end_place
place(uint32_t words, nq_end_kind kind, uint8_t opens)
{
    return (nq_end_place){
        .words = words, .kind = (uint8_t)kind, .opens = opens};
}

/* A comma behind four words and the sentence's end behind twenty; the rules
 * chose the end, the weights say the comma. */
static uint32_t
best_of_two(uint8_t opens, bool nominal)
{
    static const float likely[] = {0.9f, 0.1f};
    nq_end_places p = {.n = 2, .ruled = 1};
    p.at[0] = place(4, NQ_END_COMMA, opens);
    p.at[1] = place(20, NQ_END_SENTENCE, 0);
    return nq_end_best(&p, likely, nominal, 0.1f);
}

static void
a_nouns_content_ends_where_a_clause_opens(void **state)
{
    (void)state;
    assert_int_equal(best_of_two(REL, true), 0);
    assert_int_equal(best_of_two(OTHER, true), 1);
    assert_int_equal(best_of_two(THAT, true), 1);
}

static void
a_clause_ends_where_the_rules_end_it(void **state)
{
    (void)state;
    assert_int_equal(best_of_two(REL, false), 1);
}

/* The rules stop at a comma behind two words, the weights go on to the end. */
static uint32_t
further(uint8_t opens, uint32_t clause)
{
    static const float likely[] = {0.1f, 0.1f, 0.8f};
    nq_end_places p = {.n = 3, .ruled = 0};
    p.at[0] = place(2, NQ_END_COMMA, opens);
    p.at[1] = place(3, NQ_END_COMMA, OTHER);
    p.at[2] = place(20, NQ_END_SENTENCE, 0);
    p.at[1].clause = clause;
    return nq_end_best(&p, likely, true, 0.1f);
}

static void
content_goes_on_unless_somebody_speaks(void **state)
{
    (void)state;
    assert_int_equal(further(DATE, 0), 2);
    assert_int_equal(further(OTHER, 0), 2);
    assert_int_equal(further(OTHER, NQ_END_SAYS), 0);
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
    assert_false(nq_end_trait_from(NQ_STR("kind 12"), &t));
    assert_false(nq_end_trait_from(NQ_STR("nothing 0"), &t));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_nouns_content_ends_where_a_clause_opens),
        cmocka_unit_test(a_clause_ends_where_the_rules_end_it),
        cmocka_unit_test(content_goes_on_unless_somebody_speaks),
        cmocka_unit_test(every_trait_has_a_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
