/* SPDX-License-Identifier: Apache-2.0
 *
 * model.c - the weights file of the tagger. Layer 4 (name). */
#include "name/model.h"
#include "base/hash.h"
#include "base/status.h"

#include <stddef.h>
#include <string.h>

/* Steps between labels, in either direction: far above any sum of weights. */
enum { STEP_MAX = 1 << 20 };

static bool
power_of_two(uint32_t n)
{
    return n > 1 && !(n & (n - 1));
}

/* Does the table of keys end every search? */
static bool
has_free_slot(const nq_model *m)
{
    for (uint32_t i = 0; i < m->head->n_words; i++)
        if (!m->keys[i])
            return true;
    return false;
}

static bool
numbers_sound(const nq_model_head *h)
{
    bool sound = true;
    for (uint32_t a = 0; a < NQ_LANES; a++) {
        sound = sound && h->start[a] >= -STEP_MAX && h->start[a] <= STEP_MAX;
        for (uint32_t b = 0; b < NQ_LANES; b++)
            sound = sound && h->follow[a][b] >= -STEP_MAX &&
                    h->follow[a][b] <= STEP_MAX;
    }
    for (uint32_t i = 1; i < NQ_COMBOS; i++)
        sound = sound && h->combos[i - 1] <= h->combos[i];
    return sound;
}

/* Tables are indexed by these. */
static bool
words_sound(const nq_model *m)
{
    for (uint32_t i = 0; i < m->head->n_words; i++)
        if (m->words[i].company >= NQ_COMPANIES - 1 ||
            m->words[i].usual >= NQ_USUALS - 1)
            return false;
    return true;
}

static void
add_list(const nq_weights_row *list, int16_t row[NQ_PLACES][NQ_LANES])
{
    for (uint32_t k = 0; k < NQ_PLACES; k++)
        for (uint32_t lane = 0; lane < NQ_LANES; lane++)
            row[k][lane] = (int16_t)(row[k][lane] + list->at[k][lane]);
}

/* Does the factor give every combination a slot that no other has? */
static bool
place_combos(const nq_model_head *h, nq_model_combos *out)
{
    memset(out->at, 0, sizeof(out->at));
    for (uint32_t c = 1; c < NQ_COMBOS; c++) {
        uint32_t lists = h->combos[c];
        if (lists == h->combos[c - 1])
            continue; /* fewer were found in training */
        uint8_t *slot = &out->at[nq_combo_slot(out, lists)];
        if (*slot)
            return false;
        *slot = (uint8_t)c;
    }
    return true;
}

/* Odd factors are tried in turn; one of fifty does. Should none do, some
 * combinations count as rare ones, which are added up list by list. */
static void
make_combos(const nq_model_head *h, nq_model_combos *out)
{
    enum { TRIES = 1 << 16 };
    memset(out->rows, 0, sizeof(out->rows));
    out->factor = 0x9e3779b1u;
    for (uint32_t i = 0; i < TRIES && !place_combos(h, out); i++)
        out->factor += 0x3c6ef372u;
    for (uint32_t c = 1; c < NQ_COMBOS; c++)
        for (uint32_t left = h->combos[c]; left; left &= left - 1)
            add_list(&h->lists[__builtin_ctz(left)], out->rows[c]);
}

static void
lay_out(const void *bytes, nq_model *out)
{
    const char *base = bytes;
    out->head = bytes;
    out->keys = (const void *)(base + sizeof(nq_model_head));
    out->words = (const void *)(out->keys + out->head->n_words);
    out->weights = (const void *)(out->words + out->head->n_words);
    make_combos(out->head, &out->combos);
}

/* Checks what the layout hangs on. */
static naql_status
open_own(const void *bytes, size_t size, nq_model *out)
{
    const nq_model_head *h = bytes;
    *out = (nq_model){0};
    if (size < sizeof(*h) || (uintptr_t)bytes % _Alignof(nq_model_head) ||
        memcmp(h->magic, NQ_MODEL_MAGIC, sizeof(h->magic)) ||
        h->version != NQ_MODEL_VERSION || h->size != size ||
        !power_of_two(h->n_words) || !power_of_two(h->n_weights))
        return NAQL_CORRUPT;
    uint64_t words =
        h->n_words * (uint64_t)(sizeof(uint32_t) + sizeof(nq_model_word));
    uint64_t weights = (uint64_t)h->n_weights * sizeof(nq_model_weights);
    if (words + weights != size - sizeof(*h))
        return NAQL_CORRUPT;
    lay_out(bytes, out);
    return NAQL_OK;
}

naql_status
nq_model_open(const void *bytes, size_t size, nq_model *out)
{
    nq_model found;
    *out = (nq_model){0};
    NQ_TRY(open_own(bytes, size, &found));
    naql_str rest = {(const char *)bytes + NQ_MODEL_UNSUMMED,
                     size - NQ_MODEL_UNSUMMED};
    if (nq_hash(rest) != found.head->checksum || !numbers_sound(found.head) ||
        !has_free_slot(&found) || !words_sound(&found))
        return NAQL_CORRUPT;
    *out = found;
    return NAQL_OK;
}

extern const unsigned char nq_model_begin[], nq_model_end[];

naql_status
nq_model_builtin(nq_model *out)
{
    return open_own(nq_model_begin, (size_t)(nq_model_end - nq_model_begin),
                    out);
}

static const nq_model_word *
find(const nq_model *m, uint64_t key)
{
    uint32_t upper = (uint32_t)(key >> 32), mask = m->head->n_words - 1;
    for (uint32_t i = (uint32_t)key & mask; m->keys[i]; i = (i + 1) & mask)
        if (m->keys[i] == upper)
            return &m->words[i];
    return NULL;
}

const nq_model_word *
nq_model_word_find(const nq_model *m, uint64_t hash, bool maqsura)
{
    const nq_model_word *w = find(m, nq_model_key(hash, maqsura));
    return w || !maqsura ? w : find(m, hash);
}
