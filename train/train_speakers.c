/* SPDX-License-Identifier: Apache-2.0
 *
 * train_speakers.c - who of an article's people and bodies a statement is by
 * -> weights.
 *
 *     train_speakers see|tell ARTICLES.jsonl MARKED.tsv [WEIGHTS.tsv] >ROWS.tsv
 *     train_speakers fit ROWS.tsv [WITHOUT] >data/speaker_weights.tsv
 *
 * MARKED, by train/write_speakers.py: id of the article, byte of a cue, byte of
 * its content, names of its marked speaker with | between. `see` writes a line
 * for each marked statement: article, kind, then 1 (right)
 * or 0 and the numbers of its features for each candidate, the rules' first;
 * the marked speaker is taken, so that whoever goes on goes on with the right
 * one. With WEIGHTS the likeliest is taken instead, and starred. `tell` adds
 * the bytes behind the kind and names behind 1 or 0. write_speakers.py puts the
 * set before a line; a set that begins with + is learned from and not judged.
 * `fit` learns a choice among the candidates, log-linear, AdaGrad with a pull
 * to 0, and judges it on each set by what was learned from the others. WITHOUT:
 * a set that is not learned from. Same input, same output. */
#include "base/fold.h"
#include "base/hash.h"
#include "base/io.h"
#include "base/status.h"
#include "base/str.h"
#include "claim/choice.h"
#include "claim/statement.h"
#include "claim/tune.h"
#include "claim/wordbook.h"
#include "pages.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

/* PULL: of 0.005, 0.01 and 0.02 the best over whole articles, left out by sets.
 */
#define EPOCHS  24
#define RATE    0.1
#define PULL    0.01
#define SETS    256
#define MOST    8192 /* features */
#define MARGINS 9

typedef struct row {
    uint16_t *traits;
    uint32_t n;
    bool right;
} row;

typedef struct choice {
    uint32_t set, n, kind;
    row *rows; /* [n], the rules' first */
    bool any;  /* one of them is right */
} choice;

typedef struct trainer {
    nq_arena arena;
    nq_list choices;
    naql_str sets[SETS];
    uint32_t n_sets;
    bool silver[SETS]; /* learned from, and not judged */
    double w[MOST], g[MOST], mean[MOST];
    uint32_t means;
} trainer;

/* ---- Candidates ---------------------------------------------------------- */

typedef struct tools {
    nq_wordbook words;
    naql_str marked; /* bytes of MARKED.tsv */
    const double *w; /* [features], NULL: the marked speaker is taken */
    naql_str id;     /* of the article */
    bool tell;       /* where the statement is, and names as well */
} tools;

static void
print_str(naql_str s)
{
    for (size_t i = 0; i < s.len; i++)
        putchar(s.ptr[i] == '\t' || s.ptr[i] == '\n' || s.ptr[i] == '|'
                    ? ' '
                    : s.ptr[i]);
}

/* ---- Names, as the score compares them ------------------------------------
 */

#define NAME_WORDS 16

typedef struct called {
    uint64_t at[NAME_WORDS];
    uint32_t n;
} called;

static void
add_word(called *to, naql_str w)
{
    enum { LONG = 8 }; /* bytes: four letters */
    if (nq_str_starts(w, NQ_STR("ال")) && w.len > LONG)
        w = nq_str(w.ptr + 4, w.len - 4);
    if (w.len && to->n < NAME_WORDS)
        to->at[to->n++] = nq_hash(w);
}

static bool
opens_compound(naql_str w)
{
    static const char *const words[] = {"عبد", "ابو", "ابي", "ابا",
                                        "ام",  "بن",  "ال"};
    for (uint32_t i = 0; i < sizeof words / sizeof *words; i++)
        if (nq_str_equal(w, nq_str_from(words[i])))
            return true;
    return false;
}

static called
called_of(naql_str s)
{
    char room[512], open[512];
    called to = {.n = 0};
    naql_str word;
    size_t at = 0, n = 0;
    if (s.len > sizeof room / 2)
        s.len = sizeof room / 2;
    naql_str folded = nq_str(room, nq_fold_text(s, NQ_FOLD_WORD, room));
    while (nq_fold_next_word(folded, &at, &word)) {
        if (n + word.len > sizeof open)
            break;
        memcpy(open + n, word.ptr, word.len);
        n += word.len;
        if (opens_compound(word))
            continue;
        add_word(&to, nq_str(open, n));
        n = 0;
    }
    add_word(&to, nq_str(open, n));
    return to;
}

static bool
is_part(const called *a, const called *b)
{
    for (uint32_t i = 0; i < a->n; i++) {
        uint32_t k = 0;
        while (k < b->n && b->at[k] != a->at[i])
            k++;
        if (k == b->n)
            return false;
    }
    return a->n > 0;
}

static bool
same_name(naql_str a, naql_str b)
{
    called x = called_of(a), y = called_of(b);
    return x.n && y.n && (is_part(&x, &y) || is_part(&y, &x));
}

/* The names of the marked speaker of the statement at hand, with | between. */
static bool
find_marked(const tools *t, const nq_choice *c, naql_str *names)
{
    naql_str rest = t->marked, line, id, cue, start;
    uint32_t first = c->m->s->tokens[c->d->x.first].span.start;
    while (nq_str_split(&rest, '\n', &line)) {
        if (!nq_str_split(&line, '\t', &id) || !nq_str_equal(id, t->id) ||
            !nq_str_split(&line, '\t', &cue) ||
            !nq_str_split(&line, '\t', &start))
            continue;
        uint32_t at = (uint32_t)strtoul(start.ptr, NULL, 10);
        if (strtoul(cue.ptr, NULL, 10) == c->d->cue_span.start &&
            at <= first + 2 && first <= at + 2) {
            *names = line;
            return true;
        }
    }
    return false;
}

static bool
is_right(const nq_scene *s, const nq_speaker *who, naql_str names)
{
    naql_str text = s->text->article->text, one;
    naql_str words = nq_str_span(text, who->span);
    while (nq_str_split(&names, '|', &one)) {
        if (same_name(one, words) ||
            (who->entity != NQ_NO_ENTITY &&
             same_name(one, s->names->entities[who->entity].name)))
            return true;
    }
    return false;
}

/* ---- Choices as they are met ----------------------------------------------
 */

/* The likeliest by the weights; the rules' where there are none. */
static uint32_t
likeliest(const tools *t, const nq_choice *c)
{
    uint32_t best = 0;
    double most = -1e9;
    for (uint32_t i = 0; t->w && c->n > 1 && i < c->n; i++) {
        nq_choice_traits seen;
        nq_choice_see(c, i, &seen);
        double sum = i ? 0 : NQ_TUNE_CHOICE_LEAD;
        for (uint32_t k = 0; k < seen.n; k++)
            sum += t->w[c->kind * nq_choice_n_traits() + seen.at[k]];
        if (sum > most) {
            most = sum;
            best = i;
        }
    }
    return best;
}

static void
print_candidate(const tools *t, const nq_choice *c, uint32_t i, bool right,
                bool best)
{
    const nq_scene *s = c->m->s;
    const nq_speaker *who = &c->at[i].who;
    nq_choice_traits seen = {.n = 0};
    if (c->n > 1)
        nq_choice_see(c, i, &seen);
    printf("\t%d%s", right, best ? "*" : "");
    if (t->tell) {
        putchar(',');
        if (who->entity != NQ_NO_ENTITY)
            print_str(s->names->entities[who->entity].name);
        putchar('/');
        print_str(nq_str_span(s->text->article->text, who->span));
    }
    for (uint32_t k = 0; k < seen.n; k++)
        printf(",%u", seen.at[k]);
}

static uint32_t
choose(void *user, const struct nq_choice *c)
{
    const tools *t = user;
    const nq_scene *s = c->m->s;
    naql_str names;
    uint32_t best = likeliest(t, c), first_right = 0;
    if (!find_marked(t, c, &names))
        return best;
    print_str(t->id);
    printf("\t%u", c->kind);
    if (t->tell)
        printf("\t%u\t%u\t%u %u %u %u", c->d->cue_span.start,
               s->tokens[c->d->x.first].span.start, c->d->by,
               c->d->explicit_who, c->d->who.noun, c->d->cue.inflection);
    for (uint32_t i = 0, any = 0; i < c->n; i++) {
        bool right = is_right(s, &c->at[i].who, names);
        if (right && !any++)
            first_right = i;
        print_candidate(t, c, i, right, i == best);
    }
    putchar('\n');
    return t->w ? best : first_right;
}

static naql_status
print_candidates(void *user, const nq_names *names, nq_arena *arena,
                 nq_arena *scratch)
{
    tools *t = user;
    nq_claims claims;
    nq_scene scene;
    NQ_TRY(nq_scene_make(&t->words, names, scratch, &scene));
    t->id = names->text->article->source_id;
    nq_statement_watch eye = {.choose = choose, .user = t};
    return nq_statements_watch(&scene, arena, scratch, &eye, &claims);
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
        if (!nq_str_split(&line, '\t', &key) ||
            !nq_str_split(&line, '\t', &cell))
            continue;
        uint32_t trait = nq_choice_trait(key), all = nq_choice_n_traits();
        if (trait == all)
            continue; /* the head of the table */
        w[trait] = (double)strtol(cell.ptr, NULL, 10) / 1000.0;
        for (uint32_t k = 1;
             nq_str_split(&line, '\t', &cell) && k < NQ_CHOICE_KINDS; k++)
            w[k * all + trait] = (double)strtol(cell.ptr, NULL, 10) / 1000.0;
    }
    nq_buf_clear(&bytes);
    return NAQL_OK;
}

static naql_status
rows(nq_arena *arena, char **args, const char *weights, bool tell)
{
    nq_tables tables;
    nq_buf bytes = {0};
    static double w[MOST];
    tools t = {.w = weights ? w : NULL, .tell = tell};
    if (weights)
        NQ_TRY(read_weights(weights, w));
    NQ_TRY(nq_io_read(args[1], 1u << 28, &bytes, NULL));
    t.marked = nq_str((const char *)bytes.ptr, bytes.len);
    NQ_TRY(nq_tables_builtin(&tables));
    NQ_TRY(nq_wordbook_make(&tables, arena, &t.words));
    const char *path = args[0];
    return pages_read(&tables, &path, 1, print_candidates, &t);
}

/* ---- Rows ---------------------------------------------------------------- */

static uint32_t
set_of(trainer *t, naql_str name)
{
    for (uint32_t i = 0; i < t->n_sets; i++)
        if (nq_str_equal(t->sets[i], name))
            return i;
    if (t->n_sets < SETS) {
        t->silver[t->n_sets] = nq_str_starts(name, NQ_STR("+"));
        t->sets[t->n_sets++] = name;
    }
    return t->n_sets - 1;
}

static naql_status
read_row(trainer *t, naql_str cell, row *r)
{
    naql_str number;
    uint32_t most = 0;
    for (size_t i = 0; i < cell.len; i++)
        most += cell.ptr[i] == ',';
    r->right = cell.len && *cell.ptr == '1';
    r->traits = nq_arena_alloc(&t->arena, (most + 1) * sizeof *r->traits);
    if (!r->traits)
        return NAQL_NOMEM;
    nq_str_split(&cell, ',', &number); /* right or not */
    while (nq_str_split(&cell, ',', &number) && number.len)
        r->traits[r->n++] = (uint16_t)strtoul(number.ptr, NULL, 10);
    return NAQL_OK;
}

static naql_status
read_rows(trainer *t, const char *path)
{
    nq_buf bytes = {0};
    naql_str line, set, article, kind, cell;
    NQ_TRY(nq_io_read(path, 1u << 29, &bytes, NULL));
    naql_str rest = nq_str((const char *)bytes.ptr, bytes.len);
    t->choices = NQ_LIST(choice);
    while (nq_str_split(&rest, '\n', &line)) {
        if (!nq_str_split(&line, '\t', &set) ||
            !nq_str_split(&line, '\t', &article) ||
            !nq_str_split(&line, '\t', &kind) || !kind.len)
            continue;
        choice *c = nq_list_add(&t->choices, &t->arena);
        row *rows = nq_arena_zero(&t->arena, NQ_CHOICE_MOST, sizeof *rows);
        if (!c || !rows)
            return NAQL_NOMEM;
        *c = (choice){.set = set_of(t, set), .rows = rows};
        c->kind = (uint32_t)strtoul(kind.ptr, NULL, 10);
        while (c->n < NQ_CHOICE_MOST && nq_str_split(&line, '\t', &cell)) {
            NQ_TRY(read_row(t, cell, &rows[c->n]));
            c->any |= rows[c->n++].right;
        }
        if (c->n < 2)
            t->choices.n--; /* no choice */
    }
    return NAQL_OK; /* the names point into `bytes`: kept */
}

/* ---- Learning ------------------------------------------------------------ */

/* A feature has a weight for all, and one for each kind of choice. */
static uint32_t
weight_of(uint32_t trait, uint32_t kind)
{
    return trait + (1 + kind) * nq_choice_n_traits();
}

static double
worth(const trainer *t, const choice *c, uint32_t i)
{
    const row *r = &c->rows[i];
    double sum = 0;
    for (uint32_t k = 0; k < r->n; k++)
        sum += t->w[r->traits[k]] + t->w[weight_of(r->traits[k], c->kind)];
    return sum;
}

static void
push_one(trainer *t, uint32_t f, double off)
{
    double slope = off + PULL * t->w[f];
    t->g[f] += slope * slope;
    t->w[f] -= RATE * slope / sqrt(t->g[f] + 1e-2);
}

static void
push(trainer *t, const choice *c, uint32_t i, double off)
{
    const row *r = &c->rows[i];
    for (uint32_t k = 0; k < r->n; k++) {
        push_one(t, r->traits[k], off);
        push_one(t, weight_of(r->traits[k], c->kind), off);
    }
}

static void
step(trainer *t, const choice *c)
{
    double p[NQ_CHOICE_MOST], most = -1e9, sum = 0, want = 0;
    for (uint32_t i = 0; i < c->n; i++) {
        p[i] = worth(t, c, i);
        most = p[i] > most ? p[i] : most;
    }
    for (uint32_t i = 0; i < c->n; i++)
        sum += p[i] = exp(p[i] - most);
    for (uint32_t i = 0; i < c->n; i++) {
        p[i] /= sum;
        want += c->rows[i].right ? p[i] : 0;
    }
    for (uint32_t i = 0; want > 1e-12 && i < c->n; i++) {
        double off = p[i] - (c->rows[i].right ? p[i] / want : 0);
        if (fabs(off) > 1e-3)
            push(t, c, i, off);
    }
}

/* Learns from all sets but one; SETS: from all. */
static void
learn(trainer *t, uint32_t without)
{
    const choice *at = t->choices.at;
    uint32_t n = t->choices.n;
    memset(t->w, 0, sizeof t->w);
    memset(t->g, 0, sizeof t->g);
    memset(t->mean, 0, sizeof t->mean);
    t->means = 0;
    for (uint32_t epoch = 0; epoch < EPOCHS; epoch++)
        for (uint32_t i = 0; i < n; i++) {
            const choice *c = &at[((uint64_t)i * 7919 + epoch * 31) % n];
            if (c->set != without && c->any)
                step(t, c);
            if (epoch < EPOCHS / 2 || i % (n / 4 + 1))
                continue;
            for (uint32_t f = 0; f < MOST; f++)
                t->mean[f] += t->w[f];
            t->means++;
        }
    for (uint32_t f = 0; f < MOST; f++)
        t->w[f] = t->mean[f] / t->means;
}

typedef struct tally {
    uint32_t n, any, rules, won, lost, moved;
} tally;

static void
judge(const trainer *t, const choice *c, double margin, tally *to)
{
    uint32_t best = 0;
    double most = worth(t, c, 0) + margin;
    for (uint32_t i = 1; i < c->n; i++)
        if (worth(t, c, i) > most) {
            most = worth(t, c, i);
            best = i;
        }
    bool now = c->rows[best].right, before = c->rows[0].right;
    to->n++;
    to->any += c->any;
    to->rules += before;
    to->won += now && !before;
    to->lost += before && !now;
    to->moved += best != 0;
}

static void
put_tally(const char *name, size_t len, const tally *y)
{
    fprintf(stderr,
            "%-14.*s %5u statements, right in reach %.3f, rules %.4f, learned "
            "%.4f (+%u -%u of %u moved)\n",
            (int)len, name, y->n, (double)y->any / y->n,
            (double)y->rules / y->n,
            (double)(y->rules + y->won - y->lost) / y->n, y->won, y->lost,
            y->moved);
}

static void
leave_out(trainer *t)
{
    static const char *const kinds[] = {"dropped", "noun", "before"};
    static tally sets[SETS], all[MARGINS], by[MARGINS][NQ_CHOICE_KINDS];
    const choice *at = t->choices.at;
    for (uint32_t k = 0; k < t->n_sets; k++) {
        if (t->silver[k])
            continue;
        learn(t, k);
        for (uint32_t i = 0; i < t->choices.n; i++) {
            if (at[i].set != k)
                continue;
            judge(t, &at[i], 0.5, &sets[k]);
            for (uint32_t m = 0; m < MARGINS; m++) {
                judge(t, &at[i], m * 0.25, &all[m]);
                judge(t, &at[i], m * 0.25, &by[m][at[i].kind]);
            }
        }
        put_tally(t->sets[k].ptr, t->sets[k].len, &sets[k]);
    }
    for (uint32_t m = 0; m < MARGINS; m++) {
        char name[24];
        snprintf(name, sizeof name, "margin %.2f", m * 0.25);
        put_tally(name, strlen(name), &all[m]);
        for (uint32_t k = 0; m % 2 == 0 && k < NQ_CHOICE_KINDS; k++)
            put_tally(kinds[k], strlen(kinds[k]), &by[m][k]);
    }
}

/* ---- Writing ------------------------------------------------------------- */

static void
put_all(const trainer *t)
{
    enum { LEAST = 5 };
    printf("# Who a statement is by: what the features of "
           "src/claim/choice_traits.c say for a candidate, where no subject "
           "stands\n# beside the cue (dropped), where a common noun does and "
           "where somebody stands before the verb; thousandths\n# of a "
           "logit. Written by "
           "train/train_speakers.c.\nkey\tdropped\tnoun\tbefore\tsource\n");
    for (uint32_t f = 0; f < nq_choice_n_traits(); f++) {
        char key[64];
        long cells[NQ_CHOICE_KINDS];
        bool any = false;
        for (uint32_t k = 0; k < NQ_CHOICE_KINDS; k++) {
            cells[k] = lround((t->w[f] + t->w[weight_of(f, k)]) * 1000);
            any |= labs(cells[k]) >= LEAST;
        }
        nq_choice_name(f, key, sizeof key);
        if (any)
            printf("%s\t%ld\t%ld\t%ld\tlearned from train/marks\n", key,
                   cells[NQ_CHOICE_DROPPED], cells[NQ_CHOICE_NOUN],
                   cells[NQ_CHOICE_BEFORE]);
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
    naql_str verb = nq_str_from(argc >= 3 ? argv[1] : "");
    naql_status status = NAQL_BAD_ARG;
    nq_arena_init(&t.arena);
    bool tell = nq_str_equal(verb, NQ_STR("tell"));
    if (tell || nq_str_equal(verb, NQ_STR("see")))
        status = argc < 4 ? NAQL_BAD_ARG
                          : rows(&t.arena, argv + 2, argc > 4 ? argv[4] : NULL,
                                 tell);
    else if (nq_str_equal(verb, NQ_STR("fit")))
        status = fit(&t, argv[2], argc > 3 ? argv[3] : NULL);
    if (status != NAQL_OK)
        fprintf(stderr,
                "usage: train_speakers see|tell ARTICLES.jsonl MARKED.tsv "
                "[WEIGHTS.tsv] | fit ROWS.tsv [WITHOUT]: %s\n",
                nq_status_name(status));
    nq_arena_clear(&t.arena);
    return status != NAQL_OK;
}
