/* SPDX-License-Identifier: Apache-2.0
 *
 * site.c - on what sort of place one thing happened. Layer 7 (compare). */
#include "compare/site.h"

#include "base/hash.h"
#include "base/status.h"

#include <string.h>

typedef struct site { /* "in a river", told of an event */
    uint32_t slot, line;
    uint32_t event, class; /* classes of the list */
    uint64_t whom;         /* hash of the person it is told of, 0: of none */
    bool crash;            /* of the news itself, where nobody is named */
} site;

typedef struct finder {
    const nq_desk *d;
    nq_slots *slots;
    nq_list *answers, *inside;
    nq_list seen;  /* of site */
    nq_map newest; /* event and person -> newest of `seen` + 1 */
    nq_map told;   /* article, event, person, class */
} finder;

static nq_slot_word
word_at(const finder *f, const nq_text *text, uint32_t token)
{
    return nq_slot_word_of(&f->d->in->tools->sites, &text->tokens[token]);
}

/* "In the river", "on the road": right behind its preposition, glued or
 * not. "On" anything but a road is what was attacked. */
static bool
is_inside(const finder *f, const nq_text *text, const nq_row *row,
          uint32_t token)
{
    if (text->tokens[token].clitics & NQ_CLITIC_BA)
        return true;
    if (token == row->first)
        return false;
    nq_slot_word w = word_at(f, text, token - 1);
    return w.kind == NQ_WORD_INTO ||
           (w.kind == NQ_WORD_FOR && word_at(f, text, token).class == w.class);
}

/* A day long before the news: last year's crash is another. */
static bool
is_old(const finder *f, uint32_t line)
{
    int32_t first = f->d->in->story->first;
    uint32_t from = f->slots->from[line], end = f->slots->from[line + 1];
    for (uint32_t i = from; i < end && i < from + NQ_SITE_OLD; i++) {
        const nq_slot_at *s = &f->slots->at[i];
        if (first != NQ_NO_DAY && s->slot == NQ_SLOT_DATE &&
            !s->value.duration && s->value.hi < first - NQ_OLD_DAYS)
            return true;
    }
    return false;
}

/* The person named nearest before a token, in its sentence. */
static uint64_t
person_before(const finder *f, const nq_row *row, uint32_t token)
{
    const nq_reading *r = nq_row_reading(f->d, row);
    for (uint32_t i = token, n = 0; i-- > row->first && n < NQ_SITE_WHOM; n++) {
        const nq_mention *m = nq_mention_at(&r->names, i);
        if (!m || m->type != NQ_PER)
            continue;
        uint32_t person = nq_desk_person(f->d, row->article, m->entity);
        return person == NQ_NO_ENTITY ? 0 : nq_hash_next(37, person);
    }
    return 0;
}

/* Words of the place behind its head: definite ones, names, and what leads
 * from one to the next ("the road that links X and Y"). */
static uint32_t
site_end(const nq_reading *r, const nq_row *row, uint32_t token)
{
    uint32_t end = token + 1;
    while (end < row->end && end - token < NQ_SITE_WORDS &&
           r->text.tokens[end].kind == NQ_TOKEN_WORD &&
           (r->text.tokens[end].clitics & NQ_CLITIC_AL ||
            nq_mention_at(&r->names, end)))
        end++;
    return end;
}

static uint64_t
told_key(uint32_t article, const site *s, uint32_t class)
{
    uint64_t key = nq_hash_next(nq_hash_next(41, article), s->event);
    return nq_hash_next(nq_hash_next(key, s->whom), class);
}

static naql_status
answer(const finder *f, uint32_t a, uint32_t b, nq_list *to)
{
    return nq_list_put(to, f->d->scratch, &(nq_answer){a, b});
}

/* Two of one sentence are two versions of it; of two articles neither may have
 * the other's. */
static naql_status
hold_against(finder *f, const site *a, const site *b)
{
    const nq_row *x = &f->d->lines[a->line], *y = &f->d->lines[b->line];
    if (a->line == b->line && a->class != b->class)
        return answer(f, a->slot, b->slot, f->inside);
    if (x->article == y->article ||
        (a->class != b->class &&
         (nq_map_get(&f->told, told_key(x->article, b, b->class)) ||
          nq_map_get(&f->told, told_key(y->article, a, a->class)))))
        return NAQL_OK;
    return answer(f, a->slot, b->slot, f->answers);
}

static naql_status
add_slot(finder *f, const nq_row *row, uint32_t token, site *s)
{
    const nq_reading *r = nq_row_reading(f->d, row);
    uint32_t end = site_end(r, row, token);
    nq_slot_at slot = {.slot = NQ_SLOT_PLACE, .type = NQ_LOC, .line = s->line};
    slot.span = (naql_span){r->text.tokens[token].span.start,
                            r->text.tokens[end - 1].span.end};
    slot.value =
        (nq_value){.word = nq_hash_next(43, s->class), .person = NQ_NO_ENTITY};
    s->slot = f->slots->n;
    return nq_slots_add(f->d, f->slots, slot);
}

static naql_status
see_site(finder *f, site s, uint32_t token)
{
    const nq_row *row = &f->d->lines[s.line];
    NQ_TRY(add_slot(f, row, token, &s));
    site *to = nq_list_add(&f->seen, f->d->scratch);
    if (!to || !nq_map_put(&f->told, told_key(row->article, &s, s.class), NULL))
        return NAQL_NOMEM;
    *to = s;
    return NAQL_OK;
}

/* "On his way to" is on no road, and nothing falls down in the hospital to
 * which its hurt were brought. */
static bool
is_no_site(const finder *f, const site *s, const nq_token *t)
{
    const nq_slot_words *w = &f->d->in->tools->sites;
    return (s->class == w->road && t->clitics & NQ_CLITIC_PRONOUN) ||
           (s->class == w->hospital && !s->whom);
}

/* An event and, behind it in its clause, the sort of place. */
static naql_status
read_line(finder *f, uint32_t line)
{
    const nq_row *row = &f->d->lines[line];
    const nq_text *text = &nq_row_reading(f->d, row)->text;
    site s = {.line = line};
    uint32_t at = 0;
    for (uint32_t i = row->first; i < row->end; i++) {
        nq_slot_word w = word_at(f, text, i);
        if (w.kind == NQ_WORD_CONTEXT) {
            s.event = w.class;
            s.crash = w.class == f->d->in->tools->sites.crash;
            at = i;
        } else if (w.kind == NQ_WORD_SITE && s.event &&
                   i - at <= NQ_SITE_REACH && is_inside(f, text, row, i)) {
            s.class = w.class;
            s.whom = person_before(f, row, i);
            if (!is_no_site(f, &s, &text->tokens[i]) &&
                (s.whom || (s.crash && !is_old(f, line))))
                NQ_TRY(see_site(f, s, i));
            s.event = 0;
        }
    }
    return NAQL_OK;
}

static naql_status
compare(finder *f, uint32_t me)
{
    site *at = f->seen.at;
    uint64_t key = nq_hash_next(at[me].event, at[me].whom);
    uint32_t *newest = nq_map_put(&f->newest, key, NULL);
    if (!newest)
        return NAQL_NOMEM;
    if (*newest)
        NQ_TRY(hold_against(f, &at[*newest - 1], &at[me]));
    *newest = me + 1;
    return NAQL_OK;
}

naql_status
nq_sites_add(const nq_desk *d, nq_slots *slots, nq_list *answers,
             nq_list *inside)
{
    finder f = {.d = d,
                .slots = slots,
                .answers = answers,
                .inside = inside,
                .seen = NQ_LIST(site)};
    nq_map_init(&f.newest, d->scratch);
    nq_map_init(&f.told, d->scratch);
    for (uint32_t i = 0; i < d->n_lines; i++)
        NQ_TRY(read_line(&f, i));
    for (uint32_t i = 0; i < f.seen.n; i++)
        NQ_TRY(compare(&f, i));
    return NAQL_OK;
}
