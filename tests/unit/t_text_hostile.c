/* SPDX-License-Identifier: Apache-2.0
 *
 * t_text_hostile.c - text that is made to be slow, or to be no text at all:
 * every word of the lists thousands of times in a row, words of a megabyte,
 * marks and controls alone. Fails by its timeout when a cost is not linear. */
#include "base/buf.h"
#include "base/str.h"
#include "name/date.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <cmocka.h>

static nq_arena keep, arena, scratch;
static nq_tables tables;
static nq_text_tools *text_tools;
static nq_lore lore;
static nq_date_tools *date_tools;

static int
open_tools(void **state)
{
    (void)state;
    nq_arena_init(&keep);
    nq_arena_init(&arena);
    nq_arena_init(&scratch);
    return nq_tables_builtin(&tables) != NAQL_OK ||
           nq_text_tools_make(&tables, &keep, &text_tools) != NAQL_OK ||
           nq_lore_make(8, &keep, &lore) != NAQL_OK ||
           nq_date_tools_make(&tables, &lore, &keep, &date_tools) != NAQL_OK;
}

static int
close_tools(void **state)
{
    (void)state;
    nq_arena_clear(&keep);
    nq_arena_clear(&arena);
    nq_arena_clear(&scratch);
    return 0;
}

static bool
inside(naql_span span, size_t len)
{
    return span.start <= span.end && span.end <= len;
}

/* Reads a text whole and checks what holds of any: spans inside, in order,
 * sentences that cover all tokens. */
static void
read_whole(naql_str words)
{
    nq_text text;
    nq_dates dates;
    nq_block block = {{0, (uint32_t)words.len}, NQ_BLOCK_PARAGRAPH};
    nq_article article = {
        .text = words, .blocks = &block, .n_blocks = 1, .day = 17000};
    nq_arena_reset(&arena);
    nq_arena_reset(&scratch);
    assert_int_equal(
        nq_text_make(text_tools, &article, &arena, &scratch, &text), NAQL_OK);
    assert_int_equal(
        nq_dates_find(date_tools, &text, 17000, &arena, &scratch, &dates),
        NAQL_OK);
    uint32_t end = 0, token = 0;
    for (uint32_t i = 0; i < text.n_tokens; i++) {
        const nq_token *t = &text.tokens[i];
        assert_true(inside(t->span, words.len) && t->span.start >= end);
        assert_true((size_t)t->pre + t->suf <= t->folded.len);
        end = t->span.end;
    }
    for (uint32_t i = 0; i < text.n_sentences; i++) {
        assert_int_equal(text.sentences[i].first, token);
        token = text.sentences[i].end;
    }
    assert_int_equal(token, text.n_tokens);
    for (uint32_t i = 0; i < text.n_numbers; i++)
        assert_true(inside(text.numbers[i].span, words.len));
    end = 0;
    for (uint32_t i = 0; i < text.n_repairs; i++) {
        assert_true(inside(text.repairs[i].span, words.len));
        assert_true(text.repairs[i].span.start >= end);
        end = text.repairs[i].span.end;
    }
    end = 0;
    for (uint32_t i = 0; i < dates.n; i++) {
        assert_true(inside(dates.at[i].span, words.len));
        assert_true(dates.at[i].span.start >= end && dates.at[i].value.len);
        end = dates.at[i].span.end;
    }
}

static void
read_repeated(naql_str a, naql_str b, unsigned times)
{
    nq_buf text = {0};
    for (unsigned i = 0; i < times; i++) {
        nq_buf_add(&text, a);
        nq_buf_byte(&text, ' ');
        nq_buf_add(&text, b);
        nq_buf_byte(&text, ' ');
    }
    assert_false(text.failed);
    read_whole(nq_buf_str(&text));
    nq_buf_clear(&text);
}

static void
any_word_of_the_lists_over_and_over_is_linear(void **state)
{
    (void)state;
    static const char *const names[] = {"date_words", "months",
                                        "weekdays",   "number_words",
                                        "units",      "number_modifiers"};
    for (size_t n = 0; n < sizeof names / sizeof *names; n++) {
        nq_table t;
        assert_int_equal(nq_table_find(&tables, names[n], &t), NAQL_OK);
        for (uint32_t row = 0; row < t.rows; row++) {
            naql_str key = nq_table_cell(&t, row, 0);
            naql_str other = nq_table_cell(&t, (row * 7919u + 13u) % t.rows, 0);
            read_repeated(key, key, 600);
            read_repeated(key, other, 300);
        }
    }
}

static void
pages_of_one_thing_are_linear(void **state)
{
    (void)state;
    static const char *const pages[] = {
        "20/",
        "1-",
        "2018 ",
        "(",
        "\"",
        ".",
        "و",
        "لل",
        "20 و",
        "#",
        "\u200f",
        "\u064b",
        "ء",
        "'",
        "1.",
        "1,",
        "a'",
        "بين 10 ",
        "ﷲ",
        "\U0001F600",
        "ـ",
        "الـ 20 ",
        "وقت سابق من ",
        "مساء ",
        "Ø",
        "Ø§",
        "ط§",
        "طط ",
        "الأممالمتحدة ",
        "اا",
        "فيال",
        "الررئيس ",
        " \u064b",
        "\u0627\u064e",
        "ةال",
        "ب\u200f",
    };
    for (size_t n = 0; n < sizeof pages / sizeof *pages; n++) {
        nq_buf text = {0};
        for (unsigned i = 0; i < 60000; i++)
            nq_buf_add(&text, nq_str_from(pages[n]));
        read_whole(nq_buf_str(&text));
        nq_buf_clear(&text);
    }
}

static void
words_of_a_megabyte_are_linear(void **state)
{
    (void)state;
    static const char *const letters[] = {"ب",
                                          "ا",
                                          "ل",
                                          "ة",
                                          "بّ",
                                          "a",
                                          "1",
                                          "ﷲ",
                                          "ىة",
                                          "a\u0628",
                                          "\u0628\u0301",
                                          "فيال",
                                          "Ø§ط§",
                                          "\U0001F600\u0628"};
    for (size_t n = 0; n < sizeof letters / sizeof *letters; n++) {
        nq_buf word = {0};
        while (word.len < 1000000 && !word.failed)
            nq_buf_add(&word, nq_str_from(letters[n]));
        read_whole(nq_buf_str(&word));
        nq_buf_clear(&word);
    }
}

static void
every_code_point_is_read(void **state)
{
    (void)state;
    nq_buf text = {0};
    for (uint32_t c = 1; c < 0x30000; c++)
        if (c < 0xd800 || c > 0xdfff) {
            nq_buf_point(&text, c);
            if (c % 5 == 0)
                nq_buf_byte(&text, ' ');
        }
    read_whole(nq_buf_str(&text));
    nq_buf_clear(&text);
}

int
main(void)
{
    cmocka_set_message_output(CM_OUTPUT_TAP);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(any_word_of_the_lists_over_and_over_is_linear),
        cmocka_unit_test(pages_of_one_thing_are_linear),
        cmocka_unit_test(words_of_a_megabyte_are_linear),
        cmocka_unit_test(every_code_point_is_read),
    };
    return cmocka_run_group_tests(tests, open_tools, close_tools);
}
