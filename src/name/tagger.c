/* SPDX-License-Identifier: Apache-2.0
 *
 * tagger.c - a label for each word. Layer 4 (name).
 *
 * Word lists alone, until the model is in: persons are runs of words of
 * personal names, places and bodies what the lists know, bodies also a head
 * word with the definite words behind it. */
#include "name/tagger.h"

static uint32_t
bits_at(const nq_marked *m, uint32_t i)
{
    return m->lex[i].whole | m->lex[i].cut;
}

static bool
goes_on(const nq_marked *m, uint32_t i)
{
    const nq_text *t = m->text;
    return i < t->n_tokens && !(t->tokens[i].flags & NQ_TOKEN_LINE) &&
           t->tokens[i].kind == NQ_TOKEN_WORD;
}

static uint32_t
put(const nq_marked *m, uint32_t i, uint32_t end, uint8_t label)
{
    for (uint32_t k = i; k < end; k++) {
        m->labels[k] = (uint8_t)(k == i ? label : label + 1);
        m->scores[k] = 0.8f;
    }
    return end;
}

static uint32_t
phrase_end(const nq_marked *m, uint32_t i, uint32_t class)
{
    uint32_t end = i + 1;
    while (end < m->text->n_tokens &&
           ((bits_at(m, end) & NQ_LEX_INSIDE && bits_at(m, end) & class) ||
            nq_token_is_glue(&m->text->tokens[end])))
        end++;
    while (nq_token_is_glue(&m->text->tokens[end - 1]))
        end--;
    return end;
}

static uint32_t
person(const nq_marked *m, uint32_t i)
{
    uint32_t end = i + 1, family = bits_at(m, i) & NQ_LEX_FAMILY;
    while (goes_on(m, end) &&
           (m->lex[end].whole & (NQ_LEX_FIRST | NQ_LEX_FAMILY)))
        end++;
    bool before =
        i && bits_at(m, i - 1) & (NQ_LEX_TITLE | NQ_LEX_OFFICE | NQ_LEX_NATION);
    if (end == i + 1 && before && bits_at(m, i) & NQ_LEX_FIRST &&
        goes_on(m, end) && !bits_at(m, end) && m->lex[end].definite)
        end++;
    return end > i + 1 || family || before ? put(m, i, end, NQ_LABEL_B_PER)
                                           : i + 1;
}

static uint32_t
body(const nq_marked *m, uint32_t i)
{
    uint32_t end = i + 1;
    while (goes_on(m, end) && end < i + 5 &&
           (m->lex[end].definite || bits_at(m, end) & NQ_LEX_PLACE) &&
           !(m->lex[end].clitics))
        end++;
    return end > i + 1 ? put(m, i, end, NQ_LABEL_B_ORG) : i + 1;
}

void
nq_tagger_run(const nq_marked *m)
{
    for (uint32_t i = 0; i < m->text->n_tokens;) {
        uint32_t bits = bits_at(m, i);
        if (bits & NQ_LEX_INSIDE)
            i++;
        else if (bits & (NQ_LEX_ORG | NQ_LEX_AGENCY))
            i = put(m, i, phrase_end(m, i, NQ_LEX_ORG | NQ_LEX_AGENCY),
                    NQ_LABEL_B_ORG);
        else if (bits & NQ_LEX_PLACE)
            i = put(m, i, phrase_end(m, i, NQ_LEX_PLACE), NQ_LABEL_B_LOC);
        else if (bits & (NQ_LEX_FIRST | NQ_LEX_FAMILY))
            i = person(m, i);
        else if (bits & NQ_LEX_ORG_HEAD && !m->lex[i].definite)
            i = body(m, i);
        else
            i++;
    }
}
