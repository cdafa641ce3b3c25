/* SPDX-License-Identifier: Apache-2.0
 *
 * sentences.c - sentences read up to their events. Not part of the library. */
#include "sentences.h"

#include "base/io.h"
#include "base/status.h"
#include "claim/statement.h"

#define FILE_MOST (1u << 28) /* bytes */

naql_status
sentences_open(sentences *s)
{
    nq_tables tables;
    nq_arena *a = &s->keep;
    NQ_TRY(nq_tables_builtin(&tables));
    NQ_TRY(nq_article_tools_make(&tables, a, &s->article));
    NQ_TRY(nq_text_tools_make(&tables, a, &s->text));
    NQ_TRY(nq_name_tools_make(&tables, a, &s->name));
    NQ_TRY(nq_wordbook_make(&tables, a, &s->words));
    return nq_event_book_make(&tables, &s->words.read, a, &s->book);
}

naql_status
sentences_read(sentences *s, naql_str sentence, nq_event_watch eye)
{
    nq_doc doc = {.form = NQ_DOC_FIELDS, .text = sentence};
    nq_article article;
    nq_text text;
    nq_names names;
    nq_scene scene;
    nq_claims claims = {.names = &names};
    nq_arena *a = &s->page, *room = &s->scratch;
    nq_arena_reset(a);
    nq_arena_reset(room);
    NQ_TRY(nq_article_make(s->article, &doc, a, room, &article));
    NQ_TRY(nq_text_make(s->text, &article, a, room, &text));
    NQ_TRY(nq_names_make(s->name, &text, article.day, a, room, &names));
    NQ_TRY(nq_scene_make(&s->words, &names, room, &scene));
    NQ_TRY(nq_statements_find(&scene, a, room, &claims.statements,
                              &claims.n_statements));
    return nq_events_watch(&s->book, &scene, a, eye, &claims);
}

naql_status
sentences_each(const char *path, sentences_see see, void *user)
{
    nq_buf bytes = {0};
    naql_status status = nq_io_read(path, FILE_MOST, &bytes, NULL);
    naql_str rest = nq_str((const char *)bytes.ptr, bytes.len), line;
    while (status == NAQL_OK && nq_str_split(&rest, '\n', &line))
        status = see(user, line);
    nq_buf_clear(&bytes);
    return status;
}
