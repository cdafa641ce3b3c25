/* SPDX-License-Identifier: Apache-2.0
 *
 * article.h - a document's article: clean text, its blocks, what was dropped
 * and why, and what its head says. Layer 2 (article).
 *
 * Knows nothing of words; the layers above find names and statements. */
#ifndef NQ_ARTICLE_ARTICLE_H
#define NQ_ARTICLE_ARTICLE_H

#include "base/arena.h"
#include "base/day.h"
#include "base/table.h"
#include "input/doc.h"

typedef enum nq_block_kind {
    NQ_BLOCK_TITLE,
    NQ_BLOCK_SUBTITLE,
    NQ_BLOCK_HEADING,
    NQ_BLOCK_BYLINE,
    NQ_BLOCK_DATELINE,
    NQ_BLOCK_PARAGRAPH,
    NQ_BLOCK_CAPTION
} nq_block_kind;

typedef struct nq_block {
    naql_span span; /* of clean text, without the line feed behind it */
    uint8_t kind;   /* nq_block_kind */
} nq_block;

/* Why a line is no article; the names of these stand in the output. */
typedef enum nq_drop_why {
    NQ_DROP_FORM,    /* comment form, search box, login */
    NQ_DROP_SHARE,   /* share and print bars, "follow us" */
    NQ_DROP_RELATED, /* other stories, with or without their dates */
    NQ_DROP_COPYRIGHT,
    NQ_DROP_REPEAT,   /* the title or a paragraph once more */
    NQ_DROP_MASTHEAD, /* outlet name, slogan, address */
    NQ_DROP_DATE,     /* "published / updated" lines; values kept apart */
    NQ_DROP_MENU,
    NQ_DROP_CAPTION, /* names a photo, says nothing */
    NQ_DROP_CODE,    /* script, template and file-name debris */
    NQ_DROP_OTHER
} nq_drop_why;

typedef struct nq_dropped {
    naql_str text; /* verbatim, from the document */
    uint8_t why;
} nq_dropped;

typedef struct nq_article {
    naql_str id; /* 16 hex digits of a hash of source and words */
    naql_str path, source_id, url;
    naql_str charset; /* that it came in; a repair is named in brackets */
    uint32_t record;
    naql_str outlet, title, byline, dateline; /* dateline: the place alone */
    naql_str published, modified; /* ISO 8601: "2017-08-15T03:00:26Z", or
                                     "2017-08-15" when the hour is unknown;
                                     "...+03:00" only where UTC still had the
                                     day before */
    int32_t day;            /* of `published`, by the newsroom's own calendar */
    naql_str language;      /* "ar", or what it looks like */
    naql_str text;          /* clean: blocks joined by '\n' */
    const nq_block *blocks; /* [n_blocks] ascending */
    uint32_t n_blocks;
    naql_span dateline_span; /* "موسكو (وكالات)" in text; empty: none */
    naql_span byline_span;     /* empty when the byline came from a field */
    const nq_dropped *dropped; /* [n_dropped] in document order */
    uint32_t n_dropped;
    bool cut; /* text was over the limit, and its end is missing */
} nq_article;

typedef struct nq_article_tools nq_article_tools; /* shared, read-only */

/* Compiles the word lists this layer needs; lives in `arena`. */
naql_status nq_article_tools_make(const nq_tables *tables, nq_arena *arena,
                                  nq_article_tools **out);

/* Everything in *out lives in `arena` or is static. `doc` must stay alive. A
 * document in which nothing is article gives an article with empty text.
 * Linear in the document. NAQL_OK, NAQL_NOMEM. */
naql_status nq_article_make(const nq_article_tools *tools, const nq_doc *doc,
                            nq_arena *arena, nq_arena *scratch,
                            nq_article *out);

const char *nq_block_kind_name(uint8_t kind); /* "paragraph" */
const char *nq_drop_why_name(uint8_t why);    /* "related" */

#endif
