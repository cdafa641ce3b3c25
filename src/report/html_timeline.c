/* SPDX-License-Identifier: Apache-2.0
 *
 * html_timeline.c - what happened when, and who tells it. Layer 9 (report). */
#include "report/html_parts.h"

#include "base/str.h"

static void
when(nq_html *h, const nq_moment *m)
{
    nq_html_raw(h, m->background ? "<li class=past><p class=when>"
                                 : "<li><p class=when>");
    nq_html_date(h, m->date);
    if (m->background) {
        nq_html_raw(h, " <span class=tag>");
        nq_html_say(h, NQ_W_BACKGROUND);
        nq_html_raw(h, "</span>");
    }
    nq_html_raw(h, "</p>");
}

/* What happened; the date is not said again where the one before has it. */
static void
moment(nq_html *h, const nq_moment *m, bool same_date)
{
    if (same_date)
        nq_html_raw(h, "<li class=too>");
    else
        when(h, m);
    nq_html_raw(h, "<p class=what");
    nq_html_block(h, m->what);
    nq_html_raw(h, ">");
    nq_html_text(h, m->what);
    nq_html_raw(h, "<p class=who>");
    nq_html_place_links(h, m->places, m->n_places);
    nq_html_raw(h, "\n");
}

void
nq_html_timeline(nq_html *h, uint32_t story)
{
    const nq_comparison *c = nq_html_comparison_of(h, story);
    if (c->n_timeline == 0)
        return;
    nq_html_part(h, story, "-time", NQ_W_TIMELINE);
    nq_html_raw(h, "<ol class=line>\n");
    for (uint32_t i = 0; i < c->n_timeline; i++) {
        const nq_moment *m = &c->timeline[i], *before = m - (i > 0);
        moment(h, m,
               i > 0 && nq_str_equal(m->date, before->date) &&
                   m->background == before->background);
    }
    nq_html_raw(h, "</ol></section>\n");
}
