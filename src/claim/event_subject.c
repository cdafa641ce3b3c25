/* SPDX-License-Identifier: Apache-2.0
 *
 * event_subject.c - whoever stands before a verb of what happens. Layer 5
 * (claim). */
#include "claim/event_clause.h"

#include "base/str.h"
#include "claim/tune.h"

static const nq_party nobody;

/* "in Lorvane, the police shot": a place that a preposition or a comma sets
 * apart did nothing. */
static bool
is_where(const nq_scene *s, const nq_mention *m, bool comma)
{
    if (m->type != NQ_LOC)
        return false;
    return comma || m->span.start > s->tokens[m->first].span.start ||
           (m->first && nq_has_role(s, m->first - 1, NQ_ROLE_PREP));
}

/* A name right before token `at`, a date or a comma apart. */
static nq_party
name_before(const nq_scene *s, uint32_t at)
{
    bool comma = false;
    for (uint32_t i = at, n = 0; i-- && n < NQ_TUNE_EVENT_BEFORE; n++) {
        const nq_mention *m = nq_mention_of(s, i);
        if (s->tokens[i + 1].flags & (NQ_TOKEN_LINE | NQ_TOKEN_SENTENCE))
            break;
        comma = comma || nq_is_mark(s, i, NQ_MARK_COMMA);
        if (m && is_where(s, m, comma))
            return nobody;
        if (m)
            return (nq_party){.span = m->span,
                              .entities = {m->entity},
                              .n = 1,
                              .first = m->first,
                              .end = m->end};
        if (s->tags[i].date || nq_is_mark(s, i, NQ_MARK_COMMA) ||
            nq_has_role(s, i, NQ_ROLE_QAD | NQ_ROLE_KAN))
            continue;
        break;
    }
    return nobody;
}

bool
nq_clause_is_means(const nq_clause *c, uint32_t token)
{
    const nq_event_scales *scales = &c->book->scales;
    uint32_t signs = nq_clause_signs(c, token);
    return (signs & scales->means) && !(signs & scales->fighters);
}

/* "Since the kidnappings": a known attack behind a preposition only tells
 * when, unless the verb's clause is about it: "the attack that hit". */
static bool
is_time_of(const nq_clause *c, uint32_t i)
{
    const nq_scene *s = c->s;
    bool known = nq_is_definite(s, i) || /* "the act of abduction" */
                 (nq_is_definite(s, i + 1) &&
                  !(s->tags[i + 1].glue & ~(uint32_t)NQ_CLITIC_AL));
    return known && i && !nq_has_role(s, c->at - 1, NQ_ROLE_REL) &&
           (nq_has_role(s, i - 1, NQ_ROLE_PREP) ||
            (i > 1 && nq_has_role(s, i - 2, NQ_ROLE_PREP)));
}

uint32_t
nq_clause_means_at(const nq_clause *c)
{
    uint32_t first = nq_clause_sentence(c)->first;
    for (uint32_t i = c->at, n = 0; i > first && n < NQ_TUNE_EVENT_SUBJECT;
         n++) {
        if (nq_clause_is_means(c, --i) && !is_time_of(c, i))
            return i;
        if (nq_clause_closes(c->s, i) && !nq_has_role(c->s, i, NQ_ROLE_REL) &&
            !nq_is_mark(c->s, i, NQ_MARK_COMMA))
            break;
    }
    return c->at;
}

bool
nq_clause_means_before(const nq_clause *c)
{
    return nq_clause_means_at(c) < c->at;
}

/* A mark around a few words, which may be a name: "the \"Free Men\" shot". */
static bool
is_around_name(const nq_scene *s, uint32_t i)
{
    uint32_t q = s->tags[i].quote, first, end;
    if (!q)
        return false;
    nq_quote_inside(&s->quotes.at[q - 1], &first, &end);
    return end - first <= NQ_TUNE_QUOTED && (i < first || i >= end);
}

/* Where the clause of a verb may open: behind "that", a mark, "had", at the
 * start of the sentence. */
static uint32_t
opening_of(const nq_scene *s, uint32_t at)
{
    uint32_t i = at, n = 0;
    while (
        i && n++ < NQ_TUNE_EVENT_SUBJECT &&
        (s->tokens[i - 1].flags & NQ_TOKEN_LINE || /* the line's first */
         !nq_ends_sentence(s, i - 1)) &&
        !(s->tokens[i].flags & (NQ_TOKEN_LINE | NQ_TOKEN_SENTENCE)) &&
        (s->tokens[i - 1].kind != NQ_TOKEN_MARK || is_around_name(s, i - 1)) &&
        !nq_clause_ends_with(s, i - 1) && !nq_has_role(s, i - 1, NQ_ROLE_KAN))
        i--;
    return i;
}

/* The line's first word is no subject when it is a verb ("met the two sides
 * that ..."), led by a preposition, or "how", "these". */
static bool
heads_line(const nq_clause *c, uint32_t i)
{
    const nq_scene *s = c->s;
    naql_str f = s->tokens[i].folded;
    if (s->tags[i].mention || s->tags[i].office || nq_number_led_to(s, i) ||
        nq_is_definite(s, i) || s->tags[i].word->noun)
        return true;
    if (s->tokens[i].pre < f.len)
        f = nq_str(f.ptr + s->tokens[i].pre, f.len - s->tokens[i].pre);
    bool verbal =
        nq_is_verb_form(s, i) || nq_str_starts(f, NQ_STR("ي")) ||
        (nq_str_ends(f, NQ_STR("ت")) && !nq_str_ends(f, NQ_STR("ات")));
    return !verbal && !(s->tags[i].glue & ~(uint32_t)NQ_CLITIC_WAW) &&
           !nq_word_is_listed(s->tags[i].word) &&
           !nq_clause_is_a(c->book, s, i, "lead");
}

/* "That X, the arm of Y, shot": the noun right behind "that", where the verb's
 * own part opens behind a comma. */
static nq_party
topic_of(const nq_clause *c, uint32_t first, uint32_t verb)
{
    const nq_scene *s = c->s;
    uint32_t begin = nq_clause_sentence(c)->first, that = first;
    nq_party p;
    bool told = first > begin && first < verb &&
                nq_has_role(s, first - 1, NQ_ROLE_REL) &&
                !nq_has_role(s, first - 1, NQ_ROLE_TIE);
    if (first < begin + 3 ||
        (!told && !nq_is_mark(s, first - 1, NQ_MARK_COMMA)))
        return nobody;
    for (uint32_t n = 0; that-- > begin && n < NQ_TUNE_TOPIC; n++)
        if (that == begin || nq_has_role(s, that, NQ_ROLE_THAT | NQ_ROLE_KAN))
            break;
        else if (nq_clause_closes(s, that) &&
                 !nq_has_role(s, that, NQ_ROLE_REL) &&
                 !nq_is_mark(s, that, NQ_MARK_COMMA) &&
                 !nq_clause_is_a(c->book, s, that, "among"))
            return nobody;
    uint32_t at = that + 1;
    while (at < first && s->tokens[at].kind == NQ_TOKEN_MARK)
        at++;
    if (!nq_has_role(s, that, NQ_ROLE_THAT | NQ_ROLE_KAN) || at >= first ||
        !(nq_is_nominal(s, at) || nq_number_led_to(s, at)) ||
        nq_clause_is_means(c, at) ||
        s->tags[at].glue & ~(uint32_t)NQ_CLITIC_AL ||
        !(nq_is_definite(s, at) || nq_clause_may_act(c, at)) ||
        !nq_party_read(s, &c->book->scales, (nq_reach){at, first, false}, &p))
        return nobody;
    return p;
}

/* "They stepped in", "they shoot": by its ending no noun. */
static bool
looks_plural_verb(const nq_scene *s, uint32_t i)
{
    naql_str f = s->tokens[i].folded;
    return !s->tags[i].mention && !nq_is_definite(s, i) &&
           (nq_str_ends(f, NQ_STR("وا")) ||
            (nq_str_starts(f, NQ_STR("ي")) && nq_str_ends(f, NQ_STR("ون"))));
}

bool
nq_clause_is_headed(const nq_scene *s, uint32_t first)
{
    while (first && s->tokens[first - 1].kind == NQ_TOKEN_MARK)
        first--;
    return first && nq_has_role(s, first - 1, NQ_ROLE_THAT | NQ_ROLE_KAN);
}

/* The subject right before a verb, or the one of the clause it opens. */
static nq_party
subject_before(const nq_clause *c, uint32_t at)
{
    const nq_scene *s = c->s;
    uint32_t first = opening_of(s, at);
    if (first < at && s->tokens[first].flags & NQ_TOKEN_LINE &&
        !heads_line(c, first))
        first++;
    nq_party p;
    nq_event_form form = nq_event_form_at(c->book, s, first);
    bool light = form.lemma && c->book->lemmas[form.lemma - 1].light;
    p = topic_of(c, first, at);
    if (p.span.end)
        return p;
    if (c->form.both && c->l->kind == NQ_EVENT_KINDS && first < at &&
        nq_is_verb_form(s, first))
        first++; /* "(that) decided the board the expulsion of" */
    if (first < at && !light && nq_is_nominal(s, first) &&
        !looks_plural_verb(s, first) &&
        nq_party_read(s, &c->book->scales, (nq_reach){first, at, false}, &p) &&
        (p.end + NQ_TUNE_EVENT_BEFORE >= at ||
         (c->l->kind != NQ_EVENT_KINDS && nq_clause_is_headed(s, first))) &&
        !nq_clause_is_means(c, p.first) && !nq_clause_is_means(c, p.end - 1))
        return p;
    return name_before(s, at);
}

/* "Eight people, among them three guests, were killed": the token where "among
 * them" opens, a comma before it apart; where the phrase opens: no part. */
static uint32_t
part_opens(const nq_clause *c, const nq_party *p)
{
    const nq_scene *s = c->s;
    uint32_t i = p->first;
    if (!i || p->end <= i || !nq_clause_is_a(c->book, s, i - 1, "among"))
        return i;
    i -= i > 1 && nq_has_role(s, i - 2, NQ_ROLE_PREP) ? 2 : 1;
    return i && nq_is_mark(s, i - 1, NQ_MARK_COMMA) ? i - 1 : i;
}

nq_party
nq_clause_subject_before(const nq_clause *c, uint32_t at)
{
    nq_party p = subject_before(c, at), whole;
    uint32_t part = part_opens(c, &p);
    if (part >= p.first || part <= nq_clause_sentence(c)->first)
        return p;
    whole = subject_before(c, part);
    return whole.end == part ? whole : p;
}
