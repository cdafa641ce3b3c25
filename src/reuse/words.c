/* SPDX-License-Identifier: Apache-2.0
 *
 * words.c - an article as a row of words to compare. Layer 6 (reuse). */
#include "reuse/words.h"

#include "base/hash.h"
#include "base/sorted.h"
#include "base/str.h"
#include "base/utf8.h"

/* "w-" and "f-" come and go when a sentence is moved inside a text. Both are
 * one letter. */
static uint64_t
key_of(const nq_token *t)
{
    bool glued = t->clitics & (NQ_CLITIC_WAW | NQ_CLITIC_FA);
    if (t->kind == NQ_TOKEN_NUMBER)
        return t->stem;
    if (!glued || t->folded.len < 3 * NQ_LETTER)
        return t->hash;
    return nq_hash(
        nq_str(t->folded.ptr + NQ_LETTER, t->folded.len - NQ_LETTER));
}

static uint8_t
kind_of(const nq_text *text, const nq_sentence *s)
{
    const nq_article *a = text->article;
    return s->block < a->n_blocks ? a->blocks[s->block].kind
                                  : (uint8_t)NQ_BLOCK_PARAGRAPH;
}

static void
add(const nq_rarity *rarity, const nq_text *text, uint32_t token, nq_word *to)
{
    const nq_token *t = &text->tokens[token];
    *to = (nq_word){key_of(t), t->stem, token & 0x3fffffff, 0,
                    (float)nq_rarity_idf(rarity, t->stem)};
}

naql_status
nq_words_range(const nq_rarity *rarity, const nq_text *text, uint32_t first,
               uint32_t end, nq_arena *arena, nq_words *out)
{
    *out = (nq_words){.text = text};
    nq_word *at = nq_arena_alloc(arena, (end - first) * sizeof *at);
    if (!at)
        return NAQL_NOMEM;
    for (uint32_t i = first; i < end; i++)
        if (text->tokens[i].kind != NQ_TOKEN_MARK)
            add(rarity, text, i, &at[out->n++]);
    out->at = at;
    return NAQL_OK;
}

naql_status
nq_words_make(const nq_rarity *rarity, const nq_text *text, nq_arena *arena,
              nq_words *out)
{
    *out = (nq_words){.text = text};
    nq_word *at = nq_arena_alloc(arena, text->n_tokens * sizeof *at);
    if (!at)
        return NAQL_NOMEM;
    for (uint32_t s = 0; s < text->n_sentences; s++) {
        const nq_sentence *sentence = &text->sentences[s];
        uint8_t kind = kind_of(text, sentence);
        if (kind == NQ_BLOCK_BYLINE || kind == NQ_BLOCK_DATELINE)
            continue;
        for (uint32_t i = sentence->first; i < sentence->end; i++)
            if (text->tokens[i].kind != NQ_TOKEN_MARK)
                add(rarity, text, i, &at[out->n++]);
    }
    out->at = at;
    return NAQL_OK;
}

/* Flags words from token `first` on; *at moves along, spans come ascending. */
static void
flag_tokens(nq_words *w, uint32_t first, uint32_t end, uint32_t *at)
{
    while (*at < w->n && w->at[*at].token < first)
        ++*at;
    for (uint32_t i = *at; i < w->n && w->at[i].token < end; i++)
        w->at[i].flags |= NQ_WORD_NAMED;
}

/* The first word at or behind a token. */
static uint32_t
word_from(const nq_words *w, uint32_t token)
{
    uint32_t i;
    NQ_BISECT(i, 0, w->n, w->at[i].token < token);
    return i;
}

void
nq_words_flag_names(nq_words *w, const nq_names *names)
{
    uint32_t at = 0, office_at = 0;
    for (uint32_t m = 0; m < names->n_mentions; m++) {
        const nq_mention *mention = &names->mentions[m];
        flag_tokens(w, mention->first, mention->end, &at);
        if (naql_span_empty(mention->role))
            continue;
        uint32_t first = nq_token_from(w->text, mention->role.start);
        uint32_t role_at = word_from(w, first); /* before the name, or behind */
        flag_tokens(w, first, nq_token_from(w->text, mention->role.end),
                    &role_at);
    }
    for (uint32_t i = 0; i < names->n_offices; i++)
        flag_tokens(w, names->offices[i].first, names->offices[i].end,
                    &office_at);
}

naql_span
nq_words_span(const nq_words *w, uint32_t first, uint32_t end)
{
    const nq_token *tokens = w->text->tokens;
    return (naql_span){tokens[w->at[first].token].span.start,
                       tokens[w->at[end - 1].token].span.end};
}
