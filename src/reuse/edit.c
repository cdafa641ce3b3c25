/* SPDX-License-Identifier: Apache-2.0
 *
 * edit.c - how one wording differs from another. Layer 6 (reuse). */
#include "reuse/edit.h"

#include "base/status.h"
#include "base/str.h"
#include "base/utf8.h"
#include "reuse/tune.h"

struct side {
    const nq_wording *w;
    const uint32_t *at; /* [n] tokens that are words */
    uint32_t n;
};

struct diff {
    struct side a, b; /* the first wording, this one */
    uint8_t *step;    /* [a.n + 1][b.n + 1] what was chosen */
    nq_list edits;    /* nq_edit, scratch */
    nq_arena *scratch;
    naql_span pending; /* of the piece being grown */
    char op;           /* its op; 0: none */
};

enum { BOTH, ONLY_A, ONLY_B };

static naql_status
words_of(const nq_wording *w, nq_arena *scratch, struct side *out)
{
    uint32_t *at =
        nq_arena_alloc(scratch, (w->end - w->first + 1) * sizeof *at);
    *out = (struct side){w, at, 0};
    if (!at)
        return NAQL_NOMEM;
    for (uint32_t i = w->first; i < w->end; i++)
        if (w->text->tokens[i].kind != NQ_TOKEN_MARK)
            at[out->n++] = i;
    return NAQL_OK;
}

static const nq_token *
token(const struct side *s, uint32_t index)
{
    return &s->w->text->tokens[s->at[index]];
}

static naql_str
core_of(const nq_token *t)
{
    size_t cut = (size_t)t->pre + t->suf;
    if (cut >= t->folded.len)
        return t->folded;
    return nq_str(t->folded.ptr + t->pre, t->folded.len - cut);
}

/* How like two words are, as it is weighed. */
enum { ANOTHER = 0, SAME_CORE = 2 /* but for what is glued to it */, SAME = 3 };

static uint32_t
likeness(const nq_token *a, const nq_token *b)
{
    if (a->hash == b->hash)
        return SAME;
    if (a->kind != NQ_TOKEN_WORD || b->kind != NQ_TOKEN_WORD)
        return ANOTHER;
    naql_str x = core_of(a), y = core_of(b);
    return x.len >= 2 * NQ_LETTER && nq_str_equal(x, y) ? SAME_CORE : ANOTHER;
}

/* Longest common run of words (Hunt and Szymanski's problem, solved by the
 * plain table), likeness as weight. */
static naql_status
fill_steps(struct diff *d)
{
    uint32_t na = d->a.n, nb = d->b.n;
    uint32_t *row = nq_arena_zero(d->scratch, nb + 1, sizeof *row);
    d->step = nq_arena_alloc(d->scratch, (size_t)(na + 1) * (nb + 1));
    if (!row || !d->step)
        return NAQL_NOMEM;
    for (uint32_t i = na; i-- > 0;) {
        uint32_t below = row[nb];
        for (uint32_t k = nb; k-- > 0;) {
            uint32_t like = likeness(token(&d->a, i), token(&d->b, k));
            uint32_t best = row[k] >= row[k + 1] ? row[k] : row[k + 1];
            uint8_t step = row[k] >= row[k + 1] ? ONLY_A : ONLY_B;
            if (like && below + like >= best) {
                best = below + like;
                step = BOTH;
            }
            below = row[k];
            row[k] = best;
            d->step[(size_t)i * (nb + 1) + k] = step;
        }
    }
    return NAQL_OK;
}

/* Whether white space or nothing stands before a piece. */
static bool
apart(const nq_wording *w, naql_str piece)
{
    const char *text = w->text->article->text.ptr;
    char before = piece.ptr > text + w->span.start ? piece.ptr[-1] : ' ';
    return before == ' ' || before == '\n' || before == '\t';
}

static bool
flush(struct diff *d)
{
    const nq_wording *w = d->op == '-' ? d->a.w : d->b.w;
    char op = d->op;
    d->op = 0;
    if (!op)
        return true;
    naql_str text =
        nq_str_trim(nq_str_span(w->text->article->text, d->pending));
    if (!text.len)
        return true;
    nq_edit *edit = nq_list_add(&d->edits, d->scratch);
    if (edit)
        *edit = (nq_edit){op, text, !apart(w, text)};
    return edit != NULL;
}

/* Adds bytes to the piece of `op`, or starts one. */
static bool
piece(struct diff *d, char op, naql_span span)
{
    if (span.end <= span.start)
        return true;
    if (d->op == op) {
        d->pending.end = span.end;
        return true;
    }
    if (!flush(d))
        return false;
    d->op = op;
    d->pending = span;
    return true;
}

/* Where the marks behind word `index` of b end: at the next word. */
static uint32_t
behind(const struct side *b, uint32_t index)
{
    return index + 1 < b->n ? token(b, index + 1)->span.start : b->w->span.end;
}

static uint32_t
before(const struct side *b, uint32_t index)
{
    return index ? token(b, index)->span.start : b->w->span.start;
}

static uint32_t
cut_at(const struct side *s, uint32_t index, bool suffix)
{
    const nq_token *t = token(s, index);
    if (suffix && !t->suf)
        return t->span.end;
    uint32_t skip = suffix ? (uint32_t)t->folded.len - t->suf : t->pre;
    return nq_token_at(s->w->text, s->at[index], skip);
}

static naql_str
glued_before(const nq_token *t)
{
    return nq_str(t->folded.ptr, t->pre);
}

static naql_str
glued_behind(const nq_token *t)
{
    return nq_str(t->folded.ptr + t->folded.len - t->suf, t->suf);
}

/* The same word with other clitics: each glued part is an edit of its own. */
static bool
glued_word(struct diff *d, uint32_t i, uint32_t k)
{
    const nq_token *a = token(&d->a, i), *b = token(&d->b, k);
    uint32_t start = before(&d->b, k), end = behind(&d->b, k);
    uint32_t core_end = cut_at(&d->b, k, true);
    if (!nq_str_equal(glued_before(a), glued_before(b))) {
        naql_span was = {a->span.start, cut_at(&d->a, i, false)};
        naql_span now = {start, cut_at(&d->b, k, false)};
        if (!piece(d, '-', was) || (b->pre && !piece(d, '+', now)))
            return false;
        start = b->pre ? now.end : start;
    }
    if (nq_str_equal(glued_behind(a), glued_behind(b)))
        return piece(d, '=', (naql_span){start, end});
    naql_span was = {cut_at(&d->a, i, true), a->span.end};
    return piece(d, '=', (naql_span){start, core_end}) && piece(d, '-', was) &&
           piece(d, b->suf ? '+' : '=', (naql_span){core_end, end});
}

static uint8_t
step_at(const struct diff *d, uint32_t i, uint32_t k)
{
    if (i == d->a.n)
        return ONLY_B;
    return k == d->b.n ? ONLY_A : d->step[(size_t)i * (d->b.n + 1) + k];
}

/* What stands between two equal words: all that went, then all that came. */
static bool
unequal(struct diff *d, uint32_t *i, uint32_t *k)
{
    uint32_t from_i = *i, from_k = *k;
    while (*i < d->a.n || *k < d->b.n) {
        uint8_t step = step_at(d, *i, *k);
        if (step == BOTH)
            break;
        *i += step == ONLY_A;
        *k += step == ONLY_B;
    }
    bool ok = true;
    if (*i > from_i)
        ok = piece(d, '-',
                   (naql_span){token(&d->a, from_i)->span.start,
                               token(&d->a, *i - 1)->span.end});
    if (ok && *k > from_k)
        ok = piece(d, '+',
                   (naql_span){before(&d->b, from_k), behind(&d->b, *k - 1)});
    return ok;
}

static bool
walk(struct diff *d)
{
    uint32_t i = 0, k = 0;
    while (i < d->a.n || k < d->b.n) {
        if (step_at(d, i, k) != BOTH) {
            if (!unequal(d, &i, &k))
                return false;
            continue;
        }
        bool same = likeness(token(&d->a, i), token(&d->b, k)) == SAME;
        naql_span span = {before(&d->b, k), behind(&d->b, k)};
        if (!(same ? piece(d, '=', span) : glued_word(d, i, k)))
            return false;
        i++;
        k++;
    }
    return flush(d);
}

naql_status
nq_edits_same(const nq_wording *w, nq_arena *arena, const nq_edit **out,
              uint32_t *n)
{
    nq_edit *edit = nq_arena_alloc(arena, sizeof *edit);
    if (!edit)
        return NAQL_NOMEM;
    *edit = (nq_edit){'=', nq_str_span(w->text->article->text, w->span), false};
    *out = edit;
    *n = 1;
    return NAQL_OK;
}

/* Too long for a table: all of one against all of the other. */
static bool
exchange(struct diff *d)
{
    return piece(d, '-', d->a.w->span) && piece(d, '+', d->b.w->span) &&
           flush(d);
}

naql_status
nq_edits_make(const nq_wording *from, const nq_wording *to, nq_arena *arena,
              nq_arena *scratch, const nq_edit **out, uint32_t *n)
{
    struct diff d = {.edits = NQ_LIST(nq_edit), .scratch = scratch};
    *out = NULL;
    *n = 0;
    NQ_TRY(words_of(from, scratch, &d.a));
    NQ_TRY(words_of(to, scratch, &d.b));
    bool small = (uint64_t)d.a.n * d.b.n <= NQ_EDIT_CELLS;
    if (small)
        NQ_TRY(fill_steps(&d));
    if (!(small ? walk(&d) : exchange(&d)))
        return NAQL_NOMEM;
    *out = nq_list_freeze(&d.edits, arena);
    *n = d.edits.n;
    return *out ? NAQL_OK : NAQL_NOMEM;
}
