/* SPDX-License-Identifier: Apache-2.0
 *
 * input_bombs.h - things that, over and over, cost some reader of their form
 * far more than they should; and what is usual in each form, to hold them
 * against. Used by t_input.c and by bench/bench_bombs.c. */
#ifndef NQ_TESTS_INPUT_BOMBS_H
#define NQ_TESTS_INPUT_BOMBS_H

#include "base/buf.h"

typedef enum input_form {
    INPUT_PLAIN,
    INPUT_PAGE,
    INPUT_FEED,
    INPUT_JSON,
    INPUT_CSV,
    INPUT_WARC,
    N_INPUT_FORMS
} input_form;

/* In `again`: how often it came before, so that no two are the same. */
#define INPUT_BOMB_NUMBER "{n}"

typedef struct input_bomb {
    input_form form;
    const char *head, *again, *tail;
} input_bomb;

extern const char *const input_form_names[N_INPUT_FORMS];
extern const input_bomb input_usual[N_INPUT_FORMS];
extern const input_bomb input_bombs[];
extern const unsigned n_input_bombs;

/* Adds about `bytes` of it. */
void input_bomb_make(const input_bomb *bomb, size_t bytes, nq_buf *out);

#endif
