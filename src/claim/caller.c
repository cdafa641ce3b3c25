/* SPDX-License-Identifier: Apache-2.0
 *
 * caller.c - who calls on somebody whose name was joined to his. Layer 5
 * (claim). Knows nothing of contents. */
#include "claim/maker.h"

/* "called THE UNION THE GOVERNMENT to": two bodies that were taken for one
 * name, of which the second is whom the first calls. Its first token, or 0. */
static uint32_t
target_in_name(const nq_scene *s, const nq_cue *c)
{
    const nq_mention *m = nq_mention_from(s, c->subject.first);
    bool takes = c->lemma->told || (c->lemma->links & NQ_LINK_TARGET);
    if (!m || m->type == NQ_PER || !takes || c->inflection > NQ_CUE_PRESENT)
        return 0;
    for (uint32_t i = m->first + 1; i < m->end; i++)
        if (nq_is_definite(s, i) && nq_is_definite(s, i - 1) &&
            !nq_is_adjective(s, i) && s->tags[i].word->noun == NQ_NOUN_BODY)
            return i;
    return 0;
}

bool
nq_maker_take_caller(const nq_maker *m, nq_draft *d)
{
    const nq_scene *s = m->s;
    uint32_t first = d->cue.subject.first, end = target_in_name(s, &d->cue);
    if (!end)
        return false;
    const nq_word *head = s->tags[first].word;
    d->who = (nq_speaker){.span = nq_span_of(s, first, end),
                          .entity = NQ_NO_ENTITY,
                          .head = head,
                          .noun = head->noun,
                          .grammar = head->noun_grammar};
    if (end == first + 1)
        nq_speaker_resolve(s, &m->memory, d->cue.at, &d->who);
    d->by = NQ_BY_BEHIND;
    return d->has_who = d->explicit_who = true;
}
