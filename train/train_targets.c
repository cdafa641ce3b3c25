/* SPDX-License-Identifier: Apache-2.0
 *
 * train_targets.c - whom marches may be against, for fit_targets.py to learn
 * from.
 *
 *     train_targets names >TRAITS
 *     train_targets ROLES.tsv >TARGETS
 *
 * `names`: the name of every feature, a line each. ROLES: what
 * train/write_roles.py writes. A line for each sentence (S, its fields), for
 * each protest that the rules read there (C, its word) and for each phrase that
 * it may be against (P, words, features); the last of each has no words:
 * nobody. Same input, same output. */
#include "sentences.h"

#include "base/status.h"
#include "base/str.h"
#include "claim/event_target.h"

#include <stdio.h>

static void
put_words(const nq_scene *s, naql_span span)
{
    naql_str words = nq_str_span(s->text->article->text, span);
    printf("%.*s", (int)words.len, words.ptr);
}

static void
put_targets(void *user, const nq_clause *c)
{
    nq_target_traits t;
    nq_targets all;
    (void)user;
    nq_targets_find(c, &all);
    printf("C\t");
    put_words(c->s, nq_span_of(c->s, c->at, c->at + 1));
    printf("\n");
    for (uint32_t i = 0; i <= all.n; i++) {
        printf("P\t");
        if (i < all.n)
            put_words(c->s, all.at[i].p.span);
        printf("\t");
        nq_target_see(&all, i, &t);
        for (uint32_t k = 0; k < t.n; k++)
            printf("%s%u", k ? " " : "", t.at[k]);
        printf("\n");
    }
}

static naql_status
read_line(void *user, naql_str line)
{
    naql_str kind, id, text;
    naql_str rest = line;
    nq_event_watch eye = {.march = put_targets};
    if (!nq_str_split(&rest, '\t', &kind) || !nq_str_split(&rest, '\t', &id) ||
        !nq_str_split(&rest, '\t', &text) || !nq_str_is(kind, "protest"))
        return NAQL_OK;
    printf("S\t%.*s\n", (int)line.len, line.ptr);
    return sentences_read(user, text, eye);
}

static naql_status
read_all(sentences *s, const char *path)
{
    NQ_TRY(sentences_open(s));
    return sentences_each(path, read_line, s);
}

static void
put_names(void)
{
    for (uint32_t f = 0; f < NQ_TARGET_TRAITS; f++) {
        uint32_t place;
        const char *block = nq_target_block(f, &place);
        printf("%s %u\n", block, place);
    }
}

int
main(int argc, char **argv)
{
    static sentences s;
    if (argc != 2) {
        fprintf(stderr, "usage: train_targets names | ROLES.tsv\n");
        return 2;
    }
    if (!strcmp(argv[1], "names")) {
        put_names();
        return 0;
    }
    naql_status status = read_all(&s, argv[1]);
    if (status != NAQL_OK)
        fprintf(stderr, "train_targets: %s: %s\n", argv[1],
                nq_status_name(status));
    return status != NAQL_OK;
}
