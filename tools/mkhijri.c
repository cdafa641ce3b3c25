/* SPDX-License-Identifier: Apache-2.0
 *
 * mkhijri.c - prints the rows of src/base/hijri_table.h from ICU's
 * islamic-umalqura calendar. A tool, run by hand when CLDR changes:
 *
 *   cc tools/mkhijri.c -o mkhijri -licui18n -licuuc -lm && ./mkhijri
 *
 * First line: day number (since 1970-01-01) of 1 Muharram 1300. Then one line
 * a year: bit m - 1 is set when month m has 30 days. */
#include <unicode/ucal.h>

#include <math.h>
#include <stdio.h>

enum { FIRST_YEAR = 1300, LAST_YEAR = 1600, MS_PER_DAY = 86400000 };

static long
first_of_month(UCalendar *calendar, int year, int month)
{
    UErrorCode error = U_ZERO_ERROR;
    ucal_clear(calendar);
    ucal_setDate(calendar, year, month - 1, 1, &error);
    return (long)floor(ucal_getMillis(calendar, &error) / MS_PER_DAY);
}

static unsigned
months_of_30(UCalendar *calendar, int year)
{
    unsigned bits = 0;
    for (int month = 1; month <= 12; month++) {
        long next = month < 12 ? first_of_month(calendar, year, month + 1)
                               : first_of_month(calendar, year + 1, 1);
        if (next - first_of_month(calendar, year, month) == 30)
            bits |= 1u << (month - 1);
    }
    return bits;
}

int
main(void)
{
    static const UChar utc[] = {'U', 'T', 'C', 0};
    UErrorCode error = U_ZERO_ERROR;
    UCalendar *calendar = ucal_open(utc, 3, "ar_SA@calendar=islamic-umalqura",
                                    UCAL_DEFAULT, &error);
    if (U_FAILURE(error))
        return 1;
    printf("%ld\n", first_of_month(calendar, FIRST_YEAR, 1));
    for (int year = FIRST_YEAR; year <= LAST_YEAR; year++)
        printf("0x%03x,\n", months_of_30(calendar, year));
    ucal_close(calendar);
    return 0;
}
