/* SPDX-License-Identifier: Apache-2.0
 *
 * main.c - which blocks of a page are its article. Layer 1 (input).
 *
 * Running text is what has letters enough and few of them in links. The main
 * part is the smallest container that holds most of it, looked for first where
 * the markup names an article. Works on shapes and names alone; what the words
 * say is the next layer's business. Method: the containers of Readability and
 * the features of boilerpipe (Kohlschuetter et al. 2010), with the choice made
 * by mass instead of by scores. */
#include "base/fold.h"
#include "base/str.h"
#include "base/utf8.h"
#include "input/page.h"
#include "input/tune.h"

/* What a container hands down to those inside it. */
#define HANDED_DOWN                                                            \
    (NQ_HINT_FURNITURE | NQ_HINT_ARTICLE | NQ_HINT_BYLINE | NQ_HINT_TIME |     \
     NQ_HINT_CAPTION | NQ_HINT_LIST | NQ_HINT_HEADING | NQ_HINT_SUBTITLE)

/* Hints of a line of its own; a container with much text in it has them by a
 * chance of names ("article-meta-and-text"). */
#define OF_A_LINE                                                              \
    (NQ_HINT_BYLINE | NQ_HINT_TIME | NQ_HINT_CAPTION | NQ_HINT_TITLE |         \
     NQ_HINT_SUBTITLE)

#define NOT_RUNNING                                                            \
    (NQ_HINT_FURNITURE | NQ_HINT_BYLINE | NQ_HINT_TIME | NQ_HINT_CAPTION |     \
     NQ_HINT_HEADING)

struct judge {
    nq_page *page;
    nq_page_node *nodes;   /* [n_nodes] parents first */
    nq_page_block *blocks; /* [n_blocks] */
    uint32_t n_nodes, n_blocks;
    naql_str body;
    uint32_t asked; /* blocks that were looked for in `body` */
};

static bool
ends_sentence(naql_str s)
{
    static const char *const marks[] = {".", "!", "?", "؟", "\u2026"};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (nq_str_ends(s, nq_str_from(marks[i])))
            return true;
    return false;
}

static bool
mostly_links(const nq_page_block *b)
{
    return b->links * 100ull > b->letters * (uint64_t)NQ_TUNE_LINK_PERCENT;
}

static bool
is_running(const struct judge *j, const nq_page_block *b)
{
    naql_str text = nq_page_text(j->page, b);
    if (b->links * 100ull >= b->letters * (uint64_t)NQ_TUNE_RUNNING_LINKS ||
        !memchr(text.ptr, ' ', text.len)) /* one word: an address, a name */
        return false;
    return b->letters >= NQ_TUNE_RUNNING_LETTERS ||
           (b->letters >= NQ_TUNE_SENTENCE_LETTERS && ends_sentence(text));
}

/* Does the article that the page's own data give hold the block? */
static bool
in_body(struct judge *j, const nq_page_block *b)
{
    if (j->body.len == 0 || j->asked == NQ_TUNE_BODY_QUESTIONS)
        return false;
    j->asked++;
    naql_str start = nq_page_text(j->page, b);
    size_t len = 0;
    while (len < start.len && len < NQ_TUNE_BODY_PROBE)
        nq_utf8_read(start.ptr, &len);
    return nq_str_find(j->body, nq_str(start.ptr, len), 0) != SIZE_MAX;
}

/* Sums running text from the blocks up to the page. */
static void
weigh(struct judge *j, uint32_t without)
{
    j->asked = 0;
    for (uint32_t i = 0; i < j->n_nodes; i++)
        j->nodes[i].letters = 0;
    for (uint32_t i = 0; i < j->n_blocks; i++) {
        nq_page_block *b = &j->blocks[i];
        nq_page_node *node = &j->nodes[b->node];
        if (((b->hints | node->hints) & without) == 0 && is_running(j, b))
            node->letters +=
                b->letters * (in_body(j, b) ? NQ_TUNE_BODY_WEIGHT : 1ull);
    }
    for (uint32_t i = j->n_nodes; i-- > 1;)
        j->nodes[j->nodes[i].parent].letters += j->nodes[i].letters;
}

/* A page without running text: a cartoon and its words, a list of names. What
 * stands where the markup surely names an article is all there is. */
static void
weigh_scraps(struct judge *j)
{
    for (uint32_t i = 0; i < j->n_nodes; i++) {
        nq_page_node *node = &j->nodes[i];
        bool above = i && j->nodes[node->parent].article >= 3;
        node->article = above && node->article < 3 ? 3 : node->article;
    }
    for (uint32_t i = 0; i < j->n_blocks; i++) {
        const nq_page_block *b = &j->blocks[i];
        if (j->nodes[b->node].article >= 3 && b->links == 0 &&
            !(b->hints & (NOT_RUNNING | NQ_HINT_TITLE)))
            j->nodes[b->node].letters += b->letters;
    }
    for (uint32_t i = j->n_nodes; i-- > 1;)
        j->nodes[j->nodes[i].parent].letters += j->nodes[i].letters;
}

static void
hand_down(struct judge *j)
{
    for (uint32_t i = 0; i < j->n_nodes; i++) {
        nq_page_node *node = &j->nodes[i];
        uint32_t from = i ? j->nodes[node->parent].hints & HANDED_DOWN : 0;
        node->hints = node->own | from;
    }
}

/* Takes back names that the text belies: a furniture container, unless surely
 * one, that holds half of the page's text; a line with a page of text in it. */
static void
take_back(struct judge *j)
{
    for (uint32_t i = 0; i < j->n_nodes; i++) {
        nq_page_node *node = &j->nodes[i];
        node->hints = node->furniture == 4 ? NQ_HINT_FURNITURE : 0;
        if (i && (j->nodes[node->parent].hints & NQ_HINT_FURNITURE))
            node->hints = NQ_HINT_FURNITURE;
    }
    weigh(j, NQ_HINT_FURNITURE);
    uint64_t all = j->nodes[0].letters;
    for (uint32_t i = 0; i < j->n_nodes; i++) {
        nq_page_node *node = &j->nodes[i];
        if (node->furniture < 4 && node->letters * 2 >= all && all > 0)
            node->own &= ~(uint32_t)NQ_HINT_FURNITURE;
        if (!node->tiny && node->letters > NQ_TUNE_LINE_LETTERS)
            node->own &= ~(uint32_t)OF_A_LINE;
    }
}

/* ---- The main part ------------------------------------------------------- */

/* The container that is named an article and holds enough of the text; of
 * equal names the heaviest, of nearly equal weights the inner one. */
static uint32_t
named_article(const struct judge *j)
{
    uint32_t best = 0;
    uint64_t all = j->nodes[0].letters;
    for (uint32_t i = 1; i < j->n_nodes; i++) {
        const nq_page_node *node = &j->nodes[i], *old = &j->nodes[best];
        if (node->article < 2 || node->tiny ||
            (node->hints & NQ_HINT_FURNITURE) ||
            node->letters * 100 < all * NQ_TUNE_NAMED_PERCENT)
            continue;
        uint8_t left = node->article > 3 ? 3 : node->article;
        uint8_t right = old->article > 3 ? 3 : old->article;
        if (best == 0 || left > right ||
            (left == right && node->letters * 10 >= old->letters * 9))
            best = i;
    }
    return best;
}

/* The smallest container inside `from` with most of its text. Children have
 * higher numbers, so one walk upwards finds the way down. */
static uint32_t
most_of(const struct judge *j, uint32_t from)
{
    for (uint32_t i = from + 1; i < j->n_nodes; i++) {
        const nq_page_node *node = &j->nodes[i];
        if (node->parent == from && !node->tiny &&
            node->letters * 100 >=
                j->nodes[from].letters * NQ_TUNE_DESCENT_PERCENT)
            from = i;
    }
    return from;
}

/* Sets in[i] for every node inside `root`. */
static void
mark_inside(const struct judge *j, uint32_t root, bool *in)
{
    for (uint32_t i = 0; i < j->n_nodes; i++)
        in[i] = i == root || (i > root && in[j->nodes[i].parent]);
}

static bool
is_aside(const nq_page_block *b)
{
    if (b->hints & NQ_HINT_FURNITURE)
        return true;
    return (b->hints & NQ_HINT_LINK) &&
           ((b->hints & (NQ_HINT_LIST | NQ_HINT_HEADING)) ||
            b->letters < NQ_TUNE_LINK_LETTERS || b->links == b->letters);
}

/* A heading, or a short line with a colon, over nothing but links. */
static void
drop_idle_headings(struct judge *j)
{
    bool kept = false; /* the block behind is part of the article */
    for (uint32_t i = j->n_blocks; i-- > 0;) {
        nq_page_block *b = &j->blocks[i];
        if ((b->hints & NQ_HINT_HEADING) && !kept)
            b->hints &= ~(uint32_t)NQ_HINT_MAIN;
        kept = b->hints & NQ_HINT_MAIN;
    }
}

/* A lead that stands by itself between title and main part. */
static void
add_lead(struct judge *j)
{
    uint32_t first = 0, title = UINT32_MAX;
    while (first < j->n_blocks && !(j->blocks[first].hints & NQ_HINT_MAIN))
        first++;
    for (uint32_t i = 0; i < first; i++)
        if (j->blocks[i].hints & NQ_HINT_TITLE)
            title = i;
    if (title == UINT32_MAX || first == j->n_blocks ||
        first - title > NQ_TUNE_LEAD_BLOCKS)
        return;
    for (uint32_t i = title + 1; i < first; i++) {
        nq_page_block *b = &j->blocks[i];
        bool heading = (b->hints & NQ_HINT_HEADING) &&
                       b->letters >= NQ_TUNE_SENTENCE_LETTERS;
        if (!is_aside(b) && (is_running(j, b) || heading) &&
            !(b->hints & (NQ_HINT_BYLINE | NQ_HINT_TIME | NQ_HINT_CAPTION)))
            b->hints |= NQ_HINT_MAIN;
    }
}

static void
mark_main(struct judge *j)
{
    bool *in_main = nq_arena_zero(j->page->scratch, j->n_nodes, 1);
    bool *in_named = nq_arena_zero(j->page->scratch, j->n_nodes, 1);
    if (!in_main || !in_named)
        return;
    if (j->nodes[0].letters == 0)
        weigh_scraps(j);
    if (j->nodes[0].letters == 0)
        return;
    uint32_t named = named_article(j), main = most_of(j, named);
    mark_inside(j, main, in_main);
    if (named)
        mark_inside(j, named, in_named);
    for (uint32_t i = 0; i < j->n_blocks; i++) {
        nq_page_block *b = &j->blocks[i];
        bool part =
            in_main[b->node] || (in_named[b->node] && is_running(j, b) &&
                                 !(b->hints & NOT_RUNNING));
        if (part && !is_aside(b))
            b->hints |= NQ_HINT_MAIN;
    }
    drop_idle_headings(j);
    add_lead(j);
}

/* ---- Titles -------------------------------------------------------------- */

/* The folded letter at *at as UTF-8, moved behind it; 0 bytes for what is no
 * letter or digit. */
static size_t
title_letter(naql_str title, size_t *at, char out[4 * NQ_FOLD_POINTS])
{
    uint32_t folded[NQ_FOLD_POINTS], c = nq_utf8_read(title.ptr, at);
    nq_class class = nq_class_of(c);
    size_t n = 0;
    if (class != NQ_CLASS_ARABIC && class != NQ_CLASS_LATIN &&
        class != NQ_CLASS_DIGIT)
        return 0;
    unsigned points = nq_fold_point(c, NQ_FOLD_WORD, folded);
    for (unsigned i = 0; i < points; i++)
        n += nq_utf8_write(folded[i], out + n);
    return n;
}

void
nq_title_key_make(naql_str title, nq_title_key *out)
{
    size_t at = 0;
    out->len = 0;
    while (at < title.len && out->len + 4 * NQ_FOLD_POINTS <= sizeof out->at)
        out->len += title_letter(title, &at, out->at + out->len);
}

bool
nq_title_key_starts(const nq_title_key *title, naql_str part)
{
    char letter[4 * NQ_FOLD_POINTS];
    size_t at = 0, len = 0;
    while (at < part.len) {
        size_t n = title_letter(part, &at, letter);
        if (n > title->len - len || memcmp(title->at + len, letter, n) != 0)
            return false;
        len += n;
    }
    return len > 0 && (len == title->len ||
                       (len >= NQ_TUNE_TITLE_BYTES && len * 2 >= title->len));
}

static void
mark_titles(struct judge *j, naql_str title)
{
    nq_title_key whole;
    nq_title_key_make(title, &whole);
    for (uint32_t i = 0; i < j->n_blocks && whole.len > 0; i++)
        if (nq_title_key_starts(&whole, nq_page_text(j->page, &j->blocks[i])))
            j->blocks[i].hints |= NQ_HINT_TITLE;
}

/* ---- All of it ----------------------------------------------------------- */

void
nq_page_judge(nq_page *page, naql_str title, naql_str body)
{
    struct judge j = {.page = page,
                      .nodes = page->nodes.at,
                      .blocks = page->blocks.at,
                      .n_nodes = page->nodes.n,
                      .n_blocks = page->blocks.n,
                      .body = body};
    if (body.len > NQ_TUNE_BODY_BYTES)
        j.body.len = NQ_TUNE_BODY_BYTES;
    take_back(&j);
    hand_down(&j);
    weigh(&j, NOT_RUNNING);
    for (uint32_t i = 0; i < j.n_blocks; i++) {
        nq_page_block *b = &j.blocks[i];
        b->hints |= j.nodes[b->node].hints & ~(uint32_t)NQ_HINT_TITLE;
        if (mostly_links(b))
            b->hints |= NQ_HINT_LINK;
    }
    mark_titles(&j, title);
    mark_main(&j);
}
