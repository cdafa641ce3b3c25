/* SPDX-License-Identifier: Apache-2.0
 *
 * feed.c - RSS, RDF, Atom and news sitemaps: one document an item. Layer 1
 * (input).
 *
 * libxml2 reads the markup in SAX and recovery mode, behind a guard: no
 * network, no entities of the file's own, nothing that is ill-formed. What an
 * element means is told by its local name and by the element around it. */
#include "base/limits.h"
#include "base/mem.h"
#include "base/str.h"
#include "input/charset.h"
#include "input/fault.h"
#include "input/feed_guard.h"
#include "input/html.h"
#include "input/reader.h"
#include "input/tag.h"
#include "input/tune.h"

#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>

/* ---- What elements mean -------------------------------------------------- */

struct meaning {
    const char *name;
    nq_field field;
    unsigned rank; /* of two elements for one field the smaller counts */
};

static const struct meaning of_item[] = {
    {"title", NQ_FIELD_TITLE, 1},
    {"encoded", NQ_FIELD_TEXT, 1}, /* content:encoded */
    {"content", NQ_FIELD_TEXT, 2},
    {"fulltext", NQ_FIELD_TEXT, 2},
    {"description", NQ_FIELD_TEXT, 4},
    {"summary", NQ_FIELD_TEXT, 5},
    {"link", NQ_FIELD_URL, 1},
    {"loc", NQ_FIELD_URL, 1},
    {"origLink", NQ_FIELD_URL, 0}, /* feedburner */
    {"guid", NQ_FIELD_ID, 2},
    {"id", NQ_FIELD_ID, 1},
    {"identifier", NQ_FIELD_ID, 3},
    {"creator", NQ_FIELD_AUTHOR, 1}, /* dc:creator */
    {"author", NQ_FIELD_AUTHOR, 2},
    {"pubDate", NQ_FIELD_PUBLISHED, 1},
    {"published", NQ_FIELD_PUBLISHED, 1},
    {"issued", NQ_FIELD_PUBLISHED, 1},
    {"publication_date", NQ_FIELD_PUBLISHED, 1}, /* news sitemap */
    {"date", NQ_FIELD_PUBLISHED, 3},             /* dc:date */
    {"created", NQ_FIELD_PUBLISHED, 4},
    {"updated", NQ_FIELD_MODIFIED, 1},
    {"modified", NQ_FIELD_MODIFIED, 1},
    {"lastmod", NQ_FIELD_MODIFIED, 2},
    {"language", NQ_FIELD_LANGUAGE, 1},
    {"source", NQ_FIELD_OUTLET, 2},
    {"name", NQ_FIELD_OUTLET, 3}, /* news:publication/news:name */
};

static const struct meaning of_feed[] = {
    {"title", NQ_FIELD_OUTLET, 1},
    {"language", NQ_FIELD_LANGUAGE, 1},
};

static const struct meaning *
find_meaning(const struct meaning *list, size_t n, naql_str name)
{
    for (size_t i = 0; i < n; i++)
        if (nq_str_is(name, list[i].name))
            return &list[i];
    return NULL;
}

/* ---- Items --------------------------------------------------------------- */

struct item {
    naql_str fields[NQ_N_DOC_FIELDS];
    uint32_t rank[NQ_N_DOC_FIELDS];
    size_t offset;
};

struct feed {
    nq_reader reader;
    nq_html_room *html;
    nq_arena lasting; /* items */
    nq_list items;    /* struct item */
    uint32_t next;
    bool read, told;
    naql_str charset;
    /* while it is parsed */
    xmlParserCtxtPtr xml;
    struct item channel, item;
    bool in_item, is_index;
    bool stopped; /* by too many names */
    uint32_t depth, item_depth;
    uint32_t value_depth, other_depth; /* 0: none */
    const struct meaning *value;
    nq_buf text;
    bool failed;
};

static void
clear_item(struct item *item)
{
    *item = (struct item){.offset = 0};
    for (unsigned i = 0; i < NQ_N_DOC_FIELDS; i++) {
        item->fields[i] = NQ_STR("");
        item->rank[i] = UINT32_MAX;
    }
}

static void
set(struct feed *f, struct item *item, const struct meaning *m, naql_str text)
{
    text = nq_str_trim(text);
    if (text.len == 0 || m->rank >= item->rank[m->field])
        return;
    naql_str copy = nq_arena_str(&f->lasting, text);
    f->failed |= copy.ptr == NULL;
    item->fields[m->field] = copy.ptr ? copy : NQ_STR("");
    item->rank[m->field] = m->rank;
}

static void
end_item(struct feed *f)
{
    f->in_item = false;
    if (f->item.fields[NQ_FIELD_TITLE].len == 0 &&
        f->item.fields[NQ_FIELD_TEXT].len == 0)
        return; /* an address alone, as in a plain sitemap */
    for (unsigned i = 0; i < NQ_N_DOC_FIELDS; i++)
        if (f->item.fields[i].len == 0 &&
            (i == NQ_FIELD_OUTLET || i == NQ_FIELD_LANGUAGE))
            f->item.fields[i] = f->channel.fields[i];
    struct item *kept = nq_list_add(&f->items, &f->lasting);
    if (kept)
        *kept = f->item;
    else
        f->failed = true;
}

/* ---- Events -------------------------------------------------------------- */

static naql_str
local_name(const xmlChar *name)
{
    naql_str s = nq_str_from((const char *)name);
    const char *colon = memchr(s.ptr, ':', s.len);
    return colon ? nq_str(colon + 1, s.len - (size_t)(colon - s.ptr) - 1) : s;
}

static bool
is_media(const xmlChar *name)
{
    return strncmp((const char *)name, "media:", 6) == 0 ||
           strncmp((const char *)name, "image:", 6) == 0 ||
           strncmp((const char *)name, "itunes:", 7) == 0;
}

static naql_str
attribute(const xmlChar **atts, const char *name)
{
    for (; atts && atts[0]; atts += 2)
        if (strcmp((const char *)atts[0], name) == 0)
            return nq_str_from((const char *)atts[1]);
    return NQ_STR("");
}

static bool
starts_item(naql_str name)
{
    return nq_str_equal(name, NQ_STR("item")) ||
           nq_str_equal(name, NQ_STR("entry")) ||
           nq_str_equal(name, NQ_STR("url"));
}

/* Atom's link is an attribute, and only the plain one is the article. */
static void
read_link(struct feed *f, const struct meaning *m, const xmlChar **atts)
{
    naql_str rel = attribute(atts, "rel");
    if (rel.len == 0 || nq_str_equal(rel, NQ_STR("alternate")))
        set(f, &f->item, m, attribute(atts, "href"));
}

/* NULL: none here. */
static const struct meaning *
meaning_of(const struct feed *f, const xmlChar *name)
{
    naql_str local = local_name(name);
    if (is_media(name))
        return NULL;
    return f->in_item
               ? find_meaning(of_item, sizeof of_item / sizeof *of_item, local)
               : find_meaning(of_feed, sizeof of_feed / sizeof *of_feed, local);
}

static void
start_value(struct feed *f, const xmlChar *name, const xmlChar **atts)
{
    const struct meaning *m = meaning_of(f, name);
    if (!m)
        return;
    if (m->field == NQ_FIELD_URL && attribute(atts, "href").len > 0) {
        read_link(f, m, atts);
        return;
    }
    f->value = m;
    f->value_depth = f->depth;
    nq_buf_reset(&f->text);
}

/* Inside an author or a source, the element that says who. */
static bool
names_value(const struct feed *f, naql_str local)
{
    return (f->value->field == NQ_FIELD_AUTHOR &&
            nq_str_equal(local, NQ_STR("name"))) ||
           (f->value->field == NQ_FIELD_OUTLET &&
            nq_str_equal(local, NQ_STR("title")));
}

static void
end_value(struct feed *f)
{
    if (f->in_item)
        set(f, &f->item, f->value, nq_buf_str(&f->text));
    else if (f->depth <= NQ_TUNE_FEED_HEAD_DEPTH + NQ_FEED_GUARD_DEPTH)
        set(f, &f->channel, f->value, nq_buf_str(&f->text));
    f->value = NULL;
}

/* Does an element start that no value holds, so that the end tag of the one at
 * hand is missing? Text may hold all elements of HTML. */
static bool
ends_value(const struct feed *f, const xmlChar *name)
{
    nq_field field = f->value->field;
    return field != NQ_FIELD_AUTHOR && field != NQ_FIELD_OUTLET &&
           meaning_of(f, name) &&
           (field != NQ_FIELD_TEXT ||
            nq_tag_find(local_name(name)) == NQ_NO_TAG);
}

static void
on_start(void *user, const xmlChar *name, const xmlChar **atts)
{
    struct feed *f = user;
    naql_str local = local_name(name);
    if (xmlDictSize(f->xml->dict) > (int)NQ_TUNE_FEED_NAMES) {
        f->stopped = true;
        xmlStopParser(f->xml);
        return;
    }
    if (f->value && ends_value(f, name))
        end_value(f);
    f->depth++;
    if (f->other_depth)
        return;
    f->is_index |=
        f->depth == 1 + NQ_FEED_GUARD_DEPTH && nq_str_is(local, "sitemapindex");
    if (!f->in_item && starts_item(local)) {
        clear_item(&f->item);
        f->item.offset = (size_t)xmlByteConsumed(f->xml);
        f->in_item = true;
        f->item_depth = f->depth;
        f->value = NULL;
    } else if (!f->value && starts_item(local)) {
        f->other_depth = f->depth; /* in the item: what goes with it */
    } else if (f->value && f->value->field == NQ_FIELD_TEXT) {
        nq_buf_format(&f->text, "<%.*s>", (int)local.len, local.ptr);
    } else if (f->value) {
        if (names_value(f, local))
            nq_buf_reset(&f->text);
    } else {
        start_value(f, name, atts);
    }
}

static void
on_end(void *user, const xmlChar *name)
{
    struct feed *f = user;
    naql_str local = local_name(name);
    if (f->value && (f->depth == f->value_depth || names_value(f, local))) {
        end_value(f);
    } else if (f->value && f->value->field == NQ_FIELD_TEXT) {
        nq_buf_format(&f->text, "</%.*s>", (int)local.len, local.ptr);
    }
    if (f->in_item && f->depth == f->item_depth)
        end_item(f);
    if (f->other_depth == f->depth)
        f->other_depth = 0;
    f->depth -= f->depth > 0;
}

static void
on_text(void *user, const xmlChar *text, int len)
{
    struct feed *f = user;
    if (f->value && f->text.len < NQ_MAX_ARTICLE_BYTES)
        nq_buf_add(&f->text, nq_str((const char *)text, (size_t)len));
}

/* ---- Parsing ------------------------------------------------------------- */

static naql_status
parse(struct feed *f, naql_str text)
{
    xmlParserCtxtPtr x = xmlCreateMemoryParserCtxt(text.ptr, (int)text.len);
    if (!x)
        return NAQL_NOMEM;
    /* NOENT: an '&' of an attribute comes as such and not as the number that
     * the guard wrote. */
    xmlCtxtUseOptions(x, XML_PARSE_NOENT | XML_PARSE_RECOVER |
                             XML_PARSE_NOERROR | XML_PARSE_NOWARNING |
                             XML_PARSE_NONET | XML_PARSE_IGNORE_ENC |
                             XML_PARSE_SAX1);
    *x->sax = (xmlSAXHandler){.startElement = on_start,
                              .endElement = on_end,
                              .characters = on_text,
                              .cdataBlock = on_text};
    x->userData = f;
    f->xml = x;
    xmlSwitchEncoding(x, XML_CHAR_ENCODING_UTF8);
    xmlParseDocument(x);
    bool failed = x->errNo == XML_ERR_NO_MEMORY;
    xmlFreeDoc(x->myDoc); /* made behind our back for an entity; or NULL */
    xmlFreeParserCtxt(x);
    f->xml = NULL;
    return failed || f->failed || f->text.failed ? NAQL_NOMEM : NAQL_OK;
}

static naql_str
declared(naql_str bytes)
{
    naql_str head = nq_str(bytes.ptr, bytes.len < 200 ? bytes.len : 200);
    size_t at = nq_str_find(head, NQ_STR("encoding="), 0);
    if (at == SIZE_MAX || at + 10 >= head.len)
        return NQ_STR("");
    size_t end = at + 10;
    while (end < head.len && head.ptr[end] != '"' && head.ptr[end] != '\'')
        end++;
    return nq_str(head.ptr + at + 10, end - at - 10);
}

static naql_status
read_feed(struct feed *f, nq_arena *arena, naql_error *err)
{
    naql_str bytes, text;
    naql_error cause;
    nq_place place = NQ_PLACE(f->reader.from.path);
    NQ_TRY(nq_reader_whole(&f->reader, &bytes, err));
    naql_str label =
        f->reader.from.label.len ? f->reader.from.label : declared(bytes);
    if (nq_charset_decode(bytes, label, arena, &text, &f->charset, &cause) !=
        NAQL_OK)
        return nq_fault_from(err, place, &cause);
    nq_buf guarded = {0};
    nq_feed_guard(text, &f->lasting, &guarded);
    naql_status status = guarded.failed ? NAQL_NOMEM : NAQL_OK;
    if (status == NAQL_OK)
        status = parse(f, nq_buf_str(&guarded));
    nq_buf_clear(&guarded);
    if (status != NAQL_OK)
        return nq_fail_named(err, status);
    if (f->is_index)
        return nq_fault(err, NAQL_BAD_INPUT, place,
                        "a list of sitemaps; fetch these and read them");
    if (f->items.n == 0)
        return nq_fault(err, NAQL_BAD_INPUT, place,
                        "a feed without an item that has a title or a text");
    return NAQL_OK;
}

/* ---- Documents ----------------------------------------------------------- */

static naql_status
next(nq_reader *r, nq_arena *arena, nq_doc *out, naql_error *err)
{
    struct feed *f = (struct feed *)r;
    if (!f->read) {
        f->read = true;
        NQ_TRY(read_feed(f, arena, err));
    }
    if (f->next == f->items.n && f->stopped && !f->told) {
        f->told = true;
        return nq_fault(err, NAQL_BAD_INPUT, NQ_PLACE(r->from.path),
                        "more than %u names of elements: what follows them is "
                        "not read",
                        NQ_TUNE_FEED_NAMES);
    }
    if (f->next == f->items.n)
        return NAQL_END;
    const struct item *item = (const struct item *)f->items.at + f->next;
    NQ_TRY(nq_doc_start(&r->from, arena, out));
    out->record = f->next++;
    out->offset = item->offset;
    out->charset = f->charset;
    for (unsigned i = 0; i < NQ_N_DOC_FIELDS; i++) {
        naql_str copy = nq_charset_copy(item->fields[i], arena);
        if (!copy.ptr)
            return nq_fail_named(err, NAQL_NOMEM);
        if (copy.len > 0)
            *nq_doc_field(out, (nq_field)i) = copy;
    }
    out->form = NQ_DOC_FIELDS;
    return nq_reader_markup(&r->from, &f->html, arena, out);
}

static void
finish(nq_reader *r)
{
    struct feed *f = (struct feed *)r;
    nq_arena_clear(&f->lasting);
    nq_buf_clear(&f->text);
    nq_reader_room_free(f->html);
    nq_mem_free(f);
}

naql_status
nq_feed_open(const nq_origin *from, nq_reader **out)
{
    NQ_TRY(nq_reader_new(sizeof(struct feed), (nq_reader){*from, next, finish},
                         out));
    struct feed *f = (struct feed *)*out;
    nq_arena_init(&f->lasting);
    f->items = NQ_LIST(struct item);
    clear_item(&f->channel);
    return NAQL_OK;
}
