/* SPDX-License-Identifier: Apache-2.0
 *
 * choice_phrase.c - candidates for the speaker that are phrases round the cue:
 * what stands right behind it, what was read before it, whom it tells, and the
 * nouns of its sentence and of the one before. Layer 5 (claim). Knows nothing
 * of names elsewhere and of what a feature is worth. */
#include "claim/choice.h"

#include "base/str.h"
#include "claim/tune.h"

static void
add_phrase(nq_choice *c, const nq_np *np, uint8_t place)
{
    nq_speaker who;
    if (!nq_np_speaker(c->m->s, np, &who))
        return;
    nq_candidate *at = nq_choice_add(c, &who);
    if (!at || at->place)
        return;
    at->place = place;
    at->np = *np;
}

/* "Accused THE EXCLUDED the ministry": read as nobody, or as whom it is about.
 */
static void
add_behind(nq_choice *c, uint32_t end)
{
    nq_np np;
    nq_speaker who;
    uint32_t i = c->d->cue.end;
    if (i >= end || !nq_np_read(c->m->s, i, end, &np) ||
        !nq_np_speaker(c->m->s, &np, &who))
        return;
    bool many = nq_str_ends(c->m->s->tokens[i].folded, NQ_STR("ون"));
    if (who.noun != NQ_NOUN_NONE || who.entity != NQ_NO_ENTITY || many)
        add_phrase(c, &np, NQ_PLACE_BEHIND); /* no "bears RESPONSIBILITY" */
}

/* May the noun at token i be the head of a subject? */
static bool
may_speak(const nq_scene *s, uint32_t i)
{
    const nq_tag *t = &s->tags[i];
    const uint16_t preps = NQ_CLITIC_BA | NQ_CLITIC_LAM | NQ_CLITIC_KAF;
    return t->word->noun != NQ_NOUN_NONE && !t->mention && !t->date &&
           !(t->glue & preps) && !t->word->lemma &&
           !(i > 0 && nq_has_role(s, i - 1, NQ_ROLE_PREP)) &&
           nq_is_nominal(s, i);
}

/* The nouns of [first, end) that could speak, the first ones. */
static void
add_nouns(nq_choice *c, uint32_t first, uint32_t end, uint8_t place)
{
    enum { MOST = 4 };
    const nq_scene *s = c->m->s;
    uint32_t n = 0;
    if (end > first + NQ_TUNE_BEFORE)
        first = end - NQ_TUNE_BEFORE;
    for (uint32_t i = first; i < end && n < MOST; i++) {
        nq_np np;
        const nq_mention *m = nq_mention_of(s, i);
        if (m && m->end > i)
            i = m->end - 1;
        else if (may_speak(s, i) && nq_np_read(s, i, end, &np)) {
            add_phrase(c, &np, place);
            i = np.end - 1;
            n++;
        }
    }
}

/* Where the rules found theirs. */
static void
place_rule(nq_choice *c)
{
    const nq_draft *d = c->d;
    nq_candidate *it = &c->at[0];
    if (d->by == NQ_BY_BEHIND) {
        it->place = NQ_PLACE_BEHIND;
        it->np = d->cue.subject;
    } else if (d->by == NQ_BY_BEFORE) {
        it->place = NQ_PLACE_READ;
        it->np = d->read;
    }
}

void
nq_choice_phrases(nq_choice *c)
{
    const nq_draft *d = c->d;
    const nq_text *text = c->m->s->text;
    uint32_t at = nq_sentence_of(text, d->cue.at);
    uint32_t first = text->sentences[at].first, end = text->sentences[at].end;
    place_rule(c);
    if (c->kind != NQ_CHOICE_NOUN)
        add_behind(c, end);
    if (d->read.end > d->read.first && d->read.end <= d->cue.at)
        add_phrase(c, &d->read, NQ_PLACE_READ);
    if (d->cue.has_told && d->cue.inflection != NQ_CUE_PARTICIPLE)
        add_phrase(c, &d->cue.told, NQ_PLACE_TOLD);
    add_nouns(c, first, d->cue.at, NQ_PLACE_HERE);
    if (at > 0 && c->kind == NQ_CHOICE_DROPPED)
        add_nouns(c, text->sentences[at - 1].first, first, NQ_PLACE_BACK);
}
