/* SPDX-License-Identifier: Apache-2.0
 *
 * interview.c - questions and answers, a paragraph each. Layer 5 (claim).
 *
 * The press prints interviews as "* question?" and "- answer", the answer over
 * several paragraphs, or with the speaker's name and a colon before each turn.
 * One such pair may be chance, so several are asked for. */
#include "claim/interview.h"

#include "base/str.h"
#include "claim/tune.h"

static bool
is_star(const nq_scene *s, uint32_t i)
{
    if (i >= s->n || s->tokens[i].kind != NQ_TOKEN_MARK)
        return false;
    naql_str raw = nq_as_written(s, i);
    return nq_str_equal(raw, NQ_STR("*")) ||
           nq_str_equal(raw, NQ_STR("\u2022"));
}

static bool
is_question(const nq_scene *s, uint32_t first, uint32_t end)
{
    if (!is_star(s, first))
        return false;
    for (uint32_t i = end; i-- > first;)
        if (nq_is_mark(s, i, NQ_MARK_QUESTION))
            return true;
    return false;
}

/* "X: " at the head of a paragraph. */
static bool
has_name_colon(const nq_scene *s, uint32_t first, uint32_t end)
{
    uint32_t last = first + NQ_TUNE_NAME_COLON, colon = first;
    end = end < last ? end : last;
    while (colon < end && !nq_is_mark(s, colon, NQ_MARK_COLON))
        colon++;
    if (colon == end)
        return false;
    const nq_mention *m = nq_mention_of(s, first);
    for (uint32_t i = first; i < colon; i++) {
        const nq_mention *at = nq_mention_from(s, i);
        m = at && at->type == NQ_PER ? at : m;
    }
    return m && m->type == NQ_PER && m->end == colon;
}

void
nq_interview_look(nq_maker *m)
{
    const nq_scene *s = m->s;
    uint32_t pairs = 0, names = 0;
    bool asked = false;
    for (uint32_t first = 0; first < s->n;) {
        uint32_t end = nq_block_end(s, first);
        bool dash = nq_is_mark(s, first, NQ_MARK_DASH);
        pairs += asked && dash;
        asked = is_question(s, first, end);
        names += has_name_colon(s, first, end);
        first = end;
    }
    m->interview.stars = pairs >= NQ_TUNE_TURNS;
    m->interview.names = names >= NQ_TUNE_TURNS + 1;
}

/* Who answers: the person who spoke last before the first question, else the
 * one named most in the article. */
static bool
find_guest(const nq_maker *m, uint32_t first, nq_speaker *who)
{
    const nq_speaker *last = nq_memory_last(&m->memory);
    if (last && last->noun == NQ_NOUN_PERSON && last->n_entities <= 1) {
        *who = *last;
        return true;
    }
    const nq_names *names = m->s->names;
    const nq_entity *best = NULL;
    for (uint32_t e = 0; e < names->n_entities && e < NQ_TUNE_NAMES_BACK; e++) {
        const nq_entity *en = &names->entities[e];
        if (en->type != NQ_PER || !en->n_mentions ||
            names->mentions[en->mentions[0]].first > first)
            continue;
        if (!best || en->n_mentions > best->n_mentions)
            best = en;
    }
    if (best)
        *who = nq_speaker_mention(m->s, &names->mentions[best->mentions[0]]);
    return best != NULL;
}

static naql_status
answer(nq_maker *m, uint32_t first, uint32_t end)
{
    const nq_scene *s = m->s;
    nq_draft d = {0};
    d.cue = (nq_cue){.at = first, .end = first + 1, .way = NQ_WAY_COLON};
    d.cue_span = nq_span_of(s, first, first + 1);
    d.x = (nq_extent){first + 1, end, end, NQ_FORM_DIRECT, NQ_NO_TOKEN, 0};
    while (d.x.end > d.x.first && nq_is_mark(s, d.x.end - 1, NQ_MARK_STOP))
        d.x.end--;
    if (!m->interview.has_guest)
        m->interview.has_guest = find_guest(m, first, &m->interview.guest);
    d.has_who = m->interview.has_guest;
    d.who = m->interview.guest;
    return nq_maker_finish(m, &d, d.who.grammar);
}

naql_status
nq_interview_turn(nq_maker *m, uint32_t first, uint32_t *next)
{
    const nq_scene *s = m->s;
    *next = first;
    if (!m->interview.stars)
        return NAQL_OK;
    uint32_t end = nq_block_end(s, first);
    if (is_question(s, first, end)) {
        m->interview.asked = true;
        *next = end;
        return NAQL_OK;
    }
    bool dash = nq_is_mark(s, first, NQ_MARK_DASH);
    if (!m->interview.asked || !dash)
        return NAQL_OK;
    while (end < s->n && !is_star(s, end))
        end = nq_block_end(s, end);
    m->interview.asked = false;
    *next = end;
    return answer(m, first, end);
}
