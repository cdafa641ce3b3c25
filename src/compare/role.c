/* SPDX-License-Identifier: Apache-2.0
 *
 * role.c - offices of a person, and sources of a statement. Layer 7
 * (compare). */
#include "compare/role.h"

#include "base/hash.h"
#include "base/status.h"
#include "base/str.h"
#include "compare/tune.h"

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

static nq_slot_word
word_at(const nq_desk *d, const nq_text *text, uint32_t token)
{
    return nq_slot_word_of(&d->in->tools->words, &text->tokens[token]);
}

static bool
is_post(nq_slot_word w)
{
    return w.kind == NQ_WORD_POST || w.kind == NQ_WORD_UNDER;
}

/* What an office ends with before its holder's name: a definite word, the
 * post itself, or the name of a place or body. */
static bool
may_end_office(const nq_desk *d, const nq_reading *r, uint32_t token)
{
    const nq_mention *m = nq_mention_at(&r->names, token);
    return r->text.tokens[token].clitics & NQ_CLITIC_AL || (m && m->type) ||
           is_post(word_at(d, &r->text, token));
}

/* The office before a name that the name layer did not know: from the
 * farthest word for a post within a few words of the same clause. */
static uint32_t
office_before(const nq_desk *d, const nq_reading *r, uint32_t name)
{
    const nq_token *t = r->text.tokens;
    uint32_t found = name;
    if (!name || !may_end_office(d, r, name - 1))
        return name;
    for (uint32_t i = name, n = 0; i-- && n < NQ_OFFICE_WORDS; n++) {
        const nq_mention *m = nq_mention_at(&r->names, i);
        if (t[i].kind != NQ_TOKEN_WORD || (m && m->type == NQ_PER) ||
            t[i + 1].flags & NQ_TOKEN_SENTENCE)
            break;
        if (is_post(word_at(d, &r->text, i)))
            found = i;
    }
    return found;
}

/* The role beside a mention, with a deputy's word in front taken in and a
 * glued "and" left out; empty: none. */
static naql_span
role_of(const nq_desk *d, const nq_reading *r, const nq_mention *m)
{
    const nq_text *text = &r->text;
    const nq_token *t = text->tokens;
    bool known = m->role.end > m->role.start;
    uint32_t first = known ? nq_token_from(text, m->role.start)
                           : office_before(d, r, m->first);
    uint32_t end = known ? nq_token_from(text, m->role.end) : m->first;
    if (first >= end)
        return (naql_span){0, 0};
    uint32_t start = known ? m->role.start : UINT32_MAX;
    while (first && is_post(word_at(d, text, first - 1)) &&
           !(t[first].flags & NQ_TOKEN_SENTENCE)) {
        first--;
        start = UINT32_MAX;
    }
    nq_slot_word w = word_at(d, text, first);
    if (start == UINT32_MAX)
        start = w.cut && !(t[first].clitics & NQ_CLITIC_AL)
                    ? nq_token_at(text, first, w.cut)
                    : t[first].span.start;
    return (naql_span){start, t[end - 1].span.end};
}

static naql_status
add_role(const nq_desk *d, uint32_t article, const nq_mention *m,
         nq_list *roles)
{
    naql_span span = role_of(d, nq_desk_reading(d, article), m);
    if (span.end <= span.start)
        return NAQL_OK;
    nq_role_at *to = nq_list_add(roles, d->scratch);
    if (!to)
        return NAQL_NOMEM;
    *to = (nq_role_at){nq_desk_person(d, article, m->entity), article, span};
    return NAQL_OK;
}

naql_status
nq_roles_make(const nq_desk *d, nq_roles *out)
{
    nq_list roles = NQ_LIST(nq_role_at);
    for (uint32_t a = 0; a < d->in->story->n_articles; a++) {
        const nq_names *names = &nq_desk_reading(d, a)->names;
        for (uint32_t i = 0; i < names->n_mentions; i++)
            if (names->mentions[i].type == NQ_PER)
                NQ_TRY(add_role(d, a, &names->mentions[i], &roles));
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

nq_relation_of_roles
nq_roles_compare(const nq_desk *d, const nq_role_at *a, const nq_role_at *b)
{
    office x, y;
    if (nq_slot_name_key(&nq_desk_reading(d, a->article)->text, a->span) ==
        nq_slot_name_key(&nq_desk_reading(d, b->article)->text, b->span))
        return NQ_ROLES_SAME;
    take_apart(d, a, &x);
    take_apart(d, b, &y);
    bool field = share_field(&x, &y), rest = share_rest(&x, &y);
    bool both = x.post && y.post;
    if (!x.post && !y.post && rest && x.term == y.term)
        return NQ_ROLES_SAME;
    if (x.term && y.term && x.term != y.term)
        return !both || x.post == y.post ? NQ_ROLES_PART : NQ_ROLES_APART;
    if (!both)
        return NQ_ROLES_APART;
    if (x.under != y.under)
        return field || rest ? NQ_ROLES_PART : NQ_ROLES_APART;
    if (x.post != y.post)
        return field || rest ? NQ_ROLES_PART : NQ_ROLES_APART;
    return x.n_fields && y.n_fields && !field ? NQ_ROLES_PART : NQ_ROLES_SAME;
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

/* Part of a statement's weight that `to` matches with the other's. Names are
 * left out: the same people do more than one thing. */
static double
matched(const nq_desk *d, const nq_row *row, const said *mine,
        const said *other, const uint16_t *to)
{
    const nq_names *names = &nq_row_reading(d, row)->names;
    double all = 0, same = 0;
    for (uint32_t i = mine->first; i < mine->end && i < NQ_ALIGN_WORDS; i++) {
        if (nq_mention_at(names, row->words[i].token))
            continue;
        all += row->words[i].idf;
        if (to[i] != NQ_NO_WORD && to[i] >= other->first && to[i] < other->end)
            same += row->words[i].idf;
    }
    return all > 0 ? same / all : 0;
}

/* Do two statements hold one content: each has a good part of the other's
 * weight, one of them the better part? */
static bool
one_content(const nq_desk *d, nq_pair p, const said *x, const said *y,
            const nq_alignment *al)
{
    double a = matched(d, &d->lines[p.a], x, y, al->to);
    double b = matched(d, &d->lines[p.b], y, x, al->back);
    double least = a < b ? a : b, most = a < b ? b : a;
    return least >= NQ_SOURCE_LEAST_SHARED && most >= NQ_SOURCE_SHARED;
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
    v.soft = true; /* who is named as the source is shown, not judged */
    NQ_TRY(nq_slots_add(d, slots,
                        (nq_slot_at){.slot = NQ_SLOT_ROLE,
                                     .line = line,
                                     .span = x->s->speaker,
                                     .value = v}));
    known[line] = slots->n;
    return NAQL_OK;
}

static naql_status
add_sources(const nq_desk *d, nq_slots *slots, nq_list *answers,
            uint32_t *known, const nq_pair *p, const said *x, const said *y)
{
    NQ_TRY(source_slot(d, p->a, x, slots, known));
    NQ_TRY(source_slot(d, p->b, y, slots, known));
    nq_answer *to = nq_list_add(answers, d->scratch);
    if (!to)
        return NAQL_NOMEM;
    *to = (nq_answer){known[p->a] - 1, known[p->b] - 1};
    return NAQL_OK;
}

/* Two wordings of one content. */
static naql_status
sources_of_pair(const nq_desk *d, nq_pair p, nq_slots *slots, nq_list *answers,
                uint32_t *known)
{
    said x, y;
    nq_alignment al;
    if (p.score < NQ_SOURCE_LEAST || !statement_in(d, &d->lines[p.a], &x) ||
        !statement_in(d, &d->lines[p.b], &y))
        return NAQL_OK;
    NQ_TRY(nq_align(&d->lines[p.a], &d->lines[p.b], d->scratch, &al));
    if (!one_content(d, p, &x, &y, &al))
        return NAQL_OK;
    return add_sources(d, slots, answers, known, &p, &x, &y);
}

/* A figure inside a statement, and those before it with the same value. */
typedef struct vouched {
    uint32_t line;
    said said;
    uint32_t next; /* older one + 1, 0: none */
} vouched;

static naql_status
sources_of_figure(const nq_desk *d, nq_slots *slots, nq_list *answers,
                  uint32_t *known, nq_list *seen, vouched me, uint32_t *newest)
{
    me.next = *newest;
    for (uint32_t i = *newest, n = 0; i && n < NQ_SOURCE_ANCHORS; n++) {
        vouched other = ((const vouched *)seen->at)[i - 1];
        nq_pair p = {other.line, me.line, 1};
        i = other.next;
        if (d->lines[p.a].article == d->lines[p.b].article ||
            nq_row_cosine(&d->lines[p.a], &d->lines[p.b], NULL) <
                NQ_SOURCE_LIKE)
            continue;
        NQ_TRY(
            add_sources(d, slots, answers, known, &p, &other.said, &me.said));
    }
    vouched *to = nq_list_add(seen, d->scratch);
    if (!to)
        return NAQL_NOMEM;
    *to = me;
    *newest = seen->n;
    return NAQL_OK;
}

/* Who vouches for one figure: statements that hold the same number of the same
 * unit, in sentences that are somewhat alike. */
static naql_status
sources_of_figures(const nq_desk *d, nq_slots *slots, nq_list *answers,
                   uint32_t *known)
{
    nq_map figures;
    nq_list seen = NQ_LIST(vouched);
    uint32_t n = slots->from[d->n_lines];
    nq_map_init(&figures, d->scratch);
    for (uint32_t i = 0; i < n; i++) {
        const nq_slot_at s = slots->at[i];
        vouched me = {.line = s.line};
        if (s.slot != NQ_SLOT_NUMBER || s.value.exact < NQ_SOURCE_FIGURE ||
            !statement_in(d, &d->lines[s.line], &me.said) ||
            s.first < me.said.first || s.end > me.said.end)
            continue;
        uint64_t key = nq_hash_next(s.value.word, (uint64_t)s.value.exact);
        uint32_t *newest = nq_map_put(&figures, key, NULL);
        if (!newest)
            return NAQL_NOMEM;
        NQ_TRY(sources_of_figure(d, slots, answers, known, &seen, me, newest));
    }
    return NAQL_OK;
}

naql_status
nq_sources_add(const nq_desk *d, const nq_facts *facts, nq_slots *slots,
               nq_list *answers)
{
    uint32_t *known = nq_arena_zero(d->scratch, d->n_lines, sizeof *known);
    if (!known)
        return NAQL_NOMEM;
    for (uint32_t i = 0; i < facts->n_pairs; i++)
        NQ_TRY(sources_of_pair(d, facts->pairs[i], slots, answers, known));
    return sources_of_figures(d, slots, answers, known);
}
