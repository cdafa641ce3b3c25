/* SPDX-License-Identifier: Apache-2.0
 *
 * train_confidence.c - how often statements that rest on the same grounds are
 * right -> weights.
 *
 *     train_confidence grounds ARTICLES.jsonl >GROUNDS.tsv
 *     train_confidence fit ROWS.tsv >data/confidence.tsv
 *
 * `grounds` writes a line a statement: id of the article TAB number of the
 * statement in the order of `naql analyse` TAB its nq_ground bits.
 * tests/eval/judge.py turns that and hand-marked gold into ROWS: article TAB 1
 * (right, with its speaker) or 0 TAB bits. `fit` learns a logistic regression,
 * gradient descent with a pull to 0, so that rare grounds say little, and
 * judges it with each tenth of the articles left out in turn: expected
 * calibration error and a table of what was said against what was right, on
 * standard error. Same input, same output. */
#include "base/io.h"
#include "base/status.h"
#include "base/str.h"
#include "claim/claims.h"
#include "claim/confidence.h"
#include "pages.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#define EPOCHS 3000
#define RATE   0.5
#define PULL   0.0007 /* of a share: 11 statements in 15,500 */
#define BINS   6
#define PARTS  10 /* of the articles; one is left out */

static const double edges[BINS + 1] = {0, 0.5, 0.7, 0.8, 0.9, 0.95, 1.001};

typedef struct row {
    uint32_t article, bits;
    bool right;
    double said; /* by what was learned without its part of the articles */
} row;

typedef struct trainer {
    nq_arena arena;
    nq_list rows;
    uint32_t n_articles;
    double w[NQ_GROUNDS + 1]; /* the last: bias */
} trainer;

/* ---- Grounds ------------------------------------------------------------- */

static naql_status
print_grounds(void *user, const nq_names *names, nq_arena *arena,
              nq_arena *scratch)
{
    nq_claims claims;
    naql_str id = names->text->article->source_id;
    NQ_TRY(nq_claims_make(user, names, arena, scratch, &claims));
    for (uint32_t i = 0; i < claims.n_statements; i++)
        printf("%.*s\t%u\t%u\n", (int)id.len, id.ptr, i,
               claims.statements[i].grounds);
    return NAQL_OK;
}

static naql_status
grounds(nq_arena *arena, const char *path)
{
    nq_tables tables;
    nq_claim_tools *tools;
    NQ_TRY(nq_tables_builtin(&tables));
    NQ_TRY(nq_claim_tools_make(&tables, arena, &tools));
    return pages_read(&tables, &path, 1, print_grounds, tools);
}

/* ---- Fit ------------------------------------------------------------------
 */

static double
said(const trainer *t, uint32_t bits)
{
    double sum = t->w[NQ_GROUNDS];
    for (uint32_t g = 0; g < NQ_GROUNDS; g++)
        if (bits & NQ_GROUND_BIT(g))
            sum += t->w[g];
    return 1 / (1 + exp(-sum));
}

/* Learns from all articles but those of part `without`; PARTS: from all. */
static void
learn(trainer *t, uint32_t without)
{
    const row *at = t->rows.at;
    memset(t->w, 0, sizeof t->w);
    for (uint32_t epoch = 0; epoch < EPOCHS; epoch++) {
        double slope[NQ_GROUNDS + 1] = {0};
        uint32_t n = 0;
        for (uint32_t i = 0; i < t->rows.n; i++) {
            if (at[i].article % PARTS == without)
                continue;
            double off = said(t, at[i].bits) - at[i].right;
            n++;
            slope[NQ_GROUNDS] += off;
            for (uint32_t g = 0; g < NQ_GROUNDS; g++)
                if (at[i].bits & NQ_GROUND_BIT(g))
                    slope[g] += off;
        }
        for (uint32_t g = 0; g <= NQ_GROUNDS; g++)
            t->w[g] -=
                RATE * (slope[g] / n + (g < NQ_GROUNDS ? PULL * t->w[g] : 0));
    }
}

static naql_status
read_rows(trainer *t, const char *path)
{
    nq_buf bytes = {0};
    naql_str before = {"", 0}, line, name, right;
    NQ_TRY(nq_io_read(path, 1u << 28, &bytes, NULL));
    naql_str rest = nq_str((const char *)bytes.ptr, bytes.len);
    t->rows = NQ_LIST(row);
    while (nq_str_split(&rest, '\n', &line)) {
        if (!nq_str_split(&line, '\t', &name) ||
            !nq_str_split(&line, '\t', &right) || !right.len)
            continue;
        row *r = nq_list_add(&t->rows, &t->arena);
        if (!r)
            return NAQL_NOMEM;
        t->n_articles += !nq_str_equal(name, before);
        before = name;
        *r = (row){.article = t->n_articles,
                   .bits = (uint32_t)strtoul(line.ptr, NULL, 10),
                   .right = *right.ptr == '1'};
    }
    return NAQL_OK; /* the names point into `bytes`: kept */
}

static void
report(const trainer *t)
{
    const row *at = t->rows.at;
    double error = 0;
    for (uint32_t b = 0; b < BINS; b++) {
        double sum = 0;
        uint32_t n = 0, right = 0;
        for (uint32_t i = 0; i < t->rows.n; i++)
            if (at[i].said >= edges[b] && at[i].said < edges[b + 1]) {
                n++;
                sum += at[i].said;
                right += at[i].right;
            }
        if (!n)
            continue;
        error += fabs(sum - right) / t->rows.n;
        fprintf(stderr, "%.2f-%.2f: %4u statements, said %.3f, right %.3f\n",
                edges[b], edges[b + 1] > 1 ? 1 : edges[b + 1], n, sum / n,
                (double)right / n);
    }
    fprintf(stderr, "expected calibration error %.3f over %u articles\n", error,
            t->n_articles);
}

static void
put_all(const trainer *t)
{
    printf("# What a statement's grounds (src/claim/confidence.h) say for its "
           "being right with its speaker; thousandths of a\n# logit. Written "
           "by train/train_confidence.c.\nkey\tweight\tsource\n");
    for (uint32_t g = 0; g <= NQ_GROUNDS; g++)
        printf("%s\t%ld\tlearned from train/marks\n",
               g < NQ_GROUNDS ? nq_confidence_ground(g) : "bias",
               lround(t->w[g] * 1000));
}

/* A statement without a speaker is wrong by what is counted here; the articles
 * have too few to learn it from. */
static naql_status
add_nobody(trainer *t)
{
    enum { ROWS = 20 };
    for (uint32_t i = 0; i < ROWS; i++) {
        row *r = nq_list_add(&t->rows, &t->arena);
        if (!r)
            return NAQL_NOMEM;
        *r = (row){.bits = NQ_GROUND_BIT(NQ_GROUND_NOBODY)};
    }
    return NAQL_OK;
}

static naql_status
fit(trainer *t, const char *path)
{
    NQ_TRY(read_rows(t, path));
    row *at = t->rows.at;
    for (uint32_t part = 0; part < PARTS; part++) {
        learn(t, part);
        for (uint32_t i = 0; i < t->rows.n; i++)
            if (at[i].article % PARTS == part)
                at[i].said = said(t, at[i].bits);
    }
    report(t);
    NQ_TRY(add_nobody(t));
    learn(t, PARTS);
    put_all(t);
    return NAQL_OK;
}

int
main(int argc, char **argv)
{
    static trainer t;
    naql_str verb = nq_str_from(argc == 3 ? argv[1] : "");
    naql_status status = NAQL_BAD_ARG;
    nq_arena_init(&t.arena);
    if (nq_str_equal(verb, NQ_STR("grounds")))
        status = grounds(&t.arena, argv[2]);
    else if (nq_str_equal(verb, NQ_STR("fit")))
        status = fit(&t, argv[2]);
    if (status != NAQL_OK)
        fprintf(stderr,
                "usage: train_confidence grounds ARTICLES.jsonl | fit "
                "ROWS.tsv: %s\n",
                nq_status_name(status));
    nq_arena_clear(&t.arena);
    return status != NAQL_OK;
}
