/* SPDX-License-Identifier: Apache-2.0
 *
 * text.c - assembles tokens, sentences and numbers. Layer 3 (text). */
#include "text/text.h"

#include "base/fold.h"
#include "base/sorted.h"
#include "base/status.h"
#include "base/str.h"
#include "base/utf8.h"
#include "text/cut.h"
#include "text/number.h"
#include "text/reword.h"
#include "text/sentence.h"
#include "text/token.h"
#include "text/tune.h"

naql_status
nq_text_tools_make(const nq_tables *tables, nq_arena *arena,
                   nq_text_tools **out)
{
    nq_text_tools *tools = nq_arena_zero(arena, 1, sizeof *tools);
    *out = NULL;
    if (!tools)
        return NAQL_NOMEM;
    NQ_TRY(nq_token_tools_make(tables, tools));
    NQ_TRY(nq_table_find(tables, "closed_words", &tools->closed));
    NQ_TRY(nq_table_find(tables, "name_joins", &tools->joins));
    tools->join_side = nq_table_col(&tools->joins, "side");
    NQ_TRY(nq_segment_builtin(&tools->segment));
    NQ_TRY(nq_number_tools_make(tables, arena, &tools->numbers));
    NQ_TRY(nq_lore_make(NQ_WRITTEN_BITS, arena, &tools->written));
    NQ_TRY(nq_memo_make(NQ_WHOLE_MEMO_BITS, arena, &tools->whole));
    *out = tools;
    return NAQL_OK;
}

uint32_t
nq_text_kept(const nq_text_tools *tools, nq_kept out[NQ_KEPT_MAX])
{
    out[0] = nq_lore_kept(&tools->written, "written words");
    out[1] = nq_kept_of(&tools->whole, "whole words");
    return 2;
}

/* Where tokens stand, so that nobody searches for them. */
static bool
index_places(nq_text *text, nq_arena *arena)
{
    uint32_t n = text->n_tokens;
    size_t places = text->article->text.len / NQ_TEXT_NEAR + 1, k = 0;
    uint32_t *near = nq_arena_alloc(arena, places * sizeof *near);
    uint32_t *in = nq_arena_alloc(arena, n * sizeof *in);
    if (!near || !in)
        return false;
    for (uint32_t i = 0; i < n; i++)
        while (k * NQ_TEXT_NEAR <= text->tokens[i].span.start)
            near[k++] = i;
    while (k < places)
        near[k++] = n;
    for (uint32_t s = 0; s < text->n_sentences; s++)
        for (uint32_t i = text->sentences[s].first; i < text->sentences[s].end;
             i++)
            in[i] = s;
    text->first_near = near;
    text->in_sentence = in;
    return true;
}

naql_status
nq_text_make(const nq_text_tools *tools, const nq_article *article,
             nq_arena *arena, nq_arena *scratch, nq_text *out)
{
    nq_tokens tokens;
    nq_repairs repairs;
    nq_sentences sentences;
    nq_arena_mark mark = nq_arena_here(scratch);
    *out = (nq_text){.article = article};
    NQ_TRY(nq_tokens_make(tools, article->text, arena, scratch, &tokens));
    NQ_TRY(nq_reword(tools, article->text, &tokens, arena, scratch, &repairs));
    out->tokens = tokens.at;
    out->n_tokens = tokens.n;
    nq_arena_release(scratch, mark);
    if (!nq_cuts_make(out, arena))
        return NAQL_NOMEM;
    NQ_TRY(
        nq_sentences_make(tools, article, tokens, arena, scratch, &sentences));
    out->repairs = repairs.at;
    out->n_repairs = repairs.n;
    out->sentences = sentences.at;
    out->n_sentences = sentences.n;
    if (!index_places(out, arena))
        return NAQL_NOMEM;
    nq_numbers numbers;
    NQ_TRY(nq_numbers_make(&tools->numbers, out, arena, scratch, &numbers));
    out->numbers = numbers.at;
    out->n_numbers = numbers.n;
    return NAQL_OK;
}

const char *
nq_modifier_name(uint8_t modifier)
{
    static const char *const names[] = {"",          "about",    "more_than",
                                        "less_than", "at_least", "at_most"};
    return modifier < sizeof names / sizeof *names ? names[modifier] : "";
}

const char *
nq_repair_kind_name(uint8_t kind)
{
    static const char *const names[] = {"glued", "doubled", "mark", "encoding"};
    return kind < sizeof names / sizeof *names ? names[kind] : "";
}

/* Bytes of a double-encoded word: a character for every folded byte. */
static uint32_t
skip_characters(naql_str text, naql_span span, uint32_t n)
{
    size_t at = span.start;
    while (n-- && at < span.end)
        nq_utf8_read(text.ptr, &at);
    return (uint32_t)at;
}

/* Is a letter of the text, whose fold is `code`, missing from the folded form
 * at byte `at`? */
static bool
is_mended_away(const nq_token *t, uint32_t code, uint32_t at)
{
    char bytes[4];
    size_t n = nq_utf8_write(code, bytes);
    return t->flags & NQ_TOKEN_MENDED &&
           (at + n > t->folded.len || memcmp(t->folded.ptr + at, bytes, n));
}

uint32_t
nq_token_at(const nq_text *text, uint32_t token, uint32_t skip)
{
    const nq_token *t = &text->tokens[token];
    const char *bytes = text->article->text.ptr;
    size_t at = t->span.start;
    if (t->span.end - t->span.start == t->folded.len)
        return t->span.start + skip; /* nothing was folded away */
    if (t->flags & NQ_TOKEN_RECODED)
        return skip_characters(text->article->text, t->span, skip);
    uint32_t folded = 0;
    while (folded < skip && at < t->span.end) {
        uint32_t points[NQ_FOLD_POINTS];
        uint32_t code = nq_utf8_read(bytes, &at);
        unsigned n = nq_fold_point(code, NQ_FOLD_WORD, points);
        char spare[4];
        if (n == 1 && is_mended_away(t, points[0], folded))
            continue;
        for (unsigned i = 0; i < n; i++)
            folded += (uint32_t)nq_utf8_write(points[i], spare);
    }
    while (skip && at < t->span.end) { /* signs on the last letter taken */
        size_t next = at;
        if (nq_class_of(nq_utf8_read(bytes, &next)) != NQ_CLASS_DROP)
            break;
        at = next;
    }
    return (uint32_t)at;
}

uint32_t
nq_token_from(const nq_text *text, uint32_t byte)
{
    uint32_t n = text->n_tokens;
    if (!n || text->tokens[n - 1].span.start < byte)
        return n;
    uint32_t i = text->first_near[byte / NQ_TEXT_NEAR];
    while (text->tokens[i].span.start < byte)
        i++;
    return i;
}

uint32_t
nq_token_around(const nq_text *text, uint32_t byte)
{
    uint32_t i = nq_token_from(text, byte);
    return i && text->tokens[i - 1].span.end > byte ? i - 1 : i;
}

uint32_t
nq_number_from(const nq_text *text, uint32_t token)
{
    uint32_t i;
    NQ_BISECT(i, 0, text->n_numbers, text->numbers[i].first < token);
    return i;
}
