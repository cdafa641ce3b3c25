/* SPDX-License-Identifier: Apache-2.0
 *
 * torn.h - the end of a file of gzip members that a kill or the loss of power
 * cut off. Layer 8 (store). */
#ifndef NQ_STORE_TORN_H
#define NQ_STORE_TORN_H

#include "base/io.h"

/* Where the last member that is whole ends, and something that is none follows
 * up to the end of the file; the file's size where nothing does, or where it is
 * not told what follows.
 *
 * log      is read on from where it is: a member starts there
 * from     the byte of that place
 * sure     damage behind the first member is such an end too, as when the
 *          system had not written all of it; else only a member that the file
 *          ends in
 * returns  NAQL_OK, NAQL_IO, NAQL_NOMEM
 * cost     the bytes from there on, unpacked */
naql_status nq_torn_find(nq_log *log, uint64_t from, bool sure, uint64_t *whole,
                         naql_error *err);

#endif
