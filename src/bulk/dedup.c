/* SPDX-License-Identifier: Apache-2.0
 *
 * dedup.c - a crawl or an archive -> groups of near-duplicates. Layer 9
 * (bulk).
 *
 * Workers sign the texts of a batch; the calling thread links them in the
 * order of the input, writes what it found, and notes in the journal what it
 * must know to go on from there. */
#include "bulk/dedup.h"

#include "base/hash.h"
#include "base/out.h"
#include "base/status.h"
#include "base/str.h"
#include "bulk/batch.h"
#include "bulk/link.h"
#include "bulk/tune.h"

struct run {
    const nq_dedup_options *options;
    nq_dedup_summary *summary;
    naql_sink to;
    nq_signer signer;
    nq_linker *linker;
    nq_journal *journal;
    nq_halt last;     /* of the journal, at the start */
    uint64_t written; /* bytes of output, of earlier runs too */
    nq_buf out;       /* lines of a batch */
    nq_buf memory;    /* what its record remembers */
    nq_arena scratch;
};

/* ---- Signing ---- */

static naql_status
sign_doc(const nq_signer *signer, const nq_doc *doc, nq_set *set,
         nq_arena *arena, nq_signed *out)
{
    naql_str body = nq_doc_body(doc, arena);
    if (!body.ptr)
        return NAQL_NOMEM;
    NQ_TRY(nq_sign(signer, body, set, arena, out));
    return out->n ? NAQL_OK : nq_sign(signer, doc->title, set, arena, out);
}

static void
sign_batch(void *job, nq_batch *b)
{
    const struct run *r = job;
    const nq_doc *docs = b->docs.at;
    nq_set set = {0};
    nq_signed *to = nq_arena_alloc(&b->made, b->docs.n * sizeof *to);
    b->results = to;
    b->status = to ? NAQL_OK : NAQL_NOMEM;
    for (uint32_t i = 0; i < b->docs.n && b->status == NAQL_OK; i++)
        b->status = sign_doc(&r->signer, &docs[i], &set, &b->made, &to[i]);
    nq_set_clear(&set);
}

/* ---- Writing ---- */

static void
write_link(nq_buf *out, naql_str id, const nq_link *link)
{
    nq_json_out j;
    bool alone = link->parent == NQ_NO_NUMBER;
    nq_json_start(&j, out);
    nq_json_object(&j);
    nq_json_key(&j, "id");
    nq_json_str(&j, id);
    nq_json_key(&j, "representative");
    nq_json_str(&j, alone ? id : link->representative);
    nq_json_key(&j, "source");
    nq_json_str_or_null(&j, alone ? (naql_str){"", 0} : link->source);
    nq_json_key(&j, "similarity");
    nq_json_real(&j, alone ? 1.0 : (double)link->same, 3);
    nq_json_key(&j, "contained");
    nq_json_real(&j, alone ? 1.0 : (double)link->within, 3);
    nq_json_key(&j, "group");
    nq_json_int(&j, link->group);
    nq_json_key(&j, "also");
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

struct entry { /* of an article that the linker knows; id and shingles follow */
    uint64_t whole;
    uint32_t id_bytes, n, parent;
    uint32_t spare;
};

static void
note(struct run *r, naql_str id, const nq_signed *s, uint32_t parent)
{
    struct entry e = {s->whole, (uint32_t)id.len, s->n, parent, 0};
    if (!r->journal)
        return;
    nq_buf_add(&r->memory, nq_str((const char *)&e, sizeof e));
    nq_buf_add(&r->memory, id);
    nq_buf_add(&r->memory,
               nq_str((const char *)s->shingles, s->n * sizeof *s->shingles));
}

static bool
cut(naql_str *rest, void *to, size_t bytes)
{
    if (rest->len < bytes)
        return false;
    if (bytes)
        memcpy(to, rest->ptr, bytes);
    *rest = nq_str(rest->ptr + bytes, rest->len - bytes);
    return true;
}

static naql_status
restore_one(struct run *r, naql_str *rest)
{
    struct entry e;
    nq_signed s = {0};
    nq_arena_reset(&r->scratch);
    if (!cut(rest, &e, sizeof e) || rest->len < e.id_bytes)
        return NAQL_CORRUPT;
    naql_str id = nq_str(rest->ptr, e.id_bytes);
    *rest = nq_str(rest->ptr + e.id_bytes, rest->len - e.id_bytes);
    s.whole = e.whole;
    s.n = e.n;
    s.shingles = nq_arena_alloc(&r->scratch, s.n * sizeof *s.shingles);
    if (!s.shingles)
        return NAQL_NOMEM;
    if (!cut(rest, s.shingles, s.n * sizeof *s.shingles))
        return NAQL_CORRUPT;
    NQ_TRY(nq_sketch(&s, &r->scratch));
    return nq_linker_restore(r->linker, id, &s, e.parent);
}

static naql_status
restore(void *user, naql_str memory)
{
    while (memory.len)
        NQ_TRY(restore_one(user, &memory));
    return NAQL_OK;
}

/* ---- A batch ---- */

static naql_status
link_one(struct run *r, const nq_doc *doc, const nq_signed *s)
{
    nq_link link;
    naql_str id = nq_doc_name(doc, &r->scratch);
    if (!id.ptr)
        return NAQL_NOMEM;
    NQ_TRY(nq_linker_add(r->linker, id, s, &link));
    if (link.known != NQ_NO_NUMBER)
        note(r, id, s, link.parent);
    if (!r->options->keep)
        write_link(&r->out, id, &link);
    else if (link.parent == NQ_NO_NUMBER)
        return write_doc(&r->out, doc, id, &r->scratch);
    return NAQL_OK;
}

static naql_status
link_batch(struct run *r, const nq_batch *b)
{
    const nq_doc *docs = b->docs.at;
    const nq_signed *signs = b->results;
    for (uint32_t i = 0; i < b->docs.n; i++) {
        if (i + 2 < b->docs.n)
            nq_linker_expect(r->linker, &signs[i + 2], false);
        if (i + 1 < b->docs.n)
            nq_linker_expect(r->linker, &signs[i + 1], true);
        nq_arena_reset(&r->scratch);
        NQ_TRY(link_one(r, &docs[i], &signs[i]));
    }
    return r->out.failed || r->memory.failed ? NAQL_NOMEM : NAQL_OK;
}

static naql_status
take_batch(void *job, nq_batch *b, naql_error *err)
{
    struct run *r = job;
    nq_buf_reset(&r->out);
    nq_buf_reset(&r->memory);
    naql_status status = link_batch(r, b);
    if (status == NAQL_OK && r->out.len)
        status = r->to.write(r->to.user, r->out.ptr, r->out.len);
    if (status != NAQL_OK)
        return nq_fail(err, status, UINT64_MAX, "%s", nq_status_name(status));
    r->written += r->out.len;
    b->mark.written = r->written;
    return r->journal ? nq_journal_add(r->journal, &b->mark,
                                       nq_buf_str(&r->memory), err)
                      : NAQL_OK;
}

/* ---- The run ---- */

/* Runs with other options leave other states. */
static uint64_t
purpose_of(const nq_link_options *link, bool keep)
{
    uint64_t h = nq_hash(NQ_STR("dedup 1"));
    h = nq_hash_next(h, (uint64_t)(link->same * 1e9));
    h = nq_hash_next(h, (uint64_t)(link->within * 1e9));
    h = nq_hash_next(h, link->memory);
    return nq_hash_next(h, keep);
}

static naql_status
open_state(struct run *r, const nq_link_options *link, naql_error *err)
{
    const nq_dedup_options *o = r->options;
    if (!o->state)
        return NAQL_OK;
    NQ_TRY(nq_journal_open(o->state, purpose_of(link, o->keep), o->have,
                           restore, r, &r->last, &r->journal, err));
    r->written = r->last.written;
    naql_status status =
        o->resume ? o->resume(o->user, r->last.written) : NAQL_OK;
    return status == NAQL_OK
               ? status
               : nq_fail(err, status, UINT64_MAX, "%s", nq_status_name(status));
}

static naql_status
read_and_link(struct run *r, const char *const *paths, uint32_t n,
              naql_error *err)
{
    const nq_dedup_options *o = r->options;
    const nq_batches batches = {.threads = o->threads,
                                .lines = o->keep,
                                .fields = o->fields,
                                .marked = o->state != NULL,
                                .from = r->last,
                                .work = sign_batch,
                                .take = take_batch,
                                .job = r,
                                .progress = o->progress,
                                .fault = o->fault,
                                .user = o->user};
    nq_halt end;
    naql_status status = nq_batches_run(&batches, paths, n, &end, err);
    *r->summary = (nq_dedup_summary){end.articles, nq_linker_groups(r->linker),
                                     end.faults, nq_linker_bytes(r->linker),
                                     nq_linker_forgotten(r->linker)};
    return status;
}

naql_status
nq_dedup_run(const char *const *paths, uint32_t n,
             const nq_dedup_options *options, naql_sink to,
             nq_dedup_summary *summary, naql_error *err)
{
    struct run r = {.options = options, .summary = summary, .to = to};
    const nq_link_options link = {
        .same = options->same > 0 ? options->same : NQ_BULK_SAME,
        .within = options->within > 0 ? options->within : NQ_BULK_WITHIN,
        .memory = options->memory ? options->memory : NQ_BULK_MEMORY};
    *summary = (nq_dedup_summary){0};
    nq_arena_init(&r.scratch);
    nq_signer_init(&r.signer);
    naql_status status = nq_linker_open(&link, &r.linker);
    if (status != NAQL_OK)
        nq_fail(err, status, UINT64_MAX, "out of memory");
    if (status == NAQL_OK)
        status = open_state(&r, &link, err);
    if (status == NAQL_OK)
        status = read_and_link(&r, paths, n, err);
    nq_journal_close(r.journal);
    nq_linker_close(r.linker);
    nq_buf_clear(&r.out);
    nq_buf_clear(&r.memory);
    nq_arena_clear(&r.scratch);
    return status;
}
