/* SPDX-License-Identifier: Apache-2.0
 *
 * delay.h - when a feed is asked again, in seconds. Layer 11 (live).
 *
 * What is due at once is spread a little, by the feed's address: the same feed
 * gets the same delay, a thousand feeds a thousand. */
#ifndef NQ_LIVE_DELAY_H
#define NQ_LIVE_DELAY_H

#include <stdint.h>

#define LIVE_DAY 86400.0

/* From one asking that went well to the next: `every`, longer when the server
 * gives the answer a longer life (max_age, seconds; 0: none), a day at most;
 * up to a twentieth less by the seed. */
double live_delay(double every, double max_age, uint64_t seed);

/* After the n-th failure in a row (from 1): `every`, doubled with each, a day
 * at most; up to a tenth less by the seed and n. A server that names a time
 * (`asked`, seconds; 0: none) is left alone that long, a day at most. */
double live_delay_failed(double every, unsigned n, double asked, uint64_t seed);

/* Of any bytes with a NUL behind. */
uint64_t live_seed(const char *text);

#endif
