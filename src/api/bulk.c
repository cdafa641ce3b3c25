/* SPDX-License-Identifier: Apache-2.0
 *
 * bulk.c - near-duplicates, passages and stories of a crawl. Layer 10 (api). */
#include "api/api.h"
#include "base/status.h"
#include "bulk/dedup.h"
#include "bulk/passages.h"
#include "bulk/stories.h"

struct caller { /* whom all kinds of runs call back */
    const naql_options *engine;
    void (*fault)(void *user, const naql_error *err);
    naql_status (*resume)(void *user, uint64_t bytes);
    void *user;
};

static bool
progress(void *user, uint64_t done, uint64_t of)
{
    const struct caller *c = user;
    return !c->engine->progress ||
           c->engine->progress(c->engine->user, done, of);
}

static void
fault(void *user, const naql_error *err)
{
    const struct caller *c = user;
    if (c->fault)
        c->fault(c->user, err);
}

static naql_status
resume(void *user, uint64_t bytes)
{
    const struct caller *c = user;
    return c->resume ? c->resume(c->user, bytes) : NAQL_OK;
}

static nq_bulk
bulk_of(struct caller *caller)
{
    return (nq_bulk){.threads = caller->engine->threads,
                     .fields = caller->engine->fields,
                     .resume = resume,
                     .progress = progress,
                     .fault = fault,
                     .user = caller};
}

/* size  of the caller's options; wanted: of the struct of ours */
static naql_status
check(uint32_t n, size_t size, size_t wanted, naql_error *err)
{
    if (!n)
        return nq_fail(err, NAQL_BAD_ARG, UINT64_MAX, "no path to read");
    if (size < wanted)
        return nq_fail(err, NAQL_BAD_ARG, UINT64_MAX,
                       "options->size is not the size of the options");
    return NAQL_OK;
}

naql_status
naql_dedup(naql_engine *engine, const char *const *paths, uint32_t n,
           const naql_dedup_options *options, naql_sink to,
           naql_dedup_summary *summary, naql_error *err)
{
    struct caller back = {&engine->options, NULL, NULL, NULL};
    nq_dedup_options o = {.bulk = bulk_of(&back)};
    nq_dedup_summary sum;
    *summary = (naql_dedup_summary){0};
    NQ_TRY(check(n, options ? options->size : SIZE_MAX, sizeof(*options), err));
    if (options) {
        back.resume = options->resume;
        back.fault = options->fault;
        back.user = options->user;
        o.same = options->same;
        o.within = options->within;
        o.keep = options->keep;
        o.as_written = options->as_written;
        o.memory = options->memory;
        o.bulk.state = options->state;
        o.bulk.have = options->have;
    }
    naql_status status = nq_dedup_run(paths, n, &o, to, &sum, err);
    *summary = (naql_dedup_summary){sum.articles, sum.groups, sum.faults,
                                    sum.bytes, sum.forgotten};
    return status;
}

naql_status
naql_reuse(naql_engine *engine, const char *const *paths, uint32_t n,
           const naql_reuse_options *options, naql_sink to,
           naql_reuse_summary *summary, naql_error *err)
{
    struct caller back = {&engine->options, NULL, NULL, NULL};
    nq_passages_options o = {.bulk = bulk_of(&back),
                             .article = engine->article};
    nq_passages_summary sum;
    *summary = (naql_reuse_summary){0};
    NQ_TRY(check(n, options ? options->size : SIZE_MAX, sizeof(*options), err));
    if (options) {
        back.resume = options->resume;
        back.fault = options->fault;
        back.user = options->user;
        o.pairs = options->pairs;
        o.brief = options->brief;
        o.least = options->least;
        o.memory = options->memory;
        o.bulk.state = options->state;
        o.bulk.have = options->have;
    }
    naql_status status = nq_passages_run(paths, n, &o, to, &sum, err);
    *summary = (naql_reuse_summary){sum.articles, sum.groups, sum.runs,
                                    sum.faults,   sum.bytes,  sum.forgotten};
    return status;
}

naql_status
naql_cluster(naql_engine *engine, const char *const *paths, uint32_t n,
             const naql_cluster_options *options, naql_sink to,
             naql_cluster_summary *summary, naql_error *err)
{
    struct caller back = {&engine->options, NULL, NULL, NULL};
    nq_bulk_stories_options o = {.bulk = bulk_of(&back),
                                 .article = engine->article,
                                 .text = engine->text,
                                 .reuse = engine->reuse};
    nq_bulk_stories_summary sum;
    *summary = (naql_cluster_summary){0};
    NQ_TRY(check(n, options ? options->size : SIZE_MAX, sizeof(*options), err));
    if (options) {
        back.fault = options->fault;
        back.user = options->user;
        o.least = options->least;
        o.bulk.state = options->state;
    }
    naql_status status = nq_bulk_stories_run(paths, n, &o, to, &sum, err);
    *summary = (naql_cluster_summary){sum.articles, sum.stories, sum.faults,
                                      sum.bytes};
    return status;
}
