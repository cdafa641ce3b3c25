/* SPDX-License-Identifier: Apache-2.0
 *
 * event_traits.c - what there is to see of a phrase. Layer 5 (claim). Knows
 * nothing of what it is worth. */
#include "claim/event_traits.h"

#include "base/str.h"
#include "claim/trait_name.h"
#include "claim/tune.h"

static void
put(nq_traits *t, uint32_t trait)
{
    if (t->n < NQ_TRAITS_MOST)
        t->at[t->n++] = (uint16_t)trait;
}

static void
put_bits(nq_traits *t, uint32_t from, uint32_t bits)
{
    for (; bits; bits &= bits - 1)
        put(t, from + (uint32_t)__builtin_ctz(bits));
}

static const nq_seek_token *
seen(const nq_seek *k, uint32_t token)
{
    return &k->tokens[token - k->first];
}

/* ---- Words --------------------------------------------------------------- */

/* The token before one, quotation marks aside; the one itself: none. */
static uint32_t
before_of(const nq_seek *k, uint32_t token)
{
    for (uint32_t i = token; i > k->first;)
        if (!nq_is_quote_mark(&k->s->tokens[--i]))
            return i;
    return token;
}

enum { /* behind the classes of signs */
       HEAD_NAME = NQ_SEEK_CLASSES,
       HEAD_OFFICE = HEAD_NAME + 3,
       HEAD_NOUN = HEAD_OFFICE + 1,
       HEAD_COUNT = HEAD_NOUN + 7,
       HEAD_OTHER
};

uint8_t
nq_trait_head(const nq_seek *k, uint32_t i)
{
    const nq_tag *tag = &k->s->tags[i];
    const nq_mention *m = nq_mention_of(k->s, i);
    const uint32_t *classes = k->book->scales.classes;
    for (uint8_t c = 0; c < NQ_SEEK_CLASSES; c++)
        if (seen(k, i)->signs & classes[c])
            return c;
    if (m)
        return (uint8_t)(HEAD_NAME + m->type % 3);
    if (tag->office)
        return HEAD_OFFICE;
    if (tag->word->noun)
        return (uint8_t)(HEAD_NOUN + tag->word->noun % 7);
    return nq_number_led_to(k->s, i) ? HEAD_COUNT : HEAD_OTHER;
}

/* Does the word at a token end as plurals do? */
static bool
is_plural(const nq_scene *s, uint32_t i)
{
    naql_str f = s->tokens[i].folded;
    return nq_str_ends(f, NQ_STR("ون")) || nq_str_ends(f, NQ_STR("ين")) ||
           nq_str_ends(f, NQ_STR("ات"));
}

/* A word beside a candidate: its signs, and what else it is. */
static void
put_word(const nq_seek *k, uint32_t i, uint32_t from, nq_traits *out)
{
    const nq_scene *s = k->s;
    const nq_tag *tag = &s->tags[i];
    nq_event_form form = nq_event_form_at(k->book, s, i);
    uint32_t more = from + NQ_EVENT_SIGNS;
    put_bits(out, from, seen(k, i)->signs);
    if (nq_cue_lemma(s, i))
        put(out, more);
    if (s->tokens[i].kind == NQ_TOKEN_MARK)
        put(out, more + (nq_is_mark(s, i, NQ_MARK_COMMA) ? 9 : 1));
    if (nq_has_role(s, i, NQ_ROLE_THAT))
        put(out, more + 2);
    if (nq_has_role(s, i, NQ_ROLE_KAN | NQ_ROLE_QAD))
        put(out, more + 3);
    if (nq_has_role(s, i, NQ_ROLE_REL))
        put(out, more + 4);
    if (tag->mention)
        put(out, more + 5);
    if (form.lemma)
        put(out, more + 6 + (k->book->lemmas[form.lemma - 1].carries));
    if (form.lemma && form.grammar & NQ_OBJECT_PRON)
        put(out, more + 8); /* "that rebels fired" */
}

/* ---- By itself ----------------------------------------------------------- */

enum {
    PREP_NONE,
    PREP_BA,
    PREP_LAM,
    PREP_KAF,
    PREP_OTHER,
    PREP_NOUN,
    PREP_SIGN
};

/* What leads to it: nothing, a glued letter, a preposition by its signs, a noun
 * that it belongs to. */
static uint32_t
prep_of(const nq_seek *k, uint32_t i)
{
    const nq_scene *s = k->s;
    const nq_event_scales *scales = &k->book->scales;
    const uint32_t kinds[] = {scales->by,     scales->against, scales->before,
                              scales->beside, scales->where,   scales->cause};
    uint16_t glue = s->tags[i].glue;
    if (glue & (NQ_CLITIC_BA | NQ_CLITIC_LAM | NQ_CLITIC_KAF))
        return glue & NQ_CLITIC_BA    ? PREP_BA
               : glue & NQ_CLITIC_LAM ? PREP_LAM
                                      : PREP_KAF;
    if (i == k->first)
        return PREP_NONE;
    for (uint32_t n = 0; n < sizeof kinds / sizeof *kinds; n++)
        if (seen(k, i - 1)->signs & kinds[n])
            return PREP_SIGN + n;
    if (nq_has_role(s, i - 1, NQ_ROLE_PREP))
        return PREP_OTHER;
    return nq_is_nominal(s, i - 1) && !s->tags[i].glue ? PREP_NOUN : PREP_NONE;
}

static void
put_form(const nq_seek *k, const nq_seek_candidate *it, nq_traits *out)
{
    const nq_scene *s = k->s;
    uint32_t i = it->first;
    const bool is[] = {nq_is_definite(s, i),
                       is_plural(s, i),
                       !s->tags[i].mention && nq_is_origin(s, i),
                       i == k->first,
                       nq_number_led_to(s, i) != NULL,
                       s->tags[i].mention != 0,
                       it->end > i + 1,
                       nq_clause_is_feminine(s, i, false)};
    for (uint32_t b = 0; b < sizeof is / sizeof *is; b++)
        if (is[b])
            put(out, NQ_TRAIT_FORM + b);
}

static void
put_inside(const nq_seek *k, const nq_seek_candidate *p, nq_traits *out)
{
    uint32_t signs = 0;
    bool origin = false, noun = false, name[3] = {false};
    for (uint32_t i = p->first + 1; i < p->end && i < k->end; i++) {
        const nq_mention *m = nq_mention_of(k->s, i);
        signs |= seen(k, i)->signs;
        origin = origin || (!m && nq_is_origin(k->s, i));
        noun = noun || k->s->tags[i].word->noun;
        if (m)
            name[m->type % 3] = true;
    }
    put_bits(out, NQ_TRAIT_INSIDE, signs);
    for (uint32_t t = 0; t < 3; t++)
        if (name[t])
            put(out, NQ_TRAIT_INSIDE + NQ_EVENT_SIGNS + t);
    if (origin)
        put(out, NQ_TRAIT_INSIDE + NQ_EVENT_SIGNS + 3);
    if (noun)
        put(out, NQ_TRAIT_INSIDE + NQ_EVENT_SIGNS + 4);
}

static void
put_march(const nq_seek *k, uint32_t i, nq_traits *out)
{
    for (uint32_t n = 0; n < 3 && i >= k->first + n; n++)
        if (seen(k, i - n)->march)
            put(out,
                NQ_TRAIT_MARCH + n * NQ_MARCH_KINDS + seen(k, i - n)->march);
}

/* "Shelling by artillery of the alliance", "clashes with the army": the attack,
 * weapon or clash that leads to the phrase, adjectives between them. */
static void
put_owner(const nq_seek *k, uint32_t i, nq_traits *out)
{
    const nq_event_scales *scales = &k->book->scales;
    uint32_t prep = prep_of(k, i), at = i;
    if (prep > PREP_KAF && prep != PREP_NOUN && at > k->first)
        at--; /* the preposition itself */
    for (uint32_t n = 0; n < NQ_TUNE_SEEK_OWNER && at-- > k->first; n++) {
        uint32_t signs = seen(k, at)->signs;
        if (signs & (scales->means | scales->clash)) {
            uint32_t what = signs & scales->clash ? 2 : n > 0;
            put(out, NQ_TRAIT_OWNER + what * NQ_TRAIT_PREPS + prep);
            return;
        }
        if (k->s->tags[at].mention || !nq_is_nominal(k->s, at))
            return;
    }
}

void
nq_traits_own(const nq_seek *k, uint32_t candidate, nq_traits *out)
{
    const nq_seek_candidate *it = &k->at[candidate];
    uint32_t i = it->first;
    out->n = 0;
    put(out, NQ_TRAIT_HEAD + it->head);
    put(out, NQ_TRAIT_PREP + prep_of(k, i));
    put_form(k, it, out);
    put_inside(k, it, out);
    put_march(k, i, out);
    put_owner(k, i, out);
    uint32_t last = before_of(k, i), last2 = before_of(k, last);
    if (last < i)
        put_word(k, last, NQ_TRAIT_LAST, out);
    if (last2 < last)
        put_word(k, last2, NQ_TRAIT_LAST2, out);
    uint32_t next = it->end;
    while (next < k->end && nq_is_quote_mark(&k->s->tokens[next]))
        next++;
    if (next < k->end) {
        nq_event_form form = nq_event_form_at(k->book, k->s, next);
        if (form.lemma)
            put(out, NQ_TRAIT_NEXT + (form.noun ? 1u : 0u));
        if (nq_has_role(k->s, next, NQ_ROLE_REL))
            put(out, NQ_TRAIT_NEXT + 2);
        if (nq_has_role(k->s, next, NQ_ROLE_KAN | NQ_ROLE_QAD))
            put(out, NQ_TRAIT_NEXT + 3);
        if (nq_is_mark(k->s, next, NQ_MARK_COMMA))
            put(out, NQ_TRAIT_NEXT + 6);
    }
}

/* ---- Beside a trigger ---------------------------------------------------- */

static uint32_t
near_step(uint32_t distance)
{
    static const uint32_t steps[NQ_TRAIT_NEAR - 1] = {1, 2, 3, 5, 8, 12, 18};
    return nq_trait_step(distance, steps, NQ_TRAIT_NEAR - 1);
}

/* Does a preposition that the verb asks for lead to it? */
static bool
is_framed(const nq_clause *c, uint32_t i)
{
    if (c->s->tags[i].glue & c->l->glued)
        return true;
    for (uint32_t k = 0; i && k < c->l->n_preps; k++)
        if (c->l->preps[k] == c->s->tokens[i - 1].hash)
            return true;
    return false;
}

static void
put_rules(const nq_clause *c, const nq_seek_candidate *it, nq_traits *out)
{
    const nq_party *found[NQ_TRAIT_RULES] = {
        &c->actor, &c->target, &c->by, c->n_bare ? &c->bare[0] : &c->by,
        c->n_bare > 1 ? &c->bare[1] : &c->by};
    uint32_t i = it->first;
    if (c->actor.end > c->actor.first && c->actor.first == i)
        put(out, NQ_TRAIT_WAY + c->actor.way);
    for (uint32_t r = 0; r < NQ_TRAIT_RULES; r++) {
        const nq_party *p = found[r];
        if (p->end <= p->first || (r > 2 && p == &c->by))
            continue;
        if (p->first == i) {
            put(out, NQ_TRAIT_RULE + 2 * r + c->form.noun);
            put(out, NQ_TRAIT_RULE_HEAD + r * NQ_TRAIT_HEADS + it->head);
        } else if (p->first < i && i < p->end) {
            put(out, NQ_TRAIT_WITHIN + r);
        }
    }
}

static void
put_agreement(const nq_clause *c, uint32_t i, bool behind, nq_traits *out)
{
    bool plural = c->form.grammar & (NQ_PLURAL | NQ_DUAL);
    if (c->form.noun)
        return;
    put(out, NQ_TRAIT_AGREES + behind * 4u + plural * 2u + is_plural(c->s, i));
    if (c->form.grammar & NQ_FEM)
        put(out, NQ_TRAIT_AGREES + 8 + behind * 2u +
                     nq_clause_is_feminine(c->s, i, false));
    if (c->form.grammar & NQ_OBJECT_PRON)
        put(out, NQ_TRAIT_AGREES + 12 + behind);
}

void
nq_traits_beside(const nq_seek *k, const nq_clause *c, uint32_t candidate,
                 nq_traits *out)
{
    const nq_seek_candidate *it = &k->at[candidate];
    uint32_t i = it->first;
    bool behind = i > c->at;
    uint32_t lo = behind ? c->at + 1 : it->end, hi = behind ? i : c->at;
    uint32_t apart = hi > lo ? hi - lo : 0;
    uint32_t closes = apart ? seen(k, hi)->closes - seen(k, lo)->closes : 0;
    uint32_t rank = behind ? seen(k, i)->actors - seen(k, c->at)->actors
                           : seen(k, c->at)->actors - seen(k, i)->actors;
    uint32_t site = behind * 4u + c->form.noun * 2u + (closes ? 1u : 0u);
    out->n = 0;
    put(out, NQ_TRAIT_HEAD_AT + it->head * NQ_TRAIT_SITES + site);
    put(out, NQ_TRAIT_PREP_AT + prep_of(k, i) * NQ_TRAIT_SITES + site);
    put(out, NQ_TRAIT_DISTANCE + near_step(apart + 1) * NQ_TRAIT_SITES + site);
    if (seen(k, i)->signs & k->book->scales.doers)
        put(out, NQ_TRAIT_DOES + site);
    if (seen(k, i)->signs & k->book->scales.sufferers)
        put(out, NQ_TRAIT_DOES + NQ_TRAIT_SITES + site);
    put(out, NQ_TRAIT_CLOSES + behind * 4u + (closes < 3 ? closes : 3));
    put(out, NQ_TRAIT_RANK + behind * 4u + (rank < 3 ? rank : 3));
    if (is_framed(c, i))
        put(out, NQ_TRAIT_FRAME + site);
    if (behind && i < c->limit)
        put(out, NQ_TRAIT_FRAME + NQ_TRAIT_SITES + site);
    put(out, NQ_TRAIT_VOICE + behind * 4u + c->l->voice);
    if (it->end == c->at)
        put(out, NQ_TRAIT_NEXT + 4u + c->form.noun);
    put_agreement(c, i, behind, out);
    put_rules(c, it, out);
}

void
nq_traits_nobody(const nq_seek *k, const nq_clause *c, nq_traits *out)
{
    out->n = 0;
    put(out, NQ_TRAIT_NOBODY);
    put(out, NQ_TRAIT_ABSENT + c->form.noun);
    put(out, NQ_TRAIT_ABSENT + 2 + c->l->gated);
    put(out, NQ_TRAIT_ABSENT + 4 + c->l->voice);
    put(out, NQ_TRAIT_ABSENT + 8 + (c->actor.span.end > 0));
    put(out, NQ_TRAIT_ABSENT + 10 + (c->target.span.end > 0));
    put(out, NQ_TRAIT_ABSENT + 12 + (c->by.span.end > 0));
    put(out, NQ_TRAIT_ABSENT + 14 + c->form.definite);
    put(out, NQ_TRAIT_WAY + NQ_WAYS + c->actor.way);
    put_bits(out, NQ_TRAIT_TOLD, k->signs);
}

/* ---- Names --------------------------------------------------------------- */

static const nq_trait_row blocks[] = {{"head", NQ_TRAIT_HEAD},
                                      {"head-at", NQ_TRAIT_HEAD_AT},
                                      {"prep", NQ_TRAIT_PREP},
                                      {"prep-at", NQ_TRAIT_PREP_AT},
                                      {"far", NQ_TRAIT_DISTANCE},
                                      {"closes", NQ_TRAIT_CLOSES},
                                      {"frame", NQ_TRAIT_FRAME},
                                      {"inside", NQ_TRAIT_INSIDE},
                                      {"last", NQ_TRAIT_LAST},
                                      {"last-2", NQ_TRAIT_LAST2},
                                      {"march", NQ_TRAIT_MARCH},
                                      {"owner", NQ_TRAIT_OWNER},
                                      {"next", NQ_TRAIT_NEXT},
                                      {"form", NQ_TRAIT_FORM},
                                      {"agrees", NQ_TRAIT_AGREES},
                                      {"rule", NQ_TRAIT_RULE},
                                      {"rule-head", NQ_TRAIT_RULE_HEAD},
                                      {"within", NQ_TRAIT_WITHIN},
                                      {"rank", NQ_TRAIT_RANK},
                                      {"voice", NQ_TRAIT_VOICE},
                                      {"way", NQ_TRAIT_WAY},
                                      {"nobody", NQ_TRAIT_NOBODY},
                                      {"absent", NQ_TRAIT_ABSENT},
                                      {"told", NQ_TRAIT_TOLD},
                                      {"does", NQ_TRAIT_DOES},
                                      {NULL, NQ_TRAITS}};

const char *
nq_trait_block(uint32_t trait, uint32_t *place)
{
    return nq_trait_name(blocks, trait, place);
}

bool
nq_trait_from(naql_str name, uint32_t *trait)
{
    return nq_trait_number(blocks, name, trait);
}
