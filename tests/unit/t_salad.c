/* SPDX-License-Identifier: Apache-2.0
 *
 * t_salad.c - articles made of the words of the lists, in no order: whatever
 * stands beside whatever, nothing is read behind an end, no walk goes round in
 * a circle, and every span lies in the text. The numbers are drawn, and drawn
 * the same each time. */
#include "base/buf.h"
#include "base/hash.h"
#include "base/str.h"
#include "claim_tools.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <cmocka.h>

enum { ARTICLES = 20000, BLOCKS = 3, WORDS_MOST = 40 };

static nq_arena arena;
static uint64_t seed;

static uint32_t
draw(uint32_t below)
{
    seed = nq_hash_next(seed, 1);
    return (uint32_t)(seed >> 32) % below;
}

/* A row of a list that is drawn: cues and small words more often than names. */
static naql_str
listed(void)
{
    static const char *const lists[] = {
        "cues",          "cues",         "cues",         "claim_words",
        "claim_words",   "claim_words",  "cue_formulas", "source_nouns",
        "content_nouns", "office_words", "offices",      "titles",
        "people",        "places",       "orgs",         "agencies",
        "nationalities", "date_words",   "months",       "weekdays",
        "number_words",  "units",        "event_words",  "org_heads"};
    nq_table t;
    uint32_t list = draw(sizeof lists / sizeof *lists);
    if (nq_table_find(&tables, lists[list], &t) != NAQL_OK || t.rows == 0)
        fail_msg("no list %s", lists[list]);
    uint32_t row = draw(t.rows);
    uint32_t col = list < 3 ? draw(t.cols < 4 ? t.cols : 4) : 0;
    return nq_table_cell(&t, row, col);
}

static void
add_word(nq_buf *b)
{
    static const char *const marks[] = {"،", ".", ":",  "«", "»", "\"", "(",
                                        ")", "-", "..", "؟", "!", "#",  "؛"};
    static const char *const glued[] = {"و", "ف", "ب", "ل", "ال", "س"};
    uint32_t kind = draw(10);
    nq_buf_add(b, NQ_STR(" "));
    if (kind < 2) {
        nq_buf_add(b, nq_str_from(marks[draw(sizeof marks / sizeof *marks)]));
        return;
    }
    if (kind == 2)
        nq_buf_add(b, nq_str_from(glued[draw(sizeof glued / sizeof *glued)]));
    nq_buf_add(b, listed());
}

static void
within(naql_span span, const nq_block *b, uint32_t n)
{
    assert_true(span.start <= span.end && span.end <= b[n - 1].span.end);
}

static void
read_article(naql_str words, const nq_block *blocks)
{
    nq_article article = {
        .text = words, .blocks = blocks, .n_blocks = BLOCKS, .day = 17000};
    nq_text text;
    nq_names names;
    nq_claims claims;
    nq_arena_reset(&arena);
    nq_arena_reset(&scratch);
    assert_int_equal(
        nq_text_make(text_tools, &article, &arena, &scratch, &text), NAQL_OK);
    assert_int_equal(
        nq_names_make(name_tools, &text, 17000, &arena, &scratch, &names),
        NAQL_OK);
    assert_int_equal(
        nq_claims_make(claim_tools, &names, &arena, &scratch, &claims),
        NAQL_OK);
    for (uint32_t i = 0; i < claims.n_statements; i++) {
        const nq_statement *s = &claims.statements[i];
        assert_true(s->first < s->end && s->end <= text.n_tokens);
        assert_true(s->span.start < s->span.end);
        within(s->span, blocks, BLOCKS);
        within(s->cue, blocks, BLOCKS);
        within(s->speaker, blocks, BLOCKS);
        within(s->to, blocks, BLOCKS);
        within(s->credit, blocks, BLOCKS);
    }
    for (uint32_t i = 0; i < claims.n_events; i++) {
        within(claims.events[i].span, blocks, BLOCKS);
        within(claims.events[i].actor, blocks, BLOCKS);
        within(claims.events[i].target, blocks, BLOCKS);
    }
}

static void
words_in_no_order_are_read_to_their_end(void **state)
{
    (void)state;
    nq_buf b = {0};
    nq_arena_init(&arena);
    for (uint32_t n = 0; n < ARTICLES; n++) {
        nq_block blocks[BLOCKS];
        nq_buf_reset(&b);
        for (uint32_t k = 0; k < BLOCKS; k++) {
            blocks[k].kind =
                k == 0 && draw(2) ? NQ_BLOCK_TITLE : NQ_BLOCK_PARAGRAPH;
            blocks[k].span.start = (uint32_t)nq_buf_str(&b).len;
            for (uint32_t w = 1 + draw(WORDS_MOST); w > 0; w--)
                add_word(&b);
            blocks[k].span.end = (uint32_t)nq_buf_str(&b).len;
            nq_buf_add(&b, NQ_STR("\n"));
        }
        assert_false(b.failed);
        read_article(nq_buf_str(&b), blocks);
    }
    nq_arena_clear(&arena);
    nq_buf_clear(&b);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_in_no_order_are_read_to_their_end),
    };
    return cmocka_run_group_tests(tests, open_tools, close_tools);
}
