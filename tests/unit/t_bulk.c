/* SPDX-License-Identifier: Apache-2.0
 *
 * t_bulk.c - near-duplicates in bulk. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/str.h"
#include "bulk/link.h"
#include "bulk/sign.h"

#include <stdio.h>
#include <string.h>

struct crowd {
    nq_arena arena;
    nq_signer signer;
    nq_signed at[20000];
    uint32_t n;
    nq_link links[20000];
    uint32_t group[20000];
};

static struct crowd crowd; /* too large for a stack */

static void
start(void)
{
    nq_arena_clear(&crowd.arena);
    nq_signer_init(&crowd.signer);
    crowd.n = 0;
}

static void
add(const char *text)
{
    naql_str s = nq_str_from(text);
    nq_signed *to = &crowd.at[crowd.n++];
    to->shingles = nq_arena_alloc(&crowd.arena, NQ_SHINGLES_MAX(s.len) *
                                                    sizeof *to->shingles);
    to->n = nq_sign(&crowd.signer, s, to->shingles, &to->whole);
}

static void
link_up(unsigned threads)
{
    nq_arena work;
    nq_linker l = {crowd.at, crowd.n, 0.5, 0.8, threads};
    nq_arena_init(&work);
    assert_int_equal(nq_link_all(&l, &work, crowd.links, crowd.group), NAQL_OK);
    nq_arena_clear(&work);
}

static const char first[] =
    "أعلنت بلدية سحاب إغلاق الجسر الشرقي أمام المركبات الثقيلة أسبوعين كاملين "
    "لإصلاح أعمدته المتآكلة وتركيب حواجز جديدة على ضفتي النهر وقال مهندس إن "
    "العمل سيبدأ فجر الأحد وينتهي قبل عودة التلاميذ إلى مدارسهم في الخريف";
static const char changed[] =
    "أعلنت بلدية سحاب إغلاق الجسر الشرقي أمام المركبات الثقيلة أسبوعين كاملين "
    "لإصلاح أعمدته المتآكلة وتركيب حواجز جديدة على ضفتي النهر وقال مهندس إن "
    "الأشغال ستبدأ مساء الاثنين";
static const char inside[] =
    "إغلاق الجسر الشرقي أمام المركبات الثقيلة أسبوعين كاملين لإصلاح أعمدته "
    "المتآكلة وتركيب حواجز جديدة على ضفتي النهر";
static const char other[] =
    "فاز فريق النسور على ضيفه الرعد بثلاثة أهداف نظيفة في افتتاح الدوري وسجل "
    "المهاجم رامي صقر هدفين في الشوط الثاني أمام عشرين ألف متفرج";

static void
near_contained_and_unlike(void **state)
{
    (void)state;
    start();
    add(first);
    add(other);
    add(changed);
    add(inside);
    link_up(1);
    assert_int_equal(crowd.group[0], 0);
    assert_int_equal(crowd.group[1], 1);
    assert_int_equal(crowd.group[2], 0);
    assert_int_equal(crowd.group[3], 0);
    assert_int_equal(crowd.links[1].source, NQ_NO_SOURCE);
    assert_int_equal(crowd.links[2].source, 0);
    assert_true(crowd.links[3].within > 0.99f);
}

static void
spelling_signs_alike(void **state)
{
    uint32_t a[64], b[64];
    uint64_t x, y;
    (void)state;
    start();
    uint32_t n = nq_sign(&crowd.signer,
                         NQ_STR("إغلاق الجسر الشرقي أمام مركبات ثقيلة"), a, &x);
    uint32_t m =
        nq_sign(&crowd.signer,
                NQ_STR("اغلاق، الجســر الشَّرقى امام (مرکبات) ثقيله"), b, &y);
    assert_int_equal(n, 2);
    assert_int_equal(m, n);
    assert_memory_equal(a, b, n * sizeof *a);
    assert_true(x == y);
    assert_int_equal(nq_sign(&crowd.signer, NQ_STR(""), a, &x), 0);
    assert_int_equal(nq_sign(&crowd.signer, NQ_STR("« »"), a, &x), 0);
    assert_int_equal(nq_sign(&crowd.signer, NQ_STR("جسر"), a, &x), 1);
}

static void
a_template_on_many_pages(void **state)
{
    (void)state;
    start();
    for (uint32_t i = 0; i < 20000; i++) {
        char text[2048];
        if (i % 2)
            snprintf(text, sizeof text, "%s %u", first, i);
        else
            snprintf(text, sizeof text, "%s", other);
        add(text);
    }
    link_up(2);
    for (uint32_t i = 0; i < 20000; i++)
        assert_int_equal(crowd.group[i], i % 2);
}

static void
threads_change_nothing(void **state)
{
    static uint32_t group[300];
    static nq_link links[300];
    (void)state;
    start();
    for (uint32_t i = 0; i < 300; i++) {
        char text[2048];
        snprintf(text, sizeof text, "%s %u %s", i % 3 ? first : changed, i / 7,
                 i % 5 ? "" : other);
        add(text);
    }
    link_up(1);
    memcpy(group, crowd.group, sizeof group);
    memcpy(links, crowd.links, sizeof links);
    link_up(3);
    assert_memory_equal(group, crowd.group, sizeof group);
    for (uint32_t i = 0; i < 300; i++) {
        assert_int_equal(links[i].source, crowd.links[i].source);
        assert_true(links[i].same == crowd.links[i].same);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(near_contained_and_unlike),
        cmocka_unit_test(spelling_signs_alike),
        cmocka_unit_test(a_template_on_many_pages),
        cmocka_unit_test(threads_change_nothing),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    nq_arena_clear(&crowd.arena);
    return failed;
}
