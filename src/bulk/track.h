/* SPDX-License-Identifier: Apache-2.0
 *
 * track.h - where the words of a text stand, in two bytes a word. Layer 9
 * (bulk).
 *
 * Of each word the code points since the end of the one before it and its own
 * length, a byte each, or five where a byte is too small; every NQ_TRACK_STEP
 * words an entry leads into them, so that a place costs the same anywhere. */
#ifndef NQ_BULK_TRACK_H
#define NQ_BULK_TRACK_H

#include "base/arena.h"
#include "base/row.h"

typedef struct nq_track_entry {
    uint32_t byte, point; /* of `bytes`; of the text */
} nq_track_entry;

typedef struct nq_track {
    const uint8_t *bytes; /* [n_bytes] */
    uint32_t n_bytes;
    const nq_track_entry *entries; /* [n / NQ_TRACK_STEP + 1] */
} nq_track;

/* Packs the places of n words. NAQL_OK, NAQL_NOMEM. */
naql_status nq_track_make(const nq_row_place *places, uint32_t n,
                          nq_arena *arena, nq_track *out);

/* The entries of packed bytes that are at hand: sets `entries`. NAQL_CORRUPT:
 * the bytes are not those of n words. */
naql_status nq_track_index(nq_track *t, uint32_t n, nq_arena *arena);

/* Code points from the start of word `first` to the end of word `end` - 1;
 * first < end <= n. */
naql_span nq_track_span(const nq_track *t, uint32_t first, uint32_t end);

#endif
