/* SPDX-License-Identifier: Apache-2.0
 *
 * words.c - what is known of the words of the news: CLASSES.tsv, USUALLY.tsv.
 */
#include "base/hash.h"
#include "base/str.h"
#include "names.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static uint32_t
slot_for(const uint32_t *keys, uint64_t key)
{
    uint32_t i = (uint32_t)key & (WORD_SLOTS - 1);
    while (keys[i] && keys[i] != (uint32_t)(key >> 32))
        i = (i + 1) & (WORD_SLOTS - 1);
    return i;
}

static void
read_classes(const char *path, uint32_t *keys, struct known *known,
             nq_arena *arena)
{
    FILE *f = must(fopen(path, "r"));
    char word[512];
    unsigned long long key;
    unsigned count, c[CLASSES];
    while (fscanf(f, "%llx %u %511s %u %u %u %u %u %u %u", &key, &count, word,
                  &c[0], &c[1], &c[2], &c[3], &c[4], &c[5],
                  &c[6]) == 3 + CLASSES) {
        uint32_t i = slot_for(keys, key);
        if (keys[i])
            continue;
        keys[i] = (uint32_t)(key >> 32);
        struct known *k = &known[i];
        k->word = nq_arena_str(arena, nq_str_from(word));
        k->key = key;
        k->base = key == NQ_MODEL_NUMBER ? key : nq_hash(k->word);
        k->count = count;
        for (int n = 0; n < CLASSES; n++)
            k->classes[n] = (uint16_t)(c[n] + 1);
    }
    fclose(f);
}

static void
read_usually(const char *path, const uint32_t *keys, struct known *known)
{
    unsigned long long key;
    unsigned code;
    FILE *f = strcmp(path, "-") ? must(fopen(path, "r")) : NULL;
    while (f && fscanf(f, "%llx %u", &key, &code) == 2) {
        uint32_t i = slot_for(keys, key);
        if (keys[i])
            known[i].usually = (uint8_t)code;
    }
    if (f)
        fclose(f);
}

/* ---- Rows for what words usually are ------------------------------------ */

static uint32_t
far_apart(unsigned a, unsigned b)
{
    uint32_t sum = 0;
    for (int k = 0; k < 8; k += 2)
        sum += (uint32_t)abs((int)(a >> k & 3) - (int)(b >> k & 3));
    return sum;
}

/* Gives the codes that most words have a row each, from 1; the others go to
 * the nearest of these. */
static void
usual_rows(const struct known *known, uint8_t row[256])
{
    uint32_t words[256] = {0}, n = 0;
    uint8_t codes[NQ_USUALS];
    for (uint32_t i = 0; i < WORD_SLOTS; i++)
        words[known[i].usually] += known[i].count > 0;
    for (; n < NQ_USUALS - 2; n++) {
        uint32_t best = 0;
        for (uint32_t c = 1; c < 256; c++)
            best = words[c] > words[best] ? c : best;
        if (!words[best])
            break;
        codes[n] = (uint8_t)best;
        words[best] = 0;
    }
    for (uint32_t c = 0; c < 256; c++) {
        uint32_t best = 0;
        for (uint32_t k = 1; k < n; k++)
            best =
                far_apart(c, codes[k]) < far_apart(c, codes[best]) ? k : best;
        row[c] = (uint8_t)(best + 1);
    }
}

struct known *
words_read(const char *classes, const char *usually, uint32_t *keys,
           nq_model_word *words, nq_arena *arena)
{
    uint8_t row[256];
    struct known *known =
        must(nq_arena_zero(arena, WORD_SLOTS, sizeof(*known)));
    read_classes(classes, keys, known, arena);
    read_usually(usually, keys, known);
    usual_rows(known, row);
    for (uint32_t i = 0; i < WORD_SLOTS; i++) {
        const struct known *k = &known[i];
        if (!keys[i])
            continue;
        words[i] =
            (nq_model_word){.company = (uint8_t)k->classes[COMPANY],
                            .usual = row[k->usually],
                            .often = (uint8_t)(8 * log2(k->count + 1.0) + 0.5),
                            .body = k->usually >> 6};
    }
    return known;
}
