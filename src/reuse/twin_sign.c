/* SPDX-License-Identifier: Apache-2.0
 *
 * twin_sign.c - names and weights of signs. Layer 6 (reuse). */
#include "reuse/twin_sign.h"

#include "base/status.h"
#include "base/str.h"

static const char *const names[NQ_SIGNS] = {"bias",
                                            "shared of lighter",
                                            "shared of heavier",
                                            "shared of both",
                                            "shared",
                                            "lighter",
                                            "lighter of heavier",
                                            "short",
                                            "plain shared of lighter",
                                            "plain shared of both",
                                            "rare shared of lighter",
                                            "rare shared of both",
                                            "rare shared",
                                            "rare lighter",
                                            "other number",
                                            "one negated",
                                            "both denied",
                                            "same act",
                                            "other act",
                                            "same speaker",
                                            "name of speaker",
                                            "office of speaker",
                                            "other speaker",
                                            "other speaker told",
                                            "one speaker",
                                            "no speaker told",
                                            "both direct",
                                            "one direct",
                                            "one title",
                                            "both titles",
                                            "one article",
                                            "same order",
                                            "run",
                                            "run of three",
                                            "run of five",
                                            "neighbours of shorter",
                                            "neighbours",
                                            "stems of shorter",
                                            "words of speaker",
                                            "word of speaker",
                                            "named word of speaker",
                                            "nobody named"};

const char *
nq_sign_name(uint32_t sign)
{
    return sign < NQ_SIGNS ? names[sign] : NULL;
}

naql_status
nq_sign_weights_make(const nq_tables *tables, nq_sign_weights *out)
{
    nq_table t;
    *out = (nq_sign_weights){0};
    NQ_TRY(nq_table_find(tables, "twin_weights", &t));
    uint32_t col = nq_table_col(&t, "weight");
    for (uint32_t row = 0; row < t.rows; row++) {
        uint32_t s = 0;
        while (s < NQ_SIGNS &&
               !nq_str_equal(nq_table_cell(&t, row, 0), nq_str_from(names[s])))
            s++;
        if (s == NQ_SIGNS)
            return NAQL_CORRUPT;
        out->at[s] = (float)nq_table_int(&t, row, col, 0) / 1000.0f;
    }
    return NAQL_OK;
}
