/* SPDX-License-Identifier: Apache-2.0
 *
 * nickname.c - the start of a person's name in marks. Layer 4 (name).
 *
 * Sports news call players so: "Lewandowski scored, «Lewa» has thirty goals".
 * In marks by itself, and the start of a name that the article has, the word is
 * hardly anything else. */
#include "name/nickname.h"

#include "name/hand.h"

/* Bytes of UTF-8: four letters, and two that are left out. */
enum { LEAST = 8, LEFT_OUT = 4 };

/* Does token `i` stand by itself in marks? */
static bool
in_marks(const nq_text *text, uint32_t i)
{
    const nq_token *t = &text->tokens[i];
    return i && i + 1 < text->n_tokens && t->kind == NQ_TOKEN_WORD &&
           nq_opens_quote(t - 1) && nq_closes_quote(t + 1) &&
           t->folded.len >= LEAST && !((t->flags | t[1].flags) & NQ_TOKEN_LINE);
}

static bool
starts(naql_str word, const nq_token *name)
{
    naql_str whole = name->folded;
    return name->kind == NQ_TOKEN_WORD &&
           whole.len >= name->pre + word.len + LEFT_OUT &&
           memcmp(whole.ptr + name->pre, word.ptr, word.len) == 0;
}

/* ---- Where it was passed over ------------------------------------------- */

/* Does no list know the word for something else, nor the tagger for more than
 * one word? */
static bool
may_be(const nq_hand *h, uint32_t i)
{
    const uint32_t other = NQ_LEX_OFFICE | NQ_LEX_JOB | NQ_LEX_TITLE |
                           NQ_LEX_NATION | NQ_LEX_PLACE | NQ_LEX_ORG |
                           NQ_LEX_AGENCY | NQ_LEX_ORG_HEAD | NQ_LEX_PLACE_HEAD;
    uint8_t label = h->m->labels[i];
    return in_marks(h->m->text, i) && label != NQ_LABEL_B_PER &&
           (!label ||
            (nq_label_starts(label) && nq_hand_name_end(h, i) == i + 1)) &&
           !h->m->lex[i].definite && !(nq_hand_bits(h, i) & other);
}

static bool
starts_any(const nq_hand *h, uint32_t i, uint8_t label)
{
    const nq_token *t = h->m->text->tokens;
    uint32_t n = h->m->text->n_tokens;
    for (uint32_t k = 0; (k = nq_hand_next_labelled(h, k, label)) < n; k++)
        if (starts(t[i].folded, &t[k]))
            return true;
    return false;
}

void
nq_convention_nicknames(const nq_hand *h)
{
    enum { MOST = 16 }; /* words that are looked for: the time stays linear */
    uint32_t n = h->m->text->n_tokens, sought = 0;
    if (nq_hand_next_labelled(h, 0, NQ_LABEL_B_PER) == n)
        return;
    for (uint32_t i = 1; i + 1 < n && sought < MOST; i++) {
        if (!may_be(h, i))
            continue;
        sought++;
        if (starts_any(h, i, NQ_LABEL_B_PER) ||
            starts_any(h, i, NQ_LABEL_I_PER))
            nq_hand_put(h, i, i + 1, NQ_LABEL_B_PER);
    }
}

/* ---- Whose it is --------------------------------------------------------- */

static bool
starts_word_of(const nq_entity_in *in, uint32_t i, const nq_mention *name)
{
    const nq_token *t = in->marked->text->tokens;
    for (uint32_t k = name->first; k < name->end; k++)
        if (starts(t[i].folded, &t[k]))
            return true;
    return false;
}

uint32_t
nq_nickname_of(const nq_entity_in *in, const nq_name_words *words,
               uint32_t mention)
{
    enum { REACH = 256 }; /* names before it, and behind it */
    const nq_mention *m = in->mentions, *name = &m[mention];
    uint32_t of = NQ_NO_ENTITY;
    if (name->type != NQ_PER || name->end != name->first + 1 ||
        !in_marks(in->marked->text, name->first))
        return of;
    uint32_t from = mention > REACH ? mention - REACH : 0;
    for (uint32_t i = from; i < in->n && i < mention + REACH; i++) {
        if (m[i].type != NQ_PER || words[i].n < 2 || m[i].entity == of ||
            !starts_word_of(in, name->first, &m[i]))
            continue;
        if (of != NQ_NO_ENTITY)
            return NQ_NO_ENTITY; /* one of two */
        of = m[i].entity;
    }
    return of;
}
