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

enum { LETTER = 2 /* bytes */ };

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

/* Bytes of the front that surely are clitics and the article. */
static size_t
sure_front(naql_str word, uint16_t *clitics)
{
    static const struct {
        const char *letter;
        uint16_t bit;
    } glued[] = {{BA, NQ_CLITIC_BA}, {KAF, NQ_CLITIC_KAF}};
    enum { LEAST = 3 * LETTER };
    size_t at = 0;
    *clitics = 0;
    if (has(word, 0, WAW) || has(word, 0, FA)) {
        *clitics = has(word, 0, WAW) ? NQ_CLITIC_WAW : NQ_CLITIC_FA;
        at = LETTER;
    }
    if (has(word, at, LAM LAM) && word.len >= at + 2 * LETTER + LEAST) {
        *clitics |= NQ_CLITIC_LAM | NQ_CLITIC_AL;
        return at + 2 * LETTER;
    }
    for (size_t i = 0; i < 2; i++)
        if (has(word, at, glued[i].letter) &&
            has(word, at + LETTER, ALIF LAM) &&
            word.len >= at + 3 * LETTER + LEAST) {
            *clitics |= glued[i].bit | NQ_CLITIC_AL;
            return at + 3 * LETTER;
        }
    if (has(word, at, ALIF LAM) && word.len >= at + 2 * LETTER + LEAST) {
        *clitics |= NQ_CLITIC_AL;
        return at + 2 * LETTER;
    }
    *clitics = 0;
    return 0;
}

void
nq_clitics_choose(const nq_text_tools *tools, nq_token *token)
{
    enum { MOST = 255 };
    (void)tools;
    size_t front = sure_front(token->folded, &token->clitics);
    token->pre = (uint8_t)(front < MOST ? front : 0);
    token->suf = 0;
    token->stem = nq_light_stem(
        nq_str(token->folded.ptr + front, token->folded.len - front));
}

/* ---- Light stem -------------------------------------------------------- */

static bool
cut_ending(naql_str *word, const char *ending, size_t least)
{
    size_t n = strlen(ending);
    if (word->len < n + least || memcmp(word->ptr + word->len - n, ending, n))
        return false;
    word->len -= n;
    return true;
}

uint64_t
nq_light_stem(naql_str left)
{
    static const char *const endings[] = {ALIF TA,  WAW NUN, YA NUN,
                                          ALIF NUN, YA HA,   HA};
    enum { LEAST = 3 * LETTER };
    for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++)
        if (cut_ending(&left, endings[i], LEAST))
            break;
    return nq_hash(left);
}
