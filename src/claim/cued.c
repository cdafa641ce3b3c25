/* SPDX-License-Identifier: Apache-2.0
 *
 * cued.c - content behind its cue. Layer 5 (claim).
 *
 * Decides whether a verb of saying is one here: not denied, not passive, with
 * somebody who can speak. */
#include "claim/doubt.h"

#include "base/status.h"
#include "base/str.h"
#include "claim/tune.h"

/* ---- Is it one? ---------------------------------------------------------- */

/* "under STRICT measures", "all companies are ASKED to": a participle right
 * behind a noun with which it agrees is its adjective or predicate. */
static bool
is_attribute(const nq_maker *m, const nq_cue *c)
{
    const nq_scene *s = m->s;
    uint32_t i = c->at;
    if (c->inflection != NQ_CUE_PARTICIPLE || i == m->sentence ||
        s->tags[i].glue)
        return false;
    if (s->tokens[i - 1].kind == NQ_TOKEN_NUMBER && !s->tags[i - 1].date)
        return true; /* "thirty accused" */
    if ((c->lemma->links & NQ_LINK_TARGET) &&
        (s->tags[i + 1].glue & NQ_CLITIC_BA))
        return true; /* "is accused OF" */
    if (!nq_is_word(s, i - 1))
        return false;
    naql_str f = s->tokens[i].folded, before = s->tokens[i - 1].folded;
    if ((s->tokens[i].flags & NQ_TOKEN_TANWIN) && c->grammar == NQ_FEM)
        return false; /* an adverb by its ending, behind a definite noun */
    if (!c->grammar)  /* the adverb ends in alif */
        return !nq_str_ends(f, NQ_STR("ا"));
    bool noun =
        nq_str_ends(before, NQ_STR("ه")) || nq_str_ends(before, NQ_STR("ات"));
    bool said = m->list.n > m->n_before;
    return c->grammar == NQ_FEM && noun && !s->tags[i - 1].mention &&
           (!nq_is_definite(s, i - 1) || (c->way == NQ_WAY_PREP && !said));
}

/* "to say that", "to warn of": and then he said, only with his words. */
static bool
is_purpose(const nq_scene *s, const nq_cue *c)
{
    return c->inflection == NQ_CUE_PRESENT &&
           (s->tags[c->at].glue & NQ_CLITIC_LAM) && c->way != NQ_WAY_THAT &&
           c->way != NQ_WAY_QUOTE && c->way != NQ_WAY_COLON;
}

/* A verbal noun is a cue only when a clause or a quotation follows closely. */
static bool
noun_is_firm(const nq_scene *s, const nq_cue *c)
{
    bool noun = c->inflection >= NQ_CUE_NOUN_PRON;
    if (noun && c->content > c->end + NQ_TUNE_LOOK)
        return false;
    bool his = c->inflection == NQ_CUE_NOUN_PRON && c->lemma->level >= 2 &&
               c->way == NQ_WAY_PREP &&
               c->content <= c->end + NQ_TUNE_BETWEEN &&
               !(s->tags[c->at].glue & NQ_CLITIC_LAM); /* "to tell him of" */
    bool announced = c->way == NQ_WAY_NOUN && s->tags[c->content].masdar &&
                     !(s->tags[c->at].glue & (NQ_CLITIC_AL | NQ_CLITIC_LAM)) &&
                     (c->inflection == NQ_CUE_NOUN ||
                      (c->content == c->end && /* "ITS ANNOUNCING the end" */
                       !(c->lemma->links & NQ_LINK_TARGET)));
    bool called = c->inflection == NQ_CUE_NOUN && c->way == NQ_WAY_PREP &&
                  ((c->has_subject && c->content <= c->subject.end + 1) ||
                   nq_is_long_quote(s, c->content)) &&
                  !nq_str_equal(c->lemma->act, NQ_STR("admit"));
    announced |= c->inflection == NQ_CUE_NOUN && c->way == NQ_WAY_NOUN &&
                 c->has_subject && c->content == c->subject.end &&
                 !nq_is_definite(s, c->content) &&
                 (c->lemma->links & NQ_LINK_OBJECT);
    bool loose = c->inflection == NQ_CUE_NOUN && c->lemma->level < 3;
    return !noun || his || announced || called || c->way == NQ_WAY_THAT ||
           (!loose && (c->way == NQ_WAY_QUOTE || c->way == NQ_WAY_COLON));
}

/* "the agency said that X said": X's words, credited to the agency. */
static bool
inner_cue(nq_maker *m, const nq_draft *outer, nq_draft *d)
{
    const nq_scene *s = m->s;
    nq_np np;
    *d = (nq_draft){0};
    if (!nq_np_read(s, outer->x.first, outer->x.end, &np))
        return false;
    uint32_t i = np.end;
    if (nq_is_mark(s, i, NQ_MARK_COMMA) && nq_has_role(s, i + 1, NQ_ROLE_REL)) {
        for (i++; i < outer->x.end && !nq_is_mark(s, i, NQ_MARK_COMMA); i++)
            continue;
        i++;
    }
    while (i < outer->x.end && nq_has_role(s, i, NQ_ROLE_QAD | NQ_ROLE_KAN))
        i++;
    if (i >= outer->x.end || !nq_maker_may_be_cue(m, i) ||
        nq_maker_is_joined(s, i) ||
        !nq_cue_read(s, i, outer->x.end, true, &d->cue) ||
        !nq_maker_speaker_of(m, &np, i, &d->who) || d->who.noun == NQ_NOUN_NONE)
        return false;
    d->has_who = d->explicit_who = true;
    d->credit = (nq_credit){outer->who.span, outer->who.entity};
    nq_extent_find(s, d->cue.at, d->cue.content, m->end, d->cue.way, &d->x);
    return true;
}

/* "events confirm that": the noun right before the verb is its subject, and
 * nothing that could speak. */
static bool
has_thing(const nq_maker *m, uint32_t i, const nq_np *prior)
{
    const nq_scene *s = m->s;
    if (prior->end == i && prior->noun != NQ_NOUN_NONE)
        return false; /* "press REPORTS pointed to" */
    if (nq_maker_is_joined(s, i) || i < m->sentence + 2 || m->title ||
        s->tags[i - 2].mention)
        return false;
    uint32_t k = i - 1;
    while (k > m->sentence && nq_is_adjective(s, k))
        k--; /* "the second scenario points to" */
    const nq_tag *t = &s->tags[k];
    if (nq_is_definite(s, k))
        return t->word == s->book->words && !t->mention && !t->office &&
               !t->date && s->tags[i].word->inflection == NQ_CUE_PRESENT &&
               !nq_str_ends(s->tokens[k].folded, NQ_STR("ون"));
    return k == i - 1 && nq_is_word(s, k) && t->word == s->book->words &&
           !t->mention && !t->date &&
           s->tokens[i - 1].folded.len > NQ_TUNE_SHORT_PREP &&
           !(s->tokens[i - 1].flags & NQ_TOKEN_TANWIN) &&
           !nq_str_ends(s->tokens[i - 1].folded, NQ_STR("ا"));
}

/* "between", "through": words that are prepositions too, unless a person is
 * their subject. */
static bool
is_preposition(const nq_maker *m, const nq_draft *d)
{
    uint32_t i = d->cue.at;
    if (!nq_has_role(m->s, i, NQ_ROLE_PREP) || i == m->sentence)
        return false;
    if (nq_maker_is_joined(m->s, i))
        return nq_cue_is_second(m->s, i);
    if (nq_has_role(m->s, i - 1, NQ_ROLE_KAMA | NQ_ROLE_QAD) ||
        (d->cue.way == NQ_WAY_PREP && (d->cue.has_subject || d->explicit_who) &&
         (m->s->tokens[d->cue.content].clitics & NQ_CLITIC_PRONOUN)))
        return false; /* "as X expressed", "X expressed HIS joy" */
    const nq_np *np = &d->cue.subject; /* but "VIA sources" */
    bool source = np->noun == NQ_NOUN_PERSON ||
                  (np->noun == NQ_NOUN_PEOPLE && !(np->grammar & NQ_FEM) &&
                   m->s->tokens[i - 1].kind == NQ_TOKEN_MARK);
    return !d->cue.has_subject || !source;
}

/* "was described AS": a verb that takes a target, and none before its b-. */
static bool
names_no_target(const nq_scene *s, const nq_cue *c)
{
    bool lone = nq_is_word(s, c->content - 1) &&
                nq_str_equal(s->tokens[c->content - 1].folded, NQ_STR("ب"));
    return (c->lemma->links & NQ_LINK_TARGET) && !c->has_subject &&
           !(c->grammar & NQ_OBJECT_PRON) && c->inflection == NQ_CUE_PAST &&
           c->way != NQ_WAY_THAT &&
           (lone || (s->tags[c->content].glue & NQ_CLITIC_BA));
}

/* The target, taken for the object of whoever spoke last, is himself: "the
 * company was accused of", which nobody says here; or he is the subject, and
 * what he accuses stands behind him. */
static bool
is_passive(nq_maker *m, nq_draft *d)
{
    nq_cue *c = &d->cue;
    nq_np np;
    nq_speaker target;
    if (names_no_target(m->s, c))
        return true;
    if (!(c->lemma->links & NQ_LINK_TARGET) || c->has_subject ||
        d->explicit_who || c->way != NQ_WAY_NOUN || !d->has_who ||
        !nq_np_read(m->s, c->content, m->end, &np) ||
        !nq_maker_speaker_of(m, &np, c->at, &target) ||
        target.entity != d->who.entity ||
        (target.entity == NQ_NO_ENTITY &&
         target.span.start != d->who.span.start))
        return false;
    if (np.end >= m->end || !nq_is_nominal(m->s, np.end))
        return true;
    c->subject = np;
    c->has_subject = d->explicit_who = true;
    c->content = np.end;
    d->who = target;
    return false;
}

/* "it is expected that": a prediction in the present tense that nobody beside
 * it makes. */
static bool
is_impersonal(const nq_draft *d)
{
    const nq_cue *c = &d->cue;
    return c->inflection == NQ_CUE_PRESENT && !c->grammar && !c->has_subject &&
           !d->explicit_who && c->way == NQ_WAY_THAT &&
           nq_str_equal(c->lemma->act, NQ_STR("predict"));
}

/* "X, who had called for Y, said that": what he says in the aside between the
 * cue and its content. */
static naql_status
aside_cue(nq_maker *m, const nq_draft *outer)
{
    const nq_scene *s = m->s;
    const nq_cue *c = &outer->cue;
    uint32_t end = c->content;
    if (!c->has_subject || !outer->has_who)
        return NAQL_OK;
    for (uint32_t i = c->subject.end; i + 1 < end; i++) {
        uint32_t k = i + 1;
        if (!nq_is_mark(s, i - 1, NQ_MARK_COMMA) ||
            !nq_has_role(s, i, NQ_ROLE_REL) || nq_has_role(s, i, NQ_ROLE_PREP))
            continue;
        nq_draft d = {.has_who = true, .explicit_who = true, .who = outer->who};
        while (k < end && nq_has_role(s, k, NQ_ROLE_QAD | NQ_ROLE_KAN))
            k++;
        if (k > i + 1 && nq_has_role(s, k, NQ_ROLE_AN))
            k++; /* "who earlier" is "who it happened that" */
        if (!nq_maker_may_be_cue(m, k) ||
            !nq_cue_read(s, k, end, true, &d.cue) || d.cue.content >= end ||
            nq_cue_hides_name(s, &d.cue) ||
            nq_doubt_of_content(m, &d) != NQ_DOUBT_NONE)
            continue;
        d.cue_span = nq_span_of(s, k, d.cue.end);
        nq_extent_find(s, k, d.cue.content, end, d.cue.way, &d.x);
        return nq_maker_finish(m, &d, d.cue.grammar);
    }
    return NAQL_OK;
}

/* The subject before the cue at token i, if that is one: not behind "when", nor
 * where somebody else speaks in the paper. */
static bool
stands_before(nq_maker *m, uint32_t i, nq_np *prior, bool *gap)
{
    const nq_scene *s = m->s;
    const nq_word *w = s->tags[i].word;
    bool clause = i > m->sentence && /* "when X announced" */
                  nq_has_role(s, i - 1, NQ_ROLE_SUB) &&
                  !nq_has_role(s, i - 1, NQ_ROLE_MA | NQ_ROLE_AN);
    if (!nq_maker_before(m, i, prior, gap) || clause || nq_cue_has_guest(s, i))
        return false;
    bool doc = i > m->sentence && s->tags[i - 1].word->noun == NQ_NOUN_DOC;
    return doc || w->inflection > NQ_CUE_PARTICIPLE || /* "a letter (that)" */
           nq_speaker_suits(s, prior, i, w->grammar);
}

/* What speaks against the words behind the cue being its content. */
static nq_doubt
doubt_of_words(const nq_maker *m, const nq_cue *c)
{
    if (!noun_is_firm(m->s, c))
        return NQ_DOUBT_LOOSE_NOUN;
    if (is_attribute(m, c))
        return NQ_DOUBT_ATTRIBUTE;
    return is_purpose(m->s, c) ? NQ_DOUBT_PURPOSE : NQ_DOUBT_NONE;
}

/* The same, once its speaker is sought. */
static nq_doubt
doubt_of_speech(nq_maker *m, nq_draft *d)
{
    const nq_cue *c = &d->cue;
    if (is_preposition(m, d))
        return NQ_DOUBT_PREPOSITION;
    if (is_impersonal(d))
        return NQ_DOUBT_IMPERSONAL;
    if (is_passive(m, d))
        return NQ_DOUBT_PASSIVE;
    nq_doubt content = nq_doubt_of_content(m, d);
    if (content != NQ_DOUBT_NONE)
        return content;
    bool quotes = c->lemma->level == 3 && /* no thing is quoted */
                  (c->way == NQ_WAY_QUOTE || c->way == NQ_WAY_COLON);
    bool thing = c->inflection <= NQ_CUE_PRESENT && !c->has_subject &&
                 !quotes && has_thing(m, c->at, &d->read);
    return thing ? NQ_DOUBT_THING : NQ_DOUBT_NONE;
}

/* A verb that finds no content by its row: without the words that the row
 * wants beside it, or by "that", a quotation or a noun all the same. */
static bool
read_loosely(const nq_maker *m, bool svo, nq_cue *c, nq_doubt *doubt)
{
    const uint32_t more = NQ_LINK_THAT | NQ_LINK_QUOTE | NQ_LINK_OBJECT;
    const nq_lemma *l = nq_cue_lemma(m->s, m->at);
    bool idiom = l->n_with && /* "laid (THE BLAME) on" */
                 !(l->links & (NQ_LINK_THAT | NQ_LINK_OBJECT));
    if ((l->links & (NQ_LINK_FRAME | NQ_LINK_DOC | NQ_LINK_LAW)) || idiom ||
        nq_has_role(m->s, m->at, NQ_ROLE_PREP))
        return false;
    if (l->n_with && nq_cue_read_loosely(m->s, m->at, m->end, svo, 0, c)) {
        *doubt = NQ_DOUBT_COMPANY;
        return true;
    }
    if (!nq_cue_read_loosely(m->s, m->at, m->end, svo, more, c))
        return false;
    *doubt = c->way == NQ_WAY_NOUN ? NQ_DOUBT_OBJECT : NQ_DOUBT_THAT;
    return true;
}

/* "but HE denies THE CHARGE", "WHO denied THE CHARGE": a pronoun before the
 * verb is its subject, unless somebody who speaks stands right behind. */
static bool
pronoun_acts(const nq_scene *s, uint32_t i)
{
    if (i == 0 || i + 1 >= s->n || (s->tags[i].word->grammar & NQ_OBJECT_PRON))
        return false;
    const nq_tag *next = &s->tags[i + 1];
    bool who = nq_has_role(s, i - 1, NQ_ROLE_REL) &&
               !nq_has_role(s, i - 1, NQ_ROLE_PREP | NQ_ROLE_MA) &&
               nq_str_equal(nq_cue_lemma(s, i)->act, NQ_STR("deny"));
    return (who || nq_has_role(s, i - 1, NQ_ROLE_PRON) ||
            nq_maker_pronoun_before(s, i)) &&
           !nq_mention_of(s, i + 1) && !next->office && !next->word->noun &&
           !(nq_has_role(s, i + 1, NQ_ROLE_ADV) && i + 2 < s->n &&
             !nq_is_definite(s, i + 2) && nq_is_nominal(s, i + 2) &&
             !s->tags[i + 2].masdar); /* "she stressed ONCE MORE" */
}

/* Reads the cue by its row, with its subject before it (`*svo`), as a pronoun
 * may tell (`pron`), unless its content is tied to it without that: "but she
 * lifted the veil FROM plans". */
static bool
read_row(const nq_scene *s, uint32_t i, uint32_t limit, bool *svo, bool pron,
         nq_cue *c)
{
    bool found = nq_cue_read(s, i, limit, *svo, c);
    if (!pron || (found && !c->has_subject && c->way != NQ_WAY_NOUN))
        return found;
    *svo = true;
    return nq_cue_read(s, i, limit, true, c);
}

/* Reads the cue at m->at up to its speaker; false: it has no content. *doubt:
 * what is known to speak against it. */
static bool
read_draft(nq_maker *m, nq_draft *d, nq_doubt *doubt)
{
    const nq_scene *s = m->s;
    uint32_t i = m->at;
    bool gap = false;
    bool firm = *doubt == NQ_DOUBT_NONE;
    bool finite = s->tags[i].word->inflection <= NQ_CUE_PRESENT;
    bool bare = s->tags[i].word->inflection == NQ_CUE_NOUN &&
                !(s->tags[i].glue & NQ_CLITIC_AL);
    bool has_before = !bare && stands_before(m, i, &d->read, &gap);
    bool goes_on = nq_maker_is_joined(s, i) && m->list.n > m->n_before &&
                   i > 0 && s->tokens[i - 1].kind != NQ_TOKEN_MARK &&
                   (nq_cue_lemma(s, i)->links & NQ_LINK_TARGET);
    bool held = i > m->sentence && /* "X, the speaker, HAD denied" */
                nq_has_role(s, i - 1, NQ_ROLE_QAD) &&
                nq_str_starts(s->tokens[i - 1].folded, NQ_STR("ق"));
    bool svo = (!finite && !bare) || goes_on ||
               (has_before && (!gap || held)) ||
               (s->tags[i].word->grammar & (NQ_PLURAL | NQ_DUAL));
    bool pron = !svo && finite && pronoun_acts(s, i);
    d->prior = has_before ? d->read : (nq_np){0};
    if (!read_row(s, i, m->end, &svo, pron, &d->cue)) {
        if (!firm)
            return false;
        nq_draft lost = *d;
        nq_maker_keep_lost(m, &lost);
        if (!read_loosely(m, svo, &d->cue, doubt))
            return false;
    }
    if (*doubt == NQ_DOUBT_NONE)
        *doubt = doubt_of_words(m, &d->cue);
    d->cue_span = nq_span_of(s, d->cue.at, d->cue.end);
    d->cue_span.start = nq_bare_start(s, d->cue.at);
    bool adverbial = d->cue.inflection == NQ_CUE_PARTICIPLE;
    if (adverbial && nq_memory_last(&m->memory) && m->list.n > m->n_before)
        d->prior.end = has_before = false; /* "adding" goes on with who spoke */
    nq_maker_find_speaker(m, d, has_before, &d->read);
    if (*doubt == NQ_DOUBT_NONE)
        *doubt = doubt_of_speech(m, d);
    return true;
}

/* The first verb of saying in [first, end) of that sentence; `end`: none. */
static uint32_t
next_cue(const nq_maker *m, uint32_t first, uint32_t end)
{
    const nq_scene *s = m->s;
    const uint16_t opens = NQ_TOKEN_LINE | NQ_TOKEN_SENTENCE;
    for (; first < end && !(s->tokens[first].flags & opens); first++) {
        const nq_lemma *l =
            s->tags[first].word->lemma ? nq_cue_lemma(s, first) : NULL;
        if (l && l->level >= 2 && nq_maker_may_be_cue(m, first))
            return first;
    }
    return end;
}

/* Does another verb of saying stand before the content of one that is none by
 * the rules? The content is its own. */
static bool
takes_anothers(const nq_maker *m, const nq_cue *c)
{
    for (uint32_t i = c->end; i < c->content; i++)
        if (nq_maker_may_be_cue(m, i) || m->s->tags[i].word->phrase)
            return true;
    return false;
}

/* Is it a statement, all in all? One that a rule speaks against leaves other
 * verbs what is theirs; what is passive is told of somebody, and nobody says
 * it. */
static bool
passes(const nq_maker *m, nq_draft *d, nq_doubt doubt)
{
    const nq_doubted c = {.m = m, .d = d, .doubt = (uint8_t)doubt};
    if (doubt == NQ_DOUBT_PASSIVE || nq_cue_hides_name(m->s, &d->cue) ||
        (doubt >= NQ_DOUBT_WORD && takes_anothers(m, &d->cue)))
        return false;
    return (doubt == NQ_DOUBT_NONE ||
            next_cue(m, d->cue.end, d->cue.content) == d->cue.content) &&
           nq_doubt_passes(&c, &d->grounds);
}

/* Tries the cue at m->at; sets m->at behind its content when it is one. */
static naql_status
take_cue(nq_maker *m, nq_doubt doubt, bool *hit)
{
    const nq_scene *s = m->s;
    nq_draft d = {0}, inner;
    uint32_t i = m->at;
    bool bare = s->tags[i].word->inflection == NQ_CUE_NOUN &&
                !(s->tags[i].glue & NQ_CLITIC_AL);
    if (!read_draft(m, &d, &doubt) || !passes(m, &d, doubt))
        return NAQL_OK;
    bool apart = i > m->sentence && nq_has_role(s, i - 1, NQ_ROLE_MA) &&
                 nq_maker_keeps_distance(s, i); /* "what he calls X" */
    uint32_t limit =
        apart ? nq_maker_distance_end(s, d.cue.content, m->end) : m->end;
    if (doubt && limit > d.cue.content + 1)
        limit = next_cue(m, d.cue.content + 1, limit);
    nq_extent_find(s, d.cue.at, d.cue.content, limit, d.cue.way, &d.x);
    bool scrap = doubt >= NQ_DOUBT_WORD && d.cue.way != NQ_WAY_QUOTE &&
                 d.x.end < d.x.first + NQ_TUNE_SCRAP;
    if (d.x.end <= d.x.first || scrap)
        return NAQL_OK;
    nq_maker_find_credit(m, &d);
    bool finite = d.cue.inflection <= NQ_CUE_PRESENT;
    uint8_t grammar = finite ? d.cue.grammar : m->memory.last_grammar;
    *hit = true;
    m->has_lost = false;
    if (d.who.outlet && d.has_who && d.cue.way == NQ_WAY_THAT &&
        inner_cue(m, &d, &inner)) {
        inner.cue_span = nq_span_of(s, inner.cue.at, inner.cue.end);
        NQ_TRY(nq_maker_finish(m, &inner, inner.cue.grammar));
        m->at = inner.x.next;
        return NAQL_OK;
    }
    NQ_TRY(aside_cue(m, &d));
    bool loose = doubt && (!d.explicit_who || d.who.entity == NQ_NO_ENTITY);
    d.background = bare || loose;
    uint32_t before = m->list.n;
    NQ_TRY(nq_maker_finish(m, &d, grammar));
    if (loose && m->list.n > before)
        m->n_before++; /* nothing goes on with it */
    m->at = d.x.next > i ? d.x.next : i + 1;
    return nq_maker_distance_cues(m, &d);
}

/* The same for a word that seldom says anything: it has its other reading as
 * long as it is looked at, and keeps it when it is one. */
static naql_status
take_rare(nq_maker *m, bool *hit)
{
    nq_tag *t = &m->s->tags[m->at];
    const nq_word *plain = t->word;
    naql_status status = NAQL_OK;
    t->word = &m->s->book->words[plain->rare];
    bool nouns = t->word->inflection == NQ_CUE_NOUN;
    if (nouns ? nq_maker_may_be_doubted(m, m->at)
              : nq_maker_may_be_cue(m, m->at))
        status = take_cue(m, nouns ? NQ_DOUBT_NOUNS : NQ_DOUBT_RARE, hit);
    if (!*hit)
        t->word = plain;
    return status;
}

naql_status
nq_maker_try_cue(nq_maker *m, bool *hit)
{
    *hit = false; /* as nearly everywhere */
    if (nq_maker_may_be_cue(m, m->at))
        return take_cue(m, NQ_DOUBT_NONE, hit);
    if (nq_maker_may_be_doubted(m, m->at))
        return take_cue(m, NQ_DOUBT_WORD, hit);
    return m->s->tags[m->at].word->rare ? take_rare(m, hit) : NAQL_OK;
}
