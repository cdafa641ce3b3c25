/* SPDX-License-Identifier: Apache-2.0
 *
 * phrase_tie.c - the prepositions by which a noun phrase goes on: "in X", "for
 * X's affairs", "issued by X". Layer 5 (claim). Knows nothing of the rest of
 * the phrase. */
#include "claim/read.h"

#include "base/str.h"

/* "the commissioner IN the United Nations, X": a name in apposition follows. */
static bool
names_behind(const nq_np_reader *r)
{
    const nq_scene *s = r->s;
    if (!nq_has_role(s, r->at, NQ_ROLE_TIE) || s->tags[r->at].glue ||
        r->np->noun != NQ_NOUN_PERSON)
        return false;
    const nq_mention *m = nq_mention_of(s, r->at + 1);
    if (!m)
        return false;
    const nq_mention *name =
        nq_mention_from(s, m->end + nq_is_mark(s, m->end, NQ_MARK_COMMA));
    return name && name->type == NQ_PER;
}

/* "to the paper X": whom he spoke to, no part of who he is. */
static bool
is_told_outlet(const nq_np_reader *r)
{
    const nq_scene *s = r->s;
    uint32_t i = r->at;
    bool lone = nq_is_word(s, i) && s->tokens[i].folded.len <= 2;
    bool glued =
        nq_is_word(s, i) && nq_str_starts(s->tokens[i].folded, NQ_STR("ل"));
    if (r->np->noun != NQ_NOUN_PERSON || !glued)
        return false;
    while (lone && i + 1 < s->n && s->tokens[i + 1].kind == NQ_TOKEN_MARK)
        i++;
    const nq_mention *m = nq_mention_of(s, i + lone);
    if (m && m->type == NQ_ORG &&
        (s->names->entities[m->entity].agency || i > r->at))
        return true;
    return i + lone < s->n && s->tags[i + lone].word->noun == NQ_NOUN_OUTLET;
}

/* "the national union OF journalists", "the general authority OF tourism": the
 * field of a body, behind its adjective; its members may be people. */
static bool
is_body_field(const nq_np_reader *r)
{
    const nq_scene *s = r->s;
    uint8_t noun = s->tags[r->at].word->noun;
    bool heard = noun == NQ_NOUN_PERSON || noun == NQ_NOUN_PEOPLE ||
                 noun == NQ_NOUN_OUTLET;
    bool outlet = r->np->noun == NQ_NOUN_OUTLET; /* "the X agency FOR NEWS" */
    return ((r->np->noun == NQ_NOUN_BODY && r->np->definite) || outlet) &&
           r->np->end > r->np->first + 1 &&
           (nq_is_adjective(s, r->at - 1) ||
            (outlet && (s->tokens[r->at - 1].kind == NQ_TOKEN_MARK ||
                        s->tags[r->at - 1].mention))) &&
           (!heard || nq_str_starts(s->tokens[r->at].folded, NQ_STR("لل")));
}

/* "a notice issued BY the ministry": the preposition before a paper's owner. */
static bool
is_issued_by(const nq_np_reader *r)
{
    const nq_scene *s = r->s;
    uint32_t next = r->at + 1;
    return r->np->noun == NQ_NOUN_DOC && r->np->end > r->np->first + 1 &&
           nq_has_role(s, r->at, NQ_ROLE_PREP) && !s->tags[r->at].glue &&
           next < s->n &&
           (nq_mention_from(s, next) ||
            s->tags[next].word->noun == NQ_NOUN_BODY);
}

/* "in a statement", "at a press conference": when he spoke, not who he is. */
static bool
is_occasion(const nq_scene *s, uint32_t i)
{
    uint32_t end;
    uint8_t kind = nq_phrase_at(s, i, &end);
    return kind == NQ_PHRASE_CUT || kind == NQ_PHRASE_BREAK ||
           kind == NQ_PHRASE_OCCASION ||
           (i + 1 < s->n && s->tags[i + 1].word->noun == NQ_NOUN_DOC);
}

/* "the president of the club" needs no place behind "in", unless it is a
 * body's: what follows tells when he spoke. */
static bool
is_closed_office(const nq_np_reader *r)
{
    const nq_scene *s = r->s;
    return r->np->noun == NQ_NOUN_PERSON && r->complete &&
           !(r->np->grammar & (NQ_PLURAL | NQ_DUAL)) &&
           nq_has_role(s, r->at, NQ_ROLE_OVER) &&
           !nq_has_role(s, r->at, NQ_ROLE_REL) &&
           s->tags[r->at + 1].word->noun != NQ_NOUN_BODY;
}

/* "The correspondent of the channel X IN Y": the outlet's name tells who he is,
 * the place where he stands. */
static bool
is_of_outlet(const nq_np_reader *r)
{
    const nq_scene *s = r->s;
    uint32_t i = r->at - 1;
    if (i > r->np->first && s->tokens[i].kind == NQ_TOKEN_MARK)
        i--; /* that closes the name */
    const nq_mention *m = nq_mention_of(s, i);
    return r->np->noun == NQ_NOUN_PERSON && m && m->type == NQ_ORG &&
           m->first > r->np->first && s->names->entities[m->entity].agency;
}

/* "The fishermen, IN THEIR SPEECH": what is theirs tells when they spoke. */
static bool
is_their_own(const nq_np_reader *r)
{
    const nq_scene *s = r->s;
    uint32_t i = r->at + 1;
    return i < s->n && nq_is_word(s, i) && !s->tags[i].mention &&
           s->tags[i].word->noun != NQ_NOUN_PEOPLE &&
           s->tags[i].word->noun != NQ_NOUN_BODY &&
           (nq_str_ends(s->tokens[i].folded, NQ_STR("هم")) ||
            nq_str_ends(s->tokens[i].folded, NQ_STR("هن")) ||
            nq_str_ends(s->tokens[i].folded, NQ_STR("هما")));
}

/* "in X", "close to X", "for X's affairs": what ties an office or an unnamed
 * source to its body. */
bool
nq_np_take_tie(nq_np_reader *r)
{
    const nq_scene *s = r->s;
    uint16_t glue = s->tags[r->at].glue;
    bool unnamed = !r->np->definite && (r->np->noun == NQ_NOUN_PERSON ||
                                        r->np->noun == NQ_NOUN_PEOPLE);
    bool of = nq_has_role(s, r->at, NQ_ROLE_OF);
    bool doc = r->np->noun == NQ_NOUN_DOC || r->np->noun == NQ_NOUN_STUDY;
    if (is_told_outlet(r) || is_of_outlet(r))
        return false;
    bool lam = nq_is_word(s, r->at) && (glue & NQ_CLITIC_LAM) &&
               ((r->np->noun == NQ_NOUN_PERSON && r->np->definite) || doc ||
                is_body_field(r)) &&
               !s->tags[r->at].word->inflection;
    bool ba = nq_is_word(s, r->at) && (glue & NQ_CLITIC_BA) &&
              r->np->noun == NQ_NOUN_PERSON &&
              s->tags[r->at].word->noun == NQ_NOUN_BODY;
    bool prep =
        nq_has_role(s, r->at, NQ_ROLE_TIE) && !s->tags[r->at].glue &&
        !is_occasion(s, r->at) && !is_their_own(r) &&
        (unnamed || doc || r->np->noun == NQ_NOUN_BODY) &&
        (s->tags[r->at + 1 < s->n ? r->at + 1 : r->at].mention ||
         (unnamed && nq_is_nominal(s, r->at + 1) && !is_closed_office(r)));
    prep |= names_behind(r) || is_issued_by(r);
    bool lone = nq_is_word(s, r->at) && s->tokens[r->at].folded.len <= 2 &&
                r->np->definite && nq_quote_from(s, r->at + 1);
    if (!of && !lam && !ba && !prep && !lone)
        return false;
    if (lone) {
        r->at++; /* a lone "l" before a name in marks */
        return nq_np_take_name_quote(r);
    }
    const nq_mention *m = nq_mention_of(s, r->at);
    if (m && m->type == NQ_PER && lam && r->np->noun == NQ_NOUN_PERSON)
        return false; /* "the monarch told X" */
    if (m && (lam || ba)) {
        nq_np_take_mention(r, m);
        return true;
    }
    r->at++;
    r->np->end = r->at;
    r->open = of || prep || !nq_is_definite(s, r->at - 1);
    r->complete = !r->open;
    return true;
}
