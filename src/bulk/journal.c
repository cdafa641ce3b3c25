/* SPDX-License-Identifier: Apache-2.0
 *
 * journal.c - how far a long run came, in a file, to go on from. Layer 9
 * (bulk). */
#include "bulk/journal.h"

#include "base/hash.h"
#include "base/mem.h"
#include "base/status.h"
#include "base/str.h"

/* Bytes that one record may remember: a batch holds far less. */
#define RECORD_MAX (1ull << 30)

struct head {
    char magic[8];
    uint64_t purpose;
};
static const char magic[8] = "naqlst1\n";

struct record {
    nq_halt mark;
    uint64_t bytes; /* that it remembers */
    uint64_t check; /* of mark, bytes and these */
};

struct nq_journal {
    nq_log *log;
    const char *path;
    nq_buf room;
    uint64_t end; /* of what was read */
};

static uint64_t
check_of(const struct record *r, naql_str memory)
{
    naql_str head = nq_str((const char *)r, offsetof(struct record, check));
    return nq_hash_seed(memory, nq_hash(head));
}

/* False when the file ends before. */
static naql_status
read_whole(nq_journal *j, void *to, size_t bytes, bool *there, naql_error *err)
{
    size_t n, seen = 0;
    do {
        NQ_TRY(nq_log_read(j->log, (char *)to + seen, bytes - seen, &n, err));
        seen += n;
    } while (n && seen < bytes);
    *there = seen == bytes;
    return NAQL_OK;
}

/* The next record, its memory in j->room; not *there: no more whole ones. */
static naql_status
next(nq_journal *j, struct record *r, bool *there, naql_error *err)
{
    NQ_TRY(read_whole(j, r, sizeof *r, there, err));
    *there = *there && r->bytes <= RECORD_MAX;
    if (!*there)
        return NAQL_OK;
    nq_buf_reset(&j->room);
    if (!nq_buf_reserve(&j->room, r->bytes + 1))
        return nq_fail_named(err, NAQL_NOMEM);
    NQ_TRY(read_whole(j, j->room.ptr, r->bytes, there, err));
    j->room.len = r->bytes;
    *there = *there && check_of(r, nq_buf_str(&j->room)) == r->check;
    return NAQL_OK;
}

/* Writes at the end; a failure names the file. */
static naql_status
put(nq_journal *j, naql_str bytes, naql_error *err)
{
    naql_error cause;
    naql_status status = nq_log_write(j->log, bytes, &cause);
    if (status == NAQL_OK)
        return NAQL_OK;
    return nq_fail(err, status, UINT64_MAX, "%s: %.100s", j->path,
                   cause.message);
}

static naql_status
start(nq_journal *j, uint64_t purpose, bool *fresh, naql_error *err)
{
    struct head head = {.purpose = 0};
    size_t n = 0;
    NQ_TRY(nq_log_read(j->log, &head, sizeof head, &n, err));
    *fresh = n == 0;
    if (*fresh) {
        memcpy(head.magic, magic, sizeof magic);
        head.purpose = purpose;
        j->end = sizeof head;
        return put(j, nq_str((const char *)&head, sizeof head), err);
    }
    if (n != sizeof head || memcmp(head.magic, magic, sizeof magic) != 0)
        return nq_fail(err, NAQL_BAD_ARG, UINT64_MAX,
                       "%s: not a state of naql; name another file", j->path);
    if (head.purpose != purpose)
        return nq_fail(err, NAQL_BAD_ARG, UINT64_MAX,
                       "%s: of a run with other options; name another file, or "
                       "remove it to start again",
                       j->path);
    j->end = sizeof head;
    return NAQL_OK;
}

static naql_status
take_all(nq_journal *j, uint64_t have, nq_journal_take take, void *user,
         nq_halt *last, naql_error *err)
{
    for (;;) {
        struct record r;
        bool there;
        NQ_TRY(next(j, &r, &there, err));
        if (!there || r.mark.written > have)
            return NAQL_OK;
        naql_status status = take(user, nq_buf_str(&j->room));
        if (status != NAQL_OK)
            return nq_fail(err, status, UINT64_MAX, "%s: %s", j->path,
                           nq_status_name(status));
        *last = r.mark;
        j->end += sizeof r + r.bytes;
    }
}

naql_status
nq_journal_open(const char *path, uint64_t purpose, uint64_t have,
                nq_journal_take take, void *user, nq_halt *last,
                nq_journal **out, naql_error *err)
{
    bool fresh = false;
    *out = NULL;
    *last = (nq_halt){0};
    nq_journal *j = nq_mem_zero(1, sizeof *j);
    if (!j)
        return nq_fail_named(err, NAQL_NOMEM);
    j->path = path;
    naql_status status = nq_log_open(path, &j->log, err);
    if (status == NAQL_OK)
        status = start(j, purpose, &fresh, err);
    if (status == NAQL_OK && !fresh)
        status = take_all(j, have, take, user, last, err);
    if (status == NAQL_OK)
        status = nq_log_cut(j->log, j->end, err);
    if (status != NAQL_OK) {
        nq_journal_close(j);
        return status;
    }
    *out = j;
    return NAQL_OK;
}

naql_status
nq_journal_add(nq_journal *j, const nq_halt *mark, naql_str memory,
               naql_error *err)
{
    struct record r = {.mark = *mark, .bytes = memory.len};
    r.check = check_of(&r, memory);
    nq_buf_reset(&j->room);
    nq_buf_add(&j->room, nq_str((const char *)&r, sizeof r));
    nq_buf_add(&j->room, memory);
    if (j->room.failed)
        return nq_fail_named(err, NAQL_NOMEM);
    return put(j, nq_buf_str(&j->room), err);
}

naql_str
nq_journal_cut(naql_str *rest, size_t bytes)
{
    if (rest->len < bytes)
        return (naql_str){NULL, 0};
    naql_str part = nq_str(rest->ptr, bytes);
    *rest = nq_str(rest->ptr + bytes, rest->len - bytes);
    return part;
}

void
nq_journal_close(nq_journal *j)
{
    if (!j)
        return;
    nq_log_close(j->log);
    nq_buf_clear(&j->room);
    nq_mem_free(j);
}
