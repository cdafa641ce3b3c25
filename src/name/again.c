/* SPDX-License-Identifier: Apache-2.0
 *
 * again.c - a name that was found in one place of a text and cut or passed over
 * in another. Layer 4 (name).
 *
 * Two words that stand beside each other inside a name belong together wherever
 * else they do: "Jan de Witt said", then "De Witt added". Nothing that the
 * tagger took for more is cut down to that. */
#include "name/again.h"

#include "base/hash.h"
#include "base/map.h"

/* Pairs of words inside names: key -> type, whether they open and close one,
 * and how often they stand in one. */
enum { OPENS = 4, CLOSES = 8, UNSURE = 16, ONE = 32 };

struct pairs {
    const nq_hand *h;
    nq_map at;
    uint64_t bloom[16];
};

/* Where words stand beside each other that some name has together: few, so that
 * the rules go over these places. */
struct place {
    uint32_t word; /* the first of the two */
    uint32_t *pair;
};

struct places {
    struct place *at; /* [n] ascending */
    uint32_t n;
    const nq_hand *h;
};

static uint64_t
pair_key(const struct pairs *p, uint32_t i)
{
    const nq_marked *m = p->h->m;
    return nq_hash_next(m->lex[i].base, m->text->tokens[i + 1].hash);
}

static bool
both_words(const nq_hand *h, uint32_t i)
{
    return h->m->text->tokens[i].kind != NQ_TOKEN_MARK &&
           h->m->text->tokens[i + 1].kind != NQ_TOKEN_MARK;
}

static bool
collect(struct pairs *p)
{
    const nq_hand *h = p->h;
    for (uint32_t i = 0; i + 1 < h->m->text->n_tokens; i++) {
        bool fresh;
        if (!nq_label_goes_on(h->m->labels[i + 1]) || !both_words(h, i))
            continue;
        uint64_t key = pair_key(p, i);
        uint32_t *at = nq_map_put(&p->at, key, &fresh);
        if (!at)
            return false;
        uint8_t type = nq_label_type(h->m->labels[i + 1]);
        p->bloom[key >> 6 & 15] |= 1ull << (key & 63);
        if (fresh)
            *at = type;
        else if ((*at & 3) != type)
            *at |= UNSURE;
        if (nq_label_starts(h->m->labels[i]))
            *at |= OPENS;
        if (i + 2 == h->m->text->n_tokens ||
            !nq_label_goes_on(h->m->labels[i + 2]))
            *at |= CLOSES;
        *at += ONE;
    }
    return true;
}

/* All places of the pairs; false: out of memory. */
static bool
find_places(const struct pairs *p, nq_arena *scratch, struct places *out)
{
    uint32_t n = p->h->m->text->n_tokens;
    *out =
        (struct places){nq_arena_alloc(scratch, n * sizeof(*out->at)), 0, p->h};
    for (uint32_t i = 0; out->at && i + 1 < n; i++) {
        uint64_t key = pair_key(p, i);
        if (!(p->bloom[key >> 6 & 15] >> (key & 63) & 1) ||
            !nq_hand_same_line(p->h, i + 1))
            continue;
        uint32_t *pair = nq_map_get(&p->at, key);
        if (pair)
            out->at[out->n++] = (struct place){i, pair};
    }
    return out->at != NULL;
}

/* What is known of two words that no name has together in this place; NULL:
 * nothing. */
static uint32_t *
apart(const struct places *p, uint32_t k)
{
    const struct place *at = &p->at[k];
    return nq_label_goes_on(p->h->m->labels[at->word + 1]) || *at->pair & UNSURE
               ? NULL
               : at->pair;
}

static uint8_t
label_of(uint32_t pair)
{
    return (uint8_t)(2 * (pair & 3) + 1);
}

/* Lets go of pairs of a body's name that stand apart as often as in one: "the
 * forces", "the forces of the X". */
static void
weigh(const struct places *p)
{
    for (uint32_t k = 0; k < p->n; k++) {
        uint32_t *pair = apart(p, k);
        if (!pair || (*pair & 3) != NQ_ORG)
            continue;
        if (*pair >= 2u * ONE)
            *pair -= ONE;
        else
            *pair |= UNSURE;
    }
}

/* Token behind a name that opens at place `k`, all of it passed over, as it
 * stands elsewhere; the place's own: there is none. */
static uint32_t
whole_end(const struct places *p, uint32_t k)
{
    enum { LONGEST = 16 }; /* words of a name: the time stays linear */
    const uint8_t *labels = p->h->m->labels;
    uint32_t first = p->at[k].word, end = first, word = first;
    uint32_t type = *p->at[k].pair & 3;
    if (!(*p->at[k].pair & OPENS))
        return first;
    for (; k < p->n && p->at[k].word == word && word < first + LONGEST - 1;
         k++, word++) {
        const uint32_t *pair = apart(p, k);
        if (!pair || (*pair & 3) != type || labels[word + 1])
            break;
        if (*pair & CLOSES)
            end = word + 2;
    }
    return end;
}

/* Takes in the word behind a name, and finds those that were passed over. */
static void
go_on(const struct places *p, uint32_t k)
{
    uint8_t *labels = p->h->m->labels;
    uint32_t i = p->at[k].word;
    const uint32_t *pair = apart(p, k);
    if (!pair || labels[i + 1])
        return;
    if (labels[i] && nq_label_type(labels[i]) == (*pair & 3))
        labels[i + 1] = (uint8_t)(label_of(*pair) + 1);
    else if (!labels[i])
        nq_hand_put(p->h, i, whole_end(p, k), label_of(*pair));
}

/* Takes in the word before a name. */
static void
go_back(const struct places *p, uint32_t k)
{
    uint8_t *labels = p->h->m->labels;
    uint32_t i = p->at[k].word;
    const uint32_t *pair = apart(p, k);
    if (!pair || labels[i] || labels[i + 1] != label_of(*pair))
        return;
    labels[i] = labels[i + 1];
    labels[i + 1]++;
}

naql_status
nq_convention_again(const nq_hand *h, nq_arena *scratch)
{
    struct pairs pairs = {.h = h};
    struct places p;
    nq_map_init(&pairs.at, scratch);
    if (!collect(&pairs))
        return NAQL_NOMEM;
    if (!pairs.at.n)
        return NAQL_OK;
    if (!find_places(&pairs, scratch, &p))
        return NAQL_NOMEM;
    weigh(&p);
    for (uint32_t k = 0; k < p.n; k++)
        go_on(&p, k);
    for (uint32_t k = p.n; k-- > 0;)
        go_back(&p, k);
    return NAQL_OK;
}
