/* SPDX-License-Identifier: Apache-2.0
 *
 * cmd_trace.c - naql trace. Layer 12 (cli). */
#include "cli/cli.h"

#include <stdlib.h>
#include <string.h>

static const char *const examples[] = {
    "naql trace 'لن نترك مرسانا قبل أن يعود آخر نازح إلى بيته'",
    "who carried that sentence, in whatever wording, the oldest first",
    "naql trace --json --since 2017-08 'TEXT' | jq -r '[.outlet, .text] | "
    "@tsv'",
    "the data: place, statement, speaker, credit, differences word by word",
    NULL,
};

static const char *const notes[] = {
    "Articles that hold the sentence's rarer words are looked at one by one: "
    "its words in a row, or a sentence or statement that says the same in "
    "other words. Told are the place, how many of the words are equal and, "
    "where it stands in a statement, the speaker and the agency credited. "
    "Undated articles come last.",
    CLI_NOTE_ARCHIVE,
    CLI_NOTE_FOUND,
    NULL,
};

struct request {
    cli_common common;
    const char *archive, *text;
    naql_ask ask;
};

static naql_status
ask(naql_store *store, const void *what, naql_sink to, naql_error *err)
{
    const struct request *r = what;
    return naql_store_trace(store, (naql_str){r->text, strlen(r->text)},
                            &r->ask, to, err);
}

int
cmd_trace(int argc, char **argv)
{
    struct request r = {.common = {.jobs = 1}, .ask = {.size = sizeof(r.ask)}};
    const cli_option options[] = {
        CLI_OPTION_ARCHIVE(r.archive),
        {"json", 0, CLI_FLAG, NULL, "one JSON object an article", &r.ask.json},
        {"since", 0, CLI_TEXT, "DAY", "published then or later", &r.ask.since},
        {"until", 0, CLI_TEXT, "DAY", "published then or earlier",
         &r.ask.until},
        {"limit", 'n', CLI_NUMBER, "N",
         "so many answers at the most; default 0: all", &r.ask.limit},
        CLI_OPTION_OUTPUT(r.common),
        {0},
    };
    const cli_usage usage = {
        "trace",  "TEXT...", "everyone in your archive who carried a sentence",
        examples, notes,     options};
    int status = EXIT_DONE, n = cli_parse(&usage, argc, argv, &status);
    if (n < 0)
        return status;
    char *text = cli_join(argv, n);
    if (!text)
        return EXIT_MEMORY;
    r.text = text;
    status = cli_ask(&r.common, r.archive, ask, &r);
    free(text);
    return status;
}
