/* SPDX-License-Identifier: Apache-2.0
 *
 * document.c - what was read of an article, packed, and back. Layer 8
 * (store). */
#include "store/document.h"

#include "base/limits.h"
#include "base/status.h"
#include "base/str.h"
#include "base/utf8.h"

#define LEVEL 3 /* a fifth smaller than 1; more costs more than it saves */

/* A document's own limit holds for its text; its fields are beside it. */
#define MOST_BYTES (2ull * NQ_MAX_DOCUMENT_BYTES)

static const size_t strings[] = {
    offsetof(nq_doc, path),      offsetof(nq_doc, id),
    offsetof(nq_doc, url),       offsetof(nq_doc, outlet),
    offsetof(nq_doc, author),    offsetof(nq_doc, language),
    offsetof(nq_doc, published), offsetof(nq_doc, modified),
    offsetof(nq_doc, title),     offsetof(nq_doc, abstract),
    offsetof(nq_doc, text),      offsetof(nq_doc, charset),
};
#define N_STRINGS (sizeof strings / sizeof *strings)

/* ---- To bytes ---- */

static void
add_number(nq_buf *b, uint32_t n)
{
    for (unsigned i = 0; i < 4; i++)
        nq_buf_byte(b, (char)(n >> (8 * i) & 0xff));
}

static void
add_str(nq_buf *b, naql_str s)
{
    add_number(b, (uint32_t)s.len);
    nq_buf_add(b, s);
}

bool
nq_document_pack(const nq_doc *doc, ZSTD_CCtx *zstd, nq_buf *raw, nq_buf *out)
{
    nq_buf_reset(raw);
    nq_buf_reset(out);
    add_number(raw, (uint32_t)doc->form);
    add_number(raw, doc->record);
    add_number(raw, doc->form == NQ_DOC_BLOCKS ? doc->n_blocks : 0);
    for (size_t i = 0; i < N_STRINGS; i++)
        add_str(raw, *(const naql_str *)((const char *)doc + strings[i]));
    for (uint32_t i = 0; doc->form == NQ_DOC_BLOCKS && i < doc->n_blocks; i++) {
        add_number(raw, doc->blocks[i].hints);
        add_str(raw, doc->blocks[i].text);
    }
    if (raw->failed || !nq_buf_reserve(out, ZSTD_compressBound(raw->len)))
        return false;
    size_t n =
        ZSTD_compressCCtx(zstd, out->ptr, out->room, raw->ptr, raw->len, LEVEL);
    if (ZSTD_isError(n))
        return false;
    out->len = n;
    return true;
}

/* ---- And back ---- */

struct rest {
    naql_str bytes;
    bool bad;
};

static uint32_t
take_number(struct rest *r)
{
    const unsigned char *p = (const unsigned char *)r->bytes.ptr;
    if (r->bytes.len < 4) {
        r->bad = true;
        return 0;
    }
    r->bytes = nq_str(r->bytes.ptr + 4, r->bytes.len - 4);
    return p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 |
           (uint32_t)p[3] << 24;
}

static naql_str
take_str(struct rest *r)
{
    uint32_t n = take_number(r);
    naql_str s = nq_str(r->bytes.ptr, n);
    if (n > r->bytes.len || nq_utf8_valid(s) != n) {
        r->bad = true;
        return NQ_STR("");
    }
    r->bytes = nq_str(r->bytes.ptr + n, r->bytes.len - n);
    return s;
}

static naql_status
inflate(naql_str packed, nq_arena *arena, naql_str *out)
{
    unsigned long long n = ZSTD_getFrameContentSize(packed.ptr, packed.len);
    if (n == ZSTD_CONTENTSIZE_ERROR || n == ZSTD_CONTENTSIZE_UNKNOWN ||
        n > MOST_BYTES)
        return NAQL_CORRUPT;
    char *bytes = nq_arena_alloc(arena, (size_t)n);
    if (!bytes)
        return NAQL_NOMEM;
    if (ZSTD_decompress(bytes, (size_t)n, packed.ptr, packed.len) != n)
        return NAQL_CORRUPT;
    *out = nq_str(bytes, (size_t)n);
    return NAQL_OK;
}

naql_status
nq_document_unpack(naql_str packed, nq_arena *arena, nq_doc *out)
{
    struct rest r = {0};
    *out = (nq_doc){0};
    NQ_TRY(inflate(packed, arena, &r.bytes));
    uint32_t form = take_number(&r);
    out->record = take_number(&r);
    uint32_t n_blocks = take_number(&r);
    for (size_t i = 0; i < N_STRINGS; i++)
        *(naql_str *)((char *)out + strings[i]) = take_str(&r);
    if (r.bad || form > NQ_DOC_BLOCKS || n_blocks > r.bytes.len / 8)
        return NAQL_CORRUPT;
    nq_doc_block *blocks = nq_arena_alloc(arena, n_blocks * sizeof *blocks);
    if (!blocks)
        return NAQL_NOMEM;
    for (uint32_t i = 0; i < n_blocks; i++) {
        blocks[i].hints = take_number(&r);
        blocks[i].text = take_str(&r);
    }
    out->form = (nq_doc_form)form;
    out->blocks = blocks;
    out->n_blocks = n_blocks;
    return r.bad || r.bytes.len ? NAQL_CORRUPT : NAQL_OK;
}
