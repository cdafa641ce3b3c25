/* SPDX-License-Identifier: Apache-2.0
 *
 * same_name.h - are two names one: spellings, short and long forms, a place
 * and the country around it. Layer 7 (compare), private to its folder.
 *
 * The people of a pile say the same with more evidence; this is for names
 * that nobody merged. */
#ifndef NQ_COMPARE_SAME_NAME_H
#define NQ_COMPARE_SAME_NAME_H

#include "name/variant.h"

typedef struct nq_name_book {
    nq_variants variants;
    nq_map around;    /* key of a place -> row of `places` */
    nq_list places;   /* of uint64_t: key of the country it lies in */
    nq_map countries; /* keys of what places lie in */
} nq_name_book;

typedef struct nq_name_form { /* one name, ready to be compared */
    nq_name_words words;
    uint64_t key;    /* of its usual name; 0: no words */
    uint64_t around; /* of the country it lies in; 0: unknown */
    bool country;
} nq_name_form;

naql_status nq_name_book_make(const nq_tables *tables, nq_arena *arena,
                              nq_name_book *out);
void nq_name_form_of(const nq_name_book *book, naql_str name,
                     nq_name_form *out);

/* The same key, one's words inside the other's, or all words alike but for
 * the letters that transliterations mix up. */
bool nq_same_name(const nq_name_form *a, const nq_name_form *b);
/* Have they a word in common? */
bool nq_names_meet(const nq_name_form *a, const nq_name_form *b);
/* The same name, or one lies in the other; of a place nobody knows nothing is
 * held against a country. */
bool nq_same_place(const nq_name_form *a, const nq_name_form *b);

#endif
