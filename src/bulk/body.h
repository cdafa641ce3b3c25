/* SPDX-License-Identifier: Apache-2.0
 *
 * body.h - what a document is called and holds. Layer 9 (bulk). */
#ifndef NQ_BULK_BODY_H
#define NQ_BULK_BODY_H

#include "base/arena.h"
#include "input/doc.h"

/* Its id, else path and number. ptr NULL: no memory. */
naql_str nq_doc_name(const nq_doc *doc, nq_arena *arena);
/* Its text; of a page, the blocks that are no furniture. ptr NULL: no memory */
naql_str nq_doc_body(const nq_doc *doc, nq_arena *arena);

uint64_t nq_doc_bytes(const nq_doc *doc); /* of title and text */
uint64_t nq_doc_check(const nq_doc *doc); /* checksum of what it says */

#endif
