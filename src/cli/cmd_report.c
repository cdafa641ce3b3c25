/* SPDX-License-Identifier: Apache-2.0
 *
 * cmd_report.c - naql report, the main job. Layer 12 (cli). */
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
    "naql report articles/ --to csv --spreadsheet -o statements.csv",
    "who said what, in which words, for a spreadsheet",
    "naql report articles/ --to gexf -o carriers.gexf",
    "who carried from whom, for a graph program",
    "naql report articles/ --to webannotation -o statements.jsonld",
    "the statements, for programs that annotate pages",
    NULL,
};

static const char *const notes[] = {
    "FORMAT is json (as --json), csv (the statements, a row for each wording), "
    "gexf (the graph of who carried from whom, for Gephi), webannotation (the "
    "statements as W3C Web Annotations of their articles), html (the page) or "
    "text (as --text).",
    "Without -o the page goes to standard output, and to a terminal only a "
    "short account of it. The paths' order changes nothing.",
    CLI_NOTE_EXIT,
    NULL,
};

static const struct form {
    const char *name;
    naql_format format;
    const char *what;
} forms[] = {
    {"html", NAQL_FORMAT_HTML, "page"},
    {"json", NAQL_FORMAT_JSON, "data"},
    {"text", NAQL_FORMAT_PLAIN, "account"},
    {"csv", NAQL_FORMAT_CSV, "statements"},
    {"gexf", NAQL_FORMAT_GEXF, "graph"},
    {"webannotation", NAQL_FORMAT_WEBANNOTATION, "annotations"},
};
#define N_FORMS (sizeof(forms) / sizeof(forms[0]))

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
write_report(const naql_set *set, const cli_report *r)
{
    naql_report_options options = {.size = sizeof(options),
                                   .brief = r->brief,
                                   .english = r->lang && !strcmp(r->lang, "en"),
                                   .spreadsheet = r->spreadsheet};
    naql_error err;
    cli_out out;
    if (!cli_out_open(&out, r->common.path))
        return EXIT_OUTPUT;
    naql_status s =
        naql_set_report(set, r->format, &options, cli_out_sink(&out), &err);
    if (s != NAQL_OK) {
        if (!cli_out_say(&out))
            cli_say("%s", err.message);
        cli_out_drop(&out);
        return s == NAQL_NOMEM ? EXIT_MEMORY : EXIT_OUTPUT;
    }
    if (!cli_out_close(&out))
        return EXIT_OUTPUT;
    if (!r->common.path || !strcmp(r->common.path, "-") || r->common.quiet)
        return EXIT_DONE;
    cli_out account;
    cli_out_open(&account, NULL);
    naql_set_report(set, NAQL_FORMAT_PLAIN, &options, cli_out_sink(&account),
                    &err);
    printf("%s: %s\n", r->what, r->common.path);
    return cli_out_close(&account) ? EXIT_DONE : EXIT_OUTPUT;
}

int
cli_report_make(naql_set *set, const cli_report *r)
{
    naql_error err;
    naql_status compared = naql_set_compare(set, &err);
    if (compared == NAQL_OK)
        return write_report(set, r);
    if (compared != NAQL_CANCELLED)
        cli_say("%s", err.message);
    return cli_ending(compared);
}

static int
report(cli_run *run, char **paths, uint32_t n, const cli_report *r)
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
    status = cli_report_make(set, r);
out:
    naql_set_close(set);
    for (size_t i = 0; i < list.n; i++)
        naql_article_close(list.at[i]);
    free(list.at);
    naql_reader_close(reader);
    return status;
}

/* ---- Options ---- */

static bool
is_form(cli_report *r, const char *name)
{
    for (size_t i = 0; i < N_FORMS; i++) {
        if (strcmp(name, forms[i].name))
            continue;
        r->format = forms[i].format;
        r->what = forms[i].what;
        return true;
    }
    return false;
}

static bool
no_form(const char *name)
{
    const char *names[N_FORMS + 1] = {0};
    for (size_t i = 0; i < N_FORMS; i++)
        names[i] = forms[i].name;
    const char *near = cli_nearest(name, names);
    if (near)
        cli_say("no format '%s'; did you mean '--to %s'?", name, near);
    else
        cli_say("no format '%s'; --to takes html, json, text, csv, gexf or "
                "webannotation",
                name);
    return false;
}

/* The form that is asked for, in whichever way; a terminal gets no page. */
bool
cli_report_choose(cli_report *r)
{
    if (r->lang && strcmp(r->lang, "ar") && strcmp(r->lang, "en")) {
        cli_say("--lang takes ar or en, not '%s'", r->lang);
        return false;
    }
    bool on_terminal = !r->common.path && isatty(STDOUT_FILENO);
    const char *alone = r->json ? "json" : r->text ? "text" : NULL;
    const char *name = r->to ? r->to : alone;
    if ((r->json && r->text) || (r->to && alone && strcmp(r->to, alone) != 0)) {
        cli_say("--%s and --%s%s: one output at a time", alone,
                r->to ? "to " : "", r->to ? r->to : "text");
        return false;
    }
    if (!name)
        name = on_terminal ? "text" : "html";
    if (!is_form(r, name))
        return no_form(name);
    if (r->spreadsheet && r->format != NAQL_FORMAT_CSV) {
        cli_say("--spreadsheet goes with --to csv");
        return false;
    }
    if (r->brief && r->format != NAQL_FORMAT_JSON) {
        cli_say("--brief goes with --json");
        return false;
    }
    return true;
}

int
cmd_report(int argc, char **argv)
{
    cli_report r = {0};
    const cli_option options[] = {
        CLI_OPTIONS_REPORT(r),
        CLI_OPTION_FIELDS(r.common),
        CLI_OPTION_JOBS(r.common),
        {"quiet", 'q', CLI_FLAG, NULL, "no progress, no account",
         &r.common.quiet},
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
    if (!cli_report_choose(&r))
        return EXIT_USAGE;
    cli_run run;
    if ((status = cli_start(&run, &r.common)) != EXIT_DONE)
        return status;
    return cli_finish(&run, report(&run, argv, (uint32_t)n, &r));
}
