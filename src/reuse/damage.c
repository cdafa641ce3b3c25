/* SPDX-License-Identifier: Apache-2.0
 *
 * damage.c - mistakes that stand in more than one article. Layer 6
 * (reuse). */
#include "reuse/damage.h"

#include "base/hash.h"
#include "base/map.h"
#include "base/status.h"
#include "base/str.h"
#include "base/utf8.h"
#include "reuse/tune.h"

#include <math.h>

struct odd { /* a word that the background has never seen */
    uint64_t key;
    uint32_t article, at; /* where it stands first */
    bool again;           /* in another article too */
    bool damaged;
};

struct hunt {
    const nq_words *words;
    uint32_t n;
    float never; /* idf of what was never seen */
    nq_map map;  /* key -> odds */
    nq_list odds;
    nq_map places;  /* neighbours of an odd word -> odds, + 1 */
    nq_map repairs; /* text of a repair -> how often */
    nq_arena *scratch;
};

static naql_str
letters_of(const nq_words *w, uint32_t at)
{
    return w->text->tokens[w->at[at].token].folded;
}

static bool
is_odd(const struct hunt *h, const nq_words *w, uint32_t at)
{
    const nq_word *word = &w->at[at];
    return word->idf >= h->never && !(word->flags & NQ_WORD_FORMULA) &&
           w->text->tokens[word->token].kind == NQ_TOKEN_WORD &&
           letters_of(w, at).len >= NQ_DAMAGE_LETTERS * NQ_LETTER;
}

static naql_status
collect(struct hunt *h)
{
    for (uint32_t i = 0; i < h->n; i++)
        for (uint32_t k = 0; k < h->words[i].n; k++) {
            if (!is_odd(h, &h->words[i], k))
                continue;
            bool fresh;
            uint64_t key = h->words[i].at[k].key;
            uint32_t *slot = nq_map_put(&h->map, key, &fresh);
            if (!slot)
                return NAQL_NOMEM;
            if (!fresh) {
                struct odd *odd = (struct odd *)h->odds.at + *slot;
                odd->again = odd->again || odd->article != i;
                continue;
            }
            *slot = h->odds.n;
            NQ_TRY(
                nq_list_put(&h->odds, h->scratch,
                            &(struct odd){.key = key, .article = i, .at = k}));
        }
    return NAQL_OK;
}

#define LETTERS_MAX 32u

/* Letters put in, left out or changed between two words, as Levenshtein. */
static uint32_t
letters_apart(naql_str a, naql_str b)
{
    uint32_t n = (uint32_t)(a.len / NQ_LETTER),
             m = (uint32_t)(b.len / NQ_LETTER);
    uint32_t row[LETTERS_MAX + 1];
    if (n > LETTERS_MAX || m > LETTERS_MAX)
        return UINT32_MAX;
    for (uint32_t k = 0; k <= m; k++)
        row[k] = k;
    for (uint32_t i = 1; i <= n; i++) {
        uint32_t corner = row[0];
        row[0] = i;
        for (uint32_t k = 1; k <= m; k++) {
            bool same =
                memcmp(a.ptr + (size_t)(i - 1) * NQ_LETTER,
                       b.ptr + (size_t)(k - 1) * NQ_LETTER, NQ_LETTER) == 0;
            uint32_t best = corner + !same;
            best = row[k] + 1 < best ? row[k] + 1 : best;
            best = row[k - 1] + 1 < best ? row[k - 1] + 1 : best;
            corner = row[k];
            row[k] = best;
        }
    }
    return row[m];
}

static uint64_t
neighbours(const nq_words *w, uint32_t at)
{
    return nq_hash_next(
        nq_hash_next(nq_hash_next(0, w->at[at - 1].stem), w->at[at + 1].stem),
        at + 2 < w->n ? w->at[at + 2].stem : 0);
}

static naql_status
mark_places(struct hunt *h)
{
    struct odd *odds = h->odds.at;
    for (uint32_t i = 0; i < h->odds.n; i++) {
        const nq_words *w = &h->words[odds[i].article];
        if (!odds[i].again || !odds[i].at || odds[i].at + 1 >= w->n)
            continue;
        uint32_t *slot =
            nq_map_put(&h->places, neighbours(w, odds[i].at), NULL);
        if (!slot)
            return NAQL_NOMEM;
        *slot = i + 1;
    }
    return NAQL_OK;
}

/* What stands between the same neighbours in another article: the same word
 * written as everyone writes it? */
static void
compare_places(const struct hunt *h)
{
    struct odd *odds = h->odds.at;
    for (uint32_t i = 0; i < h->n && h->places.n; i++) {
        const nq_words *w = &h->words[i];
        for (uint32_t k = 1; k + 1 < w->n; k++) {
            const nq_word *word = &w->at[k];
            if (word->idf > h->never - NQ_DAMAGE_USUAL)
                continue;
            const uint32_t *slot = nq_map_get(&h->places, neighbours(w, k));
            if (!slot || w->text->tokens[word->token].kind != NQ_TOKEN_WORD)
                continue;
            struct odd *odd = &odds[*slot - 1];
            naql_str is = letters_of(&h->words[odd->article], odd->at);
            naql_str should = letters_of(w, k);
            uint32_t far = letters_apart(is, should);
            odd->damaged =
                odd->damaged ||
                (far &&
                 far <= (is.len >= NQ_DAMAGE_LONG * NQ_LETTER ? 2u : 1u));
        }
    }
}

static naql_status
add(nq_list *list, uint64_t key, naql_span span, nq_arena *scratch)
{
    return nq_list_put(list, scratch, &(nq_mistake){key, span});
}

static naql_status
list_words(const struct hunt *h, const nq_words *w, nq_list *list)
{
    const struct odd *odds = h->odds.at;
    for (uint32_t k = 0; k < w->n && list->n < NQ_DAMAGE_MOST; k++) {
        if (w->at[k].idf < h->never)
            continue;
        const uint32_t *slot = nq_map_get(&h->map, w->at[k].key);
        if (slot && odds[*slot].damaged)
            NQ_TRY(add(list, w->at[k].key, w->text->tokens[w->at[k].token].span,
                       h->scratch));
    }
    return NAQL_OK;
}

/* A mistake that many make is a habit, and counted as nobody's. */
static naql_status
list_repairs(struct hunt *h, const nq_words *w, nq_list *list)
{
    naql_str text = w->text->article->text;
    uint32_t n = w->text->n_repairs;
    for (uint32_t k = 0; k < n && list->n < NQ_DAMAGE_MOST; k++) {
        const nq_repair *r = &w->text->repairs[k];
        if (r->kind != NQ_REPAIR_GLUED && r->kind != NQ_REPAIR_DOUBLED)
            continue;
        uint64_t key = nq_hash(nq_str_span(text, r->span));
        const uint32_t *articles = nq_map_get(&h->repairs, key);
        if (articles && *articles <= NQ_DAMAGE_HABIT)
            NQ_TRY(add(list, key, r->span, h->scratch));
    }
    return NAQL_OK;
}

static naql_status
count_repairs(struct hunt *h)
{
    for (uint32_t i = 0; i < h->n; i++) {
        const nq_text *t = h->words[i].text;
        for (uint32_t k = 0; k < t->n_repairs; k++) {
            naql_str s = nq_str_span(t->article->text, t->repairs[k].span);
            uint32_t *n = nq_map_put(&h->repairs, nq_hash(s), NULL);
            if (!n)
                return NAQL_NOMEM;
            ++*n;
        }
    }
    return NAQL_OK;
}

static naql_status
list_damage(struct hunt *h, nq_arena *arena, nq_damage *out)
{
    for (uint32_t i = 0; i < h->n; i++) {
        nq_list list = NQ_LIST(nq_mistake);
        NQ_TRY(list_words(h, &h->words[i], &list));
        NQ_TRY(list_repairs(h, &h->words[i], &list));
        out[i] = (nq_damage){nq_list_freeze(&list, arena), list.n};
        if (!out[i].at)
            return NAQL_NOMEM;
    }
    return NAQL_OK;
}

naql_status
nq_damage_find(const nq_words *words, uint32_t n, const nq_rarity *rarity,
               nq_arena *arena, nq_arena *scratch, nq_damage **out)
{
    struct hunt h = {.words = words,
                     .n = n,
                     .never = (float)log((double)rarity->n_articles),
                     .odds = NQ_LIST(struct odd),
                     .scratch = scratch};
    nq_map_init(&h.map, scratch);
    nq_map_init(&h.places, scratch);
    nq_map_init(&h.repairs, scratch);
    *out = nq_arena_zero(arena, n, sizeof **out);
    if (!*out)
        return NAQL_NOMEM;
    NQ_TRY(collect(&h));
    NQ_TRY(mark_places(&h));
    compare_places(&h);
    NQ_TRY(count_repairs(&h));
    return list_damage(&h, arena, *out);
}
