/* SPDX-License-Identifier: Apache-2.0
 *
 * limits.h - every hard limit, with its reason. Layer 0 (base).
 *
 * Sizes from input are compared with these before they are used. */
#ifndef NQ_BASE_LIMITS_H
#define NQ_BASE_LIMITS_H

/* Decoded bytes of one document; a real article is 3 KB, a page 200 KB. */
#define NQ_MAX_DOCUMENT_BYTES (32u << 20)

/* One line of a JSON Lines or text file; the rest is skipped to its end. */
#define NQ_MAX_LINE_BYTES (64u << 20)

/* Decoded bytes of one compressed stream, and how often it may inflate. */
#define NQ_MAX_INFLATED_BYTES (1ull << 40)
#define NQ_MAX_INFLATE_RATIO  1000u
#define NQ_MAX_INFLATE_FREE   (1u << 20) /* ratio counts above this */

/* Clean text of one article; spans are uint32_t, so this has room to spare. */
#define NQ_MAX_ARTICLE_BYTES (4u << 20)

/* Nested values of a JSON line. */
#define NQ_MAX_JSON_DEPTH 64u

/* What a page may ask of its parser. Elements in elements: real pages have 40,
 * browsers stop at 512; deeper ones are read as if they stood beside each
 * other. Attributes of a tag and bytes of one: the rest is passed over. */
#define NQ_MAX_HTML_DEPTH       256u
#define NQ_MAX_HTML_ATTRIBUTES  64u
#define NQ_MAX_HTML_VALUE_BYTES (64u << 10)

/* Folders in folders when a path is walked. */
#define NQ_MAX_WALK_DEPTH 64u

/* Facts of one article; beyond them the article is cut, and marked. */
#define NQ_MAX_NAMES      20000u
#define NQ_MAX_STATEMENTS 5000u
#define NQ_MAX_DATES      20000u

#endif
