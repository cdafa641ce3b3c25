/* SPDX-License-Identifier: Apache-2.0
 *
 * claim_tools.h - what a test of statements needs open: the lists, the readers
 * of words, names and claims, and arenas. */
#ifndef NQ_TESTS_CLAIM_TOOLS_H
#define NQ_TESTS_CLAIM_TOOLS_H

#include "claim/claims.h"

static nq_arena keep, scratch;
static nq_tables tables;
static nq_text_tools *text_tools;
static nq_name_tools *name_tools;
static nq_claim_tools *claim_tools;

static int
open_tools(void **state)
{
    (void)state;
    nq_arena_init(&keep);
    nq_arena_init(&scratch);
    return nq_tables_builtin(&tables) != NAQL_OK ||
           nq_text_tools_make(&tables, &keep, &text_tools) != NAQL_OK ||
           nq_name_tools_make(&tables, &keep, &name_tools) != NAQL_OK ||
           nq_claim_tools_make(&tables, &keep, &claim_tools) != NAQL_OK;
}

static int
close_tools(void **state)
{
    (void)state;
    nq_arena_clear(&keep);
    nq_arena_clear(&scratch);
    return 0;
}

#endif
