/* SPDX-License-Identifier: Apache-2.0
 *
 * cmd_dedup.c - naql dedup. Layer 11 (cli). */
#include "cli/cli.h"

#include <string.h>

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
    "one when\nthey share half of them all (Jaccard 0.5), or when one holds "
    "four fifths of the\nother's. An article belongs to the group of the "
    "earlier one that it is most like.\nEach is written as soon as it has been "
    "read.",
    "Memory grows by about 0.6 bytes for each byte of text that is not an "
    "exact copy, up\nto --memory; beyond that the oldest articles are "
    "forgotten, and the closing line says\nhow many. With --keep what was no "
    "JSON line is written as one, with its text.",
    "With --state the output stands in OUT.part until it is whole. The same "
    "command again\ngoes on where the first one stopped, if the input is what "
    "it was (it is checked), and\ngives the same bytes as a run that was not "
    "stopped.",
    "Exit status: 0 all read, 1 some input was passed over (and named), 2 "
    "wrong usage,\n3 the result cannot be written, 130 stopped by Ctrl-C.",
    NULL,
};

struct request {
    const char *path, *state, *fields;
    unsigned jobs, megabytes;
    bool quiet, keep;
};

struct work {
    cli_run run;
    cli_out out;
};

static void
skip(void *user, const naql_error *err)
{
    struct work *w = user;
    cli_skip(&w->run, err);
}

static naql_status
resume(void *user, uint64_t bytes)
{
    struct work *w = user;
    return cli_out_cut(&w->out, bytes);
}

static void
account(const naql_dedup_summary *sum)
{
    cli_say("%llu articles, %llu groups, %llu MB of memory",
            (unsigned long long)sum->articles, (unsigned long long)sum->groups,
            (unsigned long long)(sum->bytes >> 20));
    if (sum->forgotten)
        cli_say("%llu articles were forgotten to stay within --memory: later "
                "ones were not held against them",
                (unsigned long long)sum->forgotten);
}

static int
dedup(struct work *w, char **paths, uint32_t n, const struct request *r,
      uint64_t have)
{
    naql_dedup_options options = {.size = sizeof(options),
                                  .keep = r->keep,
                                  .fault = skip,
                                  .user = w,
                                  .memory = (uint64_t)r->megabytes << 20,
                                  .state = r->state,
                                  .have = have,
                                  .resume = resume};
    naql_dedup_summary sum;
    naql_error err;
    naql_status s = naql_dedup(w->run.engine, (const char *const *)paths, n,
                               &options, cli_out_sink(&w->out), &sum, &err);
    w->run.read = sum.articles;
    if (s != NAQL_OK && s != NAQL_CANCELLED)
        cli_say("%s", err.message);
    if (s == NAQL_CANCELLED && r->state)
        cli_say("stopped; the same command again goes on from here");
    if (s == NAQL_OK && !w->run.quiet)
        account(&sum);
    return cli_ending(s);
}

static int
run_all(struct work *w, char **paths, uint32_t n, const struct request *r)
{
    uint64_t have = 0;
    bool open = r->state ? cli_out_open_part(&w->out, r->path, &have)
                         : cli_out_open(&w->out, r->path);
    if (!open)
        return EXIT_OUTPUT;
    return cli_out_settle(&w->out, dedup(w, paths, n, r, have), r->state);
}

int
cmd_dedup(int argc, char **argv)
{
    struct request r = {0};
    const cli_option options[] = {
        {"output", 'o', CLI_TEXT, "FILE", "write there, not to standard output",
         &r.path},
        {"keep", 'k', CLI_FLAG, NULL,
         "write the articles that repeat no earlier one, as they are", &r.keep},
        {"state", 0, CLI_TEXT, "FILE",
         "note there how far it came, and go on from there; needs -o",
         &r.state},
        {"memory", 'm', CLI_NUMBER, "MB",
         "remember so much of earlier articles; default 4096", &r.megabytes},
        {"fields", 0, CLI_TEXT, "LIST",
         "names in JSON and CSV, as title=headline,text=body", &r.fields},
        {"jobs", 'j', CLI_NUMBER, "N", "threads; 0, the default: one a core",
         &r.jobs},
        {"quiet", 'q', CLI_FLAG, NULL, "no progress", &r.quiet},
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
    if (!cli_state_usable(r.state, r.path))
        return EXIT_USAGE;
    struct work w = {0};
    if ((status = cli_start_fields(&w.run, r.jobs, r.quiet, r.fields)) !=
        EXIT_DONE)
        return status;
    status = run_all(&w, argv, (uint32_t)n, &r);
    int end = cli_finish(&w.run);
    return status != EXIT_DONE ? status : end;
}
