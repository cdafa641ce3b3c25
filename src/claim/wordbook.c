/* SPDX-License-Identifier: Apache-2.0
 *
 * wordbook.c - word lists -> one map from folded words. Layer 5 (claim). */
#include "claim/wordbook.h"

#include "base/fold.h"
#include "base/hash.h"
#include "base/status.h"
#include "base/str.h"
#include "claim/choice.h"
#include "claim/doubt.h"
#include "claim/inflect.h"
#include "claim/link.h"
#include "claim/tune.h"

/* Forms that the tables make, about: their map is made for so many at once. */
enum { NQ_WORDBOOK_WORDS = 8192 };

struct builder {
    nq_wordbook *book;
    nq_arena *arena;
    nq_list words;                /* nq_word */
    uint64_t preps[NQ_PREPS_MAX]; /* hashes of prepositions met in cues */
    uint32_t n_preps;
    uint16_t lemma; /* index + 1 of the one at work */
    bool nomem;
};

static nq_word *
add_word(struct builder *b)
{
    nq_word *word = nq_list_add(&b->words, b->arena);
    if (!word)
        b->nomem = true;
    return word;
}

static nq_word *
word_at(struct builder *b, uint64_t hash)
{
    bool fresh;
    uint32_t *at = nq_map_put(&b->book->map, hash, &fresh);
    if (!at) {
        b->nomem = true;
        return NULL;
    }
    if (fresh) {
        *at = b->words.n;
        if (!add_word(b))
            return NULL;
    }
    return (nq_word *)b->words.at + *at;
}

static uint64_t
hash_of(naql_str cell)
{
    return nq_fold_hash(cell);
}

/* ---- Cues --------------------------------------------------------------- */

/* The verbal noun of the word at `at`, whose letters a verb with a pronoun has
 * as well. */
static bool
add_round(struct builder *b, uint32_t at)
{
    uint32_t index = b->words.n;
    nq_word *noun = add_word(b);
    if (!noun)
        return false;
    nq_word *verb = (nq_word *)b->words.at + at;
    verb->round = (uint16_t)index;
    noun->lemma = verb->lemma;
    noun->roles = verb->roles;
    noun->senses = verb->senses;
    noun->content = verb->content;
    noun->inflection = NQ_CUE_NOUN;
    return true;
}

static bool
add_form(void *user, naql_str form, uint8_t inflection, uint8_t grammar)
{
    struct builder *b = user;
    nq_word *w = word_at(b, nq_hash(form));
    if (!w)
        return false;
    if (!w->lemma) { /* the earlier row of cues.tsv keeps a shared form */
        w->lemma = b->lemma;
        w->inflection = inflection;
        w->grammar = grammar;
        return true;
    }
    bool round = inflection == NQ_CUE_NOUN && w->lemma == b->lemma &&
                 (w->grammar & NQ_OBJECT_PRON) && !w->round;
    return !round || add_round(b, (uint32_t)(w - (nq_word *)b->words.at));
}

/* A form that seldom is a cue: what the word is otherwise stays as it is. */
static bool
add_rare(void *user, naql_str form, uint8_t inflection, uint8_t grammar)
{
    struct builder *b = user;
    const nq_word *w = word_at(b, nq_hash(form));
    if (!w || w->lemma || w->rare)
        return w != NULL;
    uint32_t at = (uint32_t)(w - (nq_word *)b->words.at);
    uint32_t index = b->words.n;
    nq_word *rare = add_word(b);
    if (!rare)
        return false;
    nq_word *plain = (nq_word *)b->words.at + at;
    *rare = *plain;
    rare->lemma = b->lemma;
    rare->inflection = inflection;
    rare->grammar = grammar;
    plain->rare = (uint16_t)index;
    return true;
}

static const struct {
    const char *name;
    uint32_t link;
} link_names[] = {{"q", NQ_LINK_QUOTE},       {"obj", NQ_LINK_OBJECT},
                  {"target", NQ_LINK_TARGET}, {"frame", NQ_LINK_FRAME},
                  {"doc", NQ_LINK_DOC},       {"law", NQ_LINK_LAW},
                  {"masdar", NQ_LINK_MASDAR}, {"rare", NQ_LINK_RARE},
                  {"ب", NQ_LINK_BA},          {"ل", NQ_LINK_LAM}};

/* The bit of one word of a `links` cell; 0 when there is no room for it. */
static uint32_t
link_bit(struct builder *b, naql_str name)
{
    for (size_t i = 0; i < sizeof link_names / sizeof link_names[0]; i++)
        if (nq_str_is(name, link_names[i].name))
            return link_names[i].link;
    uint64_t hash = hash_of(name);
    nq_word *w = word_at(b, hash);
    if (!w)
        return 0;
    if (w->roles & NQ_ROLE_AN)
        return NQ_LINK_THAT;
    if (!w->link && b->n_preps < NQ_PREPS_MAX)
        w->link = (uint32_t)NQ_LINK_PREP << b->n_preps++;
    return w->link;
}

static naql_status
read_links(struct builder *b, naql_str cell, uint32_t *links)
{
    naql_str part;
    *links = 0;
    while (nq_str_split(&cell, ' ', &part)) {
        uint32_t bit = part.len ? link_bit(b, part) : 0;
        if (part.len && !bit)
            return b->nomem ? NAQL_NOMEM : NAQL_CORRUPT;
        *links |= bit;
    }
    return NAQL_OK;
}

/* `object`: "told", "target", or words one of which must follow. */
static naql_status
read_object(struct builder *b, naql_str cell, nq_lemma *l)
{
    naql_str part;
    nq_list with = NQ_LIST(uint64_t);
    l->told = nq_str_equal(cell, NQ_STR("told"));
    if (l->told || !cell.len || nq_str_equal(cell, NQ_STR("target")))
        return NAQL_OK;
    while (nq_str_split(&cell, ' ', &part)) {
        uint64_t *h = nq_list_add(&with, b->arena);
        if (!h)
            return NAQL_NOMEM;
        *h = hash_of(part);
        l->with_mask |= UINT64_C(1) << (*h % 64);
    }
    l->with = with.at;
    l->n_with = with.n;
    return NAQL_OK;
}

static naql_status
add_cue(struct builder *b, const nq_table *t, uint32_t row, nq_lemma *l)
{
    naql_str past = nq_table_cell(t, row, 0);
    naql_str present = nq_table_cell(t, row, nq_table_col(t, "present"));
    naql_str part = nq_table_cell(t, row, nq_table_col(t, "participle"));
    naql_str noun = nq_table_cell(t, row, nq_table_col(t, "noun"));
    l->act = nq_table_cell(t, row, nq_table_col(t, "act"));
    l->level = (uint8_t)nq_table_int(t, row, nq_table_col(t, "level"), 1);
    b->lemma = (uint16_t)(row + 1);
    NQ_TRY(read_links(b, nq_table_cell(t, row, nq_table_col(t, "links")),
                      &l->links));
    NQ_TRY(read_object(b, nq_table_cell(t, row, nq_table_col(t, "object")), l));
    nq_inflect_each add = (l->links & NQ_LINK_RARE) ? add_rare : add_form;
    bool ok =
        nq_inflect_past(past, add, b) && nq_inflect_present(present, add, b) &&
        nq_inflect_participle(part, add, b) && nq_inflect_noun(noun, add, b);
    return ok ? NAQL_OK : NAQL_NOMEM;
}

/* "Gave his thanks", "gave a warning": the rows of one verb, each with words of
 * its own near it, make a chain behind the first. Rows of one folded key stand
 * together, from `first` on. */
static void
chain_row(const nq_table *t, uint32_t first, uint32_t row, nq_lemma *lemmas)
{
    for (uint32_t k = row; k-- > first;) {
        if (!nq_str_equal(nq_table_cell(t, k, 0), nq_table_cell(t, row, 0)))
            continue;
        if (lemmas[k].n_with && !lemmas[k].other)
            lemmas[k].other = (uint16_t)(row + 1);
        return;
    }
}

static void
chain_rows(const nq_table *t, nq_lemma *lemmas)
{
    uint64_t key = 0;
    for (uint32_t row = 0, first = 0; row < t->rows; row++) {
        if (lemmas[row].links & NQ_LINK_RARE)
            continue;
        uint64_t of_row = hash_of(nq_table_cell(t, row, 0));
        if (of_row != key)
            first = row;
        key = of_row;
        chain_row(t, first, row, lemmas);
    }
}

static naql_status
read_cues(struct builder *b, const nq_tables *tables)
{
    nq_table t;
    NQ_TRY(nq_table_find(tables, "cues", &t));
    nq_lemma *lemmas = nq_arena_zero(b->arena, t.rows, sizeof(nq_lemma));
    if (!lemmas)
        return NAQL_NOMEM;
    /* Strong verbs first: they keep a form that a weak one shares. */
    uint32_t level_col = nq_table_col(&t, "level");
    for (int64_t level = 3; level >= 0; level--)
        for (uint32_t row = 0; row < t.rows; row++)
            if (nq_table_int(&t, row, level_col, 1) == level)
                NQ_TRY(add_cue(b, &t, row, &lemmas[row]));
    for (uint32_t row = 0; row < t.rows; row++) {
        b->lemma = (uint16_t)(row + 1);
        if (!nq_inflect_nouns(nq_table_cell(&t, row, nq_table_col(&t, "noun")),
                              add_rare, b))
            return NAQL_NOMEM;
    }
    chain_rows(&t, lemmas);
    for (uint32_t row = 0; row < t.rows; row++)
        lemmas[row].links &= ~(uint32_t)NQ_LINK_RARE;
    b->book->lemmas = lemmas;
    return NAQL_OK;
}

/* ---- Nouns that speak --------------------------------------------------- */

static const char *const noun_names[] = {"",    "person", "body",  "outlet",
                                         "doc", "study",  "people"};

static bool
add_noun(struct builder *b, naql_str form, uint8_t kind, uint8_t grammar)
{
    nq_word *w = word_at(b, nq_hash(form));
    if (!w)
        return false;
    if (!w->noun) {
        w->noun = kind;
        w->noun_grammar = grammar;
    }
    return true;
}

static bool
add_noun_end(struct builder *b, naql_str stem, naql_str end, uint8_t kind,
             uint8_t grammar)
{
    enum { NOUN_BYTES = 160 };
    char form[NOUN_BYTES];
    memcpy(form, stem.ptr, stem.len);
    memcpy(form + stem.len, end.ptr, end.len);
    return add_noun(b, nq_str(form, stem.len + end.len), kind, grammar);
}

/* "issued A STATEMENT that", "but A SOURCE said": unless that is an adverb. */
static bool
add_accusative(struct builder *b, naql_str stem, uint8_t kind)
{
    enum { NOUN_BYTES = 160, LETTER = 2 };
    char form[NOUN_BYTES];
    memcpy(form, stem.ptr, stem.len);
    memcpy(form + stem.len, "ا", LETTER);
    uint64_t hash = nq_hash(nq_str(form, stem.len + LETTER));
    const nq_word *w = word_at(b, hash);
    if (!w)
        return false;
    return (w->roles & (NQ_ROLE_ADV | NQ_ROLE_MA)) ||
           add_noun(b, nq_str(form, stem.len + LETTER), kind, 0);
}

/* "His opponents", in the case of a subject. */
static bool
add_his_people(struct builder *b, naql_str stem)
{
    return add_noun_end(b, stem, NQ_STR("وه"), NQ_NOUN_PEOPLE, NQ_PLURAL) &&
           add_noun_end(b, stem, NQ_STR("وها"), NQ_NOUN_PEOPLE, NQ_PLURAL) &&
           add_noun_end(b, stem, NQ_STR("وهم"), NQ_NOUN_PEOPLE, NQ_PLURAL);
}

/* A noun with its feminine, sound plurals and dual. */
static bool
add_noun_forms(struct builder *b, naql_str stem, uint8_t kind, naql_str gender)
{
    bool fem = nq_str_equal(gender, NQ_STR("f"));
    bool both = nq_str_equal(gender, NQ_STR("b"));
    uint8_t g = fem ? NQ_FEM : 0;
    bool ok = add_noun(b, stem, kind, g);
    if (kind == NQ_NOUN_PERSON && both)
        ok = ok && add_noun_end(b, stem, NQ_STR("ه"), kind, NQ_FEM) &&
             add_noun_end(b, stem, NQ_STR("ون"), kind, NQ_PLURAL) &&
             add_noun_end(b, stem, NQ_STR("ين"), kind, NQ_PLURAL) &&
             add_noun_end(b, stem, NQ_STR("و"), kind, NQ_PLURAL) &&
             add_his_people(b, stem) &&
             add_noun_end(b, stem, NQ_STR("ان"), kind, NQ_DUAL) &&
             add_noun_end(b, stem, NQ_STR("ات"), kind, NQ_FEM | NQ_PLURAL);
    if (!fem && kind != NQ_NOUN_BODY && kind != NQ_NOUN_OUTLET)
        ok = ok && add_accusative(b, stem, kind);
    if (kind == NQ_NOUN_BODY && !fem)
        ok = ok && add_noun_end(b, stem, NQ_STR("ان"), kind, NQ_DUAL);
    if (fem && stem.len > 4 && nq_str_ends(stem, NQ_STR("ه"))) {
        naql_str cut = nq_str(stem.ptr, stem.len - 2);
        ok = ok &&
             add_noun_end(b, cut, NQ_STR("ات"), kind, NQ_FEM | NQ_PLURAL) &&
             add_noun_end(b, cut, NQ_STR("تا"), kind, NQ_FEM | NQ_DUAL) &&
             add_noun_end(b, cut, NQ_STR("تان"), kind, NQ_FEM | NQ_DUAL);
    }
    return ok;
}

/* data/source_nouns.tsv. */
struct noun_table {
    nq_table t;
    uint32_t kind, gender, number; /* columns */
};

/* One row of it: its own form, or what is made of it. */
struct noun_row {
    naql_str stem, gender;
    uint8_t kind;
    bool plural;
};

static bool
read_noun_row(const struct noun_table *n, uint32_t row, char *bytes,
              size_t room, struct noun_row *out)
{
    naql_str key = nq_table_cell(&n->t, row, 0);
    naql_str kind = nq_table_cell(&n->t, row, n->kind);
    uint8_t k = NQ_NOUN_PEOPLE;
    while (k && !nq_str_is(kind, noun_names[k]))
        k--;
    if (!k || NQ_FOLD_ROOM(key.len) > room)
        return false;
    out->kind = k;
    out->stem = nq_str(bytes, nq_fold_text(key, NQ_FOLD_WORD, bytes));
    out->gender = nq_table_cell(&n->t, row, n->gender);
    out->plural =
        nq_str_equal(nq_table_cell(&n->t, row, n->number), NQ_STR("p"));
    return true;
}

/* A form that a row spells out is no feminine or plural made of another: "the
 * organisation" is no woman who organises. So the nouns themselves come first,
 * then what feminine nouns make, then the rest. */
enum noun_pass { PASS_STEM, PASS_FEMININE, PASS_REST, N_PASSES };

static bool
add_noun_row(struct builder *b, const struct noun_row *r, int pass)
{
    bool fem = nq_str_equal(r->gender, NQ_STR("f"));
    uint8_t g = fem ? NQ_FEM : 0;
    if (pass == PASS_STEM)
        return r->plural || add_noun(b, r->stem, r->kind, g);
    if (fem != (pass == PASS_FEMININE))
        return true;
    if (r->plural)
        return add_noun(b, r->stem, r->kind, (uint8_t)(NQ_PLURAL | g));
    return add_noun_forms(b, r->stem, r->kind, r->gender);
}

static naql_status
read_nouns(struct builder *b, const nq_tables *tables)
{
    enum { KEY_BYTES = 128 };
    struct noun_table n;
    NQ_TRY(nq_table_find(tables, "source_nouns", &n.t));
    n.kind = nq_table_col(&n.t, "kind");
    n.gender = nq_table_col(&n.t, "gender");
    n.number = nq_table_col(&n.t, "number");
    for (int pass = PASS_STEM; pass < N_PASSES; pass++)
        for (uint32_t row = 0; row < n.t.rows; row++) {
            char bytes[KEY_BYTES];
            struct noun_row r;
            if (!read_noun_row(&n, row, bytes, sizeof bytes, &r))
                return NAQL_CORRUPT;
            if (!add_noun_row(b, &r, pass))
                return NAQL_NOMEM;
        }
    return NAQL_OK;
}

/* ---- Small words -------------------------------------------------------- */

/* In the order of their bits. */
static const char *const role_names[] = {
    "ban",   "ban_pron", "prep",        "rel",    "sub",   "neg",   "qad",
    "kan",   "opener",   "opener_hard", "kama",   "ma",    "dem",   "pron",
    "adv",   "first",    "but",         "while",  "then",  "after", "though",
    "an",    "an_pron",  "not_an",      "turn",   "here",  "adj",   "of",
    "in_it", "from_him", "tie",         "named",  "ba",    "waw",   "self",
    "heard", "topic",    "over",        "margin", "about", "aim",   "because"};
static const char *const sense_names[] = {
    "kin",    "speaker", "star",    "latter",  "two",    "another",
    "honour", "count",   "again",   "carry",   "issue",  "talk",
    "deed",   "measure", "affair",  "site",    "social", "media",
    "press",  "trade",   "capital", "own_name"};

/* The bit of a name, 0 when it is none of the `n` names. */
static uint64_t
bit_of(naql_str name, const char *const *names, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (nq_str_is(name, names[i]))
            return UINT64_C(1) << i;
    return 0;
}

static naql_status
read_roles(nq_word *w, naql_str cell)
{
    naql_str part;
    while (nq_str_split(&cell, ' ', &part)) {
        uint64_t role =
            bit_of(part, role_names, sizeof role_names / sizeof role_names[0]);
        uint64_t sense = bit_of(part, sense_names,
                                sizeof sense_names / sizeof sense_names[0]);
        if (!role && !sense)
            return NAQL_CORRUPT;
        w->roles |= role;
        w->senses |= (uint32_t)sense;
    }
    return NAQL_OK;
}

static naql_status
read_words(struct builder *b, const nq_tables *tables)
{
    nq_table t;
    NQ_TRY(nq_table_find(tables, "claim_words", &t));
    uint32_t col = nq_table_col(&t, "roles");
    for (uint32_t row = 0; row < t.rows; row++) {
        nq_word *w = word_at(b, hash_of(nq_table_cell(&t, row, 0)));
        if (!w)
            return NAQL_NOMEM;
        NQ_TRY(read_roles(w, nq_table_cell(&t, row, col)));
    }
    NQ_TRY(nq_table_find(tables, "content_nouns", &t));
    for (uint32_t row = 0; row < t.rows; row++) {
        nq_word *w = word_at(b, hash_of(nq_table_cell(&t, row, 0)));
        if (!w)
            return NAQL_NOMEM;
        w->content = true;
    }
    NQ_TRY(nq_table_find(tables, "office_twins", &t));
    for (uint32_t row = 0; row < t.rows; row++) {
        nq_word *w = word_at(b, hash_of(nq_table_cell(&t, row, 0)));
        if (!w)
            return NAQL_NOMEM;
        w->twin =
            (uint32_t)hash_of(nq_table_cell(&t, row, nq_table_col(&t, "name")));
    }
    return NAQL_OK;
}

/* Flags the first words and the second ones, so that most tokens need no walk
 * of the phrases. */
static naql_status
read_phrases(struct builder *b)
{
    const nq_table *t = &b->book->phrases;
    for (uint32_t row = 0; row < t->rows; row++) {
        naql_str key = nq_table_cell(t, row, 0), first, second;
        nq_str_split(&key, ' ', &first);
        bool alone = !nq_str_split(&key, ' ', &second);
        uint64_t hash = alone ? 0 : hash_of(second);
        if (!alone)
            b->book->seconds[hash / 64 % (NQ_SECONDS / 64)] |= UINT64_C(1)
                                                               << (hash % 64);
        naql_str rest = {first.ptr + 2, first.len - 2};
        bool waw = nq_str_starts(first, NQ_STR("و"));
        bool known = nq_map_get(&b->book->map, hash_of(first)) != NULL;
        if (waw && !known && nq_map_get(&b->book->map, hash_of(rest)))
            first = rest; /* a glued "and" is cut before words are looked up */
        nq_word *w = word_at(b, hash_of(first));
        if (!w)
            return NAQL_NOMEM;
        if (w->phrase != NQ_OPENS_ALONE)
            w->phrase = alone ? NQ_OPENS_ALONE : NQ_OPENS_PHRASE;
    }
    return NAQL_OK;
}

static naql_status
read_incumbents(const nq_tables *tables, nq_incumbents *out)
{
    NQ_TRY(nq_table_find(tables, "incumbents", &out->rows));
    NQ_TRY(nq_table_find(tables, "office_twins", &out->twins));
    out->twin = nq_table_col(&out->twins, "name");
    out->place = nq_table_col(&out->rows, "place");
    out->name = nq_table_col(&out->rows, "name");
    out->since = nq_table_col(&out->rows, "since");
    out->until = nq_table_col(&out->rows, "until");
    return NAQL_OK;
}

naql_status
nq_wordbook_make(const nq_tables *tables, nq_arena *arena, nq_wordbook *out)
{
    struct builder b = {.book = out, .arena = arena};
    *out = (nq_wordbook){0};
    b.words = NQ_LIST(nq_word);
    nq_map_init(&out->map, arena);
    if (!nq_map_reserve(&out->map, NQ_WORDBOOK_WORDS))
        return NAQL_NOMEM;
    NQ_TRY(nq_memo_make(NQ_TUNE_MEMO_BITS, arena, &out->read));
    if (!nq_list_add(&b.words, arena))
        return NAQL_NOMEM;
    NQ_TRY(read_words(&b, tables));
    NQ_TRY(read_nouns(&b, tables));
    NQ_TRY(read_cues(&b, tables));
    NQ_TRY(nq_table_find(tables, "cue_formulas", &out->phrases));
    NQ_TRY(read_phrases(&b));
    NQ_TRY(nq_confidence_make(tables, &out->confidence));
    NQ_TRY(nq_choice_weights(tables, arena, &out->speakers));
    NQ_TRY(nq_link_weights(tables, arena, &out->links));
    NQ_TRY(nq_doubt_weights(tables, arena, &out->doubts));
    NQ_TRY(nq_end_weights_make(tables, arena, &out->ends));
    NQ_TRY(nq_table_find(tables, "agencies", &out->agencies));
    NQ_TRY(nq_table_find(tables, "nationalities", &out->origins));
    NQ_TRY(nq_table_find(tables, "name_heads", &out->heads));
    NQ_TRY(nq_table_find(tables, "issued_words", &out->issued));
    NQ_TRY(read_incumbents(tables, &out->incumbents));
    NQ_TRY(nq_table_find(tables, "usual_names", &out->people));
    out->people_said = nq_table_col(&out->people, "said");
    out->origin_place = nq_table_col(&out->origins, "place");
    out->phrase_kind = nq_table_col(&out->phrases, "kind");
    out->agency_name = nq_table_col(&out->agencies, "name");
    out->agency_kind = nq_table_col(&out->agencies, "kind");
    out->agency_weak = nq_table_col(&out->agencies, "weak");
    out->words = b.words.at;
    return b.words.n <= NQ_WORDS_MAX ? NAQL_OK : NAQL_TOO_BIG;
}

const nq_word *
nq_wordbook_find(const nq_wordbook *book, uint64_t hash)
{
    const uint32_t *at = nq_map_get(&book->map, hash);
    return &book->words[at ? *at : 0];
}
