/* SPDX-License-Identifier: Apache-2.0
 *
 * acronym.h - a body's letters in Latin. Layer 4 (name). */
#ifndef NQ_NAME_ACRONYM_H
#define NQ_NAME_ACRONYM_H

#include "text/text.h"

/* Two to eight capitals. */
bool nq_is_acronym(const nq_text *text, uint32_t token);

#endif
