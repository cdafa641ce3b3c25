/* SPDX-License-Identifier: Apache-2.0
 *
 * event_word.c - what a word of a clause of an event is: its form, whether the
 * clause ends there, of which kind it is. Layer 5 (claim). */
#include "claim/event_clause.h"

#include "base/str.h"
#include "claim/tune.h"

bool
nq_clause_is_feminine(const nq_scene *s, uint32_t i, bool plural)
{
    naql_str raw = nq_as_written(s, i);
    return nq_str_ends(raw, NQ_STR("ة")) ||
           (plural && nq_str_ends(raw, NQ_STR("ات")));
}

/* A verb bears w, f and s only; a verbal noun bears anything. */
nq_event_form
nq_event_form_read(const nq_event_book *book, const nq_scene *s, uint32_t i)
{
    uint16_t verb = NQ_CLITIC_WAW | NQ_CLITIC_FA | NQ_CLITIC_SIN;
    if (s->tags[i].mention || s->tags[i].date)
        return (nq_event_form){.lemma = 0};
    uint32_t n;
    const nq_cut *cuts = nq_cuts_of(s->text, i, &n);
    for (uint32_t k = 0; k < n; k++) {
        uint16_t cut = cuts[k].clitics;
        nq_event_form f = nq_event_form_of(book, cuts[k].hash);
        if (cut & NQ_CLITIC_WAW && !(s->tokens[i].clitics & NQ_CLITIC_WAW))
            continue; /* a word that only begins with a w */
        if (f.both && f.grammar & NQ_OBJECT_PRON)
            f.noun = f.pronoun = true; /* "her resignation", not "resigned" */
        if (f.both &&
            (cut & ~verb || (i && nq_has_role(s, i - 1, NQ_ROLE_PREP))))
            f.noun = true;
        if (f.lemma && f.grammar & NQ_OBJECT_PRON &&
            nq_clause_is_feminine(s, i, false)) { /* "a blow", not "hit him" */
            if (!f.both)
                continue;
            f.noun = true;
            f.pronoun = false;
        }
        if (f.lemma && !f.noun && i && nq_has_role(s, i - 1, NQ_ROLE_PREP) &&
            !nq_has_role(s, i - 1, ~(uint64_t)NQ_ROLE_PREP))
            continue; /* a preposition leads to no verb */
        if (f.lemma && !f.noun && s->tags[i].office)
            continue; /* "the governor", not "tried" */
        if (f.lemma && (f.noun || !(cut & ~verb))) {
            f.definite = cut & NQ_CLITIC_AL;
            /* "will sit in" keeps its letter, which tells that it has not */
            f.start = f.definite || cut & NQ_CLITIC_SIN ? nq_bare_start(s, i)
                                                        : cuts[k].start;
            return f;
        }
    }
    return (nq_event_form){.lemma = 0};
}

bool
nq_clause_closes(const nq_scene *s, uint32_t i)
{
    return s->tokens[i].flags & NQ_TOKEN_LINE || nq_clause_ends_with(s, i);
}

bool
nq_clause_ends_with(const nq_scene *s, uint32_t i)
{
    if (s->tokens[i].kind == NQ_TOKEN_MARK)
        switch (s->tokens[i].mark) {
        case NQ_MARK_STOP:
        case NQ_MARK_SEMICOLON:
        case NQ_MARK_COLON:
        case NQ_MARK_ELLIPSIS:
        case NQ_MARK_DASH:
        case NQ_MARK_QUESTION:
            return true;
        case NQ_MARK_COMMA: /* a date between commas does not close */
            return !(i + 1 < s->n && s->tags[i + 1].date) &&
                   !(i && s->tags[i - 1].date);
        default:
            return false;
        }
    if (s->tags[i].word == s->book->words)
        return false; /* as most: the words below are known */
    bool of = nq_has_role(s, i, NQ_ROLE_TIE); /* "of" is spelled like "who" */
    bool noun = nq_is_definite(s, i) &&
                s->tags[i].word->inflection == NQ_CUE_PAST; /* "transport" */
    return (nq_has_role(s, i, NQ_ROLE_REL) && !of) ||
           nq_has_role(s, i, NQ_ROLE_SUB | NQ_ROLE_THAT) ||
           (nq_cue_lemma(s, i) && !nq_may_be_masdar(s, i) && !noun);
}

bool
nq_is_origin(const nq_scene *s, uint32_t i)
{
    return s->tags[i].event & NQ_EVENT_WORD_ORIGIN;
}

bool
nq_clause_may_act(const nq_clause *c, uint32_t i)
{
    const nq_event_scales *scales = &c->book->scales;
    return c->s->tags[i].mention || c->s->tags[i].office ||
           c->s->tags[i].word->noun || nq_number_led_to(c->s, i) ||
           nq_clause_signs(c, i) & (scales->people | scales->police);
}

bool
nq_clause_is_kind(const nq_clause *c, uint32_t i)
{
    const nq_scene *s = c->s;
    nq_event_form form = {.lemma = 0};
    if (i)
        form = nq_event_form_at(c->book, s, i - 1);
    return i && (!form.lemma || form.noun) && !s->tags[i - 1].date &&
           !nq_is_definite(s, i - 1) && !nq_is_definite(s, i) &&
           !s->tags[i].mention && nq_clause_is_means(c, i - 1) &&
           (nq_str_ends(s->tokens[i].folded, NQ_STR("ي")) ||
            (nq_str_ends(s->tokens[i].folded, NQ_STR("يا")) &&
             nq_is_accusative(s, i - 1))) &&
           !nq_is_origin(c->s, i);
}

bool
nq_clause_object_is(const nq_event_book *book, const nq_scene *s, uint32_t i,
                    const char *kind)
{
    const nq_table *t = &book->objects;
    uint32_t n, row;
    const nq_cut *cuts = nq_cuts_of(s->text, i, &n);
    for (uint32_t k = 0; k < n; k++)
        if (nq_table_word(t, cuts[k].hash, &row) &&
            nq_str_is(nq_table_cell(t, row, nq_table_col(t, "kinds")), kind))
            return true;
    return false;
}

/* Do two lists of words share one? */
static bool
share_word(naql_str a, naql_str b)
{
    naql_str word, other;
    while (nq_str_split(&a, ' ', &word))
        for (naql_str rest = b; word.len && nq_str_split(&rest, ' ', &other);)
            if (nq_str_equal(word, other))
                return true;
    return false;
}

bool
nq_clause_has_asked(const nq_clause *c)
{
    const nq_table *t = &c->book->objects;
    const nq_text *text = c->s->text;
    if (!c->l->asks.len)
        return true;
    uint32_t begin = text->sentences[nq_sentence_of(text, c->at)].first;
    uint32_t i = c->at > begin + NQ_TUNE_ASKED ? c->at - NQ_TUNE_ASKED : begin;
    for (; i < c->limit; i++) {
        uint32_t n, row;
        if (!(c->s->tags[i].event & NQ_EVENT_WORD_OBJECT))
            continue;
        const nq_cut *cuts = nq_cuts_of(text, i, &n);
        for (uint32_t k = 0; k < n; k++)
            if (nq_table_word(t, cuts[k].hash, &row) &&
                share_word(c->l->asks,
                           nq_table_cell(t, row, nq_table_col(t, "kinds"))))
                return true;
    }
    return false;
}
