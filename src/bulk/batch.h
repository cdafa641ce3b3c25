/* SPDX-License-Identifier: Apache-2.0
 *
 * batch.h - a crawl in batches through the stages of a run. Layer 9 (bulk).
 *
 * What dedup, passages and stories have in common: documents are read, many
 * threads make something of each batch, what hangs on the order of the input is
 * done in that order, lines are written, and a journal notes after each batch
 * how far the run came, from where a later one goes on. All stages go side by
 * side (line.h), each with another batch. */
#ifndef NQ_BULK_BATCH_H
#define NQ_BULK_BATCH_H

#include "base/arena.h"
#include "base/buf.h"
#include "bulk/journal.h"
#include "bulk/set.h"
#include "input/doc.h"

typedef struct nq_bulk { /* what every run is told */
    unsigned threads;    /* 0: one per core */
    const char *fields;  /* as naql_options.fields; NULL: none */
    const char *state;   /* file to go on from; NULL: none */
    uint64_t have;       /* bytes of output that an earlier run left */
    /* Called once before the first write with a state: the output is to be cut
     * off behind so many bytes. */
    naql_status (*resume)(void *user, uint64_t bytes);
    /* As naql_options.progress; told of every document that was passed over;
     * each may be NULL. On the calling thread, as all of these are. */
    bool (*progress)(void *user, uint64_t done, uint64_t of);
    void (*fault)(void *user, const naql_error *err);
    void *user;
} nq_bulk;

typedef struct nq_batch {
    nq_list docs;      /* nq_doc */
    uint64_t bytes;    /* of their texts */
    nq_arena read;     /* holds what was read */
    nq_arena made;     /* holds what later stages made of it */
    nq_arena room[2];  /* for `work` to work in */
    nq_set set;        /* the same */
    void *items;       /* [docs.n] that `work` made of them, in `made` */
    nq_list faults;    /* naql_error, of documents that were passed over */
    nq_halt mark;      /* behind this batch; `written` is set when it is */
    uint64_t done, of; /* bytes of input, for progress */
    naql_error err;
    naql_status status; /* of the stages so far */
} nq_batch;

typedef struct nq_batch_out {
    nq_buf lines;  /* to be written */
    nq_buf memory; /* what the journal shall remember of the batch */
    bool remembers;
} nq_batch_out;

typedef struct nq_batches {
    const nq_bulk *bulk;
    bool lines;       /* JSON lines shall bring themselves along */
    uint64_t purpose; /* runs with other options leave other states */
    naql_sink to;
    size_t item_bytes; /* of what is made of a document */
    /* Makes an item of a document, for many batches at once. */
    naql_status (*work)(void *job, const nq_doc *doc, nq_batch *b, void *item);
    /* Goes on with one batch at a time, in the order of the input, while `take`
     * has earlier ones; NULL: nothing to do. */
    naql_status (*follow)(void *job, nq_batch *b);
    /* Takes a finished batch, in the order of the input, on the calling
     * thread; *out is empty. */
    naql_status (*take)(void *job, nq_batch *b, nq_batch_out *out);
    /* Takes back what a record of the journal remembers. */
    nq_journal_take restore;
    void *job;
} nq_batches;

/* NAQL_OK; NAQL_BAD_ARG: the input before `from` is not what it was, or the
 * state is of another run; what reading, the stages and the sink returned;
 * NAQL_CANCELLED. *end is the mark of the last batch that was taken. */
naql_status nq_batches_run(const nq_batches *options, const char *const *paths,
                           uint32_t n, nq_halt *end, naql_error *err);

#endif
