/* SPDX-License-Identifier: Apache-2.0
 *
 * onebyte.h - one-byte charsets, and which of them a text is in. Layer 1
 * (input). */
#ifndef NQ_INPUT_ONEBYTE_H
#define NQ_INPUT_ONEBYTE_H

#include "naql.h"

typedef enum nq_onebyte {
    NQ_ONEBYTE_1256,
    NQ_ONEBYTE_8859_6,
    NQ_ONEBYTE_MAC_ARABIC,
    NQ_ONEBYTE_720,
    NQ_ONEBYTE_N_ARABIC, /* the ones before are Arabic */
    NQ_ONEBYTE_1252 = NQ_ONEBYTE_N_ARABIC,
    NQ_ONEBYTE_MAC_ROMAN,
    NQ_ONEBYTE_NONE
} nq_onebyte;

const char *nq_onebyte_name(nq_onebyte charset); /* "windows-1256" */
/* Code points of bytes 0x80.. [128]; 0: there is no such byte. */
const uint16_t *nq_onebyte_points(nq_onebyte charset);
/* The charset that a label means, NQ_ONEBYTE_NONE for any other. */
nq_onebyte nq_onebyte_labelled(naql_str label);

/* The charset in which `bytes` is text: Arabic by its letter pairs, or else
 * Latin with few letters above ASCII.
 *
 * label       what the input claims
 * odd_percent what part of the bytes is no text in any of them, at best
 * returns     NQ_ONEBYTE_NONE when it is text in none */
nq_onebyte nq_onebyte_tell(naql_str bytes, nq_onebyte label,
                           unsigned *odd_percent);

/* Decodes to UTF-8; `to` has room for 3 * bytes.len. Returns bytes written. */
size_t nq_onebyte_decode(nq_onebyte charset, naql_str bytes, char *to);

#endif
