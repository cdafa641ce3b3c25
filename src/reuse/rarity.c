/* SPDX-License-Identifier: Apache-2.0
 *
 * rarity.c - background counts of stems and formulas. Layer 6 (reuse).
 *
 * Block: "naqldf1\n", then uint32 little endian: articles, keys, formulas,
 * checksum; then keys, formulas (uint32 each), counts, spread (bytes each).
 * A key is the upper half of a 64-bit hash: two stems of 100,000 share one
 * with probability 2e-5 each, which costs one wrong weight. */
#include "reuse/rarity.h"

#include "base/hash.h"

#include <math.h>
#include <string.h>

extern const unsigned char nq_df_begin[];
extern const unsigned char nq_df_end[];

#define HEAD_BYTES 24u

static uint32_t
head_number(const unsigned char *at, unsigned index)
{
    uint32_t value;
    memcpy(&value, at + 8 + 4 * index, sizeof value);
    return value;
}

/* Articles of a step. */
static double
count_of(uint32_t step)
{
    return step ? exp2((step - 1) / 8.0) : 0;
}

naql_status
nq_rarity_open(const void *bytes, size_t size, nq_rarity *out)
{
    const unsigned char *at = bytes;
    *out = (nq_rarity){0};
    if (size < HEAD_BYTES || memcmp(at, "naqldf1\n", 8) != 0)
        return NAQL_CORRUPT;
    uint64_t keys = head_number(at, 1), formulas = head_number(at, 2);
    if (size != HEAD_BYTES + 5 * (keys + formulas) || !head_number(at, 0))
        return NAQL_CORRUPT;
    naql_str body = {(const char *)at + HEAD_BYTES, size - HEAD_BYTES};
    if ((uint32_t)nq_hash(body) != head_number(at, 3))
        return NAQL_CORRUPT;
    out->n_articles = head_number(at, 0);
    out->n_keys = (uint32_t)keys;
    out->n_formulas = (uint32_t)formulas;
    out->keys = (const void *)(at + HEAD_BYTES);
    out->formulas = out->keys + keys;
    out->counts = (const void *)(out->formulas + formulas);
    out->spread = out->counts + keys;
    for (uint32_t i = 0; i < NQ_RARITY_STEPS; i++)
        out->idf[i] = log(out->n_articles / (count_of(i) + 1));
    return NAQL_OK;
}

naql_status
nq_rarity_builtin(nq_rarity *out)
{
    return nq_rarity_open(nq_df_begin, (size_t)(nq_df_end - nq_df_begin), out);
}

/* Hashes are spread evenly, so a key stands near its share of the range: off
 * by the square root of n. Steps that double lead to a range that holds it,
 * which is halved without a branch: nobody can foresee them. */
static uint32_t
find(const uint32_t *keys, uint32_t n, uint32_t key)
{
    uint32_t lo = (uint32_t)((uint64_t)key * n >> 32), hi = lo, step = 64;
    for (; lo && keys[lo] > key; step *= 2)
        lo = lo > step ? lo - step : 0;
    for (step = 64; hi < n && keys[hi] < key; step *= 2)
        hi = n - hi > step ? hi + step : n;
    for (uint32_t left = hi - lo; left; left /= 2) {
        uint32_t half = left / 2 + left % 2;
        lo += half * (keys[lo + half - 1] < key);
    }
    return lo < n && keys[lo] == key ? lo : UINT32_MAX;
}

uint32_t
nq_rarity_step(const nq_rarity *r, uint64_t stem)
{
    uint32_t at = find(r->keys, r->n_keys, (uint32_t)(stem >> 32));
    return at == UINT32_MAX ? 0 : r->counts[at] + 1u;
}

double
nq_rarity_idf(const nq_rarity *r, uint64_t stem)
{
    return r->idf[nq_rarity_step(r, stem)];
}

uint64_t
nq_rarity_run(uint64_t a, uint64_t b, uint64_t c)
{
    return nq_hash_next(nq_hash_next(nq_hash_next(0, a), b), c);
}

double
nq_rarity_formula(const nq_rarity *r, uint64_t run)
{
    uint32_t at = find(r->formulas, r->n_formulas, (uint32_t)(run >> 32));
    return at == UINT32_MAX ? 0 : exp2(r->spread[at] / 8.0);
}
