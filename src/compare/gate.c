/* SPDX-License-Identifier: Apache-2.0
 *
 * gate.c - may two values that differ be held against each other at all?
 * Layer 7 (compare). */
#include "compare/gate.h"

#include "base/hash.h"
#include "base/str.h"

#include "compare/stands.h"
#include "compare/told_day.h"
#include "compare/tune.h"

#include <math.h>

static const nq_reading *
reading_of(const nq_desk *d, const nq_slot_at *s)
{
    return nq_row_reading(d, &d->lines[s->line]);
}

/* ---- Numbers ---- */

/* Fewer soldiers than people: they are among them. */
static bool
is_part_of(const nq_desk *d, const nq_value *part, const nq_value *whole)
{
    return whole->word == d->in->tools->words.person && !whole->noun &&
           (part->word != whole->word || part->noun) &&
           part->exact < whole->exact;
}

/* Country of the adjective behind a number or what it counts: "60 American
 * diplomats"; 0: there is none. */
static uint64_t
origin_behind(const nq_desk *d, const nq_slot_at *s)
{
    const nq_text *text = &reading_of(d, s)->text;
    uint32_t i = nq_token_from(text, s->span.end);
    if (i >= text->n_tokens || i >= d->lines[s->line].end ||
        text->tokens[i].kind != NQ_TOKEN_WORD ||
        text->tokens[i].clitics & NQ_CLITIC_WAW)
        return 0;
    const nq_variants *v = &d->in->tools->names.variants;
    naql_str bare = nq_token_bare(&text->tokens[i]), end = NQ_STR("ا");
    uint64_t found = nq_origin_of(v, nq_hash(bare));
    if (found || !nq_str_ends(bare, end))
        return found;
    bare.len -= end.len; /* "sixty diplomats, American", as an object */
    return nq_origin_of(v, nq_hash(bare));
}

bool
nq_are_of_two_states(const nq_desk *d, const nq_slot_at *a, const nq_slot_at *b)
{
    uint64_t x = origin_behind(d, a), y = origin_behind(d, b);
    return x && y && x != y;
}

bool
nq_says_part(const nq_desk *d, const nq_slot_at *s)
{
    const nq_row *row = &d->lines[s->line];
    const nq_token *t = reading_of(d, s)->text.tokens;
    for (uint32_t i = s->first, n = 0; i-- && n < NQ_PART_WORDS; n++) {
        const nq_token *word = &t[row->words[i].token];
        uint8_t kind = nq_slot_word_of(&d->in->tools->words, word).kind;
        if (kind == NQ_WORD_PART)
            return true;
        if (kind == NQ_WORD_TOLL && word->clitics & NQ_CLITIC_WAW)
            return false; /* "12 dead, among them two women, and 30 hurt" */
    }
    return false;
}

/* A million in the place of a billion is a slip, not another thing. */
static bool
are_far_apart(const nq_value *a, const nq_value *b)
{
    double low = fmin(a->exact, b->exact), high = fmax(a->exact, b->exact);
    return low > 0 && high > low * NQ_COUNT_TIMES && high != low * 1000;
}

/* "71 points": every team has its own. */
static bool
is_score(const nq_desk *d, const nq_slot_at *s)
{
    const nq_text *text = &reading_of(d, s)->text;
    uint32_t i = nq_token_from(text, s->span.end);
    return i &&
           nq_slot_word_of(&d->in->tools->words, &text->tokens[i - 1]).kind ==
               NQ_WORD_SCORE;
}

/* Nobody's age is told that many years off. */
static bool
are_ages_of_two(const nq_desk *d, const nq_value *a, const nq_value *b)
{
    uint64_t age = d->in->tools->words.age;
    return a->word == age && b->word == age &&
           fabs(a->exact - b->exact) > NQ_AGES_APART;
}

/* "20 gunmen" of the one side, "30 fighters" of the other. */
static bool
are_of_two_sides(const nq_desk *d, const nq_value *a, const nq_value *b)
{
    return a->word != d->in->tools->words.person && a->word == b->word &&
           a->noun && b->noun && a->noun != b->noun;
}

/* "I want ten": of the millions that were spoken of. */
static bool
is_short_for(const nq_value *a, const nq_value *b)
{
    enum { MILLION = 1000000 };
    return !a->word && a->exact > 0 && b->exact == a->exact * MILLION;
}

static bool
numbers_may(const nq_desk *d, const nq_value *a, const nq_value *b, double like)
{
    if (like < NQ_COUNT_LIKE &&
        (are_ages_of_two(d, a, b) || are_of_two_sides(d, a, b)))
        return false;
    if (like < NQ_COUNT_LIKE && are_far_apart(a, b) &&
        (a->measure || a->word == d->in->tools->words.person))
        return false;
    if (a->measure && b->measure)
        return a->word == b->word; /* dirhams and dollars */
    if (a->word && b->word && a->measure != b->measure)
        return false; /* 24 million voters, 97 % of them */
    if (!a->word != !b->word && a->measure != b->measure)
        return false; /* "12", of whatever, and a sum */
    if (is_short_for(a, b) || is_short_for(b, a))
        return false;
    if (a->part != b->part || (a->part && like < NQ_COUNT_LIKE))
        return false; /* the one of all, the other of some, or of two wholes */
    uint64_t age = d->in->tools->words.age;
    if (a->word && b->word && a->word != b->word &&
        (like < NQ_OTHER_UNIT || a->word == age || b->word == age))
        return false; /* rounds of a league, matches won, years lived */
    if (!a->word || !b->word)
        return true;
    return !is_part_of(d, a, b) && !is_part_of(d, b, a);
}

/* The dead of Monday, those of Wednesday; an age is of a man. */
static bool
are_counts_of_two_days(const nq_desk *d, const nq_slot_at *a,
                       const nq_slot_at *b)
{
    return a->value.word != d->in->tools->words.age &&
           nq_are_of_two_days(d, a, b);
}

/* ---- Dates ---- */

static int32_t
published(const nq_desk *d, const nq_slot_at *s)
{
    return reading_of(d, s)->article.day;
}

static bool
is_near(double day, int32_t printed)
{
    return day >= printed - 1 && day <= printed + 1;
}

/* The days of a visit, the years of a war. */
static bool
are_other_lengths(const nq_slot_at *a, const nq_slot_at *b)
{
    double x = a->value.exact, y = b->value.exact;
    return x > 0 && y > 0 && fmax(x, y) > fmin(x, y) * NQ_LENGTH_TIMES;
}

/* Each tells of the day it is printed on, or of one beside it, and the later
 * one of a later day. */
static bool
own_days(const nq_desk *d, const nq_slot_at *a, const nq_slot_at *b)
{
    int32_t here = published(d, a), there = published(d, b);
    return here != NQ_NO_DAY && there != NQ_NO_DAY && here != there &&
           (here < there) == (a->value.lo < b->value.lo) &&
           is_near(a->value.lo, here) && is_near(b->value.lo, there);
}

/* The same words again on the next day, with the day on which they were said:
 * a figure counted anew. */
static bool
are_said_anew(const nq_desk *d, const nq_slot_at *a, const nq_slot_at *b)
{
    return own_days(d, a, b) &&
           nq_is_day_of_saying(d, &d->lines[a->line], a->span) &&
           nq_is_day_of_saying(d, &d->lines[b->line], b->span);
}

/* What has been and what is still to come. */
static bool
are_past_and_coming(const nq_desk *d, const nq_slot_at *a, const nq_slot_at *b)
{
    int32_t here = published(d, a), there = published(d, b);
    double x = a->value.lo - here, y = b->value.lo - there;
    if (here == NQ_NO_DAY || there == NQ_NO_DAY)
        return false;
    return (x > 0 && y <= 0) || (y > 0 && x <= 0);
}

/* ---- Places ---- */

static bool
leads_to_place(const nq_desk *d, const nq_token *t)
{
    const nq_table *heads = &d->in->tools->place_heads;
    naql_str bare = nq_token_bare(t);
    uint32_t row;
    return nq_slot_word_of(&d->in->tools->words, t).kind == NQ_WORD_INTO ||
           nq_table_word(heads, t->hash, &row) ||
           nq_table_word(heads, nq_hash(bare), &row);
}

/* Is a place said where something is or goes: behind a preposition, the head
 * word of a place, or inside a list of such? */
static bool
is_where(const nq_desk *d, const nq_slot_at *place)
{
    const nq_reading *r = reading_of(d, place);
    const nq_token *t = r->text.tokens;
    const nq_row *row = &d->lines[place->line];
    uint32_t i = nq_token_from(&r->text, place->span.start);
    if (i > row->first && t[i - 1].span.end > place->span.start)
        i--; /* the name starts behind a glued letter */
    for (uint32_t n = 0; i < row->end && n < NQ_WHERE_LIST; n++) {
        if (t[i].clitics & NQ_CLITIC_BA || leads_to_place(d, &t[i]))
            return true;
        while (i > row->first && t[i - 1].kind == NQ_TOKEN_MARK)
            i--;
        if (i == row->first)
            return false;
        if (leads_to_place(d, &t[i - 1]))
            return true;
        const nq_mention *m = nq_mention_at(&r->names, i - 1);
        if (!m || m->type != NQ_LOC || m->first < row->first)
            return false;
        i = m->first; /* "in X and Y", "in X, Y" */
    }
    return false;
}

/* "The stadium of X", "the great ground of X": another word for what it is, and
 * the words of the shorter name. */
static bool
differ_in_head(const nq_desk *d, const nq_slot_at *a, const nq_slot_at *b)
{
    const nq_slot_at *less = a->end - a->first > b->end - b->first ? b : a;
    const nq_slot_at *more = less == a ? b : a;
    const nq_word *x = &d->lines[less->line].words[less->first];
    const nq_word *y = &d->lines[more->line].words[more->first];
    uint32_t n = less->end - less->first, m = more->end - more->first;
    if (n < 2 || x[0].stem == y[0].stem)
        return false;
    for (uint32_t i = 1, k = 1; i < n; i++, k++) {
        while (k < m && x[i].stem != y[k].stem)
            k++;
        if (k >= m)
            return false;
    }
    return true;
}

/* "The sector", "the city": whichever the sentence before named. */
static bool
is_generic(const nq_desk *d, const nq_slot_at *s)
{
    const nq_row *row = &d->lines[s->line];
    if (s->end != s->first + 1)
        return false;
    const nq_token *t =
        &reading_of(d, s)->text.tokens[row->words[s->first].token];
    naql_str bare = nq_token_bare(t);
    uint32_t at;
    return nq_table_word(&d->in->tools->place_heads, nq_hash(bare), &at);
}

static bool
places_may(const nq_desk *d, const nq_slot_at *a, const nq_slot_at *b,
           double like)
{
    if (!a->value.name || !b->value.name || a->type == NQ_ORG)
        return true; /* sorts of places, networks */
    if (nq_slots_cover(d, a, b) || differ_in_head(d, a, b) ||
        is_generic(d, a) || is_generic(d, b))
        return false;
    if (is_where(d, a) && is_where(d, b))
        return true;
    return like >= NQ_WHERE_LIKE && !d->lines[a->line].title &&
           !d->lines[b->line].title;
}

/* ---- Names ---- */

static bool
starts_with_kin(const nq_desk *d, const nq_slot_at *s)
{
    const nq_text *text = &reading_of(d, s)->text;
    uint32_t i = nq_token_around(text, s->span.start);
    return i < text->n_tokens &&
           nq_slot_word_of(&d->in->tools->words, &text->tokens[i]).kind ==
               NQ_WORD_KIN;
}

/* An article that names both has two people, not two names of one; unless all
 * else is said in the same words. */
static bool
names_may(const nq_desk *d, const nq_slot_at *a, const nq_slot_at *b,
          double like)
{
    if (nq_slots_cover(d, a, b) &&
        starts_with_kin(d, a) != starts_with_kin(d, b))
        return false; /* "the son of X" as a name, and X */
    if (like >= NQ_NAMES_LIKE)
        return true;
    return !nq_article_names(d, d->lines[a->line].article, b->value.person) &&
           !nq_article_names(d, d->lines[b->line].article, a->value.person);
}

bool
nq_may_part(const nq_desk *d, const nq_slot_at *a, const nq_slot_at *b,
            double like)
{
    switch (a->slot) {
    case NQ_SLOT_NUMBER:
        return !nq_are_of_two_states(d, a, b) &&
               !(like < NQ_COUNT_LIKE && nq_says_part(d, a) &&
                 nq_says_part(d, b)) &&
               !(like < NQ_COUNT_LIKE && (is_score(d, a) || is_score(d, b))) &&
               numbers_may(d, &a->value, &b->value, like) &&
               !(a->value.measure && nq_are_of_two_months(d, a, b)) &&
               !(like < NQ_COUNT_LIKE && are_counts_of_two_days(d, a, b));
    case NQ_SLOT_DATE:
        if (a->value.duration)
            return like >= NQ_COUNT_LIKE || !are_other_lengths(a, b);
        return !nq_are_of_two_months(d, a, b) &&
               (like >= NQ_OWN_DAY_LIKE
                    ? !are_said_anew(d, a, b)
                    : !own_days(d, a, b) && !are_past_and_coming(d, a, b));
    case NQ_SLOT_PLACE:
        return places_may(d, a, b, like);
    case NQ_SLOT_NAME:
        return names_may(d, a, b, like);
    default:
        return true;
    }
}
