/* SPDX-License-Identifier: Apache-2.0
 *
 * confidence.c - how sure a statement and its speaker are. Layer 5 (claim). */
#include "claim/confidence.h"

#include "base/status.h"
#include "base/str.h"

#include <math.h>

static const char *const names[NQ_GROUNDS] = {
    "that",      "quote",           "colon",      "object",    "preposition",
    "closing",   "weak cue",        "participle", "cue noun",  "mixed",
    "short",     "title",           "nobody",     "dropped",   "chain",
    "far",       "agreed",          "named",      "taken up",  "unlisted",
    "nameless",  "nameless person", "unknown",    "doubted",   "unsure cue",
    "contested", "rival",           "open end",   "unsure end"};

const char *
nq_confidence_ground(uint32_t ground)
{
    return ground < NQ_GROUNDS ? names[ground] : NULL;
}

naql_status
nq_confidence_make(const nq_tables *tables, nq_confidence *out)
{
    nq_table t;
    *out = (nq_confidence){0};
    NQ_TRY(nq_table_find(tables, "confidence", &t));
    uint32_t col = nq_table_col(&t, "weight");
    for (uint32_t row = 0; row < t.rows; row++) {
        naql_str key = nq_table_cell(&t, row, 0);
        float w = (float)nq_table_int(&t, row, col, 0) / 1000.0f;
        uint32_t g = 0;
        while (g < NQ_GROUNDS && !nq_str_is(key, names[g]))
            g++;
        if (g < NQ_GROUNDS)
            out->weights[g] = w;
        else if (nq_str_equal(key, NQ_STR("bias")))
            out->bias = w;
        else
            return NAQL_CORRUPT;
    }
    return NAQL_OK;
}

float
nq_confidence_of(const nq_confidence *c, uint32_t grounds)
{
    float sum = c->bias;
    uint32_t known = NQ_GROUND_BIT(NQ_GROUNDS) - 1;
    for (uint32_t left = grounds & known; left; left &= left - 1)
        sum += c->weights[__builtin_ctz(left)];
    return 1.0f / (1.0f + expf(-sum));
}
