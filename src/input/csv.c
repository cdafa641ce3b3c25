/* SPDX-License-Identifier: Apache-2.0
 *
 * csv.c - a table with a header: one document a row. Layer 1 (input).
 *
 * RFC 4180, with any of four separators, and a quote in the middle of a cell
 * taken as it stands. A row may run over many lines. */
#include "base/limits.h"
#include "base/mem.h"
#include "base/str.h"
#include "input/charset.h"
#include "input/fault.h"
#include "input/html.h"
#include "input/kind.h"
#include "input/reader.h"

enum { MAX_COLUMNS = 256 };

struct column {
    nq_field field;
    unsigned rank;
};

struct csv {
    nq_reader reader;
    nq_html_room *html;
    nq_buf cell; /* the one being read, quotes undone */
    struct column columns[MAX_COLUMNS];
    uint32_t n_columns;
    char separator;
    bool started, told;
    uint64_t line; /* number of the last one read */
    uint32_t record;
};

/* Where the end of a row is looked for; kept while the window grows. */
struct scan {
    size_t at;
    bool quoted, fresh; /* inside quotes; at the start of a cell */
    uint64_t lines;
};

static bool
scan_row(const struct csv *p, struct scan *s, naql_str in)
{
    for (; s->at < in.len; s->at++) {
        char c = in.ptr[s->at];
        s->lines += c == '\n';
        if (c == '"' && (s->quoted || s->fresh))
            s->quoted = !s->quoted;
        else if (c == '\n' && !s->quoted)
            return true;
        s->fresh = !s->quoted && (c == p->separator || c == '"');
    }
    return false;
}

/* The next row with anything on it, without its line end. NAQL_TOO_BIG for one
 * that is passed over. */
static naql_status
next_row(struct csv *p, naql_str *row, uint64_t *offset)
{
    nq_bytes *bytes = p->reader.from.bytes;
    for (;;) {
        struct scan s = {.fresh = true};
        naql_str held = nq_bytes_peek(bytes, 1);
        *offset = bytes->offset;
        while (!scan_row(p, &s, held) && !bytes->ended &&
               held.len <= NQ_MAX_LINE_BYTES)
            held = nq_bytes_peek(bytes, held.len + 1);
        if (held.len == 0 || (bytes->ended && s.at == held.len &&
                              bytes->failure.status != NAQL_OK))
            return NAQL_END;
        p->line += s.lines ? s.lines : 1;
        if (s.at == held.len && held.len > NQ_MAX_LINE_BYTES) {
            nq_bytes_skip(bytes, held.len);
            return NAQL_TOO_BIG;
        }
        *row = nq_str_trim(nq_str(held.ptr, s.at));
        nq_bytes_skip(bytes, s.at + (s.at < held.len));
        if (row->len > 0)
            return NAQL_OK;
    }
}

/* Cuts the first cell off *row into p->cell; false when there is none left. */
static bool
next_cell(struct csv *p, naql_str *row)
{
    bool quoted = false;
    size_t i = 0;
    nq_buf_reset(&p->cell);
    if (!row->ptr)
        return false;
    while (i < row->len && row->ptr[i] == ' ')
        i++;
    if (i < row->len && row->ptr[i] == '"') {
        quoted = true;
        i++;
    }
    for (; i < row->len; i++) {
        char c = row->ptr[i];
        bool twice = c == '"' && i + 1 < row->len && row->ptr[i + 1] == '"';
        if (quoted && c == '"' && !twice) {
            quoted = false;
            continue;
        }
        if (!quoted && c == p->separator)
            break;
        i += quoted && twice;
        nq_buf_byte(&p->cell, c);
    }
    *row = i < row->len ? nq_str(row->ptr + i + 1, row->len - i - 1)
                        : nq_str(NULL, 0);
    return true;
}

static void
read_header(struct csv *p)
{
    naql_str row;
    uint64_t offset;
    naql_str head = nq_bytes_peek(p->reader.from.bytes, 3);
    if (nq_str_starts(head, NQ_STR("\xef\xbb\xbf")))
        nq_bytes_skip(p->reader.from.bytes, 3);
    p->started = true;
    p->separator = ',';
    if (next_row(p, &row, &offset) != NAQL_OK)
        return;
    p->separator = nq_csv_separator(row, p->reader.from.fields);
    while (p->n_columns < MAX_COLUMNS && next_cell(p, &row)) {
        struct column *c = &p->columns[p->n_columns++];
        c->field = nq_fields_find(p->reader.from.fields,
                                  nq_str_trim(nq_buf_str(&p->cell)), &c->rank);
    }
}

static naql_status
read_cells(struct csv *p, naql_str row, nq_arena *arena, nq_doc *out,
           naql_error *err)
{
    unsigned rank[NQ_N_DOC_FIELDS];
    memset(rank, 0xff, sizeof rank);
    for (uint32_t i = 0; i < p->n_columns && next_cell(p, &row); i++) {
        nq_field field = p->columns[i].field;
        naql_str text, charset, cell = nq_str_trim(nq_buf_str(&p->cell));
        if (field == NQ_FIELD_SOURCE)
            field = nq_str_is_web(cell) ? NQ_FIELD_URL : NQ_FIELD_OUTLET;
        if (field >= NQ_N_DOC_FIELDS || cell.len == 0 ||
            p->columns[i].rank >= rank[field])
            continue;
        NQ_TRY(
            nq_charset_decode(cell, NQ_STR(""), arena, &text, &charset, err));
        rank[field] = p->columns[i].rank;
        *nq_doc_field(out, field) = text;
        if (field == NQ_FIELD_TEXT)
            out->charset = charset;
    }
    out->form = NQ_DOC_FIELDS;
    return p->cell.failed ? nq_fail_named(err, NAQL_NOMEM) : NAQL_OK;
}

static naql_status
next(nq_reader *r, nq_arena *arena, nq_doc *out, naql_error *err)
{
    struct csv *p = (struct csv *)r;
    naql_str row;
    if (!p->started)
        read_header(p);
    uint64_t line = p->line + 1, offset;
    naql_status status = next_row(p, &row, &offset);
    nq_place place = {r->from.path, line, UINT64_MAX};
    if (status == NAQL_END)
        return nq_reader_end(r, &p->told, err);
    uint32_t record = p->record++;
    if (status == NAQL_TOO_BIG)
        return nq_fault(err, status, place, "a row of more than %u MB",
                        NQ_MAX_LINE_BYTES >> 20);
    naql_error cause;
    NQ_TRY(nq_doc_start(&r->from, arena, out));
    out->record = record;
    out->offset = offset;
    if (read_cells(p, row, arena, out, &cause) != NAQL_OK)
        return nq_fault_from(err, place, &cause);
    return nq_reader_markup(&r->from, &p->html, arena, out);
}

static void
finish(nq_reader *r)
{
    struct csv *p = (struct csv *)r;
    nq_buf_clear(&p->cell);
    nq_reader_room_free(p->html);
    nq_mem_free(p);
}

naql_status
nq_csv_open(const nq_origin *from, nq_reader **out)
{
    return nq_reader_new(sizeof(struct csv), (nq_reader){*from, next, finish},
                         out);
}
