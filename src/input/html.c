/* SPDX-License-Identifier: Apache-2.0
 *
 * html.c - an HTML page -> a document. Layer 1 (input).
 *
 * Decode, guard, parse, judge, and copy what stays; each step is a file of its
 * own. */
#include "input/html.h"

#include "base/mem.h"
#include "base/str.h"
#include "input/charset.h"
#include "input/fault.h"
#include "input/meta.h"
#include "input/reader.h"
#include "input/tune.h"

naql_status
nq_html_tools_make(const nq_tables *tables, const nq_fields *fields,
                   nq_arena *arena, nq_html_tools *out)
{
    out->fields = fields;
    NQ_TRY(nq_fields_make(tables, "meta", arena, &out->meta));
    return nq_markup_make(tables, arena, &out->markup);
}

void
nq_html_room_clear(nq_html_room *room)
{
    nq_arena_clear(&room->scratch);
    nq_buf_clear(&room->guarded.html);
    nq_buf_clear(&room->text);
    nq_record_room_clear(&room->record);
}

/* ---- Charset ------------------------------------------------------------- */

static bool
ends_label(char c)
{
    return c == '"' || c == '\'' || c == ' ' || c == '>' || c == ';' ||
           c == '/' || c == '?';
}

/* What stands behind the first "charset=" (or, in XML, "encoding=") near the
 * start of a page. */
static naql_str
own_label(naql_str bytes)
{
    static const char *const keys[] = {"charset=", "encoding="};
    if (bytes.len > NQ_TUNE_LABEL_BYTES)
        bytes.len = NQ_TUNE_LABEL_BYTES;
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        size_t at = nq_str_find(bytes, nq_str_from(keys[i]), 0);
        if (at == SIZE_MAX)
            continue;
        at += strlen(keys[i]);
        at += at < bytes.len && (bytes.ptr[at] == '"' || bytes.ptr[at] == '\'');
        size_t end = at;
        while (end < bytes.len && !ends_label(bytes.ptr[end]))
            end++;
        return nq_str(bytes.ptr + at, end - at);
    }
    return NQ_STR("");
}

/* ---- Copying out --------------------------------------------------------- */

static naql_status
copy_fields(nq_doc *out, const nq_doc *from, nq_arena *arena)
{
    nq_doc source = *from;
    for (unsigned i = 0; i < NQ_N_DOC_FIELDS; i++) {
        naql_str *value = nq_doc_field(&source, (nq_field)i);
        if (value->len == 0)
            continue;
        *nq_doc_field(out, (nq_field)i) = nq_arena_str(arena, *value);
        if (!nq_doc_field(out, (nq_field)i)->ptr)
            return NAQL_NOMEM;
    }
    return NAQL_OK;
}

static naql_status
copy_blocks(nq_doc *out, const nq_page *page, nq_arena *arena)
{
    const nq_page_block *from = page->blocks.at;
    uint32_t n = page->blocks.n;
    nq_doc_block *to = nq_arena_zero(arena, n ? n : 1, sizeof *to);
    naql_str text = nq_arena_str(arena, nq_buf_str(page->text));
    if (!to || !text.ptr)
        return NAQL_NOMEM;
    for (uint32_t i = 0; i < n; i++) {
        const nq_page_block *b = &from[i];
        to[i].text = nq_str(text.ptr + b->start, b->end - b->start);
        to[i].hints = b->hints;
    }
    out->form = NQ_DOC_BLOCKS;
    out->blocks = to;
    out->n_blocks = n;
    return NAQL_OK;
}

/* ---- A page -------------------------------------------------------------- */

static naql_status
read_page(const nq_html_tools *tools, nq_html_room *room, nq_page *page)
{
    *page = (nq_page){.scratch = &room->scratch,
                      .markup = &tools->markup,
                      .meta = &tools->meta,
                      .text = &room->text};
    return nq_page_read(nq_buf_str(&room->guarded.html), page);
}

static naql_status
describe(const nq_html_tools *tools, nq_html_room *room, nq_page *page,
         nq_doc *facts)
{
    const nq_origin nowhere = {.path = ""};
    nq_doc ld;
    NQ_TRY(nq_doc_start(&nowhere, &room->scratch, &ld));
    NQ_TRY(nq_doc_start(&nowhere, &room->scratch, facts));
    naql_status found = nq_meta_data(&room->guarded.data, tools->fields,
                                     &room->record, &room->scratch, &ld);
    if (found == NAQL_NOMEM)
        return found;
    nq_meta_merge(page, &ld, facts);
    nq_meta_title(page, facts);
    nq_page_judge(page, facts->title, ld.text);
    if (facts->published.len == 0)
        facts->published = nq_meta_time(page);
    return NAQL_OK;
}

static naql_status
read_text(const nq_html_tools *tools, naql_str text, nq_html_room *room,
          nq_arena *arena, nq_doc *out)
{
    nq_page page;
    nq_doc facts;
    NQ_TRY(nq_guard(text, &room->scratch, &room->guarded));
    NQ_TRY(read_page(tools, room, &page));
    NQ_TRY(describe(tools, room, &page, &facts));
    NQ_TRY(copy_fields(out, &facts, arena));
    return copy_blocks(out, &page, arena);
}

naql_status
nq_html_read(const nq_html_tools *tools, naql_str bytes, naql_str label,
             nq_html_room *room, nq_arena *arena, nq_doc *out, naql_error *err)
{
    naql_str text;
    nq_arena_reset(&room->scratch);
    if (label.len == 0)
        label = own_label(bytes);
    NQ_TRY(nq_charset_decode(bytes, label, &room->scratch, &text, &out->charset,
                             err));
    if (read_text(tools, text, room, arena, out) != NAQL_OK)
        return nq_fail_named(err, NAQL_NOMEM);
    return NAQL_OK;
}

/* ---- A field ------------------------------------------------------------- */

bool
nq_html_looks(naql_str text)
{
    const char *hit = text.len ? memchr(text.ptr, '<', text.len) : NULL;
    return hit && (nq_str_find(text, NQ_STR("</"), 0) != SIZE_MAX ||
                   nq_str_find(text, NQ_STR("<br"), 0) != SIZE_MAX ||
                   nq_str_find(text, NQ_STR("<p>"), 0) != SIZE_MAX);
}

naql_status
nq_html_fragment(const nq_html_tools *tools, nq_html_room *room,
                 nq_arena *arena, nq_doc *out)
{
    nq_page page;
    nq_buf wrapped = {0};
    nq_arena_reset(&room->scratch);
    nq_buf_add(&wrapped, NQ_STR("<div class=\"entry-content\">"));
    nq_buf_add(&wrapped, out->text);
    naql_status status = wrapped.failed ? NAQL_NOMEM : NAQL_OK;
    if (status == NAQL_OK)
        status = nq_guard(nq_buf_str(&wrapped), &room->scratch, &room->guarded);
    if (status == NAQL_OK)
        status = read_page(tools, room, &page);
    nq_buf_clear(&wrapped);
    NQ_TRY(status);
    nq_page_judge(&page, out->title, NQ_STR(""));
    out->text = NQ_STR("");
    return copy_blocks(out, &page, arena);
}

/* ---- A file -------------------------------------------------------------- */

struct html {
    nq_reader reader;
    nq_html_room room;
    bool done;
};

static naql_status
next(nq_reader *r, nq_arena *arena, nq_doc *out, naql_error *err)
{
    struct html *p = (struct html *)r;
    nq_place place = NQ_PLACE(r->from.path);
    naql_str bytes;
    if (p->done)
        return NAQL_END;
    p->done = true;
    NQ_TRY(nq_reader_whole(r, &bytes, err));
    NQ_TRY(nq_doc_start(&r->from, arena, out));
    naql_str recoded = r->from.charset;
    naql_error cause;
    if (nq_html_read(r->from.html, bytes, r->from.label, &p->room, arena, out,
                     &cause) != NAQL_OK)
        return nq_fault_from(err, place, &cause);
    if (recoded.len > 0)
        out->charset = recoded;
    return NAQL_OK;
}

static void
finish(nq_reader *r)
{
    struct html *p = (struct html *)r;
    nq_html_room_clear(&p->room);
    nq_mem_free(p);
}

naql_status
nq_html_open(const nq_origin *from, nq_reader **out)
{
    NQ_TRY(nq_reader_new(sizeof(struct html), (nq_reader){*from, next, finish},
                         out));
    nq_arena_init(&((struct html *)*out)->room.scratch);
    return NAQL_OK;
}
