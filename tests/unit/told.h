/* SPDX-License-Identifier: Apache-2.0
 *
 * told.h - writes docs/json.md from the functions of naql.h. */
#ifndef NQ_UNIT_TOLD_H
#define NQ_UNIT_TOLD_H

#include "base/buf.h"
#include "naql.h"

/* As naql_article_json. */
void tell_article(const naql_article *a, nq_buf *out);
/* As naql_set_report with NAQL_FORMAT_JSON. */
void tell_set(const naql_set *set, nq_buf *out);

#endif
