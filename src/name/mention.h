/* SPDX-License-Identifier: Apache-2.0
 *
 * mention.h - labelled words -> mentions of names. Layer 4 (name). */
#ifndef NQ_NAME_MENTION_H
#define NQ_NAME_MENTION_H

#include "name/label.h"
#include "name/lexicon.h"
#include "name/variant.h"

#include <string.h>

/* A text with what lists and tagger say of its words. */
typedef struct nq_marked {
    const nq_text *text;
    const nq_lex_word *lex;      /* [text->n_tokens] */
    uint8_t *labels;             /* [text->n_tokens] nq_label */
    const nq_variants *variants; /* NULL, both: only the tagger reads them */
    const nq_model *model;
    const uint32_t *bits; /* [text->n_tokens] nq_lex_bits of each, and */
    uint32_t any;         /* of all: nq_marked_bits */
} nq_marked;

/* Fills m->bits and m->any from m->lex; false: out of memory. */
bool nq_marked_bits(nq_marked *m, nq_arena *scratch);

/* Next token from `i` on that is in one of the lists; `end`: none before it.
 * Most are in none, and most rules start from a word that is. */
static inline uint32_t
nq_marked_next(const nq_marked *m, uint32_t i, uint32_t end, uint32_t lists)
{
    const uint32_t *bits = m->bits;
    if (!(m->any & lists))
        return end;
    for (; i < end && end - i >= 4; i += 4) {
        uint32_t found = (uint32_t)((bits[i] & lists) != 0) |
                         (uint32_t)((bits[i + 1] & lists) != 0) << 1 |
                         (uint32_t)((bits[i + 2] & lists) != 0) << 2 |
                         (uint32_t)((bits[i + 3] & lists) != 0) << 3;
        if (found)
            return i + (uint32_t)__builtin_ctz(found);
    }
    while (i < end && !(bits[i] & lists))
        i++;
    return i < end ? i : end;
}

/* Next token from `i` on with that label; n_tokens: none. */
static inline uint32_t
nq_marked_labelled(const nq_marked *m, uint32_t i, uint8_t label)
{
    uint32_t n = m->text->n_tokens;
    const uint8_t *at = i < n ? memchr(m->labels + i, label, n - i) : NULL;
    return at ? (uint32_t)(at - m->labels) : n;
}

/* Token behind the name that covers `i`. */
static inline uint32_t
nq_marked_name_end(const nq_marked *m, uint32_t i)
{
    do
        i++;
    while (i < m->text->n_tokens && nq_label_goes_on(m->labels[i]));
    return i;
}

/* "To-Reuters": an agency, told something by whoever stands before. */
static inline bool
nq_is_told(const nq_marked *m, uint32_t i)
{
    return m->lex[i].clitics == NQ_CLITIC_LAM &&
           m->lex[i].cut & NQ_LEX_AGENCY && !(m->lex[i].whole & NQ_LEX_INSIDE);
}

/* Turns runs of labels into mentions, adds them to `out` (of nq_mention):
 * titles, bare heads, quotation marks and glued letters at the edges fall
 * away. Role and entity are left empty. At most NQ_MAX_NAMES. */
naql_status nq_mentions_find(const nq_variants *variants,
                             const nq_marked *marked, nq_arena *scratch,
                             nq_list *out);

#endif
