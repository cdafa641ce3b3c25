/* SPDX-License-Identifier: Apache-2.0
 *
 * batch.c - documents in batches through a pool of workers. Layer 9 (bulk). */
#include "bulk/batch.h"

#include "base/hash.h"
#include "base/mem.h"
#include "base/pool.h"
#include "base/status.h"
#include "base/str.h"
#include "bulk/tune.h"
#include "input/source.h"

#include <stdio.h>

struct run {
    const nq_batches *options;
    nq_source *source;
    nq_pool *pool;
    nq_batch *idle[64]; /* to be filled again */
    unsigned n_idle;
    nq_halt mark; /* of what was read */
    bool ended;
    naql_error *err;
};

/* ---- Documents ---- */

naql_str
nq_doc_name(const nq_doc *doc, nq_arena *arena)
{
    char number[16];
    if (doc->id.len)
        return doc->id;
    int n = snprintf(number, sizeof number, "#%u", doc->record);
    char *at = nq_arena_alloc(arena, doc->path.len + (size_t)n);
    if (!at)
        return (naql_str){NULL, 0};
    memcpy(at, doc->path.ptr, doc->path.len);
    memcpy(at + doc->path.len, number, (size_t)n);
    return nq_str(at, doc->path.len + (size_t)n);
}

naql_str
nq_doc_body(const nq_doc *doc, nq_arena *arena)
{
    nq_buf joined = {0};
    if (doc->form != NQ_DOC_BLOCKS)
        return doc->text;
    for (uint32_t i = 0; i < doc->n_blocks; i++) {
        if (doc->blocks[i].hints & NQ_HINT_FURNITURE)
            continue;
        nq_buf_add(&joined, doc->blocks[i].text);
        nq_buf_byte(&joined, '\n');
    }
    naql_str body = joined.failed ? (naql_str){NULL, 0}
                                  : nq_arena_str(arena, nq_buf_str(&joined));
    nq_buf_clear(&joined);
    return body;
}

static uint64_t
doc_bytes(const nq_doc *doc)
{
    uint64_t bytes = doc->title.len + doc->abstract.len + doc->text.len;
    for (uint32_t i = 0; i < doc->n_blocks; i++)
        bytes += doc->blocks[i].text.len;
    return bytes;
}

static uint64_t
doc_check(const nq_doc *doc)
{
    uint64_t h = nq_hash_seed(doc->id, doc->record);
    h = nq_hash_seed(doc->title, h);
    h = nq_hash_seed(doc->published, h);
    for (uint32_t i = 0; i < doc->n_blocks; i++)
        h = nq_hash_seed(doc->blocks[i].text, h);
    return nq_hash_seed(doc->line.len ? doc->line : doc->text, h);
}

/* ---- Reading ---- */

/* Reads one input: a document, or a fault, which is told and counted. *there
 * tells whether *doc is one. */
static naql_status
read_one(struct run *r, nq_arena *arena, nq_doc *doc, bool *there)
{
    naql_error fault = {0};
    naql_status status = nq_source_next(r->source, arena, doc, &fault);
    *there = status == NAQL_OK;
    if (status == NAQL_END) {
        r->ended = true;
        return NAQL_OK;
    }
    if (status == NAQL_NOMEM)
        return nq_fail(r->err, status, UINT64_MAX, "out of memory");
    r->mark.inputs++;
    if (status == NAQL_OK)
        r->mark.articles++;
    else
        r->mark.faults++;
    if (r->options->marked)
        r->mark.chain = nq_hash_next(r->mark.chain, *there ? doc_check(doc)
                                                           : (uint64_t)status);
    if (!*there && r->options->fault)
        r->options->fault(r->options->user, &fault);
    return NAQL_OK;
}

static naql_status
go_on(const struct run *r)
{
    uint64_t done, of;
    if (!r->options->progress)
        return NAQL_OK;
    nq_source_progress(r->source, &done, &of);
    return r->options->progress(r->options->user, done, of) ? NAQL_OK
                                                            : NAQL_CANCELLED;
}

/* Reads again what an earlier run has read. */
static naql_status
skip_to_start(struct run *r)
{
    const nq_halt *from = &r->options->from;
    nq_arena arena;
    naql_status status = NAQL_OK;
    nq_arena_init(&arena);
    while (status == NAQL_OK && !r->ended && r->mark.inputs < from->inputs) {
        nq_doc doc;
        bool there;
        nq_arena_reset(&arena);
        status = read_one(r, &arena, &doc, &there);
        if (status == NAQL_OK && r->mark.inputs % 256 == 0)
            status = go_on(r);
    }
    nq_arena_clear(&arena);
    if (status != NAQL_OK ||
        (r->mark.inputs == from->inputs && r->mark.chain == from->chain))
        return status;
    return nq_fail(r->err, NAQL_BAD_ARG, UINT64_MAX,
                   "the input is not what it was when the state was written; "
                   "remove the state to start again");
}

/* ---- Batches ---- */

static nq_batch *
batch_new(struct run *r)
{
    nq_batch *b = r->n_idle ? r->idle[--r->n_idle] : nq_mem_zero(1, sizeof *b);
    if (!b)
        return NULL;
    nq_arena_reset(&b->read);
    nq_arena_reset(&b->made);
    b->docs = NQ_LIST(nq_doc);
    b->results = NULL;
    b->bytes = 0;
    b->status = NAQL_OK;
    return b;
}

static void
batch_free(nq_batch *b)
{
    if (!b)
        return;
    nq_arena_clear(&b->read);
    nq_arena_clear(&b->made);
    nq_arena_clear(&b->room[0]);
    nq_arena_clear(&b->room[1]);
    nq_mem_free(b);
}

static naql_status
read_batch(struct run *r, nq_batch *b)
{
    while (!r->ended && b->bytes < NQ_BATCH_BYTES &&
           b->docs.n < NQ_BATCH_ARTICLES) {
        nq_doc doc, *to;
        bool there;
        NQ_TRY(read_one(r, &b->read, &doc, &there));
        if (!there)
            continue;
        to = nq_list_add(&b->docs, &b->read);
        if (!to)
            return nq_fail(r->err, NAQL_NOMEM, UINT64_MAX, "out of memory");
        *to = doc;
        b->bytes += doc_bytes(&doc);
    }
    b->mark = r->mark;
    return go_on(r);
}

static naql_status
take_over(struct run *r, nq_batch *b)
{
    naql_status status = b->status;
    if (status != NAQL_OK)
        nq_fail(r->err, status, UINT64_MAX, "%s", nq_status_name(status));
    else
        status = r->options->take(r->options->job, b, r->err);
    if (r->n_idle < sizeof r->idle / sizeof r->idle[0])
        r->idle[r->n_idle++] = b;
    else
        batch_free(b);
    return status;
}

static naql_status
read_all(struct run *r)
{
    while (!r->ended) {
        void *done = NULL;
        nq_batch *b = batch_new(r);
        naql_status status =
            b ? read_batch(r, b)
              : nq_fail(r->err, NAQL_NOMEM, UINT64_MAX, "out of memory");
        if (status == NAQL_OK)
            status = nq_pool_put(r->pool, b, &done);
        if (status != NAQL_OK) {
            batch_free(b);
            return status;
        }
        if (done)
            NQ_TRY(take_over(r, done));
    }
    for (void *done; (done = nq_pool_take(r->pool)) != NULL;)
        NQ_TRY(take_over(r, done));
    return NAQL_OK;
}

static void
work_on(void *user, void *item, unsigned worker)
{
    const struct run *r = user;
    (void)worker;
    r->options->work(r->options->job, item);
}

static void
run_clear(struct run *r)
{
    if (r->pool) {
        for (void *left; (left = nq_pool_take(r->pool)) != NULL;)
            batch_free(left);
        nq_pool_close(r->pool);
    }
    while (r->n_idle)
        batch_free(r->idle[--r->n_idle]);
    nq_source_close(r->source);
}

naql_status
nq_batches_run(const nq_batches *options, const char *const *paths, uint32_t n,
               nq_halt *end, naql_error *err)
{
    struct run r = {.options = options, .err = err};
    *end = (nq_halt){0};
    NQ_TRY(nq_source_open(paths, n, &r.source, err));
    if (options->lines)
        nq_source_lines(r.source);
    naql_status status = NAQL_OK;
    if (options->fields)
        status = nq_source_fields(r.source, nq_str_from(options->fields), err);
    if (status == NAQL_OK) {
        status = nq_pool_open(options->threads, work_on, &r, &r.pool);
        if (status != NAQL_OK)
            nq_fail(err, status, UINT64_MAX, "out of memory");
    }
    if (status == NAQL_OK && options->from.inputs)
        status = skip_to_start(&r);
    if (status == NAQL_OK)
        status = read_all(&r);
    if (status == NAQL_CANCELLED)
        nq_fail(err, status, UINT64_MAX, "stopped");
    *end = r.mark;
    run_clear(&r);
    return status;
}
