/* SPDX-License-Identifier: Apache-2.0
 *
 * serve.c - from options to the end. Layer 11 (serve). */
#include "serve/serve.h"

#include "serve/address.h"
#include "serve/http.h"
#include "serve/mhd.h"

#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#define GRACE_MS 5000

static _Atomic int stop; /* read by every thread, set by a signal */

/* The second signal ends at once. */
static void
on_signal(int number)
{
    if (stop)
        _exit(128 + number);
    stop = number;
}

static void
catch_signals(void)
{
    struct sigaction act = {.sa_handler = on_signal};
    sigemptyset(&act.sa_mask);
    sigaction(SIGINT, &act, NULL);
    sigaction(SIGTERM, &act, NULL);
    act.sa_handler = SIG_IGN;
    sigaction(SIGPIPE, &act, NULL);
}

/* What a server never needs is given up before the first byte comes: rights
 * that other programs would get, its memory in a file. Nothing is lost where
 * the system refuses. */
static void
give_up_rights(void)
{
    struct rlimit none = {0};
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
    setrlimit(RLIMIT_CORE, &none);
}

static serve_end
end_of(naql_status status)
{
    switch (status) {
    case NAQL_CORRUPT:
        return SERVE_DAMAGED;
    case NAQL_NOMEM:
        return SERVE_NOMEM;
    default:
        return SERVE_FAILED;
    }
}

/* Is there an archive to serve? Told at once, not to the first reader. */
static serve_end
check_archive(naql_engine *engine, const serve_options *o)
{
    naql_store *store;
    naql_error err;
    naql_status status =
        naql_store_open(engine, o->archive, false, &store, &err);
    naql_store_close(store);
    if (status == NAQL_OK)
        return SERVE_STOPPED;
    o->say("%s", err.message);
    return end_of(status);
}

static serve_end
serve(naql_engine *engine, const serve_options *o)
{
    serve_address at;
    serve_end end = check_archive(engine, o);
    if (end == SERVE_STOPPED)
        end = serve_address_open(o, &at);
    if (end != SERVE_STOPPED)
        return end;
    serve_pool *pool = serve_pool_new(engine, o->archive);
    serve_http *http =
        pool ? serve_http_new(at.fd, &at.hosts, pool, o->english) : NULL;
    if (!http) {
        o->say("out of memory");
        serve_pool_free(pool);
        return SERVE_NOMEM;
    }
    give_up_rights();
    o->say("serving %s; Ctrl-C ends it", at.url);
    if (!serve_http_run(http, &stop, GRACE_MS)) {
        o->say("stopped; some answers were not finished");
        _exit(0); /* threads still have what would be freed */
    }
    serve_http_free(http);
    serve_pool_free(pool);
    o->say("stopped");
    return SERVE_STOPPED;
}

bool
serve_is_built(void)
{
    return true;
}

serve_end
serve_run(const serve_options *o)
{
    naql_engine *engine;
    naql_error err;
    naql_options options = {.size = sizeof(options),
                            .progress = serve_pool_in_time};
    const char *why;
    if (!serve_mhd_open(&why)) {
        o->say("%s", why);
        return SERVE_FAILED;
    }
    catch_signals();
    naql_status status = naql_engine_open(&options, &engine, &err);
    if (status != NAQL_OK) {
        o->say("%s", err.message);
        return end_of(status);
    }
    serve_end end = serve(engine, o);
    naql_engine_close(engine);
    return end;
}
