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
    uint16_t glue;       /* nq_clitic bits that stand before it */
    bool date;           /* inside a date */
    bool masdar;         /* may open a reported noun content */
    bool mute;           /* its cue reading is ruled out by its spelling */
    uint16_t event;      /* nq_event_word, once events are looked for */
    uint32_t quote;      /* index + 1 of the passage it stands in, marks
                            included; 0: none */
    uint32_t mention;    /* index + 1 */
    uint32_t office;     /* index + 1 */
} nq_tag;

typedef struct nq_scene {
    const nq_wordbook *book;
    const nq_names *names;
    const nq_text *text;
    const nq_token *tokens; /* [n] */
    nq_tag *tags;           /* [n] */
    uint32_t *signs;        /* [n] of event_scales.h, once events are looked
                               for */
    uint32_t n;
    nq_quotes quotes;
    nq_arena *scratch; /* holds tags and quotes */
} nq_scene;

/* O(tokens + mentions + dates). */
naql_status nq_scene_make(const nq_wordbook *book, const nq_names *names,
                          nq_arena *scratch, nq_scene *out);

/* The token behind the block of text that starts at token `first`. */
uint32_t nq_block_end(const nq_scene *s, uint32_t first);

/* What a token is, in one word each. Past the end: false, mark OTHER. */
bool nq_is_mark(const nq_scene *s, uint32_t i, nq_mark mark);
bool nq_is_word(const nq_scene *s, uint32_t i);
bool nq_has_role(const nq_scene *s, uint32_t i, uint64_t roles);
bool nq_ends_sentence(const nq_scene *s, uint32_t i); /* at this token */
bool nq_is_definite(const nq_scene *s, uint32_t i);
/* A token's letters as they stand in the text, not folded. */
static inline naql_str
nq_as_written(const nq_scene *s, uint32_t i)
{
    return nq_str_span(s->text->article->text, s->tokens[i].span);
}
/* The lemma, NULL: no cue there. */
const nq_lemma *nq_cue_lemma(const nq_scene *s, uint32_t i);
/* The mention that starts at this token (a glued conjunction or preposition
 * apart), NULL: none. */
const nq_mention *nq_mention_from(const nq_scene *s, uint32_t i);
const nq_mention *nq_mention_of(const nq_scene *s, uint32_t i);
/* Which of an entity's mentions is the first at or behind a token; n_mentions:
 * none. O(log mentions). */
uint32_t nq_mention_since(const nq_names *names, const nq_entity *e,
                          uint32_t token);
const nq_quote *nq_quote_from(const nq_scene *s, uint32_t i);
/* Longest fixed phrase that starts here: its kind, and the token behind it. */
uint8_t nq_phrase_at(const nq_scene *s, uint32_t i, uint32_t *end);
/* Does a phrase start here that cuts nothing, though a shorter one would? */
bool nq_phrase_keeps(const nq_scene *s, uint32_t i);
/* "according to" and its kin. */
bool nq_is_closing(uint8_t phrase_kind);
/* Byte at which the phrase found at token i starts, a glued "and" left out. */
uint32_t nq_phrase_start(const nq_scene *s, uint32_t i);
/* Bytes of tokens [first, end); empty for none. */
naql_span nq_span_of(const nq_scene *s, uint32_t first, uint32_t end);
/* Byte at which a token starts when conjunction and preposition are off. */
uint32_t nq_bare_start(const nq_scene *s, uint32_t i);

#endif
