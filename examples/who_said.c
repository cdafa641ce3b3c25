/* SPDX-License-Identifier: Apache-2.0
 *
 * who_said.c - prints who says what in the articles named on the command
 * line: all that a program needs of libnaql. Text that is in memory already is
 * read by naql_reader_open_memory in place of naql_reader_open.
 *
 *   cc who_said.c $(pkg-config --cflags --libs naql) && ./a.out article.txt */
#include <naql.h>

#include <stdio.h>

static void
print_statements(const naql_article *article)
{
    naql_str text = naql_article_head(article).text;
    naql_statement_iter it = naql_statements(article);
    for (naql_statement s; naql_statement_next(&it, &s);) {
        naql_str who = {text.ptr + s.speaker.start,
                        s.speaker.end - s.speaker.start};
        naql_entity entity;
        if (naql_entity_at(article, s.entity, &entity) == NAQL_OK)
            who = entity.name;
        printf("%.*s: %.*s\n", (int)who.len, who.ptr,
               (int)(s.span.end - s.span.start), text.ptr + s.span.start);
    }
}

int
main(int argc, char **argv)
{
    naql_error err;
    naql_engine *engine;
    naql_reader *reader;
    if (naql_engine_open(NULL, &engine, &err) != NAQL_OK ||
        naql_reader_open(engine, (const char *const *)argv + 1,
                         (uint32_t)argc - 1, &reader, &err) != NAQL_OK) {
        fprintf(stderr, "who_said: %s\n", err.message);
        return 1;
    }
    naql_status status;
    naql_article *article;
    while ((status = naql_reader_next(reader, &article, &err)) != NAQL_END) {
        if (status != NAQL_OK) { /* this one was passed over; go on */
            fprintf(stderr, "who_said: %s\n", err.message);
            if (status == NAQL_NOMEM || status == NAQL_CANCELLED)
                break;
            continue;
        }
        print_statements(article);
        naql_article_close(article);
    }
    naql_reader_close(reader);
    naql_engine_close(engine);
    return 0;
}
