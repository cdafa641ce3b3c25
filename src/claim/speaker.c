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
    m->verb[m->n % NQ_MEMORY_SPEAKERS] = grammar;
    m->seen[m->n++ % NQ_MEMORY_SPEAKERS] = *who;
    m->last_grammar = grammar;
    m->carried = carried;
}

/* ---- Before the verb ---------------------------------------------------- */

struct search {
    const nq_scene *s;
    nq_np first, last; /* of the clause; end 0: none */
    nq_np lam;         /* behind a glued l-, "it happened TO X that" */
    nq_np from;        /* a person behind "from", "a call FROM X" */
    nq_np person;      /* the last one */
    bool after_prep, after_from;
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

/* "in a talk WITH the paper X, in which he said": who was told. */
static bool
is_outlet(const nq_scene *s, const nq_np *np)
{
    nq_speaker who;
    return np->noun == NQ_NOUN_OUTLET ||
           (nq_np_speaker(s, np, &who) && who.outlet);
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
    if (np.noun == NQ_NOUN_PERSON)
        f->person = np;
    bool happened = nq_has_role(f->s, verb - 1, NQ_ROLE_THAT);
    if ((f->s->tags[*i].glue & NQ_CLITIC_LAM) &&
        (happened || !is_outlet(f->s, &np)))
        f->lam = np;
    if (!f->after_prep && !glued && !f->first.end)
        f->first = np;
    if (f->after_from && np.noun == NQ_NOUN_PERSON)
        f->from = np;
    f->after_prep = f->after_from = false;
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

/* "and who", of one. */
static bool
is_one_who(const nq_scene *s, uint32_t i)
{
    return nq_has_role(s, i, NQ_ROLE_REL) &&
           !nq_str_ends(s->tokens[i].folded, NQ_STR("ين"));
}

/* A preposition of one letter that stands alone before a name: "l- CNN". */
static bool
is_lone_prep(const nq_scene *s, uint32_t i)
{
    naql_str f = s->tokens[i].folded;
    return nq_is_word(s, i) && !s->tags[i].mention &&
           (nq_str_equal(f, NQ_STR("ل")) || nq_str_equal(f, NQ_STR("ب")) ||
            nq_str_equal(f, NQ_STR("ك")));
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
        } else if (is_new_clause(s, i, floor) &&
                   !(i + 1 == verb && is_one_who(s, i))) {
            f->first.end = f->last.end = f->lam.end = 0;
            f->after_prep = false;
            i = i + 1;
        } else if (nq_has_role(s, i, NQ_ROLE_PREP) && !s->tags[i].mention) {
            f->after_prep = true;
            f->after_from = nq_has_role(s, i, NQ_ROLE_TIE) &&
                            nq_has_role(s, i, NQ_ROLE_REL);
            i++;
        } else if (nq_has_role(s, i, NQ_ROLE_KAN) && i > floor &&
                   !nq_has_role(s, i - 1, NQ_ROLE_REL)) {
            f->after_prep = f->after_from = false; /* "at that time X had" */
            i++;
        } else if (is_lone_prep(s, i)) {
            f->after_prep = true;
            f->after_from = false;
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

/* "whom the court (f.) announced": the pronoun and the verb differ in gender,
 * so that the subject stands behind. */
static bool
is_object_relative(const nq_scene *s, uint32_t pronoun, uint32_t verb)
{
    naql_str f = s->tokens[pronoun].folded;
    uint8_t g = s->tags[verb].word->grammar & (NQ_FEM | NQ_PLURAL | NQ_DUAL);
    return (nq_str_ends(f, NQ_STR("ذي")) && g == NQ_FEM) ||
           (nq_str_ends(f, NQ_STR("لتي")) && g == 0);
}

/* "The agency", "the ministry of X", and nothing joined to it. */
static bool
is_feminine_body(const nq_scene *s, const nq_np *np)
{
    const nq_word *head = s->tags[np->first].word;
    if ((head->noun != NQ_NOUN_BODY && head->noun != NQ_NOUN_OUTLET) ||
        head->noun_grammar != NQ_FEM || np->noun != head->noun)
        return false;
    for (uint32_t i = np->first + 1; i < np->end; i++)
        if (s->tags[i].glue & NQ_CLITIC_WAW)
            return false;
    return true;
}

/* "the first time in WHICH the kingdom points to": "in it" right behind the
 * verb is all that the pronoun does there, unless words stand in a paper. */
static bool
is_place_relative(const nq_scene *s, uint32_t verb)
{
    const nq_mention *m = nq_mention_from(s, verb + 2);
    return nq_has_role(s, verb + 1, NQ_ROLE_IN_IT) && m &&
           m->span.start == s->tokens[m->first].span.start;
}

/* "and it is a decision (of which) he said": the noun behind a pronoun tells
 * what something is, and says nothing. */
static bool
is_predicate(const nq_scene *s, const nq_np *np)
{
    return np->first > 0 && nq_has_role(s, np->first - 1, NQ_ROLE_PRON) &&
           is_bare(s, np);
}

/* "a panel for investigating, (she) said": an indefinite body with nothing but
 * a purpose behind it is no subject across a comma. */
static bool
is_loose(const nq_scene *s, const nq_np *np)
{
    uint32_t next = np->first + 1;
    bool purpose = next < np->end && (s->tags[next].glue & NQ_CLITIC_LAM) != 0;
    bool alone = next >= np->end && !s->tags[np->first].mention;
    return s->tags[np->first].word->noun == NQ_NOUN_BODY &&
           !nq_is_definite(s, np->first) && (purpose || alone);
}

/* "but THE IRANIANS, who sued, SAY", "that THOSE CLOSE to X hinted": the many
 * right behind a word that makes them oblique, before a verb of many. */
static bool
oblique_many(const nq_scene *s, uint32_t floor, uint32_t end, nq_np *out)
{
    enum { LEAST = 10 }; /* bytes: five letters */
    for (uint32_t i = end; i-- > floor + 1;) {
        naql_str f = s->tokens[i].folded;
        if (!nq_has_role(s, i - 1, NQ_ROLE_BUT | NQ_ROLE_AN) ||
            s->tags[i - 1].mention)
            continue;
        if (!nq_is_word(s, i) || f.len < LEAST ||
            !nq_str_ends(f, NQ_STR("ين")) || s->tags[i].mention ||
            s->tags[i].number || !nq_np_read(s, i, end, out))
            return false;
        if (out->noun == NQ_NOUN_NONE)
            out->noun = NQ_NOUN_PEOPLE;
        out->grammar |= NQ_PLURAL;
        return true;
    }
    return false;
}

/* "THE GROUP had said", in Arabic "had-been the group said": whatever stands,
 * with its article, between the auxiliary and the verb is its subject. */
static bool
between_kan(const nq_scene *s, uint32_t floor, uint32_t end, nq_np *out)
{
    uint32_t lo = end > floor + NQ_TUNE_NP ? end - NQ_TUNE_NP : floor;
    for (uint32_t i = end; i-- > lo + 1;) {
        if (!nq_is_word(s, i))
            return false;
        if (nq_has_role(s, i - 1, NQ_ROLE_KAN) && !s->tags[i - 1].mention)
            return nq_is_definite(s, i) && !s->tags[i].date &&
                   !(s->tags[i].glue & ~(unsigned)NQ_CLITIC_AL) &&
                   nq_np_read(s, i, end, out) && out->end == end;
    }
    return false;
}

/* "X will close once THE UNIONS have announced", in Arabic behind "that" and
 * the verb: a verb that aims at nobody has its own subject there. */
static bool
has_own_behind(const nq_scene *s, uint32_t verb)
{
    uint32_t i = verb + 1;
    const nq_word *w = s->tags[verb].word;
    bool relative = nq_has_role(s, verb - 1, NQ_ROLE_REL);
    if (!(relative || opens_clause(s, verb - 1)) || !w->lemma || i >= s->n ||
        (s->tags[i].glue & ~NQ_CLITIC_AL))
        return false;
    const nq_lemma *l = &s->book->lemmas[w->lemma - 1];
    const nq_mention *m = nq_mention_from(s, i);
    uint8_t noun = s->tags[i].word->noun;
    bool known = noun == NQ_NOUN_PEOPLE ||
                 (noun && noun != NQ_NOUN_DOC &&
                  (!relative || noun != NQ_NOUN_STUDY) && nq_is_definite(s, i));
    bool aims = l->told || (l->links & NQ_LINK_TARGET);
    return (!aims || (w->grammar & NQ_OBJECT_PRON)) && /* "calls IT" */
           ((m && m->span.start == s->tokens[i].span.start) || known);
}

bool
nq_speaker_before(const nq_scene *s, uint32_t sentence, uint32_t floor,
                  uint32_t verb, nq_np *out, bool *gap)
{
    struct search f = {.s = s};
    *gap = false;
    if (nq_speaker_of_text(s, sentence, verb, out))
        return true;
    uint32_t end = verb;
    while (end > sentence && nq_has_role(s, end - 1, NQ_ROLE_QAD | NQ_ROLE_KAN))
        end--;
    bool relative = end > sentence && nq_has_role(s, end - 1, NQ_ROLE_REL) &&
                    !nq_has_role(s, end - 1, NQ_ROLE_PREP);
    bool object = (s->tags[verb].word->grammar & NQ_OBJECT_PRON) &&
                  end == verb && end > sentence &&
                  nq_has_role(s, end - 1, NQ_ROLE_MA);
    if (object) /* "X, whom he called so", "what she called": another's word */
        return false;
    if (relative &&
        (is_object_relative(s, end - 1, verb) || is_place_relative(s, verb)))
        return false;
    if (end > sentence && end == verb && has_own_behind(s, verb))
        return false;
    floor = relative ? sentence : floor;
    if (end > floor + NQ_TUNE_BEFORE)
        floor = end - NQ_TUNE_BEFORE;
    bool many = (s->tags[verb].word->grammar & NQ_PLURAL) && end > floor;
    bool alone = end < floor + 2 || !nq_is_nominal(s, end - 2);
    if (many && alone && nq_is_sound_plural(s, end - 1)) {
        *out = (nq_np){.first = end - 1,
                       .end = end,
                       .noun = NQ_NOUN_PEOPLE,
                       .grammar = NQ_PLURAL,
                       .definite = true};
        *gap = false;
        return true;
    }
    if (many && !relative && oblique_many(s, floor, end, out))
        return true;
    search_clause(&f, floor, end);
    /* "amid reports (that) say": an indefinite noun right before its verb */
    bool bare = f.last.end == end && is_bare(s, &f.last);
    nq_np *np = relative || bare || is_own_clause(&f, end) ? &f.last
                : f.first.end                              ? &f.first
                                                           : &f.lam;
    bool in_it = nq_has_role(s, verb + 1, NQ_ROLE_IN_IT) && f.from.end &&
                 f.from.end >= f.last.end;
    if (in_it) /* "a call from X (who) said in it" */
        np = &f.from;
    if (relative && f.person.end && is_feminine_body(s, np) &&
        nq_str_ends(s->tokens[end - 1].folded, NQ_STR("ذي")))
        np = &f.person; /* "X, in a talk with the agency (f.), WHO (m.) said" */
    nq_np bare_np;
    if (!np->end && !relative &&
        s->tags[verb].word->inflection <= NQ_CUE_PRESENT &&
        between_kan(s, floor, end, &bare_np))
        np = &bare_np;
    if (!np->end || (!relative && is_predicate(s, np)))
        return false;
    *gap = !relative && has_marks(s, np->end, end);
    if (*gap && is_loose(s, np))
        return false;
    *out = *np;
    return true;
}

/* "The diplomats (oblique)": no nominative, and of many men. */
static bool
is_oblique_plural(const nq_scene *s, const nq_np *np)
{
    naql_str f = s->tokens[np->first].folded;
    const nq_word *head = s->tags[np->first].word;
    return nq_is_definite(s, np->first) && !s->tags[np->first].mention &&
           (nq_str_ends(f, NQ_STR("يين")) ||
            (nq_str_ends(f, NQ_STR("ين")) &&
             (head->noun_grammar & (NQ_PLURAL | NQ_DUAL))));
}

/* One text or one place, which no verb of many men has for its subject. */
static bool
is_one_thing(const nq_scene *s, const nq_np *np)
{
    const nq_mention *m = nq_mention_from(s, np->first);
    for (uint32_t i = np->first + 1; i < np->end; i++)
        if (s->tags[i].glue & NQ_CLITIC_WAW)
            return false;
    return np->noun == NQ_NOUN_DOC || np->noun == NQ_NOUN_STUDY ||
           (m && m->type == NQ_LOC && m->end == np->end &&
            !nq_str_ends(s->tokens[m->end - 1].folded, NQ_STR("ون")));
}

bool
nq_speaker_suits(const nq_scene *s, const nq_np *np, uint32_t verb,
                 uint8_t grammar)
{
    const uint8_t many = NQ_PLURAL | NQ_DUAL;
    nq_speaker who;
    if (is_feminine_body(s, np) && !(grammar & (NQ_FEM | many)))
        return false;
    if (!(grammar & many) && is_oblique_plural(s, np))
        return false;
    if ((grammar & many) && !(grammar & NQ_FEM) && is_one_thing(s, np))
        return false;
    if (np->noun != NQ_NOUN_PERSON || !nq_np_speaker(s, np, &who))
        return true;
    bool joint = who.n_entities > 1;
    for (uint32_t i = np->first + 1; i < verb; i++)
        joint |= (s->tags[i].glue & NQ_CLITIC_WAW) != 0;
    bool plural = ((np->grammar | who.grammar) & many) != 0;
    if ((grammar & many) && !plural && !joint && np->grammar == 0)
        return false;
    const nq_tag *head = &s->tags[np->first];
    bool called = !head->mention && head->word->noun == NQ_NOUN_PERSON;
    uint8_t known = called ? np->grammar : np->grammar | who.grammar;
    bool fem = (known & NQ_FEM) != 0; /* "the king X": by his noun alone */
    return (grammar & (NQ_FEM | many)) || !fem || joint;
}

/* ---- Dropped ------------------------------------------------------------ */

bool
nq_mention_agrees(const nq_scene *s, const nq_mention *m, uint8_t grammar)
{
    const nq_entity *e = &s->names->entities[m->entity];
    if (grammar & NQ_FEM)
        return e->feminine || m->type != NQ_PER;
    return !e->feminine;
}

/* "told X", "in X": behind a preposition. */
static bool
is_governed(const nq_scene *s, const nq_mention *m)
{
    enum { LETTER = 2 };
    if (m->span.start > s->tokens[m->first].span.start)
        return true;
    return m->first > 0 && (s->tokens[m->first - 1].folded.len <= LETTER ||
                            nq_has_role(s, m->first - 1, NQ_ROLE_PREP));
}

/* Where to look from in what is read of a sentence: its start, or that of its
 * last part where it has no end. */
static uint32_t
start_near(uint32_t first, uint32_t end)
{
    return end > NQ_TUNE_SENTENCE_MOST && first < end - NQ_TUNE_SENTENCE_MOST
               ? end - NQ_TUNE_SENTENCE_MOST
               : first;
}

/* The first person of a sentence that a verb could agree with; else, unless
 * only persons are asked for, the first body, then the first place. */
static const nq_mention *
subject_like(const nq_scene *s, uint32_t first, uint32_t end, uint8_t grammar,
             bool person)
{
    const nq_mention *best = NULL;
    for (uint32_t i = start_near(first, end); i < end; i++) {
        const nq_mention *m = nq_mention_of(s, i);
        if (!m)
            continue;
        i = m->end > i ? m->end - 1 : i;
        if (!nq_mention_agrees(s, m, grammar) ||
            (s->names->entities[m->entity].agency && is_governed(s, m)) ||
            (nq_has_sense(s, m->first, NQ_SENSE_SOCIAL) &&
             (is_governed(s, m) || s->tags[m->first].quote)))
            continue; /* "on X", a network */
        if (m->type == NQ_PER && !nq_in_body_name(s, m))
            return m;
        if (!best || (best->type == NQ_LOC && m->type == NQ_ORG))
            best = m;
    }
    return person ? NULL : best;
}

static bool
is_many(const nq_speaker *who)
{
    return (who->grammar & (NQ_PLURAL | NQ_DUAL)) || who->n_entities > 1 ||
           who->noun == NQ_NOUN_PEOPLE || who->noun == NQ_NOUN_BODY;
}

/* Does a plural of that kind of noun stand at token i? Media, whose verbs are
 * feminine, are none. */
static bool
is_plural(const nq_scene *s, uint32_t i, bool body)
{
    const nq_word *w = s->tags[i].word;
    bool people = w->noun == NQ_NOUN_PEOPLE || w->noun == NQ_NOUN_PERSON;
    bool kind =
        body ? w->noun == NQ_NOUN_BODY : people && !(w->noun_grammar & NQ_FEM);
    return kind && (w->noun_grammar & NQ_PLURAL) && !s->tags[i].mention;
}

/* The nearest plural noun in [lo, cue) that can speak: of people, else of
 * bodies. */
static bool
plural_noun(const nq_scene *s, uint32_t lo, uint32_t cue, nq_speaker *out)
{
    for (int body = 0; body < 2; body++)
        for (uint32_t i = cue; i-- > lo;) {
            nq_np np;
            bool many = is_plural(s, i, body);
            bool counted = many && i >= lo + 2 && /* "a number OF officials" */
                           nq_has_role(s, i - 1, NQ_ROLE_TIE) &&
                           nq_has_role(s, i - 1, NQ_ROLE_REL) &&
                           nq_is_nominal(s, i - 2);
            if (many && nq_np_read(s, counted ? i - 2 : i, cue, &np) &&
                nq_np_speaker(s, &np, out))
                return true;
        }
    return false;
}

/* "the settlers WHO call it so and THINK it": those before a plural pronoun in
 * the sentence. */
static bool
plural_relative(const nq_scene *s, uint32_t lo, uint32_t cue, nq_speaker *out)
{
    for (uint32_t i = cue; i-- > lo + 1;) {
        if (!nq_has_role(s, i, NQ_ROLE_REL) ||
            !nq_str_ends(s->tokens[i].folded, NQ_STR("ذين")) ||
            !nq_is_definite(s, i - 1) || !nq_is_word(s, i - 1))
            continue;
        nq_np np = {.first = i - 1,
                    .end = i,
                    .noun = NQ_NOUN_PEOPLE,
                    .grammar = NQ_PLURAL,
                    .definite = true};
        return nq_np_speaker(s, &np, out);
    }
    return false;
}

/* Those who spoke together, or the nearest plural noun that can speak; a body
 * of many only if this sentence has none. */
static bool
plural_before(const nq_scene *s, const nq_memory *m, uint32_t cue,
              nq_speaker *out)
{
    const nq_speaker *last = nq_memory_last(m);
    const nq_sentence *here = &s->text->sentences[nq_sentence_of(s->text, cue)];
    bool many = last && is_many(last);
    uint32_t lo = start_near(here->first, cue);
    if (many && last->noun == NQ_NOUN_BODY && last->n_entities < 2 &&
        (plural_noun(s, lo, cue, out) || plural_relative(s, lo, cue, out)))
        return true;
    if (many) {
        *out = *last;
        return true;
    }
    return plural_noun(
        s, cue > NQ_TUNE_PLURAL_BACK ? cue - NQ_TUNE_PLURAL_BACK : 0, cue, out);
}

/* Someone who spoke before the last one, with a verb of that gender. */
static const nq_speaker *
earlier_speaker(const nq_memory *m, uint8_t grammar)
{
    uint32_t n = m->n < NQ_TUNE_SPEAKERS_BACK ? m->n : NQ_TUNE_SPEAKERS_BACK;
    for (uint32_t k = 2; k <= n; k++) {
        uint32_t at = (m->n - k) % NQ_MEMORY_SPEAKERS;
        if (!((grammar ^ m->verb[at]) & NQ_FEM) && !is_many(&m->seen[at]))
            return &m->seen[at];
    }
    return NULL;
}

/* The name that could be the subject in this sentence and those before it: a
 * person's in any of them rather than another's. */
static const nq_mention *
named_near(const nq_scene *s, uint32_t cue, uint8_t grammar)
{
    const nq_mention *best = NULL;
    uint32_t at = nq_sentence_of(s->text, cue);
    for (uint32_t back = 0; back < NQ_TUNE_SENTENCES_BACK && at > 0; back++) {
        const nq_sentence *sent = &s->text->sentences[back ? --at : at];
        uint32_t end = sent->end < cue ? sent->end : cue;
        const nq_mention *hit =
            subject_like(s, sent->first, end, grammar, false);
        if (hit && hit->type == NQ_PER && !nq_in_body_name(s, hit))
            return hit;
        best = best ? best : hit;
    }
    return best;
}

/* Who spoke last as a verb with a dropped subject sees it: reports and sites
 * that spoke in between, or people if the verb is of one man, leave the word to
 * whoever spoke before them. */
static const nq_speaker *
last_resumed(const nq_scene *s, const nq_memory *m, uint8_t grammar)
{
    const nq_speaker *last = nq_memory_last(m);
    if (!last || m->n < 2 ||
        (last->noun != NQ_NOUN_PEOPLE && last->noun != NQ_NOUN_PERSON) ||
        last->entity != NQ_NO_ENTITY || !(last->grammar & NQ_PLURAL))
        return last;
    uint32_t at = (m->n - 2) % NQ_MEMORY_SPEAKERS;
    const nq_speaker *before = &m->seen[at];
    uint32_t i = nq_token_from(s->text, last->span.start);
    bool bare = i < s->n && !nq_is_definite(s, i) &&
                s->tokens[i].span.end >= last->span.end;
    bool agrees = !((grammar ^ m->verb[at]) & NQ_FEM) && !is_many(before) &&
                  before->noun == NQ_NOUN_PERSON;
    bool alone = !(grammar & NQ_FEM) && !(last->grammar & NQ_FEM);
    return agrees && (bare || alone) ? before : last;
}

/* Did somebody speak with a verb that tells a woman? */
static bool
spoke_as_woman(const nq_memory *m, uint32_t entity)
{
    uint32_t n = m->n < NQ_MEMORY_SPEAKERS ? m->n : NQ_MEMORY_SPEAKERS;
    for (uint32_t k = 1; k <= n; k++) {
        uint32_t at = (m->n - k) % NQ_MEMORY_SPEAKERS;
        if (m->seen[at].entity == entity)
            return (m->verb[at] & NQ_FEM) != 0;
    }
    return false;
}

/* The nearest person named who is no such woman. */
static const nq_mention *
man_before(const nq_scene *s, const nq_memory *m, uint32_t cue)
{
    nq_persons p = nq_persons_before(s, cue);
    const nq_mention *hit;
    while ((hit = nq_persons_step(&p)) != NULL)
        if (nq_mention_agrees(s, hit, 0) && !spoke_as_woman(m, hit->entity))
            return hit;
    return NULL;
}

bool
nq_speaker_dropped(const nq_scene *s, const nq_memory *m, uint32_t cue,
                   uint8_t grammar, nq_speaker *out)
{
    const nq_speaker *last = last_resumed(s, m, grammar);
    if (grammar & NQ_PLURAL)
        return plural_before(s, m, cue, out);
    bool same = !((grammar ^ m->last_grammar) & NQ_FEM);
    if (last && (same || m->carried)) {
        *out = *last;
        return true;
    }
    const nq_mention *hit = named_near(s, cue, grammar);
    if (hit && !(grammar & NQ_FEM) && spoke_as_woman(m, hit->entity))
        hit = man_before(s, m, cue);
    const nq_speaker *earlier = earlier_speaker(m, grammar);
    /* "and added" goes on with somebody who spoke */
    bool weak =
        hit && (hit->type == NQ_LOC || nq_has_sense(s, cue, NQ_SENSE_AGAIN));
    if (hit && !(weak && earlier)) {
        *out = nq_speaker_mention(s, hit);
        return true;
    }
    if (!earlier && !last)
        return false;
    *out = earlier ? *earlier : *last;
    return true;
}

bool
nq_speaker_person(const nq_scene *s, const nq_memory *m, uint32_t cue,
                  nq_speaker *out)
{
    const nq_sentence *sent = &s->text->sentences[nq_sentence_of(s->text, cue)];
    const nq_mention *hit = subject_like(s, sent->first, cue, 0, true);
    uint32_t n = m->n < NQ_MEMORY_SPEAKERS ? m->n : NQ_MEMORY_SPEAKERS;
    for (uint32_t k = 1; !hit && k <= n; k++) {
        const nq_speaker *old = &m->seen[(m->n - k) % NQ_MEMORY_SPEAKERS];
        if (old->noun == NQ_NOUN_PERSON) {
            *out = *old;
            return true;
        }
    }
    nq_persons p = nq_persons_before(s, cue);
    if (!hit)
        hit = nq_persons_step(&p);
    if (hit)
        *out = nq_speaker_mention(s, hit);
    return hit != NULL;
}
