/* SPDX-License-Identifier: Apache-2.0
 *
 * maker.h - the walk that makes statements: its state, and what its parts do
 * for each other. Layer 5 (claim), private. */
#ifndef NQ_CLAIM_MAKER_H
#define NQ_CLAIM_MAKER_H

#include "claim/claims.h"
#include "claim/credit.h"
#include "claim/extent.h"
#include "claim/speaker.h"
#include "claim/statement.h"

/* Where a speaker was found. Weights know them by these numbers; 3 is free. */
typedef enum nq_by {
    NQ_BY_OTHER,      /* "according to X", "X: ..." */
    NQ_BY_BEHIND,     /* the subject behind the verb */
    NQ_BY_BEFORE,     /* before it */
    NQ_BY_PERSON = 4, /* "quoting HIM" */
    NQ_BY_CLAUSE,     /* the subject of the clause before */
    NQ_BY_MEMORY      /* who spoke last, or is named near */
} nq_by;

typedef struct nq_draft { /* a statement in the making */
    nq_cue cue;
    naql_span cue_span;
    nq_extent x;
    nq_speaker who;
    bool has_who, explicit_who;
    nq_np prior;     /* the subject before the verb; end 0: none */
    nq_np read;      /* what was read there, subject or not */
    bool background; /* told beside what its sentence is about: who spoke last
                        stays the same */
    bool agreed;     /* a dropped subject's verb agrees with who spoke last */
    uint8_t by;      /* nq_by: where the speaker was found */
    nq_credit credit;
    uint32_t grounds; /* how sure cue and speaker were: nq_ground bits */
} nq_draft;

typedef struct nq_interview {
    bool stars, names; /* how its turns are marked, see interview.h */
    bool asked;        /* a question stands before the block at work */
    bool has_guest;
    nq_speaker guest;
} nq_interview;

typedef struct nq_maker {
    const nq_scene *s;
    nq_arena *arena, *scratch;
    nq_list list; /* nq_statement */
    nq_memory memory;
    uint32_t at, end;  /* of the block at work */
    uint32_t sentence; /* first token of the sentence */
    uint32_t floor;    /* the reporter's clause may start here */
    uint32_t n_before; /* statements before this sentence */
    uint32_t last_end; /* content end of the newest statement */
    bool title;        /* or a heading between paragraphs */
    bool heading;
    nq_interview interview;
    uint32_t chain;    /* statements since a speaker was named beside his cue */
    nq_credit pending; /* an opening "according to", for the next cue */
    nq_draft
        lost; /* a verb of this sentence whose words the walk did not find */
    bool has_lost;
    const nq_statement_watch *watch; /* NULL: nobody */
} nq_maker;

typedef struct nq_closing { /* "according to X", "as X said" */
    uint32_t at, end;       /* tokens */
    const nq_lemma *lemma;
    nq_np np;
    bool has_np;
    uint32_t cue;    /* its token: the preposition, or the verb behind "as" */
    bool what;       /* "according to WHAT X announced" */
    bool own;        /* "as he put it": by who spoke last */
    bool marked;     /* "according to what "X" carried": a name in marks */
    uint8_t grammar; /* own: of the pronoun or verb */
    nq_np from;      /* "according to X, quoting Y": Y; end 0: none */
} nq_closing;

/* ---- maker.c: from a draft to a statement ------------------------------- */

/* An outlet that speaks is its own credit, by a mention that names it. */
nq_credit nq_maker_credit_of(const nq_scene *s, const nq_speaker *who);
/* "It carried from X": the verb is another's than the words. */
bool nq_maker_is_carried(const nq_cue *c);
/* Adds the draft to the list and its speaker to the memory; `grammar` is the
 * one its verb showed. Nothing is added for empty content. */
naql_status nq_maker_finish(nq_maker *m, nq_draft *d, uint8_t grammar);

/* ---- stands_for.c: whom a phrase stands for ------------------------------ */

/* Speaker from a phrase, common nouns resolved; false: nobody. */
bool nq_maker_speaker_of(const nq_maker *m, const nq_np *np, uint32_t cue,
                         nq_speaker *who);

/* ---- subject.c: who speaks ---------------------------------------------- */

/* The subject before the verb at token i, if the sentence has one there; *gap:
 * marks stand between. */
bool nq_maker_before(nq_maker *m, uint32_t i, nq_np *np, bool *gap);
/* Fills the draft's speaker: behind the verb, before it (`prior`), dropped. */
void nq_maker_find_speaker(nq_maker *m, nq_draft *d, bool has_before,
                           const nq_np *prior);
/* "but HE denied": does a pronoun right before the verb at token i stand for
 * its subject? */
bool nq_maker_pronoun_before(const nq_scene *s, uint32_t i);
/* Does a glued "and" or "so" open token i? */
bool nq_maker_is_joined(const nq_scene *s, uint32_t i);

/* ---- caller.c: two names in one ------------------------------------------ */

/* "Called the union the government to": sets the draft's speaker to the first
 * of two bodies that were taken for one name; false: there are none. */
bool nq_maker_take_caller(const nq_maker *m, nq_draft *d);

/* ---- carrier.c: whom the words are credited to -------------------------- */

void nq_maker_find_credit(nq_maker *m, nq_draft *d);

/* ---- cue_word.c: is a word one of saying -------------------------------- */

bool nq_maker_may_be_cue(const nq_maker *m, uint32_t i);
/* Where it is none by the rules: may the weights be asked? */
bool nq_maker_may_be_doubted(const nq_maker *m, uint32_t i);

/* ---- cued.c: content behind its cue ------------------------------------- */

/* Tries the cue at m->at; sets m->at behind its content when it is one. */
naql_status nq_maker_try_cue(nq_maker *m, bool *hit);

/* ---- distance.c: what others call so --------------------------------------
 */

/* "(what) he calls", "(what) they consider": the verb at token i. */
bool nq_maker_keeps_distance(const nq_scene *s, uint32_t i);
/* What is called so from token `first` on ends with its quotation, else at the
 * first mark. */
uint32_t nq_maker_distance_end(const nq_scene *s, uint32_t first, uint32_t end);
/* "condemned WHAT HE CALLED a crime": inside content, the words from which the
 * reporter keeps his distance are statements of their own. */
naql_status nq_maker_distance_cues(nq_maker *m, const nq_draft *outer);

/* ---- colon.c: a name and a colon ----------------------------------------- */

/* "NAME: content" at the head of a block. */
naql_status nq_maker_name_colon(nq_maker *m, bool *hit);

/* ---- attribute.c, closing.c: content before its cue ---------------------- */

/* Reads "according to X", "as X said" at token `at`; `behind` is the token
 * behind its phrase, of that nq_phrase_kind. */
bool nq_maker_read_closing(const nq_maker *m, uint32_t at, uint32_t behind,
                           uint8_t kind, nq_closing *c);
/* Makes a statement of it, or the credit of the one before it. */
naql_status nq_maker_attribute(nq_maker *m, nq_closing *c, bool needs_comma);
/* A quotation that its cue follows: "...", says X. */
naql_status nq_maker_quote_first(nq_maker *m, const nq_quote *q);

/* ---- orphan.c: a quotation that no verb reached -------------------------- */

/* A closed passage at token i that is longer than a name, no title of a work.
 */
bool nq_is_long_quote(const nq_scene *s, uint32_t i);
/* Keeps a verb that takes quotations and found no words, for a quotation of its
 * sentence that is nobody's. */
naql_status nq_maker_keep_lost(nq_maker *m, nq_draft *d);
/* A quotation that nothing before or behind it took: to the verb of its
 * sentence that found no words, or to whoever acts before its colon. */
naql_status nq_maker_orphan(nq_maker *m, const nq_quote *q, bool *hit);

#endif
