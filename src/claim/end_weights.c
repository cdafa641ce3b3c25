/* SPDX-License-Identifier: Apache-2.0
 *
 * end_weights.c - data/end_trees.tsv and end_words.tsv -> what ends are weighed
 * by. Layer 5 (claim). Knows nothing of places. */
#include "claim/end_weights.h"

#include "base/sorted.h"
#include "base/status.h"
#include "base/str.h"
#include "claim/end_traits.h"

/* Is this trait at the most that much, is that mark missing? The answers that
 * "yes" leads to stand in front of those that "no" does. */
typedef struct question {
    uint16_t trait;
    int16_t most;
    uint16_t yes; /* bits of the answers that "no" rules out */
    uint16_t tree;
} question;

typedef struct reader { /* of the table of trees */
    const nq_table *t;
    uint32_t trait, most, no; /* columns */
    nq_end_tree *trees;
    question *asked; /* [n_asked] */
    uint32_t n_trees, n_asked;
    int32_t base;
} reader;

/* Reads a question, row `row` of a tree that ends before row `end`: the answers
 * of its "yes" stand up to the row that "no" leads to. `yes` has their bits
 * moved down by those of rows further up. */
static naql_status
read_question(const reader *r, uint32_t row, uint32_t end, question *out)
{
    int64_t most = nq_table_int(r->t, row, r->most, 0);
    int64_t no = nq_table_int(r->t, row, r->no, 0);
    uint32_t trait, yes = 0;
    if (!nq_end_trait_from(nq_table_cell(r->t, row, r->trait), &trait) ||
        no <= 1 || no >= end - row || most < INT16_MIN || most >= INT16_MAX ||
        (trait >= NQ_END_NUMBERS && most != 0))
        return NAQL_CORRUPT;
    for (uint32_t k = row + 1; k < row + (uint32_t)no; k++)
        if (!nq_table_cell(r->t, k, r->trait).len)
            yes = yes << 1 | 1;
    *out = (question){(uint16_t)trait, (int16_t)most, (uint16_t)yes,
                      (uint16_t)r->n_trees};
    return NAQL_OK;
}

/* Takes in the tree of rows [row, end). */
static naql_status
read_tree(reader *r, uint32_t row, uint32_t end)
{
    nq_end_tree *tree = &r->trees[r->n_trees];
    uint32_t n = 0, asked = 0;
    if (nq_table_cell(r->t, end - 1, r->trait).len)
        return NAQL_CORRUPT; /* its last question leads out of it */
    for (uint32_t k = row; k < end; k++) {
        if (nq_table_cell(r->t, k, r->trait).len) {
            question *q = &r->asked[r->n_asked + asked];
            NQ_TRY(read_question(r, k, end, q));
            if (asked == NQ_END_ANSWERS - 1)
                return NAQL_CORRUPT;
            q->yes = (uint16_t)(q->yes << n);
            asked++;
            continue;
        }
        int64_t says = nq_table_int(r->t, k, r->most, 0);
        if (n == NQ_END_ANSWERS || says < INT16_MIN || says > INT16_MAX)
            return NAQL_CORRUPT;
        tree->answers[n++] = (int16_t)says;
    }
    if (!asked) {
        r->base += tree->answers[0];
        *tree = (nq_end_tree){0}; /* may be left as one that fills a block */
    }
    r->n_trees += asked > 0;
    r->n_asked += asked;
    return NAQL_OK;
}

static int
by_step(const void *a, const void *b)
{
    const question *x = a, *y = b;
    return x->trait != y->trait ? (int)x->trait - y->trait
                                : (int)x->most - y->most;
}

typedef struct merger { /* of all trees into one table */
    nq_end_scale *scales;
    uint16_t *rows;
    uint16_t *marks;
    uint16_t *out; /* [steps + 1][lanes] */
    size_t lanes;
    uint32_t n_scales, n_steps, n_values; /* made so far */
} merger;

/* Takes room for the questions, which are in order. */
static bool
make_room(const reader *r, nq_arena *arena, merger *m)
{
    size_t steps = 1, values = 0, traits = 0;
    for (uint32_t i = 0; i < r->n_asked; i++) {
        const question *q = &r->asked[i];
        bool fresh = i == 0 || q[-1].trait != q->trait;
        traits += fresh;
        steps += fresh || q[-1].most != q->most;
        values += fresh ? 2u : (uint32_t)(q->most - q[-1].most);
    }
    m->scales = nq_arena_alloc(arena, traits * sizeof *m->scales);
    m->rows = nq_arena_alloc(arena, values * sizeof *m->rows);
    m->marks = nq_arena_zero(arena, NQ_END_MARKS, sizeof *m->marks);
    m->out = nq_arena_zero(arena, steps, m->lanes * sizeof *m->out);
    return m->scales && m->rows && m->marks && m->out;
}

/* A row for what is more than a step, and so more than those of its trait
 * below. */
static uint16_t *
add_step(merger *m, bool first)
{
    uint16_t *row = m->out + ++m->n_steps * m->lanes;
    if (!first)
        memcpy(row, row - m->lanes, m->lanes * sizeof *row);
    return row;
}

/* Takes in the questions about one mark, [first, end). */
static void
merge_mark(merger *m, const question *first, const question *end)
{
    uint16_t *out = add_step(m, true);
    m->marks[first->trait - NQ_END_NUMBERS] = (uint16_t)m->n_steps;
    for (const question *q = first; q < end; q++)
        out[q->tree] |= q->yes;
}

/* The same about one number. */
static void
merge_number(merger *m, const question *first, const question *end)
{
    uint16_t *rows = m->rows + m->n_values, *out = NULL;
    int32_t over = 0, span = end[-1].most - first->most + 1;
    m->scales[m->n_scales++] =
        (nq_end_scale){first->most, span, m->n_values, first->trait};
    for (const question *q = first; q < end; q++) {
        if (q == first || q[-1].most != q->most) {
            uint32_t below = q == first ? 0 : m->n_steps;
            while (over <= q->most - first->most)
                rows[over++] = (uint16_t)below;
            out = add_step(m, q == first);
        }
        out[q->tree] |= q->yes;
    }
    rows[span] = (uint16_t)m->n_steps;
    m->n_values += (uint32_t)span + 1;
}

/* Lays the questions of all trees out by what they ask. */
static naql_status
merge(reader *r, nq_arena *arena, nq_end_weights *out)
{
    uint32_t first = NQ_END_LEAD * NQ_END_ABREAST; /* trees */
    uint32_t more = r->n_trees > first ? r->n_trees - first : 0;
    uint32_t once = NQ_END_ONCE * NQ_END_ABREAST;
    uint32_t blocks = NQ_END_LEAD + (more + once - 1) / once * NQ_END_ONCE;
    if (blocks > NQ_END_BLOCKS)
        return NAQL_TOO_BIG;
    const question *q = r->asked, *end = q + r->n_asked;
    merger m = {.lanes = (size_t)blocks * NQ_END_ABREAST};
    nq_sort(r->asked, r->n_asked, sizeof *r->asked, by_step);
    if (!make_room(r, arena, &m))
        return NAQL_NOMEM;
    for (const question *next; q < end; q = next) {
        for (next = q + 1; next < end && next->trait == q->trait;)
            next++;
        if (q->trait >= NQ_END_NUMBERS)
            merge_mark(&m, q, next);
        else
            merge_number(&m, q, next);
        if (next[-1].trait < NQ_END_OWN)
            out->n_shared = m.n_scales;
    }
    if (m.n_steps > UINT16_MAX)
        return NAQL_TOO_BIG;
    out->scales = m.scales;
    out->n_scales = m.n_scales;
    out->rows = m.rows;
    out->marks = m.marks;
    out->out = (const nq_end_lanes *)(const void *)m.out;
    out->trees = r->trees;
    out->blocks = blocks;
    out->base = r->base;
    return NAQL_OK;
}

/* Rows with one key are a tree. */
static naql_status
read_trees(const nq_table *t, nq_arena *arena, nq_end_weights *out)
{
    enum { LEAST = 3 }; /* rows of a tree that asks */
    size_t room =
        t->rows / LEAST + 1 + (NQ_END_LEAD + NQ_END_ONCE) * NQ_END_ABREAST;
    reader r = {.t = t,
                .trait = nq_table_col(t, "trait"),
                .most = nq_table_col(t, "most"),
                .no = nq_table_col(t, "no"),
                .trees = nq_arena_zero(arena, room, sizeof *r.trees),
                .asked = nq_arena_alloc(arena, t->rows * sizeof *r.asked)};
    int64_t version = 0;
    if (!r.trees || !r.asked)
        return NAQL_NOMEM;
    for (uint32_t row = 0, end; row < t->rows; row = end) {
        naql_str key = nq_table_cell(t, row, 0);
        for (end = row + 1; end < t->rows; end++)
            if (!nq_str_equal(nq_table_cell(t, end, 0), key))
                break;
        if (nq_str_equal(key, NQ_STR("version")))
            version = nq_table_int(t, row, r.most, 0);
        else
            NQ_TRY(read_tree(&r, row, end));
    }
    if (version != NQ_END_VERSION)
        return NAQL_CORRUPT;
    return merge(&r, arena, out);
}

/* The row "*" tells what they say of any end. */
static naql_status
read_words(nq_arena *arena, nq_end_weights *out)
{
    static const char *const columns[2][2] = {{"bare", "bare_second"},
                                              {"comma", "comma_second"}};
    const nq_table *t = &out->words;
    nq_end_word *says = nq_arena_alloc(arena, t->rows * sizeof *says);
    if (!says)
        return NAQL_NOMEM;
    for (uint32_t i = 0; i < 4; i++) {
        uint32_t comma = i / 2, second = i % 2;
        uint32_t col = nq_table_col(t, columns[comma][second]);
        for (uint32_t row = 0; row < t->rows; row++) {
            int32_t is = (int32_t)nq_table_int(t, row, col, 0);
            says[row].of[comma][second] = is;
            if (!second && nq_str_equal(nq_table_cell(t, row, 0), NQ_STR("*")))
                out->usual[comma] = is;
        }
    }
    out->says = says;
    return NAQL_OK;
}

naql_status
nq_end_weights_make(const nq_tables *tables, nq_arena *arena,
                    nq_end_weights *out)
{
    nq_table t;
    *out = (nq_end_weights){0};
    NQ_TRY(nq_table_find(tables, "end_words", &out->words));
    NQ_TRY(nq_table_find(tables, "end_trees", &t));
    NQ_TRY(read_words(arena, out));
    return read_trees(&t, arena, out);
}
