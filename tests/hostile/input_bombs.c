/* SPDX-License-Identifier: Apache-2.0
 *
 * input_bombs.c - the bombs. All articles in them are invented. */
#include "hostile/input_bombs.h"

#include "base/str.h"

#define WORDS                                                                                                                           \
    "وقال المهندس كريم الدالي مدير مشروع الجسر إن العمل فيه انتهى قبل موعده " \
    "بشهرين، وإن السكان سيعبرون عليه منذ صباح الغد. وأضاف أن الكلفة لم تزد "    \
    "على ما كان مقررا في أول الأمر."

#define EIGHT(what) what what what what what what what what
#define DEEP        EIGHT(EIGHT("<a>"))

const char *const input_form_names[N_INPUT_FORMS] = {
    [INPUT_PLAIN] = "plain", [INPUT_PAGE] = "page", [INPUT_FEED] = "feed",
    [INPUT_JSON] = "JSON",   [INPUT_CSV] = "CSV",   [INPUT_WARC] = "WARC",
};

const input_bomb input_usual[N_INPUT_FORMS] = {
    {INPUT_PLAIN, "", WORDS "\n\n", ""},
    {INPUT_PAGE,
     "<!doctype html><html><head><title>x</title></head><body><div class=main>",
     "<div class=\"story\"><h2 class=\"title\"><a href=\"/news/1\" title=\"x\">"
     "جسر الوادي</a></h2>\n<p class=\"text\">" WORDS "</p>\n<ul><li><a "
     "href=\"/news/2\">المزيد</a></li></ul></div>\n",
     "</div></body></html>"},
    {INPUT_FEED, "<rss><channel>",
     "<item><title>جسر الوادي</title><link>http://x/1</link><description>" WORDS
     "</description></item>\n",
     "</channel></rss>"},
    {INPUT_JSON, "",
     "{\"id\":\"1\",\"url\":\"http://x/1\",\"title\":\"جسر الوادي\",\"text\":"
     "\"" WORDS "\"}\n",
     ""},
    {INPUT_CSV, "title,text\n", "جسر الوادي,\"" WORDS "\"\n", ""},
    {INPUT_WARC, "",
     "WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Target-URI: http://x/1\r\n"
     "Content-Type: text/plain\r\nContent-Length: 308\r\n\r\n" WORDS "\r\n\r\n",
     ""},
};

const input_bomb input_bombs[] = {
    {INPUT_JSON, "", "[", ""},
    {INPUT_JSON, "{\"a\":", "[", ""},
    {INPUT_JSON, "[", "{\"a\":", ""},
    {INPUT_JSON, "{\"text\":\"", "\\u0041", "\"}"},
    {INPUT_JSON, "{\"authors\":[", "\"a\",", "\"b\"],\"text\":\"x\"}"},
    {INPUT_JSON, "", "{\"text\":\"x\"}\n", ""},
    {INPUT_JSON, "[", "{\"text\":\"x\"},", "]"},
    {INPUT_JSON, "{\"items\":[", "{\"text\":\"x\"},", "{}]}\n\n"},
    {INPUT_JSON, "{\n", "\"a\":{\"text\":", ""},
    {INPUT_CSV, "title,text\n", "\"", ""},
    {INPUT_CSV, "title,text\n", "a,b\n", ""},
    {INPUT_CSV, "title,text\n", ",", ""},
    {INPUT_FEED, "<rss><channel><item><title>x</title><description>", "&amp;",
     "</description></item></channel></rss>"},
    {INPUT_FEED, "<rss><channel>", "<item><title>x</title></item>",
     "</channel></rss>"},
    {INPUT_FEED, "<rss><channel>", "<item>", ""},
    {INPUT_FEED, "<rss>", "<a>", ""},
    {INPUT_FEED, "<rss ", "a='1' ", "/>"},
    {INPUT_FEED, "<rss ", "a" INPUT_BOMB_NUMBER "='1' ", "/>"},
    {INPUT_FEED, "<rss><![CDATA[]\x01]><a ", "a" INPUT_BOMB_NUMBER "='1' ",
     "/>]]></rss>"},
    {INPUT_FEED, "<rss>", "<a" INPUT_BOMB_NUMBER "/>", "</rss>"},
    {INPUT_FEED, "<rss>", "<b a=1>", ""},
    {INPUT_FEED, "<rss>", "<a b", ""},
    {INPUT_FEED, "<rss>", "<a b='", ""},
    {INPUT_FEED, "<rss>", "<a b='<'/>", ""},
    {INPUT_FEED, "<rss>", "<a></b>", "</rss>"},
    {INPUT_FEED, "<rss>", "<", "</rss>"},
    {INPUT_FEED, "<rss>", "<!", ""},
    {INPUT_FEED, "<rss>", "<!x>", ""},
    {INPUT_FEED, "<rss>", "]]>", "</rss>"},
    {INPUT_FEED, "<rss><item><title>", "\x01", "</title></item></rss>"},
    {INPUT_FEED, "<rss>", "<![CDATA[", ""},
    {INPUT_FEED, "<rss>", "<!--", ""},
    {INPUT_FEED, "<rss>", "<?", ""},
    {INPUT_FEED, "<rss>", "</", ""},
    {INPUT_FEED, "<rss>", "x<", ""},
    {INPUT_FEED, "<rss>", "<!--]]><![CDATA[-->", ""},
    {INPUT_FEED, "<rss>", "<!DOCTYPE x [", ""},
    {INPUT_FEED, "<rss>" DEEP, "</b>", ""},
    {INPUT_FEED, "<rss>", "<br/>", ""},
    {INPUT_FEED, "<rss>", "<a b=\"'", ""},
    {INPUT_FEED, "<rss>", "<a b='\" c=\"' ", ""},
    {INPUT_FEED, "<rss a='", "<", "'/>"},
    {INPUT_FEED, "<rss href='", "&", "'/>"},
    {INPUT_FEED, "<rss><channel>", "<item><title>x", ""},
    {INPUT_FEED, "", "<rss></rss>", ""},
    {INPUT_FEED, "<rss>", "&x;", ""},
    {INPUT_FEED, "<rss>", "&#x", ""},
    {INPUT_FEED, "<rss>", "&zeta &xyz;", ""},
    {INPUT_FEED, "<feed><entry><title>x</title><content type='xhtml'>",
     "<b>x</b>", ""},
    {INPUT_FEED, "<!DOCTYPE r [<!ENTITY a '", "x", "'>]><rss>&a;&a;&a;</rss>"},
    {INPUT_WARC, "WARC/1.0\r\n", "X: y\r\n", "\r\n"},
    {INPUT_WARC, "", "WARC/1.0\r\n\r\n", ""},
    {INPUT_WARC, "", "WARC/1.0\r\nContent-Length: 0\r\n\r\n\r\n\r\n", ""},
    {INPUT_WARC, "", "WARC/1.0\r\nContent-Length: 99999\r\n\r\n", ""},
    {INPUT_WARC, "WARC/1.0\r\nContent-Length: 99999999999999999999\r\n\r\n",
     "x\n", ""},
    {INPUT_WARC, "filedesc://x 0 0 text/plain 0\n", "http://x 1 2 3 0\n", ""},
    {INPUT_PLAIN, "", "\xd9", ""},
    {INPUT_PLAIN, "", "\xff\xfe", ""},
    {INPUT_PLAIN, "", "\n", ""},
    {INPUT_PLAIN, "", "Ø§Ù\u201e", ""},
    {INPUT_PLAIN, "", "\x1f\x8b\x08", ""},
    {INPUT_PLAIN, "", "\x28\xb5\x2f\xfd", ""},
    {INPUT_PLAIN, "PK\x03\x04", "PK\x03\x04", ""},
    {INPUT_PAGE, "<p ", "a=1 ", ""},
    {INPUT_PAGE, "<html>", "<div>", ""},
    {INPUT_PAGE, "<html>", "<b>", ""},
    {INPUT_PAGE, "<html>", "<p><b><i>", ""},
    {INPUT_PAGE, "<p ", "x='", ""},
    {INPUT_PAGE, "<html>", "<!--", ""},
    {INPUT_PAGE, "<html>", "<p a=\"<", ""},
    {INPUT_PAGE, "<html>", "</p>", ""},
    {INPUT_PAGE, "<b>", "</i>", ""},
    {INPUT_PAGE, "<html>", "<table><tr><td>", ""},
    {INPUT_PAGE, "<html>", "<li><dd>", ""},
    {INPUT_PAGE, "<html>", "<script>", ""},
    {INPUT_PAGE, "<html>", "<select><option>", ""},
    {INPUT_PAGE, "<html>", "&#x", ""},
    {INPUT_PAGE, "<html>", "&xy;", ""},
    {INPUT_PAGE, "<html>", "&diams", ""},
    {INPUT_PAGE, "<html>", "&#9", ""},
    {INPUT_PAGE, "<p title='", "&#x", ""},
    {INPUT_PAGE, "<html>", "<a href=x>", ""},
    {INPUT_PAGE, "<html>", "&amp;", ""},
    {INPUT_PAGE, "<p class='", "ad ", ""},
    {INPUT_PAGE, "<html>", "<", ""},
    {INPUT_PAGE, "<title>", "x", ""},
    {INPUT_PAGE, "<html>", "<meta name=date content=x>", ""},
    {INPUT_PAGE, "<script type=ld+json>", "{\"@type\":", ""},
    {INPUT_PAGE, "<html>", "<ul><li>", ""},
    {INPUT_PAGE, "<html>", "<h1>ab</h1>", ""},
    {INPUT_PAGE, "<html>", "<time datetime=x>", ""},
};
const unsigned n_input_bombs = sizeof input_bombs / sizeof *input_bombs;

static void
add_once(const char *again, unsigned n, nq_buf *out)
{
    const char *number = strstr(again, INPUT_BOMB_NUMBER);
    if (!number) {
        nq_buf_add(out, nq_str_from(again));
        return;
    }
    nq_buf_add(out, nq_str(again, (size_t)(number - again)));
    nq_buf_format(out, "%u", n);
    nq_buf_add(out, nq_str_from(number + strlen(INPUT_BOMB_NUMBER)));
}

void
input_bomb_make(const input_bomb *bomb, size_t bytes, nq_buf *out)
{
    nq_buf_add(out, nq_str_from(bomb->head));
    size_t end = out->len + bytes;
    for (unsigned n = 0; out->len < end && !out->failed; n++)
        add_once(bomb->again, n, out);
    nq_buf_add(out, nq_str_from(bomb->tail));
}
