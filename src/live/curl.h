/* SPDX-License-Identifier: Apache-2.0
 *
 * curl.h - libcurl, opened when something is to be fetched. Layer 11 (live).
 *
 * It brings thirty libraries along, which take ten times as long to load as
 * naql takes to start: commands that fetch nothing do without. */
#ifndef NQ_LIVE_CURL_H
#define NQ_LIVE_CURL_H

#include <stdbool.h>

#define CURL_DISABLE_TYPECHECK /* its macros take the calls for functions */
#include <curl/curl.h>

#define LIVE_CURL_CALLS(call)                                                  \
    call(curl_global_init) call(curl_global_cleanup) call(curl_easy_init)      \
        call(curl_easy_cleanup) call(curl_easy_getinfo) call(curl_easy_setopt) \
            call(curl_easy_strerror) call(curl_multi_init)                     \
                call(curl_multi_cleanup) call(curl_multi_add_handle)           \
                    call(curl_multi_remove_handle) call(curl_multi_perform)    \
                        call(curl_multi_poll) call(curl_multi_info_read)       \
                            call(curl_slist_append) call(curl_slist_free_all)  \
                                call(curl_url) call(curl_url_cleanup)          \
                                    call(curl_url_get) call(curl_url_set)      \
                                        call(curl_free)

/* Calls of libcurl by their own names: live.curl_easy_init(). */
struct live_curl {
#define LIVE_CURL_MEMBER(name) __typeof__(name) *name;
    LIVE_CURL_CALLS(LIVE_CURL_MEMBER)
};
extern struct live_curl live;

/* False: it is not there, and *why says so. */
bool live_curl_open(const char **why);

#endif
