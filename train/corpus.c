/* SPDX-License-Identifier: Apache-2.0
 *
 * corpus.c - lines of words as texts of the library. */
#include "corpus.h"
#include "base/buf.h"
#include "base/status.h"
#include "base/str.h"
#include "input/source.h"

#include <stdio.h>
#include <stdlib.h>

void *
must(void *memory)
{
    if (!memory) {
        fputs("out of memory\n", stderr);
        exit(1);
    }
    return memory;
}

static void
stop(const char *what, naql_status status)
{
    fprintf(stderr, "%s: %s\n", what, nq_status_name(status));
    exit(1);
}

void
corpus_text(const nq_text_tools *tools, naql_str lines, nq_arena *arena,
            nq_arena *scratch, nq_text *out)
{
    nq_list blocks = NQ_LIST(nq_block);
    for (size_t at = 0; at <= lines.len;) {
        size_t end = nq_str_find(lines, NQ_STR("\n"), at);
        end = end == SIZE_MAX ? lines.len : end;
        nq_block *b = must(nq_list_add(&blocks, arena));
        *b = (nq_block){{(uint32_t)at, (uint32_t)end}, NQ_BLOCK_PARAGRAPH};
        at = end + 1;
    }
    nq_article *article = must(nq_arena_zero(arena, 1, sizeof(*article)));
    article->text = lines;
    article->blocks = blocks.at;
    article->n_blocks = blocks.n;
    article->day = NQ_NO_DAY;
    naql_status status = nq_text_make(tools, article, arena, scratch, out);
    if (status != NAQL_OK)
        stop("text", status);
}

void
corpus_read(const char *const *paths, uint32_t n, const nq_text_tools *tools,
            corpus_see see, void *user)
{
    nq_source *source;
    naql_error err;
    nq_arena arena, scratch;
    nq_buf lines = {0};
    nq_doc doc;
    nq_arena_init(&arena);
    nq_arena_init(&scratch);
    naql_status status = nq_source_open(paths, n, &source, &err);
    while (status != NAQL_NOMEM &&
           (status = nq_source_next(source, &arena, &doc, &err)) != NAQL_END) {
        if (status == NAQL_OK) {
            nq_text text;
            nq_buf_reset(&lines);
            nq_buf_add(&lines, doc.title);
            nq_buf_byte(&lines, '\n');
            nq_buf_add(&lines, doc.text);
            corpus_text(tools, nq_buf_str(&lines), &arena, &scratch, &text);
            see(user, &text);
        }
        nq_arena_reset(&arena);
        nq_arena_reset(&scratch);
    }
    nq_source_close(source);
    nq_buf_clear(&lines);
    nq_arena_clear(&arena);
    nq_arena_clear(&scratch);
}
