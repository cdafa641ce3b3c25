/* SPDX-License-Identifier: Apache-2.0
 *
 * page.h - the pages of an archive, as a server sends them. Layer 9 (report).
 *
 * Each is whole: its style is in it, nothing is loaded, no script is needed,
 * forms are GET. What a page shows is in its address (naql_page), so that a
 * link can be sent to a colleague. */
#ifndef NQ_REPORT_PAGE_H
#define NQ_REPORT_PAGE_H

#include "report/html_parts.h"
#include "store/search.h"
#include "store/stories.h"
#include "store/trace.h"

#define NQ_PAGE_ANSWERS 20u /* of one page */

typedef struct nq_page { /* one page as it is written */
    nq_html h;
    const naql_page *of;
    nq_buf out;
    nq_arena scratch;
    uint32_t seen; /* answers handed in */
    bool more;     /* than the page has room for */
} nq_page;

void nq_page_start(nq_page *p, const naql_page *of);
/* Frees; cannot fail. */
void nq_page_drop(nq_page *p);

/* ---- Questions: the form, then the answers, then how it ended ---- */

void nq_page_ask(nq_page *p);
/* Is anything asked at all? */
bool nq_page_is_asked(const naql_page *of);
/* Calls of the store; `user` is the nq_page. Of all answers these write those
 * that the page shows. */
naql_status nq_page_hit(void *user, const nq_hit *hit);
naql_status nq_page_carrier(void *user, const nq_carrier *c);
naql_status nq_page_said(void *user, const nq_utterance *u);
/* So many answers have to be handed in. */
uint32_t nq_page_answers(const naql_page *of);
void nq_page_answered(nq_page *p, naql_status status);

/* ---- What the archive holds ---- */

void nq_page_front(nq_page *p, const nq_tolds *stories, const nq_totals *held);
void nq_page_stories(nq_page *p, const nq_tolds *stories);
/* The article of a report that has no other. */
void nq_page_article(nq_page *p, const nq_report *r, naql_str story);
void nq_page_failure(nq_page *p);

/* ---- Parts ---- */

/* The masthead, and the way to the other pages. */
void nq_page_mast(nq_html *h, const naql_page *of);
/* The report of a story in its other forms, of the API. */
void nq_page_forms(nq_html *h, const naql_page *of);
/* ` href="ADDRESS"` of a page. */
void nq_page_href(nq_html *h, const naql_page *of);
/* The address of another page in the same language. */
naql_page nq_page_beside(const naql_page *of, naql_page_kind kind,
                         const char *words);
/* From the head to the first element of main, whose title is a word. */
void nq_page_open(nq_page *p, nq_word title);
void nq_page_close(nq_page *p);
/* A form that asks a question; `of` fills its fields. */
void nq_page_form(nq_html *h, const naql_page *of, bool focus);
/* To the pages before and behind. */
void nq_page_turn(nq_page *p);

#endif
