/* SPDX-License-Identifier: Apache-2.0
 *
 * about.c - what a point is about. Layer 7 (compare). */
#include "compare/about.h"

#include "base/str.h"
#include "compare/tune.h"

/* Widens first..end of a row by a few words on either side, up to the next mark
 * or over it. */
static void
widen(const nq_row *row, const nq_token *t, bool over, uint32_t *first,
      uint32_t *end)
{
    for (uint32_t n = 0; n<NQ_ABOUT_WORDS && * first> row->first; --*first) {
        bool mark = t[*first - 1].kind == NQ_TOKEN_MARK;
        if (mark && !over)
            break;
        n += !mark;
    }
    for (uint32_t n = 0; n < NQ_ABOUT_WORDS && *end < row->end; ++*end) {
        bool mark = t[*end].kind == NQ_TOKEN_MARK;
        if (mark && !over)
            break;
        n += !mark;
    }
    while (*end > *first + 1 && over && t[*end - 1].kind == NQ_TOKEN_MARK)
        --*end;
}

/* The end of the name, day or figure that begins behind `from` and before
 * `end`, and goes on there; else `end`. */
static uint32_t
whole(const nq_reading *r, uint32_t from, uint32_t end)
{
    const nq_mention *m =
        end < r->text.n_tokens ? nq_mention_at(&r->names, end) : NULL;
    if (m && m->first < end)
        return m->end;
    for (uint32_t i = nq_date_from(&r->names, from);
         i < r->names.n_dates && r->names.dates[i].first < end; i++)
        if (r->names.dates[i].end > end)
            return r->names.dates[i].end;
    for (uint32_t i = nq_number_from(&r->text, from);
         i < r->text.n_numbers && r->text.numbers[i].first < end; i++)
        if (r->text.numbers[i].end > end)
            return r->text.numbers[i].end;
    return end;
}

/* Ends first..end, where a clause goes on, so that it can be read: "the bombing
 * of the harbour on the sixth of", "it was held in". */
static uint32_t
settle(const nq_found *f, const nq_row *row, uint32_t from, uint32_t end)
{
    const nq_reading *r = nq_row_reading(f->d, row);
    const nq_token *t = r->text.tokens;
    uint32_t found, to = whole(r, from, end);
    if (to != end)
        return to < row->end ? to : row->end;
    while (
        end > from && end < row->end && t[end].kind != NQ_TOKEN_MARK &&
        nq_table_word(&f->d->in->tools->small_words, t[end - 1].hash, &found))
        end--;
    return end;
}

naql_str
nq_about_slot(const nq_found *f, uint32_t slot)
{
    const nq_slot_at *s = &f->slots->at[slot];
    const nq_row *row = &f->d->lines[s->line];
    const nq_reading *r = nq_row_reading(f->d, row);
    const nq_token *t = r->text.tokens;
    uint32_t first = row->first, end;
    while (first + 1 < row->end && t[first + 1].span.start <= s->span.start)
        first++;
    for (end = first; end < row->end && t[end].span.start < s->span.end;)
        end++;
    if (end == first)
        return nq_str_span(r->article.text, s->span);
    uint32_t from = first, to = end;
    widen(row, t, false, &from, &to);
    if (to - from < end - first + NQ_ABOUT_LEAST) {
        from = first;
        to = end;
        widen(row, t, true, &from, &to);
    }
    to = settle(f, row, end, to);
    return nq_str_span(r->article.text,
                       (naql_span){t[from].span.start, t[to - 1].span.end});
}
