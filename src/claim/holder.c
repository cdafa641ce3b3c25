/* SPDX-License-Identifier: Apache-2.0
 *
 * holder.c - the name of whoever holds an office, near it or far behind, known
 * or not. Layer 5 (claim). Knows nothing of the rest of a noun phrase. */
#include "claim/read.h"

#include "base/str.h"
#include "claim/tune.h"

static bool
is_body_name(const nq_scene *s, uint32_t first)
{
    enum { BACK = 3 }; /* "hospital of King X", "of Prince Dr. X" */
    for (uint32_t k = 1; k <= BACK && k <= first; k++) {
        const nq_tag *t = &s->tags[first - k];
        if (t->word->noun == NQ_NOUN_BODY)
            return !nq_is_definite(s, first - k) && !t->mention;
        if (!nq_is_word(s, first - k) || t->word->noun != NQ_NOUN_PERSON)
            return false;
    }
    return false;
}

bool
nq_in_body_name(const nq_scene *s, const nq_mention *m)
{
    return is_body_name(s, m->first);
}

bool
nq_np_has_person(const nq_np_reader *r)
{
    for (uint32_t i = r->np->first; i < r->np->end; i++) {
        const nq_mention *m = nq_mention_of(r->s, i);
        if (m && m->type == NQ_PER && !nq_in_body_name(r->s, m))
            return true;
    }
    return false;
}

/* "The Brazilian", before the name of whom it tells the origin. */
bool
nq_np_is_origin(const nq_np_reader *r)
{
    return r->np->noun == NQ_NOUN_NONE && r->np->end == r->np->first + 1 &&
           nq_is_adjective(r->s, r->np->first) &&
           !r->s->tags[r->np->first].mention;
}

/* "The senior one OF OFFICIALS": a word that no list has, and whom it is of. */
bool
nq_np_counts_persons(const nq_np_reader *r)
{
    const nq_scene *s = r->s;
    const nq_np *np = r->np;
    if (np->noun != NQ_NOUN_NONE || np->end <= np->first + 1 || np->definite)
        return false;
    return s->tags[np->first + 1].word->noun == NQ_NOUN_PERSON ||
           nq_str_ends(s->tokens[np->first + 1].folded, NQ_STR("ي"));
}

/* "THE DIRECTORS (nominative) of the company advised X": a name behind several
 * who speak is none of them, unless it is of the one whose they are ("the
 * lawyers of the president X") or another is joined to it. */
bool
nq_np_is_beside_many(const nq_np_reader *r, const nq_mention *m)
{
    const nq_scene *s = r->s;
    naql_str head = s->tokens[r->np->first].folded;
    return (r->np->grammar & NQ_PLURAL) && r->np->noun == NQ_NOUN_PERSON &&
           m->first == r->np->end &&
           (nq_str_ends(head, NQ_STR("ون")) ||
            nq_str_ends(head, NQ_STR("و"))) &&
           !(m->first > r->np->first + 1 &&
             s->tags[m->first - 1].word->noun == NQ_NOUN_PERSON) &&
           !(m->end < s->n &&
             nq_str_starts(s->tokens[m->end].folded, NQ_STR("و")));
}

/* "the senior one of the authors of the study, DOCTOR": a title behind three
 * words. */
bool
nq_np_is_titled(const nq_np_reader *r)
{
    return r->np->end > r->np->first + 3 &&
           r->s->tags[r->np->end - 1].word->noun == NQ_NOUN_PERSON;
}

/* "the major GENERAL X": the second word of a rank, which has no article. */
bool
nq_np_take_second_rank(nq_np_reader *r)
{
    const nq_scene *s = r->s;
    const nq_mention *m = nq_mention_from(s, r->at + 1);
    if (!m || m->type != NQ_PER || r->np->noun != NQ_NOUN_PERSON ||
        r->np->end != r->np->first + 1 || !nq_is_definite(s, r->np->first) ||
        s->tags[r->at].word->noun != NQ_NOUN_PERSON || s->tags[r->at].glue)
        return false;
    r->at++;
    nq_np_take_mention(r, m);
    return true;
}

/* Does what is said, or an aside, start at token i? */
static bool
starts_content(const nq_scene *s, uint32_t i)
{
    return i >= s->n || nq_is_mark(s, i, NQ_MARK_COMMA) ||
           nq_is_mark(s, i, NQ_MARK_COLON) || nq_is_mark(s, i, NQ_MARK_OPEN) ||
           nq_quote_from(s, i) ||
           s->tags[i].word->inflection == NQ_CUE_NOUN_PRON || /* "his words" */
           nq_has_role(s, i, NQ_ROLE_THAT | NQ_ROLE_PREP);
}

/* "HER government": whoever is asked, no name. */
static bool
is_hers(naql_str folded)
{
    enum { LEAST = 10 }; /* bytes: five letters; a name may have four */
    return folded.len >= LEAST && (nq_str_ends(folded, NQ_STR("تها")) ||
                                   nq_str_ends(folded, NQ_STR("تهم")) ||
                                   nq_str_ends(folded, NQ_STR("ته")));
}

/* A word of which nothing is known. */
static bool
may_be_name(const nq_np_reader *r, uint32_t i)
{
    const nq_scene *s = r->s;
    const nq_tag *t = &s->tags[i];
    return nq_is_word(s, i) && t->word == s->book->words && !t->masdar &&
           !t->date && !t->mention &&
           !(s->tokens[i].flags & (NQ_TOKEN_LINE | NQ_TOKEN_TANWIN)) &&
           (i > r->at ||
            (!nq_is_definite(s, i) &&
             !(t->glue & (NQ_CLITIC_BA | NQ_CLITIC_LAM | NQ_CLITIC_WAW)))) &&
           !nq_str_starts(s->tokens[i].folded, NQ_STR("لل")) &&
           !is_hers(s->tokens[i].folded) &&
           s->tokens[i].folded.len > NQ_TUNE_SHORT_PREP;
}

/* May a name have ended before token i: does its office, a verb, or what he
 * said follow? */
static bool
may_end_name(const nq_scene *s, uint32_t i)
{
    return starts_content(s, i) || nq_ends_sentence(s, i) || s->tags[i].date ||
           s->tags[i].masdar || nq_is_mark(s, i, NQ_MARK_CLOSE) ||
           nq_is_finite_cue(s, i) ||
           s->tags[i].word->inflection == NQ_CUE_PARTICIPLE ||
           nq_has_role(s, i, NQ_ROLE_REL | NQ_ROLE_ADV | NQ_ROLE_QAD) ||
           s->tags[i].word->noun == NQ_NOUN_PERSON ||
           (s->tags[i].word->noun == NQ_NOUN_OUTLET &&
            (s->tags[i].glue & NQ_CLITIC_LAM));
}

/* One word is a name where what he said follows at once, and it is no adverb
 * ("angry", an accusative) that tells how. */
static bool
is_name_alone(const nq_scene *s, uint32_t i)
{
    return !s->tags[i].glue && !nq_str_ends(s->tokens[i].folded, NQ_STR("ا")) &&
           (nq_has_role(s, i + 1, NQ_ROLE_THAT) ||
            nq_is_mark(s, i + 1, NQ_MARK_COLON) ||
            nq_is_mark(s, i + 1, NQ_MARK_COMMA) || nq_quote_from(s, i + 1));
}

/* "director of the airport of King X the International": no list has X. */
static void
take_body_name(nq_np_reader *r)
{
    if (r->at < r->limit && may_be_name(r, r->at))
        r->np->end = ++r->at;
    while (r->at < r->limit && nq_is_adjective(r->s, r->at))
        r->np->end = ++r->at;
}

/* Words of which nothing is known, behind an office or an origin: a name that
 * no list has. */
void
nq_np_take_name(nq_np_reader *r)
{
    const nq_scene *s = r->s;
    uint32_t i = r->at;
    bool origin = nq_np_is_origin(r);
    if ((r->np->noun != NQ_NOUN_PERSON && !origin) || !r->complete ||
        nq_np_has_person(r) || (r->np->grammar & (NQ_PLURAL | NQ_DUAL)))
        return;
    if (is_body_name(s, r->at)) {
        take_body_name(r);
        return;
    }
    while (i < r->limit && i < r->at + NQ_TUNE_UNKNOWN_NAME &&
           may_be_name(r, i))
        i++;
    if (i < r->at + 2 && !(i > r->at && is_name_alone(s, r->at)))
        return;
    const nq_mention *m = nq_mention_from(s, i);
    if (m && m->type == NQ_PER && m->span.start == s->tokens[i].span.start)
        i = m->end; /* a family name that is known */
    if (!may_end_name(s, i))
        return;
    r->np->name = r->at;
    r->np->noun = NQ_NOUN_PERSON;
    r->at = r->np->end = i;
}

/* "in the camp of X", "over the shows": may the preposition at token i stand in
 * an office? One of its own starts something else, unless a place, a body or a
 * thing follows, and no occasion ("in a statement"). */
static bool
ties_office(const nq_scene *s, uint32_t i)
{
    uint32_t behind;
    const nq_mention *m = nq_mention_of(s, i + 1);
    uint8_t noun = i + 1 < s->n ? s->tags[i + 1].word->noun : NQ_NOUN_NONE;
    bool over = nq_has_role(s, i, NQ_ROLE_OVER) && i > 0 &&
                s->tags[i - 1].word->noun == NQ_NOUN_PERSON &&
                nq_is_definite(s, i - 1); /* "the supervisor OVER" */
    if (!nq_has_role(s, i, NQ_ROLE_TIE) && !over)
        return false;
    if (m || noun == NQ_NOUN_BODY)
        return noun == NQ_NOUN_BODY || m->type != NQ_PER;
    return noun == NQ_NOUN_NONE && nq_is_nominal(s, i + 1) &&
           !s->tags[i + 1].masdar && !s->tags[i + 1].glue &&
           nq_phrase_at(s, i, &behind) == NQ_PHRASE_NONE;
}

/* "(told) OF THE DEATH of the leader", "(praised) THE PLAY of X": an indefinite
 * noun with b-, no body, and a person right behind it. */
bool
nq_np_opens_event(const nq_scene *s, uint32_t i)
{
    const nq_mention *m = nq_mention_from(s, i + 1);
    return (s->tags[i].glue & NQ_CLITIC_BA) && !s->tags[i].mention &&
           !nq_is_definite(s, i) && i + 1 < s->n &&
           (s->tags[i + 1].word->noun == NQ_NOUN_PERSON ||
            (m && m->type == NQ_PER && s->tags[i].word->noun != NQ_NOUN_BODY));
}

/* What may stand between an office and its holder: the rest of the office's
 * construct, its place, its field ("director of the branch of the authority in
 * the region of S, Dr. X"). */
static bool
continues_office(const nq_scene *s, uint32_t i)
{
    if (nq_is_mark(s, i, NQ_MARK_HASH) && nq_mention_from(s, i + 1))
        return true;
    if (s->tokens[i].kind == NQ_TOKEN_MARK ||
        (s->tokens[i].flags & (NQ_TOKEN_SENTENCE | NQ_TOKEN_LINE)) ||
        nq_is_finite_cue(s, i) ||
        nq_has_role(s, i,
                    NQ_ROLE_THAT | NQ_ROLE_REL | NQ_ROLE_SUB | NQ_ROLE_NEG |
                        NQ_ROLE_KAN | NQ_ROLE_PRON | NQ_ROLE_ADV))
        return false;
    if ((s->tags[i].glue & NQ_CLITIC_BA) &&
        (s->tags[i].word->noun == NQ_NOUN_PERSON || s->tags[i].masdar ||
         nq_np_opens_event(s, i)))
        return false; /* "praised THE PLAYER", "told OF THE DEATH of" */
    if (s->tags[i].glue || s->tags[i].mention ||
        !nq_has_role(s, i,
                     NQ_ROLE_PREP | NQ_ROLE_TIE | NQ_ROLE_OF | NQ_ROLE_OVER))
        return true;
    return ties_office(s, i);
}

/* A word of which nothing is known, that may open a name whose rest is known.
 */
static bool
may_open_name(const nq_scene *s, uint32_t i)
{
    const nq_tag *t = &s->tags[i];
    return nq_is_word(s, i) && t->word == s->book->words && !t->masdar &&
           !t->date && !t->mention && !t->glue && !nq_is_definite(s, i) &&
           s->tokens[i].folded.len > NQ_TUNE_SHORT_PREP &&
           !nq_str_starts(s->tokens[i].folded, NQ_STR("ي")) && /* a verb */
           !nq_str_ends(s->tokens[i].folded, NQ_STR("ته")) &&  /* "his X" */
           !nq_str_ends(s->tokens[i].folded, NQ_STR("ها"));
}

uint32_t
nq_np_name_start(const nq_scene *s, uint32_t first, uint32_t name)
{
    uint32_t i = name;
    while (i > first + 1 && i + NQ_TUNE_NAME_LEAD > name &&
           may_open_name(s, i - 1))
        i--;
    bool closed = s->tags[i - 1].mention || nq_is_definite(s, i - 1);
    return i < name && i > first && closed ? i : name;
}

/* Is the noun before a name and its titles closed, by an article or by what it
 * belongs to, so that the name stands beside the office and not behind that
 * noun ("in honour OF THE STAR X")? */
static bool
is_beside(const nq_scene *s, uint32_t first, uint32_t name)
{
    uint32_t i = nq_np_name_start(s, first, name);
    if (i > first && nq_is_mark(s, i - 1, NQ_MARK_HASH))
        i--;
    for (; i > first + 1; i--) {
        bool title = s->tags[i - 1].word->noun == NQ_NOUN_PERSON &&
                     nq_is_definite(s, i - 1);
        bool rank = !nq_is_definite(s, i - 1) && !s->tags[i - 1].mention &&
                    s->tags[i - 2].word->noun == NQ_NOUN_PERSON &&
                    nq_is_definite(s, i - 2); /* "the general FIRST" */
        if (!title && !rank)
            break;
    }
    return i <= first || s->tags[i - 1].mention || nq_is_definite(s, i - 1);
}

/* ", Dr. X," behind an office: the name between the comma at token i and what
 * is said; NULL: another clause starts there. */
static const nq_mention *
named_behind_comma(const nq_scene *s, uint32_t i)
{
    enum { TITLES = 2 };
    uint32_t k = i + 1;
    while (k <= i + TITLES && nq_is_definite(s, k) && !nq_mention_from(s, k) &&
           s->tags[k].word->noun == NQ_NOUN_PERSON)
        k++;
    if (nq_is_mark(s, k, NQ_MARK_HASH))
        k++;
    const nq_mention *m = nq_mention_from(s, k);
    return m && m->type == NQ_PER && m->span.start == s->tokens[k].span.start &&
                   starts_content(s, m->end)
               ? m
               : NULL;
}

/* "the supervisor OVER the shows X": the preposition of an office, and the name
 * behind its field, with no other person in it. */
static bool
ends_field(const nq_scene *s, uint32_t first, uint32_t name)
{
    for (uint32_t i = first; i < name; i++)
        if (s->tags[i].word->noun == NQ_NOUN_PERSON)
            return false;
    return name > first + 1 &&
           (nq_is_definite(s, name - 1) || s->tags[name - 1].mention);
}

/* Does what he said start behind token i, past days and whom he told, with no
 * other verb between? */
static bool
says_that_behind(const nq_scene *s, uint32_t i)
{
    enum { AHEAD = 12 };
    for (uint32_t k = i; k < i + AHEAD && k < s->n; k++) {
        if ((s->tokens[k].flags & (NQ_TOKEN_SENTENCE | NQ_TOKEN_LINE)) ||
            nq_is_finite_cue(s, k))
            return false;
        if (nq_has_role(s, k, NQ_ROLE_THAT))
            return !nq_has_role(s, k - 1, NQ_ROLE_NOT_AN | NQ_ROLE_PREP);
        if (nq_is_mark(s, k, NQ_MARK_COLON) || nq_quote_from(s, k))
            return true;
    }
    return false;
}

/* "X (told) the reporters on Monday that": whom he told, or when, and what. */
static bool
tells_behind(const nq_scene *s, uint32_t i)
{
    bool told = i < s->n && nq_is_word(s, i) &&
                ((s->tags[i].glue & NQ_CLITIC_LAM) || s->tags[i].date ||
                 nq_has_role(s, i, NQ_ROLE_ADV));
    return told && says_that_behind(s, i);
}

/* "the head of research in the study X Y": words of which nothing is known,
 * behind a noun that an article closes, from token i on. */
static bool
take_far_unknown(nq_np_reader *r, uint32_t i)
{
    const nq_scene *s = r->s;
    uint32_t end = i;
    bool closed = nq_is_word(s, i - 1) &&
                  (nq_is_definite(s, i - 1) || s->tags[i - 1].mention);
    while (end < s->n && end < i + NQ_TUNE_UNKNOWN_NAME &&
           may_open_name(s, end) &&
           !nq_str_ends(s->tokens[end].folded, NQ_STR("ا")) &&
           !(s->tokens[end].flags & (NQ_TOKEN_LINE | NQ_TOKEN_SENTENCE)))
        end++;
    bool alone = end == i + 1 && nq_has_role(s, end, NQ_ROLE_THAT);
    if (!closed || (end < i + 2 && !alone) || !may_end_name(s, end) ||
        !says_that_behind(s, end))
        return false;
    r->np->name = i;
    r->at = r->np->end = end;
    return true;
}

/* A long office whose holder stands behind all of it, just before what he
 * says, or between commas: the phrase reaches to the name. */
void
nq_np_take_holder(nq_np_reader *r)
{
    const nq_scene *s = r->s;
    if (r->np->noun != NQ_NOUN_PERSON || nq_np_has_person(r) ||
        (r->np->grammar & (NQ_PLURAL | NQ_DUAL)) ||
        (!r->np->definite && r->np->end < r->np->first + 2))
        return;
    bool field = nq_has_role(s, r->at, NQ_ROLE_OVER) && !s->tags[r->at].glue;
    uint32_t end = r->at + NQ_TUNE_FAR_NAME;
    bool tied = false;
    for (uint32_t i = r->at + field; i < end && i < s->n; i++) {
        const nq_mention *m = nq_mention_from(s, i);
        if (m && (m->type != NQ_PER || nq_in_body_name(s, m))) {
            i = m->end > i ? m->end - 1 : i;
            continue;
        }
        if (m) {
            if (i > r->at && m->span.start == s->tokens[i].span.start &&
                (starts_content(s, m->end) || tells_behind(s, m->end)) &&
                (!tied || is_beside(s, r->at, i)) &&
                (!field || ends_field(s, r->at, i)))
                nq_np_take_mention(r, m);
            return;
        }
        if (nq_is_mark(s, i, NQ_MARK_COMMA)) {
            m = named_behind_comma(s, i);
            if (m)
                nq_np_take_mention(r, m);
            if (m || !nq_is_definite(s, i + 1))
                return;
            continue; /* ", the subordinate of Y, X" */
        }
        const nq_quote *q = nq_quote_from(s, i);
        if (q && q->closed && q->end - q->open <= NQ_TUNE_PLACE_QUOTE &&
            nq_quote_is_name(s, q)) {
            i = q->end - 1; /* "of the agency "X", Dr. Y" */
            continue;
        }
        if (!continues_office(s, i) ||
            (i > r->at && may_open_name(s, i) && take_far_unknown(r, i)))
            return;
        tied |= !s->tags[i].glue && !s->tags[i].mention &&
                nq_has_role(s, i, NQ_ROLE_TIE | NQ_ROLE_OVER);
    }
}
