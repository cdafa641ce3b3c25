/* SPDX-License-Identifier: Apache-2.0
 *
 * article.c - assembles an article. Layer 2 (article). */
#include "article/article.h"
#include "article/boiler.h"
#include "article/credit.h"
#include "article/head.h"
#include "article/outlet.h"
#include "article/stamp.h"
#include "article/tail.h"
#include "article/teaser.h"
#include "base/fold_run.h"
#include "base/hash.h"
#include "base/limits.h"
#include "base/status.h"
#include "base/str.h"
#include "base/utf8.h"

/* A stretch of the document, kept or dropped, in document order. */
typedef struct piece {
    naql_str text;
    bool keep;
    uint8_t what;     /* nq_block_kind or nq_drop_why */
    nq_credit credit; /* of a dateline or byline; end 0: none */
} piece;

typedef struct maker {
    const nq_article_tools *tools;
    const nq_doc *doc;
    nq_arena *arena, *scratch;
    nq_lines lines;
    nq_verdict *v;
    nq_head head;
    nq_list pieces;
    uint32_t looks; /* searches of the whole document for a name, so far */
    nq_article *out;
} maker;

/* ---- Pieces ----------------------------------------------------------- */

static naql_status
add_piece(maker *m, naql_str text, bool keep, uint8_t what, nq_credit credit)
{
    text = nq_line_trim(text);
    if (!text.len)
        return NAQL_OK;
    return nq_list_put(&m->pieces, m->scratch,
                       &(piece){text, keep, what, credit});
}

static const nq_credit no_credit = {.stamp = {NQ_NO_DAY, -1, false, 0}};

/* The title field: its first line is the title, others are sub-titles. */
static naql_status
add_given_title(maker *m)
{
    naql_str rest = nq_line_trim(m->doc->title), line;
    uint8_t kind = NQ_BLOCK_TITLE;
    if (!rest.len || m->head.title != NQ_NO_LINE)
        return NAQL_OK;
    while (nq_str_split(&rest, '\n', &line)) {
        NQ_TRY(add_piece(m, line, true, kind, no_credit));
        kind = NQ_BLOCK_SUBTITLE;
    }
    return NAQL_OK;
}

static nq_credit_ask
ask_of(const maker *m)
{
    return (nq_credit_ask){m->doc->outlet, m->doc->author, true, false};
}

/* Does `name` stand in another line, and is that line text or furniture? */
static bool
stands_elsewhere(maker *m, const nq_line *own, naql_str name, bool *in_text)
{
    if (!name.len || m->looks >= NQ_MAX_LOOKS)
        return false;
    m->looks++;
    for (uint32_t i = 0; i < m->lines.n; i++) {
        const nq_line *l = &m->lines.at[i];
        *in_text = m->v[i].keep;
        if (l != own && nq_str_find(l->text, name, 0) != SIZE_MAX)
            return true;
    }
    return false;
}

/* Words of a dateline that no list knows: a writer's name stands nowhere else
 * in the document, a place stands in the text, an outlet in the furniture. */
static void
look_elsewhere(maker *m, const nq_line *own, nq_credit *c)
{
    bool in_text;
    if (!c->person.len || c->sure ||
        nq_str_find(m->doc->author, c->person, 0) != SIZE_MAX)
        return;
    if (stands_elsewhere(m, own, c->person, &in_text)) {
        naql_str *to = in_text ? &c->place : &c->outlet;
        if (to->len)
            return;
        *to = c->person;
        c->person = c->other;
    } else if (!c->place.len && stands_elsewhere(m, own, c->other, &in_text) &&
               in_text) {
        c->place = c->other;
    }
}

/* A line that is dateline or byline, and the date that may close it. */
static naql_status
add_credit_line(maker *m, const nq_line *l, uint8_t kind)
{
    nq_credit_ask ask = ask_of(m);
    nq_credit c = nq_credit_line(m->tools, l, &ask);
    if (!c.end) /* a name alone above the lead */
        c = (nq_credit){.person = l->text,
                        .core = l->text.len,
                        .end = l->text.len,
                        .stamp = NQ_NO_STAMP};
    look_elsewhere(m, l, &c);
    if (l > &m->lines.at[m->head.lead]) /* a signature at the end */
        c.place = NQ_STR("");
    else if (c.place.len)
        kind = NQ_BLOCK_DATELINE;
    size_t cut = c.date_from ? c.date_from : l->text.len;
    NQ_TRY(add_piece(m, nq_str(l->text.ptr, cut), true, kind, c));
    return add_piece(m, nq_str(l->text.ptr + cut, l->text.len - cut), false,
                     NQ_DROP_DATE, no_credit);
}

static naql_status
add_lead(maker *m, const nq_line *l)
{
    nq_credit_ask ask = ask_of(m);
    nq_credit c = nq_credit_prefix(m->tools, l, &ask);
    look_elsewhere(m, l, &c);
    uint8_t kind =
        c.place.len || !c.person.len ? NQ_BLOCK_DATELINE : NQ_BLOCK_BYLINE;
    NQ_TRY(add_piece(m, nq_str(l->text.ptr, c.end), true, kind, c));
    return add_piece(m, nq_str(l->text.ptr + c.end, l->text.len - c.end), true,
                     NQ_BLOCK_PARAGRAPH, no_credit);
}

static naql_status
add_line(maker *m, uint32_t i)
{
    const nq_line *l = &m->lines.at[i];
    uint8_t kind = m->head.kinds[i];
    if (!m->v[i].keep)
        return add_piece(m, l->text, false, m->v[i].why, no_credit);
    if (kind == NQ_BLOCK_DATELINE || kind == NQ_BLOCK_BYLINE)
        return add_credit_line(m, l, kind);
    if (i == m->head.lead && kind == NQ_BLOCK_PARAGRAPH)
        return add_lead(m, l);
    return add_piece(m, l->text, true, kind, no_credit);
}

/* ---- Kinds of the kept lines ------------------------------------------ */

static bool
looks_like_heading(const nq_line *l)
{
    if (l->n_words > NQ_HEADING_WORDS ||
        (l->flags & (NQ_LINE_STOP | NQ_LINE_OPEN | NQ_LINE_ITEM)))
        return false;
    return !(l->flags & NQ_LINE_COLON) || (l->n_words <= 5 && !l->n_function);
}

static uint32_t
next_kept(const maker *m, uint32_t i)
{
    do
        i++;
    while (i < m->lines.n && !m->v[i].keep);
    return i;
}

/* A short line between a finished paragraph and running text is a heading. */
static void
mark_headings(maker *m)
{
    bool after_end = true;
    uint32_t next;
    for (uint32_t i = 0; i < m->lines.n; i = next) {
        const nq_line *l = &m->lines.at[i];
        next = next_kept(m, i);
        if (!m->v[i].keep)
            continue;
        bool heading = (l->hints & NQ_HINT_HEADING) ||
                       (after_end && i > m->head.lead && looks_like_heading(l));
        if (heading && m->head.kinds[i] == NQ_BLOCK_PARAGRAPH &&
            next < m->lines.n && m->v[next].prose)
            m->head.kinds[i] = NQ_BLOCK_HEADING;
        after_end = (l->flags & NQ_LINE_STOP) != 0;
    }
}

/* The writer or the agencies may sign at the end. */
static void
mark_signature(maker *m)
{
    uint32_t tries = 2;
    nq_credit_ask ask = ask_of(m);
    ask.at_lead = false;
    for (uint32_t i = m->lines.n; i-- > 0 && tries && i > m->head.lead;) {
        if (!m->v[i].keep)
            continue;
        tries--;
        if (nq_credit_line(m->tools, &m->lines.at[i], &ask).end)
            m->head.kinds[i] = NQ_BLOCK_BYLINE;
    }
}

/* ---- Text and blocks -------------------------------------------------- */

static naql_status
count_pieces(maker *m, uint32_t *n_kept, size_t *bytes)
{
    const piece *p = m->pieces.at;
    *n_kept = 0;
    *bytes = 0;
    for (uint32_t i = 0; i < m->pieces.n; i++) {
        *n_kept += p[i].keep;
        *bytes += p[i].keep ? p[i].text.len + 1 : 0;
    }
    return NAQL_OK;
}

/* Takes what a dateline or byline says; the first one to say it stands. */
static void
take_credit(maker *m, const nq_credit *c, uint32_t start)
{
    nq_article *a = m->out;
    if (!c->end)
        return;
    if (c->place.len && !a->dateline.len) {
        a->dateline = c->place;
        a->dateline_span = (naql_span){start, start + (uint32_t)c->core};
    } else if (!a->dateline_span.end && c->agency.len) {
        a->dateline_span = (naql_span){start, start + (uint32_t)c->core};
    }
    if (c->person.len && !a->byline.len)
        a->byline = c->person;
    if (c->outlet.len && !a->outlet.len)
        a->outlet = c->outlet;
    if (m->head.stamps.bare.day == NQ_NO_DAY)
        m->head.stamps.bare = c->stamp;
}

/* Place of a slice of the document inside block text that is a copy of it. */
static naql_span
moved(naql_str slice, const piece *p, uint32_t start)
{
    if (!slice.len || slice.ptr < p->text.ptr ||
        slice.ptr + slice.len > p->text.ptr + p->text.len)
        return (naql_span){0, 0};
    uint32_t at = start + (uint32_t)(slice.ptr - p->text.ptr);
    return (naql_span){at, at + (uint32_t)slice.len};
}

static naql_status
write_text(maker *m)
{
    uint32_t n_kept;
    size_t bytes;
    NQ_TRY(count_pieces(m, &n_kept, &bytes));
    nq_article *a = m->out;
    char *text = nq_arena_alloc(m->arena, bytes);
    nq_block *blocks = nq_arena_zero(m->arena, n_kept, sizeof(*blocks));
    nq_dropped *dropped =
        nq_arena_zero(m->arena, m->pieces.n - n_kept, sizeof(*dropped));
    if (!text || !blocks || !dropped)
        return NAQL_NOMEM;
    a->blocks = blocks;
    a->dropped = dropped;
    uint32_t at = 0;
    const piece *p = m->pieces.at;
    for (uint32_t i = 0; i < m->pieces.n; i++, p++) {
        if (!p->keep) {
            dropped[a->n_dropped++] = (nq_dropped){p->text, p->what};
            continue;
        }
        if (at)
            text[at++] = '\n';
        memcpy(text + at, p->text.ptr, p->text.len);
        uint32_t end = at + (uint32_t)p->text.len;
        blocks[a->n_blocks++] = (nq_block){{at, end}, p->what};
        take_credit(m, &p->credit, at);
        if (a->byline.len && !a->byline_span.end)
            a->byline_span = moved(a->byline, p, at);
        if (p->what == NQ_BLOCK_TITLE && !a->title.len)
            a->title = p->text;
        at = end;
    }
    a->text = nq_str(text, at);
    return NAQL_OK;
}

/* ---- Fields ----------------------------------------------------------- */

/* Labelled dates of lines that were dropped below the lead. */
static void
late_stamps(maker *m)
{
    for (uint32_t i = m->head.lead; i < m->lines.n; i++) {
        const nq_line *l = &m->lines.at[i];
        if (m->v[i].keep || !m->v[i].date || m->v[i].why != NQ_DROP_DATE)
            continue;
        nq_stamps s = nq_stamps_read(m->tools, l->words, l->n_head);
        if (m->head.stamps.published.day == NQ_NO_DAY)
            m->head.stamps.published = s.published;
        if (m->head.stamps.modified.day == NQ_NO_DAY)
            m->head.stamps.modified = s.modified;
    }
}

static naql_status
fill_dates(maker *m)
{
    nq_article *a = m->out;
    const nq_stamps *s = &m->head.stamps;
    nq_stamp pub = nq_stamp_field(m->tools, m->doc->published, m->scratch);
    nq_stamp mod = nq_stamp_field(m->tools, m->doc->modified, m->scratch);
    if (mod.day == NQ_NO_DAY)
        mod = s->modified;
    if (pub.day == NQ_NO_DAY)
        pub = s->published;
    if (pub.day == NQ_NO_DAY)
        pub = s->bare;
    if (pub.day == NQ_NO_DAY) /* a page that tells its last change alone */
        pub = mod;
    a->day = nq_stamp_local_day(pub);
    a->published = nq_stamp_text(pub, m->arena);
    a->modified = nq_stamp_text(mod, m->arena);
    return a->published.ptr && a->modified.ptr ? NAQL_OK : NAQL_NOMEM;
}

/* Counts the letters of a text that tell its language; two of them in the
 * halves of one number, so that a letter costs one addition. */
struct letters {
    uint64_t arabic_other;
    uint32_t persian, urdu;
};

#define AN_ARABIC (1ull << 32)
#define AN_OTHER  1ull

static inline void
count_letter(const nq_glyph *glyphs, uint32_t c, struct letters *n)
{
    enum { BEYOND_ARABIC = 0x671 }; /* letters that Arabic itself lacks */
    static const uint64_t counts[] = {[NQ_CLASS_ARABIC] = AN_ARABIC,
                                      [NQ_CLASS_LATIN] = AN_OTHER,
                                      [NQ_CLASS_MARK] = 0};
    nq_class k = c < NQ_GLYPHS ? (nq_class)glyphs[c].class : nq_class_of(c);
    n->arabic_other += counts[k];
    if (c < BEYOND_ARABIC)
        return;
    n->persian += c == 0x67e || c == 0x686 || c == 0x698 || c == 0x6af;
    n->urdu += c == 0x679 || c == 0x688 || c == 0x691 || c == 0x6d2;
}

/* Arabic, or a language written with letters that Arabic lacks; empty: not in
 * Arabic script. Reads the first part of the text. */
static naql_str
language_of(const nq_glyph *glyphs, naql_str text)
{
    struct letters n = {0};
    size_t end = text.len < NQ_LANGUAGE_BYTES ? text.len : NQ_LANGUAGE_BYTES;
    for (size_t at = 0; at < end;) {
        size_t plain = nq_fold_plain_bytes(text.ptr + at, end - at);
        n.arabic_other += plain / 2 * AN_ARABIC; /* two bytes a letter */
        at += plain;
        if (at < end)
            count_letter(glyphs, nq_utf8_read(text.ptr, &at), &n);
    }
    uint32_t arabic = (uint32_t)(n.arabic_other >> 32);
    if (arabic <= (uint32_t)n.arabic_other)
        return NQ_STR("");
    if (n.urdu * 50 > arabic)
        return NQ_STR("ur");
    return n.persian * 50 > arabic ? NQ_STR("fa") : NQ_STR("ar");
}

static naql_status
fill_id(maker *m)
{
    nq_article *a = m->out;
    naql_str parts[] = {a->outlet,    a->url,   a->source_id,
                        a->published, a->title, a->text};
    uint64_t h = 0;
    for (size_t i = 0; i < sizeof(parts) / sizeof(*parts); i++)
        h = nq_hash_next(h, nq_hash(parts[i]));
    char hex[16];
    for (size_t i = 0; i < sizeof(hex); i++)
        hex[i] = "0123456789abcdef"[h >> (60 - 4 * i) & 15];
    a->id = nq_arena_str(m->arena, nq_str(hex, sizeof(hex)));
    return a->id.ptr ? NAQL_OK : NAQL_NOMEM;
}

/* The author field may hold a whole dateline: "Name - Place", "(Place -
 * Outlet)". */
static naql_status
fill_byline(maker *m)
{
    nq_article *a = m->out;
    naql_str author = nq_line_trim(m->doc->author);
    nq_line line;
    if (!author.len)
        return NAQL_OK;
    NQ_TRY(nq_line_read(m->tools, author, m->scratch, &line));
    nq_credit_ask ask = {.outlet = m->doc->outlet, .at_lead = true};
    nq_credit c = nq_credit_line(m->tools, &line, &ask);
    if (c.end && !a->dateline.len)
        a->dateline = c.place;
    if (c.end)
        author = c.person;
    if (nq_str_equal(author, nq_line_trim(m->doc->outlet)) ||
        nq_outlet_of(m->tools, line.words, line.n_head).len)
        return NAQL_OK; /* the outlet signs as a whole */
    bool site = line.n_head == 1 && line.n_latin == 1 &&
                nq_str_find(m->doc->url, author, 0) != SIZE_MAX;
    if (!author.len || site)
        return NAQL_OK;
    if (!nq_str_equal(author, a->byline))
        a->byline_span = (naql_span){0, 0};
    a->byline = author;
    return NAQL_OK;
}

/* Who published it: the field, the address, what dateline or byline say, what
 * the lines name. A page calls its site many things; the list knows better. */
static naql_status
fill_outlet(maker *m)
{
    nq_article *a = m->out;
    naql_str said = a->outlet, host = nq_outlet_host(a->url);
    naql_str listed = nq_outlet_of_host(m->tools, host, m->scratch);
    a->outlet = nq_line_trim(m->doc->outlet);
    if (!a->outlet.len || (m->doc->form == NQ_DOC_BLOCKS && listed.len))
        a->outlet = listed;
    if (!a->outlet.len && said.len) {
        nq_line line;
        NQ_TRY(nq_line_read(m->tools, said, m->scratch, &line));
        naql_str name = nq_outlet_of(m->tools, line.words, line.n_head);
        a->outlet = name.len ? name : said;
    }
    if (!a->outlet.len)
        a->outlet = nq_outlet_of_lines(m->tools, &m->lines, m->v, &m->head);
    if (!a->outlet.len)
        a->outlet = host;
    return NAQL_OK;
}

static naql_status
fill_fields(maker *m)
{
    nq_article *a = m->out;
    NQ_TRY(fill_byline(m));
    NQ_TRY(fill_outlet(m));
    a->language = m->doc->language.len ? m->doc->language
                                       : language_of(m->tools->glyphs, a->text);
    late_stamps(m);
    NQ_TRY(fill_dates(m));
    return fill_id(m);
}

/* The document with its text cut to what an article may be. */
static nq_doc
bounded(const nq_doc *doc, bool *cut)
{
    nq_doc d = *doc;
    *cut = d.text.len > NQ_MAX_ARTICLE_BYTES;
    if (*cut) {
        d.text.len = NQ_MAX_ARTICLE_BYTES;
        while (d.text.len &&
               ((unsigned char)d.text.ptr[d.text.len] & 0xc0) == 0x80)
            d.text.len--;
    }
    return d;
}

naql_status
nq_article_make(const nq_article_tools *tools, const nq_doc *doc,
                nq_arena *arena, nq_arena *scratch, nq_article *out)
{
    *out = (nq_article){.path = doc->path,
                        .charset = doc->charset,
                        .source_id = doc->id,
                        .url = doc->url,
                        .record = doc->record,
                        .day = NQ_NO_DAY};
    nq_doc d = bounded(doc, &out->cut);
    if (d.form == NQ_DOC_FIELDS && !nq_line_trim(d.text).len)
        d.text = d.abstract;
    maker m = {.tools = tools,
               .doc = &d,
               .arena = arena,
               .scratch = scratch,
               .pieces = NQ_LIST(piece),
               .out = out};
    NQ_TRY(nq_lines_make(tools, &d, scratch, &m.lines));
    if (d.form != NQ_DOC_BLOCKS)
        NQ_TRY(nq_lines_cut_tails(tools, scratch, &m.lines));
    NQ_TRY(nq_boiler_score(tools, &m.lines, d.form, scratch, &m.v));
    NQ_TRY(nq_head_find(tools, &d, &m.lines, scratch, m.v, &m.head));
    NQ_TRY(nq_boiler_decide(&m.lines, scratch, m.v));
    nq_teasers_drop(tools, &m.lines, m.head.lead, m.v);
    mark_headings(&m);
    mark_signature(&m);
    NQ_TRY(add_given_title(&m));
    for (uint32_t i = 0; i < m.lines.n; i++)
        NQ_TRY(add_line(&m, i));
    NQ_TRY(write_text(&m));
    return fill_fields(&m);
}
