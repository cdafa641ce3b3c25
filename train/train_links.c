/* SPDX-License-Identifier: Apache-2.0
 *
 * train_links.c - whom a noun that speaks may stand for -> rows to learn from.
 *
 *     train_links see ARTICLES.jsonl >ROWS.tsv
 *     train_links heads ARTICLES.jsonl >HEADS
 *     train_links names >TRAITS
 *
 * `see` writes a line for each noun that speaks (src/claim/link.h): article,
 * kind, bytes at which its words start and end, then for each candidate, the
 * rules' first, its type and name and the numbers of its features, with commas
 * between; nobody has none. write_links.py says which of them are right.
 * `heads` writes what names are called in news: article, name, and the noun
 * before it (write_heads.py counts them). `names` writes the features' names,
 * in order. Same input, same output. */
#include "base/status.h"
#include "base/str.h"
#include "claim/link.h"
#include "pages.h"

#include <stdio.h>

typedef struct tools {
    nq_wordbook words;
    naql_str id; /* of the article */
} tools;

static void
print_str(naql_str s)
{
    for (size_t i = 0; i < s.len; i++)
        putchar(s.ptr[i] == '\t' || s.ptr[i] == '\n' || s.ptr[i] == ','
                    ? ' '
                    : s.ptr[i]);
}

static uint32_t
see(void *user, const struct nq_linked *l)
{
    const tools *t = user;
    naql_span words = l->all[l->at].speaker;
    print_str(t->id);
    printf("\t%u\t%u\t%u", l->facts.kind, words.start, words.end);
    for (uint32_t i = 0; i < l->n; i++) {
        nq_link_traits seen;
        nq_link_see(l, i, &seen);
        putchar('\t');
        if (l->c[i].entity != NQ_NO_ENTITY) {
            const nq_entity *e = &l->s->names->entities[l->c[i].entity];
            printf("%u ", e->type);
            print_str(e->name);
        }
        for (uint32_t k = 0; k < seen.n; k++)
            printf(",%u", seen.at[k]);
    }
    putchar('\n');
    return 0;
}

static naql_status
print_links(void *user, const nq_names *names, nq_arena *arena,
            nq_arena *scratch)
{
    tools *t = user;
    nq_claims claims;
    nq_scene scene;
    NQ_TRY(nq_scene_make(&t->words, names, scratch, &scene));
    t->id = names->text->article->source_id;
    nq_statement_watch eye = {.link = see, .user = t};
    return nq_statements_watch(&scene, arena, scratch, &eye, &claims);
}

/* The noun before a name that says what it is: "the PAPER X", "the Dutch
 * DEFENDER X"; NQ_NO_TOKEN. */
static uint32_t
head_before(const nq_scene *s, const nq_mention *m)
{
    enum { BACK = 6 };
    uint32_t found = NQ_NO_TOKEN, i = m->first;
    if (m->span.start > s->tokens[i].span.start)
        return NQ_NO_TOKEN; /* glued: not the name alone */
    if (m->type == NQ_ORG) {
        if (i > 0 && s->tags[i - 1].quote && s->tags[i].quote)
            i--;
        uint8_t noun = i > 0 ? s->tags[i - 1].word->noun : NQ_NOUN_NONE;
        return noun == NQ_NOUN_BODY || noun == NQ_NOUN_OUTLET ? i - 1
                                                              : NQ_NO_TOKEN;
    }
    for (uint32_t n = 0; n < BACK && i-- > 0; n++) {
        if (!nq_is_word(s, i) || s->tags[i].mention || nq_cue_lemma(s, i) ||
            nq_has_role(s, i, NQ_ROLE_PREP | NQ_ROLE_THAT | NQ_ROLE_REL))
            break;
        if (s->tags[i].word->noun == NQ_NOUN_PERSON &&
            !(s->tags[i].word->noun_grammar & (NQ_PLURAL | NQ_DUAL)))
            found = i;
        if (s->tokens[i].flags & NQ_TOKEN_SENTENCE)
            break;
    }
    return found;
}

static naql_status
print_heads(void *user, const nq_names *names, nq_arena *arena,
            nq_arena *scratch)
{
    const tools *t = user;
    nq_scene s;
    (void)arena;
    NQ_TRY(nq_scene_make(&t->words, names, scratch, &s));
    for (uint32_t k = 0; k < names->n_mentions; k++) {
        const nq_mention *m = &names->mentions[k];
        uint32_t head = m->type == NQ_PER || m->type == NQ_ORG
                            ? head_before(&s, m)
                            : NQ_NO_TOKEN;
        if (head == NQ_NO_TOKEN)
            continue;
        print_str(names->text->article->source_id);
        putchar('\t');
        for (uint32_t i = m->first; i < m->end; i++) {
            if (i > m->first)
                putchar(' ');
            print_str(s.tokens[i].folded);
        }
        putchar('\t');
        print_str(nq_token_bare(&s.tokens[head]));
        putchar('\n');
    }
    return NAQL_OK;
}

static naql_status
rows(const char *path, nq_arena *arena, pages_see see_page)
{
    nq_tables tables;
    tools t = {.id = {0}};
    NQ_TRY(nq_tables_builtin(&tables));
    NQ_TRY(nq_wordbook_make(&tables, arena, &t.words));
    return pages_read(&tables, &path, 1, see_page, &t);
}

int
main(int argc, char **argv)
{
    naql_str verb = nq_str_from(argc >= 2 ? argv[1] : "");
    naql_status status = NAQL_BAD_ARG;
    nq_arena arena;
    nq_arena_init(&arena);
    if (nq_str_equal(verb, NQ_STR("see")) && argc == 3)
        status = rows(argv[2], &arena, print_links);
    if (nq_str_equal(verb, NQ_STR("heads")) && argc == 3)
        status = rows(argv[2], &arena, print_heads);
    if (nq_str_equal(verb, NQ_STR("names")) && argc == 2) {
        char name[64];
        for (uint32_t i = 0; i < nq_link_n_traits(); i++) {
            nq_link_name(i, name, sizeof name);
            puts(name);
        }
        status = NAQL_OK;
    }
    if (status != NAQL_OK)
        fprintf(stderr,
                "usage: train_links see|heads ARTICLES.jsonl | names: %s\n",
                nq_status_name(status));
    nq_arena_clear(&arena);
    return status != NAQL_OK;
}
