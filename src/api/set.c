/* SPDX-License-Identifier: Apache-2.0
 *
 * set.c - many articles compared. Layer 10 (api).
 *
 * The pile is put into an order of its own first (time, outlet, id, path), so
 * that nothing depends on the order in which articles were added. */
#include "api/anchor.h"
#include "base/day.h"
#include "base/hash.h"
#include "base/mem.h"
#include "base/pool.h"
#include "base/sorted.h"
#include "base/status.h"
#include "base/str.h"

#include <stdatomic.h>
#include <stdio.h>

struct naql_set {
    naql_engine *engine;
    nq_arena arena; /* set lifetime */
    const naql_article **articles;
    uint32_t n, room;
    bool begun, compared;
    atomic_bool cancelled;
    const nq_reading **readings; /* [n] in pile order */
    nq_anchored anchored;
    nq_pile pile;
    nq_stories stories;
    nq_copies copies;
    nq_echoes echoes;
    nq_story_view *views; /* [stories.n] */
    nq_positions positions;
    const nq_view_copies *copied; /* [stories.n] */
    nq_arena *work;        /* [threads] set lifetime: results of a worker */
    nq_arena *scratch;     /* [threads] */
    naql_status *failures; /* [threads] */
    unsigned threads;
};

naql_status
naql_set_new(naql_engine *engine, naql_set **out, naql_error *err)
{
    *out = NULL;
    naql_status status = nq_engine_compare(engine);
    if (status != NAQL_OK)
        return nq_fail(err, status, UINT64_MAX, "no set can be made: %s",
                       nq_status_name(status));
    naql_set *s = *out = nq_mem_zero(1, sizeof(*s));
    if (!s)
        return nq_fail_named(err, NAQL_NOMEM);
    s->engine = engine;
    nq_arena_init(&s->arena);
    return NAQL_OK;
}

void
naql_set_close(naql_set *s)
{
    if (!s)
        return;
    for (unsigned i = 0; i < s->threads; i++) {
        nq_arena_clear(&s->work[i]);
        nq_arena_clear(&s->scratch[i]);
    }
    nq_anchored_clear(&s->anchored);
    nq_arena_clear(&s->arena);
    nq_mem_free(s->articles);
    nq_mem_free(s);
}

naql_status
naql_set_add(naql_set *s, const naql_article *article)
{
    if (s->begun)
        return NAQL_BAD_ARG;
    if (s->n == s->room) {
        uint32_t room = s->room ? s->room * 2 : 64;
        void *at =
            nq_mem_resize(s->articles, (size_t)room * sizeof(*s->articles));
        if (!at)
            return NAQL_NOMEM;
        s->articles = at;
        s->room = room;
    }
    s->articles[s->n++] = article;
    return NAQL_OK;
}

/* Undated articles come last, so that they join what is dated. */
static int
in_pile_order(const void *a, const void *b)
{
    const nq_article *x = &(*(const naql_article *const *)a)->reading.article;
    const nq_article *y = &(*(const naql_article *const *)b)->reading.article;
    int order = (x->published.len == 0) - (y->published.len == 0);
    order = order ? order : nq_day_compare(x->published, y->published);
    order = order ? order : nq_str_compare(x->outlet, y->outlet);
    order = order ? order : nq_str_compare(x->id, y->id);
    order = order ? order : nq_str_compare(x->path, y->path);
    return order ? order : (x->record > y->record) - (x->record < y->record);
}

static naql_status
make_people(naql_set *s, nq_arena *scratch)
{
    const nq_names **names = nq_arena_alloc(scratch, s->n * sizeof(*names));
    if (!names)
        return NAQL_NOMEM;
    for (uint32_t i = 0; i < s->n; i++)
        names[i] = &s->readings[i]->names;
    return nq_people_make(s->engine->name, names, s->n, &s->arena, scratch,
                          &s->pile.people);
}

static naql_status
make_pile(naql_set *s, nq_arena *scratch)
{
    nq_sort(s->articles, s->n, sizeof(*s->articles), in_pile_order);
    s->readings = nq_arena_alloc(&s->arena, s->n * sizeof(*s->readings));
    if (!s->readings)
        return NAQL_NOMEM;
    for (uint32_t i = 0; i < s->n; i++)
        s->readings[i] = &s->articles[i]->reading;
    s->pile =
        (nq_pile){.at = s->readings, .n = s->n, .tools = s->engine->reuse};
    bool changed;
    nq_anchor_input in = {s->engine, s->articles, s->n, NULL};
    NQ_TRY(nq_anchor_set(&in, s->readings, &s->anchored, &changed));
    return make_people(s, scratch);
}

/* Stories, with undated articles dated by those that first take them in. */
static naql_status
make_stories(naql_set *s, nq_arena *scratch)
{
    bool changed;
    nq_arena_mark mark = nq_arena_here(scratch);
    NQ_TRY(nq_stories_make(&s->pile, &s->arena, scratch, &s->stories));
    nq_arena_release(scratch, mark);
    nq_anchor_input in = {s->engine, s->articles, s->n, &s->stories};
    NQ_TRY(nq_anchor_set(&in, s->readings, &s->anchored, &changed));
    if (!changed)
        return NAQL_OK;
    NQ_TRY(make_people(s, scratch));
    nq_arena_release(scratch, mark);
    NQ_TRY(nq_stories_make(&s->pile, &s->arena, scratch, &s->stories));
    nq_arena_release(scratch, mark);
    return NAQL_OK;
}

/* An id that the same articles always get: a hash of their ids, in order. */
static naql_str
story_id(const naql_set *s, const nq_story *story, nq_arena *arena)
{
    uint64_t h = 0;
    for (uint32_t i = 0; i < story->n_articles; i++) {
        const nq_reading *r = s->pile.at[story->articles[i]];
        h = nq_hash_next(h, nq_hash(r->article.id));
    }
    char *id = nq_arena_alloc(arena, 13);
    if (!id)
        return (naql_str){0};
    snprintf(id, 13, "%012llx", (unsigned long long)(h & 0xffffffffffffull));
    return nq_str(id, 12);
}

static naql_status
view_story(naql_set *s, uint32_t i, nq_arena *arena, nq_arena *scratch)
{
    const nq_story *story = &s->stories.at[i];
    nq_twins *twins = nq_arena_zero(arena, 1, sizeof(*twins));
    nq_comparison *c = nq_arena_zero(arena, 1, sizeof(*c));
    if (!twins || !c)
        return NAQL_NOMEM;
    nq_arena_mark mark = nq_arena_here(scratch);
    nq_twin_input groups = {&s->pile, story, &s->copies, &s->echoes};
    naql_status status = nq_twins_make(&groups, arena, scratch, twins);
    nq_arena_release(scratch, mark);
    nq_compare_input in = {s->engine->compare, &s->pile, story, &s->copies,
                           twins};
    if (status == NAQL_OK)
        status = nq_comparison_make(&in, arena, scratch, c);
    nq_arena_release(scratch, mark);
    naql_str id = story_id(s, story, arena);
    s->views[i] = (nq_story_view){story, twins, c, id};
    return id.ptr ? status : NAQL_NOMEM;
}

/* Asks the caller whether to go on: on his own thread alone. */
static naql_status
go_on(naql_set *s)
{
    const naql_options *o = &s->engine->options;
    if (o->progress && !o->progress(o->user, 0, 0))
        atomic_store(&s->cancelled, true);
    return atomic_load(&s->cancelled) ? NAQL_CANCELLED : NAQL_OK;
}

static void
view_one(void *user, uint32_t i, unsigned worker)
{
    naql_set *s = user;
    naql_status status = NAQL_OK;
    if (worker == 0)
        status = go_on(s);
    else if (atomic_load(&s->cancelled))
        status = NAQL_CANCELLED;
    if (status == NAQL_OK)
        status = view_story(s, i, &s->work[worker], &s->scratch[worker]);
    if (status != NAQL_OK)
        s->failures[worker] = status;
}

static naql_status
start_workers(naql_set *s)
{
    unsigned threads = nq_pool_wanted(s->engine->options.threads);
    s->work = nq_arena_zero(&s->arena, threads, sizeof(*s->work));
    s->scratch = nq_arena_zero(&s->arena, threads, sizeof(*s->scratch));
    s->failures = nq_arena_zero(&s->arena, threads, sizeof(*s->failures));
    if (!s->work || !s->scratch || !s->failures)
        return NAQL_NOMEM;
    s->threads = threads;
    return NAQL_OK;
}

static naql_status
view_all(naql_set *s)
{
    s->views = nq_arena_zero(&s->arena, s->stories.n, sizeof(*s->views));
    if (!s->views)
        return NAQL_NOMEM;
    NQ_TRY(nq_pool_each(s->threads, s->stories.n, view_one, s));
    for (unsigned i = 0; i < s->threads; i++)
        NQ_TRY(s->failures[i]);
    return NAQL_OK;
}

static naql_status
make_positions(naql_set *s, nq_arena *scratch)
{
    const nq_twins **twins =
        nq_arena_alloc(scratch, s->stories.n * sizeof(*twins));
    if (!twins)
        return NAQL_NOMEM;
    for (uint32_t i = 0; i < s->stories.n; i++)
        twins[i] = s->views[i].twins;
    nq_position_input in = {s->engine->compare, &s->pile, &s->stories, twins};
    return nq_positions_make(&in, &s->arena, scratch, &s->positions);
}

static naql_status
compare(naql_set *s)
{
    NQ_TRY(start_workers(s));
    nq_arena *scratch = &s->scratch[0];
    nq_arena_mark mark = nq_arena_here(scratch);
    NQ_TRY(make_pile(s, scratch));
    nq_arena_release(scratch, mark);
    NQ_TRY(go_on(s));
    NQ_TRY(make_stories(s, scratch));
    NQ_TRY(go_on(s));
    NQ_TRY(nq_copies_make(&s->pile, &s->arena, scratch, &s->copies));
    nq_arena_release(scratch, mark);
    NQ_TRY(
        nq_stories_join(&s->pile, &s->copies, &s->arena, scratch, &s->stories));
    nq_arena_release(scratch, mark);
    NQ_TRY(
        nq_echoes_make(&s->pile, &s->stories, &s->arena, scratch, &s->echoes));
    nq_arena_release(scratch, mark);
    NQ_TRY(view_all(s));
    NQ_TRY(make_positions(s, scratch));
    nq_arena_release(scratch, mark);
    nq_report view = nq_set_view(s);
    s->copied = nq_view_copies_by_story(&view, &s->arena);
    return s->copied ? NAQL_OK : NAQL_NOMEM;
}

naql_status
naql_set_compare(naql_set *s, naql_error *err)
{
    if (s->begun)
        return nq_fail(err, NAQL_BAD_ARG, UINT64_MAX,
                       "the set was compared before");
    s->begun = true;
    naql_status status = compare(s);
    s->compared = status == NAQL_OK;
    return nq_fail_named(err, status);
}

nq_report
nq_set_view(const naql_set *s)
{
    return (nq_report){&s->pile, &s->stories, &s->copies, s->views,
                       &s->positions};
}

const naql_article *
naql_set_article(const naql_set *s, uint32_t i)
{
    if (!s->compared || i >= s->n)
        return NULL;
    const naql_article *anew = s->anchored.own[i];
    return anew ? anew : s->articles[i];
}

const nq_view_copies *
nq_set_copies(const naql_set *s, uint32_t story)
{
    return &s->copied[story];
}

/* ---- Reports ---- */

/* The first version of the options ended where `spreadsheet` begins; a caller
 * who was compiled with it has nothing behind. */
#define FIRST_SIZE offsetof(naql_report_options, spreadsheet)

static bool
read_options(const naql_report_options *given, nq_report_options *out)
{
    naql_report_options o = {0};
    *out = (nq_report_options){0};
    if (!given)
        return true;
    if (given->size < FIRST_SIZE)
        return false;
    memcpy(&o, given, given->size < sizeof(o) ? given->size : sizeof(o));
    *out = (nq_report_options){o.brief, o.english, o.spreadsheet, NULL};
    return true;
}

typedef void write_report(const nq_report *r, const nq_report_options *o,
                          nq_arena *scratch, nq_buf *out);

static write_report *const writers[] = {
    [NAQL_FORMAT_HTML] = nq_report_html,
    [NAQL_FORMAT_JSON] = nq_report_json,
    [NAQL_FORMAT_PLAIN] = nq_report_plain,
    [NAQL_FORMAT_CSV] = nq_report_csv,
    [NAQL_FORMAT_GEXF] = nq_report_gexf,
    [NAQL_FORMAT_WEBANNOTATION] = nq_report_webannotation,
};

naql_status
naql_set_report(const naql_set *s, naql_format format,
                const naql_report_options *options, naql_sink to,
                naql_error *err)
{
    nq_report_options o;
    if (!s->compared || !read_options(options, &o))
        return nq_fail(err, NAQL_BAD_ARG, UINT64_MAX,
                       "the set was not compared, or options->size is wrong");
    if ((size_t)format >= sizeof(writers) / sizeof(writers[0]))
        return nq_fail(err, NAQL_BAD_ARG, UINT64_MAX, "no format %d",
                       (int)format);
    nq_report report = nq_set_view(s);
    nq_arena scratch;
    nq_buf out = {0};
    nq_arena_init(&scratch);
    writers[format](&report, &o, &scratch, &out);
    naql_status status = nq_sink_write(to, &out);
    nq_buf_clear(&out);
    nq_arena_clear(&scratch);
    return nq_fail_named(err, status);
}

uint32_t
naql_stories(const naql_set *s)
{
    return s->compared ? s->stories.n : 0;
}

naql_status
naql_story_at(const naql_set *s, uint32_t i, naql_story *out)
{
    *out = (naql_story){0};
    if (i >= naql_stories(s))
        return NAQL_NOT_FOUND;
    const nq_story *story = &s->stories.at[i];
    *out = (naql_story){s->pile.at[story->head]->article.title,
                        story->n_articles, s->views[i].twins->n};
    return NAQL_OK;
}

const naql_article *
naql_story_article(const naql_set *s, uint32_t story, uint32_t i)
{
    if (story >= naql_stories(s) || i >= s->stories.at[story].n_articles)
        return NULL;
    return naql_set_article(s, s->stories.at[story].articles[i]);
}

naql_str
naql_story_id(const naql_set *s, uint32_t story)
{
    return story < naql_stories(s) ? s->views[story].id : NQ_STR("");
}

naql_status
naql_story_days(const naql_set *s, uint32_t story, int32_t *first,
                int32_t *last)
{
    bool found = story < naql_stories(s);
    *first = found ? s->stories.at[story].first : NQ_NO_DAY;
    *last = found ? s->stories.at[story].last : NQ_NO_DAY;
    return found ? NAQL_OK : NAQL_NOT_FOUND;
}
