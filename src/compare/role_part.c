/* SPDX-License-Identifier: Apache-2.0
 *
 * role_part.c - which offices one man cannot both hold. Layer 7 (compare).
 *
 * Knows nothing of where offices are told: role.c. */
#include "compare/role.h"

#include "base/hash.h"
#include "compare/tune.h"

#define ROLE_WORDS 12u

typedef struct office { /* a role taken apart */
    uint32_t post, term, field[ROLE_WORDS], n_fields;
    uint32_t posts[ROLE_WORDS], n_posts;
    uint64_t rest[ROLE_WORDS];
    uint32_t n_rest, n_origins; /* of the rest, adjectives of origin */
    uint64_t origin;            /* the country of the first of them */
    bool under, past, chief;    /* chief: "the president" */
    bool organ;                 /* of an army, an embassy: acts for a state */
    bool kin;                   /* of his wife, brother */
} office;

static void
add_post(office *o, uint32_t class)
{
    if (!o->post)
        o->post = class;
    if (o->n_posts < ROLE_WORDS)
        o->posts[o->n_posts++] = class;
}

static bool
has_class(const uint32_t *classes, uint32_t n, uint32_t class)
{
    for (uint32_t i = 0; i < n; i++)
        if (classes[i] == class)
            return true;
    return false;
}

static bool
has_rest(const office *o, uint64_t stem)
{
    for (uint32_t i = 0; i < o->n_rest; i++)
        if (o->rest[i] == stem)
            return true;
    return false;
}

static bool
share_post(const office *a, const office *b)
{
    for (uint32_t i = 0; i < a->n_posts; i++)
        if (has_class(b->posts, b->n_posts, a->posts[i]))
            return true;
    return false;
}

/* The country that a word is the adjective of; 0: none. */
static uint64_t
origin_of(const nq_desk *d, const nq_token *t)
{
    naql_str bare = nq_token_bare(t);
    return nq_origin_of(&d->in->tools->names.variants, nq_hash(bare));
}

/* "The second man in the state" says not of what. */
static bool
is_ordinal(const nq_desk *d, const nq_text *text, uint32_t token)
{
    nq_numeral n;
    return nq_ordinal_read(&d->in->tools->numerals, text, token, &n);
}

/* "The former", "the elected": an adjective of the office. "Of the national
 * team" has the letters of "elected". */
static bool
is_term(const nq_desk *d, const nq_token *t, nq_slot_word w, bool first)
{
    if ((w.kind != NQ_WORD_TERM && w.kind != NQ_WORD_PAST) ||
        t->clitics & NQ_CLITIC_LAM)
        return false;
    return w.class != d->in->tools->words.elect ||
           (!first && !(t->clitics & NQ_CLITIC_WAW) &&
            t[-1].clitics & NQ_CLITIC_AL);
}

/* Who was ousted is former, of whichever term. */
static void
add_term(const nq_desk *d, nq_slot_word w, office *out)
{
    out->term = w.class == d->in->tools->words.ousted ? 0 : w.class;
    out->past = w.kind == NQ_WORD_PAST;
}

/* Tokens [first, end) of an article, an office. */
static void
take_apart(const nq_desk *d, const nq_text *text, uint32_t first, uint32_t end,
           office *out)
{
    *out = (office){.n_fields = 0};
    for (uint32_t i = first; i < end; i++) {
        const nq_token *t = &text->tokens[i];
        nq_slot_word w = nq_slot_word_of(&d->in->tools->words, t);
        if (t->kind == NQ_TOKEN_MARK || w.kind == NQ_WORD_FORM_OF_ADDRESS)
            continue;
        out->organ |= w.kind == NQ_WORD_ORGAN;
        if (is_term(d, t, w, i == first))
            add_term(d, w, out);
        else if (w.kind == NQ_WORD_UNDER)
            out->under = true;
        else if (w.kind == NQ_WORD_KIN)
            out->kin = true;
        else if (w.kind == NQ_WORD_POST)
            add_post(out, w.class);
        else if (w.kind == NQ_WORD_FIELD && out->n_fields < ROLE_WORDS)
            out->field[out->n_fields++] = w.class;
        else if (out->n_rest < ROLE_WORDS && !is_ordinal(d, text, i)) {
            uint64_t origin = origin_of(d, t);
            out->rest[out->n_rest++] = t->stem;
            out->n_origins += origin != 0;
            out->origin = out->origin ? out->origin : origin;
            out->chief |= nq_is_the_president(d, t);
        }
    }
    const nq_slot_words *w = &d->in->tools->words;
    if (out->n_fields != 1 || out->field[0] != w->municipality)
        return;
    for (uint32_t i = 0; i < out->n_posts; i++)
        if (out->posts[i] == w->president) { /* "head of the municipality" */
            out->posts[i] = w->mayor;
            out->n_fields = 0;
        }
    out->post = out->n_posts ? out->posts[0] : 0;
}

/* The tokens of a role: *first, and the one behind the last. */
static uint32_t
tokens_of(const nq_text *text, naql_span span, uint32_t *first)
{
    uint32_t end = *first = nq_token_around(text, span.start);
    while (end < text->n_tokens && text->tokens[end].span.start < span.end)
        end++;
    return end;
}

#define OFFICES 4u

/* "The former president and secretary general of X": the offices of a role,
 * each by itself; how many. */
static uint32_t
offices_of(const nq_desk *d, const nq_role_at *r, office out[OFFICES])
{
    const nq_text *text = &nq_desk_reading(d, r->article)->text;
    uint32_t first, end = tokens_of(text, r->span, &first), n = 0;
    for (uint32_t i = first + 1; i < end && n + 1 < OFFICES; i++) {
        uint8_t kind =
            nq_slot_word_of(&d->in->tools->words, &text->tokens[i]).kind;
        if (!(text->tokens[i].clitics & NQ_CLITIC_WAW) ||
            (kind != NQ_WORD_POST && kind != NQ_WORD_UNDER))
            continue;
        take_apart(d, text, first, i, &out[n++]);
        first = i;
    }
    take_apart(d, text, first, end, &out[n++]);
    return n;
}

static bool
share_field(const office *a, const office *b)
{
    for (uint32_t i = 0; i < a->n_fields; i++)
        if (has_class(b->field, b->n_fields, a->field[i]))
            return true;
    return false;
}

static bool
share_rest(const office *a, const office *b)
{
    for (uint32_t i = 0; i < a->n_rest; i++)
        if (has_rest(b, a->rest[i]))
            return true;
    return false;
}

/* Do the roles stand in one sentence, word for word but for a few? Then each
 * is told in the place of the other. */
static bool
in_one_wording(const nq_desk *d, const nq_role_at *a, const nq_role_at *b)
{
    uint32_t line[2];
    const nq_role_at *at[2] = {a, b};
    for (int i = 0; i < 2; i++) {
        const nq_text *text = &nq_desk_reading(d, at[i]->article)->text;
        uint32_t token = nq_token_around(text, at[i]->span.start);
        line[i] = token < text->n_tokens ? nq_desk_row(d, at[i]->article, token)
                                         : UINT32_MAX;
        if (line[i] == UINT32_MAX)
            return false;
    }
    return nq_row_cosine(&d->lines[line[0]], &d->lines[line[1]], NULL) >=
           NQ_ROLE_WORDING;
}

/* "The Turkish president", nothing else. */
static bool
is_head_of_state(const office *o)
{
    return o->chief && !o->n_posts && !o->n_fields && o->n_rest == 2 &&
           o->n_origins == 1;
}

/* The one presides over a state, the other over a government, a party. */
static bool
preside_apart(const nq_desk *d, const office *a, const office *b)
{
    const nq_slot_words *w = &d->in->tools->words;
    if (is_head_of_state(b)) {
        const office *swap = a;
        a = b;
        b = swap;
    }
    return is_head_of_state(a) && b->post == w->president && b->n_posts == 1 &&
           b->n_fields == 1 && b->field[0] != w->republic &&
           b->n_rest == b->n_origins;
}

/* "The president of the organisation", "its commander": both head it. */
static bool
heads_it(const nq_desk *d, const office *o)
{
    const nq_slot_words *w = &d->in->tools->words;
    return o->n_posts == 1 &&
           (o->post == w->president || o->post == w->commander);
}

/* Has `b` all that `a` is over? */
static bool
is_within(const office *a, const office *b)
{
    for (uint32_t i = 0; i < a->n_fields; i++)
        if (!has_class(b->field, b->n_fields, a->field[i]))
            return false;
    for (uint32_t i = 0; i < a->n_rest; i++)
        if (!has_rest(b, a->rest[i]))
            return false;
    return true;
}

/* "The president of the intelligence", "its director": a service of the state
 * has one head, a club or a bank may have both; an army, a ministry has many
 * departments. */
static bool
head_one_service(const nq_desk *d, const office *a, const office *b)
{
    const nq_slot_words *w = &d->in->tools->words;
    const office *of[2] = {a, b};
    for (int i = 0; i < 2; i++)
        if (of[i]->n_posts != 1 ||
            (of[i]->post != w->president && of[i]->post != w->director))
            return false;
    return (a->organ && b->organ && (is_within(a, b) || is_within(b, a))) ||
           (has_class(a->field, a->n_fields, w->intelligence) &&
            has_class(b->field, b->n_fields, w->intelligence)) ||
           (has_class(a->field, a->n_fields, w->police) &&
            has_class(b->field, b->n_fields, w->police));
}

/* "A leader of the party", "an official", "a member of the council", "its
 * candidate": says that he has some post, or what he is besides. */
static bool
is_some_post(const nq_desk *d, const office *o)
{
    const nq_slot_words *w = &d->in->tools->words;
    return o->n_posts == 1 && (o->post == w->leader || o->post == w->official ||
                               o->post == w->member || o->post == w->candidate);
}

/* "The dean", "the captain", "the engineer", of nothing: a rank, a title, which
 * goes with any office. */
static bool
is_bare(const office *o)
{
    return o->n_posts == 1 && !o->n_rest && !o->n_fields;
}

/* The captain of a team is one of its players. */
static bool
captains(const nq_desk *d, const office *captain, const office *player)
{
    const nq_slot_words *w = &d->in->tools->words;
    return captain->post == w->commander && player->post == w->player;
}

/* A former player may coach today, and be called either. */
static nq_relation_of_roles
other_posts(const nq_desk *d, const nq_role_at *a, const nq_role_at *b,
            const office *const of[2])
{
    const office *x = of[0], *y = of[1];
    bool field = share_field(x, y), rest = share_rest(x, y);
    if (is_bare(x) || is_bare(y) || captains(d, x, y) || captains(d, y, x))
        return NQ_ROLES_APART;
    if ((rest || field) &&
        ((heads_it(d, x) && heads_it(d, y)) || head_one_service(d, x, y)))
        return NQ_ROLES_SAME;
    if (x->past != y->past || is_some_post(d, x) || is_some_post(d, y))
        return NQ_ROLES_APART;
    return field || rest || in_one_wording(d, a, b) ? NQ_ROLES_PART
                                                    : NQ_ROLES_APART;
}

/* "The Japanese minister of defence", "the South Korean minister of defence":
 * one man serves one state. */
static bool
are_of_two_states(const office *x, const office *y)
{
    return x->post && x->post == y->post && x->under == y->under &&
           x->n_posts == 1 && y->n_posts == 1 && x->n_fields == 1 &&
           y->n_fields == 1 && x->field[0] == y->field[0] &&
           x->n_origins == 1 && y->n_origins == 1 && x->origin != y->origin;
}

/* Designate on one day and in office on a later one, in office and then
 * former. */
static bool
has_come_to_be(const nq_desk *d, const nq_role_at *a, const office *x,
               const nq_role_at *b, const office *y)
{
    int32_t before = nq_desk_reading(d, a->article)->article.day;
    int32_t after = nq_desk_reading(d, b->article)->article.day;
    uint32_t designate = d->in->tools->words.designate;
    bool begins = x->term == designate && !y->past;
    bool ends = !x->past && y->past && y->term != designate;
    return designate && (begins || ends) && before != NQ_NO_DAY &&
           after != NQ_NO_DAY && before < after;
}

/* "Former" against "before the former": of one post, or of two that no list
 * has. Who was a player of one team may have been the star of another. */
static bool
terms_part(const nq_desk *d, const office *x, const office *y)
{
    uint32_t player = d->in->tools->words.player;
    if (x->post && y->post)
        return x->post == y->post;
    return x->under == y->under && x->post != player && y->post != player;
}

static nq_relation_of_roles
compare_two(const nq_desk *d, const nq_role_at *a, const office *x,
            const nq_role_at *b, const office *y)
{
    bool field = share_field(x, y), rest = share_rest(x, y);
    bool both = x->post && y->post;
    if (x->kin || y->kin)
        return x->kin == y->kin ? NQ_ROLES_SAME : NQ_ROLES_APART;
    if (are_of_two_states(x, y))
        return NQ_ROLES_PART;
    if (!x->post && !y->post && rest && x->term == y->term)
        return NQ_ROLES_SAME;
    if (x->under == y->under && preside_apart(d, x, y))
        return NQ_ROLES_PART;
    if (x->term && y->term && x->term != y->term)
        return terms_part(d, x, y) ? NQ_ROLES_PART : NQ_ROLES_APART;
    if (has_come_to_be(d, a, x, b, y) || has_come_to_be(d, b, y, a, x))
        return NQ_ROLES_APART;
    if (both && x->past != y->past && x->n_posts == y->n_posts &&
        x->post == y->post && x->under == y->under && (field || rest))
        return NQ_ROLES_PART; /* the one holds it, the other has held it */
    if (!both || (x->n_posts != y->n_posts && share_post(x, y)))
        return NQ_ROLES_APART; /* one is told with another post of his */
    if (x->under != y->under)  /* of several offices one may be a deputy's */
        return (field || rest) && x->n_posts == 1 && y->n_posts == 1
                   ? NQ_ROLES_PART
                   : NQ_ROLES_APART;
    if (x->post != y->post)
        return other_posts(d, a, b, (const office *const[2]){x, y});
    if (x->past != y->past && !field)
        return NQ_ROLES_APART; /* once of the government, now of a party */
    return x->n_fields && y->n_fields && !field ? NQ_ROLES_PART : NQ_ROLES_SAME;
}

nq_relation_of_roles
nq_roles_compare(const nq_desk *d, const nq_role_at *a, const nq_role_at *b)
{
    office x[OFFICES], y[OFFICES];
    bool apart = false;
    if (nq_slot_name_key(&nq_desk_reading(d, a->article)->text, a->span) ==
        nq_slot_name_key(&nq_desk_reading(d, b->article)->text, b->span))
        return NQ_ROLES_SAME;
    uint32_t n = offices_of(d, a, x), m = offices_of(d, b, y);
    for (uint32_t i = 0; i < n; i++)
        for (uint32_t k = 0; k < m; k++) {
            nq_relation_of_roles rel = compare_two(d, a, &x[i], b, &y[k]);
            if (rel == NQ_ROLES_SAME)
                return rel;
            apart |= rel == NQ_ROLES_APART;
        }
    return apart ? NQ_ROLES_APART : NQ_ROLES_PART;
}

/* Does `a` say more than where its holder is from, that `b` does not? "The
 * president" is the president of anything. */
static bool
says_more(const office *a, const office *b, uint32_t president)
{
    for (uint32_t i = 0; i < a->n_posts; i++)
        if (!has_class(b->posts, b->n_posts, a->posts[i]))
            return true;
    for (uint32_t i = 0; i < a->n_fields; i++)
        if (!has_class(b->field, b->n_fields, a->field[i]))
            return true;
    uint32_t more = 0;
    for (uint32_t i = 0; i < a->n_rest; i++)
        more += !has_rest(b, a->rest[i]);
    more -= more && a->chief && has_class(b->posts, b->n_posts, president);
    return more > a->n_origins;
}

static void
take_whole(const nq_desk *d, const nq_role_at *r, office *out)
{
    const nq_text *text = &nq_desk_reading(d, r->article)->text;
    uint32_t first, end = tokens_of(text, r->span, &first);
    take_apart(d, text, first, end, out);
}

bool
nq_roles_say_one(const nq_desk *d, const nq_role_at *a, const nq_role_at *b)
{
    office x, y;
    take_whole(d, a, &x);
    take_whole(d, b, &y);
    uint32_t president = d->in->tools->words.president;
    return !says_more(&x, &y, president) || !says_more(&y, &x, president);
}
