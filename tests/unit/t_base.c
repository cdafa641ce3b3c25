/* SPDX-License-Identifier: Apache-2.0
 *
 * t_base.c - arena, str, buf, map, utf8, fold, day, out. */
#include "base/arena.h"
#include "base/day.h"
#include "base/fold.h"
#include "base/hash.h"
#include "base/map.h"
#include "base/lore.h"
#include "base/memo.h"
#include "base/out.h"
#include "base/sorted.h"
#include "base/spare.h"
#include "base/status.h"
#include "base/str.h"
#include "base/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <cmocka.h>

static void
an_arena_gives_back_what_came_after_its_mark(void **state)
{
    (void)state;
    nq_arena a;
    nq_arena_init(&a);
    char *first = nq_arena_alloc(&a, 10);
    nq_arena_mark mark = nq_arena_here(&a);
    for (int i = 0; i < 1000; i++)
        assert_non_null(nq_arena_alloc(&a, 1000));
    nq_arena_release(&a, mark);
    char *again = nq_arena_alloc(&a, 10);
    assert_true(again > first && again < first + 4096);
    assert_null(nq_arena_alloc(&a, SIZE_MAX));
    nq_arena_reset(&a);
    assert_non_null(nq_arena_alloc(&a, 1));
    nq_arena_clear(&a);
}

static void
a_list_keeps_its_items_while_it_grows(void **state)
{
    (void)state;
    nq_arena a;
    nq_arena_init(&a);
    nq_list list = NQ_LIST(uint32_t);
    for (uint32_t i = 0; i < 1000; i++)
        *(uint32_t *)nq_list_add(&list, &a) = i * 7;
    uint32_t *at = nq_list_freeze(&list, &a);
    for (uint32_t i = 0; i < 1000; i++)
        assert_int_equal(at[i], i * 7);
    nq_arena_clear(&a);
}

static int
by_size(const void *a, const void *b)
{
    const uint32_t *x = a, *y = b;
    NQ_SORT_BY(*y, *x);
    return 0;
}

static void
what_is_sorted_is_found_by_halves(void **state)
{
    (void)state;
    nq_arena a;
    uint32_t i, three = 3;
    nq_arena_init(&a);
    nq_list list = NQ_LIST(uint32_t);
    nq_sort(list.at, list.n, sizeof three, by_size); /* nothing at NULL */
    NQ_BISECT(i, 0, list.n, false);
    assert_int_equal(i, 0);
    for (uint32_t k = 0; k < 5; k++)
        assert_int_equal(nq_list_put(&list, &a, &(uint32_t){k}), NAQL_OK);
    uint32_t *at = list.at;
    nq_sort(at, list.n, sizeof *at, by_size); /* the greater first */
    if (at[0] == 4)
        NQ_BISECT(i, 0, list.n, at[i] > three);
    else
        i = UINT32_MAX;
    assert_int_equal(i, 1);
    NQ_BISECT(i, 2, list.n, true);
    assert_int_equal(i, 5);
    NQ_BISECT(i, 2, list.n, false);
    assert_int_equal(i, 2);
    nq_arena_clear(&a);
}

static void
digits_are_read_where_all_of_them_stand(void **state)
{
    (void)state;
    naql_str day = NQ_STR("2018-03-05");
    assert_int_equal(nq_str_digits(day, 0, 4), 2018);
    assert_int_equal(nq_str_digits(day, 8, 2), 5);
    assert_int_equal(nq_str_digits(day, 9, 2), -1);
    assert_int_equal(nq_str_digits(day, 11, 2), -1);
    assert_int_equal(nq_str_digits(day, 3, 2), -1);
}

static void
slices_are_found_cut_and_trimmed(void **state)
{
    (void)state;
    naql_str rest = NQ_STR("a,,b"), part;
    assert_true(nq_str_split(&rest, ',', &part));
    assert_true(nq_str_equal(part, NQ_STR("a")));
    assert_true(nq_str_split(&rest, ',', &part));
    assert_int_equal(part.len, 0);
    assert_true(nq_str_split(&rest, ',', &part));
    assert_true(nq_str_equal(part, NQ_STR("b")));
    assert_false(nq_str_split(&rest, ',', &part));
    assert_true(nq_str_equal(nq_str_trim(NQ_STR(" \t\xc2\xa0x\xc2\xa0\n")),
                             NQ_STR("x")));
    assert_int_equal(nq_str_find(NQ_STR("abcabc"), NQ_STR("bc"), 2), 4);
    uint64_t n;
    assert_true(nq_str_u64(NQ_STR("18446744073709551615"), &n));
    assert_false(nq_str_u64(NQ_STR("18446744073709551616"), &n));
    assert_false(nq_str_u64(NQ_STR(""), &n));
    assert_true(nq_str_is_web(NQ_STR("https://a")));
    assert_false(nq_str_is_web(NQ_STR("ftp://a")));
    assert_int_equal(nq_str_hex('9'), 9);
    assert_int_equal(nq_str_hex('F'), 15);
    assert_int_equal(nq_str_hex('g'), -1);
    assert_int_equal(nq_str_hex('\x10'), -1); /* a digit but for one bit */
}

static void
a_status_gives_a_failure_its_name(void **state)
{
    naql_error err = {.status = NAQL_IO, .message = "kept"};
    (void)state;
    assert_int_equal(nq_fail_named(&err, NAQL_OK), NAQL_OK);
    assert_string_equal(err.message, "kept");
    assert_int_equal(nq_fail_named(&err, NAQL_NOMEM), NAQL_NOMEM);
    assert_string_equal(err.message, "out of memory");
    assert_true(err.offset == UINT64_MAX);
    assert_int_equal(nq_fail_named(NULL, NAQL_CORRUPT), NAQL_CORRUPT);
}

static void
a_map_holds_a_hundred_thousand_keys(void **state)
{
    (void)state;
    nq_arena a;
    nq_arena_init(&a);
    nq_map m;
    nq_map_init(&m, &a);
    for (uint32_t i = 1; i <= 100000; i++)
        *nq_map_put(&m, (uint64_t)i << 32, NULL) = i;
    for (uint32_t i = 1; i <= 100000; i++)
        assert_int_equal(*nq_map_get(&m, (uint64_t)i << 32), i);
    assert_null(nq_map_get(&m, 12345));
    nq_arena_clear(&a);
}

static uint64_t
square(uint64_t key)
{
    return key * key + 7;
}

/* Whatever it is asked, it says the function's value or nothing, and stays as
 * large as it was made. */
static void
a_memo_forgets_but_never_lies(void **state)
{
    (void)state;
    nq_arena a;
    nq_memo m;
    uint64_t value, known = 0;
    nq_arena_init(&a);
    assert_int_equal(nq_memo_make(8, &a, &m), NAQL_OK);
    size_t held = a.total;
    assert_false(nq_memo_get(&m, 1, &value));
    for (uint64_t i = 1; i <= 10000; i++) {
        uint64_t key = nq_hash_mix(i), old = nq_hash_mix(i / 2 + 1);
        nq_memo_put(&m, key, square(key));
        assert_true(nq_memo_get(&m, key, &value));
        assert_true(value == square(key));
        if (nq_memo_get(&m, old, &value)) {
            assert_true(value == square(old));
            known++;
        }
    }
    assert_true(known > 100 && known < 10000);
    assert_int_equal(a.total, held);
    nq_arena_clear(&a);
}

/* Half an entry of one key beside half of another fits neither. */
static void
a_torn_entry_of_a_memo_is_forgotten(void **state)
{
    (void)state;
    nq_arena a;
    nq_memo m;
    uint64_t value;
    nq_arena_init(&a);
    assert_int_equal(nq_memo_make(0, &a, &m), NAQL_OK);
    nq_memo_put(&m, 10, 3); /* takes the front */
    nq_memo_put(&m, 11, 1);
    uint64_t check = atomic_load(&m.entries[1].check);
    nq_memo_put(&m, 12, 2);
    atomic_store(&m.entries[1].check, check);
    assert_false(nq_memo_get(&m, 11, &value));
    assert_false(nq_memo_get(&m, 12, &value));
    nq_arena_clear(&a);
}

/* What was asked for twice outlasts what comes once, and is told anew when its
 * value is put again. */
static void
a_memo_keeps_what_is_asked_for(void **state)
{
    (void)state;
    nq_arena a;
    nq_memo m;
    uint64_t value;
    nq_arena_init(&a);
    assert_int_equal(nq_memo_make(0, &a, &m), NAQL_OK);
    nq_memo_put(&m, 11, 1);
    assert_true(nq_memo_get(&m, 11, &value));
    for (uint64_t key = 20; key < 30; key++)
        nq_memo_put(&m, key, key);
    assert_true(nq_memo_get(&m, 11, &value) && value == 1);
    assert_true(nq_memo_get(&m, 29, &value) && value == 29);
    assert_true(nq_memo_get(&m, 11, &value) && value == 1);
    nq_memo_put(&m, 11, 5);
    assert_true(nq_memo_get(&m, 11, &value) && value == 5);
    nq_arena_clear(&a);
}

/* Values come one after the other, and what is put for a key leaves the rest of
 * its pair alone. */
static void
lore_of_a_key_grows(void **state)
{
    (void)state;
    nq_arena a;
    nq_lore m;
    nq_known known;
    nq_arena_init(&a);
    assert_int_equal(nq_lore_make(0, &a, &m), NAQL_OK);
    assert_true((uintptr_t)m.entries % 64 == 0);
    assert_false(nq_lore_get(&m, 10, &known));
    assert_true(!known.at[0] && !known.at[1] && !known.at[2]);
    for (uint64_t key = 10; key < 12; key++)
        for (uint32_t i = 0; i < NQ_LORE_VALUES; i++) {
            nq_lore_look(&m, key, &known);
            known.at[i] = key * 10 + i;
            nq_lore_put(&m, key, &known);
        }
    for (uint64_t key = 10; key < 12; key++) {
        assert_true(nq_lore_get(&m, key, &known));
        for (uint32_t i = 0; i < NQ_LORE_VALUES; i++)
            assert_true(known.at[i] == key * 10 + i);
    }
    for (uint64_t key = 20; key < 30; key++)
        nq_lore_put(&m, key, &known);
    assert_true(nq_lore_look(&m, 11, &known) && known.at[2] == 112);
    assert_true(nq_lore_look(&m, 29, &known) && known.at[2] == 112);
    atomic_store(&m.entries[1].at[1], 7); /* torn */
    assert_false(nq_lore_look(&m, 29, &known));
    nq_arena_clear(&a);
}

/* Of two words that are their own stems and are cut alike, the one's first word
 * beside the other's values is neither's: a thread may see that of an entry
 * that another is writing. */
static void
lore_that_is_half_written_is_none(void **state)
{
    (void)state;
    enum { KEY = 1000, OTHER = 2000, CUT = 5 };
    nq_arena a;
    nq_lore m;
    nq_known known;
    nq_arena_init(&a);
    assert_int_equal(nq_lore_make(0, &a, &m), NAQL_OK);
    nq_lore_put(&m, OTHER, &(nq_known){{OTHER, OTHER, CUT}});
    uint64_t check = atomic_load(&m.entries[0].check);
    atomic_store(&m.entries[0].check, 0);
    for (uint32_t i = 0; i < NQ_LORE_VALUES; i++)
        atomic_store(&m.entries[0].at[i], 0);
    nq_lore_put(&m, KEY, &(nq_known){{KEY, KEY, CUT}});
    assert_true(nq_lore_look(&m, KEY, &known));
    atomic_store(&m.entries[0].check, check);
    assert_false(nq_lore_look(&m, OTHER, &known));
    assert_false(nq_lore_look(&m, KEY, &known));
    nq_arena_clear(&a);
}

/* What is given back is handed on empty; huge ones and those beyond the bound
 * are not kept. */
static void
spare_arenas_are_kept_within_bounds(void **state)
{
    (void)state;
    static nq_arena made[NQ_SPARES + 8];
    nq_spares s;
    nq_spares_init(&s);
    for (uint32_t i = 0; i < NQ_SPARES + 8; i++) {
        made[i] = nq_spares_take(&s);
        assert_int_equal(made[i].total, 0);
        assert_non_null(nq_arena_alloc(&made[i], 1000));
    }
    assert_non_null(nq_arena_alloc(&made[0], 2 * NQ_SPARE_BYTES));
    for (uint32_t i = 0; i < NQ_SPARES + 8; i++) {
        nq_spares_give(&s, &made[i]);
        assert_null(made[i].page);
        assert_true(s.n <= NQ_SPARES);
    }
    nq_arena again = nq_spares_take(&s);
    assert_true(again.total > 0 && again.used == 0);
    nq_arena_clear(&again);
    nq_spares_clear(&s);
}

static void
bad_utf8_is_found_where_it_starts(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        size_t len, good;
    } cases[] = {
        {"abc", 3, 3},
        {"\xd8\xa7\xd9\x84", 4, 4},
        {"\xd8\xa7\xd9\x84\xd8\xa7\xd9\x84\xd8", 9, 8},
        {"abcdefgh\xc0\x80", 10, 8},
        {"\xed\xa0\x80", 3, 0},     /* a surrogate */
        {"\xf4\x90\x80\x80", 4, 0}, /* above U+10FFFF */
        {"\xe0\x80\x80", 3, 0},     /* overlong */
        {"\xf0\x9f\x98\x80!", 5, 5},
        {"\xd8\xa7\xc1\xa7\xd8\xa7\xd8\xa7", 8, 2}, /* C1 inside a run */
        {"\xd8\xa7\xd8\xa7\xd8\xa7\xd8\x27", 8, 6},
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
        assert_int_equal(nq_utf8_valid(nq_str(cases[i].bytes, cases[i].len)),
                         cases[i].good);
}

static void
points_are_counted_from_any_byte(void **state)
{
    (void)state;
    nq_arena a;
    nq_arena_init(&a);
    char text[300];
    for (size_t i = 0; i < sizeof(text); i += 2)
        memcpy(text + i, "\xd8\xa7", 2);
    nq_points p;
    assert_int_equal(nq_points_make(nq_str(text, sizeof(text)), &a, &p),
                     NAQL_OK);
    for (uint32_t i = 0; i <= sizeof(text); i += 2)
        assert_int_equal(nq_points_at(&p, i), i / 2);
    nq_arena_clear(&a);
}

static void
expect_fold(const char *in, nq_fold strength, const char *want)
{
    char out[512];
    size_t n = nq_fold_text(nq_str_from(in), strength, out);
    assert_true(nq_str_equal(nq_str(out, n), nq_str_from(want)));
    if (strength == NQ_FOLD_WORD)
        assert_true(nq_fold_hash(nq_str_from(in)) ==
                    nq_hash(nq_str_from(want)));
}

static void
strings_with_one_fold_are_told(void **state)
{
    (void)state;
    naql_str a = NQ_STR("إدارةُ المصـنع"), b = NQ_STR("اداره المصنع");
    assert_true(nq_fold_same(a, b));
    assert_true(nq_fold_same(b, nq_str(b.ptr, b.len)));
    assert_true(nq_fold_same(NQ_STR("\uFEFB"), NQ_STR("لا"))); /* a ligature */
    assert_true(nq_fold_same(NQ_STR("\u064b"), NQ_STR("")));
    assert_false(nq_fold_same(a, nq_str(b.ptr, b.len - 2)));
    assert_false(nq_fold_same(nq_str(b.ptr, b.len - 2), a));
    assert_false(nq_fold_same(NQ_STR("مصنع"), NQ_STR("مصنف")));
}

static void
many_spellings_fold_to_one(void **state)
{
    (void)state;
    expect_fold("مُحَمَّدٌ", NQ_FOLD_FORM, "محمد");
    expect_fold("الليبـــي", NQ_FOLD_FORM, "الليبي");
    expect_fold("إلى آخر أمة", NQ_FOLD_WORD, "الي اخر امه");
    expect_fold("مسؤول مسئول", NQ_FOLD_WORD, "مسوول مسيول");
    expect_fold("\uFEFB \uFEDF\uFE92\uFEE8\uFE8E\uFEE5", NQ_FOLD_FORM,
                "لا لبنان");
    expect_fold("\uFDF2", NQ_FOLD_WORD, "الله");
    expect_fold("ایران ک", NQ_FOLD_FORM, "ايران ك");
    expect_fold("ا\u0654 و\u0654", NQ_FOLD_WORD, "ا و");
    expect_fold("١٢٣ ۴۵", NQ_FOLD_FORM, "123 45");
    expect_fold("a\u200fB\u202e", NQ_FOLD_WORD, "ab");
    expect_fold("سماء", NQ_FOLD_WORD, "سما");
}

static void
moments_are_told_in_any_zone(void **state)
{
    (void)state;
    static const char *const ascending[] = {
        "2017-08-13T23:30:00Z",      "2017-08-14",
        "2017-08-14T02:00:00+03:00", "2017-08-14T00:30:00Z",
        "2017-08-14T01:00:00Z",      "2017-08-14T20:30:00-05:00"};
    int64_t a, b;
    int32_t east;
    for (size_t i = 1; i < 6; i++) {
        naql_str x = nq_str_from(ascending[i - 1]);
        naql_str y = nq_str_from(ascending[i]);
        assert_true(nq_day_compare(x, y) < 0 && nq_day_compare(y, x) > 0);
        assert_int_equal(nq_day_compare(x, x), 0);
    }
    assert_true(nq_day_moment(NQ_STR("1970-01-02T00:00:07Z"), &a, &east));
    assert_int_equal(a, 86407);
    assert_true(nq_day_moment(NQ_STR("1970-01-02T02:30:07+02:30"), &b, &east));
    assert_int_equal(b, a);
    assert_int_equal(east, 150);
    assert_false(nq_day_moment(NQ_STR("2017-08-14"), &a, &east));
    assert_false(nq_day_moment(NQ_STR(""), &a, &east));
}

static void
days_are_counted_both_ways(void **state)
{
    (void)state;
    assert_int_equal(nq_day_from(1970, 1, 1), 0);
    assert_int_equal(nq_day_from(2017, 8, 14), 17392);
    assert_int_equal(nq_day_weekday(nq_day_from(2017, 8, 14)), 0);
    assert_true(nq_day_is_sound(NQ_NO_DAY));
    assert_true(nq_day_is_sound(nq_day_from(9999, 12, 31)));
    assert_false(nq_day_is_sound(nq_day_from(9999, 12, 31) + 1));
    assert_false(nq_day_is_sound(NQ_NO_DAY + 1));
    assert_int_equal(nq_day_from(2017, 2, 29), NQ_NO_DAY);
    for (int32_t day = -200000; day < 200000; day += 37) {
        nq_date_ymd d = nq_day_split(day);
        assert_int_equal(nq_day_from(d.year, d.month, d.day), day);
    }
    for (int32_t day = nq_day_from(1890, 1, 1); day < nq_day_from(2150, 1, 1);
         day += 11) {
        nq_date_ymd h = nq_day_to_hijri(day);
        assert_int_equal(nq_day_from_hijri(h.year, h.month, h.day), day);
    }
    assert_int_equal(nq_day_from_hijri(1439, 1, 1), nq_day_from(2017, 9, 21));
    int32_t year, week;
    nq_day_week(nq_day_from(2015, 7, 20), &year, &week);
    assert_int_equal(year * 100 + week, 201530);
    nq_day_week(nq_day_from(2016, 1, 1), &year, &week);
    assert_int_equal(year * 100 + week, 201553);
    nq_day_week(nq_day_from(2016, 1, 10), &year, &week); /* its last day */
    assert_int_equal(year * 100 + week, 201601);
    char iso[11];
    nq_day_write(nq_day_parse(NQ_STR("2018-03-20T07:49:08Z")), iso);
    assert_string_equal(iso, "2018-03-20");
}

static void
json_is_written_with_commas_and_escapes(void **state)
{
    (void)state;
    nq_buf b = {0};
    nq_json_out j;
    nq_json_start(&j, &b);
    nq_json_object(&j);
    nq_json_key(&j, "a");
    nq_json_array(&j);
    nq_json_int(&j, -1);
    nq_json_real(&j, 0.5, 4);
    nq_json_null(&j);
    nq_json_end(&j, ']');
    nq_json_key(&j, "b\n");
    nq_json_str(&j, NQ_STR("\"ق\u202e\x01"));
    nq_json_key(&j, "c");
    nq_json_object(&j);
    nq_json_end(&j, '}');
    nq_json_end(&j, '}');
    assert_true(nq_str_equal(
        nq_buf_str(&b),
        NQ_STR("{\"a\":[-1,0.5,null],\"b\\n\":\"\\\"ق\\u202e\\u0001\","
               "\"c\":{}}")));
    nq_buf_clear(&b);
}

static void
a_cut_message_stays_whole_letters(void **state)
{
    (void)state;
    naql_error err;
    char long_name[600] = "x";
    for (size_t i = 1; i + 2 < sizeof(long_name); i += 2)
        memcpy(long_name + i, "\xd8\xa7", 2);
    long_name[sizeof(long_name) - 1] = 0;
    nq_fail(&err, NAQL_BAD_INPUT, 7, "%s", long_name);
    size_t n = strlen(err.message);
    assert_true(n > 190);
    assert_int_equal(nq_utf8_valid(nq_str(err.message, n)), n);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_arena_gives_back_what_came_after_its_mark),
        cmocka_unit_test(a_list_keeps_its_items_while_it_grows),
        cmocka_unit_test(what_is_sorted_is_found_by_halves),
        cmocka_unit_test(digits_are_read_where_all_of_them_stand),
        cmocka_unit_test(slices_are_found_cut_and_trimmed),
        cmocka_unit_test(a_status_gives_a_failure_its_name),
        cmocka_unit_test(a_map_holds_a_hundred_thousand_keys),
        cmocka_unit_test(a_memo_forgets_but_never_lies),
        cmocka_unit_test(a_torn_entry_of_a_memo_is_forgotten),
        cmocka_unit_test(a_memo_keeps_what_is_asked_for),
        cmocka_unit_test(lore_of_a_key_grows),
        cmocka_unit_test(lore_that_is_half_written_is_none),
        cmocka_unit_test(spare_arenas_are_kept_within_bounds),
        cmocka_unit_test(bad_utf8_is_found_where_it_starts),
        cmocka_unit_test(points_are_counted_from_any_byte),
        cmocka_unit_test(many_spellings_fold_to_one),
        cmocka_unit_test(strings_with_one_fold_are_told),
        cmocka_unit_test(moments_are_told_in_any_zone),
        cmocka_unit_test(days_are_counted_both_ways),
        cmocka_unit_test(json_is_written_with_commas_and_escapes),
        cmocka_unit_test(a_cut_message_stays_whole_letters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
