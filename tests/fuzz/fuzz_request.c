/* SPDX-License-Identifier: Apache-2.0
 *
 * fuzz_request.c - a libFuzzer target for the guard in front of the server.
 *
 * A head that is let in is looked at again in the simplest way: one reading
 * alone may be left of it, and none of its beginnings may be let in. */
#include "serve/head.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const serve_hosts hosts = {{"127.0.0.1:8017", "localhost:8017"}, 2};

/* Lines that begin so, whatever their letters' case. */
static unsigned
count(const char *text, size_t n, const char *field)
{
    unsigned found = 0;
    size_t m = strlen(field);
    for (size_t i = 0; i + m < n; i++)
        found += text[i] == '\n' && strncasecmp(text + i + 1, field, m) == 0;
    return found;
}

static void
look_again(const char *text, size_t n)
{
    bool get = strncmp(text, "GET /", 5) == 0;
    bool head = strncmp(text, "HEAD /", 6) == 0;
    if ((!get && !head) || memcmp(text + n - 4, "\r\n\r\n", 4) != 0)
        abort();
    if (count(text, n, "host:") != 1 || count(text, n, "transfer-encoding:") ||
        count(text, n, "content-length:") > 1 || count(text, n, " ") ||
        count(text, n, "\t"))
        abort();
    for (size_t i = 0; i < n; i++) {
        bool lone = text[i] == '\n' && (i == 0 || text[i - 1] != '\r');
        bool bare = text[i] == '\r' && (i + 1 == n || text[i + 1] != '\n');
        if (!text[i] || lone || bare)
            abort();
    }
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *text = malloc(size + 1); /* a block of its own: ASan sees its end */
    if (!text)
        return 0;
    if (size)
        memcpy(text, data, size);
    text[size] = 0;
    if (serve_head_check((naql_str){text, size}, &hosts) == SERVE_HEAD_GOOD) {
        look_again(text, size);
        for (size_t n = 0; n < size && size < 2000; n++)
            if (serve_head_check((naql_str){text, n}, &hosts) !=
                SERVE_HEAD_PART)
                abort();
    }
    free(text);
    return 0;
}
