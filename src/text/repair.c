/* SPDX-License-Identifier: Apache-2.0
 *
 * repair.c - words that were typed together, and letters typed twice. Layer 3
 * (text). */
#include "text/repair.h"

#include "base/fold.h"
#include "base/hash.h"
#include "base/str.h"
#include "base/utf8.h"
#include "text/clitic.h"
#include "text/tune.h"

#include <float.h>

/* A word letter by letter: of the folded form, and where it is written. */
struct spelling {
    const nq_text_tools *tools;
    naql_str written, folded;
    uint32_t n;                   /* folded letters */
    uint32_t end[NQ_GLUED_MOST];  /* [n] bytes of `written`, the signs on
                                     the letter included */
    uint32_t code[NQ_GLUED_MOST]; /* [n] as written */
};

static bool
spell(struct spelling *s)
{
    s->n = 0;
    for (size_t at = 0; at < s->written.len;) {
        uint32_t points[NQ_FOLD_POINTS];
        uint32_t code = nq_utf8_read(s->written.ptr, &at);
        unsigned k = nq_fold_point(code, NQ_FOLD_WORD, points);
        if (k > 1 || (k && s->n == NQ_GLUED_MOST))
            return false;
        if (k) {
            s->code[s->n] = code;
            s->n++;
        }
        if (s->n)
            s->end[s->n - 1] = (uint32_t)at;
    }
    return s->n * NQ_LETTER == s->folded.len;
}

/* ---- Glued words -------------------------------------------------------- */

enum { TA_MARBUTA = 0x629, ALIF_MAQSURA = 0x649 };

/* Does a letter leave a gap before the next, so that a space is not missed? */
static bool
ends_apart(uint32_t code)
{
    enum {
        HAMZA = 0x621,
        MADDA,
        ABOVE,
        ON_WAW,
        BELOW,
        DAL = 0x62f,
        ZAY = 0x632
    };
    return (code >= HAMZA && code <= BELOW) || code == NQ_ALIF ||
           code == NQ_WAW || code == TA_MARBUTA || code == ALIF_MAQSURA ||
           (code >= DAL && code <= ZAY);
}

static bool
opens_with_article(const struct spelling *s, uint32_t at)
{
    return at + 2 < s->n && s->code[at] == NQ_ALIF && s->code[at + 1] == NQ_LAM;
}

/* A closed word in its full spelling: of short ones every letter counts. */
static bool
is_closed(const struct spelling *s, naql_str written, naql_str folded)
{
    enum { MOST = 32 };
    char form[NQ_FOLD_ROOM(MOST)];
    uint32_t row;
    if (written.len > MOST ||
        !nq_table_word(&s->tools->closed, nq_hash(folded), &row))
        return false;
    size_t n = nq_fold_text(written, NQ_FOLD_FORM, form);
    return nq_str_equal(nq_str(form, n),
                        nq_table_cell(&s->tools->closed, row, 0));
}

/* Words that are glued by custom, "Abdallah", are no fault. */
static bool
is_custom(const struct spelling *s, naql_str folded, bool first)
{
    const nq_table *joins = &s->tools->joins;
    uint32_t row, n = nq_table_word(joins, nq_hash(folded), &row);
    if (!n)
        return false;
    naql_str side = nq_table_cell(joins, row, s->tools->join_side);
    return nq_str_equal(side, first ? NQ_STR("next") : NQ_STR("before"));
}

/* May a piece stand for a word by itself? A short one must be closed, or
 * frequent before the article; two letters open a glued word at most. */
static bool
is_word_enough(const struct spelling *s, uint32_t from, uint32_t to,
               float score)
{
    uint32_t letters = to - from, start = from ? s->end[from - 1] : 0;
    uint32_t least = NQ_GLUED_PIECE_LEAST + opens_with_article(s, from);
    bool before_article = !from && opens_with_article(s, to);
    if (letters >= least ||
        (letters == 3 && before_article && score > NQ_GLUED_FREQUENT))
        return true;
    if (from && to == s->n && from <= NQ_GLUED_PIECE_LEAST &&
        !ends_apart(s->code[from - 1]))
        return false; /* a dual: "munhamik-an" */
    return (letters > 2 || before_article) &&
           is_closed(
               s, nq_str(s->written.ptr + start, s->end[to - 1] - start),
               nq_str(s->folded.ptr + from * NQ_LETTER, letters * NQ_LETTER));
}

static float
piece_score(const struct spelling *s, uint32_t from, uint32_t to)
{
    uint32_t start = from ? s->end[from - 1] : 0;
    naql_str folded =
        nq_str(s->folded.ptr + from * NQ_LETTER, (to - from) * NQ_LETTER);
    naql_str written = nq_str(s->written.ptr + start, s->end[to - 1] - start);
    for (uint32_t i = from; i + 1 < to; i++)
        if (s->code[i] == TA_MARBUTA)
            return NQ_SCORE_NEVER;
    if (!is_word_enough(s, from, to, FLT_MAX)) /* whatever it scores */
        return NQ_SCORE_NEVER;
    nq_parse p = nq_clitics_parse(s->tools, written, folded);
    if (p.score < NQ_GLUED_PIECE_SCORE || folded.len == (size_t)p.pre + p.suf ||
        !is_word_enough(s, from, to, p.score) || is_custom(s, folded, !from))
        return NQ_SCORE_NEVER;
    if (!from)
        return p.score;
    return p.score + NQ_GLUED_PRICE +
           (p.clitics & NQ_CLITIC_AL ? NQ_GLUED_ARTICLE : 0) +
           (ends_apart(s->code[from - 1]) ? NQ_GLUED_APART : 0);
}

struct best {
    float score;
    uint8_t from, pieces;
};

static bool
has_inner_ta(const struct spelling *s)
{
    for (uint32_t i = 0; i + 1 < s->n; i++)
        if (s->code[i] == TA_MARBUTA)
            return true;
    return false;
}

/* The best run of pieces that ends at letter `to`. */
static struct best
best_at(const struct spelling *s, const struct best *best, uint32_t to)
{
    struct best top = {NQ_SCORE_NEVER, 0, 0};
    uint32_t low = to > NQ_GLUED_PIECE_MOST ? to - NQ_GLUED_PIECE_MOST : 0;
    for (uint32_t from = low; from + 2 <= to; from++) {
        if (best[from].score <= NQ_SCORE_NEVER ||
            best[from].pieces == NQ_PIECES_MAX || (!from && to == s->n))
            continue;
        float all = best[from].score + piece_score(s, from, to);
        if (all > top.score)
            top = (struct best){all, (uint8_t)from,
                                (uint8_t)(best[from].pieces + 1)};
    }
    return top;
}

/* What the pieces must beat: the score of the whole word, less for what no
 * whole word has. */
static float
score_to_beat(const struct spelling *s, float whole)
{
    if (has_inner_ta(s))
        return NQ_GLUED_TA;
    return s->n <= NQ_GLUED_LONG
               ? whole
               : whole - NQ_GLUED_LONG_FALL * (float)(s->n - NQ_GLUED_LONG);
}

nq_pieces
nq_glued_words(const nq_text_tools *tools, naql_str written, naql_str folded,
               float score)
{
    struct spelling s = {.tools = tools, .written = written, .folded = folded};
    struct best best[NQ_GLUED_MOST + 1] = {{0, 0, 0}};
    nq_pieces out = {.n = 1};
    if (score > NQ_REPAIR_SCORE || folded.len < NQ_GLUED_LEAST * NQ_LETTER ||
        folded.len > NQ_GLUED_MOST * NQ_LETTER || !spell(&s))
        return out;
    for (uint32_t to = 1; to <= s.n; to++)
        best[to] = best_at(&s, best, to);
    if (best[s.n].score < score_to_beat(&s, score))
        return out;
    out.n = best[s.n].pieces;
    uint32_t to = s.n;
    for (uint32_t i = out.n; i-- > 0; to = best[to].from) {
        out.end[i].folded = to * NQ_LETTER;
        out.end[i].written = s.end[to - 1];
    }
    return out;
}

/* ---- Letters typed twice ------------------------------------------------ */

/* Score of the word without its letter number `drop`, or, with `put`, with that
 * letter there; *out lies in `room`. */
static float
score_without(const struct spelling *s, uint32_t drop, const char *put,
              char *room, naql_str *out)
{
    size_t at = drop * (size_t)NQ_LETTER, add = put ? NQ_LETTER : 0;
    memcpy(room, s->folded.ptr, at);
    if (put)
        memcpy(room + at, put, NQ_LETTER);
    memcpy(room + at + add, s->folded.ptr + at + NQ_LETTER,
           s->folded.len - at - NQ_LETTER);
    *out = nq_str(room, s->folded.len - NQ_LETTER + add);
    return nq_clitics_parse(s->tools, s->written, *out).score;
}

/* Letters in front of the article: a conjunction, a preposition. */
static uint32_t
front_letters(const struct spelling *s)
{
    uint32_t i = s->n && (s->code[0] == NQ_WAW || s->code[0] == NQ_FA);
    if (i < s->n && (s->code[i] == NQ_BA || s->code[i] == NQ_KAF))
        i++;
    return i;
}

/* Are letters i and i + 1 one letter written twice, nothing between? */
static bool
is_pair(const struct spelling *s, uint32_t i)
{
    return s->code[i] == s->code[i + 1] &&
           s->end[i] - (i ? s->end[i - 1] : 0) == NQ_LETTER;
}

/* How well the word without letter i must do. Most pairs are the language's
 * own: roots with two equal letters, participles in m-, what clitics and
 * prefixes bring, nisba plurals. */
static float
least_score(const struct spelling *s, uint32_t i, uint32_t front)
{
    uint32_t code = s->code[i];
    if (i + 2 < s->n && s->code[i + 2] == code)
        return NQ_DOUBLED_SURE; /* no word has three */
    bool inner = i > front + 1 && i + 2 < s->n && s->n >= NQ_DOUBLED_PAIR_LEAST;
    bool own = code == NQ_YA || code == NQ_WAW ||
               (i == front + 2 && (code == NQ_MIM || code == NQ_TA)) ||
               (i == front + 1 && code == NQ_LAM);
    return inner && !own ? NQ_DOUBLED_SCORE : 0;
}

/* Two alifs at the article: one too many, or one for a lam. */
static float
mend_article(const struct spelling *s, uint32_t front, char *room,
             uint32_t *letter, const char **put)
{
    naql_str out;
    float less = score_without(s, front, NULL, room, &out);
    float other = score_without(s, front + 1, "\u0644", room, &out);
    *letter = other > less ? front + 1 : front;
    *put = other > less ? "\u0644" : "";
    return other > less ? other : less;
}

/* The pair that is best undone, by some margin. */
static float
mend_pair(const struct spelling *s, char *room, uint32_t *letter)
{
    naql_str out;
    float top = NQ_SCORE_NEVER, second = NQ_SCORE_NEVER;
    for (uint32_t i = 0; i + 1 < s->n; i++) {
        if (!is_pair(s, i) || (i && s->code[i] == s->code[i - 1]))
            continue;
        float now = score_without(s, i, NULL, room, &out);
        second = now > top ? top : now > second ? now : second;
        if (now > top) {
            top = now;
            *letter = i;
        }
    }
    return top < second + NQ_DOUBLED_MARGIN ? NQ_SCORE_NEVER : top;
}

bool
nq_doubled_letter(const nq_text_tools *tools, naql_str written, naql_str folded,
                  float score, char *room, nq_mended *out)
{
    struct spelling s = {.tools = tools, .written = written, .folded = folded};
    if (score > NQ_REPAIR_SCORE || folded.len < NQ_DOUBLED_LEAST * NQ_LETTER ||
        folded.len > NQ_GLUED_MOST * NQ_LETTER || !spell(&s))
        return false;
    uint32_t front = front_letters(&s), letter = 0;
    const char *put = "";
    bool article =
        front + 1 < s.n && s.code[front] == NQ_ALIF && is_pair(&s, front);
    float least = NQ_DOUBLED_SURE,
          top = article ? mend_article(&s, front, room, &letter, &put)
                        : mend_pair(&s, room, &letter);
    if (!article && top > NQ_SCORE_NEVER)
        least = least_score(&s, letter, front);
    if (top < least)
        return false;
    score_without(&s, letter, *put ? put : NULL, room, &out->folded);
    out->letter = (naql_span){letter ? s.end[letter - 1] : 0, s.end[letter]};
    out->put = put;
    return true;
}
