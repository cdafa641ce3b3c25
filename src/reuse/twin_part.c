/* SPDX-License-Identifier: Apache-2.0
 *
 * twin_part.c - statements that stand in two groups. Layer 6 (reuse).
 *
 * Of the longer statement the run of stems is taken that holds most of what the
 * shorter one says (Kadane's algorithm: a stem that the shorter one has earns
 * its weight, another costs a part of it). The run is scored like a statement;
 * runs of two groups must not lie on each other. */
#include "reuse/twin_part.h"

#include "base/forest.h"
#include "base/sorted.h"
#include "base/status.h"
#include "reuse/tune.h"

struct run { /* of a statement, its stems from one token to another */
    nq_said said;
    uint32_t first, last;
};

struct step {
    uint32_t token;
    float gain;
};

static int
by_token(const void *x, const void *y)
{
    const struct step *a = x, *b = y;
    return a->token < b->token ? -1 : a->token > b->token;
}

static bool
says(const nq_said *s, const nq_said_stem *stem)
{
    for (uint32_t i = 0; i < s->n; i++)
        if (s->at[i].stem == stem->stem ||
            (stem->bones && s->at[i].bones == stem->bones))
            return true;
    return false;
}

static void
heaviest_run(const struct step *at, uint32_t n, struct run *out)
{
    float sum = 0, best = 0;
    uint32_t from = 0;
    for (uint32_t i = 0; i < n; i++) {
        if (sum <= 0) {
            sum = 0;
            from = at[i].token;
        }
        sum += at[i].gain;
        if (sum > best) {
            best = sum;
            out->first = from;
            out->last = at[i].token;
        }
    }
}

static naql_status
make_run(const nq_said *whole, const nq_said *part, nq_arena *scratch,
         struct run *out)
{
    uint32_t n = 0;
    struct step *steps =
        nq_arena_alloc(scratch, (whole->n + 1) * sizeof *steps);
    nq_said_stem *room = nq_arena_alloc(scratch, (whole->n + 1) * sizeof *room);
    *out = (struct run){.said = *whole, .first = 1, .last = 0};
    if (!steps || !room)
        return NAQL_NOMEM;
    for (uint32_t i = 0; i < whole->n; i++) {
        const nq_said_stem *s = &whole->at[i];
        if (s->token != NQ_NO_TOKEN)
            steps[n++] = (struct step){
                s->token,
                says(part, s) ? s->weight : -NQ_TWIN_PART_COST * s->weight};
    }
    nq_sort(steps, n, sizeof *steps, by_token);
    heaviest_run(steps, n, out);
    out->said.at = room;
    out->said.n = 0;
    for (uint32_t i = 0; i < whole->n; i++)
        if (whole->at[i].token >= out->first && whole->at[i].token <= out->last)
            room[out->said.n++] = whole->at[i];
    nq_said_weigh(&out->said);
    return NAQL_OK;
}

bool
nq_part_likely(const nq_said *whole, const nq_said *part, float shared)
{
    return whole->article != part->article &&
           part->weight < NQ_TWIN_PART_MOST * whole->weight &&
           part->weight > NQ_TWIN_PART_WEIGHT &&
           shared > NQ_TWIN_PART_SHARED * part->weight;
}

/* ---- One statement and one group ---- */

struct finder {
    const nq_part_input *in;
    nq_arena *scratch;
};

/* Do two runs of tokens have a third of the shorter in common? */
static bool
overlap(uint32_t a, uint32_t a_last, uint32_t b, uint32_t b_last)
{
    uint32_t from = a > b ? a : b, last = a_last < b_last ? a_last : b_last;
    uint32_t x = a_last - a + 1, y = b_last - b + 1;
    return from <= last && 3 * (last - from + 1) > (x < y ? x : y);
}

/* Is the part what a shorter member of the statement's own group says too? */
static naql_status
is_taken(struct finder *f, const nq_said_part *p, bool *taken)
{
    const nq_said *at = f->in->saids->at;
    uint32_t i = nq_forest_root(f->in->up, p->said);
    *taken = false;
    for (uint32_t n = 0; i != UINT32_MAX && n < NQ_TWIN_SAMPLE && !*taken;
         i = f->in->next[i], n++) {
        struct run run;
        nq_arena_mark mark = nq_arena_here(f->scratch);
        if (i == p->said ||
            at[i].weight >= NQ_TWIN_PART_MOST * at[p->said].weight)
            continue;
        NQ_TRY(make_run(&at[p->said], &at[i], f->scratch, &run));
        *taken = run.first <= run.last &&
                 overlap(run.first, run.last, p->first, p->last);
        nq_arena_release(f->scratch, mark);
    }
    return NAQL_OK;
}

/* Do the lighter members of the group agree that they are held, and is the
 * whole statement like the group's on average? One odd member is not what a
 * group says. */
static naql_status
is_backed(struct finder *f, const nq_said_part *p, bool *backed)
{
    const nq_said *at = f->in->saids->at, *whole = &at[p->said];
    uint32_t i = p->root, yes = 0, no = 0, all = 0;
    float sum = 0;
    for (uint32_t n = 0; i != UINT32_MAX && n < NQ_TWIN_SAMPLE;
         i = f->in->next[i], n++) {
        struct run run;
        nq_arena_mark mark = nq_arena_here(f->scratch);
        if (at[i].article == whole->article) {
            no++; /* the article tells it apart from this one */
            continue;
        }
        sum += nq_twin_score(f->in->weights, whole, &at[i]);
        all++;
        if (at[i].weight >= NQ_TWIN_PART_MOST * whole->weight)
            continue;
        NQ_TRY(make_run(whole, &at[i], f->scratch, &run));
        if (nq_twin_score(f->in->weights, &run.said, &at[i]) < NQ_TWIN_LIKE)
            no++;
        else
            yes++;
        nq_arena_release(f->scratch, mark);
    }
    *backed = yes > no && sum >= NQ_TWIN_PART_WHOLE * (float)all;
    return NAQL_OK;
}

/* Is the run of a statement what the part says, and no other's? */
static naql_status
fits(struct finder *f, const nq_hold *hold, const nq_list *others,
     nq_said_part *p, bool *yes)
{
    const nq_said *at = f->in->saids->at;
    const nq_said_part *before = others->at;
    struct run run;
    bool taken, backed;
    *yes = false;
    if (nq_twin_score(f->in->weights, &at[hold->whole], &at[hold->part]) <
        NQ_TWIN_PART_WHOLE)
        return NAQL_OK;
    NQ_TRY(make_run(&at[hold->whole], &at[hold->part], f->scratch, &run));
    p->first = run.first;
    p->last = run.last;
    p->score = nq_twin_score(f->in->weights, &run.said, &at[hold->part]);
    if (run.first > run.last || p->score < NQ_TWIN_PART ||
        run.said.weight < NQ_TWIN_PART_RUN ||
        run.said.weight < NQ_TWIN_PART_LEAST * at[hold->part].weight ||
        run.said.weight > NQ_TWIN_PART_MOST * at[hold->whole].weight)
        return NAQL_OK;
    for (uint32_t i = others->n; i-- > 0 && before[i].said == p->said;)
        if (before[i].root == p->root ||
            overlap(before[i].first, before[i].last, p->first, p->last))
            return NAQL_OK;
    NQ_TRY(is_taken(f, p, &taken));
    NQ_TRY(is_backed(f, p, &backed));
    *yes = backed && !taken;
    return NAQL_OK;
}

static naql_status
try_hold(struct finder *f, const nq_hold *hold, nq_list *out)
{
    nq_said_part p = {.said = hold->whole,
                      .root = nq_forest_root(f->in->up, hold->part)};
    nq_arena_mark mark = nq_arena_here(f->scratch);
    bool yes;
    if (p.root == nq_forest_root(f->in->up, p.said))
        return NAQL_OK;
    NQ_TRY(fits(f, hold, out, &p, &yes));
    nq_arena_release(f->scratch, mark);
    if (!yes)
        return NAQL_OK;
    return nq_list_put(out, f->scratch, &p);
}

naql_status
nq_parts_find(const nq_part_input *in, nq_arena *scratch, nq_list *out)
{
    struct finder f = {in, scratch};
    *out = NQ_LIST(nq_said_part);
    for (uint32_t i = 0; i < in->n_holds; i++)
        NQ_TRY(try_hold(&f, &in->holds[i], out));
    return NAQL_OK;
}
