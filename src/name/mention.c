/* SPDX-License-Identifier: Apache-2.0
 *
 * mention.c - labelled words -> mentions of names. Layer 4 (name). */
#include "name/mention.h"
#include "base/limits.h"
#include "base/str.h"
#include "name/glued.h"
#include "name/tune.h"

static uint32_t
bits_at(const nq_marked *m, uint32_t i)
{
    return m->lex[i].whole | m->lex[i].cut;
}

static bool
is_mark(const nq_marked *m, uint32_t i)
{
    return m->text->tokens[i].kind == NQ_TOKEN_MARK;
}

/* Is the closing mark at end - 1 one whose opener lies inside the name? */
static bool
closed_inside(const nq_marked *m, uint32_t first, uint32_t end)
{
    if (!nq_is_closer(&m->text->tokens[end - 1]))
        return false;
    for (uint32_t i = first + 1; i + 1 < end; i++)
        if (nq_is_opener(&m->text->tokens[i]))
            return true;
    return false;
}

/* Does a mark open inside the name that closes right behind it: "the station
 * «X»", called by both? */
static bool
opened_inside(const nq_marked *m, uint32_t first, uint32_t end)
{
    uint32_t marks = 0;
    if (first >= end || end >= m->text->n_tokens || is_mark(m, end - 1) ||
        !nq_is_closer(&m->text->tokens[end]))
        return false;
    for (uint32_t i = first + 1; i < end; i++)
        marks += nq_is_opener(&m->text->tokens[i]) ||
                 nq_is_closer(&m->text->tokens[i]);
    return marks == 1;
}

/* Words without the article or a preposition, that no list knows, are a brand:
 * "Kumbrij Analitika". */
static bool
is_made_up(const nq_marked *m, uint32_t i, uint32_t end)
{
    const uint32_t common = NQ_LEX_OVER | NQ_LEX_ORG_HEAD | NQ_LEX_LIKE |
                            NQ_LEX_NATION | NQ_LEX_OFFICE | NQ_LEX_PLACE_HEAD;
    for (; i < end; i++)
        if (m->text->tokens[i].kind != NQ_TOKEN_WORD || m->lex[i].definite ||
            m->lex[i].clitics || bits_at(m, i) & common)
            return false;
    return true;
}

/* Is what follows a bare head of a body a name by itself? A single word is, but
 * for heads that need the lists to say so. */
static bool
stands_without(const nq_marked *m, uint32_t head, uint32_t i, uint32_t end)
{
    uint32_t bits = bits_at(m, i);
    if (bits & (NQ_LEX_ORG | NQ_LEX_AGENCY) && bits & NQ_LEX_STARTS)
        return true;
    if (bits & NQ_LEX_INSIDE)
        return false;
    if (head & NQ_LEX_ORG_LISTED)
        return false;
    if (is_made_up(m, i, end))
        return true;
    return bits & (NQ_LEX_PLACE | NQ_LEX_FAMILY) ||
           (i + 1 == end && !(bits & (NQ_LEX_OVER | NQ_LEX_NATION)));
}

/* A body that the lists have in many words, its head one of them. */
static bool
is_listed_whole(const nq_marked *m, uint32_t i, uint32_t end)
{
    enum { MANY = 4 };
    const uint32_t known = NQ_LEX_ORG | NQ_LEX_LONG | NQ_LEX_STARTS;
    if ((bits_at(m, i) & known) != known || end < i + MANY)
        return false;
    for (uint32_t k = i + 1; k < i + MANY; k++)
        if (!(m->lex[k].whole & NQ_LEX_INSIDE))
            return false;
    return true;
}

/* "The agency X for-news": a name that ends with what its head is for has it as
 * its first word. */
static bool
is_of_head(const nq_marked *m, uint32_t head, uint32_t end)
{
    return bits_at(m, head) & NQ_LEX_ORG_LISTED && end > head + 2 &&
           m->lex[end - 1].clitics & NQ_CLITIC_LAM &&
           nq_str_starts(m->text->tokens[end - 1].folded, NQ_STR("لل"));
}

/* A preposition of one letter written apart ("b-") ends no name, and opens none
 * in Latin letters. */
static bool
lone_letter(const nq_marked *m, uint32_t i)
{
    const nq_token *t = &m->text->tokens[i];
    return t->kind == NQ_TOKEN_WORD && t->folded.len <= 2;
}

/* Words in front of a name that are no part of it: of a person its titles and
 * offices, of a place or body a head that the name can do without. */
static bool
falls_away(const nq_marked *m, uint8_t type, uint32_t i, uint32_t end)
{
    uint32_t bits = bits_at(m, i), next = bits_at(m, i + 1);
    if (i + 1 >= end)
        return false;
    if (lone_letter(m, i) && m->text->tokens[i + 1].kind == NQ_TOKEN_LATIN)
        return true;
    if (type == NQ_PER)
        return bits & (NQ_LEX_TITLE | NQ_LEX_OFFICE) &&
               !(bits & (NQ_LEX_FIRST | NQ_LEX_FAMILY | NQ_LEX_INSIDE));
    if (type == NQ_LOC)
        return bits & NQ_LEX_PLACE_BARE && !(bits & NQ_LEX_PLACE) &&
               next & (NQ_LEX_PLACE | NQ_LEX_TOWN) && next & NQ_LEX_STARTS;
    if (m->lex[i].definite && m->lex[i + 1].definite)
        return false;      /* "the club, the royal one" */
    uint32_t name = i + 1; /* "the newspaper «X»" */
    while (name + 1 < end && is_mark(m, name))
        name++;
    while (name + 1 < end && is_mark(m, end - 1))
        end--;
    return bits & NQ_LEX_ORG_BARE && !is_listed_whole(m, i, end) &&
           !is_of_head(m, i, end) && stands_without(m, bits, name, end);
}

/* A given name that is a head of offices too ends no name where the office goes
 * on behind it: "X, secretary general". */
static bool
office_goes_on(const nq_marked *m, uint32_t end)
{
    return end < m->text->n_tokens &&
           bits_at(m, end) & (NQ_LEX_LIKE | NQ_LEX_OVER | NQ_LEX_OFFICE) &&
           !m->labels[end];
}

/* "Sadly" ends no name. */
static bool
how(const nq_marked *m, uint32_t i)
{
    return m->text->tokens[i].flags & NQ_TOKEN_TANWIN;
}

/* No name by itself: an adjective of origin ("the Kurds"), a head word ("the
 * ministry"). */
static bool
says_nothing(const nq_marked *m, uint32_t first, uint32_t end)
{
    uint32_t bits = bits_at(m, first);
    return end == first + 1 && !(bits & NQ_LEX_NAME) &&
           bits & (NQ_LEX_NATION | NQ_LEX_ORG_HEAD | NQ_LEX_PLACE_HEAD);
}

/* "A terrorist organisation" is no name: a head and a feminine adjective, both
 * without the article. */
static bool
only_described(const nq_marked *m, uint32_t first, uint32_t end)
{
    uint32_t bits = bits_at(m, first), behind = bits_at(m, end - 1);
    return end == first + 2 && nq_label_type(m->labels[first]) == NQ_ORG &&
           bits & NQ_LEX_ORG_HEAD && bits & NQ_LEX_FEMININE &&
           !m->lex[first].definite && !m->lex[end - 1].definite &&
           m->lex[end - 1].known && !(behind & NQ_LEX_NAME) &&
           nq_str_ends(m->text->tokens[end - 1].folded, NQ_STR("يه"));
}

/* "the newspaper X, the French": behind a head that is no part of the name the
 * adjective of origin goes with the head, if it has its gender. */
static bool
of_the_head(const nq_marked *m, uint32_t first, uint32_t end)
{
    uint32_t bits = bits_at(m, end - 1);
    return first && first + 1 < end && bits & NQ_LEX_NATION &&
           m->lex[end - 1].definite && !(bits & NQ_LEX_INSIDE) &&
           bits_at(m, first - 1) & NQ_LEX_ORG_BARE &&
           !((bits ^ bits_at(m, first - 1)) & NQ_LEX_FEMININE);
}

/* "the police, the citizens": behind a head with the article a definite plural
 * of persons is the verb's object, no part of the name. */
static bool
is_object(const nq_marked *m, uint32_t first, uint32_t end)
{
    const nq_token *last = &m->text->tokens[end - 1];
    return end == first + 2 && m->lex[first].definite &&
           bits_at(m, first) & NQ_LEX_ORG_HEAD && m->lex[end - 1].definite &&
           !(bits_at(m, end - 1) & NQ_LEX_INSIDE) &&
           nq_str_ends(last->folded, NQ_STR("ين"));
}

/* "The government with-raising of prices": a common word behind "with" begins
 * the verb's own object. Where a body's name ends for that, unless the word
 * before it goes with it: "the concerned with-rights". */
static uint32_t
end_before_with(const nq_marked *m, uint32_t first, uint32_t end)
{
    const uint32_t own = NQ_LEX_NAME | NQ_LEX_INSIDE | NQ_LEX_BODY;
    for (uint32_t i = first + 1; i < end; i++) {
        const nq_lex_word *w = &m->lex[i];
        if (w->clitics == NQ_CLITIC_BA && !w->definite && w->known &&
            w->known->often > NQ_GLUED_OFTEN && !(bits_at(m, i) & own) &&
            (bits_at(m, i - 1) || !m->lex[i - 1].definite))
            return i;
    }
    return end;
}

static void
trim(const nq_marked *m, uint8_t type, uint32_t *first, uint32_t *end)
{
    while (*first < *end && is_mark(m, *first))
        (*first)++;
    while (*first < *end &&
           ((is_mark(m, *end - 1) && !closed_inside(m, *first, *end)) ||
            lone_letter(m, *end - 1)))
        (*end)--;
    while (type == NQ_PER && *first + 1 < *end &&
           bits_at(m, *end - 1) & NQ_LEX_OFFICE && office_goes_on(m, *end))
        (*end)--;
    while (type == NQ_PER && *first + 1 < *end && how(m, *end - 1))
        (*end)--;
    while (*first < *end && falls_away(m, type, *first, *end))
        (*first)++;
    if (type == NQ_ORG)
        *end = end_before_with(m, *first, *end);
    while (type == NQ_ORG && *first < *end &&
           (of_the_head(m, *first, *end) || is_object(m, *first, *end)))
        (*end)--;
    while (*first < *end && is_mark(m, *first))
        (*first)++;
    while (*first < *end && is_mark(m, *end - 1) &&
           !closed_inside(m, *first, *end))
        (*end)--;
    if (type == NQ_ORG && *first && !m->labels[*first - 1] &&
        is_of_head(m, *first - 1, *end))
        (*first)--;
    if (opened_inside(m, *first, *end))
        (*end)++;
}

struct finder {
    const nq_variants *variants;
    const nq_marked *m;
    nq_arena *scratch;
    nq_list *out; /* of nq_mention */
    nq_glued glued;
    uint32_t pairs; /* pairs of words that may still be looked for */
};

/* "X ABU" goes on with the next word, whatever it is. "Abi" may be a family
 * name of the far east. */
static uint32_t
joined_end(const struct finder *f, uint32_t first, uint32_t end)
{
    const nq_marked *m = f->m;
    if (end < first + 2 || end >= m->text->n_tokens || m->labels[end])
        return end;
    uint32_t joins = nq_word_joins(f->variants, m->text->tokens[end - 1].hash);
    if (!(joins & NQ_JOIN_NEXT) || joins & NQ_JOIN_AS)
        return end;
    const nq_token *t = &m->text->tokens[end];
    const nq_lex_word *w = &m->lex[end];
    bool common = w->known && w->known->often > NQ_JOINED_OFTEN;
    return t->kind == NQ_TOKEN_WORD && !(t->flags & NQ_TOKEN_LINE) &&
                   !w->clitics && !common
               ? end + 1
               : end;
}

static bool
add(struct finder *f, uint32_t first, uint32_t end)
{
    const nq_marked *m = f->m;
    uint8_t type = nq_label_type(m->labels[first]);
    trim(m, type, &first, &end);
    if (first >= end || says_nothing(m, first, end) ||
        only_described(m, first, end))
        return true;
    nq_mention *mention = nq_list_add(f->out, f->scratch);
    if (!mention)
        return false;
    if (type == NQ_PER)
        end = joined_end(f, first, end);
    uint32_t start = nq_glued_start(&f->glued, first, end, &type);
    *mention = (nq_mention){.span = {start, m->text->tokens[end - 1].span.end},
                            .first = first,
                            .end = end,
                            .entity = NQ_NO_ENTITY,
                            .type = type};
    return true;
}

/* Is token k of a person's name, its last word, behind another?  */
static bool
is_last_name(const nq_marked *m, uint32_t k)
{
    bool inside = m->labels[k] == NQ_LABEL_I_PER;
    bool goes_on =
        k + 1 < m->text->n_tokens && m->labels[k + 1] == NQ_LABEL_I_PER;
    return inside && !goes_on;
}

/* "addressed X Y": a verb's subject and its object, each by the family name
 * that ends the full name of another one elsewhere. */
static bool
two_families(struct finder *f, uint32_t i)
{
    const nq_marked *m = f->m;
    const nq_lex_word *x = &m->lex[i - 1], *y = &m->lex[i];
    uint32_t n = m->text->n_tokens;
    bool apart = false, last = false;
    if (!nq_label_starts(m->labels[i - 1]) || !is_last_name(m, i) ||
        nq_label_type(m->labels[i]) != NQ_PER || f->pairs == 0 ||
        x->whole & NQ_LEX_FIRST || is_mark(m, i))
        return false;
    f->pairs--;
    for (uint32_t k = 1; k < n && !(apart && last); k++) {
        if (k == i || !is_last_name(m, k))
            continue;
        last |= m->lex[k].base == x->base;
        apart |= m->lex[k].base == y->base && m->lex[k - 1].base != x->base;
    }
    return apart && last;
}

/* A known name behind "to" inside a person's, which the article has without it
 * elsewhere: "X said to-Y", two persons. */
static bool
another_begins(struct finder *f, uint32_t i)
{
    const nq_marked *m = f->m;
    const nq_lex_word *w = &m->lex[i];
    if (nq_label_type(m->labels[i]) != NQ_PER)
        return false;
    if (nq_glued_to_the(m, i))
        return true;
    if (w->clitics != NQ_CLITIC_LAM ||
        !(w->cut & (NQ_LEX_FIRST | NQ_LEX_FAMILY)) || f->glued.looks == 0)
        return false;
    f->glued.looks--;
    for (uint32_t k = 0; k < m->text->n_tokens; k++)
        if (m->lex[k].base == w->base && !m->lex[k].clitics &&
            nq_label_type(m->labels[k]) == NQ_PER)
            return true;
    return false;
}

bool
nq_marked_bits(nq_marked *m, nq_arena *scratch)
{
    uint32_t n = m->text->n_tokens;
    uint32_t *bits = nq_arena_alloc(scratch, n * sizeof(*bits));
    m->bits = bits;
    m->any = 0;
    for (uint32_t i = 0; bits && i < n; i++)
        m->any |= bits[i] = nq_lex_bits(&m->lex[i]);
    return bits;
}

naql_status
nq_mentions_find(const nq_variants *variants, const nq_marked *m,
                 nq_arena *scratch, nq_list *out)
{
    struct finder f = {.variants = variants,
                       .m = m,
                       .scratch = scratch,
                       .out = out,
                       .pairs = NQ_JOINED_LOOKS};
    nq_glued_survey(m, &f.glued);
    uint32_t n = m->text->n_tokens;
    for (uint32_t i = 0; i < n && out->n < NQ_MAX_NAMES;) {
        uint32_t first = nq_next_in_name(m->labels, i, n);
        if (first == n)
            break;
        i = first + 1;
        while (i < n && i - first < NQ_NAME_TOKENS_MAX &&
               nq_label_goes_on(m->labels[i]) &&
               nq_label_type(m->labels[i]) == nq_label_type(m->labels[first]) &&
               !another_begins(&f, i) && !two_families(&f, i))
            i++;
        if (!add(&f, first, i))
            return NAQL_NOMEM;
    }
    return NAQL_OK;
}
