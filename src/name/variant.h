/* SPDX-License-Identifier: Apache-2.0
 *
 * variant.h - one key for the many spellings of a name. Layer 4 (name).
 *
 * A word of a name has two keys. The tight key joins what is only habit of
 * writing: the article, hamza, doubled letters, the letters by which the
 * press writes a foreign g. The loose key keeps the consonants alone, with
 * those that transliterations mix up taken together; it needs other evidence
 * beside it. */
#ifndef NQ_NAME_VARIANT_H
#define NQ_NAME_VARIANT_H

#include "base/map.h"
#include "base/table.h"
#include "name/names.h"

typedef struct nq_variants {
    nq_map aliases;     /* phrase of tight keys -> row of names[] */
    nq_map origins;     /* word, folded, without al- -> row of names[] */
    nq_map joins;       /* word -> 1: joined to the next, 2: to the one before;
                           the row of join_rows + 1 above these bits */
    nq_table join_rows; /* data/name_joins.tsv */
    uint32_t join_as;   /* its column */
    nq_map given;       /* tight keys of given names */
    nq_map optional; /* tight keys of heads that a body's name can do without */
    nq_map twins;    /* word of an office, folded -> row of names[] */
    nq_map said;     /* verb of saying, folded -> nq_said bits */
    const uint64_t *names; /* phrase keys of usual names */
    nq_list listed;        /* the same while they are made */
} nq_variants;

/* What follows a verb of saying (nq_variants.said). */
enum nq_said {
    NQ_SAID_SUBJECT = 1, /* the one who says it, and "b-" is not glued to him */
    NQ_SAID_WITH = 2     /* him, or what he says, with "b-" */
};

#define NQ_NAME_WORDS_MAX 8

/* The words of one name; compounds (abd al-X, bin X) are one word. */
typedef struct nq_name_words {
    uint64_t tight[NQ_NAME_WORDS_MAX]; /* [n] */
    uint64_t loose[NQ_NAME_WORDS_MAX]; /* [n] */
    uint64_t front[NQ_NAME_WORDS_MAX]; /* [n] tight, less the last letter */
    uint8_t letters[NQ_NAME_WORDS_MAX];
    bool article[NQ_NAME_WORDS_MAX];
    uint32_t n;
} nq_name_words;

/* Letters of the tight key of a word: low bytes of their code points, which
 * tell Arabic letters apart. Longer words are cut. */
#define NQ_SPELLED_MAX 31
typedef struct nq_letters {
    uint8_t n;
    uint8_t at[NQ_SPELLED_MAX]; /* [n] */
} nq_letters;

/* Reads data/{aliases,nationalities,name_joins,people,org_heads,
 * office_twins}.tsv. */
naql_status nq_variants_make(const nq_tables *tables, nq_arena *arena,
                             nq_variants *out);

/* Map number i of them, and the name that the build keeps it by; NULL when
 * there are no more. The name of `names`. */
nq_map *nq_variants_map(nq_variants *v, uint32_t i, const char **name);
#define NQ_VARIANT_NAMES "usual names"

/* Is a word of a name written apart from the next (NQ_JOIN_NEXT), from the one
 * before, or both, and is it a form of another (NQ_JOIN_AS)? `word` is the hash
 * of its folded form. 0: none of these. */
enum { NQ_JOIN_NEXT = 1, NQ_JOIN_BEFORE = 2, NQ_JOIN_AS = 4 };
uint32_t nq_word_joins(const nq_variants *v, uint64_t word);

/* Keys of one folded word. */
uint64_t nq_word_tight(naql_str folded);
uint64_t nq_word_loose(naql_str folded);

/* Words of a piece of clean text; glue and other marks are passed over, words
 * beyond NQ_NAME_WORDS_MAX are left out. */
void nq_name_words_of(const nq_variants *v, naql_str name, nq_name_words *out);
/* The same without all but `tight` and `n`, which are enough within an
 * article and take half the time. */
void nq_name_tight(const nq_variants *v, naql_str name, nq_name_words *out);
/* The same of n words that are folded already. */
void nq_name_tight_folded(const nq_variants *v, const naql_str *words,
                          uint32_t n, nq_name_words *out);

/* The letters of one folded word. */
void nq_word_letters(naql_str folded, nq_letters *out);

/* The letters of the words of a name, as many as nq_name_words_of gives;
 * returns how many. */
uint32_t nq_name_letters(const nq_variants *v, naql_str name,
                         nq_letters out[NQ_NAME_WORDS_MAX]);

/* Key of a whole name: of its tight words, or of the usual name that it is an
 * alias of. 0 when there is no word. */
uint64_t nq_name_key(const nq_variants *v, const nq_name_words *words);

/* Key of the usual name of the place that an adjective of origin or a
 * country's name speaks of; `word` is a hash of the folded word without al-.
 * 0: none. */
uint64_t nq_origin_of(const nq_variants *v, uint64_t word);

/* nq_said of a folded word without its "and": a verb of saying in the past or
 * the present, of one who is named behind it; 0: none. */
uint32_t nq_word_said(const nq_variants *v, uint64_t word);

/* Key of a word of an office, the same for those that the press uses for one
 * another ("the head of the government", "of the ministers"); `word` is a hash
 * of the folded word without al-. */
uint64_t nq_office_word(const nq_variants *v, uint64_t word);

/* May two names whose loose keys are equal be spellings of one? Two known given
 * names are two (Hasan, Husayn), and so are Arabic family names that differ in
 * a vowel or an ending (al-Umari, al-Amiri; Sulayman, Sulaymani). */
bool nq_names_alike(const nq_variants *v, const nq_name_words *a,
                    const nq_name_words *b);
/* The same of all words but the first, which is spelled in two ways that may be
 * two given names: the same office must say that they are one. */
bool nq_families_alike(const nq_variants *v, const nq_name_words *a,
                       const nq_name_words *b);

/* Key of a role that tells its holder from others: the head word and the
 * place that an adjective of origin in it speaks of; 0 when there is no
 * place. */
uint64_t nq_role_key(const nq_variants *v, naql_str role);

#endif
