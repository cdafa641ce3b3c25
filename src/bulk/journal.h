/* SPDX-License-Identifier: Apache-2.0
 *
 * journal.h - how far a long run came, in a file, to go on from. Layer 9
 * (bulk).
 *
 * A head that says what the run is for, then records one after the other: how
 * much of the input was read, a checksum of it, how much was written, and what
 * the run itself has to remember. Each record has a checksum, and one that was
 * cut off by the end of a process is as if it had not been written. Bytes are
 * those of the machine: a journal does not travel. */
#ifndef NQ_BULK_JOURNAL_H
#define NQ_BULK_JOURNAL_H

#include "base/io.h"

typedef struct nq_halt { /* a place in a run */
    uint64_t inputs;     /* documents and faults that were read */
    uint64_t chain;      /* checksum of them */
    uint64_t articles, faults;
    uint64_t written; /* bytes of output */
} nq_halt;

typedef struct nq_journal nq_journal;

/* Takes back what a record remembers. */
typedef naql_status (*nq_journal_take)(void *user, naql_str memory);

/* Opens or makes a journal and hands its records to `take`, in order, as far
 * as they are whole and `have` bytes of output reach.
 *
 * purpose  of the run: a journal of another one is refused
 * last     the mark of the last record taken; zeros: none
 * returns  NAQL_OK, NAQL_BAD_ARG (another purpose, not a journal),
 *          NAQL_LOCKED, NAQL_IO, NAQL_NOMEM, what `take` returned */
naql_status nq_journal_open(const char *path, uint64_t purpose, uint64_t have,
                            nq_journal_take take, void *user, nq_halt *last,
                            nq_journal **out, naql_error *err);
naql_status nq_journal_add(nq_journal *j, const nq_halt *mark, naql_str memory,
                           naql_error *err);
/* The next `bytes` of what a record remembers; ptr NULL: it is too short. */
naql_str nq_journal_cut(naql_str *rest, size_t bytes);
void nq_journal_close(nq_journal *j); /* NULL is allowed */

#endif
