/* SPDX-License-Identifier: Apache-2.0
 *
 * reuse.c - names of what the layer tells. Layer 6 (reuse). */
#include "reuse/reuse.h"

naql_status
nq_stories_make(const nq_pile *pile, nq_arena *arena, nq_arena *scratch,
                nq_stories *out)
{
    (void)pile, (void)arena, (void)scratch;
    *out = (nq_stories){0};
    return NAQL_OK;
}

naql_status
nq_copies_make(const nq_pile *pile, nq_arena *arena, nq_arena *scratch,
               nq_copies *out)
{
    (void)pile, (void)arena, (void)scratch;
    *out = (nq_copies){0};
    return NAQL_OK;
}

naql_status
nq_twins_make(const nq_pile *pile, const nq_story *story,
              const nq_copies *copies, nq_arena *arena, nq_arena *scratch,
              nq_twins *out)
{
    (void)pile, (void)story, (void)copies, (void)arena, (void)scratch;
    *out = (nq_twins){0};
    return NAQL_OK;
}

const char *
nq_certainty_name(uint8_t certainty)
{
    static const char *const names[] = {"unknown", "likely", "certain"};
    return names[certainty];
}

const char *
nq_ground_name(uint8_t ground)
{
    static const char *const names[] = {"unknown", "date",     "credit",
                                        "damage",  "contains", "common source"};
    return names[ground];
}
