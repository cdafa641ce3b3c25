/* SPDX-License-Identifier: Apache-2.0
 *
 * cmd_statements.c - naql statements. Layer 12 (cli). */
#include "cli/cli.h"

#include <string.h>

static const char *const examples[] = {
    "naql statements --by لافروف",
    "what is told as said by him, in any spelling of the name, by date",
    "naql statements --by 'سيرجي لافروف' --about 'سوريا -إيران' --since 2017",
    "of these, what holds some words and not another, from a year on",
    "naql statements --by لافروف --json | jq -r '[.published, .text] | @tsv'",
    "the data, with cue, speaker and credit",
    NULL,
};

static const char *const notes[] = {
    "All words of NAME must stand in the speaker's name as the article gives "
    "it, in any spelling; the family name alone finds everyone who bears it. "
    "WORDS is a query as of naql search that the words said have to meet.",
    CLI_NOTE_ARCHIVE,
    CLI_NOTE_FOUND,
    NULL,
};

struct request {
    cli_common common;
    const char *archive, *by, *about;
    naql_ask ask;
};

static naql_str
str_of(const char *text)
{
    return (naql_str){text ? text : "", text ? strlen(text) : 0};
}

static naql_status
ask(naql_store *store, const void *what, naql_sink to, naql_error *err)
{
    const struct request *r = what;
    return naql_store_statements(store, str_of(r->by), str_of(r->about),
                                 &r->ask, to, err);
}

int
cmd_statements(int argc, char **argv)
{
    struct request r = {.common = {.jobs = 1}, .ask = {.size = sizeof(r.ask)}};
    const cli_option options[] = {
        CLI_OPTION_ARCHIVE(r.archive),
        {"by", 0, CLI_TEXT, "NAME", "who said it", &r.by},
        {"about", 0, CLI_TEXT, "WORDS", "that the words said hold", &r.about},
        {"since", 0, CLI_TEXT, "DAY", "published then or later", &r.ask.since},
        {"until", 0, CLI_TEXT, "DAY", "published then or earlier",
         &r.ask.until},
        {"json", 0, CLI_FLAG, NULL, "one JSON object a statement", &r.ask.json},
        {"limit", 'n', CLI_NUMBER, "N",
         "so many answers at the most; default 0: all", &r.ask.limit},
        CLI_OPTION_OUTPUT(r.common),
        {0},
    };
    const cli_usage usage = {"statements",
                             "--by NAME",
                             "what somebody said, in your archive, by date",
                             examples,
                             notes,
                             options};
    int status = EXIT_DONE, n = cli_parse(&usage, argc, argv, &status);
    if (n < 0)
        return status;
    if (!r.by)
        cli_say("statements needs --by NAME, as in --by لافروف");
    else if (n)
        cli_say("statements takes no '%s'; a name of several words stands in "
                "quotes: --by 'NAME NAME'",
                argv[0]);
    if (n || !r.by)
        return EXIT_USAGE;
    return cli_ask(&r.common, r.archive, ask, &r);
}
