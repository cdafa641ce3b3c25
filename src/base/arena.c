/* SPDX-License-Identifier: Apache-2.0
 *
 * arena.c - memory that is freed all at once. Layer 0 (base).
 *
 * Pages double up to a bound, so that a small article costs one page and a
 * large one few. Under AddressSanitizer what is not handed out is poisoned,
 * so that an overrun inside a page is found too. */
#include "base/arena.h"
#include "base/mem.h"

#include <string.h>

#if defined(__SANITIZE_ADDRESS__)
#define NQ_ASAN 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define NQ_ASAN 1
#endif
#endif
#ifdef NQ_ASAN
#include <sanitizer/asan_interface.h>
#define POISON(at, n)   ASAN_POISON_MEMORY_REGION(at, n)
#define UNPOISON(at, n) ASAN_UNPOISON_MEMORY_REGION(at, n)
#define GAP             16 /* poisoned bytes between two blocks */
#else
#define POISON(at, n)   ((void)(at), (void)(n))
#define UNPOISON(at, n) ((void)(at), (void)(n))
#define GAP             0
#endif

#define FIRST_PAGE ((size_t)16 << 10)
#define LAST_PAGE  ((size_t)4 << 20) /* pages stop doubling here */
#define ALIGN      16u

struct nq_arena_page {
    struct nq_arena_page *older;
    size_t room; /* bytes of `at` */
    _Alignas(ALIGN) char at[];
};

void
nq_arena_init(nq_arena *a)
{
    *a = (nq_arena){0};
}

void
nq_arena_clear(nq_arena *a)
{
    for (struct nq_arena_page *p = a->page, *older; p; p = older) {
        older = p->older;
        UNPOISON(p->at, p->room);
        nq_mem_free(p);
    }
    *a = (nq_arena){0};
}

void
nq_arena_reset(nq_arena *a)
{
    struct nq_arena_page *keep = NULL;
    for (struct nq_arena_page *p = a->page; p; p = p->older)
        if (p->room <= LAST_PAGE && (!keep || p->room > keep->room))
            keep = p;
    /* what lies behind `used` was never handed out, and is poisoned still: a
     * large page costs a small article no sweep over it */
    size_t dirty = !keep ? 0 : keep == a->page ? a->used : keep->room;
    for (struct nq_arena_page *p = a->page, *older; p; p = older) {
        older = p->older;
        if (p == keep)
            continue;
        UNPOISON(p->at, p->room);
        nq_mem_free(p);
    }
    *a = (nq_arena){.page = keep, .total = keep ? keep->room : 0};
    if (keep) {
        keep->older = NULL;
        POISON(keep->at, dirty);
    }
}

static bool
grow(nq_arena *a, size_t size)
{
    size_t room = a->page ? a->page->room * 2 : FIRST_PAGE;
    room = room > LAST_PAGE ? LAST_PAGE : room;
    room = room < size ? size : room;
    if (room > SIZE_MAX - sizeof(struct nq_arena_page) - NQ_MEM_LARGE)
        return false;
    size_t whole = sizeof(struct nq_arena_page) + room;
    struct nq_arena_page *p = NULL;
    if (whole >= NQ_MEM_LARGE) {
        whole = (whole + NQ_MEM_LARGE - 1) / NQ_MEM_LARGE * NQ_MEM_LARGE;
        room = whole - sizeof(struct nq_arena_page);
        p = nq_mem_large(whole);
    } else {
        p = nq_mem_alloc(whole);
    }
    if (!p)
        return false;
    *p = (struct nq_arena_page){.older = a->page, .room = room};
    POISON(p->at, room);
    a->page = p;
    a->used = 0;
    a->total += room;
    return true;
}

bool
nq_arena_reserve(nq_arena *a, size_t size)
{
    return (a->page && a->page->room - a->used >= size) || grow(a, size);
}

void *
nq_arena_alloc(nq_arena *a, size_t size)
{
    if (size > SIZE_MAX / 2)
        return NULL;
    size_t whole = (size + GAP + ALIGN - 1) / ALIGN * ALIGN;
    if (!a->page || a->page->room - a->used < whole)
        if (!grow(a, whole))
            return NULL;
    char *at = a->page->at + a->used;
    a->used += whole;
    UNPOISON(at, size);
    return at;
}

void *
nq_arena_zero(nq_arena *a, size_t n, size_t size)
{
    if (size && n > SIZE_MAX / 2 / size)
        return NULL;
    void *at = nq_arena_alloc(a, n * size);
    if (at)
        memset(at, 0, n * size);
    return at;
}

naql_str
nq_arena_str(nq_arena *a, naql_str s)
{
    char *at = nq_arena_alloc(a, s.len);
    if (!at)
        return (naql_str){NULL, 0};
    if (s.len)
        memcpy(at, s.ptr, s.len);
    return (naql_str){at, s.len};
}

nq_arena_mark
nq_arena_here(const nq_arena *a)
{
    return (nq_arena_mark){a->page, a->used};
}

void
nq_arena_release(nq_arena *a, nq_arena_mark mark)
{
    size_t dirty = a->page == mark.page ? a->used : SIZE_MAX;
    if (!mark.page) { /* of an unused arena: a page stays for the next round */
        nq_arena_reset(a);
        return;
    }
    while (a->page != mark.page) {
        struct nq_arena_page *p = a->page;
        a->page = p->older;
        a->total -= p->room;
        UNPOISON(p->at, p->room);
        nq_mem_free(p);
    }
    a->used = mark.used;
    if (a->page && dirty > a->page->room)
        dirty = a->page->room; /* how far an older page was filled is lost */
    if (a->page)
        POISON(a->page->at + a->used, dirty - a->used);
}

void *
nq_list_add(nq_list *list, nq_arena *scratch)
{
    if (list->n == list->room) {
        if (list->room > UINT32_MAX / 4)
            return NULL;
        uint32_t room = list->room ? list->room * 2 : 16;
        char *at = nq_arena_alloc(scratch, (size_t)room * list->size);
        if (!at)
            return NULL;
        if (list->n)
            memcpy(at, list->at, (size_t)list->n * list->size);
        list->at = at;
        list->room = room;
    }
    void *item = (char *)list->at + (size_t)list->n++ * list->size;
    memset(item, 0, list->size);
    return item;
}

naql_status
nq_list_put(nq_list *list, nq_arena *scratch, const void *item)
{
    void *to = nq_list_add(list, scratch);
    if (!to)
        return NAQL_NOMEM;
    memcpy(to, item, list->size);
    return NAQL_OK;
}

void *
nq_list_freeze(const nq_list *list, nq_arena *arena)
{
    void *at = nq_arena_alloc(arena, (size_t)list->n * list->size);
    if (at && list->n)
        memcpy(at, list->at, (size_t)list->n * list->size);
    return at;
}
