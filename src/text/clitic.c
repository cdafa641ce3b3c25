/* SPDX-License-Identifier: Apache-2.0
 *
 * clitic.c - what is glued to a word. Layer 3 (text).
 *
 * Works on folded words, whose Arabic letters take two bytes each. */
#include "text/clitic.h"

#include "base/fold.h"
#include "base/hash.h"
#include "base/str.h"
#include "base/utf8.h"
#include "text/segment.h"
#include "text/tune.h"

enum { LETTER = NQ_LETTER };

/* The letters this file is about, as UTF-8. */
#define WAW  "\u0648"
#define FA   "\u0641"
#define BA   "\u0628"
#define KAF  "\u0643"
#define LAM  "\u0644"
#define ALIF "\u0627"
#define SIN  "\u0633"
#define YA   "\u064a"
#define TA   "\u062a"
#define NUN  "\u0646"
#define HA   "\u0647"

static bool
has(naql_str word, size_t at, const char *letters)
{
    size_t n = strlen(letters);
    return at + n <= word.len && !memcmp(word.ptr + at, letters, n);
}

/* ---- All readings of a front ------------------------------------------- */

struct cuts {
    const nq_text *text;
    uint32_t token;
    naql_str word;
    nq_cut *out;
    uint32_t n;
};

static void
add_cut(struct cuts *c, naql_str left, size_t start, uint16_t clitics)
{
    if (c->n == NQ_CUTS_MAX || left.len < 2 * LETTER)
        return;
    c->out[c->n++] =
        (nq_cut){nq_hash(left), left,
                 nq_token_at(c->text, c->token, (uint32_t)start), clitics};
}

static naql_str
rest(const struct cuts *c, size_t at)
{
    return nq_str(c->word.ptr + at, c->word.len - at);
}

/* The article, when it stands at byte `at` with a word behind it. */
static void
add_article(struct cuts *c, size_t at, uint16_t clitics)
{
    if (has(c->word, at, ALIF LAM))
        add_cut(c, rest(c, at + 2 * LETTER), at + 2 * LETTER,
                clitics | NQ_CLITIC_AL);
}

static naql_str
rebuild(char *room, size_t size, const char *front, naql_str tail)
{
    size_t n = strlen(front);
    if (n + tail.len > size)
        return (naql_str){room, 0};
    memcpy(room, front, n);
    memcpy(room + n, tail.ptr, tail.len);
    return nq_str(room, n + tail.len);
}

/* "lil-X" hides the alif of the article: al-X, X, and where X itself may
 * begin with lam, al-lX. */
static void
add_lil(struct cuts *c, nq_cut_room *room, size_t at, uint16_t clitics)
{
    size_t lam = at + LETTER, behind = at + 2 * LETTER;
    clitics |= NQ_CLITIC_LAM;
    add_cut(c, rest(c, lam), lam, clitics);
    add_cut(c,
            rebuild(room->bytes[0], sizeof room->bytes[0], ALIF LAM,
                    rest(c, behind)),
            lam, clitics);
    add_cut(
        c,
        rebuild(room->bytes[1], sizeof room->bytes[1], ALIF LAM, rest(c, lam)),
        lam, clitics);
    add_cut(c, rest(c, behind), behind, clitics | NQ_CLITIC_AL);
}

static void
add_preposition(struct cuts *c, nq_cut_room *room, size_t at, uint16_t clitics)
{
    uint16_t which = has(c->word, at, BA)    ? NQ_CLITIC_BA
                     : has(c->word, at, KAF) ? NQ_CLITIC_KAF
                     : has(c->word, at, LAM) ? NQ_CLITIC_LAM
                                             : 0;
    if (has(c->word, at, LAM LAM)) {
        add_lil(c, room, at, clitics);
    } else if (which) {
        add_cut(c, rest(c, at + LETTER), at + LETTER, clitics | which);
        add_article(c, at + LETTER, clitics | which);
    } else if (has(c->word, at, SIN YA) || has(c->word, at, SIN TA) ||
               has(c->word, at, SIN NUN) || has(c->word, at, SIN ALIF)) {
        add_cut(c, rest(c, at + LETTER), at + LETTER, clitics | NQ_CLITIC_SIN);
    }
}

uint32_t
nq_token_cuts(const nq_text *text, uint32_t token, nq_cut_room *room,
              nq_cut out[NQ_CUTS_MAX])
{
    const nq_token *t = &text->tokens[token];
    struct cuts c = {text, token, t->folded, out, 1};
    out[0] = (nq_cut){t->hash, t->folded, t->span.start, 0};
    if (t->kind != NQ_TOKEN_WORD)
        return 1;
    uint16_t conjunction = has(t->folded, 0, WAW)  ? NQ_CLITIC_WAW
                           : has(t->folded, 0, FA) ? NQ_CLITIC_FA
                                                   : 0;
    add_article(&c, 0, 0);
    if (conjunction) {
        add_cut(&c, rest(&c, LETTER), LETTER, conjunction);
        add_article(&c, LETTER, conjunction);
        add_preposition(&c, room, LETTER, conjunction);
    } else {
        add_preposition(&c, room, 0, 0);
    }
    return c.n;
}

/* ---- The likeliest reading --------------------------------------------- */

/* What the folded form no longer shows of a word. */
struct written {
    bool ta;    /* ends in ta marbuta */
    bool hamza; /* ends in a lone hamza: no pronoun there */
};

static struct written
ending_of(naql_str written)
{
    enum { MARBUTA = 0x629, ISOLATED = 0xfe93, FINAL = 0xfe94, HAMZA = 0x621 };
    size_t at = written.len;
    uint32_t code = 0;
    do { /* back to the last letter, over its vowel signs */
        do
            at--;
        while (at > 0 && (written.ptr[at] & 0xc0) == 0x80);
        size_t next = at;
        code = nq_utf8_read(written.ptr, &next);
    } while (at > 0 && nq_class_of(code) == NQ_CLASS_DROP);
    return (struct written){
        code == MARBUTA || code == ISOLATED || code == FINAL, code == HAMZA};
}

/* Is the letter number `index` a plain alif, as that of the article is? */
static bool
is_plain_alif(naql_str written, size_t index)
{
    enum { MADDA = 0x622, HAMZA_ABOVE = 0x623, HAMZA_BELOW = 0x625 };
    uint32_t code = 0;
    for (size_t at = 0; at < written.len;) {
        code = nq_utf8_read(written.ptr, &at);
        if (nq_class_of(code) == NQ_CLASS_DROP)
            continue;
        if (!index--)
            break;
    }
    return code != MADDA && code != HAMZA_ABOVE && code != HAMZA_BELOW;
}

/* Strength of a stem whose last letter a pronoun may have changed. */
static float
strength_before_pronoun(const nq_segment_model *m, naql_str stem)
{
    char room[160];
    float best = nq_segment_strength(m, stem, false);
    bool ta = has(stem, stem.len - LETTER, TA);
    bool alif = has(stem, stem.len - LETTER, ALIF);
    if ((!ta && !alif) || stem.len > sizeof room)
        return best;
    memcpy(room, stem.ptr, stem.len);
    memcpy(room + stem.len - LETTER, ta ? HA : YA, LETTER);
    float other = nq_segment_strength(m, nq_str(room, stem.len), ta) +
                  (ta ? NQ_STEM_TA : NQ_STEM_ALIF);
    return other > best ? other : best;
}

/* "lahu", "biha": a preposition and its pronoun. */
static bool
is_empty_stem(naql_str stem, const nq_affix *front, const nq_affix *tail)
{
    uint16_t p = front->clitics & (NQ_CLITIC_BA | NQ_CLITIC_LAM);
    return !stem.len && tail->bytes && p && !(front->clitics & NQ_CLITIC_AL) &&
           (p == NQ_CLITIC_LAM || has(stem, 0, HA) ||
            !memcmp(stem.ptr, HA, LETTER));
}

struct chooser {
    const nq_text_tools *tools;
    naql_str word;
    struct written written;
};

static float
score(const struct chooser *c, const nq_affix *front, const nq_affix *tail)
{
    static const float never = -1000.0f;
    const nq_segment_model *m = &c->tools->segment;
    if (c->word.len < (size_t)front->bytes + tail->bytes)
        return never;
    naql_str stem = nq_str(c->word.ptr + front->bytes,
                           c->word.len - front->bytes - tail->bytes);
    if (is_empty_stem(stem, front, tail))
        return NQ_STEM_EMPTY + nq_segment_conjunction(front->clitics);
    if (!nq_segment_allows(front, stem, tail))
        return never;
    float s = front->prior + tail->prior;
    s += tail->bytes ? strength_before_pronoun(m, stem)
                     : nq_segment_strength(m, stem, c->written.ta);
    uint32_t row;
    if (stem.len == 2 * LETTER && (front->bytes || tail->bytes) &&
        !nq_table_word(&c->tools->closed, nq_hash(stem), &row))
        s += NQ_STEM_SHORT;
    return s;
}

/* An alif with a hamza does not open the article. */
static bool
is_article(naql_str written, const nq_affix *front)
{
    return !(front->clitics & NQ_CLITIC_AL) || front->clitics & NQ_CLITIC_LAM ||
           is_plain_alif(written, front->bytes / LETTER - 2);
}

static bool
all_two_bytes(naql_str word)
{
    for (size_t i = 0; i < word.len; i += LETTER)
        if (((unsigned char)word.ptr[i] & 0xe0) != 0xc0)
            return false;
    return word.len % LETTER == 0;
}

nq_parse
nq_clitics_parse(const nq_text_tools *tools, naql_str written, naql_str folded)
{
    enum { MOST = 120 }; /* bytes; pre and suf are one byte each */
    nq_affix fronts[NQ_FRONTS_MAX], tails[NQ_TAILS_MAX];
    struct chooser c = {tools, folded, ending_of(written)};
    nq_parse best = {.score = NQ_SCORE_NEVER};
    if (folded.len <= LETTER || folded.len > MOST || !all_two_bytes(folded))
        return best;
    uint32_t n_fronts = nq_segment_fronts(folded, fronts);
    uint32_t n_tails = nq_segment_tails(folded, tails);
    if (c.written.ta || c.written.hamza)
        n_tails = 1;
    for (uint32_t f = 0; f < n_fronts; f++) {
        if (!is_article(written, &fronts[f]))
            continue;
        for (uint32_t t = 0; t < n_tails; t++) {
            float s = score(&c, &fronts[f], &tails[t]);
            if (s > best.score)
                best = (nq_parse){s, fronts[f].clitics | tails[t].clitics,
                                  fronts[f].bytes, tails[t].bytes};
        }
    }
    if (best.clitics & NQ_CLITIC_LAM && has(folded, best.pre - LETTER, LAM LAM))
        best.clitics |= NQ_CLITIC_AL; /* "lil-" before a lam: one is lost */
    return best;
}

float
nq_clitics_choose(const nq_text_tools *tools, naql_str written, nq_token *token)
{
    naql_str word = token->folded;
    nq_parse p = nq_clitics_parse(tools, written, word);
    token->clitics = p.clitics;
    token->pre = p.pre;
    token->suf = p.suf;
    naql_str left = nq_str(word.ptr + p.pre, word.len - p.pre - p.suf);
    token->stem = left.len ? nq_light_stem(left) : token->hash;
    return p.score;
}

/* ---- Light stem -------------------------------------------------------- */

/* Bytes of the ending that goes, of a stem that ends in `before`, `last`. */
static size_t
ending_bytes(naql_str left, uint32_t before, uint32_t last)
{
    enum { ONE = LETTER, TWO = 2 * LETTER };
    size_t least = NQ_STEM_LEAST * LETTER;
    bool two = left.len >= TWO + least;
    bool dual = left.len >= TWO + NQ_STEM_LEAST_DUAL * LETTER;
    switch (last) {
    case NQ_TA:
        return two && before == NQ_ALIF ? TWO : ONE;
    case NQ_HA:
        return ONE;
    case NQ_NUN:
        return dual && (before == NQ_WAW || before == NQ_YA ||
                        before == NQ_ALIF)
                   ? TWO
                   : 0;
    case NQ_ALIF: /* "they", the accusative; not the end of "سوريا" */
        return two && before == NQ_WAW ? TWO : before == NQ_YA ? 0 : ONE;
    default:
        return 0;
    }
}

uint64_t
nq_light_stem(naql_str left)
{
    if (left.len > 3 * LETTER) {
        size_t end = left.len;
        size_t cut = ending_bytes(left, nq_letter(left, end - 2 * LETTER),
                                  nq_letter(left, end - LETTER));
        if (end >= cut + NQ_STEM_LEAST * LETTER)
            left.len -= cut;
    }
    return nq_hash(left);
}
