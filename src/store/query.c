/* SPDX-License-Identifier: Apache-2.0
 *
 * query.c - what a user asks -> stems for the index, and conditions. Layer 8
 * (store). */
#include "store/query.h"

#include "base/fold.h"
#include "base/status.h"
#include "base/str.h"
#include "base/utf8.h"
#include "reuse/tools.h"
#include "store/folded.h"

struct reader {
    const nq_archive *a;
    naql_str rest;
    nq_arena *arena;
    nq_arena scratch;
    nq_query *out;
    naql_error *err;
};

/* What closes a quotation that this opens; 0: it opens none. */
static uint32_t
closer(uint32_t point)
{
    switch (point) {
    case '"':
        return '"';
    case 0x00AB: /* guillemets */
        return 0x00BB;
    case 0x201C: /* high double ones, either way round */
        return 0x201D;
    case 0x201D:
        return 0x201C;
    default:
        return 0;
    }
}

static bool
is_space(uint32_t point)
{
    return point == NQ_UTF8_BAD || point < 0x21 || point == 0x7f ||
           nq_class_of(point) == NQ_CLASS_SPACE;
}

naql_str
nq_query_clean(naql_str text, nq_arena *arena)
{
    char *to = nq_arena_alloc(arena, text.len);
    size_t n = 0;
    for (size_t at = 0; to && at < text.len;) {
        size_t from = at;
        uint32_t point = nq_utf8_next(text, &at);
        if (is_space(point)) {
            to[n++] = ' ';
            continue;
        }
        memcpy(to + n, text.ptr + from, at - from);
        n += at - from;
    }
    return nq_str(to, to ? n : 0);
}

static void
skip_spaces(naql_str *s)
{
    while (s->len && *s->ptr == ' ')
        *s = nq_str(s->ptr + 1, s->len - 1);
}

/* The next word, or what stands in quotation marks; a mark that is not closed
 * opens all the rest. */
static naql_str
take_piece(naql_str *rest)
{
    size_t at = 0, from = 0;
    uint32_t close = rest->len ? closer(nq_utf8_next(*rest, &at)) : 0;
    from = close ? at : 0;
    at = from;
    while (at < rest->len) {
        size_t here = at;
        uint32_t point = nq_utf8_next(*rest, &at);
        if (close ? point == close : point == ' ') {
            naql_str piece = nq_str(rest->ptr + from, here - from);
            *rest = nq_str(rest->ptr + at, rest->len - at);
            return piece;
        }
    }
    naql_str piece = nq_str(rest->ptr + from, rest->len - from);
    *rest = nq_str(rest->ptr + rest->len, 0);
    return piece;
}

static naql_status
add_term(struct reader *r, naql_str words, bool without)
{
    nq_query *q = r->out;
    nq_text text;
    NQ_TRY(
        nq_folded_text(r->a->tools.text, words, r->arena, &r->scratch, &text));
    uint64_t *stems = nq_arena_alloc(r->arena, text.n_tokens * sizeof *stems);
    uint32_t n = 0;
    if (!stems)
        return NAQL_NOMEM;
    for (uint32_t i = 0; i < text.n_tokens; i++)
        if (text.tokens[i].kind != NQ_TOKEN_MARK)
            stems[n++] = text.tokens[i].stem;
    if (!n)
        return NAQL_OK;
    if (q->n == NQ_QUERY_TERMS) /* not passed over: all words are to stand */
        return nq_fail(r->err, NAQL_TOO_BIG, UINT64_MAX,
                       "a query of more than %u words; naql trace looks for a "
                       "sentence",
                       NQ_QUERY_TERMS);
    q->terms[q->n++] = (nq_query_term){stems, n, without};
    q->n_wanted += !without;
    return NAQL_OK;
}

naql_status
nq_query_stands(const nq_query_term *t, const nq_text *text, nq_arena *scratch,
                bool *stands)
{
    uint64_t *stems = nq_arena_alloc(scratch, text->n_tokens * sizeof *stems);
    uint32_t n = 0;
    *stands = false;
    if (!stems)
        return NAQL_NOMEM;
    for (uint32_t i = 0; i < text->n_tokens; i++)
        if (text->tokens[i].kind != NQ_TOKEN_MARK)
            stems[n++] = text->tokens[i].stem;
    for (uint32_t i = 0; i + t->n <= n && !*stands; i++)
        *stands = !memcmp(stems + i, t->stems, t->n * sizeof *stems);
    return NAQL_OK;
}

naql_status
nq_query_day(naql_str given, naql_str *out, naql_error *err)
{
    static const char form[] = "0000-00-00";
    bool good = given.len == 4 || given.len == 7 || given.len == 10;
    for (size_t i = 0; good && i < given.len; i++)
        good = form[i] == '-' ? given.ptr[i] == '-'
                              : given.ptr[i] >= '0' && given.ptr[i] <= '9';
    char day[] = "0000-01-01"; /* of a month or year, its first */
    if (good)
        memcpy(day, given.ptr, given.len);
    good = good && nq_day_parse(nq_str(day, 10)) != NQ_NO_DAY;
    *out = given;
    if (good)
        return NAQL_OK;
    return nq_fail(err, NAQL_BAD_ARG, UINT64_MAX,
                   "no day, month or year: '%.*s'; write 2017-08-14, 2017-08 "
                   "or 2017",
                   given.len > 40 ? 40 : (int)given.len, given.ptr);
}

enum { OUTLET, BY, SINCE, UNTIL, CONDITIONS };
static const char *const conditions[CONDITIONS] = {
    "outlet:", "by:", "since:", "until:"};

static naql_status
add_condition(struct reader *r, int kind, naql_str value)
{
    nq_query *q = r->out;
    naql_str plain = value;
    char *folded = nq_arena_alloc(r->arena, NQ_FOLD_ROOM(value.len));
    if (!folded)
        return NAQL_NOMEM;
    plain.len = nq_fold_text(value, NQ_FOLD_FORM, folded);
    plain.ptr = folded;
    if (kind == OUTLET) {
        q->outlet = nq_source_key(r->a->tools.reuse, value);
        q->has_outlet = true;
        return NAQL_OK;
    }
    if (kind == BY) {
        nq_name_keys_of(r->a->tools.name, value, &q->by);
        q->asked = value;
        q->has_by = true;
        return NAQL_OK;
    }
    return nq_query_day(plain, kind == SINCE ? &q->since : &q->until, r->err);
}

static naql_status
take_one(struct reader *r)
{
    for (int i = 0; i < CONDITIONS; i++) {
        naql_str name = nq_str_from(conditions[i]);
        if (!nq_str_starts(r->rest, name))
            continue;
        r->rest = nq_str(r->rest.ptr + name.len, r->rest.len - name.len);
        return add_condition(r, i, take_piece(&r->rest));
    }
    bool without = *r->rest.ptr == '-' && r->rest.len > 1;
    if (without)
        r->rest = nq_str(r->rest.ptr + 1, r->rest.len - 1);
    return add_term(r, take_piece(&r->rest), without);
}

/* A stem or a row of them, in quotation marks. */
static void
write_term(nq_buf *b, const nq_query_term *t)
{
    nq_buf_byte(b, '"');
    for (uint32_t k = 0; k < t->n; k++) {
        char stem[NQ_STEM_LETTERS];
        nq_stem_write(t->stems[k], stem);
        nq_buf_add(b, nq_str(stem, sizeof stem));
        nq_buf_byte(b, k + 1 < t->n ? ' ' : '"');
    }
}

/* Wanted terms first, so that NOT has a left side. */
static naql_status
write_match(struct reader *r)
{
    nq_query *q = r->out;
    nq_buf b = {0};
    for (int without = 0; without < 2; without++)
        for (uint32_t i = 0; i < q->n; i++) {
            if (q->terms[i].without != without)
                continue;
            if (b.len)
                nq_buf_add(&b, !without      ? NQ_STR(" AND ")
                               : q->n_wanted ? NQ_STR(" NOT ")
                                             : NQ_STR(" OR "));
            write_term(&b, &q->terms[i]);
        }
    naql_str *to = q->n_wanted ? &q->match : &q->without;
    *to = nq_arena_str(r->arena, nq_buf_str(&b));
    bool failed = b.failed || !to->ptr;
    nq_buf_clear(&b);
    return failed ? NAQL_NOMEM : NAQL_OK;
}

naql_status
nq_query_make(const nq_archive *a, naql_str text, nq_arena *arena,
              nq_query *out, naql_error *err)
{
    *out = (nq_query){0};
    if (text.len > NQ_QUERY_BYTES)
        return nq_fail(err, NAQL_TOO_BIG, UINT64_MAX,
                       "a query of %llu bytes; at most %u",
                       (unsigned long long)text.len, NQ_QUERY_BYTES);
    struct reader r = {.a = a, .arena = arena, .out = out, .err = err};
    naql_status status = NAQL_OK;
    nq_arena_init(&r.scratch);
    r.rest = nq_query_clean(text, arena);
    if (!r.rest.ptr)
        status = NAQL_NOMEM;
    for (skip_spaces(&r.rest); r.rest.len && status == NAQL_OK;
         skip_spaces(&r.rest))
        status = take_one(&r);
    if (status == NAQL_OK)
        status = write_match(&r);
    nq_arena_clear(&r.scratch);
    return status == NAQL_NOMEM
               ? nq_fail(err, status, UINT64_MAX, "out of memory")
               : status;
}
