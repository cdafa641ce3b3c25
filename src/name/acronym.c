/* SPDX-License-Identifier: Apache-2.0
 *
 * acronym.c - a body's letters in Latin. Layer 4 (name).
 *
 * "The workers' party (PKK)", "the institute X MIT": capitals right behind a
 * body's name are its own, and so they are wherever else they stand. */
#include "name/acronym.h"
#include "name/hand.h"

bool
nq_is_acronym(const nq_text *text, uint32_t i)
{
    enum { LEAST = 2, MOST = 8 };
    const nq_token *t = &text->tokens[i];
    uint32_t n = t->span.end - t->span.start;
    if (t->kind != NQ_TOKEN_LATIN || n < LEAST || n > MOST)
        return false;
    for (uint32_t k = 0; k < n; k++) {
        char c = text->article->text.ptr[t->span.start + k];
        if (c < 'A' || c > 'Z')
            return false;
    }
    return true;
}

/* The token of a body's letters, of one whose name ends before `end`; n_tokens:
 * it has none. */
static uint32_t
letters_of(const nq_hand *h, uint32_t first, uint32_t end)
{
    const nq_text *text = h->m->text;
    uint32_t n = text->n_tokens;
    if (end > first + 1 && nq_is_acronym(text, end - 1))
        return end - 1;
    uint32_t i = end;
    i += i < n && nq_is_opener(&text->tokens[i]);
    return i < n && nq_hand_same_line(h, i) && nq_is_acronym(text, i) ? i : n;
}

static void
label_all(const nq_hand *h, uint32_t like)
{
    const nq_text *text = h->m->text;
    for (uint32_t i = 0; i < text->n_tokens; i++)
        if ((!h->m->labels[i] || (nq_label_starts(h->m->labels[i]) &&
                                  nq_hand_name_end(h, i) == i + 1)) &&
            text->tokens[i].hash == text->tokens[like].hash &&
            nq_is_acronym(text, i))
            nq_hand_put(h, i, i + 1, NQ_LABEL_B_ORG);
}

void
nq_convention_acronyms(const nq_hand *h)
{
    enum { MOST = 8 };
    const nq_text *text = h->m->text;
    uint64_t done[MOST];
    uint32_t n = text->n_tokens, n_done = 0;
    for (uint32_t i = 0; (i = nq_hand_next_labelled(h, i, NQ_LABEL_B_ORG)) < n;
         i++) {
        uint32_t at = letters_of(h, i, nq_hand_name_end(h, i));
        uint32_t k = 0;
        while (at < n && k < n_done && done[k] != text->tokens[at].hash)
            k++;
        if (at == n || k < n_done || n_done == MOST)
            continue;
        done[n_done++] = text->tokens[at].hash;
        label_all(h, at);
    }
}
