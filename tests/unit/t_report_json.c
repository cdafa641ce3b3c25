/* SPDX-License-Identifier: Apache-2.0
 *
 * t_report_json.c - the JSON of an article and of a pile. */
#include "report/points.h"
#include "report_pile.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

static void
has(const nq_buf *b, const char *words)
{
    if (nq_str_find(nq_buf_str(b), nq_str_from(words), 0) == SIZE_MAX)
        fail_msg("%s\nis not in\n%.*s", words, (int)b->len, b->ptr);
}

static void
spans_count_code_points_and_repeat_their_words(void **state)
{
    (void)state;
    pile_room room;
    nq_arena scratch;
    nq_buf out = {0};
    pile_make(&room, pile_usual);
    nq_arena_init(&scratch);
    nq_report_article(room.list[0], &scratch, &out);
    assert_false(out.failed);
    has(&out, "{\"id\":\"00000000000000a1\",\"source\":{\"path\":"
              "\"articles.jsonl\",\"record\":0,\"id\":null,\"url\":"
              "\"https://marsad.example/1\",\"charset\":"
              "null},\"outlet\":");
    has(&out, "\"blocks\":[{\"start\":0,\"end\":27,\"kind\":\"title\"}");
    has(&out, "{\"start\":23,\"end\":27,\"text\":\"رندة\",\"type\":\"LOC\","
              "\"entity\":\"e2\"}");
    has(&out, "\"roles\":[\"وزير المياه\"]");
    has(&out, "\"speakers\":[\"e1\"],\"to\":null,\"credit\":{\"start\":");
    has(&out, "\"dropped\":[{\"text\":\"شارك\",\"why\":\"share\"}]");
    assert_int_equal(out.ptr[out.len - 1], '\n');
    nq_buf_clear(&out);
    nq_arena_clear(&scratch);
    pile_clear(&room);
}

static void
keys_stand_in_the_order_of_the_contract(void **state)
{
    (void)state;
    static const char *const keys[] = {
        "id",       "source",   "outlet",    "title",      "byline",
        "dateline", "agencies", "published", "modified",   "language",
        "text",     "blocks",   "dropped",   "sentences",  "entities",
        "names",    "dates",    "numbers",   "statements", "events"};
    pile_room room;
    nq_arena scratch;
    nq_buf out = {0};
    size_t at = 0;
    pile_make(&room, pile_usual);
    nq_arena_init(&scratch);
    nq_report_article(room.list[1], &scratch, &out);
    for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
        char key[32];
        int n = snprintf(key, sizeof(key), "\"%s\":", keys[i]);
        at = nq_str_find(nq_buf_str(&out), nq_str(key, (size_t)n), at);
        if (at == SIZE_MAX)
            fail_msg("%s is missing or out of order", keys[i]);
    }
    nq_buf_clear(&out);
    nq_arena_clear(&scratch);
    pile_clear(&room);
}

static void
a_pile_names_its_stories_and_their_parts(void **state)
{
    (void)state;
    pile_room room;
    nq_arena scratch;
    nq_buf out = {0};
    nq_report_options brief = {.brief = true};
    pile_make(&room, pile_usual);
    nq_arena_init(&scratch);
    nq_report_json(&room.report, &brief, &scratch, &out);
    assert_false(out.failed);
    has(&out, "\"stories\":[{\"id\":\"5a1e00000001\",\"title\":");
    has(&out, "\"first\":\"2021-06-10\",\"last\":\"2021-06-11\"");
    has(&out,
        "\"diff\":[[\"=\",\"المياه\"],[\"-\",\"ستعود\"],[\"+\",\"سترجع\"],"
        "[\"=\",\"إلى رندة خلال أسبوع\"]]");
    has(&out, "\"certainty\":\"unknown\",\"ground\":\"common source\","
              "\"source\":\"سنا برس\",\"share_from\":0.5,\"share_to\":0.6,"
              "\"passages\":[{\"from\":[");
    has(&out, "\"variants\":{\"كامل السرواني\":3}");
    has(&out, "\"related\":[{\"a\":\"5a1e00000001\",\"b\":\"5a1e00000002\","
              "\"why\":\"same people\",\"spans\":[{\"article\":");
    assert_int_equal(nq_str_find(nq_buf_str(&out), NQ_STR("\"blocks\""), 0),
                     SIZE_MAX);
    nq_buf_clear(&out);
    nq_arena_clear(&scratch);
    pile_clear(&room);
}

/* Which blocks of a text need no look at each letter is known beforehand; the
 * slices that end in one that does, or start in it, are among those that do. */
static void
a_slice_is_escaped_wherever_its_mark_stands(void **state)
{
    (void)state;
    enum { LENGTH = 150 };
    char text[LENGTH];
    nq_arena arena;
    nq_buf out = {0};
    nq_arena_init(&arena);
    for (uint32_t mark = 0; mark < LENGTH; mark++) {
        nq_points_of p;
        memset(text, 'a', LENGTH);
        text[mark] = '"';
        assert_true(nq_points_of_text(nq_str(text, LENGTH), &arena, &p));
        for (uint32_t end = mark + 1; end <= LENGTH; end++) {
            nq_json_out j;
            nq_buf_reset(&out);
            nq_json_start(&j, &out);
            nq_json_object(&j);
            nq_points_text(&j, &p, (naql_span){end > 70 ? end - 70 : 0, end});
            bool held = mark + 70 >= end;
            if (held !=
                (nq_str_find(nq_buf_str(&out), NQ_STR("\\\""), 0) != SIZE_MAX))
                fail_msg("mark at %u, end at %u", mark, end);
        }
    }
    nq_buf_clear(&out);
    nq_arena_clear(&arena);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(spans_count_code_points_and_repeat_their_words),
        cmocka_unit_test(keys_stand_in_the_order_of_the_contract),
        cmocka_unit_test(a_pile_names_its_stories_and_their_parts),
        cmocka_unit_test(a_slice_is_escaped_wherever_its_mark_stands),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
