/* SPDX-License-Identifier: Apache-2.0
 *
 * plain.c - a short account for a terminal: how many stories, and for each its
 * title, its outlets and what was found. Layer 9 (report). */
#include "report/report.h"
#include "report/view.h"

#include "base/hash.h"
#include "base/map.h"
#include "base/str.h"
#include "base/utf8.h"

/* A title longer than this is cut: the line should stay a line. */
#define TITLE_POINTS 72

struct writer {
    nq_buf *out;
    const nq_report *r;
    nq_arena *scratch;
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
        nq_buf_add(w->out, NQ_STR("          "));
        return;
    }
    nq_day_write(s->first, iso);
    nq_buf_add(w->out, nq_str(iso, 10));
}

static uint32_t
outlets(struct writer *w, const nq_story *s)
{
    nq_map seen;
    nq_arena_mark here = nq_arena_here(w->scratch);
    nq_map_init(&seen, w->scratch);
    for (uint32_t i = 0; i < s->n_articles; i++) {
        const nq_article *a = &w->r->pile->at[s->articles[i]]->article;
        if (!nq_map_put(&seen, nq_hash(nq_view_outlet(a)), NULL))
            w->out->failed = true;
    }
    nq_arena_release(w->scratch, here);
    return seen.n;
}

static void
story(struct writer *w, const nq_story_view *v)
{
    const nq_story *s = v->story;
    const nq_comparison *c = v->comparison;
    uint32_t carried = 0;
    for (uint32_t i = 0; i < v->twins->n; i++)
        carried += v->twins->at[i].carried_by > 1;
    days(w, s);
    nq_buf_add(w->out, NQ_STR("  "));
    words(w, w->r->pile->at[s->head]->article.title);
    nq_buf_format(w->out, "\n            %u article%s", s->n_articles,
                  s->n_articles == 1 ? "" : "s");
    count(w, outlets(w, s), "outlet", "outlets");
    count(w, v->twins->n, "statement", "statements");
    count(w, carried, "of them in several outlets",
          "of them in several outlets");
    count(w, c->n_agree, "point agreed", "points agreed");
    count(w, c->n_conflict, "conflict", "conflicts");
    nq_buf_byte(w->out, '\n');
}

void
nq_report_plain(const nq_report *r, const nq_report_options *o,
                nq_arena *scratch, nq_buf *out)
{
    struct writer w = {.out = out, .r = r, .scratch = scratch};
    (void)o;
    nq_buf_format(out, "%u article%s, %u stor%s\n", r->pile->n,
                  r->pile->n == 1 ? "" : "s", r->stories->n,
                  r->stories->n == 1 ? "y" : "ies");
    for (uint32_t i = 0; i < r->stories->n; i++)
        story(&w, &r->views[i]);
}
