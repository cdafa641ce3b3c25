/* SPDX-License-Identifier: Apache-2.0
 *
 * twin_score.c - how likely two statements report one utterance. Layer 6
 * (reuse). */
#include "reuse/twin_score.h"

#include "base/hash.h"
#include "base/str.h"
#include "reuse/tune.h"

#include <stdlib.h>

static int
by_stem(const void *x, const void *y)
{
    const nq_said_stem *a = x, *b = y;
    return a->stem < b->stem ? -1 : a->stem > b->stem;
}

/* Letters that come and go between spellings of a name and forms of a root:
 * alif, waw, ya. All are two bytes of UTF-8 (U+0627, U+0648, U+064A). */
static bool
long_vowel(const char *at)
{
    const unsigned char *b = (const unsigned char *)at;
    return (b[0] == 0xd8 && b[1] == 0xa7) ||
           (b[0] == 0xd9 && (b[1] == 0x88 || b[1] == 0x8a));
}

/* What is left of a folded word without clitics and long vowels. */
static void
find_bones(const nq_token *t, nq_said_stem *out)
{
    char bones[64];
    size_t n = 0, end = t->folded.len - t->suf;
    for (size_t i = t->pre; i + 1 < end && n + 2 <= sizeof bones; i += 2) {
        if (long_vowel(t->folded.ptr + i))
            continue;
        bones[n++] = t->folded.ptr[i];
        bones[n++] = t->folded.ptr[i + 1];
    }
    out->part = n > 6 ? NQ_TWIN_SPELLING : NQ_TWIN_ROOT;
    out->bones = n >= 6 ? nq_hash(nq_str(bones, n)) : 0;
}

static void
add_stem(nq_said *s, nq_said_stem *room, const nq_token *t,
         const nq_reuse_tools *tools)
{
    bool number = t->kind == NQ_TOKEN_NUMBER;
    float idf = (float)nq_rarity_idf(&tools->rarity, t->stem);
    if (t->kind == NQ_TOKEN_MARK || (!number && idf < NQ_TWIN_IDF))
        return;
    nq_said_stem *to = &room[s->n++];
    *to = (nq_said_stem){.stem = t->stem, .number = number};
    to->weight = number              ? NQ_TWIN_NUMBER
                 : idf < NQ_TWIN_CAP ? idf
                                     : NQ_TWIN_CAP;
    if (t->kind != NQ_TOKEN_WORD)
        return;
    uint64_t class = nq_synonym_class(tools, t);
    if (class) {
        to->bones = class;
        to->part = NQ_TWIN_KIN;
    } else {
        find_bones(t, to);
    }
}

static void
name_speaker(const nq_reading *r, const nq_statement *st,
             const nq_rarity *rarity, nq_said *out)
{
    const nq_names *names = &r->names;
    uint32_t first = nq_token_from(&r->text, st->speaker.start);
    uint32_t end = nq_token_from(&r->text, st->speaker.end);
    if (st->entity < names->n_entities &&
        names->entities[st->entity].n_mentions) {
        /* The fullest mention stands first in an article. */
        const nq_mention *m =
            &names->mentions[names->entities[st->entity].mentions[0]];
        first = m->first;
        end = m->end;
    }
    for (uint32_t i = first, n = 0; i < end && n < NQ_SPEAKER_STEMS; i++) {
        const nq_token *t = &r->text.tokens[i];
        nq_said_stem stem = {0};
        if (t->kind != NQ_TOKEN_WORD ||
            nq_rarity_idf(rarity, t->stem) < NQ_SPEAKER_IDF)
            continue;
        find_bones(t, &stem);
        out->speaker_stems[n++] = stem.bones ? stem.bones : t->stem;
    }
}

/* Acts that are done once in a story and are half of what is told. */
static bool
tells_much(naql_str act)
{
    static const char *const acts[] = {"condemn",   "accuse",   "deny",
                                       "welcome",   "thank",    "praise",
                                       "criticise", "apologise"};
    for (size_t i = 0; i < sizeof acts / sizeof *acts; i++)
        if (nq_str_equal(act, nq_str_from(acts[i])))
            return true;
    return false;
}

/* A speaker's act counts as one more stem of what is told. A quotation speaks
 * for itself. */
static void
add_act(nq_said *s, nq_said_stem *room, const nq_statement *st)
{
    uint64_t who = s->speaker_stems[0];
    if (s->person != NQ_NO_ENTITY)
        who = (uint64_t)s->person + 1;
    if (s->direct || !who || !tells_much(st->act))
        return;
    room[s->n++] = (nq_said_stem){.stem = nq_hash_next(nq_hash(st->act), who),
                                  .weight = NQ_TWIN_ACT};
}

naql_status
nq_said_make(const nq_pile *pile, uint32_t article, uint32_t statement,
             const nq_reuse_tools *tools, nq_arena *arena, nq_said *out)
{
    const nq_reading *r = pile->at[article];
    const nq_statement *st = &r->claims.statements[statement];
    *out = (nq_said){.article = article,
                     .statement = statement,
                     .person = NQ_NO_ENTITY,
                     .direct = st->form == NQ_FORM_DIRECT,
                     .speaker = nq_str_span(r->article.text, st->speaker)};
    if (st->entity < r->names.n_entities && pile->people.of)
        out->person = pile->people.of[article][st->entity];
    name_speaker(r, st, &tools->rarity, out);
    nq_said_stem *room =
        nq_arena_alloc(arena, (st->end - st->first + 2) * sizeof *room);
    if (!room)
        return NAQL_NOMEM;
    for (uint32_t i = st->first; i < st->end; i++)
        add_stem(out, room, &r->text.tokens[i], tools);
    add_act(out, room, st);
    qsort(room, out->n, sizeof *room, by_stem);
    uint32_t kept = 0;
    for (uint32_t i = 0; i < out->n; i++) {
        if (kept && room[kept - 1].stem == room[i].stem)
            continue;
        room[kept++] = room[i];
        out->weight += room[i].weight;
        out->numbers |= room[i].number;
    }
    out->at = room;
    out->n = kept;
    return NAQL_OK;
}

struct overlap {
    float shared;
    uint32_t n, numbers;
};

/* Statements are short: stems beyond this many are compared by stem alone. */
#define LOOSE_MAX 64u

struct loose { /* stems of one side that have no equal on the other */
    const nq_said_stem *at[LOOSE_MAX];
    uint32_t n;
};

static void
set_aside(struct loose *l, const nq_said_stem *s)
{
    if (s->bones && l->n < LOOSE_MAX)
        l->at[l->n++] = s;
}

static void
match_bones(struct overlap *o, const struct loose *a, struct loose *b)
{
    for (uint32_t i = 0; i < a->n; i++)
        for (uint32_t k = 0; k < b->n; k++) {
            if (a->at[i]->bones != b->at[k]->bones)
                continue;
            float x = a->at[i]->weight, y = b->at[k]->weight;
            o->shared += a->at[i]->part * (x < y ? x : y);
            o->n++;
            b->at[k] = b->at[--b->n];
            break;
        }
}

static struct overlap
overlap_of(const nq_said *a, const nq_said *b)
{
    struct overlap o = {0};
    struct loose x = {.n = 0}, y = {.n = 0};
    uint32_t i = 0, k = 0;
    while (i < a->n && k < b->n) {
        if (a->at[i].stem == b->at[k].stem) {
            o.shared += a->at[i].weight;
            o.numbers += a->at[i].number;
            o.n++;
            i++;
            k++;
        } else if (a->at[i].stem < b->at[k].stem) {
            set_aside(&x, &a->at[i++]);
        } else {
            set_aside(&y, &b->at[k++]);
        }
    }
    while (i < a->n)
        set_aside(&x, &a->at[i++]);
    while (k < b->n)
        set_aside(&y, &b->at[k++]);
    match_bones(&o, &x, &y);
    return o;
}

static bool
share_a_name(const nq_said *a, const nq_said *b)
{
    for (unsigned i = 0; i < NQ_SPEAKER_STEMS && a->speaker_stems[i]; i++)
        for (unsigned k = 0; k < NQ_SPEAKER_STEMS && b->speaker_stems[k]; k++)
            if (a->speaker_stems[i] == b->speaker_stems[k])
                return true;
    return false;
}

/* What the speakers say of it: the same, different, or nothing known. */
static float
speaker_says(const nq_said *a, const nq_said *b)
{
    if (a->person != NQ_NO_ENTITY && a->person == b->person)
        return NQ_TWIN_SPEAKER;
    if (share_a_name(a, b))
        return NQ_TWIN_SPEAKER;
    if (a->person != NQ_NO_ENTITY && b->person != NQ_NO_ENTITY)
        return a->direct || b->direct ? -NQ_TWIN_STRANGER
                                      : -NQ_TWIN_STRANGER_TOLD;
    return -NQ_TWIN_UNKNOWN;
}

bool
nq_said_apart(const nq_said *a, const nq_said *b)
{
    float less = a->weight < b->weight ? a->weight : b->weight;
    float shared = overlap_of(a, b).shared;
    return shared < NQ_TWIN_APART * (less - NQ_TWIN_APART_WEIGHT) ||
           shared < NQ_TWIN_APART_SHORT * less;
}

/* What the weight that they share says, whatever its part of the whole. */
static float
weight_says(const nq_said *a, const nq_said *b, float shared, float speaker)
{
    float less = a->weight < b->weight ? a->weight : b->weight;
    float most = a->weight > b->weight ? a->weight : b->weight;
    float more = shared / NQ_TWIN_ENOUGH - 1;
    if (more < 0)
        return NQ_TWIN_THIN * more;
    if (less < NQ_TWIN_EVEN * most ||
        (speaker < 0 && !(a->direct && b->direct)))
        return 0;
    return NQ_TWIN_MUCH * (more < 1 ? more : 1);
}

float
nq_said_score(const nq_said *a, const nq_said *b)
{
    struct overlap o = overlap_of(a, b);
    float less = a->weight < b->weight ? a->weight : b->weight;
    float both = a->weight + b->weight - o.shared;
    if (less <= 0 || both <= 0 || o.shared < NQ_TWIN_SHARED)
        return 0;
    float score = NQ_TWIN_CONTAIN * o.shared / less +
                  (1 - NQ_TWIN_CONTAIN) * o.shared / both;
    float speaker = speaker_says(a, b);
    score += speaker + weight_says(a, b, o.shared, speaker);
    if (a->numbers && b->numbers)
        score += o.numbers ? 0.05f : -0.12f;
    return score < 0 ? 0 : score;
}
