/* SPDX-License-Identifier: Apache-2.0
 *
 * entity.c - which mentions of one article are of one entity. Layer 4 (name).
 */
#include "name/entity.h"

#include "base/hash.h"
#include "base/status.h"
#include "base/str.h"
#include "base/utf8.h"
#include "name/acronym.h"
#include "name/alike.h"
#include "name/entity_name.h"
#include "name/nickname.h"
#include "name/shorter.h"
#include "name/tune.h"

/* Kinds of keys by which an entity is looked up; part of the key. */
enum { KEY_WHOLE = 1, KEY_ENDS, KEY_LAST, KEY_FIRST, KEY_FRONT };

#define AMBIGUOUS (NQ_NO_ENTITY - 1) /* two entities share the key */

struct linker {
    const nq_entity_in *in;
    naql_str text;
    nq_name_words *words; /* [n] of each mention, by nq_name_tight */
    nq_map read;          /* hash of a name -> its first mention */
    nq_map keys;          /* kind, type, words -> entity + 1 */
    uint32_t n_entities;
};

static uint64_t
key_of(unsigned kind, uint8_t type, uint64_t words)
{
    return nq_hash_next(nq_hash_next(kind, type), words);
}

static uint32_t
find(const struct linker *l, uint64_t key)
{
    const uint32_t *entity = nq_map_get(&l->keys, key);
    return entity ? *entity - 1 : NQ_NO_ENTITY;
}

/* First come, first served: a later entity makes a shared key ambiguous. */
static bool
claim(struct linker *l, uint64_t key, uint32_t entity, bool shared)
{
    bool fresh;
    uint32_t *value = nq_map_put(&l->keys, key, &fresh);
    if (!value)
        return false;
    if (fresh)
        *value = entity + 1;
    else if (!shared && *value != entity + 1)
        *value = AMBIGUOUS + 1;
    return true;
}

static uint64_t
words_key(const nq_name_words *w, uint32_t n)
{
    uint64_t h = 0;
    for (uint32_t i = 0; i < n; i++)
        h = nq_hash_next(h, w->tight[i]);
    return h;
}

static uint64_t
ends_key(const nq_name_words *w)
{
    return nq_hash_next(w->tight[0], w->tight[w->n - 1]);
}

/* The entity of a name in full, and the keys under which it will be found. One
 * of no word, which is too long for one, is by itself. */
static uint32_t
settle_full(struct linker *l, uint8_t type, const nq_name_words *w)
{
    if (!w->n)
        return l->n_entities++;
    uint64_t whole = key_of(KEY_WHOLE, type, nq_name_key(l->in->variants, w));
    uint32_t entity = find(l, whole);
    if (entity == NQ_NO_ENTITY && type == NQ_PER)
        entity = find(l, key_of(KEY_ENDS, type, ends_key(w)));
    if (entity >= AMBIGUOUS)
        entity = l->n_entities++;
    bool ok = claim(l, whole, entity, true);
    if (ok && type == NQ_PER)
        ok = claim(l, key_of(KEY_ENDS, type, ends_key(w)), entity, true) &&
             claim(l, key_of(KEY_LAST, type, w->tight[w->n - 1]), entity,
                   false) &&
             claim(l, key_of(KEY_FIRST, type, w->tight[0]), entity, false);
    for (uint32_t n = 2; ok && type != NQ_PER && n < w->n; n++)
        ok = claim(l, key_of(KEY_FRONT, type, words_key(w, n)), entity, false);
    return ok ? entity : NQ_NO_ENTITY;
}

/* Is mention `i` a person in full whose family name, or given name, is the
 * word?
 */
static bool
is_called(const struct linker *l, uint32_t i, unsigned kind, uint64_t word)
{
    const nq_name_words *w = &l->words[i];
    return l->in->mentions[i].type == NQ_PER && w->n > 1 &&
           w->tight[kind == KEY_LAST ? w->n - 1 : 0] == word;
}

/* The entity of a name in one word: someone whose family or given name it is,
 * whose name it starts, in marks, else one of its own. With several, the
 * nearest before it, else behind it. */
static uint32_t
settle_short(struct linker *l, uint32_t mention)
{
    enum { REACH = 256 };
    static const unsigned kinds[] = {KEY_LAST, KEY_FIRST};
    uint64_t word = l->words[mention].tight[0];
    for (unsigned k = 0; k < 2; k++) {
        uint32_t entity = find(l, key_of(kinds[k], NQ_PER, word));
        if (entity == NQ_NO_ENTITY)
            continue;
        if (entity != AMBIGUOUS)
            return entity;
        for (uint32_t i = mention; i-- && mention - i < REACH;)
            if (is_called(l, i, kinds[k], word))
                return l->in->mentions[i].entity;
        for (uint32_t i = mention + 1;
             kinds[k] == KEY_LAST && i < l->in->n && i - mention < REACH; i++)
            if (is_called(l, i, kinds[k], word))
                return l->in->mentions[i].entity;
    }
    uint32_t whose = nq_nickname_of(l->in, l->words, mention);
    if (whose == NQ_NO_ENTITY)
        return whose;
    uint64_t name = nq_name_key(l->in->variants, &l->words[mention]);
    return claim(l, key_of(KEY_WHOLE, NQ_PER, name), whose, true)
               ? whose
               : NQ_NO_ENTITY;
}

/* "WAS", the letters of a body by themselves, of no outlet? */
static bool
is_letters(const struct linker *l, const nq_mention *m)
{
    return m->type == NQ_ORG && m->end == m->first + 1 &&
           !(l->in->marked->lex[m->first].whole & NQ_LEX_AGENCY) &&
           nq_is_acronym(l->in->marked->text, m->first);
}

/* "(WAS)" right behind a body's name, in whatever marks, is that body, and so
 * are Latin letters without them. */
static uint32_t
bracketed(const struct linker *l, uint32_t mention)
{
    const nq_mention *m = &l->in->mentions[mention];
    if (!mention || m->type != NQ_ORG || m->end - m->first > 3 ||
        m[-1].type != NQ_ORG)
        return NQ_NO_ENTITY;
    if (m->first == m[-1].end && is_letters(l, m))
        return m[-1].entity;
    if (m->first != m[-1].end + 1)
        return NQ_NO_ENTITY;
    return nq_is_opener(&l->in->marked->text->tokens[m->first - 1])
               ? m[-1].entity
               : NQ_NO_ENTITY;
}

/* A body's letters alone wait for the name that they are of. */
static bool
is_full(const struct linker *l, uint32_t i)
{
    const nq_mention *m = &l->in->mentions[i];
    const nq_name_words *w = &l->words[i];
    if (m->type == NQ_PER)
        return w->n > 1;
    return w->n > 0 && (!is_letters(l, m) || bracketed(l, i) != NQ_NO_ENTITY);
}

/* "X (Abu Y)": one word in brackets right behind a person's name in full is
 * another name of his. */
static bool
settle_byname(struct linker *l, uint32_t mention)
{
    nq_mention *m = &l->in->mentions[mention];
    if (!mention || m->type != NQ_PER || l->words[mention].n != 1 ||
        m[-1].type != NQ_PER || l->words[mention - 1].n < 2 ||
        m->first != m[-1].end + 1 ||
        l->in->marked->text->tokens[m->first - 1].mark != NQ_MARK_OPEN)
        return true;
    m->entity = m[-1].entity;
    uint64_t name = nq_name_key(l->in->variants, &l->words[mention]);
    return claim(l, key_of(KEY_WHOLE, NQ_PER, name), m->entity, true);
}

/* "X M. Y": folding takes the letter for "mother of". */
static bool
is_letter(const nq_text *text, uint32_t i)
{
    const nq_token *t = &text->tokens[i];
    const char *at = text->article->text.ptr + t->span.start;
    return (unsigned char)at[0] == 0xd8 && (unsigned char)at[1] == 0xa5;
}

/* A word that is written apart from the other that it is one name with may
 * stand alone: "Oglu", "Abi" of "Abi Ahmad". */
static bool
claim_apart(struct linker *l, uint32_t mention)
{
    const nq_variants *v = l->in->variants;
    const nq_mention *m = &l->in->mentions[mention];
    const nq_token *first = &l->in->marked->text->tokens[m->first];
    const nq_token *last = &l->in->marked->text->tokens[m->end - 1];
    if (m->end - m->first <= l->words[mention].n) /* none were joined */
        return true;
    const nq_text *text = l->in->marked->text;
    bool alone = nq_word_joins(v, last->hash) & NQ_JOIN_BEFORE ||
                 (m->end > m->first + 1 && is_letter(text, m->end - 2));
    uint64_t before = key_of(KEY_LAST, NQ_PER, nq_word_tight(last->folded));
    uint64_t next = key_of(KEY_FIRST, NQ_PER, nq_word_tight(first->folded));
    return (!alone || claim(l, before, m->entity, false)) &&
           (!(nq_word_joins(v, first->hash) & NQ_JOIN_NEXT) ||
            claim(l, next, m->entity, false));
}

/* A place of one word that no list has, or a body without the article, and the
 * family name of a person of the article; but not "the city of X". */
static bool
is_family(const struct linker *l, uint32_t mention)
{
    const uint32_t bodies = NQ_LEX_ORG | NQ_LEX_AGENCY | NQ_LEX_BODY;
    const uint32_t places = NQ_LEX_PLACE | NQ_LEX_TOWN | NQ_LEX_ORG_HEAD;
    const uint32_t heads = NQ_LEX_PLACE_HEAD | NQ_LEX_ORG_HEAD;
    const nq_mention *m = &l->in->mentions[mention];
    const nq_name_words *w = &l->words[mention];
    const nq_lex_word *lex = l->in->marked->lex + m->first;
    if (m->first && nq_lex_bits(lex - 1) & heads)
        return false;
    return m->type != NQ_PER && w->n == 1 && m->end == m->first + 1 &&
           !(nq_lex_bits(lex) & (lex->definite ? bodies | places : places)) &&
           find(l, key_of(KEY_LAST, NQ_PER, w->tight[0])) < AMBIGUOUS;
}

static bool
settle_one(struct linker *l, uint32_t i)
{
    nq_mention *m = &l->in->mentions[i];
    m->entity = bracketed(l, i);
    if (m->entity != NQ_NO_ENTITY)
        return claim(l,
                     key_of(KEY_WHOLE, m->type,
                            nq_name_key(l->in->variants, &l->words[i])),
                     m->entity, true);
    const nq_name_words *w = &l->words[i];
    m->entity = settle_full(l, m->type, w);
    if (m->entity == NQ_NO_ENTITY)
        return false;
    if (m->type != NQ_ORG || w->n < 2 ||
        !nq_is_acronym(l->in->marked->text, m->end - 1))
        return true; /* else "the institute X MIT" is "MIT" */
    uint64_t letters = nq_hash_next(0, w->tight[w->n - 1]);
    return claim(l, key_of(KEY_WHOLE, NQ_ORG, letters), m->entity, true);
}

/* Names in full first, wherever they stand, persons before others; then those
 * in one word. */
static bool
settle(struct linker *l)
{
    nq_mention *m = l->in->mentions;
    for (uint32_t i = 0; i < l->in->n; i++)
        if (m[i].type == NQ_PER && is_full(l, i) &&
            (!settle_one(l, i) || !claim_apart(l, i)))
            return false;
    for (uint32_t i = 0; i < l->in->n; i++) {
        if (is_family(l, i))
            m[i].type = NQ_PER;
        if (m[i].type != NQ_PER && is_full(l, i) && !settle_one(l, i))
            return false;
    }
    for (uint32_t i = 0; i < l->in->n; i++)
        if (!settle_byname(l, i))
            return false;
    for (uint32_t i = 0; i < l->in->n; i++) {
        if (m[i].entity != NQ_NO_ENTITY)
            continue;
        if (l->words[i].n)
            m[i].entity = settle_short(l, i);
        if (m[i].entity == NQ_NO_ENTITY)
            m[i].entity = settle_full(l, m[i].type, &l->words[i]);
        if (m[i].entity == NQ_NO_ENTITY || !claim_apart(l, i))
            return false;
    }
    return true;
}

/* A head word and a body of several words that the lists have: "the
 * organisation United Nations". It is no front of "the organisation of the
 * United Nations for food". */
static bool
is_headed(const nq_marked *m, const nq_mention *name)
{
    const uint32_t listed = NQ_LEX_ORG | NQ_LEX_STARTS | NQ_LEX_LONG;
    uint32_t i = name->first + 1;
    if (!(nq_lex_bits(&m->lex[name->first]) & NQ_LEX_ORG_HEAD) ||
        i >= name->end ||
        (m->lex[i].whole & (listed | NQ_LEX_INSIDE)) != listed)
        return false;
    for (i++; i < name->end; i++)
        if (!(m->lex[i].whole & NQ_LEX_INSIDE))
            return false;
    return true;
}

/* A body or site named by the front of a longer name of the article is that
 * one. */
static void
join_fronts(struct linker *l)
{
    for (uint32_t i = 0; i < l->in->n; i++) {
        nq_mention *m = &l->in->mentions[i];
        const nq_name_words *w = &l->words[i];
        if (m->type == NQ_PER || w->n < 2 || is_headed(l->in->marked, m))
            continue;
        uint32_t longer =
            find(l, key_of(KEY_FRONT, m->type, words_key(w, w->n)));
        if (longer < AMBIGUOUS)
            m->entity = longer;
    }
}

/* Numbers entities anew by first mention; *left: how many there are then. */
static bool
renumber(struct linker *l, nq_arena *scratch, uint32_t *left)
{
    uint32_t *to = nq_arena_alloc(scratch, sizeof(*to) * (l->n_entities + 1));
    if (!to)
        return false;
    memset(to, 0xff, sizeof(*to) * (l->n_entities + 1));
    *left = 0;
    for (uint32_t i = 0; i < l->in->n; i++) {
        uint32_t *entity = &l->in->mentions[i].entity;
        if (to[*entity] == NQ_NO_ENTITY)
            to[*entity] = (*left)++;
        *entity = to[*entity];
    }
    return true;
}

/* "lil-X" lost the alif of its article: the first word is read without. */
static void
read_bare(const struct linker *l, const nq_mention *m, nq_name_words *words)
{
    const nq_token *t = &l->in->marked->text->tokens[m->first];
    uint32_t skip = l->in->marked->lex[m->first].skip;
    if (l->in->marked->lex[m->first].lil)
        skip += NQ_LETTER; /* the l of the article */
    if (skip < t->folded.len) {
        naql_str bare = {t->folded.ptr + skip, t->folded.len - skip};
        words->tight[0] = nq_word_tight(bare);
    }
}

/* Reads a name off its tokens, where each is a word with nothing folded away;
 * false: it has to be read from the text. */
static bool
read_tokens(const nq_entity_in *in, const nq_mention *m, nq_name_words *words)
{
    enum { MOST = 2 * NQ_NAME_WORDS_MAX };
    naql_str folded[MOST];
    if (m->end - m->first > MOST)
        return false;
    for (uint32_t i = m->first; i < m->end; i++) {
        const nq_token *t = &in->marked->text->tokens[i];
        uint32_t from = t->span.start, to = t->span.end;
        bool apart = i == m->first || t->flags & NQ_TOKEN_SPACE;
        if (t->kind != NQ_TOKEN_WORD || !apart || to - from != t->folded.len ||
            t->folded.len <= NQ_LETTER) /* a lone hamza is not folded away */
            return false;
        from = from < m->span.start ? m->span.start : from;
        to = to > m->span.end ? m->span.end : to;
        folded[i - m->first] =
            nq_str(t->folded.ptr + (from - t->span.start), to - from);
    }
    nq_name_tight_folded(in->variants, folded, m->end - m->first, words);
    return true;
}

/* The words of a mention; most names stand in a text more than once. */
static bool
read_words(struct linker *l, uint32_t i)
{
    const nq_mention *m = &l->in->mentions[i];
    naql_str name = nq_str_span(l->text, m->span);
    bool bare = nq_lost_article(l->in, m).len > 0, fresh = true;
    uint32_t *first = bare ? NULL : nq_map_put(&l->read, nq_hash(name), &fresh);
    if (!fresh) {
        l->words[i] = l->words[*first];
        return true;
    }
    if (!read_tokens(l->in, m, &l->words[i]))
        nq_name_tight(l->in->variants, name, &l->words[i]);
    if (first)
        *first = i;
    else if (bare && l->words[i].n)
        read_bare(l, m, &l->words[i]);
    return first || bare;
}

naql_status
nq_entities_make(const nq_entity_in *in, nq_arena *arena, nq_arena *scratch,
                 nq_names *out)
{
    struct linker l = {.in = in, .text = in->marked->text->article->text};
    nq_grouped grouped = {.in = in};
    nq_map_init(&l.keys, scratch);
    nq_map_init(&l.read, scratch);
    l.words = nq_arena_alloc(scratch, sizeof(*l.words) * (in->n + 1));
    uint32_t *support = nq_arena_zero(scratch, in->n + 1, sizeof(*support));
    if (!l.words || !support)
        return NAQL_NOMEM;
    bool ok = true;
    for (uint32_t i = 0; ok && i < in->n; i++)
        ok = read_words(&l, i);
    if (!ok || !settle(&l))
        return NAQL_NOMEM;
    join_fronts(&l);
    NQ_TRY(nq_shorter_join(in, l.words, l.n_entities, scratch));
    NQ_TRY(nq_alike_join(in, l.words, l.n_entities, scratch, support));
    if (!renumber(&l, scratch, &grouped.n))
        return NAQL_NOMEM;
    grouped.words = l.words;
    grouped.support = support;
    return nq_entities_describe(&grouped, arena, scratch, out);
}
