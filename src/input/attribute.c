/* SPDX-License-Identifier: Apache-2.0
 *
 * attribute.c - the attributes of a tag of a page or a feed. Layer 1 (input).
 */
#include "input/attribute.h"

#include "base/str.h"

#define SPACE " \t\n\r\f"

static bool
is_one_of(char c, const char *set)
{
    return memchr(set, c, strlen(set)) != NULL;
}

/* As far as one of two sets of bytes; what was passed. */
static naql_str
take(const char **at, const char *end, const char *set, const char *stop)
{
    const char *start = *at;
    while (*at < end && !is_one_of(**at, set) && !is_one_of(**at, stop))
        (*at)++;
    return nq_str(start, (size_t)(*at - start));
}

static void
pass(const char **at, const char *end, const char *set)
{
    while (*at < end && is_one_of(**at, set))
        (*at)++;
}

/* Does this quote surely end a value? One that begins something stands behind
 * a '=' or a blank. */
static bool
closes(const char *quote, const char *end)
{
    return !is_one_of(quote[-1], SPACE "=") &&
           (quote + 1 == end || is_one_of(quote[1], SPACE "/>"));
}

/* A quote whose next of its kind stands behind a '<' and does not surely close
 * it is a slip: the value then ends with the tag or at a blank, as one without
 * quotes. */
static naql_str
read_value(const char **at, const char *end, const char *stop)
{
    const char *start = *at, *quote = NULL;
    if (start < end && is_one_of(*start, "\"'"))
        quote = memchr(start + 1, *start, (size_t)(end - start) - 1);
    size_t len = quote ? (size_t)(quote - start) - 1 : 0;
    if (!quote || (!closes(quote, end) && memchr(start + 1, '<', len)))
        return take(at, end, SPACE, stop);
    *at = quote + 1;
    return nq_str(start + 1, len);
}

bool
nq_attribute_read(const char **at, const char *end, const char *stop,
                  nq_attribute *out)
{
    pass(at, end, SPACE "/");
    if (*at == end || is_one_of(**at, stop))
        return false;
    *out = (nq_attribute){take(at, end, SPACE "=/", stop), NQ_STR("")};
    pass(at, end, SPACE);
    if (*at < end && **at == '=') {
        ++*at;
        pass(at, end, SPACE);
        out->value = read_value(at, end, stop);
    }
    return true;
}
