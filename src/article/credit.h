/* SPDX-License-Identifier: Apache-2.0
 *
 * credit.h - datelines and bylines: "Place (agency)", "Place - Name",
 * "Name - Outlet - Place:", alone on a line or before the first sentence.
 * Layer 2 (article).
 *
 * Tells such a line by its parts: places, agencies and outlets of the word
 * lists, dates, names of two to four words, with dashes, brackets, colons
 * between. Knows nothing of where in the document the line stands. */
#ifndef NQ_ARTICLE_CREDIT_H
#define NQ_ARTICLE_CREDIT_H

#include "article/line.h"
#include "article/stamp.h"

typedef struct nq_credit {
    naql_str place;   /* "موسكو"; empty: none */
    naql_str person;  /* the writer; empty: none */
    naql_str other;   /* a second name that no list knows */
    naql_str outlet;  /* a paper or station, not an agency */
    naql_str agency;  /* as it stands; also generic ones */
    bool sure;        /* person stands behind "by", or has a given name */
    nq_stamp stamp;   /* a date among the parts */
    size_t core;      /* bytes of the line up to the end of the last part */
    size_t end;       /* bytes with the dash or colon behind it; 0: no credit */
    size_t date_from; /* bytes up to a date that closes the line; else 0 */
} nq_credit;

typedef struct nq_credit_ask {
    naql_str outlet; /* the document's own, empty: unknown */
    naql_str author; /* the same */
    bool at_lead;    /* the line stands right before the first paragraph */
    bool as_title;   /* it may be a title: "City: what happened" is none */
} nq_credit_ask;

/* The whole line is a dateline or byline. `end` is line->text.len then. */
nq_credit nq_credit_line(const nq_article_tools *tools, const nq_line *line,
                         const nq_credit_ask *ask);

/* The line opens with one and goes on with a sentence. */
nq_credit nq_credit_prefix(const nq_article_tools *tools, const nq_line *line,
                           const nq_credit_ask *ask);

/* Two to four words of which the first is a given name. */
bool nq_credit_name(const nq_article_tools *tools, const nq_word *words,
                    uint32_t n);

/* Name in the output of the outlet whose name or host `words` spell in full;
 * the empty string: not in the list. */
naql_str nq_outlet_of(const nq_article_tools *tools, const nq_word *words,
                      uint32_t n);

#endif
