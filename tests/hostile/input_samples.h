/* SPDX-License-Identifier: Apache-2.0
 *
 * input_samples.h - a small file of each form that can be read, made here.
 *
 * All articles in them are invented. Used by t_input.c, which damages them,
 * and to start the corpus of the fuzz targets. */
#ifndef NQ_TESTS_INPUT_SAMPLES_H
#define NQ_TESTS_INPUT_SAMPLES_H

#include "base/buf.h"

typedef struct input_sample {
    const char *name;
    void (*make)(nq_buf *out);
    unsigned docs;   /* that it holds */
    unsigned losses; /* documents that one wrong byte may cost, at most */
} input_sample;

extern const input_sample input_samples[];
extern const unsigned n_input_samples;

#endif
