/* SPDX-License-Identifier: Apache-2.0
 *
 * end_traits.c - what there is to see of a place where content may end. Layer 5
 * (claim). Knows nothing of what it is worth. */
#include "claim/end_traits.h"

#include "base/str.h"
#include "claim/trait_name.h"

static void
put(nq_end_traits *t, uint32_t trait)
{
    if (t->n < NQ_END_TRAITS_MOST)
        t->at[t->n++] = (uint16_t)trait;
}

static void
put_bits(nq_end_traits *t, uint32_t from, uint32_t step, uint32_t bits)
{
    for (; bits; bits &= bits - 1)
        put(t, from + step * (uint32_t)__builtin_ctz(bits));
}

static uint32_t
step_of(uint32_t words)
{
    static const uint32_t steps[NQ_END_STEPS - 1] = {1, 2, 4, 7, 12, 20, 32};
    uint32_t i = 0;
    while (i < NQ_END_STEPS - 1 && words > steps[i])
        i++;
    return i;
}

static uint32_t
least(uint32_t a, uint32_t b)
{
    return a < b ? a : b;
}

/* ---- The rules ----------------------------------------------------------- */

/* Is it where the rules end it, before that, or behind? */
static void
put_rule(const nq_content_walk *w, const nq_end_places *p, uint32_t n,
         nq_end_traits *out)
{
    const nq_end_place *e = &p->at[n], *rule = &p->at[p->ruled];
    uint32_t side = n == p->ruled ? 0 : n < p->ruled ? 1 : 2;
    uint32_t of = side * NQ_END_KINDS + e->kind;
    put(out, NQ_END_RULE + of * NQ_END_KINDS + rule->kind);
    put(out, NQ_END_RULE_WAY + of * 6 + least(w->way, 5));
    if (side == 0)
        put(out, NQ_END_RULE_AT + e->opens);
    if (side == 2)
        put(out, NQ_END_RULE_CUT + rule->opens);
}

/* ---- The words ----------------------------------------------------------- */

static void
put_cue(const nq_content_walk *w, uint32_t kind, nq_end_traits *out)
{
    const nq_scene *s = w->s;
    const nq_lemma *l = nq_cue_lemma(s, w->cue);
    uint32_t act = 0;
    for (size_t k = 0; l && k < l->act.len; k++)
        act = act * 31 + (uint8_t)l->act.ptr[k];
    put(out, NQ_END_ACT + kind * NQ_END_ACTS + act % NQ_END_ACTS);
    put(out, NQ_END_LEVEL + kind * 4 + (l ? l->level : 0));
    put(out, NQ_END_FORM + kind * 6 + s->tags[w->cue].word->inflection);
}

/* What opens behind the clause that opens at a place. */
static void
put_later(const nq_end_places *p, uint32_t n, nq_end_traits *out)
{
    uint32_t k = n + 1;
    while (k < p->n && p->at[k].kind == NQ_END_WORD &&
           p->at[k].at != p->at[n].stop)
        k++;
    if (k < p->n)
        put(out, NQ_END_WAITS + p->at[k].opens);
}

/* The clause that opens there. */
static void
put_clause(const nq_content_walk *w, const nq_end_places *p, uint32_t n,
           nq_end_traits *out)
{
    const nq_end_place *e = &p->at[n];
    uint32_t bare = e->kind == NQ_END_WORD, noun = bare * 2u + w->nominal;
    put(out, NQ_END_NEXT + bare * NQ_END_CLASSES + e->opens);
    put(out, NQ_END_NEXT_NOUN + noun * NQ_END_CLASSES + e->opens);
    put(out, NQ_END_THEN + bare * NQ_END_CLASSES + e->then);
    put(out, NQ_END_REST + noun * NQ_END_STEPS + step_of(p->words - e->words));
    put(out, NQ_END_SINCE + bare * NQ_END_STEPS + step_of(e->since));
    put(out, NQ_END_UNTIL + bare * NQ_END_STEPS + step_of(e->stop - e->at));
    put_bits(out, NQ_END_IN + bare, 2, e->clause);
    put_bits(out, NQ_END_IN_NOUN + noun, 4, e->clause);
    put_later(p, n, out);
}

/* A sentence's end inside a speech: what the next one looks like. */
static void
put_turn(const nq_end_places *p, uint32_t n, nq_end_traits *out)
{
    const nq_end_place *e = &p->at[n];
    uint32_t in = e->clause;
    put(out, NQ_END_TURN_N + least(e->sentences, 4) - 1 + e->final * 4u);
    if (e->final)
        return;
    for (uint32_t k = n + 1; k < p->n && p->at[k].kind != NQ_END_SENTENCE; k++)
        in |= p->at[k].clause;
    put(out, NQ_END_TURN + e->opens);
    put_bits(out, NQ_END_TURN_IN, 1, in);
}

void
nq_end_traits_of(const nq_content_walk *w, const nq_end_places *p, uint32_t n,
                 nq_end_traits *out)
{
    const nq_end_place *e = &p->at[n];
    uint32_t kind = e->kind, nominal = w->nominal;
    out->n = 0;
    put(out, NQ_END_KIND + kind * 4 + nominal * 2 + w->embedded);
    put(out, NQ_END_WAY + kind * 6 + least(w->way, 5));
    put_rule(w, p, n, out);
    put(out, NQ_END_WORDS + (nominal * NQ_END_KINDS + kind) * NQ_END_STEPS +
                 step_of(e->words));
    put(out, NQ_END_BEFORE + kind * 4 + least(e->commas, 3));
    put(out, NQ_END_BEHIND + kind * 4 + least(p->commas - e->commas, 3));
    put_cue(w, kind, out);
    if (kind != NQ_END_SENTENCE)
        put_clause(w, p, n, out);
    else if (w->way == NQ_WAY_COLON)
        put_turn(p, n, out);
}

/* ---- Names --------------------------------------------------------------- */

static const nq_trait_row blocks[] = {
    {"kind", NQ_END_KIND},       {"way", NQ_END_WAY},
    {"rule", NQ_END_RULE},       {"rule-way", NQ_END_RULE_WAY},
    {"rule-at", NQ_END_RULE_AT}, {"rule-cut", NQ_END_RULE_CUT},
    {"next", NQ_END_NEXT},       {"next-noun", NQ_END_NEXT_NOUN},
    {"then", NQ_END_THEN},       {"words", NQ_END_WORDS},
    {"rest", NQ_END_REST},       {"since", NQ_END_SINCE},
    {"until", NQ_END_UNTIL},     {"before", NQ_END_BEFORE},
    {"behind", NQ_END_BEHIND},   {"act", NQ_END_ACT},
    {"level", NQ_END_LEVEL},     {"form", NQ_END_FORM},
    {"in", NQ_END_IN},           {"in-noun", NQ_END_IN_NOUN},
    {"waits", NQ_END_WAITS},     {"turn", NQ_END_TURN},
    {"turn-in", NQ_END_TURN_IN}, {"turn-n", NQ_END_TURN_N},
    {NULL, NQ_END_TRAITS}};

const char *
nq_end_trait_block(uint32_t trait, uint32_t *place)
{
    return nq_trait_name(blocks, trait, place);
}

bool
nq_end_trait_from(naql_str name, uint32_t *trait)
{
    return nq_trait_number(blocks, name, trait);
}
