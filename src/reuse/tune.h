/* SPDX-License-Identifier: Apache-2.0
 *
 * tune.h - every number of this layer that was chosen, and why. Layer 6
 * (reuse). */
#ifndef NQ_REUSE_TUNE_H
#define NQ_REUSE_TUNE_H

/* ---- Copies ---- */

/* A run of three stems is a seed when its words weigh this much together
 * (natural log; a run of function words weighs 3 to 5, one with a name 12). */
#define NQ_SEED_WEIGHT 7.0f
/* Occurrences of one run taken from one article: a page that repeats a
 * word must not cost the square of its length. */
#define NQ_SEED_REPEATS 4u
/* Earlier articles that one run leads to. Wire stories stand in a hundred
 * outlets; beyond this each article is held against the earliest only. */
#define NQ_SEED_ARTICLES 256u
/* Earlier articles that one article is aligned with, those with most seeds
 * first. */
#define NQ_COPY_PARTNERS 512u
/* Earlier articles with half of an article's seeds and more, up to which it is
 * aligned with all of them; of more it is with the first and the likeliest
 * sources, so many in all. A day of two dozen outlets has three of one wire
 * story; a thousand outlets make half a million pairs of it, of which nobody
 * wants to know more than who had it from whom. */
#define NQ_COPY_NEAR    24u
#define NQ_COPY_SOURCES 4u
/* Members of a class of identical articles that are compared with others;
 * the rest are linked to the first member alone. */
#define NQ_COPY_SAME 24u

/* Words between two seeds of one chain: an inserted sentence is 20 to 30. */
#define NQ_CHAIN_GAP 30u
/* Words around the seeds' diagonals that the alignment may use. */
#define NQ_BAND_PAD 12
#define NQ_BAND_MAX 400
/* Cells of one alignment; beyond it the chain is cut. */
#define NQ_CELLS_MAX (1u << 23)

/* Scores of the alignment. A match earns MATCH + the word's idf, at most
 * RARE: function words that meet by chance do not carry a passage. */
#define NQ_ALIGN_MATCH    3
#define NQ_ALIGN_RARE     8
#define NQ_ALIGN_STEM     2 /* what a match of stems alone earns less */
#define NQ_ALIGN_MISMATCH 8
#define NQ_ALIGN_OPEN     10
#define NQ_ALIGN_EXTEND   2
/* A chain may hold two passages with a long gap between them, and one alignment
 * finds the better: another round finds the other. */
#define NQ_ALIGN_ROUNDS 3u

/* A passage: equal words, not by their stems alone; how many of them are
 * neither names nor formulas (a row of titles and names is nobody's property);
 * their idf together; their share of its length. */
#define NQ_PASSAGE_WORDS  8u
#define NQ_PASSAGE_PLAIN  6u
#define NQ_PASSAGE_WEIGHT 26.0f
#define NQ_PASSAGE_SAME   0.5f
/* Part of a stretch inside one that was found before, from which it is none of
 * its own. */
#define NQ_PASSAGE_KNOWN 0.5f
/* Equal words of a passage that may stand twice in one of the texts. */
#define NQ_PASSAGE_TWICE 20u

/* Seeds of a chain that is worth aligning; equal words of a fragment that may
 * become part of a passage; words between neighbours that become one, how
 * dense the whole must be, and up to how many runs neighbours are sought. */
#define NQ_CHAIN_SEEDS    2u
#define NQ_FRAGMENT_WORDS 5u
#define NQ_MERGE_GAP      16u
#define NQ_MERGE_SAME     0.6f
#define NQ_MERGE_RUNS     200u

/* ---- Passages in another order or partly in other words ---- */

/* Words of a tile; two in a row are a window: the shortest passages hold 25
 * words. Stems that are looked up: one article in 50 holds them. Postings
 * counted for each word of a window, the rarest stems first. */
#define NQ_LOOSE_TILE     32u
#define NQ_LOOSE_IDF      4.0f
#define NQ_LOOSE_POSTINGS 16u
/* Sizes of window, each larger by so many bits: 64 to 4096 words. */
#define NQ_LOOSE_SCALES 4u
#define NQ_LOOSE_SHIFT  2u
/* Idf that two windows of each size must share: five rare stems of the
 * smallest; stems come again in larger ones. */
#define NQ_LOOSE_SHARED                                                        \
    {                                                                          \
        30.0f, 90.0f, 250.0f, 700.0f                                           \
    }
/* Borders: what a word earns that the other side holds (its idf, at most CAP;
 * LIGHT below COMMON), what one costs that it does not, how far the score may
 * fall on the way to something better, how often the sides take turns. */
#define NQ_LOOSE_COMMON 1.5f
#define NQ_LOOSE_LIGHT  0.4f
#define NQ_LOOSE_CAP    6.0f
#define NQ_LOOSE_MISS   3.5f
#define NQ_LOOSE_DROP   20.0f
#define NQ_LOOSE_ROUNDS 5u
/* Words around a run within which its borders are sought. */
#define NQ_LOOSE_PAD 40u
/* A loose passage: words, their idf, share of the heavier side's weight. Above
 * ALONE it needs no run beside it to be a copy. */
#define NQ_LOOSE_WORDS  15u
#define NQ_LOOSE_WEIGHT 45.0f
#define NQ_LOOSE_SAME   0.5f
#define NQ_LOOSE_ALONE  0.8f
/* Passages of one order become one when the gap between them, on the side
 * where it is longer, is at most GAP words and PART of their words, and the
 * whole still has SAME of its weight in common. */
#define NQ_JOIN_GAP  40u
#define NQ_JOIN_PART 0.35f
#define NQ_JOIN_SAME 0.5f
/* Part of a loose passage that one run may hold without being absorbed. */
#define NQ_LOOSE_HELD 0.8f

/* A run of three stems on this many different days of the pile is a formula:
 * a text is handed on within two or three. */
#define NQ_FORMULA_DAYS 9u
/* A run in this many articles, nearly all of one outlet, is its furniture. */
#define NQ_FURNITURE_ARTICLES 12u

/* Seconds between two articles beyond which the earlier is the likelier
 * original, and the share of one of them in passages from which on it is. */
#define NQ_DATE_GAP_S 1800
#define NQ_DATE_SHARE 0.5f
/* Share of an article inside passages that makes it contained. */
#define NQ_CONTAINED      0.85f
#define NQ_CONTAINS_OTHER 0.6f

/* A damaged word: letters it has at least, and from which two of them may
 * differ; idf by which a usual word is below
 * one never seen (25 articles); times a slip of typing may stand in the pile
 * before it is a habit; mistakes of one article that are looked at. */
#define NQ_DAMAGE_LETTERS 4u
#define NQ_DAMAGE_LONG    6u
#define NQ_DAMAGE_USUAL   3.2f
#define NQ_DAMAGE_HABIT   24u
#define NQ_DAMAGE_MOST    64u

/* ---- Stories ---- */

/* Stems kept of an article by the background alone, the heaviest of these that
 * stand for it, and of the sum of a story's articles. */
#define NQ_TERMS         80u
#define NQ_VECTOR_STEMS  64u
#define NQ_CLUSTER_STEMS 128u
/* A stem of fewer letters (bytes, two each) or of more articles of the
 * background (nq_rarity_step: 30 of 31,000) goes by itself, a longer and rarer
 * one by the key of all its spellings. Shorter and commoner ones share that key
 * with other words: from 4 letters and up to 120 articles ANT's silver clusters
 * lose 0.003 of B-cubed. */
#define NQ_SPELLED_STEP  40u
#define NQ_SPELLED_BYTES 14u
/* Words that tell nothing of the story: below this idf (one article in 3, in
 * 5). */
#define NQ_TERM_IDF   1.0f
#define NQ_VECTOR_IDF 1.7f
/* What a stem of the title, of the first LEAD words, of a name counts more. */
#define NQ_TITLE_BOOST 2.0f
#define NQ_LEAD_BOOST  1.5f
#define NQ_LEAD_WORDS  50u
#define NQ_NAME_BOOST  1.2f
/* Articles that the background counts for when the pile's own counts are
 * mixed in: a pile of one day's news makes that day's words common. */
#define NQ_PRIOR_ARTICLES 2000.0f
/* Idf that a pile's own counts leave to a word that is rare elsewhere. */
#define NQ_PILE_IDF 2.0f
/* Days before and after an article whose news are counted. */
#define NQ_WINDOW_DAYS 7
/* Power of the idf. With 2 a pile of names that the background does not know
 * is told by these alone. */
#define NQ_IDF_POWER 1.25f
/* What each e-fold of places of a stem adds to the one of the first. */
#define NQ_COUNT_SLOPE 2.0f

/* Closeness of an article to a story, after the time factor, at which it joins
 * (higher, and a story loses its next day; lower, and a war becomes one), and
 * what each doubling of the story asks more; at the end of a day, mean cosine
 * at which two stories become one, and what each doubling of the smaller one
 * asks more: a day's reports know a story better than its first one, and what
 * is large on both sides is two; mean cosine with the others below which a
 * member leaves. In a year of five outlets 33 of 39 hand-marked stories are
 * whole then (.92 of their pairs); joining at .25 and merging at .40 whatever
 * the size 27 (.83), with 9 % fewer pairs in all. Of 50 random pairs 47 were
 * read as one story. */
#define NQ_STORY_JOIN  0.30f
#define NQ_STORY_SIZE  0.015f
#define NQ_STORY_MERGE 0.28f
#define NQ_STORY_BOTH  0.03f
#define NQ_STORY_LEAVE 0.20f
/* Days from the mean day of a story at which closeness has lost four tenths
 * (one standard deviation), and days without news after which it is closed:
 * the factor is 0.16 then, and nothing can join any more. */
#define NQ_STORY_DAYS   2.6f
#define NQ_STORY_CLOSED 5
/* Share of a vector's length, squared, whose stems need not lead to a story:
 * they are the most common ones, and what shares them alone is not near. */
#define NQ_STORY_REST 0.0144f
/* Open stories beyond which a stem leads to none: it is of a template. What is
 * near shares this part of the closeness in the other stems. */
#define NQ_STORY_POSTINGS 1024u
#define NQ_STORY_RARE     0.5f
/* First articles of a long story among which the one that stands for it is, and
 * what a headline beside the news is worth there. */
#define NQ_HEAD_SAMPLE 64u
#define NQ_HEAD_BESIDE 0.3
/* Articles up to which no story is closed while there are undated ones. */
#define NQ_STORY_OPEN_ALL 50000u

/* Two stories become one when copies tie them: share of the smaller article in
 * one, days between the two, shares together for each article of the smaller
 * story. */
#define NQ_JOIN_SHARE    0.2f
#define NQ_JOIN_DAYS     2
#define NQ_JOIN_STRENGTH 0.25
/* What two articles that quote the same words count, and days between them: a
 * quotation is told again as background later on. */
#define NQ_JOIN_QUOTE      0.3f
#define NQ_JOIN_QUOTE_DAYS 1
/* Articles beyond which nothing is joined any more: a template would join a
 * week's weather reports and telegrams. */
#define NQ_JOIN_SIZE 40u

/* Two stories are related when their head articles have this cosine, and
 * shared names weigh enough beside it. */
#define NQ_RELATED_WORDS 0.05
#define NQ_RELATED       0.6
/* What a shared name weighs by its type; stories that are added to those of the
 * pile, in a small one too a name is not rare; stories of a name beyond which
 * it relates nothing; names shown as evidence, on both sides. */
#define NQ_RELATED_PERSON  1.0
#define NQ_RELATED_BODY    0.6
#define NQ_RELATED_PLACE   0.3
#define NQ_RELATED_PRIOR   20
#define NQ_RELATED_STORIES 40u
#define NQ_RELATED_SHOWN   3u

/* ---- One statement in many wordings ---- */

/* Words of two wordings, multiplied, up to which they are compared word by
 * word: 2,000 words each. */
#define NQ_EDIT_CELLS (1u << 22)

/* Weight that two statements must share to be compared at all. */
#define NQ_TWIN_SHARED 2.0f
/* Likelihood at which two groups of statements are one; below which two
 * statements have nothing to do with each other; which of their pairs speak for
 * two groups, the likeliest first, per cent. Of 33 stories marked by hand, each
 * set judged by what was learned from the others: by all pairs at .43 precision
 * .90 and recall .60, by five in eight .90 and .68. By the likeliest pair and
 * the mean .90 and .69, but then the groups of a story with dozens of articles
 * chain: four in ten of the pairs won in two weeks of news were wrong. */
#define NQ_TWIN_JOIN  0.50f
#define NQ_TWIN_APART 0.18f
#define NQ_TWIN_BEST  62u
/* Articles of a story as the weights were learned from; what each e-fold more
 * costs (a logit), and up to how many of them. In a story of 19 articles of
 * five outlets, marked by hand, precision goes from .26 to .82, recall from .74
 * to .60; at 1 it is .62 and .71. */
#define NQ_TWIN_CROWD      4.0f
#define NQ_TWIN_CROWD_COST 1.9f
#define NQ_TWIN_CROWD_MOST 2.1f
/* Likelihood at which one statement, or a part of it, is like another. */
#define NQ_TWIN_LIKE 0.43f
/* What a usual word weighs; weight below which a statement is short. */
#define NQ_TWIN_WORD  5.0f
#define NQ_TWIN_SHORT 12.0f
/* A statement holds another when that has at most MOST of its weight and at
 * least WEIGHT (three words), SHARED of it is in common, the whole is it with
 * WHOLE likelihood (what shares a run of names is not), and the words that
 * hold it (RUN and LEAST of its weight at least) are it with this likelihood.
 * What a stem costs inside them that the other does not have, part of its
 * weight. */
#define NQ_TWIN_PART        0.8f
#define NQ_TWIN_PART_WHOLE  0.45f
#define NQ_TWIN_PART_MOST   0.75f
#define NQ_TWIN_PART_WEIGHT 15.0f
#define NQ_TWIN_PART_RUN    10.0f
#define NQ_TWIN_PART_LEAST  0.6f
#define NQ_TWIN_PART_SHARED 0.5f
#define NQ_TWIN_PART_COST   0.35f
/* First statements that one stem leads to, first members that speak for a
 * large group. */
#define NQ_TWIN_POSTINGS 200u
#define NQ_TWIN_SAMPLE   12u
/* Earlier statements that say nearly the same, from which on one is held
 * against the first of these alone and no later one against it; the part of the
 * weight that both share, of the heavier. Without, the copies of one wire story
 * in a thousand outlets cost ten million scores. */
#define NQ_TWIN_NEAR      24u
#define NQ_TWIN_NEAR_MET  4u
#define NQ_TWIN_NEAR_PART 0.7f
/* Idf below which a stem says nothing of a statement; cap of one stem. */
#define NQ_TWIN_IDF 1.5f
#define NQ_TWIN_CAP 7.0f
/* What words of the same bones count: four letters are two spellings of one
 * name, three are often one root. */
#define NQ_TWIN_SPELLING 0.9f
#define NQ_TWIN_ROOT     0.8f
/* What a stem of every statement of its story loses; statements from which
 * shares mean something. */
#define NQ_TWIN_DAMP  0.7f
#define NQ_TWIN_STORY 6u
/* How rare a stem is in a story of fewer: it is not known. */
#define NQ_TWIN_FEW 0.5f
/* What near synonyms count. */
#define NQ_TWIN_KIN 0.6f
/* Offices of a speaker that are read, of each of his statements: an article
 * that gives him his office a thousand times says one thing. */
#define NQ_SPEAKER_ROLES 32u
/* Idf of a word that can tell speakers apart. */
#define NQ_SPEAKER_IDF 3.0
/* What one act of one speaker weighs, such as to condemn or to deny: the
 * object is often a word or two ("the attack"). */
#define NQ_TWIN_ACT 8.0f
/* Least share of the words for speakers that one person has in common. */
#define NQ_TWIN_WHO_SAME 0.5f
/* What an equal number weighs. */
#define NQ_TWIN_NUMBER 5.0f

/* ---- One quotation in two stories ---- */

/* Days between two articles that may quote one utterance: a spokesman has the
 * same words for the next missile, four days on. */
#define NQ_ECHO_DAYS 3
/* Stems of a quotation that are read; quotations that a run of three leads to;
 * others that a quotation is held against. */
#define NQ_ECHO_STEMS    64u
#define NQ_ECHO_POSTINGS 64u
#define NQ_ECHO_MET      64u
/* Runs of three in common, words of the longest run, weight in common, and
 * likelihood that an echo needs. */
#define NQ_ECHO_RUNS   2u
#define NQ_ECHO_RUN    4.0f
#define NQ_ECHO_WEIGHT 14.0f
#define NQ_ECHO_LIKELY 0.6f

/* ---- A sentence that is looked for in an archive ---- */

/* Words that it has at least; runs of three in common that are looked at. */
#define NQ_SOUGHT_LEAST 3u
#define NQ_SOUGHT_SEEDS 4096u
/* Weight of a run of its words, part of its own, that is the sentence. */
#define NQ_SOUGHT_WEIGHT 0.6f
/* Words of a statement or sentence around the run that is told instead of it,
 * to those of what is looked for. */
#define NQ_SOUGHT_LONGER 1.6f
/* The same of words that stand anywhere in a sentence, and that weight itself,
 * for which it is worth while to ask how likely both say one thing; and how
 * likely they must. Of the statements of ten stories marked by hand, each
 * looked for among all of them, .93 of the carriers are right and .61 are
 * found; at .43, as inside a story, no more. In an archive of 20,000 articles
 * what is less likely, or shares usual words alone ("an important decision"),
 * is mostly something else. */
#define NQ_SOUGHT_SHARED 0.35f
#define NQ_SOUGHT_RARE   14.0f
#define NQ_SOUGHT_LIKELY 0.58f

#endif
