/* SPDX-License-Identifier: Apache-2.0
 *
 * head.c - title, sub-titles, dateline, byline, date, masthead. Layer 2
 * (article). */
#include "article/head.h"
#include "base/map.h"
#include "base/status.h"
#include "base/str.h"

typedef struct finder {
    const nq_article_tools *tools;
    const nq_doc *doc;
    const nq_lines *lines;
    nq_verdict *v;
    nq_head *out;
    nq_map lead_words; /* of the lead's head */
    bool page;         /* a whole page's text: menus stand above the lead */
    bool crowded;      /* many short lines above the lead: a list, a poem */
} finder;

static nq_credit_ask
ask_of(const finder *f, bool at_lead)
{
    return (nq_credit_ask){f->doc->outlet, f->doc->author, at_lead, false};
}

/* Opens a story for sure: long, or a sentence that ends in a full stop. A
 * title may be long, and may end in a question or a cry. */
static bool
is_opening(const nq_line *l)
{
    if (l->n_words >= NQ_PROSE_LONG ||
        (l->n_words >= NQ_LEAD_WORDS && l->n_function >= NQ_LEAD_FUNCTION))
        return true;
    if (l->flags & NQ_LINE_CRY)
        return false;
    return (l->flags & NQ_LINE_STOP) ||
           ((l->hints & NQ_HINT_ARTICLE) && l->n_words >= NQ_PROSE_WORDS);
}

/* The first line that reads like the opening of a story: a sentence, or a
 * dateline with one behind it. */
static uint32_t
find_lead(const finder *f)
{
    uint32_t first_prose = f->lines->n;
    for (uint32_t i = 0; i < f->lines->n; i++) {
        const nq_line *l = &f->lines->at[i];
        const nq_verdict *v = &f->v[i];
        if (!v->prose || v->score < 1.0f)
            continue;
        if (is_opening(l))
            return i;
        nq_credit_ask ask = ask_of(f, true);
        nq_credit c = nq_credit_prefix(f->tools, l, &ask);
        if (c.end && (i || c.agency.len || c.outlet.len))
            return i;
        if (first_prose == f->lines->n &&
            (i || f->doc->form == NQ_DOC_FIELDS)) /* else it may be a title */
            first_prose = i;
    }
    return first_prose;
}

static bool
could_be_title(const finder *f, uint32_t i)
{
    const nq_line *l = &f->lines->at[i];
    const nq_verdict *v = &f->v[i];
    if (!l->n_head || l->n_words > NQ_TITLE_WORDS || v->date ||
        (l->flags & (NQ_LINE_DASH | NQ_LINE_OPEN | NQ_LINE_COLON)))
        return false;
    bool see =
        v->listed || (i == 0 && v->why == NQ_DROP_RELATED && l->n_words > 3);
    if (v->why != NQ_WHY_NONE && v->why != NQ_DROP_REPEAT && !see)
        return false; /* "Watch: ..." opens many a title */
    if (l->n_words < 3 && i > 0 && !v->twins)
        return false;
    if (l->hints & (NQ_HINT_FURNITURE | NQ_HINT_LINK | NQ_HINT_CAPTION))
        return false;
    nq_credit_ask ask = ask_of(f, false);
    ask.as_title = true;
    return !nq_credit_line(f->tools, l, &ask).end;
}

/* Words that a line shares with the lead, function words aside. */
static uint32_t
shared_with_lead(const finder *f, const nq_line *l)
{
    uint32_t n = 0, row;
    for (uint32_t i = 0; i < l->n_head; i++)
        n += nq_map_get(&f->lead_words, l->words[i].hash) &&
             !nq_table_word(&f->tools->functions, l->words[i].hash, &row);
    return n;
}

/* Other lines of the head that hold line i with something before or behind:
 * "Home » Local » title". */
static uint32_t
held_again(const finder *f, uint32_t i)
{
    const nq_line *l = &f->lines->at[i];
    uint32_t n = 0, from = i > NQ_HEAD_REACH ? i - NQ_HEAD_REACH : 0;
    for (uint32_t k = from; k < f->out->lead && k <= i + NQ_HEAD_REACH; k++)
        n += l->n_words > 3 && f->lines->at[k].hash != l->hash &&
             nq_line_repeats(&f->lines->at[k], l);
    return n;
}

static float
title_score(const finder *f, uint32_t i, bool first)
{
    const nq_line *l = &f->lines->at[i];
    float s = !first || f->page ? 0.0f : i ? 3.0f : 5.0f;
    if (first && l->n_words < 3) /* a site's name, maybe */
        s -= 2.0f;
    uint32_t again = f->v[i].twins + 2 * held_again(f, i);
    s += again > 2 ? 2.0f : (float)again;
    s += l->n_words >= 5 ? 1.0f : 0.0f;
    s += 0.7f * (float)shared_with_lead(f, l);
    float away = (float)(f->out->lead - i) * (f->page ? 0.2f : 0.1f);
    float most = f->page ? 2.0f : 1.5f;
    s -= away > most ? most : away;
    if (f->page && l->n_words < 4)
        s -= 2.0f;
    if (l->text.ptr[l->text.len - 1] == ')') /* the credit of a photo */
        s -= 2.0f;
    s -= l->n_words < 2 ? 3.0f : 0.0f;
    if ((l->flags & NQ_LINE_STOP) && !(l->flags & NQ_LINE_CRY) &&
        !f->v[i].twins)
        s -= 2.0f;
    if (l->hints & NQ_HINT_TITLE)
        s += 6.0f;
    if (f->out->given.hash && nq_line_repeats(&f->out->given, l))
        s += 6.0f;
    return s;
}

static naql_status
words_of_lead(finder *f, nq_arena *scratch)
{
    nq_map_init(&f->lead_words, scratch);
    if (f->out->lead == f->lines->n)
        return NAQL_OK;
    const nq_line *l = &f->lines->at[f->out->lead];
    for (uint32_t i = 0; i < l->n_head; i++)
        if (!nq_map_put(&f->lead_words, l->words[i].hash, NULL))
            return NAQL_NOMEM;
    return NAQL_OK;
}

static void
find_title(const finder *f)
{
    uint32_t end = f->out->lead;
    if (end == f->lines->n) /* no sentence at all: short lines under a title */
        end = end > 1 ? 1 : 0;
    bool first = true;
    float best = f->page ? 0.0f : 1.0f;
    for (uint32_t i = 0; i < end; i++) {
        if (!could_be_title(f, i))
            continue;
        float s = title_score(f, i, first);
        first = false;
        if (s > best) {
            best = s;
            f->out->title = i;
        }
    }
}

/* More neutral lines between title and lead than a head has. */
static bool
is_crowded(const finder *f)
{
    uint32_t n = 0, from = f->out->title == NQ_NO_LINE ? 0 : f->out->title + 1;
    for (uint32_t i = from; i < f->out->lead; i++)
        n += !f->v[i].fixed && f->v[i].why == NQ_WHY_NONE;
    return n > NQ_HEAD_LINES && !f->page;
}

static bool
is_page(const finder *f)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < f->out->lead && i < f->lines->n; i++)
        n += f->v[i].why != NQ_WHY_NONE && f->v[i].why != NQ_DROP_DATE &&
             !f->v[i].fixed;
    return n >= NQ_PAGE_LINES && f->out->lead < f->lines->n;
}

static void
settle(const finder *f, uint32_t i, bool keep, uint8_t what)
{
    f->v[i].fixed = true;
    f->v[i].keep = keep;
    if (keep)
        f->out->kinds[i] = what;
    else
        f->v[i].why = what;
}

static void
merge_stamps(const nq_stamps *from, nq_stamps *into)
{
    if (into->published.day == NQ_NO_DAY)
        into->published = from->published;
    if (into->modified.day == NQ_NO_DAY)
        into->modified = from->modified;
    if (into->bare.day == NQ_NO_DAY)
        into->bare = from->bare;
}

/* "Published by X in Y on 5 March": a date and hardly more, or a label. */
static bool
take_date_line(const finder *f, const nq_line *l)
{
    uint32_t from;
    if (l->n_words > NQ_CREDIT_WORDS + 6 || (l->flags & NQ_LINE_STOP))
        return false;
    nq_stamps s = nq_stamps_search(f->tools, l->words, l->n_head, &from);
    if (!s.dated || (!s.labelled && l->n_head - s.n > 4))
        return false;
    merge_stamps(&s, &f->out->stamps);
    return true;
}

/* Title, sub-title and caption look alike; a caption names people and things
 * and has no word that makes a clause. */
static bool
is_caption(const nq_line *l)
{
    return l->n_words <= NQ_PHOTO_WORDS && !l->n_function &&
           !(l->flags & (NQ_LINE_STOP | NQ_LINE_SPEECH | NQ_LINE_ITEM));
}

/* The name that a masthead line gives: listed, the document's own, or what
 * stands before a closing dash. Empty: the line is none. */
static naql_str
masthead_of(const finder *f, const nq_line *l)
{
    naql_str name = nq_outlet_of(f->tools, l->words, l->n_head);
    naql_str own = f->doc->outlet;
    if (name.len && (l->n_head > 1 || l->n_latin))
        return name;
    name.len = 0; /* "The World" is an outlet, and a section of all others */
    if (own.len && nq_str_starts(l->text, own) && l->text.len <= own.len + 3)
        return own;
    if (!(l->flags & NQ_LINE_DASH) || l->n_words > 4 ||
        l->n_number + l->n_latin == l->n_head)
        return name;
    const nq_word *last = &l->words[l->n_head - 1];
    const char *from = l->words[0].text.ptr;
    return nq_str(from, (size_t)(last->text.ptr + last->text.len - from));
}

static bool
below_title(const finder *f, uint32_t i)
{
    return f->out->title != NQ_NO_LINE && i > f->out->title;
}

/* One line above the lead that is not the title. */
static void
settle_line(const finder *f, uint32_t i)
{
    const nq_line *l = &f->lines->at[i];
    nq_verdict *v = &f->v[i];
    bool at_lead = i + 1 == f->out->lead;
    if (v->date) {
        nq_stamps s = nq_stamps_read(f->tools, l->words, l->n_head);
        merge_stamps(&s, &f->out->stamps);
        settle(f, i, false, NQ_DROP_DATE);
        return;
    }
    nq_credit_ask ask = ask_of(f, at_lead);
    nq_credit c = nq_credit_line(f->tools, l, &ask);
    naql_str masthead = masthead_of(f, l);
    if (masthead.len) {
        settle(f, i, false, NQ_DROP_MASTHEAD);
        if (!f->out->masthead.len)
            f->out->masthead = masthead;
    } else if (v->why != NQ_WHY_NONE && v->why != NQ_DROP_REPEAT)
        settle(f, i, false, v->why);
    else if (c.end)
        settle(f, i, true, c.place.len ? NQ_BLOCK_DATELINE : NQ_BLOCK_BYLINE);
    else if (take_date_line(f, l))
        settle(f, i, false, NQ_DROP_DATE);
    else if (!below_title(f, i))
        settle(f, i, false, NQ_DROP_MENU);
    else if (v->twins)
        settle(f, i, false, NQ_DROP_REPEAT);
    else if (f->crowded)
        settle(f, i, true, NQ_BLOCK_PARAGRAPH);
    else if (at_lead && !(l->flags & NQ_LINE_COLON) &&
             nq_credit_name(f->tools, l->words, l->n_words) &&
             !shared_with_lead(f, l))
        settle(f, i, true, NQ_BLOCK_BYLINE);
    else if (f->page && i + NQ_HEAD_LINES < f->out->lead)
        settle(f, i, false, NQ_DROP_MENU);
    else if (is_caption(l) || (l->n_words < 3 && !(l->flags & NQ_LINE_ITEM)))
        settle(f, i, false, NQ_DROP_CAPTION);
    else
        settle(f, i, true, NQ_BLOCK_SUBTITLE);
}

static void
drop_title_again(const finder *f, const nq_line *title)
{
    for (uint32_t i = 0; i < f->lines->n; i++)
        if (i != f->out->title && nq_line_repeats(&f->lines->at[i], title)) {
            settle(f, i, false, NQ_DROP_REPEAT);
            f->v[i].prose = false;
        }
}

/* A collection that gives the title apart gives the text clean: its first
 * lines are article unless they say otherwise themselves. */
static void
settle_fields(const finder *f)
{
    for (uint32_t i = 0; i < f->out->lead && i < f->lines->n; i++) {
        const nq_line *l = &f->lines->at[i];
        if (f->v[i].fixed || f->v[i].why != NQ_WHY_NONE)
            continue;
        nq_credit_ask ask =
            ask_of(f, i + 1 == f->out->lead && i + 1 < f->lines->n);
        nq_credit c = nq_credit_line(f->tools, l, &ask);
        if (c.end)
            settle(f, i, true,
                   c.place.len ? NQ_BLOCK_DATELINE : NQ_BLOCK_BYLINE);
    }
}

naql_status
nq_head_find(const nq_article_tools *tools, const nq_doc *doc,
             const nq_lines *lines, nq_arena *scratch, nq_verdict *v,
             nq_head *out)
{
    *out = (nq_head){.title = NQ_NO_LINE,
                     .stamps = {.bare = NQ_NO_STAMP,
                                .published = NQ_NO_STAMP,
                                .modified = NQ_NO_STAMP}};
    out->kinds = nq_arena_alloc(scratch, lines->n);
    if (!out->kinds)
        return NAQL_NOMEM;
    memset(out->kinds, NQ_BLOCK_PARAGRAPH, lines->n);
    NQ_TRY(nq_line_read(tools, doc->title, scratch, &out->given));
    finder f = {.tools = tools, .doc = doc, .lines = lines, .v = v, .out = out};
    if (doc->form == NQ_DOC_FIELDS && out->given.hash)
        drop_title_again(&f, &out->given);
    out->lead = find_lead(&f);
    if (doc->form == NQ_DOC_FIELDS) {
        settle_fields(&f);
        return NAQL_OK;
    }
    NQ_TRY(words_of_lead(&f, scratch));
    f.page = is_page(&f);
    find_title(&f);
    const nq_line *title =
        out->title == NQ_NO_LINE ? &out->given : &lines->at[out->title];
    if (out->title != NQ_NO_LINE)
        settle(&f, out->title, true, NQ_BLOCK_TITLE);
    if (title->hash)
        drop_title_again(&f, title);
    f.crowded = is_crowded(&f);
    /* Without a lead there is no head: short lines stand for themselves. */
    for (uint32_t i = 0; out->lead < lines->n && i < out->lead; i++)
        if (!v[i].fixed)
            settle_line(&f, i);
    return NAQL_OK;
}
