/* SPDX-License-Identifier: Apache-2.0
 *
 * date_tune.h - numbers of the date reader, each with its reason. Layer 4. */
#ifndef NQ_NAME_DATE_TUNE_H
#define NQ_NAME_DATE_TUNE_H

/* Tokens between a day's ordinal and its month, "الرابع والعشرين من شهر
 * مارس": four stand between. */
#define NQ_DAY_TO_MONTH 6

/* Tokens between an amount and its unit: "ثلاثمئة وخمسة وستين يوما" and a
 * scale; the longest in 20,000 articles had 7. */
#define NQ_AMOUNT_TO_UNIT 8

/* How far back a cue of tense reaches, in tokens; an Arabic news clause has
 * 15 to 25 words, and the verb opens it. */
#define NQ_TENSE_REACH 24

/* Value of the cues that say from when on. */
#define NQ_FROM_ON 4

/* How near before an imperfect a word of the past turns it ("كان يبدأ"). */
#define NQ_TENSE_TURN 2

/* A past verb this near to a weekday is the day's own verb. Farther off, seven
 * of ten weekdays of "six days ago" in the news of 2018 were tomorrow. */
#define NQ_TENSE_NEAR 6

/* Days from one weekday of a list to the next: "Thursday and Saturday". */
#define NQ_LIST_STEP 3

/* "The twenties", "the thirties" without a century are mostly of a life. */
#define NQ_DECADE_OF_LIFE 193

/* How far before "today" a quotation may start, in tokens. */
#define NQ_QUOTE_REACH 300

/* Words of a country in the name of a medium: "صحيفة سلطنة عمان اليوم". */
#define NQ_MEDIUM_WORDS 2

/* Tokens between a count and "a day": "3 منتجات من منتجات الألبان في اليوم". */
#define NQ_RATE_REACH 6

/* Days of a week, from Monday, up to which "the weekend" is the one before. */
#define NQ_WEEKEND_AFTER 1
#define NQ_SUNDAY        6

/* Words between "the lowest" and "in a year": "ادنى مستوى له في عام". */
#define NQ_RECORD_REACH 3

/* How far before "since" the verb stands whose time it tells. */
#define NQ_SINCE_REACH 8

/* Days ahead from which a date without its year, behind a verb of the past, is
 * last year's. */
#define NQ_DATE_AHEAD 60
/* Days ahead from which on it is last year's without a cue of the future. */
#define NQ_DATE_FAR 150
/* Days back from which on it is next year's behind a sure cue of the future. */
#define NQ_DATE_BEHIND 80
/* Days up to which a bare month ahead is the next one without any cue. */
#define NQ_MONTH_AHEAD 130

/* Days back from which on a bare weekday behind a likely future is the next
 * one, and from which on one without any cue is: in the news of 2018 nine of
 * ten "tomorrows" stand without a sure cue, and hardly any weekday of six days
 * ago. */
#define NQ_WEEKDAY_LIKELY 3
#define NQ_WEEKDAY_BARE   6

/* Expressions inside expressions, "in an earlier time of the end of last
 * week": three; and words like "more than about" before an amount. They bound
 * the cost of pages of nothing else. */
#define NQ_DATE_DEPTH 4
#define NQ_DATE_LEADS 4

/* Bare figures outside these years are taken for amounts. */
#define NQ_BARE_YEAR_FIRST 1900
#define NQ_BARE_YEAR_LAST  2060
/* Behind "in" and "since" from this one on. */
#define NQ_OLD_YEAR_FIRST 1480
/* Two figures behind "the year" are a year of the last century from here on. */
#define NQ_SHORT_YEAR 50
/* What is glued to the word behind a year: a counted noun has none of it. */
#define NQ_YEAR_BEFORE (NQ_CLITIC_BA | NQ_CLITIC_LAM | NQ_CLITIC_FA)

/* Days around "today" within which "today, Monday" is believed over the
 * article's date; crawlers stamp articles up to four days late. */
#define NQ_TODAY_BACK 5

/* Hour (UTC) from which on an article may be dated by the next day: Mecca,
 * Cairo and Damascus are two to three hours ahead. */
#define NQ_LATE_HOUR 21

#endif
