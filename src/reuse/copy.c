/* SPDX-License-Identifier: Apache-2.0
 *
 * copy.c - all pairs of a pile that share a passage. Layer 6 (reuse). */
#include "reuse/reuse.h"

#include "base/hash.h"
#include "base/map.h"
#include "base/sorted.h"
#include "base/status.h"
#include "reuse/credit.h"
#include "reuse/direction.h"
#include "reuse/passage.h"
#include "reuse/tools.h"
#include "reuse/tune.h"

struct pairing {
    const nq_pile *pile;
    nq_words *words;   /* [pile n] */
    uint32_t *twin_of; /* [pile n] first article with the same words */
    bool *skip;        /* [pile n] one of too many with the same words */
    int32_t *days;     /* [pile n] */
    uint64_t *outlets; /* [pile n] */
    nq_arena *arena, *scratch;
    nq_loose *loose;
    nq_arena work;  /* of one article's alignments */
    nq_list copies; /* nq_copy, scratch */
};

static uint64_t
hash_words(const nq_words *w)
{
    uint64_t h = w->n;
    for (uint32_t i = 0; i < w->n; i++)
        h = nq_hash_next(h, w->at[i].key);
    return h ? h : 1;
}

/* Articles with the same words form classes; of a large class only the first
 * members are held against the rest of the pile. */
static naql_status
find_classes(struct pairing *p)
{
    nq_map first;
    nq_map_init(&first, p->scratch);
    uint32_t *size = nq_arena_zero(p->scratch, p->pile->n, sizeof *size);
    if (!size)
        return NAQL_NOMEM;
    for (uint32_t i = 0; i < p->pile->n; i++) {
        bool fresh;
        uint32_t *slot = nq_map_put(&first, hash_words(&p->words[i]), &fresh);
        if (!slot)
            return NAQL_NOMEM;
        if (fresh)
            *slot = i;
        p->twin_of[i] = *slot;
        p->skip[i] = ++size[*slot] > NQ_COPY_SAME;
    }
    return NAQL_OK;
}

static int
by_start(const void *x, const void *y)
{
    const nq_run *a = x, *b = y;
    return a->a < b->a ? -1 : a->a > b->a;
}

static uint32_t
covered(const nq_run *runs, uint32_t n, bool of_b)
{
    uint32_t sum = 0, reached = 0;
    for (uint32_t i = 0; i < n; i++) {
        uint32_t lo = of_b ? runs[i].b : runs[i].a;
        uint32_t hi = of_b ? runs[i].b_end : runs[i].a_end;
        if (!of_b && lo < reached)
            lo = reached;
        sum += hi > lo ? hi - lo : 0;
        reached = hi > reached ? hi : reached;
    }
    return sum;
}

static naql_status
add_copy(struct pairing *p, uint32_t from, uint32_t to, nq_run *runs,
         uint32_t n)
{
    const nq_words *a = &p->words[from], *b = &p->words[to];
    nq_copy *copy = nq_list_add(&p->copies, p->scratch);
    nq_passage *passages = nq_arena_alloc(p->arena, n * sizeof *passages);
    if (!copy || !passages)
        return NAQL_NOMEM;
    nq_sort(runs, n, sizeof *runs, by_start);
    for (uint32_t i = 0; i < n; i++) {
        uint32_t la = runs[i].a_end - runs[i].a, lb = runs[i].b_end - runs[i].b;
        passages[i] = (nq_passage){
            nq_words_span(a, runs[i].a, runs[i].a_end),
            nq_words_span(b, runs[i].b, runs[i].b_end),
            (float)runs[i].same / (float)(la > lb ? la : lb), runs[i].loose};
    }
    float share_a = (float)covered(runs, n, false) / (float)a->n;
    float share_b = (float)covered(runs, n, true) / (float)b->n;
    *copy = (nq_copy){.from = from,
                      .to = to,
                      .passages = passages,
                      .n_passages = n,
                      .share_from = share_a > 1 ? 1 : share_a,
                      .share_to = share_b > 1 ? 1 : share_b};
    return NAQL_OK;
}

/* Two articles of one class: all of one is all of the other. */
static naql_status
pair_same(struct pairing *p, uint32_t a, uint32_t b)
{
    uint32_t n = p->words[b].n;
    nq_run whole = {.a_end = n, .b_end = n, .same = n};
    return n < NQ_PASSAGE_WORDS ? NAQL_OK : add_copy(p, a, b, &whole, 1);
}

/* What two articles share: seeds of runs, places of the same words, or both. */
static naql_status
pair_two(struct pairing *p, uint32_t a, uint32_t b, const nq_partner *partner,
         const nq_core *cores, uint32_t n_cores)
{
    nq_list runs = NQ_LIST(nq_run);
    nq_passage_work work = {p->words, p->loose, a, b};
    if (p->twin_of[a] == p->twin_of[b])
        return pair_same(p, a, b);
    if (partner)
        NQ_TRY(nq_align_seeds(&p->words[a], &p->words[b], partner, &p->work,
                              &runs));
    NQ_TRY(nq_passages_settle(&work, cores, n_cores, &p->work, &runs));
    return runs.n ? add_copy(p, a, b, runs.at, runs.n) : NAQL_OK;
}

static naql_status
pair_article(struct pairing *p, const nq_seed_index *index, uint32_t article,
             uint32_t *room)
{
    nq_partner *partners;
    nq_list list = NQ_LIST(nq_core);
    uint32_t n, i = 0, c = 0, end;
    nq_arena_reset(&p->work);
    NQ_TRY(nq_seeds_of(index, article, room, &p->work, &partners, &n));
    if (!p->skip[article])
        NQ_TRY(nq_loose_take(p->loose, article, &p->work, &list));
    const nq_core *cores = list.at;
    while (i < n || c < list.n) { /* both ascend by the earlier article */
        uint32_t other = i < n ? partners[i].article : UINT32_MAX;
        if (c < list.n && cores[c].article < other)
            other = cores[c].article;
        bool seeded = i < n && partners[i].article == other;
        for (end = c; end < list.n && cores[end].article == other;)
            end++;
        if (!seeded || partners[i].n)
            NQ_TRY(pair_two(p, other, article, seeded ? &partners[i] : NULL,
                            cores ? cores + c : NULL, end - c));
        i += seeded;
        c = end;
    }
    return NAQL_OK;
}

/* The members beyond the first of a large class. */
static naql_status
link_same(struct pairing *p)
{
    for (uint32_t i = 0; i < p->pile->n; i++)
        if (p->skip[i])
            NQ_TRY(pair_same(p, p->twin_of[i], i));
    return NAQL_OK;
}

static naql_status
pair_all(struct pairing *p, const nq_rarity *rarity)
{
    nq_seed_index index;
    nq_seed_pile seeds = {p->words, p->days, p->outlets, p->skip, p->pile->n};
    NQ_TRY(nq_seed_index_make(&seeds, rarity, p->scratch, &index));
    uint32_t *room = nq_arena_zero(p->scratch, p->pile->n, sizeof *room);
    if (!room)
        return NAQL_NOMEM;
    NQ_TRY(nq_loose_make(p->words, p->pile->n, p->scratch, &p->loose));
    nq_arena_init(&p->work);
    naql_status status = NAQL_OK;
    for (uint32_t i = 0; i < p->pile->n && status == NAQL_OK; i++)
        status = pair_article(p, &index, i, room);
    nq_arena_clear(&p->work);
    return status == NAQL_OK ? link_same(p) : status;
}

static naql_status
pairing_make(struct pairing *p, const nq_rarity *rarity)
{
    uint32_t n = p->pile->n;
    p->words = nq_arena_alloc(p->scratch, n * sizeof *p->words);
    p->twin_of = nq_arena_alloc(p->scratch, n * sizeof *p->twin_of);
    p->skip = nq_arena_alloc(p->scratch, n * sizeof *p->skip);
    p->days = nq_arena_alloc(p->scratch, n * sizeof *p->days);
    p->outlets = nq_arena_alloc(p->scratch, n * sizeof *p->outlets);
    if (!p->words || !p->twin_of || !p->skip || !p->days || !p->outlets)
        return NAQL_NOMEM;
    for (uint32_t i = 0; i < n; i++) {
        const nq_reading *r = p->pile->at[i];
        NQ_TRY(nq_words_make(rarity, &r->text, p->scratch, &p->words[i]));
        nq_words_flag_names(&p->words[i], &r->names);
        p->days[i] = r->article.day;
        p->outlets[i] = nq_outlet_key(&r->article);
    }
    return NAQL_OK;
}

/* What speaks for one direction or the other, and then the directions. */
static naql_status
direct(struct pairing *p, const nq_reuse_tools *tools)
{
    nq_damage *damage;
    nq_arena_init(&p->work);
    naql_status status = nq_damage_find(p->words, p->pile->n, &tools->rarity,
                                        p->scratch, &p->work, &damage);
    nq_arena_clear(&p->work);
    NQ_TRY(status);
    nq_witness witness = {p->pile, tools, damage};
    return nq_copies_direct(&witness, p->copies.at, p->copies.n, p->arena,
                            p->scratch);
}

naql_status
nq_copies_make(const nq_pile *pile, nq_arena *arena, nq_arena *scratch,
               nq_copies *out)
{
    struct pairing p = {.pile = pile,
                        .arena = arena,
                        .scratch = scratch,
                        .copies = NQ_LIST(nq_copy)};
    const nq_reuse_tools *tools;
    nq_reuse_tools room;
    *out = (nq_copies){0};
    NQ_TRY(nq_reuse_tools_of(pile, &room, &tools));
    NQ_TRY(pairing_make(&p, &tools->rarity));
    NQ_TRY(find_classes(&p));
    NQ_TRY(pair_all(&p, &tools->rarity));
    NQ_TRY(direct(&p, tools));
    out->at = nq_list_freeze(&p.copies, arena);
    out->n = p.copies.n;
    return out->at ? NAQL_OK : NAQL_NOMEM;
}

const char *
nq_certainty_name(uint8_t certainty)
{
    static const char *const names[] = {"unknown", "likely", "certain"};
    return certainty <= NQ_CERTAIN ? names[certainty] : "unknown";
}

const char *
nq_ground_name(uint8_t ground)
{
    static const char *const names[] = {"unknown", "date",     "credit",
                                        "damage",  "contains", "common source"};
    return ground <= NQ_GROUND_COMMON_SOURCE ? names[ground] : "unknown";
}
