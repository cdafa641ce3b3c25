/* SPDX-License-Identifier: Apache-2.0
 *
 * report.c - what was found -> bytes. Layer 9 (report). */
#include "report/report.h"

void
nq_report_article(const nq_reading *r, nq_arena *scratch, nq_buf *out)
{
    (void)r, (void)scratch, (void)out;
}

void
nq_report_json(const nq_report *r, const nq_report_options *o,
               nq_arena *scratch, nq_buf *out)
{
    (void)r, (void)o, (void)scratch, (void)out;
}

void
nq_report_html(const nq_report *r, const nq_report_options *o,
               nq_arena *scratch, nq_buf *out)
{
    (void)r, (void)o, (void)scratch, (void)out;
}

void
nq_report_plain(const nq_report *r, nq_buf *out)
{
    (void)r, (void)out;
}
