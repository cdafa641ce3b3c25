/* SPDX-License-Identifier: Apache-2.0
 *
 * troops.c - what outlets call those who fight for a state. Layer 7 (compare).
 *
 * Knows one choice, the regime's or the state's, and makes it only where some
 * article says whose regime it is: in a story of one war the armies of other
 * states stand beside it. */
#include "compare/troops.h"

#include "base/hash.h"
#include "base/status.h"
#include "base/str.h"
#include "compare/tune.h"

enum { REGIME, STATE, WAYS };

typedef struct call { /* a place where they are named */
    uint32_t article;
    naql_span span;
    uint64_t state; /* of its adjective, 0: none */
    uint8_t way;
} call;

typedef struct caller {
    const nq_found *f;
    nq_list calls;  /* of call, in the order of the pile */
    uint64_t state; /* whose regime it is, 0: unknown */
    bool many;      /* more states than one have a regime here */
} caller;

static nq_slot_word
word_at(const caller *c, const nq_text *text, uint32_t token)
{
    if (token >= text->n_tokens || text->tokens[token].kind != NQ_TOKEN_WORD)
        return (nq_slot_word){0};
    return nq_slot_word_of(&c->f->d->in->tools->words, &text->tokens[token]);
}

static uint64_t
origin_at(const caller *c, const nq_text *text, uint32_t token)
{
    if (token >= text->n_tokens || text->tokens[token].kind != NQ_TOKEN_WORD ||
        !(text->tokens[token].clitics & NQ_CLITIC_AL))
        return 0;
    naql_str bare = nq_token_bare(&text->tokens[token]);
    return nq_origin_of(&c->f->d->in->tools->names.variants, nq_hash(bare));
}

static bool
has_article(const nq_text *text, uint32_t token)
{
    return token < text->n_tokens &&
           text->tokens[token].clitics & NQ_CLITIC_AL &&
           !(text->tokens[token].flags & NQ_TOKEN_SENTENCE);
}

/* Reads "the forces of the regime", "the army of X", "the government's forces"
 * at a token; the token behind it, or the token: there is none. "The X-ish
 * army, the free one" is another. */
static uint32_t
read_call(const caller *c, const nq_text *text, uint32_t token, call *out)
{
    const nq_slot_words *words = &c->f->d->in->tools->words;
    nq_slot_word head = word_at(c, text, token);
    nq_slot_word next = word_at(c, text, token + 1);
    bool forces = head.kind == NQ_WORD_POWER && head.class == words->forces;
    bool army = head.kind == NQ_WORD_ORGAN && head.class == words->army;
    uint32_t end = token + 2;
    if ((!forces && !army) || !has_article(text, token + 1))
        return token;
    bool regime = next.kind == NQ_WORD_POWER && next.class == words->regime;
    bool rules = next.kind == NQ_WORD_FIELD && next.class == words->government;
    out->way = regime ? REGIME : STATE;
    if (regime || (forces && rules)) {
        out->state = origin_at(c, text, end);
        return end + (out->state != 0);
    }
    out->state =
        army && has_article(text, token) ? origin_at(c, text, token + 1) : 0;
    return out->state && !(has_article(text, end) &&
                           !(text->tokens[end].clitics & NQ_CLITIC_WAW))
               ? end
               : token;
}

static void
note_state(caller *c, uint64_t state)
{
    c->many |= state && c->state && state != c->state;
    c->state = c->state ? c->state : state;
}

static naql_status
read_article(caller *c, uint32_t article)
{
    const nq_text *text = &nq_desk_reading(c->f->d, article)->text;
    uint32_t regime = c->f->d->in->tools->words.regime;
    for (uint32_t i = 0, next; i < text->n_tokens; i = next) {
        call at = {.article = article};
        nq_slot_word w = word_at(c, text, i);
        if (w.kind == NQ_WORD_POWER && w.class == regime)
            note_state(c, origin_at(c, text, i + 1));
        uint32_t end = read_call(c, text, i, &at);
        next = end > i ? end : i + 1;
        if (end == i)
            continue;
        if (at.way == REGIME)
            note_state(c, at.state);
        at.span =
            (naql_span){nq_word_start(text, i), text->tokens[end - 1].span.end};
        NQ_TRY(nq_list_put(&c->calls, c->f->d->scratch, &at));
    }
    return NAQL_OK;
}

static bool
is_of_state(const caller *c, const call *at)
{
    return !at->state || at->state == c->state;
}

static naql_status
version_of(const caller *c, uint8_t way, nq_version *out)
{
    const call *at = c->calls.at;
    nq_place *places = nq_arena_alloc(c->f->arena, c->calls.n * sizeof *places);
    if (!places)
        return NAQL_NOMEM;
    *out = (nq_version){.places = places};
    for (uint32_t i = 0; i < c->calls.n; i++) {
        if (at[i].way != way || !is_of_state(c, &at[i]))
            continue;
        if (!out->n_places)
            out->text = nq_str_span(
                nq_desk_reading(c->f->d, at[i].article)->article.text,
                at[i].span);
        places[out->n_places++] =
            nq_desk_place(c->f->d, at[i].article, at[i].span);
    }
    return NAQL_OK;
}

static naql_status
add_point(const caller *c, uint32_t n_outlets, nq_points *to)
{
    nq_version *versions = nq_arena_zero(c->f->arena, WAYS, sizeof *versions);
    nq_ranked *r = nq_list_add(&to->conflict, c->f->d->scratch);
    if (!versions || !r)
        return NAQL_NOMEM;
    for (uint8_t way = 0; way < WAYS; way++)
        NQ_TRY(version_of(c, way, &versions[way]));
    *r = (nq_ranked){.point = {.slot = NQ_SLOT_NAME,
                               .about = versions[0].text,
                               .versions = versions,
                               .n_versions = WAYS,
                               .n_outlets = n_outlets,
                               .wording = true},
                     .rank = n_outlets - NQ_SPELLING_LAST / 2};
    return NAQL_OK;
}

naql_status
nq_troops_points(const nq_found *f, nq_points *to)
{
    const nq_desk *d = f->d;
    caller c = {.f = f, .calls = NQ_LIST(call)};
    uint32_t *sets = nq_arena_zero(d->scratch, d->n_outlets, sizeof *sets);
    uint32_t n_outlets = 0;
    if (!sets)
        return NAQL_NOMEM;
    for (uint32_t a = 0; a < d->in->story->n_articles; a++)
        NQ_TRY(read_article(&c, a));
    const call *at = c.calls.at;
    for (uint32_t i = 0; i < c.calls.n; i++)
        if (is_of_state(&c, &at[i]))
            sets[d->outlet[at[i].article]] |= 1u << at[i].way;
    for (uint32_t i = 0; i < d->n_outlets; i++)
        n_outlets += sets[i] != 0;
    if (!c.state || c.many || !nq_desk_parted(sets, d->n_outlets))
        return NAQL_OK;
    return add_point(&c, n_outlets, to);
}
