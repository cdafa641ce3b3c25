/* SPDX-License-Identifier: Apache-2.0
 *
 * plain.c - a short account for a terminal: how many stories, and of the first
 * ones, as the page puts them, title, outlets and what was found. Layer 9
 * (report). */
#include "report/report.h"
#include "report/view.h"

#include "base/str.h"
#include "base/utf8.h"

/* A title longer than this is cut: the line should stay a line. */
#define TITLE_POINTS 72

/* Stories that are told: two screens. */
#define STORIES_TOLD 20

struct writer {
    nq_buf *out;
    const nq_report *r;
    nq_view view;
};

/* Words of an article without what would disturb a terminal. */
static void
words(struct writer *w, naql_str s)
{
    size_t at = 0;
    for (unsigned n = 0; at < s.len && n < TITLE_POINTS; n++) {
        uint32_t c = nq_utf8_next(s, &at);
        bool seen =
            c != NQ_UTF8_BAD && c != '\n' && c != '\t' && !nq_view_is_hidden(c);
        nq_buf_point(w->out, seen ? c : ' ');
    }
    if (at < s.len)
        nq_buf_add(w->out, NQ_STR("…"));
}

static void
count(struct writer *w, uint32_t n, const char *one, const char *more)
{
    if (n > 0)
        nq_buf_format(w->out, ", %u %s", n, n == 1 ? one : more);
}

static void
days(struct writer *w, const nq_story *s)
{
    char iso[11];
    if (s->first == NQ_NO_DAY) {
        nq_buf_add(w->out, NQ_STR("undated   "));
        return;
    }
    nq_day_write(s->first, iso);
    nq_buf_add(w->out, nq_str(iso, 10));
}

/* Outlets that write a name in several ways are in no conflict. */
static uint32_t
spellings(const nq_comparison *c)
{
    uint32_t n = c->n_conflict - nq_view_clashes(c);
    for (uint32_t i = 0; i < c->n_agree; i++)
        n += c->agree[i].spelling;
    return n;
}

static uint32_t
agreed(const nq_comparison *c)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < c->n_agree; i++)
        n += !c->agree[i].spelling;
    return n;
}

static void
story(struct writer *w, uint32_t number)
{
    const nq_story_view *v = &w->r->views[number];
    const nq_story *s = v->story;
    const nq_article *head = &w->r->pile->at[s->head]->article;
    uint32_t carried = 0;
    for (uint32_t i = 0; i < v->twins->n; i++)
        carried += v->twins->at[i].carried_by > 1;
    days(w, s);
    nq_buf_add(w->out, NQ_STR("  "));
    words(w, head->title.len ? head->title : nq_view_outlet(head));
    nq_buf_format(w->out, "\n            %u article%s", s->n_articles,
                  s->n_articles == 1 ? "" : "s");
    count(w, w->view.stories[number].n_outlets, "outlet", "outlets");
    count(w, v->twins->n, "statement", "statements");
    count(w, carried, "of them in several outlets",
          "of them in several outlets");
    count(w, agreed(v->comparison), "point agreed", "points agreed");
    count(w, nq_view_clashes(v->comparison), "conflict", "conflicts");
    count(w, spellings(v->comparison), "name in several spellings",
          "names in several spellings");
    nq_buf_byte(w->out, '\n');
}

void
nq_report_plain(const nq_report *r, const nq_report_options *o,
                nq_arena *scratch, nq_buf *out)
{
    struct writer w = {.out = out, .r = r};
    uint32_t n = r->stories->n;
    (void)o;
    nq_buf_format(out, "%u article%s, %u stor%s\n", r->pile->n,
                  r->pile->n == 1 ? "" : "s", n, n == 1 ? "y" : "ies");
    nq_arena_mark here = nq_arena_here(scratch);
    if (!nq_view_make(r, scratch, &w.view)) {
        out->failed = true;
        return;
    }
    for (uint32_t i = 0; i < n && i < STORIES_TOLD; i++)
        story(&w, w.view.order[i]);
    if (n > STORIES_TOLD)
        nq_buf_format(out, "and %u more, of fewer outlets or older\n",
                      n - STORIES_TOLD);
    nq_arena_release(scratch, here);
}
