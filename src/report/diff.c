/* SPDX-License-Identifier: Apache-2.0
 *
 * diff.c - which words of two passages differ. Layer 9 (report). */
#include "report/diff.h"

#include "base/fold.h"
#include "base/str.h"
#include "base/utf8.h"

/* A word's hash without the marks at its ends; 0: it is marks alone. */
static uint64_t
hash_of(naql_str word)
{
    size_t first = word.len, end = 0;
    for (size_t at = 0; at < word.len;) {
        size_t from = at;
        uint32_t c = nq_utf8_next(word, &at);
        if (c == NQ_UTF8_BAD || nq_class_of(c) == NQ_CLASS_MARK)
            continue;
        if (first == word.len)
            first = from;
        end = at;
    }
    return end > first ? nq_fold_hash(nq_str(word.ptr + first, end - first))
                       : 0;
}

static bool
is_space(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

bool
nq_diff_cut(naql_str text, nq_arena *arena, nq_diff_side *out)
{
    nq_list list = NQ_LIST(nq_diff_word);
    for (uint32_t at = 0; at < text.len;) {
        while (at < text.len && is_space(text.ptr[at]))
            at++;
        uint32_t start = at;
        while (at < text.len && !is_space(text.ptr[at]))
            at++;
        naql_span span = {start, at};
        uint64_t hash = hash_of(nq_str_span(text, span));
        if (!hash)
            continue;
        nq_diff_word *word = nq_list_add(&list, arena);
        if (!word)
            return false;
        word->span = span;
        word->hash = hash;
    }
    out->words = list.at;
    out->n = list.n;
    return true;
}

/* What is left of the two sides between their common ends. */
struct window {
    nq_diff_word *a, *b;
    int32_t n, m;
};

static struct window
trim(const nq_diff_side *a, const nq_diff_side *b)
{
    struct window w = {a->words, b->words, (int32_t)a->n, (int32_t)b->n};
    while (w.n > 0 && w.m > 0 && w.a->hash == w.b->hash)
        w.a++, w.b++, w.n--, w.m--;
    while (w.n > 0 && w.m > 0 && w.a[w.n - 1].hash == w.b[w.m - 1].hash)
        w.n--, w.m--;
    return w;
}

/* True when the path of d edits on diagonal k came down from k + 1: it
 * inserted a word of b. */
static bool
came_down(const int32_t *v, int32_t d, int32_t k)
{
    return k == -d || (k != d && v[k - 1] < v[k + 1]);
}

/* Goes back from the end, marking what each step deleted or inserted.
 * rows[d] holds the furthest x of each diagonal after d edits. */
static void
mark_back(const struct window *w, int32_t *const *rows, int32_t d)
{
    int32_t x = w->n, y = w->m;
    for (; d > 0; d--) {
        const int32_t *v = rows[d - 1] + d;
        int32_t k = x - y;
        bool down = came_down(v, d, k);
        int32_t from_x = v[down ? k + 1 : k - 1];
        int32_t from_y = from_x - (down ? k + 1 : k - 1);
        if (down)
            w->b[from_y].changed = true;
        else
            w->a[from_x].changed = true;
        x = from_x;
        y = from_y;
    }
}

bool
nq_diff_mark(nq_diff_side *a, nq_diff_side *b, nq_arena *scratch)
{
    struct window w = trim(a, b);
    int32_t *rows[NQ_DIFF_MAX + 1];
    nq_arena_mark here = nq_arena_here(scratch);
    bool done = false;
    for (int32_t d = 0; d <= NQ_DIFF_MAX && !done; d++) {
        /* rows[d] has one spare diagonal on either side */
        rows[d] =
            nq_arena_alloc(scratch, (size_t)(2 * d + 3) * sizeof(int32_t));
        if (!rows[d])
            break;
        int32_t *v = rows[d] + d + 1;
        v[-d - 1] = v[d + 1] = -1;
        for (int32_t k = -d; k <= d; k++)
            v[k] = -1;
        for (int32_t k = -d; k <= d && !done; k += 2) {
            int32_t x = 0;
            if (d > 0) {
                const int32_t *before = rows[d - 1] + d;
                x = came_down(before, d, k) ? before[k + 1] : before[k - 1] + 1;
            }
            while (x < w.n && x - k < w.m && x >= k &&
                   w.a[x].hash == w.b[x - k].hash)
                x++;
            v[k] = x;
            if (x >= w.n && x - k >= w.m) {
                mark_back(&w, rows, d);
                done = true;
            }
        }
    }
    nq_arena_release(scratch, here);
    return done;
}
