/* SPDX-License-Identifier: Apache-2.0
 *
 * view_parts.h - the steps of nq_view_make, each in its file. Layer 9
 * (report). All return false when memory is out. */
#ifndef NQ_REPORT_VIEW_PARTS_H
#define NQ_REPORT_VIEW_PARTS_H

#include "report/view.h"

bool nq_view_join_outlets(const nq_report *r, nq_arena *arena,
                          nq_view_article *articles, nq_view *out);
bool nq_view_join_places(const nq_report *r, nq_arena *arena,
                         nq_view_article *articles);

#endif
