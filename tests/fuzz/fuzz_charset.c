/* SPDX-License-Identifier: Apache-2.0
 *
 * fuzz_charset.c - a libFuzzer target for decoding text: whatever comes out is
 * valid UTF-8 and names its charset; the two checks of UTF-8 agree. */
#include "base/str.h"
#include "base/utf8.h"
#include "base/utf8_check.h"
#include "input/charset.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const labels[] = {"", "utf-8", "windows-1256",
                                         "iso-8859-6"};
    naql_str bytes = nq_str((const char *)data, size), text, charset;
    nq_arena arena;
    nq_arena_init(&arena);
    if (nq_utf8_valid(bytes) != nq_utf8_valid_plain(bytes))
        abort();
    naql_str label = nq_str_from(labels[size % 4]);
    if (nq_charset_decode(bytes, label, &arena, &text, &charset, NULL) ==
            NAQL_OK &&
        (nq_utf8_valid(text) != text.len || charset.len == 0))
        abort();
    nq_arena_clear(&arena);
    return 0;
}
