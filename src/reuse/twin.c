/* SPDX-License-Identifier: Apache-2.0
 *
 * twin.c - the statements of a story -> groups of one utterance each. Layer 6
 * (reuse).
 *
 * twin_score.h says how likely two statements are one, twin_join.h makes groups
 * of that, twin_part.h finds what stands in two of them; here pairs that are
 * worth a look are found, and the groups written down. */
#include "reuse/reuse.h"

#include "base/forest.h"
#include "base/map.h"
#include "base/sorted.h"
#include "base/status.h"
#include "reuse/carry.h"
#include "reuse/edit.h"
#include "reuse/tune.h"
#include "reuse/twin_join.h"
#include "reuse/twin_part.h"

#include <math.h>

struct grouping {
    const nq_pile *pile;
    const nq_twin_input *in;
    const nq_reuse_tools *tools;
    const nq_sign_weights *weights;
    nq_said *at; /* [n] statements by (article, place) */
    uint32_t n;
    nq_list pairs;  /* nq_twin_pair, scratch */
    nq_list holds;  /* nq_hold, scratch */
    nq_list parts;  /* nq_said_part, scratch */
    uint32_t *next; /* [n] next member of a group, UINT32_MAX: the last */
    uint32_t *up;   /* [n] union-find; the root is the smallest */
    nq_arena *arena, *scratch;
};

/* ---- Pairs that share a stem ---- */

struct shelf { /* statements by stem, newest at the end */
    nq_map stems;
    nq_list lists; /* nq_list of uint32_t */
    float *own;    /* [n] weight that a statement shares with itself */
    float *shared; /* [n] weight shared with the statement of the moment */
    uint32_t *touched;
    uint32_t n_touched;
};

static naql_status
put(struct shelf *s, uint64_t stem, uint32_t said, nq_arena *scratch)
{
    bool fresh;
    uint32_t *slot = nq_map_put(&s->stems, stem, &fresh);
    if (!slot)
        return NAQL_NOMEM;
    if (fresh) {
        *slot = s->lists.n;
        nq_list *list = nq_list_add(&s->lists, scratch);
        if (!list)
            return NAQL_NOMEM;
        *list = NQ_LIST(uint32_t);
    }
    nq_list *list = (nq_list *)s->lists.at + *slot;
    return nq_list_put(list, scratch, &said);
}

static void
look_up(struct shelf *s, uint64_t stem, float weight)
{
    const uint32_t *slot = nq_map_get(&s->stems, stem);
    if (!slot)
        return;
    const nq_list *list = (const nq_list *)s->lists.at + *slot;
    const uint32_t *at = list->at;
    uint32_t n = list->n < NQ_TWIN_POSTINGS ? list->n : NQ_TWIN_POSTINGS;
    for (uint32_t k = 0; k < n; k++) {
        if (s->shared[at[k]] == 0)
            s->touched[s->n_touched++] = at[k];
        s->shared[at[k]] += weight;
    }
}

/* Statements before `said` that share a stem with it. A stem leads to the
 * first NQ_TWIN_POSTINGS only: of ten thousand equal statements each meets
 * the first ones. */
static void
gather(struct shelf *s, const nq_said *said)
{
    s->n_touched = 0;
    for (uint32_t i = 0; i < said->n; i++) {
        look_up(s, said->at[i].stem, said->at[i].weight);
        if (said->at[i].bones)
            look_up(s, said->at[i].bones,
                    said->at[i].part * said->at[i].weight);
    }
}

/* By the statement that holds the other. */
static int
by_whole(const void *x, const void *y)
{
    const nq_hold *a = x, *b = y;
    NQ_SORT_BY(a->whole, b->whole);
    return a->part < b->part ? -1 : a->part > b->part;
}

static naql_status
add_hold(struct grouping *g, uint32_t a, uint32_t b, float shared)
{
    bool first = g->at[a].weight > g->at[b].weight;
    nq_hold hold = {first ? a : b, first ? b : a};
    if (!nq_part_likely(&g->at[hold.whole], &g->at[hold.part], shared))
        return NAQL_OK;
    return nq_list_put(&g->holds, g->scratch, &hold);
}

/* ---- Near-equals ---- */

static float
own_weight(const nq_said *said)
{
    float sum = 0;
    for (uint32_t i = 0; i < said->n; i++)
        sum +=
            said->at[i].weight * (said->at[i].bones ? 1 + said->at[i].part : 1);
    return sum;
}

static bool
near(const struct shelf *s, uint32_t a, uint32_t b)
{
    float most = s->own[a] > s->own[b] ? s->own[a] : s->own[b];
    return s->shared[a] >= NQ_TWIN_NEAR_PART * most;
}

/* Whether many statements before this one say nearly the same; if so, these
 * alone are left to be looked at, the first of them. */
static bool
is_one_of_many(struct shelf *s, uint32_t index)
{
    uint32_t n = 0;
    for (uint32_t t = 0; t < s->n_touched; t++)
        n += near(s, s->touched[t], index);
    if (n < NQ_TWIN_NEAR)
        return false;
    uint32_t kept = 0;
    for (uint32_t t = 0; t < s->n_touched; t++) {
        uint32_t other = s->touched[t];
        if (kept < NQ_TWIN_NEAR_MET && near(s, other, index))
            s->touched[kept++] = other;
        else
            s->shared[other] = 0;
    }
    s->n_touched = kept;
    return true;
}

static naql_status
pair_up(struct grouping *g, struct shelf *s, uint32_t index)
{
    for (uint32_t t = 0; t < s->n_touched; t++) {
        uint32_t other = s->touched[t];
        float shared = s->shared[other];
        s->shared[other] = 0;
        if (shared < NQ_TWIN_SHARED)
            continue;
        float score = nq_twin_score(g->weights, &g->at[other], &g->at[index]);
        NQ_TRY(add_hold(g, other, index, shared));
        if (score < NQ_TWIN_JOIN)
            continue;
        NQ_TRY(nq_list_put(&g->pairs, g->scratch,
                           &(nq_twin_pair){other, index, score}));
    }
    return NAQL_OK;
}

static naql_status
put_all(struct shelf *s, const nq_said *said, uint32_t index, nq_arena *scratch)
{
    for (uint32_t k = 0; k < said->n; k++) {
        NQ_TRY(put(s, said->at[k].stem, index, scratch));
        if (said->at[k].bones)
            NQ_TRY(put(s, said->at[k].bones, index, scratch));
    }
    return NAQL_OK;
}

/* One of many is not found by later ones: the first of them stand for it. */
static naql_status
find_pairs(struct grouping *g)
{
    struct shelf s = {.lists = NQ_LIST(nq_list)};
    nq_map_init(&s.stems, g->scratch);
    s.shared = nq_arena_zero(g->scratch, g->n + 1, sizeof *s.shared);
    s.touched = nq_arena_alloc(g->scratch, (g->n + 1) * sizeof *s.touched);
    s.own = nq_arena_alloc(g->scratch, (g->n + 1) * sizeof *s.own);
    if (!s.shared || !s.touched || !s.own)
        return NAQL_NOMEM;
    for (uint32_t i = 0; i < g->n; i++) {
        s.own[i] = own_weight(&g->at[i]);
        gather(&s, &g->at[i]);
        bool many = is_one_of_many(&s, i);
        NQ_TRY(pair_up(g, &s, i));
        if (!many)
            NQ_TRY(put_all(&s, &g->at[i], i, g->scratch));
    }
    return NAQL_OK;
}

/* ---- Joining ---- */

static naql_status
join_all(struct grouping *g)
{
    g->next = nq_arena_alloc(g->scratch, (g->n + 1) * sizeof *g->next);
    if (!g->next)
        return NAQL_NOMEM;
    nq_joining j = {.weights = g->weights,
                    .at = g->at,
                    .n = g->n,
                    .up = g->up,
                    .next = g->next};
    return nq_twins_join(&j, &g->pairs, g->scratch);
}

/* Statements that say what a group says, and more. */
static naql_status
find_parts(struct grouping *g, const nq_saids *saids)
{
    nq_sort(g->holds.at, g->holds.n, sizeof(nq_hold), by_whole);
    nq_part_input in = {.saids = saids,
                        .weights = g->weights,
                        .holds = g->holds.at,
                        .n_holds = g->holds.n,
                        .up = g->up,
                        .next = g->next};
    return nq_parts_find(&in, g->scratch, &g->parts);
}

/* ---- Results ---- */

struct member { /* of a group */
    uint32_t root, said;
    const nq_said_part *part; /* it has a group more its own; else NULL */
};

static int
by_root(const void *x, const void *y)
{
    const struct member *a = x, *b = y;
    NQ_SORT_BY(a->root, b->root);
    return a->said < b->said ? -1 : a->said > b->said;
}

static nq_wording
wording_at(const struct grouping *g, uint32_t article, uint32_t statement)
{
    const nq_reading *r = g->pile->at[article];
    const nq_statement *st = &r->claims.statements[statement];
    return (nq_wording){&r->text, st->first, st->end, st->span};
}

static nq_wording
wording_of(const struct grouping *g, uint32_t said)
{
    return wording_at(g, g->at[said].article, g->at[said].statement);
}

/* A headline cuts its statement short: within an article it comes after what
 * it stands for, so that the first variant is a whole one. */
static void
titles_last(const struct grouping *g, struct member *members, uint32_t n)
{
    for (uint32_t i = 0; i + 1 < n; i++) {
        struct member m = members[i];
        const nq_said *a = &g->at[m.said], *b = &g->at[members[i + 1].said];
        if (a->article != b->article || !a->title || b->title)
            continue;
        members[i] = members[i + 1];
        members[i + 1] = m;
    }
}

/* The words of a part; its tokens are of the statement, which may start or end
 * inside one: behind a glued "and". */
static naql_span
part_span(const struct grouping *g, const struct member *m)
{
    const nq_said *said = &g->at[m->said];
    const nq_reading *r = g->pile->at[said->article];
    const nq_token *tokens = r->text.tokens;
    if (!m->part)
        return (naql_span){0};
    naql_span all = r->claims.statements[said->statement].span;
    naql_span part = {tokens[m->part->first].span.start,
                      tokens[m->part->last].span.end};
    return (naql_span){part.start > all.start ? part.start : all.start,
                       part.end < all.end ? part.end : all.end};
}

/* ---- Guests: what is quoted in other stories ---- */

/* First echo at or behind a statement. */
static uint32_t
first_echo(const nq_echoes *e, uint32_t article, uint32_t statement)
{
    uint32_t i;
    const nq_echo *x = e->at;
    NQ_BISECT(i, 0, e->n,
              x[i].article < article ||
                  (x[i].article == article && x[i].statement < statement));
    return i;
}

static int
by_guest(const void *x, const void *y)
{
    const nq_variant *a = x, *b = y;
    NQ_SORT_BY(a->article, b->article);
    return a->statement < b->statement ? -1 : a->statement > b->statement;
}

static naql_status
add_guests(struct grouping *g, const nq_said *s, nq_list *out)
{
    const nq_echoes *e = g->in->echoes;
    uint32_t i = first_echo(e, s->article, s->statement);
    for (; i < e->n && e->at[i].article == s->article &&
           e->at[i].statement == s->statement;
         i++) {
        NQ_TRY(nq_list_put(out, g->scratch,
                           &(nq_variant){.article = e->at[i].other,
                                         .statement = e->at[i].echo,
                                         .guest = true}));
    }
    return NAQL_OK;
}

/* Is an echo like what the group says on average? It was one member's. */
static naql_status
is_welcome(struct grouping *g, const nq_variant *guest,
           const struct member *members, uint32_t n, bool *yes)
{
    nq_said said;
    float sum = 0;
    uint32_t asked = n < NQ_TWIN_SAMPLE ? n : NQ_TWIN_SAMPLE;
    nq_arena_mark mark = nq_arena_here(g->scratch);
    NQ_TRY(nq_said_make(g->pile, guest->article, guest->statement, g->tools,
                        g->scratch, &said));
    for (uint32_t i = 0; i < asked; i++)
        sum += nq_twin_score(g->weights, &said, &g->at[members[i].said]);
    *yes = sum >= NQ_TWIN_LIKE * (float)asked;
    nq_arena_release(g->scratch, mark);
    return NAQL_OK;
}

/* The echoes of a group's members, each once. */
static naql_status
find_guests(struct grouping *g, const struct member *members, uint32_t n,
            nq_list *out)
{
    uint32_t kept = 0;
    *out = NQ_LIST(nq_variant);
    for (uint32_t i = 0; g->in->echoes && i < n; i++)
        if (!members[i].part)
            NQ_TRY(add_guests(g, &g->at[members[i].said], out));
    nq_variant *at = out->at;
    nq_sort(at, out->n, sizeof *at, by_guest);
    for (uint32_t i = 0; i < out->n; i++) {
        bool welcome;
        if (i && by_guest(&at[i - 1], &at[i]) == 0)
            continue;
        NQ_TRY(is_welcome(g, &at[i], members, n, &welcome));
        if (welcome)
            at[kept++] = at[i];
    }
    out->n = kept;
    return NAQL_OK;
}

static int
by_number(const void *x, const void *y)
{
    const uint32_t *a = x, *b = y;
    return *a < *b ? -1 : *a > *b;
}

/* The story's articles and those of its guests. */
static naql_status
count_carriers(struct grouping *g, nq_carriers *out)
{
    const nq_story *story = g->in->story;
    const nq_echoes *e = g->in->echoes;
    nq_list list = NQ_LIST(uint32_t);
    for (uint32_t i = 0; i < story->n_articles; i++) {
        uint32_t article = story->articles[i];
        NQ_TRY(nq_list_put(&list, g->scratch, &article));
        for (uint32_t k = e ? first_echo(e, article, 0) : 0;
             e && k < e->n && e->at[k].article == article; k++)
            NQ_TRY(nq_list_put(&list, g->scratch, &e->at[k].other));
    }
    uint32_t *at = list.at, n = 0;
    nq_sort(at, list.n, sizeof *at, by_number);
    for (uint32_t i = 0; i < list.n; i++)
        if (!n || at[n - 1] != at[i])
            at[n++] = at[i];
    return nq_carriers_make(g->in, at, n, g->scratch, out);
}

/* ---- Writing down ---- */

/* What a variant's words are to those of the first. */
static naql_status
fill_edits(struct grouping *g, const nq_variant *first, nq_variant *v)
{
    nq_wording of = wording_at(g, first->article, first->statement);
    nq_wording this = wording_at(g, v->article, v->statement);
    nq_arena_mark mark = nq_arena_here(g->scratch);
    NQ_TRY(v != first ? nq_edits_make(&of, &this, g->arena, g->scratch,
                                      &v->edits, &v->n_edits)
                      : nq_edits_same(&this, g->arena, &v->edits, &v->n_edits));
    nq_arena_release(g->scratch, mark);
    return NAQL_OK;
}

static naql_status
fill_variants(struct grouping *g, const struct member *members, uint32_t n,
              nq_twin *out)
{
    nq_list guests;
    NQ_TRY(find_guests(g, members, n, &guests));
    uint32_t all = n + guests.n;
    nq_variant *at = nq_arena_alloc(g->arena, all * sizeof *at);
    const nq_variant *guest = guests.at;
    if (!at)
        return NAQL_NOMEM;
    for (uint32_t i = 0; i < all; i++) {
        const nq_said *s = &g->at[members[i < n ? i : 0].said];
        at[i] = i < n ? (nq_variant){.article = s->article,
                                     .statement = s->statement,
                                     .part = part_span(g, &members[i])}
                      : guest[i - n];
        NQ_TRY(fill_edits(g, at, &at[i]));
    }
    out->variants = at;
    out->n_variants = all;
    return NAQL_OK;
}

/* The speaker most variants have; of as many the first. */
static void
name_speaker(const struct grouping *g, const struct member *members, uint32_t n,
             nq_twin *out)
{
    uint32_t most = 0;
    out->person = NQ_NO_ENTITY;
    out->speaker = g->at[members[0].said].speaker;
    for (uint32_t i = 0; i < n && i < NQ_TWIN_SAMPLE; i++) {
        uint32_t count = 0, person = g->at[members[i].said].person;
        if (person == NQ_NO_ENTITY)
            continue;
        for (uint32_t k = 0; k < n; k++)
            count += g->at[members[k].said].person == person;
        if (count > most) {
            most = count;
            out->person = person;
            out->speaker = g->pile->people.at[person].name;
        }
    }
}

struct placed {
    nq_twin twin;
    uint32_t byte; /* where the words of its first variant stand */
};

static int
by_carriers(const void *x, const void *y)
{
    const struct placed *a = x, *b = y;
    NQ_SORT_BY(b->twin.carried_by, a->twin.carried_by);
    const nq_variant *v = a->twin.variants, *w = b->twin.variants;
    NQ_SORT_BY(v->article, w->article);
    NQ_SORT_BY(v->statement, w->statement);
    return a->byte < b->byte ? -1 : a->byte > b->byte;
}

/* A statement at home has its words before a part of its second half, and
 * behind one of its first. */
static uint32_t
place_of(const struct grouping *g, const struct member *m)
{
    naql_span whole = wording_of(g, m->said).span;
    return m->part ? part_span(g, m).start
                   : whole.start + (whole.end - whole.start) / 2;
}

/* A statement whose own group is itself alone has its place in the first group
 * that it has a part in. */
static naql_status
list_members(const struct grouping *g, struct member **out, uint32_t *n)
{
    const nq_said_part *parts = g->parts.at;
    struct member *at =
        nq_arena_alloc(g->scratch, (g->n + g->parts.n + 1) * sizeof *at);
    bool *wanted = nq_arena_zero(g->scratch, g->n + 1, sizeof *wanted);
    *n = 0;
    if (!at || !wanted)
        return NAQL_NOMEM;
    for (uint32_t p = 0; p < g->parts.n; p++)
        wanted[parts[p].root] = true;
    for (uint32_t i = 0, p = 0; i < g->n; i++) {
        uint32_t root = nq_forest_root(g->up, i);
        bool lone = root == i && g->next[i] == UINT32_MAX && !wanted[i];
        bool moved = lone && p < g->parts.n && parts[p].said == i;
        if (moved)
            root = parts[p++].root;
        at[(*n)++] = (struct member){root, i, NULL};
        for (; p < g->parts.n && parts[p].said == i; p++)
            at[(*n)++] = (struct member){parts[p].root, i, &parts[p]};
    }
    nq_sort(at, *n, sizeof *at, by_root);
    *out = at;
    return NAQL_OK;
}

static naql_status
fill(struct grouping *g, nq_carriers *carriers, nq_twins *out)
{
    struct member *members;
    uint32_t n_members;
    nq_twin *twins = nq_arena_alloc(g->arena, (g->n + 1) * sizeof *twins);
    struct placed *at = nq_arena_zero(g->scratch, g->n + 1, sizeof *at);
    NQ_TRY(list_members(g, &members, &n_members));
    if (!twins || !at)
        return NAQL_NOMEM;
    for (uint32_t i = 0, n; i < n_members; i += n) {
        for (n = 1; i + n < n_members; n++)
            if (members[i + n].root != members[i].root)
                break;
        struct placed *p = &at[out->n++];
        titles_last(g, members + i, n);
        p->byte = place_of(g, members + i);
        NQ_TRY(fill_variants(g, members + i, n, &p->twin));
        name_speaker(g, members + i, n, &p->twin);
        NQ_TRY(nq_carriers_count(carriers, &p->twin));
    }
    nq_sort(at, out->n, sizeof *at, by_carriers);
    for (uint32_t i = 0; i < out->n; i++)
        twins[i] = at[i].twin;
    out->at = twins;
    return NAQL_OK;
}

/* The weights were learned from stories of a few articles, where one pair in
 * nine is one utterance. With every article there are more statements to take
 * for each other, and hardly more that are one. */
static nq_sign_weights
weights_for(const nq_sign_weights *learned, uint32_t n_articles)
{
    nq_sign_weights w = *learned;
    float n = (float)n_articles / NQ_TWIN_CROWD;
    if (n > 1)
        w.at[NQ_SIGN_BIAS] -=
            NQ_TWIN_CROWD_COST * fminf(logf(n), NQ_TWIN_CROWD_MOST);
    return w;
}

naql_status
nq_twins_make(const nq_twin_input *in, nq_arena *arena, nq_arena *scratch,
              nq_twins *out)
{
    struct grouping g = {.pile = in->pile,
                         .in = in,
                         .pairs = NQ_LIST(nq_twin_pair),
                         .holds = NQ_LIST(nq_hold),
                         .arena = arena,
                         .scratch = scratch};
    const nq_reuse_tools *tools;
    nq_reuse_tools room;
    nq_carriers carriers;
    *out = (nq_twins){0};
    NQ_TRY(nq_reuse_tools_of(in->pile, &room, &tools));
    nq_saids saids;
    NQ_TRY(nq_saids_make(in->pile, in->story, tools, scratch, &saids));
    g.tools = tools;
    nq_sign_weights weights = weights_for(&tools->signs, in->story->n_articles);
    g.weights = &weights;
    g.at = saids.at;
    g.n = saids.n;
    g.up = nq_arena_alloc(scratch, (g.n + 1) * sizeof *g.up);
    if (!g.up)
        return NAQL_NOMEM;
    nq_forest_init(g.up, g.n);
    NQ_TRY(find_pairs(&g));
    NQ_TRY(join_all(&g));
    NQ_TRY(find_parts(&g, &saids));
    NQ_TRY(count_carriers(&g, &carriers));
    return fill(&g, &carriers, out);
}
