/* SPDX-License-Identifier: Apache-2.0
 *
 * summary.c - the few sentences that tell a story: what most outlets carry,
 * told where the news is told, in sentences that can be read alone. Layer 7
 * (compare). */
#include "compare/verdict.h"

#include "base/hash.h"
#include "base/status.h"
#include "base/str.h"
#include "compare/tune.h"

enum trait {            /* of a line, bits */
             LEANS = 1, /* on the sentence before it, or the one behind */
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
        found = nq_str_equal(kind, NQ_STR("back")) ? BACK : LEANS;
    }
    return found;
}

/* "The police did not confirm this", "she said so too": one of its next words
 * takes up the sentence before it as well, but not in "this week", nor in "two
 * were killed while a third ..", which leans only as the first word. */
static bool
points_back(const nq_desk *d, const nq_row *row)
{
    const nq_table *t = &d->in->tools->openers;
    const nq_reading *r = nq_row_reading(d, row);
    uint32_t kind = nq_table_col(t, "kind"), found;
    for (uint32_t i = row->first + 1;
         i < row->end && i <= row->first + NQ_SUMMARY_POINTS; i++) {
        uint32_t date = nq_date_from(&r->names, i);
        bool dated = date < r->names.n_dates && r->names.dates[date].first == i;
        const nq_token *word = &r->text.tokens[i];
        if (!dated && !(word->clitics & NQ_CLITIC_WAW) &&
            nq_table_word(t, word->hash, &found) &&
            nq_str_equal(nq_table_cell(t, found, kind), NQ_STR("points")))
            return true;
    }
    return false;
}

/* "He said "we have ..", "the text reads:", "what comes next?": what it begins
 * to tell stands behind it, or nowhere. A question that is quoted is told. */
static bool
breaks_off(const nq_desk *d, const nq_row *row)
{
    const nq_token *tokens = nq_row_reading(d, row)->text.tokens;
    const nq_token *last = &tokens[row->end - 1];
    if (nq_row_asks(d, row))
        return true;
    while (last > &tokens[row->first] &&
           (nq_is_quote_mark(last) ||
            (last->kind == NQ_TOKEN_MARK && last->mark == NQ_MARK_CLOSE)))
        last--;
    return last->kind == NQ_TOKEN_MARK &&
           (last->mark == NQ_MARK_ELLIPSIS || last->mark == NQ_MARK_COLON);
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

static bool
is_common(const nq_desk *d, const nq_token *t)
{
    uint64_t bare = nq_hash(nq_token_bare(t));
    uint32_t row;
    return t->clitics & NQ_CLITIC_AL &&
           (nq_table_word(&d->in->tools->source_nouns, bare, &row) ||
            nq_table_word(&d->in->tools->org_heads, bare, &row) ||
            nq_table_word(&d->in->tools->person_nouns, bare, &row));
}

/* "The ministry said that": a common noun with its article and nothing behind
 * it tells who speaks only to one who has read what stands before. */
static bool
is_untold(const nq_desk *d, uint32_t article, const nq_statement *said)
{
    const nq_text *text = &nq_desk_reading(d, article)->text;
    uint32_t first = nq_token_around(text, said->speaker.start);
    const nq_token *t = &text->tokens[first];
    uint32_t line = nq_desk_row(d, article, first);
    if (line == UINT32_MAX || t->span.end < said->speaker.end ||
        first > d->lines[line].first + NQ_SUMMARY_OPENING || !is_common(d, t))
        return false;
    return first + 1 >= d->lines[line].end || t[1].kind != NQ_TOKEN_WORD ||
           !(t[1].clitics & NQ_CLITIC_AL);
}

/* The first line of an article that is no title; behind its last: none. */
static uint32_t
lead_of(const nq_desk *d, uint32_t article)
{
    uint32_t i = d->from[article];
    while (i < d->from[article + 1] && d->lines[i].title)
        i++;
    return i;
}

/* A sentence that begins with what somebody said who is named in one before
 * it. */
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
    if (line == UINT32_MAX || cue > d->lines[line].first + NQ_SUMMARY_CUE)
        return;
    if (said->speaker.end <= nq_row_span(d, &d->lines[line]).start ||
        (line != lead_of(d, article) && is_untold(d, article, said)))
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
        if (points_back(d, &d->lines[i]) || breaks_off(d, &d->lines[i]))
            s->traits[i] |= LEANS;
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
    worth *= row->loose ? NQ_SUMMARY_LOOSE : 1;
    return worth * (s->traits[line] & BACK ? NQ_SUMMARY_BACK : 1);
}

/* Of one fact, alike, or with half of the shorter one's words in the other:
 * what a story speaks of weighs little in its sentences, and two that tell it
 * are not alike for that. */
static bool
repeats(const nq_found *f, uint32_t line, const uint32_t *taken, uint32_t n)
{
    const nq_row *row = &f->d->lines[line];
    for (uint32_t i = 0; i < n; i++) {
        const nq_row *old = &f->d->lines[taken[i]];
        uint32_t least =
            row->n_stems < old->n_stems ? row->n_stems : old->n_stems;
        uint32_t shared;
        if (nq_row_cosine(old, row, &shared) > NQ_SUMMARY_LIKE ||
            old->fact == row->fact ||
            (shared >= NQ_SUMMARY_SHARED &&
             (float)shared >= NQ_SUMMARY_INSIDE * (float)least))
            return true;
    }
    return false;
}

/* Does it begin with "and", which nothing that opens a text does? */
static bool
goes_on(const nq_desk *d, uint32_t line)
{
    const nq_row *row = &d->lines[line];
    return nq_row_reading(d, row)->text.tokens[row->first].clitics &
           NQ_CLITIC_WAW;
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
            double worth = scores[i];
            if (n == 0 && goes_on(s->f->d, i))
                worth *= NQ_SUMMARY_GOES_ON;
            if (worth <= most || repeats(s->f, i, taken, n))
                continue;
            most = worth;
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

/* Sentences of one article stand together and as they stand there; that of the
 * best one comes first. */
static void
put_in_order(const nq_desk *d, uint32_t *taken, uint32_t n)
{
    for (uint32_t i = 1; i < n; i++) {
        uint32_t line = taken[i], to = i;
        for (uint32_t k = 0; k < i; k++) {
            if (d->lines[taken[k]].article != d->lines[line].article)
                continue;
            to = taken[k] > line ? k : k + 1;
            if (to == k)
                break;
        }
        for (uint32_t k = i; k > to; k--)
            taken[k] = taken[k - 1];
        taken[to] = line;
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
    put_in_order(d, taken, n);
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
