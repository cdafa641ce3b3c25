/* SPDX-License-Identifier: Apache-2.0
 *
 * put.c - an article and what was found in it -> rows. Layer 8 (store). */
#include "store/put.h"

#include "base/hash.h"
#include "base/mem.h"
#include "base/status.h"
#include "base/str.h"
#include "base/utf8.h"
#include "name/keys.h"
#include "reuse/term.h"
#include "reuse/tools.h"
#include "store/document.h"
#include "store/folded.h"
#include "store/keep.h"

enum {
    SEEN,
    ARTICLE,
    FTS,
    STEMS,
    ENTITY,
    NAME,
    STATEMENT,
    SPEAKER,
    WORD,
    KEPT,
    INSERTS
};

static const char *const inserts[INSERTS] = {
    [SEEN] = "SELECT 1 FROM articles WHERE id = ?1 OR content = ?2",
    [ARTICLE] =
        "INSERT INTO articles(id, content, outlet, title, byline, dateline,"
        " published, modified, language, url, path, record, source_id, day,"
        " outlet_key, text, folded, terms, document) VALUES (?1, ?2, ?3, ?4,"
        " ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18,"
        " ?19)",
    [FTS] = "INSERT INTO articles_fts(rowid, folded) VALUES (?1, ?2)",
    [STEMS] = "INSERT INTO stems(rowid, words) VALUES (?1, ?2)",
    [ENTITY] = "INSERT INTO entities VALUES (?1, ?2, ?3, ?4, ?5)",
    [NAME] = "INSERT OR IGNORE INTO names VALUES (?1, ?2, ?3, ?4)",
    [STATEMENT] = ("INSERT INTO statements VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7,"
                   " ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)"),
    [SPEAKER] = "INSERT OR IGNORE INTO speakers VALUES (?1, ?2, ?3)",
    [WORD] = "INSERT OR IGNORE INTO speaker_words VALUES (?1, ?2, ?3)",
    [KEPT] = "INSERT INTO kept VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
};

struct nq_put {
    sqlite3_stmt *at[INSERTS];
    ZSTD_CCtx *zstd;
    nq_buf raw, document, folded, stems;
    nq_arena scratch;
    nq_scale scale;
    uint32_t waiting; /* articles in the open transaction */
};

struct work { /* one article */
    nq_archive *a;
    struct nq_put *put;
    const nq_put_input *in;
    nq_points points;
    sqlite3_int64 n;
    naql_error *err;
};

void
nq_put_free(struct nq_put *p)
{
    if (!p)
        return;
    for (unsigned i = 0; i < INSERTS; i++)
        sqlite3_finalize(p->at[i]);
    ZSTD_freeCCtx(p->zstd);
    nq_buf_clear(&p->raw);
    nq_buf_clear(&p->document);
    nq_buf_clear(&p->folded);
    nq_buf_clear(&p->stems);
    nq_arena_clear(&p->scratch);
    nq_mem_free(p);
}

static naql_status
no_memory(naql_error *err)
{
    return nq_fail(err, NAQL_NOMEM, UINT64_MAX, "out of memory");
}

static naql_status
start(nq_archive *a, naql_error *err)
{
    struct nq_put *p = a->put = nq_mem_zero(1, sizeof *p);
    if (!p)
        return no_memory(err);
    nq_arena_init(&p->scratch);
    p->zstd = ZSTD_createCCtx();
    if (!p->zstd)
        return no_memory(err);
    nq_scale_make(nq_reuse_rarity(a->tools.reuse), &p->scale);
    for (unsigned i = 0; i < INSERTS; i++)
        NQ_TRY(nq_archive_prepare(a, inserts[i], &p->at[i], err));
    return NAQL_OK;
}

/* ---- Values ---- */

static naql_status
run(struct work *w, sqlite3_stmt *s)
{
    naql_status status = nq_archive_step(w->a, s, w->err);
    sqlite3_reset(s);
    return status == NAQL_END ? NAQL_OK : status;
}

static void
bind_key(sqlite3_stmt *s, int parameter, uint64_t key)
{
    if (key)
        sqlite3_bind_int64(s, parameter, (sqlite3_int64)key);
    else
        sqlite3_bind_null(s, parameter);
}

static void
bind_span(const struct work *w, sqlite3_stmt *s, int parameter, naql_span span)
{
    if (naql_span_empty(span)) {
        sqlite3_bind_null(s, parameter);
        sqlite3_bind_null(s, parameter + 1);
        return;
    }
    sqlite3_bind_int64(s, parameter, nq_points_at(&w->points, span.start));
    sqlite3_bind_int64(s, parameter + 1, nq_points_at(&w->points, span.end));
}

static void
bind_entity(sqlite3_stmt *s, int parameter, uint32_t entity)
{
    if (entity == NQ_NO_ENTITY)
        sqlite3_bind_null(s, parameter);
    else
        sqlite3_bind_int64(s, parameter, (sqlite3_int64)entity + 1);
}

static void
bind_blob(sqlite3_stmt *s, int parameter, const void *bytes, size_t n)
{
    sqlite3_bind_blob64(s, parameter, n ? bytes : "", n, SQLITE_STATIC);
}

/* A second hash makes it 128 bits: no two articles of a large archive meet. */
static void
hash_content(const nq_article *a, uint64_t out[2])
{
    const naql_str parts[] = {a->url, a->outlet, a->published, a->text};
    out[0] = out[1] = 0;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        out[0] = nq_hash_next(out[0], nq_hash(parts[i]));
        out[1] = nq_hash_next(out[1], nq_hash_seed(parts[i], 0x6e61716c));
    }
}

static void
content_bytes(const nq_article *a, unsigned char out[16])
{
    uint64_t h[2];
    hash_content(a, h);
    for (unsigned i = 0; i < 16; i++)
        out[i] = (unsigned char)(h[i / 8] >> (8 * (i % 8)));
}

/* ---- Rows ---- */

static naql_status
is_seen(struct work *w, const unsigned char content[16], bool *seen)
{
    sqlite3_stmt *s = w->put->at[SEEN];
    nq_bind_str(s, 1, w->in->reading->article.id);
    bind_blob(s, 2, content, 16);
    naql_status status = nq_archive_step(w->a, s, w->err);
    sqlite3_reset(s);
    *seen = status == NAQL_OK;
    return status == NAQL_END ? NAQL_OK : status;
}

/* The day of what it was published, else as its own words tell it: a row with
 * a day and no date of publication is one whose day was inferred. */
static naql_status
bind_day(const struct work *w, sqlite3_stmt *s, int parameter)
{
    const nq_reading *r = w->in->reading;
    int32_t day = r->article.day;
    naql_status status = NAQL_OK;
    if (day == NQ_NO_DAY && !r->article.published.len)
        status =
            nq_names_day(w->a->tools.name, &r->names, NULL, NQ_NO_DAY, &day);
    if (status != NAQL_OK)
        return no_memory(w->err);
    if (day == NQ_NO_DAY)
        sqlite3_bind_null(s, parameter);
    else
        sqlite3_bind_int64(s, parameter, day);
    return NAQL_OK;
}

static naql_status
bind_head(const struct work *w, sqlite3_stmt *s)
{
    const nq_article *a = &w->in->reading->article;
    const naql_str head[] = {a->outlet,   a->title,     a->byline,
                             a->dateline, a->published, a->modified,
                             a->language, a->url};
    nq_bind_str(s, 1, a->id);
    for (int i = 0; i < 8; i++)
        nq_bind_str(s, 3 + i, head[i]);
    sqlite3_bind_text64(s, 11, a->path.len ? a->path.ptr : "", a->path.len,
                        SQLITE_STATIC, SQLITE_UTF8);
    sqlite3_bind_int64(s, 12, a->record);
    nq_bind_str(s, 13, a->source_id);
    bind_key(s, 15, nq_source_key(w->a->tools.reuse, a->outlet));
    return bind_day(w, s, 14);
}

static naql_status
put_article(struct work *w, const unsigned char content[16])
{
    struct nq_put *p = w->put;
    const nq_reading *r = w->in->reading;
    sqlite3_stmt *s = p->at[ARTICLE];
    nq_terms terms;
    nq_arena_mark mark = nq_arena_here(&p->scratch);
    nq_arena room;
    nq_arena_init(&room);
    naql_status status =
        nq_terms_make(&p->scale, r, &room, &p->scratch, &terms);
    nq_arena_release(&p->scratch, mark);
    if (status == NAQL_OK &&
        !nq_document_pack(w->in->doc, p->zstd, &p->raw, &p->document))
        status = no_memory(w->err);
    if (status == NAQL_OK)
        status = bind_head(w, s);
    if (status == NAQL_OK) {
        bind_blob(s, 2, content, 16);
        sqlite3_bind_text64(s, 16,
                            r->article.text.len ? r->article.text.ptr : "",
                            r->article.text.len, SQLITE_STATIC, SQLITE_UTF8);
        sqlite3_bind_text64(s, 17, p->folded.len ? p->folded.ptr : "",
                            p->folded.len, SQLITE_STATIC, SQLITE_UTF8);
        bind_blob(s, 18, terms.at, terms.n * sizeof *terms.at);
        bind_blob(s, 19, p->document.ptr, p->document.len);
        status = run(w, s);
        w->n = sqlite3_last_insert_rowid(w->a->db);
    }
    nq_arena_clear(&room);
    return status;
}

static naql_status
put_words(struct work *w)
{
    struct nq_put *p = w->put;
    const nq_buf *texts[] = {&p->folded, &p->stems};
    for (int i = 0; i < 2; i++) {
        sqlite3_stmt *s = p->at[FTS + i];
        sqlite3_bind_int64(s, 1, w->n);
        sqlite3_bind_text64(s, 2, texts[i]->len ? texts[i]->ptr : "",
                            texts[i]->len, SQLITE_STATIC, SQLITE_UTF8);
        NQ_TRY(run(w, s));
    }
    return NAQL_OK;
}

static naql_status
put_names(struct work *w)
{
    static const char *const types[] = {"PER", "LOC", "ORG", ""};
    const nq_names *names = &w->in->reading->names;
    sqlite3_stmt *s = w->put->at[ENTITY];
    for (uint32_t i = 0; i < names->n_entities; i++) {
        const nq_entity *e = &names->entities[i];
        sqlite3_bind_int64(s, 1, w->n);
        bind_entity(s, 2, i);
        sqlite3_bind_text(s, 3, types[e->type & 3], -1, SQLITE_STATIC);
        sqlite3_bind_text64(s, 4, e->name.len ? e->name.ptr : "", e->name.len,
                            SQLITE_STATIC, SQLITE_UTF8);
        bind_key(s, 5, e->key);
        NQ_TRY(run(w, s));
    }
    s = w->put->at[NAME];
    for (uint32_t i = 0; i < names->n_mentions; i++) {
        const nq_mention *m = &names->mentions[i];
        sqlite3_bind_int64(s, 1, w->n);
        bind_span(w, s, 2, m->span);
        bind_entity(s, 4, m->entity);
        if (!naql_span_empty(m->span))
            NQ_TRY(run(w, s));
    }
    return NAQL_OK;
}

/* So that a statement (from 0) is found by any spelling of who said it. */
static naql_status
put_speaker(struct work *w, uint32_t statement, uint32_t entity)
{
    const nq_names *names = &w->in->reading->names;
    sqlite3_stmt *s = w->put->at[SPEAKER];
    nq_name_keys keys;
    if (entity >= names->n_entities)
        return NAQL_OK;
    sqlite3_bind_int64(s, 1, w->n);
    bind_entity(s, 2, entity);
    sqlite3_bind_int64(s, 3, (sqlite3_int64)statement + 1);
    NQ_TRY(run(w, s));
    s = w->put->at[WORD];
    nq_name_keys_of(w->a->tools.name, names->entities[entity].name, &keys);
    for (uint32_t i = 0; i <= keys.n; i++) {
        uint64_t key = i < keys.n ? keys.words[i] : keys.whole;
        if (!key)
            continue;
        bind_key(s, 1, key);
        sqlite3_bind_int64(s, 2, w->n);
        bind_entity(s, 3, entity);
        NQ_TRY(run(w, s));
    }
    return NAQL_OK;
}

static naql_status
put_statements(struct work *w)
{
    const nq_claims *claims = &w->in->reading->claims;
    sqlite3_stmt *s = w->put->at[STATEMENT];
    for (uint32_t i = 0; i < claims->n_statements; i++) {
        const nq_statement *st = &claims->statements[i];
        sqlite3_bind_int64(s, 1, w->n);
        sqlite3_bind_int64(s, 2, (sqlite3_int64)i + 1);
        bind_span(w, s, 3, st->span);
        sqlite3_bind_text(s, 5, nq_form_name(st->form), -1, SQLITE_STATIC);
        nq_bind_str(s, 6, st->act);
        sqlite3_bind_double(s, 7, (double)st->confidence);
        bind_span(w, s, 8, st->cue);
        bind_span(w, s, 10, st->speaker);
        bind_entity(s, 12, st->entity);
        bind_span(w, s, 13, st->to);
        bind_span(w, s, 15, st->credit);
        if (naql_span_empty(st->span))
            continue;
        NQ_TRY(run(w, s));
        for (uint32_t k = 0; k < st->n_speakers; k++)
            NQ_TRY(put_speaker(w, i, st->speakers[k]));
        if (!st->n_speakers)
            NQ_TRY(put_speaker(w, i, st->entity));
    }
    return NAQL_OK;
}

/* The web archive by its name alone: it lies beside this one, wherever both
 * are moved. */
static naql_status
put_kept(struct work *w)
{
    const naql_kept *k = w->in->kept;
    sqlite3_stmt *s = w->put->at[KEPT];
    char time[21];
    if (!k)
        return NAQL_OK;
    naql_str name = k->file;
    for (size_t at = 0; at < k->file.len; at++)
        if (k->file.ptr[at] == '/')
            name = nq_str(k->file.ptr + at + 1, k->file.len - at - 1);
    nq_keep_time(k->second, time);
    sqlite3_bind_int64(s, 1, w->n);
    nq_bind_str(s, 2, k->url);
    nq_bind_str(s, 3, k->feed);
    nq_bind_str(s, 4, nq_str_from(time));
    nq_bind_str(s, 5, name);
    sqlite3_bind_int64(s, 6, (sqlite3_int64)k->offset);
    return run(w, s);
}

static naql_status
put_all(struct work *w, const unsigned char content[16])
{
    struct nq_put *p = w->put;
    nq_folded_write(&w->in->reading->text, &p->folded, &p->stems);
    if (p->folded.failed || p->stems.failed ||
        nq_points_make(w->in->reading->article.text, &p->scratch, &w->points) !=
            NAQL_OK)
        return no_memory(w->err);
    NQ_TRY(put_article(w, content));
    NQ_TRY(put_words(w));
    NQ_TRY(put_names(w));
    NQ_TRY(put_kept(w));
    return put_statements(w);
}

naql_status
nq_archive_put(nq_archive *a, const nq_put_input *in, bool *fresh,
               naql_error *err)
{
    unsigned char content[16];
    bool seen = false;
    *fresh = false;
    if (!a->put) {
        naql_status started = start(a, err);
        if (started != NAQL_OK) {
            nq_put_free(a->put);
            a->put = NULL;
            return started;
        }
    }
    struct work w = {.a = a, .put = a->put, .in = in, .err = err};
    nq_arena_reset(&a->put->scratch);
    content_bytes(&in->reading->article, content);
    NQ_TRY(nq_archive_begin(a, err));
    naql_status status = is_seen(&w, content, &seen);
    if (status == NAQL_OK && !seen)
        status = put_all(&w, content);
    if (status != NAQL_OK) { /* no article is to stay in half */
        nq_archive_undo(a);
        a->put->waiting = 0;
        return status == NAQL_NOMEM ? no_memory(err) : status;
    }
    if (seen)
        return NAQL_OK;
    *fresh = true;
    if (++a->put->waiting < NQ_STORE_BATCH)
        return NAQL_OK;
    a->put->waiting = 0;
    return nq_archive_commit(a, err);
}
