/* SPDX-License-Identifier: Apache-2.0
 *
 * gap.c - a few words that differ between two wordings. Layer 7 (compare). */
#include "compare/gap.h"

#include "base/hash.h"
#include "base/status.h"
#include "compare/gate.h"

typedef struct gap { /* words [first[k], end[k]) of line[k] */
    uint32_t line[2], first[2], end[2];
} gap;

/* The gap that opens at word i of the first line: matched words, or the
 * line's start, right before both sides, and the same behind. */
static bool
gap_at(const nq_alignment *x, uint32_t i, gap *out)
{
    uint32_t j = i ? x->to[i - 1] + 1u : 0;
    if (x->to[i] != NQ_NO_WORD || (i && x->to[i - 1] == NQ_NO_WORD))
        return false;
    out->first[0] = out->end[0] = i;
    out->first[1] = out->end[1] = j;
    while (out->end[0] < x->n_a && x->to[out->end[0]] == NQ_NO_WORD)
        out->end[0]++;
    while (out->end[1] < x->n_b && x->back[out->end[1]] == NQ_NO_WORD)
        out->end[1]++;
    uint32_t n = out->end[0] - i, m = out->end[1] - j;
    bool ends = out->end[0] == x->n_a && out->end[1] == x->n_b;
    bool meets = out->end[0] < x->n_a && x->to[out->end[0]] == out->end[1];
    return n && m && n <= NQ_GAP_WORDS && m <= NQ_GAP_WORDS && (ends || meets);
}

static const nq_token *
token_of(const nq_desk *d, const gap *g, uint32_t side, uint32_t word)
{
    const nq_row *row = &d->lines[g->line[side]];
    return &nq_row_reading(d, row)->text.tokens[row->words[word].token];
}

#define NO_SORT 0xff

/* The sort of the slot in a gap: its kind, and a name's type; NO_SORT: there
 * is none. */
static uint8_t
sort_in(const nq_slots *slots, const gap *g, uint32_t side)
{
    uint32_t line = g->line[side];
    for (uint32_t i = slots->from[line]; i < slots->from[line + 1]; i++)
        if (slots->at[i].first < g->end[side] &&
            g->first[side] < slots->at[i].end)
            return (uint8_t)(slots->at[i].slot << 4 | slots->at[i].type);
    return NO_SORT;
}

static bool
is_place_head(const nq_desk *d, const nq_token *t)
{
    const nq_table *heads = &d->in->tools->place_heads;
    uint32_t row;
    naql_str bare = nq_token_bare(t);
    return nq_table_word(heads, t->hash, &row) ||
           nq_table_word(heads, nq_hash(bare), &row);
}

/* Words that can be a name nobody knows: written in letters, none of a class,
 * the rarest one at least this rare. */
static bool
may_be_name(const nq_desk *d, const gap *g, uint32_t side, float least)
{
    const nq_row *row = &d->lines[g->line[side]];
    float rarest = 0;
    for (uint32_t i = g->first[side]; i < g->end[side]; i++) {
        const nq_token *t = token_of(d, g, side, i);
        uint8_t kind = nq_slot_word_of(&d->in->tools->words, t).kind;
        if (t->kind != NQ_TOKEN_WORD || (kind && kind != NQ_WORD_INTO))
            return false;
        rarest = row->words[i].idf > rarest ? row->words[i].idf : rarest;
    }
    return rarest >= least;
}

/* Does a preposition stand before the head word of a place, or in it? "Is no
 * state that goes ..." has none. */
static bool
is_led_to(const nq_desk *d, const gap *g)
{
    const nq_token *head = token_of(d, g, 0, g->first[0] - 1);
    if (head->clitics & (NQ_CLITIC_BA | NQ_CLITIC_LAM))
        return true;
    return g->first[0] > 1 &&
           nq_slot_word_of(&d->in->tools->words,
                           token_of(d, g, 0, g->first[0] - 2))
                   .kind == NQ_WORD_INTO;
}

/* Behind the head word of a place stands its name ("city of ..."), but not
 * behind a definite one ("the state, which ..."); behind "in" or "left" an
 * indefinite word that is hardly ever seen. */
static bool
is_place(const nq_desk *d, const gap *g)
{
    if (!g->first[0])
        return false;
    const nq_token *before = token_of(d, g, 0, g->first[0] - 1);
    bool into =
        nq_slot_word_of(&d->in->tools->words, before).kind == NQ_WORD_INTO;
    if (!into && is_place_head(d, before) &&
        !(before->clitics & NQ_CLITIC_AL) && is_led_to(d, g))
        return may_be_name(d, g, 0, NQ_GAP_IDF) &&
               may_be_name(d, g, 1, NQ_GAP_IDF);
    uint16_t article = token_of(d, g, 0, g->first[0])->clitics |
                       token_of(d, g, 1, g->first[1])->clitics;
    return into && !(article & NQ_CLITIC_AL) &&
           may_be_name(d, g, 0, NQ_GAP_RARE) &&
           may_be_name(d, g, 1, NQ_GAP_RARE);
}

static naql_span
span_of(const nq_desk *d, const gap *g, uint32_t side)
{
    return (naql_span){token_of(d, g, side, g->first[side])->span.start,
                       token_of(d, g, side, g->end[side] - 1)->span.end};
}

static bool
place_slot(const nq_desk *d, const gap *g, uint32_t side, nq_slot_at *out)
{
    const nq_reading *r = nq_row_reading(d, &d->lines[g->line[side]]);
    *out = (nq_slot_at){.slot = NQ_SLOT_PLACE,
                        .type = NQ_LOC,
                        .line = g->line[side],
                        .span = span_of(d, g, side)};
    out->value = nq_slot_name_value(d, r, out->span, NQ_NO_ENTITY);
    return out->value.name != NULL;
}

/* "It is not the first time": it may well be the second. */
static bool
is_denied(const nq_desk *d, const nq_row *row, uint32_t token)
{
    const nq_token *t = nq_row_reading(d, row)->text.tokens;
    for (uint32_t n = 0; n < NQ_DENIAL_REACH && token > row->first; n++) {
        const nq_token *before = &t[--token];
        if (before->kind != NQ_TOKEN_WORD)
            return false;
        if (nq_slot_word_of(&d->in->tools->stance, before).kind == NQ_WORD_NOT)
            return true;
    }
    return false;
}

static bool
ordinal_slot(const nq_desk *d, const gap *g, uint32_t side, nq_slot_at *out)
{
    const nq_row *row = &d->lines[g->line[side]];
    const nq_text *text = &nq_row_reading(d, row)->text;
    uint32_t token = row->words[g->first[side]].token;
    nq_numeral n;
    if (!nq_ordinal_read(&d->in->tools->numerals, text, token, &n) ||
        n.end <= row->words[g->end[side] - 1].token || is_denied(d, row, token))
        return false;
    *out = (nq_slot_at){.slot = NQ_SLOT_NUMBER,
                        .line = g->line[side],
                        .span = span_of(d, g, side)};
    out->value = (nq_value){
        .lo = n.value, .hi = n.value, .exact = n.value, .person = NQ_NO_ENTITY};
    return true;
}

/* North, south, east or west, 1..4, of a gap that is no more; 0: something
 * else. */
static uint32_t
side_word(const nq_desk *d, const gap *g, uint32_t side)
{
    const nq_slot_words *w = &d->in->tools->words;
    nq_slot_word word =
        nq_slot_word_of(w, token_of(d, g, side, g->first[side]));
    for (uint32_t i = 0; word.kind == NQ_WORD_INTO && i < 4; i++)
        if (word.class == w->sides[i] && g->end[side] == g->first[side] + 1)
            return i + 1;
    return 0;
}

/* "The north [of the country]": the word behind is matched, and shown. */
static bool
side_slot(const nq_desk *d, const gap *g, uint32_t side, nq_slot_at *out)
{
    const nq_row *row = &d->lines[g->line[side]];
    uint32_t last =
        g->end[side] < row->n_words ? g->end[side] + 1 : g->end[side];
    *out = (nq_slot_at){.slot = NQ_SLOT_PLACE,
                        .type = NQ_ORG, /* a sort of place */
                        .line = g->line[side]};
    out->span = (naql_span){token_of(d, g, side, g->first[side])->span.start,
                            token_of(d, g, side, last - 1)->span.end};
    out->value = (nq_value){.word = nq_hash_next(41, side_word(d, g, side)),
                            .person = NQ_NO_ENTITY};
    return true;
}

/* East against west, north against south. */
static bool
are_opposite(uint32_t a, uint32_t b)
{
    return a && b && a != b && (a - 1) / 2 == (b - 1) / 2;
}

/* What a body is called, in a gap of one word before a matched one. */
static nq_slot_word
label_word(const nq_desk *d, const gap *g, uint32_t side)
{
    const nq_row *row = &d->lines[g->line[side]];
    nq_slot_word w = nq_slot_word_of(&d->in->tools->words,
                                     token_of(d, g, side, g->first[side]));
    bool one =
        g->end[side] == g->first[side] + 1 && g->end[side] < row->n_words;
    bool rules =
        w.kind == NQ_WORD_FIELD && w.class == d->in->tools->words.government;
    return one && (w.kind == NQ_WORD_LABEL || w.kind == NQ_WORD_POWER || rules)
               ? w
               : (nq_slot_word){.kind = 0};
}

/* "The regime" for "the government", "the militia" for "the forces" of one
 * body; the government's forces are no government. */
static bool
are_two_labels(const nq_desk *d, const gap *g)
{
    const nq_slot_words *w = &d->in->tools->words;
    nq_slot_word x = label_word(d, g, 0), y = label_word(d, g, 1);
    bool a = x.kind == NQ_WORD_LABEL || x.class == w->forces;
    bool b = y.kind == NQ_WORD_LABEL || y.class == w->forces;
    return x.kind && y.kind && x.class != y.class && a == b;
}

/* The label and the body behind it, or the one word that is matched. */
static bool
label_slot(const nq_desk *d, const gap *g, uint32_t side, nq_slot_at *out)
{
    const nq_row *row = &d->lines[g->line[side]];
    const nq_reading *r = nq_row_reading(d, row);
    uint32_t label = row->words[g->first[side]].token;
    uint32_t last = row->words[g->end[side]].token;
    const nq_mention *m = nq_mention_at(&r->names, last);
    if (m && m->type == NQ_ORG)
        last = m->end - 1;
    *out = (nq_slot_at){
        .slot = NQ_SLOT_NAME, .type = NQ_ORG, .line = g->line[side]};
    out->span = (naql_span){nq_word_start(&r->text, label),
                            r->text.tokens[last].span.end};
    out->value = nq_slot_name_value(d, r, out->span, NQ_NO_ENTITY);
    out->value.label = nq_slot_stem(label_word(d, g, side));
    return out->value.name != NULL;
}

typedef bool (*maker)(const nq_desk *d, const gap *g, uint32_t side,
                      nq_slot_at *out);

static naql_status
add(const nq_desk *d, nq_slots *slots, const gap *g, maker make,
    nq_list *answers)
{
    nq_slot_at a, b;
    if (!make(d, g, 0, &a) || !make(d, g, 1, &b) ||
        !nq_may_part(d, &a, &b, NQ_ALIGN_SURE))
        return NAQL_OK;
    NQ_TRY(
        nq_list_put(answers, d->scratch, &(nq_answer){slots->n, slots->n + 1}));
    NQ_TRY(nq_slots_add(d, slots, a));
    return nq_slots_add(d, slots, b);
}

/* Words of a place: none that only joins or leads to another ("with the
 * sector", "X and progress of"). */
static bool
is_one_phrase(const nq_desk *d, const gap *g, uint32_t side)
{
    const nq_row *row = &d->lines[g->line[side]];
    for (uint32_t i = g->first[side]; i < g->end[side]; i++)
        if (token_of(d, g, side, i)->clitics & NQ_CLITIC_WAW)
            return false;
    return row->words[g->first[side]].idf >= NQ_GAP_FIRST;
}

/* A place that the other side's tagger took for another kind of name, or,
 * behind the head word of a place, for none. */
static bool
is_hidden_place(const nq_desk *d, const gap *g, uint8_t a, uint8_t b)
{
    uint8_t place = NQ_SLOT_PLACE << 4 | NQ_LOC;
    if (a == b || !g->first[0] || (a != NO_SORT && a >> 4 < NQ_SLOT_PLACE) ||
        (b != NO_SORT && b >> 4 < NQ_SLOT_PLACE) || !may_be_name(d, g, 0, 0) ||
        !may_be_name(d, g, 1, 0) || !is_one_phrase(d, g, 0) ||
        !is_one_phrase(d, g, 1))
        return false;
    const nq_token *before = token_of(d, g, 0, g->first[0] - 1);
    if (is_place_head(d, before) && !(before->clitics & NQ_CLITIC_AL))
        return true;
    return a != NO_SORT && b != NO_SORT && (a == place || b == place) &&
           nq_slot_word_of(&d->in->tools->words, before).kind == NQ_WORD_INTO;
}

static naql_status
fill(const nq_desk *d, nq_slots *slots, const gap *g, nq_list *answers)
{
    uint8_t a = sort_in(slots, g, 0), b = sort_in(slots, g, 1);
    if (a != NO_SORT || b != NO_SORT) /* align.h has seen it */
        return is_hidden_place(d, g, a, b)
                   ? add(d, slots, g, place_slot, answers)
                   : NAQL_OK;
    return add(d, slots, g, is_place(d, g) ? place_slot : ordinal_slot,
               answers);
}

/* Are the sentences the same but for the gap? */
static bool
sure(const nq_desk *d, const nq_alignment *x, const gap *g)
{
    double a =
        nq_align_weight(&d->lines[g->line[0]], x->to, g->first[0], g->end[0]);
    double b =
        nq_align_weight(&d->lines[g->line[1]], x->back, g->first[1], g->end[1]);
    return nq_align_share(x, a, b) >= NQ_ALIGN_SURE;
}

naql_status
nq_gaps_add(const nq_desk *d, nq_slots *slots, nq_pair pair,
            const nq_alignment *x, nq_list *answers)
{
    gap g = {.line = {pair.a, pair.b}};
    for (uint32_t i = 0; i < x->n_a; i++)
        if (gap_at(x, i, &g)) {
            if (are_opposite(side_word(d, &g, 0), side_word(d, &g, 1)))
                NQ_TRY(add(d, slots, &g, side_slot, answers));
            else if (are_two_labels(d, &g))
                NQ_TRY(add(d, slots, &g, label_slot, answers));
            else if (sure(d, x, &g))
                NQ_TRY(fill(d, slots, &g, answers));
        }
    return NAQL_OK;
}
