/* SPDX-License-Identifier: Apache-2.0
 *
 * tune.h - numbers of the input layer, with their reasons. Layer 1 (input). */
#ifndef NQ_INPUT_TUNE_H
#define NQ_INPUT_TUNE_H

/* Window on a stream: fits the second-level cache, and at 3 KB an article
 * moving the last part line to the front costs about 1 %. */
#define NQ_TUNE_WINDOW_BYTES (256u << 10)

/* Compressed bytes read at a time. */
#define NQ_TUNE_READ_BYTES (64u << 10)

/* How much of a file its kind is told by: a page with a long comment or a
 * licence in front of <html> still shows its tags. */
#define NQ_TUNE_HEAD_BYTES (16u << 10)

/* A member of a gzip file that holds no more makes the next one be tried at
 * once: records of web archives hold 1 to 200 KB, and half a window fits. */
#define NQ_TUNE_SMALL_MEMBER (32u << 10)

/* Compressed files in compressed files. */
#define NQ_TUNE_MAX_NESTING 3u

/* zstd window: 2^27 is what `zstd --ultra --long` writes without being told
 * more; it is held in memory. */
#define NQ_TUNE_ZSTD_WINDOW_LOG 27

/* ---- Charsets. Measured on 400 cuts of 40, 80 and 300 letters of news in each
 * of four charsets (Saudi press of 2015): the right table is found for 387 of
 * 390 cuts of 40 letters, 389 of 390 of 80. Costs are in 1/8 bit. ---- */

/* Mean cost of a letter pair up to which a reading is Arabic. The right table
 * gives 30 in the mean and at most 37 over 40 letters, UTF-8 read as one-byte
 * text 66. */
#define NQ_TUNE_ARABIC_COST 40u

/* Cost of a byte that stands for no character of news. */
#define NQ_TUNE_ODD_COST 120u

/* How much worse than the best the table may be that a label names. */
#define NQ_TUNE_LABEL_BONUS 3u

/* Bytes that are looked at; 4,000 letters are far more than it takes. */
#define NQ_TUNE_CHARSET_SAMPLE 8192u
#define NQ_TUNE_WIDE_SAMPLE    1024u

/* One letter in so many above ASCII, at most, in Latin text: French has one in
 * 25. */
#define NQ_TUNE_LATIN_SHARE 8u

/* UTF-8 with damage: at least so many Arabic letters, and so many of them for
 * each bad byte. One-byte text that happens to hold such letters has them in
 * ones and twos. */
#define NQ_TUNE_UTF8_LETTERS 20u
#define NQ_TUNE_UTF8_DAMAGE  20u

/* One byte in so many may be a control character. */
#define NQ_TUNE_CONTROL_SHARE 50u

/* ---- Pages. Chosen on 2,000 made pages (five layouts round Saudi news) and
 * six real ones. ---- */

/* Letters from which a block is running text, and from which one with the
 * mark of a sentence's end is. */
#define NQ_TUNE_RUNNING_LETTERS  40u
#define NQ_TUNE_SENTENCE_LETTERS 15u

/* Per cent of a block's letters in links from which it is no running text, and
 * from which it is a block of links. */
#define NQ_TUNE_RUNNING_LINKS 33u
#define NQ_TUNE_LINK_PERCENT  50u

/* A block of links shorter than this is no part of an article. */
#define NQ_TUNE_LINK_LETTERS 60u

/* Links of a paragraph to the rules of the house (privacy, terms, guidelines)
 * that make it one of these rules; bytes of an address in which it is told. */
#define NQ_TUNE_RULES_LINKS 2u
#define NQ_TUNE_RULES_BYTES 48u

/* Letters that a container may hold and still be a line: a byline, a date. */
#define NQ_TUNE_LINE_LETTERS 250u

/* How sure the elements article and main are, beside class names (1..4). */
#define NQ_TUNE_ARTICLE_TAG 2u

/* Per cent of the page's running text that a container named "article" has to
 * hold: comments may be longer than the article. */
#define NQ_TUNE_NAMED_PERCENT 20u

/* Per cent of a container's running text that one inside has to hold to stand
 * for it. */
#define NQ_TUNE_DESCENT_PERCENT 80u

/* Blocks between title and main part, among which a lead may be. */
#define NQ_TUNE_LEAD_BLOCKS 40u

/* The article that JSON-LD gives: bytes of it that are looked at, bytes of a
 * block that have to be there, blocks that are asked for, and how much more
 * the text of a block that was found weighs. */
#define NQ_TUNE_BODY_BYTES     (32u << 10)
#define NQ_TUNE_BODY_PROBE     48u
#define NQ_TUNE_BODY_QUESTIONS 400u
#define NQ_TUNE_BODY_WEIGHT    4ull

/* Bytes of a heading that may be the start of a title: shorter ones are the
 * site's name or a section. */
#define NQ_TUNE_TITLE_BYTES 24u

/* How far behind the start of the main part its time may stand, in blocks. */
#define NQ_TUNE_TIME_BLOCKS 3u

/* Names behind an '&' that stand for nothing, of which so many are looked up in
 * a page or a feed; a real one has a handful, from addresses. */
#define NQ_TUNE_UNKNOWN_NAMES 1000u

/* Bytes of an element whose text is a value; start of a page in which its
 * charset is looked for. */
#define NQ_TUNE_VALUE_BYTES 2048u
#define NQ_TUNE_LABEL_BYTES 2048u

/* ---- Feeds ---- */

/* Depth of a title that is the feed's own: rss, channel, title. */
#define NQ_TUNE_FEED_HEAD_DEPTH 3u
/* Elements in elements: libxml2 takes 256, markup in Atom has 30. One that is
 * deeper ends as it begins; each end tag is looked for among so many. */
#define NQ_TUNE_FEED_DEPTH 64u
/* Bytes of CDATA in one part; libxml2 takes 10 MB. */
#define NQ_TUNE_FEED_DATA_BYTES (1u << 20)
/* Names of elements, of which libxml2's list grows slow; a real feed has a
 * hundred. With one more it ends. */
#define NQ_TUNE_FEED_NAMES 4096u

/* ---- Web archives ---- */

/* A record's head: 30 lines of 100 bytes are usual. */
#define NQ_TUNE_RECORD_HEAD_BYTES (64u << 10)

/* Archives in archives. */
#define NQ_TUNE_ARCHIVE_DEPTH 3u

/* Bytes of a text looked at for double encoding: at first, and closely. */
#define NQ_TUNE_MEND_GLANCE 128u
#define NQ_TUNE_MEND_SAMPLE 8192u

#endif
