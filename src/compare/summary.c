/* SPDX-License-Identifier: Apache-2.0
 *
 * summary.c - the few sentences that tell a story: what most outlets carry,
 * told where the news is told, in sentences that can be read alone. Layer 7
 * (compare). */
#include "compare/verdict.h"

#include "base/status.h"
#include "base/str.h"
#include "compare/tune.h"

enum trait {            /* of a line, bits */
             LEANS = 1, /* on the sentence before it */
             BACK = 2,  /* tells what had been before */
             LEAD = 4   /* the first of its article */
};

typedef struct summary {
    const nq_found *f;
    uint8_t *traits; /* [lines] */
} summary;

/* What its first words say of a sentence, by data/opener_words.tsv. */
static uint8_t
opener(const nq_desk *d, const nq_row *row)
{
    const nq_table *t = &d->in->tools->openers;
    const nq_token *tokens = nq_row_reading(d, row)->text.tokens;
    nq_walk w = {0};
    uint8_t found = 0;
    for (uint32_t i = row->first; i < row->end; i++) {
        if (tokens[i].kind != NQ_TOKEN_WORD)
            continue;
        if (!nq_table_step(t, &w, tokens[i].hash))
            break;
        if (w.n == 0)
            continue;
        naql_str kind = nq_table_cell(t, w.row, nq_table_col(t, "kind"));
        found = nq_str_equal(kind, NQ_STR("leans")) ? LEANS : BACK;
    }
    return found;
}

/* It has dates, and all of them are long past. */
static bool
is_old(const nq_desk *d, const nq_row *row)
{
    const nq_names *names = &nq_row_reading(d, row)->names;
    int32_t start = d->in->story->first;
    bool old = false;
    if (start == NQ_NO_DAY)
        return false;
    for (uint32_t i = nq_date_from(names, row->first);
         i < names->n_dates && names->dates[i].first < row->end; i++) {
        if (names->dates[i].day_lo == NQ_NO_DAY)
            continue;
        if (names->dates[i].day_hi >= start - NQ_OLD_DAYS)
            return false;
        old = true;
    }
    return old;
}

/* A sentence whose speaker is named in one before it. */
static void
mark_unnamed(const summary *s, uint32_t article, const nq_statement *said)
{
    const nq_desk *d = s->f->d;
    if (said->cue.end == said->cue.start ||
        said->speaker.end == said->speaker.start)
        return;
    uint32_t cue =
        nq_token_from(&nq_desk_reading(d, article)->text, said->cue.start);
    uint32_t line = nq_desk_row(d, article, cue);
    if (line != UINT32_MAX &&
        said->speaker.end <= nq_row_span(d, &d->lines[line]).start)
        s->traits[line] |= LEANS;
}

/* Sentences of a quotation that began in one before them. */
static void
mark_quoted(const summary *s, uint32_t article, const nq_statement *said)
{
    const nq_desk *d = s->f->d;
    uint32_t line = nq_desk_row(d, article, said->first);
    if (line == UINT32_MAX)
        return;
    while (++line < d->from[article + 1] && d->lines[line].first < said->end)
        s->traits[line] |= LEANS;
}

static naql_status
read_traits(summary *s)
{
    const nq_desk *d = s->f->d;
    s->traits = nq_arena_alloc(d->scratch, d->n_lines);
    if (!s->traits)
        return NAQL_NOMEM;
    for (uint32_t i = 0; i < d->n_lines; i++) {
        s->traits[i] = opener(d, &d->lines[i]);
        if (is_old(d, &d->lines[i]))
            s->traits[i] |= BACK;
    }
    for (uint32_t a = 0; a < d->in->story->n_articles; a++) {
        const nq_claims *c = &nq_desk_reading(d, a)->claims;
        for (uint32_t i = 0; i < c->n_statements; i++) {
            mark_unnamed(s, a, &c->statements[i]);
            mark_quoted(s, a, &c->statements[i]);
        }
    }
    return NAQL_OK;
}

/* Many outlets, high in the article, of a length that can be read, not of the
 * past, not hanging in the air. */
static double
score(const summary *s, uint32_t line, double place_worth)
{
    const nq_found *f = s->f;
    const nq_row *row = &f->d->lines[line];
    if (row->title || row->n_words < NQ_SUMMARY_WORDS_LEAST ||
        row->n_words > NQ_SUMMARY_WORDS_MOST)
        return -1;
    bool head =
        f->d->in->story->articles[row->article] == f->d->in->story->head;
    double worth = f->facts->at[row->fact].n_outlets + place_worth +
                   (head ? NQ_SUMMARY_HEAD : 0);
    worth *= s->traits[line] & LEANS ? NQ_SUMMARY_LEANS : 1;
    return worth * (s->traits[line] & BACK ? NQ_SUMMARY_BACK : 1);
}

static bool
repeats(const nq_found *f, uint32_t line, const uint32_t *taken, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++)
        if (f->d->lines[taken[i]].fact == f->d->lines[line].fact ||
            nq_row_cosine(&f->d->lines[taken[i]], &f->d->lines[line], NULL) >
                NQ_SUMMARY_LIKE)
            return true;
    return false;
}

/* The best lines that do not repeat each other; returns how many. The leads of
 * a story tell one thing: behind the first, a lead is worth no more for it. */
static uint32_t
choose(const summary *s, double *scores, uint32_t *taken)
{
    uint32_t n = 0;
    while (n < NQ_SUMMARY) {
        double most = 0;
        uint32_t found = UINT32_MAX;
        for (uint32_t i = 0; i < s->f->d->n_lines; i++) {
            if (scores[i] <= most || repeats(s->f, i, taken, n))
                continue;
            most = scores[i];
            found = i;
        }
        if (found == UINT32_MAX)
            break;
        for (uint32_t i = 0; n == 0 && i < s->f->d->n_lines; i++)
            if (s->traits[i] & LEAD)
                scores[i] = score(s, i, 0);
        taken[n++] = found;
    }
    return n;
}

/* Every line's score, by its number among those of its article. */
static void
score_all(const summary *s, double *scores)
{
    const nq_desk *d = s->f->d;
    for (uint32_t a = 0; a < d->in->story->n_articles; a++)
        for (uint32_t i = d->from[a], place = 0; i < d->from[a + 1]; i++) {
            scores[i] = score(s, i, NQ_SUMMARY_LEAD / (1 + place));
            if (!d->lines[i].title && place++ == 0)
                s->traits[i] |= LEAD;
        }
}

naql_status
nq_summary_make(const nq_found *f, nq_comparison *out)
{
    const nq_desk *d = f->d;
    summary s = {.f = f};
    uint32_t taken[NQ_SUMMARY];
    double *scores = nq_arena_alloc(d->scratch, d->n_lines * sizeof *scores);
    if (!scores)
        return NAQL_NOMEM;
    NQ_TRY(read_traits(&s));
    score_all(&s, scores);
    uint32_t n = choose(&s, scores, taken);
    nq_place *places = nq_arena_alloc(f->arena, n * sizeof *places);
    if (!places)
        return NAQL_NOMEM;
    for (uint32_t i = 0; i < n; i++) {
        const nq_row *row = &d->lines[taken[i]];
        places[i] = nq_desk_place(d, row->article, nq_row_span(d, row));
    }
    out->summary = places;
    out->n_summary = n;
    return NAQL_OK;
}
