/* SPDX-License-Identifier: Apache-2.0
 *
 * arena.h - memory that is freed all at once. Layer 0 (base).
 *
 * Lifetimes have names: engine, set, article, scratch. A function that makes
 * something takes `nq_arena *arena`, one that needs room to work takes
 * `nq_arena *scratch`. The two are one arena only where the result is to go
 * with the caller's scratch, and then nothing is released on the way. One
 * thread each. */
#ifndef NQ_BASE_ARENA_H
#define NQ_BASE_ARENA_H

#include "naql.h"

struct nq_arena_page;

typedef struct nq_arena {
    struct nq_arena_page *page; /* newest; older ones behind it */
    size_t used;                /* bytes of the newest page in use */
    size_t total;               /* bytes held from the system, all pages */
} nq_arena;

typedef struct nq_arena_mark {
    struct nq_arena_page *page;
    size_t used;
} nq_arena_mark;

/* An arena with no memory yet; cannot fail. */
void nq_arena_init(nq_arena *a);

/* Gives everything back to the system. The arena may be used again. */
void nq_arena_clear(nq_arena *a);

/* Forgets everything but keeps the largest page for the next article, one of
 * 4 MB at the most: what a huge one needed goes back to the system. */
void nq_arena_reset(nq_arena *a);

/* Makes room for `size` bytes in one page, of the system's large ones where it
 * is that large: for what is read at random for ever. A hint; false: memory is
 * out. */
bool nq_arena_reserve(nq_arena *a, size_t size);

/* `size` bytes aligned for any type, uninitialised; NULL when memory is out.
 * Size 0 gives a valid pointer. */
void *nq_arena_alloc(nq_arena *a, size_t size);

/* n * size zeroed bytes; NULL when memory is out or the product overflows. */
void *nq_arena_zero(nq_arena *a, size_t n, size_t size);

/* A copy of `s` inside the arena; ptr is NULL when memory is out. An empty
 * string gives a valid pointer and len 0. */
naql_str nq_arena_str(nq_arena *a, naql_str s);

/* What was allocated after the mark is released. */
nq_arena_mark nq_arena_here(const nq_arena *a);
void nq_arena_release(nq_arena *a, nq_arena_mark mark);

/* A list that grows inside a scratch arena by doubling (old halves stay in the
 * arena: total waste is at most the final size). It starts as NQ_LIST says:
 * nq_list words = NQ_LIST(nq_word); */
typedef struct nq_list {
    void *at;         /* [n] items of `size` bytes */
    uint32_t n, room; /* items */
    uint32_t size;    /* bytes of one item */
} nq_list;

#define NQ_LIST(type) ((nq_list){.size = (uint32_t)sizeof(type)})

/* Room for one more item at the end, zeroed and counted; NULL: out of memory
 * or more than UINT32_MAX / 2 items. Pointers into the list move. */
void *nq_list_add(nq_list *list, nq_arena *scratch);
/* Adds a copy of *item, which must be of the list's type. */
naql_status nq_list_put(nq_list *list, nq_arena *scratch, const void *item);

/* An exact copy of the list's items inside `arena`; NULL: out of memory. An
 * empty list gives a valid pointer. */
void *nq_list_freeze(const nq_list *list, nq_arena *arena);

#endif
