/* SPDX-License-Identifier: Apache-2.0
 *
 * mhd.h - libmicrohttpd, opened when something is to be served. Layer 11
 * (serve).
 *
 * It brings GnuTLS along, which with all that it needs takes a quarter of the
 * time in which naql starts: commands that serve nothing do without. */
#ifndef NQ_SERVE_MHD_H
#define NQ_SERVE_MHD_H

#include <microhttpd.h>
#include <stdbool.h>

#define SERVE_MHD_CALLS(call)                                                  \
    call(start_daemon) call(stop_daemon) call(add_connection)                  \
        call(get_connection_info) call(get_connection_values)                  \
            call(lookup_connection_value) call(create_response_from_buffer)    \
                call(add_response_header) call(queue_response)                 \
                    call(destroy_response)

/* MHD_start_daemon() is mhd.start_daemon(). */
struct serve_mhd {
#define SERVE_MHD_MEMBER(name) __typeof__(MHD_##name) *name;
    SERVE_MHD_CALLS(SERVE_MHD_MEMBER)
};
extern struct serve_mhd mhd;

/* False: it is not there, and *why says so. */
bool serve_mhd_open(const char **why);

#endif
