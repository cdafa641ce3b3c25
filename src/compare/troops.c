/* SPDX-License-Identifier: Apache-2.0
 *
 * troops.c - what outlets call those who rule a state and fight for it. Layer 7
 * (compare).
 *
 * Knows one choice, the regime's or the state's, and makes it only where some
 * article says whose regime it is: in a story of one war the armies of other
 * states stand beside it. */
#include "compare/troops.h"

#include "base/hash.h"
#include "base/status.h"
#include "base/str.h"
#include "compare/calls.h"

enum { REGIME, STATE };

typedef struct call { /* a place where they are named */
    nq_call call;
    uint64_t state; /* of its adjective, 0: none */
    bool fights;    /* its army, its forces, not the government itself */
} call;

typedef struct caller {
    const nq_found *f;
    nq_list calls;  /* of call, in the order of the pile */
    uint64_t state; /* whose regime it is, 0: unknown */
    bool many;      /* more states than one have a regime here */
    bool fights;    /* some outlet says "the forces of the regime" */
} caller;

static nq_slot_word
word_at(const caller *c, const nq_text *text, uint32_t token)
{
    if (token >= text->n_tokens || text->tokens[token].kind != NQ_TOKEN_WORD)
        return (nq_slot_word){0};
    return nq_slot_word_of(&c->f->d->in->tools->words, &text->tokens[token]);
}

static bool
is_definite(const nq_token *t)
{
    return t->clitics & NQ_CLITIC_AL;
}

/* Of a word that may go on with what stands before it. */
static bool
has_article(const nq_text *text, uint32_t token)
{
    return token < text->n_tokens && is_definite(&text->tokens[token]) &&
           !(text->tokens[token].flags & NQ_TOKEN_SENTENCE);
}

/* Of an adjective behind a noun. */
static uint64_t
origin_at(const caller *c, const nq_text *text, uint32_t token)
{
    if (!has_article(text, token) || text->tokens[token].kind != NQ_TOKEN_WORD)
        return 0;
    naql_str bare = nq_token_bare(&text->tokens[token]);
    return nq_origin_of(&c->f->d->in->tools->names.variants, nq_hash(bare));
}

/* Does a second adjective behind a name make it that of another: "the X-ish
 * army, the free one", "the X-ish government, the interim one"? */
static bool
is_another(const nq_text *text, uint32_t end)
{
    return has_article(text, end) &&
           !(text->tokens[end].clitics & NQ_CLITIC_WAW);
}

/* The noun, not what belongs to it or who sits in it. */
static bool
is_government(const caller *c, const nq_token *t, nq_slot_word word)
{
    naql_str bare = nq_token_bare(t);
    return word.kind == NQ_WORD_FIELD &&
           word.class == c->f->d->in->tools->words.government &&
           nq_str_ends(bare, NQ_STR("ه")) && !nq_str_ends(bare, NQ_STR("يه"));
}

/* Reads "the regime of X", "the government of X" as read_forces() does. */
static uint32_t
read_rule(const caller *c, const nq_text *text, uint32_t token, call *out)
{
    nq_slot_word head = word_at(c, text, token);
    bool regime = head.kind == NQ_WORD_POWER &&
                  head.class == c->f->d->in->tools->words.regime;
    if ((!regime && !is_government(c, &text->tokens[token], head)) ||
        !is_definite(&text->tokens[token]) || !has_article(text, token + 1))
        return token;
    out->call.way = regime ? REGIME : STATE;
    out->fights = false;
    out->state = origin_at(c, text, token + 1);
    return out->state && !is_another(text, token + 2) ? token + 2 : token;
}

/* Reads "the forces of the regime", "the army of X", "the government's forces"
 * at a token; the token behind it, or the token: there is none. */
static uint32_t
read_forces(const caller *c, const nq_text *text, uint32_t token, call *out)
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
    out->call.way = regime ? REGIME : STATE;
    out->fights = true;
    if (regime || (forces && rules)) {
        out->state = origin_at(c, text, end);
        return end + (out->state != 0);
    }
    out->state = army && is_definite(&text->tokens[token])
                     ? origin_at(c, text, token + 1)
                     : 0;
    return out->state && !is_another(text, end) ? end : token;
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
        call at = {.call.article = article};
        nq_slot_word w = word_at(c, text, i);
        if (w.kind == NQ_WORD_POWER && w.class == regime)
            note_state(c, origin_at(c, text, i + 1));
        uint32_t end = read_forces(c, text, i, &at);
        if (end == i)
            end = read_rule(c, text, i, &at);
        next = end > i ? end : i + 1;
        if (end == i)
            continue;
        if (at.call.way == REGIME)
            note_state(c, at.state);
        c->fights |= at.call.way == REGIME && at.fights;
        at.call.span =
            (naql_span){nq_word_start(text, i), text->tokens[end - 1].span.end};
        if (nq_desk_quoted(c->f->d, article, at.call.span) != UINT32_MAX)
            continue; /* his who spoke */
        NQ_TRY(nq_list_put(&c->calls, c->f->d->scratch, &at));
    }
    return NAQL_OK;
}

/* Where nobody says "the forces of the regime", its army is another body. */
static bool
is_of_state(const caller *c, const call *at)
{
    return (!at->state || at->state == c->state) && (!at->fights || c->fights);
}

/* The calls of the army, of the government, or of both. */
static naql_status
keep(const caller *c, bool army, bool rule, nq_list *kept)
{
    const call *at = c->calls.at;
    *kept = NQ_LIST(nq_call);
    for (uint32_t i = 0; i < c->calls.n; i++)
        if ((at[i].fights ? army : rule) && is_of_state(c, &at[i]))
            NQ_TRY(nq_list_put(kept, c->f->d->scratch, &at[i].call));
    return NAQL_OK;
}

naql_status
nq_troops_points(const nq_found *f, nq_points *to)
{
    caller c = {.f = f, .calls = NQ_LIST(call)};
    nq_list kept;
    bool part = false;
    for (uint32_t a = 0; a < f->d->in->story->n_articles; a++)
        NQ_TRY(read_article(&c, a));
    if (!c.state || c.many)
        return NAQL_OK;
    for (int i = 0; i < 3 && !part; i++) {
        NQ_TRY(keep(&c, i != 2, i != 1, &kept)); /* then one of them */
        NQ_TRY(nq_calls_part(f, kept.at, kept.n, &part));
    }
    return part ? nq_calls_point(f, kept.at, kept.n, to) : NAQL_OK;
}
