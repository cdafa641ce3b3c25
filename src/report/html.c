/* SPDX-License-Identifier: Apache-2.0
 *
 * html.c - the page. Layer 9 (report). */
#include "report/report.h"

void
nq_report_html(const nq_report *r, const nq_report_options *o,
               nq_arena *scratch, nq_buf *out)
{
    (void)r, (void)o, (void)scratch, (void)out;
}
