/* SPDX-License-Identifier: Apache-2.0
 *
 * t_told.c - naql.h tells a C program all that the JSON tells, of the articles
 * of all cases; structs of callers who were compiled with an older or a newer
 * header; questions that have no answer.
 *
 *   t_told FOLDER   of tests/cases */
#include "told.h"

#include "base/io.h"
#include "base/out.h"
#include "base/str.h"

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

static const char *folder;

struct fixture {
    naql_engine *engine;
    naql_set *set;
    naql_article *articles[512];
    uint32_t n;
};

static int
set_up(void **state)
{
    static struct fixture f;
    naql_options o = {.size = sizeof(o), .threads = 1};
    f = (struct fixture){0};
    *state = &f;
    return naql_engine_open(&o, &f.engine, NULL) != NAQL_OK;
}

static void
drop_set(struct fixture *f)
{
    naql_set_close(f->set);
    while (f->n > 0)
        naql_article_close(f->articles[--f->n]);
    f->set = NULL;
}

static int
tear_down(void **state)
{
    struct fixture *f = *state;
    drop_set(f);
    naql_engine_close(f->engine);
    return 0;
}

static void
read_set(struct fixture *f, naql_str lines)
{
    naql_reader *reader;
    naql_status status;
    assert_int_equal(naql_set_new(f->engine, &f->set, NULL), NAQL_OK);
    assert_int_equal(naql_reader_open_memory(f->engine, "news.jsonl", lines.ptr,
                                             lines.len, &reader, NULL),
                     NAQL_OK);
    while ((status = naql_reader_next(reader, &f->articles[f->n], NULL)) !=
           NAQL_END) {
        assert_int_equal(status, NAQL_OK);
        naql_set_add(f->set, f->articles[f->n++]);
        assert_true(f->n < 512);
    }
    naql_reader_close(reader);
}

static void
compare_set(struct fixture *f, const char *lines)
{
    read_set(f, nq_str_from(lines));
    assert_int_equal(naql_set_compare(f->set, NULL), NAQL_OK);
}

/* ---- All of the cases ---- */

static naql_status
collect(void *user, const char *bytes, size_t n)
{
    nq_buf_add(user, nq_str(bytes, n));
    return NAQL_OK;
}

/* Names the first place where they part. */
static void
expect_same(const nq_buf *told, const nq_buf *json)
{
    size_t n = told->len < json->len ? told->len : json->len, i = 0;
    while (i < n && told->ptr[i] == json->ptr[i])
        i++;
    if (i < told->len || i < json->len)
        fail_msg(
            "told %.*s\njson %.*s",
            (int)(told->len - i < 300 ? told->len - i : 300), told->ptr + i,
            (int)(json->len - i < 300 ? json->len - i : 300), json->ptr + i);
}

/* The lines of one article of a case, up to "@article" or "---", as a line of
 * JSON; false when its case ends with it. */
static bool
add_article(naql_str *rest, nq_buf *lines)
{
    static const char *const fields[][2] = {{"@date ", "published"},
                                            {"@title ", "title"},
                                            {"@outlet ", "outlet"},
                                            {"@url ", "url"},
                                            {"@author ", "author"}};
    nq_buf text = {0};
    nq_json_out j;
    naql_str line;
    bool more = false;
    nq_json_start(&j, lines);
    nq_json_object(&j);
    while (nq_str_split(rest, '\n', &line)) {
        more = nq_str_equal(line, NQ_STR("@article"));
        if (more || nq_str_equal(line, NQ_STR("---")))
            break;
        size_t i = 0;
        while (i < 5 && !nq_str_starts(line, nq_str_from(fields[i][0])))
            i++;
        if (i == 5) {
            nq_buf_add(&text, line);
            nq_buf_byte(&text, '\n');
            continue;
        }
        size_t skip = strlen(fields[i][0]);
        nq_json_key(&j, fields[i][1]);
        nq_json_str(&j, nq_str(line.ptr + skip, line.len - skip));
    }
    nq_json_key(&j, "text");
    nq_json_str(&j, nq_buf_str(&text));
    nq_json_end(&j, '}');
    nq_buf_byte(lines, '\n');
    nq_buf_clear(&text);
    return more;
}

static void
add_cases(naql_str file, nq_buf *lines)
{
    naql_str line;
    while (nq_str_split(&file, '\n', &line))
        if (nq_str_starts(line, NQ_STR("# ")))
            while (add_article(&file, lines))
                continue;
}

static void
check_articles(struct fixture *f)
{
    for (uint32_t i = 0; i < f->n; i++) {
        nq_buf told = {0}, json = {0};
        tell_article(f->articles[i], &told);
        naql_article_json(f->articles[i], (naql_sink){collect, &json});
        expect_same(&told, &json);
        nq_buf_clear(&told);
        nq_buf_clear(&json);
    }
}

static void
check_set(struct fixture *f)
{
    nq_buf told = {0}, json = {0};
    assert_int_equal(naql_set_compare(f->set, NULL), NAQL_OK);
    tell_set(f->set, &told);
    assert_int_equal(naql_set_report(f->set, NAQL_FORMAT_JSON, NULL,
                                     (naql_sink){collect, &json}, NULL),
                     NAQL_OK);
    expect_same(&told, &json);
    nq_buf_clear(&told);
    nq_buf_clear(&json);
}

/* One set of all the articles of the case files of an area. */
static void
check_area(struct fixture *f, const char *area)
{
    char path[4096];
    nq_buf file = {0}, lines = {0};
    struct dirent *entry;
    snprintf(path, sizeof(path), "%s/%s", folder, area);
    DIR *dir = opendir(path);
    assert_non_null(dir);
    while ((entry = readdir(dir))) {
        if (entry->d_name[0] == '.')
            continue;
        snprintf(path, sizeof(path), "%s/%s/%s", folder, area, entry->d_name);
        file.len = lines.len = 0;
        assert_int_equal(nq_io_read(path, 1 << 20, &file, NULL), NAQL_OK);
        add_cases(nq_buf_str(&file), &lines);
        read_set(f, nq_buf_str(&lines));
        check_articles(f);
        check_set(f);
        drop_set(f);
    }
    closedir(dir);
    nq_buf_clear(&file);
    nq_buf_clear(&lines);
}

static void
every_case_is_told_as_in_json(void **state)
{
    DIR *dir = opendir(folder);
    struct dirent *entry;
    assert_non_null(dir);
    while ((entry = readdir(dir)))
        if (!strchr(entry->d_name, '.'))
            check_area(*state, entry->d_name);
    closedir(dir);
}

/* ---- One by one ---- */

static const char two_of_one_story[] =
    "{\"outlet\":\"مرفأ\",\"published\":\"2018-03-02\",\"title\":\"انهيار جسر "
    "سحاب\",\"text\":\"قُتل 14 شخصا في انهيار جسر سحاب في مرسانا مساء الخميس. "
    "وقال "
    "رامي الخطيب وسالم العامري لوكالة نبأ إن الجسر قديم.\"}\n"
    "{\"outlet\":\"صدى\",\"title\":\"انهيار جسر سحاب\",\"text\":\"قُتل 21 شخصا "
    "في "
    "انهيار جسر سحاب في مرسانا أمس. وقال رامي الخطيب إن الجسر قديم.\"}\n";

static void
all_who_say_it_together_are_told(void **state)
{
    struct fixture *f = *state;
    naql_parties who;
    compare_set(f, two_of_one_story);
    const naql_article *a = f->articles[0];
    naql_statement_iter it = naql_statements(a);
    naql_statement s;
    assert_true(naql_statement_next(&it, &s));
    assert_int_equal(naql_statement_parties(a, 0, &who, sizeof(who)), NAQL_OK);
    assert_int_equal(who.n_speakers, 2);
    assert_int_equal(who.speakers[0], s.entity);
    assert_int_not_equal(who.speakers[1], s.entity);
    assert_int_equal(naql_statement_parties(a, 9, &who, sizeof(who)),
                     NAQL_NOT_FOUND);
    assert_null(who.speakers);
}

/* As an event that is told without a day has none, not the first of 1970. */
static void
an_event_tells_its_day_or_none(void **state)
{
    struct fixture *f = *state;
    naql_event e;
    compare_set(f, "{\"published\":\"2018-03-02\",\"text\":\"التقى رامي الخطيب "
                   "سالم العامري. وزار رامي الخطيب مرسانا في 28 فبراير "
                   "2018.\"}\n");
    naql_event_iter it = naql_events(f->articles[0]);
    assert_true(naql_event_next(&it, &e, sizeof(e)));
    assert_true(naql_span_empty(e.date.span));
    assert_int_equal(e.date.first_day, INT32_MIN);
    assert_true(naql_event_next(&it, &e, sizeof(e)));
    assert_true(nq_str_equal(e.date.value, NQ_STR("2018-02-28")));
    assert_int_equal(e.date.first_day, 17590);
}

static void
both_places_of_a_conflict_are_told(void **state)
{
    struct fixture *f = *state;
    const char *figures[] = {"14 شخصا", "21 شخصا"};
    naql_point p;
    naql_wording v;
    naql_place w;
    compare_set(f, two_of_one_story);
    naql_point_iter it = naql_points(f->set, 0, NAQL_CONFLICT);
    assert_true(naql_point_next(&it, &p, sizeof(p)));
    assert_int_equal(p.versions.n, 2);
    assert_true(nq_str_equal(p.kind, NQ_STR("number")));
    for (int i = 0; i < 2; i++) {
        assert_true(naql_wording_next(&p.versions, &v));
        assert_true(naql_place_next(&v.places, &w));
        naql_str text = naql_article_head(w.article).text;
        naql_str words = nq_str_span(text, w.span);
        assert_true(nq_str_equal(words, nq_str_from(figures[i])));
        assert_ptr_equal(w.article, naql_story_article(f->set, 0, (uint32_t)i));
    }
    assert_false(naql_wording_next(&p.versions, &v));
}

/* The one without a date takes that of the other, and its "yesterday" is a day
 * then; the one that was added stays as it was. */
static void
an_undated_article_is_read_anew_in_a_set(void **state)
{
    struct fixture *f = *state;
    naql_origin o;
    naql_date d;
    compare_set(f, two_of_one_story);
    const naql_article *anew = naql_set_article(f->set, 1);
    assert_ptr_equal(naql_set_article(f->set, 0), f->articles[0]);
    assert_ptr_not_equal(anew, f->articles[1]);
    assert_null(naql_set_article(f->set, 2));
    naql_article_origin(anew, &o, sizeof(o));
    assert_true(o.inferred);
    assert_true(
        nq_str_equal(o.inferred_from, naql_article_head(f->articles[0]).id));
    naql_date_iter it = naql_dates(anew);
    assert_true(naql_date_next(&it, &d));
    assert_int_equal(d.first_day, o.day - 1);
    naql_article_origin(f->articles[1], &o, sizeof(o));
    assert_false(o.inferred);
    assert_int_equal(o.day, INT32_MIN);
}

static void
expect_nothing(const naql_set *set, uint32_t story)
{
    int32_t first, last;
    for (int side = NAQL_AGREE; side <= NAQL_CONFLICT + 1; side++)
        assert_int_equal(naql_points(set, story, (naql_side)side).n, 0);
    assert_int_equal(naql_groups(set, story).n, 0);
    assert_int_equal(naql_copies(set, story).n, 0);
    assert_int_equal(naql_timeline(set, story).n, 0);
    assert_int_equal(naql_summary(set, story).n, 0);
    assert_int_equal(naql_people(set, story).n, 0);
    assert_int_equal(naql_story_id(set, story).len, 0);
    assert_null(naql_story_article(set, story, 0));
    assert_int_equal(naql_story_days(set, story, &first, &last),
                     NAQL_NOT_FOUND);
    assert_int_equal(first, INT32_MIN);
}

static void
there_is_nothing_where_nothing_was_compared(void **state)
{
    struct fixture *f = *state;
    naql_passage p;
    read_set(f, nq_str_from(two_of_one_story));
    naql_passage_iter it = naql_passages(f->set);
    expect_nothing(f->set, 0);
    assert_null(naql_set_article(f->set, 0));
    assert_int_equal(naql_relations(f->set).n, 0);
    assert_int_equal(naql_positions(f->set).n, 0);
    assert_false(naql_passage_next(&it, &p));
    assert_int_equal(naql_set_compare(f->set, NULL), NAQL_OK);
    assert_int_equal(naql_stories(f->set), 1);
    expect_nothing(f->set, 1);
    expect_nothing(f->set, NAQL_NONE);
}

/* ---- Other versions of the header ---- */

/* An older caller's struct is not written beyond its end, a newer one's is zero
 * behind what is known. */
static void
structs_are_filled_as_far_as_both_know_them(void **state)
{
    struct fixture *f = *state;
    struct {
        naql_event e;
        char more[16];
    } newer;
    char older[sizeof(naql_span) + 1];
    compare_set(f, two_of_one_story);
    memset(&newer, 'x', sizeof(newer));
    memset(older, 'x', sizeof(older));
    naql_event_iter it = naql_events(f->articles[0]);
    assert_true(naql_event_next(&it, &newer.e, sizeof(newer)));
    for (size_t i = 0; i < sizeof(newer.more); i++)
        assert_int_equal(newer.more[i], 0);
    it.next = 0;
    void *at = older;
    assert_true(naql_event_next(&it, at, sizeof(naql_span)));
    assert_memory_equal(older, &newer.e.span, sizeof(naql_span));
    assert_int_equal(older[sizeof(naql_span)], 'x');
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int
main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        TEST(every_case_is_told_as_in_json),
        TEST(all_who_say_it_together_are_told),
        TEST(an_event_tells_its_day_or_none),
        TEST(both_places_of_a_conflict_are_told),
        TEST(an_undated_article_is_read_anew_in_a_set),
        TEST(there_is_nothing_where_nothing_was_compared),
        TEST(structs_are_filled_as_far_as_both_know_them),
    };
    if (argc != 2)
        return 2;
    folder = argv[1];
    return cmocka_run_group_tests(tests, NULL, NULL);
}
