/* SPDX-License-Identifier: Apache-2.0
 *
 * bench_runs.c - every run of words that the articles of files share, timed.
 *
 *     bench_runs texts|runs|all PATH...
 *
 * texts: id TAB best source TAB words shared with it TAB words shared TAB words
 * TAB first of its group, of every article; runs: id TAB source TAB word TAB
 * word of the source TAB words, of the longest run of each place; all: of every
 * run. Seconds and MB/s of the input files go to standard error. */
#include "base/status.h"
#include "base/str.h"
#include "input/source.h"
#include "reuse/runs.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

struct bench {
    nq_arena keep, work;
    nq_rows rows;
    naql_str *ids; /* [rows.n] */
    uint32_t room;
    uint64_t bytes; /* of the input */
};

static double
now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static naql_status
take(struct bench *b, const nq_row_reader *reader, const nq_doc *doc)
{
    if (b->rows.n == b->room) {
        b->room = b->room ? 2 * b->room : 4096;
        b->ids = realloc(b->ids, b->room * sizeof *b->ids);
        if (!b->ids)
            return NAQL_NOMEM;
    }
    b->ids[b->rows.n] = nq_arena_str(&b->keep, doc->id);
    return nq_rows_add(&b->rows, reader, doc->text);
}

static naql_status
read_all(struct bench *b, char **paths, uint32_t n, naql_error *err)
{
    nq_source *source;
    nq_row_reader reader;
    nq_doc doc;
    naql_status status = NAQL_OK;
    uint64_t all;
    nq_row_reader_init(&reader);
    NQ_TRY(nq_source_open((const char *const *)(void *)paths, n, &source, err));
    while (status == NAQL_OK) {
        nq_arena_reset(&b->work);
        doc = (nq_doc){0};
        status = nq_source_next(source, &b->work, &doc, err);
        if (status == NAQL_OK)
            status = take(b, &reader, &doc);
    }
    nq_source_progress(source, &b->bytes, &all);
    nq_source_close(source);
    return status == NAQL_END ? NAQL_OK : status;
}

static void
put_id(const struct bench *b, uint32_t text, char behind)
{
    naql_str id = text == NQ_NO_TEXT ? (naql_str){"", 0} : b->ids[text];
    printf("%.*s%c", (int)id.len, id.ptr, behind);
}

static void
show(const struct bench *b, const nq_runs *runs, char what)
{
    for (uint32_t i = 0; i < b->rows.n && what == 't'; i++) {
        const nq_shared *t = &runs->texts[i];
        put_id(b, i, '\t');
        put_id(b, t->source, '\t');
        printf("%u\t%u\t%u\t", t->from_source, t->words,
               b->rows.first[i + 1] - b->rows.first[i]);
        put_id(b, t->group, '\n');
    }
    for (uint32_t i = 0; i < runs->n && what != 't'; i++) {
        const nq_shared_run *r = &runs->at[i];
        put_id(b, r->text, '\t');
        put_id(b, r->source, '\t');
        printf("%u\t%u\t%u\n", r->at, r->source_at, r->words);
    }
}

int
main(int argc, char **argv)
{
    struct bench b = {0};
    naql_error err = {0};
    nq_runs runs = {0};
    if (argc < 3)
        return 2;
    double start = now();
    naql_status status = read_all(&b, argv + 2, (uint32_t)argc - 2, &err);
    double read = now();
    if (status == NAQL_OK)
        status =
            nq_runs_find(&b.rows, argv[1][0] == 'a', &b.keep, &b.work, &runs);
    double end = now();
    if (status == NAQL_OK)
        show(&b, &runs, argv[1][0]);
    double mb = (double)b.bytes / 1e6;
    uint64_t held =
        b.keep.total + b.work.total + 4 * (uint64_t)b.rows.room_words;
    fprintf(stderr,
            "%u articles, %u words, %.0f MB: read %.2f s, %u runs %.2f s, "
            "%.0f MB/s in all, %.0f MB held, %s\n",
            b.rows.n, b.rows.n ? b.rows.first[b.rows.n] : 0, mb, read - start,
            runs.n, end - read, mb / (end - start), (double)held / 1e6,
            status == NAQL_OK ? "ok" : err.message);
    nq_rows_clear(&b.rows);
    nq_arena_clear(&b.keep);
    nq_arena_clear(&b.work);
    free(b.ids);
    return status != NAQL_OK;
}
