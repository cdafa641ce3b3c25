/* SPDX-License-Identifier: Apache-2.0
 *
 * mkmade.h - what the build works out of the tables, so that no start has to. A
 * part of mktables. */
#ifndef NQ_TOOLS_MKMADE_H
#define NQ_TOOLS_MKMADE_H

#include "base/buf.h"

/* Appends the maps and arrays to a block of tables that is complete but for
 * its checksum, and names them in its head. */
naql_status add_made(nq_buf *block);

#endif
