/* SPDX-License-Identifier: Apache-2.0
 *
 * day.h - calendar days as numbers. Layer 0 (base). */
#ifndef NQ_BASE_DAY_H
#define NQ_BASE_DAY_H

#include "naql.h"

#define NQ_NO_DAY INT32_MIN

typedef struct nq_date_ymd {
    int32_t year, month, day; /* month 1..12, day 1..31 */
} nq_date_ymd;

/* Days since 1970-01-01, proleptic Gregorian; NQ_NO_DAY when there is no such
 * day. Source: Hinnant, chrono-compatible low-level date algorithms. */
int32_t nq_day_from(int32_t year, int32_t month, int32_t day);
nq_date_ymd nq_day_split(int32_t day);
/* A day of the years 0..9999, or NQ_NO_DAY. */
bool nq_day_is_sound(int32_t day);
/* 0 Monday .. 6 Sunday. */
int32_t nq_day_weekday(int32_t day);
int32_t nq_days_of_month(int32_t year, int32_t month);
/* ISO 8601 week of a day. */
void nq_day_week(int32_t day, int32_t *year, int32_t *week);
/* Umm al-Qura; 1300..1600 AH, else NQ_NO_DAY. */
int32_t nq_day_from_hijri(int32_t year, int32_t month, int32_t day);
nq_date_ymd nq_day_to_hijri(int32_t day); /* year 0 outside the table */
/* "2017-08-14..." -> day; NQ_NO_DAY when it does not start so. */
int32_t nq_day_parse(naql_str iso);
/* When "2017-08-15T03:00:26Z" or "2017-08-15T03:00:26+03:00" was, in seconds
 * since 1970, and by how many minutes its zone is ahead of UTC; false: it has
 * no day and hour. */
bool nq_day_moment(naql_str iso, int64_t *seconds, int32_t *east);
/* For sorting such values: by the day that is written, so that days ascend; on
 * one day those without an hour first, then by the moment. */
int nq_day_compare(naql_str a, naql_str b);
/* Writes "2017-08-14" and a NUL. Years 0..9999. */
void nq_day_write(int32_t day, char out[11]);

#endif
