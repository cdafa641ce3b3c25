/* SPDX-License-Identifier: Apache-2.0
 *
 * export_webannotation.c - the statements of a pile as annotations of their
 * articles: docs/export.md. Layer 9 (report).
 *
 * W3C Web Annotation Data Model (Recommendation, 23 February 2017): a JSON
 * array, an Annotation object a line, one for each wording in the order of
 * the JSON. */
#include "report/json_write.h"

#include "base/str.h"

#include <stdio.h>

/* Code points of the context on each side of a quotation: enough to tell two
 * places of the same words apart, as annotation clients do. */
#define CONTEXT_POINTS 32

struct writer {
    nq_json_out j;
    nq_buf *out;
    const nq_report *r;
    const nq_points_of *points; /* [pile n] */
    uint32_t n_written;
};

/* ---- Where it stands ---- */

static bool
inside(unsigned char byte) /* of a character, behind its first byte */
{
    return (byte & 0xc0) == 0x80;
}

static naql_str
context_before(naql_str text, uint32_t end)
{
    uint32_t start = end;
    for (unsigned n = 0; n < CONTEXT_POINTS && start > 0; n++)
        do
            start--;
        while (start > 0 && inside((unsigned char)text.ptr[start]));
    return nq_str(text.ptr + start, end - start);
}

static naql_str
context_after(naql_str text, uint32_t start)
{
    size_t end = start;
    for (unsigned n = 0; n < CONTEXT_POINTS && end < text.len; n++)
        do
            end++;
        while (end < text.len && inside((unsigned char)text.ptr[end]));
    return nq_str(text.ptr + start, end - start);
}

/* An address of the web in which nothing has to be escaped. Anything else that
 * an article gives as its address could mean something to who follows it. */
static bool
is_web_address(naql_str url)
{
    if (!nq_str_is_web(url))
        return false;
    for (size_t i = 0; i < url.len; i++)
        if ((unsigned char)url.ptr[i] <= 0x20 || url.ptr[i] == 0x7f ||
            strchr("<>\"{}|\\^`", url.ptr[i]))
            return false;
    return true;
}

/* Of an article (16 hex digits), or of a statement: a span that is not empty,
 * in code points. */
static void
key_urn(struct writer *w, const char *key, naql_str id, naql_span at)
{
    char urn[128];
    int len = id.len < 64 ? (int)id.len : 64;
    nq_json_key(&w->j, key);
    int n =
        naql_span_empty(at)
            ? snprintf(urn, sizeof(urn), "urn:naql:article:%.*s", len, id.ptr)
            : snprintf(urn, sizeof(urn), "urn:naql:statement:%.*s:%u-%u", len,
                       id.ptr, at.start, at.end);
    nq_json_str(&w->j, nq_str(urn, (size_t)n));
}

static void
target(struct writer *w, uint32_t article, naql_span span)
{
    const nq_article *a = &w->r->pile->at[article]->article;
    nq_json_key(&w->j, "target");
    nq_json_object(&w->j);
    if (is_web_address(a->url))
        nq_json_key_str(&w->j, "source", a->url);
    else
        key_urn(w, "source", a->id, (naql_span){0, 0});
    nq_json_key(&w->j, "selector");
    nq_json_array(&w->j);
    nq_json_object(&w->j);
    nq_json_key_str(&w->j, "type", NQ_STR("TextQuoteSelector"));
    nq_json_key_str(&w->j, "exact", nq_str_span(a->text, span));
    nq_json_key_str(&w->j, "prefix", context_before(a->text, span.start));
    nq_json_key_str(&w->j, "suffix", context_after(a->text, span.end));
    nq_json_end(&w->j, '}');
    nq_json_object(&w->j);
    nq_json_key_str(&w->j, "type", NQ_STR("TextPositionSelector"));
    nq_points_keys(&w->j, &w->points[article], span);
    nq_json_end(&w->j, '}');
    nq_json_end(&w->j, ']');
    nq_json_end(&w->j, '}');
}

/* ---- What is said of it ---- */

/* Keys of the body that the context of the W3C does not know. */
static const char *const own_keys[] = {
    "speaker", "cue",        "form",       "act",      "credit",
    "to",      "confidence", "article_id", "story_id", "group"};

static void
context(struct writer *w)
{
    nq_json_key(&w->j, "@context");
    nq_json_array(&w->j);
    nq_json_str(&w->j, NQ_STR("http://www.w3.org/ns/anno.jsonld"));
    nq_json_object(&w->j);
    nq_json_key_str(&w->j, "naql", NQ_STR("urn:naql:"));
    for (size_t i = 0; i < sizeof(own_keys) / sizeof(own_keys[0]); i++) {
        char term[32];
        int n = snprintf(term, sizeof(term), "naql:%s", own_keys[i]);
        nq_json_key_str(&w->j, own_keys[i], nq_str(term, (size_t)n));
    }
    nq_json_end(&w->j, '}');
    nq_json_end(&w->j, ']');
}

static void
body(struct writer *w, uint32_t story, uint32_t group, const nq_variant *v)
{
    const nq_reading *r = w->r->pile->at[v->article];
    const nq_statement *s = &r->claims.statements[v->statement];
    naql_str speaker = w->r->views[story].twins->at[group].speaker;
    naql_str mention = nq_str_span(r->article.text, s->speaker);
    nq_json_key(&w->j, "body");
    nq_json_object(&w->j);
    nq_json_key_str(&w->j, "type", NQ_STR("TextualBody"));
    nq_json_key_str(&w->j, "value", mention.len > 0 ? mention : speaker);
    nq_json_key_str(&w->j, "format", NQ_STR("text/plain"));
    nq_json_key_str(&w->j, "purpose", NQ_STR("identifying"));
    nq_json_key_or_null(&w->j, "speaker", speaker);
    nq_json_key_or_null(&w->j, "cue", nq_str_span(r->article.text, s->cue));
    nq_json_key_str(&w->j, "form", nq_str_from(nq_form_name(s->form)));
    nq_json_key_or_null(&w->j, "act", s->act);
    nq_json_key_or_null(&w->j, "credit",
                        nq_str_span(r->article.text, s->credit));
    nq_json_key_or_null(&w->j, "to", nq_str_span(r->article.text, s->to));
    nq_json_key(&w->j, "confidence");
    nq_json_real(&w->j, (double)s->confidence, 2);
    nq_json_key_str(&w->j, "article_id", r->article.id);
    nq_json_key_str(&w->j, "story_id", w->r->views[story].id);
    nq_json_key(&w->j, "group");
    nq_json_int(&w->j, (int64_t)group + 1);
    nq_json_end(&w->j, '}');
}

static void
generator(struct writer *w)
{
    nq_json_key(&w->j, "generator");
    nq_json_object(&w->j);
    nq_json_key_str(&w->j, "id", NQ_STR("urn:naql:software"));
    nq_json_key_str(&w->j, "type", NQ_STR("Software"));
    nq_json_key_str(&w->j, "name", NQ_STR("naql"));
    nq_json_end(&w->j, '}');
}

static void
annotation(struct writer *w, uint32_t story, uint32_t group,
           const nq_variant *v)
{
    const nq_reading *r = w->r->pile->at[v->article];
    naql_span span = r->claims.statements[v->statement].span;
    const nq_points *points = &w->points[v->article].points;
    naql_span counted = {nq_points_at(points, span.start),
                         nq_points_at(points, span.end)};
    nq_buf_add(w->out, w->n_written++ ? NQ_STR(",\n") : NQ_STR("\n"));
    nq_json_start(&w->j, w->out);
    nq_json_object(&w->j);
    context(w);
    key_urn(w, "id", r->article.id, counted);
    nq_json_key_str(&w->j, "type", NQ_STR("Annotation"));
    nq_json_key_str(&w->j, "motivation", NQ_STR("identifying"));
    generator(w);
    body(w, story, group, v);
    target(w, v->article, span);
    nq_json_end(&w->j, '}');
}

void
nq_report_webannotation(const nq_report *r, const nq_report_options *o,
                        nq_arena *scratch, nq_buf *out)
{
    nq_arena_mark here = nq_arena_here(scratch);
    struct writer w = {
        .out = out, .r = r, .points = nq_points_of_pile(r->pile, scratch)};
    (void)o;
    if (!w.points) {
        out->failed = true;
        return;
    }
    nq_buf_byte(out, '[');
    for (uint32_t s = 0; s < r->stories->n; s++) {
        const nq_twins *twins = r->views[s].twins;
        for (uint32_t i = 0; i < twins->n; i++)
            for (uint32_t k = 0; k < twins->at[i].n_variants; k++)
                if (nq_variant_home(&twins->at[i].variants[k]))
                    annotation(&w, s, i, &twins->at[i].variants[k]);
    }
    nq_buf_add(out, NQ_STR("\n]\n"));
    nq_arena_release(scratch, here);
}
