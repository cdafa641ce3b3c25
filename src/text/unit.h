/* SPDX-License-Identifier: Apache-2.0
 *
 * unit.h - what a number counts. Layer 3 (text), private to its folder. */
#ifndef NQ_TEXT_UNIT_H
#define NQ_TEXT_UNIT_H

#include "text/numeral.h"
#include "text/tools.h"

typedef enum nq_unit_kind { /* as data/units.tsv names them */
                            NQ_UNIT_COUNT,
                            NQ_UNIT_PERCENT,
                            NQ_UNIT_MONEY,
                            NQ_UNIT_MEASURE,
                            NQ_UNIT_ABBREVIATION,
                            NQ_UNIT_TIME,
                            NQ_UNIT_ADJECTIVE
} nq_unit_kind;

struct nq_unit_row {
    naql_str unit, plain; /* plain: of a currency with its country, the unit of
                             the noun alone; empty for all others */
    uint8_t kind, count;
};

typedef struct nq_unit {
    naql_str name;
    const nq_unit_row *row; /* NULL: no table knows it */
    uint8_t kind;           /* nq_unit_kind */
    uint32_t end;           /* token behind it */
} nq_unit;

#define NQ_CURRENCIES 8

/* A currency's noun that the article gives with its country somewhere. */
typedef struct nq_currency {
    naql_str plain, code; /* code is empty when there is more than one */
} nq_currency;

typedef struct nq_number_finder {
    const nq_number_tools *tools;
    const nq_text *text;
    nq_list *list; /* nq_number */
    nq_arena *scratch;
    nq_currency currencies[NQ_CURRENCIES];
    uint32_t n_currencies;
} nq_number_finder;

naql_status nq_units_make(const nq_table *t, nq_arena *arena,
                          const nq_unit_row **out);

/* ---- Looking around ---------------------------------------------------- */

/* NULL behind the end. */
const nq_token *nq_number_token(const nq_number_finder *f, uint32_t at);
bool nq_number_mark(const nq_number_finder *f, uint32_t at, nq_mark mark);

/* The longest key of a table that starts at token `at`, with the letters glued
 * in front cut off where needed; `allow` are the clitics that may be cut. The
 * token behind it, or `at` when there is none. Stays in its sentence. */
uint32_t nq_number_longest(const nq_number_finder *f, const nq_table *t,
                           uint32_t at, uint16_t allow, uint32_t *row);

/* ---- Units ------------------------------------------------------------- */

/* A sign for a sum of money, in front of the figures or behind them. */
bool nq_money_sign(const nq_token *t, naql_str *code);

/* The unit behind a numeral, from token `at` on: a sign, a noun, an adjective
 * with its noun ("five more soldiers"), a noun behind "of the". False when
 * nothing is counted. */
bool nq_unit_at(const nq_number_finder *f, uint32_t at, const nq_numeral *n,
                nq_unit *out);

/* Notes a currency that was given with its country. */
void nq_currency_note(nq_number_finder *f, const nq_unit *u);

/* What can be told of units once all numbers are read: a part has the unit of
 * its whole ("30 soldiers, among them 5"), a currency without its country that
 * which the article gives elsewhere, when there is but one. */
void nq_units_settle(nq_number_finder *f);

#endif
