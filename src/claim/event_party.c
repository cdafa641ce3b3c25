/* SPDX-License-Identifier: Apache-2.0
 *
 * event_party.c - who takes part in an event. Layer 5 (claim). */
#include "claim/event_party.h"

#include "base/str.h"
#include "claim/event_book.h"
#include "claim/tune.h"

#include <string.h>

/* First number that ends behind token i; n_numbers: none. */
static uint32_t
number_behind(const nq_text *t, uint32_t i)
{
    uint32_t lo = 0;
    for (uint32_t n = t->n_numbers; n;) { /* nobody can foresee the way */
        uint32_t half = n / 2;
        bool behind = t->numbers[lo + half].end <= i;
        lo = behind ? lo + half + 1 : lo;
        n = behind ? n - half - 1 : half;
    }
    return lo;
}

const nq_number *
nq_number_at(const nq_scene *s, uint32_t i)
{
    const nq_text *t = s->text;
    if (i >= s->n || !s->tags[i].number)
        return NULL;
    uint32_t n = number_behind(t, i);
    return n < t->n_numbers && t->numbers[n].first <= i ? &t->numbers[n] : NULL;
}

const nq_number *
nq_number_led_to(const nq_scene *s, uint32_t i)
{
    const nq_text *t = s->text;
    if (i >= s->n || !s->tags[i].number)
        return NULL;
    uint32_t k = number_behind(t, i);
    const nq_number *n = k < t->n_numbers ? &t->numbers[k] : NULL;
    if (!n || n->first <= i || n->first >= i + NQ_TUNE_HEDGE)
        return n && n->first <= i ? n : NULL;
    bool led = n->modifier_span.end > n->modifier_span.start &&
               n->modifier_span.start <= s->tokens[i].span.end;
    return led && n->modifier_span.end <= n->span.start ? n : NULL;
}

/* "of", between a count and what is counted. */
static bool
is_of(const nq_scene *s, uint32_t i)
{
    return nq_has_role(s, i, NQ_ROLE_TIE) && nq_has_role(s, i, NQ_ROLE_REL) &&
           !s->tags[i].glue;
}

/* A noun in the accusative without the article, as it is written: what the
 * first noun does something to. */
bool
nq_is_accusative(const nq_scene *s, uint32_t i)
{
    naql_str f = s->tokens[i].folded;
    naql_str raw = nq_as_written(s, i);
    if (!nq_is_word(s, i) || s->tags[i].mention || nq_is_definite(s, i) ||
        nq_number_at(s, i) || nq_str_ends(raw, NQ_STR("ء")))
        return false;
    return (s->tokens[i].flags & NQ_TOKEN_TANWIN) ||
           (f.len > NQ_TUNE_SHORT_PREP + 2 && nq_str_ends(f, NQ_STR("ا")) &&
            !nq_str_ends(f, NQ_STR("يا")) && !nq_str_ends(f, NQ_STR("وا")));
}

bool
nq_is_oblique(const nq_scene *s, uint32_t i)
{
    naql_str f = s->tokens[i].folded;
    return nq_is_accusative(s, i) ||
           (nq_is_word(s, i) && !s->tags[i].mention && !s->tags[i].office &&
            !nq_number_at(s, i) && nq_str_ends(f, NQ_STR("ين")) &&
            f.len > s->tokens[i].pre + NQ_TUNE_SHORT_PREP + 4u);
}

/* The verb of a clause that tells more of an indefinite noun: "gunmen (who)
 * wear". Present plurals show it by their ending. */
bool
nq_is_clause_verb(const nq_scene *s, uint32_t i)
{
    if (i >= s->n)
        return false;
    naql_str f = s->tokens[i].folded;
    return nq_is_word(s, i) && !s->tags[i].mention &&
           nq_str_starts(f, NQ_STR("ي")) && nq_str_ends(f, NQ_STR("ون")) &&
           !nq_str_ends(f, NQ_STR("يون"));
}

bool
nq_is_verb_form(const nq_scene *s, uint32_t i)
{
    uint16_t verb = NQ_CLITIC_WAW | NQ_CLITIC_FA | NQ_CLITIC_SIN;
    if (i >= s->n)
        return false;
    const nq_tag *t = &s->tags[i];
    if (!(t->event & (NQ_EVENT_WORD_VERB | NQ_EVENT_WORD_FORM)) || t->mention ||
        t->office || t->word->noun || t->glue & ~verb)
        return false; /* as most, by the first of these */
    return t->event & NQ_EVENT_WORD_VERB ||
           nq_str_ends(s->tokens[i].folded, NQ_STR("وا"));
}

/* "gunmen a shell": a weapon behind people is no adjective of theirs. */
static bool
is_second(const nq_event_scales *scales, const nq_scene *s, uint32_t first,
          uint32_t i)
{
    uint32_t signs = s->signs[i];
    return (s->signs[first] & scales->fighters) && (signs & scales->means) &&
           !(signs & scales->fighters);
}

/* "A suicide bomber (hit) a patrol", "unknown men (killed) a leader": a
 * feminine noun, or one in the accusative, behind a man, or men by their
 * ending, is no adjective of theirs. */
static bool
is_of_other_kind(const nq_event_scales *scales, const nq_scene *s,
                 uint32_t first, uint32_t i)
{
    naql_str f = s->tokens[first].folded, g = s->tokens[i].folded;
    naql_str raw = nq_as_written(s, i);
    bool men = nq_str_ends(f, NQ_STR("ون"));
    if (i != first + 1 || nq_is_definite(s, i) || s->tags[first].mention)
        return false;
    if (men && nq_str_ends(g, NQ_STR("يا")))
        return true;
    return (s->signs[first] & scales->fighters) &&
           (men || nq_str_ends(f, NQ_STR("ي")) ||
            nq_str_ends(f, NQ_STR("ين"))) &&
           nq_str_ends(raw, NQ_STR("ة"));
}

/* "17 people, and that", "58 people and the wounding of": what "and" adds is
 * no one. */
static bool
is_added(const nq_scene *s, uint32_t i)
{
    return s->tags[i].glue & NQ_CLITIC_WAW &&
           (nq_has_role(s, i, NQ_ROLE_DEM) ||
            (s->tags[i].event & NQ_EVENT_WORD_FORM && !nq_is_definite(s, i)));
}

/* Where a phrase read as [first, end) stops being one party. */
static uint32_t
trimmed(const nq_scene *s, const nq_event_scales *scales, uint32_t first,
        uint32_t end)
{
    bool object = nq_is_accusative(s, first);
    for (uint32_t i = first + 1; i < end; i++) {
        if (s->tags[i].mention)
            continue;
        uint32_t signs = s->signs[i];
        if (nq_is_clause_verb(s, i) || nq_is_verb_form(s, i) ||
            is_added(s, i) || nq_has_role(s, i, NQ_ROLE_SELF) ||
            (nq_number_at(s, i) && !s->tags[i].glue) ||
            ((signs & scales->beside) && !nq_is_definite(s, i)) ||
            (!object && nq_is_accusative(s, i)) ||
            is_second(scales, s, first, i) ||
            is_of_other_kind(scales, s, first, i))
            return i;
    }
    while (end > first + 1 && nq_has_role(s, end - 1, NQ_ROLE_PREP) &&
           !s->tags[end - 1].mention)
        end--;
    return end;
}

/* Does anything stand in the phrase by which somebody is known? */
static bool
names_any(const nq_scene *s, const nq_np *np)
{
    for (uint32_t i = np->first; i < np->end; i++)
        if (s->tags[i].mention || s->tags[i].office)
            return true;
    return false;
}

static void
name_entities(const nq_scene *s, const nq_np *np, nq_party *p)
{
    nq_speaker who;
    if (!names_any(s, np))
        return; /* as most */
    if (nq_np_speaker(s, np, &who)) {
        p->n = who.n_entities;
        memcpy(p->entities, who.entities, sizeof p->entities);
    }
    for (uint32_t i = np->first; !p->n && i < np->end; i++) {
        const nq_mention *m = nq_mention_of(s, i);
        if (m)
            p->entities[p->n++] = m->entity;
    }
}

/* "A plane without a pilot that belongs to the army": where the phrase ends
 * that such words go on with. */
static uint32_t
continued(const nq_scene *s, const nq_event_scales *scales, uint32_t end,
          uint32_t limit)
{
    nq_np more;
    limit = limit < s->n ? limit : s->n;
    for (uint32_t n = 0; n < NQ_TUNE_PARTY_PARTS && end && end < limit; n++) {
        uint32_t at = end;
        if (!(s->signs[end - 1] & scales->continues))
            at++;
        if (at >= limit || (at > end && !(s->signs[end] & scales->continues)) ||
            !nq_np_read_glued(s, at, limit, &more) || more.end <= at)
            break;
        more.end = more.end < limit ? more.end : limit;
        end = trimmed(s, scales, at, more.end);
    }
    return end;
}

/* "The military regime": adjectives behind a noun of no people, which elsewhere
 * are people themselves ("the soldier"), and those of people in the plural. */
static uint32_t
qualified(const nq_scene *s, uint32_t first, uint32_t end, uint32_t limit)
{
    bool people = s->tags[first].word->noun || s->tags[first].mention;
    while (end > first && end < limit && end < s->n && nq_is_word(s, end) &&
           nq_is_definite(s, end - 1) && nq_is_definite(s, end) &&
           !s->tags[end].mention && !s->tags[end].date &&
           !(s->tags[end].glue & ~NQ_CLITIC_AL)) {
        naql_str f = s->tokens[end].folded;
        bool one = nq_str_ends(f, NQ_STR("ي")) || nq_str_ends(f, NQ_STR("يه"));
        if (!(one && !people) && !nq_str_ends(f, NQ_STR("يين")) &&
            !nq_has_role(s, end, NQ_ROLE_ADJ))
            break;
        end++;
    }
    return end;
}

/* "One of the guards", "some men of the army": an indefinite noun that ends as
 * no adjective is owned by what stands right behind it with the article. */
static uint32_t
owned_by(const nq_scene *s, uint32_t first, uint32_t end, uint32_t limit)
{
    static const naql_str tails[] = {
        {"ه", 2}, {"ي", 2}, {"ا", 2}, {"ون", 4}, {"ين", 4}};
    nq_np more;
    if (end != first + 2 || end >= limit || end >= s->n ||
        s->tags[first].word->noun != NQ_NOUN_PEOPLE ||
        nq_is_definite(s, first) || nq_is_definite(s, end - 1) ||
        s->tags[end - 1].mention || s->tags[end].glue & ~NQ_CLITIC_AL ||
        !(nq_is_definite(s, end) || s->tags[end].mention))
        return end;
    for (size_t k = 0; k < sizeof tails / sizeof tails[0]; k++)
        if (nq_str_ends(s->tokens[end - 1].folded, tails[k]))
            return end;
    if (!nq_np_read(s, end, limit, &more))
        return end;
    return more.end < limit ? more.end : limit;
}

bool
nq_party_read(const nq_scene *s, const nq_event_scales *scales, nq_reach reach,
              nq_party *out)
{
    uint32_t at = reach.at, limit = reach.limit;
    const nq_number *count = nq_number_led_to(s, at);
    nq_np np, more;
    uint32_t first = at;
    *out = (nq_party){.counted = count != NULL};
    if (!count && (nq_is_verb_form(s, at) || nq_is_clause_verb(s, at)))
        return false;
    uint32_t counts = count ? count->end : at;
    if (counts > limit && limit < s->n && /* "four of the accused" */
        !nq_has_role(s, limit, NQ_ROLE_SUB | NQ_ROLE_THAT | NQ_ROLE_REL))
        limit = counts;
    if (counts > at) {
        np = (nq_np){.first = at, .end = counts};
        first = counts - 1;
        if (first > at && nq_np_read(s, first, limit, &more))
            np.end = more.end > np.end ? more.end : np.end;
    } else if (!(reach.glued ? nq_np_read_glued(s, at, limit, &np)
                             : nq_np_read(s, at, limit, &np))) {
        return false;
    }
    np.end = np.end < limit ? np.end : limit; /* a name takes in more */
    np.end = trimmed(s, scales, first, np.end);
    if (np.end < limit && is_of(s, np.end) && np.end == first + 1 &&
        !s->tags[first].mention && /* "withdrew Vilgrad from the deal" */
        nq_np_read(s, np.end + 1, limit, &more))
        np.end = trimmed(s, scales, more.first, more.end);
    np.end = owned_by(s, at, np.end, limit);
    np.end = continued(s, scales, np.end, limit);
    np.end = qualified(s, first, np.end, limit);
    out->first = np.first;
    out->end = np.end;
    out->span = nq_span_of(s, np.first, np.end);
    out->span.start = nq_bare_start(s, np.first);
    name_entities(s, &np, out);
    return np.end > np.first;
}

void
nq_party_own(const nq_scene *s, const nq_event_scales *scales, uint32_t limit,
             nq_party *p)
{
    uint32_t i = p->end, whose = scales->people | scales->police;
    nq_np np;
    if (i >= limit || i >= s->n || p->counted || p->n ||
        !(s->tags[i].glue & NQ_CLITIC_LAM) || nq_is_definite(s, p->first) ||
        !(s->tags[i].mention || s->tags[i].word->noun || s->signs[i] & whose) ||
        !nq_np_read_glued(s, i, limit, &np))
        return;
    np.end = trimmed(s, scales, i, np.end < limit ? np.end : limit);
    p->end = np.end;
    p->span.end = nq_span_of(s, i, p->end).end;
    name_entities(s, &np, p);
}

bool
nq_party_is(const nq_scene *s, const nq_party *p, nq_name_type type)
{
    return p->n && s->names->entities[p->entities[0]].type == type;
}

uint32_t
nq_party_signs(const nq_event_scales *scales, const nq_scene *s,
               const nq_party *p)
{
    uint32_t signs = 0;
    for (uint32_t i = p->first; i < p->end; i++)
        signs |= s->signs[i] | nq_event_signs_owned(scales, s->text, i);
    return signs;
}
