/* SPDX-License-Identifier: Apache-2.0
 *
 * later.c - who speaks by an office whose holder the article names only behind
 * it. Layer 5 (claim). Knows nothing of how statements are found. */
#include "claim/later.h"

#include "claim/headline.h"
#include "claim/phrase.h"
#include "claim/tune.h"

bool
nq_later_is_titled(const nq_scene *s, const nq_statement *st)
{
    const nq_article *a = s->text->article;
    uint32_t sentence = nq_sentence_of(s->text, st->first);
    uint32_t block = s->text->sentences[sentence].block;
    return block < a->n_blocks && (a->blocks[block].kind == NQ_BLOCK_TITLE ||
                                   a->blocks[block].kind == NQ_BLOCK_SUBTITLE);
}

bool
nq_later_may_be_called(const nq_scene *s, const nq_word *noun,
                       const nq_statement *st)
{
    if (st->entity == NQ_NO_ENTITY || st->n_speakers > 1)
        return false;
    const nq_entity *e = &s->names->entities[st->entity];
    if (noun->noun == NQ_NOUN_PERSON)
        return e->type == NQ_PER &&
               e->feminine == ((noun->noun_grammar & NQ_FEM) != 0);
    return e->type == NQ_ORG && e->agency == (noun->noun == NQ_NOUN_OUTLET);
}

bool
nq_later_is_open(const nq_scene *s, const nq_statement *st,
                 const nq_word **noun)
{
    if (st->entity != NQ_NO_ENTITY || st->speaker.end == st->speaker.start)
        return false;
    uint32_t i = nq_token_from(s->text, st->speaker.start);
    if (i >= s->n || s->tags[i].mention)
        return false;
    *noun = s->tags[i].word;
    uint8_t kind = (*noun)->noun;
    return (kind == NQ_NOUN_PERSON || kind == NQ_NOUN_OUTLET ||
            kind == NQ_NOUN_BODY) &&
           !((*noun)->noun_grammar & (NQ_PLURAL | NQ_DUAL));
}

void
nq_later_give(nq_statement *st, const nq_statement *whose)
{
    st->entity = whose->entity;
    st->speakers = whose->speakers;
    st->n_speakers = whose->n_speakers;
}

/* "The minister of justice", an office of one: a noun for a person with more
 * behind it, that no name stands beside. */
static bool
is_office(const nq_scene *s, const nq_statement *st)
{
    const nq_word *noun;
    if (!nq_later_is_open(s, st, &noun) || noun->noun != NQ_NOUN_PERSON)
        return false;
    uint32_t i = nq_token_from(s->text, st->speaker.start);
    uint32_t end = nq_token_from(s->text, st->speaker.end);
    bool comma = nq_is_mark(s, end, NQ_MARK_COMMA);
    return end > i + 1 && end + 1 < s->n &&
           (s->tags[i].office || nq_has_role(s, i + 1, NQ_ROLE_OF)) &&
           (comma ? s->tags[end + 1].date != 0 /* a name that no list has */
                  : !nq_is_nominal(s, end) || s->tags[end].word->lemma);
}

/* Is this a bare name that the article has here for the first time, right
 * behind its verb and with nothing beside it that says who he is? */
static bool
is_new_name(const nq_scene *s, const nq_statement *st, const nq_word *noun)
{
    if (!nq_later_may_be_called(s, noun, st))
        return false;
    const nq_entity *e = &s->names->entities[st->entity];
    const nq_mention *m = &s->names->mentions[e->mentions[0]];
    return !e->n_roles && m->span.start == st->speaker.start &&
           m->span.end == st->speaker.end && m->end > m->first + 1 &&
           m->first > 0 && s->tokens[m->first - 1].span.end == st->cue.end &&
           !nq_is_mark(s, m->end, NQ_MARK_COMMA);
}

/* "The minister refused .... And X said": a new name right behind an office
 * that nobody held yet is its holder's. */
static void
settle_offices(const nq_scene *s, nq_statement *at, uint32_t n)
{
    for (uint32_t i = 0, run = 0; i + 1 < n; i++) {
        bool same = i > 0 && at[i - 1].entity == NQ_NO_ENTITY &&
                    at[i].speaker.start == at[i - 1].speaker.start;
        run = same ? run : i;
        if (nq_later_is_titled(s, &at[i]) || !is_office(s, &at[i]) ||
            at[i + 1].first > at[i].end + NQ_TUNE_LATER_NAME)
            continue;
        uint32_t head = nq_token_from(s->text, at[i].speaker.start);
        if (!is_new_name(s, &at[i + 1], s->tags[head].word))
            continue;
        for (uint32_t k = run; k <= i; k++)
            nq_later_give(&at[k], &at[i + 1]);
    }
}

void
nq_later_settle(const nq_scene *s, nq_statement *at, uint32_t n)
{
    settle_offices(s, at, n);
    nq_headlines_settle(s, at, n);
}
