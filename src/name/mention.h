/* SPDX-License-Identifier: Apache-2.0
 *
 * mention.h - labelled words -> mentions of names. Layer 4 (name). */
#ifndef NQ_NAME_MENTION_H
#define NQ_NAME_MENTION_H

#include "name/label.h"
#include "name/lexicon.h"
#include "name/variant.h"

/* A text with what lists and tagger say of its words. */
typedef struct nq_marked {
    const nq_text *text;
    const nq_lex_word *lex;      /* [text->n_tokens] */
    uint8_t *labels;             /* [text->n_tokens] nq_label */
    const nq_variants *variants; /* NULL, both: only the tagger reads them */
    const nq_model *model;
} nq_marked;

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
