/* SPDX-License-Identifier: Apache-2.0
 *
 * cmd_watch.c - naql watch. Layer 12 (cli). */
#include "cli/cli.h"

#ifdef NQ_WATCH
#include "live/watch.h"

#include <signal.h>
#include <stdlib.h>
#include <sys/stat.h>
#endif

static const char *const examples[] = {
    "naql watch --once https://example.org/feed.xml",
    "what is new in a feed, into your archive",
    "naql watch feeds.txt --every 30",
    "the feeds of a list, every half hour, until Ctrl-C",
    "naql watch --archive news.db subscriptions.opml",
    "those of a feed reader, into an archive of their own",
    NULL,
};

static const char *const notes[] = {
    "FEED is an address, or a file with one a line (# before remarks), or "
    "OPML. An item with its whole text in the feed is added as it is; of "
    "others the page is fetched, if the site's robots.txt allows it. Each "
    "is added once. What was fetched is kept in ARCHIVE-YEAR-MONTH.warc.gz "
    "(docs/watch.md).",
    "One request a host at a time and one in five seconds; unchanged feeds "
    "cost their servers next to nothing; a feed that fails is asked ever "
    "less often, once a day at least. Only addresses of the public network "
    "are asked.",
    CLI_NOTE_ARCHIVE,
    "Exit status: 0 all read, 1 a feed or a page could not be had (and was "
    "named), 2 wrong usage, 3 the archive cannot be written, 4 it is damaged "
    "or of a newer version, 5 memory ran out, 130 stopped by Ctrl-C (143: by "
    "a request to end).",
    NULL,
};

typedef struct watch_options {
    cli_common common;
    const char *archive, *agent;
    unsigned every;
    bool once, allow_private;
} watch_options;

#ifdef NQ_WATCH
static void
say(void *user, const char *message)
{
    (void)user;
    cli_say("%s", message);
}

static bool
go_on(void *user, const live_counts *c)
{
    cli_run *run = user;
    snprintf(run->status, sizeof run->status, CLI_N " added; feeds asked: %llu",
             CLI_OF(c->of_pages + c->of_feeds + c->of_teasers, "article",
                    "articles"),
             (unsigned long long)(c->read + c->unchanged + c->failed));
    return cli_go_on(run);
}

static void
account(const live_counts *c)
{
    char parts[200] = "";
    uint64_t all = c->of_pages + c->of_feeds + c->of_teasers;
    if (all)
        snprintf(parts, sizeof parts,
                 " (%llu from pages, %llu from feeds, %llu by a feed's teaser "
                 "alone)",
                 (unsigned long long)c->of_pages,
                 (unsigned long long)c->of_feeds,
                 (unsigned long long)c->of_teasers);
    cli_say(CLI_N " added%s, %llu there already; " CLI_N
                  " read, %llu unchanged, %llu failed, %llu not due",
            CLI_OF(all, "article", "articles"), parts,
            (unsigned long long)c->there, CLI_OF(c->read, "feed", "feeds"),
            (unsigned long long)c->unchanged, (unsigned long long)c->failed,
            (unsigned long long)c->later);
}

/* How long a second is, in seconds: a test does not wait half a minute. */
static double
second(void)
{
    const char *given = getenv("NAQL_WATCH_SECOND");
    double s = given ? strtod(given, NULL) : 1;
    return s > 0 && s <= 1 ? s : 1;
}

static int
fill(cli_run *run, live_watch *w, const watch_options *o)
{
    naql_error err;
    int status = cli_archive_open(run, o->archive, true, &w->store);
    if (status != EXIT_DONE)
        return status;
    naql_status s = live_watch_run(w, &err);
    if (s != NAQL_OK && s != NAQL_CANCELLED)
        cli_say("%s", err.message);
    status = cli_ending(s);
    naql_store_close(w->store);
    if (!o->common.quiet && (s == NAQL_OK || s == NAQL_CANCELLED))
        account(&w->counts);
    bool missed = w->counts.failed || w->counts.missed;
    return status == EXIT_DONE && missed ? EXIT_PARTLY : status;
}

static int
watch(const watch_options *o, char **feeds, int n)
{
    char why[256], agent[64];
    cli_run run;
    snprintf(agent, sizeof agent, "naql/%s (news archive)", naql_version());
    live_watch w = {
        .every = 60.0 * o->every,
        .once = o->once,
        .rules = {o->allow_private, o->agent ? o->agent : agent, second()},
        .say = say,
        .go_on = go_on,
        .user = &run};
    int status = EXIT_DONE;
    for (int i = 0; i < n && status == EXIT_DONE; i++)
        if (!live_list_add(&w.feeds, feeds[i], why)) {
            cli_say("%s", why);
            status = EXIT_USAGE;
        }
    if (status == EXIT_DONE && !w.feeds.n) {
        cli_say("no feed is named");
        status = EXIT_USAGE;
    }
    if (status == EXIT_DONE)
        status = cli_start(&run, &o->common);
    if (status == EXIT_DONE) {
        umask(077); /* what a desk reads is its own affair */
        signal(SIGPIPE, SIG_IGN);
        w.engine = run.engine;
        status = fill(&run, &w, o);
        status = cli_finish(&run, status);
    }
    live_list_clear(&w.feeds);
    return status;
}
#else
static int
watch(const watch_options *o, char **feeds, int n)
{
    (void)o, (void)feeds, (void)n;
    cli_say("watch is not part of this build: install libcurl "
            "(Debian: libcurl4-openssl-dev) and build again");
    return EXIT_USAGE;
}
#endif

int
cmd_watch(int argc, char **argv)
{
    watch_options o = {.every = 15, .common = {.jobs = 1}};
    const cli_option options[] = {
        CLI_OPTION_ARCHIVE(o.archive),
        {"every", 0, CLI_NUMBER, "MINUTES",
         "minutes between two askings of a feed; default 15", &o.every},
        {"once", 0, CLI_FLAG, NULL, "ask each feed once, and end", &o.once},
        {"allow-private", 0, CLI_FLAG, NULL,
         "ask this machine and its network too, on any port", &o.allow_private},
        {"user-agent", 0, CLI_TEXT, "TEXT",
         "what the servers are told of who asks", &o.agent},
        {"quiet", 'q', CLI_FLAG, NULL, "no progress, no account",
         &o.common.quiet},
        {0},
    };
    const cli_usage usage = {
        "watch",  "FEED...", "put what feeds bring into your archive",
        examples, notes,     options};
    int status = EXIT_DONE, n = cli_parse(&usage, argc, argv, &status);
    if (n < 0)
        return status;
    if (o.every == 0) {
        cli_say("--every takes minutes, 1 at the least");
        return EXIT_USAGE;
    }
    return watch(&o, argv, n);
}
