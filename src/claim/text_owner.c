/* SPDX-License-Identifier: Apache-2.0
 *
 * text_owner.c - who speaks in a text: "the remarks of X, in which (he) said".
 * Layer 5 (claim). Knows nothing of who spoke before. */
#include "claim/speaker.h"

#include "base/str.h"
#include "claim/tune.h"

/* A text, or what one gives to an outlet, that "in it" at token `it` may mean.
 */
static bool
is_text(const nq_scene *s, uint32_t i, uint32_t it)
{
    const nq_word *w = s->tags[i].word;
    bool fem = nq_str_ends(s->tokens[it].folded, NQ_STR("ها"));
    bool is_fem = (w->noun_grammar & (NQ_FEM | NQ_PLURAL)) ||
                  nq_str_ends(s->tokens[i].folded, NQ_STR("ه")) ||
                  nq_str_ends(s->tokens[i].folded, NQ_STR("ات"));
    return (w->noun == NQ_NOUN_DOC || nq_has_sense(s, i, NQ_SENSE_TALK)) &&
           !s->tags[i].mention && fem == is_fem;
}

/* Whose text it is, by the phrase at token i, right behind it. */
static bool
read_owner(const nq_scene *s, uint32_t i, uint32_t verb, nq_np *out)
{
    if (nq_has_role(s, i, NQ_ROLE_TIE) && nq_has_role(s, i, NQ_ROLE_REL))
        i++; /* "a statement FROM X" */
    if (i >= verb || !nq_np_read_glued(s, i, verb, out))
        return false;
    const nq_mention *m = nq_is_mark(s, out->end, NQ_MARK_COMMA)
                              ? nq_mention_from(s, out->end + 1)
                              : NULL;
    if (m && m->type == NQ_PER && out->noun == NQ_NOUN_PERSON && m->end <= verb)
        out->end = m->end; /* "of the player of the club, X," */
    return out->noun == NQ_NOUN_PERSON || out->noun == NQ_NOUN_BODY;
}

/* "a COMMENT in which (he) said": an indefinite object right before the verb is
 * the text, whatever stands before it. */
static bool
has_nearer(const nq_scene *s, uint32_t text, uint32_t verb)
{
    uint32_t i = verb - 1;
    return i > text && nq_is_word(s, i) && !s->tags[i].mention &&
           !nq_has_role(s, i, NQ_ROLE_REL | NQ_ROLE_KAN | NQ_ROLE_QAD) &&
           nq_str_ends(s->tokens[i].folded, NQ_STR("ا"));
}

/* "THE RESTAURANT issued a statement in which (it) said", in Arabic right
 * behind its verb: whoever it is, with an article or by name. */
static bool
read_issuer(const nq_scene *s, uint32_t lo, uint32_t text, nq_np *out)
{
    uint32_t i = text;
    while (i > lo && !nq_has_sense(s, i - 1, NQ_SENSE_ISSUE))
        i--;
    return i > lo && i < text &&
           (nq_is_definite(s, i) || nq_mention_from(s, i)) &&
           nq_np_read(s, i, text, out);
}

bool
nq_speaker_of_text(const nq_scene *s, uint32_t sentence, uint32_t verb,
                   nq_np *out)
{
    uint32_t lo =
        verb > sentence + NQ_TUNE_IN_IT ? verb - NQ_TUNE_IN_IT : sentence;
    if (!nq_has_role(s, verb + 1, NQ_ROLE_IN_IT))
        return false;
    for (uint32_t i = verb; i-- > lo;)
        if (is_text(s, i, verb + 1))
            return (!has_nearer(s, i, verb) &&
                    read_owner(s, i + 1, verb, out)) ||
                   read_issuer(s, lo, i, out);
    return false;
}
