/* SPDX-License-Identifier: Apache-2.0
 *
 * t_input.c - a file of each form, whole and damaged in every way.
 *
 * Truncated at every byte, one bit wrong in every byte, a piece missing, a
 * piece twice, bombs and deep nesting: nothing crashes or hangs, and what
 * stands beside the damage is still read. */
#include "base/mem.h"
#include "base/str.h"
#include "growth.h"
#include "hostile/input_bombs.h"
#include "hostile/input_memory.h"
#include "hostile/input_samples.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <zlib.h>

static input_memory *memory;

static int
setup(void **state)
{
    (void)state;
    memory = input_memory_open();
    return 0;
}

static int
teardown(void **state)
{
    (void)state;
    input_memory_close(memory);
    return 0;
}

static void
every_sample_is_read_whole(void **state)
{
    (void)state;
    for (unsigned i = 0; i < n_input_samples; i++) {
        nq_buf b = {0};
        input_samples[i].make(&b);
        input_tally t = input_memory_read(memory, nq_buf_str(&b));
        if (t.docs != input_samples[i].docs || t.faults != 0)
            fail_msg("%s: %u documents, %u faults", input_samples[i].name,
                     t.docs, t.faults);
        nq_buf_clear(&b);
    }
}

static void
files_may_end_anywhere(void **state)
{
    (void)state;
    for (unsigned i = 0; i < n_input_samples; i++) {
        nq_buf b = {0};
        input_samples[i].make(&b);
        input_tally whole = input_memory_read(memory, nq_buf_str(&b));
        for (size_t n = 0; n < b.len; n++) {
            /* a copy of its own size shows reads behind its end */
            char *copy = malloc(n ? n : 1);
            assert_non_null(copy);
            memcpy(copy, b.ptr, n);
            input_tally t = input_memory_read(memory, nq_str(copy, n));
            free(copy);
            if (t.docs > whole.docs + 1)
                fail_msg("%s cut at %zu: %u documents", input_samples[i].name,
                         n, t.docs);
        }
        nq_buf_clear(&b);
    }
}

/* How many of the documents of `whole` are in `t`, in order. */
static unsigned
kept(const input_tally *whole, const input_tally *t)
{
    unsigned n = 0;
    for (unsigned i = 0, k = 0; i < whole->docs; i++) {
        unsigned at = k;
        while (at < t->docs && t->hashes[at] != whole->hashes[i])
            at++;
        if (at < t->docs) {
            n++;
            k = at + 1;
        }
    }
    return n;
}

static void
a_wrong_bit_costs_its_record_alone(void **state)
{
    (void)state;
    for (unsigned i = 0; i < n_input_samples; i++) {
        nq_buf b = {0};
        input_samples[i].make(&b);
        input_tally whole = input_memory_read(memory, nq_buf_str(&b));
        for (size_t n = 0; n < b.len; n++) {
            char bit = (char)(1 << (n * 5 % 8));
            b.ptr[n] ^= bit;
            input_tally t = input_memory_read(memory, nq_buf_str(&b));
            b.ptr[n] ^= bit;
            if (n >= 16 &&
                kept(&whole, &t) + input_samples[i].losses < whole.docs)
                fail_msg("%s wrong at %zu: %u of %u documents kept",
                         input_samples[i].name, n, kept(&whole, &t),
                         whole.docs);
        }
        nq_buf_clear(&b);
    }
}

static void
pieces_may_be_missing_or_doubled(void **state)
{
    (void)state;
    uint32_t seed = 7;
    for (unsigned i = 0; i < n_input_samples; i++) {
        nq_buf b = {0}, damaged = {0};
        input_samples[i].make(&b);
        for (unsigned round = 0; round < 300; round++) {
            seed = seed * 1664525u + 1013904223u;
            size_t from = (seed >> 8) % b.len;
            seed = seed * 1664525u + 1013904223u;
            size_t len = (seed >> 8) % (b.len - from) % 200;
            nq_buf_reset(&damaged);
            nq_buf_add(&damaged, nq_str(b.ptr, from));
            if (round & 1) { /* twice; else missing */
                nq_buf_add(&damaged, nq_str(b.ptr + from, len));
                nq_buf_add(&damaged, nq_str(b.ptr + from, len));
            }
            nq_buf_add(&damaged,
                       nq_str(b.ptr + from + len, b.len - from - len));
            input_memory_read(memory, nq_buf_str(&damaged));
        }
        nq_buf_clear(&b);
        nq_buf_clear(&damaged);
    }
}

/* ---- Bombs --------------------------------------------------------------- */

static double
seconds_for(const void *what, size_t bytes)
{
    nq_buf b = {0};
    input_bomb_make(what, bytes, &b);
    clock_t start = clock();
    input_memory_read(memory, nq_buf_str(&b));
    double took = growth_seconds(start);
    nq_buf_clear(&b);
    return took;
}

static void
no_form_costs_more_than_linear_time(void **state)
{
    (void)state;
    for (unsigned i = 0; i < n_input_bombs; i++) {
        growth g;
        if (!growth_is_linear(seconds_for, &input_bombs[i], 256u << 10, &g))
            fail_msg("%s of %s: %.3f s, then %.3f s", input_bombs[i].again,
                     input_form_names[input_bombs[i].form], g.small, g.large);
    }
}

static void
gzip_in_gzip_stops(void **state)
{
    (void)state;
    nq_buf inner = {0}, outer = {0};
    nq_buf_add(&inner, NQ_STR("text"));
    for (unsigned i = 0; i < 6; i++) {
        uLongf room = compressBound((uLong)inner.len) + 64;
        nq_buf_reset(&outer);
        assert_true(nq_buf_reserve(&outer, room));
        z_stream z = {0};
        assert_int_equal(deflateInit2(&z, 1, Z_DEFLATED, 15 + 16, 8, 0), Z_OK);
        z.next_in = (Bytef *)inner.ptr;
        z.avail_in = (unsigned)inner.len;
        z.next_out = (Bytef *)outer.ptr;
        z.avail_out = (unsigned)room;
        assert_int_equal(deflate(&z, Z_FINISH), Z_STREAM_END);
        outer.len = room - z.avail_out;
        deflateEnd(&z);
        nq_buf_reset(&inner);
        nq_buf_add(&inner, nq_buf_str(&outer));
    }
    input_tally t = input_memory_read(memory, nq_buf_str(&outer));
    assert_int_equal(t.docs, 0);
    assert_int_equal(t.faults, 1);
    nq_buf_clear(&inner);
    nq_buf_clear(&outer);
}

#ifdef NQ_FAULTS
/* Each allocation of our own fails in turn, once and from then on. What is
 * read must end, with what it has or with a fault; the sanitizers see the
 * rest. */
static void
memory_may_run_out_anywhere(void **state)
{
    (void)state;
    for (unsigned i = 0; i < n_input_samples; i++) {
        nq_buf b = {0};
        input_samples[i].make(&b);
        nq_mem_fail(0, false);
        input_memory_read(memory, nq_buf_str(&b));
        uint64_t calls = nq_mem_calls();
        for (uint64_t nth = 1; nth <= calls; nth++) {
            nq_mem_fail(nth, nth & 1);
            input_memory_read(memory, nq_buf_str(&b));
        }
        nq_mem_fail(0, false);
        nq_buf_clear(&b);
    }
}
#endif

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_sample_is_read_whole),
        cmocka_unit_test(files_may_end_anywhere),
        cmocka_unit_test(a_wrong_bit_costs_its_record_alone),
        cmocka_unit_test(pieces_may_be_missing_or_doubled),
        cmocka_unit_test(no_form_costs_more_than_linear_time),
        cmocka_unit_test(gzip_in_gzip_stops),
#ifdef NQ_FAULTS
        cmocka_unit_test(memory_may_run_out_anywhere),
#endif
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
