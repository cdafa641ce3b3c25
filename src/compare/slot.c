/* SPDX-License-Identifier: Apache-2.0
 *
 * slot.c - numbers, dates, places and names of a story's sentences. Layer 7
 * (compare). */
#include "compare/slot.h"

#include "base/fold.h"
#include "base/hash.h"
#include "base/sorted.h"
#include "base/status.h"
#include "base/str.h"
#include "compare/crowd.h"
#include "compare/tune.h"

#include <math.h>

uint64_t
nq_slot_name_key(const nq_text *text, naql_span span)
{
    uint64_t key = 0;
    uint32_t first = nq_token_from(text, span.start);
    bool inside = first && text->tokens[first - 1].span.end > span.start;
    if (inside) { /* starts behind glued letters */
        naql_span rest = {span.start, text->tokens[first - 1].span.end};
        rest.end = rest.end < span.end ? rest.end : span.end;
        key = nq_hash_next(
            key, nq_fold_hash(nq_str_span(text->article->text, rest)));
    }
    for (uint32_t i = first;
         i < text->n_tokens && text->tokens[i].span.start < span.end; i++)
        if (text->tokens[i].kind != NQ_TOKEN_MARK)
            key = nq_hash_next(key, text->tokens[i].hash);
    return key;
}

/* Hash of the folded letters of a span, whatever spaces stand between: names
 * are glued in print. 0: too long to be one. */
static uint64_t
solid_key(const nq_text *text, naql_span span)
{
    char letters[NQ_SOLID_BYTES];
    size_t n = 0;
    uint32_t first = nq_token_from(text, span.start);
    if (first == text->n_tokens || text->tokens[first].span.start != span.start)
        return 0;
    for (uint32_t i = first;
         i < text->n_tokens && text->tokens[i].span.start < span.end; i++) {
        naql_str word = text->tokens[i].folded;
        if (text->tokens[i].kind == NQ_TOKEN_MARK)
            continue;
        if (n + word.len > sizeof letters)
            return 0;
        memcpy(letters + n, word.ptr, word.len);
        n += word.len;
    }
    return nq_hash(nq_str(letters, n));
}

nq_value
nq_slot_name_value(const nq_desk *d, const nq_reading *r, naql_span span,
                   uint32_t person)
{
    nq_name_form *form = nq_arena_alloc(d->scratch, sizeof *form);
    nq_value value = {.word = nq_slot_name_key(&r->text, span),
                      .solid = solid_key(&r->text, span),
                      .name = form,
                      .person = person};
    if (form)
        nq_name_form_of(&d->in->tools->names,
                        nq_str_span(r->article.text, span), form);
    return value;
}

/* Words of `line` that a span covers. */
static void
cover(const nq_text *text, const nq_row *line, nq_slot_at *slot)
{
    uint32_t i;
    NQ_BISECT(i, 0, line->n_words,
              text->tokens[line->words[i].token].span.end <= slot->span.start);
    slot->first = i;
    while (i < line->n_words &&
           text->tokens[line->words[i].token].span.start < slot->span.end)
        i++;
    slot->end = i;
}

naql_status
nq_slots_add(const nq_desk *d, nq_slots *slots, nq_slot_at slot)
{
    if (slots->n == slots->room) {
        uint32_t room = slots->room ? slots->room * 2 : 256;
        nq_slot_at *at = nq_arena_alloc(d->scratch, room * sizeof *at);
        if (!at)
            return NAQL_NOMEM;
        if (slots->n)
            memcpy(at, slots->at, slots->n * sizeof *at);
        slots->at = at;
        slots->room = room;
    }
    const nq_row *line = &d->lines[slot.line];
    cover(&nq_row_reading(d, line)->text, line, &slot);
    slot.parent = slots->n;
    slots->at[slots->n++] = slot;
    return NAQL_OK;
}

static bool
overlap(naql_span a, naql_span b)
{
    return a.start < b.end && b.start < a.end;
}

static bool
in_a_date(const nq_names *names, naql_span span)
{
    uint32_t i;
    NQ_BISECT(i, 0, names->n_dates, names->dates[i].span.end <= span.start);
    return i < names->n_dates && overlap(names->dates[i].span, span);
}

uint64_t
nq_unit_of(const nq_desk *d, const nq_token *noun)
{
    nq_slot_word w = nq_slot_word_of(&d->in->tools->words, noun);
    switch (w.kind) {
    case NQ_WORD_NOUN:
        return nq_slot_stem(w);
    case NQ_WORD_PEOPLE:
    case NQ_WORD_TOLL:
    case NQ_WORD_CONTEXT:
        return d->in->tools->words.person;
    default:
        return noun->stem;
    }
}

/* "32 others": people, whoever was told before. "Hundreds of others" is said
 * beside any figure. */
static bool
counts_others(const nq_desk *d, const nq_token *t, const nq_number *n)
{
    const nq_slot_words *words = &d->in->tools->words;
    nq_slot_word w = nq_slot_word_of(words, t);
    return w.kind == NQ_WORD_GENERIC && w.class == words->others &&
           n->high <= n->value;
}

static uint64_t
unit_of(const nq_desk *d, const nq_text *text, const nq_number *n)
{
    if (!n->unit.len)
        return 0;
    const nq_token *t = &text->tokens[n->noun];
    if (t->kind != NQ_TOKEN_WORD || !t->folded.len)
        return nq_hash(n->unit);
    if (counts_others(d, t, n))
        return d->in->tools->words.person;
    uint64_t unit = nq_unit_of(d, t);
    return unit == t->stem && nq_unit_is_sign(n->unit) ? nq_hash(n->unit)
                                                       : unit;
}

/* "Leaders", "names", "gunmen": what outlets take people for. */
static uint64_t
people_noun(const nq_desk *d, const nq_token *t)
{
    const nq_slot_words *words = &d->in->tools->words;
    nq_slot_word w = nq_slot_word_of(words, t);
    bool armed = w.kind == NQ_WORD_NOUN && w.class == words->fighter;
    return w.kind == NQ_WORD_PEOPLE || armed ? t->stem : 0;
}

/* "Boeing 737", "iPhone 8": a number right behind a foreign word, or behind a
 * name and before no noun. */
static bool
is_model(const nq_desk *d, const nq_reading *r, const nq_number *n)
{
    if (!n->first)
        return false;
    if (r->text.tokens[n->first - 1].kind == NQ_TOKEN_LATIN)
        return true;
    const nq_mention *m = nq_mention_at(&r->names, n->first - 1);
    nq_slot_word w =
        nq_slot_word_of(&d->in->tools->words, &r->text.tokens[n->end - 1]);
    return m && m->type == NQ_ORG &&
           (!n->unit.len || w.kind == NQ_WORD_CONTEXT);
}

/* "For the 3rd time", written with figures behind the article: which one it is,
 * not how many. */
static bool
is_ordinal(const nq_text *text, const nq_number *n)
{
    return n->first && !n->unit.len &&
           nq_str_equal(text->tokens[n->first - 1].folded, NQ_STR("ال"));
}

/* "60 dead and wounded" are no 60 dead. */
static bool
counts_both(const nq_desk *d, const nq_text *text, const nq_number *n)
{
    const nq_slot_words *words = &d->in->tools->words;
    if (n->end >= text->n_tokens || n->end <= n->first)
        return false;
    const nq_token *behind = &text->tokens[n->end];
    nq_slot_word here = nq_slot_word_of(words, behind - 1);
    nq_slot_word next = nq_slot_word_of(words, behind);
    return behind->clitics & NQ_CLITIC_WAW && here.kind == NQ_WORD_TOLL &&
           next.kind == NQ_WORD_TOLL;
}

/* "At 15:00" is three o'clock. */
static void
turn_clock(const nq_desk *d, const nq_row *l, const nq_text *text,
           const nq_number *n, nq_value *v)
{
    enum { NOON = 12, DAY = 24 };
    if (n->first == l->first || v->lo != v->hi || v->lo <= NOON ||
        v->lo > DAY ||
        nq_slot_word_of(&d->in->tools->words, &text->tokens[n->first - 1])
                .kind != NQ_WORD_CLOCK)
        return;
    v->lo = v->hi = v->exact = v->lo - NOON;
}

static naql_status
numbers_of(const nq_desk *d, uint32_t line, nq_slots *out)
{
    const nq_row *l = &d->lines[line];
    const nq_reading *r = nq_row_reading(d, l);
    for (uint32_t i = nq_number_from(&r->text, l->first);
         i < r->text.n_numbers && r->text.numbers[i].first < l->end; i++) {
        const nq_number *n = &r->text.numbers[i];
        if (in_a_date(&r->names, n->span) ||
            nq_mention_at(&r->names, n->first) || is_model(d, r, n) ||
            is_ordinal(&r->text, n) || counts_both(d, &r->text, n))
            continue;
        naql_span span = n->span;
        if (n->modifier_span.end > n->modifier_span.start &&
            n->modifier_span.start < span.start)
            span.start = n->modifier_span.start;
        if (n->modifier_span.end > span.end)
            span.end = n->modifier_span.end;
        nq_value value = nq_value_of_number(n, unit_of(d, &r->text, n));
        turn_clock(d, l, &r->text, n, &value);
        value.noun = people_noun(d, &r->text.tokens[n->end - 1]);
        value.measure = nq_unit_is_sign(n->unit);
        NQ_TRY(nq_slots_add(d, out,
                            (nq_slot_at){.slot = NQ_SLOT_NUMBER,
                                         .line = line,
                                         .span = span,
                                         .value = value}));
    }
    return NAQL_OK;
}

static uint8_t
kind_at(const nq_desk *d, const nq_text *text, uint32_t token)
{
    return nq_slot_word_of(&d->in->tools->words, &text->tokens[token]).kind;
}

/* Where "without any dead", "no one was hurt" begins: the word for the dead is
 * at `toll`; or `toll` itself. */
static uint32_t
none_from(const nq_desk *d, const nq_row *l, const nq_text *text, uint32_t toll)
{
    bool any = toll > l->first && kind_at(d, text, toll - 1) == NQ_WORD_ANY;
    bool one = toll + 1 < l->end && kind_at(d, text, toll + 1) == NQ_WORD_ONE;
    bool definite = text->tokens[toll].clitics &
                    (NQ_CLITIC_AL | NQ_CLITIC_PRONOUN | NQ_CLITIC_WAW);
    for (uint32_t i = toll, n = 0; i > l->first && n < NQ_NONE_WORDS; n++) {
        if (text->tokens[--i].kind != NQ_TOKEN_WORD)
            break;
        uint8_t kind = kind_at(d, text, i);
        if (kind == NQ_WORD_WITHOUT && (any || (n < 2 && !definite)))
            return i;
        if (kind == NQ_WORD_NO)
            return any || (one && n < 2) ? i : toll;
    }
    return toll;
}

static bool
is_of(const nq_desk *d, const nq_text *text, uint32_t token)
{
    nq_slot_word w =
        nq_slot_word_of(&d->in->tools->words, &text->tokens[token]);
    return w.kind == NQ_WORD_INTO && w.class != d->in->tools->words.in;
}

/* None dead, none hurt: a figure as good as any. */
static naql_status
none_of(const nq_desk *d, uint32_t line, nq_slots *out)
{
    const nq_row *l = &d->lines[line];
    const nq_text *text = &nq_row_reading(d, l)->text;
    for (uint32_t i = l->first; i < l->end; i++) {
        if (kind_at(d, text, i) != NQ_WORD_TOLL)
            continue;
        uint32_t from = none_from(d, l, text, i), last = i;
        if (from == i)
            continue;
        if (i + 1 < l->end && kind_at(d, text, i + 1) == NQ_WORD_ONE)
            last++;
        if (last + 1 < l->end && is_of(d, text, last + 1))
            continue; /* none of these: of the others there may be some */
        nq_slot_at slot = {.slot = NQ_SLOT_NUMBER, .line = line};
        uint32_t glue = text->tokens[from].pre;
        slot.span = (naql_span){nq_token_at(text, from, glue),
                                text->tokens[last].span.end};
        slot.value.word = d->in->tools->words.person;
        slot.value.person = NQ_NO_ENTITY;
        NQ_TRY(nq_slots_add(d, out, slot));
    }
    return NAQL_OK;
}

uint64_t
nq_length_beside(const nq_desk *d, const nq_slot_at *slot)
{
    const nq_row *row = &d->lines[slot->line];
    const nq_token *tokens = nq_row_reading(d, row)->text.tokens;
    uint32_t best = NQ_LENGTH_WORDS + 1;
    uint64_t found = 0;
    for (uint32_t i = slot->first > best ? slot->first - best : 0;
         i < row->n_words && i < slot->end + best; i++) {
        uint32_t far = i < slot->first ? slot->first - i
                       : i < slot->end ? 0
                                       : i - slot->end + 1;
        nq_slot_word w =
            nq_slot_word_of(&d->in->tools->words, &tokens[row->words[i].token]);
        if (w.kind == NQ_WORD_ELAPSED && i < slot->first &&
            far <= NQ_LENGTH_WORDS)
            return 0;
        if (w.kind != NQ_WORD_LENGTH || !far || far >= best)
            continue; /* inside the slot "year" is no "age" */
        best = far;
        found = nq_slot_stem(w);
    }
    return found;
}

/* "(41 years)", ", 41 years," right behind a name. */
static bool
is_aside(const nq_reading *r, const nq_date *date)
{
    const nq_token *t = r->text.tokens;
    if (date->first < 2 || date->end >= r->text.n_tokens ||
        t[date->first - 1].kind != NQ_TOKEN_MARK ||
        t[date->end].kind != NQ_TOKEN_MARK)
        return false;
    const nq_token *open = &t[date->first - 1], *close = &t[date->end];
    const nq_mention *m = nq_mention_at(&r->names, date->first - 2);
    return m && m->type == NQ_PER &&
           ((nq_str_equal(open->folded, NQ_STR("(")) &&
             nq_str_equal(close->folded, NQ_STR(")"))) ||
            (open->mark == NQ_MARK_COMMA && close->mark == NQ_MARK_COMMA));
}

/* An age is a figure, of years. */
static void
read_age(const nq_desk *d, const nq_reading *r, const nq_date *date,
         nq_slot_at *slot)
{
    uint64_t age = d->in->tools->words.age;
    nq_value *v = &slot->value;
    if (!v->duration || v->exact < NQ_AGE_LEAST || v->exact > NQ_AGE_MOST ||
        (nq_length_beside(d, slot) != age && !is_aside(r, date)))
        return;
    slot->slot = NQ_SLOT_NUMBER;
    v->word = age;
    v->duration = false;
    v->lo = v->hi = v->exact = floor(v->exact / NQ_AGE_LEAST);
}

static bool
has_month(const nq_desk *d, const nq_text *text, naql_span span)
{
    uint32_t row;
    for (uint32_t i = nq_token_from(text, span.start);
         i < text->n_tokens && text->tokens[i].span.start < span.end; i++)
        if (nq_table_word(&d->in->tools->months, text->tokens[i].hash, &row))
            return true;
    return false;
}

/* "Two weeks ago", "three months ago": counted in whole ones, and half of one
 * off as often as not. "The last week" is a week of the calendar. */
static double
slack_of(const nq_text *text, const nq_date *date)
{
    int32_t days = date->day_hi - date->day_lo + 1;
    if (!date->relative || days < NQ_SLACK_LEAST)
        return 0;
    for (uint32_t i = date->first; i < date->end; i++)
        if (text->tokens[i].clitics & NQ_CLITIC_AL)
            return 0;
    return days * NQ_SLACK;
}

/* "The night of Sunday", which is Monday's before it ends. */
static bool
is_night(const nq_desk *d, const nq_row *l, const nq_text *text,
         const nq_date *date)
{
    uint32_t i = date->first > l->first ? date->first - 1 : date->first;
    if (date->type == NQ_DATE_DURATION || date->day_hi != date->day_lo)
        return false;
    for (; i < date->end; i++)
        if (nq_slot_word_of(&d->in->tools->words, &text->tokens[i]).kind ==
            NQ_WORD_NIGHT)
            return true;
    return false;
}

/* "At four o'clock and twenty-four minutes": no length of time. */
static bool
is_of_clock(const nq_desk *d, const nq_row *l, const nq_text *text,
            const nq_date *date)
{
    uint32_t at = date->first;
    if (!(text->tokens[at].clitics & NQ_CLITIC_WAW))
        return false;
    for (uint32_t n = 0; n < NQ_CLOCK_REACH && at > l->first; n++)
        if (nq_slot_word_of(&d->in->tools->words, &text->tokens[--at]).kind ==
            NQ_WORD_CLOCK)
            return true;
    return false;
}

/* Walks a table of modifiers over tokens [i, end), to the end of its first key
 * or of all of them, glued letters before it or not; n of it is 0: it has no
 * such key. */
static nq_walk
walk_modifier(const nq_table *t, const nq_token *tokens, uint32_t i,
              uint32_t end, bool whole)
{
    nq_walk w = {0};
    bool on = nq_table_step(t, &w, tokens[i].hash);
    if (!on) {
        w = (nq_walk){0};
        on = nq_table_step(t, &w, nq_hash(nq_token_bare(&tokens[i])));
    }
    while (on && (whole || !w.n) && ++i < end)
        on = nq_table_step(t, &w, tokens[i].hash);
    return on ? w : (nq_walk){0};
}

/* The modifier of a length: the longest that ends right before it ("not more
 * than" has "more than" in it), or that begins it; empty: there is none. */
static naql_str
modifier_of(const nq_desk *d, const nq_row *l, const nq_text *text,
            const nq_date *date)
{
    const nq_table *t = &d->in->tools->modifiers;
    uint32_t col = nq_table_col(t, "modifier");
    uint32_t room = date->first - l->first;
    for (uint32_t n = room < NQ_MODIFIER_WORDS ? room : NQ_MODIFIER_WORDS;;
         n--) {
        uint32_t end = n ? date->first : date->end;
        nq_walk w = walk_modifier(t, text->tokens, date->first - n, end, n);
        if (w.n)
            return nq_table_cell(t, w.row, col);
        if (!n)
            return nq_str("", 0);
    }
}

/* "More than a decade", "less than a week": a length as far as these reach. */
static void
stretch_length(naql_str modifier, nq_value *v)
{
    if (nq_str_equal(modifier, NQ_STR("more")) ||
        nq_str_equal(modifier, NQ_STR("at_least")))
        v->hi = v->exact * NQ_MORE;
    else if (nq_str_equal(modifier, NQ_STR("less")) ||
             nq_str_equal(modifier, NQ_STR("at_most")))
        v->lo = v->exact / NQ_MORE;
    else if (nq_str_equal(modifier, NQ_STR("about"))) {
        v->lo = v->exact * (1 - NQ_ABOUT);
        v->hi = v->exact * (1 + NQ_ABOUT);
    }
}

static naql_status
dates_of(const nq_desk *d, uint32_t line, nq_slots *out)
{
    const nq_row *l = &d->lines[line];
    const nq_names *names = &nq_row_reading(d, l)->names;
    for (uint32_t i = nq_date_from(names, l->first);
         i < names->n_dates && names->dates[i].first < l->end; i++) {
        nq_slot_at slot = {
            .slot = NQ_SLOT_DATE, .line = line, .span = names->dates[i].span};
        if (!nq_value_of_date(&names->dates[i], &slot.value) ||
            (slot.value.duration &&
             is_of_clock(d, l, names->text, &names->dates[i])))
            continue;
        if (slot.value.duration)
            stretch_length(modifier_of(d, l, names->text, &names->dates[i]),
                           &slot.value);
        slot.value.word = nq_slot_name_key(names->text, slot.span);
        slot.value.month = has_month(d, names->text, slot.span);
        if (!slot.value.month && !slot.value.duration)
            slot.value.slack = slack_of(names->text, &names->dates[i]);
        slot.value.night = is_night(d, l, names->text, &names->dates[i]);
        cover(names->text, l, &slot);
        read_age(d, nq_row_reading(d, l), &names->dates[i], &slot);
        NQ_TRY(nq_slots_add(d, out, slot));
    }
    return NAQL_OK;
}

/* "Twitter" in its sentence is where something was published (label.h). */
static bool
is_medium(const nq_desk *d, const nq_text *text, const nq_mention *m)
{
    return m->end == m->first + 1 &&
           nq_slot_word_of(&d->in->tools->words, &text->tokens[m->first])
                   .kind == NQ_WORD_MEDIUM;
}

/* Of a body, the country of its last adjective of origin, or the country that
 * its name ends in. */
static uint64_t
state_of(const nq_desk *d, const nq_text *text, const nq_mention *m)
{
    const nq_token *last = &text->tokens[m->end - 1];
    uint64_t state = 0;
    nq_name_form form;
    for (uint32_t i = m->end; i > m->first && !state;) {
        const nq_token *t = &text->tokens[--i];
        naql_str bare = nq_token_bare(t);
        state = nq_origin_of(&d->in->tools->names.variants, nq_hash(bare));
    }
    if (state || m->end - m->first < 2)
        return state;
    nq_name_form_of(&d->in->tools->names,
                    nq_str_span(text->article->text, last->span), &form);
    return form.country ? form.key : 0;
}

static naql_status
names_of(const nq_desk *d, uint32_t line, nq_slots *out)
{
    const nq_row *l = &d->lines[line];
    const nq_reading *r = nq_row_reading(d, l);
    uint32_t i;
    NQ_BISECT(i, 0, r->names.n_mentions, r->names.mentions[i].first < l->first);
    for (; i < r->names.n_mentions && r->names.mentions[i].first < l->end;
         i++) {
        const nq_mention *m = &r->names.mentions[i];
        if (m->type > NQ_ORG || is_medium(d, &r->text, m))
            continue;
        nq_value value = nq_slot_name_value(
            d, r, m->span, nq_desk_person(d, l->article, m->entity));
        if (!value.name)
            return NAQL_NOMEM;
        value.body = m->type == NQ_ORG;
        value.state = value.body ? state_of(d, &r->text, m) : 0;
        NQ_TRY(
            nq_slots_add(d, out,
                         (nq_slot_at){.slot = m->type == NQ_LOC ? NQ_SLOT_PLACE
                                                                : NQ_SLOT_NAME,
                                      .type = m->type,
                                      .line = line,
                                      .span = m->span,
                                      .value = value}));
    }
    return NAQL_OK;
}

naql_status
nq_slots_make(const nq_desk *d, nq_slots *out)
{
    *out = (nq_slots){0};
    nq_map_init(&out->chosen, d->scratch);
    nq_map_init(&out->classes, d->scratch);
    size_t room = (d->n_lines + 1) * sizeof(uint32_t);
    uint32_t *from = nq_arena_alloc(d->scratch, room);
    uint32_t *names = nq_arena_alloc(d->scratch, room);
    if (!from || !names)
        return NAQL_NOMEM;
    for (uint32_t i = 0; i < d->n_lines; i++) {
        from[i] = out->n;
        NQ_TRY(numbers_of(d, i, out));
        NQ_TRY(none_of(d, i, out));
        NQ_TRY(nq_crowds_add(d, i, out));
        NQ_TRY(dates_of(d, i, out));
        names[i] = out->n;
        NQ_TRY(names_of(d, i, out));
    }
    from[d->n_lines] = names[d->n_lines] = out->n;
    out->from = from;
    out->names = names;
    return NAQL_OK;
}

bool
nq_toll_near(const nq_desk *d, const nq_slot_at *slot)
{
    const nq_row *row = &d->lines[slot->line];
    const nq_token *tokens = nq_row_reading(d, row)->text.tokens;
    uint32_t from =
        slot->first > NQ_NEAR_WORDS ? slot->first - NQ_NEAR_WORDS : 0;
    for (uint32_t i = from; i < row->n_words && i < slot->end + NQ_NEAR_WORDS;
         i++)
        if (nq_slot_word_of(&d->in->tools->words, &tokens[row->words[i].token])
                .kind == NQ_WORD_TOLL)
            return true;
    return false;
}

bool
nq_slots_nested(const nq_desk *d, const nq_slot_at *a, const nq_slot_at *b)
{
    const nq_row *x = &d->lines[a->line], *y = &d->lines[b->line];
    if (a->slot != NQ_SLOT_DATE)
        return false;
    if (a->end - a->first > b->end - b->first)
        return nq_slots_nested(d, b, a);
    for (uint32_t i = a->first; i < a->end; i++) {
        uint32_t k = b->first;
        while (k < b->end && y->words[k].key != x->words[i].key)
            k++;
        if (k == b->end)
            return false;
    }
    return true;
}

bool
nq_slots_cover(const nq_desk *d, const nq_slot_at *a, const nq_slot_at *b)
{
    if (a->end - a->first > b->end - b->first)
        return nq_slots_cover(d, b, a);
    const nq_word *x = d->lines[a->line].words, *y = d->lines[b->line].words;
    for (uint32_t i = a->first; i < a->end; i++) {
        uint32_t k = b->first;
        while (k < b->end && y[k].stem != x[i].stem)
            k++;
        if (k == b->end)
            return false;
    }
    return a->end > a->first;
}
