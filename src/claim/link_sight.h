/* SPDX-License-Identifier: Apache-2.0
 *
 * link_sight.h - how the features of a candidate are seen: their blocks, and
 * what link_traits.c and link_beside.c share. Layer 5 (claim), private. */
#ifndef NQ_CLAIM_LINK_SIGHT_H
#define NQ_CLAIM_LINK_SIGHT_H

#include "claim/link.h"
#include "claim/resolve.h"
#include "claim/trait_name.h"

enum {                  /* where each block of features starts */
       NQ_SEE_RULE = 0, /* what the rules took: somebody or nobody, known */
       NQ_SEE_LONG = NQ_SEE_RULE + 8,  /* the same, words of the phrase */
       NQ_SEE_NONE = NQ_SEE_LONG + 8,  /* nobody: known, words */
       NQ_SEE_TYPE = NQ_SEE_NONE + 12, /* type, known */
       NQ_SEE_SUIT = NQ_SEE_TYPE + 12, /* type, what the head is */
       NQ_SEE_FAR =
           NQ_SEE_SUIT + 32, /* sentences to the nearest mention, does it fit */
       NQ_SEE_RANK = NQ_SEE_FAR + 28,  /* how many nearer ones, of how many */
       NQ_SEE_NEAR = NQ_SEE_RANK + 16, /* the same, known */
       NQ_SEE_CALLED =
           NQ_SEE_NEAR + 12, /* times, first of all, in the title, most named */
       NQ_SEE_TURN = NQ_SEE_CALLED + 12, /* last to speak, next to speak */
       NQ_SEE_SHARE = NQ_SEE_TURN + 18,  /* words of the phrase beside a name */
       NQ_SEE_TITLE = NQ_SEE_SHARE + 16, /* the same, and the head is there */
       NQ_SEE_ORIGIN = NQ_SEE_TITLE + 16, /* of one origin, of another */
       NQ_SEE_OWNER = NQ_SEE_ORIGIN +
                      6, /* words from the first time that the head stood */
       NQ_SEE_NEARER = NQ_SEE_OWNER + 9,  /* from the nearest time */
       NQ_SEE_INSIDE = NQ_SEE_NEARER + 9, /* the name stands in the phrase */
       NQ_SEE_SAID = NQ_SEE_INSIDE + 4,   /* in what is said, credited, told */
       NQ_SEE_OFFICE = NQ_SEE_SAID + 6,   /* by its office */
       NQ_SEE_ALIKE = NQ_SEE_OFFICE +
                      3, /* the rules took it for the same head elsewhere */
       NQ_SEE_KIND =
           NQ_SEE_ALIKE + 12, /* does the name itself say of what kind it is */
       NQ_SEE_SITE =
           NQ_SEE_KIND + 5, /* what stands before the nearest mention */
       NQ_SEE_AFTER = NQ_SEE_SITE +
                      12, /* named only behind: next to speak, head, how far */
       NQ_SEE_MATCH =
           NQ_SEE_AFTER + 24, /* head and words beside it, nearest, known */
       NQ_SEE_STOOD = NQ_SEE_MATCH +
                      48, /* the rules took it: where the head stands, fits */
       NQ_SEE_LIKE = NQ_SEE_STOOD + 14, /* kind that its name tells, how near */
       NQ_SEE_TOUCH =
           NQ_SEE_LIKE + 30, /* the head right before it, behind, in brackets */
       NQ_SEE_WENT = NQ_SEE_TOUCH + 4, /* spoke last: head, known, grammar */
       NQ_SEE_NEWS = NQ_SEE_WENT +
                     24, /* what news call the name: the head, known, near */
       NQ_SEE_ECHO =
           NQ_SEE_NEWS + 32, /* he says the same below, in the title or not */
       NQ_SEE_ADDS = NQ_SEE_ECHO +
                     8, /* he goes on right behind: by a new name, "added" */
       NQ_SEE_TRAITS = NQ_SEE_ADDS + 12
};

typedef struct nq_sight {
    const nq_linked *l;
    const nq_link_facts *f;
    const nq_scene *s;
    const nq_link_candidate *it;
    const nq_entity *e;
    uint32_t type;
    bool fits;
    nq_link_traits *out;
} nq_sight;

static inline void
nq_sight_put(nq_sight *v, uint32_t trait)
{
    v->out->at[v->out->n++] = (uint16_t)trait;
}

static inline uint32_t
nq_sight_most(uint32_t n, uint32_t most)
{
    return n < most ? n : most;
}

/* Could such a noun stand for that type at all? */
bool nq_link_suits(uint32_t kind, uint32_t type);
/* Does the head, or its like, stand at token i? */
static inline bool
nq_link_is_head(const nq_linked *l, uint32_t i)
{
    uint32_t twin = l->facts.twin;
    return l->s->tokens[i].stem == l->facts.stem ||
           (twin && l->s->tags[i].word->twin == twin);
}

/* Which of the nearest of its type it is: 0 the nearest, 2 not before. */
static inline uint32_t
nq_sight_near(const nq_sight *v)
{
    return !v->it->before ? 2 : v->it->rank ? 1 : 0;
}

/* What stands beside the names of the candidate, and in them. */
void nq_link_beside(nq_sight *v);

#endif
