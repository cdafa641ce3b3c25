/* SPDX-License-Identifier: Apache-2.0
 *
 * t_made.c - what the build has made of the tables is what the library would
 * make of them itself. */
#include "base/fold.h"
#include "base/hash.h"
#include "base/table.h"
#include "base/table_format.h"
#include "name/phrases.h"
#include "name/usual_name.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>
#include <cmocka.h>

static nq_tables built, plain; /* the second without what was made */
static nq_arena arena;

static int
set_up(void **state)
{
    (void)state;
    nq_arena_init(&arena);
    if (nq_tables_builtin(&built) != NAQL_OK)
        return 1;
    naql_str copy =
        nq_arena_str(&arena, (naql_str){(const char *)built.base, built.size});
    if (!copy.ptr || nq_tables_open_own(copy.ptr, copy.len, &plain) != NAQL_OK)
        return 1;
    struct nq_table_file *file = (void *)(uintptr_t)plain.base;
    file->n_made = 0;
    return 0;
}

static int
tear_down(void **state)
{
    (void)state;
    nq_arena_clear(&arena);
    return 0;
}

static void
assert_same_map(const nq_map *a, const nq_map *b)
{
    assert_int_equal(a->n, b->n);
    for (uint32_t i = 0; i < a->room; i++) {
        if (!a->tags[i])
            continue;
        const uint32_t *value = nq_map_get(b, a->entries[i].key);
        assert_non_null(value);
        assert_int_equal(*value, a->entries[i].value);
    }
}

static void
phrases_are_those_of_the_lists(void **state)
{
    nq_map made;
    nq_phrases own;
    uint32_t n;
    (void)state;
    assert_true(nq_tables_map(&built, NQ_PHRASES, &made));
    assert_false(nq_tables_map(&plain, NQ_PHRASES, &own.map));
    assert_int_equal(nq_phrases_make(&plain, &arena, &own), NAQL_OK);
    assert_true(own.map.n > 1000);
    assert_same_map(&own.map, &made);
    const uint64_t *seconds =
        nq_tables_array(&built, NQ_PHRASE_SECONDS, sizeof *seconds, &n);
    assert_non_null(seconds);
    assert_int_equal(n, NQ_SECONDS / 64);
    assert_memory_equal(seconds, own.seconds, n * sizeof *seconds);
}

/* The filter lets every second word through, and few others. */
static void
a_filter_knows_all_second_words(void **state)
{
    nq_phrases own;
    nq_table t;
    uint32_t set = 0;
    (void)state;
    assert_int_equal(nq_phrases_make(&plain, &arena, &own), NAQL_OK);
    assert_int_equal(nq_table_find(&built, "bodies", &t), NAQL_OK);
    for (uint32_t row = 0; row < t.rows; row++) {
        naql_str key = nq_table_cell(&t, row, 0), word;
        size_t at = 0;
        assert_true(nq_fold_next_word(key, &at, &word));
        if (nq_fold_next_word(key, &at, &word))
            assert_true(nq_phrase_second(&own, nq_fold_hash(word)));
    }
    for (uint32_t i = 0; i < NQ_SECONDS / 64; i++)
        set += (uint32_t)__builtin_popcountll(own.seconds[i]);
    assert_true(set < NQ_SECONDS / 8);
}

static void
variants_are_those_of_the_lists(void **state)
{
    nq_variants made, own;
    const char *name;
    (void)state;
    assert_int_equal(nq_variants_make(&built, &arena, &made), NAQL_OK);
    assert_int_equal(nq_variants_make(&plain, &arena, &own), NAQL_OK);
    assert_null(made.listed.at);
    for (uint32_t i = 0; nq_variants_map(&own, i, &name); i++)
        assert_same_map(nq_variants_map(&own, i, &name),
                        nq_variants_map(&made, i, &name));
    assert_memory_equal(own.names, made.names,
                        own.listed.n * sizeof *own.names);
}

static void
usual_names_are_those_of_the_lists(void **state)
{
    nq_variants v;
    nq_usual_names made, own;
    const char *name;
    (void)state;
    assert_int_equal(nq_variants_make(&plain, &arena, &v), NAQL_OK);
    assert_int_equal(nq_usual_names_make(&built, &v, &arena, &made), NAQL_OK);
    assert_int_equal(nq_usual_names_make(&plain, &v, &arena, &own), NAQL_OK);
    assert_null(made.listed.at);
    assert_true(own.listed.n > 0);
    for (uint32_t i = 0; nq_usual_names_map(&own, i, &name); i++)
        assert_same_map(nq_usual_names_map(&own, i, &name),
                        nq_usual_names_map(&made, i, &name));
    assert_memory_equal(own.near_at, made.near_at,
                        own.listed.n * sizeof *own.near_at);
}

/* A filter lets every word through that a key starts with, and few others. */
static void
a_filter_knows_all_first_words(void **state)
{
    enum { SIZE = 1 << 12, BIT = 4 };
    uint8_t filter[SIZE] = {0};
    nq_table t;
    uint32_t set = 0;
    (void)state;
    assert_int_equal(nq_table_find(&built, "function_words", &t), NAQL_OK);
    nq_table_filter(&t, BIT, filter, SIZE);
    for (uint32_t row = 0; row < t.rows; row++) {
        naql_str key = nq_table_cell(&t, row, 0), word;
        size_t at = 0;
        assert_true(nq_fold_next_word(key, &at, &word));
        uint64_t hash = nq_fold_hash(word);
        assert_int_equal(filter[nq_hash_next(0, hash) % SIZE], BIT);
    }
    for (uint32_t i = 0; i < SIZE; i++)
        set += filter[i] != 0;
    assert_true(set < SIZE / 4);
}

/* Who asks for what is not there, or for another kind of it, is told so. */
static void
what_was_not_made_is_told(void **state)
{
    nq_map map;
    uint32_t n;
    (void)state;
    assert_false(nq_tables_map(&built, "no such map", &map));
    assert_null(nq_tables_array(&built, NQ_PHRASES, sizeof(nq_map_entry), &n));
    assert_null(nq_tables_array(&built, NQ_VARIANT_NAMES, 1, &n));
    assert_int_equal(n, 0);
}

int
main(void)
{
    cmocka_set_message_output(CM_OUTPUT_TAP);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(phrases_are_those_of_the_lists),
        cmocka_unit_test(a_filter_knows_all_second_words),
        cmocka_unit_test(variants_are_those_of_the_lists),
        cmocka_unit_test(usual_names_are_those_of_the_lists),
        cmocka_unit_test(a_filter_knows_all_first_words),
        cmocka_unit_test(what_was_not_made_is_told),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
