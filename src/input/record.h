/* SPDX-License-Identifier: Apache-2.0
 *
 * record.h - one JSON object -> one document. Layer 1 (input). */
#ifndef NQ_INPUT_RECORD_H
#define NQ_INPUT_RECORD_H

#include "base/json.h"
#include "input/fields.h"

/* Room to work, kept from record to record; zero-initialised is valid. */
typedef struct nq_record_room {
    nq_buf escapes; /* strings with escapes in them */
    nq_buf joined;  /* lists */
} nq_record_room;

void nq_record_room_clear(nq_record_room *room);

/* Fills the fields of *out (which nq_doc_start made) from one JSON object.
 *
 * json     the object, white space around it allowed; any bytes
 * returns  NAQL_OK; NAQL_BAD_INPUT, NAQL_TOO_BIG with err->offset in `json`
 *          and a reason; NAQL_NOMEM
 * cost     O(bytes) */
naql_status nq_record_read(naql_str json, const nq_fields *fields,
                           nq_record_room *room, nq_arena *arena, nq_doc *out,
                           naql_error *err);

#endif
