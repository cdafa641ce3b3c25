/* SPDX-License-Identifier: Apache-2.0
 *
 * page.c - markup -> containers and blocks of text. Layer 1 (input).
 *
 * libxml2 reads the markup in SAX mode; here its events become text. Knows
 * nothing of which text is the article. */
#include "input/page.h"

#include "base/limits.h"
#include "base/str.h"
#include "base/utf8.h"
#include "input/onebyte.h"
#include "input/tag.h"
#include "input/tune.h"

#include <libxml/HTMLparser.h>
#include <strings.h>

/* The guard bounds depth; the parser may put html, body and p around. */
#define MAX_FRAMES (NQ_MAX_HTML_DEPTH + 32u)

struct frame {
    uint32_t tag;
    uint32_t node;
    uint32_t hints; /* of inline elements, for the blocks inside */
    bool is_link;
    bool is_value; /* text inside is a value of page.values */
};

struct parse {
    nq_page *page;
    struct frame frames[MAX_FRAMES];
    uint32_t depth;
    uint32_t above;      /* elements beyond MAX_FRAMES */
    uint32_t links;      /* open ones */
    nq_page_block block; /* the one being filled */
    bool space;          /* white space waits for a letter behind it */
    bool line;           /* and it is a line break */
    nq_buf value;        /* text of an element whose text is wanted apart */
    naql_str value_name;
    bool failed;
};

static const struct frame *
top(const struct parse *p)
{
    return &p->frames[p->depth - 1];
}

/* ---- Text ---------------------------------------------------------------- */

static void
start_block(struct parse *p)
{
    size_t at = p->page->text->len;
    p->block = (nq_page_block){
        .node = top(p)->node, .hints = top(p)->hints, .start = at, .end = at};
    p->space = p->line = false;
}

static void
end_block(struct parse *p)
{
    nq_page_block *b = &p->block;
    b->end = p->page->text->len;
    if (b->letters > 0) {
        nq_page_block *kept = nq_list_add(&p->page->blocks, p->page->scratch);
        if (kept)
            *kept = *b;
        else
            p->failed = true;
    } else {
        p->page->text->len = b->start;
    }
    start_block(p);
}

static bool
ends_sentence(const nq_buf *text)
{
    static const char *const marks[] = {".", "!",      "?",      ":",
                                        "؟", "\u2026", "\u00bb", "\u201d"};
    naql_str s = nq_buf_str(text);
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (nq_str_ends(s, nq_str_from(marks[i])))
            return true;
    return false;
}

/* A line break: a second one, or one behind the end of a sentence, parts
 * paragraphs; else it is a line of a poem or an address. */
static void
break_line(struct parse *p)
{
    if (p->block.letters == 0)
        return;
    if (p->line || ends_sentence(p->page->text))
        end_block(p);
    else
        p->space = p->line = true;
}

static bool
is_blank(uint32_t c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f' ||
           c == 0xa0 || c == 0x200b || c == 0xfeff || c == 0x3000;
}

/* Numbers 128 to 159 in a page mean windows-1252; HTML, section 13.2.5.80. */
static uint32_t
as_meant(uint32_t c)
{
    if (c < 0x80 || c > 0x9f)
        return c;
    uint16_t meant = nq_onebyte_points(NQ_ONEBYTE_1252)[c - 0x80];
    return meant ? meant : 0xfffd;
}

static void
add_point(struct parse *p, uint32_t c, naql_str bytes)
{
    nq_buf *text = p->page->text;
    if (p->space && p->block.letters > 0)
        nq_buf_byte(text, p->line ? '\n' : ' ');
    p->space = p->line = false;
    if (c >= 0x80 && c <= 0x9f)
        nq_buf_point(text, as_meant(c));
    else
        nq_buf_add(text, bytes);
    p->block.letters++;
    p->block.links += p->links > 0;
}

static void
add_text(struct parse *p, naql_str s)
{
    size_t at = 0;
    while (at < s.len) {
        size_t start = at;
        uint32_t c = nq_utf8_next(s, &at);
        if (is_blank(c))
            p->space = true;
        else if (c >= 0x20 && c != 0x7f && c != NQ_UTF8_BAD)
            add_point(p, c, nq_str(s.ptr + start, at - start));
    }
}

/* ---- Attributes ---------------------------------------------------------- */

static naql_str
attribute(const xmlChar **atts, const char *name)
{
    for (; atts && atts[0]; atts += 2)
        if (strcasecmp((const char *)atts[0], name) == 0)
            return nq_str_from((const char *)atts[1]);
    return NQ_STR("");
}

static bool
has_attribute(const xmlChar **atts, const char *name)
{
    for (; atts && atts[0]; atts += 2)
        if (strcasecmp((const char *)atts[0], name) == 0)
            return true;
    return false;
}

static bool
is_hidden(const xmlChar **atts)
{
    naql_str style = attribute(atts, "style");
    size_t at = nq_str_find(style, NQ_STR("display"), 0);
    return has_attribute(atts, "hidden") ||
           nq_str_equal(attribute(atts, "aria-hidden"), NQ_STR("true")) ||
           (at != SIZE_MAX &&
            nq_str_find(style, NQ_STR("none"), at) != SIZE_MAX);
}

static uint32_t
hints_of_tag(const nq_tag *tag)
{
    uint32_t hints = 0;
    if (tag->kind & NQ_TAG_FURNITURE)
        hints |= NQ_HINT_FURNITURE;
    if (tag->kind & NQ_TAG_ARTICLE)
        hints |= NQ_HINT_ARTICLE;
    if (tag->kind & NQ_TAG_HEADING)
        hints |= NQ_HINT_HEADING;
    if (tag->kind & NQ_TAG_CAPTION)
        hints |= NQ_HINT_CAPTION;
    if (tag->kind & NQ_TAG_LIST)
        hints |= NQ_HINT_LIST;
    if (strcmp(tag->name, "time") == 0)
        hints |= NQ_HINT_TIME;
    return hints;
}

/* What tag and attributes say. Classes of html and body are about the whole
 * page, "has-sidebar", and say nothing. */
static nq_named
named(const struct parse *p, const nq_tag *tag, const xmlChar **atts)
{
    static const char *const read[] = {"class", "id", "role", "itemprop"};
    nq_named all = {.hints = hints_of_tag(tag)};
    if (tag->kind & NQ_TAG_ARTICLE)
        all.article = NQ_TUNE_ARTICLE_TAG;
    if (tag->kind & NQ_TAG_FURNITURE) /* whole pages are forms */
        all.furniture = strcmp(tag->name, "form") == 0 ? 1 : 4;
    if (!atts || strcmp(tag->name, "html") == 0 ||
        strcmp(tag->name, "body") == 0)
        return all;
    for (size_t i = 0; i < sizeof read / sizeof *read; i++) {
        naql_str value = attribute(atts, read[i]);
        if (value.len > 0)
            all = nq_named_add(all, nq_markup_read(p->page->markup, value));
    }
    if (is_hidden(atts))
        all = nq_named_add(all, (nq_named){NQ_HINT_FURNITURE, 0, 1});
    return all;
}

/* ---- What the page says of itself ---------------------------------------- */

static naql_str
keep(struct parse *p, naql_str s)
{
    naql_str copy = nq_arena_str(p->page->scratch, nq_str_trim(s));
    if (!copy.ptr) {
        p->failed = true;
        return NQ_STR("");
    }
    return copy;
}

static void
add_value(struct parse *p, naql_str name, naql_str value)
{
    if (name.len == 0 || value.len == 0)
        return;
    nq_page_value *v = nq_list_add(&p->page->values, p->page->scratch);
    if (v)
        *v = (nq_page_value){keep(p, name), keep(p, value), p->page->blocks.n};
    else
        p->failed = true;
}

static void
read_meta(struct parse *p, const xmlChar **atts)
{
    static const char *const names[] = {"property", "name", "itemprop",
                                        "http-equiv"};
    naql_str value = attribute(atts, "content");
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        add_value(p, attribute(atts, names[i]), value);
}

static void
read_link(struct parse *p, const xmlChar **atts)
{
    if (nq_str_equal(attribute(atts, "rel"), NQ_STR("canonical")) &&
        p->page->canonical.len == 0)
        p->page->canonical = keep(p, attribute(atts, "href"));
}

/* The first name of an itemprop that is of use; empty: none is. */
static naql_str
useful(const struct parse *p, naql_str props)
{
    naql_str name;
    unsigned rank;
    while (nq_str_split(&props, ' ', &name))
        if (nq_fields_find(p->page->meta, name, &rank) != NQ_FIELD_NONE)
            return name;
    return NQ_STR("");
}

/* Starts to collect the text of an element that is a value of its own: the
 * page's title, an author or a date by itemprop. */
static bool
open_value(struct parse *p, const nq_tag *tag, const xmlChar **atts)
{
    if (p->value_name.len > 0)
        return false;
    naql_str prop = useful(p, attribute(atts, "itemprop"));
    naql_str date = attribute(atts, "datetime");
    if (date.len > 0) {
        add_value(p, prop.len ? prop : NQ_STR("<time>"), date);
        return false;
    }
    if (strcmp(tag->name, "title") == 0)
        p->value_name = NQ_STR("<title>");
    else if (prop.len > 0)
        p->value_name = keep(p, prop);
    nq_buf_reset(&p->value);
    return p->value_name.len > 0;
}

static void
close_value(struct parse *p)
{
    naql_str value = nq_buf_str(&p->value);
    if (!nq_str_equal(p->value_name, NQ_STR("<title>")))
        add_value(p, p->value_name, value);
    else if (p->page->title.len == 0)
        p->page->title = keep(p, value);
    p->value_name = NQ_STR("");
}

/* ---- Events -------------------------------------------------------------- */

static uint32_t
add_node(struct parse *p, const nq_tag *tag, nq_named said)
{
    uint32_t number = p->page->nodes.n;
    nq_page_node *node = nq_list_add(&p->page->nodes, p->page->scratch);
    if (!node) {
        p->failed = true;
        return 0;
    }
    node->parent = number ? top(p)->node : NQ_NO_NODE;
    node->own = said.hints;
    node->article = said.article;
    node->furniture = said.furniture;
    if (tag->kind & NQ_TAG_HEADING)
        node->level = (uint8_t)(tag->name[1] - '0');
    node->tiny = (tag->kind & (NQ_TAG_HEADING | NQ_TAG_LIST)) ||
                 strcmp(tag->name, "p") == 0;
    return number;
}

/* Hints for which an inline element parts the text around it. */
#define APART                                                                  \
    (NQ_HINT_FURNITURE | NQ_HINT_BYLINE | NQ_HINT_CAPTION | NQ_HINT_TIME)

static void
push(struct parse *p, uint32_t number, const nq_tag *tag, const xmlChar **atts)
{
    nq_named said = named(p, tag, atts);
    struct frame f = *top(p);
    f.tag = number;
    f.is_link = strcmp(tag->name, "a") == 0 && has_attribute(atts, "href");
    f.is_value = open_value(p, tag, atts);
    bool block = tag->kind & NQ_TAG_BLOCK;
    bool apart = !block && (said.hints & APART & ~f.hints);
    if (block || apart)
        end_block(p);
    if (block) {
        f.node = add_node(p, tag, said);
        f.hints = 0;
    } else {
        f.hints |= said.hints & APART;
    }
    p->links += f.is_link;
    p->frames[p->depth++] = f;
    if (block || apart)
        start_block(p);
}

static void
on_start(void *user, const xmlChar *name, const xmlChar **atts)
{
    struct parse *p = user;
    uint32_t number = nq_tag_find(nq_str_from((const char *)name));
    if (number == NQ_NO_TAG || p->failed)
        return;
    const nq_tag *tag = nq_tag_at(number);
    if (strcmp(tag->name, "br") == 0)
        break_line(p);
    else if (strcmp(tag->name, "meta") == 0)
        read_meta(p, atts);
    else if (strcmp(tag->name, "link") == 0)
        read_link(p, atts);
    else if (tag->kind & NQ_TAG_VOID)
        end_block(p);
    else if (p->depth == MAX_FRAMES)
        p->above++;
    else
        push(p, number, tag, atts);
    if (strcmp(tag->name, "html") == 0 && p->page->language.len == 0)
        p->page->language = keep(p, attribute(atts, "lang"));
}

static void
on_end(void *user, const xmlChar *name)
{
    struct parse *p = user;
    uint32_t number = nq_tag_find(nq_str_from((const char *)name));
    if (number == NQ_NO_TAG || p->failed ||
        (nq_tag_at(number)->kind & NQ_TAG_VOID))
        return;
    if (p->above > 0) {
        p->above--;
        return;
    }
    if (p->depth < 2 || top(p)->tag != number)
        return; /* html and body may come twice */
    struct frame f = *top(p);
    const struct frame *outer = &p->frames[p->depth - 2];
    bool apart = f.node != outer->node || f.hints != outer->hints;
    if (f.is_value)
        close_value(p);
    if (apart)
        end_block(p);
    p->links -= f.is_link;
    p->depth--;
    if (apart)
        start_block(p);
}

static void
on_text(void *user, const xmlChar *text, int len)
{
    struct parse *p = user;
    naql_str s = nq_str((const char *)text, (size_t)len);
    if (p->failed)
        return;
    if (p->value_name.len > 0 && p->value.len < NQ_TUNE_VALUE_BYTES)
        nq_buf_add(&p->value, s);
    if (!nq_str_equal(p->value_name, NQ_STR("<title>")))
        add_text(p, s);
}

/* ---- The parser ---------------------------------------------------------- */

static naql_status
run_parser(naql_str html, struct parse *p)
{
    htmlParserCtxtPtr x = htmlCreateMemoryParserCtxt(html.ptr, (int)html.len);
    if (!x)
        return NAQL_NOMEM;
    htmlCtxtUseOptions(x, HTML_PARSE_RECOVER | HTML_PARSE_NOERROR |
                              HTML_PARSE_NOWARNING | HTML_PARSE_NONET |
                              HTML_PARSE_IGNORE_ENC);
    *x->sax = (xmlSAXHandler){.startElement = on_start,
                              .endElement = on_end,
                              .characters = on_text,
                              .cdataBlock = on_text,
                              .ignorableWhitespace = on_text};
    x->userData = p;
    xmlSwitchEncoding(x, XML_CHAR_ENCODING_UTF8);
    htmlParseDocument(x);
    bool failed = x->errNo == XML_ERR_NO_MEMORY;
    htmlFreeParserCtxt(x);
    return failed ? NAQL_NOMEM : NAQL_OK;
}

naql_str
nq_page_text(const nq_page *page, const nq_page_block *block)
{
    return nq_str(page->text->ptr + block->start, block->end - block->start);
}

naql_status
nq_page_read(naql_str html, nq_page *page)
{
    struct parse p = {.page = page, .depth = 1};
    naql_status status = NAQL_OK;
    p.value_name = page->title = page->language = page->canonical = NQ_STR("");
    page->nodes = NQ_LIST(nq_page_node);
    page->blocks = NQ_LIST(nq_page_block);
    page->values = NQ_LIST(nq_page_value);
    nq_buf_reset(page->text);
    p.frames[0] = (struct frame){.tag = NQ_NO_TAG};
    add_node(&p, &(nq_tag){"", NQ_TAG_BLOCK}, (nq_named){0});
    start_block(&p);
    if (html.len > 0)
        status = run_parser(html, &p);
    p.depth = 1;
    end_block(&p);
    nq_buf_clear(&p.value);
    return p.failed || page->text->failed ? NAQL_NOMEM : status;
}
