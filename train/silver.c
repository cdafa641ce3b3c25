/* SPDX-License-Identifier: Apache-2.0
 *
 * silver.c - news as the library reads them today, as marked words to learn
 * from: what one article says of a name is checked by what all of them say. */
#include "base/hash.h"
#include "base/str.h"
#include "name/tools.h"
#include "names.h"

#include <stdio.h>
#include <stdlib.h>

enum {
    SETTLED = 4,  /* places of a phrase that are evidence */
    WORDS_MAX = 3 /* of phrases that are looked for where nobody marked them */
};
/* Share of a phrase's places that must agree. */
static const float AGREE = 0.8f, MARKED = 0.9f;

struct phrase {
    uint32_t places, types[3];
};

struct silver {
    struct tools *tools;
    nq_name_tools *names;
    nq_arena arena, words, scratch; /* of all; of a text; of a moment */
    nq_map ids;                     /* phrase -> its number in phrases */
    nq_list phrases;                /* of struct phrase */
    uint32_t every, article, kept, left;
    FILE *out; /* NULL: phrases are counted */
};

/* A text with its words' keys and labels. */
struct work {
    const nq_text *text;
    uint64_t *keys;
    uint8_t *labels;
};

static struct phrase *
phrase_of(struct silver *s, uint64_t key, bool make)
{
    bool fresh = false;
    uint32_t *id = make ? must(nq_map_put(&s->ids, key, &fresh))
                        : nq_map_get(&s->ids, key);
    if (fresh) {
        *id = s->phrases.n;
        *(struct phrase *)must(nq_list_add(&s->phrases, &s->arena)) =
            (struct phrase){0};
    }
    return id ? (struct phrase *)s->phrases.at + *id : NULL;
}

static uint64_t
key_of(const struct work *w, uint32_t first, uint32_t end)
{
    uint64_t key = 0;
    for (uint32_t i = first; i < end; i++)
        key = nq_hash_next(key, w->keys[i]);
    return key;
}

static void
read_text(struct silver *s, const nq_text *text, struct work *w)
{
    size_t n = text->n_tokens + 1;
    nq_names names;
    nq_arena_reset(&s->words);
    nq_arena_reset(&s->scratch);
    *w =
        (struct work){text, must(nq_arena_zero(&s->words, n, sizeof(uint64_t))),
                      must(nq_arena_zero(&s->words, n, 1))};
    nq_lex_word *lex = must(nq_arena_zero(&s->words, n, sizeof(*lex)));
    if (nq_lexicon_mark(&s->names->lexicon, &s->names->model, text, &s->words,
                        lex) != NAQL_OK ||
        nq_names_make(s->names, text, NQ_NO_DAY, &s->words, &s->scratch,
                      &names) != NAQL_OK)
        exit(1);
    for (uint32_t i = 0; i < text->n_tokens; i++)
        w->keys[i] = lex[i].base;
    for (uint32_t m = 0; m < names.n_mentions; m++) {
        const nq_mention *name = &names.mentions[m];
        for (uint32_t i = name->first; i < name->end; i++)
            w->labels[i] = (uint8_t)(1 + 2 * name->type + (i > name->first));
    }
}

/* Token behind the name that starts at `i`. */
static uint32_t
name_end(const struct work *w, uint32_t i)
{
    for (i++; i < w->text->n_tokens && w->labels[i] &&
              !nq_label_starts(w->labels[i]);)
        i++;
    return i;
}

static void
count_names(struct silver *s, const struct work *w)
{
    for (uint32_t i = 0; i < w->text->n_tokens; i++)
        if (nq_label_starts(w->labels[i]))
            phrase_of(s, key_of(w, i, name_end(w, i)), true)
                ->types[nq_label_type(w->labels[i])]++;
}

static void
count_places(struct silver *s, const struct work *w)
{
    for (uint32_t i = 0; i < w->text->n_tokens; i++)
        for (uint32_t n = 1; n <= WORDS_MAX && i + n <= w->text->n_tokens;
             n++) {
            struct phrase *p = phrase_of(s, key_of(w, i, i + n), false);
            if (p)
                p->places++;
        }
}

/* Do the other places of the phrase speak against this label? */
static bool
disputed(struct silver *s, const struct work *w, uint32_t i)
{
    uint32_t end = name_end(w, i);
    const struct phrase *p = phrase_of(s, key_of(w, i, end), false);
    uint32_t all = p->types[0] + p->types[1] + p->types[2];
    uint32_t same = p->types[nq_label_type(w->labels[i])];
    return (all >= SETTLED && (float)same < AGREE * (float)all) ||
           (end - i <= WORDS_MAX && p->places >= SETTLED &&
            (float)all < 0.3f * (float)p->places);
}

/* Is the unmarked word one that is a name nearly everywhere else? */
static bool
missed(struct silver *s, const struct work *w, uint32_t i)
{
    const struct phrase *p = phrase_of(s, key_of(w, i, i + 1), false);
    return p && p->places >= SETTLED &&
           (float)(p->types[0] + p->types[1] + p->types[2]) >
               MARKED * (float)p->places;
}

static void
write_sentence(struct silver *s, const struct work *w, const nq_sentence *at)
{
    static const char *const types[] = {"PERS", "LOC", "ORG"};
    for (uint32_t i = at->first; i < at->end; i++)
        if (nq_label_starts(w->labels[i]) ? disputed(s, w, i)
                                          : !w->labels[i] && missed(s, w, i)) {
            s->left++;
            return;
        }
    s->kept++;
    for (uint32_t i = at->first; i < at->end; i++) {
        naql_str word =
            nq_str_span(w->text->article->text, w->text->tokens[i].span);
        fprintf(s->out, "%.*s ", (int)word.len, word.ptr);
        if (w->labels[i])
            fprintf(s->out, "%c-%s\n",
                    nq_label_starts(w->labels[i]) ? 'B' : 'I',
                    types[nq_label_type(w->labels[i])]);
        else
            fprintf(s->out, "O\n");
    }
    fprintf(s->out, "\n");
}

static void
see_text(void *user, const nq_text *text)
{
    struct silver *s = user;
    struct work w;
    if (s->out && s->article++ % s->every)
        return;
    read_text(s, text, &w);
    if (!s->out) {
        count_names(s, &w);
        return;
    }
    for (uint32_t k = 0; k < text->n_sentences; k++)
        write_sentence(s, &w, &text->sentences[k]);
    fprintf(s->out, "\n");
}

static void
see_places(void *user, const nq_text *text)
{
    struct silver *s = user;
    struct work w = {text, NULL, NULL};
    size_t n = text->n_tokens + 1;
    nq_arena_reset(&s->words);
    nq_arena_reset(&s->scratch);
    nq_lex_word *lex = must(nq_arena_zero(&s->words, n, sizeof(*lex)));
    w.keys = must(nq_arena_zero(&s->words, n, sizeof(uint64_t)));
    if (nq_lexicon_mark(&s->names->lexicon, &s->names->model, text, &s->words,
                        lex) != NAQL_OK)
        exit(1);
    for (uint32_t i = 0; i < text->n_tokens; i++)
        w.keys[i] = lex[i].base;
    count_places(s, &w);
}

void
silver_write(struct tools *t, const char *path, uint32_t every,
             const char *const *news, uint32_t n)
{
    struct silver s = {
        .tools = t, .every = every, .phrases = NQ_LIST(struct phrase)};
    nq_arena_init(&s.arena);
    nq_arena_init(&s.words);
    nq_arena_init(&s.scratch);
    nq_map_init(&s.ids, &s.arena);
    if (nq_name_tools_make(&t->tables, &s.arena, &s.names) != NAQL_OK)
        exit(1);
    s.names->model = t->model;
    corpus_read(news, n, t->text, see_text, &s);
    corpus_read(news, n, t->text, see_places, &s);
    s.out = must(fopen(path, "w"));
    corpus_read(news, n, t->text, see_text, &s);
    fclose(s.out);
    fprintf(stderr, "%u sentences, %u left out\n", s.kept, s.left);
    nq_arena_clear(&s.scratch);
    nq_arena_clear(&s.words);
    nq_arena_clear(&s.arena);
}
