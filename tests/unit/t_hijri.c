/* SPDX-License-Identifier: Apache-2.0
 *
 * t_hijri.c - our Umm al-Qura table against ICU's calendar. */
#include "base/day.h"

#include <unicode/ucal.h>

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

static int32_t
icu_day(UCalendar *calendar, int32_t year, int32_t month)
{
    UErrorCode error = U_ZERO_ERROR;
    ucal_clear(calendar);
    ucal_setDate(calendar, year, month - 1, 1, &error);
    double ms = ucal_getMillis(calendar, &error);
    assert_true(U_SUCCESS(error));
    return (int32_t)floor(ms / 86400000.0);
}

static void
every_month_begins_on_the_day_of_icu(void **state)
{
    (void)state;
    static const UChar utc[] = {'U', 'T', 'C', 0};
    UErrorCode error = U_ZERO_ERROR;
    UCalendar *calendar = ucal_open(utc, 3, "ar_SA@calendar=islamic-umalqura",
                                    UCAL_DEFAULT, &error);
    assert_true(U_SUCCESS(error));
    for (int32_t year = 1300; year <= 1600; year++)
        for (int32_t month = 1; month <= 12; month++)
            assert_int_equal(nq_day_from_hijri(year, month, 1),
                             icu_day(calendar, year, month));
    ucal_close(calendar);
}

static void
days_go_there_and_back(void **state)
{
    (void)state;
    int32_t first = nq_day_from_hijri(1300, 1, 1);
    int32_t last = nq_day_from_hijri(1600, 12, 29);
    for (int32_t day = first; day <= last; day++) {
        nq_date_ymd h = nq_day_to_hijri(day);
        assert_int_equal(nq_day_from_hijri(h.year, h.month, h.day), day);
    }
    assert_int_equal(nq_day_from_hijri(1299, 12, 29), NQ_NO_DAY);
    assert_int_equal(nq_day_from_hijri(1436, 13, 1), NQ_NO_DAY);
    assert_int_equal(nq_day_from_hijri(1436, 7, 34), NQ_NO_DAY);
}

int
main(void)
{
    cmocka_set_message_output(CM_OUTPUT_TAP);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_month_begins_on_the_day_of_icu),
        cmocka_unit_test(days_go_there_and_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
