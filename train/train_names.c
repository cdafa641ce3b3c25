/* SPDX-License-Identifier: Apache-2.0
 *
 * train_names.c - the weights file of the name tagger.
 *
 *   train_names learn OUT.bin CLASSES.tsv USUALLY.tsv SET...
 *   train_names usually OUT.tsv MODEL.bin NEWS.jsonl...
 *   train_names test MODEL.bin SET...
 *
 * A SET is FILE (all of it is trained on), FILE:fifth (every fifth of 25 runs
 * of lines is held out: trained on by no one, tested on), or FILE:held. FILE
 * holds a word and its labels a line, an empty line between sentences; of
 * nested labels the outermost name counts. USUALLY.tsv may be "-".
 *
 * marked.c reads the sets, learn.c learns; the largest weights are kept as
 * int8. */
#include "names.h"
#include "base/buf.h"
#include "base/hash.h"
#include "base/io.h"
#include "base/map.h"
#include "base/str.h"

#include <math.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

enum { WORD_SLOTS = 1 << 16, WEIGHT_SLOTS = 1 << 19 };

/* A word that is tagged shows all its features, in training it showed half of
 * them: its weights count for less. 0.5 would be the expectation; more keeps
 * names that a few strong features tell. */
static const float SHARE = 0.76f;

/* ---- The file ---------------------------------------------------------- */

static float *sort_by;

static int
larger(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    if (sort_by[x] != sort_by[y])
        return sort_by[x] < sort_by[y] ? 1 : -1;
    return x < y ? -1 : x > y;
}

static void
pack_weights(const struct learner *l, float scale, nq_model_weights *out)
{
    uint32_t *order = must(malloc(sizeof(*order) * NQ_TRAIN_ROOM)), n = 0,
             kept = 0;
    sort_by = must(calloc(NQ_TRAIN_ROOM, sizeof(*sort_by)));
    for (uint32_t i = 0; i < NQ_TRAIN_ROOM; i++) {
        for (int k = 0; k < NQ_LABELS; k++)
            sort_by[i] += fabsf(learner_weight(l, i, k));
        if (sort_by[i] > scale)
            order[n++] = i;
    }
    qsort(order, n, sizeof(*order), larger);
    for (uint32_t r = 0; r < n; r++) {
        uint64_t feature = l->named[order[r]];
        uint8_t check = nq_model_check(feature);
        uint32_t slot = nq_model_slot(feature, WEIGHT_SLOTS);
        if (out[slot].check == check || out[slot ^ 1].check == check)
            continue;
        if (out[slot].check)
            slot ^= 1;
        if (out[slot].check)
            continue;
        kept++;
        out[slot].check = check;
        for (int k = 0; k < NQ_LABELS; k++) {
            float w = learner_weight(l, order[r], k) / scale;
            w = w > 127 ? 127 : w < -127 ? -127 : w;
            out[slot].at[k] = (int8_t)lrintf(w);
        }
    }
    fprintf(stderr, "%u features with weights, %u kept\n", n, kept);
    free(order);
    free(sort_by);
}

/* Words with their classes, and what they usually are in names. */
static nq_model_word *
read_words(const char *classes, const char *usually)
{
    nq_model_word *words = must(calloc(WORD_SLOTS, sizeof(*words)));
    FILE *f = must(fopen(classes, "r"));
    unsigned long long hash;
    unsigned count, c[4];
    while (fscanf(f, "%llx %u %u %u %u %u", &hash, &count, &c[0], &c[1], &c[2],
                  &c[3]) == 6) {
        uint32_t i = (uint32_t)hash & (WORD_SLOTS - 1);
        while (words[i].key)
            i = (i + 1) & (WORD_SLOTS - 1);
        words[i] =
            (nq_model_word){.key = (uint32_t)(hash >> 32),
                            .fine = (uint16_t)c[0],
                            .middle = (uint8_t)c[1],
                            .coarse = (uint8_t)c[2],
                            .wide = (uint16_t)c[3],
                            .often = (uint8_t)(8 * log2(count + 1.0) + 0.5)};
    }
    fclose(f);
    if (!strcmp(usually, "-"))
        return words;
    f = must(fopen(usually, "r"));
    while (fscanf(f, "%llx %u", &hash, &count) == 2) {
        uint32_t i = (uint32_t)hash & (WORD_SLOTS - 1);
        while (words[i].key && words[i].key != (uint32_t)(hash >> 32))
            i = (i + 1) & (WORD_SLOTS - 1);
        if (words[i].key)
            words[i].usually = (uint8_t)count;
    }
    fclose(f);
    return words;
}

static void
seal(nq_buf *file)
{
    nq_model_head head;
    memcpy(&head, file->ptr, sizeof(head));
    head.size = (uint32_t)file->len;
    memcpy(file->ptr, &head, sizeof(head));
    head.checksum = nq_hash(
        nq_str(file->ptr + NQ_MODEL_UNSUMMED, file->len - NQ_MODEL_UNSUMMED));
    memcpy(file->ptr, &head, sizeof(head));
}

static void
build_file(nq_buf *file, const nq_model_head *head, const nq_model_word *words,
           const nq_model_weights *weights)
{
    nq_buf_reset(file);
    nq_buf_add(file, nq_str((const char *)head, sizeof(*head)));
    nq_buf_add(file,
               nq_str((const char *)words, head->n_words * sizeof(*words)));
    nq_buf_add(file, nq_str((const char *)weights,
                            head->n_weights * sizeof(*weights)));
    must(file->failed ? NULL : file->ptr);
    seal(file);
}

static void
open_tools(struct tools *t)
{
    nq_arena_init(&t->arena);
    if (nq_tables_builtin(&t->tables) != NAQL_OK ||
        nq_text_tools_make(&t->tables, &t->arena, &t->text) != NAQL_OK ||
        nq_lexicon_make(&t->tables, &t->arena, &t->lexicon) != NAQL_OK)
        exit(1);
}

static void
open_model(struct tools *t, const nq_buf *file)
{
    if (nq_model_open(file->ptr, file->len, &t->model) != NAQL_OK ||
        nq_tagger_settle(&t->model, &t->arena) != NAQL_OK) {
        fputs("the model fails its checks\n", stderr);
        exit(1);
    }
}

static void
test_sets(const struct tools *t, char **sets, int n)
{
    struct count all = {{0}, {0}, {0}};
    for (int i = 0; i < n; i++) {
        struct count c = {{0}, {0}, {0}};
        set_read(t, sets[i], NULL, &c);
        if (!c.gold[0] && !c.gold[1] && !c.gold[2])
            continue;
        count_print(sets[i], &c);
        for (int k = 0; k < 3; k++) {
            all.right[k] += c.right[k];
            all.found[k] += c.found[k];
            all.gold[k] += c.gold[k];
        }
    }
    count_print("all", &all);
}

static int
do_learn(int argc, char **argv)
{
    struct tools t = {0};
    struct set set = {.sentences = NQ_LIST(struct sentence),
                      .starts = NQ_LIST(uint64_t),
                      .features = NQ_LIST(uint64_t),
                      .words = NQ_LIST(nq_feature_word),
                      .texts = NQ_LIST(uint32_t),
                      .labels = NQ_LIST(uint8_t)};
    nq_buf file = {0};
    nq_model_head head = {.magic = NQ_MODEL_MAGIC,
                          .version = NQ_MODEL_VERSION,
                          .n_words = WORD_SLOTS,
                          .n_weights = 2,
                          .scale = 1.0f / 24};
    nq_model_word *words = read_words(argv[3], argv[4]);
    nq_model_weights *weights = must(calloc(WEIGHT_SLOTS, sizeof(*weights)));
    struct learner l = {.set = &set};
    open_tools(&t);
    build_file(&file, &head, words, weights);
    open_model(&t, &file);
    nq_arena_init(&set.arena);
    for (int i = 5; i < argc; i++)
        set_read(&t, argv[i], &set, NULL);
    learner_run(&l);
    pack_weights(&l, head.scale, weights);
    head.n_weights = WEIGHT_SLOTS;
    head.scale *= SHARE;
    memcpy(head.start, l.follow_w[7], sizeof(head.start));
    for (int j = 0; j < NQ_LABELS; j++)
        memcpy(head.follow[j], l.follow_w[j], sizeof(head.follow[j]));
    build_file(&file, &head, words, weights);
    if (nq_io_replace(argv[2], nq_buf_str(&file), NULL) != NAQL_OK)
        return 1;
    open_model(&t, &file);
    test_sets(&t, argv + 5, argc - 5);
    return 0;
}

/* ---- What words usually are -------------------------------------------- */

struct usual {
    struct tools tools;
    struct work work;
    nq_map ids;
    nq_list counts; /* of uint32_t[6]: all, four kinds */
    nq_list bases;
};

static void
see_labels(void *user, const nq_text *text)
{
    struct usual *u = user;
    size_t n = text->n_tokens + 1;
    nq_arena_reset(&u->work.arena);
    nq_lex_word *lex = must(nq_arena_zero(&u->work.arena, n, sizeof(*lex)));
    nq_marked m = {text, lex, must(nq_arena_zero(&u->work.arena, n, 1)),
                   must(nq_arena_zero(&u->work.arena, n, sizeof(float)))};
    if (nq_lexicon_mark(&u->tools.lexicon, &u->tools.model, text,
                        &u->work.arena, lex) != NAQL_OK ||
        nq_tagger_run(&u->tools.model, &m, &u->work.arena) != NAQL_OK)
        exit(1);
    for (uint32_t i = 0; i < text->n_tokens; i++) {
        static const uint8_t kind[NQ_LABELS] = {0, 1, 2, 3, 3, 4, 4};
        bool fresh;
        if (text->tokens[i].kind == NQ_TOKEN_MARK)
            continue;
        uint32_t *id = must(nq_map_put(&u->ids, lex[i].base, &fresh));
        if (fresh) {
            *(uint64_t *)must(nq_list_add(&u->bases, &u->tools.arena)) =
                lex[i].base;
            must(nq_list_add(&u->counts, &u->tools.arena));
            *id = u->counts.n - 1;
        }
        uint32_t(*c)[6] = (uint32_t(*)[6])u->counts.at + *id;
        (*c)[0]++;
        if (m.labels[i])
            (*c)[kind[m.labels[i]]]++;
    }
}

/* Two bits a kind: hardly ever, at times, often, nearly always. */
static unsigned
code(const uint32_t c[6])
{
    unsigned code = 0;
    for (int k = 1; k <= 4; k++) {
        double share = ((double)c[k]) / (c[0] + 0.5);
        unsigned level = share < 0.04  ? 0
                         : share < 0.3 ? 1
                         : share < 0.7 ? 2
                                       : 3;
        code |= level << (2 * (k - 1));
    }
    return code;
}

static int
do_usually(int argc, char **argv)
{
    struct usual u = {.counts = NQ_LIST(uint32_t[6]),
                      .bases = NQ_LIST(uint64_t)};
    nq_buf file = {0};
    open_tools(&u.tools);
    if (nq_io_read(argv[3], SIZE_MAX, &file, NULL) != NAQL_OK)
        return 1;
    open_model(&u.tools, &file);
    nq_map_init(&u.ids, &u.tools.arena);
    corpus_read((const char *const *)argv + 4, (uint32_t)argc - 4, u.tools.text,
                see_labels, &u);
    FILE *f = must(fopen(argv[2], "w"));
    for (uint32_t i = 0; i < u.bases.n; i++) {
        const uint32_t *c = ((uint32_t(*)[6])u.counts.at)[i];
        if (c[0] >= 4)
            fprintf(f, "%016llx\t%u\n",
                    (unsigned long long)((uint64_t *)u.bases.at)[i], code(c));
    }
    fclose(f);
    return 0;
}

static int
do_test(int argc, char **argv)
{
    struct tools t = {0};
    nq_buf file = {0};
    open_tools(&t);
    if (nq_io_read(argv[2], SIZE_MAX, &file, NULL) != NAQL_OK)
        return 1;
    open_model(&t, &file);
    test_sets(&t, argv + 3, argc - 3);
    return 0;
}

int
main(int argc, char **argv)
{
    if (argc > 5 && !strcmp(argv[1], "learn"))
        return do_learn(argc, argv);
    if (argc > 4 && !strcmp(argv[1], "usually"))
        return do_usually(argc, argv);
    if (argc > 3 && !strcmp(argv[1], "test"))
        return do_test(argc, argv);
    fputs("usage: train_names learn OUT.bin CLASSES.tsv USUALLY.tsv SET...\n"
          "       train_names usually OUT.tsv MODEL.bin NEWS.jsonl...\n"
          "       train_names test MODEL.bin SET...\n",
          stderr);
    return 2;
}
