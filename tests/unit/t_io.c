/* SPDX-License-Identifier: Apache-2.0
 *
 * t_io.c - files are read, listed and replaced, and failures have a reason. */
#include "base/io.h"
#include "base/str.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>
#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[] = "/tmp/naql-t_io-XXXXXX";
static char file[64];

static int
enter(void **state)
{
    (void)state;
    if (!mkdtemp(folder))
        return 1;
    snprintf(file, sizeof file, "%s/b", folder);
    return 0;
}

static int
leave(void **state)
{
    (void)state;
    return rmdir(folder);
}

static void
a_file_is_replaced_and_read_back(void **state)
{
    (void)state;
    nq_buf b = {0};
    naql_error err = {0};
    assert_int_equal(nq_io_replace(file, NQ_STR("old"), &err), NAQL_OK);
    assert_int_equal(nq_io_replace(file, NQ_STR("new words"), &err), NAQL_OK);
    assert_int_equal(nq_io_read(file, 9, &b, &err), NAQL_OK);
    assert_true(nq_str_equal(nq_buf_str(&b), NQ_STR("new words")));
    assert_int_equal(nq_io_read(file, 8, &b, &err), NAQL_TOO_BIG);
    assert_int_equal(strncmp(err.message, file, strlen(file)), 0);
    nq_buf_clear(&b);
    unlink(file);
}

static void
failures_name_the_path_and_the_reason(void **state)
{
    (void)state;
    nq_buf b = {0};
    naql_error err = {0};
    assert_int_equal(nq_io_read("/none/of/it", 9, &b, &err), NAQL_IO);
    assert_string_equal(err.message,
                        "/none/of/it: cannot open: No such file or directory");
    assert_int_equal(err.sys, ENOENT);
    assert_int_equal(nq_io_read("/tmp", 9, &b, &err), NAQL_IO);
    assert_int_equal(err.sys, EISDIR);
    assert_int_equal(nq_io_replace("/none/x", NQ_STR(""), &err), NAQL_IO);
    assert_string_equal(err.message,
                        "/none/x: cannot write: No such file or directory");
    char path[600];
    memset(path, 'x', sizeof path);
    memcpy(path + 595, "/end", 5);
    assert_int_equal(nq_io_read(path, 9, &b, &err), NAQL_IO);
    assert_non_null(strstr(err.message, "/end: cannot open: "));
    nq_buf_clear(&b);
}

static void
a_folder_is_listed_by_name(void **state)
{
    (void)state;
    static const char *const names[] = {"b", "a", ".no", "\xd9\x82"};
    char path[96];
    for (unsigned i = 0; i < 4; i++) {
        snprintf(path, sizeof path, "%s/%s", folder, names[i]);
        assert_int_equal(nq_io_replace(path, NQ_STR("123"), NULL), NAQL_OK);
    }
    nq_arena arena;
    nq_list list;
    nq_arena_init(&arena);
    assert_int_equal(nq_io_list(folder, &arena, &list, NULL), NAQL_OK);
    const nq_io_entry *at = list.at;
    assert_int_equal(list.n, 3);
    for (unsigned i = 0; i < 3; i++) {
        static const char *const sorted[] = {"a", "b", "\xd9\x82"};
        assert_string_equal(at[i].path + strlen(folder) + 1, sorted[i]);
        assert_int_equal(at[i].kind, NQ_IO_FILE);
        assert_int_equal(at[i].size, 3);
    }
    nq_arena_clear(&arena);
    for (unsigned i = 0; i < 4; i++) {
        snprintf(path, sizeof path, "%s/%s", folder, names[i]);
        unlink(path);
    }
}

#ifdef NQ_FAULTS
static void
a_failed_write_leaves_the_old_file(void **state)
{
    (void)state;
    naql_status status = NAQL_IO;
    for (uint64_t nth = 1; status != NAQL_OK; nth++) {
        nq_buf b = {0};
        nq_io_fail(0, false);
        assert_int_equal(nq_io_replace(file, NQ_STR("old"), NULL), NAQL_OK);
        nq_io_fail(nth, true);
        status = nq_io_replace(file, NQ_STR("new"), NULL);
        nq_io_fail(0, false);
        assert_int_equal(nq_io_read(file, 9, &b, NULL), NAQL_OK);
        assert_true(nq_str_equal(
            nq_buf_str(&b), status == NAQL_OK ? NQ_STR("new") : NQ_STR("old")));
        nq_buf_clear(&b);
    }
    unlink(file);
}
#endif

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_file_is_replaced_and_read_back),
        cmocka_unit_test(failures_name_the_path_and_the_reason),
        cmocka_unit_test(a_folder_is_listed_by_name),
#ifdef NQ_FAULTS
        cmocka_unit_test(a_failed_write_leaves_the_old_file),
#endif
    };
    return cmocka_run_group_tests(tests, enter, leave);
}
