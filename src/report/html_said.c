/* SPDX-License-Identifier: Apache-2.0
 *
 * html_said.c - the statements of a story by speaker, each with its wordings
 * side by side. Layer 9 (report). */
#include "report/diff.h"
#include "report/html_parts.h"

#include "base/fold.h"
#include "base/hash.h"
#include "base/str.h"

/* Below this share of common words a wording is another sentence: marking its
 * words one by one would say nothing. */
#define COMMON_LEAST 0.45

/* A statement less sure than this is marked so. */
#define UNSURE 0.5f

/* So many words in a row that a wording leaves out are still shown. */
#define LEFT_OUT_SHOWN 7

struct wording { /* variants of a group that say it in the same words */
    const nq_variant *first;
    uint64_t hash;
    uint32_t next; /* the next variant with the same words, or NQ_NONE */
    uint32_t last;
    bool head;
};

static const nq_statement *
statement_of(const nq_html *h, const nq_variant *v)
{
    return &h->view->r->pile->at[v->article]->claims.statements[v->statement];
}

static naql_str
words_of(const nq_html *h, const nq_variant *v)
{
    return nq_str_span(nq_html_article_of(h, v->article)->text,
                       statement_of(h, v)->span);
}

/* ---- One wording ---- */

static void
statement_id(nq_html *h, const nq_variant *v)
{
    nq_html_id(h, "q", v->article + 1, v->statement + 1);
}

/* The outlet of a wording; its number, where the one before is its too. */
static void
said_link(nq_html *h, const nq_variant *v, uint32_t number)
{
    nq_html_raw(h, number > 1 ? "<a class=again href=#" : "<a href=#");
    statement_id(h, v);
    nq_html_raw(h, number > 1 ? "><span>" : ">");
    nq_html_outlet_name(h, v->article);
    if (number > 1) {
        nq_html_raw(h, " </span>");
        nq_html_number(h, number);
    }
    nq_html_raw(h, "</a>");
}

/* The outlets that have the i-th wording. */
static void
said_by(nq_html *h, const struct wording *all, uint32_t i)
{
    const nq_view_article *articles = h->view->articles;
    uint32_t last = NQ_NONE, number = 0;
    for (uint32_t k = i; k != NQ_NONE; k = all[k].next) {
        uint32_t outlet = articles[all[k].first->article].outlet;
        number = outlet == last ? number + 1 : 1;
        last = outlet;
        nq_html_raw(h, k == i ? "" : " ");
        said_link(h, all[k].first, number);
    }
}

static void
form_tag(nq_html *h, const nq_statement *s)
{
    static const nq_word words[] = {NQ_W_DIRECT, NQ_W_INDIRECT, NQ_W_MIXED};
    nq_html_raw(h, "<span>");
    nq_html_say(h, words[s->form <= NQ_FORM_MIXED ? s->form : 1]);
    nq_html_raw(h, "</span>");
}

/* Words of an article, isolated, as the style shows those of a class. */
static void
of_class(nq_html *h, const char *class, naql_str words)
{
    nq_html_raw(h, h->english ? " <bdi lang=ar class=" : " <bdi class=");
    nq_html_raw(h, class);
    nq_html_raw(h, ">");
    nq_html_text(h, words);
    nq_html_raw(h, "</bdi>");
}

/* The word that attributes, as the article has it; a bare colon is none. */
static void
cue_tag(nq_html *h, const nq_variant *v)
{
    naql_span cue = statement_of(h, v)->cue;
    naql_str text = nq_html_article_of(h, v->article)->text;
    if (cue.end < cue.start + 2)
        return;
    of_class(h, "cue", nq_str_span(text, cue));
}

/* Whom the article names, in its words, where these are not the group's name:
 * another source, an office, another spelling. */
static void
speaker_tag(nq_html *h, const nq_twin *t, const nq_variant *v)
{
    naql_str words = nq_str_span(nq_html_article_of(h, v->article)->text,
                                 statement_of(h, v)->speaker);
    if (words.len == 0 || nq_fold_hash(words) == nq_fold_hash(t->speaker))
        return;
    of_class(h, "by", words);
}

static void
plain_tag(nq_html *h, nq_word word)
{
    nq_html_raw(h, " <span>");
    nq_html_say(h, word);
    nq_html_raw(h, "</span>");
}

static void
credit_tag(nq_html *h, const nq_variant *v)
{
    const nq_statement *s = statement_of(h, v);
    if (s->credit.end <= s->credit.start)
        return;
    nq_html_raw(h, " <span>");
    nq_html_say(h, NQ_W_CREDITED);
    nq_html_raw(h, " ");
    nq_html_words(
        h, nq_str_span(nq_html_article_of(h, v->article)->text, s->credit));
    nq_html_raw(h, "</span>");
}

static void
open_quote(nq_html *h, const nq_variant *v)
{
    nq_html_raw(h, statement_of(h, v)->form == NQ_FORM_DIRECT
                       ? "<blockquote class=direct"
                       : "<blockquote");
    nq_html_block(h, words_of(h, v));
    nq_html_raw(h, "><p>");
}

/* True when a variant has the first one's words in another spelling. */
static bool
is_same(const nq_variant *v)
{
    for (uint32_t i = 0; i < v->n_edits; i++)
        if (v->edits[i].op != '=')
            return false;
    return v->n_edits > 0;
}

/* True when enough words are common for marks on the rest to help. */
static bool
is_comparable(const nq_variant *v)
{
    size_t same = 0, own = 0;
    for (uint32_t i = 0; i < v->n_edits; i++) {
        if (v->edits[i].op == '=')
            same += v->edits[i].text.len;
        if (v->edits[i].op != '-')
            own += v->edits[i].text.len;
    }
    return v->n_edits > 1 && (double)same >= COMMON_LEAST * (double)own;
}

static void
marked(nq_html *h, const char *tag, naql_str words)
{
    nq_html_raw(h, "<");
    nq_html_raw(h, tag);
    nq_html_raw(h, ">");
    nq_html_text(h, words);
    nq_html_raw(h, "</");
    nq_html_raw(h, tag);
    nq_html_raw(h, ">");
}

static uint32_t
words_in(naql_str s)
{
    uint32_t n = 0;
    for (size_t i = 0; i < s.len; i++)
        n += s.ptr[i] != ' ' && (i == 0 || s.ptr[i - 1] == ' ');
    return n;
}

/* Words of the first wording that this one leaves out; a long run of them is
 * only counted: it stands in the first wording, beside this one. */
static void
left_out(nq_html *h, const nq_edit *e, bool at_start)
{
    uint32_t n = words_in(e->text);
    nq_html_raw(h, at_start || e->glued ? "" : " ");
    if (n <= LEFT_OUT_SHOWN) {
        marked(h, "del", e->text);
    } else {
        nq_html_raw(h, "<span class=gap>");
        nq_html_count(h, NQ_W_LEFT_OUT_N, n);
        nq_html_raw(h, "</span>");
    }
    nq_html_raw(h, at_start ? " " : "");
}

/* The variant's own words from its article, the edits laid over them: what
 * stands between two edits (white space, marks) is kept. */
static void
edited(nq_html *h, const nq_variant *v, naql_str words)
{
    size_t at = 0;
    for (uint32_t i = 0; i < v->n_edits; i++) {
        const nq_edit *e = &v->edits[i];
        if (e->op == '-') {
            left_out(h, e, at == 0);
            continue;
        }
        size_t found = nq_str_find(words, e->text, at);
        if (found == SIZE_MAX)
            continue;
        nq_html_text(h, nq_str(words.ptr + at, found - at));
        if (e->op == '+')
            marked(h, "ins", e->text);
        else
            nq_html_text(h, e->text);
        at = found + e->text.len;
    }
    nq_html_text(h, nq_str(words.ptr + at, words.len - at));
}

/* A statement that says more, the words of this group marked in it. */
static void
with_part(nq_html *h, const nq_variant *v)
{
    naql_str text = nq_html_article_of(h, v->article)->text;
    naql_span all = statement_of(h, v)->span;
    nq_html_text(h, nq_str_span(text, (naql_span){all.start, v->part.start}));
    marked(h, "mark", nq_str_span(text, v->part));
    nq_html_text(h, nq_str_span(text, (naql_span){v->part.end, all.end}));
}

/* The first statement says more than this group: of another one the words are
 * marked that its part lacks. False: too few are common, or memory is out. */
static bool
against_part(nq_html *h, const nq_variant *first, naql_str words)
{
    naql_str text = nq_html_article_of(h, first->article)->text;
    nq_diff_side part, own;
    uint32_t same = 0, at = 0;
    if (!nq_diff_cut(nq_str_span(text, first->part), h->scratch, &part) ||
        !nq_diff_cut(words, h->scratch, &own) ||
        !nq_diff_mark(&part, &own, h->scratch))
        return false;
    for (uint32_t i = 0; i < own.n; i++)
        same += !own.words[i].changed;
    if ((double)same < COMMON_LEAST * (double)own.n)
        return false;
    for (uint32_t i = 0; i < own.n; i++) {
        naql_span span = own.words[i].span;
        if (!own.words[i].changed)
            continue;
        while (i + 1 < own.n && own.words[i + 1].changed)
            span.end = own.words[++i].span.end;
        nq_html_text(h, nq_str_span(words, (naql_span){at, span.start}));
        marked(h, "ins", nq_str_span(words, span));
        at = span.end;
    }
    nq_html_text(h, nq_str(words.ptr + at, words.len - at));
    return true;
}

/* What a wording is to the first one. */
static void
standing_tag(nq_html *h, const nq_variant *v, bool first, bool plain)
{
    if (v->guest)
        plain_tag(h, NQ_W_ELSEWHERE);
    if (v->part.end > v->part.start)
        plain_tag(h, NQ_W_SAYS_MORE);
    else if (first)
        plain_tag(h, NQ_W_FIRST_WORDING);
    else if (plain)
        plain_tag(h, is_same(v) ? NQ_W_SAME_WORDS : NQ_W_OTHER_WORDS);
}

/* One outlet's, in one wording, however often it published that: there is
 * nothing to hold it against. */
static bool
is_lone(const nq_twin *t, const struct wording *all)
{
    for (uint32_t i = 1; i < t->n_variants; i++)
        if (all[i].head)
            return false;
    return t->carried_by < 2;
}

static void
wording(nq_html *h, const nq_twin *t, const struct wording *all, uint32_t i)
{
    const nq_variant *v = all[i].first;
    bool whole = nq_variant_home(all[0].first); /* what others are held to */
    bool plain = i == 0 || !whole || !is_comparable(v);
    bool lone = is_lone(t, all);
    nq_html_raw(h, "<li><p>");
    said_by(h, all, i);
    cue_tag(h, v);
    speaker_tag(h, t, v);
    nq_html_raw(h, "</p>");
    open_quote(h, v);
    if (v->part.end > v->part.start)
        with_part(h, v);
    else if (!whole && against_part(h, all[0].first, words_of(h, v)))
        plain = false;
    else if (plain)
        nq_html_text(h, words_of(h, v));
    else
        edited(h, v, words_of(h, v));
    nq_html_raw(h, "</blockquote><p>");
    form_tag(h, statement_of(h, v));
    credit_tag(h, v);
    if (!lone)
        standing_tag(h, v, i == 0, plain);
    if (statement_of(h, v)->confidence < UNSURE)
        plain_tag(h, NQ_W_UNSURE);
    nq_html_raw(h, "\n");
}

/* Chains the variants that have the same words to the first of them; one that
 * says more stands alone. */
static struct wording *
wordings(nq_html *h, const nq_twin *t)
{
    struct wording *all =
        nq_arena_zero(h->scratch, t->n_variants, sizeof(*all));
    if (!all)
        return NULL;
    for (uint32_t i = 0; i < t->n_variants; i++) {
        const nq_variant *v = &t->variants[i];
        all[i] = (struct wording){v, nq_hash(words_of(h, v)), NQ_NONE, i, true};
        for (uint32_t k = 0; k < i && all[i].head; k++) {
            if (!all[k].head || all[k].hash != all[i].hash ||
                !nq_variant_home(v) || !nq_variant_home(all[k].first))
                continue;
            all[all[k].last].next = i;
            all[k].last = i;
            all[i].head = false;
        }
    }
    return all;
}

/* ---- Groups and speakers ---- */

/* The outlets of a group, for the script's filter. */
static void
outlets_value(nq_html *h, const nq_twin *t)
{
    nq_html_raw(h, t->n_variants > 1 ? " data-o=\"" : " data-o=");
    for (uint32_t i = 0; i < t->n_variants; i++) {
        nq_html_raw(h, i ? " " : "");
        nq_html_number(h, h->view->articles[t->variants[i].article].outlet);
    }
    nq_html_raw(h, t->n_variants > 1 ? "\"" : "");
}

static void
group(nq_html *h, uint32_t story, uint32_t number)
{
    const nq_twin *t = &h->view->r->views[story].twins->at[number];
    nq_arena_mark here = nq_arena_here(h->scratch);
    struct wording *all = wordings(h, t);
    if (!all) {
        h->to->failed = true;
        return;
    }
    bool lone = is_lone(t, all);
    nq_html_raw(h, lone ? "<figure class=\"group lone\" id="
                        : "<figure class=group id=");
    nq_html_id(h, "g", story + 1, number + 1);
    outlets_value(h, t);
    nq_html_raw(h, ">\n");
    if (!lone) {
        nq_html_raw(h, "<figcaption>");
        nq_html_count(h, NQ_W_CARRIED_N, t->carried_by);
        nq_html_independent(h, t->carried_by, t->independent);
        nq_html_raw(h, "</figcaption>");
    }
    nq_html_raw(h, "<ul>\n");
    for (uint32_t i = 0; i < t->n_variants; i++)
        if (all[i].head)
            wording(h, t, all, i);
    nq_html_raw(h, "</ul></figure>\n");
    nq_arena_release(h->scratch, here);
}

/* Of the offices of more than one word, which say more than a rank, the one
 * that stands in most places; else of the others. */
static naql_str
best_role(const nq_who *who)
{
    const nq_version *best = NULL;
    bool told = false;
    for (uint32_t i = 0; i < who->n_roles; i++) {
        const nq_version *v = &who->roles[i];
        bool full = nq_str_find(v->text, NQ_STR(" "), 0) != SIZE_MAX;
        if (best &&
            (full < told || (full == told && v->n_places <= best->n_places)))
            continue;
        best = v;
        told = full;
    }
    return best ? best->text : NQ_STR("");
}

/* What a person of the story is, as its outlets say. */
static void
office(nq_html *h, uint32_t story, uint32_t person)
{
    const nq_comparison *c = nq_html_comparison_of(h, story);
    for (uint32_t i = 0; i < c->n_people; i++) {
        if (c->people[i].person != person || c->people[i].n_roles == 0)
            continue;
        nq_html_raw(h, " <span class=office>");
        nq_html_words(h, best_role(&c->people[i]));
        nq_html_raw(h, "</span>");
        return;
    }
}

static void
voice(nq_html *h, uint32_t story, uint32_t number)
{
    const nq_view_voice *v = &h->view->stories[story].voices[number];
    nq_html_raw(h, "<section class=voice id=");
    nq_html_id(h, "v", story + 1, number + 1);
    nq_html_raw(h, " data-v=");
    nq_html_number(h, v->speaker);
    nq_html_raw(h, "><h4>");
    if (v->name.len > 0)
        nq_html_words(h, v->name);
    else
        nq_html_say(h, NQ_W_NO_SPEAKER);
    if (v->person != NQ_NO_ENTITY)
        office(h, story, v->person);
    nq_html_raw(h, " <span class=n>");
    nq_html_count(h, NQ_W_STATEMENTS_N, v->n_twins);
    nq_html_raw(h, "</span></h4>\n");
    for (uint32_t i = 0; i < v->n_twins; i++)
        group(h, story, v->twins[i]);
    nq_html_raw(h, "</section>\n");
}

void
nq_html_said(nq_html *h, uint32_t story)
{
    const nq_view_story *s = &h->view->stories[story];
    if (s->n_voices == 0)
        return;
    nq_html_part(h, story, "-said", NQ_W_STATEMENTS);
    if (h->view->r->views[story].story->n_articles > 1) {
        nq_html_raw(h, "<p class=lead>");
        nq_html_say(h, NQ_W_STATEMENTS_LEAD);
        nq_html_raw(h, "</p>\n");
    }
    for (uint32_t i = 0; i < s->n_voices; i++)
        voice(h, story, i);
    nq_html_raw(h, "</section>\n");
}
