/* SPDX-License-Identifier: Apache-2.0
 *
 * reword.c - what the words of a text are. Layer 3 (text).
 *
 * Nothing is repaired in place: a repair is listed beside the text, and tokens
 * keep the spans of what is written. */
#include "text/reword.h"

#include "base/hash.h"
#include "base/status.h"
#include "base/str.h"
#include "text/repair.h"
#include "text/tune.h"
#include "text/written.h"

struct reword {
    const nq_text_tools *tools;
    naql_str text;
    nq_arena *arena, *scratch;
    nq_list repairs; /* nq_repair */
    nq_list cuts;    /* struct cut, by token */
    uint32_t more;   /* tokens that cuts add */
    uint32_t fault;  /* of the tokeniser's list, the next to take over */
};

struct cut { /* a glued token */
    uint32_t token;
    nq_pieces pieces;
};

static bool
add_repair(struct reword *r, naql_span span, naql_str words,
           nq_repair_kind kind)
{
    nq_repair *made = nq_list_add(&r->repairs, r->scratch);
    if (!made || !words.ptr)
        return false;
    *made = (nq_repair){span, words, (uint8_t)kind};
    return true;
}

/* ---- A letter too many -------------------------------------------------- */

/* The written word with the letter gone or changed. */
static naql_str
mended_words(struct reword *r, naql_str written, const nq_mended *m)
{
    size_t put = strlen(m->put), behind = written.len - m->letter.end;
    char *at = nq_arena_alloc(r->arena, written.len + put);
    if (!at)
        return nq_str(NULL, 0);
    memcpy(at, written.ptr, m->letter.start);
    memcpy(at + m->letter.start, m->put, put);
    memcpy(at + m->letter.start + put, written.ptr + m->letter.end, behind);
    return nq_str(at, m->letter.start + put + behind);
}

static bool
mend(struct reword *r, nq_token *t, const nq_mended *m)
{
    naql_str words = mended_words(r, nq_str_span(r->text, t->span), m);
    naql_str folded = nq_arena_str(r->arena, m->folded);
    if (!words.ptr || !folded.ptr)
        return false;
    t->flags |= folded.len < t->folded.len ? NQ_TOKEN_MENDED : 0;
    t->folded = folded;
    nq_written_read(r->tools, nq_hash(words), words, t);
    return add_repair(r, t->span, words, NQ_REPAIR_DOUBLED);
}

/* ---- A space too few ---------------------------------------------------- */

/* The written pieces with spaces between them. */
static naql_str
glued_words(struct reword *r, naql_str written, const nq_pieces *p)
{
    char *at = nq_arena_alloc(r->arena, written.len + p->n);
    size_t n = 0;
    for (uint32_t i = 0, from = 0; at && i < p->n; i++) {
        if (i)
            at[n++] = ' ';
        memcpy(at + n, written.ptr + from, p->end[i].written - from);
        n += p->end[i].written - from;
        from = p->end[i].written;
    }
    return nq_str(at, n);
}

static bool
note_cut(struct reword *r, const nq_token *t, uint32_t token,
         const nq_pieces *p)
{
    struct cut *made = nq_list_add(&r->cuts, r->scratch);
    if (!made)
        return false;
    *made = (struct cut){token, *p};
    r->more += p->n - 1;
    naql_str words = glued_words(r, nq_str_span(r->text, t->span), p);
    return add_repair(r, t->span, words, NQ_REPAIR_GLUED);
}

/* Writes the pieces of a token to `to`. */
static void
cut_token(const struct reword *r, const nq_token *t, const nq_pieces *p,
          nq_token *to)
{
    uint32_t written = 0, folded = 0;
    for (uint32_t i = 0; i < p->n; i++) {
        nq_token *piece = &to[i];
        bool last = i + 1 == p->n;
        *piece = (nq_token){.kind = NQ_TOKEN_WORD};
        piece->span = (naql_span){t->span.start + written,
                                  t->span.start + p->end[i].written};
        piece->folded =
            nq_str(t->folded.ptr + folded, p->end[i].folded - folded);
        piece->flags =
            i ? NQ_TOKEN_GLUED : t->flags & (uint16_t)~NQ_TOKEN_TANWIN;
        piece->flags |= last ? t->flags & NQ_TOKEN_TANWIN : 0;
        naql_str letters = nq_str_span(r->text, piece->span);
        nq_written_read(r->tools, nq_hash(letters), letters, piece);
        written = p->end[i].written;
        folded = p->end[i].folded;
    }
}

static naql_status
cut_glued(const struct reword *r, nq_tokens *tokens)
{
    uint32_t n = tokens->n + r->more, from = 0, to = 0;
    nq_token *at = nq_arena_alloc(r->arena, (size_t)n * sizeof *at);
    if (!at)
        return NAQL_NOMEM;
    for (uint32_t i = 0; i < r->cuts.n; i++) {
        const struct cut *c = (const struct cut *)r->cuts.at + i;
        memcpy(at + to, tokens->at + from, (c->token - from) * sizeof *at);
        to += c->token - from;
        cut_token(r, &tokens->at[c->token], &c->pieces, at + to);
        to += c->pieces.n;
        from = c->token + 1;
    }
    memcpy(at + to, tokens->at + from, (tokens->n - from) * sizeof *at);
    tokens->at = at;
    tokens->n = n;
    return NAQL_OK;
}

/* ---- Words -------------------------------------------------------------- */

/* Looks what a word that the model does not know stands for; `score` is that of
 * its likeliest reading. */
static bool
look_closer(struct reword *r, nq_token *t, uint32_t token, float score)
{
    char room[NQ_GLUED_MOST * NQ_LETTER];
    naql_str written = nq_str_span(r->text, t->span);
    nq_mended mended;
    if (t->folded.len > sizeof room || t->flags & NQ_TOKEN_RECODED)
        return true;
    uint64_t whole, hash = nq_hash(written);
    if (nq_memo_get(&r->tools->whole, hash, &whole))
        return true;
    if (nq_doubled_letter(r->tools, written, t->folded, score, room, &mended))
        return mend(r, t, &mended);
    nq_pieces p = nq_glued_words(r->tools, written, t->folded, score);
    if (p.n > 1)
        return note_cut(r, t, token, &p);
    nq_memo_put(&r->tools->whole, hash, 1);
    return true;
}

/* Takes the faults over that the tokeniser found before byte `limit`. */
static bool
take_faults(struct reword *r, const nq_tokens *tokens, uint32_t limit)
{
    const nq_repair *at = tokens->faults.at;
    for (; r->fault < tokens->faults.n && at[r->fault].span.start < limit;
         r->fault++)
        if (!add_repair(r, at[r->fault].span, at[r->fault].words,
                        (nq_repair_kind)at[r->fault].kind))
            return false;
    return true;
}

/* The letters of a word as they decide its clitics. */
static naql_str
written_of(const struct reword *r, const nq_token *t)
{
    return t->flags & NQ_TOKEN_RECODED ? t->folded
                                       : nq_str_span(r->text, t->span);
}

/* Hashes of the written words; their places in the memory are asked for. */
static const uint64_t *
hash_words(const struct reword *r, const nq_tokens *tokens)
{
    uint64_t *out = nq_arena_alloc(r->scratch, tokens->n * sizeof(*out));
    for (uint32_t i = 0; out && i < tokens->n; i++) {
        if (tokens->at[i].kind != NQ_TOKEN_WORD)
            continue;
        out[i] = nq_hash(written_of(r, &tokens->at[i]));
        nq_lore_fetch(&r->tools->written, out[i]);
    }
    return out;
}

static bool
read_words(struct reword *r, nq_tokens *tokens)
{
    const uint64_t *hashes = hash_words(r, tokens);
    for (uint32_t i = 0; hashes && i < tokens->n; i++) {
        nq_token *t = &tokens->at[i];
        if (t->kind != NQ_TOKEN_WORD)
            continue;
        float score = nq_written_read(r->tools, hashes[i], written_of(r, t), t);
        if (score > NQ_REPAIR_SCORE) /* it is known */
            continue;
        if (!take_faults(r, tokens, t->span.start) ||
            !look_closer(r, t, i, score))
            return false;
    }
    return hashes && take_faults(r, tokens, UINT32_MAX);
}

naql_status
nq_reword(const nq_text_tools *tools, naql_str text, nq_tokens *tokens,
          nq_arena *arena, nq_arena *scratch, nq_repairs *out)
{
    struct reword r = {.tools = tools,
                       .text = text,
                       .arena = arena,
                       .scratch = scratch,
                       .repairs = NQ_LIST(nq_repair),
                       .cuts = NQ_LIST(struct cut)};
    *out = (nq_repairs){0};
    if (!read_words(&r, tokens))
        return NAQL_NOMEM;
    if (r.cuts.n)
        NQ_TRY(cut_glued(&r, tokens));
    out->at = nq_list_freeze(&r.repairs, arena);
    out->n = r.repairs.n;
    return out->at ? NAQL_OK : NAQL_NOMEM;
}
