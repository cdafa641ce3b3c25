/* SPDX-License-Identifier: Apache-2.0
 *
 * compare.c - assembles one story's comparison. Layer 7 (compare). */
#include "compare/compare.h"

#include "base/status.h"
#include "compare/belief.h"
#include "compare/verdict.h"

naql_status
nq_compare_tools_make(const nq_tables *tables, nq_arena *arena,
                      nq_compare_tools **out)
{
    nq_compare_tools *tools = nq_arena_zero(arena, 1, sizeof *tools);
    *out = NULL;
    if (!tools)
        return NAQL_NOMEM;
    NQ_TRY(nq_slot_words_make(tables, "slot_words", arena, &tools->words));
    NQ_TRY(nq_slot_words_make(tables, "stance_words", arena, &tools->stance));
    NQ_TRY(nq_slot_words_make(tables, "site_words", arena, &tools->sites));
    NQ_TRY(nq_slot_words_make(tables, "sum_words", arena, &tools->sums));
    NQ_TRY(nq_slot_words_make(tables, "source_fields", arena, &tools->fields));
    NQ_TRY(
        nq_slot_words_make(tables, "occasion_words", arena, &tools->occasions));
    NQ_TRY(nq_slot_words_make(tables, "body_heads", arena, &tools->heads));
    NQ_TRY(nq_slot_words_make(tables, "lies_words", arena, &tools->lies));
    NQ_TRY(nq_name_book_make(tables, arena, &tools->names));
    NQ_TRY(nq_numerals_make(tables, arena, &tools->numerals));
    NQ_TRY(nq_table_find(tables, "place_heads", &tools->place_heads));
    NQ_TRY(nq_table_find(tables, "org_heads", &tools->org_heads));
    NQ_TRY(nq_table_find(tables, "months", &tools->months));
    NQ_TRY(nq_table_find(tables, "number_modifiers", &tools->modifiers));
    NQ_TRY(nq_table_find(tables, "weekdays", &tools->weekdays));
    NQ_TRY(nq_table_find(tables, "opener_words", &tools->openers));
    NQ_TRY(nq_table_find(tables, "verb_forms", &tools->verbs));
    NQ_TRY(nq_table_find(tables, "agencies", &tools->agencies));
    NQ_TRY(nq_table_find(tables, "source_nouns", &tools->source_nouns));
    NQ_TRY(nq_table_find(tables, "label_words", &tools->label_words));
    NQ_TRY(nq_table_find(tables, "bynames", &tools->bynames));
    NQ_TRY(nq_table_find(tables, "person_nouns", &tools->person_nouns));
    NQ_TRY(nq_table_find(tables, "function_words", &tools->small_words));
    NQ_TRY(nq_belief_weights(tables, tools->belief));
    NQ_TRY(nq_rarity_builtin(&tools->rarity));
    *out = tools;
    return NAQL_OK;
}

naql_status
nq_comparison_make(const nq_compare_input *in, nq_arena *arena,
                   nq_arena *scratch, nq_comparison *out)
{
    nq_desk desk;
    nq_facts facts;
    nq_slots slots;
    nq_questions questions;
    nq_roles roles;
    *out = (nq_comparison){0};
    NQ_TRY(nq_desk_make(in, scratch, &desk));
    NQ_TRY(nq_facts_make(&desk, &facts));
    NQ_TRY(nq_slots_make(&desk, &slots));
    NQ_TRY(nq_questions_make(&desk, &facts, &slots, &questions));
    NQ_TRY(nq_roles_make(&desk, &roles));
    nq_found found = {&desk, &facts, &slots, &questions, &roles, arena};
    NQ_TRY(nq_verdicts_make(&found, out));
    NQ_TRY(nq_summary_make(&found, out));
    NQ_TRY(nq_timeline_make(&found, out));
    return nq_who_make(&found, out);
}

const char *
nq_slot_name(uint8_t slot)
{
    static const char *const names[] = {"number", "date", "place",
                                        "role",   "name", "content"};
    return names[slot];
}
