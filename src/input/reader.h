/* SPDX-License-Identifier: Apache-2.0
 *
 * reader.h - what every form of input is read through. Layer 1 (input).
 *
 * A form (plain text, JSON lines, a page, a feed, a web archive) is a struct
 * that starts with an nq_reader and is made by nq_FORM_open, which takes
 * nothing but memory. A reader borrows what is in its nq_origin. */
#ifndef NQ_INPUT_READER_H
#define NQ_INPUT_READER_H

#include "base/arena.h"
#include "input/doc.h"
#include "input/fields.h"
#include "input/kind.h"
#include "input/unpack.h"

struct nq_html_room;

typedef struct nq_origin {
    const char *path;
    unsigned depth;    /* of archives inside archives */
    naql_str label;    /* charset that came with the bytes; empty: none */
    naql_str url;      /* address that came with them */
    nq_unpack *packed; /* NULL: the bytes are whole, as in an archive */
    nq_bytes *bytes;
    naql_str charset; /* that the bytes were in, when they were recoded */
    bool lines;       /* keep JSON lines as they stand */
    const nq_fields *fields;
    const struct nq_html_tools *html;
} nq_origin;

typedef struct nq_reader nq_reader;
struct nq_reader {
    nq_origin from;
    /* As nq_source_next: NAQL_END at the end, else one document or one fault;
     * after a fault the next call goes on behind it. */
    naql_status (*next)(nq_reader *r, nq_arena *arena, nq_doc *out,
                        naql_error *err);
    void (*close)(nq_reader *r);
};

/* Makes a form of so many bytes, zero behind its reader. NAQL_OK, NAQL_NOMEM.
 */
naql_status nq_reader_new(size_t bytes, nq_reader reader, nq_reader **out);

/* The kind of the bytes, by their start. */
nq_kind nq_reader_kind(const nq_origin *from);

/* Tells the kind of the bytes by their start and opens a reader of that kind.
 * NAQL_OK, NAQL_NOMEM. */
naql_status nq_reader_open(const nq_origin *from, nq_reader **out);

naql_status nq_plain_open(const nq_origin *from, nq_reader **out);
naql_status nq_jsonl_open(const nq_origin *from, nq_reader **out);
naql_status nq_json_values_open(const nq_origin *from, nq_reader **out);
naql_status nq_csv_open(const nq_origin *from, nq_reader **out);
naql_status nq_html_open(const nq_origin *from, nq_reader **out);
naql_status nq_feed_open(const nq_origin *from, nq_reader **out);
naql_status nq_warc_open(const nq_origin *from, nq_reader **out);
naql_status nq_arc_open(const nq_origin *from, nq_reader **out);
naql_status nq_archive_open(const nq_origin *from, nq_reader **out);

/* A document with nothing in it but its path, copied into `arena`, and empty
 * strings. */
naql_status nq_doc_start(const nq_origin *from, nq_arena *arena, nq_doc *out);

/* Reads the markup of a text field as blocks, if that is what it holds. *room
 * is made when first needed and kept; nq_reader_room_free gives it back. */
naql_status nq_reader_markup(const nq_origin *from, struct nq_html_room **room,
                             nq_arena *arena, nq_doc *doc);
void nq_reader_room_free(struct nq_html_room *room);

/* The failure that ended the bytes, as a fault of the whole file, told once
 * (*told); NAQL_END when there is none or it was told. */
naql_status nq_reader_end(nq_reader *r, bool *told, naql_error *err);

/* The same of a file that is many documents: what was held of them is let go,
 * and if a later member of a compressed file can be read, the next call goes on
 * there. */
naql_status nq_reader_broken(nq_reader *r, naql_error *err);

/* All bytes of a file that is one document, borrowed until the reader closes.
 * A failure is told as a fault of the file; NAQL_TOO_BIG over the limit of a
 * document. */
naql_status nq_reader_whole(nq_reader *r, naql_str *bytes, naql_error *err);

#endif
