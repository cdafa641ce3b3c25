/* SPDX-License-Identifier: Apache-2.0
 *
 * model.c - the weights file of the tagger. Layer 4 (name). */
#include "name/model.h"
#include "base/hash.h"
#include "base/status.h"

#include <math.h>
#include <stddef.h>
#include <string.h>

static bool
power_of_two(uint32_t n)
{
    return n > 1 && !(n & (n - 1));
}

/* Does the table of words end every search? */
static bool
has_free_slot(const nq_model *m)
{
    for (uint32_t i = 0; i < m->head->n_words; i++)
        if (!m->words[i].key)
            return true;
    return false;
}

static bool
numbers_sound(const nq_model_head *h)
{
    bool sound = isfinite(h->scale) && h->scale > 0;
    for (uint32_t a = 0; a < NQ_LABELS; a++) {
        sound = sound && isfinite(h->start[a]);
        for (uint32_t b = 0; b < NQ_LABELS; b++)
            sound = sound && isfinite(h->follow[a][b]);
    }
    return sound;
}

naql_status
nq_model_open(const void *bytes, size_t size, nq_model *out)
{
    const unsigned char *base = bytes;
    const nq_model_head *h = bytes;
    *out = (nq_model){0};
    if (size < sizeof(*h) || (uintptr_t)base % _Alignof(nq_model_head) ||
        memcmp(h->magic, NQ_MODEL_MAGIC, sizeof(h->magic)) ||
        h->version != NQ_MODEL_VERSION || h->size != size ||
        !power_of_two(h->n_words) || !power_of_two(h->n_weights) ||
        !numbers_sound(h))
        return NAQL_CORRUPT;
    uint64_t words = (uint64_t)h->n_words * sizeof(nq_model_word);
    uint64_t weights = (uint64_t)h->n_weights * sizeof(nq_model_weights);
    naql_str rest = {(const char *)base + NQ_MODEL_UNSUMMED,
                     size - NQ_MODEL_UNSUMMED};
    if (words + weights != size - sizeof(*h) || nq_hash(rest) != h->checksum)
        return NAQL_CORRUPT;
    *out = (nq_model){h, (const void *)(base + sizeof(*h)),
                      (const void *)(base + sizeof(*h) + words), NULL, NULL};
    return has_free_slot(out) ? NAQL_OK : NAQL_CORRUPT;
}

extern const unsigned char nq_model_begin[], nq_model_end[];

naql_status
nq_model_builtin(nq_model *out)
{
    return nq_model_open(nq_model_begin,
                         (size_t)(nq_model_end - nq_model_begin), out);
}

static void
fill_filter(const nq_model *m, uint8_t *filter)
{
    for (uint32_t i = 0; i < m->head->n_weights; i++)
        if (m->weights[i].check)
            filter[i / 2] |= (uint8_t)(1u << (m->weights[i].check >> 1 & 7));
}

naql_status
nq_model_settle(nq_model *m, nq_arena *arena)
{
    size_t weights = m->head->n_weights * sizeof(nq_model_weights);
    size_t words = m->head->n_words * sizeof(nq_model_word);
    size_t filter = m->head->n_weights / 2;
    enum { LINE = 64 }; /* bytes of a cache line */
    char *room = nq_arena_alloc(arena, weights + words + filter + LINE);
    if (!room)
        return NAQL_NOMEM;
    room += (0 - (uintptr_t)room) % LINE;
    memcpy(room, m->weights, weights);
    memcpy(room + weights, m->words, words);
    m->weights = (const void *)room;
    m->words = (const void *)(room + weights);
    uint8_t *bits = (uint8_t *)room + weights + words;
    memset(bits, 0, filter);
    fill_filter(m, bits);
    m->filter = bits;
    return NAQL_OK;
}

const nq_model_word *
nq_model_word_find(const nq_model *m, uint64_t hash)
{
    uint32_t key = (uint32_t)(hash >> 32), mask = m->head->n_words - 1;
    for (uint32_t i = (uint32_t)hash & mask; m->words[i].key;
         i = (i + 1) & mask)
        if (m->words[i].key == key)
            return &m->words[i];
    return NULL;
}
