/* SPDX-License-Identifier: Apache-2.0
 *
 * line.h - the lines of a document, and what their form tells. Layer 2
 * (article).
 *
 * A line of plain text, or one block of a page. Knows nothing of what a line
 * means: boiler.h and head.h judge. Only the first NQ_LINE_HEAD words of a
 * line and its last NQ_LINE_TAIL are read, so that cost does not hang on
 * paragraphs. */
#ifndef NQ_ARTICLE_LINE_H
#define NQ_ARTICLE_LINE_H

#include "article/tools.h"
#include "article/tune.h"

enum { NQ_COMMA_AR = 0x60c, NQ_TATWEEL = 0x640 }; /* code points */

typedef struct nq_word {
    naql_str text;
    uint64_t hash; /* of its WORD fold */
    uint8_t cls;   /* nq_class of its first letter or digit */
} nq_word;

/* What the form of a line shows; bits. */
typedef enum nq_line_flag {
    NQ_LINE_STOP = 1 << 0,    /* ends like a sentence, quote marks aside */
    NQ_LINE_CRY = 1 << 1,     /* that end is a question, a cry or dots */
    NQ_LINE_COLON = 1 << 2,   /* ends in a colon */
    NQ_LINE_DASH = 1 << 3,    /* ends in a dash */
    NQ_LINE_OPEN = 1 << 4,    /* ends in a comma */
    NQ_LINE_LINK = 1 << 5,    /* holds a web address, an e-mail, a handle */
    NQ_LINE_SPACE = 1 << 6,   /* an empty line stands before it */
    NQ_LINE_ITEM = 1 << 7,    /* opens with a bullet or a number and a mark */
    NQ_LINE_BARS = 1 << 8,    /* three vertical bars or more */
    NQ_LINE_OWNED = 1 << 9,   /* opens with a copyright sign */
    NQ_LINE_JOINED = 1 << 10, /* opens with a function word, as no headline */
    NQ_LINE_GLUED = 1 << 13,  /* cut off the end of a paragraph */
    NQ_LINE_SPEECH = 1 << 12, /* a colon inside */
    NQ_LINE_PHOTO = 1 << 11   /* ends in an agency in brackets, no full stop */
} nq_line_flag;

typedef struct nq_line {
    naql_str text;        /* trimmed; verbatim */
    uint32_t hints;       /* nq_doc_hint; 0 in plain text */
    uint32_t flags;       /* nq_line_flag */
    const nq_word *words; /* [n_head], then [n_tail] from the end */
    uint32_t n_head, n_tail;
    uint32_t n_words;    /* exact up to NQ_LINE_HEAD, then an estimate */
    uint32_t n_function; /* of the head's words: function words; counted as
                            far as rules ask, NQ_LEAD_FUNCTION */
    uint32_t n_number;   /* digits alone */
    uint32_t n_latin;
    uint64_t hash; /* of the words read, in order; 0: no words at all */
} nq_line;

typedef struct nq_lines {
    nq_line *at; /* [n] in document order */
    uint32_t n;
} nq_lines;

/* Cuts a document's text, or takes the blocks of its page.
 *
 * doc      valid UTF-8; the lines' texts are slices of it
 * scratch  owns everything in *out
 * returns  NAQL_OK, NAQL_NOMEM
 * cost     O(bytes) */
naql_status nq_lines_make(const nq_article_tools *tools, const nq_doc *doc,
                          nq_arena *scratch, nq_lines *out);

/* The words of one string that is no line of the document (a title field),
 * with the same features. */
naql_status nq_line_read(const nq_article_tools *tools, naql_str text,
                         nq_arena *scratch, nq_line *out);

/* White space, bidi controls and other invisible characters off both ends. */
naql_str nq_line_trim(naql_str s);

/* Value of a word of digits of any Arabic script; -1 when it is none or has
 * more than 9. */
int32_t nq_word_number(const nq_word *w);

/* What stands between two neighbouring words. */
static inline naql_str
nq_word_gap(const nq_word *a, const nq_word *b)
{
    const char *from = a->text.ptr + a->text.len;
    return (naql_str){from, (size_t)(b->text.ptr - from)};
}

#endif
