/* SPDX-License-Identifier: Apache-2.0
 *
 * cmd_search.c - naql search. Layer 12 (cli). */
#include "cli/cli.h"

#include <stdlib.h>
#include <string.h>

static const char *const examples[] = {
    "naql search وزير الخارجية",
    "articles with both words, in any spelling, the best ones first",
    "naql search '\"مجلس الأمن\" -روسيا since:2017-08'",
    "the words in a row, without another, from a month on",
    "naql search --json 'outlet:الجزيرة by:لافروف سوريا' | jq .title",
    "of one outlet, where one person is quoted",
    NULL,
};

static const char *const notes[] = {
    "An article must hold all words. Vowel signs, tatweel, hamza, what is "
    "glued to a word (و ف ب ك ل ال and pronouns) and its endings make no "
    "difference. \"words in a row\", -word (without it), outlet:NAME, "
    "by:SPEAKER, since:DAY and until:DAY narrow it; a day is 2017-08-14, "
    "2017-08 or 2017. After -- a query may begin with -.",
    "Each answer is an article and the sentence that has most of the words: "
    "its id and place (code points of its text) below it, with --json the "
    "place of every word too.",
    CLI_NOTE_ARCHIVE,
    CLI_NOTE_FOUND,
    NULL,
};

struct request {
    cli_common common;
    const char *archive;
    const char *query;
    naql_ask ask;
};

static naql_status
ask(naql_store *store, const void *what, naql_sink to, naql_error *err)
{
    const struct request *r = what;
    return naql_store_search(store, (naql_str){r->query, strlen(r->query)},
                             &r->ask, to, err);
}

int
cmd_search(int argc, char **argv)
{
    struct request r = {.common = {.jobs = 1},
                        .ask = {.size = sizeof(r.ask), .limit = 20}};
    const cli_option options[] = {
        CLI_OPTION_ARCHIVE(r.archive),
        {"json", 0, CLI_FLAG, NULL, "one JSON object an article", &r.ask.json},
        {"limit", 'n', CLI_NUMBER, "N",
         "so many answers at the most; default 20; 0: all", &r.ask.limit},
        CLI_OPTION_OUTPUT(r.common),
        {0},
    };
    const cli_usage usage = {
        "search", "QUERY...", "articles of your archive that hold some words",
        examples, notes,      options};
    int status = EXIT_DONE, n = cli_parse(&usage, argc, argv, &status);
    if (n < 0)
        return status;
    char *query = cli_join(argv, n);
    if (!query)
        return EXIT_MEMORY;
    r.query = query;
    status = cli_ask(&r.common, r.archive, ask, &r);
    free(query);
    return status;
}
