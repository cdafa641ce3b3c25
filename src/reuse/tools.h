/* SPDX-License-Identifier: Apache-2.0
 *
 * tools.h - what the reuse layer keeps between piles. Layer 6 (reuse). */
#ifndef NQ_REUSE_TOOLS_H
#define NQ_REUSE_TOOLS_H

#include "reuse/rarity.h"
#include "reuse/reuse.h"
#include "reuse/twin_sign.h"

struct nq_reuse_tools {
    nq_rarity rarity;
    nq_table synonyms; /* rows 0: none */
    uint32_t class_col;
    nq_sign_weights signs;
    nq_table said_words; /* rows 0: none */
    nq_table words;      /* of statements; rows 0: none */
    uint32_t role_col;
    nq_table agencies; /* rows 0: none */
    uint32_t kind_col, agency_col;
    nq_table outlets; /* rows 0: none */
    uint32_t outlet_col;
    nq_table headlines; /* that tell no news, by first words; rows 0: none */
};

/* The tools of a pile, or in *room what can be had without word lists. */
naql_status nq_reuse_tools_of(const nq_pile *pile, nq_reuse_tools *room,
                              const nq_reuse_tools **out);

/* Hash of the class of near synonyms that a token belongs to; 0: none. */
uint64_t nq_synonym_class(const nq_reuse_tools *tools, const nq_token *token);

/* Whether a token denies what stands behind it. */
bool nq_denies(const nq_reuse_tools *tools, const nq_token *token);

/* How many of the first of [n] tokens say that something is untrue. */
uint32_t nq_untrue(const nq_reuse_tools *tools, const nq_token *tokens,
                   uint32_t n);

/* Whether a credit's folded hash is "agencies" rather than the name of one. */
bool nq_generic_agency(const nq_reuse_tools *tools, uint64_t key);

/* The usual name of an agency or outlet, for any of its spellings that a list
 * has, with or without "the Russian" behind; else the name itself. */
naql_str nq_source_name(const nq_reuse_tools *tools, naql_str name);
/* One number for all spellings of an agency or outlet: the folded hash of its
 * usual name, of the name itself when the lists do not have it; 0: empty. */
uint64_t nq_source_key(const nq_reuse_tools *tools, naql_str name);

#endif
