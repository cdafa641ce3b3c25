/* SPDX-License-Identifier: Apache-2.0
 *
 * credit.h - agencies and outlets to which words are credited. Layer 5
 * (claim), private. */
#ifndef NQ_CLAIM_CREDIT_H
#define NQ_CLAIM_CREDIT_H

#include "claim/claims.h"
#include "claim/phrase.h"

typedef struct nq_credit {
    naql_span span; /* empty: none */
    uint32_t entity;
} nq_credit;

typedef enum nq_press {
    NQ_PRESS_UNKNOWN,
    NQ_PRESS_SURE,
    NQ_PRESS_NOT
} nq_press;

/* Does the article call this body an outlet ("the agency X"), or an agency for
 * something else ("of atomic energy")? */
nq_press nq_credit_press(const nq_scene *s, uint32_t entity);

/* "The site of social communication X": words for a network, no outlet. */
bool nq_credit_is_social(const nq_scene *s, const nq_np *np);

/* The first agency or outlet named in tokens [first, end). */
bool nq_credit_find(const nq_scene *s, uint32_t first, uint32_t end,
                    nq_credit *out);

/* "A diplomat TO-REUTERS said": the agency told, inside tokens [first, end) of
 * who told it; *at is its token. */
bool nq_credit_told(const nq_scene *s, uint32_t first, uint32_t end,
                    uint32_t *at, nq_credit *out);

/* "The paper", which the article named before: by what it named it. `words`: a
 * definite noun for an outlet and its adjective; else false. */
bool nq_credit_take_up(const nq_scene *s, naql_span words, nq_credit *out);

/* "The site of the club", at token i of a phrase that goes on to `end`: a page
 * of one's own, which carries nobody else. */
bool nq_credit_is_own_site(const nq_scene *s, uint32_t i, uint32_t end);

/* "The agency of atomic energy", "the canal of Suez", a network: none that news
 * comes from. */
bool nq_credit_is_trade(const nq_scene *s, uint32_t first, uint32_t end);

/* "The local media", "Russian news agencies": outlets told of together, by no
 * name. */
bool nq_credit_is_media(const nq_scene *s, const nq_np *np);

/* May a word open the name of an agency, alone or behind one glued letter? */
bool nq_credit_opens(const nq_wordbook *book, const nq_token *t);

/* Row of agencies.tsv whose key starts at token i, the first word without
 * `skip` bytes; NQ_NO_ROW. *end is the token behind it. */
uint32_t nq_credit_row(const nq_scene *s, uint32_t i, uint32_t skip,
                       uint32_t *end);

/* Is the row's key an ordinary word as well? */
bool nq_credit_is_weak(const nq_scene *s, uint32_t row);

/* The credits of the whole article: its dateline and byline, each agency once
 * and by its one name. Adds naql_str items to `list`. */
naql_status nq_credit_article(const nq_scene *s, nq_arena *scratch,
                              nq_list *list);

#endif
