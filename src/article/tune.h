/* SPDX-License-Identifier: Apache-2.0
 *
 * tune.h - the numbers of the article layer that were chosen by trying, with
 * what chose them. Layer 2 (article).
 *
 * Tried on articles of three news collections (some 600 read by eye, 20,000
 * counted), on five scraped text files, six real pages and 600 made ones, each
 * as markup and as bare text. Scores are log odds that a line is article. */
#ifndef NQ_ARTICLE_TUNE_H
#define NQ_ARTICLE_TUNE_H

/* Words of a line that are looked at, from its start and from its end. No
 * furniture phrase, credit or headline is longer; a paragraph costs the same
 * whatever its length. */
#define NQ_LINE_HEAD 24u
#define NQ_LINE_TAIL 6u

/* Words from which a line is prose, alone or when it ends like a sentence. */
#define NQ_PROSE_LONG  24u
#define NQ_PROSE_WORDS 14u
#define NQ_PROSE_STOP  8u

/* Bytes of a line that is searched for an address, or for bars between links.
 */
#define NQ_SHORT_BYTES 400u
/* Words of a line in Latin letters, and of one with an address, that is no
 * article, at most. */
#define NQ_LATIN_WORDS 12u
#define NQ_LINK_WORDS  8u

/* Words of the longest line that a phrase of match "part" marks; the same for
 * "start", "end", "lead". */
#define NQ_PART_WORDS  16u
#define NQ_START_WORDS 40u
/* Lines each way in which dates make a run, and other date lines needed there.
 */
#define NQ_DATES_REACH  4u
#define NQ_DATES_BESIDE 2u

/* Log odds of a line by its form. */
#define NQ_SCORE_LONG    4.0f
#define NQ_SCORE_MIDDLE  2.0f /* 14 to 23 words */
#define NQ_SCORE_STOPPED 2.0f /* ends like a sentence */
#define NQ_SCORE_REPEAT  (-3.0f)
#define NQ_SCORE_LATIN   (-3.0f)
#define NQ_SCORE_DATE    (-1.5f) /* alone; in a run of them see below */
#define NQ_SCORE_LINK    (-3.0f) /* an address, a handle */
#define NQ_SCORE_NUMBER  (-1.0f) /* counts of shares, of comments */
#define NQ_SCORE_BARS    (-6.0f) /* "a | b | c | d"; a copyright sign */
#define NQ_SCORE_LISTED  (-1.5f) /* a short line under "read also" */
#define NQ_SCORE_FOOT    (-1.0f) /* anything under the comment form */

/* Phrases from this weight on count in a list item and in clean fields. */
#define NQ_WEIGHT_SURE 6

/* The same behind the last full stop of a paragraph, and how far back that is
 * looked for: a share label or one headline. */
#define NQ_WEIGHT_TAIL 4
#define NQ_TAIL_BYTES  240u

/* Bytes of an article from which its language is told. */
#define NQ_LANGUAGE_BYTES 1200u

/* Cost of going from article to furniture and back: a lone phrase between two
 * paragraphs (weight 5 and more) still goes, a neutral line never does. */
#define NQ_COST_OUT  2.0f
#define NQ_COST_BACK 2.0f

/* Words of running text above a comment form that close the article there. */
#define NQ_FOOT_WORDS 20u

/* Words of a headline put between paragraphs, at least; a heading may have
 * fewer. */
#define NQ_INSERT_WORDS 4u
/* Words of a photo's caption that ends in its agency, and of one that names the
 * photo, at most. */
#define NQ_CAPTION_WORDS 40u
#define NQ_PHOTO_WORDS   12u
/* Headlines on end that are other stories, on a page. */
#define NQ_HEADLINE_RUN 6u

/* Openings of other stories below an article: at most, and verbs among them at
 * least; words of one. One verb alone begins the last paragraph of one article
 * in forty. */
#define NQ_TEASERS       8u
#define NQ_TEASERS_LEAST 2u
#define NQ_TEASER_WORDS  100u

/* Words of a heading inside running text, at most. */
#define NQ_HEADING_WORDS 12u
/* A line without a full stop is the opening of a story all the same from so
 * many words with so many function words: one title in 150 is like that. */
#define NQ_LEAD_WORDS    18u
#define NQ_LEAD_FUNCTION 3u
/* Neutral lines between title and lead: sub-titles and captions, at most. */
#define NQ_HEAD_LINES 4u
/* Lines each way in which a title is looked for once more. */
#define NQ_HEAD_REACH 12u
/* Lines of furniture, in all or above the lead, from which the text is a whole
 * page's. */
#define NQ_PAGE_LINES 5u
/* Words of a title, at most; the longest of 72,000 titles had 33. */
#define NQ_TITLE_WORDS 34u
/* Names of datelines that are searched for in the rest of the document: each
 * costs one pass, and an article has one or two. */
#define NQ_MAX_LOOKS 6u
/* Words of a byline or dateline on a line of its own. */
#define NQ_CREDIT_WORDS 14u

#endif
