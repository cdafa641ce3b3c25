/* SPDX-License-Identifier: Apache-2.0
 *
 * day.c - calendar days as numbers. Layer 0 (base).
 *
 * Gregorian: H. Hinnant, "chrono-Compatible Low-Level Date Algorithms"
 * (days_from_civil, civil_from_days). Umm al-Qura: a table of month lengths,
 * hijri_table.h, made from ICU's islamic-umalqura calendar. */
#include "base/day.h"

#include "base/hijri_table.h"
#include "base/str.h"

int32_t
nq_days_of_month(int32_t year, int32_t month)
{
    static const int32_t days[] = {31, 28, 31, 30, 31, 30,
                                   31, 31, 30, 31, 30, 31};
    bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    if (month < 1 || month > 12)
        return 0;
    return month == 2 && leap ? 29 : days[month - 1];
}

int32_t
nq_day_from(int32_t year, int32_t month, int32_t day)
{
    if (year < -9999 || year > 9999 || day < 1 ||
        day > nq_days_of_month(year, month))
        return NQ_NO_DAY;
    int32_t y = year - (month <= 2);
    int32_t era = (y >= 0 ? y : y - 399) / 400;
    int32_t of_era = y - era * 400;
    int32_t of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    int32_t days = of_era * 365 + of_era / 4 - of_era / 100 + of_year;
    return era * 146097 + days - 719468;
}

nq_date_ymd
nq_day_split(int32_t day)
{
    int64_t z = (int64_t)day + 719468;
    int64_t era = (z >= 0 ? z : z - 146096) / 146097;
    int64_t doe = z - era * 146097;
    int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    int64_t mp = (5 * doy + 2) / 153;
    int64_t month = mp + (mp < 10 ? 3 : -9);
    return (nq_date_ymd){(int32_t)(yoe + era * 400 + (month <= 2)),
                         (int32_t)month,
                         (int32_t)(doy - (153 * mp + 2) / 5 + 1)};
}

bool
nq_day_is_sound(int32_t day)
{
    return day == NQ_NO_DAY ||
           (day >= nq_day_from(0, 1, 1) && day <= nq_day_from(9999, 12, 31));
}

int32_t
nq_day_weekday(int32_t day) /* 1970-01-01 was a Thursday */
{
    int32_t w = (day % 7 + 7 + 3) % 7;
    return w;
}

void
nq_day_week(int32_t day, int32_t *year, int32_t *week)
{
    int32_t thursday = day - nq_day_weekday(day) + 3;
    *year = nq_day_split(thursday).year;
    *week = (thursday - nq_day_from(*year, 1, 1)) / 7 + 1;
}

static int32_t
hijri_month_days(int32_t year, int32_t month)
{
    uint16_t bits = nq_hijri_months[year - NQ_HIJRI_FIRST_YEAR];
    return 29 + (bits >> (month - 1) & 1);
}

static int32_t
hijri_year_days(int32_t year)
{
    int32_t days = 0;
    for (int32_t month = 1; month <= 12; month++)
        days += hijri_month_days(year, month);
    return days;
}

int32_t
nq_day_from_hijri(int32_t year, int32_t month, int32_t day)
{
    if (year < NQ_HIJRI_FIRST_YEAR || year > NQ_HIJRI_LAST_YEAR || month < 1 ||
        month > 12 || day < 1 || day > hijri_month_days(year, month))
        return NQ_NO_DAY;
    int32_t at = NQ_HIJRI_FIRST_DAY;
    for (int32_t y = NQ_HIJRI_FIRST_YEAR; y < year; y++)
        at += hijri_year_days(y);
    for (int32_t m = 1; m < month; m++)
        at += hijri_month_days(year, m);
    return at + day - 1;
}

nq_date_ymd
nq_day_to_hijri(int32_t day)
{
    int32_t left = day < NQ_HIJRI_FIRST_DAY ? -1 : day - NQ_HIJRI_FIRST_DAY;
    int32_t year = NQ_HIJRI_FIRST_YEAR, month = 1;
    while (left >= 0 && year <= NQ_HIJRI_LAST_YEAR &&
           left >= hijri_year_days(year))
        left -= hijri_year_days(year++);
    if (left < 0 || year > NQ_HIJRI_LAST_YEAR)
        return (nq_date_ymd){0};
    while (left >= hijri_month_days(year, month))
        left -= hijri_month_days(year, month++);
    return (nq_date_ymd){year, month, left + 1};
}

static bool
digits(naql_str s, size_t from, size_t n, int32_t *out)
{
    *out = 0;
    for (size_t i = from; i < from + n; i++) {
        if (s.ptr[i] < '0' || s.ptr[i] > '9')
            return false;
        *out = *out * 10 + (s.ptr[i] - '0');
    }
    return true;
}

int32_t
nq_day_parse(naql_str iso)
{
    int32_t year, month, day;
    if (iso.len < 10 || iso.ptr[4] != '-' || iso.ptr[7] != '-')
        return NQ_NO_DAY;
    if (!digits(iso, 0, 4, &year) || !digits(iso, 5, 2, &month) ||
        !digits(iso, 8, 2, &day))
        return NQ_NO_DAY;
    return nq_day_from(year, month, day);
}

bool
nq_day_moment(naql_str iso, int64_t *seconds, int32_t *east)
{
    int32_t day = nq_day_parse(iso), h, m, s, zone_h, zone_m;
    if (day == NQ_NO_DAY || iso.len < 19 || iso.ptr[10] != 'T' ||
        !digits(iso, 11, 2, &h) || !digits(iso, 14, 2, &m) ||
        !digits(iso, 17, 2, &s))
        return false;
    *east = 0;
    if (iso.len == 25 && digits(iso, 20, 2, &zone_h) &&
        digits(iso, 23, 2, &zone_m)) {
        *east = zone_h * 60 + zone_m;
        *east = iso.ptr[19] == '-' ? -*east : *east;
    }
    *seconds = (int64_t)day * 86400 + h * 3600 + (m - *east) * 60 + s;
    return true;
}

int
nq_day_compare(naql_str a, naql_str b)
{
    int32_t x = nq_day_parse(a), y = nq_day_parse(b), east;
    if (x != y)
        return x < y ? -1 : 1;
    int64_t p, q;
    bool timed_a = nq_day_moment(a, &p, &east);
    bool timed_b = nq_day_moment(b, &q, &east);
    if (timed_a != timed_b)
        return timed_a ? 1 : -1;
    if (timed_a && p != q)
        return p < q ? -1 : 1;
    return nq_str_compare(a, b);
}

void
nq_day_write(int32_t day, char out[11])
{
    nq_date_ymd d = nq_day_split(day);
    int32_t year = d.year < 0 ? 0 : d.year > 9999 ? 9999 : d.year;
    const int32_t parts[] = {
        year / 1000, year / 100 % 10, year / 10 % 10, year % 10,
        -1,          d.month / 10,    d.month % 10,   -1,
        d.day / 10,  d.day % 10};
    for (size_t i = 0; i < 10; i++)
        out[i] = parts[i] < 0 ? '-' : (char)('0' + parts[i]);
    out[10] = 0;
}
