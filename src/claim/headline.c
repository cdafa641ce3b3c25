/* SPDX-License-Identifier: Apache-2.0
 *
 * headline.c - whose words a title has that says only what he is: the statement
 * below that shares most of its words. Layer 5 (claim). Knows nothing of how
 * statements are found. */
#include "claim/headline.h"

#include "claim/later.h"
#include "claim/tune.h"

/* A word that tells what is spoken of. */
static bool
tells(const nq_scene *s, uint32_t i)
{
    enum { LEAST = 6 }; /* bytes: three letters */
    return s->tokens[i].kind == NQ_TOKEN_NUMBER ||
           (nq_is_word(s, i) && s->tokens[i].folded.len >= LEAST &&
            !nq_has_role(s, i,
                         NQ_ROLE_PREP | NQ_ROLE_THAT | NQ_ROLE_REL |
                             NQ_ROLE_SUB | NQ_ROLE_ADV | NQ_ROLE_PRON));
}

static bool
stands_in(const nq_scene *s, uint32_t word, const nq_statement *st)
{
    uint32_t end = st->end < st->first + NQ_TUNE_HEADLINE_WORDS
                       ? st->end
                       : st->first + NQ_TUNE_HEADLINE_WORDS;
    for (uint32_t i = st->first; i < end; i++)
        if (s->tokens[i].stem == s->tokens[word].stem)
            return true;
    return false;
}

uint32_t
nq_headline_shared(const nq_scene *s, const nq_statement *title,
                   const nq_statement *st)
{
    uint32_t all = 0, hits = 0, end = title->end;
    if (end > title->first + NQ_TUNE_HEADLINE_WORDS)
        end = title->first + NQ_TUNE_HEADLINE_WORDS;
    for (uint32_t i = title->first; i < end; i++)
        if (tells(s, i)) {
            all++;
            hits += stands_in(s, i, st);
        }
    return hits > 1 ? hits * 100 / all : 0;
}

void
nq_headlines_settle(const nq_scene *s, nq_statement *at, uint32_t n)
{
    for (uint32_t i = 0; i < n && nq_later_is_titled(s, &at[i]); i++) {
        const nq_word *noun;
        uint32_t most = NQ_TUNE_HEADLINE_SHARE - 1, end = i + 1;
        const nq_statement *best = NULL;
        if (!nq_later_is_open(s, &at[i], &noun))
            continue;
        end += NQ_TUNE_HEADLINE_REACH;
        for (uint32_t k = i + 1; k < n && k < end; k++) {
            if (!nq_later_may_be_called(s, noun, &at[k]))
                continue;
            uint32_t share = nq_headline_shared(s, &at[i], &at[k]);
            if (share > most) {
                most = share;
                best = &at[k];
            }
        }
        if (best)
            nq_later_give(&at[i], best);
    }
}
