/* SPDX-License-Identifier: Apache-2.0
 *
 * shelf.c - texts that were read one after the other. Layer 9 (bulk). */
#include "bulk/shelf.h"

#include "base/status.h"
#include "base/str.h"
#include "bulk/tune.h"

#include <string.h>

#define BLOCK_WORDS 64u        /* words behind which a text is looked up */
#define WORDS_MOST  (1u << 30) /* numbers of postings, less one text */

void
nq_shelf_init(nq_shelf *s, uint32_t base)
{
    *s = (nq_shelf){.base = base,
                    .texts = NQ_LIST(nq_shelf_text),
                    .blocks = NQ_LIST(uint32_t)};
    nq_arena_init(&s->arena);
    nq_map_init(&s->equal, &s->arena);
    nq_postings_init(&s->postings, &s->arena);
}

void
nq_shelf_clear(nq_shelf *s)
{
    nq_postings_clear(&s->postings);
    nq_arena_clear(&s->arena);
}

uint64_t
nq_shelf_bytes(const nq_shelf *s)
{
    return s->arena.total + nq_postings_bytes(&s->postings);
}

bool
nq_shelf_is_full(const nq_shelf *s)
{
    return s->words >= WORDS_MOST;
}

/* ---- Asking ---- */

void
nq_shelf_expect(const nq_shelf *s, uint32_t word)
{
    const uint32_t *blocks = s->blocks.at;
    __builtin_prefetch(&blocks[word / BLOCK_WORDS]);
}

uint32_t
nq_shelf_find(const nq_shelf *s, uint32_t word)
{
    uint32_t t = ((const uint32_t *)s->blocks.at)[word / BLOCK_WORDS];
    while (t + 1 < s->texts.n && nq_shelf_at(s, t + 1)->first <= word)
        t++;
    return t;
}

uint32_t
nq_shelf_equal(const nq_shelf *s, const nq_run_text *t)
{
    const uint32_t *at = s->texts.n ? nq_map_get(&s->equal, t->whole) : NULL;
    const nq_shelf_text *k = at ? nq_shelf_at(s, *at) : NULL;
    return k && k->n == t->n &&
                   !memcmp(k->words, t->words, t->n * sizeof *t->words)
               ? *at
               : NQ_NO_TEXT;
}

/* ---- Adding ---- */

static const void *
copy(nq_arena *arena, const void *at, size_t bytes)
{
    return nq_arena_str(arena, nq_str(at, bytes)).ptr;
}

static naql_status
copy_text(nq_shelf *s, naql_str id, const nq_run_text *t, nq_shelf_text *to)
{
    const nq_track *track = &t->track;
    to->words = copy(&s->arena, t->words, t->n * sizeof *t->words);
    to->track.bytes = copy(&s->arena, track->bytes, track->n_bytes);
    to->track.entries =
        copy(&s->arena, track->entries,
             (t->n / NQ_TRACK_STEP + 1) * sizeof *track->entries);
    to->track.n_bytes = track->n_bytes;
    to->id = nq_arena_str(&s->arena, id);
    to->n = t->n;
    to->first = s->words;
    return to->words && to->track.bytes && to->track.entries && to->id.ptr
               ? NAQL_OK
               : NAQL_NOMEM;
}

static naql_status
count_words(nq_shelf *s, uint32_t index, uint32_t n)
{
    s->words += n;
    while (s->blocks.n * BLOCK_WORDS < s->words) {
        NQ_TRY(nq_list_put(&s->blocks, &s->arena, &index));
    }
    return NAQL_OK;
}

naql_status
nq_shelf_add(nq_shelf *s, naql_str id, const nq_run_text *t,
             const nq_shelf_text *like)
{
    nq_shelf_text text = {.group = like->group,
                          .representative = like->representative};
    uint32_t index = s->texts.n;
    if (s->base + index >= UINT32_MAX - 1)
        return NAQL_TOO_BIG;
    if (text.representative.ptr) /* may be of an older shelf */
        text.representative = nq_arena_str(&s->arena, text.representative);
    NQ_TRY(copy_text(s, id, t, &text));
    nq_shelf_text *to = nq_list_add(&s->texts, &s->arena);
    uint32_t *equal = nq_map_put(&s->equal, t->whole, NULL);
    if (!to || !equal || (like->representative.ptr && !text.representative.ptr))
        return NAQL_NOMEM;
    *to = text;
    *equal = index;
    for (uint32_t i = 0; i < t->grams.n; i++)
        NQ_TRY(nq_postings_add(&s->postings, t->grams.at[i].hash,
                               text.first + t->grams.at[i].at));
    return count_words(s, index, t->n);
}
