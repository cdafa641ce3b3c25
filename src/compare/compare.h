/* SPDX-License-Identifier: Apache-2.0
 *
 * compare.h - one story's versions side by side: agreed, told by one alone,
 * in conflict; its timeline, its people. Layer 7 (compare). */
#ifndef NQ_COMPARE_COMPARE_H
#define NQ_COMPARE_COMPARE_H

#include "reuse/reuse.h"

typedef enum nq_slot { /* what an agreement or a conflict is about */
                       NQ_SLOT_NUMBER,
                       NQ_SLOT_DATE,
                       NQ_SLOT_PLACE,
                       NQ_SLOT_ROLE,
                       NQ_SLOT_NAME,
                       NQ_SLOT_CONTENT
} nq_slot;

typedef struct nq_version { /* one wording and everyone who has it */
    naql_str text;          /* verbatim, of its first place */
    const nq_place *places; /* [n_places] */
    uint32_t n_places;
} nq_version;

typedef struct nq_point {
    uint8_t slot;
    naql_str about; /* verbatim words or a name that say what it is about */
    const nq_version *versions; /* agree: wordings that hold together; only:
                                   one version, one outlet; conflict: 2 + */
    uint32_t n_versions;
    uint32_t n_outlets;
    bool update;   /* a figure that grew over the days, not a conflict */
    bool source;   /* role: who is named as the source, not an office */
    bool deed;     /* role: who did it, not an office */
    bool quoted;   /* role: inside one quotation of one man */
    bool spelling; /* name: one name in several spellings, not two names */
    bool wording;  /* name: one body, the same men or a deed called by other
                      words, "militia", "group", not two names */
    bool beside;   /* agree: wordings side by side that may each be so, of
                      which nothing says that they are one */
} nq_point;

typedef struct nq_moment { /* of the timeline */
    naql_str date;         /* ISO 8601 as precise as known, or "" */
    int32_t day;           /* for sorting */
    naql_str what;         /* verbatim words of the place that tells it best */
    naql_str type;         /* event type, or "" */
    const nq_place *places;
    uint32_t n_places;
    bool background;
} nq_moment;

typedef struct nq_who { /* a person or body of the story */
    uint32_t person;
    struct nq_spelling {
        naql_str text;
        uint32_t n;     /* mentions in the story */
    } const *spellings; /* [n_spellings] most frequent first */
    uint32_t n_spellings;
    const naql_str *texts; /* the same spellings in the order of their bytes */
    const nq_version *roles; /* [n_roles] */
    uint32_t n_roles;
} nq_who;

/* The spelling of a person that a mention, `span` of the text `all` of its
 * article, is counted for: its words, or those with the alif that "to the"
 * took from its article. O(log spellings). */
naql_str nq_who_spelling(const nq_who *who, naql_str all, naql_span span);

typedef struct nq_comparison {
    const nq_place *summary; /* [n_summary] sentences, most corroborated */
    uint32_t n_summary;
    const nq_who *people;
    uint32_t n_people;
    const nq_moment *timeline; /* by day, unknown days last */
    uint32_t n_timeline;
    const nq_point *agree;
    uint32_t n_agree;
    const nq_point *only;
    uint32_t n_only;
    const nq_point *conflict;
    uint32_t n_conflict;
} nq_comparison;

/* Word lists of this layer, compiled; shared, read-only. */
typedef struct nq_compare_tools nq_compare_tools;
naql_status nq_compare_tools_make(const nq_tables *tables, nq_arena *arena,
                                  nq_compare_tools **out);

typedef struct nq_compare_input {
    const nq_compare_tools *tools;
    const nq_pile *pile;
    const nq_story *story;
    const nq_copies *copies; /* of the whole pile */
    const nq_twins *twins;   /* of this story */
} nq_compare_input;

/* Everything in *out lives in `arena` or in the pile. */
naql_status nq_comparison_make(const nq_compare_input *in, nq_arena *arena,
                               nq_arena *scratch, nq_comparison *out);

const char *nq_slot_name(uint8_t slot);

/* ---- One speaker over time ---- */

typedef enum nq_bearing { /* what the words of a later statement show */
                          NQ_BESIDE,   /* nothing: side by side */
                          NQ_REPEATED, /* the same content again */
                          NQ_CHANGED,  /* the same but for a figure or a day */
                          NQ_OPPOSED   /* negated, or the opposite verb */
} nq_bearing;

typedef struct nq_stand {        /* a statement of a position */
    uint32_t story, twin;        /* of the stories, of that story's twins */
    uint32_t article, statement; /* the wording that was compared */
    int32_t day;
    uint32_t before;   /* index of the older stand it is held against; of the
                          first, its own */
    uint8_t bearing;   /* to that stand */
    nq_place shown[2]; /* words that show it, there and here; empty spans:
                          none */
} nq_stand;

typedef struct nq_position { /* one speaker, one subject, two days and more */
    uint32_t person;         /* of the newest stand */
    naql_str about;          /* verbatim: the rarest word they share */
    const nq_stand *stands;  /* [n_stands] by day, story, twin */
    uint32_t n_stands;
} nq_position;

typedef struct nq_positions {
    const nq_position *at; /* [n] newest first, then by story and twin */
    uint32_t n;
} nq_positions;

typedef struct nq_position_input {
    const nq_compare_tools *tools;
    const nq_pile *pile;
    const nq_stories *stories;
    const nq_twins *const *twins; /* [stories n] */
} nq_position_input;

/* Statements of one speaker on one subject in stories that are linked. A
 * statement is held against the likest older one of another story. Cost:
 * statements times NQ_POSITION_ANCHORS. Lives in `arena`. */
naql_status nq_positions_make(const nq_position_input *in, nq_arena *arena,
                              nq_arena *scratch, nq_positions *out);

const char *nq_bearing_name(uint8_t bearing);

#endif
