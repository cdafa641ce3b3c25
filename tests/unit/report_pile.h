/* SPDX-License-Identifier: Apache-2.0
 *
 * report_pile.h - a pile with everything in it, made by hand for the tests of
 * the report: three articles of one story in three outlets, and an older one
 * of a story before it. People, places and outlets are invented. */
#ifndef NQ_TESTS_REPORT_PILE_H
#define NQ_TESTS_REPORT_PILE_H

#include "base/arena.h"
#include "base/str.h"
#include "report/report.h"

typedef struct pile_article { /* what a test says of an article */
    const char *id, *outlet, *title, *published, *body, *url;
} pile_article;

typedef struct pile_room {
    nq_arena arena;
    nq_reading *readings; /* [4] */
    const nq_reading **list;
    nq_pile pile;
    nq_stories stories;
    nq_copies copies;
    nq_story_view views[2];
    nq_positions positions;
    nq_report report;
} pile_room;

/* The four articles of the pile, which a test may change. */
extern const pile_article pile_usual[4];

/* Builds the pile; the texts are copied, so that they end at their last
 * byte. */
void pile_make(pile_room *room, const pile_article articles[4]);
void pile_clear(pile_room *room);

/* The nth (from 1) place of `words` in an article's text. */
naql_span pile_span(const nq_reading *r, const char *words, unsigned nth);

#endif
