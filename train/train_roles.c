/* SPDX-License-Identifier: Apache-2.0
 *
 * train_roles.c - who of a sentence did it -> weights. To whom, the rules and
 * event_target.h say: weights like these were no better on unseen news.
 *
 *     train_roles ROLES.tsv >data/event_roles.tsv
 *
 * ROLES: what train/write_roles.py writes. Each clause that the rules read is a
 * choice among the phrases of its sentence and nobody; log-linear, AdaGrad with
 * a pull to 0; those of one sentence count less, each. A phrase is right by the
 * share of the annotators whose words it shares. What nobody is worth is set
 * where F1 is best over parts that are each judged by what was learned from the
 * others. Same input, same output. */
#include "sentences.h"

#include "base/hash.h"
#include "base/status.h"
#include "base/str.h"
#include "claim/event_traits.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#define PARTS      5
#define EPOCHS     30
#define RATE       0.2
#define PULL       0.4
#define ANNOTATORS 16
#define WORDS      64
#define ROWS_MOST  4096 /* of a choice that are learned from */
#define RULED_OUT  (-1e9)

/* F1 of both sets together that fewer answers may cost: a wrong one reads worse
 * than none. */
static const double slack[NQ_EVENT_KINDS] = {0.005, 0};
static const char *const kinds[NQ_EVENT_KINDS] = {"protest", "assault"};

typedef struct words {
    uint64_t at[WORDS];
    uint32_t n;
} words;

typedef struct mark { /* of one annotator */
    words verb, actor;
} mark;

typedef struct row {
    uint16_t *traits;
    uint32_t n;
    uint32_t hits; /* bits of the annotators whose words it shares */
} row;

typedef struct choice { /* of a clause; rows[0] is nobody */
    uint32_t sentence, kind, n;
    row *rows;
    uint32_t mine;  /* annotators who spoke of this clause */
    uint32_t rules; /* row of the rules' answer */
    bool fixed;     /* taken from a statement: no choice */
    uint32_t chosen;
} choice;

typedef struct sentence {
    uint32_t marks;  /* annotators */
    uint32_t filled; /* bits of those who found somebody */
    uint32_t clauses;
    uint8_t kind, part; /* part PARTS: judged, never learned from */
    bool more;          /* learned from, never judged */
} sentence;

typedef struct trainer {
    sentences read; /* what is kept lies in its arena `keep` */
    nq_list sentences, choices;
    mark marks[ANNOTATORS]; /* of the sentence at hand */
    double w[NQ_TRAITS], g[NQ_TRAITS], mean[NQ_TRAITS];
    uint32_t means;
    bool failed;
} trainer;

/* ---- Words --------------------------------------------------------------- */

static void
add_word(words *to, naql_str w)
{
    static const char *const glued[] = {"و", "ف", "ب", "ل"};
    if (to->n + 2 > WORDS || !w.len)
        return;
    to->at[to->n++] = nq_hash(w);
    for (uint32_t g = 0; g < 4; g++)
        if (nq_str_starts(w, nq_str_from(glued[g])) && w.len > 2)
            to->at[to->n++] = nq_hash(nq_str(w.ptr + 2, w.len - 2));
}

static bool
share(const words *a, const words *b)
{
    for (uint32_t i = 0; i < a->n; i++)
        for (uint32_t k = 0; k < b->n; k++)
            if (a->at[i] == b->at[k])
                return true;
    return false;
}

static words
words_of(const nq_scene *s, naql_span span)
{
    words w = {.n = 0};
    for (uint32_t i = nq_token_from(s->text, span.start);
         i < s->n && s->tokens[i].span.start < span.end; i++)
        if (s->tokens[i].kind != NQ_TOKEN_MARK)
            add_word(&w,
                     nq_str_span(s->text->article->text, s->tokens[i].span));
    return w;
}

static void
read_words(naql_str list, words *out)
{
    naql_str w;
    out->n = 0;
    while (nq_str_split(&list, ' ', &w))
        add_word(out, w);
}

/* ---- Choices ------------------------------------------------------------- */

static sentence *
sentence_now(trainer *t)
{
    return (sentence *)t->sentences.at + t->sentences.n - 1;
}

static uint32_t
hits_of(trainer *t, const words *w)
{
    uint32_t bits = 0;
    for (uint32_t a = 0; a < sentence_now(t)->marks; a++)
        if (share(w, &t->marks[a].actor))
            bits |= 1u << a;
    return bits;
}

static void
keep_row(trainer *t, row *r, const nq_traits *a, const nq_traits *b)
{
    uint32_t n = a->n + (b ? b->n : 0);
    r->traits = nq_arena_alloc(&t->read.keep, (n + 1) * sizeof *r->traits);
    if (!r->traits) {
        t->failed = true;
        return;
    }
    memcpy(r->traits, a->at, a->n * sizeof *r->traits);
    if (b)
        memcpy(r->traits + a->n, b->at, b->n * sizeof *r->traits);
    r->n = n;
}

static void
add_rows(trainer *t, const nq_seek *k, const nq_clause *c, choice *to)
{
    uint32_t from, end = nq_seek_near(k, c->at, &from);
    const nq_party *rules = &c->actor;
    nq_traits own, beside;
    nq_traits_nobody(k, c, &own);
    if (nq_seek_needs(c))
        own.n = 0; /* no choice */
    keep_row(t, &to->rows[to->n++], &own, NULL);
    for (uint32_t i = from; i < end; i++) {
        if (nq_seek_skips(k, c, i))
            continue;
        nq_party p = nq_seek_party(k, i);
        nq_traits_own(k, i, &own);
        nq_traits_beside(k, c, i, &beside);
        words w = words_of(k->s, p.span);
        row *r = &to->rows[to->n];
        keep_row(t, r, &own, &beside);
        r->hits = hits_of(t, &w);
        if (rules->end > rules->first && rules->first == p.first)
            to->rules = to->n;
        to->n++;
    }
}

/* Annotators whose verb is the trigger; all, when it is nobody's. */
static uint32_t
who_speaks(trainer *t, const nq_clause *c)
{
    words w = words_of(c->s, nq_span_of(c->s, c->at, c->at + 1));
    uint32_t bits = 0, n = sentence_now(t)->marks;
    for (uint32_t a = 0; a < n; a++)
        if (share(&w, &t->marks[a].verb))
            bits |= 1u << a;
    return bits ? bits : (1u << n) - 1;
}

static void
watch(void *user, const nq_seek *k, const nq_clause *c)
{
    trainer *t = user;
    sentence *in = sentence_now(t);
    if (c->l->kind != in->kind)
        return;
    in->clauses++;
    choice *to = nq_list_add(&t->choices, &t->read.keep);
    row *rows = nq_arena_zero(&t->read.keep, k->n + 2u, sizeof *rows);
    if (!to || !rows) {
        t->failed = true;
        return;
    }
    *to = (choice){.sentence = t->sentences.n - 1,
                   .kind = in->kind,
                   .rows = rows,
                   .mine = who_speaks(t, c),
                   .fixed = nq_seek_knows(c)};
    add_rows(t, k, c, to);
    if (c->actor.span.end && !to->rules) { /* no candidate: a row of its own */
        words w = words_of(c->s, c->actor.span);
        to->rules = to->n;
        rows[to->n++] = (row){.hits = hits_of(t, &w)};
    }
}

/* ---- Reading ------------------------------------------------------------- */

static void
read_mark(trainer *t, naql_str field)
{
    sentence *in = sentence_now(t);
    mark *m = &t->marks[in->marks];
    naql_str part;
    if (in->marks == ANNOTATORS)
        return;
    words *const to[] = {&m->verb, &m->actor}; /* and whom, left out */
    for (uint32_t i = 0; i < 2; i++) {
        to[i]->n = 0;
        if (nq_str_split(&field, '|', &part))
            read_words(part, to[i]);
    }
    in->filled |= m->actor.n ? 1u << in->marks : 0;
    in->marks++;
}

static naql_status
read_line(void *user, naql_str line)
{
    trainer *t = user;
    naql_str kind, id, text, field;
    nq_event_watch eye = {.each = watch, .user = t};
    if (!nq_str_split(&line, '\t', &kind) || !nq_str_split(&line, '\t', &id) ||
        !nq_str_split(&line, '\t', &text) || !text.len)
        return NAQL_OK; /* an empty line */
    sentence *in = nq_list_add(&t->sentences, &t->read.keep);
    if (!in)
        return NAQL_NOMEM;
    *in = (sentence){.kind = nq_str_equal(kind, NQ_STR("assault")),
                     .part = (uint8_t)(t->sentences.n % PARTS),
                     .more = nq_str_starts(id, NQ_STR("+"))};
    if (nq_str_starts(id, NQ_STR("-")))
        in->part = PARTS;
    while (nq_str_split(&line, '\t', &field))
        read_mark(t, field);
    NQ_TRY(sentences_read(&t->read, text, eye));
    return t->failed ? NAQL_NOMEM : NAQL_OK;
}

static naql_status
read_all(trainer *t, const char *path)
{
    t->sentences = NQ_LIST(sentence);
    t->choices = NQ_LIST(choice);
    NQ_TRY(sentences_open(&t->read));
    return sentences_each(path, read_line, t);
}

/* ---- Learning ------------------------------------------------------------ */

static double
worth(const trainer *t, const row *r)
{
    double sum = 0;
    for (uint32_t i = 0; i < r->n; i++)
        sum += t->w[r->traits[i]];
    return sum;
}

/* The share of a clause's annotators for whom a row is right. */
static double
right(const choice *c, const row *r, uint32_t filled)
{
    uint32_t hits = (r == c->rows ? ~filled : r->hits) & c->mine;
    return __builtin_popcount(hits) / (double)__builtin_popcount(c->mine);
}

static void
push(trainer *t, const row *r, double off)
{
    for (uint32_t i = 0; i < r->n; i++) {
        uint32_t f = r->traits[i];
        double slope = off + PULL * t->w[f];
        t->g[f] += slope * slope;
        t->w[f] -= RATE * slope / sqrt(t->g[f] + 1e-6);
    }
}

static void
step(trainer *t, const choice *c)
{
    static double p[ROWS_MOST], y[ROWS_MOST];
    const sentence *in = (const sentence *)t->sentences.at + c->sentence;
    uint32_t n = c->n < ROWS_MOST ? c->n : ROWS_MOST;
    double most = RULED_OUT, sum = 0, want = 0, share = 1 / sqrt(in->clauses);
    for (uint32_t i = 0; i < n; i++) {
        p[i] = c->rows[i].n ? worth(t, &c->rows[i]) : RULED_OUT;
        most = p[i] > most ? p[i] : most;
    }
    for (uint32_t i = 0; i < n; i++)
        sum += p[i] = exp(p[i] - most);
    for (uint32_t i = 0; i < n; i++) {
        p[i] /= sum;
        y[i] = p[i] * right(c, &c->rows[i], in->filled);
        want += y[i];
    }
    for (uint32_t i = 0; want > 1e-12 && i < n; i++)
        if (fabs(p[i] - y[i] / want) > 1e-4)
            push(t, &c->rows[i], share * (p[i] - y[i] / want));
}

static bool
is_of(const trainer *t, const choice *c, uint32_t kind, uint32_t part)
{
    const sentence *in = (const sentence *)t->sentences.at + c->sentence;
    return c->kind == kind && in->part == part;
}

static void
add_mean(trainer *t)
{
    for (uint32_t f = 0; f < NQ_TRAITS; f++)
        t->mean[f] += t->w[f];
    t->means++;
}

/* Learns a kind from all parts but one; PARTS: from all. */
static void
learn(trainer *t, uint32_t kind, uint32_t without)
{
    const choice *at = t->choices.at;
    uint32_t n = t->choices.n;
    memset(t->w, 0, sizeof t->w);
    memset(t->g, 0, sizeof t->g);
    memset(t->mean, 0, sizeof t->mean);
    t->means = 0;
    for (uint32_t epoch = 0; epoch < EPOCHS; epoch++)
        for (uint32_t i = 0; i < n; i++) {
            uint64_t k = ((uint64_t)i * 7919 + epoch * 31) % n;
            const choice *c = &at[k];
            if (c->kind == kind && !c->fixed && !is_of(t, c, kind, without) &&
                !is_of(t, c, kind, PARTS))
                step(t, c);
            if (epoch >= EPOCHS / 2 && i % (n / 8 + 1) == 0)
                add_mean(t);
        }
    memcpy(t->w, t->mean, sizeof t->w);
    for (uint32_t f = 0; f < NQ_TRAITS; f++)
        t->w[f] /= t->means;
}

static void
choose(trainer *t, uint32_t kind, uint32_t part, double nobody)
{
    choice *at = t->choices.at;
    for (uint32_t i = 0; i < t->choices.n; i++) {
        choice *c = &at[i];
        if (!is_of(t, c, kind, part))
            continue;
        double best = c->rows[0].n ? worth(t, &c->rows[0]) + nobody : RULED_OUT;
        c->chosen = c->fixed ? c->rules : 0;
        for (uint32_t k = 1; !c->fixed && k < c->n; k++)
            if (c->rows[k].n && worth(t, &c->rows[k]) > best) {
                best = worth(t, &c->rows[k]);
                c->chosen = k;
            }
    }
}

/* F1 of a kind as tests/eval/events.py counts it, over the open data, or over
 * the sentences that are only judged. */
static double
f1(const trainer *t, uint32_t kind, bool rules, bool apart)
{
    const sentence *in = t->sentences.at;
    const choice *c = t->choices.at, *end = c + t->choices.n;
    uint32_t hit = 0, given = 0, wanted = 0;
    for (uint32_t i = 0; i < t->sentences.n; i++) {
        uint32_t hits = 0;
        bool got = false;
        for (; c < end && c->sentence == i; c++) {
            uint32_t k = rules ? c->rules : c->chosen;
            if (c->kind == kind && k) {
                got = true;
                hits |= c->rows[k].hits;
            }
        }
        if (in[i].kind != kind || in[i].more || (in[i].part == PARTS) != apart)
            continue;
        hit += (uint32_t)__builtin_popcount(hits);
        given += got ? in[i].marks : 0;
        wanted += (uint32_t)__builtin_popcount(in[i].filled);
    }
    return 2.0 * hit / (given + wanted + 1e-9);
}

/* What to add to nobody; the weights stand in `parts` and change no more. */
static double
learn_kind(trainer *t, uint32_t kind)
{
    double best = -1, nobody = 0, mine = 0, other = 0;
    static double parts[PARTS + 1][NQ_TRAITS];
    for (uint32_t p = 0; p <= PARTS; p++) {
        learn(t, kind, p);
        memcpy(parts[p], t->w, sizeof t->w);
    }
    for (double b = -2; b <= 1.01; b += 0.25) {
        for (uint32_t p = 0; p <= PARTS; p++) {
            memcpy(t->w, parts[p], sizeof t->w);
            choose(t, kind, p, b);
        }
        double here = f1(t, kind, false, false),
               there = f1(t, kind, false, true);
        fprintf(stderr, " %.3f/%.3f", here, there);
        if (here + there > best - slack[kind]) {
            best = here + there > best ? here + there : best;
            mine = here;
            other = there;
            nobody = b;
        }
    }
    fprintf(stderr,
            "\n%s: F1 %.3f, of unseen news %.3f (rules %.3f, %.3f), "
            "nobody %+.2f\n",
            kinds[kind], mine, other, f1(t, kind, true, false),
            f1(t, kind, true, true), nobody);
    learn(t, kind, PARTS);
    return nobody;
}

/* ---- Writing ------------------------------------------------------------- */

static void
put(const char *key, uint32_t place, const long *w)
{
    printf("%s %u", key, place);
    for (uint32_t e = 0; e < NQ_EVENT_KINDS; e++)
        printf("\t%ld", w[e]);
    printf("\tlearned from open event data (MIT)\n");
}

static void
put_all(double (*w)[NQ_TRAITS])
{
    long cells[NQ_EVENT_KINDS];
    printf("# Who of a sentence did it, of a protest and of an assault: what "
           "the features of src/claim/event_traits.h say for a\n# phrase, by "
           "block and place, thousandths. Written by train/train_roles.c.\n"
           "key\t%s\t%s\tsource\n",
           kinds[NQ_EVENT_PROTEST], kinds[NQ_EVENT_ASSAULT]);
    for (uint32_t f = 0; f < NQ_TRAITS; f++) {
        uint32_t place;
        bool any = false;
        for (uint32_t e = 0; e < NQ_EVENT_KINDS; e++) {
            cells[e] = lround(w[e][f] * 1000);
            any = any || labs(cells[e]) >= 5;
        }
        const char *block = nq_trait_block(f, &place);
        if (any)
            put(block, place, cells);
    }
}

int
main(int argc, char **argv)
{
    static trainer t;
    static double w[NQ_EVENT_KINDS][NQ_TRAITS];
    if (argc != 2) {
        fprintf(stderr, "usage: train_roles ROLES.tsv\n");
        return 2;
    }
    naql_status status = read_all(&t, argv[1]);
    if (status != NAQL_OK) {
        fprintf(stderr, "train_roles: %s: %s\n", argv[1],
                nq_status_name(status));
        return 1;
    }
    for (uint32_t kind = 0; kind < NQ_EVENT_KINDS; kind++) {
        double nobody = learn_kind(&t, kind);
        memcpy(w[kind], t.w, sizeof t.w);
        w[kind][NQ_TRAIT_NOBODY] += nobody;
    }
    put_all(w);
    return 0;
}
