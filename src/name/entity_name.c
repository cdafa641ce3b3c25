/* SPDX-License-Identifier: Apache-2.0
 *
 * entity_name.c - what entities are called, and what is told of them. Layer 4
 * (name). */
#include "name/entity_name.h"

#include "base/fold.h"
#include "base/hash.h"
#include "base/status.h"
#include "base/str.h"
#include "base/utf8.h"
#include "name/tune.h"

struct namer {
    const nq_entity_in *in;
    const nq_name_words *words;
    const uint32_t *support;
    naql_str text;
    nq_arena *scratch;
    uint32_t counts; /* names that may still be counted */
};

naql_str
nq_lost_article(const nq_entity_in *in, const nq_mention *m)
{
    const nq_lex_word *w = &in->marked->lex[m->first];
    if (w->lil)
        return NQ_STR("\u0627");
    if (!w->definite || !(w->clitics & NQ_CLITIC_LAM))
        return NQ_STR("");
    return w->skip > NQ_LETTER ? NQ_STR("\u0627") : NQ_STR("\u0627\u0644");
}

/* Marks inside a name ("#") make it less clean. */
static bool
is_clean(naql_str s)
{
    for (size_t at = 0; at < s.len;)
        if (nq_class_of(nq_utf8_read(s.ptr, &at)) == NQ_CLASS_MARK)
            return false;
    return true;
}

/* Is mention `a` the name of mention `b` behind a head word that it can do
 * without, "the company X"? The ministry of X is called so. */
static bool
is_headed_by(const struct namer *s, uint32_t a, uint32_t b)
{
    const nq_name_words *x = &s->words[a], *y = &s->words[b];
    const nq_mention *m = &s->in->mentions[a];
    return m->type == NQ_ORG && x->n == y->n + 1 && y->n &&
           nq_map_get(&s->in->variants->optional, x->tight[0]) &&
           !(nq_lex_bits(&s->in->marked->lex[m->first]) & NQ_LEX_ORG_ORIGIN) &&
           !memcmp(x->tight + 1, y->tight, y->n * sizeof *y->tight);
}

/* How often a mention's words name its entity. */
static uint32_t
times(const struct namer *s, uint32_t mention)
{
    const nq_name_words *w = &s->words[mention];
    uint32_t n = 0;
    for (uint32_t i = 0; i < s->in->n; i++)
        n += s->in->mentions[i].entity == s->in->mentions[mention].entity &&
             s->words[i].n == w->n &&
             !memcmp(s->words[i].tight, w->tight, w->n * sizeof *w->tight);
    return n;
}

static bool
better_name(struct namer *s, uint32_t a, uint32_t b)
{
    const nq_mention *m = s->in->mentions;
    bool longer = is_headed_by(s, a, b);
    if (s->counts && (longer || is_headed_by(s, b, a))) {
        s->counts--;
        uint32_t x = times(s, a), y = times(s, b);
        return longer ? x >= y : x > y;
    }
    if (s->words[a].n != s->words[b].n)
        return s->words[a].n > s->words[b].n;
    if (s->support[a] != s->support[b])
        return s->support[a] > s->support[b];
    bool cut = nq_lost_article(s->in, &m[a]).len > 0;
    if (cut != (nq_lost_article(s->in, &m[b]).len > 0))
        return !cut;
    return is_clean(nq_str_span(s->text, m[a].span)) &&
           !is_clean(nq_str_span(s->text, m[b].span));
}

static bool
seems_feminine(const nq_entity_in *in, const nq_mention *m)
{
    uint32_t bits = in->marked->lex[m->first].whole;
    naql_str head = in->marked->text->tokens[m->first].folded;
    if (m->type == NQ_PER)
        return bits & NQ_LEX_FEMININE;
    if (m->type == NQ_LOC)
        return !(bits & NQ_LEX_MASCULINE);
    return bits & NQ_LEX_FEMININE || nq_str_ends(head, NQ_STR("\u0647"));
}

/* Counts mentions and picks the best name of each entity. */
static void
survey(struct namer *s, uint32_t *best, nq_entity *entities)
{
    for (uint32_t i = 0; i < s->in->n; i++) {
        const nq_mention *m = &s->in->mentions[i];
        nq_entity *e = &entities[m->entity];
        if (e->n_mentions++ == 0 || better_name(s, i, best[m->entity]))
            best[m->entity] = i;
        e->type = m->type;
        e->respelled |= s->support[i] != 0;
        e->agency |= (s->in->marked->lex[m->first].whole & NQ_LEX_AGENCY) != 0;
        e->feminine |= seems_feminine(s->in, m);
    }
}

/* Lists of mentions, all in one block, by counting. */
static bool
list_mentions(const struct namer *s, nq_entity *entities, uint32_t n,
              nq_arena *arena)
{
    uint32_t *block = nq_arena_alloc(arena, sizeof(*block) * s->in->n);
    uint32_t **end = nq_arena_alloc(s->scratch, sizeof(*end) * (n + 1));
    if (!block || !end)
        return false;
    for (uint32_t e = 0; e < n; e++) {
        entities[e].mentions = end[e] = block;
        block += entities[e].n_mentions;
    }
    for (uint32_t i = 0; i < s->in->n; i++)
        *end[s->in->mentions[i].entity]++ = i;
    return true;
}

static uint32_t
holder_of(const nq_entity_in *in, uint32_t office)
{
    uint32_t mention = in->offices[office].mention;
    return mention == NQ_NO_ENTITY ? NQ_NO_ENTITY
                                   : in->mentions[mention].entity;
}

/* Lists of different roles; offices tell the grammar of their holder too. */
static bool
list_roles(const struct namer *s, nq_entity *entities, uint32_t n,
           nq_arena *arena)
{
    const nq_entity_in *in = s->in;
    naql_span **at = nq_arena_zero(s->scratch, n + 1, sizeof(*at));
    naql_span *block =
        nq_arena_alloc(arena, sizeof(*block) * (in->n_offices + 1));
    nq_map seen;
    nq_map_init(&seen, s->scratch);
    if (!at || !block)
        return false;
    for (uint32_t o = 0; o < in->n_offices; o++)
        if (holder_of(in, o) != NQ_NO_ENTITY)
            entities[holder_of(in, o)].n_roles++; /* room, counted again */
    for (uint32_t e = 0; e < n; e++) {
        entities[e].roles = at[e] = block;
        block += entities[e].n_roles;
        entities[e].n_roles = 0;
    }
    for (uint32_t o = 0; o < in->n_offices; o++) {
        uint32_t e = holder_of(in, o);
        bool fresh;
        if (e == NQ_NO_ENTITY)
            continue;
        entities[e].feminine |= in->offices[o].feminine;
        naql_str words = nq_str_span(s->text, in->offices[o].span);
        if (!nq_map_put(&seen, nq_hash_next(nq_hash(words), e), &fresh))
            return false;
        if (fresh)
            at[e][entities[e].n_roles++] = in->offices[o].span;
    }
    return true;
}

/* Calls an entity by the words of its best mention, in their usual spelling, or
 * by the usual name of who is called so. */
static bool
name_entity(const struct namer *s, uint32_t best, bool foreign, nq_arena *arena,
            nq_entity *e)
{
    const nq_mention *m = &s->in->mentions[best];
    e->name = nq_usual_spelling(s->in->usual, s->in->marked->text, m,
                                nq_lost_article(s->in, m), arena);
    if (foreign && e->name.ptr)
        e->name = nq_in_arabic(e->name, arena);
    if (!e->name.ptr)
        return false;
    e->key = nq_name_key(s->in->variants, &s->words[best]);
    nq_name_words words = s->words[best];
    if (e->name.ptr != s->text.ptr + m->span.start) /* spelled anew */
        nq_name_tight(s->in->variants, e->name, &words);
    nq_called_so called = {
        e->name, &words, e->type == NQ_PER, s->text, e->roles, e->n_roles, 0};
    naql_str usual =
        nq_usual_name_of(s->in->usual_names, s->in->variants, &called);
    if (!usual.len)
        return true;
    nq_name_tight(s->in->variants, usual, &words);
    uint64_t key = nq_name_key(s->in->variants, &words);
    e->respelled |= key != e->key;
    e->key = key;
    e->name = usual;
    return true;
}

naql_status
nq_entities_describe(const nq_grouped *g, nq_arena *arena, nq_arena *scratch,
                     nq_names *out)
{
    struct namer s = {.in = g->in,
                      .words = g->words,
                      .support = g->support,
                      .text = g->in->marked->text->article->text,
                      .scratch = scratch,
                      .counts = NQ_ALIKE_LOOKS};
    nq_entity *entities = nq_arena_zero(arena, g->n + 1, sizeof(*entities));
    uint32_t *best = nq_arena_alloc(scratch, sizeof(*best) * (g->n + 1));
    if (!entities || !best)
        return NAQL_NOMEM;
    survey(&s, best, entities);
    if (!list_mentions(&s, entities, g->n, arena) ||
        !list_roles(&s, entities, g->n, arena))
        return NAQL_NOMEM;
    bool foreign = nq_foreign_letters(s.text);
    for (uint32_t e = 0; e < g->n; e++)
        if (!name_entity(&s, best[e], foreign, arena, &entities[e]))
            return NAQL_NOMEM;
    out->entities = entities;
    out->n_entities = g->n;
    return NAQL_OK;
}
