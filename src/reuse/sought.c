/* SPDX-License-Identifier: Apache-2.0
 *
 * sought.c - where an article carries a sentence, in whatever wording. Layer 6
 * (reuse). */
#include "reuse/sought.h"

#include "base/map.h"
#include "base/sorted.h"
#include "base/status.h"
#include "base/str.h"
#include "reuse/align.h"
#include "reuse/tune.h"
#include "reuse/twin_score.h"

struct nq_sought {
    const nq_reuse_tools *tools;
    nq_reading reading; /* of the sentence, as one statement */
    nq_statement whole;
    nq_words words;
    nq_said said;
    float weight;    /* idf of its words */
    uint64_t *stems; /* [n_stems] the rarest first */
    uint32_t n_stems;
    nq_map idf;    /* stem -> 1 + index into words.at */
    nq_map threes; /* run of three stems -> 1 + the first place */
};

struct unit { /* what the sentence is held against; half-open tokens */
    uint32_t first, end;
    naql_span span;
};

/* ---- The sentence ---- */

struct rare {
    uint64_t stem;
    float idf;
    uint32_t at;
};

static int
by_rarity(const void *x, const void *y)
{
    const struct rare *a = x, *b = y;
    NQ_SORT_BY(b->idf, a->idf);
    return a->at < b->at ? -1 : a->at > b->at;
}

static naql_status
index_words(nq_sought *s, nq_arena *arena)
{
    const nq_word *w = s->words.at;
    uint32_t n = s->words.n;
    struct rare *rare = nq_arena_alloc(arena, n * sizeof *rare);
    s->stems = nq_arena_alloc(arena, n * sizeof *s->stems);
    nq_map_init(&s->idf, arena);
    nq_map_init(&s->threes, arena);
    if (!rare || !s->stems)
        return NAQL_NOMEM;
    for (uint32_t i = 0; i < n; i++) {
        bool fresh;
        uint32_t *slot = nq_map_put(&s->idf, w[i].stem, &fresh);
        if (!slot)
            return NAQL_NOMEM;
        s->weight += w[i].idf;
        if (!fresh)
            continue;
        *slot = i + 1;
        rare[s->n_stems++] = (struct rare){w[i].stem, w[i].idf, i};
    }
    for (uint32_t i = 0; i + 2 < n; i++) {
        bool fresh;
        uint32_t *slot = nq_map_put(
            &s->threes, nq_rarity_run(w[i].stem, w[i + 1].stem, w[i + 2].stem),
            &fresh);
        if (!slot)
            return NAQL_NOMEM;
        if (fresh)
            *slot = i + 1;
    }
    nq_sort(rare, s->n_stems, sizeof *rare, by_rarity);
    for (uint32_t i = 0; i < s->n_stems; i++)
        s->stems[i] = rare[i].stem;
    return NAQL_OK;
}

naql_status
nq_sought_make(const nq_reuse_tools *tools, const nq_text *text,
               nq_arena *arena, nq_sought **out)
{
    nq_sought *s = *out = nq_arena_zero(arena, 1, sizeof *s);
    if (!s)
        return NAQL_NOMEM;
    s->tools = tools;
    s->reading.article = *text->article;
    s->reading.text = *text;
    s->reading.names.text = &s->reading.text;
    s->whole = (nq_statement){.span = {0, (uint32_t)text->article->text.len},
                              .end = text->n_tokens,
                              .entity = NQ_NO_ENTITY,
                              .form = NQ_FORM_INDIRECT,
                              .act = NQ_STR("say")};
    s->reading.claims = (nq_claims){
        .statements = &s->whole, .n_statements = 1, .names = &s->reading.names};
    NQ_TRY(nq_words_range(&tools->rarity, text, 0, text->n_tokens, arena,
                          &s->words));
    if (s->words.n < NQ_SOUGHT_LEAST)
        return NAQL_BAD_ARG;
    NQ_TRY(index_words(s, arena));
    const nq_reading *at = &s->reading;
    nq_pile pile = {.at = &at, .n = 1, .tools = tools};
    return nq_said_make(&pile, 0, 0, tools, arena, &s->said);
}

uint32_t
nq_sought_stems(const nq_sought *s, const uint64_t **stems)
{
    *stems = s->stems;
    return s->n_stems;
}

/* ---- Words in a row ---- */

static naql_status
find_seeds(const nq_sought *s, const nq_words *b, nq_arena *scratch,
           nq_list *seeds)
{
    for (uint32_t i = 0; i + 2 < b->n && seeds->n < NQ_SOUGHT_SEEDS; i++) {
        const nq_word *w = &b->at[i];
        const uint32_t *at = nq_map_get(
            &s->threes, nq_rarity_run(w[0].stem, w[1].stem, w[2].stem));
        if (!at)
            continue;
        NQ_TRY(nq_list_put(seeds, scratch, &(nq_seed){*at - 1, i}));
    }
    return NAQL_OK;
}

/* Short sentences are too short to be aligned: all their words, in a row. */
static bool
stands_whole(const nq_sought *s, const nq_words *b, uint32_t at)
{
    for (uint32_t i = 0; i < s->words.n; i++)
        if (at + i >= b->n || b->at[at + i].stem != s->words.at[i].stem)
            return false;
    return true;
}

/* Words on the way from token `at`, in a direction, up to a mark, a line's or
 * a sentence's end, `most` at the most. */
static uint32_t
words_until_mark(const nq_text *text, uint32_t at, int step, uint32_t most)
{
    uint32_t n = 0;
    while (n < most) {
        uint32_t next = at + (uint32_t)step;
        if (next >= text->n_tokens)
            break;
        uint32_t later = step > 0 ? next : at;
        if (text->tokens[next].kind == NQ_TOKEN_MARK ||
            text->tokens[later].flags & (NQ_TOKEN_LINE | NQ_TOKEN_SENTENCE))
            break;
        at = next;
        n++;
    }
    return n;
}

/* The run, and on both sides as many words as the sentence has there: other
 * words stand for them. */
static void
take_run(const nq_sought *s, const nq_words *b, const nq_run *run,
         struct unit *best)
{
    const nq_text *text = b->text;
    uint32_t first = b->at[run->b].token, last = b->at[run->b_end - 1].token;
    first -= words_until_mark(text, first, -1, run->a);
    last += words_until_mark(text, last, 1, s->words.n - run->a_end);
    *best = (struct unit){
        first,
        last + 1,
        {text->tokens[first].span.start, text->tokens[last].span.end}};
}

static naql_status
find_run(const nq_sought *s, const nq_words *b, nq_arena *scratch,
         struct unit *best)
{
    nq_list seeds = NQ_LIST(nq_seed), runs = NQ_LIST(nq_run);
    NQ_TRY(find_seeds(s, b, scratch, &seeds));
    nq_seed *at = seeds.at;
    for (uint32_t i = 0; i < seeds.n; i++)
        if (at[i].a == 0 && stands_whole(s, b, at[i].b)) {
            nq_run all = {.a_end = s->words.n,
                          .b = at[i].b,
                          .b_end = at[i].b + s->words.n};
            take_run(s, b, &all, best);
            return NAQL_OK;
        }
    nq_partner partner = {.seeds = at, .n = seeds.n};
    NQ_TRY(nq_align_seeds(&s->words, b, &partner, scratch, &runs));
    const nq_run *run = runs.at; /* the heaviest first */
    if (runs.n && run->weight >= NQ_SOUGHT_WEIGHT * s->weight)
        take_run(s, b, run, best);
    return NAQL_OK;
}

/* ---- Other words ---- */

/* Weight of the sentence's words that stand in the unit; each once. */
static float
shared_weight(const nq_sought *s, const nq_text *text, const struct unit *u)
{
    float sum = 0;
    uint64_t seen = 0; /* of the first 64 words: enough to choose by */
    for (uint32_t i = u->first; i < u->end; i++) {
        const uint32_t *at = nq_map_get(&s->idf, text->tokens[i].stem);
        if (!at || text->tokens[i].kind == NQ_TOKEN_MARK || *at > 64 ||
            seen >> (*at - 1) & 1)
            continue;
        seen |= UINT64_C(1) << (*at - 1);
        sum += s->words.at[*at - 1].idf;
    }
    return sum;
}

static naql_status
likeness(const nq_sought *s, const nq_text *text, const struct unit *u,
         nq_arena *scratch, float *out)
{
    nq_reading r = {.article = *text->article, .text = *text};
    nq_statement st = {.span = u->span,
                       .first = u->first,
                       .end = u->end,
                       .entity = NQ_NO_ENTITY,
                       .form = NQ_FORM_INDIRECT,
                       .act = NQ_STR("say")};
    const nq_reading *at = &r;
    nq_pile pile = {.at = &at, .n = 1, .tools = s->tools};
    nq_said said;
    r.names.text = &r.text;
    r.claims =
        (nq_claims){.statements = &st, .n_statements = 1, .names = &r.names};
    NQ_TRY(nq_said_make(&pile, 0, 0, s->tools, scratch, &said));
    said.article = 1; /* not the sentence's own */
    *out = nq_twin_score(&s->tools->signs, &s->said, &said);
    return NAQL_OK;
}

static naql_status
try_unit(const nq_sought *s, const nq_text *text, const struct unit *u,
         nq_arena *scratch, nq_carried *out)
{
    float likely;
    nq_arena_mark mark = nq_arena_here(scratch);
    if (u->end <= u->first)
        return NAQL_OK;
    float shared = shared_weight(s, text, u);
    if (shared < NQ_SOUGHT_RARE || shared < NQ_SOUGHT_SHARED * s->weight)
        return NAQL_OK;
    naql_status status = likeness(s, text, u, scratch, &likely);
    nq_arena_release(scratch, mark);
    if (status == NAQL_OK && likely >= NQ_SOUGHT_LIKELY && likely > out->likely)
        *out = (nq_carried){u->span, u->first, u->end, 0, likely};
    return status;
}

/* The statements, then the sentences. */
static struct unit
unit_at(const nq_text *text, const naql_span *spans, uint32_t n, uint32_t i)
{
    if (i < n)
        return (struct unit){nq_token_from(text, spans[i].start),
                             nq_token_from(text, spans[i].end), spans[i]};
    const nq_sentence *c = &text->sentences[i - n];
    return (struct unit){c->first, c->end, c->span};
}

static naql_status
find_unit(const nq_sought *s, const nq_text *text, const naql_span *spans,
          uint32_t n, nq_arena *scratch, nq_carried *out)
{
    for (uint32_t i = 0; i < n + text->n_sentences; i++) {
        struct unit u = unit_at(text, spans, n, i);
        NQ_TRY(try_unit(s, text, &u, scratch, out));
    }
    return NAQL_OK;
}

/* ---- The best place ---- */

/* A run that breaks off where the wording changes: the shortest statement or
 * sentence around it is what carries the sentence, unless it says much more. */
static void
grow_to_unit(const nq_sought *s, const nq_text *text, const naql_span *spans,
             uint32_t n, struct unit *run)
{
    struct unit best = *run;
    uint32_t most = (uint32_t)(NQ_SOUGHT_LONGER * (float)s->words.n),
             fewest = 0;
    for (uint32_t i = 0; i < n + text->n_sentences; i++) {
        struct unit u = unit_at(text, spans, n, i);
        uint32_t words = 0;
        if (u.first > run->first || u.end < run->end)
            continue;
        for (uint32_t k = u.first; k < u.end; k++)
            words += text->tokens[k].kind != NQ_TOKEN_MARK;
        if (words > most || (fewest && words >= fewest))
            continue;
        fewest = words;
        best = u;
    }
    *run = best;
}

/* Equal words, each as often as both have it, of the longer one's. */
static naql_status
count_same(const nq_sought *s, const nq_text *text, nq_arena *scratch,
           nq_carried *c)
{
    nq_map counts;
    uint32_t n = 0, same = 0;
    nq_map_init(&counts, scratch);
    for (uint32_t i = 0; i < s->words.n; i++) {
        bool fresh;
        uint32_t *slot = nq_map_put(&counts, s->words.at[i].key, &fresh);
        if (!slot)
            return NAQL_NOMEM;
        *slot = fresh ? 1 : *slot + 1;
    }
    nq_words words;
    NQ_TRY(nq_words_range(&s->tools->rarity, text, c->first, c->end, scratch,
                          &words));
    for (; n < words.n; n++) {
        uint32_t *slot = nq_map_get(&counts, words.at[n].key);
        if (slot && *slot) {
            same++;
            --*slot;
        }
    }
    n = n > s->words.n ? n : s->words.n;
    c->same_words = (float)same / (float)n;
    return NAQL_OK;
}

naql_status
nq_sought_in(const nq_sought *s, const nq_text *text, const naql_span *spans,
             uint32_t n, nq_arena *scratch, nq_carried *out)
{
    struct unit run = {0};
    nq_words words;
    *out = (nq_carried){0};
    NQ_TRY(nq_words_range(&s->tools->rarity, text, 0, text->n_tokens, scratch,
                          &words));
    NQ_TRY(find_run(s, &words, scratch, &run));
    if (run.end > run.first) {
        grow_to_unit(s, text, spans, n, &run);
        *out = (nq_carried){run.span, run.first, run.end, 0, 1};
    } else {
        NQ_TRY(find_unit(s, text, spans, n, scratch, out));
    }
    return out->end > out->first ? count_same(s, text, scratch, out) : NAQL_OK;
}
