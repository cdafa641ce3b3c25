/* SPDX-License-Identifier: Apache-2.0
 *
 * end_traits.c - what there is to see of a place where content may end. Layer 5
 * (claim). Knows nothing of what it is worth. */
#include "claim/end_traits.h"

#include "base/str.h"
#include "claim/end_words.h"
#include "claim/trait_name.h"

/* ---- Words --------------------------------------------------------------- */

static int32_t
closing_weight(const nq_scene *s, uint32_t i, bool comma, bool second)
{
    const nq_end_weights *e = &s->book->ends;
    uint32_t row;
    if (!nq_is_word(s, i) || s->tags[i].mention ||
        !nq_table_word(&e->words, s->tokens[i].hash, &row))
        return 0;
    return e->says[row].of[comma][second];
}

/* What the words behind a place tell of it, by quotations: how much likelier
 * one closes before them than it goes on, hundredths of a logit. */
static int32_t
closes(const nq_scene *s, uint32_t i, bool comma)
{
    const nq_end_weights *e = &s->book->ends;
    int32_t sum = e->usual[comma] + closing_weight(s, i, comma, false);
    if (!nq_opens_sentence(s, i + 1))
        sum += closing_weight(s, i + 1, comma, true);
    return sum;
}

static int32_t
gender_of(const nq_scene *s, uint32_t i)
{
    const nq_word *w = s->tags[i].word;
    if (!nq_cue_lemma(s, i) || w->inflection < NQ_CUE_PAST ||
        w->inflection > NQ_CUE_PARTICIPLE)
        return 0;
    return w->grammar & NQ_FEM ? 2 : 1;
}

/* ---- A place ------------------------------------------------------------- */

/* The walk up to content. */
static void
see_walk(const nq_content_walk *w, int32_t *out)
{
    const nq_scene *s = w->s;
    const nq_lemma *l = nq_cue_lemma(s, w->cue);
    naql_str first = s->tokens[w->first].folded;
    out[NQ_END_WAY] = w->way;
    out[NQ_END_NOMINAL] = w->nominal;
    out[NQ_END_EMBEDDED] = w->embedded;
    out[NQ_END_MEANWHILE] = w->meanwhile;
    out[NQ_END_CONCEDED] = w->conceded;
    out[NQ_END_LEVEL] = l ? l->level : -1;
    out[NQ_END_FORM] = s->tags[w->cue].word->inflection;
    out[NQ_END_GRAMMAR] = s->tags[w->cue].word->grammar;
    out[NQ_END_FAR] = (int32_t)(w->first - w->cue);
    out[NQ_END_FIRST] = nq_end_class(s, w->first);
    out[NQ_END_SHE] = nq_str_ends(first, NQ_STR("ها"));
}

/* Where the rules end it, and how many places there are. */
static void
see_rule(const nq_end_places *p, int32_t *out)
{
    const nq_end_place *rule = &p->at[p->ruled];
    out[NQ_END_RULE_KIND] = rule->kind;
    out[NQ_END_RULE_OPENS] = rule->opens;
    out[NQ_END_RULE_PHRASE] = rule->phrase;
    out[NQ_END_PLACES] = (int32_t)p->n;
}

/* Where it stands among the others, and to the one of the rules. */
static void
see_rank(const nq_end_places *p, uint32_t n, int32_t *out)
{
    const nq_end_place *e = &p->at[n], *rule = &p->at[p->ruled];
    out[NQ_END_OFF] = (int32_t)n - (int32_t)p->ruled;
    out[NQ_END_OFF_WORDS] = (int32_t)e->words - (int32_t)rule->words;
    out[NQ_END_RULE] = n == p->ruled;
    out[NQ_END_PLACE] = (int32_t)n;
    out[NQ_END_REST] = (int32_t)(p->words - e->words);
    out[NQ_END_REST_COMMAS] = (int32_t)(p->commas - e->commas);
}

/* How long it would be, and the clause behind. */
static void
see_lengths(const nq_scene *s, const nq_end_places *p, uint32_t n, int32_t *out)
{
    enum { AHEAD = 12 };
    const nq_end_place *e = &p->at[n];
    uint32_t stop = e->stop < s->n ? e->stop : s->n;
    uint32_t end = n + 1 < p->n ? p->at[n + 1].at : e->next + AHEAD;
    end = end < s->n ? end : s->n;
    if (e->kind != NQ_END_SENTENCE && stop > end)
        end = stop;
    out[NQ_END_KIND] = e->kind;
    out[NQ_END_WORDS] = (int32_t)e->words;
    out[NQ_END_COMMAS] = (int32_t)e->commas;
    out[NQ_END_SINCE] = (int32_t)e->since;
    out[NQ_END_SENTENCES] = e->sentences;
    out[NQ_END_FINAL] = e->final;
    out[NQ_END_UNTIL] = e->stop > e->at ? (int32_t)(e->stop - e->at) : 0;
    out[NQ_END_CLAUSE_LENGTH] = end > e->next ? (int32_t)(end - e->next) : 0;
}

static void
see_before(const nq_scene *s, uint32_t at, int32_t *out)
{
    out[NQ_END_BEFORE] = nq_end_class(s, at - 1);
    out[NQ_END_BEFORE_THAT] = at >= 2 ? nq_end_class(s, at - 2) : 0;
    out[NQ_END_DATE] = s->tags[at - 1].date;
}

/* Marks of a small word: those of its roles that are traits. */
static uint64_t
marks_of_roles(uint64_t roles)
{
    return (roles & ((UINT64_C(1) << NQ_END_ROLES) - 1))
           << (NQ_END_ROLE - NQ_END_NUMBERS);
}

/* Of the word behind a place, and of the clause that opens with it. */
static uint64_t
marks_behind(const nq_scene *s, const nq_end_place *e)
{
    if (e->next >= s->n)
        return 0;
    return marks_of_roles(s->tags[e->next].word->roles) |
           (uint64_t)e->clause << (NQ_END_IN - NQ_END_NUMBERS);
}

/* The words behind it. */
static void
see_behind(const nq_content_walk *w, const nq_end_place *e, int32_t *out)
{
    const nq_scene *s = w->s;
    uint32_t i = e->next;
    if (i >= s->n)
        return;
    const nq_tag *t = &s->tags[i];
    int32_t gender = gender_of(s, i);
    bool she = (s->tags[w->cue].word->grammar & NQ_FEM) != 0;
    out[NQ_END_PHRASE] = e->phrase;
    out[NQ_END_GLUE] = t->glue;
    out[NQ_END_VERB] = nq_end_verb_shape(s, i);
    out[NQ_END_GENDER] = gender;
    out[NQ_END_AGREES] = !gender ? 0 : (gender == 2) == she ? 1 : 2;
    out[NQ_END_OPENS] = e->opens;
    out[NQ_END_THEN] = e->then;
    if (i + 2 < s->n && !nq_opens_sentence(s, i + 1) &&
        !nq_opens_sentence(s, i + 2))
        out[NQ_END_THIRD] = nq_end_class(s, i + 2);
    if (i + 1 < s->n)
        out[NQ_END_VERB_THEN] = nq_end_verb_shape(s, i + 1);
    if (e->kind != NQ_END_SENTENCE)
        out[NQ_END_CLOSES] = closes(s, i, e->kind == NQ_END_COMMA);
}

void
nq_end_traits_of_all(const nq_content_walk *w, const nq_end_places *p,
                     nq_end_traits *out)
{
    see_walk(w, out->at);
    see_rule(p, out->at);
}

void
nq_end_traits_of(const nq_content_walk *w, const nq_end_places *p, uint32_t n,
                 nq_end_traits *out)
{
    const nq_end_place *e = &p->at[n];
    uint32_t own = NQ_END_NUMBERS - NQ_END_OWN;
    memset(out->at + NQ_END_OWN, 0, own * sizeof *out->at);
    see_rank(p, n, out->at);
    see_lengths(w->s, p, n, out->at);
    see_before(w->s, e->at, out->at);
    see_behind(w, e, out->at);
    out->marks = marks_behind(w->s, e);
}

/* ---- Names --------------------------------------------------------------- */

static const nq_trait_row blocks[] = {{"way", NQ_END_WAY},
                                      {"nominal", NQ_END_NOMINAL},
                                      {"embedded", NQ_END_EMBEDDED},
                                      {"meanwhile", NQ_END_MEANWHILE},
                                      {"conceded", NQ_END_CONCEDED},
                                      {"rule-kind", NQ_END_RULE_KIND},
                                      {"rule-opens", NQ_END_RULE_OPENS},
                                      {"rule-phrase", NQ_END_RULE_PHRASE},
                                      {"places", NQ_END_PLACES},
                                      {"level", NQ_END_LEVEL},
                                      {"form", NQ_END_FORM},
                                      {"grammar", NQ_END_GRAMMAR},
                                      {"far", NQ_END_FAR},
                                      {"first", NQ_END_FIRST},
                                      {"she", NQ_END_SHE},
                                      {"kind", NQ_END_KIND},
                                      {"off", NQ_END_OFF},
                                      {"off-words", NQ_END_OFF_WORDS},
                                      {"rule", NQ_END_RULE},
                                      {"place", NQ_END_PLACE},
                                      {"opens", NQ_END_OPENS},
                                      {"then", NQ_END_THEN},
                                      {"third", NQ_END_THIRD},
                                      {"words", NQ_END_WORDS},
                                      {"commas", NQ_END_COMMAS},
                                      {"since", NQ_END_SINCE},
                                      {"sentences", NQ_END_SENTENCES},
                                      {"final", NQ_END_FINAL},
                                      {"rest", NQ_END_REST},
                                      {"rest-commas", NQ_END_REST_COMMAS},
                                      {"until", NQ_END_UNTIL},
                                      {"clause-length", NQ_END_CLAUSE_LENGTH},
                                      {"before", NQ_END_BEFORE},
                                      {"before-that", NQ_END_BEFORE_THAT},
                                      {"date", NQ_END_DATE},
                                      {"phrase", NQ_END_PHRASE},
                                      {"glue", NQ_END_GLUE},
                                      {"verb", NQ_END_VERB},
                                      {"verb-then", NQ_END_VERB_THEN},
                                      {"gender", NQ_END_GENDER},
                                      {"agrees", NQ_END_AGREES},
                                      {"closes", NQ_END_CLOSES},
                                      {"in", NQ_END_IN},
                                      {"role", NQ_END_ROLE},
                                      {NULL, NQ_END_TRAITS}};

const char *
nq_end_trait_block(uint32_t trait, uint32_t *place)
{
    return nq_trait_name(blocks, trait, place);
}

bool
nq_end_trait_from(naql_str name, uint32_t *trait)
{
    return nq_trait_number(blocks, name, trait);
}
