/* SPDX-License-Identifier: Apache-2.0
 *
 * t_names.c - names of hostile texts, the weights file, entities of many
 * articles. What names are is in tests/cases/name. */
#include "base/buf.h"
#include "base/fold.h"
#include "base/hash.h"
#include "base/str.h"
#include "growth.h"
#include "name/people.h"
#include "name/tally.h"
#include "name/variant.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <cmocka.h>

extern const unsigned char nq_model_begin[], nq_model_end[];

static nq_arena arena, scratch;
static nq_tables tables;
static nq_text_tools *text_tools;
static nq_name_tools *name_tools;

static int
set_up(void **state)
{
    (void)state;
    nq_arena_init(&arena);
    nq_arena_init(&scratch);
    return nq_tables_builtin(&tables) != NAQL_OK ||
           nq_text_tools_make(&tables, &arena, &text_tools) != NAQL_OK ||
           nq_name_tools_make(&tables, &arena, &name_tools) != NAQL_OK;
}

static int
tear_down(void **state)
{
    (void)state;
    nq_arena_clear(&arena);
    nq_arena_clear(&scratch);
    return 0;
}

/* Names of a text in one block, in `arena`. */
static const nq_names *
names_of(naql_str words)
{
    nq_article *a = nq_arena_zero(&arena, 1, sizeof(*a));
    nq_block *b = nq_arena_zero(&arena, 1, sizeof(*b));
    nq_text *t = nq_arena_zero(&arena, 1, sizeof(*t));
    nq_names *n = nq_arena_zero(&arena, 1, sizeof(*n));
    b->span.end = (uint32_t)words.len;
    b->kind = NQ_BLOCK_PARAGRAPH;
    a->text = nq_arena_str(&arena, words);
    a->blocks = b;
    a->n_blocks = 1;
    a->day = NQ_NO_DAY;
    assert_int_equal(nq_text_make(text_tools, a, &arena, &scratch, t), NAQL_OK);
    assert_int_equal(
        nq_names_make(name_tools, t, NQ_NO_DAY, &arena, &scratch, n), NAQL_OK);
    return n;
}

/* Everything that callers rely on, whatever the text. */
static void
assert_sound(const nq_names *n)
{
    naql_str text = n->text->article->text;
    uint32_t end = 0, in_lists = 0;
    for (uint32_t i = 0; i < n->n_mentions; i++) {
        const nq_mention *m = &n->mentions[i];
        assert_true(m->span.start >= end && m->span.start < m->span.end);
        assert_true(m->span.end <= text.len && m->first < m->end);
        assert_true(m->end <= n->text->n_tokens && m->type < NQ_NAME_NONE);
        assert_true(m->entity < n->n_entities);
        assert_ptr_equal(nq_mention_at(n, m->first), m);
        assert_ptr_equal(nq_mention_at(n, m->end - 1), m);
        end = m->span.end;
    }
    for (uint32_t e = 0; e < n->n_entities; e++) {
        assert_true(n->entities[e].n_mentions > 0);
        assert_true(n->entities[e].name.len > 0);
        in_lists += n->entities[e].n_mentions;
        for (uint32_t i = 0; i < n->entities[e].n_mentions; i++)
            assert_int_equal(n->mentions[n->entities[e].mentions[i]].entity, e);
    }
    assert_int_equal(in_lists, n->n_mentions);
    for (uint32_t i = 0; i < n->n_offices; i++)
        assert_true(n->offices[i].span.end <= text.len);
}

static double
seconds_of(const void *piece, size_t times)
{
    nq_buf text = {0};
    for (size_t i = 0; i < times; i++)
        nq_buf_add(&text, nq_str_from(piece));
    nq_arena_reset(&scratch); /* or touching new memory counts as cost */
    clock_t start = clock();
    assert_sound(names_of(nq_buf_str(&text)));
    nq_buf_clear(&text);
    return growth_seconds(start);
}

static void
every_repeated_piece_costs_linear_time(void **state)
{
    static const char *const pieces[] = {
        "محمد ",
        "محمد محمود ",
        "وزير ",
        "الرئيس الفرنسي ",
        "وزير الخارجية الروسي سيرغي كوفالينكو ",
        "وزارة ",
        "وزارة الدفاع لمكافحة الفساد و",
        "(واس) ",
        "#محمد_",
        "لل",
        "و",
        "« ",
        "\u0640",
        "\u064e",
        "CNN ",
        "بن أبو عبد ",
        "الولايات المتحدة ",
        "x",
    };
    (void)state;
    for (size_t i = 0; i < sizeof(pieces) / sizeof(*pieces); i++) {
        growth g;
        if (!growth_is_linear(seconds_of, pieces[i], 1000, &g))
            fail_msg("\"%s\": %.3f s, then %.3f s", pieces[i], g.small,
                     g.large);
    }
}

static void
an_empty_text_has_no_names(void **state)
{
    (void)state;
    const nq_names *n = names_of(NQ_STR(""));
    assert_sound(n);
    assert_int_equal(n->n_mentions + n->n_offices + n->n_entities, 0);
    assert_null(nq_mention_at(n, 0));
}

/* Twice the letters that a word of a name may have: it has no keys. */
static void
words_too_long_for_a_name_are_no_fault(void **state)
{
    static const char *const pieces[] = {
        "كلمنكلمنكلمنكلمنكلمنكلمنكلمنكلمنكلمنكلمنكلمنكلمنكلمنكلمنكلمنكلمن",
        " إن الجسر أغلق. وقال الوزير محمد "};
    nq_buf text = {0};
    (void)state;
    nq_buf_add(&text, NQ_STR("قال الوزير "));
    for (int i = 0; i < 3; i++) {
        nq_buf_add(&text, nq_str(pieces[0], strlen(pieces[0])));
        nq_buf_add(&text, nq_str(pieces[1], strlen(pieces[1])));
    }
    const nq_names *n = names_of(nq_buf_str(&text));
    assert_sound(n);
    assert_true(n->n_mentions > 0);
    nq_buf_clear(&text);
}

/* ---- The weights file -------------------------------------------------- */

static naql_status
open_changed(size_t size, size_t at, unsigned char flip)
{
    nq_model model;
    unsigned char *copy = nq_arena_alloc(&scratch, size + 1);
    memcpy(copy, nq_model_begin, size);
    if (flip)
        copy[at] ^= flip;
    return nq_model_open(copy, size, &model);
}

static void
a_damaged_model_is_refused(void **state)
{
    size_t size = (size_t)(nq_model_end - nq_model_begin);
    (void)state;
    assert_int_equal(open_changed(size, 0, 0), NAQL_OK);
    for (size_t at = 0; at < sizeof(nq_model_head); at += at < 700 ? 3 : 9973) {
        assert_int_equal(open_changed(size, at, 0x40), NAQL_CORRUPT);
        nq_arena_reset(&scratch);
    }
    assert_int_equal(open_changed(size, size - 1, 1), NAQL_CORRUPT);
    assert_int_equal(open_changed(size, size / 2, 1), NAQL_CORRUPT);
    assert_int_equal(open_changed(size - 8, 0, 0), NAQL_CORRUPT);
    assert_int_equal(open_changed(sizeof(nq_model_head), 0, 0), NAQL_CORRUPT);
    assert_int_equal(open_changed(10, 0, 0), NAQL_CORRUPT);
}

/* ---- Weights ----------------------------------------------------------- */

static void
weights_are_widened_with_their_signs(void **state)
{
    static const int8_t at[NQ_LANES] = {-127, 127, 0, 1, -1, 64, -64, 0};
    (void)state;
    nq_sums sums = nq_sums_of(at);
    for (uint32_t k = 0; k < NQ_LANES; k++)
        assert_int_equal(sums[k], at[k]);
}

/* Whichever instructions find them. */
static void
the_largest_lane_is_found(void **state)
{
    (void)state;
    for (uint32_t seed = 1; seed < 5000; seed++) {
        nq_sums v = {0};
        uint32_t best = 0;
        for (uint32_t k = 0; k < NQ_LANES; k++) /* small numbers: many equal */
            v[k] = (int16_t)((nq_hash_mix(seed * NQ_LANES + k) % 9) - 4);
        for (uint32_t k = 1; k < NQ_LANES; k++)
            best = v[k] > v[best] ? k : best;
        assert_int_equal(nq_sums_best(v), best);
        nq_sums most = nq_sums_largest(v);
        for (uint32_t k = 0; k < NQ_LANES; k++)
            assert_int_equal(most[k], v[best]);
    }
}

/* The most weights that one label may get do not run over 16 bits. */
static void
sums_have_room_for_every_feature(void **state)
{
    enum {
        WORD = 1 + 1 + NQ_LISTS + NQ_LETTERS_MAX, /* row, shape, the rest */
        PAIRS = 2 * 4 + 3 + 1,
        MEMORY = 7
    };
    (void)state;
    assert_true((NQ_PLACES * WORD + PAIRS + MEMORY) * 128 < INT16_MAX);
}

/* ---- Spelling keys ----------------------------------------------------- */

static void
expect_keys(const char *a, const char *b, bool tight, bool loose)
{
    nq_variants v = {0};
    nq_name_words x, y;
    assert_int_equal(nq_variants_make(&tables, &arena, &v), NAQL_OK);
    nq_name_words_of(&v, nq_str_from(a), &x);
    nq_name_words_of(&v, nq_str_from(b), &y);
    assert_int_equal(x.n, y.n);
    bool same_tight = true, same_loose = true;
    for (uint32_t i = 0; i < x.n; i++) {
        same_tight = same_tight && x.tight[i] == y.tight[i];
        same_loose = same_loose && x.loose[i] == y.loose[i];
    }
    if (same_tight != tight || same_loose != loose)
        fail_msg("%s / %s: tight %d loose %d", a, b, same_tight, same_loose);
}

static void
spellings_share_keys_as_far_as_they_should(void **state)
{
    (void)state;
    expect_keys("سيرجي كوفالينكو", "سيرغي كوفالينكو", true, true);
    expect_keys("سيرغي كوفالينكو", "سيرغيه كوفالينكو", false, true);
    expect_keys("فائز الحداد", "فايز حداد", true, true);
    expect_keys("عبد الله بن سعيد", "عبدالله بنسعيد", true, true);
    expect_keys("ابراهيم القاسمي", "إبراهيم القاسمى", true, true);
    expect_keys("نيكولا مارسان", "نيكولاي مارسان", false, true);
    expect_keys("قرباتشوف", "غورباتشوف", false, true);
    expect_keys("سالم المرغني", "سليم المرغني", false, true);
    expect_keys("سالم المرغني", "كامل المرغني", false, false);
}

/* Keys of words that are folded already, and those of all keys that an article
 * needs: the same as of the text. */
static void
tight_keys_do_not_hang_on_how_they_are_made(void **state)
{
    nq_variants v = {0};
    nq_table people;
    (void)state;
    assert_int_equal(nq_variants_make(&tables, &arena, &v), NAQL_OK);
    assert_int_equal(nq_table_find(&tables, "aliases", &people), NAQL_OK);
    for (uint32_t row = 0; row < people.rows; row++) {
        naql_str name = nq_table_cell(&people, row, 0), word;
        char folded[1024];
        naql_str words[32];
        uint32_t n = 0;
        size_t used = 0;
        for (size_t at = 0; n < 32 && nq_fold_next_word(name, &at, &word);
             n++) {
            assert_true(used + NQ_FOLD_ROOM(word.len) <= sizeof folded);
            size_t len = nq_fold_text(word, NQ_FOLD_WORD, folded + used);
            words[n] = nq_str(folded + used, len);
            used += len;
        }
        nq_name_words all, tight, of_folded;
        nq_name_words_of(&v, name, &all);
        nq_name_tight(&v, name, &tight);
        nq_name_tight_folded(&v, words, n, &of_folded);
        assert_int_equal(all.n, tight.n);
        assert_int_equal(all.n, of_folded.n);
        for (uint32_t i = 0; i < all.n; i++)
            assert_true(all.tight[i] == tight.tight[i] &&
                        all.tight[i] == of_folded.tight[i]);
    }
}

static void
expect_alike(const char *a, const char *b, bool alike)
{
    nq_variants v = {0};
    nq_name_words x, y;
    assert_int_equal(nq_variants_make(&tables, &arena, &v), NAQL_OK);
    nq_name_words_of(&v, nq_str_from(a), &x);
    nq_name_words_of(&v, nq_str_from(b), &y);
    if (nq_names_alike(&v, &x, &y) != alike)
        fail_msg("%s / %s", a, b);
}

static void
brothers_are_not_one_man(void **state)
{
    (void)state;
    expect_alike("حسن المرغني", "حسين المرغني", false);
    expect_alike("سالم المرغني", "سليم المرغني", false);
    expect_alike("أحمد العمري", "أحمد العامري", false);
    expect_alike("أحمد سليمان", "أحمد سليماني", false);
    expect_alike("كريم الحداد", "كريمة الحداد", false);
    expect_alike("نيكولا مارسان", "نيكولاي مارسان", true);
    expect_alike("دونالد ترامسن", "دونالد ترمسن", true);
}

/* ---- Many articles ----------------------------------------------------- */

static uint32_t
person_named(const nq_people *p, const nq_names *const *names, uint32_t article,
             const char *name)
{
    for (uint32_t e = 0; e < names[article]->n_entities; e++)
        if (nq_str_equal(names[article]->entities[e].name, nq_str_from(name)))
            return p->of[article][e];
    fail_msg("no \"%s\" in article %u", name, article);
    return 0;
}

static void
one_person_in_many_spellings_is_one(void **state)
{
    static const char *const texts[] = {
        "وصل وزير الخارجية الروسي سيرغي كوفالينكو إلى تونس.",
        "قال سيرجي كوفالينكو في تونس إن الزيارة مهمة.",
        "وقال وزير الخارجية الروسي كوفالينكو إن روسيا مستعدة.",
        "وصل الرئيس الفرنسي إلى الولايات المتحدة.",
        "أعلنت أميركا موقفها اليوم من روسيا.",
        "زار أحمد كوفالينكو وعائلته مدينة حلب.",
    };
    enum { N = sizeof(texts) / sizeof(*texts) };
    const nq_names *names[N];
    nq_people p;
    (void)state;
    for (uint32_t i = 0; i < N; i++)
        names[i] = names_of(nq_str_from(texts[i]));
    assert_int_equal(nq_people_make(name_tools, names, N, &arena, &scratch, &p),
                     NAQL_OK);
    uint32_t person = person_named(&p, names, 0, "سيرغي كوفالينكو");
    assert_int_equal(person_named(&p, names, 1, "سيرغي كوفالينكو"), person);
    assert_int_equal(person_named(&p, names, 2, "كوفالينكو"), person);
    assert_string_equal(p.at[person].why, "family name and the same office");
    assert_int_equal(person_named(&p, names, 3, "الولايات المتحدة"),
                     person_named(&p, names, 4, "الولايات المتحدة"));
    assert_int_not_equal(person_named(&p, names, 5, "أحمد كوفالينكو"), person);
}

static void
a_body_with_and_without_its_head_is_one(void **state)
{
    const nq_names *names[] = {
        names_of(NQ_STR("قالت وزارة الخارجية الروسية إن الزيارة مهمة.")),
        names_of(NQ_STR("وقالت الخارجية الروسية إن الزيارة مهمة.")),
        names_of(NQ_STR("وقالت الخارجية المصرية إن الزيارة مهمة.")),
    };
    nq_people p;
    (void)state;
    assert_int_equal(nq_people_make(name_tools, names, 3, &arena, &scratch, &p),
                     NAQL_OK);
    uint32_t ministry = person_named(&p, names, 0, "وزارة الخارجية الروسية");
    assert_int_equal(person_named(&p, names, 1, "الخارجية الروسية"), ministry);
    assert_int_not_equal(person_named(&p, names, 2, "الخارجية المصرية"),
                         ministry);
}

static void
what_is_shown_under_one_name_is_one(void **state)
{
    const nq_names *names[] = {
        names_of(NQ_STR("فازت إنجلترا على ضيفها.")),
        names_of(NQ_STR("وخسر الفريق أمام إنكلترا أمس.")),
    };
    nq_people p;
    (void)state;
    assert_int_equal(nq_people_make(name_tools, names, 2, &arena, &scratch, &p),
                     NAQL_OK);
    assert_int_equal(person_named(&p, names, 0, "إنجلترا"),
                     person_named(&p, names, 1, "إنجلترا"));
}

/* What n articles cost that tell of the same two, in turn. */
static double
seconds_for_pile(const void *pair, size_t n)
{
    const nq_names *const *two = pair;
    const nq_names **names = nq_arena_alloc(&arena, sizeof(*names) * n);
    for (size_t i = 0; i < n; i++)
        names[i] = two[i % 2];
    nq_people p;
    clock_t start = clock();
    assert_int_equal(
        nq_people_make(name_tools, names, (uint32_t)n, &arena, &scratch, &p),
        NAQL_OK);
    double took = growth_seconds(start);
    assert_true(p.n >= 1);
    nq_arena_reset(&scratch);
    return took;
}

static void
a_pile_of_one_name_costs_linear_time(void **state)
{
    const nq_names *two[] = {
        names_of(NQ_STR("وقال السيد المرغني ذلك.")),
        names_of(NQ_STR("قال سالم المرغني ثم وصل المرغني.")),
    };
    growth g;
    (void)state;
    if (!growth_is_linear(seconds_for_pile, two, 2500, &g))
        fail_msg("%.3f s, then %.3f s", g.small, g.large);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_repeated_piece_costs_linear_time),
        cmocka_unit_test(an_empty_text_has_no_names),
        cmocka_unit_test(words_too_long_for_a_name_are_no_fault),
        cmocka_unit_test(a_damaged_model_is_refused),
        cmocka_unit_test(weights_are_widened_with_their_signs),
        cmocka_unit_test(the_largest_lane_is_found),
        cmocka_unit_test(sums_have_room_for_every_feature),
        cmocka_unit_test(spellings_share_keys_as_far_as_they_should),
        cmocka_unit_test(tight_keys_do_not_hang_on_how_they_are_made),
        cmocka_unit_test(brothers_are_not_one_man),
        cmocka_unit_test(one_person_in_many_spellings_is_one),
        cmocka_unit_test(a_body_with_and_without_its_head_is_one),
        cmocka_unit_test(what_is_shown_under_one_name_is_one),
        cmocka_unit_test(a_pile_of_one_name_costs_linear_time),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
