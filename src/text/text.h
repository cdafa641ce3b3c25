/* SPDX-License-Identifier: Apache-2.0
 *
 * text.h - clean text -> tokens, sentences, numbers. Layer 3 (text).
 *
 * Offsets are bytes of the article's clean text; nothing is rewritten: the
 * folded form of a word lies beside it. */
#ifndef NQ_TEXT_TEXT_H
#define NQ_TEXT_TEXT_H

#include "article/article.h"
#include "base/kept.h"

typedef enum nq_token_kind {
    NQ_TOKEN_WORD,   /* Arabic letters */
    NQ_TOKEN_LATIN,  /* letters of another script */
    NQ_TOKEN_NUMBER, /* digits with their separators: 1,234.5 */
    NQ_TOKEN_MARK    /* one punctuation mark or symbol */
} nq_token_kind;

typedef enum nq_mark { /* of a NQ_TOKEN_MARK */
                       NQ_MARK_OTHER,
                       NQ_MARK_STOP, /* . */
                       NQ_MARK_COMMA,
                       NQ_MARK_SEMICOLON,
                       NQ_MARK_COLON,
                       NQ_MARK_QUESTION,
                       NQ_MARK_EXCLAIM,
                       NQ_MARK_ELLIPSIS, /* … or a run of full stops, as one
                                            token */
                       NQ_MARK_DASH,
                       NQ_MARK_SLASH,
                       NQ_MARK_QUOTE_OPEN, /* « “ ‹ and the swapped ones by
                                              their look */
                       NQ_MARK_QUOTE_CLOSE, /* » ” › */
                       NQ_MARK_QUOTE_PLAIN, /* " ' '' : either way */
                       NQ_MARK_OPEN,        /* ( [ { ﴾ */
                       NQ_MARK_CLOSE,
                       NQ_MARK_HASH,
                       NQ_MARK_PERCENT,
                       NQ_MARK_UNDERSCORE
} nq_mark;

typedef enum nq_clitic { /* bits: what is glued to a word */
                         NQ_CLITIC_WAW = 1 << 0,
                         NQ_CLITIC_FA = 1 << 1,
                         NQ_CLITIC_BA = 1 << 2,
                         NQ_CLITIC_KAF = 1 << 3,
                         NQ_CLITIC_LAM = 1 << 4,
                         NQ_CLITIC_SIN = 1 << 5, /* the future s- */
                         NQ_CLITIC_AL =
                             1 << 6, /* the article, also inside "lil-" */
                         NQ_CLITIC_PRONOUN = 1 << 7,
                         NQ_CLITIC_HAMZA = 1 << 8 /* the question a- */
} nq_clitic;

typedef enum nq_token_flag {
    NQ_TOKEN_SPACE = 1 << 0,    /* white space (or a line start) before it */
    NQ_TOKEN_LINE = 1 << 1,     /* first of a block */
    NQ_TOKEN_SENTENCE = 1 << 2, /* first of a sentence */
    NQ_TOKEN_TANWIN = 1 << 3,   /* written with fathatan */
    NQ_TOKEN_GLUED = 1 << 4,    /* the space before it was forgotten */
    NQ_TOKEN_MENDED = 1 << 5,   /* `folded` lacks a letter typed twice */
    NQ_TOKEN_RECODED = 1 << 6   /* `folded` is decoded once more */
} nq_token_flag;

typedef struct nq_token {
    naql_span span;   /* bytes of clean text */
    naql_str folded;  /* NQ_FOLD_WORD form; a mark: itself */
    uint64_t hash;    /* nq_hash(folded) */
    uint64_t stem;    /* hash of the light stem; a number: of its digits */
    uint8_t kind;     /* nq_token_kind */
    uint8_t mark;     /* nq_mark */
    uint16_t flags;   /* nq_token_flag */
    uint16_t clitics; /* nq_clitic bits of the likeliest cut */
    uint8_t pre;      /* bytes of `folded` that proclitics take (with al-) */
    uint8_t suf;      /* bytes that a pronoun takes at its end */
} nq_token;

/* A way to read a word: proclitics cut off its front. */
typedef struct nq_cut {
    uint64_t hash;    /* of what is left, folded */
    naql_str left;    /* what is left, of the token's folded form; "lil-" words
                         are rebuilt */
    uint32_t start;   /* byte of clean text where it starts */
    uint16_t clitics; /* what was cut */
} nq_cut;
#define NQ_CUTS_MAX 8

typedef struct nq_sentence {
    naql_span span;      /* from its first to its last token, marks included */
    uint32_t first, end; /* tokens, half-open */
    uint32_t block;      /* index into article->blocks */
} nq_sentence;

typedef enum nq_modifier {
    NQ_MOD_NONE,
    NQ_MOD_ABOUT, /* نحو، حوالي */
    NQ_MOD_MORE,  /* أكثر من، فوق */
    NQ_MOD_LESS,
    NQ_MOD_AT_LEAST,
    NQ_MOD_AT_MOST
} nq_modifier;

typedef enum nq_part { /* is a number a part of another? */
                       NQ_PART_NONE,
                       NQ_PART_OF_LAST, /* "30, among them 5" */
                       NQ_PART_OF_NEXT  /* "51 out of 100" */
} nq_part;

typedef struct nq_number {
    naql_span span;      /* the number and its unit, the modifier left out */
    uint32_t first, end; /* tokens */
    double value, high;  /* high > value for a range, else equal */
    naql_str unit; /* "%", "USD", "km", or the counted noun folded; or "" */
    uint8_t modifier;
    uint8_t part;  /* nq_part */
    uint32_t noun; /* token that names the unit; of another number where it is
                      taken over from that */
    naql_span modifier_span; /* empty: none */
} nq_number;

typedef enum nq_repair_kind {
    NQ_REPAIR_GLUED,   /* words without the space between them */
    NQ_REPAIR_DOUBLED, /* a letter typed twice, or the article's lam as alif */
    NQ_REPAIR_MARK,    /* a vowel sign on no letter */
    NQ_REPAIR_ENCODING /* UTF-8 that was taken for something else */
} nq_repair_kind;

/* A fault of typing, told beside the text. The tokens follow the repair: a
 * glued word is several tokens whose spans meet. */
typedef struct nq_repair {
    naql_span span;
    naql_str words; /* what it stands for; empty for a lone mark */
    uint8_t kind;   /* nq_repair_kind */
} nq_repair;

/* Bytes between the places that a text keeps the tokens of: a few words. */
#define NQ_TEXT_NEAR 32

typedef struct nq_text {
    const nq_article *article;
    const nq_token *tokens; /* [n_tokens] */
    uint32_t n_tokens;
    const nq_cut *cuts;           /* of all tokens: nq_cuts_of */
    const uint32_t *first_cut;    /* [n_tokens + 1] */
    const uint32_t *first_near;   /* [bytes / NQ_TEXT_NEAR + 1] the first token
                                     that starts at or behind such a place */
    const nq_sentence *sentences; /* [n_sentences]; cover all tokens */
    uint32_t n_sentences;
    const uint32_t *in_sentence; /* [n_tokens] */
    const nq_number *numbers;    /* [n_numbers] ascending, not overlapping */
    uint32_t n_numbers;
    const nq_repair *repairs; /* [n_repairs] ascending, not overlapping */
    uint32_t n_repairs;
} nq_text;

typedef struct nq_text_tools nq_text_tools; /* shared, read-only */
naql_status nq_text_tools_make(const nq_tables *tables, nq_arena *arena,
                               nq_text_tools **out);

/* Their memories of words; returns how many. */
uint32_t nq_text_kept(const nq_text_tools *tools, nq_kept out[NQ_KEPT_MAX]);

/* "about", "more_than"; "" for none. */
const char *nq_modifier_name(uint8_t modifier);

/* "glued", "doubled", "mark", "encoding". */
const char *nq_repair_kind_name(uint8_t kind);

/* Tokens, sentences, numbers, repairs of an article. Lives in `arena`; linear.
 */
naql_status nq_text_make(const nq_text_tools *tools, const nq_article *article,
                         nq_arena *arena, nq_arena *scratch, nq_text *out);

/* All readings of a word's front, the uncut one first, then by growing cut:
 * conjunction (w f), preposition (b k l), both, each with and without al-;
 * "lil-X" (لل) is given as "alX" with NQ_CLITIC_LAM. At most NQ_CUTS_MAX; what
 * is left has two letters or more. */
static inline const nq_cut *
nq_cuts_of(const nq_text *text, uint32_t token, uint32_t *n)
{
    uint32_t first = text->first_cut[token];
    *n = text->first_cut[token + 1] - first;
    return text->cuts + first;
}

/* A word without what is glued to its front, the article included. */
static inline naql_str
nq_token_bare(const nq_token *t)
{
    return (naql_str){t->folded.ptr + t->pre, t->folded.len - t->pre};
}

/* A quotation mark of any kind. */
static inline bool
nq_is_quote_mark(const nq_token *t)
{
    uint32_t most = NQ_MARK_QUOTE_PLAIN - NQ_MARK_QUOTE_OPEN;
    return t->kind == NQ_TOKEN_MARK &&
           (uint32_t)t->mark - NQ_MARK_QUOTE_OPEN <= most;
}

/* Does a quotation mark open a passage? One that is of either kind may. */
static inline bool
nq_opens_quote(const nq_token *t)
{
    return nq_is_quote_mark(t) && t->mark != NQ_MARK_QUOTE_CLOSE;
}

static inline bool
nq_closes_quote(const nq_token *t)
{
    return nq_is_quote_mark(t) && t->mark != NQ_MARK_QUOTE_OPEN;
}

/* The same of a quotation mark or a bracket. */
static inline bool
nq_is_opener(const nq_token *t)
{
    return nq_opens_quote(t) ||
           (t->kind == NQ_TOKEN_MARK && t->mark == NQ_MARK_OPEN);
}

static inline bool
nq_is_closer(const nq_token *t)
{
    return nq_closes_quote(t) ||
           (t->kind == NQ_TOKEN_MARK && t->mark == NQ_MARK_CLOSE);
}

/* Byte of clean text at which `skip` folded bytes of a token are used up. */
uint32_t nq_token_at(const nq_text *text, uint32_t token, uint32_t skip);

/* First token that starts at or after a byte; n_tokens: none. O(1). */
uint32_t nq_token_from(const nq_text *text, uint32_t byte);
/* The token that a byte lies in, or the first one behind it: a name, an office
 * or a verb may start behind letters that are glued before it. O(1). */
uint32_t nq_token_around(const nq_text *text, uint32_t byte);
/* Sentence of a token; of none behind the last, the last one. */
static inline uint32_t
nq_sentence_of(const nq_text *text, uint32_t token)
{
    if (token < text->n_tokens)
        return text->in_sentence[token];
    return text->n_sentences ? text->n_sentences - 1 : 0;
}
/* First number that starts at or behind a token; n_numbers: none. O(log n). */
uint32_t nq_number_from(const nq_text *text, uint32_t token);

#endif
