/* SPDX-License-Identifier: Apache-2.0
 *
 * record.c - one JSON object -> one document. Layer 1 (input).
 *
 * Where a text is expected an object gives its name and a list its items; of
 * two names for one field the better one counts, of equal names the first. */
#include "input/record.h"

#include "base/limits.h"
#include "base/status.h"
#include "base/str.h"
#include "input/charset.h"

struct record {
    nq_json json;
    const nq_fields *fields;
    nq_record_room *room;
    nq_arena *arena;
    nq_doc *doc;
    unsigned rank[NQ_N_DOC_FIELDS]; /* of what a field holds now */
    naql_error *err;
};

#define NOTHING UINT8_MAX     /* rank of a field that was not there */
#define EMPTY   (NOTHING - 1) /* of one that was there, with nothing in it */

void
nq_record_room_clear(nq_record_room *room)
{
    nq_buf_clear(&room->escapes);
    nq_buf_clear(&room->joined);
}

static naql_status
out_of_memory(struct record *r)
{
    return nq_fail_named(r->err, NAQL_NOMEM);
}

/* Exports of old data bases hold double-encoded words; addresses and dates
 * have none. */
static naql_status
mend(struct record *r, nq_field field, naql_str *text)
{
    bool repaired;
    if (field < NQ_FIELD_OUTLET || field == NQ_FIELD_PUBLISHED ||
        field == NQ_FIELD_MODIFIED)
        return NAQL_OK;
    NQ_TRY(nq_charset_mend(text, r->arena, &repaired));
    if (repaired)
        r->doc->charset = NQ_STR("utf-8 (double-encoded)");
    return NAQL_OK;
}

/* Puts `text` where it belongs, unless a better name was there. */
static naql_status
set(struct record *r, nq_field field, unsigned rank, naql_str text)
{
    if (field == NQ_FIELD_SOURCE)
        field = nq_str_is_web(text) ? NQ_FIELD_URL : NQ_FIELD_OUTLET;
    if (text.len == 0)
        rank = EMPTY;
    if (rank >= r->rank[field])
        return NAQL_OK;
    naql_str copy = nq_charset_copy(text, r->arena);
    if (!copy.ptr || mend(r, field, &copy) != NAQL_OK)
        return out_of_memory(r);
    *nq_doc_field(r->doc, field) = copy;
    r->rank[field] = rank;
    return NAQL_OK;
}

/* ---- Lists and objects where a text is expected -------------------------- */

/* Does the key that was just read stand for its object? "@id" does so only
 * where an address is expected. */
static bool
stands_for_object(const struct record *r, nq_field wanted)
{
    unsigned rank;
    nq_field field = nq_fields_find(r->fields, r->json.text, &rank);
    bool address = nq_str_equal(r->json.text, NQ_STR("@id"));
    return field == NQ_FIELD_NAME && address == (wanted == NQ_FIELD_URL);
}

static void
join(nq_buf *joined, naql_str item, nq_field field)
{
    if (item.len == 0)
        return;
    if (joined->len > 0)
        nq_buf_add(joined,
                   field == NQ_FIELD_TEXT ? NQ_STR("\n") : NQ_STR(", "));
    nq_buf_add(joined, item);
}

/* Reads the rest of a list or object whose opening bracket was just read, and
 * joins what is text in it. */
static naql_status
join_rest(struct record *r, nq_field field)
{
    uint32_t end = r->json.depth - 1;
    nq_buf_reset(&r->room->joined);
    while (r->json.depth > end) {
        nq_json_kind kind;
        NQ_TRY(nq_json_next(&r->json, &kind, r->err));
        if (kind == NQ_JSON_STRING || kind == NQ_JSON_NUMBER)
            join(&r->room->joined, r->json.text, field);
        else if (kind == NQ_JSON_KEY && !stands_for_object(r, field))
            NQ_TRY(nq_json_skip(&r->json, r->err));
    }
    return r->room->joined.failed ? out_of_memory(r) : NAQL_OK;
}

/* ---- Fields -------------------------------------------------------------- */

static naql_status
read_value(struct record *r, nq_field field, unsigned rank)
{
    nq_json_kind kind;
    NQ_TRY(nq_json_next(&r->json, &kind, r->err));
    if (kind == NQ_JSON_STRING || kind == NQ_JSON_NUMBER)
        return set(r, field, rank, r->json.text);
    if (kind == NQ_JSON_NULL)
        return set(r, field, rank, NQ_STR(""));
    if (kind != NQ_JSON_ARRAY && kind != NQ_JSON_OBJECT)
        return NAQL_OK;
    NQ_TRY(join_rest(r, field));
    return set(r, field, rank, nq_buf_str(&r->room->joined));
}

/* The key was just read. Fields of an inner object count as if they stood
 * outside, so nothing is done at its start and its end. */
static naql_status
read_field(struct record *r)
{
    unsigned rank;
    nq_field field = nq_fields_find(r->fields, r->json.text, &rank);
    if (field < NQ_FIELD_INNER)
        return read_value(r, field, rank);
    if (field != NQ_FIELD_INNER)
        return nq_json_skip(&r->json, r->err);
    nq_json_kind kind;
    NQ_TRY(nq_json_next(&r->json, &kind, r->err));
    return kind == NQ_JSON_ARRAY ? join_rest(r, NQ_FIELD_NONE) : NAQL_OK;
}

static naql_status
read_fields(struct record *r)
{
    nq_json_kind kind;
    do {
        NQ_TRY(nq_json_next(&r->json, &kind, r->err));
        if (kind == NQ_JSON_KEY)
            NQ_TRY(read_field(r));
    } while (r->json.depth > 0);
    return nq_json_next(&r->json, &kind, r->err); /* nothing may follow */
}

naql_status
nq_record_read(naql_str json, const nq_fields *fields, nq_record_room *room,
               nq_arena *arena, nq_doc *out, naql_error *err)
{
    struct record r = {
        .fields = fields, .room = room, .arena = arena, .doc = out, .err = err};
    for (unsigned i = 0; i < NQ_N_DOC_FIELDS; i++)
        r.rank[i] = NOTHING;
    nq_json_kind kind;
    nq_json_open(&r.json, json, &room->escapes);
    NQ_TRY(nq_json_next(&r.json, &kind, err));
    if (kind != NQ_JSON_OBJECT)
        return nq_fail(err, NAQL_BAD_INPUT, 0, "an object was expected");
    NQ_TRY(read_fields(&r));
    out->form = NQ_DOC_FIELDS;
    if (r.rank[NQ_FIELD_TEXT] == NOTHING && r.rank[NQ_FIELD_TITLE] == NOTHING)
        return nq_fail(err, NAQL_BAD_INPUT, 0,
                       "no field of it is known to hold a text; --fields "
                       "text=NAME tells which");
    return out->text.len > NQ_MAX_DOCUMENT_BYTES
               ? nq_fail(err, NAQL_TOO_BIG, 0, "a text of more than %u MB",
                         NQ_MAX_DOCUMENT_BYTES >> 20)
               : NAQL_OK;
}
