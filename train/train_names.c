/* SPDX-License-Identifier: Apache-2.0
 *
 * train_names.c - the weights file of the name tagger.
 *
 *   train_names learn OUT.bin CLASSES.tsv USUALLY.tsv SET...
 *   train_names usually OUT.tsv MODEL.bin NEWS.jsonl...
 *   train_names silver OUT.conll EVERY MODEL.bin NEWS.jsonl...
 *   train_names test MODEL.bin SET...
 *   train_names show MODEL.bin SET...   (and the names that are wrong)
 *
 * A SET is FILE (all of it is trained on), FILE:fifth (every fifth of 25 runs
 * of lines is held out: trained on by no one, tested on), or FILE:held; "@N"
 * behind it is its habit, what it takes for a name: OUT.bin has habit 0. FILE
 * holds a word and its labels a line, an empty line between sentences; of
 * nested labels the outermost name counts. USUALLY.tsv may be "-".
 *
 * words.c reads CLASSES and USUALLY, marked.c the sets; see.c makes features,
 * learn.c learns, pack.c writes the file. */
#include "base/io.h"
#include "names.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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
    if (nq_model_open(file->ptr, file->len, &t->model) != NAQL_OK) {
        fputs("the model fails its checks\n", stderr);
        exit(1);
    }
}

static void
test_sets(struct tools *t, char **sets, int n, bool show)
{
    struct count all = {{0}, {0}, {0}};
    for (int i = 0; i < n; i++) {
        struct count c = {{0}, {0}, {0}};
        set_read(t, sets[i], &(struct set_use){.count = &c, .show = show});
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

/* Combinations of lists that the sets' words have. */
static void
find_combos(struct tools *t, char **sets, int n, nq_model_head *head)
{
    nq_arena arena;
    nq_list combos = NQ_LIST(uint32_t);
    nq_arena_init(&arena);
    for (int i = 0; i < n; i++)
        set_read(t, sets[i],
                 &(struct set_use){.combos = &combos, .arena = &arena});
    pack_combos(&combos, head);
    nq_arena_clear(&arena);
}

static uint32_t
max_habit(char **sets, int n)
{
    uint32_t max = 0;
    for (int i = 0; i < n; i++)
        max = set_habit(sets[i]) > max ? set_habit(sets[i]) : max;
    return max;
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
    nq_model_head *head = must(calloc(1, sizeof(*head)));
    uint32_t *keys = must(calloc(WORD_SLOTS, sizeof(*keys)));
    nq_model_word *words = must(calloc(WORD_SLOTS, sizeof(*words)));
    nq_model_weights *weights = must(calloc(WEIGHT_SLOTS, sizeof(*weights)));
    const struct pack_parts parts = {head, keys, words, weights};
    struct learner l = {.set = &set};
    memcpy(head->magic, NQ_MODEL_MAGIC, sizeof(head->magic));
    head->version = NQ_MODEL_VERSION;
    head->n_words = WORD_SLOTS;
    head->n_weights = WEIGHT_SLOTS;
    open_tools(&t);
    t.known = words_read(argv[3], argv[4], keys, words, &t.arena);
    pack_file(&parts, &file);
    open_model(&t, &file);
    find_combos(&t, argv + 5, argc - 5, head);
    pack_file(&parts, &file);
    open_model(&t, &file);
    nq_arena_init(&set.arena);
    for (int i = 5; i < argc; i++)
        set_read(&t, argv[i], &(struct set_use){.set = &set});
    learner_run(&l);
    for (uint32_t habit = max_habit(argv + 5, argc - 5) + 1; habit--;) {
        t.habit = habit;
        memset(weights, 0, WEIGHT_SLOTS * sizeof(*weights));
        pack(&t, &l, head, words, weights);
        pack_file(&parts, &file);
        open_model(&t, &file);
        printf("by habit %u\n", habit);
        test_sets(&t, argv + 5, argc - 5, false);
    }
    if (nq_io_replace(argv[2], nq_buf_str(&file), NULL) != NAQL_OK)
        return 1;
    return 0;
}

/* ---- What words usually are -------------------------------------------- */

struct usual {
    struct tools tools;
    nq_arena arena; /* of a text */
    nq_map ids;
    nq_list counts; /* of uint32_t[6]: all, four kinds */
    nq_list bases;
};

static void
see_labels(void *user, const nq_text *text)
{
    struct usual *u = user;
    size_t n = text->n_tokens + 1;
    nq_arena_reset(&u->arena);
    nq_lex_word *lex = must(nq_arena_zero(&u->arena, n, sizeof(*lex)));
    nq_marked m = {.text = text,
                   .lex = lex,
                   .labels = must(nq_arena_zero(&u->arena, n, 1))};
    if (nq_lexicon_mark(&u->tools.lexicon, &u->tools.model, text, &u->arena,
                        lex) != NAQL_OK ||
        !nq_marked_bits(&m, &u->arena) ||
        nq_tagger_run(&u->tools.model, &m, &u->arena) != NAQL_OK)
        exit(1);
    for (uint32_t i = 0; i < text->n_tokens; i++) {
        static const uint8_t kind[NQ_LABELS] = {0, 1, 2, 3, 3, 4, 4};
        bool fresh;
        if (text->tokens[i].kind == NQ_TOKEN_MARK)
            continue;
        uint64_t key =
            nq_model_key(lex[i].base, nq_token_maqsura(text, &text->tokens[i]));
        uint32_t *id = must(nq_map_put(&u->ids, key, &fresh));
        if (fresh) {
            *(uint64_t *)must(nq_list_add(&u->bases, &u->tools.arena)) = key;
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
    test_sets(&t, argv + 3, argc - 3, !strcmp(argv[1], "show"));
    return 0;
}

static int
do_silver(int argc, char **argv)
{
    struct tools t = {0};
    nq_buf file = {0};
    open_tools(&t);
    if (nq_io_read(argv[4], SIZE_MAX, &file, NULL) != NAQL_OK)
        return 1;
    open_model(&t, &file);
    silver_write(&t, argv[2], (uint32_t)strtoul(argv[3], NULL, 10),
                 (const char *const *)argv + 5, (uint32_t)argc - 5);
    return 0;
}

int
main(int argc, char **argv)
{
    if (argc > 5 && !strcmp(argv[1], "learn"))
        return do_learn(argc, argv);
    if (argc > 4 && !strcmp(argv[1], "usually"))
        return do_usually(argc, argv);
    if (argc > 5 && !strcmp(argv[1], "silver"))
        return do_silver(argc, argv);
    if (argc > 3 && (!strcmp(argv[1], "test") || !strcmp(argv[1], "show")))
        return do_test(argc, argv);
    fputs("usage: train_names learn OUT.bin CLASSES.tsv USUALLY.tsv SET...\n"
          "       train_names usually OUT.tsv MODEL.bin NEWS.jsonl...\n"
          "       train_names silver OUT.conll EVERY MODEL.bin NEWS.jsonl...\n"
          "       train_names test|show MODEL.bin SET...\n",
          stderr);
    return 2;
}
