/* SPDX-License-Identifier: Apache-2.0
 *
 * claims.h - who said what in one article, and who is credited. Layer 5
 * (claim). */
#ifndef NQ_CLAIM_CLAIMS_H
#define NQ_CLAIM_CLAIMS_H

#include "name/names.h"

typedef enum nq_form {
    NQ_FORM_DIRECT,
    NQ_FORM_INDIRECT,
    NQ_FORM_MIXED
} nq_form;

typedef struct nq_statement {
    naql_span span;      /* the content, by the rules of docs/statements.md */
    uint32_t first, end; /* its tokens */
    naql_span cue;
    naql_span speaker; /* the mention it stands on; empty: none found */
    uint32_t entity;   /* the speaker's, or NQ_NO_ENTITY (unnamed source) */
    const uint32_t *speakers; /* [n_speakers] all entities of a joint one */
    uint32_t n_speakers;
    naql_span to; /* the person told; empty: none */
    uint32_t to_entity;
    naql_span credit; /* agency or outlet; empty: none */
    uint32_t credit_entity;
    naql_str act;     /* "say", "affirm", "deny"... from the cue table */
    uint8_t form;     /* nq_form */
    float confidence; /* 0..1 */
    uint32_t grounds; /* what that rests on, bits of nq_ground */
} nq_statement;

typedef struct nq_event {
    naql_span span;
    naql_str type; /* "meet", "visit"... PLOVER-like; static or table */
    naql_span trigger;
    const uint32_t *actors; /* [n_actors] entities */
    uint32_t n_actors;
    const uint32_t *targets;
    uint32_t n_targets;
    naql_span actor, target; /* noun phrases, also unnamed; empty: none */
    uint32_t place;          /* entity or NQ_NO_ENTITY */
    uint32_t date;           /* index into names->dates, or NQ_NO_ENTITY */
    bool background;         /* an older event, told as background */
    float confidence;        /* 0..1 that its sentence reports one, for attacks,
                                protests, killed and hurt; 1 for the rest */
} nq_event;

typedef struct nq_claims {
    const nq_names *names;
    const nq_statement *statements; /* [n_statements] by span.start */
    uint32_t n_statements;
    const nq_event *events; /* [n_events] by span.start */
    uint32_t n_events;
    const naql_str *agencies; /* [n_agencies] the article's credits */
    uint32_t n_agencies;
} nq_claims;

typedef struct nq_claim_tools nq_claim_tools;
naql_status nq_claim_tools_make(const nq_tables *tables, nq_arena *arena,
                                nq_claim_tools **out);

/* Their memories of words; returns how many. */
uint32_t nq_claim_kept(const nq_claim_tools *tools, nq_kept out[NQ_KEPT_MAX]);

/* Lives in `arena`; linear in the tokens. */
naql_status nq_claims_make(const nq_claim_tools *tools, const nq_names *names,
                           nq_arena *arena, nq_arena *scratch, nq_claims *out);

/* What layers 6 and up read: one article, all its layers, frozen. */
typedef struct nq_reading {
    nq_article article;
    nq_text text;
    nq_names names;
    nq_claims claims;
    /* Where the article states no date, a set may infer one (article.day; its
     * `published` stays empty), and says so here: */
    bool inferred;
    naql_str inferred_from; /* id of the article whose day it took; empty: its
                               own words */
} nq_reading;

const char *nq_form_name(uint8_t form);

#endif
