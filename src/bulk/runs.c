/* SPDX-License-Identifier: Apache-2.0
 *
 * runs.c - texts as they come -> every run of words that they share with
 * earlier ones. Layer 9 (bulk). */
#include "bulk/runs.h"

#include "base/hash.h"
#include "base/mem.h"
#include "base/sorted.h"
#include "base/status.h"
#include "base/str.h"
#include "bulk/shelf.h"
#include "bulk/tune.h"

struct open { /* a run that reaches beyond the word of the moment */
    uint32_t source, apart; /* word of the text - word of the source */
    uint32_t end;
};

struct nq_runs {
    nq_run_options options;
    nq_shelf ages[2], *new, *old; /* old may be empty */
    nq_list runs;                 /* of the text at hand */
    nq_arena scratch;             /* holds them */
    uint32_t groups, forgotten;
    uint64_t most_bytes;
};

/* ---- Texts ---- */

naql_status
nq_run_text_make(const nq_row_reader *reader, naql_str text, nq_arena *arena,
                 nq_arena *scratch, nq_run_text *out,
                 const nq_row_place **places)
{
    nq_arena_mark mark = nq_arena_here(scratch);
    size_t room = NQ_ROW_ROOM(text.len);
    nq_list words = NQ_LIST(uint32_t), at = NQ_LIST(nq_row_place);
    *out = (nq_run_text){0};
    words.at = nq_arena_alloc(scratch, room * sizeof(uint32_t));
    at.at = nq_arena_alloc(scratch, room * sizeof(nq_row_place));
    if (!words.at || !at.at)
        return NAQL_NOMEM;
    out->n = words.n = at.n = nq_row_read(reader, text, words.at, at.at);
    out->words = nq_list_freeze(&words, arena);
    if (!out->words)
        return NAQL_NOMEM;
    out->whole =
        nq_hash(nq_str((const char *)out->words, out->n * sizeof *out->words));
    NQ_TRY(nq_track_make(at.at, out->n, arena, &out->track));
    if (places) {
        *places = nq_list_freeze(&at, arena);
        if (!*places)
            return NAQL_NOMEM;
    }
    nq_arena_release(scratch, mark);
    return nq_grams_make(out->words, out->n, arena, scratch, &out->grams);
}

/* ---- Two shelves ---- */

static const nq_shelf_text *
known_of(const nq_runs *r, uint32_t text)
{
    const nq_shelf *g = text < r->new->base ? r->old : r->new;
    return nq_shelf_at(g, text - g->base);
}

naql_status
nq_runs_open(const nq_run_options *options, nq_runs **out)
{
    nq_runs *r = *out = nq_mem_zero(1, sizeof *r);
    if (!r)
        return NAQL_NOMEM;
    r->options = *options;
    if (r->options.least < NQ_RUN_WORDS)
        r->options.least = NQ_RUN_WORDS;
    r->old = &r->ages[0];
    r->new = &r->ages[1];
    nq_shelf_init(r->old, 0);
    nq_shelf_init(r->new, 0);
    nq_arena_init(&r->scratch);
    return NAQL_OK;
}

void
nq_runs_close(nq_runs *r)
{
    if (!r)
        return;
    nq_shelf_clear(r->old);
    nq_shelf_clear(r->new);
    nq_arena_clear(&r->scratch);
    nq_mem_free(r);
}

/* Starts a new shelf when the newer one is half of what is allowed. */
static void
forget(nq_runs *r)
{
    uint64_t bytes = nq_shelf_bytes(r->new);
    uint64_t both = bytes + nq_shelf_bytes(r->old);
    r->most_bytes = both > r->most_bytes ? both : r->most_bytes;
    if (bytes < r->options.memory / 2 && !nq_shelf_is_full(r->new))
        return;
    nq_shelf *old = r->old;
    uint32_t next = r->new->base + r->new->texts.n;
    r->forgotten += old->texts.n;
    nq_shelf_clear(old);
    nq_shelf_init(old, next);
    r->old = r->new;
    r->new = old;
}

naql_str
nq_runs_id(const nq_runs *r, uint32_t text)
{
    return known_of(r, text)->id;
}

naql_span
nq_runs_span(const nq_runs *r, uint32_t text, uint32_t first, uint32_t end)
{
    return nq_track_span(&known_of(r, text)->track, first, end);
}

uint32_t
nq_runs_groups(const nq_runs *r)
{
    return r->groups;
}

void
nq_runs_set_groups(nq_runs *r, uint32_t groups)
{
    r->groups = groups;
}

uint32_t
nq_runs_forgotten(const nq_runs *r)
{
    return r->forgotten;
}

uint64_t
nq_runs_bytes(const nq_runs *r)
{
    return r->most_bytes;
}

/* ---- Following ---- */

struct search {
    nq_runs *r;
    const nq_run_text *t;
    struct open open[NQ_RUN_OPEN];
    uint32_t n_open;
    uint32_t reached;      /* end of the runs so far */
    nq_shared_run longest; /* of the place of the moment */
    uint64_t work;         /* words that may still be followed */
};

static bool
is_open(const struct search *s, uint32_t source, uint32_t apart, uint32_t word)
{
    for (uint32_t i = 0; i < s->n_open; i++)
        if (s->open[i].apart == apart && s->open[i].source == source &&
            s->open[i].end > word)
            return true;
    return false;
}

/* Remembers a run until the text is beyond it; when there are too many, the
 * one that ends first is forgotten. */
static void
remember_open(struct search *s, struct open run, uint32_t word)
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
    s->open[at] = run;
}

static naql_status
add_run(nq_runs *r, const nq_shared_run *run)
{
    return nq_list_put(&r->runs, &r->scratch, run);
}

/* Equal words both ways from word p of the text, q of an earlier one. */
static nq_shared_run
follow(const nq_run_text *t, uint32_t p, const nq_shelf_text *k, uint32_t q)
{
    const uint32_t *a = t->words, *b = k->words;
    uint32_t back = 0, on = 0;
    uint32_t before = p < q ? p : q;
    uint32_t behind = t->n - p < k->n - q ? t->n - p : k->n - q;
    while (back < before && a[p - back - 1] == b[q - back - 1])
        back++;
    while (on < behind && a[p + on] == b[q + on])
        on++;
    return (nq_shared_run){
        .at = p - back, .words = back + on, .source_at = q - back};
}

static bool
is_longer(const nq_shared_run *a, const nq_shared_run *b)
{
    if (a->words != b->words)
        return a->words > b->words;
    return a->source < b->source;
}

struct place { /* of a gram in an earlier text */
    const nq_shelf_text *text;
    uint32_t source, at; /* number of the text, word of it */
};

static naql_status
try_place(struct search *s, uint32_t p, const struct place *place)
{
    uint32_t apart = p - place->at;
    if (is_open(s, place->source, apart, p))
        return NAQL_OK;
    nq_shared_run run = follow(s->t, p, place->text, place->at);
    s->work = s->work > run.words ? s->work - run.words : 0;
    run.source = place->source;
    if (run.words < s->r->options.least)
        return NAQL_OK;
    if (!s->longest.words || is_longer(&run, &s->longest))
        s->longest = run;
    if (!s->r->options.all)
        return NAQL_OK;
    remember_open(s, (struct open){run.source, apart, run.at + run.words}, p);
    return add_run(s->r, &run);
}

#define PLACES (NQ_RUN_REACH + NQ_RUN_FIRST)

/* The last and the first places of a hash. */
static uint32_t
choose(const nq_posted *posted, uint32_t *words)
{
    uint32_t last = posted->n < NQ_RUN_REACH ? posted->n : NQ_RUN_REACH;
    uint32_t first = posted->n - last;
    first = first < NQ_RUN_FIRST ? first : NQ_RUN_FIRST;
    for (uint32_t i = 0; i < last; i++)
        words[i] = nq_posted_last(posted, i);
    for (uint32_t i = 0; i < first; i++)
        words[last + i] = posted->at[i];
    return last + first;
}

/* The places of one gram on a shelf. Each is in memory of its own: all are
 * asked for before the first is looked at. */
static naql_status
look_up(struct search *s, const nq_shelf *g, const nq_gram *gram)
{
    nq_posted posted;
    uint32_t words[PLACES];
    struct place places[PLACES];
    nq_postings_get(&g->postings, gram->hash, &posted);
    uint32_t n = choose(&posted, words);
    for (uint32_t i = 0; i < n; i++)
        nq_shelf_expect(g, words[i]);
    for (uint32_t i = 0; i < n; i++) {
        uint32_t index = nq_shelf_find(g, words[i]);
        const nq_shelf_text *text = nq_shelf_at(g, index);
        places[i] =
            (struct place){text, g->base + index, words[i] - text->first};
        __builtin_prefetch(text->words + places[i].at);
    }
    for (uint32_t i = 0; i < n; i++)
        NQ_TRY(try_place(s, gram->at, &places[i]));
    return NAQL_OK;
}

/* One gram after the other; what a run holds is looked up again only when all
 * runs are asked for. */
static naql_status
search(struct search *s)
{
    nq_runs *r = s->r;
    for (uint32_t i = 0; i < s->t->grams.n && s->work; i++) {
        const nq_gram *gram = &s->t->grams.at[i];
        if (!r->options.all && gram->at + NQ_GRAM_WORDS <= s->reached)
            continue;
        s->longest.words = 0;
        NQ_TRY(look_up(s, r->new, gram));
        if (r->old->texts.n)
            NQ_TRY(look_up(s, r->old, gram));
        if (!s->longest.words)
            continue;
        uint32_t end = s->longest.at + s->longest.words;
        s->reached = end > s->reached ? end : s->reached;
        if (!r->options.all)
            NQ_TRY(add_run(r, &s->longest));
    }
    return NAQL_OK;
}

/* ---- Summing up ---- */

static int
by_source(const void *x, const void *y)
{
    const nq_shared_run *a = x, *b = y;
    NQ_SORT_BY(a->source, b->source);
    return a->at < b->at ? -1 : a->at > b->at;
}

static int
by_start(const void *x, const void *y)
{
    const nq_shared_run *a = x, *b = y;
    NQ_SORT_BY(a->at, b->at);
    NQ_SORT_BY(b->words, a->words);
    NQ_SORT_BY(a->source, b->source);
    return a->source_at < b->source_at ? -1 : a->source_at > b->source_at;
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

/* The best source of all runs, what is shared in all. */
static void
sum_up(nq_shared_run *run, uint32_t n, nq_shared *out)
{
    *out = (nq_shared){.at = run, .n = n, .source = NQ_NO_TEXT};
    if (!n)
        return;
    nq_sort(run, n, sizeof *run, by_source);
    for (uint32_t i = 0, end; i < n; i = end) {
        for (end = i; end < n && run[end].source == run[i].source;)
            end++;
        uint32_t words = covered(run + i, end - i);
        if (words > out->from_source) {
            out->from_source = words;
            out->source = run[i].source;
        }
    }
    nq_sort(run, n, sizeof *run, by_start);
    out->words = covered(run, n);
}

/* ---- Adding ---- */

/* The remembered text with the same words. */
static uint32_t
equal_to(const nq_runs *r, const nq_run_text *t)
{
    const nq_shelf *ages[] = {r->new, r->old};
    for (unsigned i = 0; i < 2; i++) {
        uint32_t index = nq_shelf_equal(ages[i], t);
        if (index != NQ_NO_TEXT)
            return ages[i]->base + index;
    }
    return NQ_NO_TEXT;
}

/* The group of the source, when enough is shared, or a new one. */
static void
join_group(nq_runs *r, const nq_run_text *t, nq_shared *out)
{
    const nq_shelf_text *k =
        out->source == NQ_NO_TEXT ? NULL : known_of(r, out->source);
    uint32_t less = k && k->n < t->n ? k->n : t->n;
    if (!k || (float)out->from_source < NQ_RUN_GROUP * (float)less) {
        out->group = r->groups++;
        return;
    }
    out->group = k->group;
    out->representative = k->representative.ptr ? k->representative : k->id;
}

/* An equal text is told as one run. */
static naql_status
add_equal(nq_runs *r, uint32_t source, const nq_run_text *t)
{
    const nq_shared_run run = {0, t->n, source, 0};
    return t->n < r->options.least ? NAQL_OK : add_run(r, &run);
}

static naql_status
look(nq_runs *r, const nq_run_text *t)
{
    struct search s = {
        .r = r, .t = t, .work = (uint64_t)NQ_RUN_WORK * (t->n + 1ull)};
    return search(&s);
}

naql_status
nq_runs_add(nq_runs *r, naql_str id, const nq_run_text *t, nq_shared *out)
{
    uint32_t same = t->grams.n ? equal_to(r, t) : NQ_NO_TEXT;
    nq_arena_reset(&r->scratch);
    r->runs = NQ_LIST(nq_shared_run);
    if (same == NQ_NO_TEXT)
        forget(r);
    NQ_TRY(same == NQ_NO_TEXT ? look(r, t) : add_equal(r, same, t));
    sum_up(r->runs.at, r->runs.n, out);
    join_group(r, t, out);
    out->known = t->grams.n && same == NQ_NO_TEXT;
    if (!out->known)
        return NAQL_OK;
    const nq_shelf_text k = {.group = out->group,
                             .representative = out->representative};
    return nq_shelf_add(r->new, id, t, &k);
}

naql_status
nq_runs_restore(nq_runs *r, naql_str id, const nq_run_text *t, uint32_t source,
                uint32_t group)
{
    nq_shelf_text k = {.group = group};
    forget(r);
    if (source != NQ_NO_TEXT &&
        (source < r->old->base || source >= r->new->base + r->new->texts.n))
        return NAQL_CORRUPT;
    const nq_shelf_text *from =
        source == NQ_NO_TEXT ? NULL : known_of(r, source);
    if (from && from->group == group)
        k.representative =
            from->representative.ptr ? from->representative : from->id;
    return nq_shelf_add(r->new, id, t, &k);
}

static void
expect(const nq_postings *p, const nq_run_text *t, bool soon)
{
    for (uint32_t i = 0; i < t->grams.n; i++)
        if (soon)
            nq_postings_expect_block(p, t->grams.at[i].hash);
        else
            nq_postings_expect(p, t->grams.at[i].hash);
}

void
nq_runs_expect(const nq_runs *r, const nq_run_text *t, bool soon)
{
    expect(&r->new->postings, t, soon);
    if (r->old->texts.n)
        expect(&r->old->postings, t, soon);
}
