/* SPDX-License-Identifier: Apache-2.0
 *
 * plain.c - a short account for a terminal. Layer 9 (report). */
#include "report/report.h"

void
nq_report_plain(const nq_report *r, nq_buf *out)
{
    (void)r, (void)out;
}
