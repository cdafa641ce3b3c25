/* SPDX-License-Identifier: Apache-2.0
 *
 * document.h - what was read of an article, packed, and back. Layer 8 (store).
 *
 * An article that is read anew from it is the same to the byte, id and spans
 * too. Numbers of four bytes, least first: form, record, number of blocks; then
 * the strings of nq_doc in the order of document.c and the blocks' texts, each
 * behind its length (a block's hints before that). All of it in zstd. */
#ifndef NQ_STORE_DOCUMENT_H
#define NQ_STORE_DOCUMENT_H

#include "base/arena.h"
#include "base/buf.h"
#include "input/doc.h"

#include <zstd.h>

/* Writes to `out`, which is reset; `raw` is room to work. False: no memory. */
bool nq_document_pack(const nq_doc *doc, ZSTD_CCtx *zstd, nq_buf *raw,
                      nq_buf *out);

/* In `arena`. NAQL_CORRUPT: not what nq_document_pack writes; every length is
 * checked, and that strings are UTF-8. NAQL_NOMEM. */
naql_status nq_document_unpack(naql_str packed, nq_arena *arena, nq_doc *out);

#endif
