/* SPDX-License-Identifier: Apache-2.0
 *
 * input_memory.h - bytes in memory read as a file would be, all of them. */
#ifndef NQ_TESTS_INPUT_MEMORY_H
#define NQ_TESTS_INPUT_MEMORY_H

#include "input/bytes.h"
#include "input/doc.h"

typedef struct input_tally {
    unsigned docs, faults;
    uint64_t hashes[64]; /* of title, text and blocks of the first documents */
    uint64_t first;      /* of a pulled input: *given at the first document */
} input_tally;

typedef struct input_memory input_memory; /* word lists, shared */
input_memory *input_memory_open(void);
void input_memory_close(input_memory *m);

/* Reads to the end and checks what every document has to fulfil: valid UTF-8,
 * a fault has a message, and an end comes. Aborts when it does not hold. */
input_tally input_memory_read(input_memory *m, naql_str bytes);

/* The same of what `pull` gives; *given is how many bytes that were so far. */
input_tally input_memory_pull(input_memory *m, nq_pull pull, void *from,
                              const uint64_t *given);

/* The same, as a form that the caller names, whatever the bytes are. */
struct nq_origin;
struct nq_reader;
typedef naql_status (*input_open)(const struct nq_origin *from,
                                  struct nq_reader **out);
input_tally input_memory_read_as(input_memory *m, naql_str bytes,
                                 input_open open);

#endif
