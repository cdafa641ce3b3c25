/* SPDX-License-Identifier: Apache-2.0
 *
 * about.h - what a point is about: a few words around one of its slots. Layer
 * 7 (compare), private to its folder. */
#ifndef NQ_COMPARE_ABOUT_H
#define NQ_COMPARE_ABOUT_H

#include "compare/verdict.h"

/* The words of the article around a slot, up to the next mark, the slot among
 * them; where marks leave next to none, over the marks. They end with no part
 * of a name, day or figure, nor with a word that leads to the next. */
naql_str nq_about_slot(const nq_found *f, uint32_t slot);

#endif
