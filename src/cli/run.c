/* SPDX-License-Identifier: Apache-2.0
 *
 * run.c - a command at work: messages, progress, Ctrl-C, the closing line.
 * Layer 12 (cli). */
#include "cli/cli.h"

#include <errno.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define ERRORS_SHOWN 10 /* then only counted */

#define GRACE_SECONDS 5 /* from Ctrl-C to the end, whatever is waited for */

static volatile sig_atomic_t interrupted;
static char *volatile unfinished; /* path of an output to remove; or NULL */
static bool shown;                /* a progress line stands on the terminal */

/* The second signal ends at once; so does the alarm that the first one sets,
 * for input that never comes. */
static void
on_signal(int signal_number)
{
    if (interrupted) {
        if (unfinished)
            unlink(unfinished);
        _exit(128 + (int)interrupted);
    }
    interrupted = signal_number;
    alarm(GRACE_SECONDS);
}

/* Length of a control character at p: C0, DEL, C1 or bidi; 0: it is none. */
static size_t
control(const unsigned char *p)
{
    if (*p < 0x20 || *p == 0x7f)
        return 1;
    if (p[0] == 0xc2 && p[1] >= 0x80 && p[1] < 0xa0)
        return 2;
    if (p[0] == 0xd8 && p[1] == 0x9c)
        return 2;
    if (p[0] == 0xe2 && p[1] == 0x80 &&
        ((p[2] >= 0x8e && p[2] <= 0x8f) || (p[2] >= 0xa8 && p[2] <= 0xae)))
        return 3;
    if (p[0] == 0xe2 && p[1] == 0x81 && p[2] >= 0xa6 && p[2] <= 0xa9)
        return 3;
    return 0;
}

static void
wipe(void)
{
    if (shown)
        fputs("\r\033[K", stderr);
    shown = false;
}

void
cli_say(const char *format, ...)
{
    char line[1024], safe[1024];
    va_list args;
    va_start(args, format);
    vsnprintf(line, sizeof(line), format, args);
    va_end(args);
    size_t n = 0;
    for (const unsigned char *p = (const unsigned char *)line; *p;) {
        size_t skip = control(p);
        safe[n++] = skip ? '?' : (char)*p;
        p += skip ? skip : 1;
    }
    safe[n] = 0;
    wipe();
    fprintf(stderr, "naql: %s\n", safe);
}

static double
seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* At most four times a second, from the first second on. */
static void
show(cli_run *run)
{
    double now = seconds();
    if (run->quiet || now - run->started < 1 || now - run->last_shown < 0.25)
        return;
    if (!run->read && !run->done) /* an archive is asked */
        return;
    run->last_shown = now;
    shown = true;
    double spent = now - run->started;
    if (*run->status)
        fprintf(stderr, "\r\033[K%s", run->status);
    else if (run->read)
        fprintf(stderr, "\r\033[K" CLI_N ", %.0f a second",
                CLI_OF(run->read, "article", "articles"),
                (double)run->read / spent);
    else
        fprintf(stderr, "\r\033[K%.0f MB, %.1f a second",
                (double)run->done / 1e6, (double)run->done / 1e6 / spent);
    if (!*run->status && run->of && run->done <= run->of && run->done)
        fprintf(stderr, ", %.0f %%, %.0f s left",
                100.0 * (double)run->done / (double)run->of,
                (now - run->started) * (double)(run->of - run->done) /
                    (double)run->done);
    fflush(stderr);
}

static bool
progress(void *user, uint64_t done, uint64_t of)
{
    cli_run *run = user;
    run->done = done;
    run->of = of;
    show(run);
    return !interrupted;
}

bool
cli_go_on(cli_run *run)
{
    show(run);
    return !interrupted;
}

int
cli_interrupted(void)
{
    return interrupted ? 128 + (int)interrupted : EXIT_INTERRUPTED;
}

int
cli_ending(naql_status status)
{
    switch (status) {
    case NAQL_OK:
        return EXIT_DONE;
    case NAQL_BAD_ARG:
        return EXIT_USAGE;
    case NAQL_CANCELLED:
        return cli_interrupted();
    case NAQL_CORRUPT:
        return EXIT_DAMAGED;
    case NAQL_NOMEM:
    case NAQL_TOO_BIG:
        return EXIT_MEMORY;
    default:
        return EXIT_OUTPUT;
    }
}

int
cli_start(cli_run *run, const cli_common *common)
{
    *run = (cli_run){.started = seconds()};
    run->quiet = common->quiet || !isatty(STDERR_FILENO);
    struct sigaction catch = {.sa_handler = on_signal};
    sigaction(SIGINT, &catch, NULL);
    sigaction(SIGTERM, &catch, NULL);
    sigaction(SIGALRM, &catch, NULL);
    naql_options options = {.size = sizeof(options),
                            .threads = common->jobs,
                            .progress = progress,
                            .user = run,
                            .fields = common->fields};
    naql_error err;
    naql_status status = naql_engine_open(&options, &run->engine, &err);
    if (status == NAQL_OK)
        return EXIT_DONE;
    if (status != NAQL_BAD_ARG) {
        cli_say("%s", err.message);
        return cli_ending(status);
    }
    cli_say("--fields: %s", err.message); /* nothing else can be wrong here */
    return EXIT_USAGE;
}

int
cli_next(cli_run *run, naql_reader *reader, naql_article **out, int *status)
{
    for (;;) {
        naql_error err = {0};
        naql_status s = naql_reader_next(reader, out, &err);
        if (s == NAQL_OK) {
            run->read++;
            return 1;
        }
        if (s == NAQL_END)
            return 0;
        if (s == NAQL_CANCELLED || s == NAQL_NOMEM || s == NAQL_BAD_ARG) {
            if (s != NAQL_CANCELLED)
                cli_say("%s", err.message);
            *status = s == NAQL_BAD_ARG ? EXIT_OUTPUT : cli_ending(s);
            return -1;
        }
        cli_skip(run, &err);
    }
}

void
cli_skip(cli_run *run, const naql_error *err)
{
    if (++run->skipped <= ERRORS_SHOWN)
        cli_say("%s", err->message);
}

int
cli_finish(cli_run *run, int status)
{
    wipe();
    char named[40] = "";
    if (run->skipped > ERRORS_SHOWN)
        snprintf(named, sizeof named, " (the first %d are named)",
                 ERRORS_SHOWN);
    if (run->skipped)
        cli_say(CLI_N " read, " CLI_N " skipped%s",
                CLI_OF(run->read, "article", "articles"),
                CLI_OF(run->skipped, "input", "inputs"), named);
    naql_engine_close(run->engine);
    run->engine = NULL;
    return status == EXIT_DONE && run->skipped ? EXIT_PARTLY : status;
}

/* ---- Output ---- */

bool
cli_out_open(cli_out *out, const char *path)
{
    *out = (cli_out){.path = path, .file = stdout};
    if (!path || !strcmp(path, "-")) {
        out->path = NULL;
        return true;
    }
    struct stat there; /* a device or a pipe is written, never replaced */
    if (stat(path, &there) == 0 && !S_ISREG(there.st_mode)) {
        out->file = fopen(path, "wb");
        if (!out->file)
            cli_say("%s: cannot be written: %s", path, strerror(errno));
        return out->file != NULL;
    }
    size_t room = strlen(path) + 32;
    out->temporary = malloc(room);
    if (!out->temporary)
        return false;
    snprintf(out->temporary, room, "%s.tmp.%ld", path, (long)getpid());
    out->file = fopen(out->temporary, "wb");
    if (out->file) {
        unfinished = out->temporary;
        return true;
    }
    cli_say("%s: cannot be written: %s", path, strerror(errno));
    free(out->temporary);
    *out = (cli_out){0};
    return false;
}

bool
cli_out_open_part(cli_out *out, const char *path, uint64_t *have)
{
    size_t room = strlen(path) + 8;
    struct stat there;
    *out = (cli_out){.path = path, .lasting = true};
    *have = 0;
    out->temporary = malloc(room);
    if (!out->temporary)
        return false;
    snprintf(out->temporary, room, "%s.part", path);
    if (stat(out->temporary, &there) == 0 && S_ISREG(there.st_mode))
        *have = (uint64_t)there.st_size;
    out->file = fopen(out->temporary, *have ? "r+b" : "wb");
    if (out->file)
        return true;
    cli_say("%s: cannot be written: %s", out->temporary, strerror(errno));
    free(out->temporary);
    *out = (cli_out){0};
    return false;
}

naql_status
cli_out_cut(cli_out *out, uint64_t bytes)
{
    if (ftruncate(fileno(out->file), (off_t)bytes) != 0 ||
        fseeko(out->file, 0, SEEK_END) != 0)
        return NAQL_IO;
    return NAQL_OK;
}

/* What a journal tells of must have left the process before it tells. */
static naql_status
write_out(void *user, const char *bytes, size_t n)
{
    cli_out *out = user;
    if (shown && !out->path && isatty(STDOUT_FILENO))
        wipe();
    bool good = fwrite(bytes, 1, n, out->file) == n &&
                (!out->lasting || fflush(out->file) == 0);
    if (!good)
        out->failed = errno;
    return good ? NAQL_OK : NAQL_IO;
}

bool
cli_out_say(const cli_out *out)
{
    if (out->failed && out->path)
        cli_say("%s: cannot be written: %s", out->path, strerror(out->failed));
    else if (out->failed)
        cli_say("standard output cannot be written: %s", strerror(out->failed));
    return out->failed != 0;
}

void
cli_out_at_once(cli_out *out)
{
    if (!out->path)
        setvbuf(out->file, NULL, _IONBF, 0);
}

naql_sink
cli_out_sink(cli_out *out)
{
    return (naql_sink){write_out, out};
}

/* Forgets the temporary file, which is removed unless it is to last. */
static void
forget(cli_out *out, bool remove_it)
{
    unfinished = NULL;
    if (out->temporary && remove_it)
        unlink(out->temporary);
    free(out->temporary);
    out->temporary = NULL;
}

bool
cli_out_close(cli_out *out)
{
    bool good = fflush(out->file) == 0 && !ferror(out->file);
    if (good && out->temporary)
        good = fsync(fileno(out->file)) == 0;
    int why = errno;
    if (out->path && fclose(out->file) != 0 && good) {
        good = false;
        why = errno;
    }
    if (good && out->temporary && rename(out->temporary, out->path) != 0) {
        good = false;
        why = errno;
    }
    if (!good) {
        out->failed = out->failed ? out->failed : why;
        cli_out_say(out);
    }
    forget(out, !good && !out->lasting);
    return good;
}

void
cli_out_drop(cli_out *out)
{
    if (!out->path)
        return;
    fclose(out->file);
    forget(out, !out->lasting);
}
