/* SPDX-License-Identifier: Apache-2.0
 *
 * fuzz_form.c - a libFuzzer target for each form of input.
 *
 * Built once for each form, with OPEN naming the reader (tests/meson.build).
 * Beside crashes it finds documents that break their promises and inputs that
 * cost more than linear time. What a byte may cost is told by what a byte of
 * an ordinary page costs in the same process, so that neither sanitizers nor a
 * busy machine are taken for slow input. */
#include "base/buf.h"
#include "base/str.h"
#include "growth.h"
#include "hostile/input_memory.h"
#include "input/reader.h"

#include <stdlib.h>

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum {
    PAGE_BYTES = 256 << 10,
    FREE_BYTES = 1 << 20, /* a few bytes may unpack to this many */
    TIMES = 10,           /* dearer than a usual byte: too dear */
};

static input_memory *memory;
static double usual; /* seconds for a byte of an ordinary page */

static double
seconds_for(naql_str bytes, input_open open)
{
    clock_t start = clock();
    input_memory_read_as(memory, bytes, open);
    return growth_seconds(start);
}

static double
least_of(naql_str bytes, input_open open)
{
    double least = seconds_for(bytes, open);
    for (unsigned i = 1; i < GROWTH_TRIES; i++) {
        double took = seconds_for(bytes, open);
        least = took < least ? took : least;
    }
    return least;
}

static void
prepare(void)
{
    nq_buf page = {0};
    memory = input_memory_open();
    while (page.len < PAGE_BYTES)
        nq_buf_add(&page, NQ_STR("<p class=text>Who <b>said</b> what, and "
                                 "whose words they were.</p>\n"));
    usual = least_of(nq_buf_str(&page), nq_html_open) / (double)page.len;
    nq_buf_clear(&page);
}

/* libFuzzer calls it before it times anything; replay.c does not. */
int
LLVMFuzzerInitialize(int *argc, char ***argv)
{
    (void)argc;
    (void)argv;
    prepare();
    return 0;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    naql_str bytes = nq_str((const char *)data, size);
    if (!memory)
        prepare();
    double limit = TIMES * usual * (double)(FREE_BYTES + size);
    if (seconds_for(bytes, OPEN) > limit && least_of(bytes, OPEN) > limit)
        abort();
    return 0;
}
