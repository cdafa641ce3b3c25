/* SPDX-License-Identifier: Apache-2.0
 *
 * kind.c - what the bytes of a file are, told by their start. Layer 1
 * (input).
 *
 * Never by a name: crawls and exports call their files anything. */
#include "input/kind.h"

#include "base/str.h"

#define TAR_MAGIC_AT 257u

static const struct {
    const char *magic;
    const char *what;
} refused[] = {
    {"%PDF-", "a PDF file; turn it into text first"},
    {"\x89PNG", "a PNG picture"},
    {"\xff\xd8\xff", "a JPEG picture"},
    {"GIF8", "a GIF picture"},
    {"RIFF", "a sound, film or picture"},
    {"\x7f"
     "ELF",
     "a programme"},
    {"SQLite format 3", "a data base"},
    {"\xd0\xcf\x11\xe0", "an old Office file; save it as text or CSV first"},
    {"BZh", "a bzip2 file; unpack it first"},
    {"\xfd"
     "7zXZ",
     "an xz file; unpack it first"},
    {"7z\xbc\xaf", "a 7z file; unpack it first"},
    {"Rar!", "a RAR file; unpack it first"},
    {"{\\rtf", "an RTF file"},
};

const char *
nq_kind_refused(naql_str head)
{
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++)
        if (nq_str_starts(head, nq_str_from(refused[i].magic)))
            return refused[i].what;
    return NULL;
}

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

/* ---- JSON ---------------------------------------------------------------- */

/* A brace, then a key or its end: no sentence starts so. */
static bool
opens_object(naql_str head)
{
    if (head.len == 0 || head.ptr[0] != '{')
        return false;
    head = meat(nq_str(head.ptr + 1, head.len - 1));
    return head.len == 0 || head.ptr[0] == '"' || head.ptr[0] == '}';
}

/* A bracket, then an object; or nothing but an empty array, which holds no
 * articles and is none. */
static bool
opens_array(naql_str head)
{
    if (head.len == 0 || head.ptr[0] != '[')
        return false;
    head = meat(nq_str(head.ptr + 1, head.len - 1));
    if (head.len > 0 && head.ptr[0] == ']')
        return meat(nq_str(head.ptr + 1, head.len - 1)).len == 0;
    return opens_object(head);
}

/* Is the first line whole: as many brackets closed as opened, outside of
 * strings? A line longer than the head is taken for whole. */
static bool
line_is_whole(naql_str head)
{
    int depth = 0;
    bool in_string = false;
    for (size_t i = 0; i < head.len; i++) {
        char c = head.ptr[i];
        if (c == '\n') /* or the next one starts an object, too */
            return (depth == 0 && !in_string) ||
                   (i + 1 < head.len && head.ptr[i + 1] == '{');
        if (in_string) {
            i += c == '\\';
            in_string = c != '"';
        } else if (c == '"') {
            in_string = true;
        } else {
            depth += (c == '{' || c == '[') - (c == '}' || c == ']');
        }
    }
    return true;
}

static nq_kind
kind_of_object(naql_str head)
{
    if (nq_str_find(head, NQ_STR("jsonfeed.org/version"), 0) != SIZE_MAX)
        return NQ_KIND_JSON_VALUES;
    return line_is_whole(head) ? NQ_KIND_JSON_LINES : NQ_KIND_JSON_VALUES;
}

/* ---- Markup -------------------------------------------------------------- */

/* Is there a '<' and this name, in any case, with its end behind? */
static bool
holds_tag(naql_str head, const char *lower)
{
    size_t len = strlen(lower);
    while (head.len > len + 1) {
        const char *hit = memchr(head.ptr, '<', head.len - len - 1);
        if (!hit)
            return false;
        size_t k = 0;
        while (k < len && (hit[1 + k] | 0x20) == (lower[k] | 0x20))
            k++;
        if (k == len && strchr(" >/\t\r\n:", hit[1 + len]))
            return true;
        head.len -= (size_t)(hit - head.ptr) + 1;
        head.ptr = hit + 1;
    }
    return false;
}

static bool
holds_any(naql_str head, const char *const *names)
{
    for (; *names; names++)
        if (holds_tag(head, *names))
            return true;
    return false;
}

/* A page or feed has to start with a tag, a comment or a declaration: an
 * article that quotes a tag somewhere is still text. */
static nq_kind
kind_of_markup(naql_str head)
{
    static const char *const feeds[] = {
        "rss", "feed", "atom:feed", "rdf:RDF", "urlset", "sitemapindex", NULL};
    static const char *const pages[] = {
        "html", "head",   "body",    "title", "meta", "div", "p",    "table",
        "link", "script", "article", "h1",    "ul",   "br",  "span", NULL};
    if (holds_any(head, feeds) && !holds_tag(head, "html"))
        return NQ_KIND_FEED;
    return holds_any(head, pages) ? NQ_KIND_HTML : NQ_KIND_PLAIN;
}

/* ---- Archives ------------------------------------------------------------ */

static bool
is_tar(naql_str head)
{
    return head.len > TAR_MAGIC_AT + 5 &&
           memcmp(head.ptr + TAR_MAGIC_AT, "ustar", 5) == 0;
}

/* ---- CSV ----------------------------------------------------------------- */

static unsigned
known_columns(naql_str line, char separator, const nq_fields *fields,
              bool *text)
{
    naql_str cell;
    unsigned known = 0;
    *text = false;
    while (nq_str_split(&line, separator, &cell)) {
        unsigned rank;
        cell = nq_str_trim(cell);
        if (cell.len >= 2 && cell.ptr[0] == '"' &&
            cell.ptr[cell.len - 1] == '"')
            cell = nq_str(cell.ptr + 1, cell.len - 2);
        nq_field field = nq_fields_find(fields, cell, &rank);
        known += field <= NQ_FIELD_SOURCE;
        *text |= field == NQ_FIELD_TEXT || field == NQ_FIELD_TITLE;
    }
    return known;
}

char
nq_csv_separator(naql_str line, const nq_fields *fields)
{
    static const char separators[] = ",\t;|";
    for (size_t i = 0; separators[i]; i++) {
        bool text;
        if (known_columns(line, separators[i], fields, &text) >= 2 && text)
            return separators[i];
    }
    return '\0';
}

static bool
is_csv(naql_str head, const nq_fields *fields)
{
    const char *end = memchr(head.ptr, '\n', head.len);
    return end && nq_csv_separator(nq_str(head.ptr, (size_t)(end - head.ptr)),
                                   fields) != '\0';
}

/* How often a separator stands in a row outside of quotes; *end is behind the
 * row, 0 when its end is not in the text. */
static unsigned
separators_in(naql_str text, char separator, size_t *end)
{
    bool quoted = false;
    unsigned n = 0;
    *end = 0;
    for (size_t i = 0; i < text.len && !*end; i++) {
        char c = text.ptr[i];
        quoted ^= c == '"';
        n += !quoted && c == separator;
        if (c == '\n' && !quoted)
            *end = i + 1;
    }
    return n;
}

/* Could a cell be a name: short, with no mark of a sentence? */
static bool
is_name(naql_str cell)
{
    enum { MOST = 64 };
    cell = nq_str_trim(cell);
    if (cell.len == 0 || cell.len > MOST)
        return false;
    for (size_t i = 0; i < cell.len; i++)
        if (strchr(".!?:", cell.ptr[i]))
            return false;
    return true;
}

/* Is a text a table all the same, by its first rows: three short names or more,
 * then two rows of as many cells? Fewer could be the head of an article: its
 * title, who wrote it, where. */
static bool
is_table(naql_str head, char separator)
{
    size_t end;
    unsigned n = separators_in(head, separator, &end), rows = 0;
    naql_str cell, line = nq_str(head.ptr, end);
    if (n < 2 || end == 0)
        return false;
    while (nq_str_split(&line, separator, &cell))
        if (!is_name(cell))
            return false;
    for (size_t at = end; rows < 2; rows++, at += end)
        if (separators_in(nq_str(head.ptr + at, head.len - at), separator,
                          &end) != n ||
            end == 0)
            return false;
    return true;
}

/* Is a text that is no CSV by its columns' names a table all the same? */
static bool
is_any_table(naql_str head)
{
    enum { LINE_MOST = 4096 }; /* of names of columns */
    static const char separators[] = ",\t;|";
    if (!memchr(head.ptr, '\n', head.len < LINE_MOST ? head.len : LINE_MOST))
        return false;
    for (size_t i = 0; separators[i]; i++)
        if (is_table(head, separators[i]))
            return true;
    return false;
}

nq_kind
nq_kind_tell(naql_str head, const nq_fields *fields)
{
    if (nq_kind_refused(head))
        return NQ_KIND_REFUSED;
    if (nq_str_starts(head, NQ_STR("PK\x03\x04")) || is_tar(head))
        return NQ_KIND_ARCHIVE;
    if (nq_str_starts(head, NQ_STR("filedesc://")))
        return NQ_KIND_ARC;
    head = meat(head);
    if (nq_str_starts(head, NQ_STR("WARC/")))
        return NQ_KIND_WARC;
    if (opens_object(head))
        return kind_of_object(head);
    if (opens_array(head))
        return NQ_KIND_JSON_VALUES;
    if (head.len > 0 && head.ptr[0] == '<')
        return kind_of_markup(head);
    if (head.len > 0 && is_csv(head, fields))
        return NQ_KIND_CSV;
    return head.len > 0 && is_any_table(head) ? NQ_KIND_REFUSED : NQ_KIND_PLAIN;
}
