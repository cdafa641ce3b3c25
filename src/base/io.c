/* SPDX-License-Identifier: Apache-2.0
 *
 * io.c - files: look, list, read whole, stream, replace. Layer 0 (base).
 *
 * Knows nothing of what the bytes mean. */
#include "base/io.h"

#include "base/mem.h"
#include "base/sorted.h"
#include "base/status.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define READ_STEP    (1u << 16)
#define MOST_AT_ONCE (1u << 30) /* of one read or write */

struct nq_stream {
    int fd;
};

/* ---- Failing on demand ------------------------------------------------- */

#ifdef NQ_FAULTS
static uint64_t calls, fail_at;
static bool fail_forever;

void
nq_io_fail(uint64_t nth, bool forever)
{
    calls = 0;
    fail_at = nth;
    fail_forever = forever;
}

/* True when this call has to fail; errno is set. */
static bool
fault(void)
{
    calls++;
    if (fail_at == 0 || !(fail_forever ? calls >= fail_at : calls == fail_at))
        return false;
    errno = EIO;
    return true;
}
#else
static inline bool
fault(void)
{
    return false;
}
#endif

/* ---- Messages ---------------------------------------------------------- */

/* Bytes of a path in a message: the rest belongs to the reason. */
#define PATH_ROOM 110

const char *
nq_io_path_end(const char *path, size_t room, const char **dots)
{
    size_t len = strlen(path);
    *dots = "";
    if (len <= room)
        return path;
    path += len - room;
    while ((*path & 0xc0) == 0x80) /* not inside a UTF-8 character */
        path++;
    *dots = "...";
    return path;
}

/* "PATH: cannot WHAT: why"; without the path when it is NULL. */
static naql_status
io_fail(naql_error *err, const char *path, const char *what)
{
    int sys = errno;
    char why[64];
    const char *dots = "";
    const char *end = path ? nq_io_path_end(path, PATH_ROOM, &dots) : "";
    if (strerror_r(sys, why, sizeof why) != 0)
        snprintf(why, sizeof why, "error %d", sys);
    nq_fail(err, NAQL_IO, UINT64_MAX, "%s%s%scannot %s: %s", dots, end,
            path ? ": " : "", what, why);
    if (err)
        err->sys = sys;
    return NAQL_IO;
}

static naql_status
memory_fail(naql_error *err)
{
    return nq_fail_named(err, NAQL_NOMEM);
}

/* ---- Streams ----------------------------------------------------------- */

naql_status
nq_stream_open(const char *path, nq_stream **out, naql_error *err)
{
    *out = NULL;
    bool std_in = strcmp(path, "-") == 0;
    int fd = STDIN_FILENO;
    if (!std_in) {
        do
            fd = fault() ? -1 : open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
        while (fd < 0 && errno == EINTR);
    }
    if (fd < 0)
        return io_fail(err, NULL, "open");
    nq_stream *s = nq_mem_alloc(sizeof *s);
    if (!s) {
        if (!std_in)
            close(fd);
        return memory_fail(err);
    }
    s->fd = fd;
    *out = s;
    return NAQL_OK;
}

naql_status
nq_stream_read(nq_stream *s, void *at, size_t room, size_t *n, naql_error *err)
{
    *n = 0;
    if (room > MOST_AT_ONCE)
        room = MOST_AT_ONCE;
    ssize_t got;
    do
        got = fault() ? -1 : read(s->fd, at, room);
    while (got < 0 && errno == EINTR);
    if (got < 0)
        return io_fail(err, NULL, "read");
    *n = (size_t)got;
    return NAQL_OK;
}

void
nq_stream_close(nq_stream *s)
{
    if (!s)
        return;
    if (s->fd != STDIN_FILENO)
        close(s->fd);
    nq_mem_free(s);
}

/* Reads to the end; one byte over the limit shows that it is passed. */
static naql_status
read_all(nq_stream *s, size_t limit, nq_buf *out, naql_error *err)
{
    size_t start = out->len;
    for (;;) {
        size_t n;
        if (!nq_buf_reserve(out, READ_STEP))
            return memory_fail(err);
        NQ_TRY(nq_stream_read(s, out->ptr + out->len, READ_STEP, &n, err));
        out->len += n;
        if (out->len - start > limit)
            return nq_fail(err, NAQL_TOO_BIG, limit, "bigger than %zu bytes",
                           limit);
        if (n == 0)
            return NAQL_OK;
    }
}

/* Puts the path in front of a message that has none. */
static naql_status
name_path(naql_error *err, const char *path, naql_status status)
{
    if (err && status != NAQL_OK) {
        naql_error kept = *err;
        const char *dots, *end = nq_io_path_end(path, PATH_ROOM, &dots);
        nq_fail(err, status, kept.offset, "%s%s: %s", dots, end, kept.message);
        err->sys = kept.sys;
    }
    return status;
}

naql_status
nq_io_read(const char *path, size_t limit, nq_buf *out, naql_error *err)
{
    nq_stream *s;
    naql_status status = nq_stream_open(path, &s, err);
    if (status == NAQL_OK)
        status = read_all(s, limit, out, err);
    nq_stream_close(s);
    return name_path(err, path, status);
}

/* ---- Looking and listing ----------------------------------------------- */

static nq_io_kind
kind_of(const struct stat *st)
{
    if (S_ISREG(st->st_mode))
        return NQ_IO_FILE;
    return S_ISDIR(st->st_mode) ? NQ_IO_FOLDER : NQ_IO_OTHER;
}

naql_status
nq_io_look(const char *path, nq_io_kind *kind, uint64_t *size, naql_error *err)
{
    struct stat st;
    *kind = NQ_IO_OTHER;
    *size = 0;
    if (fault() || stat(path, &st) != 0)
        return io_fail(err, NULL, "open");
    *kind = kind_of(&st);
    *size = *kind == NQ_IO_FILE && st.st_size > 0 ? (uint64_t)st.st_size : 0;
    return NAQL_OK;
}

bool
nq_io_missing(const naql_error *err)
{
    return err->sys == ENOENT;
}

/* Follows a link to a file, not one to a folder. An entry that vanished since
 * the listing stays OTHER. */
static void
look_at_entry(nq_io_entry *entry)
{
    struct stat st;
    entry->kind = NQ_IO_OTHER;
    if (lstat(entry->path, &st) != 0)
        return;
    bool link = S_ISLNK(st.st_mode);
    if (link && stat(entry->path, &st) != 0)
        return;
    if (link && S_ISDIR(st.st_mode))
        return;
    entry->kind = kind_of(&st);
    if (entry->kind == NQ_IO_FILE && st.st_size > 0)
        entry->size = (uint64_t)st.st_size;
}

static const char *
join(const char *folder, const char *name, nq_arena *arena)
{
    size_t left = strlen(folder), right = strlen(name);
    while (left > 1 && folder[left - 1] == '/')
        left--;
    bool slash = left > 0 && folder[left - 1] != '/';
    char *path = nq_arena_alloc(arena, left + slash + right + 1);
    if (!path)
        return NULL;
    memcpy(path, folder, left);
    if (slash)
        path[left] = '/';
    memcpy(path + left + slash, name, right + 1);
    return path;
}

static int
by_path(const void *a, const void *b)
{
    const nq_io_entry *left = a, *right = b;
    return strcmp(left->path, right->path);
}

static naql_status
list_open(DIR *dir, const char *folder, nq_arena *arena, nq_list *out,
          naql_error *err)
{
    for (;;) {
        errno = 0;
        struct dirent *found = fault() ? NULL : readdir(dir);
        if (!found)
            return errno ? io_fail(err, NULL, "list") : NAQL_OK;
        if (found->d_name[0] == '.')
            continue;
        nq_io_entry *entry = nq_list_add(out, arena);
        if (!entry)
            return memory_fail(err);
        entry->path = join(folder, found->d_name, arena);
        if (!entry->path)
            return memory_fail(err);
        look_at_entry(entry);
    }
}

naql_status
nq_io_list(const char *folder, nq_arena *arena, nq_list *out, naql_error *err)
{
    *out = NQ_LIST(nq_io_entry);
    DIR *dir = fault() ? NULL : opendir(folder);
    if (!dir)
        return io_fail(err, NULL, "list");
    naql_status status = list_open(dir, folder, arena, out, err);
    closedir(dir);
    if (status == NAQL_OK && out->n > 1)
        nq_sort(out->at, out->n, sizeof(nq_io_entry), by_path);
    return status;
}

/* ---- Replacing --------------------------------------------------------- */

static bool
write_all(int fd, naql_str bytes)
{
    while (bytes.len > 0) {
        size_t step = bytes.len < MOST_AT_ONCE ? bytes.len : MOST_AT_ONCE;
        ssize_t n = fault() ? -1 : write(fd, bytes.ptr, step);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return false;
        bytes.ptr += n;
        bytes.len -= (size_t)n;
    }
    return true;
}

/* Writes and syncs a new file; on failure errno tells why. */
static bool
write_new(const char *path, naql_str bytes)
{
    int fd = fault() ? -1
                     : open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC,
                            S_IRUSR | S_IWUSR | S_IRGRP | S_IROTH);
    if (fd < 0)
        return false;
    bool good = write_all(fd, bytes) && !fault() && fsync(fd) == 0;
    int sys = errno;
    if (close(fd) != 0 && good) {
        good = false;
        sys = errno;
    }
    errno = sys;
    return good;
}

/* The new name itself must survive a loss of power. A file system that cannot
 * sync a folder is no reason to fail. */
static void
sync_folder(const char *path, char *room)
{
    const char *slash = strrchr(path, '/');
    size_t len = slash ? (size_t)(slash - path) : 0;
    memcpy(room, path, len);
    room[len] = '\0';
    int fd = open(slash ? (len ? room : "/") : ".", O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return;
    (void)fsync(fd);
    close(fd);
}

naql_status
nq_io_replace(const char *path, naql_str bytes, naql_error *err)
{
    size_t room = strlen(path) + 32;
    char *temp = nq_mem_alloc(room);
    if (!temp)
        return memory_fail(err);
    snprintf(temp, room, "%s.tmp.%ld", path, (long)getpid());
    naql_status status = NAQL_OK;
    if (!write_new(temp, bytes)) {
        status = io_fail(err, path, "write");
        unlink(temp);
    } else if (fault() || rename(temp, path) != 0) {
        status = io_fail(err, path, "replace");
        unlink(temp);
    } else {
        sync_folder(path, temp);
    }
    nq_mem_free(temp);
    return status;
}

/* ---- Growing ----------------------------------------------------------- */

struct nq_log {
    nq_stream stream;
};

/* True when no other process holds the file. */
static bool
hold(int fd)
{
    struct flock whole = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
    return fcntl(fd, F_SETLK, &whole) == 0;
}

naql_status
nq_log_open(const char *path, nq_log **out, naql_error *err)
{
    *out = NULL;
    int fd = fault() ? -1
                     : open(path, O_RDWR | O_CREAT | O_CLOEXEC,
                            S_IRUSR | S_IWUSR | S_IRGRP | S_IROTH);
    if (fd < 0)
        return io_fail(err, path, "write");
    bool ours = hold(fd);
    nq_log *l = ours ? nq_mem_alloc(sizeof *l) : NULL;
    if (l) {
        l->stream.fd = fd;
        *out = l;
        return NAQL_OK;
    }
    close(fd);
    return ours ? memory_fail(err)
                : nq_fail(err, NAQL_LOCKED, UINT64_MAX,
                          "%s: another process is at work with it", path);
}

naql_status
nq_log_read(nq_log *l, void *at, size_t room, size_t *n, naql_error *err)
{
    return nq_stream_read(&l->stream, at, room, n, err);
}

naql_status
nq_log_seek(nq_log *l, uint64_t at, naql_error *err)
{
    return !fault() && lseek(l->stream.fd, (off_t)at, SEEK_SET) >= 0
               ? NAQL_OK
               : io_fail(err, NULL, "read");
}

naql_status
nq_log_cut(nq_log *l, uint64_t keep, naql_error *err)
{
    int fd = l->stream.fd;
    if (fault() || ftruncate(fd, (off_t)keep) != 0 ||
        lseek(fd, 0, SEEK_END) < 0)
        return io_fail(err, NULL, "write");
    return NAQL_OK;
}

naql_status
nq_log_write(nq_log *l, naql_str bytes, naql_error *err)
{
    return write_all(l->stream.fd, bytes) ? NAQL_OK
                                          : io_fail(err, NULL, "write");
}

naql_status
nq_log_sync(nq_log *l, naql_error *err)
{
    return !fault() && fsync(l->stream.fd) == 0 ? NAQL_OK
                                                : io_fail(err, NULL, "write");
}

void
nq_log_close(nq_log *l)
{
    if (!l)
        return;
    close(l->stream.fd);
    nq_mem_free(l);
}
