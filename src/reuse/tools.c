/* SPDX-License-Identifier: Apache-2.0
 *
 * tools.c - word lists of the reuse layer. Layer 6 (reuse). */
#include "reuse/tools.h"

#include "base/fold.h"
#include "base/hash.h"
#include "base/status.h"
#include "base/str.h"
#include "reuse/term.h"

/* A table that is not there stays without rows. */
static naql_status
find_table(const nq_tables *tables, const char *name, nq_table *out)
{
    naql_status status = nq_table_find(tables, name, out);
    return status == NAQL_NOT_FOUND ? NAQL_OK : status;
}

naql_status
nq_reuse_tools_make(const nq_tables *tables, nq_arena *arena,
                    nq_reuse_tools **out)
{
    nq_reuse_tools *t = *out = nq_arena_zero(arena, 1, sizeof *t);
    if (!t)
        return NAQL_NOMEM;
    NQ_TRY(nq_rarity_builtin(&t->rarity));
    NQ_TRY(nq_sign_weights_make(tables, &t->signs));
    NQ_TRY(find_table(tables, "synonyms", &t->synonyms));
    NQ_TRY(find_table(tables, "agencies", &t->agencies));
    NQ_TRY(find_table(tables, "said_words", &t->said_words));
    NQ_TRY(find_table(tables, "claim_words", &t->words));
    if (t->words.rows)
        t->role_col = nq_table_col(&t->words, "roles");
    t->class_col =
        t->synonyms.rows ? nq_table_col(&t->synonyms, "class") : NQ_NO_COL;
    NQ_TRY(find_table(tables, "outlets", &t->outlets));
    NQ_TRY(find_table(tables, "headline_words", &t->headlines));
    if (t->agencies.rows) {
        t->kind_col = nq_table_col(&t->agencies, "kind");
        t->agency_col = nq_table_col(&t->agencies, "name");
    }
    if (t->outlets.rows)
        t->outlet_col = nq_table_col(&t->outlets, "name");
    return NAQL_OK;
}

naql_status
nq_reuse_tools_of(const nq_pile *pile, nq_reuse_tools *room,
                  const nq_reuse_tools **out)
{
    *room = (nq_reuse_tools){.class_col = NQ_NO_COL};
    *out = pile->tools ? pile->tools : room;
    if (pile->tools)
        return NAQL_OK;
    nq_tables tables;
    NQ_TRY(nq_tables_builtin(&tables));
    NQ_TRY(nq_sign_weights_make(&tables, &room->signs));
    return nq_rarity_builtin(&room->rarity);
}

const nq_rarity *
nq_reuse_rarity(const nq_reuse_tools *tools)
{
    return &tools->rarity;
}

uint64_t
nq_synonym_class(const nq_reuse_tools *tools, const nq_token *token)
{
    uint32_t row;
    if (!tools->synonyms.rows)
        return 0;
    size_t cut = (size_t)token->pre + token->suf;
    uint64_t core = cut < token->folded.len
                        ? nq_hash(nq_str(token->folded.ptr + token->pre,
                                         token->folded.len - cut))
                        : 0;
    if (!nq_table_word(&tools->synonyms, token->hash, &row) &&
        !nq_table_word(&tools->synonyms, core, &row) &&
        !nq_table_word(&tools->synonyms, token->stem, &row))
        return 0;
    return nq_hash(nq_table_cell(&tools->synonyms, row, tools->class_col));
}

bool
nq_denies(const nq_reuse_tools *tools, const nq_token *token)
{
    uint32_t row;
    return tools->words.rows &&
           nq_table_word(&tools->words, token->hash, &row) &&
           nq_str_equal(nq_table_cell(&tools->words, row, tools->role_col),
                        NQ_STR("neg"));
}

uint32_t
nq_untrue(const nq_reuse_tools *tools, const nq_token *tokens, uint32_t n)
{
    nq_walk w = {0};
    uint32_t found = 0;
    for (uint32_t i = 0; tools->said_words.rows && i < n; i++) {
        if (!nq_table_step(&tools->said_words, &w, tokens[i].hash))
            break;
        if (w.n)
            found = i + 1;
    }
    return found;
}

bool
nq_generic_agency(const nq_reuse_tools *tools, uint64_t key)
{
    uint32_t row;
    return tools->agencies.rows && nq_table_word(&tools->agencies, key, &row) &&
           nq_str_equal(nq_table_cell(&tools->agencies, row, tools->kind_col),
                        NQ_STR("generic"));
}

/* An adjective of origin behind an agency's name: the article, and an ending of
 * belonging. */
static bool
is_origin(naql_str word)
{
    return nq_str_starts(word, NQ_STR("ال")) &&
           (nq_str_ends(word, NQ_STR("ي")) || nq_str_ends(word, NQ_STR("ية")));
}

/* Has a single word the name of `row` in the list as well? */
static bool
is_short_for(const nq_table *table, uint32_t col, uint32_t row, uint64_t word)
{
    uint32_t other;
    return nq_table_word(table, word, &other) &&
           nq_str_equal(nq_table_cell(table, other, col),
                        nq_table_cell(table, row, col));
}

/* The name that a list gives for these words, or for the first of them with an
 * adjective of origin or the short name behind; else they themselves. */
static naql_str
usual_name(const nq_table *table, uint32_t col, naql_str name)
{
    nq_walk w = {0};
    naql_str word;
    size_t at = 0;
    uint32_t row = 0;
    bool going = table->rows > 0, found = false;
    while (nq_fold_next_word(name, &at, &word)) {
        uint64_t hash = nq_fold_hash(word);
        going = going && nq_table_step(table, &w, hash);
        if (going && w.n) {
            found = true;
            row = w.row;
        } else if (!going && !(found && (is_origin(word) ||
                                         is_short_for(table, col, row, hash))))
            return name;
    }
    return found && (w.n || !going) ? nq_table_cell(table, row, col) : name;
}

naql_str
nq_source_name(const nq_reuse_tools *tools, naql_str name)
{
    name = usual_name(&tools->outlets, tools->outlet_col, name);
    return usual_name(&tools->agencies, tools->agency_col, name);
}

uint64_t
nq_source_key(const nq_reuse_tools *tools, naql_str name)
{
    name = nq_source_name(tools, name);
    return name.len ? nq_fold_hash(name) : 0;
}
