/* SPDX-License-Identifier: Apache-2.0
 *
 * written.c - what a word is by its letters alone, from memory. Layer 3
 * (text).
 *
 * Entries stand in pairs and come and go as those of base/memo.h do. */
#include "text/written.h"

#include "base/hash.h"
#include "base/status.h"
#include "text/clitic.h"

#include <string.h>

enum { LINE = 64, ENTRIES = 1 << NQ_WRITTEN_BITS };

naql_status
nq_written_make(nq_arena *arena, nq_written **out)
{
    char *at =
        nq_arena_zero(arena, ENTRIES + LINE / sizeof **out, sizeof **out);
    *out = (void *)(at + (-(uintptr_t)at & (LINE - 1)));
    return at ? NAQL_OK : NAQL_NOMEM;
}

nq_kept
nq_written_kept(nq_written *words, const char *name)
{
    return (nq_kept){name, &words->check,
                     ENTRIES * sizeof *words / sizeof words->check};
}

/* ---- Entries ------------------------------------------------------------ */

/* What is kept of a word. */
struct form {
    uint64_t hash, stem, cut;
};

/* The key of an entry, with NQ_MEMO_ASKED; of one that another thread is just
 * writing, anything. */
static inline uint64_t
entry_read(nq_written *e, struct form *out)
{
    out->hash = atomic_load_explicit(&e->hash, memory_order_relaxed);
    out->stem = atomic_load_explicit(&e->stem, memory_order_relaxed);
    out->cut = atomic_load_explicit(&e->cut, memory_order_relaxed);
    return atomic_load_explicit(&e->check, memory_order_relaxed) ^ out->hash ^
           out->stem ^ out->cut;
}

static void
entry_write(nq_written *e, uint64_t key, struct form f)
{
    atomic_store_explicit(&e->check, key ^ f.hash ^ f.stem ^ f.cut,
                          memory_order_relaxed);
    atomic_store_explicit(&e->hash, f.hash, memory_order_relaxed);
    atomic_store_explicit(&e->stem, f.stem, memory_order_relaxed);
    atomic_store_explicit(&e->cut, f.cut, memory_order_relaxed);
}

static inline bool
pair_get(nq_written *pair, uint64_t key, struct form *out)
{
    if (!((entry_read(&pair[0], out) ^ key) & ~NQ_MEMO_ASKED))
        return true;
    uint64_t behind = entry_read(&pair[1], out);
    if ((behind ^ key) & ~NQ_MEMO_ASKED)
        return false;
    if (!(behind & NQ_MEMO_ASKED)) /* for the first time */
        entry_write(&pair[1], key | NQ_MEMO_ASKED, *out);
    return true;
}

static void
pair_put(nq_written *pair, uint64_t key, struct form f)
{
    struct form old;
    key &= ~NQ_MEMO_ASKED;
    if (!entry_read(&pair[0], &old)) {
        entry_write(&pair[0], key, f);
        return;
    }
    uint64_t behind = entry_read(&pair[1], &old);
    if (behind & NQ_MEMO_ASKED)
        entry_write(&pair[0], behind & ~NQ_MEMO_ASKED, old);
    entry_write(&pair[1], key, f);
}

/* ---- Words -------------------------------------------------------------- */

enum { PRE_AT = 16, SUF_AT = 24, SCORE_AT = 32 };
_Static_assert(sizeof(float) == sizeof(uint32_t), "a score is half an entry");

static struct form
work_out(const nq_text_tools *tools, naql_str written, naql_str folded)
{
    nq_parse p = nq_clitics_parse(tools, written, folded);
    struct form f = {.hash = nq_hash(folded)};
    f.stem = nq_clitics_stem(p, folded, f.hash);
    uint32_t score;
    memcpy(&score, &p.score, sizeof score);
    f.cut = (uint64_t)score << SCORE_AT | (uint64_t)p.suf << SUF_AT |
            (uint64_t)p.pre << PRE_AT | p.clitics;
    return f;
}

float
nq_written_read(const nq_text_tools *tools, uint64_t key, naql_str written,
                nq_token *token)
{
    nq_written *pair = nq_written_at(tools, key);
    struct form f;
    if (!pair_get(pair, key, &f)) {
        f = work_out(tools, written, token->folded);
        pair_put(pair, key, f);
    }
    token->hash = f.hash;
    token->stem = f.stem;
    token->clitics = (uint16_t)f.cut;
    token->pre = (uint8_t)(f.cut >> PRE_AT);
    token->suf = (uint8_t)(f.cut >> SUF_AT);
    uint32_t bits = (uint32_t)(f.cut >> SCORE_AT);
    float score;
    memcpy(&score, &bits, sizeof score);
    return score;
}
