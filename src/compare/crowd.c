/* SPDX-License-Identifier: Apache-2.0
 *
 * crowd.c - "thousands", "dozens" without a noun: so many people. Layer 7
 * (compare).
 *
 * The reader of numbers leaves them out, for they count nothing that is named.
 * In news they are people: of 41 in 780 articles the twelve that had no noun
 * behind them were, but for one. */
#include "compare/crowd.h"

#include "base/status.h"
#include "compare/tune.h"

/* Does a numeral end in a plural with the article: "the tens", "tens of the
 * thousands"? "By the thousands" tells how. */
static bool
is_crowd(const nq_text *text, const nq_numeral *n)
{
    return n->high > n->value && n->words &&
           !(n->clitics & (NQ_CLITIC_BA | NQ_CLITIC_KAF)) &&
           text->tokens[n->end - 1].clitics & NQ_CLITIC_AL;
}

/* "Thousands of": whatever it is of, it is not known. */
static bool
is_of_something(const nq_desk *d, const nq_row *l, const nq_text *text,
                uint32_t behind)
{
    if (behind >= l->end)
        return false;
    nq_slot_word w =
        nq_slot_word_of(&d->in->tools->words, &text->tokens[behind]);
    return w.kind == NQ_WORD_INTO && w.class != d->in->tools->words.in;
}

static bool
is_taken(const nq_reading *r, const nq_numeral *n)
{
    const nq_text *text = &r->text;
    uint32_t i = nq_number_from(text, n->first);
    for (uint32_t k = n->first; k < n->end; k++)
        if (nq_mention_at(&r->names, k))
            return true;
    return (i < text->n_numbers && text->numbers[i].first < n->end) ||
           (i && text->numbers[i - 1].end > n->first);
}

naql_status
nq_crowds_add(const nq_desk *d, uint32_t line, nq_slots *slots)
{
    const nq_row *l = &d->lines[line];
    const nq_reading *r = nq_row_reading(d, l);
    const nq_token *t = r->text.tokens;
    for (uint32_t i = l->first, end; i < l->end; i = end) {
        nq_numeral n;
        bool definite = t[i].clitics & NQ_CLITIC_AL ||
                        (i + 1 < l->end && t[i + 1].clitics & NQ_CLITIC_AL);
        end = i + 1;
        if (t[i].kind != NQ_TOKEN_WORD || !definite ||
            !nq_numeral_read(&d->in->tools->numerals, &r->text, i, &n))
            continue;
        end = n.end;
        if (n.end > l->end || !is_crowd(&r->text, &n) || is_taken(r, &n) ||
            is_of_something(d, l, &r->text, n.end))
            continue;
        nq_number crowd = {.value = n.value, .high = n.high};
        nq_slot_at slot = {.slot = NQ_SLOT_NUMBER,
                           .line = line,
                           .span = {n.start, t[n.end - 1].span.end}};
        slot.value = nq_value_of_number(&crowd, d->in->tools->words.person);
        slot.value.crowd = true;
        NQ_TRY(nq_slots_add(d, slots, slot));
    }
    return NAQL_OK;
}

/* The noun behind "several", or behind "a number of"; the end of the line:
 * there is none. "The number of the dead" has no "of", "the largest number of"
 * is another. */
static uint32_t
noun_of_some(const nq_desk *d, const nq_row *l, const nq_text *text,
             uint32_t some)
{
    const nq_token *t = text->tokens;
    nq_slot_word w = nq_slot_word_of(&d->in->tools->words, &t[some]);
    bool of = w.class == d->in->tools->words.some_of;
    uint32_t noun = some + 1 + of;
    if (w.kind != NQ_WORD_SOME || noun >= l->end ||
        (of && !is_of_something(d, l, text, some + 1)))
        return l->end;
    return t[noun].kind == NQ_TOKEN_WORD && !t[noun].suf &&
                   !(t[noun].clitics & ~NQ_CLITIC_AL)
               ? noun
               : l->end;
}

naql_status
nq_somes_add(const nq_desk *d, uint32_t line, nq_slots *slots)
{
    const nq_row *l = &d->lines[line];
    const nq_reading *r = nq_row_reading(d, l);
    const nq_token *t = r->text.tokens;
    for (uint32_t i = l->first; i < l->end; i++) {
        uint32_t noun = noun_of_some(d, l, &r->text, i);
        if (noun == l->end || nq_mention_at(&r->names, noun))
            continue;
        nq_slot_at slot = {
            .slot = NQ_SLOT_NUMBER,
            .line = line,
            .span = {nq_word_start(&r->text, i), t[noun].span.end}};
        slot.value = (nq_value){.lo = NQ_SOME_LEAST,
                                .hi = NQ_ONE_MANY_MOST,
                                .exact = NQ_SOME_LEAST,
                                .word = nq_unit_of(d, &t[noun]),
                                .person = NQ_NO_ENTITY,
                                .vague = true,
                                .crowd = true};
        NQ_TRY(nq_slots_add(d, slots, slot));
    }
    return NAQL_OK;
}
