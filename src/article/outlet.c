/* SPDX-License-Identifier: Apache-2.0
 *
 * outlet.c - who published an article. Layer 2 (article). */
#include "article/outlet.h"
#include "base/str.h"

naql_str
nq_outlet_host(naql_str url)
{
    size_t at = nq_str_find(url, NQ_STR("://"), 0);
    naql_str rest = url;
    if (at != SIZE_MAX)
        rest = nq_str(url.ptr + at + 3, url.len - at - 3);
    size_t n = 0;
    while (n < rest.len && rest.ptr[n] != '/' && rest.ptr[n] != '?' &&
           rest.ptr[n] != '#' && rest.ptr[n] != ':')
        n++;
    naql_str host = nq_str(rest.ptr, n);
    if (nq_str_starts(host, NQ_STR("www.")))
        host = nq_str(host.ptr + 4, host.len - 4);
    return nq_str_find(host, NQ_STR("."), 0) == SIZE_MAX ? NQ_STR("") : host;
}

naql_str
nq_outlet_of_host(const nq_article_tools *tools, naql_str host,
                  nq_arena *scratch)
{
    naql_str rest = host, label;
    while (nq_str_find(rest, NQ_STR("."), 0) != SIZE_MAX) {
        nq_line line;
        if (nq_line_read(tools, rest, scratch, &line) != NAQL_OK)
            break;
        naql_str name = nq_outlet_of(tools, line.words, line.n_head);
        if (name.len)
            return name;
        nq_str_split(&rest, '.', &label);
    }
    return NQ_STR("");
}

naql_str
nq_outlet_of_lines(const nq_article_tools *tools, const nq_lines *lines,
                   const nq_verdict *v, const nq_head *head)
{
    if (head->masthead.len)
        return head->masthead;
    for (uint32_t i = 0; i < lines->n; i++) {
        const nq_line *l = &lines->at[i];
        if (v[i].keep || !l->n_head || l->n_words != l->n_head)
            continue;
        /* the line, or its last words: "More from X" */
        for (uint32_t k = 0; k < 3 && k < l->n_head; k++) {
            if (k && v[i].why != NQ_DROP_RELATED)
                break;
            naql_str name = nq_outlet_of(tools, l->words + k, l->n_head - k);
            if (name.len && (l->n_head > k + 1 || l->n_latin))
                return name;
        }
    }
    return NQ_STR("");
}
