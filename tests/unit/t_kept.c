/* SPDX-License-Identifier: Apache-2.0
 *
 * t_kept.c - what the build keeps in the memories of words is what the library
 * works out itself, for every word of it, and never shows. */
#include "base/io.h"
#include "base/kept.h"
#include "base/str.h"
#include "learn.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>
#include <cmocka.h>

static nq_tables built;
static nq_arena arena;
static nq_buf words;
static nq_learned fresh, filled; /* by ourselves, and by the build */

static int
set_up(void **state)
{
    (void)state;
    nq_arena_init(&arena);
    return nq_tables_builtin(&built) != NAQL_OK ||
           nq_io_read(NQ_WORDS, 1 << 24, &words, NULL) != NAQL_OK ||
           nq_learn(&built, nq_buf_str(&words), &arena, &fresh) != NAQL_OK ||
           nq_learn(&built, nq_str("", 0), &arena, &filled) != NAQL_OK;
}

static int
tear_down(void **state)
{
    (void)state;
    nq_arena_clear(&arena);
    nq_buf_clear(&words);
    return 0;
}

static void
the_build_keeps_what_we_work_out(void **state)
{
    (void)state;
    assert_int_equal(fresh.n, filled.n);
    nq_kept_fill(&built, filled.at, filled.n);
    for (uint32_t i = 0; i < fresh.n; i++) {
        const nq_kept *a = &fresh.at[i], *b = &filled.at[i];
        assert_string_equal(a->name, b->name);
        assert_int_equal(a->n, b->n);
        size_t same = 0, any = 0;
        for (size_t k = 0; k < a->n; k++) {
            uint64_t x = atomic_load(&a->at[k]), y = atomic_load(&b->at[k]);
            same += x == y;
            any += y != 0;
        }
        assert_int_equal(same, a->n);
        assert_true(any > 1000);
    }
}

/* The words once more, many beside each other. */
static nq_article
as_text(void)
{
    static nq_block block;
    naql_str text = nq_arena_str(&arena, nq_buf_str(&words));
    text.len = 100000;
    while (text.ptr[text.len - 1] != '\n')
        text.len--;
    for (size_t i = 0; i < text.len; i++)
        if (text.ptr[i] == '\n')
            *(char *)(uintptr_t)(text.ptr + i) = i % 16 ? ' ' : '.';
    block = (nq_block){{0, (uint32_t)text.len}, NQ_BLOCK_PARAGRAPH};
    return (nq_article){
        .text = text, .day = NQ_NO_DAY, .blocks = &block, .n_blocks = 1};
}

static void
read(const nq_learned *l, const nq_article *article, nq_reading *out)
{
    nq_arena scratch;
    nq_arena_init(&scratch);
    assert_int_equal(
        nq_text_make(l->text, article, &arena, &scratch, &out->text), NAQL_OK);
    assert_int_equal(nq_names_make(l->name, &out->text, NQ_NO_DAY, &arena,
                                   &scratch, &out->names),
                     NAQL_OK);
    assert_int_equal(
        nq_claims_make(l->claim, &out->names, &arena, &scratch, &out->claims),
        NAQL_OK);
    nq_arena_clear(&scratch);
}

static void
what_is_kept_never_shows(void **state)
{
    nq_learned empty;
    nq_reading a, b;
    (void)state;
    nq_article article = as_text();
    assert_int_equal(nq_learn(&built, nq_str("", 0), &arena, &empty), NAQL_OK);
    read(&empty, &article, &a);
    read(&filled, &article, &b);
    assert_int_equal(a.text.n_tokens, b.text.n_tokens);
    assert_true(a.text.n_tokens > 5000);
    for (uint32_t i = 0; i < a.text.n_tokens; i++) {
        const nq_token *t = &a.text.tokens[i], *u = &b.text.tokens[i];
        assert_true(t->hash == u->hash && t->stem == u->stem);
        assert_true(t->clitics == u->clitics && t->flags == u->flags);
        assert_true(t->pre == u->pre && t->suf == u->suf);
    }
    assert_int_equal(a.names.n_mentions, b.names.n_mentions);
    assert_memory_equal(a.names.mentions, b.names.mentions,
                        a.names.n_mentions * sizeof *a.names.mentions);
    assert_int_equal(a.names.n_dates, b.names.n_dates);
    assert_int_equal(a.claims.n_statements, b.claims.n_statements);
    assert_int_equal(a.claims.n_events, b.claims.n_events);
}

/* Where the build left nothing, or for another size, a memory stays empty. */
static void
what_does_not_fit_is_left(void **state)
{
    _Atomic uint64_t at[NQ_KEPT_GROUP] = {0};
    nq_kept other[] = {{"no such words", at, NQ_KEPT_GROUP},
                       {fresh.at[0].name, at, NQ_KEPT_GROUP}};
    (void)state;
    nq_kept_fill(&built, other, 2);
    for (size_t i = 0; i < NQ_KEPT_GROUP; i++)
        assert_true(atomic_load(&at[i]) == 0);
}

int
main(void)
{
    cmocka_set_message_output(CM_OUTPUT_TAP);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_build_keeps_what_we_work_out),
        cmocka_unit_test(what_is_kept_never_shows),
        cmocka_unit_test(what_does_not_fit_is_left),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
