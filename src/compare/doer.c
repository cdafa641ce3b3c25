/* SPDX-License-Identifier: Apache-2.0
 *
 * doer.c - who did one deed. Layer 7 (compare).
 *
 * Knows a subject right behind its verb, or right before it at the head of a
 * sentence and behind "that". What was done to so many people is one deed under
 * another verb, too. */
#include "compare/doer.h"

#include "base/hash.h"
#include "base/status.h"
#include "compare/cues.h"
#include "compare/tune.h"

typedef struct part { /* a word of what was done */
    uint64_t stem;
    float weight;
} part;

typedef struct act {
    uint32_t line, article, verb; /* its token */
    uint32_t first, end;          /* tokens of the subject */
    uint32_t entity;              /* of it, or NQ_NO_ENTITY */
    uint64_t stem;                /* of the verb */
    part object[NQ_DOER_OBJECT];
    uint32_t n_object, slot; /* slot of the subject + 1, 0: not made */
    uint32_t from, until;    /* words of the object */
    uint32_t many;           /* slot of how many it was done to + 1, 0: none */
    uint32_t next;           /* older one of its verb + 1, 0: none */
    uint32_t peer;           /* older one done to as many + 1, 0: none */
} act;

typedef struct finder {
    const nq_desk *d;
    nq_slots *slots;
    nq_list *doers;
    nq_list acts;
    nq_map newest;  /* stem of a verb -> the last one + 1 */
    nq_map counted; /* how many of what it was done to -> the last one + 1 */
    nq_cues cues;
} finder;

static uint64_t
bare_hash(const nq_token *t)
{
    return nq_hash(nq_token_bare(t));
}

static bool
is_verb(const finder *f, uint32_t article, const nq_text *text, uint32_t token)
{
    const nq_token *t = &text->tokens[token];
    const nq_slot_words *words = &f->d->in->tools->words;
    if (t->kind != NQ_TOKEN_WORD ||
        t->clitics & (NQ_CLITIC_AL | NQ_CLITIC_PRONOUN) ||
        nq_rarity_idf(&f->d->in->tools->rarity, t->stem) < NQ_CONTEXT_IDF)
        return false; /* "which X did": what was done stands before it */
    uint8_t kind = nq_slot_word_of(words, t).kind;
    return (nq_is_listed_verb(f->d, t) || kind == NQ_WORD_DEED) &&
           kind != NQ_WORD_TOLL &&
           !nq_cues_have(&f->cues, article, text, token);
}

/* "The ministry", "his country", "the states of", "the chief of": a body or a
 * post that has no name to the name layer. */
static bool
heads_body(const finder *f, const nq_token *t)
{
    const nq_compare_tools *tools = f->d->in->tools;
    nq_slot_word w = nq_slot_word_of(&tools->words, t);
    uint32_t row;
    return t->kind == NQ_TOKEN_WORD &&
           (nq_table_word(&tools->org_heads, bare_hash(t), &row) ||
            w.kind == NQ_WORD_ORGAN || w.kind == NQ_WORD_POWER ||
            w.kind == NQ_WORD_POST ||
            (w.kind == NQ_WORD_NOUN && w.class == tools->words.state));
}

/* A word that goes on with a body: definite, or its field. */
static bool
goes_on(const finder *f, const nq_reading *r, uint32_t token)
{
    const nq_token *t = &r->text.tokens[token];
    const uint16_t glued = NQ_CLITIC_WAW | NQ_CLITIC_BA | NQ_CLITIC_LAM;
    return t->kind == NQ_TOKEN_WORD && !(t->clitics & glued) &&
           (t->clitics & NQ_CLITIC_AL ||
            nq_slot_word_of(&f->d->in->tools->words, t).kind == NQ_WORD_FIELD);
}

/* Where the subject ends that begins with a token; the token: it is none. */
static uint32_t
subject_end(const finder *f, const nq_reading *r, uint32_t token,
            uint32_t limit, uint32_t *entity)
{
    const nq_token *t = r->text.tokens;
    const nq_mention *m = nq_mention_at(&r->names, token);
    *entity = NQ_NO_ENTITY;
    if (token >= limit)
        return token;
    if (m && m->first == token && m->span.start == t[token].span.start) {
        *entity = m->entity;
        return m->end;
    }
    if (m || !heads_body(f, &t[token]))
        return token;
    uint32_t end = token + 1;
    for (uint32_t n = 1; n < NQ_DOER_NAME && end < limit; n++) {
        m = nq_mention_at(&r->names, end);
        if (m && m->span.start == t[end].span.start)
            return m->end;
        if (m || !goes_on(f, r, end))
            break;
        end++;
    }
    return end;
}

/* Is the token the first of its sentence, or behind "that"? */
static bool
opens(const finder *f, const nq_reading *r, const nq_row *row, uint32_t token)
{
    if (token == row->first)
        return true;
    uint8_t kind =
        nq_slot_word_of(&f->d->in->tools->stance, &r->text.tokens[token - 1])
            .kind;
    return kind == NQ_WORD_IF; /* folded, one word with "that" */
}

/* The subject of the verb of an act, if it is told; false: it is not. */
static bool
find_subject(const finder *f, const nq_row *row, act *a)
{
    const nq_reading *r = nq_row_reading(f->d, row);
    a->first = a->verb + 1;
    a->end = subject_end(f, r, a->first, row->end, &a->entity);
    if (a->end > a->first)
        return true;
    for (uint32_t n = 1; n <= NQ_DOER_NAME && a->verb >= row->first + n; n++) {
        if (!opens(f, r, row, a->verb - n))
            continue;
        a->first = a->verb - n;
        a->end = subject_end(f, r, a->first, a->verb, &a->entity);
        return a->end == a->verb;
    }
    return false;
}

static bool
has_stem(const act *a, uint64_t stem)
{
    for (uint32_t i = 0; i < a->n_object; i++)
        if (a->object[i].stem == stem)
            return true;
    return false;
}

/* What was done: the words behind the verb and its subject, each once. */
static void
find_object(const nq_row *row, act *a)
{
    uint32_t from = a->verb < a->first ? a->end : a->verb + 1, i = 0;
    while (i < row->n_words && row->words[i].token < from)
        i++;
    a->from = i;
    for (; i < row->n_words && a->n_object < NQ_DOER_OBJECT; i++) {
        const nq_word *w = &row->words[i];
        if (w->idf >= NQ_CONTEXT_IDF && !has_stem(a, w->stem))
            a->object[a->n_object++] = (part){w->stem, w->idf};
    }
    a->until = i;
}

/* The first figure of people of the object; "his country" may be any, an
 * agency tells what others did. */
static void
find_many(const finder *f, const nq_text *text, act *a)
{
    const nq_slot_words *words = &f->d->in->tools->words;
    const nq_token *head = &text->tokens[a->first];
    const nq_slot_at *s = f->slots->at;
    uint32_t end = f->slots->from[a->line + 1];
    if (head->clitics & NQ_CLITIC_PRONOUN ||
        nq_slot_word_of(words, head).kind == NQ_WORD_CARRIER)
        return;
    for (uint32_t i = f->slots->from[a->line]; i < end && !a->many; i++)
        if (s[i].slot == NQ_SLOT_NUMBER && s[i].first >= a->from &&
            s[i].end <= a->until && s[i].value.exact >= NQ_DOER_FIGURE &&
            s[i].value.word == words->person)
            a->many = i + 1;
}

/* How many it was done to; 0: it does not say. */
static double
many_of(const finder *f, const act *a)
{
    return a->many ? f->slots->at[a->many - 1].value.exact : 0;
}

static bool
are_as_many(const finder *f, const act *a, const act *b)
{
    return a->many && many_of(f, a) == many_of(f, b);
}

/* A figure of the object that both tell. */
static float
figures(const finder *f, const act *a, const act *b)
{
    const nq_slot_at *s = f->slots->at;
    const uint32_t *from = f->slots->from;
    for (uint32_t i = from[a->line]; i < from[a->line + 1]; i++)
        for (uint32_t k = from[b->line]; k < from[b->line + 1]; k++)
            if (s[i].slot == NQ_SLOT_NUMBER && s[k].slot == NQ_SLOT_NUMBER &&
                s[i].value.exact >= NQ_DOER_FIGURE &&
                s[i].value.exact == s[k].value.exact && s[i].first >= a->from &&
                s[i].end <= a->until && s[k].first >= b->from &&
                s[k].end <= b->until)
                return NQ_DOER_COUNTS;
    return 0;
}

static float
shared(const finder *f, const act *a, const act *b)
{
    float sum = figures(f, a, b);
    for (uint32_t i = 0; i < a->n_object; i++)
        if (has_stem(b, a->object[i].stem))
            sum += a->object[i].weight;
    return sum;
}

static naql_status
subject_slot(finder *f, act *a)
{
    if (a->slot)
        return NAQL_OK;
    const nq_row *row = &f->d->lines[a->line];
    const nq_reading *r = nq_row_reading(f->d, row);
    naql_span span = {r->text.tokens[a->first].span.start,
                      r->text.tokens[a->end - 1].span.end};
    nq_value v = nq_slot_name_value(
        f->d, r, span, nq_desk_person(f->d, a->article, a->entity));
    if (!v.name)
        return NAQL_NOMEM;
    v.soft = true;
    a->slot = f->slots->n + 1;
    return nq_slots_add(
        f->d, f->slots,
        (nq_slot_at){
            .slot = NQ_SLOT_ROLE, .line = a->line, .span = span, .value = v});
}

static naql_status
add(finder *f, act *a, act *b)
{
    NQ_TRY(subject_slot(f, a));
    NQ_TRY(subject_slot(f, b));
    if (are_as_many(f, a, b)) {
        f->slots->at[a->slot - 1].value.vouches = true;
        f->slots->at[b->slot - 1].value.vouches = true;
    }
    return nq_list_put(f->doers, f->d->scratch,
                       &(nq_answer){a->slot - 1, b->slot - 1});
}

static naql_status
hold_against(finder *f, act *me)
{
    act *acts = (act *)f->acts.at;
    for (uint32_t i = me->next, n = 0; i && n < NQ_DOER_ANCHORS; n++) {
        act *other = &acts[i - 1];
        i = other->next;
        if (f->d->outlet[other->article] != f->d->outlet[me->article] &&
            shared(f, other, me) >= NQ_DOER_SHARED)
            NQ_TRY(add(f, other, me));
    }
    return NAQL_OK;
}

/* The same under other verbs, done to as many: "arrested ten of them", "took
 * ten of them". */
static naql_status
hold_against_peers(finder *f, act *me)
{
    act *acts = (act *)f->acts.at;
    uint64_t many = nq_hash_next(37, (uint64_t)many_of(f, me));
    uint32_t *newest = nq_map_put(&f->counted, many, NULL);
    if (!newest)
        return NAQL_NOMEM;
    me->peer = *newest;
    *newest = (uint32_t)(me - acts) + 1;
    for (uint32_t i = me->peer, n = 0; i && n < NQ_DOER_ANCHORS; n++) {
        act *other = &acts[i - 1];
        i = other->peer;
        if (f->d->outlet[other->article] != f->d->outlet[me->article] &&
            other->stem != me->stem && are_as_many(f, other, me) &&
            shared(f, other, me) >= NQ_DOER_SHARED)
            NQ_TRY(add(f, other, me));
    }
    return NAQL_OK;
}

static naql_status
see(finder *f, uint32_t line, uint32_t token)
{
    const nq_row *row = &f->d->lines[line];
    const nq_text *text = &nq_row_reading(f->d, row)->text;
    act a = {.line = line,
             .article = row->article,
             .verb = token,
             .stem = text->tokens[token].stem};
    if (!find_subject(f, row, &a))
        return NAQL_OK;
    find_object(row, &a);
    if (!a.n_object)
        return NAQL_OK;
    find_many(f, text, &a);
    act *to = nq_list_add(&f->acts, f->d->scratch);
    uint32_t *newest = nq_map_put(&f->newest, a.stem, NULL);
    if (!to || !newest)
        return NAQL_NOMEM;
    *to = a;
    to->next = *newest;
    *newest = f->acts.n;
    NQ_TRY(hold_against(f, to));
    return to->many ? hold_against_peers(f, to) : NAQL_OK;
}

naql_status
nq_doers_add(const nq_desk *d, nq_slots *slots, nq_list *doers)
{
    finder f = {.d = d, .slots = slots, .doers = doers, .acts = NQ_LIST(act)};
    nq_map_init(&f.newest, d->scratch);
    nq_map_init(&f.counted, d->scratch);
    NQ_TRY(nq_cues_make(d, &f.cues));
    for (uint32_t i = 0; i < d->n_lines; i++) {
        const nq_row *row = &d->lines[i];
        const nq_text *text = &nq_row_reading(d, row)->text;
        for (uint32_t k = row->first;
             k < row->end && row->n_words <= NQ_DEED_ROW; k++)
            if (is_verb(&f, row->article, text, k))
                NQ_TRY(see(&f, i, k));
    }
    return NAQL_OK;
}
