/* SPDX-License-Identifier: Apache-2.0
 *
 * told_clause.c - the whole clause in which an event is told. Layer 7
 * (compare). */
#include "compare/told_clause.h"

#include "base/sorted.h"
#include "compare/tune.h"

uint32_t
nq_statement_from(const nq_reading *r, uint32_t token)
{
    const nq_statement *at = r->claims.statements;
    uint32_t i;
    uint32_t start = r->text.tokens[token].span.start;
    NQ_BISECT(i, 0, r->claims.n_statements, at[i].span.start < start);
    return i;
}

/* A dash does, but not in "2 - 0"; quotation marks and brackets do not. */
static bool
parts_clauses(const nq_token *t)
{
    if (t->kind != NQ_TOKEN_MARK)
        return false;
    switch ((nq_mark)t->mark) {
    case NQ_MARK_STOP:
    case NQ_MARK_COMMA:
    case NQ_MARK_SEMICOLON:
    case NQ_MARK_COLON:
    case NQ_MARK_QUESTION:
    case NQ_MARK_EXCLAIM:
    case NQ_MARK_ELLIPSIS:
        return true;
    case NQ_MARK_DASH:
        return t[-1].kind != NQ_TOKEN_NUMBER;
    default:
        return false;
    }
}

/* Is every quotation and bracket that opens among first..end closed there? */
static bool
is_closed(const nq_token *t, uint32_t first, uint32_t end)
{
    uint32_t plain = 0, open = 0, close = 0;
    for (uint32_t i = first; i < end; i++)
        if (t[i].kind == NQ_TOKEN_MARK) {
            plain += t[i].mark == NQ_MARK_QUOTE_PLAIN;
            open +=
                t[i].mark == NQ_MARK_QUOTE_OPEN || t[i].mark == NQ_MARK_OPEN;
            close +=
                t[i].mark == NQ_MARK_QUOTE_CLOSE || t[i].mark == NQ_MARK_CLOSE;
        }
    return plain % 2 == 0 && open == close;
}

/* Does a statement's content begin at the token? */
static bool
begins_words(const nq_reading *r, uint32_t token)
{
    uint32_t i = nq_statement_from(r, token);
    return i < r->claims.n_statements && r->claims.statements[i].first == token;
}

/* An event ends with what it is made of, often in the middle of a clause: "was
 * elected speaker | of the parliament". Where the clause ends a few words
 * behind, and nothing said begins there, its end is read too. */
static uint32_t
clause_end(const nq_reading *r, const nq_sentence *in, uint32_t end)
{
    const nq_text *text = &r->text;
    if (begins_words(r, end))
        return end;
    uint32_t last =
        in->end - end > NQ_MOMENT_REST ? end + NQ_MOMENT_REST + 1 : in->end;
    for (uint32_t i = end; i < last; i++)
        if (parts_clauses(&text->tokens[i]))
            return i;
    return last == in->end ? in->end : end;
}

static bool
begins_clause(const nq_reading *r, uint32_t token)
{
    const nq_token *before = &r->text.tokens[token - 1];
    return (before->kind == NQ_TOKEN_MARK &&
            (before->mark == NQ_MARK_COMMA ||
             before->mark == NQ_MARK_SEMICOLON ||
             before->mark == NQ_MARK_COLON || before->mark == NQ_MARK_DASH ||
             before->mark == NQ_MARK_ELLIPSIS)) ||
           begins_words(r, token);
}

/* Nor does it begin where its clause does: "the city had | adopted the plan in
 * 2009", "these | raids follow others". Where the clause begins is read too,
 * unless that is further back than anybody writes. */
static uint32_t
clause_start(const nq_reading *r, const nq_sentence *in, uint32_t start)
{
    const nq_token *t = r->text.tokens;
    bool far = start - in->first > NQ_MOMENT_BACK;
    uint32_t from = far ? start - NQ_MOMENT_BACK : in->first;
    for (uint32_t i = start; i > from; i--)
        if (begins_clause(r, i) &&
            (i == start || !(t[i].clitics & NQ_CLITIC_PRONOUN)))
            return i; /* "that he | met": who is told before it */
    return far ? start : in->first;
}

naql_span
nq_told_clause(const nq_reading *r, const nq_sentence *in, naql_span event)
{
    const nq_text *text = &r->text;
    uint32_t end = nq_token_from(text, event.end);
    uint32_t first = nq_token_around(text, event.start);
    if (end - nq_token_from(text, event.start) < NQ_MOMENT_WORDS)
        return in->span;
    uint32_t start = clause_start(r, in, first);
    if (end < in->end)
        end = clause_end(r, in, end);
    if (start < first)
        event.start = text->tokens[start].span.start;
    if (!is_closed(text->tokens, start, end))
        return in->span;
    return (naql_span){event.start, text->tokens[end - 1].span.end};
}
