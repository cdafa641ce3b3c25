/* SPDX-License-Identifier: Apache-2.0
 *
 * term.c - the stems of an article that may tell its story. Layer 6 (reuse). */
#include "reuse/term.h"

#include "base/status.h"
#include "base/str.h"
#include "name/variant.h"
#include "reuse/heaviest.h"
#include "reuse/tune.h"
#include "text/clitic.h"

#include <math.h>

struct place { /* a stem of the article */
    uint32_t stem;
    uint16_t step; /* nq_rarity_step */
    uint32_t as;   /* the place that counts for it: of all its spellings */
    float count;   /* places, each with its boost */
};

struct counting {
    const nq_rarity *rarity;
    const nq_reading *r;
    uint32_t *slots; /* [mask + 1] index into `places`, plus 1 */
    uint32_t mask;
    struct place *places; /* [n] as they first stand */
    uint32_t n;
    uint32_t mention; /* the first that does not end before the token */
    uint32_t words;   /* behind the title */
};

void
nq_scale_make(const nq_rarity *rarity, nq_scale *out)
{
    out->rarity = rarity;
    for (uint32_t step = 0; step < NQ_RARITY_STEPS; step++) {
        double count = step ? exp2((step - 1) / 8.0) : 0;
        double share = (count + 1) / rarity->n_articles;
        out->share[step] = (float)share;
        out->idf[step] = (float)-log(share);
    }
}

static float
boost_of(struct counting *c, uint32_t token, bool title)
{
    const nq_names *names = &c->r->names;
    while (c->mention < names->n_mentions &&
           names->mentions[c->mention].end <= token)
        c->mention++;
    bool named = c->mention < names->n_mentions &&
                 names->mentions[c->mention].first <= token;
    float boost = named ? NQ_NAME_BOOST : 1.0f;
    if (title)
        return boost * NQ_TITLE_BOOST;
    return c->words < NQ_LEAD_WORDS ? boost * NQ_LEAD_BOOST : boost;
}

/* The place of a key, made when there is none. */
static uint32_t
place_of(struct counting *c, uint32_t key, bool *fresh)
{
    uint32_t i = key & c->mask;
    while (c->slots[i] && c->places[c->slots[i] - 1].stem != key)
        i = (i + 1) & c->mask;
    *fresh = !c->slots[i];
    if (*fresh) {
        c->places[c->n] = (struct place){.stem = key, .as = c->n};
        c->slots[i] = ++c->n;
    }
    return c->slots[i] - 1;
}

/* Where a rare word counts. One that hardly any article has is mostly a foreign
 * name, which each newsroom spells by ear: when it is long enough it goes by
 * the key of all its spellings. */
static uint32_t
spelled(struct counting *c, const nq_token *t, uint32_t own)
{
    bool fresh;
    naql_str stem = nq_without_ending(
        nq_str(t->folded.ptr + t->pre, t->folded.len - t->pre - t->suf));
    if (t->kind != NQ_TOKEN_WORD || stem.len < NQ_SPELLED_BYTES)
        return own;
    uint32_t at = place_of(c, (uint32_t)(nq_word_loose(stem) >> 32), &fresh);
    if (fresh)
        c->places[at].step = c->places[own].step;
    return at;
}

static void
count(struct counting *c, const nq_token *t, float boost)
{
    bool fresh;
    uint32_t at = place_of(c, (uint32_t)(t->stem >> 32), &fresh);
    if (fresh) {
        c->places[at].step = (uint16_t)nq_rarity_step(c->rarity, t->stem);
        if (c->places[at].step <= NQ_SPELLED_STEP)
            c->places[at].as = spelled(c, t, at);
    }
    c->places[c->places[at].as].count += boost;
}

static void
count_sentence(struct counting *c, const nq_sentence *s)
{
    const nq_text *text = &c->r->text;
    const nq_article *a = text->article;
    uint8_t kind = s->block < a->n_blocks ? a->blocks[s->block].kind
                                          : (uint8_t)NQ_BLOCK_PARAGRAPH;
    if (kind == NQ_BLOCK_BYLINE || kind == NQ_BLOCK_DATELINE)
        return;
    for (uint32_t i = s->first; i < s->end; i++) {
        const nq_token *t = &text->tokens[i];
        if (t->kind == NQ_TOKEN_MARK)
            continue;
        bool title = kind == NQ_BLOCK_TITLE;
        count(c, t, boost_of(c, i, title));
        c->words += !title;
    }
}

static naql_status
counting_make(const nq_rarity *rarity, const nq_reading *r, nq_arena *scratch,
              struct counting *c)
{
    uint64_t room = 64, n = r->text.n_tokens;
    while (room < 4 * n)
        room *= 2;
    *c = (struct counting){
        .rarity = rarity, .r = r, .mask = (uint32_t)(room - 1)};
    c->slots = nq_arena_zero(scratch, room, sizeof *c->slots);
    c->places = nq_arena_alloc(scratch, (2 * n + 1) * sizeof *c->places);
    if (!c->slots || !c->places)
        return NAQL_NOMEM;
    for (uint32_t s = 0; s < r->text.n_sentences; s++)
        count_sentence(c, &r->text.sentences[s]);
    return NAQL_OK;
}

naql_status
nq_terms_make(const nq_scale *scale, const nq_reading *r, nq_arena *arena,
              nq_arena *scratch, nq_terms *out)
{
    struct counting c;
    nq_heaviest heaviest;
    *out = (nq_terms){0};
    NQ_TRY(counting_make(scale->rarity, r, scratch, &c));
    nq_term *all = nq_arena_alloc(scratch, (c.n + 1ull) * sizeof *all);
    float *weights = nq_arena_alloc(scratch, (c.n + 1ull) * sizeof *weights);
    if (!all || !weights)
        return NAQL_NOMEM;
    uint32_t n = 0;
    for (uint32_t i = 0; i < c.n; i++) {
        uint32_t step = c.places[i].step;
        if (scale->idf[step] < NQ_TERM_IDF || c.places[i].as != i)
            continue;
        float tf = 1 + NQ_COUNT_SLOPE * logf(c.places[i].count);
        weights[n] = tf * scale->idf[step] * scale->idf[step];
        tf = tf < 63 ? tf : 63;
        all[n++] =
            (nq_term){c.places[i].stem, (uint16_t)(tf * 1024), (uint16_t)step};
    }
    nq_heaviest_find(weights, n, NQ_TERMS, &heaviest);
    out->at =
        nq_arena_alloc(arena, (n < NQ_TERMS ? n : NQ_TERMS) * sizeof *out->at);
    if (!out->at)
        return NAQL_NOMEM;
    for (uint32_t i = 0; i < n; i++)
        if (nq_heaviest_has(&heaviest, weights[i]))
            out->at[out->n++] = all[i];
    return NAQL_OK;
}
