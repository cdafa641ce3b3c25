/* SPDX-License-Identifier: Apache-2.0
 *
 * t_line.c - boxes through the stages of a line. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "bulk/line.h"

#include <stdatomic.h>

enum { BOXES = 6 };

struct box {
    uint32_t number, doubled;
};

struct shop {
    uint32_t filled, most;   /* boxes; how often they are filled */
    uint32_t noted, emptied; /* the numbers that come next */
    uint32_t stop;           /* the number at which the last stage stops */
    _Atomic uint32_t inside; /* of the stage in order */
    _Atomic bool wrong;
};

static bool
fill(void *user, void *box)
{
    struct shop *s = user;
    struct box *b = box;
    if (s->filled == s->most)
        return false;
    *b = (struct box){.number = s->filled++};
    return true;
}

static bool
work(void *user, void *box)
{
    struct box *b = box;
    (void)user;
    for (volatile uint32_t i = 0; i < b->number % 7 * 100; i++)
        ;
    b->doubled = 2 * b->number;
    return true;
}

static bool
note(void *user, void *box)
{
    struct shop *s = user;
    struct box *b = box;
    if (atomic_fetch_add(&s->inside, 1) || b->number != s->noted++)
        s->wrong = true;
    atomic_fetch_sub(&s->inside, 1);
    return true;
}

static bool
empty(void *user, void *box)
{
    struct shop *s = user;
    struct box *b = box;
    if (b->number != s->emptied++ || b->doubled != 2 * b->number)
        s->wrong = true;
    return b->number + 1 != s->stop;
}

static void
run(struct shop *s, uint32_t n_boxes, unsigned threads)
{
    static const nq_stage stages[] = {
        {fill, true}, {work, false}, {note, true}, {empty, true}};
    struct box boxes[BOXES];
    void *at[BOXES];
    for (uint32_t i = 0; i < BOXES; i++)
        at[i] = &boxes[i];
    assert_int_equal(nq_line_run(stages, 4, at, n_boxes, threads, s), NAQL_OK);
    assert_false(s->wrong);
}

static void
all_come_out_in_order(void **state)
{
    (void)state;
    for (unsigned threads = 1; threads <= 5; threads++)
        for (uint32_t n_boxes = 1; n_boxes <= BOXES; n_boxes++) {
            struct shop s = {.most = 300};
            run(&s, n_boxes, threads);
            assert_int_equal(s.emptied, 300);
        }
}

static void
nothing_to_fill_them_with(void **state)
{
    (void)state;
    struct shop s = {.most = 0};
    run(&s, BOXES, 3);
    assert_int_equal(s.emptied, 0);
}

static void
the_last_stage_stops_it(void **state)
{
    (void)state;
    for (unsigned threads = 1; threads <= 4; threads++) {
        struct shop s = {.most = 1000, .stop = 100};
        run(&s, BOXES, threads);
        assert_int_equal(s.emptied, 100);
        assert_true(s.filled <= 100 + BOXES);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_come_out_in_order),
        cmocka_unit_test(nothing_to_fill_them_with),
        cmocka_unit_test(the_last_stage_stops_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
