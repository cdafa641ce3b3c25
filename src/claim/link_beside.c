/* SPDX-License-Identifier: Apache-2.0
 *
 * link_beside.c - what stands beside the names of somebody for whom a noun may
 * stand, and in them. Layer 5 (claim). */
#include "claim/link_sight.h"

#include "base/hash.h"
#include "base/str.h"

typedef struct beside { /* what stands beside the names of somebody */
    bool open, in, title, behind, far;
    bool touch[3];        /* right before it, right behind it, in brackets */
    uint32_t words, most; /* bits at all of them; at the best one */
    uint32_t titled;      /* words at one that the head stands at as well */
    bool same, other;     /* origins */
} beside;

/* Where the head stands round a mention: before it among its titles, or behind.
 */
static void
see_head(const nq_sight *v, const nq_mention *m, beside *b, bool *there)
{
    enum { BEFORE = 8, CLOSE = 2, BEHIND = 4 };
    const nq_scene *s = v->s;
    for (uint32_t i = m->first; i < m->end; i++) {
        if (nq_link_is_head(v->l, i)) {
            b->open |= i == m->first;
            b->in |= i > m->first;
            *there = true;
        }
    }
    for (uint32_t n = 1; n <= BEFORE && n <= m->first; n++) {
        uint32_t i = m->first - n;
        if (s->tokens[i].kind == NQ_TOKEN_MARK && n > CLOSE)
            break;
        if (nq_link_is_head(v->l, i) && (i < v->l->first || i >= v->l->end)) {
            b->title |= n <= CLOSE;
            b->far |= n > CLOSE;
            *there = true;
            break;
        }
        if (s->tokens[i].flags & NQ_TOKEN_SENTENCE)
            break;
    }
    for (uint32_t i = m->end; i < m->end + BEHIND && i < s->n; i++) {
        if (s->tokens[i].flags & NQ_TOKEN_SENTENCE)
            break;
        if (nq_link_is_head(v->l, i) && (i < v->l->first || i >= v->l->end)) {
            b->behind = *there = true;
            break;
        }
    }
}

/* A part of a name that was cut off it, or its short form in brackets. */
static void
see_touch(const nq_sight *v, const nq_mention *m, beside *b)
{
    uint32_t own = v->l->first, end = v->l->end, i = m->end;
    b->touch[0] |= m->first > 0 && nq_link_is_head(v->l, m->first - 1) &&
                   (m->first <= own || m->first > end);
    b->touch[1] |=
        i < v->s->n && nq_link_is_head(v->l, i) && (i < own || i >= end);
    b->touch[2] |= nq_is_mark(v->s, i, NQ_MARK_OPEN) && i + 1 < v->s->n &&
                   nq_link_is_head(v->l, i + 1);
}

/* Does the word at token i speak of the place that the phrase speaks of, or of
 * another? */
static void
see_place(const nq_sight *v, uint32_t i, beside *b)
{
    const nq_scene *s = v->s;
    naql_str at = nq_resolve_origin(s, i);
    const nq_mention *in = nq_mention_of(s, i);
    if (!at.len && in && in->type == NQ_LOC && in->first == i)
        at = s->names->entities[in->entity].name;
    if (at.len && nq_str_equal(at, v->f->origin))
        b->same = true;
    else if (at.len)
        b->other = true;
}

/* Is token i another's name, or past what tells of a name? */
static bool
ends_origin(const nq_sight *v, uint32_t i)
{
    const nq_mention *in = nq_mention_of(v->s, i);
    return (i >= v->l->first && i < v->l->end) || nq_cue_lemma(v->s, i) ||
           (in && in->type == NQ_PER && in->entity != v->it->entity);
}

/* Places among the titles of a name and right behind it. */
static void
see_origin(const nq_sight *v, const nq_mention *m, beside *b)
{
    enum { BEFORE = 6, BEHIND = 5 };
    const nq_scene *s = v->s;
    if (!v->f->origin.len)
        return;
    for (uint32_t i = m->first; i < m->end; i++)
        see_place(v, i, b);
    for (uint32_t n = 1; n <= BEFORE && n <= m->first; n++) {
        if (ends_origin(v, m->first - n))
            break;
        see_place(v, m->first - n, b);
        if (s->tokens[m->first - n].flags & NQ_TOKEN_SENTENCE)
            break;
    }
    for (uint32_t i = m->end; i < m->end + BEHIND && i < s->n; i++) {
        if ((s->tokens[i].flags & NQ_TOKEN_SENTENCE) || ends_origin(v, i))
            break;
        see_place(v, i, b);
    }
}

static void
see_mention(const nq_sight *v, const nq_mention *m, beside *b)
{
    enum { BEFORE = 8, BEHIND = 6 };
    uint32_t lo = m->first > BEFORE ? m->first - BEFORE : 0;
    uint32_t hi = m->end + BEHIND < v->s->n ? m->end + BEHIND : v->s->n;
    bool there = false;
    see_head(v, m, b, &there);
    see_touch(v, m, b);
    uint32_t bits = nq_stems_in(&v->f->words, v->s->tokens, lo, hi);
    uint32_t n = (uint32_t)__builtin_popcount(bits);
    b->words |= bits;
    b->most = n > b->most ? n : b->most;
    if (there && n > b->titled)
        b->titled = n;
    see_origin(v, m, b);
}

/* Does the head stand among the offices of the person? */
static bool
has_office(const nq_sight *v)
{
    enum { MOST = 6 };
    for (uint32_t r = 0; r < v->e->n_roles && r < MOST; r++) {
        uint32_t i = nq_token_around(v->s->text, v->e->roles[r].start);
        for (; i < v->s->n && v->s->tokens[i].span.start < v->e->roles[r].end;
             i++)
            if (nq_link_is_head(v->l, i) && (i < v->l->first || i >= v->l->end))
                return true;
    }
    return false;
}

static uint32_t
share_of(uint32_t hit, uint32_t all)
{
    return !hit ? 0 : hit >= all ? 3 : hit * 2 >= all ? 2 : 1;
}

/* What says most together. */
static void
put_pairs(nq_sight *v, const beside *b, uint32_t head)
{
    static const uint32_t far[] = {1, 3};
    const nq_link_facts *f = v->f;
    uint32_t words = !f->words.n              ? 0
                     : !b->titled             ? 1
                     : b->titled < f->words.n ? 2
                                              : 3;
    bool next = f->next == v->it->entity;
    if (!v->it->before && v->it->behind && v->fits) {
        uint32_t at = nq_sentence_of(v->s->text, v->it->behind->first);
        nq_sight_put(v, NQ_SEE_AFTER +
                            nq_trait_step(at - f->sentence, far, 2) * 8 +
                            (head > 0) * 4u + next * 2u + (f->known == 0));
    }
    if (v->fits)
        nq_sight_put(v, NQ_SEE_MATCH + words * 12 + (head > 0) * 6u +
                            (nq_sight_near(v) == 0) * 3u + f->known);
    if (v->it->rule)
        nq_sight_put(v, NQ_SEE_STOOD + head * 2 + v->fits);
    for (uint32_t k = 0; k < 3; k++)
        if (b->touch[k])
            nq_sight_put(v, NQ_SEE_TOUCH + k);
    if (f->last == v->it->entity && v->fits) {
        bool agrees = v->type != NQ_PER || v->e->feminine == f->fem;
        nq_sight_put(v, NQ_SEE_WENT + (head > 0) * 12u + f->known * 4u +
                            agrees * 2u + (f->words.n > 0));
    }
}

static void
put_beside(nq_sight *v)
{
    enum { NAMES = 3 };
    const nq_link_facts *f = v->f;
    const nq_names *names = v->s->names;
    beside b = {.titled = 0};
    for (uint32_t k = 0; k < v->e->n_mentions && k < NAMES; k++)
        see_mention(v, &names->mentions[v->e->mentions[k]], &b);
    if (v->it->before && v->e->n_mentions > NAMES)
        see_mention(v, v->it->before, &b);
    bool office = has_office(v);
    uint32_t head = b.open     ? 1
                    : b.title  ? 2
                    : office   ? 3
                    : b.behind ? 4
                    : b.in     ? 5
                    : b.far    ? 6
                               : 0;
    put_pairs(v, &b, head);
    uint32_t words = nq_sight_most(f->words.n, 2), n = f->words.n;
    if (n) {
        nq_sight_put(v, NQ_SEE_SHARE + share_of(b.most, n) * 2 + (words > 1));
        nq_sight_put(v, NQ_SEE_SHARE + 8 +
                            share_of((uint32_t)__builtin_popcount(b.words), n) *
                                2 +
                            (words > 1));
        if (head)
            nq_sight_put(v, NQ_SEE_TITLE + share_of(b.titled, n) * 4 +
                                (words > 1) * 2u + v->fits);
    }
    if (f->origin.len) {
        bool place = v->type == NQ_LOC && nq_str_equal(v->e->name, f->origin);
        nq_sight_put(v, NQ_SEE_ORIGIN + (place     ? 3
                                         : b.same  ? 1
                                         : b.other ? 2
                                                   : 0));
    }
}

/* Is the name's own first word the noun, or one of its kind? */
static void
put_name(nq_sight *v)
{
    const nq_mention *m = &v->s->names->mentions[v->e->mentions[0]];
    const nq_word *w = v->s->tags[m->first].word;
    bool own = nq_link_is_head(v->l, m->first);
    bool kind = w->noun == v->f->kind && w->noun;
    uint32_t like = own ? 0 : kind ? 1 : w->noun ? 2 : 3;
    nq_sight_put(v, NQ_SEE_KIND + like);
    if (v->fits && v->type != NQ_PER) {
        const nq_mention *b = v->it->before;
        uint32_t at = b ? nq_sentence_of(v->s->text, b->first) : 0;
        bool close = b && at + 1 >= v->f->sentence;
        nq_sight_put(v, NQ_SEE_LIKE + like * 6 + nq_sight_near(v) * 2 + close);
    }
    if (!own && m->first > 0 && v->s->tags[m->first - 1].word->noun &&
        !nq_link_is_head(v->l, m->first - 1))
        nq_sight_put(v, NQ_SEE_KIND + 4);
}

/* Is the head among those nouns, or its feminine? */
static bool
is_among(const nq_sight *v, naql_str nouns)
{
    naql_str one, head = nq_token_bare(&v->s->tokens[v->l->head]);
    while (nq_str_split(&nouns, ' ', &one))
        if (nq_str_equal(one, head) ||
            (nq_str_starts(head, one) && head.len == one.len + 2 &&
             nq_str_ends(head, NQ_STR("ه"))))
            return true;
    return false;
}

/* What news call that name (data/name_heads.tsv): nothing known, so, by another
 * noun of that kind, by one of another kind. */
static uint32_t
news_of(const nq_sight *v, const nq_mention *m)
{
    const nq_table *t = &v->s->book->heads;
    nq_walk w = {.n = 0};
    for (uint32_t i = m->first; i < m->end; i++)
        if (!nq_table_step(t, &w, v->s->tokens[i].hash))
            return 0;
    if (!w.n)
        return 0;
    naql_str nouns = nq_table_cell(t, w.row, 1), one;
    if (is_among(v, nouns))
        return 1;
    while (nq_str_split(&nouns, ' ', &one))
        if (nq_wordbook_find(v->s->book, nq_hash(one))->noun == v->f->kind)
            return 2;
    return 3;
}

static void
put_news(nq_sight *v)
{
    enum { NAMES = 3 };
    uint32_t news = 0;
    for (uint32_t k = 0; k < v->e->n_mentions && k < NAMES && news != 1; k++) {
        uint32_t at = news_of(v, &v->s->names->mentions[v->e->mentions[k]]);
        news = at ? at : news;
    }
    nq_sight_put(v, NQ_SEE_NEWS + news * 4 + v->f->known);
    nq_sight_put(v, NQ_SEE_NEWS + 16 + news * 4 + nq_sight_near(v));
}

void
nq_link_beside(nq_sight *v)
{
    put_beside(v);
    put_name(v);
    put_news(v);
}
