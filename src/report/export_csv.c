/* SPDX-License-Identifier: Apache-2.0
 *
 * export_csv.c - the statements of a pile as a table: docs/export.md. Layer 9
 * (report).
 *
 * RFC 4180: a header, CRLF, fields quoted where they need it. One row a
 * wording, in the order of the JSON. Knows nothing of any spreadsheet but the
 * ways in which they take a cell for a formula. */
#include "report/points.h"
#include "report/report.h"
#include "report/view.h"

#include "base/str.h"

struct table {
    nq_buf *out;
    const nq_report *r;
    const nq_points_of *points; /* [pile n] */
    bool spreadsheet;
    bool in_row; /* a field was written */
};

static const char *const columns[] = {
    "story_id",  "story_title", "group", "speaker", "outlet",
    "published", "form",        "act",   "credit",  "to",
    "text",      "article_id",  "start", "end"};

/* ---- Cells ---- */

static bool
is_control(uint32_t c)
{
    return (c < 0x20 && c != '\t' && c != '\n' && c != '\r') ||
           (c >= 0x7f && c < 0xa0);
}

/* A point that cannot stand in a table becomes U+FFFD, one for one, so that
 * offsets still count. */
static uint32_t
shown(const struct table *t, uint32_t c)
{
    bool bad = c == NQ_UTF8_BAD || is_control(c) ||
               (t->spreadsheet && c != '\r' && nq_view_is_hidden(c));
    return bad ? 0xfffd : c;
}

static bool
is_blank(uint32_t c)
{
    return c == ' ' || c == 0xa0 || c == 0x61c || c == 0x3000 ||
           (c >= 0x2000 && c <= 0x200f) || c == 0x202f ||
           (c != '\r' && c != '\n' && c != '\t' && nq_view_is_hidden(c));
}

/* Whether a spreadsheet may run the cell: it starts, behind what a program
 * may trim or not show, with one of = + - @ TAB CR LF or the full-width forms
 * of the first four. Source: OWASP, CSV Injection. */
static bool
is_formula(naql_str s)
{
    static const uint32_t starts[] = {'=',  '+',    '-',    '@',    '\t',  '\r',
                                      '\n', 0xff1d, 0xff0b, 0xff0d, 0xff20};
    uint32_t c = ' ';
    for (size_t at = 0; at < s.len && is_blank(c);)
        c = nq_utf8_next(s, &at);
    for (size_t i = 0; i < sizeof(starts) / sizeof(starts[0]); i++)
        if (c == starts[i])
            return true;
    return false;
}

/* Blank ends are quoted too: some readers trim what is not. */
static bool
needs_quotes(naql_str s)
{
    for (size_t i = 0; i < s.len; i++)
        if (strchr(",\"\r\n", s.ptr[i]) && s.ptr[i])
            return true;
    return s.len > 0 && (s.ptr[0] == ' ' || s.ptr[s.len - 1] == ' ');
}

static void
field(struct table *t, naql_str s)
{
    bool quotes = needs_quotes(s);
    if (t->in_row)
        nq_buf_byte(t->out, ',');
    t->in_row = true;
    if (quotes)
        nq_buf_byte(t->out, '"');
    if (t->spreadsheet && is_formula(s))
        nq_buf_byte(t->out, '\'');
    for (size_t at = 0; at < s.len;) {
        uint32_t c = shown(t, nq_utf8_next(s, &at));
        if (c == '"')
            nq_buf_byte(t->out, '"');
        nq_buf_point(t->out, c);
    }
    if (quotes)
        nq_buf_byte(t->out, '"');
}

static void
field_number(struct table *t, uint32_t n)
{
    nq_buf_format(t->out, t->in_row ? ",%u" : "%u", n);
    t->in_row = true;
}

static void
row_ends(struct table *t)
{
    nq_buf_add(t->out, NQ_STR("\r\n"));
    t->in_row = false;
}

/* ---- Rows ---- */

static void
wording(struct table *t, uint32_t story, uint32_t group, const nq_variant *v)
{
    const nq_story_view *view = &t->r->views[story];
    const nq_reading *r = t->r->pile->at[v->article];
    const nq_statement *s = &r->claims.statements[v->statement];
    const nq_points *points = &t->points[v->article].points;
    const naql_str fields[] = {
        nq_view_outlet(&r->article),
        r->article.published,
        nq_str_from(nq_form_name(s->form)),
        s->act,
        nq_str_span(r->article.text, s->credit),
        nq_str_span(r->article.text, s->to),
        nq_str_span(r->article.text, s->span),
        r->article.id,
    };
    field(t, view->id);
    field(t, t->r->pile->at[view->story->head]->article.title);
    field_number(t, group + 1);
    field(t, view->twins->at[group].speaker);
    for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++)
        field(t, fields[i]);
    field_number(t, nq_points_at(points, s->span.start));
    field_number(t, nq_points_at(points, s->span.end));
    row_ends(t);
}

static void
story_rows(struct table *t, uint32_t story)
{
    const nq_twins *twins = t->r->views[story].twins;
    for (uint32_t i = 0; i < twins->n; i++)
        for (uint32_t k = 0; k < twins->at[i].n_variants; k++)
            if (nq_variant_home(&twins->at[i].variants[k]))
                wording(t, story, i, &twins->at[i].variants[k]);
}

void
nq_report_csv(const nq_report *r, const nq_report_options *o, nq_arena *scratch,
              nq_buf *out)
{
    nq_arena_mark here = nq_arena_here(scratch);
    struct table t = {.out = out,
                      .r = r,
                      .points = nq_points_of_pile(r->pile, scratch),
                      .spreadsheet = o->spreadsheet};
    if (!t.points) {
        out->failed = true;
        return;
    }
    if (t.spreadsheet)
        nq_buf_point(out, 0xfeff);
    for (size_t i = 0; i < sizeof(columns) / sizeof(columns[0]); i++)
        field(&t, nq_str_from(columns[i]));
    row_ends(&t);
    for (uint32_t i = 0; i < r->stories->n; i++)
        story_rows(&t, i);
    nq_arena_release(scratch, here);
}
