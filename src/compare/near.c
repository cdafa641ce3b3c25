/* SPDX-License-Identifier: Apache-2.0
 *
 * near.c - one name a letter apart in two outlets. Layer 7 (compare).
 *
 * Two words are a letter apart when one of them, or both, can be made the same
 * by leaving a letter out: every word is written down without each of its
 * letters in turn, and looked up so. */
#include "compare/near.h"

#include "base/hash.h"
#include "base/status.h"
#include "base/str.h"

#define LETTER  2u /* bytes of an Arabic letter */
#define NO_SLOT UINT32_MAX

typedef struct rare { /* the first place of a rare word in an article */
    naql_str bare;    /* folded, glued letters cut */
    uint32_t line, token, slot;
    uint8_t name;              /* its mention's type + 1, 0: in no name */
    const nq_mention *mention; /* or NULL */
    double idf;
} rare;

typedef struct link {    /* a word under one of its keys */
    uint32_t word, next; /* older one + 1, 0: none */
} link;

typedef struct finder {
    const nq_desk *d;
    nq_slots *slots;
    nq_list *answers;
    nq_list words; /* of rare */
    nq_map newest; /* word without a letter -> the last of `links` + 1 */
    nq_list links; /* of link */
    nq_map held;   /* article and word: is it there */
    nq_map named;  /* of nq_near_named */
} finder;

naql_str
nq_near_bare(const nq_token *t)
{
    if (t->clitics == NQ_CLITIC_AL &&
        t->folded.len < t->pre + NQ_NEAR_LETTERS * LETTER)
        return t->folded;
    return nq_token_bare(t);
}

bool
nq_near_is_arabic(naql_str word)
{
    for (size_t i = 0; i < word.len; i += LETTER)
        if (((unsigned char)word.ptr[i] & 0xe0) != 0xc0)
            return false;
    return word.len % LETTER == 0;
}

static bool
is_rare(const nq_desk *d, const nq_token *t, const nq_word *w, bool name)
{
    naql_str bare = nq_near_bare(t);
    if (t->kind != NQ_TOKEN_WORD || t->pre >= t->folded.len ||
        nq_rarity_idf(&d->in->tools->rarity, w->stem) <
            (name ? NQ_NEAR_LEAST_IDF : NQ_NEAR_IDF) ||
        bare.len < (name ? NQ_NEAR_SHORT : NQ_NEAR_LETTERS) * LETTER ||
        bare.len > NQ_NEAR_MOST * LETTER || !nq_near_is_arabic(bare))
        return false;
    return !nq_slot_word_of(&d->in->tools->words, t).kind;
}

static uint64_t
held_key(uint32_t article, naql_str bare)
{
    return nq_hash_next(article + 1, nq_hash(bare));
}

/* Hash of a word without the letter at byte `at`. */
static uint64_t
without(naql_str w, size_t at)
{
    char left[NQ_NEAR_MOST * LETTER];
    memcpy(left, w.ptr, at);
    memcpy(left + at, w.ptr + at + LETTER, w.len - at - LETTER);
    return nq_hash(nq_str(left, w.len - LETTER));
}

static bool
is_vowel(const char *letter)
{
    return !memcmp(letter, "ا", LETTER) || !memcmp(letter, "و", LETTER) ||
           !memcmp(letter, "ي", LETTER);
}

/* The two letters by which the press writes a foreign g. */
static bool
is_foreign_g(const char *letter)
{
    return !memcmp(letter, "ج", LETTER) || !memcmp(letter, "غ", LETTER);
}

/* "A Dutch one", as the object of a verb or of a woman: no slip of "Holland".
 */
static bool
is_adjective(naql_str word)
{
    const char *end = word.ptr + word.len - LETTER;
    return word.len > 2 * LETTER && !memcmp(end - LETTER, "ي", LETTER) &&
           (!memcmp(end, "ا", LETTER) || !memcmp(end, "ه", LETTER));
}

/* Do two letters at byte `i` change places, and nothing else differ? */
static bool
are_swapped(naql_str a, naql_str b, size_t i)
{
    size_t next = i + LETTER, rest = i + 2 * LETTER;
    return rest <= a.len && !memcmp(a.ptr + i, b.ptr + next, LETTER) &&
           !memcmp(a.ptr + next, b.ptr + i, LETTER) &&
           !memcmp(a.ptr + rest, b.ptr + rest, a.len - rest);
}

/* Is there one letter of difference, inside the words: the same first letter,
 * and none that is only added behind, as in an adjective? *vowel: it is a long
 * vowel, or a foreign g. */
static bool
a_letter_apart(naql_str a, naql_str b, bool *vowel)
{
    size_t i = 0;
    if (a.len > b.len) {
        naql_str swap = a;
        a = b;
        b = swap;
    }
    while (i < a.len && !memcmp(a.ptr + i, b.ptr + i, LETTER))
        i += LETTER;
    if (!i || i == a.len)
        return false;
    size_t more = b.len - a.len;
    if (!more && i + LETTER == a.len && is_adjective(a) && is_adjective(b))
        return false; /* one adjective, of a man and of a woman */
    if (!more && are_swapped(a, b, i)) {
        *vowel = true; /* one name, not two, if it is that long */
        return a.len > NQ_NEAR_LETTERS * LETTER;
    }
    *vowel = is_vowel(b.ptr + i) && (more || is_vowel(a.ptr + i));
    if (*vowel && !more && i + 2 * LETTER == a.len &&
        !memcmp(a.ptr + i + LETTER, "ن", LETTER))
        return false; /* a plural, in two cases */
    if (*vowel && !more && i + LETTER == a.len)
        return false; /* a place and its adjective */
    *vowel |= !more && is_foreign_g(a.ptr + i) && is_foreign_g(b.ptr + i);
    size_t from = more ? i : i + LETTER;
    return more <= LETTER &&
           !memcmp(a.ptr + from, b.ptr + i + LETTER, a.len - from);
}

static naql_status
slot_of(finder *f, rare *w, uint8_t type, bool soft)
{
    const nq_row *row = &f->d->lines[w->line];
    const nq_reading *r = nq_row_reading(f->d, row);
    const nq_token *t = &r->text.tokens[w->token];
    if (w->slot != NO_SLOT)
        return NAQL_OK;
    naql_span span = {nq_token_at(&r->text, w->token, t->pre), t->span.end};
    nq_value v = nq_slot_name_value(f->d, r, span, NQ_NO_ENTITY);
    if (!v.name)
        return NAQL_NOMEM;
    v.soft = soft;
    w->slot = f->slots->n;
    return nq_slots_add(
        f->d, f->slots,
        (nq_slot_at){.slot = NQ_SLOT_NAME, /* of a place too: of its name */
                     .type = type,
                     .line = w->line,
                     .span = span,
                     .value = v});
}

/* Have two names of several words one in common? */
static bool
share_word(const finder *f, const rare *x, const rare *y)
{
    const nq_row *lines = f->d->lines;
    const nq_token *s = nq_row_reading(f->d, &lines[x->line])->text.tokens;
    const nq_token *t = nq_row_reading(f->d, &lines[y->line])->text.tokens;
    for (uint32_t i = x->mention->first; i < x->mention->end; i++)
        for (uint32_t k = y->mention->first; k < y->mention->end; k++)
            if (s[i].kind == NQ_TOKEN_WORD && s[i].stem == t[k].stem)
                return true;
    return false;
}

/* A word that is hardly ever seen, a letter apart from a name of the story. */
static bool
is_slip(const rare *x, const rare *y)
{
    const rare *odd = x->idf > y->idf ? x : y, *usual = odd == x ? y : x;
    uint32_t least = odd->mention && odd->name == usual->name
                         ? NQ_NEAR_LETTERS
                         : NQ_NEAR_LETTERS + 1;
    return odd->idf >= NQ_NEAR_SLIP_IDF && usual->mention &&
           is_adjective(odd->bare) == is_adjective(usual->bare) &&
           x->bare.len >= least * LETTER && y->bare.len >= least * LETTER;
}

/* One name of a type, too long to be two that are a vowel apart. */
static bool
is_long_name(const rare *x, const rare *y)
{
    double most = x->idf > y->idf ? x->idf : y->idf;
    double least = x->idf > y->idf ? y->idf : x->idf;
    size_t n = x->bare.len < y->bare.len ? x->bare.len : y->bare.len;
    return x->mention && y->mention && x->name == y->name &&
           least >= NQ_NEAR_BODY_IDF &&
           n >= (NQ_NEAR_LETTERS + (most < NQ_NEAR_IDF)) * LETTER;
}

/* A word that the language knows is a name where its mention makes it one: of
 * one type, and a common one alone, or beside the same words. Two such that are
 * a consonant apart are two names ("Martin", "Marta") unless each stands
 * alone. */
static bool
may_be_one(const finder *f, const rare *x, const rare *y, bool vowel)
{
    double idf = x->idf < y->idf ? x->idf : y->idf;
    bool is_short = x->bare.len < NQ_NEAR_LETTERS * LETTER ||
                    y->bare.len < NQ_NEAR_LETTERS * LETTER;
    if (is_slip(x, y))
        return true;
    if (idf >= NQ_NEAR_IDF && !is_short)
        return x->name && y->name ? x->name == y->name || vowel
                                  : x->name || y->name;
    if (x->name != y->name || !x->mention || !y->mention ||
        (is_short && !vowel))
        return false;
    bool one = x->mention->end - x->mention->first == 1;
    bool other = y->mention->end - y->mention->first == 1;
    if (x->mention->type == NQ_ORG && !one && !other)
        return vowel && idf >= NQ_NEAR_BODY_IDF && share_word(f, x, y);
    if (idf >= NQ_NEAR_NAME_IDF)
        return true;
    if (one || other)
        return (one && other) || vowel;
    return vowel && share_word(f, x, y);
}

/* Has an article that has one word the other one as well? Then they are two
 * words to it, or one of two long names that no list knows is its slip. */
static bool
are_told_apart(const finder *f, const rare *x, const rare *y, bool vowel)
{
    bool here = nq_map_get(&f->held, held_key(f->d->lines[x->line].article,
                                              y->bare)) != NULL;
    bool there = nq_map_get(&f->held, held_key(f->d->lines[y->line].article,
                                               x->bare)) != NULL;
    bool slip = vowel && (x->name || y->name) && x->idf >= NQ_NEAR_IDF &&
                y->idf >= NQ_NEAR_IDF &&
                x->bare.len >= NQ_NEAR_LETTERS * LETTER &&
                y->bare.len >= NQ_NEAR_LETTERS * LETTER;
    slip |= is_slip(x, y) || (vowel && is_long_name(x, y));
    return (here && there) || ((here || there) && !slip);
}

static naql_status
ask(finder *f, uint32_t a, uint32_t b)
{
    rare *x = (rare *)f->words.at + a, *y = (rare *)f->words.at + b;
    uint32_t here = f->d->lines[x->line].article;
    uint32_t there = f->d->lines[y->line].article;
    bool vowel;
    if (f->d->outlet[here] == f->d->outlet[there] ||
        !a_letter_apart(x->bare, y->bare, &vowel) ||
        !may_be_one(f, x, y, vowel) || are_told_apart(f, x, y, vowel))
        return NAQL_OK;
    vowel |= is_slip(x, y); /* one name, not two */
    uint8_t type = (uint8_t)((x->name ? x->name : y->name) - 1);
    NQ_TRY(slot_of(f, x, type, vowel));
    NQ_TRY(slot_of(f, y, type, vowel));
    return nq_list_put(f->answers, f->d->scratch,
                       &(nq_answer){x->slot, y->slot});
}

/* Against the last few that have the key: the very last may be of the same
 * outlet. */
static naql_status
look_up(finder *f, uint32_t me, uint64_t key)
{
    uint32_t *newest = nq_map_put(&f->newest, key, NULL);
    link *to = nq_list_add(&f->links, f->d->scratch);
    if (!newest || !to)
        return NAQL_NOMEM;
    *to = (link){me, *newest};
    for (uint32_t k = *newest, n = 0; k && n < NQ_NEAR_ANCHORS; n++) {
        link l = ((const link *)f->links.at)[k - 1];
        if (l.word != me)
            NQ_TRY(ask(f, l.word, me));
        k = l.next;
    }
    *newest = f->links.n;
    return NAQL_OK;
}

static naql_status
match(finder *f, uint32_t me)
{
    naql_str bare = ((const rare *)f->words.at)[me].bare;
    NQ_TRY(look_up(f, me, nq_hash(bare)));
    for (size_t i = LETTER; i < bare.len; i += LETTER)
        NQ_TRY(look_up(f, me, without(bare, i)));
    return NAQL_OK;
}

/* Alone in marks, or before a number or a foreign word as models are. */
static bool
stands_out(const nq_text *text, uint32_t token)
{
    if (!token || token + 1 == text->n_tokens)
        return false;
    const nq_token *next = &text->tokens[token + 1];
    return nq_is_quote_mark(&text->tokens[token - 1]) &&
           (nq_is_quote_mark(next) || next->kind == NQ_TOKEN_NUMBER ||
            next->kind == NQ_TOKEN_LATIN);
}

/* "Of the type X", quoted or not: a name that the tagger need not know. */
static bool
is_called(const nq_desk *d, const nq_text *text, uint32_t token)
{
    if (stands_out(text, token))
        return true;
    if (token && text->tokens[token - 1].kind == NQ_TOKEN_MARK)
        token--;
    return token &&
           nq_slot_word_of(&d->in->tools->words, &text->tokens[token - 1])
                   .kind == NQ_WORD_CALLED;
}

naql_status
nq_near_named(const nq_desk *d, nq_map *out)
{
    nq_map_init(out, d->scratch);
    for (uint32_t a = 0; a < d->in->story->n_articles; a++) {
        const nq_reading *r = nq_desk_reading(d, a);
        for (uint32_t i = 0; i < r->names.n_mentions; i++) {
            const nq_mention *m = &r->names.mentions[i];
            for (uint32_t k = m->first; m->type <= NQ_ORG && k < m->end; k++) {
                const nq_token *t = &r->text.tokens[k];
                uint32_t *to = nq_map_put(out, nq_hash(nq_near_bare(t)), NULL);
                if (!to)
                    return NAQL_NOMEM;
                *to = *to ? *to : m->type + 1u;
            }
        }
    }
    return NAQL_OK;
}

static naql_status
write_down(finder *f, uint32_t line, uint32_t word)
{
    const nq_row *row = &f->d->lines[line];
    const nq_reading *r = nq_row_reading(f->d, row);
    const nq_word *w = &row->words[word];
    const nq_token *t = &r->text.tokens[w->token];
    bool fresh;
    const nq_mention *m = nq_mention_at(&r->names, w->token);
    bool name = m && m->type <= NQ_ORG;
    if (!is_rare(f->d, t, w, name))
        return NAQL_OK;
    uint64_t key = held_key(row->article, nq_near_bare(t));
    uint32_t *at = nq_map_put(&f->held, key, &fresh);
    rare *to = at && fresh ? nq_list_add(&f->words, f->d->scratch) : NULL;
    if (!at || (fresh && !to))
        return NAQL_NOMEM;
    if (!fresh)
        return NAQL_OK;
    const uint32_t *named = nq_map_get(&f->named, nq_hash(nq_near_bare(t)));
    uint8_t called = named ? (uint8_t)*named : 0;
    if (!called && is_called(f->d, &r->text, w->token))
        called = NQ_ORG + 1;
    *to = (rare){.bare = nq_near_bare(t),
                 .line = line,
                 .token = w->token,
                 .slot = NO_SLOT,
                 .idf = nq_rarity_idf(&f->d->in->tools->rarity, w->stem),
                 .mention = name ? m : NULL,
                 .name = name ? (uint8_t)(m->type + 1) : called};
    return NAQL_OK;
}

naql_status
nq_near_names_add(const nq_desk *d, nq_slots *slots, nq_list *answers)
{
    finder f = {.d = d,
                .slots = slots,
                .answers = answers,
                .words = NQ_LIST(rare),
                .links = NQ_LIST(link)};
    nq_map_init(&f.newest, d->scratch);
    nq_map_init(&f.held, d->scratch);
    NQ_TRY(nq_near_named(d, &f.named));
    for (uint32_t i = 0; i < d->n_lines; i++)
        for (uint32_t k = 0; k < d->lines[i].n_words; k++)
            NQ_TRY(write_down(&f, i, k));
    for (uint32_t i = 0; i < f.words.n; i++)
        NQ_TRY(match(&f, i));
    return NAQL_OK;
}
