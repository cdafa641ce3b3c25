/* SPDX-License-Identifier: Apache-2.0
 *
 * credit_kind.c - what is an outlet and what is none: an agency of another
 * trade, a social network, a page of one's own, the media as a whole. Layer 5
 * (claim). Knows nothing of who is credited. */
#include "claim/credit.h"

#include "claim/tune.h"

/* "The site of THE CLUB", "of the ministry": a page of one's own, or a place.
 */
bool
nq_credit_is_own_site(const nq_scene *s, uint32_t i, uint32_t end)
{
    uint32_t k = i + 1, behind;
    if (!nq_has_sense(s, i, NQ_SENSE_SITE) || k >= end || k >= s->n)
        return false;
    while (k + 1 < end && nq_is_adjective(s, k))
        k++; /* "the OFFICIAL site of" */
    const nq_mention *m = nq_mention_of(s, k);
    if (s->tags[k].quote || s->tokens[k].kind != NQ_TOKEN_WORD ||
        nq_credit_row(s, k, 0, &behind) != NQ_NO_ROW)
        return false;
    uint8_t noun = s->tags[k].word->noun;
    if (m)
        return m->type == NQ_ORG && noun == NQ_NOUN_BODY;
    return nq_is_definite(s, k) && noun != NQ_NOUN_OUTLET;
}

bool
nq_credit_is_trade(const nq_scene *s, uint32_t first, uint32_t end)
{
    for (uint32_t i = first; i < end && i < s->n; i++)
        if (nq_has_sense(s, i, NQ_SENSE_TRADE | NQ_SENSE_SOCIAL))
            return true;
    return false;
}

/* Does the name stand behind "the paper", "the agency", or open with it? A site
 * is named so at once (`first`): a company that "the site of X" speaks of later
 * has a site. */
static bool
is_called_outlet(const nq_scene *s, const nq_mention *m, bool first)
{
    uint32_t i = m->first;
    if (s->tags[i].word->noun == NQ_NOUN_OUTLET && i + 1 < m->end)
        return !nq_has_sense(s, i + 1, NQ_SENSE_SOCIAL);
    while (i > 0 && nq_is_quote_mark(&s->tokens[i - 1]))
        i--;
    return i > 0 && s->tags[i - 1].word->noun == NQ_NOUN_OUTLET &&
           (first || !nq_has_sense(s, i - 1, NQ_SENSE_SITE)) &&
           !nq_credit_is_own_site(s, i - 1, m->end);
}

nq_press
nq_credit_press(const nq_scene *s, uint32_t entity)
{
    const nq_entity *e = &s->names->entities[entity];
    if (e->type != NQ_ORG)
        return NQ_PRESS_UNKNOWN;
    for (uint32_t k = 0; k < e->n_mentions && k < NQ_TUNE_MENTIONS; k++) {
        const nq_mention *m = &s->names->mentions[e->mentions[k]];
        if (nq_credit_is_trade(s, m->first, m->end))
            return NQ_PRESS_NOT;
        if (is_called_outlet(s, m, k == 0))
            return NQ_PRESS_SURE;
    }
    return NQ_PRESS_UNKNOWN;
}

bool
nq_credit_is_social(const nq_scene *s, const nq_np *np)
{
    for (uint32_t i = np->first; i < np->end; i++)
        if (nq_has_sense(s, i, NQ_SENSE_SOCIAL))
            return true;
    return false;
}

/* "The local media", "Russian news agencies": outlets told of together. */
bool
nq_credit_is_media(const nq_scene *s, const nq_np *np)
{
    uint32_t i = np->first, next = i + 1;
    bool press = next < np->end && nq_has_sense(s, next, NQ_SENSE_PRESS) &&
                 s->tags[i].word->noun == NQ_NOUN_PEOPLE;
    return (press || nq_has_sense(s, i, NQ_SENSE_MEDIA)) &&
           !nq_credit_is_social(s, np);
}
