/* SPDX-License-Identifier: Apache-2.0
 *
 * cmd_report.c - naql report, the main job. Layer 11 (cli). */
#include "cli/cli.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *const examples[] = {
    "naql report articles/ -o story.html",
    "one page for all stories in a folder",
    "naql report a.txt b.txt c.txt",
    "a short account on the terminal",
    "naql report news.jsonl.gz --json | jq '.stories[].title'",
    "the data of the page",
    NULL,
};

static const char *const notes[] = {
    "Without -o the page goes to standard output, and to a terminal only a "
    "short account\nof it. The paths' order changes nothing.",
    "Exit status: 0 all read, 1 some input was passed over (and named), 2 "
    "wrong usage,\n3 the result cannot be written.",
    NULL,
};

struct request {
    const char *path, *lang;
    unsigned jobs;
    bool json, text, brief, quiet;
};

struct articles {
    naql_article **at;
    size_t n, room;
};

static bool
keep(struct articles *list, naql_article *article)
{
    if (list->n == list->room) {
        size_t room = list->room ? list->room * 2 : 64;
        void *at = realloc(list->at, room * sizeof(*list->at));
        if (!at)
            return false;
        list->at = at;
        list->room = room;
    }
    list->at[list->n++] = article;
    return true;
}

static int
read_all(cli_run *run, naql_reader *reader, naql_set *set,
         struct articles *list)
{
    naql_article *article;
    int more, status = EXIT_DONE;
    while ((more = cli_next(run, reader, &article, &status)) > 0) {
        if (!keep(list, article)) {
            naql_article_close(article);
            return EXIT_MEMORY;
        }
        if (naql_set_add(set, article) != NAQL_OK)
            return EXIT_MEMORY;
    }
    return status;
}

static int
write_report(const naql_set *set, const struct request *r)
{
    naql_report_options options = {.size = sizeof(options),
                                   .brief = r->brief,
                                   .english =
                                       r->lang && !strcmp(r->lang, "en")};
    bool on_terminal = !r->path && isatty(STDOUT_FILENO);
    naql_format format = r->json                  ? NAQL_FORMAT_JSON
                         : r->text || on_terminal ? NAQL_FORMAT_PLAIN
                                                  : NAQL_FORMAT_HTML;
    naql_error err;
    cli_out out;
    if (!cli_out_open(&out, r->path))
        return EXIT_OUTPUT;
    naql_status s =
        naql_set_report(set, format, &options, cli_out_sink(&out), &err);
    if (s != NAQL_OK) {
        cli_say("%s: %s", r->path ? r->path : "standard output", err.message);
        cli_out_drop(&out);
        return s == NAQL_NOMEM ? EXIT_MEMORY : EXIT_OUTPUT;
    }
    if (!cli_out_close(&out))
        return EXIT_OUTPUT;
    if (!r->path || !strcmp(r->path, "-") || r->quiet)
        return EXIT_DONE;
    cli_out account;
    cli_out_open(&account, NULL);
    naql_set_report(set, NAQL_FORMAT_PLAIN, &options, cli_out_sink(&account),
                    &err);
    printf("%s %s\n", r->json ? "data:" : "page:", r->path);
    return cli_out_close(&account) ? EXIT_DONE : EXIT_OUTPUT;
}

static int
report(cli_run *run, char **paths, uint32_t n, const struct request *r)
{
    naql_reader *reader = NULL;
    naql_set *set = NULL;
    naql_error err;
    struct articles list = {0};
    int status = EXIT_MEMORY;
    if (naql_reader_open(run->engine, (const char *const *)paths, n, &reader,
                         &err) != NAQL_OK ||
        naql_set_new(run->engine, &set, &err) != NAQL_OK) {
        cli_say("%s", err.message);
        goto out;
    }
    status = read_all(run, reader, set, &list);
    if (status != EXIT_DONE)
        goto out;
    if (naql_set_compare(set, &err) != NAQL_OK) {
        cli_say("%s", err.message);
        status = EXIT_MEMORY;
        goto out;
    }
    status = write_report(set, r);
out:
    naql_set_close(set);
    for (size_t i = 0; i < list.n; i++)
        naql_article_close(list.at[i]);
    free(list.at);
    naql_reader_close(reader);
    return status;
}

int
cmd_report(int argc, char **argv)
{
    struct request r = {0};
    const cli_option options[] = {
        {"output", 'o', CLI_TEXT, "FILE",
         "write there, and tell what was found", &r.path},
        {"json", 0, CLI_FLAG, NULL, "the data, not the page", &r.json},
        {"text", 0, CLI_FLAG, NULL, "a short account, not the page", &r.text},
        {"brief", 0, CLI_FLAG, NULL,
         "with --json: articles without their text and marks", &r.brief},
        {"lang", 0, CLI_TEXT, "ar|en", "language of the page's frame", &r.lang},
        {"jobs", 'j', CLI_NUMBER, "N", "threads; 0, the default: one a core",
         &r.jobs},
        {"quiet", 'q', CLI_FLAG, NULL, "no progress, no account", &r.quiet},
        {0},
    };
    const cli_usage usage = {
        "report",
        "PATH...",
        "stories, statements, copies and differences of a pile of articles",
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
    if (r.lang && strcmp(r.lang, "ar") && strcmp(r.lang, "en")) {
        cli_say("--lang takes ar or en, not '%s'", r.lang);
        return EXIT_USAGE;
    }
    cli_run run;
    if ((status = cli_start(&run, r.jobs, r.quiet)) != EXIT_DONE)
        return status;
    status = report(&run, argv, (uint32_t)n, &r);
    int end = cli_finish(&run);
    return status != EXIT_DONE ? status : end;
}
