/* SPDX-License-Identifier: Apache-2.0
 *
 * batch.h - documents in batches through a pool of workers. Layer 9 (bulk).
 *
 * The calling thread reads; workers make something of each batch; the calling
 * thread takes the batches back in the order of the input. Every batch ends at
 * a mark, from which a later run can go on. */
#ifndef NQ_BULK_BATCH_H
#define NQ_BULK_BATCH_H

#include "base/arena.h"
#include "bulk/journal.h"
#include "input/doc.h"

typedef struct nq_batch {
    nq_list docs;     /* nq_doc */
    nq_arena read;    /* holds what was read */
    nq_arena made;    /* holds what the worker made of it */
    nq_arena room[2]; /* for the worker to work in */
    void *results;    /* the worker's, in `made` */
    nq_halt mark;     /* behind this batch; `written` is the job's */
    uint64_t bytes;   /* of texts */
    naql_status status;
} nq_batch;

typedef struct nq_batches {
    unsigned threads;   /* 0: one per core */
    bool lines;         /* JSON lines shall bring themselves along */
    const char *fields; /* as naql_options.fields; NULL: none */
    bool marked;        /* keep the checksum of what is read */
    nq_halt from; /* where to start: what is before is read again, and must
                     be what it was */
    /* Makes b->results of b->docs on any thread; a failure is b->status. */
    void (*work)(void *job, nq_batch *b);
    /* Takes a finished batch, on the calling thread, in order. */
    naql_status (*take)(void *job, nq_batch *b, naql_error *err);
    void *job;
    /* As naql_options.progress; told of each fault; both may be NULL. */
    bool (*progress)(void *user, uint64_t done, uint64_t of);
    void (*fault)(void *user, const naql_error *err);
    void *user;
} nq_batches;

/* NAQL_OK; NAQL_BAD_ARG: the input before `from` is not what it was; what
 * reading, work and take returned; NAQL_CANCELLED. *end is the last mark. */
naql_status nq_batches_run(const nq_batches *options, const char *const *paths,
                           uint32_t n, nq_halt *end, naql_error *err);

/* A name for a document: its id, else path and number. ptr NULL: no memory. */
naql_str nq_doc_name(const nq_doc *doc, nq_arena *arena);
/* Its text; of a page, the blocks that are no furniture. */
naql_str nq_doc_body(const nq_doc *doc, nq_arena *arena);

#endif
