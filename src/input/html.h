/* SPDX-License-Identifier: Apache-2.0
 *
 * html.h - an HTML page -> a document. Layer 1 (input). */
#ifndef NQ_INPUT_HTML_H
#define NQ_INPUT_HTML_H

#include "input/page.h"
#include "input/record.h"

/* Word lists; shared, read-only. */
typedef struct nq_html_tools {
    const nq_fields *fields; /* names of JSON-LD */
    nq_fields meta;
    nq_markup markup;
} nq_html_tools;

naql_status nq_html_tools_make(const nq_tables *tables, const nq_fields *fields,
                               nq_arena *arena, nq_html_tools *out);

/* Room to work, kept from page to page; zero-initialised is valid. */
typedef struct nq_html_room { /* made by nq_reader_markup and readers */
    nq_arena scratch;
    nq_guarded guarded;
    nq_buf text;
    nq_record_room record;
} nq_html_room;
void nq_html_room_clear(nq_html_room *room);

/* Does a text of a field hold markup instead of plain text? */
bool nq_html_looks(naql_str text);

/* Turns out->text, which holds markup, into blocks; all of it counts as the
 * article, but for what is plainly none. The other fields stay. NAQL_OK,
 * NAQL_NOMEM. */
naql_status nq_html_fragment(const nq_html_tools *tools, nq_html_room *room,
                             nq_arena *arena, nq_doc *out);

/* Fills *out (which nq_doc_start made) from the bytes of a page.
 *
 * label    charset that came with the page, from HTTP; empty: none. One in the
 *          page itself is found
 * returns  NAQL_OK; NAQL_NOMEM; NAQL_BAD_INPUT when no charset explains it */
naql_status nq_html_read(const nq_html_tools *tools, naql_str bytes,
                         naql_str label, nq_html_room *room, nq_arena *arena,
                         nq_doc *out, naql_error *err);

#endif
