/* SPDX-License-Identifier: Apache-2.0
 *
 * event_book.h - words of what happens, in every inflected form. Layer 5
 * (claim), private. Made once from data/event_words.tsv, read-only after. */
#ifndef NQ_CLAIM_EVENT_BOOK_H
#define NQ_CLAIM_EVENT_BOOK_H

#include "base/arena.h"
#include "base/map.h"
#include "base/memo.h"
#include "base/table.h"
#include "claim/event_scales.h"

typedef enum nq_voice { /* who the grammatical subject is */
                        NQ_VOICE_ACTIVE,
                        NQ_VOICE_PATIENT,
                        NQ_VOICE_EITHER
} nq_voice;

typedef enum nq_idafa { /* who stands behind the verbal noun */
                        NQ_IDAFA_NONE,
                        NQ_IDAFA_ACTOR,
                        NQ_IDAFA_TARGET
} nq_idafa;

#define NQ_EVENT_PREPS 6

typedef struct nq_event_lemma {
    naql_str type;
    uint8_t voice, idafa;
    uint8_t level; /* 1: needs somebody beside it; 2: an event by itself;
                      3: a journey, needs a person and a place */
    uint8_t kind;  /* nq_event_kind that its sentence is weighed for, or
                      NQ_EVENT_KINDS */
    bool gated;    /* an event only where the scales say so */
    bool object;   /* the target follows directly */
    bool light;    /* no event itself, only carries one out */
    bool carries;  /* its subject did what its object names */
    bool unrest;   /* it carries out attacks and protests alone */
    const struct nq_event_lemma *armed; /* what it is when its object is a
                                           weapon; NULL: the same */
    naql_str asks;  /* kinds of data/event_objects.tsv, one of which must stand
                       beside it; empty: none */
    uint16_t glued; /* nq_clitic bits of glued prepositions before it */
    uint64_t preps[NQ_EVENT_PREPS]; /* [n_preps] hashes of written ones */
    uint32_t n_preps;
} nq_event_lemma;

typedef struct nq_event_form {
    uint16_t lemma; /* index + 1; 0: none */
    bool noun;      /* a verbal noun or a form named one by one */
    bool both;      /* spelled the same as verb and as noun */
    bool definite;  /* met with the article */
    bool pronoun;   /* "his meeting" */
    uint8_t grammar;
    uint32_t start; /* byte of clean text where it starts, glued letters but
                       the article cut off; nq_event_form_at only */
} nq_event_form;

typedef struct nq_seek_weight { /* of who did it, by kind of event */
    float of[NQ_EVENT_KINDS];
} nq_seek_weight;

typedef enum nq_march { /* kinds of data/march_words.tsv */
                        NQ_MARCH_NONE,
                        NQ_MARCH_THEY,
                        NQ_MARCH_THEM,
                        NQ_MARCH_AIM,
                        NQ_MARCH_GOAL,
                        NQ_MARCH_SEAT,
                        NQ_MARCH_FRONT,
                        NQ_MARCH_AGAINST,
                        NQ_MARCH_KINDS
} nq_march;

#define NQ_EVENT_FILTER (1u << 15)

typedef struct nq_event_book {
    nq_map forms; /* hash of the folded form -> lemma << 16 | grammar */
    const nq_event_lemma *lemmas;
    nq_event_scales scales;
    uint8_t *filter;     /* [NQ_EVENT_FILTER] see nq_table_filter; the bits are
                            of event_book.c */
    const nq_memo *read; /* of the wordbook, NQ_READ_EVENT; this changes */
    nq_table verbs;      /* data/verb_forms.tsv */
    nq_table objects;    /* data/event_objects.tsv */
    nq_table origins;    /* data/nationalities.tsv */
    nq_table places;     /* data/place_heads.tsv */
    nq_table march;      /* data/march_words.tsv */
    uint32_t march_kind; /* its column */
    uint16_t protest;    /* the lemma of marching itself, index + 1 */
    const nq_seek_weight *traits; /* by number of event_traits.h */
    const float *targets;         /* by number of event_target.h */
} nq_event_book;

/* `read`: of the wordbook, where words are remembered. NAQL_OK, NAQL_NOMEM. */
naql_status nq_event_book_make(const nq_tables *tables, const nq_memo *read,
                               nq_arena *arena, nq_event_book *out);

typedef enum nq_event_word { /* bits of a word, in any reading */
                             NQ_EVENT_WORD_KNOWN = 1 << 0, /* was looked up */
                             NQ_EVENT_WORD_FORM = 1 << 1,  /* it is a form */
                             NQ_EVENT_WORD_VERB =
                                 1 << 2, /* a verb, by verb_forms.tsv */
                             NQ_EVENT_WORD_ORIGIN =
                                 1 << 3, /* "French", by nationalities.tsv */
                             NQ_EVENT_WORD_BLAME =
                                 1 << 15, /* "responsibility", "laid to" */
                             NQ_EVENT_WORD_OBJECT =
                                 1 << 16, /* of event_objects.tsv */
                             NQ_EVENT_WORD_NUMBER = 1 << 17, /* it is none */
                             NQ_EVENT_WORD_CARRIES =
                                 1 << 18 /* a form by which something is carried
                                            out, or a weapon used */
} nq_event_word;
/* Between these bits: its nq_march, then the number of its signs' set. */
enum { NQ_EVENT_WORD_MARCH = 4, NQ_EVENT_WORD_SIGNS = 7 };
/* What an article is asked for: forms, those two, numbers. */
#define NQ_EVENT_WORD_TOLD                                                     \
    (NQ_EVENT_WORD_FORM | NQ_EVENT_WORD_NUMBER |                               \
     (NQ_MARCH_KINDS - 1) << NQ_EVENT_WORD_MARCH |                             \
     (NQ_EVENT_SETS - 1) << NQ_EVENT_WORD_SIGNS)

/* What there is to know of the word at a token, mostly from memory; 0: it is
 * none. */
uint32_t nq_event_word_of(const nq_event_book *book, const nq_text *text,
                          uint32_t token);

/* Number of its set of signs. */
static inline uint32_t
nq_event_word_set(uint32_t word)
{
    return word >> NQ_EVENT_WORD_SIGNS & (NQ_EVENT_SETS - 1);
}

/* Asks for what a word that is new will be looked up in. */
void nq_event_word_fetch(const nq_event_book *book, const nq_text *text,
                         uint32_t token);

static inline nq_march
nq_event_word_march(uint32_t word)
{
    return word >> NQ_EVENT_WORD_MARCH & (NQ_MARCH_KINDS - 1);
}

/* Asks for the forms that a word may be. */
void nq_event_form_fetch(const nq_event_book *book, const nq_text *text,
                         uint32_t token);

nq_event_form nq_event_form_of(const nq_event_book *book, uint64_t hash);

#endif
