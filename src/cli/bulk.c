/* SPDX-License-Identifier: Apache-2.0
 *
 * bulk.c - what dedup, passages and stories share. Layer 12 (cli). */
#include "cli/cli.h"

#include <string.h>
#include <unistd.h>

bool
cli_state_usable(const char *state, const char *path)
{
    if (!state || (path && strcmp(path, "-")))
        return true;
    cli_say("--state needs -o FILE: what was written is gone on with there");
    return false;
}

int
cli_bulk_start(cli_bulk *b, const cli_common *common, const char *state,
               bool whole)
{
    *b = (cli_bulk){.state = state};
    int status = cli_start(&b->run, common);
    if (status != EXIT_DONE)
        return status;
    bool open = state && !whole
                    ? cli_out_open_part(&b->out, common->path, &b->have)
                    : cli_out_open(&b->out, common->path);
    return open ? EXIT_DONE : cli_finish(&b->run, EXIT_OUTPUT);
}

void
cli_bulk_skip(void *user, const naql_error *err)
{
    cli_bulk *b = user;
    cli_skip(&b->run, err);
}

naql_status
cli_bulk_resume(void *user, uint64_t bytes)
{
    cli_bulk *b = user;
    return cli_out_cut(&b->out, bytes);
}

static int
settle(cli_bulk *b, int status)
{
    if (status != EXIT_DONE) {
        cli_out_drop(&b->out);
        return status;
    }
    if (!cli_out_close(&b->out))
        return EXIT_OUTPUT;
    if (b->state)
        unlink(b->state);
    return EXIT_DONE;
}

int
cli_bulk_finish(cli_bulk *b, naql_status status, const naql_error *err)
{
    if (status != NAQL_OK && status != NAQL_CANCELLED && !cli_out_say(&b->out))
        cli_say("%s", err->message);
    if (status == NAQL_CANCELLED && b->state)
        cli_say("stopped; the same command again goes on from here");
    return cli_finish(&b->run, settle(b, cli_ending(status)));
}

void
cli_say_forgotten(uint64_t articles)
{
    if (articles)
        cli_say(CLI_N " forgotten to stay within --memory: later ones were not "
                      "held against %s",
                CLI_OF(articles, "article was", "articles were"),
                articles == 1 ? "it" : "them");
}
