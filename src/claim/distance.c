/* SPDX-License-Identifier: Apache-2.0
 *
 * distance.c - "what he calls X": words from which the reporter keeps his
 * distance. Layer 5 (claim). Knows nothing of the statement around them. */
#include "claim/maker.h"

#include "base/status.h"
#include "base/str.h"
#include "claim/tune.h"

/* "the "neglect" OF THE COUNTRY", "an "insult" TO HIM": what stands in marks
 * waits for the noun behind them. */
static bool
is_completed(const nq_scene *s, const nq_quote *q)
{
    uint32_t i = q->end;
    return nq_is_word(s, i) &&
           ((s->tags[i].glue & NQ_CLITIC_LAM) || nq_mention_from(s, i) ||
            (nq_is_definite(s, i) && nq_is_nominal(s, i) &&
             !nq_is_adjective(s, i)));
}

uint32_t
nq_maker_distance_end(const nq_scene *s, uint32_t first, uint32_t end)
{
    bool lead = nq_has_role(s, first, NQ_ROLE_AN_PRON | NQ_ROLE_BAN_PRON) ||
                s->tokens[first].folded.len <= NQ_TUNE_SHORT_PREP;
    uint32_t i =
        first + (nq_is_word(s, first) && lead && nq_quote_from(s, first + 1));
    const nq_quote *q = nq_quote_from(s, i);
    if (q && (q->end >= end || !is_completed(s, q)))
        return q->end < end ? q->end : end;
    while (i < end && (!nq_has_role(s, i, NQ_ROLE_REL) ||
                       nq_has_role(s, i, NQ_ROLE_PREP))) {
        q = nq_quote_from(s, i); /* "a tone of "preaching" towards X" */
        if (s->tokens[i].kind == NQ_TOKEN_MARK && !(q && q->closed))
            break;
        i = q ? q->end : i + 1;
    }
    i = i < end ? i : end;
    return i > first ? i : end;
}

bool
nq_maker_keeps_distance(const nq_scene *s, uint32_t i)
{
    const nq_lemma *l = nq_cue_lemma(s, i);
    if (!l || !(s->tags[i].word->grammar & NQ_OBJECT_PRON))
        return false;
    return nq_str_equal(l->act, NQ_STR("describe")) ||
           (nq_str_equal(l->act, NQ_STR("opine")) && (l->links & NQ_LINK_THAT));
}

/* Makes a statement of what is called so at token i of the content, if anything
 * is; *next: the token behind it. */
static naql_status
take_called(nq_maker *m, const nq_draft *outer, uint32_t i, uint32_t *next)
{
    const nq_scene *s = m->s;
    uint32_t end = outer->x.end;
    nq_draft d = {.background = true, .has_who = true, .who = outer->who};
    if (!nq_cue_read(s, i + 1, end, false, &d.cue) || d.cue.content >= end)
        return NAQL_OK;
    if (d.cue.has_subject)
        d.explicit_who = nq_maker_speaker_of(m, &d.cue.subject, i + 1, &d.who);
    if (!outer->has_who && !d.explicit_who)
        return NAQL_OK;
    d.cue_span = nq_span_of(s, i + 1, d.cue.end);
    *next = nq_maker_distance_end(s, d.cue.content, end);
    nq_extent_find(s, i + 1, d.cue.content, *next, d.cue.way, &d.x);
    return nq_maker_finish(m, &d, d.cue.grammar);
}

naql_status
nq_maker_distance_cues(nq_maker *m, const nq_draft *outer)
{
    const nq_scene *s = m->s;
    uint32_t last_end = m->last_end, end = outer->x.end, next;
    for (uint32_t i = outer->x.first; i + 2 < end; i = next) {
        next = i + 1;
        if (nq_has_role(s, i, NQ_ROLE_MA | NQ_ROLE_REL) && !s->tags[i].quote &&
            nq_maker_keeps_distance(s, i + 1))
            NQ_TRY(take_called(m, outer, i, &next));
    }
    m->last_end = last_end;
    return NAQL_OK;
}
