/* SPDX-License-Identifier: Apache-2.0
 *
 * stands.h - what stands in which article of a story: words of a slot in one
 * sentence, people. Layer 7 (compare), private to its folder.
 *
 * An article of the usual length is walked. One that nobody writes, of
 * thousands of sentences, is read once, when its story is laid out, so that a
 * question is after the rarest of its words alone. */
#ifndef NQ_COMPARE_STANDS_H
#define NQ_COMPARE_STANDS_H

#include "compare/desk.h"
#include "compare/slot.h"

/* Reads the long articles of a story whose lines are made. O(words + entities).
 */
naql_status nq_stands_make(const nq_desk *d, const nq_stands **out);

/* Has some sentence of an article of the story all words of a slot? O(lines of
 * the rarest of its words, NQ_STANDS_LINES of them at most). */
bool nq_article_has(const nq_desk *d, uint32_t article, const nq_slot_at *s);
/* Has the article of each of two slots the words of the other as well? Then
 * each has its own part. */
bool nq_articles_have_both(const nq_desk *d, const nq_slot_at *a,
                           const nq_slot_at *b);

/* Is a person of the pile an entity of an article of the story? */
bool nq_article_names(const nq_desk *d, uint32_t article, uint32_t person);

#endif
