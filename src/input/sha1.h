/* SPDX-License-Identifier: Apache-2.0
 *
 * sha1.h - the digest that web archives carry. Layer 1 (input).
 *
 * For telling damage, not for safety. Source: FIPS 180-4. */
#ifndef NQ_INPUT_SHA1_H
#define NQ_INPUT_SHA1_H

#include "naql.h"

/* Adds n blocks of 64 bytes to the state h. */
typedef void (*nq_sha1_kernel)(uint32_t h[5], const unsigned char *blocks,
                               size_t n);
void nq_sha1_plain(uint32_t h[5], const unsigned char *blocks, size_t n);
/* The fastest that the machine has; ask once and keep it, for asking the
 * processor is slow under a hypervisor. */
nq_sha1_kernel nq_sha1_pick(void);

void nq_sha1(nq_sha1_kernel kernel, naql_str bytes, unsigned char out[20]);
/* RFC 4648, upper case, no NUL. */
void nq_sha1_base32(const unsigned char digest[20], char out[32]);
void nq_sha1_hex(const unsigned char digest[20], char out[40]);

#endif
