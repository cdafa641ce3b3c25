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

/* What is known of the words i and i + 1, which no name has together here;
 * NULL: nothing. */
static uint32_t *
known_pair(struct pairs *p, uint32_t i)
{
    const nq_hand *h = p->h;
    if (nq_label_goes_on(h->m->labels[i + 1]) || !nq_hand_same_line(h, i + 1))
        return NULL;
    uint64_t key = pair_key(p, i);
    if (!(p->bloom[key >> 6 & 15] >> (key & 63) & 1))
        return NULL;
    uint32_t *at = nq_map_get(&p->at, key);
    return at && !(*at & UNSURE) ? at : NULL;
}

static uint8_t
label_of(uint32_t pair)
{
    return (uint8_t)(2 * (pair & 3) + 1);
}

/* Lets go of pairs of a body's name that stand apart as often as in one: "the
 * forces", "the forces of the X". */
static void
weigh(struct pairs *p)
{
    const nq_hand *h = p->h;
    for (uint32_t i = 0; i + 1 < h->m->text->n_tokens; i++) {
        uint32_t *pair = known_pair(p, i);
        if (!pair || (*pair & 3) != NQ_ORG)
            continue;
        if (*pair >= 2u * ONE)
            *pair -= ONE;
        else
            *pair |= UNSURE;
    }
}

/* Token behind a name that opens at `i`, all of it passed over, as it stands
 * elsewhere; `i`: there is none. */
static uint32_t
whole_end(struct pairs *p, uint32_t i)
{
    enum { LONGEST = 16 }; /* words of a name: the time stays linear */
    uint32_t n = p->h->m->text->n_tokens, end = i;
    const uint32_t *pair = known_pair(p, i);
    uint32_t type = pair ? *pair & 3 : 0;
    if (!pair || !(*pair & OPENS))
        return i;
    n = i + LONGEST < n ? i + LONGEST : n;
    for (uint32_t k = i; pair && (*pair & 3) == type && !p->h->m->labels[k + 1];
         pair = ++k + 1 < n ? known_pair(p, k) : NULL)
        if (*pair & CLOSES)
            end = k + 2;
    return end;
}

/* Takes in the word behind a name, and finds those that were passed over. */
static void
go_on(struct pairs *p, uint32_t i)
{
    uint8_t *labels = p->h->m->labels;
    const uint32_t *pair = known_pair(p, i);
    if (!pair || labels[i + 1])
        return;
    if (labels[i] && nq_label_type(labels[i]) == (*pair & 3))
        labels[i + 1] = (uint8_t)(label_of(*pair) + 1);
    else if (!labels[i])
        nq_hand_put(p->h, i, whole_end(p, i), label_of(*pair));
}

/* Takes in the word before a name. */
static void
go_back(struct pairs *p, uint32_t i)
{
    uint8_t *labels = p->h->m->labels;
    const uint32_t *pair = known_pair(p, i);
    if (!pair || labels[i] || labels[i + 1] != label_of(*pair))
        return;
    labels[i] = labels[i + 1];
    labels[i + 1]++;
}

naql_status
nq_convention_again(const nq_hand *h, nq_arena *scratch)
{
    struct pairs p = {.h = h};
    uint32_t n = h->m->text->n_tokens;
    nq_map_init(&p.at, scratch);
    if (!collect(&p))
        return NAQL_NOMEM;
    if (p.at.n)
        weigh(&p);
    for (uint32_t i = 0; p.at.n && i + 1 < n; i++)
        go_on(&p, i);
    for (uint32_t i = p.at.n ? n : 0; i-- > 1;)
        go_back(&p, i - 1);
    return NAQL_OK;
}
