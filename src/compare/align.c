/* SPDX-License-Identifier: Apache-2.0
 *
 * align.c - two wordings word by word. Layer 7 (compare). */
#include "compare/align.h"

#include "base/status.h"
#include "base/str.h"
#include "compare/choice.h"
#include "compare/context.h"
#include "compare/gap.h"
#include "compare/gate.h"
#include "compare/label.h"
#include "compare/one_many.h"
#include "compare/rate.h"
#include "compare/tune.h"

#include <math.h>

typedef struct grid {
    float *score; /* [(n_a + 1) * (n_b + 1)] best of the tails */
    const nq_word *a, *b;
    uint32_t n_a, n_b;
} grid;

/* Common words must not outweigh rare ones, yet hold a place. */
static float
gain(const nq_word *x, const nq_word *y)
{
    if (x->key == y->key)
        return x->idf + 1.0f;
    return x->stem == y->stem ? x->idf * 0.8f + 0.5f : 0;
}

static float
best(const grid *g, uint32_t i, uint32_t j)
{
    const float *down = &g->score[(i + 1) * (g->n_b + 1) + j];
    float skip = down[0], match = gain(&g->a[i], &g->b[j]);
    float right = g->score[i * (g->n_b + 1) + j + 1];
    skip = right > skip ? right : skip;
    return match > 0 && down[1] + match >= skip ? down[1] + match : skip;
}

static void
trace(const grid *g, nq_alignment *out)
{
    for (uint32_t i = 0, j = 0; i < g->n_a && j < g->n_b;) {
        const float *here = &g->score[i * (g->n_b + 1) + j];
        float match = gain(&g->a[i], &g->b[j]);
        if (match > 0 && here[0] == here[g->n_b + 2] + match) {
            out->to[i] = (uint16_t)j;
            out->back[j++] = (uint16_t)i++;
        } else if (here[0] == here[g->n_b + 1]) {
            i++;
        } else {
            j++;
        }
    }
}

static void
sum_up(const nq_row *a, const nq_row *b, nq_alignment *x)
{
    memset(x->all, 0, sizeof x->all);
    memset(x->same, 0, sizeof x->same);
    for (uint32_t i = 0; i < x->n_a; i++) {
        x->all[0] += a->words[i].idf;
        x->same[0] += x->to[i] == NQ_NO_WORD ? 0 : a->words[i].idf;
    }
    for (uint32_t i = 0; i < x->n_b; i++) {
        x->all[1] += b->words[i].idf;
        x->same[1] += x->back[i] == NQ_NO_WORD ? 0 : b->words[i].idf;
    }
}

double
nq_align_share(const nq_alignment *x, double without_a, double without_b)
{
    double a = x->all[0] - without_a, b = x->all[1] - without_b;
    a = a > 0 ? x->same[0] / a : 0;
    b = b > 0 ? x->same[1] / b : 0;
    return a > b ? a : b;
}

double
nq_align_weight(const nq_row *row, const uint16_t *to, uint32_t first,
                uint32_t end)
{
    double sum = 0;
    for (uint32_t i = first; i < end; i++)
        sum += to[i] == NQ_NO_WORD ? row->words[i].idf : 0;
    return sum;
}

naql_status
nq_align(const nq_row *a, const nq_row *b, nq_arena *scratch, nq_alignment *out)
{
    uint32_t n_a = a->n_words, n_b = b->n_words;
    n_a = n_a < NQ_ALIGN_WORDS ? n_a : NQ_ALIGN_WORDS;
    n_b = n_b < NQ_ALIGN_WORDS ? n_b : NQ_ALIGN_WORDS;
    grid g = {.a = a->words, .b = b->words, .n_a = n_a, .n_b = n_b};
    out->n_a = n_a;
    out->n_b = n_b;
    memset(out->to, 0xff, sizeof out->to);
    memset(out->back, 0xff, sizeof out->back);
    nq_arena_mark mark = nq_arena_here(scratch);
    g.score = nq_arena_zero(scratch, (n_a + 1) * (n_b + 1), sizeof *g.score);
    if (!g.score)
        return NAQL_NOMEM;
    for (uint32_t i = n_a; i--;)
        for (uint32_t j = n_b; j--;)
            g.score[i * (n_b + 1) + j] = best(&g, i, j);
    trace(&g, out);
    nq_arena_release(scratch, mark);
    sum_up(a, b, out);
    return NAQL_OK;
}

typedef struct image { /* words of the other line that may answer a slot */
    uint32_t first, end;
    bool left, right; /* the words right before and behind are matched */
} image;

/* The nearest matched words on both sides hold the slot in place; at least
 * one of them must touch it. */
static bool
image_of(const uint16_t *to, uint32_t n, uint32_t n_other, const nq_slot_at *s,
         image *out)
{
    uint32_t l = s->first, r = s->end;
    while (l && s->first - l < NQ_ALIGN_REACH && to[l - 1] == NQ_NO_WORD)
        l--;
    while (r < n && r - s->end < NQ_ALIGN_REACH && to[r] == NQ_NO_WORD)
        r++;
    bool has_l = l && to[l - 1] != NQ_NO_WORD;
    bool has_r = r < n && to[r] != NQ_NO_WORD;
    out->left = has_l && l == s->first;
    out->right = (has_r && r == s->end) || (s->end == n && !has_r);
    if (!out->left && !out->right)
        return false;
    out->first = has_l ? to[l - 1] + 1u : 0;
    out->end = has_r ? to[r] : n_other;
    if (!has_l && out->end > NQ_ALIGN_IMAGE)
        out->first = out->end - NQ_ALIGN_IMAGE;
    if (!has_r && out->end - out->first > NQ_ALIGN_IMAGE)
        out->end = out->first + NQ_ALIGN_IMAGE;
    return out->end >= out->first && out->end - out->first <= NQ_ALIGN_IMAGE;
}

static bool
same_sort(const nq_slot_at *x, const nq_slot_at *y)
{
    return x->slot == y->slot && x->type == y->type &&
           x->value.duration == y->value.duration;
}

/* The only slot of that kind inside the image; UINT32_MAX: none or several. */
static uint32_t
only_in(const nq_slots *slots, uint32_t from, uint32_t end, const image *im,
        const nq_slot_at *like)
{
    uint32_t found = UINT32_MAX;
    for (uint32_t i = from; i < end; i++) {
        const nq_slot_at *s = &slots->at[i];
        if (!same_sort(s, like) || s->first < im->first || s->end > im->end)
            continue;
        if (found != UINT32_MAX)
            return UINT32_MAX;
        found = i;
    }
    return found;
}

typedef struct request { /* one slot looking for its answer */
    uint32_t slot, side; /* side: of the slot's own line */
    image im;
    double share; /* of all the words but the slot's and its image's */
    float near;   /* weight of the matched words around it */
} request;

/* A word that shows the ending of an adverb or object is no name. */
static bool
is_adverb(const nq_text *text, const nq_token *t)
{
    naql_str word = nq_str_span(text->article->text, t->span);
    return nq_str_find(word, NQ_STR("\u064b"), 0) < word.len;
}

/* "His counterpart" is no name; of a word hardly ever seen the ending is the
 * name's own. */
static bool
ends_in_pronoun(const nq_token *t, float idf)
{
    return t->suf && idf < NQ_GAP_RARE;
}

/* A name in a's wording, and one to four unmatched words in its place in b's
 * that are no name to b's tagger. */
static bool
unseen_name(const nq_desk *d, const nq_slot_at *s, const nq_row *b,
            const request *q, nq_slot_at *out)
{
    const image *im = &q->im;
    uint32_t n = im->end - im->first;
    float rarest = 0;
    if (s->slot != NQ_SLOT_NAME && s->slot != NQ_SLOT_PLACE)
        return false;
    if (!im->left || !im->right || !n || n > NQ_GAP_WORDS ||
        q->share < NQ_ALIGN_SURE)
        return false;
    const nq_reading *r = nq_row_reading(d, b);
    const nq_text *text = &r->text;
    const nq_token *t = &text->tokens[b->words[im->first].token];
    const nq_token *last = &text->tokens[b->words[im->end - 1].token];
    if (t->kind != NQ_TOKEN_WORD || t->clitics & NQ_CLITIC_AL ||
        t->folded.len < NQ_GAP_BYTES ||
        ends_in_pronoun(t, b->words[im->first].idf) ||
        b->words[im->first].idf < NQ_GAP_FIRST)
        return false;
    for (uint32_t i = im->first; i < im->end; i++) {
        const nq_token *w = &text->tokens[b->words[i].token];
        if (nq_slot_word_of(&d->in->tools->words, w).kind || is_adverb(text, w))
            return false;
        rarest = b->words[i].idf > rarest ? b->words[i].idf : rarest;
    }
    if (rarest < NQ_GAP_IDF || (b->title && n == 1 && s->end > s->first + 1))
        return false; /* a headline has a verb where the text has a name */
    *out = (nq_slot_at){.slot = s->slot,
                        .type = s->type,
                        .span = {t->span.start, last->span.end}};
    out->value = nq_slot_name_value(d, r, out->span, NQ_NO_ENTITY);
    if (!out->value.name || s->first == s->end)
        return out->value.name != NULL;
    bool one_head =
        d->lines[s->line].words[s->first].stem == b->words[im->first].stem;
    if (s->slot == NQ_SLOT_PLACE) /* "North Korea", "its northern neighbour" */
        return one_head || !nq_names_meet(s->value.name, out->value.name);
    return s->type != NQ_ORG || !one_head; /* "the mission of ..." */
}

/* Weight of the words around a slot that the other wording has as well. */
static float
support(const nq_row *row, const uint16_t *to, uint32_t n, const nq_slot_at *s)
{
    float sum = 0;
    uint32_t i = s->first > NQ_NEAR_WORDS ? s->first - NQ_NEAR_WORDS : 0;
    for (; i < n && i < s->end + NQ_NEAR_WORDS; i++)
        if ((i < s->first || i >= s->end) && to[i] != NQ_NO_WORD)
            sum += row->words[i].idf;
    return sum;
}

/* Does a row hold a value that agrees with a slot's? Then another value of the
 * row does not answer it. */
static bool
row_knows(const nq_slots *slots, uint32_t row, const nq_slot_at *s)
{
    for (uint32_t i = slots->from[row]; i < slots->from[row + 1]; i++)
        if (same_sort(&slots->at[i], s) &&
            nq_values_agree(s->slot, &slots->at[i].value, &s->value, false))
            return true;
    return false;
}

/* The words right before both slots are a matched pair, or, in sentences that
 * are alike as a whole, the words right behind. */
static bool
touching(const nq_alignment *x, double share, const nq_slot_at *a,
         const nq_slot_at *b)
{
    if (a->first && b->first && a->first <= x->n_a &&
        x->to[a->first - 1] == b->first - 1)
        return true;
    return share >= NQ_ALIGN_SURE && a->end < x->n_a && b->end < x->n_b &&
           x->to[a->end] == b->end;
}

typedef struct matcher {
    const nq_desk *d;
    nq_slots *slots;
    nq_alignment x;
    uint32_t line[2];
    nq_list *answers;
} matcher;

static const uint16_t *
words_to(const matcher *m, uint32_t side, uint32_t *n)
{
    *n = side ? m->x.n_b : m->x.n_a;
    return side ? m->x.back : m->x.to;
}

static bool
request_of(const matcher *m, uint32_t slot, uint32_t side, request *out)
{
    const nq_slot_at *s = &m->slots->at[slot];
    uint32_t n, n_other, other = m->line[!side];
    const uint16_t *to = words_to(m, side, &n);
    const uint16_t *back = words_to(m, !side, &n_other);
    *out = (request){.slot = slot, .side = side};
    if (s->end > n || !image_of(to, n, n_other, s, &out->im))
        return false;
    double mine = nq_align_weight(&m->d->lines[s->line], to, s->first, s->end);
    double its =
        nq_align_weight(&m->d->lines[other], back, out->im.first, out->im.end);
    out->share = nq_align_share(&m->x, side ? its : mine, side ? mine : its);
    out->near = support(&m->d->lines[s->line], to, n, s);
    return out->share >= NQ_ALIGN_SURE || out->near >= NQ_ALIGN_SUPPORT;
}

/* Days that are named by the week are those of two events in most sentences
 * that are not nearly the same; the calendar, or a length, says more. */
static double
date_share(const nq_value *a, const nq_value *b)
{
    if ((a->duration && b->duration) || (a->month && b->month))
        return NQ_ALIGN_DATE;
    return (a->month || b->month) && fabs(a->lo - b->lo) < 7 ? NQ_ALIGN_DATE
                                                             : NQ_ALIGN_WEEKDAY;
}

/* Two slots in one place of the wording whose values differ: is it said in
 * enough of the same words to be believed? */
static bool
believed(const matcher *m, const request *r, uint32_t found)
{
    const nq_slots *slots = m->slots;
    const nq_slot_at *s = &slots->at[r->slot], *t = &slots->at[found];
    if (nq_values_agree(s->slot, &s->value, &t->value, false))
        return true;
    if (nq_slots_nested(m->d, s, t) ||
        (s->slot == NQ_SLOT_DATE && !nq_dates_alike(&s->value, &t->value)) ||
        (s->slot == NQ_SLOT_NUMBER && !s->value.word != !t->value.word &&
         r->share < NQ_ALIGN_SURE))
        return false;
    if (!nq_may_part(m->d, s, t, r->share) ||
        (s->slot == NQ_SLOT_NUMBER && r->share < NQ_COUNT_LIKE &&
         nq_other_places(m->d, slots, r->slot, found)))
        return false;
    if (s->slot == NQ_SLOT_DATE &&
        (r->share < date_share(&s->value, &t->value) ||
         r->near < NQ_ALIGN_DATE_NEAR))
        return false;
    const nq_slot_at *a = r->side ? t : s, *b = r->side ? s : t;
    if (s->slot != NQ_SLOT_NUMBER && s->slot != NQ_SLOT_DATE &&
        !touching(&m->x, r->share, a, b))
        return false;
    if (s->slot == NQ_SLOT_NUMBER &&
        (nq_part_of(m->d, slots, found, s->value.exact) ||
         nq_part_of(m->d, slots, r->slot, t->value.exact)))
        return false;
    return !row_knows(slots, t->line, s) && !row_knows(slots, s->line, t);
}

static naql_status
answer(matcher *m, uint32_t slot, uint32_t side)
{
    request r;
    nq_slot_at fresh;
    uint32_t other = m->line[!side];
    if (!request_of(m, slot, side, &r))
        return NAQL_OK;
    const nq_slot_at s = m->slots->at[slot];
    uint32_t found = only_in(m->slots, m->slots->from[other],
                             m->slots->from[other + 1], &r.im, &s);
    if (found == UINT32_MAX &&
        unseen_name(m->d, &s, &m->d->lines[other], &r, &fresh)) {
        fresh.line = other;
        found = m->slots->n;
        NQ_TRY(nq_slots_add(m->d, m->slots, fresh));
    }
    if (found == UINT32_MAX || !believed(m, &r, found))
        return NAQL_OK;
    nq_answer answer =
        side ? (nq_answer){found, slot} : (nq_answer){slot, found};
    return nq_list_put(m->answers, m->d->scratch, &answer);
}

naql_status
nq_answers_add(const nq_desk *d, nq_slots *slots, nq_pair pair,
               nq_list *answers)
{
    matcher m = {
        .d = d, .slots = slots, .line = {pair.a, pair.b}, .answers = answers};
    const uint32_t *from = slots->from;
    if (d->lines[pair.a].key == d->lines[pair.b].key &&
        from[pair.a] == from[pair.a + 1]) /* the same words, and no slot */
        return NAQL_OK;
    NQ_TRY(nq_align(&d->lines[pair.a], &d->lines[pair.b], d->scratch, &m.x));
    NQ_TRY(nq_one_many_add(d, slots, pair, &m.x, answers));
    NQ_TRY(nq_choices_add(d, slots, pair, &m.x, answers));
    if (nq_align_share(&m.x, 0, 0) < NQ_ALIGN_LEAST)
        return NAQL_OK;
    for (uint32_t i = from[pair.a]; i < from[pair.a + 1]; i++)
        NQ_TRY(answer(&m, i, 0));
    for (uint32_t i = from[pair.b]; i < from[pair.b + 1]; i++)
        NQ_TRY(answer(&m, i, 1));
    NQ_TRY(nq_labels_left_out(d, slots, pair, &m.x, answers));
    return nq_gaps_add(d, slots, pair, &m.x, answers);
}
