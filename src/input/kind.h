/* SPDX-License-Identifier: Apache-2.0
 *
 * kind.h - what the bytes of a file are, told by their start. Layer 1
 * (input). */
#ifndef NQ_INPUT_KIND_H
#define NQ_INPUT_KIND_H

#include "naql.h"

typedef enum nq_kind {
    NQ_KIND_PLAIN,
    NQ_KIND_JSON_LINES,
    NQ_KIND_HTML
} nq_kind;

/* `head` is the start of a file, unpacked; cost O(head). */
nq_kind nq_kind_tell(naql_str head);

#endif
