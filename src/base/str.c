/* SPDX-License-Identifier: Apache-2.0
 *
 * str.c - slices of bytes. Layer 0 (base). */
#define _GNU_SOURCE /* memmem */
#include "base/str.h"

int
nq_str_compare(naql_str a, naql_str b)
{
    size_t n = a.len < b.len ? a.len : b.len;
    int order = n ? memcmp(a.ptr, b.ptr, n) : 0;
    return order ? order : (a.len > b.len) - (a.len < b.len);
}

size_t
nq_str_find(naql_str s, naql_str needle, size_t from)
{
    if (from > s.len)
        return SIZE_MAX;
    if (needle.len == 0)
        return from;
    if (from == s.len)
        return SIZE_MAX;
    /* AddressSanitizer looks at all of the rest when memmem is called */
    const char *hit =
        needle.len == 1
            ? memchr(s.ptr + from, *needle.ptr, s.len - from)
            : memmem(s.ptr + from, s.len - from, needle.ptr, needle.len);
    return hit ? (size_t)(hit - s.ptr) : SIZE_MAX;
}

/* Bytes of the white space at the start of s: ASCII blanks or U+00A0. */
static size_t
blank(const char *p, size_t n)
{
    if (n && (*p == ' ' || (*p >= '\t' && *p <= '\r')))
        return 1;
    return n >= 2 && p[0] == '\xc2' && p[1] == '\xa0' ? 2 : 0;
}

naql_str
nq_str_trim(naql_str s)
{
    for (size_t n; (n = blank(s.ptr, s.len)) > 0;) {
        s.ptr += n;
        s.len -= n;
    }
    while (s.len) {
        if (blank(s.ptr + s.len - 1, 1))
            s.len--;
        else if (s.len >= 2 && blank(s.ptr + s.len - 2, 2) == 2)
            s.len -= 2;
        else
            break;
    }
    return s;
}

bool
nq_str_split(naql_str *rest, char byte, naql_str *part)
{
    if (!rest->ptr)
        return false;
    const char *hit = rest->len ? memchr(rest->ptr, byte, rest->len) : NULL;
    if (!hit) {
        *part = *rest;
        *rest = (naql_str){NULL, 0};
        return true;
    }
    part->ptr = rest->ptr;
    part->len = (size_t)(hit - rest->ptr);
    rest->len -= part->len + 1;
    rest->ptr = hit + 1;
    return true;
}

bool
nq_str_u64(naql_str s, uint64_t *out)
{
    uint64_t n = 0;
    for (size_t i = 0; i < s.len; i++) {
        unsigned digit = (unsigned)(unsigned char)s.ptr[i] - '0';
        if (digit > 9 || n > (UINT64_MAX - digit) / 10)
            return false;
        n = n * 10 + digit;
    }
    *out = n;
    return s.len > 0;
}

bool
nq_str_is_web(naql_str s)
{
    return nq_str_starts(s, NQ_STR("http://")) ||
           nq_str_starts(s, NQ_STR("https://"));
}

int32_t
nq_str_digits(naql_str s, size_t at, size_t n)
{
    int32_t value = 0;
    if (at + n > s.len)
        return -1;
    for (size_t i = at; i < at + n; i++) {
        if (s.ptr[i] < '0' || s.ptr[i] > '9')
            return -1;
        value = value * 10 + (s.ptr[i] - '0');
    }
    return value;
}
