/* SPDX-License-Identifier: Apache-2.0
 *
 * runs.c - every run of words that texts share. Layer 6 (reuse). */
#include "reuse/runs.h"

#include "base/mem.h"
#include "base/status.h"
#include "reuse/tune.h"

#include <stdlib.h>
#include <string.h>

/* ---- Rows ---- */

static bool
reserve(nq_rows *rows, uint64_t words)
{
    if (rows->room < rows->n + 2) {
        uint32_t room = rows->room ? 2 * rows->room : 1024;
        uint32_t *first =
            nq_mem_resize(rows->first, (size_t)room * sizeof *first);
        if (!first)
            return false;
        rows->first = first;
        rows->room = room;
    }
    if (rows->room_words < words) {
        uint64_t room = words + words / 2 + 1024;
        room = room < UINT32_MAX ? room : UINT32_MAX;
        uint32_t *at = nq_mem_resize(rows->words, room * sizeof *at);
        if (!at)
            return false;
        rows->words = at;
        rows->room_words = (uint32_t)room;
    }
    return true;
}

naql_status
nq_rows_add(nq_rows *rows, const nq_row_reader *reader, naql_str text)
{
    uint32_t start = rows->n ? rows->first[rows->n] : 0;
    uint64_t most = (uint64_t)start + NQ_ROW_ROOM(text.len);
    if (most >= UINT32_MAX)
        return NAQL_TOO_BIG;
    if (!reserve(rows, most))
        return NAQL_NOMEM;
    rows->first[rows->n++] = start;
    rows->first[rows->n] =
        start + nq_row_read(reader, text, rows->words + start);
    return NAQL_OK;
}

void
nq_rows_clear(nq_rows *rows)
{
    nq_mem_free(rows->words);
    nq_mem_free(rows->first);
    *rows = (nq_rows){0};
}

/* ---- Grams ---- */

struct grams {
    const nq_rows *rows;
    uint32_t *at;     /* [n] first word of each kept gram, ascending */
    uint32_t *first;  /* [rows.n + 1] grams of a text */
    uint64_t *sorted; /* [n] hash << 32 | gram, ascending */
    uint32_t *rank;   /* [n] place of a gram in `sorted` */
    uint32_t *lead;   /* [n] of a place: the first with its hash, once it was
                         looked up */
    uint32_t *own;    /* [n] the first of these in the same text */
    uint32_t n;
};

static inline uint32_t
mix(uint64_t h)
{
    h ^= h >> 29;
    h *= 0xbf58476d1ce4e5b9ull;
    return (uint32_t)(h >> 32);
}

#define BASE 0x9e3779b97f4a7c15ull

/* The words of one text: hashes of its grams, the rightmost least of each
 * window of them kept; only counted when `to` is NULL. */
static uint32_t
winnow(const uint32_t *words, uint32_t n, uint32_t start, uint64_t *to,
       uint32_t *at)
{
    enum { K = NQ_GRAM_WORDS, W = NQ_RUN_WORDS - NQ_GRAM_WORDS + 1 };
    uint32_t ring[W], kept = 0, least = 0;
    uint64_t h = 0, out = 1;
    for (unsigned i = 0; i < K; i++)
        out *= BASE;
    for (uint32_t i = 0; i < n; i++) {
        h = h * BASE + words[i] + 1;
        if (i >= K)
            h -= out * ((uint64_t)words[i - K] + 1);
        if (i + 1 < K)
            continue;
        uint32_t g = i + 1 - K; /* this gram */
        ring[g % W] = mix(h);
        bool gone = g >= W && least + W <= g;
        uint32_t was = least;
        if (gone) {
            least = g - W + 1;
            for (uint32_t k = least; k <= g; k++)
                least = ring[k % W] <= ring[least % W] ? k : least;
        } else if (!g || ring[g % W] <= ring[least % W]) {
            least = g;
        }
        if (g + 1 >= W && (!kept || least != was || g + 1 == W)) {
            if (to) {
                to[kept] = (uint64_t)ring[least % W] << 32;
                at[kept] = start + least;
            }
            kept++;
        }
    }
    return kept;
}

#define DIGIT_BITS 11u
#define DIGITS     (1u << DIGIT_BITS)

/* By the upper half, stable; the result is in `at` (an odd number of passes
 * ends in `room`, which then takes its place). */
static uint64_t *
sort_grams(uint64_t *at, uint64_t *room, uint32_t n)
{
    for (unsigned shift = 32; shift < 64; shift += DIGIT_BITS) {
        uint32_t start[DIGITS] = {0}, sum = 0;
        for (uint32_t i = 0; i < n; i++)
            start[at[i] >> shift & (DIGITS - 1)]++;
        for (uint32_t d = 0; d < DIGITS; d++) {
            uint32_t count = start[d];
            start[d] = sum;
            sum += count;
        }
        for (uint32_t i = 0; i < n; i++)
            room[start[at[i] >> shift & (DIGITS - 1)]++] = at[i];
        uint64_t *swap = at;
        at = room;
        room = swap;
    }
    return at;
}

static naql_status
grams_room(struct grams *g, nq_arena *scratch, uint64_t **hashes,
           uint64_t **room)
{
    const nq_rows *rows = g->rows;
    g->first =
        nq_arena_alloc(scratch, ((size_t)rows->n + 1) * sizeof *g->first);
    if (!g->first)
        return NAQL_NOMEM;
    for (uint32_t t = 0; t < rows->n; t++) {
        uint32_t start = rows->first[t];
        g->first[t] = g->n;
        g->n += winnow(rows->words + start, rows->first[t + 1] - start, start,
                       NULL, NULL);
    }
    g->first[rows->n] = g->n;
    g->at = nq_arena_alloc(scratch, g->n * sizeof *g->at);
    g->rank = nq_arena_alloc(scratch, g->n * sizeof *g->rank);
    g->lead = nq_arena_alloc(scratch, g->n * sizeof *g->lead);
    g->own = nq_arena_alloc(scratch, g->n * sizeof *g->own);
    *hashes = nq_arena_alloc(scratch, g->n * sizeof **hashes);
    *room = nq_arena_alloc(scratch, g->n * sizeof **room);
    return g->at && g->rank && g->lead && g->own && *hashes && *room
               ? NAQL_OK
               : NAQL_NOMEM;
}

static naql_status
grams_make(const nq_rows *rows, nq_arena *scratch, struct grams *g)
{
    uint64_t *hashes, *room;
    *g = (struct grams){.rows = rows};
    NQ_TRY(grams_room(g, scratch, &hashes, &room));
    for (uint32_t t = 0; t < rows->n; t++) {
        uint32_t start = rows->first[t], to = g->first[t];
        winnow(rows->words + start, rows->first[t + 1] - start, start,
               hashes + to, g->at + to);
    }
    for (uint32_t i = 0; i < g->n; i++)
        hashes[i] |= i;
    g->sorted = sort_grams(hashes, room, g->n);
    for (uint32_t i = 0; i < g->n; i++)
        g->rank[(uint32_t)g->sorted[i]] = i;
    return NAQL_OK;
}

/* ---- Runs ---- */

struct open {       /* a run that reaches beyond the word of the moment */
    uint32_t apart; /* word of the text - word of the source */
    uint32_t end;
};

struct search {
    const struct grams *g;
    uint32_t text, lo, hi; /* its words */
    struct open open[NQ_RUN_OPEN];
    uint32_t n_open;
    bool all;              /* every run, not only the longest of a place */
    nq_shared_run longest; /* of the place of the moment */
    uint32_t reached;      /* end of the runs so far */
    nq_list *runs;
    nq_arena *scratch;
};

static uint32_t
text_of(const nq_rows *rows, uint32_t word)
{
    uint32_t lo = 0, hi = rows->n;
    while (hi - lo > 1) {
        uint32_t mid = lo + (hi - lo) / 2;
        if (rows->first[mid] <= word)
            lo = mid;
        else
            hi = mid;
    }
    return lo;
}

static bool
is_open(const struct search *s, uint32_t apart, uint32_t word)
{
    for (uint32_t i = 0; i < s->n_open; i++)
        if (s->open[i].apart == apart && s->open[i].end > word)
            return true;
    return false;
}

/* Remembers a run until the text is beyond it; when there are too many, the
 * one that ends first is forgotten. */
static void
remember(struct search *s, uint32_t apart, uint32_t end, uint32_t word)
{
    uint32_t at = 0;
    for (uint32_t i = 0; i < s->n_open; i++) {
        if (s->open[i].end <= word)
            s->open[i--] = s->open[--s->n_open];
        else if (s->open[i].end < s->open[at].end)
            at = i;
    }
    if (s->n_open < NQ_RUN_OPEN)
        at = s->n_open++;
    s->open[at] = (struct open){apart, end};
}

static naql_status
add_run(struct search *s, const nq_shared_run *run)
{
    nq_shared_run *to = nq_list_add(s->runs, s->scratch);
    if (!to)
        return NAQL_NOMEM;
    *to = *run;
    return NAQL_OK;
}

/* Follows equal words both ways from word p of the text, q of an earlier one.
 */
static naql_status
follow(struct search *s, uint32_t p, uint32_t q)
{
    const nq_rows *rows = s->g->rows;
    const uint32_t *w = rows->words;
    uint32_t source = text_of(rows, q), back = 0, on = 0;
    uint32_t before = q - rows->first[source];
    uint32_t behind = rows->first[source + 1] - q;
    before = p - s->lo < before ? p - s->lo : before;
    behind = s->hi - p < behind ? s->hi - p : behind;
    while (back < before && w[p - back - 1] == w[q - back - 1])
        back++;
    while (on < behind && w[p + on] == w[q + on])
        on++;
    if (back + on < NQ_RUN_WORDS)
        return NAQL_OK;
    nq_shared_run run = {s->text, p - back - s->lo, source,
                         q - back - rows->first[source], back + on};
    if (run.words > s->longest.words)
        s->longest = run;
    if (!s->all)
        return NAQL_OK;
    remember(s, p - q, p + on, p);
    return add_run(s, &run);
}

static naql_status
try_place(struct search *s, uint32_t gram, uint32_t rank)
{
    const struct grams *g = s->g;
    uint32_t p = g->at[gram], q = g->at[(uint32_t)g->sorted[rank]];
    return is_open(s, p - q, p) ? NAQL_OK : follow(s, p, q);
}

/* The places of one gram in earlier texts: the last and the first of them, of
 * each text the first few: a page may repeat one word. The grams of the pile
 * are looked up in the order in which they lie behind each other, so that what
 * is known of the place before is known of this one. */
static naql_status
look_up(struct search *s, uint32_t gram, bool ask)
{
    const struct grams *g = s->g;
    uint32_t rank = g->rank[gram], before = rank ? rank - 1 : 0;
    bool follows = rank && g->sorted[rank] >> 32 == g->sorted[before] >> 32;
    bool own = follows && g->at[(uint32_t)g->sorted[before]] >= s->lo;
    uint32_t lead = g->lead[rank] = follows ? g->lead[before] : rank;
    uint32_t end = g->own[rank] = own ? g->own[before] : rank;
    uint32_t tried = 0, r = end;
    if (!ask || rank - end >= NQ_RUN_REPEATS)
        return NAQL_OK;
    while (r > lead && tried++ < NQ_RUN_REACH) {
        r--;
        if (r - g->own[r] >= NQ_RUN_REPEATS)
            r = g->own[r] + NQ_RUN_REPEATS - 1;
        NQ_TRY(try_place(s, gram, r));
    }
    uint32_t first = r - lead > NQ_RUN_FIRST ? lead + NQ_RUN_FIRST : r;
    for (r = lead; r < first; r++)
        NQ_TRY(try_place(s, gram, r));
    return NAQL_OK;
}

static int
by_source(const void *x, const void *y)
{
    const nq_shared_run *a = x, *b = y;
    if (a->source != b->source)
        return a->source < b->source ? -1 : 1;
    return a->at < b->at ? -1 : a->at > b->at;
}

static int
by_start(const void *x, const void *y)
{
    const nq_shared_run *a = x, *b = y;
    if (a->at != b->at)
        return a->at < b->at ? -1 : 1;
    if (a->words != b->words)
        return a->words > b->words ? -1 : 1;
    return a->source < b->source ? -1 : a->source > b->source;
}

/* Words of the text that runs in order of `at` cover. */
static uint32_t
covered(const nq_shared_run *run, uint32_t n)
{
    uint32_t sum = 0, reached = 0;
    for (uint32_t i = 0; i < n; i++) {
        uint32_t lo = run[i].at > reached ? run[i].at : reached;
        uint32_t hi = run[i].at + run[i].words;
        sum += hi > lo ? hi - lo : 0;
        reached = hi > reached ? hi : reached;
    }
    return sum;
}

/* The runs of one text: its best source, what is shared in all. */
static void
sum_up(nq_shared_run *run, uint32_t n, nq_shared *out)
{
    if (!n)
        return;
    qsort(run, n, sizeof *run, by_source);
    for (uint32_t i = 0, end; i < n; i = end) {
        for (end = i; end < n && run[end].source == run[i].source;)
            end++;
        uint32_t words = covered(run + i, end - i);
        if (words > out->from_source) {
            out->from_source = words;
            out->source = run[i].source;
        }
    }
    qsort(run, n, sizeof *run, by_start);
    out->words = covered(run, n);
}

/* One place after the other; what a run holds is looked up again only when
 * all runs are asked for. */
static naql_status
look_on(struct search *s, uint32_t gram)
{
    uint32_t end = s->g->at[gram] + NQ_GRAM_WORDS;
    s->longest.words = 0;
    NQ_TRY(look_up(s, gram, s->all || end > s->reached));
    if (!s->longest.words)
        return NAQL_OK;
    end = s->lo + s->longest.at + s->longest.words;
    s->reached = end > s->reached ? end : s->reached;
    return s->all ? NAQL_OK : add_run(s, &s->longest);
}

static naql_status
search_text(struct search *s, nq_shared *out)
{
    const struct grams *g = s->g;
    uint32_t before = s->runs->n;
    s->lo = g->rows->first[s->text];
    s->hi = g->rows->first[s->text + 1];
    s->n_open = s->reached = 0;
    for (uint32_t i = g->first[s->text]; i < g->first[s->text + 1]; i++)
        NQ_TRY(look_on(s, i));
    sum_up((nq_shared_run *)s->runs->at + before, s->runs->n - before, out);
    return NAQL_OK;
}

static uint32_t
length_of(const nq_rows *rows, uint32_t text)
{
    return rows->first[text + 1] - rows->first[text];
}

static void
join_group(const nq_rows *rows, nq_shared *texts, uint32_t text)
{
    nq_shared *t = &texts[text];
    if (t->source == NQ_NO_TEXT)
        return;
    uint32_t a = length_of(rows, text), b = length_of(rows, t->source);
    if ((float)t->from_source >= NQ_RUN_GROUP * (float)(a < b ? a : b))
        t->group = texts[t->source].group;
}

naql_status
nq_runs_find(const nq_rows *rows, bool all, nq_arena *arena, nq_arena *scratch,
             nq_runs *out)
{
    struct grams g;
    nq_list runs = NQ_LIST(nq_shared_run);
    *out = (nq_runs){0};
    nq_shared *texts = nq_arena_alloc(arena, rows->n * sizeof *texts);
    if (!texts)
        return NAQL_NOMEM;
    NQ_TRY(grams_make(rows, scratch, &g));
    struct search s = {.g = &g, .all = all, .runs = &runs, .scratch = scratch};
    for (uint32_t t = 0; t < rows->n; t++) {
        texts[t] = (nq_shared){.source = NQ_NO_TEXT, .group = t};
        s.text = t;
        NQ_TRY(search_text(&s, &texts[t]));
        join_group(rows, texts, t);
    }
    out->texts = texts;
    out->at = nq_list_freeze(&runs, arena);
    out->n = runs.n;
    return out->at ? NAQL_OK : NAQL_NOMEM;
}
