/* SPDX-License-Identifier: Apache-2.0
 *
 * role.c - offices of a person. Layer 7 (compare). */
#include "compare/role.h"

#include "base/hash.h"
#include "base/sorted.h"
#include "base/status.h"
#include "base/str.h"
#include "compare/tune.h"

#include <string.h>

int
nq_roles_order(const void *a, const void *b)
{
    const nq_role_at *x = a, *y = b;
    NQ_SORT_BY(x->person, y->person);
    NQ_SORT_BY(x->loose, y->loose);
    NQ_SORT_BY(x->article, y->article);
    return x->span.start < y->span.start ? -1 : x->span.start > y->span.start;
}

uint32_t
nq_roles_from(const nq_roles *roles, uint32_t person)
{
    uint32_t i;
    NQ_BISECT(i, 0, roles->n, roles->at[i].person < person);
    return i;
}

static nq_slot_word
word_at(const nq_desk *d, const nq_text *text, uint32_t token)
{
    return nq_slot_word_of(&d->in->tools->words, &text->tokens[token]);
}

static bool
is_post(nq_slot_word w)
{
    return w.kind == NQ_WORD_POST || w.kind == NQ_WORD_UNDER;
}

/* What an office ends with before its holder's name: a definite word, the
 * post itself, or the name of a place or body. */
static bool
may_end_office(const nq_desk *d, const nq_reading *r, uint32_t token)
{
    const nq_mention *m = nq_mention_at(&r->names, token);
    return r->text.tokens[token].clitics & NQ_CLITIC_AL || (m && m->type) ||
           is_post(word_at(d, &r->text, token));
}

/* The office before a name that the name layer did not know: from the
 * farthest word for a post within a few words of the same clause. */
static uint32_t
office_before(const nq_desk *d, const nq_reading *r, uint32_t name)
{
    const nq_token *t = r->text.tokens;
    uint32_t found = name;
    if (!name || !may_end_office(d, r, name - 1))
        return name;
    for (uint32_t i = name, n = 0; i-- && n < NQ_OFFICE_WORDS; n++) {
        const nq_mention *m = nq_mention_at(&r->names, i);
        if (t[i].kind != NQ_TOKEN_WORD || (m && m->type == NQ_PER) ||
            t[i + 1].flags & NQ_TOKEN_SENTENCE)
            break;
        bool post = is_post(word_at(d, &r->text, i));
        found = post ? i : found;
        if (post && t[i].clitics & NQ_CLITIC_WAW)
            break; /* "... and the Sheikh": of another holder before it */
    }
    return found;
}

/* Bytes glued before the first word of a role, its article left to it. */
static uint32_t
glue_of(const nq_desk *d, const nq_text *text, uint32_t token)
{
    const nq_token *t = &text->tokens[token];
    const uint32_t article = (uint32_t)strlen("ال");
    if (!(t->clitics & NQ_CLITIC_AL))
        return word_at(d, text, token).cut;
    return t->clitics & NQ_CLITIC_LAM || t->pre < article ? 0
                                                          : t->pre - article;
}

/* "He told X, the president of Y ...": behind a comma an office is the name's
 * own where another mark closes it. */
static bool
is_loose(const nq_reading *r, const nq_mention *m, uint32_t first, uint32_t end)
{
    const nq_token *t = r->text.tokens;
    return first == m->end + 1 && t[m->end].mark == NQ_MARK_COMMA &&
           end < r->text.n_tokens && t[end].kind != NQ_TOKEN_MARK &&
           !(t[end].flags & NQ_TOKEN_SENTENCE);
}

bool
nq_is_the_president(const nq_desk *d, const nq_token *t)
{
    const nq_slot_words *w = &d->in->tools->words;
    nq_slot_word post = nq_slot_word_bare(w, nq_token_bare(t));
    return t->clitics & NQ_CLITIC_AL && post.kind == NQ_WORD_POST &&
           post.class == w->president;
}

/* Does an office go on to where or for what it is: "to Syria", "for security"?
 */
static bool
goes_on(const nq_desk *d, const nq_text *text, uint32_t token, uint32_t end)
{
    for (uint32_t i = token; i < end; i++)
        if (text->tokens[i].clitics & NQ_CLITIC_LAM ||
            word_at(d, text, i).kind == NQ_WORD_INTO)
            return true;
    return false;
}

/* "Adviser to the president X": X may be either, but not behind "adviser to the
 * president for security". A deputy has his chief's name behind his own office
 * less often than not. */
static bool
serves_president(const nq_desk *d, const nq_text *text, uint32_t first,
                 uint32_t end)
{
    bool post = word_at(d, text, first).kind == NQ_WORD_POST &&
                !(text->tokens[first].clitics & NQ_CLITIC_AL);
    for (uint32_t i = first + 1; i < end; i++)
        if ((post || text->tokens[i].clitics & NQ_CLITIC_LAM) &&
            nq_is_the_president(d, &text->tokens[i]))
            return !goes_on(d, text, i + 1, end);
    return false;
}

/* "An aide to the former prime minister X", "the aide of the bureau of the
 * president X", "director of the office of X": X is the chief. */
static bool
is_of_chief(const nq_desk *d, const nq_text *text, uint32_t first, uint32_t end)
{
    const nq_token *t = text->tokens, *last = &t[end - 1];
    uint32_t row;
    bool under = word_at(d, text, first).kind == NQ_WORD_UNDER &&
                 !(t[first].clitics & NQ_CLITIC_AL) && end - first > 2;
    if (under &&
        (t[first + 1].clitics & NQ_CLITIC_LAM || nq_is_the_president(d, last)))
        return true;
    return end - first > 1 && !(last->clitics & NQ_CLITIC_AL) && !last->suf &&
           nq_table_word(&d->in->tools->org_heads, nq_hash(nq_token_bare(last)),
                         &row);
}

/* An office before a name is another's where a man's name stands right before
 * it, and where "to" or "and" is glued to the name. */
static bool
is_anothers(const nq_desk *d, const nq_reading *r, const nq_mention *m,
            uint32_t first, uint32_t end)
{
    const nq_token *t = r->text.tokens;
    if (end != m->first)
        return false;
    const nq_mention *before =
        first ? nq_mention_at(&r->names, first - 1) : NULL;
    return (before && before->type == NQ_PER &&
            !(t[first].clitics & NQ_CLITIC_WAW) &&
            !(t[first].flags & NQ_TOKEN_SENTENCE)) ||
           m->span.start != t[end].span.start ||
           serves_president(d, &r->text, first, end) ||
           is_of_chief(d, &r->text, first, end);
}

/* "Wife of X" is another; "daughter of the poet X", "brother of the president
 * X": X may be either. */
static bool
is_kin_of_one(const nq_desk *d, const nq_reading *r, const nq_mention *m,
              uint32_t first, uint32_t end)
{
    const nq_token *t = &r->text.tokens[first];
    return end == m->first && !t->suf &&
           !(t->clitics & (NQ_CLITIC_AL | NQ_CLITIC_PRONOUN)) &&
           word_at(d, &r->text, first).kind == NQ_WORD_KIN &&
           (end == first + 1 || t[1].clitics & NQ_CLITIC_AL);
}

/* A word in the state that needs another behind it, by what follows: a plain
 * word of the same sentence, without an article, that is no verb by its first
 * letter. */
static bool
is_cut(const nq_reading *r, uint32_t first, uint32_t end)
{
    const nq_token *t = r->text.tokens;
    return end == first + 1 && end < r->text.n_tokens && !t[first].suf &&
           !(t[first].clitics & NQ_CLITIC_AL) && t[end].kind == NQ_TOKEN_WORD &&
           !(t[end].flags & NQ_TOKEN_SENTENCE) && !t[end].clitics &&
           !nq_str_starts(t[end].folded, NQ_STR("ي")) &&
           !nq_str_ends(t[first].folded, NQ_STR("ا"));
}

/* Where an office ends that was read no farther than its head: "keeper of the
 * den of X". 0: it is not told whole. */
static uint32_t
whole_office(const nq_desk *d, const nq_reading *r, uint32_t first,
             uint32_t end)
{
    const nq_token *t = r->text.tokens;
    if (!is_cut(r, first, end))
        return end;
    nq_slot_word w = word_at(d, &r->text, first);
    if (w.kind != NQ_WORD_POST && w.kind != NQ_WORD_FORM_OF_ADDRESS)
        return end;
    if (end + 1 >= r->text.n_tokens || is_cut(r, end, end + 1) ||
        t[end + 1].kind != NQ_TOKEN_WORD ||
        t[end + 1].flags & NQ_TOKEN_SENTENCE)
        return 0;
    const nq_mention *over = nq_mention_at(&r->names, end + 1);
    if (over && over->type != NQ_PER &&
        over->span.start == t[end + 1].span.start)
        return over->end;
    return !over && t[end + 1].clitics == NQ_CLITIC_AL ? end + 2 : 0;
}

/* "Director of the bureau "FBI", the former": the term of an office may stand
 * behind a short name in marks or brackets. The end of the office. */
static uint32_t
term_behind(const nq_desk *d, const nq_text *text, uint32_t end)
{
    const nq_token *t = text->tokens;
    uint32_t i = end + 1;
    if (end >= text->n_tokens || !nq_is_opener(&t[end]))
        return end;
    while (i < text->n_tokens && i <= end + NQ_ALIAS_WORDS &&
           t[i].kind != NQ_TOKEN_MARK && !(t[i].flags & NQ_TOKEN_SENTENCE))
        i++;
    if (i + 1 >= text->n_tokens || t[i].kind != NQ_TOKEN_MARK ||
        t[i + 1].kind != NQ_TOKEN_WORD || !(t[i + 1].clitics & NQ_CLITIC_AL))
        return end;
    uint8_t kind = word_at(d, text, i + 1).kind;
    return kind == NQ_WORD_TERM || kind == NQ_WORD_PAST ? i + 2 : end;
}

/* "His rival", "Mr", "adviser X": an office that is only told with another's
 * name, or none. A single word without an article stands before its chief. */
static bool
says_nothing(const nq_desk *d, const nq_text *text, uint32_t first,
             uint32_t end)
{
    const nq_token *t = &text->tokens[first];
    if (t->clitics & NQ_CLITIC_PRONOUN)
        return true;
    return end == first + 1 &&
           (!(t->clitics & NQ_CLITIC_AL) ||
            word_at(d, text, first).kind == NQ_WORD_FORM_OF_ADDRESS);
}

/* "The first deputy of the minister": the office begins with the deputy's word,
 * which "of" parts from the rest. */
static uint32_t
deputy_before(const nq_desk *d, const nq_text *text, uint32_t first)
{
    const nq_token *t = text->tokens;
    if (!(t[first].clitics & NQ_CLITIC_LAM))
        return first;
    for (uint32_t n = 1; n <= 2 && first >= n; n++) {
        if (t[first - n + 1].flags & NQ_TOKEN_SENTENCE ||
            t[first - n].kind != NQ_TOKEN_WORD)
            break;
        if (word_at(d, text, first - n).kind == NQ_WORD_UNDER)
            return first - n;
    }
    return first;
}

/* The role beside a mention, with a deputy's word in front taken in and a
 * glued "and" left out; empty: none. */
static naql_span
role_of(const nq_desk *d, const nq_reading *r, const nq_mention *m)
{
    const nq_text *text = &r->text;
    const nq_token *t = text->tokens;
    bool known = m->role.end > m->role.start;
    uint32_t first = known ? nq_token_around(text, m->role.start)
                           : office_before(d, r, m->first);
    uint32_t end = known ? nq_token_from(text, m->role.end) : m->first;
    const uint16_t of_the = NQ_CLITIC_LAM | NQ_CLITIC_AL;
    bool of = !known && first < end && (t[first].clitics & of_the) == of_the;
    if (first >= end || of || (known && is_loose(r, m, first, end)) ||
        is_kin_of_one(d, r, m, first, end) || is_anothers(d, r, m, first, end))
        return (naql_span){0, 0}; /* "deputy of the president" */
    if (end != m->first && !(end = whole_office(d, r, first, end)))
        return (naql_span){0, 0};
    uint32_t start = known ? m->role.start : UINT32_MAX;
    uint32_t of_whom = deputy_before(d, text, first);
    if (of_whom != first) {
        first = of_whom;
        start = UINT32_MAX;
    }
    while (first && is_post(word_at(d, text, first - 1)) &&
           !(t[first].flags & NQ_TOKEN_SENTENCE) &&
           !(t[first].clitics & NQ_CLITIC_WAW)) {
        first--;
        start = UINT32_MAX;
    }
    for (uint32_t i = first + 1; i < end; i++)
        if (t[i].clitics & NQ_CLITIC_WAW &&
            word_at(d, text, i).kind == NQ_WORD_FORM_OF_ADDRESS) {
            first = i; /* "the king and Sheikh X": two people */
            start = UINT32_MAX;
        }
    if (first && word_at(d, text, first - 1).kind == NQ_WORD_TOWARDS &&
        !(t[first].flags & NQ_TOKEN_SENTENCE))
        return (naql_span){0, 0}; /* he is to hold it, or another holds it */
    if (start == UINT32_MAX || (t[first].clitics & of_the) == of_the)
        start = nq_token_at(text, first, glue_of(d, text, first));
    end = end == m->first ? end : term_behind(d, text, end);
    if (says_nothing(d, text, first, end))
        return (naql_span){0, 0};
    return (naql_span){start, t[end - 1].span.end};
}

static naql_status
add_role(const nq_desk *d, uint32_t article, const nq_mention *m,
         nq_list *roles)
{
    naql_span span = role_of(d, nq_desk_reading(d, article), m);
    if (span.end <= span.start)
        return NAQL_OK;
    return nq_list_put(
        roles, d->scratch,
        &(nq_role_at){.person = nq_desk_person(d, article, m->entity),
                      .article = article,
                      .span = span});
}

/* The mention of an entity that ends right before a token, a comma or a bracket
 * between them; NULL: none. */
static const nq_mention *
holder_before(const nq_reading *r, uint32_t entity, uint32_t token)
{
    const nq_token *t = r->text.tokens;
    if (!token || t[token].flags & NQ_TOKEN_SENTENCE)
        return NULL;
    uint8_t mark = t[token - 1].mark;
    bool between = t[token - 1].kind == NQ_TOKEN_MARK &&
                   (mark == NQ_MARK_COMMA || mark == NQ_MARK_OPEN);
    if (between && token < 2)
        return NULL;
    const nq_mention *m = nq_mention_at(&r->names, token - 1 - between);
    return m && m->entity == entity ? m : NULL;
}

/* Offices right behind a name that has another in front: "General X, head of
 * the intelligence". */
static naql_status
roles_behind(const nq_desk *d, uint32_t article, nq_list *roles)
{
    const nq_reading *r = nq_desk_reading(d, article);
    for (uint32_t e = 0; e < r->names.n_entities; e++) {
        const nq_entity *x = &r->names.entities[e];
        for (uint32_t i = 0; i < x->n_roles; i++) {
            uint32_t token = nq_token_from(&r->text, x->roles[i].start);
            const nq_mention *m =
                token < r->text.n_tokens ? holder_before(r, e, token) : NULL;
            uint32_t end = nq_token_from(&r->text, x->roles[i].end);
            if (!m || m->role.start == x->roles[i].start ||
                says_nothing(d, &r->text, token, end))
                continue;
            NQ_TRY(nq_list_put(
                roles, d->scratch,
                &(nq_role_at){.person = nq_desk_person(d, article, e),
                              .article = article,
                              .span = x->roles[i]}));
        }
    }
    return NAQL_OK;
}

naql_status
nq_roles_make(const nq_desk *d, nq_roles *out)
{
    nq_list roles = NQ_LIST(nq_role_at);
    for (uint32_t a = 0; a < d->in->story->n_articles; a++) {
        const nq_names *names = &nq_desk_reading(d, a)->names;
        for (uint32_t i = 0; i < names->n_mentions; i++)
            if (names->mentions[i].type == NQ_PER)
                NQ_TRY(add_role(d, a, &names->mentions[i], &roles));
        NQ_TRY(roles_behind(d, a, &roles));
    }
    nq_sort(roles.at, roles.n, sizeof(nq_role_at), nq_roles_order);
    *out = (nq_roles){roles.at, roles.n};
    return NAQL_OK;
}
