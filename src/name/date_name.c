/* SPDX-License-Identifier: Apache-2.0
 *
 * date_name.c - words of time that are part of a name. Layer 4 (name). */
#include "name/date_reader.h"
#include "name/date_tune.h"

#include "base/str.h"

static bool
is_quote(const nq_date_reader *r, uint32_t at)
{
    return at < r->text->n_tokens && nq_is_quote_mark(&r->text->tokens[at]);
}

/* The rows of a place whose name tokens [at, end) are; n 0: of none. */
static nq_walk
place_rows(const nq_date_reader *r, uint32_t at, uint32_t end)
{
    nq_walk w = {0};
    while (at < end &&
           nq_table_step(&r->tools->places, &w, r->text->tokens[at].hash))
        at++;
    w.n = at == end ? w.n : 0;
    return w;
}

static bool
is_country(const nq_date_reader *r, uint32_t at, uint32_t end)
{
    nq_walk w = place_rows(r, at, end);
    for (uint32_t i = 0; i < w.n; i++)
        if (nq_str_is(nq_table_cell(&r->tools->places, w.row + i,
                                    r->tools->place_kind),
                      "country"))
            return true;
    return false;
}

/* Does a token end the name of a medium: "صحيفة الغد", "صحيفة تونس اليوم"?
 * Behind a city it does not, for papers are called by theirs, and not behind a
 * canal: "صحيفة الرياض اليوم", "قناة بنما اليوم". */
static bool
ends_medium(const nq_date_reader *r, uint32_t at)
{
    const nq_time_word *day = nq_date_word(r, at);
    if (day->class != NQ_TIME_TODAY || day->value < 0 ||
        !nq_str_starts(r->text->tokens[at].folded, NQ_STR("\u0627\u0644")))
        return false;
    for (uint32_t i = at; i-- > 0 && at - i <= NQ_MEDIUM_WORDS + 1;)
        if (nq_date_is(r, i, NQ_TIME_MEDIUM))
            return !(nq_date_word(r, i)->clitics & NQ_CLITIC_AL) &&
                   (i + 1 == at ||
                    (is_country(r, i + 1, at) && place_rows(r, i, at).n == 0));
    return false;
}

/* "الإمارات اليوم" in marks, by its last word. */
static bool
is_in_marks(const nq_date_reader *r, uint32_t at)
{
    return at > 1 && nq_date_is(r, at, NQ_TIME_TODAY) && is_quote(r, at + 1) &&
           (is_quote(r, at - 2) || (at > 2 && is_quote(r, at - 3)));
}

bool
nq_date_in_name(const nq_date_reader *r, uint32_t at)
{
    enum { WORDS = 3 };
    if (ends_medium(r, at) || is_in_marks(r, at))
        return true;
    if (ends_medium(r, at + 1) || /* Morocco is spelled as sunset */
        (is_in_marks(r, at + 1) && is_quote(r, at - 1) &&
         is_country(r, at, at + 1)))
        return true;
    for (uint32_t i = at; i-- > 0 && at - i < WORDS;)
        if (nq_date_is(r, i, NQ_TIME_NAME) && nq_date_word(r, i)->end > at)
            return !(nq_date_word(r, i)->clitics & NQ_CLITIC_AL);
    return false;
}

bool
nq_date_is_title(const nq_date_reader *r, uint32_t at, uint32_t end,
                 const nq_when *w)
{
    return w->kind == NQ_WHEN_SPAN && at && is_quote(r, at - 1) &&
           is_quote(r, end);
}
