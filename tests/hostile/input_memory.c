/* SPDX-License-Identifier: Apache-2.0
 *
 * input_memory.c - bytes in memory read as a file would be, all of them. */
#include "hostile/input_memory.h"

#include "base/hash.h"
#include "base/str.h"
#include "base/utf8.h"
#include "input/html.h"
#include "input/reader.h"

#include <stdio.h>
#include <stdlib.h>

struct input_memory {
    nq_arena lasting, arena;
    nq_fields fields;
    nq_html_tools html;
};

/* More than any sane reader makes of a byte: a reader that does not end. */
#define MANY 1000000u

input_memory *
input_memory_open(void)
{
    input_memory *m = calloc(1, sizeof *m);
    nq_tables tables;
    if (!m)
        abort();
    nq_arena_init(&m->lasting);
    nq_arena_init(&m->arena);
    if (nq_tables_builtin(&tables) != NAQL_OK ||
        nq_fields_make(&tables, "fields", &m->lasting, &m->fields) != NAQL_OK ||
        nq_html_tools_make(&tables, &m->fields, &m->lasting, &m->html) !=
            NAQL_OK)
        abort();
    return m;
}

void
input_memory_close(input_memory *m)
{
    nq_arena_clear(&m->arena);
    nq_arena_clear(&m->lasting);
    free(m);
}

static void
need(bool truth, const char *what)
{
    if (truth)
        return;
    fprintf(stderr, "a document breaks its promise: %s\n", what);
    abort();
}

static uint64_t
check(uint64_t hash, naql_str s)
{
    need(s.ptr != NULL, "a string without a place");
    if (s.len == 0)
        return hash + 1;
    need(nq_utf8_valid(s) == s.len, "valid UTF-8");
    return nq_hash_next(hash, nq_hash(s));
}

static uint64_t
check_doc(const nq_doc *d)
{
    uint64_t hash = check(check(0, d->title), d->text);
    check(0, d->id);
    check(0, d->url);
    check(0, d->outlet);
    check(0, d->author);
    check(0, d->language);
    check(0, d->published);
    check(0, d->modified);
    check(0, d->abstract);
    check(0, d->charset);
    need(d->form == NQ_DOC_BLOCKS || d->n_blocks == 0, "blocks of a page");
    for (uint32_t i = 0; i < d->n_blocks; i++) {
        hash = check(hash, d->blocks[i].text);
        need(d->blocks[i].text.len > 0, "no empty block");
        need((d->blocks[i].hints & (NQ_HINT_MAIN | NQ_HINT_FURNITURE)) !=
                 (NQ_HINT_MAIN | NQ_HINT_FURNITURE),
             "main part and furniture");
    }
    return hash;
}

struct memory {
    naql_str left;
};

static naql_status
pull(void *from, void *at, size_t room, size_t *n, naql_error *err)
{
    struct memory *m = from;
    (void)err;
    *n = m->left.len < room ? m->left.len : room;
    if (*n > 0)
        memcpy(at, m->left.ptr, *n);
    m->left = nq_str(m->left.ptr + *n, m->left.len - *n);
    return NAQL_OK;
}

static void
read_all(input_memory *m, nq_reader *reader, const uint64_t *given,
         input_tally *t)
{
    for (unsigned rounds = 0;; rounds++) {
        nq_doc doc;
        naql_error err = {0};
        nq_arena_reset(&m->arena);
        naql_status status = reader->next(reader, &m->arena, &doc, &err);
        need(rounds < MANY, "an end");
        if (status == NAQL_END)
            return;
        if (status == NAQL_OK) {
            uint64_t hash = check_doc(&doc);
            if (t->docs == 0)
                t->first = *given;
            if (t->docs < 64)
                t->hashes[t->docs] = hash;
            t->docs++;
        } else {
            need(status == NAQL_NOMEM || err.message[0] != '\0', "a message");
            t->faults++;
            if (status == NAQL_NOMEM)
                return;
        }
    }
}

input_tally
input_memory_read(input_memory *m, naql_str bytes)
{
    return input_memory_read_as(m, bytes, nq_reader_open);
}

static input_tally
read_pulled(input_memory *m, nq_pull pulls, void *from, const uint64_t *given,
            input_open open)
{
    input_tally t = {0};
    nq_unpack unpack;
    naql_error err = {0};
    if (nq_unpack_open(&unpack, pulls, from, &err) != NAQL_OK) {
        need(err.message[0] != '\0', "a message");
        t.faults = 1;
        return t;
    }
    nq_origin origin = {.path = "memory",
                        .packed = &unpack,
                        .bytes = nq_unpack_bytes(&unpack),
                        .charset = nq_str_from(nq_wide_name(unpack.wide)),
                        .label = NQ_STR(""),
                        .url = NQ_STR(""),
                        .fields = &m->fields,
                        .html = &m->html};
    nq_reader *reader = NULL;
    t.faults += unpack.early.status != NAQL_OK;
    if (open(&origin, &reader) == NAQL_OK) {
        read_all(m, reader, given, &t);
        reader->close(reader);
    }
    nq_unpack_close(&unpack);
    return t;
}

input_tally
input_memory_pull(input_memory *m, nq_pull pulls, void *from,
                  const uint64_t *given)
{
    return read_pulled(m, pulls, from, given, nq_reader_open);
}

input_tally
input_memory_read_as(input_memory *m, naql_str bytes, input_open open)
{
    struct memory memory = {bytes};
    const uint64_t given = 0;
    return read_pulled(m, pull, &memory, &given, open);
}
