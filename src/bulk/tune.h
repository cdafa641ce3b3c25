/* SPDX-License-Identifier: Apache-2.0
 *
 * tune.h - numbers of bulk deduplication, and why. Layer 9 (bulk). */
#ifndef NQ_BULK_TUNE_H
#define NQ_BULK_TUNE_H

/* Words of a shingle: what datatrove, text-dedup and the yardsticks use. */
#define NQ_SHINGLE_WORDS 5u

/* Of all shingle hashes the lowest eighth is the sketch: 35 of a news article
 * of 280 words, so that two articles with Jaccard 0.5 share about 16 and miss
 * each other less than once in a million. A short text gives its lowest
 * SKETCH_LEAST instead. */
#define NQ_SKETCH_BELOW (1u << 29)
#define NQ_SKETCH_LEAST 16u

/* Earlier articles that one shingle leads to: the first and the last so many.
 * A template on a million pages leads each page to the first ones and to its
 * neighbours. */
#define NQ_SKETCH_REACH 16u
/* Share of the smaller sketch that must be shared before two articles are
 * compared in full: containment 0.8 less the noise of 16 samples. */
#define NQ_SKETCH_SHARE 0.30
/* Standard deviations by which sketches may miss what two articles share: of
 * pairs that are just one, one in a thousand is not looked at. */
#define NQ_SKETCH_SURE 3.0
/* Articles that one is compared with in full, those that share most first. */
#define NQ_BULK_PARTNERS 12u
/* Partners found to be the same article after which the others are left. */
#define NQ_BULK_ENOUGH 4u

/* Bytes that are remembered of earlier articles. Fixed, not a share of the
 * machine's memory: the output must not depend on the machine. */
#define NQ_BULK_MEMORY (4ull << 30)

/* Bytes of a text that are read for its story, some 350 words. */
#define NQ_STORY_BYTES 4000u
/* Members of a story that are asked which of them stands for it; outlets that
 * are told apart. */
#define NQ_STORY_SAMPLE  64u
#define NQ_STORY_OUTLETS 512u

/* Text bytes of a batch that one worker signs, and articles at most. */
#define NQ_BATCH_BYTES    (256u << 10)
#define NQ_BATCH_ARTICLES 512u
/* Documents passed over that end a batch: each has a message. */
#define NQ_BATCH_FAULTS 64u
/* Batches that are on their way, for each thread: one in each stage. */
#define NQ_BATCHES_A_THREAD 4u

/* Jaccard and containment of word 5-grams at which two articles are one. Press
 * copies sit at 0.2 to 0.7: at the usual 0.7 to 0.8 half of them is lost. */
#define NQ_BULK_SAME   0.5
#define NQ_BULK_WITHIN 0.8
/* Shingles below which being contained says nothing: a caption, a byline. */
#define NQ_WITHIN_LEAST 10u

/* ---- Runs of words ---- */

/* Words of the shortest run that is told; of the grams it is known by: shorter
 * grams are found in more texts that share nothing else. */
#define NQ_RUN_WORDS  12u
#define NQ_GRAM_WORDS 6u
/* Earlier places of one gram that are looked at in each generation, the last
 * ones and the first ones; not more than a block of postings holds. */
#define NQ_RUN_REACH 14u
#define NQ_RUN_FIRST 2u
/* Places of one gram in one text that count: a page may repeat one word. */
#define NQ_RUN_REPEATS 4u
/* Runs that are remembered while the text goes on; words that may be followed
 * for each word of a text: a page made of periods would be followed from each
 * of them to each. On news 3 are. */
#define NQ_RUN_OPEN 32u
#define NQ_RUN_WORK 64u
/* Share of the shorter text that makes one group of two. */
#define NQ_RUN_GROUP 0.5f
/* Words behind which an entry leads to where a word stands in its text. */
#define NQ_TRACK_STEP 64u

#endif
