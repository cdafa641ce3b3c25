/* SPDX-License-Identifier: Apache-2.0
 *
 * resolve_two.c - which two a noun of two stands for: "the two ministers",
 * "both sides". Layer 5 (claim). Knows nothing of nouns of one or many. */
#include "claim/resolve.h"

#include "base/str.h"
#include "claim/refer.h"
#include "claim/tune.h"

#include <string.h>

/* Is it a noun for any two, "both sides", "the two leaders"? */
static bool
is_any_two(const nq_scene *s, const nq_speaker *who)
{
    return who->noun == NQ_NOUN_PEOPLE ||
           nq_has_sense(s, nq_token_from(s->text, who->span.start),
                        NQ_SENSE_TWO);
}

/* Could such a noun stand for two of that type: "the two ministers" for two
 * people, "the two companies" for bodies, "both sides" for any but people? */
static bool
may_be_two(const nq_scene *s, const nq_speaker *who, const nq_mention *m)
{
    if (who->noun == NQ_NOUN_PERSON)
        return m->type == NQ_PER;
    if (who->noun == NQ_NOUN_BODY)
        return is_any_two(s, who) ? m->type != NQ_PER : m->type == NQ_ORG;
    return true;
}

/* "X and the minister Y": the one before Y of his type, whom an "and" joins to
 * him; NULL: none. */
static const nq_mention *
joined_before(const nq_scene *s, const nq_mention *other)
{
    enum { TITLES = 8 };
    const nq_mention *m = other;
    while (m > s->names->mentions) {
        uint32_t i = (--m)->end;
        if (i + TITLES < other->first || i > other->first)
            return NULL;
        if (m->type != other->type)
            continue;
        bool cut = i == other->first &&
                   other->span.start > s->tokens[i].span.start &&
                   nq_str_starts(s->tokens[i].folded, NQ_STR("و"));
        return m->entity != other->entity &&
                       ((s->tags[i].glue & NQ_CLITIC_WAW) || cut)
                   ? m
                   : NULL;
    }
    return NULL;
}

/* Those who spoke together, newest first; else the last two people who did. */
static bool
two_speakers(const nq_memory *m, const nq_speaker *who, uint32_t entities[2])
{
    uint32_t n = m->n < NQ_MEMORY_SPEAKERS ? m->n : NQ_MEMORY_SPEAKERS, k = 0;
    for (uint32_t b = 1; b <= n && k < 2; b++) {
        const nq_speaker *old = &m->seen[(m->n - b) % NQ_MEMORY_SPEAKERS];
        if (old->n_entities == 2 && k == 0) {
            memcpy(entities, old->entities, 2 * sizeof *entities);
            return true;
        }
        if (old->entity != NQ_NO_ENTITY && old->noun == NQ_NOUN_PERSON &&
            (k == 0 || old->entity != entities[0]))
            entities[k++] = old->entity;
    }
    return k == 2 && who->noun == NQ_NOUN_PERSON;
}

/* The nearest two named together between tokens `lo` and `cue`. */
static bool
two_named(const nq_scene *s, uint32_t lo, uint32_t cue, const nq_speaker *who,
          uint32_t entities[2])
{
    uint32_t next = nq_persons_before(s, cue).next;
    uint32_t end = next > NQ_TUNE_NAMES_BACK ? next - NQ_TUNE_NAMES_BACK : 0;
    for (; next > end; next--) {
        const nq_mention *other = &s->names->mentions[next - 1], *first;
        if (other->first < lo)
            return false;
        first = may_be_two(s, who, other) ? joined_before(s, other) : NULL;
        if (!first)
            continue;
        entities[0] = first->entity;
        entities[1] = other->entity;
        return true;
    }
    return false;
}

/* The two people of the nearest sentence up to token `cue` that names more than
 * one: "X received his counterpart Y"; false where it names a third. */
static bool
two_met(const nq_scene *s, uint32_t cue, uint32_t entities[2])
{
    uint32_t next = nq_persons_before(s, cue).next, n = 0, sentence = 0;
    uint32_t end = next > NQ_TUNE_NAMES_BACK ? next - NQ_TUNE_NAMES_BACK : 0;
    for (; next > end; next--) {
        const nq_mention *m = &s->names->mentions[next - 1];
        uint32_t own = nq_sentence_of(s->text, m->first);
        if (m->type != NQ_PER)
            continue;
        if (own != sentence && n > 1)
            break;
        n = own == sentence ? n : 0;
        sentence = own;
        if ((n > 0 && m->entity == entities[0]) ||
            (n > 1 && m->entity == entities[1]))
            continue;
        if (n > 1)
            return false;
        entities[n++] = m->entity;
    }
    if (n < 2)
        return false;
    uint32_t last = entities[0];
    entities[0] = entities[1];
    entities[1] = last;
    return true;
}

/* Is one of them called so: a minister, a company? Both sides, two leaders, two
 * men may be any. */
static bool
are_called_so(const nq_scene *s, const nq_speaker *who,
              const uint32_t entities[2])
{
    uint32_t i = nq_token_from(s->text, who->span.start);
    return is_any_two(s, who) || nq_np_is_called(s, i, i + 1, entities[0]) ||
           nq_np_is_called(s, i, i + 1, entities[1]);
}

/* "The two doctors X and Y said that": they have names of their own. */
static bool
are_named_behind(const nq_scene *s, const nq_speaker *who)
{
    enum { NEAR = 12 };
    uint32_t i = nq_token_from(s->text, who->span.start) + 1;
    for (uint32_t end = i + NEAR; i < s->n && i < end; i++) {
        const nq_mention *m = nq_mention_from(s, i);
        if (nq_opens_sentence(s, i) || nq_quote_from(s, i) ||
            nq_has_role(s, i, NQ_ROLE_AN | NQ_ROLE_AN_PRON))
            return false;
        if (m && m->type == NQ_PER)
            return true;
    }
    return false;
}

/* "The two ministers", "both sides": those named together in this sentence or
 * the one before, else those who spoke, else the people who met, else the
 * nearest who are named together. */
static bool
take_two(const nq_scene *s, const nq_memory *m, uint32_t cue, nq_speaker *who)
{
    uint32_t two[2], at = nq_sentence_of(s->text, cue);
    uint32_t near = s->text->sentences[at > 0 ? at - 1 : at].first;
    bool found = two_named(s, near, cue, who, two) ||
                 two_speakers(m, who, two) ||
                 (who->noun == NQ_NOUN_PERSON &&
                  (two_met(s, cue, two) || two_named(s, 0, cue, who, two)));
    if (!found || !are_called_so(s, who, two))
        return false;
    nq_resolve_stand_for(who, two[0]);
    who->entities[who->n_entities++] = two[1];
    return true;
}

/* One word with the article, of two: "the two sides". */
static bool
is_two(const nq_scene *s, const nq_speaker *who)
{
    uint32_t i = nq_token_from(s->text, who->span.start);
    return i < s->n && nq_is_definite(s, i) &&
           s->tokens[i].span.end >= who->span.end &&
           ((who->grammar & NQ_DUAL) || who->noun == NQ_NOUN_PEOPLE) &&
           nq_str_ends(s->tokens[i].folded, NQ_STR("ان"));
}

bool
nq_resolve_two(const nq_scene *s, const nq_memory *m, uint32_t cue,
               nq_speaker *who)
{
    return is_two(s, who) &&
           (is_any_two(s, who) || !are_named_behind(s, who)) &&
           take_two(s, m, cue, who);
}
