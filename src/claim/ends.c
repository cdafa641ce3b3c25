/* SPDX-License-Identifier: Apache-2.0
 *
 * ends.c - which of the places where content may end is the likeliest. Layer 5
 * (claim). */
#include "claim/ends.h"

#include "base/status.h"
#include "base/str.h"
#include "claim/confidence.h"
#include "claim/tune.h"

#include <math.h>
#include <string.h>

/* ---- The weights --------------------------------------------------------- */

typedef struct reader { /* of the table of trees */
    const nq_table *t;
    uint32_t trait, most, no; /* columns */
    nq_end_tree *trees;
} reader;

/* Reads a question, row `row` of a tree that ends before row `end`: the answers
 * of its "yes" stand up to the row that "no" leads to. `yes` has their bits
 * moved down by those of rows further up. */
static naql_status
read_question(const reader *r, uint32_t row, uint32_t end, nq_end_question *out)
{
    int64_t most = nq_table_int(r->t, row, r->most, 0);
    int64_t no = nq_table_int(r->t, row, r->no, 0);
    uint32_t trait, yes = 0;
    if (!nq_end_trait_from(nq_table_cell(r->t, row, r->trait), &trait) ||
        no <= 1 || no >= end - row || most < INT16_MIN || most >= INT16_MAX)
        return NAQL_CORRUPT;
    for (uint32_t k = row + 1; k < row + (uint32_t)no; k++)
        if (!nq_table_cell(r->t, k, r->trait).len)
            yes = yes << 1 | 1;
    *out = (nq_end_question){(uint16_t)trait, (int16_t)most, (uint16_t)yes};
    return NAQL_OK;
}

/* Takes in the tree of rows [row, end). */
static naql_status
read_tree(const reader *r, uint32_t row, uint32_t end, nq_end_weights *out)
{
    nq_end_tree *tree = &r->trees[out->n_trees];
    uint32_t n = 0, asked = 0;
    if (nq_table_cell(r->t, end - 1, r->trait).len)
        return NAQL_CORRUPT; /* its last question leads out of it */
    for (uint32_t k = row; k < end; k++) {
        if (nq_table_cell(r->t, k, r->trait).len) {
            nq_end_question q;
            NQ_TRY(read_question(r, k, end, &q));
            if (asked == NQ_END_ANSWERS - 1)
                return NAQL_CORRUPT;
            q.yes = (uint16_t)(q.yes << n);
            tree->questions[asked++] = q;
            continue;
        }
        int64_t says = nq_table_int(r->t, k, r->most, 0);
        if (n == NQ_END_ANSWERS || says <= INT32_MIN || says >= INT32_MAX)
            return NAQL_CORRUPT;
        tree->answers[n++] = (int32_t)says;
    }
    if (asked)
        out->n_trees++;
    else
        out->base += tree->answers[0];
    return NAQL_OK;
}

/* Rows with one key are a tree. */
static naql_status
read_trees(const nq_table *t, nq_arena *arena, nq_end_weights *out)
{
    enum { LEAST = 3 }; /* rows of a tree that asks */
    reader r = {t, nq_table_col(t, "trait"), nq_table_col(t, "most"),
                nq_table_col(t, "no"),
                nq_arena_zero(arena, t->rows / LEAST + 1, sizeof *r.trees)};
    int64_t version = 0;
    if (!r.trees)
        return NAQL_NOMEM;
    out->trees = r.trees;
    for (uint32_t row = 0, end; row < t->rows; row = end) {
        naql_str key = nq_table_cell(t, row, 0);
        for (end = row + 1; end < t->rows; end++)
            if (!nq_str_equal(nq_table_cell(t, end, 0), key))
                break;
        if (nq_str_equal(key, NQ_STR("version")))
            version = nq_table_int(t, row, r.most, 0);
        else
            NQ_TRY(read_tree(&r, row, end, out));
    }
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

/* Places that are asked about side by side: a lane each. */
enum { ABREAST = 8 };
typedef int16_t lanes __attribute__((vector_size(2 * ABREAST)));

struct asked {
    lanes traits[NQ_END_TRAITS];
    int32_t sums[ABREAST]; /* how likely content that got there ends there, as
                              a logit in thousandths */
    uint32_t open;         /* bits: places that go on being asked about */
};

/* Puts a place into its lane. Nothing is asked about more than 16 bits. */
static void
add_place(struct asked *a, uint32_t lane, const int32_t *traits)
{
    int16_t *out = (int16_t *)a->traits + lane;
    for (uint32_t t = 0; t < NQ_END_TRAITS; t++) {
        int32_t value = traits[t] < INT16_MAX ? traits[t] : INT16_MAX;
        out[(size_t)t * ABREAST] =
            (int16_t)(value > INT16_MIN ? value : INT16_MIN);
    }
    a->open |= 1u << lane;
}

/* Asks some trees about all places at once, without a branch on what nobody can
 * foresee: each "no" rules out the answers of its "yes", and the first that is
 * left is the tree's (Lucchese et al., QuickScorer, SIGIR 2015). */
static void
ask_trees(const nq_end_tree *trees, uint32_t n, struct asked *a)
{
    for (uint32_t k = 0; k < n; k++) {
        const nq_end_question *q = trees[k].questions;
        lanes out = {0};
        for (uint32_t j = 0; j < NQ_END_ANSWERS - 1; j++)
            out |= (a->traits[q[j].trait] > q[j].most) & (int16_t)q[j].yes;
        for (uint32_t open = a->open; open; open &= open - 1) {
            uint32_t lane = (uint32_t)__builtin_ctz(open);
            uint32_t left = ~(uint32_t)(uint16_t)out[lane];
            a->sums[lane] += trees[k].answers[__builtin_ctz(left)];
        }
    }
}

/* Asks all trees. Where the first say that content surely does not end at a
 * place, the rest are not asked about it. */
static void
ask(const nq_end_weights *e, struct asked *a)
{
    uint32_t from = 0;
    for (uint32_t k = 0; k < ABREAST; k++)
        a->sums[k] = e->base;
    for (uint32_t looks = 0; looks < 3 && from < e->n_trees && a->open;
         looks++) {
        for (uint32_t open = looks ? a->open : 0; open; open &= open - 1) {
            uint32_t lane = (uint32_t)__builtin_ctz(open);
            if (a->sums[lane] >= NQ_TUNE_END_UNLIKELY)
                continue;
            a->sums[lane] = NQ_TUNE_END_NEVER;
            a->open &= ~(1u << lane);
        }
        uint32_t n = e->n_trees - from;
        if (looks < 2 && n > NQ_TUNE_END_TREES)
            n = NQ_TUNE_END_TREES;
        ask_trees(&e->trees[from], n, a);
        from += n;
    }
}

/* Asks about places [start, end). */
static void
ask_about(const nq_content_walk *w, nq_end_places *p, naql_span places,
          const int32_t *all, struct asked *a)
{
    int32_t traits[NQ_END_TRAITS];
    a->open = 0;
    for (uint32_t i = places.start; i < places.end; i++) {
        nq_end_look_behind(w, p, i);
        nq_end_traits_of(w, p, i, all, traits);
        add_place(a, i - places.start, traits);
    }
    ask(&w->s->book->ends, a);
}

/* How likely content ends at each place; sums to 1. It goes from place to
 * place, and at the last it ends. Where the rules' end stands, the places
 * behind it are not asked: false. */
static bool
weigh(const nq_content_walk *w, nq_end_places *p, float *likely)
{
    int32_t all[NQ_END_TRAITS];
    struct asked a;
    float left = 1;
    nq_end_look_behind(w, p, p->ruled);
    nq_end_traits_of_all(w, p, all);
    for (uint32_t from = 0, end; from + 1 < p->n; from = end) {
        end = from + ABREAST < p->n ? from + ABREAST : p->n - 1;
        if (from <= p->ruled && end > p->ruled)
            end = p->ruled + 1;
        ask_about(w, p, (naql_span){from, end}, all, &a);
        for (uint32_t i = from; i < end; i++) {
            float logit = (float)a.sums[i - from] / 1000.0f;
            float ends = 1.0f / (1.0f + expf(-logit));
            likely[i] = left * ends;
            left -= likely[i];
        }
        if (end == p->ruled + 1 && likely[p->ruled] > NQ_TUNE_END_RULES)
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

/* Grounds of a chosen end, by how likely it is. */
static uint32_t
grounds_of_end(float likely)
{
    uint32_t bits = 0;
    if (likely < NQ_TUNE_SURE_END)
        bits |= NQ_GROUND_BIT(NQ_GROUND_UNSURE_END);
    if (likely < NQ_TUNE_SURE_END_LEAST)
        bits |= NQ_GROUND_BIT(NQ_GROUND_OPEN_END);
    return bits;
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
    if (p.n < NQ_TUNE_END_CHOICES)
        return ruled;
    uint32_t best = weigh(w, &p, likely) ? nq_end_best(&p, likely) : p.ruled;
    w->out->grounds |= grounds_of_end(likely[best]);
    return p.at[best].at;
}
