/* SPDX-License-Identifier: Apache-2.0
 *
 * lies_in.c - which place lies in which, by the story's own words. Layer 7
 * (compare). */
#include "compare/lies_in.h"

#include "base/hash.h"
#include "base/status.h"
#include "base/str.h"
#include "compare/tune.h"

static uint64_t
pair_key(uint64_t inner, uint64_t outer)
{
    return nq_hash_next(nq_hash_next(29, inner), outer);
}

/* Do only "in", a head word of places, a point of the compass and a comma stand
 * between two mentions, the "in" among them, glued or not? */
static bool
in_between(const nq_desk *d, const nq_reading *r, const nq_mention *a,
           const nq_mention *b)
{
    const nq_token *t = r->text.tokens;
    bool in = false;
    if (b->first < a->end || b->first - a->end > NQ_LIES_IN_WORDS ||
        t[b->first].flags & NQ_TOKEN_LINE)
        return false;
    for (uint32_t i = a->end; i <= b->first; i++) {
        nq_slot_word w = nq_slot_word_of(&d->in->tools->words, &t[i]);
        uint32_t row;
        in |= t[i].clitics & NQ_CLITIC_BA || w.class == d->in->tools->words.in;
        if (i < b->first && !in && t[i].mark != NQ_MARK_COMMA &&
            !nq_table_word(&d->in->tools->place_heads, t[i].hash, &row))
            return false;
    }
    return in;
}

static uint64_t
named_key(uint32_t article, uint64_t place)
{
    return nq_hash_next(nq_hash_next(31, article), place);
}

/* "The Moroccan town of X", "the town of X the Moroccan": the adjective of its
 * country right behind a place that has a head word before it. */
static naql_status
read_adjective(const nq_desk *d, const nq_reading *r, const nq_mention *m,
               uint64_t place, nq_whereabouts *out)
{
    const nq_text *text = &r->text;
    uint32_t row;
    if (!m->first || m->end >= text->n_tokens ||
        text->tokens[m->end].flags & NQ_TOKEN_SENTENCE ||
        !nq_table_word(&d->in->tools->place_heads,
                       text->tokens[m->first - 1].hash, &row))
        return NAQL_OK;
    const nq_token *t = &text->tokens[m->end];
    naql_str bare = nq_token_bare(t);
    uint64_t country =
        t->clitics & NQ_CLITIC_AL
            ? nq_origin_of(&d->in->tools->names.variants, nq_hash(bare))
            : 0;
    if (!country || country == place)
        return NAQL_OK;
    return nq_map_put(&out->inside, pair_key(place, country), NULL)
               ? NAQL_OK
               : NAQL_NOMEM;
}

/* A mention of a place, and the next one, that it may lie in. */
static naql_status
read_place(const nq_desk *d, uint32_t article, uint32_t mention,
           nq_whereabouts *out)
{
    const nq_reading *r = nq_desk_reading(d, article);
    const nq_mention *m = &r->names.mentions[mention];
    nq_name_form inner, outer;
    if (m->type != NQ_LOC)
        return NAQL_OK;
    nq_name_form_of(&d->in->tools->names, nq_str_span(r->article.text, m->span),
                    &inner);
    if (!nq_map_put(&out->named, named_key(article, inner.key), NULL))
        return NAQL_NOMEM;
    NQ_TRY(read_adjective(d, r, m, inner.key, out));
    if (mention + 1 == r->names.n_mentions || m[1].type != NQ_LOC ||
        !in_between(d, r, m, m + 1))
        return NAQL_OK;
    nq_name_form_of(&d->in->tools->names,
                    nq_str_span(r->article.text, m[1].span), &outer);
    return nq_map_put(&out->inside, pair_key(inner.key, outer.key), NULL)
               ? NAQL_OK
               : NAQL_NOMEM;
}

naql_status
nq_whereabouts_make(const nq_desk *d, nq_whereabouts *out)
{
    nq_map_init(&out->inside, d->scratch);
    nq_map_init(&out->named, d->scratch);
    for (uint32_t a = 0; a < d->in->story->n_articles; a++)
        for (uint32_t i = 0; i < nq_desk_reading(d, a)->names.n_mentions; i++)
            NQ_TRY(read_place(d, a, i, out));
    return NAQL_OK;
}

bool
nq_lies_in(const nq_whereabouts *w, const nq_value *a, const nq_value *b)
{
    return a->name && b->name &&
           (nq_map_get(&w->inside, pair_key(a->name->key, b->name->key)) ||
            nq_map_get(&w->inside, pair_key(b->name->key, a->name->key)));
}

bool
nq_names_place(const nq_whereabouts *w, uint32_t article, const nq_value *place)
{
    return place->name &&
           nq_map_get(&w->named, named_key(article, place->name->key));
}
