/* SPDX-License-Identifier: Apache-2.0
 *
 * naming.c - of names that stand in the place of each other. Layer 7
 * (compare). */
#include "compare/naming.h"

#include "base/status.h"
#include "base/str.h"
#include "compare/spelled.h"

static const nq_reading *
reading_of(const nq_found *f, const nq_slot_at *s)
{
    return nq_row_reading(f->d, &f->d->lines[s->line]);
}

/* "The militia X", "the regime", "the terrorist X": is there a word in it that
 * the outlet chose to call it by? */
static bool
is_framed(const nq_found *f, const nq_slot_at *s)
{
    const nq_text *text = &reading_of(f, s)->text;
    for (uint32_t i = nq_token_around(text, s->span.start);
         i < text->n_tokens && text->tokens[i].span.start < s->span.end; i++) {
        uint8_t kind =
            nq_slot_word_of(&f->d->in->tools->words, &text->tokens[i]).kind;
        if (kind == NQ_WORD_LABEL || kind == NQ_WORD_VERDICT ||
            kind == NQ_WORD_POWER)
            return true;
    }
    return false;
}

static naql_status
are_spellings(const nq_found *f, const nq_slot_at *a, const nq_slot_at *b,
              bool *out)
{
    nq_spelled x, y;
    NQ_TRY(nq_spelled_of(f->d, reading_of(f, a), a->span, a->type, &x));
    NQ_TRY(nq_spelled_of(f->d, reading_of(f, b), b->span, a->type, &y));
    *out = nq_spelled_alike(f->d, &x, &y, true);
    return NAQL_OK;
}

naql_status
nq_naming_of(const nq_found *f, const nq_question *q, nq_naming *out)
{
    const nq_slot_at *first = &f->slots->at[q->slots[0]];
    bool alike = true;
    *out = (nq_naming){.wording = is_framed(f, first) || first->value.chosen};
    for (uint32_t i = 1, seen = 1; i < q->n_slots && seen < q->n_groups; i++) {
        if (q->group[i] != seen)
            continue;
        const nq_slot_at *s = &f->slots->at[q->slots[i]];
        bool one;
        NQ_TRY(are_spellings(f, first, s, &one));
        alike &= one;
        out->wording |= is_framed(f, s);
        seen++;
    }
    out->spelling = alike;
    out->wording &= !alike;
    return NAQL_OK;
}

static naql_str
words_at(const nq_found *f, const nq_slot_at *s)
{
    return nq_str_span(reading_of(f, s)->article.text, s->span);
}

bool
nq_ends_apart(const nq_found *f, const nq_slot_at *a, const nq_slot_at *b)
{
    naql_str x = words_at(f, a), y = words_at(f, b);
    bool other = false;
    if (x.len != y.len)
        return false;
    for (size_t i = 0; i + 1 < x.len; i += 2) {
        if (x.ptr[i] == ' ' && y.ptr[i] == ' ') {
            i--;
            continue;
        }
        naql_str p = {x.ptr + i, 2}, q = {y.ptr + i, 2};
        if (nq_str_equal(p, q))
            continue;
        if (!(nq_str_equal(p, NQ_STR("ة")) && nq_str_equal(q, NQ_STR("ه"))) &&
            !(nq_str_equal(p, NQ_STR("ه")) && nq_str_equal(q, NQ_STR("ة"))))
            return false;
        other = true;
    }
    return other;
}
