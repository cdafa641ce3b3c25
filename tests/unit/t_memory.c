/* SPDX-License-Identifier: Apache-2.0
 *
 * t_memory.c - naql_reader_open_memory: bytes in memory give what a file gives
 * that holds them, whatever they are. */
#include "base/io.h"
#include "base/str.h"
#include "hostile/input_samples.h"
#include "naql.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

/* The file stands in the working folder, so that its path is such a name as
 * bytes in memory have. */
#define NAME "sample.bin"

struct fixture {
    naql_engine *engine;
    char folder[64];
};

static int
set_up(void **state)
{
    static struct fixture f;
    naql_options o = {.size = sizeof(o), .threads = 2};
    f = (struct fixture){.folder = "/tmp/naql-t_memory-XXXXXX"};
    *state = &f;
    return !mkdtemp(f.folder) || chdir(f.folder) ||
           naql_engine_open(&o, &f.engine, NULL) != NAQL_OK;
}

static int
tear_down(void **state)
{
    struct fixture *f = *state;
    naql_engine_close(f->engine);
    unlink(NAME);
    return chdir("/") || rmdir(f->folder);
}

static naql_status
collect(void *user, const char *bytes, size_t n)
{
    nq_buf_add(user, nq_str(bytes, n));
    return NAQL_OK;
}

/* All that a reader gives, a line an article or fault; closes it. The articles
 * are told when it is gone. Returns how many they are. */
static unsigned
tell_all(naql_reader *reader, nq_buf *out)
{
    naql_article *articles[64];
    naql_status status;
    naql_error err;
    unsigned n = 0;
    do {
        assert_true(n < 64);
        status = naql_reader_next(reader, &articles[n], &err);
        if (status == NAQL_OK)
            n++;
        else if (status != NAQL_END)
            nq_buf_format(out, "! %s\n", err.message);
    } while (status != NAQL_END);
    naql_reader_close(reader);
    for (unsigned i = 0; i < n; i++) {
        naql_article_json(articles[i], (naql_sink){collect, out});
        naql_article_close(articles[i]);
    }
    nq_buf_byte(out, '\0');
    return n;
}

/* The bytes are gone when the articles are told. */
static unsigned
tell_memory(struct fixture *f, const char *name, naql_str bytes, nq_buf *out)
{
    naql_reader *reader;
    char *copy = malloc(bytes.len ? bytes.len : 1);
    assert_non_null(copy);
    memcpy(copy, bytes.ptr, bytes.len);
    assert_int_equal(naql_reader_open_memory(f->engine, name, copy, bytes.len,
                                             &reader, NULL),
                     NAQL_OK);
    unsigned n = tell_all(reader, out);
    free(copy);
    return n;
}

static unsigned
tell_file(struct fixture *f, naql_str bytes, nq_buf *out)
{
    const char *path = NAME;
    naql_reader *reader;
    assert_int_equal(nq_io_replace(path, bytes, NULL), NAQL_OK);
    assert_int_equal(naql_reader_open(f->engine, &path, 1, &reader, NULL),
                     NAQL_OK);
    return tell_all(reader, out);
}

static unsigned
expect_the_same(struct fixture *f, naql_str bytes)
{
    nq_buf file = {0}, memory = {0};
    unsigned n = tell_file(f, bytes, &file);
    assert_int_equal(tell_memory(f, NAME, bytes, &memory), n);
    assert_string_equal(memory.ptr, file.ptr);
    nq_buf_clear(&file);
    nq_buf_clear(&memory);
    return n;
}

static void
every_form_is_read_as_from_a_file(void **state)
{
    for (unsigned i = 0; i < n_input_samples; i++) {
        nq_buf b = {0};
        input_samples[i].make(&b);
        print_message("# %s\n", input_samples[i].name);
        assert_int_equal(expect_the_same(*state, nq_buf_str(&b)),
                         input_samples[i].docs);
        nq_buf_clear(&b);
    }
}

static void
faults_are_named_as_those_of_a_file(void **state)
{
    nq_buf b = {0};
    naql_str lines = NQ_STR("{\"text\":\"قال سالم إن العمل بدأ.\"}\n"
                            "{\"text\":\n{\"text\":\"انتهى.\"}\n");
    assert_int_equal(expect_the_same(*state, lines), 2);
    assert_int_equal(expect_the_same(*state, NQ_STR("\xff\xd8\xff\xe0JFIF")),
                     0);
    assert_int_equal(expect_the_same(*state, NQ_STR("\x1f\x8b\x08")), 0);
    assert_int_equal(expect_the_same(*state, NQ_STR("")), 1);
    tell_memory(*state, "from a queue", NQ_STR("\xff\xd8\xff\xe0JFIF"), &b);
    assert_string_equal(b.ptr,
                        "! from a queue: not text: a JPEG picture (skipped)\n");
    nq_buf_clear(&b);
}

/* "-" is not standard input, a folder is not walked. */
static void
a_name_is_no_path(void **state)
{
    static const char *const names[] = {"-", ".", "no/such/file", ""};
    for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
        struct fixture *f = *state;
        naql_reader *reader;
        naql_article *article;
        naql_str words = NQ_STR("قال سالم إن العمل بدأ.");
        assert_int_equal(naql_reader_open_memory(f->engine, names[i], words.ptr,
                                                 words.len, &reader, NULL),
                         NAQL_OK);
        assert_int_equal(naql_reader_next(reader, &article, NULL), NAQL_OK);
        naql_head head = naql_article_head(article);
        assert_true(nq_str_equal(head.path, nq_str_from(names[i])));
        assert_true(nq_str_equal(head.text, words));
        naql_article *none;
        assert_int_equal(naql_reader_next(reader, &none, NULL), NAQL_END);
        naql_reader_close(reader);
        naql_article_close(article);
    }
}

static void
what_is_missing_is_told(void **state)
{
    struct fixture *f = *state;
    naql_reader *reader;
    naql_error err;
    assert_int_equal(
        naql_reader_open_memory(f->engine, NULL, "", 0, &reader, &err),
        NAQL_BAD_ARG);
    assert_string_equal(err.message, "no name for what is to be read");
    assert_int_equal(
        naql_reader_open_memory(f->engine, "name", NULL, 1, &reader, &err),
        NAQL_BAD_ARG);
    assert_null(reader);
    assert_string_equal(err.message, "name: no bytes to read");
    assert_int_equal(
        naql_reader_open_memory(f->engine, "name", NULL, 0, &reader, &err),
        NAQL_OK);
    naql_reader_close(reader);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_form_is_read_as_from_a_file),
        cmocka_unit_test(faults_are_named_as_those_of_a_file),
        cmocka_unit_test(a_name_is_no_path),
        cmocka_unit_test(what_is_missing_is_told),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
