/* SPDX-License-Identifier: Apache-2.0
 *
 * guard.c - a page made small and harmless before a parser sees it. Layer 1
 * (input).
 *
 * What was looked for once and not found (the end of a comment, of a script) is
 * not looked for again. */
#include "input/guard.h"

#include "base/limits.h"
#include "base/str.h"
#include "input/attribute.h"
#include "input/entity.h"
#include "input/tag.h"
#include "input/tune.h"

#include <strings.h>

struct guard {
    naql_str in;
    size_t at;
    nq_guarded *out;
    nq_arena *scratch;
    bool endless;                     /* no comment ends from here on */
    bool unended[NQ_N_TAGS];          /* nor does </name> stand there */
    uint32_t open[NQ_MAX_HTML_DEPTH]; /* tag numbers */
    uint32_t count[NQ_N_TAGS];        /* of each in `open` */
    uint32_t depth;
    nq_entities known;
    bool failed;
};

static bool
is_space(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
}

static bool
is_letter(char c)
{
    return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

static inline void
emit(struct guard *g, naql_str s)
{
    nq_buf *to = &g->out->html;
    if (to->room - to->len < s.len) {
        nq_buf_add(to, s);
        return;
    }
    if (s.len > 0)
        memcpy(to->ptr + to->len, s.ptr, s.len);
    to->len += s.len;
}

/* Writes text in which every '&' begins a character, with its semicolon: what
 * begins none costs a parser a message each. */
static void
emit_text(struct guard *g, naql_str s)
{
    for (const char *hit;
         s.len > 0 && (hit = memchr(s.ptr, '&', s.len)) != NULL;) {
        size_t before = (size_t)(hit - s.ptr), len = 1;
        emit(g, nq_str(s.ptr, before));
        s = nq_str(hit, s.len - before);
        if (!nq_entity_read(&g->known, s, &len)) {
            emit(g, NQ_STR("&amp;"));
        } else {
            emit(g, nq_str(s.ptr, len));
            emit(g, s.ptr[len - 1] == ';' ? NQ_STR("") : NQ_STR(";"));
        }
        s = nq_str(s.ptr + len, s.len - len);
    }
    emit(g, s);
}

/* ---- Looking ahead ------------------------------------------------------- */

static bool
name_follows(naql_str in, size_t at, const char *name)
{
    size_t len = strlen(name);
    if (in.len - at < len)
        return false;
    for (size_t i = 0; i < len; i++)
        if ((in.ptr[at + i] | 0x20) != name[i])
            return false;
    return at + len == in.len || !is_letter(in.ptr[at + len]);
}

/* Start of the next </name>, SIZE_MAX when there is none. */
static size_t
look_for_end(struct guard *g, uint32_t tag, size_t from)
{
    const char *name = nq_tag_at(tag)->name;
    while (!g->unended[tag]) {
        from = nq_str_find(g->in, NQ_STR("</"), from);
        if (from != SIZE_MAX && name_follows(g->in, from + 2, name))
            return from;
        g->unended[tag] = from == SIZE_MAX;
        from += 2;
    }
    return SIZE_MAX;
}

/* ---- Attributes ---------------------------------------------------------- */

static bool
ends_name(char c)
{
    return c == '=' || c == '>' || c == '/' || is_space(c);
}

/* Reads one attribute at g->at; false at the end of the tag. */
static bool
read_attribute(struct guard *g, nq_attribute *a)
{
    const char *at = g->in.ptr + g->at;
    bool more = nq_attribute_read(&at, g->in.ptr + g->in.len, ">", a);
    g->at = (size_t)(at - g->in.ptr);
    return more;
}

static bool
named(naql_str name, const char *const *list)
{
    for (; *list; list++)
        if (name.len == strlen(*list) &&
            strncasecmp(name.ptr, *list, name.len) == 0)
            return true;
    return false;
}

/* Does the attribute say anything about text? */
static bool
matters(const nq_tag *tag, naql_str name)
{
    static const char *const all[] = {
        "class", "id",       "itemprop", "role",        "style",
        "lang",  "datetime", "hidden",   "aria-hidden", NULL};
    static const char *const meta[] = {"name",       "property", "content",
                                       "http-equiv", "charset",  NULL};
    static const char *const link[] = {"rel", "href", NULL};
    if (named(name, all))
        return true;
    if (tag->kind & NQ_TAG_META)
        return named(name, meta);
    return (tag->kind & NQ_TAG_HEAD) && named(name, link);
}

/* Does the link lead to the rules of the house? Told by the last part of its
 * address. */
static bool
leads_to_rules(naql_str href)
{
    static const char *const words[] = {"privacy",   "terms",    "guideline",
                                        "policy",    "policies", "disclaimer",
                                        "conditions"};
    size_t start =
        href.len > NQ_TUNE_RULES_BYTES ? href.len - NQ_TUNE_RULES_BYTES : 0;
    for (size_t i = href.len; i-- > start;)
        if (href.ptr[i] == '/' && i + 1 < href.len) {
            start = i;
            break;
        }
    naql_str last = nq_str(href.ptr + start, href.len - start);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (nq_str_find(last, nq_str_from(words[i]), 0) != SIZE_MAX)
            return true;
    return false;
}

static void
emit_attribute(struct guard *g, const nq_tag *tag, const nq_attribute *a)
{
    if ((tag->kind & NQ_TAG_LINK) && nq_str_equal(a->name, NQ_STR("href"))) {
        /* a link; where to does not matter but for one thing */
        emit(g, leads_to_rules(a->value) ? NQ_STR(" href=rules")
                                         : NQ_STR(" href"));
        return;
    }
    if (!matters(tag, a->name) || a->value.len > NQ_MAX_HTML_VALUE_BYTES)
        return;
    bool plain = a->value.len && memchr(a->value.ptr, '"', a->value.len);
    naql_str quote = plain ? NQ_STR("'") : NQ_STR("\"");
    if (plain && memchr(a->value.ptr, '\'', a->value.len))
        return; /* no value in quotes has both */
    emit(g, NQ_STR(" "));
    emit(g, a->name);
    emit(g, NQ_STR("="));
    emit(g, quote);
    emit_text(g, a->value);
    emit(g, quote);
}

/* ---- Depth --------------------------------------------------------------- */

/* Would an element that is open be closed by the start of another? The rules
 * that keep lists and tables without end tags flat; HTML, section 13.1.2.4. */
static bool
closes(const nq_tag *open, const nq_tag *next)
{
    static const char *const pairs[][2] = {
        {"li", "li"},       {"dt", "dt"},       {"dt", "dd"},
        {"dd", "dd"},       {"dd", "dt"},       {"td", "td"},
        {"td", "th"},       {"th", "th"},       {"th", "td"},
        {"td", "tr"},       {"th", "tr"},       {"tr", "tr"},
        {"tr", "tbody"},    {"td", "tbody"},    {"tbody", "tbody"},
        {"thead", "tbody"}, {"tbody", "tfoot"}, {"tr", "tfoot"}};
    if (open->kind & NQ_TAG_TEXT)
        return next->kind & NQ_TAG_BLOCK;
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        if (strcmp(open->name, pairs[i][0]) == 0 &&
            strcmp(next->name, pairs[i][1]) == 0)
            return true;
    return false;
}

static void
pop(struct guard *g)
{
    g->count[g->open[--g->depth]]--;
}

/* True when there is room for one more inside the others. */
static bool
enter(struct guard *g, uint32_t number)
{
    const nq_tag *tag = nq_tag_at(number);
    while (g->depth > 0) {
        const nq_tag *top = nq_tag_at(g->open[g->depth - 1]);
        if (!(top->kind & NQ_TAG_OPEN_END) || !closes(top, tag))
            break;
        pop(g);
    }
    if (g->depth == NQ_MAX_HTML_DEPTH)
        return false;
    g->open[g->depth++] = number;
    g->count[number]++;
    return true;
}

/* True when the element was open. What was opened inside it ends with it. */
static bool
leave(struct guard *g, uint32_t number)
{
    if (g->count[number] == 0)
        return false;
    while (g->open[g->depth - 1] != number)
        pop(g);
    pop(g);
    return true;
}

/* ---- Tags ---------------------------------------------------------------- */

static void
pass_to_tag_end(struct guard *g)
{
    const char *end = g->at < g->in.len
                          ? memchr(g->in.ptr + g->at, '>', g->in.len - g->at)
                          : NULL;
    g->at = end ? (size_t)(end - g->in.ptr) + 1 : g->in.len;
}

/* Content that is not read: to its end tag, or to the end of the page. */
static void
pass_content(struct guard *g, uint32_t number, bool is_data)
{
    size_t start = g->at, end = look_for_end(g, number, start);
    if (end == SIZE_MAX) {
        if (nq_tag_at(number)->kind & NQ_TAG_RAW)
            g->at = g->in.len;
        return;
    }
    if (is_data) {
        naql_str *data = nq_list_add(&g->out->data, g->scratch);
        if (data)
            *data = nq_str(g->in.ptr + start, end - start);
        else
            g->failed = true;
    }
    g->at = end;
    pass_to_tag_end(g);
}

static bool
says_json(const nq_attribute *a)
{
    return a->name.len == 4 && strncasecmp(a->name.ptr, "type", 4) == 0 &&
           nq_str_find(a->value, NQ_STR("ld+json"), 0) != SIZE_MAX;
}

static void
read_start_tag(struct guard *g, uint32_t number)
{
    const nq_tag *tag = nq_tag_at(number);
    bool unseen = tag->kind & NQ_TAG_UNSEEN, is_data = false;
    bool shown = !unseen && ((tag->kind & NQ_TAG_VOID) || enter(g, number));
    if (shown) {
        emit(g, NQ_STR("<"));
        emit(g, nq_str_from(tag->name));
    } else if (tag->kind & NQ_TAG_BLOCK) {
        emit(g, NQ_STR("<hr>")); /* too deep: a border, and no more */
    }
    nq_attribute a;
    for (uint32_t n = 0; read_attribute(g, &a); n++) {
        if (shown && n < NQ_MAX_HTML_ATTRIBUTES)
            emit_attribute(g, tag, &a);
        is_data |= unseen && says_json(&a);
    }
    g->at += g->at < g->in.len;
    if (shown)
        emit(g, NQ_STR(">"));
    if (unseen)
        pass_content(g, number, is_data);
}

static void
read_end_tag(struct guard *g, uint32_t number)
{
    const nq_tag *tag = nq_tag_at(number);
    pass_to_tag_end(g);
    if (!(tag->kind & NQ_TAG_VOID) && leave(g, number)) {
        emit(g, NQ_STR("</"));
        emit(g, nq_str_from(tag->name));
        emit(g, NQ_STR(">"));
    } else if (tag->kind & NQ_TAG_BLOCK) {
        emit(g, NQ_STR("<hr>"));
    }
}

/* A tag of either kind; g->at stands on its name. */
static void
read_tag(struct guard *g, bool is_end)
{
    size_t start = g->at;
    while (g->at < g->in.len && !ends_name(g->in.ptr[g->at]))
        g->at++;
    uint32_t number = nq_tag_find(nq_str(g->in.ptr + start, g->at - start));
    nq_attribute ignored;
    if (number == NQ_NO_TAG) { /* its content counts, the tag does not */
        while (read_attribute(g, &ignored))
            continue;
        g->at += g->at < g->in.len;
    } else if (is_end) {
        read_end_tag(g, number);
    } else {
        read_start_tag(g, number);
    }
}

/* "<!": a comment, or a declaration of some kind. */
static void
pass_declaration(struct guard *g)
{
    naql_str rest = nq_str(g->in.ptr + g->at, g->in.len - g->at);
    if (nq_str_starts(rest, NQ_STR("<!--"))) {
        size_t end = g->endless ? SIZE_MAX
                                : nq_str_find(g->in, NQ_STR("-->"), g->at + 2);
        g->endless = end == SIZE_MAX;
        if (!g->endless) {
            g->at = end + 3;
            return;
        }
    }
    pass_to_tag_end(g);
}

/* A '<' at g->at. */
static void
read_markup(struct guard *g)
{
    naql_str in = g->in;
    char next = g->at + 1 < in.len ? in.ptr[g->at + 1] : '\0';
    if (is_letter(next)) {
        g->at++;
        read_tag(g, false);
    } else if (next == '/' && g->at + 2 < in.len &&
               is_letter(in.ptr[g->at + 2])) {
        g->at += 2;
        read_tag(g, true);
    } else if (next == '!' || next == '?' || next == '/') {
        pass_declaration(g);
    } else {
        g->at++;
        emit(g, NQ_STR("&lt;"));
    }
}

naql_status
nq_guard(naql_str page, nq_arena *scratch, nq_guarded *out)
{
    struct guard g = {.in = page, .out = out, .scratch = scratch};
    nq_buf_reset(&out->html);
    nq_entities_init(&g.known, scratch);
    out->data = NQ_LIST(naql_str);
    while (g.at < page.len) {
        const char *text = page.ptr + g.at;
        const char *next = memchr(text, '<', page.len - g.at);
        size_t len = next ? (size_t)(next - text) : page.len - g.at;
        emit_text(&g, nq_str(text, len));
        g.at += len;
        if (next)
            read_markup(&g);
    }
    return g.failed || out->html.failed ? NAQL_NOMEM : NAQL_OK;
}
