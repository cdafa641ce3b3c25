/* SPDX-License-Identifier: Apache-2.0
 *
 * fuzz_state.c - a libFuzzer target for the states that long runs go on from.
 *
 * The first byte chooses the run and what the rest is: all that stands behind
 * the head of a state; what one record of it remembers, with the checksum that
 * makes it believed; or what to change in a real record, three bytes a change,
 * believed as well. A run may refuse a state; it may not crash, and where
 * it goes on it ends with an output. */
#include "base/io.h"
#include "base/str.h"
#include "bulk/journal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum {
    RUNS = 3,
    HEAD_BYTES = 16,
    RECORD_BYTES = sizeof(nq_halt) + 16, /* before what it remembers */
};

static naql_engine *engine;
static char folder[] = "/tmp/naql-fuzz-XXXXXX";
static char input[64], state[64];
static nq_buf real[RUNS]; /* states of the three runs, of one record each */

static naql_status
drop(void *user, const char *bytes, size_t n)
{
    size_t *written = user;
    (void)bytes;
    *written += n;
    return NAQL_OK;
}

static naql_status
run(unsigned which, uint64_t have, size_t *written)
{
    const char *const paths[] = {input};
    naql_sink to = {drop, written};
    if (which == 0) {
        naql_dedup_options o = {.size = sizeof o, .state = state, .have = have};
        naql_dedup_summary sum;
        return naql_dedup(engine, paths, 1, &o, to, &sum, NULL);
    }
    if (which == 1) {
        naql_reuse_options o = {.size = sizeof o, .state = state, .have = have};
        naql_reuse_summary sum;
        return naql_reuse(engine, paths, 1, &o, to, &sum, NULL);
    }
    naql_cluster_options o = {.size = sizeof o, .state = state};
    naql_cluster_summary sum;
    return naql_cluster(engine, paths, 1, &o, to, &sum, NULL);
}

static void
must(bool good)
{
    if (!good)
        abort();
}

static void
clean_up(void)
{
    unlink(state);
    unlink(input);
    rmdir(folder);
    naql_engine_close(engine);
    for (unsigned i = 0; i < RUNS; i++)
        nq_buf_clear(&real[i]);
}

/* Writes the input, and runs over it for real: a head tells with which options
 * its state was written. */
static void
prepare(void)
{
    naql_options o = {.size = sizeof o, .threads = 1};
    naql_str lines =
        NQ_STR("{\"id\":\"1\",\"title\":\"عودة المياه\",\"text\":\"قال كامل "
               "السرواني إن المياه ستعود إلى رندة خلال أسبوع بعد انقطاع\"}\n"
               "{\"id\":\"2\",\"title\":\"عودة المياه\",\"text\":\"قال كامل "
               "السرواني إن المياه ستعود إلى رندة خلال أسبوع بعد عطل\"}\n");
    must(mkdtemp(folder) != NULL);
    snprintf(input, sizeof input, "%s/input", folder);
    snprintf(state, sizeof state, "%s/state", folder);
    must(nq_io_replace(input, lines, NULL) == NAQL_OK);
    must(naql_engine_open(&o, &engine, NULL) == NAQL_OK);
    atexit(clean_up);
    for (unsigned i = 0; i < RUNS; i++) {
        size_t written = 0;
        must(run(i, 0, &written) == NAQL_OK && written > 0);
        must(nq_io_read(state, 1 << 20, &real[i], NULL) == NAQL_OK);
        must(real[i].len > HEAD_BYTES + RECORD_BYTES);
        unlink(state);
    }
}

static naql_status
take_none(void *user, naql_str memory)
{
    (void)user;
    (void)memory;
    return NAQL_OK;
}

static void
write_record(const nq_buf *of, const nq_halt *mark, naql_str memory)
{
    uint64_t purpose;
    nq_journal *journal;
    nq_halt last;
    memcpy(&purpose, of->ptr + HEAD_BYTES - sizeof purpose, sizeof purpose);
    must(nq_journal_open(state, purpose, 0, take_none, NULL, &last, &journal,
                         NULL) == NAQL_OK);
    must(nq_journal_add(journal, mark, memory, NULL) == NAQL_OK);
    nq_journal_close(journal);
}

/* The record of a real state, bytes of what it remembers changed; gives what
 * that run had written. */
static uint64_t
write_changed(const nq_buf *of, naql_str changes)
{
    nq_halt mark;
    size_t from = HEAD_BYTES + RECORD_BYTES, n = of->len - from;
    char *memory = malloc(n);
    must(memory != NULL);
    memcpy(&mark, of->ptr + HEAD_BYTES, sizeof mark);
    memcpy(memory, of->ptr + from, n);
    for (size_t i = 0; i + 2 < changes.len; i += 3) {
        const unsigned char *c = (const unsigned char *)changes.ptr + i;
        memory[((size_t)c[0] << 8 | c[1]) % n] = (char)c[2];
    }
    write_record(of, &mark, nq_str(memory, n));
    free(memory);
    return mark.written;
}

static void
write_raw(const nq_buf *of, naql_str rest)
{
    nq_buf bytes = {0};
    nq_buf_add(&bytes, nq_str(of->ptr, HEAD_BYTES));
    nq_buf_add(&bytes, rest);
    must(nq_io_replace(state, nq_buf_str(&bytes), NULL) == NAQL_OK);
    nq_buf_clear(&bytes);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const nq_halt none = {0};
    size_t written = 0;
    uint64_t have = 0;
    if (!engine)
        prepare();
    if (!size)
        return 0;
    unsigned which = data[0] % RUNS, what = data[0] / RUNS % 3;
    naql_str rest = nq_str((const char *)data + 1, size - 1);
    if (what == 0)
        write_raw(&real[which], rest);
    else if (what == 1)
        write_record(&real[which], &none, rest);
    else
        have = write_changed(&real[which], rest);
    naql_status status = run(which, have, &written);
    must(status != NAQL_OK || have + written > 0);
    must(status != NAQL_IO && status != NAQL_LOCKED);
    unlink(state);
    return 0;
}
