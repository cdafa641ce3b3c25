/* SPDX-License-Identifier: Apache-2.0
 *
 * label.c - labels of bodies, networks of publication. Layer 7 (compare). */
#include "compare/label.h"

#include "base/hash.h"
#include "base/status.h"
#include "compare/tune.h"

#include <string.h>

#define NO_SLOT UINT32_MAX

static naql_status
add_slot(const nq_desk *d, nq_slots *slots, uint32_t class, nq_slot_at slot)
{
    const nq_reading *r = nq_row_reading(d, &d->lines[slot.line]);
    slot.value = nq_slot_name_value(d, r, slot.span, NQ_NO_ENTITY);
    if (!slot.value.name)
        return NAQL_NOMEM;
    slot.value.word = nq_hash_next(13, class);
    return nq_slots_add(d, slots, slot);
}

static naql_status
add_answer(const nq_desk *d, uint32_t a, uint32_t b, nq_list *answers)
{
    return nq_list_put(answers, d->scratch, &(nq_answer){a, b});
}

/* ---- Labels ---- */

typedef struct body { /* what an entity of the pile is called */
    uint32_t last;    /* its newest slot, or NO_SLOT */
    uint32_t class;   /* of its first label */
    bool parted;      /* it has labels of two classes */
} body;

typedef struct labeller {
    const nq_desk *d;
    nq_slots *slots;
    nq_list *answers;
    nq_map known; /* person -> index of its body */
    nq_list bodies;
    bool add; /* second pass: those that are parted become slots */
} labeller;

static nq_slot_word
word_at(const nq_desk *d, const nq_text *text, uint32_t token)
{
    return nq_slot_word_of(&d->in->tools->words, &text->tokens[token]);
}

/* The token that a label is followed by, an opening mark passed over; or the
 * end of the sentence. */
static uint32_t
labelled(const nq_text *text, const nq_row *row, uint32_t label)
{
    uint32_t i = label + 1;
    if (i < row->end && text->tokens[i].kind == NQ_TOKEN_MARK &&
        text->tokens[i].mark != NQ_MARK_STOP &&
        text->tokens[i].mark != NQ_MARK_COMMA)
        i++;
    return i < row->end && text->tokens[i].kind == NQ_TOKEN_WORD ? i : row->end;
}

/* The body of the pile, or, where the name layer knows none, of its first word:
 * "the Houthi militia", "the rebels of al-Houthi". A `stem` of 0 is of no
 * rare word. */
static body *
body_of(labeller *l, uint32_t person, uint64_t stem)
{
    uint64_t keys[2] = {nq_hash_next(17, person), nq_hash_next(19, stem)};
    uint32_t found = UINT32_MAX;
    for (int i = 0; i < 2; i++) {
        const uint32_t *at = nq_map_get(&l->known, keys[i]);
        found = found == UINT32_MAX && at ? *at : found;
    }
    if (found == UINT32_MAX) {
        body *b = nq_list_add(&l->bodies, l->d->scratch);
        if (!b)
            return NULL;
        b->last = NO_SLOT;
        found = l->bodies.n - 1;
    }
    bool is[2] = {person != NQ_NO_ENTITY, stem != 0};
    for (int i = 0; i < 2; i++) {
        bool fresh;
        uint32_t *at = is[i] ? nq_map_put(&l->known, keys[i], &fresh) : NULL;
        if (is[i] && !at)
            return NULL;
        if (at && fresh)
            *at = found;
    }
    return (body *)l->bodies.at + found;
}

/* What a label is put on: a body that the name layer knows, or a *rare word.
 * Its last token is *last. */
static bool
is_body(const nq_desk *d, const nq_reading *r, uint32_t label, uint32_t name,
        uint32_t *last, bool *rare)
{
    const nq_mention *m = nq_mention_at(&r->names, name);
    *last = name;
    const nq_token *t = &r->text.tokens[name];
    naql_str bare = nq_token_bare(t);
    *rare = nq_rarity_idf(&d->in->tools->rarity, t->stem) >= NQ_LABEL_IDF &&
            !nq_origin_of(&d->in->tools->names.variants, nq_hash(bare));
    if (m && m->type == NQ_ORG && (m->first == name || m->first == label)) {
        *last = m->end - 1;
        return true;
    }
    return *rare;
}

static naql_status
see_label(labeller *l, uint32_t line, uint32_t label, uint32_t class)
{
    const nq_desk *d = l->d;
    const nq_row *row = &d->lines[line];
    const nq_reading *r = nq_row_reading(d, row);
    uint32_t name = labelled(&r->text, row, label), last;
    bool rare;
    if (name == row->end || !is_body(d, r, label, name, &last, &rare))
        return NAQL_OK;
    const nq_mention *m = nq_mention_at(&r->names, name);
    uint32_t person = m && m->type == NQ_ORG
                          ? nq_desk_person(d, row->article, m->entity)
                          : NQ_NO_ENTITY;
    body *b = body_of(l, person, rare ? r->text.tokens[name].stem : 0);
    if (!b)
        return NAQL_NOMEM;
    b->parted |= b->class && b->class != class;
    b->class = b->class ? b->class : class;
    if (!l->add || !b->parted)
        return NAQL_OK;
    nq_slot_at slot = {.slot = NQ_SLOT_NAME, .type = NQ_ORG, .line = line};
    slot.span = (naql_span){nq_word_start(&r->text, label),
                            r->text.tokens[last].span.end};
    if (b->last != NO_SLOT)
        NQ_TRY(add_answer(d, b->last, l->slots->n, l->answers));
    b->last = l->slots->n;
    return add_slot(d, l->slots, class, slot);
}

static naql_status
see_labels(labeller *l)
{
    for (uint32_t i = 0; i < l->d->n_lines; i++) {
        const nq_row *row = &l->d->lines[i];
        const nq_text *text = &nq_row_reading(l->d, row)->text;
        for (uint32_t k = row->first; k < row->end; k++) {
            nq_slot_word w = word_at(l->d, text, k);
            if (w.kind == NQ_WORD_LABEL)
                NQ_TRY(see_label(l, i, k, w.class));
        }
    }
    return NAQL_OK;
}

naql_status
nq_labels_add(const nq_desk *d, nq_slots *slots, nq_list *answers)
{
    labeller l = {
        .d = d, .slots = slots, .answers = answers, .bodies = NQ_LIST(body)};
    nq_map_init(&l.known, d->scratch);
    NQ_TRY(see_labels(&l));
    l.add = true;
    return see_labels(&l);
}

/* ---- Labels left out ---- */

typedef struct side { /* one of two aligned wordings */
    uint32_t line, n, n_other;
    const uint16_t *to;
} side;

/* A label in one wording, words [first, end) of it with their body, and the
 * body alone in the other. */
typedef struct omission {
    uint32_t mine[2], its[2];
} omission;

static const nq_mention *
body_at(const nq_desk *d, const side *s, uint32_t i)
{
    const nq_row *row = &d->lines[s->line];
    const nq_names *names = &nq_row_reading(d, row)->names;
    const nq_mention *m =
        i < s->n ? nq_mention_at(names, row->words[i].token) : NULL;
    return m && m->type == NQ_ORG ? m : NULL;
}

/* Word behind the body's name that starts at word `i`; `i`: none does. */
static uint32_t
body_behind(const nq_desk *d, const side *s, uint32_t i)
{
    const nq_word *words = d->lines[s->line].words;
    const nq_mention *m = body_at(d, s, i);
    while (m && i < s->n && words[i].token < m->end)
        i++;
    return i;
}

static uint32_t
body_before(const nq_desk *d, const side *s, uint32_t i)
{
    const nq_word *words = d->lines[s->line].words;
    const nq_mention *m = i ? body_at(d, s, i - 1) : NULL;
    while (m && i && words[i - 1].token >= m->first)
        i--;
    return i;
}

/* Do words [first, end) stand side by side in the other wording, from word
 * *image on? */
static bool
is_matched(const side *s, uint32_t first, uint32_t end, uint32_t *image)
{
    if (first >= end || s->to[first] == NQ_NO_WORD)
        return false;
    *image = s->to[first];
    for (uint32_t i = first; i < end; i++)
        if (s->to[i] != *image + (i - first))
            return false;
    return true;
}

/* "Like [the militia] X" or "like X [the terrorist]": what stands on the other
 * side of the label is matched and touches the body in the other wording. */
static bool
is_left_out(const nq_desk *d, const side *s, uint32_t i, bool judges,
            omission *out)
{
    uint32_t first = judges ? body_before(d, s, i) : i + 1;
    uint32_t end = judges ? i : body_behind(d, s, i + 1), image;
    if (s->to[i] != NQ_NO_WORD || !is_matched(s, first, end, &image))
        return false;
    uint32_t behind = image + (end - first);
    *out =
        (omission){{judges ? first : i, judges ? i + 1 : end}, {image, behind}};
    if (judges)
        return behind == s->n_other || (i + 1 < s->n && s->to[i + 1] == behind);
    return i && image && s->to[i - 1] == image - 1;
}

/* Behind an "and" or a mark: of another body. */
static bool
stands_apart(const nq_text *text, const nq_word *w)
{
    return text->tokens[w->token].clitics & NQ_CLITIC_WAW ||
           (w->token && text->tokens[w->token - 1].mark == NQ_MARK_COMMA);
}

static naql_status
body_slot(const nq_desk *d, nq_slots *slots, uint32_t line,
          const uint32_t words[2], uint64_t label)
{
    const nq_row *row = &d->lines[line];
    const nq_reading *r = nq_row_reading(d, row);
    nq_slot_at slot = {.slot = NQ_SLOT_NAME, .type = NQ_ORG, .line = line};
    slot.span =
        (naql_span){nq_word_start(&r->text, row->words[words[0]].token),
                    r->text.tokens[row->words[words[1] - 1].token].span.end};
    slot.value = nq_slot_name_value(d, r, slot.span, NQ_NO_ENTITY);
    slot.value.label = label;
    return slot.value.name ? nq_slots_add(d, slots, slot) : NAQL_NOMEM;
}

static naql_status
left_out_of(const nq_desk *d, nq_slots *slots, const side *s, uint32_t other,
            nq_list *answers)
{
    enum { NONE = 1, SOME };
    const nq_row *row = &d->lines[s->line];
    const nq_text *text = &nq_row_reading(d, row)->text;
    for (uint32_t i = 0; i < s->n; i++) {
        nq_slot_word w = word_at(d, text, row->words[i].token);
        bool judges = w.kind == NQ_WORD_VERDICT;
        bool label =
            w.kind == NQ_WORD_LABEL && w.class == d->in->tools->words.militia;
        omission o;
        if ((!judges && !label) || stands_apart(text, &row->words[i]) ||
            !is_left_out(d, s, i, judges, &o))
            continue;
        NQ_TRY(add_answer(d, slots->n, slots->n + 1, answers));
        NQ_TRY(body_slot(d, slots, s->line, o.mine, SOME));
        NQ_TRY(body_slot(d, slots, other, o.its, NONE));
    }
    return NAQL_OK;
}

naql_status
nq_labels_left_out(const nq_desk *d, nq_slots *slots, nq_pair pair,
                   const nq_alignment *x, nq_list *answers)
{
    side a = {pair.a, x->n_a, x->n_b, x->to};
    side b = {pair.b, x->n_b, x->n_a, x->back};
    NQ_TRY(left_out_of(d, slots, &a, pair.b, answers));
    return left_out_of(d, slots, &b, pair.a, answers);
}

/* ---- Networks ---- */

typedef struct network { /* of a line */
    uint32_t class;      /* 0: none is named; MANY: several are */
    uint32_t token, slot;
} network;
#define MANY UINT32_MAX

static naql_status
networks_of(const nq_desk *d, network *of, nq_map *named)
{
    for (uint32_t i = 0; i < d->n_lines; i++) {
        const nq_row *row = &d->lines[i];
        const nq_text *text = &nq_row_reading(d, row)->text;
        of[i] = (network){.slot = NO_SLOT};
        for (uint32_t k = 0; k < row->n_words; k++) {
            nq_slot_word w = word_at(d, text, row->words[k].token);
            if (w.kind != NQ_WORD_MEDIUM)
                continue;
            uint64_t key = nq_hash_next(row->article + 1, w.class);
            if (!nq_map_put(named, key, NULL))
                return NAQL_NOMEM;
            if (!of[i].class)
                of[i].token = row->words[k].token;
            of[i].class =
                !of[i].class || of[i].class == w.class ? w.class : MANY;
        }
    }
    return NAQL_OK;
}

static naql_status
network_slot(const nq_desk *d, nq_slots *slots, network *n, uint32_t line)
{
    const nq_text *text = &nq_row_reading(d, &d->lines[line])->text;
    if (n->slot != NO_SLOT)
        return NAQL_OK;
    n->slot = slots->n;
    naql_span span = {nq_word_start(text, n->token),
                      text->tokens[n->token].span.end};
    return add_slot(
        d, slots, n->class,
        (nq_slot_at){
            .slot = NQ_SLOT_PLACE, .type = NQ_ORG, .line = line, .span = span});
}

static bool
names_it(const nq_map *named, uint32_t article, uint32_t class)
{
    return nq_map_get(named, nq_hash_next(article + 1, class));
}

typedef struct publisher {
    const nq_desk *d;
    nq_slots *slots;
    nq_list *answers;
    nq_map named; /* article and class */
    network *of;  /* [n_lines] */
} publisher;

/* Two sentences that tell one thing, on two networks. */
static naql_status
part_media(publisher *p, uint32_t a, uint32_t b)
{
    const nq_row *x = &p->d->lines[a], *y = &p->d->lines[b];
    uint32_t shared;
    if (x->article == y->article || p->of[a].class == p->of[b].class ||
        names_it(&p->named, x->article, p->of[b].class) ||
        names_it(&p->named, y->article, p->of[a].class) ||
        nq_row_cosine(x, y, &shared) < NQ_MEDIA_LIKE || shared < NQ_FACT_SHARED)
        return NAQL_OK;
    NQ_TRY(network_slot(p->d, p->slots, &p->of[a], a));
    NQ_TRY(network_slot(p->d, p->slots, &p->of[b], b));
    return add_answer(p->d, p->of[a].slot, p->of[b].slot, p->answers);
}

naql_status
nq_media_add(const nq_desk *d, nq_slots *slots, nq_list *answers)
{
    publisher p = {.d = d, .slots = slots, .answers = answers};
    nq_map_init(&p.named, d->scratch);
    p.of = nq_arena_alloc(d->scratch, d->n_lines * sizeof *p.of);
    if (!p.of)
        return NAQL_NOMEM;
    NQ_TRY(networks_of(d, p.of, &p.named));
    uint32_t last[NQ_MEDIA_ANCHORS], n = 0;
    for (uint32_t b = 0; b < d->n_lines; b++) {
        if (!p.of[b].class || p.of[b].class == MANY)
            continue;
        for (uint32_t k = 0; k < n && k < NQ_MEDIA_ANCHORS; k++)
            NQ_TRY(part_media(&p, last[k], b));
        last[n++ % NQ_MEDIA_ANCHORS] = b;
    }
    return NAQL_OK;
}
