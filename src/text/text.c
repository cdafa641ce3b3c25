/* SPDX-License-Identifier: Apache-2.0
 *
 * text.c - assembles tokens, sentences, numbers. Layer 3 (text). */
#include "text/text.h"

struct nq_text_tools {
    const nq_tables *tables;
};

naql_status
nq_text_tools_make(const nq_tables *tables, nq_arena *arena,
                   nq_text_tools **out)
{
    *out = nq_arena_zero(arena, 1, sizeof(**out));
    if (!*out)
        return NAQL_NOMEM;
    (*out)->tables = tables;
    return NAQL_OK;
}

naql_status
nq_text_make(const nq_text_tools *tools, const nq_article *article,
             nq_arena *arena, nq_arena *scratch, nq_text *out)
{
    (void)tools, (void)arena, (void)scratch;
    *out = (nq_text){.article = article};
    return NAQL_OK;
}

uint32_t
nq_token_cuts(const nq_text *text, uint32_t token, nq_cut_room *room,
              nq_cut out[NQ_CUTS_MAX])
{
    (void)text, (void)token, (void)room, (void)out;
    return 0;
}

uint32_t
nq_token_at(const nq_text *text, uint32_t token, uint32_t skip)
{
    return text->tokens[token].span.start + skip;
}

uint32_t
nq_token_from(const nq_text *text, uint32_t byte)
{
    (void)byte;
    return text->n_tokens;
}

uint32_t
nq_sentence_of(const nq_text *text, uint32_t token)
{
    (void)text, (void)token;
    return 0;
}
