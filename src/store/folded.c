/* SPDX-License-Identifier: Apache-2.0
 *
 * folded.c - the searchable forms of a text. Layer 8 (store). */
#include "store/folded.h"

#include "base/status.h"
#include "base/str.h"

void
nq_stem_write(uint64_t stem, char out[NQ_STEM_LETTERS])
{
    static const char signs[] = "abcdefghijklmnopqrstuvwxyz234567";
    for (unsigned i = 0; i < NQ_STEM_LETTERS; i++)
        out[i] = signs[stem >> (5 * i) & 31];
}

void
nq_folded_write(const nq_text *text, nq_buf *folded, nq_buf *stems)
{
    nq_buf_reset(folded);
    nq_buf_reset(stems);
    for (uint32_t i = 0; i < text->n_tokens; i++) {
        const nq_token *t = &text->tokens[i];
        char stem[NQ_STEM_LETTERS];
        if (t->kind == NQ_TOKEN_MARK)
            continue;
        nq_buf_add(folded, t->folded);
        nq_buf_byte(folded, ' ');
        nq_stem_write(t->stem, stem);
        nq_buf_add(stems, nq_str(stem, sizeof stem));
        nq_buf_byte(stems, ' ');
    }
}

/* A block a line. */
static naql_status
cut_lines(nq_article *a, nq_arena *arena)
{
    nq_list blocks = NQ_LIST(nq_block);
    for (size_t at = 0; at < a->text.len;) {
        size_t end = nq_str_find(a->text, NQ_STR("\n"), at);
        end = end == SIZE_MAX ? a->text.len : end;
        nq_block *b = end > at ? nq_list_add(&blocks, arena) : NULL;
        if (end > at && !b)
            return NAQL_NOMEM;
        if (b)
            *b = (nq_block){{(uint32_t)at, (uint32_t)end}, NQ_BLOCK_PARAGRAPH};
        at = end + 1;
    }
    a->blocks = blocks.at;
    a->n_blocks = blocks.n;
    return NAQL_OK;
}

naql_status
nq_folded_text(const nq_text_tools *tools, naql_str words, nq_arena *arena,
               nq_arena *scratch, nq_text *out)
{
    nq_article *a = nq_arena_zero(arena, 1, sizeof *a);
    if (!a)
        return NAQL_NOMEM;
    a->text = words;
    a->day = NQ_NO_DAY;
    NQ_TRY(cut_lines(a, arena));
    return nq_text_make(tools, a, arena, scratch, out);
}
