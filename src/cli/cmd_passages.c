/* SPDX-License-Identifier: Apache-2.0
 *
 * cmd_passages.c - naql passages. Layer 12 (cli). */
#include "cli/cli.h"

static const char *const examples[] = {
    "naql passages archive.jsonl.zst -o passages.jsonl",
    "one line an article: its source, and where each shared run stands in both",
    "naql passages crawl/ | jq -r 'select(.source) | [.source, .id] | @tsv'",
    "who carries whom: the best source of each article",
    "naql passages --pairs --least 30 news.jsonl | jq '.passages[]'",
    "every run of 30 words or more with every earlier article",
    "naql passages archive.jsonl -o passages.jsonl --state passages.state",
    "the same, to be gone on with after Ctrl-C or a crash",
    NULL,
};

static const char *const notes[] = {
    "Every run of 12 words or more that an article shares with an earlier one "
    "is found, after folding, so that spelling, vowel signs and punctuation "
    "hide nothing. Of each place the longest run is told; --pairs tells all, "
    "but of a run that stands in many articles not more than 16 of them: the "
    "first two and the last ones.",
    "Offsets count code points of the clean text, which naql analyse gives as "
    "\"text\". An article with the words of an earlier one is told as one "
    "run.",
    "Memory grows by about one byte for each byte of text that is not an exact "
    "copy, up to --memory; beyond that the oldest articles are forgotten, and "
    "the closing line says how many.",
    CLI_NOTE_STATE,
    CLI_NOTE_EXIT,
    NULL,
};

struct request {
    cli_common common;
    const char *state;
    unsigned megabytes, least;
    bool pairs, brief;
};

static void
account(const naql_reuse_summary *sum)
{
    cli_say(CLI_N ", " CLI_N ", " CLI_N ", %llu MB of memory",
            CLI_OF(sum->articles, "article", "articles"),
            CLI_OF(sum->runs, "passage", "passages"),
            CLI_OF(sum->groups, "group", "groups"),
            (unsigned long long)(sum->bytes >> 20));
    cli_say_forgotten(sum->forgotten);
}

static int
find(cli_bulk *b, char **paths, uint32_t n, const struct request *r)
{
    naql_reuse_options options = {.size = sizeof(options),
                                  .pairs = r->pairs,
                                  .brief = r->brief,
                                  .least = r->least,
                                  .memory = (uint64_t)r->megabytes << 20,
                                  .state = r->state,
                                  .have = b->have,
                                  .resume = cli_bulk_resume,
                                  .fault = cli_bulk_skip,
                                  .user = b};
    naql_reuse_summary sum;
    naql_error err;
    naql_status s = naql_reuse(b->run.engine, (const char *const *)paths, n,
                               &options, cli_out_sink(&b->out), &sum, &err);
    b->run.read = sum.articles;
    if (s == NAQL_OK && !b->run.quiet)
        account(&sum);
    return cli_bulk_finish(b, s, &err);
}

/* EXIT_DONE, or what is wrong with the request was told. */
static int
check(const struct request *r)
{
    if (!cli_state_usable(r->state, r->common.path))
        return EXIT_USAGE;
    if (r->least && r->least < 12) {
        cli_say("--least %u: runs of fewer than 12 words are not looked for",
                r->least);
        return EXIT_USAGE;
    }
    return EXIT_DONE;
}

int
cmd_passages(int argc, char **argv)
{
    struct request r = {0};
    const cli_option options[] = {
        CLI_OPTION_OUTPUT(r.common),
        {"pairs", 'p', CLI_FLAG, NULL,
         "each run with each earlier article, not the longest", &r.pairs},
        {"brief", 'b', CLI_FLAG, NULL,
         "no passages: groups, sources and how much is shared", &r.brief},
        {"least", 'n', CLI_NUMBER, "N",
         "words of the shortest run; default 12, the least", &r.least},
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
        "passages",
        "PATH...",
        "every run of words that articles of an archive share, in JSON",
        examples,
        notes,
        options};
    int status = EXIT_DONE, n = cli_parse(&usage, argc, argv, &status);
    if (n < 0)
        return status;
    if ((status = check(&r)) != EXIT_DONE)
        return status;
    cli_bulk b;
    status = cli_bulk_start(&b, &r.common, r.state, false);
    return status == EXIT_DONE ? find(&b, argv, (uint32_t)n, &r) : status;
}
