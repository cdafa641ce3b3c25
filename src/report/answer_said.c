/* SPDX-License-Identifier: Apache-2.0
 *
 * answer_said.c - carriers, statements and stories of an archive -> JSON lines,
 * or a listing. Layer 9 (report). */
#include "report/answer.h"

#include "base/str.h"
#include "report/answer_write.h"

/* ---- Parts ---- */

static void
json_span(nq_json_out *j, const nq_points_of *p, const char *key,
          naql_span span)
{
    nq_json_key(j, key);
    if (naql_span_empty(span)) {
        nq_json_null(j);
        return;
    }
    nq_json_object(j);
    nq_points_text(j, p, span);
    nq_json_end(j, '}');
}

static void
json_said(nq_json_out *j, const nq_points_of *p, const nq_archived *s)
{
    nq_json_key_str(j, "form", s->form);
    nq_json_key_or_null(j, "act", s->act);
    nq_json_key(j, "confidence");
    nq_json_real(j, s->confidence, 2);
    json_span(j, p, "cue", s->cue);
    nq_json_key_or_null(j, "name", s->name);
    json_span(j, p, "speaker", s->speaker);
    json_span(j, p, "credit", s->credit);
}

/* "Name, form, credit: Agency" of a statement. */
static void
list_said(nq_buf *out, const nq_held *a, const nq_archived *s)
{
    naql_str who = s->name.len ? s->name : nq_str_span(a->text, s->speaker);
    nq_answer_words(out, who.len ? who : NQ_STR("?"), 60);
    nq_buf_add(out, NQ_STR(", "));
    nq_answer_words(out, s->form, 0);
    if (!naql_span_empty(s->credit)) {
        nq_buf_add(out, NQ_STR(", credit: "));
        nq_answer_words(out, nq_str_span(a->text, s->credit), 60);
    }
}

static void
list_words(nq_buf *out, const nq_held *a, naql_span span)
{
    nq_buf_add(out, NQ_STR("    "));
    nq_answer_words(out, nq_str_span(a->text, span), 0);
    nq_buf_add(out, NQ_STR("\n    "));
}

/* ---- Carriers ---- */

static void
json_carrier(nq_answer *a, const nq_points_of *p, const nq_carrier *c)
{
    nq_json_out j;
    nq_json_start(&j, &a->out);
    nq_json_object(&j);
    nq_answer_keys(&j, &c->article);
    nq_points_text(&j, p, c->place.span);
    nq_json_key(&j, "same_words");
    nq_json_real(&j, (double)c->place.same_words, 2);
    nq_json_key(&j, "confidence");
    nq_json_real(&j, (double)c->place.likely, 2);
    nq_json_key(&j, "statement");
    if (c->stated) {
        nq_json_object(&j);
        nq_points_text(&j, p, c->said.span);
        json_said(&j, p, &c->said);
        nq_json_end(&j, '}');
    } else {
        nq_json_null(&j);
    }
    nq_json_key(&j, "diff");
    nq_json_array(&j);
    for (uint32_t i = 0; i < c->n_edits; i++) {
        nq_json_array(&j);
        nq_json_str(&j, nq_str(&c->edits[i].op, 1));
        nq_json_str(&j, c->edits[i].text);
        nq_json_end(&j, ']');
    }
    nq_json_end(&j, ']');
    nq_json_end(&j, '}');
    nq_buf_byte(&a->out, '\n');
}

naql_status
nq_answer_carrier(void *user, const nq_carrier *c)
{
    nq_answer *a = user;
    nq_points_of p;
    if (!nq_points_of_text(c->article.text, &a->scratch, &p))
        return NAQL_NOMEM;
    if (a->json) {
        json_carrier(a, &p, c);
        return nq_answer_flush(a);
    }
    nq_answer_head(&a->out, &c->article, true);
    list_words(&a->out, &c->article, c->place.span);
    if (c->stated) {
        list_said(&a->out, &c->article, &c->said);
        nq_buf_add(&a->out, NQ_STR("; "));
    }
    nq_buf_format(&a->out, "%.0f %% of the words; ",
                  (double)c->place.same_words * 100);
    nq_answer_place(&a->out, &p, &c->article, c->place.span);
    nq_buf_byte(&a->out, '\n');
    return nq_answer_flush(a);
}

/* ---- Statements ---- */

naql_status
nq_answer_said(void *user, const nq_utterance *u)
{
    nq_answer *a = user;
    const nq_points_of *p = &a->points;
    if (!u->same) {
        nq_arena_reset(&a->kept);
        if (!nq_points_of_text(u->article.text, &a->kept, &a->points))
            return NAQL_NOMEM;
    }
    if (a->json) {
        nq_json_out j;
        nq_json_start(&j, &a->out);
        nq_json_object(&j);
        nq_answer_keys(&j, &u->article);
        nq_points_text(&j, p, u->said.span);
        json_said(&j, p, &u->said);
        nq_json_end(&j, '}');
    } else {
        if (!u->same) /* its statements stand below it */
            nq_answer_head(&a->out, &u->article, false);
        list_words(&a->out, &u->article, u->said.span);
        list_said(&a->out, &u->article, &u->said);
        nq_buf_add(&a->out, NQ_STR("; "));
        nq_answer_place(&a->out, p, &u->article, u->said.span);
    }
    nq_buf_byte(&a->out, '\n');
    return nq_answer_flush(a);
}

/* ---- Stories ---- */

static void
json_day(nq_json_out *j, const char *key, int32_t day)
{
    char iso[11];
    nq_json_key(j, key);
    if (day == NQ_NO_DAY) {
        nq_json_null(j);
        return;
    }
    nq_day_write(day, iso);
    nq_json_str(j, nq_str(iso, 10));
}

naql_status
nq_answer_story(void *user, const nq_told *s)
{
    nq_answer *a = user;
    nq_json_out j;
    nq_json_start(&j, &a->out);
    nq_json_object(&j);
    nq_json_key_str(&j, "id", s->id);
    nq_json_key_str(&j, "title", s->title);
    json_day(&j, "first", s->first);
    json_day(&j, "last", s->last);
    if (s->inferred) {
        nq_json_key(&j, "inferred");
        nq_json_bool(&j, true);
    }
    nq_json_key(&j, "outlets");
    nq_json_int(&j, s->outlets);
    nq_json_key(&j, "articles");
    nq_json_array(&j);
    for (uint32_t i = 0; i < s->n; i++)
        nq_json_str(&j, s->at[i].id);
    nq_json_end(&j, ']');
    nq_json_end(&j, '}');
    nq_buf_byte(&a->out, '\n');
    return nq_answer_flush(a);
}
