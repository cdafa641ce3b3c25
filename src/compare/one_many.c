/* SPDX-License-Identifier: Apache-2.0
 *
 * one_many.c - one thing here, several there. Layer 7 (compare).
 *
 * Knows the plurals that an ending makes, and of the broken ones those whose
 * letters show it beside the singular. */
#include "compare/one_many.h"

#include "base/hash.h"
#include "base/status.h"
#include "base/str.h"
#include "compare/tune.h"

#define LETTER 2u /* bytes of an Arabic letter */

typedef struct spot { /* a word of one side */
    const nq_desk *d;
    const nq_row *row;
    const uint16_t *to; /* what its words are matched with */
    uint32_t line, word, n;
    const nq_token *t;
    naql_str bare; /* folded, without glued letters */
} spot;

static bool
letter_is(naql_str w, size_t at, const char *letter)
{
    return at * LETTER < w.len && !memcmp(w.ptr + at * LETTER, letter, LETTER);
}

static bool
ends_in(naql_str w, const char *end)
{
    size_t n = strlen(end);
    return w.len > n && !memcmp(w.ptr + w.len - n, end, n);
}

static naql_str
less(naql_str w, size_t letters)
{
    return nq_str(w.ptr, w.len - letters * LETTER);
}

/* The plural without its ending, if it has one of those that add to the
 * singular. */
static bool
ending_of_many(naql_str many, naql_str *stem)
{
    static const char *const ends[] = {"ات", "ون", "ين"};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (ends_in(many, ends[i])) {
            *stem = less(many, 2);
            return true;
        }
    return false;
}

static bool
same_but(naql_str one, naql_str many, size_t from, size_t more)
{
    return !memcmp(one.ptr + from * LETTER, many.ptr + (from + more) * LETTER,
                   one.len - from * LETTER);
}

/* "qarn, qurun"; "arrived" and "arrival" have the letters of such. */
static bool
is_fuul(naql_str one, naql_str many)
{
    return one.len == 3 * LETTER && many.len == 4 * LETTER &&
           letter_is(many, 2, "و") && !memcmp(one.ptr, many.ptr, 2 * LETTER) &&
           same_but(one, many, 2, 1);
}

/* "qarn, qurun", "khabar, akhbar", "manzil, manazil", "sarukh, sawarikh". */
static bool
is_broken(naql_str one, naql_str many)
{
    size_t n = one.len / LETTER, m = many.len / LETTER;
    if (is_fuul(one, many))
        return true;
    if (n == 3 && m == 5 && letter_is(many, 0, "ا") && letter_is(many, 3, "ا"))
        return !memcmp(one.ptr, many.ptr + LETTER, 2 * LETTER) &&
               same_but(one, many, 2, 2);
    if (n == 4 && m == 5 && letter_is(one, 0, "م") && letter_is(many, 2, "ا"))
        return !memcmp(one.ptr, many.ptr, 2 * LETTER) &&
               same_but(one, many, 2, 1);
    return n == 5 && m == 6 && letter_is(one, 1, "ا") &&
           letter_is(one, 3, "و") && letter_is(many, 1, "و") &&
           letter_is(many, 2, "ا") && letter_is(many, 4, "ي") &&
           !memcmp(one.ptr, many.ptr, LETTER) &&
           !memcmp(one.ptr + 2 * LETTER, many.ptr + 3 * LETTER, LETTER) &&
           !memcmp(one.ptr + 4 * LETTER, many.ptr + 5 * LETTER, LETTER);
}

static bool
is_plural_of(naql_str many, naql_str one)
{
    naql_str stem;
    if (one.len < 3 * LETTER || many.len < 4 * LETTER || one.len % LETTER ||
        many.len % LETTER)
        return false; /* letters of another script are no pairs of bytes */
    if (ending_of_many(many, &stem) &&
        (nq_str_equal(stem, one) ||
         (ends_in(one, "ه") && nq_str_equal(stem, less(one, 1)))))
        return true;
    return is_broken(one, many);
}

/* The same of an object: "an offer" ends in the letter of its case there. */
static bool
are_many_and_one(naql_str many, naql_str one)
{
    return is_plural_of(many, one) ||
           (ends_in(one, "ا") && is_plural_of(many, less(one, 1))) ||
           (ends_in(one, "ا") && ends_in(many, "ا") &&
            is_plural_of(less(many, 1), less(one, 1)));
}

static void
spot_at(const nq_desk *d, uint32_t line, uint32_t word, const uint16_t *to,
        uint32_t n, spot *out)
{
    const nq_row *row = &d->lines[line];
    const nq_token *t =
        &nq_row_reading(d, row)->text.tokens[row->words[word].token];
    *out = (spot){d, row, to, line, word, n, t, nq_token_bare(t)};
}

/* "An offer from", "meetings with": not "the offer", nor "the march of the
 * return", which is one thing under one name, nor "to close", nor "it is". */
static bool
is_indefinite(const spot *s)
{
    const nq_reading *r = nq_row_reading(s->d, s->row);
    const nq_token *t = r->text.tokens;
    naql_str word = nq_str_span(r->article.text, s->t->span);
    uint32_t next = s->word + 1 < s->n ? s->row->words[s->word + 1].token : 0;
    bool the = next && t[next].clitics & NQ_CLITIC_AL &&
               !(t[next].clitics & (NQ_CLITIC_BA | NQ_CLITIC_LAM));
    return !(s->t->clitics & NQ_CLITIC_AL) && !the &&
           !nq_str_starts(word, NQ_STR("إ"));
}

/* Behind a verb, or what leads to a noun: "received offers", "by throwing
 * bottles". Behind another noun it may only say what that is: "a maid of
 * houses", and in a list the word before is none of its own. */
static bool
is_object(const spot *s)
{
    const nq_text *text = &nq_row_reading(s->d, s->row)->text;
    uint32_t token = s->row->words[s->word].token;
    if (!token)
        return false;
    if (s->t->clitics & (NQ_CLITIC_BA | NQ_CLITIC_LAM) || ends_in(s->bare, "ا"))
        return true;
    const nq_token *t = &text->tokens[token - 1];
    if (t->kind != NQ_TOKEN_WORD)
        return false;
    return nq_is_listed_verb(s->d, t) ||
           nq_slot_word_of(&s->d->in->tools->words, t).kind == NQ_WORD_INTO ||
           (t->clitics & (NQ_CLITIC_BA | NQ_CLITIC_LAM) &&
            !(t->clitics & (NQ_CLITIC_PRONOUN | NQ_CLITIC_AL)));
}

static bool
are_objects(const spot *a, const spot *b)
{
    bool x = is_object(a), y = is_object(b);
    bool verb = is_fuul(a->bare, b->bare) || is_fuul(b->bare, a->bare);
    return verb ? x && y : x || y;
}

/* "Has attended" has the letters of which "attendance" looks the plural. */
static bool
is_verb(const spot *s)
{
    uint32_t row;
    return nq_table_word(&s->d->in->tools->verbs, s->t->hash, &row);
}

/* "Planes of the make X": any of them. */
static bool
is_of_make(const spot *s)
{
    const nq_reading *r = nq_row_reading(s->d, s->row);
    uint32_t next = s->row->words[s->word].token + 1;
    if (next >= s->row->end)
        return false;
    const nq_token *t = &r->text.tokens[next];
    if (t->kind == NQ_TOKEN_MARK && next + 1 < s->row->end)
        t = &r->text.tokens[++next];
    const nq_mention *m = nq_mention_at(&r->names, next);
    return t->kind == NQ_TOKEN_LATIN ||
           (m && m->type == NQ_ORG && t->span.start == m->span.start &&
            !(t->clitics & NQ_CLITIC_AL));
}

/* "Pressure", "relations" are as many as one likes. */
static bool
is_mass(const nq_desk *d, const nq_token *t)
{
    return nq_slot_word_of(&d->in->tools->words, t).kind == NQ_WORD_MASS;
}

/* Is it a noun that no number and no "one of" counts, and that is no name? */
static bool
is_uncounted(const nq_desk *d, const nq_slots *slots, const spot *s)
{
    const nq_reading *r = nq_row_reading(d, s->row);
    uint32_t token = s->row->words[s->word].token;
    if (s->t->clitics & (NQ_CLITIC_PRONOUN | NQ_CLITIC_WAW | NQ_CLITIC_LAM) ||
        !is_indefinite(s) || is_mass(d, s->t) || is_verb(s) || is_of_make(s) ||
        nq_mention_at(&r->names, token))
        return false;
    for (uint32_t i = slots->from[s->line]; i < slots->from[s->line + 1]; i++) {
        const nq_slot_at *at = &slots->at[i];
        if (at->slot == NQ_SLOT_NUMBER && at->first <= s->word + 1 &&
            at->end + 2 > s->word)
            return false;
    }
    for (uint32_t k = s->word; k && s->word - k < 2; k--) {
        const nq_token *t = &r->text.tokens[s->row->words[k - 1].token];
        if (nq_slot_word_of(&d->in->tools->words, t).kind == NQ_WORD_ONE)
            return false;
    }
    return true;
}

/* Weight of the matched words on one side, up to the first two that are not. */
static float
held_by(const spot *s, bool behind)
{
    float sum = 0;
    for (uint32_t k = 1, odd = 0; k <= NQ_NEAR_WORDS && odd < 2; k++) {
        uint32_t at = behind ? s->word + k : s->word - k;
        if ((behind && at >= s->n) || (!behind && k > s->word))
            break;
        odd += s->to[at] == NQ_NO_WORD;
        sum += s->to[at] == NQ_NO_WORD ? 0 : s->row->words[at].idf;
    }
    return sum;
}

/* Before the same word: "more pressure" is not "a pressure". */
static bool
is_held(const spot *a, const spot *b)
{
    bool left = a->word && b->word && a->to[a->word - 1] == b->word - 1;
    bool right = a->word + 1 < a->n && b->word + 1 < b->n &&
                 a->to[a->word + 1] == b->word + 1;
    float before = left ? held_by(a, false) : 0;
    return right && before + held_by(a, true) >= NQ_ONE_MANY_HELD;
}

static naql_status
add(const nq_desk *d, nq_slots *slots, const spot *s, bool many)
{
    double least = many ? 2 : 1;
    nq_value v = {.lo = least,
                  .hi = many ? NQ_ONE_MANY_MOST : 1,
                  .exact = least,
                  .word = nq_hash_next(53, s->t->stem),
                  .person = NQ_NO_ENTITY,
                  .vague = many};
    const nq_reading *r = nq_row_reading(d, s->row);
    uint32_t token = s->row->words[s->word].token;
    return nq_slots_add(
        d, slots,
        (nq_slot_at){
            .slot = NQ_SLOT_NUMBER,
            .line = s->line,
            .span = {nq_token_at(&r->text, token, s->t->pre), s->t->span.end},
            .value = v});
}

/* Each word has its match, or stands alone between the same two words. */
static uint32_t
other_of(const nq_alignment *x, uint32_t i)
{
    if (x->to[i] != NQ_NO_WORD)
        return x->to[i];
    if (i && x->to[i - 1] != NQ_NO_WORD && x->to[i - 1] + 1u < x->n_b &&
        x->back[x->to[i - 1] + 1] == NQ_NO_WORD)
        return x->to[i - 1] + 1u;
    if (i + 1 < x->n_a && x->to[i + 1] != NQ_NO_WORD && x->to[i + 1] &&
        x->back[x->to[i + 1] - 1] == NQ_NO_WORD)
        return x->to[i + 1] - 1u;
    return UINT32_MAX;
}

naql_status
nq_one_many_add(const nq_desk *d, nq_slots *slots, nq_pair pair,
                const nq_alignment *x, nq_list *answers)
{
    for (uint32_t i = 0; i < x->n_a; i++) {
        uint32_t k = other_of(x, i);
        spot a, b;
        if (k == UINT32_MAX ||
            d->lines[pair.a].words[i].key == d->lines[pair.b].words[k].key)
            continue;
        spot_at(d, pair.a, i, x->to, x->n_a, &a);
        spot_at(d, pair.b, k, x->back, x->n_b, &b);
        bool many = are_many_and_one(a.bare, b.bare);
        if ((!many && !are_many_and_one(b.bare, a.bare)) || !is_held(&a, &b) ||
            !are_objects(&a, &b) || !is_uncounted(d, slots, &a) ||
            !is_uncounted(d, slots, &b))
            continue;
        NQ_TRY(nq_list_put(answers, d->scratch,
                           &(nq_answer){slots->n, slots->n + 1}));
        NQ_TRY(add(d, slots, &a, many));
        NQ_TRY(add(d, slots, &b, !many));
    }
    return NAQL_OK;
}
