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
#include <libxml/parserInternals.h>

/* The guard bounds depth; the parser may put html, body and p around. */
#define MAX_FRAMES (NQ_MAX_HTML_DEPTH + 32u)

struct frame {
    uint32_t tag;
    uint32_t node;
    uint32_t hints; /* of inline elements, for the blocks inside */
    bool is_link;
    bool is_bold;
    bool is_value; /* text inside is a value of page.values */
};

struct parse {
    nq_page *page;
    struct frame frames[MAX_FRAMES];
    uint32_t depth;
    uint32_t above;      /* elements beyond MAX_FRAMES */
    uint32_t links;      /* open ones */
    uint32_t bolds;      /* open elements that make text stand out */
    uint32_t bold;       /* letters of the block in them */
    nq_page_block block; /* the one being filled */
    bool space;          /* white space waits for a letter behind it */
    bool line;           /* and it is a line break */
    nq_buf value;        /* text of an element whose text is wanted apart */
    naql_str value_name;
    bool name_only, name_done; /* only the name inside it is wanted */
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
    p->bold = 0;
}

static void
end_block(struct parse *p)
{
    nq_page_block *b = &p->block;
    b->end = p->page->text->len;
    if (b->rules >= NQ_TUNE_RULES_LINKS)
        b->hints |= NQ_HINT_FURNITURE;
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

/* A line break: a second one, or one behind the end of a sentence or a line of
 * bold letters, parts paragraphs; else it is a line of a poem or an address. */
static void
break_line(struct parse *p)
{
    if (p->block.letters == 0)
        return;
    if (p->line || p->bold == p->block.letters || ends_sentence(p->page->text))
        end_block(p);
    else
        p->space = p->line = true;
}

/* What a byte of text may start: letters, white space, or a character that has
 * to be looked at as a whole. */
enum byte { LETTER, BLANK, CONTROL, LOOK };

static enum byte
byte_kind(unsigned char c)
{
    if (c == ' ' || (c >= '\t' && c <= '\r'))
        return BLANK;
    if (c < 0x20 || c == 0x7f)
        return CONTROL;
    /* U+0080..9F and 00A0, 200B, 3000, FEFF begin so */
    return c == 0xc2 || c == 0xe2 || c == 0xe3 || c == 0xef ? LOOK : LETTER;
}

static bool
is_blank(uint32_t c)
{
    return c == 0xa0 || c == 0x200b || c == 0xfeff || c == 0x3000;
}

/* Numbers 128 to 159 in a page mean windows-1252; HTML, section 13.2.5.80. */
static uint32_t
as_meant(uint32_t c)
{
    uint16_t meant = nq_onebyte_points(NQ_ONEBYTE_1252)[c - 0x80];
    return meant ? meant : 0xfffd;
}

/* Adds letters, none of them white space, behind the space that waits. */
static void
add_letters(struct parse *p, naql_str s)
{
    nq_buf *text = p->page->text;
    uint32_t n = 0;
    for (size_t i = 0; i < s.len; i++)
        n += ((unsigned char)s.ptr[i] & 0xc0) != 0x80;
    if (p->space && p->block.letters > 0)
        nq_buf_byte(text, p->line ? '\n' : ' ');
    p->space = p->line = false;
    nq_buf_add(text, s);
    p->block.letters += n;
    p->block.links += p->links ? n : 0;
    p->bold += p->bolds ? n : 0;
}

/* A character that is not what it seems: a blank, or a number of windows-1252;
 * 0 when it is a letter like others. Moves *at behind it. */
static size_t
look_at(struct parse *p, naql_str s, size_t at)
{
    char meant[4];
    size_t next = at;
    uint32_t c = nq_utf8_read(s.ptr, &next);
    if (is_blank(c))
        p->space = true;
    else if (c >= 0x80 && c <= 0x9f)
        add_letters(p, nq_str(meant, nq_utf8_write(as_meant(c), meant)));
    else
        return 0;
    return next - at;
}

static void
add_text(struct parse *p, naql_str s)
{
    size_t at = 0, start = 0; /* of the letters not yet added */
    while (at < s.len) {
        enum byte kind = byte_kind((unsigned char)s.ptr[at]);
        size_t start_now = at, passed = 1;
        if (kind == LETTER) {
            at++;
            continue;
        }
        if (at > start)
            add_letters(p, nq_str(s.ptr + start, at - start));
        start = at;
        if (kind == BLANK)
            p->space = true;
        else if (kind == LOOK)
            passed = look_at(p, s, start_now);
        if (passed == 0) { /* a letter after all; its tails are LETTER */
            at++;
            continue;
        }
        at = start = start_now + passed;
    }
    if (at > start)
        add_letters(p, nq_str(s.ptr + start, at - start));
}

/* ---- Attributes ---------------------------------------------------------- */

struct attributes {
    naql_str class, id, role, itemprop; /* names, in the order they are read */
    naql_str style, lang, datetime, hidden, aria;
    naql_str name, property, http, content, rel, href;
    bool is_link, is_hidden;
};

static naql_str *
place_of(struct attributes *a, const char *name)
{
    const struct {
        const char *name;
        naql_str *place;
    } all[] = {{"class", &a->class},
               {"id", &a->id},
               {"href", &a->href},
               {"itemprop", &a->itemprop},
               {"style", &a->style},
               {"role", &a->role},
               {"datetime", &a->datetime},
               {"lang", &a->lang},
               {"hidden", &a->hidden},
               {"aria-hidden", &a->aria},
               {"name", &a->name},
               {"property", &a->property},
               {"content", &a->content},
               {"http-equiv", &a->http},
               {"rel", &a->rel}};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (strcmp(name, all[i].name) == 0)
            return all[i].place;
    return NULL;
}

static bool
is_hidden(const struct attributes *a, bool hidden)
{
    size_t at =
        a->style.len ? nq_str_find(a->style, NQ_STR("display"), 0) : SIZE_MAX;
    return hidden || nq_str_equal(a->aria, NQ_STR("true")) ||
           (at != SIZE_MAX &&
            nq_str_find(a->style, NQ_STR("none"), at) != SIZE_MAX);
}

/* libxml2 gives names in lower case. */
static struct attributes
read_attributes(const xmlChar **atts)
{
    struct attributes a = {.is_link = false};
    bool hidden = false;
    if (!atts)
        return a;
    for (; atts[0]; atts += 2) {
        naql_str *place = place_of(&a, (const char *)atts[0]);
        if (place)
            *place = nq_str_from((const char *)atts[1]);
        a.is_link |= place == &a.href;
        hidden |= place == &a.hidden;
    }
    a.is_hidden = is_hidden(&a, hidden);
    return a;
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
    if (tag->kind & NQ_TAG_TIME)
        hints |= NQ_HINT_TIME;
    return hints;
}

/* What tag and attributes say. Classes of html and body are about the whole
 * page, "has-sidebar", and say nothing. */
static nq_named
named(const struct parse *p, const nq_tag *tag, const struct attributes *a)
{
    const naql_str names[] = {a->class, a->id, a->role, a->itemprop};
    nq_named all = {.hints = hints_of_tag(tag)};
    if (tag->kind & NQ_TAG_ARTICLE)
        all.article = NQ_TUNE_ARTICLE_TAG;
    if (tag->kind & NQ_TAG_FURNITURE)
        all.furniture = tag->kind & NQ_TAG_FORM ? 1 : 4;
    if (tag->kind & NQ_TAG_PAGE)
        return all;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (names[i].len > 0)
            all = nq_named_add(all, nq_markup_read(p->page->markup, names[i]));
    if (a->is_hidden)
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
read_meta(struct parse *p, const struct attributes *a)
{
    add_value(p, a->property, a->content);
    add_value(p, a->name, a->content);
    add_value(p, a->itemprop, a->content);
    add_value(p, a->http, a->content);
}

static void
read_link(struct parse *p, const struct attributes *a)
{
    if (p->page->canonical.len == 0 &&
        nq_str_equal(a->rel, NQ_STR("canonical")))
        p->page->canonical = keep(p, a->href);
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

/* Inside a value: of a person or a paper the name is wanted, not the portrait
 * and what else is there. */
static bool
open_name(struct parse *p, naql_str prop)
{
    if (p->name_only || !nq_str_equal(prop, NQ_STR("name")))
        return false;
    p->name_only = true;
    nq_buf_reset(&p->value);
    return true;
}

/* Starts to collect the text of an element that is a value of its own: the
 * page's title, an author or a date by itemprop. */
static bool
open_value(struct parse *p, const nq_tag *tag, const struct attributes *a)
{
    if (p->value_name.len > 0)
        return open_name(p, a->itemprop);
    naql_str prop = a->itemprop.len ? useful(p, a->itemprop) : NQ_STR("");
    if (a->datetime.len > 0) {
        add_value(p, prop.len ? prop : NQ_STR("<time>"), a->datetime);
        return false;
    }
    if (tag->kind & NQ_TAG_TITLE)
        p->value_name = NQ_STR("<title>");
    else if (prop.len > 0)
        p->value_name = keep(p, prop);
    nq_buf_reset(&p->value);
    return p->value_name.len > 0;
}

static void
close_value(struct parse *p)
{
    if (p->name_only && !p->name_done) { /* the name's end, not the value's */
        p->name_done = true;
        return;
    }
    p->name_only = p->name_done = false;
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
                 (tag->kind & NQ_TAG_TEXT);
    return number;
}

/* Hints for which an inline element parts the text around it. */
#define APART                                                                  \
    (NQ_HINT_FURNITURE | NQ_HINT_BYLINE | NQ_HINT_CAPTION | NQ_HINT_TIME)

static void
push(struct parse *p, uint32_t number, const struct attributes *a)
{
    const nq_tag *tag = nq_tag_at(number);
    nq_named said = named(p, tag, a);
    struct frame f = *top(p);
    f.tag = number;
    f.is_link = (tag->kind & NQ_TAG_LINK) && a->is_link;
    f.is_bold = tag->kind & NQ_TAG_BOLD;
    f.is_value = open_value(p, tag, a);
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
    p->bolds += f.is_bold;
    p->frames[p->depth++] = f;
    if (block || apart)
        start_block(p);
    p->block.rules += f.is_link && nq_str_equal(a->href, NQ_STR("rules"));
}

static void
on_start(void *user, const xmlChar *name, const xmlChar **atts)
{
    struct parse *p = user;
    uint32_t number = nq_tag_find(nq_str_from((const char *)name));
    if (number == NQ_NO_TAG || p->failed)
        return;
    const nq_tag *tag = nq_tag_at(number);
    struct attributes a = read_attributes(atts);
    if (tag->kind & NQ_TAG_BREAK)
        break_line(p);
    else if (tag->kind & NQ_TAG_META)
        read_meta(p, &a);
    else if (tag->kind & NQ_TAG_HEAD)
        read_link(p, &a);
    else if (tag->kind & NQ_TAG_VOID)
        end_block(p);
    else if (p->depth == MAX_FRAMES)
        p->above++;
    else
        push(p, number, &a);
    if ((tag->kind & NQ_TAG_PAGE) && a.lang.len && !p->page->language.len)
        p->page->language = keep(p, a.lang);
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
    p->bolds -= f.is_bold;
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
    if (p->value_name.len > 0 && !p->name_done &&
        p->value.len < NQ_TUNE_VALUE_BYTES)
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
