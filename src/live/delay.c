/* SPDX-License-Identifier: Apache-2.0
 *
 * delay.c - when a feed is asked again, in seconds. Layer 11 (live). */
#include "live/delay.h"

/* FNV-1a; then the end of MurmurHash3, that near addresses part. */
uint64_t
live_seed(const char *text)
{
    uint64_t h = 0xcbf29ce484222325u;
    for (; *text; text++)
        h = (h ^ (unsigned char)*text) * 0x100000001b3u;
    return h;
}

static double
part(uint64_t seed, uint64_t n) /* 0 .. 1 */
{
    uint64_t h = seed + n * 0x9e3779b97f4a7c15u;
    h = (h ^ h >> 33) * 0xff51afd7ed558ccdu;
    h = (h ^ h >> 33) * 0xc4ceb9fe1a85ec53u;
    return (double)(h >> 11) / 9007199254740992.0;
}

static double
at_most_a_day(double seconds)
{
    return seconds < LIVE_DAY ? seconds : LIVE_DAY;
}

double
live_delay(double every, double max_age, uint64_t seed)
{
    double d = max_age > every ? at_most_a_day(max_age) : every;
    return d * (1 - part(seed, 0) / 20);
}

double
live_delay_failed(double every, unsigned n, double asked, uint64_t seed)
{
    double d = every;
    for (unsigned i = 1; i < n && d < LIVE_DAY; i++)
        d *= 2;
    d = at_most_a_day(d) * (1 - part(seed, n) / 10);
    asked = at_most_a_day(asked);
    return asked > d ? asked : d;
}
