/* SPDX-License-Identifier: Apache-2.0
 *
 * html_write.h - the one writer of the page. Layer 9 (report).
 *
 * Text of articles reaches the page through nq_html_text, nq_html_words and
 * nq_html_value, which escape it; nothing else of this layer puts a byte of an
 * article into the buffer. What is passed to nq_html_raw is a literal.
 *
 * A page has tens of thousands of elements, so markup is kept short where no
 * reader can tell: an element has a class only where its place does not say as
 * much to the style, and li, td, tr, option and most p are closed by what
 * follows, as HTML allows. A p whose style adds a mark behind its words is
 * closed right behind them. */
#ifndef NQ_REPORT_HTML_WRITE_H
#define NQ_REPORT_HTML_WRITE_H

#include "report/asset.h"
#include "report/view.h"

typedef struct nq_html {
    nq_buf *to;
    const nq_view *view;
    bool english;
    nq_arena *scratch;
    bool **led_to; /* [pile n] of each the names that a link leads to */
} nq_html;

/* Our own markup: always a string literal. */
void nq_html_raw(nq_html *h, const char *markup);
void nq_html_number(nq_html *h, uint64_t n);
/* PREFIX A "-" B, as an id or a fragment: "g2-15". */
void nq_html_id(nq_html *h, const char *prefix, uint32_t a, uint32_t b);

/* Text between tags. & < > are escaped; control characters, bidi overrides
 * and isolates, and points that HTML forbids are shown as what they are. */
void nq_html_text(nq_html *h, naql_str s);
/* The same between the quotes of an attribute, where they become U+FFFD. */
void nq_html_value(nq_html *h, naql_str s);
/* An address between the quotes of href: what a URL may not hold is percent
 * encoded. The scheme is the caller's to check. */
void nq_html_url(nq_html *h, naql_str url);
/* Words of an article inside a sentence of the frame: isolated, so that their
 * direction changes nothing around them. */
void nq_html_words(nq_html *h, naql_str s);
/* ` dir=auto` for a block of words that may run otherwise than the page does;
 * in an English frame the language too. */
void nq_html_block(nq_html *h, naql_str words);

/* Words of the frame. */
void nq_html_say(nq_html *h, nq_word word);
/* A title, or that there is none. */
void nq_html_title(nq_html *h, naql_str title);
/* The same with a number: picks the plural form, puts it in the place of #. */
void nq_html_count(nq_html *h, nq_word word, uint64_t n);

/* "2017-08-14T03:00:26Z", "2017-07-END", "2016-SU"... as a reader wants it, in
 * a time element where HTML knows the form. */
void nq_html_date(nq_html *h, naql_str iso);
void nq_html_day(nq_html *h, int32_t day);
/* "14–16 August 2017"; either end may be unknown. */
void nq_html_days(nq_html *h, int32_t first, int32_t last);
/* A value in letters alone, for a drawing: with its clock for its year, where
 * it has one. */
void nq_html_plain_time(nq_html *h, naql_str iso);

#endif
