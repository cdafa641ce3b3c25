/* SPDX-License-Identifier: Apache-2.0
 *
 * t_asked.c - what an archive answers a C program: the same as the lines of
 * JSON, which are written anew from it and compared byte for byte. */
#include "told_keys.h"

#include "base/buf.h"
#include "base/day.h"
#include "base/out.h"
#include "base/str.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

struct fixture {
    naql_engine *engine;
    naql_store *store;
    char path[64];
    nq_buf told, json;
    unsigned n; /* answers */
};

static const char news[] =
    "{\"id\":\"1\",\"outlet\":\"المرفأ\",\"published\":\"2018-03-02\","
    "\"title\":\"إغلاق "
    "جسر سحاب\",\"text\":\"أعلنت بلدية سحاب إغلاق الجسر الشرقي أسبوعين. وقال "
    "المهندس "
    "نادر الزعبلاوي لوكالة نبأ: «لن نفتح الجسر الشرقي قبل نهاية العمل».\"}\n"
    "{\"id\":\"2\",\"outlet\":\"الصدى\",\"published\":\"2018-03-03\",\"title\":"
    "\"جسر سحاب "
    "مغلق\",\"text\":\"أغلقت بلدية سحاب الجسر الشرقي. وأكد نادر الزعبلاوي، "
    "بحسب وكالة "
    "نبأ: «لن نفتح الجسر الشرقي قبل أن ينتهي العمل».\"}\n"
    "{\"id\":\"3\",\"text\":\"لن نفتح الجسر الشرقي قبل نهاية العمل.\"}\n"
    "{\"id\":\"4\",\"outlet\":\"الصدى\",\"published\":\"2018-06-11\",\"title\":"
    "\"موسم "
    "القمح\",\"text\":\"بدأ حصاد القمح في سهلان أمس.\"}\n";

static void
fill(struct fixture *f)
{
    naql_reader *reader;
    naql_article *a;
    bool fresh;
    assert_int_equal(naql_reader_open_memory(f->engine, "news.jsonl", news,
                                             sizeof(news) - 1, &reader, NULL),
                     NAQL_OK);
    while (naql_reader_next(reader, &a, NULL) == NAQL_OK) {
        assert_int_equal(naql_store_add(f->store, a, &fresh, NULL), NAQL_OK);
        naql_article_close(a);
    }
    naql_reader_close(reader);
    assert_int_equal(naql_store_commit(f->store, NULL), NAQL_OK);
}

static int
set_up(void **state)
{
    static struct fixture f;
    naql_options o = {.size = sizeof(o), .threads = 1};
    f = (struct fixture){0};
    snprintf(f.path, sizeof f.path, "t_asked.%ld.db", (long)getpid());
    unlink(f.path);
    *state = &f;
    if (naql_engine_open(&o, &f.engine, NULL) != NAQL_OK ||
        naql_store_open(f.engine, f.path, true, &f.store, NULL) != NAQL_OK)
        return 1;
    fill(&f);
    return 0;
}

static int
tear_down(void **state)
{
    struct fixture *f = *state;
    nq_buf_clear(&f->told);
    nq_buf_clear(&f->json);
    naql_store_close(f->store);
    naql_engine_close(f->engine);
    return unlink(f->path);
}

static naql_status
collect(void *user, const char *bytes, size_t n)
{
    struct fixture *f = user;
    nq_buf_add(&f->json, nq_str(bytes, n));
    return NAQL_OK;
}

static naql_status
refuse(void *user, const char *bytes, size_t n)
{
    (void)user;
    (void)bytes;
    (void)n;
    return NAQL_IO;
}

/* Of both ways to ask; there are so many answers. */
static void
expect_same(struct fixture *f, unsigned n)
{
    nq_buf_byte(&f->told, '\0');
    nq_buf_byte(&f->json, '\0');
    assert_string_equal(f->told.ptr, f->json.ptr);
    assert_int_equal(f->n, n);
}

/* ---- The lines of docs/archive.md ---- */

static void
words(nq_json_out *j, naql_str text, naql_span s)
{
    nq_json_range(j, points_before(text, s.start), points_before(text, s.end));
    key_str(j, "text", nq_str_span(text, s));
}

static void
key_span(nq_json_out *j, const char *key, naql_str text, naql_span s)
{
    nq_json_key(j, key);
    if (naql_span_empty(s)) {
        nq_json_null(j);
        return;
    }
    nq_json_object(j);
    words(j, text, s);
    nq_json_end(j, '}');
}

static void
tell_article(nq_json_out *j, const naql_answer *a)
{
    key_str(j, "article", a->id);
    key_str(j, "outlet", a->outlet);
    key_str(j, "title", a->title);
    key_str(j, "published", a->published);
    key_str(j, "url", a->url);
    nq_json_key(j, "source");
    nq_json_object(j);
    key_str(j, "path", a->path);
    nq_json_key(j, "record");
    nq_json_int(j, a->record);
    nq_json_end(j, '}');
}

static void
tell_said(nq_json_out *j, const naql_answer *a)
{
    const naql_archived *s = a->said;
    key_str(j, "form", s->form);
    key_str(j, "act", s->act);
    key_real(j, "confidence", s->confidence, 2);
    key_span(j, "cue", a->text, s->cue);
    key_str(j, "name", s->name);
    key_span(j, "speaker", a->text, s->speaker);
    key_span(j, "credit", a->text, s->credit);
}

static void
end_line(struct fixture *f, nq_json_out *j)
{
    nq_json_end(j, '}');
    nq_buf_byte(&f->told, '\n');
    f->n++;
}

static naql_status
tell_hit(void *user, const naql_answer *a)
{
    struct fixture *f = user;
    nq_json_out j;
    nq_json_start(&j, &f->told);
    nq_json_object(&j);
    tell_article(&j, a);
    key_real(&j, "score", a->score, 3);
    words(&j, a->text, a->span);
    nq_json_key(&j, "words");
    nq_json_array(&j);
    for (uint32_t i = 0; i < a->n_words; i++) {
        nq_json_object(&j);
        words(&j, a->text, a->words[i]);
        nq_json_end(&j, '}');
    }
    nq_json_end(&j, ']');
    end_line(f, &j);
    return NAQL_OK;
}

static naql_status
tell_carrier(void *user, const naql_answer *a)
{
    struct fixture *f = user;
    naql_edit_iter edits = a->edits;
    nq_json_out j;
    nq_json_start(&j, &f->told);
    nq_json_object(&j);
    tell_article(&j, a);
    words(&j, a->text, a->span);
    key_real(&j, "same_words", (double)a->same_words, 2);
    key_real(&j, "confidence", (double)a->confidence, 2);
    nq_json_key(&j, "statement");
    if (a->said) {
        nq_json_object(&j);
        words(&j, a->text, a->said->span);
        tell_said(&j, a);
        nq_json_end(&j, '}');
    } else {
        nq_json_null(&j);
    }
    nq_json_key(&j, "diff");
    nq_json_array(&j);
    for (naql_edit e; naql_edit_next(&edits, &e);) {
        nq_json_array(&j);
        nq_json_str(&j, nq_str(&e.op, 1));
        nq_json_str(&j, e.text);
        nq_json_end(&j, ']');
    }
    nq_json_end(&j, ']');
    end_line(f, &j);
    return NAQL_OK;
}

static naql_status
tell_statement(void *user, const naql_answer *a)
{
    struct fixture *f = user;
    nq_json_out j;
    nq_json_start(&j, &f->told);
    nq_json_object(&j);
    tell_article(&j, a);
    words(&j, a->text, a->span);
    tell_said(&j, a);
    end_line(f, &j);
    return NAQL_OK;
}

static void
key_day(nq_json_out *j, const char *key, int32_t day)
{
    char iso[11] = "";
    if (day != INT32_MIN)
        nq_day_write(day, iso);
    key_str(j, key, nq_str_from(iso));
}

/* Each story is asked for while they are told, as a program would. */
static naql_status
tell_story(void *user, const naql_archived_story *s)
{
    struct fixture *f = user;
    naql_set *set;
    nq_json_out j;
    assert_int_equal(naql_set_new(f->engine, &set, NULL), NAQL_OK);
    assert_int_equal(naql_store_story(f->store, s->id, set, NULL), NAQL_OK);
    naql_set_close(set);
    nq_json_start(&j, &f->told);
    nq_json_object(&j);
    key_str(&j, "id", s->id);
    key_str(&j, "title", s->title);
    key_day(&j, "first", s->first);
    key_day(&j, "last", s->last);
    if (s->inferred) {
        nq_json_key(&j, "inferred");
        nq_json_bool(&j, true);
    }
    nq_json_key(&j, "outlets");
    nq_json_int(&j, s->outlets);
    nq_json_key(&j, "articles");
    nq_json_array(&j);
    for (uint32_t i = 0; i < s->articles; i++)
        nq_json_str(&j, naql_archived_article(s, i));
    nq_json_end(&j, ']');
    assert_int_equal(naql_archived_article(s, s->articles).len, 0);
    end_line(f, &j);
    return NAQL_OK;
}

/* ---- Questions ---- */

static naql_ask
lines(void)
{
    return (naql_ask){.size = sizeof(naql_ask), .json = true};
}

static naql_ask
calls(struct fixture *f, naql_status (*answer)(void *, const naql_answer *))
{
    return (naql_ask){.size = sizeof(naql_ask), .answer = answer, .user = f};
}

static void
a_search_answers_as_in_json(void **state)
{
    struct fixture *f = *state;
    naql_ask json = lines(), told = calls(f, tell_hit);
    naql_str query = NQ_STR("الجسر الشرقي");
    assert_int_equal(naql_store_search(f->store, query, &json,
                                       (naql_sink){collect, f}, NULL),
                     NAQL_OK);
    assert_int_equal(naql_store_search(f->store, query, &told,
                                       (naql_sink){refuse, NULL}, NULL),
                     NAQL_OK);
    expect_same(f, 3);
}

static void
a_trace_answers_as_in_json(void **state)
{
    struct fixture *f = *state;
    naql_ask json = lines(), told = calls(f, tell_carrier);
    naql_str text = NQ_STR("لن نفتح الجسر الشرقي قبل نهاية العمل");
    assert_int_equal(
        naql_store_trace(f->store, text, &json, (naql_sink){collect, f}, NULL),
        NAQL_OK);
    assert_int_equal(naql_store_trace(f->store, text, &told,
                                      (naql_sink){refuse, NULL}, NULL),
                     NAQL_OK);
    expect_same(f, 3);
}

static void
statements_are_answered_as_in_json(void **state)
{
    struct fixture *f = *state;
    naql_ask json = lines(), told = calls(f, tell_statement);
    naql_str by = NQ_STR("الزعبلاوي"), about = NQ_STR("");
    assert_int_equal(naql_store_statements(f->store, by, about, &json,
                                           (naql_sink){collect, f}, NULL),
                     NAQL_OK);
    assert_int_equal(naql_store_statements(f->store, by, about, &told,
                                           (naql_sink){refuse, NULL}, NULL),
                     NAQL_OK);
    expect_same(f, 2);
}

static void
stories_are_answered_as_in_json(void **state)
{
    struct fixture *f = *state;
    assert_int_equal(
        naql_store_stories(f->store, 0, (naql_sink){collect, f}, NULL),
        NAQL_OK);
    assert_int_equal(naql_store_each_story(f->store, 0, tell_story, f, NULL),
                     NAQL_OK);
    assert_true(f->n > 1);
    expect_same(f, f->n);
}

/* ---- Breaking off ---- */

static naql_status
enough(void *user, const naql_answer *a)
{
    struct fixture *f = user;
    (void)a;
    f->n++;
    return NAQL_CANCELLED;
}

static naql_status
enough_stories(void *user, const naql_archived_story *s)
{
    return s->articles ? enough(user, NULL) : NAQL_OK;
}

static void
what_a_call_returns_ends_the_question(void **state)
{
    struct fixture *f = *state;
    naql_ask ask = calls(f, enough);
    naql_sink none = {refuse, NULL};
    assert_int_equal(
        naql_store_search(f->store, NQ_STR("الجسر"), &ask, none, NULL),
        NAQL_CANCELLED);
    assert_int_equal(naql_store_statements(f->store, NQ_STR("الزعبلاوي"),
                                           NQ_STR(""), &ask, none, NULL),
                     NAQL_CANCELLED);
    assert_int_equal(
        naql_store_each_story(f->store, 0, enough_stories, f, NULL),
        NAQL_CANCELLED);
    assert_int_equal(f->n, 3);
}

/* Behind the end of an older caller's struct there is no call of his. */
static void
an_older_caller_gets_lines(void **state)
{
    struct fixture *f = *state;
    naql_ask ask = lines();
    ask.size = offsetof(naql_ask, answer);
    ask.answer = enough;
    assert_int_equal(naql_store_search(f->store, NQ_STR("الجسر"), &ask,
                                       (naql_sink){collect, f}, NULL),
                     NAQL_OK);
    assert_int_equal(f->n, 0);
    assert_true(f->json.len > 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_search_answers_as_in_json),
        TEST(a_trace_answers_as_in_json),
        TEST(statements_are_answered_as_in_json),
        TEST(stories_are_answered_as_in_json),
        TEST(what_a_call_returns_ends_the_question),
        TEST(an_older_caller_gets_lines),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
