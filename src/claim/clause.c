/* SPDX-License-Identifier: Apache-2.0
 *
 * clause.c - the subject of the reporter's clause that a verb of saying goes on
 * with: "THE MINISTER arrived in Baghdad and said". Layer 5 (claim). Knows
 * nothing of who spoke before. */
#include "claim/clause.h"

/* A phrase that is surely somebody: a name at its head, or a noun of those that
 * speak which is definite, by its article or by what it belongs to. */
static bool
is_somebody(const nq_scene *s, const nq_np *np)
{
    const nq_mention *m = nq_mention_from(s, np->first);
    if (m)
        return m->type != NQ_LOC || m->end == np->end;
    bool certain = np->definite;
    for (uint32_t i = np->first + 1; i < np->end; i++)
        certain |= s->tags[i].mention || nq_is_definite(s, i);
    return certain &&
           (np->noun == NQ_NOUN_PERSON || np->noun == NQ_NOUN_PEOPLE ||
            np->noun == NQ_NOUN_BODY || np->noun == NQ_NOUN_OUTLET);
}

/* May a verb stand at token i, that is none of saying? */
static bool
may_be_verb(const nq_scene *s, uint32_t i)
{
    const nq_tag *t = &s->tags[i];
    return nq_is_word(s, i) && !t->mention && !t->office && !t->date &&
           !t->word->noun &&
           !nq_has_role(s, i,
                        NQ_ROLE_PREP | NQ_ROLE_THAT | NQ_ROLE_SUB |
                            NQ_ROLE_NEG | NQ_ROLE_PRON | NQ_ROLE_MA) &&
           !(s->tokens[i].flags & NQ_TOKEN_TANWIN) &&
           !(t->glue & (NQ_CLITIC_BA | NQ_CLITIC_LAM | NQ_CLITIC_KAF));
}

/* Past what stands before a clause: "from his side,", "but", "was". */
static uint32_t
skip_openers(const nq_scene *s, uint32_t i, uint32_t end)
{
    const uint64_t small =
        NQ_ROLE_OPENER | NQ_ROLE_KAN | NQ_ROLE_QAD | NQ_ROLE_KAMA;
    while (i < end) {
        if (nq_has_role(s, i, NQ_ROLE_TURN | small))
            i++;
        else if (nq_has_role(s, i, NQ_ROLE_NOT_AN) &&
                 nq_has_role(s, i + 1, NQ_ROLE_AN))
            i += 2; /* "except that" */
        else if (nq_has_role(s, i, NQ_ROLE_PREP) &&
                 nq_has_role(s, i + 1, NQ_ROLE_TURN))
            i += 2;
        else if (nq_is_mark(s, i, NQ_MARK_COMMA) && i > 0 &&
                 nq_has_role(s, i - 1, NQ_ROLE_TURN))
            i++;
        else
            break;
    }
    return i;
}

/* The phrase that opens the clause, or stands right behind the verb that does.
 */
static bool
read_subject(const nq_scene *s, uint32_t first, uint32_t verb, bool anybody,
             nq_np *out)
{
    uint32_t i = skip_openers(s, first, verb);
    if (i >= verb)
        return false;
    bool free = !(s->tags[i].glue & ~(NQ_CLITIC_AL | NQ_CLITIC_WAW));
    if (free && nq_np_read(s, i, verb, out) &&
        (is_somebody(s, out) ||
         (anybody && out->end > i && nq_is_definite(s, i))))
        return true;
    if (!may_be_verb(s, i))
        return false;
    i++;
    while (i < verb && nq_has_role(s, i, NQ_ROLE_ADV) && !s->tags[i].mention)
        i++; /* "supported as well" */
    if (i >= verb || (s->tags[i].glue & ~NQ_CLITIC_AL))
        return false;
    const nq_mention *m = nq_mention_from(s, i);
    if (m && m->span.start > s->tokens[i].span.start)
        return false; /* a letter is glued to it */
    return nq_np_read(s, i, verb, out) && (anybody || is_somebody(s, out));
}

bool
nq_clause_subject(const nq_scene *s, uint32_t first, uint32_t verb, nq_np *out)
{
    return read_subject(s, first, verb, false, out);
}

bool
nq_clause_anybody(const nq_scene *s, uint32_t first, uint32_t verb, nq_np *out)
{
    return read_subject(s, first, verb, true, out);
}
