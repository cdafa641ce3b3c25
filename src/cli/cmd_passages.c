/* SPDX-License-Identifier: Apache-2.0
 *
 * cmd_passages.c - naql passages. Layer 11 (cli). */
#include "cli/cli.h"

#include <string.h>

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
    "is found,\nafter folding, so that spelling, vowel signs and punctuation "
    "hide nothing. Of each\nplace the longest run is told; --pairs tells all, "
    "but of a run that stands in many\narticles not more than 16 of them: the "
    "first two and the last ones.",
    "Offsets count code points of the clean text, which naql analyse gives as "
    "\"text\".\nAn article with the words of an earlier one is told as one "
    "run.",
    "Memory grows by about one byte for each byte of text that is not an exact "
    "copy, up\nto --memory; beyond that the oldest articles are forgotten, and "
    "the closing line says\nhow many.",
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
    unsigned jobs, megabytes, least;
    bool quiet, pairs, brief;
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
account(const naql_reuse_summary *sum)
{
    cli_say("%llu articles, %llu passages, %llu groups, %llu MB of memory",
            (unsigned long long)sum->articles, (unsigned long long)sum->runs,
            (unsigned long long)sum->groups,
            (unsigned long long)(sum->bytes >> 20));
    if (sum->forgotten)
        cli_say("%llu articles were forgotten to stay within --memory: later "
                "ones were not held against them",
                (unsigned long long)sum->forgotten);
}

static int
find(struct work *w, char **paths, uint32_t n, const struct request *r,
     uint64_t have)
{
    naql_reuse_options options = {.size = sizeof(options),
                                  .pairs = r->pairs,
                                  .brief = r->brief,
                                  .least = r->least,
                                  .memory = (uint64_t)r->megabytes << 20,
                                  .state = r->state,
                                  .have = have,
                                  .resume = resume,
                                  .fault = skip,
                                  .user = w};
    naql_reuse_summary sum;
    naql_error err;
    naql_status s = naql_reuse(w->run.engine, (const char *const *)paths, n,
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
    return cli_out_settle(&w->out, find(w, paths, n, r, have), r->state);
}

/* EXIT_DONE, or what is wrong with the request was told. */
static int
check(const struct request *r)
{
    if (!cli_state_usable(r->state, r->path))
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
        {"output", 'o', CLI_TEXT, "FILE", "write there, not to standard output",
         &r.path},
        {"pairs", 'p', CLI_FLAG, NULL,
         "every run with every earlier article, not the longest alone",
         &r.pairs},
        {"brief", 'b', CLI_FLAG, NULL,
         "no passages: groups, sources and how much is shared", &r.brief},
        {"least", 'n', CLI_NUMBER, "N",
         "words of the shortest run; default 12, the least", &r.least},
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
        "passages",
        "PATH...",
        "every run of words that the articles of an archive share, in JSON",
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
    if ((status = check(&r)) != EXIT_DONE)
        return status;
    struct work w = {0};
    if ((status = cli_start_fields(&w.run, r.jobs, r.quiet, r.fields)) !=
        EXIT_DONE)
        return status;
    status = run_all(&w, argv, (uint32_t)n, &r);
    int end = cli_finish(&w.run);
    return status != EXIT_DONE ? status : end;
}
