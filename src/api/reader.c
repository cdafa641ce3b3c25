/* SPDX-License-Identifier: Apache-2.0
 *
 * reader.c - paths, or memory -> analysed articles, in order, on all threads.
 * Layer 10 (api).
 *
 * The calling thread reads documents and hands them to the pool, some at a
 * time; the pool's threads, this one among them, analyse them; they come back
 * in the order of the input. */
#include "api/api.h"
#include "base/mem.h"
#include "base/pool.h"
#include "base/status.h"
#include "base/str.h"
#include "base/utf8.h"
#include "input/http.h"
#include "input/source.h"

/* Documents that one thread analyses together, layer by layer
 * (nq_articles_analyse): sixteen take a twentieth less time than one by one.
 * Few that are long are enough; and at first only a part of what was read
 * before, lest one thread has the last ones while the others wait. */
enum { BATCH = 16, BATCH_BYTES = 1 << 16, BATCH_PART = 64 };

struct batch {
    naql_article *at[BATCH]; /* [n] */
    uint32_t n, next;        /* next: the first that was not handed out */
};

struct naql_reader {
    naql_engine *engine;
    nq_source *source;
    nq_pool *pool;
    nq_arena *scratch;   /* [threads] */
    struct batch *ready; /* analysed, being handed out; NULL: none */
    uint64_t read;       /* documents */
    naql_known known;    /* beside the bytes; strings empty: nothing */
    bool memory;         /* it reads bytes, not paths */
    bool ended;          /* the source has no more */
};

static void
analyse(void *user, void *item, unsigned worker)
{
    naql_reader *r = user;
    struct batch *b = item;
    nq_articles_analyse(r->engine, b->at, b->n, NQ_NO_DAY, &r->scratch[worker]);
}

/* Takes the source, on failure too. */
static naql_status
start(naql_engine *engine, nq_source *source, naql_reader **out,
      naql_error *err)
{
    naql_status status = NAQL_OK;
    naql_reader *r = nq_mem_zero(1, sizeof(*r));
    if (!r) {
        nq_source_close(source);
        return nq_fail_named(err, NAQL_NOMEM);
    }
    r->engine = engine;
    r->source = source;
    const char *fields = engine->options.fields;
    if (fields)
        status = nq_source_fields(r->source, nq_str_from(fields), err);
    if (status == NAQL_OK)
        status = nq_pool_open(engine->options.threads, analyse, r, &r->pool);
    if (status == NAQL_OK) {
        unsigned threads = nq_pool_threads(r->pool);
        r->scratch = nq_mem_zero(threads, sizeof(*r->scratch));
        if (!r->scratch)
            status = NAQL_NOMEM;
    }
    if (status != NAQL_OK) {
        naql_reader_close(r);
        return nq_fail(err, status, UINT64_MAX, "the reader cannot start: %s",
                       nq_status_name(status));
    }
    *out = r;
    return NAQL_OK;
}

naql_status
naql_reader_open(naql_engine *engine, const char *const *paths, uint32_t n,
                 naql_reader **out, naql_error *err)
{
    *out = NULL;
    if (!n)
        return nq_fail(err, NAQL_BAD_ARG, UINT64_MAX, "no path to read");
    nq_source *source;
    NQ_TRY(nq_source_open(paths, n, &source, err));
    return start(engine, source, out, err);
}

naql_status
naql_reader_open_memory(naql_engine *engine, const char *name,
                        const char *bytes, size_t n, naql_reader **out,
                        naql_error *err)
{
    *out = NULL;
    if (!name)
        return nq_fail(err, NAQL_BAD_ARG, UINT64_MAX,
                       "no name for what is to be read");
    if (!bytes && n)
        return nq_fail(err, NAQL_BAD_ARG, UINT64_MAX, "%s: no bytes to read",
                       name);
    nq_source *source;
    NQ_TRY(nq_source_open_memory(name, nq_str(bytes, n), &source, err));
    NQ_TRY(start(engine, source, out, err));
    (*out)->memory = true;
    return NAQL_OK;
}

/* ---- What is known beside the bytes ---- */

static const struct {
    size_t known;
    nq_field field;
} beside[] = {
    {offsetof(naql_known, id), NQ_FIELD_ID},
    {offsetof(naql_known, outlet), NQ_FIELD_OUTLET},
    {offsetof(naql_known, title), NQ_FIELD_TITLE},
    {offsetof(naql_known, byline), NQ_FIELD_AUTHOR},
    {offsetof(naql_known, published), NQ_FIELD_PUBLISHED},
    {offsetof(naql_known, modified), NQ_FIELD_MODIFIED},
};
#define N_BESIDE (sizeof(beside) / sizeof(*beside))

static naql_str
known_at(const naql_known *known, size_t i)
{
    return *(const naql_str *)((const char *)known + beside[i].known);
}

naql_status
naql_reader_know(naql_reader *r, const naql_known *known, naql_error *err)
{
    if (!r->memory || r->read || known->size != sizeof(*known))
        return nq_fail(err, NAQL_BAD_ARG, UINT64_MAX,
                       "what is known is told to a reader of memory, before "
                       "it reads");
    for (size_t i = 0; i < N_BESIDE; i++) {
        naql_str s = known_at(known, i);
        if (s.len && nq_utf8_valid(s) != s.len)
            return nq_fail(err, NAQL_BAD_ARG, UINT64_MAX,
                           "what is known is not UTF-8");
    }
    r->known = *known;
    nq_source_came(r->source, known->url, nq_http_label(known->type));
    return NAQL_OK;
}

naql_kind
naql_reader_kind(const naql_reader *r)
{
    static const naql_kind kinds[] = {
        [NQ_KIND_PLAIN] = NAQL_KIND_TEXT,
        [NQ_KIND_JSON_LINES] = NAQL_KIND_DATA,
        [NQ_KIND_JSON_VALUES] = NAQL_KIND_DATA,
        [NQ_KIND_CSV] = NAQL_KIND_DATA,
        [NQ_KIND_HTML] = NAQL_KIND_PAGE,
        [NQ_KIND_FEED] = NAQL_KIND_FEED,
        [NQ_KIND_WARC] = NAQL_KIND_ARCHIVE,
        [NQ_KIND_ARC] = NAQL_KIND_ARCHIVE,
        [NQ_KIND_ARCHIVE] = NAQL_KIND_ARCHIVE,
        [NQ_KIND_REFUSED] = NAQL_KIND_REFUSED,
    };
    return r->read && r->memory ? kinds[nq_source_kind(r->source)]
                                : NAQL_KIND_NONE;
}

/* Fills what the bytes left empty. */
static naql_status
add_known(const naql_known *known, naql_article *a)
{
    for (size_t i = 0; i < N_BESIDE; i++) {
        naql_str *to = nq_doc_field(&a->doc, beside[i].field);
        naql_str s = known_at(known, i);
        if (!s.len || nq_str_trim(*to).len)
            continue;
        *to = nq_arena_str(&a->arena, s);
        if (!to->ptr)
            return nq_fail_named(&a->err, NAQL_NOMEM);
    }
    return NAQL_OK;
}

static void
close_batch(struct batch *b)
{
    for (; b && b->next < b->n; b->next++)
        naql_article_close(b->at[b->next]);
    nq_mem_free(b);
}

/* The next document as an article without analysis; an input that cannot be
 * read takes its place in the order too. NULL: memory is out. */
static naql_article *
read_one(naql_reader *r)
{
    naql_article *a = nq_article_new(r->engine);
    if (!a)
        return NULL;
    a->status = nq_source_next(r->source, &a->arena, &a->doc, &a->err);
    if (a->status == NAQL_OK)
        a->status = add_known(&r->known, a);
    r->ended = a->status == NAQL_END || a->status == NAQL_NOMEM;
    r->read++;
    return a;
}

/* The next documents, none at the end of all. NULL: memory is out. */
static struct batch *
read_batch(naql_reader *r)
{
    struct batch *b = nq_mem_zero(1, sizeof(*b));
    uint64_t most = 1 + r->read / BATCH_PART;
    size_t bytes = 0;
    while (b && !r->ended && b->n < BATCH && b->n < most &&
           bytes < BATCH_BYTES) {
        naql_article *a = read_one(r);
        if (!a) {
            close_batch(b);
            return NULL;
        }
        if (a->status == NAQL_END) {
            naql_article_close(a);
            break;
        }
        bytes += a->doc.text.len;
        b->at[b->n++] = a;
    }
    return b;
}

/* Sees to what is handed out next; no batch at the end of all. */
static naql_status
fill(naql_reader *r)
{
    void *done = NULL;
    nq_mem_free(r->ready);
    r->ready = NULL;
    while (!r->ended && !done) {
        struct batch *b = read_batch(r);
        if (!b)
            return NAQL_NOMEM;
        naql_status status = nq_pool_put(r->pool, b, &done);
        if (status != NAQL_OK) {
            close_batch(b);
            return status;
        }
    }
    r->ready = done ? done : nq_pool_take(r->pool);
    return NAQL_OK;
}

naql_status
naql_reader_next(naql_reader *r, naql_article **out, naql_error *err)
{
    const naql_options *o = &r->engine->options;
    *out = NULL;
    if (o->progress) {
        uint64_t at, of;
        nq_source_progress(r->source, &at, &of);
        if (!o->progress(o->user, at, of))
            return nq_fail(err, NAQL_CANCELLED, UINT64_MAX, "cancelled");
    }
    while (!r->ready || r->ready->next == r->ready->n) {
        if (fill(r) != NAQL_OK)
            return nq_fail_named(err, NAQL_NOMEM);
        if (!r->ready)
            return NAQL_END;
    }
    naql_article *a = r->ready->at[r->ready->next++];
    if (a->status != NAQL_OK) {
        naql_status status = a->status;
        if (err)
            *err = a->err;
        naql_article_close(a);
        return status;
    }
    *out = a;
    return NAQL_OK;
}

void
naql_reader_close(naql_reader *r)
{
    if (!r)
        return;
    close_batch(r->ready);
    if (r->pool) {
        for (void *left; (left = nq_pool_take(r->pool)) != NULL;)
            close_batch(left);
        for (unsigned i = 0; r->scratch && i < nq_pool_threads(r->pool); i++)
            nq_arena_clear(&r->scratch[i]);
        nq_pool_close(r->pool);
    }
    nq_mem_free(r->scratch);
    nq_source_close(r->source);
    nq_mem_free(r);
}
