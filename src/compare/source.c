/* SPDX-License-Identifier: Apache-2.0
 *
 * source.c - who is named as the source of one content. Layer 7 (compare). */
#include "compare/source.h"

#include "base/hash.h"
#include "base/sorted.h"
#include "base/status.h"
#include "base/str.h"
#include "compare/tune.h"

#include <math.h>

typedef struct said { /* a statement that fills a line */
    const nq_statement *s;
    uint32_t first, end; /* its words of the line */
    naql_span who;       /* whom the line names as its source */
} said;

typedef struct sourcer {
    const nq_desk *d;
    nq_slots *slots;
    nq_list *answers;
    nq_list *credits;  /* those of the answers that hold one content for sure */
    nq_map known;      /* line and start of a speaker -> its slot */
    said *said;        /* [n_lines] the statement of most words of each */
    uint32_t *telling; /* [n_telling] lines with one, without the titles */
    uint32_t *past;    /* [n_telling] the next of them of another outlet */
    uint32_t n_telling;
} sourcer;

typedef struct told { /* a statement in its line */
    uint32_t line;
    said said;
} told;

/* A speaker named in the sentence itself: a dropped subject is a guess. */
static bool
in_row(const nq_desk *d, const nq_row *l, naql_span span)
{
    const nq_token *t = nq_row_reading(d, l)->text.tokens;
    return span.end > span.start && span.start >= t[l->first].span.start &&
           span.end <= t[l->end - 1].span.end;
}

/* A definite one, "the source", points back to who was named before. */
static bool
opens_source(const nq_desk *d, const nq_token *t)
{
    uint64_t bare = nq_hash(nq_token_bare(t));
    uint32_t row;
    const uint16_t glued = NQ_CLITIC_PRONOUN | NQ_CLITIC_LAM | NQ_CLITIC_BA |
                           NQ_CLITIC_WAW | NQ_CLITIC_AL;
    return t->kind == NQ_TOKEN_WORD && !(t->clitics & glued) &&
           (nq_table_word(&d->in->tools->source_nouns, bare, &row) ||
            nq_table_word(&d->in->tools->org_heads, bare, &row));
}

/* What stands behind the verb in place of a speaker that another sentence
 * names: "said a statement of the office of X, that"; empty: nothing. */
static naql_span
voice_of(const nq_desk *d, const nq_row *l, const nq_statement *s)
{
    const nq_text *text = &nq_row_reading(d, l)->text;
    const nq_token *t = text->tokens;
    uint32_t first = nq_token_from(text, s->cue.end), end = first, i;
    if (s->cue.start < t[l->first].span.start || first < l->first ||
        first >= l->end || first >= s->first || !opens_source(d, &t[first]))
        return (naql_span){0, 0};
    for (i = first; i < s->first && i < l->end && i - first < NQ_SOURCE_VOICE;
         i++) {
        if (nq_slot_word_of(&d->in->tools->stance, &t[i]).kind == NQ_WORD_IF)
            break; /* folded, one word with "that" */
        double idf = nq_rarity_idf(&d->in->tools->rarity, t[i].stem);
        bool last = t[i].kind == NQ_TOKEN_WORD &&
                    (idf >= NQ_GAP_FIRST || t[i].clitics & NQ_CLITIC_AL);
        end = last || i == first ? i + 1 : end;
    }
    return (naql_span){t[first].span.start, t[end - 1].span.end};
}

/* Whom a line names as the source of its statement; empty: nobody. */
static naql_span
source_in(const nq_desk *d, const nq_row *l, const nq_statement *s)
{
    return in_row(d, l, s->speaker) ? s->speaker : voice_of(d, l, s);
}

/* Does the line name the speaker himself? */
static bool
is_named(const said *x)
{
    return x->who.start == x->s->speaker.start;
}

/* The first word of a line at or behind a token. */
static uint32_t
word_from(const nq_row *l, uint32_t token)
{
    uint32_t i;
    NQ_BISECT(i, 0, l->n_words, l->words[i].token < token);
    return i;
}

/* The statement of most words of a line whose speaker it names; none: `s` is
 * NULL. */
static said
statement_of(const nq_desk *d, const nq_row *l)
{
    const nq_claims *claims = &nq_row_reading(d, l)->claims;
    uint32_t i;
    said out = {.s = NULL};
    NQ_BISECT(i, 0, claims->n_statements,
              claims->statements[i].end <= l->first);
    for (; i < claims->n_statements && claims->statements[i].first < l->end;
         i++) {
        const nq_statement *s = &claims->statements[i];
        uint32_t first = word_from(l, s->first), end = word_from(l, s->end);
        naql_span who = source_in(d, l, s);
        said me = {s, first, end, who};
        if (!who.end || (out.s && is_named(&me) < is_named(&out)))
            continue;
        if (end - first > out.end - out.first ||
            (out.s && !is_named(&out) && is_named(&me)))
            out = me;
    }
    return out;
}

static bool
statement_in(const sourcer *w, uint32_t line, said *out)
{
    *out = w->said[line];
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
 * weight, one of them the better part? Then the lesser part, else 0. */
static double
one_content(const nq_desk *d, nq_pair p, const said *x, const said *y,
            const nq_alignment *al)
{
    double a = matched(d, &d->lines[p.a], x, y, al->to);
    double b = matched(d, &d->lines[p.b], y, x, al->back);
    double least = a < b ? a : b, most = a < b ? b : a;
    return most >= NQ_SOURCE_SHARED ? least : 0;
}

static naql_status
source_slot(sourcer *w, const told *x, uint32_t *slot)
{
    const nq_desk *d = w->d;
    const nq_row *l = &d->lines[x->line];
    bool fresh, named = is_named(&x->said);
    uint32_t *at = nq_map_put(
        &w->known, nq_hash_next(x->line + 1, x->said.who.start), &fresh);
    if (!at)
        return NAQL_NOMEM;
    if (!fresh) {
        *slot = *at;
        return NAQL_OK;
    }
    *slot = *at = w->slots->n;
    uint32_t person =
        named ? nq_desk_person(d, l->article, x->said.s->entity) : NQ_NO_ENTITY;
    nq_value v =
        nq_slot_name_value(d, nq_row_reading(d, l), x->said.who, person);
    if (!v.name)
        return NAQL_NOMEM;
    v.soft = true; /* who is named as the source is shown, not judged */
    return nq_slots_add(d, w->slots,
                        (nq_slot_at){.slot = NQ_SLOT_ROLE,
                                     .line = x->line,
                                     .span = x->said.who,
                                     .value = v});
}

static bool
is_person(const sourcer *w, const told *x)
{
    const nq_names *names = &nq_row_reading(w->d, &w->d->lines[x->line])->names;
    return x->said.s->entity != NQ_NO_ENTITY &&
           names->entities[x->said.s->entity].type == NQ_PER;
}

static bool
is_agency(const sourcer *w, const told *x)
{
    const nq_names *names = &nq_row_reading(w->d, &w->d->lines[x->line])->names;
    return x->said.s->entity != NQ_NO_ENTITY &&
           names->entities[x->said.s->entity].agency;
}

/* One names the agency and whom it quotes, the other the agency alone. */
static bool
same_agency(const sourcer *w, const told *x, const told *y)
{
    return x->said.s->credit.end > x->said.s->credit.start && is_agency(w, y);
}

/* Who denies a thing and who says it are no two sources of it; and of two
 * persons each mostly speaks for himself, whatever they speak of. */
static bool
may_share(const sourcer *w, const told *x, const told *y)
{
    bool denies = nq_str_equal(x->said.s->act, NQ_STR("deny"));
    return denies == nq_str_equal(y->said.s->act, NQ_STR("deny")) &&
           is_named(&x->said) && is_named(&y->said) &&
           !(is_person(w, x) && is_person(w, y)) && !same_agency(w, x, y) &&
           !same_agency(w, y, x);
}

static naql_status
add_sources(sourcer *w, told x, told y, bool sure)
{
    nq_answer a;
    NQ_TRY(source_slot(w, &x, &a.a));
    NQ_TRY(source_slot(w, &y, &a.b));
    nq_answer *to = nq_list_add(w->answers, w->d->scratch);
    nq_answer *also = sure ? nq_list_add(w->credits, w->d->scratch) : to;
    if (!to || !also)
        return NAQL_NOMEM;
    *to = *also = a;
    return NAQL_OK;
}

/* Two wordings of one content. */
static naql_status
sources_of_pair(sourcer *w, nq_pair p)
{
    const nq_desk *d = w->d;
    said x, y;
    nq_alignment al;
    if (p.score < NQ_SOURCE_LEAST || !statement_in(w, p.a, &x) ||
        !statement_in(w, p.b, &y))
        return NAQL_OK;
    NQ_TRY(nq_align(&d->lines[p.a], &d->lines[p.b], d->scratch, &al));
    double share = one_content(d, p, &x, &y, &al);
    if (share < NQ_SOURCE_LEAST_SHARED)
        return NAQL_OK;
    told here = {p.a, x}, there = {p.b, y};
    return add_sources(w, here, there,
                       share >= NQ_SOURCE_SURE && may_share(w, &here, &there));
}

/* A figure inside a statement, and those before it with the same value. */
typedef struct vouched {
    uint32_t line;
    said said;
    double figure;
    uint32_t next; /* older one + 1, 0: none */
} vouched;

/* A round figure may be counted of two things in one story, a crooked one is
 * hardly. */
static float
like_enough(double figure)
{
    return fmod(figure, 10) == 0 ? NQ_SOURCE_LIKE : NQ_SOURCE_CROOKED;
}

static double
sure_enough(double figure)
{
    return figure >= NQ_SOURCE_RARE && fmod(figure, 10) != 0
               ? NQ_SOURCE_RARE_SURE
               : NQ_SOURCE_FIGURE_SURE;
}

/* Do two statements share so much of their weight, both of them? */
static naql_status
share_words(const nq_desk *d, const vouched *a, const vouched *b, double least,
            bool *out)
{
    nq_alignment al;
    const nq_row *x = &d->lines[a->line], *y = &d->lines[b->line];
    NQ_TRY(nq_align(x, y, d->scratch, &al));
    *out = matched(d, x, &a->said, &b->said, al.to) >= least &&
           matched(d, y, &b->said, &a->said, al.back) >= least;
    return NAQL_OK;
}

/* Notes on the last pair of sources that it is a figure they are named for. */
static void
note_figure(sourcer *w)
{
    const nq_answer *last = (const nq_answer *)w->answers->at + w->answers->n;
    w->slots->at[last[-1].a].value.vouches = true;
    w->slots->at[last[-1].b].value.vouches = true;
}

static naql_status
sources_of_figure(sourcer *w, nq_list *seen, vouched me, uint32_t *newest)
{
    const nq_row *lines = w->d->lines;
    me.next = *newest;
    for (uint32_t i = *newest, n = 0; i && n < NQ_SOURCE_ANCHORS; n++) {
        vouched other = ((const vouched *)seen->at)[i - 1];
        const nq_row *x = &lines[other.line], *y = &lines[me.line];
        bool sure;
        i = other.next;
        if (x->article == y->article ||
            nq_row_cosine(x, y, NULL) < like_enough(me.figure))
            continue;
        told there = {other.line, other.said}, here = {me.line, me.said};
        NQ_TRY(share_words(w->d, &other, &me, sure_enough(me.figure), &sure));
        NQ_TRY(
            add_sources(w, there, here, sure && may_share(w, &there, &here)));
        note_figure(w);
    }
    NQ_TRY(nq_list_put(seen, w->d->scratch, &me));
    *newest = seen->n;
    return NAQL_OK;
}

/* Who vouches for one figure: statements that hold the same number, in
 * sentences that are somewhat alike. */
static naql_status
sources_of_figures(sourcer *w)
{
    const nq_desk *d = w->d;
    nq_map figures;
    nq_list seen = NQ_LIST(vouched);
    uint32_t n = w->slots->from[d->n_lines];
    nq_map_init(&figures, d->scratch);
    for (uint32_t i = 0; i < n; i++) {
        const nq_slot_at s = w->slots->at[i];
        said x;
        if (s.slot != NQ_SLOT_NUMBER || s.value.exact < NQ_SOURCE_FIGURE ||
            !statement_in(w, s.line, &x) || s.first < x.first || s.end > x.end)
            continue;
        vouched me = {.line = s.line, .said = x, .figure = s.value.exact};
        uint64_t key = nq_hash_next(5, (uint64_t)s.value.exact);
        uint32_t *newest = nq_map_put(&figures, key, NULL);
        if (!newest)
            return NAQL_NOMEM;
        NQ_TRY(sources_of_figure(w, &seen, me, newest));
    }
    return NAQL_OK;
}

/* A variant in its line, if its sentence names the speaker; else the line is
 * UINT32_MAX. */
static vouched
variant_line(const nq_desk *d, const nq_variant *v, uint32_t article)
{
    const nq_reading *r = nq_desk_reading(d, article);
    const nq_statement *s = &r->claims.statements[v->statement];
    uint32_t token = nq_token_from(&r->text, s->span.start);
    vouched x = {.line = UINT32_MAX, .said = {.s = s}};
    if (token < r->text.n_tokens)
        x.line = nq_desk_row(d, article, token);
    if (x.line == UINT32_MAX)
        return x;
    const nq_row *l = &d->lines[x.line];
    x.said.first = word_from(l, s->first);
    x.said.end = word_from(l, s->end);
    x.said.who = source_in(d, l, s);
    if (!x.said.who.end)
        x.line = UINT32_MAX;
    return x;
}

/* One utterance in many outlets, which need not name one speaker. Each is held
 * against the first that names any; groups take in what speakers say on one
 * subject, so that the words must be much the same. */
static naql_status
sources_of_twin(sourcer *w, const nq_twin *t)
{
    const nq_desk *d = w->d;
    vouched first = {.line = UINT32_MAX};
    for (uint32_t i = 0; i < t->n_variants; i++) {
        if (t->variants[i].guest)
            break; /* they come last */
        uint32_t article = nq_desk_article(d, t->variants[i].article);
        vouched x = variant_line(d, &t->variants[i], article);
        bool sure;
        if (x.line == UINT32_MAX || x.said.s == first.said.s)
            continue;
        if (first.line == UINT32_MAX) {
            first = x;
            continue;
        }
        if (d->lines[first.line].article == d->lines[x.line].article)
            continue;
        told a = {first.line, first.said}, b = {x.line, x.said};
        NQ_TRY(share_words(d, &first, &x, NQ_SOURCE_TWIN_SURE, &sure));
        sure |= nq_row_cosine(&d->lines[a.line], &d->lines[b.line], NULL) >=
                NQ_SOURCE_TWIN_LIKE;
        NQ_TRY(add_sources(w, a, b, sure && may_share(w, &a, &b)));
    }
    return NAQL_OK;
}

/* Are all words of weight of one statement in another? *weight is theirs. */
static bool
contains(const nq_row *l, const said *x, const nq_row *in, float *weight)
{
    *weight = 0;
    for (uint32_t i = x->first; i < x->end; i++) {
        uint32_t k = 0;
        if (l->words[i].idf < NQ_QUOTE_IDF)
            continue;
        while (k < in->n_words && in->words[k].stem != l->words[i].stem)
            k++;
        if (k == in->n_words)
            return false;
        *weight += l->words[i].idf;
    }
    return true;
}

/* A few words in marks in a headline, and the sentences of other outlets that
 * have them all in a statement. */
static naql_status
sources_of_headline(sourcer *w, uint32_t title)
{
    const nq_desk *d = w->d;
    const nq_row *l = &d->lines[title];
    said x, y;
    if (!statement_in(w, title, &x) || x.s->form == NQ_FORM_INDIRECT ||
        x.end - x.first > NQ_QUOTE_WORDS)
        return NAQL_OK;
    for (uint32_t k = 0, n = 0; k < w->n_telling && n < NQ_QUOTE_ANCHORS;) {
        uint32_t i = w->telling[k];
        const nq_row *other = &d->lines[i];
        float weight;
        if (d->outlet[other->article] == d->outlet[l->article]) {
            k = w->past[k];
            continue;
        }
        k++;
        n++;
        y = w->said[i];
        told here = {title, x}, there = {i, y};
        if (contains(l, &x, other, &weight) && weight >= NQ_QUOTE_WEIGHT)
            NQ_TRY(add_sources(w, here, there,
                               x.end - x.first >= NQ_QUOTE_SURE &&
                                   may_share(w, &here, &there)));
    }
    return NAQL_OK;
}

/* Lists the lines, titles left out, that have a statement. */
static naql_status
list_telling(sourcer *w)
{
    const nq_desk *d = w->d;
    w->telling = nq_arena_alloc(d->scratch, d->n_lines * sizeof *w->telling);
    w->past = nq_arena_alloc(d->scratch, d->n_lines * sizeof *w->past);
    if (!w->telling || !w->past)
        return NAQL_NOMEM;
    for (uint32_t i = 0; i < d->n_lines; i++)
        if (w->said[i].s && !d->lines[i].title)
            w->telling[w->n_telling++] = i;
    for (uint32_t k = w->n_telling; k--;) {
        uint32_t next = k + 1;
        bool one = next < w->n_telling &&
                   d->outlet[d->lines[w->telling[next]].article] ==
                       d->outlet[d->lines[w->telling[k]].article];
        w->past[k] = one ? w->past[next] : next;
    }
    return NAQL_OK;
}

naql_status
nq_sources_add(const nq_desk *d, const nq_facts *facts, nq_slots *slots,
               nq_list *answers, nq_list *credits)
{
    sourcer w = {
        .d = d, .slots = slots, .answers = answers, .credits = credits};
    w.said = nq_arena_alloc(d->scratch, d->n_lines * sizeof *w.said);
    if (!w.said)
        return NAQL_NOMEM;
    nq_map_init(&w.known, d->scratch);
    for (uint32_t i = 0; i < d->n_lines; i++)
        w.said[i] = statement_of(d, &d->lines[i]);
    NQ_TRY(list_telling(&w));
    for (uint32_t i = 0; i < facts->n_pairs; i++)
        NQ_TRY(sources_of_pair(&w, facts->pairs[i]));
    for (uint32_t i = 0; i < d->n_lines; i++)
        if (d->lines[i].title)
            NQ_TRY(sources_of_headline(&w, i));
    for (uint32_t i = 0; i < d->in->twins->n; i++)
        NQ_TRY(sources_of_twin(&w, &d->in->twins->at[i]));
    return sources_of_figures(&w);
}
