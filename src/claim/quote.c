/* SPDX-License-Identifier: Apache-2.0
 *
 * quote.c - quoted passages of one article. Layer 5 (claim).
 *
 * The press mixes styles, swaps opening and closing marks and forgets them. So
 * a mark is read by its look (white space on one side) before its shape. */
#include "claim/quote.h"

enum {
    DEPTH = 8,
    LETTER_BYTES = 2,
    PARAGRAPHS = 4, /* over which a passage may run; longer ones are letters */
    LEAST = 6       /* tokens of its first paragraph */
};

struct finder {
    const nq_text *text;
    nq_quote_marks marks;
    nq_list list; /* nq_quote */
    nq_arena *arena;
    uint32_t end;         /* of the block at work */
    uint8_t stack[DEPTH]; /* nq_mark that opened each level */
    uint32_t depth, open; /* token that opened the outermost */
    bool flat;            /* no passages inside passages */
    bool strayed;         /* a plain mark closed what none had opened */
    uint32_t stray;       /* its token */
    uint32_t resume;      /* behind a passage that ran over its block */
};

/* Is there a gap, an opening mark or a lone preposition before token i? */
static bool
free_before(const struct finder *f, uint32_t i)
{
    const nq_token *t = &f->text->tokens[i];
    if (i == 0 || (t->flags & (NQ_TOKEN_SPACE | NQ_TOKEN_LINE)))
        return true;
    const nq_token *p = t - 1;
    if (p->kind == NQ_TOKEN_MARK)
        return p->mark == NQ_MARK_COLON || p->mark == NQ_MARK_OPEN ||
               p->mark == NQ_MARK_DASH || p->mark == NQ_MARK_COMMA;
    return p->kind == NQ_TOKEN_WORD && p->folded.len <= LETTER_BYTES;
}

static bool
free_behind(const struct finder *f, uint32_t i)
{
    if (i + 1 >= f->end)
        return true;
    const nq_token *n = &f->text->tokens[i + 1];
    if (n->flags & NQ_TOKEN_SPACE)
        return true;
    return n->kind == NQ_TOKEN_MARK && !nq_is_quote_mark(n) &&
           n->mark != NQ_MARK_OPEN && n->mark != NQ_MARK_HASH &&
           n->mark != NQ_MARK_ELLIPSIS;
}

static bool
opens(const struct finder *f, uint32_t i)
{
    const nq_token *t = &f->text->tokens[i];
    bool before = free_before(f, i), behind = free_behind(f, i);
    bool looks_open = before && !behind, looks_close = !before && behind;
    if (f->depth == 0)
        return t->mark == NQ_MARK_QUOTE_OPEN || looks_open ||
               (t->mark == NQ_MARK_QUOTE_PLAIN && !looks_close);
    if (f->flat)
        return false;
    if (t->mark == NQ_MARK_QUOTE_OPEN)
        return !looks_close;
    return t->mark == NQ_MARK_QUOTE_PLAIN && looks_open && f->depth < DEPTH;
}

static bool
add_quote(struct finder *f, uint32_t open, uint32_t end, bool closed)
{
    nq_quote *q = nq_list_add(&f->list, f->arena);
    if (!q)
        return false;
    *q = (nq_quote){open, end, closed};
    return true;
}

/* Closes the level that this mark fits: a shaped closing mark also closes the
 * plain ones left open inside. */
static void
close_level(struct finder *f, uint8_t mark)
{
    uint32_t d = f->depth;
    if (mark == NQ_MARK_QUOTE_CLOSE)
        while (d > 1 && f->stack[d - 1] == NQ_MARK_QUOTE_PLAIN)
            d--;
    f->depth = d - 1;
}

/* A closing mark that none opened: of two in one block, no mark between them,
 * the former was written on the wrong side of its space. */
static bool
stray_closes(struct finder *f, uint32_t i)
{
    bool plain = f->text->tokens[i].mark == NQ_MARK_QUOTE_PLAIN;
    if (plain && f->strayed && i > f->stray + LEAST) {
        f->strayed = false;
        return add_quote(f, f->stray, i + 1, true);
    }
    f->strayed = plain;
    f->stray = i;
    return true;
}

static uint32_t
sentence_end(const struct finder *f, uint32_t token)
{
    uint32_t i = token + 1;
    while (i < f->end && !(f->text->tokens[i].flags & NQ_TOKEN_SENTENCE))
        i++;
    return i;
}

/* Was the passage at work left open? The mark at i, in a later sentence, looks
 * like one that opens, and the next like the one that closes it. */
static bool
was_left_open(const struct finder *f, uint32_t i)
{
    uint32_t next = i + 1, from = f->open + 1;
    if (!f->flat || f->depth != 1 || !free_before(f, i) || free_behind(f, i))
        return false;
    while (from <= i && !(f->text->tokens[from].flags & NQ_TOKEN_SENTENCE))
        from++;
    if (from > i)
        return false;
    while (next < f->end && !nq_is_quote_mark(&f->text->tokens[next]))
        next++;
    return next < f->end && !free_before(f, next) && free_behind(f, next);
}

/* Two plain marks in a row before a word are one that opens. */
static bool
is_doubled(const struct finder *f, uint32_t i)
{
    const nq_token *t = &f->text->tokens[i];
    return f->depth == 1 && i == f->open + 1 && t->mark == t[-1].mark &&
           t->mark == NQ_MARK_QUOTE_PLAIN && t->span.start == t[-1].span.end &&
           free_before(f, f->open) && !free_behind(f, i);
}

static bool
mark_seen(struct finder *f, uint32_t i)
{
    const nq_token *t = &f->text->tokens[i];
    if (is_doubled(f, i)) {
        f->open = i;
        return true;
    }
    if (was_left_open(f, i)) {
        uint32_t end = sentence_end(f, f->open);
        if (!add_quote(f, f->open, end, false))
            return false;
        f->depth = 0;
    }
    if (opens(f, i)) {
        f->strayed = false;
        if (f->depth == 0)
            f->open = i;
        if (f->depth < DEPTH)
            f->stack[f->depth++] = t->mark;
        return true;
    }
    if (f->depth == 0)
        return stray_closes(f, i);
    close_level(f, t->mark);
    return f->depth > 0 || add_quote(f, f->open, i + 1, true);
}

static uint32_t
line_end(const struct finder *f, uint32_t first)
{
    uint32_t end = first + 1;
    while (end < f->text->n_tokens &&
           !(f->text->tokens[end].flags & NQ_TOKEN_LINE))
        end++;
    return end;
}

static bool
is_paragraph(const struct finder *f, uint32_t token)
{
    const nq_article *a = f->text->article;
    uint32_t sent = nq_sentence_of(f->text, token);
    uint32_t b = f->text->sentences[sent].block;
    return b >= a->n_blocks || a->blocks[b].kind == NQ_BLOCK_PARAGRAPH;
}

/* The mark that closes, in one of the next paragraphs, what this one left open:
 * the first there, but for one that opens the paragraph anew. 0: none. */
static uint32_t
closes_later(struct finder *f)
{
    uint32_t at = f->end, close = 0;
    if (f->end - f->open < LEAST || !is_paragraph(f, f->open) ||
        !free_before(f, f->open))
        return 0;
    for (uint32_t p = 0; p < PARAGRAPHS && at < f->text->n_tokens; p++) {
        uint32_t end = line_end(f, at), own = f->end;
        bool other = false;
        f->end = end; /* bounds free_behind */
        for (uint32_t i = at; i < end && !close && !other; i++) {
            if (!nq_is_quote_mark(&f->text->tokens[i]) || i == at)
                continue;
            if (!free_before(f, i) && free_behind(f, i))
                close = i;
            other = !close;
        }
        f->end = own;
        if (close || other || !is_paragraph(f, at))
            break;
        at = end;
    }
    return close && is_paragraph(f, close) ? close : 0;
}

/* One pass over marks [first, end); with passages inside passages first, and
 * without them from where that left one open. */
static bool
block(struct finder *f, uint32_t first, uint32_t end)
{
    f->depth = 0;
    f->flat = f->strayed = false;
    for (uint32_t pass = 0; pass < 2; pass++) {
        for (uint32_t k = first; k < end; k++)
            if (!mark_seen(f, f->marks.at[k]))
                return false;
        if (f->depth == 0)
            return true;
        while (f->marks.at[first] < f->open)
            first++;
        f->depth = 0;
        f->flat = true;
    }
    uint32_t close = closes_later(f);
    if (close) {
        f->resume = close + 1;
        return add_quote(f, f->open, close + 1, true);
    }
    return add_quote(f, f->open, sentence_end(f, f->open), false);
}

static uint32_t
block_end(const nq_text *text, uint32_t token)
{
    const nq_sentence *in = &text->sentences[nq_sentence_of(text, token)];
    while (in->end < text->n_tokens &&
           !(text->tokens[in->end].flags & NQ_TOKEN_LINE))
        in++;
    return in->end;
}

naql_status
nq_quotes_find(const nq_text *text, nq_quote_marks marks, nq_arena *arena,
               nq_quotes *out)
{
    struct finder f = {.text = text, .marks = marks, .arena = arena};
    f.list = NQ_LIST(nq_quote);
    *out = (nq_quotes){0};
    for (uint32_t k = 0, first; k < marks.n;) {
        first = k;
        f.end = block_end(text, marks.at[k]);
        for (; k < marks.n && marks.at[k] < f.end; k++)
            first += marks.at[k] < f.resume;
        if (!block(&f, first, k))
            return NAQL_NOMEM;
    }
    out->at = f.list.at;
    out->n = f.list.n;
    return NAQL_OK;
}

void
nq_quote_inside(const nq_quote *q, uint32_t *first, uint32_t *end)
{
    *first = q->open + 1;
    *end = q->closed ? q->end - 1 : q->end;
}
