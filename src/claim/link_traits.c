/* SPDX-License-Identifier: Apache-2.0
 *
 * link_traits.c - what there is to see of somebody whom a noun may stand for.
 * Layer 5 (claim). Knows nothing of what it is worth. */
#include "claim/link_sight.h"

#include "claim/headline.h"
#include "claim/trait_name.h"

#include <stdio.h>

static const nq_trait_row blocks[] = {
    {"rule", NQ_SEE_RULE},     {"long", NQ_SEE_LONG},
    {"none", NQ_SEE_NONE},     {"type", NQ_SEE_TYPE},
    {"suit", NQ_SEE_SUIT},     {"far", NQ_SEE_FAR},
    {"rank", NQ_SEE_RANK},     {"near", NQ_SEE_NEAR},
    {"called", NQ_SEE_CALLED}, {"turn", NQ_SEE_TURN},
    {"share", NQ_SEE_SHARE},   {"title", NQ_SEE_TITLE},
    {"origin", NQ_SEE_ORIGIN}, {"owner", NQ_SEE_OWNER},
    {"nearer", NQ_SEE_NEARER}, {"inside", NQ_SEE_INSIDE},
    {"said", NQ_SEE_SAID},     {"office", NQ_SEE_OFFICE},
    {"alike", NQ_SEE_ALIKE},   {"kind", NQ_SEE_KIND},
    {"site", NQ_SEE_SITE},     {"after", NQ_SEE_AFTER},
    {"match", NQ_SEE_MATCH},   {"stood", NQ_SEE_STOOD},
    {"like", NQ_SEE_LIKE},     {"touch", NQ_SEE_TOUCH},
    {"went", NQ_SEE_WENT},     {"news", NQ_SEE_NEWS},
    {"echo", NQ_SEE_ECHO},     {"adds", NQ_SEE_ADDS},
    {NULL, NQ_SEE_TRAITS}};

uint32_t
nq_link_n_traits(void)
{
    return NQ_SEE_TRAITS;
}

uint32_t
nq_link_trait(naql_str name)
{
    uint32_t trait;
    return nq_trait_number(blocks, name, &trait) ? trait : NQ_SEE_TRAITS;
}

void
nq_link_name(uint32_t trait, char *at, size_t room)
{
    uint32_t place;
    const char *block = nq_trait_name(blocks, trait, &place);
    snprintf(at, room, "%s %u", block, place);
}

uint32_t
nq_link_type(const nq_entity *e)
{
    return e->agency ? 3 : e->type;
}

static void
put_rule(nq_sight *v)
{
    uint32_t words = nq_sight_most(v->f->words.n, 3);
    bool someone = v->e != NULL;
    if (!v->it->rule)
        return;
    nq_sight_put(v, NQ_SEE_RULE + someone * 3u + v->f->known);
    nq_sight_put(v, NQ_SEE_LONG + someone * 4u + words);
    if (someone && !v->fits)
        nq_sight_put(v, NQ_SEE_RULE + 6);
    if (v->f->many)
        nq_sight_put(v, NQ_SEE_RULE + 7);
}

/* Nobody: the noun stays alone. */
static void
put_nobody(nq_sight *v)
{
    nq_sight_put(v, NQ_SEE_NONE + nq_sight_most(v->f->words.n, 3) * 3 +
                        v->f->known);
}

static void
put_far(nq_sight *v)
{
    static const uint32_t back[] = {0, 1, 2, 4, 8}, ahead[] = {0, 1, 2, 4};
    const nq_mention *m = v->it->before ? v->it->before : v->it->behind;
    uint32_t at = nq_sentence_of(v->s->text, m->first);
    uint32_t here = v->f->sentence;
    uint32_t far = v->it->before
                       ? nq_trait_step(here > at ? here - at : 0, back, 5)
                       : 6 + nq_trait_step(at > here ? at - here : 0, ahead, 4);
    nq_sight_put(v, NQ_SEE_FAR + far * 2 + v->fits);
    if (v->it->before && v->fits) {
        nq_sight_put(v, NQ_SEE_RANK + nq_sight_most(v->it->rank, 3) * 4 +
                            nq_sight_most(v->f->fits[v->type] - 1, 3));
        nq_sight_put(v, NQ_SEE_NEAR + nq_sight_most(v->it->rank, 3) * 3 +
                            v->f->known);
    }
}

static void
put_called(nq_sight *v)
{
    static const uint32_t times[] = {1, 2, 4, 8};
    const nq_text *text = v->s->text;
    uint32_t first = v->s->names->mentions[v->e->mentions[0]].first;
    nq_sight_put(v, NQ_SEE_CALLED + nq_trait_step(v->e->n_mentions, times, 4));
    if (v->e->n_mentions == v->f->most[v->type] && v->f->fits[v->type] > 1)
        nq_sight_put(v, NQ_SEE_CALLED + 5 + v->fits);
    if (first < text->sentences[0].end)
        nq_sight_put(v, NQ_SEE_CALLED + 7 + v->fits);
    else if (text->n_sentences > 1 && first < text->sentences[1].end)
        nq_sight_put(v, NQ_SEE_CALLED + 9 + v->fits);
    if (v->it->entity == 0)
        nq_sight_put(v, NQ_SEE_CALLED + 11);
    if (v->f->last == v->it->entity)
        nq_sight_put(v, NQ_SEE_TURN + v->f->known * 2u + v->fits);
    if (v->f->next == v->it->entity)
        nq_sight_put(v, NQ_SEE_TURN + 6 + v->f->known * 4u + v->fits * 2u +
                            (v->it->before == NULL));
}

/* How far behind the head at token `told`, or before it, a mention stands in
 * its sentence. */
static uint32_t
gap_from(const nq_sight *v, uint32_t told)
{
    static const uint32_t ahead[] = {0, 2, 5, 12}, back[] = {2, 6};
    const nq_names *names = v->s->names;
    uint32_t lo = nq_mention_since(names, v->e, told);
    uint32_t here = nq_sentence_of(v->s->text, told);
    if (lo < v->e->n_mentions) {
        const nq_mention *m = &names->mentions[v->e->mentions[lo]];
        uint32_t step = nq_trait_step(m->first - told, ahead, 4);
        if (step < 4 && nq_sentence_of(v->s->text, m->first) == here)
            return 1 + step;
    }
    if (lo > 0) {
        const nq_mention *m = &names->mentions[v->e->mentions[lo - 1]];
        uint32_t gap = told > m->end ? told - m->end : 0;
        if (nq_sentence_of(v->s->text, m->first) == here)
            return 5 + nq_trait_step(gap, back, 2);
    }
    return 0;
}

static void
put_told(nq_sight *v)
{
    const nq_link_facts *f = v->f;
    if (f->told != NQ_NO_TOKEN)
        nq_sight_put(v, NQ_SEE_OWNER + gap_from(v, f->told));
    if (f->near != NQ_NO_TOKEN && f->near != f->told)
        nq_sight_put(v, NQ_SEE_NEARER + gap_from(v, f->near));
    if (f->office == v->it->entity)
        nq_sight_put(v, NQ_SEE_OFFICE + f->known);
    for (uint32_t k = 0; k < 2; k++)
        if (f->alikes >> k & 1)
            nq_sight_put(v, NQ_SEE_ALIKE + k * 6 +
                                (f->alike[k] == v->it->entity) * 3u + f->known);
}

/* What the candidate says below: the same as here, or more of it. */
static void
put_below(nq_sight *v)
{
    enum { AHEAD = 8 };
    static const uint32_t steps[] = {0, 24, 49};
    const nq_link_facts *f = v->f;
    const nq_statement *all = v->l->all, *next = &all[f->next_at];
    bool asks = f->place < 2 || !v->it->before; /* it costs the most */
    uint32_t hi = asks ? v->l->at + AHEAD : 0, most = 0;
    for (uint32_t i = v->l->at + 1; i < v->l->n_all && i < hi; i++)
        if (all[i].entity == v->it->entity &&
            all[i].speaker.start != all[v->l->at].speaker.start) {
            uint32_t n = nq_headline_shared(v->s, &all[v->l->at], &all[i]);
            most = n > most ? n : most;
        }
    if (asks)
        nq_sight_put(v, NQ_SEE_ECHO + nq_trait_step(most, steps, 3) * 2 +
                            (f->place == 0));
    if (f->next != v->it->entity || !v->it->behind)
        return;
    uint32_t cue = nq_token_around(v->s->text, next->cue.start);
    bool again = nq_has_sense(v->s, cue, NQ_SENSE_AGAIN);
    bool named = next->speaker.start <= v->it->behind->span.start &&
                 next->speaker.end >= v->it->behind->span.end;
    bool fresh = !v->it->before;
    nq_sight_put(v, NQ_SEE_ADDS + (f->place == 0 ? 6u : 0u) +
                        (named ? 1u + again * 2u + fresh : 0u));
}

static bool
has_mention(const nq_sight *v, uint32_t from, uint32_t to)
{
    for (uint32_t i = from; i < to; i++) {
        const nq_mention *m = nq_mention_of(v->s, i);
        if (m && m->entity == v->it->entity)
            return true;
    }
    return false;
}

static void
put_parts(nq_sight *v)
{
    enum { CONTENT = 60 };
    const nq_statement *st = &v->l->all[v->l->at];
    if (has_mention(v, v->l->first, v->l->end))
        nq_sight_put(v, NQ_SEE_INSIDE + (v->f->role == 1) * 2u + v->fits);
    if (has_mention(v, st->first, nq_sight_most(st->end, st->first + CONTENT)))
        nq_sight_put(v, NQ_SEE_SAID + v->fits * 2u + (v->it->before == NULL));
    if (st->credit.end > st->credit.start && st->credit_entity == v->it->entity)
        nq_sight_put(v, NQ_SEE_SAID + 4);
    if (st->to.end > st->to.start && st->to_entity == v->it->entity)
        nq_sight_put(v, NQ_SEE_SAID + 5);
}

/* What stands before the nearest mention, in this sentence or another. */
static void
put_site(nq_sight *v)
{
    const nq_mention *m = v->it->before ? v->it->before : v->it->behind;
    uint32_t i = m->first;
    bool here = nq_sentence_of(v->s->text, i) == v->f->sentence;
    uint32_t site = 4;
    if (i == 0 || (v->s->tokens[i].flags & NQ_TOKEN_SENTENCE))
        site = 0;
    else if (nq_has_role(v->s, i - 1, NQ_ROLE_PREP) ||
             m->span.start > v->s->tokens[i].span.start)
        site = 1;
    else if (nq_cue_lemma(v->s, i - 1))
        site = 2;
    else if (v->s->tags[i - 1].word->noun || v->s->tags[i - 1].office)
        site = 3;
    nq_sight_put(v, NQ_SEE_SITE + site + (here ? 6 : 0));
}

void
nq_link_see(const nq_linked *l, uint32_t candidate, nq_link_traits *out)
{
    const nq_link_candidate *it = &l->c[candidate];
    nq_sight v = {.l = l, .f = &l->facts, .s = l->s, .it = it, .out = out};
    out->n = 0;
    if (it->entity == NQ_NO_ENTITY) {
        put_rule(&v);
        put_nobody(&v);
        return;
    }
    v.e = &l->s->names->entities[it->entity];
    v.type = nq_link_type(v.e);
    v.fits = nq_link_suits(l->facts.kind, v.type);
    put_rule(&v);
    nq_sight_put(&v, NQ_SEE_TYPE + v.type * 3 + l->facts.known);
    nq_sight_put(&v, NQ_SEE_SUIT + v.type * 8 + l->facts.role);
    if (it->before || it->behind) {
        put_far(&v);
        put_site(&v);
    }
    put_called(&v);
    nq_link_beside(&v);
    put_told(&v);
    put_below(&v);
    put_parts(&v);
}
