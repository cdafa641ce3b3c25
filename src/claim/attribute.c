/* SPDX-License-Identifier: Apache-2.0
 *
 * attribute.c - content before its cue. Layer 5 (claim). */
#include "claim/maker.h"

#include "base/status.h"
#include "base/str.h"
#include "claim/tune.h"

/* ---- Attribution by phrase ---------------------------------------------- */

/* Who says what a closing phrase attributes. */
static bool
closing_speaker(nq_maker *m, const nq_closing *c, nq_draft *d)
{
    bool dropped = !c->has_np && c->lemma && c->lemma->level >= 2 &&
                   !nq_has_role(m->s, c->at, NQ_ROLE_KAMA);
    if (c->own || dropped) /* "as he put it", "according to what he said" */
        return nq_memory_last(&m->memory) &&
               nq_speaker_dropped(m->s, &m->memory, c->at, c->grammar, &d->who);
    const nq_np *np = c->from.end ? &c->from : &c->np;
    if (!c->has_np || !nq_maker_speaker_of(m, np, c->at, &d->who))
        return false;
    bool carries = c->lemma && (c->lemma->links & NQ_LINK_FRAME);
    if (c->marked && !c->from.end && (c->grammar & NQ_FEM) &&
        (carries || d->who.noun == NQ_NOUN_NONE))
        d->who.outlet = true; /* what a paper, an agency (f.) told */
    return true;
}

/* What it quoted is credited to the outlet that carried it. */
static void
credit_carrier(const nq_maker *m, const nq_closing *c, nq_draft *d)
{
    nq_speaker carrier;
    if (c->from.end && nq_np_speaker(m->s, &c->np, &carrier))
        d->credit = (nq_credit){carrier.span, carrier.entity};
}

/* Do only marks stand between the newest content and token i? */
static bool
follows_content(const nq_maker *m, uint32_t i)
{
    if (m->list.n == m->n_before || m->last_end > i)
        return false;
    for (uint32_t k = m->last_end; k < i; k++)
        if (m->s->tokens[k].kind != NQ_TOKEN_MARK)
            return false;
    return true;
}

static void
add_credit(nq_maker *m, const nq_closing *c)
{
    nq_statement *first = (nq_statement *)m->list.at + m->n_before;
    nq_statement *st = (nq_statement *)m->list.at + (m->list.n - 1);
    nq_credit credit;
    nq_speaker who;
    uint32_t end = c->end + NQ_TUNE_CREDIT_TAIL;
    if (st->credit.end)
        return;
    end = end < m->end ? end : m->end;
    for (uint32_t k = c->end; k < end; k++)
        if (m->s->tokens[k].flags & NQ_TOKEN_SENTENCE)
            end = k;
    if (!nq_credit_find(m->s, c->at, end, &credit)) {
        if (!c->has_np || !nq_maker_speaker_of(m, &c->np, c->at, &who) ||
            !who.outlet)
            return;
        credit = nq_maker_credit_of(m->s, &who);
    }
    do { /* all that he said in this sentence */
        st->credit = credit.span;
        st->credit_entity = credit.entity;
    } while (st-- > first && !st->credit.end && st[0].entity == st[1].entity &&
             st[0].speaker.start == st[1].speaker.start);
}

/* "according to the court PLANNED X": a verb, or a name, right behind. */
static bool
may_open_bare(const nq_maker *m, uint32_t i)
{
    const nq_scene *s = m->s;
    return i < m->end && nq_is_word(s, i) && !nq_ends_sentence(s, i) &&
           !nq_has_role(s, i, NQ_ROLE_REL | NQ_ROLE_PREP) &&
           !(s->tags[i].glue & (NQ_CLITIC_AL | NQ_CLITIC_WAW)) &&
           !s->tags[i].date;
}

/* "According to the survey, WHICH the centre X made, the town is": past the
 * clause on the source at the comma k, to the comma before the "fa-inna" that
 * takes up the sentence; k: there is none. */
static uint32_t
behind_relative(const nq_maker *m, uint32_t k)
{
    enum { CLAUSE = 40 };
    const nq_scene *s = m->s;
    if (!nq_is_mark(s, k, NQ_MARK_COMMA) ||
        !nq_has_role(s, k + 1, NQ_ROLE_REL) ||
        nq_has_role(s, k + 1, NQ_ROLE_MA | NQ_ROLE_PREP))
        return k;
    for (uint32_t i = k + 2; i + 1 < m->end && i < k + CLAUSE; i++) {
        if (nq_ends_sentence(s, i))
            break;
        if (nq_is_mark(s, i, NQ_MARK_COMMA) &&
            (s->tags[i + 1].glue & NQ_CLITIC_FA) &&
            nq_has_role(s, i + 1, NQ_ROLE_AN))
            return i;
    }
    return k;
}

/* Content behind an opening "according to X,": its first token. */
static uint32_t
opened_content(const nq_maker *m, const nq_closing *c)
{
    const nq_scene *s = m->s;
    uint32_t k = c->end;
    while (k < m->end && k < c->end + NQ_TUNE_OPENING &&
           !nq_is_mark(s, k, NQ_MARK_COMMA) &&
           !nq_is_mark(s, k, NQ_MARK_COLON) && !nq_is_long_quote(s, k) &&
           !nq_has_role(s, k, NQ_ROLE_AN | NQ_ROLE_AN_PRON) &&
           !(nq_cue_lemma(s, k) && nq_cue_lemma(s, k)->level == 3 &&
             nq_maker_may_be_cue(m, k)) &&
           !(nq_has_role(s, k, NQ_ROLE_QAD) && !nq_is_long_quote(s, k + 1) &&
             (s->tags[k].glue || k == c->end)) &&
           !nq_ends_sentence(s, k)) {
        const nq_quote *q = nq_quote_from(s, k);
        k = q && q->closed ? q->end : k + 1;
    }
    bool far =
        k >= m->end || nq_ends_sentence(s, k) || k >= c->end + NQ_TUNE_OPENING;
    if (far && !may_open_bare(m, c->end))
        return NQ_NO_TOKEN;
    k = behind_relative(m, far ? c->end : k);
    if (nq_is_long_quote(s, k)) { /* "according to the notice "..."" */
        for (uint32_t i = c->end; i < k; i++)
            if (nq_cue_lemma(s, i) && nq_maker_may_be_cue(m, i))
                return NQ_NO_TOKEN; /* "..., X PLEDGED "..."" */
        return k;
    }
    if (s->tokens[k].kind == NQ_TOKEN_MARK)
        k++;
    if (k < m->end && nq_has_role(s, k, NQ_ROLE_AN))
        k++;
    return k < m->end ? k : NQ_NO_TOKEN;
}

static naql_status
finish_closing(nq_maker *m, const nq_closing *c, nq_draft *d)
{
    d->cue.at = c->at;
    d->cue.way = NQ_WAY_CLOSE;
    d->cue.lemma = c->lemma;
    d->cue_span = nq_span_of(m->s, c->cue, c->cue + 1);
    d->cue_span.start = nq_phrase_start(m->s, c->cue);
    d->explicit_who = true;
    uint32_t tail = c->end;
    while (tail < m->end && tail < c->end + NQ_TUNE_CREDIT_TAIL &&
           !nq_is_mark(m->s, tail, NQ_MARK_COMMA) &&
           !nq_ends_sentence(m->s, tail))
        tail++;
    if (!d->credit.span.end)
        nq_credit_find(m->s, c->at, tail, &d->credit);
    return nq_maker_finish(m, d, d->who.grammar);
}

/* "according to the notice, the king said that": what a verb behind its own
 * subject, or at once, reports. The token of the verb; NQ_NO_TOKEN. */
static uint32_t
verb_opened(const nq_maker *m, uint32_t first)
{
    const nq_scene *s = m->s;
    nq_cue inner;
    nq_np np;
    uint32_t verb = first + nq_has_role(s, first, NQ_ROLE_QAD);
    bool behind = false;
    if (!nq_maker_may_be_cue(m, verb) && nq_np_read(s, verb, m->end, &np) &&
        np.noun == NQ_NOUN_PERSON) {
        verb = np.end;
        behind = true;
    }
    return verb < m->end && nq_maker_may_be_cue(m, verb) &&
                   nq_cue_read(s, verb, m->end, behind, &inner)
               ? verb
               : NQ_NO_TOKEN;
}

static naql_status
opening(nq_maker *m, const nq_closing *c, nq_draft *d)
{
    const nq_scene *s = m->s;
    uint32_t first = opened_content(m, c);
    m->at = c->end;
    if (first == NQ_NO_TOKEN)
        return NAQL_OK;
    uint32_t verb = verb_opened(m, first);
    if (verb != NQ_NO_TOKEN) {
        m->pending = (nq_credit){0};
        if (!nq_credit_find(s, c->at, c->end, &m->pending) && d->who.outlet)
            m->pending = nq_maker_credit_of(s, &d->who);
        m->at = verb;
        m->floor = first;
        return NAQL_OK;
    }
    nq_extent_find(s, first, first, m->end, NQ_WAY_THAT, &d->x);
    m->at = d->x.next > c->end ? d->x.next : c->end;
    return finish_closing(m, c, d);
}

static bool
is_in_dashes(const nq_maker *m, const nq_closing *c)
{
    const nq_scene *s = m->s;
    return nq_is_mark(s, c->at - 1, NQ_MARK_DASH) && c->end + 1 < m->end &&
           nq_is_mark(s, c->end, NQ_MARK_DASH) &&
           !nq_ends_sentence(s, c->end + 1);
}

/* "This raises, according to X, QUESTIONS": commas on both sides, few words
 * before, and a noun behind that can open no clause of its own. */
static bool
is_aside(const nq_maker *m, const nq_closing *c)
{
    const nq_scene *s = m->s;
    uint32_t i = c->end + 1, before = c->at - m->floor;
    if (is_in_dashes(m, c))
        return true; /* "the city - according to X - is calm" */
    if (i >= m->end || !nq_is_mark(s, c->at - 1, NQ_MARK_COMMA) ||
        before > NQ_TUNE_ASIDE_AFTER)
        return false;
    if (nq_is_mark(s, c->end, NQ_MARK_COMMA) &&
        (s->tags[i].glue & NQ_CLITIC_FA))
        return true; /* "the second aim, says X, IS" */
    if (!nq_is_mark(s, c->end, NQ_MARK_COMMA)) /* "awaits, says X, a storm" */
        return nq_is_word(s, c->end) && nq_is_nominal(s, c->end) &&
               !s->tags[c->end].glue && !s->tags[c->end].mention;
    return nq_is_word(s, i) && nq_is_nominal(s, i) &&
           !(s->tags[i].glue & ~NQ_CLITIC_AL) && !nq_cue_lemma(s, i) &&
           !s->tags[i].masdar && !(s->tokens[i].flags & NQ_TOKEN_TANWIN) &&
           s->tags[i].word->noun == NQ_NOUN_NONE && !nq_is_definite(s, i);
}

/* "They hit, according to X, "the posts"", "This led according to X to
 * "losses"": the quotation that the clause waits for. */
static bool
is_quoted_behind(const nq_maker *m, const nq_closing *c)
{
    const nq_scene *s = m->s;
    uint32_t i = c->end;
    if (nq_is_mark(s, i, NQ_MARK_COMMA) || nq_has_role(s, i, NQ_ROLE_PREP))
        i++;
    const nq_quote *q = i < m->end ? nq_quote_from(s, i) : NULL;
    uint32_t k = q ? q->end + nq_is_mark(s, q->end, NQ_MARK_COMMA) : 0;
    return q && nq_is_long_quote(s, i) &&
           !(nq_cue_lemma(s, k) && nq_maker_may_be_cue(m, k) &&
             !nq_maker_is_joined(s, k) && k > q->end);
}

/* "... has killed according to the head of Y, X Z", "according to the source
 * ITSELF": a name, or a word that stresses the source, ends the sentence. */
static bool
is_tail(const nq_maker *m, const nq_closing *c)
{
    enum { NAME = 3 };
    const nq_scene *s = m->s;
    uint32_t i = c->end;
    while (i < m->end && i < c->end + NAME && !nq_ends_sentence(s, i) &&
           nq_is_word(s, i) && nq_is_nominal(s, i) && !s->tags[i].glue)
        i++;
    return i == m->end || nq_ends_sentence(s, i);
}

/* "the attack according to X has killed": the clause goes on behind an aside
 * that no comma marks. */
static bool
goes_on_behind(const nq_maker *m, const nq_closing *c)
{
    const nq_scene *s = m->s;
    if (is_aside(m, c))
        return true;
    if (is_tail(m, c))
        return false;
    return c->end < m->end && nq_is_word(s, c->end) &&
           !nq_ends_sentence(s, c->end) && !s->tags[c->end].date &&
           !nq_is_mark(s, c->at - 1, NQ_MARK_COMMA) &&
           !(s->tags[c->end].glue & NQ_CLITIC_WAW) &&
           !nq_has_role(s, c->end, NQ_ROLE_REL | NQ_ROLE_PREP);
}

/* "..., which takes time, as he put it": what stands between the statement of
 * this sentence and the closing was said as well. */
static bool
takes_in(nq_maker *m, const nq_closing *c)
{
    nq_statement *st = m->list.at;
    if (!c->own || m->list.n == m->n_before)
        return false;
    st += m->list.n - 1;
    uint32_t end = c->at;
    while (end > st->end && m->s->tokens[end - 1].kind == NQ_TOKEN_MARK &&
           !m->s->tags[end - 1].quote)
        end--;
    uint32_t next = m->last_end, behind;
    while (next < end && m->s->tokens[next].kind == NQ_TOKEN_MARK)
        next++;
    bool drives = nq_has_role(m->s, next, NQ_ROLE_MA) &&
                  nq_phrase_at(m->s, next, &behind) == NQ_PHRASE_BREAK;
    if (st->end >= end || m->last_end > c->at || drives)
        return false; /* ", which drove him to": the reporter's */
    m->last_end = m->floor = c->end;
    if (st->form == NQ_FORM_DIRECT)
        return true;
    st->end = end;
    st->span.end = m->s->tokens[end - 1].span.end;
    return true;
}

/* "announced the end of the trips, which had begun in May, the agency X said":
 * a clause that hangs on the statement of this sentence, which the outlet
 * carried. */
static bool
closes_over(const nq_maker *m, const nq_closing *c)
{
    const nq_scene *s = m->s;
    nq_credit credit;
    if (m->list.n == m->n_before || m->last_end >= c->at ||
        !nq_is_mark(s, m->last_end, NQ_MARK_COMMA))
        return false;
    uint32_t i = m->last_end + 1;
    return nq_has_role(s, i, NQ_ROLE_REL | NQ_ROLE_SUB | NQ_ROLE_PREP) &&
           !s->tags[i].glue && nq_credit_find(s, c->at, c->end, &credit);
}

/* "The attack, says X, has killed": takes in how the clause goes on. */
static void
go_on_behind(nq_maker *m, nq_closing *c, nq_draft *d)
{
    const nq_scene *s = m->s;
    nq_extent rest;
    uint32_t on = c->end + nq_is_mark(s, c->end, NQ_MARK_COMMA) +
                  nq_is_mark(s, c->end, NQ_MARK_DASH);
    if (on >= m->end)
        return; /* a mark ends the text */
    nq_extent_find(s, on, on, m->end, NQ_WAY_THAT, &rest);
    bool quoted = rest.form == NQ_FORM_DIRECT;
    d->x.end = quoted ? rest.next : rest.end;
    d->x.form = quoted ? NQ_FORM_MIXED : rest.form;
    c->end = rest.next > c->end ? rest.next : c->end;
    m->at = c->end;
}

/* "(it aims) AT closing the gap", "(it costs) 20 million", "(one may) VOTE":
 * what a clause waits for opens there. */
static bool
completes(const nq_scene *s, uint32_t i)
{
    const nq_tag *t = &s->tags[i];
    bool noun = nq_is_word(s, i) && t->word == s->book->words && !t->mention &&
                !t->date && nq_is_definite(s, i) && !nq_is_adjective(s, i);
    return nq_has_role(s, i, NQ_ROLE_PREP) || (t->glue & NQ_CLITIC_BA) ||
           (t->masdar && !t->glue) || noun ||
           s->tokens[i].kind == NQ_TOKEN_NUMBER;
}

/* "(X has prepared) A DRAFT": no clause of its own, no participle, no day. */
static bool
opens_nothing(const nq_scene *s, uint32_t i)
{
    const uint64_t ties = NQ_ROLE_REL | NQ_ROLE_SUB | NQ_ROLE_OPENER |
                          NQ_ROLE_OPENER_HARD | NQ_ROLE_KAMA | NQ_ROLE_BUT |
                          NQ_ROLE_WHILE | NQ_ROLE_MA | NQ_ROLE_DEM;
    const nq_tag *t = &s->tags[i];
    naql_str f = s->tokens[i].folded;
    uint32_t end;
    bool adverb = t->word == s->book->words && nq_str_starts(f, NQ_STR("م")) &&
                  (nq_str_ends(f, NQ_STR("ا")) || nq_str_ends(f, NQ_STR("ه")));
    return nq_is_word(s, i) && !t->date && !adverb &&
           !nq_has_role(s, i, ties) &&
           !(t->glue & (NQ_CLITIC_WAW | NQ_CLITIC_FA)) &&
           !nq_str_starts(f, NQ_STR("و")) && !nq_is_adjective(s, i) &&
           t->word->inflection != NQ_CUE_PARTICIPLE &&
           nq_phrase_at(s, i, &end) == NQ_PHRASE_NONE;
}

/* "It aims, says a letter that X published, AT closing the gap": few words
 * before, and the comma behind is not at once; "The summit, says X, joins" has
 * no clause before at all. */
static bool
waits_for_rest(const nq_maker *m, nq_closing *c, const nq_extent *x)
{
    enum { TAIL = 16 };
    const nq_scene *s = m->s;
    uint32_t k = c->end, before = x->end - x->first;
    bool bare = !nq_is_mark(s, c->at - 1, NQ_MARK_COMMA);
    if (before > NQ_TUNE_ASIDE_SHORT)
        return false;
    for (uint32_t i = x->first; i < x->end; i++)
        if (nq_is_mark(s, i, NQ_MARK_COMMA))
            return false;
    bool little = before <= NQ_TUNE_ASIDE_LITTLE;
    if (bare) /* "It helps according to X, IN keeping warm" */
        return nq_is_mark(s, k, NQ_MARK_COMMA) && k + 1 < m->end &&
               (completes(s, k + 1) || (little && opens_nothing(s, k + 1)));
    while (k < m->end && k < c->end + TAIL && !nq_ends_sentence(s, k) &&
           !nq_is_mark(s, k, NQ_MARK_COMMA))
        k++;
    bool found = nq_is_mark(s, k, NQ_MARK_COMMA) && k + 1 < m->end;
    if (found && (before < NQ_TUNE_LEAST_BEFORE || completes(s, k + 1) ||
                  (little && opens_nothing(s, k + 1)))) {
        c->end = k;
        return true;
    }
    return before > 0 && before < NQ_TUNE_LEAST_BEFORE && c->end < m->end &&
           !nq_ends_sentence(s, c->end);
}

static bool
is_so_that(const nq_scene *s, uint32_t i)
{
    return nq_has_role(s, i, NQ_ROLE_THAT) && (s->tags[i].glue & NQ_CLITIC_FA);
}

/* "according to a page called "X", SO the ...": what closes the name of the
 * source, and "so that" behind it. */
static bool
leads_to_so(const nq_maker *m, const nq_closing *c)
{
    const nq_scene *s = m->s;
    uint32_t end = c->end + NQ_TUNE_CREDIT_TAIL, k = c->end;
    while (k < m->end && k < end && !nq_ends_sentence(s, k) &&
           !nq_is_mark(s, k, NQ_MARK_COMMA) && !is_so_that(s, k))
        k++;
    k += nq_is_mark(s, k, NQ_MARK_COMMA);
    return k < m->end && is_so_that(s, k);
}

/* "AND according to X, ...", "..., BUT according to X, ...", "..., SO according
 * to X the price fell": what follows is his. */
static bool
opens_anew(const nq_maker *m, const nq_closing *c)
{
    const nq_scene *s = m->s;
    if (c->at == m->sentence || !c->has_np || nq_ends_sentence(s, c->end))
        return false;
    bool joined = (s->tags[c->at].glue & NQ_CLITIC_WAW) &&
                  !nq_has_role(s, c->at, NQ_ROLE_DEM); /* "AND THAT by" */
    bool so = nq_str_starts(s->tokens[c->at].folded, NQ_STR("ف"));
    bool but =
        nq_has_role(s, c->at - 1, NQ_ROLE_BUT | NQ_ROLE_OPENER) &&
        (c->at == m->sentence + 1 || nq_is_mark(s, c->at - 2, NQ_MARK_COMMA));
    if (nq_is_mark(s, c->end, NQ_MARK_COMMA))
        return joined || but || so;
    return ((so || but) && may_open_bare(m, c->end)) ||
           ((joined || but) && leads_to_so(m, c));
}

/* Does nothing but marks stand before it in its sentence? */
static bool
opens_sentence(const nq_maker *m, const nq_closing *c)
{
    uint32_t i = c->at; /* from here: each mark is looked at once, however many
                           attributions follow */
    while (i > m->sentence && m->s->tokens[i - 1].kind == NQ_TOKEN_MARK &&
           !m->s->tags[i - 1].quote)
        i--;
    return i == m->sentence;
}

/* "... is calm. According to X.": a sentence of its own closes the one before
 * it, of its paragraph. The first token of that one; NQ_NO_TOKEN. */
static uint32_t
closed_sentence(const nq_maker *m, const nq_closing *c)
{
    const nq_scene *s = m->s;
    uint32_t i = m->sentence;
    if (i == 0 || (s->tokens[i].flags & NQ_TOKEN_LINE) ||
        !opens_sentence(m, c) || c->end >= s->n || !nq_ends_sentence(s, c->end))
        return NQ_NO_TOKEN;
    do
        i--;
    while (i > 0 &&
           !(s->tokens[i].flags & (NQ_TOKEN_LINE | NQ_TOKEN_SENTENCE)));
    return i;
}

/* "AS WELL he was taken", "BUT the loss is", "ON HIS PART, the club": words by
 * which the reporter ties what was said to what stands before. Not "AS it is
 * known", "AS IF". */
static uint32_t
behind_openers(const nq_scene *s, uint32_t first, uint32_t end)
{
    uint32_t i = first;
    bool ties = nq_has_role(s, i, NQ_ROLE_KAMA | NQ_ROLE_BUT) ||
                (nq_has_role(s, i, NQ_ROLE_QAD) &&
                 (s->tags[i].glue & (NQ_CLITIC_WAW | NQ_CLITIC_FA)));
    bool turn = nq_has_role(s, i, NQ_ROLE_TURN);
    i += ties || turn;
    while (turn && i < end && nq_is_mark(s, i, NQ_MARK_COMMA))
        i++;
    const uint64_t as = NQ_ROLE_THAT | NQ_ROLE_PRON | NQ_ROLE_SUB;
    return i < end && !nq_has_role(s, i, as) ? i : first;
}

/* Does it attribute words to somebody: not "according to the timetable"? */
static bool
names_source(const nq_maker *m, const nq_closing *c, const nq_draft *d,
             bool at_start)
{
    const nq_scene *s = m->s;
    bool comma = c->at > m->sentence && nq_is_mark(s, c->at - 1, NQ_MARK_COMMA);
    bool end = c->end < m->end && nq_ends_sentence(s, c->end);
    bool said = c->what && (!c->lemma || c->lemma->level >= 2);
    if (said || c->own)
        return true;
    if (c->has_np && !c->lemma &&
        nq_has_sense(s, c->np.first, NQ_SENSE_MEASURE))
        return false; /* "by the following PROGRAMME", "by SECTOR" */
    if (d->who.noun == NQ_NOUN_STUDY && !at_start && !comma && !end)
        return nq_has_role(s, c->at, NQ_ROLE_DEM); /* "AND THAT by figures" */
    return d->has_who &&
           (d->who.noun != NQ_NOUN_NONE || d->who.entity != NQ_NO_ENTITY ||
            c->lemma || at_start || comma); /* any X there */
}

naql_status
nq_maker_attribute(nq_maker *m, nq_closing *c, bool needs_comma)
{
    const nq_scene *s = m->s;
    nq_draft d = {0};
    bool at_start = opens_sentence(m, c) || opens_anew(m, c);
    m->at = c->end > m->at ? c->end : m->at + 1;
    uint32_t before = closed_sentence(m, c);
    bool lone = before != NQ_NO_TOKEN;
    uint32_t floor = lone ? before : m->floor;
    bool follows =
        lone ? m->list.n && m->last_end > before : follows_content(m, c->at);
    if (follows || (!lone && closes_over(m, c))) {
        add_credit(m, c);
        return NAQL_OK;
    }
    if (m->has_lost && m->lost.cue.lemma->level != 1 && !at_start &&
        m->lost.cue.at >= m->floor && is_quoted_behind(m, c))
        return NAQL_OK; /* "X said, according to Y, "..."": see orphan.c */
    if (takes_in(m, c) ||
        (needs_comma && !nq_is_mark(s, c->at - 1, NQ_MARK_COMMA) &&
         !is_in_dashes(m, c)))
        return NAQL_OK;
    d.has_who = closing_speaker(m, c, &d);
    credit_carrier(m, c, &d);
    if (!names_source(m, c, &d, at_start))
        return NAQL_OK;
    if (at_start && !lone)
        return opening(m, c, &d);
    d.x = (nq_extent){floor, c->at, c->at, NQ_FORM_INDIRECT, NQ_NO_TOKEN, 0};
    while (d.x.end > d.x.first &&
           s->tokens[d.x.end - 1].kind == NQ_TOKEN_MARK &&
           !nq_is_mark(s, d.x.end - 1, NQ_MARK_CLOSE) &&
           !s->tags[d.x.end - 1].quote)
        d.x.end--;
    while (d.x.first < d.x.end && s->tokens[d.x.first].kind == NQ_TOKEN_MARK &&
           !s->tags[d.x.first].quote)
        d.x.first++;
    bool dash = nq_is_mark(s, c->end, NQ_MARK_DASH);
    if (is_quoted_behind(m, c) || waits_for_rest(m, c, &d.x) ||
        ((!c->lemma || dash) && goes_on_behind(m, c)))
        go_on_behind(m, c, &d);
    if (d.x.end - d.x.first < NQ_TUNE_LEAST_BEFORE)
        return NAQL_OK;
    d.x.first = behind_openers(s, d.x.first, d.x.end);
    const nq_quote *q = nq_quote_from(s, d.x.first);
    if (q && q->end == d.x.end) {
        nq_quote_inside(q, &d.x.first, &d.x.end);
        d.x.form = NQ_FORM_DIRECT;
    }
    NQ_TRY(finish_closing(m, c, &d));
    m->last_end = c->end;
    m->floor = c->end;
    return NAQL_OK;
}

/* A quotation that follows another with nothing but marks between, in the
 * next paragraph too: the same statement goes on. */
static void
run_on(nq_maker *m, const nq_quote *q)
{
    nq_statement *st = m->list.at;
    uint32_t first, end;
    if (!m->list.n || m->last_end > q->open ||
        q->end - q->open < NQ_TUNE_RUN_ON_QUOTE)
        return;
    st += m->list.n - 1;
    if (st->form != NQ_FORM_DIRECT || st->end > m->last_end)
        return;
    for (uint32_t i = m->last_end; i < q->open; i++)
        if (m->s->tokens[i].kind != NQ_TOKEN_MARK)
            return;
    nq_quote_inside(q, &first, &end);
    while (end > first && nq_is_mark(m->s, end - 1, NQ_MARK_STOP))
        end--;
    if (end <= first)
        return;
    st->end = end;
    st->span.end = m->s->tokens[end - 1].span.end;
    m->last_end = q->end;
}

/* "the newspaper "OF THREE WORDS" reported": marks around the name of whoever
 * the verb behind them has for its subject. */
static bool
is_named_before(const nq_scene *s, const nq_quote *q)
{
    if (!q->open || !nq_is_word(s, q->open - 1) ||
        q->end - q->open - 2 > NQ_TUNE_NAME_QUOTE)
        return false;
    uint32_t head = q->open - 1;
    uint8_t noun = s->tags[head].word->noun;
    if (head && nq_has_role(s, head - 1, NQ_ROLE_PREP))
        return false; /* "in the newspaper "X"" */
    return noun == NQ_NOUN_OUTLET || noun == NQ_NOUN_BODY;
}

/* "In view of "...", X mentioned in a statement THAT ...": the verb behind a
 * quotation has words of its own. */
static bool
has_own_words(const nq_maker *m, uint32_t behind)
{
    uint32_t end = behind + NQ_TUNE_BETWEEN_TWO;
    for (uint32_t i = behind, n = 0; i < m->end && i < end; i++) {
        bool comma = nq_is_mark(m->s, i, NQ_MARK_COMMA);
        if (nq_has_role(m->s, i, NQ_ROLE_THAT))
            return n || i < behind + NQ_TUNE_BETWEEN;
        n += comma; /* "said X, THE HEAD OF Y, that" */
        if ((m->s->tokens[i].kind == NQ_TOKEN_MARK && !comma) ||
            nq_cue_lemma(m->s, i) ||
            nq_has_role(m->s, i, NQ_ROLE_REL | NQ_ROLE_SUB))
            return false;
    }
    return false;
}

/* A quotation that its cue follows: "...", says X. */
naql_status
nq_maker_quote_first(nq_maker *m, const nq_quote *q)
{
    const nq_scene *s = m->s;
    nq_draft d = {0};
    uint32_t k = q->end;
    m->at = q->end;
    if (q->end - q->open < NQ_TUNE_QUOTE_FIRST || is_named_before(s, q) ||
        (q->open > 0 && nq_has_role(s, q->open - 1, NQ_ROLE_NAMED)))
        return NAQL_OK;
    while (k < m->end &&
           (nq_is_mark(s, k, NQ_MARK_COMMA) || nq_is_mark(s, k, NQ_MARK_DASH)))
        k++;
    if (nq_has_role(s, k, NQ_ROLE_KAMA))
        k++;
    const nq_lemma *l = k < m->end ? nq_cue_lemma(s, k) : NULL;
    if (!l || !(l->links & NQ_LINK_QUOTE) || nq_maker_is_joined(s, k) ||
        !nq_maker_may_be_cue(m, k) ||
        s->tags[k].word->inflection > NQ_CUE_PRESENT) {
        bool hit;
        NQ_TRY(nq_maker_orphan(m, q, &hit));
        if (!hit)
            run_on(m, q);
        return NAQL_OK;
    }
    d.cue = (nq_cue){.at = k, .end = k + 1, .lemma = l, .way = NQ_WAY_CLOSE};
    d.cue.grammar = s->tags[k].word->grammar;
    d.cue.has_subject = nq_np_read(s, k + 1, m->end, &d.cue.subject);
    uint32_t behind = d.cue.has_subject ? d.cue.subject.end : k + 1;
    behind += nq_has_role(s, behind, NQ_ROLE_SELF); /* "the source ITSELF" */
    if (behind < m->end && !nq_ends_sentence(s, behind) &&
        s->tokens[behind].kind != NQ_TOKEN_MARK &&
        !nq_has_role(s, behind, NQ_ROLE_PREP | NQ_ROLE_REL | NQ_ROLE_PRON))
        return NAQL_OK;
    if (has_own_words(m, behind))
        return NAQL_OK;
    nq_maker_find_speaker(m, &d, false, NULL);
    if (!d.has_who)
        return NAQL_OK;
    nq_quote_inside(q, &d.x.first, &d.x.end);
    d.x.next = behind;
    d.x.form = NQ_FORM_DIRECT;
    d.cue_span = nq_span_of(s, k, k + 1);
    m->at = behind;
    return nq_maker_finish(m, &d, d.cue.grammar);
}
