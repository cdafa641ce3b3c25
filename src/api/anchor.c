/* SPDX-License-Identifier: Apache-2.0
 *
 * anchor.c - dates for undated articles of a set. Layer 10 (api). */
#include "api/anchor.h"
#include "base/mem.h"
#include "base/sorted.h"
#include "base/status.h"

struct work {
    naql_engine *engine;
    const naql_article *const *articles;
    const nq_reading **at;
    nq_anchored *out;
    nq_arena scratch;
    bool changed;
};

/* Reads article `i` anew as of `day`. The document is borrowed: the article
 * that holds it outlives the set. */
static naql_status
read_anew(struct work *w, uint32_t i, int32_t day, naql_str from)
{
    naql_article *a = nq_article_new(w->engine);
    if (!a)
        return NAQL_NOMEM;
    a->doc = w->articles[i]->doc;
    nq_articles_analyse(w->engine, &a, 1, day, &w->scratch);
    if (a->status != NAQL_OK) {
        naql_status status = a->status;
        naql_article_close(a);
        return status;
    }
    a->reading.article.day = day;
    a->reading.inferred = true;
    a->reading.inferred_from = from;
    w->out->own[i] = a;
    w->at[i] = &a->reading;
    w->changed = true;
    return NAQL_OK;
}

/* First by their own words. */
static naql_status
by_own_words(struct work *w)
{
    for (uint32_t i = 0; i < w->out->n; i++) {
        int32_t day;
        if (w->at[i]->article.day != NQ_NO_DAY)
            continue;
        NQ_TRY(nq_names_day(w->engine->name, &w->at[i]->names, NULL, NQ_NO_DAY,
                            &day));
        if (day != NQ_NO_DAY)
            NQ_TRY(read_anew(w, i, day, (naql_str){"", 0}));
    }
    return NAQL_OK;
}

struct dated {
    int32_t day;
    uint32_t article;
};

static int
by_day(const void *a, const void *b)
{
    const struct dated *x = a, *y = b;
    int order = (x->day > y->day) - (x->day < y->day);
    return order ? order
                 : (x->article > y->article) - (x->article < y->article);
}

static naql_status
by_story(struct work *w, const nq_story *story)
{
    nq_arena_mark mark = nq_arena_here(&w->scratch);
    uint32_t n = 0;
    struct dated *dated =
        nq_arena_alloc(&w->scratch, story->n_articles * sizeof(*dated));
    if (!dated)
        return NAQL_NOMEM;
    for (uint32_t i = 0; i < story->n_articles; i++) {
        int32_t day = w->at[story->articles[i]]->article.day;
        if (day != NQ_NO_DAY)
            dated[n++] = (struct dated){day, story->articles[i]};
    }
    if (!n || n == story->n_articles) {
        nq_arena_release(&w->scratch, mark);
        return NAQL_OK;
    }
    nq_sort(dated, n, sizeof(*dated), by_day);
    uint32_t from = dated[(n - 1) / 2].article; /* the middle day */
    nq_arena_release(&w->scratch, mark);
    int32_t story_day = w->at[from]->article.day;
    for (uint32_t i = 0; i < story->n_articles; i++) {
        uint32_t a = story->articles[i];
        int32_t day;
        if (w->at[a]->article.day != NQ_NO_DAY)
            continue;
        NQ_TRY(nq_names_day(w->engine->name, &w->at[a]->names,
                            &w->at[from]->names, story_day, &day));
        NQ_TRY(read_anew(w, a, day, w->at[from]->article.id));
    }
    return NAQL_OK;
}

naql_status
nq_anchor_set(const nq_anchor_input *in, const nq_reading **at,
              nq_anchored *out, bool *changed)
{
    struct work w = {in->engine, in->articles, at, out, {0}, false};
    const nq_stories *stories = in->stories;
    *changed = false;
    if (!out->own)
        *out = (nq_anchored){nq_mem_zero(in->n, sizeof(*out->own)), in->n};
    if (!out->own)
        return NAQL_NOMEM;
    nq_arena_init(&w.scratch);
    naql_status status = stories ? NAQL_OK : by_own_words(&w);
    for (uint32_t i = 0; stories && i < stories->n && status == NAQL_OK; i++)
        status = by_story(&w, &stories->at[i]);
    nq_arena_clear(&w.scratch);
    *changed = w.changed;
    return status;
}

void
nq_anchored_clear(nq_anchored *a)
{
    for (uint32_t i = 0; a->own && i < a->n; i++)
        naql_article_close(a->own[i]);
    nq_mem_free(a->own);
    *a = (nq_anchored){0};
}
