/* SPDX-License-Identifier: Apache-2.0
 *
 * variant.c - one key for the many spellings of a name. Layer 4 (name).
 *
 * The tables of letters below are about single letters: which of them Arabic
 * transliterations use for one sound. */
#include "name/variant.h"
#include "base/fold.h"
#include "base/hash.h"
#include "base/status.h"
#include "base/str.h"
#include "base/utf8.h"

#include <stddef.h>

enum { WORD_ROOM = 96 };
/* Of a value of nq_variants.joins: two bits, and a row above them. */
enum { JOIN_EITHER = 3, JOIN_BITS = 2 };

enum {
    ALIF = 0x627,
    BA = 0x628,
    TA = 0x62a,
    THA = 0x62b,
    JIM = 0x62c,
    HHA = 0x62d,
    DAL = 0x62f,
    DHAL = 0x630,
    ZAY = 0x632,
    SIN = 0x633,
    SAD = 0x635,
    DAD = 0x636,
    TTA = 0x637,
    ZZA = 0x638,
    GHAYN = 0x63a,
    QAF = 0x642,
    KAF = 0x643,
    LAM = 0x644,
    HA = 0x647,
    WAW = 0x648,
    YA = 0x64a
};

/* Code points of a folded word without its article; returns their number. */
static uint32_t
letters_of(naql_str folded, uint32_t *out)
{
    uint32_t n = 0;
    for (size_t at = 0; at < folded.len && n < WORD_ROOM;)
        out[n++] = nq_utf8_read(folded.ptr, &at);
    if (n > 4 && out[0] == ALIF && out[1] == LAM) {
        n -= 2;
        memmove(out, out + 2, n * sizeof(*out));
    }
    return n;
}

static uint64_t
hash_letters(const uint32_t *letters, uint32_t n)
{
    uint64_t h = 0;
    for (uint32_t i = 0; i < n; i++)
        h = nq_hash_next(h, letters[i]);
    return h;
}

/* Letters of the tight key, in place of all; returns their number. */
static uint32_t
tight_letters(naql_str folded, uint32_t *letters)
{
    uint32_t n = letters_of(folded, letters), kept = 0;
    for (uint32_t i = 0; i < n; i++) {
        uint32_t c = letters[i] == JIM ? GHAYN : letters[i];
        if (i && i + 1 == n && c == HA)
            c = ALIF;
        if (!kept || letters[kept - 1] != c)
            letters[kept++] = c;
    }
    return kept;
}

uint64_t
nq_word_tight(naql_str folded)
{
    uint32_t letters[WORD_ROOM];
    return hash_letters(letters, tight_letters(folded, letters));
}

static void
keep_letters(const uint32_t *letters, uint32_t n, nq_letters *out)
{
    out->n = (uint8_t)(n < NQ_SPELLED_MAX ? n : NQ_SPELLED_MAX);
    for (uint32_t i = 0; i < out->n; i++)
        out->at[i] = (uint8_t)letters[i];
}

void
nq_word_letters(naql_str folded, nq_letters *out)
{
    uint32_t letters[WORD_ROOM];
    uint32_t n = tight_letters(folded, letters);
    keep_letters(letters, n, out);
}

/* The sound class of a letter, 0 for a vowel. */
static uint32_t
sound(uint32_t c)
{
    switch (c) {
    case ALIF:
    case WAW:
    case YA:
        return 0;
    case JIM:
    case GHAYN:
    case QAF:
        return KAF;
    case THA:
    case TTA:
        return TA;
    case SAD:
        return SIN;
    case DAD:
        return DAL;
    case DHAL:
    case ZZA:
        return ZAY;
    case HHA:
        return HA;
    default:
        return c;
    }
}

uint64_t
nq_word_loose(naql_str folded)
{
    uint32_t letters[WORD_ROOM], n = letters_of(folded, letters), kept = 0;
    bool vowel_first = n && !sound(letters[0]);
    for (uint32_t i = 0; i < n; i++) {
        uint32_t c = sound(letters[i]);
        if (!c || (c == HA && i + 1 == n) || (kept && letters[kept - 1] == c))
            continue;
        letters[kept++] = c;
    }
    if (kept < 2) /* nothing but vowels: spelling is all there is */
        return nq_word_tight(folded);
    return nq_hash_next(hash_letters(letters, kept), vowel_first);
}

/* ---- Words of a name --------------------------------------------------- */

/* A folded word that grows by joining. */
struct joined {
    bool tight_only;     /* of all keys */
    nq_letters *letters; /* NULL: nobody asks for them */
    char at[2 * WORD_ROOM];
    size_t len;
    uint32_t join; /* of the one word so far, when it is joined to others */
    bool wants_next;
};

static void
close_word(struct joined *word, nq_name_words *out)
{
    naql_str s = {word->at, word->len};
    if (s.len && out->n < NQ_NAME_WORDS_MAX) {
        uint32_t letters[WORD_ROOM], n = tight_letters(s, letters);
        uint64_t front = hash_letters(letters, n ? n - 1 : 0);
        out->tight[out->n] = n ? nq_hash_next(front, letters[n - 1]) : front;
        if (word->letters)
            keep_letters(letters, n, &word->letters[out->n]);
        if (!word->tight_only) {
            out->front[out->n] = front;
            out->letters[out->n] = (uint8_t)n;
            out->article[out->n] = nq_str_starts(s, NQ_STR("\u0627\u0644"));
            out->loose[out->n] = nq_word_loose(s);
        }
        out->n++;
    }
    word->len = 0; /* the letters need no clearing */
    word->wants_next = false;
}

/* "Ibn X" is compared as "bin X": the form of a word that was joined to the
 * next. */
static naql_str
compared_as(const nq_variants *v, uint32_t join, naql_str word, char *room)
{
    naql_str as =
        nq_table_cell(&v->join_rows, (join >> JOIN_BITS) - 1, v->join_as);
    if (as.len == 0 || as.len > WORD_ROOM)
        return word;
    return nq_str(room, nq_fold_text(as, NQ_FOLD_WORD, room));
}

uint32_t
nq_word_joins(const nq_variants *v, uint64_t word)
{
    const uint32_t *join = nq_map_get(&v->joins, word);
    if (!join)
        return 0;
    naql_str as =
        nq_table_cell(&v->join_rows, (*join >> JOIN_BITS) - 1, v->join_as);
    return (*join & JOIN_EITHER) | (as.len ? (uint32_t)NQ_JOIN_AS : 0);
}

static void
append(struct joined *to, naql_str s, nq_name_words *out)
{
    if (to->len + s.len > sizeof(to->at))
        close_word(to, out);
    memcpy(to->at + to->len, s.ptr, s.len);
    to->len += s.len;
}

static void
add_folded(const nq_variants *v, naql_str s, struct joined *to,
           nq_name_words *out)
{
    char room[NQ_FOLD_ROOM(WORD_ROOM)];
    const uint32_t *join = nq_map_get(&v->joins, nq_hash(s));
    bool before = join && *join & NQ_JOIN_BEFORE && to->len;
    if (to->wants_next && to->join) { /* it was joined: not its lone form */
        naql_str last = {to->at, to->len};
        to->len = 0;
        append(to, compared_as(v, to->join, last, room), out);
    } else if (!to->wants_next && !before) {
        close_word(to, out);
    }
    to->join = to->len == 0 && join ? *join : 0;
    append(to, s, out);
    to->wants_next = join && *join & NQ_JOIN_NEXT;
}

static void
add_word(const nq_variants *v, naql_str word, struct joined *to,
         nq_name_words *out)
{
    char folded[NQ_FOLD_ROOM(WORD_ROOM)];
    if (word.len > WORD_ROOM)
        word.len = 0;
    add_folded(v, nq_str(folded, nq_fold_text(word, NQ_FOLD_WORD, folded)), to,
               out);
}

/* Readies both for the first word; the letters need no clearing. */
static void
open_name(struct joined *word, bool tight_only, nq_name_words *out)
{
    out->n = 0;
    word->tight_only = tight_only;
    word->letters = NULL;
    word->len = 0;
    word->join = 0;
    word->wants_next = false;
}

static void
read_opened(const nq_variants *v, naql_str name, struct joined *word,
            nq_name_words *out)
{
    naql_str part;
    for (size_t at = 0; nq_fold_next_word(name, &at, &part);)
        add_word(v, part, word, out);
    close_word(word, out);
}

static void
read_name(const nq_variants *v, naql_str name, bool tight_only,
          nq_name_words *out)
{
    struct joined word;
    open_name(&word, tight_only, out);
    read_opened(v, name, &word, out);
}

void
nq_name_words_of(const nq_variants *v, naql_str name, nq_name_words *out)
{
    read_name(v, name, false, out);
}

void
nq_name_tight(const nq_variants *v, naql_str name, nq_name_words *out)
{
    read_name(v, name, true, out);
}

uint32_t
nq_name_letters(const nq_variants *v, naql_str name,
                nq_letters out[NQ_NAME_WORDS_MAX])
{
    struct joined word;
    nq_name_words words;
    open_name(&word, true, &words);
    word.letters = out;
    read_opened(v, name, &word, &words);
    return words.n;
}

void
nq_name_tight_folded(const nq_variants *v, const naql_str *words, uint32_t n,
                     nq_name_words *out)
{
    struct joined word;
    open_name(&word, true, out);
    for (uint32_t i = 0; i < n; i++)
        add_folded(v, words[i].len > WORD_ROOM ? NQ_STR("") : words[i], &word,
                   out);
    close_word(&word, out);
}

static bool
words_alike(const nq_variants *v, const nq_name_words *a,
            const nq_name_words *b, uint32_t i)
{
    enum { LONG = 5 }; /* letters of a foreign name that may gain one */
    if (a->tight[i] == b->tight[i])
        return true;
    bool ending = a->front[i] == b->tight[i] || b->front[i] == a->tight[i];
    if (i)
        return !ending && !a->article[i] && !b->article[i];
    if (nq_map_get(&v->given, a->tight[i]) &&
        nq_map_get(&v->given, b->tight[i]))
        return ending && a->letters[i] >= LONG && b->letters[i] >= LONG;
    return true;
}

static bool
alike_from(const nq_variants *v, const nq_name_words *a, const nq_name_words *b,
           uint32_t from)
{
    if (a->n != b->n)
        return false;
    for (uint32_t i = from; i < a->n; i++)
        if (!words_alike(v, a, b, i))
            return false;
    return true;
}

bool
nq_names_alike(const nq_variants *v, const nq_name_words *a,
               const nq_name_words *b)
{
    return alike_from(v, a, b, 0);
}

bool
nq_families_alike(const nq_variants *v, const nq_name_words *a,
                  const nq_name_words *b)
{
    return a->n > 1 && alike_from(v, a, b, 1);
}

/* ---- Usual names ------------------------------------------------------- */

static uint64_t
phrase_key(const nq_name_words *words)
{
    uint64_t h = 0;
    for (uint32_t i = 0; i < words->n; i++)
        h = nq_hash_next(h, words->tight[i]);
    return h;
}

uint64_t
nq_name_key(const nq_variants *v, const nq_name_words *words)
{
    uint64_t key = phrase_key(words);
    const uint32_t *row = key ? nq_map_get(&v->aliases, key) : NULL;
    return row ? v->names[*row] : key;
}

uint32_t
nq_word_said(const nq_variants *v, uint64_t word)
{
    const uint32_t *said = nq_map_get(&v->said, word);
    return said ? *said : 0;
}

uint64_t
nq_office_word(const nq_variants *v, uint64_t word)
{
    const uint32_t *row = nq_map_get(&v->twins, word);
    return row ? v->names[*row] : word;
}

uint64_t
nq_origin_of(const nq_variants *v, uint64_t word)
{
    const uint32_t *row = nq_map_get(&v->origins, word);
    return row ? v->names[*row] : 0;
}

/* Notes that `key` stands for the name `usual`; a spelling of the usual name
 * itself has its key already. */
static naql_status
link_to(nq_variants *v, nq_map *map, uint64_t key, naql_str usual,
        nq_arena *arena)
{
    nq_name_words words;
    bool fresh;
    nq_name_words_of(v, usual, &words);
    uint64_t usual_key = nq_name_key(v, &words);
    if (!words.n || usual_key == key)
        return NAQL_OK;
    uint32_t *row = nq_map_put(map, key, &fresh);
    if (!row)
        return NAQL_NOMEM;
    if (!fresh)
        return NAQL_OK;
    *row = v->listed.n;
    NQ_TRY(nq_list_put(&v->listed, arena, &usual_key));
    v->names = v->listed.at;
    return NAQL_OK;
}

static naql_status
read_joins(nq_variants *v)
{
    const nq_table *t = &v->join_rows;
    uint32_t side = nq_table_col(t, "side");
    for (uint32_t row = 0; row < t->rows; row++) {
        bool next = nq_str_equal(nq_table_cell(t, row, side), NQ_STR("next"));
        uint32_t *join =
            nq_map_put(&v->joins, nq_fold_hash(nq_table_cell(t, row, 0)), NULL);
        if (!join)
            return NAQL_NOMEM;
        *join = (row + 1) << JOIN_BITS | (*join & JOIN_EITHER) |
                (next ? NQ_JOIN_NEXT : NQ_JOIN_BEFORE);
    }
    return NAQL_OK;
}

/* Tight keys of the rows of a table whose column says so. */
static naql_status
read_keys(nq_variants *v, const nq_tables *tables, const char *const where[3],
          nq_map *out)
{
    nq_table t;
    if (nq_table_find(tables, where[0], &t) != NAQL_OK)
        return NAQL_OK;
    uint32_t col = nq_table_col(&t, where[1]);
    for (uint32_t row = 0; row < t.rows; row++) {
        nq_name_words words;
        if (!nq_str_equal(nq_table_cell(&t, row, col), nq_str_from(where[2])))
            continue;
        nq_name_words_of(v, nq_table_cell(&t, row, 0), &words);
        if (words.n && !nq_map_put(out, words.tight[0], NULL))
            return NAQL_NOMEM;
    }
    return NAQL_OK;
}

static bool
put_said(nq_variants *v, const char *word, size_t len, uint32_t said)
{
    uint32_t *at = nq_map_put(&v->said, nq_hash(nq_str(word, len)), NULL);
    if (at)
        *at |= said;
    return at != NULL;
}

/* "said" as he and as she, or "says". */
static bool
add_said(nq_variants *v, naql_str verb, bool past, uint32_t said)
{
    char room[NQ_FOLD_ROOM(WORD_ROOM) + NQ_LETTER];
    if (!verb.len || verb.len > WORD_ROOM)
        return true;
    size_t n = nq_fold_text(verb, NQ_FOLD_WORD, room);
    if (!put_said(v, room, n, said))
        return false;
    if (past) { /* a weak last letter goes */
        n -= nq_str_ends(nq_str(room, n), NQ_STR("\u064a")) ? NQ_LETTER : 0;
        memcpy(room + n, "\u062a", NQ_LETTER);
        n += NQ_LETTER;
    } else {
        memcpy(room, "\u062a", NQ_LETTER);
    }
    return put_said(v, room, n, said);
}

/* Verbs that are hardly used but of saying. */
static naql_status
read_said(nq_variants *v, const nq_tables *tables)
{
    nq_table t;
    if (nq_table_find(tables, "cues", &t) != NAQL_OK)
        return NAQL_OK;
    uint32_t present = nq_table_col(&t, "present");
    uint32_t links = nq_table_col(&t, "links");
    uint32_t level = nq_table_col(&t, "level");
    for (uint32_t row = 0; row < t.rows; row++) {
        uint32_t said = NQ_SAID_SUBJECT;
        naql_str word;
        if (nq_str_equal(nq_table_cell(&t, row, level), NQ_STR("1")))
            continue;
        naql_str all = nq_table_cell(&t, row, links);
        for (size_t at = 0; nq_fold_next_word(all, &at, &word);)
            said |= nq_str_equal(word, NQ_STR("\u0628")) ? NQ_SAID_WITH : 0;
        if (!add_said(v, nq_table_cell(&t, row, 0), true, said) ||
            !add_said(v, nq_table_cell(&t, row, present), false, said))
            return NAQL_NOMEM;
    }
    return NAQL_OK;
}

static naql_status
read_aliases(nq_variants *v, const nq_tables *tables, nq_arena *arena)
{
    nq_table t;
    if (nq_table_find(tables, "aliases", &t) != NAQL_OK)
        return NAQL_OK;
    uint32_t usual = nq_table_col(&t, "name");
    for (uint32_t row = 0; row < t.rows; row++) {
        nq_name_words words;
        nq_name_words_of(v, nq_table_cell(&t, row, 0), &words);
        NQ_TRY(link_to(v, &v->aliases, phrase_key(&words),
                       nq_table_cell(&t, row, usual), arena));
    }
    return NAQL_OK;
}

/* Words -> the usual name in that column of a table. */
static naql_status
read_words(nq_variants *v, const nq_tables *tables, const char *const where[2],
           nq_map *map, nq_arena *arena)
{
    nq_table t;
    if (nq_table_find(tables, where[0], &t) != NAQL_OK)
        return NAQL_OK;
    uint32_t col = nq_table_col(&t, where[1]);
    for (uint32_t row = 0; row < t.rows; row++) {
        naql_str usual = nq_table_cell(&t, row, col);
        if (usual.len)
            NQ_TRY(link_to(v, map, nq_fold_hash(nq_table_cell(&t, row, 0)),
                           usual, arena));
    }
    return NAQL_OK;
}

nq_map *
nq_variants_map(nq_variants *v, uint32_t i, const char **name)
{
    static const struct {
        const char *name;
        size_t at;
    } maps[] = {{"aliases", offsetof(nq_variants, aliases)},
                {"origins", offsetof(nq_variants, origins)},
                {"name joins", offsetof(nq_variants, joins)},
                {"given names", offsetof(nq_variants, given)},
                {"optional heads", offsetof(nq_variants, optional)},
                {"office twins", offsetof(nq_variants, twins)},
                {"verbs of saying", offsetof(nq_variants, said)}};
    if (i >= sizeof maps / sizeof *maps)
        return NULL;
    *name = maps[i].name;
    return (nq_map *)(void *)((char *)v + maps[i].at);
}

/* Takes what the build has made; false: it has not. */
static bool
take_made(const nq_tables *tables, nq_variants *v)
{
    const char *name;
    uint32_t n, i = 0;
    nq_map *map;
    v->names = nq_tables_array(tables, NQ_VARIANT_NAMES, sizeof *v->names, &n);
    while (v->names && (map = nq_variants_map(v, i++, &name)) != NULL)
        if (!nq_tables_map(tables, name, map))
            return false;
    return v->names != NULL;
}

naql_status
nq_variants_make(const nq_tables *tables, nq_arena *arena, nq_variants *out)
{
    static const char *const given[] = {"people", "part", "first"};
    static const char *const heads[] = {"org_heads", "optional", "yes"};
    static const char *const origins[] = {"nationalities", "place"};
    static const char *const twins[] = {"office_twins", "name"};
    const char *name;
    nq_map *map;
    *out = (nq_variants){.listed = NQ_LIST(uint64_t)};
    (void)nq_table_find(tables, "name_joins", &out->join_rows);
    out->join_as = nq_table_col(&out->join_rows, "as");
    if (take_made(tables, out))
        return NAQL_OK;
    for (uint32_t i = 0; (map = nq_variants_map(out, i, &name)) != NULL; i++)
        nq_map_init(map, arena);
    NQ_TRY(read_joins(out));
    NQ_TRY(read_keys(out, tables, given, &out->given));
    NQ_TRY(read_keys(out, tables, heads, &out->optional));
    NQ_TRY(read_said(out, tables));
    NQ_TRY(read_aliases(out, tables, arena));
    NQ_TRY(read_words(out, tables, origins, &out->origins, arena));
    return read_words(out, tables, twins, &out->twins, arena);
}

uint64_t
nq_role_key(const nq_variants *v, naql_str role)
{
    uint64_t head = 0, place = 0;
    naql_str word;
    for (size_t at = 0; nq_fold_next_word(role, &at, &word) && !place;) {
        char folded[NQ_FOLD_ROOM(WORD_ROOM)];
        if (word.len > WORD_ROOM)
            continue;
        naql_str s = {folded, nq_fold_text(word, NQ_FOLD_WORD, folded)};
        head = head ? head : nq_word_tight(s);
        if (nq_str_starts(s, NQ_STR("\u0627\u0644")))
            s = nq_str(s.ptr + 4, s.len - 4);
        place = nq_origin_of(v, nq_hash(s));
    }
    return place ? nq_hash_next(head, place) : 0;
}
