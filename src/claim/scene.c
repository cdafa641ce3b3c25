/* SPDX-License-Identifier: Apache-2.0
 *
 * scene.c - every token tagged with what the claim layer knows. Layer 5
 * (claim). */
#include "claim/scene.h"

#include "base/hash.h"
#include "base/status.h"
#include "base/str.h"
#include "claim/credit.h"
#include "claim/event_book.h"
#include "claim/tune.h"

enum { LETTER = 2 }; /* bytes of an Arabic letter */

static const struct {
    naql_str letters;
    uint16_t clitics;
} fronts[] = {
    /* clang-format off */
    {{"", 0}, 0},
    {{"ال", 4}, NQ_CLITIC_AL},
    {{"س", 2}, NQ_CLITIC_SIN},
    {{"ب", 2}, NQ_CLITIC_BA},
    {{"ل", 2}, NQ_CLITIC_LAM},
    {{"لل", 4}, NQ_CLITIC_LAM | NQ_CLITIC_AL},
    {{"بال", 6}, NQ_CLITIC_BA | NQ_CLITIC_AL},
    {{"ك", 2}, NQ_CLITIC_KAF},
    /* clang-format on */
};

/* The entry of folded[skip..] under one of the fronts. */
static const nq_word *
look_up(const nq_wordbook *book, naql_str rest, uint16_t *glue)
{
    for (size_t i = 0; i < sizeof fronts / sizeof fronts[0]; i++) {
        naql_str f = fronts[i].letters;
        if (!nq_str_starts(rest, f) || rest.len < f.len + 2 * LETTER)
            continue;
        naql_str left = nq_str(rest.ptr + f.len, rest.len - f.len);
        const nq_word *w = nq_wordbook_find(book, nq_hash(left));
        if (w != book->words) {
            *glue |= fronts[i].clitics;
            return w;
        }
    }
    return book->words;
}

/* Shapes of verbal nouns of the derived forms, on the folded word: taf'il,
 * if'al, ifti'al, istif'al, infi'al with or without a pronoun's ending. */
static bool
masdar_shape(naql_str w)
{
    size_t n = w.len / LETTER;
    const char *p = w.ptr;
    if (n < 5 || n > 8)
        return false;
    bool ta = nq_str_starts(w, NQ_STR("ت"));
    bool alif = nq_str_starts(w, NQ_STR("ا"));
    if (ta)
        return memcmp(p + 3 * LETTER, "ي", LETTER) == 0;
    if (n >= 7 && nq_str_starts(w, NQ_STR("است")) &&
        memcmp(p + 5 * LETTER, "ا", LETTER) == 0)
        return !nq_str_ends(w, NQ_STR("ات"));
    return alif && n >= 6 && memcmp(p + 4 * LETTER, "ا", LETTER) == 0;
}

/* What there is to remember of a folded word, NQ_READ_*, events left out. */
static uint64_t
read_word(const nq_wordbook *book, const nq_token *t)
{
    uint16_t glue = 0;
    const nq_word *w = nq_wordbook_find(book, t->hash);
    if (w == book->words)
        w = look_up(book, t->folded, &glue);
    bool waw = nq_str_starts(t->folded, NQ_STR("و"));
    bool fa = nq_str_starts(t->folded, NQ_STR("ف"));
    if (w == book->words && (waw || fa)) {
        naql_str rest = nq_str(t->folded.ptr + LETTER, t->folded.len - LETTER);
        glue = waw ? NQ_CLITIC_WAW : NQ_CLITIC_FA;
        w = look_up(book, rest, &glue);
    }
    uint32_t row; /* "Turkish" has the letters of a verbal noun */
    bool masdar = masdar_shape(t->folded) &&
                  !nq_table_word(&book->origins, t->hash, &row);
    bool more = masdar || w->round || w->lemma || w->phrase || w->content ||
                (w->senses & NQ_SENSE_KIN);
    bool stop = w->round || w->lemma || w->phrase || w->rare ||
                (w->roles & NQ_ROLE_KAMA);
    uint32_t told = (masdar ? NQ_TOLD_SHAPE : 0u) |
                    (nq_credit_opens(book, t) ? NQ_TOLD_AGENCY : 0u) |
                    (more ? NQ_TOLD_MORE : 0u) | (stop ? NQ_TOLD_STOP : 0u);
    return (uint64_t)(w - book->words) << NQ_READ_WORD |
           (uint64_t)told << NQ_READ_TOLD | (w == book->words ? 0u : glue);
}

/* Tells a tag that knows nothing what is remembered of its word, and returns
 * that. */
static uint64_t
tag_word(const nq_wordbook *book, const nq_token *t, nq_tag *tag)
{
    uint64_t read;
    if (!nq_memo_get(&book->read, t->hash, &read)) {
        read = read_word(book, t);
        nq_memo_put(&book->read, t->hash, read);
    }
    const nq_word *w =
        book->words + (read >> NQ_READ_WORD & (NQ_WORDS_MAX - 1));
    uint16_t own =
        t->clitics & (uint16_t) ~(NQ_CLITIC_PRONOUN | NQ_CLITIC_HAMZA);
    tag->word = w;
    tag->event = (uint32_t)(read >> NQ_READ_EVENT);
    tag->glue = w != book->words ? (uint16_t)read : own;
    tag->told = read >> NQ_READ_TOLD & NQ_TOLD_ALL;
    return read;
}

/* "F M", a radio's letters spelled out, is nobody's mother. */
static bool
is_letter_name(const nq_scene *s, const nq_token *t)
{
    const nq_token *before = t - 1;
    return t > s->tokens && t->folded.len <= 2 * LETTER &&
           before->kind == NQ_TOKEN_WORD && before->folded.len <= 2 * LETTER &&
           nq_wordbook_find(s->book, before->hash) == s->book->words;
}

/* A vowel sign u on the first letter, or on the second behind an alif: the
 * passive of a past verb. */
static bool
has_first_damma(naql_str raw, uint16_t glue)
{
    naql_str damma = NQ_STR("ُ");
    size_t at = glue & (NQ_CLITIC_WAW | NQ_CLITIC_FA) ? LETTER : 0;
    naql_str bare = nq_str(raw.ptr + at, raw.len - at);
    size_t next = nq_str_starts(bare, NQ_STR("ا")) ? 2 * LETTER : LETTER;
    for (size_t k = LETTER; k <= next; k += LETTER)
        if (bare.len > k + damma.len &&
            memcmp(bare.ptr + k, damma.ptr, damma.len) == 0)
            return true;
    return false;
}

/* "Is expected", "is thought": u on the first letter of a present tense whose
 * second or third is the t of the derived forms that have an a there; but "he
 * follows" has its alif behind that t. */
static bool
is_passive_present(const nq_word *w, naql_str raw, uint16_t glue)
{
    naql_str damma = NQ_STR("ُ"), t = NQ_STR("ت"), alif = NQ_STR("ا");
    size_t at = glue & (NQ_CLITIC_WAW | NQ_CLITIC_FA) ? LETTER : 0;
    naql_str bare = nq_str(raw.ptr + at, raw.len - at);
    if (w->grammar & NQ_OBJECT_PRON || bare.len < 5 * LETTER ||
        memcmp(bare.ptr + LETTER, damma.ptr, LETTER) != 0)
        return false;
    naql_str rest = nq_str(bare.ptr + 2 * LETTER, bare.len - 2 * LETTER);
    if (nq_str_starts(rest, t))
        return memcmp(rest.ptr + LETTER, alif.ptr, LETTER) != 0;
    return memcmp(rest.ptr + LETTER, t.ptr, LETTER) == 0;
}

/* Is the last letter a ta marbuta, with or without a vowel sign on it? */
static bool
ends_round(naql_str raw)
{
    static const naql_str signs[] = {{"ً", 2}, {"ٌ", 2}, {"ٍ", 2}};
    for (size_t k = 0; k < sizeof signs / sizeof signs[0]; k++)
        if (nq_str_ends(raw, signs[k]))
            raw.len -= signs[k].len;
    return nq_str_ends(raw, NQ_STR("ة"));
}

/* A hamza below its alif makes a past verb a verbal noun, but not one of the
 * derived forms with a t behind their first or second letter: there it is no
 * more than a habit of spelling. */
static bool
has_low_hamza(const nq_word *w, naql_str raw)
{
    naql_str t = NQ_STR("ت");
    if (nq_str_starts(raw, NQ_STR("و")))
        raw = nq_str(raw.ptr + LETTER, raw.len - LETTER);
    if (!nq_str_starts(raw, NQ_STR("إ")))
        return false;
    return (w->grammar & NQ_OBJECT_PRON) || raw.len < 4 * LETTER ||
           (memcmp(raw.ptr + LETTER, t.ptr, LETTER) != 0 &&
            memcmp(raw.ptr + 2 * LETTER, t.ptr, LETTER) != 0);
}

/* Folding makes one of "addition" and "he added it": the last letter tells. */
static bool
is_spelled_otherwise(const nq_word *w, naql_str raw, uint16_t glue)
{
    bool tells = (w->grammar & NQ_OBJECT_PRON) != 0 ||
                 w->inflection == NQ_CUE_PARTICIPLE;
    bool round = tells && ends_round(raw);
    if (w->grammar & NQ_OBJECT_PRON && round)
        return true;
    switch (w->inflection) {
    case NQ_CUE_PARTICIPLE:
        return w->grammar == NQ_FEM && !round;
    case NQ_CUE_PAST: /* "her condemnation" and "she condemned her" differ in
                         their alif */
        return has_low_hamza(w, raw) || has_first_damma(raw, glue);
    case NQ_CUE_NOUN_PRON: /* "his news", no "his telling" */
        return nq_str_starts(raw, NQ_STR("أ"));
    case NQ_CUE_NOUN: /* "the NEWS that", no "telling" */
        return nq_str_starts(raw, NQ_STR("أ")) ||
               nq_str_starts(raw, NQ_STR("الأ")) ||
               nq_str_starts(raw, NQ_STR("بالأ"));
    case NQ_CUE_PRESENT:
        return is_passive_present(w, raw, glue);
    default:
        return false;
    }
}

/* "Memoranda", "grounds": a plural in -at with the letters of a participle is
 * one where "that" stands right behind it; "demands for" are always said. So
 * is "reminding" (f.), the letters of "a MEMORANDUM of understanding", which
 * may also remind of something by b-. */
static bool
is_noun_here(const nq_scene *s, const nq_token *t, const nq_word *w)
{
    const nq_token *next = t + 1;
    if (w->inflection != NQ_CUE_PARTICIPLE || !w->lemma ||
        next >= s->tokens + s->n || next->kind != NQ_TOKEN_WORD)
        return false;
    bool paper = w->noun == NQ_NOUN_DOC && w->grammar == NQ_FEM &&
                 !nq_str_starts(next->folded, NQ_STR("ب"));
    if ((!nq_str_ends(t->folded, NQ_STR("ات")) && !paper) ||
        nq_str_equal(s->book->lemmas[w->lemma - 1].act, NQ_STR("demand")))
        return false;
    const nq_word *behind = nq_wordbook_find(s->book, next->hash);
    return !behind->lemma && !(behind->roles & NQ_ROLE_THAT);
}

static void
check_ending(const nq_scene *s, const nq_token *t, nq_tag *tag)
{
    const nq_word *w = tag->word;
    naql_str raw = nq_str_span(s->text->article->text, t->span);
    if (w->round && nq_str_ends(raw, NQ_STR("ة"))) {
        tag->word = &s->book->words[w->round]; /* "call", no "called him" */
        return;
    }
    if ((w->senses & NQ_SENSE_KIN) && is_letter_name(s, t))
        tag->word = s->book->words;
    bool small = (w->roles & (NQ_ROLE_HERE | NQ_ROLE_PRON | NQ_ROLE_DEM)) != 0;
    tag->mute = w->lemma && (small || is_spelled_otherwise(w, raw, tag->glue) ||
                             is_noun_here(s, t, w));
}

/* "(woman) consultant": the feminine of an adjective in -i looks like a verbal
 * noun with alif. */
static bool
is_nisba(const nq_scene *s, const nq_token *t)
{
    naql_str raw = nq_str_span(s->text->article->text, t->span);
    return nq_str_starts(t->folded, NQ_STR("ا")) &&
           nq_str_ends(raw, NQ_STR("ية"));
}

static uint8_t
phrase_kind(const nq_scene *s, uint32_t row)
{
    naql_str cell = nq_table_cell(&s->book->phrases, row, s->book->phrase_kind);
    if (nq_str_equal(cell, NQ_STR("close")))
        return NQ_PHRASE_CLOSE;
    if (nq_str_equal(cell, NQ_STR("from")))
        return NQ_PHRASE_FROM;
    if (nq_str_equal(cell, NQ_STR("mouth")))
        return NQ_PHRASE_MOUTH;
    if (nq_str_equal(cell, NQ_STR("own")))
        return NQ_PHRASE_OWN;
    if (nq_str_equal(cell, NQ_STR("break")))
        return NQ_PHRASE_BREAK;
    if (nq_str_equal(cell, NQ_STR("keep")))
        return NQ_PHRASE_KEEP;
    if (nq_str_equal(cell, NQ_STR("around")))
        return NQ_PHRASE_AROUND;
    if (nq_str_equal(cell, NQ_STR("occasion")))
        return NQ_PHRASE_OCCASION;
    return nq_str_equal(cell, NQ_STR("cut")) ? NQ_PHRASE_CUT
                                             : NQ_PHRASE_IMPERSONAL;
}

/* Longest phrase whose first word has this hash. */
static uint8_t
phrase_from(const nq_scene *s, uint32_t i, uint64_t hash, uint32_t *end)
{
    nq_walk w = {0};
    uint8_t kind = NQ_PHRASE_NONE;
    while (nq_table_step(&s->book->phrases, &w, hash)) {
        i++;
        if (w.n) {
            kind = phrase_kind(s, w.row);
            *end = i;
        }
        if (!nq_is_word(s, i) || (s->tokens[i].flags & NQ_TOKEN_LINE))
            break;
        hash = s->tokens[i].hash;
    }
    return kind;
}

/* The longest fixed phrase that starts at token i, to its tag. */
static void
tag_phrase(const nq_scene *s, uint32_t i)
{
    nq_tag *tag = &s->tags[i];
    naql_str f = s->tokens[i].folded;
    uint32_t end = i;
    uint8_t kind = phrase_from(s, i, s->tokens[i].hash, &end);
    if (kind == NQ_PHRASE_NONE && f.len > 2 * LETTER &&
        nq_str_starts(f, NQ_STR("و")))
        kind = phrase_from(
            s, i, nq_hash(nq_str(f.ptr + LETTER, f.len - LETTER)), &end);
    else if (kind == NQ_PHRASE_KEEP)
        kind = NQ_PHRASE_NONE;
    tag->phrase = kind;
    tag->phrase_n = kind ? (uint8_t)(end - i) : 0;
}

/* Tokens that are looked at again, with room for all of them. */
typedef struct lists {
    uint32_t *more;  /* [n_more] words of which there is more to see */
    uint32_t *marks; /* [n_marks] quotation marks */
    uint32_t n_more, n_marks;
} lists;

/* Looks every word up, and lists it where it belongs. */
static void
look_up_words(nq_scene *s, lists *l)
{
    const uint32_t none = NQ_EVENT_WORD_KNOWN;
    const uint32_t number = none | NQ_EVENT_WORD_NUMBER;
    const uint32_t asked = none | NQ_EVENT_WORD_TOLD;
    for (uint32_t i = 0; i < s->n; i++) {
        const nq_token *t = &s->tokens[i];
        nq_tag *tag = &s->tags[i];
        if (i + NQ_MEMO_AHEAD < s->n)
            nq_memo_fetch(&s->book->read, t[NQ_MEMO_AHEAD].hash);
        uint32_t event = t->kind == NQ_TOKEN_NUMBER ? number : none;
        if (t->kind == NQ_TOKEN_WORD) {
            uint64_t read = tag_word(s->book, t, tag);
            event = (uint32_t)(read >> NQ_READ_EVENT);
            l->more[l->n_more] = i;
            l->n_more += (read >> NQ_READ_TOLD & NQ_TOLD_MORE) != 0;
            __builtin_prefetch(tag->word);
        } else {
            tag->word = s->book->words;
            tag->event = event;
            l->marks[l->n_marks] = i;
            l->n_marks += nq_is_quote_mark(t);
        }
        s->eventful[s->n_eventful] = i;
        s->n_eventful += ((event ^ none) & asked) != 0;
    }
    for (uint32_t k = 0; k < s->text->n_sentences; k++)
        s->tags[s->text->sentences[k].first].told |= NQ_TOLD_STOP;
}

/* Most that open one in the lists are followed by none of its words. */
static bool
may_open_phrase(const nq_scene *s, uint32_t i)
{
    uint8_t opens = s->tags[i].word->phrase;
    return opens == NQ_OPENS_ALONE ||
           (opens && nq_is_word(s, i + 1) &&
            nq_wordbook_is_second(s->book, s->tokens[i + 1].hash));
}

/* What those words are where they stand. Which of them open a phrase is listed
 * first: nobody can foresee it. */
static void
tag_tokens(nq_scene *s, uint32_t *more, uint32_t n)
{
    const nq_word *none = s->book->words;
    uint32_t phrases = 0;
    for (uint32_t k = 0; k < n; k++) {
        uint32_t i = more[k];
        const nq_token *t = &s->tokens[i];
        nq_tag *tag = &s->tags[i];
        check_ending(s, t, tag);
        bool shape =
            tag->word == none && !tag->glue && (tag->told & NQ_TOLD_SHAPE);
        tag->masdar = tag->word->content | (shape && !is_nisba(s, t));
        more[phrases] = i;
        phrases += may_open_phrase(s, i);
    }
    for (uint32_t k = 0; k < phrases; k++)
        tag_phrase(s, more[k]);
}

/* "to BBC" taken whole for a name: without its first letter it is an agency. */
static bool
is_told_agency(const nq_scene *s, const nq_mention *m)
{
    nq_walk w = {0};
    naql_str f = s->tokens[m->first].folded;
    if (m->type != NQ_ORG || !nq_str_starts(f, NQ_STR("ل")) ||
        f.len <= 2 * LETTER)
        return false;
    uint64_t hash = nq_hash(nq_str(f.ptr + LETTER, f.len - LETTER));
    for (uint32_t i = m->first + 1; nq_table_step(&s->book->agencies, &w, hash);
         i++) {
        if (i == m->end || i >= s->n)
            return w.n > 0;
        hash = s->tokens[i].hash;
    }
    return false;
}

/* "the organisation THAT the authorities": inside what was taken for a name,
 * where it is no letter of a channel's. */
static bool
is_clause_in_name(const nq_scene *s, const nq_mention *m, uint32_t i)
{
    return i > m->first && i + 1 < m->end &&
           (s->tags[i].word->roles & NQ_ROLE_AN) && !s->tags[i].glue &&
           s->tokens[i - 1].folded.len > 3 * LETTER &&
           s->tokens[i + 1].folded.len > 3 * LETTER;
}

/* "in the words of X", whose last word was cut for a name. */
static bool
is_in_phrase(const nq_scene *s, const nq_mention *m)
{
    uint32_t end;
    return m->first > 0 && m->span.start > s->tokens[m->first].span.start &&
           nq_phrase_at(s, m->first - 1, &end) != NQ_PHRASE_NONE &&
           end > m->first;
}

/* Where the name takes the whole word, nothing is glued to it. */
static void
tag_mention(nq_scene *s, uint32_t m)
{
    const nq_mention *at = &s->names->mentions[m];
    if (is_in_phrase(s, at))
        return;
    for (uint32_t i = at->first; i < at->end && i < s->n; i++)
        if (((s->tags[i].word->roles & NQ_ROLE_REL) &&
             s->tokens[i].folded.len > LETTER * 2) ||
            is_clause_in_name(s, at, i))
            return; /* "the agency which", "the agency that": no name */
    for (uint32_t i = at->first; i < at->end && i < s->n; i++)
        s->tags[i].mention = m + 1;
    if (at->first < s->n && at->span.start == s->tokens[at->first].span.start)
        s->tags[at->first].glue &= NQ_CLITIC_AL;
    if (at->first < s->n && is_told_agency(s, at))
        s->tags[at->first].glue |= NQ_CLITIC_LAM;
}

static void
tag_numbers(nq_scene *s)
{
    const nq_text *text = s->text;
    for (uint32_t n = 0; n < text->n_numbers; n++) {
        uint32_t i = text->numbers[n].first;
        i = i < NQ_TUNE_HEDGE ? 0 : i - NQ_TUNE_HEDGE + 1;
        for (; i < text->numbers[n].end && i < s->n; i++)
            s->tags[i].number = true;
    }
}

static void
tag_names(nq_scene *s)
{
    const nq_names *names = s->names;
    for (uint32_t m = 0; m < names->n_mentions; m++)
        tag_mention(s, m);
    for (uint32_t o = 0; o < names->n_offices; o++)
        for (uint32_t i = names->offices[o].first;
             i < names->offices[o].end && i < s->n; i++)
            s->tags[i].office = o + 1;
    for (uint32_t d = 0; d < names->n_dates; d++)
        for (uint32_t i = names->dates[d].first;
             i < names->dates[d].end && i < s->n; i++)
            s->tags[i].date = true;
    for (uint32_t q = 0; q < s->quotes.n; q++) {
        s->tags[s->quotes.at[q].open].told |= NQ_TOLD_STOP;
        for (uint32_t i = s->quotes.at[q].open; i < s->quotes.at[q].end; i++)
            s->tags[i].quote = q + 1;
    }
}

/* Does the reporter speak at token i: a verb of saying, denied or not? */
static bool
is_reporter(const nq_scene *s, uint32_t i)
{
    if (nq_has_role(s, i, NQ_ROLE_NEG | NQ_ROLE_QAD | NQ_ROLE_KAN))
        i++;
    const nq_lemma *l = nq_cue_lemma(s, i);
    return l && l->level >= 2 &&
           s->tags[i].word->inflection <= NQ_CUE_PRESENT &&
           !(s->tags[i].glue & NQ_CLITIC_AL);
}

/* Does the reporter go on behind the mark at token i: ", adding THAT"? */
static bool
goes_on(const nq_scene *s, uint32_t i)
{
    const nq_lemma *l = nq_cue_lemma(s, i + 1);
    return l && i + 2 < s->n && nq_is_mark(s, i, NQ_MARK_COMMA) &&
           l->level >= 2 &&
           s->tags[i + 1].word->inflection == NQ_CUE_PARTICIPLE &&
           !s->tags[i + 1].glue &&
           (nq_has_role(s, i + 2, NQ_ROLE_THAT) ||
            (s->tags[i + 2].word->link & l->links));
}

/* Does the mark that closes the passage stand where another opens, or behind
 * the end of a sentence? Its own may be missing. */
static bool
may_be_lost(const nq_scene *s, const nq_quote *q)
{
    uint32_t close = q->end - 1;
    if (!q->closed)
        return true;
    bool opens = close + 1 < s->n && nq_is_word(s, close + 1) &&
                 s->tokens[close].span.start > s->tokens[close - 1].span.end &&
                 s->tokens[close].span.end == s->tokens[close + 1].span.start;
    return opens || nq_ends_sentence(s, close - 1);
}

/* Where a passage ends whose closing mark is missing: with its sentence where
 * the reporter speaks again at the head of a paragraph, and before his ",
 * adding that", unless it is itself a report. Its end: nowhere. */
static uint32_t
lost_end(const nq_scene *s, const nq_quote *q)
{
    bool lost = may_be_lost(s, q) && !is_reporter(s, q->open + 1);
    bool paragraph = false;
    uint32_t i = q->open + 1, sentence = i;
    for (; i < q->end && !paragraph; i++) {
        if (lost && i > q->open + NQ_TUNE_ORPHAN && goes_on(s, i))
            return i;
        paragraph =
            (s->tokens[i].flags & NQ_TOKEN_LINE) != 0 && is_reporter(s, i);
    }
    if (!paragraph)
        return q->end;
    while (!(s->tokens[sentence].flags & (NQ_TOKEN_SENTENCE | NQ_TOKEN_LINE)))
        sentence++;
    return sentence;
}

static void
cut_long_quotes(nq_scene *s)
{
    for (uint32_t k = 0; k < s->quotes.n; k++) {
        nq_quote *q = &s->quotes.at[k];
        uint32_t end = lost_end(s, q);
        q->closed &= end == q->end;
        q->end = end;
    }
}

naql_status
nq_scene_make(const nq_wordbook *book, const nq_names *names, nq_arena *scratch,
              nq_scene *out)
{
    const nq_text *text = names->text;
    *out = (nq_scene){.book = book,
                      .names = names,
                      .text = text,
                      .tokens = text->tokens,
                      .n = text->n_tokens,
                      .scratch = scratch};
    size_t list = text->n_tokens * sizeof(uint32_t);
    out->tags = nq_arena_zero(scratch, text->n_tokens, sizeof(nq_tag));
    out->signs = nq_arena_alloc(scratch, list);
    out->eventful = nq_arena_alloc(scratch, list);
    lists l = {.more = out->signs, /* not in use yet */
               .marks = nq_arena_alloc(scratch, list)};
    if (!out->tags || !out->signs || !out->eventful || !l.marks)
        return NAQL_NOMEM;
    look_up_words(out, &l);
    NQ_TRY(nq_quotes_find(text, (nq_quote_marks){l.marks, l.n_marks}, scratch,
                          &out->quotes));
    tag_tokens(out, l.more, l.n_more);
    cut_long_quotes(out);
    tag_names(out);
    tag_numbers(out);
    return NAQL_OK;
}

uint32_t
nq_block_end(const nq_scene *s, uint32_t first)
{
    const nq_text *text = s->text;
    uint32_t i = nq_sentence_of(text, first) + 1;
    while (i < text->n_sentences &&
           !(s->tokens[text->sentences[i].first].flags & NQ_TOKEN_LINE))
        i++;
    return i < text->n_sentences ? text->sentences[i].first : s->n;
}

bool
nq_mark_ends(const nq_scene *s, uint32_t i)
{
    if (s->tokens[i].mark == NQ_MARK_STOP) /* "Dr. X" goes on */
        return !nq_is_word(s, i + 1) ||
               (s->tokens[i + 1].flags & (NQ_TOKEN_LINE | NQ_TOKEN_SENTENCE));
    return s->tokens[i].mark == NQ_MARK_QUESTION ||
           s->tokens[i].mark == NQ_MARK_EXCLAIM;
}

uint32_t
nq_mention_since(const nq_names *names, const nq_entity *e, uint32_t token)
{
    uint32_t lo = 0;
    for (uint32_t n = e->n_mentions; n;) { /* nobody can foresee the way */
        uint32_t half = n / 2;
        uint32_t at = e->mentions[lo + half];
        bool before = names->mentions[at].first < token;
        lo = before ? lo + half + 1 : lo;
        n = before ? n - half - 1 : half;
    }
    return lo;
}

bool
nq_phrase_keeps(const nq_scene *s, uint32_t i)
{
    uint32_t end;
    return nq_is_word(s, i) && s->tags[i].word->phrase &&
           phrase_from(s, i, s->tokens[i].hash, &end) == NQ_PHRASE_KEEP;
}

naql_span
nq_span_of(const nq_scene *s, uint32_t first, uint32_t end)
{
    if (first >= end || end > s->n)
        return (naql_span){0, 0};
    return (naql_span){s->tokens[first].span.start,
                       s->tokens[end - 1].span.end};
}

uint32_t
nq_phrase_start(const nq_scene *s, uint32_t i)
{
    uint32_t end, start = s->tokens[i].span.start;
    if (nq_str_starts(s->tokens[i].folded, NQ_STR("ف")))
        return nq_token_at(s->text, i, LETTER); /* "SO according to" */
    if (phrase_from(s, i, s->tokens[i].hash, &end) != NQ_PHRASE_NONE ||
        !nq_str_starts(s->tokens[i].folded, NQ_STR("و")))
        return start;
    return nq_token_at(s->text, i, LETTER);
}

uint32_t
nq_bare_start(const nq_scene *s, uint32_t i)
{
    const nq_mention *m = nq_mention_of(s, i);
    uint16_t glue = s->tags[i].glue;
    uint32_t skip = 0;
    if (m && m->first == i && m->span.start > s->tokens[i].span.start)
        return m->span.start;
    if (glue & (NQ_CLITIC_WAW | NQ_CLITIC_FA))
        skip += LETTER;
    if ((glue & (NQ_CLITIC_BA | NQ_CLITIC_KAF)) || ((glue & NQ_CLITIC_LAM)))
        skip += LETTER;
    return skip ? nq_token_at(s->text, i, skip) : s->tokens[i].span.start;
}
