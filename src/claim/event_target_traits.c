/* SPDX-License-Identifier: Apache-2.0
 *
 * event_target_traits.c - which of the phrases that a protest may be against is
 * the likeliest. Layer 5 (claim). */
#include "claim/event_target.h"

#include "base/status.h"
#include "claim/trait_name.h"

enum { SITE_OWN, SITE_BEHIND, SITE_BEFORE };
enum { WORD_DEED, WORD_VERB, WORD_NOUN };

static void
put(nq_target_traits *t, uint32_t trait)
{
    if (t->n < NQ_TARGET_SEEN)
        t->at[t->n++] = (uint16_t)trait;
}

static uint32_t
site_of(const nq_targets *k, const nq_target *it)
{
    uint32_t at = it->word < it->p.first ? it->word : it->p.first;
    if (at < k->c->at)
        return SITE_BEFORE;
    return at < k->own ? SITE_OWN : SITE_BEHIND;
}

/* The trigger: what marchers do, a verb or a noun of marching. */
static uint32_t
word_of(const nq_clause *c)
{
    nq_event_form form = nq_event_form_at(c->book, c->s, c->at);
    if (form.lemma != c->form.lemma)
        return WORD_DEED;
    return form.noun ? WORD_NOUN : WORD_VERB;
}

static uint32_t
far_of(const nq_clause *c, const nq_target *it)
{
    uint32_t at = it->p.first;
    uint32_t apart = at > c->at ? at - c->at : c->at - at;
    uint32_t step = (uint32_t)(apart > 3) + (apart > 8) + (apart > 18);
    return at < c->at ? 4 + step : step;
}

/* Marks and words that end a clause between the trigger and what leads to it.
 */
static uint32_t
closes_of(const nq_clause *c, const nq_target *it)
{
    bool before = it->word < c->at;
    uint32_t n = 0, first = before ? it->p.end : c->at + 1,
             end = before ? c->at : it->word;
    for (uint32_t i = first; i < end && n < 2; i++)
        n += nq_clause_closes(c->s, i);
    return n + 3u * before;
}

/* Candidates of the same side that stand nearer to the trigger. */
static uint32_t
nearer(const nq_targets *k, const nq_target *it)
{
    uint32_t n = 0, at = k->c->at;
    for (uint32_t i = 0; i < k->n; i++) {
        uint32_t other = k->at[i].p.first;
        n += it->p.first > at ? at < other && other < it->p.first
                              : other < at && it->p.first < other;
    }
    return n < 3 ? n : 3;
}

static bool
is_inside(const nq_targets *k, const nq_target *it)
{
    for (uint32_t i = 0; i < k->n; i++)
        if (k->at[i].p.first < it->p.first && it->p.first < k->at[i].p.end)
            return true;
    return false;
}

static void
see_form(const nq_targets *k, const nq_target *it, nq_target_traits *out)
{
    const nq_clause *c = k->c;
    uint32_t first = it->p.first;
    nq_event_form form = nq_event_form_at(c->book, c->s, first);
    const bool is[] = {c->s->tags[first].quote != 0,
                       it->p.end > first + 1,
                       nq_is_definite(c->s, first),
                       c->s->tags[first].mention != 0,
                       is_inside(k, it),
                       it->word == c->at,
                       it->p.n > 0,
                       c->s->tags[first].office != 0,
                       form.noun,
                       form.pronoun};
    for (uint32_t b = 0; b < sizeof is / sizeof *is; b++)
        if (is[b])
            put(out, NQ_TARGET_FORM + b);
}

static void
see_nobody(const nq_targets *k, nq_target_traits *out)
{
    uint32_t somebody = 0, own = 0;
    for (uint32_t i = 0; i < k->n; i++) {
        somebody += k->at[i].kind + 1u < NQ_TARGET_KINDS;
        own += site_of(k, &k->at[i]) == SITE_OWN;
    }
    put(out, NQ_TARGET_NOBODY);
    put(out, NQ_TARGET_NOBODY + 1 + word_of(k->c));
    put(out, NQ_TARGET_NOBODY + 4 + (k->n < 3 ? k->n : 3));
    put(out, NQ_TARGET_NOBODY + 8 + (somebody < 2 ? somebody : 2));
    put(out, NQ_TARGET_NOBODY + 11 + (own < 2 ? own : 2));
}

void
nq_target_see(const nq_targets *k, uint32_t i, nq_target_traits *out)
{
    const nq_target *it = &k->at[i];
    out->n = 0;
    if (i == k->n) {
        see_nobody(k, out);
        return;
    }
    uint32_t matter = it->kind + 1u == NQ_TARGET_KINDS;
    for (uint32_t bits = it->ways; bits; bits &= bits - 1) {
        uint32_t way = (uint32_t)__builtin_ctz(bits);
        put(out, NQ_TARGET_WAY + way);
        put(out, NQ_TARGET_WAY_KIND + 2 * way + matter);
        put(out, NQ_TARGET_WAY_SITE + 3 * way + site_of(k, it));
        put(out, NQ_TARGET_WAY_WORD + 3 * way + word_of(k->c));
    }
    put(out, NQ_TARGET_KIND + it->kind);
    put(out, NQ_TARGET_FAR + far_of(k->c, it));
    put(out, NQ_TARGET_ORDER + 4u * (it->p.first < k->c->at) + nearer(k, it));
    put(out, NQ_TARGET_CLOSES + closes_of(k->c, it));
    see_form(k, it, out);
}

/* ---- Weights ------------------------------------------------------------- */

static const nq_trait_row blocks[] = {
    {"way", NQ_TARGET_WAY},           {"way-kind", NQ_TARGET_WAY_KIND},
    {"way-site", NQ_TARGET_WAY_SITE}, {"way-word", NQ_TARGET_WAY_WORD},
    {"kind", NQ_TARGET_KIND},         {"far", NQ_TARGET_FAR},
    {"order", NQ_TARGET_ORDER},       {"form", NQ_TARGET_FORM},
    {"closes", NQ_TARGET_CLOSES},     {"nobody", NQ_TARGET_NOBODY},
    {NULL, NQ_TARGET_TRAITS}};

const char *
nq_target_block(uint32_t trait, uint32_t *place)
{
    return nq_trait_name(blocks, trait, place);
}

naql_status
nq_target_weights_make(const nq_tables *tables, nq_arena *arena,
                       nq_event_book *book)
{
    float *w = nq_arena_zero(arena, NQ_TARGET_TRAITS, sizeof *w);
    nq_table t;
    uint32_t trait;
    NQ_TRY(nq_table_find(tables, "march_targets", &t));
    uint32_t key = nq_table_col(&t, "key"), weight = nq_table_col(&t, "weight");
    if (!w)
        return NAQL_NOMEM;
    for (uint32_t row = 0; row < t.rows; row++) {
        if (!nq_trait_number(blocks, nq_table_cell(&t, row, key), &trait))
            return NAQL_CORRUPT;
        w[trait] = (float)nq_table_int(&t, row, weight, 0) / 1000.0f;
    }
    book->targets = w;
    return NAQL_OK;
}

static float
worth(const nq_targets *k, uint32_t i)
{
    nq_target_traits t;
    float sum = 0;
    nq_target_see(k, i, &t);
    for (uint32_t n = 0; n < t.n; n++)
        sum += k->c->book->targets[t.at[n]];
    return sum;
}

/* "A protest over the arrests", "a march in protest at the arrests", what it is
 * over: no place ("at the border"), nothing of theirs ("the organising of it").
 */
static bool
is_matter(const nq_targets *k, const nq_target *it)
{
    const nq_clause *c = k->c;
    uint32_t first = it->p.first;
    nq_event_form form = nq_event_form_at(c->book, c->s, first);
    bool own = it->ways & 1u << NQ_TARGET_LED && site_of(k, it) == SITE_OWN;
    return (own || it->ways & 1u << NQ_TARGET_FRAME) && !form.pronoun &&
           !nq_clause_is_a(c->book, c->s, first, "site");
}

void
nq_target_choose(nq_clause *c)
{
    nq_targets k;
    nq_targets_find(c, &k);
    float most = worth(&k, k.n);
    const nq_party *best = NULL;
    for (uint32_t i = 0; i < k.n; i++) {
        float here = worth(&k, i);
        if (here > most) {
            most = here;
            best = &k.at[i].p;
        }
    }
    for (uint32_t i = 0; i < k.n && !best; i++)
        if (is_matter(&k, &k.at[i]))
            best = &k.at[i].p;
    c->target = best ? *best : (nq_party){.n = 0};
}
