/* SPDX-License-Identifier: Apache-2.0
 *
 * meta.c - what a page says of itself. Layer 1 (input). */
#include "input/meta.h"

#include "base/status.h"
#include "base/str.h"
#include "input/tune.h"

/* ---- JSON-LD ------------------------------------------------------------- */

/* A copy that a strict reader can take: from its first bracket to its last,
 * line breaks and other controls inside strings as spaces. */
static naql_str
clean_json(naql_str data, nq_arena *arena)
{
    size_t start = 0, end = data.len;
    while (start < end && data.ptr[start] != '{' && data.ptr[start] != '[')
        start++;
    while (end > start && data.ptr[end - 1] != '}' && data.ptr[end - 1] != ']')
        end--;
    char *copy = nq_arena_alloc(arena, end - start);
    if (!copy)
        return nq_str(NULL, 0);
    for (size_t i = start; i < end; i++) {
        char c = data.ptr[i];
        copy[i - start] = c >= 0 && c < 0x20 ? ' ' : c;
    }
    return nq_str(copy, end - start);
}

/* "NewsArticle", "ReportageNewsArticle", "BlogPosting", "Report"... */
static bool
is_article_type(naql_str type)
{
    return nq_str_ends(type, NQ_STR("Article")) ||
           nq_str_ends(type, NQ_STR("Posting")) ||
           nq_str_equal(type, NQ_STR("Report"));
}

/* Reads the value of "@type", a string or a list of them. */
static naql_status
read_type(nq_json *j, bool *is_article)
{
    nq_json_kind kind;
    NQ_TRY(nq_json_next(j, &kind, NULL));
    if (kind == NQ_JSON_STRING)
        *is_article |= is_article_type(j->text);
    if (kind != NQ_JSON_ARRAY)
        return kind == NQ_JSON_OBJECT ? NAQL_BAD_INPUT : NAQL_OK;
    uint32_t end = j->depth - 1;
    while (j->depth > end) {
        NQ_TRY(nq_json_next(j, &kind, NULL));
        if (kind == NQ_JSON_STRING)
            *is_article |= is_article_type(j->text);
    }
    return NAQL_OK;
}

/* Finds the innermost object from `json` on that is an article; objects that
 * are values of one are not asked. */
struct finder {
    nq_json json;
    size_t start[NQ_MAX_JSON_DEPTH + 1]; /* of the open objects */
    bool article[NQ_MAX_JSON_DEPTH + 1];
    naql_str found;
};

static naql_status
find_step(struct finder *f, nq_json_kind kind)
{
    nq_json *j = &f->json;
    if (kind == NQ_JSON_OBJECT) {
        f->start[j->depth] = j->at - 1;
        f->article[j->depth] = false;
    } else if (kind == NQ_JSON_KEY && nq_str_equal(j->text, NQ_STR("@type"))) {
        return read_type(j, &f->article[j->depth]);
    } else if (kind == NQ_JSON_OBJECT_END && f->article[j->depth + 1]) {
        size_t start = f->start[j->depth + 1];
        f->found = nq_str(j->in.ptr + start, j->at - start);
    }
    return NAQL_OK;
}

static naql_str
find_article(naql_str json, nq_buf *scratch)
{
    struct finder f = {.found = {NULL, 0}};
    nq_json_kind kind = NQ_JSON_NULL;
    nq_json_open(&f.json, json, scratch);
    while (!f.found.ptr && kind != NQ_JSON_DONE)
        if (nq_json_next(&f.json, &kind, NULL) != NAQL_OK ||
            find_step(&f, kind) != NAQL_OK)
            break;
    return f.found;
}

naql_status
nq_meta_data(const nq_list *data, const nq_fields *fields, nq_record_room *room,
             nq_arena *arena, nq_doc *ld)
{
    const naql_str *at = data->at;
    for (uint32_t i = 0; i < data->n; i++) {
        naql_str json = clean_json(at[i], arena);
        if (!json.ptr)
            return NAQL_NOMEM;
        naql_str article = find_article(json, &room->escapes);
        if (!article.ptr)
            continue;
        naql_status status =
            nq_record_read(article, fields, room, arena, ld, NULL);
        if (status == NAQL_OK || status == NAQL_NOMEM)
            return status;
    }
    return NAQL_NOT_FOUND;
}

/* ---- Merging ------------------------------------------------------------- */

static bool
is_address(naql_str s)
{
    return nq_str_is_web(s) || nq_str_starts(s, NQ_STR("//"));
}

/* An address is no name of a paper or of a person. */
static bool
fits(nq_field field, naql_str value)
{
    if (value.len == 0)
        return false;
    if (field == NQ_FIELD_OUTLET || field == NQ_FIELD_AUTHOR)
        return !is_address(value);
    return field != NQ_FIELD_URL || is_address(value);
}

void
nq_meta_merge(const nq_page *page, const nq_doc *ld, nq_doc *out)
{
    unsigned best[NQ_N_DOC_FIELDS];
    nq_doc from = *ld;
    from.text = NQ_STR("");
    from.abstract = NQ_STR("");
    from.id = NQ_STR("");
    for (unsigned i = 0; i < NQ_N_DOC_FIELDS; i++) {
        naql_str value = *nq_doc_field(&from, (nq_field)i);
        best[i] = fits((nq_field)i, value) ? 1 : UINT8_MAX;
        if (best[i] == 1)
            *nq_doc_field(out, (nq_field)i) = value;
    }
    const nq_page_value *at = page->values.at;
    for (uint32_t i = 0; i < page->values.n; i++) {
        unsigned rank;
        nq_field field = nq_fields_find(page->meta, at[i].name, &rank);
        if (field >= NQ_N_DOC_FIELDS || rank >= best[field] ||
            !fits(field, at[i].value))
            continue;
        *nq_doc_field(out, field) = at[i].value;
        best[field] = rank;
    }
    if (is_address(page->canonical))
        out->url = page->canonical;
    if (page->language.len > 0)
        out->language = page->language;
}

naql_str
nq_meta_time(const nq_page *page)
{
    const nq_page_block *blocks = page->blocks.at;
    const nq_page_value *at = page->values.at;
    uint32_t first = 0;
    while (first < page->blocks.n && !(blocks[first].hints & NQ_HINT_MAIN))
        first++;
    naql_str found = NQ_STR("");
    for (uint32_t i = 0; i < page->values.n; i++) {
        if (!nq_str_equal(at[i].name, NQ_STR("<time>")))
            continue;
        if (at[i].block > first + NQ_TUNE_TIME_BLOCKS)
            break;
        if (at[i].block > first && found.len > 0)
            break;
        found = at[i].value;
    }
    return found;
}

/* ---- Title --------------------------------------------------------------- */

/* The longest part of a page's title between the marks that set off the name
 * of the site. */
static naql_str
longest_part(naql_str title)
{
    static const char *const marks[] = {
        " | ", " - ", " \u2013 ", " :: ", " \u00bb ", " \u00ab ", " \u2014 "};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        naql_str mark = nq_str_from(marks[i]), best = NQ_STR("");
        size_t start = 0;
        for (;;) {
            size_t at = nq_str_find(title, mark, start);
            size_t end = at == SIZE_MAX ? title.len : at;
            if (end - start > best.len)
                best = nq_str(title.ptr + start, end - start);
            if (at == SIZE_MAX)
                break;
            start = at + mark.len;
        }
        title = best;
    }
    return nq_str_trim(title);
}

/* The block that is the title, or its start; headings first. */
static const nq_page_block *
find_block(const nq_page *page, naql_str title)
{
    const nq_page_block *blocks = page->blocks.at, *found = NULL;
    const nq_page_node *nodes = page->nodes.at;
    nq_title_key whole;
    nq_title_key_make(title, &whole);
    for (uint32_t i = 0; i < page->blocks.n && whole.len > 0; i++) {
        bool heading = nodes[blocks[i].node].level > 0;
        if ((found && !heading) ||
            !nq_title_key_starts(&whole, nq_page_text(page, &blocks[i])))
            continue;
        found = &blocks[i];
        if (heading)
            break;
    }
    return found;
}

/* The first long enough h1. */
static const nq_page_block *
first_h1(const nq_page *page)
{
    const nq_page_block *blocks = page->blocks.at;
    const nq_page_node *nodes = page->nodes.at;
    for (uint32_t i = 0; i < page->blocks.n; i++)
        if (nodes[blocks[i].node].level == 1 &&
            blocks[i].letters >= NQ_TUNE_SENTENCE_LETTERS)
            return &blocks[i];
    return NULL;
}

void
nq_meta_title(const nq_page *page, nq_doc *out)
{
    const nq_page_block *block = find_block(page, out->title);
    if (!block)
        block = find_block(page, page->title);
    if (!block && out->title.len == 0)
        block = first_h1(page);
    if (block)
        out->title = nq_page_text(page, block);
    else if (out->title.len == 0)
        out->title = longest_part(page->title);
}
