/* SPDX-License-Identifier: Apache-2.0
 *
 * postings.c - hash of a sketch -> the articles that have it. Layer 9
 * (bulk). */
#include "bulk/postings.h"

#include "base/mem.h"
#include "base/status.h"
#include "bulk/tune.h"

#include <string.h>

#define BLOCK       0x80000000u
#define CHUNK       (1u << 16) /* numbers */
#define UNIT        2u         /* numbers: what a place counts */
#define FIRST_SLOTS 4096u
#define FIRST_ROOM  4u
#define LAST_ROOM   (2 * NQ_SKETCH_REACH)

struct nq_posting_block {
    uint32_t n;    /* articles that were added */
    uint32_t room; /* FIRST_ROOM, doubled up to LAST_ROOM */
    uint32_t at[];
};

void
nq_postings_init(nq_postings *p, nq_arena *arena)
{
    *p = (nq_postings){.arena = arena, .chunks = NQ_LIST(uint32_t *)};
}

void
nq_postings_clear(nq_postings *p)
{
    nq_mem_free(p->slots);
    *p = (nq_postings){0};
}

size_t
nq_postings_bytes(const nq_postings *p)
{
    return p->room * sizeof *p->slots;
}

/* The slot of a hash, or the free one where it belongs. */
static nq_posting *
slot_of(nq_posting *slots, uint32_t room, uint32_t hash)
{
    uint32_t i = hash & (room - 1);
    while (slots[i].to && slots[i].hash != hash)
        i = (i + 1) & (room - 1);
    return &slots[i];
}

static naql_status
grow(nq_postings *p)
{
    uint32_t room = p->room ? 2 * p->room : FIRST_SLOTS;
    if (room > BLOCK)
        return NAQL_TOO_BIG;
    nq_posting *slots = nq_mem_large(room * sizeof *slots);
    if (!slots)
        return NAQL_NOMEM;
    memset(slots, 0, room * sizeof *slots);
    for (uint32_t i = 0; i < p->room; i++)
        if (p->slots[i].to)
            *slot_of(slots, room, p->slots[i].hash) = p->slots[i];
    nq_mem_free(p->slots);
    p->slots = slots;
    p->room = room;
    return NAQL_OK;
}

static struct nq_posting_block *
block_of(const nq_postings *p, uint32_t to)
{
    uint64_t at = (uint64_t)(to & ~BLOCK) * UNIT;
    return (void *)(((uint32_t **)p->chunks.at)[at / CHUNK] + at % CHUNK);
}

/* Cuts a block for so many articles; *to is its place. */
static naql_status
cut_block(nq_postings *p, uint32_t room, uint32_t *to)
{
    uint32_t n = 2 + room;
    if (!p->chunks.n || p->used + n > CHUNK) {
        uint32_t **chunk = nq_list_add(&p->chunks, p->arena);
        if (!chunk)
            return NAQL_NOMEM;
        *chunk = nq_arena_alloc(p->arena, CHUNK * sizeof **chunk);
        if (!*chunk)
            return NAQL_NOMEM;
        p->used = 0;
    }
    uint64_t at = (p->chunks.n - 1ull) * CHUNK + p->used;
    if (at / UNIT >= BLOCK)
        return NAQL_TOO_BIG;
    p->used += n;
    *to = BLOCK | (uint32_t)(at / UNIT);
    *block_of(p, *to) = (struct nq_posting_block){.room = room};
    return NAQL_OK;
}

/* The second article of a hash. */
static naql_status
open_block(nq_postings *p, nq_posting *slot, uint32_t article)
{
    uint32_t to;
    NQ_TRY(cut_block(p, FIRST_ROOM, &to));
    struct nq_posting_block *b = block_of(p, to);
    b->at[0] = slot->to - 1;
    b->at[1] = article;
    b->n = 2;
    slot->to = to;
    return NAQL_OK;
}

static naql_status
widen(nq_postings *p, nq_posting *slot)
{
    uint32_t to;
    const struct nq_posting_block *old = block_of(p, slot->to);
    NQ_TRY(cut_block(p, 2 * old->room, &to));
    struct nq_posting_block *b = block_of(p, to);
    b->n = old->n;
    memcpy(b->at, old->at, old->n * sizeof *b->at);
    slot->to = to;
    return NAQL_OK;
}

static naql_status
add_to_block(nq_postings *p, nq_posting *slot, uint32_t article)
{
    struct nq_posting_block *b = block_of(p, slot->to);
    if (b->n == b->room && b->room < LAST_ROOM) {
        NQ_TRY(widen(p, slot));
        b = block_of(p, slot->to);
    }
    if (b->n < b->room)
        b->at[b->n] = article;
    else /* the last ones go round */
        b->at[NQ_SKETCH_REACH + b->n % NQ_SKETCH_REACH] = article;
    b->n++;
    return NAQL_OK;
}

void
nq_postings_expect_block(const nq_postings *p, uint32_t hash)
{
    const nq_posting *slot = p->room ? slot_of(p->slots, p->room, hash) : NULL;
    if (slot && slot->to & BLOCK)
        __builtin_prefetch(block_of(p, slot->to));
}

naql_status
nq_postings_add(nq_postings *p, uint32_t hash, uint32_t article)
{
    if (p->n >= p->room / 4 * 3)
        NQ_TRY(grow(p));
    nq_posting *slot = slot_of(p->slots, p->room, hash);
    if (slot->to & BLOCK)
        return add_to_block(p, slot, article);
    if (slot->to)
        return open_block(p, slot, article);
    *slot = (nq_posting){hash, article + 1};
    p->n++;
    return NAQL_OK;
}

void
nq_postings_get(const nq_postings *p, uint32_t hash, nq_posted *out)
{
    const nq_posting *slot = p->room ? slot_of(p->slots, p->room, hash) : NULL;
    *out = (nq_posted){0};
    if (!slot || !slot->to)
        return;
    if (slot->to & BLOCK) {
        const struct nq_posting_block *b = block_of(p, slot->to);
        out->at = b->at;
        out->n = b->n < b->room ? b->n : b->room;
        out->added = b->n;
        return;
    }
    out->one = slot->to - 1;
    out->at = &out->one;
    out->n = out->added = 1;
}

uint32_t
nq_posted_last(const nq_posted *p, uint32_t i)
{
    uint32_t at = p->added - 1 - i;
    return p->at[at < LAST_ROOM ? at : NQ_SKETCH_REACH + at % NQ_SKETCH_REACH];
}
