/* SPDX-License-Identifier: Apache-2.0
 *
 * fuzz_article.c - a libFuzzer target for all that naql does with a text, from
 * the bytes to the reports, through naql.h alone.
 *
 * The bytes are read as they are, and as the text of JSON lines: two articles,
 * the later one with other figures and its middle in front, so that there are
 * copies, groups and conflicts to be found. Beside crashes it finds spans that
 * lie outside the text, cut a character, or are out of order. */
#include "base/buf.h"
#include "base/out.h"
#include "base/str.h"
#include "base/utf8.h"

#include <stdlib.h>

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { MOST = 8 }; /* articles that are compared; archives hold more */

static naql_engine *engine;

static void
need(bool good)
{
    if (!good)
        abort();
}

static naql_status
swallow(void *user, const char *bytes, size_t n)
{
    *(size_t *)user += n;
    return bytes || !n ? NAQL_OK : NAQL_IO;
}

/* ---- What an article promises -------------------------------------------- */

static bool
at_character(naql_str text, uint32_t at)
{
    return at == text.len || ((unsigned char)text.ptr[at] & 0xc0) != 0x80;
}

static void
check_span(naql_str text, naql_span s)
{
    need(s.start <= s.end && s.end <= text.len);
    need(at_character(text, s.start) && at_character(text, s.end));
}

static void
check_statements(const naql_article *a, naql_str text)
{
    naql_statement_iter it = naql_statements(a);
    uint32_t last = 0;
    for (naql_statement s; naql_statement_next(&it, &s);) {
        check_span(text, s.span);
        check_span(text, s.cue);
        check_span(text, s.speaker);
        check_span(text, s.to);
        check_span(text, s.credit);
        need(s.span.start >= last && !naql_span_empty(s.span));
        need(s.entity == NAQL_NO_ENTITY || s.entity < naql_entities(a));
        need(s.confidence >= 0 && s.confidence <= 1);
        last = s.span.start;
    }
}

static void
check_entities(const naql_article *a, const uint32_t *at, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++)
        need(at[i] < naql_entities(a));
}

static void
check_parties(const naql_article *a)
{
    naql_statement_iter it = naql_statements(a);
    for (naql_statement s; naql_statement_next(&it, &s);) {
        naql_parties p;
        need(naql_statement_parties(a, it.next - 1, &p, sizeof(p)) == NAQL_OK);
        check_entities(a, p.speakers, p.n_speakers);
        need(p.to == NAQL_NO_ENTITY || p.to < naql_entities(a));
        need(p.credit == NAQL_NO_ENTITY || p.credit < naql_entities(a));
    }
}

static void
check_events(const naql_article *a, naql_str text)
{
    naql_event_iter it = naql_events(a);
    for (naql_event e; naql_event_next(&it, &e, sizeof(e));) {
        check_span(text, e.span);
        check_span(text, e.trigger);
        check_span(text, e.actor);
        check_span(text, e.target);
        check_span(text, e.date.span);
        check_entities(a, e.actors, e.n_actors);
        check_entities(a, e.targets, e.n_targets);
        need(e.place == NAQL_NO_ENTITY || e.place < naql_entities(a));
        need(e.confidence >= 0 && e.confidence <= 1);
    }
}

static void
check_names(const naql_article *a, naql_str text)
{
    naql_name_iter it = naql_names(a);
    uint32_t last = 0;
    for (naql_name n; naql_name_next(&it, &n);) {
        check_span(text, n.span);
        check_span(text, n.role);
        need(n.span.start >= last && !naql_span_empty(n.span));
        need(n.entity < naql_entities(a));
        last = n.span.start;
    }
}

static void
check_article(const naql_article *a)
{
    naql_str text = naql_article_head(a).text;
    size_t bytes = 0;
    need(nq_utf8_valid(text) == text.len);
    check_statements(a, text);
    check_parties(a);
    check_events(a, text);
    check_names(a, text);
    naql_date_iter dates = naql_dates(a);
    for (naql_date d; naql_date_next(&dates, &d);) {
        check_span(text, d.span);
        need(d.first_day <= d.last_day);
    }
    naql_number_iter numbers = naql_numbers(a);
    for (naql_number n; naql_number_next(&numbers, &n);)
        check_span(text, n.span);
    naql_repair_iter repairs = naql_repairs(a);
    for (naql_repair r; naql_repair_next(&repairs, &r);)
        check_span(text, r.span);
    need(naql_article_json(a, (naql_sink){swallow, &bytes}) == NAQL_OK);
    need(bytes > 0);
}

/* ---- Reading and comparing ----------------------------------------------- */

/* Reads all articles and keeps the first; returns how many. */
static unsigned
read_all(naql_str bytes, naql_article *articles[MOST])
{
    naql_reader *reader;
    naql_article *a;
    naql_error err;
    naql_status status;
    unsigned n = 0;
    need(naql_reader_open_memory(engine, "fuzz", bytes.ptr, bytes.len, &reader,
                                 &err) == NAQL_OK);
    while ((status = naql_reader_next(reader, &a, &err)) != NAQL_END) {
        if (status != NAQL_OK) {
            need(status != NAQL_NOMEM && err.message[0]);
            continue;
        }
        check_article(a);
        if (n < MOST)
            articles[n++] = a;
        else
            naql_article_close(a);
    }
    naql_reader_close(reader);
    return n;
}

static void
check_passages(const naql_set *set)
{
    naql_passage_iter it = naql_passages(set);
    for (naql_passage p; naql_passage_next(&it, &p);) {
        check_span(naql_article_head(p.from).text, p.from_span);
        check_span(naql_article_head(p.to).text, p.to_span);
    }
}

static void
check_places(naql_place_iter it)
{
    for (naql_place p; naql_place_next(&it, &p);) {
        need(!naql_span_empty(p.span));
        check_span(naql_article_head(p.article).text, p.span);
    }
}

static void
check_points(const naql_set *set, uint32_t story)
{
    for (int side = NAQL_AGREE; side <= NAQL_CONFLICT; side++) {
        naql_point_iter it = naql_points(set, story, (naql_side)side);
        for (naql_point p; naql_point_next(&it, &p, sizeof(p));) {
            need(side != NAQL_CONFLICT || p.versions.n > 1);
            for (naql_wording v; naql_wording_next(&p.versions, &v);)
                check_places(v.places);
        }
    }
}

static void
check_groups(const naql_set *set, uint32_t story)
{
    naql_group_iter it = naql_groups(set, story);
    for (naql_group g; naql_group_next(&it, &g, sizeof(g));) {
        need(g.variants.n > 0);
        for (naql_variant v; naql_variant_next(&g.variants, &v, sizeof(v));) {
            naql_str text = naql_article_head(v.article).text;
            check_span(text, v.said.span);
            check_span(text, v.part);
            need(v.edits.n > 0);
        }
    }
}

static void
check_story(const naql_set *set, uint32_t story)
{
    naql_moment_iter it = naql_timeline(set, story);
    check_points(set, story);
    check_groups(set, story);
    check_places(naql_summary(set, story));
    for (naql_moment m; naql_moment_next(&it, &m, sizeof(m));)
        check_places(m.places);
}

static void
compare(naql_article *const *articles, unsigned n)
{
    naql_set *set;
    size_t bytes = 0;
    need(naql_set_new(engine, &set, NULL) == NAQL_OK);
    for (unsigned i = 0; i < n; i++)
        need(naql_set_add(set, articles[i]) == NAQL_OK);
    need(naql_set_compare(set, NULL) == NAQL_OK);
    check_passages(set);
    for (uint32_t i = 0; i < naql_stories(set); i++)
        check_story(set, i);
    for (int f = NAQL_FORMAT_HTML; f <= NAQL_FORMAT_WEBANNOTATION; f++)
        need(naql_set_report(set, (naql_format)f, NULL,
                             (naql_sink){swallow, &bytes}, NULL) == NAQL_OK);
    naql_set_close(set);
}

static void
read_and_compare(naql_str bytes)
{
    naql_article *articles[MOST];
    unsigned n = read_all(bytes, articles);
    compare(articles, n);
    for (unsigned i = 0; i < n; i++)
        naql_article_close(articles[i]);
}

/* ---- Two articles of one text -------------------------------------------- */

static void
add_line(nq_buf *lines, const char *outlet, const char *day, naql_str text)
{
    nq_json_out j;
    nq_json_start(&j, lines);
    nq_json_object(&j);
    nq_json_key(&j, "outlet");
    nq_json_str(&j, nq_str_from(outlet));
    nq_json_key(&j, "published");
    nq_json_str(&j, nq_str_from(day));
    nq_json_key(&j, "text");
    nq_json_str(&j, text);
    nq_json_end(&j, '}');
    nq_buf_byte(lines, '\n');
}

/* The same with each figure one higher, and from the middle on first. */
static void
tell_otherwise(naql_str text, nq_buf *out)
{
    size_t middle = text.len / 2;
    while (middle < text.len && !at_character(text, (uint32_t)middle))
        middle++;
    nq_buf_add(out, nq_str(text.ptr + middle, text.len - middle));
    nq_buf_byte(out, '\n');
    nq_buf_add(out, nq_str(text.ptr, middle));
    for (size_t i = 0; i < out->len; i++)
        if (out->ptr[i] >= '0' && out->ptr[i] <= '8')
            out->ptr[i]++;
}

int
LLVMFuzzerInitialize(int *argc, char ***argv)
{
    naql_options o = {.size = sizeof(o), .threads = 1};
    (void)argc;
    (void)argv;
    need(naql_engine_open(&o, &engine, NULL) == NAQL_OK);
    return 0;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    nq_buf lines = {0}, other = {0};
    naql_str bytes = nq_str((const char *)data, size);
    if (!engine)
        LLVMFuzzerInitialize(NULL, NULL);
    read_and_compare(bytes);
    naql_str text = nq_str(bytes.ptr, nq_utf8_valid(bytes));
    tell_otherwise(text, &other);
    add_line(&lines, "sada.example", "2019-03-02T08:00:00Z", text);
    add_line(&lines, "nida.example", "2019-03-03T08:00:00Z",
             nq_buf_str(&other));
    need(!lines.failed && !other.failed);
    read_and_compare(nq_buf_str(&lines));
    nq_buf_clear(&lines);
    nq_buf_clear(&other);
    return 0;
}
