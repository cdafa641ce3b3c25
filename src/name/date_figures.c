/* SPDX-License-Identifier: Apache-2.0
 *
 * date_figures.c - reads dates in figures. Layer 4 (name).
 *
 * The day comes first, unless the year does; a number of a month over twelve
 * swaps the two. */
#include "name/date_reader.h"

#include "base/str.h"

static nq_when
from_figures(int32_t day, int32_t month, int32_t year)
{
    if (year < 100)
        year += year < 70 ? 2000 : 1900;
    bool hijri = nq_date_is_hijri(year);
    if (month > 12 && day <= 12) {
        int32_t swap = day;
        day = month;
        month = swap;
    }
    nq_when w = nq_when_day(hijri ? nq_day_from_hijri(year, month, day)
                                  : nq_day_from(year, month, day));
    if (!w.kind && day >= 1 && day <= 31 && month >= 1 && month <= 12)
        w = hijri ? nq_when_hijri_month(year, month)
                  : nq_when_month(year, month);
    return w;
}

/* One token with full stops: 21.7.2015. */
static uint32_t
read_dotted(const nq_date_reader *r, uint32_t at, nq_when *w)
{
    naql_str rest = r->text->tokens[at].folded, part;
    uint64_t n[4];
    unsigned parts = 0;
    while (parts < 4 && nq_str_split(&rest, '.', &part)) {
        if (part.len > 4 || !nq_str_u64(part, &n[parts++]))
            return 0;
    }
    if (parts != 3 || n[0] > 31 || n[1] > 31 || n[2] < 1300 || n[2] > 2200)
        return 0;
    *w = from_figures((int32_t)n[0], (int32_t)n[1], (int32_t)n[2]);
    return w->kind ? at + 1 : 0;
}

static bool
same_separator(const nq_date_reader *r, uint32_t at, uint32_t other)
{
    nq_mark mark =
        nq_date_mark(r, at, NQ_MARK_SLASH) ? NQ_MARK_SLASH : NQ_MARK_DASH;
    return nq_date_mark(r, at, mark) && nq_date_mark(r, other, mark);
}

uint32_t
nq_read_figures(nq_date_reader *r, uint32_t at, nq_when *w)
{
    int32_t n[3];
    uint32_t digits[3];
    bool hijri = false;
    if (at >= r->text->n_tokens || r->text->tokens[at].kind != NQ_TOKEN_NUMBER)
        return 0;
    if (read_dotted(r, at, w))
        return nq_read_era(r, at + 1, &hijri);
    for (uint32_t i = 0; i < 3; i++)
        if (!nq_date_figure(r, at + 2 * i, &n[i], &digits[i]))
            return 0;
    if (!same_separator(r, at + 1, at + 3) || same_separator(r, at + 5, at + 3))
        return 0;
    if (digits[0] == 4 && digits[1] <= 2 && digits[2] <= 2)
        *w = from_figures(n[2], n[1], n[0]);
    else if (digits[0] <= 2 && digits[1] <= 2 &&
             (digits[2] == 4 || (digits[2] == 2 && n[1] <= 12 && n[0] > 0)))
        *w = from_figures(n[0], n[1], n[2]);
    else
        return 0;
    return w->kind ? nq_read_era(r, at + 5, &hijri) : 0;
}

/* "20/3" behind a weekday. */
uint32_t
nq_read_short_figures(const nq_date_reader *r, uint32_t at, nq_when *w)
{
    int32_t day, month;
    uint32_t digits[2];
    if (!nq_date_figure(r, at, &day, &digits[0]) ||
        !nq_date_mark(r, at + 1, NQ_MARK_SLASH) ||
        !nq_date_figure(r, at + 2, &month, &digits[1]) || digits[0] > 2 ||
        digits[1] > 2 || day < 1 || day > 31 || month < 1 || month > 12 ||
        r->anchor == NQ_NO_DAY)
        return 0;
    *w = nq_date_nearest(r, month, day);
    return w->kind ? at + 3 : 0;
}
