/* SPDX-License-Identifier: Apache-2.0
 *
 * tune.h - numbers of the name layer, each with its reason. Layer 4 (name). */
#ifndef NQ_NAME_TUNE_H
#define NQ_NAME_TUNE_H

/* A word that stands less often in the news may be a slip of another: 32 times
 * in ten million, as NQ_LEX_WHOLE_OFTEN. */
#define NQ_ALIKE_RARE 40

/* Entities before one that it is compared with, and pairs of an article whose
 * sentences are looked through: more than articles need, less than makes a
 * hostile page of names slow. */
#define NQ_ALIKE_REACH 48
#define NQ_ALIKE_LOOKS 32u

/* Tokens of one name: more than any has, less than makes a page slow that is
 * one name from end to end. */
#define NQ_NAME_TOKENS_MAX 64

/* Family names of an article that are looked for where they stand alone: keeps
 * a hostile page of names linear. */
#define NQ_FAMILIES_MAX 48

/* Words of the longest phrase of the lists that is looked for: keeps the
 * look-up linear whatever the lists hold. The longest useful row has 7. */
#define NQ_LEX_PHRASE_MAX 8

/* Beginnings of phrases that the lists have, about: the map of them is made
 * for so many at once. */
#define NQ_LEX_PHRASES 32768

/* Words whose readings are remembered, as a power of two: see text/tune.h. */
#define NQ_LEX_LORE_BITS 17

/* What a glued letter may be cut off from, in folded bytes: three letters.
 * Two give "fa-inna" for "Finn" and the like. */
#define NQ_LEX_CUT_BYTES 6

/* How much more often than the whole word what is left behind a glued letter
 * must stand in the news, in eighths of a power of two: four times. "w-lyd"
 * is a name, "w-rwsya" is not a word. */
#define NQ_LEX_CUT_OFTEN 16

/* The same of a word that the news do not know: behind "w" always taken for a
 * word (a conjunction is ten times likelier than a name that starts so), behind
 * another letter where the text has it alone as well. */
#define NQ_LEX_CUT_SEEN 20

/* A word that stands so often in the news, and more often than the name that is
 * left of it behind a glued letter, is read whole: "many" is no "like Theron".
 * In eighths of a power of two of ten million: 32 times. */
#define NQ_LEX_WHOLE_OFTEN 40

/* Words of one office; the longest in a month of news had 14. */
#define NQ_OFFICE_WORDS_MAX 16

/* How many offices before and behind are asked for the holder of one that
 * stands alone: more than an article has, less than makes a hostile page of
 * offices slow. */
#define NQ_OFFICE_REACH 256

/* Words of a body's name behind its head, and definite ones in a row: the
 * longest names of ministries have seven and three. */
#define NQ_BODY_TOKENS_MAX 8
#define NQ_BODY_WORDS_MAX  4

/* A word in 300 of the news, in eighths of a power of two of ten million:
 * particles and verbs, part of no body's name unless the lists say so. */
#define NQ_BODY_WORD_OFTEN 120

/* Folded bytes of the shortest feminine adjective with the article. */
#define NQ_ADJECTIVE_BYTES 14

/* A word in 1,700, as above: no name goes on with it behind "bin" or "Abu". */
#define NQ_JOINED_OFTEN 100

/* A word in 20,000 of the news, as NQ_BODY_WORD_OFTEN: above that no name
 * that no list has. */
#define NQ_CALLED_OFTEN 72

/* What the place behind an office adds to the sum of the first label of a
 * person, in the tagger's own measure: with 100 nothing changes, at 200 of the
 * names gained in two weeks of news nine in ten are right. */
#define NQ_CALLED_FAVOUR 200

/* What a word gains for a type that it has elsewhere in the article, in the
 * tagger's measure; one that the model knows for bodies; and from where on it
 * is too common to. Tried on known words with a tagger that had learned from
 * 1,650 articles on 1,600 that it had not seen (31,325 names): F1 0.8947; with
 * 80 for bodies 0.8945, with nothing for them 0.8944, with 40 for places as
 * well 0.8942, with 80 for each type that it has elsewhere 0.8936, and so for
 * words of any frequency 0.8927. For unknown words it is the same with and
 * without, but news about a place that nobody knows need it. */
#define NQ_MET_FAVOUR 80
#define NQ_MET_BODY   40
#define NQ_MET_OFTEN  100

/* Words of a person behind a title whom the tagger passed over. */
#define NQ_PERSON_WORDS_MAX 3

/* Evidence that a family name alone is a certain person: so many other names
 * shared by two articles; one is the country that everyone writes of. */
#define NQ_PEOPLE_SHARED 2

/* What the same office of the same place counts for, in shared names. */
#define NQ_PEOPLE_OFFICE 8

/* Articles with a person of the name that are compared, the newest first, and
 * names of an article that are: bounds the cost of a name that everyone has. */
#define NQ_PEOPLE_LOOKED_AT 24
#define NQ_PEOPLE_KEYS_MAX  256

/* Words with a glued "to" that are looked for all over the article, and pairs
 * of words that may be two names. */
#define NQ_JOINED_LOOKS 8u

/* What is left of a word behind its first letter is a name that the news know
 * from so often on: a word in 200,000, in eighths of a power of two of ten
 * million. */
#define NQ_GLUED_OFTEN 45

/* How many times as often as a name news have the one that it is taken for a
 * spelling of. */
#define NQ_USUAL_TIMES 4

/* Words of titles and offices that are held against those of another name, how
 * many say that two names near each other are one person's, and bytes of one.
 */
#define NQ_USUAL_SAID       32u
#define NQ_USUAL_SAID_SAME  2u
#define NQ_USUAL_SAID_BYTES 64u

/* Articles with a name so usual that what is near it is hardly another's. */
#define NQ_USUAL_FAMOUS 50

/* Letters of a word that may be a slip with nothing said of the person. */
#define NQ_USUAL_LETTERS 4

/* "lil-X": two lam and an X of three letters at least; not "of God". */
#define NQ_LIL_BYTES 10u

/* A word that no list has is what an office is of ("ambassador of X"): four
 * letters, which few small words have. */
#define NQ_OFFICE_OBJECT_BYTES 8

#endif
