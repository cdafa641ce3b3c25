/* SPDX-License-Identifier: Apache-2.0
 *
 * put.h - an article and what was found in it -> rows. Layer 8 (store). */
#ifndef NQ_STORE_PUT_H
#define NQ_STORE_PUT_H

#include "store/archive.h"

/* Articles of one transaction: a sync of the disk is worth it, and a reader
 * sees news within the second. */
#define NQ_STORE_BATCH 256u

typedef struct nq_put_input {
    const nq_doc *doc;
    const nq_reading *reading;
    const naql_kept *kept; /* where it was fetched; NULL: it was not */
} nq_put_input;

/* Puts an article into the open transaction, or begins one; commits when
 * NQ_STORE_BATCH of them are in. An article is there already when its id is, or
 * its url, outlet, date and words are.
 *
 * fresh    false: it was there, and nothing was done
 * returns  NAQL_OK, NAQL_NOMEM, NAQL_IO, NAQL_LOCKED, NAQL_CORRUPT; after a
 *          failure everything since the last commit is lost
 * cost     the words of the article; memory does not grow with the archive */
naql_status nq_archive_put(nq_archive *a, const nq_put_input *in, bool *fresh,
                           naql_error *err);

void nq_put_free(struct nq_put *put); /* NULL is allowed */

#endif
