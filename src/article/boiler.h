/* SPDX-License-Identifier: Apache-2.0
 *
 * boiler.h - which lines are article and which are web furniture, and why.
 * Layer 2 (article).
 *
 * Every line gets log odds from its form, from the furniture phrases, from
 * being said twice, from dates that come in runs, and on a page from its
 * markup; then the cheapest way through "article" and "furniture" is taken
 * (Viterbi, two states), so that a neutral line follows its neighbours.
 * Knows nothing of titles and bylines: head.h finds those first and tells. */
#ifndef NQ_ARTICLE_BOILER_H
#define NQ_ARTICLE_BOILER_H

#include "article/line.h"

#define NQ_WHY_NONE 0xff

typedef struct nq_verdict {
    float score;    /* log odds: above 0 article */
    uint8_t why;    /* nq_drop_why of the line itself; NQ_WHY_NONE */
    uint8_t scope;  /* nq_scope of its phrase */
    bool keep;      /* set by nq_boiler_decide */
    bool fixed;     /* `keep` was settled before; decide leaves it */
    bool date;      /* the line is a date line */
    bool prose;     /* running text by its form */
    bool listed;    /* its `why` comes from the lines around it alone */
    uint32_t twins; /* other lines with the same words */
} nq_verdict;

/* Scores each line alone and by its surroundings.
 * out      [lines->n], in scratch
 * cost     O(lines) */
naql_status nq_boiler_score(const nq_article_tools *tools,
                            const nq_lines *lines, nq_doc_form form,
                            nq_arena *scratch, nq_verdict **out);

/* Settles `keep` and gives every dropped line a reason. */
naql_status nq_boiler_decide(const nq_lines *lines, nq_arena *scratch,
                             nq_verdict *verdicts);

/* The heaviest furniture phrase that fits the line; NULL: none. */
const nq_furniture *nq_furniture_of(const nq_article_tools *tools,
                                    const nq_line *line);

/* The line holds the title again: alone, twice over, or behind a name and a
 * dash. */
bool nq_line_repeats(const nq_line *line, const nq_line *title);

#endif
