/* SPDX-License-Identifier: Apache-2.0
 *
 * warc.c - web archives: WARC 1.0 and 1.1, WET, ARC. Layer 1 (input).
 *
 * Finds the records; what is in one is read by the reader of its kind. A
 * record that is not what it says is named with its offset, and the next one
 * is looked for by its first line. Source: ISO 28500:2017; the ARC format of
 * the Internet Archive, 1996. */
#include "base/limits.h"
#include "base/mem.h"
#include "base/str.h"
#include "input/charset.h"
#include "input/fault.h"
#include "input/http.h"
#include "input/reader.h"
#include "input/sha1.h"
#include "input/tune.h"

#include <strings.h>

struct record {
    uint64_t offset, length; /* of the head; of what follows it */
    naql_str url, language;
    /* of the block and of what the block carries, "sha1:..."; empty: none */
    naql_str digest, payload;
    bool wanted; /* it may hold a document */
    bool is_http, is_text;
    bool untyped; /* its head does not say what it is */
};

struct warc {
    nq_reader reader;
    bool is_arc;
    struct record record; /* strings in `head` */
    nq_buf head, path, joined;
    naql_str block; /* of the record, in the window */
    /* the reader of what is in it; NULL: none is open */
    nq_reader *inner;
    nq_bytes bytes;
    nq_unpack unpack;
    naql_str memory; /* what `unpack` reads */
    bool packed;
    uint32_t n_docs;
    nq_sha1_kernel sha1;
};

static nq_place
place(const struct warc *p)
{
    return (nq_place){p->reader.from.path, 0, p->record.offset};
}

/* ---- Heads --------------------------------------------------------------- */

/* Keeps the head of a record, for the window moves on. */
static bool
keep_head(struct warc *p, naql_str head)
{
    nq_buf_reset(&p->head);
    nq_buf_add(&p->head, head);
    nq_bytes_skip(p->reader.from.bytes, head.len);
    return !p->head.failed;
}

static void
read_warc_head(struct warc *p)
{
    static const char *const kinds[] = {"response", "resource", "conversion"};
    struct record *r = &p->record;
    naql_str head = nq_buf_str(&p->head);
    naql_str type = nq_head_value(head, "WARC-Type");
    naql_str content = nq_head_value(head, "Content-Type");
    r->url = nq_head_value(head, "WARC-Target-URI");
    if (r->url.len > 2 && r->url.ptr[0] == '<') /* WARC 1.0 puts <> around */
        r->url = nq_str(r->url.ptr + 1, r->url.len - 2);
    r->language = nq_head_value(head, "WARC-Identified-Content-Language");
    r->digest = nq_head_value(head, "WARC-Block-Digest");
    r->payload = nq_head_value(head, "WARC-Payload-Digest");
    if (nq_head_value(head, "WARC-Truncated").len > 0)
        r->payload =
            NQ_STR(""); /* of all that there was, not of what is left */
    r->is_http = nq_str_starts(content, NQ_STR("application/http"));
    r->untyped = content.len == 0;
    r->is_text = nq_str_equal(type, NQ_STR("conversion"));
    r->wanted = false;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        r->wanted |= nq_str_equal(type, nq_str_from(kinds[i]));
    if (!nq_str_u64(nq_head_value(head, "Content-Length"), &r->length))
        r->length = UINT64_MAX;
}

/* "URL address date type length": the first and the last are of use. */
static void
read_arc_head(struct warc *p)
{
    struct record *r = &p->record;
    naql_str line = nq_str_trim(nq_buf_str(&p->head)), part;
    uint32_t n = 0;
    naql_str length = NQ_STR("");
    r->url = NQ_STR("");
    while (nq_str_split(&line, ' ', &part)) {
        if (n++ == 0)
            r->url = part;
        length = part;
    }
    if (n < 5 || !nq_str_u64(length, &r->length))
        r->length = UINT64_MAX;
    r->language = r->digest = r->payload = NQ_STR("");
    r->wanted = nq_str_starts(r->url, NQ_STR("http"));
    r->is_http = true;
    r->is_text = r->untyped = false;
}

static bool
starts_record(const struct warc *p, naql_str held)
{
    return p->is_arc
               ? nq_str_is_web(held) || nq_str_starts(held, NQ_STR("dns:")) ||
                     nq_str_starts(held, NQ_STR("filedesc://"))
               : nq_str_starts(held, NQ_STR("WARC/"));
}

/* The head at the start of the window; empty when there is none within the
 * limit. */
static naql_str
find_head(struct warc *p)
{
    for (size_t want = 4096;; want *= 4) {
        naql_str held = nq_bytes_peek(p->reader.from.bytes, want);
        const char *feed = held.len ? memchr(held.ptr, '\n', held.len) : NULL;
        size_t end = SIZE_MAX;
        if (p->is_arc && feed)
            end = (size_t)(feed - held.ptr) + 1;
        else if (!p->is_arc)
            end = nq_head_end(held);
        if (end != SIZE_MAX)
            return nq_str(held.ptr, end);
        if (held.len < want || want >= NQ_TUNE_RECORD_HEAD_BYTES)
            return NQ_STR("");
    }
}

/* ---- Finding records ----------------------------------------------------- */

static void
pass_blank(nq_bytes *bytes)
{
    for (;;) {
        naql_str held = nq_bytes_peek(bytes, 1);
        size_t n = 0;
        while (n < held.len && (held.ptr[n] == '\r' || held.ptr[n] == '\n'))
            n++;
        nq_bytes_skip(bytes, n);
        if (n == 0 || n < held.len)
            return;
    }
}

/* Passes over bytes to the next line that starts a record. */
static void
find_record(struct warc *p)
{
    nq_bytes *bytes = p->reader.from.bytes;
    for (;;) {
        naql_str held = nq_bytes_peek(bytes, NQ_TUNE_READ_BYTES);
        const char *feed = held.len ? memchr(held.ptr, '\n', held.len) : NULL;
        if (!feed) {
            nq_bytes_skip(bytes, held.len);
            if (held.len == 0)
                return;
            continue;
        }
        nq_bytes_skip(bytes, (size_t)(feed - held.ptr) + 1);
        if (starts_record(p, nq_bytes_peek(bytes, 16)))
            return;
    }
}

/* The next head, kept; its record's block is next in the window. */
static naql_status
next_head(struct warc *p, naql_error *err)
{
    nq_bytes *bytes = p->reader.from.bytes;
    pass_blank(bytes);
    p->record.offset = bytes->offset;
    naql_str held = nq_bytes_peek(bytes, 16);
    if (held.len == 0)
        return nq_reader_broken(&p->reader, err);
    naql_str head = starts_record(p, held) ? find_head(p) : NQ_STR("");
    if (head.len == 0) {
        find_record(p);
        return nq_fault(err, NAQL_BAD_INPUT, place(p), "no record starts here");
    }
    if (!keep_head(p, head))
        return nq_fail_named(err, NAQL_NOMEM);
    if (p->is_arc)
        read_arc_head(p);
    else
        read_warc_head(p);
    if (p->record.length != UINT64_MAX)
        return NAQL_OK;
    find_record(p);
    return nq_fault(err, NAQL_BAD_INPUT, place(p), "a record without a length");
}

/* Is the end of the block, `at` bytes on, the end of a record? */
static bool
ends_record(struct warc *p, size_t at)
{
    naql_str held = nq_bytes_peek(p->reader.from.bytes, at + 24);
    held = nq_str(held.ptr + at, held.len - at);
    if (!p->is_arc && nq_str_starts(held, NQ_STR("\r\n")))
        return true; /* whatever became of the next one */
    while (held.len > 0 && (held.ptr[0] == '\r' || held.ptr[0] == '\n')) {
        held.ptr++;
        held.len--;
    }
    return held.len == 0 || starts_record(p, held);
}

static bool
digest_fits(const struct warc *p, naql_str digest, naql_str bytes)
{
    enum { LABEL = 5, BASE32 = 32, HEX = 40 };
    unsigned char sum[20];
    char written[HEX];
    if (digest.len < LABEL || strncasecmp(digest.ptr, "sha1:", LABEL) != 0)
        return true; /* other kinds are not checked */
    naql_str value = nq_str(digest.ptr + LABEL, digest.len - LABEL);
    if (value.len != BASE32 && value.len != HEX)
        return true;
    nq_sha1(p->sha1, bytes, sum);
    if (value.len == BASE32)
        nq_sha1_base32(sum, written);
    else
        nq_sha1_hex(sum, written);
    return strncasecmp(value.ptr, written, value.len) == 0;
}

/* Crawlers differ in what they take the digest of: the body as the server sent
 * it, or with its chunks joined. */
static bool
payload_fits(const struct warc *p, const nq_http *http)
{
    return digest_fits(p, p->record.payload, http->sent) ||
           (http->body.ptr != http->sent.ptr &&
            digest_fits(p, p->record.payload, http->body));
}

/* The block of the record whose head was read, in p->block; not yet passed
 * over. */
static naql_status
next_block(struct warc *p, naql_error *err)
{
    nq_bytes *bytes = p->reader.from.bytes;
    size_t length = (size_t)p->record.length;
    naql_str held = nq_bytes_peek(bytes, length);
    if (held.len < length) {
        naql_status status = bytes->failure.status != NAQL_OK
                                 ? nq_fault_from(err, place(p), &bytes->failure)
                                 : nq_fault(err, NAQL_BAD_INPUT, place(p),
                                            "a record that ends too early");
        if (bytes->failure.status != NAQL_OK)
            nq_reader_broken(&p->reader, NULL);
        else
            find_record(p);
        return status;
    }
    if (!ends_record(p, length)) {
        find_record(p);
        return nq_fault(err, NAQL_BAD_INPUT, place(p),
                        "a record whose length is not right");
    }
    p->block = nq_str(nq_bytes_peek(bytes, length).ptr, length);
    if (digest_fits(p, p->record.digest, p->block))
        return NAQL_OK;
    nq_bytes_skip(bytes, length);
    return nq_fault(err, NAQL_BAD_INPUT, place(p),
                    "a record that was changed: its digest does not fit");
}

/* ---- What is in a record ------------------------------------------------- */

static naql_status
pull_memory(void *from, void *at, size_t room, size_t *n, naql_error *err)
{
    struct warc *p = from;
    (void)err;
    *n = p->memory.len < room ? p->memory.len : room;
    memcpy(at, p->memory.ptr, *n);
    p->memory = nq_str(p->memory.ptr + *n, p->memory.len - *n);
    return NAQL_OK;
}

/* Pages, feeds and data; pictures and programs of pages are no fault. */
static bool
may_be_text(naql_str type, naql_str url)
{
    static const char *const other[] = {"image/", "video/", "audio/", "font",
                                        "css",    "script", "octet",  "pdf",
                                        "zip",    "wasm"};
    for (size_t i = 0; i < sizeof other / sizeof *other; i++)
        if (nq_str_find(type, nq_str_from(other[i]), 0) != SIZE_MAX)
            return false;
    return !nq_str_ends(url, NQ_STR("/robots.txt"));
}

static void
close_inner(struct warc *p)
{
    if (p->inner)
        p->inner->close(p->inner);
    p->inner = NULL;
    if (p->packed)
        nq_unpack_close(&p->unpack);
    p->packed = false;
}

static naql_status
open_inner(struct warc *p, naql_str body, naql_str label, bool packed)
{
    nq_buf_reset(&p->path);
    nq_buf_format(&p->path, "%s: record at byte %llu", p->reader.from.path,
                  (unsigned long long)p->record.offset);
    nq_buf_byte(&p->path, '\0');
    if (p->path.failed)
        return NAQL_NOMEM;
    nq_origin from = p->reader.from;
    from.path = p->path.ptr;
    from.packed = NULL;
    from.bytes = &p->bytes;
    from.charset = NQ_STR("");
    from.label = label;
    from.url = p->record.url;
    from.depth++;
    nq_bytes_init_memory(&p->bytes, body);
    if (packed) {
        p->memory = body;
        NQ_TRY(nq_unpack_open(&p->unpack, pull_memory, p, NULL));
        p->packed = true;
        from.packed = &p->unpack;
        from.bytes = nq_unpack_bytes(&p->unpack);
        from.charset = nq_str_from(nq_wide_name(p->unpack.wide));
    }
    return p->record.is_text ? nq_plain_open(&from, &p->inner)
                             : nq_reader_open(&from, &p->inner);
}

/* Opens a reader on what the record holds; p->inner stays NULL when that is
 * nothing to read. */
static naql_status
open_record(struct warc *p, naql_error *err)
{
    nq_http http = {.status = 200, .sent = p->block, .body = p->block};
    naql_error cause;
    http.type = http.label = NQ_STR("");
    bool is_http =
        p->record.is_http ||
        (p->record.untyped && nq_str_starts(p->block, NQ_STR("HTTP/")));
    if (is_http && nq_http_read(p->block, &p->joined, &http, &cause) != NAQL_OK)
        return nq_fault_from(err, place(p), &cause);
    if (!payload_fits(p, &http))
        return nq_fault(err, NAQL_BAD_INPUT, place(p),
                        "what it carries was changed: its digest does not fit");
    if (http.status != 200 || http.body.len == 0 ||
        p->reader.from.depth >= NQ_TUNE_ARCHIVE_DEPTH ||
        !may_be_text(http.type, p->record.url))
        return NAQL_OK;
    naql_status status = open_inner(p, http.body, http.label, http.packed);
    if (status == NAQL_OK)
        return NAQL_OK;
    close_inner(p);
    return nq_fault(err, status, place(p), "it cannot be unpacked");
}

/* Goes to the next record that holds something to read. */
static naql_status
next_record(struct warc *p, naql_error *err)
{
    nq_bytes *bytes = p->reader.from.bytes;
    NQ_TRY(next_head(p, err));
    if (!p->record.wanted) {
        if (!nq_bytes_pass(bytes, p->record.length))
            return nq_reader_broken(&p->reader, err);
        return NAQL_OK;
    }
    if (p->record.length > NQ_MAX_DOCUMENT_BYTES) {
        bool whole = nq_bytes_pass(bytes, p->record.length);
        naql_status status = nq_fault(
            err, whole ? NAQL_TOO_BIG : NAQL_BAD_INPUT, place(p),
            "a record of %llu bytes", (unsigned long long)p->record.length);
        if (!whole)
            nq_reader_broken(&p->reader, NULL);
        return status;
    }
    NQ_TRY(next_block(p, err));
    naql_status status = open_record(p, err);
    if (!p->inner)
        nq_bytes_skip(bytes, p->block.len);
    return status;
}

static naql_status
add_record(struct warc *p, nq_arena *arena, nq_doc *out)
{
    out->path = nq_charset_safe(nq_str_from(p->reader.from.path), arena);
    out->record = p->n_docs++;
    out->offset = p->record.offset;
    if (out->language.len == 0 && p->record.language.len > 0)
        out->language = nq_charset_safe(p->record.language, arena);
    return out->path.ptr && out->language.ptr ? NAQL_OK : NAQL_NOMEM;
}

static naql_status
next(nq_reader *r, nq_arena *arena, nq_doc *out, naql_error *err)
{
    struct warc *p = (struct warc *)r;
    for (;;) {
        if (!p->inner) {
            NQ_TRY(next_record(p, err));
            continue;
        }
        naql_status status = p->inner->next(p->inner, arena, out, err);
        if (status == NAQL_OK)
            return add_record(p, arena, out);
        if (status != NAQL_END)
            return status;
        close_inner(p);
        nq_bytes_skip(r->from.bytes, p->block.len);
    }
}

static void
finish(nq_reader *r)
{
    struct warc *p = (struct warc *)r;
    close_inner(p);
    nq_buf_clear(&p->head);
    nq_buf_clear(&p->path);
    nq_buf_clear(&p->joined);
    nq_mem_free(p);
}

static naql_status
open_either(const nq_origin *from, bool is_arc, nq_reader **out)
{
    NQ_TRY(nq_reader_new(sizeof(struct warc), (nq_reader){*from, next, finish},
                         out));
    struct warc *p = (struct warc *)*out;
    p->is_arc = is_arc;
    p->sha1 = nq_sha1_pick();
    return NAQL_OK;
}

naql_status
nq_warc_open(const nq_origin *from, nq_reader **out)
{
    return open_either(from, false, out);
}

naql_status
nq_arc_open(const nq_origin *from, nq_reader **out)
{
    return open_either(from, true, out);
}
