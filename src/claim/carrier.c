/* SPDX-License-Identifier: Apache-2.0
 *
 * carrier.c - the outlet that a draft's words are credited to: who carried
 * them, who heard them. Layer 5 (claim). */
#include "claim/maker.h"

#include "base/str.h"
#include "claim/tune.h"

/* "In a talk that the paper X AIRED, he said": the outlet right behind such a
 * verb at token i, which is no verbal noun behind a preposition. */
static bool
find_aired(const nq_scene *s, uint32_t i, uint32_t cue, nq_credit *out)
{
    enum { NEAR = 2 }; /* tokens: a mark may stand before the name */
    uint32_t end = i + 1 + NQ_TUNE_CREDIT_TAIL;
    if (!nq_has_sense(s, i, NQ_SENSE_CARRY) || s->tags[i].mention ||
        (i > 0 && nq_has_role(s, i - 1, NQ_ROLE_PREP)) ||
        !nq_credit_find(s, i + 1, end < cue ? end : cue, out))
        return false;
    if (nq_token_from(s->text, out->span.start) <= i + NEAR)
        return true;
    *out = (nq_credit){0};
    return false;
}

/* Is token i that preposition, with an outlet behind it: "spoke TO the magazine
 * X", "ON the channel X"? */
static bool
leads_to_outlet(const nq_scene *s, uint32_t i, naql_str preposition)
{
    return nq_has_role(s, i, NQ_ROLE_PREP) && i + 1 < s->n &&
           nq_str_equal(s->tokens[i].folded, preposition) &&
           s->tags[i + 1].word->noun == NQ_NOUN_OUTLET;
}

/* "In an interview ON THE CHANNEL X, he said": the channel at token i + 1, just
 * before the verb. */
static bool
find_on_air(const nq_scene *s, uint32_t i, uint32_t cue, nq_credit *out)
{
    enum { NEAR = 4 }; /* tokens: marks, an adjective */
    uint32_t far = i + 1 + NQ_TUNE_CREDIT_TAIL + NEAR;
    if (far < cue || !leads_to_outlet(s, i, NQ_STR("علي")) ||
        !nq_credit_find(s, i + 1, cue, out))
        return false;
    if (nq_token_from(s->text, out->span.end) + NEAR >= cue)
        return true;
    *out = (nq_credit){0};
    return false;
}

/* "In a talk WITH the channel X, he said": the outlet that heard him, in tokens
 * [first, end). */
static bool
find_heard(const nq_scene *s, uint32_t first, uint32_t end, nq_credit *out)
{
    const uint64_t after = NQ_ROLE_AFTER | NQ_ROLE_SUB; /* "after Y SAID" */
    for (uint32_t i = end; i-- > first;)
        if (nq_has_role(s, i, NQ_ROLE_WHILE) ||
            (s->tags[i].word->roles & after) == after)
            first = i; /* what stands before it is another's */
    for (uint32_t i = first; i < end; i++) {
        bool heard = nq_has_role(s, i, NQ_ROLE_HEARD) ||
                     leads_to_outlet(s, i, NQ_STR("الي"));
        uint32_t from = i + heard, to = from + NQ_TUNE_CREDIT_TAIL;
        bool lam = (s->tags[i].glue & NQ_CLITIC_LAM) != 0 ||
                   (nq_is_word(s, i) &&
                    nq_str_equal(s->tokens[i].folded, NQ_STR("ل")));
        if (find_aired(s, i, end, out) || find_on_air(s, i, end, out) ||
            ((lam || from > i) &&
             nq_credit_find(s, from, to < end ? to : end, out)))
            return true;
    }
    return false;
}

/* "..., he said, (and that) IN A TALK WITH the paper X": behind the content, in
 * its sentence. */
static void
find_heard_behind(const nq_maker *m, nq_draft *d)
{
    enum { MARKS = 2 };
    const nq_scene *s = m->s;
    uint32_t i = d->x.end, end = i + 2 * NQ_TUNE_CREDIT_TAIL;
    for (uint32_t n = 0; n < MARKS && i < m->end && !nq_is_word(s, i); n++)
        i++;
    i += i < m->end && nq_has_role(s, i, NQ_ROLE_DEM); /* "and that" */
    if (i + 1 >= m->end || !nq_has_role(s, i, NQ_ROLE_PREP) ||
        !nq_has_sense(s, i + 1, NQ_SENSE_TALK))
        return;
    end = end < m->end ? end : m->end;
    for (uint32_t k = d->x.end; k < end; k++)
        if (s->tokens[k].flags & NQ_TOKEN_SENTENCE)
            end = k;
    find_heard(s, i, end, &d->credit);
}

/* "Adding that", in the same sentence; "and (it) carried from X", whose subject
 * stands before the verb, or is whoever was credited a little before. */
static bool
find_carrier(nq_maker *m, nq_draft *d)
{
    const nq_statement *st = m->list.at;
    const nq_cue *c = &d->cue;
    nq_speaker who;
    bool carried = nq_maker_is_carried(c);
    bool adds = c->inflection == NQ_CUE_PARTICIPLE &&
                (m->list.n > m->n_before ||
                 (c->at == m->sentence && m->last_end + 1 >= c->at));
    if (carried && d->prior.end &&
        nq_maker_speaker_of(m, &d->prior, c->at, &who) && who.outlet) {
        d->credit = nq_maker_credit_of(m->s, &who);
        return true;
    }
    uint32_t back = carried ? NQ_TUNE_CARRIED : adds ? 1 : 0;
    for (uint32_t k = 1; k <= back && k <= m->list.n; k++)
        if (st[m->list.n - k].credit.end) {
            d->credit.span = st[m->list.n - k].credit;
            d->credit.entity = st[m->list.n - k].credit_entity;
            return true;
        }
    return false;
}

/* Who carried the words, unless it is a person or a body that is no outlet:
 * "the spokesman quoted the minister as saying". */
static void
credit_outlet(nq_maker *m, const nq_cue *c, nq_credit *out)
{
    nq_speaker who;
    nq_credit known;
    if (!nq_np_speaker(m->s, &c->outlet, &who))
        return;
    bool named = nq_credit_find(m->s, c->outlet.first, c->outlet.end, &known);
    bool same = named && known.span.start == who.span.start;
    bool press = who.outlet || named || who.noun == NQ_NOUN_NONE;
    if (!press && nq_maker_speaker_of(m, &c->outlet, c->at, &who))
        press = who.outlet; /* "the source", an outlet named before */
    if (!press)
        return;
    *out = (nq_credit){who.span, who.entity};
    if (same)
        out->span = known.span; /* with its short name in marks */
    if (who.entity == NQ_NO_ENTITY && who.noun == NQ_NOUN_OUTLET)
        nq_credit_take_up(m->s, out->span, out);
}

/* The agency that was told, when it was taken for the end of who told it. */
static bool
find_told(const nq_maker *m, nq_draft *d)
{
    const nq_np *np = &d->cue.subject;
    uint32_t at;
    if (!d->cue.has_subject ||
        !nq_credit_told(m->s, np->first, np->end, &at, &d->credit))
        return false;
    uint32_t end = m->s->tokens[at - 1].span.end;
    if (d->has_who && d->who.span.start < end && d->who.span.end > end)
        d->who.span.end = end;
    return true;
}

/* "Sources OF THE PAPER X": those who told the outlet in whose name they speak.
 */
static bool
find_own_sources(const nq_maker *m, nq_draft *d)
{
    const nq_scene *s = m->s;
    uint32_t i = nq_token_from(s->text, d->who.span.start), end = i + 1;
    uint8_t many = NQ_FEM | NQ_PLURAL; /* no men: "the reporters of" */
    if (!d->has_who || d->who.noun != NQ_NOUN_PEOPLE || i >= s->n ||
        (!nq_has_sense(s, i, NQ_SENSE_SPEAKER) &&
         (d->who.grammar & many) != many))
        return false;
    while (end < s->n && s->tokens[end].kind == NQ_TOKEN_MARK)
        end++;
    return end < s->n && nq_is_definite(s, end) &&
           nq_credit_find(s, i + 1, end + 1, &d->credit);
}

/* "Warned THE MEDIA of", "asked the site X to": whom the verb is aimed at, who
 * heard no news by it. */
static bool
is_object(const nq_scene *s, const nq_cue *c, const nq_credit *credit)
{
    uint32_t i = nq_token_from(s->text, credit->span.start);
    if (!c->lemma || !c->lemma->told ||
        nq_str_equal(c->lemma->act, NQ_STR("say"))) /* "informed the paper" */
        return false;
    while (i > c->subject.end && (nq_is_quote_mark(&s->tokens[i - 1]) ||
                                  s->tags[i - 1].word->noun == NQ_NOUN_OUTLET))
        i--;
    return i == c->subject.end && !s->tags[i].glue;
}

/* "Told the paper X that, AND ADDED that": the credit of what the same speaker
 * said before in this sentence. */
static void
keep_credit(const nq_maker *m, nq_draft *d)
{
    const nq_statement *st = m->list.at;
    uint32_t i = d->cue.at;
    if (m->list.n == m->n_before || !d->has_who ||
        d->who.entity == NQ_NO_ENTITY || !(m->s->tags[i].glue & NQ_CLITIC_WAW))
        return;
    for (uint32_t k = m->last_end; k < i; k++)
        if (m->s->tokens[k].kind != NQ_TOKEN_MARK)
            return;
    st += m->list.n - 1;
    if (st->credit.end && st->entity == d->who.entity)
        d->credit = (nq_credit){st->credit, st->credit_entity};
}

void
nq_maker_find_credit(nq_maker *m, nq_draft *d)
{
    const nq_cue *c = &d->cue;
    if (c->framed && c->outlet.end) {
        credit_outlet(m, c, &d->credit);
        return;
    }
    if (find_carrier(m, d))
        return;
    if (d->has_who && d->who.outlet)
        return; /* it tells by itself */
    if (m->pending.span.end) {
        d->credit = m->pending;
        m->pending = (nq_credit){0};
        return;
    }
    if (find_told(m, d) || find_own_sources(m, d))
        return;
    uint32_t from = c->has_subject ? c->subject.end : c->end;
    if (c->way != NQ_WAY_CLOSE && from < c->content &&
        nq_credit_find(m->s, from, c->content, &d->credit)) {
        if (c->has_subject && is_object(m->s, c, &d->credit))
            d->credit = (nq_credit){0};
        return;
    }
    if (c->lemma->links & NQ_LINK_DOC) /* "X carried the notice that says" */
        nq_credit_find(m->s, m->floor, c->at, &d->credit);
    else
        find_heard(m->s, m->floor, c->at, &d->credit);
    if (!d->credit.span.end)
        find_heard_behind(m, d);
    if (!d->credit.span.end)
        keep_credit(m, d);
}
