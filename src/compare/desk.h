/* SPDX-License-Identifier: Apache-2.0
 *
 * desk.h - one story laid out for comparison: its outlets, and its sentences
 * as rows of weighted words. Layer 7 (compare), private to its folder. */
#ifndef NQ_COMPARE_DESK_H
#define NQ_COMPARE_DESK_H

#include "compare/compare.h"
#include "compare/same_name.h"
#include "compare/slot_words.h"
#include "reuse/words.h"
#include "text/numeral.h"

#define NQ_BELIEF_SIGNS 7

struct nq_compare_tools {
    nq_slot_words words;
    nq_slot_words stance; /* negation and opposites */
    nq_slot_words sites;  /* what happened, and sorts of places */
    nq_slot_words sums;   /* what a sum of money is of */
    nq_slot_words occasions;
    nq_slot_words fields; /* data/source_fields.tsv */
    nq_slot_words heads;  /* data/body_heads.tsv */
    nq_slot_words lies;   /* what a place is, where it lies */
    nq_name_book names;
    nq_rarity rarity;
    nq_numerals numerals;
    nq_table place_heads;  /* data/place_heads.tsv */
    nq_table months;       /* data/months.tsv */
    nq_table modifiers;    /* data/number_modifiers.tsv */
    nq_table weekdays;     /* data/weekdays.tsv */
    nq_table openers;      /* data/opener_words.tsv */
    nq_table verbs;        /* data/verb_forms.tsv */
    nq_table org_heads;    /* data/org_heads.tsv */
    nq_table agencies;     /* data/agencies.tsv */
    nq_table source_nouns; /* data/source_nouns.tsv */
    nq_table label_words;  /* data/label_words.tsv */
    nq_table bynames;      /* data/bynames.tsv */
    nq_table person_nouns; /* data/person_nouns.tsv */
    nq_table small_words;  /* data/function_words.tsv */
    /* Of the signs of belief.c: data/conflict_weights.tsv. */
    float belief[NQ_BELIEF_SIGNS];
};

typedef struct nq_row {  /* a sentence */
    uint32_t article;    /* of the story, not of the pile */
    uint32_t sentence;   /* of its text */
    uint32_t first, end; /* its tokens */
    nq_word *words;      /* [n_words] in order; a word of a class has the
                                  class as its stem */
    uint32_t n_words;
    nq_word *stems; /* [n_stems] one word of each stem, by stem */
    uint32_t n_stems;
    float norm;    /* root of the sum of squared weights of `stems` */
    uint64_t key;  /* of its words: equal for the same wording */
    uint32_t fact; /* set by nq_facts_make */
    bool title;
    bool loose; /* ends in no mark, where the other sentences of its article
                   do: a heading, a link to another article */
} nq_row;

typedef struct nq_stands nq_stands; /* stands.h */

typedef struct nq_desk {
    const nq_compare_input *in;
    nq_arena *scratch;
    const uint32_t *outlet; /* [n_articles] number of each one's outlet */
    uint32_t n_outlets;
    nq_row *lines; /* [n_lines] by article, then place */
    uint32_t n_lines;
    const uint32_t *from;    /* [n_articles + 1] first line of each article */
    const nq_stands *stands; /* NULL: no article is long */
} nq_desk;

naql_status nq_desk_make(const nq_compare_input *in, nq_arena *scratch,
                         nq_desk *out);

static inline const nq_reading *
nq_desk_reading(const nq_desk *d, uint32_t article)
{
    return d->in->pile->at[d->in->story->articles[article]];
}

static inline const nq_reading *
nq_row_reading(const nq_desk *d, const nq_row *l)
{
    return nq_desk_reading(d, l->article);
}

/* A span of an article of the story as a place of the pile. */
static inline nq_place
nq_desk_place(const nq_desk *d, uint32_t article, naql_span span)
{
    return (nq_place){d->in->story->articles[article], span};
}

/* The person of an entity of an article of the story; NQ_NO_ENTITY stays. */
uint32_t nq_desk_person(const nq_desk *d, uint32_t article, uint32_t entity);

/* How many different outlets the articles with a bit in `has` [n_articles]
 * come from. `room` [n_outlets] is overwritten. */
uint32_t nq_desk_outlets(const nq_desk *d, const bool *has, bool *room);

/* Are there two outlets, each with some bits in its set, that have none in
 * common? Of a great many outlets each is held against the first. */
bool nq_desk_parted(const uint32_t *sets, uint32_t n_outlets);

/* The span of the row's sentence. */
naql_span nq_row_span(const nq_desk *d, const nq_row *row);

/* The article of the story with that number in the pile, which is one of
 * its. */
uint32_t nq_desk_article(const nq_desk *d, uint32_t of_pile);

/* The line that holds a token of an article; UINT32_MAX: none. O(log n). */
uint32_t nq_desk_row(const nq_desk *d, uint32_t article, uint32_t token);

/* Is it a form of the list of verbs, as it stands or without what is glued
 * before it? */
bool nq_is_listed_verb(const nq_desk *d, const nq_token *t);

/* A question is the writer's way to the next sentence. */
bool nq_row_asks(const nq_desk *d, const nq_row *row);

/* "It does not last ..": a few words that dots tear from their sentence. */
bool nq_row_is_torn(const nq_desk *desk, const nq_row *row);

/* The statement, of those in quotation marks, whose words hold a span of an
 * article; UINT32_MAX: it is the reporter's. O(log statements). */
uint32_t nq_desk_quoted(const nq_desk *d, uint32_t article, naql_span span);

#endif
