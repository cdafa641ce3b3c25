/* SPDX-License-Identifier: Apache-2.0
 *
 * loose.c - where two articles have the same words in another order. Layer 6
 * (reuse). */
#include "reuse/loose.h"

#include "base/map.h"
#include "base/sorted.h"
#include "base/status.h"
#include "reuse/tune.h"

struct posting {
    uint32_t article, tile; /* tile of NQ_LOOSE_TILE words of the article */
};

/* One size of window. Words that were shuffled over a page are near each other
 * only in a window of a page. */
struct scale {
    unsigned shift;    /* tiles of NQ_LOOSE_TILE << shift words */
    uint32_t *first;   /* [n + 1] first tile of an article */
    float *weight;     /* [tiles] shared with the window of the moment */
    uint32_t *touched; /* [tiles] */
    uint32_t n_touched;
};

struct mark { /* of a stem: what the side of the moment has of it */
    uint32_t epoch;
    uint32_t count;
};

struct nq_loose {
    const nq_words *words;
    uint32_t n;
    uint32_t **ids;     /* [n][words] small number of each stem */
    uint32_t *start;    /* [stems + 1] into postings */
    uint32_t *taken;    /* [stems] end of the postings taken so far */
    struct posting *at; /* by stem, then in the order they were taken */
    struct mark *marks; /* [stems] */
    uint32_t epoch;
    struct scale scales[NQ_LOOSE_SCALES];
};

static bool
is_anchor(const nq_word *w)
{
    return w->idf >= NQ_LOOSE_IDF && !(w->flags & NQ_WORD_FORMULA);
}

/* Numbers the stems; counts the postings of each into out->start. */
static naql_status
number_stems(nq_loose *x, nq_arena *arena, uint32_t *n_stems)
{
    nq_map map;
    nq_list counts = NQ_LIST(uint32_t);
    nq_map_init(&map, arena);
    for (uint32_t i = 0; i < x->n; i++) {
        const nq_words *w = &x->words[i];
        x->ids[i] = nq_arena_alloc(arena, w->n * sizeof **x->ids);
        if (!x->ids[i])
            return NAQL_NOMEM;
        for (uint32_t k = 0; k < w->n; k++) {
            bool fresh;
            uint32_t *slot = nq_map_put(&map, w->at[k].stem, &fresh);
            if (!slot)
                return NAQL_NOMEM;
            if (fresh) {
                *slot = counts.n;
                if (!nq_list_add(&counts, arena))
                    return NAQL_NOMEM;
            }
            x->ids[i][k] = *slot;
            ((uint32_t *)counts.at)[*slot] += is_anchor(&w->at[k]);
        }
    }
    *n_stems = counts.n;
    x->start = nq_arena_alloc(arena, ((size_t)counts.n + 1) * sizeof(uint32_t));
    x->taken = nq_arena_alloc(arena, ((size_t)counts.n + 1) * sizeof(uint32_t));
    if (!x->start || !x->taken)
        return NAQL_NOMEM;
    x->start[0] = 0;
    for (uint32_t s = 0; s < counts.n; s++) {
        x->taken[s] = x->start[s];
        x->start[s + 1] = x->start[s] + ((const uint32_t *)counts.at)[s];
    }
    return NAQL_OK;
}

/* A tile of no words between two articles: windows of two tiles that reach
 * over an article's end find nothing there. */
static naql_status
scale_make(const nq_loose *x, unsigned shift, nq_arena *arena, struct scale *s)
{
    uint32_t words = NQ_LOOSE_TILE << shift;
    *s = (struct scale){.shift = shift};
    s->first = nq_arena_zero(arena, (size_t)x->n + 1, sizeof *s->first);
    if (!s->first)
        return NAQL_NOMEM;
    for (uint32_t i = 0; i < x->n; i++)
        s->first[i + 1] = s->first[i] + x->words[i].n / words + 2;
    size_t tiles = (size_t)s->first[x->n] + 1;
    s->weight = nq_arena_zero(arena, tiles, sizeof *s->weight);
    s->touched = nq_arena_alloc(arena, tiles * sizeof *s->touched);
    return s->weight && s->touched ? NAQL_OK : NAQL_NOMEM;
}

naql_status
nq_loose_make(const nq_words *words, uint32_t n, nq_arena *arena,
              nq_loose **out)
{
    uint32_t stems;
    nq_loose *x = *out = nq_arena_zero(arena, 1, sizeof *x);
    if (!x)
        return NAQL_NOMEM;
    x->words = words;
    x->n = n;
    x->ids = nq_arena_zero(arena, n, sizeof *x->ids);
    if (!x->ids)
        return NAQL_NOMEM;
    NQ_TRY(number_stems(x, arena, &stems));
    x->at = nq_arena_alloc(arena, x->start[stems] * sizeof *x->at);
    x->marks = nq_arena_zero(arena, stems, sizeof *x->marks);
    if (!x->at || !x->marks)
        return NAQL_NOMEM;
    for (unsigned i = 0; i < NQ_LOOSE_SCALES; i++)
        NQ_TRY(scale_make(x, NQ_LOOSE_SHIFT * i, arena, &x->scales[i]));
    return NAQL_OK;
}

/* A stem of the window of the moment. */
struct anchor {
    uint32_t stem, postings; /* taken so far */
    float weight;
};

static int
by_postings(const void *p, const void *q)
{
    const struct anchor *x = p, *y = q;
    NQ_SORT_BY(x->postings, y->postings);
    return x->stem < y->stem ? -1 : x->stem > y->stem;
}

/* Adds a stem's weight to the tiles that hold it, the newest first: what is
 * handed on is handed on soon. */
static void
count_stem(const nq_loose *x, struct scale *s, const struct anchor *anchor,
           uint32_t limit)
{
    uint32_t p = x->taken[anchor->stem], last = UINT32_MAX;
    uint32_t stop = anchor->postings > limit ? p - limit : p - anchor->postings;
    while (p > stop) {
        const struct posting *at = &x->at[--p];
        uint32_t tile = s->first[at->article] + (at->tile >> s->shift);
        if (tile == last)
            continue;
        last = tile;
        if (s->weight[tile] == 0)
            s->touched[s->n_touched++] = tile;
        s->weight[tile] += anchor->weight;
    }
}

static uint32_t
article_of(const nq_loose *x, const struct scale *s, uint32_t tile)
{
    uint32_t i;
    NQ_BISECT(i, 0, x->n, s->first[i] <= tile);
    return i - 1;
}

static uint32_t
at_most(uint32_t x, uint32_t limit)
{
    return x < limit ? x : limit;
}

/* Windows of two tiles that share enough with words b..b_end; of neighbours
 * the heaviest. */
static naql_status
add_cores(const nq_loose *x, const struct scale *s, const nq_stretch *window,
          nq_arena *scratch, nq_list *cores)
{
    uint32_t words = NQ_LOOSE_TILE << s->shift;
    static const float least_of[NQ_LOOSE_SCALES] = NQ_LOOSE_SHARED;
    float least = least_of[s->shift / NQ_LOOSE_SHIFT];
    for (uint32_t t = 0; t < s->n_touched; t++) {
        uint32_t tile = s->touched[t];
        float both = s->weight[tile] + s->weight[tile + 1];
        float before = tile ? s->weight[tile - 1] : 0;
        if (both < least || (before > 0 && before > s->weight[tile + 1]))
            continue;
        uint32_t article = article_of(x, s, tile);
        uint32_t a = (tile - s->first[article]) * words;
        NQ_TRY(nq_list_put(
            cores, scratch,
            &(nq_core){article,
                       s->shift,
                       {a, at_most(a + 2 * words, x->words[article].n),
                        window->b, window->b_end}}));
    }
    return NAQL_OK;
}

/* The stems of a window, those with fewest postings first. */
static uint32_t
anchors_of(nq_loose *x, uint32_t article, uint32_t b, uint32_t end,
           struct anchor *out)
{
    const nq_words *w = &x->words[article];
    uint32_t n = 0;
    x->epoch++;
    for (uint32_t k = b; k < end; k++) {
        uint32_t stem = x->ids[article][k];
        uint32_t postings = x->taken[stem] - x->start[stem];
        if (!is_anchor(&w->at[k]) || !postings ||
            x->marks[stem].epoch == x->epoch)
            continue;
        x->marks[stem].epoch = x->epoch;
        out[n++] = (struct anchor){stem, postings, w->at[k].idf};
    }
    nq_sort(out, n, sizeof *out, by_postings);
    return n;
}

static naql_status
look_up(nq_loose *x, struct scale *s, uint32_t article, uint32_t b,
        nq_arena *scratch, nq_list *cores)
{
    const nq_words *w = &x->words[article];
    uint32_t end = at_most(b + (2 * NQ_LOOSE_TILE << s->shift), w->n);
    nq_arena_mark mark = nq_arena_here(scratch);
    struct anchor *anchors =
        nq_arena_alloc(scratch, (end - b) * sizeof *anchors);
    if (!anchors)
        return NAQL_NOMEM;
    uint32_t n = anchors_of(x, article, b, end, anchors);
    uint32_t budget = (end - b) * NQ_LOOSE_POSTINGS;
    s->n_touched = 0;
    for (uint32_t i = 0; i < n && budget; i++) {
        count_stem(x, s, &anchors[i], budget);
        budget -= at_most(anchors[i].postings, budget);
    }
    nq_arena_release(scratch, mark);
    nq_stretch window = {.b = b, .b_end = end};
    naql_status status = add_cores(x, s, &window, scratch, cores);
    for (uint32_t t = 0; t < s->n_touched; t++)
        s->weight[s->touched[t]] = 0;
    return status;
}

static int
by_place(const void *p, const void *q)
{
    const nq_core *x = p, *y = q;
    NQ_SORT_BY(x->article, y->article);
    NQ_SORT_BY(y->shift, x->shift);
    NQ_SORT_BY(x->at.b, y->at.b);
    return x->at.a < y->at.a ? -1 : x->at.a > y->at.a;
}

naql_status
nq_loose_take(nq_loose *x, uint32_t article, nq_arena *scratch, nq_list *cores)
{
    const nq_words *w = &x->words[article];
    for (unsigned i = 0; i < NQ_LOOSE_SCALES; i++) {
        struct scale *s = &x->scales[i];
        uint32_t step = NQ_LOOSE_TILE << s->shift;
        if (i && w->n < step) /* the smaller windows hold all of it */
            break;
        for (uint32_t b = 0; b < w->n; b += step)
            NQ_TRY(look_up(x, s, article, b, scratch, cores));
    }
    nq_sort(cores->at, cores->n, sizeof(nq_core), by_place);
    for (uint32_t k = 0; k < w->n; k++) {
        if (!is_anchor(&w->at[k]))
            continue;
        uint32_t stem = x->ids[article][k];
        x->at[x->taken[stem]++] = (struct posting){article, k / NQ_LOOSE_TILE};
    }
    return NAQL_OK;
}

/* ---- Borders ---- */

/* One side of a pair, held against the other. */
struct side {
    const nq_words *words;
    const uint32_t *ids;
    uint32_t lo, end;
};

static void
mark_side(nq_loose *x, const struct side *s)
{
    x->epoch++;
    for (uint32_t k = s->lo; k < s->end; k++) {
        struct mark *m = &x->marks[s->ids[k]];
        *m = (struct mark){x->epoch, m->epoch == x->epoch ? m->count + 1 : 1};
    }
}

static float
worth(const nq_word *w)
{
    if (w->flags & NQ_WORD_FORMULA || w->idf < NQ_LOOSE_COMMON)
        return NQ_LOOSE_LIGHT;
    return w->idf < NQ_LOOSE_CAP ? w->idf : NQ_LOOSE_CAP;
}

static float
score_at(const nq_loose *x, const struct side *s, uint32_t k)
{
    const nq_word *w = &s->words->at[k];
    float worth_of = worth(w);
    if (x->marks[s->ids[k]].epoch == x->epoch)
        return worth_of;
    return worth_of == NQ_LOOSE_LIGHT ? -NQ_LOOSE_LIGHT : -NQ_LOOSE_MISS;
}

/* The heaviest stretch inside (Kadane), then both its borders outward until
 * the score has fallen `drop` below its best (as BLAST does). */
static bool
best_stretch(const nq_loose *x, struct side *s, float drop)
{
    float sum = 0, best = 0, peak = 0;
    uint32_t from = s->lo, lo = s->lo, end = s->lo;
    for (uint32_t k = s->lo; k < s->end; k++) {
        if (sum <= 0 || sum < peak - drop) {
            sum = peak = 0;
            from = k;
        }
        sum += score_at(x, s, k);
        peak = sum > peak ? sum : peak;
        if (sum > best) {
            best = sum;
            lo = from;
            end = k + 1;
        }
    }
    if (best <= 0)
        return false;
    sum = best = 0;
    for (uint32_t k = end; k < s->words->n && sum > best - drop; k++) {
        sum += score_at(x, s, k);
        if (sum > best) {
            best = sum;
            end = k + 1;
        }
    }
    sum = best = 0;
    for (uint32_t k = lo; k > 0 && sum > best - drop; k--) {
        sum += score_at(x, s, k - 1);
        if (sum > best) {
            best = sum;
            lo = k - 1;
        }
    }
    s->lo = lo;
    s->end = end;
    return true;
}

/* What the word at k adds when the other side's words are each used once. */
static float
use_word(nq_loose *x, const struct side *s, uint32_t k)
{
    struct mark *m = &x->marks[s->ids[k]];
    float score = score_at(x, s, k);
    if (score < 0 || m->count) {
        m->count -= score > 0;
        return score;
    }
    return worth(&s->words->at[k]) == NQ_LOOSE_LIGHT ? -NQ_LOOSE_LIGHT
                                                     : -NQ_LOOSE_MISS;
}

/* From the middle outward, each word of the other side used once: where a
 * long stretch runs on into words that any text holds, they are used up. */
static void
tighten(nq_loose *x, struct side *s)
{
    uint32_t middle = s->lo + (s->end - s->lo) / 2, left = middle;
    float up = 0, best_up = 0, down = 0, best_down = 0;
    uint32_t lo = middle, end = middle;
    for (uint32_t k = middle; k < s->end || left > s->lo; k++) {
        up += k < s->end ? use_word(x, s, k) : 0;
        if (k < s->end && up > best_up) {
            best_up = up;
            end = k + 1;
        }
        down += left > s->lo ? use_word(x, s, left - 1) : 0;
        left -= left > s->lo;
        if (down > best_down) {
            best_down = down;
            lo = left;
        }
    }
    s->lo = lo;
    s->end = end;
}

bool
nq_loose_grow(nq_loose *x, uint32_t a, uint32_t b, unsigned shift,
              nq_stretch *at)
{
    float drop = NQ_LOOSE_DROP * (float)(1u << shift / 2);
    struct side p = {&x->words[a], x->ids[a], at->a, at->a_end};
    struct side q = {&x->words[b], x->ids[b], at->b, at->b_end};
    for (unsigned round = 0; round < NQ_LOOSE_ROUNDS; round++) {
        nq_stretch before = {p.lo, p.end, q.lo, q.end};
        mark_side(x, &p);
        if (!best_stretch(x, &q, drop))
            return false;
        mark_side(x, &q);
        if (!best_stretch(x, &p, drop))
            return false;
        drop = drop / 2 > NQ_LOOSE_DROP ? drop / 2 : NQ_LOOSE_DROP;
        if (before.a == p.lo && before.a_end == p.end && before.b == q.lo &&
            before.b_end == q.end)
            break;
    }
    mark_side(x, &p);
    tighten(x, &q);
    mark_side(x, &q);
    tighten(x, &p);
    *at = (nq_stretch){p.lo, p.end, q.lo, q.end};
    return p.lo < p.end && q.lo < q.end;
}

nq_likeness
nq_loose_likeness(nq_loose *x, uint32_t a, uint32_t b, const nq_stretch *at)
{
    struct side p = {&x->words[a], x->ids[a], at->a, at->a_end};
    const nq_words *w = &x->words[b];
    nq_likeness l = {0};
    float of_a = 0, of_b = 0, both = 0;
    mark_side(x, &p);
    for (uint32_t k = at->a; k < at->a_end; k++)
        of_a += worth(&p.words->at[k]);
    for (uint32_t k = at->b; k < at->b_end; k++) {
        struct mark *m = &x->marks[x->ids[b][k]];
        float worth_of = worth(&w->at[k]);
        of_b += worth_of;
        if (m->epoch != x->epoch || !m->count)
            continue;
        m->count--;
        both += worth_of;
        l.same++;
        l.plain += !w->at[k].flags;
        if (!(w->at[k].flags & NQ_WORD_FORMULA))
            l.weight += w->at[k].idf;
    }
    float more = of_a > of_b ? of_a : of_b;
    l.share = more > 0 ? both / more : 0;
    return l;
}
