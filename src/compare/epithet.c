/* SPDX-License-Identifier: Apache-2.0
 *
 * epithet.c - how a person is introduced. Layer 7 (compare).
 *
 * Knows a description right before the name, and one between the name's comma
 * and the next mark. Whether two of them can both be said is not asked: they
 * are laid side by side. */
#include "compare/epithet.h"

#include "base/hash.h"
#include "base/sorted.h"
#include "base/status.h"
#include "base/str.h"
#include "compare/tune.h"

typedef struct reader {
    const nq_found *f;
    uint32_t article;
    const nq_reading *r;
    uint32_t kind, gender; /* columns of source_nouns */
    nq_list *to;
} reader;

/* Of a woman: has the noun a form in -a? */
static bool
is_listed(const reader *w, naql_str word, bool woman)
{
    const nq_compare_tools *tools = w->f->d->in->tools;
    const nq_table *nouns = &tools->source_nouns;
    uint64_t hash = nq_hash(word);
    uint32_t row;
    if (nq_table_word(&tools->person_nouns, hash, &row))
        return true;
    return nq_table_word(nouns, hash, &row) &&
           nq_str_equal(nq_table_cell(nouns, row, w->kind), NQ_STR("person")) &&
           (!woman ||
            nq_str_equal(nq_table_cell(nouns, row, w->gender), NQ_STR("b")));
}

/* "In front of" has the letters of "imam". */
static bool
is_small_word(const reader *w, const nq_token *t)
{
    uint32_t row;
    return nq_table_word(&w->f->d->in->tools->small_words, t->hash, &row);
}

/* "The organisation" has the letters of "the organiser" of a woman. */
static bool
is_body(const reader *w, uint32_t token)
{
    const nq_mention *m = nq_mention_at(&w->r->names, token);
    uint64_t bare = nq_hash(nq_token_bare(&w->r->text.tokens[token]));
    uint32_t row;
    return (m && m->type != NQ_PER) ||
           nq_table_word(&w->f->d->in->tools->org_heads, bare, &row);
}

/* "Singer", "the singer", of a man or a woman; no relative, no "Mr". */
static bool
is_person_noun(const reader *w, uint32_t token)
{
    const nq_token *t = &w->r->text.tokens[token];
    naql_str bare = nq_token_bare(t), end = NQ_STR("ه");
    uint8_t kind = nq_slot_word_of(&w->f->d->in->tools->words, t).kind;
    if (t->kind != NQ_TOKEN_WORD || t->suf || is_small_word(w, t) ||
        kind == NQ_WORD_KIN || kind == NQ_WORD_FORM_OF_ADDRESS ||
        is_body(w, token))
        return false;
    return is_listed(w, bare, false) ||
           (nq_str_ends(bare, end) &&
            is_listed(w, nq_str(bare.ptr, bare.len - end.len), true));
}

static bool
is_verb(const reader *w, const nq_token *t)
{
    return !(t->clitics & NQ_CLITIC_AL) && nq_is_listed_verb(w->f->d, t);
}

static bool
is_that(const reader *w, const nq_token *t)
{
    const nq_slot_words *words = &w->f->d->in->tools->stance;
    return nq_slot_word_of(words, t).kind == NQ_WORD_IF; /* folded, one word */
}

/* "In", "on": a description before its name goes on behind them only where a
 * comma ends it. */
static bool
leads_on(const reader *w, const nq_token *t)
{
    const nq_slot_words *words = &w->f->d->in->tools->words;
    return is_small_word(w, t) ||
           nq_slot_word_of(words, t).kind == NQ_WORD_INTO;
}

static bool
is_definite(const reader *w, uint32_t token)
{
    return w->r->text.tokens[token].clitics & NQ_CLITIC_AL;
}

/* What a description may end with before its name: a definite word, or the name
 * of a place or body. */
static bool
may_close(const reader *w, uint32_t token)
{
    const nq_mention *m = nq_mention_at(&w->r->names, token);
    return is_definite(w, token) || (m && m->type != NQ_PER);
}

/* The first word of the description that ends before a token: of the nearest
 * definite noun for a person, or the farthest of those that need another word
 * behind them; the token: there is none. */
static uint32_t
head_before(const reader *w, uint32_t end, bool comma)
{
    const nq_token *t = w->r->text.tokens;
    uint32_t found = end;
    for (uint32_t i = end, n = 0; i-- && n < NQ_EPITHET_WORDS; n++) {
        const nq_mention *m = nq_mention_at(&w->r->names, i);
        if (t[i].kind != NQ_TOKEN_WORD || (m && m->type == NQ_PER) ||
            is_verb(w, &t[i]))
            break;
        bool head = is_person_noun(w, i), the = is_definite(w, i);
        if (found < end && is_definite(w, found) &&
            !(head && the && found == i + 1))
            break;
        found = head && (the || i + 1 < end) ? i : found;
        if (!comma && leads_on(w, &t[i]))
            break; /* "the men who have to do with X" */
        if (t[i].flags & NQ_TOKEN_SENTENCE || t[i].clitics & NQ_CLITIC_WAW)
            break;
    }
    return found;
}

/* Does an office of the person stand in a span of the article? O(log roles +
 * offices of the person there). */
static bool
has_office(const reader *w, uint32_t person, naql_span span)
{
    const nq_roles *known = w->f->roles;
    uint32_t i;
    NQ_BISECT(i, nq_roles_from(known, person), known->n,
              known->at[i].person == person &&
                  known->at[i].article < w->article);
    for (; i < known->n && known->at[i].person == person &&
           known->at[i].article == w->article;
         i++)
        if (known->at[i].span.start < span.end &&
            known->at[i].span.end > span.start)
            return true;
    return false;
}

/* Byte where a description starts: "lil-" holds the article of its first word,
 * and stays. */
static uint32_t
start_of(const nq_text *text, uint32_t token)
{
    const uint16_t lil = NQ_CLITIC_LAM | NQ_CLITIC_AL;
    return (text->tokens[token].clitics & lil) == lil
               ? text->tokens[token].span.start
               : nq_word_start(text, token);
}

static naql_status
add(const reader *w, const nq_mention *m, uint32_t first, uint32_t end)
{
    const nq_desk *d = w->f->d;
    const nq_text *text = &w->r->text;
    nq_role_at role = {
        .person = nq_desk_person(d, w->article, m->entity),
        .article = w->article,
        .span = {start_of(text, first), text->tokens[end - 1].span.end},
        .loose = true};
    if (role.person == NQ_NO_ENTITY || has_office(w, role.person, role.span))
        return NAQL_OK;
    return nq_list_put(w->to, d->scratch, &role);
}

/* "Her lawyer X": whose he is, the sentences before tell. No relative, who is
 * what he is to anyone. */
static bool
is_someones(const reader *w, uint32_t token)
{
    const nq_token *t = &w->r->text.tokens[token];
    naql_str bare = nq_token_bare(t);
    return t->kind == NQ_TOKEN_WORD && t->suf && t->suf < bare.len &&
           !(t->clitics & NQ_CLITIC_AL) &&
           nq_slot_word_of(&w->f->d->in->tools->words, t).kind != NQ_WORD_KIN &&
           is_listed(w, nq_str(bare.ptr, bare.len - t->suf), false);
}

/* "The singer X", "the activist in the field of Y, X", "her lawyer X". */
static naql_status
read_before(const reader *w, const nq_mention *m)
{
    const nq_token *t = w->r->text.tokens;
    uint32_t end = m->first;
    if (!end || t[end].flags & NQ_TOKEN_SENTENCE ||
        t[end].span.start != m->span.start)
        return NAQL_OK; /* "to X", "and X" */
    if (is_someones(w, end - 1))
        return add(w, m, end - 1, end);
    if (m->role.end > m->role.start)
        return NAQL_OK;
    bool comma = t[end - 1].kind == NQ_TOKEN_MARK;
    if (comma && t[end - 1].mark != NQ_MARK_COMMA)
        return NAQL_OK;
    end -= comma;
    if (!end || (!comma && !may_close(w, end - 1)))
        return NAQL_OK;
    uint32_t first = head_before(w, end, comma);
    if (first == end || (comma && !is_definite(w, first)))
        return NAQL_OK;
    return add(w, m, first, end);
}

/* "He likened X, the guide Y, to ..": the words behind the comma are of another
 * man, unless his name is whose they are, "lawyer of Y". */
static bool
names_another(const reader *w, uint32_t first, uint32_t end)
{
    for (uint32_t i = first + !is_definite(w, first) + 1; i < end; i++) {
        const nq_mention *m = nq_mention_at(&w->r->names, i);
        if (m && m->type == NQ_PER && m->first == i)
            return true;
    }
    return false;
}

/* "X, playmaker of Y, ..": from comma to mark. */
static naql_status
read_behind(const reader *w, const nq_mention *m)
{
    const nq_token *t = w->r->text.tokens;
    uint32_t n = w->r->text.n_tokens, first = m->end + 1, end = first;
    if (first >= n || t[m->end].mark != NQ_MARK_COMMA ||
        t[m->first].span.start != m->span.start || /* "adviser to X, .." */
        t[first].clitics & (NQ_CLITIC_WAW | NQ_CLITIC_LAM | NQ_CLITIC_BA) ||
        !is_person_noun(w, first))
        return NAQL_OK;
    while (end < n && t[end].kind == NQ_TOKEN_WORD && !is_verb(w, &t[end]) &&
           !is_that(w, &t[end]) && !(t[end].flags & NQ_TOKEN_SENTENCE) &&
           end - first <= NQ_EPITHET_WORDS)
        end++;
    if (end == first || end - first > NQ_EPITHET_WORDS || end >= n ||
        (t[end].mark != NQ_MARK_COMMA && t[end].mark != NQ_MARK_STOP &&
         !is_that(w, &t[end])) ||
        names_another(w, first, end))
        return NAQL_OK;
    return add(w, m, first, end);
}

naql_status
nq_epithets_add(const nq_found *f, nq_list *to)
{
    const nq_table *nouns = &f->d->in->tools->source_nouns;
    reader w = {.f = f,
                .kind = nq_table_col(nouns, "kind"),
                .gender = nq_table_col(nouns, "gender"),
                .to = to};
    for (w.article = 0; w.article < f->d->in->story->n_articles; w.article++) {
        w.r = nq_desk_reading(f->d, w.article);
        const nq_names *names = &w.r->names;
        for (uint32_t i = 0; i < names->n_mentions; i++) {
            if (names->mentions[i].type != NQ_PER)
                continue;
            NQ_TRY(read_before(&w, &names->mentions[i]));
            NQ_TRY(read_behind(&w, &names->mentions[i]));
        }
    }
    return NAQL_OK;
}
