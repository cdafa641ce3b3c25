/* SPDX-License-Identifier: Apache-2.0
 *
 * credit.c - the agencies and outlets that an article says it draws on. Layer
 * 6 (reuse). */
#include "reuse/credit.h"

#include "base/fold.h"
#include "base/hash.h"
#include "base/sorted.h"
#include "base/str.h"

uint64_t
nq_outlet_key(const nq_article *article)
{
    return article->outlet.len ? nq_fold_hash(article->outlet)
                               : nq_hash(article->id);
}

static int
by_key(const void *x, const void *y)
{
    const nq_credit *a = x, *b = y;
    NQ_SORT_BY(a->key, b->key);
    NQ_SORT_BY(a->where.start, b->where.start);
    return a->where.end < b->where.end ? -1 : a->where.end > b->where.end;
}

static void
add(const nq_reuse_tools *tools, nq_credits *c, nq_credit *room, naql_str name,
    naql_span where)
{
    uint64_t key = nq_source_key(tools, name);
    name = nq_source_name(tools, name);
    if (key && key != c->outlet)
        room[c->n++] =
            (nq_credit){key, name, where, nq_generic_agency(tools, key)};
}

/* "The agency of X" of "the agency of X (Y)". */
static naql_str
long_name(naql_str words)
{
    static const naql_str marks[] = {
        {" (", 2}, {" \"", 2}, {" «", 3}, {" “", 4}};
    size_t end = nq_str_find(words, NQ_STR("،"), 0);
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        size_t at = nq_str_find(words, marks[i], 0);
        end = at < end ? at : end;
    }
    return end > 0 && end < words.len ? nq_str(words.ptr, end) : words;
}

/* The name of whoever a statement is credited to: a person is nobody's agency,
 * so there it is the words that count. */
static naql_str
name_of(const nq_reading *r, const nq_statement *s)
{
    const nq_names *names = &r->names;
    if (s->credit_entity < names->n_entities &&
        names->entities[s->credit_entity].type != NQ_PER)
        return names->entities[s->credit_entity].name;
    return long_name(nq_str_span(r->article.text, s->credit));
}

naql_status
nq_credits_make(const nq_reuse_tools *tools, const nq_reading *reading,
                nq_arena *arena, nq_credits *out)
{
    const nq_claims *claims = &reading->claims;
    naql_str outlet = reading->article.outlet;
    *out = (nq_credits){.outlet = nq_source_key(tools, outlet)};
    nq_credit *room = nq_arena_alloc(
        arena, (claims->n_agencies + claims->n_statements) * sizeof *room);
    if (!room)
        return NAQL_NOMEM;
    for (uint32_t i = 0; i < claims->n_agencies; i++)
        add(tools, out, room, claims->agencies[i], (naql_span){0});
    for (uint32_t i = 0; i < claims->n_statements; i++) {
        const nq_statement *s = &claims->statements[i];
        if (s->credit.start == s->credit.end)
            continue;
        add(tools, out, room, name_of(reading, s), s->span);
    }
    nq_sort(room, out->n, sizeof *room, by_key);
    out->at = room;
    return NAQL_OK;
}

/* Bytes of a span that lie in passages of that side. */
static uint64_t
bytes_shared(naql_span s, const nq_copy *c, bool of_to)
{
    uint64_t sum = 0;
    for (uint32_t i = 0; i < c->n_passages; i++) {
        const nq_passage *p = &c->passages[i];
        naql_span in = of_to ? p->to : p->from;
        uint32_t start = s.start > in.start ? s.start : in.start;
        uint32_t end = s.end < in.end ? s.end : in.end;
        sum += end > start ? end - start : 0;
    }
    return sum;
}

bool
nq_credit_covers(const nq_credits *credits, uint32_t credit, const nq_copy *c,
                 bool of_to)
{
    uint64_t said = 0, all = 0;
    const nq_credit *at = credits->at;
    uint32_t i = credit;
    while (i > 0 && at[i - 1].key == at[credit].key)
        i--;
    for (; i < credits->n && at[i].key == at[credit].key; i++) {
        if (naql_span_empty(at[i].where))
            return true;
        said += bytes_shared(at[i].where, c, of_to);
    }
    for (uint32_t k = 0; k < c->n_passages; k++) {
        naql_span in = of_to ? c->passages[k].to : c->passages[k].from;
        all += in.end - in.start;
    }
    return said && said * 2 >= all;
}

bool
nq_credit_bears(const nq_credit *credit, const nq_copy *c, bool of_to)
{
    if (naql_span_empty(credit->where))
        return true;
    for (uint32_t i = 0; i < c->n_passages; i++) {
        const nq_passage *p = &c->passages[i];
        naql_span s = of_to ? p->to : p->from;
        if (s.start < credit->where.end && credit->where.start < s.end)
            return true;
    }
    return false;
}
