/* SPDX-License-Identifier: Apache-2.0
 *
 * credit_article.c - the agencies that an article as a whole is credited to:
 * its dateline, its byline, the line at its foot. Layer 5 (claim). Knows
 * nothing of statements. */
#include "claim/credit.h"

#include "base/fold.h"
#include "base/status.h"
#include "base/str.h"

enum { NAME_WORDS = 5 }; /* of an agency that no list knows */

static naql_status
add_once(naql_str name, nq_arena *scratch, nq_list *list)
{
    naql_str *at = list->at;
    for (uint32_t i = 0; i < list->n; i++)
        if (nq_fold_hash(at[i]) == nq_fold_hash(name))
            return NAQL_OK;
    at = nq_list_add(list, scratch);
    if (!at)
        return NAQL_NOMEM;
    *at = name;
    return NAQL_OK;
}

/* An ordinary word that is an outlet too, as a place or inside the name of
 * something else: "Riyadh", "the United ARAB Emirates" of a dateline. */
static bool
is_part_of_name(const nq_scene *s, uint32_t row, uint32_t i, uint32_t end)
{
    const nq_mention *m = nq_mention_of(s, i);
    return m && nq_credit_is_weak(s, row) &&
           (m->type == NQ_LOC || m->first < i || m->end > end);
}

/* The agencies of one line that signs or dates the article. */
static naql_status
credit_line(const nq_scene *s, naql_span line, nq_arena *scratch, nq_list *list)
{
    uint32_t i = nq_token_from(s->text, line.start);
    while (i < s->n && s->tokens[i].span.start < line.end) {
        uint32_t end = i + 1;
        uint32_t row = nq_credit_row(s, i, 0, &end);
        if (row != NQ_NO_ROW && !is_part_of_name(s, row, i, end))
            NQ_TRY(add_once(
                nq_table_cell(&s->book->agencies, row, s->book->agency_name),
                scratch, list));
        i = row != NQ_NO_ROW ? end : i + 1;
    }
    return NAQL_OK;
}

/* "Source: the agency X" at the end, whether a list knows X or not. */
static naql_status
credit_foot(const nq_scene *s, naql_span line, nq_arena *scratch, nq_list *list)
{
    uint32_t known = list->n, i = nq_token_from(s->text, line.start);
    NQ_TRY(credit_line(s, line, scratch, list));
    while (i < s->n && s->tokens[i].span.start < line.end &&
           s->tags[i].word->noun != NQ_NOUN_OUTLET)
        i++;
    if (list->n > known || i >= s->n || s->tokens[i].span.start >= line.end)
        return NAQL_OK;
    uint32_t end = i + 1;
    while (end < s->n && end < i + NAME_WORDS && nq_is_word(s, end) &&
           s->tokens[end].span.start < line.end)
        end++;
    naql_span span = {s->tokens[i].span.start, s->tokens[end - 1].span.end};
    if (end == i + 1)
        return NAQL_OK;
    return add_once(nq_str_span(s->text->article->text, span), scratch, list);
}

naql_status
nq_credit_article(const nq_scene *s, nq_arena *scratch, nq_list *list)
{
    const nq_article *a = s->text->article;
    NQ_TRY(credit_line(s, a->dateline_span, scratch, list));
    NQ_TRY(credit_line(s, a->byline_span, scratch, list));
    for (uint32_t i = 0; i < a->n_blocks; i++)
        if (a->blocks[i].kind == NQ_BLOCK_BYLINE &&
            a->blocks[i].span.start != a->byline_span.start)
            NQ_TRY(credit_foot(s, a->blocks[i].span, scratch, list));
    return NAQL_OK;
}
