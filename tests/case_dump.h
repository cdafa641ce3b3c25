/* SPDX-License-Identifier: Apache-2.0
 *
 * case_dump.h - what naql finds in a case, as lines of facts. */
#ifndef NQ_TESTS_CASE_DUMP_H
#define NQ_TESTS_CASE_DUMP_H

#include "api/api.h"

#define CASE_ARTICLES_MAX 16

struct case_input {
    naql_engine *engine;
    naql_article *articles[CASE_ARTICLES_MAX]; /* doc is set, nothing else */
    uint32_t n;
};

/* Analyses the articles and writes the facts that the case's folder (the last
 * but one part of `path`) asks for. */
naql_status case_dump(struct case_input *c, const char *path, nq_buf *out);

#endif
