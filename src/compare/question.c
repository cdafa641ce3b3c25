/* SPDX-License-Identifier: Apache-2.0
 *
 * question.c - slots that answer one question, and what the answers amount
 * to. Layer 7 (compare). */
#include "compare/question.h"

#include "base/hash.h"
#include "base/sorted.h"
#include "base/status.h"
#include "base/str.h"
#include "compare/calendar.h"
#include "compare/compass.h"
#include "compare/context.h"
#include "compare/deed_day.h"
#include "compare/doer.h"
#include "compare/gate.h"
#include "compare/happening.h"
#include "compare/label.h"
#include "compare/lies_in.h"
#include "compare/near.h"
#include "compare/near_month.h"
#include "compare/occasion.h"
#include "compare/rate.h"
#include "compare/site.h"
#include "compare/source.h"
#include "compare/sum.h"
#include "compare/two_months.h"
#include "compare/utter.h"
#include "compare/written.h"

static uint32_t
root_of(nq_slots *slots, uint32_t i)
{
    while (slots->at[i].parent != i) {
        slots->at[i].parent = slots->at[slots->at[i].parent].parent;
        i = slots->at[i].parent;
    }
    return i;
}

typedef struct maker {
    const nq_desk *d;
    nq_slots *slots;
    nq_list acts;    /* of nq_answer: who did one thing */
    nq_list inside;  /* of nq_answer: two versions of one sentence */
    bool *both;      /* [n slots] by root: it has such */
    bool *strict;    /* [n slots] by root: an aligned wording differs */
    uint64_t *class; /* [n slots] by root: what its numbers count, or 0 */
    nq_list made;    /* of nq_question */
    nq_whereabouts where;
    bool *has, *room;
} maker;

/* The earlier slot becomes the root: questions are in the order of the text.
 * The dead and the hurt stay apart, whatever lies between them. */
static void
join(maker *m, uint32_t a, uint32_t b)
{
    a = root_of(m->slots, a);
    b = root_of(m->slots, b);
    if (m->class[a] && m->class[b] && m->class[a] != m->class[b])
        return;
    uint32_t root = a < b ? a : b;
    m->class[root] = m->class[a] ? m->class[a] : m->class[b];
    m->slots->at[a].parent = m->slots->at[b].parent = root;
}

static naql_status
note_classes(maker *m)
{
    m->class = nq_arena_zero(m->d->scratch, m->slots->n, sizeof *m->class);
    if (!m->class)
        return NAQL_NOMEM;
    for (uint32_t i = 0; i < m->slots->n; i++)
        if (m->slots->at[i].slot == NQ_SLOT_NUMBER)
            m->class[i] = nq_class_beside(m->d, &m->slots->at[i]);
    return NAQL_OK;
}

static uint32_t
article_of(const maker *m, uint32_t slot)
{
    return m->d->lines[m->slots->at[slot].line].article;
}

static bool
same_value(const nq_value *a, const nq_value *b)
{
    return a->lo == b->lo && a->hi == b->hi && a->word == b->word &&
           a->of == b->of && a->person == b->person &&
           a->duration == b->duration && a->soft == b->soft;
}

/* Values that can hold together make a group; a slot joins the first group
 * that holds nothing against it. `distinct` are slots of different values, at
 * most NQ_VALUES: what is equal to one of them is in its group, so that a
 * story of a thousand copies costs no more than its wordings. */
typedef struct groups {
    uint32_t distinct[NQ_VALUES];
    uint8_t of[NQ_VALUES];
    uint32_t n_distinct;
    uint32_t n;
} groups;

static uint32_t
group_of(const maker *m, groups *g, uint32_t slot, bool loose)
{
    bool against[NQ_GROUPS] = {false};
    const nq_slot_at *me = &m->slots->at[slot];
    for (uint32_t i = 0; i < g->n_distinct; i++) {
        const nq_value *v = &m->slots->at[g->distinct[i]].value;
        if (same_value(&me->value, v))
            return g->of[i];
        if (!nq_values_agree(me->slot, &me->value, v, loose))
            against[g->of[i]] = true;
    }
    uint32_t found = 0;
    while (found < g->n && against[found])
        found++;
    found = found < NQ_GROUPS ? found : NQ_GROUPS - 1;
    g->n = found == g->n ? g->n + 1 : g->n;
    if (g->n_distinct < NQ_VALUES) {
        g->distinct[g->n_distinct] = slot;
        g->of[g->n_distinct++] = (uint8_t)found;
    }
    return found;
}

/* Does one sentence hold two values? They are figures of two things, and it is
 * not known which of them the others have. */
static bool
tells_two(const maker *m, const nq_question *q, uint32_t from, uint32_t end)
{
    for (uint32_t i = from; i < end; i++)
        for (uint32_t k = i + 1; k < end && k <= i + NQ_GROUPS; k++)
            if (q->group[i] != q->group[k] &&
                m->slots->at[q->slots[i]].line ==
                    m->slots->at[q->slots[k]].line)
                return true;
    return false;
}

/* Two articles conflict when no value of one can hold with one of the other:
 * the sets of their groups have nothing in common. */
static bool
parted(const maker *m, const nq_question *q)
{
    uint32_t sets[NQ_GROUPS * 2], n_sets = 0;
    for (uint32_t i = 0; i < q->n_slots;) {
        uint32_t set = 0, article = article_of(m, q->slots[i]), from = i;
        for (; i < q->n_slots && article_of(m, q->slots[i]) == article; i++)
            set |= 1u << q->group[i];
        if (q->slot == NQ_SLOT_NUMBER && tells_two(m, q, from, i))
            continue;
        uint32_t k = 0;
        while (k < n_sets && sets[k] != set)
            k++;
        if (k == n_sets && n_sets < NQ_GROUPS * 2)
            sets[n_sets++] = set;
    }
    for (uint32_t i = 0; i < n_sets; i++)
        for (uint32_t k = 0; k < i; k++)
            if (!(sets[i] & sets[k]))
                return true;
    return false;
}

typedef bool (*both_ways)(const maker *m, uint32_t a, uint32_t b);

static bool
one_in_the_other(const maker *m, uint32_t a, uint32_t b)
{
    return nq_lies_in(&m->where, &m->slots->at[a].value,
                      &m->slots->at[b].value);
}

/* Both articles know of both: "two schools, in Paris and in London". */
static bool
both_known(const maker *m, uint32_t a, uint32_t b)
{
    const nq_value *x = &m->slots->at[a].value, *y = &m->slots->at[b].value;
    return one_in_the_other(m, a, b) ||
           (nq_names_place(&m->where, article_of(m, a), y) &&
            nq_names_place(&m->where, article_of(m, b), x));
}

/* Does it hold of each two slots of different groups? */
static bool
all_hold(const maker *m, const nq_question *q, both_ways hold)
{
    for (uint32_t i = 0; i < q->n_slots && i < NQ_VALUES; i++)
        for (uint32_t k = 0; k < i; k++)
            if (q->group[i] != q->group[k] &&
                !hold(m, q->slots[i], q->slots[k]))
                return false;
    return true;
}

/* Names of which none can be told in the place of the other: joined by what
 * stands between them. */
static bool
none_may_part(const maker *m, const nq_question *q)
{
    for (uint32_t i = 0; i < q->n_slots && i < NQ_VALUES; i++)
        for (uint32_t k = 0; k < i; k++)
            if (q->group[i] != q->group[k] &&
                nq_may_part(m->d, &m->slots->at[q->slots[i]],
                            &m->slots->at[q->slots[k]], 0))
                return false;
    return true;
}

/* Groups of the answers of the articles of the first slots of a question; how
 * many slots. */
static uint32_t
sets_of(const maker *m, const nq_question *q, uint32_t sets[NQ_VALUES])
{
    uint32_t n = q->n_slots < NQ_VALUES ? q->n_slots : NQ_VALUES;
    for (uint32_t i = 0, end; i < n; i = end) {
        uint32_t set = 0, article = article_of(m, q->slots[i]);
        for (end = i; end < q->n_slots; end++) {
            if (article_of(m, q->slots[end]) != article)
                break;
            set |= 1u << q->group[end];
        }
        for (uint32_t k = i; k < end && k < n; k++)
            sets[k] = set;
    }
    return n;
}

/* Are there two articles without a day in common, of which one does not just
 * tell of its own? What lies between them in a third may be two things. */
static bool
days_part(const maker *m, const nq_question *q, bool strict)
{
    uint32_t sets[NQ_VALUES], n = sets_of(m, q, sets);
    for (uint32_t i = 0; i < n; i++)
        for (uint32_t k = 0; k < i; k++) {
            const nq_slot_at *a = &m->slots->at[q->slots[i]];
            const nq_slot_at *b = &m->slots->at[q->slots[k]];
            const nq_row *x = &m->d->lines[a->line];
            const nq_row *y = &m->d->lines[b->line];
            if (sets[i] & sets[k])
                continue;
            double like = strict ? (double)nq_row_cosine(x, y, NULL) : 0;
            if (nq_may_part(m->d, a, b, like))
                return true;
        }
    return false;
}

/* What the story says of its places: one inside the other agree, and of two
 * that everyone knows none stands in the place of the other. */
static void
judge_places(const maker *m, nq_question *q)
{
    if (q->slot != NQ_SLOT_PLACE || q->n_groups < 2)
        return;
    if (all_hold(m, q, one_in_the_other))
        q->n_groups = 1;
    q->conflict &=
        q->n_groups > 1 && !all_hold(m, q, both_known) && !none_may_part(m, q);
}

static naql_status
make(maker *m, uint32_t root, const uint32_t *slots, uint32_t n)
{
    const nq_desk *d = m->d;
    uint8_t *group = nq_arena_alloc(d->scratch, n);
    if (!group)
        return NAQL_NOMEM;
    nq_question q = {.slot = m->slots->at[root].slot,
                     .slots = slots,
                     .group = group,
                     .n_slots = n};
    groups g = {.n_distinct = 0, .n = 0};
    memset(m->has, 0, d->in->story->n_articles * sizeof *m->has);
    for (uint32_t i = 0; i < n; i++) {
        group[i] = (uint8_t)group_of(m, &g, slots[i], !m->strict[root]);
        m->has[article_of(m, slots[i])] = true;
    }
    q.n_groups = g.n;
    q.n_outlets = nq_desk_outlets(d, m->has, m->room);
    q.inside = m->both[root] && q.n_groups > 1;
    q.conflict = q.inside || (q.n_groups > 1 && parted(m, &q));
    judge_places(m, &q);
    if (q.slot == NQ_SLOT_DATE && q.conflict && !q.inside)
        q.conflict = days_part(m, &q, m->strict[root]);
    bool alone = article_of(m, slots[0]) == article_of(m, slots[n - 1]);
    nq_question *to =
        alone && !q.inside ? &q : nq_list_add(&m->made, d->scratch);
    if (!to)
        return NAQL_NOMEM;
    *to = q;
    return NAQL_OK;
}

typedef struct member {
    uint32_t root, article, slot;
} member;

static int
by_root(const void *a, const void *b)
{
    const member *x = a, *y = b;
    NQ_SORT_BY(x->root, y->root);
    NQ_SORT_BY(x->article, y->article);
    return x->slot < y->slot ? -1 : x->slot > y->slot;
}

static naql_status
gather(maker *m)
{
    uint32_t n = m->slots->n;
    member *all = nq_arena_alloc(m->d->scratch, n * sizeof *all);
    uint32_t *lists = nq_arena_alloc(m->d->scratch, n * sizeof *lists);
    if (!all || !lists)
        return NAQL_NOMEM;
    for (uint32_t i = 0; i < n; i++)
        all[i] = (member){root_of(m->slots, i), article_of(m, i), i};
    nq_sort(all, n, sizeof *all, by_root);
    for (uint32_t i = 0; i < n;) {
        uint32_t end = i;
        for (; end < n && all[end].root == all[i].root; end++)
            lists[end] = all[end].slot;
        if (end - i > 1)
            NQ_TRY(make(m, all[i].root, &lists[i], end - i));
        i = end;
    }
    return NAQL_OK;
}

/* What the alignment joined is held to its exact value; what only context
 * joined may be rounded. */
static naql_status
mark_strict(maker *m, const nq_answer *answers, uint32_t n)
{
    const nq_answer *two = m->inside.at;
    m->strict = nq_arena_zero(m->d->scratch, m->slots->n, sizeof *m->strict);
    m->both = nq_arena_zero(m->d->scratch, m->slots->n, sizeof *m->both);
    if (!m->strict || !m->both)
        return NAQL_NOMEM;
    for (uint32_t i = 0; i < m->inside.n; i++)
        m->both[root_of(m->slots, two[i].a)] = true;
    for (uint32_t i = 0; i < n; i++) {
        const nq_slot_at *a = &m->slots->at[answers[i].a];
        const nq_slot_at *b = &m->slots->at[answers[i].b];
        if (!nq_values_agree(a->slot, &a->value, &b->value, false))
            m->strict[root_of(m->slots, answers[i].a)] = true;
    }
    return NAQL_OK;
}

/* Which sentences each aligned question has a slot of. */
static naql_status
settle(const maker *m, nq_map *settled)
{
    nq_map_init(settled, m->d->scratch);
    for (uint32_t i = 0; i < m->slots->n; i++) {
        uint64_t key =
            nq_hash_next(root_of(m->slots, i) + 1, m->slots->at[i].line);
        uint32_t *n = nq_map_put(settled, key, NULL);
        if (!n)
            return NAQL_NOMEM;
        ++*n;
    }
    return NAQL_OK;
}

static bool
is_settled(const maker *m, const nq_map *settled, uint32_t root, uint32_t slot)
{
    return nq_map_get(settled, nq_hash_next(root + 1, m->slots->at[slot].line));
}

/* Context joins what no alignment has settled: the figure that stands in the
 * place of this one is known, and another figure of that sentence is not it.
 * `root` [n slots] holds the roots of before. */
static void
join_by_context(maker *m, const nq_map *settled, const uint32_t *root,
                const nq_answer *at, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++)
        if (root[at[i].a] == root[at[i].b] ||
            (!is_settled(m, settled, root[at[i].a], at[i].b) &&
             !is_settled(m, settled, root[at[i].b], at[i].a)))
            join(m, at[i].a, at[i].b);
}

static naql_status
join_all(maker *m, const nq_facts *facts, nq_list *answers, nq_list *credits,
         nq_list *doers)
{
    const nq_desk *d = m->d;
    nq_map settled;
    for (uint32_t i = 0; i < facts->n_pairs; i++)
        NQ_TRY(nq_answers_add(d, m->slots, facts->pairs[i], answers));
    uint32_t n_aligned = answers->n;
    NQ_TRY(nq_context_answers(d, m->slots, answers));
    NQ_TRY(nq_utterances_add(d, m->slots, answers));
    NQ_TRY(nq_calendar_answers(d, m->slots, answers));
    NQ_TRY(nq_deed_days_add(d, m->slots, answers));
    NQ_TRY(nq_near_months_add(d, m->slots, answers));
    NQ_TRY(nq_event_answers(d, m->slots, answers, doers));
    uint32_t n_before = answers->n;
    NQ_TRY(nq_sources_add(d, facts, m->slots, answers, credits));
    NQ_TRY(nq_occasions_add(d, m->slots, answers, n_before, answers->n));
    uint32_t n_slots = m->slots->n;
    NQ_TRY(nq_near_names_add(d, m->slots, answers));
    NQ_TRY(nq_written_names_add(d, m->slots, n_slots, answers));
    NQ_TRY(nq_rates_add(d, m->slots, answers));
    NQ_TRY(nq_sums_add(d, m->slots, answers));
    NQ_TRY(nq_labels_add(d, m->slots, answers));
    NQ_TRY(nq_media_add(d, m->slots, answers));
    NQ_TRY(nq_compass_add(d, m->slots, answers));
    NQ_TRY(nq_sites_add(d, m->slots, answers, &m->inside));
    NQ_TRY(nq_two_months_add(d, m->slots, &m->inside));
    NQ_TRY(nq_doers_add(d, m->slots, &m->acts));
    NQ_TRY(note_classes(m));
    const nq_answer *at = answers->at;
    for (uint32_t i = 0; i < n_aligned; i++)
        join(m, at[i].a, at[i].b);
    NQ_TRY(settle(m, &settled));
    uint32_t *root = nq_arena_alloc(d->scratch, m->slots->n * sizeof *root);
    if (!root)
        return NAQL_NOMEM;
    for (uint32_t i = 0; i < m->slots->n; i++)
        root[i] = root_of(m->slots, i);
    if (answers->n > n_aligned)
        join_by_context(m, &settled, root, at + n_aligned,
                        answers->n - n_aligned);
    const nq_answer *two = m->inside.at;
    for (uint32_t i = 0; i < m->inside.n; i++)
        join(m, two[i].a, two[i].b);
    return mark_strict(m, at, n_aligned);
}

naql_status
nq_questions_make(const nq_desk *d, const nq_facts *facts, nq_slots *slots,
                  nq_questions *out)
{
    nq_list answers = NQ_LIST(nq_answer), credits = NQ_LIST(nq_answer);
    nq_list doers = NQ_LIST(nq_answer);
    maker m = {.d = d,
               .slots = slots,
               .acts = NQ_LIST(nq_answer),
               .made = NQ_LIST(nq_question),
               .inside = NQ_LIST(nq_answer)};
    m.has = nq_arena_zero(d->scratch, d->in->story->n_articles, 1);
    m.room = nq_arena_zero(d->scratch, d->n_outlets, 1);
    if (!m.has || !m.room)
        return NAQL_NOMEM;
    NQ_TRY(join_all(&m, facts, &answers, &credits, &doers));
    NQ_TRY(nq_whereabouts_make(d, &m.where));
    NQ_TRY(gather(&m));
    *out = (nq_questions){m.made.at, m.made.n, credits.at, credits.n,
                          doers.at,  doers.n,  m.acts.at,  m.acts.n};
    return NAQL_OK;
}
