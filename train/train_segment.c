/* SPDX-License-Identifier: Apache-2.0
 *
 * train_segment.c - strengths of stems -> models/segment.bin.
 *
 *     train_segment OUT large_ar.msgpack.gz
 *
 * Reads a list of words with their frequencies (wordfreq: a msgpack list of
 * lists, list k holds the words at -k centibels). Every stem that some cut of
 * some word leaves gets a strength: how often it stands alone, discounted where
 * it looks as if clitics were glued to it, and how often it carries what only a
 * stem carries: the article, the prefixes of the imperfect, endings of number
 * and gender. Only strengths are written, under hashes; no word can be read
 * back. */
#include "base/fold.h"
#include "base/hash.h"
#include "base/map.h"
#include "base/str.h"
#include "base/table.h"
#include "base/utf8.h"
#include "text/segment.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#define WORD_BYTES_MAX 40u

/* Discounts of a word's own frequency; chosen by hand for what share of such
 * words is whole: few that open with a preposition's letter are not cut. */
static const double whole_front = 0.01;
static const double whole_their = 0.02; /* ends like a plural pronoun */
static const double whole_his = 0.003;
static const double whole_our = 0.15;
static const double whole_article = 0.0041; /* opens with a bare "al-" */
static const double carried = 0.5;          /* weight of all that it carries */
static const double imperfect = 0.7;
static const double ending = 0.3;
static const double least = 2e-8; /* weaker stems are left out */

struct stem {
    naql_str folded;
    bool ta;
    double alone, alone_bare; /* frequency; of it, opening with a bare alif */
};

struct trainer {
    nq_arena arena;
    nq_map by_key; /* key -> index + 1 */
    struct stem *at;
    uint32_t n, room;
    nq_table closed;
};

static void
die(const char *what)
{
    fprintf(stderr, "train_segment: %s\n", what);
    exit(1);
}

static struct stem *
stem_of(struct trainer *t, naql_str folded, bool ta)
{
    bool fresh;
    uint32_t *slot = nq_map_put(&t->by_key, nq_segment_key(folded, ta), &fresh);
    if (!slot)
        die("out of memory");
    if (!fresh)
        return &t->at[*slot - 1];
    if (t->n == t->room) {
        t->room = t->room ? t->room * 2 : 1 << 20;
        t->at = realloc(t->at, t->room * sizeof *t->at);
        if (!t->at)
            die("out of memory");
    }
    t->at[t->n] = (struct stem){nq_arena_str(&t->arena, folded), ta, 0, 0};
    *slot = t->n + 1;
    return &t->at[t->n++];
}

/* ---- The list ---- */

/* Folds an Arabic word of two bytes a letter; false for any other. */
static bool
fold_word(naql_str word, char folded[WORD_BYTES_MAX], naql_str *out, bool *ta)
{
    uint32_t last = 0;
    if (word.len > WORD_BYTES_MAX || NQ_FOLD_ROOM(word.len) > 200)
        return false;
    for (size_t at = 0; at < word.len;) {
        uint32_t c = nq_utf8_next(word, &at);
        nq_class class = nq_class_of(c);
        if (class != NQ_CLASS_ARABIC && class != NQ_CLASS_DROP)
            return false;
        if (class == NQ_CLASS_ARABIC)
            last = c;
    }
    char room[200];
    size_t len = nq_fold_text(word, NQ_FOLD_WORD, room);
    if (!len || len % NQ_LETTER || len > WORD_BYTES_MAX)
        return false;
    memcpy(folded, room, len);
    *out = nq_str(folded, len);
    *ta = last == 0x629;
    return true;
}

static void
add_word(struct trainer *t, naql_str word, double frequency)
{
    char room[WORD_BYTES_MAX];
    naql_str folded;
    bool ta;
    if (!fold_word(word, room, &folded, &ta))
        return;
    struct stem *s = stem_of(t, folded, ta);
    s->alone += frequency;
    if (nq_str_starts(word, NQ_STR("\u0627")))
        s->alone_bare += frequency;
}

struct pack {
    const unsigned char *at, *end;
};

static uint32_t
big_endian(struct pack *p, unsigned bytes)
{
    uint32_t n = 0;
    if ((size_t)(p->end - p->at) < bytes)
        die("the list ends early");
    while (bytes--)
        n = n << 8 | *p->at++;
    return n;
}

/* Length of the list or string that starts there; `list` says which. */
static uint32_t
pack_length(struct pack *p, bool *list)
{
    uint32_t tag = big_endian(p, 1);
    *list = tag >> 4 == 9 || tag == 0xdc || tag == 0xdd;
    if (tag >> 4 == 9)
        return tag & 15;
    if (tag >> 5 == 5)
        return tag & 31;
    switch (tag) {
    case 0xdc:
    case 0xda:
        return big_endian(p, 2);
    case 0xdd:
    case 0xdb:
        return big_endian(p, 4);
    case 0xd9:
        return big_endian(p, 1);
    default:
        return UINT32_MAX; /* the header's map */
    }
}

static naql_str
pack_string(struct pack *p)
{
    bool list;
    uint32_t len = pack_length(p, &list);
    if (list || len > (size_t)(p->end - p->at))
        die("not a list of words");
    p->at += len;
    return nq_str((const char *)p->at - len, len);
}

/* {"format": "cB", "version": 1} */
static void
skip_header(struct pack *p)
{
    pack_string(p);
    pack_string(p);
    pack_string(p);
    big_endian(p, 1);
}

static void
read_list(struct trainer *t, naql_str bytes)
{
    struct pack p = {(const unsigned char *)bytes.ptr,
                     (const unsigned char *)bytes.ptr + bytes.len};
    bool list;
    uint32_t lists = pack_length(&p, &list);
    if (!list || pack_length(&p, &list) != UINT32_MAX)
        die("not a wordfreq list");
    skip_header(&p);
    for (uint32_t k = 1; k < lists; k++) {
        uint32_t words = pack_length(&p, &list);
        for (uint32_t i = 0; i < words; i++)
            add_word(t, pack_string(&p), pow(10, -(double)k / 100));
    }
}

/* ---- Stems ---- */

static bool
ends(naql_str word, const char *letters, size_t least_before)
{
    naql_str e = nq_str_from(letters);
    return nq_str_ends(word, e) && word.len >= e.len + least_before * NQ_LETTER;
}

/* Every stem that a cut leaves, and what it was before a pronoun. */
static void
add_stems(struct trainer *t, naql_str word, bool ta)
{
    nq_affix fronts[NQ_FRONTS_MAX], tails[NQ_TAILS_MAX];
    uint32_t n_fronts = nq_segment_fronts(word, fronts);
    uint32_t n_tails = ta ? 1 : nq_segment_tails(word, tails);
    if (ta)
        tails[0] = (nq_affix){0};
    for (uint32_t i = 0; i < n_fronts * n_tails; i++) {
        const nq_affix *f = &fronts[i / n_tails], *e = &tails[i % n_tails];
        if (word.len < (size_t)f->bytes + e->bytes + 2 * NQ_LETTER)
            continue;
        naql_str stem =
            nq_str(word.ptr + f->bytes, word.len - f->bytes - e->bytes);
        if (!nq_segment_allows(f, stem, e))
            continue;
        stem_of(t, stem, ta && !e->bytes);
        if (e->bytes && ends(stem, "\u062a", 1)) {
            char room[WORD_BYTES_MAX];
            memcpy(room, stem.ptr, stem.len);
            memcpy(room + stem.len - NQ_LETTER, "\u0647", NQ_LETTER);
            stem_of(t, nq_str(room, stem.len), true);
        }
    }
}

static double
alone(const struct trainer *t, naql_str folded, bool ta)
{
    uint32_t *slot = nq_map_get(&t->by_key, nq_segment_key(folded, ta));
    return slot ? t->at[*slot - 1].alone : 0;
}

/* Frequency of front + word[0, len) + back. */
static double
joined(const struct trainer *t, const char *front, naql_str word,
       const char *back, bool ta)
{
    char room[2 * WORD_BYTES_MAX];
    size_t f = strlen(front), b = strlen(back);
    memcpy(room, front, f);
    memcpy(room + f, word.ptr, word.len);
    memcpy(room + f + word.len, back, b);
    return alone(t, nq_str(room, f + word.len + b), ta);
}

static bool
opens_like_clitic(naql_str w)
{
    static const char *const letters[] = {"\u0648", "\u0641", "\u0628",
                                          "\u0643", "\u0644"};
    static const char *const futures[] = {"\u0633\u064a", "\u0633\u062a",
                                          "\u0633\u0646", "\u0633\u0627"};
    for (size_t i = 0; i < sizeof letters / sizeof *letters; i++)
        if (nq_str_starts(w, nq_str_from(letters[i])))
            return true;
    for (size_t i = 0; i < sizeof futures / sizeof *futures; i++)
        if (w.len > 3 * NQ_LETTER && nq_str_starts(w, nq_str_from(futures[i])))
            return true;
    return false;
}

/* Endings count only where no clitic can stand in front ("and-added" with an
 * ending is no proof of "andadded"); nor is "-hā" of "-h". */
static double
endings_it_carries(const struct trainer *t, const struct stem *s, naql_str base)
{
    static const char *const both[] = {"\u0648\u0627", "\u0648\u0646",
                                       "\u064a\u0646", "\u0627\u062a"};
    double m = 0;
    for (size_t i = 0; i < sizeof both / sizeof *both; i++)
        m += joined(t, "", base, both[i], false);
    if (s->ta)
        return m;
    m += joined(t, "", base, "\u062a", false) +
         joined(t, "", base, "\u064a\u0647", true);
    if (!ends(base, "\u0647", 1))
        m += joined(t, "", base, "\u0627", false);
    return m;
}

static double
what_it_carries(const struct trainer *t, const struct stem *s)
{
    naql_str base = s->folded;
    bool article = nq_str_starts(s->folded, NQ_STR("\u0627\u0644"));
    double m = 0;
    base.len -= s->ta ? NQ_LETTER : 0;
    if (!article)
        m += joined(t, "\u0627\u0644", s->folded, "", s->ta);
    if (!s->ta)
        m += imperfect * (joined(t, "\u064a", base, "", false) +
                          joined(t, "\u062a", base, "", false));
    if (!opens_like_clitic(s->folded))
        m += ending * endings_it_carries(t, s, base);
    if (article && s->alone > 0)
        m *= 1 - (1 - whole_article) * s->alone_bare / s->alone;
    return article && s->alone <= 0 ? 0 : m;
}

static double
own_frequency(const struct trainer *t, const struct stem *s)
{
    naql_str w = s->folded;
    uint32_t row;
    if (nq_table_word(&t->closed, nq_hash(w), &row))
        return s->alone;
    if (opens_like_clitic(w))
        return whole_front * s->alone;
    double f = s->alone;
    if (nq_str_starts(w, NQ_STR("\u0627\u0644")))
        f -= s->alone_bare * (1 - whole_article);
    if (ends(w, "\u0647\u0627", 2) || ends(w, "\u0647\u0645", 2) ||
        ends(w, "\u0647\u0646", 2) || ends(w, "\u0647\u0645\u0627", 2))
        return whole_their * f;
    if (!s->ta && ends(w, "\u0647", 2))
        return whole_his * f;
    if (ends(w, "\u0646\u0627", 3))
        return whole_our * f;
    return f;
}

/* ---- Writing ---- */

struct entry {
    uint64_t key;
    uint8_t strength;
};

static int
by_strength(const void *a, const void *b)
{
    const struct entry *x = a, *y = b;
    if (x->strength != y->strength)
        return y->strength - x->strength;
    return x->key < y->key ? -1 : x->key > y->key;
}

static uint8_t
strength_byte(double v)
{
    double q = (log(v) - (double)NQ_SEGMENT_FLOOR) * (double)NQ_SEGMENT_STEPS;
    return (uint8_t)(q < 1 ? 1 : q > 255 ? 255 : q + 0.5);
}

/* Strongest first, so that what finds no room in its slots is weak. */
static uint32_t
fill_slots(const struct entry *entries, uint32_t n, uint8_t *slots,
           uint32_t mask)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < n; i++) {
        for (uint32_t k = 0; k < NQ_SEGMENT_PROBE; k++) {
            uint8_t *slot =
                slots + 3 * (size_t)(((uint32_t)entries[i].key + k) & mask);
            if (slot[2])
                continue;
            slot[0] = (uint8_t)(entries[i].key >> 48);
            slot[1] = (uint8_t)(entries[i].key >> 56);
            slot[2] = entries[i].strength;
            kept++;
            break;
        }
    }
    return kept;
}

static void
number_to(unsigned char *at, uint32_t n)
{
    for (unsigned i = 0; i < 4; i++)
        at[i] = (unsigned char)(n >> 8 * i);
}

static void
write_model(const char *path, struct entry *entries, uint32_t n)
{
    uint32_t slots = 1;
    while (slots < n + n / 8)
        slots *= 2;
    size_t size = NQ_SEGMENT_HEAD + 3 * (size_t)slots;
    unsigned char *block = calloc(1, size);
    if (!block)
        die("out of memory");
    qsort(entries, n, sizeof *entries, by_strength);
    uint32_t kept = fill_slots(entries, n, block + NQ_SEGMENT_HEAD, slots - 1);
    memcpy(block, NQ_SEGMENT_MAGIC, 8);
    number_to(block + 8, slots);
    naql_str body = {(char *)block + NQ_SEGMENT_HEAD, size - NQ_SEGMENT_HEAD};
    number_to(block + 12, (uint32_t)nq_hash(body));
    FILE *f = fopen(path, "wb");
    if (!f || fwrite(block, 1, size, f) != size || fclose(f))
        die("cannot write the model");
    printf("%u stems, %u kept in %u slots, %zu bytes\n", n, kept, slots, size);
    free(block);
}

static naql_str
read_gzip(const char *path)
{
    size_t room = 64u << 20, len = 0;
    char *bytes = malloc(room);
    gzFile f = gzopen(path, "rb");
    if (!f || !bytes)
        die("cannot read the list");
    for (int n; (n = gzread(f, bytes + len, 1 << 20)) > 0;) {
        len += (size_t)n;
        if (len + (1 << 20) > room)
            die("the list is too long");
    }
    gzclose(f);
    return nq_str(bytes, len);
}

int
main(int argc, char **argv)
{
    struct trainer t = {0};
    nq_tables tables;
    if (argc != 3)
        die("usage: train_segment OUT large_ar.msgpack.gz");
    nq_arena_init(&t.arena);
    nq_map_init(&t.by_key, &t.arena);
    if (nq_tables_builtin(&tables) != NAQL_OK ||
        nq_table_find(&tables, "closed_words", &t.closed) != NAQL_OK)
        die("no tables");
    read_list(&t, read_gzip(argv[2]));
    uint32_t n_words = t.n, n = 0;
    for (uint32_t i = 0; i < n_words; i++)
        add_stems(&t, t.at[i].folded, t.at[i].ta);
    struct entry *entries = calloc(t.n, sizeof *entries);
    if (!entries)
        die("out of memory");
    for (uint32_t i = 0; i < t.n; i++) {
        const struct stem *s = &t.at[i];
        double v = own_frequency(&t, s) + carried * what_it_carries(&t, s);
        if (v >= least)
            entries[n++] = (struct entry){nq_segment_key(s->folded, s->ta),
                                          strength_byte(v)};
    }
    write_model(argv[1], entries, n);
    return 0;
}
