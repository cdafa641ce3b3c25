/* SPDX-License-Identifier: Apache-2.0
 *
 * clock.h - the time that deadlines are of. Layer 11 (serve). */
#ifndef NQ_SERVE_CLOCK_H
#define NQ_SERVE_CLOCK_H

#include <stdint.h>
#include <time.h>

/* Milliseconds, from any moment on, never back. */
static inline int64_t
serve_now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

#endif
