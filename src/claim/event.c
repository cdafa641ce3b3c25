/* SPDX-License-Identifier: Apache-2.0
 *
 * event.c - who did what to whom, where and when. Layer 5 (claim). */
#include "claim/event.h"

#include "base/sorted.h"
#include "base/str.h"
#include "base/status.h"
#include "claim/event_clause.h"
#include "claim/event_march.h"
#include "claim/event_seek.h"
#include "claim/event_target.h"
#include "claim/tune.h"

#include <math.h>

typedef struct reader { /* of one article */
    const nq_event_book *book;
    const nq_scene *s;
    const nq_claims *claims; /* statements are known */
    nq_arena *arena;
    nq_list events;
    nq_seek seek;
    nq_event_watch watch;
    uint32_t last;                 /* trigger of the last event */
    bool carries;                  /* it carries out what its object names */
    uint32_t told[NQ_EVENT_KINDS]; /* sentence of the last of a kind, + 1 */
    uint32_t sentence;             /* last one weighed, + 1 */
    nq_party doer;                 /* of the last verb of an attack */
    uint32_t done;                 /* its sentence, + 1 */
    nq_event_weight weight;
} reader;

/* "The reception of ships": a noun of meeting that what follows suffers is one
 * only of somebody named or in office. */
static bool
is_reception(const nq_clause *c)
{
    return c->l->idafa == NQ_IDAFA_TARGET &&
           nq_str_equal(c->l->type, NQ_STR("meet"));
}

static bool
has_office(const nq_clause *c)
{
    for (uint32_t i = c->target.first; i < c->target.end; i++)
        if (c->s->tags[i].office)
            return true;
    return false;
}

/* A sentence that surely reports an attack or a protest needs nobody named,
 * unless it has told of one. */
static bool
is_event(const reader *r, const nq_clause *c, float weight)
{
    bool named = c->actor.n || c->target.n;
    bool somebody = c->actor.span.end || c->target.span.end;
    if (c->l->level == 3)
        return nq_party_is(c->s, &c->actor, NQ_PER) &&
               nq_party_is(c->s, &c->target, NQ_LOC);
    if (c->l->gated && weight > 0 && r->told[c->l->kind] != r->sentence)
        return c->l->level == 2 || somebody;
    if (c->form.noun && !c->form.pronoun && is_reception(c))
        return named || has_office(c);
    if (c->l->level < 2)
        return named || (c->l->kind == NQ_EVENT_PROTEST &&
                         nq_party_signs(&c->book->scales, c->s, &c->actor) &
                             c->book->scales.marchers);
    return somebody || c->place != NQ_NO_ENTITY || c->date != NQ_NO_ENTITY;
}

/* "The marches": a protest by its name alone. */
static bool
is_bare_protest(const nq_clause *c)
{
    return c->l->kind == NQ_EVENT_PROTEST && c->form.noun &&
           !c->actor.span.end && !c->target.span.end &&
           c->place == NQ_NO_ENTITY && c->date == NQ_NO_ENTITY;
}

/* Is the word before the trigger of this kind of data/event_objects.tsv? */
static bool
follows(const reader *r, uint32_t at, const char *kind)
{
    const nq_scene *s = r->s;
    return at && !(s->tokens[at].flags & (NQ_TOKEN_LINE | NQ_TOKEN_SENTENCE)) &&
           nq_clause_is_a(r->book, s, at - 1, kind);
}

/* "did not", "the lack of". */
static bool
denied(const reader *r, uint32_t at)
{
    return at &&
           (nq_has_role(r->s, at - 1, NQ_ROLE_NEG) || follows(r, at, "not"));
}

/* "had met", or a day well before the article's. */
static bool
is_background(const nq_clause *c)
{
    const nq_scene *s = c->s;
    int32_t day = s->text->article->day;
    for (uint32_t i = c->at, n = 0; i-- && n < NQ_TUNE_EVENT_BEFORE; n++)
        if (nq_has_role(s, i, NQ_ROLE_KAN))
            return true;
    return c->date != NQ_NO_ENTITY && day != NQ_NO_DAY &&
           s->names->dates[c->date].day_hi != NQ_NO_DAY &&
           s->names->dates[c->date].day_hi < day - NQ_TUNE_EVENT_OLD;
}

static const uint32_t *
keep(nq_arena *arena, const nq_party *p)
{
    uint32_t *at = nq_arena_alloc(arena, p->n * sizeof *at);
    if (at && p->n)
        memcpy(at, p->entities, p->n * sizeof *at);
    return at;
}

/* What the scales say for the sentence of a trigger, as a logit; a large one
 * for types that are not weighed. */
static float
weight_of(reader *r, const nq_event_lemma *l, uint32_t at)
{
    const nq_text *text = r->s->text;
    if (l->kind == NQ_EVENT_KINDS)
        return NQ_TUNE_EVENT_SURE;
    uint32_t i = nq_sentence_of(text, at);
    if (r->sentence != i + 1)
        r->weight = nq_event_weigh(&r->book->scales, text, r->s->signs,
                                   &text->sentences[i]);
    r->sentence = i + 1;
    return r->weight.of[l->kind];
}

static naql_status
add(reader *r, const nq_clause *c, float weight)
{
    nq_arena *arena = r->arena;
    nq_event *e = nq_list_add(&r->events, c->s->scratch);
    if (!e)
        return NAQL_NOMEM;
    if (c->l->kind < NQ_EVENT_KINDS)
        r->told[c->l->kind] = r->sentence;
    *e = (nq_event){.span = nq_span_of(c->s, c->at, c->end),
                    .type = c->l->type,
                    .trigger = nq_span_of(c->s, c->at, c->at + 1),
                    .actors = keep(arena, &c->actor),
                    .n_actors = c->actor.n,
                    .targets = keep(arena, &c->target),
                    .n_targets = c->target.n,
                    .actor = c->actor.span,
                    .target = c->target.span,
                    .place = c->place,
                    .date = c->date,
                    .background = is_background(c),
                    .confidence = 1.0f / (1.0f + expf(-weight))};
    e->trigger.start = e->span.start =
        c->form.start ? c->form.start : nq_bare_start(c->s, c->at);
    return e->actors && e->targets ? NAQL_OK : NAQL_NOMEM;
}

/* "an attack that gunmen carried out on X": the event named just before, of
 * which the verb tells who and whom; NULL: none. */
static nq_event *
named_before(reader *r, const nq_clause *c)
{
    nq_event *last =
        r->events.n ? (nq_event *)r->events.at + r->events.n - 1 : NULL;
    if (!last || c->l->kind != NQ_EVENT_ASSAULT || !c->l->gated ||
        c->form.noun || c->at - r->last > NQ_TUNE_EVENT_SUBJECT ||
        c->s->tags[c->at].glue & (NQ_CLITIC_WAW | NQ_CLITIC_FA) ||
        !nq_str_equal(last->type, c->l->type) || !nq_clause_means_before(c) ||
        nq_sentence_of(c->s->text, r->last) != r->sentence - 1)
        return NULL;
    return last;
}

/* "Planes launched raids on X": the verb just before has told it; NULL: not. */
static nq_event *
carried_before(reader *r, const nq_clause *c)
{
    nq_event *last =
        r->events.n ? (nq_event *)r->events.at + r->events.n - 1 : NULL;
    if (!last || !r->carries || !c->form.noun || !c->l->gated ||
        c->at - r->last > NQ_TUNE_CARRIER ||
        !nq_str_equal(last->type, c->l->type) ||
        nq_sentence_of(c->s->text, r->last) != r->sentence - 1)
        return NULL;
    return last;
}

static naql_status
join(nq_event *e, const nq_clause *c, nq_arena *arena)
{
    if (!e->actor.end && c->actor.span.end) {
        e->actor = c->actor.span;
        e->n_actors = c->actor.n;
        e->actors = keep(arena, &c->actor);
    }
    if (e->actor.end && e->actor.start == c->target.span.start) {
        e->actor = (naql_span){0, 0}; /* the verb knows better */
        e->n_actors = 0;
    }
    if (!e->target.end && c->target.span.end) {
        e->target = c->target.span;
        e->n_targets = c->target.n;
        e->targets = keep(arena, &c->target);
    }
    if (e->place == NQ_NO_ENTITY)
        e->place = c->place;
    if (e->date == NQ_NO_ENTITY)
        e->date = c->date;
    e->span.end = nq_span_of(c->s, c->at, c->end).end;
    return e->actors && e->targets ? NAQL_OK : NAQL_NOMEM;
}

/* Whom a protest is against, and who did it, by learned weights. */
static naql_status
seek(reader *r, nq_clause *c, float weight)
{
    if (c->l->kind == NQ_EVENT_PROTEST) {
        nq_march_fill(c);
        if (r->watch.march)
            r->watch.march(r->watch.user, c);
        nq_target_choose(c);
    }
    if (c->l->kind == NQ_EVENT_KINDS || weight < NQ_TUNE_SEEK_LEAST)
        return NAQL_OK;
    if (r->watch.each || !nq_seek_knows(c))
        NQ_TRY(nq_seek_turn(&r->seek, c->at));
    if (r->watch.each)
        r->watch.each(r->watch.user, &r->seek, c);
    nq_seek_actor(&r->seek, c);
    return NAQL_OK;
}

/* First statement that starts at a byte or behind; n_statements: none. */
static uint32_t
statement_from(const reader *r, uint32_t byte)
{
    uint32_t i;
    NQ_BISECT(i, 0, r->claims->n_statements,
              r->claims->statements[i].span.start < byte);
    return i;
}

static void
act_speaker(nq_clause *c, const nq_statement *said)
{
    c->actor = (nq_party){.span = said->speaker};
    for (uint32_t i = 0; i < said->n_speakers && i < NQ_JOINT_MAX; i++)
        c->actor.entities[c->actor.n++] = said->speakers[i];
}

/* "Its soldiers", "their planes" at a token. */
static bool
is_theirs(const reader *r, uint32_t token)
{
    const nq_event_scales *scales = &r->book->scales;
    return token < r->s->n &&
           nq_event_signs_owned(scales, r->s->text, token) &
               (scales->people | scales->means | scales->doers);
}

/* "That it", "that its planes": who says so did it. */
static bool
is_speakers(const reader *r, uint32_t that)
{
    return nq_has_role(r->s, that, NQ_ROLE_AN_PRON | NQ_ROLE_BAN_PRON) ||
           (nq_has_role(r->s, that, NQ_ROLE_THAT) && is_theirs(r, that + 1));
}

/* "The army announced that it had shelled": the pronoun behind "that" is who
 * says so. */
static void
take_speaker(const reader *r, nq_clause *c)
{
    const nq_scene *s = c->s;
    uint32_t that = c->at;
    while (that && c->at - that < NQ_TUNE_EVENT_BEFORE && !is_speakers(r, that))
        that--;
    if (!is_speakers(r, that))
        return;
    uint32_t i = statement_from(r, s->tokens[that].span.start);
    const nq_statement *said = &r->claims->statements[i];
    if (i < r->claims->n_statements &&
        said->span.start < s->tokens[that + 1].span.start + 1 &&
        said->speaker.end)
        act_speaker(c, said);
}

/* "The minister said during a visit to Vilgrad that": the visit is his who
 * speaks, between the verb and what he said. */
static void
take_visitor(const reader *r, nq_clause *c)
{
    uint32_t at = c->s->tokens[c->at].span.start;
    uint32_t i = statement_from(r, at + 1);
    const nq_statement *said = &r->claims->statements[i];
    const nq_text *text = c->s->text;
    const nq_sentence *in = &text->sentences[nq_sentence_of(text, c->at)];
    if (i < r->claims->n_statements && said->span.start < in->span.end &&
        said->speaker.end && said->speaker.end <= at &&
        said->speaker.start >= in->span.start && said->cue.end <= at &&
        said->cue.start >= in->span.start)
        act_speaker(c, said);
}

static void
take_actor(const reader *r, nq_clause *c)
{
    bool theirs = c->actor.end > c->actor.first && is_theirs(r, c->actor.first);
    if (c->actor.span.end && !(theirs && !c->form.noun))
        return;
    if (!c->form.noun) {
        if (c->l->voice == NQ_VOICE_ACTIVE || c->target.span.end)
            take_speaker(r, c);
    } else if (c->l->kind == NQ_EVENT_KINDS && c->l->idafa == NQ_IDAFA_ACTOR &&
               !c->form.definite) {
        take_visitor(r, c);
    }
}

/* "Gunmen stormed a field, and abducted four": a verb that "and" adds has the
 * subject of the one before. */
static void
share_doer(reader *r, nq_clause *c)
{
    bool plural = c->form.grammar & (NQ_PLURAL | NQ_DUAL);
    if (c->l->kind != NQ_EVENT_ASSAULT || c->form.noun)
        return;
    if (!c->actor.span.end && r->done == r->sentence &&
        c->s->tags[c->at].glue & (NQ_CLITIC_WAW | NQ_CLITIC_FA) &&
        (plural || c->l->voice == NQ_VOICE_ACTIVE))
        c->actor = r->doer;
    r->doer = c->actor;
    r->done = c->actor.span.end ? r->sentence : 0;
}

/* "To win", "for a visit": what is meant to happen. Of attacks and protests the
 * scales know. */
static bool
is_meant(const nq_scene *s, const nq_event_lemma *l, nq_event_form form,
         uint32_t at)
{
    return form.noun && l->kind == NQ_EVENT_KINDS &&
           s->tags[at].glue & NQ_CLITIC_LAM &&
           form.start > s->tokens[at].span.start;
}

/* May somebody be taken for the actor who stands elsewhere: who speaks, or
 * whose verb carries out what the noun names? */
static bool
is_told_elsewhere(const reader *r, const nq_clause *c)
{
    const nq_sentence *in = nq_clause_sentence(c);
    uint32_t first = c->at;
    for (uint32_t i = in->first; c->form.noun && i < in->end; i++)
        if (c->s->tags[i].event & NQ_EVENT_WORD_CARRIES)
            return true;
    if (!c->form.noun)
        first -= first < NQ_TUNE_EVENT_BEFORE ? first : NQ_TUNE_EVENT_BEFORE;
    else if (c->l->idafa != NQ_IDAFA_ACTOR || c->form.definite)
        return false; /* no speaker is asked for */
    uint32_t k = statement_from(r, c->s->tokens[first].span.start);
    return k < r->claims->n_statements &&
           r->claims->statements[k].span.start < in->span.end;
}

/* Is there a name where the clause of a word would need one that is an event
 * but with somebody named ("a search"), or with a place ("arrived")? Of three
 * such words two have none, and the clause need not be read. */
static bool
may_be_named(const reader *r, const nq_clause *c)
{
    const nq_scene *s = c->s;
    const nq_sentence *in = nq_clause_sentence(c);
    bool place = c->l->level == 3;
    if (c->l->kind != NQ_EVENT_KINDS || c->l->armed || c->l->level == 2)
        return true;
    uint32_t end = c->limit;
    if (!c->form.noun && in->end > end)
        end = in->end;
    uint32_t i = c->form.noun ? c->at + 1 : in->first;
    for (; i < s->n && (i < end || s->tags[i].number); i++) {
        const nq_mention *m = nq_mention_of(s, i);
        if (place ? m && m->type == NQ_LOC : m || s->tags[i].office)
            return true;
    }
    return !place && is_told_elsewhere(r, c);
}

static naql_status
read_clause(reader *r, uint32_t at)
{
    const nq_scene *s = r->s;
    nq_event_form form = nq_event_form_at(r->book, s, at);
    if (!form.lemma || denied(r, at))
        return NAQL_OK;
    const nq_event_lemma *l = &r->book->lemmas[form.lemma - 1];
    if (l->light || is_meant(s, l, form, at))
        return NAQL_OK;
    float weight = weight_of(r, l, at);
    if (l->gated && weight < NQ_TUNE_EVENT_LEAST)
        return NAQL_OK;
    nq_clause c = {.s = s,
                   .book = r->book,
                   .l = l,
                   .form = form,
                   .at = at,
                   .limit = nq_clause_limit(r->book, s, at),
                   .end = at + 1,
                   .place = NQ_NO_ENTITY,
                   .date = NQ_NO_ENTITY};
    if (!may_be_named(r, &c))
        return NAQL_OK;
    nq_clause_read(&c);
    if (!nq_clause_has_asked(&c))
        return NAQL_OK;
    weight = weight_of(r, c.l, at);
    nq_clause_share_out(&c);
    take_actor(r, &c);
    share_doer(r, &c);
    if (!is_event(r, &c, weight))
        return NAQL_OK;
    if (is_bare_protest(&c))
        weight -= NQ_TUNE_MARCH;
    if (follows(r, at, "if"))
        weight = fminf(weight, NQ_TUNE_EVENT_IF);
    NQ_TRY(seek(r, &c, weight));
    nq_event *named = named_before(r, &c);
    if (!named)
        named = carried_before(r, &c);
    if (named)
        return join(named, &c, r->arena);
    r->last = at;
    r->carries = c.l->carries && !c.form.noun;
    return add(r, &c, weight);
}

/* "The marchers blocked the road": a protest told by what they do. */
static naql_status
read_march(reader *r, uint32_t at)
{
    nq_event_form form = nq_event_form_at(r->book, r->s, at);
    if (denied(r, at) || (form.lemma && r->book->lemmas[form.lemma - 1].kind ==
                                            NQ_EVENT_PROTEST))
        return NAQL_OK;
    nq_clause c = {.s = r->s,
                   .book = r->book,
                   .l = &r->book->lemmas[r->book->protest - 1],
                   .form = {.lemma = r->book->protest},
                   .at = at,
                   .end = at + 1,
                   .place = NQ_NO_ENTITY,
                   .date = NQ_NO_ENTITY};
    if (!nq_march_is_done(&c))
        return NAQL_OK;
    float weight = weight_of(r, c.l, at);
    if (weight < NQ_TUNE_EVENT_LEAST)
        return NAQL_OK;
    nq_party actor = c.actor;
    c.limit = nq_clause_limit(r->book, r->s, at);
    nq_clause_read(&c);
    c.actor = actor;
    NQ_TRY(seek(r, &c, weight));
    return add(r, &c, weight - NQ_TUNE_MARCH);
}

/* Events of an article that speaks of marchers: whatever they do may be one. */
static naql_status
read_marches(reader *r)
{
    for (uint32_t i = 0; i < r->s->n; i++) {
        if (r->s->tags[i].event & NQ_EVENT_WORD_FORM)
            NQ_TRY(read_clause(r, i));
        NQ_TRY(read_march(r, i));
    }
    return NAQL_OK;
}

static void
tag_new_word(const nq_event_book *book, const nq_scene *s, uint32_t i)
{
    s->tags[i].event = nq_event_word_of(book, s->text, i);
}

/* Asks of what kind the words are that events have not been asked about, each
 * a while after its place in memory. */
static void
tag_new_words(const nq_event_book *book, const nq_scene *s)
{
    enum { AHEAD = 4 };
    uint32_t fresh[AHEAD], n = 0;
    for (uint32_t k = 0; k < s->n_eventful; k++) {
        uint32_t i = s->eventful[k];
        if (s->tags[i].event & NQ_EVENT_WORD_KNOWN)
            continue; /* as most */
        if (n >= AHEAD)
            tag_new_word(book, s, fresh[n % AHEAD]);
        nq_event_word_fetch(book, s->text, i);
        fresh[n++ % AHEAD] = i;
    }
    for (uint32_t k = n > AHEAD ? n - AHEAD : 0; k < n; k++)
        tag_new_word(book, s, fresh[k % AHEAD]);
}

/* Tags the words of what happens; do any speak of marchers? */
static bool
tag_words(const nq_event_book *book, const nq_scene *s)
{
    const uint32_t *sets = book->scales.sets;
    uint32_t kinds = 0; /* bits, by nq_march */
    tag_new_words(book, s);
    memset(s->signs, 0, s->n * sizeof *s->signs);
    for (uint32_t k = 0; k < s->n_eventful; k++) {
        uint32_t i = s->eventful[k], word = s->tags[i].event;
        uint32_t number = (word & NQ_EVENT_WORD_NUMBER) != 0; /* the first */
        s->signs[i] = sets[nq_event_word_set(word)] | number;
        kinds |= 1u << nq_event_word_march(word);
        if (word & NQ_EVENT_WORD_FORM)
            nq_event_form_fetch(book, s->text, i);
    }
    return kinds & (1u << NQ_MARCH_THEY | 1u << NQ_MARCH_THEM);
}

/* As in most articles: none speaks of marchers. */
static naql_status
read_clauses(reader *r)
{
    const nq_scene *s = r->s;
    for (uint32_t k = 0; k < s->n_eventful; k++)
        if (s->tags[s->eventful[k]].event & NQ_EVENT_WORD_FORM)
            NQ_TRY(read_clause(r, s->eventful[k]));
    return NAQL_OK;
}

naql_status
nq_events_watch(const nq_event_book *book, const nq_scene *s, nq_arena *arena,
                nq_event_watch watch, nq_claims *out)
{
    reader r = {.book = book,
                .s = s,
                .claims = out,
                .arena = arena,
                .events = NQ_LIST(nq_event),
                .seek = {.s = s, .book = book},
                .watch = watch};
    NQ_TRY(tag_words(book, s) ? read_marches(&r) : read_clauses(&r));
    out->events = nq_list_freeze(&r.events, arena);
    out->n_events = r.events.n;
    return out->events ? NAQL_OK : NAQL_NOMEM;
}

naql_status
nq_events_find(const nq_event_book *book, const nq_scene *s, nq_arena *arena,
               nq_claims *out)
{
    return nq_events_watch(book, s, arena, (nq_event_watch){0}, out);
}
