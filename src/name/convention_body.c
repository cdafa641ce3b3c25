/* SPDX-License-Identifier: Apache-2.0
 *
 * convention_body.c - bodies and sites by their head word. Layer 4 (name). */
#include "name/hand.h"

#include "base/str.h"
#include "name/tune.h"

/* ---- Bodies by their head word ----------------------------------------- */

/* Is the word often part of the names of bodies? */
static bool
body_word(const nq_hand *h, uint32_t i)
{
    const nq_model_word *w = h->m->lex[i].known;
    return (w && w->body) ||
           nq_hand_bits(h, i) & (NQ_LEX_OVER | NQ_LEX_ORG_HEAD);
}

/* Does a definite word look like an adjective made of a noun, in the feminine
 * ("al-jumrukiyya")? Behind a definite noun it goes with it. */
static bool
looks_adjective(const nq_hand *h, uint32_t i)
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
take_word(const nq_hand *h, struct reading *r)
{
    const nq_lex_word *w = &h->m->lex[r->at];
    uint32_t bits = nq_hand_bits(h, r->at);
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
read_complement(nq_hand *h, uint32_t from)
{
    struct reading r = {.at = from};
    uint32_t end = from;
    while (nq_hand_same_line(h, r.at) && r.at < from + NQ_BODY_TOKENS_MAX &&
           !nq_hand_in_time(h, r.at) &&
           h->m->text->tokens[r.at].kind == NQ_TOKEN_WORD) {
        uint8_t label = h->m->labels[r.at];
        bool glued = h->m->lex[r.at].clitics & ~(unsigned)NQ_CLITIC_AL;
        if (nq_label_starts(label) && !glued) {
            if (r.whole || label == NQ_LABEL_B_PER)
                break;
            r.at = nq_hand_name_end(h, r.at);
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

/* Is any of these words in a name? */
static bool
labelled(const nq_hand *h, uint32_t i, uint32_t end)
{
    for (; i < end; i++)
        if (h->m->labels[i])
            return true;
    return false;
}

/* "The deanery of admission and registration": a head with two words behind it
 * or more, where the tagger found nothing; where it did, it left the head out
 * with reason. A newspaper, which is no part of its name, may have one. */
static void
add_bodies(nq_hand *h)
{
    const nq_marked *m = h->m;
    for (uint32_t i = 0;
         (i = nq_hand_next(h, i, NQ_LEX_ORG_SURE)) < m->text->n_tokens; i++) {
        uint32_t bits = nq_hand_bits(h, i);
        if (m->labels[i] || m->lex[i].definite ||
            bits & (NQ_LEX_INSIDE | NQ_LEX_ORG_LISTED))
            continue;
        uint32_t end = read_complement(h, i + 1);
        uint32_t least = bits & NQ_LEX_ORG_BARE ? 1 : 2;
        if (end > i + least && !labelled(h, i, end))
            nq_hand_put(h, i, end, NQ_LABEL_B_ORG);
    }
}

/* Is it what an office is over: "minister of"? */
static bool
behind_office(const nq_hand *h, uint32_t i)
{
    return i && nq_hand_same_line(h, i) &&
           nq_hand_bits(h, i - 1) & (NQ_LEX_OFFICE | NQ_LEX_JOB);
}

/* "The French police": a definite head, at most one more definite word, and an
 * adjective of origin. */
static void
add_of_origin(const nq_hand *h)
{
    const nq_marked *m = h->m;
    for (uint32_t i = 0;
         (i = nq_hand_next(h, i, NQ_LEX_ORG_ORIGIN)) < m->text->n_tokens; i++) {
        uint32_t end = i + 1;
        if (m->labels[i] || !m->lex[i].definite || behind_office(h, i))
            continue;
        while (end < i + 3 && nq_hand_same_line(h, end) && !m->labels[end] &&
               m->lex[end].definite && !m->lex[end].clitics &&
               !(nq_hand_bits(h, end) & NQ_LEX_NATION))
            end++;
        if (nq_hand_same_line(h, end) && !m->labels[end] &&
            m->lex[end].definite && !m->lex[end].clitics &&
            nq_hand_bits(h, end) & NQ_LEX_NATION &&
            !((nq_hand_bits(h, end) ^ nq_hand_bits(h, i)) & NQ_LEX_FEMININE))
            nq_hand_put(h, i, end + 1, NQ_LABEL_B_ORG);
    }
}

/* "ministry of defence" labelled, "American" left out. */
static void
extend_origins(const nq_hand *h)
{
    const nq_marked *m = h->m;
    for (uint32_t i = 0;
         (i = nq_hand_next_labelled(h, i, NQ_LABEL_B_ORG)) < m->text->n_tokens;
         i++) {
        if (!(nq_hand_bits(h, i) & NQ_LEX_ORG_ORIGIN))
            continue;
        uint32_t end = nq_hand_name_end(h, i);
        if (nq_hand_same_line(h, end) && !m->labels[end] &&
            m->lex[end].definite && !m->lex[end].clitics &&
            m->lex[end - 1].definite && nq_hand_bits(h, end) & NQ_LEX_NATION &&
            !((nq_hand_bits(h, end) ^ nq_hand_bits(h, i)) & NQ_LEX_FEMININE))
            m->labels[end] = NQ_LABEL_I_ORG;
    }
}

/* "and heritage" behind "authority for tourism": the second of two fields of
 * one body. People in the plural, offices and other bodies are not fields. */
static bool
joins_field(const nq_hand *h, uint32_t i)
{
    const nq_lex_word *w = &h->m->lex[i];
    const uint32_t no_field = NQ_LEX_OFFICE | NQ_LEX_TITLE | NQ_LEX_JOB |
                              NQ_LEX_ORG_HEAD | NQ_LEX_NATION | NQ_LEX_PLACE;
    return nq_hand_same_line(h, i) && !h->m->labels[i] && w->definite &&
           (w->clitics & ~(unsigned)NQ_CLITIC_AL) == NQ_CLITIC_WAW &&
           h->m->lex[i - 1].definite && !(nq_hand_bits(h, i) & no_field) &&
           body_word(h, i);
}

/* "The supreme authority" goes on with "for accountability", whatever it is:
 * what bodies of that kind are for is part of their name. Not what the
 * government or the police of a country does for somebody. */
static bool
has_purpose(const nq_hand *h, uint32_t i, uint32_t end)
{
    const nq_lex_word *lex = h->m->lex;
    const uint32_t kind = NQ_LEX_ORG_SURE | NQ_LEX_ORG_ORIGIN;
    return lex[i].definite && end > i + 1 && nq_hand_same_line(h, end) &&
           !h->m->labels[end] && lex[end].clitics == NQ_CLITIC_LAM &&
           lex[end].definite &&
           (nq_hand_bits(h, i) & kind) == NQ_LEX_ORG_SURE &&
           nq_hand_bits(h, end - 1) & (NQ_LEX_LIKE | NQ_LEX_NATION) &&
           !(nq_hand_bits(h, end) & (NQ_LEX_NAME | NQ_LEX_ORG_HEAD));
}

/* "The agency for the protection" of what? A name of a head and indefinite
 * words goes on with the definite one behind them. */
static bool
ends_open(const nq_hand *h, uint32_t i, uint32_t end)
{
    const nq_lex_word *lex = h->m->lex;
    const uint32_t proper = NQ_LEX_NAME | NQ_LEX_INSIDE | NQ_LEX_NATION;
    if (end < i + 2 || !nq_hand_same_line(h, end) || h->m->labels[end] ||
        !lex[end].definite || lex[end].clitics ||
        h->m->text->tokens[end].kind != NQ_TOKEN_WORD)
        return false;
    for (uint32_t k = i; k < end; k++)
        if (lex[k].definite ||
            (k > i && (!body_word(h, k) || lex[k].clitics)) ||
            nq_hand_bits(h, k) & proper)
            return false;
    return true;
}

/* Where the tagger ends a name too early: before what the body is for, and
 * before "and heritage" behind "tourism". */
static void
extend_bodies(nq_hand *h)
{
    const nq_marked *m = h->m;
    h->next_time = 0;
    for (uint32_t i = 0;
         (i = nq_hand_next_labelled(h, i, NQ_LABEL_B_ORG)) < m->text->n_tokens;
         i++) {
        if (!(nq_hand_bits(h, i) & NQ_LEX_ORG_HEAD))
            continue;
        uint32_t end = nq_hand_name_end(h, i);
        uint32_t more = has_purpose(h, i, end) ? end + 1 : end;
        if (more == end && ends_open(h, i, end))
            more = end + 1;
        while (joins_field(h, more))
            more++;
        for (uint32_t k = end; k < more; k++)
            m->labels[k] = NQ_LABEL_I_ORG;
    }
}

/* "The American embassy" is no name, and of "the embassy of France" only the
 * place is: a head that the lists have for none. */
static void
drop_nameless(const nq_hand *h)
{
    const uint32_t kind = NQ_LEX_ORG_LISTED | NQ_LEX_ORG_BARE | NQ_LEX_INSIDE;
    const nq_marked *m = h->m;
    for (uint32_t i = 0;
         (i = nq_hand_next_labelled(h, i, NQ_LABEL_B_ORG)) < m->text->n_tokens;
         i++) {
        if ((nq_hand_bits(h, i) & kind) != NQ_LEX_ORG_LISTED)
            continue;
        uint32_t end = nq_hand_name_end(h, i), place = i + 1;
        memset(m->labels + i, NQ_LABEL_OUT, end - i);
        if (place < end && nq_hand_is_place(h, place) &&
            nq_hand_phrase_end(h, place, NQ_LEX_PLACE) == end)
            nq_hand_put(h, place, end, NQ_LABEL_B_LOC);
    }
}

/* "The company X for trade": with what it is for behind it, a name has its
 * head, which it can do without elsewhere. */
static void
add_bare_heads(const nq_hand *h)
{
    const nq_marked *m = h->m;
    for (uint32_t i = 0;
         (i = nq_hand_next(h, i, NQ_LEX_ORG_BARE)) + 1 < m->text->n_tokens;
         i++) {
        if (m->labels[i] || m->lex[i].definite ||
            m->labels[i + 1] != NQ_LABEL_B_ORG || !nq_hand_same_line(h, i + 1))
            continue;
        uint32_t end = nq_hand_name_end(h, i + 1);
        for (uint32_t k = i + 2; k < end; k++)
            if (m->lex[k].clitics == NQ_CLITIC_LAM && m->lex[k].definite) {
                nq_hand_put(h, i, end, NQ_LABEL_B_ORG);
                break;
            }
    }
}

/* ---- Sites by their head word ------------------------------------------ */

void
nq_convention_sites(const nq_hand *h)
{
    const nq_marked *m = h->m;
    for (uint32_t i = 0;
         (i = nq_hand_next(h, i, NQ_LEX_PLACE_HEAD)) + 1 < m->text->n_tokens;
         i++) {
        uint32_t bits = nq_hand_bits(h, i);
        if (m->labels[i] != NQ_LABEL_B_LOC ||
            m->labels[i + 1] != NQ_LABEL_I_LOC ||
            bits & (NQ_LEX_PLACE_BARE | NQ_LEX_ORG_HEAD) ||
            m->lex[i].definite || !nq_hand_same_line(h, i + 1) ||
            m->lex[i + 1].clitics & ~(unsigned)NQ_CLITIC_AL)
            continue;
        uint32_t end = nq_hand_name_end(h, i + 1);
        if (nq_hand_same_line(h, end) && !m->labels[end] &&
            m->lex[end].definite && nq_hand_bits(h, end) & NQ_LEX_LIKE)
            end++;
        nq_hand_put(h, i, end, NQ_LABEL_B_LOC);
    }
}

/* ---- Last touches ------------------------------------------------------- */

/* "The team of Egypt", "the army of Chad": a head that goes with adjectives of
 * origin goes with the place as well. */
static void
add_of_place(const nq_hand *h)
{
    const nq_marked *m = h->m;
    for (uint32_t i = 0;
         (i = nq_hand_next(h, i, NQ_LEX_ORG_ORIGIN)) + 1 < m->text->n_tokens;
         i++)
        if (!m->labels[i] && !m->lex[i].definite &&
            !(i && nq_hand_bits(h, i - 1) & NQ_LEX_OFFICE) &&
            nq_hand_same_line(h, i + 1) && m->labels[i + 1] == NQ_LABEL_B_LOC &&
            !m->lex[i + 1].clitics && nq_hand_bits(h, i + 1) & NQ_LEX_COUNTRY)
            nq_hand_put(h, i, nq_hand_name_end(h, i + 1), NQ_LABEL_B_ORG);
}

/* "The commissioner of the United Nations for human rights": what he is for is
 * no part of their name. */
static void
part_at_purpose(const nq_hand *h)
{
    const nq_marked *m = h->m;
    for (uint32_t i = 1; i < m->text->n_tokens; i++) {
        if (m->labels[i] != NQ_LABEL_B_ORG ||
            !(nq_hand_bits(h, i) & NQ_LEX_ORG) ||
            !(nq_hand_bits(h, i) & NQ_LEX_LONG) ||
            !(nq_hand_bits(h, i - 1) & (NQ_LEX_OFFICE | NQ_LEX_LIKE)))
            continue;
        uint32_t end = nq_hand_name_end(h, i),
                 own = nq_hand_phrase_end(h, i, NQ_LEX_ORG);
        if (own > i + 1 && own < end && m->lex[own].clitics == NQ_CLITIC_LAM)
            memset(m->labels + own, NQ_LABEL_OUT, end - own);
    }
}

void
nq_convention_bodies(nq_hand *h)
{
    add_bodies(h);
    add_of_origin(h);
    extend_origins(h);
    extend_bodies(h);
    nq_convention_sites(h);
    add_of_place(h);
    part_at_purpose(h);
    drop_nameless(h);
    add_bare_heads(h);
}
