/* SPDX-License-Identifier: Apache-2.0
 *
 * source.c - paths, or memory -> a stream of documents. Layer 1 (input).
 *
 * Walks paths and folders, opens one file at a time, tells its kind by its
 * first bytes and hands it to the reader of that kind. Knows nothing of what
 * a document says. */
#include "input/source.h"

#include "base/io.h"
#include "base/limits.h"
#include "base/mem.h"
#include "base/sorted.h"
#include "base/str.h"
#include "input/fault.h"
#include "input/html.h"
#include "input/reader.h"

struct folder {
    const nq_io_entry *at; /* [n] */
    uint32_t n, next;
    nq_arena_mark before; /* of the walk's arena */
};

struct nq_source {
    nq_arena lasting; /* lives as long as the source */
    nq_arena walk;    /* open folders and the path being read */
    nq_fields fields;
    nq_html_tools html;
    const char **paths; /* [n_paths] sorted */
    uint32_t n_paths, next_path;
    struct folder folders[NQ_MAX_WALK_DEPTH];
    uint32_t depth;
    naql_str memory; /* what is read instead of files, and was not yet */
    bool from_memory;
    naql_str url, label; /* that came with it */
    nq_kind kind;
    nq_stream *stream; /* of the file being read; NULL: none, or memory */
    nq_unpack packed;
    bool open; /* `packed` is */
    nq_reader *reader;
    uint64_t done, of; /* bytes of files read to their ends, and of all */
    bool of_known;
    bool ended;
    bool lines;
};

/* ---- Opening ------------------------------------------------------------- */

static int
by_bytes(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static naql_status
keep_paths(nq_source *s, const char *const *paths, uint32_t n)
{
    s->paths = nq_arena_zero(&s->lasting, n ? n : 1, sizeof *s->paths);
    if (!s->paths)
        return NAQL_NOMEM;
    for (uint32_t i = 0; i < n; i++)
        s->paths[i] = paths[i];
    nq_sort(s->paths, n, sizeof *s->paths, by_bytes);
    for (uint32_t i = 0; i < n; i++)
        if (i == 0 || strcmp(s->paths[i], s->paths[i - 1]) != 0)
            s->paths[s->n_paths++] = s->paths[i];
    return NAQL_OK;
}

/* The size of all input is known when it is files alone. */
static void
measure(nq_source *s)
{
    s->of_known = true;
    for (uint32_t i = 0; i < s->n_paths; i++) {
        nq_io_kind kind;
        uint64_t size;
        if (strcmp(s->paths[i], "-") == 0 ||
            nq_io_look(s->paths[i], &kind, &size, NULL) != NAQL_OK ||
            kind != NQ_IO_FILE)
            s->of_known = false;
        else
            s->of += size;
    }
}

static naql_status
make(const char *const *paths, uint32_t n, nq_source **out, naql_error *err)
{
    *out = NULL;
    nq_source *s = nq_mem_zero(1, sizeof *s);
    if (!s)
        return nq_fail_named(err, NAQL_NOMEM);
    nq_arena_init(&s->lasting);
    nq_arena_init(&s->walk);
    nq_tables tables;
    naql_status status = nq_tables_builtin(&tables);
    if (status == NAQL_OK)
        status = nq_fields_make(&tables, "fields", &s->lasting, &s->fields);
    if (status == NAQL_OK)
        status = nq_html_tools_make(&tables, &s->fields, &s->lasting, &s->html);
    if (status == NAQL_OK)
        status = keep_paths(s, paths, n);
    if (status != NAQL_OK) {
        nq_source_close(s);
        return nq_fail(err, status, UINT64_MAX, "cannot start reading: %s",
                       nq_status_name(status));
    }
    *out = s;
    return NAQL_OK;
}

naql_status
nq_source_open(const char *const *paths, uint32_t n, nq_source **out,
               naql_error *err)
{
    NQ_TRY(make(paths, n, out, err));
    measure(*out);
    return NAQL_OK;
}

naql_status
nq_source_open_memory(const char *name, naql_str bytes, nq_source **out,
                      naql_error *err)
{
    NQ_TRY(make(&name, 1, out, err));
    nq_source *s = *out;
    s->memory = bytes;
    s->from_memory = true;
    s->of = bytes.len;
    s->of_known = true;
    return NAQL_OK;
}

naql_status
nq_source_fields(nq_source *s, naql_str pairs, naql_error *err)
{
    return nq_fields_add(&s->fields, pairs, err);
}

void
nq_source_lines(nq_source *s)
{
    s->lines = true;
}

void
nq_source_came(nq_source *s, naql_str url, naql_str label)
{
    s->url = url;
    s->label = label;
}

nq_kind
nq_source_kind(const nq_source *s)
{
    return s->kind;
}

/* Names the path that a failure from below made us pass over; memory that ran
 * out is no fault of the path. */
static naql_status
pass_over(naql_error *err, const char *path, naql_status status,
          const naql_error *cause)
{
    if (status == NAQL_OK)
        return NAQL_OK;
    return status == NAQL_NOMEM ? nq_fail_named(err, status)
                                : nq_fault_from(err, NQ_PLACE(path), cause);
}

/* ---- Files --------------------------------------------------------------- */

static naql_status
pull_stream(void *from, void *at, size_t room, size_t *n, naql_error *err)
{
    return nq_stream_read(from, at, room, n, err);
}

static naql_status
pull_memory(void *from, void *at, size_t room, size_t *n, naql_error *err)
{
    nq_source *s = from;
    (void)err;
    *n = s->memory.len < room ? s->memory.len : room;
    if (*n > 0) {
        memcpy(at, s->memory.ptr, *n);
        s->memory = nq_str(s->memory.ptr + *n, s->memory.len - *n);
    }
    return NAQL_OK;
}

static naql_status
open_reader(nq_source *s, const char *path)
{
    nq_origin from = {.path = path,
                      .packed = &s->packed,
                      .bytes = nq_unpack_bytes(&s->packed),
                      .charset = nq_str_from(nq_wide_name(s->packed.wide)),
                      .url = s->url,
                      .label = s->label,
                      .lines = s->lines,
                      .fields = &s->fields,
                      .html = &s->html};
    if (s->from_memory)
        s->kind = nq_reader_kind(&from);
    return nq_reader_open(&from, &s->reader);
}

static void
close_file(nq_source *s)
{
    if (s->reader)
        s->reader->close(s->reader);
    s->reader = NULL;
    if (s->open) {
        s->done += nq_unpack_read(&s->packed);
        nq_unpack_close(&s->packed);
    }
    s->open = false;
    nq_stream_close(s->stream);
    s->stream = NULL;
}

static naql_status
open_file(nq_source *s, const char *path, naql_error *err)
{
    naql_error cause;
    naql_status status = NAQL_OK;
    if (!s->from_memory)
        status = nq_stream_open(path, &s->stream, &cause);
    if (status != NAQL_OK)
        return nq_fault_from(err, NQ_PLACE(path), &cause);
    status = s->from_memory
                 ? nq_unpack_open(&s->packed, pull_memory, s, &cause)
                 : nq_unpack_open(&s->packed, pull_stream, s->stream, &cause);
    s->open = status == NAQL_OK;
    if (status == NAQL_OK) {
        status = open_reader(s, path);
        cause.status = status;
    }
    if (status == NAQL_OK)
        return s->packed.early.status == NAQL_OK
                   ? NAQL_OK
                   : nq_fault_from(err, NQ_PLACE(path), &s->packed.early);
    close_file(s);
    return pass_over(err, path, status, &cause);
}

/* ---- Walking ------------------------------------------------------------- */

static naql_status
enter_folder(nq_source *s, const char *path, naql_error *err)
{
    if (s->depth == NQ_MAX_WALK_DEPTH)
        return nq_fault(err, NAQL_TOO_BIG, NQ_PLACE(path),
                        "folders nested deeper than %u", NQ_MAX_WALK_DEPTH);
    struct folder *f = &s->folders[s->depth];
    f->before = nq_arena_here(&s->walk);
    nq_list entries;
    naql_error cause;
    naql_status status = nq_io_list(path, &s->walk, &entries, &cause);
    NQ_TRY(pass_over(err, path, status, &cause));
    f->at = entries.at;
    f->n = entries.n;
    f->next = 0;
    s->depth++;
    return NAQL_OK;
}

/* Opens the next file, or enters the next folder; NAQL_END behind the last. */
static naql_status
advance(nq_source *s, naql_error *err)
{
    while (s->depth > 0) {
        struct folder *f = &s->folders[s->depth - 1];
        while (f->next < f->n) {
            const nq_io_entry *entry = &f->at[f->next++];
            if (entry->kind == NQ_IO_FOLDER)
                return enter_folder(s, entry->path, err);
            if (entry->kind == NQ_IO_FILE)
                return open_file(s, entry->path, err);
        }
        nq_arena_release(&s->walk, f->before);
        s->depth--;
    }
    if (s->next_path == s->n_paths)
        return NAQL_END;
    const char *path = s->paths[s->next_path++];
    if (s->from_memory)
        return open_file(s, path, err);
    if (!*path)
        return nq_fault(err, NAQL_IO, NQ_PLACE("\"\""), "an empty path");
    nq_io_kind kind = NQ_IO_OTHER;
    naql_status status = NAQL_OK;
    naql_error cause = {0};
    uint64_t size;
    if (strcmp(path, "-") != 0)
        status = nq_io_look(path, &kind, &size, &cause);
    NQ_TRY(pass_over(err, path, status, &cause));
    return kind == NQ_IO_FOLDER ? enter_folder(s, path, err)
                                : open_file(s, path, err);
}

naql_status
nq_source_next(nq_source *s, nq_arena *arena, nq_doc *out, naql_error *err)
{
    while (!s->ended) {
        bool reading = s->reader != NULL;
        naql_status status = reading
                                 ? s->reader->next(s->reader, arena, out, err)
                                 : advance(s, err);
        if (reading && status == NAQL_END) {
            close_file(s);
            continue;
        }
        s->ended = status == NAQL_END || status == NAQL_NOMEM;
        if (status == NAQL_NOMEM)
            return nq_fail_named(err, status);
        if (reading || status != NAQL_OK)
            return status;
    }
    return NAQL_END;
}

void
nq_source_progress(const nq_source *s, uint64_t *done, uint64_t *of)
{
    *done = s->done + (s->open ? nq_unpack_read(&s->packed) : 0);
    *of = s->of_known ? s->of : 0;
}

void
nq_source_close(nq_source *s)
{
    if (!s)
        return;
    close_file(s);
    nq_arena_clear(&s->walk);
    nq_arena_clear(&s->lasting);
    nq_mem_free(s);
}
