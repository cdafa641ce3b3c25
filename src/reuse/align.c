/* SPDX-License-Identifier: Apache-2.0
 *
 * align.c - seeds of two articles -> passages that they share. Layer 6
 * (reuse). */
#include "reuse/align.h"

#include "base/sorted.h"
#include "base/status.h"
#include "reuse/tune.h"

struct chain {
    uint32_t a_lo, a_hi, b_lo, b_hi; /* words of its seeds, inclusive */
    int32_t diagonal_lo, diagonal_hi;
    uint32_t last_a, last_b;
    uint32_t n; /* seeds */
};

/* How a cell was reached. H: bits 0-1; the gap states' own origin above. */
enum { STOP, DIAGONAL, SKIP_B, SKIP_A, H_FROM = 3, B_LONGER = 4, A_LONGER = 8 };

struct band {
    const nq_words *a, *b;
    uint32_t b_first, rows;
    int32_t low;    /* diagonal (a - b) of column 0 */
    uint32_t width; /* columns */
    uint8_t *trace; /* [rows][width] */
    int32_t *h, *e; /* [width + 1] of the row above, or of this one */
};

struct end {
    int32_t score;
    uint32_t row, column;
};

static bool
equal(const nq_word *a, const nq_word *b)
{
    return a->key == b->key || a->stem == b->stem;
}

static int32_t
score_of(const nq_word *a, const nq_word *b)
{
    if (!equal(a, b))
        return -NQ_ALIGN_MISMATCH;
    int32_t rare = a->idf > NQ_ALIGN_RARE ? NQ_ALIGN_RARE : (int32_t)a->idf;
    rare = rare < 0 || (a->flags & NQ_WORD_FORMULA) ? 0 : rare;
    return NQ_ALIGN_MATCH + rare - (a->key == b->key ? 0 : NQ_ALIGN_STEM);
}

/* One row of the band; `h` and `e` hold the row above on entry. Column c of
 * this row stands below column c + 1 of the row above. A trace is bytes, which
 * may be anything's: what the loop reads stands in its own names. */
static void
fill_row(struct band *x, uint32_t row, struct end *best)
{
    const int32_t never = INT32_MIN / 2;
    const uint32_t width = x->width, n = x->a->n;
    uint8_t *restrict trace = x->trace + (size_t)row * width;
    int32_t *restrict hs = x->h, *restrict es = x->e;
    const nq_word *words = x->a->at, *b = &x->b->at[x->b_first + row];
    int64_t a_at = (int64_t)x->b_first + row + x->low;
    int32_t f = never, left = never;
    for (uint32_t c = 0; c < width; c++, a_at++) {
        bool inside = a_at >= 0 && a_at < n;
        int32_t open_b = hs[c + 1] - NQ_ALIGN_OPEN;
        int32_t longer_b = es[c + 1] - NQ_ALIGN_EXTEND;
        int32_t e = open_b > longer_b ? open_b : longer_b;
        int32_t open_a = left - NQ_ALIGN_OPEN;
        int32_t longer_a = f - NQ_ALIGN_EXTEND;
        f = open_a > longer_a ? open_a : longer_a;
        int32_t h = inside ? hs[c] + score_of(&words[a_at], b) : 0;
        uint8_t from = inside && h > 0 ? DIAGONAL : STOP;
        h = from == STOP ? 0 : h;
        if (e > h)
            h = e, from = SKIP_B;
        if (f > h)
            h = f, from = SKIP_A;
        trace[c] = (uint8_t)(from | (longer_b > open_b ? B_LONGER : 0) |
                             (longer_a > open_a ? A_LONGER : 0));
        hs[c] = left = h;
        es[c] = e;
        if (h > best->score)
            *best = (struct end){h, row, c};
    }
    hs[width] = 0;
    es[width] = never;
}

static void
count_word(nq_run *run, const nq_word *word, const nq_word *other)
{
    run->same++;
    run->exact += word->key == other->key;
    run->plain += !word->flags;
    if (!(word->flags & NQ_WORD_FORMULA))
        run->weight += word->idf;
}

/* Walks back from the best cell, counting equal words. */
static nq_run
walk_back(const struct band *x, struct end end)
{
    int64_t row = end.row, c = end.column;
    uint32_t b = x->b_first + end.row;
    uint32_t a = (uint32_t)((int64_t)b + x->low + end.column);
    nq_run run = {.a_end = a + 1, .b_end = b + 1};
    uint8_t state = DIAGONAL;
    bool in_gap = false;
    for (;;) {
        if (row < 0 || c < 0 || c >= x->width)
            break;
        uint8_t cell = x->trace[(size_t)row * x->width + (size_t)c];
        if (!in_gap)
            state = cell & H_FROM;
        if (state == STOP)
            break;
        if (state == DIAGONAL) {
            b = x->b_first + (uint32_t)row;
            a = (uint32_t)((int64_t)b + x->low + c);
            const nq_word *word = &x->a->at[a];
            if (equal(word, &x->b->at[b]))
                count_word(&run, word, &x->b->at[b]);
            run.a = a;
            run.b = b;
            row--;
        } else if (state == SKIP_B) {
            in_gap = cell & B_LONGER;
            row--;
            c++;
        } else {
            in_gap = cell & A_LONGER;
            c--;
        }
    }
    return run;
}

/* The words of b around a chain, up to the runs that were found before. */
static void
set_rows(struct band *x, const struct chain *chain, const nq_list *found)
{
    const nq_run *run = found->at;
    uint32_t pad = NQ_CHAIN_GAP, end = chain->b_hi + 3 + pad;
    x->b_first = chain->b_lo > pad ? chain->b_lo - pad : 0;
    end = end < x->b->n ? end : x->b->n;
    for (uint32_t i = 0; i < found->n; i++) {
        if (run[i].b_end <= chain->b_lo && run[i].b_end > x->b_first)
            x->b_first = run[i].b_end;
        if (run[i].b > chain->b_hi && run[i].b < end)
            end = run[i].b;
    }
    x->rows = end - x->b_first;
    if ((uint64_t)x->rows * x->width > NQ_CELLS_MAX)
        x->rows = NQ_CELLS_MAX / x->width;
}

static naql_status
align_chain(struct band x, const struct chain *chain, const nq_list *found,
            nq_arena *scratch, nq_run *out)
{
    x.low = chain->diagonal_lo - NQ_BAND_PAD;
    x.width = (uint32_t)(chain->diagonal_hi - x.low + 1 + NQ_BAND_PAD);
    if (x.width > NQ_BAND_MAX)
        x.width = NQ_BAND_MAX;
    set_rows(&x, chain, found);
    x.trace = nq_arena_alloc(scratch, (size_t)x.rows * x.width);
    x.h = nq_arena_zero(scratch, x.width + 1, sizeof *x.h);
    x.e = nq_arena_alloc(scratch, (x.width + 1) * sizeof *x.e);
    if (!x.trace || !x.h || !x.e)
        return NAQL_NOMEM;
    for (uint32_t c = 0; c <= x.width; c++)
        x.e[c] = INT32_MIN / 2;
    struct end best = {0};
    for (uint32_t row = 0; row < x.rows; row++)
        fill_row(&x, row, &best);
    *out = best.score ? walk_back(&x, best) : (nq_run){0};
    return NAQL_OK;
}

static uint32_t
apart(uint32_t x, uint32_t y)
{
    return x > y ? x - y : y - x;
}

/* The open chain that a seed continues: both sides near its last seed, the
 * diagonal nearest. Chains lie open until the seeds are a gap beyond them. */
static struct chain *
chain_for(struct chain *chains, uint32_t from, uint32_t n, const nq_seed *s)
{
    struct chain *best = NULL;
    uint32_t best_shift = NQ_CHAIN_GAP + 1;
    for (uint32_t i = from; i < n; i++) {
        struct chain *c = &chains[i];
        if (s->b - c->last_b > NQ_CHAIN_GAP ||
            apart(s->a, c->last_a) > NQ_CHAIN_GAP ||
            (uint32_t)(c->diagonal_hi - c->diagonal_lo) > NQ_BAND_MAX / 2)
            continue;
        uint32_t shift = apart(s->a + c->last_b, c->last_a + s->b);
        if (shift < best_shift) {
            best = c;
            best_shift = shift;
        }
    }
    return best;
}

static void
extend_chain(struct chain *c, const nq_seed *s)
{
    int32_t diagonal = (int32_t)s->a - (int32_t)s->b;
    c->a_lo = s->a < c->a_lo ? s->a : c->a_lo;
    c->a_hi = s->a > c->a_hi ? s->a : c->a_hi;
    c->b_hi = s->b;
    c->diagonal_lo = diagonal < c->diagonal_lo ? diagonal : c->diagonal_lo;
    c->diagonal_hi = diagonal > c->diagonal_hi ? diagonal : c->diagonal_hi;
    c->last_a = s->a;
    c->last_b = s->b;
    c->n++;
}

static naql_status
chain_seeds(const nq_seed *seeds, uint32_t n, nq_arena *scratch, nq_list *out)
{
    uint32_t open = 0;
    for (uint32_t i = 0; i < n; i++) {
        const nq_seed *s = &seeds[i];
        struct chain *chains = out->at;
        while (open < out->n && s->b - chains[open].last_b > NQ_CHAIN_GAP)
            open++;
        struct chain *c = chain_for(chains, open, out->n, s);
        if (!c) {
            c = nq_list_add(out, scratch);
            if (!c)
                return NAQL_NOMEM;
            int32_t diagonal = (int32_t)s->a - (int32_t)s->b;
            *c = (struct chain){s->a,     s->a, s->b, s->b, diagonal,
                                diagonal, s->a, s->b, 0};
        }
        extend_chain(c, s);
    }
    return NAQL_OK;
}

static int
by_weight(const void *x, const void *y)
{
    const nq_run *a = x, *b = y;
    NQ_SORT_BY(b->weight, a->weight);
    NQ_SORT_BY(a->b, b->b);
    return a->a < b->a ? -1 : a->a > b->a;
}

/* A run is covered by a better one when most of it lies inside it on both
 * sides, or on one side and it is short: a long passage may stand twice in one
 * of the texts, a sentence that does is a title or a repeated lead. */
static bool
covers(const nq_run *better, const nq_run *r)
{
    bool a = 2 * nq_words_shared(r->a, r->a_end, better->a, better->a_end) >
             r->a_end - r->a;
    bool b = 2 * nq_words_shared(r->b, r->b_end, better->b, better->b_end) >
             r->b_end - r->b;
    return (a && b) || ((a || b) && r->same < NQ_PASSAGE_TWICE);
}

static void
drop_overlaps(nq_list *runs)
{
    nq_run *at = runs->at;
    uint32_t kept = 0;
    nq_sort(at, runs->n, sizeof *at, by_weight);
    for (uint32_t i = 0; i < runs->n; i++) {
        bool covered = false;
        for (uint32_t k = 0; k < kept && !covered; k++)
            covered = covers(&at[k], &at[i]);
        if (!covered)
            at[kept++] = at[i];
    }
    runs->n = kept;
}

/* Seeds that a found run does not hold, kept for another round. */
static uint32_t
seeds_outside(nq_seed *seeds, uint32_t n, const nq_run *runs, uint32_t n_runs)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < n; i++) {
        bool inside = false;
        for (uint32_t r = 0; r < n_runs && !inside; r++)
            inside = seeds[i].b >= runs[r].b && seeds[i].b < runs[r].b_end &&
                     seeds[i].a >= runs[r].a && seeds[i].a < runs[r].a_end;
        if (!inside)
            seeds[kept++] = seeds[i];
    }
    return kept;
}

naql_status
nq_align_seeds(const nq_words *a, const nq_words *b, const nq_partner *partner,
               nq_arena *scratch, nq_list *runs)
{
    nq_seed *seeds = partner->seeds;
    uint32_t n = partner->n;
    for (unsigned round = 0; round < NQ_ALIGN_ROUNDS && n; round++) {
        nq_list chains = NQ_LIST(struct chain);
        uint32_t before = runs->n;
        NQ_TRY(chain_seeds(seeds, n, scratch, &chains));
        const struct chain *chain = chains.at;
        struct band band = {.a = a, .b = b};
        for (uint32_t i = 0; i < chains.n; i++) {
            nq_run run;
            if (chain[i].n < NQ_CHAIN_SEEDS)
                continue;
            NQ_TRY(align_chain(band, &chain[i], runs, scratch, &run));
            if (run.same < NQ_FRAGMENT_WORDS)
                continue;
            NQ_TRY(nq_list_put(runs, scratch, &run));
        }
        if (runs->n == before)
            break;
        n = seeds_outside(seeds, n, runs->at, runs->n);
    }
    drop_overlaps(runs);
    return NAQL_OK;
}
