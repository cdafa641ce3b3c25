/* SPDX-License-Identifier: Apache-2.0
 *
 * kind.h - what the bytes of a file are, told by their start. Layer 1
 * (input). */
#ifndef NQ_INPUT_KIND_H
#define NQ_INPUT_KIND_H

#include "input/fields.h"

typedef enum nq_kind {
    NQ_KIND_PLAIN,
    NQ_KIND_JSON_LINES,
    NQ_KIND_JSON_VALUES, /* an array, or objects over several lines */
    NQ_KIND_CSV,
    NQ_KIND_HTML,
    NQ_KIND_FEED, /* RSS, RDF, Atom, sitemap */
    NQ_KIND_WARC,
    NQ_KIND_ARC,
    NQ_KIND_ARCHIVE, /* tar, zip */
    NQ_KIND_REFUSED  /* a picture, a PDF, a data base, a table of unknown
                        columns */
} nq_kind;

/* `head` is the start of a file, unpacked; cost O(head). */
nq_kind nq_kind_tell(naql_str head, const nq_fields *fields);

/* What a refused file is, "a PDF file"; NULL for any other. */
const char *nq_kind_refused(naql_str head);

/* The separator of a CSV file by its first line, '\0' when it is none: two of
 * its columns have to be known, one of them as a text or title. */
char nq_csv_separator(naql_str first_line, const nq_fields *fields);

#endif
