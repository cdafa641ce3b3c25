/* SPDX-License-Identifier: Apache-2.0
 *
 * doc.h - one document as it came in, decoded, before anyone judged what in
 * it is article. Layer 1 (input). */
#ifndef NQ_INPUT_DOC_H
#define NQ_INPUT_DOC_H

#include "naql.h"

typedef enum nq_doc_form {
    NQ_DOC_PLAIN,  /* text holds everything: title, furniture, article */
    NQ_DOC_FIELDS, /* title and text were given apart (JSON, feeds) */
    NQ_DOC_BLOCKS  /* a page: blocks[] in reading order (HTML) */
} nq_doc_form;

/* What the markup says of a block; plain text has none. Bits.
 *
 * How to use them: on a page where any block has NQ_HINT_MAIN those blocks,
 * and those with NQ_HINT_TITLE, are the article as far as markup and text
 * density can tell; what is said in words ("read also", "all rights reserved")
 * was not looked at and is left to the article layer. Blocks without MAIN are
 * the rest of the page. FURNITURE beats ARTICLE; a block with MAIN never has
 * FURNITURE. When no block has MAIN nothing on the page looked like running
 * text. */
typedef enum nq_doc_hint {
    NQ_HINT_TITLE = 1 << 0,   /* the page's title; repeats of it too */
    NQ_HINT_HEADING = 1 << 1, /* h1..h6 */
    NQ_HINT_CAPTION = 1 << 2,
    NQ_HINT_LINK = 1 << 3, /* most of its text is inside links */
    NQ_HINT_LIST = 1 << 4,
    NQ_HINT_BYLINE = 1 << 5,
    NQ_HINT_TIME = 1 << 6,
    NQ_HINT_FURNITURE = 1 << 7, /* nav, aside, footer, form, hidden... */
    NQ_HINT_ARTICLE = 1 << 8,   /* inside article, main, articleBody */
    NQ_HINT_MAIN = 1 << 9,      /* inside the page's main text */
    NQ_HINT_SUBTITLE = 1 << 10  /* standfirst, lead */
} nq_doc_hint;

typedef struct nq_doc_block {
    naql_str text; /* white space collapsed; '\n' where the page breaks a line
                      inside the block */
    uint32_t hints;
} nq_doc_block;

/* Every string is valid UTF-8 and lives in the arena given to the source. An
 * unknown field is the empty string. */
typedef struct nq_doc {
    naql_str path;   /* as the user wrote it, or as the walk found it; "-" */
    uint32_t record; /* number in a file of many, from 0 */
    uint64_t offset; /* byte of the record in the decoded file; of a feed's
                        item, in what its guard left of that */
    naql_str id;     /* given by the input */
    naql_str url, outlet, author, language;
    naql_str published, modified; /* as written in the input */
    naql_str title, abstract, text;
    nq_doc_form form;
    const nq_doc_block *blocks; /* [n_blocks], NQ_DOC_BLOCKS only */
    uint32_t n_blocks;
    naql_str line; /* the JSON line it was, white space around it aside; empty:
                      it was none, or nobody asked (nq_source_lines) */
    naql_str charset; /* what it was decoded from: "utf-8", "windows-1256" */
} nq_doc;

#endif
