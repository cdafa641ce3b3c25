/* SPDX-License-Identifier: Apache-2.0
 *
 * t_set_report.c - a set compared, or not to its end; naql_set_report: its
 * formats, and options of callers who were compiled with an older or a newer
 * header; its stories. */
#include "naql.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

struct fixture {
    naql_engine *engine;
    naql_set *set;
    char bytes[64]; /* the first ones written */
    size_t n;
};

static naql_status
keep(void *user, const char *bytes, size_t n)
{
    struct fixture *f = user;
    size_t room = sizeof(f->bytes) - f->n;
    memcpy(f->bytes + f->n, bytes, n < room ? n : room);
    f->n += n < room ? n : room;
    return NAQL_OK;
}

static int
set_up(void **state)
{
    static struct fixture f;
    naql_options o = {.size = sizeof(o), .threads = 1};
    f = (struct fixture){0};
    *state = &f;
    return naql_engine_open(&o, &f.engine, NULL) != NAQL_OK ||
           naql_set_new(f.engine, &f.set, NULL) != NAQL_OK;
}

static int
tear_down(void **state)
{
    struct fixture *f = *state;
    naql_set_close(f->set);
    naql_engine_close(f->engine);
    return 0;
}

static naql_status
report(struct fixture *f, naql_format format, const naql_report_options *o)
{
    f->n = 0;
    return naql_set_report(f->set, format, o, (naql_sink){keep, f}, NULL);
}

static void
a_set_is_compared_before_it_is_told(void **state)
{
    struct fixture *f = *state;
    assert_int_equal(report(f, NAQL_FORMAT_CSV, NULL), NAQL_BAD_ARG);
    assert_int_equal(naql_set_compare(f->set, NULL), NAQL_OK);
    assert_int_equal(report(f, NAQL_FORMAT_CSV, NULL), NAQL_OK);
}

static bool
never(void *user, uint64_t done, uint64_t of)
{
    (void)user;
    (void)done;
    (void)of;
    return false;
}

static void
a_cancelled_set_stays_uncompared(void **state)
{
    (void)state;
    struct fixture f = {0};
    naql_options o = {.size = sizeof(o), .threads = 1, .progress = never};
    assert_int_equal(naql_engine_open(&o, &f.engine, NULL), NAQL_OK);
    assert_int_equal(naql_set_new(f.engine, &f.set, NULL), NAQL_OK);
    assert_int_equal(naql_set_compare(f.set, NULL), NAQL_CANCELLED);
    assert_int_equal(naql_set_compare(f.set, NULL), NAQL_BAD_ARG);
    assert_int_equal(report(&f, NAQL_FORMAT_CSV, NULL), NAQL_BAD_ARG);
    naql_set_close(f.set);
    naql_engine_close(f.engine);
}

static void
options_without_a_size_are_refused(void **state)
{
    struct fixture *f = *state;
    const char *path = "-";
    naql_dedup_options none = {.size = 0};
    naql_dedup_summary sum;
    naql_sink to = {keep, f};
    assert_int_equal(naql_dedup(f->engine, &path, 1, &none, to, &sum, NULL),
                     NAQL_BAD_ARG);
    assert_int_equal(naql_dedup(f->engine, &path, 0, NULL, to, &sum, NULL),
                     NAQL_BAD_ARG);
}

static void
every_format_tells_an_empty_set(void **state)
{
    struct fixture *f = *state;
    assert_int_equal(naql_set_compare(f->set, NULL), NAQL_OK);
    for (int i = NAQL_FORMAT_HTML; i <= NAQL_FORMAT_WEBANNOTATION; i++) {
        assert_int_equal(report(f, (naql_format)i, NULL), NAQL_OK);
        assert_true(f->n > 0);
    }
    assert_memory_equal(f->bytes, "[\n]\n", 4);
    naql_format none = (naql_format)(NAQL_FORMAT_WEBANNOTATION + 1);
    assert_int_equal(report(f, none, NULL), NAQL_BAD_ARG);
}

static void
numbers_of_formats_are_frozen(void **state)
{
    (void)state;
    assert_int_equal(NAQL_FORMAT_HTML, 0);
    assert_int_equal(NAQL_FORMAT_JSON, 1);
    assert_int_equal(NAQL_FORMAT_PLAIN, 2);
    assert_int_equal(NAQL_FORMAT_CSV, 3);
    assert_int_equal(NAQL_FORMAT_GEXF, 4);
    assert_int_equal(NAQL_FORMAT_WEBANNOTATION, 5);
}

/* The options as they were first: what lies behind them is not ours, and their
 * padding holds what was there before. */
static void
options_of_an_older_caller_are_read_to_their_end(void **state)
{
    struct fixture *f = *state;
    struct old {
        size_t size;
        bool brief, english;
    } *o = malloc(sizeof(*o));
    assert_non_null(o);
    memset(o, 1, sizeof(*o));
    o->size = sizeof(*o);
    assert_int_equal(sizeof(*o), offsetof(naql_report_options, spreadsheet));
    assert_int_equal(naql_set_compare(f->set, NULL), NAQL_OK);
    const naql_report_options *given = (const void *)o;
    assert_int_equal(report(f, NAQL_FORMAT_CSV, given), NAQL_OK);
    assert_memory_equal(f->bytes, "story_id", 8);
    o->size--;
    assert_int_equal(report(f, NAQL_FORMAT_CSV, given), NAQL_BAD_ARG);
    free(o);
}

static void
options_of_a_newer_caller_are_read_as_far_as_known(void **state)
{
    struct fixture *f = *state;
    struct new
    {
        naql_report_options o;
        char more[32];
    }
    n = {.o = {.size = sizeof(n), .spreadsheet = true}};
    assert_int_equal(naql_set_compare(f->set, NULL), NAQL_OK);
    assert_int_equal(report(f, NAQL_FORMAT_CSV, &n.o), NAQL_OK);
    assert_memory_equal(f->bytes, "\uFEFFstory_id", 11);
}

/* Reads what a set is made of; the articles outlive it. */
static uint32_t
add_all(struct fixture *f, const char *lines, naql_article **read)
{
    naql_reader *reader;
    uint32_t n = 0;
    assert_int_equal(naql_reader_open_memory(f->engine, "news", lines,
                                             strlen(lines), &reader, NULL),
                     NAQL_OK);
    while (naql_reader_next(reader, &read[n], NULL) == NAQL_OK)
        assert_int_equal(naql_set_add(f->set, read[n++]), NAQL_OK);
    naql_reader_close(reader);
    return n;
}

static void
stories_of_a_set_are_looked_up(void **state)
{
    struct fixture *f = *state;
    static const char lines[] =
        "{\"title\":\"جسر سحاب\",\"text\":\"قال رامي الخطيب إن الجسر سيفتح\"}\n"
        "{\"title\":\"جسر سحاب\",\"text\":\"قال رامي الخطيب إن الجسر "
        "سيفتح\"}\n";
    naql_article *read[3];
    naql_story story;
    uint32_t n = add_all(f, lines, read);
    assert_int_equal(n, 2);
    assert_int_equal(naql_story_at(f->set, 0, &story), NAQL_NOT_FOUND);
    assert_int_equal(naql_set_compare(f->set, NULL), NAQL_OK);
    assert_int_equal(naql_stories(f->set), 1);
    assert_int_equal(naql_story_at(f->set, 0, &story), NAQL_OK);
    assert_int_equal(story.articles, n);
    assert_int_equal(story.statements, 1);
    assert_memory_equal(story.title.ptr, "جسر سحاب", story.title.len);
    assert_non_null(naql_story_article(f->set, 0, 1));
    assert_null(naql_story_article(f->set, 0, n));
    assert_null(naql_story_article(f->set, 1, 0));
    naql_set_close(f->set);
    f->set = NULL;
    while (n > 0)
        naql_article_close(read[--n]);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_set_is_compared_before_it_is_told),
        TEST(a_cancelled_set_stays_uncompared),
        TEST(options_without_a_size_are_refused),
        TEST(every_format_tells_an_empty_set),
        TEST(numbers_of_formats_are_frozen),
        TEST(options_of_an_older_caller_are_read_to_their_end),
        TEST(options_of_a_newer_caller_are_read_as_far_as_known),
        TEST(stories_of_a_set_are_looked_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
