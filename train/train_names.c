/* SPDX-License-Identifier: Apache-2.0
 *
 * train_names.c - the weights file of the name tagger.
 *
 *   train_names learn OUT.bin CLASSES.tsv USUALLY.tsv SET...
 *   train_names usually OUT.tsv MODEL.bin NEWS.jsonl...
 *   train_names silver OUT.conll MODEL.bin EVERY NEWS.jsonl...
 *   train_names test MODEL.bin SET...
 *
 * A SET is FILE (all of it is trained on), FILE:fifth (every fifth of 25 runs
 * of lines is held out: trained on by no one, tested on), or FILE:held. FILE
 * holds a word and its labels a line, an empty line between sentences; of
 * nested labels the outermost name counts. USUALLY.tsv may be "-".
 *
 * The chain is trained by FTRL-Proximal (McMahan et al. 2013) on the
 * likelihood of whole sentences; the largest weights are kept as int8. */
#include "base/buf.h"
#include "base/hash.h"
#include "base/io.h"
#include "base/map.h"
#include "base/str.h"
#include "corpus.h"
#include "name/tagger.h"

#include <math.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

enum {
    ROOM = 1 << 22, /* features while training */
    WORD_SLOTS = 1 << 16,
    WEIGHT_SLOTS = 1 << 19,
    EPOCHS = 20,
    FOLDS = 5,  /* for what a first look would say of each text */
    CHUNK = 40, /* sentences of a set that make one text */
    RUNS = 25
};
static const float ALPHA = 0.12f, BETA = 1, L1 = 0.15f, L2 = 1.0f;

/* Share of a word's features that a step does not see: words must be known by
 * their company too, not by themselves alone. */
static const float DROP = 0.5f;

/* A word that is tagged shows all its features, in training it showed half of
 * them: its weights count for less. 0.5 would be the expectation; more keeps
 * names that a few strong features tell. */
static const float SHARE = 0.76f;

typedef float lanes[8];

/* ---- Marked sets ------------------------------------------------------- */

struct sentence {
    uint32_t first, n; /* tokens, in struct set */
    uint32_t text;     /* number of its text */
    bool held;
};

/* Everything that is learned from or tested on. */
struct set {
    nq_arena arena;
    nq_list sentences; /* of struct sentence */
    nq_list starts;    /* of uint64_t: first feature of each token */
    nq_list words;     /* of nq_feature_word: of each token */
    nq_list texts;     /* of uint32_t: first token of each text */
    nq_list features;  /* of uint64_t */
    nq_list labels;    /* of uint8_t */
};

struct tools {
    nq_arena arena;
    nq_tables tables;
    nq_text_tools *text;
    nq_lexicon lexicon;
    nq_model model;
};

static uint8_t
label_of(naql_str tag)
{
    static const struct {
        const char *name;
        uint8_t label;
    } types[] = {{"PERS", NQ_LABEL_B_PER}, {"PER", NQ_LABEL_B_PER},
                 {"LOC", NQ_LABEL_B_LOC},  {"GPE", NQ_LABEL_B_LOC},
                 {"FAC", NQ_LABEL_B_LOC},  {"ORG", NQ_LABEL_B_ORG}};
    if (tag.len < 3)
        return 0;
    for (size_t i = 0; i < sizeof(types) / sizeof(*types); i++)
        if (nq_str_equal(nq_str(tag.ptr + 2, tag.len - 2),
                         nq_str_from(types[i].name)))
            return (uint8_t)(types[i].label + (tag.ptr[0] == 'I'));
    return 0;
}

/* Outermost name among a word's labels. */
static uint8_t
labels_of(naql_str rest)
{
    naql_str tag;
    while (nq_str_split(&rest, ' ', &tag))
        if (label_of(tag))
            return label_of(tag);
    return 0;
}

/* Words of some sentences as lines of text, with label and place of each. */
struct chunk {
    nq_buf text;
    nq_list starts; /* of uint32_t: byte where word i starts */
    nq_list labels; /* of uint8_t */
    uint32_t sentences;
};

static void
add_word(struct chunk *c, naql_str word, uint8_t label, nq_arena *arena)
{
    if (c->text.len && c->text.ptr[c->text.len - 1] != '\n')
        nq_buf_byte(&c->text, ' ');
    *(uint32_t *)must(nq_list_add(&c->starts, arena)) = (uint32_t)c->text.len;
    *(uint8_t *)must(nq_list_add(&c->labels, arena)) = label;
    nq_buf_add(&c->text, word);
}

/* Label of each token from those of the words they lie in. */
static void
spread(const struct chunk *c, const nq_text *text, uint8_t *out)
{
    const uint32_t *starts = c->starts.at;
    const uint8_t *labels = c->labels.at;
    uint32_t w = 0, last = UINT32_MAX;
    for (uint32_t i = 0; i < text->n_tokens; i++) {
        while (w + 1 < c->starts.n &&
               starts[w + 1] <= text->tokens[i].span.start)
            w++;
        uint8_t label = labels[w];
        if (label && w == last && nq_label_starts(label))
            label++;
        if (label && !nq_label_starts(label) &&
            (!i || !nq_label_follows(out[i - 1], label)))
            label--;
        out[i] = label;
        last = w;
    }
    for (uint32_t i = text->n_tokens; i--;) /* no mark ends a name */
        if (out[i] && text->tokens[i].kind == NQ_TOKEN_MARK &&
            (i + 1 == text->n_tokens || !out[i + 1] ||
             nq_label_starts(out[i + 1])))
            out[i] = 0;
}

struct work {
    nq_arena arena, scratch;
    nq_text text;
    nq_lex_word *lex;
    nq_feature_word *words;
    uint8_t *gold;
};

static void
prepare(const struct tools *t, naql_str lines, struct work *w)
{
    nq_arena_reset(&w->arena);
    nq_arena_reset(&w->scratch);
    corpus_text(t->text, lines, &w->arena, &w->scratch, &w->text);
    size_t n = w->text.n_tokens + 1;
    w->lex = must(nq_arena_zero(&w->arena, n, sizeof(*w->lex)));
    w->words = must(nq_arena_zero(&w->arena, n, sizeof(*w->words)));
    w->gold = must(nq_arena_zero(&w->arena, n, 1));
    if (nq_lexicon_mark(&t->lexicon, &t->model, &w->text, &w->scratch,
                        w->lex) != NAQL_OK)
        exit(1);
    nq_feature_words_make(&t->model, &w->text, w->lex, w->words);
}

static void
keep_sentence(struct set *set, const struct work *w, const nq_sentence *s,
              bool held)
{
    struct sentence *kept = must(nq_list_add(&set->sentences, &set->arena));
    *kept = (struct sentence){set->labels.n, s->end - s->first,
                              set->texts.n - 1, held};
    for (uint32_t i = s->first; i < s->end; i++) {
        uint64_t f[NQ_FEATURES_MAX];
        uint32_t n = nq_features_of(w->words, s->first, s->end, i, f);
        *(uint64_t *)must(nq_list_add(&set->starts, &set->arena)) =
            set->features.n;
        *(uint8_t *)must(nq_list_add(&set->labels, &set->arena)) = w->gold[i];
        *(nq_feature_word *)must(nq_list_add(&set->words, &set->arena)) =
            w->words[i];
        for (uint32_t k = 0; k < n; k++)
            *(uint64_t *)must(nq_list_add(&set->features, &set->arena)) = f[k];
    }
}

/* ---- Counting names ---------------------------------------------------- */

struct count {
    uint32_t right[3], found[3], gold[3];
};

static uint32_t
name_end(const uint8_t *labels, uint32_t n, uint32_t i)
{
    for (i++; i < n && labels[i] && !nq_label_starts(labels[i]);)
        i++;
    return i;
}

static void
compare(const uint8_t *found, const uint8_t *gold, uint32_t n, struct count *c)
{
    for (uint32_t i = 0; i < n; i++) {
        bool f = nq_label_starts(found[i]), g = nq_label_starts(gold[i]);
        if (f)
            c->found[nq_label_type(found[i])]++;
        if (g)
            c->gold[nq_label_type(gold[i])]++;
        if (f && g && found[i] == gold[i] &&
            name_end(found, n, i) == name_end(gold, n, i))
            c->right[nq_label_type(gold[i])]++;
    }
}

static double
f1(uint32_t right, uint32_t found, uint32_t gold)
{
    return found + gold ? 2.0 * right / (found + gold) : 0;
}

static void
print_count(const char *what, const struct count *c)
{
    static const char *const types[] = {"PER", "LOC", "ORG"};
    uint32_t sum[3] = {0};
    printf("%s:", what);
    for (int t = 0; t < 3; t++) {
        printf(" %s %.4f", types[t], f1(c->right[t], c->found[t], c->gold[t]));
        sum[0] += c->right[t];
        sum[1] += c->found[t];
        sum[2] += c->gold[t];
    }
    printf("  P %.4f R %.4f F1 %.4f (%u names)\n",
           sum[1] ? (double)sum[0] / sum[1] : 0,
           sum[2] ? (double)sum[0] / sum[2] : 0, f1(sum[0], sum[1], sum[2]),
           sum[2]);
}

/* ---- Reading a set ----------------------------------------------------- */

struct reader {
    const struct tools *tools;
    struct set *set;     /* to keep features in, or NULL */
    struct count *count; /* to count held-out names in, or NULL */
    struct work work;
    struct chunk chunk;
    bool held;
};

static void
use_chunk(struct reader *r)
{
    if (!r->chunk.text.len)
        return;
    prepare(r->tools, nq_buf_str(&r->chunk.text), &r->work);
    spread(&r->chunk, &r->work.text, r->work.gold);
    if (r->set)
        *(uint32_t *)must(nq_list_add(&r->set->texts, &r->set->arena)) =
            r->set->labels.n;
    for (uint32_t s = 0; r->set && s < r->work.text.n_sentences; s++)
        keep_sentence(r->set, &r->work, &r->work.text.sentences[s], r->held);
    if (r->count && r->held) {
        size_t n = r->work.text.n_tokens + 1;
        nq_marked m = {&r->work.text, r->work.lex,
                       must(nq_arena_zero(&r->work.arena, n, 1)),
                       must(nq_arena_zero(&r->work.arena, n, sizeof(float)))};
        must(nq_tagger_run(&r->tools->model, &m, &r->work.scratch) == NAQL_OK
                 ? m.labels
                 : NULL);
        compare(m.labels, r->work.gold, r->work.text.n_tokens, r->count);
    }
    nq_buf_reset(&r->chunk.text);
    r->chunk.starts.n = r->chunk.labels.n = r->chunk.sentences = 0;
}

static void
read_set(struct reader *r, const char *arg)
{
    char path[512];
    nq_buf bytes = {0};
    const char *colon = strrchr(arg, ':');
    size_t len = colon ? (size_t)(colon - arg) : strlen(arg);
    nq_arena chunk_arena;
    snprintf(path, sizeof(path), "%.*s", (int)len, arg);
    bool fifth = colon && !strcmp(colon, ":fifth");
    bool all = colon && !strcmp(colon, ":held");
    if (nq_io_read(path, SIZE_MAX, &bytes, NULL) != NAQL_OK) {
        fprintf(stderr, "%s: cannot be read\n", path);
        exit(1);
    }
    nq_arena_init(&chunk_arena);
    r->chunk.starts = NQ_LIST(uint32_t);
    r->chunk.labels = NQ_LIST(uint8_t);
    naql_str rest = nq_buf_str(&bytes), line, word;
    size_t total = rest.len;
    while (nq_str_split(&rest, '\n', &line)) {
        size_t at = total - rest.len;
        bool held = all || (fifth && at * RUNS / (total + 1) % 5 == 2);
        line = nq_str_trim(line);
        if (held != r->held) {
            use_chunk(r);
            r->held = held;
        }
        if (!line.len) {
            if (r->chunk.text.len)
                nq_buf_byte(&r->chunk.text, '\n');
            if (++r->chunk.sentences == CHUNK)
                use_chunk(r);
            continue;
        }
        nq_str_split(&line, ' ', &word);
        add_word(&r->chunk, word, labels_of(line), &chunk_arena);
    }
    use_chunk(r);
    nq_arena_clear(&chunk_arena);
    nq_buf_clear(&bytes);
}

/* ---- Learning ---------------------------------------------------------- */

struct learner {
    struct set *set;
    uint32_t *slots;        /* of each feature */
    uint32_t *memory_slots; /* [tokens][NQ_MEMORY_FEATURES_MAX], 0: none */
    int skip_fold;          /* texts that are not learned from; -1: none */
    lanes *z, *n;           /* [ROOM] FTRL state */
    uint64_t *named; /* [ROOM] the feature that a slot was first used by */
    lanes follow, follow_z[8], follow_n[8], follow_w[8]; /* row 7: start */
    double loss;
    uint64_t draw; /* of this epoch: which features are not seen */
};

static float
weight(float z, float n)
{
    float over = fabsf(z) - L1;
    if (over <= 0)
        return 0;
    return -copysignf(over, z) / ((BETA + sqrtf(n)) / ALPHA + L2);
}

static void
step(float *z, float *n, float g)
{
    float w = weight(*z, *n), more = *n + g * g;
    float sigma = (sqrtf(more) - sqrtf(*n)) / ALPHA;
    *z += g - sigma * w;
    *n = more;
}

static void
slots_of_token(const struct learner *l, uint32_t token, uint64_t *from,
               uint64_t *to)
{
    const uint64_t *starts = l->set->starts.at;
    *from = starts[token];
    *to = token + 1 < l->set->starts.n ? starts[token + 1] : l->set->features.n;
}

static bool
unseen(const struct learner *l, uint64_t f)
{
    return l->draw && nq_hash_mix(f * 7919 + l->draw) >> 40 < DROP * (1 << 24);
}

/* Slots of a token's features that this step sees; returns their number. */
static uint32_t
seen_slots(const struct learner *l, uint32_t token, uint32_t *out)
{
    uint64_t from, to;
    uint32_t n = 0;
    slots_of_token(l, token, &from, &to);
    for (uint64_t f = from; f < to; f++)
        if (!unseen(l, f))
            out[n++] = l->slots[f];
    for (int k = 0; l->memory_slots && k < NQ_MEMORY_FEATURES_MAX; k++) {
        uint64_t f = (uint64_t)token * NQ_MEMORY_FEATURES_MAX + (uint64_t)k;
        if (l->memory_slots[f] && !unseen(l, f + (1ull << 40)))
            out[n++] = l->memory_slots[f];
    }
    return n;
}

static void
score_token(const struct learner *l, uint32_t token, float *out)
{
    uint32_t slots[NQ_FEATURES_MAX + NQ_MEMORY_FEATURES_MAX];
    uint32_t seen = seen_slots(l, token, slots);
    lanes sum = {0};
    for (uint32_t f = 0; f < seen; f++) {
        const float *z = l->z[slots[f]], *n = l->n[slots[f]];
        for (int k = 0; k < 8; k++)
            sum[k] += weight(z[k], n[k]);
    }
    memcpy(out, sum, sizeof(lanes));
}

static void
change_token(struct learner *l, uint32_t token, const float *g)
{
    uint32_t slots[NQ_FEATURES_MAX + NQ_MEMORY_FEATURES_MAX];
    uint32_t seen = seen_slots(l, token, slots);
    for (uint32_t f = 0; f < seen; f++) {
        float *z = l->z[slots[f]], *n = l->n[slots[f]];
        for (int k = 0; k < 8; k++)
            step(&z[k], &n[k], g[k]);
    }
}

static void
read_follow(struct learner *l)
{
    for (int j = 0; j < 8; j++)
        for (int k = 0; k < NQ_LABELS; k++) {
            bool may = nq_label_follows((uint8_t)(j == 7 ? 0 : j), (uint8_t)k);
            l->follow_w[j][k] =
                may ? weight(l->follow_z[j][k], l->follow_n[j][k]) : -30;
        }
}

/* Log of the sum of exp(a[k]). */
static double
log_sum(const double *a)
{
    double most = a[0], sum = 0;
    for (int k = 1; k < NQ_LABELS; k++)
        most = a[k] > most ? a[k] : most;
    for (int k = 0; k < NQ_LABELS; k++)
        sum += exp(a[k] - most);
    return most + log(sum);
}

typedef double row[NQ_LABELS];

/* Gradient of one sentence's negative log-likelihood, applied at once. */
static void
learn_sentence(struct learner *l, const struct sentence *s, nq_arena *scratch)
{
    nq_arena_mark mark = nq_arena_here(scratch);
    uint32_t n = s->n;
    const uint8_t *gold = (const uint8_t *)l->set->labels.at + s->first;
    lanes *e = must(nq_arena_alloc(scratch, n * sizeof(*e)));
    row *a = must(nq_arena_alloc(scratch, n * sizeof(*a)));
    row *b = must(nq_arena_alloc(scratch, n * sizeof(*b)));
    read_follow(l);
    for (uint32_t i = 0; i < n; i++)
        score_token(l, s->first + i, e[i]);
    for (uint32_t i = 0; i < n; i++)
        for (int k = 0; k < NQ_LABELS; k++) {
            row t;
            for (int j = 0; j < NQ_LABELS; j++)
                t[j] = i ? a[i - 1][j] + l->follow_w[j][k] : l->follow_w[7][k];
            a[i][k] = e[i][k] + (i ? log_sum(t) : t[0]);
        }
    for (uint32_t i = n; i--;)
        for (int k = 0; k < NQ_LABELS; k++) {
            row t;
            for (int j = 0; i + 1 < n && j < NQ_LABELS; j++)
                t[j] = l->follow_w[k][j] + e[i + 1][j] + b[i + 1][j];
            b[i][k] = i + 1 < n ? log_sum(t) : 0;
        }
    double z = log_sum(a[n - 1]);
    lanes fg[8] = {{0}};
    for (uint32_t i = 0; i < n; i++) {
        lanes g = {0};
        for (int k = 0; k < NQ_LABELS; k++)
            g[k] = (float)(exp(a[i][k] + b[i][k] - z) - (k == gold[i]));
        for (int j = 0; i && j < NQ_LABELS; j++)
            for (int k = 0; k < NQ_LABELS; k++)
                fg[j][k] += (float)exp(a[i - 1][j] + l->follow_w[j][k] +
                                       e[i][k] + b[i][k] - z);
        if (i)
            fg[gold[i - 1]][gold[i]] -= 1;
        else
            for (int k = 0; k < NQ_LABELS; k++)
                fg[7][k] += g[k];
        l->loss -= log(g[gold[i]] + 1 + 1e-9);
        change_token(l, s->first + i, g);
    }
    for (int j = 0; j < 8; j++)
        for (int k = 0; k < NQ_LABELS; k++)
            if (fg[j][k] != 0)
                step(&l->follow_z[j][k], &l->follow_n[j][k], fg[j][k]);
    nq_arena_release(scratch, mark);
}

static void
learn(struct learner *l, int epochs)
{
    const struct sentence *s = l->set->sentences.at;
    uint32_t n = l->set->sentences.n;
    uint32_t *order = must(malloc(sizeof(*order) * (n + 1)));
    nq_arena scratch;
    nq_arena_init(&scratch);
    uint64_t seed = 1;
    for (uint32_t i = 0; i < n; i++)
        order[i] = i;
    for (int epoch = 0; epoch < epochs; epoch++) {
        for (uint32_t i = n; i > 1; i--) { /* shuffled, the same each time */
            seed = nq_hash_mix(seed + i);
            uint32_t j = (uint32_t)(seed % i), t = order[i - 1];
            order[i - 1] = order[j];
            order[j] = t;
        }
        l->loss = 0;
        l->draw = nq_hash_mix((uint64_t)epoch + 99);
        for (uint32_t i = 0; i < n; i++)
            if (!s[order[i]].held && s[order[i]].n &&
                (int)(s[order[i]].text % FOLDS) != l->skip_fold)
                learn_sentence(l, &s[order[i]], &scratch);
        fprintf(stderr, "epoch %d: loss %.1f\n", epoch + 1, l->loss);
    }
    nq_arena_clear(&scratch);
    free(order);
}

/* The slot of a feature: one of its own, as far as there is room. */
static uint32_t
slot_of(struct learner *l, uint64_t feature)
{
    uint32_t slot = (uint32_t)(feature >> 20) & (ROOM - 1), tries = 0;
    slot = slot ? slot : 1;
    while (l->named[slot] && l->named[slot] != feature && tries++ < 64)
        slot = slot + 1 < ROOM ? slot + 1 : 1;
    if (!l->named[slot])
        l->named[slot] = feature;
    return slot;
}

static void
give_slots(struct learner *l)
{
    const uint64_t *features = l->set->features.at;
    l->slots = must(malloc(sizeof(*l->slots) * (l->set->features.n + 1)));
    for (uint32_t f = 0; f < l->set->features.n; f++)
        l->slots[f] = slot_of(l, features[f]);
    fprintf(stderr, "%u features, %u sentences\n", l->set->features.n,
            l->set->sentences.n);
}

static void
forget(struct learner *l)
{
    memset(l->z, 0, sizeof(*l->z) * ROOM);
    memset(l->n, 0, sizeof(*l->n) * ROOM);
    memset(l->follow_z, 0, sizeof(l->follow_z));
    memset(l->follow_n, 0, sizeof(l->follow_n));
}

/* Labels that the weights as they are would give a sentence. */
static void
guess(const struct learner *l, const struct sentence *s, uint8_t *labels)
{
    uint8_t(*from)[NQ_LABELS] = must(malloc((s->n + 1) * sizeof(*from)));
    lanes now, before, e;
    for (uint32_t i = 0; i < s->n; i++) {
        score_token(l, s->first + i, e);
        for (int k = 0; k < NQ_LABELS; k++) {
            float most = i ? -1e30f : l->follow_w[7][k];
            for (int j = 0; i && j < NQ_LABELS; j++)
                if (before[j] + l->follow_w[j][k] > most) {
                    most = before[j] + l->follow_w[j][k];
                    from[i][k] = (uint8_t)j;
                }
            now[k] = most + e[k];
        }
        memcpy(before, now, sizeof(now));
    }
    uint8_t label = 0;
    for (uint8_t k = 1; s->n && k < NQ_LABELS; k++)
        if (before[k] > before[label])
            label = k;
    for (uint32_t i = s->n; i--;) {
        labels[s->first + i] = label;
        label = i ? from[i][label] : label;
    }
    free(from);
}

/* What a first look would say of each text, by weights learned from the
 * others; from that the memory features. */
static void
remember(struct learner *l)
{
    const struct sentence *s = l->set->sentences.at;
    nq_feature_word *words = l->set->words.at;
    const uint32_t *texts = l->set->texts.at;
    uint32_t n = l->set->labels.n;
    uint8_t *labels = must(calloc(n + 1, 1));
    nq_arena scratch;
    for (l->skip_fold = 0; l->skip_fold < FOLDS; l->skip_fold++) {
        forget(l);
        learn(l, EPOCHS / 2);
        l->draw = 0;
        for (uint32_t i = 0; i < l->set->sentences.n; i++)
            if ((int)(s[i].text % FOLDS) == l->skip_fold)
                guess(l, &s[i], labels);
    }
    l->skip_fold = -1;
    forget(l);
    nq_arena_init(&scratch);
    for (uint32_t t = 0; t < l->set->texts.n; t++) {
        uint32_t end = t + 1 < l->set->texts.n ? texts[t + 1] : n;
        must(nq_feature_memory_make(words + texts[t], labels + texts[t],
                                    end - texts[t], &scratch)
                 ? words
                 : NULL);
        nq_arena_reset(&scratch);
    }
    nq_arena_clear(&scratch);
    l->memory_slots = must(calloc((size_t)n * NQ_MEMORY_FEATURES_MAX + 1,
                                  sizeof(*l->memory_slots)));
    for (uint32_t i = 0; i < l->set->sentences.n; i++)
        for (uint32_t k = s[i].first; k < s[i].first + s[i].n; k++) {
            uint64_t f[NQ_MEMORY_FEATURES_MAX];
            uint32_t m = nq_memory_features_of(words, s[i].first,
                                               s[i].first + s[i].n, k, f);
            for (uint32_t j = 0; j < m; j++)
                l->memory_slots[(size_t)k * NQ_MEMORY_FEATURES_MAX + j] =
                    slot_of(l, f[j]);
        }
    free(labels);
}

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
    uint32_t *order = must(malloc(sizeof(*order) * ROOM)), n = 0, kept = 0;
    sort_by = must(calloc(ROOM, sizeof(*sort_by)));
    for (uint32_t i = 0; i < ROOM; i++) {
        for (int k = 0; k < NQ_LABELS; k++)
            sort_by[i] += fabsf(weight(l->z[i][k], l->n[i][k]));
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
            float w = weight(l->z[order[r]][k], l->n[order[r]][k]) / scale;
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
    if (nq_model_open(file->ptr, file->len, &t->model) != NAQL_OK) {
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
        struct reader r = {.tools = t, .count = &c};
        read_set(&r, sets[i]);
        if (!c.gold[0] && !c.gold[1] && !c.gold[2])
            continue;
        print_count(sets[i], &c);
        for (int k = 0; k < 3; k++) {
            all.right[k] += c.right[k];
            all.found[k] += c.found[k];
            all.gold[k] += c.gold[k];
        }
    }
    print_count("all", &all);
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
    struct reader r = {.tools = &t, .set = &set};
    for (int i = 5; i < argc; i++)
        read_set(&r, argv[i]);
    l.z = must(calloc(ROOM, sizeof(*l.z)));
    l.n = must(calloc(ROOM, sizeof(*l.n)));
    l.named = must(calloc(ROOM, sizeof(*l.named)));
    give_slots(&l);
    remember(&l);
    learn(&l, EPOCHS);
    pack_weights(&l, head.scale, weights);
    read_follow(&l);
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

/* ---- Silver ------------------------------------------------------------ */

struct silver {
    struct usual u; /* tools and work space */
    FILE *out;
    uint32_t n, every;
};

static const char *const label_names[NQ_LABELS] = {
    "O", "B-PER", "I-PER", "B-LOC", "I-LOC", "B-ORG", "I-ORG"};

/* Sentences of which the tagger is sure in every word. */
static void
write_sure(void *user, const nq_text *text)
{
    struct silver *s = user;
    size_t n = text->n_tokens + 1;
    if (s->n++ % s->every)
        return;
    nq_arena_reset(&s->u.work.arena);
    nq_lex_word *lex = must(nq_arena_zero(&s->u.work.arena, n, sizeof(*lex)));
    nq_marked m = {text, lex, must(nq_arena_zero(&s->u.work.arena, n, 1)),
                   must(nq_arena_zero(&s->u.work.arena, n, sizeof(float)))};
    if (nq_lexicon_mark(&s->u.tools.lexicon, &s->u.tools.model, text,
                        &s->u.work.arena, lex) != NAQL_OK ||
        nq_tagger_run(&s->u.tools.model, &m, &s->u.work.arena) != NAQL_OK)
        exit(1);
    for (uint32_t i = 0; i < text->n_sentences; i++) {
        const nq_sentence *at = &text->sentences[i];
        bool sure = true;
        for (uint32_t k = at->first; k < at->end; k++)
            sure = sure && m.scores[k] > 0.8f;
        for (uint32_t k = at->first; sure && k < at->end; k++) {
            naql_str w = nq_str_span(text->article->text, text->tokens[k].span);
            fprintf(s->out, "%.*s %s\n", (int)w.len, w.ptr,
                    label_names[m.labels[k]]);
        }
        if (sure)
            fputc('\n', s->out);
    }
}

static int
do_silver(int argc, char **argv)
{
    struct silver s = {.every = (uint32_t)atoi(argv[4])};
    nq_buf file = {0};
    open_tools(&s.u.tools);
    s.out = must(fopen(argv[2], "w"));
    if (nq_io_read(argv[3], SIZE_MAX, &file, NULL) != NAQL_OK || !s.every)
        return 1;
    open_model(&s.u.tools, &file);
    corpus_read((const char *const *)argv + 5, (uint32_t)argc - 5,
                s.u.tools.text, write_sure, &s);
    return fclose(s.out) != 0;
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
    if (argc > 5 && !strcmp(argv[1], "silver"))
        return do_silver(argc, argv);
    if (argc > 3 && !strcmp(argv[1], "test"))
        return do_test(argc, argv);
    fputs("usage: train_names learn OUT.bin CLASSES.tsv USUALLY.tsv SET...\n"
          "       train_names usually OUT.tsv MODEL.bin NEWS.jsonl...\n"
          "       train_names silver OUT.conll MODEL.bin EVERY NEWS.jsonl...\n"
          "       train_names test MODEL.bin SET...\n",
          stderr);
    return 2;
}
