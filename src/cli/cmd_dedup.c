/* SPDX-License-Identifier: Apache-2.0
 *
 * cmd_dedup.c - naql dedup. Layer 12 (cli). */
#include "cli/cli.h"

static const char *const examples[] = {
    "naql dedup crawl.jsonl.zst -o groups.jsonl",
    "one line an article: its group, what it repeats, how much",
    "naql dedup --keep crawl.jsonl.zst | zstd -o clean.jsonl.zst",
    "the articles that repeat no earlier one, each line as it was",
    "naql dedup --keep crawl/ -o clean.jsonl --state clean.state",
    "the same, to be gone on with after Ctrl-C or a crash",
    NULL,
};

static const char *const notes[] = {
    "Articles are compared by their runs of five words after folding. Two are "
    "one when they share half of them all (Jaccard 0.5), or when one holds "
    "four fifths of the other's. An article belongs to the group of the "
    "earlier one that it is most like. Each is written as soon as it has been "
    "read.",
    "Folding takes \"الاميركي\" for \"الأميركي\": a text without its "
    "hamzas is the same text. With --as-written it is another one, and "
    "similarity and contained are those of the words as they stand; marks, "
    "tatweel and Farsi letters are typing in any case.",
    "Memory grows by about 0.6 bytes for each byte of text that is not an "
    "exact copy, up to --memory; beyond that the oldest articles are "
    "forgotten, and the closing line says how many. With --keep what was no "
    "JSON line is written as one, with its text.",
    CLI_NOTE_STATE,
    CLI_NOTE_EXIT,
    NULL,
};

struct request {
    cli_common common;
    const char *state;
    unsigned megabytes;
    bool keep, as_written;
};

static void
account(const naql_dedup_summary *sum)
{
    cli_say(CLI_N ", " CLI_N ", %llu MB of memory",
            CLI_OF(sum->articles, "article", "articles"),
            CLI_OF(sum->groups, "group", "groups"),
            (unsigned long long)(sum->bytes >> 20));
    cli_say_forgotten(sum->forgotten);
}

static int
dedup(cli_bulk *b, char **paths, uint32_t n, const struct request *r)
{
    naql_dedup_options options = {.size = sizeof(options),
                                  .keep = r->keep,
                                  .as_written = r->as_written,
                                  .memory = (uint64_t)r->megabytes << 20,
                                  .state = r->state,
                                  .have = b->have,
                                  .resume = cli_bulk_resume,
                                  .fault = cli_bulk_skip,
                                  .user = b};
    naql_dedup_summary sum;
    naql_error err;
    naql_status s = naql_dedup(b->run.engine, (const char *const *)paths, n,
                               &options, cli_out_sink(&b->out), &sum, &err);
    b->run.read = sum.articles;
    if (s == NAQL_OK && !b->run.quiet)
        account(&sum);
    return cli_bulk_finish(b, s, &err);
}

int
cmd_dedup(int argc, char **argv)
{
    struct request r = {0};
    const cli_option options[] = {
        CLI_OPTION_OUTPUT(r.common),
        {"keep", 'k', CLI_FLAG, NULL,
         "write the articles that repeat no earlier one", &r.keep},
        {"as-written", 0, CLI_FLAG, NULL,
         "compare words as they are spelled, not folded", &r.as_written},
        {"state", 0, CLI_TEXT, "FILE",
         "note there how far it came, to go on from; needs -o", &r.state},
        {"memory", 'm', CLI_NUMBER, "MB",
         "remember so much of earlier articles; default 4096", &r.megabytes},
        CLI_OPTION_FIELDS(r.common),
        CLI_OPTION_JOBS(r.common),
        CLI_OPTION_QUIET(r.common),
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
    if (!cli_state_usable(r.state, r.common.path))
        return EXIT_USAGE;
    cli_bulk b;
    status = cli_bulk_start(&b, &r.common, r.state, false);
    return status == EXIT_DONE ? dedup(&b, argv, (uint32_t)n, &r) : status;
}
