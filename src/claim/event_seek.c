/* SPDX-License-Identifier: Apache-2.0
 *
 * event_seek.c - who of a sentence did it, by learned weights. Layer 5
 * (claim). */
#include "claim/event_seek.h"

#include "base/status.h"
#include "base/str.h"
#include "claim/event_traits.h"
#include "claim/tune.h"

/* ---- Weights ------------------------------------------------------------- */

naql_status
nq_seek_weights_make(const nq_tables *tables, nq_arena *arena,
                     nq_event_book *book)
{
    static const char *const names[NQ_EVENT_KINDS] = {"protest", "assault"};
    nq_seek_weight *w = nq_arena_zero(arena, NQ_TRAITS, sizeof *w);
    nq_table t;
    NQ_TRY(nq_table_find(tables, "event_roles", &t));
    uint32_t key = nq_table_col(&t, "key"), cols[NQ_EVENT_KINDS], trait;
    if (!w)
        return NAQL_NOMEM;
    for (uint32_t e = 0; e < NQ_EVENT_KINDS; e++)
        cols[e] = nq_table_col(&t, names[e]);
    for (uint32_t row = 0; row < t.rows; row++) {
        if (!nq_trait_from(nq_table_cell(&t, row, key), &trait))
            return NAQL_CORRUPT;
        for (uint32_t e = 0; e < NQ_EVENT_KINDS; e++)
            w[trait].of[e] = (float)nq_table_int(&t, row, cols[e], 0) / 1000.0f;
    }
    book->traits = w;
    return NAQL_OK;
}

static float
worth(const nq_event_book *book, const nq_traits *t, uint32_t kind)
{
    float sum = 0;
    for (uint32_t i = 0; i < t->n; i++)
        sum += book->traits[t->at[i]].of[kind];
    return sum;
}

/* The same for both kinds at once. */
static nq_seek_weight
worth_of_all(const nq_event_book *book, const nq_traits *t)
{
    nq_seek_weight sum = {{0}};
    for (uint32_t i = 0; i < t->n; i++)
        for (uint32_t e = 0; e < NQ_EVENT_KINDS; e++)
            sum.of[e] += book->traits[t->at[i]].of[e];
    return sum;
}

/* ---- A sentence ---------------------------------------------------------- */

static void
read_tokens(nq_seek *k)
{
    uint32_t closes = 0;
    k->signs = 0;
    for (uint32_t i = k->first; i < k->end; i++) {
        nq_seek_token *t = &k->tokens[i - k->first];
        t->signs = k->s->signs[i];
        t->closes = closes;
        closes += nq_clause_closes(k->s, i);
        k->signs |= t->signs;
    }
    k->tokens[k->end - k->first].closes = closes;
    if (k->signs & k->book->scales.protests)
        for (uint32_t i = k->first; i < k->end; i++)
            k->tokens[i - k->first].march =
                (uint8_t)nq_event_word_march(k->s->tags[i].event);
}

/* A word that no list has and that ends as verbs do, "shared", "they hit". */
static bool
looks_verbal(const nq_scene *s, uint32_t i)
{
    naql_str f = s->tokens[i].folded;
    if (nq_is_verb_form(s, i))
        return true;
    if (s->tags[i].mention || s->tags[i].office || s->tags[i].word->noun ||
        nq_is_definite(s, i))
        return false;
    return nq_str_ends(f, NQ_STR("وا")) ||
           (nq_str_ends(f, NQ_STR("ت")) && !nq_str_ends(f, NQ_STR("ات")));
}

static bool
may_open(const nq_seek *k, uint32_t i)
{
    const nq_scene *s = k->s;
    uint16_t preps = NQ_CLITIC_BA | NQ_CLITIC_LAM | NQ_CLITIC_KAF;
    if (i > k->first && s->tags[i].mention &&
        s->tags[i].mention == s->tags[i - 1].mention)
        return false; /* inside a name */
    if (nq_has_role(s, i, NQ_ROLE_DEM) || looks_verbal(s, i))
        return false;
    return s->tags[i].glue & preps || nq_is_nominal(s, i) ||
           nq_number_led_to(s, i);
}

/* Can a word go on with a phrase? Not a verb of what happens. */
static bool
goes_on(const nq_seek *k, uint32_t i)
{
    const nq_scene *s = k->s;
    if (!nq_is_nominal(s, i) || s->tags[i].glue & ~(uint32_t)NQ_CLITIC_AL)
        return false;
    return nq_is_definite(s, i) || s->tags[i].mention ||
           !(s->tags[i].event & NQ_EVENT_WORD_FORM);
}

/* About where a phrase ends, without reading it: it is read when it is chosen.
 */
static uint32_t
rough_end(const nq_seek *k, uint32_t i)
{
    const nq_mention *m = nq_mention_of(k->s, i);
    const nq_number *count = nq_number_led_to(k->s, i);
    uint32_t end = m ? m->end : count ? count->end : i + 1, n = 0;
    while (end < k->end && n++ < NQ_TUNE_SEEK_PHRASE && goes_on(k, end)) {
        m = nq_mention_of(k->s, end);
        end = m && m->end > end ? m->end : end + 1;
    }
    return end > i && end < k->end ? end : i + 1;
}

static naql_status
add_candidate(nq_seek *k, uint32_t i, nq_list *list)
{
    if (!may_open(k, i))
        return NAQL_OK;
    return nq_list_put(list, k->s->scratch,
                       &(nq_seek_candidate){.first = i,
                                            .end = rough_end(k, i),
                                            .head = nq_trait_head(k, i)});
}

nq_party
nq_seek_party(const nq_seek *k, uint32_t candidate)
{
    const nq_seek_candidate *c = &k->at[candidate];
    nq_reach reach = {c->first, c->first + NQ_TUNE_EVENT, true};
    nq_party p;
    if (reach.limit > k->end)
        reach.limit = k->end;
    if (!nq_party_read(k->s, &k->book->scales, reach, &p))
        p = (nq_party){.span = nq_span_of(k->s, c->first, c->end),
                       .end = c->end};
    p.first = c->first;
    return p;
}

static void
weigh_own(nq_seek *k)
{
    nq_traits t;
    for (uint32_t c = 0; c < k->n; c++) {
        nq_traits_own(k, c, &t);
        k->at[c].own = worth_of_all(k->book, &t);
    }
}

naql_status
nq_seek_turn(nq_seek *k, uint32_t token)
{
    const nq_text *text = k->s->text;
    uint32_t sentence = nq_sentence_of(text, token), actors = 0;
    const nq_sentence *in = &text->sentences[sentence];
    nq_list list = NQ_LIST(nq_seek_candidate);
    if (k->sentence == sentence + 1)
        return NAQL_OK;
    k->sentence = sentence + 1;
    k->first = in->first;
    k->end = in->end;
    k->tokens = nq_arena_zero(k->s->scratch, in->end - in->first + 1u,
                              sizeof *k->tokens);
    if (!k->tokens)
        return NAQL_NOMEM;
    read_tokens(k);
    for (uint32_t i = k->first; i < k->end; i++) {
        uint32_t n = list.n;
        k->tokens[i - k->first].from = n;
        k->tokens[i - k->first].actors = actors;
        NQ_TRY(add_candidate(k, i, &list));
        if (list.n > n)
            actors +=
                ((nq_seek_candidate *)list.at)[n].head < NQ_TRAIT_HEADS - 1;
    }
    k->tokens[k->end - k->first].from = list.n;
    k->tokens[k->end - k->first].actors = actors;
    k->at = list.at;
    k->n = list.n;
    weigh_own(k);
    return NAQL_OK;
}

uint32_t
nq_seek_near(const nq_seek *k, uint32_t trigger, uint32_t *from)
{
    uint32_t lo =
        trigger > k->first + NQ_TUNE_SEEK ? trigger - NQ_TUNE_SEEK : k->first;
    uint32_t hi =
        trigger + NQ_TUNE_SEEK < k->end ? trigger + NQ_TUNE_SEEK : k->end;
    *from = k->tokens[lo - k->first].from;
    return k->tokens[hi - k->first].from;
}

/* ---- A choice ------------------------------------------------------------ */

bool
nq_seek_skips(const nq_seek *k, const nq_clause *c, uint32_t candidate)
{
    const nq_seek_candidate *it = &k->at[candidate];
    bool part = c->target.first < it->first && it->first < c->target.end;
    if (part || (it->first <= c->at && c->at < it->end))
        return true;
    return c->l->kind == NQ_EVENT_ASSAULT &&
           (nq_clause_is_kind(c, it->first) ||
            ((!c->form.noun || c->target.counted) &&
             c->target.end > it->first && c->target.first == it->first));
}

bool
nq_seek_needs(const nq_clause *c)
{
    bool acts = c->l->voice == NQ_VOICE_ACTIVE ||
                (c->l->voice == NQ_VOICE_EITHER && c->target.span.end &&
                 nq_clause_acts(c, &c->actor));
    return !c->form.noun && acts && c->actor.end > c->actor.first &&
           (c->actor.way == NQ_WAY_BEHIND || c->actor.way == NQ_WAY_MANY ||
            c->actor.way == NQ_WAY_BEFORE);
}

/* The likeliest candidate; n: nobody. */
static uint32_t
choose(const nq_seek *k, const nq_clause *c)
{
    nq_traits t;
    uint32_t kind = c->l->kind, best = k->n;
    uint32_t from, end = nq_seek_near(k, c->at, &from);
    float most = nq_seek_needs(c) ? -NQ_TUNE_EVENT_SURE : 0; /* over nobody */
    nq_traits_nobody(k, c, &t);
    float nobody = worth(k->book, &t, kind);
    for (uint32_t i = from; i < end; i++) {
        if (nq_seek_skips(k, c, i))
            continue;
        nq_traits_beside(k, c, i, &t);
        float lead = k->at[i].own.of[kind] + worth(k->book, &t, kind) - nobody;
        if (lead > most) {
            most = lead;
            best = i;
        }
    }
    return best;
}

/* A phrase that the rules read keeps its words; it ended with its clause. */
static nq_party
party_of(const nq_seek *k, const nq_clause *c, uint32_t candidate)
{
    if (candidate == k->n)
        return (nq_party){.n = 0};
    nq_party p = nq_seek_party(k, candidate);
    if (c->actor.end > c->actor.first && c->actor.first == p.first)
        return c->actor;
    if (c->target.end > c->target.first && c->target.first == p.first)
        return c->target;
    return p;
}

bool
nq_seek_knows(const nq_clause *c)
{
    uint8_t way = c->actor.way;
    return way == NQ_WAY_WHOM || way == NQ_WAY_CARRIED || way == NQ_WAY_BY ||
           way == NQ_WAY_OWNER || way == NQ_WAY_ORIGIN ||
           way == NQ_WAY_BLAMED || way == NQ_WAY_CLASHED ||
           (c->actor.span.end && c->actor.end <= c->actor.first);
}

void
nq_seek_actor(const nq_seek *k, nq_clause *c)
{
    if (!nq_seek_knows(c))
        c->actor = party_of(k, c, choose(k, c));
    if (c->actor.span.end && c->actor.first == c->target.first)
        c->target = (nq_party){.n = 0}; /* he did it, so he did not suffer it */
}
