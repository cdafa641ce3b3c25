/* SPDX-License-Identifier: Apache-2.0
 *
 * bench_dedup.c - near-duplicates of files, timed.
 *
 *     bench_dedup THREADS OUT.tsv PATH...
 *
 * Writes id TAB source of every article that has one, for the scorers of the
 * yardsticks, and prints one line: articles, groups, seconds of the wall and
 * of the processor, articles a second, bytes held. */
#include "base/str.h"
#include "bulk/dedup.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static double
now(clockid_t clock)
{
    struct timespec t;
    clock_gettime(clock, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* The value of a key that is written as a string; empty: it is null. */
static naql_str
value_of(naql_str line, naql_str key)
{
    size_t at = nq_str_find(line, key, 0);
    if (at == SIZE_MAX || line.ptr[at + key.len] != '"')
        return (naql_str){0};
    size_t start = at + key.len + 1;
    size_t end = nq_str_find(line, NQ_STR("\""), start);
    return nq_str(line.ptr + start, end - start);
}

static naql_status
take(void *user, const char *bytes, size_t n)
{
    naql_str rest = nq_str(bytes, n), line;
    while (nq_str_split(&rest, '\n', &line)) {
        naql_str id = value_of(line, NQ_STR("\"id\":"));
        naql_str source = value_of(line, NQ_STR("\"source\":"));
        if (source.len)
            fprintf(user, "%.*s\t%.*s\n", (int)id.len, id.ptr, (int)source.len,
                    source.ptr);
    }
    return NAQL_OK;
}

int
main(int argc, char **argv)
{
    naql_error err = {0};
    nq_dedup_summary sum;
    if (argc < 4)
        return 2;
    FILE *out = fopen(argv[2], "w");
    if (!out)
        return 1;
    nq_dedup_options o = {.threads = (unsigned)strtoul(argv[1], NULL, 10)};
    double wall = now(CLOCK_MONOTONIC), cpu = now(CLOCK_PROCESS_CPUTIME_ID);
    naql_status status = nq_dedup_run((const char *const *)(void *)(argv + 3),
                                      (uint32_t)argc - 3, &o,
                                      (naql_sink){take, out}, &sum, &err);
    wall = now(CLOCK_MONOTONIC) - wall;
    cpu = now(CLOCK_PROCESS_CPUTIME_ID) - cpu;
    fclose(out);
    printf("%llu articles, %llu groups, %.2f s wall, %.2f s processor, "
           "%.0f articles/s, %.0f MB held, %s\n",
           (unsigned long long)sum.articles, (unsigned long long)sum.groups,
           wall, cpu, (double)sum.articles / wall, (double)sum.bytes / 1e6,
           status == NAQL_OK ? "ok" : err.message);
    return status != NAQL_OK;
}
