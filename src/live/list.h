/* SPDX-License-Identifier: Apache-2.0
 *
 * list.h - which feeds: addresses, or files of them. Layer 11 (live). */
#ifndef NQ_LIVE_LIST_H
#define NQ_LIVE_LIST_H

#include "live/tools.h"

typedef struct live_list {
    char **at; /* [n] in the order given, each once */
    size_t n, room;
    live_map seen;
} live_list;

/* Adds what an operand names: an address itself; else a file ("-": standard
 * input) with an address a line, "#" before remarks, or OPML, of which every
 * xmlUrl counts. False: why[0..255] says what is wrong. */
bool live_list_add(live_list *list, const char *operand, char *why);
/* The same of what a file holds, which is cut to pieces. */
bool live_list_read(live_list *list, const char *name, char *text, char *why);
void live_list_clear(live_list *list);

#endif
