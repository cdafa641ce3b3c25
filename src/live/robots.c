/* SPDX-License-Identifier: Apache-2.0
 *
 * robots.c - what a site asks robots to leave alone. Layer 11 (live). */
#include "live/robots.h"

#include "live/delay.h"

#include <string.h>
#include <strings.h>

/* Rules of a thousand stars may cost seconds for each page: a site that has
 * such is left alone. Ordinary ones cost a thousandth. */
enum { MOST_STEPS = 8 << 20 };

static naql_str
trim(naql_str s)
{
    while (s.len && strchr(" \t\r", *s.ptr) && *s.ptr) {
        s.ptr++;
        s.len--;
    }
    while (s.len && strchr(" \t\r", s.ptr[s.len - 1]) && s.ptr[s.len - 1])
        s.len--;
    return s;
}

static bool
next_line(naql_str *rest, naql_str *key, naql_str *value)
{
    while (rest->len) {
        size_t n = 0;
        while (n < rest->len && rest->ptr[n] != '\n' && rest->ptr[n] != '\r')
            n++;
        naql_str line = {rest->ptr, n};
        n += n < rest->len;
        *rest = (naql_str){rest->ptr + n, rest->len - n};
        const char *note = line.len ? memchr(line.ptr, '#', line.len) : NULL;
        if (note)
            line.len = (size_t)(note - line.ptr);
        const char *colon = line.len ? memchr(line.ptr, ':', line.len) : NULL;
        if (!colon)
            continue;
        *key = trim((naql_str){line.ptr, (size_t)(colon - line.ptr)});
        *value = trim(
            (naql_str){colon + 1, (size_t)(line.ptr + line.len - colon) - 1});
        return true;
    }
    return false;
}

static bool
is(naql_str s, const char *word)
{
    return s.len == strlen(word) && !strncasecmp(s.ptr, word, s.len);
}

/* ---- Patterns ---- */

static int
hex(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c |= 0x20;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* The byte at s[*at], an escape as what it stands for; *at goes behind it. */
static int
take(naql_str s, size_t *at)
{
    size_t i = (*at)++;
    if (s.ptr[i] != '%' || i + 2 >= s.len || hex(s.ptr[i + 1]) < 0 ||
        hex(s.ptr[i + 2]) < 0)
        return (unsigned char)s.ptr[i];
    *at = i + 3;
    return hex(s.ptr[i + 1]) << 4 | hex(s.ptr[i + 2]);
}

/* Does the page start with the pattern? Goes back to the last '*' alone, so
 * that the cost is pattern times page; *steps are what is left to spend. */
static bool
fits(naql_str pattern, naql_str page, size_t *steps)
{
    size_t p = 0, at = 0, star = SIZE_MAX, from = 0;
    while (*steps > 0) {
        --*steps;
        bool ends = p + 1 == pattern.len && pattern.ptr[p] == '$';
        if (p == pattern.len || (ends && at == page.len))
            return true;
        if (pattern.ptr[p] == '*') {
            star = ++p;
            from = at;
            continue;
        }
        size_t next_p = p, next_at = at;
        if (!ends && at < page.len &&
            take(pattern, &next_p) == take(page, &next_at)) {
            p = next_p;
            at = next_at;
            continue;
        }
        if (star == SIZE_MAX || from >= page.len)
            return false;
        p = star;
        at = ++from;
    }
    return false;
}

/* ---- Groups ---- */

struct verdict {
    size_t allow, disallow; /* length of the longest rule that fits, plus 1 */
    bool named;             /* a group is for the agent */
    size_t steps;           /* left to spend */
    double delay;           /* seconds; 0: none is asked for */
};

/* "10", "2.5"; what is no number asks for nothing. */
static double
seconds_of(naql_str value)
{
    double seconds = 0, unit = 1;
    size_t i = 0;
    for (; i < value.len && value.ptr[i] >= '0' && value.ptr[i] <= '9'; i++)
        if (seconds < LIVE_DAY)
            seconds = 10 * seconds + (value.ptr[i] - '0');
    if (i > 0 && i < value.len && value.ptr[i] == '.')
        while (++i < value.len && value.ptr[i] >= '0' && value.ptr[i] <= '9')
            seconds += (value.ptr[i] - '0') * (unit /= 10);
    if (i < value.len)
        return 0;
    return seconds < LIVE_DAY ? seconds : LIVE_DAY;
}

static void
weigh(struct verdict *v, naql_str key, naql_str value, naql_str page)
{
    size_t *longest = is(key, "allow")      ? &v->allow
                      : is(key, "disallow") ? &v->disallow
                                            : NULL;
    double delay = is(key, "crawl-delay") ? seconds_of(value) : 0;
    v->delay = delay > v->delay ? delay : v->delay;
    if (longest && value.len && fits(value, page, &v->steps) &&
        value.len + 1 > *longest)
        *longest = value.len + 1;
}

/* Goes through the groups that are for `agent`. */
static struct verdict
judge(naql_str rest, const char *agent, naql_str page)
{
    struct verdict v = {.steps = MOST_STEPS};
    naql_str key, value;
    bool ours = false, in_names = false;
    while (next_line(&rest, &key, &value)) {
        if (is(key, "user-agent")) {
            ours = (in_names && ours) || is(value, agent);
            in_names = true;
            v.named |= ours;
        } else {
            in_names = false;
            if (ours)
                weigh(&v, key, value, page);
        }
    }
    return v;
}

/* Of the groups for `agent`, else of those for all. */
static struct verdict
verdict_of(naql_str rules, const char *agent, naql_str page)
{
    if (rules.len >= 3 && !memcmp(rules.ptr, "\xEF\xBB\xBF", 3))
        rules = (naql_str){rules.ptr + 3, rules.len - 3}; /* a mark of UTF-8 */
    struct verdict v = judge(rules, agent, page);
    return v.named ? v : judge(rules, "*", page);
}

bool
live_robots_allow(naql_str rules, const char *agent, const char *page)
{
    naql_str at = {page, strlen(page)};
    struct verdict v = verdict_of(rules, agent, at);
    return v.steps > 0 && v.allow >= v.disallow;
}

double
live_robots_delay(naql_str rules, const char *agent)
{
    return verdict_of(rules, agent, (naql_str){"/", 1}).delay;
}
