/* SPDX-License-Identifier: Apache-2.0
 *
 * credit.c - the agencies and outlets that an article says it draws on. Layer
 * 6 (reuse). */
#include "reuse/credit.h"

#include "base/fold.h"
#include "base/hash.h"
#include "base/str.h"

#include <stdlib.h>

uint64_t
nq_outlet_key(const nq_article *article)
{
    return article->outlet.len ? nq_fold_hash(article->outlet)
                               : nq_hash(article->id);
}

static int
by_key(const void *x, const void *y)
{
    const nq_credit *a = x, *b = y;
    if (a->key != b->key)
        return a->key < b->key ? -1 : 1;
    return nq_str_compare(a->name, b->name);
}

static void
add(nq_credits *c, nq_credit *room, naql_str name)
{
    uint64_t key = name.len ? nq_fold_hash(name) : 0;
    if (key && key != c->outlet)
        room[c->n++] = (nq_credit){key, name};
}

naql_status
nq_credits_make(const nq_reading *reading, nq_arena *arena, nq_credits *out)
{
    const nq_claims *claims = &reading->claims;
    naql_str outlet = reading->article.outlet, text = reading->article.text;
    *out = (nq_credits){.outlet = outlet.len ? nq_fold_hash(outlet) : 0};
    nq_credit *room = nq_arena_alloc(
        arena, (claims->n_agencies + claims->n_statements) * sizeof *room);
    if (!room)
        return NAQL_NOMEM;
    for (uint32_t i = 0; i < claims->n_agencies; i++)
        add(out, room, claims->agencies[i]);
    for (uint32_t i = 0; i < claims->n_statements; i++) {
        const nq_statement *s = &claims->statements[i];
        if (s->credit.start == s->credit.end)
            continue;
        add(out, room,
            s->credit_entity < reading->names.n_entities
                ? reading->names.entities[s->credit_entity].name
                : nq_str_span(text, s->credit));
    }
    qsort(room, out->n, sizeof *room, by_key);
    uint32_t kept = 0;
    for (uint32_t i = 0; i < out->n; i++)
        if (!kept || room[kept - 1].key != room[i].key)
            room[kept++] = room[i];
    out->at = room;
    out->n = kept;
    return NAQL_OK;
}

const nq_credit *
nq_credits_common(const nq_credits *a, const nq_credits *b)
{
    for (uint32_t i = 0, k = 0; i < a->n && k < b->n;) {
        if (a->at[i].key == b->at[k].key)
            return &a->at[i];
        if (a->at[i].key < b->at[k].key)
            i++;
        else
            k++;
    }
    return NULL;
}

bool
nq_credits_outlet(const nq_credits *a, const nq_credits *b)
{
    for (uint32_t i = 0; i < a->n && b->outlet; i++)
        if (a->at[i].key == b->outlet)
            return true;
    return false;
}
