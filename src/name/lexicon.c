/* SPDX-License-Identifier: Apache-2.0
 *
 * lexicon.c - what the word lists say of each word. Layer 4 (name). */
#include "name/lexicon.h"
#include "base/hash.h"
#include "base/status.h"
#include "base/str.h"
#include "name/tune.h"

naql_status
nq_lexicon_make(const nq_tables *tables, nq_arena *arena, nq_lexicon *out)
{
    NQ_TRY(nq_lore_make(NQ_LEX_LORE_BITS, arena, &out->words));
    nq_phrases *p = &out->phrases;
    uint32_t n;
    p->seconds =
        nq_tables_array(tables, NQ_PHRASE_SECONDS, sizeof *p->seconds, &n);
    bool made = p->seconds && n == NQ_SECONDS / 64 &&
                nq_tables_map(tables, NQ_PHRASES, &p->map);
    return made ? NAQL_OK : nq_phrases_make(tables, arena, p);
}

bool
nq_token_is_glue(const nq_token *token)
{
    return token->kind == NQ_TOKEN_MARK &&
           (token->mark == NQ_MARK_HASH || token->mark == NQ_MARK_UNDERSCORE);
}

/* A phrase that was read: its classes, the token behind it, its words. */
struct match {
    uint32_t bits, end, words;
    uint32_t alone; /* classes of its first word by itself */
    bool begun;     /* a phrase starts with its first word */
    bool more;      /* and a longer one */
};

/* Moves *i to the token that may go on with a phrase of the lists; false: none
 * may. */
static bool
next_of_phrase(const nq_text *text, uint32_t *i)
{
    while (*i < text->n_tokens && nq_token_is_glue(&text->tokens[*i]))
        ++*i;
    return *i < text->n_tokens && !(text->tokens[*i].flags & NQ_TOKEN_LINE);
}

/* Longest phrase that starts with a word of hash `first` at token `i`. */
static struct match
longest(const nq_lexicon *lexicon, const nq_text *text, uint32_t i,
        uint64_t first)
{
    struct match best = {.end = i};
    uint64_t state = nq_hash_next(0, first);
    for (uint32_t n = 1;; n++) {
        const uint32_t *value = nq_map_get(&lexicon->phrases.map, state);
        if (!value)
            return best;
        i++;
        best.begun = true;
        if (*value & ~NQ_LEX_MORE) {
            best.bits = *value & ~NQ_LEX_MORE;
            best.end = i;
            best.words = n;
        }
        if (n == 1) {
            best.alone = best.bits;
            best.more = *value & NQ_LEX_MORE;
        }
        if (!(*value & NQ_LEX_MORE) || n == NQ_LEX_PHRASE_MAX ||
            !next_of_phrase(text, &i))
            return best;
        first = text->tokens[i].hash;
        if (n == 1 && !nq_phrase_second(&lexicon->phrases, first))
            return best;
        state = nq_hash_next(state, first);
    }
}

#define FRONT                                                                  \
    (NQ_CLITIC_WAW | NQ_CLITIC_FA | NQ_CLITIC_BA | NQ_CLITIC_KAF |             \
     NQ_CLITIC_LAM)

/* The bits of a match for all its words. */
static uint32_t
bits_of(const struct match *m)
{
    return m->bits | (m->words > 1 ? NQ_LEX_LONG : 0);
}

/* The bits of a match for its first word. */
static uint32_t
bits_of_first(const struct match *m)
{
    return bits_of(m) | m->alone | (m->bits & NQ_LEX_NAME ? NQ_LEX_STARTS : 0);
}

/* Writes a match over its tokens. */
static void
mark(nq_lex_word *out, uint32_t i, const struct match *m, bool front)
{
    if (front)
        out[i].cut |= bits_of_first(m);
    else
        out[i].whole |= bits_of_first(m);
    for (uint32_t k = i + 1; k < m->end; k++)
        out[k].whole |= bits_of(m) | NQ_LEX_INSIDE;
}

/* The words of a text, as halves of their hashes in an open table. */
struct seen {
    uint32_t *at; /* [mask + 1]; 0: free */
    uint32_t mask;
};

/* Whether a word is new nobody can foresee, that its slot is its own or free is
 * nearly sure: one test of both, whose product no compiler takes apart. */
static uint32_t *
seen_slot(const struct seen *seen, uint64_t hash)
{
    uint32_t key = (uint32_t)(hash >> 32) | 1, i = (uint32_t)hash & seen->mask;
    while ((uint64_t)seen->at[i] * (seen->at[i] ^ key) != 0)
        i = (i + 1) & seen->mask;
    return &seen->at[i];
}

static bool
see_words(const nq_text *text, nq_arena *scratch, struct seen *out)
{
    uint64_t room = 16;
    while (room < 2ull * text->n_tokens)
        room *= 2;
    *out = (struct seen){nq_arena_zero(scratch, room, sizeof(*out->at)),
                         (uint32_t)(room - 1)};
    for (uint32_t i = 0; out->at && i < text->n_tokens; i++)
        if (text->tokens[i].kind == NQ_TOKEN_WORD)
            *seen_slot(out, text->tokens[i].hash) =
                (uint32_t)(text->tokens[i].hash >> 32) | 1;
    return out->at != NULL;
}

/* What the readings of words are weighed with. */
struct marker {
    const nq_lexicon *lexicon;
    const nq_model *model;
    const nq_text *text;
    struct seen seen;
};

/* A word whose readings are weighed. */
struct reading {
    const struct marker *marker;
    const nq_token *token;
    const nq_cut *cuts;
    const nq_model_word *known[NQ_CUTS_MAX]; /* of each cut looked up */
    uint32_t n;
    uint32_t looked;     /* bit c: known[c] is looked up */
    uint32_t begun;      /* bit c: phrases start with cut c */
    uint32_t more;       /* bit c: phrases of several words do */
    uint32_t whole, cut; /* what the lists say of the word, see nq_lex_word */
    bool maqsura;        /* nq_token_maqsura */
    uint32_t by_text;    /* bit c: whether cut c is a word of the text has a say
                            in it */
    bool in_text;        /* and one of them is */
};

/* What the model knows of a cut. */
static const nq_model_word *
known_of(struct reading *r, uint32_t c)
{
    if (!(r->looked >> c & 1))
        r->known[c] =
            nq_model_word_find(r->marker->model, r->cuts[c].hash, r->maqsura);
    r->looked |= 1u << c;
    return r->known[c];
}

/* Does the whole word stand in the news, and more often than the name of the
 * lists that is left of it behind a glued letter? A conjunction is left out:
 * there are words that the news have with it more often than without. */
static bool
whole_oftener(struct reading *r, uint32_t c, const struct match *m)
{
    const nq_cut *cut = &r->cuts[c];
    if (m->words != 1 || !(m->bits & NQ_LEX_NAME) ||
        cut->clitics & (NQ_CLITIC_WAW | NQ_CLITIC_AL) ||
        nq_str_starts(cut->left, NQ_STR("\u0627\u0644")))
        return false;
    const nq_model_word *whole = known_of(r, 0), *left = known_of(r, c);
    return whole && whole->often >= NQ_LEX_WHOLE_OFTEN &&
           (!left || left->often < whole->often);
}

/* How well a reading of the word's front is backed: by a phrase of the lists,
 * else by standing in the news much more often than the whole word. */
static uint32_t
backing(struct reading *r, uint32_t c, const struct match *m)
{
    enum { LISTED = 1 << 10 };
    const nq_cut *cut = &r->cuts[c];
    bool front = cut->clitics & FRONT;
    if (front && whole_oftener(r, c, m))
        return 0;
    if (m->bits & (front ? NQ_LEX_NAME & ~NQ_LEX_TOWN : NQ_LEX_NAME))
        return LISTED * (2 * m->words + !front);
    if (m->words)
        return front ? LISTED : 3 * LISTED;
    if (cut->clitics & NQ_CLITIC_AL)
        return 0;
    uint32_t often = known_of(r, c) ? r->known[c]->often : 0;
    if (!front)
        return often + NQ_LEX_CUT_OFTEN;
    if (!often && cut->clitics & ~(unsigned)NQ_CLITIC_WAW) {
        bool seen = *seen_slot(&r->marker->seen, cut->hash);
        often = seen ? NQ_LEX_CUT_SEEN : 0;
        r->by_text |= 1u << c;
        r->in_text |= seen;
    } else if (!often)
        often = NQ_LEX_CUT_SEEN;
    return often;
}

enum { AL = 4 /* bytes of the article */ };

static bool
is_definite(const nq_cut *cut)
{
    return cut->left.len > AL &&
           nq_str_starts(cut->left, NQ_STR("\u0627\u0644"));
}

/* How a word is read. */
struct base {
    const nq_cut *cut;
    const nq_model_word *known;
    bool lil;      /* "lil-" was cut */
    bool definite; /* what is left has the article */
};

static void
choose_base(const nq_token *token, const struct base *base, nq_lex_word *out)
{
    const nq_cut *cut = base->cut;
    bool definite = base->definite;
    out->base = cut->hash;
    out->known = base->known;
    __builtin_prefetch(base->known); /* for the tagger */
    out->start = cut->start;
    out->clitics = cut->clitics & FRONT;
    out->definite = definite;
    out->lil = base->lil && !definite;
    out->skip =
        (uint8_t)(token->folded.len - cut->left.len + (definite ? AL : 0));
}

/* The reading that keeps the article where `best` takes it too. */
static uint32_t
with_article(const struct reading *r, uint32_t best)
{
    if (r->cuts[best].clitics & NQ_CLITIC_AL)
        for (uint32_t c = 0; c < r->n; c++)
            if (r->cuts[c].clitics ==
                (r->cuts[best].clitics & ~(unsigned)NQ_CLITIC_AL))
                return c;
    return best;
}

/* Is so little left behind a glued letter that a name of several words must
 * begin with it: "to-B. B. C."? */
static bool
is_scrap(const nq_cut *cut)
{
    return cut->clitics & FRONT && cut->left.len < NQ_LEX_CUT_BYTES;
}

/* What is remembered of a word. SETTLED: how it is read unless a phrase of
 * several words starts with it, or one of some cuts is a word of the text; then
 * the cut, whether "lil-" was cut, whether the article is left, its place in
 * the model, + 1, and these cuts.
 * Always: the cuts that phrases start with, and those that longer ones do. */
enum {
    SETTLED = 1,
    CUT_AT = 1,
    CUT_MASK = 7,
    LIL_AT = 4,
    AL_AT = 5,
    PLACE_AT = 8
};
enum { BEGUN_AT = 40, MORE_AT = 48, TEXT_AT = 56, ANY_CUT = 0xff };

static uint64_t
packed(const struct marker *marker, const nq_model_word *known)
{
    uint64_t place = known ? (uint64_t)(known - marker->model->words) + 1 : 0;
    return SETTLED | place << PLACE_AT;
}

static const nq_model_word *
unpacked(const struct marker *marker, uint64_t kept)
{
    uint32_t place = (uint32_t)(kept >> PLACE_AT);
    return place ? marker->model->words + place - 1 : NULL;
}

/* Weighs all readings, marks what phrases start; those cuts whose bits are set
 * in `may_begin` are looked for in the lists. Returns what to remember. */
static uint64_t
weigh(struct reading *r, uint32_t i, uint32_t may_begin, nq_lex_word *out)
{
    const struct marker *marker = r->marker;
    uint32_t best = 0, most = 0, words = 0;
    for (uint32_t c = 0; c < r->n; c++) {
        bool front = r->cuts[c].clitics & FRONT;
        if (r->cuts[c].clitics & NQ_CLITIC_SIN)
            continue;
        struct match m = {.end = i};
        if (may_begin >> c & 1)
            m = longest(marker->lexicon, marker->text, i, r->cuts[c].hash);
        r->begun |= (uint32_t)m.begun << c;
        r->more |= (uint32_t)m.more << c;
        if (is_scrap(&r->cuts[c]) && m.words < 2)
            continue;
        words = m.words > words ? m.words : words;
        if (m.words) {
            mark(out, i, &m, front);
            *(front ? &r->cut : &r->whole) |= bits_of_first(&m);
        }
        uint32_t score = backing(r, c, &m);
        if (score > most) {
            best = c;
            most = score;
        }
    }
    uint16_t lil = NQ_CLITIC_LAM | NQ_CLITIC_AL;
    bool cut_lil = (r->cuts[best].clitics & lil) == lil;
    best = with_article(r, best);
    bool definite = is_definite(&r->cuts[best]);
    struct base base = {&r->cuts[best], known_of(r, best), cut_lil, definite};
    choose_base(r->token, &base, &out[i]);
    uint64_t settled = packed(marker, r->known[best]) |
                       (uint64_t)best << CUT_AT | (uint64_t)cut_lil << LIL_AT |
                       (uint64_t)definite << AL_AT |
                       (uint64_t)r->by_text << TEXT_AT;
    return (words > 1 || r->in_text ? 0 : settled) |
           (uint64_t)r->begun << BEGUN_AT | (uint64_t)r->more << MORE_AT;
}

/* Cut `c` of a word; of the word itself, as mostly, without a look at the cuts,
 * which lie far. */
static nq_cut
cut_of(const nq_text *text, uint32_t i, uint32_t c)
{
    const nq_token *t = &text->tokens[i];
    return c ? text->cuts[text->first_cut[i] + c]
             : (nq_cut){t->hash, t->folded, t->span.start, 0};
}

/* Hash of the word behind token `i` that may be the second one of a phrase; 0:
 * there is none. */
static uint64_t
second_behind(const struct marker *m, uint32_t i)
{
    uint32_t behind = i + 1;
    if (!next_of_phrase(m->text, &behind))
        return 0;
    uint64_t next = m->text->tokens[behind].hash;
    return nq_phrase_second(&m->lexicon->phrases, next) ? next : 0;
}

/* The cuts of a word with which longer phrases start. */
static uint32_t
more_of(const nq_known *word)
{
    return word->at[NQ_WORD_FRONT] >> MORE_AT & ANY_CUT;
}

/* Key of the two words with which a phrase may go on. */
static uint64_t
two_words(const struct marker *m, uint32_t i, uint32_t c, uint64_t next)
{
    return nq_hash_next(nq_hash_next(0, cut_of(m->text, i, c).hash), next);
}

/* Does the text go on behind token `i` with a phrase that starts with one of
 * its cuts, those whose bits are set? */
static bool
goes_on(const struct marker *m, uint32_t i, uint32_t cuts)
{
    uint64_t next = cuts ? second_behind(m, i) : 0;
    for (; next && cuts; cuts &= cuts - 1)
        if (nq_map_get(&m->lexicon->phrases.map,
                       two_words(m, i, (uint32_t)__builtin_ctz(cuts), next)))
            return true;
    return false;
}

/* Is one of the cuts of token `i` whose bits are set a word of the text? */
static bool
stands_in_text(const struct marker *m, uint32_t i, uint32_t cuts)
{
    for (; cuts; cuts &= cuts - 1) {
        nq_cut cut = cut_of(m->text, i, (uint32_t)__builtin_ctz(cuts));
        if (*seen_slot(&m->seen, cut.hash))
            return true;
    }
    return false;
}

/* Is a word read as it is remembered, unless a longer phrase starts with it? */
static bool
is_settled(const struct marker *m, uint32_t i, const nq_known *word)
{
    uint64_t kept = word->at[NQ_WORD_FRONT];
    return kept & SETTLED && !stands_in_text(m, i, (uint32_t)(kept >> TEXT_AT));
}

static void
recall(const struct marker *m, uint32_t i, const nq_known *word,
       nq_lex_word *out)
{
    uint64_t kept = word->at[NQ_WORD_FRONT], alone = word->at[NQ_WORD_LISTS];
    nq_cut cut = cut_of(m->text, i, kept >> CUT_AT & CUT_MASK);
    struct base base = {&cut, unpacked(m, kept), kept >> LIL_AT & 1,
                        kept >> AL_AT & 1};
    out[i].whole |= (uint32_t)(alone >> 32);
    out[i].cut |= (uint32_t)alone;
    choose_base(&m->text->tokens[i], &base, &out[i]);
}

/* Weighs a word of which this much is known, and remembers the rest. */
static void
read_anew(const struct marker *marker, uint32_t i, uint64_t key, nq_known *word,
          nq_lex_word *out)
{
    const nq_text *text = marker->text;
    struct reading r; /* known[] is filled as far as used */
    r.marker = marker;
    r.token = &text->tokens[i];
    r.looked = r.begun = r.more = r.whole = r.cut = r.by_text = 0;
    r.in_text = false;
    r.maqsura = nq_token_maqsura(text, r.token);
    r.cuts = nq_cuts_of(text, i, &r.n);
    uint64_t kept = word->at[NQ_WORD_FRONT];
    uint32_t may_begin = kept ? kept >> BEGUN_AT & ANY_CUT : ANY_CUT;
    uint64_t value = weigh(&r, i, may_begin, out);
    if (kept && !(value & SETTLED))
        return;
    word->at[NQ_WORD_FRONT] = value;
    if (value & SETTLED)
        word->at[NQ_WORD_LISTS] = (uint64_t)r.whole << 32 | r.cut;
    nq_lore_put(&marker->lexicon->words, key, word);
}

/* Looks up what is remembered of a word; returns its key. */
static uint64_t
look(const struct marker *marker, uint32_t i, nq_known *word)
{
    const nq_token *t = &marker->text->tokens[i];
    uint64_t key = nq_model_key(t->hash, nq_token_maqsura(marker->text, t));
    nq_lore_look(&marker->lexicon->words, key, word); /* dates did ask */
    return key;
}

/* Asks for all that a word will be looked up in: the phrases that it may start,
 * and where it has to be weighed, its cuts by themselves. */
static void
fetch(const struct marker *marker, uint32_t i, bool settled)
{
    const nq_map *phrases = &marker->lexicon->phrases.map;
    uint64_t next = second_behind(marker, i);
    uint32_t n;
    const nq_cut *cuts = nq_cuts_of(marker->text, i, &n);
    bool maqsura = nq_token_maqsura(marker->text, &marker->text->tokens[i]);
    for (uint32_t c = 0; c < n; c++) {
        if (next)
            nq_map_fetch(phrases, two_words(marker, i, c, next));
        if (settled)
            continue;
        nq_map_fetch(phrases, nq_hash_next(0, cuts[c].hash));
        nq_model_word_fetch(marker->model, cuts[c].hash, maqsura);
    }
}

/* Marks a word by what is remembered of it; false: that takes more look-ups,
 * which are asked for. */
static bool
mark_known(const struct marker *marker, uint32_t i, nq_lex_word *out)
{
    nq_known word;
    look(marker, i, &word);
    bool settled = is_settled(marker, i, &word);
    if (settled && !(more_of(&word) && second_behind(marker, i))) {
        recall(marker, i, &word, out);
        return true;
    }
    fetch(marker, i, settled);
    return false;
}

/* Marks the others, one of which may have told what another is. */
static void
mark_rest(const struct marker *marker, const uint32_t *rest, uint32_t n,
          nq_lex_word *out)
{
    for (uint32_t k = 0; k < n; k++) {
        nq_known word;
        uint32_t i = rest[k];
        uint64_t key = look(marker, i, &word);
        if (is_settled(marker, i, &word) && !goes_on(marker, i, more_of(&word)))
            recall(marker, i, &word, out);
        else
            read_anew(marker, i, key, &word, out);
    }
}

/* What the model knows of a token that is no Arabic word: of its key as it
 * stands. */
static const nq_model_word *
known_other(const struct marker *marker, uint64_t key)
{
    nq_known word;
    nq_lore_look(&marker->lexicon->words, key, &word);
    if (!word.at[NQ_WORD_FRONT]) { /* though dates may know it */
        word.at[NQ_WORD_FRONT] =
            packed(marker, nq_model_word_find(marker->model, key, false));
        nq_lore_put(&marker->lexicon->words, key, &word);
    }
    return unpacked(marker, word.at[NQ_WORD_FRONT]);
}

/* A token that is no Arabic word. */
static void
mark_other(const struct marker *marker, uint32_t i, nq_lex_word *out)
{
    const nq_token *t = &marker->text->tokens[i];
    uint64_t base = t->kind == NQ_TOKEN_NUMBER ? NQ_MODEL_NUMBER : t->hash;
    out[i].base = base;
    out[i].known = known_other(marker, base);
    out[i].start = t->span.start;
    out[i].clitics = out[i].skip = 0;
    out[i].definite = out[i].lil = false;
    if (t->kind != NQ_TOKEN_LATIN)
        return;
    struct match m = longest(marker->lexicon, marker->text, i, t->hash);
    if (m.words)
        mark(out, i, &m, false);
}

/* Few words take look-ups all over the memory, those that are new or may start
 * a longer phrase: they are told first and marked then, when what was asked for
 * is there. */
naql_status
nq_lexicon_mark(const nq_lexicon *lexicon, const nq_model *model,
                const nq_text *text, nq_arena *scratch, nq_lex_word *out)
{
    struct marker marker = {lexicon, model, text, {0}};
    uint32_t n = 0, *rest = nq_arena_alloc(scratch, text->n_tokens * sizeof n);
    if (!rest || !see_words(text, scratch, &marker.seen))
        return NAQL_NOMEM;
    for (uint32_t i = 0; i < text->n_tokens; i++) /* phrases mark ahead */
        out[i].whole = out[i].cut = 0;
    for (uint32_t i = 0; i < text->n_tokens; i++) {
        const nq_token *t = &text->tokens[i];
        if (i + NQ_MEMO_AHEAD < text->n_tokens)
            nq_lore_fetch(&lexicon->words, t[NQ_MEMO_AHEAD].hash);
        if (t->kind != NQ_TOKEN_WORD)
            mark_other(&marker, i, out);
        else if (!mark_known(&marker, i, out))
            rest[n++] = i;
    }
    mark_rest(&marker, rest, n, out);
    return NAQL_OK;
}
