/* SPDX-License-Identifier: Apache-2.0
 *
 * centre.c - open clusters, and which of them share stems. Layer 6
 * (reuse). */
#include "reuse/centre.h"

#include "base/sorted.h"
#include "reuse/heaviest.h"
#include "reuse/tune.h"

#include <math.h>
#include <string.h>

struct posting {
    uint32_t centre;
    float weight;
};

struct nq_stem_list {
    struct posting *at; /* [n] */
    uint32_t n, room;
};

#define PARTS_ROOM (NQ_CLUSTER_STEMS)

naql_status
nq_centres_init(nq_centres *c, uint32_t n_stems, nq_arena *arena)
{
    *c = (nq_centres){
        .list = NQ_LIST(nq_centre), .idle = NQ_LIST(uint32_t), .arena = arena};
    c->stems = nq_arena_zero(arena, n_stems + 1ull, sizeof *c->stems);
    return c->stems ? NAQL_OK : NAQL_NOMEM;
}

/* ---- Lists of stems ---- */

static bool
list_add(nq_centres *c, uint32_t number, nq_share *part)
{
    struct nq_stem_list *list = &c->stems[part->stem];
    if (list->n == list->room) {
        uint32_t room = list->room ? 2 * list->room : 4;
        struct posting *at = nq_arena_alloc(c->arena, room * sizeof *at);
        if (!at)
            return false;
        if (list->n)
            memcpy(at, list->at, list->n * sizeof *at);
        list->at = at;
        list->room = room;
    }
    part->place = list->n;
    list->at[list->n++] = (struct posting){number, part->weight};
    return true;
}

static nq_share *
part_of(const nq_centre *centre, uint32_t stem)
{
    uint32_t i;
    NQ_BISECT(i, 0, centre->n, centre->at[i].stem < stem);
    return &centre->at[i];
}

/* The last posting takes the place of the one that goes. */
static void
list_drop(nq_centres *c, const nq_share *part)
{
    struct nq_stem_list *list = &c->stems[part->stem];
    struct posting last = list->at[--list->n];
    if (part->place == list->n)
        return;
    list->at[part->place] = last;
    part_of(nq_centre_at(c, last.centre), part->stem)->place = part->place;
}

/* ---- Opening and closing ---- */

static naql_status
widen(nq_centres *c)
{
    uint32_t room = c->room ? 2 * c->room : 1024;
    nq_cell *cells = nq_arena_zero(c->arena, room, sizeof *cells);
    if (cells && c->room)
        memcpy(cells, c->cells, c->room * sizeof *cells);
    c->cells = cells;
    /* One more: what is found already is written behind the last, too. */
    c->found = nq_arena_alloc(c->arena, (room + 1ull) * sizeof *c->found);
    c->room = room;
    return cells && c->found ? NAQL_OK : NAQL_NOMEM;
}

uint32_t
nq_centre_open(nq_centres *c)
{
    uint32_t number = c->list.n;
    nq_share *at = NULL;
    if (c->idle.n) {
        number = ((uint32_t *)c->idle.at)[--c->idle.n];
        at = nq_centre_at(c, number)->at;
    } else if (!nq_list_add(&c->list, c->arena) ||
               (c->list.n > c->room && widen(c) != NAQL_OK)) {
        return NQ_NO_CENTRE;
    }
    if (!at)
        at = nq_arena_alloc(c->arena, PARTS_ROOM * sizeof *at);
    *nq_centre_at(c, number) =
        (nq_centre){.at = at, .first = NQ_NO_DAY, .last = NQ_NO_DAY};
    return at ? number : NQ_NO_CENTRE;
}

void
nq_centre_close(nq_centres *c, uint32_t number)
{
    nq_centre *centre = nq_centre_at(c, number);
    for (uint32_t i = 0; i < centre->n; i++)
        list_drop(c, &centre->at[i]);
    centre->n = centre->members = 0;
    uint32_t *idle = nq_list_add(&c->idle, c->arena);
    if (idle) /* else the number is never used again */
        *idle = number;
}

/* Days are counted from the first one, which may become an earlier one. */
static void
join_days(nq_centre *to, const nq_centre *from)
{
    if (!from->dated)
        return;
    int32_t first =
        !to->dated || from->first < to->first ? from->first : to->first;
    float moved = to->dated ? (float)(to->first - first) : 0;
    to->days += moved * (float)to->dated + from->days +
                (float)(from->first - first) * (float)from->dated;
    to->last = !to->dated || from->last > to->last ? from->last : to->last;
    to->first = first;
    to->dated += from->dated;
}

void
nq_centre_day(nq_centre *c, int32_t day)
{
    if (day != NQ_NO_DAY)
        join_days(c, &(nq_centre){.first = day, .last = day, .dated = 1});
}

/* ---- Sums ---- */

#define SUM_ROOM (2 * PARTS_ROOM)
#define NEW      UINT32_MAX /* place of a part that is in no list yet */
#define EMPTY    1e-6f

/* Merges features into the parts of a cluster; returns how many there are.
 * With `times` -1 only what is there grows less. */
static uint32_t
sum_up(const nq_centre *centre, const nq_feature *at, uint32_t n, float times,
       nq_share *sum)
{
    uint32_t i = 0, k = 0, m = 0;
    while (i < centre->n || k < n) {
        if (k == n || (i < centre->n && centre->at[i].stem < at[k].stem)) {
            sum[m++] = centre->at[i++];
        } else if (i < centre->n && centre->at[i].stem == at[k].stem) {
            sum[m] = centre->at[i++];
            sum[m++].weight += times * at[k++].weight;
        } else {
            if (times > 0)
                sum[m++] = (nq_share){at[k].stem, at[k].weight * times, NEW};
            k++;
        }
    }
    return m;
}

/* Takes the heaviest parts over and brings the lists up to date. A cluster has
 * one posting in a list, so that what moves there is never its own. */
static naql_status
settle(nq_centres *c, uint32_t number, nq_share *sum, uint32_t n)
{
    nq_centre *centre = nq_centre_at(c, number);
    float weights[SUM_ROOM] = {0};
    nq_heaviest heaviest;
    uint32_t kept = 0;
    for (uint32_t i = 0; i < n; i++)
        weights[i] = sum[i].weight;
    nq_heaviest_find(weights, n, PARTS_ROOM, &heaviest);
    float square = 0;
    for (uint32_t i = 0; i < n; i++) {
        nq_share part = sum[i];
        bool old = part.place != NEW;
        if (!nq_heaviest_has(&heaviest, part.weight) || part.weight < EMPTY) {
            if (old)
                list_drop(c, &part);
            continue;
        }
        if (old)
            c->stems[part.stem].at[part.place].weight = part.weight;
        else if (!list_add(c, number, &part))
            return NAQL_NOMEM;
        square += part.weight * part.weight;
        centre->at[kept++] = part;
    }
    centre->n = kept;
    c->cells[number].length = sqrtf(square);
    return NAQL_OK;
}

naql_status
nq_centre_add(nq_centres *c, uint32_t number, const nq_vector *v, float times)
{
    nq_share sum[SUM_ROOM];
    nq_centre *centre = nq_centre_at(c, number);
    uint32_t n = sum_up(centre, v->at, v->n, times, sum);
    centre->members += times > 0 ? 1 : UINT32_MAX;
    centre->touched = true;
    return settle(c, number, sum, n);
}

naql_status
nq_centre_join(nq_centres *c, uint32_t number, uint32_t other)
{
    nq_share sum[SUM_ROOM];
    nq_feature at[PARTS_ROOM];
    nq_centre *from = nq_centre_at(c, other), *to = nq_centre_at(c, number);
    uint32_t n = from->n;
    for (uint32_t i = 0; i < n; i++)
        at[i] = (nq_feature){from->at[i].stem, from->at[i].weight};
    to->members += from->members;
    to->touched = true;
    join_days(to, from);
    nq_centre_close(c, other);
    n = sum_up(to, at, n, 1, sum);
    return settle(c, number, sum, n);
}

/* ---- Questions ---- */

double
nq_centre_dot(const nq_centre *c, const nq_vector *v)
{
    double dot = 0;
    for (uint32_t i = 0, k = 0; i < c->n && k < v->n;) {
        if (c->at[i].stem == v->at[k].stem)
            dot += (double)c->at[i++].weight * (double)v->at[k++].weight;
        else if (c->at[i].stem < v->at[k].stem)
            i++;
        else
            k++;
    }
    return dot;
}

#define BINS 64u

/* The weight below which stems together are no longer than NQ_STORY_REST. */
static float
least_weight(const nq_vector *v, float *rest)
{
    float squares[BINS] = {0}, sum = 0;
    for (uint32_t i = 0; i < v->n; i++) {
        float w = v->at[i].weight;
        uint32_t bin = (uint32_t)(w * 4 * BINS);
        squares[bin < BINS ? bin : BINS - 1] += w * w;
    }
    uint32_t bin = 0;
    while (bin + 1 < BINS && sum + squares[bin] <= NQ_STORY_REST)
        sum += squares[bin++];
    *rest = sqrtf(sum);
    return (float)bin / (4 * BINS);
}

uint32_t
nq_centres_ask(nq_centres *c, const nq_vector *v, float *rest)
{
    uint32_t n = 0;
    float left, least = least_weight(v, &left), square = left * left;
    for (uint32_t i = 0; i < v->n; i++) {
        float weight = v->at[i].weight;
        if (weight < least)
            continue;
        const struct nq_stem_list *list = &c->stems[v->at[i].stem];
        if (list->n > NQ_STORY_POSTINGS) {
            square += weight * weight;
            continue;
        }
        for (uint32_t k = 0; k < list->n; k++) {
            float *dot = &c->cells[list->at[k].centre].dot;
            c->found[n] = list->at[k].centre;
            n += *dot == 0;
            *dot += weight * list->at[k].weight;
        }
    }
    *rest = sqrtf(square);
    return n;
}

void
nq_centres_done(nq_centres *c, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++)
        c->cells[c->found[i]].dot = 0;
}
