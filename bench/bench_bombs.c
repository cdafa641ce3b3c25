/* SPDX-License-Identifier: Apache-2.0
 *
 * bench_bombs.c - what a byte of a hostile input costs, beside a usual one.
 *
 *   bench_bombs [TIMES]
 *
 * For each form: nanoseconds a byte of usual articles, then of each thing that
 * is dear for some reader (2 MB of it; the least of five rounds). Fails when
 * one costs more than TIMES, 10, the usual. */
#include "growth.h"
#include "hostile/input_bombs.h"
#include "hostile/input_memory.h"

#include <stdio.h>
#include <stdlib.h>

enum { ROUNDS = 5, BYTES = 2 << 20 };

/* Nanoseconds a byte. */
static double
cost(input_memory *memory, const input_bomb *bomb)
{
    nq_buf b = {0};
    double least = 1e9;
    input_bomb_make(bomb, BYTES, &b);
    for (int i = 0; i < ROUNDS; i++) {
        clock_t start = clock();
        input_memory_read(memory, nq_buf_str(&b));
        double took = growth_seconds(start);
        least = took < least ? took : least;
    }
    least *= 1e9 / (double)b.len;
    nq_buf_clear(&b);
    return least;
}

/* A line feed or a byte that is no text would spoil the table. */
static void
show(const char *words, double ns, double times)
{
    printf("  %8.2f ns %7.1f x  ", ns, times);
    for (const char *c = words; *c && c < words + 48; c++)
        putchar(*c >= ' ' && *c < 0x7f ? *c : '?');
    putchar('\n');
}

int
main(int argc, char **argv)
{
    double limit = argc > 1 ? strtod(argv[1], NULL) : 10;
    unsigned over = 0;
    input_memory *memory = input_memory_open();
    for (unsigned form = 0; form < N_INPUT_FORMS; form++) {
        double usual = cost(memory, &input_usual[form]);
        printf("%s: %.2f ns a usual byte\n", input_form_names[form], usual);
        for (unsigned i = 0; i < n_input_bombs; i++) {
            if (input_bombs[i].form != form)
                continue;
            double ns = cost(memory, &input_bombs[i]);
            over += ns > limit * usual;
            show(input_bombs[i].again, ns, ns / usual);
        }
    }
    input_memory_close(memory);
    printf("%u over %.0f times the usual\n", over, limit);
    return over > 0;
}
