/* SPDX-License-Identifier: Apache-2.0
 *
 * compared.c - what a set found in a story: points, groups, copies, timeline,
 * people; and between stories. Layer 10 (api).
 *
 * Hands out what the reports are written from (nq_set_view); an iterator holds
 * a list of that, as it lies in memory. */
#include "api/api.h"
#include "base/str.h"

/* The view of a story; NULL: there is none, or nothing was compared. */
static const nq_story_view *
view_of(const naql_set *set, uint32_t story)
{
    return story < naql_stories(set) ? &nq_set_view(set).views[story] : NULL;
}

/* An element, and one step on; NULL: that was all. */
#define NEXT(it, type)                                                         \
    ((it)->next < (it)->n ? (const type *)(it)->at + (it)->next++ : NULL)

/* ---- Places ---- */

static naql_place_iter
places(const naql_set *set, const nq_place *at, uint32_t n)
{
    return (naql_place_iter){set, at, n, 0};
}

static naql_place
public_place(const naql_set *set, const nq_place *p)
{
    return (naql_place){naql_set_article(set, p->article), p->span};
}

bool
naql_place_next(naql_place_iter *it, naql_place *out)
{
    const nq_place *p = NEXT(it, nq_place);
    if (p)
        *out = public_place(it->set, p);
    return p;
}

bool
naql_wording_next(naql_wording_iter *it, naql_wording *out)
{
    const nq_version *v = NEXT(it, nq_version);
    if (v)
        *out = (naql_wording){v->text, places(it->set, v->places, v->n_places)};
    return v;
}

/* ---- Points ---- */

naql_point_iter
naql_points(const naql_set *set, uint32_t story, naql_side side)
{
    const nq_story_view *v = view_of(set, story);
    if (!v)
        return (naql_point_iter){.set = set};
    const nq_comparison *c = v->comparison;
    switch (side) {
    case NAQL_AGREE:
        return (naql_point_iter){set, c->agree, c->n_agree, 0};
    case NAQL_ONLY:
        return (naql_point_iter){set, c->only, c->n_only, 0};
    case NAQL_CONFLICT:
        return (naql_point_iter){set, c->conflict, c->n_conflict, 0};
    }
    return (naql_point_iter){.set = set};
}

bool
naql_point_next(naql_point_iter *it, naql_point *out, size_t size)
{
    const nq_point *p = NEXT(it, nq_point);
    if (!p)
        return false;
    naql_point full = {.about = p->about,
                       .kind = nq_str_from(nq_slot_name(p->slot)),
                       .outlets = p->n_outlets,
                       .versions = {it->set, p->versions, p->n_versions, 0},
                       .update = p->update,
                       .source = p->source,
                       .deed = p->deed,
                       .quoted = p->quoted,
                       .spelling = p->spelling,
                       .wording = p->wording,
                       .beside = p->beside};
    nq_fill(out, size, &full, sizeof(full));
    return true;
}

/* ---- Groups of statements ---- */

naql_group_iter
naql_groups(const naql_set *set, uint32_t story)
{
    const nq_story_view *v = view_of(set, story);
    if (!v)
        return (naql_group_iter){.set = set};
    return (naql_group_iter){set, v->twins->at, v->twins->n, 0};
}

bool
naql_group_next(naql_group_iter *it, naql_group *out, size_t size)
{
    const nq_twin *t = NEXT(it, nq_twin);
    if (!t)
        return false;
    naql_group full = {.speaker = t->speaker,
                       .person = t->person,
                       .carried_by = t->carried_by,
                       .independent = t->independent,
                       .variants = {it->set, t->variants, t->n_variants, 0}};
    nq_fill(out, size, &full, sizeof(full));
    return true;
}

bool
naql_variant_next(naql_variant_iter *it, naql_variant *out, size_t size)
{
    const nq_variant *v = NEXT(it, nq_variant);
    if (!v)
        return false;
    nq_report r = nq_set_view(it->set);
    const nq_statement *s =
        &r.pile->at[v->article]->claims.statements[v->statement];
    naql_variant full = {
        .article = naql_set_article(it->set, v->article),
        .statement = v->statement,
        .said = nq_public_statement(s),
        .credit_person =
            nq_view_person(&r.pile->people, v->article, s->credit_entity),
        .part = v->part,
        .elsewhere = v->guest ? r.stories->of[v->article] : NAQL_NONE,
        .edits = {it->set, v->edits, v->n_edits, 0}};
    nq_fill(out, size, &full, sizeof(full));
    return true;
}

bool
naql_edit_next(naql_edit_iter *it, naql_edit *out)
{
    const nq_edit *e = NEXT(it, nq_edit);
    if (e)
        *out = (naql_edit){e->text, e->op, e->glued};
    return e;
}

/* ---- Copies ---- */

naql_passage_iter
naql_passages(const naql_set *set)
{
    return (naql_passage_iter){set, 0, 0};
}

static naql_passage
public_passage(const naql_set *set, const nq_copy *c, uint32_t i)
{
    const nq_passage *p = &c->passages[i];
    return (naql_passage){naql_set_article(set, c->from),
                          naql_set_article(set, c->to), p->from, p->to,
                          p->same_words};
}

bool
naql_passage_next(naql_passage_iter *it, naql_passage *out)
{
    const nq_copies *copies = nq_set_view(it->set).copies;
    uint32_t n = naql_stories(it->set) ? copies->n : 0;
    for (; it->copy < n; it->copy++, it->next = 0) {
        const nq_copy *c = &copies->at[it->copy];
        if (it->next < c->n_passages) {
            *out = public_passage(it->set, c, it->next++);
            return true;
        }
    }
    return false;
}

naql_copy_iter
naql_copies(const naql_set *set, uint32_t story)
{
    if (!view_of(set, story))
        return (naql_copy_iter){.set = set};
    const nq_view_copies *list = nq_set_copies(set, story);
    return (naql_copy_iter){set, list->at, list->n, 0};
}

bool
naql_copy_next(naql_copy_iter *it, naql_copy *out, size_t size)
{
    const nq_copy *const *at = NEXT(it, nq_copy *const);
    if (!at)
        return false;
    const nq_copy *c = *at;
    naql_copy full = {.from = naql_set_article(it->set, c->from),
                      .to = naql_set_article(it->set, c->to),
                      .certainty = nq_str_from(nq_certainty_name(c->certainty)),
                      .ground = nq_str_from(nq_ground_name(c->ground)),
                      .source = c->source,
                      .share_from = c->share_from,
                      .share_to = c->share_to,
                      .passages = {it->set, c, c->n_passages, 0}};
    nq_fill(out, size, &full, sizeof(full));
    return true;
}

bool
naql_run_next(naql_run_iter *it, naql_passage *out)
{
    if (it->next >= it->n)
        return false;
    *out = public_passage(it->set, it->at, it->next++);
    return true;
}

/* ---- Timeline, summary, people ---- */

naql_moment_iter
naql_timeline(const naql_set *set, uint32_t story)
{
    const nq_story_view *v = view_of(set, story);
    if (!v)
        return (naql_moment_iter){.set = set};
    const nq_comparison *c = v->comparison;
    return (naql_moment_iter){set, c->timeline, c->n_timeline, 0};
}

bool
naql_moment_next(naql_moment_iter *it, naql_moment *out, size_t size)
{
    const nq_moment *m = NEXT(it, nq_moment);
    if (!m)
        return false;
    naql_moment full = {.date = m->date,
                        .what = m->what,
                        .type = m->type,
                        .background = m->background,
                        .places = places(it->set, m->places, m->n_places)};
    nq_fill(out, size, &full, sizeof(full));
    return true;
}

naql_place_iter
naql_summary(const naql_set *set, uint32_t story)
{
    const nq_story_view *v = view_of(set, story);
    if (!v)
        return (naql_place_iter){.set = set};
    return places(set, v->comparison->summary, v->comparison->n_summary);
}

naql_person_iter
naql_people(const naql_set *set, uint32_t story)
{
    const nq_story_view *v = view_of(set, story);
    if (!v)
        return (naql_person_iter){.set = set};
    const nq_comparison *c = v->comparison;
    return (naql_person_iter){set, c->people, c->n_people, 0};
}

bool
naql_person_next(naql_person_iter *it, naql_person *out, size_t size)
{
    const nq_who *w = NEXT(it, nq_who);
    if (!w)
        return false;
    const nq_person *p = &nq_set_view(it->set).pile->people.at[w->person];
    naql_person full = {.person = w->person,
                        .type = (naql_type)p->type,
                        .name = p->name,
                        .spellings = {it->set, w->spellings, w->n_spellings, 0},
                        .roles = {it->set, w->roles, w->n_roles, 0}};
    nq_fill(out, size, &full, sizeof(full));
    return true;
}

bool
naql_spelling_next(naql_spelling_iter *it, naql_spelling *out)
{
    const struct nq_spelling *s = NEXT(it, struct nq_spelling);
    if (s)
        *out = (naql_spelling){s->text, s->n};
    return s;
}

/* ---- Between stories ---- */

naql_relation_iter
naql_relations(const naql_set *set)
{
    const nq_stories *s = nq_set_view(set).stories;
    if (!naql_stories(set))
        return (naql_relation_iter){.set = set};
    return (naql_relation_iter){set, s->related, s->n_related, 0};
}

bool
naql_relation_next(naql_relation_iter *it, naql_relation *out, size_t size)
{
    const nq_relation *r = NEXT(it, nq_relation);
    if (!r)
        return false;
    naql_relation full = {.a = r->a,
                          .b = r->b,
                          .why = nq_str_from(r->why),
                          .places = places(it->set, r->spans, r->n_spans)};
    nq_fill(out, size, &full, sizeof(full));
    return true;
}

naql_position_iter
naql_positions(const naql_set *set)
{
    const nq_positions *p = nq_set_view(set).positions;
    if (!naql_stories(set))
        return (naql_position_iter){.set = set};
    return (naql_position_iter){set, p->at, p->n, 0};
}

bool
naql_position_next(naql_position_iter *it, naql_position *out, size_t size)
{
    const nq_position *p = NEXT(it, nq_position);
    if (!p)
        return false;
    const nq_people *people = &nq_set_view(it->set).pile->people;
    naql_position full = {.speaker = people->at[p->person].name,
                          .person = p->person,
                          .about = p->about,
                          .stands = {it->set, p->stands, p->n_stands, 0}};
    nq_fill(out, size, &full, sizeof(full));
    return true;
}

bool
naql_stand_next(naql_stand_iter *it, naql_stand *out, size_t size)
{
    uint32_t number = it->next;
    const nq_stand *s = NEXT(it, nq_stand);
    if (!s)
        return false;
    const nq_reading *r = nq_set_view(it->set).pile->at[s->article];
    naql_stand full = {.day = s->day,
                       .story = s->story,
                       .group = s->twin,
                       .said = {naql_set_article(it->set, s->article),
                                r->claims.statements[s->statement].span},
                       .statement = s->statement,
                       .before = NAQL_NONE};
    if (s->before != number) {
        full.before = s->before;
        full.bearing = nq_str_from(nq_bearing_name(s->bearing));
    }
    if (!naql_span_empty(s->shown[1].span)) {
        full.shown[0] = public_place(it->set, &s->shown[0]);
        full.shown[1] = public_place(it->set, &s->shown[1]);
    }
    nq_fill(out, size, &full, sizeof(full));
    return true;
}
