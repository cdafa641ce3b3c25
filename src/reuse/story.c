/* SPDX-License-Identifier: Apache-2.0
 *
 * story.c - the stories of a pile, and which of them are related. Layer 6
 * (reuse). */
#include "reuse/reuse.h"

#include "base/forest.h"
#include "base/sorted.h"
#include "base/status.h"
#include "base/str.h"
#include "reuse/cluster.h"
#include "reuse/credit.h"
#include "reuse/relate.h"
#include "reuse/tools.h"
#include "reuse/tune.h"

struct draft {
    const nq_pile *pile;
    const nq_reuse_tools *tools;
    nq_reuse_tools room;
    nq_vectors vectors;
    nq_story *at;
    uint32_t n;
};

/* "Watch: ...", "Who is ...": a headline beside the news, told by its first
 * words (data/headline_words.tsv), or a question. */
static bool
is_beside_news(const nq_table *words, const nq_reading *r)
{
    const nq_token *tokens = r->text.tokens;
    nq_walk w = {0};
    if (!words->rows || !r->article.n_blocks ||
        r->article.blocks[0].kind != NQ_BLOCK_TITLE)
        return false;
    if (nq_str_ends(nq_str_trim(r->article.title), NQ_STR("؟")))
        return true;
    for (uint32_t i = 0; i < r->text.n_tokens &&
                         tokens[i].span.end <= r->article.blocks[0].span.end;
         i++) {
        if (tokens[i].kind != NQ_TOKEN_WORD)
            continue;
        if (!nq_table_step(words, &w, tokens[i].hash))
            return false;
        if (w.n)
            return true;
    }
    return false;
}

/* The member nearest to all others, of those whose headlines tell the news
 * where there are such; the earliest when two are as near. Long stories are
 * judged by their first articles. */
static uint32_t
head_of(const struct draft *d, const nq_story *s)
{
    uint32_t n =
        s->n_articles < NQ_HEAD_SAMPLE ? s->n_articles : NQ_HEAD_SAMPLE;
    uint32_t best = s->articles[0];
    double most = -1;
    for (uint32_t i = 0; i < n; i++) {
        uint32_t article = s->articles[i];
        if (!d->pile->at[article]->article.title.len)
            continue;
        double near = nq_vectors_near(&d->vectors, s->articles, n, i);
        if (is_beside_news(&d->tools->headlines, d->pile->at[article]))
            near *= NQ_HEAD_BESIDE;
        if (near > most) {
            most = near;
            best = article;
        }
    }
    return best;
}

static void
date_story(const nq_pile *pile, nq_story *s)
{
    s->first = s->last = NQ_NO_DAY;
    for (uint32_t i = 0; i < s->n_articles; i++) {
        int32_t day = pile->at[s->articles[i]]->article.day;
        if (day == NQ_NO_DAY)
            continue;
        s->first = s->first == NQ_NO_DAY || day < s->first ? day : s->first;
        s->last = s->last == NQ_NO_DAY || day > s->last ? day : s->last;
    }
}

/* The stories keep the clusters' lists of members. */
static naql_status
fill(struct draft *d, nq_clusters *clusters, nq_arena *arena)
{
    NQ_TRY(nq_clusters_list(clusters, d->pile->n, arena));
    d->at = nq_arena_zero(arena, clusters->n, sizeof *d->at);
    if (!d->at)
        return NAQL_NOMEM;
    for (uint32_t c = 0; c < clusters->n; c++) {
        nq_story *s = &d->at[c];
        s->articles = clusters->members + clusters->start[c];
        s->n_articles = clusters->start[c + 1] - clusters->start[c];
        date_story(d->pile, s);
        s->head = head_of(d, s);
    }
    d->n = clusters->n;
    return NAQL_OK;
}

/* Newest first, undated last; then the larger; then the earlier in the pile,
 * which is sorted by outlet and id. */
static int
by_news(const void *x, const void *y)
{
    const nq_story *a = x, *b = y;
    NQ_SORT_BY(b->last, a->last);
    NQ_SORT_BY(b->n_articles, a->n_articles);
    return a->articles[0] < b->articles[0] ? -1 : 1;
}

static naql_status
assemble(struct draft *d, nq_clusters *clusters, nq_arena *arena,
         nq_arena *scratch, nq_stories *out)
{
    uint32_t *of = nq_arena_alloc(arena, d->pile->n * sizeof *of);
    if (!of)
        return NAQL_NOMEM;
    NQ_TRY(fill(d, clusters, arena));
    nq_sort(d->at, d->n, sizeof *d->at, by_news);
    for (uint32_t s = 0; s < d->n; s++)
        for (uint32_t i = 0; i < d->at[s].n_articles; i++)
            of[d->at[s].articles[i]] = s;
    *out = (nq_stories){.at = d->at, .n = d->n, .of = of};
    return nq_stories_relate(d->pile, d->vectors.at, arena, scratch, out);
}

static naql_status
make_vectors(struct draft *d, nq_arena *scratch)
{
    NQ_TRY(nq_reuse_tools_of(d->pile, &d->room, &d->tools));
    return nq_vectors_make(d->pile, &d->tools->rarity, scratch, scratch,
                           &d->vectors);
}

naql_status
nq_stories_make(const nq_pile *pile, nq_arena *arena, nq_arena *scratch,
                nq_stories *out)
{
    struct draft d = {.pile = pile};
    nq_clusters clusters;
    *out = (nq_stories){0};
    NQ_TRY(make_vectors(&d, scratch));
    int32_t *days = nq_arena_alloc(scratch, pile->n * sizeof *days);
    if (!days)
        return NAQL_NOMEM;
    for (uint32_t i = 0; i < pile->n; i++)
        days[i] = pile->at[i]->article.day;
    NQ_TRY(nq_clusters_make(&d.vectors, days, scratch, scratch, &clusters));
    return assemble(&d, &clusters, arena, scratch, out);
}

/* ---- Joining by copies ---- */

struct bond { /* copies between two stories, a < b */
    uint32_t a, b;
    double strength; /* shares of the smaller articles together */
};

static int
by_stories(const void *x, const void *y)
{
    const struct bond *a = x, *b = y;
    NQ_SORT_BY(a->a, b->a);
    return a->b < b->b ? -1 : a->b > b->b;
}

static int
by_strength(const void *x, const void *y)
{
    const struct bond *a = x, *b = y;
    NQ_SORT_BY(b->strength, a->strength);
    return by_stories(x, y);
}

/* Another outlet's article of the same days. What an outlet copies from itself
 * is often its furniture. */
static bool
carried(const nq_article *a, const nq_article *b, int32_t days)
{
    if (nq_outlet_key(a) == nq_outlet_key(b))
        return false;
    if (a->day == NQ_NO_DAY || b->day == NQ_NO_DAY)
        return true;
    int32_t gap = a->day > b->day ? a->day - b->day : b->day - a->day;
    return gap <= days;
}

/* Is most of a passage the words of a statement, quoted? */
static bool
is_quoted(const nq_reading *r, naql_span span)
{
    for (uint32_t i = 0; i < r->claims.n_statements; i++) {
        const nq_statement *s = &r->claims.statements[i];
        uint32_t from = s->span.start > span.start ? s->span.start : span.start;
        uint32_t to = s->span.end < span.end ? s->span.end : span.end;
        if (s->form != NQ_FORM_INDIRECT && to > from &&
            2 * (to - from) > span.end - span.start)
            return true;
    }
    return false;
}

/* What a copy says for its articles being of one story: the larger share; or
 * one quotation in both, short as it may be beside the rest. */
static float
bond_of(const nq_pile *pile, const nq_copy *c)
{
    const nq_reading *a = pile->at[c->from], *b = pile->at[c->to];
    float share = c->share_from > c->share_to ? c->share_from : c->share_to;
    if (share >= NQ_JOIN_SHARE)
        return carried(&a->article, &b->article, NQ_JOIN_DAYS) ? share : 0;
    if (!carried(&a->article, &b->article, NQ_JOIN_QUOTE_DAYS))
        return 0;
    for (uint32_t i = 0; i < c->n_passages; i++)
        if (is_quoted(a, c->passages[i].from) &&
            is_quoted(b, c->passages[i].to))
            return NQ_JOIN_QUOTE;
    return 0;
}

/* Bonds of different stories, those of one pair added up. */
static naql_status
find_bonds(const nq_pile *pile, const nq_copies *copies,
           const nq_stories *stories, nq_arena *scratch, nq_list *out)
{
    for (uint32_t i = 0; i < copies->n; i++) {
        const nq_copy *c = &copies->at[i];
        uint32_t a = stories->of[c->from], b = stories->of[c->to];
        float strength = a == b ? 0 : bond_of(pile, c);
        if (strength <= 0)
            continue;
        struct bond bond = {a < b ? a : b, a < b ? b : a, (double)strength};
        NQ_TRY(nq_list_put(out, scratch, &bond));
    }
    struct bond *at = out->at;
    uint32_t kept = 0;
    nq_sort(at, out->n, sizeof *at, by_stories);
    for (uint32_t i = 0; i < out->n; i++) {
        if (kept && by_stories(&at[kept - 1], &at[i]) == 0)
            at[kept - 1].strength += at[i].strength;
        else
            at[kept++] = at[i];
    }
    out->n = kept;
    return NAQL_OK;
}

/* Joins the strongest bonds first; a story that has grown needs more of
 * them, so that copies of copies do not make one story of a week. */
static uint32_t
join(const nq_stories *stories, struct bond *bonds, uint32_t n, uint32_t *up,
     uint32_t *size)
{
    uint32_t joined = 0;
    for (uint32_t i = 0; i < stories->n; i++) {
        up[i] = i;
        size[i] = stories->at[i].n_articles;
    }
    for (uint32_t i = 0; i < n; i++) {
        uint32_t a = nq_forest_root(up, bonds[i].a),
                 b = nq_forest_root(up, bonds[i].b);
        uint32_t less = size[a] < size[b] ? size[a] : size[b];
        if (a == b || bonds[i].strength < NQ_JOIN_STRENGTH * less ||
            size[a] + size[b] > NQ_JOIN_SIZE)
            continue;
        up[a > b ? a : b] = a > b ? b : a;
        size[a > b ? b : a] += size[a > b ? a : b];
        joined++;
    }
    return joined;
}

naql_status
nq_stories_join(const nq_pile *pile, const nq_copies *copies, nq_arena *arena,
                nq_arena *scratch, nq_stories *stories)
{
    nq_list bonds = NQ_LIST(struct bond);
    NQ_TRY(find_bonds(pile, copies, stories, scratch, &bonds));
    if (!bonds.n)
        return NAQL_OK;
    nq_sort(bonds.at, bonds.n, sizeof(struct bond), by_strength);
    uint32_t *up = nq_arena_alloc(scratch, stories->n * sizeof *up);
    uint32_t *size = nq_arena_alloc(scratch, stories->n * sizeof *size);
    uint32_t *number = nq_arena_alloc(scratch, stories->n * sizeof *number);
    nq_clusters clusters = {
        .of = nq_arena_alloc(scratch, (pile->n + 1ull) * sizeof(uint32_t))};
    if (!up || !size || !number || !clusters.of)
        return NAQL_NOMEM;
    if (!join(stories, bonds.at, bonds.n, up, size))
        return NAQL_OK;
    for (uint32_t s = 0; s < stories->n; s++)
        if (nq_forest_root(up, s) == s)
            number[s] = clusters.n++;
    for (uint32_t i = 0; i < pile->n; i++)
        clusters.of[i] = number[nq_forest_root(up, stories->of[i])];
    struct draft d = {.pile = pile};
    NQ_TRY(make_vectors(&d, scratch));
    return assemble(&d, &clusters, arena, scratch, stories);
}
