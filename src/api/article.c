/* SPDX-License-Identifier: Apache-2.0
 *
 * article.c - one analysed article and the iterators over it. Layer 10
 * (api). */
#include "api/api.h"
#include "base/mem.h"
#include "base/status.h"
#include "base/str.h"

naql_article *
nq_article_new(naql_engine *engine)
{
    naql_article *a = nq_mem_zero(1, sizeof(*a));
    if (!a)
        return NULL;
    a->engine = engine;
    a->arena = nq_spares_take(&engine->documents);
    return a;
}

/* Room for what is found in texts of so many bytes. One page holds all of it,
 * of sixteen articles as of most single ones: pages that double would leave as
 * much behind half used. Those for many are of one size, so that each spare
 * one is large enough for the next; what is not touched costs nothing. */
static nq_room *
open_room(naql_engine *e, size_t text, uint32_t users)
{
    enum { A_BYTE = 32, MOST = NQ_SPARE_BYTES - 64, MANY = MOST / 4 };
    size_t bytes = text < MANY / A_BYTE ? text * A_BYTE : MOST;
    nq_room *room = nq_mem_zero(1, sizeof(*room));
    if (!room)
        return NULL;
    room->users = users;
    room->arena = nq_spares_take(&e->readings);
    if (room->arena.total < bytes)
        nq_arena_clear(&room->arena);
    if (nq_arena_reserve(&room->arena, bytes))
        return room;
    nq_mem_free(room);
    return NULL;
}

static void
leave_room(naql_engine *e, nq_room *room)
{
    if (!room || atomic_fetch_sub(&room->users, 1) != 1)
        return;
    nq_spares_give(&e->readings, &room->arena);
    nq_mem_free(room);
}

/* One room for the readings of all articles that have a document. */
static bool
share_room(naql_article *const *articles, uint32_t n)
{
    nq_room *room = NULL;
    uint32_t users = 0;
    size_t text = 0;
    for (uint32_t i = 0; i < n; i++)
        if (articles[i]->status == NAQL_OK) {
            text += articles[i]->doc.text.len;
            users++;
        }
    if (users)
        room = open_room(articles[0]->engine, text, users);
    for (uint32_t i = 0; i < n; i++)
        if (articles[i]->status == NAQL_OK)
            articles[i]->room = room;
    return room || !users;
}

static naql_status
find_blocks(const naql_engine *e, naql_article *a, int32_t anchor,
            nq_arena *scratch)
{
    (void)anchor;
    return nq_article_make(e->article, &a->doc, &a->room->arena, scratch,
                           &a->reading.article);
}

static naql_status
find_words(const naql_engine *e, naql_article *a, int32_t anchor,
           nq_arena *scratch)
{
    (void)anchor;
    return nq_text_make(e->text, &a->reading.article, &a->room->arena, scratch,
                        &a->reading.text);
}

static naql_status
find_names(const naql_engine *e, naql_article *a, int32_t anchor,
           nq_arena *scratch)
{
    return nq_names_make(e->name, &a->reading.text,
                         anchor == NQ_NO_DAY ? a->reading.article.day : anchor,
                         &a->room->arena, scratch, &a->reading.names);
}

static naql_status
find_claims(const naql_engine *e, naql_article *a, int32_t anchor,
            nq_arena *scratch)
{
    (void)anchor;
    return nq_claims_make(e->claim, &a->reading.names, &a->room->arena, scratch,
                          &a->reading.claims);
}

void
nq_articles_analyse(const naql_engine *e, naql_article *const *articles,
                    uint32_t n, int32_t anchor, nq_arena *scratch)
{
    static naql_status (*const layers[])(const naql_engine *, naql_article *,
                                         int32_t, nq_arena *) = {
        find_blocks, find_words, find_names, find_claims};
    nq_arena_mark mark = nq_arena_here(scratch);
    bool roomy = share_room(articles, n);
    for (size_t k = 0; k < sizeof(layers) / sizeof(*layers); k++)
        for (uint32_t i = 0; i < n; i++) {
            naql_article *a = articles[i];
            if (a->status != NAQL_OK)
                continue;
            a->status = roomy ? layers[k](e, a, anchor, scratch) : NAQL_NOMEM;
            nq_arena_release(scratch, mark);
            if (a->status != NAQL_OK)
                nq_fail(&a->err, a->status, UINT64_MAX, "%.*s: %s",
                        (int)a->doc.path.len, a->doc.path.ptr,
                        nq_status_name(a->status));
        }
}

void
naql_article_close(naql_article *a)
{
    if (!a)
        return;
    nq_spares_give(&a->engine->documents, &a->arena);
    leave_room(a->engine, a->room);
    nq_mem_free(a);
}

naql_head
naql_article_head(const naql_article *article)
{
    const nq_article *a = &article->reading.article;
    return (naql_head){.id = a->id,
                       .path = a->path,
                       .source_id = a->source_id,
                       .url = a->url,
                       .record = a->record,
                       .outlet = a->outlet,
                       .title = a->title,
                       .byline = a->byline,
                       .dateline = a->dateline,
                       .language = a->language,
                       .published = a->published,
                       .modified = a->modified,
                       .text = a->text};
}

naql_status
naql_article_json(const naql_article *a, naql_sink to)
{
    enum { A_TEXT = 4 }; /* the JSON of most is no longer than so many texts */
    nq_arena scratch;
    nq_buf out = {0};
    nq_arena_init(&scratch);
    nq_buf_reserve(&out, a->reading.article.text.len * A_TEXT);
    nq_report_article(&a->reading, &scratch, &out);
    naql_status status = nq_sink_write(to, &out);
    nq_buf_clear(&out);
    nq_arena_clear(&scratch);
    return status;
}

uint32_t
naql_entities(const naql_article *a)
{
    return a->reading.names.n_entities;
}

naql_status
naql_entity_at(const naql_article *a, uint32_t i, naql_entity *out)
{
    *out = (naql_entity){0};
    if (i >= a->reading.names.n_entities)
        return NAQL_NOT_FOUND;
    const nq_entity *e = &a->reading.names.entities[i];
    *out = (naql_entity){(naql_type)e->type, e->name, e->n_mentions};
    return NAQL_OK;
}

naql_name_iter
naql_names(const naql_article *a)
{
    return (naql_name_iter){a, 0};
}

bool
naql_name_next(naql_name_iter *it, naql_name *out)
{
    const nq_names *n = &it->article->reading.names;
    if (it->next >= n->n_mentions)
        return false;
    const nq_mention *m = &n->mentions[it->next++];
    *out = (naql_name){m->span, (naql_type)m->type, m->entity, m->role};
    return true;
}

naql_date_iter
naql_dates(const naql_article *a)
{
    return (naql_date_iter){a, 0};
}

naql_date
nq_public_date(const nq_date *d)
{
    static const char *const types[] = {"DATE", "TIME", "DURATION", "SET"};
    return (naql_date){d->span, d->value, nq_str_from(types[d->type]),
                       d->day_lo, d->day_hi};
}

bool
naql_date_next(naql_date_iter *it, naql_date *out)
{
    const nq_names *n = &it->article->reading.names;
    if (it->next >= n->n_dates)
        return false;
    *out = nq_public_date(&n->dates[it->next++]);
    return true;
}

naql_number_iter
naql_numbers(const naql_article *a)
{
    return (naql_number_iter){a, 0};
}

bool
naql_number_next(naql_number_iter *it, naql_number *out)
{
    const nq_text *t = &it->article->reading.text;
    if (it->next >= t->n_numbers)
        return false;
    const nq_number *n = &t->numbers[it->next++];
    *out = (naql_number){n->span, n->value, n->high, n->unit};
    return true;
}

naql_repair_iter
naql_repairs(const naql_article *a)
{
    return (naql_repair_iter){a, 0};
}

bool
naql_repair_next(naql_repair_iter *it, naql_repair *out)
{
    const nq_text *t = &it->article->reading.text;
    if (it->next >= t->n_repairs)
        return false;
    const nq_repair *r = &t->repairs[it->next++];
    *out = (naql_repair){r->span, r->words, (naql_repair_kind)r->kind};
    return true;
}

naql_statement_iter
naql_statements(const naql_article *a)
{
    return (naql_statement_iter){a, 0};
}

naql_statement
nq_public_statement(const nq_statement *s)
{
    return (naql_statement){.span = s->span,
                            .cue = s->cue,
                            .speaker = s->speaker,
                            .entity = s->entity,
                            .to = s->to,
                            .credit = s->credit,
                            .act = s->act,
                            .form = (naql_form)s->form,
                            .confidence = s->confidence};
}

bool
naql_statement_next(naql_statement_iter *it, naql_statement *out)
{
    const nq_claims *c = &it->article->reading.claims;
    if (it->next >= c->n_statements)
        return false;
    *out = nq_public_statement(&c->statements[it->next++]);
    return true;
}
