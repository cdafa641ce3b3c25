/* SPDX-License-Identifier: Apache-2.0
 *
 * tune.h - numbers of the text layer, each with its reason. Layer 3. */
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

#endif
