/* SPDX-License-Identifier: Apache-2.0
 *
 * described.c - names that only tell more of what stands beside them. Layer 4
 * (name). */
#include "name/described.h"
#include "base/hash.h"
#include "base/str.h"
#include "base/utf8.h"
#include "name/tune.h"

#include <string.h>

static uint32_t
bits_at(const nq_marked *m, uint32_t i)
{
    return m->bits[i];
}

static bool
same_line(const nq_marked *m, uint32_t i)
{
    return !(m->text->tokens[i].flags & NQ_TOKEN_LINE);
}

/* "The capital, the Saudi one": a country whose name is an adjective, behind a
 * feminine noun with the article, is none. */
static void
drop_adjectives(const nq_marked *m)
{
    for (uint32_t i = 1;
         (i = nq_marked_labelled(m, i, NQ_LABEL_B_LOC)) < m->text->n_tokens;
         i++) {
        naql_str before = m->text->tokens[i - 1].folded;
        if (bits_at(m, i) & NQ_LEX_COUNTRY &&
            !(bits_at(m, i) & NQ_LEX_INSIDE) && same_line(m, i) &&
            nq_marked_name_end(m, i) == i + 1 && m->lex[i].definite &&
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
    for (uint32_t i = 0;
         (i = nq_marked_labelled(m, i, NQ_LABEL_B_ORG)) + 4 < m->text->n_tokens;
         i++) {
        if (!(bits_at(m, i) & NQ_LEX_ORG_LISTED))
            continue;
        uint32_t end = nq_marked_name_end(m, i), name = end + 2;
        if (name >= m->text->n_tokens || m->labels[end] ||
            !(bits_at(m, end) & NQ_LEX_LIKE) || !m->lex[end].definite ||
            m->labels[name] != NQ_LABEL_B_ORG ||
            !(bits_at(m, name) & NQ_LEX_AGENCY))
            continue;
        if (nq_opens_quote(&m->text->tokens[end + 1]))
            memset(m->labels + i, NQ_LABEL_OUT, end - i);
    }
}

/* "The owners of the ship", "the diplomats of the mission": a plural that has
 * lost its n before what it belongs to is no name in one word. */
static bool
is_construct(const nq_marked *m, uint32_t i)
{
    const uint32_t names = NQ_LEX_NAME | NQ_LEX_BODY;
    const uint32_t beside =
        NQ_LEX_OFFICE | NQ_LEX_JOB | NQ_LEX_TITLE | NQ_LEX_NATION;
    uint32_t next = i + 1;
    if (next >= m->text->n_tokens || m->labels[next] || !same_line(m, next) ||
        m->text->tokens[next].kind != NQ_TOKEN_WORD ||
        !nq_str_ends(m->text->tokens[i].folded, NQ_STR("و")) ||
        bits_at(m, i) & names || m->lex[i].definite)
        return false;
    naql_str f = m->text->tokens[i].folded;
    const nq_model_word *one = nq_model_word_find(
        m->model, nq_hash(nq_str(f.ptr, f.len - NQ_LETTER)), false);
    const nq_model_word *many = m->lex[i].known;
    bool rare = !many || many->often < NQ_ALIKE_RARE;
    if (!one || (one->usual != 1 && !(rare && one->often >= NQ_GLUED_OFTEN)))
        return false; /* of no word */
    const nq_lex_word *w = &m->lex[next];
    return w->definite && !w->clitics && !(bits_at(m, next) & beside) &&
           w->known && w->known->often < NQ_JOINED_OFTEN;
}

static void
drop_constructs(const nq_marked *m)
{
    uint32_t looks = NQ_JOINED_LOOKS;
    for (uint32_t i = 0;
         looks &&
         (i = nq_marked_labelled(m, i, NQ_LABEL_B_PER)) < m->text->n_tokens;
         i++) {
        bool own = false;
        if (nq_marked_name_end(m, i) != i + 1 || !is_construct(m, i))
            continue;
        looks--;
        for (uint32_t k = 0; k < m->text->n_tokens; k++)
            own |= k != i && m->labels[k] &&
                   m->text->tokens[k].hash == m->text->tokens[i].hash;
        m->labels[i] = own ? NQ_LABEL_B_PER : NQ_LABEL_OUT;
    }
}

void
nq_described_drop(const nq_marked *marked)
{
    drop_described(marked);
    drop_adjectives(marked);
    drop_constructs(marked);
}
