/* SPDX-License-Identifier: Apache-2.0
 *
 * query.h - what a user asks -> stems for the index, and conditions. Layer 8
 * (store).
 *
 * Words, "words in this order" («», “” too), -word: without it, and
 * outlet:, by:, since:, until: with a word or a quotation behind. Everything
 * is a valid query; what has no word in it asks for nothing. */
#ifndef NQ_STORE_QUERY_H
#define NQ_STORE_QUERY_H

#include "name/keys.h"
#include "store/archive.h"

#define NQ_QUERY_BYTES (1u << 12) /* longer ones are refused */
#define NQ_QUERY_TERMS 64u        /* more are refused */

typedef struct nq_query_term {
    const uint64_t *stems; /* [n] in a row */
    uint32_t n;
    bool without;
} nq_query_term;

typedef struct nq_query {
    nq_query_term terms[NQ_QUERY_TERMS]; /* [n] */
    uint32_t n;
    uint32_t n_wanted; /* of these, that are not `without` */
    naql_str match;    /* FTS5 expression, of letters and digits of ours;
                          empty: no term is wanted */
    naql_str without;  /* what then is not to stand there; or empty */
    uint64_t outlet;   /* key; 0: any */
    nq_name_keys by;   /* whole 0: anybody */
    naql_str asked;    /* the same as it was written */
    bool has_by, has_outlet;
    naql_str since, until; /* "2017-08-14", "2017-08"; empty: open */
    uint32_t skip;         /* answers of a search that are not looked at */
} nq_query;

/* Reads a query; lives in `arena`.
 *
 * text     any bytes; those that are no UTF-8 part words
 * returns  NAQL_OK, NAQL_NOMEM, NAQL_TOO_BIG, NAQL_BAD_ARG (a day that is
 *          none) */
naql_status nq_query_make(const nq_archive *a, naql_str text, nq_arena *arena,
                          nq_query *out, naql_error *err);

/* Whether a term, wanted or not, stands in a text. NAQL_OK, NAQL_NOMEM. */
naql_status nq_query_stands(const nq_query_term *t, const nq_text *text,
                            nq_arena *scratch, bool *stands);

/* Bytes of anybody as a text: what is no UTF-8, and control characters, become
 * spaces. In `arena`; ptr NULL: no memory. */
naql_str nq_query_clean(naql_str bytes, nq_arena *arena);

/* A day, month or year as it is compared with; NAQL_BAD_ARG. */
naql_status nq_query_day(naql_str given, naql_str *out, naql_error *err);

#endif
