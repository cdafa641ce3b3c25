/* SPDX-License-Identifier: Apache-2.0
 *
 * scene.h - one article, every token tagged with what the claim layer knows
 * of it. Layer 5 (claim), private. */
#ifndef NQ_CLAIM_SCENE_H
#define NQ_CLAIM_SCENE_H

#include "base/str.h"
#include "claim/quote.h"
#include "claim/wordbook.h"
#include "name/names.h"

#define NQ_NO_TOKEN UINT32_MAX

typedef struct nq_tag {  /* of one token */
    const nq_word *word; /* never NULL */
    uint32_t event;      /* nq_event_word, once events are looked for */
    uint32_t quote;      /* index + 1 of the passage it stands in, marks
                            included; 0: none */
    uint32_t mention;    /* index + 1 */
    uint32_t office;     /* index + 1 */
    uint16_t glue;       /* nq_clitic bits that stand before it */
    uint8_t phrase;      /* nq_phrase_kind of the fixed phrase that opens */
    uint8_t phrase_n;    /* its tokens */
    uint8_t told;        /* nq_told bits */
    bool masdar;         /* may open a reported noun content */
    bool date : 1;       /* inside a date */
    bool mute : 1;       /* its cue reading is ruled out by its spelling */
    bool number : 1;     /* inside a number, or so close before one that it may
                            lead to it */
} nq_tag;

typedef struct nq_scene {
    const nq_wordbook *book;
    const nq_names *names;
    const nq_text *text;
    const nq_token *tokens; /* [n] */
    nq_tag *tags;           /* [n] */
    uint32_t *signs;        /* [n] of event_scales.h, once events are looked
                               for */
    uint32_t *eventful; /* [n_eventful] tokens that are of NQ_EVENT_WORD_TOLD,
                           or that events were never asked about */
    uint32_t n, n_eventful;
    nq_quotes quotes;
    nq_arena *scratch; /* holds tags and quotes */
} nq_scene;

/* O(tokens + mentions + dates). */
naql_status nq_scene_make(const nq_wordbook *book, const nq_names *names,
                          nq_arena *scratch, nq_scene *out);

/* The token behind the block of text that starts at token `first`. */
uint32_t nq_block_end(const nq_scene *s, uint32_t first);

/* What a token is, in one word each. Past the end: false. */
static inline bool
nq_is_mark(const nq_scene *s, uint32_t i, nq_mark mark)
{
    return i < s->n && s->tokens[i].mark == mark && /* few get past this */
           s->tokens[i].kind == NQ_TOKEN_MARK;
}

static inline bool
nq_is_word(const nq_scene *s, uint32_t i)
{
    return i < s->n && s->tokens[i].kind == NQ_TOKEN_WORD;
}

static inline bool
nq_has_role(const nq_scene *s, uint32_t i, uint64_t roles)
{
    return i < s->n && (s->tags[i].word->roles & roles) != 0;
}

static inline bool
nq_has_sense(const nq_scene *s, uint32_t i, uint32_t senses)
{
    return i < s->n && (s->tags[i].word->senses & senses) != 0;
}

static inline bool
nq_is_definite(const nq_scene *s, uint32_t i)
{
    return i < s->n && (s->tags[i].glue & NQ_CLITIC_AL) != 0;
}

/* Does a sentence or a line open at token i, or none? */
static inline bool
nq_opens_sentence(const nq_scene *s, uint32_t i)
{
    return i >= s->n ||
           (s->tokens[i].flags & (NQ_TOKEN_LINE | NQ_TOKEN_SENTENCE)) != 0;
}

/* Does the mark at token i end its sentence? */
bool nq_mark_ends(const nq_scene *s, uint32_t i);
/* Does a sentence end at this token? A line that opens with it counts. */
static inline bool
nq_ends_sentence(const nq_scene *s, uint32_t i)
{
    if (i >= s->n || (s->tokens[i].flags & NQ_TOKEN_LINE))
        return true;
    return s->tokens[i].kind == NQ_TOKEN_MARK && nq_mark_ends(s, i);
}

/* A token's letters as they stand in the text, not folded. */
static inline naql_str
nq_as_written(const nq_scene *s, uint32_t i)
{
    return nq_str_span(s->text->article->text, s->tokens[i].span);
}

/* The lemma, NULL: no cue there. */
static inline const nq_lemma *
nq_cue_lemma(const nq_scene *s, uint32_t i)
{
    if (i >= s->n || !s->tags[i].word->lemma || s->tags[i].mute)
        return NULL;
    return &s->book->lemmas[s->tags[i].word->lemma - 1];
}

/* The mention that a token is of, NULL: none. */
static inline const nq_mention *
nq_mention_of(const nq_scene *s, uint32_t i)
{
    if (i >= s->n || !s->tags[i].mention)
        return NULL;
    return &s->names->mentions[s->tags[i].mention - 1];
}

/* The one that starts at it (a glued conjunction or preposition apart). */
static inline const nq_mention *
nq_mention_from(const nq_scene *s, uint32_t i)
{
    const nq_mention *m = nq_mention_of(s, i);
    return m && m->first == i ? m : NULL;
}

/* Which of an entity's mentions is the first at or behind a token; n_mentions:
 * none. O(log mentions). */
uint32_t nq_mention_since(const nq_names *names, const nq_entity *e,
                          uint32_t token);

/* The passage that opens at a token, NULL: none. */
static inline const nq_quote *
nq_quote_from(const nq_scene *s, uint32_t i)
{
    if (i >= s->n || !s->tags[i].quote)
        return NULL;
    const nq_quote *q = &s->quotes.at[s->tags[i].quote - 1];
    return q->open == i ? q : NULL;
}

/* Longest fixed phrase that starts here: its kind, and the token behind it; no
 * phrase has no token. */
static inline uint8_t
nq_phrase_at(const nq_scene *s, uint32_t i, uint32_t *end)
{
    *end = i;
    if (i >= s->n)
        return NQ_PHRASE_NONE;
    *end += s->tags[i].phrase_n;
    return s->tags[i].phrase;
}

/* Does a phrase start here that cuts nothing, though a shorter one would? */
bool nq_phrase_keeps(const nq_scene *s, uint32_t i);
/* "according to" and its kin. */
static inline bool
nq_is_closing(uint8_t phrase_kind)
{
    return phrase_kind == NQ_PHRASE_CLOSE || phrase_kind == NQ_PHRASE_FROM ||
           phrase_kind == NQ_PHRASE_MOUTH || phrase_kind == NQ_PHRASE_OWN;
}
/* "quoting", "by the mouth of". */
static inline bool
nq_is_quoting(uint8_t phrase_kind)
{
    return phrase_kind == NQ_PHRASE_FROM || phrase_kind == NQ_PHRASE_MOUTH;
}
/* Byte at which the phrase found at token i starts, a glued "and" or "so" left
 * out. */
uint32_t nq_phrase_start(const nq_scene *s, uint32_t i);
/* Bytes of tokens [first, end); empty for none. */
naql_span nq_span_of(const nq_scene *s, uint32_t first, uint32_t end);
/* Byte at which a token starts when conjunction and preposition are off. */
uint32_t nq_bare_start(const nq_scene *s, uint32_t i);

#endif
