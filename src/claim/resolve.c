/* SPDX-License-Identifier: Apache-2.0
 *
 * resolve.c - whom a noun for a person, a part of a name, an honour stands
 * for. Layer 5 (claim). Knows nothing of dropped subjects. */
#include "claim/resolve.h"

#include "base/hash.h"
#include "base/str.h"
#include "claim/read.h"
#include "claim/refer.h"
#include "claim/tune.h"

static bool
has_sense(const nq_word *w, uint32_t senses)
{
    return (w->senses & senses) != 0;
}

/* ---- Common nouns ------------------------------------------------------- */

/* An earlier speaker that was called by the same noun, or is of that kind. */
const nq_speaker *
nq_resolve_seen(const nq_memory *m, const nq_speaker *who, bool by_kind)
{
    uint32_t n = m->n < NQ_MEMORY_SPEAKERS ? m->n : NQ_MEMORY_SPEAKERS;
    for (uint32_t k = 1; k <= n; k++) {
        const nq_speaker *old = &m->seen[(m->n - k) % NQ_MEMORY_SPEAKERS];
        if (by_kind && (old->entity == NQ_NO_ENTITY ||
                        nq_resolve_is_other(old->head, who)))
            continue;
        if (by_kind ? old->noun == who->noun : old->head == who->head)
            return old;
    }
    return NULL;
}

/* The one adjective behind the noun, "the FRENCH minister"; NQ_NO_TOKEN: none.
 */
uint32_t
nq_resolve_adjective(const nq_scene *s, const nq_speaker *who)
{
    uint32_t i = nq_token_from(s->text, who->span.start) + 1;
    return i < s->n && s->tokens[i].span.end == who->span.end &&
                   nq_is_adjective(s, i)
               ? i
               : NQ_NO_TOKEN;
}

/* Does that very adjective stand in [from, to)? */
bool
nq_resolve_described(const nq_scene *s, uint32_t adj, uint32_t from,
                     uint32_t to)
{
    for (uint32_t i = from; i < to && i < s->n; i++)
        if (s->tokens[i].hash == s->tokens[adj].hash)
            return true;
    return false;
}

naql_str
nq_resolve_origin(const nq_scene *s, uint32_t i)
{
    enum { ARTICLE = 4 }; /* bytes */
    uint32_t row;
    if (i == NQ_NO_TOKEN)
        return (naql_str){0};
    naql_str f = s->tokens[i].folded;
    if (nq_str_starts(f, NQ_STR("ال")) && f.len > ARTICLE)
        f = nq_str(f.ptr + ARTICLE, f.len - ARTICLE);
    if (!(nq_str_ends(f, NQ_STR("ي")) || nq_str_ends(f, NQ_STR("يه"))) ||
        !nq_table_word(&s->book->origins, nq_hash(f), &row))
        return (naql_str){0};
    return nq_table_cell(&s->book->origins, row, s->book->origin_place);
}

/* Is a body called by another country than `place`, "the FRENCH government"? */
static bool
is_body_of_other(const nq_scene *s, const nq_entity *e, naql_str place)
{
    const nq_mention *m = &s->names->mentions[e->mentions[0]];
    bool other = false;
    for (uint32_t i = m->first; e->type == NQ_ORG && i < m->end; i++) {
        naql_str at = nq_resolve_origin(s, i);
        if (at.len && nq_str_equal(at, place))
            return false;
        other |= at.len > 0;
    }
    return other;
}

/* Do news call the person by words of another country (data/usual_names.tsv),
 * and by none of `place`? */
static bool
news_say_other(const nq_scene *s, const nq_entity *e, naql_str place)
{
    enum { NAMES = 3 };
    const nq_table *of = &s->book->people, *origins = &s->book->origins;
    bool other = false;
    for (uint32_t k = 0; k < e->n_mentions && k < NAMES; k++) {
        const nq_mention *m = &s->names->mentions[e->mentions[k]];
        nq_walk w = {.n = 0};
        uint32_t i = m->first, row;
        while (i < m->end && nq_table_step(of, &w, s->tokens[i].hash))
            i++;
        if (i < m->end || !w.n)
            continue;
        naql_str word, said = nq_table_cell(of, w.row, s->book->people_said);
        while (nq_str_split(&said, ' ', &word)) {
            if (!nq_table_word(origins, nq_hash(word), &row))
                continue;
            if (nq_str_equal(nq_table_cell(origins, row, s->book->origin_place),
                             place))
                return false;
            other = true;
        }
    }
    return other;
}

/* Does the adjective tell of a person or a body, "the British official", past
 * others between? */
static bool
tells_of_noun(const nq_scene *s, uint32_t adj)
{
    const nq_mention *m = nq_mention_of(s, adj);
    uint32_t i = adj;
    while (i > 0 && nq_is_adjective(s, i))
        i--;
    if (m && m->type == NQ_LOC)
        return false; /* "the coalition led by Saudi Arabia" */
    uint8_t noun = s->tags[i].word->noun;
    return noun == NQ_NOUN_PERSON || noun == NQ_NOUN_BODY;
}

bool
nq_resolve_is_foreign(const nq_scene *s, uint32_t adj, uint32_t entity)
{
    const nq_entity *e = &s->names->entities[entity];
    naql_str place = nq_resolve_origin(s, adj);
    bool other = false,
         star = place.len && adj > 0 && nq_has_sense(s, adj - 1, NQ_SENSE_STAR);
    for (uint32_t r = 0; place.len && r < e->n_roles && r < NQ_TUNE_ROLES;
         r++) {
        uint32_t i = nq_token_from(s->text, e->roles[r].start);
        for (; i < s->n && s->tokens[i].span.start < e->roles[r].end; i++) {
            naql_str at = nq_resolve_origin(s, i);
            if (i > 0 && s->tags[i - 1].mention && star)
                continue; /* "coach of the club X, the ENGLISH one" */
            if (at.len && nq_str_equal(at, place))
                return false;
            other |= at.len > 0;
        }
    }
    return other ||
           (place.len &&
            (is_body_of_other(s, e, place) ||
             (!star && tells_of_noun(s, adj) && news_say_other(s, e, place))));
}

/* Is the earlier speaker, called by the same noun, another: "the EGYPTIAN
 * president", after "the Turkish president"? */
static bool
is_other_country(const nq_scene *s, const nq_speaker *old, uint32_t adj)
{
    if (old->entity != NQ_NO_ENTITY)
        return nq_resolve_is_foreign(s, adj, old->entity);
    uint32_t was = nq_resolve_adjective(s, old);
    naql_str now = nq_resolve_origin(s, adj);
    naql_str then = nq_resolve_origin(s, was);
    return now.len && then.len && !nq_str_equal(now, then);
}

/* May the words of a title go on at token i, before the name at `name`? */
static bool
goes_on_to(const nq_scene *s, uint32_t i, uint32_t name)
{
    if (s->tokens[i].kind == NQ_TOKEN_MARK) /* "the minister, X" */
        return i + 1 == name || nq_is_mark(s, i, NQ_MARK_STOP) ||
               s->tags[i].quote;
    return !nq_is_finite_cue(s, i) && !nq_has_role(s, i, NQ_ROLE_THAT);
}

/* Does the noun stand before the name, among its titles? */
static bool
is_title_of(const nq_scene *s, const nq_word *head, const nq_mention *m)
{
    uint32_t lo = m->first > NQ_TUNE_TITLE ? m->first - NQ_TUNE_TITLE : 0;
    if (nq_words_alike(s->tags[m->first].word, head) && m->end > m->first + 1)
        return true; /* the name takes it in: "King X" */
    for (uint32_t i = m->first; i-- > lo;) {
        if (nq_words_alike(s->tags[i].word, head))
            return true;
        if ((s->tokens[i].flags & NQ_TOKEN_SENTENCE) ||
            !goes_on_to(s, i, m->first))
            return false;
    }
    return false;
}

/* The person named most often before the cue; NULL when two are equal. */
static const nq_mention *
most_named(const nq_scene *s, uint32_t cue, uint8_t grammar)
{
    const nq_names *names = s->names;
    const nq_mention *best = NULL;
    uint32_t most = 0;
    bool tie = false;
    for (uint32_t e = 0; e < names->n_entities && e < NQ_TUNE_NAMES_BACK; e++) {
        const nq_entity *en = &names->entities[e];
        uint32_t n = 0;
        if (en->type != NQ_PER)
            continue;
        while (n < en->n_mentions &&
               names->mentions[en->mentions[n]].first < cue)
            n++;
        if (!n ||
            !nq_mention_agrees(s, &names->mentions[en->mentions[0]], grammar))
            continue;
        tie = n == most || (tie && n < most);
        if (n > most) {
            most = n;
            best = &names->mentions[en->mentions[n - 1]];
        }
    }
    return tie ? NULL : best;
}

static bool
is_person_at(const nq_scene *s, uint32_t i)
{
    const nq_mention *m = nq_mention_of(s, i);
    return m && m->type == NQ_PER;
}

/* Does the adjective stand among the words before the name? */
static bool
is_described(const nq_scene *s, uint32_t adj, const nq_mention *m)
{
    uint32_t lo = m->first > NQ_TUNE_TITLE ? m->first - NQ_TUNE_TITLE : 0;
    for (uint32_t i = m->first; i > lo; i--)
        if ((s->tokens[i - 1].flags & NQ_TOKEN_SENTENCE) ||
            is_person_at(s, i - 1))
            lo = i;
    return nq_resolve_described(s, adj, lo, m->first);
}

/* "The minister": the nearest person who was called minister; "the French
 * minister": rather one who was called French as well. */
static const nq_mention *
titled_before(const nq_scene *s, uint32_t cue, const nq_speaker *who)
{
    uint32_t adj = nq_resolve_adjective(s, who);
    nq_persons p = nq_persons_before(s, cue);
    const nq_mention *m, *first = NULL;
    while ((m = nq_persons_step(&p)) != NULL) {
        if (!nq_mention_agrees(s, m, who->grammar) ||
            !is_title_of(s, who->head, m) ||
            nq_resolve_is_foreign(s, adj, m->entity))
            continue;
        if (adj == NQ_NO_TOKEN || is_described(s, adj, m))
            return m;
        if (!first)
            first = m;
    }
    return first;
}

/* "The French official": the one person who was called French, by whatever
 * office; NULL when there are several. */
static const nq_mention *
described_before(const nq_scene *s, uint32_t cue, const nq_speaker *who,
                 uint32_t adj)
{
    nq_persons p = nq_persons_before(s, cue);
    const nq_mention *m, *only = NULL;
    while (adj != NQ_NO_TOKEN && (m = nq_persons_step(&p)) != NULL) {
        if (!nq_mention_agrees(s, m, who->grammar) || !is_described(s, adj, m))
            continue;
        if (only && only->entity != m->entity)
            return NULL;
        only = m;
    }
    return only;
}

/* Is the person known by an office with that noun? */
static bool
has_office(const nq_scene *s, uint32_t entity, const nq_word *head)
{
    if (entity == NQ_NO_ENTITY)
        return false;
    const nq_entity *e = &s->names->entities[entity];
    for (uint32_t r = 0; r < e->n_roles && r < NQ_TUNE_ROLES; r++) {
        uint32_t i = nq_token_from(s->text, e->roles[r].start);
        for (; i < s->n && s->tokens[i].span.start < e->roles[r].end; i++)
            if (nq_words_alike(s->tags[i].word, head))
                return true;
    }
    return false;
}

/* Is the person known by offices, none of which is this noun? */
static bool
has_other_office(const nq_scene *s, uint32_t entity, const nq_word *head)
{
    return s->names->entities[entity].n_roles > 0 &&
           !has_office(s, entity, head);
}

bool
nq_resolve_outranks(const nq_scene *s, const nq_word *head, uint32_t first,
                    uint32_t other)
{
    return has_office(s, first, head) && !has_office(s, other, head);
}

/* The only person named so far; where there are several, the one whom the
 * article is about may be called by what he is ("the player"). */
static const nq_mention *
only_before(const nq_scene *s, uint32_t cue, const nq_speaker *who)
{
    nq_persons p = nq_persons_before(s, cue);
    uint32_t adj = nq_resolve_adjective(s, who);
    const nq_mention *m, *only = NULL;
    bool several = false;
    while ((m = nq_persons_step(&p)) != NULL) {
        if (!nq_mention_agrees(s, m, who->grammar) ||
            nq_resolve_is_foreign(s, adj, m->entity))
            continue;
        several |= only && only->entity != m->entity;
        only = m;
    }
    if (only && !several && !has_sense(who->head, NQ_SENSE_STAR) &&
        has_other_office(s, only->entity, who->head))
        return NULL;
    if (several && has_sense(who->head, NQ_SENSE_STAR))
        return most_named(s, cue, who->grammar);
    return several ? NULL : only;
}

void
nq_resolve_stand_for(nq_speaker *who, uint32_t entity)
{
    who->entity = entity;
    who->entities[0] = entity;
    who->n_entities = 1;
}

/* "A resident of the street": no office, which several may hold. */
bool
nq_resolve_is_unnamed(const nq_scene *s, const nq_speaker *who)
{
    uint32_t i = nq_token_from(s->text, who->span.start);
    return i + 1 < s->n && !nq_is_definite(s, i) && !nq_is_definite(s, i + 1) &&
           !s->tags[i + 1].mention;
}

/* "The source", "the resident", one word with the article: the fuller words by
 * which he spoke before. */
void
nq_resolve_fuller(const nq_scene *s, const nq_speaker *old, nq_speaker *who)
{
    naql_str text = s->text->article->text;
    naql_str now = nq_str_span(text, who->span);
    if (old && old->entity == NQ_NO_ENTITY &&
        nq_str_starts(now, NQ_STR("ال")) &&
        nq_str_find(now, NQ_STR(" "), 0) >= now.len &&
        old->span.end - old->span.start > who->span.end - who->span.start)
        who->span = old->span;
}

/* Does a word of that stem stand among the words of an earlier speaker? */
static bool
has_stem(const nq_scene *s, naql_span words, uint64_t stem)
{
    uint32_t i = nq_token_from(s->text, words.start);
    for (; i < s->n && s->tokens[i].span.start < words.end; i++)
        if (s->tokens[i].stem == stem)
            return true;
    return false;
}

/* Are all words behind the noun among those of the earlier speaker, who was
 * told of at more length? */
static bool
is_told_again(const nq_scene *s, const nq_speaker *old, naql_span words)
{
    uint32_t i = nq_token_from(s->text, words.start) + 1;
    for (; i < s->n && s->tokens[i].span.start < words.end; i++)
        if (!nq_has_role(s, i, NQ_ROLE_PREP | NQ_ROLE_TIE | NQ_ROLE_OF) &&
            !has_stem(s, old->span, s->tokens[i].stem))
            return false;
    return true;
}

bool
nq_speaker_nameless(const nq_scene *s, const nq_memory *m, nq_speaker *who)
{
    uint32_t n = m->n < NQ_MEMORY_SPEAKERS ? m->n : NQ_MEMORY_SPEAKERS;
    uint32_t first = nq_token_from(s->text, who->span.start);
    if (who->entity != NQ_NO_ENTITY || !nq_is_definite(s, first) ||
        s->tokens[first].span.end >= who->span.end ||
        (who->grammar & (NQ_PLURAL | NQ_DUAL)) ||
        (who->noun != NQ_NOUN_PERSON && who->noun != NQ_NOUN_PEOPLE))
        return false;
    for (uint32_t k = 1; k <= n; k++) {
        const nq_speaker *old = &m->seen[(m->n - k) % NQ_MEMORY_SPEAKERS];
        if (old->entity != NQ_NO_ENTITY || old->unlisted ||
            !nq_words_alike(old->head, who->head) ||
            ((old->grammar ^ who->grammar) & (NQ_PLURAL | NQ_FEM)) ||
            nq_is_definite(s, nq_token_from(s->text, old->span.start)) ||
            !is_told_again(s, old, who->span))
            continue;
        who->span = old->span;
        return true;
    }
    return false;
}

/* An earlier speaker whose name no list has, newest first: one who agrees with
 * the noun that takes him up ("the coach"), or whose words end or open with
 * these ("X" for "X Y"). */
static const nq_speaker *
unlisted_before(const nq_scene *s, const nq_memory *m, const nq_speaker *who)
{
    naql_str text = s->text->article->text;
    naql_str now = nq_str_span(text, who->span);
    uint32_t n = m->n < NQ_MEMORY_SPEAKERS ? m->n : NQ_MEMORY_SPEAKERS;
    for (uint32_t k = 1; k <= n; k++) {
        const nq_speaker *old = &m->seen[(m->n - k) % NQ_MEMORY_SPEAKERS];
        if (!old->unlisted)
            continue;
        naql_str name = nq_str_span(text, old->span);
        if (who->noun == NQ_NOUN_PERSON &&
            !((who->grammar ^ old->grammar) & NQ_FEM))
            return old;
        if (who->noun == NQ_NOUN_NONE && name.len > now.len + 1 &&
            (nq_str_starts(name, now) || nq_str_ends(name, now)))
            return old;
    }
    return NULL;
}

/* "The lady", "the mother": the nameless person who spoke last, if no other
 * noun than one for anybody tells her apart. */
static const nq_speaker *
nameless_before(const nq_memory *m, const nq_speaker *who)
{
    const nq_speaker *last = nq_memory_last(m);
    bool source = last && last->noun == NQ_NOUN_PEOPLE &&
                  has_sense(who->head, NQ_SENSE_SPEAKER);
    bool person = last && last->noun == NQ_NOUN_PERSON &&
                  has_sense(who->head, NQ_SENSE_STAR | NQ_SENSE_SPEAKER);
    if (!last || last->entity != NQ_NO_ENTITY || last->outlet ||
        !(person || source) ||
        ((last->grammar ^ who->grammar) & (NQ_FEM | NQ_PLURAL | NQ_DUAL)))
        return NULL;
    return last;
}

/* "The official": the person who spoke last, if he agrees. */
static const nq_speaker *
last_person(const nq_scene *s, const nq_memory *m, uint32_t cue,
            const nq_speaker *who)
{
    const nq_speaker *last = nq_memory_last(m);
    bool fits =
        last && last->noun == NQ_NOUN_PERSON &&
        !((last->grammar ^ who->grammar) & (NQ_FEM | NQ_PLURAL | NQ_DUAL));
    if (!fits)
        return NULL;
    /* "the official of the caravan" is told apart by what follows */
    uint32_t next = nq_token_from(s->text, who->span.end);
    bool alone = next < s->n && !nq_has_role(s, next, NQ_ROLE_TIE) &&
                 !(nq_has_role(s, next, NQ_ROLE_PREP) &&
                   !nq_has_role(s, next + 1, NQ_ROLE_THAT));
    uint32_t from = nq_token_from(s->text, last->span.start);
    return alone && from + 2 * NQ_TUNE_FAR_SPEAKER > cue ? last : NULL;
}

/* "The latter": the name before him that agrees, of whatever kind. */
static const nq_mention *
latter_before(const nq_scene *s, const nq_speaker *who)
{
    enum { BACK = 8 };
    const nq_names *names = s->names;
    uint32_t i = nq_token_from(s->text, who->span.start);
    uint32_t next = nq_persons_before(s, i).next;
    for (uint32_t k = 0; k < BACK && next > 0; k++) {
        const nq_mention *m = &names->mentions[--next];
        if (nq_mention_agrees(s, m, who->grammar))
            return m;
    }
    return NULL;
}

static void
resolve_person(const nq_scene *s, const nq_memory *m, uint32_t cue,
               const nq_speaker *old, nq_speaker *who)
{
    nq_np first;
    if (has_sense(who->head, NQ_SENSE_LATTER)) {
        const nq_mention *latter = latter_before(s, who);
        if (latter)
            nq_resolve_stand_for(who, latter->entity);
        return;
    }
    if (old) {
        if (old->unlisted)
            *who = *old;
        else if (old->entity != NQ_NO_ENTITY)
            nq_resolve_stand_for(who, old->entity);
        else if (nq_resolve_is_unnamed(s, old))
            nq_resolve_fuller(s, old, who);
        return;
    }
    const nq_mention *hit = titled_before(s, cue, who);
    const nq_speaker *same = hit ? NULL : nameless_before(m, who);
    if (!hit && !same && nq_refer_introduced(s, cue, who->head, &first)) {
        who->span = nq_span_of(s, first.first, first.end);
        return; /* the words that brought him in */
    }
    bool speaker = has_sense(who->head, NQ_SENSE_SPEAKER);
    if (!hit && !same && speaker)
        hit = described_before(s, cue, who, nq_resolve_adjective(s, who));
    if (!hit && !same && speaker)
        same = last_person(s, m, cue, who);
    if (!hit && !same)
        same = unlisted_before(s, m, who);
    bool his = nq_np_is_his(s, nq_token_from(s->text, who->span.start));
    if (!hit && !same && !his && !has_sense(who->head, NQ_SENSE_KIN))
        hit = only_before(s, cue, who);
    if (same)
        *who = *same;
    else if (hit)
        nq_resolve_stand_for(who, hit->entity);
}

/* "The source", where no source spoke before or was told of: the outlet or body
 * that spoke last, or whom it quoted. */
static bool
is_last_source(const nq_scene *s, const nq_memory *m, uint32_t cue,
               const nq_speaker *who)
{
    nq_np told;
    const nq_speaker *last = nq_memory_last(m);
    uint32_t i = nq_token_from(s->text, who->span.start);
    return last && last->entity != NQ_NO_ENTITY && last->n_entities <= 1 &&
           (last->noun != NQ_NOUN_PERSON || m->carried) && i < s->n &&
           nq_is_definite(s, i) && s->tokens[i].span.end >= who->span.end &&
           has_sense(who->head, NQ_SENSE_SPEAKER) &&
           !((last->grammar | who->grammar) & (NQ_PLURAL | NQ_DUAL)) &&
           !nq_refer_introduced(s, cue, who->head, &told);
}

void
nq_speaker_resolve(const nq_scene *s, const nq_memory *m, uint32_t cue,
                   nq_speaker *who)
{
    bool many =
        who->noun == NQ_NOUN_PERSON && (who->grammar & (NQ_PLURAL | NQ_DUAL));
    if (who->entity != NQ_NO_ENTITY || who->noun == NQ_NOUN_NONE ||
        nq_resolve_two(s, m, cue, who))
        return;
    const nq_speaker *old = nq_resolve_seen(m, who, false);
    if (old && is_other_country(s, old, nq_resolve_adjective(s, who)))
        old = NULL;
    bool source =
        who->noun == NQ_NOUN_PEOPLE && !old && is_last_source(s, m, cue, who);
    if (source)
        *who = *nq_memory_last(m);
    else if (who->noun == NQ_NOUN_PEOPLE || many)
        nq_resolve_fuller(s, old, who);
    else if (who->noun == NQ_NOUN_PERSON)
        resolve_person(s, m, cue, old, who);
    else
        nq_resolve_thing(s, m, cue, old, who);
}

/* ---- Phrases that tell apart -------------------------------------------- */

/* "His Highness": who spoke last, if he is called so; else the nearest person
 * who is; else who spoke last, or the nearest one named. */
static void
take_honoured(const nq_scene *s, const nq_memory *m, uint32_t cue,
              const nq_np *np, nq_speaker *who)
{
    uint32_t n = m->n < NQ_MEMORY_SPEAKERS ? m->n : NQ_MEMORY_SPEAKERS;
    const nq_speaker *last = NULL;
    for (uint32_t k = 1; !last && k <= n; k++) {
        const nq_speaker *old = &m->seen[(m->n - k) % NQ_MEMORY_SPEAKERS];
        if (old->noun == NQ_NOUN_PERSON && old->n_entities <= 1)
            last = old;
    }
    bool fits = last && last->entity != NQ_NO_ENTITY &&
                nq_refer_has_honour(s, last->entity, np->first);
    nq_persons p = nq_persons_before(s, cue);
    const nq_mention *hit = NULL;
    while (!fits && (hit = nq_persons_step(&p)) != NULL)
        if (!nq_in_body_name(s, hit) &&
            nq_refer_has_honour(s, hit->entity, np->first))
            break;
    if (!hit && last) {
        *who = *last;
        return;
    }
    p = nq_persons_before(s, cue);
    while (!hit && (hit = nq_persons_step(&p)) != NULL)
        if (!nq_mention_agrees(s, hit, who->grammar))
            hit = NULL;
    if (hit)
        nq_resolve_stand_for(who, hit->entity);
}

/* Is the phrase about one certain person: "the director of the branch"? */
static bool
is_certain(const nq_scene *s, const nq_np *np)
{
    for (uint32_t i = np->first; i < np->end; i++)
        if (nq_is_definite(s, i) || s->tags[i].mention)
            return !(np->grammar & (NQ_PLURAL | NQ_DUAL));
    return false;
}

/* "The German technical manager": two adjectives, the second of his country. */
static bool
is_described_office(const nq_scene *s, const nq_np *np)
{
    enum { WORDS = 3 };
    return np->noun == NQ_NOUN_PERSON && np->definite &&
           np->end == np->first + WORDS && !(np->grammar & NQ_PLURAL) &&
           nq_is_adjective(s, np->first + 1) && nq_is_adjective(s, np->end - 1);
}

void
nq_speaker_take_up(const nq_scene *s, const nq_memory *m, uint32_t cue,
                   const nq_np *np, nq_speaker *who)
{
    const nq_mention *hit = NULL;
    if (who->entity != NQ_NO_ENTITY || who->unlisted)
        return;
    if (nq_refer_is_honour(s, np)) {
        take_honoured(s, m, cue, np, who);
        return;
    }
    if (who->noun == NQ_NOUN_PERSON && is_certain(s, np))
        hit = nq_refer_office(s, cue, np);
    if (!hit && is_described_office(s, np))
        hit = described_before(s, cue, who, np->end - 1);
    if (!hit && who->noun == NQ_NOUN_NONE)
        hit = nq_refer_origin(s, cue, np);
    if (!hit && who->noun == NQ_NOUN_NONE)
        hit = nq_refer_part(s, cue, np);
    if (!hit && who->noun == NQ_NOUN_BODY) {
        hit = nq_refer_same(s, cue, np);
        if (hit) {
            nq_resolve_stand_for(who, hit->entity);
            return;
        }
    }
    if (!hit && who->noun == NQ_NOUN_NONE && np->end - np->first <= 2) {
        const nq_speaker *same = unlisted_before(s, m, who);
        if (same)
            *who = *same;
    }
    if (!hit)
        return;
    nq_resolve_stand_for(who, hit->entity);
    who->noun = NQ_NOUN_PERSON;
}
