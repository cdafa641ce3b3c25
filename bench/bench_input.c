/* SPDX-License-Identifier: Apache-2.0
 *
 * bench_input.c - how fast paths become documents, nothing else done.
 *
 *   bench_input [-n ROUNDS] PATH...
 *
 * Prints one line: files' bytes, documents, faults, best seconds of the
 * rounds, MB/s of the files as they lie there. Seconds are of the processor,
 * so that other work on the machine does not count. */
#include "base/str.h"
#include "input/source.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

struct tally {
    uint64_t docs, faults, text, read;
};

static double
now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static bool
read_once(const char *const *paths, uint32_t n, struct tally *t)
{
    nq_source *s;
    nq_arena arena;
    naql_status status;
    *t = (struct tally){0};
    if (nq_source_open(paths, n, &s, NULL) != NAQL_OK)
        return false;
    nq_arena_init(&arena);
    do {
        nq_doc doc;
        uint64_t of;
        status = nq_source_next(s, &arena, &doc, NULL);
        if (status == NAQL_OK) {
            t->docs++;
            t->text += doc.text.len;
            for (uint32_t i = 0; i < doc.n_blocks; i++)
                t->text += doc.blocks[i].text.len;
        } else if (status != NAQL_END) {
            t->faults++;
        }
        nq_source_progress(s, &t->read, &of);
        nq_arena_reset(&arena);
    } while (status != NAQL_END);
    nq_arena_clear(&arena);
    nq_source_close(s);
    return true;
}

int
main(int argc, char **argv)
{
    int first = 1, rounds = 5;
    if (argc > 2 && strcmp(argv[1], "-n") == 0) {
        rounds = (int)strtol(argv[2], NULL, 10);
        first = 3;
    }
    if (first >= argc) {
        fputs("bench_input [-n ROUNDS] PATH...\n", stderr);
        return 2;
    }
    double best = 1e9;
    struct tally t = {0};
    for (int i = 0; i < rounds; i++) {
        double start = now();
        if (!read_once((const char *const *)argv + first,
                       (uint32_t)(argc - first), &t))
            return 1;
        double took = now() - start;
        best = took < best ? took : best;
    }
    printf("%.1f MB  %llu documents  %llu faults  text %.1f MB  %.3f s  "
           "%.0f MB/s\n",
           (double)t.read * 1e-6, (unsigned long long)t.docs,
           (unsigned long long)t.faults, (double)t.text * 1e-6, best,
           (double)t.read * 1e-6 / best);
    return 0;
}
