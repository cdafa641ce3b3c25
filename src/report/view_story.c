/* SPDX-License-Identifier: Apache-2.0
 *
 * view_story.c - the speakers of each story, and how many of its outlets stand
 * on their own. Layer 9 (report). */
#include "report/view_parts.h"

#include "base/fold.h"
#include "base/forest.h"
#include "base/hash.h"
#include "base/map.h"
#include "base/str.h"

struct maker {
    const nq_report *r;
    nq_arena *arena;
    nq_view *view;
    nq_view_article *articles;
    nq_view_story *stories;
    nq_map speakers; /* key of a speaker -> number in the report */
    nq_list names;   /* of naql_str: names by that number */
};

/* ---- Speakers ---- */

static uint64_t
speaker_key(const nq_twin *t)
{
    if (t->person != NQ_NO_ENTITY)
        return nq_hash_next(1, t->person);
    return nq_hash_next(2, t->speaker.len ? nq_fold_hash(t->speaker) : 0);
}

/* Has the story that name, or the same behind "to the", which takes its alif?
 */
static bool
is_spelled(const nq_who *who, naql_str name)
{
    const naql_str alif = NQ_STR("ا");
    naql_str cut = nq_str_starts(name, alif)
                       ? nq_str(name.ptr + alif.len, name.len - alif.len)
                       : name;
    for (uint32_t i = 0; i < who->n_spellings; i++)
        if (nq_str_equal(who->spellings[i].text, name) ||
            nq_str_equal(who->spellings[i].text, cut))
            return true;
    return false;
}

naql_str
nq_view_name(const nq_report *r, const nq_who *who, uint32_t person)
{
    const nq_person *p = &r->pile->people.at[person];
    if (!who || who->n_spellings == 0 || p->type == NQ_PER ||
        is_spelled(who, p->name))
        return p->name;
    return who->spellings[0].text;
}

static const nq_who *
who_of(const nq_comparison *c, uint32_t person)
{
    for (uint32_t i = 0; i < c->n_people; i++)
        if (c->people[i].person == person)
            return &c->people[i];
    return NULL;
}

/* A speaker in a story; all over the report with `c` NULL. */
static naql_str
speaker_name(const nq_report *r, const nq_comparison *c, const nq_twin *t)
{
    if (t->person == NQ_NO_ENTITY)
        return t->speaker;
    return nq_view_name(r, c ? who_of(c, t->person) : NULL, t->person);
}

/* The number of a twin's speaker all over the report; NQ_NONE: no memory. */
static uint32_t
speaker_number(struct maker *m, const nq_twin *t)
{
    bool fresh = false;
    uint32_t *number = nq_map_put(&m->speakers, speaker_key(t), &fresh);
    if (!number)
        return NQ_NONE;
    if (fresh) {
        *number = m->names.n;
        naql_str *name = nq_list_add(&m->names, m->arena);
        if (!name)
            return NQ_NONE;
        *name = speaker_name(m->r, NULL, t);
    }
    return *number;
}

/* The speakers of a story, first come first, and how many twins are of each;
 * `of` [twins] gets the voice of every twin. */
static bool
find_voices(struct maker *m, uint32_t story, nq_view_voice *at, uint32_t *of,
            uint32_t *n)
{
    const nq_story_view *view = &m->r->views[story];
    nq_map here;
    nq_map_init(&here, m->arena);
    for (uint32_t i = 0; i < view->twins->n; i++) {
        const nq_twin *t = &view->twins->at[i];
        bool fresh = false;
        uint32_t *voice = nq_map_put(&here, speaker_key(t), &fresh);
        uint32_t speaker = speaker_number(m, t);
        if (!voice || speaker == NQ_NONE)
            return false;
        if (fresh) {
            *voice = *n;
            at[(*n)++] = (nq_view_voice){
                .speaker = speaker,
                .person = t->person,
                .name = speaker_name(m->r, view->comparison, t)};
        }
        of[i] = *voice;
        at[of[i]].n_twins++;
    }
    return true;
}

/* Groups the twins of a story by speaker. */
static bool
voices(struct maker *m, uint32_t story)
{
    uint32_t n_twins = m->r->views[story].twins->n, n = 0;
    nq_view_voice *at = nq_arena_zero(m->arena, n_twins, sizeof(*at));
    uint32_t *of = nq_arena_zero(m->arena, n_twins, sizeof(uint32_t));
    uint32_t *room = nq_arena_zero(m->arena, n_twins, sizeof(uint32_t));
    if (!at || !of || !room || !find_voices(m, story, at, of, &n))
        return false;
    uint32_t **slot = nq_arena_zero(m->arena, n, sizeof(uint32_t *));
    if (!slot)
        return false;
    for (uint32_t i = 0; i < n; room += at[i++].n_twins)
        at[i].twins = slot[i] = room;
    for (uint32_t i = 0; i < n_twins; i++)
        *slot[of[i]]++ = i;
    m->stories[story].voices = at;
    m->stories[story].n_voices = n;
    return true;
}

/* ---- Twins of an article's statements ---- */

static bool
twin_numbers(struct maker *m)
{
    const nq_pile *pile = m->r->pile;
    uint32_t **of = nq_arena_zero(m->arena, pile->n, sizeof(uint32_t *));
    if (!of)
        return false;
    for (uint32_t i = 0; i < pile->n; i++) {
        uint32_t n = pile->at[i]->claims.n_statements;
        of[i] = nq_arena_alloc(m->arena, n * sizeof(uint32_t));
        if (!of[i])
            return false;
        for (uint32_t k = 0; k < n; k++)
            of[i][k] = NQ_NONE;
        m->articles[i].twins = of[i];
    }
    for (uint32_t s = 0; s < m->r->stories->n; s++) {
        const nq_twins *twins = m->r->views[s].twins;
        for (uint32_t t = 0; t < twins->n; t++)
            for (uint32_t v = 0; v < twins->at[t].n_variants; v++) {
                const nq_variant *x = &twins->at[t].variants[v];
                if (nq_variant_home(x))
                    of[x->article][x->statement] = t;
            }
    }
    return true;
}

/* ---- Independence ---- */

/* Joins an article to the first one that has the same key. */
static bool
join_by_key(nq_map *firsts, uint64_t key, uint32_t article, uint32_t *parent)
{
    bool fresh = false;
    uint32_t *first = nq_map_put(firsts, key, &fresh);
    if (!first)
        return false;
    if (fresh)
        *first = article;
    nq_forest_join(parent, *first, article);
    return true;
}

/* Outlets of a story, and the groups of them that neither a copy nor a common
 * agency joins. `parent` is a forest over all articles of the pile. */
static bool
independence(struct maker *m, uint32_t story, uint32_t *parent)
{
    const nq_story *s = m->r->views[story].story;
    nq_view_story *out = &m->stories[story];
    nq_map firsts;
    nq_map_init(&firsts, m->arena);
    for (uint32_t i = 0; i < s->n_articles; i++) {
        uint32_t a = s->articles[i];
        const nq_claims *c = &m->r->pile->at[a]->claims;
        uint32_t known = firsts.n;
        if (!join_by_key(&firsts, nq_hash_next(1, m->articles[a].outlet), a,
                         parent))
            return false;
        out->n_outlets += firsts.n > known;
        for (uint32_t k = 0; k < c->n_agencies; k++)
            if (!join_by_key(&firsts,
                             nq_hash_next(2, nq_fold_hash(c->agencies[k])), a,
                             parent))
                return false;
    }
    const nq_view_copies *copies = &m->view->copies[story];
    for (uint32_t i = 0; i < copies->n; i++)
        nq_forest_join(parent, copies->at[i]->from, copies->at[i]->to);
    for (uint32_t i = 0; i < s->n_articles; i++)
        out->n_independent +=
            nq_forest_root(parent, s->articles[i]) == s->articles[i];
    return true;
}

static bool
all_independence(struct maker *m)
{
    uint32_t n = m->r->pile->n;
    uint32_t *parent = nq_arena_alloc(m->arena, n * sizeof(uint32_t));
    if (!parent)
        return false;
    nq_forest_init(parent, n);
    for (uint32_t i = 0; i < m->r->stories->n; i++)
        if (!independence(m, i, parent))
            return false;
    return true;
}

/* ---- Positions ---- */

static uint32_t
newest_story(const nq_position *p)
{
    return p->stands[p->n_stands - 1].story;
}

/* Deals the positions out to the stories of their newest stands. */
static bool
positions(struct maker *m)
{
    const nq_positions *list = m->r->positions;
    uint32_t *room = nq_arena_alloc(m->arena, list->n * sizeof(uint32_t));
    uint32_t **slot =
        nq_arena_alloc(m->arena, m->r->stories->n * sizeof(uint32_t *));
    if (!room || !slot)
        return false;
    for (uint32_t i = 0; i < list->n; i++)
        m->stories[newest_story(&list->at[i])].n_positions++;
    for (uint32_t i = 0; i < m->r->stories->n; i++) {
        m->stories[i].positions = slot[i] = room;
        room += m->stories[i].n_positions;
    }
    for (uint32_t i = 0; i < list->n; i++)
        *slot[newest_story(&list->at[i])]++ = i;
    return true;
}

/* ---- Order ---- */

/* Stories by their number of outlets, most first; among these as they come.
 * Counts first, then deals out. */
static bool
order(struct maker *m)
{
    uint32_t n = m->r->stories->n, most = 0;
    for (uint32_t i = 0; i < n; i++)
        if (m->stories[i].n_outlets > most)
            most = m->stories[i].n_outlets;
    uint32_t *at = nq_arena_alloc(m->arena, n * sizeof(uint32_t));
    uint32_t *next = nq_arena_zero(m->arena, most + 2, sizeof(uint32_t));
    if (!at || !next)
        return false;
    for (uint32_t i = 0; i < n; i++) {
        next[most - m->stories[i].n_outlets + 1]++;
        m->view->n_shared += m->stories[i].n_outlets > 1;
    }
    for (uint32_t i = 1; i <= most; i++)
        next[i] += next[i - 1];
    for (uint32_t i = 0; i < n; i++)
        at[next[most - m->stories[i].n_outlets]++] = i;
    m->view->order = at;
    return true;
}

bool
nq_view_make(const nq_report *r, nq_arena *arena, nq_view *out)
{
    struct maker m = {
        .r = r, .arena = arena, .view = out, .names = NQ_LIST(naql_str)};
    *out = (nq_view){.r = r};
    m.articles = nq_arena_zero(arena, r->pile->n, sizeof(nq_view_article));
    m.stories = nq_arena_zero(arena, r->stories->n, sizeof(nq_view_story));
    out->copies = nq_view_copies_by_story(r, arena);
    nq_map_init(&m.speakers, arena);
    if (!m.articles || !m.stories || !out->copies ||
        !nq_view_join_outlets(r, arena, m.articles, out) ||
        !nq_view_join_places(r, arena, m.articles) || !twin_numbers(&m) ||
        !positions(&m) || !all_independence(&m) || !order(&m))
        return false;
    for (uint32_t i = 0; i < r->stories->n; i++)
        if (!voices(&m, i))
            return false;
    out->articles = m.articles;
    out->stories = m.stories;
    out->speakers = m.names.at;
    out->n_speakers = m.names.n;
    return true;
}
