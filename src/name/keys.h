/* SPDX-License-Identifier: Apache-2.0
 *
 * keys.h - numbers by which the spellings of a name meet. Layer 4 (name).
 *
 * For those above who look names up without an article at hand. */
#ifndef NQ_NAME_KEYS_H
#define NQ_NAME_KEYS_H

#include "name/variant.h"

typedef struct nq_name_keys {
    uint64_t words[NQ_NAME_WORDS_MAX]; /* [n] different tight keys */
    uint32_t n;
    uint64_t whole; /* of the usual name that it is an alias of; 0: no word */
} nq_name_keys;

/* Titles and offices are words like others: hand in the name alone. */
void nq_name_keys_of(const nq_name_tools *tools, naql_str name,
                     nq_name_keys *out);

#endif
