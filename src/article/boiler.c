/* SPDX-License-Identifier: Apache-2.0
 *
 * boiler.c - which lines are article and which are web furniture, and why.
 * Layer 2 (article). */
#include "article/boiler.h"
#include "article/stamp.h"
#include "base/map.h"
#include "base/status.h"
#include "base/str.h"

/* ---- Form ------------------------------------------------------------- */

static bool
is_prose(const nq_line *l)
{
    bool stop = l->flags & NQ_LINE_STOP;
    return l->n_words >= NQ_PROSE_LONG ||
           (l->n_words >= NQ_PROSE_WORDS && (stop || l->n_function > 1)) ||
           (l->n_words >= NQ_PROSE_STOP && stop &&
            (l->n_function || l->n_words > NQ_PROSE_STOP + 1));
}

static float
form_score(const nq_line *l)
{
    bool stop = l->flags & NQ_LINE_STOP;
    if (l->n_words >= NQ_PROSE_LONG)
        return NQ_SCORE_LONG;
    if (l->n_words >= NQ_PROSE_WORDS)
        return stop ? NQ_SCORE_LONG : NQ_SCORE_MIDDLE;
    if (l->n_words >= NQ_PROSE_STOP && stop)
        return NQ_SCORE_STOPPED;
    return stop ? 1.0f : 0.0f;
}

static bool
is_latin(const nq_line *l)
{
    return l->n_latin && l->n_words <= NQ_LATIN_WORDS &&
           l->n_latin + l->n_number == l->n_head;
}

/* ---- Phrases ---------------------------------------------------------- */

static bool
only_numbers(const nq_line *l, uint32_t from, uint32_t to)
{
    for (uint32_t i = from; i < to; i++)
        if (l->words[i].cls != NQ_CLASS_DIGIT)
            return false;
    return true;
}

/* A mark, and not a quote mark, stands right behind word i. */
static bool
mark_behind(const nq_line *l, uint32_t i)
{
    const char *end = l->words[i].text.ptr + l->words[i].text.len;
    size_t left = (size_t)(l->text.ptr + l->text.len - end);
    while (left && *end == ' ') {
        end++;
        left--;
    }
    if (left > 1 && end[0] == '\xd8' && end[1] == '\x8c')
        return true; /* the Arabic comma */
    if (left > 1 && end[0] == '\xc2' && end[1] == '\xbb')
        return true; /* a guillemet that closes nothing: a breadcrumb */
    return left && memchr(":./-(|>,", *end, 8);
}

static bool
fits(const nq_line *l, uint32_t from, uint32_t to, uint8_t match)
{
    bool whole = l->n_words == l->n_head;
    switch (match) {
    case NQ_MATCH_LINE:
        return whole && only_numbers(l, 0, from) &&
               only_numbers(l, to, l->n_head) && l->n_head <= to - from + 3;
    case NQ_MATCH_START:
        return from == 0 && l->n_words <= NQ_START_WORDS;
    case NQ_MATCH_LEAD:
        return from == 0 && l->n_words <= NQ_START_WORDS && to < l->n_head &&
               mark_behind(l, to - 1);
    case NQ_MATCH_END:
        return whole && to == l->n_head && l->n_words <= NQ_PART_WORDS;
    default:
        return l->n_words <= NQ_PART_WORDS;
    }
}

const nq_furniture *
nq_furniture_of(const nq_article_tools *tools, const nq_line *l)
{
    const nq_furniture *best = NULL;
    if (l->n_words > NQ_START_WORDS)
        return NULL;
    for (uint32_t i = 0; i < l->n_head; i++) {
        nq_walk w = {0};
        for (uint32_t k = i; k < l->n_head; k++) {
            if (!nq_table_step(&tools->furniture, &w, l->words[k].hash))
                break;
            for (uint32_t r = 0; r < w.n; r++) {
                const nq_furniture *f = &tools->furniture_rows[w.row + r];
                if (fits(l, i, k + 1, f->match) &&
                    (!best || f->weight > best->weight ||
                     (f->weight == best->weight && f->scope > best->scope)))
                    best = f;
            }
        }
        if (l->n_words > NQ_PART_WORDS)
            break; /* only phrases at the start fit a longer line */
    }
    return best;
}

/* ---- One line --------------------------------------------------------- */

static void
lower(nq_verdict *v, float score, uint8_t why)
{
    if (v->why == NQ_WHY_NONE)
        v->why = why;
    if (score < v->score)
        v->score = score;
}

static void
score_hints(uint32_t hints, nq_verdict *v)
{
    if (hints & NQ_HINT_ARTICLE)
        v->score += 2.0f;
    if (hints & NQ_HINT_LINK)
        lower(v, v->score - 5.0f, NQ_DROP_RELATED);
    else if (hints & NQ_HINT_LIST)
        v->score -= 1.0f;
    if (hints & NQ_HINT_FURNITURE)
        lower(v, v->score - 8.0f, NQ_DROP_MENU);
    if (hints & NQ_HINT_CAPTION)
        lower(v, -6.0f, NQ_DROP_CAPTION);
    if (hints & NQ_HINT_TIME)
        lower(v, -6.0f, NQ_DROP_DATE);
}

/* What the signs of furniture are worth depends on where the lines come from:
 * a collection that gives the title apart has little of it, and its short
 * lines are lists, poems and tables. */
typedef struct judge {
    const nq_article_tools *tools;
    bool arabic; /* most words of the document are */
    bool clean;  /* fields: only sure signs count */
} judge;

static void
score_phrase(const judge *j, const nq_line *l, nq_verdict *v)
{
    const nq_furniture *f = nq_furniture_of(j->tools, l);
    if (!f)
        return;
    bool item = l->flags & NQ_LINE_ITEM;
    if ((j->clean || item) && !(l->flags & NQ_LINE_GLUED) &&
        f->weight < NQ_WEIGHT_SURE && v->score >= 0.0f &&
        (item || f->why == NQ_DROP_MENU || f->why == NQ_DROP_MASTHEAD))
        return;
    v->scope = f->scope;
    v->prose = false;
    lower(v, -(float)f->weight, f->why);
}

static void
score_line(const judge *j, const nq_line *l, nq_verdict *v)
{
    *v = (nq_verdict){.score = form_score(l), .why = NQ_WHY_NONE};
    v->prose = is_prose(l);
    if (!l->hash) {
        *v = (nq_verdict){.why = NQ_DROP_OTHER, .fixed = true};
        return;
    }
    score_phrase(j, l, v);
    nq_stamps s = nq_stamps_read(j->tools, l->words, l->n_head);
    v->date = s.n == l->n_words &&
              (s.dated || s.timed || s.labelled || s.ago || s.partial);
    if (v->date && (!j->clean || s.labelled || !s.dated))
        lower(v, s.labelled ? 2 * NQ_SCORE_DATE : NQ_SCORE_DATE, NQ_DROP_DATE);
    if (!j->clean && l->n_number == l->n_words && !(l->flags & NQ_LINE_ITEM))
        lower(v, NQ_SCORE_NUMBER, NQ_DROP_OTHER);
    if (j->arabic && is_latin(l))
        lower(v, j->clean ? NQ_SCORE_LISTED : NQ_SCORE_LATIN, NQ_DROP_CODE);
    bool address =
        (l->flags & NQ_LINE_LINK) &&
        (l->n_words <= NQ_LINK_WORDS || nq_str_starts(l->text, NQ_STR("http")));
    if (address)
        lower(v, NQ_SCORE_LINK, NQ_DROP_OTHER);
    if ((l->flags & NQ_LINE_PHOTO) && l->n_words < NQ_CAPTION_WORDS) {
        lower(v, NQ_SCORE_BARS, NQ_DROP_CAPTION);
        v->prose = false;
    }
    if (l->flags & NQ_LINE_BARS)
        lower(v, NQ_SCORE_BARS, NQ_DROP_MENU);
    if (l->flags & NQ_LINE_OWNED)
        lower(v, NQ_SCORE_BARS,
              j->arabic && is_latin(l) ? NQ_DROP_CAPTION : NQ_DROP_COPYRIGHT);
    score_hints(l->hints, v);
}

static bool
mostly_arabic(const nq_lines *lines)
{
    uint64_t latin = 0, all = 0;
    for (uint32_t i = 0; i < lines->n; i++) {
        latin += lines->at[i].n_latin;
        all += lines->at[i].n_head;
    }
    return latin * 2 <= all;
}

/* ---- Surroundings ----------------------------------------------------- */

static naql_status
count_twins(const judge *j, const nq_lines *lines, nq_arena *scratch,
            nq_verdict *v)
{
    nq_map seen;
    nq_map_init(&seen, scratch);
    for (uint32_t i = 0; i < lines->n; i++) {
        if (!lines->at[i].hash)
            continue;
        uint32_t *n = nq_map_put(&seen, lines->at[i].hash, NULL);
        if (!n)
            return NAQL_NOMEM;
        ++*n;
        bool weak =
            !v[i].prose && (j->clean || (lines->at[i].flags & NQ_LINE_ITEM));
        if (*n > 1 && lines->at[i].n_words > 2 && !weak)
            lower(&v[i], NQ_SCORE_REPEAT - (v[i].prose ? 2.0f : 0.0f),
                  NQ_DROP_REPEAT);
    }
    for (uint32_t i = 0; i < lines->n; i++)
        if (lines->at[i].hash)
            v[i].twins = *nq_map_get(&seen, lines->at[i].hash) - 1;
    return NAQL_OK;
}

/* Dates that come every few lines are those of other stories; so are the
 * short lines between them. */
static void
mark_runs(const nq_lines *lines, nq_verdict *v)
{
    uint32_t near = 0, n = lines->n;
    for (uint32_t i = 0; i < n && i < NQ_DATES_REACH; i++)
        near += v[i].date;
    for (uint32_t i = 0; i < n; i++) {
        if (i + NQ_DATES_REACH < n)
            near += v[i + NQ_DATES_REACH].date;
        if (i > NQ_DATES_REACH)
            near -= v[i - NQ_DATES_REACH - 1].date;
        if (near < NQ_DATES_BESIDE + v[i].date || v[i].prose)
            continue;
        if (v[i].date)
            lower(&v[i], 2 * NQ_SCORE_DATE, NQ_DROP_RELATED);
        else if (lines->at[i].n_words > 2)
            lower(&v[i], NQ_SCORE_LISTED, NQ_DROP_RELATED);
        if (v[i].why == NQ_DROP_DATE)
            v[i].why = NQ_DROP_RELATED;
    }
}

/* Words of a line that are running text beyond doubt: long, or closed by a
 * full stop. Headlines of other stories are neither. */
static uint32_t
mass(const nq_line *l, const nq_verdict *v)
{
    bool stopped = (l->flags & NQ_LINE_STOP) && !(l->flags & NQ_LINE_CRY);
    bool sure =
        v->prose && v->score > 0 && (stopped || l->n_words >= NQ_PROSE_LONG);
    return sure ? l->n_words : 0;
}

static bool
like_headline(const nq_line *l, const nq_verdict *v)
{
    bool stopped = (l->flags & NQ_LINE_STOP) && !(l->flags & NQ_LINE_CRY);
    return l->n_words > 2 && l->n_words < NQ_PROSE_LONG && !stopped &&
           !(l->flags & (NQ_LINE_ITEM | NQ_LINE_OPEN | NQ_LINE_COLON)) &&
           v->why == NQ_WHY_NONE && !(l->hints & NQ_HINT_ARTICLE);
}

/* A whole page's text: several lines are furniture by their words. */
static bool
is_page(const nq_lines *lines, const nq_verdict *v)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < lines->n; i++)
        n += v[i].why != NQ_WHY_NONE && v[i].why != NQ_DROP_REPEAT &&
             v[i].why != NQ_DROP_DATE && v[i].why != NQ_DROP_OTHER;
    return n >= NQ_PAGE_LINES && n * 20 >= lines->n;
}

static void
list_run(nq_verdict *v, uint32_t from, uint32_t to, float score)
{
    for (uint32_t i = from; i < to; i++) {
        v[i].listed = true;
        lower(&v[i], score, NQ_DROP_RELATED);
        v[i].prose = false;
    }
}

/* Two headlines or more between finished paragraphs: sections have one
 * heading, so these are links to other stories. */
static bool
is_insert(const nq_lines *lines, const nq_verdict *v, uint32_t from,
          uint32_t to)
{
    if (!from || to == lines->n || to - from < 2 || !v[to].prose ||
        !mass(&lines->at[from - 1], &v[from - 1]))
        return false;
    uint32_t cries = 0;
    for (uint32_t i = from; i < to; i++) {
        const nq_line *l = &lines->at[i];
        if (l->n_words < NQ_INSERT_WORDS || l->n_words > NQ_PROSE_WORDS + 4 ||
            (l->flags & NQ_LINE_JOINED))
            return false;
        cries += (l->flags & NQ_LINE_CRY) != 0;
    }
    return cries * 2 <= to - from;
}

/* On a page many headlines on end are other stories, though no word says so;
 * in a text without furniture they are a list, a table, a poem. */
static void
mark_headlines(const nq_lines *lines, bool clean, nq_verdict *v)
{
    uint32_t start = 0;
    bool page = !clean && is_page(lines, v);
    for (uint32_t i = 0; i <= lines->n; i++) {
        if (i < lines->n && like_headline(&lines->at[i], &v[i]))
            continue;
        if (page && i - start >= NQ_HEADLINE_RUN)
            list_run(v, start, i, NQ_SCORE_LISTED);
        else if (i - start < NQ_HEADLINE_RUN && is_insert(lines, v, start, i))
            list_run(v, start, i, 2 * NQ_SCORE_LISTED);
        start = i + 1;
    }
}

/* Short lines under "read also". On a page the other stories are links: a list
 * of such ends where no link stands, and the poem that it cut in two goes on.
 */
static void
mark_lists(const nq_lines *lines, nq_verdict *v)
{
    uint8_t open = NQ_WHY_NONE;
    bool linked = false; /* the list has links in it */
    for (uint32_t i = 0; i < lines->n; i++) {
        bool link = lines->at[i].hints & (NQ_HINT_LINK | NQ_HINT_FURNITURE);
        if (v[i].scope == NQ_SCOPE_LIST && lines->at[i].n_words <= 8) {
            open = v[i].why;
            linked = false;
        } else if ((v[i].prose && v[i].score > 0) || (linked && !link)) {
            open = NQ_WHY_NONE;
        } else if (open != NQ_WHY_NONE) {
            lower(&v[i], NQ_SCORE_LISTED, open);
            linked |= link;
        }
    }
}

/* Below the comment form or the copyright nothing is article, provided that
 * enough running text stands above: for a comment form a paragraph, as
 * readers may write more than the reporter; else half of all. */
static void
mark_foot(const nq_lines *lines, nq_verdict *v)
{
    uint64_t all = 0, above = 0;
    for (uint32_t i = 0; i < lines->n; i++)
        all += mass(&lines->at[i], &v[i]);
    bool foot = false;
    for (uint32_t i = 0; i < lines->n; i++) {
        above += foot ? 0 : mass(&lines->at[i], &v[i]);
        if (foot && v[i].score > NQ_SCORE_FOOT) {
            v[i].score = NQ_SCORE_FOOT;
            v[i].prose = false;
        }
        bool enough = v[i].why == NQ_DROP_FORM
                          ? above >= NQ_FOOT_WORDS || above * 3 >= all
                          : above * 2 >= all;
        if (v[i].scope == NQ_SCOPE_FOOT && above && enough)
            foot = true;
    }
}

naql_status
nq_boiler_score(const nq_article_tools *tools, const nq_lines *lines,
                nq_doc_form form, nq_arena *scratch, nq_verdict **out)
{
    nq_verdict *v = nq_arena_zero(scratch, lines->n, sizeof(*v));
    if (!v)
        return NAQL_NOMEM;
    judge j = {tools, mostly_arabic(lines), form == NQ_DOC_FIELDS};
    for (uint32_t i = 0; i < lines->n; i++)
        score_line(&j, &lines->at[i], &v[i]);
    NQ_TRY(count_twins(&j, lines, scratch, v));
    if (!j.clean)
        mark_runs(lines, v);
    mark_headlines(lines, j.clean, v);
    mark_lists(lines, v);
    mark_foot(lines, v);
    *out = v;
    return NAQL_OK;
}

/* ---- Decision --------------------------------------------------------- */

/* The reason of a neutral line that went with its neighbours. */
static uint8_t
reason(const nq_verdict *v, uint32_t n, uint32_t i)
{
    uint8_t before = i ? v[i - 1].why : NQ_WHY_NONE;
    uint8_t after = i + 1 < n ? v[i + 1].why : NQ_WHY_NONE;
    if (after == NQ_DROP_REPEAT || after == NQ_DROP_RELATED ||
        before == NQ_DROP_RELATED || before == NQ_DROP_DATE)
        return NQ_DROP_RELATED;
    if (before != NQ_WHY_NONE && !v[i - 1].keep)
        return before;
    return after != NQ_WHY_NONE ? after : NQ_DROP_OTHER;
}

/* Lines that stand inside a list of repeats are the list's, not repeats. */
static void
give_reasons(const nq_lines *lines, nq_verdict *v)
{
    for (uint32_t i = lines->n; i-- > 0;)
        if (!v[i].keep && v[i].why == NQ_WHY_NONE && i + 1 < lines->n &&
            v[i + 1].why == NQ_DROP_REPEAT && v[i].twins)
            v[i].why = NQ_DROP_RELATED;
    for (uint32_t i = 0; i < lines->n; i++)
        if (!v[i].keep && v[i].why == NQ_WHY_NONE)
            v[i].why = reason(v, lines->n, i);
}

naql_status
nq_boiler_decide(const nq_lines *lines, nq_arena *scratch, nq_verdict *v)
{
    uint32_t n = lines->n;
    uint8_t *from = nq_arena_alloc(scratch, n); /* bit s: state before s */
    if (!from)
        return NAQL_NOMEM;
    float in = 0, out = 0;
    for (uint32_t i = 0; i < n; i++) {
        bool in_from_out = out - NQ_COST_BACK > in;
        bool out_from_in = in - NQ_COST_OUT >= out;
        float next_in = in_from_out ? out - NQ_COST_BACK : in;
        float next_out = out_from_in ? in - NQ_COST_OUT : out;
        from[i] = (uint8_t)(in_from_out | out_from_in << 1);
        in = next_in + (v[i].fixed ? 0 : v[i].score);
        out = next_out;
    }
    bool keep = in >= out;
    for (uint32_t i = n; i-- > 0;) {
        if (!v[i].fixed)
            v[i].keep = keep;
        if (keep ? from[i] & 1 : from[i] & 2)
            keep = !keep;
    }
    give_reasons(lines, v);
    return NAQL_OK;
}

/* ---- Repeats ---------------------------------------------------------- */

static bool
words_at(const nq_line *l, uint32_t from, const nq_line *title)
{
    if (from + title->n_head > l->n_head)
        return false;
    for (uint32_t i = 0; i < title->n_head; i++)
        if (l->words[from + i].hash != title->words[i].hash)
            return false;
    return true;
}

/* The line ends in the title's last words. */
static bool
ends_like(const nq_line *l, const nq_line *title)
{
    uint32_t n = l->n_tail < title->n_head ? l->n_tail : title->n_head;
    for (uint32_t i = 1; i <= n; i++)
        if (l->words[l->n_head + l->n_tail - i].hash !=
            title->words[title->n_head - i].hash)
            return false;
    return n > 0;
}

bool
nq_line_repeats(const nq_line *line, const nq_line *title)
{
    uint32_t n = title->n_head;
    if (line->hash == title->hash)
        return n > 0;
    if (n < 2 || title->n_words > n)
        return false;
    bool whole = line->n_words == line->n_head;
    if (!words_at(line, 0, title)) /* "Outlet - title" */
        return whole && line->n_head > n && line->n_head <= n + 4 &&
               words_at(line, line->n_head - n, title);
    uint32_t rest = line->n_words - n;
    if (rest <= 4) /* "title | Outlet" */
        return !rest || mark_behind(line, n - 1);
    return whole ? rest == n && words_at(line, n, title)
                 : rest < 2 * n && ends_like(line, title);
}
