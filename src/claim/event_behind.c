/* SPDX-License-Identifier: Apache-2.0
 *
 * event_behind.c - the phrases behind prepositions in the clause of an event:
 * the target, the place, whoever did it. Layer 5 (claim). */
#include "claim/event_phrase.h"

#include "base/str.h"

/* A preposition that the trigger asks for, spelled by itself or as one word,
 * "in the direction of". */
static bool
is_asked(const nq_clause *c, uint32_t i)
{
    for (uint32_t k = 0; k < c->l->n_preps; k++)
        if (c->l->preps[k] == c->s->tokens[i].hash)
            return true;
    return false;
}

static bool
leads_to_target(const nq_clause *c, uint32_t i, bool glued)
{
    return glued ? (c->s->tags[i].glue & c->l->glued) != 0 : is_asked(c, i);
}

/* "at the hands of", "on the part of" */
static bool
is_by(const nq_clause *c, uint32_t i)
{
    return nq_clause_signs(c, i) & c->book->scales.by;
}

/* "By the bullets of the army", "by the shelling of": what it was done with,
 * and right behind it whose it is. */
static bool
is_by_means(const nq_clause *c, uint32_t i)
{
    return c->s->tags[i].glue & NQ_CLITIC_BA && i + 1 < c->limit &&
           !(c->s->tags[i + 1].glue & NQ_CLITIC_WAW) &&
           !nq_clause_is_kind(c, i + 1) &&
           nq_clause_signs(c, i) & c->book->scales.means &&
           !nq_is_origin(c->s, i + 1) && nq_clause_may_act(c, i + 1);
}

/* "A group", "several": people by what news says of it, or a part of some. */
static bool
is_somebody(const nq_clause *c, uint32_t i)
{
    const nq_event_scales *scales = &c->book->scales;
    uint32_t signs = nq_clause_signs(c, i);
    bool owner = c->l->kind == NQ_EVENT_ASSAULT && !c->s->tags[i].date &&
                 nq_str_ends(c->s->tokens[i].folded, NQ_STR("ي")) &&
                 !nq_is_definite(c->s, i); /* "the riders of" */
    return owner || nq_has_role(c->s, i, NQ_ROLE_DEM) ||
           signs & (scales->doers | scales->crowd) ||
           (signs & scales->rank && !nq_is_definite(c->s, i));
}

/* "The lives of ten men": a count right behind what a preposition led to. */
static nq_party
with_count(const nq_clause *c, nq_party p)
{
    nq_party more;
    if (p.end != p.first + 1 || p.end >= c->limit || c->s->tags[p.end].glue ||
        nq_is_definite(c->s, p.first) || !nq_number_led_to(c->s, p.end) ||
        !nq_clause_read_party(c, p.end, false, &more))
        return p;
    p.span.end = more.span.end;
    p.end = more.end;
    return p;
}

nq_party
nq_clause_with_owner(const nq_clause *c, nq_party p)
{
    if (c->l->kind == NQ_EVENT_ASSAULT)
        nq_party_own(c->s, &c->book->scales, c->limit, &p);
    return p;
}

bool
nq_clause_is_place(const nq_clause *c, const nq_party *p)
{
    const nq_event_scales *scales = &c->book->scales;
    const nq_scene *s = c->s;
    uint32_t n, row, i = p->first;
    const nq_cut *cuts = nq_cuts_of(s->text, i, &n);
    for (uint32_t k = 0; s->tokens[i].kind == NQ_TOKEN_WORD && k < n; k++)
        if (nq_table_word(&c->book->places, cuts[k].hash, &row))
            return true;
    return s->tags[i].mention || nq_clause_is_a(c->book, s, i, "site") ||
           nq_clause_is_a(c->book, s, i, "gate") ||
           s->signs[i] & (scales->where | scales->beside);
}

/* "A raid after the exposure of its troops to fire by gunmen": another attack
 * stands between, which "by" tells of. */
static bool
is_anothers(const nq_clause *c, uint32_t by)
{
    for (uint32_t i = c->at + 2; i < by; i++) {
        nq_event_form form = nq_event_form_at(c->book, c->s, i);
        if (form.lemma && form.noun &&
            c->book->lemmas[form.lemma - 1].kind == NQ_EVENT_ASSAULT &&
            c->book->lemmas[form.lemma - 1].voice == NQ_VOICE_PATIENT)
            return true;
    }
    return false;
}

uint32_t
nq_clause_take_behind(nq_clause *c, uint32_t i)
{
    bool glued = !nq_has_role(c->s, i, NQ_ROLE_PREP) && !is_asked(c, i);
    nq_party p;
    if (!glued && i + 2 < c->limit && is_by(c, i + 1) && !is_anothers(c, i) &&
        (nq_clause_may_act(c, i + 2) || is_somebody(c, i + 2)) &&
        nq_clause_read_party(c, i + 2, false, &p) &&
        !(nq_number_at(c->s, i + 2) && p.end == i + 3)) { /* "by one side" */
        if (!c->by.span.end)
            c->by = p;
        c->end = p.end;
        return p.end;
    }
    if (glued && is_by_means(c, i) &&
        nq_clause_read_party(c, i + 1, false, &p)) {
        if (!c->by.span.end)
            c->by = p;
        c->end = p.end;
        return p.end;
    }
    if (!nq_clause_read_party(c, glued ? i : i + 1, glued, &p))
        return i + 1;
    bool owner = glued && c->l->idafa == NQ_IDAFA_ACTOR && c->form.noun &&
                 c->s->tags[i].glue & NQ_CLITIC_LAM &&
                 !nq_party_is(c->s, &p, NQ_LOC);        /* "the visit of X" */
    if (nq_clause_is_a(c->book, c->s, p.first, "idle")) /* "at least" */
        return p.end;
    if (leads_to_target(c, i, glued) && !owner && !c->target.span.end)
        c->target = nq_clause_with_owner(c, with_count(c, p));
    else if (nq_party_is(c->s, &p, NQ_LOC) && c->place == NQ_NO_ENTITY &&
             nq_clause_is_place(c, &p))
        c->place = p.entities[0];
    else
        return p.end;
    c->end = p.end > c->target.end ? p.end : c->target.end;
    return c->end;
}
