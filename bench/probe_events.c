/* SPDX-License-Identifier: Apache-2.0
 *
 * probe_events.c - events of single sentences, for measuring.
 *
 *     probe_events <SENTENCES
 *
 * A line of the input is a sentence; a line of the output its events, a TAB
 * apart: type|confidence|trigger|actor|target. Without events the line is
 * empty. */
#include "api/api.h"
#include "base/status.h"
#include "base/str.h"

#include <stdio.h>
#include <stdlib.h>

static void
put(const nq_reading *r, naql_span span)
{
    naql_str s = nq_str_span(r->article.text, span);
    printf("|%.*s", (int)s.len, s.ptr);
}

static naql_status
read_one(const naql_engine *e, naql_str sentence, nq_arena *arena,
         nq_arena *scratch)
{
    nq_doc doc = {.form = NQ_DOC_FIELDS, .text = sentence};
    nq_reading r = {.inferred = false};
    NQ_TRY(nq_article_make(e->article, &doc, arena, scratch, &r.article));
    NQ_TRY(nq_text_make(e->text, &r.article, arena, scratch, &r.text));
    NQ_TRY(nq_names_make(e->name, &r.text, r.article.day, arena, scratch,
                         &r.names));
    NQ_TRY(nq_claims_make(e->claim, &r.names, arena, scratch, &r.claims));
    for (uint32_t i = 0; i < r.claims.n_events; i++) {
        const nq_event *v = &r.claims.events[i];
        printf("%s%.*s|%.3f", i ? "\t" : "", (int)v->type.len, v->type.ptr,
               (double)v->confidence);
        put(&r, v->trigger);
        put(&r, v->actor);
        put(&r, v->target);
    }
    putchar('\n');
    return NAQL_OK;
}

int
main(void)
{
    naql_engine *engine;
    naql_options o = {.size = sizeof o, .threads = 1};
    nq_arena arena, scratch;
    char *line = NULL;
    size_t room = 0;
    ssize_t len;
    if (naql_engine_open(&o, &engine, NULL) != NAQL_OK)
        return 1;
    nq_arena_init(&arena);
    nq_arena_init(&scratch);
    while ((len = getline(&line, &room, stdin)) > 0) {
        nq_arena_reset(&arena);
        nq_arena_reset(&scratch);
        size_t n = (size_t)len - (line[len - 1] == '\n');
        if (read_one(engine, nq_str(line, n), &arena, &scratch) != NAQL_OK)
            return 1;
    }
    free(line);
    nq_arena_clear(&arena);
    nq_arena_clear(&scratch);
    naql_engine_close(engine);
    return 0;
}
