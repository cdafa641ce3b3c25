/* SPDX-License-Identifier: Apache-2.0
 *
 * dedup.c - a crawl or an archive -> groups of near-duplicates. Layer 9
 * (bulk).
 *
 * The calling thread reads documents into batches; the pool's threads sign
 * them; the signs come back in the order of the input. */
#include "bulk/dedup.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/mem.h"
#include "base/out.h"
#include "base/pool.h"
#include "base/status.h"
#include "base/str.h"
#include "bulk/link.h"
#include "bulk/sign.h"
#include "bulk/tune.h"
#include "input/source.h"

#include <stdio.h>
#include <string.h>

struct batch {
    nq_arena docs;  /* what was read */
    nq_arena signs; /* what was made of it */
    nq_list texts;  /* struct text */
    uint64_t bytes;
    naql_status status;
};

struct text {
    naql_str id, title, body;
    nq_signed sign;
};

struct run {
    nq_source *source;
    nq_signer signer;
    const nq_dedup_options *options;
    nq_dedup_summary *summary;
    nq_pool *pool;
    struct batch *idle[64]; /* to be filled again */
    unsigned n_idle;
    nq_arena keep; /* ids and shingles of all */
    nq_list ids;   /* naql_str */
    nq_list signs; /* nq_signed */
    bool ended;
};

/* ---- Signing ---- */

static naql_status
sign_text(const nq_signer *signer, struct text *t, nq_arena *arena)
{
    size_t most = NQ_SHINGLES_MAX(t->title.len) + NQ_SHINGLES_MAX(t->body.len);
    uint32_t *room = nq_arena_alloc(arena, most * sizeof *room);
    if (!room)
        return NAQL_NOMEM;
    t->sign.shingles = room;
    t->sign.n = nq_sign(signer, t->body, room, &t->sign.whole);
    if (!t->sign.n)
        t->sign.n = nq_sign(signer, t->title, room, &t->sign.whole);
    return NAQL_OK;
}

static void
sign_batch(void *user, void *item, unsigned worker)
{
    struct run *r = user;
    struct batch *b = item;
    struct text *at = b->texts.at;
    (void)worker;
    for (uint32_t i = 0; i < b->texts.n && b->status == NAQL_OK; i++)
        b->status = sign_text(&r->signer, &at[i], &b->signs);
}

/* ---- Reading ---- */

static struct batch *
batch_new(struct run *r)
{
    struct batch *b = r->n_idle ? r->idle[--r->n_idle] : NULL;
    if (!b) {
        b = nq_mem_zero(1, sizeof *b);
        if (!b)
            return NULL;
    }
    nq_arena_reset(&b->docs);
    nq_arena_reset(&b->signs);
    b->texts = NQ_LIST(struct text);
    b->bytes = 0;
    b->status = NAQL_OK;
    return b;
}

static void
batch_free(struct batch *b)
{
    if (!b)
        return;
    nq_arena_clear(&b->docs);
    nq_arena_clear(&b->signs);
    nq_mem_free(b);
}

static naql_str
name_of(const nq_doc *doc, nq_arena *arena)
{
    char number[16];
    if (doc->id.len)
        return doc->id;
    int n = snprintf(number, sizeof number, "#%u", doc->record);
    char *at = nq_arena_alloc(arena, doc->path.len + (size_t)n);
    if (!at)
        return (naql_str){NULL, 0};
    memcpy(at, doc->path.ptr, doc->path.len);
    memcpy(at + doc->path.len, number, (size_t)n);
    return nq_str(at, doc->path.len + (size_t)n);
}

static naql_str
body_of(const nq_doc *doc, nq_arena *arena)
{
    nq_buf joined = {0};
    if (doc->form != NQ_DOC_BLOCKS)
        return doc->text;
    for (uint32_t i = 0; i < doc->n_blocks; i++) {
        if (doc->blocks[i].hints & NQ_HINT_FURNITURE)
            continue;
        nq_buf_add(&joined, doc->blocks[i].text);
        nq_buf_byte(&joined, '\n');
    }
    naql_str body = joined.failed ? (naql_str){NULL, 0}
                                  : nq_arena_str(arena, nq_buf_str(&joined));
    nq_buf_clear(&joined);
    return body;
}

static naql_status
read_one(struct run *r, struct batch *b)
{
    nq_doc doc;
    naql_error fault = {0};
    naql_status status = nq_source_next(r->source, &b->docs, &doc, &fault);
    if (status == NAQL_END) {
        r->ended = true;
        return NAQL_OK;
    }
    if (status == NAQL_NOMEM)
        return status;
    if (status != NAQL_OK) {
        r->summary->faults++;
        if (r->options->fault)
            r->options->fault(r->options->user, &fault);
        return NAQL_OK;
    }
    struct text *t = nq_list_add(&b->texts, &b->docs);
    if (!t)
        return NAQL_NOMEM;
    *t = (struct text){.id = name_of(&doc, &b->docs),
                       .title = doc.title,
                       .body = body_of(&doc, &b->docs)};
    b->bytes += t->body.len;
    return t->id.ptr && t->body.ptr ? NAQL_OK : NAQL_NOMEM;
}

static bool
go_on(const struct run *r)
{
    uint64_t done, of;
    if (!r->options->progress)
        return true;
    nq_source_progress(r->source, &done, &of);
    return r->options->progress(r->options->user, done, of);
}

static naql_status
keep_text(struct run *r, const struct text *t)
{
    naql_str *id = nq_list_add(&r->ids, &r->keep);
    nq_signed *sign = nq_list_add(&r->signs, &r->keep);
    size_t bytes = t->sign.n * sizeof *t->sign.shingles;
    if (!id || !sign)
        return NAQL_NOMEM;
    *id = nq_arena_str(&r->keep, t->id);
    *sign = t->sign;
    sign->shingles = nq_arena_alloc(&r->keep, bytes);
    if (!id->ptr || !sign->shingles)
        return NAQL_NOMEM;
    if (bytes)
        memcpy(sign->shingles, t->sign.shingles, bytes);
    return NAQL_OK;
}

/* Takes the signs of a finished batch over. */
static naql_status
take_over(struct run *r, struct batch *b)
{
    const struct text *at = b->texts.at;
    naql_status status = b->status;
    for (uint32_t i = 0; i < b->texts.n && status == NAQL_OK; i++)
        status = keep_text(r, &at[i]);
    if (r->n_idle < sizeof r->idle / sizeof r->idle[0])
        r->idle[r->n_idle++] = b;
    else
        batch_free(b);
    return status;
}

static naql_status
read_batch(struct run *r, struct batch **out)
{
    struct batch *b = *out = batch_new(r);
    if (!b)
        return NAQL_NOMEM;
    while (!r->ended && b->bytes < NQ_BATCH_BYTES &&
           b->texts.n < NQ_BATCH_ARTICLES)
        NQ_TRY(read_one(r, b));
    return go_on(r) ? NAQL_OK : NAQL_CANCELLED;
}

static naql_status
read_all(struct run *r)
{
    while (!r->ended) {
        struct batch *b;
        void *done = NULL;
        naql_status status = read_batch(r, &b);
        if (status == NAQL_OK)
            status = nq_pool_put(r->pool, b, &done);
        if (status != NAQL_OK) {
            batch_free(b);
            return status;
        }
        if (done)
            NQ_TRY(take_over(r, done));
    }
    for (void *done; (done = nq_pool_take(r->pool)) != NULL;)
        NQ_TRY(take_over(r, done));
    return NAQL_OK;
}

/* ---- Writing ---- */

static void
write_line(nq_buf *out, const naql_str *ids, uint32_t i, uint32_t first,
           const nq_link *link)
{
    nq_json_out j;
    bool alone = link->source == NQ_NO_SOURCE;
    nq_json_start(&j, out);
    nq_json_object(&j);
    nq_json_key(&j, "id");
    nq_json_str(&j, ids[i]);
    nq_json_key(&j, "representative");
    nq_json_str(&j, ids[first]);
    nq_json_key(&j, "source");
    nq_json_str_or_null(&j, alone ? (naql_str){"", 0} : ids[link->source]);
    nq_json_key(&j, "similarity");
    nq_json_real(&j, alone ? 1.0 : (double)link->same, 3);
    nq_json_key(&j, "contained");
    nq_json_real(&j, alone ? 1.0 : (double)link->within, 3);
    nq_json_key(&j, "group");
}

#define FLUSH_BYTES (1u << 20)

static naql_status
write_all(struct run *r, const nq_link *links, const uint32_t *group,
          naql_sink to)
{
    const naql_str *ids = r->ids.at;
    uint32_t n = r->ids.n;
    uint32_t *number = nq_arena_alloc(&r->keep, (n + 1ull) * sizeof *number);
    nq_buf out = {0};
    naql_status status = number ? NAQL_OK : NAQL_NOMEM;
    for (uint32_t i = 0; i < n && status == NAQL_OK; i++) {
        bool first = group[i] == i;
        if (first)
            number[i] = (uint32_t)r->summary->groups++;
        if (first || !r->options->keep) {
            write_line(&out, ids, i, group[i], &links[i]);
            nq_buf_format(&out, "%u}\n", number[group[i]]);
        }
        if (out.len < FLUSH_BYTES && i + 1 < n)
            continue;
        status = out.failed ? NAQL_NOMEM : to.write(to.user, out.ptr, out.len);
        nq_buf_reset(&out);
    }
    nq_buf_clear(&out);
    return status;
}

static naql_status
link_and_write(struct run *r, naql_sink to)
{
    const nq_dedup_options *o = r->options;
    nq_arena work;
    nq_linker l = {.at = r->signs.at,
                   .n = r->signs.n,
                   .same = o->same > 0 ? o->same : NQ_BULK_SAME,
                   .within = o->within > 0 ? o->within : NQ_BULK_WITHIN,
                   .threads = nq_pool_threads(r->pool)};
    size_t n = l.n + 1ull;
    nq_arena_init(&work);
    nq_link *links = nq_arena_alloc(&r->keep, n * sizeof *links);
    uint32_t *group = nq_arena_alloc(&r->keep, n * sizeof *group);
    naql_status status =
        links && group ? nq_link_all(&l, &work, links, group) : NAQL_NOMEM;
    r->summary->bytes = r->keep.total + work.total;
    nq_arena_clear(&work);
    return status == NAQL_OK ? write_all(r, links, group, to) : status;
}

static void
run_clear(struct run *r)
{
    if (r->pool) {
        for (void *left; (left = nq_pool_take(r->pool)) != NULL;)
            batch_free(left);
        nq_pool_close(r->pool);
    }
    while (r->n_idle)
        batch_free(r->idle[--r->n_idle]);
    nq_source_close(r->source);
    nq_arena_clear(&r->keep);
}

naql_status
nq_dedup_run(const char *const *paths, uint32_t n,
             const nq_dedup_options *options, naql_sink to,
             nq_dedup_summary *summary, naql_error *err)
{
    struct run r = {.options = options,
                    .summary = summary,
                    .ids = NQ_LIST(naql_str),
                    .signs = NQ_LIST(nq_signed)};
    *summary = (nq_dedup_summary){0};
    nq_arena_init(&r.keep);
    nq_signer_init(&r.signer);
    NQ_TRY(nq_source_open(paths, n, &r.source, err));
    naql_status status =
        nq_pool_open(options->threads, sign_batch, &r, &r.pool);
    if (status == NAQL_OK)
        status = read_all(&r);
    summary->articles = r.ids.n;
    if (status == NAQL_OK)
        status = link_and_write(&r, to);
    run_clear(&r);
    if (status == NAQL_OK)
        return status;
    return nq_fail(err, status, UINT64_MAX, "%s", nq_status_name(status));
}
