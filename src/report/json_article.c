/* SPDX-License-Identifier: Apache-2.0
 *
 * json_article.c - one article as `naql analyse` prints it: docs/json.md.
 * Layer 9 (report).
 *
 * Writes what the layers below found, in the order of the contract; finds and
 * judges nothing itself. */
#include "report/json_write.h"

#include "base/hash.h"
#include "base/map.h"
#include "base/str.h"
#include "name/tie.h"

static const char *const type_names[] = {"PER", "LOC", "ORG"};
static const char *const date_types[] = {"DATE", "TIME", "DURATION", "SET"};

#define COUNT(list) (sizeof(list) / sizeof((list)[0]))

static void
name_or_null(nq_json_out *j, const char *const *names, size_t n, size_t which)
{
    if (which < n && names[which])
        nq_json_plain(j, nq_str_from(names[which]));
    else
        nq_json_null(j);
}

void
nq_json_entity_id(nq_json_out *j, char letter, uint32_t entity)
{
    if (entity == NQ_NO_ENTITY) {
        nq_json_null(j);
        return;
    }
    char id[16];
    size_t at = sizeof id;
    for (uint32_t n = entity + 1; n > 0; n /= 10)
        id[--at] = (char)('0' + n % 10);
    id[--at] = letter;
    nq_json_plain(j, nq_str(id + at, sizeof id - at));
}

/* "PER", "LOC", "ORG" or null. */
static void
name_type(nq_json_out *j, uint8_t type)
{
    name_or_null(j, type_names, COUNT(type_names), type);
}

static void
entity_list(nq_json_out *j, const uint32_t *entities, uint32_t n)
{
    nq_json_array(j);
    for (uint32_t i = 0; i < n; i++)
        nq_json_entity_id(j, 'e', entities[i]);
    nq_json_end(j, ']');
}

static bool
is_empty(naql_span span)
{
    return span.end <= span.start;
}

static void
span_object(nq_json_out *j, const nq_points_of *p, naql_span span)
{
    if (is_empty(span)) {
        nq_json_null(j);
        return;
    }
    nq_json_object(j);
    nq_points_text(j, p, span);
    nq_json_end(j, '}');
}

static void
mention_object(nq_json_out *j, const nq_points_of *p, naql_span span,
               uint32_t entity)
{
    if (is_empty(span)) {
        nq_json_null(j);
        return;
    }
    nq_json_object(j);
    nq_points_text(j, p, span);
    NQ_JSON_KEY(j, "entity");
    nq_json_entity_id(j, 'e', entity);
    nq_json_end(j, '}');
}

static void
put_source(nq_json_out *j, const nq_article *a)
{
    nq_json_object(j);
    NQ_JSON_KEY(j, "path");
    nq_json_str(j, a->path);
    NQ_JSON_KEY(j, "record");
    nq_json_int(j, a->record);
    NQ_JSON_KEY(j, "id");
    nq_json_str_or_null(j, a->source_id);
    NQ_JSON_KEY(j, "url");
    nq_json_str_or_null(j, a->url);
    NQ_JSON_KEY(j, "charset");
    nq_json_str_or_null(j, a->charset);
    nq_json_end(j, '}');
}

/* The day that a report inferred for an article without one, and whence. */
static void
inferred(nq_json_out *j, const nq_reading *r)
{
    char day[11];
    NQ_JSON_KEY(j, "inferred");
    nq_json_object(j);
    NQ_JSON_KEY(j, "day");
    nq_day_write(r->article.day, day);
    nq_json_str(j, nq_str_from(day));
    NQ_JSON_KEY(j, "from");
    nq_json_str_or_null(j, r->inferred_from);
    nq_json_end(j, '}');
}

/* The keys that an article has with and without its text. */
static void
head(nq_json_out *j, const nq_reading *r)
{
    const nq_article *a = &r->article;
    const struct {
        const char *key;
        naql_str value;
    } before[] = {{"outlet", a->outlet},
                  {"title", a->title},
                  {"byline", a->byline},
                  {"dateline", a->dateline}},
      after[] = {{"published", a->published},
                 {"modified", a->modified},
                 {"language", a->language}};
    NQ_JSON_KEY(j, "id");
    nq_json_str(j, a->id);
    NQ_JSON_KEY(j, "source");
    put_source(j, a);
    for (size_t i = 0; i < COUNT(before); i++) {
        nq_json_key_or_null(j, before[i].key, before[i].value);
    }
    NQ_JSON_KEY(j, "agencies");
    nq_json_array(j);
    for (uint32_t i = 0; i < r->claims.n_agencies; i++)
        nq_json_str(j, r->claims.agencies[i]);
    nq_json_end(j, ']');
    for (size_t i = 0; i < COUNT(after); i++) {
        nq_json_key_or_null(j, after[i].key, after[i].value);
    }
    if (r->inferred)
        inferred(j, r);
}

static void
blocks(nq_json_out *j, const nq_article *a, const nq_points_of *p)
{
    nq_json_array(j);
    for (uint32_t i = 0; i < a->n_blocks; i++) {
        nq_json_object(j);
        nq_points_keys(j, p, a->blocks[i].span);
        NQ_JSON_KEY(j, "kind");
        nq_json_plain(j, nq_str_from(nq_block_kind_name(a->blocks[i].kind)));
        nq_json_end(j, '}');
    }
    nq_json_end(j, ']');
}

static void
dropped(nq_json_out *j, const nq_article *a)
{
    nq_json_array(j);
    for (uint32_t i = 0; i < a->n_dropped; i++) {
        nq_json_object(j);
        NQ_JSON_KEY(j, "text");
        nq_json_str(j, a->dropped[i].text);
        NQ_JSON_KEY(j, "why");
        nq_json_plain(j, nq_str_from(nq_drop_why_name(a->dropped[i].why)));
        nq_json_end(j, '}');
    }
    nq_json_end(j, ']');
}

static void
sentences(nq_json_out *j, const nq_text *t, const nq_points_of *p)
{
    nq_json_array(j);
    for (uint32_t i = 0; i < t->n_sentences; i++)
        nq_points_pair(j, p, t->sentences[i].span);
    nq_json_end(j, ']');
}

/* Spellings of an entity other than its name, first seen first. */
static void
variants(nq_json_out *j, const nq_names *n, const nq_entity *e,
         nq_arena *scratch)
{
    naql_str text = n->text->article->text;
    nq_arena_mark here = nq_arena_here(scratch);
    nq_map seen;
    nq_map_init(&seen, scratch);
    nq_json_array(j);
    for (uint32_t i = 0; i < e->n_mentions; i++) {
        naql_str word = nq_str_span(text, n->mentions[e->mentions[i]].span);
        bool fresh = false;
        if (nq_str_equal(word, e->name))
            continue; /* as mostly */
        if (!nq_map_put(&seen, nq_hash(word), &fresh))
            j->to->failed = true;
        if (fresh)
            nq_json_str(j, word);
    }
    nq_json_end(j, ']');
    nq_arena_release(scratch, here);
}

static void
entities(nq_json_out *j, const nq_names *n, nq_arena *scratch)
{
    naql_str text = n->text->article->text;
    nq_json_array(j);
    for (uint32_t i = 0; i < n->n_entities; i++) {
        const nq_entity *e = &n->entities[i];
        nq_json_object(j);
        NQ_JSON_KEY(j, "id");
        nq_json_entity_id(j, 'e', i);
        NQ_JSON_KEY(j, "type");
        name_type(j, e->type);
        NQ_JSON_KEY(j, "name");
        nq_json_str(j, e->name);
        NQ_JSON_KEY(j, "variants");
        variants(j, n, e, scratch);
        NQ_JSON_KEY(j, "roles");
        nq_json_array(j);
        for (uint32_t k = 0; k < e->n_roles; k++)
            nq_json_str(j, nq_str_span(text, e->roles[k]));
        nq_json_end(j, ']');
        if (e->respelled) {
            NQ_JSON_KEY(j, "why");
            nq_json_str(j, nq_str_from(nq_tie_name(NQ_TIE_VARIANT)));
        }
        nq_json_end(j, '}');
    }
    nq_json_end(j, ']');
}

static void
names(nq_json_out *j, const nq_names *n, const nq_points_of *p)
{
    nq_json_array(j);
    for (uint32_t i = 0; i < n->n_mentions; i++) {
        const nq_mention *m = &n->mentions[i];
        nq_json_object(j);
        nq_points_text(j, p, m->span);
        NQ_JSON_KEY(j, "type");
        name_type(j, m->type);
        NQ_JSON_KEY(j, "entity");
        nq_json_entity_id(j, 'e', m->entity);
        nq_json_end(j, '}');
    }
    nq_json_end(j, ']');
}

static void
dates(nq_json_out *j, const nq_names *n, const nq_points_of *p)
{
    nq_json_array(j);
    for (uint32_t i = 0; i < n->n_dates; i++) {
        const nq_date *d = &n->dates[i];
        nq_json_object(j);
        nq_points_text(j, p, d->span);
        NQ_JSON_KEY(j, "type");
        name_or_null(j, date_types, COUNT(date_types), d->type);
        NQ_JSON_KEY(j, "value");
        nq_json_str_or_null(j, d->value);
        nq_json_end(j, '}');
    }
    nq_json_end(j, ']');
}

/* A number inside a date is told with the date. */
static bool
in_date(const nq_names *names, naql_span span, uint32_t *next)
{
    while (*next < names->n_dates && names->dates[*next].span.end <= span.start)
        ++*next;
    return *next < names->n_dates && names->dates[*next].span.start < span.end;
}

static void
numbers(nq_json_out *j, const nq_names *names, const nq_points_of *p)
{
    const nq_text *t = names->text;
    uint32_t next = 0;
    nq_json_array(j);
    for (uint32_t i = 0; i < t->n_numbers; i++) {
        const nq_number *n = &t->numbers[i];
        if (in_date(names, n->span, &next))
            continue;
        nq_json_object(j);
        nq_points_text(j, p, n->span);
        NQ_JSON_KEY(j, "value");
        nq_json_real(j, n->value, 6);
        NQ_JSON_KEY(j, "unit");
        nq_json_str_or_null(j, n->unit);
        NQ_JSON_KEY(j, "modifier");
        nq_json_str_or_null(j, nq_str_from(nq_modifier_name(n->modifier)));
        nq_json_end(j, '}');
    }
    nq_json_end(j, ']');
}

static void
statement(nq_json_out *j, const nq_statement *s, const nq_points_of *p)
{
    nq_json_object(j);
    nq_points_text(j, p, s->span);
    NQ_JSON_KEY(j, "form");
    nq_json_plain(j, nq_str_from(nq_form_name(s->form)));
    NQ_JSON_KEY(j, "act");
    nq_json_str_or_null(j, s->act);
    NQ_JSON_KEY(j, "confidence");
    nq_json_real(j, (double)s->confidence, 2);
    NQ_JSON_KEY(j, "cue");
    span_object(j, p, s->cue);
    NQ_JSON_KEY(j, "speaker");
    mention_object(j, p, s->speaker, s->entity);
    NQ_JSON_KEY(j, "speakers");
    entity_list(j, s->speakers, s->n_speakers);
    NQ_JSON_KEY(j, "to");
    mention_object(j, p, s->to, s->to_entity);
    NQ_JSON_KEY(j, "credit");
    mention_object(j, p, s->credit, s->credit_entity);
    nq_json_end(j, '}');
}

static void
events(nq_json_out *j, const nq_claims *c, const nq_names *n,
       const nq_points_of *p)
{
    nq_json_array(j);
    for (uint32_t i = 0; i < c->n_events; i++) {
        const nq_event *e = &c->events[i];
        nq_json_object(j);
        NQ_JSON_KEY(j, "type");
        nq_json_str_or_null(j, e->type);
        nq_points_text(j, p, e->span);
        NQ_JSON_KEY(j, "actors");
        entity_list(j, e->actors, e->n_actors);
        NQ_JSON_KEY(j, "targets");
        entity_list(j, e->targets, e->n_targets);
        NQ_JSON_KEY(j, "place");
        nq_json_entity_id(j, 'e', e->place);
        NQ_JSON_KEY(j, "date");
        nq_json_str_or_null(j, e->date < n->n_dates ? n->dates[e->date].value
                                                    : NQ_STR(""));
        NQ_JSON_KEY(j, "trigger");
        span_object(j, p, e->trigger);
        NQ_JSON_KEY(j, "actor");
        span_object(j, p, e->actor);
        NQ_JSON_KEY(j, "target");
        span_object(j, p, e->target);
        NQ_JSON_KEY(j, "background");
        nq_json_bool(j, e->background);
        NQ_JSON_KEY(j, "confidence");
        nq_json_real(j, (double)e->confidence, 2);
        nq_json_end(j, '}');
    }
    nq_json_end(j, ']');
}

/* Faults of typing, each with what it stands for. */
static void
repairs(nq_json_out *j, const nq_text *t, const nq_points_of *p)
{
    nq_json_array(j);
    for (uint32_t i = 0; i < t->n_repairs; i++) {
        const nq_repair *r = &t->repairs[i];
        nq_json_object(j);
        nq_points_text(j, p, r->span);
        NQ_JSON_KEY(j, "kind");
        nq_json_plain(j, nq_str_from(nq_repair_kind_name(r->kind)));
        NQ_JSON_KEY(j, "words");
        nq_json_str_or_null(j, r->words);
        nq_json_end(j, '}');
    }
    nq_json_end(j, ']');
}

/* The keys from "text" on. */
static void
found(nq_json_out *j, const nq_reading *r, const nq_points_of *p,
      nq_arena *scratch)
{
    NQ_JSON_KEY(j, "text");
    nq_json_text(j, r->article.text, p->awkward);
    NQ_JSON_KEY(j, "blocks");
    blocks(j, &r->article, p);
    NQ_JSON_KEY(j, "dropped");
    dropped(j, &r->article);
    NQ_JSON_KEY(j, "sentences");
    sentences(j, &r->text, p);
    NQ_JSON_KEY(j, "entities");
    entities(j, &r->names, scratch);
    NQ_JSON_KEY(j, "names");
    names(j, &r->names, p);
    NQ_JSON_KEY(j, "dates");
    dates(j, &r->names, p);
    NQ_JSON_KEY(j, "numbers");
    numbers(j, &r->names, p);
    NQ_JSON_KEY(j, "statements");
    nq_json_array(j);
    for (uint32_t i = 0; i < r->claims.n_statements; i++)
        statement(j, &r->claims.statements[i], p);
    nq_json_end(j, ']');
    NQ_JSON_KEY(j, "events");
    events(j, &r->claims, &r->names, p);
    NQ_JSON_KEY(j, "repairs");
    repairs(j, &r->text, p);
}

void
nq_json_article(nq_json_out *j, const nq_reading *r, const nq_points_of *p,
                nq_arena *scratch)
{
    nq_json_object(j);
    head(j, r);
    if (p)
        found(j, r, p, scratch);
    nq_json_end(j, '}');
}

void
nq_report_article(const nq_reading *r, nq_arena *scratch, nq_buf *out)
{
    nq_arena_mark here = nq_arena_here(scratch);
    nq_points_of points;
    nq_json_out j;
    nq_json_start(&j, out);
    if (nq_points_of_text(r->article.text, scratch, &points))
        nq_json_article(&j, r, &points, scratch);
    else
        out->failed = true;
    nq_buf_byte(out, '\n');
    nq_arena_release(scratch, here);
}
