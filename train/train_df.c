/* SPDX-License-Identifier: Apache-2.0
 *
 * train_df.c - counts of stems and formulas from news -> models/df.bin.
 *
 *     train_df OUT MIN_ARTICLES MIN_DAYS NEWS...
 *
 * A stem is kept when MIN_ARTICLES articles hold it; a run of three stems when
 * it stands in articles of MIN_DAYS different days. The news must come in time
 * order, as collections do: days are counted as changes of the day. Only
 * counts are written, no text. */
#include "base/hash.h"
#include "base/io.h"
#include "base/map.h"
#include "base/status.h"
#include "input/source.h"
#include "reuse/words.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct counter {
    nq_arena keep, article, scratch;
    nq_map stems; /* stem -> articles */
    nq_map runs;  /* run -> last day << 16 | days */
    nq_map last;  /* stem -> number of the last article that held it */
    uint32_t n_articles;
};

struct entry {
    uint32_t key;
    uint32_t count;
};

static bool
count_stem(struct counter *c, uint64_t stem)
{
    uint32_t *last = nq_map_put(&c->last, stem, NULL);
    if (!last)
        return false;
    if (*last == c->n_articles)
        return true;
    *last = c->n_articles;
    uint32_t *count = nq_map_put(&c->stems, stem, NULL);
    if (count)
        ++*count;
    return count != NULL;
}

static bool
count_run(struct counter *c, uint64_t run, uint32_t day)
{
    uint32_t *slot = nq_map_put(&c->runs, run, NULL);
    if (!slot)
        return false;
    if (*slot >> 16 != day && (*slot & 0xffff) < 0xffff)
        *slot = day << 16 | ((*slot & 0xffff) + 1);
    return true;
}

static naql_status
count_article(struct counter *c, const nq_text *text)
{
    nq_rarity none = {.n_articles = 1};
    nq_words w;
    NQ_TRY(nq_words_make(&none, text, &c->article, &w));
    int32_t known = text->article->day;
    uint32_t day = known == NQ_NO_DAY ? 1 : (uint32_t)known & 0xffff;
    c->n_articles++;
    for (uint32_t i = 0; i < w.n; i++) {
        if (!count_stem(c, w.at[i].stem))
            return NAQL_NOMEM;
        if (i + 2 < w.n &&
            !count_run(
                c,
                nq_rarity_run(w.at[i].stem, w.at[i + 1].stem, w.at[i + 2].stem),
                day))
            return NAQL_NOMEM;
    }
    return NAQL_OK;
}

static naql_status
count_all(struct counter *c, nq_source *source, naql_error *err)
{
    nq_tables tables;
    nq_article_tools *article_tools;
    nq_text_tools *text_tools;
    NQ_TRY(nq_tables_builtin(&tables));
    NQ_TRY(nq_article_tools_make(&tables, &c->keep, &article_tools));
    NQ_TRY(nq_text_tools_make(&tables, &c->keep, &text_tools));
    for (;;) {
        nq_doc doc;
        nq_article article;
        nq_text text;
        nq_arena_reset(&c->article);
        nq_arena_reset(&c->scratch);
        naql_status status = nq_source_next(source, &c->article, &doc, err);
        if (status == NAQL_END)
            return NAQL_OK;
        if (status != NAQL_OK)
            return status;
        NQ_TRY(nq_article_make(article_tools, &doc, &c->article, &c->scratch,
                               &article));
        NQ_TRY(nq_text_make(text_tools, &article, &c->article, &c->scratch,
                            &text));
        NQ_TRY(count_article(c, &text));
    }
}

static int
by_key(const void *x, const void *y)
{
    const struct entry *a = x, *b = y;
    return a->key < b->key ? -1 : a->key > b->key;
}

/* Entries of a map with at least `least`, ascending, equal keys added up. */
static struct entry *
entries_of(const nq_map *m, uint32_t mask, uint32_t least, nq_arena *arena,
           uint32_t *n)
{
    struct entry *at = nq_arena_alloc(arena, (m->n + 1ull) * sizeof *at);
    uint32_t found = 0, kept = 0;
    if (!at)
        return NULL;
    for (uint32_t i = 0; i < m->room; i++) {
        uint32_t count = m->entries[i].value & mask;
        if (m->tags[i] && count >= least)
            at[found++] =
                (struct entry){(uint32_t)(m->entries[i].key >> 32), count};
    }
    qsort(at, found, sizeof *at, by_key);
    for (uint32_t i = 0; i < found; i++) {
        if (kept && at[kept - 1].key == at[i].key)
            at[kept - 1].count += at[i].count;
        else
            at[kept++] = at[i];
    }
    *n = kept;
    return at;
}

static void
add_number(nq_buf *out, uint32_t value)
{
    nq_buf_add(out, (naql_str){(const char *)&value, sizeof value});
}

static void
add_counts(nq_buf *out, const struct entry *at, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++) {
        double bits = round(8 * log2(at[i].count));
        nq_buf_byte(out, (char)(unsigned char)(bits > 255 ? 255 : bits));
    }
}

static naql_status
write_table(struct counter *c, const char *path, uint32_t articles,
            uint32_t days, naql_error *err)
{
    uint32_t n_keys, n_runs;
    nq_buf body = {0}, out = {0};
    struct entry *keys =
        entries_of(&c->stems, UINT32_MAX, articles, &c->keep, &n_keys);
    struct entry *runs = entries_of(&c->runs, 0xffff, days, &c->keep, &n_runs);
    if (!keys || !runs)
        return NAQL_NOMEM;
    for (uint32_t i = 0; i < n_keys; i++)
        add_number(&body, keys[i].key);
    for (uint32_t i = 0; i < n_runs; i++)
        add_number(&body, runs[i].key);
    add_counts(&body, keys, n_keys);
    add_counts(&body, runs, n_runs);
    nq_buf_add(&out, (naql_str){"naqldf1\n", 8});
    add_number(&out, c->n_articles);
    add_number(&out, n_keys);
    add_number(&out, n_runs);
    add_number(&out, (uint32_t)nq_hash(nq_buf_str(&body)));
    nq_buf_add(&out, nq_buf_str(&body));
    naql_status status = body.failed || out.failed
                             ? NAQL_NOMEM
                             : nq_io_replace(path, nq_buf_str(&out), err);
    printf("%u articles, %u stems, %u formulas, %zu bytes\n", c->n_articles,
           n_keys, n_runs, out.len);
    nq_buf_clear(&body);
    nq_buf_clear(&out);
    return status;
}

static naql_status
train(int argc, char **argv, struct counter *c, naql_error *err)
{
    nq_source *source;
    NQ_TRY(nq_source_open((const char *const *)(void *)(argv + 4),
                          (uint32_t)argc - 4, &source, err));
    naql_status status = count_all(c, source, err);
    nq_source_close(source);
    if (status != NAQL_OK)
        return status;
    return write_table(c, argv[1], (uint32_t)strtoul(argv[2], NULL, 10),
                       (uint32_t)strtoul(argv[3], NULL, 10), err);
}

int
main(int argc, char **argv)
{
    struct counter c = {0};
    naql_error err = {0};
    if (argc < 5) {
        fputs("usage: train_df OUT MIN_ARTICLES MIN_DAYS NEWS...\n", stderr);
        return 2;
    }
    nq_map_init(&c.stems, &c.keep);
    nq_map_init(&c.runs, &c.keep);
    nq_map_init(&c.last, &c.keep);
    naql_status status = train(argc, argv, &c, &err);
    if (status != NAQL_OK)
        fprintf(stderr, "train_df: %s %s\n", nq_status_name(status),
                err.message);
    nq_arena_clear(&c.keep);
    nq_arena_clear(&c.article);
    nq_arena_clear(&c.scratch);
    return status != NAQL_OK;
}
