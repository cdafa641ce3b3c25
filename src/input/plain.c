/* SPDX-License-Identifier: Apache-2.0
 *
 * plain.c - a file of plain text: one document. Layer 1 (input). */
#include "base/mem.h"
#include "input/charset.h"
#include "input/fault.h"
#include "input/reader.h"

struct plain {
    nq_reader reader;
    bool done;
};

static naql_status
next(nq_reader *r, nq_arena *arena, nq_doc *out, naql_error *err)
{
    struct plain *p = (struct plain *)r;
    if (p->done)
        return NAQL_END;
    p->done = true;
    naql_str bytes;
    NQ_TRY(nq_reader_whole(r, &bytes, err));
    NQ_TRY(nq_doc_start(&r->from, arena, out));
    naql_error cause;
    naql_str charset;
    if (nq_charset_decode(bytes, r->from.label, arena, &out->text, &charset,
                          &cause) != NAQL_OK)
        return nq_fault_from(err, NQ_PLACE(r->from.path), &cause);
    if (r->from.charset.len == 0)
        out->charset = charset;
    return NAQL_OK;
}

static void
finish(nq_reader *r)
{
    nq_mem_free(r);
}

naql_status
nq_plain_open(const nq_origin *from, nq_reader **out)
{
    return nq_reader_new(sizeof(struct plain), (nq_reader){*from, next, finish},
                         out);
}
