/* SPDX-License-Identifier: Apache-2.0
 *
 * same_name.c - are two names one. Layer 7 (compare). */
#include "compare/same_name.h"

#include "base/hash.h"
#include "base/status.h"

/* Of the table of places. */
typedef struct builder {
    nq_name_book *book;
    nq_arena *arena;
    nq_map cells; /* hash of a place as the table has it -> number in `keys` */
    nq_list keys; /* uint64_t: theirs, those of few countries */
} builder;

/* Key of the place that others lie in. */
static naql_status
outer_key(builder *b, naql_str place, uint64_t *key)
{
    bool fresh;
    uint32_t *at = nq_map_put(&b->cells, nq_hash(place), &fresh);
    if (!at)
        return NAQL_NOMEM;
    if (fresh) {
        nq_name_form outer;
        uint64_t *to = nq_list_add(&b->keys, b->arena);
        if (!to)
            return NAQL_NOMEM;
        nq_name_form_of(b->book, place, &outer);
        *to = outer.key;
        *at = b->keys.n - 1;
        if (!nq_map_put(&b->book->countries, outer.key, NULL))
            return NAQL_NOMEM;
    }
    *key = ((const uint64_t *)b->keys.at)[*at];
    return NAQL_OK;
}

static naql_status
add_place(builder *b, const nq_table *t, uint32_t row)
{
    nq_name_book *book = b->book;
    naql_str place = nq_table_cell(t, row, nq_table_col(t, "place"));
    nq_name_form inner;
    uint64_t outer;
    bool fresh;
    if (!place.len)
        return NAQL_OK;
    NQ_TRY(outer_key(b, place, &outer));
    nq_name_form_of(book, nq_table_cell(t, row, nq_table_col(t, "key")),
                    &inner);
    if (inner.key == outer)
        return NAQL_OK;
    uint32_t *at = nq_map_put(&book->around, inner.key, &fresh);
    uint64_t *to = nq_list_add(&book->places, b->arena);
    if (!at || !to)
        return NAQL_NOMEM;
    *to = outer;
    if (fresh)
        *at = book->places.n - 1;
    return NAQL_OK;
}

naql_status
nq_name_book_make(const nq_tables *tables, nq_arena *arena, nq_name_book *out)
{
    nq_table t;
    builder b = {.book = out, .arena = arena, .keys = NQ_LIST(uint64_t)};
    NQ_TRY(nq_variants_make(tables, arena, &out->variants));
    nq_map_init(&out->around, arena);
    nq_map_init(&out->countries, arena);
    nq_map_init(&b.cells, arena);
    out->places = NQ_LIST(uint64_t);
    NQ_TRY(nq_table_find(tables, "places", &t));
    for (uint32_t row = 0; row < t.rows; row++)
        NQ_TRY(add_place(&b, &t, row));
    return NAQL_OK;
}

void
nq_name_form_of(const nq_name_book *book, naql_str name, nq_name_form *out)
{
    nq_name_words_of(&book->variants, name, &out->words);
    out->key = nq_name_key(&book->variants, &out->words);
    const uint32_t *row = nq_map_get(&book->around, out->key);
    out->around = row ? ((const uint64_t *)book->places.at)[*row] : 0;
    out->country = nq_map_get(&book->countries, out->key);
}

static bool
may_hold(const nq_name_form *country, const nq_name_form *place)
{
    return country->country && !place->country &&
           (!place->around || place->around == country->key);
}

static bool
holds(const uint64_t *words, uint32_t n, uint64_t word)
{
    for (uint32_t i = 0; i < n; i++)
        if (words[i] == word)
            return true;
    return false;
}

/* All words of `a` stand in `b`, spelled nearly alike. */
static bool
inside(const nq_name_words *a, const nq_name_words *b)
{
    for (uint32_t i = 0; i < a->n; i++)
        if (!holds(b->tight, b->n, a->tight[i]) &&
            !holds(b->loose, b->n, a->loose[i]))
            return false;
    return a->n > 0;
}

bool
nq_same_name(const nq_name_form *a, const nq_name_form *b)
{
    if (!a->words.n || !b->words.n || a->key == b->key)
        return true;
    return inside(&a->words, &b->words) || inside(&b->words, &a->words);
}

bool
nq_names_meet(const nq_name_form *a, const nq_name_form *b)
{
    for (uint32_t i = 0; i < a->words.n; i++)
        if (holds(b->words.tight, b->words.n, a->words.tight[i]) ||
            holds(b->words.loose, b->words.n, a->words.loose[i]))
            return true;
    return false;
}

bool
nq_same_place(const nq_name_form *a, const nq_name_form *b)
{
    return may_hold(a, b) || may_hold(b, a);
}
