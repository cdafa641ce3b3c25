/* SPDX-License-Identifier: Apache-2.0
 *
 * t_text.c - tokens, sentences, cuts of the front of a word. */
#include "base/fold.h"
#include "base/str.h"
#include "text/segment.h"
#include "text/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <cmocka.h>

static nq_arena keep, scratch;
static nq_text_tools *tools;
static nq_article article;
static nq_block block;
static nq_text text;

static int
open_tools(void **state)
{
    (void)state;
    nq_tables tables;
    nq_arena_init(&keep);
    nq_arena_init(&scratch);
    return nq_tables_builtin(&tables) != NAQL_OK ||
           nq_text_tools_make(&tables, &keep, &tools) != NAQL_OK;
}

static int
close_tools(void **state)
{
    (void)state;
    nq_arena_clear(&keep);
    nq_arena_clear(&scratch);
    return 0;
}

extern const unsigned char nq_segment_begin[];
extern const unsigned char nq_segment_end[];

/* The sum over its bytes, which no start of a program adds up again. */
static void
the_model_of_clitics_compiled_in_is_sound(void **state)
{
    nq_segment_model model;
    size_t n = (size_t)(nq_segment_end - nq_segment_begin);
    unsigned char *bytes = nq_arena_alloc(&keep, n);
    (void)state;
    assert_non_null(bytes);
    memcpy(bytes, nq_segment_begin, n);
    assert_int_equal(nq_segment_open(bytes, n, &model), NAQL_OK);
    bytes[n / 2] ^= 1;
    assert_int_equal(nq_segment_open(bytes, n, &model), NAQL_CORRUPT);
    assert_null(model.slots);
    assert_int_equal(nq_segment_open(bytes, n - 1, &model), NAQL_CORRUPT);
    assert_int_equal(nq_segment_open(bytes, 3, &model), NAQL_CORRUPT);
}

static void
read_text(const char *words)
{
    article = (nq_article){.text = nq_str_from(words), .n_blocks = 1};
    block = (nq_block){{0, (uint32_t)article.text.len}, NQ_BLOCK_PARAGRAPH};
    article.blocks = &block;
    assert_int_equal(nq_text_make(tools, &article, &keep, &scratch, &text),
                     NAQL_OK);
}

/* The tokens, each with a bar behind it. */
static void
expect_tokens(const char *words, const char *expected)
{
    char got[1000] = "";
    size_t n = 0;
    read_text(words);
    for (uint32_t i = 0; i < text.n_tokens; i++) {
        naql_str s = nq_str_span(article.text, text.tokens[i].span);
        n += (size_t)snprintf(got + n, sizeof got - n, "%.*s|", (int)s.len,
                              s.ptr);
    }
    assert_string_equal(got, expected);
}

static void
expect_sentences(const char *words, const char *expected)
{
    char got[1000] = "";
    size_t n = 0;
    read_text(words);
    for (uint32_t i = 0; i < text.n_sentences; i++) {
        naql_str s = nq_str_span(article.text, text.sentences[i].span);
        n += (size_t)snprintf(got + n, sizeof got - n, "%.*s|", (int)s.len,
                              s.ptr);
    }
    assert_string_equal(got, expected);
}

static void
words_numbers_and_marks_are_told_apart(void **state)
{
    (void)state;
    expect_tokens("قال الوزير: «وصل 1,234.5 طن».",
                  "قال|الوزير|:|«|وصل|1,234.5|طن|»|.|");
    expect_tokens("عامي 2015،2016 و20يناير", "عامي|2015|،|2016|و|20|يناير|");
    expect_tokens("#وسم_طويل في F16 وdon't..", "وسم|طويل|في|F16|و|don't|..|");
    expect_tokens("مع #سالم #نور_الدين _ هنا #",
                  "مع|سالم|#|نور|الدين|_|هنا|#|");
    expect_tokens("''كلام'' ,,", "''|كلام|''|,,|");
    expect_tokens("٣٬٥٠٠ و ١٢٫٥٪", "٣٬٥٠٠|و|١٢٫٥|٪|");
    expect_tokens("", "");
}

static void
signs_belong_to_their_word_and_controls_to_none(void **state)
{
    (void)state;
    expect_tokens("\u200fمُحَمَّدٌ\u200f، ـــ كتــاب", "مُحَمَّدٌ|،|كتــاب|");
    assert_int_equal(text.tokens[0].hash, nq_fold_hash(NQ_STR("محمد")));
    read_text("شكراً ء");
    assert_true(text.tokens[0].flags & NQ_TOKEN_TANWIN);
    assert_int_equal(text.n_tokens, 2);
    assert_int_not_equal(text.tokens[1].folded.len, 0);
}

static void
a_stop_ends_a_sentence_and_an_initial_does_not(void **state)
{
    (void)state;
    expect_sentences("وصل الوفد. وغادر؟ نعم! انتهى",
                     "وصل الوفد.|وغادر؟|نعم!|انتهى|");
    expect_sentences("قال د. سامر إن أ.ف.ب نقلته.",
                     "قال د. سامر إن أ.ف.ب نقلته.|");
    expect_sentences("بلغ 3.5 في example.com أمس.",
                     "بلغ 3.5 في example.com أمس.|");
    expect_sentences("قال «انتهى كل شيء.» ثم خرج",
                     "قال «انتهى كل شيء.»|ثم خرج|");
    expect_sentences("1. أول النقاط", "1. أول النقاط|");
}

static void
a_front_is_read_in_all_ways(void **state)
{
    (void)state;
    uint32_t n;
    read_text("وَبِالمدرسة للأمم");
    const nq_cut *cuts = nq_cuts_of(&text, 0, &n);
    assert_int_equal(n, 4);
    assert_int_equal(cuts[3].hash, nq_fold_hash(NQ_STR("مدرسة")));
    assert_int_equal(cuts[3].clitics,
                     NQ_CLITIC_WAW | NQ_CLITIC_BA | NQ_CLITIC_AL);
    naql_str left = nq_str_span(
        article.text, (naql_span){cuts[3].start, text.tokens[0].span.end});
    assert_true(nq_str_equal(left, NQ_STR("مدرسة")));
    cuts = nq_cuts_of(&text, 1, &n);
    bool found = false;
    for (uint32_t i = 0; i < n; i++)
        if (cuts[i].hash == nq_fold_hash(NQ_STR("الأمم"))) {
            found = true;
            assert_int_equal(cuts[i].clitics, NQ_CLITIC_LAM);
            assert_int_equal(cuts[i].start, text.tokens[1].span.start + 2);
        }
    assert_true(found);
    read_text("ولك به"); /* no front is taken off a single letter */
    nq_cuts_of(&text, 0, &n);
    assert_int_equal(n, 2);
    nq_cuts_of(&text, 1, &n);
    assert_int_equal(n, 1);
}

/* Spans stay verbatim whatever the tokens stand for. */
static void
a_glued_word_is_several_tokens_whose_spans_meet(void **state)
{
    (void)state;
    expect_tokens("زار الأُممَالمتّحدةَ", "زار|الأُممَ|المتّحدةَ|");
    assert_int_equal(text.n_repairs, 1);
    assert_int_equal(text.repairs[0].kind, NQ_REPAIR_GLUED);
    assert_true(nq_str_equal(text.repairs[0].words, NQ_STR("الأُممَ المتّحدةَ")));
    assert_int_equal(text.tokens[1].hash, nq_fold_hash(NQ_STR("الأمم")));
    assert_int_equal(text.tokens[2].hash, nq_fold_hash(NQ_STR("المتحدة")));
    assert_int_equal(text.tokens[1].span.end, text.tokens[2].span.start);
    assert_true(text.tokens[2].flags & NQ_TOKEN_GLUED);
    assert_true(text.tokens[2].clitics & NQ_CLITIC_AL);
}

static void
a_letter_too_many_keeps_the_places_of_the_others(void **state)
{
    (void)state;
    enum { LETTER = 2 };
    read_text("وااليمن والمؤسسسات");
    assert_int_equal(text.n_repairs, 2);
    assert_int_equal(text.tokens[0].hash, nq_fold_hash(NQ_STR("واليمن")));
    assert_int_equal(nq_token_at(&text, 0, LETTER), LETTER);
    assert_int_equal(nq_token_at(&text, 0, 3 * LETTER), 4 * LETTER);
    assert_int_equal(nq_token_at(&text, 0, 6 * LETTER), 7 * LETTER);
    assert_int_equal(text.tokens[1].hash, nq_fold_hash(NQ_STR("والمؤسسات")));
    assert_int_equal(nq_token_at(&text, 1, (uint32_t)text.tokens[1].folded.len),
                     text.tokens[1].span.end);
}

static void
double_encoding_is_read_once_more(void **state)
{
    (void)state;
    expect_tokens("زار Ø§Ù„Ø£Ù…Ù… أمس", "زار|Ø§Ù„Ø£Ù…Ù…|أمس|");
    assert_int_equal(text.tokens[1].hash, nq_fold_hash(NQ_STR("الأمم")));
    assert_int_equal(nq_token_at(&text, 1, 10), text.tokens[1].span.end);
    expect_tokens("Øre طيب ط§", "Øre|طيب|ط|§|");
    assert_int_equal(text.n_repairs, 0);
}

static void
tokens_and_sentences_are_found_by_place(void **state)
{
    (void)state;
    read_text("وصل الوفد. وغادر الوفد.");
    assert_int_equal(nq_token_from(&text, 0), 0);
    assert_int_equal(nq_token_from(&text, 1), 1);
    assert_int_equal(nq_token_from(&text, 9999), text.n_tokens);
    assert_int_equal(nq_sentence_of(&text, 2), 0);
    assert_int_equal(nq_sentence_of(&text, 3), 1);
}

/* The program takes its own block as it is. */
static void
the_block_compiled_in_is_sound(void **state)
{
    extern const unsigned char nq_tables_begin[], nq_tables_end[];
    nq_tables found;
    (void)state;
    assert_int_equal(nq_tables_open(nq_tables_begin,
                                    (size_t)(nq_tables_end - nq_tables_begin),
                                    &found),
                     NAQL_OK);
}

int
main(void)
{
    cmocka_set_message_output(CM_OUTPUT_TAP);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_block_compiled_in_is_sound),
        cmocka_unit_test(the_model_of_clitics_compiled_in_is_sound),
        cmocka_unit_test(words_numbers_and_marks_are_told_apart),
        cmocka_unit_test(signs_belong_to_their_word_and_controls_to_none),
        cmocka_unit_test(a_stop_ends_a_sentence_and_an_initial_does_not),
        cmocka_unit_test(a_front_is_read_in_all_ways),
        cmocka_unit_test(a_glued_word_is_several_tokens_whose_spans_meet),
        cmocka_unit_test(a_letter_too_many_keeps_the_places_of_the_others),
        cmocka_unit_test(double_encoding_is_read_once_more),
        cmocka_unit_test(tokens_and_sentences_are_found_by_place),
    };
    return cmocka_run_group_tests(tests, open_tools, close_tools);
}
