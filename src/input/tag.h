/* SPDX-License-Identifier: Apache-2.0
 *
 * tag.h - the elements of HTML that matter for finding text. Layer 1
 * (input). */
#ifndef NQ_INPUT_TAG_H
#define NQ_INPUT_TAG_H

#include "naql.h"

typedef enum nq_tag_kind { /* bits */
                           NQ_TAG_BLOCK =
                               1 << 0, /* text before and behind it is apart */
                           NQ_TAG_VOID = 1 << 1, /* has no content and no end */
                           NQ_TAG_UNSEEN =
                               1 << 2, /* nobody reads its content as text */
                           NQ_TAG_RAW =
                               1 << 3, /* nor is it markup: unclosed it goes on
                                          to the end of the page; with UNSEEN */
                           NQ_TAG_OPEN_END =
                               1 << 4, /* its end tag may be left out */
                           NQ_TAG_FURNITURE = 1 << 5, /* nav, footer, form */
                           NQ_TAG_ARTICLE = 1 << 6,
                           NQ_TAG_HEADING = 1 << 7,
                           NQ_TAG_CAPTION = 1 << 8,
                           NQ_TAG_LIST = 1 << 9,
                           NQ_TAG_TIME = 1 << 10,
                           NQ_TAG_BOLD =
                               1 << 11, /* stands out: b, strong, font, big */
                           NQ_TAG_LINK = 1 << 12,  /* a */
                           NQ_TAG_PAGE = 1 << 13,  /* html, body: its names are
                                                      about the page */
                           NQ_TAG_BREAK = 1 << 14, /* br */
                           NQ_TAG_META = 1 << 15,  /* meta */
                           NQ_TAG_HEAD = 1 << 16,  /* link */
                           NQ_TAG_TITLE = 1 << 17, /* title */
                           NQ_TAG_FORM =
                               1 << 18, /* form: whole pages are forms */
                           NQ_TAG_TEXT = 1 << 19 /* p */
} nq_tag_kind;

typedef struct nq_tag {
    const char *name; /* lower case */
    unsigned kind;    /* nq_tag_kind bits; 0: inline */
} nq_tag;

/* Number of the element called `name` in any case, or NQ_NO_TAG. */
#define NQ_NO_TAG UINT32_MAX
uint32_t nq_tag_find(naql_str name);
const nq_tag *nq_tag_at(uint32_t number);
#define NQ_N_TAGS 128u /* more than there are */

#endif
