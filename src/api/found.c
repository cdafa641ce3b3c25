/* SPDX-License-Identifier: Apache-2.0
 *
 * found.c - what else was found in an article: events, who is meant, its
 * blocks and where it came from. Layer 10 (api).
 *
 * Structs that may grow are filled as far as the caller knows them. */
#include "api/api.h"
#include "base/str.h"

/* ---- Events ---- */

naql_event_iter
naql_events(const naql_article *a)
{
    return (naql_event_iter){a, 0};
}

bool
naql_event_next(naql_event_iter *it, naql_event *out, size_t size)
{
    const nq_claims *c = &it->article->reading.claims;
    const nq_names *names = &it->article->reading.names;
    if (it->next >= c->n_events)
        return false;
    const nq_event *e = &c->events[it->next++];
    naql_event full = {.span = e->span,
                       .type = e->type,
                       .trigger = e->trigger,
                       .actor = e->actor,
                       .target = e->target,
                       .actors = e->actors,
                       .targets = e->targets,
                       .n_actors = e->n_actors,
                       .n_targets = e->n_targets,
                       .place = e->place,
                       .date = {.first_day = NQ_NO_DAY, .last_day = NQ_NO_DAY},
                       .background = e->background,
                       .confidence = e->confidence};
    if (e->date < names->n_dates)
        full.date = nq_public_date(&names->dates[e->date]);
    nq_fill(out, size, &full, sizeof(full));
    return true;
}

/* ---- Who is meant ---- */

naql_status
naql_statement_parties(const naql_article *a, uint32_t statement,
                       naql_parties *out, size_t size)
{
    const nq_claims *c = &a->reading.claims;
    naql_parties full = {0};
    bool found = statement < c->n_statements;
    if (found) {
        const nq_statement *s = &c->statements[statement];
        full = (naql_parties){.speakers = s->speakers,
                              .n_speakers = s->n_speakers,
                              .to = s->to_entity,
                              .credit = s->credit_entity};
    }
    nq_fill(out, size, &full, sizeof(full));
    return found ? NAQL_OK : NAQL_NOT_FOUND;
}

naql_status
naql_entity_mentions(const naql_article *a, uint32_t entity, naql_mentions *out,
                     size_t size)
{
    const nq_names *n = &a->reading.names;
    naql_mentions full = {0};
    bool found = entity < n->n_entities;
    if (found) {
        const nq_entity *e = &n->entities[entity];
        full = (naql_mentions){.names = e->mentions,
                               .n_names = e->n_mentions,
                               .roles = e->roles,
                               .n_roles = e->n_roles,
                               .respelled = e->respelled};
    }
    nq_fill(out, size, &full, sizeof(full));
    return found ? NAQL_OK : NAQL_NOT_FOUND;
}

naql_str
naql_number_modifier(const naql_article *a, uint32_t number)
{
    const nq_text *t = &a->reading.text;
    if (number >= t->n_numbers)
        return NQ_STR("");
    return nq_str_from(nq_modifier_name(t->numbers[number].modifier));
}

/* ---- The text, and whence it came ---- */

void
naql_article_origin(const naql_article *a, naql_origin *out, size_t size)
{
    const nq_reading *r = &a->reading;
    naql_origin full = {.charset = r->article.charset,
                        .day = r->article.day,
                        .inferred = r->inferred,
                        .inferred_from = r->inferred_from};
    nq_fill(out, size, &full, sizeof(full));
}

bool
naql_block_at(const naql_article *a, uint32_t i, naql_block *out)
{
    const nq_article *r = &a->reading.article;
    *out = (naql_block){0};
    if (i >= r->n_blocks)
        return false;
    const nq_block *b = &r->blocks[i];
    *out = (naql_block){b->span, nq_str_from(nq_block_kind_name(b->kind))};
    return true;
}

bool
naql_sentence_at(const naql_article *a, uint32_t i, naql_span *out)
{
    const nq_text *t = &a->reading.text;
    *out = i < t->n_sentences ? t->sentences[i].span : (naql_span){0, 0};
    return i < t->n_sentences;
}

bool
naql_dropped_at(const naql_article *a, uint32_t i, naql_dropped *out)
{
    const nq_article *r = &a->reading.article;
    *out = (naql_dropped){0};
    if (i >= r->n_dropped)
        return false;
    const nq_dropped *d = &r->dropped[i];
    *out = (naql_dropped){d->text, nq_str_from(nq_drop_why_name(d->why))};
    return true;
}

bool
naql_agency_at(const naql_article *a, uint32_t i, naql_str *out)
{
    const nq_claims *c = &a->reading.claims;
    *out = i < c->n_agencies ? c->agencies[i] : NQ_STR("");
    return i < c->n_agencies;
}
