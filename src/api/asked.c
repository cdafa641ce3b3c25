/* SPDX-License-Identifier: Apache-2.0
 *
 * asked.c - what an archive answers, for callers who want no text of it. Layer
 * 10 (api). */
#include "api/store.h"

static naql_answer
of_article(const nq_held *a, naql_span span)
{
    return (naql_answer){.id = a->id,
                         .outlet = a->outlet,
                         .title = a->title,
                         .published = a->published,
                         .url = a->url,
                         .path = a->path,
                         .record = a->record,
                         .text = a->text,
                         .span = span};
}

static naql_archived
public_said(const nq_archived *s)
{
    return (naql_archived){.span = s->span,
                           .cue = s->cue,
                           .speaker = s->speaker,
                           .credit = s->credit,
                           .form = s->form,
                           .act = s->act,
                           .name = s->name,
                           .confidence = s->confidence};
}

naql_status
nq_hand_hit(void *user, const nq_hit *hit)
{
    const naql_ask *ask = user;
    naql_answer answer = of_article(&hit->article, hit->span);
    answer.score = hit->score;
    answer.words = hit->words;
    answer.n_words = hit->n_words;
    answer.cut_before = hit->cut_before;
    answer.cut_after = hit->cut_after;
    return ask->answer(ask->user, &answer);
}

naql_status
nq_hand_carrier(void *user, const nq_carrier *c)
{
    const naql_ask *ask = user;
    naql_answer answer = of_article(&c->article, c->place.span);
    naql_archived said = public_said(&c->said);
    answer.said = c->stated ? &said : NULL;
    answer.same_words = c->place.same_words;
    answer.confidence = c->place.likely;
    answer.edits = (naql_edit_iter){NULL, c->edits, c->n_edits, 0};
    return ask->answer(ask->user, &answer);
}

naql_status
nq_hand_said(void *user, const nq_utterance *u)
{
    const naql_ask *ask = user;
    naql_answer answer = of_article(&u->article, u->said.span);
    naql_archived said = public_said(&u->said);
    answer.said = &said;
    return ask->answer(ask->user, &answer);
}
