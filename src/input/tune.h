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

/* Compressed files in compressed files. */
#define NQ_TUNE_MAX_NESTING 3u

/* zstd window: 2^27 is what `zstd --ultra --long` writes without being told
 * more; it is held in memory. */
#define NQ_TUNE_ZSTD_WINDOW_LOG 27

#endif
