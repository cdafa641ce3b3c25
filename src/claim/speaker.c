/* SPDX-License-Identifier: Apache-2.0
 *
 * speaker.c - who speaks where the words beside the cue do not say. Layer 5
 * (claim). */
#include "claim/speaker.h"

#include "base/str.h"
#include "claim/refer.h"
#include "claim/tune.h"

const nq_speaker *
nq_memory_last(const nq_memory *m)
{
    return m->n ? &m->seen[(m->n - 1) % NQ_MEMORY_SPEAKERS] : NULL;
}

void
nq_memory_add(nq_memory *m, const nq_speaker *who, uint8_t grammar,
              bool carried)
{
    m->seen[m->n++ % NQ_MEMORY_SPEAKERS] = *who;
    m->last_grammar = grammar;
    m->carried = carried;
}

/* ---- Before the verb ---------------------------------------------------- */

struct search {
    const nq_scene *s;
    nq_np first, last; /* of the clause; end 0: none */
    nq_np lam;         /* behind a glued l-, "it happened TO X that" */
    bool after_prep;
};

static bool
opens_clause(const nq_scene *s, uint32_t i)
{
    return nq_has_role(s, i,
                       NQ_ROLE_OPENER | NQ_ROLE_OPENER_HARD | NQ_ROLE_SUB |
                           NQ_ROLE_THAT) &&
           !s->tags[i].mention;
}

/* Could a source open at token i? */
static bool
may_open(const nq_scene *s, uint32_t i)
{
    const nq_tag *t = &s->tags[i];
    const nq_mention *m = nq_mention_of(s, i);
    if (m)
        return m->first == i;
    if (nq_has_role(s, i, NQ_ROLE_TURN))
        return false; /* "on the other SIDE" */
    return t->office || t->word->noun;
}

static void
see_np(struct search *f, uint32_t *i, uint32_t verb)
{
    nq_np np;
    if (!nq_np_read_glued(f->s, *i, verb, &np)) {
        *i += 1;
        return;
    }
    bool glued =
        f->s->tags[*i].glue & (NQ_CLITIC_BA | NQ_CLITIC_LAM | NQ_CLITIC_KAF);
    f->last = np;
    if (f->s->tags[*i].glue & NQ_CLITIC_LAM)
        f->lam = np;
    if (!f->after_prep && !glued && !f->first.end)
        f->first = np;
    f->after_prep = false;
    *i = np.end;
}

/* A comma and a glued "and" before a word that is no source: a new clause. */
static bool
is_new_clause(const nq_scene *s, uint32_t i, uint32_t floor)
{
    return i > floor && nq_is_mark(s, i - 1, NQ_MARK_COMMA) &&
           nq_is_word(s, i) && !may_open(s, i) &&
           ((s->tags[i].glue | s->tokens[i].clitics) & NQ_CLITIC_WAW);
}

static void
search_clause(struct search *f, uint32_t floor, uint32_t verb)
{
    const nq_scene *s = f->s;
    for (uint32_t i = floor; i < verb;) {
        if (i + 1 < verb && opens_clause(s, i)) {
            f->first.end = 0;
            f->after_prep = false;
            i++;
        } else if (is_new_clause(s, i, floor)) {
            f->first.end = f->last.end = f->lam.end = 0;
            f->after_prep = false;
            i = i + 1;
        } else if (nq_has_role(s, i, NQ_ROLE_PREP) && !s->tags[i].mention) {
            f->after_prep = true;
            i++;
        } else if (may_open(s, i)) {
            see_np(f, &i, verb);
        } else {
            if (s->tokens[i].kind == NQ_TOKEN_MARK)
                f->after_prep = false;
            i++;
        }
    }
}

static bool
has_marks(const nq_scene *s, uint32_t from, uint32_t to)
{
    for (uint32_t i = from; i < to; i++)
        if (s->tokens[i].kind == NQ_TOKEN_MARK)
            return true;
    return false;
}

/* No name, no article: nothing in the phrase is definite. */
static bool
is_bare(const nq_scene *s, const nq_np *np)
{
    for (uint32_t i = np->first; i < np->end; i++)
        if (s->tags[i].mention || s->tags[i].office || nq_is_definite(s, i))
            return false;
    return np->end > np->first && np->noun != NQ_NOUN_DOC;
}

/* "Activists talk of X and Y answers": a name with a glued "and" right before
 * the verb, far from the noun that opened the clause. */
static bool
is_own_clause(const struct search *f, uint32_t verb)
{
    const nq_scene *s = f->s;
    uint32_t i = f->last.first;
    const nq_mention *m = nq_mention_of(s, i);
    return m && f->last.end == verb && f->first.end && f->first.end + 2 < i &&
           m->first == i && m->span.start > s->tokens[i].span.start &&
           nq_str_starts(s->tokens[i].folded, NQ_STR("و"));
}

bool
nq_speaker_before(const nq_scene *s, uint32_t sentence, uint32_t floor,
                  uint32_t verb, nq_np *out, bool *gap)
{
    struct search f = {.s = s};
    uint32_t end = verb;
    while (end > sentence && nq_has_role(s, end - 1, NQ_ROLE_QAD | NQ_ROLE_KAN))
        end--;
    bool relative = end > sentence && nq_has_role(s, end - 1, NQ_ROLE_REL) &&
                    !nq_has_role(s, end - 1, NQ_ROLE_PREP);
    floor = relative ? sentence : floor;
    if (end > floor + NQ_TUNE_BEFORE)
        floor = end - NQ_TUNE_BEFORE;
    search_clause(&f, floor, end);
    /* "amid reports (that) say": an indefinite noun right before its verb */
    bool bare = f.last.end == end && is_bare(s, &f.last);
    nq_np *np = relative || bare || is_own_clause(&f, end) ? &f.last
                : f.first.end                              ? &f.first
                                                           : &f.lam;
    if (!np->end)
        return false;
    *gap = !relative && has_marks(s, np->end, end);
    *out = *np;
    return true;
}

bool
nq_speaker_suits(const nq_scene *s, const nq_np *np, uint32_t verb,
                 uint8_t grammar)
{
    const uint8_t many = NQ_PLURAL | NQ_DUAL;
    nq_speaker who;
    if (np->noun != NQ_NOUN_PERSON || !nq_np_speaker(s, np, &who))
        return true;
    bool joint = who.n_entities > 1;
    for (uint32_t i = np->first + 1; i < verb; i++)
        joint |= (s->tags[i].glue & NQ_CLITIC_WAW) != 0;
    bool plural = ((np->grammar | who.grammar) & many) != 0;
    if ((grammar & many) && !plural && !joint && np->grammar == 0)
        return false;
    bool fem = ((np->grammar | who.grammar) & NQ_FEM) != 0;
    return (grammar & (NQ_FEM | many)) || !fem || joint;
}

/* ---- Dropped ------------------------------------------------------------ */

static bool
agrees(const nq_scene *s, const nq_mention *m, uint8_t grammar)
{
    const nq_entity *e = &s->names->entities[m->entity];
    if (grammar & NQ_FEM)
        return e->feminine || m->type != NQ_PER;
    return !e->feminine;
}

/* The first name of a sentence that a verb could agree with, persons first. */
static const nq_mention *
subject_like(const nq_scene *s, uint32_t first, uint32_t end, uint8_t grammar)
{
    const nq_mention *best = NULL;
    for (uint32_t i = first; i < end; i++) {
        const nq_mention *m = nq_mention_of(s, i);
        if (!m)
            continue;
        i = m->end > i ? m->end - 1 : i;
        if (!agrees(s, m, grammar))
            continue;
        if (m->type == NQ_PER)
            return m;
        if (!best)
            best = m;
    }
    return best;
}

static bool
is_many(const nq_speaker *who)
{
    return (who->grammar & (NQ_PLURAL | NQ_DUAL)) || who->n_entities > 1 ||
           who->noun == NQ_NOUN_PEOPLE || who->noun == NQ_NOUN_BODY;
}

/* Those who spoke together, or the nearest plural noun that can speak. */
static bool
plural_before(const nq_scene *s, const nq_memory *m, uint32_t cue,
              nq_speaker *out)
{
    const nq_speaker *last = nq_memory_last(m);
    if (last && is_many(last)) {
        *out = *last;
        return true;
    }
    uint32_t lo = cue > NQ_TUNE_PLURAL_BACK ? cue - NQ_TUNE_PLURAL_BACK : 0;
    for (uint32_t i = cue; i-- > lo;) {
        const nq_word *w = s->tags[i].word;
        nq_np np;
        if ((w->noun == NQ_NOUN_PEOPLE || w->noun == NQ_NOUN_PERSON) &&
            (w->noun_grammar & NQ_PLURAL) && !s->tags[i].mention &&
            nq_np_read(s, i, cue, &np) && nq_np_speaker(s, &np, out))
            return true;
    }
    return false;
}

bool
nq_speaker_dropped(const nq_scene *s, const nq_memory *m, uint32_t cue,
                   uint8_t grammar, nq_speaker *out)
{
    const nq_speaker *last = nq_memory_last(m);
    if (grammar & NQ_PLURAL)
        return plural_before(s, m, cue, out);
    bool same = !((grammar ^ m->last_grammar) & NQ_FEM);
    if (last && (same || m->carried)) {
        *out = *last;
        return true;
    }
    uint32_t at = nq_sentence_of(s->text, cue);
    for (uint32_t back = 0; back < NQ_TUNE_SENTENCES_BACK && at > 0; back++) {
        const nq_sentence *sent = &s->text->sentences[back ? --at : at];
        uint32_t end = sent->end < cue ? sent->end : cue;
        const nq_mention *hit = subject_like(s, sent->first, end, grammar);
        if (hit) {
            *out = nq_speaker_mention(s, hit);
            return true;
        }
    }
    if (!last)
        return false;
    *out = *last;
    return true;
}

static bool
has_role(const nq_word *w, uint64_t roles)
{
    return (w->roles & roles) != 0;
}

/* ---- Common nouns ------------------------------------------------------- */

/* An earlier speaker that was called by the same noun, or is of that kind. */
static const nq_speaker *
seen_before(const nq_memory *m, const nq_speaker *who, bool by_kind)
{
    uint32_t n = m->n < NQ_MEMORY_SPEAKERS ? m->n : NQ_MEMORY_SPEAKERS;
    for (uint32_t k = 1; k <= n; k++) {
        const nq_speaker *old = &m->seen[(m->n - k) % NQ_MEMORY_SPEAKERS];
        if (by_kind && old->entity == NQ_NO_ENTITY)
            continue;
        if (by_kind ? old->noun == who->noun : old->head == who->head)
            return old;
    }
    return NULL;
}

/* The nearest earlier name that stands behind this noun, or opens with it; or
 * of a type and class. */
static const nq_mention *
named_before(const nq_scene *s, uint32_t cue, const nq_speaker *who, int type)
{
    uint32_t tried = 0;
    for (uint32_t i = cue; i-- > 0 && tried < NQ_TUNE_NAMES_BACK;) {
        const nq_mention *m = nq_mention_of(s, i);
        if (!m || m->first != i)
            continue;
        tried++;
        if (type >= 0) {
            bool ok =
                who->noun == NQ_NOUN_OUTLET
                    ? m->type == NQ_ORG && s->names->entities[m->entity].agency
                    : m->type == type && agrees(s, m, who->grammar);
            if (ok)
                return m;
        } else if (s->tags[i].word == who->head ||
                   (i > 0 && s->tags[i - 1].word == who->head)) {
            return m;
        }
    }
    return NULL;
}

/* Does the noun stand before the name, among its titles? */
static bool
is_title_of(const nq_scene *s, const nq_word *head, const nq_mention *m)
{
    uint32_t lo = m->first > NQ_TUNE_TITLE ? m->first - NQ_TUNE_TITLE : 0;
    for (uint32_t i = m->first; i-- > lo;) {
        if (s->tags[i].word == head)
            return true;
        if (s->tokens[i].flags & NQ_TOKEN_SENTENCE)
            return false;
    }
    return false;
}

/* The person named most often before the cue; NULL when two are equal. */
static const nq_mention *
most_named(const nq_scene *s, uint32_t cue, uint8_t grammar)
{
    const nq_names *names = s->names;
    const nq_mention *best = NULL;
    uint32_t most = 0;
    bool tie = false;
    for (uint32_t e = 0; e < names->n_entities && e < NQ_TUNE_NAMES_BACK; e++) {
        const nq_entity *en = &names->entities[e];
        uint32_t n = 0;
        if (en->type != NQ_PER)
            continue;
        while (n < en->n_mentions &&
               names->mentions[en->mentions[n]].first < cue)
            n++;
        if (!n || !agrees(s, &names->mentions[en->mentions[0]], grammar))
            continue;
        tie = n == most || (tie && n < most);
        if (n > most) {
            most = n;
            best = &names->mentions[en->mentions[n - 1]];
        }
    }
    return tie ? NULL : best;
}

/* "The minister": the nearest person who was called minister. */
static const nq_mention *
titled_before(const nq_scene *s, uint32_t cue, const nq_speaker *who)
{
    nq_persons p = nq_persons_before(s, cue);
    const nq_mention *m;
    while ((m = nq_persons_step(&p)) != NULL)
        if (agrees(s, m, who->grammar) && is_title_of(s, who->head, m))
            return m;
    return NULL;
}

/* The only person named so far; where there are several, the one whom the
 * article is about may be called by what he is ("the player"). */
static const nq_mention *
only_before(const nq_scene *s, uint32_t cue, const nq_speaker *who)
{
    nq_persons p = nq_persons_before(s, cue);
    const nq_mention *m, *only = NULL;
    bool several = false;
    while ((m = nq_persons_step(&p)) != NULL) {
        if (!agrees(s, m, who->grammar))
            continue;
        several |= only && only->entity != m->entity;
        only = m;
    }
    if (several && has_role(who->head, NQ_ROLE_STAR))
        return most_named(s, cue, who->grammar);
    return several ? NULL : only;
}

static void
stand_for(nq_speaker *who, uint32_t entity)
{
    who->entity = entity;
    who->entities[0] = entity;
    who->n_entities = 1;
}

/* "A resident of the street": no office, which several may hold. */
static bool
is_unnamed(const nq_scene *s, const nq_speaker *who)
{
    uint32_t i = nq_token_from(s->text, who->span.start);
    return i + 1 < s->n && !nq_is_definite(s, i) && !nq_is_definite(s, i + 1) &&
           !s->tags[i + 1].mention;
}

/* "The source", "the resident", one word with the article: the fuller words by
 * which he spoke before. */
static void
take_fuller_words(const nq_scene *s, const nq_speaker *old, nq_speaker *who)
{
    naql_str text = s->text->article->text;
    naql_str now = nq_str_span(text, who->span);
    if (old && old->entity == NQ_NO_ENTITY &&
        nq_str_starts(now, NQ_STR("ال")) &&
        nq_str_find(now, NQ_STR(" "), 0) >= now.len &&
        old->span.end - old->span.start > who->span.end - who->span.start)
        who->span = old->span;
}

/* An earlier speaker whose name no list has, newest first: one who agrees with
 * the noun that takes him up ("the coach"), or whose words end or open with
 * these ("X" for "X Y"). */
static const nq_speaker *
unlisted_before(const nq_scene *s, const nq_memory *m, const nq_speaker *who)
{
    naql_str text = s->text->article->text;
    naql_str now = nq_str_span(text, who->span);
    uint32_t n = m->n < NQ_MEMORY_SPEAKERS ? m->n : NQ_MEMORY_SPEAKERS;
    for (uint32_t k = 1; k <= n; k++) {
        const nq_speaker *old = &m->seen[(m->n - k) % NQ_MEMORY_SPEAKERS];
        if (!old->unlisted)
            continue;
        naql_str name = nq_str_span(text, old->span);
        if (who->noun == NQ_NOUN_PERSON &&
            !((who->grammar ^ old->grammar) & NQ_FEM))
            return old;
        if (who->noun == NQ_NOUN_NONE && name.len > now.len + 1 &&
            (nq_str_starts(name, now) || nq_str_ends(name, now)))
            return old;
    }
    return NULL;
}

/* "The lady", "the mother": the nameless person who spoke last, if no other
 * noun than one for anybody tells her apart. */
static const nq_speaker *
nameless_before(const nq_memory *m, const nq_speaker *who)
{
    const nq_speaker *last = nq_memory_last(m);
    if (!last || last->entity != NQ_NO_ENTITY || last->outlet ||
        last->noun != NQ_NOUN_PERSON || !has_role(who->head, NQ_ROLE_STAR) ||
        ((last->grammar ^ who->grammar) & (NQ_FEM | NQ_PLURAL | NQ_DUAL)))
        return NULL;
    return last;
}

void
nq_speaker_resolve(const nq_scene *s, const nq_memory *m, uint32_t cue,
                   nq_speaker *who)
{
    bool many =
        who->noun == NQ_NOUN_PERSON && (who->grammar & (NQ_PLURAL | NQ_DUAL));
    if (who->entity != NQ_NO_ENTITY || who->noun == NQ_NOUN_NONE)
        return;
    const nq_speaker *old = seen_before(m, who, false);
    if (who->noun == NQ_NOUN_PEOPLE || many) {
        take_fuller_words(s, old, who);
        return;
    }
    const nq_mention *hit = NULL;
    if (!old && who->noun != NQ_NOUN_PERSON)
        hit = named_before(s, cue, who, -1);
    if (!old && !hit && who->noun == NQ_NOUN_OUTLET) {
        old = seen_before(m, who, true);
        if (!old)
            hit = named_before(s, cue, who, NQ_ORG);
    }
    if (!old && !hit && who->noun == NQ_NOUN_BODY &&
        has_role(who->head, NQ_ROLE_STAR))
        old = seen_before(m, who, true);
    if (!old && !hit && who->noun == NQ_NOUN_DOC)
        old = nq_memory_last(m);
    if (!old && !hit && who->noun == NQ_NOUN_PERSON)
        hit = titled_before(s, cue, who);
    if (!old && !hit && who->noun == NQ_NOUN_DOC)
        hit = named_before(s, cue, who, NQ_ORG);
    nq_np first;
    const nq_speaker *lady = NULL;
    if (!old && !hit && who->noun == NQ_NOUN_PERSON)
        lady = nameless_before(m, who);
    if (lady) {
        *who = *lady;
        return;
    }
    if (!old && !hit && who->noun == NQ_NOUN_PERSON &&
        nq_refer_introduced(s, cue, who->head, &first)) {
        who->span = nq_span_of(s, first.first, first.end);
        return; /* the words that brought him in */
    }
    if (!old && !hit && who->noun == NQ_NOUN_PERSON) {
        const nq_speaker *same = unlisted_before(s, m, who);
        if (same) {
            *who = *same;
            return;
        }
    }
    if (!old && !hit && who->noun == NQ_NOUN_PERSON &&
        !has_role(who->head, NQ_ROLE_KIN))
        hit = only_before(s, cue, who);
    if (old && old->entity != NQ_NO_ENTITY)
        stand_for(who, old->entity);
    else if (old && who->noun != NQ_NOUN_PERSON &&
             old->span.end - old->span.start > who->span.end - who->span.start)
        who->span = old->span; /* its fuller words */
    else if (old && is_unnamed(s, old))
        take_fuller_words(s, old, who);
    else if (hit)
        stand_for(who, hit->entity);
}

/* ---- Phrases that tell apart -------------------------------------------- */

/* The newest person who spoke, else the nearest one named. */
static void
take_last_person(const nq_scene *s, const nq_memory *m, uint32_t cue,
                 nq_speaker *who)
{
    uint32_t n = m->n < NQ_MEMORY_SPEAKERS ? m->n : NQ_MEMORY_SPEAKERS;
    for (uint32_t k = 1; k <= n; k++) {
        const nq_speaker *old = &m->seen[(m->n - k) % NQ_MEMORY_SPEAKERS];
        if (old->noun == NQ_NOUN_PERSON && old->n_entities <= 1) {
            *who = *old;
            return;
        }
    }
    const nq_mention *hit = named_before(s, cue, who, NQ_PER);
    if (hit)
        stand_for(who, hit->entity);
}

/* Is the phrase about one certain person: "the director of the branch"? */
static bool
is_certain(const nq_scene *s, const nq_np *np)
{
    for (uint32_t i = np->first; i < np->end; i++)
        if (nq_is_definite(s, i) || s->tags[i].mention)
            return !(np->grammar & (NQ_PLURAL | NQ_DUAL));
    return false;
}

void
nq_speaker_take_up(const nq_scene *s, const nq_memory *m, uint32_t cue,
                   const nq_np *np, nq_speaker *who)
{
    const nq_mention *hit = NULL;
    if (who->entity != NQ_NO_ENTITY)
        return;
    if (nq_refer_is_honour(s, np)) {
        take_last_person(s, m, cue, who);
        return;
    }
    if (who->noun == NQ_NOUN_PERSON && is_certain(s, np))
        hit = nq_refer_office(s, cue, np);
    if (!hit && who->noun == NQ_NOUN_NONE)
        hit = nq_refer_origin(s, cue, np);
    if (!hit && who->noun == NQ_NOUN_NONE)
        hit = nq_refer_part(s, cue, np);
    if (!hit && who->noun == NQ_NOUN_DOC)
        hit = nq_refer_owner(s, cue, np);
    if (!hit && who->noun == NQ_NOUN_NONE && np->end - np->first <= 2) {
        const nq_speaker *same = unlisted_before(s, m, who);
        if (same)
            *who = *same;
    }
    if (!hit)
        return;
    stand_for(who, hit->entity);
    who->noun = NQ_NOUN_PERSON;
}
