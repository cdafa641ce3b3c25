/* SPDX-License-Identifier: Apache-2.0
 *
 * make_corpus.c - writes the samples of tests/hostile as files, to start a
 * fuzz target with.
 *
 *   make_corpus FOLDER */
#include "base/io.h"
#include "hostile/input_samples.h"

#include <stdio.h>

int
main(int argc, char **argv)
{
    if (argc != 2)
        return 2;
    for (unsigned i = 0; i < n_input_samples; i++) {
        nq_buf b = {0};
        char path[512];
        input_samples[i].make(&b);
        snprintf(path, sizeof path, "%s/%s", argv[1], input_samples[i].name);
        if (nq_io_replace(path, nq_buf_str(&b), NULL) != NAQL_OK)
            return 1;
        nq_buf_clear(&b);
    }
    return 0;
}
