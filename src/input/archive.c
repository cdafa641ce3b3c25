/* SPDX-License-Identifier: Apache-2.0
 *
 * archive.c - tar and zip: the files in them, each by the reader of its kind.
 * Layer 1 (input).
 *
 * libarchive reads the archive as a stream; nothing is ever written to disk,
 * and a member's name is text for messages and nothing else. */
#include "base/buf.h"
#include "base/limits.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "input/fault.h"
#include "input/reader.h"
#include "input/tune.h"

#include <archive.h>
#include <archive_entry.h>

struct container {
    nq_reader reader;
    struct archive *archive;
    nq_buf path; /* archive/member, NUL at the end */
    nq_unpack unpack;
    nq_reader *inner; /* of the member; NULL: none is open */
    uint64_t read;    /* bytes of the member */
    uint32_t n_docs;
    size_t lent; /* bytes that libarchive was given and has not yet used */
    bool started, ended;
};

/* ---- Bytes in and out ---------------------------------------------------- */

static la_ssize_t
on_read(struct archive *a, void *user, const void **at)
{
    struct container *p = user;
    nq_bytes *bytes = p->reader.from.bytes;
    nq_bytes_skip(bytes, p->lent);
    naql_str held = nq_bytes_peek(bytes, 1);
    p->lent = held.len;
    *at = held.ptr;
    if (held.len == 0 && bytes->failure.status != NAQL_OK) {
        archive_set_error(a, -1, "%s", bytes->failure.message);
        return ARCHIVE_FATAL;
    }
    return (la_ssize_t)held.len;
}

/* Bytes of the member that is open. */
static naql_status
pull_member(void *from, void *at, size_t room, size_t *n, naql_error *err)
{
    struct container *p = from;
    la_ssize_t got = archive_read_data(p->archive, at, room);
    *n = got > 0 ? (size_t)got : 0;
    p->read += *n;
    if (got >= 0 && p->read <= NQ_MAX_INFLATED_BYTES)
        return NAQL_OK;
    const char *why = archive_error_string(p->archive);
    return nq_fail(err, NAQL_BAD_INPUT, UINT64_MAX, "damaged: %s",
                   why ? why : "it cannot be unpacked");
}

/* ---- Members ------------------------------------------------------------- */

static naql_status
start(struct container *p)
{
    p->started = true;
    p->archive = archive_read_new();
    if (!p->archive)
        return NAQL_NOMEM;
    archive_read_support_format_tar(p->archive);
    archive_read_support_format_zip_streamable(p->archive);
    return archive_read_open(p->archive, p, NULL, on_read, NULL) == ARCHIVE_OK
               ? NAQL_OK
               : NAQL_BAD_INPUT;
}

/* "ARCHIVE/MEMBER", whatever bytes the name has. */
static bool
name_member(struct container *p, const char *name)
{
    naql_str s = nq_str_from(name);
    nq_buf_reset(&p->path);
    nq_buf_add(&p->path, nq_str_from(p->reader.from.path));
    nq_buf_byte(&p->path, '/');
    for (size_t at = 0; at < s.len;) {
        uint32_t c = nq_utf8_next(s, &at);
        if (c == 0 || c == NQ_UTF8_BAD)
            c = 0xfffd;
        nq_buf_point(&p->path, c);
    }
    nq_buf_byte(&p->path, '\0');
    return !p->path.failed;
}

static bool
is_hidden(const char *name)
{
    const char *last = strrchr(name, '/');
    return (last ? last + 1 : name)[0] == '.' ||
           strncmp(name, "__MACOSX/", 9) == 0;
}

static naql_status
open_member(struct container *p, naql_error *err)
{
    naql_error cause = {0};
    p->read = 0;
    naql_status status = nq_unpack_open(&p->unpack, pull_member, p, &cause);
    if (status == NAQL_OK) {
        nq_origin from = p->reader.from;
        from.path = p->path.ptr;
        from.packed = &p->unpack;
        from.bytes = nq_unpack_bytes(&p->unpack);
        from.charset = nq_str_from(nq_wide_name(p->unpack.wide));
        from.depth++;
        status = nq_reader_open(&from, &p->inner);
        if (status == NAQL_OK)
            return p->unpack.early.status == NAQL_OK
                       ? NAQL_OK
                       : nq_fault_from(err, NQ_PLACE(p->path.ptr),
                                       &p->unpack.early);
        nq_unpack_close(&p->unpack);
        nq_fail_named(&cause, status);
    }
    return nq_fault_from(err, NQ_PLACE(p->path.ptr), &cause);
}

static void
close_member(struct container *p)
{
    if (!p->inner)
        return;
    p->inner->close(p->inner);
    p->inner = NULL;
    nq_unpack_close(&p->unpack);
}

/* The archive cannot be read on. */
static naql_status
give_up(struct container *p, naql_error *err)
{
    const char *why = p->archive ? archive_error_string(p->archive) : NULL;
    p->ended = true;
    return nq_fault(err, NAQL_BAD_INPUT, NQ_PLACE(p->reader.from.path),
                    "a damaged archive: %s; the rest of it is not read",
                    why ? why : "unknown form");
}

static naql_status
next_member(struct container *p, naql_error *err)
{
    struct archive_entry *entry;
    if (p->reader.from.depth >= NQ_TUNE_ARCHIVE_DEPTH) {
        p->ended = true;
        return nq_fault(err, NAQL_TOO_BIG, NQ_PLACE(p->reader.from.path),
                        "archives inside archives more than %u deep",
                        NQ_TUNE_ARCHIVE_DEPTH);
    }
    if (!p->started) {
        naql_status status = start(p);
        if (status == NAQL_NOMEM)
            return nq_fail_named(err, status);
        if (status != NAQL_OK)
            return give_up(p, err);
    }
    int code = archive_read_next_header(p->archive, &entry);
    if (code == ARCHIVE_EOF) {
        p->ended = true;
        return NAQL_END;
    }
    if (code != ARCHIVE_OK && code != ARCHIVE_WARN)
        return give_up(p, err);
    const char *name = archive_entry_pathname(entry);
    name = name ? name : "?";
    if (archive_entry_filetype(entry) != AE_IFREG || is_hidden(name))
        return NAQL_OK;
    if (!name_member(p, name))
        return nq_fail_named(err, NAQL_NOMEM);
    if (archive_entry_is_encrypted(entry))
        return nq_fault(err, NAQL_BAD_INPUT, NQ_PLACE(p->path.ptr),
                        "it has a password; unpack it first");
    if (strcmp(name, "[Content_Types].xml") == 0) {
        p->ended = true;
        return nq_fault(
            err, NAQL_BAD_INPUT, NQ_PLACE(p->reader.from.path),
            "not text: an Office file; save it as text or CSV first");
    }
    return open_member(p, err);
}

static naql_status
next(nq_reader *r, nq_arena *arena, nq_doc *out, naql_error *err)
{
    struct container *p = (struct container *)r;
    while (!p->ended) {
        if (!p->inner) {
            NQ_TRY(next_member(p, err));
            continue;
        }
        naql_status status = p->inner->next(p->inner, arena, out, err);
        if (status != NAQL_END)
            return status;
        close_member(p);
    }
    return NAQL_END;
}

static void
finish(nq_reader *r)
{
    struct container *p = (struct container *)r;
    close_member(p);
    if (p->archive)
        archive_read_free(p->archive);
    nq_buf_clear(&p->path);
    nq_mem_free(p);
}

naql_status
nq_archive_open(const nq_origin *from, nq_reader **out)
{
    return nq_reader_new(sizeof(struct container),
                         (nq_reader){*from, next, finish}, out);
}
