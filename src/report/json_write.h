/* SPDX-License-Identifier: Apache-2.0
 *
 * json_write.h - parts of the JSON output that its files share. Layer 9
 * (report). */
#ifndef NQ_REPORT_JSON_WRITE_H
#define NQ_REPORT_JSON_WRITE_H

#include "report/points.h"
#include "report/report.h"

/* "e1", "p12": letter and number from 1; NQ_NO_ENTITY: null. */
void nq_json_entity_id(nq_json_out *j, char letter, uint32_t entity);

/* An article; without its text and all that stands on it when `p` is NULL. */
void nq_json_article(nq_json_out *j, const nq_reading *r, const nq_points_of *p,
                     nq_arena *scratch);

#endif
