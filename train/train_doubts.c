/* SPDX-License-Identifier: Apache-2.0
 *
 * train_doubts.c - is a verb of saying one here -> weights.
 *
 *     train_doubts see|tell ARTICLES.jsonl MARKED.tsv [WEIGHTS.tsv] >ROWS.tsv
 *     train_doubts run ARTICLES.jsonl WEIGHTS.tsv >FOUND.tsv
 *     train_doubts fit ROWS.tsv [WITHOUT] >data/doubt_weights.tsv
 *
 * MARKED, by train/write_doubts.py: id of the article, first byte of a marked
 * content and the one behind it, 1 where it is scored neither way. `see` writes
 * a line for each verb that the rules take for one of saying or doubt: article,
 * 1 where a marked content starts where its content does or has half of it in
 * common, 1 where the rules take it, numbers of its features. The marked ones
 * are taken, with WEIGHTS those that pass; `tell` adds words. `run` writes the
 * statements that are found by the weights: article, first byte, byte behind.
 * write_doubts.py puts the set before a line. `fit` learns a logistic
 * regression, AdaGrad with a pull to 0, and judges it on each set by what was
 * learned from the others. WITHOUT: a set that is not learned from. Same input,
 * same output. */
#include "base/io.h"
#include "base/status.h"
#include "base/str.h"
#include "claim/doubt.h"
#include "claim/statement.h"
#include "claim/tune.h"
#include "claim/wordbook.h"
#include "pages.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#define EPOCHS 12
#define RATE   0.1
#define PULL   0.03
#define SETS   256
#define MOST   16384 /* features */

typedef struct row {
    uint32_t set, n;
    uint16_t *traits;
    bool right, rules;
} row;

typedef struct trainer {
    nq_arena arena;
    nq_list rows;
    naql_str sets[SETS];
    uint32_t n_sets;
    double w[MOST], g[MOST], mean[MOST];
    uint32_t means;
} trainer;

typedef struct tools {
    nq_wordbook words;
    naql_str marked; /* bytes of MARKED.tsv */
    const double *w; /* NULL: the marked ones are taken */
    naql_str id;     /* of the article */
    naql_str lines;  /* of MARKED, of this article */
    bool tell, run;
} tools;

/* ---- Candidates ---------------------------------------------------------- */

typedef enum answer { WRONG, RIGHT, NEITHER } answer;

static double
worth_of(const double *w, const nq_doubted *c)
{
    nq_doubt_traits seen;
    double sum = 0;
    nq_doubt_see(c, &seen);
    for (uint32_t k = 0; k < seen.n; k++)
        sum += w[seen.at[k]];
    return sum;
}

/* The lines of MARKED that tell of the article; they stand together. */
static naql_str
lines_of(naql_str marked, naql_str id)
{
    naql_str rest = marked, line, cell;
    const char *from = NULL, *to = NULL;
    while (nq_str_split(&rest, '\n', &line)) {
        naql_str whole = line;
        if (!nq_str_split(&line, '\t', &cell) || !nq_str_equal(cell, id))
            continue;
        from = from ? from : whole.ptr;
        to = whole.ptr + whole.len;
    }
    return from ? nq_str(from, (size_t)(to - from)) : nq_str("", 0);
}

static answer
answer_of(const tools *t, naql_span at)
{
    naql_str rest = t->lines, line, cell[4];
    uint32_t start = at.start, end = at.end;
    answer found = WRONG;
    while (nq_str_split(&rest, '\n', &line)) {
        for (uint32_t k = 0; k < 4; k++)
            if (!nq_str_split(&line, '\t', &cell[k]))
                return found;
        uint32_t a = (uint32_t)strtoul(cell[1].ptr, NULL, 10);
        uint32_t b = (uint32_t)strtoul(cell[2].ptr, NULL, 10);
        uint32_t lo = a > start ? a : start, hi = b < end ? b : end;
        uint32_t all = (b > end ? b : end) - (a < start ? a : start);
        bool same = (a <= start + 4 && start <= a + 4) ||
                    (hi > lo && (hi - lo) * 2 >= all);
        if (same && *cell[3].ptr == '0')
            return RIGHT;
        if (same)
            found = NEITHER;
    }
    return found;
}

static void
print_str(naql_str s)
{
    for (size_t i = 0; i < s.len; i++)
        putchar(s.ptr[i] == '\t' || s.ptr[i] == '\n' ? ' ' : s.ptr[i]);
}

static void
tell(const nq_doubted *c, const nq_extent *x)
{
    const nq_scene *s = c->m->s;
    naql_str text = s->text->article->text;
    uint32_t from = c->d->cue.at > 6 ? c->d->cue.at - 6 : 0;
    printf("\t%u\t", c->doubt);
    print_str(nq_str_span(text, nq_span_of(s, from, c->d->cue.at)));
    printf(" [");
    print_str(nq_str_span(text, c->d->cue_span));
    printf("] ");
    print_str(nq_str_span(
        text, (naql_span){c->d->cue_span.end, s->tokens[x->first].span.start}));
    printf(" {");
    print_str(nq_str_span(text, nq_span_of(s, x->first, x->end)));
    putchar('}');
}

static bool
pass(void *user, const struct nq_doubted *c)
{
    bool rules = c->doubt == NQ_DOUBT_NONE;
    const tools *t = user;
    const nq_cue *cue = &c->d->cue;
    const nq_scene *s = c->m->s;
    nq_extent x;
    nq_doubt_traits seen;
    double least = rules ? NQ_TUNE_DOUBT_DROP : NQ_TUNE_DOUBT_TAKE;
    bool passes = t->w && worth_of(t->w, c) > least;
    if (t->run)
        return passes;
    nq_extent_find(s, cue->at, cue->content, c->m->end, cue->way, &x);
    if (x.end <= x.first)
        return rules;
    naql_span at = nq_span_of(s, x.first, x.end);
    answer a = answer_of(t, at);
    if (a == NEITHER)
        return rules;
    print_str(t->id);
    printf("\t%d\t%c\t", a, rules ? '1' : '0');
    nq_doubt_see(c, &seen);
    for (uint32_t k = 0; k < seen.n; k++)
        printf("%s%u", k ? "," : "", seen.at[k]);
    if (t->tell)
        tell(c, &x);
    putchar('\n');
    return t->w ? passes : a == RIGHT;
}

static naql_status
see_page(void *user, const nq_names *names, nq_arena *arena, nq_arena *scratch)
{
    tools *t = user;
    nq_claims claims;
    nq_scene scene;
    NQ_TRY(nq_scene_make(&t->words, names, scratch, &scene));
    t->id = names->text->article->source_id;
    t->lines = lines_of(t->marked, t->id);
    nq_statement_watch eye = {.pass = pass, .user = t};
    NQ_TRY(nq_statements_watch(&scene, arena, scratch, &eye, &claims));
    for (uint32_t i = 0; t->run && i < claims.n_statements; i++) {
        const nq_statement *st = &claims.statements[i];
        print_str(t->id);
        printf("\t%u\t%u\t", st->span.start, st->span.end);
        print_str(nq_str_span(names->text->article->text, st->speaker));
        putchar('\t');
        if (st->entity != NQ_NO_ENTITY)
            print_str(names->entities[st->entity].name);
        putchar('\n');
    }
    return NAQL_OK;
}

/* Weights by the names of their features. */
static naql_status
read_weights(const char *path, double *w)
{
    nq_buf bytes = {0};
    naql_str line, key, cell;
    NQ_TRY(nq_io_read(path, 1u << 24, &bytes, NULL));
    naql_str rest = nq_str((const char *)bytes.ptr, bytes.len);
    while (nq_str_split(&rest, '\n', &line)) {
        uint32_t trait;
        if (nq_str_split(&line, '\t', &key) &&
            nq_str_split(&line, '\t', &cell) &&
            (trait = nq_doubt_trait(key)) < nq_doubt_n_traits())
            w[trait] = (double)strtol(cell.ptr, NULL, 10) / 1000.0;
    }
    nq_buf_clear(&bytes);
    return NAQL_OK;
}

static naql_status
read_pages(tools *t, nq_arena *arena, const char *articles, const char *marked,
           const char *weights)
{
    nq_tables tables;
    nq_buf bytes = {0};
    static double w[MOST];
    t->w = weights ? w : NULL;
    if (weights)
        NQ_TRY(read_weights(weights, w));
    if (marked)
        NQ_TRY(nq_io_read(marked, 1u << 28, &bytes, NULL));
    t->marked = nq_str((const char *)bytes.ptr, bytes.len);
    NQ_TRY(nq_tables_builtin(&tables));
    NQ_TRY(nq_wordbook_make(&tables, arena, &t->words));
    return pages_read(&tables, &articles, 1, see_page, t);
}

/* ---- Rows ---------------------------------------------------------------- */

static uint32_t
set_of(trainer *t, naql_str name)
{
    for (uint32_t i = 0; i < t->n_sets; i++)
        if (nq_str_equal(t->sets[i], name))
            return i;
    if (t->n_sets < SETS)
        t->sets[t->n_sets++] = name;
    return t->n_sets - 1;
}

static naql_status
read_row(trainer *t, naql_str line)
{
    naql_str cell[5], number;
    uint32_t n = 0;
    for (uint32_t k = 0; k < 5; k++)
        if (!nq_str_split(&line, '\t', &cell[k]))
            return NAQL_OK;
    row *r = nq_list_add(&t->rows, &t->arena);
    uint16_t *traits =
        nq_arena_alloc(&t->arena, NQ_DOUBT_TRAITS_MOST * sizeof *traits);
    if (!r || !traits)
        return NAQL_NOMEM;
    while (n < NQ_DOUBT_TRAITS_MOST && nq_str_split(&cell[4], ',', &number))
        traits[n++] = (uint16_t)strtoul(number.ptr, NULL, 10);
    *r = (row){.set = set_of(t, cell[0]),
               .n = n,
               .traits = traits,
               .right = *cell[2].ptr != '0',
               .rules = *cell[3].ptr == '1'};
    return NAQL_OK;
}

static naql_status
read_rows(trainer *t, const char *path)
{
    nq_buf bytes = {0};
    naql_str line;
    NQ_TRY(nq_io_read(path, 1u << 29, &bytes, NULL));
    naql_str rest = nq_str((const char *)bytes.ptr, bytes.len);
    t->rows = NQ_LIST(row);
    while (nq_str_split(&rest, '\n', &line))
        NQ_TRY(read_row(t, line));
    return NAQL_OK; /* the names point into `bytes`: kept */
}

/* ---- Learning ------------------------------------------------------------ */

static double
sum_of(const trainer *t, const row *r)
{
    double sum = 0;
    for (uint32_t k = 0; k < r->n; k++)
        sum += t->w[r->traits[k]];
    return sum;
}

static void
step(trainer *t, const row *r)
{
    double off = 1 / (1 + exp(-sum_of(t, r))) - (r->right ? 1 : 0);
    for (uint32_t k = 0; k < r->n; k++) {
        uint32_t f = r->traits[k];
        double slope = off + PULL * t->w[f];
        t->g[f] += slope * slope;
        t->w[f] -= RATE * slope / sqrt(t->g[f] + 1e-2);
    }
}

/* Learns from all sets but one; SETS: from all. */
static void
learn(trainer *t, uint32_t without)
{
    const row *at = t->rows.at;
    uint32_t n = t->rows.n;
    memset(t->w, 0, sizeof t->w);
    memset(t->g, 0, sizeof t->g);
    memset(t->mean, 0, sizeof t->mean);
    t->means = 0;
    for (uint32_t epoch = 0; epoch < EPOCHS; epoch++)
        for (uint32_t i = 0; i < n; i++) {
            const row *r = &at[((uint64_t)i * 7919 + epoch * 31) % n];
            if (r->set != without)
                step(t, r);
            if (epoch < EPOCHS / 2 || i % (n / 4 + 1))
                continue;
            for (uint32_t f = 0; f < MOST; f++)
                t->mean[f] += t->w[f];
            t->means++;
        }
    for (uint32_t f = 0; f < MOST; f++)
        t->w[f] = t->mean[f] / t->means;
}

#define MARGINS 9

typedef struct tally {
    uint32_t n, right, rules, added, added_right, dropped, dropped_right;
} tally;

static void
judge(const row *r, double sum, double margin, tally *y)
{
    y->n++;
    y->right += r->right;
    y->rules += r->right == r->rules;
    if (!r->rules && sum > margin) {
        y->added++;
        y->added_right += r->right;
    }
    if (r->rules && sum < -margin) {
        y->dropped++;
        y->dropped_right += r->right;
    }
}

static void
put_tally(const char *name, size_t len, const tally *y)
{
    fprintf(stderr,
            "%-12.*s %5u verbs, %5u right, rules agree %.4f; added %u (%u "
            "right), dropped %u (%u wrongly)\n",
            (int)len, name, y->n, y->right, (double)y->rules / y->n, y->added,
            y->added_right, y->dropped, y->dropped_right);
}

static void
leave_out(trainer *t)
{
    tally all[MARGINS] = {{0}};
    for (uint32_t k = 0; k < t->n_sets; k++) {
        tally here = {0};
        learn(t, k);
        for (uint32_t i = 0; i < t->rows.n; i++) {
            const row *r = (const row *)t->rows.at + i;
            if (r->set != k)
                continue;
            judge(r, sum_of(t, r), 0, &here);
            for (uint32_t m = 0; m < MARGINS; m++)
                judge(r, sum_of(t, r), m * 0.25, &all[m]);
        }
        put_tally(t->sets[k].ptr, t->sets[k].len, &here);
    }
    for (uint32_t m = 0; m < MARGINS; m++) {
        char name[24];
        snprintf(name, sizeof name, "margin %.2f", m * 0.25);
        put_tally(name, strlen(name), &all[m]);
    }
}

static void
put_all(const trainer *t)
{
    enum { LEAST = 20 };
    printf("# Is a verb of saying one here: what the features of "
           "src/claim/doubt_traits.c say, thousandths of a logit.\n# Written "
           "by train/train_doubts.c.\nkey\tweight\tsource\n");
    for (uint32_t f = 0; f < nq_doubt_n_traits(); f++) {
        char key[64];
        long cell = lround(t->w[f] * 1000);
        nq_doubt_name(f, key, sizeof key);
        if (labs(cell) >= LEAST)
            printf("%s\t%ld\tlearned from train/marks\n", key, cell);
    }
}

static naql_status
fit(trainer *t, const char *path, const char *without)
{
    uint32_t k = SETS;
    NQ_TRY(read_rows(t, path));
    if (!without)
        leave_out(t);
    for (uint32_t i = 0; without && i < t->n_sets; i++)
        if (nq_str_equal(t->sets[i], nq_str_from(without)))
            k = i;
    learn(t, k);
    put_all(t);
    return NAQL_OK;
}

int
main(int argc, char **argv)
{
    static trainer t;
    tools to = {.tell = false};
    naql_str verb = nq_str_from(argc >= 3 ? argv[1] : "");
    naql_status status = NAQL_BAD_ARG;
    nq_arena_init(&t.arena);
    to.tell = nq_str_equal(verb, NQ_STR("tell"));
    to.run = nq_str_equal(verb, NQ_STR("run"));
    if (argc >= 4 && (to.tell || nq_str_equal(verb, NQ_STR("see"))))
        status = read_pages(&to, &t.arena, argv[2], argv[3],
                            argc > 4 ? argv[4] : NULL);
    else if (argc == 4 && to.run)
        status = read_pages(&to, &t.arena, argv[2], NULL, argv[3]);
    else if (nq_str_equal(verb, NQ_STR("fit")))
        status = fit(&t, argv[2], argc > 3 ? argv[3] : NULL);
    if (status != NAQL_OK)
        fprintf(stderr,
                "train_doubts: see the head of train/train_doubts.c: "
                "%s\n",
                nq_status_name(status));
    nq_arena_clear(&t.arena);
    return status != NAQL_OK;
}
