/* SPDX-License-Identifier: Apache-2.0
 *
 * shorter.c - one who is named in full and by a part of it. Layer 4 (name).
 *
 * Every longer name puts down the parts that may stand for it, each a key; a
 * name that is such a part is the longer one's. */
#include "name/shorter.h"
#include "base/forest.h"
#include "base/hash.h"
#include "base/map.h"
#include "base/str.h"
#include "base/utf8.h"
#include "name/together.h"
#include "name/tune.h"

#define AMBIGUOUS UINT32_MAX

/* Of the keys, beside the types: names of persons in full, and all that bodies'
 * names say. */
enum { WHOLE = NQ_NAME_NONE + 1, BARE };

struct shorter {
    const nq_entity_in *in;
    nq_name_words *words;
    nq_map parts; /* key of a part -> mention of the longer name + 1 */
    uint32_t *up;
    uint32_t looks;  /* pairs whose sentences may still be looked through */
    uint32_t counts; /* names that may still be counted */
    bool any;
};

static uint64_t
part_key(uint8_t type, const uint64_t *words, uint32_t n)
{
    uint64_t h = type;
    for (uint32_t i = 0; i < n; i++)
        h = nq_hash_next(h, words[i]);
    return h;
}

/* Puts a part down for a mention; of two entities' it is nobody's. */
static bool
put(struct shorter *s, uint64_t key, uint32_t mention)
{
    bool fresh;
    uint32_t *at = nq_map_put(&s->parts, key, &fresh);
    if (!at)
        return false;
    if (fresh)
        *at = mention + 1;
    else if (*at != AMBIGUOUS &&
             s->in->mentions[*at - 1].entity != s->in->mentions[mention].entity)
        *at = AMBIGUOUS;
    return true;
}

/* The same of what all who have it share. */
static bool
put_first(struct shorter *s, uint64_t key, uint32_t mention)
{
    bool fresh;
    uint32_t *at = nq_map_put(&s->parts, key, &fresh);
    if (at && fresh)
        *at = mention + 1;
    return at != NULL;
}

/* ---- Where a person's name ends ------------------------------------------ */

/* Can a word go on with a name? */
static bool
goes_on(const struct shorter *s, uint32_t i)
{
    const uint32_t names = NQ_LEX_FIRST | NQ_LEX_FAMILY;
    const nq_token *t = &s->in->marked->text->tokens[i];
    const nq_lex_word *w = &s->in->marked->lex[i];
    if (t->kind != NQ_TOKEN_WORD || w->whole & names ||
        nq_word_joins(s->in->variants, t->hash))
        return true;
    return !(w->clitics & (NQ_CLITIC_BA | NQ_CLITIC_LAM)) && !t->suf &&
           !(t->flags & NQ_TOKEN_TANWIN) &&
           !nq_str_starts(t->folded, NQ_STR("بال")) &&
           (!w->known || w->known->usual > 1);
}

/* Does mention `b` stand in mention `a` from its token `at` on? */
static bool
same_tokens(const struct shorter *s, const nq_mention *a, uint32_t at,
            const nq_mention *b)
{
    const nq_token *t = s->in->marked->text->tokens;
    uint32_t n = b->end - b->first;
    if (at + n > a->end)
        return false;
    for (uint32_t i = 0; i < n; i++)
        if (t[at + i].hash != t[b->first + i].hash)
            return false;
    return true;
}

/* How often the article names an entity. */
static uint32_t
times(const struct shorter *s, uint32_t entity)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < s->in->n; i++)
        n += s->in->mentions[i].entity == entity;
    return n;
}

/* A common word that no list has for a name, once, behind a name that stands
 * without it again and again: "X Y guest of the evening". */
static bool
is_chance(struct shorter *s, uint32_t i, uint32_t shorter, uint32_t end)
{
    enum { AGAIN = 3 };
    const uint32_t names = NQ_LEX_FIRST | NQ_LEX_FAMILY;
    const nq_token *t = &s->in->marked->text->tokens[end];
    const nq_lex_word *w = &s->in->marked->lex[end];
    if (t->kind != NQ_TOKEN_WORD || !w->known || w->whole & names ||
        nq_word_joins(s->in->variants, t->hash) || !s->counts)
        return false;
    s->counts--;
    return times(s, s->in->mentions[shorter].entity) >= AGAIN &&
           times(s, s->in->mentions[i].entity) == 1;
}

/* "X Y proudly" is X Y, who is named so elsewhere. */
static void
trim_end(struct shorter *s, uint32_t i, uint32_t n)
{
    nq_mention *m = &s->in->mentions[i];
    const uint32_t *at =
        nq_map_get(&s->parts, part_key(WHOLE, s->words[i].tight, n));
    if (!at)
        return;
    const nq_mention *b = &s->in->mentions[*at - 1];
    uint32_t end = m->first + (b->end - b->first);
    if (!same_tokens(s, m, m->first, b) || end >= m->end ||
        (goes_on(s, end) && !is_chance(s, i, *at - 1, end)))
        return;
    m->end = end;
    m->span.end = s->in->marked->text->tokens[end - 1].span.end;
    m->entity = b->entity;
    s->words[i].n = s->words[*at - 1].n; /* that one may have been cut, too */
}

/* "Elisabetta": what folding takes for the article is none. */
static bool
opens_in_hamza(const struct shorter *s, uint32_t i)
{
    const nq_text *text = s->in->marked->text;
    const char *at = text->article->text.ptr + text->tokens[i].span.start;
    return (unsigned char)at[0] == 0xd8 &&
           ((unsigned char)at[1] == 0xa3 || (unsigned char)at[1] == 0xa5);
}

/* "the Uruguayan X Y" is X Y. */
static void
trim_front(struct shorter *s, uint32_t i)
{
    nq_mention *m = &s->in->mentions[i];
    nq_name_words *w = &s->words[i];
    const nq_lex_word *lex = &s->in->marked->lex[m->first];
    const uint32_t *at =
        nq_map_get(&s->parts, part_key(WHOLE, w->tight + 1, w->n - 1u));
    if (!at || !lex->definite || opens_in_hamza(s, m->first) ||
        lex->whole & (NQ_LEX_FIRST | NQ_LEX_FAMILY))
        return;
    const nq_mention *b = &s->in->mentions[*at - 1];
    if (!same_tokens(s, m, m->first + 1, b) ||
        m->first + 1 + (b->end - b->first) != m->end)
        return;
    m->first++;
    m->span.start = s->in->marked->text->tokens[m->first].span.start;
    m->entity = b->entity;
    w->n--; /* nothing but `tight` is asked for from here on */
    memmove(w->tight, w->tight + 1, w->n * sizeof *w->tight);
}

/* Names of persons by those that the article has in full elsewhere. */
static bool
trim_persons(struct shorter *s)
{
    for (uint32_t i = 0; i < s->in->n; i++)
        if (s->in->mentions[i].type == NQ_PER && s->words[i].n > 1 &&
            !put_first(s, part_key(WHOLE, s->words[i].tight, s->words[i].n), i))
            return false;
    for (uint32_t i = 0; i < s->in->n; i++) {
        if (s->in->mentions[i].type != NQ_PER || s->words[i].n < 3)
            continue;
        trim_front(s, i);
        for (uint32_t n = s->words[i].n - 1; n > 1; n--)
            trim_end(s, i, n);
    }
    return true;
}

/* ---- Persons ------------------------------------------------------------ */

static uint32_t
first_bits(const struct shorter *s, uint32_t mention)
{
    return nq_lex_bits(&s->in->marked->lex[s->in->mentions[mention].first]);
}

static bool
put_person(struct shorter *s, uint32_t i)
{
    const nq_name_words *w = &s->words[i];
    bool ok = true;
    for (uint32_t n = 2; ok && n < w->n; n++)
        ok = put(s, part_key(NQ_PER, w->tight, n), i) &&
             put(s, part_key(NQ_PER, w->tight + w->n - n, n), i);
    return ok;
}

/* "X Y" is no "Z X Y" who is a woman: her father, if X is no woman's name. */
static bool
may_be_father(const struct shorter *s, uint32_t shorter, uint32_t longer)
{
    uint32_t a = first_bits(s, shorter), b = first_bits(s, longer);
    return b & NQ_LEX_FEMININE && a & NQ_LEX_FIRST && !(a & NQ_LEX_FEMININE);
}

/* ---- Bodies ------------------------------------------------------------- */

/* The words of a body by what they say: without article and "to", the country
 * that an adjective of origin speaks of at the end. */
struct said {
    uint64_t words[NQ_NAME_WORDS_MAX]; /* [n], and the country */
    uint32_t n;
    uint32_t of; /* words[of] on are what it is for, behind adjectives that are
                    as well left out; 0: there are none */
    uint64_t country;
    bool mixed; /* it has two: "the Kurdish Syrian forces" */
};

/* Takes the word at token `i` of a body; false: it goes on with no name. */
static bool
take_word(const struct shorter *s, uint32_t i, uint32_t first, struct said *out)
{
    const nq_marked *m = s->in->marked;
    const nq_token *t = &m->text->tokens[i];
    const nq_lex_word *w = &m->lex[i];
    bool lil = w->lil || (!w->clitics && t->folded.len >= NQ_LIL_BYTES &&
                          nq_str_starts(t->folded, NQ_STR("لل")));
    uint32_t skip = w->skip + (!lil ? 0 : w->lil ? NQ_LETTER : 2u * NQ_LETTER);
    if (t->kind != NQ_TOKEN_WORD || out->n + 1 == NQ_NAME_WORDS_MAX ||
        skip >= t->folded.len ||
        (i > first && w->clitics & ~(unsigned)NQ_CLITIC_LAM))
        return false;
    naql_str bare = {t->folded.ptr + skip, t->folded.len - skip};
    uint64_t origin = nq_lex_bits(w) & NQ_LEX_NATION
                          ? nq_origin_of(s->in->variants, nq_hash(bare))
                          : 0;
    if ((w->clitics || lil) && out->n > 1 && !out->of && m->lex[first].definite)
        out->of = out->n;
    out->mixed |= origin && out->country;
    if (origin && !out->country)
        out->country = origin;
    else
        out->words[out->n++] =
            origin ? origin : nq_hash_next(0, nq_word_tight(bare));
    return true;
}

/* What a body's name says; false: it does not open with a head word. */
static bool
read_body(const struct shorter *s, uint32_t mention, struct said *out)
{
    const nq_mention *name = &s->in->mentions[mention];
    *out = (struct said){.n = 0};
    if (!(first_bits(s, mention) & NQ_LEX_ORG_HEAD))
        return false;
    for (uint32_t i = name->first; i < name->end; i++)
        if (!take_word(s, i, name->first, out))
            return false;
    out->words[out->n] = out->country;
    return out->n + (out->country != 0) > 1;
}

static uint64_t
said_key(uint8_t kind, const struct said *b)
{
    return part_key(kind, b->words, b->n + (b->country != 0));
}

/* A body without its country, and without the adjectives before what it is
 * for. */
static bool
put_said(struct shorter *s, struct said *b, uint32_t i)
{
    if (!put_first(s, said_key(BARE, b), i) ||
        (b->country && !b->mixed && b->n > 1 &&
         !put(s, part_key(NQ_ORG, b->words, b->n), i)))
        return false;
    if (!b->of)
        return true;
    uint32_t left = b->n + 1 - b->of;
    memmove(b->words + 1, b->words + b->of, left * sizeof *b->words);
    b->n = left;
    return put(s, said_key(NQ_ORG, b), i) &&
           (!b->country || b->mixed ||
            put(s, part_key(NQ_ORG, b->words, b->n), i));
}

static bool
put_body(struct shorter *s, uint32_t i)
{
    struct said body;
    const nq_name_words *w = &s->words[i];
    if (read_body(s, i, &body) && !put_said(s, &body, i))
        return false;
    return w->n < 2 || !nq_map_get(&s->in->variants->optional, w->tight[0]) ||
           put(s, part_key(NQ_NAME_NONE, w->tight + 1, w->n - 1), i);
}

/* ---- Both ---------------------------------------------------------------- */

static void
join(struct shorter *s, uint32_t mention, uint64_t key)
{
    const nq_mention *m = s->in->mentions;
    const uint32_t *at = nq_map_get(&s->parts, key);
    if (!at || *at == AMBIGUOUS || !s->looks)
        return;
    uint32_t longer = *at - 1, a = m[mention].entity, b = m[longer].entity;
    if (nq_forest_root(s->up, a) == nq_forest_root(s->up, b) ||
        (m[mention].type == NQ_PER && may_be_father(s, mention, longer)))
        return;
    s->looks--;
    if (!nq_named_together(s->in, s->up, a, b))
        s->any |= nq_forest_join(s->up, a, b);
}

static void
find(struct shorter *s, uint32_t i)
{
    struct said body;
    const nq_name_words *w = &s->words[i];
    if (s->in->mentions[i].type == NQ_PER) {
        if (w->n > 1)
            join(s, i, part_key(NQ_PER, w->tight, w->n));
        return;
    }
    if (read_body(s, i, &body)) {
        join(s, i, said_key(BARE, &body));
        join(s, i, said_key(NQ_ORG, &body));
    }
    if (w->n)
        join(s, i, part_key(NQ_NAME_NONE, w->tight, w->n));
}

naql_status
nq_shorter_join(const nq_entity_in *in, nq_name_words *words,
                uint32_t n_entities, nq_arena *scratch)
{
    struct shorter s = {.in = in,
                        .words = words,
                        .looks = NQ_ALIKE_LOOKS,
                        .counts = NQ_ALIKE_LOOKS};
    nq_map_init(&s.parts, scratch);
    s.up = nq_arena_alloc(scratch, sizeof(*s.up) * (n_entities + 1));
    if (!s.up)
        return NAQL_NOMEM;
    nq_forest_init(s.up, n_entities);
    if (!trim_persons(&s))
        return NAQL_NOMEM;
    for (uint32_t i = 0; i < in->n; i++) {
        uint8_t type = in->mentions[i].type;
        if ((type == NQ_PER && !put_person(&s, i)) ||
            (type == NQ_ORG && !put_body(&s, i)))
            return NAQL_NOMEM;
    }
    for (uint32_t i = 0; i < in->n; i++)
        if (in->mentions[i].type == NQ_PER || in->mentions[i].type == NQ_ORG)
            find(&s, i);
    for (uint32_t i = 0; s.any && i < in->n; i++)
        in->mentions[i].entity = nq_forest_root(s.up, in->mentions[i].entity);
    return NAQL_OK;
}
