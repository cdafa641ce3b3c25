/* SPDX-License-Identifier: Apache-2.0
 *
 * jsonl.c - JSON lines: one document a line. Layer 1 (input).
 *
 * A bad line is a fault of its own; behind a damaged part of a compressed
 * file reading goes on at the next member. */
#include "base/limits.h"
#include "base/mem.h"
#include "base/str.h"
#include "input/fault.h"
#include "input/html.h"
#include "input/reader.h"
#include "input/record.h"

struct jsonl {
    nq_reader reader;
    nq_record_room room;
    nq_html_room *html;
    uint64_t line;   /* number of the last one read */
    uint32_t record; /* of the next document */
};

static naql_status
bad_line(struct jsonl *p, naql_status status, uint64_t offset,
         const naql_error *cause, naql_error *err)
{
    if (status == NAQL_NOMEM)
        return nq_fail_named(err, NAQL_NOMEM);
    nq_place place = {p->reader.from.path, p->line, UINT64_MAX};
    nq_fault(err, status, place, "%s", cause->message);
    if (err)
        err->offset =
            cause->offset == UINT64_MAX ? offset : offset + cause->offset;
    return status;
}

/* The next line with anything on it; *offset is where it starts. */
static naql_status
next_line(struct jsonl *p, naql_str *line, uint64_t *offset)
{
    nq_bytes *bytes = p->reader.from.bytes;
    for (;;) {
        *offset = bytes->offset;
        naql_status status = nq_bytes_line(bytes, NQ_MAX_LINE_BYTES, line);
        p->line += status != NAQL_END;
        if (status != NAQL_OK)
            return status;
        if (p->line == 1 && nq_str_starts(*line, NQ_STR("\xef\xbb\xbf")))
            *line = nq_str(line->ptr + 3, line->len - 3);
        *line = nq_str_trim(*line);
        if (line->len > 0)
            return NAQL_OK;
    }
}

/* The line must outlast the next read. */
static naql_status
keep_line(naql_str line, nq_arena *arena, nq_doc *out)
{
    out->line = nq_arena_str(arena, line);
    return out->line.ptr ? NAQL_OK : NAQL_NOMEM;
}

static naql_status
next(nq_reader *r, nq_arena *arena, nq_doc *out, naql_error *err)
{
    struct jsonl *p = (struct jsonl *)r;
    naql_str line;
    uint64_t offset;
    naql_status status = next_line(p, &line, &offset);
    if (status == NAQL_END)
        return nq_reader_broken(r, err);
    naql_error cause;
    uint32_t record = p->record++;
    if (status == NAQL_TOO_BIG) {
        nq_fail(&cause, status, UINT64_MAX, "a line of more than %u MB",
                NQ_MAX_LINE_BYTES >> 20);
        return bad_line(p, status, offset, &cause, err);
    }
    NQ_TRY(nq_doc_start(&r->from, arena, out));
    out->record = record;
    out->offset = offset;
    status = nq_record_read(line, r->from.fields, &p->room, arena, out, &cause);
    if (status == NAQL_OK && r->from.lines)
        status = keep_line(line, arena, out);
    if (status == NAQL_OK)
        status = nq_reader_markup(&r->from, &p->html, arena, out);
    return status == NAQL_OK ? NAQL_OK
                             : bad_line(p, status, offset, &cause, err);
}

static void
finish(nq_reader *r)
{
    struct jsonl *p = (struct jsonl *)r;
    nq_record_room_clear(&p->room);
    nq_reader_room_free(p->html);
    nq_mem_free(p);
}

naql_status
nq_jsonl_open(const nq_origin *from, nq_reader **out)
{
    return nq_reader_new(sizeof(struct jsonl), (nq_reader){*from, next, finish},
                         out);
}
