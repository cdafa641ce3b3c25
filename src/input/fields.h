/* SPDX-License-Identifier: Apache-2.0
 *
 * fields.h - which field of a document a name of the input means. Layer 1
 * (input).
 *
 * The names stand in data/fields.tsv (JSON, CSV) and data/meta.tsv (pages).
 * Read-only once made. */
#ifndef NQ_INPUT_FIELDS_H
#define NQ_INPUT_FIELDS_H

#include "base/map.h"
#include "base/table.h"
#include "input/doc.h"

typedef enum nq_field {
    NQ_FIELD_ID,
    NQ_FIELD_URL,
    NQ_FIELD_OUTLET,
    NQ_FIELD_AUTHOR,
    NQ_FIELD_LANGUAGE,
    NQ_FIELD_PUBLISHED,
    NQ_FIELD_MODIFIED,
    NQ_FIELD_TITLE,
    NQ_FIELD_ABSTRACT,
    NQ_FIELD_TEXT,
    NQ_FIELD_SOURCE, /* an address or an outlet */
    NQ_FIELD_INNER,  /* an object whose fields count too */
    NQ_FIELD_NAME,   /* what stands for an object */
    NQ_FIELD_NONE
} nq_field;
#define NQ_N_DOC_FIELDS NQ_FIELD_SOURCE /* those that a document has */

typedef struct nq_fields {
    nq_map names; /* hash of a name -> field << 8 | rank */
} nq_fields;

/* Reads the table data/NAME.tsv into `arena`. NAQL_OK, NAQL_NOMEM,
 * NAQL_CORRUPT. */
naql_status nq_fields_make(const nq_tables *tables, const char *name,
                           nq_arena *arena, nq_fields *out);

/* Adds names of the user's own, "title=headline,text=body", before all others.
 * NAQL_BAD_ARG when that is not its form or there is no such field; `fields`
 * NULL: only that is looked at. */
naql_status nq_fields_add(nq_fields *fields, naql_str pairs, naql_error *err);

/* The field that `name` means; *rank is smaller for a better name. */
nq_field nq_fields_find(const nq_fields *fields, naql_str name, unsigned *rank);

/* Where a document keeps a field. */
naql_str *nq_doc_field(nq_doc *doc, nq_field field);

#endif
