/* SPDX-License-Identifier: Apache-2.0
 *
 * keep.c - answers of servers, kept as records of web archives. Layer 8
 * (store). */
#include "store/keep.h"

#include "base/day.h"
#include "base/hash.h"
#include "base/status.h"
#include "base/str.h"
#include "store/torn.h"

#include <stdio.h>
#include <strings.h>
#include <zlib.h>

enum { DAY_SECONDS = 86400 };

void
nq_keep_time(int64_t second, char out[21])
{
    int64_t day = second / DAY_SECONDS, rest = second % DAY_SECONDS;
    char date[11];
    if (rest < 0) {
        rest += DAY_SECONDS;
        day--;
    }
    nq_day_write((int32_t)day, date);
    snprintf(out, 21, "%.10sT%02u:%02u:%02uZ", date,
             (unsigned)(rest / 3600) % 24, (unsigned)(rest / 60 % 60),
             (unsigned)(rest % 60));
}

/* ---- The file ---- */

/* The last record of the file that an article rests on. */
static naql_status
last_kept(const nq_keep *k, uint64_t *at, bool *any, naql_error *err)
{
    static const char sql[] = "SELECT max(offset) FROM kept WHERE file = ?1";
    sqlite3_stmt *s;
    const char *slash = strrchr(k->path.ptr, '/');
    *at = 0;
    *any = false;
    NQ_TRY(nq_archive_prepare(k->rows, sql, &s, err));
    nq_bind_str(s, 1, nq_str_from(slash ? slash + 1 : k->path.ptr));
    naql_status status = nq_archive_step(k->rows, s, err);
    if (status == NAQL_OK && sqlite3_column_type(s, 0) != SQLITE_NULL) {
        *at = (uint64_t)sqlite3_column_int64(s, 0);
        *any = true;
    }
    sqlite3_finalize(s);
    return status == NAQL_END ? NAQL_OK : status;
}

/* Where the next record is to start. */
static naql_status
find_end(nq_keep *k, naql_error *err)
{
    uint64_t from, whole;
    bool any;
    if (!k->rows || !k->end)
        return NAQL_OK;
    NQ_TRY(last_kept(k, &from, &any, err));
    if (from >= k->end) /* another file of the name */
        return NAQL_OK;
    NQ_TRY(nq_log_seek(k->log, from, err));
    NQ_TRY(nq_torn_find(k->log, from, any, &whole, err));
    k->end = whole;
    return NAQL_OK;
}

static naql_status
open_file(nq_keep *k, naql_error *err)
{
    nq_io_kind kind;
    naql_error cause;
    NQ_TRY(nq_log_open(k->path.ptr, &k->log, err));
    naql_status status = nq_io_look(k->path.ptr, &kind, &k->end, &cause);
    if (status == NAQL_OK)
        status = find_end(k, &cause);
    if (status == NAQL_OK) /* goes there */
        status = nq_log_cut(k->log, k->end, &cause);
    if (status == NAQL_OK)
        return NAQL_OK;
    nq_log_close(k->log);
    k->log = NULL;
    return nq_fail(err, status, UINT64_MAX, "%s: %.100s", k->path.ptr,
                   cause.message);
}

/* The file of a month, opened unless it is the one that is. */
static naql_status
choose_file(nq_keep *k, const char *archive, int64_t second, naql_error *err)
{
    char time[21];
    nq_keep_time(second, time);
    nq_date_ymd d = nq_day_split((int32_t)(second / DAY_SECONDS));
    int32_t month = 12 * d.year + d.month - 1;
    if (k->log && k->month == month)
        return NAQL_OK;
    nq_log_close(k->log);
    k->log = NULL;
    nq_buf_reset(&k->path);
    nq_buf_format(&k->path, "%s-%.7s.warc.gz", archive, time);
    nq_buf_byte(&k->path, '\0');
    if (k->path.failed)
        return nq_fail_named(err, NAQL_NOMEM);
    k->month = month;
    return open_file(k, err);
}

/* A member of gzip with all that is in k->record. */
static naql_status
pack(nq_keep *k)
{
    z_stream z = {0};
    enum { GZIP = 15 + 16, MEMORY = 8 };
    if (deflateInit2(&z, Z_DEFAULT_COMPRESSION, Z_DEFLATED, GZIP, MEMORY,
                     Z_DEFAULT_STRATEGY) != Z_OK)
        return NAQL_NOMEM;
    nq_buf_reset(&k->packed);
    uLong room = deflateBound(&z, (uLong)k->record.len);
    bool good = !k->record.failed && nq_buf_reserve(&k->packed, room);
    if (good) {
        z.next_in = (Bytef *)k->record.ptr;
        z.avail_in = (uInt)k->record.len;
        z.next_out = (Bytef *)k->packed.ptr;
        z.avail_out = (uInt)room;
        good = deflate(&z, Z_FINISH) == Z_STREAM_END;
        k->packed.len = room - z.avail_out;
    }
    deflateEnd(&z);
    return good ? NAQL_OK : NAQL_NOMEM;
}

/* Writes the record as a member, or takes back what was written of it. */
static naql_status
write_record(nq_keep *k, naql_error *err)
{
    naql_error cause = {.message = "out of memory"};
    naql_status status = pack(k);
    if (status == NAQL_OK)
        status = nq_log_write(k->log, nq_buf_str(&k->packed), &cause);
    if (status == NAQL_OK) {
        k->end += k->packed.len;
        return NAQL_OK;
    }
    return nq_fail(err, status, UINT64_MAX, "%s: %.100s", k->path.ptr,
                   cause.message);
}

/* ---- Records ---- */

/* The same for the same answer, as an UUID of version 8. */
static void
add_id(nq_buf *out, const char *name, const naql_fetched *f, uint64_t seed)
{
    uint64_t a = nq_hash_seed(f->url, seed), b = nq_hash_seed(f->body, seed);
    a = nq_hash_next(a, (uint64_t)f->second);
    b = nq_hash_next(b, a);
    nq_buf_format(out, "%s: <urn:uuid:%08x-%04x-8%03x-%04x-%012llx>\r\n", name,
                  (unsigned)(a >> 32), (unsigned)(a >> 16 & 0xffff),
                  (unsigned)(a & 0xfff), (unsigned)(b >> 48 & 0x3fff) | 0x8000u,
                  (unsigned long long)(b & 0xffffffffffffull));
}

static void
add_digest(nq_keep *k, const char *name, naql_str bytes)
{
    unsigned char sum[20];
    char written[32];
    if (!k->sha1)
        k->sha1 = nq_sha1_pick();
    nq_sha1(k->sha1, bytes, sum);
    nq_sha1_base32(sum, written);
    nq_buf_format(&k->record, "%s: sha1:%.32s\r\n", name, written);
}

/* A value of a head line: what would end the line is a blank. */
static void
add_value(nq_buf *out, const char *name, naql_str value)
{
    if (!value.len)
        return;
    nq_buf_format(out, "%s: ", name);
    for (size_t i = 0; i < value.len; i++) {
        bool control = (unsigned char)value.ptr[i] < ' ';
        nq_buf_byte(out, control ? ' ' : value.ptr[i]);
    }
    nq_buf_add(out, NQ_STR("\r\n"));
}

enum { ANSWER = 1, TOLD, INFO };

static void
start_record(nq_keep *k, const char *type, const naql_fetched *f)
{
    char time[21];
    nq_keep_time(f->second, time);
    nq_buf_reset(&k->record);
    nq_buf_format(&k->record, "WARC/1.1\r\nWARC-Type: %s\r\nWARC-Date: %s\r\n",
                  type, time);
}

/* The length and the block that the record is about. */
static void
end_record(nq_keep *k, const char *type)
{
    nq_buf *out = &k->record;
    add_digest(k, "WARC-Block-Digest", nq_buf_str(&k->block));
    nq_buf_format(out, "Content-Type: %s\r\nContent-Length: %zu\r\n\r\n", type,
                  k->block.len);
    nq_buf_add(out, nq_buf_str(&k->block));
    nq_buf_add(out, NQ_STR("\r\n\r\n"));
    out->failed |= k->block.failed;
}

/* The head as it came; what it says of a coding that was undone, and a length
 * that is no more, stay under names of their own, as Common Crawl has them. */
static void
add_head(nq_keep *k, const naql_fetched *f)
{
    static const char *const undone[] = {
        "Content-Encoding:", "Transfer-Encoding:", "Content-Length:"};
    naql_str rest = f->head, line;
    if (!nq_str_starts(rest, NQ_STR("HTTP/")))
        nq_buf_add(&k->block, NQ_STR("HTTP/1.1 200 OK\r\n"));
    while (nq_str_split(&rest, '\n', &line)) {
        line = nq_str_trim(line);
        if (!line.len)
            continue;
        for (size_t i = 0; i < sizeof undone / sizeof *undone; i++)
            if (line.len >= strlen(undone[i]) &&
                !strncasecmp(line.ptr, undone[i], strlen(undone[i])))
                nq_buf_add(&k->block, NQ_STR("X-Crawler-"));
        nq_buf_add(&k->block, line);
        nq_buf_add(&k->block, NQ_STR("\r\n"));
    }
    nq_buf_format(&k->block, "Content-Length: %zu\r\n\r\n", f->body.len);
}

static naql_status
add_answer(nq_keep *k, const naql_fetched *f, naql_error *err)
{
    nq_buf_reset(&k->block);
    add_head(k, f);
    nq_buf_add(&k->block, f->body);
    start_record(k, "response", f);
    add_id(&k->record, "WARC-Record-ID", f, ANSWER);
    add_value(&k->record, "WARC-Target-URI", f->url);
    add_digest(k, "WARC-Payload-Digest", f->body);
    end_record(k, "application/http;msgtype=response");
    return write_record(k, err);
}

/* What a feed told of a page, where articles have it from. */
static naql_status
add_told(nq_keep *k, const naql_fetched *f, naql_error *err)
{
    const naql_known *known = f->known;
    nq_buf_reset(&k->block);
    if (!nq_str_equal(f->feed, f->url))
        add_value(&k->block, "via", f->feed);
    if (known) {
        add_value(&k->block, "id", known->id);
        add_value(&k->block, "outlet", known->outlet);
        add_value(&k->block, "title", known->title);
        add_value(&k->block, "author", known->byline);
        add_value(&k->block, "published", known->published);
        add_value(&k->block, "modified", known->modified);
    }
    if (!k->block.len)
        return NAQL_OK;
    start_record(k, "metadata", f);
    add_id(&k->record, "WARC-Record-ID", f, TOLD);
    add_id(&k->record, "WARC-Refers-To", f, ANSWER);
    add_value(&k->record, "WARC-Target-URI", f->url);
    end_record(k, "application/warc-fields");
    return write_record(k, err);
}

static naql_status
add_info(nq_keep *k, const naql_fetched *f, naql_error *err)
{
    if (k->end)
        return NAQL_OK;
    nq_buf_reset(&k->block);
    nq_buf_format(&k->block,
                  "software: naql\r\nformat: WARC File Format 1.1\r\n");
    start_record(k, "warcinfo", f);
    add_id(&k->record, "WARC-Record-ID", f, INFO);
    end_record(k, "application/warc-fields");
    return write_record(k, err);
}

naql_status
nq_keep_add(nq_keep *k, const char *archive, const naql_fetched *what,
            uint64_t *offset, naql_error *err)
{
    naql_error cause;
    NQ_TRY(choose_file(k, archive, what->second, err));
    uint64_t before = k->end;
    naql_status status = add_info(k, what, err);
    *offset = k->end;
    if (status == NAQL_OK)
        status = add_answer(k, what, err);
    if (status == NAQL_OK)
        status = add_told(k, what, err);
    if (status == NAQL_OK && nq_log_sync(k->log, &cause) != NAQL_OK)
        status = nq_fail(err, NAQL_IO, UINT64_MAX, "%s: %.100s", k->path.ptr,
                         cause.message);
    if (status != NAQL_OK) {
        nq_log_cut(k->log, before, NULL);
        nq_log_close(k->log); /* opened anew, its end is where it is then */
        k->log = NULL;
    }
    return status;
}

void
nq_keep_close(nq_keep *k)
{
    nq_log_close(k->log);
    nq_buf *const rooms[] = {&k->path, &k->block, &k->record, &k->packed};
    for (size_t i = 0; i < sizeof rooms / sizeof *rooms; i++)
        nq_buf_clear(rooms[i]);
    *k = (nq_keep){0};
}
