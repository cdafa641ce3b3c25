/* SPDX-License-Identifier: Apache-2.0
 *
 * fact.c - sentences of a story that tell one thing. Layer 7 (compare). */
#include "compare/fact.h"

#include "base/status.h"
#include "base/str.h"
#include "compare/tune.h"

typedef struct posting { /* a wording that holds a stem; newest first */
    uint32_t line, next; /* `next` counts from 1, 0: the end */
} posting;

typedef struct finder {
    nq_desk *d;
    nq_map wordings; /* line key -> its first line + 1 */
    nq_map heads;    /* stem -> newest posting + 1 */
    nq_list postings;
    nq_list pairs;
    uint32_t *hits; /* [n_lines] probes that met a line */
    uint32_t *met;  /* [n_lines] lines met, in the order of meeting */
    uint32_t n_met;
    nq_list seeds; /* of uint32_t: first line of each fact */
} finder;

float
nq_row_cosine(const nq_row *a, const nq_row *b, uint32_t *shared)
{
    double sum = 0;
    uint32_t n = 0;
    for (uint32_t i = 0, j = 0; i < a->n_stems && j < b->n_stems;) {
        uint64_t x = a->stems[i].stem, y = b->stems[j].stem;
        if (x == y) {
            sum += (double)a->stems[i++].idf * b->stems[j++].idf;
            n++;
        } else if (x < y) {
            i++;
        } else {
            j++;
        }
    }
    if (shared)
        *shared = n;
    return n ? (float)(sum / ((double)a->norm * b->norm)) : 0;
}

static naql_status
post(finder *f, uint32_t line)
{
    const nq_row *l = &f->d->lines[line];
    for (uint32_t i = 0; i < l->n_stems; i++) {
        uint32_t *head = nq_map_put(&f->heads, l->stems[i].stem, NULL);
        posting *p = nq_list_add(&f->postings, f->d->scratch);
        if (!head || !p)
            return NAQL_NOMEM;
        *p = (posting){line, *head};
        *head = f->postings.n;
    }
    return NAQL_OK;
}

static void
follow(finder *f, uint64_t stem)
{
    const uint32_t *head = nq_map_get(&f->heads, stem);
    const posting *at = f->postings.at;
    uint32_t next = head ? *head : 0;
    for (uint32_t n = 0; next && n < NQ_FACT_POSTINGS; n++) {
        uint32_t line = at[next - 1].line;
        if (!f->hits[line]++)
            f->met[f->n_met++] = line;
        next = at[next - 1].next;
    }
}

/* The rarest stems first; ties by stem, so that the order is the text's
 * own. */
static uint32_t
rarest(const nq_row *l, const nq_word *out[NQ_FACT_PROBES])
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < l->n_stems; i++) {
        uint32_t at = n;
        while (at && out[at - 1]->idf < l->stems[i].idf)
            at--;
        if (at == NQ_FACT_PROBES)
            continue;
        n += n < NQ_FACT_PROBES;
        memmove(&out[at + 1], &out[at], (n - 1 - at) * sizeof *out);
        out[at] = &l->stems[i];
    }
    return n;
}

static void
insert(nq_pair *best, uint32_t *n, nq_pair p)
{
    uint32_t at = *n;
    while (at && best[at - 1].score < p.score)
        at--;
    if (at == NQ_PAIR_MOST)
        return;
    *n += *n < NQ_PAIR_MOST;
    memmove(&best[at + 1], &best[at], (*n - 1 - at) * sizeof *best);
    best[at] = p;
}

/* Wordings most like line `b`, best first. Those of its own article are
 * candidates for its fact, but never for a pair. */
static uint32_t
candidates(finder *f, uint32_t b, nq_pair best[NQ_PAIR_MOST])
{
    const nq_row *l = &f->d->lines[b];
    const nq_word *probes[NQ_FACT_PROBES];
    uint32_t n_probes = rarest(l, probes), n = 0;
    for (uint32_t i = 0; i < n_probes; i++)
        follow(f, probes[i]->stem);
    for (uint32_t i = 0; i < f->n_met; i++) {
        uint32_t a = f->met[i], shared;
        f->hits[a] = 0;
        float score = nq_row_cosine(&f->d->lines[a], l, &shared);
        if (shared >= NQ_FACT_SHARED && score >= NQ_PAIR_LEAST)
            insert(best, &n, (nq_pair){a, b, score});
    }
    f->n_met = 0;
    return n;
}

static naql_status
keep_pair(finder *f, nq_pair p)
{
    if (f->d->lines[p.a].article == f->d->lines[p.b].article)
        return NAQL_OK;
    return nq_list_put(&f->pairs, f->d->scratch, &p);
}

/* A line joins the fact of the wording it is most like, if it is also like
 * the line that the fact began with: else facts chain into one another. A
 * neighbour in the same article must say nearly the same. */
static uint32_t
fact_of(finder *f, uint32_t b, const nq_pair *best, uint32_t n)
{
    for (uint32_t i = 0; i < n && best[i].score >= NQ_FACT_LEAST; i++) {
        const nq_row *a = &f->d->lines[best[i].a];
        const uint32_t *seeds = f->seeds.at;
        const nq_row *seed = &f->d->lines[seeds[a->fact]];
        if (a->article == f->d->lines[b].article &&
            best[i].score < NQ_FACT_INSIDE)
            continue;
        if (nq_row_cosine(seed, &f->d->lines[b], NULL) >= NQ_FACT_SEED)
            return a->fact;
    }
    return f->seeds.n;
}

static naql_status
place(finder *f, uint32_t b)
{
    nq_row *l = &f->d->lines[b];
    bool fresh;
    uint32_t *same = nq_map_put(&f->wordings, l->key, &fresh);
    if (!same)
        return NAQL_NOMEM;
    if (!fresh) {
        l->fact = f->d->lines[*same - 1].fact;
        return keep_pair(f, (nq_pair){*same - 1, b, 1});
    }
    *same = b + 1;
    nq_pair best[NQ_PAIR_MOST];
    uint32_t n = candidates(f, b, best);
    l->fact = fact_of(f, b, best, n);
    if (l->fact == f->seeds.n) {
        NQ_TRY(nq_list_put(&f->seeds, f->d->scratch, &b));
    }
    for (uint32_t i = 0; i < n; i++)
        NQ_TRY(keep_pair(f, best[i]));
    return post(f, b);
}

/* Lines are in the order of their facts' counting sort, so that each fact's
 * list is ascending. */
static naql_status
gather(const finder *f, nq_facts *out)
{
    nq_desk *d = f->d;
    nq_fact *facts = nq_arena_zero(d->scratch, f->seeds.n, sizeof *facts);
    uint32_t *lists = nq_arena_alloc(d->scratch, d->n_lines * sizeof *lists);
    uint32_t *from = nq_arena_zero(d->scratch, f->seeds.n + 1, sizeof *from);
    uint32_t *last = nq_arena_alloc(d->scratch, d->n_outlets * sizeof *last);
    if (!facts || !lists || !from || !last)
        return NAQL_NOMEM;
    for (uint32_t i = 0; i < d->n_lines; i++)
        from[d->lines[i].fact + 1]++;
    for (uint32_t i = 0; i < f->seeds.n; i++)
        from[i + 1] += from[i];
    for (uint32_t i = 0; i < d->n_lines; i++) {
        nq_fact *fact = &facts[d->lines[i].fact];
        lists[from[d->lines[i].fact] + fact->n_lines++] = i;
        if (d->lines[i].norm > fact->weight)
            fact->weight = d->lines[i].norm;
    }
    memset(last, 0xff, d->n_outlets * sizeof *last);
    for (uint32_t i = 0; i < f->seeds.n; i++) {
        facts[i].lines = &lists[from[i]];
        for (uint32_t k = 0; k < facts[i].n_lines; k++) {
            uint32_t o = d->outlet[d->lines[facts[i].lines[k]].article];
            facts[i].n_outlets += last[o] != i;
            last[o] = i;
        }
    }
    *out = (nq_facts){facts, f->seeds.n, f->pairs.at, f->pairs.n};
    return NAQL_OK;
}

naql_status
nq_facts_make(nq_desk *d, nq_facts *out)
{
    finder f = {.d = d,
                .postings = NQ_LIST(posting),
                .pairs = NQ_LIST(nq_pair),
                .seeds = NQ_LIST(uint32_t)};
    nq_map_init(&f.wordings, d->scratch);
    nq_map_init(&f.heads, d->scratch);
    f.hits = nq_arena_zero(d->scratch, d->n_lines, sizeof *f.hits);
    f.met = nq_arena_alloc(d->scratch, d->n_lines * sizeof *f.met);
    if (!f.hits || !f.met)
        return NAQL_NOMEM;
    for (uint32_t i = 0; i < d->n_lines; i++)
        NQ_TRY(place(&f, i));
    return gather(&f, out);
}
