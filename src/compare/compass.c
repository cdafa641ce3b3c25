/* SPDX-License-Identifier: Apache-2.0
 *
 * compass.c - on which side of a place another one lies. Layer 7 (compare). */
#include "compare/compass.h"

#include "base/hash.h"
#include "base/status.h"
#include "base/str.h"
#include "compare/tune.h"

#define NO_SLOT UINT32_MAX

typedef struct side { /* steps to the east and to the north, -1..1 each */
    int8_t east, north;
} side;

typedef struct bearing {       /* "X, in the south-west of Y" */
    uint32_t line, first, end; /* tokens from the side to the end of Y */
    uint64_t key;              /* of X and Y */
    side side;
    uint32_t slot;
    uint32_t next; /* older one of that key + 1, 0: none */
} bearing;

typedef struct finder {
    const nq_desk *d;
    nq_slots *slots;
    nq_list *answers;
    nq_list seen;  /* of bearing */
    nq_map newest; /* key -> its newest bearing + 1 */
} finder;

/* Adds the side that a token names; false: it names none. */
static bool
read_side(const nq_desk *d, const nq_token *t, side *out)
{
    const nq_slot_words *words = &d->in->tools->words;
    nq_slot_word w = nq_slot_word_of(words, t);
    static const side of[] = {{0, 1}, {0, -1}, {1, 0}, {-1, 0}};
    for (int i = 0; w.kind == NQ_WORD_INTO && i < 4; i++)
        if (w.class == words->sides[i]) {
            out->east = (int8_t)(out->east + of[i].east);
            out->north = (int8_t)(out->north + of[i].north);
            return true;
        }
    return false;
}

/* A number of the pile's place; where nobody merged the names, of the name. */
static uint64_t
place_key(const nq_desk *d, uint32_t article, const nq_mention *m)
{
    uint32_t person = nq_desk_person(d, article, m->entity);
    if (person != NQ_NO_ENTITY)
        return nq_hash_next(47, person);
    nq_name_form form;
    nq_name_form_of(
        &d->in->tools->names,
        nq_str_span(nq_desk_reading(d, article)->article.text, m->span), &form);
    return form.key;
}

/* The place whose side is named, from token `at` on: "of the town of Y". */
static const nq_mention *
place_behind(const nq_desk *d, const nq_reading *r, const nq_row *row,
             uint32_t at)
{
    uint32_t head;
    for (uint32_t n = 0; at < row->end && n < NQ_COMPASS_HEADS; n++, at++) {
        const nq_mention *m = nq_mention_at(&r->names, at);
        if (m)
            return m->type == NQ_LOC && m->first == at ? m : NULL;
        const nq_token *t = &r->text.tokens[at];
        naql_str bare = nq_token_bare(t);
        if (!nq_table_word(&d->in->tools->place_heads, nq_hash(bare), &head) &&
            nq_slot_word_of(&d->in->tools->words, t).kind != NQ_WORD_GENERIC)
            return NULL;
    }
    return NULL;
}

/* The place that lies there, right before token `at`, with no more than a mark,
 * "in" or one word ("situated") between them. */
static const nq_mention *
place_before(const nq_reading *r, const nq_row *row, uint32_t at)
{
    for (uint32_t n = 0; at > row->first && n < NQ_COMPASS_BETWEEN; n++) {
        const nq_mention *m = nq_mention_at(&r->names, --at);
        if (m)
            return m->type == NQ_LOC ? m : NULL;
        if (r->text.tokens[at].clitics & NQ_CLITIC_WAW)
            return NULL; /* "X, and in the south of Y" */
    }
    return NULL;
}

static bool
is_side_of(const finder *f, uint32_t line, uint32_t at, bearing *out)
{
    const nq_row *row = &f->d->lines[line];
    const nq_reading *r = nq_row_reading(f->d, row);
    const nq_token *t = r->text.tokens;
    *out = (bearing){.line = line, .first = at, .slot = NO_SLOT};
    uint32_t end = at + 1;
    side before = {0, 0};
    if (t[at].clitics & (NQ_CLITIC_AL | NQ_CLITIC_WAW) ||
        !read_side(f->d, &t[at], &out->side) ||
        (at > row->first && read_side(f->d, &t[at - 1], &before)))
        return false; /* the "west" of "north-west" is no side by itself */
    if (end < row->end && read_side(f->d, &t[end], &out->side))
        end++;
    const nq_mention *whole = place_behind(f->d, r, row, end);
    const nq_mention *part = whole ? place_before(r, row, at) : NULL;
    if (!part || part->entity == whole->entity)
        return false;
    out->end = whole->end;
    out->key = nq_hash_next(place_key(f->d, row->article, part),
                            place_key(f->d, row->article, whole));
    return true;
}

static bool
is_same(side a, side b)
{
    return a.east == b.east && a.north == b.north;
}

/* East and west, south-east and south-west; not north and north-west, and not
 * north and east, each of which may be said of the north-east. */
static bool
exclude(side a, side b)
{
    int along = a.east * b.east + a.north * b.north;
    bool pure = (!a.east || !a.north) && (!b.east || !b.north);
    return along < 0 || (!along && !pure);
}

/* Does an article put the place of a bearing there as well? */
static bool
knows(const finder *f, uint32_t article, const bearing *of)
{
    const bearing *seen = f->seen.at;
    const uint32_t *newest = nq_map_get(&f->newest, of->key);
    for (uint32_t i = newest ? *newest : 0, n = 0; i && n < NQ_COMPASS_ANCHORS;
         i = seen[i - 1].next, n++)
        if (f->d->lines[seen[i - 1].line].article == article &&
            is_same(seen[i - 1].side, of->side))
            return true;
    return false;
}

static naql_status
make_slot(finder *f, bearing *b)
{
    const nq_token *t =
        nq_row_reading(f->d, &f->d->lines[b->line])->text.tokens;
    if (b->slot != NO_SLOT)
        return NAQL_OK;
    nq_slot_at slot = {.slot = NQ_SLOT_PLACE, .type = NQ_LOC, .line = b->line};
    slot.span = (naql_span){t[b->first].span.start, t[b->end - 1].span.end};
    slot.value = (nq_value){.person = NQ_NO_ENTITY};
    slot.value.word = nq_hash_next(
        53, (uint64_t)((b->side.east + 2) * 8 + b->side.north + 2));
    b->slot = f->slots->n;
    return nq_slots_add(f->d, f->slots, slot);
}

/* Holds a bearing against the older ones of its places. */
static naql_status
compare(finder *f, uint32_t me)
{
    bearing *seen = f->seen.at;
    uint32_t article = f->d->lines[seen[me].line].article, n = 0;
    for (uint32_t i = seen[me].next; i && n < NQ_COMPASS_ANCHORS; n++) {
        bearing *other = &seen[i - 1];
        uint32_t its = f->d->lines[other->line].article;
        i = other->next;
        if (its == article || !exclude(other->side, seen[me].side) ||
            knows(f, its, &seen[me]) || knows(f, article, other))
            continue;
        NQ_TRY(make_slot(f, other));
        NQ_TRY(make_slot(f, &seen[me]));
        NQ_TRY(nq_list_put(f->answers, f->d->scratch,
                           &(nq_answer){other->slot, seen[me].slot}));
    }
    return NAQL_OK;
}

/* Sides that may both be said of one place, "in the north" and "in the
 * north-west of Y", are told side by side: the first two of each pair of
 * places, of two outlets. */
static naql_status
tell_beside(finder *f, const nq_found *found, uint32_t me, nq_points *to)
{
    bearing *seen = f->seen.at;
    const nq_row *lines = f->d->lines;
    uint32_t mine = lines[seen[me].line].article, n = 0;
    for (uint32_t i = seen[me].next; i && n < NQ_COMPASS_ANCHORS; n++) {
        bearing *other = &seen[i - 1];
        uint32_t its = lines[other->line].article, slots[2];
        i = other->next;
        if (other->slot != NO_SLOT || f->d->outlet[its] == f->d->outlet[mine] ||
            is_same(other->side, seen[me].side) ||
            exclude(other->side, seen[me].side) || knows(f, its, &seen[me]) ||
            knows(f, mine, other))
            continue;
        NQ_TRY(make_slot(f, other));
        NQ_TRY(make_slot(f, &seen[me]));
        slots[0] = other->slot;
        slots[1] = seen[me].slot;
        return nq_wordings_point(
            found,
            (nq_question){.slot = NQ_SLOT_PLACE, .slots = slots, .n_slots = 2},
            &to->agree);
    }
    return NAQL_OK;
}

static naql_status
note(finder *f, bearing b)
{
    uint32_t *newest = nq_map_put(&f->newest, b.key, NULL);
    bearing *to = nq_list_add(&f->seen, f->d->scratch);
    if (!newest || !to)
        return NAQL_NOMEM;
    b.next = *newest;
    *to = b;
    *newest = f->seen.n;
    return NAQL_OK;
}

static naql_status
read_lines(finder *f)
{
    nq_map_init(&f->newest, f->d->scratch);
    for (uint32_t i = 0; i < f->d->n_lines; i++)
        for (uint32_t k = f->d->lines[i].first; k < f->d->lines[i].end; k++) {
            bearing b;
            if (is_side_of(f, i, k, &b))
                NQ_TRY(note(f, b));
        }
    return NAQL_OK;
}

naql_status
nq_compass_add(const nq_desk *d, nq_slots *slots, nq_list *answers)
{
    finder f = {
        .d = d, .slots = slots, .answers = answers, .seen = NQ_LIST(bearing)};
    NQ_TRY(read_lines(&f));
    for (uint32_t i = 0; i < f.seen.n; i++)
        NQ_TRY(compare(&f, i));
    return NAQL_OK;
}

naql_status
nq_compass_points(const nq_found *found, nq_points *to)
{
    nq_slots slots = nq_slots_apart(found->slots);
    nq_found with = *found;
    finder f = {.d = found->d, .slots = &slots, .seen = NQ_LIST(bearing)};
    with.slots = &slots;
    NQ_TRY(read_lines(&f));
    for (uint32_t i = 0; i < f.seen.n; i++)
        if (((const bearing *)f.seen.at)[i].slot == NO_SLOT)
            NQ_TRY(tell_beside(&f, &with, i, to));
    return NAQL_OK;
}
