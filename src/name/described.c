/* SPDX-License-Identifier: Apache-2.0
 *
 * described.c - names that only tell more of what stands beside them. Layer 4
 * (name). */
#include "name/described.h"
#include "base/str.h"

#include <string.h>

static uint32_t
bits_at(const nq_marked *m, uint32_t i)
{
    return nq_lex_bits(&m->lex[i]);
}

static bool
same_line(const nq_marked *m, uint32_t i)
{
    return !(m->text->tokens[i].flags & NQ_TOKEN_LINE);
}

/* Token behind the name that covers `i`. */
static uint32_t
name_end(const nq_marked *m, uint32_t i)
{
    for (i++; i < m->text->n_tokens && m->labels[i] &&
              !nq_label_starts(m->labels[i]);)
        i++;
    return i;
}

/* "The capital, the Saudi one": a country whose name is an adjective, behind a
 * feminine noun with the article, is none. */
static void
drop_adjectives(const nq_marked *m)
{
    for (uint32_t i = 1; i < m->text->n_tokens; i++) {
        naql_str before = m->text->tokens[i - 1].folded;
        if (m->labels[i] == NQ_LABEL_B_LOC && bits_at(m, i) & NQ_LEX_COUNTRY &&
            !(bits_at(m, i) & NQ_LEX_INSIDE) && same_line(m, i) &&
            name_end(m, i) == i + 1 && m->lex[i].definite &&
            !m->lex[i].clitics &&
            nq_str_ends(m->text->tokens[i].folded, NQ_STR("\u064a\u0647")) &&
            !m->labels[i - 1] && m->lex[i - 1].definite &&
            (nq_str_ends(before, NQ_STR("\u0647")) ||
             nq_str_ends(before, NQ_STR("ات"))))
            m->labels[i] = NQ_LABEL_OUT;
    }
}

/* "The Russian news agency, the official one, «X»": what is described is X. In
 * brackets X is another name of the same. */
static void
drop_described(const nq_marked *m)
{
    for (uint32_t i = 0; i + 4 < m->text->n_tokens; i++) {
        if (m->labels[i] != NQ_LABEL_B_ORG ||
            !(bits_at(m, i) & NQ_LEX_ORG_LISTED))
            continue;
        uint32_t end = name_end(m, i), name = end + 2;
        if (name >= m->text->n_tokens || m->labels[end] ||
            !(bits_at(m, end) & NQ_LEX_LIKE) || !m->lex[end].definite ||
            m->labels[name] != NQ_LABEL_B_ORG ||
            !(bits_at(m, name) & NQ_LEX_AGENCY))
            continue;
        uint8_t mark = m->text->tokens[end + 1].mark;
        if (m->text->tokens[end + 1].kind == NQ_TOKEN_MARK &&
            (mark == NQ_MARK_QUOTE_OPEN || mark == NQ_MARK_QUOTE_PLAIN))
            memset(m->labels + i, NQ_LABEL_OUT, end - i);
    }
}

void
nq_described_drop(const nq_marked *marked)
{
    drop_described(marked);
    drop_adjectives(marked);
}
