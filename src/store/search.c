/* SPDX-License-Identifier: Apache-2.0
 *
 * search.c - a query -> articles, ranked, with the words found. Layer 8
 * (store). */
#include "store/search.h"

#include "base/status.h"
#include "base/str.h"
#include "store/folded.h"

#define SNIPPET_WORDS  40u /* of a long sentence; two lines and a half */
#define SNIPPET_BEFORE 10u

static const char ranked[] =
    "SELECT a.n, bm25(stems) AS score FROM stems"
    " JOIN articles a ON a.n = stems.rowid"
    " WHERE stems MATCH ?1" NQ_QUERY_CONDITIONS
    " ORDER BY score, " NQ_QUERY_BY_TIME " LIMIT ?9 OFFSET ?10";
static const char listed[] =
    "SELECT a.n, 0.0 FROM articles a WHERE ?1 IS NULL" NQ_QUERY_CONDITIONS
    " ORDER BY " NQ_QUERY_BY_TIME " LIMIT ?9 OFFSET ?10";
static const char one[] =
    "SELECT " NQ_HELD_COLUMNS " FROM articles a WHERE a.n = ?1";

struct search {
    const nq_archive *a;
    const nq_query *q;
    nq_arena arena, scratch; /* of one hit */
    sqlite3_stmt *list, *one;
    nq_hit_call *call;
    void *user;
    naql_error *err;
};

void
nq_held_read(sqlite3_stmt *s, int first, nq_held *out)
{
    naql_str *to[] = {&out->id,  &out->outlet, &out->title, &out->published,
                      &out->url, &out->path,   &out->text};
    int n = sizeof to / sizeof *to;
    for (int i = 0; i < n; i++)
        *to[i] = nq_column_str(s, first + i);
    out->record = (uint32_t)sqlite3_column_int64(s, first + n);
}

void
nq_keys_write(const nq_name_keys *keys, nq_buf *out)
{
    nq_buf_byte(out, '[');
    for (uint32_t i = 0; i < keys->n; i++)
        nq_buf_format(out, "%s%lld", i ? "," : "", (long long)keys->words[i]);
    nq_buf_byte(out, ']');
}

void
nq_query_bind(sqlite3_stmt *s, const nq_query *q, nq_buf *room)
{
    nq_bind_str(s, 1, q->match);
    if (q->has_outlet)
        sqlite3_bind_int64(s, 2, (sqlite3_int64)q->outlet);
    nq_bind_str(s, 3, q->since);
    nq_bind_str(s, 4, q->until);
    if (q->has_by) {
        nq_keys_write(&q->by, room);
        nq_bind_str(s, 5, nq_buf_str(room));
        sqlite3_bind_int64(s, 6, (sqlite3_int64)q->by.whole);
        nq_bind_str(s, 7, q->asked);
    }
    nq_bind_str(s, 8, q->without);
}

/* ---- The words in the text ---- */

struct found {
    const nq_text *text;
    uint32_t *words; /* [n_words] tokens that are no marks */
    uint64_t *terms; /* [n_words] bits of the terms that a word is part of */
    uint32_t n_words;
};

static bool
stands(const struct found *f, uint32_t word, const nq_query_term *t)
{
    if (t->without || t->n > f->n_words - word)
        return false;
    for (uint32_t k = 0; k < t->n; k++)
        if (f->text->tokens[f->words[word + k]].stem != t->stems[k])
            return false;
    return true;
}

static naql_status
find_words(const nq_query *q, const nq_text *text, nq_arena *arena,
           struct found *f)
{
    *f = (struct found){.text = text};
    f->words = nq_arena_alloc(arena, text->n_tokens * sizeof *f->words);
    f->terms = nq_arena_zero(arena, text->n_tokens, sizeof *f->terms);
    if (!f->words || !f->terms)
        return NAQL_NOMEM;
    for (uint32_t i = 0; i < text->n_tokens; i++)
        if (text->tokens[i].kind != NQ_TOKEN_MARK)
            f->words[f->n_words++] = i;
    for (uint32_t w = 0; w < f->n_words; w++)
        for (uint32_t t = 0; t < q->n; t++)
            if (stands(f, w, &q->terms[t]))
                for (uint32_t k = 0; k < q->terms[t].n; k++)
                    f->terms[w + k] |= UINT64_C(1) << t;
    return NAQL_OK;
}

struct window { /* words, half-open */
    uint32_t first, end;
};

/* The sentence that has most of the terms, the first of those; a title, which
 * is shown anyway, only when it has more than any other. */
static struct window
best_sentence(const struct found *f)
{
    struct window best = {0, 0};
    int most = -1;
    for (uint32_t s = 0, w = 0; s < f->text->n_sentences; s++) {
        const nq_sentence *sentence = &f->text->sentences[s];
        struct window here = {w, w};
        uint64_t terms = 0;
        for (; w < f->n_words && f->words[w] < sentence->end; w++)
            terms |= f->terms[w];
        here.end = w;
        int n = 2 * __builtin_popcountll(terms) + (s > 0);
        if (n > most && here.end > here.first) {
            most = n;
            best = here;
        }
    }
    return best;
}

static struct window
cut_window(const struct found *f, struct window w)
{
    uint32_t hit = w.first;
    if (w.end - w.first <= SNIPPET_WORDS)
        return w;
    while (hit < w.end && !f->terms[hit])
        hit++;
    hit = hit == w.end ? w.first : hit;
    if (hit - w.first > SNIPPET_BEFORE)
        w.first = hit - SNIPPET_BEFORE;
    if (w.end - w.first > SNIPPET_WORDS)
        w.end = w.first + SNIPPET_WORDS;
    return w;
}

static naql_status
show(struct search *s, nq_hit *hit)
{
    nq_text text;
    struct found f;
    NQ_TRY(nq_folded_text(s->a->tools.text, hit->article.text, &s->arena,
                          &s->scratch, &text));
    NQ_TRY(find_words(s->q, &text, &s->arena, &f));
    struct window whole = best_sentence(&f), w = cut_window(&f, whole);
    hit->cut_before = w.first > whole.first;
    hit->cut_after = w.end < whole.end;
    naql_span *spans =
        nq_arena_alloc(&s->arena, (w.end - w.first) * sizeof *spans);
    if (!spans)
        return NAQL_NOMEM;
    hit->words = spans;
    if (w.end == w.first)
        return NAQL_OK;
    hit->span = (naql_span){text.tokens[f.words[w.first]].span.start,
                            text.tokens[f.words[w.end - 1]].span.end};
    for (uint32_t i = w.first; i < w.end; i++)
        if (f.terms[i])
            spans[hit->n_words++] = text.tokens[f.words[i]].span;
    return NAQL_OK;
}

/* ---- The search ---- */

static naql_status
hand_out(struct search *s, sqlite3_int64 n, double score)
{
    nq_hit hit = {.score = score};
    nq_arena_reset(&s->arena);
    nq_arena_reset(&s->scratch);
    sqlite3_reset(s->one);
    sqlite3_bind_int64(s->one, 1, n);
    naql_status status = nq_archive_step(s->a, s->one, s->err);
    if (status != NAQL_OK)
        return status == NAQL_END
                   ? nq_archive_fail(s->a, SQLITE_CORRUPT, s->err)
                   : status;
    nq_held_read(s->one, 0, &hit.article);
    status = show(s, &hit);
    return status == NAQL_OK ? s->call(s->user, &hit) : status;
}

static naql_status
run(struct search *s, uint32_t limit)
{
    naql_status status;
    uint64_t n = 0;
    sqlite3_bind_int64(s->list, 10, s->q->skip);
    sqlite3_bind_int64(s->list, 9, limit ? (sqlite3_int64)limit : -1);
    while ((status = nq_archive_step(s->a, s->list, s->err)) == NAQL_OK) {
        n++;
        status = hand_out(s, sqlite3_column_int64(s->list, 0),
                          -sqlite3_column_double(s->list, 1));
        if (status != NAQL_OK)
            return status;
    }
    if (status != NAQL_END)
        return status;
    return n ? NAQL_OK
             : nq_fail(s->err, NAQL_NOT_FOUND, UINT64_MAX, "nothing is found");
}

naql_status
nq_archive_search(const nq_archive *a, const nq_query *q, uint32_t limit,
                  nq_hit_call *call, void *user, naql_error *err)
{
    struct search s = {.a = a, .q = q, .call = call, .user = user, .err = err};
    nq_buf room = {0};
    bool asks = q->n_wanted || q->has_by || q->has_outlet || q->since.len ||
                q->until.len;
    if (!asks)
        return nq_fail(err, NAQL_NOT_FOUND, UINT64_MAX,
                       "nothing is asked for: the query has no word");
    nq_arena_init(&s.arena);
    nq_arena_init(&s.scratch);
    naql_status status =
        nq_archive_prepare(a, q->n_wanted ? ranked : listed, &s.list, err);
    if (status == NAQL_OK)
        status = nq_archive_prepare(a, one, &s.one, err);
    if (status == NAQL_OK) {
        nq_query_bind(s.list, q, &room);
        status = room.failed ? NAQL_NOMEM : run(&s, limit);
    }
    sqlite3_finalize(s.list);
    sqlite3_finalize(s.one);
    nq_buf_clear(&room);
    nq_arena_clear(&s.arena);
    nq_arena_clear(&s.scratch);
    return status == NAQL_NOMEM ? nq_fail_named(err, status) : status;
}
