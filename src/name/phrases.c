/* SPDX-License-Identifier: Apache-2.0
 *
 * phrases.c - the lists that speak of names, as one map. Layer 4 (name). */
#include "name/phrases.h"
#include "base/fold.h"
#include "base/hash.h"
#include "base/status.h"
#include "base/str.h"
#include "name/lex.h"
#include "name/tune.h"

/* A list, the column whose value tells the class, and the classes. An empty
 * value is what all other rows get; column NULL: all rows. */
struct rule {
    const char *table, *col, *value;
    uint32_t bits;
};

static const struct rule rules[] = {
    {"people", "part", "first", NQ_LEX_FIRST},
    {"people", "part", "family", NQ_LEX_FAMILY},
    {"people", "gender", "f", NQ_LEX_FEMININE},
    {"places", "kind", "country", NQ_LEX_COUNTRY},
    {"places", "kind", "city", NQ_LEX_CITY},
    {"places", "kind", "region", NQ_LEX_REGION},
    {"places", "kind", "", NQ_LEX_TOWN},
    {"places", "gender", "m", NQ_LEX_MASCULINE},
    {"orgs", NULL, "", NQ_LEX_ORG},
    {"orgs", "alone", "yes", NQ_LEX_ORG_ALONE},
    {"bodies", NULL, "", NQ_LEX_BODY},
    {"agencies", "weak", "", NQ_LEX_AGENCY},
    {"titles", NULL, "", NQ_LEX_TITLE},
    {"titles", "gender", "f", NQ_LEX_FEMININE},
    {"offices", "kind", "office", NQ_LEX_OFFICE},
    {"offices", "kind", "envoy", NQ_LEX_OFFICE | NQ_LEX_ENVOY},
    {"offices", "kind", "job", NQ_LEX_JOB},
    {"offices", "kind", "member", NQ_LEX_JOB | NQ_LEX_ENVOY},
    {"offices", "gender", "f", NQ_LEX_FEMININE},
    {"office_words", "kind", "over", NQ_LEX_OVER},
    {"office_words", "kind", "like", NQ_LEX_LIKE},
    {"office_words", "kind", "past", NQ_LEX_PAST},
    {"office_words", "kind", "link", NQ_LEX_LINK},
    {"org_heads", "kind", "bare", NQ_LEX_ORG_HEAD | NQ_LEX_ORG_BARE},
    {"org_heads", "kind", "listed",
     NQ_LEX_ORG_HEAD | NQ_LEX_ORG_BARE | NQ_LEX_ORG_LISTED},
    {"org_heads", "kind", "none", NQ_LEX_ORG_HEAD | NQ_LEX_ORG_LISTED},
    {"org_heads", "kind", "", NQ_LEX_ORG_HEAD},
    {"org_heads", "origin", "yes", NQ_LEX_ORG_ORIGIN},
    {"org_heads", "gender", "f", NQ_LEX_FEMININE},
    {"org_heads", "sure", "yes", NQ_LEX_ORG_SURE},
    {"place_heads", "span", "drop", NQ_LEX_PLACE_HEAD | NQ_LEX_PLACE_BARE},
    {"place_heads", "span", "", NQ_LEX_PLACE_HEAD},
    {"nationalities", NULL, "", NQ_LEX_NATION},
    {"nationalities", "gender", "f", NQ_LEX_FEMININE},
    {"nationalities", "number", "p", NQ_LEX_PLURAL},
};
#define N_RULES (sizeof(rules) / sizeof(*rules))

/* The values that other rules of the same column name. */
struct named {
    naql_str at[N_RULES];
    uint32_t n;
};

static struct named
named_beside(const struct rule *r)
{
    struct named out = {.n = 0};
    for (size_t i = 0; r->col && i < N_RULES; i++)
        if (!strcmp(rules[i].table, r->table) && rules[i].col &&
            !strcmp(rules[i].col, r->col) && *rules[i].value)
            out.at[out.n++] = nq_str_from(rules[i].value);
    return out;
}

/* A rule beside its table. */
struct asked {
    const struct rule *rule;
    uint32_t col;
    naql_str value;
    bool weak; /* its column is "weak": an empty value is an empty cell */
    struct named named;
};

/* Does the cell of a row match a rule? An empty value matches what no other
 * rule of the same column names. */
static bool
applies(naql_str cell, const struct asked *r)
{
    if (!r->rule->col)
        return true;
    if (r->value.len)
        return nq_str_equal(cell, r->value);
    for (uint32_t i = 0; i < r->named.n; i++)
        if (nq_str_equal(cell, r->named.at[i]))
            return false;
    return !r->weak || !cell.len;
}

/* Phrases in the making. */
struct building {
    nq_map *map;
    uint64_t *seconds; /* see nq_phrases */
};

static naql_status
add_phrase(const struct building *to, naql_str key, uint32_t bits)
{
    uint64_t state = 0;
    uint32_t *value = NULL;
    uint32_t n = 0;
    naql_str word;
    for (size_t at = 0; nq_fold_next_word(key, &at, &word);) {
        if (value)
            *value |= NQ_LEX_MORE;
        if (++n > NQ_LEX_PHRASE_MAX)
            return NAQL_OK;
        uint64_t hash = nq_fold_hash(word);
        if (n == 2)
            to->seconds[hash / 64 % (NQ_SECONDS / 64)] |= 1ull << hash % 64;
        state = nq_hash_next(state, hash);
        value = nq_map_put(to->map, state, NULL);
        if (!value)
            return NAQL_NOMEM;
    }
    if (value)
        *value |= bits;
    return NAQL_OK;
}

/* What all rules of its table say of a row. */
static uint32_t
bits_of_row(const nq_table *t, uint32_t row, const struct asked *asked,
            uint32_t n)
{
    uint32_t bits = 0;
    for (uint32_t i = 0; i < n; i++)
        if (applies(nq_table_cell(t, row, asked[i].col), &asked[i]))
            bits |= asked[i].rule->bits;
    return bits;
}

/* Reads a table by its rules, the first `n` of them. */
static naql_status
add_table(const struct building *to, const nq_table *t, const struct rule *rule,
          uint32_t n)
{
    struct asked asked[N_RULES];
    for (uint32_t i = 0; i < n; i++) {
        const char *col = rule[i].col;
        asked[i] = (struct asked){.rule = &rule[i],
                                  .col = col ? nq_table_col(t, col) : NQ_NO_COL,
                                  .value = nq_str_from(rule[i].value),
                                  .weak = col && !strcmp(col, "weak"),
                                  .named = named_beside(&rule[i])};
    }
    for (uint32_t row = 0; row < t->rows; row++) {
        uint32_t bits = bits_of_row(t, row, asked, n);
        if (bits)
            NQ_TRY(add_phrase(to, nq_table_cell(t, row, 0), bits));
    }
    return NAQL_OK;
}

/* How many rules from `i` on are of one table. */
static uint32_t
rules_of_table(size_t i)
{
    uint32_t n = 1;
    while (i + n < N_RULES && !strcmp(rules[i + n].table, rules[i].table))
        n++;
    return n;
}

naql_status
nq_phrases_make(const nq_tables *tables, nq_arena *arena, nq_phrases *out)
{
    struct building to = {
        &out->map, nq_arena_zero(arena, NQ_SECONDS / 64, sizeof *to.seconds)};
    nq_map_init(&out->map, arena);
    out->seconds = to.seconds;
    if (!to.seconds || !nq_map_reserve(&out->map, NQ_LEX_PHRASES))
        return NAQL_NOMEM;
    for (size_t i = 0; i < N_RULES; i += rules_of_table(i)) {
        nq_table t;
        if (nq_table_find(tables, rules[i].table, &t) == NAQL_OK)
            NQ_TRY(add_table(&to, &t, &rules[i], rules_of_table(i)));
    }
    return NAQL_OK;
}
