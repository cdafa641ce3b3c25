/* SPDX-License-Identifier: Apache-2.0
 *
 * case_dump.c - what naql finds in a case, as lines of facts. */
#include "tests/case_dump.h"
#include "base/status.h"
#include "base/str.h"

#include <stdio.h>
#include <string.h>

/* One attribute; line feeds and quotation marks inside are shown as they are,
 * but for the straight double mark behind which a space stands. */
static void
put(nq_buf *out, const char *name, naql_str value)
{
    if (!value.len)
        return;
    nq_buf_format(out, " %s=\"", name);
    for (size_t i = 0; i < value.len; i++)
        nq_buf_byte(out, value.ptr[i] == '\n' ? '/' : value.ptr[i]);
    nq_buf_byte(out, '"');
}

static void
put_span(nq_buf *out, const char *name, const nq_reading *r, naql_span span)
{
    if (span.end > span.start)
        put(out, name, nq_str_span(r->article.text, span));
}

static naql_str
entity_name(const nq_reading *r, uint32_t entity)
{
    return entity < r->names.n_entities ? r->names.entities[entity].name
                                        : NQ_STR("");
}

static void
put_entities(nq_buf *out, const char *name, const nq_reading *r,
             const uint32_t *at, uint32_t n)
{
    nq_buf list = {0};
    for (uint32_t i = 0; i < n; i++) {
        nq_buf_add(&list, i ? NQ_STR(" | ") : NQ_STR(""));
        nq_buf_add(&list, entity_name(r, at[i]));
    }
    put(out, name, nq_buf_str(&list));
    nq_buf_clear(&list);
}

static void
dump_statements(const nq_reading *r, nq_buf *out)
{
    for (uint32_t i = 0; i < r->claims.n_statements; i++) {
        const nq_statement *s = &r->claims.statements[i];
        nq_buf_add(out, NQ_STR("statement"));
        put_span(out, "speaker", r, s->speaker);
        put(out, "entity", entity_name(r, s->entity));
        if (s->n_speakers > 1)
            put_entities(out, "speakers", r, s->speakers, s->n_speakers);
        put_span(out, "to", r, s->to);
        put_span(out, "credit", r, s->credit);
        put(out, "form", nq_str_from(nq_form_name(s->form)));
        put(out, "act", s->act);
        put_span(out, "cue", r, s->cue);
        put_span(out, "text", r, s->span);
        nq_buf_byte(out, '\n');
    }
}

static void
dump_names(const nq_reading *r, nq_buf *out)
{
    static const char *const types[] = {"PER", "LOC", "ORG", "NONE"};
    for (uint32_t i = 0; i < r->names.n_mentions; i++) {
        const nq_mention *m = &r->names.mentions[i];
        nq_buf_add(out, NQ_STR("name"));
        put(out, "type", nq_str_from(types[m->type]));
        put_span(out, "text", r, m->span);
        put(out, "entity", entity_name(r, m->entity));
        put_span(out, "role", r, m->role);
        nq_buf_byte(out, '\n');
    }
    for (uint32_t i = 0; i < r->names.n_offices; i++) {
        nq_buf_add(out, NQ_STR("office"));
        put_span(out, "text", r, r->names.offices[i].span);
        put(out, "entity", entity_name(r, r->names.offices[i].entity));
        nq_buf_byte(out, '\n');
    }
}

static void
dump_dates(const nq_reading *r, nq_buf *out)
{
    static const char *const types[] = {"DATE", "TIME", "DURATION", "SET"};
    for (uint32_t i = 0; i < r->names.n_dates; i++) {
        const nq_date *d = &r->names.dates[i];
        nq_buf_add(out, NQ_STR("date"));
        put_span(out, "text", r, d->span);
        put(out, "value", d->value);
        put(out, "type", nq_str_from(types[d->type]));
        nq_buf_byte(out, '\n');
    }
}

static void
put_number(nq_buf *out, const char *name, double value)
{
    char text[64];
    int n = snprintf(text, sizeof(text), "%.10g", value);
    put(out, name, nq_str(text, (size_t)n));
}

static void
dump_numbers(const nq_reading *r, nq_buf *out)
{
    static const char *const modifiers[] = {"",     "about",    "more",
                                            "less", "at least", "at most"};
    for (uint32_t i = 0; i < r->text.n_numbers; i++) {
        const nq_number *n = &r->text.numbers[i];
        nq_buf_add(out, NQ_STR("number"));
        put_span(out, "text", r, n->span);
        put_number(out, "value", n->value);
        if (n->high > n->value)
            put_number(out, "high", n->high);
        put(out, "unit", n->unit);
        put(out, "modifier", nq_str_from(modifiers[n->modifier]));
        nq_buf_byte(out, '\n');
    }
}

static void
dump_tokens(const nq_reading *r, nq_buf *out)
{
    for (uint32_t i = 0; i < r->text.n_tokens; i++) {
        const nq_token *t = &r->text.tokens[i];
        nq_buf_add(out, NQ_STR("token"));
        put_span(out, "text", r, t->span);
        put(out, "folded", t->folded);
        put(out, "pre", nq_str(t->folded.ptr, t->pre));
        put(out, "suf", nq_str(t->folded.ptr + t->folded.len - t->suf, t->suf));
        nq_buf_byte(out, '\n');
    }
}

static void
dump_repairs(const nq_reading *r, nq_buf *out)
{
    for (uint32_t i = 0; i < r->text.n_repairs; i++) {
        const nq_repair *f = &r->text.repairs[i];
        nq_buf_add(out, NQ_STR("repair"));
        put(out, "kind", nq_str_from(nq_repair_kind_name(f->kind)));
        put_span(out, "text", r, f->span);
        put(out, "words", f->words);
        nq_buf_byte(out, '\n');
    }
}

static void
dump_sentences(const nq_reading *r, nq_buf *out)
{
    for (uint32_t i = 0; i < r->text.n_sentences; i++) {
        nq_buf_add(out, NQ_STR("sentence"));
        put_span(out, "text", r, r->text.sentences[i].span);
        nq_buf_byte(out, '\n');
    }
}

static void
dump_article(const nq_reading *r, nq_buf *out)
{
    const nq_article *a = &r->article;
    const struct {
        const char *name;
        naql_str value;
    } heads[] = {{"outlet", a->outlet},       {"title", a->title},
                 {"byline", a->byline},       {"dateline", a->dateline},
                 {"published", a->published}, {"modified", a->modified}};
    for (size_t i = 0; i < sizeof(heads) / sizeof(*heads); i++) {
        if (!heads[i].value.len)
            continue;
        nq_buf_add(out, nq_str_from(heads[i].name));
        put(out, "text", heads[i].value);
        nq_buf_byte(out, '\n');
    }
    for (uint32_t i = 0; i < a->n_blocks; i++) {
        nq_buf_add(out, NQ_STR("block"));
        put(out, "kind", nq_str_from(nq_block_kind_name(a->blocks[i].kind)));
        put_span(out, "text", r, a->blocks[i].span);
        nq_buf_byte(out, '\n');
    }
    for (uint32_t i = 0; i < a->n_dropped; i++) {
        nq_buf_add(out, NQ_STR("dropped"));
        put(out, "why", nq_str_from(nq_drop_why_name(a->dropped[i].why)));
        put(out, "text", a->dropped[i].text);
        nq_buf_byte(out, '\n');
    }
}

static void
dump_events(const nq_reading *r, nq_buf *out)
{
    for (uint32_t i = 0; i < r->claims.n_events; i++) {
        const nq_event *e = &r->claims.events[i];
        nq_buf_add(out, NQ_STR("event"));
        put(out, "type", e->type);
        put_span(out, "trigger", r, e->trigger);
        put_span(out, "who", r, e->actor);
        put_span(out, "whom", r, e->target);
        put_entities(out, "actors", r, e->actors, e->n_actors);
        put_entities(out, "targets", r, e->targets, e->n_targets);
        put(out, "place", entity_name(r, e->place));
        if (e->date < r->names.n_dates)
            put(out, "date", r->names.dates[e->date].value);
        if (e->background)
            put(out, "background", NQ_STR("yes"));
        nq_buf_byte(out, '\n');
    }
}

/* ---- Several articles ---- */

struct story_dump {
    nq_buf *out;
    const nq_report *report;
};

static const nq_reading *
reading(const nq_report *r, uint32_t article)
{
    return r->pile->at[article];
}

static void
put_article(nq_buf *out, const char *name, const nq_report *r, uint32_t i)
{
    char text[16];
    int n =
        snprintf(text, sizeof(text), "%u", reading(r, i)->article.record + 1);
    put(out, name, nq_str(text, (size_t)n));
}

static void
dump_copies(const nq_report *r, nq_buf *out)
{
    for (uint32_t i = 0; i < r->copies->n; i++) {
        const nq_copy *c = &r->copies->at[i];
        nq_buf_add(out, NQ_STR("copy"));
        put_article(out, "from", r, c->from);
        put_article(out, "to", r, c->to);
        put(out, "ground", nq_str_from(nq_ground_name(c->ground)));
        put(out, "certainty", nq_str_from(nq_certainty_name(c->certainty)));
        put(out, "source", c->source);
        nq_buf_byte(out, '\n');
        for (uint32_t p = 0; p < c->n_passages; p++) {
            nq_buf_add(out, NQ_STR("passage"));
            put_span(out, "from", reading(r, c->from), c->passages[p].from);
            put_span(out, "to", reading(r, c->to), c->passages[p].to);
            put(out, "order",
                nq_str_from(c->passages[p].loose ? "moved" : "kept"));
            nq_buf_byte(out, '\n');
        }
    }
}

static void
put_diff(nq_buf *out, const nq_variant *v)
{
    nq_buf diff = {0};
    for (uint32_t i = 0; i < v->n_edits; i++) {
        nq_buf_format(&diff, "%s%c", i ? " " : "", v->edits[i].op);
        nq_buf_add(&diff, v->edits[i].text);
    }
    put(out, "diff", nq_buf_str(&diff));
    nq_buf_clear(&diff);
}

static void
dump_twins(const nq_report *r, nq_buf *out)
{
    for (uint32_t s = 0; s < r->stories->n; s++) {
        const nq_twins *twins = r->views[s].twins;
        for (uint32_t i = 0; i < twins->n; i++) {
            const nq_twin *t = &twins->at[i];
            nq_buf_add(out, NQ_STR("group"));
            put(out, "speaker", t->speaker);
            put_number(out, "carried", t->carried_by);
            put_number(out, "independent", t->independent);
            nq_buf_byte(out, '\n');
            for (uint32_t v = 0; v < t->n_variants; v++) {
                const nq_variant *x = &t->variants[v];
                const nq_reading *of = reading(r, x->article);
                nq_buf_add(out, NQ_STR("variant"));
                put_article(out, "article", r, x->article);
                put_span(out, "text", of,
                         of->claims.statements[x->statement].span);
                if (x->part.end > x->part.start)
                    put_span(out, "part", of, x->part);
                if (x->guest)
                    put(out, "elsewhere", NQ_STR("yes"));
                put_diff(out, x);
                nq_buf_byte(out, '\n');
            }
        }
    }
}

static void
dump_stories(const nq_report *r, nq_buf *out)
{
    for (uint32_t s = 0; s < r->stories->n; s++) {
        nq_buf list = {0};
        const nq_story *story = &r->stories->at[s];
        for (uint32_t i = 0; i < story->n_articles; i++)
            nq_buf_format(&list, "%s%u", i ? " " : "",
                          reading(r, story->articles[i])->article.record + 1);
        nq_buf_add(out, NQ_STR("story"));
        put(out, "articles", nq_buf_str(&list));
        put(out, "title", reading(r, story->head)->article.title);
        nq_buf_byte(out, '\n');
        nq_buf_clear(&list);
    }
    for (uint32_t i = 0; i < r->stories->n_related; i++) {
        const nq_relation *x = &r->stories->related[i];
        nq_buf_add(out, NQ_STR("related"));
        put_number(out, "a", x->a + 1);
        put_number(out, "b", x->b + 1);
        put(out, "why", nq_str_from(x->why));
        nq_buf_byte(out, '\n');
    }
}

static void
dump_points(const char *head, const nq_point *at, uint32_t n, nq_buf *out)
{
    for (uint32_t i = 0; i < n; i++) {
        nq_buf versions = {0};
        for (uint32_t v = 0; v < at[i].n_versions; v++) {
            nq_buf_add(&versions, v ? NQ_STR(" | ") : NQ_STR(""));
            nq_buf_add(&versions, at[i].versions[v].text);
        }
        nq_buf_add(out, nq_str_from(head));
        put(out, "slot", nq_str_from(nq_slot_name(at[i].slot)));
        put(out, "about", at[i].about);
        put(out, "versions", nq_buf_str(&versions));
        put_number(out, "outlets", at[i].n_outlets);
        if (at[i].update)
            put(out, "update", NQ_STR("yes"));
        nq_buf_byte(out, '\n');
        nq_buf_clear(&versions);
    }
}

static void
dump_comparison(const nq_report *r, nq_buf *out)
{
    for (uint32_t s = 0; s < r->stories->n; s++) {
        const nq_comparison *c = r->views[s].comparison;
        dump_points("agree", c->agree, c->n_agree, out);
        dump_points("only", c->only, c->n_only, out);
        dump_points("conflict", c->conflict, c->n_conflict, out);
        for (uint32_t i = 0; i < c->n_timeline; i++) {
            nq_buf_add(out, NQ_STR("moment"));
            put(out, "date", c->timeline[i].date);
            put(out, "what", c->timeline[i].what);
            put(out, "type", c->timeline[i].type);
            put(out, "past",
                c->timeline[i].background ? NQ_STR("yes") : NQ_STR("no"));
            nq_buf_byte(out, '\n');
        }
        for (uint32_t i = 0; i < c->n_summary; i++) {
            nq_buf_add(out, NQ_STR("summary"));
            put_span(out, "text", reading(r, c->summary[i].article),
                     c->summary[i].span);
            nq_buf_byte(out, '\n');
        }
    }
}

static void
dump_positions(const nq_report *r, nq_buf *out)
{
    for (uint32_t i = 0; i < r->positions->n; i++) {
        const nq_position *p = &r->positions->at[i];
        nq_buf_add(out, NQ_STR("position"));
        put(out, "speaker", r->pile->people.at[p->person].name);
        put(out, "about", p->about);
        nq_buf_byte(out, '\n');
        for (uint32_t k = 0; k < p->n_stands; k++) {
            const nq_stand *s = &p->stands[k];
            const nq_reading *of = reading(r, s->article);
            nq_buf_add(out, NQ_STR("stand"));
            put_article(out, "article", r, s->article);
            if (s->before != k) {
                put(out, "bearing", nq_str_from(nq_bearing_name(s->bearing)));
                put_span(out, "there", reading(r, s->shown[0].article),
                         s->shown[0].span);
                put_span(out, "here", reading(r, s->shown[1].article),
                         s->shown[1].span);
            }
            put_span(out, "text", of, of->claims.statements[s->statement].span);
            nq_buf_byte(out, '\n');
        }
    }
}

/* ---- Which facts a folder asks for ---- */

static const struct area {
    const char *name;
    void (*one)(const nq_reading *r, nq_buf *out);
    void (*many)(const nq_report *r, nq_buf *out);
} areas[] = {
    {"statement", dump_statements, NULL}, {"name", dump_names, NULL},
    {"date", dump_dates, NULL},           {"number", dump_numbers, NULL},
    {"token", dump_tokens, NULL},         {"sentence", dump_sentences, NULL},
    {"article", dump_article, NULL},      {"event", dump_events, NULL},
    {"repair", dump_repairs, NULL},       {"copy", NULL, dump_copies},
    {"twin", NULL, dump_twins},           {"story", NULL, dump_stories},
    {"compare", NULL, dump_comparison},   {"position", NULL, dump_positions},
};

static const struct area *
area_of(const char *path)
{
    for (size_t i = 0; i < sizeof(areas) / sizeof(*areas); i++) {
        char part[32];
        snprintf(part, sizeof(part), "/%s/", areas[i].name);
        if (strstr(path, part))
            return &areas[i];
    }
    return NULL;
}

static naql_status
dump_set(struct case_input *c, const struct area *area, nq_buf *out)
{
    naql_set *set;
    NQ_TRY(naql_set_new(c->engine, &set, NULL));
    naql_status status = NAQL_OK;
    for (uint32_t i = 0; i < c->n && status == NAQL_OK; i++)
        status = naql_set_add(set, c->articles[i]);
    if (status == NAQL_OK)
        status = naql_set_compare(set, NULL);
    if (status == NAQL_OK) {
        nq_report report = nq_set_view(set);
        area->many(&report, out);
    }
    naql_set_close(set);
    return status;
}

naql_status
case_dump(struct case_input *c, const char *path, nq_buf *out)
{
    const struct area *area = area_of(path);
    nq_arena scratch;
    nq_arena_init(&scratch);
    naql_status status = area ? NAQL_OK : NAQL_BAD_ARG;
    for (uint32_t i = 0; i < c->n && status == NAQL_OK; i++) {
        nq_articles_analyse(c->engine, &c->articles[i], 1, NQ_NO_DAY, &scratch);
        status = c->articles[i]->status;
        if (status == NAQL_OK && area->one)
            area->one(&c->articles[i]->reading, out);
    }
    nq_arena_clear(&scratch);
    if (status == NAQL_OK && area->many)
        status = dump_set(c, area, out);
    return status;
}
