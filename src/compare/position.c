/* SPDX-License-Identifier: Apache-2.0
 *
 * position.c - one speaker on one subject over time. Layer 7 (compare).
 *
 * Looks at stories that are linked, and only there: what a man said of two
 * things in two years is no position. */
#include "base/hash.h"
#include "base/sorted.h"
#include "base/status.h"
#include "base/str.h"
#include "compare/stance.h"
#include "compare/tune.h"

/* Wordings of a group that are compared: the first few. */
#define WORDINGS 4u

typedef struct wording {
    uint32_t article, statement;
    nq_stance stance;
} wording;

typedef struct edge { /* a newer group held against an older one */
    float score;
    uint32_t old, new;        /* numbers of `said` */
    uint8_t old_way, new_way; /* their wordings */
    uint8_t bearing;
    nq_likeness like;
    naql_span shown[2];
} edge;

typedef struct said { /* one group of statements */
    uint64_t key;     /* of the speaker's last name */
    int32_t day;
    uint32_t story, twin, person;
    wording *at; /* [n] */
    uint32_t n;
    uint32_t way;    /* the wording that is shown */
    uint32_t parent; /* the older one it is held against, or itself */
    uint32_t root;   /* of its position */
    bool held;       /* an edge chose its wording */
    edge by;         /* the edge to its parent */
} said;

typedef struct finder {
    const nq_position_input *in;
    nq_arena *arena, *scratch;
    nq_map linked;  /* pair of stories */
    bool *has_link; /* [stories n] */
    nq_list said;   /* of said */
    nq_map taken;   /* older statement and story of the newer one */
} finder;

static uint64_t
pair_key(uint32_t a, uint32_t b)
{
    return nq_hash_next(nq_hash_next(11, a < b ? a : b), a < b ? b : a);
}

static naql_status
note_links(finder *f)
{
    const nq_stories *s = f->in->stories;
    f->has_link = nq_arena_zero(f->scratch, s->n, sizeof *f->has_link);
    if (!f->has_link)
        return NAQL_NOMEM;
    for (uint32_t i = 0; i < s->n_related; i++) {
        const nq_relation *r = &s->related[i];
        if (!nq_map_put(&f->linked, pair_key(r->a, r->b), NULL))
            return NAQL_NOMEM;
        f->has_link[r->a] = f->has_link[r->b] = true;
    }
    return NAQL_OK;
}

/* ---- Speakers ---- */

/* Speakers are looked for under their last name: the first is often left out,
 * or stands apart. */
static uint64_t
speaker_key(const finder *f, uint32_t person)
{
    const nq_person *p = &f->in->pile->people.at[person];
    nq_name_form form;
    nq_name_form_of(&f->in->tools->names, p->name, &form);
    if (p->type != NQ_PER || !form.words.n)
        return nq_hash_next(3, form.key ? form.key : person);
    return nq_hash_next(5, form.words.tight[form.words.n - 1]);
}

/* Does a word of the name stand right before a mention of the person, as part
 * of a title that the names did not take in? */
static bool
called(const finder *f, uint32_t person, const nq_name_words *name)
{
    const nq_person *p = &f->in->pile->people.at[person];
    uint32_t n = 0;
    for (uint32_t i = 0; i < p->n_members && n < NQ_POSITION_CALLED; i++) {
        const nq_names *names = &f->in->pile->at[p->members[2 * i]]->names;
        const nq_entity *e = &names->entities[p->members[2 * i + 1]];
        for (uint32_t m = 0; m < e->n_mentions && n < NQ_POSITION_CALLED;
             m++, n++) {
            uint32_t first = names->mentions[e->mentions[m]].first;
            const nq_token *t = names->text->tokens;
            if (first && t[first].kind == NQ_TOKEN_WORD &&
                t[first - 1].kind == NQ_TOKEN_WORD &&
                nq_word_tight(t[first - 1].folded) == name->tight[0])
                return true;
        }
    }
    return false;
}

/* One person, or two whom the pile keeps apart only because one's first name
 * was not read. */
static bool
one_speaker(const finder *f, uint32_t a, uint32_t b)
{
    const nq_person *at = f->in->pile->people.at;
    nq_name_form x, y;
    if (a == b)
        return true;
    if (at[a].type != at[b].type)
        return false;
    nq_name_form_of(&f->in->tools->names, at[a].name, &x);
    nq_name_form_of(&f->in->tools->names, at[b].name, &y);
    if (x.key == y.key)
        return true;
    return at[a].type == NQ_PER && x.words.n > 1 && y.words.n > 1 &&
           (called(f, a, &y.words) || called(f, b, &x.words));
}

/* ---- Statements ---- */

static naql_status
add_said(finder *f, uint32_t story, uint32_t twin, uint64_t key)
{
    const nq_twin *t = &f->in->twins[story]->at[twin];
    uint32_t n = t->n_variants < WORDINGS ? t->n_variants : WORDINGS;
    said s = {.key = key,
              .story = story,
              .twin = twin,
              .person = t->person,
              .day = f->in->pile->at[t->variants[0].article]->article.day};
    s.at = nq_arena_alloc(f->scratch, n * sizeof *s.at);
    if (!s.at)
        return NAQL_NOMEM;
    for (uint32_t i = 0; i < n; i++) {
        const nq_variant *v = &t->variants[i];
        if (v->guest)
            break; /* they come last: said in its own story */
        wording *w = &s.at[s.n++];
        *w = (wording){.article = v->article, .statement = v->statement};
        NQ_TRY(nq_stance_make(f->in->tools, f->in->pile->at[v->article],
                              v->statement, f->scratch, &w->stance));
    }
    if (s.day == NQ_NO_DAY)
        return NAQL_OK;
    return nq_list_put(&f->said, f->scratch, &s);
}

static int
by_speaker(const void *a, const void *b)
{
    const said *x = a, *y = b;
    NQ_SORT_BY(x->key, y->key);
    NQ_SORT_BY(x->day, y->day);
    NQ_SORT_BY(y->story, x->story); /* stories stand newest first */
    return x->twin < y->twin ? -1 : x->twin > y->twin;
}

static naql_status
collect(finder *f)
{
    for (uint32_t s = 0; s < f->in->stories->n; s++) {
        const nq_twins *twins = f->in->twins[s];
        for (uint32_t i = 0; f->has_link[s] && i < twins->n; i++) {
            uint32_t person = twins->at[i].person;
            if (person != NQ_NO_ENTITY)
                NQ_TRY(add_said(f, s, i, speaker_key(f, person)));
        }
    }
    said *all = f->said.at;
    nq_sort(all, f->said.n, sizeof *all, by_speaker);
    for (uint32_t i = 0; i < f->said.n; i++)
        all[i].parent = all[i].root = i;
    return NAQL_OK;
}

/* In how many of a speaker's groups each root stands; of each, the first
 * wording speaks. */
static naql_status
count_groups(const said *at, uint32_t n, nq_map *df)
{
    for (uint32_t i = 0; i < n; i++) {
        const nq_stance *s = &at[i].at[0].stance;
        for (uint32_t k = 0; k < s->n_roots; k++) {
            uint32_t *seen = nq_map_put(df, s->at[s->by_root[k]].root, NULL);
            if (!seen)
                return NAQL_NOMEM;
            ++*seen;
        }
    }
    return NAQL_OK;
}

static void
damp_one(const nq_map *df, uint32_t n, nq_stance *s)
{
    for (uint32_t k = 0; k < s->n; k++) {
        const uint32_t *seen = nq_map_get(df, s->at[k].root);
        float share = seen ? (float)*seen / (float)n : 0;
        if (share > NQ_TOPIC_FROM)
            s->at[k].weight /= 1 + NQ_TOPIC_SLOPE * (share - NQ_TOPIC_FROM);
    }
    nq_stance_weigh(s);
}

/* What a speaker always speaks of tells no two subjects apart. */
static naql_status
damp(finder *f, said *at, uint32_t n)
{
    nq_map df;
    nq_map_init(&df, f->scratch);
    if (n < NQ_POSITION_TOPIC)
        return NAQL_OK;
    NQ_TRY(count_groups(at, n, &df));
    for (uint32_t i = 0; i < n; i++)
        for (uint32_t k = 0; k < at[i].n; k++)
            damp_one(&df, n, &at[i].at[k].stance);
    return NAQL_OK;
}

/* ---- Which is held against which ---- */

/* What the words show counts beside likeness. */
static float
worth(uint8_t bearing)
{
    static const float more[] = {0, 0.2f, 0.3f, 0.5f};
    return more[bearing];
}

/* Are two statements on one subject? What denies the other in its own words
 * needs less. */
static bool
one_subject(const edge *e)
{
    if (e->bearing == NQ_OPPOSED)
        return e->like.share >= NQ_OPPOSED_SHARE;
    return e->like.n >= NQ_SUBJECT_ROOTS &&
           e->like.shared >= NQ_SUBJECT_SHARED &&
           e->like.share >= NQ_SUBJECT_SHARE;
}

static void
weigh_pair(const nq_stance *a, const nq_stance *b, edge *e)
{
    e->score = 0;
    e->like = nq_stance_like(a, b);
    if (e->like.n < NQ_SUBJECT_ROOTS)
        return;
    e->bearing = (uint8_t)nq_stance_bearing(a, b, &e->like, e->shown);
    if (one_subject(e))
        e->score = e->like.share + worth(e->bearing);
}

static naql_status
try_pair(finder *f, const said *at, uint32_t old, uint32_t new, nq_list *edges)
{
    const said *a = &at[old], *b = &at[new];
    edge best = {.score = 0};
    if (a->story == b->story || a->day >= b->day ||
        !nq_map_get(&f->linked, pair_key(a->story, b->story)))
        return NAQL_OK;
    for (uint8_t i = 0; i < a->n; i++)
        for (uint8_t k = 0; k < b->n; k++) {
            edge e = {.old = old, .new = new, .old_way = i, .new_way = k};
            weigh_pair(&a->at[i].stance, &b->at[k].stance, &e);
            best = e.score > best.score ? e : best;
        }
    if (best.score <= 0 || !one_speaker(f, a->person, b->person))
        return NAQL_OK;
    return nq_list_put(edges, f->scratch, &best);
}

static int
by_score(const void *a, const void *b)
{
    const edge *x = a, *y = b;
    NQ_SORT_BY(y->score, x->score);
    NQ_SORT_BY(x->new, y->new);
    return x->old > y->old ? -1 : x->old < y->old;
}

static void
choose(said *s, uint8_t way)
{
    if (!s->held)
        s->way = way;
    s->held = true;
}

/* Best first: each statement has one older one, and an older one is answered
 * once by each story. */
static naql_status
settle(finder *f, said *at, const nq_list *edges)
{
    const edge *e = edges->at;
    for (uint32_t i = 0; i < edges->n; i++) {
        said *b = &at[e[i].new];
        uint64_t key = nq_hash_next(e[i].old + 1, b->story);
        bool fresh;
        if (b->parent != e[i].new)
            continue;
        if (!nq_map_put(&f->taken, key, &fresh))
            return NAQL_NOMEM;
        if (!fresh)
            continue;
        b->parent = e[i].old;
        b->by = e[i];
        choose(b, e[i].new_way);
        choose(&at[e[i].old], e[i].old_way);
    }
    return NAQL_OK;
}

/* Statements [first, end) of all, under one last name. */
static naql_status
hold_against(finder *f, uint32_t first, uint32_t end)
{
    said *all = f->said.at;
    nq_list edges = NQ_LIST(edge);
    nq_arena_mark mark = nq_arena_here(f->scratch);
    NQ_TRY(damp(f, &all[first], end - first));
    nq_arena_release(f->scratch, mark);
    for (uint32_t i = first; i < end; i++) {
        uint32_t least =
            i - first > NQ_POSITION_ANCHORS ? i - NQ_POSITION_ANCHORS : first;
        for (uint32_t k = i; k-- > least;)
            NQ_TRY(try_pair(f, all, k, i, &edges));
    }
    nq_sort(edges.at, edges.n, sizeof(edge), by_score);
    return settle(f, all, &edges);
}

/* ---- What is handed out ---- */

static int
by_root(const void *a, const void *b)
{
    const said *x = *(const said *const *)a, *y = *(const said *const *)b;
    NQ_SORT_BY(x->root, y->root);
    return x < y ? -1 : x > y; /* both in one array, by day */
}

/* The rarest word that a statement shares with the one before; of a name, the
 * whole name. */
static naql_str
about(const said *s)
{
    const nq_stance *words = &s->at[s->by.new_way].stance;
    uint32_t token = words->at[s->by.like.rarest].token;
    const nq_reading *r = words->reading;
    const nq_mention *m = nq_mention_at(&r->names, token);
    return nq_str_span(r->article.text,
                       m ? m->span : r->text.tokens[token].span);
}

/* Place of a statement in a list by by_root: of one root, they stand as in the
 * array of all. */
static uint32_t
place_in(const said *const *list, uint32_t n, const said *of)
{
    uint32_t i;
    NQ_BISECT(i, 0, n, list[i] < of);
    return i;
}

static nq_stand
stand_of(const said *all, const said *const *list, uint32_t n, uint32_t i)
{
    const said *s = list[i], *older = &all[s->parent];
    const edge *e = &s->by;
    nq_stand out = {.story = s->story,
                    .twin = s->twin,
                    .article = s->at[s->way].article,
                    .statement = s->at[s->way].statement,
                    .day = s->day,
                    .before = i,
                    .bearing = e->bearing};
    if (older != s) {
        out.before = place_in(list, n, older);
        out.shown[0] = (nq_place){older->at[e->old_way].article, e->shown[0]};
        out.shown[1] = (nq_place){s->at[e->new_way].article, e->shown[1]};
    }
    return out;
}

static naql_status
add_position(const finder *f, const said *const *list, uint32_t n, nq_list *out)
{
    nq_stand *stands = nq_arena_alloc(f->arena, n * sizeof *stands);
    nq_position *to = nq_list_add(out, f->scratch);
    if (!stands || !to)
        return NAQL_NOMEM;
    for (uint32_t i = 0; i < n; i++)
        stands[i] = stand_of(f->said.at, list, n, i);
    *to = (nq_position){list[n - 1]->person, about(list[n - 1]), stands, n};
    return NAQL_OK;
}

static int
by_newest(const void *a, const void *b)
{
    const nq_position *x = a, *y = b;
    const nq_stand *s = &x->stands[x->n_stands - 1];
    const nq_stand *t = &y->stands[y->n_stands - 1];
    NQ_SORT_BY(t->day, s->day);
    NQ_SORT_BY(s->story, t->story);
    return s->twin < t->twin ? -1 : s->twin > t->twin;
}

static naql_status
hand_out(finder *f, nq_positions *out)
{
    said *all = f->said.at;
    nq_list made = NQ_LIST(nq_position);
    const said **list = nq_arena_alloc(f->scratch, f->said.n * sizeof *list);
    if (!list)
        return NAQL_NOMEM;
    for (uint32_t i = 0; i < f->said.n; i++) {
        all[i].root = all[all[i].parent].root; /* the older one is before it */
        list[i] = &all[i];
    }
    nq_sort(list, f->said.n, sizeof *list, by_root);
    for (uint32_t i = 0; i < f->said.n;) {
        uint32_t end = i;
        while (end < f->said.n && list[end]->root == list[i]->root)
            end++;
        if (end - i > 1)
            NQ_TRY(add_position(f, &list[i], end - i, &made));
        i = end;
    }
    nq_sort(made.at, made.n, sizeof(nq_position), by_newest);
    out->n = made.n;
    out->at = nq_list_freeze(&made, f->arena);
    return out->at ? NAQL_OK : NAQL_NOMEM;
}

naql_status
nq_positions_make(const nq_position_input *in, nq_arena *arena,
                  nq_arena *scratch, nq_positions *out)
{
    finder f = {
        .in = in, .arena = arena, .scratch = scratch, .said = NQ_LIST(said)};
    *out = (nq_positions){0};
    nq_map_init(&f.linked, scratch);
    nq_map_init(&f.taken, scratch);
    NQ_TRY(note_links(&f));
    NQ_TRY(collect(&f));
    const said *all = f.said.at;
    for (uint32_t i = 0; i < f.said.n;) {
        uint32_t end = i;
        while (end < f.said.n && all[end].key == all[i].key)
            end++;
        NQ_TRY(hold_against(&f, i, end));
        i = end;
    }
    return hand_out(&f, out);
}

const char *
nq_bearing_name(uint8_t bearing)
{
    static const char *const names[] = {"beside", "repeated", "changed",
                                        "opposed"};
    return names[bearing];
}
