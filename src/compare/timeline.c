/* SPDX-License-Identifier: Apache-2.0
 *
 * timeline.c - what happened when, in order, by the dates that stand in the
 * story. Layer 7 (compare). */
#include "compare/verdict.h"

#include "base/hash.h"
#include "base/sorted.h"
#include "base/status.h"
#include "base/str.h"
#include "compare/told_clause.h"
#include "compare/tune.h"

#include <string.h>

typedef struct dated { /* a date of a sentence */
    uint32_t line;
    const nq_date *date;
    const nq_event *event; /* that hangs on it, or NULL */
    uint32_t moment;
    uint32_t older; /* of its moment, index + 1, 0: none */
} dated;

typedef struct draft { /* a moment being gathered */
    uint32_t first;    /* index of its first dated */
    uint32_t newest;   /* its last one, index + 1 */
    uint32_t n;
    uint32_t n_outlets;
    uint32_t next; /* older draft of the same value + 1, 0: none */
} draft;

typedef struct builder {
    const nq_found *f;
    nq_list dates;   /* of dated, by line */
    nq_list drafts;  /* of draft */
    nq_map by_value; /* value -> newest draft + 1 */
} builder;

/* The first event that hangs on each date of an article, or NULL. */
static const nq_event **
events_of(const nq_reading *r, nq_arena *scratch)
{
    const nq_claims *c = &r->claims;
    uint32_t n = r->names.n_dates;
    const nq_event **of = nq_arena_zero(scratch, n, sizeof *of);
    for (uint32_t i = 0; of && i < c->n_events; i++) {
        const nq_event *e = &c->events[i];
        if (e->date < n && !of[e->date] && e->confidence >= NQ_TUNE_EVENT_TOLD)
            of[e->date] = e;
    }
    return of;
}

/* ---- Which dates of a sentence say when ----
 *
 * One that an event hangs on does. Of the others at most one: the finest, and
 * none beside an event unless it is a day of the news; what is left are years
 * of elections and agreements that the sentence names in passing. */

enum grain { COARSE, MONTH, DAY };

static int
grain_of(const nq_date *date)
{
    int32_t days = date->day_hi - date->day_lo + 1;
    return days == 1 ? DAY : days <= NQ_MOMENT_MONTH ? MONTH : COARSE;
}

/* A part of the noun before it: "the race of (li-) 2007", "Resolution 1373
 * (2001)", a year to come that no "in" makes a when, and the bare one of the
 * news: "the cup of 2022". A year in a headline tells which matter it is, not
 * when. */
static bool
is_of_a_noun(const builder *b, const dated *d)
{
    const nq_desk *desk = b->f->d;
    const nq_slot_words *words = &desk->in->tools->words;
    const nq_date *date = d->date;
    const nq_token *t =
        &nq_row_reading(desk, &desk->lines[d->line])->text.tokens[date->first];
    int32_t first = desk->in->story->first, last = desk->in->story->last;
    if (grain_of(date) != COARSE || date->relative)
        return false;
    if (desk->lines[d->line].title ||
        (t->pre > 0 && nq_str_starts(t->folded, NQ_STR("ل"))))
        return true;
    if (date->first > 0 && nq_str_equal(t[-1].folded, NQ_STR("(")))
        return true;
    return last != NQ_NO_DAY &&
           (date->day_lo > last ||
            (date->day_hi > first && t->kind == NQ_TOKEN_NUMBER)) &&
           (date->first == desk->lines[d->line].first ||
            nq_slot_word_of(words, t - 1).class != words->in);
}

static bool
is_news(const builder *b, const nq_date *date)
{
    int32_t first = b->f->d->in->story->first;
    return first == NQ_NO_DAY || date->day_hi >= first - NQ_OLD_DAYS;
}

/* Takes the dates of one sentence, from..end; returns how many are kept. */
static uint32_t
thin_line(const builder *b, dated *at, uint32_t from, uint32_t end)
{
    uint32_t finest = UINT32_MAX, n = 0;
    bool event = false;
    for (uint32_t i = from; i < end; i++) {
        event |= at[i].event != NULL;
        if (!at[i].event && !is_of_a_noun(b, &at[i]) &&
            (finest == UINT32_MAX ||
             grain_of(at[i].date) > grain_of(at[finest].date)))
            finest = i;
    }
    if (event && finest != UINT32_MAX &&
        (grain_of(at[finest].date) != DAY || !is_news(b, at[finest].date)))
        finest = UINT32_MAX;
    for (uint32_t i = from; i < end; i++)
        if (at[i].event || i == finest)
            at[from + n++] = at[i];
    return n;
}

static void
thin(builder *b)
{
    dated *at = b->dates.at;
    uint32_t kept = 0;
    for (uint32_t from = 0, end; from < b->dates.n; from = end) {
        for (end = from + 1; end < b->dates.n; end++)
            if (at[end].line != at[from].line)
                break;
        uint32_t n = thin_line(b, at, from, end);
        memmove(&at[kept], &at[from], n * sizeof *at);
        kept += n;
    }
    b->dates.n = kept;
}

/* The middle of a quotation: "And today we are nearer to justice". Its day is
 * the speaker's way of speaking, not when something happened. */
static bool
is_quoted_on(const nq_reading *r, const nq_row *row)
{
    uint32_t i = nq_statement_from(r, row->first);
    const nq_statement *s = i ? &r->claims.statements[i - 1] : NULL;
    return s && s->form == NQ_FORM_DIRECT && s->end > row->first;
}

/* "The first since 2014", "at its lowest since May": the day measures what is
 * told, and nothing is told of it. */
static bool
measures(const nq_desk *d, const nq_row *row, const nq_date *date)
{
    const nq_slot_words *words = &d->in->tools->words;
    const nq_token *t = nq_row_reading(d, row)->text.tokens;
    if (date->first < row->first + 2 ||
        nq_slot_word_of(words, &t[date->first - 1]).class != words->since)
        return false;
    for (uint32_t i = date->first - 1;
         i-- > row->first && date->first - i <= NQ_MOMENT_RECORD;) {
        nq_slot_word w = nq_slot_word_of(words, &t[i]);
        if (w.kind == NQ_WORD_RECORD || w.class == words->first)
            return true;
    }
    return false;
}

/* "Until today" says how long something lasts, and a sentence in brackets is
 * an aside: neither tells what happened on the day. */
static bool
is_beside(const builder *b, uint32_t line, const nq_date *date)
{
    const nq_desk *d = b->f->d;
    const nq_row *row = &d->lines[line];
    const nq_token *t = nq_row_reading(d, row)->text.tokens;
    uint32_t last = row->end;
    while (last > row->first && t[last - 1].kind == NQ_TOKEN_MARK &&
           t[last - 1].mark == NQ_MARK_STOP)
        last--;
    bool aside = t[row->first].mark == NQ_MARK_OPEN && last > row->first &&
                 t[last - 1].mark == NQ_MARK_CLOSE;
    return aside || is_quoted_on(nq_row_reading(d, row), row) ||
           measures(d, row, date) ||
           (date->relative && date->first > row->first &&
            nq_slot_word_of(&d->in->tools->words, &t[date->first - 1]).kind ==
                NQ_WORD_UNTIL);
}

/* One of the sentences that an article begins with. */
static bool
is_lead(const builder *b, uint32_t line)
{
    const nq_desk *d = b->f->d;
    uint32_t from = d->from[d->lines[line].article];
    return !d->lines[line].title &&
           line < from + d->lines[from].title + NQ_MOMENT_LEADS;
}

/* "Had been": by its first word it tells what was before the news. */
static bool
looks_back(const nq_desk *d, const nq_row *row)
{
    const nq_table *t = &d->in->tools->openers;
    uint32_t found;
    return nq_table_word(t,
                         nq_row_reading(d, row)->text.tokens[row->first].hash,
                         &found) &&
           nq_str_equal(nq_table_cell(t, found, nq_table_col(t, "kind")),
                        NQ_STR("back"));
}

/* One of the first sentences of an article that tells its headline tells the
 * news: a day long past in it is that of something it names, "on the report
 * issued in May". */
static bool
tells_headline(const builder *b, uint32_t line)
{
    const nq_desk *d = b->f->d;
    const nq_row *row = &d->lines[line];
    uint32_t from = d->from[row->article], shared;
    if (!d->lines[from].title || row->title || line > from + NQ_MOMENT_LEADS ||
        looks_back(d, row))
        return false;
    nq_row_cosine(&d->lines[from], row, &shared);
    return shared >= NQ_MOMENT_TITLE && 2 * shared >= d->lines[from].n_stems;
}

static naql_status
collect(builder *b)
{
    const nq_desk *d = b->f->d;
    for (uint32_t a = 0; a < d->in->story->n_articles; a++) {
        const nq_reading *r = nq_desk_reading(d, a);
        const nq_event **events = events_of(r, d->scratch);
        if (!events)
            return NAQL_NOMEM;
        for (uint32_t i = 0; i < r->names.n_dates; i++) {
            const nq_date *date = &r->names.dates[i];
            uint32_t line = nq_desk_row(d, a, date->first);
            if (line == UINT32_MAX || date->type == NQ_DATE_DURATION ||
                date->type == NQ_DATE_SET || date->day_lo == NQ_NO_DAY ||
                is_beside(b, line, date) ||
                (!is_news(b, date) && tells_headline(b, line)))
                continue;
            const nq_event *event = events[i];
            if (!event && (d->lines[line].n_words < NQ_MOMENT_LEAST ||
                           nq_row_is_torn(d, &d->lines[line])))
                continue; /* "Tuesday", "yesterday .." */
            NQ_TRY(nq_list_put(&b->dates, d->scratch,
                               &(dated){line, date, event, 0, 0}));
        }
    }
    return NAQL_OK;
}

static bool
same_event(const nq_event *a, const nq_event *b)
{
    return a && b && nq_str_equal(a->type, b->type);
}

/* How surely two sentences with one value tell one moment, whatever the outlet;
 * 0: they do not. One fact does, and so does one type of event, or that they
 * are alike. Two articles that tell of one day in much the same words mean one
 * happening sooner than one article that goes on to the next; in that one most
 * words must be the same, as in what stands above an article and again in its
 * first sentence. What two articles begin with is the news of the day. */
static float
same_moment(const builder *b, const dated *x, const dated *y)
{
    const nq_row *p = &b->f->d->lines[x->line], *q = &b->f->d->lines[y->line];
    uint32_t shared, least = p->n_stems < q->n_stems ? p->n_stems : q->n_stems;
    float like = nq_row_cosine(p, q, &shared);
    if (p->fact == q->fact)
        return 2 + like;
    if (same_event(x->event, y->event) || like >= NQ_MOMENT_LIKE)
        return 1 + like;
    if (grain_of(x->date) != DAY)
        return 0;
    bool inside = shared >= NQ_MOMENT_SHARED &&
                  (float)shared >= NQ_MOMENT_INSIDE * (float)least;
    bool leads = shared >= NQ_MOMENT_LEAD_SHARED && !x->event && !y->event &&
                 is_lead(b, x->line) && is_lead(b, y->line);
    return inside || (p->article != q->article &&
                      (leads || like >= NQ_MOMENT_LIKE_DAY))
               ? like
               : 0;
}

/* The same of a draft: of its first sentence, or of another of the newest ones
 * where the first has something of it too. */
static float
fits_draft(const builder *b, const draft *m, const dated *d)
{
    const dated *at = b->dates.at, *first = &at[m->first];
    const nq_row *lines = b->f->d->lines;
    float most = same_moment(b, first, d);
    if (most <= 0 && nq_row_cosine(&lines[first->line], &lines[d->line], NULL) <
                         NQ_MOMENT_SEED)
        return 0;
    for (uint32_t i = m->newest, n = 0; i && n < NQ_MOMENT_MEMBERS; n++) {
        float sure = same_moment(b, &at[i - 1], d);
        most = sure > most ? sure : most;
        i = at[i - 1].older;
    }
    return most;
}

/* The surest of the drafts of one value, newest first through a few of them at
 * most. */
static uint32_t
find_draft(const builder *b, const dated *d, uint32_t newest)
{
    const draft *drafts = b->drafts.at;
    uint32_t found = UINT32_MAX;
    float most = 0;
    for (uint32_t i = newest, n = 0; i && n < NQ_MOMENT_DRAFTS; n++) {
        float sure = fits_draft(b, &drafts[i - 1], d);
        if (sure > most) {
            most = sure;
            found = i - 1;
        }
        i = drafts[i - 1].next;
    }
    return found;
}

static naql_status
merge(builder *b)
{
    dated *at = b->dates.at;
    for (uint32_t i = 0; i < b->dates.n; i++) {
        uint32_t *newest =
            nq_map_put(&b->by_value, nq_hash(at[i].date->value), NULL);
        if (!newest)
            return NAQL_NOMEM;
        uint32_t found = find_draft(b, &at[i], *newest);
        if (found == UINT32_MAX) {
            NQ_TRY(nq_list_put(&b->drafts, b->f->d->scratch,
                               &(draft){.first = i, .next = *newest}));
            *newest = b->drafts.n;
            found = b->drafts.n - 1;
        }
        draft *m = (draft *)b->drafts.at + found;
        at[i].moment = found;
        at[i].older = m->newest;
        m->newest = i + 1;
        m->n++;
    }
    return NAQL_OK;
}

/* Outlets of each draft; dates are by article, so an outlet of several
 * articles is told by a mark for each (draft, outlet). */
static naql_status
count_outlets(builder *b)
{
    nq_map seen;
    nq_map_init(&seen, b->f->d->scratch);
    const dated *at = b->dates.at;
    draft *drafts = b->drafts.at;
    for (uint32_t i = 0; i < b->dates.n; i++) {
        const nq_row *row = &b->f->d->lines[at[i].line];
        uint64_t key =
            nq_hash_next(at[i].moment + 1, b->f->d->outlet[row->article]);
        bool fresh;
        if (!nq_map_put(&seen, key, &fresh))
            return NAQL_NOMEM;
        drafts[at[i].moment].n_outlets += fresh;
    }
    return NAQL_OK;
}

/* The clause, when it says who and what; else the sentence. */
static naql_span
told_in(const builder *b, const dated *d)
{
    const nq_row *row = &b->f->d->lines[d->line];
    const nq_reading *r = nq_row_reading(b->f->d, row);
    const nq_sentence *in = &r->text.sentences[row->sentence];
    return d->event && d->event->n_actors + d->event->n_targets
               ? nq_told_clause(r, in, d->event->span)
               : in->span;
}

/* Long before the story, or before it and told as what had been; on its own
 * days nothing is past. */
static bool
is_past(const dated *d, int32_t start)
{
    if (start == NQ_NO_DAY)
        return d->event && d->event->background;
    return d->date->day_hi < start - NQ_OLD_DAYS ||
           (d->date->day_hi < start && d->event && d->event->background);
}

/* How well a sentence tells a moment: one that more outlets tell, that begins
 * its article and not with "and"; a headline says least. */
static uint32_t
telling(const builder *b, const dated *d)
{
    const nq_desk *desk = b->f->d;
    const nq_row *row = &desk->lines[d->line];
    const nq_token *first = &nq_row_reading(desk, row)->text.tokens[row->first];
    if (row->title || row->loose)
        return 0;
    return 1 + 2 * b->f->facts->at[row->fact].n_outlets + is_lead(b, d->line) +
           !(first->clitics & NQ_CLITIC_WAW);
}

/* What was put to a moment with a wider date tells it no better. */
static bool
tells_better(const builder *b, const dated *x, const dated *y)
{
    return (x->event != NULL) == (y->event != NULL) &&
           nq_str_equal(x->date->value, y->date->value) &&
           telling(b, x) > telling(b, y);
}

static naql_status
finish(const builder *b, uint32_t index, nq_moment *out)
{
    const nq_desk *d = b->f->d;
    const dated *at = b->dates.at;
    const draft *m = &((const draft *)b->drafts.at)[index];
    const dated *first = &at[m->first];
    nq_place *places = nq_arena_alloc(b->f->arena, m->n * sizeof *places);
    if (!places)
        return NAQL_NOMEM;
    uint32_t n = 0;
    for (uint32_t i = 0; n < m->n; i++) {
        if (at[i].moment != index)
            continue;
        const nq_row *row = &d->lines[at[i].line];
        if (tells_better(b, &at[i], first))
            first = &at[i];
        places[n++] = nq_desk_place(d, row->article, told_in(b, &at[i]));
    }
    const nq_reading *r = nq_row_reading(d, &d->lines[first->line]);
    *out =
        (nq_moment){.date = first->date->value,
                    .day = first->date->day_lo,
                    .what = nq_str_span(r->article.text, told_in(b, first)),
                    .type = first->event ? first->event->type : nq_str("", 0),
                    .places = places,
                    .n_places = n,
                    .background = is_past(first, d->in->story->first)};
    return NAQL_OK;
}

typedef struct choice {
    uint32_t draft, n_outlets, first;
    int32_t day;
} choice;

static int
by_outlets(const void *a, const void *b)
{
    const choice *x = a, *y = b;
    NQ_SORT_BY(y->n_outlets, x->n_outlets);
    return x->first < y->first ? -1 : x->first > y->first;
}

static int
by_day(const void *a, const void *b)
{
    const choice *x = a, *y = b;
    NQ_SORT_BY(x->day, y->day);
    return by_outlets(a, b);
}

/* Is `y` told by a date inside that of `x`, of the same happening? */
static bool
tells_finer(const builder *b, const dated *x, const dated *y)
{
    const nq_row *p = &b->f->d->lines[x->line], *q = &b->f->d->lines[y->line];
    return x->date->day_lo <= y->date->day_lo &&
           x->date->day_hi >= y->date->day_hi &&
           grain_of(x->date) < grain_of(y->date) &&
           (!x->event || same_event(x->event, y->event)) &&
           (p->fact == q->fact || nq_row_cosine(p, q, NULL) >= NQ_MOMENT_SAME);
}

/* "Born in 1966" tells no more than "born on 6 December 1966": of the moments
 * chosen, those that another tells finer are put to it. Returns how many are
 * left. */
static uint32_t
refine(builder *b, choice *all, uint32_t n)
{
    dated *at = b->dates.at;
    draft *drafts = b->drafts.at;
    uint32_t kept = 0;
    for (uint32_t i = 0; i < n; i++) {
        uint32_t k = 0, from = all[i].draft;
        while (k < n && (!drafts[all[k].draft].n ||
                         !tells_finer(b, &at[drafts[from].first],
                                      &at[drafts[all[k].draft].first])))
            k++;
        uint32_t to = k < n ? all[k].draft : from;
        for (uint32_t j = 0; to != from && j < b->dates.n; j++)
            if (at[j].moment == from)
                at[j].moment = to;
        if (to != from) {
            drafts[to].n += drafts[from].n;
            drafts[from].n = 0;
        }
    }
    for (uint32_t i = 0; i < n; i++)
        if (drafts[all[i].draft].n)
            all[kept++] = all[i];
    return kept;
}

/* The best carried moments, a few of each date. */
static uint32_t
choose(builder *b, choice *all)
{
    const draft *m = b->drafts.at;
    const dated *at = b->dates.at;
    nq_map of_date;
    uint32_t n = b->drafts.n, kept = 0;
    nq_map_init(&of_date, b->f->d->scratch);
    for (uint32_t i = 0; i < n; i++)
        all[i] = (choice){i, m[i].n_outlets, m[i].first,
                          at[m[i].first].date->day_lo};
    nq_sort(all, n, sizeof *all, by_outlets);
    for (uint32_t i = 0; i < n && kept < NQ_MOMENTS_MOST; i++) {
        uint32_t *used =
            nq_map_put(&of_date, nq_hash(at[all[i].first].date->value), NULL);
        if (!used)
            return UINT32_MAX;
        if ((*used)++ < NQ_MOMENTS_OF_A_DATE)
            all[kept++] = all[i];
    }
    kept = refine(b, all, kept);
    nq_sort(all, kept, sizeof *all, by_day);
    return kept;
}

naql_status
nq_timeline_make(const nq_found *f, nq_comparison *out)
{
    builder b = {.f = f, .dates = NQ_LIST(dated), .drafts = NQ_LIST(draft)};
    nq_map_init(&b.by_value, f->d->scratch);
    NQ_TRY(collect(&b));
    thin(&b);
    NQ_TRY(merge(&b));
    NQ_TRY(count_outlets(&b));
    choice *all = nq_arena_alloc(f->d->scratch, b.drafts.n * sizeof *all);
    if (!all)
        return NAQL_NOMEM;
    uint32_t n = choose(&b, all);
    nq_moment *moments =
        n == UINT32_MAX ? NULL : nq_arena_alloc(f->arena, n * sizeof *moments);
    if (!moments)
        return NAQL_NOMEM;
    for (uint32_t i = 0; i < n; i++)
        NQ_TRY(finish(&b, all[i].draft, &moments[i]));
    out->timeline = moments;
    out->n_timeline = n;
    return NAQL_OK;
}
