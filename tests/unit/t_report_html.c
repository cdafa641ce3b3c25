/* SPDX-License-Identifier: Apache-2.0
 *
 * t_report_html.c - the page and the terminal account, as bytes; what a
 * browser makes of them is asked in tests/browser. */
#include "report_pile.h"

#include "report/diff.h"
#include "report/graph.h"
#include "report/html_write.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

struct fixture {
    nq_arena scratch;
    nq_buf out;
    nq_html h;
};

static int
set_up(void **state)
{
    static struct fixture f;
    f = (struct fixture){0};
    nq_arena_init(&f.scratch);
    f.h = (nq_html){.to = &f.out, .scratch = &f.scratch};
    *state = &f;
    return 0;
}

static int
tear_down(void **state)
{
    struct fixture *f = *state;
    nq_buf_clear(&f->out);
    nq_arena_clear(&f->scratch);
    return 0;
}

static void
wrote(struct fixture *f, const char *expected)
{
    naql_str got = nq_buf_str(&f->out);
    if (!nq_str_equal(got, nq_str_from(expected)))
        fail_msg("expected %s\ngot %.*s", expected, (int)got.len, got.ptr);
    nq_buf_reset(&f->out);
}

static size_t
times(const nq_buf *b, const char *words)
{
    size_t n = 0, at = 0;
    while ((at = nq_str_find(nq_buf_str(b), nq_str_from(words), at)) !=
           SIZE_MAX) {
        n++;
        at++;
    }
    return n;
}

/* ---- The writer ---- */

static void
markup_of_an_article_stays_text(void **state)
{
    struct fixture *f = *state;
    nq_html_text(&f->h, NQ_STR("<b>&amp;\"x' y"));
    wrote(f, "&lt;b&gt;&amp;amp;&quot;x&#39; y");
    nq_html_value(&f->h, NQ_STR("\"><script>"));
    wrote(f, "&quot;&gt;&lt;script&gt;");
}

static void
controls_are_shown_in_text_and_replaced_in_attributes(void **state)
{
    struct fixture *f = *state;
    nq_html_text(&f->h, NQ_STR("a\u202eb"));
    wrote(f, "a<span class=ctl dir=ltr>U+202E</span>b");
    nq_html_text(&f->h, NQ_STR("\001\177\302\205\357\277\277"));
    wrote(f, "<span class=ctl dir=ltr>U+0001</span>"
             "<span class=ctl dir=ltr>U+007F</span>"
             "<span class=ctl dir=ltr>U+0085</span>"
             "<span class=ctl dir=ltr>U+FFFF</span>");
    nq_html_value(&f->h, NQ_STR("a\u2067b"));
    wrote(f, "a\ufffdb");
    nq_html_text(&f->h, NQ_STR("می\u200cخ \u200f"));
    wrote(f, "می\u200cخ \u200f");
}

static void
an_address_holds_nothing_that_ends_it(void **state)
{
    struct fixture *f = *state;
    nq_html_url(&f->h, NQ_STR("https://a.example/x y\"?q=1&r=%20%zz[é]"));
    wrote(f, "https://a.example/x%20y%22?q=1&amp;r=%20%25zz%5B%C3%A9%5D");
}

static void
numbers_take_their_arabic_plural(void **state)
{
    struct fixture *f = *state;
    static const struct {
        uint64_t n;
        const char *text;
    } cases[] = {{1, "مقال واحد"},  {2, "مقالان"},     {3, "3 مقالات"},
                 {10, "10 مقالات"}, {11, "11 مقالًا"},  {99, "99 مقالًا"},
                 {100, "100 مقال"}, {102, "102 مقال"}, {103, "103 مقالات"}};
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        nq_html_count(&f->h, NQ_W_ARTICLES_N, cases[i].n);
        wrote(f, cases[i].text);
    }
    f->h.english = true;
    nq_html_count(&f->h, NQ_W_ARTICLES_N, 1);
    wrote(f, "1 article");
    nq_html_count(&f->h, NQ_W_ARTICLES_N, 0);
    wrote(f, "0 articles");
}

static void
dates_are_said_as_precisely_as_they_are_known(void **state)
{
    struct fixture *f = *state;
    nq_html_date(&f->h, NQ_STR("2017-08-14"));
    wrote(f, "<time datetime=\"2017-08-14\">14 أغسطس 2017</time>");
    nq_html_date(&f->h, NQ_STR("2017-07-END"));
    wrote(f, "<time datetime=\"2017-07\">نهاية يوليو 2017</time>");
    nq_html_date(&f->h, NQ_STR("2016-SU"));
    wrote(f, "<time datetime=\"2016\">صيف 2016</time>");
    nq_html_date(&f->h, NQ_STR("2018-W10"));
    wrote(f, "أسبوع 5–<time datetime=\"2018-03-11\">11 مارس 2018</time>");
    nq_html_date(&f->h, NQ_STR("2018-W10-END"));
    wrote(f, "نهاية أسبوع 5–<time datetime=\"2018-03-11\">11 مارس 2018</time>");
    nq_html_date(&f->h, NQ_STR("2018-Q1"));
    wrote(f, "الربع الأول من عام 2018");
    nq_html_date(&f->h, NQ_STR("2017-H2-END"));
    wrote(f, "نهاية النصف الثاني من عام 2017");
    f->h.english = true;
    nq_html_date(&f->h, NQ_STR("2018-Q3"));
    wrote(f, "third quarter of 2018");
    f->h.english = false;
    nq_html_date(&f->h, NQ_STR("2018-Q5"));
    wrote(f, "<bdi>2018-Q5</bdi>");
    nq_html_date(&f->h, NQ_STR("198X-MID"));
    wrote(f, "منتصف سنوات 1980–1989");
    nq_html_date(&f->h, NQ_STR("20XX"));
    wrote(f, "القرن 21");
    nq_html_date(&f->h, NQ_STR("2015/2016"));
    wrote(f, "<time datetime=\"2015\">2015</time> – "
             "<time datetime=\"2016\">2016</time>");
    nq_html_date(&f->h, NQ_STR("PAST_REF"));
    wrote(f, "<bdi>PAST_REF</bdi>");
    nq_html_date(&f->h, NQ_STR("2017-02-30"));
    wrote(f, "<bdi>2017-02-30</bdi>");
    nq_html_date(&f->h, NQ_STR(""));
    wrote(f, "بلا تاريخ");
}

/* ---- Differences ---- */

static void
differing_words_are_marked_on_both_sides(void **state)
{
    struct fixture *f = *state;
    nq_diff_side a, b;
    assert_true(nq_diff_cut(NQ_STR("لن نغادر المدينة قبل عودة النازحين، أبدا"),
                            &f->scratch, &a));
    assert_true(nq_diff_cut(
        NQ_STR("لن نترك المدينه قبل رجوع كل النازحين أبدا."), &f->scratch, &b));
    assert_true(nq_diff_mark(&a, &b, &f->scratch));
    static const bool left[] = {0, 1, 0, 0, 1, 0, 0};
    static const bool right[] = {0, 1, 0, 0, 1, 1, 0, 0};
    assert_int_equal(a.n, 7);
    assert_int_equal(b.n, 8);
    for (uint32_t i = 0; i < a.n; i++)
        assert_int_equal(a.words[i].changed, left[i]);
    for (uint32_t i = 0; i < b.n; i++)
        assert_int_equal(b.words[i].changed, right[i]);
}

static void
passages_without_a_common_word_are_left_alone(void **state)
{
    struct fixture *f = *state;
    char x[2000], y[2000];
    for (int i = 0; i < 2000; i += 2)
        x[i] = 'x', y[i] = 'y', x[i + 1] = y[i + 1] = ' ';
    nq_diff_side a, b;
    assert_true(nq_diff_cut(nq_str(x, 2000), &f->scratch, &a));
    assert_true(nq_diff_cut(nq_str(y, 2000), &f->scratch, &b));
    assert_false(nq_diff_mark(&a, &b, &f->scratch));
    assert_false(a.words[0].changed);
    assert_true(nq_diff_cut(NQ_STR(""), &f->scratch, &a));
    assert_true(nq_diff_cut(NQ_STR("كلمة"), &f->scratch, &b));
    assert_true(nq_diff_mark(&a, &b, &f->scratch));
    assert_true(b.words[0].changed);
}

/* ---- The drawing ---- */

static void
an_article_hangs_on_its_strongest_origin(void **state)
{
    struct fixture *f = *state;
    pile_room room;
    nq_view view;
    nq_graph g;
    pile_make(&room, pile_usual);
    assert_true(nq_view_make(&room.report, &f->scratch, &view));
    assert_true(nq_graph_make(&view, 0, &f->scratch, &g));
    assert_int_equal(g.n, 4); /* three articles and their agency */
    assert_int_equal(g.n_columns, 3);
    assert_int_equal(g.at[0].parent, 3);
    assert_int_equal(g.at[1].parent, 3);
    assert_int_equal(g.at[2].parent, 0);
    assert_int_equal(g.at[2].column, 2);
    assert_int_equal(g.n_alone, 0);
    pile_clear(&room);
}

static void
an_unnamed_source_has_two_carriers_or_is_none(void **state)
{
    struct fixture *f = *state;
    pile_room room;
    nq_view view;
    nq_graph g;
    pile_make(&room, pile_usual);
    nq_copy two[] = {{.from = 1,
                      .to = 2,
                      .certainty = NQ_CERTAIN,
                      .ground = NQ_GROUND_COMMON_SOURCE,
                      .source = NQ_STR("سنا برس")},
                     {.from = 2,
                      .to = 3,
                      .certainty = NQ_LIKELY,
                      .ground = NQ_GROUND_COMMON_SOURCE}};
    room.copies = (nq_copies){two, 2};
    assert_true(nq_view_make(&room.report, &f->scratch, &view));
    assert_true(nq_graph_make(&view, 0, &f->scratch, &g));
    assert_int_equal(g.n, 4); /* three articles and the agency */
    assert_int_equal(g.at[2].parent, 1);
    assert_false(g.at[2].arrow);
    pile_clear(&room);
}

static void
a_circle_is_cut(void **state)
{
    struct fixture *f = *state;
    pile_room room;
    nq_view view;
    nq_graph g;
    pile_make(&room, pile_usual);
    nq_copy ring[] = {{.from = 1, .to = 2, .certainty = NQ_CERTAIN},
                      {.from = 2, .to = 3, .certainty = NQ_CERTAIN},
                      {.from = 3, .to = 1, .certainty = NQ_CERTAIN}};
    room.copies = (nq_copies){ring, 3};
    assert_true(nq_view_make(&room.report, &f->scratch, &view));
    assert_true(nq_graph_make(&view, 0, &f->scratch, &g));
    uint32_t roots = 0;
    for (uint32_t i = 0; i < g.n; i++)
        roots += g.at[i].parent == NQ_NONE;
    assert_int_equal(roots, 1);
    pile_clear(&room);
}

/* ---- The page ---- */

static void
the_page_holds_every_part_and_no_address_to_load(void **state)
{
    struct fixture *f = *state;
    static const char *const parts[] = {
        "id=s1-said>",       "id=s1-compare>",  "id=s1-time>",
        "id=s1-people>",     "id=s1-carry>",    "id=s1-related>",
        "id=s1-texts>",      "<svg role=group", "id=a4",
        "id=g1-1",           "id=c1-1",         "<ins>سترجع</ins>",
        "<del>ستعود</del>",  "id=s1-stands>",   "<li class=turned>",
        "<div class=glance>"};
    pile_room room;
    nq_report_options o = {0};
    pile_make(&room, pile_usual);
    nq_report_html(&room.report, &o, &f->scratch, &f->out);
    assert_false(f->out.failed);
    for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
        if (times(&f->out, parts[i]) != 1)
            fail_msg("%s: %zu times", parts[i], times(&f->out, parts[i]));
    assert_int_equal(times(&f->out, " src="), 0);
    assert_int_equal(times(&f->out, "<link"), 0);
    assert_int_equal(times(&f->out, "style=\""), 0);
    assert_int_equal(times(&f->out, "<script>"), 1);
    pile_clear(&room);
}

static void
a_block_has_a_direction_where_it_may_not_be_the_pages(void **state)
{
    struct fixture *f = *state;
    nq_html_block(&f->h, NQ_STR("«12 قتيلا» في رندة"));
    wrote(f, "");
    nq_html_block(&f->h, NQ_STR("12 BBC في رندة"));
    wrote(f, " dir=auto");
    nq_html_block(&f->h, NQ_STR("\u200eرندة"));
    wrote(f, " dir=auto");
    nq_html_block(&f->h, NQ_STR("12"));
    wrote(f, " dir=auto");
    f->h.english = true;
    nq_html_block(&f->h, NQ_STR("رندة"));
    wrote(f, " dir=auto lang=ar");
}

/* Elements by the thousand: those that nothing leads to have no id. */
static void
a_name_has_an_id_where_a_link_leads_to_it(void **state)
{
    struct fixture *f = *state;
    pile_room room;
    nq_report_options o = {0};
    pile_make(&room, pile_usual);
    nq_report_html(&room.report, &o, &f->scratch, &f->out);
    assert_true(times(&f->out, " id=n") > 0);
    assert_int_equal(times(&f->out, " id=n"), times(&f->out, "<a href=#n"));
    pile_clear(&room);
}

static void
a_statement_is_marked_around_its_names_and_leads_back(void **state)
{
    struct fixture *f = *state;
    pile_room room;
    nq_report_options o = {0};
    pile_make(&room, pile_usual);
    nq_report_html(&room.report, &o, &f->scratch, &f->out);
    assert_int_equal(times(&f->out,
                           "<span class=q id=q2-1>المياه ستعود إلى رندة خلال "
                           "أسبوع</span><a href=#g1-1>"),
                     1);
    pile_clear(&room);
}

static void
words_of_a_longer_statement_are_marked_in_it(void **state)
{
    struct fixture *f = *state;
    pile_room room;
    nq_report_options o = {0};
    pile_make(&room, pile_usual);
    nq_twin group = room.views[0].twins->at[0];
    nq_variant variants[] = {group.variants[0], group.variants[1]};
    variants[1].part =
        pile_span(room.pile.at[variants[1].article], "سترجع إلى رندة", 1);
    group.variants = variants;
    group.n_variants = 2;
    nq_twins twins = {&group, 1};
    room.views[0].twins = &twins;
    nq_report_html(&room.report, &o, &f->scratch, &f->out);
    assert_int_equal(
        times(&f->out, "المياه <mark>سترجع إلى رندة</mark> خلال أسبوع"), 1);
    assert_int_equal(times(&f->out, "ضمن قول أطول"), 1);
    pile_clear(&room);
}

static void
marks_that_cross_are_cut_where_they_cross(void **state)
{
    struct fixture *f = *state;
    pile_room room;
    nq_report_options o = {0};
    pile_make(&room, pile_usual);
    /* a mention that starts inside the statement and ends behind it */
    static const nq_entity none[3];
    nq_reading *r = &room.readings[3];
    nq_mention crossing = {.span = pile_span(r, "خلال أسبوع»،", 1)};
    r->names.mentions = &crossing;
    r->names.n_mentions = 1;
    r->names.entities = none;
    nq_report_html(&room.report, &o, &f->scratch, &f->out);
    assert_int_equal(times(&f->out, "<span class=per>خلال أسبوع</span></span>"),
                     1);
    assert_int_equal(times(&f->out, "<span class=per>»،</span>"), 1);
    pile_clear(&room);
}

/* The words of a statement alone, its speaker named before them. */
static void
words_without_their_speaker_are_told_whose_they_are(void **state)
{
    struct fixture *f = *state;
    pile_room room;
    nq_report_options o = {0};
    pile_make(&room, pile_usual);
    nq_claims *claims = &room.readings[1].claims;
    nq_statement said[4];
    nq_comparison c = *room.views[0].comparison;
    assert_in_range(claims->n_statements, 1, 4);
    for (uint32_t i = 0; i < claims->n_statements; i++) {
        said[i] = claims->statements[i];
        said[i].credit = (naql_span){0, 0};
    }
    nq_place place = {1, said[0].span};
    assert_in_range(said[0].speaker.end, 1, said[0].span.start);
    claims->statements = said;
    c.summary = &place;
    c.n_summary = 1;
    room.views[0].comparison = &c;
    nq_report_html(&room.report, &o, &f->scratch, &f->out);
    assert_int_equal(times(&f->out, "<p><bdi class=by>"), 1);
    place.span.start = said[0].speaker.start;
    nq_buf_reset(&f->out);
    nq_report_html(&room.report, &o, &f->scratch, &f->out);
    assert_int_equal(times(&f->out, "<p><bdi class=by>"), 0);
    place.span.start = said[0].span.start;
    said[1] = said[0]; /* two speak */
    said[1].entity = NQ_NO_ENTITY;
    said[1].speaker.end--;
    claims->n_statements = 2;
    nq_buf_reset(&f->out);
    nq_report_html(&room.report, &o, &f->scratch, &f->out);
    assert_int_equal(times(&f->out, "<p><bdi class=by>"), 0);
    pile_clear(&room);
}

/* A sentence that names somebody before it says "said" is left to itself. */
static void
who_is_named_in_a_sentence_may_speak_in_it(void **state)
{
    struct fixture *f = *state;
    pile_room room;
    nq_report_options o = {0};
    pile_make(&room, pile_usual);
    nq_reading *r = &room.readings[1];
    nq_statement said[4];
    nq_comparison c = *room.views[0].comparison;
    nq_mention mentions[3];
    assert_in_range(r->names.n_mentions, 1, 3);
    memcpy(mentions, r->names.mentions, r->names.n_mentions * sizeof *mentions);
    assert_in_range(r->claims.n_statements, 1, 4);
    memcpy(said, r->claims.statements, r->claims.n_statements * sizeof *said);
    nq_place place = {1, {said[0].cue.start, said[0].span.end}};
    said[0].speaker = pile_span(r, "رندة", 1);
    said[0].credit = (naql_span){0, 0};
    said[0].entity = NQ_NO_ENTITY;
    assert_in_range(said[0].speaker.end, 1, place.span.start);
    r->claims.statements = said;
    r->names.mentions = mentions;
    c.summary = &place;
    c.n_summary = 1;
    room.views[0].comparison = &c;
    for (int person = 0; person < 2; person++) {
        for (uint32_t i = 0; i < r->names.n_mentions; i++)
            mentions[i].type = person ? NQ_PER : NQ_LOC;
        nq_buf_reset(&f->out);
        nq_report_html(&room.report, &o, &f->scratch, &f->out);
        assert_int_equal(times(&f->out, "<p><bdi class=by>"), 1 - person);
    }
    pile_clear(&room);
}

static void
a_count_that_grows_is_dated(void **state)
{
    struct fixture *f = *state;
    pile_room room;
    nq_report_options o = {0};
    pile_make(&room, pile_usual);
    nq_report_html(&room.report, &o, &f->scratch, &f->out);
    size_t before = times(&f->out, "<time ");
    nq_comparison c = *room.views[0].comparison;
    nq_point grown = c.conflict[0];
    grown.update = true;
    c.conflict = &grown;
    c.n_conflict = 1;
    room.views[0].comparison = &c;
    nq_buf_reset(&f->out);
    nq_report_html(&room.report, &o, &f->scratch, &f->out);
    assert_int_equal(times(&f->out, "class=\"clash update\""), 1);
    assert_int_equal(times(&f->out, "<time "), before + grown.n_versions);
    pile_clear(&room);
}

static void
a_day_that_hangs_on_the_article_is_told_in_figures(void **state)
{
    struct fixture *f = *state;
    pile_room room;
    nq_report_options o = {0};
    pile_make(&room, pile_usual);
    nq_report_html(&room.report, &o, &f->scratch, &f->out);
    assert_int_equal(times(&f->out, "<span class=meant>"), 0);
    const nq_place *place =
        &room.views[0].comparison->agree[0].versions[0].places[0];
    nq_names *names = &room.readings[place->article].names;
    nq_date date = names->dates[0];
    date.relative = true;
    names->dates = &date;
    nq_buf_reset(&f->out);
    nq_report_html(&room.report, &o, &f->scratch, &f->out);
    assert_int_equal(times(&f->out, "<span class=meant>(<time "), 1);
    pile_clear(&room);
}

static void
a_spelling_is_marked_once_an_article(void **state)
{
    struct fixture *f = *state;
    pile_room room;
    nq_report_options o = {0};
    pile_make(&room, pile_usual);
    nq_comparison c = *room.views[0].comparison;
    nq_point point = c.conflict[0];
    nq_place places[2] = {point.versions[0].places[0],
                          point.versions[0].places[0]};
    places[1].span.end--;
    nq_version version = {point.versions[0].text, places, 2};
    point.versions = &version;
    point.n_versions = 1;
    c.conflict = &point;
    c.n_conflict = 1;
    room.views[0].comparison = &c;
    for (int spelling = 0; spelling < 2; spelling++) {
        point.spelling = spelling;
        nq_buf_reset(&f->out);
        nq_report_html(&room.report, &o, &f->scratch, &f->out);
        assert_int_equal(times(&f->out, "<a class=clashing "), 2 - spelling);
    }
    pile_clear(&room);
}

/* "The union of the coasts" in full where the story has it, or a person's full
 * name; else what the story's articles call it. */
static void
a_body_is_called_what_its_story_calls_it(void **state)
{
    nq_person person = {.name = NQ_STR("اتحاد السواحل"), .type = NQ_ORG};
    nq_pile pile = {.people = {.at = &person, .n = 1}};
    nq_report r = {.pile = &pile};
    struct nq_spelling spellings[] = {{NQ_STR("الاتحاد"), 3},
                                      {NQ_STR("اتحاد الساحل"), 1}};
    nq_who who = {.spellings = spellings, .n_spellings = 2};
    (void)state;
    assert_true(nq_str_equal(nq_view_name(&r, NULL, 0), person.name));
    assert_true(nq_str_equal(nq_view_name(&r, &who, 0), spellings[0].text));
    spellings[1].text = person.name;
    assert_true(nq_str_equal(nq_view_name(&r, &who, 0), person.name));
    spellings[1].text = NQ_STR("تحاد السواحل"); /* behind "to the" */
    assert_true(nq_str_equal(nq_view_name(&r, &who, 0), person.name));
    spellings[1].text = spellings[0].text;
    person.type = NQ_PER;
    assert_true(nq_str_equal(nq_view_name(&r, &who, 0), person.name));
}

/* Of articles that are all of one day, the drawing shows the headlines. */
static void
a_day_that_all_share_is_not_drawn(void **state)
{
    struct fixture *f = *state;
    pile_room room;
    pile_article articles[4];
    nq_report_options o = {0};
    memcpy(articles, pile_usual, sizeof articles);
    for (int i = 0; i < 4; i++)
        articles[i].published = "2021-06-10";
    pile_make(&room, articles);
    nq_story story = *room.views[0].story;
    story.last = story.first;
    room.views[0].story = &story;
    nq_report_html(&room.report, &o, &f->scratch, &f->out);
    size_t headlines = times(&f->out, "<text class=day ");
    assert_in_range(headlines, 1, 4);
    assert_int_equal(times(&f->out, "10 يونيو 2021</text>"), 0);
    story.last = story.first + 1;
    nq_buf_reset(&f->out);
    nq_report_html(&room.report, &o, &f->scratch, &f->out);
    assert_int_equal(times(&f->out, "10 يونيو 2021</text>"), headlines);
    pile_clear(&room);
}

static void
an_empty_pile_is_a_page_too(void **state)
{
    struct fixture *f = *state;
    nq_pile pile = {0};
    nq_stories stories = {0};
    nq_copies copies = {0};
    nq_positions positions = {0};
    nq_report r = {&pile, &stories, &copies, NULL, &positions};
    nq_report_options o = {0};
    nq_report_html(&r, &o, &f->scratch, &f->out);
    assert_false(f->out.failed);
    assert_int_equal(times(&f->out, "</html>"), 1);
    nq_buf_reset(&f->out);
    nq_report_plain(&r, &o, &f->scratch, &f->out);
    wrote(f, "0 articles, 0 stories\n");
}

static void
the_terminal_account_names_stories_and_counts(void **state)
{
    struct fixture *f = *state;
    nq_report_options o = {0};
    pile_room room;
    pile_make(&room, pile_usual);
    nq_report_plain(&room.report, &o, &f->scratch, &f->out);
    wrote(f, "4 articles, 2 stories\n"
             "2021-06-10  السرواني: المياه ستعود خلال أسبوع\n"
             "            3 articles, 3 outlets, 2 statements, 2 of them in "
             "several outlets, 1 point agreed, 1 conflict\n"
             "2021-03-02  افتتاح محطة التحلية في رندة\n"
             "            1 article, 1 outlet, 1 statement\n");
    pile_clear(&room);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(markup_of_an_article_stays_text),
        TEST(controls_are_shown_in_text_and_replaced_in_attributes),
        TEST(an_address_holds_nothing_that_ends_it),
        TEST(numbers_take_their_arabic_plural),
        TEST(dates_are_said_as_precisely_as_they_are_known),
        TEST(differing_words_are_marked_on_both_sides),
        TEST(passages_without_a_common_word_are_left_alone),
        TEST(an_article_hangs_on_its_strongest_origin),
        TEST(a_circle_is_cut),
        TEST(an_unnamed_source_has_two_carriers_or_is_none),
        TEST(the_page_holds_every_part_and_no_address_to_load),
        TEST(a_block_has_a_direction_where_it_may_not_be_the_pages),
        TEST(a_name_has_an_id_where_a_link_leads_to_it),
        TEST(a_statement_is_marked_around_its_names_and_leads_back),
        TEST(words_of_a_longer_statement_are_marked_in_it),
        TEST(marks_that_cross_are_cut_where_they_cross),
        TEST(words_without_their_speaker_are_told_whose_they_are),
        TEST(who_is_named_in_a_sentence_may_speak_in_it),
        TEST(a_count_that_grows_is_dated),
        TEST(a_day_that_hangs_on_the_article_is_told_in_figures),
        TEST(a_spelling_is_marked_once_an_article),
        TEST(a_body_is_called_what_its_story_calls_it),
        TEST(a_day_that_all_share_is_not_drawn),
        TEST(an_empty_pile_is_a_page_too),
        TEST(the_terminal_account_names_stories_and_counts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
