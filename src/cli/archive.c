/* SPDX-License-Identifier: Apache-2.0
 *
 * archive.c - which archive a command is about, and asking it. Layer 12
 * (cli). */
#include "cli/cli.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static char *
join(const char *a, const char *b)
{
    size_t room = strlen(a) + strlen(b) + 1;
    char *out = malloc(room);
    if (out)
        snprintf(out, room, "%s%s", a, b);
    return out;
}

char *
cli_archive_path(const char *given)
{
    const char *named = getenv("NAQL_ARCHIVE");
    const char *data = getenv("XDG_DATA_HOME"), *home = getenv("HOME");
    if (given)
        return join(given, "");
    if (named && *named)
        return join(named, "");
    if (data && *data == '/')
        return join(data, "/naql/naql.db");
    return join(home ? home : ".", "/.local/share/naql/naql.db");
}

/* The folders on the way to the default archive. They and an archive that is
 * made are the user's alone: what a desk reads is its own affair. */
static bool
make_folders(char *path)
{
    for (char *at = strchr(path + 1, '/'); at; at = strchr(at + 1, '/')) {
        *at = 0;
        bool good = mkdir(path, 0700) == 0 || errno == EEXIST;
        if (!good)
            cli_say("%s: cannot be made: %s", path, strerror(errno));
        *at = '/';
        if (!good)
            return false;
    }
    return true;
}

int
cli_archive_open(cli_run *run, const char *given, bool writing,
                 naql_store **out)
{
    naql_error err;
    char *path = cli_archive_path(given);
    const char *named = getenv("NAQL_ARCHIVE");
    *out = NULL;
    if (!path)
        return EXIT_MEMORY;
    bool usual = !given && !(named && *named);
    int status = EXIT_DONE;
    if (writing && usual && !make_folders(path))
        status = EXIT_OUTPUT;
    if (status == EXIT_DONE) {
        mode_t mask = umask(077);
        naql_status s = naql_store_open(run->engine, path, writing, out, &err);
        umask(mask);
        if (s != NAQL_OK)
            cli_say("%s", err.message);
        status = cli_ending(s);
    }
    free(path);
    return status;
}

/* Tells how a question went and closes or drops the output; the exit status. */
static int
answered(naql_status status, const naql_error *err, cli_out *out)
{
    if (status == NAQL_NOT_FOUND)
        cli_say("%s", err->message);
    else if (status != NAQL_OK && !cli_out_say(out))
        cli_say("%s", err->message);
    if (status != NAQL_OK && status != NAQL_NOT_FOUND) {
        cli_out_drop(out);
        return status == NAQL_TOO_BIG ? EXIT_USAGE : cli_ending(status);
    }
    if (!cli_out_close(out))
        return EXIT_OUTPUT;
    return status == NAQL_OK ? EXIT_DONE : EXIT_PARTLY;
}

int
cli_ask(const cli_common *common, const char *archive, cli_question *question,
        const void *what)
{
    cli_run run;
    cli_out out;
    naql_store *store;
    naql_error err;
    int status = cli_start(&run, common);
    if (status != EXIT_DONE)
        return status;
    status = cli_archive_open(&run, archive, false, &store);
    if (status != EXIT_DONE)
        return cli_finish(&run, status);
    status = EXIT_OUTPUT;
    if (cli_out_open(&out, common->path)) {
        naql_status s = question(store, what, cli_out_sink(&out), &err);
        status = answered(s, &err, &out);
    }
    naql_store_close(store);
    return cli_finish(&run, status);
}

char *
cli_join(char **words, int n)
{
    size_t room = 1, at = 0;
    for (int i = 0; i < n; i++)
        room += strlen(words[i]) + 1;
    char *out = malloc(room);
    for (int i = 0; out && i < n; i++)
        at += (size_t)snprintf(out + at, room - at, "%s%s", i ? " " : "",
                               words[i]);
    return out;
}
