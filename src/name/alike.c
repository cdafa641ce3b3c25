/* SPDX-License-Identifier: Apache-2.0
 *
 * alike.c - one who is spelled in two ways within an article. Layer 4 (name).
 *
 * Two that are named in one sentence are two, and so are words that the lists
 * of names both have. */
#include "name/alike.h"
#include "base/forest.h"
#include "base/utf8.h"
#include "name/slip.h"
#include "name/together.h"
#include "name/tune.h"

#include <string.h>

/* Of a support: how often the rarest word stands in the news, behind how often
 * the entity is named. */
enum { OFTEN_BITS = 8 };

/* An entity as its longest mention spells it. */
struct spelled {
    uint32_t entity, mention, n; /* n: words */
    uint64_t last;               /* letters of its last token, as bits */
    uint64_t tail;               /* tight key of its last word */
    nq_letters *words;           /* [n], when they were asked for */
    bool unspelled; /* they were: it has other words than its mention */
};

struct joiner {
    const nq_entity_in *in;
    const nq_name_words *words; /* of each mention */
    struct spelled *at;         /* [n] */
    uint32_t n;
    uint32_t *partner; /* [n] the one that it is alike to, + 1; MANY */
    uint32_t *up;      /* forest of entities */
    uint8_t *joined;   /* of each entity */
    nq_arena *scratch;
    uint32_t looks; /* pairs that may still be looked for in the text */
    bool any, nomem;
};

#define MANY UINT32_MAX

/* How much is the same besides the word that differs. */
enum evidence {
    NOTHING, /* they are no spellings of one another */
    LONE,    /* it is all there is of both */
    SHORT,   /* the family name alone, of one who has another name too */
    FULL     /* the other words */
};

/* ---- The two words ----------------------------------------------------- */

/* Two words that differ, each with its place in a name. */
struct pair {
    const struct spelled *a, *b;
    uint32_t i, j; /* words of a and b */
    enum evidence evidence;
};

/* The token of word `i` of a mention; words that were joined are told by their
 * last one. */
static uint32_t
token_of(const struct joiner *l, const struct spelled *s, uint32_t i)
{
    const nq_mention *m = &l->in->mentions[s->mention];
    if (i + 1 == s->n)
        return m->end - 1;
    return m->first + i < m->end ? m->first + i : m->end - 1;
}

static uint32_t
often(const nq_lex_word *w)
{
    return w->known ? w->known->often : 0;
}

/* The only word in which two names differ. */
static struct pair
differing(const struct joiner *l, const struct spelled *a,
          const struct spelled *b)
{
    const uint64_t *x = l->words[a->mention].tight;
    const uint64_t *y = l->words[b->mention].tight;
    bool person = l->in->mentions[a->mention].type == NQ_PER;
    struct pair none = {a, b, 0, 0, NOTHING}, p = {a, b, 0, 0, FULL};
    if (a->n != b->n) {
        if (!person)
            return none;
        p.i = a->n - 1;
        p.j = b->n - 1;
        if (a->n > 1 && b->n > 1)
            return x[0] == y[0] && x[p.i] != y[p.j] ? p : none;
        p.evidence = SHORT;
        return p;
    }
    for (; p.i < a->n && x[p.i] == y[p.i];)
        p.i++;
    p.j = p.i;
    for (uint32_t k = p.i + 1; k < a->n; k++)
        if (x[k] != y[k])
            return none;
    p.evidence = a->n > 1 ? FULL : LONE;
    return p.i < a->n ? p : none;
}

/* What is known of the two words. */
struct weights {
    nq_slip slip;
    uint32_t least, most; /* letters of the shorter, and of the longer */
    bool at_end;          /* they differ in the last letter */
    bool alif;            /* and that is an alif: "Andre", "Andrea" */
    bool listed;          /* both are names of the lists */
    uint32_t often;       /* how often the rarer stands in the news */
};

static struct weights
weights_of(const struct joiner *l, const struct pair *p)
{
    const uint32_t names = NQ_LEX_FIRST | NQ_LEX_FAMILY | NQ_LEX_PLACE |
                           NQ_LEX_ORG | NQ_LEX_AGENCY;
    const nq_lex_word *lex = l->in->marked->lex;
    const nq_lex_word *x = &lex[token_of(l, p->a, p->i)];
    const nq_lex_word *y = &lex[token_of(l, p->b, p->j)];
    const nq_letters *a = &p->a->words[p->i], *b = &p->b->words[p->j];
    const nq_letters *longer = a->n > b->n ? a : b;
    struct weights w = {
        .slip = a->n < 2 || b->n < 2 ? NQ_SLIP_FAR : nq_slip_between(a, b),
        .least = a->n < b->n ? a->n : b->n,
        .most = longer->n,
        .listed = nq_lex_bits(x) & names && nq_lex_bits(y) & names,
        .often = often(x) < often(y) ? often(x) : often(y)};
    w.at_end = w.slip != NQ_SLIP_FAR && w.slip != NQ_SLIP_ENDING &&
               !memcmp(a->at, b->at, (size_t)longer->n - 1);
    w.alif = w.at_end && longer->at[longer->n - 1] == NQ_LETTER_ALIF;
    return w;
}

/* Of two given names that differ by a letter one is a slip when nobody has
 * heard of it. */
static bool
full_alike(const struct weights *w, bool given)
{
    bool rare = w->often < NQ_ALIKE_RARE;
    switch (w->slip) {
    case NQ_SLIP_VOWEL:
    case NQ_SLIP_SOUND:
    case NQ_SLIP_SWAP:
        return w->least >= 4 && !w->listed && (rare || !given) &&
               !(given && w->alif);
    case NQ_SLIP_OTHER:
        return !w->listed && (given ? w->least >= 4 && !w->often && !w->at_end
                                    : w->least >= 5 && rare);
    default:
        return false;
    }
}

static bool
short_alike(const struct weights *w)
{
    bool rare = w->often < NQ_ALIKE_RARE;
    switch (w->slip) {
    case NQ_SLIP_VOWEL:
        return (w->least >= 5 && rare && !w->listed) || w->least >= 7;
    case NQ_SLIP_SOUND:
        return w->least >= 5 && rare && !w->listed;
    case NQ_SLIP_SWAP:
        return w->least >= 4 && !w->listed;
    case NQ_SLIP_ENDING:
    case NQ_SLIP_OTHER:
        return w->least >= 5 && w->most >= 6 && !w->often;
    default:
        return false;
    }
}

static bool
lone_alike(const struct weights *w)
{
    return w->slip >= NQ_SLIP_VOWEL && w->slip <= NQ_SLIP_SWAP &&
           w->least >= 5 && w->often < NQ_ALIKE_RARE && !w->listed &&
           !w->at_end;
}

static bool
words_alike(const struct joiner *l, const struct pair *p)
{
    bool person = l->in->mentions[p->a->mention].type == NQ_PER;
    struct weights w = weights_of(l, p);
    if (!person || p->evidence == LONE)
        return lone_alike(&w);
    return p->evidence == SHORT ? short_alike(&w)
                                : full_alike(&w, p->i == 0 && p->j == 0);
}

/* ---- The two entities -------------------------------------------------- */

/* The letters of an entity's words; NULL: no memory, or the mention's letters
 * make other words. */
static const nq_letters *
spell(struct joiner *l, struct spelled *s)
{
    const nq_mention *m = &l->in->mentions[s->mention];
    naql_str text = l->in->marked->text->article->text;
    naql_str name = {text.ptr + m->span.start, m->span.end - m->span.start};
    if (s->words || s->unspelled || l->nomem)
        return s->words;
    s->words = nq_arena_alloc(l->scratch, NQ_NAME_WORDS_MAX * sizeof *s->words);
    l->nomem = !s->words;
    s->unspelled =
        s->words && nq_name_letters(l->in->variants, name, s->words) != s->n;
    if (s->unspelled)
        s->words = NULL;
    return s->words;
}

static bool
alike(struct joiner *l, struct spelled *a, struct spelled *b)
{
    if (l->in->mentions[a->mention].type != l->in->mentions[b->mention].type)
        return false;
    struct pair p = differing(l, a, b);
    if (p.evidence == NOTHING || !l->looks || !spell(l, a) || !spell(l, b) ||
        !words_alike(l, &p))
        return false;
    l->looks--;
    return !nq_named_together(l->in, l->up, a->entity, b->entity);
}

static void
note(struct joiner *l, uint32_t i, uint32_t k)
{
    l->partner[i] = l->partner[i] && l->partner[i] != k + 1 ? MANY : k + 1;
}

static inline bool
one_at_most(uint64_t bits)
{
    return !(bits & (bits - 1));
}

static inline bool
two_at_most(uint64_t bits)
{
    return one_at_most(bits & (bits - 1));
}

/* A cheap look before all others: is a word the same, or has the last of each a
 * letter at most that the other lacks, or one of them two? */
static inline bool
may_be_alike(const struct spelled *a, const struct spelled *b)
{
    uint64_t x = a->last & ~b->last, y = b->last & ~a->last;
    return (one_at_most(x) && one_at_most(y)) || (two_at_most(x) && !y) ||
           (two_at_most(y) && !x) || a->tail == b->tail;
}

static void
compare(struct joiner *l)
{
    for (uint32_t i = 0; i < l->n; i++) {
        uint32_t k = i > NQ_ALIKE_REACH ? i - NQ_ALIKE_REACH : 0;
        for (; k < i; k++)
            if (may_be_alike(&l->at[i], &l->at[k]) &&
                alike(l, &l->at[i], &l->at[k])) {
                note(l, i, k);
                note(l, k, i);
            }
    }
}

/* One word may be the family name of one person alone. Two that a third is
 * alike to are one unless a sentence names both. */
static void
join(struct joiner *l)
{
    for (uint32_t i = 0; i < l->n; i++) {
        uint32_t k = l->partner[i];
        if (!k || k == MANY ||
            (l->at[k - 1].n == 1 && l->at[i].n > 1 &&
             l->partner[k - 1] == MANY))
            continue;
        uint32_t a = l->at[i].entity, b = l->at[k - 1].entity;
        if (l->any && nq_named_together(l->in, l->up, a, b))
            continue;
        l->any |= nq_forest_join(l->up, a, b);
        l->joined[a] = l->joined[b] = true;
    }
}

/* ---- All of an article ------------------------------------------------- */

static bool
longer(const struct joiner *l, uint32_t mention, uint32_t than)
{
    return l->words[mention].n > l->words[than].n;
}

/* The letters of the last token of a mention, as bits: without those that come
 * and go with the article and an ending, and jim as ghayn. */
static uint64_t
letters_in(const nq_entity_in *in, uint32_t mention)
{
    enum { JIM = 0x2c, GHAYN = 0x3a, HA = 0x07, LAM = 0x04 };
    const uint64_t dropped =
        1ull << NQ_LETTER_ALIF | 1ull << HA | 1ull << LAM | 1ull << JIM;
    const nq_mention *m = &in->mentions[mention];
    naql_str word = in->marked->text->tokens[m->end - 1].folded;
    uint64_t bits = 0;
    for (size_t i = 1; i < word.len; i += NQ_LETTER)
        bits |= 1ull << ((unsigned char)word.ptr[i] % 64);
    bits |= (bits >> JIM & 1) << GHAYN;
    return bits & ~dropped;
}

/* The longest mention of each entity, and how often it is named. */
static bool
survey(struct joiner *l, uint32_t n_entities, nq_arena *scratch,
       uint32_t **named)
{
    uint32_t *best = nq_arena_alloc(scratch, sizeof(*best) * (n_entities + 1));
    *named = nq_arena_zero(scratch, n_entities + 1, sizeof(**named));
    l->up = nq_arena_alloc(scratch, sizeof(*l->up) * (n_entities + 1));
    l->joined = nq_arena_zero(scratch, n_entities + 1, 1);
    if (!best || !*named || !l->up || !l->joined)
        return false;
    nq_forest_init(l->up, n_entities);
    for (uint32_t i = 0; i < l->in->n; i++) {
        uint32_t e = l->in->mentions[i].entity;
        if (!(*named)[e]++ || longer(l, i, best[e]))
            best[e] = i;
        l->n += (*named)[e] == 1 && l->in->mentions[i].type != NQ_LOC;
    }
    l->at = nq_arena_alloc(scratch, sizeof(*l->at) * (l->n + 1));
    l->partner = nq_arena_zero(scratch, l->n + 1, sizeof(*l->partner));
    if (!l->at || !l->partner)
        return false;
    l->n = 0;
    for (uint32_t e = 0; e < n_entities; e++)
        if ((*named)[e] && l->in->mentions[best[e]].type != NQ_LOC &&
            l->words[best[e]].n)
            l->at[l->n++] = (struct spelled){
                e,
                best[e],
                l->words[best[e]].n,
                letters_in(l->in, best[e]),
                l->words[best[e]].tight[l->words[best[e]].n - 1],
                NULL,
                false};
    return true;
}

/* How often the rarest word of a mention stands in the news. */
static uint32_t
rarest(const nq_entity_in *in, uint32_t mention)
{
    uint32_t least = UINT8_MAX;
    for (uint32_t i = in->mentions[mention].first;
         i < in->mentions[mention].end; i++) {
        uint32_t n = often(&in->marked->lex[i]);
        least = n < least ? n : least;
    }
    return least;
}

naql_status
nq_alike_join(const nq_entity_in *in, const nq_name_words *words,
              uint32_t n_entities, nq_arena *scratch, uint32_t *support)
{
    struct joiner l = {
        .in = in, .words = words, .looks = NQ_ALIKE_LOOKS, .scratch = scratch};
    uint32_t *named;
    if (!survey(&l, n_entities, scratch, &named))
        return NAQL_NOMEM;
    compare(&l);
    if (l.nomem)
        return NAQL_NOMEM;
    join(&l);
    for (uint32_t i = 0; l.any && i < in->n; i++) {
        uint32_t *e = &in->mentions[i].entity;
        if (l.joined[*e])
            support[i] = named[*e] << OFTEN_BITS | rarest(in, i);
        *e = nq_forest_root(l.up, *e);
    }
    return NAQL_OK;
}
