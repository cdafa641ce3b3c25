/* SPDX-License-Identifier: Apache-2.0
 *
 * calendar.c - days of the calendar a little apart. Layer 7 (compare). */
#include "compare/calendar.h"

#include "base/status.h"
#include "compare/named_day.h"
#include "compare/tune.h"

typedef struct day { /* a day that an article names with its month */
    uint32_t slot, article;
    int32_t day;
    uint32_t next; /* older one of that day + 1, 0: none */
} day;

typedef struct finder {
    const nq_desk *d;
    const nq_slots *slots;
    nq_list *answers;
    nq_list days;  /* of day */
    nq_map newest; /* day -> the last one + 1 */
    nq_map named;  /* see named_day.h */
} finder;

static bool
is_calendar_day(const nq_slot_at *s)
{
    return nq_is_day(s) && s->value.month;
}

/* "From the 5th to the 7th of July", "the 24th and 25th": another figure stands
 * right before the day. */
static bool
ends_a_span(const finder *f, const nq_slot_at *s)
{
    const nq_numerals *tools = &f->d->in->tools->numerals;
    const nq_row *row = &f->d->lines[s->line];
    const nq_text *text = &nq_row_reading(f->d, row)->text;
    uint32_t at = nq_token_from(text, s->span.start);
    if (at && text->tokens[at - 1].span.end > s->span.start)
        at--; /* the day starts behind a glued letter */
    for (uint32_t back = 1; back <= 2 && at >= row->first + back; back++) {
        nq_numeral n;
        if (nq_numeral_read(tools, text, at - back, &n) ||
            nq_ordinal_read(tools, text, at - back, &n))
            return true;
    }
    return false;
}

/* The only day of a line that is told with its month; UINT32_MAX: none, or a
 * span of days, two matches. */
static uint32_t
only_day(const finder *f, uint32_t line)
{
    uint32_t found = UINT32_MAX;
    for (uint32_t i = f->slots->from[line]; i < f->slots->from[line + 1]; i++) {
        const nq_slot_at *s = &f->slots->at[i];
        if (s->slot == NQ_SLOT_DATE && s->value.duration)
            return UINT32_MAX; /* "a day after": it is counted from it */
        if (!is_calendar_day(s))
            continue;
        if (found != UINT32_MAX || ends_a_span(f, s))
            return UINT32_MAX;
        found = i;
    }
    return found;
}

/* The likest of those that name a day some days off. */
static void
likest(const finder *f, const day *me, int32_t off, float *best,
       uint32_t *found)
{
    const uint32_t *newest = nq_map_get(&f->newest, (uint64_t)(me->day + off));
    const nq_row *lines = f->d->lines;
    uint32_t next = newest ? *newest : 0;
    for (uint32_t n = 0; next && n < NQ_CALENDAR_ANCHORS; n++) {
        const day *other = (const day *)f->days.at + next - 1;
        uint32_t shared;
        next = other->next;
        float like =
            nq_row_cosine(&lines[f->slots->at[other->slot].line],
                          &lines[f->slots->at[me->slot].line], &shared);
        if (f->d->outlet[other->article] == f->d->outlet[me->article] ||
            like <= *best || shared < NQ_FACT_SHARED ||
            nq_named_day(&f->named, other->article, me->day) ||
            nq_named_day(&f->named, me->article, other->day))
            continue;
        *best = like;
        *found = other->slot;
    }
}

static naql_status
ask(finder *f, const day *me)
{
    float best = NQ_CALENDAR_LIKE;
    uint32_t found = UINT32_MAX;
    for (int32_t off = 1; off <= NQ_CALENDAR_DAYS; off++) {
        likest(f, me, off, &best, &found);
        likest(f, me, -off, &best, &found);
    }
    nq_answer *to =
        found == UINT32_MAX ? NULL : nq_list_add(f->answers, f->d->scratch);
    if (found == UINT32_MAX)
        return NAQL_OK;
    if (!to)
        return NAQL_NOMEM;
    *to = (nq_answer){found, me->slot};
    return NAQL_OK;
}

naql_status
nq_calendar_answers(const nq_desk *d, const nq_slots *slots, nq_list *answers)
{
    finder f = {
        .d = d, .slots = slots, .answers = answers, .days = NQ_LIST(day)};
    nq_map_init(&f.newest, d->scratch);
    NQ_TRY(nq_named_days(d, slots, &f.named));
    for (uint32_t i = 0; i < d->n_lines; i++) {
        uint32_t slot = only_day(&f, i);
        if (slot == UINT32_MAX)
            continue;
        day me = {.slot = slot,
                  .article = d->lines[i].article,
                  .day = (int32_t)slots->at[slot].value.lo};
        NQ_TRY(ask(&f, &me));
        uint32_t *newest = nq_map_put(&f.newest, (uint64_t)me.day, NULL);
        day *to = nq_list_add(&f.days, d->scratch);
        if (!newest || !to)
            return NAQL_NOMEM;
        me.next = *newest;
        *to = me;
        *newest = f.days.n;
    }
    return NAQL_OK;
}
