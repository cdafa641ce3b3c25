/* SPDX-License-Identifier: Apache-2.0
 *
 * stands.c - what stands in which article of a story. Layer 7 (compare). */
#include "compare/stands.h"

#include "base/hash.h"
#include "base/map.h"
#include "base/sorted.h"
#include "base/status.h"
#include "compare/tune.h"

struct nq_stands {
    nq_map stems;    /* article and stem -> its number */
    uint32_t *from;  /* [stems + 1] into `lines` */
    uint32_t *lines; /* ascending for each stem */
    nq_map people;   /* article and person of the pile */
};

static uint64_t
key_of(uint32_t article, uint64_t what)
{
    return nq_hash_next(nq_hash_next(83, article), what);
}

/* ---- Long articles are read once ---- */

static bool
is_long(const nq_desk *d, uint32_t article)
{
    return d->from[article + 1] - d->from[article] > NQ_STANDS_WALKED;
}

static bool
has_many(const nq_desk *d, uint32_t article)
{
    return nq_desk_reading(d, article)->names.n_entities > NQ_STANDS_WALKED;
}

/* Numbers the stems of a long article, and counts the lines of each in
 * from[number + 1]. */
static naql_status
count_lines(const nq_desk *d, uint32_t article, nq_stands *s)
{
    for (uint32_t l = d->from[article]; l < d->from[article + 1]; l++)
        for (uint32_t i = 0; i < d->lines[l].n_stems; i++) {
            bool fresh;
            uint32_t *number = nq_map_put(
                &s->stems, key_of(article, d->lines[l].stems[i].stem), &fresh);
            if (!number)
                return NAQL_NOMEM;
            if (fresh)
                *number = s->stems.n - 1;
            s->from[*number + 1]++;
        }
    return NAQL_OK;
}

/* from[number] is where the next line of a stem goes, and in the end where its
 * last one is behind. */
static void
note_lines(const nq_desk *d, uint32_t article, nq_stands *s)
{
    for (uint32_t l = d->from[article]; l < d->from[article + 1]; l++)
        for (uint32_t i = 0; i < d->lines[l].n_stems; i++) {
            uint64_t key = key_of(article, d->lines[l].stems[i].stem);
            s->lines[s->from[*nq_map_get(&s->stems, key)]++] = l;
        }
}

static naql_status
read_lines(const nq_desk *d, nq_stands *s)
{
    uint32_t n = 0, n_articles = d->in->story->n_articles;
    for (uint32_t a = 0; a < n_articles; a++)
        for (uint32_t l = d->from[a]; is_long(d, a) && l < d->from[a + 1]; l++)
            n += d->lines[l].n_stems;
    s->from = nq_arena_zero(d->scratch, n + 2, sizeof *s->from);
    s->lines = nq_arena_alloc(d->scratch, n * sizeof *s->lines);
    if (!s->from || !s->lines)
        return NAQL_NOMEM;
    for (uint32_t a = 0; a < n_articles; a++)
        if (is_long(d, a))
            NQ_TRY(count_lines(d, a, s));
    for (uint32_t i = 0; i < s->stems.n; i++)
        s->from[i + 1] += s->from[i];
    for (uint32_t a = 0; a < n_articles; a++)
        if (is_long(d, a))
            note_lines(d, a, s);
    for (uint32_t i = s->stems.n; i--;)
        s->from[i + 1] = s->from[i]; /* back to where each begins */
    s->from[0] = 0;
    return NAQL_OK;
}

static naql_status
read_people(const nq_desk *d, uint32_t article, nq_stands *s)
{
    uint32_t n = nq_desk_reading(d, article)->names.n_entities;
    for (uint32_t i = 0; i < n; i++)
        if (!nq_map_put(&s->people,
                        key_of(article, nq_desk_person(d, article, i)), NULL))
            return NAQL_NOMEM;
    return NAQL_OK;
}

naql_status
nq_stands_make(const nq_desk *d, const nq_stands **out)
{
    bool any_long = false, many = false;
    *out = NULL;
    for (uint32_t a = 0; a < d->in->story->n_articles; a++) {
        any_long |= is_long(d, a);
        many |= has_many(d, a);
    }
    if (!any_long && !many)
        return NAQL_OK;
    nq_stands *s = nq_arena_zero(d->scratch, 1, sizeof *s);
    if (!s)
        return NAQL_NOMEM;
    nq_map_init(&s->stems, d->scratch);
    nq_map_init(&s->people, d->scratch);
    if (any_long)
        NQ_TRY(read_lines(d, s));
    for (uint32_t a = 0; a < d->in->story->n_articles; a++)
        if (has_many(d, a))
            NQ_TRY(read_people(d, a, s));
    *out = s;
    return NAQL_OK;
}

/* ---- Words ---- */

static bool
row_has(const nq_row *row, uint64_t stem)
{
    uint32_t i;
    NQ_BISECT(i, 0, row->n_stems, row->stems[i].stem < stem);
    return i < row->n_stems && row->stems[i].stem == stem;
}

static bool
row_has_all(const nq_row *row, const nq_word *words, const nq_slot_at *s)
{
    uint32_t i = s->first;
    while (i < s->end && row_has(row, words[i].stem))
        i++;
    return i == s->end;
}

/* The lines of a long article that have the rarest word of a slot: how many,
 * and the first of them. */
static uint32_t
lines_of_rarest(const nq_desk *d, uint32_t article, const nq_word *words,
                const nq_slot_at *s, const uint32_t **lines)
{
    const nq_stands *in = d->stands;
    uint32_t least = UINT32_MAX;
    for (uint32_t i = s->first; i < s->end; i++) {
        const uint32_t *at =
            nq_map_get(&in->stems, key_of(article, words[i].stem));
        uint32_t n = at ? in->from[*at + 1] - in->from[*at] : 0;
        if (n >= least)
            continue;
        least = n;
        *lines = at ? &in->lines[in->from[*at]] : NULL;
    }
    return least < NQ_STANDS_LINES ? least : NQ_STANDS_LINES;
}

bool
nq_article_has(const nq_desk *d, uint32_t article, const nq_slot_at *s)
{
    const nq_word *words = d->lines[s->line].words;
    const uint32_t *lines = NULL;
    if (s->end == s->first)
        return false;
    if (!is_long(d, article)) {
        uint32_t l = d->from[article];
        while (l < d->from[article + 1] && !row_has_all(&d->lines[l], words, s))
            l++;
        return l < d->from[article + 1];
    }
    uint32_t n = lines_of_rarest(d, article, words, s, &lines), i = 0;
    while (i < n && !row_has_all(&d->lines[lines[i]], words, s))
        i++;
    return i < n;
}

bool
nq_articles_have_both(const nq_desk *d, const nq_slot_at *a,
                      const nq_slot_at *b)
{
    return nq_article_has(d, d->lines[a->line].article, b) &&
           nq_article_has(d, d->lines[b->line].article, a);
}

/* ---- People ---- */

bool
nq_article_names(const nq_desk *d, uint32_t article, uint32_t person)
{
    const nq_names *names = &nq_desk_reading(d, article)->names;
    if (person == NQ_NO_ENTITY)
        return false;
    if (has_many(d, article))
        return nq_map_get(&d->stands->people, key_of(article, person));
    for (uint32_t i = 0; i < names->n_entities; i++)
        if (nq_desk_person(d, article, i) == person)
            return true;
    return false;
}
