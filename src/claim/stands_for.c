/* SPDX-License-Identifier: Apache-2.0
 *
 * stands_for.c - whom the phrase beside a verb of saying stands for: a network,
 * an outlet, whoever issued a paper, whom a common noun takes up. Layer 5
 * (claim). Knows nothing of where the phrase was found. */
#include "claim/maker.h"

#include "base/str.h"
#include "claim/refer.h"
#include "claim/tune.h"

/* "The official", "the American official", "the North Korean official". */
static bool
is_plain_noun(const nq_scene *s, const nq_np *np)
{
    uint32_t words = np->end - np->first;
    if (words == NQ_TUNE_PLAIN_NOUN + 1 && np->noun == NQ_NOUN_PERSON &&
        nq_is_adjective(s, np->first + 1) && nq_is_adjective(s, np->first + 2))
        words--;
    return np->definite && words <= NQ_TUNE_PLAIN_NOUN;
}

/* A common noun and an adjective, though some list took it for a name: "the
 * agency", "the French club". */
static bool
is_common(const nq_scene *s, const nq_np *np)
{
    const nq_word *head = s->tags[np->first].word;
    if (!head->noun || !nq_is_definite(s, np->first))
        return false;
    return np->end == np->first + 1 ||
           (np->end == np->first + 2 && nq_is_adjective(s, np->first + 1));
}

/* In a title: sets the body that the speaker's words stand for, if the text
 * behind it names one. */
static void
take_title_body(const nq_maker *m, uint32_t cue, nq_speaker *who)
{
    if (!m->title || who->entity != NQ_NO_ENTITY || who->noun != NQ_NOUN_NONE)
        return;
    const nq_mention *hit = nq_refer_body(m->s, cue, who->span);
    if (!hit)
        return;
    who->entity = who->entities[0] = hit->entity;
    who->n_entities = 1;
    who->noun = NQ_NOUN_BODY;
}

/* The network named last before token i. */
static void
take_last_network(const nq_scene *s, uint32_t i, nq_speaker *who)
{
    uint32_t lo = i > NQ_TUNE_INTRODUCED ? i - NQ_TUNE_INTRODUCED : 0;
    while (i-- > lo) {
        const nq_mention *m = nq_mention_from(s, i);
        if (!m || !nq_has_sense(s, i, NQ_SENSE_SOCIAL))
            continue;
        who->entity = who->entities[0] = m->entity;
        who->n_entities = 1;
        return;
    }
}

/* "The site of social communication X": a network, which is no outlet, by its
 * name if it stands there. */
static bool
take_network(const nq_scene *s, const nq_np *np, nq_speaker *who)
{
    if (!nq_credit_is_social(s, np) || who->noun != NQ_NOUN_OUTLET)
        return false;
    const nq_mention *m = nq_mention_from(s, np->end);
    if (m && nq_has_sense(s, m->first, NQ_SENSE_SOCIAL))
        *who = nq_speaker_mention(s, m);
    else if (nq_is_definite(s, np->end - 1))
        take_last_network(s, np->first, who);
    who->noun = NQ_NOUN_BODY;
    who->outlet = false;
    return who->entity != NQ_NO_ENTITY;
}

/* Is the source an outlet, by its words or by what the article calls it? */
static void
find_press(const nq_maker *m, const nq_np *np, nq_speaker *who)
{
    nq_credit known;
    if (np->noun == NQ_NOUN_OUTLET &&
        (nq_credit_is_trade(m->s, np->first, np->end) ||
         nq_credit_is_own_site(m->s, np->first, np->end))) {
        who->outlet = false;
        who->noun = NQ_NOUN_BODY;
        return;
    }
    if (nq_credit_is_media(m->s, np)) {
        who->outlet = true;
        who->entity = NQ_NO_ENTITY; /* no one outlet's name */
        who->n_entities = 0;
        who->span = nq_span_of(m->s, np->first, np->end);
        who->span.start = nq_bare_start(m->s, np->first);
        return;
    }
    if (who->noun == NQ_NOUN_PERSON || who->noun == NQ_NOUN_PEOPLE ||
        !nq_credit_find(m->s, np->first, np->end, &known))
        return;
    who->outlet = true;
    naql_str words = nq_str_span(m->s->text->article->text, known.span);
    if (known.span.start <= who->span.start &&
        nq_str_find(words, NQ_STR(")"), 0) < words.len)
        who->span = known.span; /* "agency of X (Y)" */
}

/* What the article says of a body elsewhere: "the agency X", or an agency for
 * something else than news. */
static void
check_press(const nq_scene *s, nq_speaker *who)
{
    if (who->entity == NQ_NO_ENTITY || who->noun == NQ_NOUN_PERSON)
        return;
    nq_press press = nq_credit_press(s, who->entity);
    if (press == NQ_PRESS_SURE && who->noun != NQ_NOUN_DOC)
        who->outlet = true;
    if (press != NQ_PRESS_NOT)
        return;
    who->outlet = false;
    who->noun = NQ_NOUN_BODY;
}

/* "X ISSUED a report": is the paper at token i published before it, in its
 * sentence? Who read or refused it does not say what it says. */
static bool
is_issued(const nq_maker *m, uint32_t i)
{
    while (i-- > m->sentence)
        if (nq_has_sense(m->s, i, NQ_SENSE_ISSUE))
            return true;
    return false;
}

/* "X issued A STATEMENT that says": the person before the paper in its
 * sentence, else the body. */
static bool
take_issuer(const nq_maker *m, const nq_np *np, uint32_t cue, nq_speaker *who)
{
    const nq_scene *s = m->s;
    const nq_mention *issuer = NULL;
    if ((who->noun != NQ_NOUN_DOC && who->noun != NQ_NOUN_STUDY) ||
        np->end != np->first + 1 || nq_is_definite(s, np->first) ||
        !nq_str_ends(s->tokens[np->first].folded, NQ_STR("ا")) ||
        np->first >= cue ||
        (who->noun == NQ_NOUN_STUDY && !is_issued(m, np->first)))
        return false;
    for (uint32_t i = np->first; i-- > m->sentence;) {
        const nq_mention *at = nq_mention_from(s, i);
        if (!at || at->type == NQ_LOC || nq_in_body_name(s, at) ||
            s->names->entities[at->entity].agency)
            continue;
        if (at->type == NQ_PER || !issuer)
            issuer = at;
        if (at->type == NQ_PER)
            break;
    }
    if (!issuer)
        return false;
    *who = nq_speaker_mention(s, issuer);
    return true;
}

/* "The statement of THE MINISTRY", "the page of THE CLUB": the owner alone, if
 * the speaker's words are his. */
static bool
is_of_paper(const nq_scene *s, const nq_np *np, const nq_speaker *who,
            nq_np *owner)
{
    bool paper = np->noun == NQ_NOUN_DOC || np->noun == NQ_NOUN_STUDY ||
                 nq_has_sense(s, np->first, NQ_SENSE_SITE);
    *owner = *np;
    while (owner->first < np->end &&
           s->tokens[owner->first].span.end <= who->span.start)
        owner->first++;
    owner->noun = who->noun;
    owner->definite = nq_is_definite(s, owner->first);
    return paper && owner->first > np->first && owner->first < np->end &&
           who->entity == NQ_NO_ENTITY &&
           (who->noun == NQ_NOUN_BODY || who->noun == NQ_NOUN_OUTLET);
}

static bool
read_speaker(const nq_maker *m, const nq_np *np, uint32_t cue, nq_speaker *who)
{
    if (!nq_np_speaker(m->s, np, who))
        return false;
    if (take_network(m->s, np, who))
        return true;
    find_press(m, np, who);
    if (take_issuer(m, np, cue, who) || nq_speaker_issuer(m->s, np, who))
        return true;
    nq_np owner;
    if (is_of_paper(m->s, np, who, &owner))
        np = &owner;
    nq_speaker_take_up(m->s, &m->memory, cue, np, who);
    take_title_body(m, cue, who);
    if (nq_speaker_nameless(m->s, &m->memory, who))
        return true;
    bool doc =
        who->noun == NQ_NOUN_DOC && (np->definite || np->end == np->first + 1 ||
                                     nq_is_definite(m->s, np->first + 1));
    if (!is_plain_noun(m->s, np) && !doc)
        return true;
    nq_speaker as_named = *who;
    if (is_common(m->s, np))
        who->entity = NQ_NO_ENTITY;
    if (nq_speaker_issuer_told(m->s, np, who))
        return true;
    nq_speaker_resolve(m->s, &m->memory, cue, who);
    nq_speaker_issuer_before(m->s, np, who);
    if (who->entity == NQ_NO_ENTITY && as_named.entity != NQ_NO_ENTITY)
        *who = as_named;
    return true;
}

bool
nq_maker_speaker_of(const nq_maker *m, const nq_np *np, uint32_t cue,
                    nq_speaker *who)
{
    if (!read_speaker(m, np, cue, who))
        return false;
    check_press(m->s, who);
    return true;
}
