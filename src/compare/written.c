/* SPDX-License-Identifier: Apache-2.0
 *
 * written.c - one word of a name that outlets write in several ways. Layer 7
 * (compare).
 *
 * Looks at words alone and at neighbours as if no space stood between them, and
 * does not need the tagger to see the name on both sides: what one side shows
 * to be a name, the other writes otherwise. */
#include "compare/written.h"

#include "base/fold.h"
#include "base/hash.h"
#include "base/status.h"
#include "base/str.h"
#include "compare/near.h"
#include "compare/spelled.h"
#include "compare/tune.h"

#define LETTER  2u /* bytes of an Arabic letter */
#define NO_SLOT UINT32_MAX
#define RAW     128u /* bytes of a word as it is written */

typedef struct way { /* the first place of a way to write a word */
    naql_str bare;   /* folded, without what is glued before it */
    uint64_t raw;    /* hash of its letters as they are written */
    uint32_t line, token, n_tokens, slot;
    const nq_mention *mention; /* or NULL */
    double idf;
    bool own;      /* with the article, as a part of a person's name */
    bool dotted;   /* ends in an -a with its dots */
    bool name;     /* in a mention, or a network */
    uint32_t next; /* older way with the same key + 1, 0: none */
} way;

typedef struct scribe {
    const nq_desk *d;
    nq_slots *slots;
    nq_list *answers;
    nq_list ways;  /* of way */
    nq_map newest; /* folded word -> the last of `ways` + 1 */
    nq_map sounds; /* the same by the sound of long words */
    nq_list links; /* of link: chains of `sounds` */
    nq_map named;  /* of nq_near_named */
    nq_list again; /* of place: where an article has a word once more */
    nq_map seen;   /* article and letters -> its way + 1 */
} scribe;

typedef struct link {
    uint32_t way, next; /* older one + 1, 0: none */
} link;

typedef struct place {
    uint32_t line, token;
    uint64_t key; /* article and letters */
} place;

/* Is it a later word of a person's name that has the article, which is the
 * name's own? */
static bool
has_own_article(const nq_reading *r, uint32_t token)
{
    const nq_mention *m = nq_mention_at(&r->names, token);
    return m && m->type == NQ_PER && m->first < token &&
           r->text.tokens[token].clitics & NQ_CLITIC_AL;
}

/* Does a name begin with the very first letter of the token? Then what looks
 * glued to it, the "bi" of Bilbao, is its own. */
static bool
begins_name(const nq_reading *r, uint32_t token)
{
    const nq_mention *m = nq_mention_at(&r->names, token);
    const nq_token *t = &r->text.tokens[token];
    return m && m->first == token && m->span.start == t->span.start &&
           !(t->clitics & NQ_CLITIC_AL);
}

static naql_str
bare_of(const nq_reading *r, uint32_t token)
{
    const nq_token *t = &r->text.tokens[token];
    return begins_name(r, token) ? t->folded : nq_near_bare(t);
}

/* `n` tokens without what is glued before the first one. */
static naql_span
span_of(const nq_reading *r, uint32_t token, uint32_t n)
{
    const nq_token *t = &r->text.tokens[token];
    uint32_t cut = (uint32_t)(t->folded.len - bare_of(r, token).len);
    if (cut >= 2 * LETTER && has_own_article(r, token))
        cut -= 2 * LETTER;
    return (naql_span){nq_token_at(&r->text, token, cut),
                       r->text.tokens[token + n - 1].span.end};
}

/* Hash of the letters of a place as they are written; 0: too many. */
static uint64_t
raw_of(const nq_reading *r, naql_span span)
{
    char room[NQ_FOLD_ROOM(RAW)];
    naql_str word = nq_str_span(r->article.text, span);
    if (word.len > RAW)
        return 0;
    uint64_t hash =
        nq_hash(nq_str(room, nq_fold_text(word, NQ_FOLD_FORM, room)));
    return nq_hash_next(hash, 1); /* not the key of a folded word */
}

static bool
is_dotted(naql_str text, naql_span span)
{
    naql_span end = {span.end - LETTER, span.end};
    return span.end >= span.start + LETTER &&
           nq_str_equal(nq_str_span(text, end), NQ_STR("ة"));
}

static const nq_reading *
reading_of(const scribe *s, const way *w)
{
    return nq_row_reading(s->d, &s->d->lines[w->line]);
}

static uint32_t
outlet_of(const scribe *s, const way *w)
{
    return s->d->outlet[s->d->lines[w->line].article];
}

static uint64_t
seen_key(const scribe *s, const way *w, uint64_t letters)
{
    return nq_hash_next(s->d->lines[w->line].article + 1, letters);
}

/* A mention of a person, place or body, a word of one elsewhere in the story,
 * or a network. */
static void
note_name(const scribe *s, const nq_reading *r, way *w)
{
    const nq_mention *m = nq_mention_at(&r->names, w->token);
    const nq_token *t = &r->text.tokens[w->token];
    nq_slot_word known = nq_slot_word_of(&s->d->in->tools->words, t);
    w->mention = m && m->type <= NQ_ORG ? m : NULL;
    w->name = w->mention || known.kind == NQ_WORD_MEDIUM ||
              nq_map_get(&s->named, nq_hash(nq_near_bare(t)));
}

static bool
is_written(const nq_token *t)
{
    naql_str bare = nq_near_bare(t);
    return t->kind == NQ_TOKEN_WORD && t->pre < t->folded.len &&
           bare.len >= NQ_WRITTEN_LEAST * LETTER &&
           bare.len <= NQ_NEAR_MOST * LETTER && nq_near_is_arabic(bare);
}

static naql_status
slot_of(scribe *s, way *w)
{
    const nq_reading *r = reading_of(s, w);
    if (w->slot != NO_SLOT)
        return NAQL_OK;
    naql_span span = span_of(r, w->token, w->n_tokens);
    nq_value v = nq_slot_name_value(s->d, r, span, NQ_NO_ENTITY);
    if (!v.name)
        return NAQL_NOMEM;
    v.soft = v.spelt = true;
    w->slot = s->slots->n;
    return nq_slots_add(
        s->d, s->slots,
        (nq_slot_at){.slot = NQ_SLOT_NAME,
                     .type = w->mention ? w->mention->type : NQ_ORG,
                     .line = w->line,
                     .span = span,
                     .value = v});
}

static naql_status
join(scribe *s, uint32_t a, uint32_t b)
{
    way *x = (way *)s->ways.at + a, *y = (way *)s->ways.at + b;
    NQ_TRY(slot_of(s, x));
    NQ_TRY(slot_of(s, y));
    return nq_list_put(s->answers, s->d->scratch,
                       &(nq_answer){x->slot, y->slot});
}

/* Have two names of several words another one in common, at any place? */
static bool
share_word(const scribe *s, const way *x, const way *y)
{
    const nq_token *t = reading_of(s, x)->text.tokens;
    const nq_token *u = reading_of(s, y)->text.tokens;
    for (uint32_t i = x->mention->first; i < x->mention->end; i++)
        for (uint32_t k = y->mention->first; k < y->mention->end; k++)
            if (i != x->token && k != y->token && t[i].kind == NQ_TOKEN_WORD &&
                t[i].stem == u[k].stem)
                return true;
    return false;
}

/* ---- Letters ---- */

static bool
is_in(const way *w, uint8_t type)
{
    return w->mention && w->mention->type == type;
}

/* One word in other letters that fold alike. Both are names to the tagger, or
 * one is, and the word is rare enough to be nothing else. What bodies are
 * called by are common words, but for the adjective of a country. */
static bool
are_letters_of_one(const scribe *s, const way *x, const way *y)
{
    if (x->raw == y->raw || (!x->name && !y->name))
        return false;
    if (x->own != y->own) /* "Samir Nusur", "Samir al-Nusur" */
        return is_in(x, NQ_PER) && is_in(y, NQ_PER) &&
               x->mention->first < x->token && y->mention->first < y->token &&
               share_word(s, x, y);
    if (x->mention && y->mention && !is_in(x, NQ_ORG) && !is_in(y, NQ_ORG))
        return true;
    if (x->mention && y->mention &&
        nq_origin_of(&s->d->in->tools->names.variants, nq_hash(x->bare)))
        return true;
    double idf = x->idf < y->idf ? x->idf : y->idf;
    if (is_in(x, NQ_PER) || is_in(y, NQ_PER))
        return x->dotted != y->dotted || idf >= NQ_NEAR_LEAST_IDF;
    return idf >= (x->mention && y->mention ? NQ_NEAR_NAME_IDF : NQ_NEAR_IDF);
}

/* ---- Spaces ---- */

static bool
is_apart(const scribe *s, const way *one, const way *two)
{
    return outlet_of(s, one) != outlet_of(s, two) &&
           (one->name || two->name ||
            (one->idf >= NQ_NEAR_IDF && two->idf >= NQ_NEAR_IDF));
}

/* ---- Sounds ---- */

static bool
are_given(const scribe *s, const way *x, const way *y)
{
    const nq_map *given = &s->d->in->tools->names.variants.given;
    return nq_map_get(given, nq_word_tight(x->bare)) &&
           nq_map_get(given, nq_word_tight(y->bare));
}

static bool
ends_in(naql_str word, const char *letter)
{
    return word.len > LETTER &&
           !memcmp(word.ptr + word.len - LETTER, letter, LETTER);
}

/* "Guinea", "Kenya"; not one under an old name, "Moldova", "Moldavia". */
static bool
are_two_countries(const scribe *s, const way *x, const way *y)
{
    const nq_name_book *names = &s->d->in->tools->names;
    uint64_t one = nq_country_of(names, x->bare);
    uint64_t two = nq_country_of(names, y->bare);
    return one && two && one != two &&
           memcmp(x->bare.ptr, y->bare.ptr, LETTER) != 0;
}

/* Do they differ at their ends alone, as a noun and its plural do, or name one
 * country, or two? */
static bool
are_forms(const scribe *s, const way *x, const way *y)
{
    const nq_variants *v = &s->d->in->tools->names.variants;
    uint64_t origin = nq_origin_of(v, nq_hash(x->bare));
    size_t least = x->bare.len < y->bare.len ? x->bare.len : y->bare.len;
    size_t same = 0;
    while (same < least &&
           !memcmp(x->bare.ptr + same, y->bare.ptr + same, LETTER))
        same += LETTER;
    bool cases = ends_in(x->bare, "ن") && ends_in(y->bare, "ن") &&
                 same + 2 * LETTER >= least; /* of a plural */
    return cases || are_two_countries(s, x, y) ||
           (origin && origin == nq_origin_of(v, nq_hash(y->bare))) ||
           nq_word_tight(x->bare) == nq_word_tight(y->bare) ||
           (same + LETTER >= least && !is_in(x, NQ_PER));
}

/* The same consonants with other vowels, or a letter that transcribers mix up:
 * names of one type with a word in common, or too rare to be two. */
static bool
are_sounds_of_one(const scribe *s, const way *x, const way *y)
{
    if (outlet_of(s, x) == outlet_of(s, y) || !x->mention || !y->mention ||
        x->mention->type != y->mention->type || are_given(s, x, y) ||
        are_forms(s, x, y) || x->idf < NQ_NEAR_NAME_IDF ||
        y->idf < NQ_NEAR_NAME_IDF ||
        nq_map_get(&s->seen, seen_key(s, x, nq_hash(y->bare))) ||
        nq_map_get(&s->seen, seen_key(s, y, nq_hash(x->bare))))
        return false;
    return share_word(s, x, y) ||
           (x->idf >= NQ_NEAR_IDF && y->idf >= NQ_NEAR_IDF);
}

/* ---- All words of the story ---- */

/* Against the ways with that key that are there. */
static naql_status
match_letters(scribe *s, uint32_t me)
{
    const way *mine = (const way *)s->ways.at + me;
    for (uint32_t k = mine->next, n = 0; k && n < NQ_WRITTEN_ANCHORS; n++) {
        const way *other = (const way *)s->ways.at + k - 1;
        uint32_t next = other->next;
        if (are_letters_of_one(s, other, (const way *)s->ways.at + me))
            NQ_TRY(join(s, k - 1, me));
        k = next;
    }
    return NAQL_OK;
}

static naql_status
match_sounds(scribe *s, uint32_t me)
{
    naql_str bare = ((const way *)s->ways.at)[me].bare;
    if (bare.len < NQ_WRITTEN_LETTERS * LETTER - LETTER)
        return NAQL_OK;
    uint32_t *newest = nq_map_put(&s->sounds, nq_word_loose(bare), NULL);
    link *to = nq_list_add(&s->links, s->d->scratch);
    if (!newest || !to)
        return NAQL_NOMEM;
    *to = (link){me, *newest};
    for (uint32_t k = *newest, n = 0; k && n < NQ_WRITTEN_ANCHORS; n++) {
        link l = ((const link *)s->links.at)[k - 1];
        const way *at = s->ways.at;
        if (are_sounds_of_one(s, &at[l.way], &at[me]))
            NQ_TRY(join(s, l.way, me));
        k = l.next;
    }
    *newest = s->links.n;
    return NAQL_OK;
}

/* The name may be seen at a later place alone. `at`: the way + 1. */
static naql_status
once_more(scribe *s, way *w, uint32_t at)
{
    place *to = nq_list_add(&s->again, s->d->scratch);
    way *old = at ? (way *)s->ways.at + at - 1 : NULL;
    if (!to)
        return NAQL_NOMEM;
    *to = (place){w->line, w->token, seen_key(s, w, w->raw)};
    if (!old || !w->name || old->name)
        return NAQL_OK;
    to->line = old->line;
    to->token = old->token;
    w->next = old->next;
    *old = *w;
    return NAQL_OK;
}

/* A word, once for each article and way. */
static naql_status
write_down(scribe *s, uint32_t line, uint32_t word)
{
    const nq_row *row = &s->d->lines[line];
    const nq_reading *r = nq_row_reading(s->d, row);
    uint32_t token = row->words[word].token;
    const nq_token *t = &r->text.tokens[token];
    bool fresh;
    if (!is_written(t))
        return NAQL_OK;
    way w = {.bare = bare_of(r, token),
             .line = line,
             .token = token,
             .n_tokens = 1,
             .slot = NO_SLOT,
             .idf = row->words[word].idf};
    note_name(s, r, &w);
    naql_span span = span_of(r, token, 1);
    w.raw = raw_of(r, span);
    w.own = has_own_article(r, token);
    w.dotted = is_dotted(r->article.text, span);
    if (!w.raw)
        return NAQL_OK;
    if (!nq_map_put(&s->seen, seen_key(s, &w, nq_hash(w.bare)), NULL))
        return NAQL_NOMEM;
    uint32_t *at = nq_map_put(&s->seen, seen_key(s, &w, w.raw), &fresh);
    if (!at)
        return NAQL_NOMEM;
    if (!fresh)
        return once_more(s, &w, *at);
    uint32_t *newest = nq_map_put(&s->newest, nq_hash(w.bare), NULL);
    way *to = nq_list_add(&s->ways, s->d->scratch);
    if (!newest || !to)
        return NAQL_NOMEM;
    w.next = *newest;
    *to = w;
    *newest = *at = s->ways.n;
    return NAQL_OK;
}

/* Two words that stand side by side, as one. */
static naql_status
match_spaces(scribe *s, uint32_t line, uint32_t word)
{
    const nq_row *row = &s->d->lines[line];
    const nq_reading *r = nq_row_reading(s->d, row);
    const nq_word *w = &row->words[word];
    const nq_token *a = &r->text.tokens[w->token], *b = a + 1;
    char both[2 * NQ_NEAR_MOST * LETTER];
    if (word + 1 >= row->n_words || w[1].token != w->token + 1 ||
        a->kind != NQ_TOKEN_WORD || b->kind != NQ_TOKEN_WORD ||
        a->pre >= a->folded.len || b->folded.len < 2 * LETTER ||
        w[1].idf < NQ_WRITTEN_IDF)
        return NAQL_OK;
    naql_str first = bare_of(r, w->token), second = b->folded;
    if (first.len < 2 * LETTER ||
        first.len + second.len < NQ_WRITTEN_LETTERS * LETTER ||
        first.len + second.len > sizeof both)
        return NAQL_OK;
    memcpy(both, first.ptr, first.len);
    memcpy(both + first.len, second.ptr, second.len);
    naql_str whole = {both, first.len + second.len};
    const uint32_t *found = nq_map_get(&s->newest, nq_hash(whole));
    if (!found)
        return NAQL_OK;
    way me = {.line = line,
              .token = w->token,
              .n_tokens = 2,
              .slot = NO_SLOT,
              .idf = w->idf > w[1].idf ? w->idf : w[1].idf};
    bool fresh;
    note_name(s, r, &me);
    uint64_t key = seen_key(s, &me, nq_hash_next(2, nq_hash(whole)));
    uint32_t *at = nq_map_put(&s->seen, key, &fresh);
    if (!at || (fresh && !nq_list_add(&s->ways, s->d->scratch)))
        return NAQL_NOMEM;
    if (!fresh)
        return NAQL_OK;
    uint32_t mine = s->ways.n - 1;
    ((way *)s->ways.at)[mine] = me;
    for (uint32_t k = *found, n = 0; k && n < NQ_WRITTEN_ANCHORS; n++) {
        const way *other = (const way *)s->ways.at + k - 1;
        uint32_t next = other->next;
        if (is_apart(s, other, (const way *)s->ways.at + mine))
            NQ_TRY(join(s, k - 1, mine));
        k = next;
    }
    return NAQL_OK;
}

/* Every other place of a word of an article that has a slot of its own. */
static naql_status
add_places(scribe *s, uint32_t from)
{
    nq_map slot_of_word;
    nq_map_init(&slot_of_word, s->d->scratch);
    uint32_t n = s->slots->n;
    for (uint32_t i = from; i < n; i++) {
        const nq_slot_at *at = &s->slots->at[i];
        const nq_row *row = &s->d->lines[at->line];
        uint64_t raw = raw_of(nq_row_reading(s->d, row), at->span);
        if (!raw)
            continue;
        uint32_t *to = nq_map_put(&slot_of_word,
                                  nq_hash_next(row->article + 1, raw), NULL);
        if (!to)
            return NAQL_NOMEM;
        *to = i;
    }
    for (uint32_t i = 0; i < s->again.n; i++) {
        const place *p = (const place *)s->again.at + i;
        const uint32_t *at = nq_map_get(&slot_of_word, p->key);
        if (!at)
            continue;
        nq_slot_at more = s->slots->at[*at];
        const nq_row *row = &s->d->lines[p->line];
        naql_span span = span_of(nq_row_reading(s->d, row), p->token, 1);
        if (p->line == more.line && span.start == more.span.start)
            continue;
        more.line = p->line;
        more.span = span;
        NQ_TRY(nq_list_put(s->answers, s->d->scratch,
                           &(nq_answer){*at, s->slots->n}));
        NQ_TRY(nq_slots_add(s->d, s->slots, more));
    }
    return NAQL_OK;
}

naql_status
nq_written_names_add(const nq_desk *d, nq_slots *slots, uint32_t from,
                     nq_list *answers)
{
    scribe s = {.d = d,
                .slots = slots,
                .answers = answers,
                .ways = NQ_LIST(way),
                .again = NQ_LIST(place),
                .links = NQ_LIST(link)};
    nq_map_init(&s.newest, d->scratch);
    nq_map_init(&s.sounds, d->scratch);
    nq_map_init(&s.seen, d->scratch);
    NQ_TRY(nq_near_named(d, &s.named));
    for (uint32_t i = 0; i < d->n_lines; i++)
        for (uint32_t k = 0; k < d->lines[i].n_words; k++)
            NQ_TRY(write_down(&s, i, k));
    uint32_t n_single = s.ways.n;
    for (uint32_t i = 0; i < n_single; i++) {
        NQ_TRY(match_letters(&s, i));
        NQ_TRY(match_sounds(&s, i));
    }
    for (uint32_t i = 0; i < d->n_lines; i++)
        for (uint32_t k = 0; k < d->lines[i].n_words; k++)
            NQ_TRY(match_spaces(&s, i, k));
    return add_places(&s, from);
}
