/* SPDX-License-Identifier: Apache-2.0
 *
 * choice_traits.c - what there is to see of a candidate for the speaker. Layer
 * 5 (claim). Knows nothing of what it is worth.
 */
#include "claim/choice.h"

#include "base/str.h"
#include "claim/resolve.h"
#include "claim/trait_name.h"
#include "claim/tune.h"

#include <stdio.h>

/* Where each block of features starts. */
enum {
    RULE = 0,             /* taken by the rules: how, and what they found */
    MIND = RULE + 24,     /* rank among those who spoke, form of the cue */
    PLACE = MIND + 20,    /* rank, and what lies between */
    ON = PLACE + 20,      /* rank, form of the cue and what lies between */
    VERB = ON + 100,      /* does this verb agree with the one he used last? */
    HERE = VERB + 20,     /* sentences back to the words by which he spoke */
    SPOKE = HERE + 6,     /* times */
    CALLED = SPOKE + 4,   /* times named */
    FORM = CALLED + 6,    /* what it is, grammar of the verb */
    WOMAN = FORM + 28,    /* a woman, a feminine verb */
    BACK = WOMAN + 8,     /* sentences back to the nearest name */
    STEPS = BACK + 8,     /* words back to it in its sentence */
    SITE = STEPS + 5,     /* what stands before it, in this sentence or not */
    SAID = SITE + 32,     /* it stands in what somebody said */
    STANDS = SAID + 4,    /* in the title, first of its sentence, most named */
    PART = STANDS + 6,    /* told, credited, in the content, "the wife of X" */
    ZONE = PART + 8,      /* between the cue and its content */
    GAP = ZONE + 13,      /* words from what the rules found to it there */
    LEADS = GAP + 6,      /* what stands before it there */
    MATCH = LEADS + 11,   /* called by the noun that the rules found */
    SHARES = MATCH + 8,   /* words of theirs that stand beside his names */
    SUBJECT = SHARES + 8, /* what they found, and what the verb takes */
    RIVAL = SUBJECT + 64, /* the same, for anybody else: in the zone or not */
    PAIR = RIVAL + 128,   /* what they found, and what the candidate is */
    KNOWN = PAIR + 128,   /* is that known, and what is the candidate? */
    FAR = KNOWN + 28,     /* how far before the verb the rules found theirs */
    ACTS = FAR + 24,      /* in the clauses before the cue, and the verb */
    LATER = ACTS + 4 * 3, /* named behind only: what stands before the name, */
    TITLED = LATER + 11,  /* a verb behind it, its title, */
    BARE = TITLED + 8,    /* sentences ahead, behind a verb of saying */
    PHRASE = BARE + 12,   /* where a phrase stands, and its noun */
    EDGE = PHRASE + 48,   /* what stands before it, here or back */
    AIM = EDGE + 24,      /* where it stands, how the content is tied, */
    SUITS = AIM + 84,     /* grammar of its head and of the verb */
    SURE = SUITS + 24,    /* is it definite, does it end at the verb */
    REACH = SURE + 24,    /* words between it and the cue, its noun */
    VERBAL = REACH + 72,  /* shape of the word before it, form of the cue */
    TRAITS = VERBAL + 72
};

static const nq_trait_row blocks[] = {
    {"rule", RULE},       {"mind", MIND},     {"place", PLACE},
    {"on", ON},           {"verb", VERB},     {"here", HERE},
    {"spoke", SPOKE},     {"called", CALLED}, {"form", FORM},
    {"woman", WOMAN},     {"back", BACK},     {"steps", STEPS},
    {"site", SITE},       {"said", SAID},     {"stands", STANDS},
    {"part", PART},       {"zone", ZONE},     {"gap", GAP},
    {"leads", LEADS},     {"match", MATCH},   {"shares", SHARES},
    {"subject", SUBJECT}, {"rival", RIVAL},   {"pair", PAIR},
    {"known", KNOWN},     {"far", FAR},       {"acts", ACTS},
    {"later", LATER},     {"titled", TITLED}, {"bare", BARE},
    {"phrase", PHRASE},   {"edge", EDGE},     {"aim", AIM},
    {"suits", SUITS},     {"sure", SURE},     {"reach", REACH},
    {"verbal", VERBAL},   {NULL, TRAITS}};

uint32_t
nq_choice_n_traits(void)
{
    return TRAITS;
}

uint32_t
nq_choice_trait(naql_str name)
{
    uint32_t trait;
    return nq_trait_number(blocks, name, &trait) ? trait : TRAITS;
}

void
nq_choice_name(uint32_t trait, char *at, size_t room)
{
    uint32_t place;
    const char *block = nq_trait_name(blocks, trait, &place);
    snprintf(at, room, "%s %u", block, place);
}

typedef struct sight {
    const nq_choice *c;
    const nq_choice_facts *f;
    const nq_scene *s;
    const nq_candidate *it;
    const nq_entity *entity; /* NULL: none */
    nq_choice_traits *out;
} sight;

static void
put(sight *v, uint32_t trait)
{
    v->out->at[v->out->n++] = (uint16_t)trait;
}

/* The same where it is so; nobody can foresee it: no branch. */
static void
put_if(sight *v, bool is, uint32_t trait)
{
    v->out->at[v->out->n] = (uint16_t)trait;
    v->out->n += is;
}

/* ---- The cue ------------------------------------------------------------- */

/* A participle, a verb that goes on ("and added"), one with a glued "and", any
 * other, a noun. */
static uint32_t
form_of_cue(const nq_scene *s, const nq_cue *c)
{
    if (c->inflection == NQ_CUE_PARTICIPLE)
        return 0;
    if (c->inflection > NQ_CUE_PARTICIPLE)
        return 4;
    if (nq_has_sense(s, c->at, NQ_SENSE_AGAIN))
        return 1;
    return nq_maker_is_joined(s, c->at) ? 2 : 3;
}

/* Between the cue and the statement before it: nothing, a sentence's end, a
 * paragraph's; in the title; at the very first one. */
static uint32_t
gap_of(const nq_maker *m)
{
    if (m->title)
        return 3;
    uint32_t n = m->list.n - 1; /* the last one is being made */
    if (!n)
        return 4;
    if (n > m->n_before)
        return 0;
    return m->s->tokens[m->sentence].flags & NQ_TOKEN_LINE ? 2 : 1;
}

static uint32_t
gender_of(const nq_cue *c)
{
    if (c->inflection > NQ_CUE_PARTICIPLE)
        return 3;
    if (c->grammar & (NQ_PLURAL | NQ_DUAL))
        return 2;
    return c->grammar & NQ_FEM ? 1 : 0;
}

/* A phrase that tells of somebody new, one with the article, one that belongs
 * to something that is known ("the player of X"). */
static uint32_t
known_by(const nq_scene *s, const nq_choice_facts *f)
{
    if (f->first < s->n && nq_is_definite(s, f->first))
        return 1;
    for (uint32_t i = f->first + 1; i < f->end; i++) {
        if (nq_has_role(s, i, NQ_ROLE_PREP))
            break;
        if (nq_is_definite(s, i) || s->tags[i].mention)
            return 2;
    }
    return 0;
}

/* What the rules found: its noun, whether it is known, and whether the cue has
 * a person told or a target, which a subject may be mistaken for. */
static uint32_t
subject_of(const nq_choice *c)
{
    const nq_speaker *who = &c->at[0].who;
    const nq_lemma *l = c->d->cue.lemma;
    bool takes = l && (l->told || (l->links & NQ_LINK_TARGET));
    bool many = (who->grammar & (NQ_PLURAL | NQ_DUAL)) != 0;
    return c->facts.noun * 4u + takes * 2u + many;
}

/* What the phrase that the rules found is to a name inside it: a paper, kin,
 * some person, anything else. */
static uint32_t
owned_as(const nq_choice *c)
{
    const nq_speaker *who = &c->at[0].who;
    if (who->noun == NQ_NOUN_DOC || who->noun == NQ_NOUN_STUDY)
        return 0;
    if (nq_has_sense(c->m->s, c->facts.first, NQ_SENSE_KIN))
        return 1;
    return who->noun == NQ_NOUN_PERSON || who->noun == NQ_NOUN_PEOPLE ? 2 : 3;
}

void
nq_choice_look(nq_choice *c)
{
    const nq_scene *s = c->m->s;
    const nq_speaker *who = &c->at[0].who;
    nq_choice_facts *f = &c->facts;
    f->form = form_of_cue(s, &c->d->cue);
    f->gap = gap_of(c->m);
    f->gender = gender_of(&c->d->cue);
    f->sentence = nq_sentence_of(s->text, c->d->cue.at);
    f->first = f->end = nq_token_from(s->text, who->span.start);
    f->words = (nq_stems){.first = f->first};
    for (; f->end < s->n && s->tokens[f->end].span.start < who->span.end;
         f->end++)
        if (nq_is_word(s, f->end) && !nq_has_role(s, f->end, NQ_ROLE_PREP))
            nq_stems_add(&f->words, s->tokens[f->end].stem);
    f->words.end = f->end;
    f->known = known_by(s, f);
    f->noun = who->noun * 2u + (f->known == 1);
    f->subject = subject_of(c);
    f->owned = owned_as(c);
}

/* ---- The candidate ------------------------------------------------------- */

static uint32_t
type_of(const sight *v)
{
    const nq_speaker *who = &v->it->who;
    if (v->entity)
        return v->entity->agency ? 3 : v->entity->type;
    return who->noun == NQ_NOUN_PERSON   ? 4
           : who->noun == NQ_NOUN_PEOPLE ? 5
                                         : 6;
}

static void
put_memory(sight *v)
{
    const nq_candidate *it = v->it;
    uint32_t rank = it->rank > 3 ? 3 : it->rank;
    put(v, MIND + rank * 5 + v->f->form);
    put(v, PLACE + rank * 5 + v->f->gap);
    put(v, ON + (rank * 5 + v->f->form) * 5 + v->f->gap);
    uint32_t way = v->f->form == 4 ? 2 : v->f->form ? 1 : 0;
    put(v, ACTS + it->clause * 3u + way);
    put(v, SPOKE + (it->spoke > 3 ? 3 : it->spoke));
    if (it->rank) {
        bool other = ((v->c->d->cue.grammar ^ it->verb) & NQ_FEM) != 0;
        bool carried = rank == 1 && v->c->m->memory.carried;
        put(v, VERB + (v->f->form * 2 + other) * 2u + carried);
        static const uint32_t far[] = {0, 1, 2, 4, 8};
        uint32_t at = nq_token_from(v->s->text, it->who.span.start);
        uint32_t here = v->f->sentence;
        at = nq_sentence_of(v->s->text, at < v->s->n ? at : v->s->n - 1);
        put(v, HERE + (at <= here ? nq_trait_step(here - at, far, 5) : 0));
    }
    if (it->rule) {
        const nq_speaker *who = &it->who;
        uint32_t found = who->entity == NQ_NO_ENTITY ? who->unlisted : 2;
        put(v, RULE + v->c->d->by * 3u + found);
        put(v, SUBJECT + v->f->subject);
        put(v, RULE + 21 + v->c->m->title);
        put(v, KNOWN + 25 + v->f->known);
    }
}

static void
put_form(sight *v)
{
    const nq_speaker *who = &v->it->who;
    uint32_t cue = v->f->gender, type = type_of(v);
    put(v, FORM + type * 4 + cue);
    bool fem = (who->grammar & NQ_FEM) != 0;
    put_if(v, (type == NQ_PER) | (type == 4), WOMAN + fem * 4u + cue);
    const nq_entity *e = v->entity;
    if (!e) {
        put(v, CALLED + 5);
        return;
    }
    static const uint32_t steps[] = {1, 2, 4, 8};
    put(v, CALLED + nq_trait_step(e->n_mentions, steps, 4));
    put_if(v, (e->type == NQ_PER) & (e->n_mentions == v->c->most), STANDS);
}

/* First token of the phrase that a name stands in, its titles with it. */
static uint32_t
phrase_of(const nq_scene *s, const nq_mention *m)
{
    if (m->role.end <= m->role.start || m->role.start >= m->span.start)
        return m->first;
    uint32_t i = nq_token_from(s->text, m->role.start);
    return i < m->first ? i : m->first;
}

/* What stands before token i, which opens a phrase and has no preposition. */
static uint32_t
site_of_token(const nq_scene *s, uint32_t i)
{
    if (s->tokens[i].flags & NQ_TOKEN_SENTENCE)
        return 0;
    if (nq_cue_lemma(s, i - 1))
        return 3;
    if (nq_is_mark(s, i - 1, NQ_MARK_COMMA))
        return 4;
    if (nq_has_role(s, i - 1, NQ_ROLE_THAT))
        return 5;
    if (s->tokens[i - 1].kind == NQ_TOKEN_MARK)
        return 6;
    if (s->tags[i].glue & NQ_CLITIC_WAW)
        return 7;
    if (s->tags[i - 1].word->noun || s->tags[i - 1].office ||
        nq_is_definite(s, i - 1))
        return 8;
    return nq_is_nominal(s, i - 1) ? 9 : 10;
}

/* What stands before that phrase, which opens at token i. */
static uint32_t
site_of(const nq_scene *s, const nq_mention *m, uint32_t i)
{
    uint16_t preps = NQ_CLITIC_BA | NQ_CLITIC_LAM | NQ_CLITIC_KAF;
    if (s->tokens[i].flags & NQ_TOKEN_SENTENCE)
        return 0;
    if ((s->tags[i].glue & preps) || nq_has_role(s, i - 1, NQ_ROLE_PREP) ||
        (i == m->first && m->span.start > s->tokens[i].span.start &&
         !nq_str_starts(s->tokens[i].folded, NQ_STR("و"))))
        return nq_has_role(s, i - 1, NQ_ROLE_TIE) ? 2 : 1;
    return site_of_token(s, i);
}

/* Does the word before token i look like a verb: none, a feminine past, a
 * masculine or a feminine present, one with an object, any other word? */
static uint32_t
verb_before(const nq_scene *s, uint32_t i)
{
    enum { SHORT = 6 }; /* bytes: three letters */
    if (i == 0 || !nq_is_word(s, i - 1))
        return 0;
    const nq_tag *t = &s->tags[i - 1];
    naql_str f = s->tokens[i - 1].folded;
    if (t->mention || t->office || t->date || t->word->noun ||
        (t->glue & ~(NQ_CLITIC_WAW | NQ_CLITIC_FA)) ||
        nq_has_role(s, i - 1, NQ_ROLE_PREP | NQ_ROLE_THAT | NQ_ROLE_REL))
        return 0;
    if (f.len >= SHORT && nq_str_ends(f, NQ_STR("ت")))
        return 1;
    if (t->word->lemma || f.len < SHORT)
        return 5;
    if (nq_str_starts(f, NQ_STR("ي")) || nq_str_starts(f, NQ_STR("وي")))
        return 2;
    if (nq_str_starts(f, NQ_STR("ت")) || nq_str_starts(f, NQ_STR("وت")))
        return 3;
    return nq_str_ends(f, NQ_STR("ها")) ? 4 : 5;
}

/* That word, and whether the verb of saying is joined to it. */
static void
put_verbal(sight *v, uint32_t i, uint32_t type)
{
    uint32_t form = v->f->form == 0 ? 0 : v->f->form == 2 ? 1 : 2;
    bool fem = v->f->gender == 1;
    uint32_t shape = verb_before(v->s, i);
    put(v, VERBAL + ((shape * 3 + form) * 2 + fem) * 2 + type);
}

static void
put_name(sight *v)
{
    static const uint32_t far[] = {0, 1, 2, 4, 8}, near[] = {2, 5, 10, 20};
    const nq_mention *m = v->it->near;
    uint32_t cue = v->c->d->cue.at;
    if (!m || v->it->behind) {
        put(v, BACK + (m ? 7 : 6));
        return;
    }
    uint32_t at = nq_sentence_of(v->s->text, m->first);
    uint32_t back = v->f->sentence - at;
    put(v, BACK + nq_trait_step(back, far, 5));
    if (!back)
        put(v, STEPS + nq_trait_step(cue - m->end, near, 4));
    uint32_t k = phrase_of(v->s, m);
    put(v, SITE + site_of(v->s, m, k) + (back ? 16 : 0));
    if (!back)
        put_verbal(v, k, m->type == NQ_PER);
    put(v, SAID + v->it->quoted * 2u + (back ? 1 : 0));
    uint32_t first = v->s->text->sentences[at].first;
    bool line = (v->s->tokens[first].flags & NQ_TOKEN_LINE) != 0;
    put_if(v, k <= first + 1, STANDS + (back ? 1 : 2));
    put_if(v, line & (k <= first + 4), STANDS + (back ? 3 : 4));
}

/* "The wife OF X": does the candidate's name stand in what the rules found? */
static bool
is_inside(const sight *v)
{
    for (uint32_t i = v->f->first; i < v->f->end; i++)
        if (v->s->tags[i].mention &&
            nq_mention_of(v->s, i)->entity == v->it->who.entity)
            return true;
    return false;
}

static void
put_entity(sight *v)
{
    const nq_draft *d = v->c->d;
    const nq_names *names = v->s->names;
    const nq_entity *e = v->entity;
    if (!e)
        return;
    if (e->n_mentions &&
        names->mentions[e->mentions[0]].first < v->s->text->sentences[0].end)
        put(v, STANDS + 5);
    bool credited = d->credit.entity == v->it->who.entity;
    put_if(v, (d->credit.span.end != 0) & credited, PART);
    uint32_t in = nq_mention_since(names, e, d->x.first);
    if (in < e->n_mentions && names->mentions[e->mentions[in]].end <= d->x.end)
        put(v, PART + 1 + (e->type == NQ_PER));
    if (!v->it->rule && is_inside(v))
        put(v, PART + 4 + v->f->owned);
    if (d->cue.has_told && v->it->near &&
        v->it->near->first >= d->cue.told.first &&
        v->it->near->first < d->cue.told.end)
        put(v, PART + 3);
}

static void
put_zone(sight *v)
{
    const nq_mention *m = v->it->near;
    uint32_t content = v->c->d->cue.content;
    if (!v->it->zone)
        return;
    bool person = v->c->at[0].who.noun == NQ_NOUN_PERSON;
    bool nameless = v->c->at[0].who.entity == NQ_NO_ENTITY;
    put(v, ZONE + 8 + person * 2u + nameless);
    bool first = true;
    for (uint32_t i = 0; i < v->c->n; i++)
        first &= !v->c->at[i].zone || v->c->at[i].near >= m;
    put(v, ZONE + (first ? 0 : 12));
    static const uint32_t steps[] = {0, 1, 3, 6, 10};
    uint32_t end = v->f->end;
    uint32_t from = phrase_of(v->s, m);
    put(v, GAP + nq_trait_step(from > end ? from - end : 0, steps, 5));
    uint32_t i = m->end;
    while (i < content && (v->s->tokens[i].kind == NQ_TOKEN_MARK ||
                           nq_has_role(v->s, i, NQ_ROLE_THAT)))
        i++;
    put(v, ZONE + (i >= content ? 1 : 2));
    if (nq_is_mark(v->s, m->first - 1, NQ_MARK_COMMA))
        put(v, ZONE + 3);
    put_if(v, m->role.end > m->role.start, ZONE + 4);
    uint32_t site = site_of(v->s, m, from);
    put(v, ZONE + (site == 1 || site == 2 ? 5 : 6));
    put(v, LEADS + site);
    put_if(v, m->end == m->first + 1, ZONE + 7);
}

/* ---- "The company": called so before ------------------------------------- */

static bool
has_word(const nq_scene *s, uint32_t from, uint32_t to, const nq_word *w)
{
    bool found = false;
    for (uint32_t i = from; i < to && i < s->n; i++)
        found |= nq_words_alike(s->tags[i].word, w);
    return found;
}

static bool
role_has_word(const nq_scene *s, naql_span role, const nq_word *w)
{
    uint32_t i = nq_token_from(s->text, role.start);
    for (; i < s->n && s->tokens[i].span.start < role.end; i++)
        if (nq_words_alike(s->tags[i].word, w))
            return true;
    return false;
}

static void
put_match(sight *v)
{
    enum { NAMES = 4, BEFORE = 3 };
    const nq_names *names = v->s->names;
    const nq_speaker *rule = &v->c->at[0].who;
    const nq_entity *e = v->entity;
    uint32_t adj = v->c->adjective;
    if (v->c->kind == NQ_CHOICE_DROPPED || !e ||
        rule->head == v->s->book->words || !rule->head)
        return;
    bool open = false, title = false, role = false, like = false;
    for (uint32_t k = 0; k < e->n_mentions && k < NAMES; k++) {
        const nq_mention *m = &names->mentions[e->mentions[k]];
        uint32_t lo = m->first > BEFORE ? m->first - BEFORE : 0;
        open |= nq_words_alike(v->s->tags[m->first].word, rule->head);
        title |= has_word(v->s, lo, m->first, rule->head);
        like |= adj != NQ_NO_TOKEN && m->first < v->c->d->cue.at &&
                nq_resolve_described(v->s, adj, lo, m->end + 2);
    }
    for (uint32_t r = 0;
         !open && !title && !role && r < e->n_roles && r < NAMES; r++)
        role = role_has_word(v->s, e->roles[r], rule->head);
    bool fits = rule->noun == NQ_NOUN_PERSON   ? e->type == NQ_PER
                : rule->noun == NQ_NOUN_OUTLET ? e->agency
                                               : e->type == NQ_ORG;
    put(v, MATCH + (open ? 0 : title ? 1 : role ? 2 : 3));
    put(v, MATCH + (fits ? 4 : 5));
    put_if(v, adj != NQ_NO_TOKEN, MATCH + (like ? 6 : 7));
}

/* How many of the words that the rules found stand beside one of the names of
 * the candidate: "the French minister" of "minister of ... of France". */
static void
put_shares(sight *v)
{
    enum { NAMES = 4, BEFORE = 8, BEHIND = 5 };
    const nq_entity *e = v->entity;
    uint32_t n = v->f->words.n, most = 0;
    if (v->c->kind == NQ_CHOICE_DROPPED || !e)
        return;
    for (uint32_t k = 0; k < e->n_mentions && k < NAMES; k++) {
        const nq_mention *m = &v->s->names->mentions[e->mentions[k]];
        uint32_t lo = m->first > BEFORE ? m->first - BEFORE : 0;
        uint32_t hi = m->end + BEHIND < v->s->n ? m->end + BEHIND : v->s->n;
        uint32_t hit = (uint32_t)__builtin_popcount(
            nq_stems_in(&v->f->words, v->s->tokens, lo, hi));
        most = hit > most ? hit : most;
    }
    uint32_t share = !most ? 0 : most == n ? 3 : most * 2 >= n ? 2 : 1;
    put(v, SHARES + share * 2 + (n > 1));
}

/* "X, who met Y, said": how far before the verb the rules found theirs, whether
 * marks stand between, and whether the candidate stands right before it. */
static void
put_far(sight *v)
{
    static const uint32_t steps[] = {0, 1, 4, 10};
    const nq_scene *s = v->s;
    uint32_t cue = v->c->d->cue.at, from = v->f->end;
    if (v->c->kind != NQ_CHOICE_BEFORE || cue == 0)
        return;
    bool marks = false;
    for (uint32_t i = from; i < cue && i < from + NQ_TUNE_BEFORE; i++)
        marks |= s->tokens[i].kind == NQ_TOKEN_MARK;
    uint32_t far = nq_trait_step(cue > from ? cue - from : 0, steps, 4);
    put(v, FAR + (far * 2 + marks) * 2u + v->it->rule);
    bool near = v->it->near && !v->it->behind && v->it->near->end + 2 >= cue;
    bool relative = nq_has_role(s, cue - 1, NQ_ROLE_REL);
    put(v, FAR + 20 + near * 2u + relative);
}

/* A phrase round the cue: "accused THE EXCLUDED", "THE POLICE wrote a report".
 */
static void
put_phrase(sight *v)
{
    const nq_candidate *it = v->it;
    const nq_np *np = &it->np;
    const nq_cue *c = &v->c->d->cue;
    if (!it->place)
        return;
    bool takes =
        c->lemma && (c->lemma->told || (c->lemma->links & NQ_LINK_TARGET));
    uint32_t place = it->place, i = np->first;
    put(v, PHRASE + place * 8u + it->who.noun);
    static const uint32_t steps[] = {0, 1, 3, 6, 12};
    bool behind = i >= c->end, back = place == NQ_PLACE_BACK;
    uint32_t site = i ? site_of_token(v->s, i) : 0;
    uint32_t far = behind ? i - c->end : c->at > np->end ? c->at - np->end : 0;
    uint32_t step = nq_trait_step(far, steps, 5) + (behind ? 6 : 0);
    put(v, EDGE + site + (back ? 12 : 0));
    if (!back) {
        put_verbal(v, i, it->who.noun == NQ_NOUN_PERSON);
        put(v, REACH + step * 6u + (it->who.noun < 6 ? it->who.noun : 1));
    }
    put(v, AIM + (place * 2u + takes) * 7u + c->way);
    bool many = (np->grammar & (NQ_PLURAL | NQ_DUAL)) != 0;
    bool fem = (np->grammar & NQ_FEM) != 0;
    bool near = place == NQ_PLACE_BEHIND || place == NQ_PLACE_READ;
    put(v, SUITS + ((many ? 2u : fem) * 4u + v->f->gender) * 2u + near);
    put(v, SURE + (place * 2u + np->definite) * 2u + (np->end == c->at));
}

/* Named behind the cue only, where a noun told of him: "a judge said ... Judge
 * X said", "the director announced ... X said". */
static void
put_later(sight *v)
{
    static const uint32_t far[] = {0, 1, 2, 4, 8};
    const nq_scene *s = v->s;
    const nq_mention *m = v->it->near;
    if (!v->it->behind || v->it->zone || !m)
        return;
    bool person = m->type == NQ_PER;
    bool titled = m->role.end > m->role.start;
    bool comma = nq_is_mark(s, m->end, NQ_MARK_COMMA);
    uint32_t site = site_of(s, m, phrase_of(s, m));
    put(v, LATER + site);
    put(v, TITLED + (nq_cue_lemma(s, m->end) != NULL));
    put(v, TITLED + 2 + titled + person * 2u);
    put(v, TITLED + 6 + comma);
    if (site != 3 || !person)
        return;
    uint32_t ahead = nq_sentence_of(s->text, m->first) - v->f->sentence;
    titled |= comma && m->end + 1 < s->n && s->tags[m->end + 1].word->noun;
    put(v, BARE + titled * 6u + nq_trait_step(ahead, far, 5));
}

void
nq_choice_see(const nq_choice *c, uint32_t candidate, nq_choice_traits *out)
{
    const nq_candidate *it = &c->at[candidate];
    sight v = {.c = c, .f = &c->facts, .s = c->m->s, .it = it, .out = out};
    if (it->who.entity != NQ_NO_ENTITY)
        v.entity = &v.s->names->entities[it->who.entity];
    out->n = 0;
    put_memory(&v);
    put_form(&v);
    put_name(&v);
    put_entity(&v);
    put_zone(&v);
    put_match(&v);
    put_shares(&v);
    put_far(&v);
    put_later(&v);
    put_phrase(&v);
    if (!candidate)
        return;
    const nq_word *head = c->at[0].who.head;
    uint32_t type = type_of(&v), noun = c->at[0].who.noun;
    bool source = head && (head->senses & NQ_SENSE_SPEAKER);
    put(&v, RIVAL + it->zone * 64u + c->facts.subject);
    put(&v, PAIR + (noun * 2u + source) * 8u + type);
    put(&v, KNOWN + (it->zone ? 24 : c->facts.known * 8u + type));
}
