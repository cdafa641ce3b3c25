/* SPDX-License-Identifier: Apache-2.0
 *
 * cmd_analyse.c - naql analyse. Layer 12 (cli). */
#include "cli/cli.h"

static const char *const examples[] = {
    "naql analyse articles/*.txt",
    "one JSON object an article, one a line",
    "naql analyse news.jsonl.zst | jq -r '.statements[].speaker.text'",
    "who is quoted in a collection",
    "cat page.txt | naql analyse -",
    "standard input",
    "naql analyse --fields title=headline,text=body export.csv",
    "a table or JSON whose fields have names of their own",
    NULL,
};

static const char *const notes[] = {
    "PATH is a file, a folder (walked) or -: text, pages, feeds, JSON Lines, "
    "JSON, CSV, web archives, tar and zip, packed or not (docs/input.md). The "
    "kind is told by content. The paths' order changes nothing.",
    "LIST names fields of JSON and CSV beside the usual ones, before which "
    "they are read: id, url, outlet, author, language, published, modified, "
    "title, abstract, text.",
    CLI_NOTE_EXIT,
    NULL,
};

static int
write_all(cli_run *run, naql_reader *reader, cli_out *out)
{
    naql_article *article;
    int more, status = EXIT_DONE;
    while ((more = cli_next(run, reader, &article, &status)) > 0) {
        naql_status s = naql_article_json(article, cli_out_sink(out));
        naql_article_close(article);
        if (s != NAQL_OK && !cli_out_say(out))
            cli_say("%s", naql_status_name(s));
        if (s != NAQL_OK)
            return s == NAQL_IO ? EXIT_OUTPUT : EXIT_MEMORY;
    }
    return status;
}

static int
analyse(cli_run *run, char **paths, uint32_t n, const char *path)
{
    cli_out out;
    naql_reader *reader;
    naql_error err;
    naql_status opened = naql_reader_open(
        run->engine, (const char *const *)paths, n, &reader, &err);
    if (opened != NAQL_OK) {
        cli_say("%s", err.message);
        return cli_ending(opened);
    }
    int status = EXIT_OUTPUT;
    if (cli_out_open(&out, path)) {
        cli_out_at_once(&out);
        status = write_all(run, reader, &out);
        if (status != EXIT_DONE)
            cli_out_drop(&out);
        else if (!cli_out_close(&out))
            status = EXIT_OUTPUT;
    }
    naql_reader_close(reader);
    return status;
}

int
cmd_analyse(int argc, char **argv)
{
    cli_common common = {0};
    const cli_option options[] = {
        CLI_OPTION_OUTPUT(common),
        CLI_OPTION_FIELDS(common),
        CLI_OPTION_JOBS(common),
        CLI_OPTION_QUIET(common),
        {0},
    };
    const cli_usage usage = {
        "analyse",
        "PATH...",
        "what each article says: names, dates, statements, in JSON",
        examples,
        notes,
        options};
    int status = EXIT_DONE, n = cli_parse(&usage, argc, argv, &status);
    if (n < 0)
        return status;
    cli_run run;
    if ((status = cli_start(&run, &common)) != EXIT_DONE)
        return status;
    return cli_finish(&run, analyse(&run, argv, (uint32_t)n, common.path));
}
