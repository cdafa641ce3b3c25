/* SPDX-License-Identifier: Apache-2.0
 *
 * start.c - main: is this a processor that the rest was built for? Layer 12
 * (cli).
 *
 * Compiled for every processor, whatever the rest is compiled for
 * (meson_options.txt, cpu): where the rest cannot run, this says why. */
#include "cli/cli.h"

int
main(int argc, char **argv)
{
#ifdef NQ_X86_64_V3
    if (!__builtin_cpu_supports("x86-64-v3")) {
        fputs("naql: built for x86-64-v3 (AVX2, BMI2), which this processor "
              "is not: build with -Dcpu=generic\n",
              stderr);
        return EXIT_PROCESSOR;
    }
#endif
    return cli_main(argc, argv);
}
