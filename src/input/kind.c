/* SPDX-License-Identifier: Apache-2.0
 *
 * kind.c - what the bytes of a file are, told by their start. Layer 1
 * (input). */
#include "input/kind.h"

#include "base/str.h"

/* The start without a byte order mark and white space. */
static naql_str
meat(naql_str head)
{
    if (nq_str_starts(head, NQ_STR("\xef\xbb\xbf")))
        head = nq_str(head.ptr + 3, head.len - 3);
    while (head.len > 0 && strchr(" \t\r\n", head.ptr[0]) && head.ptr[0]) {
        head.ptr++;
        head.len--;
    }
    return head;
}

/* A brace, then a key or its end: no sentence starts so. */
static bool
opens_object(naql_str head)
{
    if (head.len == 0 || head.ptr[0] != '{')
        return false;
    head = meat(nq_str(head.ptr + 1, head.len - 1));
    return head.len == 0 || head.ptr[0] == '"' || head.ptr[0] == '}';
}

static bool
holds(naql_str head, const char *lower)
{
    size_t len = strlen(lower);
    for (size_t i = 0; i + len <= head.len; i++) {
        const char *hit = memchr(head.ptr + i, '<', head.len - i - len + 1);
        if (!hit)
            return false;
        i = (size_t)(hit - head.ptr);
        size_t k = 1;
        while (k < len && (head.ptr[i + k] | 0x20) == lower[k])
            k++;
        if (k == len)
            return true;
    }
    return false;
}

/* Tags that only a page has; an article that quotes one tag is still text, so
 * the page has to start with one, or with a comment or declaration. */
static bool
is_html(naql_str head)
{
    static const char *const tags[] = {"<html", "<head",  "<body", "<title",
                                       "<meta", "<div",   "<p",    "<table",
                                       "<link", "<script"};
    if (head.len == 0 || head.ptr[0] != '<')
        return false;
    for (size_t i = 0; i < sizeof tags / sizeof *tags; i++)
        if (holds(head, tags[i]))
            return true;
    return false;
}

nq_kind
nq_kind_tell(naql_str head)
{
    head = meat(head);
    if (opens_object(head))
        return NQ_KIND_JSON_LINES;
    return is_html(head) ? NQ_KIND_HTML : NQ_KIND_PLAIN;
}
