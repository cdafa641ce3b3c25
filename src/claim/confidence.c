/* SPDX-License-Identifier: Apache-2.0
 *
 * confidence.c - how sure a statement and its speaker are. Layer 5 (claim). */
#include "claim/confidence.h"

#include "claim/tune.h"

float
nq_confidence(const nq_cue *cue, const nq_speaker *who, bool named)
{
    static const float of_way[] = NQ_TUNE_WAYS;
    float c = of_way[cue->way];
    uint8_t level = cue->lemma ? cue->lemma->level : 2;
    if (level < 2)
        c *= NQ_TUNE_WEAK_CUE;
    if (!who->span.end)
        return c * NQ_TUNE_NO_SPEAKER;
    if (!named)
        c *= NQ_TUNE_DROPPED;
    bool firm = cue->way == NQ_WAY_THAT || cue->way == NQ_WAY_QUOTE;
    if (who->noun == NQ_NOUN_NONE && who->entity == NQ_NO_ENTITY)
        c *= firm ? NQ_TUNE_UNKNOWN_FIRM : NQ_TUNE_UNKNOWN_NOUN;
    else if (who->entity == NQ_NO_ENTITY)
        c *= who->noun == NQ_NOUN_PERSON ? NQ_TUNE_NAMELESS_PERSON
                                         : NQ_TUNE_NAMELESS;
    return c;
}
