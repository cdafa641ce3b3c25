/* SPDX-License-Identifier: Apache-2.0
 *
 * input_memory.h - bytes in memory read as a file would be, all of them. */
#ifndef NQ_TESTS_INPUT_MEMORY_H
#define NQ_TESTS_INPUT_MEMORY_H

#include "input/doc.h"

typedef struct input_tally {
    unsigned docs, faults;
    uint64_t hashes[64]; /* of title, text and blocks of the first documents */
} input_tally;

typedef struct input_memory input_memory; /* word lists, shared */
input_memory *input_memory_open(void);
void input_memory_close(input_memory *m);

/* Reads to the end and checks what every document has to fulfil: valid UTF-8,
 * a fault has a message, and an end comes. Aborts when it does not hold. */
input_tally input_memory_read(input_memory *m, naql_str bytes);

#endif
