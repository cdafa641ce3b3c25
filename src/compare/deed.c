/* SPDX-License-Identifier: Apache-2.0
 *
 * deed.c - one deed laid to one body and to another. Layer 7 (compare).
 *
 * Knows nothing of how the doers were found (doer.h). */
#include "compare/deed.h"

#include "base/hash.h"
#include "base/status.h"
#include "base/str.h"
#include "compare/sets.h"
#include "compare/stands.h"
#include "compare/tune.h"

typedef enum bond {
    NONE, /* nothing says that they are one, or that they are two */
    PART, /* one acts for the other, or is in it */
    APART /* two bodies */
} bond;

typedef struct doer {               /* a subject taken apart */
    uint64_t stem[NQ_CREDIT_WORDS]; /* [n] without adjectives of origin */
    uint64_t root[NQ_CREDIT_WORDS];
    uint32_t n;
    uint64_t state; /* of its adjective, of the country that it is; 0: none */
    uint8_t type;   /* nq_name_type */
    bool organ;     /* it acts for its state, whichever that is */
    bool states;    /* several states together */
} doer;

static void
read_word(const nq_found *f, const nq_token *t, doer *out)
{
    const nq_compare_tools *tools = f->d->in->tools;
    naql_str bare = nq_token_bare(t);
    uint64_t state = nq_origin_of(&tools->names.variants, nq_hash(bare));
    nq_slot_word w = nq_slot_word_of(&tools->words, t);
    uint32_t row;
    if (state) {
        out->state = out->state ? out->state : state;
        return;
    }
    out->organ |= w.kind == NQ_WORD_ORGAN || w.kind == NQ_WORD_FIELD ||
                  w.kind == NQ_WORD_POWER ||
                  nq_table_word(&tools->org_heads, nq_hash(bare), &row);
    if (out->n == NQ_CREDIT_WORDS)
        return;
    out->root[out->n] = nq_slot_root(bare);
    out->stem[out->n++] = w.kind == NQ_WORD_FIELD ? nq_slot_stem(w) : t->stem;
}

/* "The states of the Gulf". */
static bool
is_states(const nq_found *f, const nq_token *t)
{
    const nq_slot_words *words = &f->d->in->tools->words;
    nq_slot_word w = nq_slot_word_of(words, t);
    return w.kind == NQ_WORD_NOUN && w.class == words->state;
}

static void
take_apart(const nq_found *f, uint32_t slot, doer *out)
{
    const nq_slot_at *s = &f->slots->at[slot];
    const nq_reading *r = nq_row_reading(f->d, nq_found_row(f, slot));
    *out = (doer){.type = NQ_NAME_NONE};
    uint32_t first = nq_token_around(&r->text, s->span.start);
    for (uint32_t i = first;
         i < r->text.n_tokens && r->text.tokens[i].span.start < s->span.end;
         i++)
        if (r->text.tokens[i].kind == NQ_TOKEN_WORD)
            read_word(f, &r->text.tokens[i], out);
    const nq_mention *m = nq_mention_at(&r->names, first);
    out->type = m ? m->type : out->type;
    if (is_states(f, &r->text.tokens[first])) {
        out->type = NQ_LOC;
        out->organ = out->states = true;
    } else if (out->type == NQ_LOC) {
        out->state =
            s->value.name->country ? s->value.name->key : s->value.name->around;
        out->organ = true;
    }
}

static bool
share_word(const doer *a, const doer *b)
{
    for (uint32_t i = 0; i < a->n; i++)
        for (uint32_t k = 0; k < b->n; k++)
            if ((i || k) && (a->stem[i] == b->stem[k] ||
                             (a->root[i] && a->root[i] == b->root[k])))
                return true;
    return false;
}

/* Two states did each their own, but not to the same people; where both
 * articles name both, one does to the other what is done to it. */
static bool
are_two_states(const nq_found *f, uint32_t a, uint32_t b, const doer *v,
               const doer *w)
{
    const nq_slot_at *x = &f->slots->at[a], *y = &f->slots->at[b];
    return (v->state || v->states) && (w->state || w->states) &&
           v->state != w->state && !nq_slots_cover(f->d, x, y) &&
           !nq_articles_have_both(f->d, x, y);
}

static bond
bond_of(const nq_found *f, uint32_t a, uint32_t b)
{
    const nq_slot_at *at = f->slots->at;
    const nq_value *x = &at[a].value, *y = &at[b].value;
    doer v, w;
    take_apart(f, a, &v);
    take_apart(f, b, &w);
    if (x->word == y->word ||
        (x->person != NQ_NO_ENTITY && x->person == y->person) ||
        nq_same_name(x->name, y->name) || v.type == NQ_PER || w.type == NQ_PER)
        return NONE;
    if (v.type == NQ_LOC && w.type == NQ_LOC)
        return x->vouches && y->vouches && are_two_states(f, a, b, &v, &w)
                   ? APART
                   : NONE;
    bool one_state = !v.state || !w.state || v.state == w.state;
    bool one_head = v.n && w.n && v.stem[0] == w.stem[0];
    if (share_word(&v, &w)) /* with one head, the same in other letters */
        return one_state && !one_head ? PART : NONE;
    if (v.organ && w.organ && one_state)
        return v.state || w.state ? PART : NONE;
    /* where both name both, two teams that play, each against its own */
    bool named = v.type == NQ_ORG && w.type == NQ_ORG &&
                 !nq_articles_have_both(f->d, &at[a], &at[b]);
    return named && !v.organ && !w.organ && one_state ? APART : NONE;
}

typedef struct joiner {
    const nq_found *f;
    nq_sets sets;
    bool *apart; /* [n slots] by root: two of it are apart */
} joiner;

static naql_status
join(joiner *w)
{
    const nq_questions *q = w->f->questions;
    bond *bonds = nq_arena_zero(w->f->d->scratch, q->n_acts, sizeof *bonds);
    if (!bonds)
        return NAQL_NOMEM;
    for (uint32_t i = 0; i < q->n_acts; i++) {
        bonds[i] = bond_of(w->f, q->acts[i].a, q->acts[i].b);
        if (bonds[i] != NONE)
            nq_forest_join(w->sets.up, q->acts[i].a, q->acts[i].b);
    }
    for (uint32_t i = 0; i < q->n_acts; i++)
        if (bonds[i] == APART)
            w->apart[nq_forest_root(w->sets.up, q->acts[i].a)] = true;
    nq_sets_chain(&w->sets);
    return NAQL_OK;
}

static naql_status
point_of(const joiner *w, uint32_t root, uint32_t *room, nq_points *to)
{
    const nq_found *f = w->f;
    nq_question q = {.slot = NQ_SLOT_ROLE, .slots = room};
    uint32_t i = root;
    do
        room[q.n_slots++] = i;
    while ((i = w->sets.next[i]) && q.n_slots < NQ_VALUES);
    if (nq_points_tell_it(f, to, &q))
        return NAQL_OK;
    nq_list *list = w->apart[root] ? &to->conflict : &to->agree;
    uint32_t n = list->n;
    NQ_TRY(nq_wordings_point(f, q, list));
    if (list->n == n)
        return NAQL_OK;
    nq_ranked *r = (nq_ranked *)list->at + n;
    r->point.source = false;
    r->point.deed = true;
    return NAQL_OK;
}

naql_status
nq_deed_points(const nq_found *f, nq_points *to)
{
    uint32_t n = f->slots->n, room[NQ_VALUES];
    joiner w = {.f = f};
    if (!f->questions->n_acts)
        return NAQL_OK;
    NQ_TRY(nq_sets_make(f->d->scratch, n, &w.sets));
    w.apart = nq_arena_zero(f->d->scratch, n, sizeof *w.apart);
    if (!w.apart)
        return NAQL_NOMEM;
    NQ_TRY(join(&w));
    for (uint32_t i = 0; i < n; i++)
        if (nq_sets_opens(&w.sets, i))
            NQ_TRY(point_of(&w, i, room, to));
    return NAQL_OK;
}
