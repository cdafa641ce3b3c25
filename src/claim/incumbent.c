/* SPDX-License-Identifier: Apache-2.0
 *
 * incumbent.c - who held an office of a country on the day of the article.
 * Layer 5 (claim). Knows nothing of what else the article tells of him. */
#include "claim/incumbent.h"

#include "base/day.h"
#include "base/fold.h"
#include "base/hash.h"
#include "base/str.h"
#include "claim/resolve.h"

/* Hash of a word of an office, without article; one for all words that tell of
 * the same. */
static uint64_t
office_word(const nq_scene *s, uint32_t i)
{
    const nq_incumbents *t = &s->book->incumbents;
    naql_str f = s->tokens[i].folded;
    uint32_t row;
    if (nq_str_starts(f, NQ_STR("ال")))
        f = nq_str(f.ptr + 4, f.len - 4);
    if (s->tags[i].word->twin && nq_table_word(&t->twins, nq_hash(f), &row))
        return nq_fold_hash(nq_table_cell(&t->twins, row, t->twin));
    return nq_hash(f);
}

/* Did he of that row hold the office on the day? */
static bool
held_on(const nq_incumbents *t, uint32_t row, int32_t day)
{
    int32_t since = nq_day_parse(nq_table_cell(&t->rows, row, t->since));
    int32_t until = nq_day_parse(nq_table_cell(&t->rows, row, t->until));
    return since <= day && (until == NQ_NO_DAY || day < until);
}

/* Is that the name, or its last words: "X" for "W X", no son of his? */
static bool
is_short_for(naql_str is, naql_str name)
{
    if (nq_str_equal(is, name))
        return true;
    return is.len < name.len && nq_str_ends(name, is) &&
           name.ptr[name.len - is.len - 1] == ' ' &&
           nq_str_find(name, NQ_STR(" بن "), 0) == SIZE_MAX;
}

/* The person of that name, the fuller the better. */
static uint32_t
named(const nq_scene *s, naql_str name)
{
    const nq_names *names = s->names;
    uint32_t best = NQ_NO_ENTITY;
    for (uint32_t e = 0; e < names->n_entities; e++)
        if (names->entities[e].type == NQ_PER &&
            is_short_for(names->entities[e].name, name) &&
            (best == NQ_NO_ENTITY ||
             names->entities[e].name.len > names->entities[best].name.len))
            best = e;
    return best;
}

uint32_t
nq_incumbent_of(const nq_scene *s, uint32_t first, uint32_t end)
{
    const nq_incumbents *t = &s->book->incumbents;
    int32_t day = s->text->article->day;
    nq_walk w = {0};
    if (end < first + 2 || day == NQ_NO_DAY || !nq_is_definite(s, end - 1) ||
        (end < s->n && nq_has_role(s, end, NQ_ROLE_ADV) && !s->tags[end].date))
        return NQ_NO_ENTITY; /* "the American president AT THAT TIME" */
    naql_str place = nq_resolve_origin(s, end - 1);
    for (uint32_t i = first; i < end - 1; i++)
        if (!place.len || s->tags[i].mention ||
            !nq_table_step(&t->rows, &w, office_word(s, i)))
            return NQ_NO_ENTITY;
    for (uint32_t row = w.row; row < w.row + w.n; row++)
        if (nq_str_equal(nq_table_cell(&t->rows, row, t->place), place) &&
            held_on(t, row, day))
            return named(s, nq_table_cell(&t->rows, row, t->name));
    return NQ_NO_ENTITY;
}
