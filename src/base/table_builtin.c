/* SPDX-License-Identifier: Apache-2.0
 *
 * table_builtin.c - the block that was compiled in. Layer 0 (base).
 *
 * The two symbols stand in an assembly file that the build writes; they are
 * apart from table.c because the tools that write
 * the block need table-less base code. */
#include "base/table.h"

extern const unsigned char nq_tables_begin[], nq_tables_end[];

naql_status
nq_tables_builtin(nq_tables *out)
{
    return nq_tables_open_own(nq_tables_begin,
                              (size_t)(nq_tables_end - nq_tables_begin), out);
}
