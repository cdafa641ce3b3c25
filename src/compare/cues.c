/* SPDX-License-Identifier: Apache-2.0
 *
 * cues.c - which verbs have a statement hanging on them. Layer 7 (compare). */
#include "compare/cues.h"

#include "base/hash.h"

static uint64_t
key_of(uint32_t article, uint32_t start)
{
    return nq_hash_next(nq_hash_next(61, article), start);
}

naql_status
nq_cues_make(const nq_desk *d, nq_cues *out)
{
    nq_map_init(&out->at, d->scratch);
    for (uint32_t a = 0; a < d->in->story->n_articles; a++) {
        const nq_claims *c = &nq_desk_reading(d, a)->claims;
        for (uint32_t i = 0; i < c->n_statements; i++)
            if (!nq_map_put(&out->at, key_of(a, c->statements[i].cue.start),
                            NULL))
                return NAQL_NOMEM;
    }
    return NAQL_OK;
}

bool
nq_cues_have(const nq_cues *cues, uint32_t article, const nq_text *text,
             uint32_t token)
{
    const nq_token *t = &text->tokens[token];
    return nq_map_get(&cues->at, key_of(article, t->span.start)) ||
           nq_map_get(&cues->at,
                      key_of(article, nq_token_at(text, token, t->pre)));
}
