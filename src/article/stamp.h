/* SPDX-License-Identifier: Apache-2.0
 *
 * stamp.h - when an article says it was published. Layer 2 (article).
 *
 * Reads date lines ("published: 5 May 2017, 03:00 GMT" in any Arab calendar)
 * and date fields of any shape. Dates inside running text are the business of
 * the name layer. */
#ifndef NQ_ARTICLE_STAMP_H
#define NQ_ARTICLE_STAMP_H

#include "article/line.h"

typedef struct nq_stamp {
    int32_t day;    /* NQ_NO_DAY: none stated */
    int32_t second; /* of that day; -1: no time stated */
    bool zoned;     /* the zone was stated; day and second are UTC then */
    int16_t east;   /* minutes of that zone */
} nq_stamp;

typedef struct nq_stamps {
    nq_stamp bare, published, modified; /* by the label before them */
    uint32_t n;        /* words, from the first, that belong to date or label */
    bool dated, timed; /* any day, any clock time among them */
    bool partial;      /* a day and a month without a year */
    bool ago;          /* "three hours ago" */
    bool labelled;
} nq_stamps;

#define NQ_NO_STAMP ((nq_stamp){NQ_NO_DAY, -1, false, 0})

/* Reads from words[0] on as far as the words are those of a date line.
 * words  [n] of one line, neighbours in one text
 * cost   O(n) */
nq_stamps nq_stamps_read(const nq_article_tools *tools, const nq_word *words,
                         uint32_t n);

/* The same from the first word on at which a day is stated, for lines that
 * hold more than a date; *from is that word, n when there is none. A label
 * before it still counts. */
nq_stamps nq_stamps_search(const nq_article_tools *tools, const nq_word *words,
                           uint32_t n, uint32_t *from);

/* A date field: ISO 8601, RFC 2822, "2015-07-21 02:51:40", "31/10/2013",
 * seconds since 1970, or a date line. No day when it is none of these. */
nq_stamp nq_stamp_field(const nq_article_tools *tools, naql_str field,
                        nq_arena *scratch);

/* The day that the newsroom's own calendar showed. */
int32_t nq_stamp_local_day(nq_stamp stamp);

/* "2017-08-15T03:00:26Z"; "2017-08-15T01:00:26+03:00" where Greenwich still had
 * the day before, as readers know the article by its own date; or "2017-08-15"
 * when hour or zone is not known; the empty string without a day. ptr is NULL
 * when memory is out. */
naql_str nq_stamp_text(nq_stamp stamp, nq_arena *arena);

#endif
