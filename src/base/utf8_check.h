/* SPDX-License-Identifier: Apache-2.0
 *
 * utf8_check.h - the fast half of nq_utf8_valid. Layer 0 (base). */
#ifndef NQ_BASE_UTF8_CHECK_H
#define NQ_BASE_UTF8_CHECK_H

#include "naql.h"

/* A number of bytes at the start of `s` that are well-formed and end between
 * two characters; not always as many as there are. 0 where the machine has no
 * fast way. Source: Keiser and Lemire, Validating UTF-8 in less than one
 * instruction per byte, 2021, section 6; here 16 bytes at a time. */
size_t nq_utf8_check(naql_str s);

/* The plain one, to the first byte that is not well-formed or the end. */
size_t nq_utf8_valid_plain(naql_str s);

#endif
