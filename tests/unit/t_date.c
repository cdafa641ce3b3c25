/* SPDX-License-Identifier: Apache-2.0
 *
 * t_date.c - every spelling of the month table between a day and a year, and
 * the days that a value covers. */
#include "base/str.h"
#include "name/date.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <cmocka.h>

static nq_arena keep, arena, scratch;
static nq_tables tables;
static nq_text_tools *text_tools;
static nq_lore lore;
static nq_date_tools *date_tools;

static int
open_tools(void **state)
{
    (void)state;
    nq_arena_init(&keep);
    nq_arena_init(&arena);
    nq_arena_init(&scratch);
    return nq_tables_builtin(&tables) != NAQL_OK ||
           nq_text_tools_make(&tables, &keep, &text_tools) != NAQL_OK ||
           nq_lore_make(8, &keep, &lore) != NAQL_OK ||
           nq_date_tools_make(&tables, &lore, &keep, &date_tools) != NAQL_OK;
}

static int
close_tools(void **state)
{
    (void)state;
    nq_arena_clear(&keep);
    nq_arena_clear(&arena);
    nq_arena_clear(&scratch);
    return 0;
}

static nq_dates
read_dates(const char *words, int32_t anchor)
{
    nq_text text;
    nq_dates dates;
    nq_block block = {{0, (uint32_t)strlen(words)}, NQ_BLOCK_PARAGRAPH};
    nq_article article = {.text = nq_str_from(words),
                          .blocks = &block,
                          .n_blocks = 1,
                          .day = anchor};
    nq_arena_reset(&arena);
    assert_int_equal(
        nq_text_make(text_tools, &article, &arena, &scratch, &text), NAQL_OK);
    assert_int_equal(
        nq_dates_find(date_tools, &text, anchor, &arena, &scratch, &dates),
        NAQL_OK);
    return dates;
}

static void
every_month_is_read_between_a_day_and_a_year(void **state)
{
    (void)state;
    nq_table t;
    assert_int_equal(nq_table_find(&tables, "months", &t), NAQL_OK);
    uint32_t month_col = nq_table_col(&t, "month");
    uint32_t cal = nq_table_col(&t, "cal"), weak = nq_table_col(&t, "weak");
    for (uint32_t row = 0; row < t.rows; row++) {
        char words[200];
        naql_str key = nq_table_cell(&t, row, 0);
        int32_t month = (int32_t)nq_table_int(&t, row, month_col, 0);
        bool hijri = nq_str_equal(nq_table_cell(&t, row, cal), NQ_STR("h"));
        if (nq_table_int(&t, row, weak, 0) == 2)
            continue; /* only beside its twin */
        int32_t day = hijri ? nq_day_from_hijri(1436, month, 7)
                            : nq_day_from(2016, month, 7);
        snprintf(words, sizeof words, "اجتمع المجلس في 7 %.*s %s.",
                 (int)key.len, key.ptr, hijri ? "1436هـ" : "2016");
        nq_dates dates = read_dates(words, NQ_NO_DAY);
        assert_int_equal(dates.n, 1);
        assert_int_equal(dates.at[0].day_lo, day);
        assert_int_equal(dates.at[0].day_hi, day);
    }
}

static void
a_value_covers_its_days(void **state)
{
    (void)state;
    static const struct {
        const char *words, *value, *lo, *hi;
    } cases[] = {
        {"في شباط 2016", "2016-02", "2016-02-01", "2016-02-29"},
        {"في الربع الثاني من عام 2016", "2016-Q2", "2016-04-01", "2016-06-30"},
        {"صيف 2016", "2016-SU", "2016-06-01", "2016-08-31"},
        {"نهاية يوليو 2016", "2016-07-END", "2016-07-21", "2016-07-31"},
        {"مطلع عام 2016", "2016-START", "2016-01-01", "2016-05-02"},
        {"في القرن العشرين", "19XX", "1900-01-01", "1999-12-31"},
        {"الأسبوع الماضي", "2018-W11", "2018-03-12", "2018-03-18"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        nq_dates d = read_dates(cases[i].words, nq_day_from(2018, 3, 20));
        assert_int_equal(d.n, 1);
        assert_true(nq_str_equal(d.at[0].value, nq_str_from(cases[i].value)));
        assert_int_equal(d.at[0].day_lo,
                         nq_day_parse(nq_str_from(cases[i].lo)));
        assert_int_equal(d.at[0].day_hi,
                         nq_day_parse(nq_str_from(cases[i].hi)));
    }
}

static void
without_an_anchor_relative_dates_are_vague(void **state)
{
    (void)state;
    nq_dates d =
        read_dates("وصل أمس ويعود غدا في مارس الماضي عام 2011.", NQ_NO_DAY);
    static const char *const values[] = {"PAST_REF", "FUTURE_REF", "PAST_REF",
                                         "2011"};
    assert_int_equal(d.n, 4);
    for (uint32_t i = 0; i < d.n; i++)
        assert_true(nq_str_equal(d.at[i].value, nq_str_from(values[i])));
    assert_int_equal(d.at[0].day_lo, NQ_NO_DAY);
}

static void
a_weekday_that_contradicts_its_date_is_marked(void **state)
{
    (void)state;
    nq_dates d = read_dates("يوم الاثنين 20 مارس 2018 والثلاثاء 20 مارس 2018",
                            nq_day_from(2018, 3, 21));
    assert_int_equal(d.n, 2);
    assert_true(d.at[0].mismatch);
    assert_false(d.at[1].mismatch);
}

int
main(void)
{
    cmocka_set_message_output(CM_OUTPUT_TAP);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_month_is_read_between_a_day_and_a_year),
        cmocka_unit_test(a_value_covers_its_days),
        cmocka_unit_test(without_an_anchor_relative_dates_are_vague),
        cmocka_unit_test(a_weekday_that_contradicts_its_date_is_marked),
    };
    return cmocka_run_group_tests(tests, open_tools, close_tools);
}
