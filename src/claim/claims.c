/* SPDX-License-Identifier: Apache-2.0
 *
 * claims.c - assembles statements, credits, events. Layer 5 (claim). */
#include "claim/claims.h"

#include "base/status.h"
#include "claim/credit.h"
#include "claim/event.h"
#include "claim/statement.h"
#include "claim/wordbook.h"

struct nq_claim_tools {
    nq_wordbook book;
    nq_event_book events;
};

naql_status
nq_claim_tools_make(const nq_tables *tables, nq_arena *arena,
                    nq_claim_tools **out)
{
    nq_claim_tools *tools = nq_arena_zero(arena, 1, sizeof(*tools));
    *out = NULL;
    if (!tools)
        return NAQL_NOMEM;
    NQ_TRY(nq_wordbook_make(tables, arena, &tools->book));
    NQ_TRY(
        nq_event_book_make(tables, &tools->book.read, arena, &tools->events));
    *out = tools;
    return NAQL_OK;
}

uint32_t
nq_claim_kept(const nq_claim_tools *tools, nq_kept out[NQ_KEPT_MAX])
{
    out[0] = nq_kept_of(&tools->book.read, "words of claims");
    return 1;
}

static naql_status
find_all(const nq_claim_tools *tools, const nq_scene *s, nq_arena *arena,
         nq_arena *scratch, nq_claims *out)
{
    nq_list agencies = NQ_LIST(naql_str);
    NQ_TRY(nq_statements_find(s, arena, scratch, &out->statements,
                              &out->n_statements));
    NQ_TRY(nq_credit_article(s, scratch, &agencies));
    NQ_TRY(nq_events_find(&tools->events, s, arena, out));
    out->agencies = nq_list_freeze(&agencies, arena);
    out->n_agencies = agencies.n;
    return out->agencies ? NAQL_OK : NAQL_NOMEM;
}

naql_status
nq_claims_make(const nq_claim_tools *tools, const nq_names *names,
               nq_arena *arena, nq_arena *scratch, nq_claims *out)
{
    nq_scene scene;
    nq_arena_mark mark = nq_arena_here(scratch);
    *out = (nq_claims){.names = names};
    naql_status status = nq_scene_make(&tools->book, names, scratch, &scene);
    if (status == NAQL_OK)
        status = find_all(tools, &scene, arena, scratch, out);
    nq_arena_release(scratch, mark);
    return status;
}

const char *
nq_form_name(uint8_t form)
{
    static const char *const names[] = {"direct", "indirect", "mixed"};
    return names[form];
}
