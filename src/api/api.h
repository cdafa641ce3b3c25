/* SPDX-License-Identifier: Apache-2.0
 *
 * api.h - what stands behind the opaque handles. Layer 10 (api). */
#ifndef NQ_API_API_H
#define NQ_API_API_H

#include "base/buf.h"
#include "base/spare.h"
#include "claim/claims.h"
#include "report/view.h"

#include <stdatomic.h>
#include <string.h>

struct naql_engine {
    nq_arena arena; /* engine lifetime */
    nq_arena side;  /* the same, of what another thread makes ready */
    nq_tables tables;
    nq_article_tools *article;
    nq_text_tools *text;
    nq_name_tools *name;
    nq_claim_tools *claim;
    nq_reuse_tools *reuse;
    nq_compare_tools *compare; /* NULL until a set asks for it */
    naql_options options;
    nq_spares documents;    /* arenas of articles that were closed, by use: */
    nq_spares readings;     /* see naql_article */
    pthread_mutex_t making; /* `compare` and, from then on, `arena` */
};

/* Readies engine->compare, a third of the cost of opening an engine, which
 * reading articles does without. NAQL_OK, NAQL_NOMEM, NAQL_CORRUPT. */
naql_status nq_engine_compare(naql_engine *engine);

/* Where the readings of articles lie that were analysed together: one after
 * another in the arena of one thread, which is free when the last of them is
 * closed. An arena for each would in time grow as large as the longest
 * article. */
typedef struct nq_room {
    nq_arena arena;
    _Atomic uint32_t users; /* articles that are not closed */
} nq_room;

struct naql_article {
    naql_engine *engine; /* outlives it; gets the arenas back */
    nq_arena arena;      /* of the document */
    nq_doc doc;
    nq_room *room; /* of the reading: taken when a thread begins with it, so
                      that it is one just used, not one that waited; NULL:
                      nothing was analysed */
    nq_reading reading;
    naql_status status; /* of reading it, then of analysing it */
    naql_error err;
};

/* An article with nothing in it; NULL: out of memory. */
naql_article *nq_article_new(naql_engine *engine);

/* Runs layers 2 to 5 on the documents of articles, each layer over all of them
 * before the next: what a layer needs of code and lists is fetched once for
 * many. `anchor` replaces the days that relative dates hang on, NQ_NO_DAY: the
 * articles' own. Each article's status says how it went, NAQL_OK or NAQL_NOMEM;
 * those of another status are passed over. */
void nq_articles_analyse(const naql_engine *engine,
                         naql_article *const *articles, uint32_t n,
                         int32_t anchor, nq_arena *scratch);

/* What a compared set found, borrowed from it. */
nq_report nq_set_view(const naql_set *set);
/* The copies inside a story of a compared set. */
const nq_view_copies *nq_set_copies(const naql_set *set, uint32_t story);

/* As naql.h gives them. */
naql_date nq_public_date(const nq_date *date);
naql_statement nq_public_statement(const nq_statement *statement);

/* Fills a struct of the caller's header, which may be older or newer. */
static inline void
nq_fill(void *out, size_t size, const void *full, size_t full_size)
{
    size_t n = size < full_size ? size : full_size;
    memcpy(out, full, n);
    memset((char *)out + n, 0, size - n);
}

/* Hands a buffer to a sink: NAQL_NOMEM when the buffer failed. */
naql_status nq_sink_write(naql_sink to, const nq_buf *bytes);

#endif
