/* SPDX-License-Identifier: Apache-2.0
 *
 * pages.h - articles read up to their names, for the programs that learn from
 * what stands above names. Not part of the library. */
#ifndef NQ_TRAIN_PAGES_H
#define NQ_TRAIN_PAGES_H

#include "name/names.h"

/* What one article is to a program; its arenas are emptied behind it. */
typedef naql_status (*pages_see)(void *user, const nq_names *names,
                                 nq_arena *arena, nq_arena *scratch);

/* Calls `see` for every article of the paths; stops at what it says but
 * NAQL_OK. */
naql_status pages_read(const nq_tables *tables, const char *const *paths,
                       uint32_t n, pages_see see, void *user);

#endif
