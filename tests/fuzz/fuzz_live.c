/* SPDX-License-Identifier: Apache-2.0
 *
 * fuzz_live.c - a libFuzzer target for what naql watch reads itself: rules of
 * robots.txt, heads of HTTP, lists of feeds.
 *
 * An address of a list has to be one; a head's value has to lie in the head. */
#include "live/list.h"
#include "live/poll.h"
#include "live/robots.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
read_list(const live_bytes *bytes)
{
    live_list list = {0};
    char why[256] = "", *text = live_copy((naql_str){bytes->ptr, bytes->len});
    if (!live_list_read(&list, "list", text, why) && !*why)
        abort();
    for (size_t i = 0; i < list.n; i++)
        if (strncmp(list.at[i], "http", 4) != 0)
            abort();
    live_list_clear(&list);
    free(text);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    live_bytes bytes = {0};
    if (size > 4096) /* rules times page */
        return 0;
    live_bytes_add(&bytes, (const char *)data, size);
    naql_str all = {bytes.ptr, bytes.len};
    char page[64];
    size_t n = strcspn(bytes.ptr, "\n");
    n = n < sizeof page ? n : sizeof page - 1;
    memcpy(page, bytes.ptr, n);
    page[n] = 0;
    live_robots_allow(all, "naql", page);
    live_robots_allow(all, "naql", "/a/b.php?c=%D8%A3");
    naql_str value = live_head(&bytes, "etag");
    if (value.len && (value.ptr < bytes.ptr ||
                      value.ptr + value.len > bytes.ptr + bytes.len))
        abort();
    live_is_teaser((naql_str){page, n}, all);
    read_list(&bytes);
    live_bytes_clear(&bytes);
    return 0;
}
