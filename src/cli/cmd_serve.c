/* SPDX-License-Identifier: Apache-2.0
 *
 * cmd_serve.c - naql serve. Layer 12 (cli). */
#include "cli/cli.h"
#include "serve/serve.h"

#include <stdlib.h>
#include <string.h>

static const char *const examples[] = {
    "naql serve",
    "your archive in a browser: search, statements, stories; Ctrl-C ends it",
    "naql serve --archive desk.db --listen 127.0.0.1:9000 --lang en",
    "another archive, another port, the frame in English",
    "curl 'http://127.0.0.1:8017/api/v1/search?q=وزير' | jq '.items[].title'",
    "the same as data; /api/openapi.json tells all addresses",
    "naql serve --listen 192.168.1.5:8017 --allow-others",
    "for everyone who can reach this address: there is no password",
    NULL,
};

static const char *const notes[] = {
    "Only this machine can ask unless --allow-others is given, requests are "
    "answered only when they ask for the address or the --host, and nothing "
    "can be written. docs/serve.md has the API, and how to put it behind a "
    "proxy.",
    CLI_NOTE_ARCHIVE,
    "Exit status: 0 stopped by Ctrl-C or a request to end, 2 wrong usage, 3 "
    "the archive cannot be read or the address is taken, 4 the archive is "
    "damaged or of a newer version.",
    NULL,
};

static int
ending(serve_end end)
{
    switch (end) {
    case SERVE_STOPPED:
        return EXIT_DONE;
    case SERVE_USAGE:
        return EXIT_USAGE;
    case SERVE_DAMAGED:
        return EXIT_DAMAGED;
    case SERVE_NOMEM:
        return EXIT_MEMORY;
    default:
        return EXIT_OUTPUT;
    }
}

static int
serve(const char *archive, serve_options *o)
{
    char *path = cli_archive_path(archive);
    if (!path)
        return EXIT_MEMORY;
    o->archive = path;
    o->say = cli_say;
    int status = ending(serve_run(o));
    free(path);
    return status;
}

int
cmd_serve(int argc, char **argv)
{
    serve_options o = {0};
    const char *archive = NULL, *lang = NULL;
    const cli_option options[] = {
        CLI_OPTION_ARCHIVE(archive),
        {"listen", 0, CLI_TEXT, "HOST:PORT",
         "where; default 127.0.0.1:8017, port 0: any free one", &o.listen},
        {"lang", 0, CLI_TEXT, "ar|en", "language of the pages' frame", &lang},
        {"host", 0, CLI_TEXT, "NAME",
         "another name that it is asked by, as behind a proxy", &o.host},
        {"allow-others", 0, CLI_FLAG, NULL,
         "listen on an address that other machines reach", &o.open},
        {0},
    };
    const cli_usage usage = {
        "serve",  "",    "your archive in a browser, and as an HTTP API",
        examples, notes, options};
    int status = EXIT_DONE, n = cli_parse(&usage, argc, argv, &status);
    if (n < 0)
        return status;
    if (n) {
        cli_say("serve takes no more than options");
        return EXIT_USAGE;
    }
    if (lang && strcmp(lang, "ar") != 0 && strcmp(lang, "en") != 0) {
        cli_say("--lang takes ar or en, not '%s'", lang);
        return EXIT_USAGE;
    }
    o.english = lang && strcmp(lang, "en") == 0;
    return serve(archive, &o);
}
