/* SPDX-License-Identifier: Apache-2.0
 *
 * phrase_apart.c - phrases for somebody who is told apart from whoever was
 * named before. Layer 5 (claim). Knows nothing of who that was. */
#include "claim/phrase.h"

#include "base/str.h"

bool
nq_np_is_his(const nq_scene *s, uint32_t i)
{
    const nq_tag *t = &s->tags[i];
    if (!nq_is_word(s, i) || t->word->noun != NQ_NOUN_PERSON || t->mention ||
        t->word->noun_grammar != NQ_FEM || (t->glue & NQ_CLITIC_AL) ||
        !nq_str_ends(nq_as_written(s, i), NQ_STR("ه")))
        return false;
    return i + 1 >= s->n || s->tags[i + 1].mention ||
           (!nq_has_role(s, i + 1, NQ_ROLE_OF) && !nq_is_nominal(s, i + 1));
}

bool
nq_np_is_another(const nq_scene *s, uint32_t first, uint32_t end)
{
    uint8_t noun = first < s->n ? s->tags[first].word->noun : NQ_NOUN_NONE;
    if (noun == NQ_NOUN_BODY || noun == NQ_NOUN_OUTLET || noun == NQ_NOUN_DOC ||
        noun == NQ_NOUN_STUDY)
        return false;
    for (uint32_t i = first; i < end && i < s->n; i++) {
        if (s->tags[i].mention || nq_has_role(s, i, NQ_ROLE_PREP))
            return false;
        if (nq_has_sense(s, i, NQ_SENSE_ANOTHER) && !nq_is_definite(s, i))
            return !nq_is_definite(s, first);
    }
    return false;
}

/* "An officer loyal TO THE PRESIDENT X", "the minister told THE PRESIDENT X":
 * does the name stand behind an office with a glued l-? */
static bool
is_of_holder(const nq_scene *s, uint32_t head, const nq_mention *m)
{
    if (m->span.start > s->tokens[m->first].span.start)
        return false; /* a letter is glued to the name */
    for (uint32_t i = m->first; i-- > head + 1;) {
        const nq_tag *t = &s->tags[i];
        if (!nq_is_word(s, i) || t->mention)
            return false;
        if (t->word->noun == NQ_NOUN_PERSON)
            return (t->glue & NQ_CLITIC_LAM) &&
                   !(t->word->noun_grammar & NQ_PLURAL);
        if (!nq_is_nominal(s, i))
            return false;
    }
    return false;
}

bool
nq_np_is_owner(const nq_scene *s, uint32_t head, const nq_mention *m)
{
    bool between = false;
    if (m->type != NQ_PER || m->first <= head)
        return false;
    if (is_of_holder(s, head, m))
        return true;
    if (!nq_has_sense(s, head, NQ_SENSE_KIN))
        return false;
    for (uint32_t i = head + 1; i < m->first; i++) {
        if (!nq_is_word(s, i))
            return false;
        between |= s->tags[i].word->noun == NQ_NOUN_PERSON;
    }
    return between || (m->first == head + 1 && !nq_is_definite(s, head) &&
                       !s->tokens[head].suf);
}

bool
nq_np_is_of(const nq_scene *s, uint32_t first, uint32_t end, uint32_t entity)
{
    for (uint32_t i = first + 1; i < end; i++) {
        const nq_mention *m = nq_mention_from(s, i);
        if (m && m->entity == entity && m->type == NQ_PER &&
            ((s->tags[i].glue & NQ_CLITIC_LAM) || nq_np_is_owner(s, first, m)))
            return true;
    }
    return false;
}

bool
nq_np_is_somebodys(const nq_scene *s, uint32_t first, uint32_t end)
{
    return nq_has_sense(s, first, NQ_SENSE_KIN) && end > first + 1 &&
           !nq_is_definite(s, first);
}

/* Is token i the same noun as the head of [first, end), outside it? */
static bool
is_same_noun(const nq_scene *s, uint32_t first, uint32_t end, uint32_t i)
{
    return (i < first || i >= end) && i < s->n &&
           (s->tokens[i].stem == s->tokens[first].stem ||
            nq_words_alike(s->tags[i].word, s->tags[first].word));
}

/* Does the head of [first, end) stand before that name among its titles, or
 * right behind it, and not as whose the name is? */
static bool
is_called_at(const nq_scene *s, uint32_t first, uint32_t end,
             const nq_mention *m)
{
    enum { TITLES = 5 };
    uint32_t behind = m->end + nq_is_mark(s, m->end, NQ_MARK_COMMA);
    if (is_same_noun(s, first, end, behind))
        return true;
    for (uint32_t k = 1; k <= TITLES && k <= m->first; k++) {
        uint32_t i = m->first - k;
        if (is_same_noun(s, first, end, i))
            return !nq_np_is_owner(s, i, m);
        if (s->tags[i].mention && nq_mention_of(s, i)->type == NQ_PER)
            return false;
    }
    return false;
}

bool
nq_np_is_called(const nq_scene *s, uint32_t first, uint32_t end,
                uint32_t entity)
{
    enum { NAMES = 8 };
    const nq_entity *e = &s->names->entities[entity];
    for (uint32_t k = 0; k < e->n_mentions && k < NAMES; k++)
        if (is_called_at(s, first, end, &s->names->mentions[e->mentions[k]]))
            return true;
    return false;
}

bool
nq_is_sound_plural(const nq_scene *s, uint32_t i)
{
    enum { LEAST = 12 }; /* bytes: six letters */
    naql_str f = s->tokens[i].folded;
    return nq_is_word(s, i) && f.len >= LEAST && nq_is_definite(s, i) &&
           nq_str_ends(f, NQ_STR("ون")) && !(s->tags[i].glue & ~NQ_CLITIC_AL);
}
