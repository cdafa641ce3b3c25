/* SPDX-License-Identifier: Apache-2.0
 *
 * spelled.h - one form of a name as an outlet writes it, and whether two are
 * one name spelled apart. Layer 7 (compare), private to its folder.
 *
 * The people of a pile merge names on evidence of their own; here the story is
 * the evidence: two reports of one event hardly speak of two Sergios Ramos. */
#ifndef NQ_COMPARE_SPELLED_H
#define NQ_COMPARE_SPELLED_H

#include "compare/slot.h"

typedef struct nq_spelled { /* a form of a name */
    uint8_t type;           /* nq_name_type */
    nq_name_form name;
    naql_str letters; /* folded; spaces, marks and articles left out, a
                         country and its adjective as one key */
    uint64_t whole;   /* hash of them with their articles */
    uint64_t heads;   /* hash of the first letter of each word */
    uint64_t country; /* key of the country in it, 0: none */
} nq_spelled;

/* `span` starts with a token, or behind what is glued to it. Letters are empty
 * when it is too long to be a name; they live in the desk's scratch. */
naql_status nq_spelled_of(const nq_desk *d, const nq_reading *r, naql_span span,
                          uint8_t type, nq_spelled *out);

/* Key of the country that a folded word names or is the adjective of; 0: none.
 */
uint64_t nq_country_of(const nq_name_book *book, naql_str word);

/* As many words, all of them alike but for what transliteration mixes up, or
 * all but one the same and that one a letter or two apart; long foreign names
 * may differ a little in each. A name of one word
 * says too little, unless it is `known` that the two are one: then it may be
 * another part of the name. */
bool nq_spelled_alike(const nq_desk *d, const nq_spelled *a,
                      const nq_spelled *b, bool known);

/* Of Guinea, of Kenya; not of one under an old name, "Moldova", "Moldavia". */
bool nq_spelled_two_countries(const nq_spelled *a, const nq_spelled *b);

/* Is there more between two forms than spaces, an article or the house style
 * of an adjective of origin? */
bool nq_spelled_apart(const nq_spelled *a, const nq_spelled *b);

/* Words at the same place of both that are alike. */
uint32_t nq_spelled_shared(const nq_spelled *a, const nq_spelled *b);

#endif
