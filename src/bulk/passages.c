/* SPDX-License-Identifier: Apache-2.0
 *
 * passages.c - a crawl or an archive -> every run of words that its articles
 * share. Layer 9 (bulk).
 *
 * Workers clean the articles of a batch and make their words ready; the calling
 * thread holds them against the earlier ones in the order of the input, writes
 * what it found, and notes in the journal what it must know to go on. */
#include "bulk/passages.h"

#include "base/hash.h"
#include "base/out.h"
#include "base/status.h"
#include "base/str.h"
#include "bulk/batch.h"
#include "bulk/runs.h"
#include "bulk/tune.h"

#include <string.h>

struct item { /* an article of a batch */
    naql_str id, text;
    nq_run_text row;
    const nq_row_place *places; /* [row.n] */
};

struct run {
    const nq_passages_options *options;
    nq_passages_summary *summary;
    naql_sink to;
    nq_row_reader reader;
    nq_runs *runs;
    nq_journal *journal;
    nq_halt last;     /* of the journal, at the start */
    uint64_t written; /* bytes of output, of earlier runs too */
    nq_buf out;       /* lines of a batch */
    nq_buf memory;    /* what its record remembers */
    nq_arena scratch;
};

/* ---- Reading ---- */

static naql_status
read_doc(const struct run *r, const nq_doc *doc, nq_batch *b, struct item *out)
{
    nq_article article;
    nq_arena *scratch = &b->room[0];
    nq_arena_reset(scratch);
    NQ_TRY(
        nq_article_make(r->options->article, doc, &b->made, scratch, &article));
    out->id = nq_doc_name(doc, &b->made);
    out->text = article.text;
    nq_arena_reset(scratch);
    return out->id.ptr ? nq_run_text_make(&r->reader, out->text, &b->made,
                                          scratch, &out->row, &out->places)
                       : NAQL_NOMEM;
}

static void
read_batch(void *job, nq_batch *b)
{
    const struct run *r = job;
    const nq_doc *docs = b->docs.at;
    struct item *items = nq_arena_alloc(&b->made, b->docs.n * sizeof *items);
    b->results = items;
    b->status = items ? NAQL_OK : NAQL_NOMEM;
    for (uint32_t i = 0; i < b->docs.n && b->status == NAQL_OK; i++)
        b->status = read_doc(r, &docs[i], b, &items[i]);
}

/* ---- Writing ---- */

static void
write_passage(const struct run *r, nq_json_out *j, const struct item *item,
              const nq_shared_run *p)
{
    const nq_row_place *first = &item->places[p->at];
    const nq_row_place *last = &item->places[p->at + p->words - 1];
    naql_span from =
        nq_runs_span(r->runs, p->source, p->source_at, p->source_at + p->words);
    nq_json_object(j);
    nq_json_key(j, "start");
    nq_json_int(j, first->points.start);
    nq_json_key(j, "end");
    nq_json_int(j, last->points.end);
    nq_json_key(j, "text");
    nq_json_str(j, nq_str(item->text.ptr + first->bytes.start,
                          last->bytes.end - first->bytes.start));
    nq_json_key(j, "words");
    nq_json_int(j, p->words);
    nq_json_key(j, "source");
    nq_json_str(j, nq_runs_id(r->runs, p->source));
    nq_json_key(j, "source_start");
    nq_json_int(j, from.start);
    nq_json_key(j, "source_end");
    nq_json_int(j, from.end);
    nq_json_end(j, '}');
}

static void
write_article(struct run *r, const struct item *item, const nq_shared *s)
{
    nq_json_out j;
    bool joined = s->representative.len > 0;
    nq_json_start(&j, &r->out);
    nq_json_object(&j);
    nq_json_key(&j, "id");
    nq_json_str(&j, item->id);
    nq_json_key(&j, "source");
    if (s->source == NQ_NO_TEXT)
        nq_json_null(&j);
    else
        nq_json_str(&j, nq_runs_id(r->runs, s->source));
    nq_json_key(&j, "from_source");
    nq_json_int(&j, s->from_source);
    nq_json_key(&j, "shared");
    nq_json_int(&j, s->words);
    nq_json_key(&j, "words");
    nq_json_int(&j, item->row.n);
    nq_json_key(&j, "group");
    nq_json_int(&j, s->group);
    nq_json_key(&j, "representative");
    nq_json_str(&j, joined ? s->representative : item->id);
    if (!r->options->brief) {
        nq_json_key(&j, "passages");
        nq_json_array(&j);
        for (uint32_t i = 0; i < s->n; i++)
            write_passage(r, &j, item, &s->at[i]);
        nq_json_end(&j, ']');
    }
    nq_json_end(&j, '}');
    nq_buf_byte(&r->out, '\n');
}

/* ---- Remembering ---- */

/* Of an article that is remembered; id, words and track follow. */
struct entry {
    uint64_t whole;
    uint32_t id_bytes, n, track_bytes;
    uint32_t source, group;
    uint32_t spare;
};

static void
note(struct run *r, const struct item *item, const nq_shared *s)
{
    const nq_run_text *t = &item->row;
    struct entry e = {t->whole,  (uint32_t)item->id.len,
                      t->n,      t->track.n_bytes,
                      s->source, s->group,
                      0};
    if (!r->journal)
        return;
    nq_buf_add(&r->memory, nq_str((const char *)&e, sizeof e));
    nq_buf_add(&r->memory, item->id);
    nq_buf_add(&r->memory,
               nq_str((const char *)t->words, t->n * sizeof *t->words));
    nq_buf_add(&r->memory,
               nq_str((const char *)t->track.bytes, t->track.n_bytes));
}

/* A record begins with the number of groups behind it. */
static void
note_groups(struct run *r)
{
    uint32_t groups = nq_runs_groups(r->runs);
    if (r->journal)
        memcpy(r->memory.ptr, &groups, sizeof groups);
}

static bool
cut(naql_str *rest, size_t bytes, naql_str *part)
{
    if (rest->len < bytes)
        return false;
    *part = nq_str(rest->ptr, bytes);
    *rest = nq_str(rest->ptr + bytes, rest->len - bytes);
    return true;
}

static naql_status
restore_one(struct run *r, naql_str *rest)
{
    struct entry e;
    naql_str head, id, words, track;
    nq_run_text t = {0};
    nq_arena made = {0};
    if (!cut(rest, sizeof e, &head))
        return NAQL_CORRUPT;
    memcpy(&e, head.ptr, sizeof e);
    if (!cut(rest, e.id_bytes, &id) ||
        !cut(rest, e.n * sizeof *t.words, &words) ||
        !cut(rest, e.track_bytes, &track))
        return NAQL_CORRUPT;
    nq_arena_reset(&r->scratch);
    words = nq_arena_str(&r->scratch, words); /* aligned */
    if (!words.ptr)
        return NAQL_NOMEM;
    t.words = (const void *)words.ptr;
    t.n = e.n;
    t.whole = e.whole;
    t.track.bytes = (const void *)track.ptr;
    t.track.n_bytes = e.track_bytes;
    NQ_TRY(nq_track_index(&t.track, t.n, &r->scratch));
    naql_status status =
        nq_grams_make(t.words, t.n, &r->scratch, &made, &t.grams);
    nq_arena_clear(&made);
    NQ_TRY(status);
    return nq_runs_restore(r->runs, id, &t, e.source, e.group);
}

static naql_status
restore(void *user, naql_str memory)
{
    struct run *r = user;
    uint32_t groups;
    naql_str head;
    if (!cut(&memory, sizeof groups, &head))
        return NAQL_CORRUPT;
    memcpy(&groups, head.ptr, sizeof groups);
    while (memory.len)
        NQ_TRY(restore_one(r, &memory));
    nq_runs_set_groups(r->runs, groups);
    return NAQL_OK;
}

/* ---- A batch ---- */

static naql_status
look_at_batch(struct run *r, const nq_batch *b)
{
    const struct item *items = b->results;
    for (uint32_t i = 0; i < b->docs.n; i++) {
        nq_shared shared;
        if (i + 2 < b->docs.n)
            nq_runs_expect(r->runs, &items[i + 2].row, false);
        if (i + 1 < b->docs.n)
            nq_runs_expect(r->runs, &items[i + 1].row, true);
        NQ_TRY(nq_runs_add(r->runs, items[i].id, &items[i].row, &shared));
        if (shared.known)
            note(r, &items[i], &shared);
        write_article(r, &items[i], &shared);
        r->summary->runs += shared.n;
    }
    return r->out.failed || r->memory.failed ? NAQL_NOMEM : NAQL_OK;
}

static naql_status
take_batch(void *job, nq_batch *b, naql_error *err)
{
    struct run *r = job;
    nq_buf_reset(&r->out);
    nq_buf_reset(&r->memory);
    nq_buf_add(&r->memory, NQ_STR("----")); /* room for the groups */
    naql_status status = look_at_batch(r, b);
    if (status == NAQL_OK && r->out.len)
        status = r->to.write(r->to.user, r->out.ptr, r->out.len);
    if (status != NAQL_OK)
        return nq_fail(err, status, UINT64_MAX, "%s", nq_status_name(status));
    note_groups(r);
    r->written += r->out.len;
    b->mark.written = r->written;
    return r->journal ? nq_journal_add(r->journal, &b->mark,
                                       nq_buf_str(&r->memory), err)
                      : NAQL_OK;
}

/* ---- The run ---- */

/* Runs with other options leave other states. */
static uint64_t
purpose_of(const nq_passages_options *o, const nq_run_options *runs)
{
    uint64_t h = nq_hash(NQ_STR("passages 1"));
    h = nq_hash_next(h, runs->least);
    h = nq_hash_next(h, runs->memory);
    return nq_hash_next(h, (uint64_t)o->pairs * 2 + o->brief);
}

static naql_status
open_state(struct run *r, const nq_run_options *runs, naql_error *err)
{
    const nq_passages_options *o = r->options;
    if (!o->state)
        return NAQL_OK;
    NQ_TRY(nq_journal_open(o->state, purpose_of(o, runs), o->have, restore, r,
                           &r->last, &r->journal, err));
    r->written = r->last.written;
    naql_status status =
        o->resume ? o->resume(o->user, r->last.written) : NAQL_OK;
    return status == NAQL_OK
               ? status
               : nq_fail(err, status, UINT64_MAX, "%s", nq_status_name(status));
}

static naql_status
read_all(struct run *r, const char *const *paths, uint32_t n, naql_error *err)
{
    const nq_passages_options *o = r->options;
    const nq_batches batches = {.threads = o->threads,
                                .fields = o->fields,
                                .marked = o->state != NULL,
                                .from = r->last,
                                .work = read_batch,
                                .take = take_batch,
                                .job = r,
                                .progress = o->progress,
                                .fault = o->fault,
                                .user = o->user};
    nq_halt end;
    naql_status status = nq_batches_run(&batches, paths, n, &end, err);
    r->summary->articles = end.articles;
    r->summary->faults = end.faults;
    r->summary->groups = nq_runs_groups(r->runs);
    r->summary->bytes = nq_runs_bytes(r->runs);
    r->summary->forgotten = nq_runs_forgotten(r->runs);
    return status;
}

naql_status
nq_passages_run(const char *const *paths, uint32_t n,
                const nq_passages_options *options, naql_sink to,
                nq_passages_summary *summary, naql_error *err)
{
    struct run r = {.options = options, .summary = summary, .to = to};
    const nq_run_options runs = {.all = options->pairs,
                                 .least = options->least,
                                 .memory = options->memory ? options->memory
                                                           : NQ_BULK_MEMORY};
    *summary = (nq_passages_summary){0};
    nq_arena_init(&r.scratch);
    nq_row_reader_init(&r.reader);
    naql_status status = nq_runs_open(&runs, &r.runs);
    if (status != NAQL_OK)
        nq_fail(err, status, UINT64_MAX, "out of memory");
    if (status == NAQL_OK)
        status = open_state(&r, &runs, err);
    if (status == NAQL_OK)
        status = read_all(&r, paths, n, err);
    nq_journal_close(r.journal);
    nq_runs_close(r.runs);
    nq_buf_clear(&r.out);
    nq_buf_clear(&r.memory);
    nq_arena_clear(&r.scratch);
    return status;
}
