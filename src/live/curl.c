/* SPDX-License-Identifier: Apache-2.0
 *
 * curl.c - libcurl, opened when something is to be fetched. Layer 11 (live). */
#include "live/curl.h"

#include <dlfcn.h>

struct live_curl live;

bool
live_curl_open(const char **why)
{
    static const char *const files[] = {"libcurl.so.4", "libcurl-gnutls.so.4"};
    void *library = NULL;
    for (unsigned i = 0; i < 2 && !library; i++)
        library = dlopen(files[i], RTLD_NOW | RTLD_LOCAL);
    *why = "libcurl is not there (Debian: apt install libcurl4)";
    if (!library)
        return false;
    *why = "libcurl is too old";
#define LIVE_CURL_FIND(name)                                                   \
    *(void **)&live.name = dlsym(library, #name);                              \
    if (!live.name)                                                            \
        return false;
    LIVE_CURL_CALLS(LIVE_CURL_FIND)
    *why = "libcurl does not start";
    return live.curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
}
