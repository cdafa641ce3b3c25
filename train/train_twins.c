/* SPDX-License-Identifier: Apache-2.0
 *
 * train_twins.c - which statements report one utterance -> weights.
 *
 *     train_twins pairs ARTICLES.jsonl MARKS.tsv >PAIRS.tsv
 *     train_twins fit PAIRS.tsv... >data/twin_weights.tsv
 */
#include "base/io.h"
#include "base/map.h"
#include "base/hash.h"
#include "base/status.h"
#include "base/str.h"
#include "input/source.h"
#include "reuse/twin_score.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct mark { /* a statement of the marks */
    naql_str article, story, groups, speaker;
    uint32_t number; /* line */
    uint32_t own;    /* number of the statement, UINT32_MAX: spans instead */
    naql_span text, who;
    uint8_t form;
} mark;

typedef struct trainer {
    nq_arena arena, scratch;
    nq_tables tables;
    nq_article_tools *article;
    nq_text_tools *text;
    nq_name_tools *name;
    nq_claim_tools *claim;
    nq_reuse_tools *reuse;
    nq_list readings; /* nq_reading * */
    nq_list marks;
} trainer;

static naql_status
read_article(trainer *t, const nq_doc *doc)
{
    nq_reading *r = nq_arena_zero(&t->arena, 1, sizeof *r);
    nq_arena *arena = &t->arena, *scratch = &t->scratch;
    if (!r)
        return NAQL_NOMEM;
    NQ_TRY(nq_article_make(t->article, doc, arena, scratch, &r->article));
    NQ_TRY(nq_text_make(t->text, &r->article, arena, scratch, &r->text));
    NQ_TRY(nq_names_make(t->name, &r->text, r->article.day, arena, scratch,
                         &r->names));
    NQ_TRY(nq_claims_make(t->claim, &r->names, arena, scratch, &r->claims));
    nq_reading **to = nq_list_add(&t->readings, arena);
    if (!to)
        return NAQL_NOMEM;
    *to = r;
    return NAQL_OK;
}

static naql_status
read_articles(trainer *t, const char *path)
{
    nq_source *source;
    naql_error err;
    nq_doc doc;
    NQ_TRY(nq_source_open(&path, 1, &source, &err));
    naql_status status;
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
    while (nq_str_split(&rest, '\n', &line)) {
        mark m = {.number = t->marks.n};
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
    return NAQL_OK;
}

/* Statements as marked by hand in place of those that were found. */
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
        nq_statement *s = nq_list_add(&list, &t->arena);
        if (!s)
            return NAQL_NOMEM;
        *s = (nq_statement){.span = at[i].text, .speaker = at[i].who,
                            .first = nq_token_from(&r->text, at[i].text.start),
                            .end = nq_token_from(&r->text, at[i].text.end),
                            .form = at[i].form,
                            .act = NQ_STR("say"),
                            .entity = NQ_NO_ENTITY};
        for (uint32_t k = 0; k < r->claims.n_statements; k++) {
            const nq_statement *o = &r->claims.statements[k];
            if (o->span.start < s->span.end && s->span.start < o->span.end)
                s->act = o->act;
        }
        for (uint32_t k = 0; k < r->names.n_mentions; k++) {
            const nq_mention *m = &r->names.mentions[k];
            if (m->span.start < s->speaker.end && s->speaker.start < m->span.end)
                s->entity = m->entity;
        }
    }
    r->claims.statements = list.at;
    r->claims.n_statements = list.n;
    return NAQL_OK;
}

/* Whether two statements are one, by their lists of groups: 1, 0, or - where
 * nobody knows: "?", or ~X, may be of group X. */
static char
label(naql_str a, naql_str b)
{
    char out = '0';
    naql_str x, y;
    if (nq_str_equal(a, NQ_STR("?")) || nq_str_equal(b, NQ_STR("?")))
        return '-';
    for (naql_str i = a; nq_str_split(&i, ',', &x);)
        for (naql_str k = b; nq_str_split(&k, ',', &y);) {
            if (nq_str_equal(x, y) && *x.ptr != '~')
                return '1';
            if (*x.ptr == '~' && nq_str_equal(nq_str(x.ptr + 1, x.len - 1), y))
                out = '-';
        }
    return out;
}

static naql_status
print_story(trainer *t, const nq_pile *pile, naql_str name)
{
    const mark *at = t->marks.at;
    nq_story story = {0};
    uint32_t *articles = nq_arena_alloc(&t->arena, pile->n * sizeof *articles);
    nq_saids saids;
    for (uint32_t a = 0; a < pile->n; a++)
        for (uint32_t i = 0; i < t->marks.n; i++)
            if (nq_str_equal(at[i].story, name) &&
                nq_str_equal(at[i].article, pile->at[a]->article.source_id)) {
                articles[story.n_articles++] = a;
                break;
            }
    story.articles = articles;
    NQ_TRY(nq_saids_make(pile, &story, t->reuse, &t->arena, &saids));
    /* the mark of each */
    const mark **of = nq_arena_zero(&t->arena, saids.n + 1, sizeof *of);
    for (uint32_t i = 0; i < saids.n; i++) {
        nq_said *s = &saids.at[i];
        uint32_t k = 0;
        for (uint32_t m = 0; m < t->marks.n; m++) {
            if (!nq_str_equal(at[m].article, pile->at[s->article]->article.source_id))
                continue;
            if (at[m].own == UINT32_MAX ? k++ == s->statement : at[m].own == s->statement)
                of[i] = &at[m];
        }
        if (of[i] && of[i]->speaker.len)
            s->person = (uint32_t)(nq_hash(of[i]->speaker) & 0x7fffffff);
    }
    for (uint32_t i = 0; i < saids.n; i++)
        for (uint32_t k = 0; k < i; k++) {
            float signs[NQ_SIGNS];
            if (!of[i] || !of[k])
                continue;
            nq_twin_signs(&saids.at[k], &saids.at[i], signs);
            if (signs[NQ_SIGN_SHARED] < 0.3f)
                continue;
            printf("%.*s\t%c\t%u\t%u\t%.4f", (int)name.len, name.ptr,
                   label(of[k]->groups, of[i]->groups), k, i, 0.0);
            for (uint32_t f = 0; f < NQ_SIGNS; f++)
                printf("\t%.4g", (double)signs[f]);
            printf("\n");
        }
    for (uint32_t i = 0; i < saids.n; i++)
        if (of[i]) printf("S\t%.*s\t%u\t%u\t%.*s\t%.*s\n", (int)name.len, name.ptr, i, saids.at[i].article, (int)of[i]->article.len, of[i]->article.ptr, (int)of[i]->groups.len, of[i]->groups.ptr);
    return NAQL_OK;
}

static naql_status
pairs(trainer *t, const char *articles, const char *marks)
{
    NQ_TRY(nq_tables_builtin(&t->tables));
    NQ_TRY(nq_tables_settle(&t->tables, &t->arena));
    NQ_TRY(nq_article_tools_make(&t->tables, &t->arena, &t->article));
    NQ_TRY(nq_text_tools_make(&t->tables, &t->arena, &t->text));
    NQ_TRY(nq_name_tools_make(&t->tables, &t->arena, &t->name));
    NQ_TRY(nq_claim_tools_make(&t->tables, &t->arena, &t->claim));
    NQ_TRY(nq_reuse_tools_make(&t->tables, &t->arena, &t->reuse));
    t->readings = NQ_LIST(nq_reading *);
    t->marks = NQ_LIST(mark);
    NQ_TRY(read_articles(t, articles));
    NQ_TRY(read_marks(t, marks));
    nq_reading **at = t->readings.at;
    const nq_names **names =
        nq_arena_alloc(&t->arena, t->readings.n * sizeof *names);
    for (uint32_t i = 0; i < t->readings.n; i++) {
        NQ_TRY(put_marked(t, at[i]));
        names[i] = &at[i]->names;
    }
    nq_pile pile = {.at = (const nq_reading *const *)at, .n = t->readings.n, .tools = t->reuse};
    NQ_TRY(nq_people_make(t->name, names, pile.n, &t->arena, &t->scratch,
                          &pile.people));
    nq_map seen;
    nq_map_init(&seen, &t->arena);
    const mark *m = t->marks.at;
    for (uint32_t i = 0; i < t->marks.n; i++) {
        bool fresh;
        nq_map_put(&seen, nq_hash(m[i].story), &fresh);
        if (fresh)
            NQ_TRY(print_story(t, &pile, m[i].story));
    }
    return NAQL_OK;
}


/* ---- Fit ---- */

typedef struct row {
    uint64_t story;
    char label;
    float old;
    uint32_t a, b, file;
    double signs[NQ_SIGNS], said, share;
} row;

#define PULL 3.0
#define STEPS 12

static double
said(const double *w, const row *r)
{
    double sum = 0;
    for (uint32_t i = 0; i < NQ_SIGNS; i++)
        sum += w[i] * r->signs[i];
    return 1 / (1 + exp(-sum));
}

static void
solve(double m[NQ_SIGNS][NQ_SIGNS], double *v)
{
    for (uint32_t i = 0; i < NQ_SIGNS; i++) {
        for (uint32_t r = i + 1; r < NQ_SIGNS; r++) {
            double f = m[r][i] / m[i][i];
            for (uint32_t c = i; c < NQ_SIGNS; c++)
                m[r][c] -= f * m[i][c];
            v[r] -= f * v[i];
        }
    }
    for (uint32_t i = NQ_SIGNS; i-- > 0;) {
        for (uint32_t c = i + 1; c < NQ_SIGNS; c++)
            v[i] -= m[i][c] * v[c];
        v[i] /= m[i][i];
    }
}

static bool
dropped(const char *name)
{
    naql_str d = nq_str_from(getenv("DROP")), x;
    while (nq_str_split(&d, ',', &x))
        if (nq_str_equal(x, nq_str_from(name)))
            return true;
    return false;
}

/* Newton's method with a pull to 0. */
static void
learn(const nq_list *rows, uint64_t without, double *w)
{
    const row *at = rows->at;
    static double m[NQ_SIGNS][NQ_SIGNS];
    double v[NQ_SIGNS];
    for (uint32_t i = 0; i < NQ_SIGNS; i++)
        w[i] = 0;
    for (uint32_t step = 0; step < STEPS; step++) {
        for (uint32_t i = 0; i < NQ_SIGNS; i++) {
            double pull = i ? getenv("DROP") && dropped(nq_sign_name(i)) ? 1e9 : getenv("PULL") ? atof(getenv("PULL")) : PULL : 0.01;
            for (uint32_t k = 0; k < NQ_SIGNS; k++)
                m[i][k] = i == k ? pull : 0;
            v[i] = pull * w[i];
        }
        for (uint32_t r = 0; r < rows->n; r++) {
            if (at[r].story == without || at[r].label == '-')
                continue;
            double p = said(w, &at[r]), off = p - (at[r].label == '1');
            for (uint32_t i = 0; i < NQ_SIGNS; i++) {
                v[i] += at[r].share * off * at[r].signs[i];
                for (uint32_t k = 0; k < NQ_SIGNS; k++)
                    m[i][k] += at[r].share * p * (1 - p) * at[r].signs[i] * at[r].signs[k];
            }
        }
        solve(m, v);
        for (uint32_t i = 0; i < NQ_SIGNS; i++)
            w[i] -= v[i];
    }
}

static naql_status
read_rows(trainer *t, nq_list *rows, const char *path, uint32_t file)
{
    nq_buf bytes = {0};
    naql_str line, story, cell;
    NQ_TRY(nq_io_read(path, 1u << 28, &bytes, NULL));
    naql_str rest = nq_str((const char *)bytes.ptr, bytes.len);
    while (nq_str_split(&rest, '\n', &line)) {
        if (!nq_str_split(&line, '\t', &story) || !nq_str_split(&line, '\t', &cell) || nq_str_equal(story, NQ_STR("S")))
            continue;
        row *r = nq_list_add(rows, &t->arena);
        if (!r)
            return NAQL_NOMEM;
        *r = (row){.story = nq_hash(story), .label = *cell.ptr, .file = file};
        r->a = number(&line);
        r->b = number(&line);
        for (uint32_t i = 0; i <= NQ_SIGNS; i++) {
            if (!nq_str_split(&line, '\t', &cell))
                return NAQL_CORRUPT;
            if (i)
                r->signs[i - 1] = strtod(cell.ptr, NULL);
            else r->old = strtof(cell.ptr, NULL);
        }
    }
    return NAQL_OK;
}

static void
weigh(trainer *t, const nq_list *rows)
{
    nq_map degree;
    row *at = rows->at;
    nq_map_init(&degree, &t->arena);
    for (uint32_t i = 0; i < rows->n; i++)
        if (at[i].label == '1') {
            ++*nq_map_put(&degree, nq_hash_next(at[i].story + at[i].file, at[i].a), NULL);
            ++*nq_map_put(&degree, nq_hash_next(at[i].story + at[i].file, at[i].b), NULL);
        }
    double power = getenv("POW") ? atof(getenv("POW")) : 0;
    for (uint32_t i = 0; i < rows->n; i++) {
        at[i].share = 1;
        if (at[i].label == '1') {
            uint32_t *x = nq_map_get(&degree, nq_hash_next(at[i].story + at[i].file, at[i].a));
            uint32_t *y = nq_map_get(&degree, nq_hash_next(at[i].story + at[i].file, at[i].b));
            at[i].share = 1 / pow(*x > *y ? *x : *y, power) * (getenv("POS") ? atof(getenv("POS")) : 1);
        }
    }
}

static naql_status
fit(trainer *t, char **paths, uint32_t n)
{
    nq_list rows = NQ_LIST(row);
    double w[NQ_SIGNS];
    for (uint32_t i = 0; i < n; i++)
        NQ_TRY(read_rows(t, &rows, paths[i], i));
    row *at = rows.at;
    weigh(t, &rows);
    nq_map seen;
    nq_map_init(&seen, &t->arena);
    for (uint32_t i = 0; i < rows.n; i++) {
        bool fresh;
        nq_map_put(&seen, at[i].story, &fresh);
        if (!fresh)
            continue;
        learn(&rows, at[i].story, w);
        for (uint32_t k = 0; k < rows.n; k++)
            if (at[k].story == at[i].story)
                at[k].said = said(w, &at[k]);
    }
    for (uint32_t i = 0; i < rows.n; i++)
        printf("%s\t%llx\t%u\t%u\t%c\t%.4f\t%.4f\n", paths[at[i].file], (unsigned long long)at[i].story, at[i].a, at[i].b, at[i].label, at[i].said, (double)at[i].old);
    learn(&rows, 0, w);
    for (uint32_t i = 0; i < NQ_SIGNS; i++)
        fprintf(stderr, "%s\t%ld\n", nq_sign_name(i), lround(w[i] * 1000));
    return NAQL_OK;
}

int
main(int argc, char **argv)
{
    static trainer t;
    nq_arena_init(&t.arena);
    nq_arena_init(&t.scratch);
    naql_status status = NAQL_BAD_ARG;
    if (argc == 4 && nq_str_equal(nq_str_from(argv[1]), NQ_STR("pairs")))
        status = pairs(&t, argv[2], argv[3]);
    else if (argc > 2)
        status = fit(&t, argv + 2, (uint32_t)argc - 2);
    fprintf(stderr, "%s\n", nq_status_name(status));
    return status != NAQL_OK;
}
