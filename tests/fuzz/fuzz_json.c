/* SPDX-License-Identifier: Apache-2.0
 *
 * fuzz_json.c - a libFuzzer target for the JSON reader alone.
 *
 * Every token has to be further on than the one before, every text valid UTF-8,
 * and an error has to stand inside the input. */
#include "base/json.h"
#include "base/str.h"
#include "base/utf8.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    nq_json j;
    nq_buf scratch = {0};
    nq_json_kind kind = NQ_JSON_NULL;
    naql_error err = {0};
    size_t last = 0;
    nq_json_open(&j, nq_str((const char *)data, size), &scratch);
    while (nq_json_next(&j, &kind, &err) == NAQL_OK && kind != NQ_JSON_DONE) {
        bool text = kind == NQ_JSON_KEY || kind == NQ_JSON_STRING;
        if (j.at <= last || j.at > size || j.depth > NQ_MAX_JSON_DEPTH ||
            (text && nq_utf8_valid(j.text) != j.text.len))
            abort();
        last = j.at;
    }
    if (err.status != NAQL_OK && err.offset > size)
        abort();
    nq_buf_clear(&scratch);
    return 0;
}
