/* SPDX-License-Identifier: Apache-2.0
 *
 * tag.c - the elements of HTML that matter for finding text. Layer 1 (input).
 *
 * Source: HTML living standard, section 4 and 15.3 (rendering). */
#include "input/tag.h"

#include "base/sorted.h"

enum {
    BLOCK = NQ_TAG_BLOCK,
    RAW = NQ_TAG_RAW | NQ_TAG_UNSEEN,
    VOID = NQ_TAG_VOID,
    UNSEEN = NQ_TAG_UNSEEN,
    LEFT_OUT = NQ_TAG_BLOCK | NQ_TAG_OPEN_END
};

/* clang-format off */
static const nq_tag tags[] = { /* by name */
    {"a", NQ_TAG_LINK}, {"abbr", 0}, {"acronym", 0}, {"address", BLOCK},
    {"article", BLOCK | NQ_TAG_ARTICLE},
    {"aside", BLOCK | NQ_TAG_FURNITURE},
    {"audio", UNSEEN}, {"b", NQ_TAG_BOLD}, {"base", VOID}, {"bdi", 0}, {"bdo", 0},
    {"big", NQ_TAG_BOLD}, {"blockquote", BLOCK}, {"body", BLOCK | NQ_TAG_PAGE}, {"br", VOID | NQ_TAG_BREAK},
    {"button", BLOCK | NQ_TAG_FURNITURE},
    {"canvas", UNSEEN}, {"caption", BLOCK | NQ_TAG_CAPTION},
    {"center", BLOCK}, {"cite", 0}, {"code", 0}, {"dd", LEFT_OUT},
    {"del", 0}, {"details", BLOCK}, {"dfn", 0},
    {"dialog", BLOCK | NQ_TAG_FURNITURE},
    {"dir", BLOCK}, {"div", BLOCK}, {"dl", BLOCK}, {"dt", LEFT_OUT},
    {"em", 0}, {"embed", VOID}, {"fieldset", BLOCK},
    {"figcaption", BLOCK | NQ_TAG_CAPTION},
    {"figure", BLOCK}, {"font", NQ_TAG_BOLD},
    {"footer", BLOCK | NQ_TAG_FURNITURE},
    {"form", BLOCK | NQ_TAG_FURNITURE | NQ_TAG_FORM},
    {"frame", VOID}, {"frameset", BLOCK},
    {"h1", BLOCK | NQ_TAG_HEADING}, {"h2", BLOCK | NQ_TAG_HEADING},
    {"h3", BLOCK | NQ_TAG_HEADING}, {"h4", BLOCK | NQ_TAG_HEADING},
    {"h5", BLOCK | NQ_TAG_HEADING}, {"h6", BLOCK | NQ_TAG_HEADING},
    {"head", BLOCK}, {"header", BLOCK}, {"hgroup", BLOCK},
    {"hr", BLOCK | VOID}, {"html", BLOCK | NQ_TAG_PAGE}, {"i", 0}, {"iframe", RAW},
    {"img", VOID}, {"input", BLOCK | VOID}, {"ins", 0}, {"kbd", 0},
    {"label", 0}, {"legend", BLOCK},
    {"li", LEFT_OUT | NQ_TAG_LIST}, {"link", VOID | NQ_TAG_HEAD},
    {"main", BLOCK | NQ_TAG_ARTICLE}, {"map", 0}, {"mark", 0},
    {"marquee", BLOCK | NQ_TAG_FURNITURE}, {"math", UNSEEN},
    {"menu", BLOCK | NQ_TAG_FURNITURE}, {"meta", VOID | NQ_TAG_META},
    {"nav", BLOCK | NQ_TAG_FURNITURE}, {"nobr", 0}, {"noembed", RAW},
    {"noframes", RAW}, {"noscript", RAW}, {"object", UNSEEN},
    {"ol", BLOCK}, {"option", UNSEEN}, {"p", LEFT_OUT | NQ_TAG_TEXT},
    {"picture", 0}, {"pre", BLOCK}, {"q", 0}, {"rp", 0}, {"rt", 0},
    {"ruby", 0}, {"s", 0}, {"samp", 0}, {"script", RAW},
    {"section", BLOCK}, {"select", UNSEEN}, {"small", 0}, {"source", VOID},
    {"span", 0}, {"strike", 0}, {"strong", NQ_TAG_BOLD}, {"style", RAW}, {"sub", 0},
    {"summary", BLOCK}, {"sup", 0}, {"svg", UNSEEN}, {"table", BLOCK},
    {"tbody", LEFT_OUT}, {"td", LEFT_OUT}, {"template", UNSEEN},
    {"textarea", RAW}, {"tfoot", LEFT_OUT}, {"th", LEFT_OUT},
    {"thead", LEFT_OUT}, {"time", NQ_TAG_TIME}, {"title", NQ_TAG_TITLE}, {"tr", LEFT_OUT},
    {"track", VOID}, {"tt", 0}, {"u", 0}, {"ul", BLOCK}, {"var", 0},
    {"video", UNSEEN}, {"wbr", VOID},
};
/* clang-format on */

#define N_TAGS (sizeof tags / sizeof *tags)
_Static_assert(N_TAGS <= NQ_N_TAGS, "NQ_N_TAGS is too small");

/* Order of `name`, in lower case, and a name of the list. */
static int
compare(naql_str name, const char *with)
{
    for (size_t i = 0; i < name.len; i++) {
        unsigned char c = (unsigned char)name.ptr[i];
        if (c >= 'A' && c <= 'Z')
            c |= 0x20;
        if (with[i] == '\0') /* c may be a NUL, too */
            return 1;
        NQ_SORT_BY(c, (unsigned char)with[i]);
    }
    return with[name.len] ? -1 : 0;
}

uint32_t
nq_tag_find(naql_str name)
{
    uint32_t i;
    NQ_BISECT(i, 0, N_TAGS, compare(name, tags[i].name) > 0);
    return i < N_TAGS && !compare(name, tags[i].name) ? i : NQ_NO_TAG;
}

const nq_tag *
nq_tag_at(uint32_t number)
{
    return &tags[number];
}
