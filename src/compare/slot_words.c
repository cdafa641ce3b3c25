/* SPDX-License-Identifier: Apache-2.0
 *
 * slot_words.c - classes of words that slots are compared by. Layer 7
 * (compare). */
#include "compare/slot_words.h"

#include "base/hash.h"
#include "base/fold.h"
#include "base/status.h"
#include "base/str.h"
#include "compare/tune.h"

#include <string.h>

#define NQ_SLOT_CLASSES 0xffffffu /* bits of the number of a class */

static uint8_t
kind_of(naql_str name)
{
    static const char *const names[] = {
        "",        "context", "noun",     "people",  "toll",    "term",
        "post",    "field",   "under",    "generic", "part",    "into",
        "address", "label",   "called",   "medium",  "not",     "non",
        "fixed",   "save",    "if",       "modal",   "self",    "for",
        "against", "past",    "carrier",  "length",  "elapsed", "without",
        "no",      "any",     "one",      "kin",     "site",    "verdict",
        "towards", "power",   "reporter", "organ",   "deed",    "sum",
        "per",     "clock",   "mass",     "until",   "score",   "night",
        "some",    "record"};
    for (uint8_t i = 1; i < sizeof names / sizeof *names; i++)
        if (nq_str_equal(name, nq_str_from(names[i])))
            return i;
    return 0;
}

/* The classes that rules know by their name. */
static void
note_class(uint8_t kind, naql_str class, uint32_t number, nq_slot_words *out)
{
    const struct {
        uint8_t kind;
        const char *class;
        uint32_t *to;
    } known[] = {
        {NQ_WORD_POST, "president", &out->president},
        {NQ_WORD_SOME, "some_of", &out->some_of},
        {NQ_WORD_NOUN, "state", &out->state},
        {NQ_WORD_NOUN, "fighter", &out->fighter},
        {NQ_WORD_GENERIC, "others", &out->others},
        {NQ_WORD_POST, "commander", &out->commander},
        {NQ_WORD_POST, "leader", &out->leader},
        {NQ_WORD_POST, "head", &out->official},
        {NQ_WORD_POST, "mayor", &out->mayor},
        {NQ_WORD_POST, "member", &out->member},
        {NQ_WORD_POST, "candidate", &out->candidate},
        {NQ_WORD_POST, "player", &out->player},
        {NQ_WORD_POST, "director", &out->director},
        {NQ_WORD_PAST, "designate", &out->designate},
        {NQ_WORD_PAST, "ousted", &out->ousted},
        {NQ_WORD_ELAPSED, "since", &out->since},
        {NQ_WORD_PART, "first", &out->first},
        {NQ_WORD_TERM, "elect", &out->elect},
        {NQ_WORD_FIELD, "intelligence", &out->intelligence},
        {NQ_WORD_FIELD, "police", &out->police},
        {NQ_WORD_FIELD, "republic", &out->republic},
        {NQ_WORD_FIELD, "municipality", &out->municipality},
        {NQ_WORD_FIELD, "government", &out->government},
        {NQ_WORD_CONTEXT, "crash", &out->crash},
        {NQ_WORD_SITE, "road", &out->road},
        {NQ_WORD_SITE, "hospital", &out->hospital},
        {NQ_WORD_SITE, "province", &out->province},
        {NQ_WORD_POWER, "forces", &out->forces},
        {NQ_WORD_POWER, "regime", &out->regime},
        {NQ_WORD_ORGAN, "army", &out->army},
        {NQ_WORD_LABEL, "militia", &out->militia},
        {NQ_WORD_CARRIER, "wire", &out->wire},
        {NQ_WORD_PER, "time", &out->time},
        {NQ_WORD_REPORTER, "source", &out->source},
        {NQ_WORD_MEDIUM, "press", &out->press},
        {NQ_WORD_INTO, "via", &out->via},
        {NQ_WORD_INTO, "in", &out->in},
        {NQ_WORD_INTO, "of", &out->of},
        {NQ_WORD_INTO, "north", &out->sides[0]},
        {NQ_WORD_INTO, "south", &out->sides[1]},
        {NQ_WORD_INTO, "east", &out->sides[2]},
        {NQ_WORD_INTO, "west", &out->sides[3]},
    };
    for (uint32_t i = 0; i < sizeof known / sizeof *known; i++)
        if (kind == known[i].kind &&
            nq_str_equal(class, nq_str_from(known[i].class)))
            *known[i].to = number;
}

/* Classes are numbered as they first appear, so that the number does not hang
 * on a hash. */
static naql_status
add_row(const nq_table *t, uint32_t row, nq_map *classes, nq_slot_words *out)
{
    naql_str key = nq_table_cell(t, row, nq_table_col(t, "key"));
    naql_str class = nq_table_cell(t, row, nq_table_col(t, "class"));
    uint8_t kind = kind_of(nq_table_cell(t, row, nq_table_col(t, "kind")));
    bool fresh;
    bool other_end = kind == NQ_WORD_AGAINST || kind == NQ_WORD_SITE;
    uint8_t pair = other_end ? NQ_WORD_FOR : kind;
    uint32_t *number = nq_map_put(classes, nq_hash_seed(class, pair), &fresh);
    if (!number)
        return NAQL_NOMEM;
    if (fresh)
        *number = classes->n;
    uint32_t value = (uint32_t)kind << 24 | *number;
    if (kind == NQ_WORD_NOUN && nq_str_equal(class, NQ_STR("person")))
        out->person = nq_slot_stem((nq_slot_word){kind, *number, 0});
    note_class(kind, class, *number, out);
    if (kind == NQ_WORD_LENGTH && nq_str_equal(class, NQ_STR("age")))
        out->age = nq_slot_stem((nq_slot_word){kind, *number, 0});
    uint32_t *at = nq_map_put(&out->words, nq_fold_hash(key), &fresh);
    if (!at)
        return NAQL_NOMEM;
    if (fresh)
        *at = value;
    return NAQL_OK;
}

naql_status
nq_slot_words_make(const nq_tables *tables, const char *name, nq_arena *arena,
                   nq_slot_words *out)
{
    nq_table t;
    nq_map classes;
    nq_map_init(&out->words, arena);
    nq_map_init(&classes, arena);
    NQ_TRY(nq_memo_make(NQ_SLOT_MEMO_BITS, arena, &out->read));
    NQ_TRY(nq_table_find(tables, name, &t));
    for (uint32_t row = 0; row < t.rows; row++)
        NQ_TRY(add_row(&t, row, &classes, out));
    return NAQL_OK;
}

static nq_slot_word
look(const nq_slot_words *w, uint64_t hash)
{
    const uint32_t *at = nq_map_get(&w->words, hash);
    if (!at)
        return (nq_slot_word){.kind = 0};
    return (nq_slot_word){(uint8_t)(*at >> 24), *at & NQ_SLOT_CLASSES, 0};
}

/* A glued w- or f-, which the cut of a word may have missed: one letter, two
 * bytes. */
static uint32_t
conjunction(const nq_token *t)
{
    if (t->folded.len < 8)
        return 0;
    bool glued = nq_str_starts(t->folded, NQ_STR("و")) ||
                 nq_str_starts(t->folded, NQ_STR("ف"));
    return glued ? 2 : 0;
}

/* The word with its first bytes cut off. */
static nq_slot_word
look_behind(const nq_slot_words *w, naql_str folded, uint32_t cut)
{
    nq_slot_word found =
        look(w, nq_hash(nq_str(folded.ptr + cut, folded.len - cut)));
    found.cut = cut;
    return found;
}

#define THE "ال"

/* The word with its article and without what is glued before that, "to the X"
 * included: "the president" is another word than "president". */
static nq_slot_word
look_with_article(const nq_slot_words *w, const nq_token *t)
{
    const uint32_t the = (uint32_t)strlen(THE);
    char word[NQ_SLOT_WORD_BYTES];
    size_t rest = t->folded.len - t->pre;
    if (!(t->clitics & NQ_CLITIC_AL) || t->pre > t->folded.len ||
        rest + the > sizeof word)
        return (nq_slot_word){.kind = 0};
    memcpy(word, THE, the);
    memcpy(word + the, t->folded.ptr + t->pre, rest);
    nq_slot_word found = look(w, nq_hash(nq_str(word, rest + the)));
    found.cut =
        t->clitics & NQ_CLITIC_LAM || t->pre < the ? t->pre : t->pre - the;
    return found;
}

nq_slot_word
nq_slot_word_bare(const nq_slot_words *w, naql_str folded)
{
    return look(w, nq_hash(folded));
}

static nq_slot_word
read_word(const nq_slot_words *w, const nq_token *t)
{
    uint32_t len = (uint32_t)t->folded.len, pre = conjunction(t);
    nq_slot_word found = look(w, t->hash);
    if (!found.kind && pre)
        found = look_behind(w, t->folded, pre);
    if (found.kind || (!t->pre && !t->suf) || t->pre + t->suf >= len)
        return found;
    found = look_with_article(w, t);
    if (found.kind)
        return found;
    found = look_behind(w, t->folded, t->pre);
    if (found.kind || !t->suf)
        return found;
    return look_behind(w, nq_str(t->folded.ptr, len - t->suf), t->pre);
}

nq_slot_word
nq_slot_word_of(const nq_slot_words *w, const nq_token *t)
{
    enum { KIND = 56, CLASS = 32 }; /* first bits of what is remembered */
    uint64_t kept, cut = (uint64_t)t->pre << 8 | t->suf;
    uint64_t key = nq_hash_next(t->hash, (uint64_t)t->clitics << 16 | cut);
    if (t->kind != NQ_TOKEN_WORD)
        return (nq_slot_word){.kind = 0};
    if (nq_memo_get(&w->read, key, &kept))
        return (nq_slot_word){(uint8_t)(kept >> KIND),
                              (uint32_t)(kept >> CLASS & NQ_SLOT_CLASSES),
                              (uint32_t)kept};
    nq_slot_word found = read_word(w, t);
    nq_memo_put(&w->read, key,
                (uint64_t)found.kind << KIND | (uint64_t)found.class << CLASS |
                    found.cut);
    return found;
}

uint64_t
nq_slot_stem(nq_slot_word w)
{
    return nq_hash_next(0x5107, w.class);
}

uint32_t
nq_word_start(const nq_text *text, uint32_t token)
{
    const nq_token *t = &text->tokens[token];
    uint32_t al = t->clitics & NQ_CLITIC_AL && !(t->clitics & NQ_CLITIC_LAM)
                      ? (uint32_t)NQ_STR("ال").len
                      : 0;
    return nq_token_at(text, token, t->pre > al ? t->pre - al : 0);
}

uint64_t
nq_slot_root(naql_str bare)
{
    enum { LETTERS = 4 * 2 };
    return bare.len > LETTERS ? nq_hash(nq_str(bare.ptr, LETTERS)) : 0;
}
