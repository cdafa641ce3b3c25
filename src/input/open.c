/* SPDX-License-Identifier: Apache-2.0
 *
 * open.c - bytes -> a reader of their kind. Layer 1 (input). */
#include "base/mem.h"
#include "input/fault.h"
#include "input/kind.h"
#include "input/reader.h"
#include "input/tune.h"

/* ---- What is no text ----------------------------------------------------- */

struct refused {
    nq_reader reader;
    bool told;
};

static naql_status
next(nq_reader *r, nq_arena *arena, nq_doc *out, naql_error *err)
{
    struct refused *p = (struct refused *)r;
    (void)arena;
    (void)out;
    if (p->told)
        return NAQL_END;
    p->told = true;
    naql_str head = nq_bytes_peek(r->from.bytes, 16);
    const char *what = nq_kind_refused(head);
    return what ? nq_fault(err, NAQL_BAD_INPUT, NQ_PLACE(r->from.path),
                           "not text: %s", what)
                : nq_fault(err, NAQL_BAD_INPUT, NQ_PLACE(r->from.path),
                           "a table with no column that is known as text or "
                           "title beside another; name them with --fields "
                           "title=NAME,text=NAME");
}

static void
finish(nq_reader *r)
{
    nq_mem_free(r);
}

/* For what is surely no text; names it in one fault. */
static naql_status
open_refused(const nq_origin *from, nq_reader **out)
{
    return nq_reader_new(sizeof(struct refused),
                         (nq_reader){*from, next, finish}, out);
}

/* ---- All kinds ------------------------------------------------------------
 */

nq_kind
nq_reader_kind(const nq_origin *from)
{
    naql_str head = nq_bytes_peek(from->bytes, NQ_TUNE_HEAD_BYTES);
    return nq_kind_tell(head, from->fields);
}

naql_status
nq_reader_open(const nq_origin *from, nq_reader **out)
{
    static naql_status (*const open[])(const nq_origin *, nq_reader **) = {
        [NQ_KIND_PLAIN] = nq_plain_open,
        [NQ_KIND_JSON_LINES] = nq_jsonl_open,
        [NQ_KIND_JSON_VALUES] = nq_json_values_open,
        [NQ_KIND_CSV] = nq_csv_open,
        [NQ_KIND_HTML] = nq_html_open,
        [NQ_KIND_FEED] = nq_feed_open,
        [NQ_KIND_WARC] = nq_warc_open,
        [NQ_KIND_ARC] = nq_arc_open,
        [NQ_KIND_ARCHIVE] = nq_archive_open,
        [NQ_KIND_REFUSED] = open_refused,
    };
    return open[nq_reader_kind(from)](from, out);
}
