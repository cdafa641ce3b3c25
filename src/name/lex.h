/* SPDX-License-Identifier: Apache-2.0
 *
 * lex.h - what the lists of names can say of a word. Layer 4 (name). */
#ifndef NQ_NAME_LEX_H
#define NQ_NAME_LEX_H

typedef enum nq_lex {
    NQ_LEX_FIRST = 1 << 0,   /* a given name */
    NQ_LEX_FAMILY = 1 << 1,  /* a family name */
    NQ_LEX_COUNTRY = 1 << 2, /* places.tsv, by kind */
    NQ_LEX_CITY = 1 << 3,
    NQ_LEX_REGION = 1 << 4,
    NQ_LEX_TOWN = 1 << 5, /* from bulk lists: a hint, no proof */
    NQ_LEX_ORG = 1 << 6,
    NQ_LEX_AGENCY = 1 << 7,
    NQ_LEX_TITLE = 1 << 8,
    NQ_LEX_OFFICE = 1 << 9,
    NQ_LEX_JOB = 1 << 10,
    NQ_LEX_OVER = 1 << 11, /* what an office is over */
    NQ_LEX_LIKE = 1 << 12, /* an adjective of offices */
    NQ_LEX_PAST = 1 << 13, /* "former" */
    NQ_LEX_LINK = 1 << 14,
    NQ_LEX_ORG_HEAD = 1 << 15,
    NQ_LEX_ORG_BARE = 1 << 16, /* a head that the name can do without */
    NQ_LEX_PLACE_HEAD = 1 << 17,
    NQ_LEX_PLACE_BARE = 1 << 18,
    NQ_LEX_NATION = 1 << 19, /* adjective of origin */
    NQ_LEX_FEMININE = 1 << 20,
    NQ_LEX_PLURAL = 1 << 21,
    NQ_LEX_LONG = 1 << 22,       /* its phrase has two words or more */
    NQ_LEX_INSIDE = 1 << 23,     /* and this is not the first of them */
    NQ_LEX_ENVOY = 1 << 24,      /* an office that may lie "in" a place */
    NQ_LEX_MASCULINE = 1 << 25,  /* a place with masculine verbs */
    NQ_LEX_ORG_SURE = 1 << 26,   /* a head that makes a name of the rest */
    NQ_LEX_ORG_ORIGIN = 1 << 27, /* the same, of an adjective of origin */
    NQ_LEX_ORG_ALONE = 1 << 28,  /* a word that is nothing but a body */
    NQ_LEX_ORG_LISTED = 1 << 29, /* a bare head, where lists know the name */
    NQ_LEX_STARTS = 1 << 30      /* a name of the lists starts here */
} nq_lex;
/* A body of the bulk lists: a hint, no proof. No int can name the last bit. */
#define NQ_LEX_BODY (1u << 31)

#define NQ_LEX_PLACE (NQ_LEX_COUNTRY | NQ_LEX_CITY | NQ_LEX_REGION)
#define NQ_LEX_NAME                                                            \
    (NQ_LEX_FIRST | NQ_LEX_FAMILY | NQ_LEX_PLACE | NQ_LEX_TOWN | NQ_LEX_ORG |  \
     NQ_LEX_AGENCY)
/* What the tagger was trained to see: grammar and conventions are not its
 * business. */
#define NQ_LEX_FOR_TAGGER (((1u << 26) - 1) | NQ_LEX_BODY)

#endif
