/* SPDX-License-Identifier: Apache-2.0
 *
 * slot.h - the places of a sentence that hold a value: numbers, dates, places,
 * names. Layer 7 (compare), private to its folder.
 *
 * Offices hang on their holder and are compared in role.h. */
#ifndef NQ_COMPARE_SLOT_H
#define NQ_COMPARE_SLOT_H

#include "base/map.h"
#include "compare/value.h"

typedef struct nq_slot_at {
    uint8_t slot;
    uint8_t type; /* nq_name_type of a name */
    uint32_t line;
    naql_span span;      /* what is shown */
    uint32_t first, end; /* words of the line it covers; empty is possible
                            for a name inside one word */
    nq_value value;
    uint32_t parent; /* of its question (question.h) */
} nq_slot_at;

typedef struct nq_slots {
    nq_slot_at *at; /* [n] by line, then numbers, dates, names, by place */
    uint32_t n;
    uint32_t room;
    const uint32_t *from;  /* [n_lines + 1] those that were read from the text;
                              slots added later stand behind all of them */
    const uint32_t *names; /* [n_lines + 1] the first place or name of each
                              line; behind it, up to the next line, no other */
    nq_map chosen;         /* a word of a line -> its slot (choice.h) */
    nq_map classes;        /* articles whose words were read for that, and what
                              classes of words they have */
} nq_slots;

/* Lives in the desk's scratch. O(tokens). */
naql_status nq_slots_make(const nq_desk *d, nq_slots *out);

/* Adds a slot that only another outlet's wording shows to be one. */
naql_status nq_slots_add(const nq_desk *d, nq_slots *slots, nq_slot_at slot);

/* Dates of which one is the other with fewer words ("Tuesday", "on Tuesday",
 * "last Tuesday"): read from two days, they may come out apart. */
bool nq_slots_nested(const nq_desk *d, const nq_slot_at *a,
                     const nq_slot_at *b);

/* Are all words of the shorter one in the longer, by their stems: "the old city
 * of X", "the old city in X"? */
bool nq_slots_cover(const nq_desk *d, const nq_slot_at *a, const nq_slot_at *b);

/* The same slots, to which others are added apart from them: the array is
 * copied before it grows. */
static inline nq_slots
nq_slots_apart(const nq_slots *slots)
{
    nq_slots out = *slots;
    out.room = out.n;
    return out;
}

/* Class of a counted noun: a listed synonym class, else its stem; words for the
 * dead and the hurt count people. */
uint64_t nq_unit_of(const nq_desk *d, const nq_token *noun);

/* What a length of time is of ("prison", "absence"), by the nearest word of
 * such a class; 0: there is none, or the time is over. */
uint64_t nq_length_beside(const nq_desk *d, const nq_slot_at *slot);

/* Does a word of death or injury stand near the slot? */
bool nq_toll_near(const nq_desk *d, const nq_slot_at *slot);

/* Word key and name form of a name's value; the form lives in scratch, and is
 * NULL when memory is out. */
nq_value nq_slot_name_value(const nq_desk *d, const nq_reading *r,
                            naql_span span, uint32_t person);

/* Hash of the folded words of a span, glued letters of the first one cut. */
uint64_t nq_slot_name_key(const nq_text *text, naql_span span);

#endif
