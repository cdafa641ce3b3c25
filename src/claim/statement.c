/* SPDX-License-Identifier: Apache-2.0
 *
 * statement.c - the walk over the reporter's words. Layer 5 (claim).
 *
 * Content is jumped over once it belongs to a cue, so that a cue inside it
 * opens nothing. */
#include "claim/statement.h"

#include "base/status.h"
#include "claim/interview.h"
#include "claim/later.h"
#include "claim/link.h"
#include "claim/maker.h"
#include "claim/tune.h"

enum { DESK = 2 }; /* tokens of an agency's desk before a title */

/* ---- The walk ----------------------------------------------------------- */

/* "..., say the experts." at the end of a sentence in which nobody spoke. */
static bool
says_at_end(const nq_maker *m, nq_closing *c)
{
    const nq_scene *s = m->s;
    uint32_t i = m->at;
    const nq_lemma *l = nq_cue_lemma(s, i);
    return l && l->level == 3 && i > m->sentence &&
           nq_is_mark(s, i - 1, NQ_MARK_COMMA) && !s->tags[i].glue &&
           m->list.n == m->n_before &&
           s->tags[i].word->inflection <= NQ_CUE_PRESENT &&
           !(s->tags[i].word->grammar & NQ_OBJECT_PRON) &&
           nq_maker_may_be_cue(m, i) &&
           nq_maker_read_closing(m, i, i, NQ_PHRASE_NONE, c) && c->has_np &&
           nq_ends_sentence(s, c->end);
}

static naql_status
step(nq_maker *m)
{
    const nq_scene *s = m->s;
    nq_closing c;
    uint32_t behind;
    bool hit;
    const nq_quote *q = nq_quote_from(s, m->at);
    if (q)
        return nq_maker_quote_first(m, q);
    uint8_t phrase = nq_phrase_at(s, m->at, &behind);
    if (phrase == NQ_PHRASE_IMPERSONAL) {
        m->at = m->floor = behind;
        return NAQL_OK;
    }
    if (nq_is_closing(phrase) &&
        nq_maker_read_closing(m, m->at, behind, phrase, &c))
        return nq_maker_attribute(m, &c, false);
    NQ_TRY(nq_maker_try_cue(m, &hit));
    if (hit) {
        m->floor = m->at;
        return NAQL_OK;
    }
    bool kama = nq_has_role(s, m->at, NQ_ROLE_KAMA) && m->at > m->sentence &&
                nq_maker_may_be_cue(m, m->at + 1) &&
                s->tags[m->at + 1].word->inflection <= NQ_CUE_PRESENT;
    nq_cue next;
    if (kama && !nq_cue_read(s, m->at + 1, m->end, false, &next) &&
        nq_maker_read_closing(m, m->at, m->at + 1, NQ_PHRASE_NONE, &c))
        return nq_maker_attribute(m, &c, true);
    if (says_at_end(m, &c))
        return nq_maker_attribute(m, &c, true);
    m->at++;
    return NAQL_OK;
}

/* The first token from i on that the walk looks at; `end`: none before it. */
static uint32_t
next_stop(const nq_scene *s, uint32_t i, uint32_t end)
{
    while (i < end && !(s->tags[i].told & NQ_TOLD_STOP))
        i++; /* as nearly all */
    return i;
}

/* "THE AFFAIR OF X: Y promises", in a title: who acts behind a label stands
 * behind it as well. First token of what the title tells. */
static uint32_t
behind_label(const nq_maker *m, uint32_t first)
{
    for (uint32_t i = first; i < m->end && i <= first + NQ_TUNE_NAME_COLON; i++)
        if (nq_is_mark(m->s, i, NQ_MARK_COLON))
            return i + 1;
        else if (nq_cue_lemma(m->s, i))
            break;
    return first;
}

static naql_status
block(nq_maker *m, uint32_t first, uint32_t end)
{
    bool hit;
    bool desk = m->title && nq_is_word(m->s, first) &&
                nq_is_mark(m->s, first + 1, NQ_MARK_SLASH);
    first += desk ? DESK : 0; /* "politics / the minister said" */
    if (m->s->tags[first].quote && !nq_quote_from(m->s, first)) {
        /* a quotation that an earlier paragraph opened */
        first = m->s->quotes.at[m->s->tags[first].quote - 1].end;
        if (first >= end)
            return NAQL_OK;
    }
    m->at = m->sentence = m->floor = first;
    m->end = end;
    NQ_TRY(nq_maker_name_colon(m, &hit));
    if (m->title && !hit)
        m->at = m->sentence = m->floor = behind_label(m, first);
    while ((m->at = next_stop(m->s, m->at, end)) < end) {
        if (m->s->tokens[m->at].flags & NQ_TOKEN_SENTENCE) {
            m->sentence = m->floor = m->at;
            m->n_before = m->list.n;
            m->pending = (nq_credit){0};
            m->has_lost &= m->at > 0 && /* "said:" and the next line */
                           nq_is_mark(m->s, m->at - 1, NQ_MARK_COLON);
        }
        NQ_TRY(step(m));
    }
    m->n_before = m->list.n;
    return NAQL_OK;
}

static bool
is_read(uint8_t kind)
{
    return kind != NQ_BLOCK_BYLINE && kind != NQ_BLOCK_DATELINE;
}

/* By content start, which closing attributions may upset by one place. */
static void
sort(nq_statement *at, uint32_t n)
{
    for (uint32_t i = 1; i < n; i++) {
        nq_statement moved = at[i];
        uint32_t k = i;
        for (; k > 0 && at[k - 1].span.start > moved.span.start; k--)
            at[k] = at[k - 1];
        at[k] = moved;
    }
}

/* Leaves out what is likelier wrong than right: a speaker who was found through
 * it stays. Returns how many are left. */
static uint32_t
leave_out(nq_statement *at, uint32_t n)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < n; i++)
        if (at[i].confidence >= NQ_TUNE_LEAST_SURE)
            at[kept++] = at[i];
    return kept;
}

naql_status
nq_statements_find(const nq_scene *s, nq_arena *arena, nq_arena *scratch,
                   const nq_statement **at, uint32_t *n)
{
    nq_claims found;
    NQ_TRY(nq_statements_watch(s, arena, scratch, NULL, &found));
    *at = found.statements;
    *n = found.n_statements;
    return NAQL_OK;
}

naql_status
nq_statements_watch(const nq_scene *s, nq_arena *arena, nq_arena *scratch,
                    const nq_statement_watch *watch, nq_claims *out)
{
    nq_maker m = {.s = s, .arena = arena, .scratch = scratch, .watch = watch};
    const nq_article *a = s->text->article;
    m.list = NQ_LIST(nq_statement);
    nq_interview_look(&m);
    for (uint32_t first = 0; first < s->n;) {
        uint32_t end = nq_block_end(s, first);
        uint32_t sent = nq_sentence_of(s->text, first);
        uint32_t b = s->text->sentences[sent].block;
        uint8_t kind =
            b < a->n_blocks ? a->blocks[b].kind : (uint8_t)NQ_BLOCK_PARAGRAPH;
        m.heading = kind == NQ_BLOCK_HEADING;
        m.title =
            kind == NQ_BLOCK_TITLE || kind == NQ_BLOCK_SUBTITLE || m.heading;
        uint32_t next = first;
        if (is_read(kind))
            NQ_TRY(nq_interview_turn(&m, first, &next));
        if (is_read(kind) && next == first)
            NQ_TRY(block(&m, first, end));
        first = next > first ? next : end;
    }
    sort(m.list.at, m.list.n);
    nq_later_settle(s, m.list.at, m.list.n);
    NQ_TRY(nq_links_settle(s, m.list.at, m.list.n, arena, watch));
    if (!watch)
        m.list.n = leave_out(m.list.at, m.list.n);
    out->statements = nq_list_freeze(&m.list, arena);
    out->n_statements = m.list.n;
    return out->statements ? NAQL_OK : NAQL_NOMEM;
}
