/* SPDX-License-Identifier: Apache-2.0
 *
 * convention.c - what a name is by convention: the order of the rules, and the
 * names that the lists know. Layer 4 (name). */
#include "name/convention.h"

#include "base/status.h"
#include "name/again.h"
#include "name/described.h"
#include "name/hand.h"
#include "name/tune.h"

/* ---- Names of the lists ------------------------------------------------ */

static bool
unlabelled(const nq_hand *h, uint32_t i, uint32_t end)
{
    for (; i < end; i++)
        if (h->m->labels[i])
            return false;
    return true;
}

/* What the lists know for certain and the tagger passed over: agencies, names
 * in several words, and names in Latin letters. */
static void
add_listed(const nq_hand *h)
{
    const uint32_t bodies = NQ_LEX_ORG | NQ_LEX_AGENCY;
    for (uint32_t i = 0;
         (i = nq_hand_next(h, i, bodies | NQ_LEX_PLACE)) < h->m->text->n_tokens;
         i++) {
        uint32_t bits = nq_hand_bits(h, i);
        if (bits & NQ_LEX_INSIDE || h->m->labels[i])
            continue;
        bool latin = h->m->text->tokens[i].kind == NQ_TOKEN_LATIN;
        bool body =
            bits & bodies &&
            (latin || bits & (NQ_LEX_AGENCY | NQ_LEX_LONG | NQ_LEX_ORG_ALONE));
        bool place = bits & NQ_LEX_PLACE && bits & NQ_LEX_LONG;
        if (!body && !place)
            continue;
        uint32_t end = nq_hand_phrase_end(h, i, body ? bodies : NQ_LEX_PLACE);
        if (!unlabelled(h, i, end) ||
            (!latin && end == i + 1 &&
             !(bits & (NQ_LEX_AGENCY | NQ_LEX_ORG_ALONE))))
            continue;
        nq_hand_put(h, i, end, body ? NQ_LABEL_B_ORG : NQ_LABEL_B_LOC);
    }
}

/* "the newspaper «X»": what marks enclose right behind a head that a name can
 * do without is the name. */
static void
add_enclosed(const nq_hand *h)
{
    const nq_marked *m = h->m;
    for (uint32_t i = 0;
         (i = nq_hand_next(h, i, NQ_LEX_ORG_BARE)) + 3 < m->text->n_tokens;
         i++) {
        uint32_t first = i + 2, end = first;
        if (m->labels[i] || !nq_opens_quote(&m->text->tokens[i + 1]))
            continue;
        while (end < first + NQ_PERSON_WORDS_MAX && nq_hand_same_line(h, end) &&
               m->text->tokens[end].kind != NQ_TOKEN_MARK)
            end++;
        if (end > first && end < m->text->n_tokens &&
            nq_closes_quote(&m->text->tokens[end]) && unlabelled(h, first, end))
            nq_hand_put(h, first, end, NQ_LABEL_B_ORG);
    }
}

/* Places that the lists know in several words: one that was labelled in part is
 * taken whole, and one that runs on from another starts anew. */
static void
mend_places(const nq_hand *h)
{
    const nq_marked *m = h->m;
    const uint32_t known = NQ_LEX_LONG | NQ_LEX_STARTS;
    for (uint32_t i = 0;
         (i = nq_hand_next(h, i, NQ_LEX_PLACE)) < m->text->n_tokens; i++) {
        if (!nq_hand_is_place(h, i) || (nq_hand_bits(h, i) & known) != known)
            continue;
        if (!m->labels[i] && i + 1 < m->text->n_tokens &&
            m->labels[i + 1] == NQ_LABEL_B_LOC &&
            nq_hand_name_end(h, i + 1) ==
                nq_hand_phrase_end(h, i, NQ_LEX_PLACE))
            nq_hand_put(h, i, nq_hand_name_end(h, i + 1),
                        NQ_LABEL_B_LOC); /* "Gaza strip" */
        if (m->labels[i] == NQ_LABEL_B_PER &&
            nq_hand_name_end(h, i) == nq_hand_phrase_end(h, i, NQ_LEX_PLACE))
            nq_hand_put(h, i, nq_hand_name_end(h, i),
                        NQ_LABEL_B_LOC); /* "Abu Dhabi" */
        if (!m->labels[i] || nq_label_type(m->labels[i]) != NQ_LOC)
            continue;
        if (m->labels[i] == NQ_LABEL_I_LOC && i &&
            nq_hand_bits(h, i - 1) & NQ_LEX_PLACE)
            m->labels[i] = NQ_LABEL_B_LOC;
        uint32_t end = nq_hand_phrase_end(h, i, NQ_LEX_PLACE);
        for (uint32_t k = i + 1; k < end; k++) {
            if (m->labels[k] && m->labels[k] != NQ_LABEL_I_LOC)
                break;
            m->labels[k] = NQ_LABEL_I_LOC;
        }
    }
}

/* "The Syrian army MONDAY": a day that is told from the article's is no part of
 * a place or a body, behind a word with the article and not in marks. */
static void
cut_days(const nq_hand *h)
{
    const nq_marked *m = h->m;
    for (uint32_t i = 0; i < h->n_times; i++) {
        const nq_date *d = &h->times[i];
        uint32_t at = d->first;
        if (!d->relative || d->day_lo != d->day_hi ||
            !nq_label_goes_on(m->labels[at]) ||
            nq_label_type(m->labels[at]) == NQ_PER || !m->lex[at - 1].definite)
            continue;
        uint32_t end = at + 1; /* of the name, if that ends with the day */
        while (end < d->end && nq_label_goes_on(m->labels[end]))
            end++;
        if (end < m->text->n_tokens && (nq_label_goes_on(m->labels[end]) ||
                                        nq_closes_quote(&m->text->tokens[end])))
            continue;
        memset(m->labels + at, NQ_LABEL_OUT, end - at);
    }
}

/* ---- All of them ---- */

naql_status
nq_conventions_apply(const nq_marked *marked, const nq_date *times,
                     uint32_t n_times, nq_arena *scratch)
{
    nq_hand h = {marked, times, n_times, 0};
    cut_days(&h);
    nq_convention_part(&h);
    add_listed(&h);
    mend_places(&h);
    add_enclosed(&h);
    nq_convention_bodies(&h);
    nq_described_drop(marked);
    nq_convention_acronyms(&h);
    nq_convention_unheard(&h);
    nq_convention_families(&h);
    nq_convention_nicknames(&h);
    NQ_TRY(nq_convention_again(&h, scratch));
    nq_convention_sites(&h); /* of places found just now */
    return NAQL_OK;
}
