/* SPDX-License-Identifier: Apache-2.0
 *
 * choice.c - who of all those an article has named so far speaks. Layer 5
 * (claim). Knows nothing of what a feature is worth. */
#include "claim/choice.h"

#include "claim/clause.h"
#include "claim/confidence.h"
#include "claim/read.h"
#include "claim/refer.h"
#include "claim/resolve.h"
#include "claim/trait_name.h"
#include "claim/tune.h"

#include <float.h>
#include <string.h>

static bool
same(const nq_speaker *a, const nq_speaker *b)
{
    return a->entity != NQ_NO_ENTITY || b->entity != NQ_NO_ENTITY
               ? a->entity == b->entity
               : a->span.start == b->span.start;
}

/* The candidate of that entity; NULL: none yet. */
static nq_candidate *
known(nq_choice *c, uint32_t entity)
{
    uint32_t at = c->slots[entity % NQ_CHOICE_SLOTS];
    if (at == NQ_CHOICE_MOST)
        return NULL;
    if (c->entity[at] == entity)
        return &c->at[at];
    for (uint32_t i = 0; i < c->n; i++) /* two that have the slot in common */
        if (c->entity[i] == entity)
            return &c->at[i];
    return NULL;
}

/* The candidate with those words, which no entity has. */
static nq_candidate *
nameless(nq_choice *c, naql_span words)
{
    for (uint32_t i = 0; i < c->n; i++)
        if (c->entity[i] == NQ_NO_ENTITY &&
            c->at[i].who.span.start == words.start)
            return &c->at[i];
    return NULL;
}

/* Adds whom nobody has added. */
static nq_candidate *
add_new(nq_choice *c, const nq_speaker *who)
{
    if (c->n == NQ_CHOICE_MOST ||
        (c->owner != NQ_NO_ENTITY && who->entity == c->owner) ||
        (c->adjective != NQ_NO_TOKEN && who->entity != NQ_NO_ENTITY &&
         nq_resolve_is_foreign(c->m->s, c->adjective, who->entity)))
        return NULL;
    static const nq_candidate fresh;
    nq_candidate *at = &c->at[c->n];
    if (who->entity != NQ_NO_ENTITY)
        c->slots[who->entity % NQ_CHOICE_SLOTS] = (uint8_t)c->n;
    c->entity[c->n++] = who->entity;
    *at = fresh;
    at->who = *who;
    return at;
}

nq_candidate *
nq_choice_add(nq_choice *c, const nq_speaker *who)
{
    nq_candidate *at = who->entity != NQ_NO_ENTITY ? known(c, who->entity)
                                                   : nameless(c, who->span);
    return at ? at : add_new(c, who);
}

static void
add_speakers(nq_choice *c)
{
    const nq_memory *m = &c->m->memory;
    uint32_t n = m->n < NQ_MEMORY_SPEAKERS ? m->n : NQ_MEMORY_SPEAKERS;
    uint32_t rank = 0;
    for (uint32_t k = 1; k <= n; k++) {
        uint32_t i = (m->n - k) % NQ_MEMORY_SPEAKERS;
        nq_candidate *at = nq_choice_add(c, &m->seen[i]);
        if (!at || at->spoke++)
            continue;
        at->rank = ++rank;
        at->verb = m->verb[i];
    }
}

/* Does the mention stand in a statement that was made before? They are walked
 * back with the mentions: *k are left, no more than STEPS of which are left
 * behind by one mention. */
static bool
is_said(const nq_choice *c, const nq_mention *m, uint32_t *k)
{
    enum { STEPS = 32 }; /* a page may have thousands between two names */
    const nq_statement *st = c->m->list.at;
    for (uint32_t n = 0; n < STEPS && *k && st[*k - 1].first > m->first; n++)
        --*k;
    return *k && m->first < st[*k - 1].end;
}

/* "said at THE HONOURING of X": X stands in what the speaker did or took part
 * in, behind the words that the rules found. */
static bool
is_of_event(const nq_choice *c, const nq_mention *m)
{
    const nq_scene *s = c->m->s;
    uint32_t i = nq_token_from(s->text, c->at[0].who.span.end);
    for (; i < m->first; i++)
        if (nq_np_opens_event(s, i) || s->tags[i].masdar)
            return true;
    return false;
}

static void
see(nq_choice *c, const nq_mention *m, bool behind, bool said)
{
    const nq_scene *s = c->m->s;
    nq_candidate *at = known(c, m->entity);
    uint32_t first = nq_token_from(s->text, c->at[0].who.span.start);
    uint32_t end = nq_token_from(s->text, c->at[0].who.span.end);
    if (c->kind == NQ_CHOICE_NOUN && nq_np_is_somebodys(s, first, end) &&
        m->first >= c->d->cue.content &&
        !nq_np_is_called(s, first, end, m->entity))
        return; /* a stranger to "the lawyer of X" */
    if ((at && at->near) || (m->type == NQ_PER && nq_in_body_name(s, m)) ||
        (behind && m->end <= c->d->cue.content &&
         (is_of_event(c, m) || nq_np_is_owner(s, c->d->cue.end, m))))
        return;
    if (!at) {
        nq_speaker who = nq_speaker_mention(s, m);
        at = add_new(c, &who);
    }
    if (!at)
        return;
    at->near = m;
    at->behind = behind;
    at->quoted = said;
    at->zone = behind && m->type == NQ_PER && m->end <= c->d->cue.content;
}

static void
add_names(nq_choice *c, bool ahead_only)
{
    enum { BEHIND = 3 };
    const nq_names *names = c->m->s->names;
    uint32_t cue = c->d->cue.at, k = c->m->list.n;
    uint32_t next = nq_persons_before(c->m->s, cue).next;
    uint32_t end = next > NQ_TUNE_NAMES_BACK ? next - NQ_TUNE_NAMES_BACK : 0;
    for (uint32_t i = next; !ahead_only && i-- > end;)
        see(c, &names->mentions[i], false, is_said(c, &names->mentions[i], &k));
    /* "a judge", "a station", who are named later on */
    bool later = c->m->title || c->kind == NQ_CHOICE_NOUN;
    uint32_t ahead = next + (later ? NQ_TUNE_NAMES_AHEAD : BEHIND);
    for (uint32_t i = next; i < names->n_mentions && i < ahead; i++)
        if (names->mentions[i].end <= c->d->cue.content ||
            (later && (c->m->title || names->mentions[i].type != NQ_LOC)))
            see(c, &names->mentions[i], true, false);
}

static void
add_subject(nq_choice *c, uint32_t first, uint8_t clause)
{
    nq_np np;
    nq_speaker who;
    if (!nq_clause_subject(c->m->s, first, c->d->cue.at, &np) ||
        !nq_maker_speaker_of(c->m, &np, c->d->cue.at, &who) ||
        who.n_entities > 1)
        return;
    nq_candidate *at = nq_choice_add(c, &who);
    if (at && !at->clause)
        at->clause = clause;
}

/* First token behind the last comma before the cue, or of the sentence. */
static uint32_t
last_clause(const nq_choice *c)
{
    const nq_scene *s = c->m->s;
    uint32_t i = c->d->cue.at;
    while (i-- > c->m->sentence + 1)
        if (nq_is_mark(s, i - 1, NQ_MARK_COMMA) && nq_is_word(s, i) &&
            !s->tags[i].quote)
            return i;
    return c->m->sentence;
}

/* Who acts in the clauses before the cue: "X came to the city and said". */
static void
add_subjects(nq_choice *c)
{
    const nq_text *text = c->m->s->text;
    uint32_t at = nq_sentence_of(text, c->m->sentence);
    uint32_t last = last_clause(c);
    if (last > c->m->sentence)
        add_subject(c, last, NQ_CLAUSE_LAST);
    if (c->d->cue.at > c->m->sentence)
        add_subject(c, c->m->sentence, NQ_CLAUSE_FIRST);
    if (at > 0)
        add_subject(c, text->sentences[at - 1].first, NQ_CLAUSE_SENTENCE);
}

/* Does a name of the speaker stand in the words that say who he is? */
static bool
is_named(const nq_scene *s, const nq_speaker *who)
{
    if (who->entity == NQ_NO_ENTITY)
        return who->unlisted;
    uint32_t i = nq_token_from(s->text, who->span.start);
    for (; i < s->n && s->tokens[i].span.start < who->span.end; i++)
        if (s->tags[i].mention && nq_mention_of(s, i)->entity == who->entity)
            return true;
    return false;
}

/* "The wife of X", "an aide of X", "the administration of X": X, if the speaker
 * is such a person or body. */
static uint32_t
owner_of(const nq_scene *s, const nq_speaker *who)
{
    if ((who->noun != NQ_NOUN_PERSON && who->noun != NQ_NOUN_BODY) ||
        who->entity != NQ_NO_ENTITY)
        return NQ_NO_ENTITY;
    uint32_t i = nq_token_from(s->text, who->span.start);
    for (; i < s->n && s->tokens[i].span.start < who->span.end; i++)
        if (s->tags[i].mention)
            return nq_mention_of(s, i)->entity;
    return NQ_NO_ENTITY;
}

/* Is there nothing to choose? "And added": the verb itself goes on with whoever
 * spoke, as does "pointing out" behind the last one; of 850 marked ones two
 * were to be changed. So does "the source" who spoke last. Where a nameless one
 * goes on, as many changes were for the worse. */
static bool
goes_on(const nq_maker *m, const nq_draft *d)
{
    const nq_speaker *last = nq_memory_last(&m->memory);
    if (d->who.entity == NQ_NO_ENTITY && d->explicit_who && d->who.outlet)
        return true; /* "the media" */
    if (d->explicit_who && d->who.head &&
        (d->who.head->senses & NQ_SENSE_LATTER))
        return true; /* whoever was named last */
    bool memory = !d->explicit_who && d->by == NQ_BY_MEMORY;
    if (memory && nq_has_sense(m->s, d->cue.at, NQ_SENSE_AGAIN))
        return true;
    memory &= d->cue.at <= m->last_end + NQ_TUNE_GOES_ON;
    return last && same(last, &d->who) &&
           (d->explicit_who ||
            (memory && d->cue.inflection == NQ_CUE_PARTICIPLE));
}

/* "accused X", "called on X": the name behind the verb may be whom it aims at.
 */
static bool
takes_another(const nq_draft *d)
{
    const nq_lemma *l = d->cue.lemma;
    return d->by == NQ_BY_BEHIND && l &&
           (l->told || (l->links & NQ_LINK_TARGET));
}

/* "said, on the margin of a hearing that X held": the name stands so far behind
 * the verb that it may be another's. */
static bool
is_far(const nq_draft *d)
{
    return d->by == NQ_BY_BEHIND && !d->cue.framed &&
           d->cue.inflection <= NQ_CUE_PRESENT &&
           d->cue.subject.first > d->cue.end + 1;
}

/* "His daughter", "his lawyer", "another" are nobody of those before, but may
 * be named behind. */
static bool
is_told_apart(const nq_scene *s, const nq_draft *d)
{
    if (!d->explicit_who || d->who.entity != NQ_NO_ENTITY)
        return false;
    if (d->who.head && (d->who.head->senses & NQ_SENSE_KIN))
        return true;
    uint32_t first = nq_token_from(s->text, d->who.span.start);
    uint32_t end = nq_token_from(s->text, d->who.span.end);
    return nq_np_is_his(s, first) || nq_np_is_another(s, first, end);
}

/* "... X, WHO said": the relative pronoun right behind the name and right
 * before the verb is of nobody else. */
static bool
is_relative(const nq_scene *s, const nq_draft *d)
{
    uint32_t verb = d->cue.at;
    if (d->cue.grammar & NQ_OBJECT_PRON)
        return false; /* "X, whom he called" */
    while (verb > 0 && nq_has_role(s, verb - 1, NQ_ROLE_QAD | NQ_ROLE_KAN))
        verb--;
    if (verb < 2 || !nq_has_role(s, verb - 1, NQ_ROLE_REL) ||
        nq_has_role(s, verb - 1, NQ_ROLE_PREP))
        return false;
    uint32_t end = verb - 1 - nq_is_mark(s, verb - 2, NQ_MARK_COMMA);
    return end > 0 && d->who.span.end == s->tokens[end - 1].span.end;
}

/* Gathers the candidates for the draft, whose speaker the rules have set; false
 * when he stands there by a name, or the verb itself goes on with whoever spoke
 * last: he is the only one. */
static bool
gather(const nq_maker *m, const nq_draft *d, nq_choice *c)
{
    c->m = m;
    c->d = d;
    c->n = c->most = 0;
    memset(c->slots, NQ_CHOICE_MOST, sizeof c->slots);
    c->kind = !d->explicit_who        ? NQ_CHOICE_DROPPED
              : d->by == NQ_BY_BEFORE ? NQ_CHOICE_BEFORE
                                      : NQ_CHOICE_NOUN;
    c->owner = NQ_NO_ENTITY;
    c->adjective = NQ_NO_TOKEN;
    nq_choice_add(c, &d->who)->rule = true;
    if (c->kind == NQ_CHOICE_NOUN && !takes_another(d) && !is_far(d) &&
        is_named(m->s, &d->who))
        return false;
    nq_np owner;
    if (goes_on(m, d) ||
        (c->kind == NQ_CHOICE_BEFORE && is_named(m->s, &d->who) &&
         is_relative(m->s, d)) ||
        (c->kind == NQ_CHOICE_BEFORE &&
         nq_speaker_of_text(m->s, m->sentence, d->cue.at, &owner)))
        return false;
    if (d->explicit_who) {
        c->owner = owner_of(m->s, &d->who);
        bool carried = d->cue.framed || d->cue.way == NQ_WAY_COLON;
        if (c->owner == NQ_NO_ENTITY && carried && d->credit.span.end)
            c->owner = d->credit.entity; /* whoever carried quotes another */
        c->adjective = nq_resolve_adjective(m->s, &d->who);
    }
    bool kin = is_told_apart(m->s, d);
    if (!kin)
        add_speakers(c);
    if (c->kind != NQ_CHOICE_NOUN && !kin)
        add_subjects(c);
    if (!kin)
        nq_choice_phrases(c);
    add_names(c, kin);
    for (uint32_t i = 0; i < c->n; i++) {
        const nq_speaker *who = &c->at[i].who;
        if (who->entity == NQ_NO_ENTITY)
            continue;
        const nq_entity *e = &m->s->names->entities[who->entity];
        if (e->type == NQ_PER && e->n_mentions > c->most)
            c->most = e->n_mentions;
    }
    if (c->n > 1)
        nq_choice_look(c);
    return c->n > 1;
}

/* ---- Weights ------------------------------------------------------------- */

naql_status
nq_choice_weights(const nq_tables *tables, nq_arena *arena, const float **out)
{
    static const char *const kinds[NQ_CHOICE_KINDS] = {"dropped", "noun",
                                                       "before"};
    const nq_trait_table of = {"speaker_weights", kinds, NQ_CHOICE_KINDS,
                               nq_choice_n_traits(), nq_choice_trait};
    return nq_trait_weights(&of, tables, arena, out);
}

/* Grounds of a choice, by how far the chosen one is ahead of the next. */
static uint32_t
grounds_of_lead(float lead)
{
    uint32_t bits = 0;
    if (lead < NQ_TUNE_SURE_SPEAKER)
        bits |= NQ_GROUND_BIT(NQ_GROUND_RIVAL);
    if (lead < NQ_TUNE_SURE_SPEAKER_LEAST)
        bits |= NQ_GROUND_BIT(NQ_GROUND_CONTESTED);
    return bits;
}

/* "THE COALITION says": a body right before its verb speaks itself, or is
 * another's name for a body; no person. */
static bool
is_body_before(const nq_choice *c, const nq_speaker *who)
{
    const nq_entity *e = who->entity != NQ_NO_ENTITY
                             ? &c->m->s->names->entities[who->entity]
                             : NULL;
    return c->kind == NQ_CHOICE_BEFORE && e && e->type == NQ_PER &&
           c->at[0].who.noun == NQ_NOUN_BODY && c->d->prior.end == c->d->cue.at;
}

/* "They CALLED her so": a verb of many whose subject is dropped is no one
 * person's. */
static bool
is_one_for_many(const nq_choice *c, const nq_speaker *who)
{
    const nq_speaker *rule = &c->at[0].who;
    bool verb = c->d->cue.inflection == NQ_CUE_PAST ||
                c->d->cue.inflection == NQ_CUE_PRESENT;
    return c->kind == NQ_CHOICE_DROPPED && verb &&
           (c->d->cue.grammar & NQ_PLURAL) && who->noun == NQ_NOUN_PERSON &&
           who->n_entities == 1 && !(who->grammar & NQ_PLURAL) &&
           (rule->noun != NQ_NOUN_PERSON || rule->n_entities != 1);
}

/* "the group X, WHICH they CALL so": whom the pronouns before the verb and at
 * its end stand for says nothing. */
static bool
is_called_so(const nq_choice *c, const nq_speaker *who)
{
    const nq_scene *s = c->m->s;
    uint32_t verb = c->d->cue.at;
    if (!(c->d->cue.grammar & NQ_OBJECT_PRON) || c->d->cue.has_subject)
        return false;
    while (verb > 0 && nq_has_role(s, verb - 1, NQ_ROLE_QAD | NQ_ROLE_KAN))
        verb--;
    if (verb < 3 || !nq_has_role(s, verb - 1, NQ_ROLE_REL))
        return false;
    const nq_mention *m =
        nq_mention_of(s, verb - 2 - nq_is_mark(s, verb - 2, NQ_MARK_COMMA));
    return m && m->entity == who->entity &&
           (m->type == NQ_PER || !nq_mention_agrees(s, m, c->d->cue.grammar));
}

/* "Hundreds went out in the town X, SHOUTING that": many are no place. */
static bool
is_place_of_many(const nq_choice *c, const nq_speaker *who)
{
    const nq_names *names = c->m->s->names;
    return c->kind == NQ_CHOICE_DROPPED && (c->d->cue.grammar & NQ_PLURAL) &&
           who->entity != NQ_NO_ENTITY && who->n_entities == 1 &&
           names->entities[who->entity].type == NQ_LOC;
}

/* The likeliest of two candidates and more, and the grounds of that. */
static uint32_t
likeliest(const nq_choice *c, uint32_t *grounds)
{
    const float *w = c->m->s->book->speakers + c->kind * nq_choice_n_traits();
    uint32_t best = 0;
    float most = -FLT_MAX, second = -FLT_MAX;
    for (uint32_t i = 0; i < c->n; i++) {
        nq_choice_traits t;
        const nq_speaker *who = &c->at[i].who;
        if (is_called_so(c, who) || is_place_of_many(c, who) ||
            (i && (is_body_before(c, who) || is_one_for_many(c, who))))
            continue;
        nq_choice_see(c, i, &t);
        float sum = i ? 0 : NQ_TUNE_CHOICE_LEAD;
        for (uint32_t k = 0; k < t.n; k++)
            sum += w[t.at[k]];
        if (sum > most) {
            second = most;
            most = sum;
            best = i;
        } else if (sum > second) {
            second = sum;
        }
    }
    *grounds |= grounds_of_lead(most - second);
    return best;
}

/* Do the words that the rules found stand for the candidate ("the company",
 * "the statement"), or were they never the subject ("called THE DEPUTIES to")?
 */
static bool
stand_for(const nq_choice *c, const nq_candidate *it)
{
    const nq_speaker *rule = &c->at[0].who;
    bool many = (rule->grammar & (NQ_PLURAL | NQ_DUAL)) != 0;
    if (c->kind == NQ_CHOICE_DROPPED || it->zone || many ||
        it->who.entity == NQ_NO_ENTITY || is_named(c->m->s, rule))
        return false;
    const nq_entity *e = &c->m->s->names->entities[it->who.entity];
    if (rule->noun == NQ_NOUN_PERSON)
        return e->type == NQ_PER;
    return rule->noun == NQ_NOUN_DOC || rule->noun == NQ_NOUN_STUDY ||
           (rule->noun != NQ_NOUN_NONE && e->type != NQ_PER);
}

static void
set_speaker(nq_draft *d, const nq_choice *c, const nq_candidate *it)
{
    naql_span words = d->who.span;
    bool stands = stand_for(c, it);
    d->who = it->who;
    d->explicit_who = stands || it->zone;
    if (stands)
        d->who.span = words;
}

void
nq_choice_take(const nq_maker *m, nq_draft *d)
{
    nq_choice c;
    if (!d->has_who)
        return;
    bool open = gather(m, d, &c);
    uint32_t best = 0;
    if (m->watch && m->watch->choose)
        best = m->watch->choose(m->watch->user, &c);
    else if (open)
        best = likeliest(&c, &d->grounds);
    if (best && d->explicit_who && d->who.noun == NQ_NOUN_PERSON &&
        d->who.head &&
        nq_resolve_outranks(m->s, d->who.head, d->who.entity,
                            c.at[best].who.entity))
        best = 0;
    if (best)
        set_speaker(d, &c, &c.at[best]);
}
