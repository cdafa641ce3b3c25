/* SPDX-License-Identifier: Apache-2.0
 *
 * align.c - two wordings word by word. Layer 7 (compare). */
#include "compare/align.h"

#include "base/status.h"
#include "base/str.h"
#include "compare/tune.h"

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

static double
share_of(const nq_row *a, const nq_row *b, const nq_alignment *x)
{
    double all_a = 0, all_b = 0, same_a = 0, same_b = 0;
    for (uint32_t i = 0; i < x->n_a; i++) {
        all_a += a->words[i].idf;
        same_a += x->to[i] == NQ_NO_WORD ? 0 : a->words[i].idf;
    }
    for (uint32_t i = 0; i < x->n_b; i++) {
        all_b += b->words[i].idf;
        same_b += x->back[i] == NQ_NO_WORD ? 0 : b->words[i].idf;
    }
    double share_a = all_a > 0 ? same_a / all_a : 0;
    double share_b = all_b > 0 ? same_b / all_b : 0;
    return share_a > share_b ? share_a : share_b;
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
    out->share = share_of(a, b, out);
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
    out->right = has_r && r == s->end;
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

/* A name in a's wording, and one to four unmatched words in its place in b's
 * that are no name to b's tagger. */
static bool
unseen_name(const nq_desk *d, const nq_slot_at *s, const nq_row *b,
            const image *im, double share, nq_slot_at *out)
{
    uint32_t n = im->end - im->first;
    if (s->slot != NQ_SLOT_NAME && s->slot != NQ_SLOT_PLACE)
        return false;
    if (!im->left || !im->right || !n || n > 4 || share < NQ_ALIGN_SURE)
        return false;
    const nq_reading *r = nq_row_reading(d, b);
    const nq_text *text = &r->text;
    const nq_token *t = &text->tokens[b->words[im->first].token];
    const nq_token *last = &text->tokens[b->words[im->end - 1].token];
    if (t->kind != NQ_TOKEN_WORD || t->clitics & NQ_CLITIC_AL ||
        b->words[im->first].idf < 3)
        return false;
    for (uint32_t i = im->first; i < im->end; i++)
        if (nq_slot_word_of(&d->in->tools->words,
                            &text->tokens[b->words[i].token])
                .kind)
            return false;
    *out = (nq_slot_at){.slot = s->slot,
                        .type = s->type,
                        .span = {t->span.start, last->span.end}};
    out->value = nq_slot_name_value(d, r, out->span, NQ_NO_ENTITY);
    return out->value.name != NULL;
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
touching(const nq_alignment *x, const nq_slot_at *a, const nq_slot_at *b)
{
    if (a->first && b->first && a->first <= x->n_a &&
        x->to[a->first - 1] == b->first - 1)
        return true;
    return x->share >= NQ_ALIGN_SURE && a->end < x->n_a && b->end < x->n_b &&
           x->to[a->end] == b->end;
}

/* Two slots in one place of the wording whose values differ: is it said in
 * enough of the same words to be believed? */
static bool
believed(const nq_slots *slots, const nq_alignment *x, uint32_t a, uint32_t b)
{
    const nq_slot_at *s = &slots->at[a], *t = &slots->at[b];
    if (nq_values_agree(s->slot, &s->value, &t->value, false))
        return true;
    if (s->slot != NQ_SLOT_NUMBER && s->slot != NQ_SLOT_DATE &&
        !touching(x, s, t))
        return false;
    return !row_knows(slots, t->line, s) && !row_knows(slots, s->line, t);
}

typedef struct matcher {
    const nq_desk *d;
    nq_slots *slots;
    nq_alignment x;
    uint32_t line[2];
    nq_list *answers;
} matcher;

static naql_status
answer(matcher *m, uint32_t slot, bool flip)
{
    uint32_t other = m->line[!flip];
    const nq_slot_at s = m->slots->at[slot];
    const uint16_t *to = flip ? m->x.back : m->x.to;
    image im;
    if (s.end > (flip ? m->x.n_b : m->x.n_a) ||
        !image_of(to, flip ? m->x.n_b : m->x.n_a, flip ? m->x.n_a : m->x.n_b,
                  &s, &im))
        return NAQL_OK;
    if (m->x.share < NQ_ALIGN_SURE &&
        support(&m->d->lines[s.line], to, flip ? m->x.n_b : m->x.n_a, &s) <
            NQ_ALIGN_SUPPORT)
        return NAQL_OK;
    uint32_t found = only_in(m->slots, m->slots->from[other],
                             m->slots->from[other + 1], &im, &s);
    nq_slot_at fresh;
    if (found == UINT32_MAX &&
        unseen_name(m->d, &s, &m->d->lines[other], &im, m->x.share, &fresh)) {
        fresh.line = other;
        found = m->slots->n;
        NQ_TRY(nq_slots_add(m->d, m->slots, fresh));
    }
    if (found == UINT32_MAX ||
        !believed(m->slots, &m->x, flip ? found : slot, flip ? slot : found))
        return NAQL_OK;
    nq_answer *to_add = nq_list_add(m->answers, m->d->scratch);
    if (!to_add)
        return NAQL_NOMEM;
    *to_add = flip ? (nq_answer){found, slot} : (nq_answer){slot, found};
    return NAQL_OK;
}

naql_status
nq_answers_add(const nq_desk *d, nq_slots *slots, nq_pair pair,
               nq_list *answers)
{
    matcher m = {
        .d = d, .slots = slots, .line = {pair.a, pair.b}, .answers = answers};
    const uint32_t *from = slots->from;
    if (from[pair.a] == from[pair.a + 1] && from[pair.b] == from[pair.b + 1])
        return NAQL_OK;
    NQ_TRY(nq_align(&d->lines[pair.a], &d->lines[pair.b], d->scratch, &m.x));
    if (m.x.share < NQ_ALIGN_LEAST)
        return NAQL_OK;
    for (uint32_t i = from[pair.a]; i < from[pair.a + 1]; i++)
        NQ_TRY(answer(&m, i, false));
    for (uint32_t i = from[pair.b]; i < from[pair.b + 1]; i++)
        NQ_TRY(answer(&m, i, true));
    return NAQL_OK;
}
