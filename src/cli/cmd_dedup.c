/* SPDX-License-Identifier: Apache-2.0
 *
 * cmd_dedup.c - naql dedup. Layer 11 (cli). */
#include "cli/cli.h"

static const char *const examples[] = {
    "naql dedup crawl.jsonl.zst -o groups.jsonl",
    "one line an article: its group, what it repeats, how much",
    "naql dedup --keep crawl/ | jq -r .id",
    "the articles that are enough",
    NULL,
};

static const char *const notes[] = {
    "Articles are compared by their runs of five words after folding. Two are "
    "one when\nthey share half of them all (Jaccard 0.5), or when one holds "
    "four fifths of the\nother's. Memory: about a third of the text.",
    "Exit status: 0 all read, 1 some input was passed over (and named), 2 "
    "wrong usage,\n3 the result cannot be written.",
    NULL,
};

static int
ending(naql_status status)
{
    switch (status) {
    case NAQL_OK:
        return EXIT_DONE;
    case NAQL_CANCELLED:
        return EXIT_INTERRUPTED;
    case NAQL_NOMEM:
    case NAQL_TOO_BIG:
        return EXIT_MEMORY;
    default:
        return EXIT_OUTPUT;
    }
}

static void
skip(void *user, const naql_error *err)
{
    cli_skip(user, err);
}

static int
dedup(cli_run *run, char **paths, uint32_t n, cli_out *out, bool keep)
{
    naql_dedup_options options = {
        .size = sizeof(options), .keep = keep, .fault = skip, .user = run};
    naql_dedup_summary sum;
    naql_error err;
    naql_status s = naql_dedup(run->engine, (const char *const *)paths, n,
                               &options, cli_out_sink(out), &sum, &err);
    run->read = sum.articles;
    if (s != NAQL_OK && s != NAQL_CANCELLED)
        cli_say("%s", err.message);
    if (s == NAQL_OK && !run->quiet)
        cli_say("%llu articles, %llu groups", (unsigned long long)sum.articles,
                (unsigned long long)sum.groups);
    return ending(s);
}

int
cmd_dedup(int argc, char **argv)
{
    const char *path = NULL;
    unsigned jobs = 0;
    bool quiet = false, keep = false;
    const cli_option options[] = {
        {"output", 'o', CLI_TEXT, "FILE", "write there, not to standard output",
         &path},
        {"keep", 'k', CLI_FLAG, NULL, "one line a group: its representative",
         &keep},
        {"jobs", 'j', CLI_NUMBER, "N", "threads; 0, the default: one a core",
         &jobs},
        {"quiet", 'q', CLI_FLAG, NULL, "no progress", &quiet},
        {0},
    };
    const cli_usage usage = {
        "dedup",
        "PATH...",
        "near-duplicate groups of a crawl or an archive, in JSON",
        examples,
        notes,
        options};
    int status = EXIT_DONE, n = cli_parse(&usage, argc, argv, &status);
    if (n < 0)
        return status;
    if (!n) {
        cli_help(&usage, stderr);
        return EXIT_USAGE;
    }
    cli_run run;
    cli_out out;
    if ((status = cli_start(&run, jobs, quiet)) != EXIT_DONE)
        return status;
    if (cli_out_open(&out, path)) {
        status = dedup(&run, argv, (uint32_t)n, &out, keep);
        if (status != EXIT_DONE)
            cli_out_drop(&out);
        else if (!cli_out_close(&out))
            status = EXIT_OUTPUT;
    } else {
        status = EXIT_OUTPUT;
    }
    int end = cli_finish(&run);
    return status != EXIT_DONE ? status : end;
}
