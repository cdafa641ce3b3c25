/* SPDX-License-Identifier: Apache-2.0
 *
 * body.c - what a document is called and holds. Layer 9 (bulk). */
#include "bulk/body.h"

#include "base/buf.h"
#include "base/hash.h"
#include "base/str.h"

#include <stdio.h>

naql_str
nq_doc_name(const nq_doc *doc, nq_arena *arena)
{
    char number[16];
    if (doc->id.len)
        return doc->id;
    int n = snprintf(number, sizeof number, "#%u", doc->record);
    char *at = nq_arena_alloc(arena, doc->path.len + (size_t)n);
    if (!at)
        return (naql_str){NULL, 0};
    memcpy(at, doc->path.ptr, doc->path.len);
    memcpy(at + doc->path.len, number, (size_t)n);
    return nq_str(at, doc->path.len + (size_t)n);
}

naql_str
nq_doc_body(const nq_doc *doc, nq_arena *arena)
{
    nq_buf joined = {0};
    if (doc->form != NQ_DOC_BLOCKS)
        return doc->text;
    for (uint32_t i = 0; i < doc->n_blocks; i++) {
        if (doc->blocks[i].hints & NQ_HINT_FURNITURE)
            continue;
        nq_buf_add(&joined, doc->blocks[i].text);
        nq_buf_byte(&joined, '\n');
    }
    naql_str body = joined.failed ? (naql_str){NULL, 0}
                                  : nq_arena_str(arena, nq_buf_str(&joined));
    nq_buf_clear(&joined);
    return body;
}

uint64_t
nq_doc_bytes(const nq_doc *doc)
{
    uint64_t bytes = doc->title.len + doc->abstract.len + doc->text.len;
    for (uint32_t i = 0; i < doc->n_blocks; i++)
        bytes += doc->blocks[i].text.len;
    return bytes;
}

uint64_t
nq_doc_check(const nq_doc *doc)
{
    uint64_t h = nq_hash_seed(doc->id, doc->record);
    h = nq_hash_seed(doc->title, h);
    h = nq_hash_seed(doc->published, h);
    for (uint32_t i = 0; i < doc->n_blocks; i++)
        h = nq_hash_seed(doc->blocks[i].text, h);
    return nq_hash_seed(doc->line.len ? doc->line : doc->text, h);
}
