/* SPDX-License-Identifier: Apache-2.0
 *
 * sentence.c - tokens -> sentences. Layer 3 (text).
 *
 * Quotations that hold several sentences are cut like any other text: the
 * layer that finds quotations joins what it needs. */
#include "text/sentence.h"

#include "base/str.h"
#include "base/utf8.h"

struct splitter {
    const nq_text_tools *tools;
    nq_tokens tokens;
    uint32_t first; /* token that opens the sentence at work */
};

static bool
is_attached(const struct splitter *s, uint32_t i)
{
    return i < s->tokens.n && !(s->tokens.at[i].flags & NQ_TOKEN_SPACE);
}

/* One Arabic letter that is no conjunction: an initial or a title. */
static bool
is_initial(const nq_token *t)
{
    return t->kind == NQ_TOKEN_WORD && t->folded.len <= NQ_LETTER;
}

/* Does a list have it as a word beside whose stop no sentence ends? `side`:
 * where the stop stands, "behind" or "before" it. */
static bool
is_listed(const struct splitter *s, uint32_t i, naql_str side)
{
    uint32_t row;
    const nq_table *t = &s->tools->abbreviations;
    return nq_table_word(t, s->tokens.at[i].hash, &row) > 0 &&
           nq_str_equal(nq_table_cell(t, row, s->tools->abbreviation_side),
                        side);
}

static bool
is_abbreviation(const struct splitter *s, uint32_t i)
{
    return is_initial(&s->tokens.at[i]) || is_listed(s, i, NQ_STR("behind"));
}

/* "X.net", "X.com" in Arabic letters: the name of a site. */
static bool
is_site(const struct splitter *s, uint32_t i)
{
    return is_attached(s, i) && is_attached(s, i + 1) &&
           s->tokens.at[i - 1].kind == NQ_TOKEN_WORD &&
           is_listed(s, i + 1, NQ_STR("before"));
}

static bool
is_short_word(const nq_token *t)
{
    enum { MOST = 6 }; /* bytes: three letters */
    return t->kind == NQ_TOKEN_WORD && t->folded.len <= MOST;
}

/* "C.N.N": a name spelled by its letters, each a short word, no space around
 * its stops. */
static bool
is_spelled(const struct splitter *s, uint32_t i)
{
    return is_attached(s, i) && is_attached(s, i + 1) &&
           is_short_word(&s->tokens.at[i - 1]) &&
           is_short_word(&s->tokens.at[i + 1]);
}

/* Does the single full stop at token i end a sentence? */
static bool
stop_ends(const struct splitter *s, uint32_t i)
{
    if (i == s->first)
        return false;
    const nq_token *before = &s->tokens.at[i - 1];
    if (is_abbreviation(s, i - 1) || is_spelled(s, i) || is_site(s, i))
        return false;
    if (before->kind == NQ_TOKEN_NUMBER && i - 1 == s->first)
        return false; /* "1. first point" */
    if (!is_attached(s, i + 1))
        return true;
    const nq_token *behind = &s->tokens.at[i + 1];
    return !(before->kind == NQ_TOKEN_LATIN && is_attached(s, i) &&
             behind->kind == NQ_TOKEN_LATIN); /* example.com */
}

static bool
ends(const struct splitter *s, uint32_t i)
{
    const nq_token *t = &s->tokens.at[i];
    if (t->kind != NQ_TOKEN_MARK)
        return false;
    switch ((nq_mark)t->mark) {
    case NQ_MARK_STOP:
        return stop_ends(s, i);
    case NQ_MARK_QUESTION:
    case NQ_MARK_EXCLAIM:
    case NQ_MARK_ELLIPSIS:
        return i > s->first;
    default:
        return false;
    }
}

/* Marks behind the end that still belong to it: more ends, closers, and a
 * plain quote mark glued on. */
static bool
hangs_on(const struct splitter *s, uint32_t i)
{
    const nq_token *t = &s->tokens.at[i];
    if (t->kind != NQ_TOKEN_MARK)
        return false;
    switch ((nq_mark)t->mark) {
    case NQ_MARK_STOP:
    case NQ_MARK_QUESTION:
    case NQ_MARK_EXCLAIM:
    case NQ_MARK_ELLIPSIS:
    case NQ_MARK_QUOTE_CLOSE:
    case NQ_MARK_CLOSE:
        return true;
    case NQ_MARK_QUOTE_PLAIN:
        return is_attached(s, i);
    default:
        return false;
    }
}

/* First token behind the sentence that opens at s->first, `limit` at most. */
static uint32_t
sentence_end(const struct splitter *s, uint32_t limit)
{
    for (uint32_t i = s->first; i < limit; i++) {
        if (!ends(s, i))
            continue;
        for (i++; i < limit && hangs_on(s, i); i++)
            continue;
        return i;
    }
    return limit;
}

static bool
cut_block(struct splitter *s, uint32_t limit, uint32_t block,
          nq_list *sentences, nq_arena *scratch)
{
    nq_token *tokens = s->tokens.at;
    if (s->first < limit)
        tokens[s->first].flags |= NQ_TOKEN_LINE | NQ_TOKEN_SPACE;
    while (s->first < limit) {
        uint32_t end = sentence_end(s, limit);
        nq_sentence *made = nq_list_add(sentences, scratch);
        if (!made)
            return false;
        tokens[s->first].flags |= NQ_TOKEN_SENTENCE;
        made->first = s->first;
        made->end = end;
        made->block = block;
        made->span =
            (naql_span){tokens[s->first].span.start, tokens[end - 1].span.end};
        s->first = end;
    }
    return true;
}

naql_status
nq_sentences_make(const nq_text_tools *tools, const nq_article *article,
                  nq_tokens tokens, nq_arena *arena, nq_arena *scratch,
                  nq_sentences *out)
{
    struct splitter s = {.tools = tools, .tokens = tokens};
    nq_list list = NQ_LIST(nq_sentence);
    nq_arena_mark mark = nq_arena_here(scratch);
    uint32_t limit = 0;
    *out = (nq_sentences){0};
    for (uint32_t b = 0; b < article->n_blocks; b++) {
        bool last = b + 1 == article->n_blocks;
        uint32_t next = last ? UINT32_MAX : article->blocks[b + 1].span.start;
        while (limit < tokens.n && tokens.at[limit].span.start < next)
            limit++;
        if (!cut_block(&s, limit, b, &list, scratch))
            return NAQL_NOMEM;
    }
    if (!cut_block(&s, tokens.n, 0, &list, scratch)) /* text without blocks */
        return NAQL_NOMEM;
    out->at = nq_list_freeze(&list, arena);
    out->n = list.n;
    nq_arena_release(scratch, mark);
    return out->at ? NAQL_OK : NAQL_NOMEM;
}
