/* SPDX-License-Identifier: Apache-2.0
 *
 * credit.c - agencies and outlets to which words are credited. Layer 5
 * (claim). */
#include "claim/credit.h"

#include "base/hash.h"
#include "base/str.h"
#include "claim/tune.h"

enum {
    LETTER = 2,
    PHRASE = 2 /* words of "according to" */
};

/* Hash of the word without `skip` bytes; "to the X" (li-l-X) gets its article
 * back. */
static uint64_t
key_hash(naql_str f, uint32_t skip)
{
    enum { ROOM = 64, ARTICLE = 4 };
    char bytes[ROOM];
    if (!nq_str_starts(f, NQ_STR("لل")) || f.len >= ROOM)
        return nq_hash(nq_str(f.ptr + skip, f.len - skip));
    memcpy(bytes, "ال", ARTICLE);
    memcpy(bytes + ARTICLE, f.ptr + ARTICLE, f.len - ARTICLE);
    return nq_hash(nq_str(bytes, f.len));
}

static bool
is_quote(const nq_scene *s, uint32_t i)
{
    return i < s->n && nq_is_quote_mark(&s->tokens[i]);
}

/* Marks may stand around a part of the key: X "F M". */
uint32_t
nq_credit_row(const nq_scene *s, uint32_t i, uint32_t skip, uint32_t *end)
{
    nq_walk w = {0};
    uint32_t row = NQ_NO_ROW;
    naql_str f = s->tokens[i].folded;
    bool marks = false;
    if (f.len <= skip)
        return row;
    uint64_t hash = skip ? key_hash(f, skip) : s->tokens[i].hash;
    while (nq_table_step(&s->book->agencies, &w, hash)) {
        i++;
        if (w.n) {
            row = w.row;
            *end = i + (marks && is_quote(s, i));
        }
        if (is_quote(s, i) && nq_is_word(s, i + 1)) {
            marks = true;
            i++;
        }
        if (i >= s->n || s->tokens[i].kind == NQ_TOKEN_MARK ||
            (s->tokens[i].flags & NQ_TOKEN_LINE))
            break;
        hash = s->tokens[i].hash;
    }
    return row;
}

/* Bytes of the preposition or "and" that may stand before an agency's name. */
static uint32_t
front_of(naql_str f)
{
    bool glued = nq_str_starts(f, NQ_STR("ل")) ||
                 nq_str_starts(f, NQ_STR("و")) || nq_str_starts(f, NQ_STR("ب"));
    return glued ? LETTER : 0;
}

bool
nq_credit_opens(const nq_wordbook *book, const nq_token *t)
{
    nq_walk whole = {0}, cut = {0};
    uint32_t skip = front_of(t->folded);
    return nq_table_step(&book->agencies, &whole, t->hash) ||
           (skip && t->folded.len > skip &&
            nq_table_step(&book->agencies, &cut, key_hash(t->folded, skip)));
}

bool
nq_credit_is_weak(const nq_scene *s, uint32_t row)
{
    return nq_table_cell(&s->book->agencies, row, s->book->agency_weak).len > 0;
}

static bool
is_generic(const nq_scene *s, uint32_t row)
{
    naql_str kind =
        nq_table_cell(&s->book->agencies, row, s->book->agency_kind);
    return nq_str_equal(kind, NQ_STR("generic"));
}

/* "what X CARRIED": the verb before an outlet that tells of what it carried. */
static bool
is_carried_by(const nq_scene *s, uint32_t i)
{
    return i > 0 && nq_has_sense(s, i - 1, NQ_SENSE_CARRY) &&
           !(s->tokens[i].flags & (NQ_TOKEN_LINE | NQ_TOKEN_SENTENCE));
}

/* "A talk WITH X", "a statement TO-X". */
static bool
is_talked_to(const nq_scene *s, uint32_t i)
{
    bool lam = (s->tags[i].glue & NQ_CLITIC_LAM) != 0;
    if (i < 2 || (!lam && !nq_has_role(s, i - 1, NQ_ROLE_HEARD)))
        return false;
    uint32_t k = i - !lam;
    if (k > 1 && s->tags[k - 2].word->noun == NQ_NOUN_STUDY)
        return false; /* "a RECENT poll", the same word */
    return nq_has_sense(s, k - 1, NQ_SENSE_TALK) ||
           (k > 1 && nq_has_sense(s, k - 2, NQ_SENSE_TALK));
}

/* In marks, behind "agency" or "a talk with", a whole name behind "according
 * to": the key of tokens [i, key_end). */
static bool
stands_apart(const nq_scene *s, uint32_t i, uint32_t key_end)
{
    const nq_mention *m = nq_mention_of(s, i);
    if (s->tags[i].quote || i == 0)
        return s->tags[i].quote != 0;
    if (is_talked_to(s, i))
        return true;
    if (is_carried_by(s, i))
        return m && m->type == NQ_ORG && m->end <= key_end;
    if (s->tags[i - 1].word->noun == NQ_NOUN_OUTLET)
        return true;
    if (!m || m->type != NQ_ORG || m->end > key_end)
        return false;
    for (uint32_t k = 1; k <= PHRASE && k <= i; k++) {
        uint32_t end = i;
        if (nq_is_closing(nq_phrase_at(s, i - k, &end)) && end == i)
            return true;
    }
    return false;
}

/* Is a paper or station spoken to, or named as a source? "to X", "with X", "in
 * the paper X", "according to X"; but not "the correspondent of X", its own
 * man, nor "X received". Agencies need no such word. */
static bool
is_heard(const nq_scene *s, uint32_t row, uint32_t i)
{
    naql_str kind =
        nq_table_cell(&s->book->agencies, row, s->book->agency_kind);
    if (!nq_str_equal(kind, NQ_STR("outlet")) ||
        s->tags[i].word->noun == NQ_NOUN_OUTLET)
        return true;
    while (i > 0 && is_quote(s, i - 1))
        i--;
    if (i == 0 || (s->tokens[i - 1].kind == NQ_TOKEN_MARK))
        return true;
    const nq_tag *before = &s->tags[i - 1];
    if (before->word->noun == NQ_NOUN_PERSON)
        return false;
    return before->word != s->book->words || before->mention || before->date ||
           s->tokens[i - 1].folded.len <= LETTER;
}

static uint32_t
skip_adjectives(const nq_scene *s, uint32_t i) /* "the BRITISH paper X" */
{
    while (i < s->n && nq_is_adjective(s, i) && !nq_ends_sentence(s, i))
        i++;
    return i;
}

/* "the agency of X (Y)", "Y" in quote marks: behind the marks when Y is the
 * same agency. */
static uint32_t
marked_twin(const nq_scene *s, uint32_t row, uint32_t end)
{
    uint32_t open = skip_adjectives(s, end), close = open, other;
    bool bracket = nq_is_mark(s, open, NQ_MARK_OPEN);
    if ((!bracket && !is_quote(s, open)) || open + 1 >= s->n)
        return end;
    other = nq_credit_row(s, open + 1, 0, &close);
    bool closed =
        bracket ? nq_is_mark(s, close, NQ_MARK_CLOSE) : is_quote(s, close);
    if (other == NQ_NO_ROW || !closed ||
        !nq_str_equal(
            nq_table_cell(&s->book->agencies, row, s->book->agency_name),
            nq_table_cell(&s->book->agencies, other, s->book->agency_name)))
        return end;
    return close + 1;
}

/* Byte where a name at token i starts: behind the preposition, and behind both
 * letters of "to the", which stand for an article that has lost its own. */
static uint32_t
name_start(const nq_scene *s, uint32_t i)
{
    if (nq_str_starts(s->tokens[i].folded, NQ_STR("لل")))
        return nq_token_at(s->text, i, 2 * LETTER);
    return nq_bare_start(s, i);
}

static bool
known_agency(const nq_scene *s, uint32_t i, nq_credit *out)
{
    uint32_t end = i, skip = 0;
    bool word = s->tokens[i].kind == NQ_TOKEN_WORD;
    if (word && !(s->tags[i].told & NQ_TOLD_AGENCY))
        return false;
    uint32_t row = nq_credit_row(s, i, 0, &end);
    if (row == NQ_NO_ROW && word) {
        skip = front_of(s->tokens[i].folded);
        row = skip ? nq_credit_row(s, i, skip, &end) : row;
    }
    if (row == NQ_NO_ROW || is_generic(s, row) ||
        (nq_credit_is_weak(s, row) && !stands_apart(s, i, end)) ||
        (!skip && !is_heard(s, row, i)))
        return false;
    end = skip_adjectives(s, marked_twin(s, row, end));
    out->span = nq_span_of(s, i, end);
    if (skip && nq_str_starts(s->tokens[i].folded, NQ_STR("لل")))
        skip *= 2; /* an article that has lost its alif */
    if (skip)
        out->span.start = nq_token_at(s->text, i, skip);
    const nq_mention *m = nq_mention_of(s, end - 1);
    out->entity = m ? m->entity : NQ_NO_ENTITY;
    return true;
}

/* "TO-THE BODY OF BROADCASTING of X", "with" it: a body whose name tells that
 * it is an outlet. */
static bool
is_broadcaster(const nq_scene *s, const nq_mention *m)
{
    if (!(s->tags[m->first].glue & NQ_CLITIC_LAM) &&
        (!m->first || !nq_has_role(s, m->first - 1, NQ_ROLE_HEARD)))
        return false;
    for (uint32_t i = m->first + 1; i < m->end; i++)
        if (s->tags[i].word->noun == NQ_NOUN_OUTLET)
            return s->tags[m->first].word->noun == NQ_NOUN_BODY;
    return false;
}

/* A name known for an agency or an outlet, unless nobody told it anything. */
static bool
is_named_source(const nq_scene *s, const nq_mention *m)
{
    uint32_t end;
    if (!m || m->type != NQ_ORG)
        return false;
    if (is_broadcaster(s, m))
        return true;
    nq_press press = nq_credit_press(s, m->entity);
    if (press == NQ_PRESS_NOT ||
        (press == NQ_PRESS_UNKNOWN && !s->names->entities[m->entity].agency))
        return false;
    uint32_t row = nq_credit_row(s, m->first, 0, &end);
    if (row == NQ_NO_ROW)
        return true;
    bool told = m->first > 0 && s->tokens[m->first - 1].folded.len <= LETTER;
    bool weak = nq_credit_is_weak(s, row) && !told && press != NQ_PRESS_SURE;
    return !weak && is_heard(s, row, m->first);
}

/* "The press", "the media", of no country and no kind: nobody in particular. */
static bool
is_all_press(const nq_scene *s, const nq_np *np)
{
    uint32_t last = np->end - 1;
    return nq_is_definite(s, last) &&
           nq_has_sense(s, last, NQ_SENSE_MEDIA | NQ_SENSE_PRESS) &&
           !nq_is_adjective(s, last);
}

/* Such a phrase at token i, which no noun before it takes in ("the ministry OF
 * INFORMATION"). */
static bool
media_at(const nq_scene *s, uint32_t first, uint32_t i, uint32_t end,
         nq_credit *out)
{
    nq_np np;
    uint32_t heads = NQ_SENSE_MEDIA | NQ_SENSE_PRESS;
    if (!nq_has_sense(s, i, heads) && !nq_has_sense(s, i + 1, NQ_SENSE_PRESS))
        return false;
    bool glued = s->tags[i].glue & (NQ_CLITIC_BA | NQ_CLITIC_LAM);
    uint32_t behind = i;
    bool inside = i > first && !glued &&
                  !nq_is_closing(nq_phrase_at(s, i - 1, &behind)) &&
                  (nq_is_nominal(s, i - 1) || s->tags[i - 1].word->noun);
    if (inside || !nq_np_read_glued(s, i, end, &np) ||
        !nq_credit_is_media(s, &np) || is_all_press(s, &np))
        return false;
    *out = (nq_credit){nq_span_of(s, i, np.end), NQ_NO_ENTITY};
    out->span.start = name_start(s, i);
    return true;
}

/* ---- A name in marks that no list has ---- */

static bool
opens_name(const nq_scene *s, uint32_t i)
{
    return is_quote(s, i) || nq_is_mark(s, i, NQ_MARK_OPEN);
}

static bool
closes_name(const nq_scene *s, uint32_t i)
{
    return is_quote(s, i) || nq_is_mark(s, i, NQ_MARK_CLOSE);
}

/* What stands before the mark at token i: "in a talk WITH", "in a statement TO
 * THE PROGRAMME", "the station". */
static bool
talked_with(const nq_scene *s, uint32_t i)
{
    const nq_tag *before = &s->tags[i - 1];
    if (before->word->noun == NQ_NOUN_OUTLET && !nq_is_definite(s, i - 1))
        return true;
    bool show =
        nq_has_role(s, i - 1, NQ_ROLE_NAMED) && before->glue & NQ_CLITIC_LAM;
    if (i < 2 || (!show && !nq_has_role(s, i - 1, NQ_ROLE_HEARD)))
        return false;
    return nq_has_sense(s, i - 2, NQ_SENSE_TALK) ||
           (i > 2 && nq_has_sense(s, i - 3, NQ_SENSE_TALK));
}

static bool
is_lone_lam(const nq_scene *s, uint32_t i)
{
    return nq_is_word(s, i) && nq_str_equal(s->tokens[i].folded, NQ_STR("ل"));
}

/* "Said to «X»:", "to «X» that": the end of the marks is the end of whom. */
static bool
told_to(const nq_scene *s, uint32_t open, uint32_t close)
{
    uint32_t next = close + 1;
    return is_lone_lam(s, open - 1) && next < s->n &&
           (nq_is_mark(s, next, NQ_MARK_COLON) ||
            nq_has_role(s, next, NQ_ROLE_AN | NQ_ROLE_AN_PRON));
}

/* A few words between marks at token i, to or with which somebody talked: "to
 * «X»:", "in a talk with «X»"; no person's name. */
static bool
told_in_marks(const nq_scene *s, uint32_t i, uint32_t end, nq_credit *out)
{
    uint32_t first = i + 1, close = first;
    if (i == 0 || !opens_name(s, i))
        return false;
    while (close < s->n && close < first + NQ_TUNE_MARKED_NAME &&
           !closes_name(s, close) && !nq_is_mark(s, close, NQ_MARK_COMMA))
        close++;
    const nq_mention *m = nq_mention_of(s, first);
    if (close == first || close >= s->n || close > end ||
        !closes_name(s, close) || (m && m->type == NQ_PER) ||
        nq_has_sense(s, first, NQ_SENSE_SOCIAL | NQ_SENSE_TRADE) ||
        (!talked_with(s, i) && !told_to(s, i, close)))
        return false;
    *out =
        (nq_credit){nq_span_of(s, first, close), m ? m->entity : NQ_NO_ENTITY};
    return true;
}

static bool
broadcaster_at(const nq_scene *s, uint32_t i, nq_credit *out)
{
    const nq_mention *m = nq_mention_from(s, i);
    if (!m || m->type != NQ_ORG || !is_broadcaster(s, m))
        return false;
    *out = (nq_credit){m->span, m->entity};
    return true;
}

/* "The paper", one named before; "the official television" names itself, "the
 * official site" may be anyone's. */
static bool
is_taken_up(const nq_scene *s, uint32_t i)
{
    return nq_is_definite(s, i) &&
           (nq_ends_sentence(s, i) || !nq_is_adjective(s, i + 1) ||
            nq_has_sense(s, i, NQ_SENSE_SITE));
}

/* ---- Its short name behind the long one ---- */

/* Behind the marks that open at token i around the short name of an outlet; i:
 * none does. */
static uint32_t
behind_marks(const nq_scene *s, uint32_t i)
{
    enum { MOST = 6 };
    if (!opens_name(s, i) || i + 1 >= s->n)
        return i;
    const nq_mention *m = nq_mention_of(s, i + 1);
    uint32_t end;
    bool named = (m && m->type == NQ_ORG) ||
                 s->tokens[i + 1].kind == NQ_TOKEN_LATIN ||
                 nq_credit_row(s, i + 1, 0, &end) != NQ_NO_ROW;
    for (uint32_t k = i + 2; named && k < s->n && k < i + MOST; k++) {
        if (s->tokens[k].flags & NQ_TOKEN_LINE)
            break;
        if (closes_name(s, k))
            return k + 1;
    }
    return i;
}

/* "The agency of X, Y," "of X (Y)", "of X Y": the token behind both names, the
 * first of which ends before token i. */
static uint32_t
with_short_name(const nq_scene *s, uint32_t i)
{
    uint32_t at = skip_adjectives(s, i), end = at;
    bool comma = nq_is_mark(s, at, NQ_MARK_COMMA);
    uint32_t behind = behind_marks(s, at + comma);
    if (behind > at + comma)
        return behind;
    if (at + comma >= s->n || s->tokens[at + comma].kind != NQ_TOKEN_WORD ||
        (s->tokens[at + comma].flags & NQ_TOKEN_LINE))
        return i;
    uint32_t row = nq_credit_row(s, at + comma, 0, &end);
    if (row == NQ_NO_ROW || (!comma && nq_credit_is_weak(s, row)) ||
        (comma && !nq_is_mark(s, end, NQ_MARK_COMMA)))
        return i;
    return end;
}

/* "The paper X": the words of a name that no list has, behind its noun. */
static uint32_t
unlisted_name(const nq_scene *s, uint32_t i)
{
    enum { MOST = 2 };
    uint32_t k = i;
    while (k < s->n && k < i + MOST &&
           (s->tokens[k].kind == NQ_TOKEN_LATIN ||
            (nq_is_word(s, k) && s->tags[k].word == s->book->words &&
             !nq_is_definite(s, k) && !s->tags[k].glue)) &&
           !s->tags[k].date && !s->tags[k].masdar &&
           !(s->tokens[k].flags & (NQ_TOKEN_LINE | NQ_TOKEN_TANWIN)))
        k++;
    return k;
}

/* Lets the credit, whose phrase opens at token i, take in its short name. */
static void
take_short_name(const nq_scene *s, uint32_t i, nq_credit *c)
{
    uint32_t end = nq_token_from(s->text, c->span.end);
    if (i >= s->n || s->tags[i].word->noun != NQ_NOUN_OUTLET || !end)
        return; /* i is behind a word with a glued letter, maybe the last */
    uint32_t behind = end == i + 1 && !nq_is_definite(s, i)
                          ? unlisted_name(s, end)
                          : with_short_name(s, end);
    if (behind > end)
        c->span.end = s->tokens[behind - 1].span.end;
}

/* The last token of a relative clause that opens at token i: "who published in
 * the journal X," names no credit, "that the agency X CARRIED" does, and no
 * clause takes in "IN A TALK with", "TO-Reuters". */
static uint32_t
behind_relative(const nq_scene *s, uint32_t i, uint32_t end)
{
    if (nq_has_sense(s, i + 1, NQ_SENSE_CARRY))
        return i;
    nq_credit told;
    for (i++; i < end && i < s->n && !nq_is_mark(s, i, NQ_MARK_COMMA); i++)
        if ((nq_has_role(s, i, NQ_ROLE_PREP) &&
             nq_has_sense(s, i + 1, NQ_SENSE_TALK)) ||
            ((s->tags[i].glue & NQ_CLITIC_LAM) && known_agency(s, i, &told)))
            return i - 1;
    return i;
}

/* "The writer IN THE PAPER X", "the analyst of military affairs AT-THE STATION
 * X": does who works there stand before token i? */
static bool
is_workplace(const nq_scene *s, uint32_t i)
{
    enum { MOST = 3 };
    bool glued = (s->tags[i].glue & NQ_CLITIC_BA) != 0;
    uint32_t k = i - !glued;
    if (i < 2 || s->tags[i].word->noun != NQ_NOUN_OUTLET ||
        (!glued && !nq_str_equal(s->tokens[k].folded, NQ_STR("في"))))
        return false;
    for (uint32_t n = 0; n < MOST && k-- > 0 && nq_is_word(s, k); n++) {
        if (s->tags[k].word->noun == NQ_NOUN_PERSON)
            return k > 0 && !s->tags[k].mention && !nq_cue_lemma(s, k - 1);
        if (!nq_is_adjective(s, k) && !nq_is_definite(s, k))
            return false;
    }
    return false;
}

/* Behind the outlet at token i where somebody only works; i: none. */
static uint32_t
behind_workplace(const nq_scene *s, uint32_t i, uint32_t end)
{
    nq_np np;
    if (!is_workplace(s, i) || !nq_np_read_glued(s, i, end, &np))
        return i;
    const nq_quote *q = nq_quote_from(s, np.end);
    return q && q->closed ? q->end : np.end;
}

/* "A speech that THE (OFFICIAL) TELEVISION AIRED": it has no name, and nobody
 * spoke to it. */
static bool
only_aired(const nq_scene *s, uint32_t i)
{
    return nq_is_definite(s, i) && is_carried_by(s, i) &&
           !(i > 1 && nq_has_role(s, i - 2, NQ_ROLE_MA)); /* "WHAT X aired" */
}

static bool find_credit(const nq_scene *s, uint32_t first, uint32_t end,
                        bool up, nq_credit *out);

/* The outlet that the article named last before token i, not far back: by this
 * noun, or by any (NULL). */
static bool
outlet_before(const nq_scene *s, uint32_t i, const nq_word *noun,
              nq_credit *out)
{
    uint32_t far = i > NQ_TUNE_CREDIT_BACK ? i - NQ_TUNE_CREDIT_BACK : 0;
    for (uint32_t k = i; k-- > far;) {
        const nq_word *w = s->tags[k].word;
        nq_credit hit;
        if (w->noun != NQ_NOUN_OUTLET || nq_is_definite(s, k) ||
            (noun && w != noun) ||
            !find_credit(s, k, k + NQ_TUNE_CREDIT_TAIL, false, &hit) ||
            hit.span.end <= s->tokens[k].span.end)
            continue;
        take_short_name(s, nq_token_from(s->text, hit.span.start), &hit);
        *out = hit;
        return true;
    }
    return false;
}

/* "The paper", which somebody told or talked with: the one named before. */
static bool
taken_up(const nq_scene *s, uint32_t i, nq_credit *out)
{
    bool heard = (s->tags[i].glue & NQ_CLITIC_LAM) ||
                 (i > 0 && nq_has_role(s, i - 1, NQ_ROLE_HEARD));
    return heard && s->tags[i].word->noun == NQ_NOUN_OUTLET &&
           is_taken_up(s, i) && outlet_before(s, i, s->tags[i].word, out);
}

/* up: "the paper" may be one that was named before. */
static bool
find_credit(const nq_scene *s, uint32_t first, uint32_t end, bool up,
            nq_credit *out)
{
    for (uint32_t i = first; i < end && i < s->n; i++) {
        if (told_in_marks(s, i, end, out))
            return true;
        if (s->tokens[i].kind == NQ_TOKEN_MARK)
            continue;
        if (i > first && nq_has_role(s, i, NQ_ROLE_REL) &&
            !nq_has_role(s, i, NQ_ROLE_PREP | NQ_ROLE_MA)) {
            i = behind_relative(s, i, end);
            continue;
        }
        uint32_t behind = i > first ? behind_workplace(s, i, end) : i;
        if (behind > i) {
            i = behind - 1;
            continue;
        }
        if (known_agency(s, i, out) || media_at(s, first, i, end, out) ||
            (up && taken_up(s, i, out)))
            return true;
        nq_np np;
        const nq_mention *m = nq_mention_of(s, i);
        if (is_named_source(s, m)) {
            *out = (nq_credit){m->span, m->entity};
            return true;
        }
        if (s->tags[i].word->noun != NQ_NOUN_OUTLET || is_taken_up(s, i) ||
            only_aired(s, i) || nq_credit_is_own_site(s, i, end) ||
            !nq_np_read_glued(s, i, end, &np) || nq_credit_is_social(s, &np) ||
            nq_has_sense(s, np.end, NQ_SENSE_SOCIAL) ||
            (np.end == i + 1 && nq_has_sense(s, i, NQ_SENSE_SITE)) ||
            nq_credit_is_trade(s, i, np.end))
            continue;
        *out = (nq_credit){nq_span_of(s, i, np.end), NQ_NO_ENTITY};
        out->span.start = name_start(s, i);
        m = nq_mention_of(s, np.end - 1);
        if (!m && np.end >= 2)
            m = nq_mention_of(s, np.end - 2);
        if (m)
            out->entity = m->entity;
        return true;
    }
    return false;
}

static bool
outlet_at(const nq_scene *s, uint32_t i, uint32_t end, nq_credit *out)
{
    return s->tags[i].word->noun == NQ_NOUN_OUTLET && !nq_is_definite(s, i) &&
           find_credit(s, i, end, false, out) &&
           out->span.end > s->tokens[i].span.end;
}

/* "A diplomat TO-REUTERS", "to-the paper X", "to-local media": an agency or
 * outlet that was told, in the words of who told it. *at is its token. */
bool
nq_credit_told(const nq_scene *s, uint32_t first, uint32_t end, uint32_t *at,
               nq_credit *out)
{
    for (uint32_t i = first + 1; i < end && i < s->n; i++) {
        bool lone = is_lone_lam(s, i - 1); /* "to- CNN" */
        if ((!lone && !(s->tags[i].glue & NQ_CLITIC_LAM)) ||
            (!known_agency(s, i, out) && !broadcaster_at(s, i, out) &&
             !outlet_at(s, i, end, out) &&
             (nq_is_definite(s, i) || !media_at(s, first, i, end, out))))
            continue;
        *at = i - lone;
        return true;
    }
    return false;
}

bool
nq_credit_find(const nq_scene *s, uint32_t first, uint32_t end, nq_credit *out)
{
    if (!find_credit(s, first, end, true, out))
        return false;
    take_short_name(s, nq_token_from(s->text, out->span.start), out);
    return true;
}

/* "The paper", "the Spanish daily": which the article named before, not far
 * back, by the same noun or, where nothing describes it, by any. */
bool
nq_credit_take_up(const nq_scene *s, naql_span words, nq_credit *out)
{
    enum { WORDS = 3 };
    uint32_t i = nq_token_from(s->text, words.start), end = i + 1;
    if (i >= s->n || s->tags[i].word->noun != NQ_NOUN_OUTLET ||
        !nq_is_definite(s, i))
        return false;
    for (; end < s->n && s->tokens[end].span.start < words.end; end++)
        if (s->tags[end].mention || s->tags[end].quote || end >= i + WORDS)
            return false;
    return outlet_before(s, i, end == i + 1 ? NULL : s->tags[i].word, out);
}
