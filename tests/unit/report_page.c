/* SPDX-License-Identifier: Apache-2.0
 *
 * report_page.c - writes pages of the hand-made pile for the browser tests.
 *
 * usage: report_page usual|english|hostile > page.html */
#include "report_pile.h"

#include <stdio.h>
#include <string.h>

/* What a scraper may bring: markup, bidi controls, a word without end. */
static const pile_article hostile[4] = {
    {"00000000000000a1", "<img src=x onerror=alert(1)>",
     "</title><script>document.title='owned'</script> \u202e\u2067 عنوان",
     "2021-03-02\"><script>alert(2)</script>",
     "رندة (سنا برس)\n<script>document.body.innerHTML='owned'</script>\n"
     "<svg onload=alert(3)><a href=\"javascript:alert(4)\">وزير المياه كامل "
     "السرواني</a>\n&lt;b&gt; &amp; \u202e مقلوب \u202c \u2066 معزول \007 "
     "\302\205"
     " \357\277\276 \363\240\201\201\n"
     "وقال السرواني: «المحطة تكفي نصف المدينة».",
     "javascript:alert(5)"},
    {"00000000000000b2", "\"><iframe src=https://evil.example></iframe>",
     "'; alert(6); '", "2021-06-10T08:00:00Z",
     "قال وزير المياه كامل السرواني «إن المياه ستعود إلى رندة خلال أسبوع».\n"
     "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
     "A"
     "ااااااااااااااااااااااااااااااااااااااااااااااااااااااااااااااااااااااااا"
     "اااا\n"
     "<style>*{display:none}</style><link rel=stylesheet href=//evil.example>"
     "<meta http-equiv=refresh content=\"0;url=//evil.example\">\n"
     "وأوضح أن العطل أصاب 12 مضخة في 3 يونيو.",
     "https://evil.example/\"onmouseover=\"alert(7)"},
    {"00000000000000c3", "]]><!--", "--><base href=//evil.example/>",
     "2021-06-10T09:30:00Z",
     "أكد الوزير كامل السرواني أن «المياه سترجع إلى رندة خلال أسبوع».\n"
     "<form action=//evil.example><input name=x></form>\n"
     "وأوضح أن العطل أصاب 15 مضخة في 3 يونيو.",
     "data:text/html,<script>alert(8)</script>"},
    {"00000000000000d4", "", "", "",
     "قال كامل السرواني «إن المياه ستعود إلى رندة خلال أسبوع»، نقلا عن سنا "
     "برس.\nواشتكى سكان الحي القديم.",
     ""},
};

int
main(int argc, char **argv)
{
    const char *which = argc > 1 ? argv[1] : "usual";
    nq_report_options o = {.english = strcmp(which, "english") == 0};
    pile_room room;
    nq_arena scratch;
    nq_buf out = {0};
    pile_make(&room, strcmp(which, "hostile") == 0 ? hostile : pile_usual);
    nq_arena_init(&scratch);
    nq_report_html(&room.report, &o, &scratch, &out);
    bool ok = !out.failed && fwrite(out.ptr, 1, out.len, stdout) == out.len;
    nq_buf_clear(&out);
    nq_arena_clear(&scratch);
    pile_clear(&room);
    return ok ? 0 : 1;
}
