/* SPDX-License-Identifier: Apache-2.0
 *
 * phrase.c - noun phrases that name a source. Layer 5 (claim).
 *
 * No grammar of Arabic noun phrases, only of those that stand beside verbs of
 * saying: "the spokesman of the ministry X", "an official in Y". */
#include "claim/phrase.h"

#include "base/str.h"
#include "claim/read.h"
#include "claim/tune.h"

static const uint64_t small_words =
    NQ_ROLE_PREP | NQ_ROLE_THAT | NQ_ROLE_REL | NQ_ROLE_SUB | NQ_ROLE_NEG |
    NQ_ROLE_QAD | NQ_ROLE_KAN | NQ_ROLE_TURN | NQ_ROLE_OPENER |
    NQ_ROLE_OPENER_HARD | NQ_ROLE_ADV | NQ_ROLE_HERE | NQ_ROLE_MA |
    NQ_ROLE_PRON;

/* "names", "two names of": an everyday verb of calling, that speaks only with
 * its pronoun ("what he calls"). */
static bool
names_only(const nq_scene *s, const nq_word *w)
{
    if (!w->lemma || (w->grammar & NQ_OBJECT_PRON))
        return false;
    const nq_lemma *l = &s->book->lemmas[w->lemma - 1];
    return l->level == 1 && nq_str_equal(l->act, NQ_STR("describe"));
}

bool
nq_is_finite_cue(const nq_scene *s, uint32_t i)
{
    if (i >= s->n)
        return false;
    const nq_word *w = s->tags[i].word;
    if (nq_may_be_masdar(s, i) || names_only(s, w))
        return false;
    return w->lemma && !s->tags[i].mute && !w->noun &&
           !(s->tags[i].glue & NQ_CLITIC_AL) &&
           (w->inflection == NQ_CUE_PAST || w->inflection == NQ_CUE_PRESENT) &&
           s->book->lemmas[w->lemma - 1].level >= 1;
}

/* "before X", by its hamza, not "the imam X". */
static bool
is_spelled_prep(const nq_scene *s, uint32_t i)
{
    return nq_has_role(s, i, NQ_ROLE_PREP) &&
           nq_str_starts(nq_str_span(s->text->article->text, s->tokens[i].span),
                         NQ_STR("أ"));
}

/* "The SPOKESMAN in the name of", "CRITICS", "but CRITICS (say)", "the WRITER
 * (f.) of the state": a participle that is the noun of a person here, and no
 * adverb. */
static bool
is_holder_word(const nq_scene *s, uint32_t i)
{
    const nq_tag *t = &s->tags[i];
    if (!t->word->noun)
        return false;
    bool governed = i > 0 &&
                    nq_has_role(s, i - 1, NQ_ROLE_THAT | NQ_ROLE_BUT) &&
                    (t->word->noun_grammar & NQ_PLURAL);
    return nq_has_role(s, i + 1, NQ_ROLE_OF) || governed ||
           (t->word->noun_grammar == NQ_FEM && !t->glue &&
            nq_is_definite(s, i + 1) && !nq_is_adjective(s, i + 1) &&
            !(s->tags[i + 1].glue & ~NQ_CLITIC_AL));
}

bool
nq_is_nominal_word(const nq_scene *s, uint32_t i)
{
    const nq_tag *t = &s->tags[i];
    if ((t->word->roles & small_words) &&
        (!t->word->noun || is_spelled_prep(s, i)))
        return false;
    return !nq_is_finite_cue(s, i) && !(t->glue & NQ_CLITIC_PREP) &&
           (t->word->inflection != NQ_CUE_PARTICIPLE || is_holder_word(s, i));
}

bool
nq_may_be_masdar(const nq_scene *s, uint32_t i)
{
    const nq_word *w = s->tags[i].word;
    if (w->inflection != NQ_CUE_PAST || !w->lemma ||
        !s->book->lemmas[w->lemma - 1].n_with ||
        (s->tags[i].glue & (NQ_CLITIC_WAW | NQ_CLITIC_FA)))
        return false;
    return w->grammar == NQ_DUAL || /* "refused, the two", "in refusal" */
           w->content;
}

/* A nisba ("French") or a known adjective, with the article. */
bool
nq_is_adjective(const nq_scene *s, uint32_t i)
{
    uint16_t glue = NQ_CLITIC_AL | NQ_CLITIC_WAW | NQ_CLITIC_BA | NQ_CLITIC_LAM;
    if (!nq_is_word(s, i) || (s->tags[i].glue & glue) != NQ_CLITIC_AL)
        return false;
    if (nq_has_role(s, i, NQ_ROLE_ADJ))
        return true;
    naql_str f = s->tokens[i].folded;
    bool nisba = nq_str_ends(f, NQ_STR("ي")) || nq_str_ends(f, NQ_STR("يه")) ||
                 nq_str_ends(f, NQ_STR("يون")) || nq_str_ends(f, NQ_STR("يان"));
    return nisba && !s->tags[i].word->noun;
}

static bool
skip_marks(nq_np_reader *r) /* "#" and "_" of hashtags */
{
    while (r->at < r->limit && (nq_is_mark(r->s, r->at, NQ_MARK_HASH) ||
                                nq_is_mark(r->s, r->at, NQ_MARK_UNDERSCORE)))
        r->at++;
    return r->at < r->limit;
}

void
nq_np_take_mention(nq_np_reader *r, const nq_mention *m)
{
    r->at = m->end > r->at ? m->end : r->at + 1;
    r->np->end = r->at;
    r->open = m->type == NQ_ORG && m->end > m->first + 1 &&
              nq_is_word(r->s, r->at) &&
              nq_str_starts(r->s->tokens[r->at - 1].folded, NQ_STR("ل")) &&
              nq_str_starts(r->s->tokens[r->at].folded, NQ_STR("ال"));
    r->complete = !r->open;
}

/* "his statement" is as definite as "the statement". */
static bool
has_pronoun(const nq_scene *s, uint32_t i)
{
    const nq_word *w = s->tags[i].word;
    bool person = w->noun == NQ_NOUN_PERSON;
    if (!nq_is_word(s, i))
        return false;
    if (person && nq_np_is_his(s, i))
        return true;
    if (person && !s->tags[i].mention) /* "His Excellency" */
        return nq_str_ends(nq_as_written(s, i), NQ_STR("ه")) &&
               (!(w->noun_grammar & NQ_FEM) || (w->senses & NQ_SENSE_KIN));
    naql_str raw = nq_as_written(s, i);
    if (w->noun == NQ_NOUN_PEOPLE &&
        (nq_str_ends(raw, NQ_STR("هم")) || nq_str_ends(raw, NQ_STR("وه")) ||
         nq_str_ends(raw, NQ_STR("وها"))))
        return true; /* "one of them", "his opponents" */
    return (s->tokens[i].clitics & NQ_CLITIC_PRONOUN) &&
           w->inflection == NQ_CUE_NOUN_PRON;
}

static void
take_word(nq_np_reader *r)
{
    bool definite = nq_is_definite(r->s, r->at) || has_pronoun(r->s, r->at);
    const nq_word *w = r->s->tags[r->at].word;
    bool plural =
        (w->noun_grammar & NQ_PLURAL) && /* its n goes in a construct */
        nq_str_ends(r->s->tokens[r->at].folded, NQ_STR("ون"));
    r->at++;
    r->np->end = r->at;
    r->complete = definite || plural;
    r->open = !r->complete;
}

/* "(...)" behind a name. */
static bool
take_bracket(nq_np_reader *r)
{
    const nq_scene *s = r->s;
    if (!nq_is_mark(s, r->at, NQ_MARK_OPEN))
        return false;
    for (uint32_t i = r->at + 1; i < r->at + NQ_TUNE_BRACKET && i < s->n; i++) {
        if (s->tokens[i].flags & NQ_TOKEN_LINE)
            return false;
        if (nq_is_mark(s, i, NQ_MARK_CLOSE)) {
            r->at = i + 1;
            r->np->end = r->at;
            return true;
        }
    }
    return false;
}

/* "A Spanish paper «X»", "a news agency «X»". */
static bool
calls_outlet(const nq_np_reader *r, const nq_quote *q)
{
    return q && r->np->noun == NQ_NOUN_OUTLET && !r->np->definite &&
           r->np->end <= r->np->first + NQ_TUNE_OUTLET_WORDS &&
           q->end - q->open <= NQ_TUNE_PLACE_QUOTE;
}

bool
nq_np_take_name_quote(nq_np_reader *r)
{
    const nq_quote *q = nq_quote_from(r->s, r->at);
    bool awaited = r->open && r->np->end > r->np->first && q &&
                   nq_has_role(r->s, r->at - 1, NQ_ROLE_OF | NQ_ROLE_TIE) &&
                   q->end - q->open <= NQ_TUNE_PLACE_QUOTE;
    awaited |= q && r->open && q->end - q->open <= NQ_TUNE_PLACE_QUOTE &&
               r->np->end == r->np->first + 1 &&
               (r->np->noun == NQ_NOUN_OUTLET || r->np->noun == NQ_NOUN_BODY);
    if (!q || !q->closed ||
        (!awaited && !calls_outlet(r, q) && !nq_quote_is_name(r->s, q)))
        return false;
    r->at = q->end;
    r->np->end = r->at;
    r->open = false;
    r->complete = true;
    return true;
}

/* "D." for doctor, before a name: the tokens of the letter and its stop. */
static uint32_t
title_letter(const nq_scene *s, uint32_t i)
{
    enum { LETTERS = 4, TOKENS = 2 };
    bool letter = nq_is_word(s, i) && s->tokens[i].folded.len <= LETTERS &&
                  nq_is_mark(s, i + 1, NQ_MARK_STOP) &&
                  !nq_ends_sentence(s, i + 1);
    return letter ? TOKENS : 0;
}

/* "THE ELDERLY X": one definite word right before the name, whatever it is, or
 * what is known for a title of his. */
static bool
is_styled(const nq_np_reader *r, const nq_mention *m)
{
    const nq_scene *s = r->s;
    uint32_t start = s->tokens[r->np->first].span.start;
    if (m->role.end > m->role.start && m->role.start <= start &&
        m->role.end > start && m->first == r->np->end)
        return true;
    return r->np->noun == NQ_NOUN_NONE && r->np->end == r->np->first + 1 &&
           m->first == r->np->end && nq_is_definite(s, r->np->first) &&
           !s->tags[r->np->first].mention && m->end > m->first + 1 &&
           m->span.start == s->tokens[m->first].span.start;
}

/* ", the Taiwanese X", ", Brigadier X": words with the article between the
 * comma at token i and the name, one or none. */
static uint32_t
introduced(const nq_scene *s, uint32_t i)
{
    const nq_mention *m = nq_mention_from(s, i + 2);
    bool between = nq_is_word(s, i + 1) && nq_is_definite(s, i + 1) &&
                   !s->tags[i + 1].mention && !nq_ends_sentence(s, i + 1);
    return between && m && m->type == NQ_PER &&
           m->span.start == s->tokens[i + 2].span.start;
}

/* A name behind the office it belongs to: "..., X," or directly. */
static bool
take_apposition(nq_np_reader *r)
{
    const nq_scene *s = r->s;
    uint32_t at = r->at;
    bool comma = nq_is_mark(s, at, NQ_MARK_COMMA);
    uint32_t skip = !comma                ? title_letter(s, at)
                    : nq_np_has_person(r) ? 1
                                          : 1 + introduced(s, at);
    skip += nq_is_mark(s, at + skip, NQ_MARK_HASH);
    const nq_mention *m = nq_mention_from(s, at + skip);
    if (!m || m->type != NQ_PER || (!comma && nq_np_has_person(r)) ||
        m->span.start > s->tokens[m->first].span.start ||
        nq_np_is_beside_many(r, m) ||
        (r->np->noun != NQ_NOUN_PERSON && !nq_np_is_origin(r) &&
         !((comma || nq_np_is_titled(r)) && nq_np_counts_persons(r)) &&
         !is_styled(r, m)))
        return false;
    if (comma &&
        !(nq_is_mark(s, m->end, NQ_MARK_COMMA) ||
          nq_is_mark(s, m->end, NQ_MARK_COLON) ||
          nq_is_mark(s, m->end, NQ_MARK_OPEN) || nq_ends_sentence(s, m->end) ||
          nq_has_role(s, m->end, NQ_ROLE_THAT | NQ_ROLE_PREP) ||
          nq_quote_from(s, m->end)))
        return false;
    r->at += skip;
    nq_np_take_mention(r, m);
    r->np->noun = NQ_NOUN_PERSON;
    return true;
}

/* "the expert in such things at such a place, X, ": the name far behind. */
static bool
take_far_name(nq_np_reader *r)
{
    const nq_scene *s = r->s;
    if (r->np->noun != NQ_NOUN_PERSON || !r->np->definite ||
        nq_np_has_person(r) || !nq_has_role(s, r->at, NQ_ROLE_PREP))
        return false;
    for (uint32_t i = r->at + 1; i < r->at + NQ_TUNE_FAR_NAME && i < s->n;
         i++) {
        const nq_mention *m;
        const nq_quote *q = nq_quote_from(s, i);
        if (q && q->end - q->open <= NQ_TUNE_PLACE_QUOTE) {
            i = q->end - 1;
            continue;
        }
        if (nq_is_finite_cue(s, i) ||
            nq_has_role(s, i, NQ_ROLE_THAT | NQ_ROLE_REL) ||
            (s->tokens[i].flags & NQ_TOKEN_SENTENCE))
            return false;
        if (!nq_is_mark(s, i, NQ_MARK_COMMA)) {
            if (s->tokens[i].kind == NQ_TOKEN_MARK)
                return false;
            continue;
        }
        m = nq_mention_from(s, i + 1 + introduced(s, i));
        if (!m || m->type != NQ_PER)
            return false;
        r->at = i;
        return take_apposition(r);
    }
    return false;
}

/* "X and THE AMBASSADOR Y", "and the minister of trade Y": Y, behind nothing
 * but the words of an office. */
static const nq_mention *
joint_holder(const nq_scene *s, uint32_t i)
{
    enum { WORDS = 5 };
    if (s->tags[i].word->noun != NQ_NOUN_PERSON && !s->tags[i].office)
        return NULL;
    for (uint32_t k = i + 1; k <= i + WORDS && k < s->n; k++) {
        const nq_mention *m = nq_mention_from(s, k);
        if (m && m->type == NQ_PER)
            return m->span.start == s->tokens[k].span.start ? m : NULL;
        if (!nq_is_word(s, k) || (s->tokens[k].flags & NQ_TOKEN_SENTENCE) ||
            (s->tags[k].glue & NQ_CLITIC_WAW) || !nq_is_nominal(s, k))
            return NULL;
    }
    return NULL;
}

/* "and X" behind a name or a source. */
static bool
take_joint(nq_np_reader *r)
{
    const nq_scene *s = r->s;
    const nq_mention *m = nq_mention_from(s, r->at);
    bool cut = m && m->span.start > s->tokens[r->at].span.start;
    bool waw = (s->tags[r->at].glue & NQ_CLITIC_WAW) != 0 ||
               (cut && nq_str_starts(s->tokens[r->at].folded, NQ_STR("و")));
    if (!waw || !nq_is_word(s, r->at))
        return false;
    if (m) {
        nq_np_take_mention(r, m);
        return true;
    }
    const nq_mention *holder = joint_holder(s, r->at);
    if (holder) {
        nq_np_take_mention(r, holder);
        return true;
    }
    if (!s->tags[r->at].word->noun || s->tags[r->at].word->lemma)
        return false;
    take_word(r);
    return true;
}

/* "the administration OF THE AMERICAN PRESIDENT X": the office in a body's name
 * has its holder behind it. */
static bool
is_held_body(const nq_np_reader *r)
{
    const nq_scene *s = r->s;
    uint32_t i = r->np->end - 1;
    if (r->np->noun != NQ_NOUN_BODY || nq_np_has_person(r))
        return false;
    while (i > r->np->first && nq_is_adjective(s, i))
        i--;
    return i == r->np->first + 1 && nq_is_definite(s, i) &&
           !s->tags[i].mention && s->tags[i].word->noun == NQ_NOUN_PERSON;
}

/* The second half of a construct, a name or a word; false: none is here. */
static bool
take_half(nq_np_reader *r, const nq_mention *m)
{
    const nq_scene *s = r->s;
    uint32_t i = r->at;
    bool later = r->np->end > r->np->first + 1;
    if (s->tags[i].word->inflection == NQ_CUE_NOUN_PRON)
        return false; /* "a source HIS WORDS that" */
    if (!m && later && r->np->noun == NQ_NOUN_BODY && !s->tags[i].word->noun &&
        !nq_is_definite(s, i) && (s->tokens[i].clitics & NQ_CLITIC_PRONOUN))
        return false; /* "the company X ITS DECISION" */
    if (s->tags[i].masdar && !nq_is_definite(s, i) && !r->np->definite && later)
        return false;
    if (m)
        nq_np_take_mention(r, m);
    else
        take_word(r);
    return true;
}

/* "Some of the AMERICAN politicians": an adjective in the case of what stands
 * behind a quantity. */
static bool
is_oblique_adjective(const nq_np_reader *r)
{
    const nq_scene *s = r->s;
    uint32_t i = r->at;
    return r->complete && r->np->noun == NQ_NOUN_PEOPLE &&
           r->np->end > r->np->first + 1 && r->np->end == i &&
           nq_is_definite(s, i - 1) && nq_is_definite(s, i) &&
           !(s->tags[i].glue & ~NQ_CLITIC_AL) && !s->tags[i].word->noun &&
           nq_str_ends(s->tokens[i].folded, NQ_STR("يين"));
}

/* One step; false: the phrase ends here. */
static bool
np_step(nq_np_reader *r)
{
    const nq_scene *s = r->s;
    uint32_t i = r->at;
    if (s->tokens[i].flags & NQ_TOKEN_LINE)
        return false;
    if (s->tokens[i].kind == NQ_TOKEN_MARK)
        return take_bracket(r) || nq_np_take_name_quote(r) ||
               take_apposition(r);
    if ((s->tags[i].mention || title_letter(s, i)) && take_apposition(r))
        return true;
    if (nq_np_take_second_rank(r) || take_joint(r) || take_far_name(r) ||
        (nq_np_may_tie(s, r->at) && nq_np_take_tie(r)))
        return true;
    if (r->open && r->np->noun == NQ_NOUN_OUTLET && nq_is_definite(s, i) &&
        (s->tags[i].date || nq_has_role(s, i, NQ_ROLE_ADV))) {
        take_word(r); /* a paper called "the morning" */
        return true;
    }
    if (is_oblique_adjective(r)) {
        take_word(r);
        return true;
    }
    if (!nq_is_nominal(s, i) && !(r->complete && nq_is_adjective(s, i)))
        return false;
    const nq_mention *m = nq_mention_of(s, i);
    if (r->open) /* the construct waits for its second half */
        return take_half(r, m);
    bool person = m && m->type == NQ_PER && r->np->noun != NQ_NOUN_PERSON;
    bool one = r->np->end == r->np->first + 1 && /* "the activists AL-X" */
               nq_str_ends(s->tokens[r->np->first].folded, NQ_STR("ون")) &&
               nq_str_ends(s->tokens[i].folded, NQ_STR("ي"));
    if (one && (r->np->grammar & NQ_PLURAL) && nq_is_definite(s, r->np->first))
        return false;
    if (nq_is_adjective(s, i) && !person) { /* but "the police al-Mahdi" */
        take_word(r);
        return true;
    }
    bool head_noun = s->tags[i].word->noun == NQ_NOUN_PERSON;
    if (m && m->type == NQ_PER && is_held_body(r)) {
        nq_np_take_mention(r, m);
        return true;
    }
    bool many = (s->tags[i].word->noun_grammar & NQ_PLURAL) != 0;
    bool holder = r->np->noun == NQ_NOUN_PERSON ||
                  (i > r->np->first + 2 && nq_np_counts_persons(r));
    if (head_noun && nq_is_definite(s, i) && holder && !many &&
        !(r->np->grammar & NQ_PLURAL) && !nq_np_has_person(r) &&
        !(s->tags[i].glue & ~NQ_CLITIC_AL)) {
        take_word(r);
        return true;
    }
    return false;
}

/* "A number of the officials": the quantity and what it counts are one head.
 */
static void
take_counted(nq_np_reader *r)
{
    const nq_scene *s = r->s;
    uint32_t i = r->at;
    if (r->np->noun || i + 1 >= r->limit || !nq_has_role(s, i, NQ_ROLE_TIE) ||
        !nq_has_role(s, i, NQ_ROLE_REL) || s->tags[i].glue)
        return;
    const nq_tag *of = &s->tags[i + 1];
    bool many =
        (of->word->noun_grammar & NQ_PLURAL) &&
        (of->word->noun == NQ_NOUN_PERSON || of->word->noun == NQ_NOUN_PEOPLE);
    if (!many || of->mention)
        return;
    r->np->noun = NQ_NOUN_PEOPLE;
    r->np->grammar = NQ_PLURAL;
    r->np->definite = false;
    r->at++;
    take_word(r);
}

/* "78 deputies": whom a number counts, in the singular from eleven up. */
static bool
take_numbered(nq_np_reader *r)
{
    const nq_scene *s = r->s;
    uint32_t i = r->at + 1;
    bool number = s->tokens[r->at].kind == NQ_TOKEN_NUMBER ||
                  nq_has_sense(s, r->at, NQ_SENSE_COUNT);
    if (!number || i >= r->limit || !nq_is_word(s, i) || nq_is_definite(s, i) ||
        s->tags[i].date || s->tags[i].mention || s->tags[i].glue ||
        s->tags[i].word->lemma)
        return false;
    uint8_t noun = s->tags[i].word->noun;
    if (noun != NQ_NOUN_PERSON && noun != NQ_NOUN_PEOPLE &&
        noun != NQ_NOUN_BODY && noun != NQ_NOUN_OUTLET)
        return false;
    r->np->noun = NQ_NOUN_PEOPLE;
    r->np->grammar = NQ_PLURAL;
    r->at = i + 1;
    r->np->end = r->at;
    r->complete = true;
    nq_np_take_loose(r);
    return true;
}

/* "each OF X and Y": the preposition before a name or an office. */
bool
nq_np_is_each(const nq_scene *s, uint32_t i)
{
    return nq_has_role(s, i, NQ_ROLE_TIE) && nq_has_role(s, i, NQ_ROLE_REL) &&
           !s->tags[i].glue &&
           (nq_mention_from(s, i + 1) ||
            (i + 1 < s->n && s->tags[i + 1].word->noun == NQ_NOUN_PERSON));
}

/* Opens the phrase with its head, which may carry a preposition if `glued`. */
static bool
read_head(nq_np_reader *r, bool glued)
{
    const nq_scene *s = r->s;
    nq_np *out = r->np;
    if (!skip_marks(r))
        return false;
    const nq_quote *q = nq_quote_from(s, r->at);
    if (q && glued) {
        if (!nq_np_take_name_quote(r))
            return false;
        out->definite = true;
        return true;
    }
    bool prep = glued && nq_is_word(s, r->at) &&
                (s->tags[r->at].glue & (NQ_CLITIC_LAM | NQ_CLITIC_BA));
    if (!prep && !nq_is_nominal(s, r->at))
        return false;
    while (r->at < r->limit && nq_has_role(s, r->at, NQ_ROLE_DEM) &&
           !s->tags[r->at].mention)
        r->at++; /* "all of", "this" */
    if (r->at > out->first && !prep && nq_np_is_each(s, r->at))
        r->at++;
    if (r->at > out->first && !prep &&
        (r->at >= r->limit || !nq_is_nominal(s, r->at)))
        r->at--; /* "after that", "everybody" */
    if (r->at >= r->limit)
        return false;
    if (take_numbered(r))
        return true;
    const nq_mention *m = nq_mention_of(s, r->at);
    out->noun = s->tags[r->at].word->noun;
    bool his = out->noun == NQ_NOUN_PERSON && nq_np_is_his(s, r->at);
    out->grammar = his ? 0 : s->tags[r->at].word->noun_grammar;
    out->definite = m || nq_is_definite(s, r->at) || has_pronoun(s, r->at);
    if (m && !out->noun && m->type == NQ_PER)
        out->noun = NQ_NOUN_PERSON;
    bool common = m && m->type == NQ_ORG && out->noun == NQ_NOUN_PEOPLE &&
                  !nq_is_definite(s, r->at); /* "news agencies", in a list */
    if (common)
        out->definite = false;
    if (m)
        nq_np_take_mention(r, m);
    else
        take_word(r);
    if (!m)
        take_counted(r);
    if ((!m || common) && !out->definite &&
        (out->noun == NQ_NOUN_PERSON || out->noun == NQ_NOUN_PEOPLE ||
         out->noun == NQ_NOUN_DOC || out->noun == NQ_NOUN_STUDY ||
         (out->noun == NQ_NOUN_BODY && (out->grammar & NQ_PLURAL)) ||
         (r->at < r->limit && nq_np_opens_denied(r->s, r->at))))
        nq_np_take_loose(r);
    return true;
}

static bool
np_read(const nq_scene *s, uint32_t at, uint32_t limit, bool glued, nq_np *out)
{
    nq_np_reader r = {.s = s, .at = at, .np = out};
    r.limit = limit < at + NQ_TUNE_NP ? limit : at + NQ_TUNE_NP;
    r.limit = r.limit < s->n ? r.limit : s->n;
    *out = (nq_np){.first = at, .end = at};
    if (at >= r.limit || !read_head(&r, glued))
        return false;
    while (skip_marks(&r) && np_step(&r))
        continue;
    nq_np_take_holder(&r);
    nq_np_take_name(&r);
    uint32_t last = out->end - 1; /* "experts in" what is said */
    if (last > at && nq_is_word(s, last) && !s->tags[last].mention &&
        !s->tags[last].glue && nq_has_role(s, last, NQ_ROLE_TIE))
        out->end = last;
    return out->end > at;
}

bool
nq_np_read(const nq_scene *s, uint32_t at, uint32_t limit, nq_np *out)
{
    return np_read(s, at, limit, false, out);
}

bool
nq_np_read_glued(const nq_scene *s, uint32_t at, uint32_t limit, nq_np *out)
{
    return np_read(s, at, limit, true, out);
}

bool
nq_is_known_first(const nq_scene *s, uint32_t i)
{
    if (!nq_has_role(s, i, NQ_ROLE_FIRST))
        return false;
    bool at = nq_str_ends(nq_as_written(s, i), NQ_STR("ى"));
    return !at || i + 1 >= s->n ||
           !(nq_is_definite(s, i + 1) || s->tags[i + 1].mention);
}

bool
nq_quote_speaks(const nq_scene *s, const nq_quote *q)
{
    const uint64_t opens = NQ_ROLE_AN_PRON | NQ_ROLE_BAN_PRON | NQ_ROLE_NEG;
    uint32_t first, end;
    nq_quote_inside(q, &first, &end);
    return q->closed && end > first + 1 && !s->tags[first].mention &&
           !(q->open > 0 && nq_has_role(s, q->open - 1, NQ_ROLE_NAMED)) &&
           (nq_has_role(s, first, opens) || nq_is_known_first(s, first) ||
            (s->tags[first].glue & NQ_CLITIC_SIN));
}

uint32_t
nq_quote_words(const nq_scene *s, const nq_quote *q)
{
    uint32_t first, end;
    nq_quote_inside(q, &first, &end);
    uint32_t n = end - first;
    for (uint32_t i = first + 1; i + 1 < end; i++)
        if (nq_is_mark(s, i, NQ_MARK_STOP) &&
            s->tokens[i - 1].span.end == s->tokens[i].span.start &&
            s->tokens[i].span.end == s->tokens[i + 1].span.start)
            n -= 2;
    return n;
}

bool
nq_quote_is_name(const nq_scene *s, const nq_quote *q)
{
    uint32_t first, end, named = 0, words = nq_quote_words(s, q);
    nq_quote_inside(q, &first, &end);
    uint8_t noun = q->open > 0 ? s->tags[q->open - 1].word->noun : 0;
    bool body = (noun == NQ_NOUN_BODY || noun == NQ_NOUN_OUTLET) &&
                words <= NQ_TUNE_PLACE_QUOTE;
    bool title =
        q->open > 0 && (body || nq_has_role(s, q->open - 1, NQ_ROLE_NAMED)) &&
        !nq_is_definite(s, q->open - 1) && words <= NQ_TUNE_TITLE_QUOTE;
    if (!q->closed || end <= first || nq_quote_speaks(s, q) ||
        (words > NQ_TUNE_NAME_QUOTE && !title))
        return false;
    for (uint32_t i = first; i < end; i++)
        named += s->tags[i].mention != 0 ||
                 s->tokens[i].kind == NQ_TOKEN_MARK ||
                 s->tokens[i].kind == NQ_TOKEN_LATIN ||
                 s->tokens[i].kind == NQ_TOKEN_NUMBER;
    if (named == end - first)
        return true;
    const nq_mention *m = q->end < s->n ? nq_mention_of(s, q->end) : NULL;
    if (m && m->type == NQ_PER && m->first == q->end && end == first + 1)
        return true; /* a nickname in front of the name */
    if (q->open == 0)
        return false;
    const nq_word *head = s->tags[first].word;
    if (named && (head->noun == NQ_NOUN_BODY || head->noun == NQ_NOUN_OUTLET))
        return true;
    const nq_word *before = s->tags[q->open - 1].word;
    return before->noun == NQ_NOUN_OUTLET || before->noun == NQ_NOUN_BODY ||
           (before->roles & NQ_ROLE_NAMED);
}
