/* SPDX-License-Identifier: Apache-2.0
 *
 * echo.c - one quotation in two stories. Layer 6 (reuse).
 *
 * Quotations are shelved by their runs of three stems, in the pile's order,
 * which is that of time; what shares a few of them and is of another story and
 * of the same days is weighed as twin_score.h weighs the statements of one
 * story. Indirect words are nobody's words: they are left out. */
#include "reuse/reuse.h"

#include "base/hash.h"
#include "base/map.h"
#include "base/sorted.h"
#include "base/status.h"
#include "reuse/tune.h"
#include "reuse/twin_score.h"

#include <math.h>

#define NONE UINT32_MAX

struct quote {
    uint32_t article, statement;
    uint32_t shared; /* runs in common with the quotation of the moment */
};

struct posting { /* of a run of stems; the newest comes first */
    uint32_t quote, next;
};

struct shelf {
    const nq_pile *pile;
    const nq_stories *stories;
    const nq_reuse_tools *tools;
    nq_list quotes;              /* struct quote */
    nq_map runs;                 /* of stems -> posting */
    nq_list postings;            /* struct posting */
    nq_list echoes;              /* nq_echo */
    uint64_t row[NQ_ECHO_STEMS]; /* runs of the quotation of the moment */
    uint32_t n_row;
    uint32_t met[NQ_ECHO_MET]; /* quotations that share one */
    uint32_t n_met;
    nq_arena *scratch;
};

/* Runs of three stems that tell something. */
static void
read_row(struct shelf *s, const nq_reading *r, const nq_statement *st)
{
    uint64_t before[2] = {0};
    uint32_t n = 0;
    s->n_row = 0;
    for (uint32_t i = st->first; i < st->end && s->n_row < NQ_ECHO_STEMS; i++) {
        const nq_token *t = &r->text.tokens[i];
        if (t->kind == NQ_TOKEN_MARK ||
            nq_rarity_idf(&s->tools->rarity, t->stem) < (double)NQ_TWIN_IDF)
            continue;
        if (n++ >= 2)
            s->row[s->n_row++] =
                nq_hash_next(nq_hash_next(before[0], before[1]), t->stem);
        before[0] = before[1];
        before[1] = t->stem;
    }
}

/* Of the same days, both known, and of another story. */
static bool
may_echo(const struct shelf *s, uint32_t article, uint32_t other)
{
    int32_t day = s->pile->at[article]->article.day;
    int32_t before = s->pile->at[other]->article.day;
    return day != NQ_NO_DAY && before != NQ_NO_DAY &&
           day - before <= NQ_ECHO_DAYS &&
           s->stories->of[article] != s->stories->of[other];
}

/* Quotations before this one that share runs with it. A run leads to the
 * newest NQ_ECHO_POSTINGS only. */
static void
meet(struct shelf *s, uint32_t article)
{
    struct quote *quotes = s->quotes.at;
    const struct posting *postings = s->postings.at;
    s->n_met = 0;
    for (uint32_t i = 0; i < s->n_row; i++) {
        const uint32_t *first = nq_map_get(&s->runs, s->row[i]);
        uint32_t at = first ? *first : NONE;
        for (uint32_t n = 0; at != NONE && n < NQ_ECHO_POSTINGS; n++) {
            struct quote *q = &quotes[postings[at].quote];
            if (q->shared == 0 && s->n_met < NQ_ECHO_MET &&
                may_echo(s, article, q->article))
                s->met[s->n_met++] = postings[at].quote;
            q->shared++;
            at = postings[at].next;
        }
    }
}

/* Forgets what was counted. */
static void
part_again(struct shelf *s)
{
    struct quote *quotes = s->quotes.at;
    const struct posting *postings = s->postings.at;
    for (uint32_t i = 0; i < s->n_row; i++) {
        const uint32_t *first = nq_map_get(&s->runs, s->row[i]);
        uint32_t at = first ? *first : NONE;
        for (uint32_t n = 0; at != NONE && n < NQ_ECHO_POSTINGS; n++) {
            quotes[postings[at].quote].shared = 0;
            at = postings[at].next;
        }
    }
}

static bool
is_man(const nq_people *people, uint32_t person)
{
    return person < people->n && people->at[person].type == NQ_PER;
}

/* Much of the same words in a row, likely one utterance, and somebody's: a
 * verse has no speaker, and what two men say alike is a formula. */
static bool
is_echo(const struct shelf *s, const nq_said *a, const nq_said *b)
{
    const nq_people *people = &s->pile->people;
    const nq_sign_weights *w = &s->tools->signs;
    float signs[NQ_SIGNS];
    nq_twin_signs(a, b, signs);
    if (!a->n_words || !b->n_words ||
        (is_man(people, a->person) && is_man(people, b->person) &&
         signs[NQ_SIGN_WHO_ANY] == 0))
        return false;
    return signs[NQ_SIGN_RUN] >= log1pf(NQ_ECHO_RUN) &&
           signs[NQ_SIGN_SHARED] >= log1pf(NQ_ECHO_WEIGHT / NQ_TWIN_WORD) &&
           nq_twin_score(w, a, b) >= NQ_ECHO_LIKELY;
}

/* Both ways: each is the other's. */
static naql_status
add(struct shelf *s, const nq_said *a, const nq_said *b)
{
    nq_echo one = {a->article, a->statement, b->article, b->statement};
    nq_echo other = {b->article, b->statement, a->article, a->statement};
    NQ_TRY(nq_list_put(&s->echoes, s->scratch, &one));
    return nq_list_put(&s->echoes, s->scratch, &other);
}

static naql_status
weigh(struct shelf *s, uint32_t article, uint32_t statement, nq_arena *room)
{
    const struct quote *quotes = s->quotes.at;
    nq_said this, other;
    bool made = false;
    for (uint32_t i = 0; i < s->n_met; i++) {
        const struct quote *q = &quotes[s->met[i]];
        if (q->shared < NQ_ECHO_RUNS)
            continue;
        if (!made)
            NQ_TRY(nq_said_make(s->pile, article, statement, s->tools, room,
                                &this));
        made = true;
        nq_arena_mark mark = nq_arena_here(room);
        NQ_TRY(nq_said_make(s->pile, q->article, q->statement, s->tools, room,
                            &other));
        if (is_echo(s, &this, &other))
            NQ_TRY(add(s, &this, &other));
        nq_arena_release(room, mark);
    }
    return NAQL_OK;
}

static naql_status
put(struct shelf *s, uint32_t article, uint32_t statement)
{
    uint32_t number = s->quotes.n;
    NQ_TRY(nq_list_put(&s->quotes, s->scratch,
                       &(struct quote){article, statement, 0}));
    for (uint32_t i = 0; i < s->n_row; i++) {
        bool fresh;
        uint32_t *first = nq_map_put(&s->runs, s->row[i], &fresh);
        struct posting *p = nq_list_add(&s->postings, s->scratch);
        if (!first || !p)
            return NAQL_NOMEM;
        *p = (struct posting){number, fresh ? NONE : *first};
        *first = s->postings.n - 1;
    }
    return NAQL_OK;
}

static naql_status
read_article(struct shelf *s, uint32_t article, nq_arena *room)
{
    const nq_reading *r = s->pile->at[article];
    for (uint32_t i = 0; i < r->claims.n_statements; i++) {
        const nq_statement *st = &r->claims.statements[i];
        if (st->form == NQ_FORM_INDIRECT)
            continue;
        read_row(s, r, st);
        meet(s, article);
        nq_arena_mark mark = nq_arena_here(room);
        NQ_TRY(weigh(s, article, i, room));
        nq_arena_release(room, mark);
        part_again(s);
        NQ_TRY(put(s, article, i));
    }
    return NAQL_OK;
}

static int
by_place(const void *x, const void *y)
{
    const nq_echo *a = x, *b = y;
    NQ_SORT_BY(a->article, b->article);
    NQ_SORT_BY(a->statement, b->statement);
    NQ_SORT_BY(a->other, b->other);
    return a->echo < b->echo ? -1 : a->echo > b->echo;
}

naql_status
nq_echoes_make(const nq_pile *pile, const nq_stories *stories, nq_arena *arena,
               nq_arena *scratch, nq_echoes *out)
{
    nq_reuse_tools room;
    struct shelf s = {.pile = pile,
                      .stories = stories,
                      .quotes = NQ_LIST(struct quote),
                      .postings = NQ_LIST(struct posting),
                      .echoes = NQ_LIST(nq_echo),
                      .scratch = scratch};
    *out = (nq_echoes){0};
    if (stories->n < 2)
        return NAQL_OK;
    NQ_TRY(nq_reuse_tools_of(pile, &room, &s.tools));
    nq_map_init(&s.runs, scratch);
    for (uint32_t i = 0; i < pile->n; i++)
        if (pile->at[i]->article.day != NQ_NO_DAY)
            NQ_TRY(read_article(&s, i, arena));
    nq_sort(s.echoes.at, s.echoes.n, sizeof(nq_echo), by_place);
    out->at = nq_list_freeze(&s.echoes, arena);
    out->n = s.echoes.n;
    return out->at ? NAQL_OK : NAQL_NOMEM;
}
