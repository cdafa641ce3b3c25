/* SPDX-License-Identifier: Apache-2.0
 *
 * phrase_loose.c - adjectives without an article behind a noun that has none:
 * "a senior source", and no verb, no name. Layer 5 (claim). Knows nothing of
 * the rest of a noun phrase. */
#include "claim/read.h"

#include "base/str.h"
#include "claim/tune.h"

/* "A woman (who) lives in", "activists (who) talk": a verb, since it does not
 * end as an adjective of its head must. */
static bool
is_clause_verb(const nq_np_reader *r, uint32_t i)
{
    naql_str f = r->s->tokens[i].folded;
    bool ya = nq_str_starts(f, NQ_STR("ي")), ta = nq_str_starts(f, NQ_STR("ت"));
    if (nq_str_ends(f, NQ_STR("ت")) && !nq_str_ends(f, NQ_STR("ات")))
        return true; /* "a study (that) was published" */
    if (ya && nq_str_ends(f, NQ_STR("ون")))
        return !nq_str_ends(f, NQ_STR("يون"));
    return ta && (r->np->grammar & NQ_FEM) && !nq_str_ends(f, NQ_STR("ه"));
}

/* A noun of an office's field: a body, or anything definite. */
static bool
is_field(const nq_scene *s, uint32_t i)
{
    return nq_is_word(s, i) && nq_is_nominal(s, i) &&
           !(s->tokens[i].flags & (NQ_TOKEN_LINE | NQ_TOKEN_SENTENCE)) &&
           !(s->tags[i].glue & ~NQ_CLITIC_AL) && !nq_is_adjective(s, i) &&
           s->tags[i].word->noun == NQ_NOUN_BODY && !s->tags[i].mention;
}

/* "head of (the) DEPARTMENT of the ...": no adjective, since a definite noun
 * that is none follows it. */
static bool
opens_construct(const nq_scene *s, uint32_t i)
{
    uint32_t next = i + 1;
    if (next + 1 < s->n && s->tags[next].word->noun == NQ_NOUN_PERSON &&
        nq_mention_from(s, next + 1))
        return false; /* the title of a name */
    return !nq_has_role(s, i, NQ_ROLE_ADJ) && nq_is_word(s, next) &&
           nq_is_nominal(s, next) && nq_is_definite(s, next) &&
           !(s->tokens[next].flags & (NQ_TOKEN_LINE | NQ_TOKEN_SENTENCE)) &&
           !(s->tags[next].glue & ~NQ_CLITIC_AL) && !s->tags[next].mention &&
           !nq_is_adjective(s, next) &&
           !nq_str_ends(s->tokens[i].folded, NQ_STR("ي")) &&
           !nq_str_ends(s->tokens[i].folded, NQ_STR("يه")) &&
           !nq_str_ends(s->tokens[i].folded, NQ_STR("يون"));
}

/* "which it", "THEIR share": no ta marbuta, and no adjective. */
static bool
ends_in_pronoun(naql_str raw)
{
    return nq_str_ends(raw, NQ_STR("ه")) || nq_str_ends(raw, NQ_STR("تهم")) ||
           nq_str_ends(raw, NQ_STR("تها"));
}

/* "head of the AREA of X": no adjective, and a body or place right behind. */
static bool
heads_name(const nq_scene *s, uint32_t i)
{
    static const naql_str tails[] = {
        {"ي", 2}, {"يه", 4}, {"ون", 4}, {"ين", 4}, {"ات", 4}};
    const nq_mention *m = nq_mention_from(s, i + 1);
    if (!m || m->type == NQ_PER || nq_has_role(s, i, NQ_ROLE_ADJ) ||
        m->span.start != s->tokens[i + 1].span.start)
        return false;
    for (size_t k = 0; k < sizeof tails / sizeof tails[0]; k++)
        if (nq_str_ends(s->tokens[i].folded, tails[k]))
            return false;
    return true;
}

/* "A young man (condemned) TO A TERM", "opponents (criticised) A STEP": a word
 * with the ending of women behind the noun of a man, of men or a paper is no
 * adjective of theirs. */
static bool
is_of_other_gender(const nq_np_reader *r, uint32_t i)
{
    const uint8_t more = NQ_FEM | NQ_PLURAL | NQ_DUAL;
    bool men = r->np->noun == NQ_NOUN_PERSON && r->np->grammar == NQ_PLURAL;
    return ((r->np->noun != NQ_NOUN_PEOPLE && !(r->np->grammar & more)) ||
            men) &&
           nq_str_ends(nq_as_written(r->s, i), NQ_STR("ة"));
}

/* "RIGHTS organisations", in the letters of "an activist (f.)". */
static bool
is_adjective_of_many(const nq_np_reader *r, uint32_t i)
{
    return r->np->noun == NQ_NOUN_BODY && (r->np->grammar & NQ_PLURAL) &&
           nq_str_ends(nq_as_written(r->s, i), NQ_STR("ية"));
}

/* "local AND INTERNATIONAL": two adjectives of one kind. */
static bool
is_joined_nisba(const nq_scene *s, uint32_t i)
{
    return s->tags[i].glue == NQ_CLITIC_WAW &&
           nq_str_ends(nq_as_written(s, i), NQ_STR("ية")) &&
           nq_str_ends(nq_as_written(s, i - 1), NQ_STR("ية"));
}

bool
nq_np_opens_denied(const nq_scene *s, uint32_t i)
{
    const uint64_t un = NQ_ROLE_NEG | NQ_ROLE_NOT_AN | NQ_ROLE_OPENER;
    return (s->tags[i].word->roles & un) == un && !s->tags[i].glue &&
           nq_is_word(s, i + 1) && nq_is_nominal(s, i + 1) &&
           !nq_is_definite(s, i + 1) && !s->tags[i + 1].masdar &&
           !(s->tokens[i + 1].flags & (NQ_TOKEN_LINE | NQ_TOKEN_SENTENCE));
}

/* Indefinite adjectives behind an indefinite head: "a senior source". */
void
nq_np_take_loose(nq_np_reader *r)
{
    const nq_scene *s = r->s;
    for (uint32_t k = 0; k < NQ_TUNE_LOOSE_ADJ && r->at < r->limit; k++) {
        uint32_t i =
            r->at + (r->at + 1 < r->limit && nq_np_opens_denied(s, r->at));
        if (!nq_is_word(s, i) || (s->tokens[i].flags & NQ_TOKEN_LINE) ||
            s->tags[i].masdar || s->tags[i].mention || !nq_is_nominal(s, i) ||
            nq_is_definite(s, i) ||
            (s->tags[i].glue && !(k > 0 && is_joined_nisba(s, i))) ||
            (s->tags[i].word->noun && !is_adjective_of_many(r, i)) ||
            s->tags[i].word->lemma ||
            nq_has_role(s, i, NQ_ROLE_OF | NQ_ROLE_TIE) ||
            is_clause_verb(r, i) || is_of_other_gender(r, i) ||
            ends_in_pronoun(
                nq_str_span(s->text->article->text, s->tokens[i].span)))
            return;
        if (opens_construct(s, i))
            return; /* "a statement of (the) ARM of the air" */
        r->at = i + 1;
        r->np->end = r->at;
        r->open = r->np->noun == NQ_NOUN_PERSON &&
                  (is_field(s, r->at) || heads_name(s, i));
        r->complete = !r->open;
    }
}
