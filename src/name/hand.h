/* SPDX-License-Identifier: Apache-2.0
 *
 * hand.h - what the rules of names hold in their hands: labels, and what the
 * lists say of each token. Layer 4 (name); private to the rules. */
#ifndef NQ_NAME_HAND_H
#define NQ_NAME_HAND_H

#include "name/mention.h"

#include <string.h>

typedef struct nq_hand {
    const nq_marked *m;
    const nq_date *times;
    uint32_t n_times, next_time;
} nq_hand;

static inline uint32_t
nq_hand_bits(const nq_hand *h, uint32_t i)
{
    return h->m->bits[i];
}

/* Does a date or time cover token `i`? Asked of tokens in their order, from
 * where next_time is set to 0. */
static inline bool
nq_hand_in_time(nq_hand *h, uint32_t i)
{
    while (h->next_time < h->n_times && h->times[h->next_time].end <= i)
        h->next_time++;
    return h->next_time < h->n_times && h->times[h->next_time].first <= i;
}

/* Next token from `i` on that is in one of the lists; n_tokens: none. */
static inline uint32_t
nq_hand_next(const nq_hand *h, uint32_t i, uint32_t lists)
{
    return nq_marked_next(h->m, i, h->m->text->n_tokens, lists);
}

/* The same of tokens with a label. */
static inline uint32_t
nq_hand_next_labelled(const nq_hand *h, uint32_t i, uint8_t label)
{
    return nq_marked_labelled(h->m, i, label);
}

static inline void
nq_hand_put(const nq_hand *h, uint32_t i, uint32_t end, uint8_t label)
{
    for (uint32_t k = i; k < end; k++)
        h->m->labels[k] = (uint8_t)(k == i ? label : label + 1);
    if (end < h->m->text->n_tokens && nq_label_goes_on(h->m->labels[end]))
        h->m->labels[end]--; /* what was cut off starts anew */
}

static inline bool
nq_hand_same_line(const nq_hand *h, uint32_t i)
{
    return i < h->m->text->n_tokens &&
           !(h->m->text->tokens[i].flags & NQ_TOKEN_LINE);
}

static inline uint32_t
nq_hand_name_end(const nq_hand *h, uint32_t i)
{
    return nq_marked_name_end(h->m, i);
}

static inline bool
nq_hand_is_place(const nq_hand *h, uint32_t i)
{
    return nq_hand_bits(h, i) & NQ_LEX_PLACE &&
           !(nq_hand_bits(h, i) & NQ_LEX_INSIDE);
}

/* Token behind the phrase of the lists that begins at `i`. */
static inline uint32_t
nq_hand_phrase_end(const nq_hand *h, uint32_t i, uint32_t classes)
{
    uint32_t n = h->m->text->n_tokens, end = i + 1;
    for (uint32_t k = end; k < n && nq_hand_same_line(h, k); k++) {
        if (nq_token_is_glue(&h->m->text->tokens[k]))
            continue;
        if (!(h->m->lex[k].whole & NQ_LEX_INSIDE) ||
            !(h->m->lex[k].whole & classes))
            break;
        end = k + 1;
    }
    return end;
}

/* The rules, in the order in which they go. Names in pieces, and two that were
 * labelled as one: convention_part.c. */
void nq_convention_part(const nq_hand *h);
/* Names that the lists know for certain: convention.c. Bodies and sites by
 * their head word: convention_body.c. */
void nq_convention_bodies(nq_hand *h);
/* Where "base" is the start of a place's name, so is an adjective behind it a
 * part: an air base, an international airport. */
void nq_convention_sites(const nq_hand *h);
/* Family names that were passed over, of persons named in full: family.c. */
void nq_convention_families(nq_hand *h);
/* The start of a person's name in marks: nickname.c. */
void nq_convention_nicknames(const nq_hand *h);
/* Latin letters that stand for a body: acronym.c. */
void nq_convention_acronyms(const nq_hand *h);
/* Persons of whom nobody has heard, behind a title or an origin: unheard.c. */
void nq_convention_unheard(const nq_hand *h);

#endif
