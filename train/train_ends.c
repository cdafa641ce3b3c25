/* SPDX-License-Identifier: Apache-2.0
 *
 * train_ends.c - where reported content ends -> weights.
 *
 *     train_ends places ARTICLES.jsonl >PLACES
 *     train_ends quotations NEWS.jsonl... >QUOTATIONS
 *     train_ends fit CHOICES QUOTATIONS >data/end_weights.tsv
 *
 * `places` writes what stands at every place where content of a statement may
 * end; train/write_ends.py joins that with hand-marked gold to CHOICES.
 * `quotations` does the same for passages between marks, read without their
 * closing mark: where such a passage ends is known, in any amount of news.
 * `fit` learns a log-linear choice among the places of a statement: first from
 * the quotations, then from the gold, with a pull to what the quotations said.
 * It is judged with each marked set left out in turn, on standard error. Of
 * sets on which the rules were written, what is learned of the rules is kept
 * apart and thrown away: there they are right more often than elsewhere. Same
 * input, same output. */
#include "base/io.h"
#include "base/status.h"
#include "base/str.h"
#include "claim/ends.h"
#include "claim/statement.h"
#include "claim/wordbook.h"
#include "pages.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#define SETS      64
#define PULL      4.0  /* to what the quotations say, of the gold */
#define PULL_FREE 5.0  /* to 0, of the quotations */
#define ROUNDS    100  /* over the gold */
#define LOOKS     60   /* over the quotations */
#define NEAR      0.5  /* worth of half of the words in common */
#define MARGIN    0.1  /* by which another place must be the better one */
#define SMALL     0.01 /* a weight under it is not written */

/* The features of the rules, once more for the sets they were written on. */
#define APART    NQ_END_TRAITS
#define FEATURES (NQ_END_TRAITS + NQ_END_NEXT - NQ_END_RULE)

typedef struct place {
    float share; /* of words in common with the true content */
    bool exact;
    nq_end_place as;
    const uint16_t *traits;
    uint32_t n;
    double base; /* by the quotations */
    double likely;
} place;

typedef struct choice {
    uint32_t set;
    bool known; /* the rules were written on it */
    bool nominal;
    uint32_t ruled, n;
    place *at;
} choice;

typedef struct trainer {
    nq_arena keep;
    nq_wordbook words;
    bool quotations;
    naql_str sets[SETS];
    uint32_t n_sets;
    double w[FEATURES], ahead[FEATURES], last[FEATURES];
    double slope[FEATURES], bend[FEATURES], prior[FEATURES];
    double alpha; /* how much of the prior is believed */
    double near;  /* worth of half of the words in common */
} trainer;

/* ---- Places -------------------------------------------------------------- */

/* Byte where content before token `at` ends, marks at its end apart. */
static uint32_t
byte_end(const nq_scene *s, uint32_t first, uint32_t at)
{
    while (at > first + 1 && s->tokens[at - 1].kind == NQ_TOKEN_MARK &&
           !s->tags[at - 1].quote && !nq_is_mark(s, at - 1, NQ_MARK_CLOSE) &&
           !nq_is_mark(s, at - 1, NQ_MARK_PERCENT))
        at--;
    return s->tokens[at - 1].span.end;
}

static void
put_traits(const nq_end_traits *t, bool rules)
{
    for (uint32_t k = 0; k < t->n; k++)
        if (rules || t->at[k] < NQ_END_RULE || t->at[k] >= NQ_END_NEXT)
            printf(" %u", t->at[k]);
    printf("\n");
}

static void
put_choice(void *user, const nq_content_walk *w, const nq_end_places *p)
{
    const nq_scene *s = w->s;
    nq_end_traits t;
    (void)user;
    printf("X\t%u\t%u\t%u\t%d\n", s->tokens[w->first].span.start,
           s->tokens[w->cue].span.start, p->ruled, w->nominal);
    for (uint32_t i = 0; i < p->n; i++) {
        nq_end_traits_of(w, p, i, &t);
        printf("P\t%u\t%u\t%d\t%u\t", byte_end(s, w->first, p->at[i].at),
               p->at[i].kind, (p->at[i].clause & NQ_END_SAYS) != 0,
               p->at[i].opens);
        put_traits(&t, true);
    }
}

/* ---- Quotations ---------------------------------------------------------- */

/* The verb of saying that a passage belongs to; its own token: none. */
static uint32_t
cue_before(const nq_scene *s, const nq_quote *q)
{
    enum { FAR = 30 };
    uint32_t i = q->open;
    for (uint32_t k = 0; k < FAR && i > 0 && !nq_opens_sentence(s, i); k++) {
        const nq_lemma *l = nq_cue_lemma(s, --i);
        if (l && l->level >= 2 && !s->tags[i].mention)
            return i;
    }
    return q->open;
}

/* The last sentence of a passage, as content of the verb before it. */
static bool
walk_of(const nq_scene *s, const nq_quote *q, nq_content_walk *w, nq_extent *x)
{
    enum { LEAST = 7 };
    uint32_t close = q->end - 1, first = close, cue = cue_before(s, q);
    if (!q->closed || cue == q->open || q->end >= s->n ||
        s->tokens[close - 1].kind == NQ_TOKEN_MARK || nq_quote_is_name(s, q))
        return false;
    while (first > q->open + 1 && !nq_opens_sentence(s, first))
        first--;
    uint32_t limit = q->end;
    while (limit < s->n && !(s->tokens[limit].flags & NQ_TOKEN_LINE))
        limit++;
    *w = (nq_content_walk){.s = s,
                           .cue = cue,
                           .first = first,
                           .at = first,
                           .limit = limit,
                           .way = NQ_WAY_THAT,
                           .out = x};
    return close >= first + LEAST;
}

/* Where the passage ends: behind its closing mark, or with the sentence. */
static uint32_t
end_of(const nq_scene *s, const nq_quote *q, uint32_t limit)
{
    uint32_t end = q->end;
    while (end < limit && s->tokens[end].kind == NQ_TOKEN_MARK &&
           !nq_is_mark(s, end, NQ_MARK_COMMA) && !nq_opens_sentence(s, end))
        end++;
    return nq_opens_sentence(s, end) ? end : q->end;
}

static void
put_quotations(const nq_scene *s)
{
    for (uint32_t k = 0; k < s->quotes.n; k++) {
        const nq_quote *q = &s->quotes.at[k];
        nq_content_walk w;
        nq_extent x = {0};
        nq_end_places p = {.hidden = q->end - 1};
        nq_end_traits t;
        if (!walk_of(s, q, &w, &x) ||
            !nq_end_places_find(&w, end_of(s, q, w.limit), &p))
            continue;
        printf("S\tquotations\t0\t%u\t%u\t0\n", p.ruled, p.n);
        double a = p.at[p.ruled].words;
        for (uint32_t i = 0; i < p.n; i++) {
            double b = p.at[i].words;
            nq_end_traits_of(&w, &p, i, &t);
            printf("P\t%.2f\t%d\t%u\t%u\t0\t0\t", a < b ? a / b : b / a,
                   i == p.ruled, p.at[i].words, p.at[i].kind);
            put_traits(&t, false);
        }
    }
}

/* ---- Articles ------------------------------------------------------------ */

static naql_status
put_article(void *user, const nq_names *names, nq_arena *arena,
            nq_arena *scratch)
{
    const trainer *t = user;
    const nq_article *article = names->text->article;
    nq_scene scene;
    const nq_statement *found;
    uint32_t n;
    NQ_TRY(nq_scene_make(&t->words, names, scratch, &scene));
    if (t->quotations) {
        put_quotations(&scene);
        return NAQL_OK;
    }
    printf("A\t%.*s\t", (int)article->source_id.len, article->source_id.ptr);
    for (size_t i = 0; i < article->text.len; i++)
        putchar(article->text.ptr[i] == '\n' ? ' ' : article->text.ptr[i]);
    putchar('\n');
    return nq_statements_find(&scene, arena, scratch, &found, &n);
}

static naql_status
put_articles(trainer *t, const char *const *paths, size_t n)
{
    nq_tables tables;
    NQ_TRY(nq_tables_builtin(&tables));
    NQ_TRY(nq_wordbook_make(&tables, &t->keep, &t->words));
    t->words.ends.watch = (nq_end_watch){put_choice, t};
    return pages_read(&tables, paths, (uint32_t)n, put_article, t);
}

/* ---- Choices ------------------------------------------------------------- */

static uint32_t
set_of(trainer *t, naql_str name)
{
    uint32_t i = 0;
    while (i < t->n_sets && !nq_str_equal(t->sets[i], name))
        i++;
    if (i == t->n_sets && t->n_sets + 1 < SETS)
        t->sets[t->n_sets++] = name;
    return i;
}

static naql_status
read_choice(trainer *t, naql_str line, choice *c)
{
    naql_str cell[6];
    uint64_t known, ruled, n;
    for (uint32_t i = 0; i < 6; i++)
        if (!nq_str_split(&line, '\t', &cell[i]))
            return NAQL_CORRUPT;
    if (!nq_str_u64(cell[2], &known) || !nq_str_u64(cell[3], &ruled) ||
        !nq_str_u64(cell[4], &n) || ruled >= n || n > NQ_ENDS_MOST)
        return NAQL_CORRUPT;
    *c = (choice){.set = set_of(t, cell[1]),
                  .known = known != 0,
                  .nominal = *cell[5].ptr == '1',
                  .ruled = (uint32_t)ruled};
    c->at = nq_arena_zero(&t->keep, (size_t)n, sizeof *c->at);
    return c->at ? NAQL_OK : NAQL_NOMEM;
}

static naql_status
read_place(trainer *t, naql_str line, choice *c)
{
    uint16_t found[NQ_END_TRAITS_MOST];
    naql_str cell[7], number;
    uint64_t v;
    place p = {0};
    for (uint32_t i = 0; i < 7; i++)
        if (!nq_str_split(&line, '\t', &cell[i]))
            return NAQL_CORRUPT;
    p.share = strtof(cell[1].ptr, NULL);
    p.exact = *cell[2].ptr == '1';
    p.as.words = (uint32_t)strtoul(cell[3].ptr, NULL, 10);
    p.as.kind = (uint8_t)strtoul(cell[4].ptr, NULL, 10);
    p.as.opens = (uint8_t)strtoul(cell[6].ptr, NULL, 10);
    p.as.clause = *cell[5].ptr == '1' ? NQ_END_SAYS : 0;
    while (nq_str_split(&line, ' ', &number)) {
        if (!number.len)
            continue;
        if (!nq_str_u64(number, &v) || v >= NQ_END_TRAITS ||
            p.n == NQ_END_TRAITS_MOST)
            return NAQL_CORRUPT;
        bool apart = c->known && v >= NQ_END_RULE && v < NQ_END_NEXT;
        found[p.n++] = (uint16_t)(apart ? APART + v - NQ_END_RULE : v);
        p.base += apart ? 0 : t->prior[v];
    }
    uint16_t *traits = nq_arena_alloc(&t->keep, (p.n + 1u) * sizeof *traits);
    if (!traits || c->n >= NQ_ENDS_MOST)
        return NAQL_NOMEM;
    memcpy(traits, found, p.n * sizeof *traits);
    p.traits = traits;
    c->at[c->n++] = p;
    return NAQL_OK;
}

static naql_status
read_choices(trainer *t, const char *path, nq_list *out)
{
    nq_buf bytes = {0}; /* names of sets point into it: kept */
    naql_str line;
    *out = NQ_LIST(choice);
    NQ_TRY(nq_io_read(path, (size_t)1 << 30, &bytes, NULL));
    naql_str rest = nq_str((const char *)bytes.ptr, bytes.len);
    choice *c = NULL;
    while (nq_str_split(&rest, '\n', &line)) {
        if (nq_str_starts(line, NQ_STR("S"))) {
            c = nq_list_add(out, &t->keep);
            if (!c)
                return NAQL_NOMEM;
            NQ_TRY(read_choice(t, line, c));
        } else if (c && line.len) {
            NQ_TRY(read_place(t, line, c));
        }
    }
    return NAQL_OK;
}

/* ---- Learning ------------------------------------------------------------ */

static void
weigh(const choice *c, const double *w, double alpha)
{
    double most = -1e9, sum = 0;
    for (uint32_t i = 0; i < c->n; i++) {
        place *p = &c->at[i];
        p->likely = alpha * p->base;
        for (uint32_t k = 0; k < p->n; k++)
            p->likely += w[p->traits[k]];
        most = p->likely > most ? p->likely : most;
    }
    for (uint32_t i = 0; i < c->n; i++)
        sum += c->at[i].likely = exp(c->at[i].likely - most);
    for (uint32_t i = 0; i < c->n; i++)
        c->at[i].likely /= sum;
}

/* What should be chosen: the true place most, others by their share, each as
 * far as it is believed already. */
static void
aim(const choice *c, double near, double *want)
{
    double sum = 0;
    for (uint32_t i = 0; i < c->n; i++) {
        const place *p = &c->at[i];
        double worth = p->exact         ? 1
                       : p->share >= .5 ? near * (double)p->share
                                        : near * 0.002;
        sum += want[i] = p->likely * worth;
    }
    for (uint32_t i = 0; i < c->n; i++)
        want[i] /= sum;
}

/* How the sum bends at most, for each weight and for alpha. */
static double
measure(trainer *t, const nq_list *choices, uint32_t without)
{
    double alpha = 0;
    memset(t->bend, 0, sizeof t->bend);
    for (uint32_t i = 0; i < choices->n; i++) {
        const choice *c = (const choice *)choices->at + i;
        for (uint32_t k = 0; c->set != without && k < c->n; k++) {
            const place *p = &c->at[k];
            double size = (p->n + fabs(p->base)) / 8;
            for (uint32_t f = 0; f < p->n; f++)
                t->bend[p->traits[f]] += size;
            alpha += size * fabs(p->base);
        }
    }
    return alpha;
}

/* Slopes at t->ahead; returns that of alpha. */
static double
slope_at(trainer *t, const nq_list *choices, uint32_t without, double alpha)
{
    double want[NQ_ENDS_MOST], sum = 0;
    memset(t->slope, 0, sizeof t->slope);
    for (uint32_t i = 0; i < choices->n; i++) {
        const choice *c = (const choice *)choices->at + i;
        if (c->set == without)
            continue;
        weigh(c, t->ahead, alpha);
        aim(c, t->near, want);
        for (uint32_t k = 0; k < c->n; k++) {
            const place *p = &c->at[k];
            double off = p->likely - want[k];
            for (uint32_t f = 0; f < p->n; f++)
                t->slope[p->traits[f]] += off;
            sum += off * p->base;
        }
    }
    return sum;
}

/* Accelerated gradient (Nesterov 1983), each weight at its own pace. */
static void
learn(trainer *t, const nq_list *choices, uint32_t without, double pull)
{
    double step = 1, alpha = 0, last = 0;
    double bend = measure(t, choices, without);
    uint32_t rounds = without == SETS ? LOOKS : ROUNDS;
    memset(t->ahead, 0, sizeof t->ahead);
    memset(t->last, 0, sizeof t->last);
    for (uint32_t r = 0; r < rounds; r++) {
        double slope = slope_at(t, choices, without, alpha);
        double next = (1 + sqrt(1 + 4 * step * step)) / 2;
        double swing = (step - 1) / next;
        for (uint32_t f = 0; f < FEATURES; f++) {
            if (t->bend[f] <= 0)
                continue;
            double w = t->ahead[f] -
                       (t->slope[f] + pull * t->ahead[f]) / (t->bend[f] + pull);
            t->ahead[f] = w + swing * (w - t->last[f]);
            t->last[f] = w;
        }
        double a = alpha - (slope + alpha) / (bend + 1);
        alpha = a + swing * (a - last);
        last = a;
        step = next;
    }
    memcpy(t->w, t->last, sizeof t->w);
    t->alpha = last;
}

/* ---- Judging ------------------------------------------------------------- */

static uint32_t
chosen(const choice *c, double margin)
{
    nq_end_places p = {.n = c->n, .ruled = c->ruled};
    float likely[NQ_ENDS_MOST];
    for (uint32_t i = 0; i < c->n; i++) {
        p.at[i] = c->at[i].as;
        likely[i] = (float)c->at[i].likely;
    }
    return nq_end_best(&p, likely, c->nominal, (float)margin);
}

/* Of the choices as they are weighed now. */
static void
report(const nq_list *choices, double margin)
{
    fprintf(stderr, "margin %.2f:", margin);
    for (uint32_t known = 0; known < 2; known++) {
        uint32_t n = 0, far[2] = {0}, exact[2] = {0}, moved = 0;
        for (uint32_t i = 0; i < choices->n; i++) {
            const choice *c = (const choice *)choices->at + i;
            if (c->known != known)
                continue;
            uint32_t at[2] = {c->ruled, chosen(c, margin)};
            n++;
            moved += at[0] != at[1];
            for (uint32_t k = 0; k < 2; k++) {
                far[k] += c->at[at[k]].share < .5f;
                exact[k] += c->at[at[k]].exact;
            }
        }
        fprintf(stderr, " %s %u, wrong %u -> %u, exact %u -> %u (%u moved);",
                known ? "known" : "unseen", n, far[0], far[1], exact[0],
                exact[1], moved);
    }
    fprintf(stderr, "\n");
}

static void
judge(trainer *t, const nq_list *choices)
{
    double *keep =
        nq_arena_alloc(&t->keep, choices->n * NQ_ENDS_MOST * sizeof *keep);
    for (uint32_t set = 0; keep && set < t->n_sets; set++) {
        learn(t, choices, set, PULL);
        for (uint32_t i = 0; i < choices->n; i++) {
            const choice *c = (const choice *)choices->at + i;
            if (c->set != set)
                continue;
            weigh(c, t->w, t->alpha);
            for (uint32_t k = 0; k < c->n; k++)
                keep[i * NQ_ENDS_MOST + k] = c->at[k].likely;
        }
    }
    for (uint32_t i = 0; keep && i < choices->n; i++) {
        const choice *c = (const choice *)choices->at + i;
        for (uint32_t k = 0; k < c->n; k++)
            c->at[k].likely = keep[i * NQ_ENDS_MOST + k];
    }
    for (double margin = 0; keep && margin < 0.35; margin += 0.05)
        report(choices, margin);
}

static void
put_all(const trainer *t)
{
    static const char source[] = "learned from hand-marked articles";
    printf("# Where reported content ends: what the features of "
           "src/claim/end_traits.h say for a place, by block and place,\n"
           "# thousandths. Written by train/train_ends.c.\n"
           "key\tweight\tsource\n");
    printf("version\t%d\t%s\n", NQ_END_VERSION, source);
    printf("margin\t%ld\t%s\n", lround(MARGIN * 1000), source);
    for (uint32_t f = 0; f < NQ_END_TRAITS; f++) {
        uint32_t at;
        double w = t->w[f] + t->alpha * t->prior[f];
        const char *block = nq_end_trait_block(f, &at);
        if (fabs(w) >= SMALL)
            printf("%s %u\t%ld\t%s\n", block, at, lround(w * 1000), source);
    }
}

static naql_status
fit(trainer *t, const char *gold, const char *quotations)
{
    nq_list choices;
    NQ_TRY(read_choices(t, quotations, &choices));
    t->near = 0; /* the end is known for sure */
    learn(t, &choices, SETS, PULL_FREE);
    memcpy(t->prior, t->w, sizeof t->prior);
    t->n_sets = 0;
    NQ_TRY(read_choices(t, gold, &choices));
    t->near = NEAR;
    judge(t, &choices);
    learn(t, &choices, SETS - 1, PULL);
    fprintf(stderr, "%u statements, %.2f of what quotations say\n", choices.n,
            t->alpha);
    put_all(t);
    return NAQL_OK;
}

int
main(int argc, char **argv)
{
    static trainer t;
    naql_status status = NAQL_BAD_ARG;
    t.quotations = argc > 1 && strcmp(argv[1], "quotations") == 0;
    if (argc == 4 && strcmp(argv[1], "fit") == 0)
        status = fit(&t, argv[2], argv[3]);
    else if (argc > 2 && (t.quotations || strcmp(argv[1], "places") == 0))
        status =
            put_articles(&t, (const char *const *)argv + 2, (size_t)argc - 2);
    if (status != NAQL_OK)
        fprintf(stderr, "train_ends: see the head of train/train_ends.c\n");
    return status != NAQL_OK;
}
