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
#include "bulk/body.h"
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
    nq_row_reader reader;
    nq_runs *runs;
    nq_arena scratch;
};

/* ---- Reading ---- */

static naql_status
read_doc(void *job, const nq_doc *doc, nq_batch *b, void *item)
{
    const struct run *r = job;
    struct item *out = item;
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
    NQ_JSON_KEY(j, "start");
    nq_json_int(j, first->points.start);
    NQ_JSON_KEY(j, "end");
    nq_json_int(j, last->points.end);
    NQ_JSON_KEY(j, "text");
    nq_json_str(j, nq_str(item->text.ptr + first->bytes.start,
                          last->bytes.end - first->bytes.start));
    NQ_JSON_KEY(j, "words");
    nq_json_int(j, p->words);
    NQ_JSON_KEY(j, "source");
    nq_json_str(j, nq_runs_id(r->runs, p->source));
    NQ_JSON_KEY(j, "source_start");
    nq_json_int(j, from.start);
    NQ_JSON_KEY(j, "source_end");
    nq_json_int(j, from.end);
    nq_json_end(j, '}');
}

static void
write_article(const struct run *r, const struct item *item, const nq_shared *s,
              nq_buf *out)
{
    nq_json_out j;
    bool joined = s->representative.len > 0;
    nq_json_start(&j, out);
    nq_json_object(&j);
    NQ_JSON_KEY(&j, "id");
    nq_json_str(&j, item->id);
    NQ_JSON_KEY(&j, "source");
    if (s->source == NQ_NO_TEXT)
        nq_json_null(&j);
    else
        nq_json_str(&j, nq_runs_id(r->runs, s->source));
    NQ_JSON_KEY(&j, "from_source");
    nq_json_int(&j, s->from_source);
    NQ_JSON_KEY(&j, "shared");
    nq_json_int(&j, s->words);
    NQ_JSON_KEY(&j, "words");
    nq_json_int(&j, item->row.n);
    NQ_JSON_KEY(&j, "group");
    nq_json_int(&j, s->group);
    NQ_JSON_KEY(&j, "representative");
    nq_json_str(&j, joined ? s->representative : item->id);
    if (!r->options->brief) {
        NQ_JSON_KEY(&j, "passages");
        nq_json_array(&j);
        for (uint32_t i = 0; i < s->n; i++)
            write_passage(r, &j, item, &s->at[i]);
        nq_json_end(&j, ']');
    }
    nq_json_end(&j, '}');
    nq_buf_byte(out, '\n');
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
note(nq_buf *memory, const struct item *item, const nq_shared *s)
{
    const nq_run_text *t = &item->row;
    struct entry e = {t->whole,  (uint32_t)item->id.len,
                      t->n,      t->track.n_bytes,
                      s->source, s->group,
                      0};
    nq_buf_add(memory, nq_str((const char *)&e, sizeof e));
    nq_buf_add(memory, item->id);
    nq_buf_add(memory, nq_str((const char *)t->words, t->n * sizeof *t->words));
    nq_buf_add(memory, nq_str((const char *)t->track.bytes, t->track.n_bytes));
}

static naql_status
restore_one(struct run *r, naql_str *rest)
{
    struct entry e;
    nq_run_text t = {0};
    nq_arena made = {0};
    naql_str head = nq_journal_cut(rest, sizeof e);
    if (!head.ptr)
        return NAQL_CORRUPT;
    memcpy(&e, head.ptr, sizeof e);
    naql_str id = nq_journal_cut(rest, e.id_bytes);
    naql_str words = nq_journal_cut(rest, e.n * sizeof *t.words);
    naql_str track = nq_journal_cut(rest, e.track_bytes);
    if (!id.ptr || !words.ptr || !track.ptr)
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

/* A record begins with the number of groups behind it. */
static naql_status
restore(void *job, naql_str memory)
{
    struct run *r = job;
    uint32_t groups;
    naql_str head = nq_journal_cut(&memory, sizeof groups);
    if (!head.ptr)
        return NAQL_CORRUPT;
    memcpy(&groups, head.ptr, sizeof groups);
    while (memory.len)
        NQ_TRY(restore_one(r, &memory));
    nq_runs_set_groups(r->runs, groups);
    return NAQL_OK;
}

/* ---- A batch ---- */

static naql_status
take_article(struct run *r, const struct item *item, nq_batch_out *out)
{
    nq_shared shared;
    NQ_TRY(nq_runs_add(r->runs, item->id, &item->row, &shared));
    if (out->remembers && shared.known)
        note(&out->memory, item, &shared);
    write_article(r, item, &shared, &out->lines);
    r->summary->runs += shared.n;
    return NAQL_OK;
}

static naql_status
take_batch(void *job, nq_batch *b, nq_batch_out *out)
{
    struct run *r = job;
    const struct item *items = b->items;
    uint32_t groups = 0;
    nq_buf_add(&out->memory, nq_str((const char *)&groups, sizeof groups));
    for (uint32_t i = 0; i < b->docs.n; i++) {
        if (i + 2 < b->docs.n)
            nq_runs_expect(r->runs, &items[i + 2].row, false);
        if (i + 1 < b->docs.n)
            nq_runs_expect(r->runs, &items[i + 1].row, true);
        NQ_TRY(take_article(r, &items[i], out));
    }
    groups = nq_runs_groups(r->runs);
    if (!out->memory.failed)
        memcpy(out->memory.ptr, &groups, sizeof groups);
    return NAQL_OK;
}

/* ---- The run ---- */

static uint64_t
purpose_of(const nq_passages_options *o, const nq_run_options *runs)
{
    uint64_t h = nq_hash(NQ_STR("passages 1"));
    h = nq_hash_next(h, runs->least);
    h = nq_hash_next(h, runs->memory);
    return nq_hash_next(h, (uint64_t)o->pairs * 2 + o->brief);
}

naql_status
nq_passages_run(const char *const *paths, uint32_t n,
                const nq_passages_options *options, naql_sink to,
                nq_passages_summary *summary, naql_error *err)
{
    struct run r = {.options = options, .summary = summary};
    const nq_run_options runs = {.all = options->pairs,
                                 .least = options->least,
                                 .memory = options->memory ? options->memory
                                                           : NQ_BULK_MEMORY};
    const nq_batches batches = {.bulk = &options->bulk,
                                .purpose = purpose_of(options, &runs),
                                .to = to,
                                .item_bytes = sizeof(struct item),
                                .work = read_doc,
                                .take = take_batch,
                                .restore = restore,
                                .job = &r};
    nq_halt end;
    *summary = (nq_passages_summary){0};
    nq_row_reader_init(&r.reader);
    if (nq_runs_open(&runs, &r.runs) != NAQL_OK)
        return nq_fail_named(err, NAQL_NOMEM);
    naql_status status = nq_batches_run(&batches, paths, n, &end, err);
    summary->articles = end.articles;
    summary->faults = end.faults;
    summary->groups = nq_runs_groups(r.runs);
    summary->bytes = nq_runs_bytes(r.runs);
    summary->forgotten = nq_runs_forgotten(r.runs);
    nq_runs_close(r.runs);
    nq_arena_clear(&r.scratch);
    return status;
}
