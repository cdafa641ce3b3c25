/* SPDX-License-Identifier: Apache-2.0
 *
 * convention.c - what a name is by convention. Layer 4 (name). */
#include "name/convention.h"
#include "base/status.h"
#include "base/str.h"
#include "name/described.h"
#include "name/tune.h"

#include <string.h>

struct hand {
    const nq_marked *m;
    const uint32_t *bits; /* [n_tokens] nq_lex_bits of each */
    const nq_date *times;
    uint32_t n_times, next_time;
};

static uint32_t
bits_at(const struct hand *h, uint32_t i)
{
    return h->bits[i];
}

/* Next token from `i` on that is in one of the lists; n_tokens: none. Most are
 * in none, and every rule below starts from a word that is. */
static uint32_t
next_in(const struct hand *h, uint32_t i, uint32_t lists)
{
    while (i < h->m->text->n_tokens && !(h->bits[i] & lists))
        i++;
    return i;
}

/* The same of tokens with a label. */
static uint32_t
next_labelled(const struct hand *h, uint32_t i, uint8_t label)
{
    uint32_t n = h->m->text->n_tokens;
    const uint8_t *at = i < n ? memchr(h->m->labels + i, label, n - i) : NULL;
    return at ? (uint32_t)(at - h->m->labels) : n;
}

static void
put(const struct hand *h, uint32_t i, uint32_t end, uint8_t label)
{
    for (uint32_t k = i; k < end; k++)
        h->m->labels[k] = (uint8_t)(k == i ? label : label + 1);
    if (end < h->m->text->n_tokens && h->m->labels[end] &&
        !nq_label_starts(h->m->labels[end]))
        h->m->labels[end]--; /* what was cut off starts anew */
}

static bool
same_line(const struct hand *h, uint32_t i)
{
    return i < h->m->text->n_tokens &&
           !(h->m->text->tokens[i].flags & NQ_TOKEN_LINE);
}

/* Token behind the name that covers `i`. */
static uint32_t
name_end(const struct hand *h, uint32_t i)
{
    for (i++; i < h->m->text->n_tokens && h->m->labels[i] &&
              !nq_label_starts(h->m->labels[i]);)
        i++;
    return i;
}

/* ---- Pieces ------------------------------------------------------------ */

/* "X and Y" was labelled as one: two persons, two places, or two bodies that
 * have no head word to share, such as clubs. A definite word right in front of
 * the "and" is no head: a club may be called "the union". */
static void
part_at_and(const struct hand *h)
{
    const nq_marked *m = h->m;
    bool headed = false; /* the name that token i goes on with */
    uint32_t first = 0;
    for (uint32_t i = 0; i < m->text->n_tokens; i++) {
        if (nq_label_starts(m->labels[i])) {
            headed = bits_at(h, i) & NQ_LEX_ORG_HEAD;
            first = i;
        } else if (m->labels[i] && m->lex[i].clitics & NQ_CLITIC_WAW &&
                   (m->labels[i] != NQ_LABEL_I_ORG ||
                    !(headed || m->lex[i - 1].clitics & NQ_CLITIC_LAM) ||
                    (i == first + 1 && m->lex[first].definite))) {
            m->labels[i]--;
            headed = false;
            first = i;
        }
    }
}

/* "The ministry of transport, the union of drivers" was labelled as one: behind
 * a word with the article nothing without it goes on, least of all a head. */
static void
part_at_heads(const struct hand *h)
{
    const nq_marked *m = h->m;
    for (uint32_t i = 1;
         (i = next_labelled(h, i, NQ_LABEL_I_ORG)) < m->text->n_tokens; i++)
        if (m->labels[i - 1] && m->lex[i - 1].definite && !m->lex[i].definite &&
            !m->lex[i].clitics && bits_at(h, i) & NQ_LEX_ORG_HEAD &&
            !(bits_at(h, i) & NQ_LEX_INSIDE))
            m->labels[i] = NQ_LABEL_B_ORG;
}

/* Where a body is ("in Q.", glued) is no part of its name, unless a list says
 * so. */
static void
part_at_places(const struct hand *h)
{
    const nq_marked *m = h->m;
    for (uint32_t i = 1;
         (i = next_labelled(h, i, NQ_LABEL_I_ORG)) < m->text->n_tokens; i++) {
        uint32_t bits = bits_at(h, i);
        if (bits & NQ_LEX_INSIDE || m->lex[i].clitics != NQ_CLITIC_BA ||
            !(m->lex[i].cut & NQ_LEX_PLACE))
            continue;
        put(h, i, name_end(h, i), NQ_LABEL_B_LOC);
    }
}

static bool
is_place(const struct hand *h, uint32_t i)
{
    return bits_at(h, i) & NQ_LEX_PLACE && !(bits_at(h, i) & NQ_LEX_INSIDE);
}

/* "X #Y" is one name, and so is a place X Y labelled word by word. Two persons
 * may well stand side by side: "met X Y". */
static void
join_pieces(const struct hand *h)
{
    const nq_marked *m = h->m;
    for (uint32_t i = 1; i < m->text->n_tokens; i++) {
        uint8_t label = m->labels[i];
        uint32_t before = i - 1;
        if (!nq_label_starts(label) || !same_line(h, i) ||
            m->lex[i].clitics & ~(unsigned)NQ_CLITIC_AL)
            continue;
        bool glue = nq_token_is_glue(&m->text->tokens[before]);
        if (glue && before && same_line(h, before))
            before--;
        if (nq_label_type(m->labels[before]) != nq_label_type(label) ||
            !m->labels[before] || label == NQ_LABEL_B_ORG ||
            (!glue && (label == NQ_LABEL_B_PER ||
                       (is_place(h, i) && is_place(h, before)))))
            continue;
        for (uint32_t k = before + 1; k <= i; k++)
            m->labels[k] = (uint8_t)(label + 1);
    }
}

/* ---- Persons behind their titles ---------------------------------------- */

/* "X his counterpart Y" was labelled as one: a title without the article inside
 * parts them. "Salim al-Hajj" is a name to its end. */
static void
part_at_titles(const struct hand *h)
{
    const nq_marked *m = h->m;
    for (uint32_t i = 1;
         (i = next_labelled(h, i, NQ_LABEL_I_PER)) + 1 < m->text->n_tokens;
         i++) {
        uint32_t bits = bits_at(h, i);
        if (!(bits & NQ_LEX_TITLE) || m->labels[i + 1] != NQ_LABEL_I_PER ||
            m->lex[i].definite ||
            bits & (NQ_LEX_FIRST | NQ_LEX_FAMILY | NQ_LEX_INSIDE))
            continue;
        m->labels[i] = NQ_LABEL_OUT;
        m->labels[i + 1] = NQ_LABEL_B_PER;
    }
}

/* "X al-Y Z al-W" are two persons: no given name stands behind a family name
 * with the article. */
static void
part_at_given(const struct hand *h)
{
    const nq_marked *m = h->m;
    for (uint32_t i = 2;
         (i = next_labelled(h, i, NQ_LABEL_I_PER)) + 1 < m->text->n_tokens;
         i++) {
        if (m->labels[i - 1] != NQ_LABEL_I_PER ||
            m->labels[i + 1] != NQ_LABEL_I_PER || !m->lex[i - 1].definite ||
            m->lex[i].definite || m->lex[i].clitics ||
            !(bits_at(h, i) & NQ_LEX_FIRST))
            continue;
        bool two_and_two = m->labels[i - 2] == NQ_LABEL_B_PER &&
                           m->lex[i + 1].definite && name_end(h, i) == i + 2;
        if (two_and_two || !(bits_at(h, i - 1) & NQ_LEX_FIRST))
            m->labels[i] = NQ_LABEL_B_PER;
    }
}

/* "The minister of foreign affairs of X, Y Z" and "the X-ian minister of
 * foreign affairs Y Z" were labelled as one person: behind a field without the
 * article stands its country, behind one with it may stand an adjective of
 * origin that no list has. */
static void
part_at_fields(const struct hand *h)
{
    const nq_marked *m = h->m;
    for (uint32_t i = 1;
         (i = next_labelled(h, i, NQ_LABEL_B_PER)) + 2 < m->text->n_tokens;
         i++) {
        bool field = bits_at(h, i - 1) & NQ_LEX_OVER && !m->labels[i - 1];
        if (!field || m->lex[i].clitics || !same_line(h, i) ||
            name_end(h, i) < i + 3 ||
            bits_at(h, i) & (NQ_LEX_FIRST | NQ_LEX_FAMILY | NQ_LEX_TITLE))
            continue;
        bool origin = m->lex[i].definite &&
                      nq_str_ends(m->text->tokens[i].folded, NQ_STR("ي"));
        if (m->lex[i - 1].definite ? !origin : m->lex[i].definite)
            continue;
        m->labels[i] = origin ? NQ_LABEL_OUT : NQ_LABEL_B_LOC;
        m->labels[i + 1] = NQ_LABEL_B_PER;
    }
}

static bool
name_word(const struct hand *h, uint32_t i)
{
    uint32_t bits = bits_at(h, i);
    return same_line(h, i) && !h->m->labels[i] && !h->m->lex[i].clitics &&
           h->m->text->tokens[i].kind == NQ_TOKEN_WORD &&
           (bits & (NQ_LEX_FIRST | NQ_LEX_FAMILY) ||
            (!bits && h->m->lex[i].definite));
}

/* A given name and a word behind it that right behind a title stand. */
static void
add_titled(const struct hand *h)
{
    const nq_marked *m = h->m;
    for (uint32_t i = 1;
         (i = next_in(h, i, NQ_LEX_FIRST)) + 1 < m->text->n_tokens; i++) {
        uint32_t end = i + 1;
        if (m->labels[i] || !same_line(h, i) ||
            !(bits_at(h, i - 1) & NQ_LEX_TITLE) || m->labels[i - 1] ||
            m->lex[i].clitics)
            continue;
        while (end < i + NQ_PERSON_WORDS_MAX && name_word(h, end))
            end++;
        if (end > i + 1)
            put(h, i, end, NQ_LABEL_B_PER);
    }
}

/* ---- Names of the lists ------------------------------------------------ */

static uint32_t
phrase_end(const struct hand *h, uint32_t i, uint32_t classes)
{
    uint32_t n = h->m->text->n_tokens, end = i + 1;
    for (uint32_t k = end; k < n && same_line(h, k); k++) {
        if (nq_token_is_glue(&h->m->text->tokens[k]))
            continue;
        if (!(h->m->lex[k].whole & NQ_LEX_INSIDE) ||
            !(h->m->lex[k].whole & classes))
            break;
        end = k + 1;
    }
    return end;
}

static bool
unlabelled(const struct hand *h, uint32_t i, uint32_t end)
{
    for (; i < end; i++)
        if (h->m->labels[i])
            return false;
    return true;
}

/* What the lists know for certain and the tagger passed over: agencies, names
 * in several words, and names in Latin letters. */
static void
add_listed(const struct hand *h)
{
    const uint32_t bodies = NQ_LEX_ORG | NQ_LEX_AGENCY;
    for (uint32_t i = 0;
         (i = next_in(h, i, bodies | NQ_LEX_PLACE)) < h->m->text->n_tokens;
         i++) {
        uint32_t bits = bits_at(h, i);
        if (bits & NQ_LEX_INSIDE || h->m->labels[i])
            continue;
        bool latin = h->m->text->tokens[i].kind == NQ_TOKEN_LATIN;
        bool body =
            bits & bodies &&
            (latin || bits & (NQ_LEX_AGENCY | NQ_LEX_LONG | NQ_LEX_ORG_ALONE));
        bool place = bits & NQ_LEX_PLACE && bits & NQ_LEX_LONG;
        if (!body && !place)
            continue;
        uint32_t end = phrase_end(h, i, body ? bodies : NQ_LEX_PLACE);
        if (!unlabelled(h, i, end) ||
            (!latin && end == i + 1 &&
             !(bits & (NQ_LEX_AGENCY | NQ_LEX_ORG_ALONE))))
            continue;
        put(h, i, end, body ? NQ_LABEL_B_ORG : NQ_LABEL_B_LOC);
    }
}

static bool
quotes(const struct hand *h, uint32_t i, nq_mark mark)
{
    uint8_t found = i < h->m->text->n_tokens ? h->m->text->tokens[i].mark
                                             : (uint8_t)NQ_MARK_OTHER;
    return found == mark || found == NQ_MARK_QUOTE_PLAIN;
}

/* "the newspaper «X»": what marks enclose right behind a head that a name can
 * do without is the name. */
static void
add_enclosed(const struct hand *h)
{
    const nq_marked *m = h->m;
    for (uint32_t i = 0;
         (i = next_in(h, i, NQ_LEX_ORG_BARE)) + 3 < m->text->n_tokens; i++) {
        uint32_t first = i + 2, end = first;
        if (m->labels[i] || !quotes(h, i + 1, NQ_MARK_QUOTE_OPEN))
            continue;
        while (end < first + NQ_PERSON_WORDS_MAX && same_line(h, end) &&
               m->text->tokens[end].kind != NQ_TOKEN_MARK)
            end++;
        if (end > first && quotes(h, end, NQ_MARK_QUOTE_CLOSE) &&
            unlabelled(h, first, end))
            put(h, first, end, NQ_LABEL_B_ORG);
    }
}

/* Places that the lists know in several words: one that was labelled in part is
 * taken whole, and one that runs on from another starts anew. */
static void
mend_places(const struct hand *h)
{
    const nq_marked *m = h->m;
    const uint32_t known = NQ_LEX_LONG | NQ_LEX_STARTS;
    for (uint32_t i = 0; (i = next_in(h, i, NQ_LEX_PLACE)) < m->text->n_tokens;
         i++) {
        if (!is_place(h, i) || (bits_at(h, i) & known) != known)
            continue;
        if (!m->labels[i] && i + 1 < m->text->n_tokens &&
            m->labels[i + 1] == NQ_LABEL_B_LOC &&
            name_end(h, i + 1) == phrase_end(h, i, NQ_LEX_PLACE))
            put(h, i, name_end(h, i + 1), NQ_LABEL_B_LOC); /* "Gaza strip" */
        if (m->labels[i] == NQ_LABEL_B_PER &&
            name_end(h, i) == phrase_end(h, i, NQ_LEX_PLACE))
            put(h, i, name_end(h, i), NQ_LABEL_B_LOC); /* "Abu Dhabi" */
        if (!m->labels[i] || nq_label_type(m->labels[i]) != NQ_LOC)
            continue;
        if (m->labels[i] == NQ_LABEL_I_LOC && i &&
            bits_at(h, i - 1) & NQ_LEX_PLACE)
            m->labels[i] = NQ_LABEL_B_LOC;
        uint32_t end = phrase_end(h, i, NQ_LEX_PLACE);
        for (uint32_t k = i + 1; k < end; k++) {
            if (m->labels[k] && m->labels[k] != NQ_LABEL_I_LOC)
                break;
            m->labels[k] = NQ_LABEL_I_LOC;
        }
    }
}

/* ---- Bodies by their head word ----------------------------------------- */

static bool
is_time(struct hand *h, uint32_t i)
{
    while (h->next_time < h->n_times && h->times[h->next_time].end <= i)
        h->next_time++;
    return h->next_time < h->n_times && h->times[h->next_time].first <= i;
}

/* Is the word often part of the names of bodies? The commonest words of all are
 * not: "that", "which". */
static bool
body_word(const struct hand *h, uint32_t i)
{
    const nq_model_word *w = h->m->lex[i].known;
    uint32_t bits = bits_at(h, i);
    return (w && w->body && (bits || w->often < NQ_BODY_WORD_OFTEN)) ||
           bits & (NQ_LEX_OVER | NQ_LEX_ORG_HEAD);
}

/* Does a definite word look like an adjective made of a noun, in the feminine
 * ("al-jumrukiyya")? Behind a definite noun it goes with it. */
static bool
looks_adjective(const struct hand *h, uint32_t i)
{
    naql_str folded = h->m->text->tokens[i].folded;
    return folded.len >= NQ_ADJECTIVE_BYTES &&
           nq_str_ends(folded, NQ_STR("\u064a\u0647"));
}

struct reading {
    uint32_t at;     /* next token */
    uint32_t open;   /* indefinite words in a row */
    uint32_t closed; /* definite words in a row */
    bool whole;      /* could end here */
    bool proper;     /* its last word is a name of its own */
    bool purpose;    /* behind "for the" */
};

/* Takes the word at r->at into the name; false when the name ends before. */
static bool
take_word(const struct hand *h, struct reading *r)
{
    const nq_lex_word *w = &h->m->lex[r->at];
    uint32_t bits = bits_at(h, r->at);
    unsigned glued = w->clitics & ~(unsigned)NQ_CLITIC_AL;
    bool lam = glued == NQ_CLITIC_LAM, waw = glued == NQ_CLITIC_WAW;
    if ((glued && !lam && !waw) || (r->proper && !lam) ||
        bits & (NQ_LEX_OFFICE | NQ_LEX_TITLE))
        return false;
    r->proper = false;
    if (waw && !(r->whole && w->definite &&
                 (bits & NQ_LEX_OVER || (r->purpose && body_word(h, r->at)))))
        return false;
    if (lam && !(w->definite ? bits & NQ_LEX_OVER : body_word(h, r->at)))
        return false;
    if (!w->definite) {
        if ((r->whole && !lam) || ++r->open > 2 || !body_word(h, r->at))
            return false;
        r->whole = false;
        r->closed = 0;
        r->purpose = r->purpose || lam;
        return true;
    }
    r->purpose = r->purpose || lam;
    if (r->whole && !lam && !waw && !(bits & NQ_LEX_NATION) &&
        !(bits & NQ_LEX_LIKE) && !body_word(h, r->at) &&
        !looks_adjective(h, r->at))
        return false;
    if (++r->closed > NQ_BODY_WORDS_MAX)
        return false;
    r->proper = bits & NQ_LEX_NATION; /* that closes a name */
    r->open = 0;
    r->whole = true;
    return true;
}

/* Reads the complement of a head from `from` on; returns the token behind the
 * last place where the name could end, or `from`. */
static uint32_t
read_complement(struct hand *h, uint32_t from)
{
    struct reading r = {.at = from};
    uint32_t end = from;
    while (same_line(h, r.at) && r.at < from + NQ_BODY_TOKENS_MAX &&
           !is_time(h, r.at) &&
           h->m->text->tokens[r.at].kind == NQ_TOKEN_WORD) {
        uint8_t label = h->m->labels[r.at];
        bool glued = h->m->lex[r.at].clitics & ~(unsigned)NQ_CLITIC_AL;
        if (nq_label_starts(label) && !glued) {
            if (r.whole || label == NQ_LABEL_B_PER)
                break;
            r.at = name_end(h, r.at);
            r.whole = r.proper = true;
        } else if (take_word(h, &r)) {
            r.at++;
        } else {
            break;
        }
        if (r.whole)
            end = r.at;
    }
    return end;
}

static void
add_bodies(struct hand *h)
{
    const nq_marked *m = h->m;
    for (uint32_t i = 0;
         (i = next_in(h, i, NQ_LEX_ORG_SURE)) < m->text->n_tokens; i++) {
        uint32_t bits = bits_at(h, i);
        if (m->labels[i] || m->lex[i].definite || bits & NQ_LEX_INSIDE)
            continue;
        uint32_t end = read_complement(h, i + 1);
        if (end > i + 1)
            put(h, i, end, NQ_LABEL_B_ORG);
    }
}

/* Is it what an office is over: "minister of"? */
static bool
behind_office(const struct hand *h, uint32_t i)
{
    return i && same_line(h, i) &&
           bits_at(h, i - 1) & (NQ_LEX_OFFICE | NQ_LEX_JOB);
}

/* "The French police": a definite head, at most one more definite word, and an
 * adjective of origin. */
static void
add_of_origin(const struct hand *h)
{
    const nq_marked *m = h->m;
    for (uint32_t i = 0;
         (i = next_in(h, i, NQ_LEX_ORG_ORIGIN)) < m->text->n_tokens; i++) {
        uint32_t end = i + 1;
        if (m->labels[i] || !m->lex[i].definite || behind_office(h, i))
            continue;
        while (end < i + 3 && same_line(h, end) && !m->labels[end] &&
               m->lex[end].definite && !m->lex[end].clitics &&
               !(bits_at(h, end) & NQ_LEX_NATION))
            end++;
        if (same_line(h, end) && !m->labels[end] && m->lex[end].definite &&
            !m->lex[end].clitics && bits_at(h, end) & NQ_LEX_NATION &&
            !((bits_at(h, end) ^ bits_at(h, i)) & NQ_LEX_FEMININE))
            put(h, i, end + 1, NQ_LABEL_B_ORG);
    }
}

/* "ministry of defence" labelled, "American" left out. */
static void
extend_origins(const struct hand *h)
{
    const nq_marked *m = h->m;
    for (uint32_t i = 0;
         (i = next_labelled(h, i, NQ_LABEL_B_ORG)) < m->text->n_tokens; i++) {
        if (!(bits_at(h, i) & NQ_LEX_ORG_ORIGIN))
            continue;
        uint32_t end = name_end(h, i);
        if (same_line(h, end) && !m->labels[end] && m->lex[end].definite &&
            !m->lex[end].clitics && m->lex[end - 1].definite &&
            bits_at(h, end) & NQ_LEX_NATION &&
            !((bits_at(h, end) ^ bits_at(h, i)) & NQ_LEX_FEMININE))
            m->labels[end] = NQ_LABEL_I_ORG;
    }
}

/* "and heritage" behind "authority for tourism": the second of two fields of
 * one body. People in the plural, offices and other bodies are not fields. */
static bool
joins_field(const struct hand *h, uint32_t i)
{
    const nq_lex_word *w = &h->m->lex[i];
    const uint32_t no_field = NQ_LEX_OFFICE | NQ_LEX_TITLE | NQ_LEX_JOB |
                              NQ_LEX_ORG_HEAD | NQ_LEX_NATION | NQ_LEX_PLACE;
    return same_line(h, i) && !h->m->labels[i] && w->definite &&
           (w->clitics & ~(unsigned)NQ_CLITIC_AL) == NQ_CLITIC_WAW &&
           h->m->lex[i - 1].definite && !(bits_at(h, i) & no_field) &&
           body_word(h, i);
}

/* "The supreme authority" goes on with "for accountability", whatever it is:
 * what bodies of that kind are for is part of their name. Not what the
 * government or the police of a country does for somebody. */
static bool
has_purpose(const struct hand *h, uint32_t i, uint32_t end)
{
    const nq_lex_word *lex = h->m->lex;
    const uint32_t kind = NQ_LEX_ORG_SURE | NQ_LEX_ORG_ORIGIN;
    return lex[i].definite && end > i + 1 && same_line(h, end) &&
           !h->m->labels[end] && lex[end].clitics == NQ_CLITIC_LAM &&
           lex[end].definite && (bits_at(h, i) & kind) == NQ_LEX_ORG_SURE &&
           bits_at(h, end - 1) & (NQ_LEX_LIKE | NQ_LEX_NATION) &&
           !(bits_at(h, end) & (NQ_LEX_NAME | NQ_LEX_ORG_HEAD));
}

/* "federation" labelled, "for football" left out: the name goes on; so it does
 * behind "tourism" with "and heritage". */
static void
extend_bodies(struct hand *h)
{
    const nq_marked *m = h->m;
    h->next_time = 0;
    for (uint32_t i = 0;
         (i = next_labelled(h, i, NQ_LABEL_B_ORG)) < m->text->n_tokens; i++) {
        if (!(bits_at(h, i) & NQ_LEX_ORG_HEAD))
            continue;
        uint32_t end = name_end(h, i), more = end;
        if (same_line(h, end) && !m->labels[end] &&
            m->lex[end].clitics == NQ_CLITIC_LAM)
            more = read_complement(h, end);
        if (more == end && has_purpose(h, i, end))
            more = end + 1;
        while (joins_field(h, more))
            more++;
        for (uint32_t k = end; k < more; k++)
            m->labels[k] = NQ_LABEL_I_ORG;
    }
}

/* ---- Sites by their head word ------------------------------------------ */

/* "base" before a place's name is part of it, and so is an adjective behind:
 * an air base, an international airport. */
static void
extend_sites(const struct hand *h)
{
    const nq_marked *m = h->m;
    for (uint32_t i = 0;
         (i = next_in(h, i, NQ_LEX_PLACE_HEAD)) + 1 < m->text->n_tokens; i++) {
        uint32_t bits = bits_at(h, i);
        bool labelled = m->labels[i] == NQ_LABEL_B_LOC &&
                        m->labels[i + 1] == NQ_LABEL_I_LOC;
        bool beside = !m->labels[i] && m->labels[i + 1] == NQ_LABEL_B_LOC;
        if ((!labelled && !beside) ||
            bits & (NQ_LEX_PLACE_BARE | NQ_LEX_ORG_HEAD) ||
            m->lex[i].definite || !same_line(h, i + 1) ||
            m->lex[i + 1].clitics & ~(unsigned)NQ_CLITIC_AL)
            continue;
        uint32_t end = name_end(h, i + 1);
        if (same_line(h, end) && !m->labels[end] && m->lex[end].definite &&
            bits_at(h, end) & NQ_LEX_LIKE)
            end++;
        put(h, i, end, NQ_LABEL_B_LOC);
    }
}

/* ---- Last touches ------------------------------------------------------- */

/* "The team of Egypt", "the army of Chad": a head that goes with adjectives of
 * origin goes with the place as well. */
static void
add_of_place(const struct hand *h)
{
    const nq_marked *m = h->m;
    for (uint32_t i = 0;
         (i = next_in(h, i, NQ_LEX_ORG_ORIGIN)) + 1 < m->text->n_tokens; i++)
        if (!m->labels[i] && !m->lex[i].definite &&
            !(i && bits_at(h, i - 1) & NQ_LEX_OFFICE) && same_line(h, i + 1) &&
            m->labels[i + 1] == NQ_LABEL_B_LOC && !m->lex[i + 1].clitics &&
            bits_at(h, i + 1) & NQ_LEX_COUNTRY)
            put(h, i, name_end(h, i + 1), NQ_LABEL_B_ORG);
}

/* "The commissioner of the United Nations for human rights": what he is for is
 * no part of their name. */
static void
part_at_purpose(const struct hand *h)
{
    const nq_marked *m = h->m;
    for (uint32_t i = 1; i < m->text->n_tokens; i++) {
        if (m->labels[i] != NQ_LABEL_B_ORG || !(bits_at(h, i) & NQ_LEX_ORG) ||
            !(bits_at(h, i) & NQ_LEX_LONG) ||
            !(bits_at(h, i - 1) & (NQ_LEX_OFFICE | NQ_LEX_LIKE)))
            continue;
        uint32_t end = name_end(h, i), own = phrase_end(h, i, NQ_LEX_ORG);
        if (own > i + 1 && own < end && m->lex[own].clitics == NQ_CLITIC_LAM)
            memset(m->labels + own, NQ_LABEL_OUT, end - own);
    }
}

naql_status
nq_conventions_apply(const nq_marked *marked, const nq_date *times,
                     uint32_t n_times, nq_arena *scratch)
{
    uint32_t n = marked->text->n_tokens;
    uint32_t *bits = nq_arena_alloc(scratch, n * sizeof(*bits));
    struct hand h = {marked, bits, times, n_times, 0};
    if (!bits)
        return NAQL_NOMEM;
    for (uint32_t i = 0; i < n; i++)
        bits[i] = nq_lex_bits(&marked->lex[i]);
    join_pieces(&h);
    part_at_and(&h);
    part_at_heads(&h);
    part_at_places(&h);
    part_at_titles(&h);
    part_at_given(&h);
    part_at_fields(&h);
    add_titled(&h);
    add_listed(&h);
    mend_places(&h);
    add_enclosed(&h);
    add_bodies(&h);
    add_of_origin(&h);
    extend_origins(&h);
    extend_bodies(&h);
    extend_sites(&h);
    add_of_place(&h);
    part_at_purpose(&h);
    nq_described_drop(marked);
    return NAQL_OK;
}
