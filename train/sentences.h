/* SPDX-License-Identifier: Apache-2.0
 *
 * sentences.h - sentences read up to their events, a line each, for the
 * programs that learn what stands around what happens. Not part of the
 * library. */
#ifndef NQ_TRAIN_SENTENCES_H
#define NQ_TRAIN_SENTENCES_H

#include "claim/event.h"
#include "claim/wordbook.h"

typedef struct sentences { /* the tools, and room for one sentence at a time */
    nq_arena keep, page, scratch; /* for all, for a sentence, to work in */
    nq_wordbook words;
    nq_event_book book;
    nq_article_tools *article;
    nq_text_tools *text;
    nq_name_tools *name;
} sentences;

/* Makes the tools of the built-in tables, in `keep`. */
naql_status sentences_open(sentences *s);

/* Reads one sentence as an article of its own; `eye` is shown its clauses. */
naql_status sentences_read(sentences *s, naql_str text, nq_event_watch eye);

/* What a line of a file is to a program. */
typedef naql_status (*sentences_see)(void *user, naql_str line);

/* Calls `see` for every line of the file; stops at what it says but NAQL_OK. */
naql_status sentences_each(const char *path, sentences_see see, void *user);

#endif
