/* SPDX-License-Identifier: Apache-2.0
 *
 * written.h - one word of a name that outlets write in several ways. Layer 7
 * (compare), private to its folder. */
#ifndef NQ_COMPARE_WRITTEN_H
#define NQ_COMPARE_WRITTEN_H

#include "compare/align.h"

/* Words of names that fold to one and are not written as one (a hamza, a final
 * -a without its dots), that one outlet writes in one piece and another in two,
 * or that sound alike in another transcription: slots of both, and the answers
 * between them, added. Their values are `spelt`. Knows nothing of alignment. Of
 * what was added from slot `from` on, and of its own, the other places of the
 * same word are added too. O(letters). */
naql_status nq_written_names_add(const nq_desk *d, nq_slots *slots,
                                 uint32_t from, nq_list *answers);

#endif
