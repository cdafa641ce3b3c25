/* SPDX-License-Identifier: Apache-2.0
 *
 * orphan.c - a quotation that no verb has reached and none follows. Layer 5
 * (claim).
 *
 * The way from a verb to its words may be too long or too odd for the walk: a
 * call sign spelled with dots, an aside in an aside, a subject behind its
 * relative clause. When the walk over the reporter's words then meets a long
 * quotation that is nobody's, it belongs to the verb of its sentence that found
 * no words, or to whoever stands before its colon. */
#include "claim/maker.h"

#include "base/status.h"
#include "base/str.h"
#include "claim/clause.h"
#include "claim/tune.h"

/* ---- The verb ------------------------------------------------------------ */

/* The subject right behind a verb whose walk did not come to it; the outlet of
 * one that carries words from nobody. */
static void
find_lost_subject(const nq_maker *m, nq_draft *d)
{
    nq_cue *c = &d->cue;
    nq_np np;
    uint32_t i = c->end + nq_has_role(m->s, c->end, NQ_ROLE_IN_IT);
    bool arrives = (c->lemma->links & NQ_LINK_DOC) && /* but "AND X answered" */
                   ((m->s->tags[c->at].glue & NQ_CLITIC_WAW) ||
                    !nq_str_starts(m->s->tokens[c->at].folded, NQ_STR("و")));
    if (c->has_subject || c->inflection > NQ_CUE_PRESENT || arrives)
        return;
    if (c->framed && c->outlet.end) {
        c->subject = c->outlet;
        c->has_subject = true;
        c->framed = false;
    } else if (!d->prior.end && nq_np_read(m->s, i, m->end, &np) &&
               np.noun != NQ_NOUN_NONE) {
        c->subject = np;
        c->has_subject = true;
    }
}

/* "the TRANSFER of", "BETWEEN", "a USEFUL word": no verb where no clause opens.
 */
static bool
is_surely_verb(const nq_maker *m, uint32_t i)
{
    const nq_scene *s = m->s;
    if (i == m->sentence || nq_maker_is_joined(s, i))
        return true;
    if (s->tags[i].word->inflection == NQ_CUE_PARTICIPLE)
        return s->tokens[i - 1].kind == NQ_TOKEN_MARK;
    if ((nq_cue_lemma(s, i)->links & NQ_LINK_FRAME) && /* "was THE MOVE of" */
        !s->tags[i].word->grammar)
        return s->tokens[i - 1].kind == NQ_TOKEN_MARK ||
               nq_has_role(s, i - 1, NQ_ROLE_QAD | NQ_ROLE_REL | NQ_ROLE_THEN);
    return !nq_may_be_masdar(s, i) && !nq_has_role(s, i, NQ_ROLE_PREP);
}

naql_status
nq_maker_keep_lost(nq_maker *m, nq_draft *d)
{
    if (!is_surely_verb(m, d->cue.at))
        return NAQL_OK;
    nq_cue *c = &d->cue;
    const nq_lemma *l = c->lemma;
    bool paper = (l->links & NQ_LINK_DOC) ||
                 (c->has_subject && (c->subject.noun == NQ_NOUN_DOC ||
                                     c->subject.noun == NQ_NOUN_STUDY));
    if ((l->level < 1 && !paper) || (l->links & NQ_LINK_LAW) ||
        c->inflection > NQ_CUE_NOUN_PRON || (c->grammar & NQ_OBJECT_PRON) ||
        nq_str_equal(l->act, NQ_STR("describe")))
        return NAQL_OK;
    if (m->has_lost && l->level < 2 && m->lost.cue.lemma->level > l->level)
        return NAQL_OK; /* "said in a talk that FOLLOWED": the former speaks */
    find_lost_subject(m, d);
    d->cue_span = nq_span_of(m->s, c->at, c->end);
    d->cue_span.start = nq_bare_start(m->s, c->at);
    m->lost = *d;
    m->has_lost = true;
    return NAQL_OK;
}

/* ---- The quotation ------------------------------------------------------- */

bool
nq_is_long_quote(const nq_scene *s, uint32_t i)
{
    const nq_quote *q = nq_quote_from(s, i);
    return q && q->closed && q->end - q->open >= NQ_TUNE_ORPHAN &&
           !(i > 0 && nq_has_role(s, i - 1, NQ_ROLE_NAMED));
}

/* A passage long enough to be speech, closed, and no title of a work. */
static bool
is_speech(const nq_maker *m, const nq_quote *q)
{
    const nq_scene *s = m->s;
    uint32_t words = 0;
    for (uint32_t i = q->open; i < q->end; i++)
        words += nq_is_word(s, i);
    uint32_t before = q->open - (q->open > 0);
    before -= before > 0 && nq_is_mark(s, before, NQ_MARK_COLON);
    return q->closed && !m->title && words >= NQ_TUNE_ORPHAN_WORDS &&
           !nq_has_role(s, before, NQ_ROLE_NAMED) && !nq_quote_is_name(s, q);
}

/* Behind the token that stands before the passage, a doubled mark and a colon
 * apart. */
static uint32_t
place_before(const nq_maker *m, const nq_quote *q, bool *colon)
{
    const nq_scene *s = m->s;
    uint32_t i = q->open;
    if (i > m->sentence && s->tokens[i - 1].kind == NQ_TOKEN_MARK &&
        s->tokens[i - 1].mark == NQ_MARK_QUOTE_PLAIN)
        i--;
    *colon = i > 0 && nq_is_mark(s, i - 1, NQ_MARK_COLON);
    return i - *colon;
}

static naql_status
finish(nq_maker *m, const nq_quote *q, nq_draft *d)
{
    d->cue.content = q->open;
    d->cue.way = NQ_WAY_QUOTE;
    nq_extent_find(m->s, d->cue.at, q->open, m->end, NQ_WAY_QUOTE, &d->x);
    if (d->cue.lemma)
        nq_maker_find_credit(m, d);
    m->has_lost = false;
    NQ_TRY(nq_maker_finish(m, d, d->cue.grammar));
    m->at = d->x.next > q->end ? d->x.next : q->end;
    m->floor = m->at;
    return NAQL_OK;
}

/* Does the verb that found no words take a quotation at `place`? A verb that
 * does without needs its own preposition there, a colon, or somebody told. */
static bool
takes(const nq_maker *m, const nq_quote *q, uint32_t place, bool colon)
{
    enum { LONG = 12 }; /* tokens of what is no place */
    uint32_t length = q->end - q->open;
    const nq_cue *c = &m->lost.cue;
    const nq_lemma *l = c->lemma;
    if (place > c->at + NQ_TUNE_ORPHAN_FAR)
        return false;
    if ((l->links & NQ_LINK_DOC) && !c->has_subject &&
        !nq_has_role(m->s, c->end, NQ_ROLE_IN_IT))
        return false;
    bool behind_noun = /* "spoke of THE OUTBREAK OF "..."" */
        place > c->end && m->s->tags[place - 1].masdar &&
        !nq_is_definite(m->s, place - 1) &&
        (m->s->tags[place - 2].word->link & l->links);
    if (colon || behind_noun || (m->s->tags[place - 1].word->link & l->links) ||
        nq_has_role(m->s, place - 1, NQ_ROLE_THAT) ||
        nq_has_role(m->s, q->open + 1, NQ_ROLE_THAT))
        return true;
    bool quotes = (l->links & NQ_LINK_QUOTE) != 0;
    if (nq_has_role(m->s, place - 1, NQ_ROLE_PREP))
        return quotes && (l->level == 3 || (l->level == 2 && length > LONG));
    if ((l->links & NQ_LINK_MASDAR) && m->s->tags[q->open + 1].masdar)
        return true; /* "asked of X "the return"" */
    bool names = nq_is_nominal(m->s, place - 1) && /* "gave back MEDAL "X"" */
                 !nq_is_definite(m->s, place - 1) &&
                 !nq_has_role(m->s, place - 2, NQ_ROLE_PREP) &&
                 place > (c->has_subject ? c->subject.end : c->end);
    bool goes_on = c->at == m->sentence && quotes && !names &&
                   place < c->at + NQ_TUNE_ZONE_WEAK;
    return (l->level >= 2 || l->level == 0 || goes_on) && (quotes || l->told);
}

/* Does a quotation behind a colon follow in the sentence? Then that is what was
 * said, and this one names something. */
static bool
speech_follows(const nq_maker *m, const nq_quote *q)
{
    uint32_t end =
        q->end + NQ_TUNE_ZONE < m->end ? q->end + NQ_TUNE_ZONE : m->end;
    for (uint32_t i = q->end; i + 1 < end && !nq_ends_sentence(m->s, i); i++)
        if (nq_is_mark(m->s, i, NQ_MARK_COLON))
            return nq_quote_from(m->s, i + 1) != NULL;
    return false;
}

/* By the verb of this sentence that found no words. */
static naql_status
adopt(nq_maker *m, const nq_quote *q, bool *hit)
{
    nq_draft d = m->lost;
    bool colon;
    uint32_t place = place_before(m, q, &colon);
    if (!takes(m, q, place, colon) || (!colon && speech_follows(m, q)))
        return NAQL_OK;
    nq_maker_find_speaker(m, &d, d.prior.end != 0, &d.prior);
    if (!d.has_who && d.cue.lemma->level < 3)
        return NAQL_OK;
    *hit = true;
    return finish(m, q, &d);
}

/* "X published a message: "..."": by whoever acts before the colon. */
static naql_status
by_colon(nq_maker *m, const nq_quote *q, uint32_t colon, bool *hit)
{
    nq_draft d = {0};
    nq_np np;
    if (!nq_clause_subject(m->s, m->floor, colon, &np) ||
        !nq_maker_speaker_of(m, &np, colon, &d.who))
        return NAQL_OK;
    d.has_who = d.explicit_who = true;
    d.by = NQ_BY_CLAUSE;
    d.cue = (nq_cue){.at = colon, .end = colon + 1};
    d.cue_span = nq_span_of(m->s, colon, colon + 1);
    *hit = true;
    return finish(m, q, &d);
}

/* Does nothing follow the passage but the end of its sentence or a comma? */
static bool
closes_clause(const nq_maker *m, const nq_quote *q)
{
    return q->end >= m->end || nq_ends_sentence(m->s, q->end) ||
           nq_is_mark(m->s, q->end, NQ_MARK_COMMA) ||
           nq_maker_is_joined(m->s, q->end);
}

/* "AND WENT ON "..."", "AND WENT ON X: "...", "to conclude: "..."": a word that
 * no list has opens the sentence as a verb does, with nothing but its subject
 * before the quotation that ends it. */
static bool
opens_as_verb(const nq_maker *m, const nq_quote *q, bool colon)
{
    enum { LEAST = 8 }; /* bytes: four letters */
    const nq_scene *s = m->s;
    uint32_t i = m->sentence;
    naql_str f = s->tokens[i].folded;
    bool known = s->tags[i].word != s->book->words;
    bool joined = nq_str_starts(f, NQ_STR("و")) ||
                  (colon && (nq_str_starts(f, NQ_STR("ف")) ||
                             (nq_str_starts(f, NQ_STR("لي")) &&
                              s->tags[i].word->noun == NQ_NOUN_NONE)));
    return nq_is_word(s, i) && (!known || colon) && !s->tags[i].mention &&
           !s->tags[i].date && f.len >= LEAST && joined &&
           !nq_is_definite(s, i) && closes_clause(m, q);
}

static naql_status
by_unknown_verb(nq_maker *m, const nq_quote *q, uint32_t place, bool colon,
                bool *hit)
{
    const nq_scene *s = m->s;
    nq_draft d = {0};
    uint32_t i = m->sentence;
    if (!opens_as_verb(m, q, colon))
        return NAQL_OK;
    d.cue = (nq_cue){.at = i, .end = i + 1};
    d.cue_span = nq_span_of(s, i, i + 1);
    d.cue_span.start = nq_bare_start(s, i);
    if (place > i + 1) {
        if (!nq_np_read(s, i + 1, place, &d.cue.subject) ||
            d.cue.subject.end != place ||
            !nq_maker_speaker_of(m, &d.cue.subject, i, &d.who) ||
            d.who.noun != NQ_NOUN_PERSON)
            return NAQL_OK;
        d.has_who = d.explicit_who = d.cue.has_subject = true;
        d.by = NQ_BY_BEHIND;
    } else {
        const nq_speaker *last = nq_memory_last(&m->memory);
        if (!last)
            return NAQL_OK;
        d.who = *last;
        d.has_who = true;
        d.by = NQ_BY_MEMORY;
    }
    *hit = true;
    return finish(m, q, &d);
}

/* ---- A quotation that is a part of the reporter's clause ----------------- */

/* The text that a sentence goes on about: the nearest noun of one before it. */
static bool
find_text(nq_maker *m, uint32_t before, nq_draft *d)
{
    const nq_scene *s = m->s;
    uint32_t floor =
        before > NQ_TUNE_TEXT_BACK ? before - NQ_TUNE_TEXT_BACK : 0;
    for (uint32_t i = before; i-- > floor;) {
        uint8_t noun = s->tags[i].word->noun;
        nq_np np;
        bool deed = s->tags[i].masdar && !nq_is_definite(s, i);
        if (s->tags[i].quote || s->tags[i].mention || deed ||
            (noun != NQ_NOUN_DOC && noun != NQ_NOUN_STUDY))
            continue;
        if (!nq_np_read_glued(s, i, before, &np) ||
            !nq_maker_speaker_of(m, &np, before, &d->who))
            continue;
        return d->who.noun == NQ_NOUN_DOC || d->who.noun == NQ_NOUN_STUDY ||
               d->who.noun == NQ_NOUN_BODY || d->who.noun == NQ_NOUN_PERSON;
    }
    return false;
}

/* "The resolution asks for... THE AIM IS "..."": words of a text that the
 * sentence, or the one before, is about. */
static naql_status
by_aim(nq_maker *m, const nq_quote *q, bool *hit)
{
    const nq_scene *s = m->s;
    nq_draft d = {0};
    uint32_t i = m->sentence;
    if (!nq_has_role(s, i, NQ_ROLE_AIM) || q->open < i + 2 ||
        q->open > i + NQ_TUNE_OPENING || !closes_clause(m, q) ||
        !nq_has_role(s, q->open - 1, NQ_ROLE_PRON) ||
        !find_text(m, q->open - 1, &d))
        return NAQL_OK;
    d.has_who = true;
    d.by = NQ_BY_CLAUSE;
    d.cue = (nq_cue){.at = i, .end = i + 1};
    d.cue_span = nq_span_of(s, i, i + 1);
    d.cue_span.start = nq_bare_start(s, i);
    *hit = true;
    return finish(m, q, &d);
}

/* "X put it off BECAUSE "..."": the reason in the words of whoever acts. */
static naql_status
by_reason(nq_maker *m, const nq_quote *q, uint32_t place, bool *hit)
{
    const nq_scene *s = m->s;
    nq_draft d = {0};
    nq_np np;
    if (place <= m->floor + 1 || !nq_has_role(s, place - 1, NQ_ROLE_BECAUSE))
        return NAQL_OK;
    uint32_t i = place - 1, from = i;
    while (from > m->floor && i - from < NQ_TUNE_BEFORE &&
           !nq_is_mark(s, from - 1, NQ_MARK_COMMA))
        from--;
    if (!closes_clause(m, q) || !nq_clause_subject(s, from, i, &np) ||
        !nq_maker_speaker_of(m, &np, i, &d.who) ||
        (d.who.noun != NQ_NOUN_PERSON && d.who.noun != NQ_NOUN_BODY))
        return NAQL_OK;
    d.has_who = d.explicit_who = true;
    d.by = NQ_BY_CLAUSE;
    d.cue = (nq_cue){.at = i, .end = i + 1};
    d.cue_span = nq_span_of(s, i, i + 1);
    *hit = true;
    return finish(m, q, &d);
}

/* "AND ON the release of the three, "that would be good"": a preposition that
 * leads to what is spoken of opens the sentence, no verb follows: by who spoke
 * last. */
static naql_status
by_topic(nq_maker *m, const nq_quote *q, bool *hit)
{
    const nq_scene *s = m->s;
    nq_draft d = {0};
    uint32_t i = m->sentence;
    const nq_speaker *last = nq_memory_last(&m->memory);
    if (!last || i != m->floor || q->open > i + NQ_TUNE_OPENING ||
        q->open <= i + 2 || !nq_has_role(s, i, NQ_ROLE_ABOUT) ||
        !nq_maker_is_joined(s, i))
        return NAQL_OK;
    for (uint32_t k = i + 1; k < q->open; k++)
        if (s->tokens[k].kind == NQ_TOKEN_MARK || s->tags[k].date ||
            nq_has_role(s, k, NQ_ROLE_THAT | NQ_ROLE_REL | NQ_ROLE_SUB))
            return NAQL_OK;
    d.who = *last;
    d.has_who = true;
    d.by = NQ_BY_MEMORY;
    d.cue = (nq_cue){.at = i, .end = i + 1};
    d.cue_span = nq_span_of(s, i, i + 1);
    d.cue_span.start = nq_bare_start(s, i);
    *hit = true;
    return finish(m, q, &d);
}

naql_status
nq_maker_orphan(nq_maker *m, const nq_quote *q, bool *hit)
{
    bool colon;
    *hit = false;
    if (!is_speech(m, q))
        return NAQL_OK;
    if (m->has_lost)
        NQ_TRY(adopt(m, q, hit));
    uint32_t place = place_before(m, q, &colon);
    if (!*hit && colon && place > m->floor)
        NQ_TRY(by_colon(m, q, place, hit));
    if (!*hit)
        NQ_TRY(by_unknown_verb(m, q, place, colon, hit));
    if (!*hit && !colon)
        NQ_TRY(by_topic(m, q, hit));
    if (!*hit && !colon)
        NQ_TRY(by_aim(m, q, hit));
    if (!*hit && !colon)
        NQ_TRY(by_reason(m, q, place, hit));
    return NAQL_OK;
}
