/* SPDX-License-Identifier: Apache-2.0
 *
 * ends.c - which of the places where content may end is the likeliest. Layer 5
 * (claim). */
#include "claim/ends.h"

#include "base/status.h"
#include "base/str.h"
#include "claim/tune.h"

#include <math.h>
#include <string.h>

/* ---- The weights --------------------------------------------------------- */

typedef struct reader { /* of the table of trees */
    const nq_table *t;
    uint32_t trait, most, no; /* columns */
} reader;

/* A row of a tree: its node. */
static naql_status
read_node(const reader *r, uint32_t row, nq_end_node *out)
{
    naql_str name = nq_table_cell(r->t, row, r->trait);
    int64_t most = nq_table_int(r->t, row, r->most, 0);
    int64_t no = nq_table_int(r->t, row, r->no, 0);
    uint32_t trait = NQ_END_ANSWER;
    if (name.len && !nq_end_trait_from(name, &trait))
        return NAQL_CORRUPT;
    if (no < 0 || (no > 0) != (name.len > 0) || no >= UINT16_MAX ||
        row + no >= r->t->rows || most <= INT32_MIN || most >= INT32_MAX)
        return NAQL_CORRUPT;
    *out = (nq_end_node){(int32_t)most, (uint16_t)trait, (uint16_t)no};
    return NAQL_OK;
}

/* Takes in the tree that starts with a row. */
static void
add_tree(nq_end_weights *out, uint32_t *trees, uint32_t row)
{
    if (out->nodes[row].no)
        trees[out->n_trees++] = row;
    else
        out->base += out->nodes[row].most;
}

/* Rows with one key are a tree. Behind them stands an answer that says nothing.
 */
static naql_status
read_trees(const nq_table *t, nq_arena *arena, nq_end_weights *out)
{
    const reader r = {t, nq_table_col(t, "trait"), nq_table_col(t, "most"),
                      nq_table_col(t, "no")};
    size_t room = (size_t)t->rows + NQ_END_ABREAST;
    nq_end_node *nodes = nq_arena_zero(arena, room, sizeof *nodes);
    uint32_t *trees = nq_arena_zero(arena, room, sizeof *trees);
    naql_str last = {0};
    int64_t version = 0;
    if (!nodes || !trees)
        return NAQL_NOMEM;
    out->nodes = nodes;
    out->trees = trees;
    nodes[t->rows].trait = NQ_END_ANSWER;
    for (uint32_t row = 0; row < t->rows; row++) {
        naql_str key = nq_table_cell(t, row, 0);
        if (nq_str_equal(key, NQ_STR("version"))) {
            version = nq_table_int(t, row, r.most, 0);
            nodes[row].trait = NQ_END_ANSWER; /* no tree goes on over it */
        } else {
            NQ_TRY(read_node(&r, row, &nodes[row]));
            if (!nq_str_equal(key, last))
                add_tree(out, trees, row);
        }
        last = key;
    }
    while (out->n_trees % NQ_END_ABREAST)
        trees[out->n_trees++] = t->rows;
    return version == NQ_END_VERSION ? NAQL_OK : NAQL_CORRUPT;
}

/* The row "*" tells what they say of any end. */
static void
read_words(nq_end_weights *out)
{
    static const char *const columns[2][2] = {{"bare", "bare_second"},
                                              {"comma", "comma_second"}};
    const nq_table *t = &out->words;
    for (uint32_t comma = 0; comma < 2; comma++)
        for (uint32_t k = 0; k < 2; k++)
            out->columns[comma][k] = nq_table_col(t, columns[comma][k]);
    for (uint32_t row = 0; row < t->rows; row++)
        if (nq_str_equal(nq_table_cell(t, row, 0), NQ_STR("*")))
            for (uint32_t comma = 0; comma < 2; comma++)
                out->usual[comma] =
                    (int32_t)nq_table_int(t, row, out->columns[comma][0], 0);
}

naql_status
nq_end_weights_make(const nq_tables *tables, nq_arena *arena,
                    nq_end_weights *out)
{
    nq_table t;
    *out = (nq_end_weights){0};
    NQ_TRY(nq_table_find(tables, "end_words", &out->words));
    NQ_TRY(nq_table_find(tables, "end_trees", &t));
    read_words(out);
    return read_trees(&t, arena, out);
}

/* ---- The choice ---------------------------------------------------------- */

/* What some trees answer together. They are asked in turn, a question each:
 * which way one leads nobody can foresee, so that there is no branch on it, and
 * while one waits for a trait the others go on. An answer leads to itself: its
 * trait is more than anything, and that is a "no". */
static int32_t
answers_of(const nq_end_weights *e, const uint32_t *trees,
           const int32_t *traits)
{
    uint32_t at[NQ_END_ABREAST], moved;
    memcpy(at, trees, sizeof at);
    do {
        moved = 0;
        for (uint32_t k = 0; k < NQ_END_ABREAST; k++) {
            const nq_end_node *n = &e->nodes[at[k]];
            uint32_t yes = traits[n->trait] <= n->most;
            uint32_t step = yes + (n->no & (yes - 1));
            at[k] += step;
            moved |= step;
        }
    } while (moved);
    int32_t sum = 0;
    for (uint32_t k = 0; k < NQ_END_ABREAST; k++)
        sum += e->nodes[at[k]].most;
    return sum;
}

/* How likely content that got there ends there, as a logit in thousandths.
 * Where the first trees say that it surely does not, the rest are not asked. */
static int32_t
ends_there(const nq_end_weights *e, const int32_t *traits)
{
    int32_t sum = e->base;
    for (uint32_t k = 0; k < e->n_trees; k += NQ_END_ABREAST) {
        if ((k == NQ_TUNE_END_TREES || k == 2 * NQ_TUNE_END_TREES) &&
            sum < NQ_TUNE_END_UNLIKELY)
            return NQ_TUNE_END_NEVER;
        sum += answers_of(e, &e->trees[k], traits);
    }
    return sum;
}

_Static_assert(NQ_TUNE_END_TREES % NQ_END_ABREAST == 0, "some at a time");

/* How likely content ends at each place; sums to 1. It goes from place to
 * place, and at the last it ends. Where the rules' end stands, the places
 * behind it are not asked: false. */
static bool
weigh(const nq_content_walk *w, nq_end_places *p, float *likely)
{
    const nq_end_weights *e = &w->s->book->ends;
    int32_t all[NQ_END_SEEN], traits[NQ_END_SEEN];
    float left = 1;
    nq_end_look_behind(w, p, p->ruled);
    nq_end_traits_of_all(w, p, all);
    for (uint32_t i = 0; i + 1 < p->n; i++) {
        nq_end_look_behind(w, p, i);
        nq_end_traits_of(w, p, i, all, traits);
        float logit = (float)ends_there(e, traits) / 1000.0f;
        float ends = 1.0f / (1.0f + expf(-logit));
        likely[i] = left * ends;
        left -= likely[i];
        if (i == p->ruled && likely[i] > NQ_TUNE_END_RULES)
            return false;
    }
    likely[p->n - 1] = left;
    return true;
}

/* How likely the content up to that place has half of its words in common with
 * the true one, and half of how likely it is just that. */
static float
worth(const nq_end_places *p, const float *likely, uint32_t place)
{
    float sum = 0.5f * likely[place];
    uint32_t a = p->at[place].words;
    for (uint32_t k = 0; k < p->n; k++) {
        uint32_t b = p->at[k].words;
        if (a <= 2 * b && b <= 2 * a)
            sum += likely[k];
    }
    return sum;
}

/* May place k be taken, where the likeliest has `top`? Between words that no
 * comma parts, only what is likelier than all the rest; before the rules' end
 * at no comma behind which a list goes on. */
static bool
may_be(const nq_end_places *p, const float *likely, uint32_t k, float top)
{
    const nq_end_place *e = &p->at[k];
    if (e->kind == NQ_END_WORD)
        return likely[k] > NQ_TUNE_END_BARE;
    if (e->kind == NQ_END_COMMA && k < p->ruled && nq_end_goes_on(e))
        return false;
    return likely[k] > NQ_TUNE_END_LEAST * top;
}

uint32_t
nq_end_best(const nq_end_places *p, const float *likely)
{
    uint32_t best = p->ruled;
    float most = worth(p, likely, p->ruled), top = 0;
    if (likely[p->ruled] > NQ_TUNE_END_RULES)
        return best;
    for (uint32_t k = 0; k < p->n; k++)
        top = likely[k] > top ? likely[k] : top;
    for (uint32_t k = 0; k < p->n; k++) {
        float mine = worth(p, likely, k);
        if (mine > most && may_be(p, likely, k, top)) {
            most = mine;
            best = k;
        }
    }
    return best;
}

uint32_t
nq_end_choose(const nq_content_walk *w, uint32_t ruled)
{
    const nq_end_weights *e = &w->s->book->ends;
    nq_end_places p;
    float likely[NQ_ENDS_MOST];
    if ((w->meanwhile && !e->watch.see) || !nq_end_places_find(w, ruled, &p))
        return ruled; /* "while X said ..., Y did": too rare to be learned */
    if (e->watch.see) {
        for (uint32_t i = 0; i < p.n; i++)
            nq_end_look_behind(w, &p, i);
        e->watch.see(e->watch.user, w, &p);
        return ruled;
    }
    if (p.n < NQ_TUNE_END_CHOICES || !weigh(w, &p, likely))
        return ruled;
    return p.at[nq_end_best(&p, likely)].at;
}
