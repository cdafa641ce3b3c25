/* SPDX-License-Identifier: Apache-2.0
 *
 * event_blame.c - who did it, told apart from the attack itself. Layer 5
 * (claim). Words by data/event_objects.tsv. */
#include "claim/event_blame.h"

#include "claim/tune.h"

static const nq_party nobody;

/* Is the token a word of this kind, and no part of a name? */
static bool
is_kind(const nq_clause *c, uint32_t i, const char *kind)
{
    return !c->s->tags[i].mention && nq_clause_is_a(c->book, c->s, i, kind);
}

/* Someone at token i who can have done it. */
static nq_party
somebody_at(const nq_clause *c, uint32_t i, uint32_t end)
{
    nq_party p;
    if (i < end &&
        nq_party_read(c->s, &c->book->scales,
                      (nq_reach){i, i + NQ_TUNE_EVENT, true}, &p) &&
        (nq_clause_acts(c, &p) || p.n))
        return p;
    return nobody;
}

/* "The group announced its responsibility for", "responsibility that it laid
 * on": the token of the responsibility. */
static nq_party
answerable(const nq_clause *c, uint32_t first, uint32_t i, uint32_t end)
{
    const nq_scene *s = c->s;
    nq_party p = nobody;
    if (i + 1 < end && s->tags[i + 1].glue & NQ_CLITIC_LAM)
        return somebody_at(c, i + 1, end);
    if (!is_kind(c, i, "own"))
        return nobody;
    for (uint32_t at = i, n = 0; at > first && n < NQ_TUNE_BLAME; n++) {
        if (!nq_cue_lemma(s, --at))
            continue;
        if (at + 1 < i && nq_party_read(s, &c->book->scales,
                                        (nq_reach){at + 1, i, false}, &p))
            return p;
        return nq_clause_subject_before(c, at);
    }
    return nobody;
}

/* "Which officials laid to the rebels": behind the next preposition. */
static nq_party
laid_to(const nq_clause *c, uint32_t i, uint32_t end)
{
    for (uint32_t at = i + 1; at + 1 < end && at < i + NQ_TUNE_BLAME; at++)
        if (nq_has_role(c->s, at, NQ_ROLE_PREP) &&
            !(c->book->scales.where & nq_clause_signs(c, at)))
            return somebody_at(c, at + 1, end);
    return nobody;
}

/* "The rebels were behind a series of": an attack follows. */
static nq_party
stands_behind(const nq_clause *c, uint32_t i, uint32_t end)
{
    const nq_event_scales *scales = &c->book->scales;
    for (uint32_t at = i + 1; at < end && at < i + NQ_TUNE_BEHIND; at++)
        if (nq_clause_signs(c, at) & scales->attack || at == c->at) {
            nq_party p = nq_clause_subject_before(c, i);
            return nq_clause_acts(c, &p) || p.n ? p : nobody;
        }
    return nobody;
}

nq_party
nq_blame(const nq_clause *c)
{
    uint32_t first, end = nq_clause_around(c, &first);
    for (uint32_t i = first; i < end; i++) {
        nq_party p = nobody;
        if (!(c->s->tags[i].event & NQ_EVENT_WORD_BLAME))
            continue;
        if (is_kind(c, i, "blame") || is_kind(c, i, "own"))
            p = answerable(c, first, i, end);
        else if (is_kind(c, i, "laid"))
            p = laid_to(c, i, end);
        else if (is_kind(c, i, "behind"))
            p = stands_behind(c, i, end);
        if (p.span.end)
            return p;
    }
    return nobody;
}

nq_party
nq_clashed(const nq_clause *c)
{
    const nq_event_scales *scales = &c->book->scales;
    uint32_t first, end = nq_clause_around(c, &first);
    for (uint32_t i = first; i + 2 < end; i++) {
        if (!(nq_clause_signs(c, i) & scales->clash))
            continue;
        for (uint32_t k = i + 1; k + 1 < end && k < i + NQ_TUNE_BEHIND; k++)
            if (nq_has_role(c->s, k, NQ_ROLE_PREP)) {
                nq_party p = somebody_at(c, k + 1, end);
                return nq_clause_acts(c, &p) ? p : nobody;
            }
    }
    return nobody;
}
