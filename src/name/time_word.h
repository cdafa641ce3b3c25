/* SPDX-License-Identifier: Apache-2.0
 *
 * time_word.h - the words of time in a text, looked up once. Layer 4 (name),
 * private to its folder.
 *
 * Joins data/{months,weekdays,date_words}.tsv; knows no grammar. */
#ifndef NQ_NAME_TIME_WORD_H
#define NQ_NAME_TIME_WORD_H

#include "base/lore.h"
#include "name/date.h"
#include "name/model.h"
#include "text/numeral.h"

typedef enum nq_time_class { /* rows of data/date_words.tsv say which */
                             NQ_TIME_NONE,
                             NQ_TIME_UNIT, /* year, months: value 1 one, 2 two,
                                              3 many */
                             NQ_TIME_PART, /* beginning, middle, end */
                             NQ_TIME_DAYPART, /* morning */
                             NQ_TIME_SHIFT, /* last, next, this: value -1, 1, 0
                                             */
                             NQ_TIME_TODAY, /* today, tomorrow: value is days
                                               from today */
                             NQ_TIME_SEASON,
                             NQ_TIME_SET, /* yearly */
                             NQ_TIME_EVERY,
                             NQ_TIME_REF,  /* now, then, soon */
                             NQ_TIME_AGO,  /* before, since */
                             NQ_TIME_SPAN, /* for, during: what follows is a
                                              duration */
                             NQ_TIME_MORE, /* more than */
                             NQ_TIME_THIS,
                             NQ_TIME_THAT,
                             NQ_TIME_SAME,
                             NQ_TIME_ERA,       /* of the Hijra, of Christ */
                             NQ_TIME_MATCH,     /* "corresponding to" */
                             NQ_TIME_OTHER_DAY, /* behind "today": it is not
                                                   today */
                             NQ_TIME_FUTURE,    /* cue of tense */
                             NQ_TIME_PAST,
                             NQ_TIME_SPORT, /* season of sports */
                             NQ_TIME_DECADE,
                             NQ_TIME_SLICE, /* quarter, half */
                             NQ_TIME_BETWEEN,
                             NQ_TIME_RECORD, /* first, worst: for so long */
                             NQ_TIME_OF,
                             NQ_TIME_FEW,
                             NQ_TIME_LINK, /* function words, around which a
                                              number is a year */
                             NQ_TIME_ONE,  /* "one" behind a unit */
                             NQ_TIME_AGE,
                             NQ_TIME_NAME, /* holds a word of time that is none:
                                              an outlet */
                             NQ_TIME_PLACE,  /* named after a day: a square, a
                                                movement */
                             NQ_TIME_PERIOD, /* "the same period" */
                             NQ_TIME_RATE,   /* "a day": so often or so much */
                             NQ_TIME_FIRST_DAY, /* of a month */
                             NQ_TIME_NUMBER,    /* "number": what follows is no
                                                   year */
                             NQ_TIME_EVENT,  /* elections, a cup: a year follows
                                              */
                             NQ_TIME_COPULA, /* "is" */
                             NQ_TIME_FISCAL, /* year of a budget */
                             NQ_TIME_MEDIUM, /* a paper, a channel: "today" may
                                                be of its name */
                             NQ_TIME_NIGHT,  /* "the night between" two days */
                             NQ_TIME_MONTH,
                             NQ_TIME_WEEKDAY,
                             NQ_TIME_CLASSES
} nq_time_class;

/* Value of the link "in". */
#define NQ_LINK_IN 3

/* Value of the record "the first". */
#define NQ_RECORD_FIRST 1

/* Value of "the age of", behind which years stand. */
#define NQ_AGE_HEAD 2

/* A month that is one only with a day or the word "month" before it. */
#define NQ_MONTH_HEADED 4

#define NQ_TIME_BIT(class) (1ull << (class))

typedef struct nq_time_word {
    uint8_t class; /* of its first row; NQ_TIME_NONE: no word of time */
    uint8_t weak;  /* of a month: what it needs beside it */
    bool hijri;    /* of a month */
    bool levant;   /* a month of the Levantine names */
    int16_t value;
    uint16_t clitics; /* glued in front */
    uint64_t mask;    /* NQ_TIME_BIT of every class it has */
    uint8_t future;   /* how sure it speaks of the future: 0, 1, 2; 3:
                         planned, even behind "was" */
    uint32_t start;   /* byte of clean text, glued letters left out */
    uint32_t end;     /* token behind it */
    naql_str unit;
} nq_time_word;

#define NQ_MONTH_LETTERS 16
typedef struct nq_month_spelling { /* folded, to be guessed */
    uint16_t letters[NQ_MONTH_LETTERS];
    uint32_t n; /* 0: not to be guessed */
} nq_month_spelling;

enum { NQ_TIME_FILTER = 1 << 13, NQ_TIME_TABLES = 3 };

struct nq_date_tools {
    nq_table months, weekdays, words;
    nq_table places;
    uint32_t place_kind; /* a column of it */
    /* Of each of these tables, [its rows]. */
    const nq_time_word *rows[NQ_TIME_TABLES];
    const nq_month_spelling *month_spellings; /* [months.rows] */
    nq_numerals numerals;
    /* Filter: by the lower bits of a word's hash, bits of the tables with a
     * key that starts with such a word. */
    uint8_t first[NQ_TIME_FILTER];
    const nq_lore *read; /* memory of words; borrowed, and changes */
};

naql_status nq_time_tools_make(const nq_tables *tables, nq_arena *arena,
                               nq_date_tools *out);

/* A token where an expression may start: with a word of time, a number, or a
 * word that may begin one. */
typedef struct nq_time_start {
    uint32_t token;
    bool amount; /* it may begin a number in words */
} nq_time_start;

/* The words of time of a text: few, so that they stand by themselves. */
typedef struct nq_time_words {
    nq_time_word *found;   /* [n_found]; the first is none */
    uint32_t *at;          /* [n_tokens] which of them starts there */
    nq_time_start *starts; /* [n_starts] ascending */
    uint32_t n_found, n_starts;
} nq_time_words;

/* Lives in `arena`. */
naql_status nq_time_words_make(const nq_date_tools *tools, const nq_text *text,
                               nq_arena *arena, nq_time_words *out);

/* The month that a misspelled word of five letters or more is nearest to, one
 * letter off; false when none or two are. O(months). */
bool nq_month_guess(const nq_date_tools *tools, const nq_text *text,
                    uint32_t token, nq_time_word *out);

#endif
