/* SPDX-License-Identifier: Apache-2.0
 *
 * event_scales.c - how likely a sentence reports a protest, an attack. Layer 5
 * (claim). Knows nothing of names and clauses. */
#include "claim/event_scales.h"

#include "base/fold.h"
#include "base/hash.h"
#include "base/status.h"
#include "base/str.h"
#include "text/clitic.h"

static uint32_t
sign_of(const nq_event_scales *s, naql_str name)
{
    uint32_t i = 0;
    while (i < s->n_signs && !nq_str_equal(s->names[i], name))
        i++;
    return i;
}

/* Bits of the named signs, new names added; 0 when there are too many. */
static uint32_t
bits_of(nq_event_scales *s, naql_str cell)
{
    uint32_t bits = 0;
    naql_str name;
    while (nq_str_split(&cell, ' ', &name)) {
        uint32_t i = sign_of(s, name);
        if (i == NQ_EVENT_SIGNS)
            return 0;
        if (i == s->n_signs)
            s->names[s->n_signs++] = name;
        bits |= 1u << i;
    }
    return bits;
}

static void
set_classes(nq_event_scales *s)
{
    static const char *const names[NQ_SEEK_CLASSES] = {
        "fighter", "police", "marcher", "marchers", "victim", "crowd",
        "weapon",  "attack", "rank",    "march",    "gather", "number"};
    for (uint32_t c = 0; c < NQ_SEEK_CLASSES; c++)
        s->classes[c] = bits_of(s, nq_str_from(names[c]));
    s->before = bits_of(s, NQ_STR("before"));
    s->where = bits_of(s, NQ_STR("where area"));
    s->attack = bits_of(s, NQ_STR("attack"));
    s->rank = bits_of(s, NQ_STR("rank"));
    s->cause = bits_of(s, NQ_STR("cause"));
    s->protests = s->marchers | bits_of(s, NQ_STR("gather march chant"));
}

uint32_t
nq_event_signs_set(const nq_event_scales *s, uint32_t signs)
{
    uint32_t i = 0;
    while (i < s->n_sets && s->sets[i] != signs)
        i++;
    return i;
}

/* Numbers the sets of signs, the empty one first, in the order of the rows. */
static naql_status
number_sets(const nq_table *t, uint32_t key, nq_event_scales *s)
{
    s->n_sets = 1;
    for (uint32_t row = 0; row < t->rows; row++) {
        uint32_t signs =
            *nq_map_get(&s->signs, nq_fold_hash(nq_table_cell(t, row, key)));
        if (nq_event_signs_set(s, signs) < s->n_sets)
            continue;
        if (s->n_sets == NQ_EVENT_SETS)
            return NAQL_TOO_BIG;
        s->sets[s->n_sets++] = signs;
    }
    return NAQL_OK;
}

static naql_status
read_signs(const nq_tables *tables, nq_event_scales *s)
{
    nq_table t;
    NQ_TRY(nq_table_find(tables, "event_signs", &t));
    uint32_t key = nq_table_col(&t, "key"), signs = nq_table_col(&t, "signs");
    s->names[s->n_signs++] = NQ_STR("number");
    if (!nq_map_reserve(&s->signs, t.rows))
        return NAQL_NOMEM;
    for (uint32_t row = 0; row < t.rows; row++) {
        uint32_t bits = bits_of(s, nq_table_cell(&t, row, signs));
        uint32_t *at = nq_map_put(
            &s->signs, nq_fold_hash(nq_table_cell(&t, row, key)), NULL);
        if (!at)
            return NAQL_NOMEM;
        if (!bits)
            return NAQL_CORRUPT;
        *at |= bits;
    }
    s->fighters = bits_of(s, NQ_STR("fighter"));
    s->by = bits_of(s, NQ_STR("by"));
    s->marchers = bits_of(s, NQ_STR("marcher marchers"));
    s->means = bits_of(s, NQ_STR("attack weapon"));
    s->people =
        s->marchers | s->fighters | bits_of(s, NQ_STR("crowd police victim"));
    s->clash = bits_of(s, NQ_STR("clash"));
    s->kill = bits_of(s, NQ_STR("kill"));
    s->continues = bits_of(s, NQ_STR("continues"));
    s->doers = bits_of(s, NQ_STR("doer"));
    s->sufferers = bits_of(s, NQ_STR("sufferer"));
    s->police = bits_of(s, NQ_STR("police"));
    s->crowd = bits_of(s, NQ_STR("crowd"));
    s->against = bits_of(s, NQ_STR("against"));
    s->beside = bits_of(s, NQ_STR("beside"));
    set_classes(s);
    return number_sets(&t, key, s);
}

/* A feature's number from its name in the table ("near kill weapon"); false
 * when there is none. */
static bool
feature_of(const nq_event_scales *s, naql_str name, uint32_t *feature)
{
    naql_str kind, a, b;
    *feature = NQ_EVENT_BIAS;
    if (nq_str_equal(name, NQ_STR("bias")))
        return true;
    if (!nq_str_split(&name, ' ', &kind) || !nq_str_split(&name, ' ', &a))
        return false;
    uint32_t i = sign_of(s, a), j = 0;
    if (nq_str_split(&name, ' ', &b))
        j = sign_of(s, b);
    if (i >= s->n_signs || j >= s->n_signs)
        return false;
    if (nq_str_equal(kind, NQ_STR("has")))
        *feature = NQ_EVENT_HAS + i;
    else if (nq_str_equal(kind, NQ_STR("first")))
        *feature = NQ_EVENT_FIRST + i;
    else if (nq_str_equal(kind, NQ_STR("near")))
        *feature = NQ_EVENT_PAIR + i * NQ_EVENT_SIGNS + j;
    else if (nq_str_equal(kind, NQ_STR("both")))
        *feature = NQ_EVENT_BOTH + i * NQ_EVENT_SIGNS + j;
    else
        return false;
    return true;
}

static naql_status
read_weight(nq_event_scales *s, naql_str key, uint32_t row, nq_event_weight w)
{
    static const char stem[] = "stem ";
    uint32_t feature;
    if (nq_str_equal(key, NQ_STR("least"))) {
        s->least = w;
    } else if (nq_str_starts(key, NQ_STR("stem "))) {
        naql_str word =
            nq_str(key.ptr + sizeof stem - 1, key.len - (sizeof stem - 1));
        uint32_t *at = nq_map_put(&s->stems, nq_light_stem(word), NULL);
        if (!at)
            return NAQL_NOMEM;
        *at = row;
        s->stem_weights[row] = w;
    } else if (feature_of(s, key, &feature)) {
        s->weights[feature] = w;
    } else {
        return NAQL_CORRUPT;
    }
    return NAQL_OK;
}

static naql_status
read_weights(const nq_tables *tables, nq_arena *arena, nq_event_scales *s)
{
    nq_table t;
    NQ_TRY(nq_table_find(tables, "event_weights", &t));
    uint32_t key = nq_table_col(&t, "key");
    uint32_t cols[NQ_EVENT_KINDS] = {nq_table_col(&t, "protest"),
                                     nq_table_col(&t, "assault")};
    s->weights = nq_arena_zero(arena, NQ_EVENT_FEATURES, sizeof *s->weights);
    s->stem_weights =
        nq_arena_zero(arena, t.rows + 1u, sizeof *s->stem_weights);
    if (!s->weights || !s->stem_weights || !nq_map_reserve(&s->stems, t.rows))
        return NAQL_NOMEM;
    for (uint32_t row = 0; row < t.rows; row++) {
        nq_event_weight w;
        for (uint32_t k = 0; k < NQ_EVENT_KINDS; k++)
            w.of[k] = (float)nq_table_int(&t, row, cols[k], 0) / 1000.0f;
        NQ_TRY(read_weight(s, nq_table_cell(&t, row, key), row, w));
    }
    return NAQL_OK;
}

naql_status
nq_event_scales_make(const nq_tables *tables, nq_arena *arena,
                     nq_event_scales *out)
{
    *out = (nq_event_scales){.n_signs = 0};
    nq_map_init(&out->signs, arena);
    nq_map_init(&out->stems, arena);
    NQ_TRY(read_signs(tables, out));
    return read_weights(tables, arena, out);
}

uint32_t
nq_event_signs_at(const nq_event_scales *s, const nq_text *text, uint32_t i)
{
    const nq_token *t = &text->tokens[i];
    if (t->kind == NQ_TOKEN_NUMBER)
        return 1;
    if (t->kind != NQ_TOKEN_WORD)
        return 0;
    uint32_t n;
    const nq_cut *cuts = nq_cuts_of(text, i, &n);
    for (uint32_t k = 0; k < n; k++) {
        const uint32_t *bits = nq_map_get(&s->signs, cuts[k].hash);
        if (bits)
            return *bits;
    }
    return 0;
}

uint32_t
nq_event_signs_owned(const nq_event_scales *s, const nq_text *text, uint32_t i)
{
    const nq_token *t = &text->tokens[i];
    if (t->kind != NQ_TOKEN_WORD || !t->suf || t->pre + t->suf >= t->folded.len)
        return 0;
    const uint32_t *bits =
        nq_map_get(&s->signs, nq_hash(nq_str(t->folded.ptr + t->pre,
                                             t->folded.len - t->pre - t->suf)));
    return bits ? *bits : 0;
}

static void
each_bit(uint32_t bits, uint32_t from, nq_event_each each, void *user)
{
    for (; bits; bits &= bits - 1)
        each(user, from + (uint32_t)__builtin_ctz(bits));
}

void
nq_event_features(const uint32_t *signs, const nq_sentence *sentence,
                  nq_event_each each, void *user)
{
    uint32_t last[NQ_EVENT_NEAR] = {0}, near[NQ_EVENT_SIGNS] = {0};
    uint32_t has = 0, front = 0;
    for (uint32_t i = sentence->first; i < sentence->end; i++) {
        uint32_t bits = signs[i], before = 0;
        for (uint32_t k = 0; k < NQ_EVENT_NEAR; k++)
            before |= last[k];
        for (uint32_t left = bits ? before : 0; left; left &= left - 1)
            near[__builtin_ctz(left)] |= bits;
        last[i % NQ_EVENT_NEAR] = bits;
        has |= bits;
        front |= i < sentence->first + NQ_EVENT_FRONT ? bits : 0;
    }
    each(user, NQ_EVENT_BIAS);
    each_bit(has, NQ_EVENT_HAS, each, user);
    each_bit(front, NQ_EVENT_FIRST, each, user);
    for (uint32_t left = has; left; left &= left - 1) {
        uint32_t a = (uint32_t)__builtin_ctz(left);
        each_bit(near[a], NQ_EVENT_PAIR + a * NQ_EVENT_SIGNS, each, user);
        each_bit(left & (left - 1), NQ_EVENT_BOTH + a * NQ_EVENT_SIGNS, each,
                 user); /* each two once, the lower number first */
    }
}

typedef struct sum {
    const nq_event_scales *s;
    nq_event_weight w;
} sum;

static void
add(nq_event_weight *to, const nq_event_weight *w)
{
    for (uint32_t k = 0; k < NQ_EVENT_KINDS; k++)
        to->of[k] += w->of[k];
}

static void
add_feature(void *user, uint32_t feature)
{
    sum *u = user;
    add(&u->w, &u->s->weights[feature]);
}

/* The weights of the stems of [first, end), in the order of the words. They are
 * found first and added then: each lies far from the processor, and is asked
 * for before it is needed. */
static void
add_stems(const nq_event_scales *s, const nq_token *first, const nq_token *end,
          nq_event_weight *to)
{
    enum { AHEAD = 4, AT_ONCE = 32 };
    const nq_event_weight *found[AT_ONCE];
    while (first < end) {
        uint32_t n = 0;
        for (; first < end && n < AT_ONCE; first++) {
            if (end - first > AHEAD)
                nq_map_fetch(&s->stems, first[AHEAD].stem);
            const uint32_t *row = first->kind == NQ_TOKEN_WORD
                                      ? nq_map_get(&s->stems, first->stem)
                                      : NULL;
            if (!row)
                continue;
            found[n] = &s->stem_weights[*row];
            __builtin_prefetch(found[n++]);
        }
        for (uint32_t i = 0; i < n; i++)
            add(to, found[i]);
    }
}

nq_event_weight
nq_event_weigh(const nq_event_scales *s, const nq_text *text,
               const uint32_t *signs, const nq_sentence *sentence)
{
    sum u = {.s = s};
    nq_event_features(signs, sentence, add_feature, &u);
    add_stems(s, text->tokens + sentence->first, text->tokens + sentence->end,
              &u.w);
    for (uint32_t k = 0; k < NQ_EVENT_KINDS; k++)
        u.w.of[k] -= s->least.of[k];
    return u.w;
}
