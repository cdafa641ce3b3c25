/* SPDX-License-Identifier: Apache-2.0
 *
 * feature.c - what the tagger sees of a word. Layer 4 (name). */
#include "name/feature.h"
#include "base/str.h"
#include "base/utf8.h"
#include "name/label.h"

#include <string.h>

/* ---- Classes ----------------------------------------------------------- */

/* How a token is written: a mark by its kind, a number, Latin letters, or a
 * word by the letters glued on its front, its article and its ending. */
static uint8_t
shape_of(const nq_token *t, const nq_lex_word *lex)
{
    enum { MARKS = 1, NUMBER = 19, LATIN = 20, WORDS = 21 };
    const uint32_t joins = NQ_CLITIC_WAW | NQ_CLITIC_FA;
    if (t->kind == NQ_TOKEN_MARK)
        return (uint8_t)(MARKS + t->mark);
    if (t->kind != NQ_TOKEN_WORD)
        return t->kind == NQ_TOKEN_NUMBER ? NUMBER : LATIN;
    uint32_t glued = (lex->clitics & joins) != 0;
    glued |= (uint32_t)((lex->clitics & ~joins) != 0) << 1;
    uint32_t ending = t->flags & NQ_TOKEN_TANWIN ? 2 : t->suf ? 1 : 0;
    return (uint8_t)(WORDS + glued + 4u * lex->definite + 8 * ending);
}

/* Asks for a word of the model, which may lie on two lines of memory. */
static inline void
fetch(const nq_model_word *known)
{
    if (!known)
        return;
    __builtin_prefetch(known);
    __builtin_prefetch(&known->body);
}

void
nq_feature_words_make(const nq_model *model, const nq_text *text,
                      const nq_lex_word *lex, const nq_sentence *sentence,
                      nq_feature_word *out)
{
    for (uint32_t i = sentence->first; i < sentence->end; i++) {
        const nq_token *t = &text->tokens[i];
        const nq_model_word *known = lex[i].known;
        if (i + NQ_MEMO_AHEAD < text->n_tokens)
            fetch(lex[i + NQ_MEMO_AHEAD].known);
        uint32_t skip = lex[i].skip < t->folded.len ? lex[i].skip : 0;
        uint32_t lists = nq_lex_bits(&lex[i]) & NQ_LEX_FOR_TAGGER;
        out[i] = (nq_feature_word){
            .known = known,
            .base = lex[i].base,
            .bare = {t->folded.ptr + skip, t->folded.len - skip},
            .lists = lists,
            .company = known ? known->company : 0,
            .usual = known ? known->usual : 0,
            .combo = nq_model_combo(model, lists),
            .shape = shape_of(t, &lex[i])};
        __builtin_prefetch(&model->head->combo[out[i].combo][out[i].company]);
    }
}

const nq_feature_word nq_feature_beyond = {.company = NQ_COMPANIES - 1,
                                           .usual = NQ_USUALS - 1};

/* ---- Letters ----------------------------------------------------------- */

/* Up to eight bytes as a number; shorter words give all of theirs. */
static uint64_t
front(naql_str bare, size_t letters)
{
    uint64_t value = 0;
    size_t n = letters * NQ_LETTER;
    memcpy(&value, bare.ptr, n < bare.len ? n : bare.len);
    return value;
}

static uint64_t
back(naql_str bare, size_t letters)
{
    uint64_t value = 0;
    size_t n = letters * NQ_LETTER;
    n = n < bare.len ? n : bare.len;
    memcpy(&value, bare.ptr + bare.len - n, n);
    return value;
}

uint32_t
nq_letter_features(const nq_feature_word *w, uint32_t place,
                   uint64_t out[NQ_LETTERS_MAX])
{
    enum { WHOLE, FRONT2, FRONT3, BACK1, BACK2, BACK3, LENGTH, KINDS };
    uint64_t kind = NQ_KIND_LETTERS + place * KINDS;
    uint32_t n = 0;
    out[n++] = nq_feature(kind + WHOLE, w->base);
    if (place == 0 || place == 4)
        return n;
    out[n++] = nq_feature(kind + BACK2, back(w->bare, 2));
    if (place > 1)
        out[n++] = nq_feature(kind + FRONT2, front(w->bare, 2));
    if (place != 2)
        return n;
    out[n++] = nq_feature(kind + FRONT3, front(w->bare, 3));
    out[n++] = nq_feature(kind + BACK1, back(w->bare, 1));
    out[n++] = nq_feature(kind + BACK3, back(w->bare, 3));
    size_t letters = w->bare.len / NQ_LETTER;
    out[n++] = nq_feature(kind + LENGTH, letters < 9 ? letters : 9);
    return n;
}

/* ---- A second look ----------------------------------------------------- */

/* How often a word got which label: four bits each, person in front, person
 * further on, place, body in front, body further on, none; saturated. */
enum { KINDS = 6, KIND_BITS = 4, KIND_MAX = 15 };

static uint32_t
kind_of(uint8_t label)
{
    static const uint8_t kind[NQ_LABELS] = {5, 0, 1, 2, 2, 3, 4};
    return kind[label] * KIND_BITS;
}

static uint32_t
counted(uint32_t counts, uint32_t kind)
{
    return counts >> kind & KIND_MAX;
}

static void
count(uint32_t *counts, uint8_t label)
{
    if (counted(*counts, kind_of(label)) < KIND_MAX)
        *counts += 1u << kind_of(label);
}

/* Classes of the word's places other than this one: 0 none, 1 some, of each
 * kind; all of it 0 when there is no other place or none is in a name. */
static uint8_t
others(uint32_t counts, uint8_t own)
{
    uint32_t mask = 0;
    if (counted(counts, kind_of(own)) < KIND_MAX)
        counts -= 1u << kind_of(own);
    for (uint32_t k = 0; k < KINDS; k++)
        mask |= (uint32_t)(counted(counts, k * KIND_BITS) > 0) << k;
    return mask & 31 ? (uint8_t)mask : 0;
}

/* The words of a text that are in a name somewhere: few, so that a bit a word
 * turns most of the others away. */
struct named {
    nq_map counts;
    uint64_t filter[16];
};

static uint64_t *
filter_of(struct named *named, uint64_t base)
{
    return &named->filter[base >> 6 & 15];
}

/* Counts the labels of the words that are in a name somewhere. */
static bool
count_named(struct named *named, const nq_feature_word *words,
            const uint8_t *labels, uint32_t n)
{
    for (uint32_t i = 0; (i = nq_next_in_name(labels, i, n)) < n; i++) {
        uint32_t *c = nq_map_put(&named->counts, words[i].base, NULL);
        if (!c)
            return false;
        count(c, labels[i]);
        *filter_of(named, words[i].base) |= 1ull << (words[i].base & 63);
    }
    return true;
}

static uint32_t *
counts_of(struct named *named, uint64_t base)
{
    return *filter_of(named, base) >> (base & 63) & 1
               ? nq_map_get(&named->counts, base)
               : NULL;
}

/* Where one of them stands. */
struct place {
    uint32_t word;
    uint32_t *counts;
};

bool
nq_feature_memory_make(nq_feature_word *words, const uint8_t *labels,
                       uint32_t n, nq_arena *scratch)
{
    struct named named = {.filter = {0}};
    struct place *places = nq_arena_alloc(scratch, n * sizeof(*places));
    uint32_t n_places = 0;
    nq_map_init(&named.counts, scratch);
    if (!places || !count_named(&named, words, labels, n))
        return false;
    for (uint32_t i = 0; named.counts.n && i < n; i++) {
        uint32_t *counts = counts_of(&named, words[i].base);
        if (!counts)
            continue;
        places[n_places++] = (struct place){i, counts};
        if (!labels[i])
            count(counts, NQ_LABEL_OUT);
    }
    for (uint32_t k = 0; k < n_places; k++) {
        uint32_t i = places[k].word;
        words[i].memory = others(*places[k].counts, labels[i]);
    }
    return true;
}
