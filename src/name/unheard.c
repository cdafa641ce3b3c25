/* SPDX-License-Identifier: Apache-2.0
 *
 * unheard.c - persons of whom neither lists nor news have heard. Layer 4
 * (name).
 *
 * Two words beside each other that no list has and that the news do not know
 * are hardly anything but a foreign name; behind a title, a job, an adjective
 * of origin or a verb of saying they are a person's: "the Czech X Y". */
#include "base/str.h"
#include "name/glued.h"
#include "name/hand.h"
#include "name/tune.h"

static bool
is_free(const nq_hand *h, uint32_t i)
{
    enum { LEAST = 6 }; /* bytes: three letters */
    const nq_token *t = &h->m->text->tokens[i];
    const nq_lex_word *w = &h->m->lex[i];
    return t->kind == NQ_TOKEN_WORD && t->folded.len >= LEAST &&
           !h->m->labels[i] && !w->clitics && !w->definite && !t->suf &&
           !(t->flags & NQ_TOKEN_TANWIN);
}

static bool
is_unheard(const nq_hand *h, uint32_t i)
{
    return is_free(h, i) && !h->m->lex[i].known && !nq_hand_bits(h, i);
}

/* A word that is often part of a name and seldom else. */
static bool
may_be_name(const nq_hand *h, uint32_t i)
{
    const uint32_t names = NQ_LEX_FIRST | NQ_LEX_FAMILY;
    const nq_model_word *known = h->m->lex[i].known;
    if (!is_free(h, i))
        return false;
    if (nq_hand_bits(h, i))
        return nq_hand_bits(h, i) & names && !(nq_hand_bits(h, i) & ~names);
    return !known || (known->usual > 1 && known->often < NQ_ALIKE_RARE);
}

/* Endings that a verb or an adjective has with its subject. */
static bool
agrees(const nq_hand *h, uint32_t i)
{
    static const char *const endings[] = {"ه", "ون", "ين", "تان", "ات"};
    naql_str f = h->m->text->tokens[i].folded;
    for (uint32_t k = 0; k < sizeof endings / sizeof *endings; k++)
        if (nq_str_ends(f, nq_str_from(endings[k])))
            return true;
    return false;
}

static bool
opens_name(const nq_hand *h, uint32_t i)
{
    const uint32_t openers =
        NQ_LEX_TITLE | NQ_LEX_JOB | NQ_LEX_OFFICE | NQ_LEX_NATION;
    if (h->m->labels[i])
        return false;
    return (nq_hand_bits(h, i) & openers && h->m->lex[i].definite) ||
           nq_said_at(h->m, i);
}

void
nq_convention_unheard(const nq_hand *h)
{
    uint32_t n = h->m->text->n_tokens;
    for (uint32_t i = 1; i + 1 < n; i++) {
        if ((h->m->lex[i].known && h->m->lex[i + 1].known) ||
            !may_be_name(h, i) || !nq_hand_same_line(h, i) ||
            !nq_hand_same_line(h, i + 1) || !may_be_name(h, i + 1) ||
            !(is_unheard(h, i) || is_unheard(h, i + 1)) ||
            (agrees(h, i) && agrees(h, i + 1)) || !opens_name(h, i - 1))
            continue;
        uint32_t end = i + 2;
        while (end < n && end < i + NQ_PERSON_WORDS_MAX &&
               nq_hand_same_line(h, end) && may_be_name(h, end))
            end++;
        nq_hand_put(h, i, end, NQ_LABEL_B_PER);
        i = end;
    }
}
