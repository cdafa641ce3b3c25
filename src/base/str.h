/* SPDX-License-Identifier: Apache-2.0
 *
 * str.h - slices of bytes. Layer 0 (base). No allocation, no NUL. */
#ifndef NQ_BASE_STR_H
#define NQ_BASE_STR_H

#include "naql.h"

#include <string.h>

#define NQ_STR(literal) ((naql_str){"" literal, sizeof(literal) - 1})

static inline naql_str
nq_str(const char *ptr, size_t len)
{
    return (naql_str){ptr, len};
}

static inline naql_str
nq_str_from(const char *text) /* NULL gives the empty string */
{
    return (naql_str){text ? text : "", text ? strlen(text) : 0};
}

/* text[span], which must lie inside. */
static inline naql_str
nq_str_span(naql_str text, naql_span span)
{
    return (naql_str){text.ptr + span.start, span.end - span.start};
}

/* These three are mostly asked about a literal of a letter or two: inline, a
 * load and a comparison. */
static inline bool
nq_str_equal(naql_str a, naql_str b)
{
    return a.len == b.len && (b.len == 0 || !memcmp(a.ptr, b.ptr, b.len));
}

/* Is it this text, which ends in NUL? Asked of one name of many after the
 * other: the first letter tells most apart. */
static inline bool
nq_str_is(naql_str s, const char *text)
{
    if (!s.len)
        return !*text;
    return *text == *s.ptr && nq_str_equal(s, nq_str_from(text));
}

static inline bool
nq_str_starts(naql_str s, naql_str prefix)
{
    return s.len >= prefix.len &&
           (prefix.len == 0 || !memcmp(s.ptr, prefix.ptr, prefix.len));
}

static inline bool
nq_str_ends(naql_str s, naql_str suffix)
{
    return s.len >= suffix.len &&
           (suffix.len == 0 ||
            !memcmp(s.ptr + s.len - suffix.len, suffix.ptr, suffix.len));
}

/* Does it open with "http://" or "https://"? */
bool nq_str_is_web(naql_str s);
/* Value of a hexadecimal digit of either case, -1: it is none. */
static inline int
nq_str_hex(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c = (char)(c | 0x20);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Order of unsigned bytes, shorter first: <0, 0, >0. */
int nq_str_compare(naql_str a, naql_str b);
/* First place of `needle` at or after `from`, or SIZE_MAX. O(n) by memmem. */
size_t nq_str_find(naql_str s, naql_str needle, size_t from);
/* Without ASCII white space and U+00A0 at both ends. */
naql_str nq_str_trim(naql_str s);
/* Cuts the part before the first `byte` off *rest; false when *rest is used
 * up (its ptr is NULL then). "a,b" gives "a", "b"; "" gives "". */
bool nq_str_split(naql_str *rest, char byte, naql_str *part);
/* Decimal digits only; false on anything else, on overflow and on "". */
bool nq_str_u64(naql_str s, uint64_t *out);
/* The number of n digits at `at`, at most nine; -1: they are not there. */
int32_t nq_str_digits(naql_str s, size_t at, size_t n);

#endif
