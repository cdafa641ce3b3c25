/* SPDX-License-Identifier: Apache-2.0
 *
 * json_write.h - parts of the JSON output that its files share. Layer 9
 * (report). */
#ifndef NQ_REPORT_JSON_WRITE_H
#define NQ_REPORT_JSON_WRITE_H

#include "report/points.h"
#include "report/report.h"

static inline void
nq_json_key_str(nq_json_out *j, const char *key, naql_str value)
{
    nq_json_key(j, key);
    nq_json_str(j, value);
}

static inline void /* empty: null */
nq_json_key_or_null(nq_json_out *j, const char *key, naql_str value)
{
    nq_json_key(j, key);
    nq_json_str_or_null(j, value);
}

/* "e1", "p12": letter and number from 1; NQ_NO_ENTITY: null. */
void nq_json_entity_id(nq_json_out *j, char letter, uint32_t entity);

/* An article; without its text and all that stands on it when `p` is NULL. */
void nq_json_article(nq_json_out *j, const nq_reading *r, const nq_points_of *p,
                     nq_arena *scratch);

#endif
