/* SPDX-License-Identifier: Apache-2.0
 *
 * cmd_add.c - naql add. Layer 12 (cli). */
#include "cli/cli.h"

static const char *const examples[] = {
    "naql add articles/",
    "what a folder holds, into your archive",
    "naql add --archive 2017.db news.jsonl.zst crawl.warc.gz",
    "into an archive of its own",
    "zcat export.csv.gz | naql add --fields title=headline,text=body -",
    "standard input, with names of its own for the columns",
    NULL,
};

static const char *const notes[] = {
    "Each article goes in with all that naql analyse finds in it. One that is "
    "there already (by its source, or by url, outlet, date and words) is "
    "counted and not added again: the same command can be given again after "
    "Ctrl-C or a crash, and goes on. What the closing line counts as added is "
    "in the archive for good.",
    "Others can ask the archive meanwhile.",
    CLI_NOTE_ARCHIVE,
    "Exit status: 0 all read, 1 some input was passed over (and named), 2 "
    "wrong usage, 3 the archive cannot be written, 4 it is damaged or of a "
    "newer version, 5 memory ran out, 130 stopped by Ctrl-C (143: by a "
    "request "
    "to end).",
    NULL,
};

struct counts {
    uint64_t added, there;
};

static int
add_all(cli_run *run, naql_reader *reader, naql_store *store, struct counts *c)
{
    naql_article *article;
    naql_error err;
    int more, status = EXIT_DONE;
    while ((more = cli_next(run, reader, &article, &status)) > 0) {
        bool fresh;
        naql_status s = naql_store_add(store, article, &fresh, &err);
        naql_article_close(article);
        if (s != NAQL_OK) {
            cli_say("%s", err.message);
            return cli_ending(s);
        }
        c->added += fresh;
        c->there += !fresh;
    }
    naql_status s = naql_store_commit(store, &err);
    if (s == NAQL_OK)
        return status;
    cli_say("%s", err.message);
    return cli_ending(s);
}

static void
account(const struct counts *c, bool quiet)
{
    if (!quiet)
        cli_say(CLI_N " added, %llu there already",
                CLI_OF(c->added, "article", "articles"),
                (unsigned long long)c->there);
}

static int
add(cli_run *run, char **paths, uint32_t n, const char *archive, bool quiet)
{
    naql_store *store;
    naql_reader *reader;
    naql_error err;
    struct counts c = {0};
    int status = cli_archive_open(run, archive, true, &store);
    if (status != EXIT_DONE)
        return status;
    naql_status opened = naql_reader_open(
        run->engine, (const char *const *)paths, n, &reader, &err);
    if (opened == NAQL_OK) {
        status = add_all(run, reader, store, &c);
        naql_reader_close(reader);
    } else {
        cli_say("%s", err.message);
        status = cli_ending(opened);
    }
    naql_store_close(store);
    if (status == EXIT_DONE || status == EXIT_INTERRUPTED ||
        status == cli_interrupted())
        account(&c, quiet);
    return status;
}

int
cmd_add(int argc, char **argv)
{
    cli_common common = {0};
    const char *archive = NULL;
    const cli_option options[] = {
        CLI_OPTION_ARCHIVE(archive),
        CLI_OPTION_FIELDS(common),
        CLI_OPTION_JOBS(common),
        {"quiet", 'q', CLI_FLAG, NULL, "no progress, no account",
         &common.quiet},
        {0},
    };
    const cli_usage usage = {
        "add",    "PATH...", "put articles into your archive",
        examples, notes,     options};
    int status = EXIT_DONE, n = cli_parse(&usage, argc, argv, &status);
    if (n < 0)
        return status;
    cli_run run;
    if ((status = cli_start(&run, &common)) != EXIT_DONE)
        return status;
    return cli_finish(&run,
                      add(&run, argv, (uint32_t)n, archive, common.quiet));
}
