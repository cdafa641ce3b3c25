/* SPDX-License-Identifier: Apache-2.0
 *
 * keys.h - a name that is looked for, without an article at hand. Layer 4
 * (name).
 *
 * Keys find what may be the name; what was found is then asked whether it
 * is. */
#ifndef NQ_NAME_KEYS_H
#define NQ_NAME_KEYS_H

#include "name/variant.h"

typedef struct nq_name_keys {
    uint64_t words[NQ_NAME_WORDS_MAX]; /* [n] different loose keys */
    uint32_t n;
    uint64_t whole; /* of the usual name that it is an alias of; 0: no word */
} nq_name_keys;

/* Titles and offices are words like others: hand in the name alone. */
void nq_name_keys_of(const nq_name_tools *tools, naql_str name,
                     nq_name_keys *out);

/* May `name`, as an article gives it, be the name `asked` for? It is the same
 * usual name, or has all its words: in a spelling that only habit tells apart,
 * or, when another word is so, in a transliteration (variant.h). */
bool nq_name_is_asked(const nq_name_tools *tools, naql_str asked,
                      naql_str name);

#endif
