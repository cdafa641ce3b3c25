/* SPDX-License-Identifier: Apache-2.0
 *
 * t_pool.c - whatever the number of threads, items come back in order. */
#include "base/pool.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>
#include <time.h>

enum { N = 500 };

struct item {
    uint32_t number, square;
};

static void
square(void *user, void *item, unsigned worker)
{
    struct item *it = item;
    unsigned *seen = user;
    struct timespec nap = {0, (it->number * 7919 % 13) * 10000};
    nanosleep(&nap, NULL);
    it->square = it->number * it->number;
    seen[worker]++; /* one thread a worker: no lock */
}

static void
run(unsigned threads)
{
    static struct item items[N];
    unsigned seen[16] = {0}, total = 0;
    uint32_t back = 0;
    nq_pool *p;
    assert_int_equal(nq_pool_open(threads, square, seen, &p), NAQL_OK);
    if (threads)
        assert_int_equal(nq_pool_threads(p), threads);
    for (uint32_t i = 0; i < N; i++) {
        void *done;
        items[i] = (struct item){i, 0};
        assert_int_equal(nq_pool_put(p, &items[i], &done), NAQL_OK);
        if (done)
            assert_ptr_equal(done, &items[back++]);
    }
    for (struct item *it; (it = nq_pool_take(p)) != NULL;)
        assert_ptr_equal(it, &items[back++]);
    nq_pool_close(p);
    assert_int_equal(back, N);
    for (uint32_t i = 0; i < N; i++)
        assert_int_equal(items[i].square, i * i);
    for (unsigned i = 0; i < 16; i++)
        total += seen[i];
    assert_int_equal(total, N);
}

static void
items_come_back_in_order(void **state)
{
    (void)state;
    run(1);
    run(2);
    run(7);
}

static void
a_pool_may_be_closed_with_items_in_it(void **state)
{
    (void)state;
    struct item items[3] = {{1, 0}, {2, 0}, {3, 0}};
    unsigned seen[16] = {0};
    nq_pool *p;
    void *done;
    assert_int_equal(nq_pool_open(3, square, seen, &p), NAQL_OK);
    for (unsigned i = 0; i < 3; i++)
        assert_int_equal(nq_pool_put(p, &items[i], &done), NAQL_OK);
    nq_pool_close(p);
    assert_int_equal(items[2].square, 9);
}

static void
count(void *user, uint32_t i, unsigned worker)
{
    (void)worker;
    ((uint32_t *)user)[i] += i + 1;
}

static void
a_loop_reaches_every_number_once(void **state)
{
    (void)state;
    static uint32_t hits[N];
    for (unsigned threads = 1; threads < 5; threads++) {
        for (uint32_t i = 0; i < N; i++)
            hits[i] = 0;
        assert_int_equal(nq_pool_each(threads, N, count, hits), NAQL_OK);
        for (uint32_t i = 0; i < N; i++)
            assert_int_equal(hits[i], i + 1);
    }
    assert_int_equal(nq_pool_each(3, 0, count, hits), NAQL_OK);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(items_come_back_in_order),
        cmocka_unit_test(a_pool_may_be_closed_with_items_in_it),
        cmocka_unit_test(a_loop_reaches_every_number_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
