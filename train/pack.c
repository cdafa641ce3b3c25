/* SPDX-License-Identifier: Apache-2.0
 *
 * pack.c - learned weights as the whole numbers of a model file. */
#include "base/hash.h"
#include "base/str.h"
#include "see.h"

#include <math.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A word that is tagged shows all its features, in training it showed half of
 * them: its weights count for less. 0.5 would be the expectation; more keeps
 * names that a few strong features tell. */
static const float SHARE = 0.76f;

enum { FORBIDDEN = -(1 << 20) };

/* What a feature says by a habit. */
struct said {
    const struct learner *learner;
    uint32_t habit;
};

static void
add_weights(const struct said *s, uint64_t feature, float *sum)
{
    const struct learner *l = s->learner;
    const uint32_t *slot = nq_map_get(&l->slot_of, feature);
    const uint32_t *own = nq_map_get(&l->slot_of, seen_by(s->habit, feature));
    for (int k = 0; k < NQ_LANES; k++)
        sum[k] +=
            l->state[slot ? *slot : 0].w[k] + l->state[own ? *own : 0].w[k];
}

static void
round_to(const float *sum, int8_t *out)
{
    for (int k = 0; k < NQ_LABELS; k++) {
        double w = sum[k] * SHARE / NQ_MODEL_SCALE;
        out[k] = (int8_t)lrint(w > 127 ? 127 : w < -127 ? -127 : w);
    }
}

static void
one(const struct said *s, uint64_t feature, int8_t *out)
{
    lanes sum = {0};
    add_weights(s, feature, sum);
    round_to(sum, out);
}

/* ---- Rows of words ------------------------------------------------------ */

static void
pack_row(const struct said *s, const struct tools *t,
         const nq_feature_word *word, bool letters, nq_weights_row *out)
{
    for (uint32_t place = 0; place < NQ_PLACES; place++) {
        uint64_t features[SEEN_MAX];
        lanes sum = {0};
        uint32_t n = see_word(t, word, place, features);
        for (uint32_t f = 0; f < n; f++) {
            if (letters || !(features[f] & SEEN_LETTERS))
                add_weights(s, features[f], sum);
        }
        round_to(sum, out->at[place]);
    }
}

static nq_feature_word
word_of(const struct tools *t, uint32_t slot)
{
    enum { AL = 4 /* bytes of the article */ };
    const struct known *k = &t->known[slot];
    nq_feature_word w = {.known = &t->model.words[slot],
                         .base = k->base,
                         .bare = k->word,
                         .shape = 1};
    if (k->word.len > AL && !memcmp(k->word.ptr, "\u0627\u0644", AL))
        w.bare = (naql_str){k->word.ptr + AL, k->word.len - AL};
    return w;
}

static void
pack_words(const struct tools *t, const struct said *s, nq_model_word *words,
           nq_model_head *head)
{
    nq_feature_word nobody = {.shape = 1};
    for (uint32_t i = 0; i < WORD_SLOTS; i++) {
        if (!t->known[i].count)
            continue;
        nq_feature_word w = word_of(t, i);
        pack_row(s, t, &w, true, &words[i].row);
    }
    pack_row(s, t, &nobody, false, &head->unknown);
    pack_row(s, t, &nq_feature_beyond, false, &head->beyond);
}

/* ---- Letters of unknown words ------------------------------------------- */

/* Features that no unknown word has: those of whole words that are known. */
static bool *
needless(const struct tools *t, const struct learner *l)
{
    bool *out = must(calloc(l->named.n, sizeof(*out)));
    for (uint32_t i = 0; i < WORD_SLOTS; i++)
        for (uint32_t place = 0; t->known[i].count && place < NQ_PLACES;
             place++) {
            nq_feature_word w = word_of(t, i);
            uint64_t letters[NQ_LETTERS_MAX];
            nq_letter_features(&w, place, letters);
            const uint32_t *slot =
                nq_map_get(&l->slot_of, letters[0] | SEEN_LETTERS);
            if (slot)
                out[*slot] = true;
        }
    return out;
}

static float *sort_by;

static int
larger(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    if (sort_by[x] != sort_by[y])
        return sort_by[x] < sort_by[y] ? 1 : -1;
    return x < y ? -1 : x > y;
}

/* The largest weights first, while there is room. */
static void
pack_letters(const struct tools *t, const struct learner *l,
             nq_model_weights *out)
{
    const uint64_t *features = l->named.at;
    uint32_t *order = must(malloc(sizeof(*order) * l->named.n)), n = 0,
             kept = 0;
    bool *skip = needless(t, l);
    sort_by = must(calloc(l->named.n, sizeof(*sort_by)));
    lanes *sum = must(calloc(l->named.n, sizeof(*sum)));
    const struct said s = {l, t->habit};
    for (uint32_t i = 1; i < l->named.n; i++) {
        if (features[i] & SEEN_LETTERS)
            add_weights(&s, features[i], sum[i]);
        for (int k = 0; k < NQ_LABELS; k++)
            sort_by[i] += fabsf(sum[i][k]);
        if (features[i] & SEEN_LETTERS && !skip[i] &&
            sort_by[i] > NQ_MODEL_SCALE)
            order[n++] = i;
    }
    qsort(order, n, sizeof(*order), larger);
    for (uint32_t r = 0; r < n; r++) {
        uint8_t check = nq_model_check(features[order[r]]);
        uint32_t slot = nq_model_slot(features[order[r]], WEIGHT_SLOTS);
        slot ^= nq_model_check_of(&out[slot]) ? 1 : 0;
        if (nq_model_check_of(&out[slot]) ||
            nq_model_check_of(&out[slot ^ 1]) == check)
            continue;
        kept++;
        round_to(sum[order[r]], out[slot].at);
        out[slot].at[NQ_LANES - 1] = (int8_t)check;
    }
    fprintf(stderr, "%u features of letters, %u kept\n", n, kept);
    free(order);
    free(sum);
    free(skip);
    free(sort_by);
}

/* ---- Tables ------------------------------------------------------------- */

static void
pack_table(const struct said *s, uint32_t kind, nq_weights *at,
           const uint32_t size[2])
{
    for (uint32_t a = 0; a < size[0]; a++)
        for (uint32_t b = 0; b < size[1]; b++)
            one(s, seen_pair(kind, a, b), at[a * size[1] + b].at);
}

static void
pack_pairs(const struct said *s, uint32_t kind, nq_weights_pair *at,
           uint32_t size)
{
    for (uint32_t a = 0; a < size; a++)
        for (uint32_t b = 0; b < size; b++) {
            one(s, seen_pair(kind, a, b), at[a * size + b].first);
            one(s, seen_pair(kind + 1, a, b), at[a * size + b].second);
        }
}

static void
pack_tables(const struct said *s, nq_model_head *h)
{
    enum { C = NQ_COMPANIES, B = NQ_COMBOS, S = NQ_SHAPES, M = NQ_MEMORIES };
#define TABLE(kind, at, a, b)                                                  \
    pack_table(s, kind, at[0], (const uint32_t[2]){a, b})
    TABLE(KIND_COMBO_COMPANY_SELF, h->combo, B, C);
    TABLE(KIND_COMBO_COMPANY, h->combo_company, B, C);
    TABLE(KIND_COMPANY_COMBO, h->company_combo, C, B);
    TABLE(KIND_SHAPE_COMBO, h->shape_combo, S, B);
    TABLE(KIND_MEMORY_USUAL, h->memory_usual, M, NQ_USUALS);
    TABLE(KIND_MEMORY_COMPANY, h->memory_company, M, C);
#undef TABLE
    pack_pairs(s, KIND_COMPANIES, h->companies[0], C);
    pack_pairs(s, KIND_USUALS, h->usuals[0], NQ_USUALS);
    pack_pairs(s, KIND_COMBOS, h->combo_pairs[0], B);
    pack_pairs(s, KIND_SHAPES, h->shape_pairs[0], S);
    pack_pairs(s, KIND_MEMORIES, h->memories[0], M);
    for (uint32_t k = 0; k < NQ_PLACES; k++) {
        for (uint32_t i = 0; i < NQ_LISTS; i++)
            one(s, seen(KIND_LIST + k, i), h->lists[i].at[k]);
        for (uint32_t i = 0; i < S; i++)
            one(s, seen(KIND_SHAPE + k, i), h->shapes[i].at[k]);
    }
    for (uint32_t k = 0; k < 3; k++)
        for (uint32_t i = 0; i < M; i++)
            one(s, seen(KIND_MEMORY + k, i), h->memory_at[k][i].at);
}

static int32_t
step_of(float weight)
{
    return weight <= -30 ? FORBIDDEN : (int32_t)lrint(weight / NQ_MODEL_SCALE);
}

void
pack(const struct tools *t, const struct learner *l, nq_model_head *head,
     nq_model_word *words, nq_model_weights *weights)
{
    const struct said s = {l, t->habit};
    pack_tables(&s, head);
    pack_words(t, &s, words, head);
    pack_letters(t, l, weights);
    for (int j = 0; j < NQ_LANES; j++)
        for (int k = 0; k < NQ_LANES; k++) {
            bool label = j < NQ_LABELS && k < NQ_LABELS;
            head->follow[j][k] = label ? step_of(l->follow_w[j][k]) : FORBIDDEN;
            head->start[k] =
                k < NQ_LABELS ? step_of(l->follow_w[7][k]) : FORBIDDEN;
        }
}

/* ---- Combinations of lists ---------------------------------------------- */

static int
smaller(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return x < y ? -1 : x > y;
}

void
pack_combos(const nq_list *seen_lists, nq_model_head *head)
{
    uint32_t n = seen_lists->n, *all = seen_lists->at, kinds = 0;
    struct {
        uint32_t lists, times;
    } *found = must(calloc(n + 1, sizeof(*found)));
    qsort(all, n, sizeof(*all), smaller);
    for (uint32_t i = 0; i < n; i++) {
        kinds += !i || all[i] != all[i - 1];
        found[kinds - 1].lists = all[i];
        found[kinds - 1].times++;
    }
    for (uint32_t c = 0; c < NQ_COMBOS; c++)
        head->combos[c] = c ? UINT32_MAX : 0;
    for (uint32_t c = 1; c < NQ_COMBOS; c++) {
        uint32_t best = 0;
        for (uint32_t i = 1; i < kinds; i++)
            best = found[i].times > found[best].times ? i : best;
        if (!kinds || !found[best].times)
            break;
        head->combos[c] = found[best].lists;
        found[best].times = 0;
    }
    qsort(head->combos, NQ_COMBOS, sizeof(*head->combos), smaller);
    free(found);
}

/* ---- The file ----------------------------------------------------------- */

void
pack_file(const struct pack_parts *p, nq_buf *file)
{
    nq_model_head *h = p->head;
    nq_buf_reset(file);
    h->size = (uint32_t)(sizeof(*h) +
                         h->n_words * (sizeof(*p->keys) + sizeof(*p->words)) +
                         h->n_weights * sizeof(*p->weights));
    nq_buf_add(file, nq_str((const char *)h, sizeof(*h)));
    nq_buf_add(file,
               nq_str((const char *)p->keys, h->n_words * sizeof(*p->keys)));
    nq_buf_add(file,
               nq_str((const char *)p->words, h->n_words * sizeof(*p->words)));
    nq_buf_add(file, nq_str((const char *)p->weights,
                            h->n_weights * sizeof(*p->weights)));
    must(file->failed ? NULL : file->ptr);
    h->checksum = nq_hash(
        nq_str(file->ptr + NQ_MODEL_UNSUMMED, file->len - NQ_MODEL_UNSUMMED));
    memcpy(file->ptr, h, sizeof(*h));
}
