/* SPDX-License-Identifier: Apache-2.0
 *
 * naql.h - the public interface of libnaql, and its only installed header.
 *
 * naql reads Arabic news articles and tells how the news was carried. */
#ifndef NAQL_H
#define NAQL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define NAQL_API __attribute__((visibility("default")))
#else
#define NAQL_API
#endif

/* ---- Values ------------------------------------------------------------ */

/* The numbers are frozen; new ones at the end. */
typedef enum naql_status {
    NAQL_OK = 0,
    NAQL_END,       /* iterator finished; not an error */
    NAQL_NOT_FOUND, /* valid question, empty answer */
    NAQL_BAD_ARG,
    NAQL_NOMEM,
    NAQL_IO,        /* err->sys holds errno */
    NAQL_BAD_INPUT, /* the bytes are not what they claim
                       to be */
    NAQL_TOO_BIG,   /* over a limit (docs/input.md) */
    NAQL_CORRUPT,   /* a table, model or archive fails its
                       checks */
    NAQL_LOCKED,    /* another process has it */
    NAQL_CANCELLED
} naql_status;

typedef struct naql_str { /* borrowed UTF-8, no NUL at the end */
    const char *ptr;
    size_t len; /* bytes */
} naql_str;

typedef struct naql_span { /* bytes of an article's clean text, half-open */
    uint32_t start, end;
} naql_span;

/* The caller's; NULL is allowed everywhere. Filled by a call that fails; one
 * that succeeds leaves it as it is. */
typedef struct naql_error {
    naql_status status;
    int sys;           /* errno or 0 */
    uint64_t offset;   /* byte in the source, UINT64_MAX: unknown */
    char message[200]; /* one line of UTF-8, with a NUL at its end */
} naql_error;

/* A span of no bytes: "there is none". */
static inline bool
naql_span_empty(naql_span s)
{
    return s.start >= s.end;
}

/* The name of a status in lower case, "bad input"; static storage. */
NAQL_API const char *naql_status_name(naql_status status);

/* "0.1.0"; static storage. */
NAQL_API const char *naql_version(void);

/* Where output goes: the library never prints. `write` returns NAQL_OK or
 * what went wrong, which ends the call that was writing. */
typedef struct naql_sink {
    naql_status (*write)(void *user, const char *bytes, size_t n);
    void *user;
} naql_sink;

/* ---- Engine: word lists and models, shared by threads ------------------ */

typedef struct naql_engine naql_engine;

typedef struct naql_options {
    size_t size;      /* sizeof(naql_options): lets the struct grow */
    unsigned threads; /* 0: one per core, 1: the caller's alone */
    /* Called now and then from the calling thread, with bytes of input done
     * and in all (0: unknown; both are 0 while a set is compared and while an
     * archive that is only read is asked); false ends the work with
     * NAQL_CANCELLED. NULL is allowed. */
    bool (*progress)(void *user, uint64_t done, uint64_t of);
    void *user;
    /* Names of the caller's own that fields of JSON and CSV go by, before the
     * usual ones: "title=headline,text=body". The fields are id, url, outlet,
     * author, language, published, modified, title, abstract and text. NULL:
     * none; else borrowed until naql_engine_close. */
    const char *fields;
} naql_options;

/* Opens the word lists and models that are built in, and checks them.
 *
 * options  NULL: defaults
 * out      the caller's, to close after everything read with it
 * returns  NAQL_OK, NAQL_CORRUPT, NAQL_NOMEM, NAQL_BAD_ARG
 * cost     a few milliseconds; no file is opened */
NAQL_API naql_status naql_engine_open(const naql_options *options,
                                      naql_engine **out, naql_error *err);
/* NULL is allowed, here and in every _close. */
NAQL_API void naql_engine_close(naql_engine *engine);

/* ---- Reader: paths or memory -> articles, in order --------------------- */

typedef struct naql_reader naql_reader;
typedef struct naql_article naql_article;

/* Reads files, folders and "-" (standard input), told apart by content; the
 * paths are put into byte order first and repeated ones dropped, so that their
 * order changes nothing. Articles are analysed on the engine's threads and
 * come out in the order of the input.
 *
 * paths    [n], borrowed until naql_reader_close
 * returns  NAQL_OK, NAQL_BAD_ARG (n is 0), NAQL_NOMEM */
NAQL_API naql_status naql_reader_open(naql_engine *engine,
                                      const char *const *paths, uint32_t n,
                                      naql_reader **out, naql_error *err);

/* The same of bytes in memory, as of one file that holds them: text, a page, a
 * feed, JSON Lines, an archive, packed or not, in any Arabic charset.
 *
 * name     NUL-terminated; stands for the path in messages and in articles
 *          (naql_head.path), whose ids hang on it; no file of that name is
 *          looked for
 * bytes    [n]; both are borrowed until naql_reader_close, articles keep
 *          neither; NULL is allowed when n is 0, which is one empty text
 * returns  NAQL_OK, NAQL_BAD_ARG (no name, or no bytes), NAQL_NOMEM */
NAQL_API naql_status naql_reader_open_memory(naql_engine *engine,
                                             const char *name,
                                             const char *bytes, size_t n,
                                             naql_reader **out,
                                             naql_error *err);

typedef struct naql_known { /* of bytes in memory, beside them; empty: not known
                             */
    size_t size;            /* sizeof(naql_known) */
    naql_str url;  /* their address: where the articles have none of their own,
                      it is theirs */
    naql_str type; /* Content-Type that came with them; the charset that it
                      names is one opinion, the bytes have another */
    /* What somebody else tells of the article, a feed say: each stands where
     * the bytes do not tell it themselves. Dates as in naql_head or in any form
     * that input may have. */
    naql_str id, outlet, title, byline, published, modified;
} naql_known;

/* Tells a reader of memory what is known beside the bytes. Before the first
 * naql_reader_next.
 *
 * known    the struct is copied, its strings are borrowed until
 *          naql_reader_close; valid UTF-8
 * returns  NAQL_OK, NAQL_BAD_ARG (not of memory, read from already, no UTF-8,
 *          or known->size is not sizeof(naql_known)) */
NAQL_API naql_status naql_reader_know(naql_reader *reader,
                                      const naql_known *known, naql_error *err);

/* The numbers are frozen; new ones at the end. */
typedef enum naql_kind {
    NAQL_KIND_NONE,    /* nothing was read yet */
    NAQL_KIND_TEXT,    /* running text */
    NAQL_KIND_PAGE,    /* HTML */
    NAQL_KIND_FEED,    /* RSS, RDF, Atom, a news sitemap */
    NAQL_KIND_DATA,    /* JSON, a JSON Feed too, CSV */
    NAQL_KIND_ARCHIVE, /* of the web, tar, zip */
    NAQL_KIND_REFUSED  /* no text: a picture, a PDF, a data base; or a table
                          without a known column */
} naql_kind;

/* What the bytes of a reader of memory were found to be, unpacked, from the
 * first naql_reader_next on; else NAQL_KIND_NONE. */
NAQL_API naql_kind naql_reader_kind(const naql_reader *reader);

/* The next article, the caller's to close; frozen, and to be shared freely.
 * Up to sixteen that follow each other share memory: it is free when all of
 * them are closed.
 *
 * returns  NAQL_OK; NAQL_END; NAQL_BAD_INPUT, NAQL_IO, NAQL_TOO_BIG: this one
 *          was passed over, err->message starts with its path, and the next
 *          call goes on behind it; NAQL_CANCELLED, NAQL_NOMEM: the end */
NAQL_API naql_status naql_reader_next(naql_reader *reader, naql_article **out,
                                      naql_error *err);
NAQL_API void naql_reader_close(naql_reader *reader);

/* ---- Article ------------------------------------------------------------
 *
 * Every naql_str and pointer is borrowed and dies with the article. A value
 * that is not known is an empty string. */

typedef struct naql_head {
    naql_str id; /* 16 hex digits of a hash of source and words */
    naql_str path, source_id, url;
    uint32_t record; /* number in a file of many, from 0 */
    naql_str outlet, title, byline, dateline, language;
    /* ISO 8601: a day, where hour or zone is not known; else a time, in UTC
     * ("...Z") or, where UTC still had the day before, in its own zone
     * ("...+03:00") */
    naql_str published, modified;
    naql_str text; /* clean text; all spans are of it */
} naql_head;

NAQL_API naql_head naql_article_head(const naql_article *article);
NAQL_API void naql_article_close(naql_article *article);

/* One line of JSON as `naql analyse` prints it (docs/json.md), with its line
 * feed: what this section tells, but that its places count code points, where
 * the spans of this header count bytes. docs/library.md sets its keys beside
 * the functions. NAQL_OK, NAQL_NOMEM, or what the sink returned. */
NAQL_API naql_status naql_article_json(const naql_article *article,
                                       naql_sink to);

#define NAQL_NO_ENTITY UINT32_MAX

typedef enum naql_type { NAQL_PER, NAQL_LOC, NAQL_ORG } naql_type;
typedef enum naql_form {
    NAQL_DIRECT,   /* all of it stands in quotation marks */
    NAQL_INDIRECT, /* none of it */
    NAQL_MIXED     /* a part of it */
} naql_form;

typedef struct naql_entity { /* a person, place or body of one article */
    naql_type type;
    naql_str name; /* its fullest mention, in the usual spelling */
    uint32_t n_mentions;
} naql_entity;

typedef struct naql_name { /* one mention of an entity */
    naql_span span;        /* without titles and glued particles */
    naql_type type;
    uint32_t entity; /* 0 .. naql_entities(a) - 1 */
    naql_span role;  /* title, rank or office beside it; empty: none */
} naql_name;

typedef struct naql_date { /* a TIMEX3 */
    naql_span span;
    naql_str value; /* "2017-08-14", "2017-07-END", "P3Y", "PAST_REF" */
    naql_str type;  /* "DATE", "TIME", "DURATION", "SET" */
    int32_t first_day, last_day; /* days since 1970-01-01, inclusive, that it
                                    may be; INT32_MIN: not on the calendar */
} naql_date;

typedef struct naql_number {
    naql_span span;
    double value, high; /* high > value for a range, else equal */
    naql_str unit;      /* "%", "USD", a counted noun; empty: none */
} naql_number;

/* A fault of typing. The numbers are frozen; new ones at the end. */
typedef enum naql_repair_kind {
    NAQL_GLUED,        /* words without their space */
    NAQL_DOUBLED,      /* a letter typed twice */
    NAQL_LONE_MARK,    /* a vowel sign on no letter */
    NAQL_ENCODED_TWICE /* UTF-8 taken for other
                          text and encoded again */
} naql_repair_kind;

typedef struct naql_repair { /* a fault of typing; the text keeps it */
    naql_span span;
    naql_str words; /* what it stands for, and is read as; a lone mark: empty */
    naql_repair_kind kind;
} naql_repair;

typedef struct naql_statement {
    naql_span span;    /* what was said, without cue and outer marks */
    naql_span cue;     /* the verb or phrase that says so */
    naql_span speaker; /* the mention it stands on; empty: none found */
    uint32_t entity;   /* the speaker's, of several the first one's; or
                          NAQL_NO_ENTITY */
    naql_span to;      /* the person told; empty: none */
    naql_span credit;  /* the agency or outlet credited; empty: none */
    naql_str act;      /* "say", "deny", "warn"... */
    naql_form form;
    float confidence; /* 0..1 */
} naql_statement;

NAQL_API uint32_t naql_entities(const naql_article *article);
/* NAQL_NOT_FOUND when there is no such entity. */
NAQL_API naql_status naql_entity_at(const naql_article *article, uint32_t i,
                                    naql_entity *out);

/* Iterators over memory cannot fail: plain structs on the caller's stack,
 *   naql_statement_iter it = naql_statements(a);
 *   for (naql_statement s; naql_statement_next(&it, &s);) ...
 * in ascending order of span.start. */
typedef struct naql_name_iter {
    const naql_article *article;
    uint32_t next;
} naql_name_iter;
typedef struct naql_date_iter {
    const naql_article *article;
    uint32_t next;
} naql_date_iter;
typedef struct naql_number_iter {
    const naql_article *article;
    uint32_t next;
} naql_number_iter;
typedef struct naql_repair_iter {
    const naql_article *article;
    uint32_t next;
} naql_repair_iter;
typedef struct naql_statement_iter {
    const naql_article *article;
    uint32_t next;
} naql_statement_iter;
NAQL_API naql_name_iter naql_names(const naql_article *article);
NAQL_API bool naql_name_next(naql_name_iter *it, naql_name *out);
NAQL_API naql_date_iter naql_dates(const naql_article *article);
NAQL_API bool naql_date_next(naql_date_iter *it, naql_date *out);
NAQL_API naql_number_iter naql_numbers(const naql_article *article);
NAQL_API bool naql_number_next(naql_number_iter *it, naql_number *out);
NAQL_API naql_repair_iter naql_repairs(const naql_article *article);
NAQL_API bool naql_repair_next(naql_repair_iter *it, naql_repair *out);
NAQL_API naql_statement_iter naql_statements(const naql_article *article);
NAQL_API bool naql_statement_next(naql_statement_iter *it, naql_statement *out);

/* What follows is told with the size of the caller's struct, sizeof(*out): so
 * much of it is filled. These structs may grow at their end; members that a
 * library does not know yet are zero.
 *
 * A name, number, statement or entity is meant by its number, from 0 in the
 * order of its iterator, whose `next` may be set to it. Those that are asked
 * for return NAQL_NOT_FOUND, and leave zero, when there is no such one. */

typedef struct naql_event {  /* docs/events.md */
    naql_span span;          /* the clause that tells it */
    naql_str type;           /* "meet", "attack"... */
    naql_span trigger;       /* the word that names it */
    naql_span actor, target; /* the phrases of who did it and whom it happened
                                to, named or not; empty: none */
    const uint32_t *actors;  /* [n_actors] entities */
    const uint32_t *targets; /* [n_targets] entities */
    uint32_t n_actors, n_targets;
    uint32_t place;   /* entity, or NAQL_NO_ENTITY */
    naql_date date;   /* when; an empty span: not told */
    bool background;  /* told as something older */
    float confidence; /* 0..1 that the sentence reports one; 1 for types that
                         are not weighed */
} naql_event;
typedef struct naql_event_iter {
    const naql_article *article;
    uint32_t next;
} naql_event_iter;
/* In ascending order of span.start. */
NAQL_API naql_event_iter naql_events(const naql_article *article);
NAQL_API bool naql_event_next(naql_event_iter *it, naql_event *out,
                              size_t size);

typedef struct naql_parties { /* of a statement, as entities */
    const uint32_t *speakers; /* [n_speakers] all who say it together; of one
                                 without a named speaker, none */
    uint32_t n_speakers;
    uint32_t to, credit; /* of these spans; or NAQL_NO_ENTITY */
} naql_parties;
NAQL_API naql_status naql_statement_parties(const naql_article *article,
                                            uint32_t statement,
                                            naql_parties *out, size_t size);

typedef struct naql_mentions { /* of an entity */
    const uint32_t *names; /* [n_names] numbers of naql_names, ascending; their
                              words are the spellings that the article has */
    uint32_t n_names;
    const naql_span *roles; /* [n_roles] different titles and offices beside
                               them, first seen first */
    uint32_t n_roles;
    bool respelled; /* some are taken for other spellings of the name */
} naql_mentions;
NAQL_API naql_status naql_entity_mentions(const naql_article *article,
                                          uint32_t entity, naql_mentions *out,
                                          size_t size);

/* "about", "more_than", "less_than", "at_least", "at_most", of the words before
 * a number; empty: none, or no such number. Static storage. */
NAQL_API naql_str naql_number_modifier(const naql_article *article,
                                       uint32_t number);

typedef struct naql_origin { /* of an article, beside naql_head */
    naql_str charset; /* that it came in, with what was mended: "windows-1256",
                         "utf-8 (damaged)" */
    int32_t day;      /* that its relative dates hang on, since 1970-01-01;
                         INT32_MIN: not known */
    bool inferred; /* it states none; the set that the article is of found it */
    naql_str inferred_from; /* id of the article whose day it is; empty: its own
                               words give it */
} naql_origin;
NAQL_API void naql_article_origin(const naql_article *article, naql_origin *out,
                                  size_t size);

typedef struct naql_block { /* of the clean text */
    naql_span span;
    naql_str kind; /* "title", "subtitle", "heading", "byline", "dateline",
                      "paragraph", "caption" */
} naql_block;
typedef struct naql_dropped { /* what of the input is not article */
    naql_str text;            /* verbatim; not of the clean text */
    naql_str why;             /* "form", "share", "related"... */
} naql_dropped;
/* By number, in the order of the text; false: there is no such one. An agency
 * is one that the article as a whole is credited to. */
NAQL_API bool naql_block_at(const naql_article *article, uint32_t i,
                            naql_block *out);
NAQL_API bool naql_sentence_at(const naql_article *article, uint32_t i,
                               naql_span *out);
NAQL_API bool naql_dropped_at(const naql_article *article, uint32_t i,
                              naql_dropped *out);
NAQL_API bool naql_agency_at(const naql_article *article, uint32_t i,
                             naql_str *out);

/* ---- Set: many articles compared, one thread ---------------------------- */

typedef struct naql_set naql_set;

/* NAQL_OK, NAQL_NOMEM. */
NAQL_API naql_status naql_set_new(naql_engine *engine, naql_set **out,
                                  naql_error *err);
/* Borrows the article until naql_set_close. NAQL_OK, NAQL_NOMEM, NAQL_BAD_ARG
 * (after naql_set_compare). */
NAQL_API naql_status naql_set_add(naql_set *set, const naql_article *article);
/* Finds stories, copies, groups of statements, agreements and conflicts. The
 * order of naql_set_add changes nothing.
 *
 * returns  NAQL_OK, NAQL_NOMEM, NAQL_CANCELLED, NAQL_BAD_ARG (tried before,
 *          with success or without) */
NAQL_API naql_status naql_set_compare(naql_set *set, naql_error *err);
NAQL_API void naql_set_close(naql_set *set);

/* The numbers are frozen; new ones at the end. */
typedef enum naql_format {
    NAQL_FORMAT_HTML,         /* one self-contained page */
    NAQL_FORMAT_JSON,         /* docs/json.md */
    NAQL_FORMAT_PLAIN,        /* a short account for a terminal */
    NAQL_FORMAT_CSV,          /* statements, a row a wording: docs/export.md */
    NAQL_FORMAT_GEXF,         /* who carried from whom, a graph */
    NAQL_FORMAT_WEBANNOTATION /* statements, for annotation clients */
} naql_format;

typedef struct naql_report_options {
    size_t size;  /* sizeof(naql_report_options) */
    bool brief;   /* JSON: articles without text, names, dates... */
    bool english; /* HTML: the frame in English */
    bool unused[sizeof(size_t) - 2]; /* what follows was not there at first */
    bool spreadsheet; /* CSV: with a BOM, and no cell a formula */
} naql_report_options;

/* Writes the report of a compared set.
 *
 * options  NULL: defaults
 * returns  NAQL_OK, NAQL_NOMEM, NAQL_BAD_ARG (not compared, no such format),
 *          or what the sink returned */
NAQL_API naql_status naql_set_report(const naql_set *set, naql_format format,
                                     const naql_report_options *options,
                                     naql_sink to, naql_error *err);

typedef struct naql_story {
    naql_str title;      /* of the article that stands for it */
    uint32_t articles;   /* how many */
    uint32_t statements; /* groups of one utterance */
} naql_story;
/* How many there are, the newest first; 0 before naql_set_compare. */
NAQL_API uint32_t naql_stories(const naql_set *set);
/* NAQL_NOT_FOUND when there is no such story. */
NAQL_API naql_status naql_story_at(const naql_set *set, uint32_t i,
                                   naql_story *out);
/* Article number `i` of a story, in order of time; NULL when there is none. */
NAQL_API const naql_article *naql_story_article(const naql_set *set,
                                                uint32_t story, uint32_t i);
/* Article number `i` of the whole set, in order of time; NULL when there is
 * none, or nothing was compared.
 *
 * The articles that a set hands out, here and everywhere, are those that were
 * added, but for those that state no date: these are read anew with the day
 * that the set finds for them (naql_article_origin), so that their relative
 * dates resolve. Such a one has the id and the text of the one that was added,
 * is another handle, and dies with the set. None is the caller's to close. */
NAQL_API const naql_article *naql_set_article(const naql_set *set, uint32_t i);
/* 12 hex digits, from the ids of its articles; empty: no such story. */
NAQL_API naql_str naql_story_id(const naql_set *set, uint32_t story);
/* Days of its first and last article, since 1970-01-01, INT32_MIN: not known.
 * NAQL_NOT_FOUND when there is no such story. */
NAQL_API naql_status naql_story_days(const naql_set *set, uint32_t story,
                                     int32_t *first, int32_t *last);

typedef struct naql_passage {      /* words that two articles share */
    const naql_article *from, *to; /* the likelier original, and the other */
    naql_span from_span, to_span;  /* in each */
    float same_words;              /* 0..1: of the aligned words, the equal */
} naql_passage;
typedef struct naql_passage_iter {
    const naql_set *set;
    uint32_t copy, next;
} naql_passage_iter;
NAQL_API naql_passage_iter naql_passages(const naql_set *set);
NAQL_API bool naql_passage_next(naql_passage_iter *it, naql_passage *out);

/* ---- Set: a story compared -----------------------------------------------
 *
 * What docs/json.md tells of a story, from the same memory that the reports are
 * written from. Everything is borrowed from the set, and nothing here fails:
 * before naql_set_compare, and of a story that there is not, every list is
 * empty. A list is an iterator, on the caller's stack or in a struct that
 * another one gave: `n` is how many it has, `next` the number of the next one,
 * and may be set; `at` is the library's own. Structs whose size is told may
 * grow, as above.
 *
 *   naql_point_iter it = naql_points(set, story, NAQL_CONFLICT);
 *   for (naql_point p; naql_point_next(&it, &p, sizeof(p));)
 *       for (naql_wording v; naql_wording_next(&p.versions, &v);)
 *           for (naql_place w; naql_place_next(&v.places, &w);) ...
 *
 * A person, place or body of a set has one number over all of its articles and
 * stories, which is not that of the entity in an article. */

#define NAQL_NONE UINT32_MAX

typedef struct naql_place { /* words of an article */
    const naql_article *article;
    naql_span span;
} naql_place;
typedef struct naql_place_iter {
    const naql_set *set;
    const void *at;
    uint32_t n, next;
} naql_place_iter;
NAQL_API bool naql_place_next(naql_place_iter *it, naql_place *out);

typedef struct naql_wording { /* one wording, and everywhere it stands */
    naql_str text;            /* verbatim, of its first place */
    naql_place_iter places;
} naql_wording;
typedef struct naql_wording_iter {
    const naql_set *set;
    const void *at;
    uint32_t n, next;
} naql_wording_iter;
NAQL_API bool naql_wording_next(naql_wording_iter *it, naql_wording *out);

/* The numbers are frozen; new ones at the end. */
typedef enum naql_side {
    NAQL_AGREE,   /* what the outlets tell alike */
    NAQL_ONLY,    /* what one outlet alone tells, in all its wordings */
    NAQL_CONFLICT /* what cannot hold together: two versions or more */
} naql_side;

typedef struct naql_point { /* docs/comparison.md */
    naql_str about;         /* words that say what it is about */
    naql_str kind;    /* "number", "date", "place", "role", "name", "content" */
    uint32_t outlets; /* how many tell it */
    naql_wording_iter versions;
    bool update;   /* a figure that grew over time, rather than a conflict */
    bool source;   /* role: who is named as the source, not an office */
    bool deed;     /* role: who did it, not an office */
    bool quoted;   /* role: two offices of one person inside one quotation */
    bool spelling; /* name: one name spelled apart, not two names */
    bool wording;  /* name: one body called by other words, not two names */
    bool beside;   /* agree: the wordings may each be so, and nothing says that
                      they are one */
} naql_point;
typedef struct naql_point_iter {
    const naql_set *set;
    const void *at;
    uint32_t n, next;
} naql_point_iter;
NAQL_API naql_point_iter naql_points(const naql_set *set, uint32_t story,
                                     naql_side side);
NAQL_API bool naql_point_next(naql_point_iter *it, naql_point *out,
                              size_t size);

typedef struct naql_edit { /* words of a wording beside the first one */
    naql_str text;         /* verbatim: of the first one for '-' */
    char op;               /* '=' in both, '-' only in the first, '+' only in
                              this one */
    bool glued;            /* no white space before it */
} naql_edit;
typedef struct naql_edit_iter {
    const naql_set *set;
    const void *at;
    uint32_t n, next;
} naql_edit_iter;
NAQL_API bool naql_edit_next(naql_edit_iter *it, naql_edit *out);

typedef struct naql_variant { /* a statement of a group */
    const naql_article *article;
    uint32_t statement;     /* its number in the article */
    naql_statement said;    /* what that is */
    uint32_t credit_person; /* of said.credit, or NAQL_NO_ENTITY */
    naql_span part;         /* the words that are of this group, where the
                               statement says more and has its place in another;
                               empty: all of it */
    uint32_t elsewhere;     /* the story of its article, where that is another
                               and has it in a group of its own; or NAQL_NONE */
    naql_edit_iter edits;   /* of the first variant one, '=' */
} naql_variant;
typedef struct naql_variant_iter {
    const naql_set *set;
    const void *at;
    uint32_t n, next;
} naql_variant_iter;
NAQL_API bool naql_variant_next(naql_variant_iter *it, naql_variant *out,
                                size_t size);

typedef struct naql_group { /* one utterance, in all its wordings */
    naql_str speaker;       /* the name as shown; empty: nobody is named */
    uint32_t person;        /* number, or NAQL_NO_ENTITY */
    uint32_t carried_by;    /* different outlets */
    uint32_t independent;   /* of these, without a copy or a common credit
                               between them */
    naql_variant_iter variants;
} naql_group;
typedef struct naql_group_iter {
    const naql_set *set;
    const void *at;
    uint32_t n, next;
} naql_group_iter;
/* The most carried first. */
NAQL_API naql_group_iter naql_groups(const naql_set *set, uint32_t story);
NAQL_API bool naql_group_next(naql_group_iter *it, naql_group *out,
                              size_t size);

typedef struct naql_run_iter { /* the passages of one copy */
    const naql_set *set;
    const void *at;
    uint32_t n, next;
} naql_run_iter;
NAQL_API bool naql_run_next(naql_run_iter *it, naql_passage *out);

typedef struct naql_copy {         /* two articles that share words */
    const naql_article *from, *to; /* the likelier original, and the other */
    naql_str certainty;            /* of that: "certain", "likely", "unknown" */
    naql_str ground; /* "date", "credit", "damage", "contains", "common
                        source": neither is the original; "unknown" */
    naql_str source; /* the agency that both have it from; empty: none is
                        credited */
    float share_from, share_to; /* 0..1: of the words of each, those in
                                   passages */
    naql_run_iter passages;
} naql_copy;
typedef struct naql_copy_iter {
    const naql_set *set;
    const void *at;
    uint32_t n, next;
} naql_copy_iter;
/* Those of which both articles are in the story; naql_passages has all. */
NAQL_API naql_copy_iter naql_copies(const naql_set *set, uint32_t story);
NAQL_API bool naql_copy_next(naql_copy_iter *it, naql_copy *out, size_t size);

typedef struct naql_moment { /* of the timeline */
    naql_str date;           /* as precise as known; empty: not known */
    naql_str what;           /* words of the place that tells it best */
    naql_str type;           /* of the event; empty: none */
    bool background;         /* of before the story */
    naql_place_iter places;
} naql_moment;
typedef struct naql_moment_iter {
    const naql_set *set;
    const void *at;
    uint32_t n, next;
} naql_moment_iter;
/* By day, unknown ones last. */
NAQL_API naql_moment_iter naql_timeline(const naql_set *set, uint32_t story);
NAQL_API bool naql_moment_next(naql_moment_iter *it, naql_moment *out,
                               size_t size);

/* Whole sentences, the most corroborated. */
NAQL_API naql_place_iter naql_summary(const naql_set *set, uint32_t story);

typedef struct naql_spelling {
    naql_str text;
    uint32_t mentions; /* in the story */
} naql_spelling;
typedef struct naql_spelling_iter {
    const naql_set *set;
    const void *at;
    uint32_t n, next;
} naql_spelling_iter;
NAQL_API bool naql_spelling_next(naql_spelling_iter *it, naql_spelling *out);

typedef struct naql_person { /* a person or body of a story */
    uint32_t person;         /* number in the set */
    naql_type type;
    naql_str name;                /* the fullest of all stories */
    naql_spelling_iter spellings; /* the most frequent first */
    naql_wording_iter roles;      /* titles and offices */
} naql_person;
typedef struct naql_person_iter {
    const naql_set *set;
    const void *at;
    uint32_t n, next;
} naql_person_iter;
NAQL_API naql_person_iter naql_people(const naql_set *set, uint32_t story);
NAQL_API bool naql_person_next(naql_person_iter *it, naql_person *out,
                               size_t size);

typedef struct naql_relation { /* of two stories */
    uint32_t a, b;             /* a < b */
    naql_str why;              /* "same people", "same people and place"... */
    naql_place_iter places;    /* that show it, in both */
} naql_relation;
typedef struct naql_relation_iter {
    const naql_set *set;
    const void *at;
    uint32_t n, next;
} naql_relation_iter;
NAQL_API naql_relation_iter naql_relations(const naql_set *set);
NAQL_API bool naql_relation_next(naql_relation_iter *it, naql_relation *out,
                                 size_t size);

typedef struct naql_stand { /* a statement of a position */
    int32_t day;            /* of its first article, since 1970-01-01 */
    uint32_t story, group;  /* number of the group among those of the story */
    naql_place said;        /* in the wording that was compared */
    uint32_t statement;     /* its number in that article */
    uint32_t before;     /* number of the older stand that it is held against;
                            NAQL_NONE: it is the first */
    naql_str bearing;    /* what its words show beside that one: "opposed",
                            "changed", "repeated", "beside"; empty: the first */
    naql_place shown[2]; /* the words that show it, there and here; both NULL
                            and empty: nothing does */
} naql_stand;
typedef struct naql_stand_iter {
    const naql_set *set;
    const void *at;
    uint32_t n, next;
} naql_stand_iter;
NAQL_API bool naql_stand_next(naql_stand_iter *it, naql_stand *out,
                              size_t size);

typedef struct naql_position { /* what one speaker said of one subject */
    naql_str speaker;
    uint32_t person;        /* number in the set */
    naql_str about;         /* a word that the statements share */
    naql_stand_iter stands; /* by day */
} naql_position;
typedef struct naql_position_iter {
    const naql_set *set;
    const void *at;
    uint32_t n, next;
} naql_position_iter;
/* Over stories that are related, on two days or more; the newest first. */
NAQL_API naql_position_iter naql_positions(const naql_set *set);
NAQL_API bool naql_position_next(naql_position_iter *it, naql_position *out,
                                 size_t size);

/* ---- Bulk: near-duplicates of a crawl or an archive ---------------------- */

typedef struct naql_dedup_options {
    size_t size;         /* sizeof(naql_dedup_options) */
    double same, within; /* Jaccard and containment, of word 5-grams, at which
                            two articles are one; 0: 0.5 and 0.8 */
    bool keep;           /* write the representatives alone */
    /* Told of every input that is passed over; NULL is allowed. */
    void (*fault)(void *user, const naql_error *err);
    void *user;
    uint64_t memory;   /* bytes that are remembered of earlier articles; beyond
                          them the oldest are forgotten; 0: 4 GiB */
    const char *state; /* file that tells where to go on; NULL: none */
    uint64_t have;     /* with a state: bytes of output that there are */
    /* With a state, before the first write: the output is to be cut off behind
     * so many bytes, of the `have` that there are. */
    naql_status (*resume)(void *user, uint64_t bytes);
    bool as_written; /* letters are not folded: of two texts that differ in
                        hamza, ya or ta marbuta the words are not the same */
} naql_dedup_options;

typedef struct naql_dedup_summary {
    uint64_t articles, groups;
    uint64_t faults;    /* inputs passed over */
    uint64_t bytes;     /* memory held at the most */
    uint64_t forgotten; /* articles that later ones were not held against */
} naql_dedup_summary;

/* Groups the near-duplicates of all articles that the paths hold, without
 * analysing them. Writes one JSON line an article as it is read: {"id",
 * "representative", "source", "similarity", "contained", "group", "also"}. The
 * representative is the group's first article, the source the earlier article
 * it is most like (null: none), similarity and contained are with the source,
 * also are first articles of other groups that it repeats. With `keep`, only
 * the articles that have no source: a JSON line as it was, any other form as a
 * JSON line of id, url, outlet, author, published, title, abstract, text. The
 * same bytes for any number of threads.
 *
 * options  NULL: defaults
 * returns  NAQL_OK, NAQL_CANCELLED, NAQL_NOMEM, NAQL_TOO_BIG, NAQL_BAD_ARG
 *          (also a state of another run), NAQL_LOCKED, NAQL_IO, or what the
 *          sink returned
 * source   docs/bulk.md; word 5-grams, FracMinHash (Irber et al. 2022) */
NAQL_API naql_status naql_dedup(naql_engine *engine, const char *const *paths,
                                uint32_t n, const naql_dedup_options *options,
                                naql_sink to, naql_dedup_summary *summary,
                                naql_error *err);

/* ---- Bulk: the stories of a crawl or an archive -------------------------- */

typedef struct naql_cluster_options {
    size_t size;       /* sizeof(naql_cluster_options) */
    uint32_t least;    /* articles of a story that is written; 0: 1 */
    const char *state; /* file that tells where to go on; NULL: none */
    /* Told of every input that is passed over; NULL is allowed. */
    void (*fault)(void *user, const naql_error *err);
    void *user;
} naql_cluster_options;

typedef struct naql_cluster_summary {
    uint64_t articles, stories;
    uint64_t faults; /* inputs passed over */
    uint64_t bytes;  /* memory held at the most */
} naql_cluster_summary;

/* Puts all articles that the paths hold into stories, by their words and days,
 * without looking for names and statements. Writes, when all are read, one JSON
 * line a story: {"id", "title", "first", "last", "outlets", "articles"}. The
 * same bytes for any number of threads.
 *
 * options  NULL: defaults
 * returns  as naql_dedup
 * source   docs/bulk.md; Miranda et al. 2018 */
NAQL_API naql_status naql_cluster(naql_engine *engine, const char *const *paths,
                                  uint32_t n,
                                  const naql_cluster_options *options,
                                  naql_sink to, naql_cluster_summary *summary,
                                  naql_error *err);

/* ---- Bulk: the passages that the articles of an archive share ------------ */

typedef struct naql_reuse_options {
    size_t size;       /* sizeof(naql_reuse_options) */
    bool pairs;        /* every run with every earlier article; else of each
                          place the longest alone */
    bool brief;        /* no passages, only groups, sources and counts */
    uint32_t least;    /* words of the shortest run; 0: 12, the least */
    uint64_t memory;   /* bytes that are remembered of earlier articles; beyond
                          them the oldest are forgotten; 0: 4 GiB */
    const char *state; /* file that tells where to go on; NULL: none */
    uint64_t have;     /* as in naql_dedup_options, as is `resume` */
    naql_status (*resume)(void *user, uint64_t bytes);
    /* Told of every input that is passed over; NULL is allowed. */
    void (*fault)(void *user, const naql_error *err);
    void *user;
} naql_reuse_options;

typedef struct naql_reuse_summary {
    uint64_t articles, groups;
    uint64_t runs;
    uint64_t faults;    /* inputs passed over */
    uint64_t bytes;     /* memory held at the most */
    uint64_t forgotten; /* articles that later ones were not held against */
} naql_reuse_summary;

/* Finds every run of 12 words or more that an article shares with an earlier
 * one of all that the paths hold. Letters are folded; furniture is dropped.
 * Writes one JSON line an article as it is read: {"id", "source",
 * "from_source", "shared", "words", "group", "representative", "passages"}. The
 * source is the earlier article that has most of its words (null: none), a
 * passage has its place in both clean texts, in code points, and its words as
 * they stand in the later one. The same bytes for any number of threads.
 *
 * options  NULL: defaults
 * returns  as naql_dedup
 * source   docs/bulk.md; winnowing: Schleimer, Wilkerson, Aiken 2003 */
NAQL_API naql_status naql_reuse(naql_engine *engine, const char *const *paths,
                                uint32_t n, const naql_reuse_options *options,
                                naql_sink to, naql_reuse_summary *summary,
                                naql_error *err);

/* ---- Store: an archive, one SQLite file (docs/archive.md) ---------------- */

typedef struct naql_store naql_store;

/* Opens an archive. Any number of readers may ask while one writer adds; a
 * handle is for one thread.
 *
 * path     of the file
 * writing  make it where there is none, and allow naql_store_add; else it is
 *          only read, and never changed
 * returns  NAQL_OK; NAQL_IO: it is not there, or cannot be read or written;
 *          NAQL_CORRUPT: it is damaged, no archive, or of a newer version;
 *          NAQL_LOCKED: another process is writing; NAQL_NOMEM */
NAQL_API naql_status naql_store_open(naql_engine *engine, const char *path,
                                     bool writing, naql_store **out,
                                     naql_error *err);
/* The stories of an archive are worked out anew when something was added: for
 * both of these handles at once from now on, and for those that share with
 * either. With itself, a handle is readied for that: from then on others may
 * share with it while another thread asks by it.
 *
 * returns  NAQL_OK; NAQL_BAD_ARG: not both are readers of one path and engine,
 *          or each shares with others already; or as naql_store_open */
NAQL_API naql_status naql_store_share(naql_store *store, naql_store *with,
                                      naql_error *err);
/* What was added since the last naql_store_commit may be lost. */
NAQL_API void naql_store_close(naql_store *store);

/* Adds an article with all that was found in it. It may be closed afterwards.
 * One that is there already, by its id or by url, outlet, date and words, is
 * passed over. Some hundred go in one transaction: they are there for readers,
 * and for ever, when it ends, with naql_store_commit at the latest. After a
 * failure of either, what was added since it last ended is lost.
 *
 * fresh    false: it was there
 * returns  NAQL_OK, NAQL_BAD_ARG (opened for reading), NAQL_IO (the disk is
 *          full...), NAQL_LOCKED, NAQL_CORRUPT, NAQL_NOMEM */
NAQL_API naql_status naql_store_add(naql_store *store,
                                    const naql_article *article, bool *fresh,
                                    naql_error *err);
NAQL_API naql_status naql_store_commit(naql_store *store, naql_error *err);

/* ---- Store: for programs that fill an archive from the network ----------- */

typedef struct naql_fetched { /* an answer of a web server */
    size_t size;              /* sizeof(naql_fetched) */
    naql_str url;             /* that answered */
    naql_str head;  /* of HTTP: lines as they came, the status line first */
    naql_str body;  /* without transfer and content coding */
    int64_t second; /* when, since 1970-01-01 UTC */
    naql_str feed;  /* that named it; empty: none */
    const naql_known *known; /* what that told of it; NULL: nothing */
} naql_fetched;

typedef struct naql_kept { /* where an answer is kept */
    naql_str url, feed;
    int64_t second;
    naql_str file;   /* a web archive (WARC) beside the archive */
    uint64_t offset; /* byte in it where the record starts */
} naql_kept;

/* Keeps an answer, so that what is said of it can be proved later: as a record
 * of ARCHIVE-YEAR-MONTH.warc.gz, which only grows, and which naql reads as any
 * other input. What is known of it from elsewhere is a record behind it.
 *
 * out      `file` is borrowed until the next naql_store_keep; the strings of
 *          *what are borrowed for it
 * returns  NAQL_OK, NAQL_BAD_ARG (opened for reading, no url), NAQL_LOCKED
 *          (another program keeps answers for this archive), NAQL_IO,
 *          NAQL_NOMEM
 * cost     packs the body; a sync of the disk */
NAQL_API naql_status naql_store_keep(naql_store *store,
                                     const naql_fetched *what, naql_kept *out,
                                     naql_error *err);

/* As naql_store_add, with a row that tells where the article was fetched and is
 * kept (table `kept` of docs/archive.md).
 *
 * kept     NULL: it was not fetched */
NAQL_API naql_status naql_store_add_kept(naql_store *store,
                                         const naql_article *article,
                                         const naql_kept *kept, bool *fresh,
                                         naql_error *err);

/* Remembers something with the archive, in the transaction of what was added
 * since the last naql_store_commit, so that both are there or neither.
 *
 * kind     of the program's choice, as is the key; UTF-8
 * value    takes the place of an earlier one; empty: there shall be none
 * returns  as naql_store_add */
NAQL_API naql_status naql_store_note(naql_store *store, const char *kind,
                                     naql_str key, naql_str value,
                                     naql_error *err);

/* Gives what was remembered to a sink, in one piece.
 *
 * returns  NAQL_OK; NAQL_NOT_FOUND: nothing was; NAQL_CORRUPT, NAQL_IO,
 *          NAQL_LOCKED, NAQL_NOMEM, or what the sink returned */
NAQL_API naql_status naql_store_noted(naql_store *store, const char *kind,
                                      naql_str key, naql_sink to,
                                      naql_error *err);

/* ---- Store: asking ------------------------------------------------------- */

typedef struct naql_archived { /* a statement, as an archive keeps it */
    naql_span span, cue;
    naql_span speaker, credit; /* empty: none */
    naql_str form;             /* "direct", "indirect", "mixed" */
    naql_str act;
    naql_str name; /* of the speaker, as the article has it; or empty */
    double confidence;
} naql_archived;

/* What a question finds in one article, instead of a line of JSON. Borrowed for
 * the call that gets it; may grow at its end. */
typedef struct naql_answer {
    naql_str id, outlet, title, published, url, path; /* of the article */
    uint32_t record;
    naql_str text;  /* its clean text, of which the spans are */
    naql_span span; /* search: the sentence that has most of the words, or a
                       part of it; trace: the words that carry the sentence;
                       statements: what was said */
    /* Of a search: BM25, the higher the better; the words that were found, in
     * the order of the text; whether the sentence goes on beyond the span. */
    double score;
    const naql_span *words; /* [n_words] */
    uint32_t n_words;
    bool cut_before, cut_after;
    /* Of statements, and of a trace where the words stand in one; else NULL. */
    const naql_archived *said;
    /* Of a trace: the share of words that are equal, how sure it is that they
     * say the same, 0..1, and the difference to what was asked for. */
    float same_words, confidence;
    naql_edit_iter edits;
} naql_answer;

typedef struct naql_ask { /* how a question is asked; zero: defaults */
    size_t size;          /* sizeof(naql_ask) */
    bool json;            /* JSON lines (docs/archive.md); else a listing */
    uint32_t limit;       /* answers at the most; 0: all */
    const char *since, *until; /* "2017-08-14", "2017-08", "2017"; NULL: open;
                                  inclusive, undated articles have no part */
    uint32_t skip; /* of a search: its first answers, which are not written;
                      they cost little */
    /* Gets the answers, one a call, and the sink none. What it returns other
     * than NAQL_OK ends the question, which returns it. NULL: they are
     * written. */
    naql_status (*answer)(void *user, const naql_answer *answer);
    void *user;
} naql_ask;

/* Every question writes one answer at a time: of JSON lines, a line a call of
 * the sink.
 *
 * Articles that hold the words of a query, best first by BM25, each with the
 * sentence that has most of them and the exact spans of the words. Vowel signs,
 * hamza, what is glued to a word and its endings make no difference. "words in
 * a row", -without, outlet:NAME, by:SPEAKER, since:DAY, until:DAY; no query is
 * an error of syntax.
 *
 * query    any bytes, 4096 at the most
 * ask      NULL: defaults
 * returns  NAQL_OK, NAQL_NOT_FOUND, NAQL_TOO_BIG, NAQL_BAD_ARG (a day that is
 *          none), NAQL_CORRUPT, NAQL_IO, NAQL_LOCKED, NAQL_NOMEM, or what the
 *          sink returned */
NAQL_API naql_status naql_store_search(naql_store *store, naql_str query,
                                       const naql_ask *ask, naql_sink to,
                                       naql_error *err);

/* Everyone in the archive who carried a sentence, in whatever wording, the
 * oldest first, undated ones last: articles that share its rarer words are held
 * against it, by words in a row and as statements are held against each other.
 * Each with its span, its share of equal words and the difference to `text`;
 * the statement it stands in, if in one, with speaker and credit.
 *
 * text     any bytes, three words at least, 4096 bytes at the most
 * returns  as naql_store_search; NAQL_BAD_ARG also for fewer words */
NAQL_API naql_status naql_store_trace(naql_store *store, naql_str text,
                                      const naql_ask *ask, naql_sink to,
                                      naql_error *err);

/* The statements of whoever goes by a name, in any spelling of it, by date,
 * undated ones last.
 *
 * by       all its words must stand in the name that an article gives
 * about    a query as of naql_store_search, that what was said has to meet;
 *          empty: anything
 * returns  as naql_store_search; NAQL_BAD_ARG also for a name without words */
NAQL_API naql_status naql_store_statements(naql_store *store, naql_str by,
                                           naql_str about, const naql_ask *ask,
                                           naql_sink to, naql_error *err);

/* The stories of the archive, as JSON lines of the form of naql_cluster, with
 * ids of articles.
 *
 * least    articles of a story that is written; 0: 1
 * returns  NAQL_OK, NAQL_CORRUPT, NAQL_IO, NAQL_LOCKED, NAQL_NOMEM, or what the
 *          sink returned
 * cost     1 KB of memory an article; nothing is read anew */
NAQL_API naql_status naql_store_stories(naql_store *store, uint32_t least,
                                        naql_sink to, naql_error *err);

typedef struct naql_archived_story { /* borrowed for the call that gets it */
    naql_str id, title;
    int32_t first, last; /* days since 1970-01-01, INT32_MIN: not known */
    bool inferred;       /* one of these: no article that states its date has
                            it */
    uint32_t outlets, articles; /* how many */
    const void *at;             /* the library's own */
} naql_archived_story;

/* The same stories, one a call of `story`. What that returns other than NAQL_OK
 * ends them, and is returned. It may ask the store anything. */
NAQL_API naql_status naql_store_each_story(
    naql_store *store, uint32_t least,
    naql_status (*story)(void *user, const naql_archived_story *story),
    void *user, naql_error *err);
/* The id of article number `i` of a story, in order of time; empty: there is
 * none. */
NAQL_API naql_str naql_archived_article(const naql_archived_story *story,
                                        uint32_t i);

/* Puts the articles of a story into a set, to be compared as any others. They
 * belong to the store, which has to outlive the set.
 *
 * id       of a story as naql_store_stories tells it, or of one of its
 *          articles
 * returns  as naql_store_stories; NAQL_NOT_FOUND: neither */
NAQL_API naql_status naql_store_story(naql_store *store, naql_str id,
                                      naql_set *set, naql_error *err);

/* Writes the report of a story: naql_store_story, naql_set_compare and
 * naql_set_report in one, which keeps nothing.
 *
 * returns  as naql_store_story, naql_set_compare and naql_set_report */
NAQL_API naql_status naql_store_report(naql_store *store, naql_str id,
                                       naql_format format,
                                       const naql_report_options *options,
                                       naql_sink to, naql_error *err);

/* An article of the archive, read anew from what it was read from: the same to
 * the byte, with all that this naql finds in it.
 *
 * id       as every answer gives it
 * out      the caller's to close; may outlive the store
 * returns  as naql_store_stories; NAQL_NOT_FOUND: there is none */
NAQL_API naql_status naql_store_article(naql_store *store, naql_str id,
                                        naql_article **out, naql_error *err);

/* ---- Pages of an archive, for a server (docs/serve.md) ------------------- */

/* What a page shows. Its address, which the links of other pages name, is
 * behind it. The numbers are frozen; new ones at the end. */
typedef enum naql_page_kind {
    NAQL_PAGE_FRONT,      /* / */
    NAQL_PAGE_SEARCH,     /* /search?q=WORDS */
    NAQL_PAGE_STATEMENTS, /* /statements?by=&about=&since=&until= */
    NAQL_PAGE_TRACE,      /* /trace?text=WORDS&since=&until= */
    NAQL_PAGE_STORIES,    /* /stories?least= */
    NAQL_PAGE_STORY,      /* /stories/ID: the report of naql_store_story */
    NAQL_PAGE_ARTICLE,    /* /articles/ID */
    NAQL_PAGE_FAILURE     /* what a server has to say instead */
} naql_page_kind;

typedef struct naql_page { /* zero: the front, in Arabic */
    size_t size;           /* sizeof(naql_page) */
    naql_page_kind kind;
    bool english;      /* the frame */
    bool named;        /* links name the language: ?lang= */
    const char *words; /* of a search or a trace, or the id; any bytes,
                          NULL: none, as of the next ones: an empty form */
    const char *by, *about, *since, *until; /* as of naql_store_statements */
    uint32_t skip;    /* answers before the first one of the page: &cursor= */
    uint32_t least;   /* articles of a story that is shown; 0: 2 */
    unsigned failure; /* HTTP status code, of NAQL_PAGE_FAILURE */
} naql_page;

/* Writes a page, in one piece: whole, without a script but that of a report, to
 * be sent with the policy below.
 *
 * store    NULL: for NAQL_PAGE_FAILURE alone
 * returns  NAQL_OK, with nothing found too, which the page tells then;
 *          NAQL_BAD_ARG, NAQL_TOO_BIG: so it cannot be asked; the page tells
 *          why, unless err->message is about the arguments of this call;
 *          NAQL_NOT_FOUND: no such story or article, and else as of the
 *          questions above, nothing is written; or what the sink returned */
NAQL_API naql_status naql_store_page(naql_store *store, const naql_page *page,
                                     naql_sink to, naql_error *err);

/* Content-Security-Policy of all these pages; at most `room` bytes with a NUL.
 * The length it has; as of snprintf. */
NAQL_API size_t naql_page_policy(char *out, size_t room);

#ifdef __cplusplus
}
#endif
#endif
