/* SPDX-License-Identifier: Apache-2.0
 *
 * event_book.c - words of what happens, in every inflected form. Layer 5
 * (claim). */
#include "claim/event_book.h"

#include "base/fold.h"
#include "base/hash.h"
#include "base/status.h"
#include "base/str.h"
#include "claim/event_target.h"
#include "claim/event_traits.h"
#include "claim/inflect.h"
#include "claim/wordbook.h"
#include "text/text.h"

enum {
    NOUN = 1 << 8,
    PRONOUN = 1 << 9,
    BOTH = 1 << 10
}; /* beside nq_grammar in a value */

typedef struct filler {
    nq_event_book *book;
    uint32_t lemma; /* index + 1 */
    bool noun, pronoun;
    bool failed;
} filler;

/* The first row that has a form keeps it. */
static bool
add_form(filler *f, uint64_t hash, uint8_t grammar)
{
    bool fresh;
    uint32_t *at = nq_map_put(&f->book->forms, hash, &fresh);
    if (!at) {
        f->failed = true;
        return false;
    }
    if (fresh)
        *at = f->lemma << 16 | (f->noun ? NOUN : 0u) |
              (f->pronoun ? PRONOUN : 0u) | grammar;
    else if (f->noun && *at >> 16 == f->lemma && !(*at & NOUN))
        *at |= BOTH;
    return true;
}

static bool
each(void *user, naql_str form, uint8_t inflection, uint8_t grammar)
{
    (void)inflection;
    return add_form(user, nq_hash(form), grammar);
}

static uint8_t
one_of(naql_str cell, const char *second, const char *third)
{
    if (nq_str_is(cell, second))
        return 1;
    return nq_str_is(cell, third) ? 2 : 0;
}

/* One letter is glued; a word stands by itself. */
static void
add_prep(nq_event_lemma *l, naql_str word)
{
    if (nq_str_equal(word, NQ_STR("obj")))
        l->object = true;
    else if (nq_str_equal(word, NQ_STR("ب")))
        l->glued |= NQ_CLITIC_BA;
    else if (nq_str_equal(word, NQ_STR("ل")))
        l->glued |= NQ_CLITIC_LAM;
    else if (word.len && l->n_preps < NQ_EVENT_PREPS)
        l->preps[l->n_preps++] = nq_fold_hash(word);
}

/* Attacks and protests are named far more often than they are reported; the
 * killed and hurt are counted by a desk however they are told of. */
static void
set_kind(nq_event_lemma *l)
{
    bool protest = nq_str_equal(l->type, NQ_STR("protest"));
    bool assault = nq_str_equal(l->type, NQ_STR("assault"));
    bool harm = nq_str_equal(l->type, NQ_STR("kill")) ||
                nq_str_equal(l->type, NQ_STR("injure"));
    l->gated = protest || assault;
    l->kind = protest           ? NQ_EVENT_PROTEST
              : assault || harm ? NQ_EVENT_ASSAULT
                                : NQ_EVENT_KINDS;
}

static void
read_lemma(const nq_table *t, uint32_t row, nq_event_lemma *l)
{
    naql_str more = nq_table_cell(t, row, nq_table_col(t, "also"));
    naql_str rest = nq_table_cell(t, row, nq_table_col(t, "object")), part;
    *l = (nq_event_lemma){
        .type = nq_table_cell(t, row, nq_table_col(t, "type")),
        .voice = one_of(nq_table_cell(t, row, nq_table_col(t, "voice")),
                        "patient", "either"),
        .idafa = one_of(nq_table_cell(t, row, nq_table_col(t, "idafa")),
                        "actor", "target"),
        .asks = nq_table_cell(t, row, nq_table_col(t, "asks")),
        .level = (uint8_t)nq_table_int(t, row, nq_table_col(t, "level"), 1)};
    l->light = nq_str_equal(l->type, NQ_STR("light"));
    l->carries = (l->light && l->voice != NQ_VOICE_PATIENT) ||
                 nq_str_equal(more, NQ_STR("carries"));
    l->unrest = nq_str_equal(more, NQ_STR("unrest"));
    while (nq_str_split(&rest, ' ', &part))
        add_prep(l, part);
    set_kind(l);
}

/* A pronoun at the end, as it is written: not a ta marbuta. */
static bool
has_pronoun(naql_str form)
{
    return nq_str_ends(form, NQ_STR("ه")) || nq_str_ends(form, NQ_STR("ها")) ||
           nq_str_ends(form, NQ_STR("هم"));
}

/* "The kidnapping of them": the noun with each pronoun; its last letter opens
 * before one ("a raid of his"). */
static void
add_owned(filler *f, naql_str noun)
{
    static const char *const pronouns[] = {"ه", "ها", "هم", "هما"};
    char form[64];
    bool round = nq_str_ends(noun, NQ_STR("ة"));
    if (!noun.len || noun.len + 8 > sizeof form)
        return;
    f->pronoun = true;
    memcpy(form, noun.ptr, noun.len);
    if (round)
        memcpy(form + noun.len - 2, "ت", 2);
    for (uint32_t i = 0; i < sizeof pronouns / sizeof *pronouns; i++) {
        naql_str end = nq_str_from(pronouns[i]);
        memcpy(form + noun.len, end.ptr, end.len);
        add_form(f, nq_fold_hash(nq_str(form, noun.len + end.len)), 0);
    }
    f->pronoun = false;
}

static bool
add_more(filler *f, naql_str cell)
{
    naql_str part;
    while (nq_str_split(&cell, ' ', &part)) {
        f->pronoun = has_pronoun(part);
        if (part.len && !add_form(f, nq_fold_hash(part), 0))
            return false;
    }
    return true;
}

static naql_status
add_forms(const nq_table *t, uint32_t row, filler *f)
{
    naql_str noun = nq_table_cell(t, row, nq_table_col(t, "noun"));
    naql_str more = nq_table_cell(t, row, nq_table_col(t, "more"));
    f->noun = false;
    nq_inflect_past(nq_table_cell(t, row, nq_table_col(t, "key")), each, f);
    nq_inflect_present(nq_table_cell(t, row, nq_table_col(t, "present")), each,
                       f);
    f->noun = true;
    if (noun.len)
        add_form(f, nq_fold_hash(noun), 0);
    add_more(f, more);
    if (f->book->lemmas[f->lemma - 1].level == 2)
        add_owned(f, noun);
    return f->failed ? NAQL_NOMEM : NAQL_OK;
}

/* "fired" is what its later row says when a weapon is what was fired. */
static void
link_armed(const nq_table *t, nq_event_lemma *lemmas, uint32_t row)
{
    uint32_t key = nq_table_col(t, "key"), also = nq_table_col(t, "also");
    if (!nq_str_equal(nq_table_cell(t, row, also), NQ_STR("armed")))
        return;
    for (uint32_t i = row + 1; i < t->rows && !lemmas[row].armed; i++)
        if (nq_str_equal(nq_table_cell(t, i, key), nq_table_cell(t, row, key)))
            lemmas[row].armed = &lemmas[i];
}

/* ---- Words that any list has --------------------------------------------- */

enum { /* bits of the filter: who may know the word */
       MAY_FORM = 1,
       MAY_SIGN = 2,
       MAY_VERB = 4,
       MAY_ORIGIN = 8,
       MAY_MARCH = 16,
       MAY_OBJECT = 32
};

static uint8_t *
filter_at(const nq_event_book *book, uint64_t hash)
{
    return &book->filter[nq_hash_next(0, hash) % NQ_EVENT_FILTER];
}

static void
filter_map(const nq_event_book *book, const nq_map *m, uint8_t bits)
{
    for (uint32_t i = 0; i < m->room; i++)
        if (m->tags[i])
            *filter_at(book, m->entries[i].key) |= bits;
}

static naql_status
make_filter(nq_event_book *b, nq_arena *arena)
{
    b->filter = nq_arena_zero(arena, NQ_EVENT_FILTER, sizeof *b->filter);
    if (!b->filter)
        return NAQL_NOMEM;
    filter_map(b, &b->forms, MAY_FORM);
    filter_map(b, &b->scales.signs, MAY_SIGN);
    nq_table_filter(&b->verbs, MAY_VERB, b->filter, NQ_EVENT_FILTER);
    nq_table_filter(&b->origins, MAY_ORIGIN, b->filter, NQ_EVENT_FILTER);
    nq_table_filter(&b->march, MAY_MARCH, b->filter, NQ_EVENT_FILTER);
    nq_table_filter(&b->objects, MAY_OBJECT, b->filter, NQ_EVENT_FILTER);
    return NAQL_OK;
}

naql_status
nq_event_book_make(const nq_tables *tables, const nq_memo *read,
                   nq_arena *arena, nq_event_book *out)
{
    nq_table t;
    NQ_TRY(nq_table_find(tables, "event_words", &t));
    nq_event_lemma *lemmas = nq_arena_zero(arena, t.rows, sizeof *lemmas);
    if (!lemmas)
        return NAQL_NOMEM;
    *out = (nq_event_book){.lemmas = lemmas, .read = read};
    nq_map_init(&out->forms, arena);
    NQ_TRY(nq_event_scales_make(tables, arena, &out->scales));
    for (uint32_t row = 0; row < t.rows; row++) {
        filler f = {.book = out, .lemma = row + 1};
        read_lemma(&t, row, &lemmas[row]);
        NQ_TRY(add_forms(&t, row, &f));
    }
    for (uint32_t row = 0; row < t.rows; row++) {
        link_armed(&t, lemmas, row);
        if (lemmas[row].kind == NQ_EVENT_PROTEST && !out->protest)
            out->protest = (uint16_t)(row + 1);
    }
    NQ_TRY(nq_table_find(tables, "verb_forms", &out->verbs));
    NQ_TRY(nq_table_find(tables, "event_objects", &out->objects));
    NQ_TRY(nq_table_find(tables, "nationalities", &out->origins));
    NQ_TRY(nq_table_find(tables, "place_heads", &out->places));
    NQ_TRY(nq_table_find(tables, "march_words", &out->march));
    out->march_kind = nq_table_col(&out->march, "kind");
    NQ_TRY(make_filter(out, arena));
    NQ_TRY(nq_target_weights_make(tables, arena, out));
    return nq_seek_weights_make(tables, arena, out);
}

nq_event_form
nq_event_form_of(const nq_event_book *book, uint64_t hash)
{
    const uint32_t *at = nq_map_get(&book->forms, hash);
    if (!at)
        return (nq_event_form){.lemma = 0};
    return (nq_event_form){.lemma = (uint16_t)(*at >> 16),
                           .noun = *at & NOUN,
                           .pronoun = *at & PRONOUN,
                           .both = *at & BOTH,
                           .grammar = (uint8_t)(*at & 0xff)};
}

typedef struct question { /* of one word */
    const nq_event_book *book;
    const nq_cut *cuts; /* [n] its readings */
    uint32_t n;
    uint8_t may[NQ_CUTS_MAX]; /* bits of the filter, of each reading */
} question;

/* The bits of all its readings together, mostly none. */
static uint8_t
ask_filter(question *q)
{
    uint8_t any = 0;
    for (uint32_t k = 0; k < q->n; k++) {
        q->may[k] = *filter_at(q->book, q->cuts[k].hash);
        any |= q->may[k];
    }
    return any;
}

/* Row of a table that has the word, read without any front of `but`; `may` is
 * the table's bit. False: none. */
static bool
row_of(const question *q, const nq_table *t, uint8_t may, uint16_t but,
       uint32_t *row)
{
    for (uint32_t k = 0; k < q->n; k++)
        if (q->may[k] & may && !(q->cuts[k].clitics & but) &&
            nq_table_word(t, q->cuts[k].hash, row))
            return true;
    return false;
}

static nq_march
march_of(const question *q)
{
    static const char *const kinds[NQ_MARCH_KINDS] = {
        "", "they", "them", "aim", "goal", "seat", "front", "against"};
    const nq_table *t = &q->book->march;
    uint32_t row;
    if (!row_of(q, t, MAY_MARCH, NQ_CLITIC_AL, &row))
        return NQ_MARCH_NONE;
    naql_str cell = nq_table_cell(t, row, q->book->march_kind);
    nq_march kind = NQ_MARCH_KINDS - 1;
    while (kind && !nq_str_equal(cell, nq_str_from(kinds[kind])))
        kind--;
    return kind;
}

static bool
is_origin(const question *q)
{
    const nq_table *t = &q->book->origins;
    uint32_t row;
    return row_of(q, t, MAY_ORIGIN, 0, &row) &&
           nq_str_equal(nq_table_cell(t, row, nq_table_col(t, "number")),
                        NQ_STR("s"));
}

/* Is it a form, and of what? */
static uint32_t
form_bits(const question *q)
{
    uint32_t bits = 0;
    for (uint32_t k = 0; k < q->n; k++) {
        if (!(q->may[k] & MAY_FORM))
            continue;
        nq_event_form form = nq_event_form_of(q->book, q->cuts[k].hash);
        if (!form.lemma)
            continue;
        const nq_event_lemma *l = &q->book->lemmas[form.lemma - 1];
        bits |= NQ_EVENT_WORD_FORM;
        if (l->carries || l->armed)
            bits |= NQ_EVENT_WORD_CARRIES;
    }
    return bits;
}

/* Bits of a word of data/event_objects.tsv: is it of those kinds that tell who
 * did it? 0: it is none. */
static uint32_t
object_bits(const question *q)
{
    static const char *const kinds[] = {"blame", "own", "laid", "behind"};
    const nq_table *t = &q->book->objects;
    uint32_t row;
    if (!row_of(q, t, MAY_OBJECT, 0, &row))
        return 0;
    naql_str kind = nq_table_cell(t, row, nq_table_col(t, "kinds"));
    for (size_t k = 0; k < sizeof kinds / sizeof kinds[0]; k++)
        if (nq_str_is(kind, kinds[k]))
            return NQ_EVENT_WORD_OBJECT | NQ_EVENT_WORD_BLAME;
    return NQ_EVENT_WORD_OBJECT;
}

static uint32_t
read_word(const nq_event_book *book, const nq_text *text, uint32_t token)
{
    /* a verb bears no more than "and", "so", "will" */
    uint16_t no_verb =
        (uint16_t) ~(NQ_CLITIC_WAW | NQ_CLITIC_FA | NQ_CLITIC_SIN);
    const nq_event_scales *scales = &book->scales;
    uint32_t row, bits = NQ_EVENT_WORD_KNOWN, signs = 0;
    question q = {.book = book};
    q.cuts = nq_cuts_of(text, token, &q.n);
    uint8_t any = ask_filter(&q);
    if (any & MAY_FORM)
        bits |= form_bits(&q);
    if (any & MAY_VERB && row_of(&q, &book->verbs, MAY_VERB, no_verb, &row))
        bits |= NQ_EVENT_WORD_VERB;
    if (any & MAY_ORIGIN && is_origin(&q))
        bits |= NQ_EVENT_WORD_ORIGIN;
    if (any & MAY_OBJECT)
        bits |= object_bits(&q);
    if (any & MAY_MARCH)
        bits |= (uint32_t)march_of(&q) << NQ_EVENT_WORD_MARCH;
    if (any & MAY_SIGN)
        signs = nq_event_signs_at(scales, text, token);
    return bits | nq_event_signs_set(scales, signs) << NQ_EVENT_WORD_SIGNS;
}

uint32_t
nq_event_word_of(const nq_event_book *book, const nq_text *text, uint32_t token)
{
    uint64_t kept, hash = text->tokens[token].hash;
    if (text->tokens[token].kind != NQ_TOKEN_WORD)
        return 0;
    bool known = nq_memo_get(book->read, hash, &kept);
    uint32_t word = known ? (uint32_t)(kept >> NQ_READ_EVENT) : 0;
    if (word & NQ_EVENT_WORD_KNOWN)
        return word;
    word = read_word(book, text, token);
    if (known)
        nq_memo_put(book->read, hash, kept | (uint64_t)word << NQ_READ_EVENT);
    return word;
}

void
nq_event_word_fetch(const nq_event_book *book, const nq_text *text,
                    uint32_t token)
{
    uint32_t n;
    const nq_cut *cuts = nq_cuts_of(text, token, &n);
    for (uint32_t k = 0; k < n; k++)
        __builtin_prefetch(filter_at(book, cuts[k].hash));
}

void
nq_event_form_fetch(const nq_event_book *book, const nq_text *text,
                    uint32_t token)
{
    uint32_t n;
    const nq_cut *cuts = nq_cuts_of(text, token, &n);
    for (uint32_t k = 0; k < n; k++)
        nq_map_fetch(&book->forms, cuts[k].hash);
}
