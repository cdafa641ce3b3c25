/* SPDX-License-Identifier: Apache-2.0
 *
 * source.h - paths, or memory -> a stream of documents. Layer 1 (input).
 *
 * Files, folders (walked in byte order of their names, hidden files passed
 * over), "-". The kind of input is told by content, not by name. */
#ifndef NQ_INPUT_SOURCE_H
#define NQ_INPUT_SOURCE_H

#include "base/arena.h"
#include "input/doc.h"
#include "input/kind.h"

typedef struct nq_source nq_source;

/* The paths are sorted and repeated ones dropped, so that their order on the
 * command line changes nothing. The path strings must outlive the source. */
naql_status nq_source_open(const char *const *paths, uint32_t n,
                           nq_source **out, naql_error *err);

/* The same of bytes in memory, read as a file that holds them would be; `name`
 * stands for its path. Both must outlive the source. */
naql_status nq_source_open_memory(const char *name, naql_str bytes,
                                  nq_source **out, naql_error *err);

/* Adds names that fields of JSON go by, "title=headline,text=body", before
 * those of data/fields.tsv. NAQL_BAD_ARG when that is not its form. */
naql_status nq_source_fields(nq_source *s, naql_str pairs, naql_error *err);

/* Documents of JSON lines shall bring the line itself along. */
void nq_source_lines(nq_source *s);

/* What came with bytes in memory: their address and the charset that a label
 * names; empty: nothing. Both must outlive the source. */
void nq_source_came(nq_source *s, naql_str url, naql_str label);

/* What bytes in memory are, unpacked, once a document was asked for. */
nq_kind nq_source_kind(const nq_source *s);

/* The next document, in `arena` (which the caller may reset between calls).
 *
 * NAQL_END when there is none. NAQL_BAD_INPUT, NAQL_IO, NAQL_TOO_BIG name one
 * document or file that was passed over; err->message starts with its path;
 * the next call goes on behind it. NAQL_NOMEM ends the stream. */
naql_status nq_source_next(nq_source *s, nq_arena *arena, nq_doc *out,
                           naql_error *err);

/* Bytes read so far and in all (0: unknown), for progress. */
void nq_source_progress(const nq_source *s, uint64_t *done, uint64_t *of);
void nq_source_close(nq_source *s);

#endif
