/* SPDX-License-Identifier: Apache-2.0
 *
 * t_layout.c - twenty ways to lay out a page of news; the article has to be
 * found in each.
 *
 * In a layout {T} is the title, {1}..{4} are paragraphs of the article, {R} a
 * headline of another story, {L} a teaser of one, {C} a reader's comment. */
#include "base/buf.h"
#include "base/str.h"
#include "input/html.h"
#include "input/reader.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#define TITLE "بلدية الواحة تؤجل إصلاح الجسر القديم إلى الصيف"

static const char *const paragraphs[] = {
    "قررت بلدية الواحة تأجيل أعمال إصلاح الجسر القديم إلى الصيف المقبل بعدما "
    "تعذر توفير المبلغ المطلوب من ميزانية هذا العام.",
    "وقال رئيس البلدية سالم بن ناجي في مؤتمر صحفي عقده ظهر الثلاثاء إن الجسر "
    "آمن ولا يشكل أي خطر على العابرين، مضيفا أن المهندسين عاينوه مرتين.",
    "وطالب التجار في السوق المجاورة بتعويضهم عن الأسابيع التي أغلق فيها "
    "الطريق.",
    "ولم تحدد البلدية موعدا نهائيا لبدء الأشغال، لكنها وعدت بإعلان التفاصيل في "
    "نهاية الشهر الجاري.",
};
static const char headline[] =
    "ارتفاع أسعار التمور في أسواق الجنوب قبل موسم الأعياد";
static const char teaser[] =
    "شهدت أسواق المدينة إقبالا كبيرا على شراء التمور في الأيام الماضية وسط "
    "توقعات بارتفاع جديد في الأسعار خلال الأسبوع المقبل.";
static const char comment[] =
    "هذا القرار غير مقبول إطلاقا ونحن سكان الحي ننتظر إصلاح الجسر منذ عشر "
    "سنوات كاملة دون أي نتيجة تذكر من المسؤولين.";

#define HEAD "<html><head><title>{T} | صدى الواحة</title></head><body>"

static const char *const layouts[] = {
    /* 1 a weblog's theme */
    HEAD
    "<div id=page><header id=masthead><nav class=main-navigation><ul><li><a "
    "href=/>الرئيسية</a><li><a "
    "href=/>أخبار</a></ul></nav></header><main><article "
    "class='post hentry'><header class=entry-header><h1 class=entry-title>{T}"
    "</h1><div class=entry-meta><span class=posted-on>3 مارس</span></div>"
    "</header><div class=entry-content><p>{1}</p><p>{2}</p><p>{3}</p><p>{4}"
    "</p></div></article><div id=comments><ol><li><p>{C}</p><li><p>{C}</p>"
    "</ol></div></main><aside id=secondary class=widget-area><ul><li><a "
    "href=/>{R}</a><li><a href=/>{R}</a></ul></aside></div>",
    /* 2 columns without a telling name */
    HEAD
    "<div class=row><div class=col-8><h1>{T}</h1><div><p>{1}</p><p>{2}</p><p>"
    "{3}</p><p>{4}</p></div></div><div class=col-4><h4><a href=/>{R}</a></h4>"
    "<h4><a href=/>{R}</a></h4><h4><a href=/>{R}</a></h4></div></div>",
    /* 3 names made by a program */
    HEAD
    "<div id=__next><div class=css-1x9y><div class=css-7ab><a href=/>{R}</a>"
    "</div><div class=css-k2><h1 class=css-q>{T}</h1><div class=css-z><div "
    "class=css-p1>{1}</div><div class=css-p1>{2}</div><div class=css-p1>{3}"
    "</div><div class=css-p1>{4}</div></div></div></div></div>",
    /* 4 a form round everything, tables inside */
    HEAD
    "<form id=aspnetForm><table><tr><td><a href=/>الرئيسية</a><td><a href=/>"
    "اتصل بنا</a></table><table><tr><td class=side><a href=/>{R}</a><br><a "
    "href=/>{R}</a><td><span class=hd>{T}</span><br><br>{1}<br><br>{2}<br>"
    "<br>{3}<br><br>{4}<br><br></table></form>",
    /* 5 lines broken once */
    HEAD "<div class=story><h1>{T}</h1><div class=text>{1}<br>{2}<br>{3}<br>{4}"
         "</div></div><div class=more-stories><a href=/>{R}</a></div>",
    /* 6 related boxes between paragraphs */
    HEAD
    "<div class=article-body><h1>{T}</h1><p>{1}</p><div class=read-also><b>"
    "اقرأ أيضا</b><ul><li><a href=/>{R}</a></ul></div><p>{2}</p><p><a href=/>"
    "{R}</a></p><p>{3}</p><div class=ad-slot>إعلان</div><p>{4}</p></div>",
    /* 7 teasers in a column, in running text */
    HEAD
    "<div class=wrap><div class=main-col><h1>{T}</h1><p>{1}</p><p>{2}</p><p>{3}"
    "</p><p>{4}</p></div><div class=sidebar><div class=item><a href=/>{R}</a>"
    "<p>{L}</p></div><div class=item><a href=/>{R}</a><p>{L}</p></div></div>"
    "</div>",
    /* 8 more comments than article */
    HEAD
    "<section><h1>{T}</h1><p>{1}</p><p>{2}</p><p>{3}</p><p>{4}</p></section>"
    "<section class=comments-area><div><p>{C}</p></div><div><p>{C}</p></div>"
    "<div><p>{C}</p></div><div><p>{C}</p></div><div><p>{C}</p></div><div><p>"
    "{C}</p></div></section>",
    /* 9 a lead apart, a picture with its caption */
    HEAD
    "<article><h1>{T}</h1><div "
    "class=standfirst>{1}</div><figure><img><figcaption>"
    "الجسر القديم (أرشيف)</figcaption></figure><div class=share>شارك <a "
    "href=/>فيسبوك</a></div><div class=article-text><p>{2}</p><p>{3}</p><p>{4}"
    "</p></div></article><footer><p>جميع الحقوق محفوظة لصدى "
    "الواحة</p></footer>",
    /* 10 a builder of pages: everything is a widget */
    HEAD
    "<div class='elementor elementor-page'><div class='elementor-widget "
    "elementor-widget-theme-post-title'><div class=elementor-widget-container>"
    "<h1>{T}</h1></div></div><div class='elementor-widget elementor-widget-"
    "theme-post-content'><div class=elementor-widget-container><p>{1}</p><p>{2}"
    "</p><p>{3}</p><p>{4}</p></div></div></div>",
    /* 11 a portal's field names */
    HEAD
    "<div class=region-content><div class='node node-article'><h1 "
    "class=title>{T}"
    "</h1><div class='field field-name-field-date'>3 مارس</div><div class='"
    "field field-name-body'><div class=field-items><div class=field-item><p>"
    "{1}</p><p>{2}</p><p>{3}</p><p>{4}</p></div></div></div><div class='field "
    "field-name-field-tags'><a href=/>جسور</a></div></div></div><div class="
    "region-sidebar><a href=/>{R}</a></div>",
    /* 12 the layout says sidebar, round the article too */
    HEAD
    "<div class='content-area has-sidebar'><div class='inner "
    "sidebar-right'><h1>"
    "{T}</h1><p>{1}</p><p>{2}</p><p>{3}</p><p>{4}</p></div><ul class=sidebar>"
    "<li><a href=/>{R}</a></ul></div>",
    /* 13 a long notice before the article */
    HEAD
    "<div class=cookie-consent><p>نستخدم ملفات الارتباط لتحسين تجربة التصفح "
    "وتحليل حركة الزيارات، وبمتابعتك تصفح الموقع فإنك توافق على ذلك.</p></div>"
    "<div class=page><h1>{T}</h1><div class=post-content><p>{1}</p><p>{2}</p>"
    "<p>{3}</p><p>{4}</p></div></div>",
    /* 14 no paragraphs at all, lines in spans */
    HEAD
    "<div class=news-body><h2 class=news-title>{T}</h2><span>{1}</span><br "
    "/><br "
    "/><span>{2}</span><br /><br /><span>{3}</span><br /><br /><span>{4}</span>"
    "</div><marquee>{R} {R}</marquee>",
    /* 15 frames of the nineties: nested tables, fonts, nothing closed */
    HEAD
    "<table width=100%><tr><td><table><tr><td><font><a href=/>الصفحة الأولى</a>"
    "<tr><td><a href=/>رياضة</a></table><td><font "
    "size=5><b>{T}</b></font><p>{1}"
    "<p>{2}<p>{3}<p>{4}<td><a href=/>{R}</a><br><a href=/>{R}</a></table>",
    /* 16 microdata only */
    HEAD
    "<div itemscope itemtype='http://schema.org/NewsArticle'><h1 "
    "itemprop=headline>"
    "{T}</h1><span itemprop=author>ليلى</span><div itemprop=articleBody><p>{1}"
    "</p><p>{2}</p><p>{3}</p><p>{4}</p></div></div><div><p>{L}</p><a href=/>{R}"
    "</a></div>",
    /* 17 the article once more, hidden for small screens */
    HEAD
    "<div "
    "class=desktop><h1>{T}</h1><p>{1}</p><p>{2}</p><p>{3}</p><p>{4}</p></div>"
    "<div class=mobile style='display:none'><h1>{T}</h1><p>{1}</p></div>",
    /* 18 about the author, ways to follow, next and previous */
    HEAD
    "<div class=single><h1>{T}</h1><div "
    "class=post-content><p>{1}</p><p>{2}</p><p>"
    "{3}</p><p>{4}</p></div><div class=author-box><p>كاتب صحفي من مواليد "
    "الواحة "
    "يعمل في الصحافة منذ عشرين عاما وله ثلاثة كتب منشورة.</p></div><div class="
    "newsletter><p>اشترك في نشرتنا البريدية لتصلك آخر الأخبار كل صباح على "
    "بريدك.</p></div><div class=next-prev><a href=/>{R}</a></div></div>",
    /* 19 headings inside, a list, a quotation */
    HEAD
    "<div class=article-content><h1>{T}</h1><p>{1}</p><h2>موقف "
    "البلدية</h2><blockquote>"
    "<p>{2}</p></blockquote><ul><li>{3}</li></ul><p>{4}</p><h3>مواضيع ذات صلة"
    "</h3><ul><li><a href=/>{R}</a><li><a href=/>{R}</a></ul></div>",
    /* 20 another article below, for those who scroll on */
    HEAD
    "<div class=articles><div class=article-full><h1>{T}</h1><div "
    "class=text-body>"
    "<p>{1}</p><p>{2}</p><p>{3}</p><p>{4}</p></div></div><div class='related "
    "grid'><div class=card><h3><a href=/>{R}</a></h3><p>{L}</p></div><div class"
    "=card><h3><a href=/>{R}</a></h3><p>{L}</p></div></div></div>",
};
enum { N_LAYOUTS = sizeof layouts / sizeof *layouts };

static const char *
filler(char what)
{
    switch (what) {
    case 'T':
        return TITLE;
    case 'R':
        return headline;
    case 'L':
        return teaser;
    case 'C':
        return comment;
    default:
        return paragraphs[what - '1'];
    }
}

static void
fill(const char *layout, nq_buf *out)
{
    nq_buf_reset(out);
    for (; *layout; layout++) {
        if (layout[0] == '{' && layout[1] && layout[2] == '}') {
            nq_buf_add(out, nq_str_from(filler(layout[1])));
            layout += 2;
        } else {
            nq_buf_byte(out, *layout);
        }
    }
}

static unsigned
words(naql_str s)
{
    naql_str word;
    unsigned n = 0;
    while (nq_str_split(&s, ' ', &word))
        n += word.len > 0;
    return n;
}

static bool
is_paragraph(naql_str text)
{
    for (unsigned i = 0; i < 4; i++)
        if (nq_str_find(text, nq_str_from(paragraphs[i]), 0) != SIZE_MAX)
            return true;
    return false;
}

/* Words of the article that were found, and of other things that were, the
 * title not counted. */
static double
score(const nq_doc *doc)
{
    unsigned good = 0, other = 0, all = 0;
    for (unsigned i = 0; i < 4; i++)
        all += words(nq_str_from(paragraphs[i]));
    for (uint32_t i = 0; i < doc->n_blocks; i++) {
        const nq_doc_block *b = &doc->blocks[i];
        if (!(b->hints & NQ_HINT_MAIN) || (b->hints & NQ_HINT_TITLE))
            continue;
        if (is_paragraph(b->text))
            good += words(b->text);
        else if (!(b->hints & (NQ_HINT_HEADING | NQ_HINT_CAPTION |
                               NQ_HINT_BYLINE | NQ_HINT_TIME)))
            other += words(b->text);
    }
    return 2.0 * good / (good + other + all);
}

static void
the_article_is_found_in_every_layout(void **state)
{
    (void)state;
    nq_tables tables;
    nq_fields fields;
    nq_html_tools tools;
    nq_html_room room = {0};
    nq_arena lasting, arena;
    nq_buf page = {0};
    double sum = 0;
    nq_arena_init(&lasting);
    nq_arena_init(&arena);
    nq_arena_init(&room.scratch);
    assert_int_equal(nq_tables_builtin(&tables), NAQL_OK);
    assert_int_equal(nq_fields_make(&tables, "fields", &lasting, &fields), 0);
    assert_int_equal(nq_html_tools_make(&tables, &fields, &lasting, &tools), 0);
    for (unsigned i = 0; i < N_LAYOUTS; i++) {
        const nq_origin from = {.path = "page"};
        nq_doc doc;
        fill(layouts[i], &page);
        nq_arena_reset(&arena);
        assert_int_equal(nq_doc_start(&from, &arena, &doc), NAQL_OK);
        assert_int_equal(nq_html_read(&tools, nq_buf_str(&page), NQ_STR(""),
                                      &room, &arena, &doc, NULL),
                         NAQL_OK);
        double f1 = score(&doc);
        sum += f1;
        if (f1 < 0.97)
            print_message("layout %u: %.3f\n", i + 1, f1);
        if (!nq_str_equal(doc.title, NQ_STR(TITLE)))
            fail_msg("layout %u: title %.*s", i + 1, (int)doc.title.len,
                     doc.title.ptr);
    }
    print_message("mean %.4f\n", sum / N_LAYOUTS);
    assert_true(sum / N_LAYOUTS >= 0.97);
    nq_buf_clear(&page);
    nq_html_room_clear(&room);
    nq_arena_clear(&arena);
    nq_arena_clear(&lasting);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_article_is_found_in_every_layout),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
