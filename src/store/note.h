/* SPDX-License-Identifier: Apache-2.0
 *
 * note.h - what a program that fills an archive has to remember with it. Layer
 * 8 (store). */
#ifndef NQ_STORE_NOTE_H
#define NQ_STORE_NOTE_H

#include "store/archive.h"

/* Writes a note in the open transaction, or begins one; an empty value takes
 * it out. */
naql_status nq_archive_note(nq_archive *a, naql_str kind, naql_str key,
                            naql_str value, naql_error *err);

/* In `arena`. NAQL_NOT_FOUND, without a message: there is none. */
naql_status nq_archive_noted(nq_archive *a, naql_str kind, naql_str key,
                             nq_arena *arena, naql_str *value, naql_error *err);

#endif
