/* SPDX-License-Identifier: Apache-2.0
 *
 * url.c - which addresses are asked at all. Layer 11 (live). */
#include "live/curl.h"
#include "live/fetch.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WHY = 160 };

static char *
part(CURLU *u, CURLUPart what, unsigned flags)
{
    char *got = NULL, *copy;
    if (live.curl_url_get(u, what, &got, flags) != CURLUE_OK)
        return NULL;
    copy = live_copy(live_str(got));
    live.curl_free(got);
    return copy;
}

static bool
usual_port(const char *port)
{
    long n = port ? strtol(port, NULL, 10) : 0;
    return n == 80 || n == 443 || (n >= 8000 && n <= 8999);
}

static bool
is_web(const char *scheme)
{
    return scheme && (!strcmp(scheme, "http") || !strcmp(scheme, "https"));
}

/* NULL: nothing is wrong with it. */
static const char *
wrong(CURLU *u, bool allow_private)
{
    char *scheme = part(u, CURLUPART_SCHEME, 0);
    char *port = part(u, CURLUPART_PORT, CURLU_DEFAULT_PORT);
    char *user = part(u, CURLUPART_USER, 0);
    const char *why = NULL;
    if (!is_web(scheme))
        why = "neither http nor https";
    else if (user)
        why = "an address with a name or password in it is not asked";
    else if (!allow_private && !usual_port(port))
        why = "a port that is not of the web (80, 443, 8000 to 8999); "
              "--allow-private lets it be asked";
    free(scheme);
    free(port);
    free(user);
    return why;
}

static char *
origin_of(CURLU *u)
{
    char *scheme = part(u, CURLUPART_SCHEME, 0);
    char *host = part(u, CURLUPART_HOST, 0);
    char *port = part(u, CURLUPART_PORT, CURLU_NO_DEFAULT_PORT);
    size_t room = strlen(host ? host : "") + 32;
    char *origin = live_new(room);
    snprintf(origin, room, "%s://%s%s%.8s", scheme ? scheme : "",
             host ? host : "", port ? ":" : "", port ? port : "");
    free(scheme);
    free(host);
    free(port);
    return origin;
}

static void
lower(char *text)
{
    for (; text && *text; text++)
        if (*text >= 'A' && *text <= 'Z')
            *text = (char)(*text | 0x20);
}

char *
live_url(const live_rules *rules, const char *base, const char *url,
         char **host, char **origin, char *why)
{
    CURLU *u = live.curl_url();
    char *out = NULL;
    const char *bad = "no address";
    unsigned flags = CURLU_NON_SUPPORT_SCHEME | CURLU_URLENCODE;
    if (u && base)
        live.curl_url_set(u, CURLUPART_URL, base, flags);
    if (u && strlen(url) < 4096 &&
        live.curl_url_set(u, CURLUPART_URL, url, flags) == CURLUE_OK) {
        bad = wrong(u, rules->allow_private);
        live.curl_url_set(u, CURLUPART_FRAGMENT, NULL, 0);
        out = bad ? NULL : part(u, CURLUPART_URL, 0);
    }
    if (!out)
        snprintf(why, WHY, "%s", bad ? bad : "no address");
    if (host)
        *host = out ? part(u, CURLUPART_HOST, 0) : NULL;
    if (host)
        lower(*host);
    if (origin)
        *origin = out ? origin_of(u) : NULL;
    if (origin)
        lower(*origin);
    if (u)
        live.curl_url_cleanup(u);
    return out;
}
