/* SPDX-License-Identifier: Apache-2.0
 *
 * cmd_search.c - naql search. Layer 11 (cli). */
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
    "glued to a word\n(و ف ب ك ل ال and pronouns) and its endings make no "
    "difference. \"words in a row\",\n-word (without it), outlet:NAME, "
    "by:SPEAKER, since:DAY and until:DAY narrow it; a day\nis 2017-08-14, "
    "2017-08 or 2017. After -- a query may begin with -.",
    "Each answer is an article and the sentence that has most of the words: "
    "its id and\nplace (code points of its text) below it, with --json the "
    "place of every word too.",
    CLI_NOTE_ARCHIVE,
    CLI_NOTE_FOUND,
    NULL,
};

struct request {
    cli_common common;
    const char *archive;
    bool json;
    unsigned limit;
};

static int
search(cli_run *run, const char *query, const struct request *r)
{
    naql_store *store;
    naql_error err;
    cli_out out;
    naql_ask ask = {.size = sizeof(ask), .json = r->json, .limit = r->limit};
    int status = cli_archive_open(run, r->archive, false, &store);
    if (status != EXIT_DONE)
        return status;
    if (cli_out_open(&out, r->common.path)) {
        naql_str q = {query, strlen(query)};
        naql_status s =
            naql_store_search(store, q, &ask, cli_out_sink(&out), &err);
        status = cli_answered(s, &err, &out);
    } else {
        status = EXIT_OUTPUT;
    }
    naql_store_close(store);
    return status;
}

int
cmd_search(int argc, char **argv)
{
    struct request r = {.limit = 20, .common = {.jobs = 1}};
    const cli_option options[] = {
        CLI_OPTION_ARCHIVE(r.archive),
        {"json", 0, CLI_FLAG, NULL, "one JSON object an article", &r.json},
        {"limit", 'n', CLI_NUMBER, "N",
         "so many answers at the most; default 20; 0: all", &r.limit},
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
    cli_run run;
    status = cli_start(&run, &r.common);
    if (status == EXIT_DONE)
        status = cli_finish(&run, search(&run, query, &r));
    free(query);
    return status;
}
