/* SPDX-License-Identifier: Apache-2.0
 *
 * called.c - where an office has its holder's name behind it. Layer 4 (name).
 * Knows nothing of whether it is one: the tagger weighs that. */
#include "name/called.h"
#include "base/str.h"
#include "name/tune.h"

/* "ali", not "on", by its last letter and by a name that follows. */
static bool
is_given(const nq_marked *m, uint32_t i, uint32_t end)
{
    const uint32_t names = NQ_LEX_FIRST | NQ_LEX_FAMILY;
    uint32_t bits = nq_lex_bits(&m->lex[i]);
    bool named = (i + 1 < end && nq_lex_bits(&m->lex[i + 1]) & names) ||
                 (i + 2 < end && nq_lex_bits(&m->lex[i + 2]) & names);
    return bits & names && bits & NQ_LEX_LINK && named &&
           !nq_token_maqsura(m->text, &m->text->tokens[i]);
}

/* Token behind a few words in marks that open at `i`; `i`: there are none. */
static uint32_t
behind_quote(const nq_marked *m, uint32_t i, uint32_t end)
{
    enum { WORDS = 4 };
    const nq_token *t = m->text->tokens;
    if (!nq_opens_quote(&t[i]))
        return i;
    for (uint32_t k = i + 1; k < end && k <= i + WORDS + 1; k++)
        if (t[k].kind == NQ_TOKEN_MARK)
            return nq_closes_quote(&t[k]) ? k + 1 : i;
    return i;
}

/* Token behind the office whose head stands at `i`, where its holder is named
 * if he is, "the minister of health OF X, Y"; the sentence's end: none can be.
 * It must be closed, by an article, a place, a body or an origin. */
static uint32_t
behind_office(const nq_marked *m, uint32_t i, uint32_t end)
{
    const uint32_t parts = NQ_LEX_OFFICE | NQ_LEX_JOB | NQ_LEX_TITLE |
                           NQ_LEX_OVER | NQ_LEX_LIKE | NQ_LEX_PAST |
                           NQ_LEX_LINK | NQ_LEX_NATION | NQ_LEX_ORG_HEAD;
    bool closed = m->lex[i].definite;
    uint32_t limit = i + NQ_OFFICE_WORDS_MAX;
    for (i++; i < end && i < limit; i++) {
        uint32_t behind = behind_quote(m, i, end);
        if (behind > i) { /* "of the party "X"" */
            closed = true;
            i = behind - 1;
            continue;
        }
        if (m->text->tokens[i].kind == NQ_TOKEN_MARK)
            return closed && m->text->tokens[i].mark == NQ_MARK_COMMA &&
                           i + 1 < end
                       ? i + 1
                       : end;
        uint8_t type = nq_label_type(m->labels[i]);
        uint32_t bits = nq_lex_bits(&m->lex[i]);
        if (m->labels[i] && type == NQ_PER)
            return end;
        if (m->labels[i])
            closed = true;
        else if (closed && is_given(m, i, end))
            return i;
        else if (bits & parts || m->lex[i].definite)
            closed = bits & NQ_LEX_NATION || m->lex[i].definite ||
                     (closed && bits & NQ_LEX_INSIDE);
        else
            return closed ? i : end;
    }
    return end;
}

/* Does the word look like a verb, or like what no name opens with? */
static bool
looks_common(const nq_token *t)
{
    return t->suf || t->flags & NQ_TOKEN_TANWIN ||
           t->clitics & ~(unsigned)NQ_CLITIC_AL ||
           nq_str_starts(t->folded, NQ_STR("ي")) ||
           nq_str_starts(t->folded, NQ_STR("بال")) ||
           nq_str_ends(t->folded, NQ_STR("ين"));
}

/* May that word be a name that nobody knows? No word that the news are full of
 * or that was never a part of one (row 1 of what words usually are). */
static bool
may_be_called(const nq_token *t, const nq_lex_word *w)
{
    uint32_t bits = nq_lex_bits(w);
    bool origin = w->definite && nq_str_ends(t->folded, NQ_STR("ي"));
    if (t->kind != NQ_TOKEN_WORD || w->clitics || t->suf || origin ||
        w->start != t->span.start)
        return false;
    if (bits & (NQ_LEX_FIRST | NQ_LEX_FAMILY))
        return !(bits & NQ_LEX_TITLE);
    if (looks_common(t))
        return false;
    if (!w->known)
        return !nq_str_starts(t->folded, NQ_STR("سي")); /* "he will" */
    return w->known->usual > 1 && w->known->often < NQ_CALLED_OFTEN;
}

/* A word that may stand in a name between two commas; *proof: it often does. */
static bool
may_be_part(const nq_lex_word *w, bool *proof)
{
    const uint32_t common = NQ_LEX_OFFICE | NQ_LEX_JOB | NQ_LEX_TITLE |
                            NQ_LEX_OVER | NQ_LEX_LIKE | NQ_LEX_PAST |
                            NQ_LEX_LINK | NQ_LEX_NATION | NQ_LEX_ORG_HEAD |
                            NQ_LEX_PLACE_HEAD;
    uint32_t bits = nq_lex_bits(w);
    bool listed = bits & (NQ_LEX_FIRST | NQ_LEX_FAMILY);
    *proof |= listed || !w->known || w->known->usual > 1;
    return !w->clitics && !(bits & common) &&
           (listed || !w->known || w->known->often < NQ_CALLED_OFTEN);
}

/* ", X Y," between two commas, two or three words that the news are not full
 * of: token behind them; `k`: no. */
static uint32_t
closed_by_comma(const nq_marked *m, uint32_t k, uint32_t end)
{
    enum { WORDS = 3 };
    const nq_token *t = m->text->tokens;
    bool proof = false;
    if (t[k - 1].kind != NQ_TOKEN_MARK || m->lex[k].definite ||
        looks_common(&t[k]))
        return k;
    for (uint32_t i = k; i < end && i <= k + WORDS; i++) {
        if (t[i].kind == NQ_TOKEN_MARK)
            return t[i].mark == NQ_MARK_COMMA && i > k + 1 && proof ? i : k;
        if (t[i].kind != NQ_TOKEN_WORD || t[i].suf ||
            t[i].flags & NQ_TOKEN_TANWIN || !may_be_part(&m->lex[i], &proof))
            return k;
    }
    return k;
}

void
nq_called_find(const nq_marked *m, const nq_sentence *s, nq_called *out)
{
    const uint32_t offices = NQ_LEX_OFFICE | NQ_LEX_JOB;
    out->n = 0;
    for (uint32_t i = s->first;
         (i = nq_marked_next(m, i, s->end, offices)) < s->end &&
         out->n < NQ_CALLED_MAX;
         i++) {
        if (m->labels[i])
            continue;
        uint32_t k = behind_office(m, i, s->end);
        if (k >= s->end ||
            (!may_be_called(&m->text->tokens[k], &m->lex[k]) &&
             closed_by_comma(m, k, s->end) == k) ||
            nq_label_type(m->labels[k]) == NQ_PER)
            continue;
        out->at[out->n++] = k;
        i = k;
    }
}

void
nq_called_favour(const nq_marked *m, const nq_sentence *s,
                 const nq_called *called, nq_sums *sums)
{
    for (uint32_t n = 0; n < called->n; n++) {
        uint32_t k = called->at[n], close = closed_by_comma(m, k, s->end);
        sums[k][NQ_LABEL_B_PER] += NQ_CALLED_FAVOUR;
        if (close > k)
            sums[k][NQ_LABEL_B_PER] += NQ_CALLED_FAVOUR;
        for (uint32_t i = k + 1; i < close; i++)
            sums[i][NQ_LABEL_I_PER] += NQ_CALLED_FAVOUR;
        if (k + 2 < s->end && m->text->tokens[k + 1].kind == NQ_TOKEN_WORD &&
            nq_lex_bits(&m->lex[k + 2]) & (NQ_LEX_FIRST | NQ_LEX_FAMILY))
            sums[k + 1][NQ_LABEL_I_PER] += NQ_CALLED_FAVOUR;
    }
}

void
nq_called_settle(const nq_marked *m, const nq_called *called,
                 const nq_feature_word *words)
{
    enum { LEAST = 6 }; /* bytes: three letters */
    for (uint32_t n = 0; n < called->n; n++) {
        uint32_t k = called->at[n], end = k + 1;
        const nq_model_word *known = m->lex[k].known;
        if (m->labels[k] != NQ_LABEL_B_PER || words[k].memory)
            continue;
        while (end < m->text->n_tokens && m->labels[end] == NQ_LABEL_I_PER)
            end++;
        bool alone = end == k + 1 && (!(known && known->usual > 1) ||
                                      m->text->tokens[k].folded.len < LEAST);
        bool joined = end > k + 1 && m->lex[k + 1].clitics;
        for (uint32_t i = k; i < end && (alone || joined); i++)
            m->labels[i] = NQ_LABEL_OUT;
    }
}
