/* SPDX-License-Identifier: Apache-2.0
 *
 * twin_score.c - how likely two statements report one utterance. Layer 6
 * (reuse). */
#include "reuse/twin_score.h"

#include "reuse/tune.h"

#include <math.h>

struct overlap {
    float shared, rare, plain; /* weight, of all and of what is no name */
    uint32_t numbers;
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
            float weight = a->at[i]->part * (x < y ? x : y);
            o->shared += weight;
            x = a->at[i]->rare, y = b->at[k]->rare;
            o->rare += a->at[i]->part * (x < y ? x : y);
            o->plain += a->at[i]->name || b->at[k]->name ? 0 : weight;
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
            o.rare += a->at[i].rare;
            o.plain += a->at[i].name || b->at[k].name ? 0 : a->at[i].weight;
            o.numbers += a->at[i].number;
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

/* ---- Order ---- */

#define ROW_MAX 64u

/* Of each stem in the row of b the places that it has in the row of a. */
struct order {
    uint64_t at[ROW_MAX];
    uint32_t common; /* stems, as often as both have them */
};

static uint32_t
bits(uint64_t x)
{
    return (uint32_t)__builtin_popcountll(x);
}

static void
order_of(const nq_said *a, const nq_said *b, struct order *o)
{
    *o = (struct order){{0}, 0};
    for (uint32_t i = 0, k = 0; i < a->n && k < b->n;) {
        if (a->at[i].stem != b->at[k].stem) {
            if (a->at[i].stem < b->at[k].stem)
                i++;
            else
                k++;
            continue;
        }
        uint64_t places = a->at[i].places, rest = b->at[k].places;
        uint32_t n = bits(places), m = bits(rest);
        o->common += n < m ? n : m;
        for (; rest; rest &= rest - 1)
            o->at[__builtin_ctzll(rest)] = places;
        i++;
        k++;
    }
}

/* Length of the longest common subsequence, a word of bits at a time (Hyyro
 * 2004, "Bit-parallel LCS-length computation revisited"). */
static uint32_t
longest_order(const struct order *o)
{
    uint64_t v = UINT64_MAX;
    for (uint32_t i = 0; i < ROW_MAX; i++) {
        uint64_t u = v & o->at[i];
        v = (v + u) | (v - u);
    }
    return bits(~v);
}

/* Length of the longest common run; of neighbours how many there are. */
static uint32_t
longest_run(const struct order *o, uint32_t *twos)
{
    uint64_t at[ROW_MAX], any = 0;
    uint32_t length = 0;
    *twos = 0;
    for (uint32_t i = 0; i < ROW_MAX; i++)
        any |= at[i] = o->at[i];
    for (; any; length++) {
        any = 0;
        for (uint32_t i = ROW_MAX; i-- > 1;)
            any |= at[i] = (at[i - 1] << 1) & o->at[i];
        at[0] = 0;
        for (uint32_t i = 1; length == 0 && i < ROW_MAX; i++)
            *twos += at[i] != 0;
    }
    return length;
}

static bool
meet(const uint64_t *a, const uint64_t *b)
{
    for (unsigned i = 0; i < NQ_SPEAKER_STEMS && a[i]; i++)
        for (unsigned k = 0; k < NQ_SPEAKER_STEMS && b[k]; k++)
            if (a[i] == b[k])
                return true;
    return false;
}

static bool
share_a_name(const nq_said *a, const nq_said *b)
{
    return meet(a->speaker_stems, b->speaker_stems);
}

/* ---- Signs ---- */

static float
part(float of, float whole)
{
    return whole > 0 ? (of < whole ? of / whole : 1) : 0;
}

static void
speaker_signs(const nq_said *a, const nq_said *b, float *out)
{
    bool known = a->named && b->named;
    bool told = a->form != NQ_FORM_DIRECT && b->form != NQ_FORM_DIRECT;
    if (a->person != NQ_NO_ENTITY && a->person == b->person)
        out[NQ_SIGN_SPEAKER_SAME] = 1;
    else if (share_a_name(a, b))
        out[NQ_SIGN_SPEAKER_NAME] = 1;
    else if (meet(a->speaker_stems, b->office_stems) ||
             meet(a->office_stems, b->speaker_stems) ||
             meet(a->office_stems, b->office_stems))
        out[NQ_SIGN_SPEAKER_OFFICE] = 1;
    else if (known && told)
        out[NQ_SIGN_SPEAKER_OTHER_TOLD] = 1;
    else if (known)
        out[NQ_SIGN_SPEAKER_OTHER] = 1;
    else if (a->named || b->named)
        out[NQ_SIGN_SPEAKER_ONE] = 1;
    else if (told)
        out[NQ_SIGN_SPEAKER_NONE_TOLD] = 1;
}

/* Speakers by all that is said of them. One person has words in common, in
 * whatever words an article speaks of him. */
static void
who_signs(const nq_said *a, const nq_said *b, float *out)
{
    float common = 0, all = 0;
    bool same = a->person != NQ_NO_ENTITY && a->person == b->person;
    bool named_a = a->person != NQ_NO_ENTITY;
    bool named_b = b->person != NQ_NO_ENTITY;
    for (uint32_t i = 0; i < a->n_words; i++) {
        all += a->words[i].idf;
        named_a |= a->words[i].mentioned;
    }
    for (uint32_t k = 0; k < b->n_words; k++) {
        const nq_speaker_word *w = &b->words[k];
        uint32_t i = 0;
        while (i < a->n_words && a->words[i].bones != w->bones)
            i++;
        named_b |= w->mentioned;
        if (i == a->n_words) {
            all += w->idf;
            continue;
        }
        common += w->idf;
        out[NQ_SIGN_WHO_ANY] = 1;
        if (w->mentioned && a->words[i].mentioned)
            out[NQ_SIGN_WHO_NAMED] = 1;
    }
    out[NQ_SIGN_WHO_ANY] = same ? 1 : out[NQ_SIGN_WHO_ANY];
    out[NQ_SIGN_WHO_NAMED] = same ? 1 : out[NQ_SIGN_WHO_NAMED];
    out[NQ_SIGN_WHO_COMMON] =
        fmaxf(part(common, all), same ? NQ_TWIN_WHO_SAME : 0);
    out[NQ_SIGN_WHO_NONE] = !named_a || !named_b;
}

static void
order_signs(const nq_said *a, const nq_said *b, float *out)
{
    struct order o;
    float shorter = (float)(a->row < b->row ? a->row : b->row);
    uint32_t twos;
    order_of(a, b, &o);
    uint32_t run = longest_run(&o, &twos);
    out[NQ_SIGN_ORDER] = part((float)longest_order(&o), shorter);
    out[NQ_SIGN_RUN] = log1pf((float)run);
    out[NQ_SIGN_RUN_FEW] = run >= 3;
    out[NQ_SIGN_RUN_MANY] = run >= 5;
    out[NQ_SIGN_TWOS] = part((float)twos, shorter - 1);
    out[NQ_SIGN_TWOS_COUNT] = log1pf((float)twos);
    out[NQ_SIGN_COMMON] = part((float)o.common, shorter);
}

static void
form_signs(const nq_said *a, const nq_said *b, float *out)
{
    int direct = (a->form == NQ_FORM_DIRECT) + (b->form == NQ_FORM_DIRECT);
    out[NQ_SIGN_DIRECT_BOTH] = direct == 2;
    out[NQ_SIGN_DIRECT_ONE] = direct == 1;
    out[NQ_SIGN_TITLE_ONE] = a->title != b->title;
    out[NQ_SIGN_TITLE_BOTH] = a->title && b->title;
    out[NQ_SIGN_ONE_ARTICLE] = a->article == b->article;
    out[NQ_SIGN_NEGATED_ONE] = a->negated != b->negated;
    out[NQ_SIGN_DENIED_BOTH] = a->denied && b->denied;
    out[NQ_SIGN_ACT_SAME] = a->act && a->act == b->act && !a->denied;
    out[NQ_SIGN_ACT_OTHER] = a->act != b->act;
}

/* Of the words that a weight is worth. */
static float
log_weight(float weight)
{
    return log1pf(weight / NQ_TWIN_WORD);
}

static void
word_signs(const nq_said *a, const nq_said *b, float *out)
{
    struct overlap o = overlap_of(a, b);
    float less = fminf(a->weight, b->weight);
    float most = fmaxf(a->weight, b->weight);
    float rare_less = fminf(a->rare, b->rare);
    out[NQ_SIGN_IN_LESS] = part(o.shared, less);
    out[NQ_SIGN_IN_MOST] = part(o.shared, most);
    out[NQ_SIGN_IN_BOTH] = part(o.shared, less + most - o.shared);
    out[NQ_SIGN_SHARED] = log_weight(o.shared);
    out[NQ_SIGN_LESS] = log_weight(less);
    out[NQ_SIGN_EVEN] = part(less, most);
    out[NQ_SIGN_SHORT] = fmaxf(1 - less / NQ_TWIN_SHORT, 0);
    out[NQ_SIGN_PLAIN_IN_LESS] = part(o.plain, fminf(a->plain, b->plain));
    out[NQ_SIGN_PLAIN_IN_BOTH] = part(o.plain, a->plain + b->plain - o.plain);
    out[NQ_SIGN_RARE_IN_LESS] = part(o.rare, rare_less);
    out[NQ_SIGN_RARE_IN_BOTH] = part(o.rare, a->rare + b->rare - o.rare);
    out[NQ_SIGN_RARE_SHARED] = log_weight(o.rare);
    out[NQ_SIGN_RARE_LESS] = log_weight(rare_less);
    out[NQ_SIGN_NUMBER_OTHER] = a->numbers && b->numbers && !o.numbers;
}

void
nq_twin_signs(const nq_said *a, const nq_said *b, float out[NQ_SIGNS])
{
    for (uint32_t i = 0; i < NQ_SIGNS; i++)
        out[i] = 0;
    out[NQ_SIGN_BIAS] = 1;
    word_signs(a, b, out);
    speaker_signs(a, b, out);
    form_signs(a, b, out);
    order_signs(a, b, out);
    who_signs(a, b, out);
}

float
nq_twin_score(const nq_sign_weights *w, const nq_said *a, const nq_said *b)
{
    float signs[NQ_SIGNS], sum = 0;
    nq_twin_signs(a, b, signs);
    for (uint32_t i = 0; i < NQ_SIGNS; i++)
        sum += w->at[i] * signs[i];
    return 1 / (1 + expf(-sum));
}
