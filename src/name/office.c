/* SPDX-License-Identifier: Apache-2.0
 *
 * office.c - titles, ranks and offices, and who holds them. Layer 4 (name). */
#include "name/office.h"
#include "base/hash.h"
#include "base/status.h"
#include "base/str.h"
#include "name/tune.h"

#define HEAD (NQ_LEX_OFFICE | NQ_LEX_JOB | NQ_LEX_TITLE)

struct reader {
    const nq_variants *variants;
    const nq_marked *marked;
    nq_mention *mentions;
    uint32_t n_mentions;
    uint32_t next; /* first mention that ends behind the place read */
};

static uint32_t
bits_at(const nq_marked *m, uint32_t i)
{
    return m->lex[i].whole | m->lex[i].cut;
}

/* Hash of the word without glued letters and article. */
static uint64_t
bare_hash(const nq_marked *m, uint32_t i)
{
    uint32_t n;
    const nq_cut *cuts = nq_cuts_of(m->text, i, &n);
    if (!m->lex[i].definite)
        return m->lex[i].base;
    for (uint32_t c = 0; c < n; c++)
        if (cuts[c].clitics == (m->lex[i].clitics | NQ_CLITIC_AL))
            return cuts[c].hash;
    return m->lex[i].base;
}

static uint64_t
office_word(const struct reader *r, uint32_t i)
{
    return nq_office_word(r->variants, bare_hash(r->marked, i));
}

/* Mention whose first token is `i`; moves r->next, so ask ascending. */
static nq_mention *
mention_at(struct reader *r, uint32_t i)
{
    while (r->next < r->n_mentions && r->mentions[r->next].end <= i)
        r->next++;
    nq_mention *mention =
        r->next < r->n_mentions ? &r->mentions[r->next] : NULL;
    return mention && mention->first <= i ? mention : NULL;
}

static uint32_t
skip_phrase(const nq_marked *m, uint32_t i, uint32_t class)
{
    uint32_t n = m->text->n_tokens;
    for (i++; i < n && bits_at(m, i) & NQ_LEX_INSIDE && bits_at(m, i) & class;)
        i++;
    return i;
}

static uint64_t
name_key(const struct reader *r, const nq_mention *mention)
{
    nq_name_words words;
    nq_name_tight(r->variants,
                  nq_str_span(r->marked->text->article->text, mention->span),
                  &words);
    return nq_name_key(r->variants, &words);
}

/* May the office go on at token `i`? */
static bool
readable(const struct reader *r, uint32_t i)
{
    const nq_text *text = r->marked->text;
    return i < text->n_tokens && !(text->tokens[i].flags & NQ_TOKEN_LINE) &&
           text->tokens[i].kind == NQ_TOKEN_WORD;
}

/* Reads a name inside the office; false when it is its holder. */
static bool
read_name(struct reader *r, const nq_mention *mention, nq_office_read *office)
{
    if (mention->type == NQ_PER)
        return false;
    uint64_t key = name_key(r, mention);
    if (mention->type == NQ_LOC && !office->place)
        office->place = key;
    else if (mention->type == NQ_ORG && !office->over)
        office->over = key;
    return true;
}

/* A link goes on only where something of the office stands behind it; "in" a
 * place belongs to few offices, to others it is where things happen. */
static bool
link_holds(struct reader *r, uint32_t i, uint32_t head_bits)
{
    const nq_marked *m = r->marked;
    if (!readable(r, i + 1))
        return false;
    uint8_t label = m->labels[i + 1];
    bool place = nq_label_type(label) == NQ_LOC;
    if (label && (!place || head_bits & (NQ_LEX_ENVOY | NQ_LEX_JOB)))
        return nq_label_type(label) != NQ_PER;
    return !place && bits_at(m, i + 1) & (NQ_LEX_OVER | NQ_LEX_NATION);
}

/* "the ambassador of ZARUNIA Salim", "ITS MINISTRY's minister Salim": a word
 * that no list has, between an office without article and a person, is what the
 * office is of. "And to" has the letters of a governor once it is folded. */
static bool
is_unheard_object(const struct reader *r, uint32_t i, uint32_t head)
{
    const nq_marked *m = r->marked;
    naql_str written =
        nq_str_span(m->text->article->text, m->text->tokens[head].span);
    return !nq_str_ends(written, NQ_STR("\u0649")) && i == head + 1 &&
           bits_at(m, head) & NQ_LEX_OFFICE && !m->lex[head].definite &&
           !m->labels[i] && !bits_at(m, i) && !m->lex[i].definite &&
           !m->lex[i].clitics &&
           m->text->tokens[i].folded.len >= NQ_OFFICE_OBJECT_BYTES &&
           readable(r, i + 1) && nq_label_type(m->labels[i + 1]) == NQ_PER &&
           !m->lex[i + 1].clitics;
}

/* Reads one more word or phrase of the office at `i`; returns the token
 * behind it, or `i` when the office ends here. */
static uint32_t
read_more(struct reader *r, uint32_t i, uint32_t head_bits,
          nq_office_read *office)
{
    const nq_marked *m = r->marked;
    uint32_t bits = bits_at(m, i);
    const nq_mention *mention = mention_at(r, i);
    office->definite |= mention ? mention->type != NQ_PER : m->lex[i].definite;
    if (mention && nq_is_told(m, i))
        return i;
    if (mention)
        return read_name(r, mention, office) ? mention->end : i;
    if (bits & NQ_LEX_NATION) {
        uint64_t place = nq_origin_of(r->variants, bare_hash(m, i));
        office->place = office->place ? office->place : place;
        return i + 1;
    }
    if (bits & NQ_LEX_OVER) {
        if (!office->over)
            office->over = office_word(r, i);
        return skip_phrase(m, i, NQ_LEX_OVER);
    }
    if (bits & NQ_LEX_PAST)
        office->past = true;
    if (bits & (NQ_LEX_PAST | NQ_LEX_LIKE))
        return skip_phrase(m, i, NQ_LEX_PAST | NQ_LEX_LIKE);
    if (bits & HEAD)
        return skip_phrase(m, i, HEAD);
    if (bits & NQ_LEX_LINK)
        return link_holds(r, i, head_bits) ? i + 1 : i;
    bool object = i == office->first + 1 && m->lex[i].definite &&
                  !m->lex[i].clitics && !m->lex[office->first].definite;
    if (object)
        office->over = nq_office_word(r->variants, m->lex[i].base);
    return object || is_unheard_object(r, i, office->first) ? i + 1 : i;
}

/* A body in quote marks behind a word that lacks it: «commander of the forces
 * of "X"». Returns the token behind the closing mark, or `i`. */
static uint32_t
read_quoted(struct reader *r, uint32_t i, nq_office_read *office)
{
    const nq_marked *m = r->marked;
    const nq_token *t = m->text->tokens;
    if (!readable(r, i + 1) || i == 0 || !nq_opens_quote(&t[i]) ||
        t[i].flags & NQ_TOKEN_LINE || m->lex[i - 1].definite ||
        m->labels[i - 1])
        return i;
    const nq_mention *mention = mention_at(r, i + 1);
    if (!mention || mention->first != i + 1 || mention->type != NQ_ORG ||
        mention->end >= m->text->n_tokens)
        return i;
    if (!nq_closes_quote(&t[mention->end]) ||
        t[mention->end].flags & NQ_TOKEN_LINE)
        return i;
    office->definite = true;
    return read_name(r, mention, office) ? mention->end + 1 : i;
}

/* "HIS FATHER" has the letters of "mother" once they are folded. */
static bool
is_his(const nq_text *text, uint32_t i)
{
    return nq_str_ends(nq_str_span(text->article->text, text->tokens[i].span),
                       NQ_STR("\u0647"));
}

/* Reads the office whose head is at `first`; returns the token behind it. */
static uint32_t
read_office(struct reader *r, uint32_t first, nq_office_read *office)
{
    const nq_marked *m = r->marked;
    uint32_t bits = bits_at(m, first);
    *office = (nq_office_read){.first = first,
                               .mention = NQ_NO_ENTITY,
                               .head = office_word(r, first),
                               .definite = m->lex[first].definite,
                               .feminine = bits & NQ_LEX_FEMININE &&
                                           !is_his(m->text, first),
                               .job = !(bits & NQ_LEX_OFFICE)};
    uint32_t i = skip_phrase(m, first, HEAD), more;
    if (i > first + 1 && bits_at(m, first + 1) & NQ_LEX_OVER)
        office->over = office_word(r, first + 1);
    for (uint32_t k = first + 1; k < i; k++)
        office->definite |= m->lex[k].definite;
    while (i < m->text->n_tokens && i < first + NQ_OFFICE_WORDS_MAX) {
        more = readable(r, i) ? read_more(r, i, bits, office)
                              : read_quoted(r, i, office);
        if (more == i && readable(r, i) && bits_at(m, i) & NQ_LEX_ORG_HEAD) {
            more = read_quoted(r, i + 1, office); /* "of the club «X»" */
            more = more == i + 1 ? i : more;
        }
        if (more == i)
            break;
        i = more;
    }
    while (i > first + 1 && bits_at(m, i - 1) & NQ_LEX_LINK &&
           !m->labels[i - 1])
        i--;
    office->end = i;
    office->span =
        (naql_span){m->lex[first].start, m->text->tokens[i - 1].span.end};
    return i;
}

/* "the minister, X, said", "the monarch, King X,": the person that stands
 * between two commas. */
static nq_mention *
between_commas(struct reader *r, uint32_t comma)
{
    enum { TITLES = 2 };
    const nq_text *text = r->marked->text;
    if (comma + 1 >= text->n_tokens ||
        text->tokens[comma].mark != NQ_MARK_COMMA)
        return NULL;
    uint32_t first = comma + 1, next = r->next; /* looks ahead only */
    while (first <= comma + TITLES && readable(r, first) &&
           !r->marked->labels[first] && bits_at(r->marked, first) & HEAD)
        first++;
    if (first >= text->n_tokens)
        return NULL;
    nq_mention *m = mention_at(r, first);
    r->next = next;
    bool closed = m && m->end < text->n_tokens &&
                  text->tokens[m->end].mark == NQ_MARK_COMMA;
    return closed && m->type == NQ_PER && m->first == first &&
                   !r->marked->lex[m->first].clitics
               ? m
               : NULL;
}

/* "X, the spokesman of THE CHANCELLOR Y": does an office stand inside the one
 * that has the article? Without it X may have met an adviser of the chancellor,
 * by the name of Y. */
static bool
has_inner(const nq_marked *m, const nq_office_read *office)
{
    bool the = m->text->tokens[office->first].clitics & NQ_CLITIC_AL;
    for (uint32_t i = office->first + 1; the && i < office->end; i++)
        if (bits_at(m, i) & NQ_LEX_OFFICE && m->lex[i].definite &&
            !(bits_at(m, i) & NQ_LEX_INSIDE))
            return true;
    return false;
}

/* The person right behind the office, or right before it: "X, minister of",
 * "X (minister of". */
static nq_mention *
holder_beside(struct reader *r, uint32_t before, const nq_office_read *office)
{
    const nq_text *text = r->marked->text;
    nq_mention *behind =
        office->end < text->n_tokens ? mention_at(r, office->end) : NULL;
    bool at_once = before < r->n_mentions &&
                   r->mentions[before].type == NQ_PER &&
                   r->mentions[before].end == office->first;
    if (behind && behind->type == NQ_PER && behind->first == office->end &&
        !(r->marked->lex[behind->first].clitics))
        return at_once && has_inner(r->marked, office) ? &r->mentions[before]
                                                       : behind;
    behind = between_commas(r, office->end);
    if (behind)
        return behind;
    if (before >= r->n_mentions || r->mentions[before].type != NQ_PER)
        return NULL;
    uint32_t gap = office->first - r->mentions[before].end;
    const nq_token *mark = &text->tokens[office->first - 1];
    bool beside = gap == 0 || (gap == 1 && (mark->mark == NQ_MARK_COMMA ||
                                            mark->mark == NQ_MARK_OPEN));
    bool glued = r->marked->lex[office->first].clitics;
    uint32_t bits = bits_at(r->marked, office->first);
    if (gap == 0 && !(bits & (NQ_LEX_OFFICE | NQ_LEX_JOB)))
        return NULL; /* "X, his father" has its comma, "Minister" comes first */
    return beside && !glued ? &r->mentions[before] : NULL;
}

static bool
stands_alone(const nq_marked *m, const nq_office_read *office)
{
    uint32_t bits = bits_at(m, office->first);
    if (bits & NQ_LEX_OFFICE)
        return office->definite;
    return bits & NQ_LEX_TITLE && m->lex[office->first].definite &&
           office->end == office->first + 1;
}

static bool
is_head(const nq_marked *m, uint32_t i)
{
    uint32_t bits = bits_at(m, i);
    return m->text->tokens[i].kind == NQ_TOKEN_WORD && !m->labels[i] &&
           bits & HEAD && !(bits & NQ_LEX_INSIDE);
}

naql_status
nq_offices_find(const nq_variants *variants, const nq_marked *m,
                nq_list *mentions, nq_arena *scratch, nq_list *out)
{
    struct reader r = {variants, m, mentions->at, mentions->n, 0};
    uint32_t n = m->text->n_tokens;
    for (uint32_t i = 0; (i = nq_marked_next(m, i, n, HEAD)) < n;) {
        mention_at(&r, i);
        if (!is_head(m, i)) {
            i++;
            continue;
        }
        uint32_t before = r.next ? r.next - 1 : NQ_NO_ENTITY;
        nq_office_read office;
        i = read_office(&r, i, &office);
        nq_mention *holder = holder_beside(&r, before, &office);
        office.alone = !holder && stands_alone(m, &office);
        if (!holder && !office.alone)
            continue;
        if (holder) {
            office.mention = (uint32_t)(holder - r.mentions);
            if (holder->role.start == holder->role.end)
                holder->role = office.span;
        }
        NQ_TRY(nq_list_put(out, scratch, &office));
    }
    return NAQL_OK;
}

static uint64_t
held_key(const nq_office_read *o, const nq_mention *mentions)
{
    return nq_hash_next(o->head, mentions[o->mention].entity);
}

bool
nq_offices_place(nq_office_read *offices, uint32_t n,
                 const nq_mention *mentions, nq_arena *scratch)
{
    nq_map said; /* head and holder -> index of an office with a place */
    nq_map_init(&said, scratch);
    for (uint32_t i = 0; i < n; i++) {
        if (offices[i].mention == NQ_NO_ENTITY || !offices[i].place)
            continue;
        uint32_t *at = nq_map_put(&said, held_key(&offices[i], mentions), NULL);
        if (!at)
            return false;
        *at = i;
    }
    for (uint32_t i = 0; i < n; i++) {
        if (offices[i].mention == NQ_NO_ENTITY || offices[i].place)
            continue;
        const uint32_t *at = nq_map_get(&said, held_key(&offices[i], mentions));
        if (at)
            offices[i].place = offices[*at].place;
    }
    return true;
}

/* Of the one asked for and of one with a holder. 0: another office; else
 * the more, the more both say the same. */
static int
likeness(const nq_office_read *a, const nq_office_read *b)
{
    if (a->head != b->head || a->past != b->past ||
        (a->place && b->place && a->place != b->place) ||
        (a->over && b->over && a->over != b->over) || (a->over && !b->over))
        return 0; /* "the president of the union" is not "the president of X" */
    return 1 + (a->over == b->over) + (a->place && a->place == b->place);
}

const nq_office_read *
nq_office_holder(const nq_office_read *offices, uint32_t n, uint32_t asked)
{
    const nq_office_read *best = NULL;
    int most = 0;
    uint32_t low = asked > NQ_OFFICE_REACH ? asked - NQ_OFFICE_REACH : 0;
    uint32_t high = n - asked > NQ_OFFICE_REACH ? asked + NQ_OFFICE_REACH : n;
    for (uint32_t k = 1; k < high - low; k++) { /* back first, then on */
        uint32_t i = k <= asked - low ? asked - k : low + k;
        if (offices[i].mention == NQ_NO_ENTITY)
            continue;
        int like = likeness(&offices[asked], &offices[i]);
        if (like > most) {
            best = &offices[i];
            most = like;
        }
    }
    return best;
}
