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
    out[NQ_SIGN_PLAIN_SHARED] = log_weight(o.plain);
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
