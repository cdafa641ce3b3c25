/* SPDX-License-Identifier: Apache-2.0
 *
 * json.c - a pile as `naql report --json` prints it: docs/json.md. Layer 9
 * (report).
 *
 * Writes what the layers below found, in the order of the contract; finds and
 * judges nothing itself. */
#include "report/json_write.h"
#include "report/view.h"

#include "base/str.h"

struct writer {
    nq_json_out j;
    const nq_report *r;
    const nq_points_of *points; /* [pile n] */
    nq_arena *scratch;
};

static naql_str
article_id(const struct writer *w, uint32_t article)
{
    return w->r->pile->at[article]->article.id;
}

static void
key_day(struct writer *w, const char *key, int32_t day)
{
    char iso[11];
    nq_json_key(&w->j, key);
    if (day == NQ_NO_DAY) {
        nq_json_null(&w->j);
        return;
    }
    nq_day_write(day, iso);
    nq_json_str(&w->j, nq_str_from(iso));
}

static void
place(struct writer *w, const nq_place *at)
{
    nq_json_object(&w->j);
    nq_json_key_str(&w->j, "article", article_id(w, at->article));
    nq_points_text(&w->j, &w->points[at->article], at->span);
    nq_json_end(&w->j, '}');
}

static void
key_places(struct writer *w, const char *key, const nq_place *at, uint32_t n)
{
    nq_json_key(&w->j, key);
    nq_json_array(&w->j);
    for (uint32_t i = 0; i < n; i++)
        place(w, &at[i]);
    nq_json_end(&w->j, ']');
}

/* ---- Statements ---- */

static void
credit(struct writer *w, uint32_t article, const nq_statement *s)
{
    const nq_people *people = &w->r->pile->people;
    nq_json_key(&w->j, "credit");
    if (s->credit.end <= s->credit.start) {
        nq_json_null(&w->j);
        return;
    }
    nq_json_object(&w->j);
    nq_points_text(&w->j, &w->points[article], s->credit);
    nq_json_key(&w->j, "entity");
    nq_json_entity_id(&w->j, 'p',
                      nq_view_person(people, article, s->credit_entity));
    nq_json_end(&w->j, '}');
}

/* The words of a statement that are of this group, where it says more. */
static void
part(struct writer *w, const nq_variant *v)
{
    nq_json_key(&w->j, "part");
    if (v->part.start == v->part.end) {
        nq_json_null(&w->j);
        return;
    }
    nq_json_object(&w->j);
    nq_points_text(&w->j, &w->points[v->article], v->part);
    nq_json_end(&w->j, '}');
}

/* The other story of a guest. */
static void
elsewhere(struct writer *w, const nq_variant *v)
{
    nq_json_key(&w->j, "elsewhere");
    if (v->guest)
        nq_json_str(&w->j, w->r->views[w->r->stories->of[v->article]].id);
    else
        nq_json_null(&w->j);
}

static void
variant(struct writer *w, const nq_variant *v)
{
    const nq_reading *r = w->r->pile->at[v->article];
    const nq_statement *s = &r->claims.statements[v->statement];
    nq_json_object(&w->j);
    nq_json_key_str(&w->j, "article", r->article.id);
    nq_points_text(&w->j, &w->points[v->article], s->span);
    nq_json_key_or_null(&w->j, "form", nq_str_from(nq_form_name(s->form)));
    credit(w, v->article, s);
    part(w, v);
    elsewhere(w, v);
    nq_json_key(&w->j, "diff");
    nq_json_array(&w->j);
    for (uint32_t i = 0; i < v->n_edits; i++) {
        nq_json_array(&w->j);
        nq_json_str(&w->j, nq_str(&v->edits[i].op, 1));
        nq_json_str(&w->j, v->edits[i].text);
        nq_json_end(&w->j, ']');
    }
    nq_json_end(&w->j, ']');
    nq_json_end(&w->j, '}');
}

static void
statements(struct writer *w, const nq_twins *twins)
{
    nq_json_key(&w->j, "statements");
    nq_json_array(&w->j);
    for (uint32_t i = 0; i < twins->n; i++) {
        const nq_twin *t = &twins->at[i];
        nq_json_object(&w->j);
        nq_json_key_or_null(&w->j, "speaker", t->speaker);
        nq_json_key(&w->j, "entity");
        nq_json_entity_id(&w->j, 'p', t->person);
        nq_json_key(&w->j, "carried_by");
        nq_json_int(&w->j, t->carried_by);
        nq_json_key(&w->j, "independent");
        nq_json_int(&w->j, t->independent);
        nq_json_key(&w->j, "variants");
        nq_json_array(&w->j);
        for (uint32_t k = 0; k < t->n_variants; k++)
            variant(w, &t->variants[k]);
        nq_json_end(&w->j, ']');
        nq_json_end(&w->j, '}');
    }
    nq_json_end(&w->j, ']');
}

/* ---- Copies ---- */

static void
passages(struct writer *w, const nq_copy *c)
{
    nq_json_key(&w->j, "passages");
    nq_json_array(&w->j);
    for (uint32_t i = 0; i < c->n_passages; i++) {
        const nq_passage *p = &c->passages[i];
        nq_json_object(&w->j);
        nq_json_key(&w->j, "from");
        nq_points_pair(&w->j, &w->points[c->from], p->from);
        nq_json_key(&w->j, "to");
        nq_points_pair(&w->j, &w->points[c->to], p->to);
        nq_json_key(&w->j, "same_words");
        nq_json_real(&w->j, (double)p->same_words, 2);
        nq_json_end(&w->j, '}');
    }
    nq_json_end(&w->j, ']');
}

static void
copy(struct writer *w, const nq_copy *c)
{
    nq_json_object(&w->j);
    nq_json_key_or_null(&w->j, "from", article_id(w, c->from));
    nq_json_key_or_null(&w->j, "to", article_id(w, c->to));
    nq_json_key_or_null(&w->j, "certainty",
                        nq_str_from(nq_certainty_name(c->certainty)));
    nq_json_key_or_null(&w->j, "ground",
                        nq_str_from(nq_ground_name(c->ground)));
    nq_json_key_or_null(&w->j, "source", c->source);
    nq_json_key(&w->j, "share_from");
    nq_json_real(&w->j, (double)c->share_from, 2);
    nq_json_key(&w->j, "share_to");
    nq_json_real(&w->j, (double)c->share_to, 2);
    passages(w, c);
    nq_json_end(&w->j, '}');
}

static void
copies(struct writer *w, const nq_view_copies *list)
{
    nq_json_key(&w->j, "copies");
    nq_json_array(&w->j);
    for (uint32_t i = 0; i < list->n; i++)
        copy(w, list->at[i]);
    nq_json_end(&w->j, ']');
}

/* ---- Comparison ---- */

/* The articles of a list of places, each once: places of one article stand
 * together. */
static void
articles_of(struct writer *w, const nq_place *at, uint32_t n)
{
    nq_json_key(&w->j, "articles");
    nq_json_array(&w->j);
    for (uint32_t i = 0; i < n; i++)
        if (i == 0 || at[i].article != at[i - 1].article)
            nq_json_str(&w->j, article_id(w, at[i].article));
    nq_json_end(&w->j, ']');
}

/* A key that is text of an article. */
static void
key_of_text(nq_json_out *j, naql_str key)
{
    nq_json_str(j, key);
    nq_buf_byte(j->to, ':');
    j->after_key = true;
}

static void
spellings(struct writer *w, const nq_who *who)
{
    nq_json_key(&w->j, "variants");
    nq_json_object(&w->j);
    for (uint32_t i = 0; i < who->n_spellings; i++) {
        key_of_text(&w->j, who->spellings[i].text);
        nq_json_int(&w->j, who->spellings[i].n);
    }
    nq_json_end(&w->j, '}');
}

static void
person(struct writer *w, const nq_who *who)
{
    nq_json_object(&w->j);
    nq_json_key(&w->j, "entity");
    nq_json_entity_id(&w->j, 'p', who->person);
    nq_json_key_or_null(&w->j, "name", w->r->pile->people.at[who->person].name);
    spellings(w, who);
    nq_json_key(&w->j, "roles");
    nq_json_array(&w->j);
    for (uint32_t i = 0; i < who->n_roles; i++) {
        const nq_version *role = &who->roles[i];
        nq_json_object(&w->j);
        nq_json_key_or_null(&w->j, "text", role->text);
        articles_of(w, role->places, role->n_places);
        key_places(w, "spans", role->places, role->n_places);
        nq_json_end(&w->j, '}');
    }
    nq_json_end(&w->j, ']');
    nq_json_end(&w->j, '}');
}

static void
moment(struct writer *w, const nq_moment *m)
{
    nq_json_object(&w->j);
    nq_json_key_or_null(&w->j, "date", m->date);
    nq_json_key_or_null(&w->j, "what", m->what);
    nq_json_key_or_null(&w->j, "type", m->type);
    nq_json_key(&w->j, "background");
    nq_json_bool(&w->j, m->background);
    key_places(w, "spans", m->places, m->n_places);
    nq_json_end(&w->j, '}');
}

static void
point(struct writer *w, const nq_point *p)
{
    nq_json_object(&w->j);
    nq_json_key_or_null(&w->j, "about", p->about);
    nq_json_key_or_null(&w->j, "kind", nq_str_from(nq_slot_name(p->slot)));
    nq_json_key(&w->j, "update");
    nq_json_bool(&w->j, p->update);
    nq_json_key(&w->j, "source");
    nq_json_bool(&w->j, p->source);
    nq_json_key(&w->j, "deed");
    nq_json_bool(&w->j, p->deed);
    nq_json_key(&w->j, "quoted");
    nq_json_bool(&w->j, p->quoted);
    nq_json_key(&w->j, "spelling");
    nq_json_bool(&w->j, p->spelling);
    nq_json_key(&w->j, "wording");
    nq_json_bool(&w->j, p->wording);
    nq_json_key(&w->j, "beside");
    nq_json_bool(&w->j, p->beside);
    nq_json_key(&w->j, "outlets");
    nq_json_int(&w->j, p->n_outlets);
    nq_json_key(&w->j, "versions");
    nq_json_array(&w->j);
    for (uint32_t i = 0; i < p->n_versions; i++) {
        const nq_version *v = &p->versions[i];
        nq_json_object(&w->j);
        nq_json_key_or_null(&w->j, "text", v->text);
        key_places(w, "spans", v->places, v->n_places);
        nq_json_end(&w->j, '}');
    }
    nq_json_end(&w->j, ']');
    nq_json_end(&w->j, '}');
}

static void
points(struct writer *w, const char *key, const nq_point *at, uint32_t n)
{
    nq_json_key(&w->j, key);
    nq_json_array(&w->j);
    for (uint32_t i = 0; i < n; i++)
        point(w, &at[i]);
    nq_json_end(&w->j, ']');
}

static void
comparison(struct writer *w, const nq_comparison *c)
{
    nq_json_key(&w->j, "people");
    nq_json_array(&w->j);
    for (uint32_t i = 0; i < c->n_people; i++)
        person(w, &c->people[i]);
    nq_json_end(&w->j, ']');
    nq_json_key(&w->j, "timeline");
    nq_json_array(&w->j);
    for (uint32_t i = 0; i < c->n_timeline; i++)
        moment(w, &c->timeline[i]);
    nq_json_end(&w->j, ']');
    points(w, "agree", c->agree, c->n_agree);
    points(w, "only", c->only, c->n_only);
    points(w, "conflict", c->conflict, c->n_conflict);
}

/* ---- Stories ---- */

static void
story(struct writer *w, const nq_story_view *v, const nq_view_copies *list)
{
    const nq_story *s = v->story;
    nq_json_object(&w->j);
    nq_json_key_or_null(&w->j, "id", v->id);
    nq_json_key_or_null(&w->j, "title", w->r->pile->at[s->head]->article.title);
    nq_json_key(&w->j, "articles");
    nq_json_array(&w->j);
    for (uint32_t i = 0; i < s->n_articles; i++)
        nq_json_str(&w->j, article_id(w, s->articles[i]));
    nq_json_end(&w->j, ']');
    key_day(w, "first", s->first);
    key_day(w, "last", s->last);
    key_places(w, "summary", v->comparison->summary, v->comparison->n_summary);
    statements(w, v->twins);
    copies(w, list);
    comparison(w, v->comparison);
    nq_json_end(&w->j, '}');
}

static void
related(struct writer *w, const nq_relation *rel)
{
    nq_json_object(&w->j);
    nq_json_key_or_null(&w->j, "a", w->r->views[rel->a].id);
    nq_json_key_or_null(&w->j, "b", w->r->views[rel->b].id);
    nq_json_key_or_null(&w->j, "why", nq_str_from(rel->why));
    key_places(w, "spans", rel->spans, rel->n_spans);
    nq_json_end(&w->j, '}');
}

/* Null where nothing in the words shows the bearing. */
static void
shown(struct writer *w, const nq_stand *s)
{
    nq_json_key(&w->j, "shown");
    if (s->shown[1].span.end <= s->shown[1].span.start) {
        nq_json_null(&w->j);
        return;
    }
    nq_json_array(&w->j);
    place(w, &s->shown[0]);
    place(w, &s->shown[1]);
    nq_json_end(&w->j, ']');
}

static void
stand(struct writer *w, const nq_position *p, uint32_t i)
{
    const nq_stand *s = &p->stands[i];
    const nq_reading *r = w->r->pile->at[s->article];
    nq_json_object(&w->j);
    key_day(w, "day", s->day);
    nq_json_key_or_null(&w->j, "story", w->r->views[s->story].id);
    nq_json_key(&w->j, "group");
    nq_json_int(&w->j, s->twin);
    nq_json_key_str(&w->j, "article", r->article.id);
    nq_points_text(&w->j, &w->points[s->article],
                   r->claims.statements[s->statement].span);
    nq_json_key(&w->j, "before");
    if (s->before == i)
        nq_json_null(&w->j);
    else
        nq_json_int(&w->j, s->before);
    nq_json_key_or_null(
        &w->j, "bearing",
        s->before == i ? NQ_STR("") : nq_str_from(nq_bearing_name(s->bearing)));
    shown(w, s);
    nq_json_end(&w->j, '}');
}

static void
positions(struct writer *w, const nq_positions *list)
{
    nq_json_key(&w->j, "positions");
    nq_json_array(&w->j);
    for (uint32_t i = 0; i < list->n; i++) {
        const nq_position *p = &list->at[i];
        nq_json_object(&w->j);
        nq_json_key_or_null(&w->j, "speaker",
                            w->r->pile->people.at[p->person].name);
        nq_json_key(&w->j, "entity");
        nq_json_entity_id(&w->j, 'p', p->person);
        nq_json_key_or_null(&w->j, "about", p->about);
        nq_json_key(&w->j, "stands");
        nq_json_array(&w->j);
        for (uint32_t k = 0; k < p->n_stands; k++)
            stand(w, p, k);
        nq_json_end(&w->j, ']');
        nq_json_end(&w->j, '}');
    }
    nq_json_end(&w->j, ']');
}

static void
articles(struct writer *w, bool brief)
{
    nq_json_key(&w->j, "articles");
    nq_json_array(&w->j);
    for (uint32_t i = 0; i < w->r->pile->n; i++)
        nq_json_article(&w->j, w->r->pile->at[i], brief ? NULL : &w->points[i],
                        w->scratch);
    nq_json_end(&w->j, ']');
}

void
nq_report_json(const nq_report *r, const nq_report_options *o,
               nq_arena *scratch, nq_buf *out)
{
    nq_arena_mark here = nq_arena_here(scratch);
    struct writer w = {.r = r,
                       .points = nq_points_of_pile(r->pile, scratch),
                       .scratch = scratch};
    const nq_view_copies *lists = nq_view_copies_by_story(r, scratch);
    if (!lists || !w.points) {
        out->failed = true;
        return;
    }
    nq_json_start(&w.j, out);
    nq_json_object(&w.j);
    articles(&w, o->brief);
    nq_json_key(&w.j, "stories");
    nq_json_array(&w.j);
    for (uint32_t i = 0; i < r->stories->n; i++)
        story(&w, &r->views[i], &lists[i]);
    nq_json_end(&w.j, ']');
    nq_json_key(&w.j, "related");
    nq_json_array(&w.j);
    for (uint32_t i = 0; i < r->stories->n_related; i++)
        related(&w, &r->stories->related[i]);
    nq_json_end(&w.j, ']');
    positions(&w, r->positions);
    nq_json_end(&w.j, '}');
    nq_buf_byte(out, '\n');
    nq_arena_release(scratch, here);
}
