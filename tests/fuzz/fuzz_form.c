/* SPDX-License-Identifier: Apache-2.0
 *
 * fuzz_form.c - a libFuzzer target for each form of input.
 *
 * Built once for each form, with OPEN naming the reader (tests/meson.build).
 * Beside crashes it finds documents that break their promises and inputs that
 * cost more than linear time: a megabyte may take a second. */
#include "base/str.h"
#include "hostile/input_memory.h"
#include "input/reader.h"

#include <stdlib.h>
#include <time.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Sanitizers cost ten times; small inputs are all overhead. */
#define SECONDS_A_BYTE 10e-6
#define SECONDS_FREE   0.5

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static input_memory *memory;
    if (!memory)
        memory = input_memory_open();
    clock_t start = clock();
    input_memory_read_as(memory, nq_str((const char *)data, size), OPEN);
    double took = (double)(clock() - start) / CLOCKS_PER_SEC;
    if (took > SECONDS_FREE + (double)size * SECONDS_A_BYTE)
        abort();
    return 0;
}
