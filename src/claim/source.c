/* SPDX-License-Identifier: Apache-2.0
 *
 * source.c - whom a noun phrase names. Layer 5 (claim). */
#include "claim/phrase.h"

#include "base/str.h"
#include "claim/read.h"

enum { LETTER = 2 }; /* bytes of an Arabic letter */

nq_speaker
nq_speaker_mention(const nq_scene *s, const nq_mention *m)
{
    const nq_entity *e = &s->names->entities[m->entity];
    nq_speaker sp = {.span = m->span, .entity = m->entity, .n_entities = 1};
    if (m->span.start == s->tokens[m->first].span.start + LETTER &&
        nq_str_starts(s->tokens[m->first].folded, NQ_STR("لل")))
        sp.span.start += LETTER; /* its article has no alif to stand on */
    sp.entities[0] = m->entity;
    sp.head = s->tags[m->first].word;
    sp.noun = m->type == NQ_PER ? NQ_NOUN_PERSON : NQ_NOUN_BODY;
    sp.outlet = e->agency && m->type == NQ_ORG;
    if (sp.outlet)
        sp.noun = NQ_NOUN_OUTLET;
    sp.grammar = e->feminine ? NQ_FEM : 0;
    return sp;
}

/* May the body or outlet at token i own what stands before it, so that nothing
 * but its adjectives follow? */
static bool
is_owner_noun(const nq_scene *s, const nq_np *np, uint32_t i)
{
    uint8_t noun = i < np->end ? s->tags[i].word->noun : NQ_NOUN_NONE;
    if (noun != NQ_NOUN_BODY && noun != NQ_NOUN_OUTLET)
        return false;
    for (uint32_t k = i + 1; k < np->end; k++)
        if (!nq_is_definite(s, k) || s->tags[k].word->noun)
            return false;
    return true;
}

/* "the figures of THE MINISTRY": of a body that was named before. */
static bool
is_owned_study(const nq_scene *s, const nq_np *np, uint32_t first)
{
    uint32_t i = first + 1;
    return !nq_is_definite(s, first) && nq_is_definite(s, i) &&
           !(s->tags[i].glue & ~(unsigned)NQ_CLITIC_AL) &&
           is_owner_noun(s, np, i);
}

/* "the official page of THE CLUB", "of the county of X": the token at which its
 * owner starts, or `first`. */
static uint32_t
owner_of_page(const nq_scene *s, const nq_np *np, uint32_t first)
{
    uint32_t i = first + 1;
    while (i < np->end && nq_is_adjective(s, i))
        i++;
    bool body = i < np->end && (s->tags[i].word->noun == NQ_NOUN_BODY ||
                                s->tags[i].word->noun == NQ_NOUN_OUTLET);
    if (body && (s->tags[i].glue & NQ_CLITIC_LAM))
        return i;
    bool tied = i == first + 1 && !nq_is_definite(s, first);
    return tied && nq_is_definite(s, i) && is_owner_noun(s, np, i) ? i : first;
}

/* "a statement OF the ministry": the token at which its owner starts, or
 * `first`. */
static uint32_t
owner_of_paper(const nq_scene *s, const nq_np *np, uint32_t first)
{
    if (np->noun == NQ_NOUN_OUTLET && nq_has_sense(s, first, NQ_SENSE_SITE))
        return owner_of_page(s, np, first);
    if (np->noun == NQ_NOUN_STUDY)
        return is_owned_study(s, np, first) ? first + 1 : first;
    if (np->noun != NQ_NOUN_DOC)
        return first;
    for (uint32_t i = first + 1; i < np->end; i++) {
        uint8_t noun = s->tags[i].word->noun;
        if (noun == NQ_NOUN_BODY || noun == NQ_NOUN_PERSON ||
            noun == NQ_NOUN_OUTLET)
            return i;
    }
    return first;
}

/* Where a source's words start: "to the council" is li-l-council, whose article
 * has no alif to stand on, so that both letters stay out. */
static uint32_t
words_start(const nq_scene *s, uint32_t i)
{
    uint32_t start = nq_bare_start(s, i);
    bool both = (s->tags[i].glue & NQ_CLITIC_LAM) &&
                start == s->tokens[i].span.start + LETTER &&
                nq_str_starts(s->tokens[i].folded, NQ_STR("لل"));
    return both ? start + LETTER : start;
}

static nq_speaker
speaker_words(const nq_scene *s, const nq_np *np, uint32_t first)
{
    nq_speaker sp = {.entity = NQ_NO_ENTITY};
    uint32_t owner = owner_of_paper(s, np, first);
    sp.noun = np->noun;
    if (owner != first) {
        first = owner;
        sp.noun = s->tags[first].word->noun;
    }
    sp.span = nq_span_of(s, first, np->end);
    sp.span.start = words_start(s, first);
    sp.head = s->tags[first].word;
    sp.grammar = np->grammar;
    if (np->noun == NQ_NOUN_NONE && nq_is_definite(s, first) &&
        nq_str_ends(s->tokens[first].folded, NQ_STR("ون")))
        sp.grammar |= NQ_PLURAL; /* "the Houthis" */
    sp.outlet = np->noun == NQ_NOUN_OUTLET;
    if (s->tags[first].office) {
        const nq_office *o = &s->names->offices[s->tags[first].office - 1];
        bool cut = o->end < np->end && nq_has_role(s, o->end, NQ_ROLE_OF);
        if (!cut && o->entity != NQ_NO_ENTITY) {
            sp.entity = o->entity;
            sp.entities[sp.n_entities++] = o->entity;
            sp.span = o->span;
        }
    }
    return sp;
}

/* Does a conjunction stand between the phrase's start and token i? */
static bool
is_joined(const nq_scene *s, const nq_mention *m)
{
    uint32_t i = m->first;
    return m->span.start > s->tokens[i].span.start &&
           nq_str_starts(s->tokens[i].folded, NQ_STR("و"));
}

/* "The NATIONAL company": an adjective of a body is no name of its own. */
static bool
is_adjective_of(const nq_scene *s, const nq_np *np, const nq_mention *m)
{
    return np->noun == NQ_NOUN_BODY && m->first > np->first &&
           m->end == m->first + 1 && nq_is_adjective(s, m->first) &&
           nq_is_definite(s, np->first);
}

/* "A member IN the party of the president X": X is the president, not he. */
static bool
is_of_tie(const nq_scene *s, const nq_np *np, const nq_mention *m)
{
    bool office = false;
    if (np->definite || np->noun != NQ_NOUN_PERSON)
        return false;
    for (uint32_t i = m->first; i-- > np->first + 1;) {
        if (s->tokens[i].kind == NQ_TOKEN_MARK)
            return false;
        if (nq_has_role(s, i, NQ_ROLE_TIE))
            return office;
        office |=
            s->tags[i].word->noun == NQ_NOUN_PERSON && nq_is_definite(s, i);
    }
    return false;
}

/* "The state television AND the agency X": two that can speak, of which the
 * first alone is meant. Its end, or the phrase's. */
static uint32_t
end_of_first(const nq_scene *s, const nq_np *np)
{
    if (np->noun != NQ_NOUN_OUTLET && np->noun != NQ_NOUN_BODY)
        return np->end;
    for (uint32_t i = np->first + 1; i < np->end; i++) {
        uint8_t noun = s->tags[i].word->noun;
        if ((s->tags[i].glue & NQ_CLITIC_WAW) && !s->tags[i].mention &&
            (noun == NQ_NOUN_OUTLET || noun == NQ_NOUN_BODY))
            return i;
    }
    return np->end;
}

/* ", X,": a name that stands beside its office between commas, so that another
 * behind it is no name of his. */
static bool
is_apart(const nq_scene *s, const nq_mention *m)
{
    return m->first > 0 && nq_is_mark(s, m->first - 1, NQ_MARK_COMMA) &&
           nq_is_mark(s, m->end, NQ_MARK_COMMA);
}

/* The mention that the phrase is about, NULL: its own words are the name. */
static const nq_mention *
chief_mention(const nq_scene *s, const nq_np *np, uint32_t first)
{
    const nq_mention *head = nq_mention_of(s, first), *per = NULL, *org = NULL;
    const nq_mention *loc = NULL;
    for (uint32_t i = first; i < np->end; i++) {
        const nq_mention *m = nq_mention_of(s, i);
        if (i > first && (s->tags[i].glue & NQ_CLITIC_WAW) && !m &&
            s->tags[i].word->noun && (per || org || loc))
            break;
        if (!m || is_adjective_of(s, np, m))
            continue;
        if (i > first && is_joined(s, m) && (per || org || loc))
            break;
        bool owner = m->type == NQ_PER && i == first + 1 && !np->definite &&
                     np->noun && !nq_is_mark(s, first, NQ_MARK_HASH) &&
                     !s->tokens[first].suf; /* "his wife X" */
        owner |= m->type == NQ_PER && i > first &&
                 (nq_in_body_name(s, m) || is_of_tie(s, np, m) ||
                  nq_np_is_owner(s, first, m));
        if (m->type == NQ_PER && !owner && per && is_apart(s, per))
            break;
        if (m->type == NQ_PER && !owner)
            per = m;
        else if (m->type == NQ_ORG && !org)
            org = m;
        else if (m->type == NQ_LOC && !loc &&
                 owner_of_paper(s, np, first) == first)
            loc = m; /* no place of "the fleet in X", whose paper it is */
        i = m->end > i ? m->end - 1 : i;
    }
    bool unnamed = !np->definite && (np->noun == NQ_NOUN_PEOPLE);
    if (head && (head->type != NQ_ORG || !per))
        return head->type == NQ_PER || !per ? head : per;
    if (np->noun == NQ_NOUN_PERSON)
        return per;
    if (unnamed)
        return NULL;
    if (np->noun == NQ_NOUN_DOC)
        return org ? org : per ? per : loc;
    if (np->noun == NQ_NOUN_STUDY)
        return org ? org : per;
    if (np->noun == NQ_NOUN_BODY || np->noun == NQ_NOUN_OUTLET)
        return org;
    return per ? per : org;
}

/* The others who speak with the first: names behind a conjunction. */
static void
add_joint(const nq_scene *s, const nq_np *np, const nq_mention *chief,
          nq_speaker *out)
{
    bool joined = false;
    for (uint32_t i = chief->end; i < np->end; i++) {
        const nq_mention *m = nq_mention_from(s, i);
        joined |=
            (s->tags[i].glue & NQ_CLITIC_WAW) != 0 || (m && is_joined(s, m));
        if (m && joined && m->entity != out->entity &&
            (m->type == NQ_PER || is_joined(s, m)) &&
            out->n_entities < NQ_JOINT_MAX)
            out->entities[out->n_entities++] = m->entity;
    }
}

/* A name that takes in the paper it stands on, "statement of ministry X": the
 * owner alone speaks. */
static void
leave_paper(const nq_scene *s, const nq_mention *m, nq_speaker *who)
{
    if (s->tags[m->first].word->noun != NQ_NOUN_DOC || m->end < m->first + 2)
        return;
    who->span.start = nq_bare_start(s, m->first + 1);
    who->entity = NQ_NO_ENTITY;
    who->n_entities = 0;
    who->head = s->tags[m->first + 1].word;
    who->noun = NQ_NOUN_BODY;
}

/* "The coach X": the words of a name that no list has. */
static nq_speaker
unlisted_person(const nq_scene *s, const nq_np *np)
{
    nq_speaker sp = {.entity = NQ_NO_ENTITY, .noun = NQ_NOUN_PERSON};
    sp.span = nq_span_of(s, np->name, np->end);
    sp.head = s->tags[np->first].word;
    sp.grammar = np->grammar;
    sp.unlisted = true;
    return sp;
}

/* "The movement of X (Y)": its short name in marks belongs to it. */
static void
take_short_name(const nq_scene *s, const nq_mention *m, nq_speaker *who)
{
    uint32_t open = m->end;
    const nq_mention *twin = nq_mention_from(s, open + 1);
    if (!twin || twin->entity != m->entity || nq_is_word(s, open) ||
        (s->tokens[open].flags & NQ_TOKEN_LINE))
        return;
    if (twin->end < s->n && nq_is_closer(&s->tokens[twin->end]))
        who->span.end = s->tokens[twin->end].span.end;
}

/* "The agency of ratings "X"": the name in marks behind what a body is. */
static const nq_mention *
name_in_marks(const nq_scene *s, const nq_mention *m)
{
    const nq_quote *q = nq_quote_from(s, m->end);
    const nq_mention *in = q ? nq_mention_from(s, q->open + 1) : NULL;
    bool kind = s->tags[m->first].word->noun == NQ_NOUN_BODY ||
                s->tags[m->first].word->noun == NQ_NOUN_OUTLET;
    return kind && in && q->closed && in->end + 1 == q->end &&
                   in->type == NQ_ORG && !s->names->entities[m->entity].agency
               ? in
               : NULL;
}

bool
nq_np_speaker(const nq_scene *s, const nq_np *np, nq_speaker *out)
{
    uint32_t first = np->first;
    while (first < np->end &&
           (nq_is_mark(s, first, NQ_MARK_HASH) ||
            (nq_has_role(s, first, NQ_ROLE_DEM) && !s->tags[first].mention) ||
            (first > np->first && nq_np_is_each(s, first))))
        first++;
    if (first >= np->end)
        return false;
    nq_np alone = *np;
    alone.end = end_of_first(s, np);
    if (alone.end <= first)
        alone.end = np->end; /* the first was but a mark */
    const nq_mention *m = chief_mention(s, &alone, first);
    if (np->name) {
        *out = unlisted_person(s, np);
        return true;
    }
    const nq_quote *q = nq_quote_from(s, first);
    if (!m && q && q->closed && q->end == np->end) {
        nq_np inside = *np; /* the name alone, without its marks */
        nq_quote_inside(q, &inside.first, &inside.end);
        *out = speaker_words(s, &inside, inside.first);
        out->span = nq_span_of(s, inside.first, inside.end);
        return inside.end > inside.first;
    }
    if (!m) {
        *out = speaker_words(s, &alone, first);
        return true;
    }
    const nq_mention *in = m->type == NQ_ORG ? name_in_marks(s, m) : NULL;
    *out = nq_speaker_mention(s, in && in->entity != m->entity ? in : m);
    if (m->type == NQ_ORG && out->entity == m->entity)
        take_short_name(s, m, out);
    if (m->type == NQ_PER && m->first > first) {
        uint32_t start = nq_np_name_start(s, first, m->first);
        if (start < m->first)
            out->span.start = s->tokens[start].span.start;
    }
    out->head = s->tags[first].word;
    out->outlet |= np->noun == NQ_NOUN_OUTLET;
    if (np->noun == NQ_NOUN_OUTLET)
        out->noun = NQ_NOUN_OUTLET;
    if (np->grammar)
        out->grammar = np->grammar;
    add_joint(s, np, m, out);
    leave_paper(s, m, out);
    return true;
}
