/* SPDX-License-Identifier: Apache-2.0
 *
 * cmd_story.c - naql story. Layer 12 (cli). */
#include "cli/cli.h"

#include <string.h>

static const char *const examples[] = {
    "naql story 08f2c1d53b7a9e64 -o story.html",
    "the page of one story; naql stories tells the ids",
    "naql story 707783f2d1671cfb --json | jq '.stories[].title'",
    "the data of the story that an article belongs to",
    NULL,
};

static const char *const notes[] = {
    "ID is that of a story, or of an article, which any answer of the archive "
    "gives. The report is the one that naql report makes of these articles, "
    "in all its formats.",
    CLI_NOTE_ARCHIVE,
    CLI_NOTE_FOUND,
    NULL,
};

static int
load(naql_store *store, const char *id, naql_set *set)
{
    naql_error err;
    naql_status s =
        naql_store_story(store, (naql_str){id, strlen(id)}, set, &err);
    if (s != NAQL_OK)
        cli_say("%s", err.message);
    return s == NAQL_NOT_FOUND ? EXIT_PARTLY : cli_ending(s);
}

static int
story(cli_run *run, const char *id, const char *archive, const cli_report *r)
{
    naql_store *store;
    naql_set *set = NULL;
    naql_error err;
    int status = cli_archive_open(run, archive, false, &store);
    if (status != EXIT_DONE)
        return status;
    naql_status made = naql_set_new(run->engine, &set, &err);
    if (made != NAQL_OK)
        cli_say("%s", err.message);
    status = made == NAQL_OK ? load(store, id, set) : cli_ending(made);
    if (status == EXIT_DONE)
        status = cli_report_make(set, r);
    naql_set_close(set);
    naql_store_close(store);
    return status;
}

int
cmd_story(int argc, char **argv)
{
    cli_report r = {0};
    const char *archive = NULL;
    const cli_option options[] = {
        CLI_OPTION_ARCHIVE(archive),
        CLI_OPTIONS_REPORT(r),
        CLI_OPTION_JOBS(r.common),
        {"quiet", 'q', CLI_FLAG, NULL, "no progress, no account",
         &r.common.quiet},
        {0},
    };
    const cli_usage usage = {
        "story",  "ID",  "the report of one story of your archive",
        examples, notes, options};
    int status = EXIT_DONE, n = cli_parse(&usage, argc, argv, &status);
    if (n < 0)
        return status;
    if (n > 1) {
        cli_say("story takes one ID");
        return EXIT_USAGE;
    }
    if (!cli_report_choose(&r))
        return EXIT_USAGE;
    cli_run run;
    if ((status = cli_start(&run, &r.common)) != EXIT_DONE)
        return status;
    return cli_finish(&run, story(&run, argv[0], archive, &r));
}
