/* SPDX-License-Identifier: Apache-2.0
 *
 * learn.c - the memories of all layers, filled with a list of words. A part of
 * mkmade and of its test.
 *
 * Nothing here knows what is remembered: the layers read the words as they read
 * an article, in which each stands alone in its paragraph. */
#include "learn.h"

#include "base/status.h"
#include "base/str.h"

/* Paragraphs of an article, few enough for its tables to stay near. */
enum { AT_ONCE = 1000 };

static naql_status
read_article(const nq_learned *l, const nq_article *article, nq_arena *arena,
             nq_arena *scratch)
{
    nq_text text;
    nq_names names;
    nq_claims claims;
    NQ_TRY(nq_text_make(l->text, article, arena, scratch, &text));
    NQ_TRY(nq_names_make(l->name, &text, NQ_NO_DAY, arena, scratch, &names));
    return nq_claims_make(l->claim, &names, arena, scratch, &claims);
}

/* Cuts an article off the words. */
static nq_article
next_article(naql_str *words, nq_block blocks[AT_ONCE])
{
    nq_article a = {.text = *words, .day = NQ_NO_DAY, .blocks = blocks};
    naql_str word;
    while (a.n_blocks < AT_ONCE && nq_str_split(words, '\n', &word)) {
        uint32_t start = (uint32_t)(word.ptr - a.text.ptr);
        uint32_t end = start + (uint32_t)word.len;
        blocks[a.n_blocks++] = (nq_block){{start, end}, NQ_BLOCK_PARAGRAPH};
        a.text.len = end;
    }
    return a;
}

static naql_status
read_words(const nq_learned *l, naql_str words)
{
    nq_block blocks[AT_ONCE];
    nq_arena arena, scratch;
    naql_status status = NAQL_OK;
    nq_arena_init(&arena);
    nq_arena_init(&scratch);
    while (words.len && status == NAQL_OK) {
        nq_article article = next_article(&words, blocks);
        status = read_article(l, &article, &arena, &scratch);
        nq_arena_reset(&arena);
        nq_arena_reset(&scratch);
    }
    nq_arena_clear(&arena);
    nq_arena_clear(&scratch);
    return status;
}

static naql_str
first_half(naql_str words)
{
    size_t n = words.len / 2;
    while (n && words.ptr[n - 1] != '\n')
        n--;
    return nq_str(words.ptr, n);
}

naql_status
nq_learn(const nq_tables *tables, naql_str words, nq_arena *arena,
         nq_learned *out)
{
    *out = (nq_learned){0};
    NQ_TRY(nq_text_tools_make(tables, arena, &out->text));
    NQ_TRY(nq_name_tools_make(tables, arena, &out->name));
    NQ_TRY(nq_claim_tools_make(tables, arena, &out->claim));
    out->n += nq_text_kept(out->text, out->at);
    out->n += nq_name_kept(out->name, out->at + out->n);
    out->n += nq_claim_kept(out->claim, out->at + out->n);
    NQ_TRY(read_words(out, words));
    /* Where rarer words drove a common one out, it comes back. */
    return read_words(out, first_half(words));
}
