/* SPDX-License-Identifier: Apache-2.0
 *
 * spelled.c - one name spelled apart. Layer 7 (compare). */
#include "compare/spelled.h"

#include "base/hash.h"
#include "base/str.h"
#include "compare/tune.h"

#define LETTER 2u /* bytes of an Arabic letter */
#define DOTTED "ة"

static naql_str
behind(naql_str s, size_t n)
{
    return nq_str(s.ptr + n, s.len - n);
}

/* Bytes of the folded token that are glued before `start`. */
static uint32_t
glue_of(const nq_text *text, uint32_t token, uint32_t start)
{
    const nq_token *t = &text->tokens[token];
    uint32_t n = 0;
    while (n < t->pre && nq_token_at(text, token, n) < start)
        n += LETTER;
    return n;
}

/* A word without its article, and without `glue` bytes before it; where next to
 * nothing would be left, the article is the name's own. */
static naql_str
bare(const nq_token *t, uint32_t glue)
{
    int other = t->clitics & ~(NQ_CLITIC_PRONOUN | NQ_CLITIC_AL);
    bool article = t->clitics & NQ_CLITIC_AL && t->pre > glue;
    if (!article || (other && !glue) ||
        t->folded.len < t->pre + NQ_SPELLED_LEAST * LETTER)
        return behind(t->folded, glue);
    return behind(t->folded, t->pre);
}

/* The last letter of a person's word as it is written: -a with its dots and
 * without them fold to one. */
static bool
is_dotted(const nq_text *text, const nq_token *t)
{
    naql_span end = {t->span.end - LETTER, t->span.end};
    return t->span.end >= t->span.start + LETTER &&
           nq_str_equal(nq_str_span(text->article->text, end), NQ_STR(DOTTED));
}

uint64_t
nq_country_of(const nq_name_book *book, naql_str word)
{
    nq_name_form form;
    uint64_t origin = nq_origin_of(&book->variants, nq_hash(word));
    if (origin)
        return origin;
    nq_name_form_of(book, word, &form);
    return form.country ? form.key : 0;
}

static bool
append(naql_str word, const uint64_t *country, char *to, size_t *n)
{
    if (*country)
        word = nq_str((const char *)country, sizeof *country);
    if (*n + word.len > NQ_SOLID_BYTES)
        return false;
    memcpy(to + *n, word.ptr, word.len);
    *n += word.len;
    return true;
}

/* Letter by letter, so that it is the same wherever the spaces are. */
static uint64_t
hash_letters(uint64_t hash, naql_str word)
{
    for (size_t i = 0; i < word.len; i++)
        hash = nq_hash_next(hash, (unsigned char)word.ptr[i]);
    return hash;
}

naql_status
nq_spelled_of(const nq_desk *d, const nq_reading *r, naql_span span,
              uint8_t type, nq_spelled *out)
{
    const nq_text *text = &r->text;
    char letters[NQ_SOLID_BYTES];
    size_t n = 0;
    uint64_t whole = 0;
    *out = (nq_spelled){.type = type};
    nq_name_form_of(&d->in->tools->names, nq_str_span(r->article.text, span),
                    &out->name);
    for (uint32_t i = nq_token_around(text, span.start);
         i < text->n_tokens && text->tokens[i].span.start < span.end; i++)
        if (text->tokens[i].kind != NQ_TOKEN_MARK) {
            uint32_t glue = glue_of(text, i, span.start);
            naql_str word = bare(&text->tokens[i], glue);
            out->heads = hash_letters(
                out->heads, nq_str(word.ptr, word.len < LETTER ? 0 : LETTER));
            uint64_t country = nq_country_of(&d->in->tools->names, word);
            out->country = country ? country : out->country;
            if (!append(word, &country, letters, &n))
                return NAQL_OK;
            whole = hash_letters(whole, behind(text->tokens[i].folded, glue));
            if (type == NQ_PER && is_dotted(text, &text->tokens[i])) {
                memcpy(letters + n - LETTER, DOTTED, LETTER);
                whole++;
            }
        }
    char *kept = nq_arena_alloc(d->scratch, n);
    if (!kept)
        return NAQL_NOMEM;
    memcpy(kept, letters, n);
    out->letters = nq_str(kept, n);
    out->whole = whole;
    return NAQL_OK;
}

bool
nq_spelled_apart(const nq_spelled *a, const nq_spelled *b)
{
    return a->letters.len && b->letters.len &&
           !nq_str_equal(a->letters, b->letters) && a->whole != b->whole;
}

static bool
same_word(const nq_name_words *a, const nq_name_words *b, uint32_t i)
{
    return a->tight[i] == b->tight[i] || a->loose[i] == b->loose[i];
}

uint32_t
nq_spelled_shared(const nq_spelled *a, const nq_spelled *b)
{
    uint32_t shared = 0;
    for (uint32_t i = 0; i < a->name.words.n && i < b->name.words.n; i++)
        shared += same_word(&a->name.words, &b->name.words, i);
    return shared;
}

static size_t
least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Letters to be put in, left out or changed to make one word of the other;
 * `limit` + 1 for more. */
static size_t
letters_apart(naql_str a, naql_str b, size_t limit)
{
    size_t row[NQ_SOLID_BYTES / LETTER + 1];
    size_t n = a.len / LETTER, m = b.len / LETTER, most = limit + 1;
    if ((n > m ? n - m : m - n) >= most)
        return most;
    for (size_t k = 0; k <= m; k++)
        row[k] = k;
    for (size_t i = 1; i <= n; i++) {
        size_t corner = row[0];
        row[0] = i;
        for (size_t k = 1; k <= m; k++) {
            bool same = !memcmp(a.ptr + (i - 1) * LETTER,
                                b.ptr + (k - 1) * LETTER, LETTER);
            size_t put = least(row[k], row[k - 1]) + 1;
            size_t change = corner + !same;
            corner = row[k];
            row[k] = least(put, change);
        }
    }
    return least(row[m], most);
}

/* One word of the two names differs: by how much may it? Short words are a
 * letter apart by chance. */
static bool
one_word_apart(const nq_spelled *a, const nq_spelled *b, uint32_t word,
               bool known)
{
    uint32_t x = a->name.words.letters[word], y = b->name.words.letters[word];
    uint32_t n = x < y ? x : y;
    return n + known >= NQ_SPELLED_SHORT &&
           letters_apart(a->letters, b->letters, NQ_SPELLED_MOST) <=
               (n < NQ_SPELLED_LONG ? 1u : NQ_SPELLED_MOST);
}

/* Two known given names are two people, and an ending makes another word. */
static bool
may_be_one(const nq_desk *d, const nq_name_words *x, const nq_name_words *y,
           uint32_t i)
{
    const nq_map *given = &d->in->tools->names.variants.given;
    bool names =
        nq_map_get(given, x->tight[i]) && nq_map_get(given, y->tight[i]);
    return x->front[i] != y->tight[i] && y->front[i] != x->tight[i] &&
           (!names || (x->letters[i] >= NQ_SPELLED_LONG &&
                       y->letters[i] >= NQ_SPELLED_LONG));
}

/* Is no word the other one with an ending ("duke", "duchess")? */
static bool
no_ending(const nq_name_words *x, const nq_name_words *y)
{
    for (uint32_t i = 0; i < x->n; i++)
        if (x->front[i] == y->tight[i] || y->front[i] == x->tight[i])
            return false;
    return true;
}

/* All words of two long foreign names begin alike and are a few letters apart
 * in all: "Miroslav Krotina" and "Mirsolav Kortina". */
static bool
all_words_near(const nq_spelled *a, const nq_spelled *b)
{
    const nq_name_words *x = &a->name.words, *y = &b->name.words;
    if (a->type != NQ_PER || a->heads != b->heads)
        return false;
    for (uint32_t i = 0; i < x->n; i++)
        if (x->letters[i] < NQ_SPELLED_LONG || y->letters[i] < NQ_SPELLED_LONG)
            return false;
    return letters_apart(a->letters, b->letters, NQ_SPELLED_ALL) <=
           NQ_SPELLED_ALL;
}

/* Copies the letters of a word that are no long vowels; how many bytes. */
static size_t
consonants(naql_str word, char out[NQ_SOLID_BYTES])
{
    static const char *const vowels[] = {"ا", "و", "ي", "ه"};
    size_t n = 0;
    for (size_t i = 0; i + LETTER <= word.len; i += LETTER) {
        bool vowel = false;
        for (size_t k = 0; k < sizeof vowels / sizeof *vowels; k++)
            vowel |= !memcmp(word.ptr + i, vowels[k], LETTER);
        if (vowel)
            continue;
        memcpy(out + n, word.ptr + i, LETTER);
        n += LETTER;
    }
    return n;
}

/* Of three short words and more, which begin alike, the same consonants: "Mun
 * Ji In", "Mun Jay Un". Two known given names are two people. */
static bool
all_vowels_apart(const nq_desk *d, const nq_spelled *a, const nq_spelled *b)
{
    const nq_name_words *x = &a->name.words, *y = &b->name.words;
    const nq_map *given = &d->in->tools->names.variants.given;
    char p[NQ_SOLID_BYTES], q[NQ_SOLID_BYTES];
    if (a->type != NQ_PER || x->n < NQ_SPELLED_WORDS || a->heads != b->heads)
        return false;
    for (uint32_t i = 0; i < x->n; i++)
        if (x->tight[i] != y->tight[i] && nq_map_get(given, x->tight[i]) &&
            nq_map_get(given, y->tight[i]))
            return false;
    size_t n = consonants(a->letters, p);
    return n == consonants(b->letters, q) && !memcmp(p, q, n);
}

/* The only word that the names have not in common, or, where their sounds are
 * all the same, not in the same letters; else their number of words. */
static uint32_t
only_other(const nq_name_words *x, const nq_name_words *y, bool by_sound)
{
    uint32_t found = x->n;
    for (uint32_t i = 0; i < x->n; i++) {
        if (by_sound ? same_word(x, y, i) : x->tight[i] == y->tight[i])
            continue;
        if (found < x->n)
            return x->n;
        found = i;
    }
    return found;
}

bool
nq_spelled_two_countries(const nq_spelled *a, const nq_spelled *b)
{
    return a->country && b->country && a->country != b->country &&
           a->heads != b->heads;
}

bool
nq_spelled_alike(const nq_desk *d, const nq_spelled *a, const nq_spelled *b,
                 bool known)
{
    const nq_name_words *x = &a->name.words, *y = &b->name.words;
    if (a->type != b->type || x->n != y->n || !x->n || (x->n < 2 && !known) ||
        !a->letters.len || !b->letters.len || nq_spelled_two_countries(a, b))
        return false;
    bool sounds = nq_spelled_shared(a, b) == x->n;
    if (sounds && (known || (a->type != NQ_PER && no_ending(x, y)) ||
                   nq_names_alike(&d->in->tools->names.variants, x, y)))
        return true;
    if (all_words_near(a, b) || all_vowels_apart(d, a, b))
        return true;
    uint32_t other = only_other(x, y, !sounds);
    return other < x->n && (known || may_be_one(d, x, y, other)) &&
           one_word_apart(a, b, other, known);
}
