/* SPDX-License-Identifier: Apache-2.0
 *
 * cli.h - what the commands share: options, messages, output. Layer 12 (cli).
 *
 * The command sees libnaql through naql.h alone. */
#ifndef NQ_CLI_CLI_H
#define NQ_CLI_CLI_H

#include "naql.h"

#include <stdio.h>

/* Exit statuses, as the manual tells them. */
enum cli_exit {
    EXIT_DONE = 0,
    EXIT_PARTLY = 1, /* done, but some inputs were passed over */
    EXIT_USAGE = 2,
    EXIT_OUTPUT = 3, /* the result cannot be written */
    EXIT_DAMAGED = 4,
    EXIT_MEMORY = 5,
    EXIT_PROCESSOR = 126, /* a shell's word for what cannot be run */
    EXIT_INTERRUPTED = 130
};

/* The command, from here on in code for the processors it was built for. */
int cli_main(int argc, char **argv);

/* ---- Options ---- */

typedef enum cli_kind { CLI_FLAG, CLI_TEXT, CLI_NUMBER } cli_kind;

typedef struct cli_option {
    const char *name; /* without the dashes; NULL ends a table */
    char letter;      /* 0: none */
    cli_kind kind;
    const char *value; /* what --help calls it */
    const char *help;
    void *to; /* bool *, const char **, unsigned * */
} cli_option;

typedef struct cli_common { /* what every command is asked */
    const char *path;       /* of the output; NULL: standard output */
    const char *fields;     /* NULL: as they are called */
    unsigned jobs;
    bool quiet;
} cli_common;

/* Rows of a table of options that are alike in all commands. */
#define CLI_OPTION_OUTPUT(common)                                              \
    {                                                                          \
        "output", 'o', CLI_TEXT, "FILE",                                       \
            "write there, not to standard output", &(common).path              \
    }
#define CLI_OPTION_FIELDS(common)                                              \
    {                                                                          \
        "fields", 0, CLI_TEXT, "LIST",                                         \
            "names in JSON and CSV, as title=headline,text=body",              \
            &(common).fields                                                   \
    }
#define CLI_OPTION_JOBS(common)                                                \
    {                                                                          \
        "jobs", 'j', CLI_NUMBER, "N", "threads; 0, the default: one a core",   \
            &(common).jobs                                                     \
    }
#define CLI_OPTION_QUIET(common)                                               \
    {                                                                          \
        "quiet", 'q', CLI_FLAG, NULL, "no progress", &(common).quiet           \
    }

/* Paragraphs of --help that are alike in several commands. */
#define CLI_NOTE_STATE                                                         \
    "With --state the output stands in OUT.part until it is whole. The same "  \
    "command again goes on where the first one stopped, if the input is "      \
    "what "                                                                    \
    "it was (it is checked), and gives the same bytes as a run that was not "  \
    "stopped."
#define CLI_NOTE_EXIT                                                          \
    "Exit status: 0 all read, 1 some input was passed over (and named), 2 "    \
    "wrong usage, 3 the result cannot be written, 4 the built-in word lists "  \
    "are damaged, 5 memory ran out, 130 stopped by Ctrl-C (143: by a "         \
    "request to end)."

typedef struct cli_usage {
    const char *command;  /* "report" */
    const char *operands; /* "PATH..."; "": none */
    const char *summary;
    const char *const *examples; /* pairs: command line, what it does; NULL */
    const char *const *notes;    /* paragraphs; NULL ends; NULL: none */
    const cli_option *options;
} cli_usage;

/* Fills the options, moves the operands to argv[0..n-1] and returns n: 1 at
 * least, 0 too when usage->operands is empty, an option or in brackets; -1: the
 * command is to end with *status (after --help, or wrong usage, which no
 * operand is too).
 */
int cli_parse(const cli_usage *usage, int argc, char **argv, int *status);
void cli_help(const cli_usage *usage, FILE *to);
/* The name that is least edits from `word`, NULL when none is near. */
const char *cli_nearest(const char *word, const char *const *names);

/* ---- Messages ---- */

/* "naql: ..." and a line feed on standard error. Control characters and bidi
 * controls of input never reach the terminal: they are shown as '?'. A progress
 * line makes room. */
void cli_say(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* A number and what it counts, one or many, for a message: the format and its
 * arguments, as in cli_say(CLI_N " read", CLI_OF(n, "article", "articles")). */
#define CLI_N                "%llu %s"
#define CLI_OF(n, one, many) (unsigned long long)(n), (n) == 1 ? (one) : (many)

typedef struct cli_run { /* one command at work */
    naql_engine *engine;
    uint64_t read, skipped; /* articles, inputs passed over */
    bool quiet;
    double started, last_shown; /* seconds */
    uint64_t done, of;          /* bytes */
    char status[100];           /* the progress line; empty: by the others */
} cli_run;

/* Exit status of an interruption, by the signal; of any status. */
int cli_interrupted(void);
int cli_ending(naql_status status);

/* Opens the engine with progress on a terminal and Ctrl-C caught. */
int cli_start(cli_run *run, const cli_common *common);
/* Shows progress; false: Ctrl-C. */
bool cli_go_on(cli_run *run);
/* Takes the next article. 1: *out is one; 0: the end; -1: to end with *status.
 * Inputs that are passed over are named and counted here. */
int cli_next(cli_run *run, naql_reader *reader, naql_article **out,
             int *status);
/* Names an input that was passed over, and counts it. */
void cli_skip(cli_run *run, const naql_error *err);
/* The closing line. The status to exit with: `status`, or that inputs were
 * passed over. */
int cli_finish(cli_run *run, int status);

/* ---- Output ---- */

typedef struct cli_out { /* a file that appears when it is whole */
    FILE *file;
    const char *path; /* NULL: standard output */
    char *temporary;
    bool lasting; /* the temporary one outlives an interruption */
    int failed;   /* errno of the first write that failed, or 0 */
} cli_out;

bool cli_out_open(cli_out *out, const char *path);
/* The same for a run that can be gone on with: what was written so far stands
 * in PATH.part, *have bytes of it from an earlier run. */
bool cli_out_open_part(cli_out *out, const char *path, uint64_t *have);
/* Goes on behind so many bytes of it. */
naql_status cli_out_cut(cli_out *out, uint64_t bytes);
naql_sink cli_out_sink(cli_out *out);
/* Standard output gets what is written whole and at once: whoever reads it
 * does not wait for more than there is. Before the first write. */
void cli_out_at_once(cli_out *out);
/* Tells why it could not be written; false: it could. */
bool cli_out_say(const cli_out *out);
/* Syncs and renames; false with a message when something was not written. */
bool cli_out_close(cli_out *out);
void cli_out_drop(cli_out *out);

/* ---- Runs over a crawl, which can be gone on with ---- */

typedef struct cli_bulk {
    cli_run run;
    cli_out out;
    const char *state; /* NULL: none */
    uint64_t have;     /* bytes of output from an earlier run */
} cli_bulk;

/* Can a run with that state (NULL: none) go on in that output? Only in a file;
 * false with a message. */
bool cli_state_usable(const char *state, const char *path);
/* Starts, and opens the output; `whole`: nothing is written before the end. */
int cli_bulk_start(cli_bulk *b, const cli_common *common, const char *state,
                   bool whole);
/* For the options of the library; user is the cli_bulk. */
void cli_bulk_skip(void *user, const naql_error *err);
naql_status cli_bulk_resume(void *user, uint64_t bytes);
/* Tells how it ended, closes or drops the output, removes the state of a run
 * that is done. The status to exit with. */
int cli_bulk_finish(cli_bulk *b, naql_status status, const naql_error *err);
/* Tells of articles that were forgotten, if any were. */
void cli_say_forgotten(uint64_t articles);

/* ---- Archives ---- */

#define CLI_OPTION_ARCHIVE(to)                                                 \
    {                                                                          \
        "archive", 'a', CLI_TEXT, "FILE",                                      \
            "the archive; else $NAQL_ARCHIVE, else yours", &(to)               \
    }
#define CLI_NOTE_ARCHIVE                                                       \
    "The archive is --archive, else $NAQL_ARCHIVE, else naql/naql.db below "   \
    "$XDG_DATA_HOME (~/.local/share): one SQLite file, which sqlite3 and "     \
    "Datasette open too (docs/archive.md)."
#define CLI_NOTE_FOUND                                                         \
    "Exit status: 0 found, 1 nothing found, 2 wrong usage, 3 the archive "     \
    "cannot be read or the result not be written, 4 the archive is damaged "   \
    "or of a newer version."

/* The caller's to free; NULL: no memory. */
char *cli_archive_path(const char *given);
/* The exit status; other than EXIT_DONE with a message. */
int cli_archive_open(cli_run *run, const char *given, bool writing,
                     naql_store **out);
/* A question to an archive; the answers go to `to`. */
typedef naql_status cli_question(naql_store *store, const void *what,
                                 naql_sink to, naql_error *err);
/* Asks it of the archive, told how it went; the exit status. */
int cli_ask(const cli_common *common, const char *archive,
            cli_question *question, const void *what);

/* Several operands as one text; the caller's to free; NULL: no memory. */
char *cli_join(char **words, int n);

/* ---- Reports ---- */

typedef struct cli_report { /* how the report of a set is asked for */
    cli_common common;
    const char *lang, *to;
    bool json, text, brief, spreadsheet;
    naql_format format;
    const char *what; /* the account calls the output so */
} cli_report;

/* Rows of a table of options. */
#define CLI_OPTIONS_REPORT(r)                                                    \
    {"output",                                                                   \
     'o',                                                                        \
     CLI_TEXT,                                                                   \
     "FILE",                                                                     \
     "write there, and tell what was found",                                     \
     &(r).common.path},                                                          \
        {"to",                                                                   \
         0,                                                                      \
         CLI_TEXT,                                                               \
         "FORMAT",                                                               \
         "html, json, text, csv, gexf, webannotation; see below",                \
         &(r).to},                                                               \
        {"json", 0, CLI_FLAG, NULL, "the data, not the page", &(r).json},        \
        {"text", 0, CLI_FLAG, NULL, "a short account, not the page", &(r).text}, \
        {"brief",                                                                \
         0,                                                                      \
         CLI_FLAG,                                                               \
         NULL,                                                                   \
         "with --json: articles without their text and marks",                   \
         &(r).brief},                                                            \
        {"spreadsheet",                                                          \
         0,                                                                      \
         CLI_FLAG,                                                               \
         NULL,                                                                   \
         "with --to csv: safe to open with Excel and its like",                  \
         &(r).spreadsheet},                                                      \
    {                                                                            \
        "lang", 0, CLI_TEXT, "ar|en", "language of the page's frame",            \
            &(r).lang                                                            \
    }

/* Chooses the form; false: wrong usage, with a message. */
bool cli_report_choose(cli_report *r);
/* Compares the set and writes its report; the exit status. */
int cli_report_make(naql_set *set, const cli_report *r);

/* ---- Commands ---- */

int cmd_add(int argc, char **argv);
int cmd_serve(int argc, char **argv);
int cmd_search(int argc, char **argv);
int cmd_statements(int argc, char **argv);
int cmd_story(int argc, char **argv);
int cmd_trace(int argc, char **argv);
int cmd_watch(int argc, char **argv);
int cmd_analyse(int argc, char **argv);
int cmd_dedup(int argc, char **argv);
int cmd_passages(int argc, char **argv);
int cmd_report(int argc, char **argv);
int cmd_stories(int argc, char **argv);

#endif
