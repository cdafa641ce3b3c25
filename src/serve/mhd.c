/* SPDX-License-Identifier: Apache-2.0
 *
 * mhd.c - libmicrohttpd, opened when something is to be served. Layer 11
 * (serve). */
#include "serve/mhd.h"

#include <dlfcn.h>

struct serve_mhd mhd;

bool
serve_mhd_open(const char **why)
{
    void *library = dlopen("libmicrohttpd.so.12", RTLD_NOW | RTLD_LOCAL);
    *why = "libmicrohttpd is not there (Debian: apt install libmicrohttpd12)";
    if (!library)
        return false;
    *why = "libmicrohttpd is too old";
#define SERVE_MHD_FIND(name)                                                   \
    *(void **)&mhd.name = dlsym(library, "MHD_" #name);                        \
    if (!mhd.name)                                                             \
        return false;
    SERVE_MHD_CALLS(SERVE_MHD_FIND)
    return true;
}
