/* SPDX-License-Identifier: Apache-2.0
 *
 * happening.c - one event in many articles. Layer 7 (compare). */
#include "compare/happening.h"

#include "base/hash.h"
#include "base/sorted.h"
#include "base/status.h"
#include "compare/gate.h"
#include "compare/tune.h"

#define NO_SLOT UINT32_MAX

typedef struct seen { /* an event under one of its people */
    uint32_t article, line;
    uint32_t place, date; /* slots, or NO_SLOT */
    const nq_event *event;
    uint32_t next; /* older one + 1, 0: none */
} seen;

typedef struct finder {
    const nq_desk *d;
    nq_slots *slots;
    nq_map newest;  /* type and person -> index of seen + 1 */
    nq_list events; /* of seen */
    nq_list *answers, *doers;
    nq_map known; /* line and start of an actor -> its slot */
} finder;

/* A number of the pile's person; where nobody merged the names, of the
 * name. */
static uint64_t
who(const nq_desk *d, uint32_t article, uint32_t entity)
{
    uint32_t person = nq_desk_person(d, article, entity);
    if (person != NQ_NO_ENTITY)
        return nq_hash_next(7, person);
    nq_name_form form;
    nq_name_form_of(&d->in->tools->names,
                    nq_desk_reading(d, article)->names.entities[entity].name,
                    &form);
    return form.key;
}

static bool
inside(naql_span a, naql_span b)
{
    return b.start <= a.start && a.end <= b.end;
}

static uint32_t
slot_in(const finder *f, uint32_t line, naql_span span, uint8_t kind,
        naql_span exact)
{
    const uint32_t *from =
        kind == NQ_SLOT_PLACE ? &f->slots->names[line] : &f->slots->from[line];
    uint32_t end = f->slots->from[line + 1];
    for (uint32_t i = *from, n = 0; i < end && n < NQ_EVENT_SLOTS; i++, n++) {
        const nq_slot_at *s = &f->slots->at[i];
        if (s->slot != kind || !inside(s->span, span))
            continue;
        if (!exact.end || s->span.start == exact.start)
            return i;
    }
    return NO_SLOT;
}

/* The first mention of an entity at or behind a byte. */
static uint32_t
mention_from(const nq_names *names, const nq_entity *e, uint32_t byte)
{
    uint32_t i;
    NQ_BISECT(i, 0, e->n_mentions,
              names->mentions[e->mentions[i]].span.start < byte);
    return i;
}

static void
slots_of(const finder *f, const nq_reading *r, const nq_event *e, seen *out)
{
    naql_span any = {0, 0};
    out->place = out->date = NO_SLOT;
    if (e->place != NQ_NO_ENTITY) {
        const nq_entity *place = &r->names.entities[e->place];
        for (uint32_t i = mention_from(&r->names, place, e->span.start);
             i < place->n_mentions; i++) {
            naql_span m = r->names.mentions[place->mentions[i]].span;
            if (m.start >= e->span.end)
                break;
            if (inside(m, e->span))
                out->place = slot_in(f, out->line, e->span, NQ_SLOT_PLACE, m);
        }
    }
    if (e->date != NQ_NO_ENTITY)
        any = r->names.dates[e->date].span;
    if (any.end)
        out->date = slot_in(f, out->line, any, NQ_SLOT_DATE, any);
}

/* Does an article hold a value that agrees with the slot? */
static bool
knows(const finder *f, uint32_t article, uint32_t slot)
{
    const nq_slot_at *s = &f->slots->at[slot];
    uint32_t first = f->slots->from[f->d->from[article]];
    uint32_t end = f->slots->from[f->d->from[article + 1]];
    for (uint32_t i = first; i < end && i < first + NQ_EVENT_KNOWN; i++) {
        const nq_slot_at *other = &f->slots->at[i];
        if (other->slot == s->slot &&
            nq_values_agree(s->slot, &s->value, &other->value, true))
            return true;
    }
    return false;
}

static naql_status
ask(finder *f, uint32_t a, uint32_t b, float like, float least)
{
    if (a == NO_SLOT || b == NO_SLOT)
        return NAQL_OK;
    const nq_slot_at *x = &f->slots->at[a], *y = &f->slots->at[b];
    bool agree = nq_values_agree(x->slot, &x->value, &y->value, true);
    if (!agree &&
        (like < least || !nq_may_part(f->d, x, y, like) ||
         (x->slot == NQ_SLOT_DATE && !nq_dates_alike(&x->value, &y->value))))
        return NAQL_OK;
    if (!agree && (knows(f, f->d->lines[x->line].article, b) ||
                   knows(f, f->d->lines[y->line].article, a)))
        return NAQL_OK;
    return nq_list_put(f->answers, f->d->scratch, &(nq_answer){a, b});
}

/* The slot of whoever did it, made when it is first asked for. */
static naql_status
doer_of(finder *f, const seen *e, uint32_t *slot)
{
    const nq_row *row = &f->d->lines[e->line];
    const nq_reading *r = nq_row_reading(f->d, row);
    bool fresh;
    uint32_t *at = nq_map_put(
        &f->known, nq_hash_next(e->line + 1, e->event->actor.start), &fresh);
    if (!at)
        return NAQL_NOMEM;
    if (!fresh) {
        *slot = *at;
        return NAQL_OK;
    }
    uint32_t entity = e->event->n_actors ? e->event->actors[0] : NQ_NO_ENTITY;
    nq_value v = nq_slot_name_value(f->d, r, e->event->actor,
                                    nq_desk_person(f->d, row->article, entity));
    if (!v.name)
        return NAQL_NOMEM;
    v.soft = true;
    *slot = *at = f->slots->n;
    return nq_slots_add(f->d, f->slots,
                        (nq_slot_at){.slot = NQ_SLOT_ROLE,
                                     .line = e->line,
                                     .span = e->event->actor,
                                     .value = v});
}

static bool
in_line(const finder *f, const seen *e)
{
    const nq_row *row = &f->d->lines[e->line];
    const nq_token *t = nq_row_reading(f->d, row)->text.tokens;
    return e->event->actor.end > e->event->actor.start &&
           e->event->actor.start >= t[row->first].span.start &&
           e->event->actor.end <= t[row->end - 1].span.end;
}

/* "His rival", whose name stands behind it: the noun says what he is to
 * another, not who he is. */
static bool
is_relation(const finder *f, const seen *e)
{
    const nq_reading *r = nq_row_reading(f->d, &f->d->lines[e->line]);
    uint32_t first = nq_token_from(&r->text, e->event->actor.start);
    const nq_token *t = &r->text.tokens[first];
    return first < r->text.n_tokens && t->clitics & NQ_CLITIC_PRONOUN &&
           !nq_mention_at(&r->names, first);
}

/* Does a line name the doer of the other one as well? Each has its part. */
static bool
names_it(const finder *f, uint32_t line, uint32_t doer)
{
    const nq_slot_at *s = f->slots->at, *who = &s[doer];
    for (uint32_t i = f->slots->from[line]; i < f->slots->from[line + 1]; i++)
        if (s[i].slot == NQ_SLOT_NAME &&
            nq_names_agree(&s[i].value, &who->value))
            return true;
    return false;
}

/* One thing that was done to one person, in sentences that are alike: who did
 * it here, who there. */
static naql_status
ask_who(finder *f, const seen *a, const seen *b)
{
    nq_answer who;
    if (f->d->lines[a->line].n_words > NQ_DEED_ROW ||
        f->d->lines[b->line].n_words > NQ_DEED_ROW || !in_line(f, a) ||
        !in_line(f, b) || is_relation(f, a) || is_relation(f, b))
        return NAQL_OK;
    NQ_TRY(doer_of(f, a, &who.a));
    NQ_TRY(doer_of(f, b, &who.b));
    if (names_it(f, a->line, who.b) || names_it(f, b->line, who.a))
        return NAQL_OK;
    return nq_list_put(f->doers, f->d->scratch, &who);
}

static naql_status
compare(finder *f, uint64_t key, seen me, bool target)
{
    uint32_t *newest = nq_map_put(&f->newest, key, NULL);
    if (!newest)
        return NAQL_NOMEM;
    me.next = *newest;
    for (uint32_t n = 0, i = *newest; i && n < NQ_EVENT_ANCHORS; n++) {
        seen other = ((const seen *)f->events.at)[i - 1];
        i = other.next;
        float like = nq_row_cosine(&f->d->lines[other.line],
                                   &f->d->lines[me.line], NULL);
        if (other.article == me.article || like < NQ_EVENT_LIKE)
            continue;
        if (target && like >= NQ_EVENT_DOER)
            NQ_TRY(ask_who(f, &other, &me));
        NQ_TRY(ask(f, other.place, me.place, like, NQ_EVENT_DATE));
        NQ_TRY(ask(f, other.date, me.date, like, NQ_EVENT_DATE));
    }
    NQ_TRY(nq_list_put(&f->events, f->d->scratch, &me));
    *newest = f->events.n;
    return NAQL_OK;
}

static naql_status
add_event(finder *f, uint32_t article, const nq_event *e)
{
    const nq_reading *r = nq_desk_reading(f->d, article);
    uint32_t token = nq_token_from(&r->text, e->span.start);
    seen me = {.article = article,
               .line = nq_desk_row(f->d, article, token),
               .event = e};
    if (e->background || me.line == UINT32_MAX)
        return NAQL_OK;
    slots_of(f, r, e, &me);
    if (me.place == NO_SLOT && me.date == NO_SLOT && !e->actor.end)
        return NAQL_OK;
    uint64_t type = nq_hash(e->type);
    for (uint32_t i = 0; i < e->n_actors; i++)
        NQ_TRY(compare(f, nq_hash_next(type, who(f->d, article, e->actors[i])),
                       me, false));
    for (uint32_t i = 0; i < e->n_targets; i++)
        NQ_TRY(compare(f, nq_hash_next(type, who(f->d, article, e->targets[i])),
                       me, true));
    return NAQL_OK;
}

naql_status
nq_event_answers(const nq_desk *d, nq_slots *slots, nq_list *answers,
                 nq_list *doers)
{
    finder f = {.d = d,
                .slots = slots,
                .events = NQ_LIST(seen),
                .answers = answers,
                .doers = doers};
    nq_map_init(&f.newest, d->scratch);
    nq_map_init(&f.known, d->scratch);
    for (uint32_t a = 0; a < d->in->story->n_articles; a++) {
        const nq_claims *c = &nq_desk_reading(d, a)->claims;
        for (uint32_t i = 0; i < c->n_events; i++)
            if (c->events[i].confidence >= NQ_TUNE_EVENT_TOLD)
                NQ_TRY(add_event(&f, a, &c->events[i]));
    }
    return NAQL_OK;
}
