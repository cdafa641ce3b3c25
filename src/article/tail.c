/* SPDX-License-Identifier: Apache-2.0
 *
 * tail.c - furniture that was glued to the end of a paragraph. Layer 2
 * (article). */
#include "article/tail.h"
#include "base/many.h"
#include "base/status.h"
#include "base/str.h"
#include "base/utf8.h"

/* First byte behind the closing quote marks and brackets at `at`. */
static size_t
skip_closers(naql_str text, size_t at)
{
    while (at < text.len) {
        size_t next = at;
        uint32_t c = nq_utf8_read(text.ptr, &next);
        if (c != '"' && c != ')' && c != 0xbb && c != 0x201d && c != 0x2019)
            break;
        at = next;
    }
    return at;
}

/* May one of them be a stop, or the second byte of one? */
static bool
may_stop(const char *p)
{
    nq_many a = nq_many_at(p);
    nq_many found = (nq_many)(a == '.') | (nq_many)(a == '!') |
                    (nq_many)(a == '?') | (nq_many)(a == 0x9f);
    return nq_many_any(found);
}

/* What stands behind the last full stop, the marks that close with it, and a
 * space; looked for in the last bytes of the line alone. */
static naql_str
behind_last_stop(naql_str text)
{
    size_t least = text.len > NQ_TAIL_BYTES ? text.len - NQ_TAIL_BYTES : 1;
    for (size_t i = text.len - 1;;) {
        while (i >= least + sizeof(nq_many) &&
               !may_stop(text.ptr + i - sizeof(nq_many)))
            i -= sizeof(nq_many);
        if (i <= least)
            break;
        char c = text.ptr[--i];
        bool stop = c == '.' || c == '!' || c == '?' ||
                    (c == '\x9f' && text.ptr[i - 1] == '\xd8');
        size_t at = stop ? skip_closers(text, i + 1) : text.len;
        if (at < text.len && text.ptr[at] == ' ')
            return nq_str(text.ptr + at, text.len - at);
    }
    return nq_str(text.ptr + text.len, 0);
}

/* Reads what stands behind the last stop; *out has no words when that is no
 * furniture. */
static naql_status
read_tail(const nq_article_tools *tools, const nq_line *line, nq_arena *scratch,
          nq_line *out)
{
    *out = (nq_line){.text = line->text};
    if (line->n_words < NQ_PROSE_LONG)
        return NAQL_OK;
    naql_str rest = nq_line_trim(behind_last_stop(line->text));
    if (!rest.len)
        return NAQL_OK;
    NQ_TRY(nq_line_read(tools, rest, scratch, out));
    const nq_furniture *f = nq_furniture_of(tools, out);
    bool sentence = out->n_words >= NQ_PROSE_STOP &&
                    (out->flags & NQ_LINE_STOP) && !(out->flags & NQ_LINE_CRY);
    if (!f || sentence || f->weight < NQ_WEIGHT_TAIL ||
        f->match == NQ_MATCH_END)
        *out = (nq_line){.text = line->text};
    return NAQL_OK;
}

naql_status
nq_lines_cut_tails(const nq_article_tools *tools, nq_arena *scratch,
                   nq_lines *lines)
{
    nq_list list = NQ_LIST(nq_line);
    for (uint32_t i = 0; i < lines->n; i++) {
        nq_line tail, *head = nq_list_add(&list, scratch);
        if (!head)
            return NAQL_NOMEM;
        *head = lines->at[i];
        NQ_TRY(read_tail(tools, head, scratch, &tail));
        if (!tail.n_head)
            continue;
        size_t cut = (size_t)(tail.text.ptr - head->text.ptr);
        uint32_t hints = head->hints, space = head->flags & NQ_LINE_SPACE;
        NQ_TRY(nq_line_read(tools, nq_str(head->text.ptr, cut), scratch, head));
        head->hints = tail.hints = hints;
        head->flags |= space;
        nq_line *second = nq_list_add(&list, scratch);
        if (!second)
            return NAQL_NOMEM;
        *second = tail;
        second->flags |= NQ_LINE_GLUED;
    }
    *lines = (nq_lines){list.at, list.n};
    return NAQL_OK;
}
