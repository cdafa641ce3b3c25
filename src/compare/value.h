/* SPDX-License-Identifier: Apache-2.0
 *
 * value.h - what a slot holds, and whether two values can both be true.
 * Layer 7 (compare), private to its folder. */
#ifndef NQ_COMPARE_VALUE_H
#define NQ_COMPARE_VALUE_H

#include "compare/desk.h"

typedef struct nq_value {
    double lo, hi;            /* number, or days since 1970; inclusive */
    double exact;             /* the number itself, without its modifier */
    uint64_t word;            /* name, date: of its folded words; number: of its
                                 unit */
    uint64_t solid;           /* name: of its folded letters, spaces left out */
    const nq_name_form *name; /* of a name or place, else NULL */
    uint32_t person;          /* name, place: of the pile, or NQ_NO_ENTITY */
    bool vague;               /* number with a modifier, or a range */
    bool about;               /* number said to be near */
    bool duration;            /* date that is a length: lo, hi in days */
    bool month;               /* date that is told with its month */
    bool night;               /* date: its night, which goes on into the next */
    double slack;             /* date: days that "two weeks ago" may be off */
    bool body;                /* name of an organisation */
    uint64_t state;           /* name of an organisation: of the country whose
                                 adjective or name is in it; 0: none */
    uint64_t noun;  /* number: stem of a noun for people that says what they
                       are, "leaders", "names"; place: what it is said to be;
                       else 0 */
    uint64_t label; /* name of a body in one wording with a label and without:
                       2 with one, 1 without; of two labels each its own; else
                       0 */
    uint64_t of;    /* number: what it is of, where one figure is told of two
                       things; else 0 */
    bool crowd;     /* number: "the thousands", without a noun */
    bool sum;       /* number: of two that are told apart */
    bool part;      /* number: some of another that its sentence tells */
    bool vouches;   /* source: of a figure that others have too */
    bool measure;   /* number with a sign for its unit: per cent, money */
    bool soft;      /* says too little to stand against another: an unnamed
                       source, a country for its ministry, an agency */
    bool chosen;    /* name: a judging word, of which each has its own */
    bool described; /* place: what it is, and where it lies (described.h) */
    bool spelt;     /* name: known to be the other in another writing */
} nq_value;

/* Is a unit of Latin letters or a sign, "km", "%"? */
static inline bool
nq_unit_is_sign(naql_str unit)
{
    return unit.len && (unsigned char)unit.ptr[0] < 0x80;
}

nq_value nq_value_of_number(const nq_number *n, uint64_t unit);

/* "Dozens", "thousands of": a plural, no count. */
bool nq_is_wide(const nq_value *v);

/* False for a date without a place on the calendar and without a length. */
bool nq_value_of_date(const nq_date *d, nq_value *out);

/* Numbers that can both be true: intervals meet, where "about", "more than",
 * "at least" stretch as far as the press stretches them. `loose` also lets a
 * round figure stand for an exact one (3 billion, 2.97 billion). */
bool nq_numbers_agree(const nq_value *a, const nq_value *b, bool loose);
bool nq_dates_agree(const nq_value *a, const nq_value *b);
/* Are both days, both months or seasons, both years? "On Sunday" answers
 * nothing that "at the end of the year" asks. */
bool nq_dates_alike(const nq_value *a, const nq_value *b);
/* The same person, or names that can be one. */
bool nq_names_agree(const nq_value *a, const nq_value *b);
/* The same place, or one lies in the other. */
bool nq_places_agree(const nq_value *a, const nq_value *b);

/* By kind of slot. */
bool nq_values_agree(uint8_t slot, const nq_value *a, const nq_value *b,
                     bool loose);

#endif
