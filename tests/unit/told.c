/* SPDX-License-Identifier: Apache-2.0
 *
 * told.c - writes docs/json.md from the functions of naql.h alone: what comes
 * out equal to what the library writes is all there for a C program too. */
#include "told.h"

#include "told_keys.h"

#include "base/day.h"
#include "base/out.h"
#include "base/str.h"

#include <stdio.h>

/* ---- Values ---- */

static const char *const types[] = {"PER", "LOC", "ORG"};
static const char *const forms[] = {"direct", "indirect", "mixed"};
static const char *const repairs[] = {"glued", "doubled", "mark", "encoding"};

static naql_str
text_of(const naql_article *a)
{
    return naql_article_head(a).text;
}

static void
key_int(nq_json_out *j, const char *key, int64_t n)
{
    nq_json_key(j, key);
    nq_json_int(j, n);
}

static void
key_bool(nq_json_out *j, const char *key, bool b)
{
    nq_json_key(j, key);
    nq_json_bool(j, b);
}

static void
key_list(nq_json_out *j, const char *key)
{
    nq_json_key(j, key);
    nq_json_array(j);
}

static void
key_day(nq_json_out *j, const char *key, int32_t day)
{
    char iso[11] = "";
    if (day != INT32_MIN)
        nq_day_write(day, iso);
    key_str(j, key, nq_str_from(iso));
}

static void
entity_id(nq_json_out *j, char letter, uint32_t entity)
{
    char id[16];
    if (entity == NAQL_NO_ENTITY)
        id[0] = '\0';
    else
        snprintf(id, sizeof(id), "%c%u", letter, entity + 1);
    nq_json_str_or_null(j, nq_str_from(id));
}

static void
key_entities(nq_json_out *j, const char *key, const uint32_t *at, uint32_t n)
{
    key_list(j, key);
    for (uint32_t i = 0; i < n; i++)
        entity_id(j, 'e', at[i]);
    nq_json_end(j, ']');
}

static void
range(nq_json_out *j, const naql_article *a, naql_span s)
{
    key_int(j, "start", points_before(text_of(a), s.start));
    key_int(j, "end", points_before(text_of(a), s.end));
}

static void
pair(nq_json_out *j, const naql_article *a, naql_span s)
{
    nq_json_array(j);
    nq_json_int(j, points_before(text_of(a), s.start));
    nq_json_int(j, points_before(text_of(a), s.end));
    nq_json_end(j, ']');
}

static void
words(nq_json_out *j, const naql_article *a, naql_span s)
{
    range(j, a, s);
    nq_json_key(j, "text");
    nq_json_str(j, nq_str_span(text_of(a), s));
}

static void
key_span(nq_json_out *j, const char *key, const naql_article *a, naql_span s)
{
    nq_json_key(j, key);
    if (naql_span_empty(s)) {
        nq_json_null(j);
        return;
    }
    nq_json_object(j);
    words(j, a, s);
    nq_json_end(j, '}');
}

/* A span with whom it means. */
static void
key_who(nq_json_out *j, const char *key, const naql_place *at, char letter,
        uint32_t entity)
{
    nq_json_key(j, key);
    if (naql_span_empty(at->span)) {
        nq_json_null(j);
        return;
    }
    nq_json_object(j);
    words(j, at->article, at->span);
    nq_json_key(j, "entity");
    entity_id(j, letter, entity);
    nq_json_end(j, '}');
}

/* ---- An article ---- */

static void
tell_origin(nq_json_out *j, const naql_article *a)
{
    naql_origin o;
    naql_article_origin(a, &o, sizeof(o));
    if (!o.inferred)
        return;
    nq_json_key(j, "inferred");
    nq_json_object(j);
    key_day(j, "day", o.day);
    key_str(j, "from", o.inferred_from);
    nq_json_end(j, '}');
}

static void
tell_head(nq_json_out *j, const naql_article *a)
{
    naql_head h = naql_article_head(a);
    naql_origin o;
    naql_str agency;
    naql_article_origin(a, &o, sizeof(o));
    key_str(j, "id", h.id);
    nq_json_key(j, "source");
    nq_json_object(j);
    key_str(j, "path", h.path);
    key_int(j, "record", h.record);
    key_str(j, "id", h.source_id);
    key_str(j, "url", h.url);
    key_str(j, "charset", o.charset);
    nq_json_end(j, '}');
    key_str(j, "outlet", h.outlet);
    key_str(j, "title", h.title);
    key_str(j, "byline", h.byline);
    key_str(j, "dateline", h.dateline);
    key_list(j, "agencies");
    for (uint32_t i = 0; naql_agency_at(a, i, &agency); i++)
        nq_json_str(j, agency);
    nq_json_end(j, ']');
    key_str(j, "published", h.published);
    key_str(j, "modified", h.modified);
    key_str(j, "language", h.language);
    tell_origin(j, a);
}

static void
tell_text(nq_json_out *j, const naql_article *a)
{
    naql_block b;
    naql_dropped d;
    naql_span s;
    nq_json_key(j, "text");
    nq_json_str(j, text_of(a));
    key_list(j, "blocks");
    for (uint32_t i = 0; naql_block_at(a, i, &b); i++) {
        nq_json_object(j);
        range(j, a, b.span);
        key_str(j, "kind", b.kind);
        nq_json_end(j, '}');
    }
    nq_json_end(j, ']');
    key_list(j, "dropped");
    for (uint32_t i = 0; naql_dropped_at(a, i, &d); i++) {
        nq_json_object(j);
        nq_json_key(j, "text");
        nq_json_str(j, d.text);
        key_str(j, "why", d.why);
        nq_json_end(j, '}');
    }
    nq_json_end(j, ']');
    key_list(j, "sentences");
    for (uint32_t i = 0; naql_sentence_at(a, i, &s); i++)
        pair(j, a, s);
    nq_json_end(j, ']');
}

static naql_str
mention(const naql_article *a, uint32_t number)
{
    naql_name_iter it = {a, number};
    naql_name name = {0};
    naql_name_next(&it, &name);
    return nq_str_span(text_of(a), name.span);
}

/* A spelling that is the entity's name, or was there before. */
static bool
is_known(const naql_article *a, const naql_mentions *m, naql_str name,
         uint32_t which)
{
    naql_str word = mention(a, m->names[which]);
    for (uint32_t i = 0; i < which; i++)
        if (nq_str_equal(mention(a, m->names[i]), word))
            return true;
    return nq_str_equal(word, name);
}

static void
tell_entity(nq_json_out *j, const naql_article *a, uint32_t number)
{
    naql_entity e;
    naql_mentions m;
    naql_entity_at(a, number, &e);
    naql_entity_mentions(a, number, &m, sizeof(m));
    nq_json_object(j);
    nq_json_key(j, "id");
    entity_id(j, 'e', number);
    key_str(j, "type", nq_str_from(types[e.type]));
    nq_json_key(j, "name");
    nq_json_str(j, e.name);
    key_list(j, "variants");
    for (uint32_t i = 0; i < m.n_names; i++)
        if (!is_known(a, &m, e.name, i))
            nq_json_str(j, mention(a, m.names[i]));
    nq_json_end(j, ']');
    key_list(j, "roles");
    for (uint32_t i = 0; i < m.n_roles; i++)
        nq_json_str(j, nq_str_span(text_of(a), m.roles[i]));
    nq_json_end(j, ']');
    if (m.respelled)
        key_str(j, "why", NQ_STR("another spelling of the name"));
    nq_json_end(j, '}');
}

static void
tell_names(nq_json_out *j, const naql_article *a)
{
    naql_name_iter it = naql_names(a);
    key_list(j, "entities");
    for (uint32_t i = 0; i < naql_entities(a); i++)
        tell_entity(j, a, i);
    nq_json_end(j, ']');
    key_list(j, "names");
    for (naql_name n; naql_name_next(&it, &n);) {
        nq_json_object(j);
        words(j, a, n.span);
        key_str(j, "type", nq_str_from(types[n.type]));
        nq_json_key(j, "entity");
        entity_id(j, 'e', n.entity);
        nq_json_end(j, '}');
    }
    nq_json_end(j, ']');
}

/* JSON leaves such a number to the date. */
static bool
in_date(const naql_article *a, naql_span number)
{
    naql_date_iter it = naql_dates(a);
    for (naql_date d; naql_date_next(&it, &d);)
        if (d.span.start < number.end && number.start < d.span.end)
            return true;
    return false;
}

static void
tell_values(nq_json_out *j, const naql_article *a)
{
    naql_date_iter dates = naql_dates(a);
    naql_number_iter numbers = naql_numbers(a);
    key_list(j, "dates");
    for (naql_date d; naql_date_next(&dates, &d);) {
        nq_json_object(j);
        words(j, a, d.span);
        key_str(j, "type", d.type);
        key_str(j, "value", d.value);
        nq_json_end(j, '}');
    }
    nq_json_end(j, ']');
    key_list(j, "numbers");
    for (naql_number n; naql_number_next(&numbers, &n);) {
        if (in_date(a, n.span))
            continue;
        nq_json_object(j);
        words(j, a, n.span);
        key_real(j, "value", n.value, 6);
        key_str(j, "unit", n.unit);
        key_str(j, "modifier", naql_number_modifier(a, numbers.next - 1));
        nq_json_end(j, '}');
    }
    nq_json_end(j, ']');
}

static void
tell_statements(nq_json_out *j, const naql_article *a)
{
    naql_statement_iter it = naql_statements(a);
    key_list(j, "statements");
    for (naql_statement s; naql_statement_next(&it, &s);) {
        naql_parties who;
        naql_statement_parties(a, it.next - 1, &who, sizeof(who));
        nq_json_object(j);
        words(j, a, s.span);
        key_str(j, "form", nq_str_from(forms[s.form]));
        key_str(j, "act", s.act);
        key_real(j, "confidence", (double)s.confidence, 2);
        key_span(j, "cue", a, s.cue);
        key_who(j, "speaker", &(naql_place){a, s.speaker}, 'e', s.entity);
        key_entities(j, "speakers", who.speakers, who.n_speakers);
        key_who(j, "to", &(naql_place){a, s.to}, 'e', who.to);
        key_who(j, "credit", &(naql_place){a, s.credit}, 'e', who.credit);
        nq_json_end(j, '}');
    }
    nq_json_end(j, ']');
}

static void
tell_events(nq_json_out *j, const naql_article *a)
{
    naql_event_iter it = naql_events(a);
    key_list(j, "events");
    for (naql_event e; naql_event_next(&it, &e, sizeof(e));) {
        nq_json_object(j);
        key_str(j, "type", e.type);
        words(j, a, e.span);
        key_entities(j, "actors", e.actors, e.n_actors);
        key_entities(j, "targets", e.targets, e.n_targets);
        nq_json_key(j, "place");
        entity_id(j, 'e', e.place);
        key_str(j, "date", e.date.value);
        key_span(j, "trigger", a, e.trigger);
        key_span(j, "actor", a, e.actor);
        key_span(j, "target", a, e.target);
        key_bool(j, "background", e.background);
        key_real(j, "confidence", (double)e.confidence, 2);
        nq_json_end(j, '}');
    }
    nq_json_end(j, ']');
}

static void
tell_repairs(nq_json_out *j, const naql_article *a)
{
    naql_repair_iter it = naql_repairs(a);
    key_list(j, "repairs");
    for (naql_repair r; naql_repair_next(&it, &r);) {
        nq_json_object(j);
        words(j, a, r.span);
        key_str(j, "kind", nq_str_from(repairs[r.kind]));
        key_str(j, "words", r.words);
        nq_json_end(j, '}');
    }
    nq_json_end(j, ']');
}

static void
tell_one(nq_json_out *j, const naql_article *a)
{
    nq_json_object(j);
    tell_head(j, a);
    tell_text(j, a);
    tell_names(j, a);
    tell_values(j, a);
    tell_statements(j, a);
    tell_events(j, a);
    tell_repairs(j, a);
    nq_json_end(j, '}');
}

void
tell_article(const naql_article *a, nq_buf *out)
{
    nq_json_out j;
    nq_json_start(&j, out);
    tell_one(&j, a);
    nq_buf_byte(out, '\n');
}

/* ---- A story ---- */

static void
place(nq_json_out *j, const naql_place *at)
{
    nq_json_object(j);
    key_str(j, "article", naql_article_head(at->article).id);
    words(j, at->article, at->span);
    nq_json_end(j, '}');
}

static void
key_places(nq_json_out *j, const char *key, naql_place_iter it)
{
    key_list(j, key);
    for (naql_place p; naql_place_next(&it, &p);)
        place(j, &p);
    nq_json_end(j, ']');
}

static void
tell_variant(nq_json_out *j, const naql_set *set, const naql_variant *v)
{
    naql_edit_iter edits = v->edits;
    nq_json_object(j);
    key_str(j, "article", naql_article_head(v->article).id);
    words(j, v->article, v->said.span);
    key_str(j, "form", nq_str_from(forms[v->said.form]));
    key_who(j, "credit", &(naql_place){v->article, v->said.credit}, 'p',
            v->credit_person);
    key_span(j, "part", v->article, v->part);
    key_str(j, "elsewhere", naql_story_id(set, v->elsewhere));
    key_list(j, "diff");
    for (naql_edit e; naql_edit_next(&edits, &e);) {
        nq_json_array(j);
        nq_json_str(j, nq_str(&e.op, 1));
        nq_json_str(j, e.text);
        nq_json_end(j, ']');
    }
    nq_json_end(j, ']');
    nq_json_end(j, '}');
}

static void
tell_groups(nq_json_out *j, const naql_set *set, uint32_t story)
{
    naql_group_iter it = naql_groups(set, story);
    key_list(j, "statements");
    for (naql_group g; naql_group_next(&it, &g, sizeof(g));) {
        nq_json_object(j);
        key_str(j, "speaker", g.speaker);
        nq_json_key(j, "entity");
        entity_id(j, 'p', g.person);
        key_int(j, "carried_by", g.carried_by);
        key_int(j, "independent", g.independent);
        key_list(j, "variants");
        for (naql_variant v; naql_variant_next(&g.variants, &v, sizeof(v));)
            tell_variant(j, set, &v);
        nq_json_end(j, ']');
        nq_json_end(j, '}');
    }
    nq_json_end(j, ']');
}

static void
tell_copies(nq_json_out *j, const naql_set *set, uint32_t story)
{
    naql_copy_iter it = naql_copies(set, story);
    key_list(j, "copies");
    for (naql_copy c; naql_copy_next(&it, &c, sizeof(c));) {
        nq_json_object(j);
        key_str(j, "from", naql_article_head(c.from).id);
        key_str(j, "to", naql_article_head(c.to).id);
        key_str(j, "certainty", c.certainty);
        key_str(j, "ground", c.ground);
        key_str(j, "source", c.source);
        key_real(j, "share_from", (double)c.share_from, 2);
        key_real(j, "share_to", (double)c.share_to, 2);
        key_list(j, "passages");
        for (naql_passage p; naql_run_next(&c.passages, &p);) {
            nq_json_object(j);
            nq_json_key(j, "from");
            pair(j, p.from, p.from_span);
            nq_json_key(j, "to");
            pair(j, p.to, p.to_span);
            key_real(j, "same_words", (double)p.same_words, 2);
            nq_json_end(j, '}');
        }
        nq_json_end(j, ']');
        nq_json_end(j, '}');
    }
    nq_json_end(j, ']');
}

/* The articles of places: those of one stand together. */
static void
key_articles(nq_json_out *j, naql_place_iter it)
{
    const naql_article *last = NULL;
    key_list(j, "articles");
    for (naql_place p; naql_place_next(&it, &p); last = p.article)
        if (p.article != last)
            nq_json_str(j, naql_article_head(p.article).id);
    nq_json_end(j, ']');
}

static void
tell_people(nq_json_out *j, const naql_set *set, uint32_t story)
{
    naql_person_iter it = naql_people(set, story);
    key_list(j, "people");
    for (naql_person p; naql_person_next(&it, &p, sizeof(p));) {
        nq_json_object(j);
        nq_json_key(j, "entity");
        entity_id(j, 'p', p.person);
        key_str(j, "name", p.name);
        nq_json_key(j, "variants");
        nq_json_object(j);
        for (naql_spelling s; naql_spelling_next(&p.spellings, &s);) {
            nq_json_str(j, s.text);
            nq_buf_byte(j->to, ':');
            j->after_key = true;
            nq_json_int(j, s.mentions);
        }
        nq_json_end(j, '}');
        key_list(j, "roles");
        for (naql_wording r; naql_wording_next(&p.roles, &r);) {
            nq_json_object(j);
            key_str(j, "text", r.text);
            key_articles(j, r.places);
            key_places(j, "spans", r.places);
            nq_json_end(j, '}');
        }
        nq_json_end(j, ']');
        nq_json_end(j, '}');
    }
    nq_json_end(j, ']');
}

static void
tell_timeline(nq_json_out *j, const naql_set *set, uint32_t story)
{
    naql_moment_iter it = naql_timeline(set, story);
    key_list(j, "timeline");
    for (naql_moment m; naql_moment_next(&it, &m, sizeof(m));) {
        nq_json_object(j);
        key_str(j, "date", m.date);
        key_str(j, "what", m.what);
        key_str(j, "type", m.type);
        key_bool(j, "background", m.background);
        key_places(j, "spans", m.places);
        nq_json_end(j, '}');
    }
    nq_json_end(j, ']');
}

static void
tell_points(nq_json_out *j, const char *key, naql_point_iter it)
{
    key_list(j, key);
    for (naql_point p; naql_point_next(&it, &p, sizeof(p));) {
        nq_json_object(j);
        key_str(j, "about", p.about);
        key_str(j, "kind", p.kind);
        key_bool(j, "update", p.update);
        key_bool(j, "source", p.source);
        key_bool(j, "deed", p.deed);
        key_bool(j, "quoted", p.quoted);
        key_bool(j, "spelling", p.spelling);
        key_bool(j, "wording", p.wording);
        key_bool(j, "beside", p.beside);
        key_int(j, "outlets", p.outlets);
        key_list(j, "versions");
        for (naql_wording v; naql_wording_next(&p.versions, &v);) {
            nq_json_object(j);
            key_str(j, "text", v.text);
            key_places(j, "spans", v.places);
            nq_json_end(j, '}');
        }
        nq_json_end(j, ']');
        nq_json_end(j, '}');
    }
    nq_json_end(j, ']');
}

static void
tell_story(nq_json_out *j, const naql_set *set, uint32_t i)
{
    const naql_article *a;
    naql_story story;
    int32_t first, last;
    naql_story_at(set, i, &story);
    naql_story_days(set, i, &first, &last);
    nq_json_object(j);
    key_str(j, "id", naql_story_id(set, i));
    key_str(j, "title", story.title);
    key_list(j, "articles");
    for (uint32_t k = 0; (a = naql_story_article(set, i, k)); k++)
        nq_json_str(j, naql_article_head(a).id);
    nq_json_end(j, ']');
    key_day(j, "first", first);
    key_day(j, "last", last);
    key_places(j, "summary", naql_summary(set, i));
    tell_groups(j, set, i);
    tell_copies(j, set, i);
    tell_people(j, set, i);
    tell_timeline(j, set, i);
    tell_points(j, "agree", naql_points(set, i, NAQL_AGREE));
    tell_points(j, "only", naql_points(set, i, NAQL_ONLY));
    tell_points(j, "conflict", naql_points(set, i, NAQL_CONFLICT));
    nq_json_end(j, '}');
}

/* ---- Between stories ---- */

static void
tell_relations(nq_json_out *j, const naql_set *set)
{
    naql_relation_iter it = naql_relations(set);
    key_list(j, "related");
    for (naql_relation r; naql_relation_next(&it, &r, sizeof(r));) {
        nq_json_object(j);
        key_str(j, "a", naql_story_id(set, r.a));
        key_str(j, "b", naql_story_id(set, r.b));
        key_str(j, "why", r.why);
        key_places(j, "spans", r.places);
        nq_json_end(j, '}');
    }
    nq_json_end(j, ']');
}

static void
tell_stand(nq_json_out *j, const naql_set *set, const naql_stand *s)
{
    nq_json_object(j);
    key_day(j, "day", s->day);
    key_str(j, "story", naql_story_id(set, s->story));
    key_int(j, "group", s->group);
    key_str(j, "article", naql_article_head(s->said.article).id);
    words(j, s->said.article, s->said.span);
    nq_json_key(j, "before");
    if (s->before == NAQL_NONE)
        nq_json_null(j);
    else
        nq_json_int(j, s->before);
    key_str(j, "bearing", s->bearing);
    nq_json_key(j, "shown");
    if (s->shown[0].article) {
        nq_json_array(j);
        place(j, &s->shown[0]);
        place(j, &s->shown[1]);
        nq_json_end(j, ']');
    } else {
        nq_json_null(j);
    }
    nq_json_end(j, '}');
}

static void
tell_positions(nq_json_out *j, const naql_set *set)
{
    naql_position_iter it = naql_positions(set);
    key_list(j, "positions");
    for (naql_position p; naql_position_next(&it, &p, sizeof(p));) {
        nq_json_object(j);
        key_str(j, "speaker", p.speaker);
        nq_json_key(j, "entity");
        entity_id(j, 'p', p.person);
        key_str(j, "about", p.about);
        key_list(j, "stands");
        for (naql_stand s; naql_stand_next(&p.stands, &s, sizeof(s));)
            tell_stand(j, set, &s);
        nq_json_end(j, ']');
        nq_json_end(j, '}');
    }
    nq_json_end(j, ']');
}

void
tell_set(const naql_set *set, nq_buf *out)
{
    const naql_article *a;
    nq_json_out j;
    nq_json_start(&j, out);
    nq_json_object(&j);
    key_list(&j, "articles");
    for (uint32_t i = 0; (a = naql_set_article(set, i)); i++)
        tell_one(&j, a);
    nq_json_end(&j, ']');
    key_list(&j, "stories");
    for (uint32_t i = 0; i < naql_stories(set); i++)
        tell_story(&j, set, i);
    nq_json_end(&j, ']');
    tell_relations(&j, set);
    tell_positions(&j, set);
    nq_json_end(&j, '}');
    nq_buf_byte(out, '\n');
}
