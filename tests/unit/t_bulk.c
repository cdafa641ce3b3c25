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

#include <stdio.h>
#include <string.h>
#include <time.h>

#define MOST 20000u

struct crowd { /* articles that were handed to a linker */
    nq_arena arena;
    nq_signer signer;
    nq_set set;
    nq_seeker *seeker;
    nq_linker linker;
    uint32_t n;
    uint32_t group[MOST];
    bool alone[MOST];
    float same[MOST], within[MOST];
    char source[MOST][8];
};

static struct crowd crowd; /* too large for a stack */

static void
start(uint64_t memory)
{
    const nq_seek_options options = {0.5, 0.8, memory};
    nq_seeker_close(crowd.seeker);
    nq_linker_clear(&crowd.linker);
    nq_arena_clear(&crowd.arena);
    nq_signer_init(&crowd.signer, NQ_FOLD_WORD);
    crowd.n = 0;
    crowd.linker = (nq_linker){.options = options};
    assert_int_equal(nq_seeker_open(&options, &crowd.seeker), NAQL_OK);
}

static nq_signed
sign(const char *text)
{
    nq_signed s;
    nq_arena_reset(&crowd.arena);
    assert_int_equal(
        nq_sign(&crowd.signer, nq_str_from(text), &crowd.set, &crowd.arena, &s),
        NAQL_OK);
    return s;
}

static nq_link
find(const char *id, const char *text)
{
    nq_sought sought;
    nq_link link;
    nq_signed s = sign(text);
    assert_int_equal(
        nq_seeker_add(crowd.seeker, nq_str_from(id), &s, &crowd.arena, &sought),
        NAQL_OK);
    assert_int_equal(nq_linker_add(&crowd.linker, &sought, &s, &link), NAQL_OK);
    return link;
}

static void
add(const char *text)
{
    char id[16];
    uint32_t i = crowd.n++;
    snprintf(id, sizeof id, "%u", i);
    nq_link link = find(id, text);
    naql_str source = link.source ? link.source->id : NQ_STR("");
    crowd.group[i] = link.group;
    crowd.alone[i] = !link.source;
    crowd.same[i] = link.same;
    crowd.within[i] = link.within;
    snprintf(crowd.source[i], sizeof crowd.source[i], "%.*s", (int)source.len,
             source.ptr);
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

#define PLENTY (1ull << 30)

static void
near_contained_and_unlike(void **state)
{
    (void)state;
    start(PLENTY);
    add(first);
    add(other);
    add(changed);
    add(inside);
    add(first);
    assert_true(crowd.alone[0] && crowd.alone[1]);
    assert_string_equal(crowd.source[2], "0");
    assert_int_equal(crowd.group[2], crowd.group[0]);
    assert_int_equal(crowd.group[3], crowd.group[0]);
    assert_int_equal(crowd.group[1], 1);
    assert_true(crowd.within[3] > 0.99f);
    assert_true(crowd.same[4] == 1.0f);
    assert_int_equal(crowd.linker.groups, 2);
}

static void
spelling_signs_alike(void **state)
{
    uint32_t two[2];
    (void)state;
    start(PLENTY);
    nq_signed a = sign("إغلاق الجسر الشرقي أمام مركبات ثقيلة");
    uint64_t whole = a.whole;
    assert_int_equal(a.n, 2);
    assert_int_equal(a.n_sketch, 2);
    memcpy(two, a.shingles, sizeof two);
    a = sign("اغلاق، الجســر الشَّرقى امام (مرکبات) ثقيله");
    assert_int_equal(a.n, 2);
    assert_memory_equal(a.shingles, two, sizeof two);
    assert_true(a.whole == whole);
    assert_int_equal(sign("").n, 0);
    assert_int_equal(sign("« »").n, 0);
    assert_int_equal(sign("جسر").n, 1);
    /* What a text repeats counts once. */
    assert_int_equal(sign("تم تم تم تم تم تم تم تم").n, 1);
}

/* Asked for, a spelling tells; typing never does. */
static void
spelling_as_written(void **state)
{
    (void)state;
    start(PLENTY);
    nq_signer_init(&crowd.signer, NQ_FOLD_FORM);
    uint64_t whole = sign("إغلاق الجسر الشرقي أمام مركبات ثقيلة").whole;
    assert_true(sign("إغلاق، الجســر الشَّرقي أمام (مرکبات) ثقيلة").whole ==
                whole);
    assert_true(sign("اغلاق الجسر الشرقي أمام مركبات ثقيلة").whole != whole);
    assert_true(sign("إغلاق الجسر الشرقى أمام مركبات ثقيلة").whole != whole);
    assert_true(sign("إغلاق الجسر الشرقي أمام مركبات ثقيله").whole != whole);
}

static void
a_template_on_many_pages(void **state)
{
    (void)state;
    start(PLENTY);
    for (uint32_t i = 0; i < MOST; i++) {
        char text[2048];
        if (i % 2)
            snprintf(text, sizeof text, "%s %u", first, i);
        else
            snprintf(text, sizeof text, "%s", other);
        add(text);
    }
    for (uint32_t i = 0; i < MOST; i++)
        assert_int_equal(crowd.group[i], i % 2);
}

static double
seconds_of_template(uint32_t n)
{
    double least = 0;
    for (unsigned round = 0; round < 3; round++) {
        start(PLENTY);
        clock_t from = clock();
        for (uint32_t i = 0; i < n; i++) {
            char text[2048];
            snprintf(text, sizeof text, "%s %u %s", first, i, changed);
            add(text);
        }
        double spent = (double)(clock() - from) / CLOCKS_PER_SEC;
        least = round == 0 || spent < least ? spent : least;
    }
    return least;
}

/* A page of the template is held against a bounded number of others: four
 * times the pages cost four times, not sixteen. */
static void
a_template_costs_what_its_pages_cost(void **state)
{
    (void)state;
    double few = seconds_of_template(MOST / 4);
    assert_true(seconds_of_template(MOST) < 8 * few + 0.05);
}

static void
equal_pages_need_no_memory(void **state)
{
    (void)state;
    start(PLENTY);
    for (uint32_t i = 0; i < 100; i++)
        add(first);
    uint64_t few = nq_seeker_bytes(crowd.seeker);
    for (uint32_t i = 100; i < MOST; i++)
        add(first);
    assert_true(nq_seeker_bytes(crowd.seeker) == few);
    assert_int_equal(crowd.group[MOST - 1], 0);
}

/* A text of its own, and one that shares half of it. */
static void
numbered(char *text, size_t room, uint32_t number)
{
    size_t n = 0;
    for (uint32_t w = 0; w < 40; w++)
        n += (size_t)snprintf(text + n, room - n, "كلمة%u ",
                              number * 131 + w * 7);
}

static void
memory_is_bounded_and_the_last_are_known(void **state)
{
    const uint64_t bound = 2u << 20;
    char text[2048];
    (void)state;
    start(bound);
    for (uint32_t i = 0; i < MOST - 2; i++) {
        numbered(text, sizeof text, i);
        add(text);
        assert_true(crowd.alone[i]);
    }
    assert_true(nq_seeker_forgotten(crowd.seeker) > MOST / 2);
    assert_true(nq_seeker_bytes(crowd.seeker) < 2 * bound);
    numbered(text, sizeof text, MOST - 100);
    strncat(text, "وزيادة", sizeof text - strlen(text) - 1);
    add(text);
    assert_int_equal(crowd.group[MOST - 2], crowd.group[MOST - 100]);
    numbered(text, sizeof text, 5);
    add(text);
    assert_true(crowd.alone[MOST - 1]);
}

/* Who is read last of a group tells its first, whoever is forgotten. */
static void
a_group_outlives_its_first(void **state)
{
    char text[2048], more[32];
    (void)state;
    start(2u << 20);
    for (uint32_t i = 0; i < MOST; i++) {
        bool again = i % 100 == 0;
        numbered(text, sizeof text, again ? 0 : i);
        snprintf(more, sizeof more, "زيادة%u", i);
        if (again)
            strncat(text, more, sizeof text - strlen(text) - 1);
        add(text);
        assert_int_equal(crowd.alone[i], i == 0 || !again);
    }
    assert_true(nq_seeker_forgotten(crowd.seeker) > MOST / 2);
    numbered(text, sizeof text, 0);
    nq_link link = find("last", text);
    assert_int_equal(link.group, crowd.group[0]);
    assert_true(nq_str_equal(link.representative, NQ_STR("0")));
}

static void
restore(const char *id, const char *text, uint32_t source)
{
    nq_sought sought;
    nq_signed s = sign(text);
    assert_int_equal(
        nq_seeker_restore(crowd.seeker, nq_str_from(id), &s, &sought), NAQL_OK);
    assert_int_equal(nq_linker_restore(&crowd.linker, &sought,
                                       nq_seeker_known(crowd.seeker, source)),
                     NAQL_OK);
}

/* Restoring what was noted gives the same answers as having added it. */
static void
restored_as_it_was(void **state)
{
    (void)state;
    start(PLENTY);
    restore("a", first, UINT32_MAX);
    restore("b", changed, 0);
    assert_null(nq_seeker_known(crowd.seeker, 2));
    nq_link link = find("d", changed);
    assert_true(nq_str_equal(link.source->id, NQ_STR("b")));
    assert_true(nq_str_equal(link.representative, NQ_STR("a")));
    assert_int_equal(link.group, 0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(near_contained_and_unlike),
        cmocka_unit_test(spelling_signs_alike),
        cmocka_unit_test(spelling_as_written),
        cmocka_unit_test(a_template_on_many_pages),
        cmocka_unit_test(a_template_costs_what_its_pages_cost),
        cmocka_unit_test(equal_pages_need_no_memory),
        cmocka_unit_test(memory_is_bounded_and_the_last_are_known),
        cmocka_unit_test(a_group_outlives_its_first),
        cmocka_unit_test(restored_as_it_was),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    nq_seeker_close(crowd.seeker);
    nq_linker_clear(&crowd.linker);
    nq_set_clear(&crowd.set);
    nq_arena_clear(&crowd.arena);
    return failed;
}
