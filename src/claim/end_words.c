/* SPDX-License-Identifier: Apache-2.0
 *
 * end_words.c - words beside a place where content may end. Layer 5 (claim). */
#include "claim/end_words.h"

#include "base/str.h"

enum { LETTER = 2 }; /* bytes of an Arabic letter */

/* ---- Classes ------------------------------------------------------------- */

enum { /* alone; behind a glued "and" the same once more */
       CLASS_NONE,
       CLASS_COMMA,
       CLASS_OPEN,
       CLASS_CLOSE,
       CLASS_MARK,
       CLASS_NUMBER,
       CLASS_LATIN,
       CLASS_NAME, /* by type */
       CLASS_DATE = CLASS_NAME + 3,
       CLASS_QUOTE,
       CLASS_ROLE,
       CLASS_CUE = CLASS_ROLE + 18, /* by inflection */
       CLASS_OFFICE = CLASS_CUE + 6,
       CLASS_PERSON,
       CLASS_NOUN,
       CLASS_THE,
       CLASS_MASDAR,
       CLASS_ADVERB,
       CLASS_PRESENT,
       CLASS_PAST_SHE,
       CLASS_GLUED,
       CLASS_OTHER,
       CLASSES
};

_Static_assert(CLASSES * 2 <= NQ_END_CLASSES, "classes");

/* Of a small word. Most are no more than a preposition or an adverb, and are
 * not compared with the rest. */
static uint8_t
class_of_role(uint64_t roles)
{
    enum { ALL = CLASS_CUE - CLASS_ROLE, RARE = ALL - 2 };
    static const uint64_t order[ALL] = {NQ_ROLE_REL,
                                        NQ_ROLE_AN | NQ_ROLE_BAN,
                                        NQ_ROLE_AN_PRON | NQ_ROLE_BAN_PRON,
                                        NQ_ROLE_WHILE,
                                        NQ_ROLE_AFTER,
                                        NQ_ROLE_KAMA,
                                        NQ_ROLE_BUT,
                                        NQ_ROLE_OPENER_HARD,
                                        NQ_ROLE_OPENER,
                                        NQ_ROLE_MA,
                                        NQ_ROLE_NEG,
                                        NQ_ROLE_QAD,
                                        NQ_ROLE_KAN,
                                        NQ_ROLE_PRON,
                                        NQ_ROLE_DEM,
                                        NQ_ROLE_SUB,
                                        NQ_ROLE_PREP,
                                        NQ_ROLE_ADV};
    const uint64_t rare = /* all but the last two */
        NQ_ROLE_REL | NQ_ROLE_THAT | NQ_ROLE_WHILE | NQ_ROLE_AFTER |
        NQ_ROLE_KAMA | NQ_ROLE_BUT | NQ_ROLE_OPENER_HARD | NQ_ROLE_OPENER |
        NQ_ROLE_MA | NQ_ROLE_NEG | NQ_ROLE_QAD | NQ_ROLE_KAN | NQ_ROLE_PRON |
        NQ_ROLE_DEM | NQ_ROLE_SUB;
    for (uint8_t k = roles & rare ? 0 : RARE; roles && k < ALL; k++)
        if (roles & order[k])
            return (uint8_t)(CLASS_ROLE + k);
    return CLASS_NONE;
}

static bool
is_joined(const nq_scene *s, uint32_t i)
{
    return (s->tags[i].glue & (NQ_CLITIC_WAW | NQ_CLITIC_FA)) != 0;
}

/* "Citing", "mentioning": an active participle in the accusative, by
 * its letters. */
static bool
is_adverb(naql_str f)
{
    enum { LEAST = 5 * LETTER };
    return f.len >= LEAST && nq_str_ends(f, NQ_STR("ا")) &&
           (nq_str_starts(f, NQ_STR("م")) ||
            memcmp(f.ptr + LETTER, "ا", LETTER) == 0);
}

/* Of a word that no list has: by its letters. */
static uint8_t
class_of_shape(const nq_scene *s, uint32_t i)
{
    enum { LEAST = 4 * LETTER };
    const nq_tag *t = &s->tags[i];
    naql_str f = s->tokens[i].folded;
    if (is_joined(s, i))
        f = nq_str(f.ptr + LETTER, f.len - LETTER);
    if ((t->glue & NQ_CLITIC_AL) || nq_str_starts(f, NQ_STR("ال")))
        return CLASS_THE;
    if (s->tokens[i].flags & NQ_TOKEN_TANWIN)
        return CLASS_ADVERB;
    if (t->glue & (NQ_CLITIC_BA | NQ_CLITIC_LAM | NQ_CLITIC_KAF))
        return CLASS_GLUED;
    if (is_adverb(f))
        return CLASS_ADVERB;
    if (t->masdar)
        return CLASS_MASDAR;
    if (f.len >= LEAST && !nq_str_ends(f, NQ_STR("ه")) &&
        (nq_str_starts(f, NQ_STR("ي")) || nq_str_starts(f, NQ_STR("ت")) ||
         (t->glue & NQ_CLITIC_SIN)))
        return CLASS_PRESENT;
    if (f.len >= LEAST && nq_str_ends(f, NQ_STR("ت")) &&
        !nq_str_ends(f, NQ_STR("ات")))
        return CLASS_PAST_SHE;
    return CLASS_OTHER;
}

static uint8_t
class_of_mark(const nq_scene *s, uint32_t i)
{
    if (nq_quote_from(s, i))
        return CLASS_QUOTE;
    switch ((nq_mark)s->tokens[i].mark) {
    case NQ_MARK_COMMA:
    case NQ_MARK_SEMICOLON:
        return CLASS_COMMA;
    case NQ_MARK_OPEN:
        return CLASS_OPEN;
    case NQ_MARK_CLOSE:
    case NQ_MARK_QUOTE_CLOSE:
    case NQ_MARK_QUOTE_PLAIN:
        return CLASS_CLOSE;
    default:
        return CLASS_MARK;
    }
}

static uint8_t
class_of_word(const nq_scene *s, uint32_t i)
{
    const nq_tag *t = &s->tags[i];
    const nq_mention *m = t->mention ? nq_mention_of(s, i) : NULL;
    const nq_lemma *l = t->word->lemma ? nq_cue_lemma(s, i) : NULL;
    if (m)
        return (uint8_t)(CLASS_NAME + m->type % 3);
    if (t->date)
        return CLASS_DATE;
    if (l && l->level >= 2)
        return (uint8_t)(CLASS_CUE + t->word->inflection);
    uint8_t small = class_of_role(t->word->roles);
    if (small)
        return small;
    if (l && l->level == 1)
        return (uint8_t)(CLASS_CUE + t->word->inflection);
    if (t->office)
        return CLASS_OFFICE;
    if (t->word->noun)
        return t->word->noun == NQ_NOUN_PERSON ? CLASS_PERSON : CLASS_NOUN;
    return class_of_shape(s, i);
}

uint8_t
nq_end_class(const nq_scene *s, uint32_t i)
{
    if (i >= s->n)
        return CLASS_NONE;
    uint8_t kind = s->tokens[i].kind;
    if (kind == NQ_TOKEN_WORD) /* as most */
        return (uint8_t)(class_of_word(s, i) + (is_joined(s, i) ? CLASSES : 0));
    if (kind == NQ_TOKEN_MARK)
        return class_of_mark(s, i);
    return kind == NQ_TOKEN_NUMBER ? CLASS_NUMBER : CLASS_LATIN;
}

bool
nq_end_goes_on(const nq_end_place *place)
{
    uint8_t class = place->opens % CLASSES;
    bool that = class == CLASS_ROLE + 1 || class == CLASS_ROLE + 2;
    bool name = class >= CLASS_NUMBER && class <= CLASS_DATE;
    bool noun = (class >= CLASS_OFFICE && class <= CLASS_MASDAR) ||
                class == CLASS_GLUED || class == CLASS_OTHER;
    return that || name || noun;
}

/* Without the letter of "and" or "so", and that of the future. */
static naql_str
verb_letters(const nq_scene *s, uint32_t i)
{
    enum { LEAST = 4 * LETTER };
    naql_str f = s->tokens[i].folded;
    if (is_joined(s, i) && f.len >= LEAST)
        f = nq_str(f.ptr + LETTER, f.len - LETTER);
    if (f.len < LEAST || !nq_str_starts(f, NQ_STR("س")))
        return f;
    naql_str rest = nq_str(f.ptr + LETTER, f.len - LETTER);
    bool shall = nq_str_starts(rest, NQ_STR("ي")) ||
                 nq_str_starts(rest, NQ_STR("ت")) ||
                 nq_str_starts(rest, NQ_STR("ن"));
    return shall ? rest : f;
}

int32_t
nq_end_verb_shape(const nq_scene *s, uint32_t i)
{
    enum { LEAST = 4 * LETTER };
    if (!nq_is_word(s, i) || s->tags[i].mention)
        return 0;
    naql_str f = verb_letters(s, i);
    if (f.len < LEAST)
        return 0;
    if (nq_str_ends(f, NQ_STR("ت")) && !nq_str_ends(f, NQ_STR("ات")))
        return 3;
    return nq_str_starts(f, NQ_STR("ي"))   ? 1
           : nq_str_starts(f, NQ_STR("ت")) ? 2
                                           : 0;
}

/* ---- Clauses ------------------------------------------------------------- */

enum {                   /* bits of a clause */
       IN_NAME = 1 << 0, /* by type */
       IN_DATE = 1 << 3,
       IN_NUMBER = 1 << 4,
       IN_QUOTE = 1 << 5,
       IN_ADDING = 1 << 6, /* a participle of saying */
       IN_SAYING = NQ_END_SAYS,
       IN_THAT = 1 << 8,
       IN_FIRST = 1 << 9, /* the first person */
       IN_NOT = 1 << 10,
       IN_FUTURE = 1 << 11,
       IN_WAS = 1 << 12,
       IN_WHO = 1 << 13,
       IN_PRESENT = 1 << 14, /* by its letters */
       IN_PAST_SHE = 1 << 15,
       IN_SPEAKER = 1 << 16 /* whoever speaks, by name */
};

/* Is the mention one that stands between cue and content? */
static bool
names_speaker(const nq_content_walk *w, const nq_mention *m)
{
    enum { FAR = 24 };
    const nq_scene *s = w->s;
    uint32_t lo = w->cue < w->first ? w->cue : w->first;
    if (w->first - lo > FAR || m->entity == NQ_NO_ENTITY)
        return false;
    for (uint32_t i = lo; i < w->first; i++) {
        const nq_mention *who = s->tags[i].mention ? nq_mention_of(s, i) : NULL;
        if (who && who->entity == m->entity)
            return true;
    }
    return false;
}

static uint32_t
role_bits(uint64_t roles)
{
    return (roles & NQ_ROLE_THAT ? IN_THAT : 0u) |
           (roles & NQ_ROLE_FIRST ? IN_FIRST : 0u) |
           (roles & NQ_ROLE_NEG ? IN_NOT : 0u) |
           (roles & (NQ_ROLE_KAN | NQ_ROLE_QAD) ? IN_WAS : 0u) |
           (roles & NQ_ROLE_REL ? IN_WHO : 0u);
}

/* Of a word that a list has. */
static uint32_t
listed_bits(const nq_scene *s, uint32_t i)
{
    const nq_word *w = s->tags[i].word;
    const nq_lemma *l = w->lemma ? nq_cue_lemma(s, i) : NULL;
    uint32_t bits = role_bits(w->roles);
    if (l && l->level >= 2 && w->inflection <= NQ_CUE_PARTICIPLE)
        bits |= w->inflection == NQ_CUE_PARTICIPLE ? IN_ADDING : IN_SAYING;
    return bits;
}

uint32_t
nq_end_clause_bits(const nq_content_walk *w, uint32_t i)
{
    const nq_scene *s = w->s;
    const nq_tag *t = &s->tags[i];
    const nq_mention *m = t->mention ? nq_mention_of(s, i) : NULL;
    if (m)
        return (uint32_t)IN_NAME << m->type % 3 |
               (m->first == i && names_speaker(w, m) ? IN_SPEAKER : 0u);
    bool listed = t->word != s->book->words;
    uint32_t bits = listed ? listed_bits(s, i) : 0;
    if (t->date)
        bits |= IN_DATE;
    if (s->tokens[i].kind == NQ_TOKEN_NUMBER)
        bits |= IN_NUMBER;
    if (t->glue & NQ_CLITIC_SIN)
        bits |= IN_FUTURE;
    if (listed || s->tokens[i].kind != NQ_TOKEN_WORD)
        return bits; /* its letters tell nothing more */
    uint8_t shape = class_of_shape(s, i);
    return bits | (shape == CLASS_PRESENT    ? IN_PRESENT
                   : shape == CLASS_PAST_SHE ? IN_PAST_SHE
                                             : 0u);
}

uint32_t
nq_end_quote_bits(const nq_content_walk *w, const nq_quote *q)
{
    return nq_quote_is_name(w->s, q) ? 0 : IN_QUOTE;
}
