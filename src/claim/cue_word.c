/* SPDX-License-Identifier: Apache-2.0
 *
 * cue_word.c - is a word a verb of saying here? Layer 5 (claim). Knows nothing
 * of what is said. */
#include "claim/maker.h"

#include "base/str.h"

/* A word that is a noun too ("student", "asked for") is a verb where a clause
 * may open: not behind another noun that waits for it. */
static bool
stands_free(const nq_maker *m, uint32_t i)
{
    const nq_scene *s = m->s;
    if (i == m->sentence || i == m->floor ||
        (s->tags[i].glue & (NQ_CLITIC_WAW | NQ_CLITIC_FA)))
        return !(s->tags[i].word->grammar & NQ_FEM) ||
               s->tags[i].word->inflection == NQ_CUE_PAST;
    if ((s->tags[i].word->grammar & NQ_OBJECT_PRON) && nq_is_word(s, i - 1) &&
        !nq_is_nominal(s, i - 1) && !nq_has_role(s, i - 1, NQ_ROLE_PREP))
        return true; /* "therefore ASKED HIM the club" */
    if (nq_has_role(s, i + 1, NQ_ROLE_IN_IT) ||
        nq_has_role(s, i - 1, NQ_ROLE_SUB | NQ_ROLE_THEN) ||
        (i + 1 < s->n && nq_str_ends(s->tokens[i + 1].folded, NQ_STR("ون"))))
        return s->tags[i].word->inflection == NQ_CUE_PAST;
    return s->tokens[i - 1].kind == NQ_TOKEN_MARK || s->tags[i - 1].mention ||
           s->tags[i - 1].date || nq_is_definite(s, i - 1) ||
           nq_has_role(s, i - 1, NQ_ROLE_QAD | NQ_ROLE_REL | NQ_ROLE_KAMA);
}

/* "hopes THAT the movement announce": not said yet; but "before he adds". */
static bool
is_wished(const nq_maker *m, uint32_t i)
{
    const nq_scene *s = m->s;
    return i > m->sentence + 1 &&
           nq_has_role(s, i - 1, NQ_ROLE_AN | NQ_ROLE_BAN) &&
           !s->tags[i].glue && !nq_has_role(s, i - 2, NQ_ROLE_NOT_AN);
}

/* "without THAT he disclosed", "ought NOT to blame": denied before its "that".
 */
static bool
is_denied_that(const nq_maker *m, uint32_t i)
{
    const nq_scene *s = m->s;
    return i > m->sentence + 1 && nq_has_role(s, i - 1, NQ_ROLE_AN) &&
           (nq_has_role(s, i - 2, NQ_ROLE_NEG) ||
            (i > m->sentence + 2 && nq_has_role(s, i - 2, NQ_ROLE_NOT_AN) &&
             nq_has_role(s, i - 3, NQ_ROLE_NEG)));
}

/* A past verb that is written as another word: "refused" as "refusal", "showed"
 * as "foremost". It is a verb where a clause opens, the latter only before
 * somebody who does it. */
static bool
is_other_word(const nq_maker *m, uint32_t i)
{
    const nq_scene *s = m->s;
    const nq_word *w = s->tags[i].word;
    if (w->inflection == NQ_CUE_PAST && w->grammar == NQ_DUAL)
        return nq_may_be_masdar(s, i);
    if (w->inflection != NQ_CUE_PAST || w->grammar)
        return false;
    bool somebody = i + 1 < s->n &&
                    (s->tags[i + 1].mention || s->tags[i + 1].office ||
                     s->tags[i + 1].word->noun) &&
                    !nq_str_ends(s->tokens[i + 1].folded, NQ_STR("ين"));
    if (w->roles & NQ_ROLE_PREP) /* "talks BETWEEN the two", "he MADE CLEAR" */
        return i > m->sentence && nq_is_nominal(s, i - 1) &&
               !s->tags[i - 1].mention && !s->tags[i].glue && i + 1 < s->n &&
               !s->tags[i + 1].mention && nq_is_definite(s, i + 1) &&
               nq_str_ends(s->tokens[i + 1].folded, NQ_STR("ين"));
    if (w->content)
        return !somebody && !stands_free(m, i);
    if (!(w->roles & NQ_ROLE_ADJ))
        return false;
    bool opens = i == m->sentence ||
                 (s->tags[i].glue & (NQ_CLITIC_WAW | NQ_CLITIC_FA)) ||
                 nq_has_role(s, i - 1, NQ_ROLE_QAD | NQ_ROLE_KAMA);
    return !opens || !somebody;
}

/* ", which WARNS of more": what happened is the subject, and nobody says it,
 * but "what he calls", "what X said that he" keep their distance. */
static bool
is_of_what(const nq_scene *s, uint32_t i)
{
    return i > 0 && nq_has_role(s, i - 1, NQ_ROLE_MA) &&
           !nq_has_role(s, i - 1, NQ_ROLE_KAMA) &&
           s->tags[i].word->inflection == NQ_CUE_PRESENT && !s->tags[i].glue &&
           !(s->tags[i].word->grammar & NQ_OBJECT_PRON) &&
           !nq_has_role(s, i + 1, NQ_ROLE_AN_PRON | NQ_ROLE_BAN_PRON) &&
           !nq_mention_of(s, i + 1) &&
           s->tags[i + 1 < s->n ? i + 1 : i].word->noun == NQ_NOUN_NONE;
}

/* "after THE ANNOUNCEMENT of the ministry that": a verbal noun behind a
 * preposition, whose speaker follows it. */
static bool
is_bare_noun(const nq_maker *m, uint32_t i)
{
    const nq_scene *s = m->s;
    const nq_lemma *l = nq_cue_lemma(s, i);
    nq_np np;
    nq_speaker who;
    return s->tags[i].word->inflection == NQ_CUE_NOUN && i > 0 &&
           !s->tags[i].glue && l->level >= 2 &&
           (nq_has_role(s, i - 1, NQ_ROLE_PREP | NQ_ROLE_SUB | NQ_ROLE_AFTER) ||
            (nq_cue_lemma(s, i - 1) && /* "there came the announcement" */
             (nq_cue_lemma(s, i - 1)->links & NQ_LINK_DOC))) &&
           nq_np_read(s, i + 1, m->end, &np) &&
           (np.definite || nq_quote_from(s, np.first + 1) ||
            (np.end > np.first + 1 && nq_is_definite(s, np.first + 1))) &&
           nq_np_speaker(s, &np, &who) && who.noun != NQ_NOUN_NONE;
}

/* "in it", "to him": a preposition with its pronoun governs no more. */
static bool
holds_pronoun(const nq_scene *s, uint32_t i)
{
    static const naql_str ends[] = {{"ه", 2}, {"ها", 4}, {"هم", 4}};
    enum { MOST = 8 }; /* bytes: four letters */
    naql_str f = s->tokens[i].folded;
    for (size_t k = 0; k < sizeof ends / sizeof ends[0]; k++)
        if (f.len <= MOST && nq_str_ends(f, ends[k]))
            return true;
    return false;
}

bool
nq_maker_may_be_cue(const nq_maker *m, uint32_t i)
{
    const nq_scene *s = m->s;
    const nq_tag *t = &s->tags[i];
    const nq_lemma *l = nq_cue_lemma(s, i);
    if (!l || t->mention || t->quote || is_other_word(m, i))
        return false;
    if (t->word->noun && !stands_free(m, i) && !is_bare_noun(m, i))
        return false;
    uint16_t prep = NQ_CLITIC_BA | NQ_CLITIC_LAM | NQ_CLITIC_KAF;
    bool object = i > m->sentence && nq_has_role(s, i - 1, NQ_ROLE_PREP) &&
                  !nq_has_role(s, i - 1, NQ_ROLE_SUB | NQ_ROLE_REL) &&
                  !holds_pronoun(s, i - 1) && !s->tags[i - 1].mention &&
                  !(s->tags[i - 1].glue & NQ_CLITIC_AL); /* "in the opposite" */
    if (object && t->word->inflection == NQ_CUE_PAST && !t->glue)
        return false; /* "in the hope that": a noun behind a preposition */
    if (t->word->inflection == NQ_CUE_PRESENT &&
        (is_wished(m, i) || is_denied_that(m, i) || /* "may wonder" */
         (i > m->sentence && nq_has_role(s, i - 1, NQ_ROLE_QAD)) ||
         is_of_what(s, i)))
        return false;
    if (t->word->inflection == NQ_CUE_PRESENT && !t->glue &&
        nq_str_equal(l->act, NQ_STR("deny")) && l->level == 2)
        return true; /* "did not rule out" */
    switch ((nq_inflection)t->word->inflection) {
    case NQ_CUE_PAST:
    case NQ_CUE_PRESENT:
        if (t->glue & NQ_CLITIC_AL) /* "the saying that" */
            return nq_has_role(s, i + 1, NQ_ROLE_THAT);
        if (t->glue == NQ_CLITIC_LAM && l->level >= 2 &&
            t->word->inflection == NQ_CUE_PRESENT)
            return !nq_cue_is_denied(s, i); /* "(so) TO SAY": and then said */
        return !(t->glue & (prep | NQ_CLITIC_SIN)) && !nq_cue_is_denied(s, i);
    case NQ_CUE_PARTICIPLE:
        return !(t->glue & (prep | NQ_CLITIC_AL)) && !nq_cue_is_denied(s, i);
    case NQ_CUE_NOUN:
        if ((t->glue & NQ_CLITIC_LAM) && l->level < 3)
            return false; /* "to point to", what for */
        return (t->glue & NQ_CLITIC_AL) || is_bare_noun(m, i);
    case NQ_CUE_NOUN_PRON:
        return true;
    default:
        return false;
    }
}

bool
nq_maker_may_be_doubted(const nq_maker *m, uint32_t i)
{
    const nq_scene *s = m->s;
    const nq_tag *t = &s->tags[i];
    const uint16_t prep = NQ_CLITIC_BA | NQ_CLITIC_LAM | NQ_CLITIC_KAF;
    if (t->mention || t->quote || nq_has_role(s, i, NQ_ROLE_PREP) ||
        nq_cue_is_denied(s, i) || !nq_cue_lemma(s, i))
        return false;
    switch ((nq_inflection)t->word->inflection) {
    case NQ_CUE_PAST:
    case NQ_CUE_PARTICIPLE:
        return !(t->glue & (prep | NQ_CLITIC_AL | NQ_CLITIC_SIN));
    case NQ_CUE_NOUN:
        return true;
    default:
        return false;
    }
}

bool
nq_cue_hides_name(const nq_scene *s, const nq_cue *c)
{
    enum { FAR = 4 };
    for (uint32_t i = c->content;
         c->way == NQ_WAY_NOUN && i < c->content + FAR && nq_is_word(s, i); i++)
        if (nq_has_sense(s, i, NQ_SENSE_OWN_NAME))
            return s->tags[c->content].masdar;
    return false;
}
