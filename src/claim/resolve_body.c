/* SPDX-License-Identifier: Apache-2.0
 *
 * resolve_body.c - which body, outlet or text a common noun stands for: "the
 * ministry", "the British company", "the paper". Layer 5 (claim). */
#include "claim/resolve.h"

#include "claim/refer.h"
#include "claim/tune.h"

/* "The channel" is nobody who was called an agency. */
bool
nq_resolve_is_other(const nq_word *head, const nq_speaker *who)
{
    return who->noun == NQ_NOUN_OUTLET && head->noun == NQ_NOUN_OUTLET &&
           head != who->head;
}

/* The name before the first *next of them; NULL: none. What no token has for
 * its name is passed over. */
static const nq_mention *
step_back(const nq_scene *s, uint32_t *next)
{
    while (*next > 0) {
        const nq_mention *m = &s->names->mentions[--*next];
        if (nq_mention_of(s, m->first) == m)
            return m;
    }
    return NULL;
}

/* The nearest earlier name that stands behind this noun, or opens with it; or
 * of a type and class. */
static const nq_mention *
named_before(const nq_scene *s, uint32_t cue, const nq_speaker *who, int type)
{
    uint32_t next = nq_persons_before(s, cue).next, tried = 0;
    uint32_t adj = nq_resolve_adjective(s, who);
    const nq_mention *m;
    while (tried++ < NQ_TUNE_NAMES_BACK && (m = step_back(s, &next)) != NULL) {
        uint32_t i = m->first;
        if (type >= 0) {
            bool ok =
                who->noun == NQ_NOUN_OUTLET
                    ? m->type == NQ_ORG &&
                          s->names->entities[m->entity].agency &&
                          !(i > 0 &&
                            nq_resolve_is_other(s->tags[i - 1].word, who)) &&
                          !nq_resolve_is_other(s->tags[i].word, who)
                    : m->type == type && nq_mention_agrees(s, m, who->grammar);
            if (ok)
                return m;
        } else if (s->tags[i].word == who->head ||
                   (i > 0 && s->tags[i - 1].word == who->head)) {
            if (nq_resolve_is_foreign(s, adj, m->entity))
                continue;
            return m;
        }
    }
    return NULL;
}

/* "The British company": the nearest body of that noun beside whose name the
 * adjective stands. */
static const nq_mention *
body_described(const nq_scene *s, uint32_t cue, const nq_speaker *who)
{
    enum { MARK = 1 }; /* that closes a name */
    uint32_t adj = nq_resolve_adjective(s, who), tried = 0;
    if (adj == NQ_NO_TOKEN)
        return NULL;
    uint32_t next = nq_persons_before(s, cue).next;
    const nq_mention *m;
    while (tried < NQ_TUNE_NAMES_BACK && (m = step_back(s, &next)) != NULL) {
        uint32_t i = m->first;
        if (m->type == NQ_PER)
            continue;
        tried++;
        uint32_t near = i > 2 ? i - 2 : 0;
        bool called = s->tags[i].word == who->head;
        for (uint32_t k = near; k < i; k++)
            called |= s->tags[k].word == who->head;
        if (called && nq_resolve_described(s, adj, i, m->end + MARK + 1) &&
            m->end + MARK + 1 < adj)
            return m;
    }
    return NULL;
}

/* "The paper": the one named since the last time that a paper spoke. */
static bool
take_nearer_outlet(const nq_scene *s, uint32_t cue, const nq_speaker *old,
                   nq_speaker *who)
{
    nq_np np;
    nq_speaker named;
    if (!old || !nq_refer_introduced(s, cue, who->head, &np) ||
        s->tokens[np.first].span.start <= old->span.end ||
        !nq_np_speaker(s, &np, &named) || named.entity == old->entity)
        return false;
    *who = named;
    who->outlet = true;
    return true;
}

/* "The organisation": a body that spoke, newest first, whose name says of no
 * other kind what it is. */
static const nq_speaker *
body_before(const nq_scene *s, const nq_memory *m, const nq_speaker *who)
{
    uint32_t n = m->n < NQ_MEMORY_SPEAKERS ? m->n : NQ_MEMORY_SPEAKERS;
    for (uint32_t k = 1; k <= n; k++) {
        const nq_speaker *old = &m->seen[(m->n - k) % NQ_MEMORY_SPEAKERS];
        if (old->noun != who->noun || old->entity == NQ_NO_ENTITY)
            continue;
        const nq_entity *e = &s->names->entities[old->entity];
        const nq_word *w =
            s->tags[s->names->mentions[e->mentions[0]].first].word;
        if (w->noun == NQ_NOUN_NONE || (w->senses & NQ_SENSE_STAR))
            return old;
    }
    return NULL;
}

/* "The company", far from whoever is called one: the body of no known kind that
 * this sentence or the one before named last. */
static const nq_mention *
unkinded_near(const nq_scene *s, uint32_t cue)
{
    uint32_t at = nq_sentence_of(s->text, cue);
    uint32_t lo = s->text->sentences[at > 0 ? at - 1 : at].first;
    for (uint32_t i = cue; i-- > lo;) {
        const nq_mention *m = nq_mention_from(s, i);
        if (!m || m->type != NQ_ORG)
            continue;
        bool kind = s->tags[i].word->noun != NQ_NOUN_NONE ||
                    (i > 0 && s->tags[i - 1].word->noun != NQ_NOUN_NONE);
        for (uint32_t k = 1; k <= NQ_TUNE_MONEY && k <= i; k++)
            kind |= s->tokens[i - k].kind == NQ_TOKEN_NUMBER; /* a currency */
        return kind || s->names->entities[m->entity].agency ? NULL : m;
    }
    return NULL;
}

/* Is that nearer than who was called by the noun, who does not speak on? */
static bool
is_nearer(const nq_memory *m, const nq_mention *near, const nq_speaker *old,
          const nq_mention *hit)
{
    const nq_speaker *last = nq_memory_last(m);
    if (!near || (old && last && last->entity == old->entity))
        return false;
    return (old && old->span.end < near->span.start) ||
           (hit && hit->end <= near->first);
}

/* "The office" of "the office of the United States for ...": a place behind the
 * noun is a part of the name, not the body. */
static bool
take_place_words(const nq_scene *s, uint32_t cue, const nq_mention *hit,
                 nq_speaker *who)
{
    nq_np np;
    if (hit->type != NQ_LOC || hit->first == 0 ||
        !nq_np_read_glued(s, hit->first - 1, cue, &np))
        return false;
    who->span = nq_span_of(s, np.first, np.end);
    who->span.start = nq_bare_start(s, np.first);
    return true;
}

/* A body, an outlet, a text. */
void
nq_resolve_thing(const nq_scene *s, const nq_memory *m, uint32_t cue,
                 const nq_speaker *old, nq_speaker *who)
{
    bool outlet = who->noun == NQ_NOUN_OUTLET, doc = who->noun == NQ_NOUN_DOC;
    if (outlet && take_nearer_outlet(s, cue, old, who))
        return;
    const nq_mention *hit = body_described(s, cue, who);
    old = hit ? NULL : old;
    if (!old && !hit)
        hit = named_before(s, cue, who, -1);
    bool star =
        who->noun == NQ_NOUN_BODY && (who->head->senses & NQ_SENSE_STAR) != 0;
    const nq_mention *near = star ? unkinded_near(s, cue) : NULL;
    if (is_nearer(m, near, old, hit)) {
        nq_resolve_stand_for(who, near->entity);
        return;
    }
    if (hit && !outlet && !doc && take_place_words(s, cue, hit, who))
        return;
    if (!old && !hit && outlet)
        old = nq_resolve_seen(m, who, true);
    if (!old && !hit && star)
        old = body_before(s, m, who);
    if (!old && !hit && doc)
        old = nq_memory_last(m);
    if (!old && !hit && (outlet || doc))
        hit = named_before(s, cue, who, NQ_ORG);
    if (old && old->entity != NQ_NO_ENTITY)
        nq_resolve_stand_for(who, old->entity);
    else if (old &&
             old->span.end - old->span.start > who->span.end - who->span.start)
        who->span = old->span; /* its fuller words */
    else if (old && nq_resolve_is_unnamed(s, old))
        nq_resolve_fuller(s, old, who);
    else if (hit)
        nq_resolve_stand_for(who, hit->entity);
}
