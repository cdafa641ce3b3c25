/* SPDX-License-Identifier: Apache-2.0
 *
 * written.c - what a word is by its letters alone, from memory. Layer 3
 * (text). */
#include "text/written.h"

#include "base/hash.h"
#include "text/clitic.h"

#include <string.h>

/* What is kept of a word: hash and stem of the token; clitics, pre, suf, and
 * the score of that. */
enum { HASH, STEM, CUT };
enum { PRE_AT = 16, SUF_AT = 24, SCORE_AT = 32 };
_Static_assert(sizeof(float) == sizeof(uint32_t), "a score is half an entry");

static nq_known
work_out(const nq_text_tools *tools, naql_str written, naql_str folded)
{
    nq_parse p = nq_clitics_parse(tools, written, folded);
    nq_known f = {{0}};
    f.at[HASH] = nq_hash(folded);
    f.at[STEM] = nq_clitics_stem(p, folded, f.at[HASH]);
    uint32_t score;
    memcpy(&score, &p.score, sizeof score);
    f.at[CUT] = (uint64_t)score << SCORE_AT | (uint64_t)p.suf << SUF_AT |
                (uint64_t)p.pre << PRE_AT | p.clitics;
    return f;
}

float
nq_written_read(const nq_text_tools *tools, uint64_t key, naql_str written,
                nq_token *token)
{
    nq_known f;
    if (!nq_lore_get(&tools->written, key, &f)) {
        f = work_out(tools, written, token->folded);
        nq_lore_put(&tools->written, key, &f);
    }
    uint64_t cut = f.at[CUT];
    token->hash = f.at[HASH];
    token->stem = f.at[STEM];
    token->clitics = (uint16_t)cut;
    token->pre = (uint8_t)(cut >> PRE_AT);
    token->suf = (uint8_t)(cut >> SUF_AT);
    uint32_t bits = (uint32_t)(cut >> SCORE_AT);
    float score;
    memcpy(&score, &bits, sizeof score);
    return score;
}
