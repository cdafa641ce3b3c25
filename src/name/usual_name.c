/* SPDX-License-Identifier: Apache-2.0
 *
 * usual_name.c - the usual name of who is called by another. Layer 4 (name). */
#include "name/usual_name.h"
#include "base/fold.h"
#include "base/hash.h"
#include "base/sorted.h"
#include "base/status.h"
#include "base/str.h"
#include "name/slip.h"
#include "name/tune.h"

#include <stddef.h>
#include <string.h>

/* Articles that have the name in the row. */
static int64_t
times_of(const nq_usual_names *u, uint32_t row)
{
    return nq_table_int(&u->people, row, u->articles, 0);
}

/* ---- Names that differ in one word ------------------------------------- */

/* Of all words but one. */
static uint64_t
near_key(const nq_name_words *w, uint32_t but)
{
    uint64_t h = nq_hash_next(w->n, but);
    for (uint32_t i = 0; i < w->n; i++)
        h = i == but ? h : nq_hash_next(h, w->tight[i]);
    return h;
}

/* Words said of somebody. */
struct said {
    uint64_t at[NQ_USUAL_SAID];
    uint32_t n;
};

static void
add_said(naql_str words, struct said *out)
{
    naql_str word;
    for (size_t at = 0;
         out->n < NQ_USUAL_SAID && nq_fold_next_word(words, &at, &word);) {
        char folded[NQ_FOLD_ROOM(NQ_USUAL_SAID_BYTES)];
        if (word.len <= NQ_USUAL_SAID_BYTES)
            out->at[out->n++] = nq_word_tight(
                nq_str(folded, nq_fold_text(word, NQ_FOLD_WORD, folded)));
    }
}

static bool
is_said(const struct said *s, uint64_t word)
{
    for (uint32_t i = 0; i < s->n; i++)
        if (s->at[i] == word)
            return true;
    return false;
}

struct search {
    const nq_usual_names *u;
    const nq_variants *v;
    const nq_called_so *called;
    nq_letters letters[NQ_NAME_WORDS_MAX]; /* of the name */
    struct said said;
    bool read; /* both are known */
    uint32_t row;
    int64_t articles; /* of `row`; 0: none yet */
};

/* How far what an article says of somebody is what news say of the name in the
 * row. */
enum told { TOLD_APART, TOLD_NOTHING, TOLD_ALIKE };

static enum told
told_of(const struct search *s, uint32_t row)
{
    struct said theirs = {.n = 0};
    uint32_t same = 0;
    add_said(nq_table_cell(&s->u->people, row, s->u->said), &theirs);
    for (uint32_t i = 0; i < theirs.n; i++)
        same += is_said(&s->said, theirs.at[i]);
    if (same >= NQ_USUAL_SAID_SAME)
        return TOLD_ALIKE;
    return same || !s->said.n || !theirs.n ? TOLD_NOTHING : TOLD_APART;
}

/* Is a name no Arabic one? Those differ in a vowel, an article or an ending
 * from one that is another's. */
static bool
seems_foreign(const struct search *s, naql_str name)
{
    nq_letters letters[NQ_NAME_WORDS_MAX];
    nq_name_words w;
    naql_str part;
    uint32_t n = 0;
    nq_name_words_of(s->v, name, &w);
    nq_name_letters(s->v, name, letters);
    for (size_t at = 0; nq_fold_next_word(name, &at, &part);)
        n++;
    for (uint32_t i = 0; i < w.n; i++)
        if (w.article[i] || nq_has_arabic_sound(&letters[i]))
            return false;
    return n == w.n; /* none was joined */
}

/* With nothing said of them: is the word nobody else's, or the usual name so
 * famous that it may be? */
static bool
is_likely(const struct search *s, uint32_t row, uint32_t word, nq_slip slip)
{
    uint64_t key = s->called->words->tight[word];
    bool famous = times_of(s->u, row) >= NQ_USUAL_FAMOUS;
    bool is_new = !nq_map_get(&s->u->words, key);
    if (nq_map_get(&s->v->given, key))
        return false;
    return slip == NQ_SLIP_OTHER ? famous && is_new : famous || is_new;
}

/* The ending by which an Arabic name is made of another: "Barakat", "Barakati".
 */
static bool
is_nisba(const nq_letters *a, const nq_letters *b)
{
    const nq_letters *longer = a->n > b->n ? a : b;
    const nq_letters *shorter = longer == a ? b : a;
    return longer->n == shorter->n + 1u &&
           longer->at[shorter->n] == NQ_LETTER_YA &&
           !memcmp(longer->at, shorter->at, shorter->n);
}

/* Is the name, which differs from that of the row in one word, a spelling of it
 * and not another's? */
static bool
is_spelling(const struct search *s, uint32_t row, uint32_t word)
{
    nq_letters usual[NQ_NAME_WORDS_MAX];
    naql_str name = nq_table_cell(&s->u->people, row, 0);
    if (nq_name_letters(s->v, name, usual) != s->called->words->n)
        return false; /* only a hash of theirs is one */
    nq_slip slip = nq_slip_between(&s->letters[word], &usual[word]);
    if (slip == NQ_SLIP_SAME || slip == NQ_SLIP_FAR)
        return false;
    enum told told = told_of(s, row);
    if (told != TOLD_NOTHING)
        return told == TOLD_ALIKE;
    return is_likely(s, row, word, slip) &&
           s->letters[word].n >= NQ_USUAL_LETTERS &&
           usual[word].n >= NQ_USUAL_LETTERS &&
           !is_nisba(&s->letters[word], &usual[word]) &&
           seems_foreign(s, s->called->name) && seems_foreign(s, name);
}

/* False: the letters are not those of the name's words. */
static bool
read_called(struct search *s)
{
    const nq_called_so *c = s->called;
    if (s->read)
        return true;
    if (nq_name_letters(s->v, c->name, s->letters) != c->words->n)
        return false;
    for (uint32_t i = 0; i < c->n_said; i++)
        add_said(nq_str_span(c->text, c->said[i]), &s->said);
    s->read = true;
    return true;
}

/* Looks among the names that differ in that word. */
static void
look(struct search *s, uint32_t word)
{
    enum { LEAST = 3, APART = 2 }; /* letters; an "s" behind a vowel */
    const uint32_t *at =
        nq_map_get(&s->u->near, near_key(s->called->words, word));
    if (!at || !read_called(s))
        return;
    const nq_letters *letters = &s->letters[word];
    const nq_near_name *near;
    for (uint32_t i = *at; i && letters->n >= LEAST; i = near->next) {
        near = &s->u->near_at[i - 1];
        if (near->first != letters->at[0] || near->n < LEAST ||
            near->n > letters->n + APART || letters->n > near->n + APART)
            continue;
        int64_t articles = times_of(s->u, near->row);
        if (articles <= s->articles ||
            articles < NQ_USUAL_TIMES * s->called->articles ||
            !is_spelling(s, near->row, word))
            continue;
        s->articles = articles;
        s->row = near->row;
    }
}

/* NQ_NO_ROW: none. */
static uint32_t
near_row(const nq_usual_names *u, const nq_variants *v,
         const nq_called_so *called)
{
    struct search s = {.u = u, .v = v, .called = called, .row = NQ_NO_ROW};
    for (uint32_t i = 0; i < called->words->n; i++)
        look(&s, i);
    return s.row;
}

/* ---- Look-up ----------------------------------------------------------- */

static uint64_t
name_key(const nq_name_words *w, bool person)
{
    uint64_t h = person;
    for (uint32_t i = 0; i < w->n; i++)
        h = nq_hash_next(h, w->tight[i]);
    return h;
}

/* Of the words as they are written, hamzas aside. */
static uint64_t
written_key(naql_str name)
{
    enum { WRITTEN = 2 }; /* no key of a person or body starts so */
    uint64_t h = WRITTEN;
    naql_str word;
    for (size_t at = 0; nq_fold_next_word(name, &at, &word);)
        h = nq_hash_next(h, nq_fold_hash(word));
    return h;
}

/* Of the letters as they stand. */
static uint64_t
exact_key(naql_str name)
{
    enum { EXACT = 3 }; /* nor that of one as it is written */
    return nq_hash_next(EXACT, nq_hash(name));
}

/* Is one name the other but for an article? */
static bool
differ_in_article(const nq_variants *v, naql_str a, naql_str b)
{
    nq_name_words x, y;
    nq_name_words_of(v, a, &x);
    nq_name_words_of(v, b, &y);
    return x.n == y.n && !memcmp(x.tight, y.tight, x.n * sizeof *x.tight) &&
           memcmp(x.article, y.article, x.n * sizeof *x.article);
}

/* The row of a person whose name has the key of `row`: the one that writes it
 * as it is goes before the one that news have oftener. NQ_NO_ROW: it is another
 * one's. */
static uint32_t
listed_row(const nq_usual_names *u, const nq_variants *v,
           const nq_called_so *called, uint32_t row)
{
    naql_str usual = nq_table_cell(&u->people, row, 0);
    if (nq_str_equal(usual, called->name))
        return row;
    const uint32_t *own = nq_map_get(&u->of, exact_key(called->name));
    if (!own)
        own = nq_map_get(&u->of, written_key(called->name));
    if (own)
        return *own;
    struct search s = {.u = u, .v = v, .called = called};
    return !differ_in_article(v, called->name, usual) ||
                   (read_called(&s) && told_of(&s, row) == TOLD_ALIKE)
               ? row
               : NQ_NO_ROW;
}

/* Has a name a hamza that the alias has not, or elsewhere: "and a mother",
 * "WAM"? */
static bool
has_other_hamza(naql_str alias, naql_str name)
{
    enum { LETTER = 2 };
    static const char *const hamzas[] = {"أ", "إ", "آ"};
    for (size_t at = 0; name.len == alias.len && at + LETTER <= name.len;
         at += LETTER)
        for (size_t i = 0; i < sizeof hamzas / sizeof *hamzas; i++)
            if (!memcmp(name.ptr + at, hamzas[i], LETTER) &&
                memcmp(alias.ptr + at, hamzas[i], LETTER) != 0)
                return true;
    return false;
}

/* A word that stands for several is that one word. */
static naql_str
alias_of(const nq_usual_names *u, const nq_variants *v,
         const nq_called_so *called, uint32_t row)
{
    nq_name_words w;
    naql_str usual = nq_table_cell(&u->aliases, row, u->usual);
    nq_name_words_of(v, usual, &w);
    return called->words->n == 1 && w.n > 1 &&
                   has_other_hamza(nq_table_cell(&u->aliases, row, 0),
                                   called->name)
               ? (naql_str){NULL, 0}
               : usual;
}

naql_str
nq_usual_name_of(const nq_usual_names *u, const nq_variants *v,
                 const nq_called_so *called)
{
    const nq_name_words *w = called->words;
    const naql_str none = NQ_STR("");
    if (!w->n || (called->person && w->n < 2))
        return none;
    const uint32_t *listed = nq_map_get(&u->of, name_key(w, called->person));
    if (!called->person)
        return listed ? alias_of(u, v, called, *listed) : none;
    uint32_t row =
        listed ? listed_row(u, v, called, *listed) : near_row(u, v, called);
    return row == NQ_NO_ROW ? none : nq_table_cell(&u->people, row, 0);
}

/* ---- Making them ------------------------------------------------------- */

/* "The Red Cross", which has more bodies than "the committee OF THE Red Cross".
 */
static bool
has_others(naql_str alias, naql_str usual)
{
    const naql_str of = NQ_STR("لل"), the = NQ_STR("ال");
    if (!nq_str_starts(alias, the) || usual.len < alias.len)
        return false;
    naql_str end = nq_str(usual.ptr + usual.len - alias.len, alias.len);
    return nq_str_starts(end, of) &&
           !memcmp(end.ptr + of.len, alias.ptr + the.len, end.len - of.len);
}

/* The usual name of an alias is fuller, or another spelling; one that has but
 * another article is as good. */
static bool
is_shown(const nq_variants *v, naql_str alias, naql_str usual)
{
    nq_letters a[NQ_NAME_WORDS_MAX], b[NQ_NAME_WORDS_MAX];
    uint32_t n = nq_name_letters(v, alias, a);
    uint32_t m = nq_name_letters(v, usual, b);
    if (n != m || differ_in_article(v, alias, usual))
        return n < m && !has_others(alias, usual);
    for (uint32_t i = 0; i < n; i++)
        if (a[i].n < 2 || b[i].n < 2 ||
            nq_slip_between(&a[i], &b[i]) == NQ_SLIP_FAR)
            return false;
    return true;
}

static naql_status
read_aliases(nq_usual_names *u, const nq_variants *v)
{
    for (uint32_t row = 0; row < u->aliases.rows; row++) {
        nq_name_words w;
        bool fresh;
        naql_str alias = nq_table_cell(&u->aliases, row, 0);
        if (!is_shown(v, alias, nq_table_cell(&u->aliases, row, u->usual)))
            continue;
        nq_name_tight(v, alias, &w);
        uint32_t *at = nq_map_put(&u->of, name_key(&w, false), &fresh);
        if (!at)
            return NAQL_NOMEM;
        if (fresh)
            *at = row;
    }
    return NAQL_OK;
}

/* Notes the words of a name that is its own usual one. */
static naql_status
add_usual(nq_usual_names *u, const nq_variants *v, uint32_t row,
          const nq_name_words *w, nq_arena *arena)
{
    nq_letters letters[NQ_NAME_WORDS_MAX];
    nq_name_letters(v, nq_table_cell(&u->people, row, 0), letters);
    for (uint32_t i = 0; i < w->n; i++) {
        uint32_t *at = nq_map_put(&u->near, near_key(w, i), NULL);
        if (!at || !nq_map_put(&u->words, w->tight[i], NULL))
            return NAQL_NOMEM;
        nq_near_name near = {.row = row,
                             .next = *at,
                             .first = letters[i].at[0],
                             .n = letters[i].n};
        NQ_TRY(nq_list_put(&u->listed, arena, &near));
        *at = u->listed.n;
        u->near_at = u->listed.at;
    }
    return NAQL_OK;
}

/* Notes one of two ways to write a name that have one key, where it is not much
 * rarer than the other, or has an article more or less. Where hamzas, spaces or
 * a hyphen alone differ, no other way than that one. */
static naql_status
add_written(nq_usual_names *u, const nq_variants *v, uint32_t row,
            uint32_t usual)
{
    naql_str name = nq_table_cell(&u->people, row, 0);
    naql_str other = nq_table_cell(&u->people, usual, 0);
    bool same = written_key(name) == written_key(other);
    bool fresh, rare = NQ_USUAL_TIMES * times_of(u, row) < times_of(u, usual);
    if (rare && (same || !differ_in_article(v, name, other)))
        return NAQL_OK;
    uint32_t *at =
        nq_map_put(&u->of, same ? exact_key(name) : written_key(name), &fresh);
    if (at && fresh)
        *at = row;
    return at ? NAQL_OK : NAQL_NOMEM;
}

static naql_status
add_person(nq_usual_names *u, const nq_variants *v, uint32_t row,
           nq_arena *arena)
{
    nq_name_words w;
    bool fresh;
    naql_str name = nq_table_cell(&u->people, row, 0);
    naql_str said = nq_table_cell(&u->people, row, u->said);
    naql_span whole = {0, (uint32_t)said.len};
    nq_name_tight(v, name, &w);
    if (w.n < 2)
        return NAQL_OK;
    uint32_t *at = nq_map_put(&u->of, name_key(&w, true), &fresh);
    if (!at)
        return NAQL_NOMEM;
    if (!fresh)
        return add_written(u, v, row, *at);
    nq_called_so called = {name, &w, true, said, &whole, 1, times_of(u, row)};
    uint32_t usual = near_row(u, v, &called);
    *at = usual == NQ_NO_ROW ? row : usual;
    return usual == NQ_NO_ROW ? add_usual(u, v, row, &w, arena) : NAQL_OK;
}

/* A row and how many articles have its name. */
struct ranked {
    int64_t articles;
    uint32_t row;
};

static int
commonest_first(const void *a, const void *b)
{
    const struct ranked *x = a, *y = b;
    NQ_SORT_BY(y->articles, x->articles);
    NQ_SORT_BY(x->row, y->row);
    return 0;
}

static naql_status
read_people(nq_usual_names *u, const nq_variants *v, nq_arena *arena)
{
    struct ranked *ranked =
        nq_arena_alloc(arena, sizeof(*ranked) * (u->people.rows + 1ull));
    if (!ranked)
        return NAQL_NOMEM;
    for (uint32_t row = 0; row < u->people.rows; row++)
        ranked[row] = (struct ranked){times_of(u, row), row};
    nq_sort(ranked, u->people.rows, sizeof(*ranked), commonest_first);
    for (uint32_t i = 0; i < u->people.rows; i++)
        NQ_TRY(add_person(u, v, ranked[i].row, arena));
    return NAQL_OK;
}

nq_map *
nq_usual_names_map(nq_usual_names *u, uint32_t i, const char **name)
{
    static const struct {
        const char *name;
        size_t at;
    } maps[] = {{"usual name of", offsetof(nq_usual_names, of)},
                {"usual less a word", offsetof(nq_usual_names, near)},
                {"usual words", offsetof(nq_usual_names, words)}};
    if (i >= sizeof maps / sizeof *maps)
        return NULL;
    *name = maps[i].name;
    return (nq_map *)(void *)((char *)u + maps[i].at);
}

/* Takes what the build has made; false: it has not. */
static bool
take_made(const nq_tables *tables, nq_usual_names *u)
{
    const char *name;
    uint32_t n, i = 0;
    nq_map *map;
    u->near_at = nq_tables_array(tables, NQ_USUAL_NEAR, sizeof *u->near_at, &n);
    while (u->near_at && (map = nq_usual_names_map(u, i++, &name)) != NULL)
        if (!nq_tables_map(tables, name, map))
            return false;
    return u->near_at != NULL;
}

naql_status
nq_usual_names_make(const nq_tables *tables, const nq_variants *v,
                    nq_arena *arena, nq_usual_names *out)
{
    const char *name;
    nq_map *map;
    *out = (nq_usual_names){.listed = NQ_LIST(nq_near_name)};
    NQ_TRY(nq_table_find(tables, "usual_names", &out->people));
    NQ_TRY(nq_table_find(tables, "aliases", &out->aliases));
    out->articles = nq_table_col(&out->people, "articles");
    out->said = nq_table_col(&out->people, "said");
    out->usual = nq_table_col(&out->aliases, "name");
    if (take_made(tables, out))
        return NAQL_OK;
    for (uint32_t i = 0; (map = nq_usual_names_map(out, i, &name)) != NULL; i++)
        nq_map_init(map, arena);
    NQ_TRY(read_aliases(out, v));
    return read_people(out, v, arena);
}
