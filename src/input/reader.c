/* SPDX-License-Identifier: Apache-2.0
 *
 * reader.c - what all forms of input share. Layer 1 (input). */
#include "input/reader.h"

#include "base/limits.h"
#include "base/mem.h"
#include "base/str.h"
#include "input/charset.h"
#include "input/fault.h"
#include "input/html.h"

naql_status
nq_reader_new(size_t bytes, nq_reader reader, nq_reader **out)
{
    *out = nq_mem_zero(1, bytes);
    if (!*out)
        return NAQL_NOMEM;
    **out = reader;
    return NAQL_OK;
}

naql_status
nq_doc_start(const nq_origin *from, nq_arena *arena, nq_doc *out)
{
    const naql_str none = NQ_STR("");
    *out = (nq_doc){.charset =
                        from->charset.len ? from->charset : NQ_STR("utf-8")};
    out->path = nq_charset_safe(nq_str_from(from->path), arena);
    if (!out->path.ptr)
        return NAQL_NOMEM;
    out->id = out->url = out->outlet = out->author = out->language = none;
    out->published = out->modified = none;
    out->title = out->abstract = out->text = out->line = none;
    if (from->url.len > 0) {
        out->url = nq_charset_safe(from->url, arena);
        if (!out->url.ptr)
            return NAQL_NOMEM;
    }
    return NAQL_OK;
}

naql_status
nq_reader_end(nq_reader *r, bool *told, naql_error *err)
{
    const naql_error *failure = &r->from.bytes->failure;
    if (failure->status == NAQL_OK || *told)
        return NAQL_END;
    *told = true;
    return nq_fault_from(err, NQ_PLACE(r->from.path), failure);
}

naql_status
nq_reader_broken(nq_reader *r, naql_error *err)
{
    const nq_origin *from = &r->from;
    if (from->bytes->failure.status == NAQL_OK)
        return NAQL_END;
    naql_status status =
        nq_fault_from(err, NQ_PLACE(from->path), &from->bytes->failure);
    nq_bytes_skip(from->bytes, nq_bytes_peek(from->bytes, 0).len);
    from->bytes->failure.status = NAQL_OK;
    if (status != NAQL_NOMEM && from->packed)
        nq_unpack_resync(from->packed);
    return status;
}

naql_status
nq_reader_whole(nq_reader *r, naql_str *bytes, naql_error *err)
{
    bool told = false;
    *bytes = nq_bytes_peek(r->from.bytes, 1);
    while (bytes->len <= NQ_MAX_DOCUMENT_BYTES && !r->from.bytes->ended)
        *bytes = nq_bytes_peek(r->from.bytes, bytes->len + 1);
    if (r->from.bytes->failure.status != NAQL_OK)
        return nq_reader_end(r, &told, err);
    if (bytes->len > NQ_MAX_DOCUMENT_BYTES)
        return nq_fault(err, NAQL_TOO_BIG, NQ_PLACE(r->from.path),
                        "a text of more than %u MB",
                        NQ_MAX_DOCUMENT_BYTES >> 20);
    return NAQL_OK;
}

naql_status
nq_reader_markup(const nq_origin *from, nq_html_room **room, nq_arena *arena,
                 nq_doc *doc)
{
    if (!nq_html_looks(doc->text))
        return NAQL_OK;
    if (!*room) {
        *room = nq_mem_zero(1, sizeof **room);
        if (!*room)
            return NAQL_NOMEM;
        nq_arena_init(&(*room)->scratch);
    }
    return nq_html_fragment(from->html, *room, arena, doc);
}

void
nq_reader_room_free(nq_html_room *room)
{
    if (room)
        nq_html_room_clear(room);
    nq_mem_free(room);
}
