/* SPDX-License-Identifier: Apache-2.0
 *
 * extent.c - where reported content ends. Layer 5 (claim). */
#include "claim/back.h"

#include "base/str.h"
#include "claim/claims.h"
#include "claim/end_words.h"
#include "claim/ends.h"
#include "claim/read.h"
#include "claim/tune.h"

/* ---- The walk ------------------------------------------------------------ */

/* Tokens [first, end) up to where the reporter speaks again. */
static void
walk(nq_content_walk *w)
{
    const nq_scene *s = w->s;
    uint32_t from = w->at;
    while (w->at < w->limit && w->at - from < NQ_TUNE_CONTENT_MOST) {
        const nq_token *t = &s->tokens[w->at];
        if (w->at > w->first &&
            (t->flags & (NQ_TOKEN_LINE | NQ_TOKEN_SENTENCE)))
            return;
        const nq_quote *q = nq_quote_from(s, w->at);
        if (q) {
            w->any_quote |= !nq_quote_is_name(s, q);
            w->at = q->end;
            continue;
        }
        if (t->kind == NQ_TOKEN_MARK && t->mark == NQ_MARK_COMMA) {
            uint32_t comma = w->at;
            if (nq_back_at_comma(w, comma))
                return;
            w->at = w->at > comma ? w->at : comma + 1;
            continue;
        }
        uint32_t word = w->at;
        if (t->kind == NQ_TOKEN_WORD && nq_back_at_word(w))
            return;
        w->at = w->at > word ? w->at : word + 1; /* behind an aside */
    }
}

/* ---- Quoted content ----------------------------------------------------- */

/* Another quotation close behind the one that ended at `at`: its end. */
static uint32_t
joined_quote(const nq_content_walk *w, uint32_t at)
{
    const nq_scene *s = w->s;
    uint32_t behind;
    for (uint32_t k = at; k < at + NQ_TUNE_BETWEEN && k < w->limit; k++) {
        const nq_quote *q = nq_quote_from(s, k);
        if (q)
            return q->end;
        if (nq_opens_sentence(s, k) || nq_cue_lemma(s, k) ||
            nq_is_mark(s, k, NQ_MARK_STOP) ||
            nq_is_closing(nq_phrase_at(s, k, &behind)))
            return 0;
    }
    return 0;
}

/* A verb of saying by its letters, and neither "BETWEEN them" nor a noun behind
 * b- or l-. */
static bool
is_verb_of_saying(const nq_scene *s, uint32_t i)
{
    return nq_cue_lemma(s, i) && !nq_has_role(s, i, NQ_ROLE_PREP) &&
           !(s->tags[i].glue & (NQ_CLITIC_BA | NQ_CLITIC_LAM));
}

/* Does content go on right behind a closing mark, without a comma? */
static bool
runs_on(nq_content_walk *w, uint32_t at)
{
    const nq_scene *s = w->s;
    uint32_t behind;
    if (at >= w->limit || nq_opens_sentence(s, at) ||
        s->tokens[at].kind == NQ_TOKEN_MARK)
        return false;
    uint8_t kind = nq_phrase_at(s, at, &behind);
    if (kind != NQ_PHRASE_NONE || is_verb_of_saying(s, at) ||
        (nq_has_role(s, at, NQ_ROLE_SUB) && !nq_has_role(s, at, NQ_ROLE_AN)))
        return false;
    return w->way != NQ_WAY_QUOTE || /* "..." and it was */
           !nq_str_starts(s->tokens[at].folded, NQ_STR("و")) ||
           nq_has_role(s, at, NQ_ROLE_THAT);
}

/* "that "a terror group" HAS ATTACKED the line": a verb right behind a few
 * words in marks, which are its subject. */
static bool
is_predicate(const nq_scene *s, const nq_quote *q)
{
    const uint64_t that = NQ_ROLE_AN | NQ_ROLE_BAN;
    uint32_t at = q->end;
    return q->closed && q->open > 0 && nq_has_role(s, q->open - 1, that) &&
           nq_quote_words(s, q) <= NQ_TUNE_NAME_QUOTE && nq_is_word(s, at) &&
           !(s->tags[at].glue & ~NQ_CLITIC_SIN) && !nq_opens_sentence(s, at) &&
           !nq_has_role(s, at, NQ_ROLE_PREP | NQ_ROLE_REL) &&
           (nq_is_finite_cue(s, at) ||
            (s->tags[at].word == s->book->words && nq_end_verb_shape(s, at)));
}

/* A quotation first: one passage, or several with little between them. */
static bool
all_quoted(nq_content_walk *w, const nq_quote *q)
{
    uint32_t next;
    nq_extent *x = w->out;
    nq_quote_inside(q, &x->first, &x->end);
    x->next = q->end;
    while ((next = joined_quote(w, x->next)) != 0) {
        x->next = next;
        x->end = next - 1;
    }
    x->form = NQ_FORM_DIRECT;
    bool predicate = x->next == q->end && is_predicate(w->s, q);
    if (!predicate && !runs_on(w, x->next))
        return true;
    w->at = x->next + predicate;
    w->any_quote = false;
    walk(w);
    bool goes_on = w->any_quote && !nq_has_role(w->s, x->next, NQ_ROLE_PREP);
    if (w->way == NQ_WAY_QUOTE && w->at - x->next > NQ_TUNE_RUN_ON && !goes_on)
        return true; /* place and time of the speech, not speech */
    x->first = q->open;
    x->end = x->next = w->at;
    x->form = NQ_FORM_MIXED;
    return true;
}

/* "We presented", "our team": -na behind a stem, where it is no accusative of
 * a noun in -an, -un or -in. */
static bool
ends_in_our(naql_str f)
{
    enum { LEAST = 10 }; /* bytes: five letters */
    static const naql_str nouns[] = {{"انا", 6}, {"ونا", 6}, {"ينا", 6}};
    if (f.len < LEAST || !nq_str_ends(f, NQ_STR("نا")))
        return false;
    for (size_t k = 0; k < sizeof nouns / sizeof nouns[0]; k++)
        if (nq_str_ends(f, nouns[k]))
            return false;
    return true;
}

/* A word in the first person: a known one, "we did", "I shall", "I did not". */
static bool
is_first_person(const nq_scene *s, uint32_t i)
{
    if (nq_has_role(s, i, NQ_ROLE_FIRST))
        return nq_is_known_first(s, i);
    if (!nq_is_word(s, i) || s->tags[i].mention || s->tags[i].date)
        return false;
    naql_str raw = nq_as_written(s, i);
    bool hamza = nq_str_starts(raw, NQ_STR("أ"));
    bool denied = i > 0 && nq_has_role(s, i - 1, NQ_ROLE_NEG) &&
                  nq_str_ends(s->tokens[i - 1].folded, NQ_STR("ن"));
    bool shall = nq_str_starts(raw, NQ_STR("سأ")) ||
                 (nq_str_starts(raw, NQ_STR("سن")) &&
                  (s->tokens[i].clitics & NQ_CLITIC_SIN));
    return shall || (denied && (hamza || nq_str_starts(raw, NQ_STR("ن")))) ||
           (!nq_word_is_listed(s->tags[i].word) &&
            ends_in_our(s->tokens[i].folded));
}

static bool
has_first_person(const nq_scene *s, uint32_t first, uint32_t end)
{
    for (uint32_t i = first; i < end; i++)
        if (is_first_person(s, i))
            return true;
    return false;
}

/* Does a verb of saying stand in the sentence, outside marks? */
static bool
has_cue(const nq_scene *s, uint32_t first, uint32_t end)
{
    for (uint32_t i = first; i < end; i++) {
        const nq_lemma *l = nq_cue_lemma(s, i);
        if (l && l->level >= 2 && !s->tags[i].quote && !s->tags[i].mention &&
            s->tags[i].word->inflection <= NQ_CUE_PRESENT)
            return true;
    }
    return false;
}

static uint32_t
sentence_end(const nq_content_walk *w, uint32_t at)
{
    uint32_t end = at + 1;
    while (end < w->limit && !nq_opens_sentence(w->s, end))
        end++;
    return end;
}

/* Does the sentence at w->at speak in the first person, or the one behind it
 * while neither has a verb of saying? */
static bool
speaks_on(const nq_content_walk *w)
{
    const nq_scene *s = w->s;
    uint32_t end = sentence_end(w, w->at);
    if (has_first_person(s, w->at, end))
        return true;
    if (end >= w->limit)
        return false;
    uint32_t behind = sentence_end(w, end);
    return !has_cue(s, w->at, behind) && has_first_person(s, end, behind);
}

/* "said: we ..." without marks: later sentences in the first person too. */
static void
run_over_sentences(nq_content_walk *w)
{
    const nq_scene *s = w->s;
    while (w->at < w->limit && (s->tokens[w->at].flags & NQ_TOKEN_SENTENCE)) {
        if (nq_cue_reopens(s, w->at, w->limit, true, false) || !speaks_on(w))
            return;
        uint32_t from = w->first = w->at;
        walk(w);
        if (w->at <= from)
            return; /* the reporter's own clause opens the sentence */
    }
}

/* "said: this. That. And he added: ...": sentences between a colon and the verb
 * by which the same speaker goes on are his, and so is the short rest of a
 * paragraph in which nobody else speaks. 0: no more than what was found. */
static uint32_t
speech_end(const nq_content_walk *w)
{
    const nq_scene *s = w->s;
    uint32_t at = w->at, n = 0;
    while (at < w->limit && (s->tokens[at].flags & NQ_TOKEN_SENTENCE)) {
        nq_cue c;
        if (nq_cue_reopens(s, at, w->limit, true, false))
            return nq_cue_read(s, at, w->limit, false, &c) && !c.has_subject
                       ? at
                       : 0;
        uint32_t end = sentence_end(w, at);
        if (n == NQ_TUNE_SPEECH || has_cue(s, at, end))
            return 0;
        at = end;
        n++;
    }
    return at >= w->limit && n <= NQ_TUNE_SPEECH_REST && at < s->n ? at : 0;
}

/* Does another speaker open the sentence at token i: "X: ..."? */
static bool
names_speaker(const nq_scene *s, uint32_t i, uint32_t limit)
{
    for (uint32_t k = i; k < limit && k < i + NQ_TUNE_NAMES_NEXT; k++) {
        if (nq_is_mark(s, k, NQ_MARK_COLON))
            return true;
        if (k > i && nq_opens_sentence(s, k))
            return false;
    }
    return false;
}

/* Does the sentence before token i end in a question or in dots? */
static bool
trails_off(const nq_scene *s, uint32_t i)
{
    return nq_is_mark(s, i - 1, NQ_MARK_QUESTION) ||
           (nq_is_mark(s, i - 1, NQ_MARK_ELLIPSIS) &&
            !nq_is_mark(s, i - 2, NQ_MARK_CLOSE));
}

/* "said: why not? We ...": neither a question nor dots end a speech; what
 * stands behind them is his too, up to the next full stop. */
static void
run_over_pauses(nq_content_walk *w)
{
    const nq_scene *s = w->s;
    while (w->at < w->limit && w->at > w->first + 1 &&
           (s->tokens[w->at].flags & NQ_TOKEN_SENTENCE) &&
           trails_off(s, w->at) &&
           !nq_cue_reopens(s, w->at, w->limit, true, false) &&
           !names_speaker(s, w->at, w->limit)) {
        uint32_t from = w->first = w->at;
        walk(w);
        if (w->at <= from)
            return;
    }
}

/* Behind a colon, what was said may go on over sentences. */
static void
speak_on(nq_content_walk *w)
{
    uint32_t first = w->first;
    if (has_first_person(w->s, first, w->at))
        run_over_sentences(w);
    run_over_pauses(w);
    w->first = first;
    uint32_t all = w->any_quote ? 0 : speech_end(w);
    if (all > w->at)
        w->at = all;
}

static void
trim(const nq_scene *s, nq_extent *x)
{
    while (x->end > x->first) {
        const nq_token *t = &s->tokens[x->end - 1];
        bool tail = t->kind == NQ_TOKEN_MARK && t->mark != NQ_MARK_CLOSE &&
                    t->mark != NQ_MARK_PERCENT && t->mark != NQ_MARK_QUESTION &&
                    t->mark != NQ_MARK_EXCLAIM;
        bool hangs = nq_has_role(s, x->end - 1, NQ_ROLE_BUT);
        if ((!tail && !hangs) || s->tags[x->end - 1].quote)
            break; /* "..., but" before the reporter's clause */
        x->end--;
    }
    while (x->first < x->end && !s->tags[x->first].quote &&
           s->tokens[x->first].kind == NQ_TOKEN_MARK &&
           s->tokens[x->first].mark != NQ_MARK_OPEN &&
           s->tokens[x->first].mark != NQ_MARK_HASH)
        x->first++;
}

static void
trim_quoted(const nq_scene *s, nq_extent *x)
{
    while (x->end > x->first && (nq_is_mark(s, x->end - 1, NQ_MARK_STOP) ||
                                 nq_is_mark(s, x->end - 1, NQ_MARK_COMMA)))
        x->end--;
}

/* A bare "that" just inside the marks stays out. */
static void
drop_that(const nq_scene *s, nq_extent *x)
{
    if (x->first + 1 < x->end &&
        nq_has_role(s, x->first, NQ_ROLE_AN | NQ_ROLE_BAN) &&
        !s->tags[x->first].glue)
        x->first++;
}

/* "While X said": the clause of the cue opens its sentence. */
static bool
opens_with_while(const nq_scene *s, uint32_t cue)
{
    for (uint32_t k = 1; k <= NQ_TUNE_WHILE && k <= cue; k++)
        if (s->tokens[cue - k].flags & (NQ_TOKEN_SENTENCE | NQ_TOKEN_LINE))
            return nq_has_role(s, cue - k, NQ_ROLE_WHILE);
    return false;
}

/* "Though the figures show that ..., yet": the cue close behind "though". */
static bool
stands_in_concession(const nq_scene *s, uint32_t cue)
{
    for (uint32_t k = 1; k <= NQ_TUNE_THOUGH && k <= cue; k++) {
        if (nq_has_role(s, cue - k, NQ_ROLE_THOUGH))
            return true;
        if (nq_is_mark(s, cue - k, NQ_MARK_COMMA) ||
            (s->tokens[cue - k].flags & NQ_TOKEN_SENTENCE))
            return false;
    }
    return false;
}

/* "After X said that ..., he left": the cue right behind "after (that)" at the
 * head of its sentence, or in a paper there. */
static bool
stands_before_main(const nq_scene *s, uint32_t cue)
{
    bool in_it = nq_has_role(s, cue + 1, NQ_ROLE_IN_IT);
    uint32_t far = in_it ? NQ_TUNE_AFTER_TEXT : NQ_TUNE_AFTER;
    for (uint32_t k = 1; k <= far && k <= cue; k++) {
        if (nq_is_mark(s, cue - k, NQ_MARK_COMMA))
            return false;
        if (s->tokens[cue - k].flags & (NQ_TOKEN_SENTENCE | NQ_TOKEN_LINE))
            return nq_has_role(s, cue - k, NQ_ROLE_AFTER) &&
                   (in_it || nq_has_role(s, cue - k, NQ_ROLE_SUB) ||
                    nq_has_role(s, cue - k + 1, NQ_ROLE_AN));
    }
    return false;
}

/* Is the cue inside a clause that a relative pronoun opened? */
static bool
is_embedded(const nq_scene *s, uint32_t cue)
{
    const nq_word *word = s->tags[cue].word;
    uint8_t they_it = NQ_PLURAL | NQ_OBJECT_PRON;
    if (word->inflection == NQ_CUE_NOUN && !s->tags[cue].glue &&
        nq_cue_lemma(s, cue))
        return true; /* "after its announcement that ..., ..." */
    if (word->inflection == NQ_CUE_NOUN_PRON && cue > 0 && !s->tags[cue].glue &&
        nq_has_role(s, cue - 1, NQ_ROLE_NOT_AN))
        return true; /* "since its announcement of ..., ..." */
    if (stands_before_main(s, cue))
        return true; /* "after X said that ..., he left" */
    if ((word->grammar & they_it) == they_it)
        return true; /* "..., which they call X, ..." */
    while (cue > 0 && nq_has_role(s, cue - 1, NQ_ROLE_QAD | NQ_ROLE_KAN))
        cue--;
    return cue > 0 && nq_has_role(s, cue - 1, NQ_ROLE_REL) &&
           !nq_has_role(s, cue - 1, NQ_ROLE_PREP);
}

/* Ends content where that is likelier than where the rules end it. */
static void
end_elsewhere(nq_content_walk *w)
{
    const nq_scene *s = w->s;
    bool sure = w->apart || nq_back_is_other(w, w->at);
    uint32_t end = sure ? w->at : nq_end_choose(w, w->at);
    if (end == w->at)
        return; /* "what he calls ..." is a statement of its own */
    w->any_quote = false;
    for (uint32_t i = w->first; i < end; i++) {
        const nq_quote *q = nq_quote_from(s, i);
        w->any_quote |= q && !nq_quote_is_name(s, q);
    }
    if (w->out->aside >= end)
        w->out->aside = NQ_NO_TOKEN;
    w->at = end;
}

void
nq_extent_find(const nq_scene *s, uint32_t cue, uint32_t first, uint32_t limit,
               uint8_t way, nq_extent *out)
{
    nq_content_walk w = {.s = s,
                         .cue = cue,
                         .first = first,
                         .at = first,
                         .limit = limit,
                         .way = way,
                         .out = out};
    w.nominal = (way == NQ_WAY_NOUN || way == NQ_WAY_PREP);
    w.embedded = is_embedded(s, cue);
    w.meanwhile = opens_with_while(s, cue);
    w.conceded = stands_in_concession(s, cue);
    const nq_quote *q = nq_quote_from(s, first);
    *out = (nq_extent){first, first, first, NQ_FORM_INDIRECT, NQ_NO_TOKEN, 0};
    if (q && (way == NQ_WAY_QUOTE || !nq_quote_is_name(s, q))) {
        all_quoted(&w, q);
        if (out->form == NQ_FORM_DIRECT)
            trim_quoted(s, out);
        else
            trim(s, out);
        drop_that(s, out);
        return;
    }
    walk(&w);
    if (way == NQ_WAY_COLON)
        speak_on(&w);
    end_elsewhere(&w);
    if (way == NQ_WAY_COLON && has_first_person(s, first, w.at))
        out->form = NQ_FORM_DIRECT;
    out->end = out->next = w.at;
    if (w.any_quote)
        out->form = NQ_FORM_MIXED;
    trim(s, out);
}
