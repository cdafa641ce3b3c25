/* SPDX-License-Identifier: Apache-2.0
 *
 * tools.h - the word lists of the article layer, ready to ask. Layer 2
 * (article). Read-only once made; shared by threads. */
#ifndef NQ_ARTICLE_TOOLS_H
#define NQ_ARTICLE_TOOLS_H

#include "article/article.h"
#include "base/fold.h"
#include "base/hash.h"

/* Where in its line a furniture phrase stands. */
typedef enum nq_match {
    NQ_MATCH_LINE, /* it is the line, but for numbers */
    NQ_MATCH_START,
    NQ_MATCH_END,
    NQ_MATCH_PART,
    NQ_MATCH_LEAD /* at the start, with a mark behind it */
} nq_match;

/* What else goes with a furniture phrase. */
typedef enum nq_scope {
    NQ_SCOPE_LINE,
    NQ_SCOPE_LIST, /* the short lines under it */
    NQ_SCOPE_FOOT  /* all that follows */
} nq_scope;

typedef struct nq_furniture {
    uint8_t why, match, scope, weight;
} nq_furniture;

typedef enum nq_stamp_kind {
    NQ_STAMP_MONTH,
    NQ_STAMP_HIJRI,
    NQ_STAMP_WEEKDAY,
    NQ_STAMP_HALF,
    NQ_STAMP_ZONE,
    NQ_STAMP_ERA_HIJRI,
    NQ_STAMP_ERA,
    NQ_STAMP_FILLER,
    NQ_STAMP_PUBLISHED,
    NQ_STAMP_MODIFIED,
    NQ_STAMP_AGO,
    NQ_STAMP_NEAR
} nq_stamp_kind;

typedef struct nq_stamp_word {
    uint8_t kind;
    int16_t value;
} nq_stamp_word;

typedef enum nq_credit_kind {
    NQ_CREDIT_HEAD,
    NQ_CREDIT_PAPER,
    NQ_CREDIT_BY,
    NQ_CREDIT_ROLE,
    NQ_CREDIT_LABEL,
    NQ_CREDIT_SOURCE,
    NQ_CREDIT_DESK
} nq_credit_kind;

typedef enum nq_agency_kind {
    NQ_AGENCY,
    NQ_AGENCY_OUTLET,
    NQ_AGENCY_GENERIC
} nq_agency_kind;

/* What a paragraph opens with. */
typedef enum nq_opening { NQ_OPENING_VERB, NQ_OPENING_JOINT } nq_opening;

/* Tables of which a filter tells whether a key may start with a word: most
 * words start none. */
enum {
    NQ_OF_FUNCTIONS = 1,
    NQ_OF_STAMPS = 2,
    NQ_OF_MONTHS = 4,
    NQ_OF_WEEKDAYS = 8
};
enum { NQ_ARTICLE_FILTER = 1 << 12 };

struct nq_article_tools {
    nq_table furniture, functions, credits, agencies, outlets, people;
    nq_table stamps, months, weekdays; /* words of date lines */
    nq_table places, more_places, openings;
    const nq_furniture *furniture_rows; /* [furniture.rows] */
    const nq_stamp_word *stamp_rows;    /* [stamps.rows] */
    const uint8_t *credit_rows;         /* [credits.rows] nq_credit_kind */
    const uint8_t *agency_rows;         /* [agencies.rows] nq_agency_kind */
    const uint8_t *agency_weak;         /* [agencies.rows] an ordinary word */
    const uint8_t *opening_rows;        /* [openings.rows] nq_opening */
    const uint8_t *place_rows;      /* [places.rows] 1: a country, a region */
    const uint8_t *more_place_rows; /* the same of more_places */
    uint32_t agency_name, outlet_name; /* columns */
    nq_glyph *glyphs;                  /* [NQ_GLYPHS] */
    uint32_t month_number, month_calendar, weekday_number, person_part;
    uint8_t filter[NQ_ARTICLE_FILTER]; /* NQ_OF_* bits, nq_table_filter */
};

static inline bool
nq_may_start(const nq_article_tools *t, uint8_t tables, uint64_t word_hash)
{
    return t->filter[nq_hash_next(0, word_hash) % NQ_ARTICLE_FILTER] & tables;
}

#endif
