/* SPDX-License-Identifier: Apache-2.0
 *
 * page.h - the parts of an HTML page. Layer 1 (input).
 *
 * page.c turns markup into containers and blocks of text, main.c finds the
 * main part among them, meta.c what the page says of itself; html.c puts them
 * together. */
#ifndef NQ_INPUT_PAGE_H
#define NQ_INPUT_PAGE_H

#include "base/arena.h"
#include "base/buf.h"
#include "input/doc.h"
#include "input/fields.h"
#include "input/guard.h"
#include "input/markup.h"

#define NQ_NO_NODE UINT32_MAX

/* A container: an element that starts a new line, and the page itself. */
typedef struct nq_page_node {
    uint32_t parent;   /* lower than the node's own number; NQ_NO_NODE: root */
    uint32_t own;      /* hints of its own tag and attributes */
    uint32_t hints;    /* and those that it has from its parents */
    uint8_t article;   /* how surely `own` says ARTICLE: 0..4 */
    uint8_t furniture; /* and FURNITURE */
    uint8_t level;     /* of a heading, 1..6; 0: none */
    bool tiny;         /* p, li, a heading: holds no other text */
    uint64_t letters;  /* of running text inside; main.c */
} nq_page_node;

typedef struct nq_page_block {
    uint32_t node;
    uint32_t hints;          /* own ones, without the node's */
    size_t start, end;       /* in page.text */
    uint32_t letters, links; /* code points that are no space; inside links */
    uint32_t rules;          /* links to rules of the house */
} nq_page_block;

typedef struct nq_page_value { /* of a meta element, an itemprop, a time */
    naql_str name;
    naql_str value;
    uint32_t block; /* number of the block that it stands before */
} nq_page_value;

typedef struct nq_page {
    nq_arena *scratch; /* holds all lists and strings but `text` */
    const nq_markup *markup;
    const nq_fields *meta; /* names whose values are kept */
    nq_buf *text;          /* of all blocks, one behind the other */
    nq_list nodes;         /* nq_page_node */
    nq_list blocks;        /* nq_page_block, in reading order */
    nq_list values;        /* nq_page_value, in page order */
    naql_str title;        /* of the title element */
    naql_str language, canonical;
} nq_page;

/* Reads guarded markup. `page` has its scratch, markup and text set, all else
 * zero. NAQL_OK, NAQL_NOMEM. */
naql_status nq_page_read(naql_str html, nq_page *page);

/* Text of a block. */
naql_str nq_page_text(const nq_page *page, const nq_page_block *block);

/* Sets the hints of all nodes and blocks, and marks the blocks of the main
 * part and of the title.
 *
 * title  what the page calls itself; empty: unknown
 * body   text of the article by the page's own data, empty when it gives none:
 *        tells blocks apart, and is not used for anything else
 * cost   O(blocks + nodes) */
void nq_page_judge(nq_page *page, naql_str title, naql_str body);

/* The letters of a title without spaces, marks and the choice of spelling;
 * cut at 256 bytes. */
typedef struct nq_title_key {
    char at[256];
    size_t len;
} nq_title_key;
void nq_title_key_make(naql_str title, nq_title_key *out);
/* Is `part` the whole of `title`, or its start with a site's name behind?
 * Cost: to the first letter that differs. */
bool nq_title_key_starts(const nq_title_key *title, naql_str part);

#endif
