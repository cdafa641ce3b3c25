/* SPDX-License-Identifier: Apache-2.0
 *
 * described.c - what a place is and where it lies, in the words beside its
 * name. Layer 7 (compare). */
#include "compare/described.h"

#include "base/hash.h"
#include "base/status.h"
#include "base/str.h"
#include "compare/tune.h"

typedef struct reader {
    const nq_desk *d;
    const nq_reading *r;
    const nq_row *row;
} reader;

static nq_slot_word
word_at(const reader *w, uint32_t token)
{
    return nq_slot_word_of(&w->d->in->tools->lies, &w->r->text.tokens[token]);
}

static uint64_t
key_from(const reader *w, uint32_t byte, const nq_mention *m, bool *country)
{
    nq_name_form form;
    naql_span span = {byte, m->span.end};
    nq_name_form_of(&w->d->in->tools->names,
                    nq_str_span(w->r->article.text, span), &form);
    *country = form.country;
    return form.key;
}

/* The word for what it is: the last of those right before the name, or that the
 * name begins with. `name` is the first token of the name itself. */
static nq_slot_word
read_head(const reader *w, const nq_mention *m, uint32_t *first, uint32_t *name)
{
    nq_slot_word head = word_at(w, m->first);
    *first = *name = m->first;
    if (head.kind == NQ_WORD_SITE && m->end - m->first > 1) {
        *name = m->first + 1;
        return head;
    }
    if (m->first == w->row->first ||
        w->r->text.tokens[m->first].span.start != m->span.start)
        return (nq_slot_word){0}; /* a letter is glued before the name */
    head = word_at(w, m->first - 1);
    if (head.kind != NQ_WORD_SITE ||
        w->r->text.tokens[m->first - 1].clitics & NQ_CLITIC_AL)
        return (nq_slot_word){0};
    *first = m->first - 1;
    return head;
}

/* "X AND Y": two places that were read as one. */
static bool
has_two(const reader *w, const nq_mention *m)
{
    for (uint32_t i = m->first + 1; i < m->end; i++)
        if (w->r->text.tokens[i].clitics & NQ_CLITIC_WAW)
            return true;
    return false;
}

/* Does a word lead on to where the place lies? "On the border with", but no
 * "from" by itself, and not "at HIS resort"; of a word with a glued "in" the
 * list has only the bare one. */
static bool
leads_on(const reader *w, uint32_t token, nq_slot_word word, bool led)
{
    uint16_t clitics = w->r->text.tokens[token].clitics;
    if (clitics & (NQ_CLITIC_WAW | NQ_CLITIC_PRONOUN))
        return false;
    if (word.kind == NQ_WORD_INTO)
        return led || word.class != w->d->in->tools->lies.of;
    return word.kind == NQ_WORD_SITE && (led || clitics & NQ_CLITIC_BA);
}

/* Reads the words behind a name as far as they say where it lies, to *end, and
 * returns the last place that they name, countries left out; NULL: none. On
 * which side of it the place lies is compass.c's. */
static const nq_mention *
read_lie(const reader *w, const nq_mention *of, uint32_t *end)
{
    const nq_text *text = &w->r->text;
    const nq_mention *outer = NULL;
    bool led = false, country;
    *end = of->end;
    for (uint32_t i = of->end, n = 0; i < w->row->end && n < NQ_DESCRIBED_WORDS;
         n++) {
        const nq_mention *m = nq_mention_at(&w->r->names, i);
        if (m && m->type != NQ_LOC)
            break;
        if (m && (led || text->tokens[i].clitics & NQ_CLITIC_BA)) {
            key_from(w, m->span.start, m, &country);
            outer = country ? outer : m;
            led = false;
            i = *end = m->end;
            continue;
        }
        if (m || !leads_on(w, i, word_at(w, i), led))
            break;
        led = true;
        i++;
    }
    return outer;
}

static bool
starts_here(const reader *w, const nq_mention *m, uint32_t token)
{
    return m && m->first == token && m->type == NQ_LOC && m->end <= w->row->end;
}

static naql_status
describe(const reader *w, uint32_t line, const nq_mention *m, uint32_t *end,
         nq_slots *slots)
{
    const nq_text *text = &w->r->text;
    uint32_t first, name;
    bool country;
    nq_slot_word head = read_head(w, m, &first, &name);
    const nq_mention *outer = read_lie(w, m, end);
    uint32_t byte =
        name == m->first ? m->span.start : text->tokens[name].span.start;
    uint64_t place = key_from(w, byte, m, &country);
    if (country || (!head.kind && !outer) || has_two(w, m))
        return NAQL_OK;
    nq_slot_at slot = {.slot = NQ_SLOT_PLACE, .type = NQ_LOC, .line = line};
    slot.span.start =
        first == m->first ? m->span.start : nq_word_start(text, first);
    slot.span.end =
        *end == m->end ? m->span.end : text->tokens[*end - 1].span.end;
    if (outer) {
        slot.value = nq_slot_name_value(w->d, w->r, outer->span, NQ_NO_ENTITY);
        if (!slot.value.name)
            return NAQL_NOMEM;
    }
    slot.value.word = place;
    slot.value.noun = head.kind ? nq_slot_stem(head) : 0;
    slot.value.person = NQ_NO_ENTITY;
    slot.value.described = true;
    return nq_slots_add(w->d, slots, slot);
}

naql_status
nq_described_add(const nq_desk *d, uint32_t line, nq_slots *slots)
{
    const nq_row *row = &d->lines[line];
    reader w = {d, nq_row_reading(d, row), row};
    for (uint32_t i = row->first, end; i < row->end; i = end) {
        const nq_mention *m = nq_mention_at(&w.r->names, i);
        end = i + 1;
        if (starts_here(&w, m, i))
            NQ_TRY(describe(&w, line, m, &end, slots));
    }
    return NAQL_OK;
}
