/* SPDX-License-Identifier: Apache-2.0
 *
 * credit.c - one content that outlets credit to different sources, one deed
 * that they lay to different doers. Layer 7 (compare).
 *
 * Knows nothing of how sources are found (source.h); a body and the one who
 * speaks for it, a country and whoever acts for it are no two sources. */
#include "compare/conflict.h"

#include "base/forest.h"
#include "base/hash.h"
#include "base/status.h"
#include "base/str.h"
#include "compare/spelled.h"
#include "compare/stands.h"

typedef struct words { /* of a source and of the offices of its person */
    uint64_t stem[NQ_CREDIT_WORDS];
    uint64_t root[NQ_CREDIT_WORDS]; /* of the first letters, 0: too short */
    uint32_t n, own;                /* the first `own` are the source's */
    uint32_t all;    /* of the source, those that say nothing too */
    uint64_t origin; /* country of its adjective, 0: none */
    uint64_t last;   /* the same of its last one: "Arab Libyan" */
    uint64_t fields; /* a bit each: what it may be of (source_fields.tsv) */
    bool organ;      /* it acts for a state */
} words;

static const nq_row *
row_of(const nq_found *f, const nq_slot_at *s)
{
    return &f->d->lines[s->line];
}

/* Stems of a span; an adjective of origin and a country's name say nothing of
 * who it is. */
static void
read_words(const nq_found *f, uint32_t article, naql_span span, words *out)
{
    const nq_text *text = &nq_desk_reading(f->d, article)->text;
    for (uint32_t i = nq_token_around(text, span.start);
         i < text->n_tokens && text->tokens[i].span.start < span.end; i++) {
        const nq_token *t = &text->tokens[i];
        naql_str bare = nq_token_bare(t);
        if (t->kind == NQ_TOKEN_MARK)
            continue;
        out->all++;
        nq_slot_word w = nq_slot_word_of(&f->d->in->tools->words, t);
        nq_slot_word field = nq_slot_word_of(&f->d->in->tools->fields, t);
        out->fields |= field.kind ? (uint64_t)1 << field.class % 64 : 0;
        uint64_t origin =
            nq_origin_of(&f->d->in->tools->names.variants, nq_hash(bare));
        out->origin = out->origin ? out->origin : origin;
        out->last = origin ? origin : out->last;
        out->organ |= w.kind == NQ_WORD_ORGAN || w.kind == NQ_WORD_FIELD ||
                      w.kind == NQ_WORD_POWER;
        if (out->n < NQ_CREDIT_WORDS && !origin) {
            out->root[out->n] = nq_slot_root(bare);
            out->stem[out->n++] =
                w.kind == NQ_WORD_FIELD ? nq_slot_stem(w) : t->stem;
        }
    }
}

static void
words_of(const nq_found *f, const nq_slot_at *s, words *out)
{
    *out = (words){.n = 0};
    read_words(f, row_of(f, s)->article, s->span, out);
    out->own = out->n;
    words own = *out;
    if (s->value.person == NQ_NO_ENTITY)
        return;
    for (uint32_t i = nq_roles_from(f->roles, s->value.person);
         i < f->roles->n && f->roles->at[i].person == s->value.person &&
         out->n < NQ_CREDIT_WORDS;
         i++)
        read_words(f, f->roles->at[i].article, f->roles->at[i].span, out);
    out->all = own.all;
    out->origin = own.origin;
    out->last = own.last;
    out->fields = own.fields;
    out->organ = own.organ;
}

/* "The Arab coalition", "the coalition for the support of": one short form. */
static bool
is_short_form(const words *a, const words *b)
{
    return a->own && b->own && a->stem[0] == b->stem[0] &&
           (a->own == 1 || b->own == 1);
}

/* Have the first `n` and `m` words one in common, besides the first ones,
 * "ministry" and "ministry"? */
static bool
share_word(const words *a, uint32_t n, const words *b, uint32_t m)
{
    for (uint32_t i = 0; i < n; i++)
        for (uint32_t k = 0; k < m; k++)
            if ((i || k) && (a->stem[i] == b->stem[k] ||
                             (a->root[i] && a->root[i] == b->root[k])))
                return true;
    return false;
}

static uint8_t
type_of(const nq_found *f, const nq_slot_at *s)
{
    return s->value.person == NQ_NO_ENTITY
               ? NQ_ORG + 1
               : f->d->in->pile->people.at[s->value.person].type;
}

static uint8_t
kind_of_first(const nq_found *f, const nq_slot_at *s)
{
    const nq_text *text = &nq_row_reading(f->d, row_of(f, s))->text;
    uint32_t i = nq_token_around(text, s->span.start);
    return i < text->n_tokens
               ? nq_slot_word_of(&f->d->in->tools->words, &text->tokens[i]).kind
               : 0;
}

/* "The media": whoever they are, the other outlet's paper is among them. */
static bool
is_the_media(const nq_found *f, const nq_slot_at *s)
{
    const nq_text *text = &nq_row_reading(f->d, row_of(f, s))->text;
    uint32_t i = nq_token_around(text, s->span.start);
    return kind_of_first(f, s) == NQ_WORD_CARRIER && i + 1 < text->n_tokens &&
           text->tokens[i + 1].span.end == s->span.end &&
           !(text->tokens[i].clitics & NQ_CLITIC_AL) &&
           text->tokens[i + 1].clitics & NQ_CLITIC_AL;
}

/* "The statement", "the source", "Moscow": it points to some source or stands
 * for whoever speaks for it, and can be held against none. */
static bool
says_little(const nq_found *f, const nq_slot_at *s)
{
    words w;
    uint8_t kind = kind_of_first(f, s);
    words_of(f, s, &w);
    return type_of(f, s) == NQ_LOC || kind == NQ_WORD_GENERIC ||
           kind == NQ_WORD_ONE || /* "one of the leaders" */
           is_the_media(f, s) || (s->value.person == NQ_NO_ENTITY && w.all < 2);
}

/* A named agency or outlet. */
static bool
is_agency(const nq_found *f, const nq_slot_at *s)
{
    const nq_reading *r = nq_row_reading(f->d, row_of(f, s));
    uint32_t end = s->span.end;
    for (uint32_t i = nq_token_around(&r->text, s->span.start);
         i < r->text.n_tokens && r->text.tokens[i].span.start < end; i++) {
        const nq_mention *m = nq_mention_at(&r->names, i);
        if (m && r->names.entities[m->entity].agency)
            return true;
    }
    return false;
}

/* A word of the list of agencies. */
static bool
is_listed(const nq_found *f, const nq_token *t)
{
    uint32_t row;
    return nq_table_word(&f->d->in->tools->agencies, t->hash, &row);
}

/* One that is no ordinary word. */
static bool
is_wire_word(const nq_found *f, const nq_token *t)
{
    const nq_table *list = &f->d->in->tools->agencies;
    uint32_t row;
    return nq_table_word(list, t->hash, &row) &&
           !nq_table_cell(list, row, nq_table_col(list, "weak")).len &&
           nq_str_equal(nq_table_cell(list, row, nq_table_col(list, "kind")),
                        NQ_STR("agency"));
}

/* "The agency | Anadolu", "the agency of the news | X": the name alone is an
 * ordinary word, or unknown. */
static bool
is_behind_wire(const nq_found *f, const nq_slot_at *s)
{
    const nq_text *text = &nq_row_reading(f->d, row_of(f, s))->text;
    const nq_slot_words *w = &f->d->in->tools->words;
    uint32_t i = nq_token_around(text, s->span.start);
    uint32_t from = f->d->lines[s->line].first;
    bool agency = is_agency(f, s) || is_listed(f, &text->tokens[i]);
    while (i > from && text->tokens[i - 1].kind == NQ_TOKEN_MARK)
        i--; /* "the agency "X"" */
    if (i == from)
        return false;
    nq_slot_word before = nq_slot_word_of(w, &text->tokens[i - 1]);
    if (before.kind == NQ_WORD_CARRIER)
        return before.class == w->wire && agency;
    return before.kind == NQ_WORD_GENERIC && i - from > 1 &&
           nq_slot_word_of(w, &text->tokens[i - 2]).class == w->wire;
}

/* An agency, which passes on what bodies tell it: by its name, or as "agency
 * of the news". */
static bool
is_wire(const nq_found *f, const nq_slot_at *s)
{
    const nq_text *text = &nq_row_reading(f->d, row_of(f, s))->text;
    const nq_slot_words *w = &f->d->in->tools->words;
    uint32_t first = nq_token_around(text, s->span.start);
    for (uint32_t i = first;
         i < text->n_tokens && text->tokens[i].span.start < s->span.end; i++)
        if (is_wire_word(f, &text->tokens[i]))
            return true;
    uint32_t next = first + 1, end = f->d->lines[s->line].end;
    while (next < end && text->tokens[next].kind == NQ_TOKEN_MARK)
        next++; /* "the agency (X)", not another sentence's X */
    return is_behind_wire(f, s) ||
           (next < end &&
            nq_slot_word_of(w, &text->tokens[first]).class == w->wire &&
            (is_agency(f, s) || is_listed(f, &text->tokens[next]) ||
             nq_slot_word_of(w, &text->tokens[next]).kind == NQ_WORD_GENERIC));
}

static bool
is_carrier(const nq_found *f, const nq_slot_at *s)
{
    return kind_of_first(f, s) == NQ_WORD_CARRIER || is_agency(f, s) ||
           is_behind_wire(f, s);
}

/* Does it tell what others did and said, by its own name or by the word before
 * it ("the television X")? */
static bool
is_reporter(const nq_found *f, const nq_slot_at *s)
{
    const nq_text *text = &nq_row_reading(f->d, row_of(f, s))->text;
    uint32_t i = nq_token_around(text, s->span.start);
    if (is_carrier(f, s) || kind_of_first(f, s) == NQ_WORD_REPORTER)
        return true;
    while (i && text->tokens[i - 1].kind == NQ_TOKEN_MARK)
        i--;
    return i && nq_slot_word_of(&f->d->in->tools->words, &text->tokens[i - 1])
                        .kind == NQ_WORD_CARRIER;
}

static bool
is_unnamed(const nq_found *f, const nq_slot_at *s)
{
    const nq_reading *r = nq_row_reading(f->d, row_of(f, s));
    for (uint32_t i = nq_token_around(&r->text, s->span.start);
         i < r->text.n_tokens && r->text.tokens[i].span.start < s->span.end;
         i++)
        if (nq_mention_at(&r->names, i))
            return false;
    return s->value.person == NQ_NO_ENTITY;
}

/* "A source in the police of X": he has no name, whatever else has. */
static bool
is_a_source(const nq_found *f, const nq_slot_at *s)
{
    const nq_text *text = &nq_row_reading(f->d, row_of(f, s))->text;
    const nq_slot_words *w = &f->d->in->tools->words;
    uint32_t i = nq_token_around(text, s->span.start);
    return i < text->n_tokens &&
           nq_slot_word_of(w, &text->tokens[i]).class == w->source;
}

/* "Medical sources", "the ministry of health": nobody says that they are two.
 */
static bool
may_be_of(const words *v, const words *w)
{
    return v->fields & w->fields &&
           (!v->last || !w->last || v->last == w->last);
}

/* "A witness of X", "an eyewitness": nobody says that they are two. An agency
 * passes on what someone without a name said. */
static bool
may_be_one(const nq_found *f, const nq_slot_at *a, const nq_slot_at *b,
           const words *v, const words *w)
{
    bool x = is_unnamed(f, a), y = is_unnamed(f, b);
    bool p = is_a_source(f, a), q = is_a_source(f, b);
    if ((p || q || (v->organ && w->organ)) && may_be_of(v, w))
        return true; /* "the government", "the ministry of defence" */
    if (p && q && (!v->fields || !w->fields))
        return true; /* "sources", "a source near to X" */
    if (v->organ && w->organ && v->origin && v->origin == w->origin)
        return true; /* the embassy and the ministry of one state */
    return ((x || y) && v->own && w->own && v->stem[0] == w->stem[0]) ||
           ((x || p) && is_carrier(f, b)) || ((y || q) && is_carrier(f, a));
}

/* "The media", "press reports": the agency, or the paper that the other names,
 * may be among them. */
static bool
are_media(const nq_found *f, const nq_slot_at *a, const nq_slot_at *b)
{
    bool x = is_carrier(f, a), y = is_carrier(f, b);
    return (x && y) || (x && is_unnamed(f, a) && is_reporter(f, b)) ||
           (y && is_unnamed(f, b) && is_reporter(f, a));
}

/* "The French minister" may be anyone who is one. */
static bool
is_office(const nq_found *f, const nq_slot_at *s)
{
    uint8_t kind = kind_of_first(f, s);
    return kind == NQ_WORD_POST || kind == NQ_WORD_UNDER;
}

/* Whom an agency quotes: a body's own words, or a source of it. */
static bool
is_carried(const nq_found *f, const nq_slot_at *s)
{
    return !is_reporter(f, s) || is_a_source(f, s);
}

/* One name spelled apart, or its last words: spelling.c tells of it. */
static bool
is_alike(const nq_found *f, const nq_slot_at *a, const nq_slot_at *b)
{
    nq_spelled x, y;
    return nq_spelled_of(f->d, nq_row_reading(f->d, row_of(f, a)), a->span,
                         NQ_PER, &x) == NAQL_OK &&
           nq_spelled_of(f->d, nq_row_reading(f->d, row_of(f, b)), b->span,
                         NQ_PER, &y) == NAQL_OK &&
           nq_spelled_alike(f->d, &x, &y, true);
}

/* An agency, and a body whose words it may pass on. */
static bool
carries(const nq_found *f, const nq_slot_at *a, const nq_slot_at *b)
{
    return (is_wire(f, a) && is_carried(f, b)) ||
           (is_wire(f, b) && is_carried(f, a));
}

static bool
is_related(const nq_found *f, const nq_slot_at *a, const nq_slot_at *b)
{
    const nq_value *x = &a->value, *y = &b->value;
    words v, w;
    if ((x->person != NQ_NO_ENTITY && x->person == y->person) ||
        x->word == y->word || (x->solid && x->solid == y->solid) ||
        nq_same_name(x->name, y->name))
        return true;
    words_of(f, a, &v);
    words_of(f, b, &w);
    uint8_t p = type_of(f, a), q = type_of(f, b);
    if (p == NQ_PER && q == NQ_PER)
        return is_office(f, a) || is_office(f, b) || is_alike(f, a, b) ||
               share_word(&v, v.own, &w, w.own);
    if (p == NQ_PER || q == NQ_PER || are_media(f, a, b))
        return true; /* a person speaks for a body, an agency carries him */
    if (carries(f, a, b))
        return true;
    return may_be_one(f, a, b, &v, &w) || is_short_form(&v, &w) ||
           share_word(&v, v.n, &w, w.n);
}

bool
nq_sources_are_one(const nq_found *f, const nq_question *q)
{
    const nq_slot_at *first = &f->slots->at[q->slots[0]];
    for (uint32_t i = 1; i < q->n_slots; i++)
        if (!is_related(f, first, &f->slots->at[q->slots[i]]))
            return false;
    return true;
}

bool
nq_is_carried(const nq_found *f, const nq_question *q)
{
    const nq_slot_at *first = &f->slots->at[q->slots[0]];
    for (uint32_t i = 1; i < q->n_slots; i++)
        if (q->group[i] != q->group[0] &&
            !carries(f, first, &f->slots->at[q->slots[i]]) &&
            !(is_wire(f, first) && is_wire(f, &f->slots->at[q->slots[i]])))
            return false;
    return true;
}

/* Does a source name the other beside itself: "the security service,
 * the X", "told the agency"? Then they are two parts of one credit. */
static bool
names_other(const nq_found *f, const nq_slot_at *in, const nq_slot_at *other)
{
    const nq_row *row = row_of(f, in);
    words w;
    words_of(f, other, &w);
    uint32_t end = in->end + NQ_NEAR_WORDS;
    end = end < row->n_words ? end : row->n_words;
    for (uint32_t i = 0; i < w.own; i++) {
        uint32_t k = in->first > NQ_NEAR_WORDS ? in->first - NQ_NEAR_WORDS : 0;
        while (k < end && row->words[k].stem != w.stem[i])
            k++;
        if (k >= end)
            return false;
    }
    return w.own > 1;
}

/* Each article of two days tells of its own day; and where both have both
 * sources, each is the source of something else, unless it is one figure. */
static bool
are_of_two(const nq_found *f, const nq_slot_at *a, const nq_slot_at *b)
{
    const nq_row *x = row_of(f, a), *y = row_of(f, b);
    if (nq_row_reading(f->d, x)->article.day !=
        nq_row_reading(f->d, y)->article.day)
        return true;
    return !(a->value.vouches && b->value.vouches) &&
           nq_articles_have_both(f->d, a, b);
}

typedef struct sources { /* of one content */
    const uint32_t *slots;
    uint32_t n;
    uint8_t group[NQ_CREDITS];
    uint32_t first[NQ_GROUPS];
    uint32_t n_groups;
} sources;

static void
group_sources(const nq_found *f, sources *s)
{
    for (uint32_t i = 0; i < s->n; i++) {
        const nq_slot_at *me = &f->slots->at[s->slots[i]];
        uint32_t g = 0;
        while (g < s->n_groups &&
               !is_related(f, &f->slots->at[s->first[g]], me))
            g++;
        if (g == s->n_groups && g < NQ_GROUPS)
            s->first[s->n_groups++] = s->slots[i];
        s->group[i] = (uint8_t)(g < NQ_GROUPS ? g : NQ_GROUPS - 1);
    }
}

/* Are there two outlets without a source in common? */
static naql_status
is_parted(const nq_found *f, const sources *s, bool *out, uint32_t *n_outlets)
{
    uint32_t *sets =
        nq_arena_zero(f->d->scratch, f->d->n_outlets, sizeof *sets);
    if (!sets)
        return NAQL_NOMEM;
    for (uint32_t i = 0; i < s->n; i++)
        sets[f->d->outlet[row_of(f, &f->slots->at[s->slots[i]])->article]] |=
            1u << s->group[i];
    *n_outlets = 0;
    for (uint32_t i = 0; i < f->d->n_outlets; i++)
        *n_outlets += sets[i] != 0;
    *out = nq_desk_parted(sets, f->d->n_outlets);
    return NAQL_OK;
}

static naql_status
add_point(const nq_found *f, sources *s, bool source, nq_points *to)
{
    nq_question q = {.slot = NQ_SLOT_ROLE,
                     .conflict = true,
                     .slots = s->slots,
                     .group = s->group,
                     .n_slots = s->n};
    bool apart;
    group_sources(f, s);
    NQ_TRY(is_parted(f, s, &apart, &q.n_outlets));
    q.n_groups = s->n_groups;
    if (!apart || q.n_groups > NQ_CREDIT_MOST || nq_points_tell_it(f, to, &q))
        return NAQL_OK;
    for (uint32_t i = 0; i < s->n; i++) {
        const nq_slot_at *slot = &f->slots->at[s->slots[i]];
        NQ_TRY(nq_points_tell(f, to, row_of(f, slot)->article, slot->span));
        if (!nq_map_put(&to->credited, nq_hash_next(3, s->slots[i]), NULL))
            return NAQL_NOMEM;
    }
    NQ_TRY(nq_question_point(f, &q, &to->conflict));
    nq_ranked *r = (nq_ranked *)to->conflict.at + to->conflict.n - 1;
    r->point.source = source;
    r->point.deed = !source;
    r->rank -= source ? NQ_CREDIT_LATER : 0;
    return NAQL_OK;
}

/* Joins the slots of answers between sources that are not related. */
static void
join(const nq_found *f, const nq_answer *pairs, uint32_t n, bool source,
     uint32_t *up, bool *held)
{
    nq_forest_init(up, f->slots->n);
    memset(held, 0, f->slots->n * sizeof *held);
    for (uint32_t i = 0; i < n; i++) {
        uint32_t a = pairs[i].a, b = pairs[i].b;
        const nq_slot_at *x = &f->slots->at[a], *y = &f->slots->at[b];
        if (says_little(f, x) || says_little(f, y) || is_related(f, x, y) ||
            names_other(f, x, y) || names_other(f, y, x) ||
            (source ? are_of_two(f, x, y)
                    : nq_articles_have_both(f->d, x, y)) ||
            /* a body that speaks for itself is no witness of what it says: of
             * two such, each says its own, unless it is a figure */
            (source && !is_reporter(f, x) && !is_reporter(f, y) &&
             !(x->value.vouches && y->value.vouches)))
            continue;
        held[a] = held[b] = true;
        nq_forest_join(up, a, b);
    }
}

static naql_status
points_of(const nq_found *f, const nq_answer *pairs, uint32_t n_pairs,
          bool source, nq_points *to)
{
    nq_arena *scratch = f->d->scratch;
    uint32_t n = f->slots->n;
    uint32_t *up = nq_arena_alloc(scratch, n * sizeof *up);
    uint32_t *lists = nq_arena_alloc(scratch, n * sizeof *lists);
    uint32_t *from = nq_arena_zero(scratch, n + 1, sizeof *from);
    bool *held = nq_arena_alloc(scratch, n * sizeof *held);
    if (!up || !lists || !from || !held)
        return NAQL_NOMEM;
    join(f, pairs, n_pairs, source, up, held);
    for (uint32_t i = 0; i < n; i++)
        from[nq_forest_root(up, i) + 1] += held[i];
    for (uint32_t i = 0; i < n; i++)
        from[i + 1] += from[i];
    for (uint32_t i = 0; i < n; i++)
        if (held[i])
            lists[from[nq_forest_root(up, i)]++] = i;
    for (uint32_t i = 0, start = 0; i < n; start = from[i++]) {
        sources s = {.slots = &lists[start], .n = from[i] - start};
        s.n = s.n < NQ_CREDITS ? s.n : NQ_CREDITS;
        if (s.n > 1)
            NQ_TRY(add_point(f, &s, source, to));
    }
    return NAQL_OK;
}

naql_status
nq_credit_points(const nq_found *f, nq_points *to)
{
    const nq_questions *q = f->questions;
    if (q->n_doers)
        NQ_TRY(points_of(f, q->doers, q->n_doers, false, to));
    return q->n_credits ? points_of(f, q->credits, q->n_credits, true, to)
                        : NAQL_OK;
}
