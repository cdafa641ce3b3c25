/* SPDX-License-Identifier: Apache-2.0
 *
 * archive.c - which archive a command is about, and asking it. Layer 11
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

int
cli_answered(naql_status status, const naql_error *err, cli_out *out)
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
