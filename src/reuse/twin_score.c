/* SPDX-License-Identifier: Apache-2.0
 *
 * twin_score.c - how likely two statements report one utterance. Layer 6
 * (reuse). */
#include "reuse/twin_score.h"

#include "base/str.h"
#include "reuse/tune.h"

#include <stdlib.h>

static int
by_stem(const void *x, const void *y)
{
    const nq_said_stem *a = x, *b = y;
    return a->stem < b->stem ? -1 : a->stem > b->stem;
}

static void
add_stem(nq_said *s, nq_said_stem *room, const nq_token *t,
         const nq_rarity *rarity)
{
    bool number = t->kind == NQ_TOKEN_NUMBER;
    float idf = (float)nq_rarity_idf(rarity, t->stem);
    if (t->kind == NQ_TOKEN_MARK || (!number && idf < NQ_TWIN_IDF))
        return;
    float weight = idf < NQ_TWIN_CAP ? idf : NQ_TWIN_CAP;
    room[s->n++] =
        (nq_said_stem){t->stem, number ? NQ_TWIN_NUMBER : weight, number};
}

naql_status
nq_said_make(const nq_pile *pile, uint32_t article, uint32_t statement,
             const nq_rarity *rarity, nq_arena *arena, nq_said *out)
{
    const nq_reading *r = pile->at[article];
    const nq_statement *st = &r->claims.statements[statement];
    *out = (nq_said){.article = article,
                     .statement = statement,
                     .person = NQ_NO_ENTITY,
                     .speaker = nq_str_span(r->article.text, st->speaker)};
    if (st->entity < r->names.n_entities && pile->people.of)
        out->person = pile->people.of[article][st->entity];
    nq_said_stem *room =
        nq_arena_alloc(arena, (st->end - st->first + 1) * sizeof *room);
    if (!room)
        return NAQL_NOMEM;
    for (uint32_t i = st->first; i < st->end; i++)
        add_stem(out, room, &r->text.tokens[i], rarity);
    qsort(room, out->n, sizeof *room, by_stem);
    uint32_t kept = 0;
    for (uint32_t i = 0; i < out->n; i++) {
        if (kept && room[kept - 1].stem == room[i].stem)
            continue;
        room[kept++] = room[i];
        out->weight += room[i].weight;
        out->numbers |= room[i].number;
    }
    out->at = room;
    out->n = kept;
    return NAQL_OK;
}

struct overlap {
    float shared;
    uint32_t n, numbers;
};

static struct overlap
overlap_of(const nq_said *a, const nq_said *b)
{
    struct overlap o = {0};
    for (uint32_t i = 0, k = 0; i < a->n && k < b->n;) {
        if (a->at[i].stem == b->at[k].stem) {
            o.shared += a->at[i].weight;
            o.numbers += a->at[i].number;
            o.n++;
            i++;
            k++;
        } else if (a->at[i].stem < b->at[k].stem) {
            i++;
        } else {
            k++;
        }
    }
    return o;
}

float
nq_said_score(const nq_said *a, const nq_said *b)
{
    struct overlap o = overlap_of(a, b);
    float less = a->weight < b->weight ? a->weight : b->weight;
    float both = a->weight + b->weight - o.shared;
    if (less <= 0 || both <= 0 || o.shared < NQ_TWIN_SHARED)
        return 0;
    float score = 0.55f * o.shared / less + 0.45f * o.shared / both;
    bool known = a->person != NQ_NO_ENTITY && b->person != NQ_NO_ENTITY;
    if (known)
        score += a->person == b->person ? 0.12f : -0.2f;
    if (a->numbers && b->numbers)
        score += o.numbers ? 0.05f : -0.12f;
    /* Two or three shared stems are little to go by. */
    if (o.shared < 3 * NQ_TWIN_SHARED)
        score -= 0.15f * (1 - o.shared / (3 * NQ_TWIN_SHARED));
    return score < 0 ? 0 : score > 1 ? 1 : score;
}
