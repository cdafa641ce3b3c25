/* SPDX-License-Identifier: Apache-2.0
 *
 * deed_day.c - one deed on two days. Layer 7 (compare). */
#include "compare/deed_day.h"

#include "base/status.h"
#include "compare/cues.h"
#include "compare/named_day.h"
#include "compare/tune.h"

typedef struct deed { /* a verb and the day behind it */
    uint32_t slot, article;
    uint64_t stem;
    int32_t day;
    uint32_t next; /* older one of that verb + 1, 0: none */
} deed;

typedef struct finder {
    const nq_desk *d;
    const nq_slots *slots;
    nq_list *answers;
    nq_list seen;  /* of deed */
    nq_map newest; /* stem of a verb -> the last one + 1 */
    nq_map named;  /* see named_day.h */
    nq_cues cues;
} finder;

/* "On Sunday", "on the 5th of May"; "today", "last night" is that of whoever
 * says it. */
static bool
has_name(const nq_desk *d, const nq_slot_at *s)
{
    const nq_text *text = &nq_row_reading(d, &d->lines[s->line])->text;
    uint32_t row;
    for (uint32_t i = nq_token_around(text, s->span.start);
         i < text->n_tokens && text->tokens[i].span.start < s->span.end; i++)
        if (nq_table_word(&d->in->tools->weekdays, text->tokens[i].hash, &row))
            return true;
    return s->value.month;
}

static bool
is_verb(const nq_desk *d, const nq_token *t)
{
    return t->kind == NQ_TOKEN_WORD && !(t->clitics & NQ_CLITIC_AL) &&
           (nq_is_listed_verb(d, t) ||
            nq_slot_word_of(&d->in->tools->words, t).kind == NQ_WORD_DEED);
}

/* "Was killed": of whom, the day does not say. */
static bool
is_toll(const nq_desk *d, const nq_token *t)
{
    return nq_slot_word_of(&d->in->tools->words, t).kind == NQ_WORD_TOLL;
}

/* Stem of the verb that a day stands behind: the nearest one within a few
 * words; 0: none, or one of saying. */
static uint64_t
verb_of(const finder *f, const nq_slot_at *s)
{
    const nq_row *row = &f->d->lines[s->line];
    const nq_reading *r = nq_row_reading(f->d, row);
    const nq_token *t = r->text.tokens;
    uint32_t at = nq_token_from(&r->text, s->span.start);
    for (uint32_t n = 0; at > row->first && n < NQ_DEED_WORDS;) {
        const nq_token *word = &t[--at];
        n += word->kind == NQ_TOKEN_WORD;
        if (!is_verb(f->d, word))
            continue;
        return nq_cues_have(&f->cues, row->article, &r->text, at) ||
                       is_toll(f->d, word)
                   ? 0
                   : word->stem;
    }
    return 0;
}

static int32_t
days_apart(int32_t a, int32_t b)
{
    return a < b ? b - a : a - b;
}

static bool
are_of_one_day(const finder *f, uint32_t a, uint32_t b)
{
    int32_t x = nq_desk_reading(f->d, a)->article.day;
    int32_t y = nq_desk_reading(f->d, b)->article.day;
    return x != NQ_NO_DAY && y != NQ_NO_DAY && days_apart(x, y) <= 1;
}

/* Do both sentences name one man, or share a word that hardly any other has?
 * Explosions and strikes are many, the arrest of one man is one. */
static bool
share_person(const finder *f, uint32_t a, uint32_t b)
{
    const uint32_t *from = f->slots->from;
    for (uint32_t i = from[a]; i < from[a + 1]; i++)
        for (uint32_t k = from[b]; k < from[b + 1]; k++) {
            const nq_slot_at *x = &f->slots->at[i], *y = &f->slots->at[k];
            if (x->slot == NQ_SLOT_NAME && x->type == NQ_PER &&
                y->slot == NQ_SLOT_NAME && y->type == NQ_PER &&
                nq_names_agree(&x->value, &y->value))
                return true;
        }
    return false;
}

/* Is the word rare, and no place, where one thing happens after another? */
static bool
is_rare(const finder *f, const nq_row *row, const nq_word *w)
{
    const nq_names *names = &nq_row_reading(f->d, row)->names;
    const nq_mention *m = nq_mention_at(names, w->token);
    return nq_rarity_idf(&f->d->in->tools->rarity, w->stem) >= NQ_DEED_RARE &&
           !(m && m->type == NQ_LOC);
}

static bool
share_rare(const finder *f, const nq_row *a, const nq_row *b)
{
    for (uint32_t i = 0; i < a->n_words; i++)
        for (uint32_t k = 0; k < b->n_words; k++)
            if (a->words[i].stem == b->words[k].stem &&
                is_rare(f, a, &a->words[i]) && is_rare(f, b, &b->words[k]))
                return true;
    return false;
}

static bool
part(const finder *f, const deed *a, const deed *b)
{
    uint32_t x = f->slots->at[a->slot].line, y = f->slots->at[b->slot].line;
    return a->day != b->day && days_apart(a->day, b->day) <= NQ_CALENDAR_DAYS &&
           f->d->outlet[a->article] != f->d->outlet[b->article] &&
           are_of_one_day(f, a->article, b->article) &&
           !nq_named_day(&f->named, a->article, b->day) &&
           !nq_named_day(&f->named, b->article, a->day) &&
           (share_person(f, x, y) ||
            share_rare(f, &f->d->lines[x], &f->d->lines[y])) &&
           nq_row_cosine(&f->d->lines[x], &f->d->lines[y], NULL) >=
               NQ_DEED_LIKE;
}

static naql_status
hold_against(finder *f, const deed *me)
{
    const deed *seen = f->seen.at;
    for (uint32_t i = me->next, n = 0; i && n < NQ_DEED_ANCHORS; n++) {
        const deed *other = &seen[i - 1];
        i = other->next;
        if (!part(f, other, me))
            continue;
        NQ_TRY(nq_list_put(f->answers, f->d->scratch,
                           &(nq_answer){other->slot, me->slot}));
    }
    return NAQL_OK;
}

static naql_status
see(finder *f, uint32_t slot)
{
    const nq_slot_at *s = &f->slots->at[slot];
    deed me = {.slot = slot,
               .article = f->d->lines[s->line].article,
               .stem = verb_of(f, s),
               .day = (int32_t)s->value.lo};
    uint32_t *newest = me.stem ? nq_map_put(&f->newest, me.stem, NULL) : NULL;
    if (!me.stem)
        return NAQL_OK;
    if (!newest)
        return NAQL_NOMEM;
    me.next = *newest;
    NQ_TRY(hold_against(f, &me));
    NQ_TRY(nq_list_put(&f->seen, f->d->scratch, &me));
    *newest = f->seen.n;
    return NAQL_OK;
}

naql_status
nq_deed_days_add(const nq_desk *d, const nq_slots *slots, nq_list *answers)
{
    finder f = {
        .d = d, .slots = slots, .answers = answers, .seen = NQ_LIST(deed)};
    uint32_t n = slots->from[d->n_lines];
    nq_map_init(&f.newest, d->scratch);
    NQ_TRY(nq_cues_make(d, &f.cues));
    NQ_TRY(nq_named_days(d, slots, &f.named));
    for (uint32_t i = 0; i < n; i++)
        if (nq_is_day(&slots->at[i]) &&
            d->lines[slots->at[i].line].n_words <= NQ_DEED_ROW &&
            has_name(d, &slots->at[i]))
            NQ_TRY(see(&f, i));
    return NAQL_OK;
}
