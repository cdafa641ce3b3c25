/* SPDX-License-Identifier: Apache-2.0
 *
 * stance.c - statements as signed roots. Layer 7 (compare). */
#include "compare/stance.h"

#include "base/hash.h"
#include "base/sorted.h"
#include "base/str.h"
#include "compare/tune.h"
#include "compare/value.h"

/* ---- Roots ---- */

#define ROOT_LETTERS 16u

/* Hamza and long vowels: letters that, folded, come and go with the form of a
 * word. */
static bool
is_weak(uint32_t letter)
{
    switch (letter) {
    case 0x621: /* hamza */
    case 0x627: /* alif */
    case 0x648: /* waw */
    case 0x64a: /* ya */
        return true;
    default:
        return false;
    }
}

/* The letter of two bytes at byte `i`; 0: no such letter, not Arabic. */
static uint32_t
letter_at(naql_str word, size_t i)
{
    unsigned char a = (unsigned char)word.ptr[i];
    if (i + 1 >= word.len || (a & 0xe0) != 0xc0)
        return 0;
    return (a & 0x1fu) << 6 | ((unsigned char)word.ptr[i + 1] & 0x3fu);
}

static uint32_t
consonants(naql_str word, uint32_t out[ROOT_LETTERS])
{
    uint32_t n = 0;
    for (size_t i = 0; i + 1 < word.len && n < ROOT_LETTERS; i += 2) {
        uint32_t letter = letter_at(word, i);
        if (!letter)
            return 0;
        if (!is_weak(letter))
            out[n++] = letter;
    }
    return n;
}

/* Too few consonants to go by: the word without its endings -a, -i, so that a
 * country and its adjective are one. */
static uint64_t
short_root(naql_str word, uint64_t stem)
{
    while (word.len > 4 && is_weak(letter_at(word, word.len - 2)))
        word.len -= 2;
    return word.len > 4 && letter_at(word, 0) ? nq_hash(word) : stem;
}

/* The consonants of a word without what verbs and participles put before them
 * (m-, t-, n-) and endings put behind (-t, -n): "naghadir" and "mughadara" are
 * one. Not a root of grammar, but equal where the root is, nearly always. */
static uint64_t
root_of(const nq_token *t, bool *ours)
{
    uint32_t letters[ROOT_LETTERS], first = 0, n;
    uint64_t h = 0;
    *ours = false;
    if (t->kind != NQ_TOKEN_WORD || t->pre + (size_t)t->suf >= t->folded.len)
        return t->stem;
    naql_str core =
        nq_str(t->folded.ptr + t->pre, t->folded.len - t->pre - t->suf);
    n = consonants(core, letters);
    if (n > 3 && (letters[0] == 0x645 || letters[0] == 0x62a ||
                  letters[0] == 0x646)) /* mim, ta, nun */
        first = 1;
    *ours = first && nq_str_starts(nq_str(core.ptr, 2), NQ_STR("ن"));
    if (n - first > 3 && (letters[n - 1] == 0x62a || letters[n - 1] == 0x646))
        n--;
    if (n - first < 3)
        return short_root(core, t->stem);
    for (uint32_t i = first; i < n; i++)
        h = nq_hash_next(h, letters[i]);
    return h;
}

/* ---- Signs ---- */

typedef struct reader {
    const nq_compare_tools *tools;
    const nq_token *tokens;
    const nq_names *names;
    uint32_t first, end; /* of the content */
    nq_stance *out;
} reader;

static nq_slot_word
sign_of(const reader *r, uint32_t token)
{
    return nq_slot_word_of(&r->tools->stance, &r->tokens[token]);
}

static bool
denies(uint8_t kind)
{
    return kind == NQ_WORD_NOT || kind == NQ_WORD_NON;
}

static bool
ends_clause(const nq_token *t)
{
    return t->kind == NQ_TOKEN_MARK && !nq_opens_quote(t) &&
           t->mark != NQ_MARK_HASH;
}

/* "Not ... but", "not only": is the denial of token `i` taken back before its
 * clause ends? */
static bool
taken_back(const reader *r, uint32_t i)
{
    uint32_t end = r->end - i > NQ_DENIAL_BACK ? i + NQ_DENIAL_BACK : r->end;
    for (i++; i < end && !ends_clause(&r->tokens[i]); i++)
        if (sign_of(r, i).kind == NQ_WORD_SAVE)
            return true;
    return false;
}

static nq_stance_word *
word_at(const nq_stance *s, uint32_t token)
{
    for (uint32_t i = 0; i < s->n; i++)
        if (s->at[i].token == token)
            return &s->at[i];
    return NULL;
}

/* Does the word hand a denial on to the next: a "can"? */
static bool
hands_on(const reader *r, uint32_t i)
{
    return sign_of(r, i).kind == NQ_WORD_MODAL;
}

/* A "not" denies the first word of weight behind it, and what that word hands
 * it on to. */
static void
deny(const reader *r, uint32_t denier)
{
    uint32_t i = denier + 1;
    for (uint32_t n = 0; i < r->end && n < NQ_DENIAL_REACH; i++, n++) {
        nq_stance_word *w = word_at(r->out, i);
        uint8_t kind = sign_of(r, i).kind;
        if (ends_clause(&r->tokens[i]) || kind == NQ_WORD_FIXED)
            return;
        if (hands_on(r, i))
            n = 0;
        if (!w || denies(kind))
            continue;
        w->denied = denier;
        w->non = sign_of(r, denier).kind == NQ_WORD_NON;
        if (!hands_on(r, i))
            return;
    }
}

static void
deny_all(const reader *r)
{
    for (uint32_t i = r->first; i < r->end; i++)
        if (denies(sign_of(r, i).kind) && !taken_back(r, i) &&
            (i == r->first || sign_of(r, i - 1).kind != NQ_WORD_IF))
            deny(r, i);
}

/* ---- Words ---- */

static void
add_word(const reader *r, uint32_t token, bool cue)
{
    const nq_token *t = &r->tokens[token];
    nq_stance *s = r->out;
    nq_slot_word sign = sign_of(r, token);
    float idf = (float)nq_rarity_idf(&r->tools->rarity, t->stem);
    bool pole = sign.kind == NQ_WORD_FOR || sign.kind == NQ_WORD_AGAINST;
    if (t->kind == NQ_TOKEN_MARK || s->n == NQ_STANCE_WORDS ||
        (!pole && (cue || idf < NQ_STANCE_IDF)))
        return;
    bool ours;
    uint64_t root = root_of(t, &ours);
    s->at[s->n++] = (nq_stance_word){.root = root,
                                     .ours = ours,
                                     .named = nq_mention_at(r->names, token),
                                     .definite = t->clitics & NQ_CLITIC_AL,
                                     .idf = idf,
                                     .weight = idf,
                                     .token = token,
                                     .denied = NQ_NO_TOKEN,
                                     .pole = pole ? sign.class : 0,
                                     .against = sign.kind == NQ_WORD_AGAINST,
                                     .cue = cue};
}

typedef struct rooted {
    uint64_t root;
    uint32_t word;
} rooted;

static int
by_root(const void *a, const void *b)
{
    const rooted *x = a, *y = b;
    NQ_SORT_BY(x->root, y->root);
    return x->word < y->word ? -1 : x->word > y->word;
}

/* One word of each root, the first, in the order of the roots. The cue is no
 * content. */
static naql_status
index_roots(nq_stance *s, nq_arena *arena)
{
    rooted all[NQ_STANCE_WORDS];
    uint32_t n = 0, kept = 0;
    uint32_t *out = nq_arena_alloc(arena, s->n * sizeof *out);
    if (!out)
        return NAQL_NOMEM;
    for (uint32_t i = 0; i < s->n; i++)
        if (!s->at[i].cue)
            all[n++] = (rooted){s->at[i].root, i};
    nq_sort(all, n, sizeof *all, by_root);
    for (uint32_t i = 0; i < n; i++)
        if (!i || all[i].root != all[i - 1].root)
            out[kept++] = all[i].word;
    s->by_root = out;
    s->n_roots = kept;
    nq_stance_weigh(s);
    return NAQL_OK;
}

void
nq_stance_weigh(nq_stance *s)
{
    s->weight = 0;
    for (uint32_t i = 0; i < s->n_roots; i++)
        s->weight += s->at[s->by_root[i]].weight;
}

naql_status
nq_stance_make(const nq_compare_tools *tools, const nq_reading *r,
               uint32_t statement, nq_arena *arena, nq_stance *out)
{
    const nq_statement *s = &r->claims.statements[statement];
    uint32_t cue = nq_token_from(&r->text, s->cue.start);
    *out = (nq_stance){.tools = tools, .reading = r, .statement = s};
    reader in = {tools, r->text.tokens, &r->names, s->first, s->end, out};
    out->at = nq_arena_alloc(arena, NQ_STANCE_WORDS * sizeof *out->at);
    if (!out->at)
        return NAQL_NOMEM;
    if (s->cue.end > s->cue.start && cue < r->text.n_tokens)
        add_word(&in, cue, true);
    for (uint32_t i = s->first; i < s->end; i++)
        add_word(&in, i, false);
    deny_all(&in);
    return index_roots(out, arena);
}

nq_likeness
nq_stance_like(const nq_stance *a, const nq_stance *b)
{
    nq_likeness out = {.n = 0};
    float rarest = 0;
    for (uint32_t i = 0, j = 0; i < a->n_roots && j < b->n_roots;) {
        const nq_stance_word *x = &a->at[a->by_root[i]];
        const nq_stance_word *y = &b->at[b->by_root[j]];
        if (x->root == y->root) {
            float w = x->weight < y->weight ? x->weight : y->weight;
            float tells = w * (y->named ? NQ_ABOUT_NAMED : 1) *
                          (y->definite ? NQ_ABOUT_DEFINITE : 1);
            out.shared += w;
            out.n++;
            if (tells > rarest) {
                rarest = tells;
                out.rarest = b->by_root[j];
            }
        }
        i += x->root <= y->root;
        j += y->root <= x->root;
    }
    float least = a->weight < b->weight ? a->weight : b->weight;
    float most = a->weight < b->weight ? b->weight : a->weight;
    out.share = least > 0 ? out.shared / least : 0;
    out.both = most > 0 ? out.shared / most : 0;
    return out;
}

/* ---- What two statements show ---- */

/* The rarity of the roots that stand near word i of a and near word j of b. */
static float
support(const nq_stance *a, uint32_t i, const nq_stance *b, uint32_t j)
{
    float sum = 0;
    for (uint32_t x = i > NQ_STANCE_NEAR ? i - NQ_STANCE_NEAR : 0;
         x < a->n && x <= i + NQ_STANCE_NEAR; x++) {
        const nq_stance_word *w = &a->at[x];
        uint32_t y = j > NQ_STANCE_NEAR ? j - NQ_STANCE_NEAR : 0;
        if (x == i || w->cue || w->root == b->at[j].root)
            continue;
        while (y < b->n && y <= j + NQ_STANCE_NEAR &&
               (y == j || b->at[y].cue || b->at[y].root != w->root))
            y++;
        if (y == b->n || y > j + NQ_STANCE_NEAR)
            continue;
        sum += w->idf < b->at[y].idf ? w->idf : b->at[y].idf;
    }
    return sum;
}

#define SELF 1u

/* Who does what the word says: the speaker, or whoever is named last before
 * it in its clause, or right behind it; 0: nobody is told. */
static uint64_t
agent_of(const nq_stance *s, const nq_stance_word *w)
{
    const nq_names *names = &s->reading->names;
    const nq_token *t = s->reading->text.tokens;
    const nq_mention *m = NULL;
    if (w->ours)
        return SELF;
    for (uint32_t i = w->token, n = 0;
         i-- > s->statement->first && n < NQ_AGENT_REACH && !m; n++) {
        if (ends_clause(&t[i]))
            break;
        if (nq_slot_word_of(&s->tools->stance, &t[i]).kind == NQ_WORD_SELF)
            return SELF;
        m = nq_mention_at(names, i);
    }
    if (!m && w->token + 1 < s->statement->end)
        m = nq_mention_at(names, w->token + 1);
    if (!m)
        return 0;
    if (m->entity == s->statement->entity)
        return SELF;
    return names->entities[m->entity].key;
}

/* Do two words say the opposite: one root, denied on one side alone, or the
 * ends of one pair with the same sign, or one end with two signs? */
static bool
opposite(const nq_stance_word *x, const nq_stance_word *y)
{
    bool no = (x->denied != NQ_NO_TOKEN) != (y->denied != NQ_NO_TOKEN);
    if (x->pole && x->pole == y->pole)
        return (x->against != y->against) != no;
    return x->root == y->root && no && !x->named && !y->named;
}

/* The word with the "not" that denies it. */
static naql_span
span_of(const nq_stance *s, const nq_stance_word *w)
{
    const nq_token *t = s->reading->text.tokens;
    uint32_t first = w->denied == NQ_NO_TOKEN ? w->token : w->denied;
    return (naql_span){t[first].span.start, t[w->token].span.end};
}

/* Does a statement hold both signs of a word? Then it opposes nothing. */
static bool
both_ways(const nq_stance *s, const nq_stance_word *w)
{
    for (uint32_t i = 0; i < s->n; i++)
        if (opposite(&s->at[i], w))
            return true;
    return false;
}

/* One does it in both. In the verb that attributes it is the speaker. */
static bool
same_agent(const nq_stance *a, const nq_stance_word *x, const nq_stance *b,
           const nq_stance_word *y, const nq_likeness *like)
{
    if (x->cue || y->cue)
        return x->cue && y->cue;
    uint64_t who = agent_of(a, x);
    return who && who == agent_of(b, y) &&
           (who == SELF ||
            (like->share >= NQ_OPPOSED_NAMED && !x->non && !y->non));
}

static bool
opposed(const nq_stance *a, const nq_stance *b, const nq_likeness *like,
        naql_span shown[2])
{
    float best = NQ_OPPOSED_SUPPORT;
    bool found = false;
    for (uint32_t i = 0; i < a->n; i++)
        for (uint32_t j = 0; j < b->n; j++) {
            const nq_stance_word *x = &a->at[i], *y = &b->at[j];
            if (!opposite(x, y) || both_ways(a, x) || both_ways(b, y) ||
                ((x->cue || y->cue) && like->share < NQ_OPPOSED_CUE))
                continue;
            float by = support(a, i, b, j);
            if (by < best || !same_agent(a, x, b, y, like))
                continue;
            best = by;
            found = true;
            shown[0] = span_of(a, x);
            shown[1] = span_of(b, y);
        }
    return found;
}

/* The word of a statement that stands at or right behind a token. */
static uint32_t
word_from(const nq_stance *s, uint32_t token)
{
    uint32_t i = 0;
    while (i < s->n && s->at[i].token < token)
        i++;
    return i;
}

/* Is there a root near both places? */
static bool
beside(const nq_stance *a, uint32_t token_a, const nq_stance *b,
       uint32_t token_b)
{
    uint32_t i = word_from(a, token_a), j = word_from(b, token_b);
    for (uint32_t x = i > NQ_CHANGE_NEAR ? i - NQ_CHANGE_NEAR : 0;
         x < a->n && x <= i + NQ_CHANGE_NEAR; x++)
        for (uint32_t y = j > NQ_CHANGE_NEAR ? j - NQ_CHANGE_NEAR : 0;
             y < b->n && y <= j + NQ_CHANGE_NEAR; y++)
            if (a->at[x].root == b->at[y].root && !a->at[x].cue)
                return true;
    return false;
}

static bool
same_unit(const nq_number *n, const nq_number *m)
{
    return n->unit.len && nq_str_equal(n->unit, m->unit);
}

/* Does a statement hold a figure that agrees with this one? */
static bool
knows_figure(const nq_stance *s, const nq_number *n)
{
    const nq_text *t = &s->reading->text;
    nq_value v = nq_value_of_number(n, 0);
    for (uint32_t i = nq_number_from(t, s->statement->first);
         i < t->n_numbers && t->numbers[i].first < s->statement->end; i++) {
        nq_value w = nq_value_of_number(&t->numbers[i], 0);
        if (nq_numbers_agree(&v, &w, true))
            return true;
    }
    return false;
}

/* A figure that neither side knows of the other, beside the same words. */
static bool
figure_changed(const nq_stance *a, const nq_stance *b, naql_span shown[2])
{
    const nq_text *x = &a->reading->text, *y = &b->reading->text;
    uint32_t from = nq_number_from(y, b->statement->first);
    for (uint32_t i = nq_number_from(x, a->statement->first);
         i < x->n_numbers && x->numbers[i].first < a->statement->end; i++)
        for (uint32_t j = from;
             j < y->n_numbers && y->numbers[j].first < b->statement->end; j++) {
            const nq_number *n = &x->numbers[i], *m = &y->numbers[j];
            if (!same_unit(n, m) || !beside(a, n->first, b, m->first) ||
                knows_figure(b, n) || knows_figure(a, m))
                continue;
            shown[0] = n->span;
            shown[1] = m->span;
            return true;
        }
    return false;
}

/* The only day of a statement that was still to come; NULL: none, several. */
static const nq_date *
day_to_come(const nq_stance *s, nq_value *value)
{
    const nq_names *names = &s->reading->names;
    const nq_date *found = NULL;
    for (uint32_t i = nq_date_from(names, s->statement->first);
         i < names->n_dates && names->dates[i].first < s->statement->end; i++) {
        nq_value v;
        if (!nq_value_of_date(&names->dates[i], &v) || v.duration)
            continue;
        if (found || v.lo <= s->reading->article.day)
            return NULL;
        found = &names->dates[i];
        *value = v;
    }
    return found;
}

/* A day that moved: "in April", "in June". */
static bool
day_changed(const nq_stance *a, const nq_stance *b, naql_span shown[2])
{
    nq_value v, w;
    const nq_date *n = day_to_come(a, &v);
    const nq_date *m = n ? day_to_come(b, &w) : NULL;
    if (!m || nq_dates_agree(&v, &w) || !beside(a, n->first, b, m->first))
        return false;
    shown[0] = n->span;
    shown[1] = m->span;
    return true;
}

/* Nearly all of both, and nothing in it with another sign. */
static bool
repeated(const nq_stance *a, const nq_stance *b, const nq_likeness *like)
{
    uint32_t most = a->n_roots > b->n_roots ? a->n_roots : b->n_roots;
    if (like->both < NQ_REPEATED_SHARE ||
        (float)like->n < NQ_REPEATED_ROOTS * (float)most)
        return false;
    for (uint32_t i = 0; i < a->n; i++)
        if (!a->at[i].cue && both_ways(b, &a->at[i]))
            return false;
    return true;
}

nq_bearing
nq_stance_bearing(const nq_stance *a, const nq_stance *b,
                  const nq_likeness *like, naql_span shown[2])
{
    shown[0] = shown[1] = (naql_span){0, 0};
    if (opposed(a, b, like, shown))
        return NQ_OPPOSED;
    if (like->share >= NQ_CHANGED_SHARE &&
        (figure_changed(a, b, shown) || day_changed(a, b, shown)))
        return NQ_CHANGED;
    return repeated(a, b, like) ? NQ_REPEATED : NQ_BESIDE;
}
