/* SPDX-License-Identifier: Apache-2.0
 *
 * tools.c - reads the word lists of the article layer once. Layer 2
 * (article). */
#include "article/tools.h"
#include "base/status.h"
#include "base/str.h"

static const char *const why_names[] = {
    "form", "share", "related", "copyright", "repeat", "masthead",
    "date", "menu",  "caption", "code",      "other",  NULL};
static const char *const kind_names[] = {"title",   "subtitle", "heading",
                                         "byline",  "dateline", "paragraph",
                                         "caption", NULL};
static const char *const match_names[] = {"line", "start", "end",
                                          "part", "lead",  NULL};
static const char *const scope_names[] = {"line", "list", "foot", NULL};
static const char *const stamp_names[] = {
    "month",  "hijri",     "weekday",  "half", "zone", "era_hijri", "era",
    "filler", "published", "modified", "ago",  "near", NULL};
static const char *const credit_names[] = {"head",  "paper",  "by",   "role",
                                           "label", "source", "desk", NULL};
static const char *const opening_names[] = {"verb", "joint", NULL};
static const char *const agency_names[] = {"agency", "outlet", "generic", NULL};

const char *
nq_block_kind_name(uint8_t kind)
{
    return kind_names[kind];
}

const char *
nq_drop_why_name(uint8_t why)
{
    return why_names[why];
}

/* Number of `cell` in a list that ends in NULL; the list's length when it is
 * not there. */
static uint8_t
number_of(naql_str cell, const char *const *names)
{
    uint8_t i = 0;
    while (names[i] && !nq_str_is(cell, names[i]))
        i++;
    return i;
}

/* One column of a table as numbers of `names`; NAQL_CORRUPT on another
 * word. */
static naql_status
column(const nq_table *t, const char *name, const char *const *names,
       nq_arena *arena, uint8_t **out)
{
    uint32_t col = nq_table_col(t, name);
    *out = nq_arena_alloc(arena, t->rows);
    if (!*out)
        return NAQL_NOMEM;
    for (uint32_t i = 0; i < t->rows; i++) {
        (*out)[i] = number_of(nq_table_cell(t, i, col), names);
        if (!names[(*out)[i]])
            return NAQL_CORRUPT;
    }
    return NAQL_OK;
}

static naql_status
read_furniture(const nq_tables *tables, nq_arena *arena, nq_article_tools *t)
{
    NQ_TRY(nq_table_find(tables, "furniture", &t->furniture));
    uint8_t *why, *match, *scope;
    NQ_TRY(column(&t->furniture, "why", why_names, arena, &why));
    NQ_TRY(column(&t->furniture, "match", match_names, arena, &match));
    NQ_TRY(column(&t->furniture, "scope", scope_names, arena, &scope));
    uint32_t weight = nq_table_col(&t->furniture, "weight");
    nq_furniture *rows = nq_arena_zero(arena, t->furniture.rows, sizeof(*rows));
    if (!rows)
        return NAQL_NOMEM;
    for (uint32_t i = 0; i < t->furniture.rows; i++)
        rows[i] =
            (nq_furniture){why[i], match[i], scope[i],
                           (uint8_t)nq_table_int(&t->furniture, i, weight, 0)};
    t->furniture_rows = rows;
    return NAQL_OK;
}

static naql_status
read_stamps(const nq_tables *tables, nq_arena *arena, nq_article_tools *t)
{
    NQ_TRY(nq_table_find(tables, "stamp_words", &t->stamps));
    uint8_t *kind;
    NQ_TRY(column(&t->stamps, "kind", stamp_names, arena, &kind));
    uint32_t value = nq_table_col(&t->stamps, "value");
    nq_stamp_word *rows = nq_arena_zero(arena, t->stamps.rows, sizeof(*rows));
    if (!rows)
        return NAQL_NOMEM;
    for (uint32_t i = 0; i < t->stamps.rows; i++)
        rows[i] = (nq_stamp_word){
            kind[i], (int16_t)nq_table_int(&t->stamps, i, value, 0)};
    t->stamp_rows = rows;
    return NAQL_OK;
}

static naql_status
read_calendar(const nq_tables *tables, nq_article_tools *t)
{
    NQ_TRY(nq_table_find(tables, "months", &t->months));
    NQ_TRY(nq_table_find(tables, "weekdays", &t->weekdays));
    t->month_number = nq_table_col(&t->months, "month");
    t->month_calendar = nq_table_col(&t->months, "cal");
    t->weekday_number = nq_table_col(&t->weekdays, "day");
    return NAQL_OK;
}

/* A column of `kind` as 1 for countries and regions, which no dateline stands
 * in alone, 0 for the rest. */
static naql_status
read_places(const nq_tables *tables, const char *name, nq_arena *arena,
            nq_table *t, const uint8_t **wide)
{
    NQ_TRY(nq_table_find(tables, name, t));
    uint32_t col = nq_table_col(t, "kind");
    uint8_t *rows = nq_arena_alloc(arena, t->rows);
    if (!rows)
        return NAQL_NOMEM;
    for (uint32_t i = 0; i < t->rows; i++) {
        naql_str kind = nq_table_cell(t, i, col);
        rows[i] = nq_str_equal(kind, NQ_STR("country")) ||
                  nq_str_equal(kind, NQ_STR("region"));
    }
    *wide = rows;
    return NAQL_OK;
}

static naql_status
read_credits(const nq_tables *tables, nq_arena *arena, nq_article_tools *t)
{
    static const char *const weak_names[] = {"", "yes", NULL};
    uint8_t *credits, *agencies, *weak;
    NQ_TRY(nq_table_find(tables, "credit_words", &t->credits));
    NQ_TRY(nq_table_find(tables, "agencies", &t->agencies));
    NQ_TRY(nq_table_find(tables, "outlets", &t->outlets));
    NQ_TRY(nq_table_find(tables, "people", &t->people));
    NQ_TRY(column(&t->credits, "kind", credit_names, arena, &credits));
    NQ_TRY(column(&t->agencies, "kind", agency_names, arena, &agencies));
    NQ_TRY(column(&t->agencies, "weak", weak_names, arena, &weak));
    t->credit_rows = credits;
    t->agency_rows = agencies;
    t->agency_weak = weak;
    t->agency_name = nq_table_col(&t->agencies, "name");
    t->outlet_name = nq_table_col(&t->outlets, "name");
    t->person_part = nq_table_col(&t->people, "part");
    return NAQL_OK;
}

static naql_status
read_openings(const nq_tables *tables, nq_arena *arena, nq_article_tools *t)
{
    uint8_t *kind;
    NQ_TRY(nq_table_find(tables, "openings", &t->openings));
    NQ_TRY(column(&t->openings, "kind", opening_names, arena, &kind));
    t->opening_rows = kind;
    return NAQL_OK;
}

naql_status
nq_article_tools_make(const nq_tables *tables, nq_arena *arena,
                      nq_article_tools **out)
{
    nq_article_tools *t = nq_arena_zero(arena, 1, sizeof(*t));
    *out = NULL;
    if (!t)
        return NAQL_NOMEM;
    t->glyphs = nq_arena_alloc(arena, NQ_GLYPHS * sizeof *t->glyphs);
    if (!t->glyphs)
        return NAQL_NOMEM;
    nq_glyphs_make(t->glyphs);
    NQ_TRY(nq_table_find(tables, "function_words", &t->functions));
    NQ_TRY(read_furniture(tables, arena, t));
    NQ_TRY(read_stamps(tables, arena, t));
    NQ_TRY(read_calendar(tables, t));
    nq_table_filter(&t->functions, NQ_OF_FUNCTIONS, t->filter,
                    NQ_ARTICLE_FILTER);
    nq_table_filter(&t->stamps, NQ_OF_STAMPS, t->filter, NQ_ARTICLE_FILTER);
    nq_table_filter(&t->months, NQ_OF_MONTHS, t->filter, NQ_ARTICLE_FILTER);
    nq_table_filter(&t->weekdays, NQ_OF_WEEKDAYS, t->filter, NQ_ARTICLE_FILTER);
    NQ_TRY(read_places(tables, "places", arena, &t->places, &t->place_rows));
    NQ_TRY(read_places(tables, "places_dateline", arena, &t->more_places,
                       &t->more_place_rows));
    NQ_TRY(read_credits(tables, arena, t));
    NQ_TRY(read_openings(tables, arena, t));
    *out = t;
    return NAQL_OK;
}
