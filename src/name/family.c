/* SPDX-License-Identifier: Apache-2.0
 *
 * family.c - a person's family name alone, where it was passed over. Layer 4
 * (name).
 *
 * Who is named in full in an article is named again by the family name, which
 * the tagger may not know for a name: "X Y said", then "Y added". The word must
 * be nothing else: neither in the lists of offices and nations nor common in
 * the news. */
#include "base/str.h"
#include "name/hand.h"
#include "name/slip.h"
#include "name/tune.h"

#include <string.h>

enum { BLOOM = 8 /* words of 64 bits */ };

/* The last word of a person's name in two words or more; or the first of two,
 * without letters. */
struct family {
    uint64_t hash;  /* of the token */
    uint64_t first; /* of the one before it, when that is all there is else */
    uint64_t last;  /* of the one behind it, of a given name */
    bool definite;
    nq_letters letters;
};

struct families {
    const nq_hand *h;
    struct family at[NQ_FAMILIES_MAX];
    uint32_t n;
    uint64_t bloom[BLOOM];
    uint64_t starts; /* first letters, as bits */
};

static uint64_t *
bloom_of(struct families *f, uint64_t hash)
{
    return &f->bloom[hash >> 6 & (BLOOM - 1)];
}

static bool
may_have(const struct families *f, uint64_t hash)
{
    return f->bloom[hash >> 6 & (BLOOM - 1)] >> (hash & 63) & 1;
}

static const struct family *
same_as(const struct families *f, uint64_t hash)
{
    for (uint32_t k = 0; may_have(f, hash) && k < f->n; k++)
        if (f->at[k].hash == hash)
            return &f->at[k];
    return NULL;
}

/* Is the word hardly anything but a name? */
static bool
only_name(const nq_hand *h, uint32_t i)
{
    enum { LEAST = 6, SURE = 8 }; /* bytes: three letters, four */
    const uint32_t common = NQ_LEX_OFFICE | NQ_LEX_JOB | NQ_LEX_TITLE |
                            NQ_LEX_OVER | NQ_LEX_LIKE | NQ_LEX_PAST |
                            NQ_LEX_LINK | NQ_LEX_NATION | NQ_LEX_ORG_HEAD |
                            NQ_LEX_PLACE_HEAD | NQ_LEX_PLACE;
    const nq_token *t = &h->m->text->tokens[i];
    const nq_model_word *known = h->m->lex[i].known;
    if (t->kind != NQ_TOKEN_WORD || t->folded.len < LEAST ||
        nq_hand_bits(h, i) & common || t->flags & NQ_TOKEN_TANWIN)
        return false;
    if (!known)
        return true;
    return known->usual > 1 && known->often < NQ_CALLED_OFTEN &&
           (t->folded.len >= SURE || known->often < NQ_ALIKE_RARE);
}

/* Adds the name at token `i`, if it is hardly anything else; most have been
 * met. "And X" is no family name. */
static bool
add(struct families *f, uint32_t i, uint64_t first)
{
    const nq_hand *h = f->h;
    const nq_token *t = &h->m->text->tokens[i];
    if (f->n == NQ_FAMILIES_MAX || same_as(f, t->hash) || !only_name(h, i) ||
        h->m->lex[i].clitics & NQ_CLITIC_WAW)
        return false;
    *bloom_of(f, t->hash) |= 1ull << (t->hash & 63);
    f->at[f->n++] =
        (struct family){t->hash, first, 0, h->m->lex[i].definite, {0}};
    return true;
}

/* The first letter of a token behind its article, as a bit. */
static uint64_t
start_of(const nq_hand *h, uint32_t i)
{
    enum { AL = 4 };
    naql_str word = h->m->text->tokens[i].folded;
    size_t at = h->m->lex[i].definite && word.len > AL ? AL + 1 : 1;
    return at < word.len ? 1ull << ((unsigned char)word.ptr[at] % 64) : 0;
}

static void
add_letters(struct families *f, uint32_t i)
{
    nq_word_letters(f->h->m->text->tokens[i].folded, &f->at[f->n - 1].letters);
    f->starts |= start_of(f->h, i);
}

/* A given name that the lists have, or that the news hardly know. */
static void
add_given(struct families *f, uint32_t i)
{
    const nq_hand *h = f->h;
    const nq_model_word *known = h->m->lex[i].known;
    bool given = nq_hand_bits(h, i) & NQ_LEX_FIRST || !known ||
                 known->often < NQ_ALIKE_RARE;
    if (given && !h->m->lex[i].definite && add(f, i, 0))
        f->at[f->n - 1].last = h->m->text->tokens[i + 1].hash;
}

static void
collect(struct families *f)
{
    const nq_hand *h = f->h;
    const nq_token *t = h->m->text->tokens;
    uint32_t n = h->m->text->n_tokens;
    for (uint32_t i = 0; (i = nq_hand_next_labelled(h, i, NQ_LABEL_I_PER)) < n;
         i++) {
        if (i + 1 < n && h->m->labels[i + 1] == NQ_LABEL_I_PER)
            continue;
        bool two = h->m->labels[i - 1] == NQ_LABEL_B_PER;
        if (add(f, i, two ? t[i - 1].hash : 0))
            add_letters(f, i);
        if (two)
            add_given(f, i - 1);
    }
}

/* The family name that an unknown word is another spelling of. */
static const struct family *
like(const struct families *f, uint32_t i)
{
    enum { LEAST = 5, LONG = 6 };
    const nq_lex_word *w = &f->h->m->lex[i];
    nq_letters letters;
    letters.n = 0;
    for (uint32_t k = 0; k < f->n; k++) {
        const struct family *a = &f->at[k];
        if (w->definite != a->definite || a->letters.n < LEAST)
            continue;
        if (!letters.n)
            nq_word_letters(f->h->m->text->tokens[i].folded, &letters);
        if (letters.n < LEAST || letters.at[0] != a->letters.at[0] ||
            letters.at[letters.n - 1] != a->letters.at[a->letters.n - 1])
            continue;
        nq_slip slip = nq_slip_between(&letters, &a->letters);
        if (slip == NQ_SLIP_FAR || slip == NQ_SLIP_SAME ||
            (slip == NQ_SLIP_OTHER &&
             (letters.n < LONG || a->letters.n < LONG)))
            continue;
        return a;
    }
    return NULL;
}

/* "the leader, of the Y": an adjective, behind a noun that is no office. */
static bool
is_adjective(const nq_hand *h, uint32_t i)
{
    const uint32_t office =
        NQ_LEX_OFFICE | NQ_LEX_JOB | NQ_LEX_TITLE | NQ_LEX_NATION;
    if (!h->m->lex[i].definite || !i || !nq_hand_same_line(h, i))
        return false;
    uint32_t before = nq_hand_bits(h, i - 1);
    return !(before & office) &&
           (h->m->lex[i - 1].definite ||
            before & (NQ_LEX_ORG_HEAD | NQ_LEX_PLACE_HEAD));
}

static void
label(const nq_hand *h, uint32_t i, const struct family *a)
{
    uint8_t *labels = h->m->labels;
    const nq_token *t = &h->m->text->tokens[i];
    bool named =
        i && a->first && t[-1].hash == a->first && nq_hand_same_line(h, i);
    bool given = i + 1 < h->m->text->n_tokens && !labels[i + 1] && a->last &&
                 t[1].hash == a->last && nq_hand_same_line(h, i + 1);
    if (named && !labels[i - 1])
        nq_hand_put(h, i - 1, i + 1, NQ_LABEL_B_PER);
    else if (named && nq_label_type(labels[i - 1]) == NQ_PER)
        labels[i] = NQ_LABEL_I_PER;
    else if (!i || !labels[i - 1] || !nq_hand_same_line(h, i))
        nq_hand_put(h, i, i + 1 + given, NQ_LABEL_B_PER);
}

/* Can the word be one of them? Most are told from them here. */
static inline bool
may_be(const struct families *f, uint32_t i)
{
    const nq_lex_word *w = &f->h->m->lex[i];
    if (!w->known && f->starts & start_of(f->h, i))
        return true;
    return (may_have(f, f->h->m->text->tokens[i].hash) ||
            may_have(f, w->base)) &&
           !(w->known && w->known->often >= NQ_CALLED_OFTEN);
}

/* The family name that a token is, or is another spelling of. */
static const struct family *
family_of(const struct families *f, uint32_t i)
{
    const nq_token *t = &f->h->m->text->tokens[i];
    const nq_lex_word *w = &f->h->m->lex[i];
    const struct family *a = same_as(f, t->hash);
    if (!a && w->clitics)
        a = same_as(f, w->base);
    if (!a && !w->known && !w->clitics && t->kind == NQ_TOKEN_WORD)
        a = like(f, i);
    return a;
}

void
nq_convention_families(nq_hand *h)
{
    struct families f;
    f.h = h;
    f.n = 0;
    f.starts = 0;
    memset(f.bloom, 0, sizeof f.bloom);
    collect(&f);
    h->next_time = 0;
    uint32_t n = f.n ? h->m->text->n_tokens : 0;
    for (uint32_t i = 0; i < n; i++) {
        if (h->m->labels[i] || !may_be(&f, i) || !only_name(h, i))
            continue;
        const struct family *a = family_of(&f, i);
        if (a && !is_adjective(h, i) && !nq_hand_in_time(h, i))
            label(h, i, a);
    }
}
