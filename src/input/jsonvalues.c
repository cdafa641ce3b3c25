/* SPDX-License-Identifier: Apache-2.0
 *
 * jsonvalues.c - an array of objects, or objects over several lines. Layer 1
 * (input).
 *
 * Finds where each object ends and hands it to record.c, so that a long array
 * is read as a stream and a bad object is a fault of its own. An object that
 * holds a list of articles (JSON Feed, the answer of an API) gives these. */
#include "base/limits.h"
#include "base/mem.h"
#include "base/str.h"
#include "input/fault.h"
#include "input/html.h"
#include "input/reader.h"
#include "input/record.h"

struct values {
    nq_reader reader;
    nq_record_room room;
    nq_html_room *html;
    uint32_t record; /* of the next document */
    bool told;       /* the end's failure was */
    naql_str inner;  /* what is left of a list inside an object */
    uint64_t inner_offset;
};

/* Where an object's end is looked for; kept while the window grows. */
struct scan {
    size_t at;
    uint32_t depth;
    bool in_string;
};

/* Goes on to the end of the value; false when the bytes end before. */
static bool
scan_value(struct scan *s, naql_str in)
{
    for (; s->at < in.len; s->at++) {
        char c = in.ptr[s->at];
        if (s->in_string) {
            if (c == '\\' && s->at + 1 == in.len)
                return false; /* seen again with the byte behind it */
            s->at += c == '\\';
            s->in_string = c != '"';
        } else if (c == '"') {
            s->in_string = true;
        } else if (c == '{' || c == '[') {
            s->depth++;
        } else if ((c == '}' || c == ']') && --s->depth == 0) {
            s->at++;
            return true;
        }
    }
    return false;
}

static bool
is_between(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == ',' ||
           c == '[' || c == ']';
}

/* Passes over what stands between objects. */
static naql_str
pass_between(nq_bytes *bytes)
{
    for (;;) {
        naql_str held = nq_bytes_peek(bytes, 4);
        size_t n = nq_str_starts(held, NQ_STR("\xef\xbb\xbf")) ? 3 : 0;
        while (n < held.len && is_between(held.ptr[n]))
            n++;
        nq_bytes_skip(bytes, n);
        if (n < held.len)
            return nq_bytes_peek(bytes, 1);
        if (n == 0)
            return held;
    }
}

/* The next object, passed over; NAQL_END, or a fault that ends the file. */
static naql_status
next_object(struct values *p, naql_str *object, uint64_t *offset,
            naql_error *err)
{
    nq_origin *from = &p->reader.from;
    naql_str held = pass_between(from->bytes);
    struct scan s = {0};
    *offset = from->bytes->offset;
    nq_place place = {from->path, 0, *offset};
    if (held.len == 0)
        return nq_reader_end(&p->reader, &p->told, err);
    if (p->told)
        return NAQL_END;
    if (held.ptr[0] != '{') {
        p->told = true;
        return nq_fault(err, NAQL_BAD_INPUT, place,
                        "an object was expected; the rest is not read");
    }
    while (!scan_value(&s, held)) {
        if (held.len > NQ_MAX_LINE_BYTES || from->bytes->ended) {
            p->told = true;
            if (from->bytes->failure.status != NAQL_OK)
                return nq_fault_from(err, place, &from->bytes->failure);
            return held.len > NQ_MAX_LINE_BYTES
                       ? nq_fault(err, NAQL_TOO_BIG, place,
                                  "an object of more than %u MB",
                                  NQ_MAX_LINE_BYTES >> 20)
                       : nq_fault(err, NAQL_BAD_INPUT, place,
                                  "bad JSON: it ends too early");
        }
        held = nq_bytes_peek(from->bytes, held.len + 1);
    }
    *object = nq_str(held.ptr, s.at);
    nq_bytes_skip(from->bytes, s.at);
    return NAQL_OK;
}

/* Is there a list of objects in it, or a string that looks like one? Saves a
 * second reading of nearly every object. */
static bool
may_hold_list(naql_str object)
{
    const char *end = object.ptr + object.len, *at = object.ptr;
    while ((at = memchr(at, '[', (size_t)(end - at))) != NULL) {
        at++;
        while (at < end &&
               (*at == ' ' || *at == '\n' || *at == '\r' || *at == '\t'))
            at++;
        if (at < end && *at == '{')
            return true;
    }
    return false;
}

/* The list of articles inside an object; empty when there is none. */
static naql_str
find_list(naql_str object, nq_buf *scratch)
{
    static const char *const names[] = {"items",   "articles", "data",  "docs",
                                        "results", "entries",  "posts", "news"};
    nq_json j;
    nq_json_kind kind = NQ_JSON_NULL;
    if (!may_hold_list(object))
        return NQ_STR("");
    nq_json_open(&j, object, scratch);
    if (nq_json_next(&j, &kind, NULL) != NAQL_OK)
        return NQ_STR("");
    while (nq_json_next(&j, &kind, NULL) == NAQL_OK && kind == NQ_JSON_KEY) {
        bool named = false;
        for (size_t i = 0; i < sizeof names / sizeof *names; i++)
            named |= nq_str_equal(j.text, nq_str_from(names[i]));
        size_t start = j.at;
        if (nq_json_skip(&j, NULL) != NAQL_OK)
            break;
        naql_str list = nq_str_trim(nq_str(object.ptr + start, j.at - start));
        if (named && nq_str_starts(list, NQ_STR("[")) &&
            memchr(list.ptr, '{', list.len))
            return list;
    }
    return NQ_STR("");
}

/* The next object of an inner list; false at its end. */
static bool
next_inner(struct values *p, naql_str *object, uint64_t *offset)
{
    struct scan s = {0};
    size_t n = 0;
    while (n < p->inner.len && p->inner.ptr[n] != '{')
        n++;
    *object = nq_str(p->inner.ptr + n, p->inner.len - n);
    *offset = p->inner_offset + n;
    if (!scan_value(&s, *object)) {
        p->inner = NQ_STR("");
        return false;
    }
    p->inner = nq_str(object->ptr + s.at, object->len - s.at);
    p->inner_offset = *offset + s.at;
    object->len = s.at;
    return true;
}

static naql_status
next(nq_reader *r, nq_arena *arena, nq_doc *out, naql_error *err)
{
    struct values *p = (struct values *)r;
    naql_str object;
    uint64_t offset;
    while (!next_inner(p, &object, &offset)) {
        NQ_TRY(next_object(p, &object, &offset, err));
        p->inner = find_list(object, &p->room.escapes);
        if (p->inner.len == 0)
            break;
        p->inner_offset = offset + (uint64_t)(p->inner.ptr - object.ptr);
    }
    naql_error cause;
    nq_place place = {r->from.path, 0, offset};
    NQ_TRY(nq_doc_start(&r->from, arena, out));
    out->record = p->record++;
    out->offset = offset;
    if (nq_record_read(object, r->from.fields, &p->room, arena, out, &cause) !=
        NAQL_OK)
        return nq_fault_from(err, place, &cause);
    return nq_reader_markup(&r->from, &p->html, arena, out);
}

static void
finish(nq_reader *r)
{
    struct values *p = (struct values *)r;
    nq_record_room_clear(&p->room);
    nq_reader_room_free(p->html);
    nq_mem_free(p);
}

naql_status
nq_json_values_open(const nq_origin *from, nq_reader **out)
{
    NQ_TRY(nq_reader_new(sizeof(struct values),
                         (nq_reader){*from, next, finish}, out));
    ((struct values *)*out)->inner = NQ_STR("");
    return NAQL_OK;
}
