/* SPDX-License-Identifier: Apache-2.0
 *
 * cut.c - all readings of the front of every word. Layer 3 (text).
 *
 * Works on folded words, whose Arabic letters take two bytes each. Made once
 * for an article: every layer above looks words up by them. */
#include "text/cut.h"

#include "base/hash.h"
#include "base/str.h"
#include "text/segment.h"

struct cuts {
    const nq_text *text;
    uint32_t token;
    bool plain; /* nothing was folded away: bytes are bytes of the text */
    naql_str word;
    nq_cut *out; /* [NQ_CUTS_MAX] */
    uint32_t n;
    nq_arena *arena;
    bool failed;
};

static void
add_left(struct cuts *c, naql_str left, size_t start, uint16_t clitics)
{
    if (c->n == NQ_CUTS_MAX || left.len < 2 * NQ_LETTER)
        return;
    nq_cut *cut = &c->out[c->n++];
    cut->hash = nq_hash(left);
    cut->left = left;
    cut->start = c->plain
                     ? c->text->tokens[c->token].span.start + (uint32_t)start
                     : nq_token_at(c->text, c->token, (uint32_t)start);
    cut->clitics = clitics;
}

static void
add_cut(struct cuts *c, size_t at, uint16_t clitics)
{
    if (at < c->word.len)
        add_left(c, nq_str(c->word.ptr + at, c->word.len - at), at, clitics);
}

/* The article, when it stands at byte `at` with a word behind it. */
static void
add_article(struct cuts *c, size_t at, uint16_t clitics)
{
    if (nq_letter(c->word, at) == NQ_ALIF &&
        nq_letter(c->word, at + NQ_LETTER) == NQ_LAM)
        add_cut(c, at + 2 * NQ_LETTER, clitics | NQ_CLITIC_AL);
}

/* Bytes of a word with an article put in front. */
static size_t
room_each(const struct cuts *c)
{
    return c->word.len + 2 * (size_t)NQ_LETTER;
}

/* The article before what stands from byte `at` on. */
static naql_str
with_article(const struct cuts *c, size_t at, char *room)
{
    size_t left = c->word.len - at;
    if (!room || at > c->word.len)
        return nq_str("", 0);
    memcpy(room, "\u0627\u0644", 2 * NQ_LETTER);
    memcpy(room + 2 * NQ_LETTER, c->word.ptr + at, left);
    return nq_str(room, left + 2 * NQ_LETTER);
}

/* "lil-X" hides the alif of the article: al-X, X, and where X itself may
 * begin with lam, al-lX. */
static void
add_lil(struct cuts *c, size_t at, uint16_t clitics)
{
    size_t lam = at + NQ_LETTER, behind = at + 2 * NQ_LETTER;
    char *room = nq_arena_alloc(c->arena, 2 * room_each(c));
    c->failed |= !room;
    clitics |= NQ_CLITIC_LAM;
    add_cut(c, lam, clitics);
    add_left(c, with_article(c, behind, room), lam, clitics);
    add_left(c, with_article(c, lam, room ? room + room_each(c) : NULL), lam,
             clitics);
    add_cut(c, behind, clitics | NQ_CLITIC_AL);
}

static uint16_t
preposition_bit(uint32_t letter)
{
    switch (letter) {
    case NQ_BA:
        return NQ_CLITIC_BA;
    case NQ_KAF:
        return NQ_CLITIC_KAF;
    case NQ_LAM:
        return NQ_CLITIC_LAM;
    default:
        return 0;
    }
}

static void
add_preposition(struct cuts *c, size_t at, uint16_t clitics)
{
    uint32_t first = nq_letter(c->word, at);
    uint32_t next = nq_letter(c->word, at + NQ_LETTER);
    uint16_t which = preposition_bit(first);
    if (first == NQ_LAM && next == NQ_LAM) {
        add_lil(c, at, clitics);
    } else if (which) {
        add_cut(c, at + NQ_LETTER, clitics | which);
        add_article(c, at + NQ_LETTER, clitics | which);
    } else if (first == NQ_SIN && (next == NQ_YA || next == NQ_TA ||
                                   next == NQ_NUN || next == NQ_ALIF)) {
        add_cut(c, at + NQ_LETTER, clitics | NQ_CLITIC_SIN);
    }
}

/* A bit of the letters from alif on. */
static uint64_t
letter_bit(uint32_t letter)
{
    uint32_t n = letter - NQ_ALIF;
    return n < 64 ? 1ull << n : 0;
}

/* May a letter open a word with something glued to its front? Most do not. */
static bool
may_be_glued(uint32_t letter)
{
    const uint64_t may = letter_bit(NQ_ALIF) | letter_bit(NQ_WAW) |
                         letter_bit(NQ_FA) | letter_bit(NQ_BA) |
                         letter_bit(NQ_KAF) | letter_bit(NQ_LAM) |
                         letter_bit(NQ_SIN);
    return letter_bit(letter) & may;
}

static uint32_t
cut_word(struct cuts *c)
{
    const nq_token *t = &c->text->tokens[c->token];
    c->out[0] = (nq_cut){t->hash, t->folded, t->span.start, 0};
    c->n = 1;
    if (t->kind != NQ_TOKEN_WORD)
        return 1;
    uint32_t first = nq_letter(t->folded, 0);
    if (!may_be_glued(first))
        return 1;
    c->word = t->folded;
    c->plain = t->span.end - t->span.start == t->folded.len;
    if (first == NQ_WAW || first == NQ_FA) {
        uint16_t bit = first == NQ_WAW ? NQ_CLITIC_WAW : NQ_CLITIC_FA;
        add_cut(c, NQ_LETTER, bit);
        add_article(c, NQ_LETTER, bit);
        add_preposition(c, NQ_LETTER, bit);
    } else {
        add_article(c, 0, 0);
        add_preposition(c, 0, 0);
    }
    return c->n;
}

/* Room for the cuts of one more word at the end of at[n]. */
static nq_cut *
make_room(nq_cut *at, uint32_t n, uint32_t *room, nq_arena *arena)
{
    if (*room - n >= NQ_CUTS_MAX)
        return at;
    *room = *room * 2 + NQ_CUTS_MAX;
    nq_cut *more = nq_arena_alloc(arena, (size_t)*room * sizeof *more);
    if (more && n)
        memcpy(more, at, n * sizeof *more);
    return more;
}

bool
nq_cuts_make(nq_text *text, nq_arena *arena)
{
    enum { A_WORD = 3 };
    uint32_t n = 0, room = text->n_tokens * A_WORD + NQ_CUTS_MAX;
    uint32_t *first =
        nq_arena_alloc(arena, (text->n_tokens + 1) * sizeof *first);
    nq_cut *at = nq_arena_alloc(arena, (size_t)room * sizeof *at);
    struct cuts c = {.text = text, .arena = arena};
    for (uint32_t i = 0; first && at && i < text->n_tokens; i++) {
        at = make_room(at, n, &room, arena);
        if (!at)
            return false;
        first[i] = n;
        c.token = i;
        c.out = at + n;
        n += cut_word(&c);
    }
    if (!first || !at || c.failed)
        return false;
    first[text->n_tokens] = n;
    text->first_cut = first;
    text->cuts = at;
    return true;
}
