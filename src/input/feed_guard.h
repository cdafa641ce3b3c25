/* SPDX-License-Identifier: Apache-2.0
 *
 * feed_guard.h - a feed made small and well-formed before a parser sees it.
 * Layer 1 (input).
 *
 * libxml2 looks through all attributes of a tag for each of them, and makes a
 * message of each slip, which costs it as much as a thousand bytes: neither
 * reaches it. Knows nothing of what elements mean. */
#ifndef NQ_INPUT_FEED_GUARD_H
#define NQ_INPUT_FEED_GUARD_H

#include "base/arena.h"
#include "base/buf.h"

/* feed     valid UTF-8
 * scratch  holds names that were met
 * out      gets the first element of the feed and all in it. Of attributes
 *          "rel", "href" and "type" are left, of '&' those that begin a
 *          number; declarations and comments are left out, and what is no
 *          character of XML. An end tag gets the name of the element that it
 *          ends: the one that was opened last, as libxml2 has it
 * cost     O(bytes), whatever the feed: no byte is looked for twice */
void nq_feed_guard(naql_str feed, nq_arena *scratch, nq_buf *out);

#endif
