/* SPDX-License-Identifier: Apache-2.0
 *
 * tools.h - what the name layer keeps between articles. Layer 4 (name),
 * private to its folder. Read-only once made, shared by threads. */
#ifndef NQ_NAME_TOOLS_H
#define NQ_NAME_TOOLS_H

#include "name/anchor.h"
#include "name/date.h"
#include "name/lexicon.h"
#include "name/usual.h"
#include "name/usual_name.h"
#include "name/variant.h"

struct nq_name_tools {
    nq_lexicon lexicon;
    nq_variants variants;
    nq_model model;
    nq_date_tools *dates;
    nq_anchor_tools anchor;
    nq_usual usual;
    nq_usual_names usual_names;
};

#endif
