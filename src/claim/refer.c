/* SPDX-License-Identifier: Apache-2.0
 *
 * refer.c - an earlier person taken up again by his office, his country or a
 * part of his name. Layer 5 (claim). */
#include "claim/refer.h"

#include "base/sorted.h"
#include "base/str.h"
#include "claim/read.h"
#include "claim/tune.h"

/* ---- Offices ------------------------------------------------------------ */

/* The word without its article and what is glued before that. */
static naql_str
bare_word(const nq_scene *s, uint32_t i)
{
    static const naql_str fronts[] = {
        {"وال", 6}, {"بال", 6}, {"ال", 4}, {"لل", 4}};
    enum { LEAST = 4 }; /* bytes: two letters must be left */
    naql_str f = s->tokens[i].folded;
    for (size_t k = 0; k < sizeof fronts / sizeof fronts[0]; k++)
        if (nq_str_starts(f, fronts[k]) && f.len >= fronts[k].len + LEAST)
            return nq_str(f.ptr + fronts[k].len, f.len - fronts[k].len);
    return f;
}

static bool
is_there(const nq_scene *s, uint32_t from, uint32_t to, uint32_t word)
{
    naql_str bare = bare_word(s, word);
    const nq_word *entry = s->tags[word].word;
    for (uint32_t i = from; i < to && i < s->n; i++)
        if (nq_is_word(s, i) &&
            (nq_str_equal(bare_word(s, i), bare) ||
             (entry->twin && nq_words_alike(s->tags[i].word, entry))))
            return true;
    return false;
}

/* Do all words of the phrase behind its head stand in [from, to)? */
static bool
has_all(const nq_scene *s, const nq_np *np, uint32_t head, uint32_t from,
        uint32_t to)
{
    for (uint32_t i = head + 1; i < np->end; i++) {
        if (!nq_is_word(s, i) || nq_has_role(s, i, NQ_ROLE_PREP | NQ_ROLE_TIE))
            continue;
        if (!is_there(s, from, to, i))
            return false;
    }
    return true;
}

static bool
ends_near(const nq_scene *s, uint32_t i)
{
    return nq_ends_sentence(s, i) ||
           (s->tokens[i].flags & (NQ_TOKEN_LINE | NQ_TOKEN_SENTENCE));
}

/* Another person between an office and the name behind it holds it. */
static bool
is_taken(const nq_scene *s, uint32_t head, const nq_mention *m)
{
    for (uint32_t i = head; i < m->first; i++) {
        const nq_mention *other = nq_mention_of(s, i);
        if (other && other->type == NQ_PER && !nq_in_body_name(s, other))
            return true;
    }
    return false;
}

/* Does what is said start between the phrase and the name? */
static bool
says_between(const nq_scene *s, uint32_t from, uint32_t to)
{
    for (uint32_t i = from; i < to; i++)
        if (nq_has_role(s, i, NQ_ROLE_THAT) || nq_quote_from(s, i) ||
            nq_is_mark(s, i, NQ_MARK_COLON))
            return true;
    return false;
}

/* Does what was said open between an office and a name behind it? */
static bool
opens_between(const nq_scene *s, uint32_t from, uint32_t to)
{
    for (uint32_t i = from; i < to; i++)
        if (nq_np_opens_event(s, i))
            return true;
    return false;
}

/* "X, the spokesman of the chancellor Y": the office at token i is that of the
 * person right before it, whatever name stands behind. */
static bool
is_held_before(const nq_scene *s, uint32_t i, const nq_mention *m)
{
    uint32_t end = i - (i > 0 && nq_is_mark(s, i - 1, NQ_MARK_COMMA));
    const nq_mention *before = end > 0 ? nq_mention_of(s, end - 1) : NULL;
    return before && before->type == NQ_PER && before->end == end &&
           before->entity != m->entity;
}

/* Was this person introduced by the head word, before or behind his name? */
static bool
holds(const nq_scene *s, const nq_np *np, uint32_t head, const nq_mention *m)
{
    const nq_word *noun = s->tags[head].word;
    for (uint32_t i = m->first; i-- > 0 && m->first - i <= NQ_TUNE_OFFICE;) {
        if (nq_ends_sentence(s, i))
            break;
        bool own = i < np->end && i >= np->first;
        if (own && (m->first > np->end + NQ_TUNE_HOLDER ||
                    m->span.start > s->tokens[m->first].span.start ||
                    (m->first > np->end && !s->tokens[m->first - 1].suf &&
                     nq_has_role(s, m->first - 1, NQ_ROLE_PREP)) ||
                    opens_between(s, np->end, m->first) ||
                    says_between(s, np->end, m->first)))
            break; /* the phrase itself, and a name in what he says */
        if (nq_words_alike(s->tags[i].word, noun) && !is_taken(s, i, m) &&
            !is_held_before(s, i, m) && has_all(s, np, head, i + 1, m->end))
            return true;
        if (s->tokens[i].flags & (NQ_TOKEN_LINE | NQ_TOKEN_SENTENCE))
            break;
    }
    uint32_t near = m->end + NQ_TUNE_OFFICE_BEHIND;
    for (uint32_t i = m->end; i < near && i < s->n && !ends_near(s, i); i++)
        if (i == np->first)
            return false; /* the phrase itself, which another name precedes */
        else if (nq_words_alike(s->tags[i].word, noun))
            return has_all(s, np, head, i + 1, i + NQ_TUNE_OFFICE);
    return false;
}

/* The noun that says the office: behind "His Excellency", but of "the aide OF
 * the minister" the first. */
static uint32_t
head_of(const nq_scene *s, const nq_np *np)
{
    uint32_t i = np->first;
    while (i + 1 < np->end && s->tags[i + 1].word->noun == NQ_NOUN_PERSON &&
           (nq_is_definite(s, i) || nq_has_sense(s, i, NQ_SENSE_HONOUR) ||
            s->tags[i].word->noun != NQ_NOUN_PERSON))
        i++;
    return i;
}

nq_persons
nq_persons_before(const nq_scene *s, uint32_t cue)
{
    uint32_t i;
    NQ_BISECT(i, 0, s->names->n_mentions, s->names->mentions[i].first < cue);
    return (nq_persons){s->names, i, 0};
}

const nq_mention *
nq_persons_step(nq_persons *p)
{
    while (p->next > 0 && p->tried++ < NQ_TUNE_NAMES_BACK) {
        const nq_mention *m = &p->names->mentions[--p->next];
        if (m->type == NQ_PER)
            return m;
    }
    return NULL;
}

/* The title says the office, the text behind it who holds it. */
static const nq_mention *
holder_behind(const nq_scene *s, uint32_t cue, const nq_np *np, uint32_t head)
{
    const nq_names *names = s->names;
    uint32_t next = nq_persons_before(s, cue).next;
    uint32_t end = next + NQ_TUNE_NAMES_AHEAD;
    for (; next < end && next < names->n_mentions; next++) {
        const nq_mention *m = &names->mentions[next];
        if (m->type == NQ_PER && !nq_in_body_name(s, m) &&
            !nq_np_is_of(s, np->first, np->end, m->entity) &&
            holds(s, np, head, m))
            return m;
    }
    return NULL;
}

const nq_mention *
nq_refer_office(const nq_scene *s, uint32_t cue, const nq_np *np)
{
    uint32_t head = head_of(s, np);
    if (s->tags[head].word->noun != NQ_NOUN_PERSON || head + 1 >= np->end)
        return NULL; /* the head alone tells nobody apart */
    nq_persons p = nq_persons_before(s, cue);
    const nq_mention *m;
    while ((m = nq_persons_step(&p)) != NULL)
        if (!nq_in_body_name(s, m) &&
            !nq_np_is_of(s, np->first, np->end, m->entity) &&
            holds(s, np, head, m))
            return m;
    return holder_behind(s, cue, np, head);
}

/* ---- Countries, parts of names ------------------------------------------ */

const nq_mention *
nq_refer_origin(const nq_scene *s, uint32_t cue, const nq_np *np)
{
    if (np->end != np->first + 1 || !nq_is_adjective(s, np->first))
        return NULL;
    nq_persons p = nq_persons_before(s, cue);
    const nq_mention *m;
    while ((m = nq_persons_step(&p)) != NULL) {
        uint32_t lo = m->first > NQ_TUNE_ORIGIN ? m->first - NQ_TUNE_ORIGIN : 0;
        for (uint32_t k = m->first; k-- > lo && !nq_ends_sentence(s, k);)
            if (s->tokens[k].hash == s->tokens[np->first].hash)
                return m;
    }
    return NULL;
}

/* Are the phrase's words those at `at`? */
static bool
same_words(const nq_scene *s, const nq_np *np, uint32_t at)
{
    for (uint32_t i = np->first; i < np->end; i++)
        if (s->tokens[i].hash != s->tokens[at + i - np->first].hash)
            return false;
    return true;
}

const nq_mention *
nq_refer_part(const nq_scene *s, uint32_t cue, const nq_np *np)
{
    uint32_t words = np->end - np->first;
    if (words > 2)
        return NULL;
    nq_persons p = nq_persons_before(s, cue);
    const nq_mention *m;
    while ((m = nq_persons_step(&p)) != NULL)
        if (m->end - m->first > words &&
            (same_words(s, np, m->end - words) || same_words(s, np, m->first)))
            return m;
    return NULL;
}

/* Are those the words behind the first of the name, or its last ones? */
static bool
behind_its_noun(naql_str name, naql_str asked)
{
    uint32_t noun = (uint32_t)nq_str_find(name, NQ_STR(" "), 0);
    if (noun >= name.len || name.len - noun - 1 < asked.len)
        return false;
    naql_str rest = nq_str(name.ptr + noun + 1, name.len - noun - 1);
    if (nq_str_starts(rest, asked))
        return rest.len == asked.len || rest.ptr[asked.len] == ' ';
    return nq_str_ends(rest, asked) &&
           rest.ptr[rest.len - asked.len - 1] == ' ';
}

/* "Commerce warns": in titles a ministry, a club goes without its head noun.
 * The body close behind the title whose words are that noun and these. */
const nq_mention *
nq_refer_body(const nq_scene *s, uint32_t cue, naql_span words)
{
    const nq_names *names = s->names;
    naql_str text = s->text->article->text, asked = nq_str_span(text, words);
    uint32_t next = nq_persons_before(s, cue).next;
    uint32_t end = next + NQ_TUNE_NAMES_AHEAD;
    for (; next < end && next < names->n_mentions; next++) {
        const nq_mention *m = &names->mentions[next];
        naql_str name = nq_str_span(text, m->span);
        if (m->type == NQ_ORG && m->end > m->first + 1 &&
            s->tags[m->first].word->noun == NQ_NOUN_BODY &&
            behind_its_noun(name, asked))
            return m;
    }
    return NULL;
}

const nq_mention *
nq_refer_same(const nq_scene *s, uint32_t cue, const nq_np *np)
{
    const nq_names *names = s->names;
    uint32_t next = nq_persons_before(s, cue).next, tried = 0;
    if (!nq_str_starts(s->tokens[np->first].folded, NQ_STR("لل")))
        return NULL;
    while (next > 0 && tried++ < NQ_TUNE_NAMES_BACK) {
        const nq_mention *m = &names->mentions[--next];
        uint32_t k = 0, n = np->end - np->first;
        if (m->type != NQ_ORG || m->end - m->first != n)
            continue;
        while (k < n && nq_str_equal(bare_word(s, m->first + k),
                                     bare_word(s, np->first + k)))
            k++;
        if (k == n)
            return m;
    }
    return NULL;
}

bool
nq_refer_introduced(const nq_scene *s, uint32_t cue, const nq_word *head,
                    nq_np *out)
{
    uint32_t lo = cue > NQ_TUNE_INTRODUCED ? cue - NQ_TUNE_INTRODUCED : 0;
    for (uint32_t i = cue; i-- > lo;)
        if (s->tags[i].word == head && !nq_is_definite(s, i) &&
            !s->tags[i].mention && !s->tags[i].office &&
            nq_np_read_glued(s, i, cue, out) && out->end > out->first + 1)
            return true;
    return false;
}

bool
nq_refer_is_honour(const nq_scene *s, const nq_np *np)
{
    naql_str raw =
        nq_str_span(s->text->article->text, s->tokens[np->first].span);
    return np->end == np->first + 1 && np->noun == NQ_NOUN_PERSON &&
           !nq_is_definite(s, np->first) && !nq_np_is_his(s, np->first) &&
           nq_str_ends(raw, NQ_STR("ه"));
}

/* The honour without its pronoun: "Highness" of "His Highness". */
static naql_str
honour_stem(const nq_scene *s, uint32_t honour)
{
    enum { PRONOUN = 2, TA = 2 };
    naql_str f = s->tokens[honour].folded;
    f.len -= PRONOUN;
    if (nq_str_ends(f, NQ_STR("ت")))
        f.len -= TA;
    return f;
}

bool
nq_refer_has_honour(const nq_scene *s, uint32_t entity, uint32_t honour)
{
    const nq_entity *e = &s->names->entities[entity];
    naql_str stem = honour_stem(s, honour);
    for (uint32_t k = 0; k < e->n_mentions; k++) {
        uint32_t first = s->names->mentions[e->mentions[k]].first;
        for (uint32_t b = 1; b <= NQ_TUNE_TITLE && b <= first; b++) {
            if (nq_is_word(s, first - b) &&
                nq_str_starts(bare_word(s, first - b), stem))
                return true;
            if (s->tokens[first - b].flags & NQ_TOKEN_SENTENCE)
                break;
        }
    }
    return false;
}
