/* SPDX-License-Identifier: Apache-2.0
 *
 * feed_guard.c - the tags of a feed put right before a parser sees them.
 * Layer 1 (input). */
#include "input/feed_guard.h"

#include "base/str.h"
#include "input/attribute.h"
#include "input/entity.h"
#include "input/tune.h"

#define SPACE " \t\n\r"

static const struct {
    const char *start, *end;
} parts[] = {{"<![CDATA[", "]]>"}, {"<!--", "-->"}, {"<!", ">"}, {"<?", ">"}};
enum { DATA, N_PARTS = sizeof parts / sizeof *parts };

struct guard {
    const char *at, *end; /* a zero stands at the end */
    nq_buf *out;
    nq_entities known;
    naql_str open[NQ_TUNE_FEED_DEPTH]; /* names of elements */
    naql_str bare[NQ_TUNE_FEED_DEPTH]; /* without their prefix */
    uint32_t depth;
    bool apart;            /* no item holds another */
    bool cut;              /* an item had no end of its own */
    bool endless[N_PARTS]; /* from here on there is no end of one */
};

/* Copies the feed without what is no character of XML, with a zero behind. */
static void
copy_characters(naql_str feed, nq_buf *to)
{
    if (!nq_buf_reserve(to, feed.len + 1))
        return;
    for (size_t i = 0; i < feed.len; i++) {
        const unsigned char *c = (const unsigned char *)feed.ptr + i;
        if (*c == 0xef && c[1] == 0xbf && c[2] >= 0xbe)
            i += 2; /* U+FFFE, U+FFFF */
        else if (*c >= 0x20 || *c == '\t' || *c == '\n' || *c == '\r')
            to->ptr[to->len++] = feed.ptr[i];
    }
    to->ptr[to->len] = '\0';
}

/* As far as one of `ends`; what was passed. */
static naql_str
take(struct guard *g, const char *ends)
{
    naql_str taken = nq_str(g->at, strcspn(g->at, ends));
    g->at += taken.len;
    return taken;
}

/* ---- Text ---------------------------------------------------------------- */

/* What is markup as a number, which libxml2 takes in any state. */
static void
write_character(nq_buf *out, uint32_t c)
{
    const char number[] = {'&', '#', (char)('0' + c / 10 % 10),
                           (char)('0' + c % 10), ';'};
    if (c < 0x80 && strchr("&<>\"", (int)c))
        nq_buf_add(out, nq_str(number, sizeof number));
    else
        nq_buf_point(out, c);
}

static void
write_text(struct guard *g, naql_str s, bool is_value)
{
    while (s.len) {
        size_t len = strcspn(s.ptr, is_value ? "&<\"" : "&<>");
        if (len > 0) {
            len = len < s.len ? len : s.len;
            nq_buf_add(g->out, nq_str(s.ptr, len));
        } else {
            uint32_t c = *s.ptr == '&' ? nq_entity_read(&g->known, s, &len) : 0;
            len = c ? len : 1;
            write_character(g->out, c ? c : (uint32_t)*s.ptr);
        }
        s = nq_str(s.ptr + len, s.len - len);
    }
}

/* ---- Elements ------------------------------------------------------------ */

static bool
is_same_name(naql_str a, naql_str b) /* in any case */
{
    size_t n = 0;
    if (a.len != b.len)
        return false;
    while (n < a.len && ((a.ptr[n] ^ b.ptr[n]) & ~0x20) == 0)
        n++;
    return n == a.len;
}

static naql_str
without_prefix(naql_str name)
{
    const char *colon = memchr(name.ptr, ':', name.len);
    size_t skip = colon ? (size_t)(colon - name.ptr) + 1 : 0;
    return nq_str(name.ptr + skip, name.len - skip);
}

static bool
is_item(naql_str name)
{
    name = without_prefix(name);
    return nq_str_is(name, "item") || nq_str_is(name, "entry");
}

/* Ends elements until so many are left open. */
static void
end_elements(struct guard *g, uint32_t left)
{
    while (g->depth > left) {
        nq_buf_add(g->out, NQ_STR("</"));
        nq_buf_add(g->out, g->open[--g->depth]);
        nq_buf_byte(g->out, '>');
        g->cut |= g->depth > left && is_item(g->open[g->depth]);
    }
}

/* Ends the last element of this name and those in it; one whose prefix was
 * forgotten or is another where there is none. */
static void
end_element(struct guard *g, naql_str name, bool any_prefix)
{
    naql_str bare = without_prefix(name);
    uint32_t n = 0;
    for (uint32_t k = g->depth; k > 0; k--) {
        if (!is_same_name(g->bare[k - 1], bare))
            continue;
        if (is_same_name(g->open[k - 1], name)) {
            n = k;
            break;
        }
        if (any_prefix && !n)
            n = k;
    }
    if (n > 0)
        end_elements(g, n - 1);
}

/* Writes those that a feed is asked for, of two the first. True when the tag
 * says that its element is empty. */
static bool
read_attributes(struct guard *g)
{
    static const char *const asked[] = {"rel", "href"};
    bool seen[] = {false, false};
    nq_attribute a;
    const char *behind = g->at;
    while (nq_attribute_read(&g->at, g->end, "<>", &a)) {
        behind = g->at;
        for (unsigned i = 0; i < 2; i++) {
            if (seen[i] || !nq_str_is(a.name, asked[i]))
                continue;
            seen[i] = true;
            nq_buf_format(g->out, " %s=\"", asked[i]);
            write_text(g, a.value, true);
            nq_buf_byte(g->out, '"');
        }
    }
    return g->at > behind && g->at[-1] == '/';
}

static bool
is_letter(char c)
{
    return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

/* The name of the tag that begins here; empty: none does. */
static naql_str
tag_name(const char *at)
{
    size_t len = 0;
    at += at[1] == '/' ? 2 : 1;
    while (is_letter(at[len]) ||
           (len && at[len] && strchr("0123456789:.-_", at[len])))
        len++;
    return nq_str(at, strchr(SPACE "/>", at[len]) ? len : 0);
}

static void
read_tag(struct guard *g, naql_str name)
{
    bool is_end = g->at[1] == '/', is_empty = false;
    g->at = name.ptr + name.len;
    if (is_end || (g->apart && is_item(name)))
        end_element(g, name, is_end);
    if (is_end) {
        take(g, "<>");
    } else {
        nq_buf_byte(g->out, '<');
        nq_buf_add(g->out, name);
        is_empty = read_attributes(g);
        nq_buf_byte(g->out, '>');
        g->bare[g->depth] = without_prefix(name);
        g->open[g->depth++] = name;
    }
    g->at += *g->at == '>';
    if (is_empty || g->depth == NQ_TUNE_FEED_DEPTH)
        end_element(g, name, false);
}

/* ---- Markup -------------------------------------------------------------- */

/* Behind the first `mark`, which ends with '>'; NULL: there is none. Searches
 * for more than a byte count all that is left when AddressSanitizer watches. */
static const char *
behind(const char *from, const char *mark)
{
    size_t n = strlen(mark);
    const char *at = strchr(from, '>');
    while (at && ((size_t)(at + 1 - from) < n || memcmp(at + 1 - n, mark, n)))
        at = strchr(at + 1, '>');
    return at ? at + 1 : NULL;
}

/* In parts: of a longer one libxml2 takes nothing. The end is not parted. */
static void
write_data(nq_buf *out, naql_str data)
{
    while (data.len > NQ_TUNE_FEED_DATA_BYTES + strlen("]]>")) {
        size_t len = NQ_TUNE_FEED_DATA_BYTES;
        while (((unsigned char)data.ptr[len] & 0xc0) == 0x80)
            len--;
        nq_buf_add(out, nq_str(data.ptr, len));
        nq_buf_add(out, NQ_STR("]]><![CDATA["));
        data = nq_str(data.ptr + len, data.len - len);
    }
    nq_buf_add(out, data);
}

/* CDATA stays, other parts are left out; of one without an end its start. */
static void
read_part(struct guard *g, unsigned i)
{
    const char *start = g->at;
    const char *end = g->endless[i] ? NULL : behind(start, parts[i].end);
    g->endless[i] = !end;
    g->at = end ? end : start + strlen(parts[i].start);
    if (end && i == DATA)
        write_data(g->out, nq_str(start, (size_t)(g->at - start)));
}

static void
read_markup(struct guard *g)
{
    unsigned i = strchr("!?", g->at[1]) ? 0 : N_PARTS;
    naql_str name = tag_name(g->at);
    while (i < N_PARTS &&
           strncmp(g->at, parts[i].start, strlen(parts[i].start)) != 0)
        i++;
    if (name.len > 0)
        read_tag(g, name);
    else if (i < N_PARTS)
        read_part(g, i);
    else
        write_text(g, nq_str(g->at++, 1), false); /* it stands for itself */
}

/* False: an item has no end of its own, and holds what follows. */
static bool
write_feed(struct guard *g, const nq_buf *feed)
{
    g->at = feed->ptr;
    g->end = feed->ptr + feed->len;
    nq_buf_reset(g->out);
    nq_buf_add(g->out, NQ_STR("<_>"));
    while (*g->at) {
        write_text(g, take(g, "<"), false);
        if (*g->at)
            read_markup(g);
    }
    for (uint32_t i = 0; i < g->depth; i++)
        g->cut |= is_item(g->open[i]);
    return !g->cut;
}

void
nq_feed_guard(naql_str feed, nq_arena *scratch, nq_buf *out)
{
    nq_buf in = {0};
    copy_characters(feed, &in);
    struct guard g = {.out = out};
    nq_entities_init(&g.known, scratch);
    if (!in.failed && !write_feed(&g, &in)) {
        g = (struct guard){.out = out, .known = g.known, .apart = true};
        write_feed(&g, &in);
    }
    out->failed |= in.failed;
    nq_buf_clear(&in);
}
