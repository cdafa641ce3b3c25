/* SPDX-License-Identifier: Apache-2.0
 *
 * train_twins.c - which statements report one utterance -> weights.
 *
 *     train_twins pairs ARTICLES.jsonl MARKS.tsv >PAIRS.tsv
 *     train_twins fit PAIRS.tsv... >data/twin_weights.tsv
 *     train_twins groups ARTICLES.jsonl MARKS.tsv >GROUPS.tsv
 *
 * MARKS, by tests/eval/twins.py: a line a statement, in the order of the text:
 * id of the article TAB story TAB its groups TAB speaker TAB number of the
 * statement as `naql analyse` has it, or -1, and the bytes where it and its
 * speaker start and end, and its form. `pairs` writes a line for two statements
 * of a story that share words: story, 1 (one utterance), 0 or - (nobody knows),
 * their numbers, the values of the signs. `fit` learns a logistic regression by
 * Newton's method with a pull to 0; what each story would be told by the others
 * goes to standard error. `groups` puts the statements in groups as naql does,
 * a line a wording: story, number of the group, article, text. Same input, same
 * output. */
#include "base/hash.h"
#include "base/io.h"
#include "base/map.h"
#include "base/status.h"
#include "base/str.h"
#include "input/source.h"
#include "reuse/twin_score.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#define STEPS 12
/* Strength of the pull; that of the bias is weak. */
#define PULL      1.5
#define PULL_BIAS 0.01
/* What a pair of one utterance counts, over the partners of the one that has
 * more: an utterance of eight wordings has 28 pairs, and is one example. */
#define ONE 7.5
/* Weight in common from which a pair is looked at, as its sign. */
#define SHARED 0.3f

typedef struct mark {
    naql_str article, story, groups, speaker;
    uint32_t own; /* number of the statement, UINT32_MAX: spans instead */
    naql_span text, who;
    uint8_t form;
} mark;

typedef struct row {
    uint64_t story;
    uint32_t file, a, b;
    char label;
    double signs[NQ_SIGNS], counts, said; /* by what the others say */
} row;

typedef struct trainer {
    nq_arena arena, scratch;
    nq_tables tables;
    nq_article_tools *article;
    nq_text_tools *text;
    nq_name_tools *name;
    nq_claim_tools *claim;
    nq_reuse_tools *reuse;
    nq_list readings; /* nq_reading * */
    nq_list marks, rows;
    nq_pile pile;
} trainer;

/* ---- Pairs: reading ------------------------------------------------------ */

static naql_status
read_article(trainer *t, const nq_doc *doc)
{
    nq_reading *r = nq_arena_zero(&t->arena, 1, sizeof *r);
    nq_reading **to = nq_list_add(&t->readings, &t->arena);
    nq_arena *arena = &t->arena, *scratch = &t->scratch;
    if (!r || !to)
        return NAQL_NOMEM;
    *to = r;
    NQ_TRY(nq_article_make(t->article, doc, arena, scratch, &r->article));
    NQ_TRY(nq_text_make(t->text, &r->article, arena, scratch, &r->text));
    NQ_TRY(nq_names_make(t->name, &r->text, r->article.day, arena, scratch,
                         &r->names));
    return nq_claims_make(t->claim, &r->names, arena, scratch, &r->claims);
}

static naql_status
read_articles(trainer *t, const char *path)
{
    nq_source *source;
    naql_error err;
    nq_doc doc;
    naql_status status;
    t->readings = NQ_LIST(nq_reading *);
    NQ_TRY(nq_source_open(&path, 1, &source, &err));
    while ((status = nq_source_next(source, &t->arena, &doc, &err)) == NAQL_OK)
        NQ_TRY(read_article(t, &doc));
    nq_source_close(source);
    return status == NAQL_END ? NAQL_OK : status;
}

static uint32_t
number(naql_str *line)
{
    naql_str cell;
    return nq_str_split(line, '\t', &cell) && cell.len
               ? (uint32_t)strtol(cell.ptr, NULL, 10)
               : 0;
}

static naql_status
read_marks(trainer *t, const char *path)
{
    nq_buf bytes = {0};
    naql_str line;
    NQ_TRY(nq_io_read(path, 1u << 28, &bytes, NULL));
    naql_str rest = nq_str((const char *)bytes.ptr, bytes.len);
    t->marks = NQ_LIST(mark);
    while (nq_str_split(&rest, '\n', &line)) {
        mark m = {0};
        if (!nq_str_split(&line, '\t', &m.article) ||
            !nq_str_split(&line, '\t', &m.story) ||
            !nq_str_split(&line, '\t', &m.groups) ||
            !nq_str_split(&line, '\t', &m.speaker))
            continue;
        m.own = number(&line);
        m.text.start = number(&line);
        m.text.end = number(&line);
        m.who.start = number(&line);
        m.who.end = number(&line);
        m.form = (uint8_t)number(&line);
        mark *to = nq_list_add(&t->marks, &t->arena);
        if (!to)
            return NAQL_NOMEM;
        *to = m;
    }
    return NAQL_OK; /* the cells point into `bytes`: kept */
}

/* A statement as marked; its act is that of what was found in its place. */
static nq_statement
marked(const nq_reading *r, const mark *m)
{
    nq_statement s = {.span = m->text,
                      .speaker = m->who,
                      .first = nq_token_from(&r->text, m->text.start),
                      .end = nq_token_from(&r->text, m->text.end),
                      .form = m->form,
                      .act = NQ_STR("say"),
                      .entity = NQ_NO_ENTITY};
    for (uint32_t i = 0; i < r->claims.n_statements; i++) {
        const nq_statement *o = &r->claims.statements[i];
        if (o->span.start < s.span.end && s.span.start < o->span.end)
            s.act = o->act;
    }
    for (uint32_t i = 0; i < r->names.n_mentions; i++) {
        const nq_mention *o = &r->names.mentions[i];
        if (o->span.start < m->who.end && m->who.start < o->span.end)
            s.entity = o->entity;
    }
    return s;
}

/* Gives every statement an entity of its own, which is that of its speaker or
 * like it. */
static naql_status
own_entities(trainer *t, nq_reading *r)
{
    uint32_t n = r->names.n_entities;
    nq_statement *s = (nq_statement *)(uintptr_t)r->claims.statements;
    nq_entity *to =
        nq_arena_zero(&t->arena, n + r->claims.n_statements + 1ull, sizeof *to);
    if (!to)
        return NAQL_NOMEM;
    for (uint32_t i = 0; i < n; i++)
        to[i] = r->names.entities[i];
    for (uint32_t i = 0; i < r->claims.n_statements; i++) {
        if (s[i].entity < n)
            to[n + i] = to[s[i].entity];
        s[i].entity = n + i;
    }
    r->names.entities = to;
    r->names.n_entities = n + r->claims.n_statements;
    return NAQL_OK;
}

/* Statements by hand in place of those that were found. */
static naql_status
put_marked(trainer *t, nq_reading *r)
{
    const mark *at = t->marks.at;
    nq_list list = NQ_LIST(nq_statement);
    for (uint32_t i = 0; i < t->marks.n; i++) {
        if (!nq_str_equal(at[i].article, r->article.source_id))
            continue;
        if (at[i].own != UINT32_MAX)
            return NAQL_OK;
        nq_statement *to = nq_list_add(&list, &t->arena);
        if (!to)
            return NAQL_NOMEM;
        *to = marked(r, &at[i]);
    }
    r->claims.statements = list.at;
    r->claims.n_statements = list.n;
    return own_entities(t, r);
}

/* People by the names that were marked: the entities of statements are the
 * last ones of their article, in the order of its marks. */
static naql_status
marked_people(trainer *t, nq_reading *const *at, uint32_t n)
{
    const mark *m = t->marks.at;
    nq_map seen;
    nq_map_init(&seen, &t->arena);
    const uint32_t **of = nq_arena_alloc(&t->arena, n * sizeof *of);
    nq_person *people = nq_arena_zero(&t->arena, t->marks.n, sizeof *people);
    t->pile.people = (nq_people){.at = people, .of = of};
    if (!of || !people)
        return NAQL_NOMEM;
    for (uint32_t a = 0; a < n; a++) {
        uint32_t all = at[a]->names.n_entities;
        uint32_t e = all - at[a]->claims.n_statements;
        uint32_t *to = nq_arena_alloc(&t->arena, (all + 1) * sizeof *to);
        of[a] = to;
        if (!to)
            return NAQL_NOMEM;
        for (uint32_t i = 0; i < all; i++)
            to[i] = NQ_NO_ENTITY;
        for (uint32_t i = 0; i < t->marks.n; i++) {
            bool fresh;
            if (!nq_str_equal(m[i].article, at[a]->article.source_id))
                continue;
            uint32_t *person = nq_map_put(&seen, nq_hash(m[i].speaker), &fresh);
            if (!person)
                return NAQL_NOMEM;
            if (fresh) {
                *person = t->pile.people.n++;
                people[*person].name = m[i].speaker;
            }
            to[e++] = m[i].speaker.len ? *person : NQ_NO_ENTITY;
        }
    }
    return NAQL_OK;
}

/* ---- Pairs: printing ----------------------------------------------------- */

static uint32_t
groups_in(naql_str list)
{
    uint32_t n = 0;
    for (naql_str x; nq_str_split(&list, ',', &x);)
        n += *x.ptr != '~';
    return n;
}

/* Whether two statements are one, by their lists of groups: 1, 0, or - where
 * nobody knows: "?", or ~X, may be of group X; and where one says more groups
 * than the other, which is for the score of its part. */
static char
label_of(naql_str a, naql_str b)
{
    char out = '0';
    uint32_t both = 0;
    naql_str x, y;
    if (nq_str_equal(a, NQ_STR("?")) || nq_str_equal(b, NQ_STR("?")))
        return '-';
    for (naql_str i = a; nq_str_split(&i, ',', &x);)
        for (naql_str k = b; nq_str_split(&k, ',', &y);) {
            both += *x.ptr != '~' && nq_str_equal(x, y);
            if (*x.ptr == '~' && nq_str_equal(nq_str(x.ptr + 1, x.len - 1), y))
                out = '-';
        }
    if (!both)
        return out;
    return both == groups_in(a) && both == groups_in(b) ? '1' : '-';
}

static const mark *
mark_of(const trainer *t, const nq_said *s)
{
    const mark *at = t->marks.at;
    naql_str id = t->pile.at[s->article]->article.source_id;
    uint32_t n = 0;
    for (uint32_t i = 0; i < t->marks.n; i++) {
        if (!nq_str_equal(at[i].article, id))
            continue;
        if (s->statement == (at[i].own == UINT32_MAX ? n++ : at[i].own))
            return &at[i];
    }
    return NULL;
}

static void
print_pair(const mark *x, const mark *y, const nq_said *a, const nq_said *b)
{
    float signs[NQ_SIGNS];
    nq_twin_signs(a, b, signs);
    if (signs[NQ_SIGN_SHARED] < SHARED)
        return;
    printf("%.*s\t%c\t%u.%u\t%u.%u", (int)x->story.len, x->story.ptr,
           label_of(x->groups, y->groups), a->article, a->statement, b->article,
           b->statement);
    for (uint32_t i = 0; i < NQ_SIGNS; i++)
        printf("\t%.4g", (double)signs[i]);
    printf("\n");
}

static naql_status
find_story(trainer *t, naql_str name, nq_story *out)
{
    const mark *at = t->marks.at;
    uint32_t *articles =
        nq_arena_alloc(&t->arena, t->pile.n * sizeof(uint32_t));
    *out = (nq_story){.articles = articles};
    if (!articles)
        return NAQL_NOMEM;
    for (uint32_t a = 0; a < t->pile.n; a++)
        for (uint32_t i = 0; i < t->marks.n; i++)
            if (nq_str_equal(at[i].story, name) &&
                nq_str_equal(at[i].article, t->pile.at[a]->article.source_id)) {
                articles[out->n_articles++] = a;
                break;
            }
    return NAQL_OK;
}

static naql_status
print_story(trainer *t, naql_str name)
{
    const mark **of;
    nq_story story;
    nq_saids saids;
    NQ_TRY(find_story(t, name, &story));
    NQ_TRY(nq_saids_make(&t->pile, &story, t->reuse, &t->arena, &saids));
    of = nq_arena_alloc(&t->arena, (saids.n + 1) * sizeof *of);
    if (!of)
        return NAQL_NOMEM;
    for (uint32_t i = 0; i < saids.n; i++) {
        of[i] = mark_of(t, &saids.at[i]);
        for (uint32_t k = 0; of[i] && k < i; k++)
            if (of[k])
                print_pair(of[k], of[i], &saids.at[k], &saids.at[i]);
    }
    return NAQL_OK;
}

static void
print_wording(const nq_article *a, naql_span span)
{
    naql_str text = nq_str_span(a->text, span);
    printf("%.*s\t", (int)a->source_id.len, a->source_id.ptr);
    for (size_t i = 0; i < text.len; i++)
        putchar(text.ptr[i] == '\n' || text.ptr[i] == '\t' ? ' ' : text.ptr[i]);
    putchar('\n');
}

static naql_status
print_groups(trainer *t, naql_str name)
{
    nq_story story;
    nq_twins twins;
    const nq_copies none = {0};
    NQ_TRY(find_story(t, name, &story));
    const nq_twin_input in = {&t->pile, &story, &none, NULL};
    NQ_TRY(nq_twins_make(&in, &t->arena, &t->scratch, &twins));
    for (uint32_t g = 0; g < twins.n; g++)
        for (uint32_t v = 0; v < twins.at[g].n_variants; v++) {
            const nq_variant *of = &twins.at[g].variants[v];
            const nq_reading *r = t->pile.at[of->article];
            printf("%.*s\t%u\t", (int)name.len, name.ptr, g);
            print_wording(&r->article,
                          r->claims.statements[of->statement].span);
        }
    return NAQL_OK;
}

static naql_status
make_tools(trainer *t)
{
    NQ_TRY(nq_tables_builtin(&t->tables));
    NQ_TRY(nq_article_tools_make(&t->tables, &t->arena, &t->article));
    NQ_TRY(nq_text_tools_make(&t->tables, &t->arena, &t->text));
    NQ_TRY(nq_name_tools_make(&t->tables, &t->arena, &t->name));
    NQ_TRY(nq_claim_tools_make(&t->tables, &t->arena, &t->claim));
    return nq_reuse_tools_make(&t->tables, &t->arena, &t->reuse);
}

static naql_status
make_pile(trainer *t, const char *articles, const char *marks)
{
    NQ_TRY(make_tools(t));
    NQ_TRY(read_articles(t, articles));
    NQ_TRY(read_marks(t, marks));
    nq_reading **at = t->readings.at;
    uint32_t n = t->readings.n;
    const nq_names **names = nq_arena_alloc(&t->arena, n * sizeof *names);
    if (!names)
        return NAQL_NOMEM;
    for (uint32_t i = 0; i < n; i++) {
        NQ_TRY(put_marked(t, at[i]));
        names[i] = &at[i]->names;
    }
    t->pile = (nq_pile){
        .at = (const nq_reading *const *)at, .n = n, .tools = t->reuse};
    const mark *first = t->marks.at;
    if (t->marks.n && first->own == UINT32_MAX)
        return marked_people(t, at, n);
    return nq_people_make(t->name, names, n, &t->arena, &t->scratch,
                          &t->pile.people);
}

/* Every story of the marks, as one of the two above does. */
static naql_status
print_all(trainer *t, char **paths,
          naql_status (*print)(trainer *t, naql_str story))
{
    nq_map seen;
    nq_map_init(&seen, &t->arena);
    NQ_TRY(make_pile(t, paths[0], paths[1]));
    const mark *m = t->marks.at;
    for (uint32_t i = 0; i < t->marks.n; i++) {
        bool fresh;
        if (!nq_map_put(&seen, nq_hash(m[i].story), &fresh))
            return NAQL_NOMEM;
        if (fresh)
            NQ_TRY(print(t, m[i].story));
    }
    return NAQL_OK;
}

/* ---- Fit ----------------------------------------------------------------- */

static naql_status
read_rows(trainer *t, const char *path, uint32_t file)
{
    nq_buf bytes = {0};
    naql_str line, story, cell, a, b;
    NQ_TRY(nq_io_read(path, 1u << 28, &bytes, NULL));
    naql_str rest = nq_str((const char *)bytes.ptr, bytes.len);
    while (nq_str_split(&rest, '\n', &line)) {
        if (!nq_str_split(&line, '\t', &story) ||
            !nq_str_split(&line, '\t', &cell) ||
            !nq_str_split(&line, '\t', &a) || !nq_str_split(&line, '\t', &b))
            continue;
        row *r = nq_list_add(&t->rows, &t->arena);
        if (!r)
            return NAQL_NOMEM;
        *r = (row){.story = nq_hash(story), .label = *cell.ptr, .file = file};
        r->a = (uint32_t)nq_hash(a);
        r->b = (uint32_t)nq_hash(b);
        for (uint32_t i = 0; i < NQ_SIGNS; i++) {
            if (!nq_str_split(&line, '\t', &cell))
                return NAQL_CORRUPT;
            r->signs[i] = strtod(cell.ptr, NULL);
        }
    }
    return NAQL_OK; /* nothing points into `bytes` any more */
}

static uint32_t *
partners(nq_map *m, const row *r, uint32_t statement)
{
    return nq_map_put(
        m, nq_hash_next(nq_hash_next(r->story, r->file), statement), NULL);
}

static naql_status
count(trainer *t)
{
    row *at = t->rows.at;
    nq_map m;
    nq_map_init(&m, &t->arena);
    for (uint32_t i = 0; i < t->rows.n; i++)
        for (uint32_t side = 0; at[i].label == '1' && side < 2; side++) {
            uint32_t *n = partners(&m, &at[i], side ? at[i].b : at[i].a);
            if (!n)
                return NAQL_NOMEM;
            ++*n;
        }
    for (uint32_t i = 0; i < t->rows.n; i++) {
        at[i].counts = at[i].label != '-';
        if (at[i].label != '1')
            continue;
        uint32_t a = *partners(&m, &at[i], at[i].a);
        uint32_t b = *partners(&m, &at[i], at[i].b);
        at[i].counts = ONE / (a > b ? a : b);
    }
    return NAQL_OK;
}

static double
said(const double *w, const row *r)
{
    double sum = 0;
    for (uint32_t i = 0; i < NQ_SIGNS; i++)
        sum += w[i] * r->signs[i];
    return 1 / (1 + exp(-sum));
}

/* Gauss: v becomes what m times it is v. m is positive definite. */
static void
solve(double m[NQ_SIGNS][NQ_SIGNS], double *v)
{
    for (uint32_t i = 0; i < NQ_SIGNS; i++)
        for (uint32_t k = i + 1; k < NQ_SIGNS; k++) {
            double f = m[k][i] / m[i][i];
            for (uint32_t c = i; c < NQ_SIGNS; c++)
                m[k][c] -= f * m[i][c];
            v[k] -= f * v[i];
        }
    for (uint32_t i = NQ_SIGNS; i-- > 0;) {
        for (uint32_t c = i + 1; c < NQ_SIGNS; c++)
            v[i] -= m[i][c] * v[c];
        v[i] /= m[i][i];
    }
}

static void
add_row(const row *r, const double *w, double m[NQ_SIGNS][NQ_SIGNS], double *v)
{
    double p = said(w, r), off = r->counts * (p - (r->label == '1'));
    double bend = r->counts * p * (1 - p);
    for (uint32_t i = 0; i < NQ_SIGNS; i++) {
        v[i] += off * r->signs[i];
        for (uint32_t k = 0; k < NQ_SIGNS; k++)
            m[i][k] += bend * r->signs[i] * r->signs[k];
    }
}

static void
learn(const trainer *t, uint64_t without, double w[NQ_SIGNS])
{
    const row *at = t->rows.at;
    double m[NQ_SIGNS][NQ_SIGNS], v[NQ_SIGNS];
    for (uint32_t i = 0; i < NQ_SIGNS; i++)
        w[i] = 0;
    for (uint32_t step = 0; step < STEPS; step++) {
        for (uint32_t i = 0; i < NQ_SIGNS; i++) {
            double pull = i == NQ_SIGN_BIAS ? PULL_BIAS : PULL;
            v[i] = pull * w[i];
            for (uint32_t k = 0; k < NQ_SIGNS; k++)
                m[i][k] = i == k ? pull : 0;
        }
        for (uint32_t i = 0; i < t->rows.n; i++)
            if (at[i].story != without && at[i].label != '-')
                add_row(&at[i], w, m, v);
        solve(m, v);
        for (uint32_t i = 0; i < NQ_SIGNS; i++)
            w[i] -= v[i];
    }
}

/* Each story by what was learned from the others. */
static void
judge(trainer *t)
{
    row *at = t->rows.at;
    uint32_t n[2][2] = {{0}};
    nq_map seen;
    nq_map_init(&seen, &t->arena);
    for (uint32_t i = 0; i < t->rows.n; i++) {
        bool fresh;
        double w[NQ_SIGNS];
        if (!nq_map_put(&seen, at[i].story, &fresh) || !fresh)
            continue;
        learn(t, at[i].story, w);
        for (uint32_t k = i; k < t->rows.n; k++)
            if (at[k].story == at[i].story)
                at[k].said = said(w, &at[k]);
    }
    for (uint32_t i = 0; i < t->rows.n; i++)
        if (at[i].label != '-')
            n[at[i].label == '1'][at[i].said > 0.5]++;
    fprintf(stderr,
            "pairs of one utterance: %u told, %u not; of two: %u taken for "
            "one, %u not\n",
            n[1][1], n[1][0], n[0][1], n[0][0]);
}

static naql_status
fit(trainer *t, char **paths, uint32_t n)
{
    double w[NQ_SIGNS];
    t->rows = NQ_LIST(row);
    for (uint32_t i = 0; i < n; i++)
        NQ_TRY(read_rows(t, paths[i], i));
    NQ_TRY(count(t));
    judge(t);
    learn(t, 0, w);
    printf("# What the signs (src/reuse/twin_sign.h) of two statements say for "
           "their reporting one utterance; thousandths of a\n# logit. Written "
           "by train/train_twins.c.\nkey\tweight\tsource\n");
    for (uint32_t i = 0; i < NQ_SIGNS; i++)
        printf("%s\t%ld\tlearned from hand-marked stories\n", nq_sign_name(i),
               lround(w[i] * 1000));
    return NAQL_OK;
}

int
main(int argc, char **argv)
{
    static trainer t;
    naql_str verb = nq_str_from(argc > 2 ? argv[1] : "");
    naql_status status = NAQL_BAD_ARG;
    nq_arena_init(&t.arena);
    nq_arena_init(&t.scratch);
    if (nq_str_equal(verb, NQ_STR("pairs")) && argc == 4)
        status = print_all(&t, argv + 2, print_story);
    else if (nq_str_equal(verb, NQ_STR("groups")) && argc == 4)
        status = print_all(&t, argv + 2, print_groups);
    else if (nq_str_equal(verb, NQ_STR("fit")))
        status = fit(&t, argv + 2, (uint32_t)argc - 2);
    if (status != NAQL_OK)
        fprintf(
            stderr,
            "usage: train_twins pairs|groups ARTICLES.jsonl MARKS.tsv | fit "
            "PAIRS.tsv...: %s\n",
            nq_status_name(status));
    nq_arena_clear(&t.arena);
    nq_arena_clear(&t.scratch);
    return status != NAQL_OK;
}
