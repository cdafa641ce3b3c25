/* SPDX-License-Identifier: Apache-2.0
 *
 * cmd_stories.c - naql stories. Layer 12 (cli). */
#include "cli/cli.h"

static const char *const examples[] = {
    "naql stories archive.jsonl.zst -o stories.jsonl",
    "one line a story: title, first and last day, its articles",
    "naql stories crawl/ --least 2 | jq -r '[.outlets, .title] | @tsv'",
    "what more than one article tells, and how many outlets do",
    "naql stories crawl/ -o stories.jsonl --state stories.state",
    "the same, to be gone on with after Ctrl-C or a crash",
    "naql stories --least 2 | jq -r '[.id, .title] | @tsv'",
    "those of your archive; naql story ID has more of one",
    NULL,
};

static const char *const notes[] = {
    "Articles of one event are put together by their words and days; names and "
    "statements are not looked for: naql report does that, for the articles "
    "of one story. Stories stand in the order of their first articles.",
    "Memory: 1 to 2 KB an article, whatever its length. Nothing is written "
    "before all is read. With --state the same command again goes on where "
    "the first one stopped, if the input is what it was (it is checked), and "
    "gives the same bytes.",
    "Without a PATH they are the stories of your archive (naql add), from "
    "what it keeps of each article; the ids of articles are then those of all "
    "other answers.",
    CLI_NOTE_EXIT,
    NULL,
};

struct request {
    cli_common common;
    const char *archive;
    const char *state;
    unsigned least;
};

static int
stories(cli_bulk *b, char **paths, uint32_t n, const struct request *r)
{
    naql_cluster_options options = {.size = sizeof(options),
                                    .least = r->least,
                                    .state = r->state,
                                    .fault = cli_bulk_skip,
                                    .user = b};
    naql_cluster_summary sum;
    naql_error err;
    naql_status s = naql_cluster(b->run.engine, (const char *const *)paths, n,
                                 &options, cli_out_sink(&b->out), &sum, &err);
    b->run.read = sum.articles;
    if (s == NAQL_OK && !b->run.quiet)
        cli_say(CLI_N ", " CLI_N ", %llu MB of memory",
                CLI_OF(sum.articles, "article", "articles"),
                CLI_OF(sum.stories, "story", "stories"),
                (unsigned long long)(sum.bytes >> 20));
    return cli_bulk_finish(b, s, &err);
}

static naql_status
ask(naql_store *store, const void *what, naql_sink to, naql_error *err)
{
    const struct request *r = what;
    return naql_store_stories(store, r->least, to, err);
}

static int
of_archive(const struct request *r)
{
    if (r->state) {
        cli_say("--state is for a PATH: an archive needs none");
        return EXIT_USAGE;
    }
    return cli_ask(&r->common, r->archive, ask, r);
}

int
cmd_stories(int argc, char **argv)
{
    struct request r = {0};
    const cli_option options[] = {
        CLI_OPTION_OUTPUT(r.common),
        CLI_OPTION_ARCHIVE(r.archive),
        {"least", 'n', CLI_NUMBER, "N",
         "leave out stories of fewer articles; default 1", &r.least},
        {"state", 0, CLI_TEXT, "FILE",
         "note there how far it came, and go on from there", &r.state},
        CLI_OPTION_FIELDS(r.common),
        CLI_OPTION_JOBS(r.common),
        CLI_OPTION_QUIET(r.common),
        {0},
    };
    const cli_usage usage = {
        "stories",
        "[PATH...]",
        "the stories of a crawl or of your archive, in JSON",
        examples,
        notes,
        options};
    int status = EXIT_DONE, n = cli_parse(&usage, argc, argv, &status);
    if (n < 0)
        return status;
    if (!n)
        return of_archive(&r);
    if (r.archive) {
        cli_say("--archive is asked without a PATH");
        return EXIT_USAGE;
    }
    cli_bulk b;
    status = cli_bulk_start(&b, &r.common, r.state, true);
    return status == EXIT_DONE ? stories(&b, argv, (uint32_t)n, &r) : status;
}
