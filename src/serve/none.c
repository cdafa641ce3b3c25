/* SPDX-License-Identifier: Apache-2.0
 *
 * none.c - of a naql that was built without libmicrohttpd. Layer 11 (serve). */
#include "serve/serve.h"

bool
serve_is_built(void)
{
    return false;
}

serve_end
serve_run(const serve_options *o)
{
    o->say("this naql was built without a server: install libmicrohttpd-dev "
           "and build it anew");
    return SERVE_FAILED;
}
