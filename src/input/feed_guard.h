/* SPDX-License-Identifier: Apache-2.0
 *
 * feed_guard.h - the tags of a feed put right before a parser sees them.
 * Layer 1 (input).
 *
 * libxml2 looks through all attributes of a tag for each of them, and makes a
 * message of each slip, which costs it as much as a thousand bytes: neither
 * reaches it. And where it meets an end tag of another name it ends what was
 * opened last, so that a "<br>" costs an item, and two the feed. Knows nothing
 * of what elements mean, but of an item that it may lack its end. */
#ifndef NQ_INPUT_FEED_GUARD_H
#define NQ_INPUT_FEED_GUARD_H

#include "base/arena.h"
#include "base/buf.h"

/* Elements around those of the feed in what the guard writes: one. */
#define NQ_FEED_GUARD_DEPTH 1u

/* feed     valid UTF-8
 * scratch  holds names of entities that were met
 * out      gets the start of an element and the feed, well-formed but for what
 *          it leaves open itself. Of attributes "rel" and "href" are left, of
 *          '&' those that begin a number. An end tag ends the last element of
 *          its name with all in it, of another prefix when there is none such,
 *          and is left out when there is none at all. Where each item has its
 *          end, one may hold others; else the start of one ends the last.
 *          Comments, declarations and instructions are left out, and what is no
 *          character of XML; a '<' that begins nothing stands for itself
 * cost     O(bytes), whatever the feed */
void nq_feed_guard(naql_str feed, nq_arena *scratch, nq_buf *out);

#endif
