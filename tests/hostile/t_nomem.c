/* SPDX-License-Identifier: Apache-2.0
 *
 * t_nomem.c - memory that runs out anywhere: every allocation of a whole run
 * fails once, alone and from then on. Nothing may crash or leak (the leak
 * checker of AddressSanitizer looks on), and the run must say that it failed.
 *
 *   t_nomem PATH...   needs a build with -Dfaults=true */
#include "base/mem.h"
#include "naql.h"

#include <stdio.h>

#ifdef NQ_FAULTS
static naql_status
swallow(void *user, const char *bytes, size_t n)
{
    (void)bytes;
    *(size_t *)user += n;
    return NAQL_OK;
}

struct run {
    naql_engine *engine;
    naql_reader *reader;
    naql_set *set;
    naql_article *articles[64];
    uint32_t n;
};

static naql_status
read_all(struct run *r, bool *missed)
{
    naql_error err;
    for (;;) {
        naql_article *a;
        naql_status status = naql_reader_next(r->reader, &a, &err);
        if (status == NAQL_END)
            return NAQL_OK;
        if (status == NAQL_NOMEM || status == NAQL_CANCELLED)
            return status;
        if (status != NAQL_OK) {
            *missed = true;
            continue;
        }
        if (r->n == 64) {
            naql_article_close(a);
            return NAQL_TOO_BIG;
        }
        r->articles[r->n++] = a;
        status = naql_set_add(r->set, a);
        if (status != NAQL_OK)
            return status;
    }
}

/* The three runs over an archive. */
static naql_status
bulk(naql_engine *engine, const char *const *paths, uint32_t n, naql_sink to,
     bool *missed)
{
    naql_error err;
    naql_dedup_summary groups;
    naql_reuse_summary passages = {0};
    naql_cluster_summary stories = {0};
    naql_status s = naql_dedup(engine, paths, n, NULL, to, &groups, &err);
    if (s == NAQL_OK)
        s = naql_reuse(engine, paths, n, NULL, to, &passages, &err);
    if (s == NAQL_OK)
        s = naql_cluster(engine, paths, n, NULL, to, &stories, &err);
    *missed = *missed || groups.faults || passages.faults || stories.faults;
    return s;
}

static naql_status
everything(struct run *r, const char *const *paths, uint32_t n, bool *missed)
{
    static const naql_format formats[] = {
        NAQL_FORMAT_HTML, NAQL_FORMAT_JSON,          NAQL_FORMAT_CSV,
        NAQL_FORMAT_GEXF, NAQL_FORMAT_WEBANNOTATION, NAQL_FORMAT_PLAIN};
    naql_error err;
    naql_options o = {.size = sizeof(o), .threads = 1};
    size_t bytes = 0;
    naql_sink to = {swallow, &bytes};
    naql_status s = naql_engine_open(&o, &r->engine, &err);
    if (s == NAQL_OK)
        s = naql_reader_open(r->engine, paths, n, &r->reader, &err);
    if (s == NAQL_OK)
        s = naql_set_new(r->engine, &r->set, &err);
    if (s == NAQL_OK)
        s = read_all(r, missed);
    for (uint32_t i = 0; i < r->n && s == NAQL_OK; i++)
        s = naql_article_json(r->articles[i], to);
    if (s == NAQL_OK)
        s = naql_set_compare(r->set, &err);
    for (size_t i = 0; i < sizeof(formats) / sizeof(formats[0]) && s == NAQL_OK;
         i++)
        s = naql_set_report(r->set, formats[i], NULL, to, &err);
    return s == NAQL_OK ? bulk(r->engine, paths, n, to, missed) : s;
}

static naql_status
run(const char *const *paths, uint32_t n, bool *missed)
{
    struct run r = {0};
    *missed = false;
    naql_status status = everything(&r, paths, n, missed);
    naql_set_close(r.set);
    for (uint32_t i = 0; i < r.n; i++)
        naql_article_close(r.articles[i]);
    naql_reader_close(r.reader);
    naql_engine_close(r.engine);
    return status;
}

int
main(int argc, char **argv)
{
    const char *const *paths = (const char *const *)argv + 1;
    uint32_t n = (uint32_t)argc - 1, silent = 0;
    bool missed;
    nq_mem_fail(0, false);
    if (run(paths, n, &missed) != NAQL_OK || missed)
        return fputs("not ok 1 - the run itself fails\n1..1\n", stdout), 1;
    uint64_t calls = nq_mem_calls();
    for (unsigned forever = 0; forever < 2; forever++) {
        for (uint64_t i = 1; i <= calls; i++) {
            nq_mem_fail(i, forever);
            naql_status status = run(paths, n, &missed);
            nq_mem_fail(0, false);
            if (status == NAQL_OK && !missed) {
                printf("# allocation %llu failed and nobody said so\n",
                       (unsigned long long)i);
                silent++;
            }
        }
    }
    printf("%s 1 - each of %llu allocations failed, once and for good\n1..1\n",
           silent ? "not ok" : "ok", (unsigned long long)calls);
    return silent != 0;
}
#else
int
main(void)
{
    fputs("1..0 # SKIP needs a build with -Dfaults=true\n", stdout);
    return 0;
}
#endif
