/* SPDX-License-Identifier: Apache-2.0
 *
 * desk.c - one story laid out for comparison. Layer 7 (compare). */
#include "compare/desk.h"

#include "base/hash.h"
#include "base/sorted.h"
#include "base/status.h"
#include "base/str.h"
#include "compare/stands.h"
#include "compare/tune.h"

#include <math.h>

/* Outlets are numbered as they first appear; an article of no known outlet is
 * an outlet of its own. */
static naql_status
number_outlets(nq_desk *d)
{
    uint32_t n = d->in->story->n_articles;
    uint32_t *outlet = nq_arena_alloc(d->scratch, n * sizeof *outlet);
    nq_map seen;
    nq_map_init(&seen, d->scratch);
    if (!outlet)
        return NAQL_NOMEM;
    for (uint32_t i = 0; i < n; i++) {
        naql_str name = nq_desk_reading(d, i)->article.outlet;
        bool fresh;
        uint64_t key = name.len ? nq_hash(name) : nq_hash_next(1, i);
        uint32_t *number = nq_map_put(&seen, key, &fresh);
        if (!number)
            return NAQL_NOMEM;
        if (fresh)
            *number = d->n_outlets++;
        outlet[i] = *number;
    }
    d->outlet = outlet;
    return NAQL_OK;
}

static bool
told(const nq_text *text, const nq_sentence *s)
{
    switch (text->article->blocks[s->block].kind) {
    case NQ_BLOCK_BYLINE:
    case NQ_BLOCK_DATELINE:
    case NQ_BLOCK_CAPTION:
        return false;
    default:
        return true;
    }
}

/* Words of a class (deaths, injuries) become one stem with a fixed weight, so
 * that one outlet's verb meets another's noun. */
static void
classify(const nq_desk *d, const nq_text *text, nq_word *words, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++) {
        nq_slot_word w = nq_slot_word_of(&d->in->tools->words,
                                         &text->tokens[words[i].token]);
        if (w.kind != NQ_WORD_CONTEXT && w.kind != NQ_WORD_NOUN &&
            w.kind != NQ_WORD_TOLL)
            continue;
        words[i].stem = nq_slot_stem(w);
        if (words[i].idf < NQ_CLASS_WEIGHT && w.kind != NQ_WORD_NOUN)
            words[i].idf = NQ_CLASS_WEIGHT;
    }
}

/* In how many rows each stem stands. */
static naql_status
count_rows(const nq_desk *d, nq_list *rows, nq_map *df)
{
    nq_row *at = rows->at;
    nq_map_init(df, d->scratch);
    for (uint32_t i = 0; i < rows->n; i++)
        for (uint32_t k = 0; k < at[i].n_stems; k++) {
            uint32_t *n = nq_map_put(df, at[i].stems[k].stem, NULL);
            if (!n)
                return NAQL_NOMEM;
            ++*n;
        }
    return NAQL_OK;
}

/* What every second sentence of a story says tells no two of them apart. */
static float
topic_share(const nq_map *df, uint64_t stem, uint32_t n_rows)
{
    float share = (float)*nq_map_get(df, stem) / (float)n_rows;
    if (share <= NQ_TOPIC_FROM)
        return 1;
    return 1 / (1 + NQ_TOPIC_SLOPE * (share - NQ_TOPIC_FROM));
}

static int
by_stem(const void *a, const void *b)
{
    const nq_word *x = a, *y = b;
    NQ_SORT_BY(x->stem, y->stem);
    return x->token < y->token ? -1 : x->token > y->token;
}

static naql_status
collect_stems(nq_desk *d, nq_row *line)
{
    nq_word *stems = nq_arena_alloc(d->scratch, line->n_words * sizeof *stems);
    if (!stems)
        return NAQL_NOMEM;
    memcpy(stems, line->words, line->n_words * sizeof *stems);
    nq_sort(stems, line->n_words, sizeof *stems, by_stem);
    for (uint32_t i = 0; i < line->n_words; i++) {
        line->key = nq_hash_next(line->key, line->words[i].key);
        if (!line->n_stems || stems[line->n_stems - 1].stem != stems[i].stem)
            stems[line->n_stems++] = stems[i];
    }
    line->stems = stems;
    return NAQL_OK;
}

/* Final weights, once it is known what the whole story speaks of. */
static void
weigh(const nq_map *df, uint32_t n_rows, nq_row *row)
{
    double sum = 0;
    for (uint32_t i = 0; i < row->n_words; i++)
        row->words[i].idf *= topic_share(df, row->words[i].stem, n_rows);
    for (uint32_t i = 0; i < row->n_stems; i++) {
        row->stems[i].idf *= topic_share(df, row->stems[i].stem, n_rows);
        sum += (double)row->stems[i].idf * row->stems[i].idf;
    }
    row->norm = (float)sqrt(sum);
}

static naql_status
add_line(nq_desk *d, nq_list *lines, uint32_t article, uint32_t sentence)
{
    const nq_text *text = &nq_desk_reading(d, article)->text;
    const nq_sentence *s = &text->sentences[sentence];
    nq_words words;
    NQ_TRY(nq_words_range(&d->in->tools->rarity, text, s->first, s->end,
                          d->scratch, &words));
    if (!words.n)
        return NAQL_OK;
    nq_row *line = nq_list_add(lines, d->scratch);
    nq_word *at = nq_arena_alloc(d->scratch, words.n * sizeof *at);
    if (!line || !at)
        return NAQL_NOMEM;
    memcpy(at, words.at, words.n * sizeof *at);
    classify(d, text, at, words.n);
    *line = (nq_row){.article = article,
                     .sentence = sentence,
                     .first = s->first,
                     .end = s->end,
                     .words = at,
                     .n_words = words.n,
                     .title = text->article->blocks[s->block].kind ==
                              NQ_BLOCK_TITLE};
    return collect_stems(d, line);
}

/* A longer one lost its stop. */
static bool
is_open_ended(const nq_text *text, const nq_row *row)
{
    return row->n_words <= NQ_LOOSE_WORDS &&
           text->tokens[row->end - 1].kind != NQ_TOKEN_MARK;
}

/* Of the n lines of an article, those that end in no mark as the others do; not
 * what it begins with, which many papers leave open. */
static void
mark_loose(const nq_text *text, nq_row *lines, uint32_t n)
{
    uint32_t first = 0, open = 0;
    while (first < n && lines[first].title)
        first++;
    for (uint32_t i = first; i < n; i++)
        open += is_open_ended(text, &lines[i]);
    for (uint32_t i = first + 1; 2 * open < n - first && i < n; i++)
        lines[i].loose = is_open_ended(text, &lines[i]);
}

naql_status
nq_desk_make(const nq_compare_input *in, nq_arena *scratch, nq_desk *out)
{
    uint32_t n = in->story->n_articles;
    nq_list lines = NQ_LIST(nq_row);
    nq_map df;
    *out = (nq_desk){.in = in, .scratch = scratch};
    uint32_t *from = nq_arena_alloc(scratch, (n + 1) * sizeof *from);
    if (!from)
        return NAQL_NOMEM;
    NQ_TRY(number_outlets(out));
    for (uint32_t i = 0; i < n; i++) {
        const nq_text *text = &nq_desk_reading(out, i)->text;
        from[i] = lines.n;
        for (uint32_t s = 0; s < text->n_sentences; s++)
            if (told(text, &text->sentences[s]))
                NQ_TRY(add_line(out, &lines, i, s));
        if (lines.n > from[i])
            mark_loose(text, (nq_row *)lines.at + from[i], lines.n - from[i]);
    }
    from[n] = lines.n;
    NQ_TRY(count_rows(out, &lines, &df));
    for (uint32_t i = 0; i < lines.n; i++)
        weigh(&df, lines.n, (nq_row *)lines.at + i);
    out->lines = lines.at;
    out->n_lines = lines.n;
    out->from = from;
    return nq_stands_make(out, &out->stands);
}

uint32_t
nq_desk_person(const nq_desk *d, uint32_t article, uint32_t entity)
{
    if (entity == NQ_NO_ENTITY || !d->in->pile->people.of)
        return NQ_NO_ENTITY;
    return d->in->pile->people.of[d->in->story->articles[article]][entity];
}

uint32_t
nq_desk_outlets(const nq_desk *d, const bool *has, bool *room)
{
    uint32_t n = 0;
    memset(room, 0, d->n_outlets * sizeof *room);
    for (uint32_t i = 0; i < d->in->story->n_articles; i++)
        if (has[i] && !room[d->outlet[i]]) {
            room[d->outlet[i]] = true;
            n++;
        }
    return n;
}

naql_span
nq_row_span(const nq_desk *d, const nq_row *row)
{
    return nq_row_reading(d, row)->text.sentences[row->sentence].span;
}

uint32_t
nq_desk_row(const nq_desk *d, uint32_t article, uint32_t token)
{
    uint32_t i;
    NQ_BISECT(i, d->from[article], d->from[article + 1],
              d->lines[i].end <= token);
    if (i == d->from[article + 1] || d->lines[i].first > token)
        return UINT32_MAX;
    return i;
}

bool
nq_desk_parted(const uint32_t *sets, uint32_t n_outlets)
{
    for (uint32_t i = 0; i < n_outlets; i++)
        for (uint32_t k = 0; sets[i] && k < i && k < NQ_SPELLING_OUTLETS; k++)
            if (sets[k] && !(sets[i] & sets[k]))
                return true;
    return false;
}

uint32_t
nq_desk_article(const nq_desk *d, uint32_t of_pile)
{
    uint32_t i;
    NQ_BISECT(i, 0, d->in->story->n_articles,
              d->in->story->articles[i] < of_pile);
    return i;
}

bool
nq_is_listed_verb(const nq_desk *d, const nq_token *t)
{
    const nq_table *verbs = &d->in->tools->verbs;
    uint32_t row;
    return nq_table_word(verbs, t->hash, &row) ||
           nq_table_word(verbs, nq_hash(nq_token_bare(t)), &row);
}

bool
nq_row_asks(const nq_desk *d, const nq_row *row)
{
    const nq_token *last = &nq_row_reading(d, row)->text.tokens[row->end - 1];
    return last->kind == NQ_TOKEN_MARK && last->mark == NQ_MARK_QUESTION;
}

bool
nq_row_is_torn(const nq_desk *d, const nq_row *row)
{
    const nq_token *last = &nq_row_reading(d, row)->text.tokens[row->end - 1];
    return !row->title && row->n_words < NQ_TORN_WORDS &&
           last->kind == NQ_TOKEN_MARK && last->mark == NQ_MARK_ELLIPSIS;
}

uint32_t
nq_desk_quoted(const nq_desk *d, uint32_t article, naql_span span)
{
    const nq_claims *claims = &nq_desk_reading(d, article)->claims;
    uint32_t i;
    NQ_BISECT(i, 0, claims->n_statements,
              claims->statements[i].span.start <= span.start);
    if (!i)
        return UINT32_MAX;
    const nq_statement *s = &claims->statements[i - 1];
    return s->form == NQ_FORM_DIRECT && span.end <= s->span.end ? i - 1
                                                                : UINT32_MAX;
}
