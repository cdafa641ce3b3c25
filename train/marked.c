/* SPDX-License-Identifier: Apache-2.0
 *
 * marked.c - files of marked words, as features and as names to count. */
#include "names.h"
#include "base/buf.h"
#include "base/io.h"
#include "base/str.h"

#include <stdio.h>
#include <stdlib.h>

enum {
    CHUNK = 40, /* sentences of a set that make one text */
    RUNS = 25,  /* of lines; by their number modulo five: */
    HELD = 2,   /* what nobody learns from */
    TRIED = 0   /* what a trial does not learn from */
};

/* ---- Marked sets ------------------------------------------------------- */

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

/* A chunk as the library sees it, with its gold labels. */
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
    for (uint32_t i = 0; i < w->text.n_sentences; i++)
        nq_feature_words_make(&t->model, &w->text, w->lex,
                              &w->text.sentences[i], w->words);
}

static void
keep_sentence(const struct tools *t, struct set *set, const struct work *w,
              const nq_sentence *s, bool held)
{
    struct sentence *kept = must(nq_list_add(&set->sentences, &set->arena));
    *kept = (struct sentence){set->labels.n, s->end - s->first,
                              set->texts.n - 1, t->habit, held};
    for (uint32_t i = s->first; i < s->end; i++) {
        uint64_t f[SEEN_MAX];
        uint32_t n = see(t, w->words, s->first, s->end, i, f);
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

void
count_print(const char *what, const struct count *c)
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

/* ---- Showing names ----------------------------------------------------- */

static void
show_name(const struct work *w, const char *what, const uint8_t *labels,
          uint32_t i)
{
    static const char *const types[] = {"PER", "LOC", "ORG"};
    enum { AROUND = 4 };
    uint32_t n = w->text.n_tokens, end = name_end(labels, n, i);
    printf("%s %s ", what, types[nq_label_type(labels[i])]);
    for (uint32_t k = i > AROUND ? i - AROUND : 0; k < n && k < end + AROUND;
         k++) {
        naql_str word =
            nq_str_span(w->text.article->text, w->text.tokens[k].span);
        printf("%s%.*s%s ", k == i ? "[" : "", (int)word.len, word.ptr,
               k + 1 == end ? "]" : "");
    }
    printf("\n");
}

/* Prints the names that are in one row of labels and not in the other. */
static void
show_differences(const struct work *w, const uint8_t *found)
{
    uint32_t n = w->text.n_tokens;
    for (uint32_t i = 0; i < n; i++) {
        const uint8_t *gold = w->gold;
        bool f = nq_label_starts(found[i]), g = nq_label_starts(gold[i]);
        if (f && g && found[i] == gold[i] &&
            name_end(found, n, i) == name_end(gold, n, i))
            continue;
        if (g)
            show_name(w, "missed", gold, i);
        if (f)
            show_name(w, "wrong ", found, i);
    }
}

/* ---- Reading a set ----------------------------------------------------- */

struct reader {
    const struct tools *tools;
    const struct set_use *use;
    struct work work;
    struct chunk chunk;
    bool held;
};

static void
keep_combos(const struct reader *r)
{
    for (uint32_t i = 0; i < r->work.text.n_tokens; i++)
        if (r->work.words[i].lists)
            *(uint32_t *)must(nq_list_add(r->use->combos, r->use->arena)) =
                r->work.words[i].lists;
}

static void
keep_features(const struct reader *r)
{
    struct set *set = r->use->set;
    *(uint32_t *)must(nq_list_add(&set->texts, &set->arena)) = set->labels.n;
    for (uint32_t s = 0; s < r->work.text.n_sentences; s++)
        keep_sentence(r->tools, set, &r->work, &r->work.text.sentences[s],
                      r->held);
}

static void
count_names(struct reader *r)
{
    size_t n = r->work.text.n_tokens + 1;
    nq_marked m = {.text = &r->work.text,
                   .lex = r->work.lex,
                   .labels = must(nq_arena_zero(&r->work.arena, n, 1))};
    if (!nq_marked_bits(&m, &r->work.arena) ||
        nq_tagger_run(&r->tools->model, &m, &r->work.scratch) != NAQL_OK)
        exit(1);
    compare(m.labels, r->work.gold, r->work.text.n_tokens, r->use->count);
    if (r->use->show)
        show_differences(&r->work, m.labels);
}

static void
use_chunk(struct reader *r)
{
    if (!r->chunk.text.len)
        return;
    prepare(r->tools, nq_buf_str(&r->chunk.text), &r->work);
    spread(&r->chunk, &r->work.text, r->work.gold);
    if (r->use->combos && !r->held)
        keep_combos(r);
    if (r->use->set)
        keep_features(r);
    if (r->use->count && r->held)
        count_names(r);
    nq_buf_reset(&r->chunk.text);
    r->chunk.starts.n = r->chunk.labels.n = r->chunk.sentences = 0;
}

uint32_t
set_habit(const char *arg)
{
    const char *at = strrchr(arg, '@');
    return at ? (uint32_t)strtoul(at + 1, NULL, 10) : 0;
}

void
set_read(struct tools *tools, const char *arg, const struct set_use *use)
{
    struct reader here = {.tools = tools, .use = use};
    struct reader *r = &here;
    char path[512];
    nq_buf bytes = {0};
    const char *colon = strrchr(arg, ':');
    size_t len = strcspn(arg, ":@");
    nq_arena chunk_arena;
    snprintf(path, sizeof(path), "%.*s", (int)len, arg);
    bool fifth = colon && !strncmp(colon, ":fifth", 6);
    bool try = colon && !strncmp(colon, ":try", 4);
    bool all = colon && !strncmp(colon, ":held", 5);
    tools->habit = use->count ? tools->habit : set_habit(arg);
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
        size_t run = at * RUNS / (total + 1) % 5;
        bool held = all || (fifth && run == HELD) || (try && run == TRIED);
        line = nq_str_trim(line);
        if (try && run == HELD)
            continue;
        if (held != r->held) {
            use_chunk(r);
            r->held = held;
        }
        if (!line.len) {
            size_t n = r->chunk.text.len;
            if (n && r->chunk.text.ptr[n - 1] == '\n')
                use_chunk(r); /* a second empty line: another text */
            else if (n)
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
