/* SPDX-License-Identifier: Apache-2.0
 *
 * convention_part.c - names in pieces, and two that were labelled as one. Layer
 * 4 (name). */
#include "name/hand.h"

#include "base/hash.h"
#include "base/str.h"
#include "base/utf8.h"
#include "name/tune.h"

/* ---- Pieces ------------------------------------------------------------ */

/* "X and his colleagues": a common word with "and" and a pronoun, which the
 * lists read whole. */
static bool
is_and_his(const nq_hand *h, uint32_t i)
{
    enum { LEAST = 12 };
    naql_str f = h->m->text->tokens[i].folded;
    if (h->m->labels[i] != NQ_LABEL_I_PER || h->m->lex[i].clitics ||
        f.len < LEAST || !nq_str_starts(f, NQ_STR("و")) ||
        nq_hand_bits(h, i) & NQ_LEX_NAME)
        return false;
    bool his = nq_str_ends(f, NQ_STR("ه")) || nq_str_ends(f, NQ_STR("ها"));
    if (!his)
        return false;
    const nq_model_word *rest = nq_model_word_find(
        h->m->model, nq_hash(nq_str(f.ptr + NQ_LETTER, f.len - NQ_LETTER)),
        false);
    return rest && rest->usual == 1;
}

/* "X and Y" was labelled as one: two places. Of persons and bodies the tagger
 * knows better: a name may open with that letter, and bodies share a head. */
static void
part_at_and(const nq_hand *h)
{
    const nq_marked *m = h->m;
    uint32_t n = m->text->n_tokens;
    for (uint32_t i = 0; (i = nq_next_in_name(m->labels, i, n)) < n; i++) {
        if (is_and_his(h, i)) {
            uint32_t end = nq_hand_name_end(h, i);
            memset(m->labels + i, NQ_LABEL_OUT, end - i);
        } else if (m->labels[i] == NQ_LABEL_I_LOC &&
                   m->lex[i].clitics & NQ_CLITIC_WAW) {
            m->labels[i] = NQ_LABEL_B_LOC;
        }
    }
}

/* "The ministry of transport, the union of drivers" was labelled as one: behind
 * a word with the article nothing without it goes on, least of all a head. */
static void
part_at_heads(const nq_hand *h)
{
    const nq_marked *m = h->m;
    for (uint32_t i = 1;
         (i = nq_hand_next_labelled(h, i, NQ_LABEL_I_ORG)) < m->text->n_tokens;
         i++)
        if (m->lex[i - 1].definite && !m->lex[i].definite &&
            !m->lex[i].clitics && nq_hand_bits(h, i) & NQ_LEX_ORG_HEAD)
            m->labels[i] = NQ_LABEL_B_ORG;
}

/* Does one of the commonest words stand between two in Latin letters? */
static bool
parts_latin(const nq_marked *m, uint32_t i)
{
    const nq_token *t = m->text->tokens;
    const nq_model_word *known = m->lex[i].known;
    return i > 0 && t[i - 1].kind == NQ_TOKEN_LATIN && known &&
           known->often >= NQ_BODY_WORD_OFTEN;
}

/* "CNN that BBC" was labelled as one, or its end: behind Latin letters no name
 * goes on with one of the commonest words. "Bahr Holding BHLD": behind two
 * words of a name its Latin form or letters are a name of their own. */
static void
part_at_latin(const nq_hand *h)
{
    const nq_marked *m = h->m;
    for (uint32_t i = 1;
         (i = nq_hand_next_labelled(h, i, NQ_LABEL_I_ORG)) < m->text->n_tokens;
         i++) {
        bool latin = m->text->tokens[i].kind == NQ_TOKEN_LATIN;
        if (latin && m->labels[i - 1] == NQ_LABEL_I_ORG &&
            m->text->tokens[i - 1].kind == NQ_TOKEN_WORD)
            m->labels[i] = NQ_LABEL_B_ORG;
        if (latin && parts_latin(m, i - 1))
            nq_hand_put(h, i - 1, i, NQ_LABEL_OUT);
        if (!parts_latin(m, i))
            continue;
        m->labels[i] = NQ_LABEL_OUT;
        if (i + 1 < m->text->n_tokens && m->labels[i + 1] == NQ_LABEL_I_ORG)
            m->labels[i + 1] = NQ_LABEL_B_ORG;
    }
}

/* "The party of X to-Reuters" was labelled as one: an agency that is told
 * something is no part of the name of who tells it. */
static void
part_at_told(const nq_hand *h, uint8_t inside)
{
    const nq_marked *m = h->m;
    for (uint32_t i = 1;
         (i = nq_hand_next_labelled(h, i, inside)) < m->text->n_tokens; i++)
        if (nq_is_told(m, i))
            nq_hand_put(h, i, nq_hand_name_end(h, i), NQ_LABEL_B_ORG);
}

/* "#X #Y" is one person. Without the signs two persons or two places may well
 * stand side by side: "met X Y", "X and Y" with an "and" that nothing tells
 * from the letters of Y. */
static void
join_pieces(const nq_hand *h)
{
    const nq_marked *m = h->m;
    for (uint32_t i = 1; i < m->text->n_tokens; i++) {
        uint8_t label = m->labels[i];
        uint32_t before = i - 1;
        if (label != NQ_LABEL_B_PER || !nq_hand_same_line(h, i) ||
            m->lex[i].clitics & ~(unsigned)NQ_CLITIC_AL ||
            !nq_token_is_glue(&m->text->tokens[before]))
            continue; /* other hashtags are a list */
        if (before && nq_hand_same_line(h, before))
            before--;
        if (!m->labels[before] || nq_label_type(m->labels[before]) != NQ_PER)
            continue;
        for (uint32_t k = before + 1; k <= i; k++)
            m->labels[k] = NQ_LABEL_I_PER;
    }
}

/* "Moon Jae-in": what a dash without spaces joins to the end of a person's name
 * goes on with it. */
static void
join_dashes(const nq_hand *h)
{
    const nq_marked *m = h->m;
    for (uint32_t i = 1; i + 2 < m->text->n_tokens; i++) {
        const nq_token *dash = &m->text->tokens[i + 1], *word = dash + 1;
        const uint32_t apart = NQ_TOKEN_SPACE | NQ_TOKEN_LINE;
        if (!m->labels[i] || nq_label_type(m->labels[i]) != NQ_PER ||
            dash->kind != NQ_TOKEN_MARK || dash->mark != NQ_MARK_DASH ||
            dash->flags & apart || word->flags & apart ||
            word->kind != NQ_TOKEN_WORD || m->labels[i + 2])
            continue;
        m->labels[i + 1] = m->labels[i + 2] = NQ_LABEL_I_PER;
    }
}

/* "Asking God that": a participle in the accusative before God's name is no
 * given name, though "Atta Allah" is one. */
static void
drop_prayers(const nq_hand *h)
{
    const nq_marked *m = h->m;
    for (uint32_t i = 0;
         (i = nq_hand_next_labelled(h, i, NQ_LABEL_B_PER)) < m->text->n_tokens;
         i++) {
        uint32_t end = nq_hand_name_end(h, i);
        if (end == i + 2 && !(nq_hand_bits(h, i) & NQ_LEX_NAME) &&
            nq_str_ends(m->text->tokens[i].folded, NQ_STR("ا")) &&
            nq_str_equal(m->text->tokens[i + 1].folded, NQ_STR("الله")))
            m->labels[i] = m->labels[i + 1] = NQ_LABEL_OUT;
    }
}

/* "X 6-4" was labelled as one, and "long ago" as a place: figures are no part
 * of a person's name, nor is a word with an adverb's ending a name by itself.
 */
static void
drop_wordless(const nq_hand *h)
{
    const nq_token *tokens = h->m->text->tokens;
    uint32_t n = h->m->text->n_tokens;
    for (uint32_t i = 0; (i = nq_next_in_name(h->m->labels, i, n)) < n; i++) {
        uint8_t label = h->m->labels[i];
        bool adverb = tokens[i].flags & NQ_TOKEN_TANWIN &&
                      nq_label_starts(label) && nq_hand_name_end(h, i) == i + 1;
        bool figure =
            tokens[i].kind == NQ_TOKEN_NUMBER && nq_label_type(label) == NQ_PER;
        if (adverb || figure)
            nq_hand_put(h, i, i + 1, NQ_LABEL_OUT);
    }
}

/* ---- Persons behind their titles ---------------------------------------- */

/* "X his counterpart Y" was labelled as one: a title without the article inside
 * parts them. "Salim al-Hajj" is a name to its end. */
static void
part_at_titles(const nq_hand *h)
{
    const nq_marked *m = h->m;
    for (uint32_t i = 1; (i = nq_hand_next_labelled(h, i, NQ_LABEL_I_PER)) + 1 <
                         m->text->n_tokens;
         i++) {
        uint32_t bits = nq_hand_bits(h, i);
        if (!(bits & NQ_LEX_TITLE) || m->labels[i + 1] != NQ_LABEL_I_PER ||
            m->lex[i].definite ||
            bits & (NQ_LEX_FIRST | NQ_LEX_FAMILY | NQ_LEX_INSIDE))
            continue;
        m->labels[i] = NQ_LABEL_OUT;
        m->labels[i + 1] = NQ_LABEL_B_PER;
    }
}

/* "King Hadi" was labelled as one: a style with the article is not of the given
 * name behind it, though without its article it is one itself. */
static void
part_at_styles(const nq_hand *h)
{
    const nq_marked *m = h->m;
    for (uint32_t i = 0; (i = nq_hand_next_labelled(h, i, NQ_LABEL_B_PER)) + 1 <
                         m->text->n_tokens;
         i++) {
        const uint32_t own = NQ_LEX_TITLE | NQ_LEX_INSIDE;
        if ((nq_hand_bits(h, i) & own) != NQ_LEX_TITLE || !m->lex[i].definite ||
            m->lex[i + 1].definite || m->labels[i + 1] != NQ_LABEL_I_PER ||
            !(nq_hand_bits(h, i + 1) & NQ_LEX_FIRST))
            continue;
        m->labels[i] = NQ_LABEL_OUT;
        m->labels[i + 1] = NQ_LABEL_B_PER;
    }
}

/* "X al-Y Z al-W" are two persons: no given name stands behind a family name
 * with the article. */
static void
part_at_given(const nq_hand *h)
{
    const nq_marked *m = h->m;
    for (uint32_t i = 2; (i = nq_hand_next_labelled(h, i, NQ_LABEL_I_PER)) + 1 <
                         m->text->n_tokens;
         i++) {
        if (m->labels[i - 1] != NQ_LABEL_I_PER ||
            m->labels[i + 1] != NQ_LABEL_I_PER || !m->lex[i - 1].definite ||
            m->lex[i].definite || m->lex[i].clitics ||
            !(nq_hand_bits(h, i) & NQ_LEX_FIRST))
            continue;
        bool two_and_two = m->labels[i - 2] == NQ_LABEL_B_PER &&
                           m->lex[i + 1].definite &&
                           nq_hand_name_end(h, i) == i + 2;
        if (two_and_two || !(nq_hand_bits(h, i - 1) & NQ_LEX_FIRST))
            m->labels[i] = NQ_LABEL_B_PER;
    }
}

/* "lil-X": no name starts like this. */
static bool
looks_lil(const nq_hand *h, uint32_t i)
{
    const nq_lex_word *w = &h->m->lex[i];
    return w->lil || (w->known && !(nq_hand_bits(h, i) & NQ_LEX_NAME) &&
                      h->m->text->tokens[i].folded.len >= NQ_LIL_BYTES &&
                      nq_str_starts(h->m->text->tokens[i].folded,
                                    NQ_STR("\u0644\u0644")));
}

/* "X lil-reporters" was labelled as one: to whom somebody speaks is no part of
 * his name. What stands behind is another name, if the lists know it. */
static void
part_at_hearers(const nq_hand *h)
{
    const nq_marked *m = h->m;
    for (uint32_t i = 1;
         (i = nq_hand_next_labelled(h, i, NQ_LABEL_I_PER)) < m->text->n_tokens;
         i++) {
        if (!looks_lil(h, i))
            continue;
        uint32_t end = nq_hand_name_end(h, i), next = i;
        while (next < end &&
               !(nq_hand_bits(h, next) & (NQ_LEX_FIRST | NQ_LEX_FAMILY)))
            m->labels[next++] = NQ_LABEL_OUT;
        if (next < end)
            m->labels[next] = NQ_LABEL_B_PER;
    }
}

/* "The minister of foreign affairs of X, Y Z" and "the X-ian minister of
 * foreign affairs Y Z" were labelled as one person: behind a field without the
 * article stands its country, behind one with it may stand an adjective of
 * origin that no list has. */
static void
part_at_fields(const nq_hand *h)
{
    const nq_marked *m = h->m;
    for (uint32_t i = 1; (i = nq_hand_next_labelled(h, i, NQ_LABEL_B_PER)) + 2 <
                         m->text->n_tokens;
         i++) {
        bool field = nq_hand_bits(h, i - 1) & NQ_LEX_OVER && !m->labels[i - 1];
        if (!field || m->lex[i].clitics || !nq_hand_same_line(h, i) ||
            nq_hand_name_end(h, i) < i + 3 ||
            nq_hand_bits(h, i) & (NQ_LEX_FIRST | NQ_LEX_FAMILY | NQ_LEX_TITLE))
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
name_word(const nq_hand *h, uint32_t i)
{
    if (i >= h->m->text->n_tokens)
        return false;
    uint32_t bits = nq_hand_bits(h, i);
    return nq_hand_same_line(h, i) && !h->m->labels[i] &&
           !h->m->lex[i].clitics &&
           h->m->text->tokens[i].kind == NQ_TOKEN_WORD &&
           (bits & (NQ_LEX_FIRST | NQ_LEX_FAMILY) ||
            (!bits && h->m->lex[i].definite));
}

/* A given name and a word behind it that right behind a title stand. */
static void
add_titled(const nq_hand *h)
{
    const nq_marked *m = h->m;
    for (uint32_t i = 1;
         (i = nq_hand_next(h, i, NQ_LEX_FIRST)) + 1 < m->text->n_tokens; i++) {
        uint32_t end = i + 1;
        if (m->labels[i] || !nq_hand_same_line(h, i) ||
            !(nq_hand_bits(h, i - 1) & NQ_LEX_TITLE) || m->labels[i - 1] ||
            m->lex[i].clitics)
            continue;
        while (end < i + NQ_PERSON_WORDS_MAX && name_word(h, end))
            end++;
        if (end > i + 1)
            nq_hand_put(h, i, end, NQ_LABEL_B_PER);
    }
}

/* "The organisation asked-of al-Riyadh": behind a head with the article the
 * name of a place is another noun of the sentence. */
static bool
is_head_and_place(const nq_hand *h, uint32_t i, uint32_t end)
{
    if (end != i + 2)
        return false;
    uint32_t head = nq_hand_bits(h, i), place = nq_hand_bits(h, i + 1);
    return h->m->lex[i].definite && !h->m->lex[i + 1].clitics &&
           head & NQ_LEX_ORG_HEAD &&
           !(head & (NQ_LEX_ORG | NQ_LEX_AGENCY | NQ_LEX_PLACE)) &&
           place & NQ_LEX_CITY && place & NQ_LEX_STARTS &&
           !(place & (NQ_LEX_INSIDE | NQ_LEX_COUNTRY | NQ_LEX_LIKE));
}

/* "The head of the chamber of stores al-Hadi X": the given name behind the body
 * that an office is of, and the family name. */
static bool
ends_in_given(const nq_hand *h, uint32_t i, uint32_t end)
{
    const uint32_t office = NQ_LEX_OFFICE | NQ_LEX_JOB;
    const uint32_t others =
        NQ_LEX_INSIDE | NQ_LEX_NATION | NQ_LEX_LIKE | NQ_LEX_PLACE | NQ_LEX_ORG;
    if (end < i + 3 || !i || !nq_hand_same_line(h, i) ||
        !(nq_hand_bits(h, i - 1) & office) || !nq_hand_same_line(h, end) ||
        !(nq_hand_bits(h, end - 1) & NQ_LEX_FIRST) ||
        nq_hand_bits(h, end - 1) & others)
        return false;
    const nq_token *t = &h->m->text->tokens[end];
    const nq_lex_word *w = &h->m->lex[end];
    return t->kind == NQ_TOKEN_WORD && !h->m->labels[end] && !w->clitics &&
           !t->suf && !(nq_hand_bits(h, end) & ~(uint32_t)NQ_LEX_NAME) &&
           (!w->known || w->known->usual > 1);
}

static void
part_at_nouns(const nq_hand *h)
{
    const nq_marked *m = h->m;
    for (uint32_t i = 0;
         (i = nq_hand_next_labelled(h, i, NQ_LABEL_B_ORG)) < m->text->n_tokens;
         i++) {
        uint32_t end = nq_hand_name_end(h, i);
        if (is_head_and_place(h, i, end)) {
            m->labels[i] = NQ_LABEL_OUT;
            m->labels[i + 1] = NQ_LABEL_B_LOC;
        } else if (ends_in_given(h, i, end)) {
            nq_hand_put(h, end - 1, end + 1, NQ_LABEL_B_PER);
        }
    }
}

void
nq_convention_part(const nq_hand *h)
{
    join_pieces(h);
    join_dashes(h);
    drop_prayers(h);
    drop_wordless(h);
    part_at_and(h);
    part_at_heads(h);
    part_at_latin(h);
    part_at_told(h, NQ_LABEL_I_ORG);
    part_at_told(h, NQ_LABEL_I_PER);
    part_at_titles(h);
    part_at_styles(h);
    part_at_given(h);
    part_at_hearers(h);
    part_at_fields(h);
    part_at_nouns(h);
    add_titled(h);
}
