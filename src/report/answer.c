/* SPDX-License-Identifier: Apache-2.0
 *
 * answer.c - what a search finds -> JSON lines, or a listing. Layer 9
 * (report). */
#include "report/answer.h"

#include "base/str.h"
#include "report/answer_write.h"
#include "report/view.h"

void
nq_answer_start(nq_answer *a, naql_sink to, bool json)
{
    *a = (nq_answer){.to = to, .json = json};
    nq_arena_init(&a->scratch);
    nq_arena_init(&a->kept);
}

void
nq_answer_end(nq_answer *a)
{
    nq_buf_clear(&a->out);
    nq_arena_clear(&a->scratch);
    nq_arena_clear(&a->kept);
}

naql_status
nq_answer_flush(nq_answer *a)
{
    if (a->out.failed)
        return NAQL_NOMEM;
    naql_status status =
        a->out.len ? a->to.write(a->to.user, a->out.ptr, a->out.len) : NAQL_OK;
    nq_buf_reset(&a->out);
    nq_arena_reset(&a->scratch);
    return status;
}

void
nq_answer_words(nq_buf *out, naql_str s, uint32_t most)
{
    size_t at = 0;
    for (uint32_t n = 0; at < s.len && (!most || n < most); n++) {
        uint32_t c = nq_utf8_next(s, &at);
        bool seen =
            c != NQ_UTF8_BAD && c != '\n' && c != '\t' && !nq_view_is_hidden(c);
        nq_buf_point(out, seen ? c : ' ');
    }
    if (at < s.len)
        nq_buf_add(out, NQ_STR("…"));
}

void
nq_answer_head(nq_buf *out, const nq_held *a, bool hour)
{
    naql_str day = a->published.len ? a->published : NQ_STR("undated   ");
    nq_answer_words(out, nq_str(day.ptr, day.len < 10 ? day.len : 10), 0);
    if (hour && day.len >= 17 && day.ptr[10] == 'T') {
        nq_buf_byte(out, ' ');
        nq_answer_words(out, nq_str(day.ptr + 11, 5), 0);
        nq_buf_add(out, NQ_STR(" UTC"));
        if (day.len == 25) /* "+03:00" */
            nq_answer_words(out, nq_str(day.ptr + 19, 6), 0);
    }
    nq_buf_add(out, NQ_STR("  "));
    nq_answer_words(out, a->outlet.len ? a->outlet : a->path, 40);
    if (a->title.len) {
        nq_buf_add(out, NQ_STR("  "));
        nq_answer_words(out, a->title, 90);
    }
    nq_buf_byte(out, '\n');
}

void
nq_answer_place(nq_buf *out, const nq_points_of *p, const nq_held *a,
                naql_span span)
{
    nq_answer_words(out, a->id, 0); /* a foreign file's may be anything */
    nq_buf_format(out, " %u-%u", nq_points_at(&p->points, span.start),
                  nq_points_at(&p->points, span.end));
}

void
nq_answer_keys(nq_json_out *j, const nq_held *a)
{
    nq_json_key_str(j, "article", a->id);
    nq_json_key_or_null(j, "outlet", a->outlet);
    nq_json_key_or_null(j, "title", a->title);
    nq_json_key_or_null(j, "published", a->published);
    nq_json_key_or_null(j, "url", a->url);
    nq_json_key(j, "source");
    nq_json_object(j);
    nq_json_key_str(j, "path", a->path);
    nq_json_key(j, "record");
    nq_json_int(j, a->record);
    nq_json_end(j, '}');
}

static void
json_hit(nq_answer *a, const nq_points_of *p, const nq_hit *hit)
{
    nq_json_out j;
    nq_json_start(&j, &a->out);
    nq_json_object(&j);
    nq_answer_keys(&j, &hit->article);
    nq_json_key(&j, "score");
    nq_json_real(&j, hit->score, 3);
    nq_points_text(&j, p, hit->span);
    nq_json_key(&j, "words");
    nq_json_array(&j);
    for (uint32_t i = 0; i < hit->n_words; i++) {
        nq_json_object(&j);
        nq_points_text(&j, p, hit->words[i]);
        nq_json_end(&j, '}');
    }
    nq_json_end(&j, ']');
    nq_json_end(&j, '}');
    nq_buf_byte(&a->out, '\n');
}

static void
list_hit(nq_answer *a, const nq_points_of *p, const nq_hit *hit)
{
    nq_answer_head(&a->out, &hit->article, false);
    nq_buf_add(&a->out, hit->cut_before ? NQ_STR("    … ") : NQ_STR("    "));
    nq_answer_words(&a->out, nq_str_span(hit->article.text, hit->span), 0);
    nq_buf_add(&a->out, hit->cut_after ? NQ_STR(" …") : NQ_STR(""));
    nq_buf_add(&a->out, NQ_STR("\n    "));
    nq_answer_place(&a->out, p, &hit->article, hit->span);
    nq_buf_byte(&a->out, '\n');
}

naql_status
nq_answer_hit(void *user, const nq_hit *hit)
{
    nq_answer *a = user;
    nq_points_of p;
    if (!nq_points_of_text(hit->article.text, &a->scratch, &p))
        return NAQL_NOMEM;
    if (a->json)
        json_hit(a, &p, hit);
    else
        list_hit(a, &p, hit);
    return nq_answer_flush(a);
}
