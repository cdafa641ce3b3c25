/* SPDX-License-Identifier: Apache-2.0
 *
 * dedup.c - a crawl or an archive -> groups of near-duplicates. Layer 9
 * (bulk).
 *
 * Texts are signed, candidates sought, links made and written: four stages that
 * go side by side, each with another batch. */
#include "bulk/dedup.h"

#include "base/hash.h"
#include "base/out.h"
#include "base/status.h"
#include "base/str.h"
#include "bulk/body.h"
#include "bulk/link.h"
#include "bulk/tune.h"

#include <string.h>

struct item { /* an article of a batch */
    naql_str id;
    nq_signed sign;
    nq_sought sought;
};

struct run {
    const nq_dedup_options *options;
    nq_signer signer;
    nq_seeker *seeker;
    nq_linker linker;
    nq_arena scratch;
};

/* ---- Signing and seeking ---- */

static naql_status
sign_doc(void *job, const nq_doc *doc, nq_batch *b, void *item)
{
    const struct run *r = job;
    struct item *out = item;
    nq_arena *arena = &b->made;
    naql_str body = nq_doc_body(doc, arena);
    out->id = nq_doc_name(doc, arena);
    if (!body.ptr || !out->id.ptr)
        return NAQL_NOMEM;
    NQ_TRY(nq_sign(&r->signer, body, &b->set, arena, &out->sign));
    return out->sign.n
               ? NAQL_OK
               : nq_sign(&r->signer, doc->title, &b->set, arena, &out->sign);
}

static naql_status
seek_batch(void *job, nq_batch *b)
{
    const struct run *r = job;
    struct item *items = b->items;
    for (uint32_t i = 0; i < b->docs.n; i++) {
        if (i + 2 < b->docs.n)
            nq_seeker_expect(r->seeker, &items[i + 2].sign, false);
        if (i + 1 < b->docs.n)
            nq_seeker_expect(r->seeker, &items[i + 1].sign, true);
        NQ_TRY(nq_seeker_add(r->seeker, items[i].id, &items[i].sign, &b->made,
                             &items[i].sought));
    }
    return NAQL_OK;
}

/* ---- Writing ---- */

static void
write_link(nq_buf *out, naql_str id, const nq_link *link)
{
    nq_json_out j;
    bool alone = !link->source;
    nq_json_start(&j, out);
    nq_json_object(&j);
    NQ_JSON_KEY(&j, "id");
    nq_json_str(&j, id);
    NQ_JSON_KEY(&j, "representative");
    nq_json_str(&j, alone ? id : link->representative);
    NQ_JSON_KEY(&j, "source");
    nq_json_str_or_null(&j, alone ? (naql_str){"", 0} : link->source->id);
    NQ_JSON_KEY(&j, "similarity");
    nq_json_real(&j, alone ? 1.0 : (double)link->same, 3);
    NQ_JSON_KEY(&j, "contained");
    nq_json_real(&j, alone ? 1.0 : (double)link->within, 3);
    NQ_JSON_KEY(&j, "group");
    nq_json_int(&j, link->group);
    NQ_JSON_KEY(&j, "also");
    nq_json_array(&j);
    for (uint32_t i = 0; i < link->n_also; i++)
        nq_json_str(&j, link->also[i]);
    nq_json_end(&j, ']');
    nq_json_end(&j, '}');
    nq_buf_byte(out, '\n');
}

/* A representative: the line it was, or its fields as one that naql reads. */
static naql_status
write_doc(nq_buf *out, const nq_doc *doc, naql_str id, nq_arena *scratch)
{
    const struct {
        const char *key;
        naql_str value;
    } fields[] = {{"id", id},
                  {"url", doc->url},
                  {"outlet", doc->outlet},
                  {"author", doc->author},
                  {"published", doc->published},
                  {"title", doc->title},
                  {"abstract", doc->abstract},
                  {"text", nq_doc_body(doc, scratch)}};
    nq_json_out j;
    if (doc->line.len) {
        nq_buf_add(out, doc->line);
        nq_buf_byte(out, '\n');
        return NAQL_OK;
    }
    nq_json_start(&j, out);
    nq_json_object(&j);
    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++) {
        if (!fields[i].value.ptr)
            return NAQL_NOMEM;
        if (!fields[i].value.len)
            continue;
        nq_json_key(&j, fields[i].key);
        nq_json_str(&j, fields[i].value);
    }
    nq_json_end(&j, '}');
    nq_buf_byte(out, '\n');
    return NAQL_OK;
}

/* ---- Remembering ---- */

#define NO_NUMBER UINT32_MAX

struct entry { /* of an article that is remembered; id and shingles follow */
    uint64_t whole;
    uint32_t id_bytes, n;
    uint32_t parent; /* number of the source; NO_NUMBER: none */
    uint32_t spare;
};

static void
note(nq_buf *memory, const struct item *item, const nq_known *source)
{
    const nq_signed *s = &item->sign;
    struct entry e = {s->whole, (uint32_t)item->id.len, s->n,
                      source ? source->number : NO_NUMBER, 0};
    nq_buf_add(memory, nq_str((const char *)&e, sizeof e));
    nq_buf_add(memory, item->id);
    nq_buf_add(memory,
               nq_str((const char *)s->shingles, s->n * sizeof *s->shingles));
}

static naql_status
restore_one(struct run *r, naql_str *rest)
{
    struct entry e;
    nq_sought sought;
    naql_str head = nq_journal_cut(rest, sizeof e);
    if (!head.ptr)
        return NAQL_CORRUPT;
    memcpy(&e, head.ptr, sizeof e);
    nq_signed s = {.whole = e.whole, .n = e.n};
    naql_str id = nq_journal_cut(rest, e.id_bytes);
    naql_str shingles = nq_journal_cut(rest, e.n * sizeof *s.shingles);
    if (!id.ptr || !shingles.ptr)
        return NAQL_CORRUPT;
    nq_arena_reset(&r->scratch);
    s.shingles = nq_arena_alloc(&r->scratch, shingles.len);
    if (!s.shingles)
        return NAQL_NOMEM;
    if (shingles.len)
        memcpy(s.shingles, shingles.ptr, shingles.len);
    NQ_TRY(nq_sketch(&s, &r->scratch));
    NQ_TRY(nq_seeker_restore(r->seeker, id, &s, &sought));
    bool alone = e.parent == NO_NUMBER;
    const nq_known *source =
        alone ? NULL : nq_seeker_known(r->seeker, e.parent);
    if (!alone && (!source || source == sought.self))
        return NAQL_CORRUPT;
    return nq_linker_restore(&r->linker, &sought, source);
}

static naql_status
restore(void *job, naql_str memory)
{
    while (memory.len)
        NQ_TRY(restore_one(job, &memory));
    return NAQL_OK;
}

/* ---- Linking ---- */

static naql_status
link_one(struct run *r, const nq_doc *doc, const struct item *item,
         nq_batch_out *out)
{
    nq_link link;
    nq_arena_reset(&r->scratch);
    NQ_TRY(nq_linker_add(&r->linker, &item->sought, &item->sign, &link));
    if (out->remembers && item->sought.self)
        note(&out->memory, item, link.source);
    if (!r->options->keep)
        write_link(&out->lines, item->id, &link);
    else if (!link.source)
        return write_doc(&out->lines, doc, item->id, &r->scratch);
    return NAQL_OK;
}

static naql_status
link_batch(void *job, nq_batch *b, nq_batch_out *out)
{
    const nq_doc *docs = b->docs.at;
    const struct item *items = b->items;
    for (uint32_t i = 0; i < b->docs.n; i++) {
        if (i + 2 < b->docs.n)
            nq_linker_expect(&items[i + 2].sought, false);
        if (i + 1 < b->docs.n)
            nq_linker_expect(&items[i + 1].sought, true);
        NQ_TRY(link_one(job, &docs[i], &items[i], out));
    }
    return NAQL_OK;
}

/* ---- The run ---- */

static uint64_t
purpose_of(const nq_seek_options *seek, const nq_dedup_options *o)
{
    uint64_t h = nq_hash(NQ_STR("dedup 1"));
    h = nq_hash_next(h, (uint64_t)(seek->same * 1e9));
    h = nq_hash_next(h, (uint64_t)(seek->within * 1e9));
    h = nq_hash_next(h, seek->memory);
    return nq_hash_next(h, o->as_written * 2u + o->keep);
}

naql_status
nq_dedup_run(const char *const *paths, uint32_t n,
             const nq_dedup_options *options, naql_sink to,
             nq_dedup_summary *summary, naql_error *err)
{
    const nq_seek_options seek = {
        .same = options->same > 0 ? options->same : NQ_BULK_SAME,
        .within = options->within > 0 ? options->within : NQ_BULK_WITHIN,
        .memory = options->memory ? options->memory : NQ_BULK_MEMORY};
    struct run r = {.options = options, .linker.options = seek};
    const nq_batches batches = {.bulk = &options->bulk,
                                .lines = options->keep,
                                .purpose = purpose_of(&seek, options),
                                .to = to,
                                .item_bytes = sizeof(struct item),
                                .work = sign_doc,
                                .follow = seek_batch,
                                .take = link_batch,
                                .restore = restore,
                                .job = &r};
    nq_halt end;
    *summary = (nq_dedup_summary){0};
    nq_signer_init(&r.signer,
                   options->as_written ? NQ_FOLD_FORM : NQ_FOLD_WORD);
    if (nq_seeker_open(&seek, &r.seeker) != NAQL_OK)
        return nq_fail_named(err, NAQL_NOMEM);
    naql_status status = nq_batches_run(&batches, paths, n, &end, err);
    *summary = (nq_dedup_summary){.articles = end.articles,
                                  .groups = r.linker.groups,
                                  .faults = end.faults,
                                  .bytes = nq_seeker_bytes(r.seeker) +
                                           r.linker.most_bytes,
                                  .forgotten = nq_seeker_forgotten(r.seeker)};
    nq_seeker_close(r.seeker);
    nq_linker_clear(&r.linker);
    nq_arena_clear(&r.scratch);
    return status;
}
