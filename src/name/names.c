/* SPDX-License-Identifier: Apache-2.0
 *
 * names.c - assembles names, entities, offices, dates. Layer 4 (name).
 *
 * The order: dates are found, lists mark the words, the tagger labels them,
 * conventions put labels right, labels become mentions, offices are read around
 * these, mentions become entities, offices that stand alone find their holders,
 * and a date that turned out to be part of a name is one no more. */
#include "name/names.h"
#include "base/status.h"
#include "name/convention.h"
#include "name/entity.h"
#include "name/tagger.h"
#include "name/tools.h"

#include "base/sorted.h"

#include <string.h>

naql_status
nq_name_tools_make(const nq_tables *tables, nq_arena *arena,
                   nq_name_tools **out)
{
    nq_name_tools *tools = nq_arena_zero(arena, 1, sizeof(*tools));
    if (!tools)
        return NAQL_NOMEM;
    NQ_TRY(nq_lexicon_make(tables, arena, &tools->lexicon));
    NQ_TRY(nq_variants_make(tables, arena, &tools->variants));
    NQ_TRY(nq_date_tools_make(tables, &tools->lexicon.words, arena,
                              &tools->dates));
    NQ_TRY(nq_model_builtin(&tools->model));
    NQ_TRY(nq_anchor_tools_make(tables, tools->dates, &tools->anchor));
    NQ_TRY(nq_usual_make(tables, &tools->usual));
    NQ_TRY(nq_usual_names_make(tables, &tools->variants, arena,
                               &tools->usual_names));
    *out = tools;
    return NAQL_OK;
}

uint32_t
nq_name_kept(const nq_name_tools *tools, nq_kept out[NQ_KEPT_MAX])
{
    out[0] = nq_lore_kept(&tools->lexicon.words, "words of names");
    return 1;
}

static naql_status
mark_words(const nq_name_tools *tools, const nq_text *text,
           const nq_names *times, nq_arena *scratch, nq_marked *out)
{
    size_t n = (size_t)text->n_tokens + 1;
    nq_lex_word *lex = nq_arena_alloc(scratch, n * sizeof(*lex));
    *out = (nq_marked){text,
                       lex,
                       nq_arena_zero(scratch, n, 1),
                       &tools->variants,
                       &tools->model,
                       NULL,
                       0};
    if (!lex || !out->labels)
        return NAQL_NOMEM;
    NQ_TRY(nq_lexicon_mark(&tools->lexicon, &tools->model, text, scratch, lex));
    if (!nq_marked_bits(out, scratch))
        return NAQL_NOMEM;
    NQ_TRY(nq_tagger_run(&tools->model, out, scratch));
    return nq_conventions_apply(out, times->dates, times->n_dates, scratch);
}

/* Offices without a name beside them, each with its holder where the article
 * names one. */
static naql_status
list_alone(nq_list *read, const nq_mention *mentions, nq_arena *arena,
           nq_arena *scratch, nq_names *out)
{
    nq_office_read *at = read->at;
    if (!nq_offices_place(at, read->n, mentions, scratch))
        return NAQL_NOMEM;
    nq_office *offices = nq_arena_alloc(arena, sizeof(*offices) * read->n);
    if (!offices)
        return NAQL_NOMEM;
    for (uint32_t i = 0; i < read->n; i++) {
        if (!at[i].alone)
            continue;
        const nq_office_read *holder = nq_office_holder(at, read->n, i);
        offices[out->n_offices++] = (nq_office){
            at[i].span, at[i].first, at[i].end,
            holder ? mentions[holder->mention].entity : NQ_NO_ENTITY};
    }
    out->offices = offices;
    return NAQL_OK;
}

static naql_status
find_names(const nq_name_tools *tools, const nq_text *text, nq_arena *arena,
           nq_arena *scratch, nq_names *out)
{
    nq_marked marked;
    nq_list mentions = NQ_LIST(nq_mention), offices = NQ_LIST(nq_office_read);
    NQ_TRY(mark_words(tools, text, out, scratch, &marked));
    NQ_TRY(nq_mentions_find(&tools->variants, &marked, scratch, &mentions));
    NQ_TRY(nq_offices_find(&tools->variants, &marked, &mentions, scratch,
                           &offices));
    nq_mention *frozen = nq_list_freeze(&mentions, arena);
    if (!frozen)
        return NAQL_NOMEM;
    nq_entity_in in = {.variants = &tools->variants,
                       .usual = &tools->usual,
                       .usual_names = &tools->usual_names,
                       .marked = &marked,
                       .mentions = frozen,
                       .n = mentions.n,
                       .offices = offices.at,
                       .n_offices = offices.n};
    NQ_TRY(nq_entities_make(&in, arena, scratch, out));
    out->mentions = frozen;
    out->n_mentions = mentions.n;
    return list_alone(&offices, frozen, arena, scratch, out);
}

/* The word of a month that is part of a name ("Di Maio"), or by itself the name
 * of a person who has a longer one, is no date. */
static bool
is_named(const nq_names *names, const nq_date *d)
{
    const size_t month = sizeof "2018-05" - 1;
    const nq_mention *m = d->end == d->first + 1 && d->value.len == month
                              ? nq_mention_at(names, d->first)
                              : NULL;
    if (!m)
        return false;
    naql_str whole = names->entities[m->entity].name;
    return m->end > m->first + 1 ||
           (m->type == NQ_PER && memchr(whole.ptr, ' ', whole.len));
}

static void
leave_out_named(const nq_names *names, nq_dates *dates)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < dates->n; i++)
        if (!is_named(names, &dates->at[i]))
            dates->at[n++] = dates->at[i];
    dates->n = n;
}

naql_status
nq_names_make(const nq_name_tools *tools, const nq_text *text, int32_t anchor,
              nq_arena *arena, nq_arena *scratch, nq_names *out)
{
    nq_arena_mark mark = nq_arena_here(scratch);
    nq_dates dates;
    *out = (nq_names){.text = text};
    NQ_TRY(nq_dates_find(tools->dates, text, anchor, arena, scratch, &dates));
    out->dates = dates.at;
    out->n_dates = dates.n;
    naql_status status = find_names(tools, text, arena, scratch, out);
    if (status == NAQL_OK)
        leave_out_named(out, &dates);
    out->n_dates = dates.n;
    nq_arena_release(scratch, mark);
    return status;
}

const nq_mention *
nq_mention_at(const nq_names *names, uint32_t token)
{
    uint32_t i;
    /* first mention that ends behind the token */
    NQ_BISECT(i, 0, names->n_mentions, names->mentions[i].end <= token);
    return i < names->n_mentions && names->mentions[i].first <= token
               ? &names->mentions[i]
               : NULL;
}

uint32_t
nq_date_from(const nq_names *names, uint32_t token)
{
    uint32_t i;
    NQ_BISECT(i, 0, names->n_dates, names->dates[i].first < token);
    return i;
}

naql_status
nq_names_day(const nq_name_tools *tools, const nq_names *names,
             const nq_names *story, int32_t day, int32_t *out)
{
    if (!story)
        return nq_anchor_own(&tools->anchor, names, out);
    *out = nq_anchor_fit(&tools->anchor, names, day, nq_anchor_lead(story));
    return NAQL_OK;
}
