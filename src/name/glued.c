/* SPDX-License-Identifier: Apache-2.0
 *
 * glued.c - where a name starts: is its first letter glued to it, or its own?
 * Layer 4 (name).
 *
 * The lists tell for names that they have. Of others the text may: no "and",
 * "with" or "like" stands between a title and the name behind it or behind a
 * preposition or a verb of saying, and a name that is never written without the
 * letter has it. */
#include "name/glued.h"
#include "base/hash.h"
#include "base/str.h"
#include "base/utf8.h"
#include "name/tune.h"

uint32_t
nq_said_at(const nq_marked *m, uint32_t i)
{
    naql_str f = m->text->tokens[i].folded;
    uint32_t said = nq_word_said(m->variants, m->text->tokens[i].hash);
    bool joined =
        nq_str_starts(f, NQ_STR("و")) || nq_str_starts(f, NQ_STR("ف"));
    if (said || !joined)
        return said;
    return nq_word_said(m->variants,
                        nq_hash(nq_str(f.ptr + NQ_LETTER, f.len - NQ_LETTER)));
}

static uint32_t
often(const nq_lex_word *w)
{
    return w->known ? w->known->often : 0;
}

/* ---- All over the text -------------------------------------------------- */

/* Is what is left a name that the lists or the news have? */
static bool
left_is_name(const nq_lex_word *w)
{
    return w->cut & (NQ_LEX_FIRST | NQ_LEX_FAMILY) ||
           often(w) >= NQ_GLUED_OFTEN;
}

/* A hamza on the alif behind the letter says that a word starts there. */
static bool
starts_anew(const nq_marked *m, uint32_t i)
{
    naql_span s = m->text->tokens[i].span;
    const char *next = m->text->article->text.ptr + s.start + NQ_LETTER;
    return s.end - s.start > 2 * NQ_LETTER && (unsigned char)next[0] == 0xd8 &&
           ((unsigned char)next[1] == 0xa2 || (unsigned char)next[1] == 0xa3 ||
            (unsigned char)next[1] == 0xa5);
}

static bool
may_be_glued(const nq_marked *m, uint32_t i)
{
    naql_str f = m->text->tokens[i].folded;
    return nq_str_starts(f, NQ_STR("ب")) || nq_str_starts(f, NQ_STR("ك")) ||
           nq_str_starts(f, NQ_STR("ل")) || nq_str_starts(f, NQ_STR("و")) ||
           nq_str_starts(f, NQ_STR("ف"));
}

/* "to", "on", "from", not "the one of": folding takes a name in ya for one in
 * alif maqsura. */
static bool
is_preposition(const nq_marked *m, uint32_t i)
{
    enum { TWO = 4 };
    const nq_token *t = &m->text->tokens[i];
    return m->lex[i].whole & NQ_LEX_LINK && !t->suf && !m->lex[i].definite &&
           (t->folded.len <= TWO || nq_token_maqsura(m->text, t) ||
            !nq_str_ends(t->folded, NQ_STR("ي")));
}

/* Can nothing be glued to the name at token `i`? Right behind a preposition
 * nothing can, right behind a title or an adjective of origin no "and so"; no
 * "and", "with" or "like" unless it makes a name of what is left. */
static bool
stands_free(const nq_marked *m, uint32_t i)
{
    const uint32_t beside =
        NQ_LEX_NATION | NQ_LEX_JOB | NQ_LEX_OFFICE | NQ_LEX_TITLE;
    if (!i || m->labels[i - 1] || m->text->tokens[i].flags & NQ_TOKEN_LINE ||
        m->text->tokens[i - 1].kind != NQ_TOKEN_WORD)
        return false;
    uint32_t before = nq_lex_bits(&m->lex[i - 1]);
    uint32_t clitic = m->lex[i].clitics;
    if (is_preposition(m, i - 1))
        return true;
    uint32_t said = nq_said_at(m, i - 1);
    if (said && clitic != NQ_CLITIC_LAM && clitic != NQ_CLITIC_BA)
        return true;
    if (said && clitic == NQ_CLITIC_BA && !(said & NQ_SAID_WITH) &&
        !left_is_name(&m->lex[i]))
        return true;
    if (clitic == NQ_CLITIC_WAW && i > 1 && m->labels[i - 2])
        return false; /* "the X-ian club Y and Z" */
    if (!m->lex[i - 1].definite || !(before & beside) ||
        clitic == NQ_CLITIC_LAM)
        return false;
    return clitic == NQ_CLITIC_FA || clitic == NQ_CLITIC_KAF ||
           !left_is_name(&m->lex[i]);
}

static nq_glued_word *
word_of(nq_glued *g, uint64_t whole)
{
    for (uint32_t k = 0; k < g->n; k++)
        if (g->at[k].whole == whole)
            return &g->at[k];
    return NULL;
}

static bool
one_letter(uint32_t clitics)
{
    return clitics == NQ_CLITIC_BA || clitics == NQ_CLITIC_KAF ||
           clitics == NQ_CLITIC_FA || clitics == NQ_CLITIC_LAM ||
           clitics == NQ_CLITIC_WAW;
}

static void
count(nq_glued *g, uint32_t i)
{
    uint64_t whole = g->m->text->tokens[i].hash;
    nq_glued_word *w = word_of(g, whole);
    if (!w && g->n == NQ_GLUED_MAX)
        return;
    if (!w) {
        w = &g->at[g->n++];
        *w = (nq_glued_word){.whole = whole, .base = g->m->lex[i].base};
    }
    w->times++;
    w->proof |= stands_free(g->m, i);
}

/* So often with the letter that it would be without it at least once. */
static bool
is_constant(const nq_glued *g, const nq_glued_word *w, uint32_t i)
{
    enum { TIMES = 3 };
    uint32_t clitic = g->m->lex[i].clitics;
    bool known = left_is_name(&g->m->lex[i]);
    bool joint = clitic == NQ_CLITIC_WAW || clitic == NQ_CLITIC_LAM;
    return w->times >= TIMES && !(joint && known) &&
           often(&g->m->lex[i]) < NQ_CALLED_OFTEN;
}

/* Does what is left stand in the text without the letter, or with another? */
static bool
stands_without(const nq_glued *g, const nq_glued_word *w)
{
    const nq_marked *m = g->m;
    for (uint32_t k = 0; k < m->text->n_tokens; k++)
        if (m->lex[k].base == w->base && m->text->tokens[k].hash != w->whole)
            return true;
    return false;
}

void
nq_glued_survey(const nq_marked *m, nq_glued *out)
{
    out->m = m;
    out->n = 0;
    out->looks = NQ_JOINED_LOOKS;
    for (uint32_t i = 0; i < m->text->n_tokens; i++)
        if (m->labels[i] == NQ_LABEL_B_PER && one_letter(m->lex[i].clitics) &&
            !starts_anew(m, i) &&
            (!left_is_name(&m->lex[i]) || often(&m->lex[i]) < NQ_CALLED_OFTEN))
            count(out, i);
    for (uint32_t k = 0, i = 0; k < out->n; k++) {
        nq_glued_word *w = &out->at[k];
        while (m->text->tokens[i].hash != w->whole ||
               m->labels[i] != NQ_LABEL_B_PER)
            i++;
        w->own =
            (w->proof || is_constant(out, w, i)) && !stands_without(out, w);
    }
}

/* ---- One name ---- */

/* Does this very word stand inside a person's name elsewhere, and nowhere
 * without its first letter? Then that letter, which would be read as glued, is
 * its own: "X Bloom", then "Bloom". */
static bool
whole_elsewhere(nq_glued *g, uint32_t i)
{
    const nq_marked *m = g->m;
    const nq_lex_word *w = &m->lex[i];
    bool glued = w->clitics == NQ_CLITIC_BA || w->clitics == NQ_CLITIC_KAF ||
                 w->clitics == NQ_CLITIC_LAM || w->clitics == NQ_CLITIC_WAW;
    bool joint = w->clitics == NQ_CLITIC_LAM || w->clitics == NQ_CLITIC_WAW;
    bool inside = false;
    if (!glued || (w->known && joint) || g->looks == 0)
        return false;
    g->looks--;
    for (uint32_t k = 0; k < m->text->n_tokens; k++) {
        if (m->lex[k].base == w->base && !m->lex[k].clitics)
            return false;
        inside |= m->text->tokens[k].hash == m->text->tokens[i].hash &&
                  m->labels[k] == NQ_LABEL_I_PER;
    }
    return inside;
}

/* A place or body of one word that the lists have. */
static bool
is_listed(const nq_marked *m, uint32_t first, uint32_t end)
{
    return end > first + 1 || (m->lex[first].whole | m->lex[first].cut) &
                                  (NQ_LEX_PLACE | NQ_LEX_ORG | NQ_LEX_AGENCY);
}

/* The byte where the given name of "to-X Y" starts, or the token does:
 * elsewhere in the text it is X Y. Names that start with that letter are in the
 * lists. */
static uint32_t
same_without(nq_glued *g, uint32_t first, uint32_t end)
{
    const nq_marked *m = g->m;
    const nq_lex_word *w = &m->lex[first];
    uint32_t n, start = m->text->tokens[first].span.start;
    if (w->clitics || end < first + 2 || !(w->cut & NQ_LEX_FIRST) || !g->looks)
        return w->start;
    g->looks--;
    const nq_cut *cuts = nq_cuts_of(m->text, first, &n);
    for (uint32_t k = 0; k + 1 < m->text->n_tokens; k++)
        for (uint32_t c = 0;
             m->labels[k] == NQ_LABEL_B_PER && k != first && c < n; c++)
            if (cuts[c].start > start && m->lex[k].base == cuts[c].hash &&
                m->text->tokens[k + 1].hash == m->text->tokens[first + 1].hash)
                return cuts[c].start;
    return w->start;
}

bool
nq_glued_to_the(const nq_marked *m, uint32_t i)
{
    enum { LEAST = 8 }; /* bytes: four letters; "to God" has three */
    naql_str f = m->text->tokens[i].folded;
    return nq_str_starts(f, NQ_STR("لل")) && f.len >= LEAST;
}

/* Nothing is glued to what marks enclose or a hash sign opens: «Pure Flex» is
 * no "with Yor". But "to" may have slipped in. */
static bool
is_enclosed(const nq_marked *m, uint32_t first, uint32_t end)
{
    if (!first || m->lex[first].clitics & NQ_CLITIC_LAM)
        return false;
    const nq_token *before = &m->text->tokens[first - 1];
    if (before->kind != NQ_TOKEN_MARK ||
        m->text->tokens[first].flags & (NQ_TOKEN_SPACE | NQ_TOKEN_LINE))
        return false;
    return before->mark == NQ_MARK_HASH ||
           (nq_opens_quote(before) && end < m->text->n_tokens &&
            nq_closes_quote(&m->text->tokens[end]));
}

/* "Mali and-Gormaland": right behind a place the first letter of another that
 * nobody knows is the "and" between them. */
static bool
opens_in_and(const nq_marked *m, uint32_t i)
{
    enum { LEAST = 8 }; /* bytes: four letters */
    const nq_lex_word *w = &m->lex[i];
    naql_str f = m->text->tokens[i].folded;
    return i && !w->clitics && !(w->whole & NQ_LEX_NAME) &&
           (!w->known || w->known->often < NQ_ALIKE_RARE) && f.len >= LEAST &&
           nq_str_starts(f, NQ_STR("و")) &&
           !(m->text->tokens[i].flags & NQ_TOKEN_LINE) && m->labels[i - 1] &&
           nq_label_type(m->labels[i - 1]) == NQ_LOC;
}

uint32_t
nq_glued_start(nq_glued *g, uint32_t first, uint32_t end, uint8_t *type)
{
    const nq_marked *m = g->m;
    uint32_t whole = m->text->tokens[first].span.start;
    if (m->lex[first].clitics && is_enclosed(m, first, end))
        return whole;
    if (*type == NQ_LOC && opens_in_and(m, first))
        return nq_token_at(m->text, first, NQ_LETTER);
    if (*type != NQ_PER && is_listed(m, first, end))
        return m->lex[first].start;
    if (whole_elsewhere(g, first)) {
        *type = NQ_PER;
        return whole;
    }
    if (*type != NQ_PER)
        return m->lex[first].start;
    if (!m->lex[first].clitics && may_be_glued(m, first) &&
        starts_anew(m, first))
        return nq_token_at(m->text, first, NQ_LETTER);
    const nq_glued_word *word = word_of(g, m->text->tokens[first].hash);
    if (word && word->own)
        return whole;
    uint32_t start = same_without(g, first, end);
    return nq_glued_to_the(m, first) && start == whole
               ? nq_token_at(m->text, first, NQ_LETTER)
               : start;
}
