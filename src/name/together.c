/* SPDX-License-Identifier: Apache-2.0
 *
 * together.c - are two named in one sentence? Layer 4 (name). */
#include "name/together.h"
#include "base/forest.h"

bool
nq_named_together(const nq_entity_in *in, uint32_t *up, uint32_t a, uint32_t b)
{
    a = nq_forest_root(up, a);
    b = nq_forest_root(up, b);
    const nq_text *text = in->marked->text;
    uint32_t s = 0, found = 0, at = UINT32_MAX;
    for (uint32_t i = 0; i < in->n; i++) {
        const nq_mention *m = &in->mentions[i];
        uint32_t root = nq_forest_root(up, m->entity);
        uint32_t side = root == a ? 1 : root == b ? 2 : 0;
        if (!side)
            continue;
        while (s + 1 < text->n_sentences && text->sentences[s].end <= m->first)
            s++;
        found = (at == s ? found : 0) | side;
        at = s;
        if (found == 3)
            return true;
    }
    return false;
}
