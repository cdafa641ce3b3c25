/* SPDX-License-Identifier: Apache-2.0
 *
 * fields.c - which field of a document a name of the input means. Layer 1
 * (input). */
#include "input/fields.h"

#include "base/hash.h"
#include "base/status.h"
#include "base/str.h"

#include <stdio.h>

static const char *const field_names[] = {
    [NQ_FIELD_ID] = "id",
    [NQ_FIELD_URL] = "url",
    [NQ_FIELD_OUTLET] = "outlet",
    [NQ_FIELD_AUTHOR] = "author",
    [NQ_FIELD_LANGUAGE] = "language",
    [NQ_FIELD_PUBLISHED] = "published",
    [NQ_FIELD_MODIFIED] = "modified",
    [NQ_FIELD_TITLE] = "title",
    [NQ_FIELD_ABSTRACT] = "abstract",
    [NQ_FIELD_TEXT] = "text",
    [NQ_FIELD_SOURCE] = "source",
    [NQ_FIELD_INNER] = "inner",
    [NQ_FIELD_NAME] = "name",
};

static nq_field
field_called(naql_str name)
{
    for (unsigned i = 0; i < NQ_FIELD_NONE; i++)
        if (nq_str_equal(name, nq_str_from(field_names[i])))
            return (nq_field)i;
    return NQ_FIELD_NONE;
}

static naql_status
put(nq_fields *fields, naql_str name, nq_field field, unsigned rank)
{
    uint32_t *value = nq_map_put(&fields->names, nq_hash(name), NULL);
    if (!value)
        return NAQL_NOMEM;
    *value = (uint32_t)field << 8 | rank;
    return NAQL_OK;
}

naql_status
nq_fields_make(const nq_tables *tables, const char *list, nq_arena *arena,
               nq_fields *out)
{
    nq_table table;
    NQ_TRY(nq_table_find(tables, list, &table));
    uint32_t name = nq_table_col(&table, "key");
    uint32_t field = nq_table_col(&table, "field");
    uint32_t rank = nq_table_col(&table, "rank");
    nq_map_init(&out->names, arena);
    for (uint32_t row = 0; row < table.rows; row++) {
        nq_field found = field_called(nq_table_cell(&table, row, field));
        int64_t order = nq_table_int(&table, row, rank, -1);
        if (found == NQ_FIELD_NONE || order < 0 || order > UINT8_MAX)
            return NAQL_CORRUPT;
        NQ_TRY(
            put(out, nq_table_cell(&table, row, name), found, (unsigned)order));
    }
    return NAQL_OK;
}

static naql_status
no_pair(naql_str pair, naql_error *err)
{
    return nq_fail(err, NAQL_BAD_ARG, UINT64_MAX,
                   "'%.*s' is not FIELD=NAME, as in title=headline",
                   (int)(pair.len < 80 ? pair.len : 80), pair.ptr);
}

/* Names those that a document has; how to call what is inside is not for the
 * command line. */
static naql_status
no_field(naql_str name, naql_error *err)
{
    char list[120];
    int n = 0;
    for (unsigned i = 0; i < NQ_N_DOC_FIELDS; i++)
        n += snprintf(list + n, sizeof list - (size_t)n, "%s%s", i ? ", " : "",
                      field_names[i]);
    return nq_fail(err, NAQL_BAD_ARG, UINT64_MAX,
                   "no field '%.*s'; there are %s",
                   (int)(name.len < 40 ? name.len : 40), name.ptr, list);
}

naql_status
nq_fields_add(nq_fields *fields, naql_str pairs, naql_error *err)
{
    naql_str pair, left;
    if (pairs.len == 0)
        return no_pair(pairs, err);
    while (nq_str_split(&pairs, ',', &pair)) {
        naql_str right = pair;
        nq_str_split(&right, '=', &left);
        left = nq_str_trim(left);
        naql_str name = nq_str_trim(right);
        if (!right.ptr || name.len == 0 || left.len == 0)
            return no_pair(pair, err);
        nq_field field = field_called(left);
        if (field == NQ_FIELD_NONE)
            return no_field(left, err);
        if (fields && put(fields, name, field, 0) != NAQL_OK)
            return nq_fail_named(err, NAQL_NOMEM);
    }
    return NAQL_OK;
}

nq_field
nq_fields_find(const nq_fields *fields, naql_str name, unsigned *rank)
{
    const uint32_t *value = nq_map_get(&fields->names, nq_hash(name));
    *rank = value ? *value & 0xff : UINT8_MAX;
    return value ? (nq_field)(*value >> 8) : NQ_FIELD_NONE;
}

naql_str *
nq_doc_field(nq_doc *doc, nq_field field)
{
    switch (field) {
    case NQ_FIELD_ID:
        return &doc->id;
    case NQ_FIELD_URL:
        return &doc->url;
    case NQ_FIELD_OUTLET:
        return &doc->outlet;
    case NQ_FIELD_AUTHOR:
        return &doc->author;
    case NQ_FIELD_LANGUAGE:
        return &doc->language;
    case NQ_FIELD_PUBLISHED:
        return &doc->published;
    case NQ_FIELD_MODIFIED:
        return &doc->modified;
    case NQ_FIELD_TITLE:
        return &doc->title;
    case NQ_FIELD_ABSTRACT:
        return &doc->abstract;
    default:
        return &doc->text;
    }
}
