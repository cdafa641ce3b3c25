/* SPDX-License-Identifier: Apache-2.0
 *
 * html_write.c - the one writer of the page. Layer 9 (report). */
#include "report/html_write.h"

#include "base/fold.h"
#include "base/str.h"
#include "base/utf8.h"

void
nq_html_raw(nq_html *h, const char *markup)
{
    nq_buf_add(h->to, nq_str_from(markup));
}

void
nq_html_number(nq_html *h, uint64_t n)
{
    char digits[20];
    size_t at = sizeof(digits);
    do
        digits[--at] = (char)('0' + n % 10);
    while (n /= 10);
    nq_buf_add(h->to, nq_str(digits + at, sizeof(digits) - at));
}

void
nq_html_id(nq_html *h, const char *prefix, uint32_t a, uint32_t b)
{
    nq_html_raw(h, prefix);
    nq_html_number(h, a);
    nq_buf_byte(h->to, '-');
    nq_html_number(h, b);
}

/* ---- Words of articles ---- */

/* What stands for an ASCII byte in the page, NULL: itself, "": shown. */
static const char *
escape_of(unsigned char c)
{
    switch (c) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\'':
        return "&#39;";
    case '\t':
    case '\n':
        return NULL;
    default:
        return c < 0x20 || c == 0x7f ? "" : NULL;
    }
}

static void
show_point(nq_html *h, uint32_t c, bool attribute)
{
    static const char hex[] = "0123456789ABCDEF";
    if (attribute) {
        nq_buf_point(h->to, 0xfffd);
        return;
    }
    nq_html_raw(h, "<span class=ctl dir=ltr>U+");
    for (int shift = c > 0xffff ? 20 : 12; shift >= 0; shift -= 4)
        nq_buf_byte(h->to, hex[c >> shift & 15]);
    nq_html_raw(h, "</span>");
}

/* True for a byte that can neither need escaping nor start a hidden point. */
static bool
is_plain(unsigned char c)
{
    return (c >= 0x40 && c < 0x7f) || (c >= 0xc3 && c < 0xe2) ||
           (c >= 0x80 && c < 0xc0) || (c >= 0x28 && c < 0x3c) || c == ' ';
}

static void
write_escaped(nq_html *h, naql_str s, bool attribute)
{
    size_t from = 0, at = 0;
    while (at < s.len) {
        unsigned char byte = (unsigned char)s.ptr[at];
        if (is_plain(byte)) {
            at++;
            continue;
        }
        size_t start = at;
        uint32_t c = nq_utf8_next(s, &at);
        const char *escape = c < 0x80 ? escape_of((unsigned char)c) : NULL;
        bool show = c == NQ_UTF8_BAD || (escape && !*escape) ||
                    (c >= 0x80 && nq_view_is_hidden(c));
        if (!escape && !show)
            continue;
        nq_buf_add(h->to, nq_str(s.ptr + from, start - from));
        if (show)
            show_point(h, c == NQ_UTF8_BAD ? byte : c, attribute);
        else
            nq_html_raw(h, escape);
        from = at;
    }
    if (from < s.len)
        nq_buf_add(h->to, nq_str(s.ptr + from, s.len - from));
}

void
nq_html_text(nq_html *h, naql_str s)
{
    write_escaped(h, s, false);
}

void
nq_html_value(nq_html *h, naql_str s)
{
    write_escaped(h, s, true);
}

static bool
is_hex(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') ||
           (c >= 'A' && c <= 'F');
}

void
nq_html_url(nq_html *h, naql_str url)
{
    static const char hex[] = "0123456789ABCDEF";
    for (size_t i = 0; i < url.len; i++) {
        unsigned char c = (unsigned char)url.ptr[i];
        bool encoded =
            i + 2 < url.len && is_hex(url.ptr[i + 1]) && is_hex(url.ptr[i + 2]);
        if (c > 0x20 && c < 0x7f && !strchr("\"'<>\\^`{|}[]&%", c)) {
            nq_buf_byte(h->to, (char)c);
        } else if (c == '&') {
            nq_html_raw(h, "&amp;");
        } else if (c == '%' && encoded) {
            nq_buf_byte(h->to, '%');
        } else {
            nq_buf_byte(h->to, '%');
            nq_buf_byte(h->to, hex[c >> 4]);
            nq_buf_byte(h->to, hex[c & 15]);
        }
    }
}

void
nq_html_words(nq_html *h, naql_str s)
{
    nq_html_raw(h, h->english ? "<bdi lang=ar>" : "<bdi>");
    nq_html_text(h, s);
    nq_html_raw(h, "</bdi>");
}

/* True when words open with an Arabic letter: what is neither letter nor a
 * control, such as a mark or a digit, has no direction. */
static bool
opens_arabic(naql_str s)
{
    for (size_t at = 0; at < s.len;) {
        nq_class class = nq_class_of(nq_utf8_next(s, &at));
        if (class == NQ_CLASS_ARABIC)
            return true;
        if (class == NQ_CLASS_LATIN || class == NQ_CLASS_DROP)
            return false;
    }
    return false;
}

void
nq_html_block(nq_html *h, naql_str words)
{
    if (h->english)
        nq_html_raw(h, " dir=auto lang=ar");
    else if (!opens_arabic(words))
        nq_html_raw(h, " dir=auto");
}

/* ---- Words of the frame ---- */

void
nq_html_say(nq_html *h, nq_word word)
{
    nq_html_raw(h, nq_asset_words[h->english][word]);
}

void
nq_html_title(nq_html *h, naql_str title)
{
    if (title.len)
        nq_html_text(h, title);
    else
        nq_html_say(h, NQ_W_NO_TITLE);
}

/* Which plural form a number takes: CLDR one, two, few, many, other. */
static unsigned
plural(bool english, uint64_t n)
{
    if (english)
        return n != 1;
    if (n == 1 || n == 2)
        return n == 1 ? 0 : 1;
    uint64_t rest = n % 100;
    if (rest >= 3 && rest <= 10)
        return 2;
    return rest >= 11 ? 3 : 4;
}

void
nq_html_count(nq_html *h, nq_word word, uint64_t n)
{
    naql_str forms = nq_str_from(nq_asset_words[h->english][word]), form;
    unsigned which = plural(h->english, n);
    nq_str_split(&forms, '|', &form);
    for (unsigned i = 0; i < which && forms.ptr; i++)
        nq_str_split(&forms, '|', &form);
    size_t at = nq_str_find(form, NQ_STR("#"), 0);
    if (at == SIZE_MAX) {
        nq_buf_add(h->to, form);
        return;
    }
    nq_buf_add(h->to, nq_str(form.ptr, at));
    nq_html_number(h, n);
    nq_buf_add(h->to, nq_str(form.ptr + at + 1, form.len - at - 1));
}
