/* SPDX-License-Identifier: Apache-2.0
 *
 * usual.h - the name of an entity in its usual spelling. Layer 4 (name).
 *
 * Mentions stay as they stand; only what an entity is called is settled: marks
 * of social media go, and a word that the press spells in two ways is given in
 * the more frequent one (data/spellings.tsv); letters in another encoding are
 * given in the Arabic one. */
#ifndef NQ_NAME_USUAL_H
#define NQ_NAME_USUAL_H

#include "name/names.h"

typedef struct nq_usual {
    nq_table spellings;
    uint32_t usual; /* column */
} nq_usual;

naql_status nq_usual_make(const nq_tables *tables, nq_usual *out);

/* The mention's words, verbatim where nothing is to be changed; else made in
 * `arena`. `front` goes before them: what the article of the first word has
 * lost to a preposition glued to it ("lil-X"). ptr is NULL when memory is out.
 */
naql_str nq_usual_spelling(const nq_usual *u, const nq_text *text,
                           const nq_mention *m, naql_str front,
                           nq_arena *arena);

/* May a text have letters in another encoding? Cost: linear, and little. */
bool nq_foreign_letters(naql_str text);

/* A name with such letters as Arabic ones, made in `arena`; else as it is. ptr
 * is NULL when memory is out. */
naql_str nq_in_arabic(naql_str name, nq_arena *arena);

#endif
