/* SPDX-License-Identifier: Apache-2.0
 *
 * slot_words.h - classes of words that slots are compared by: words of death,
 * of a post, of "former". Layer 7 (compare), private to its folder.
 *
 * data/slot_words.tsv and data/stance_words.tsv hold the words; here they are
 * looked up with their glued letters on or off. */
#ifndef NQ_COMPARE_SLOT_WORDS_H
#define NQ_COMPARE_SLOT_WORDS_H

#include "base/map.h"
#include "base/memo.h"
#include "text/text.h"

typedef enum nq_word_kind {
    NQ_WORD_CONTEXT = 1, /* says what a number counts: death, injury */
    NQ_WORD_NOUN,        /* a counted noun with its synonyms */
    NQ_WORD_PEOPLE,      /* a noun for people that says what they are */
    NQ_WORD_TOLL,        /* context of figures that grow: deaths, injuries */
    NQ_WORD_TERM,        /* former, current, elder: excludes another term */
    NQ_WORD_POST,        /* head of an office: minister, chief, member */
    NQ_WORD_FIELD,       /* what an office is over: foreign affairs */
    NQ_WORD_UNDER,       /* deputy, assistant: not the holder himself */
    NQ_WORD_GENERIC,     /* stands for a name: the capital, the club */
    NQ_WORD_PART,        /* "among them" */
    NQ_WORD_INTO,        /* leads to a place: in, from, left */
    NQ_WORD_FORM_OF_ADDRESS, /* Dr, Mr: says nothing of the office */
    NQ_WORD_LABEL,           /* what a body is called: militia, group */
    NQ_WORD_CALLED,          /* what follows is a name: type, brand */
    NQ_WORD_MEDIUM,          /* a network that something is published on */
    NQ_WORD_NOT,             /* denies the word behind it */
    NQ_WORD_NON,             /* the same before a noun: "without" */
    NQ_WORD_FIXED,           /* makes no denial of a "not" before it: "still" */
    NQ_WORD_SAVE,            /* "but, except": takes a denial back */
    NQ_WORD_IF,              /* "if not": no denial; folded, "that" as well */
    NQ_WORD_MODAL,           /* "can", "will", "should": hands a denial on */
    NQ_WORD_SELF,            /* stands for the speaker: we, he, his country */
    NQ_WORD_FOR,             /* one end of a pair of opposites */
    NQ_WORD_AGAINST,         /* the other end; same class */
    NQ_WORD_PAST,            /* a term that is over: former, elder */
    NQ_WORD_CARRIER,         /* passes on what others say: agency, media */
    NQ_WORD_LENGTH,          /* what a length of time is of: age, prison */
    NQ_WORD_ELAPSED,         /* a length of time that is over: "since" */
    NQ_WORD_WITHOUT,         /* "without hurt": none of them */
    NQ_WORD_NO,              /* the same with "any": "did not hurt anyone" */
    NQ_WORD_ANY,
    NQ_WORD_ONE,      /* "anyone, one of" */
    NQ_WORD_KIN,      /* wife, brother of: the office behind it is another's */
    NQ_WORD_SITE,     /* a sort of place: road, airport, flat */
    NQ_WORD_VERDICT,  /* an adjective that judges a body: terrorist */
    NQ_WORD_TOWARDS,  /* an office one is to hold: "the post of" */
    NQ_WORD_POWER,    /* what those who rule or fight are called */
    NQ_WORD_REPORTER, /* tells what others did: a source, a paper */
    NQ_WORD_ORGAN,    /* acts for its state: embassy, army */
    NQ_WORD_DEED,     /* a verb that the list of verbs leaves out */
    NQ_WORD_SUM,      /* what a sum of money is of: profit, debt */
    NQ_WORD_PER,      /* per what time it is: a year */
    NQ_WORD_CLOCK,    /* "o'clock": a time of day follows */
    NQ_WORD_MASS,     /* its plural counts nothing: "relations" */
    NQ_WORD_UNTIL,    /* the day behind it ends what lasts */
    NQ_WORD_SCORE,    /* of which every team has its own: points, seats */
    NQ_WORD_NIGHT,    /* of a day: goes on into the next */
    NQ_WORD_SOME,     /* nobody counted them: several, a number of */
    NQ_WORD_RECORD    /* first, highest: "since" says of how long */
} nq_word_kind;

typedef struct nq_slot_words {
    nq_map words;       /* folded hash -> kind << 24 | class */
    nq_memo read;       /* what words were found to be, however they are cut;
                           the one part that changes */
    uint64_t person;    /* stem of the class of nouns that count people */
    uint64_t age;       /* stem of the class of words for an age */
    uint32_t in, of;    /* classes of "in", of "near to" */
    uint32_t president; /* class of the post; alone with an adjective of origin
                           it is the head of state */
    uint32_t commander; /* class of the post */
    uint32_t leader, official;          /* posts that do not say which one */
    uint32_t member, candidate, player; /* classes of posts */
    uint32_t designate;                 /* class of a term that has not begun */
    uint32_t ousted, elect;        /* of one that ended, and of one to come */
    uint32_t director;             /* class of the post */
    uint32_t intelligence, police; /* classes of fields */
    uint32_t republic;             /* class of what a head of state is over */
    uint32_t road, hospital, province; /* classes of sorts of places */
    uint32_t since, first; /* classes of what is over, of "the first" */
    uint32_t crash;        /* class of what happened: something fell, crashed */
    uint32_t sides[4];     /* classes of north, south, east, west */
    uint32_t government;   /* class of the field, and of what rules */
    uint32_t forces;       /* class of those who fight for a power */
    uint32_t regime;  /* class of what rules, to those who are against it */
    uint32_t army;    /* class of the organ */
    uint32_t militia; /* class of the label */
    uint32_t wire;    /* class of the carriers that are agencies */
    uint32_t source;  /* class of "a source" */
    uint32_t mayor, municipality; /* one post in one word, and in two */
    uint32_t press, via;          /* classes of a conference, of "by way of" */
    uint32_t state;               /* class of a country as a noun */
    uint32_t fighter;             /* class of the nouns for armed men */
    uint32_t others;  /* class of "others": people, whoever was told before */
    uint32_t some_of; /* class of "a number", which "of" stands behind */
    uint32_t time;    /* class of the words that only speak of years */
} nq_slot_words;

typedef struct nq_slot_word {
    uint8_t kind;   /* nq_word_kind, 0: not in the list */
    uint32_t class; /* number of its class within all classes */
    uint32_t cut;   /* bytes of the folded word glued before it */
} nq_slot_word;

/* Reads the table of that name: "slot_words", "stance_words",
 * "site_words", "sum_words",
 * "occasion_words", "lies_words". */
naql_status nq_slot_words_make(const nq_tables *tables, const char *name,
                               nq_arena *arena, nq_slot_words *out);

/* The word as it stands, then without its glued letters. */
nq_slot_word nq_slot_word_of(const nq_slot_words *w, const nq_token *t);

/* A folded word without any cut. */
nq_slot_word nq_slot_word_bare(const nq_slot_words *w, naql_str folded);

/* Byte of the text where a word starts, its article kept, what is glued before
 * it left out. */
uint32_t nq_word_start(const nq_text *text, uint32_t token);

/* Stem under which all words of a class are one; never 0. */
uint64_t nq_slot_stem(nq_slot_word w);

/* Of a word's first letters, which the adjective of a noun has as well:
 * "presidency", "presidential"; 0: it has no more than these. */
uint64_t nq_slot_root(naql_str bare);

#endif
