/* SPDX-License-Identifier: Apache-2.0
 *
 * phrase_apart.c - phrases for somebody who is told apart from whoever was
 * named before. Layer 5 (claim). Knows nothing of who that was. */
#include "claim/phrase.h"

#include "base/str.h"

bool
nq_np_is_his(const nq_scene *s, uint32_t i)
{
    const nq_tag *t = &s->tags[i];
    if (!nq_is_word(s, i) || t->word->noun != NQ_NOUN_PERSON || t->mention ||
        t->word->noun_grammar != NQ_FEM || (t->glue & NQ_CLITIC_AL) ||
        !nq_str_ends(nq_as_written(s, i), NQ_STR("ه")))
        return false;
    return i + 1 >= s->n || s->tags[i + 1].mention ||
           (!nq_has_role(s, i + 1, NQ_ROLE_OF) && !nq_is_nominal(s, i + 1));
}

bool
nq_np_is_another(const nq_scene *s, uint32_t first, uint32_t end)
{
    uint8_t noun = first < s->n ? s->tags[first].word->noun : NQ_NOUN_NONE;
    if (noun == NQ_NOUN_BODY || noun == NQ_NOUN_OUTLET || noun == NQ_NOUN_DOC ||
        noun == NQ_NOUN_STUDY)
        return false;
    for (uint32_t i = first; i < end && i < s->n; i++) {
        if (s->tags[i].mention || nq_has_role(s, i, NQ_ROLE_PREP))
            return false;
        if (nq_has_role(s, i, NQ_ROLE_ANOTHER) && !nq_is_definite(s, i))
            return !nq_is_definite(s, first);
    }
    return false;
}
