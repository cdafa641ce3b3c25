/* SPDX-License-Identifier: Apache-2.0
 *
 * link.c - whom a noun that speaks stands for, once all have spoken. Layer 5
 * (claim). Knows nothing of what a feature is worth. */
#include "claim/link_sight.h"

#include "base/sorted.h"
#include "base/status.h"
#include "base/str.h"
#include "claim/confidence.h"
#include "claim/incumbent.h"
#include "claim/resolve.h"
#include "claim/trait_name.h"
#include "claim/tune.h"

/* ---- Candidates ---------------------------------------------------------- */

static void
add(nq_linked *l, uint32_t entity)
{
    const nq_names *names = l->s->names;
    for (uint32_t i = 0; i < l->n; i++)
        if (l->c[i].entity == entity)
            return;
    bool sure = l->n == 0 && l->facts.known == 1; /* found by the rules */
    if (l->n == NQ_LINK_MOST ||
        (!sure && entity != NQ_NO_ENTITY &&
         nq_resolve_is_foreign(l->s, l->facts.adjective, entity)))
        return;
    nq_link_candidate *c = &l->c[l->n++];
    *c = (nq_link_candidate){.entity = entity};
    if (entity == NQ_NO_ENTITY)
        return;
    const nq_entity *e = &names->entities[entity];
    uint32_t k = nq_mention_since(names, e, l->first);
    if (k > 0)
        c->before = &names->mentions[e->mentions[k - 1]];
    if (k < e->n_mentions)
        c->behind = &names->mentions[e->mentions[k]];
}

/* Whom the words were told: no speaker of them. */
static bool
was_told(const nq_linked *l, uint32_t entity)
{
    const nq_statement *st = &l->all[l->at];
    return st->to.end > st->to.start && entity == st->to_entity;
}

/* "Those close to X SAY", a verb of many: nobody who was named. */
static bool
many_say(const nq_linked *l)
{
    uint32_t cue = nq_token_around(l->s->text, l->all[l->at].cue.start);
    const nq_word *verb = l->s->tags[cue].word;
    return verb->lemma && (verb->grammar & (NQ_PLURAL | NQ_DUAL));
}

/* Does a word of [first, end) stand in the phrase too? */
static bool
shares_word(const nq_linked *l, uint32_t first, uint32_t end)
{
    for (uint32_t i = first; i < end && i < l->s->n; i++)
        for (uint32_t k = l->first + 2; k < l->end; k++)
            if (l->s->tokens[i].stem == l->s->tokens[k].stem)
                return true;
    return false;
}

/* "A spokesman of the army" is not the man who is the spokesman IN THE NAME OF
 * another body beside one of his names. */
static bool
speaks_for_another(const nq_linked *l, uint32_t entity)
{
    enum { NAMES = 4, TITLES = 8, BODY = 4 };
    const nq_scene *s = l->s;
    const nq_entity *e = &s->names->entities[entity];
    for (uint32_t k = 0; k < e->n_mentions && k < NAMES; k++) {
        const nq_mention *m = &s->names->mentions[e->mentions[k]];
        uint32_t i = m->first > TITLES ? m->first - TITLES : 0;
        for (; i < m->end + TITLES && i + 1 < s->n; i++)
            if ((i < l->first || i >= l->end) &&
                nq_has_sense(s, i, NQ_SENSE_SPEAKER) &&
                nq_has_role(s, i + 1, NQ_ROLE_OF) && !s->tokens[i + 1].suf)
                return !shares_word(l, i + 2, i + 2 + BODY);
    }
    return false;
}

/* "A spokesman IN THE NAME OF Y". */
static bool
speaks_for_body(const nq_linked *l)
{
    return nq_has_sense(l->s, l->first, NQ_SENSE_SPEAKER) &&
           nq_has_role(l->s, l->first + 1, NQ_ROLE_OF) &&
           !nq_is_definite(l->s, l->first);
}

/* Does the phrase's noun open one of the first names of the body, or stand
 * before it? */
static bool
is_called_so(const nq_linked *l, const nq_entity *e)
{
    enum { NAMES = 8 };
    const nq_scene *s = l->s;
    const nq_word *head = s->tags[l->first].word;
    bool called = false;
    for (uint32_t k = 0; !called && k < e->n_mentions && k < NAMES; k++) {
        uint32_t i = s->names->mentions[e->mentions[k]].first;
        called = nq_words_alike(s->tags[i].word, head) ||
                 (i > 0 && nq_words_alike(s->tags[i - 1].word, head));
    }
    return called;
}

/* "The paper" is no person, and no ministry that nobody calls a paper; "the
 * official television", whose noun is masculine, no agency either. */
static bool
is_no_outlet(const nq_linked *l, const nq_entity *e)
{
    const nq_scene *s = l->s;
    if (l->facts.kind != NQ_NOUN_OUTLET || e->n_mentions == 0 ||
        nq_has_sense(s, l->first, NQ_SENSE_SITE))
        return false;
    uint32_t first = s->names->mentions[e->mentions[0]].first;
    bool body = !e->agency && s->tags[first].word->noun == NQ_NOUN_BODY;
    return e->type == NQ_PER ||
           ((!l->facts.fem || body) && !is_called_so(l, e));
}

/* Adds an entity that such a noun may stand for at all. */
static void
add_known(nq_linked *l, uint32_t entity)
{
    if (entity == NQ_NO_ENTITY || was_told(l, entity) ||
        nq_np_is_of(l->s, l->first, l->end, entity))
        return;
    const nq_entity *e = &l->s->names->entities[entity];
    if (nq_np_is_somebodys(l->s, l->first, l->end) &&
        !nq_np_is_called(l->s, l->first, l->end, entity))
        return; /* a stranger */
    if (speaks_for_body(l) && speaks_for_another(l, entity))
        return;
    if (is_no_outlet(l, e))
        return;
    bool outlet = l->facts.kind == NQ_NOUN_OUTLET && e->type == NQ_ORG;
    if (outlet || nq_link_suits(l->facts.kind, nq_link_type(e)))
        add(l, entity);
}

/* Whoever spoke shortly before, or speaks next. */
static void
add_speakers(nq_linked *l)
{
    enum { BACK = 12, AHEAD = 4 };
    uint32_t lo = l->at > BACK ? l->at - BACK : 0;
    for (uint32_t i = l->at; i-- > lo;)
        if (l->all[i].n_speakers <= 1)
            add_known(l, l->all[i].entity);
    for (uint32_t i = l->at + 1; i < l->n_all && i <= l->at + AHEAD; i++)
        if (l->all[i].n_speakers <= 1)
            add_known(l, l->all[i].entity);
}

static void
add_names(nq_linked *l)
{
    enum { FIRST = 3, AHEAD = 10, BACK = 30 };
    const nq_names *names = l->s->names;
    uint32_t lo;
    NQ_BISECT(lo, 0, names->n_mentions, names->mentions[lo].first < l->first);
    for (uint32_t i = 0; i < FIRST && i < names->n_entities; i++)
        add_known(l, i);
    for (uint32_t k = 0; k < AHEAD && lo + k < names->n_mentions; k++)
        add_known(l, names->mentions[lo + k].entity);
    uint32_t end = lo > BACK ? lo - BACK : 0;
    for (uint32_t i = lo; i-- > end;)
        add_known(l, names->mentions[i].entity);
}

/* Counts the candidates of each type, and who of them is nearer. */
static void
rank(nq_linked *l)
{
    nq_link_facts *f = &l->facts;
    uint32_t types[NQ_LINK_MOST]; /* or NQ_NO_ENTITY */
    uint32_t near[NQ_LINK_MOST];  /* 0: not named before */
    for (uint32_t i = 0; i < l->n; i++) {
        const nq_link_candidate *c = &l->c[i];
        near[i] = c->before ? c->before->first + 1 : 0;
        types[i] = NQ_NO_ENTITY;
        if (c->entity == NQ_NO_ENTITY)
            continue;
        const nq_entity *e = &l->s->names->entities[c->entity];
        types[i] = nq_link_type(e);
        f->fits[types[i]]++;
        if (e->n_mentions > f->most[types[i]])
            f->most[types[i]] = e->n_mentions;
    }
    for (uint32_t i = 0; i < l->n; i++)
        for (uint32_t k = 0; types[i] != NQ_NO_ENTITY && k < l->n; k++)
            l->c[i].rank += types[k] == types[i] && near[k] > near[i];
}

static void
gather(nq_linked *l)
{
    l->n = 0;
    add(l, l->rule);
    if (!l->n)
        add(l, NQ_NO_ENTITY);
    l->c[0].rule = true;
    if (l->facts.kind != NQ_NOUN_PERSON || l->facts.known != 1)
        add(l, NQ_NO_ENTITY); /* "THE official" is somebody, if he was found */
    if (!many_say(l)) {
        add_known(l, l->facts.office);
        add_known(l, l->facts.alike[0]);
        add_known(l, l->facts.alike[1]);
        add_speakers(l);
        add_names(l);
    }
    rank(l);
}

/* ---- Nouns --------------------------------------------------------------- */

/* Does the name of the rules' find stand in the words, or right behind them:
 * "the coach in the city X"? */
static bool
is_named(const nq_linked *l, uint32_t entity)
{
    enum { BEHIND = 3 };
    const nq_scene *s = l->s;
    for (uint32_t i = l->first; i < l->end + BEHIND && i < s->n; i++) {
        const nq_mention *m = nq_mention_of(s, i);
        if (i >= l->end && (s->tokens[i].flags & NQ_TOKEN_SENTENCE))
            break;
        if (m && m->entity == entity)
            return true;
    }
    return false;
}

/* "His daughter": nobody of those from whom she is told apart. */
static bool
is_kin(const nq_linked *l)
{
    const nq_tag *t = &l->s->tags[l->first];
    bool kin = (t->word->senses & NQ_SENSE_KIN) != 0;
    return l->end == l->first + 1 && !(t->glue & NQ_CLITIC_AL) &&
           (kin || nq_np_is_his(l->s, l->first) ||
            (l->s->tokens[l->first].suf && !t->word->noun));
}

/* One, not several: "sources" and "officials" have no name. */
static bool
may_stand(const nq_scene *s, uint32_t head)
{
    const nq_word *w = s->tags[head].word;
    return w->noun != NQ_NOUN_PEOPLE &&
           !(w->noun == NQ_NOUN_PERSON &&
             (w->noun_grammar & (NQ_PLURAL | NQ_DUAL)));
}

/* Is the speaker a noun that has no name of its own? */
static bool
is_noun(nq_linked *l)
{
    const nq_scene *s = l->s;
    const nq_statement *st = &l->all[l->at];
    if (st->speaker.end <= st->speaker.start || st->n_speakers > 1 ||
        (st->grounds & NQ_GROUND_BIT(NQ_GROUND_UNLISTED)))
        return false;
    l->first = nq_token_around(s->text, st->speaker.start);
    l->end = nq_token_from(s->text, st->speaker.end);
    l->head = nq_link_head(l);
    return l->first < l->end && nq_is_word(s, l->first) &&
           !s->tags[l->first].mention && !is_kin(l) && may_stand(s, l->head) &&
           !nq_has_sense(s, l->first, NQ_SENSE_LATTER) &&
           !nq_np_is_another(s, l->first, l->end) && !is_named(l, st->entity);
}

/* ---- Choosing ------------------------------------------------------------ */

naql_status
nq_link_weights(const nq_tables *tables, nq_arena *arena, const float **out)
{
    static const char *const kinds[NQ_LINK_KINDS] = {
        "other", "person", "body", "outlet", "doc", "study"};
    const nq_trait_table of = {"link_weights", kinds, NQ_LINK_KINDS,
                               nq_link_n_traits(), nq_link_trait};
    return nq_trait_weights(&of, tables, arena, out);
}

static uint32_t
likeliest(const nq_linked *l)
{
    const float *w = l->s->book->links + l->facts.kind * nq_link_n_traits();
    uint32_t best = 0;
    float most = 0;
    for (uint32_t i = 0; i < l->n; i++) {
        nq_link_traits t;
        nq_link_see(l, i, &t);
        bool nobody = l->c[i].entity == NQ_NO_ENTITY;
        float sum = !i ? NQ_TUNE_LINK_LEAD : nobody ? -NQ_TUNE_LINK_NOBODY : 0;
        for (uint32_t k = 0; k < t.n; k++)
            sum += w[t.at[k]];
        if (i == 0 || sum > most) {
            most = sum;
            best = i;
        }
    }
    return best;
}

/* "The lawyer of X", "a spokesman in the name of Y", when one alone of those
 * named is called a lawyer, a spokesman: his candidate; 0: none. */
static uint32_t
only_one(const nq_linked *l)
{
    const nq_scene *s = l->s;
    uint32_t only = 0;
    if (l->rule != NQ_NO_ENTITY ||
        (!speaks_for_body(l) && !nq_np_is_somebodys(s, l->first, l->end)))
        return 0;
    for (uint32_t i = 1; i < l->n; i++) {
        uint32_t entity = l->c[i].entity;
        if (entity == NQ_NO_ENTITY ||
            !nq_np_is_called(s, l->first, l->end, entity))
            continue;
        if (only)
            return 0;
        only = i;
    }
    return only && s->names->entities[l->c[only].entity].feminine ==
                       l->facts.fem
               ? only
               : 0;
}

/* "The American president": the candidate who is known to be him. */
static bool
find_incumbent(nq_linked *l, uint32_t *best)
{
    uint32_t entity = nq_incumbent_of(l->s, l->first, l->end);
    if (entity == NQ_NO_ENTITY)
        return false;
    if (l->n == NQ_LINK_MOST)
        l->n--;
    add(l, entity);
    for (*best = 0; *best < l->n; ++*best)
        if (l->c[*best].entity == entity)
            return true;
    return false;
}

/* ---- Taking -------------------------------------------------------------- */

typedef struct answer { /* what words were found to stand for */
    naql_span words;
    uint32_t rule, entity;
    const uint32_t *list; /* [1] entity, or NULL */
    uint64_t stem;        /* of the head; 0: no noun */
} answer;

/* Who is credited with the words of an outlet is the outlet. */
static void
set_credit(const nq_scene *s, nq_statement *st, const answer *to)
{
    uint32_t head = nq_token_around(s->text, st->speaker.start);
    bool own = st->credit.start == st->speaker.start ||
               (to->rule != NQ_NO_ENTITY && st->credit_entity == to->rule);
    if (st->credit.end <= st->credit.start || !own ||
        s->tags[head].word->noun != NQ_NOUN_OUTLET)
        return;
    st->credit_entity = to->entity;
    if (to->entity == NQ_NO_ENTITY) {
        st->credit = st->speaker;
        return;
    }
    const nq_entity *e = &s->names->entities[to->entity];
    st->credit = s->names->mentions[e->mentions[0]].span;
}

static void
set_speaker(const nq_scene *s, nq_statement *st, const answer *to)
{
    uint32_t nouns = NQ_GROUND_BIT(NQ_GROUND_NAMELESS) |
                     NQ_GROUND_BIT(NQ_GROUND_NAMELESS_PERSON) |
                     NQ_GROUND_BIT(NQ_GROUND_UNKNOWN) |
                     NQ_GROUND_BIT(NQ_GROUND_TAKEN_UP);
    uint32_t head = nq_token_around(s->text, st->speaker.start);
    bool person = s->tags[head].word->noun == NQ_NOUN_PERSON;
    set_credit(s, st, to);
    st->entity = to->entity;
    st->speakers = to->list;
    st->n_speakers = to->entity != NQ_NO_ENTITY;
    st->grounds &= ~nouns;
    st->grounds |= NQ_GROUND_BIT(to->entity != NQ_NO_ENTITY ? NQ_GROUND_TAKEN_UP
                                 : person ? NQ_GROUND_NAMELESS_PERSON
                                          : NQ_GROUND_NAMELESS);
    st->confidence = nq_confidence_of(&s->book->confidence, st->grounds);
}

enum { KEPT = 8 }; /* words that were asked for last */

typedef struct answers {
    answer at[KEPT]; /* ring */
    uint32_t n;
} answers;

/* "The company" that the rules took for the one that "the American company"
 * was taken for, which was another: that other. */
static uint32_t
mended(const answers *kept, uint64_t stem, uint32_t rule)
{
    for (uint32_t k = 0; k < KEPT && k < kept->n; k++) {
        const answer *a = &kept->at[(kept->n - 1 - k) % KEPT];
        if (rule != NQ_NO_ENTITY && a->stem == stem && a->rule == rule)
            return a->entity;
    }
    return rule;
}

static naql_status
decide(nq_linked *l, const answers *kept, nq_arena *arena,
       const nq_statement_watch *watch, answer *to)
{
    const nq_statement *st = &l->all[l->at];
    *to = (answer){.words = st->speaker,
                   .rule = st->entity,
                   .entity = st->entity,
                   .list = st->speakers};
    if (!is_noun(l))
        return NAQL_OK;
    nq_link_look(l);
    to->stem = l->facts.stem;
    l->rule = mended(kept, to->stem, st->entity);
    gather(l);
    uint32_t best = only_one(l);
    bool certain = !best && find_incumbent(l, &best);
    if (!best && !certain)
        best =
            watch && watch->link ? watch->link(watch->user, l) : likeliest(l);
    if (l->c[best].entity == st->entity ||
        (!certain && l->facts.kind == NQ_NOUN_PERSON &&
         nq_resolve_outranks(l->s, l->s->tags[l->head].word, st->entity,
                             l->c[best].entity)))
        return NAQL_OK;
    to->entity = l->c[best].entity;
    to->list = NULL;
    if (to->entity == NQ_NO_ENTITY)
        return NAQL_OK;
    uint32_t *list = nq_arena_alloc(arena, sizeof *list);
    if (!list)
        return NAQL_NOMEM;
    *list = to->entity;
    to->list = list;
    return NAQL_OK;
}

/* What the words of that statement were found to stand for; NULL: they were
 * not asked for lately. */
static const answer *
known(const answers *kept, const nq_statement *st)
{
    for (uint32_t k = 0; k < KEPT && k < kept->n; k++)
        if (kept->at[k].words.start == st->speaker.start &&
            kept->at[k].words.end == st->speaker.end)
            return &kept->at[k];
    return NULL;
}

naql_status
nq_links_settle(const nq_scene *s, nq_statement *at, uint32_t n,
                nq_arena *arena, const nq_statement_watch *watch)
{
    answers kept = {.n = 0};
    nq_linked l = {.s = s, .all = at, .n_all = n};
    for (uint32_t i = 0; i < n; i++) {
        const answer *to = known(&kept, &at[i]);
        if (!to) {
            answer now;
            l.at = i;
            NQ_TRY(decide(&l, &kept, arena, watch, &now));
            kept.at[kept.n % KEPT] = now;
            to = &kept.at[kept.n++ % KEPT];
        }
        if (to->entity != to->rule && at[i].entity == to->rule &&
            at[i].n_speakers <= 1)
            set_speaker(s, &at[i], to);
    }
    return NAQL_OK;
}
