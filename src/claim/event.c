/* SPDX-License-Identifier: Apache-2.0
 *
 * event.c - who did what to whom, where and when. Layer 5 (claim). */
#include "claim/event.h"

#include "base/hash.h"
#include "base/str.h"
#include "base/status.h"
#include "claim/phrase.h"
#include "claim/tune.h"

#include <math.h>

typedef struct party { /* a noun phrase that takes part */
    naql_span span;    /* empty: none */
    uint32_t entities[NQ_JOINT_MAX], n;
    uint32_t end; /* token behind it */
    bool counted; /* begins with a number: "14 people" */
} party;

typedef struct reader { /* of one article */
    const nq_event_book *book;
    const nq_scene *s;
    nq_arena *arena;
    nq_list events;
    uint32_t last;     /* trigger of the last event */
    uint32_t sentence; /* last one weighed, + 1 */
    nq_event_weight weight;
} reader;

typedef struct clause {
    const nq_scene *s;
    const nq_event_lemma *l;
    nq_event_form form;
    uint32_t at;    /* token of the trigger */
    uint32_t limit; /* token behind the clause */
    party actor, target, by, bare[2];
    uint32_t n_bare, bare_at; /* token of the first */
    const nq_event_scales *scales;
    uint32_t place, date; /* entity, index; NQ_NO_ENTITY */
    uint32_t end;         /* token behind the last part found */
} clause;

/* The form a token is of, glued letters cut off. A verb bears w, f and s only;
 * a verbal noun bears anything. */
static nq_event_form
form_at(const nq_event_book *book, const nq_scene *s, uint32_t i)
{
    nq_cut cuts[NQ_CUTS_MAX];
    nq_cut_room room;
    uint16_t verb = NQ_CLITIC_WAW | NQ_CLITIC_FA | NQ_CLITIC_SIN;
    if (s->tokens[i].kind != NQ_TOKEN_WORD || s->tags[i].mention ||
        s->tags[i].date)
        return (nq_event_form){.lemma = 0};
    uint32_t n = nq_token_cuts(s->text, i, &room, cuts);
    for (uint32_t k = 0; k < n; k++) {
        uint16_t cut = cuts[k].clitics;
        nq_event_form f = nq_event_form_of(book, cuts[k].hash);
        if (cut & NQ_CLITIC_WAW && !(s->tokens[i].clitics & NQ_CLITIC_WAW))
            continue; /* a word that only begins with a w */
        if (f.lemma && (f.noun || !(cut & ~verb))) {
            f.definite = cut & NQ_CLITIC_AL;
            return f;
        }
    }
    return (nq_event_form){.lemma = 0};
}

static bool
closes(const nq_scene *s, uint32_t i)
{
    if (s->tokens[i].flags & NQ_TOKEN_LINE)
        return true;
    if (s->tokens[i].kind == NQ_TOKEN_MARK)
        switch (s->tokens[i].mark) {
        case NQ_MARK_STOP:
        case NQ_MARK_SEMICOLON:
        case NQ_MARK_COLON:
        case NQ_MARK_ELLIPSIS:
        case NQ_MARK_DASH:
        case NQ_MARK_QUESTION:
            return true;
        case NQ_MARK_COMMA: /* a date between commas does not close */
            return !(i + 1 < s->n && s->tags[i + 1].date) &&
                   !(i && s->tags[i - 1].date);
        default:
            return false;
        }
    return nq_has_role(s, i, NQ_ROLE_REL | NQ_ROLE_SUB | NQ_ROLE_THAT) ||
           nq_cue_lemma(s, i) != NULL;
}

/* "and wounded": the verb of another event. */
static bool
is_next(const nq_event_book *book, const nq_scene *s, uint32_t i)
{
    if (!(s->tags[i].glue & NQ_CLITIC_WAW))
        return false;
    nq_event_form f = form_at(book, s, i);
    return f.lemma && !f.noun && book->lemmas[f.lemma - 1].level == 2;
}

static uint32_t
limit_of(const nq_event_book *book, const nq_scene *s, uint32_t at)
{
    uint32_t i = at + 1, most = at + NQ_TUNE_EVENT;
    while (i < s->n && i < most && !nq_ends_sentence(s, i) && !closes(s, i) &&
           !is_next(book, s, i))
        i++;
    return i;
}

/* Does a number, in digits or words, begin here? */
static bool
is_number(const nq_scene *s, uint32_t token)
{
    uint32_t lo = 0, hi = s->text->n_numbers;
    while (lo < hi) {
        uint32_t mid = lo + (hi - lo) / 2;
        if (s->text->numbers[mid].end <= token)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo < s->text->n_numbers && s->text->numbers[lo].first <= token;
}

static party
party_of(const nq_scene *s, const nq_np *np)
{
    party p = {.end = np->end};
    nq_speaker who;
    p.span = nq_span_of(s, np->first, np->end);
    p.counted = is_number(s, np->first);
    p.span.start = nq_bare_start(s, np->first);
    if (nq_np_speaker(s, np, &who)) {
        p.n = who.n_entities;
        memcpy(p.entities, who.entities, sizeof p.entities);
    }
    for (uint32_t i = np->first; !p.n && i < np->end; i++) {
        const nq_mention *m = nq_mention_of(s, i);
        if (m)
            p.entities[p.n++] = m->entity;
    }
    return p;
}

static bool
is_place(const nq_scene *s, const party *p)
{
    return p->n && s->names->entities[p->entities[0]].type == NQ_LOC;
}

static bool
is_person(const nq_scene *s, const party *p)
{
    return p->n && s->names->entities[p->entities[0]].type == NQ_PER;
}

static uint32_t
date_at(const nq_scene *s, uint32_t token)
{
    uint32_t lo = 0, hi = s->names->n_dates;
    while (lo < hi) {
        uint32_t mid = lo + (hi - lo) / 2;
        if (s->names->dates[mid].end <= token)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo < s->names->n_dates && s->names->dates[lo].first <= token
               ? lo
               : NQ_NO_ENTITY;
}

static bool
leads_to_target(const clause *c, uint32_t i, bool glued)
{
    if (glued)
        return (c->s->tags[i].glue & c->l->glued) != 0;
    for (uint32_t k = 0; k < c->l->n_preps; k++)
        if (c->l->preps[k] == c->s->tokens[i].hash)
            return true;
    return false;
}

/* "at the hands of", "on the part of" */
static bool
is_by(const clause *c, uint32_t i)
{
    return nq_event_signs_at(c->scales, c->s->text, i) & c->scales->by;
}

/* A phrase behind a preposition: the target, or the place. */
static uint32_t
take_prepositional(clause *c, uint32_t i)
{
    bool glued = !nq_has_role(c->s, i, NQ_ROLE_PREP);
    nq_np np;
    if (!glued && i + 2 < c->limit && is_by(c, i + 1) &&
        nq_np_read(c->s, i + 2, c->limit, &np)) {
        if (!c->by.span.end)
            c->by = party_of(c->s, &np);
        c->end = np.end;
        return np.end;
    }
    if (!(glued ? nq_np_read_glued(c->s, i, c->limit, &np)
                : nq_np_read(c->s, i + 1, c->limit, &np)))
        return i + 1;
    party p = party_of(c->s, &np);
    if (leads_to_target(c, i, glued) && !c->target.span.end)
        c->target = p;
    else if (is_place(c->s, &p) && c->place == NQ_NO_ENTITY)
        c->place = p.entities[0];
    else
        return np.end;
    c->end = np.end;
    return np.end;
}

/* A place that the phrase itself took in: "the minister in Vilgrad". */
static void
place_inside(clause *c, uint32_t first, uint32_t end)
{
    for (uint32_t i = first + 1; i < end && c->place == NQ_NO_ENTITY; i++) {
        const nq_mention *m = nq_mention_of(c->s, i);
        if (m && m->type == NQ_LOC && nq_has_role(c->s, i - 1, NQ_ROLE_PREP))
            c->place = m->entity;
    }
}

static bool
is_feminine(const nq_scene *s, uint32_t i, bool plural)
{
    naql_str raw = nq_str_span(s->text->article->text, s->tokens[i].span);
    return nq_str_ends(raw, NQ_STR("ة")) ||
           (plural && nq_str_ends(raw, NQ_STR("ات")));
}

/* "an angry march": a word in the feminine behind a feminine noun. */
static bool
is_adjective_of(const clause *c, uint32_t i)
{
    const nq_scene *s = c->s;
    return c->form.noun && !c->form.definite && i == c->at + 1 &&
           !s->tags[i].mention && !nq_is_definite(s, i) &&
           is_feminine(s, c->at, true) && is_feminine(s, i, false);
}

static uint32_t
take_bare(clause *c, uint32_t i)
{
    nq_np np;
    if (is_adjective_of(c, i) || !nq_np_read(c->s, i, c->limit, &np) ||
        np.end <= i)
        return i + 1;
    if (c->n_bare < 2) {
        c->bare_at = c->n_bare ? c->bare_at : np.first;
        c->bare[c->n_bare++] = party_of(c->s, &np);
        place_inside(c, np.first, np.end);
        c->end = np.end;
    }
    return np.end;
}

static void
read_parts(clause *c)
{
    const nq_scene *s = c->s;
    uint16_t glue = NQ_CLITIC_BA | NQ_CLITIC_LAM;
    for (uint32_t i = c->at + 1; i < c->limit;) {
        uint32_t date = s->tags[i].date ? date_at(s, i) : NQ_NO_ENTITY;
        if (date != NQ_NO_ENTITY) {
            if (c->date == NQ_NO_ENTITY &&
                s->names->dates[date].type == NQ_DATE_DATE) {
                c->date = date;
                c->end = s->names->dates[date].end;
            }
            i = s->names->dates[date].end > i ? s->names->dates[date].end
                                              : i + 1;
        } else if (nq_has_role(s, i, NQ_ROLE_PREP) ||
                   (s->tags[i].glue & glue)) {
            i = take_prepositional(c, i);
        } else if (c->n_bare < 2 && nq_is_nominal(s, i)) {
            i = take_bare(c, i);
        } else {
            i++;
        }
    }
}

/* A name right before the verb, a date or a comma apart. */
static party
name_before(const nq_scene *s, uint32_t at)
{
    for (uint32_t i = at, n = 0; i-- && n < NQ_TUNE_EVENT_BEFORE; n++) {
        const nq_mention *m = nq_mention_of(s, i);
        if (m)
            return (party){.span = m->span, .entities = {m->entity}, .n = 1};
        if (s->tags[i].date || nq_is_mark(s, i, NQ_MARK_COMMA) ||
            nq_has_role(s, i, NQ_ROLE_QAD | NQ_ROLE_KAN))
            continue;
        break;
    }
    return (party){.n = 0};
}

/* Where the clause of a verb may open: behind "that", a mark, at the start of
 * the sentence. */
static uint32_t
opening_of(const nq_scene *s, uint32_t at)
{
    uint32_t i = at, n = 0;
    while (i && n++ < NQ_TUNE_EVENT_SUBJECT && !nq_ends_sentence(s, i - 1) &&
           !(s->tokens[i].flags & (NQ_TOKEN_LINE | NQ_TOKEN_SENTENCE)) &&
           s->tokens[i - 1].kind != NQ_TOKEN_MARK && !closes(s, i - 1))
        i--;
    return i;
}

/* An attack or a weapon does nothing by itself; a word that is also one for
 * people ("a suicide bomber") may. */
static bool
is_means(const clause *c, uint32_t token)
{
    uint32_t signs = nq_event_signs_at(c->scales, c->s->text, token);
    return (signs & c->scales->means) && !(signs & c->scales->fighters);
}

/* "a car bomb that hit a patrol" */
static bool
means_before(const clause *c)
{
    uint32_t i = c->at, n = 0;
    while (i && n++ < NQ_TUNE_EVENT_SUBJECT && !nq_ends_sentence(c->s, i - 1))
        if (is_means(c, --i))
            return true;
    return false;
}

/* A subject that stands before its verb: "that unknown gunmen shot". */
static party
subject_before(const clause *c)
{
    const nq_scene *s = c->s;
    uint32_t first = opening_of(s, c->at);
    nq_np np;
    if (first < c->at && nq_is_nominal(s, first) &&
        nq_np_read(s, first, c->at, &np) && np.end > first) {
        np.end = np.end < c->at ? np.end : c->at; /* a name takes in more */
        if (np.end + NQ_TUNE_EVENT_BEFORE >= c->at && !is_means(c, np.first) &&
            !is_means(c, np.end - 1))
            return party_of(s, &np);
    }
    return name_before(s, c->at);
}

/* "killed", read without vowels: is the subject the one it happens to? */
static bool
is_suffered(const clause *c, const party *before, bool plural)
{
    if (!c->n_bare || (c->n_bare < 2 && !before->span.end))
        return true;
    return !plural && c->bare[0].counted &&
           (!before->span.end || is_place(c->s, before));
}

static void
share_out_verb(clause *c)
{
    party before = subject_before(c);
    party *first = &c->bare[0], *second = &c->bare[1];
    bool plural = c->form.grammar & (NQ_PLURAL | NQ_DUAL);
    bool patient = c->l->voice == NQ_VOICE_PATIENT ||
                   (c->l->voice == NQ_VOICE_EITHER && !c->target.span.end &&
                    is_suffered(c, &before, plural));
    if (patient) { /* a verb before its subject is in the singular */
        if (!c->target.span.end)
            c->target = c->n_bare && !plural ? *first : before;
        return;
    }
    if ((plural || (before.span.end && c->n_bare < 2)) &&
        !(c->form.grammar & NQ_OBJECT_PRON)) {
        c->actor = before;
        if (c->n_bare && c->l->object && !c->target.span.end)
            c->target = *first;
        return;
    }
    if (c->n_bare && c->form.grammar & NQ_OBJECT_PRON) {
        c->actor = *first; /* "whom rebels abducted" */
        if (!c->target.span.end)
            c->target = before;
        return;
    }
    if (c->n_bare == 1 && c->l->object && means_before(c)) {
        if (!c->target.span.end)
            c->target = *first;
        return;
    }
    c->actor = c->n_bare && is_means(c, c->bare_at) ? before : *first;
    if (c->n_bare > 1 && c->l->object && !c->target.span.end)
        c->target = *second;
}

static void
share_out_noun(clause *c)
{
    if (!c->n_bare || c->form.definite)
        return;
    if (c->form.pronoun) { /* "his meeting": the actor is a pronoun */
        if (c->l->object && !c->target.span.end)
            c->target = c->bare[0];
    } else if (c->l->idafa == NQ_IDAFA_ACTOR) {
        c->actor = c->bare[0];
        if (c->n_bare > 1 && c->l->object && !c->target.span.end)
            c->target = c->bare[1];
    } else if (c->l->idafa == NQ_IDAFA_TARGET && !c->target.span.end) {
        c->target = c->bare[0];
    }
}

/* Who marches, when the clause of a protest does not say: the sentence's
 * marchers, those before the word first. */
static party
marchers_near(const clause *c)
{
    const nq_scene *s = c->s;
    uint32_t signs = c->scales->marchers, first = c->at, end = c->at + 1;
    nq_np np;
    while (first && c->at - first < NQ_TUNE_EVENT &&
           !nq_ends_sentence(s, first - 1) &&
           !(nq_event_signs_at(c->scales, s->text, first) & signs))
        first--;
    if (!(nq_event_signs_at(c->scales, s->text, first) & signs)) {
        while (end < s->n && end - c->at < NQ_TUNE_EVENT &&
               !nq_ends_sentence(s, end - 1) &&
               !(nq_event_signs_at(c->scales, s->text, end) & signs))
            end++;
        first = end;
    }
    if (first < s->n && first != c->at &&
        nq_event_signs_at(c->scales, s->text, first) & signs &&
        nq_np_read_glued(s, first, first + NQ_TUNE_EVENT, &np))
        return party_of(s, &np);
    return (party){.n = 0};
}

static bool
is_event(const clause *c)
{
    bool named = c->actor.n || c->target.n;
    bool somebody = c->actor.span.end || c->target.span.end;
    if (c->l->level == 3)
        return is_person(c->s, &c->actor) && is_place(c->s, &c->target);
    if (c->l->level < 2)
        return named;
    return somebody || c->place != NQ_NO_ENTITY || c->date != NQ_NO_ENTITY;
}

static bool
denied(const nq_scene *s, uint32_t at)
{
    return at && nq_has_role(s, at - 1, NQ_ROLE_NEG);
}

/* "had met", or a day well before the article's. */
static bool
is_background(const clause *c)
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
keep(nq_arena *arena, const party *p)
{
    uint32_t *at = nq_arena_alloc(arena, p->n * sizeof *at);
    if (at && p->n)
        memcpy(at, p->entities, p->n * sizeof *at);
    return at;
}

/* What the scales say for the sentence of a trigger, as a logit; a large one
 * for types that are not weighed. */
static float
weight_of(reader *r, const clause *c)
{
    const nq_text *text = c->s->text;
    if (c->l->kind == NQ_EVENT_KINDS)
        return NQ_TUNE_EVENT_SURE;
    uint32_t i = nq_sentence_of(text, c->at);
    if (r->sentence != i + 1)
        r->weight = nq_event_weigh(&r->book->scales, text, &text->sentences[i]);
    r->sentence = i + 1;
    return r->weight.of[c->l->kind];
}

static naql_status
add(reader *r, const clause *c, float weight)
{
    nq_arena *arena = r->arena;
    nq_event *e = nq_list_add(&r->events, c->s->scratch);
    if (!e)
        return NAQL_NOMEM;
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
    e->trigger.start = e->span.start = nq_bare_start(c->s, c->at);
    return e->actors && e->targets ? NAQL_OK : NAQL_NOMEM;
}

/* "an attack that gunmen carried out on X": the event named just before, of
 * which the verb tells who and whom; NULL: none. */
static nq_event *
named_before(reader *r, const clause *c)
{
    nq_event *last =
        r->events.n ? (nq_event *)r->events.at + r->events.n - 1 : NULL;
    if (!last || c->l->kind != NQ_EVENT_ASSAULT || !c->l->gated ||
        c->form.noun || c->at - r->last > NQ_TUNE_EVENT_SUBJECT ||
        !nq_str_equal(last->type, c->l->type) || !means_before(c) ||
        nq_sentence_of(c->s->text, r->last) != r->sentence - 1)
        return NULL;
    return last;
}

static naql_status
join(nq_event *e, const clause *c, nq_arena *arena)
{
    if (!e->actor.end && c->actor.span.end) {
        e->actor = c->actor.span;
        e->n_actors = c->actor.n;
        e->actors = keep(arena, &c->actor);
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

static naql_status
read_clause(reader *r, uint32_t at)
{
    const nq_scene *s = r->s;
    clause c = {.s = s,
                .form = form_at(r->book, s, at),
                .scales = &r->book->scales,
                .at = at,
                .end = at + 1,
                .place = NQ_NO_ENTITY,
                .date = NQ_NO_ENTITY};
    if (!c.form.lemma || denied(s, at))
        return NAQL_OK;
    c.l = &r->book->lemmas[c.form.lemma - 1];
    float weight = weight_of(r, &c);
    if (c.l->gated && weight < 0)
        return NAQL_OK;
    c.limit = limit_of(r->book, s, at);
    read_parts(&c);
    if (c.form.noun)
        share_out_noun(&c);
    else
        share_out_verb(&c);
    if (c.by.span.end) { /* whoever stood as the subject suffered it */
        if (!c.target.span.end)
            c.target = c.actor;
        c.actor = c.by;
    }
    if (!is_event(&c))
        return NAQL_OK;
    if (c.l->kind == NQ_EVENT_PROTEST && !c.actor.span.end)
        c.actor = marchers_near(&c);
    nq_event *named = named_before(r, &c);
    if (named)
        return join(named, &c, r->arena);
    r->last = at;
    return add(r, &c, weight);
}

naql_status
nq_events_find(const nq_event_book *book, const nq_scene *s, nq_arena *arena,
               nq_claims *out)
{
    reader r = {
        .book = book, .s = s, .arena = arena, .events = NQ_LIST(nq_event)};
    for (uint32_t i = 0; i < s->n; i++)
        NQ_TRY(read_clause(&r, i));
    out->events = nq_list_freeze(&r.events, arena);
    out->n_events = r.events.n;
    return out->events ? NAQL_OK : NAQL_NOMEM;
}
