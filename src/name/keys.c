/* SPDX-License-Identifier: Apache-2.0
 *
 * keys.c - numbers by which the spellings of a name meet. Layer 4 (name). */
#include "name/keys.h"

#include "name/tools.h"

void
nq_name_keys_of(const nq_name_tools *tools, naql_str name, nq_name_keys *out)
{
    nq_name_words words;
    nq_name_words_of(&tools->variants, name, &words);
    *out = (nq_name_keys){.whole = nq_name_key(&tools->variants, &words)};
    for (uint32_t i = 0; i < words.n; i++) {
        uint32_t k = 0;
        while (k < out->n && out->words[k] != words.tight[i])
            k++;
        if (k == out->n)
            out->words[out->n++] = words.tight[i];
    }
}
