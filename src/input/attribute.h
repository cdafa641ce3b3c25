/* SPDX-License-Identifier: Apache-2.0
 *
 * attribute.h - the attributes of a tag of a page or a feed. Layer 1 (input).
 */
#ifndef NQ_INPUT_ATTRIBUTE_H
#define NQ_INPUT_ATTRIBUTE_H

#include "naql.h"

typedef struct nq_attribute { /* borrowed */
    naql_str name, value;     /* the value without its quotes; empty: none */
} nq_attribute;

/* Reads the attribute that stands at *at or behind blanks and slashes, and puts
 * *at behind it. False: the tag ends there, before one of the bytes of `stop`
 * or at `end`.
 *
 * cost  O(bytes) for all of a page: no quote is gone over twice */
bool nq_attribute_read(const char **at, const char *end, const char *stop,
                       nq_attribute *out);

#endif
