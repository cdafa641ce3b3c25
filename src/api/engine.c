/* SPDX-License-Identifier: Apache-2.0
 *
 * engine.c - word lists and models, opened once. Layer 10 (api). */
#include "api/api.h"
#include "base/mem.h"
#include "base/pool.h"
#include "base/status.h"
#include "base/str.h"
#include "input/fields.h"

const char *
naql_version(void)
{
    return NAQL_VERSION;
}

const char *
naql_status_name(naql_status status)
{
    return nq_status_name(status);
}

static naql_status
make_claims(naql_engine *e, nq_arena *arena)
{
    nq_kept memories[NQ_KEPT_MAX];
    NQ_TRY(nq_claim_tools_make(&e->tables, arena, &e->claim));
    nq_kept_fill(&e->tables, memories, nq_claim_kept(e->claim, memories));
    return NAQL_OK;
}

/* Everything but claims, which take as long as all the rest. */
static naql_status
make_rest(naql_engine *e, nq_arena *arena)
{
    NQ_TRY(nq_article_tools_make(&e->tables, arena, &e->article));
    NQ_TRY(nq_text_tools_make(&e->tables, arena, &e->text));
    NQ_TRY(nq_name_tools_make(&e->tables, arena, &e->name));
    nq_kept memories[NQ_KEPT_MAX];
    nq_kept_fill(&e->tables, memories, nq_text_kept(e->text, memories));
    nq_kept_fill(&e->tables, memories, nq_name_kept(e->name, memories));
    return nq_reuse_tools_make(&e->tables, arena, &e->reuse);
}

/* Room for the tools of each part, memories of words mostly: large pages, of
 * which the last is touched as far as needed. */
enum { CLAIMS_BYTES = (4 << 20) - 64, REST_BYTES = (6 << 20) - 64 };

enum { CLAIMS, REST, PARTS };
struct loading {
    naql_engine *engine;
    naql_status status[PARTS];
};

static void
make_part(void *user, uint32_t part, unsigned worker)
{
    struct loading *l = user;
    naql_engine *e = l->engine;
    (void)worker;
    l->status[part] =
        part == CLAIMS ? make_claims(e, &e->side) : make_rest(e, &e->arena);
}

static naql_status
load(naql_engine *e)
{
    struct loading l = {.engine = e};
    NQ_TRY(nq_tables_builtin(&e->tables));
    if (!nq_arena_reserve(&e->arena, REST_BYTES) ||
        !nq_arena_reserve(&e->side, CLAIMS_BYTES))
        return NAQL_NOMEM;
    NQ_TRY(nq_pool_each(e->options.threads, PARTS, make_part, &l));
    return l.status[CLAIMS] != NAQL_OK ? l.status[CLAIMS] : l.status[REST];
}

naql_status
nq_engine_compare(naql_engine *e)
{
    naql_status status = NAQL_OK;
    pthread_mutex_lock(&e->making);
    if (!e->compare)
        status = nq_compare_tools_make(&e->tables, &e->arena, &e->compare);
    pthread_mutex_unlock(&e->making);
    return status;
}

naql_status
naql_engine_open(const naql_options *options, naql_engine **out,
                 naql_error *err)
{
    *out = NULL;
    if (options && options->size < sizeof(*options))
        return nq_fail(err, NAQL_BAD_ARG, UINT64_MAX,
                       "options->size is not sizeof(naql_options)");
    if (options && options->fields)
        NQ_TRY(nq_fields_add(NULL, nq_str_from(options->fields), err));
    naql_engine *e = nq_mem_zero(1, sizeof(*e));
    if (!e)
        return nq_fail_named(err, NAQL_NOMEM);
    if (options)
        e->options = *options;
    nq_arena_init(&e->arena);
    nq_arena_init(&e->side);
    nq_spares_init(&e->documents);
    nq_spares_init(&e->readings);
    pthread_mutex_init(&e->making, NULL);
    naql_status status = load(e);
    if (status != NAQL_OK) {
        naql_engine_close(e);
        return nq_fail(err, status, UINT64_MAX,
                       "the built-in word lists cannot be opened: %s",
                       nq_status_name(status));
    }
    *out = e;
    return NAQL_OK;
}

void
naql_engine_close(naql_engine *e)
{
    if (!e)
        return;
    nq_spares_clear(&e->documents);
    nq_spares_clear(&e->readings);
    pthread_mutex_destroy(&e->making);
    nq_arena_clear(&e->arena);
    nq_arena_clear(&e->side);
    nq_mem_free(e);
}

naql_status
nq_sink_write(naql_sink to, const nq_buf *bytes)
{
    if (bytes->failed)
        return NAQL_NOMEM;
    return bytes->len ? to.write(to.user, bytes->ptr, bytes->len) : NAQL_OK;
}
