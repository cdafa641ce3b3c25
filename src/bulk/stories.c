/* SPDX-License-Identifier: Apache-2.0
 *
 * stories.c - a crawl or an archive -> its stories. Layer 9 (bulk).
 *
 * Workers read the articles of a batch and keep their terms; the calling
 * thread puts these aside, and in the journal; at the end all are clustered. */
#include "bulk/stories.h"

#include "base/day.h"
#include "base/hash.h"
#include "base/out.h"
#include "base/sorted.h"
#include "base/status.h"
#include "base/str.h"
#include "bulk/body.h"
#include "bulk/tune.h"
#include "reuse/cluster.h"
#include "reuse/tune.h"

#include <stdio.h>

struct item { /* an article; strings and terms live in the run's arena */
    naql_str id, title, published;
    uint64_t outlet; /* hash of its name; 0: unknown */
    nq_terms terms;
    int32_t day;
    uint32_t number; /* in the order of the input */
};

struct run {
    const nq_bulk_stories_options *options;
    nq_bulk_stories_summary *summary;
    nq_scale scale;
    nq_arena keep;
    nq_list items; /* struct item */
};

/* ---- Reading ---- */

/* The start of a text, up to white space: news say first what happened. */
static naql_str
start_of(naql_str text)
{
    size_t n = NQ_STORY_BYTES;
    if (text.len <= n)
        return text;
    while (n && text.ptr[n] != ' ' && text.ptr[n] != '\n')
        n--;
    return nq_str(text.ptr, n);
}

static naql_status
read_doc(void *job, const nq_doc *whole, nq_batch *b, void *item)
{
    const struct run *r = job;
    struct item *out = item;
    nq_reading reading = {0};
    nq_doc cut = *whole, *doc = &cut;
    cut.text = start_of(whole->text);
    nq_arena *room = &b->room[0], *scratch = &b->room[1];
    nq_arena_reset(room);
    nq_arena_reset(scratch);
    NQ_TRY(nq_article_make(r->options->article, doc, room, scratch,
                           &reading.article));
    NQ_TRY(nq_text_make(r->options->text, &reading.article, room, scratch,
                        &reading.text));
    NQ_TRY(nq_terms_make(&r->scale, &reading, &b->made, scratch, &out->terms));
    const nq_article *a = &reading.article;
    out->id = nq_doc_name(doc, &b->made);
    out->title = nq_arena_str(&b->made, a->title);
    out->published = nq_arena_str(&b->made, a->published);
    out->outlet = a->outlet.len ? nq_hash(a->outlet) : 0;
    out->day = a->day;
    return out->id.ptr && out->title.ptr && out->published.ptr ? NAQL_OK
                                                               : NAQL_NOMEM;
}

/* ---- Keeping ---- */

static naql_status
keep(struct run *r, const struct item *from)
{
    nq_arena *a = &r->keep;
    size_t bytes = from->terms.n * sizeof *from->terms.at;
    struct item *to = nq_list_add(&r->items, a);
    nq_term *terms = nq_arena_alloc(a, bytes);
    if (!to || !terms)
        return NAQL_NOMEM;
    *to = *from;
    to->number = r->items.n - 1;
    to->terms.at = terms;
    if (bytes)
        memcpy(terms, from->terms.at, bytes);
    to->id = nq_arena_str(a, from->id);
    to->title = nq_arena_str(a, from->title);
    to->published = nq_arena_str(a, from->published);
    return to->id.ptr && to->title.ptr && to->published.ptr ? NAQL_OK
                                                            : NAQL_NOMEM;
}

struct entry { /* of the journal; strings and terms follow */
    uint64_t outlet;
    uint32_t id, title, published; /* bytes */
    uint32_t terms;                /* how many */
    int32_t day;
    uint32_t spare;
};

static void
note(nq_buf *memory, const struct item *i)
{
    struct entry e = {i->outlet,
                      (uint32_t)i->id.len,
                      (uint32_t)i->title.len,
                      (uint32_t)i->published.len,
                      i->terms.n,
                      i->day,
                      0};
    nq_buf_add(memory, nq_str((const char *)&e, sizeof e));
    nq_buf_add(memory, i->id);
    nq_buf_add(memory, i->title);
    nq_buf_add(memory, i->published);
    nq_buf_add(memory, nq_str((const char *)i->terms.at,
                              i->terms.n * sizeof *i->terms.at));
}

/* What indexes a table is looked at, whatever a checksum says. */
static bool
are_terms(const nq_term *terms, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++)
        if (terms[i].step >= NQ_RARITY_STEPS)
            return false;
    return true;
}

static naql_status
restore_one(struct run *r, naql_str *rest)
{
    struct entry e;
    nq_term terms[NQ_TERMS];
    naql_str head = nq_journal_cut(rest, sizeof e);
    if (!head.ptr)
        return NAQL_CORRUPT;
    memcpy(&e, head.ptr, sizeof e);
    struct item i = {.id = nq_journal_cut(rest, e.id),
                     .outlet = e.outlet,
                     .day = e.day,
                     .terms = {terms, e.terms}};
    i.title = nq_journal_cut(rest, e.title);
    i.published = nq_journal_cut(rest, e.published);
    naql_str words = e.terms <= NQ_TERMS
                         ? nq_journal_cut(rest, e.terms * sizeof *terms)
                         : i.id;
    if (!i.id.ptr || !i.title.ptr || !i.published.ptr || !words.ptr ||
        e.terms > NQ_TERMS || !nq_day_is_sound(e.day))
        return NAQL_CORRUPT;
    memcpy(terms, words.ptr, words.len);
    return are_terms(terms, e.terms) ? keep(r, &i) : NAQL_CORRUPT;
}

static naql_status
restore(void *user, naql_str memory)
{
    while (memory.len)
        NQ_TRY(restore_one(user, &memory));
    return NAQL_OK;
}

static naql_status
take_batch(void *job, nq_batch *b, nq_batch_out *out)
{
    const struct item *items = b->items;
    for (uint32_t i = 0; i < b->docs.n; i++) {
        NQ_TRY(keep(job, &items[i]));
        if (out->remembers)
            note(&out->memory, &items[i]);
    }
    return NAQL_OK;
}

/* ---- Clustering ---- */

static int
in_time(const void *x, const void *y)
{
    const struct item *a = x, *b = y;
    bool undated_a = a->day == NQ_NO_DAY, undated_b = b->day == NQ_NO_DAY;
    NQ_SORT_BY(undated_a, undated_b);
    NQ_SORT_BY(a->day, b->day);
    int order = nq_day_compare(a->published, b->published);
    if (order)
        return order;
    return a->number < b->number ? -1 : a->number > b->number;
}

struct stories {
    const struct item *items; /* [n] in time */
    uint32_t n;
    nq_vectors vectors;
    nq_clusters clusters;
};

static naql_status
cluster(struct run *r, struct stories *s, nq_arena *arena)
{
    struct item *items = r->items.at;
    uint32_t n = r->items.n;
    nq_terms *terms = nq_arena_alloc(arena, n * sizeof *terms);
    int32_t *days = nq_arena_alloc(arena, n * sizeof *days);
    nq_arena scratch;
    if (!terms || !days)
        return NAQL_NOMEM;
    nq_sort(items, n, sizeof *items, in_time);
    for (uint32_t i = 0; i < n; i++) {
        terms[i] = items[i].terms;
        days[i] = items[i].day;
    }
    *s = (struct stories){.items = items, .n = n};
    nq_arena_init(&scratch);
    naql_status status = nq_vectors_weigh(&r->scale, terms, days, n, arena,
                                          &scratch, &s->vectors);
    if (status == NAQL_OK)
        status =
            nq_clusters_make(&s->vectors, days, arena, &scratch, &s->clusters);
    if (status == NAQL_OK)
        status = nq_clusters_list(&s->clusters, n, arena);
    r->summary->bytes = r->keep.total + arena->total + scratch.total;
    nq_arena_clear(&scratch);
    return status;
}

/* ---- Writing ---- */

/* The member nearest to all others, of the first NQ_STORY_SAMPLE; the earliest
 * when two are as near. */
static uint32_t
head_of(const struct stories *s, const uint32_t *members, uint32_t n)
{
    uint32_t best = members[0];
    double most = -1;
    n = n < NQ_STORY_SAMPLE ? n : NQ_STORY_SAMPLE;
    for (uint32_t i = 0; i < n; i++) {
        double near = nq_vectors_near(&s->vectors, members, n, i);
        if (s->items[members[i]].title.len && near > most) {
            most = near;
            best = members[i];
        }
    }
    return best;
}

static uint32_t
count_outlets(const struct stories *s, const uint32_t *members, uint32_t n)
{
    uint32_t different = 0;
    uint64_t seen[NQ_STORY_OUTLETS];
    for (uint32_t i = 0; i < n && different < NQ_STORY_OUTLETS; i++) {
        uint64_t outlet = s->items[members[i]].outlet;
        uint32_t k = 0;
        while (k < different && seen[k] != outlet)
            k++;
        if (k == different && outlet)
            seen[different++] = outlet;
    }
    return different;
}

static void
write_day(nq_json_out *j, const char *key, int32_t day)
{
    char text[11];
    nq_json_key(j, key);
    if (day == NQ_NO_DAY) {
        nq_json_null(j);
        return;
    }
    nq_day_write(day, text);
    nq_json_str(j, nq_str_from(text));
}

static void
write_story(const struct stories *s, uint32_t story, nq_buf *out)
{
    const nq_clusters *c = &s->clusters;
    const uint32_t *members = c->members + c->start[story];
    uint32_t n = c->start[story + 1] - c->start[story];
    int32_t first = s->items[members[0]].day, last = first;
    char id[24];
    nq_json_out j;
    for (uint32_t i = 0; i < n; i++)
        last = s->items[members[i]].day != NQ_NO_DAY ? s->items[members[i]].day
                                                     : last;
    snprintf(id, sizeof id, "%016llx",
             (unsigned long long)nq_hash(s->items[members[0]].id));
    nq_json_start(&j, out);
    nq_json_object(&j);
    NQ_JSON_KEY(&j, "id");
    nq_json_str(&j, nq_str_from(id));
    NQ_JSON_KEY(&j, "title");
    nq_json_str(&j, s->items[head_of(s, members, n)].title);
    write_day(&j, "first", first);
    write_day(&j, "last", last);
    NQ_JSON_KEY(&j, "outlets");
    nq_json_int(&j, count_outlets(s, members, n));
    NQ_JSON_KEY(&j, "articles");
    nq_json_array(&j);
    for (uint32_t i = 0; i < n; i++)
        nq_json_str(&j, s->items[members[i]].id);
    nq_json_end(&j, ']');
    nq_json_end(&j, '}');
    nq_buf_byte(out, '\n');
}

#define FLUSH_BYTES (1u << 20)

static naql_status
write_all(const struct stories *s, uint32_t least, naql_sink to,
          uint64_t *written)
{
    nq_buf out = {0};
    naql_status status = NAQL_OK;
    for (uint32_t c = 0; c < s->clusters.n && status == NAQL_OK; c++) {
        if (s->clusters.start[c + 1] - s->clusters.start[c] >= least) {
            write_story(s, c, &out);
            ++*written;
        }
        if (out.len < FLUSH_BYTES && c + 1 < s->clusters.n)
            continue;
        status = out.failed ? NAQL_NOMEM : to.write(to.user, out.ptr, out.len);
        nq_buf_reset(&out);
    }
    nq_buf_clear(&out);
    return status;
}

/* ---- The run ---- */

static naql_status
cluster_and_write(struct run *r, naql_sink to, naql_error *err)
{
    struct stories s;
    nq_arena arena;
    nq_arena_init(&arena);
    naql_status status = cluster(r, &s, &arena);
    if (status == NAQL_OK)
        status = write_all(&s, r->options->least, to, &r->summary->stories);
    nq_arena_clear(&arena);
    return nq_fail_named(err, status);
}

naql_status
nq_bulk_stories_run(const char *const *paths, uint32_t n,
                    const nq_bulk_stories_options *options, naql_sink to,
                    nq_bulk_stories_summary *summary, naql_error *err)
{
    struct run r = {
        .options = options, .summary = summary, .items = NQ_LIST(struct item)};
    nq_bulk bulk = options->bulk;
    bulk.have = UINT64_MAX; /* nothing is written before the end */
    const nq_batches batches = {.bulk = &bulk,
                                .purpose = nq_hash(NQ_STR("stories 2")),
                                .item_bytes = sizeof(struct item),
                                .work = read_doc,
                                .take = take_batch,
                                .restore = restore,
                                .job = &r};
    nq_halt end;
    *summary = (nq_bulk_stories_summary){0};
    nq_scale_make(nq_reuse_rarity(options->reuse), &r.scale);
    naql_status status = nq_batches_run(&batches, paths, n, &end, err);
    summary->articles = end.articles;
    summary->faults = end.faults;
    if (status == NAQL_OK)
        status = cluster_and_write(&r, to, err);
    nq_arena_clear(&r.keep);
    return status;
}
