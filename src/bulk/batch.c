/* SPDX-License-Identifier: Apache-2.0
 *
 * batch.c - a crawl in batches through the stages of a run. Layer 9 (bulk). */
#include "bulk/batch.h"

#include "base/hash.h"
#include "base/mem.h"
#include "base/pool.h"
#include "base/status.h"
#include "base/str.h"
#include "bulk/body.h"
#include "bulk/line.h"
#include "bulk/tune.h"
#include "input/source.h"

struct run {
    const nq_batches *options;
    nq_source *source;
    nq_halt mark; /* of what was read */
    bool ended;   /* nothing is left to read */
    nq_journal *journal;
    nq_halt last;     /* of the journal, at the start */
    nq_halt taken;    /* of the last batch that was taken */
    nq_batch_out out; /* of the batch at hand */
    naql_status status;
    naql_error *err;
};

/* ---- Reading ---- */

/* Reads one input: a document, or a fault. *there tells whether *doc is one;
 * neither: the end. NAQL_NOMEM with err->message. */
static naql_status
read_one(struct run *r, nq_arena *arena, nq_doc *doc, bool *there,
         naql_error *err)
{
    *err = (naql_error){0};
    naql_status status = nq_source_next(r->source, arena, doc, err);
    *there = status == NAQL_OK;
    if (status == NAQL_END) {
        r->ended = true;
        return NAQL_OK;
    }
    if (status == NAQL_NOMEM)
        return nq_fail_named(err, NAQL_NOMEM);
    r->mark.inputs++;
    if (status == NAQL_OK)
        r->mark.articles++;
    else
        r->mark.faults++;
    if (r->options->bulk->state)
        r->mark.chain = nq_hash_next(r->mark.chain, *there ? nq_doc_check(doc)
                                                           : (uint64_t)status);
    return NAQL_OK;
}

static naql_status
add_input(struct run *r, nq_batch *b)
{
    nq_doc doc, *to;
    bool there;
    NQ_TRY(read_one(r, &b->read, &doc, &there, &b->err));
    if (there) {
        to = nq_list_add(&b->docs, &b->read);
        if (!to)
            return nq_fail_named(&b->err, NAQL_NOMEM);
        *to = doc;
        b->bytes += nq_doc_bytes(&doc);
    } else if (!r->ended) {
        naql_error *fault = nq_list_add(&b->faults, &b->read);
        if (!fault)
            return nq_fail_named(&b->err, NAQL_NOMEM);
        *fault = b->err;
    }
    return NAQL_OK;
}

/* A stage of the line: a batch is read. */
static bool
read_batch(void *run, void *box)
{
    struct run *r = run;
    nq_batch *b = box;
    if (r->ended)
        return false;
    nq_arena_reset(&b->read);
    nq_arena_reset(&b->made);
    b->docs = NQ_LIST(nq_doc);
    b->faults = NQ_LIST(naql_error);
    b->items = NULL;
    b->bytes = 0;
    b->status = NAQL_OK;
    while (!r->ended && b->status == NAQL_OK && b->bytes < NQ_BATCH_BYTES &&
           b->docs.n < NQ_BATCH_ARTICLES && b->faults.n < NQ_BATCH_FAULTS)
        b->status = add_input(r, b);
    r->ended = r->ended || b->status != NAQL_OK;
    b->mark = r->mark;
    nq_source_progress(r->source, &b->done, &b->of);
    return true;
}

/* ---- Working ---- */

static naql_status
make_items(const nq_batches *o, nq_batch *b)
{
    const nq_doc *docs = b->docs.at;
    char *items = nq_arena_zero(&b->made, b->docs.n, o->item_bytes);
    b->items = items;
    for (uint32_t i = 0; items && i < b->docs.n; i++)
        NQ_TRY(o->work(o->job, &docs[i], b, items + i * o->item_bytes));
    return items ? NAQL_OK : NAQL_NOMEM;
}

static bool
work_on(void *run, void *box)
{
    const struct run *r = run;
    nq_batch *b = box;
    if (b->status == NAQL_OK)
        b->status = nq_fail_named(&b->err, make_items(r->options, b));
    return true;
}

static bool
follow(void *run, void *box)
{
    const struct run *r = run;
    nq_batch *b = box;
    if (b->status == NAQL_OK)
        b->status =
            nq_fail_named(&b->err, r->options->follow(r->options->job, b));
    return true;
}

/* ---- Taking ---- */

static void
tell_fault(const nq_bulk *bulk, const naql_error *fault)
{
    if (bulk->fault)
        bulk->fault(bulk->user, fault);
}

static naql_status
go_on(const nq_bulk *bulk, uint64_t done, uint64_t of, naql_error *err)
{
    return !bulk->progress || bulk->progress(bulk->user, done, of)
               ? NAQL_OK
               : nq_fail(err, NAQL_CANCELLED, UINT64_MAX, "stopped");
}

/* What the journal tells of must have been written before. */
static naql_status
write_batch(struct run *r, nq_batch *b)
{
    const nq_batches *o = r->options;
    nq_batch_out *out = &r->out;
    nq_buf_reset(&out->lines);
    nq_buf_reset(&out->memory);
    NQ_TRY(nq_fail_named(r->err, o->take(o->job, b, out)));
    if (out->lines.failed || out->memory.failed)
        return nq_fail_named(r->err, NAQL_NOMEM);
    if (out->lines.len)
        NQ_TRY(nq_fail_named(
            r->err, o->to.write(o->to.user, out->lines.ptr, out->lines.len)));
    b->mark.written = r->taken.written + out->lines.len;
    return r->journal ? nq_journal_add(r->journal, &b->mark,
                                       nq_buf_str(&out->memory), r->err)
                      : NAQL_OK;
}

static naql_status
take(struct run *r, nq_batch *b)
{
    const nq_bulk *bulk = r->options->bulk;
    const naql_error *faults = b->faults.at;
    for (uint32_t i = 0; i < b->faults.n; i++)
        tell_fault(bulk, &faults[i]);
    if (b->status != NAQL_OK && r->err)
        *r->err = b->err;
    NQ_TRY(b->status);
    NQ_TRY(go_on(bulk, b->done, b->of, r->err));
    NQ_TRY(write_batch(r, b));
    r->taken = b->mark;
    return NAQL_OK;
}

/* The last stage of the line. */
static bool
take_batch(void *run, void *box)
{
    struct run *r = run;
    r->status = take(r, box);
    return r->status == NAQL_OK;
}

/* ---- The run ---- */

/* Reads again what an earlier run has read. */
static naql_status
skip_to_start(struct run *r)
{
    const nq_bulk *bulk = r->options->bulk;
    nq_arena arena;
    naql_status status = NAQL_OK;
    nq_arena_init(&arena);
    while (status == NAQL_OK && !r->ended && r->mark.inputs < r->last.inputs) {
        nq_doc doc;
        naql_error err;
        bool there;
        uint64_t done, of;
        nq_arena_reset(&arena);
        status = read_one(r, &arena, &doc, &there, &err);
        if (status != NAQL_OK)
            nq_fail_named(r->err, NAQL_NOMEM);
        else if (!there && !r->ended)
            tell_fault(bulk, &err);
        nq_source_progress(r->source, &done, &of);
        if (status == NAQL_OK && r->mark.inputs % 256 == 0)
            status = go_on(bulk, done, of, r->err);
    }
    nq_arena_clear(&arena);
    if (status != NAQL_OK ||
        (r->mark.inputs == r->last.inputs && r->mark.chain == r->last.chain))
        return status;
    return nq_fail(r->err, NAQL_BAD_ARG, UINT64_MAX,
                   "the input is not what it was when the state was written; "
                   "remove the state to start again");
}

/* Takes back what an earlier run has noted; reads what it has read. */
static naql_status
start(struct run *r)
{
    const nq_batches *o = r->options;
    const nq_bulk *bulk = o->bulk;
    if (!bulk->state)
        return NAQL_OK;
    NQ_TRY(nq_journal_open(bulk->state, o->purpose, bulk->have, o->restore,
                           o->job, &r->last, &r->journal, r->err));
    r->out.remembers = true;
    r->taken = r->last;
    if (bulk->resume)
        NQ_TRY(
            nq_fail_named(r->err, bulk->resume(bulk->user, r->last.written)));
    return r->last.inputs ? skip_to_start(r) : NAQL_OK;
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
    nq_set_clear(&b->set);
    nq_mem_free(b);
}

static naql_status
go_through(struct run *r, void **boxes, uint32_t n, unsigned threads)
{
    const nq_stage all[] = {{read_batch, true},
                            {work_on, false},
                            {follow, true},
                            {take_batch, true}};
    const nq_stage short_way[] = {
        {read_batch, true}, {work_on, false}, {take_batch, true}};
    for (uint32_t i = 0; i < n; i++)
        if (!(boxes[i] = nq_mem_zero(1, sizeof(nq_batch))))
            return nq_fail_named(r->err, NAQL_NOMEM);
    naql_status status = r->options->follow
                             ? nq_line_run(all, 4, boxes, n, threads, r)
                             : nq_line_run(short_way, 3, boxes, n, threads, r);
    return status == NAQL_OK ? r->status : nq_fail_named(r->err, NAQL_NOMEM);
}

static naql_status
run(struct run *r)
{
    unsigned threads = nq_pool_wanted(r->options->bulk->threads);
    uint32_t n = threads > 1 ? threads * NQ_BATCHES_A_THREAD : 1;
    void **boxes = nq_mem_zero(n, sizeof *boxes);
    if (!boxes)
        return nq_fail_named(r->err, NAQL_NOMEM);
    naql_status status = go_through(r, boxes, n, threads);
    for (uint32_t i = 0; i < n; i++)
        batch_free(boxes[i]);
    nq_mem_free(boxes);
    return status;
}

naql_status
nq_batches_run(const nq_batches *options, const char *const *paths, uint32_t n,
               nq_halt *end, naql_error *err)
{
    struct run r = {.options = options, .err = err};
    const char *fields = options->bulk->fields;
    *end = (nq_halt){0};
    naql_status status = nq_source_open(paths, n, &r.source, err);
    if (status == NAQL_OK && options->lines)
        nq_source_lines(r.source);
    if (status == NAQL_OK && fields)
        status = nq_source_fields(r.source, nq_str_from(fields), err);
    if (status == NAQL_OK)
        status = start(&r);
    if (status == NAQL_OK)
        status = run(&r);
    *end = r.taken;
    nq_journal_close(r.journal);
    nq_buf_clear(&r.out.lines);
    nq_buf_clear(&r.out.memory);
    nq_source_close(r.source);
    return status;
}
