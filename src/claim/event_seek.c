/* SPDX-License-Identifier: Apache-2.0
 *
 * event_seek.c - who of a sentence did it, and to whom, by learned weights.
 * Layer 5 (claim). */
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
    static const char *const names[NQ_SEEK_ROLES] = {
        "protest_actor", "protest_target", "assault_actor", "assault_target"};
    nq_seek_weight *w = nq_arena_zero(arena, NQ_TRAITS, sizeof *w);
    nq_table t;
    NQ_TRY(nq_table_find(tables, "event_roles", &t));
    uint32_t key = nq_table_col(&t, "key"), cols[NQ_SEEK_ROLES], trait;
    if (!w)
        return NAQL_NOMEM;
    for (uint32_t r = 0; r < NQ_SEEK_ROLES; r++)
        cols[r] = nq_table_col(&t, names[r]);
    for (uint32_t row = 0; row < t.rows; row++) {
        bool learned =
            nq_str_equal(nq_table_cell(&t, row, key), NQ_STR("learned"));
        if (!learned && !nq_trait_from(nq_table_cell(&t, row, key), &trait))
            return NAQL_CORRUPT;
        for (uint32_t r = 0; r < NQ_SEEK_ROLES; r++)
            if (learned)
                book->learned[r] = nq_table_int(&t, row, cols[r], 0);
            else
                w[trait].of[r] =
                    (float)nq_table_int(&t, row, cols[r], 0) / 1000.0f;
    }
    book->traits = w;
    return NAQL_OK;
}

static float
worth(const nq_event_book *book, const nq_traits *t, uint32_t role)
{
    float sum = 0;
    for (uint32_t i = 0; i < t->n; i++)
        sum += book->traits[t->at[i]].of[role];
    return sum;
}

/* The same for every role at once. */
static nq_seek_weight
worth_of_all(const nq_event_book *book, const nq_traits *t)
{
    nq_seek_weight sum = {{0}};
    for (uint32_t i = 0; i < t->n; i++)
        for (uint32_t r = 0; r < NQ_SEEK_ROLES; r++)
            sum.of[r] += book->traits[t->at[i]].of[r];
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

typedef struct choice {
    uint32_t best; /* candidate; n: nobody */
    float lead;    /* over nobody */
} choice;

/* For the one whom marchers are against, no marchers, no crowd, no banner. */
static bool
may_be_opposed(const nq_seek *k, uint32_t first)
{
    const nq_event_scales *scales = &k->book->scales;
    uint32_t signs = k->tokens[first - k->first].signs;
    return !(signs & (scales->marchers | scales->crowd | scales->means));
}

bool
nq_seek_skips(const nq_seek *k, const nq_clause *c, uint32_t candidate,
              uint32_t role)
{
    const nq_seek_candidate *it = &k->at[candidate];
    bool part = c->target.first < it->first && it->first < c->target.end;
    if (it->first <= c->at && c->at < it->end)
        return true;
    if (role % 2 == 0) /* "seven men of the army were killed" */
        return part ||
               (c->l->kind == NQ_EVENT_ASSAULT &&
                (nq_clause_is_kind(c, it->first) ||
                 ((!c->form.noun || c->target.counted) &&
                  c->target.end > it->first && c->target.first == it->first)));
    return role / 2 == NQ_EVENT_PROTEST && !may_be_opposed(k, it->first);
}

bool
nq_seek_needs(const nq_clause *c, uint32_t role)
{
    if (role % 2)
        return role / 2 == NQ_EVENT_PROTEST && c->target.span.end;
    bool acts = c->l->voice == NQ_VOICE_ACTIVE ||
                (c->l->voice == NQ_VOICE_EITHER && c->target.span.end &&
                 nq_clause_acts(c, &c->actor));
    return !c->form.noun && acts && c->actor.end > c->actor.first &&
           (c->actor.way == NQ_WAY_BEHIND || c->actor.way == NQ_WAY_MANY ||
            c->actor.way == NQ_WAY_BEFORE);
}

static choice
choose(const nq_seek *k, const nq_clause *c, uint32_t role, uint32_t but)
{
    nq_traits t;
    uint32_t from, end = nq_seek_near(k, c->at, &from);
    choice made = {k->n, nq_seek_needs(c, role) ? -NQ_TUNE_EVENT_SURE : 0};
    nq_traits_nobody(k, c, &t);
    float nobody = worth(k->book, &t, role);
    for (uint32_t i = from; i < end; i++) {
        if (i == but || nq_seek_skips(k, c, i, role))
            continue;
        nq_traits_beside(k, c, i, &t);
        float lead = k->at[i].own.of[role] + worth(k->book, &t, role) - nobody;
        if (lead > made.lead)
            made = (choice){i, lead};
    }
    return made;
}

/* A phrase that the rules read keeps its words; it ended with its clause. */
static void
take(const nq_seek *k, uint32_t candidate, const nq_party *actor,
     const nq_party *target, nq_party *out)
{
    static const nq_party nobody;
    if (candidate == k->n) {
        *out = nobody;
        return;
    }
    nq_party p = nq_seek_party(k, candidate);
    if (actor->end > actor->first && actor->first == p.first)
        *out = *actor;
    else if (target->end > target->first && target->first == p.first)
        *out = *target;
    else
        *out = p;
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

bool
nq_seek_asks(const nq_seek *k, const nq_clause *c)
{
    const bool *learned = &k->book->learned[2 * c->l->kind];
    return learned[1] || (learned[0] && !nq_seek_knows(c));
}

void
nq_seek_roles(const nq_seek *k, nq_clause *c)
{
    const bool *learned = &k->book->learned[2 * c->l->kind];
    nq_party actor = c->actor, target = c->target;
    bool told = nq_seek_knows(c);
    choice who = {k->n, 0}, whom = {k->n, 0};
    if (learned[0] && !told)
        who = choose(k, c, 2u * c->l->kind, k->n);
    if (learned[1])
        whom = choose(k, c, 2u * c->l->kind + 1, k->n);
    if (who.best < k->n && who.best == whom.best) { /* not both */
        if (who.lead < whom.lead)
            who = choose(k, c, 2u * c->l->kind, whom.best);
        else
            whom = choose(k, c, 2u * c->l->kind + 1, who.best);
    }
    if (learned[0] && !told)
        take(k, who.best, &actor, &target, &c->actor);
    if (learned[1])
        take(k, whom.best, &actor, &target, &c->target);
    else if (c->actor.span.end && c->actor.first == target.first && learned[0])
        c->target = (nq_party){.n = 0}; /* he did it, so he did not suffer it */
}
