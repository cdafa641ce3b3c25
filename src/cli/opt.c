/* SPDX-License-Identifier: Apache-2.0
 *
 * opt.c - one option table: parsing and --help come from it. Layer 12 (cli).
 *
 * Long and short names, --name=v and --name v, -jN and -j N, -qk for -q -k, --
 * ends the options, operands may stand before options, - is an operand. */
#include "cli/cli.h"

#include <stdlib.h>
#include <string.h>

static const cli_option common[] = {
    {"help", 'h', CLI_FLAG, NULL, "this text", NULL},
    {0},
};

static void
help_options(const cli_option *options, FILE *to)
{
    for (const cli_option *o = options; o && o->name; o++) {
        char left[64];
        snprintf(left, sizeof(left), "%s%c%s--%s%s%s", o->letter ? "-" : "  ",
                 o->letter ? o->letter : ' ', o->letter ? ", " : " ", o->name,
                 o->value ? " " : "", o->value ? o->value : "");
        fprintf(to, "  %-22s %s\n", left, o->help);
    }
}

#define HELP_COLUMNS 79

/* A paragraph, its lines as long as a terminal is wide. */
static void
help_note(const char *note, FILE *to)
{
    int column = 0;
    fputc('\n', to);
    while (*note) {
        int bytes = (int)strcspn(note, " \n"), letters = 0;
        for (int i = 0; i < bytes; i++)
            letters += (note[i] & 0xc0) != 0x80; /* UTF-8 */
        if (column && column + 1 + letters > HELP_COLUMNS) {
            fputc('\n', to);
            column = 0;
        } else if (column) {
            fputc(' ', to);
            column++;
        }
        fprintf(to, "%.*s", bytes, note);
        column += letters;
        note += bytes + (note[bytes] != 0);
    }
    fputc('\n', to);
}

void
cli_help(const cli_usage *u, FILE *to)
{
    fprintf(to, "naql %s - %s\n\nExamples:\n", u->command, u->summary);
    for (const char *const *e = u->examples; *e; e += 2)
        fprintf(to, "  %s\n      %s\n", e[0], e[1]);
    fprintf(to, "\nUsage: naql %s [OPTION]...%s%s\n\n", u->command,
            *u->operands ? " " : "", u->operands);
    help_options(u->options, to);
    help_options(common, to);
    for (const char *const *n = u->notes; n && *n; n++)
        help_note(*n, to);
}

/* Levenshtein distance, cut off at 31 letters: names are short. */
static unsigned
distance(const char *a, const char *b)
{
    unsigned row[32];
    size_t la = strlen(a), lb = strlen(b);
    if (la > 31 || lb > 31)
        return 99;
    for (unsigned j = 0; j <= lb; j++)
        row[j] = j;
    for (unsigned i = 1; i <= la; i++) {
        unsigned corner = row[0];
        row[0] = i;
        for (unsigned j = 1; j <= lb; j++) {
            unsigned best = corner + (a[i - 1] != b[j - 1]);
            best = row[j] + 1 < best ? row[j] + 1 : best;
            best = row[j - 1] + 1 < best ? row[j - 1] + 1 : best;
            corner = row[j];
            row[j] = best;
        }
    }
    return row[lb];
}

const char *
cli_nearest(const char *word, const char *const *names)
{
    const char *near = NULL;
    unsigned best = 3;
    for (; *names; names++) {
        unsigned d = distance(word, *names);
        if (d < best && d < strlen(*names)) {
            best = d;
            near = *names;
        }
    }
    return near;
}

static const cli_option *
find(const cli_option *options, const char *name, size_t len, char letter)
{
    for (const cli_option *o = options; o->name; o++)
        if (letter ? o->letter == letter
                   : strlen(o->name) == len && !strncmp(o->name, name, len))
            return o;
    return NULL;
}

static void
unknown(const cli_usage *u, const char *word)
{
    const char *names[32] = {0};
    size_t n = 0;
    for (const cli_option *o = u->options; o->name && n < 30; o++)
        names[n++] = o->name;
    names[n] = "help";
    const char *name = word + strspn(word, "-");
    const char *near = cli_nearest(name, names);
    if (near)
        cli_say("no option '%s'; did you mean '--%s'?", word, near);
    else
        cli_say("no option '%s'; see naql %s --help", word, u->command);
}

#define MOST 1000000 /* of any number that is asked for */

static bool
number(const char *text, unsigned *out)
{
    char *end;
    unsigned long n = strtoul(text, &end, 10);
    *out = n <= MOST ? (unsigned)n : MOST + 1;
    return *text >= '0' && *text <= '9' && !*end;
}

/* Sets the option; `given` is its value or NULL. */
static bool
set(const cli_option *o, const char *given)
{
    if (o->kind == CLI_FLAG) {
        *(bool *)o->to = true;
        return true;
    }
    if (o->kind == CLI_TEXT) {
        *(const char **)o->to = given;
        return true;
    }
    if (!number(given, o->to))
        cli_say("--%s takes a number, not '%s'", o->name, given);
    else if (*(unsigned *)o->to > MOST)
        cli_say("--%s takes a number up to %d, not '%s'", o->name, MOST, given);
    else
        return true;
    return false;
}

/* Reads the option at argv[*i]. False: *status is to be returned. */
static bool
read_option(const cli_usage *u, int argc, char **argv, int *i, int *status)
{
    const char *word = argv[*i], *value = NULL;
    bool is_long = word[1] == '-';
    size_t len = strcspn(word + 2, "=");
    *status = EXIT_USAGE;
    const cli_option *o = is_long ? find(u->options, word + 2, len, 0)
                                  : find(u->options, "", 0, word[1]);
    const cli_option *c =
        is_long ? find(common, word + 2, len, 0) : find(common, "", 0, word[1]);
    if (!o && c) {
        cli_help(u, stdout);
        *status = EXIT_DONE;
        return false;
    }
    if (!o) {
        unknown(u, word);
        return false;
    }
    if (is_long && word[2 + len] == '=')
        value = word + 3 + len;
    else if (!is_long && word[2])
        value = word + 2;
    if (o->kind == CLI_FLAG && value && !is_long) { /* -qo FILE: -q, then -o */
        *(bool *)o->to = true;
        *++argv[*i] = '-';
        return read_option(u, argc, argv, i, status);
    }
    if (o->kind == CLI_FLAG && value) {
        cli_say("--%s takes no value", o->name);
        return false;
    }
    if (o->kind != CLI_FLAG && !value && ++*i < argc)
        value = argv[*i];
    if (o->kind != CLI_FLAG && !value) {
        cli_say("--%s needs a value: %s", o->name, o->value);
        return false;
    }
    return set(o, value);
}

int
cli_parse(const cli_usage *u, int argc, char **argv, int *status)
{
    int n = 0;
    bool ended = false;
    for (int i = 0; i < argc; i++) {
        if (!ended && !strcmp(argv[i], "--"))
            ended = true;
        else if (ended || argv[i][0] != '-' || !argv[i][1])
            argv[n++] = argv[i];
        else if (!read_option(u, argc, argv, &i, status))
            return -1;
    }
    if (n || !*u->operands || *u->operands == '-' || *u->operands == '[')
        return n;
    if (!strncmp(u->operands, "PATH", 4))
        cli_say("%s needs a PATH: a file, a folder, or - for standard input",
                u->command);
    else
        cli_say("%s needs %s %.*s", u->command,
                *u->operands == 'I' ? "an" : "a",
                (int)strcspn(u->operands, "."), u->operands);
    fputc('\n', stderr);
    cli_help(u, stderr);
    *status = EXIT_USAGE;
    return -1;
}
