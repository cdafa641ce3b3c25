/* SPDX-License-Identifier: Apache-2.0
 *
 * context.c - numbers and dates that answer one question in sentences that
 * are worded apart. Layer 7 (compare). */
#include "compare/context.h"

#include "base/sorted.h"
#include "base/status.h"
#include "compare/gate.h"

#include <math.h>

typedef struct near_word { /* of a slot's sentence, weighted by nearness */
    uint64_t stem;
    float weight;
    bool near;
} near_word;

typedef struct told {       /* what a whole sentence speaks of */
    uint64_t wide;          /* stem of its only class of words, 0: none */
    int32_t old_lo, old_hi; /* older days, or NO_DAY */
} told;

typedef struct context {
    uint32_t slot;
    uint32_t article;
    uint32_t first;      /* context of its article in its book */
    const near_word *at; /* [n] by stem */
    uint32_t n;
    float weight;   /* of all */
    uint64_t class; /* stem of the nearest class of words, 0: none */
    uint64_t verb;  /* stem of the verb right beside a figure, 0: none */
    uint32_t owner; /* slot of the nearest person or body, or NO_SLOT */
    told told;
} context;
#define NO_SLOT UINT32_MAX

typedef struct book { /* contexts of one unit */
    nq_list contexts; /* of context */
} book;

static int
by_stem(const void *a, const void *b)
{
    const near_word *x = a, *y = b;
    NQ_SORT_BY(x->stem, y->stem);
    return x->weight > y->weight ? -1 : x->weight < y->weight;
}

/* Words between a slot and word i of its line; 0: inside. */
static uint32_t
distance(const nq_slot_at *s, uint32_t i)
{
    if (i < s->first)
        return s->first - i;
    return i < s->end ? 0 : i - s->end + 1;
}

/* "... and were hurt": what is counted behind an "and" or a mark is not what
 * was counted before it. */
static bool
opens_clause(const nq_token *tokens, const nq_word *w)
{
    return tokens[w->token].clitics & NQ_CLITIC_WAW ||
           (w->token && tokens[w->token - 1].kind == NQ_TOKEN_MARK &&
            tokens[w->token - 1].mark == NQ_MARK_COMMA);
}

uint64_t
nq_class_beside(const nq_desk *d, const nq_slot_at *s)
{
    const nq_row *l = &d->lines[s->line];
    const nq_token *tokens = nq_row_reading(d, l)->text.tokens;
    uint32_t best = NQ_CLASS_WORDS + 1;
    uint64_t found = 0;
    for (uint32_t i = s->first > best ? s->first - best : 0;
         i < l->n_words && i < s->end + best; i++) {
        uint32_t far = distance(s, i);
        if (i >= s->end && opens_clause(tokens, &l->words[i]))
            break;
        if (far >= best)
            continue;
        nq_slot_word w =
            nq_slot_word_of(&d->in->tools->words, &tokens[l->words[i].token]);
        if (w.kind != NQ_WORD_TOLL && w.kind != NQ_WORD_CONTEXT)
            continue;
        best = far;
        found = nq_slot_stem(w);
    }
    return found;
}

/* The first name of a slot's sentence that covers word `from` of it or stands
 * behind it. */
static uint32_t
name_from(const nq_slots *slots, uint32_t line, uint32_t from)
{
    uint32_t i;
    NQ_BISECT(i, slots->names[line], slots->from[line + 1],
              slots->at[i].first < from);
    return i;
}

/* An age stands behind whose it is: "the mother, X (39), said of Y". */
static uint32_t
aged(const nq_slots *slots, const nq_slot_at *age)
{
    uint32_t i = name_from(slots, age->line, age->end + 1);
    for (uint32_t n = 0; i-- > slots->names[age->line] && n < NQ_CONTEXT_REACH;
         n++) {
        const nq_slot_at *p = &slots->at[i];
        if (p->slot == NQ_SLOT_NAME && p->type == NQ_PER &&
            p->span.end <= age->span.start)
            return i;
    }
    return NO_SLOT;
}

static uint32_t
owner_beside(const nq_desk *d, const nq_slots *slots, uint32_t slot)
{
    const nq_slot_at *s = &slots->at[slot];
    uint32_t best = NQ_NEAR_WORDS + 1, found = NO_SLOT;
    if (s->slot == NQ_SLOT_NUMBER && s->value.word == d->in->tools->words.age)
        found = aged(slots, s);
    if (found != NO_SLOT)
        return found;
    for (uint32_t i =
             name_from(slots, s->line, s->first > best ? s->first - best : 0);
         i < slots->from[s->line + 1] && slots->at[i].first < s->end + best;
         i++) {
        const nq_slot_at *p = &slots->at[i];
        uint32_t far = distance(s, p->first);
        if (p->slot == NQ_SLOT_NAME && far < best) {
            best = far;
            found = i;
        }
    }
    return found;
}

/* Stem of the verb right before a figure, or right behind what it counts; 0:
 * there is none. */
static uint64_t
verb_beside(const nq_desk *d, const nq_slot_at *s)
{
    const nq_row *l = &d->lines[s->line];
    const nq_text *text = &nq_row_reading(d, l)->text;
    uint32_t first = nq_token_around(text, s->span.start);
    uint32_t end = nq_token_from(text, s->span.end);
    for (uint32_t k = 0; k < 2; k++) {
        uint32_t i = k ? end : first - 1u;
        if ((!k && first == l->first) || i >= l->end ||
            text->tokens[i].kind != NQ_TOKEN_WORD)
            continue;
        const nq_token *t = &text->tokens[i];
        if (nq_is_listed_verb(d, t) ||
            nq_slot_word_of(&d->in->tools->words, t).kind == NQ_WORD_DEED)
            return t->stem;
    }
    return 0;
}

/* Words of the sentence, those near the slot at full weight; of a sentence
 * longer than any real one, those around the slot. */
static naql_status
words_around(const nq_desk *d, const nq_slot_at *s, context *out)
{
    const nq_row *l = &d->lines[s->line];
    uint32_t from =
        s->first > NQ_CONTEXT_REACH ? s->first - NQ_CONTEXT_REACH : 0;
    uint32_t end = s->end + NQ_CONTEXT_REACH;
    end = end < l->n_words ? end : l->n_words;
    from = from < end ? from : end;
    near_word *at = nq_arena_alloc(d->scratch, (end - from) * sizeof *at);
    uint32_t n = 0, kept = 0;
    if (!at)
        return NAQL_NOMEM;
    for (uint32_t i = from; i < end; i++) {
        const nq_word *w = &l->words[i];
        bool near = distance(s, i) <= NQ_NEAR_WORDS;
        if ((s->slot == NQ_SLOT_DATE && !distance(s, i)) ||
            w->idf < NQ_CONTEXT_IDF)
            continue;
        at[n++] =
            (near_word){w->stem, near ? w->idf : w->idf * NQ_FAR_SHARE, near};
    }
    nq_sort(at, n, sizeof *at, by_stem);
    for (uint32_t i = 0; i < n; i++)
        if (!kept || at[kept - 1].stem != at[i].stem) {
            at[kept++] = at[i];
            out->weight += at[i].weight;
        }
    out->at = at;
    out->n = kept;
    bool counted = s->slot == NQ_SLOT_NUMBER && !nq_is_wide(&s->value);
    out->verb = counted ? verb_beside(d, s) : 0;
    out->class = s->slot == NQ_SLOT_NUMBER ? nq_class_beside(d, s)
                 : s->value.duration       ? nq_length_beside(d, s)
                                           : 0;
    return NAQL_OK;
}

/* A few words with a day in them, right before a sentence: "August 2017". */
static bool
is_heading(const nq_desk *d, uint32_t line)
{
    return d->lines[line].n_words <= NQ_HEADING_WORDS;
}

static void
old_days(const nq_slots *slots, uint32_t line, int32_t first, told *out)
{
    for (uint32_t i = slots->from[line]; i < slots->from[line + 1]; i++) {
        const nq_slot_at *s = &slots->at[i];
        if (s->slot != NQ_SLOT_DATE || s->value.duration ||
            s->value.hi > first - NQ_OLD_DAYS)
            continue;
        out->old_lo = (int32_t)s->value.lo;
        out->old_hi = (int32_t)s->value.hi;
        return;
    }
}

/* The older day a sentence speaks of, by its own words or its heading, so that
 * last year's dead are not held against today's. */
static void
time_of(const nq_desk *d, const nq_slots *slots, uint32_t line, told *out)
{
    int32_t first = d->in->story->first;
    out->old_lo = out->old_hi = NQ_NO_DAY;
    if (first == NQ_NO_DAY)
        return;
    old_days(slots, line, first, out);
    if (out->old_lo == NQ_NO_DAY && line &&
        d->lines[line - 1].article == d->lines[line].article &&
        is_heading(d, line - 1))
        old_days(slots, line - 1, first, out);
}

static bool
same_time(const told *a, const told *b)
{
    if (a->old_lo == NQ_NO_DAY || b->old_lo == NQ_NO_DAY)
        return a->old_lo == b->old_lo;
    return a->old_lo <= b->old_hi && b->old_lo <= a->old_hi;
}

typedef struct likeness {
    float share; /* shared weight over the lighter context */
    float near;  /* what the near words of both sides share */
    bool class;  /* the same class of words beside both */
    bool verb;   /* the same verb right beside both */
    bool apart;  /* another class, as the dead and the hurt */
    bool unlike; /* another class, or a class on one side alone */
    bool wide;   /* the same class of words in both sentences */
    bool owner;  /* beside both the same person or body is named */
    uint32_t n;  /* roots shared */
} likeness;

static likeness
compare(const context *a, const context *b)
{
    float shared = 0, least = a->weight < b->weight ? a->weight : b->weight;
    likeness out = {.near = 0};
    for (uint32_t i = 0, j = 0; i < a->n && j < b->n;) {
        const near_word *x = &a->at[i], *y = &b->at[j];
        if (x->stem == y->stem) {
            float w = x->weight < y->weight ? x->weight : y->weight;
            shared += w;
            out.n++;
            out.near += x->near && y->near ? w : 0;
        }
        i += x->stem <= y->stem;
        j += y->stem <= x->stem;
    }
    out.share = least > 0 ? shared / least : 0;
    out.class = a->class && a->class == b->class;
    out.verb = a->verb && a->verb == b->verb;
    out.unlike = a->class != b->class;
    out.wide = a->told.wide && a->told.wide == b->told.wide;
    out.apart = a->class && b->class && a->class != b->class;
    return out;
}

/* Do two contexts ask one question? A number beside the same verb needs
 * little else; a date needs more, because every sentence has dates. Where the
 * values differ, so does a measure (every market report has per cents), and
 * people must be counted for the same thing. */
static bool
one_question(const nq_desk *d, const nq_slot_at *s, likeness l, bool agree)
{
    bool people = s->value.word == d->in->tools->words.person;
    if (l.apart || (people && agree && l.unlike))
        return false;
    if (s->value.duration)
        return l.class && l.share >= NQ_LENGTH_LEAST && l.n >= NQ_LENGTH_SHARED;
    if (s->slot == NQ_SLOT_DATE)
        return l.share >= (agree ? NQ_DATE_LEAST : NQ_DATE_PARTED) &&
               l.near >= NQ_NEAR_SHARED;
    if (s->value.word == d->in->tools->words.age)
        return l.owner || (l.share >= NQ_AGE_SHARE && l.n >= NQ_LENGTH_SHARED);
    if (l.class && !s->value.measure && (agree || l.n >= NQ_CLASS_SHARED) &&
        l.share >= (agree ? NQ_CLASS_LEAST : NQ_CLASS_PARTED))
        return true;
    if (l.class && s->value.measure && l.share >= NQ_MEASURE_CLASS)
        return true;
    if (l.wide && !people && !s->value.measure && l.n >= NQ_WIDE_SHARED)
        return true; /* the same noun, counted of the same deed */
    if (!agree && people)
        return false;
    if (l.verb && !s->value.measure && l.near >= NQ_NEAR_SHARED &&
        l.share >= NQ_VERB_LEAST)
        return true;
    float least = agree              ? NQ_AGREE_LEAST
                  : s->value.measure ? NQ_MEASURE_LEAST
                                     : NQ_NUMBER_LEAST;
    if (agree && s->value.measure)
        return l.share >= NQ_SUM_LEAST && l.near >= NQ_SUM_NEAR;
    return l.share >= least &&
           l.near >= (agree ? NQ_NEAR_AGREED : NQ_NEAR_SHARED);
}

typedef struct search {
    const nq_desk *d;
    const nq_slots *slots;
    nq_map units; /* unit -> index of its book + 1 */
    nq_list books;
    nq_list *answers;
    uint32_t *written; /* [slots->n] a slot's context in its book */
    uint32_t line;     /* what `told` is of */
    told told;
} search;

/* Different people or bodies beside the figures: their seats, not one's. */
static bool
other_owner(const search *s, const context *a, const context *b)
{
    return a->owner != NO_SLOT && b->owner != NO_SLOT &&
           !nq_names_agree(&s->slots->at[a->owner].value,
                           &s->slots->at[b->owner].value);
}

static bool
agree(const search *s, uint32_t a, uint32_t b)
{
    const nq_slot_at *x = &s->slots->at[a], *y = &s->slots->at[b];
    return nq_values_agree(x->slot, &x->value, &y->value, true);
}

/* Does the article of context `i` hold a value that agrees with that of
 * context `other`, in the same unit? Where the same class of words made the
 * question, it must stand beside that value as well: 257 dead say nothing of
 * how many were on board. An article's contexts stand side by side. */
static bool
knows(const search *s, const book *b, uint32_t i, uint32_t other, bool class)
{
    const context *at = b->contexts.at;
    uint32_t article = at[i].article;
    i = at[i].first;
    for (uint32_t n = 0;
         n < NQ_KNOWN_MOST && i < b->contexts.n && at[i].article == article;
         i++, n++)
        if (agree(s, at[i].slot, at[other].slot) &&
            (!class || compare(&at[i], &at[other]).class))
            return true;
    return false;
}

/* Is one of two figures of the dead, the other of the hurt? */
static bool
are_of_two_classes(const nq_desk *d, const nq_slot_at *a, const nq_slot_at *b)
{
    uint64_t x = nq_class_beside(d, a), y = nq_class_beside(d, b);
    return x && y && x != y;
}

/* Does the sentence of slot `a` hold the very figure of slot `b`, of whatever
 * it is the number? 38 cups, 13 of them of the league, say nothing against 13
 * cups of the league. Five dead are not five hurt. */
static bool
row_holds(const search *s, uint32_t a, uint32_t b)
{
    const nq_slot_at *x = &s->slots->at[a], *y = &s->slots->at[b];
    uint32_t from = s->slots->from[x->line], end = s->slots->names[x->line];
    for (uint32_t i = from; i < end && i < from + NQ_KNOWN_MOST; i++)
        if (s->slots->at[i].slot == NQ_SLOT_NUMBER &&
            y->slot == NQ_SLOT_NUMBER &&
            s->slots->at[i].value.exact == y->value.exact &&
            !are_of_two_classes(s->d, &s->slots->at[i], y))
            return true;
    return false;
}

/* The dead of a sentence that tells of so many hurt, the hurt of one that tells
 * of so many dead; 0: it does not say. */
static double
other_toll(const search *s, uint32_t slot)
{
    const nq_slot_at *me = &s->slots->at[slot];
    uint64_t class = nq_class_beside(s->d, me);
    uint32_t from = s->slots->from[me->line], end = s->slots->names[me->line];
    for (uint32_t i = from; i < end && i < from + NQ_KNOWN_MOST; i++) {
        const nq_slot_at *at = &s->slots->at[i];
        if (at->slot == NQ_SLOT_NUMBER && at->value.word == me->value.word &&
            !nq_is_wide(&at->value) && nq_toll_near(s->d, at) &&
            nq_class_beside(s->d, at) != class)
            return at->value.exact;
    }
    return 0;
}

/* 44 hurt beside one dead, 250 beside eight: of a day, and of all. */
static bool
have_other_tolls(const search *s, uint32_t a, uint32_t b)
{
    if (!nq_toll_near(s->d, &s->slots->at[a]) ||
        !nq_toll_near(s->d, &s->slots->at[b]))
        return false;
    double x = other_toll(s, a), y = x > 0 ? other_toll(s, b) : 0;
    return x > 0 && y > 0 && fmax(x, y) > fmin(x, y) * NQ_TOLLS_TIMES;
}

bool
nq_other_places(const nq_desk *d, const nq_slots *slots, uint32_t a, uint32_t b)
{
    const uint32_t *names = slots->names, *from = slots->from;
    uint32_t x = slots->at[a].line, y = slots->at[b].line;
    uint32_t x_end = names[x] + NQ_NAMES_MOST, y_end = names[y] + NQ_NAMES_MOST;
    bool any = false;
    if (!nq_toll_near(d, &slots->at[a]))
        return false;
    for (uint32_t i = names[x]; i < from[x + 1] && i < x_end; i++)
        for (uint32_t k = names[y]; k < from[y + 1] && k < y_end; k++) {
            const nq_slot_at *p = &slots->at[i], *q = &slots->at[k];
            if (p->slot != NQ_SLOT_PLACE || q->slot != NQ_SLOT_PLACE)
                continue;
            if (nq_places_agree(&p->value, &q->value))
                return false;
            any = true;
        }
    return any;
}

static naql_status
answer(search *s, uint32_t a, uint32_t b)
{
    return nq_list_put(s->answers, s->d->scratch, &(nq_answer){a, b});
}

/* Joins a slot with the likest one that agrees, and with all that ask the same
 * question and do not, unless one side knows the other's value. */
static naql_status
match(search *s, const book *b, uint32_t mine)
{
    const context *at = b->contexts.at, *c = &at[mine];
    const nq_slot_at *me = &s->slots->at[c->slot];
    float best = 0;
    uint32_t found = UINT32_MAX;
    for (uint32_t i = b->contexts.n, n = 0; i-- && n < NQ_QUESTION_ANCHORS;
         n++) {
        if (at[i].article == c->article || !same_time(&at[i].told, &c->told) ||
            other_owner(s, &at[i], c))
            continue;
        likeness l = compare(&at[i], c);
        l.owner = at[i].owner != NO_SLOT && c->owner != NO_SLOT;
        bool same = agree(s, at[i].slot, c->slot);
        if (!one_question(s->d, me, l, same))
            continue;
        if (!same) {
            if (me->slot == NQ_SLOT_DATE &&
                !nq_dates_alike(&me->value, &s->slots->at[at[i].slot].value))
                continue;
            if (!nq_slots_nested(s->d, me, &s->slots->at[at[i].slot]) &&
                !knows(s, b, i, mine, l.class) &&
                !knows(s, b, mine, i, l.class) &&
                !nq_other_places(s->d, s->slots, at[i].slot, c->slot) &&
                !row_holds(s, at[i].slot, c->slot) &&
                !row_holds(s, c->slot, at[i].slot) &&
                !have_other_tolls(s, at[i].slot, c->slot) &&
                nq_may_part(s->d, me, &s->slots->at[at[i].slot], l.share))
                NQ_TRY(answer(s, at[i].slot, c->slot));
        } else if (l.share > best) {
            best = l.share;
            found = i;
        }
    }
    return found == UINT32_MAX ? NAQL_OK : answer(s, at[found].slot, c->slot);
}

static book *
book_of(search *s, uint64_t unit)
{
    bool fresh;
    uint32_t *at = nq_map_put(&s->units, unit, &fresh);
    if (!at)
        return NULL;
    if (fresh) {
        book *b = nq_list_add(&s->books, s->d->scratch);
        if (!b)
            return NULL;
        b->contexts = NQ_LIST(context);
        *at = s->books.n - 1;
    }
    return (book *)s->books.at + *at;
}

/* The only class of deeds that a sentence speaks of; 0: none, or several. */
static uint64_t
class_of_row(const nq_desk *d, uint32_t line)
{
    const nq_row *l = &d->lines[line];
    const nq_token *tokens = nq_row_reading(d, l)->text.tokens;
    uint64_t found = 0;
    for (uint32_t i = 0; i < l->n_words; i++) {
        nq_slot_word w =
            nq_slot_word_of(&d->in->tools->words, &tokens[l->words[i].token]);
        if (w.kind != NQ_WORD_CONTEXT)
            continue;
        if (found && found != nq_slot_stem(w))
            return 0;
        found = nq_slot_stem(w);
    }
    return found;
}

/* A sentence of many slots is read once, not once a slot. */
static const told *
told_of(search *s, uint32_t line)
{
    if (s->line != line) {
        s->line = line;
        s->told.wide = class_of_row(s->d, line);
        time_of(s->d, s->slots, line, &s->told);
    }
    return &s->told;
}

static book *
book_for(search *s, const nq_slot_at *at)
{
    uint64_t unit = at->value.word;
    if (at->slot == NQ_SLOT_DATE)
        unit = at->value.duration ? 3 : 2;
    return book_of(s, unit);
}

static naql_status
write_down(search *s, uint32_t slot)
{
    const nq_slot_at *at = &s->slots->at[slot];
    book *b = book_for(s, at);
    context *c = b ? nq_list_add(&b->contexts, s->d->scratch) : NULL;
    if (!c)
        return NAQL_NOMEM;
    *c = (context){.slot = slot,
                   .article = s->d->lines[at->line].article,
                   .first = b->contexts.n - 1,
                   .told = *told_of(s, at->line)};
    if (c->first && c[-1].article == c->article)
        c->first = c[-1].first;
    if (at->slot != NQ_SLOT_NUMBER)
        c->told.wide = 0;
    s->written[slot] = b->contexts.n - 1;
    c->owner = owner_beside(s->d, s->slots, slot);
    return words_around(s->d, at, c);
}

/* An article's slots are matched once all of them are written down: what it
 * knows is then complete. */
static naql_status
look_up(search *s, uint32_t slot)
{
    return match(s, book_for(s, &s->slots->at[slot]), s->written[slot]);
}

/* "257 people, among them ten of the crew": a part answers nothing. */
static bool
is_part(const nq_desk *d, const nq_slot_at *s)
{
    return s->value.part || nq_says_part(d, s);
}

static bool
asks(const nq_desk *d, const nq_slot_at *s)
{
    if (s->slot == NQ_SLOT_NUMBER)
        return s->value.word != 0 && !s->value.crowd && !is_part(d, s);
    return s->slot == NQ_SLOT_DATE;
}

naql_status
nq_context_answers(const nq_desk *d, const nq_slots *slots, nq_list *answers)
{
    search s = {.d = d,
                .slots = slots,
                .books = NQ_LIST(book),
                .answers = answers,
                .written =
                    nq_arena_alloc(d->scratch, slots->n * sizeof *s.written),
                .line = UINT32_MAX};
    if (!s.written)
        return NAQL_NOMEM;
    nq_map_init(&s.units, d->scratch);
    for (uint32_t a = 0; a < d->in->story->n_articles; a++) {
        uint32_t first = slots->from[d->from[a]];
        uint32_t end = slots->from[d->from[a + 1]];
        for (uint32_t i = first; i < end; i++)
            if (asks(d, &slots->at[i]))
                NQ_TRY(write_down(&s, i));
        for (uint32_t i = first; i < end; i++)
            if (asks(d, &slots->at[i]))
                NQ_TRY(look_up(&s, i));
    }
    return NAQL_OK;
}
