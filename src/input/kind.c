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

nq_kind
nq_kind_tell(naql_str head)
{
    return opens_object(meat(head)) ? NQ_KIND_JSON_LINES : NQ_KIND_PLAIN;
}
