/* SPDX-License-Identifier: Apache-2.0
 *
 * role.c - offices of a person, and sources of a statement. Layer 7
 * (compare). */
#include "compare/role.h"

#include "base/hash.h"
#include "base/status.h"
#include "base/str.h"

#include <stdlib.h>

static int
by_person(const void *a, const void *b)
{
    const nq_role_at *x = a, *y = b;
    if (x->person != y->person)
        return x->person < y->person ? -1 : 1;
    if (x->article != y->article)
        return x->article < y->article ? -1 : 1;
    return x->span.start < y->span.start ? -1 : x->span.start > y->span.start;
}

naql_status
nq_roles_make(const nq_desk *d, nq_roles *out)
{
    nq_list roles = NQ_LIST(nq_role_at);
    for (uint32_t a = 0; a < d->in->story->n_articles; a++) {
        const nq_names *names = &nq_desk_reading(d, a)->names;
        for (uint32_t i = 0; i < names->n_mentions; i++) {
            const nq_mention *m = &names->mentions[i];
            if (m->role.end <= m->role.start || m->type == NQ_LOC)
                continue;
            nq_role_at *to = nq_list_add(&roles, d->scratch);
            if (!to)
                return NAQL_NOMEM;
            *to = (nq_role_at){nq_desk_person(d, a, m->entity), a, m->role};
        }
    }
    if (roles.n)
        qsort(roles.at, roles.n, sizeof(nq_role_at), by_person);
    *out = (nq_roles){roles.at, roles.n};
    return NAQL_OK;
}

#define ROLE_WORDS 12u

typedef struct office { /* a role taken apart */
    uint32_t post, term, field[ROLE_WORDS], n_fields;
    uint64_t rest[ROLE_WORDS];
    uint32_t n_rest;
    bool under;
} office;

static void
take_apart(const nq_desk *d, const nq_role_at *r, office *out)
{
    const nq_text *text = &nq_desk_reading(d, r->article)->text;
    *out = (office){.n_fields = 0};
    for (uint32_t i = nq_token_from(text, r->span.start);
         i < text->n_tokens && text->tokens[i].span.start < r->span.end; i++) {
        const nq_token *t = &text->tokens[i];
        nq_slot_word w = nq_slot_word_of(&d->in->tools->words, t);
        if (t->kind == NQ_TOKEN_MARK || w.kind == NQ_WORD_FORM_OF_ADDRESS)
            continue;
        if (w.kind == NQ_WORD_TERM)
            out->term = w.class;
        else if (w.kind == NQ_WORD_UNDER)
            out->under = true;
        else if (w.kind == NQ_WORD_POST && !out->post)
            out->post = w.class;
        else if (w.kind == NQ_WORD_FIELD && out->n_fields < ROLE_WORDS)
            out->field[out->n_fields++] = w.class;
        else if (out->n_rest < ROLE_WORDS)
            out->rest[out->n_rest++] = t->stem;
    }
}

static bool
share_field(const office *a, const office *b)
{
    for (uint32_t i = 0; i < a->n_fields; i++)
        for (uint32_t k = 0; k < b->n_fields; k++)
            if (a->field[i] == b->field[k])
                return true;
    return false;
}

static bool
share_rest(const office *a, const office *b)
{
    for (uint32_t i = 0; i < a->n_rest; i++)
        for (uint32_t k = 0; k < b->n_rest; k++)
            if (a->rest[i] == b->rest[k])
                return true;
    return false;
}

bool
nq_roles_agree(const nq_desk *d, const nq_role_at *a, const nq_role_at *b)
{
    office x, y;
    take_apart(d, a, &x);
    take_apart(d, b, &y);
    if (x.term && y.term && x.term != y.term)
        return false;
    if (!x.post || !y.post)
        return true;
    bool field = share_field(&x, &y);
    if (x.under != y.under)
        return !(field || share_rest(&x, &y));
    if (x.post == y.post)
        return !x.n_fields || !y.n_fields || field;
    return !field && !share_rest(&x, &y);
}

/* ---- Who is named as the source ---- */

typedef struct said { /* a statement that fills a line */
    const nq_statement *s;
    uint32_t first, end; /* its words of the line */
} said;

/* A speaker named in the sentence itself: a dropped subject is a guess. */
static bool
in_row(const nq_desk *d, const nq_row *l, naql_span span)
{
    const nq_token *t = nq_row_reading(d, l)->text.tokens;
    return span.end > span.start && span.start >= t[l->first].span.start &&
           span.end <= t[l->end - 1].span.end;
}

/* The statement of most words of a line. */
static bool
statement_in(const nq_desk *d, const nq_row *l, said *out)
{
    const nq_claims *claims = &nq_row_reading(d, l)->claims;
    uint32_t lo = 0, hi = claims->n_statements;
    *out = (said){NULL, 0, 0};
    while (lo < hi) {
        uint32_t mid = lo + (hi - lo) / 2;
        if (claims->statements[mid].end <= l->first)
            lo = mid + 1;
        else
            hi = mid;
    }
    for (; lo < claims->n_statements && claims->statements[lo].first < l->end;
         lo++) {
        const nq_statement *s = &claims->statements[lo];
        uint32_t first = 0, end;
        while (first < l->n_words && l->words[first].token < s->first)
            first++;
        for (end = first; end < l->n_words && l->words[end].token < s->end;)
            end++;
        if (in_row(d, l, s->speaker) && end - first > out->end - out->first)
            *out = (said){s, first, end};
    }
    return out->s != NULL;
}

/* Share of the lighter statement's words that the alignment matches with the
 * other statement's. */
static double
shared_content(const nq_row *a, const said *x, const said *y,
               const nq_alignment *al)
{
    double all = 0, same = 0;
    for (uint32_t i = x->first; i < x->end && i < al->n_a; i++) {
        all += a->words[i].idf;
        if (al->to[i] != NQ_NO_WORD && al->to[i] >= y->first &&
            al->to[i] < y->end)
            same += a->words[i].idf;
    }
    return all > 0 ? same / all : 0;
}

static bool
soft_source(const nq_desk *d, const nq_row *l, const nq_statement *s)
{
    const nq_names *names = &nq_row_reading(d, l)->names;
    if (s->entity == NQ_NO_ENTITY ||
        !nq_mention_at(names, nq_token_from(names->text, s->speaker.start)))
        return true; /* "the club", "a source": no name of its own */
    const nq_entity *e = &names->entities[s->entity];
    return e->agency || e->type == NQ_LOC || e->type == NQ_NAME_NONE;
}

static naql_status
source_slot(const nq_desk *d, uint32_t line, const said *x, nq_slots *slots,
            uint32_t *known)
{
    const nq_row *l = &d->lines[line];
    if (known[line])
        return NAQL_OK;
    nq_value v =
        nq_slot_name_value(d, nq_row_reading(d, l), x->s->speaker,
                           nq_desk_person(d, l->article, x->s->entity));
    if (!v.name)
        return NAQL_NOMEM;
    v.soft = soft_source(d, l, x->s);
    NQ_TRY(nq_slots_add(d, slots,
                        (nq_slot_at){.slot = NQ_SLOT_ROLE,
                                     .line = line,
                                     .span = x->s->speaker,
                                     .value = v}));
    known[line] = slots->n;
    return NAQL_OK;
}

naql_status
nq_sources_add(const nq_desk *d, const nq_facts *facts, nq_slots *slots,
               nq_list *answers)
{
    uint32_t *known = nq_arena_zero(d->scratch, d->n_lines, sizeof *known);
    if (!known)
        return NAQL_NOMEM;
    for (uint32_t i = 0; i < facts->n_pairs; i++) {
        nq_pair p = facts->pairs[i];
        said x, y;
        nq_alignment al;
        if (p.score < NQ_SOURCE_LEAST || !statement_in(d, &d->lines[p.a], &x) ||
            !statement_in(d, &d->lines[p.b], &y))
            continue;
        NQ_TRY(nq_align(&d->lines[p.a], &d->lines[p.b], d->scratch, &al));
        if (shared_content(&d->lines[p.a], &x, &y, &al) < NQ_SOURCE_SHARED)
            continue;
        NQ_TRY(source_slot(d, p.a, &x, slots, known));
        NQ_TRY(source_slot(d, p.b, &y, slots, known));
        nq_answer *to = nq_list_add(answers, d->scratch);
        if (!to)
            return NAQL_NOMEM;
        *to = (nq_answer){known[p.a] - 1, known[p.b] - 1};
    }
    return NAQL_OK;
}
