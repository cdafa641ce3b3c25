/* SPDX-License-Identifier: Apache-2.0
 *
 * sha1.h - the digest that web archives carry. Layer 1 (input).
 *
 * For telling damage, not for safety. Source: FIPS 180-4. */
#ifndef NQ_INPUT_SHA1_H
#define NQ_INPUT_SHA1_H

#include "naql.h"

void nq_sha1(naql_str bytes, unsigned char out[20]);
/* RFC 4648, upper case, no NUL. */
void nq_sha1_base32(const unsigned char digest[20], char out[32]);

#endif
