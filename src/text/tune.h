/* SPDX-License-Identifier: Apache-2.0
 *
 * tune.h - numbers of the text layer, each with its reason. Layer 3 (text). */
#ifndef NQ_TEXT_TUNE_H
#define NQ_TEXT_TUNE_H

/* Strength of a stem that the model does not know, and its fall for every
 * letter: below the weakest known one, so that a long unknown word is still
 * cut where its rest is known. */
#define NQ_STEM_UNKNOWN      (-17.0f)
#define NQ_STEM_UNKNOWN_FALL 0.8f

/* A stem of two letters that is no closed word is mostly an accident. */
#define NQ_STEM_SHORT (-2.0f)

/* Before a pronoun a ta marbuta becomes ta, an alif maqsura alif: the stem
 * behind is the stem without the pronoun, a little less surely. */
#define NQ_STEM_TA   (-0.36f)
#define NQ_STEM_ALIF (-1.2f)

/* Clitics with nothing between them: "lahu", "biha". */
#define NQ_STEM_EMPTY (-2.0f)

/* Letters that must stay of a stem when an ending goes. Three: shorter ones
 * fall together ("بنات" and "بنت" would, with them "بن"). The dual and the
 * masculine plural need four: "لبنان", "تأمين" keep theirs. */
#define NQ_STEM_LEAST      3
#define NQ_STEM_LEAST_DUAL 4

/* Four plain figures in this span and before no counted noun of the tables are
 * a year, which the date reader takes. */
#define NQ_YEAR_FIRST 1300
#define NQ_YEAR_LAST  2100

/* Words like "more than about" before a number, and pieces of one: the longest
 * honest numeral has 20. They bound the cost of pages of nothing else. */
#define NQ_NUMBER_LEADS  4
#define NQ_NUMBER_PIECES 24

/* A word whose likeliest reading scores more (clitic.h) is known and never
 * repaired: the weakest stem of the model stands at -17.7. */
#define NQ_REPAIR_SCORE (-19.0f)

/* Written words that are remembered, as a power of two, 32 bytes each: the
 * news of two weeks has 56,000, beside the 40,000 that the build has learned.
 * With half the room a third more would be worked out anew. */
#define NQ_WRITTEN_BITS 17

/* Words that no model knows and that are no fault, mostly names, as a power of
 * two: an article has four. */
#define NQ_WHOLE_MEMO_BITS 13

/* Glued words. Chosen on the 246,000 different words of 41,000 articles by
 * reading all that was cut: letters of a word that is looked at, of a piece
 * that is no closed word, and of the longest piece; what a piece must score,
 * and one of three letters before the article; the price of a cut, less where
 * the article stands behind it and where the letter before leaves a gap
 * anyway (there the space is forgotten most). */
#define NQ_GLUED_LEAST       5
#define NQ_GLUED_MOST        40
#define NQ_GLUED_PIECE_LEAST 4
#define NQ_GLUED_PIECE_MOST  16
#define NQ_GLUED_PIECE_SCORE (-16.0f)
#define NQ_GLUED_FREQUENT    (-9.0f)
#define NQ_GLUED_PRICE       (-7.5f)
#define NQ_GLUED_ARTICLE     4.5f
#define NQ_GLUED_APART       2.5f

/* No word has a ta marbuta inside, and few have more than twelve letters: what
 * such a word scores at the most, and loses a letter. */
#define NQ_GLUED_TA        (-40.0f)
#define NQ_GLUED_LONG      12
#define NQ_GLUED_LONG_FALL 2.0f

/* Doubled letters, chosen in the same way: letters of a word that is looked at,
 * and of one whose pair is inside; what the mended word must score when the
 * fault is sure (three of a letter, two alifs at the article) and when it is
 * not, and by how much it must beat the next best. */
#define NQ_DOUBLED_LEAST      4
#define NQ_DOUBLED_PAIR_LEAST 6
#define NQ_DOUBLED_SURE       (-17.0f)
#define NQ_DOUBLED_SCORE      (-12.0f)
#define NQ_DOUBLED_MARGIN     1.5f

#endif
