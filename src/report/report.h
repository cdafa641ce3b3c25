/* SPDX-License-Identifier: Apache-2.0
 *
 * report.h - what was found -> bytes. Layer 9 (report). */
#ifndef NQ_REPORT_REPORT_H
#define NQ_REPORT_REPORT_H

#include "base/buf.h"
#include "compare/compare.h"

typedef struct nq_story_view {
    const nq_story *story;
    const nq_twins *twins;
    const nq_comparison *comparison;
    naql_str id; /* 12 hex digits, from the ids of its articles */
} nq_story_view;

typedef struct nq_report {
    const nq_pile *pile;
    const nq_stories *stories;
    const nq_copies *copies;    /* of the whole pile */
    const nq_story_view *views; /* [stories->n] */
    const nq_positions *positions;
} nq_report;

typedef struct nq_report_options {
    bool brief;              /* JSON: articles without their text and spans */
    bool english;            /* HTML: frame in English */
    bool spreadsheet;        /* CSV: with a BOM, and no cell a formula */
    const naql_page *served; /* HTML: a page of an archive; or NULL */
} nq_report_options;

/* One JSON object of `naql analyse`, one line, with a line feed. */
void nq_report_article(const nq_reading *r, nq_arena *scratch, nq_buf *out);
/* `naql report --json`. */
void nq_report_json(const nq_report *r, const nq_report_options *o,
                    nq_arena *scratch, nq_buf *out);
/* Statements, a row for each wording: CSV. */
void nq_report_csv(const nq_report *r, const nq_report_options *o,
                   nq_arena *scratch, nq_buf *out);
/* Who carried from whom: GEXF. */
void nq_report_gexf(const nq_report *r, const nq_report_options *o,
                    nq_arena *scratch, nq_buf *out);
/* Statements as annotations of their articles: W3C Web Annotation. */
void nq_report_webannotation(const nq_report *r, const nq_report_options *o,
                             nq_arena *scratch, nq_buf *out);
/* The page: one self-contained HTML file. */
void nq_report_html(const nq_report *r, const nq_report_options *o,
                    nq_arena *scratch, nq_buf *out);
/* A short account for a terminal: stories, outlets, counts. */
void nq_report_plain(const nq_report *r, const nq_report_options *o,
                     nq_arena *scratch, nq_buf *out);

#endif
