/* SPDX-License-Identifier: Apache-2.0
 *
 * tune.h - numbers of the name layer, each with its reason. Layer 4 (name). */
#ifndef NQ_NAME_TUNE_H
#define NQ_NAME_TUNE_H

/* Words of the longest phrase of the lists that is looked for: keeps the
 * look-up linear whatever the lists hold. The longest useful row has 7. */
#define NQ_LEX_PHRASE_MAX 8

#endif
