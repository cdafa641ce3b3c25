/* SPDX-License-Identifier: Apache-2.0
 *
 * choice.c - the word that an outlet chooses. Layer 7 (compare).
 *
 * Labels of bodies that stand before their names are label.c's and gap.c's. */
#include "compare/choice.h"

#include "base/hash.h"
#include "base/status.h"
#include "base/str.h"

typedef struct word { /* of one side */
    const nq_row *row;
    const nq_token *t;
    uint32_t line;
    naql_str group, class; /* empty: it is none of these words */
} word;

static void
read_word(const nq_desk *d, uint32_t line, uint32_t at, word *out)
{
    const nq_table *list = &d->in->tools->label_words;
    const nq_row *row = &d->lines[line];
    const nq_token *t =
        &nq_row_reading(d, row)->text.tokens[row->words[at].token];
    uint32_t found;
    *out = (word){.row = row, .t = t, .line = line};
    naql_str bare = nq_token_bare(t), end = NQ_STR("ا"), stem = bare;
    if (nq_str_ends(bare, end)) /* an object */
        stem.len -= end.len;
    if (!nq_table_word(list, t->hash, &found) &&
        !nq_table_word(list, nq_hash(bare), &found) &&
        (stem.len == bare.len || !nq_table_word(list, nq_hash(stem), &found)))
        return;
    out->group = nq_table_cell(list, found, nq_table_col(list, "group"));
    out->class = nq_table_cell(list, found, nq_table_col(list, "class"));
}

/* The word that stands in the place of word i: its match; where it has none,
 * the one without a match behind the match of the word before. What follows may
 * differ ("the attack on X", "the incident of X's poisoning"). UINT32_MAX:
 * none. */
static uint32_t
other_of(const nq_alignment *x, uint32_t i)
{
    if (x->to[i] != NQ_NO_WORD)
        return x->to[i];
    if (!i || x->to[i - 1] == NQ_NO_WORD)
        return UINT32_MAX;
    uint32_t k = x->to[i - 1] + 1u;
    return k < x->n_b && x->back[k] == NQ_NO_WORD ? k : UINT32_MAX;
}

/* Does a line have a word of the class of the other one? It uses both. */
static bool
has_class(const nq_desk *d, uint32_t line, const word *of)
{
    for (uint32_t i = 0; i < d->lines[line].n_words; i++) {
        word w;
        read_word(d, line, i, &w);
        if (w.group.len && nq_str_equal(w.class, of->class))
            return true;
    }
    return false;
}

/* Weight of the matched words right before and right behind both. */
static float
held_by(const nq_alignment *x, const nq_row *row, uint32_t i, uint32_t k)
{
    float sum = 0;
    for (uint32_t n = 1; n <= i && n <= k && x->to[i - n] == k - n; n++)
        sum += row->words[i - n].idf;
    for (uint32_t n = 1; i + n < x->n_a && x->to[i + n] == k + n; n++)
        sum += row->words[i + n].idf;
    return sum;
}

/* The slot of a word, one for all the lines that it stands against. */
static naql_status
slot_of(const nq_desk *d, nq_slots *slots, const word *w, uint32_t *out)
{
    const nq_reading *r = nq_row_reading(d, w->row);
    uint32_t token = (uint32_t)(w->t - r->text.tokens);
    bool fresh;
    uint32_t *at =
        nq_map_put(&slots->chosen, nq_hash_next(w->line + 1, token), &fresh);
    if (!at)
        return NAQL_NOMEM;
    *out = *at = fresh ? slots->n : *at;
    if (!fresh)
        return NAQL_OK;
    nq_slot_at slot = {
        .slot = NQ_SLOT_NAME,
        .type = NQ_ORG,
        .line = w->line,
        .span = {nq_word_start(&r->text, token), w->t->span.end}};
    slot.value = nq_slot_name_value(d, r, slot.span, NQ_NO_ENTITY);
    slot.value.label = nq_hash_next(71, nq_hash(w->class));
    slot.value.chosen = true;
    return slot.value.name ? nq_slots_add(d, slots, slot) : NAQL_NOMEM;
}

static naql_status
add_answer(const nq_desk *d, nq_slots *slots, const word *a, const word *b,
           nq_list *answers)
{
    nq_answer *to = nq_list_add(answers, d->scratch);
    if (!to)
        return NAQL_NOMEM;
    NQ_TRY(slot_of(d, slots, a, &to->a));
    return slot_of(d, slots, b, &to->b);
}

static bool
is_of(const nq_desk *d, uint32_t line, uint32_t at, naql_str group, word *out)
{
    read_word(d, line, at, out);
    return nq_str_equal(out->group, group);
}

/* Is a word the only one of its group in a line? From it on first, so that of
 * many the last alone goes through the whole line. */
static bool
is_only(const nq_desk *d, uint32_t line, uint32_t at, naql_str group)
{
    word other;
    for (uint32_t i = at + 1; i < d->lines[line].n_words; i++)
        if (is_of(d, line, i, group, &other))
            return false;
    for (uint32_t i = 0; i < at; i++)
        if (is_of(d, line, i, group, &other))
            return false;
    return true;
}

/* The only word of a group in a line; false: none, or several. */
static bool
only_of(const nq_desk *d, uint32_t line, naql_str group, word *out,
        uint32_t *at)
{
    for (uint32_t i = 0; i < d->lines[line].n_words; i++) {
        if (!is_of(d, line, i, group, out))
            continue;
        *at = i;
        return is_only(d, line, i, group);
    }
    return false;
}

static uint64_t
class_key(const nq_desk *d, uint32_t line, const word *w)
{
    return nq_hash_next(d->lines[line].article + 1, nq_hash(w->class));
}

/* The classes of all words of a line's report, once, to slots->classes. */
static naql_status
read_report(const nq_desk *d, nq_slots *slots, uint32_t line)
{
    uint32_t article = d->lines[line].article;
    bool fresh;
    if (!nq_map_put(&slots->classes, article + 1, &fresh))
        return NAQL_NOMEM;
    for (uint32_t l = d->from[article]; fresh && l < d->from[article + 1]; l++)
        for (uint32_t i = 0; i < d->lines[l].n_words; i++) {
            word w;
            read_word(d, l, i, &w);
            if (w.group.len &&
                !nq_map_put(&slots->classes, class_key(d, l, &w), NULL))
                return NAQL_NOMEM;
        }
    return NAQL_OK;
}

/* Does the report of a line have a word of the class of the other one? */
static bool
report_has(const nq_desk *d, const nq_slots *slots, uint32_t line,
           const word *of)
{
    return nq_map_get(&slots->classes, class_key(d, line, of)) != NULL;
}

/* Have two words a weighty word in common right beside them? */
static bool
share_neighbour(const nq_row *x, uint32_t i, const nq_row *y, uint32_t k)
{
    uint32_t n = i + NQ_CHOICE_NEAR, m = k + NQ_CHOICE_NEAR;
    uint32_t from = k > NQ_CHOICE_NEAR ? k - NQ_CHOICE_NEAR : 0;
    for (uint32_t a = i > NQ_CHOICE_NEAR ? i - NQ_CHOICE_NEAR : 0;
         a < x->n_words && a <= n; a++)
        for (uint32_t b = from; b < y->n_words && b <= m; b++)
            if (a != i && b != k && x->words[a].idf >= NQ_CHOICE_HELD &&
                x->words[a].stem == y->words[b].stem)
                return true;
    return false;
}

/* "20 gunmen", "30 fighters": two figures are of two sides. */
static bool
are_counted_apart(const nq_desk *d, const nq_row *x, uint32_t i,
                  const nq_row *y, uint32_t k)
{
    const nq_token *t = nq_row_reading(d, x)->text.tokens;
    const nq_token *u = nq_row_reading(d, y)->text.tokens;
    return i && k && t[x->words[i - 1].token].kind == NQ_TOKEN_NUMBER &&
           u[y->words[k - 1].token].kind == NQ_TOKEN_NUMBER &&
           x->words[i - 1].stem != y->words[k - 1].stem;
}

/* Elsewhere in the two wordings: each has one word of the group, beside much
 * the same, and its report never uses the other's. */
static naql_status
add_apart(const nq_desk *d, nq_slots *slots, nq_pair pair, nq_list *answers)
{
    const nq_row *x = &d->lines[pair.a], *y = &d->lines[pair.b];
    for (uint32_t i = 0; i < x->n_words; i++) {
        word a, b;
        uint32_t k;
        read_word(d, pair.a, i, &a);
        if (!a.group.len || !is_only(d, pair.a, i, a.group) ||
            !only_of(d, pair.b, a.group, &b, &k) ||
            nq_str_equal(a.class, b.class) || !share_neighbour(x, i, y, k) ||
            are_counted_apart(d, x, i, y, k))
            continue;
        NQ_TRY(read_report(d, slots, pair.a));
        NQ_TRY(read_report(d, slots, pair.b));
        if (report_has(d, slots, pair.a, &b) ||
            report_has(d, slots, pair.b, &a))
            continue;
        NQ_TRY(add_answer(d, slots, &a, &b, answers));
    }
    return NAQL_OK;
}

naql_status
nq_choices_add(const nq_desk *d, nq_slots *slots, nq_pair pair,
               const nq_alignment *x, nq_list *answers)
{
    const nq_row *row = &d->lines[pair.a];
    for (uint32_t i = 0; i < x->n_a; i++) {
        word a, b;
        uint32_t k;
        read_word(d, pair.a, i, &a);
        if (!a.group.len || (k = other_of(x, i)) == UINT32_MAX)
            continue;
        read_word(d, pair.b, k, &b);
        if (!nq_str_equal(a.group, b.group) || nq_str_equal(a.class, b.class) ||
            held_by(x, row, i, k) < NQ_CHOICE_HELD ||
            has_class(d, pair.a, &b) || has_class(d, pair.b, &a))
            continue;
        NQ_TRY(add_answer(d, slots, &a, &b, answers));
    }
    return add_apart(d, slots, pair, answers);
}
