/* SPDX-License-Identifier: Apache-2.0
 *
 * names.h - the names, entities and dates of one article. Layer 4 (name). */
#ifndef NQ_NAME_NAMES_H
#define NQ_NAME_NAMES_H

#include "text/text.h"

#define NQ_NO_ENTITY UINT32_MAX

typedef enum nq_name_type {
    NQ_PER,
    NQ_LOC,
    NQ_ORG,
    NQ_NAME_NONE /* not a name (an unnamed source, an office) */
} nq_name_type;

typedef struct nq_mention {
    naql_span span;      /* without titles and glued w f b l k */
    uint32_t first, end; /* tokens; the first may be cut by span.start */
    uint32_t entity;
    uint8_t type;   /* nq_name_type */
    naql_span role; /* title, rank, office beside it; empty: none */
} nq_mention;

/* An office that stands for its holder without a name ("الوزير الروسي"). */
typedef struct nq_office {
    naql_span span;
    uint32_t first, end; /* tokens */
    uint32_t entity;     /* its holder in this article, or NQ_NO_ENTITY */
} nq_office;

typedef struct nq_entity {
    uint8_t type;
    naql_str name; /* its fullest mention, usual spelling (usual.h) */
    uint64_t key;  /* spelling key (variant.h) of `name` */
    const uint32_t *mentions; /* [n_mentions] into names->mentions */
    uint32_t n_mentions;
    const naql_span *roles; /* [n_roles] different roles, first seen first */
    uint32_t n_roles;
    bool respelled; /* it has mentions that were taken for other spellings of
                       the name (alike.h) */
    bool agency;    /* a news agency or outlet (data/agencies.tsv) */
    bool feminine;  /* grammar of its verbs, as far as known */
} nq_entity;

typedef enum nq_date_type {
    NQ_DATE_DATE,
    NQ_DATE_TIME,
    NQ_DATE_DURATION,
    NQ_DATE_SET
} nq_date_type;

typedef struct nq_date { /* a TIMEX3 */
    naql_span span;
    uint32_t first, end;    /* tokens */
    naql_str value;         /* "2017-08-14", "2017-07-END", "P3Y", "PAST_REF" */
    int32_t day_lo, day_hi; /* days it may be, inclusive; NQ_NO_DAY: not on
                               the calendar */
    uint8_t type;
    bool relative; /* hangs on the article's day */
    bool mismatch; /* its weekday and its date disagree */
} nq_date;

typedef struct nq_names {
    const nq_text *text;
    const nq_mention *mentions; /* [n_mentions] ascending, not overlapping */
    uint32_t n_mentions;
    const nq_office *offices; /* [n_offices] ascending */
    uint32_t n_offices;
    const nq_entity *entities; /* [n_entities] by first mention */
    uint32_t n_entities;
    const nq_date *dates; /* [n_dates] ascending, not overlapping */
    uint32_t n_dates;
} nq_names;

typedef struct nq_name_tools nq_name_tools; /* word lists and the model */
naql_status nq_name_tools_make(const nq_tables *tables, nq_arena *arena,
                               nq_name_tools **out);

/* Their memories of words; returns how many. */
uint32_t nq_name_kept(const nq_name_tools *tools, nq_kept out[NQ_KEPT_MAX]);

/* The day of an article that states none (anchor.h): by its own words when
 * `story` is NULL, else borrowed from that dated article of its story, whose
 * day is `day`. NQ_NO_DAY: unknown. */
naql_status nq_names_day(const nq_name_tools *tools, const nq_names *names,
                         const nq_names *story, int32_t day, int32_t *out);

/* `anchor` is the day that relative dates hang on: article->day, or what the
 * caller knows better, or NQ_NO_DAY. Lives in `arena`; linear. */
naql_status nq_names_make(const nq_name_tools *tools, const nq_text *text,
                          int32_t anchor, nq_arena *arena, nq_arena *scratch,
                          nq_names *out);

/* The mention that covers a token, NULL: none. O(log n). */
const nq_mention *nq_mention_at(const nq_names *names, uint32_t token);

/* First date that starts at or behind a token; n_dates: none. O(log n). */
uint32_t nq_date_from(const nq_names *names, uint32_t token);

#endif
