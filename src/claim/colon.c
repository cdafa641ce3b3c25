/* SPDX-License-Identifier: Apache-2.0
 *
 * colon.c - "NAME: content" at the head of a title or a turn. Layer 5 (claim).
 *
 * A name that no list has is known by the text below the title: it stands there
 * beside a verb of saying. Knows nothing of other attributions. */
#include "claim/maker.h"

#include "base/status.h"
#include "base/str.h"
#include "claim/read.h"
#include "claim/tune.h"

/* Who stands before the colon, in marks or not. */
static bool
read_colon_name(const nq_maker *m, uint32_t first, nq_np *np)
{
    const nq_quote *q = nq_quote_from(m->s, first);
    if (m->title && q && q->closed &&
        q->end - q->open - 2 <= NQ_TUNE_NAME_QUOTE &&
        nq_is_mark(m->s, q->end, NQ_MARK_COLON)) {
        *np = (nq_np){q->open, q->end, .definite = true};
        return true;
    }
    return nq_np_read_glued(m->s, first, m->end, np);
}

/* The colon behind the name at `np`, or in a title behind the outlet that it
 * was told: "X to Y: ...". NQ_NO_TOKEN: none. */
static uint32_t
find_colon(const nq_maker *m, const nq_np *np)
{
    const nq_scene *s = m->s;
    nq_np told;
    uint32_t k = np->end;
    bool lone = nq_is_word(s, k) && s->tokens[k].folded.len <= 2;
    if (m->title && !nq_is_mark(s, k, NQ_MARK_COLON) && nq_is_word(s, k) &&
        (lone || (s->tags[k].glue & NQ_CLITIC_LAM)) &&
        nq_np_read_glued(s, k + lone, m->end, &told))
        k = told.end;
    return nq_is_mark(s, k, NQ_MARK_COLON) ? k : NQ_NO_TOKEN;
}

/* "X: messi.. the difference": two stops end no title, and what stands behind
 * them is his as well, unless somebody speaks there. */
static void
whole_title(const nq_maker *m, nq_draft *d)
{
    for (uint32_t k = d->x.end; k < m->end; k++)
        if (nq_cue_lemma(m->s, k) || nq_is_mark(m->s, k, NQ_MARK_COLON))
            return;
    if (m->end > d->x.next)
        d->x.end = d->x.next = m->end;
}

/* "X AFTER THE SCANDAL", "the ambassador IN Y", "X, ANGRY": what may open the
 * words between a name and its colon. */
static bool
opens_rest(const nq_scene *s, uint32_t i)
{
    const uint16_t glue = NQ_CLITIC_BA | NQ_CLITIC_LAM;
    bool how = nq_is_word(s, i) && !s->tags[i].glue && !s->tags[i].mention &&
               nq_str_ends(s->tokens[i].folded, NQ_STR("ا"));
    return nq_has_role(s, i, NQ_ROLE_PREP) || (s->tags[i].glue & glue) || how;
}

/* In a title, a few such words may stand between the name and its colon. */
static uint32_t
find_far_colon(const nq_maker *m, const nq_np *np)
{
    const nq_scene *s = m->s;
    if (!opens_rest(s, np->end))
        return NQ_NO_TOKEN;
    for (uint32_t k = np->end + 1; k < m->end && k <= np->end + NQ_TUNE_TITLE;
         k++) {
        if (nq_is_mark(s, k, NQ_MARK_COLON))
            return k;
        if (s->tokens[k].kind == NQ_TOKEN_MARK || nq_is_finite_cue(s, k))
            break;
    }
    return NQ_NO_TOKEN;
}

/* ---- A name that the text below knows ------------------------------------ */

/* A word of a name in a title: not a small word, an outlet's "to X" apart. */
static bool
is_name_word(const nq_scene *s, uint32_t i)
{
    return nq_is_word(s, i) && s->tokens[i].folded.len > NQ_TUNE_SHORT_PREP &&
           !(s->tags[i].glue & NQ_CLITIC_LAM) &&
           !nq_has_role(s, i, NQ_ROLE_PREP);
}

static uint32_t
position_in(const nq_scene *s, const nq_np *np, uint32_t word)
{
    for (uint32_t k = np->first; k < np->end; k++)
        if (s->tokens[k].hash == s->tokens[word].hash)
            return k;
    return NQ_NO_TOKEN;
}

/* Do the words before a colon name the phrase? All of them stand in it, and one
 * is its head or a part of a name there. */
static bool
names_phrase(const nq_scene *s, uint32_t first, uint32_t colon, const nq_np *np)
{
    bool head = false, any = false;
    for (uint32_t i = first; i < colon; i++) {
        if (!is_name_word(s, i))
            continue;
        uint32_t k = position_in(s, np, i);
        if (k == NQ_NO_TOKEN)
            return false;
        const nq_mention *m = nq_mention_of(s, k);
        any = true;
        head |= k == np->first || (m && (m->type == NQ_PER || m->first == k));
    }
    return any && head;
}

/* "France said on Saturday THAT": the country itself, and a clause. */
static bool
says_that(const nq_scene *s, const nq_np *np)
{
    enum { NEAR = 4 };
    const nq_mention *m = nq_mention_from(s, np->first);
    if (!m || m->end != np->end)
        return false;
    for (uint32_t i = np->end; i < np->end + NEAR; i++)
        if (nq_has_role(s, i, NQ_ROLE_THAT))
            return true;
    return false;
}

/* The first in the text below whom the words before the colon name and who
 * speaks there; a place right below, and in a whole clause. */
static bool
speaks_below(nq_maker *m, uint32_t first, uint32_t colon, bool place,
             nq_speaker *who)
{
    const nq_scene *s = m->s;
    nq_np np;
    nq_speaker found;
    uint32_t end = m->end + (place ? NQ_TUNE_RIGHT_BELOW : NQ_TUNE_BELOW);
    for (uint32_t i = m->end; i + 1 < s->n && i < end; i++) {
        if (!nq_is_finite_cue(s, i) || nq_cue_lemma(s, i)->level < 2 ||
            s->tags[i].quote || !nq_np_read(s, i + 1, s->n, &np) ||
            !names_phrase(s, first, colon, &np) ||
            !nq_np_speaker(s, &np, &found) || found.noun == NQ_NOUN_NONE ||
            (place && !says_that(s, &np)))
            continue;
        *who = found;
        who->span = nq_span_of(s, first, colon);
        return true;
    }
    return false;
}

/* In a title, "... .. NAME: content": where the name before the first colon
 * starts, behind two stops or a slash. */
static uint32_t
last_segment(const nq_maker *m, uint32_t *colon)
{
    const nq_scene *s = m->s;
    uint32_t first = m->at;
    for (uint32_t k = m->at; k < m->end; k++) {
        if (nq_is_mark(s, k, NQ_MARK_COLON)) {
            *colon = k;
            return first;
        }
        bool inside = k + 1 < m->end && /* "the site.net" */
                      nq_is_mark(s, k, NQ_MARK_STOP) &&
                      !(s->tokens[k + 1].flags & NQ_TOKEN_SPACE);
        if (nq_is_mark(s, k, NQ_MARK_ELLIPSIS) ||
            nq_is_mark(s, k, NQ_MARK_SLASH) ||
            (nq_is_mark(s, k, NQ_MARK_STOP) && !inside))
            first = k + 1;
    }
    return NQ_NO_TOKEN;
}

/* "The disappearance of X: ...": the title tells of him, he does not speak. */
static bool
is_affair(const nq_scene *s, const nq_np *np, const nq_speaker *who)
{
    const nq_word *head = s->tags[np->first].word;
    return head->noun == NQ_NOUN_NONE &&
           (head->content || (head->senses & NQ_SENSE_AFFAIR)) &&
           who->entity != NQ_NO_ENTITY &&
           s->names->entities[who->entity].type == NQ_PER &&
           who->span.start > s->tokens[np->first].span.start;
}

/* Who speaks before which colon; false: nobody. */
static bool
read_named(nq_maker *m, uint32_t first, nq_draft *d, nq_np *np, uint32_t *colon)
{
    const nq_scene *s = m->s;
    if (first >= m->end || !read_colon_name(m, first, np))
        return false;
    *colon = find_colon(m, np);
    bool far = *colon == NQ_NO_TOKEN && m->title;
    if (far)
        *colon = find_far_colon(m, np);
    if (*colon == NQ_NO_TOKEN || *colon + 1 >= m->end ||
        (s->tags[first].glue & (NQ_CLITIC_BA | NQ_CLITIC_LAM)) ||
        !nq_maker_speaker_of(m, np, np->end, &d->who) ||
        d->who.noun == NQ_NOUN_NONE || is_affair(s, np, &d->who))
        return false;
    return !far || d->who.noun == NQ_NOUN_PERSON;
}

static bool
read_unnamed(nq_maker *m, nq_draft *d, nq_np *np, uint32_t *colon)
{
    uint32_t first = m->title ? last_segment(m, colon) : NQ_NO_TOKEN;
    if (first == NQ_NO_TOKEN || *colon + 1 >= m->end ||
        nq_has_role(m->s, first, NQ_ROLE_PREP) ||
        *colon - first > NQ_TUNE_NAME_COLON + 2)
        return false;
    *np = (nq_np){.first = first, .end = *colon};
    if (first > m->at && read_named(m, first, d, np, colon))
        return true;
    return speaks_below(m, first, *colon, NQ_TUNE_BELOW, &d->who);
}

/* A word that may be a verb in the present and that no list has. */
static bool
may_act(const nq_scene *s, uint32_t i)
{
    enum { LEAST = 8 }; /* bytes: four letters */
    naql_str f = s->tokens[i].folded;
    return nq_is_word(s, i) && s->tags[i].word == s->book->words &&
           !s->tags[i].mention && !s->tags[i].glue && f.len >= LEAST &&
           !nq_str_ends(f, NQ_STR("ه")) &&
           (nq_str_starts(f, NQ_STR("ي")) || nq_str_starts(f, NQ_STR("ت")));
}

/* Is this a verb of saying in the present, with nothing between it and a colon?
 */
static bool
is_saying(const nq_maker *m, uint32_t i)
{
    const nq_scene *s = m->s;
    const nq_lemma *l = i < m->end ? nq_cue_lemma(s, i) : NULL;
    return l && l->level >= 2 && !s->tags[i].glue &&
           s->tags[i].word->inflection == NQ_CUE_PRESENT &&
           nq_is_mark(s, i + 1, NQ_MARK_COLON);
}

/* In a title, "X AWARDS THE COACH: we are proud": whoever acts before the colon
 * says what stands behind it. */
static bool
read_acting(nq_maker *m, nq_draft *d, nq_np *np, uint32_t *colon)
{
    const nq_scene *s = m->s;
    uint32_t first = m->at; /* "watch.. X awards": behind its stops */
    if (nq_is_mark(s, first + 1, NQ_MARK_ELLIPSIS) && first + 2 < m->end)
        first += 2;
    bool read = m->title && read_colon_name(m, first, np);
    bool said = read && is_saying(m, np->end); /* "X threatens: ..." */
    if (!read || (!said && !may_act(s, np->end)) ||
        !nq_maker_speaker_of(m, np, np->end, &d->who) ||
        d->who.entity == NQ_NO_ENTITY)
        return false;
    for (uint32_t k = np->end + 1; k + 1 < m->end; k++) {
        if (nq_is_mark(s, k, NQ_MARK_COLON)) {
            *colon = k;
            return said || k > np->end + 1;
        }
        if (nq_cue_lemma(s, k) || nq_is_mark(s, k, NQ_MARK_ELLIPSIS))
            return false;
    }
    return false;
}

/* The words of a title that nothing is known of, who speak by them alone. */
static void
take_words(nq_maker *m, const nq_np *np, nq_speaker *who)
{
    nq_np read;
    if (nq_np_read(m->s, np->first, np->end, &read) && read.end == np->end &&
        nq_maker_speaker_of(m, &read, np->end, who) &&
        who->noun != NQ_NOUN_NONE)
        return;
    *who = (nq_speaker){.span = nq_span_of(m->s, np->first, np->end),
                        .entity = NQ_NO_ENTITY,
                        .head = m->s->tags[np->first].word,
                        .noun = NQ_NOUN_PERSON};
}

/* "to «Y»", "to-Y" from token i up to the colon, Y an outlet: its credit. */
static bool
told_up_to(const nq_maker *m, uint32_t i, uint32_t colon, nq_credit *out)
{
    enum { GLUED = 2, TAIL = 2 }; /* bytes of "to", tokens of ".net" */
    const nq_scene *s = m->s;
    bool lone =
        !s->tags[i].mention && nq_str_equal(s->tokens[i].folded, NQ_STR("ل"));
    if (!lone && !(s->tags[i].glue & NQ_CLITIC_LAM))
        return false;
    uint32_t first = i + lone, end = colon;
    const nq_quote *q = lone ? nq_quote_from(s, first) : NULL;
    if (q && q->closed && q->end == colon) {
        nq_quote_inside(q, &first, &end);
        const nq_mention *in = nq_mention_of(s, first);
        *out = (nq_credit){nq_span_of(s, first, end),
                           in ? in->entity : NQ_NO_ENTITY};
        return true;
    }
    const nq_mention *at = nq_mention_of(s, first);
    uint32_t row = lone ? NQ_NO_ROW : nq_credit_row(s, i, GLUED, &end);
    if (row != NQ_NO_ROW && end == colon && (!at || at->type == NQ_ORG)) {
        *out = (nq_credit){nq_span_of(s, first, end),
                           at ? at->entity : NQ_NO_ENTITY};
        bool article = nq_str_starts(s->tokens[i].folded, NQ_STR("لل"));
        out->span.start = nq_token_at(s->text, i, article ? 2 * GLUED : GLUED);
        return true; /* "to-THE NEWS:", an ordinary word too */
    }
    if (!at || at->first != first || at->end + TAIL < colon ||
        !s->names->entities[at->entity].agency)
        return false;
    *out = (nq_credit){at->span, at->entity};
    return true;
}

/* In a title, "X TO THE PAPER Y: ...": whoever X is, he told it. */
static bool
read_told(nq_maker *m, nq_draft *d, nq_np *np, uint32_t *colon)
{
    const nq_scene *s = m->s;
    uint32_t first = m->title ? last_segment(m, colon) : NQ_NO_TOKEN;
    if (first == NQ_NO_TOKEN || *colon + 1 >= m->end ||
        *colon > first + NQ_TUNE_TITLE || !nq_is_nominal(s, first))
        return false;
    for (uint32_t i = first + 1;
         i < *colon && i <= first + NQ_TUNE_NAME_COLON && nq_is_word(s, i) &&
         !nq_is_finite_cue(s, i);
         i++)
        if (told_up_to(m, i, *colon, &d->credit)) {
            *np = (nq_np){.first = first, .end = i};
            take_words(m, np, &d->who);
            return true;
        }
    return false;
}

/* In a title, "THE TRIBES: we refuse": whoever it is, by the first person. */
static bool
read_own_words(nq_maker *m, nq_draft *d, nq_np *np, uint32_t *colon)
{
    const nq_scene *s = m->s;
    uint32_t first = m->title ? last_segment(m, colon) : NQ_NO_TOKEN;
    if (first == NQ_NO_TOKEN || *colon + 2 >= m->end || *colon <= first ||
        *colon - first > NQ_TUNE_NAME_COLON || !nq_is_nominal(s, first) ||
        s->tags[*colon + 1].quote)
        return false;
    for (uint32_t i = first; i < *colon; i++)
        if (s->tokens[i].kind == NQ_TOKEN_MARK || nq_is_finite_cue(s, i) ||
            s->tags[i].word->inflection == NQ_CUE_PARTICIPLE)
            return false;
    nq_extent_find(s, *colon, *colon + 1, m->end, NQ_WAY_COLON, &d->x);
    if (d->x.form != NQ_FORM_DIRECT)
        return false;
    uint32_t end = first + 1; /* "X to the Y about Z" */
    while (end < *colon && !(s->tags[end].glue & NQ_CLITIC_LAM) &&
           !nq_has_role(s, end, NQ_ROLE_PREP))
        end++;
    *np = (nq_np){.first = first, .end = end};
    take_words(m, np, &d->who);
    return true;
}

/* Stands a colon where one could follow the name: in a title anywhere, else
 * near its head? */
static bool
has_colon(const nq_maker *m)
{
    enum { DASH = 1 };
    uint32_t end = m->at + DASH + NQ_TUNE_NAME_COLON + 1;
    end = m->title || end > m->end ? m->end : end;
    for (uint32_t i = m->at; i < end; i++)
        if (nq_is_mark(m->s, i, NQ_MARK_COLON))
            return true;
    return false;
}

/* Makes the statement of "NAME: content" if the block opens so. */
static naql_status
name_colon(nq_maker *m, bool *hit)
{
    const nq_scene *s = m->s;
    nq_draft d = {0};
    nq_np np;
    uint32_t colon;
    bool dash = nq_is_mark(s, m->at, NQ_MARK_DASH); /* "- X: ..." */
    bool acts =
        read_acting(m, &d, &np, &colon) || read_told(m, &d, &np, &colon);
    if (!acts && !read_named(m, m->at + dash, &d, &np, &colon) &&
        !read_unnamed(m, &d, &np, &colon) &&
        !read_own_words(m, &d, &np, &colon))
        return NAQL_OK;
    bool person = d.who.noun == NQ_NOUN_PERSON && d.who.entity != NQ_NO_ENTITY;
    d.cue = (nq_cue){.at = colon, .end = colon + 1, .way = NQ_WAY_COLON};
    nq_extent_find(s, colon, colon + 1, m->end, NQ_WAY_COLON, &d.x);
    if (m->interview.names && !m->title && person) { /* the whole turn */
        d.x.end = d.x.next = m->end;
        d.x.form = NQ_FORM_DIRECT;
        while (d.x.end > d.x.first && nq_is_mark(s, d.x.end - 1, NQ_MARK_STOP))
            d.x.end--;
    }
    if (m->title && d.x.form != NQ_FORM_DIRECT)
        whole_title(m, &d);
    bool deed = s->tags[colon + 1].masdar && !nq_is_definite(s, colon + 1);
    bool seat = m->title && np.end == np.first + 1 && !deed &&
                nq_has_sense(s, np.first, NQ_SENSE_CAPITAL); /* "Paris: we
                                       agree", not "Paris: arrest of a thief" */
    bool place = !seat && d.who.entity != NQ_NO_ENTITY &&
                 s->names->entities[d.who.entity].type == NQ_LOC;
    bool words = d.who.entity == NQ_NO_ENTITY &&
                 (d.who.noun == NQ_NOUN_BODY || d.who.noun == NQ_NOUN_STUDY);
    bool below = (words || place) && m->title && d.x.form != NQ_FORM_DIRECT &&
                 speaks_below(m, np.first, colon, place, &d.who);
    bool direct = d.x.form == NQ_FORM_DIRECT;
    if (!acts && !m->title && !direct && !m->interview.names)
        return NAQL_OK; /* "X: he is innocent", a line that leads elsewhere */
    if (m->heading && !speaks_below(m, np.first, colon, false, &d.who))
        return NAQL_OK; /* so does a heading of whom the text does not quote */
    if (!acts && !below && (place || words ? !direct : !person && !m->title))
        return NAQL_OK;
    d.cue_span = nq_span_of(s, colon, colon + 1);
    d.has_who = d.explicit_who = true;
    if (!d.credit.span.end)
        nq_credit_find(s, np.end, colon, &d.credit);
    *hit = true;
    NQ_TRY(nq_maker_finish(m, &d, d.who.grammar));
    m->at = d.x.next;
    return NAQL_OK;
}

naql_status
nq_maker_name_colon(nq_maker *m, bool *hit)
{
    *hit = false;
    return has_colon(m) ? name_colon(m, hit) : NAQL_OK;
}
