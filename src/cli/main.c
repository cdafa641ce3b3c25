/* SPDX-License-Identifier: Apache-2.0
 *
 * main.c - the table of commands. Layer 12 (cli). */
#include "cli/cli.h"

#include <errno.h>
#include <string.h>

static const struct command {
    const char *name;
    int (*run)(int argc, char **argv);
    const char *summary;
} commands[] = {
    {"report", cmd_report,
     "read, analyse, link and compare articles; one page, or JSON"},
    {"analyse", cmd_analyse, "one JSON object an article, one a line"},
    {"stories", cmd_stories, "the stories of a crawl, or of your archive"},
    {"dedup", cmd_dedup, "near-duplicate groups of a crawl or an archive"},
    {"passages", cmd_passages,
     "every run of words that articles of an archive share"},
    {"add", cmd_add, "put articles into your archive"},
    {"watch", cmd_watch, "put what feeds bring into your archive"},
    {"search", cmd_search, "articles of your archive that hold some words"},
    {"trace", cmd_trace, "everyone in your archive who carried a sentence"},
    {"statements", cmd_statements, "what somebody said, in your archive"},
    {"story", cmd_story, "the report of one story of your archive"},
    {"serve", cmd_serve, "your archive in a browser, and as an HTTP API"},
};
#define N_COMMANDS (sizeof(commands) / sizeof(*commands))

static void
help(FILE *to)
{
    fputs("naql - shows how the news was carried: who said what, in whose "
          "words,\nwho copied whom, where versions agree and part.\n\n"
          "Examples:\n"
          "  naql report articles/ -o story.html\n"
          "  naql analyse articles/*.txt | jq .statements\n\n"
          "Commands:\n",
          to);
    for (size_t i = 0; i < N_COMMANDS; i++)
        fprintf(to, "  %-10s %s\n", commands[i].name, commands[i].summary);
    fputs("\nnaql COMMAND --help tells more. naql --version tells the "
          "version.\n",
          to);
}

static int
unknown(const char *word)
{
    const char *names[N_COMMANDS + 1] = {0};
    for (size_t i = 0; i < N_COMMANDS; i++)
        names[i] = commands[i].name;
    const char *near = cli_nearest(word, names);
    if (near)
        cli_say("no command '%s'; did you mean '%s'?", word, near);
    else
        cli_say("no command '%s'; see naql --help", word);
    return EXIT_USAGE;
}

static int
run(int argc, char **argv)
{
    if (argc < 2) {
        help(stderr);
        return EXIT_USAGE;
    }
    const char *word = argv[1];
    static char ask[] = "--help";
    bool asks = !strcmp(word, "help") && argc > 2; /* naql help report */
    if (asks) {
        word = argv[2];
        argv[1] = ask;
    } else if (!strcmp(word, ask) || !strcmp(word, "-h") ||
               !strcmp(word, "help")) {
        help(stdout);
        return EXIT_DONE;
    }
    if (!strcmp(word, "--version") || !strcmp(word, "-V")) {
        printf("naql %s\n", naql_version());
        return EXIT_DONE;
    }
    for (size_t i = 0; i < N_COMMANDS; i++)
        if (!strcmp(word, commands[i].name))
            return asks ? commands[i].run(1, argv + 1)
                        : commands[i].run(argc - 2, argv + 2);
    return unknown(word);
}

int
cli_main(int argc, char **argv)
{
    int status = run(argc, argv);
    bool good = fflush(stdout) == 0 && !ferror(stdout);
    if (good || status != EXIT_DONE)
        return status;
    cli_say("standard output cannot be written: %s", strerror(errno));
    return EXIT_OUTPUT;
}
