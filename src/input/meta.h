/* SPDX-License-Identifier: Apache-2.0
 *
 * meta.h - what a page says of itself. Layer 1 (input).
 *
 * JSON-LD before Open Graph before other meta elements before itemprop and
 * time elements; the ranks stand in data/meta.tsv. */
#ifndef NQ_INPUT_META_H
#define NQ_INPUT_META_H

#include "input/html.h"

/* Finds the article among the JSON-LD of a page and fills *ld (which
 * nq_doc_start made); ld->text is its articleBody. Data that is no JSON is
 * passed over. Strings live in `arena`. NAQL_OK, NAQL_NOT_FOUND,
 * NAQL_NOMEM. */
naql_status nq_meta_data(const nq_list *data, const nq_fields *fields,
                         nq_record_room *room, nq_arena *arena, nq_doc *ld);

/* Fills the fields of *out from `ld` and the values of a page; strings are
 * borrowed from them. Times of day that only a time element gives are left
 * empty. */
void nq_meta_merge(const nq_page *page, const nq_doc *ld, nq_doc *out);

/* The datetime of the time element that stands nearest before the main part,
 * or first in it; empty when there is none. After nq_page_judge. */
naql_str nq_meta_time(const nq_page *page);

/* Sets out->title to what stands on the page itself for the title that it
 * gives; without one the title is made of the title element and h1. The page
 * is not judged yet. */
void nq_meta_title(const nq_page *page, nq_doc *out);

#endif
