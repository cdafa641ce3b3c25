/* SPDX-License-Identifier: Apache-2.0
 *
 * track.c - where the words of a text stand, in two bytes a word. Layer 9
 * (bulk). */
#include "bulk/track.h"

#include "bulk/tune.h"

#include <string.h>

#define LONG 255u /* four bytes follow */

static uint8_t *
put(uint8_t *at, uint32_t number)
{
    if (number < LONG) {
        *at = (uint8_t)number;
        return at + 1;
    }
    *at = LONG;
    memcpy(at + 1, &number, sizeof number);
    return at + 1 + sizeof number;
}

/* The next number; false: there is none. */
static bool
take(const uint8_t **at, const uint8_t *end, uint32_t *number)
{
    if (*at == end)
        return false;
    *number = *(*at)++;
    if (*number < LONG)
        return true;
    if ((size_t)(end - *at) < sizeof *number)
        return false;
    memcpy(number, *at, sizeof *number);
    *at += sizeof *number;
    return true;
}

static size_t
bytes_of(const nq_row_place *places, uint32_t n)
{
    size_t sum = 0;
    for (uint32_t i = 0, last = 0; i < n; i++) {
        naql_span s = places[i].points;
        sum +=
            2 + 4u * (s.start - last >= LONG) + 4u * (s.end - s.start >= LONG);
        last = s.end;
    }
    return sum;
}

/* Room for the entries of a track of n words. */
static nq_track_entry *
entries_of(uint32_t n, nq_arena *arena)
{
    return nq_arena_alloc(arena,
                          (n / NQ_TRACK_STEP + 1ull) * sizeof(nq_track_entry));
}

naql_status
nq_track_make(const nq_row_place *places, uint32_t n, nq_arena *arena,
              nq_track *out)
{
    size_t bytes = bytes_of(places, n);
    uint8_t *at = nq_arena_alloc(arena, bytes);
    nq_track_entry *entries = entries_of(n, arena);
    *out =
        (nq_track){.bytes = at, .n_bytes = (uint32_t)bytes, .entries = entries};
    if (!at || !entries)
        return NAQL_NOMEM;
    for (uint32_t i = 0, last = 0; i < n; i++) {
        naql_span s = places[i].points;
        if (i % NQ_TRACK_STEP == 0)
            *entries++ = (nq_track_entry){(uint32_t)(at - out->bytes), last};
        at = put(at, s.start - last);
        at = put(at, s.end - s.start);
        last = s.end;
    }
    return NAQL_OK;
}

naql_status
nq_track_index(nq_track *t, uint32_t n, nq_arena *arena)
{
    const uint8_t *at = t->bytes, *end = at + t->n_bytes;
    nq_track_entry *entries = entries_of(n, arena);
    uint32_t point = 0, gap, length;
    t->entries = entries;
    if (!entries)
        return NAQL_NOMEM;
    for (uint32_t i = 0; i < n; i++) {
        if (i % NQ_TRACK_STEP == 0)
            entries[i / NQ_TRACK_STEP] =
                (nq_track_entry){(uint32_t)(at - t->bytes), point};
        if (!take(&at, end, &gap) || !take(&at, end, &length))
            return NAQL_CORRUPT;
        point += gap + length;
    }
    return at == end ? NAQL_OK : NAQL_CORRUPT;
}

static naql_span
span_of(const nq_track *t, uint32_t word)
{
    nq_track_entry entry = t->entries[word / NQ_TRACK_STEP];
    const uint8_t *at = t->bytes + entry.byte, *end = t->bytes + t->n_bytes;
    uint32_t point = entry.point, gap = 0, length = 0;
    for (uint32_t i = 0; i <= word % NQ_TRACK_STEP; i++) {
        if (!take(&at, end, &gap) || !take(&at, end, &length))
            break; /* never: the bytes were checked */
        point += gap + length;
    }
    return (naql_span){point - length, point};
}

naql_span
nq_track_span(const nq_track *t, uint32_t first, uint32_t end)
{
    return (naql_span){span_of(t, first).start, span_of(t, end - 1).end};
}
