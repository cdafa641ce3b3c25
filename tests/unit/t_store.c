/* SPDX-License-Identifier: Apache-2.0
 *
 * t_store.c - an archive in the library: questions of any bytes, packed
 * documents that are damaged. */
#include "naql.h"

#include "base/str.h"
#include "store/document.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sqlite3.h>
#include <unistd.h>
#include <cmocka.h>

struct fixture {
    naql_engine *engine;
    naql_store *store;
    char path[64];
    size_t written;
};

static naql_status
count(void *user, const char *bytes, size_t n)
{
    struct fixture *f = user;
    (void)bytes;
    f->written += n;
    return NAQL_OK;
}

static const char news[] =
    "{\"title\": \"إغلاق جسر سحاب\", \"outlet\": \"المرفأ\", \"text\": "
    "\"أعلنت بلدية سحاب إغلاق الجسر الشرقي أسبوعين. وقال المهندس نادر "
    "الزعبلاوي إن العمل يبدأ فجر الأحد.\"}\n";

/* A file of one article, read; both are the caller's to close. */
static naql_article *
read_one(struct fixture *f, const char *line, naql_reader **reader)
{
    naql_article *a;
    assert_int_equal(naql_reader_open_memory(f->engine, "news", line,
                                             strlen(line), reader, NULL),
                     NAQL_OK);
    assert_int_equal(naql_reader_next(*reader, &a, NULL), NAQL_OK);
    return a;
}

static void
fill(struct fixture *f)
{
    naql_reader *reader;
    bool fresh;
    naql_article *a = read_one(f, news, &reader);
    assert_int_equal(naql_store_add(f->store, a, &fresh, NULL), NAQL_OK);
    assert_true(fresh);
    assert_int_equal(naql_store_add(f->store, a, &fresh, NULL), NAQL_OK);
    assert_false(fresh);
    naql_article_close(a);
    naql_reader_close(reader);
    assert_int_equal(naql_store_commit(f->store, NULL), NAQL_OK);
}

static int
set_up(void **state)
{
    static struct fixture f;
    naql_options o = {.size = sizeof(o), .threads = 1};
    f = (struct fixture){0};
    snprintf(f.path, sizeof f.path, "t_store.%ld.db", (long)getpid());
    unlink(f.path);
    *state = &f;
    if (naql_engine_open(&o, &f.engine, NULL) != NAQL_OK ||
        naql_store_open(f.engine, f.path, true, &f.store, NULL) != NAQL_OK)
        return 1;
    fill(&f);
    return 0;
}

static int
tear_down(void **state)
{
    struct fixture *f = *state;
    naql_store_close(f->store);
    naql_engine_close(f->engine);
    return unlink(f->path);
}

/* A rule that this file alone has stands in for what may fail in the midst of
 * an article. */
static void
no_article_stays_in_half(void **state)
{
    struct fixture *f = *state;
    static const char more[] =
        "{\"title\": \"ميناء\", \"text\": \"قال سالم القطان إن العمل يبدأ غدا. "
        "وقال سالم القطان إن الميناء مغلق.\"}\n";
    naql_ask ask = {.size = sizeof ask};
    naql_store *store;
    naql_reader *reader;
    naql_article *a;
    naql_error err;
    sqlite3 *db;
    bool fresh;
    const char *path = "t_store.half.db";
    unlink(path);
    assert_int_equal(naql_store_open(f->engine, path, true, &store, NULL),
                     NAQL_OK);
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    assert_int_equal(
        sqlite3_exec(db, "CREATE UNIQUE INDEX once ON statements(article)",
                     NULL, NULL, NULL),
        SQLITE_OK);
    sqlite3_close(db);
    assert_int_equal(naql_reader_open_memory(f->engine, "more", more,
                                             sizeof more - 1, &reader, NULL),
                     NAQL_OK);
    assert_int_equal(naql_reader_next(reader, &a, NULL), NAQL_OK);
    for (int i = 0; i < 2; i++) {
        assert_int_not_equal(naql_store_add(store, a, &fresh, &err), NAQL_OK);
        assert_false(fresh);
        assert_true(strlen(err.message) > 10);
    }
    assert_int_equal(naql_store_commit(store, NULL), NAQL_OK);
    assert_int_equal(naql_store_search(store, (naql_str){"ميناء", 10}, &ask,
                                       (naql_sink){count, f}, NULL),
                     NAQL_NOT_FOUND);
    naql_article_close(a);
    naql_reader_close(reader);
    naql_store_close(store);
    unlink(path);
}

static naql_status
search(struct fixture *f, const char *query, size_t n)
{
    naql_ask ask = {.size = sizeof ask, .json = true};
    f->written = 0;
    return naql_store_search(f->store, (naql_str){query, n}, &ask,
                             (naql_sink){count, f}, NULL);
}

static void
words_are_found_in_any_spelling(void **state)
{
    static const char *const queries[] = {
        "الجسر",
        "جِسْرٌ",
        "وبالجسر",
        "الجســر",
        "\"الجسر الشرقي\"",
        "outlet:المرفأ",
        "by:الزعبلاوي",
        "جسر -قمح",
        "«إغلاق الجسر»",
    };
    for (size_t i = 0; i < sizeof queries / sizeof *queries; i++) {
        assert_int_equal(search(*state, queries[i], strlen(queries[i])),
                         NAQL_OK);
        assert_true(((struct fixture *)*state)->written > 100);
    }
}

static naql_status
trace(struct fixture *f, const char *text, size_t n)
{
    naql_ask ask = {.size = sizeof ask, .json = n % 2};
    f->written = 0;
    return naql_store_trace(f->store, (naql_str){text, n}, &ask,
                            (naql_sink){count, f}, NULL);
}

static naql_status
said(struct fixture *f, naql_str by, const char *about, size_t n)
{
    naql_ask ask = {.size = sizeof ask, .json = n % 2};
    f->written = 0;
    return naql_store_statements(f->store, by, (naql_str){about, n}, &ask,
                                 (naql_sink){count, f}, NULL);
}

/* Signs that mean something to FTS5, to SQL, to us, and to nobody, in rows. */
static void
no_query_is_an_error(void **state)
{
    static const char *const pieces[] = {
        "\"",     "'",      "(",       ")",       "*",
        "^",      "-",      "+",       ":",       "{",
        "}",      "NEAR(",  "AND",     "OR",      "NOT",
        ";",      "--",     "\\",      "%",       "_",
        ",",      "a:b",    "جسر",     "«",       "»",
        "\u064e", "\xff",   "\xd8",    "\0",      "\t",
        " ",      "by:",    "outlet:", "\u202e",  "\u0640",
        "stems",  "words:", "NULL",    "1,234.5", "\xf4\x90\x80\x80",
    };
    enum { PIECES = sizeof pieces / sizeof *pieces, LONGEST = 12 };
    uint32_t random = 1;
    for (int turn = 0; turn < 5000; turn++) {
        char query[LONGEST * 16];
        size_t n = 0;
        for (int i = 0; i <= turn % LONGEST; i++) {
            random = random * 1664525u + 1013904223u;
            const char *piece = pieces[(random >> 8) % PIECES];
            size_t len = *piece ? strlen(piece) : 1;
            memcpy(query + n, piece, len);
            n += len;
        }
        naql_status status = search(*state, query, n);
        assert_true(status == NAQL_OK || status == NAQL_NOT_FOUND ||
                    status == NAQL_BAD_ARG);
        if (status == NAQL_BAD_ARG) /* a day that is none */
            continue;
        status = trace(*state, query, n);
        assert_true(status == NAQL_OK || status == NAQL_NOT_FOUND ||
                    status == NAQL_BAD_ARG);
        status = said(*state, NQ_STR("نادر الزعبلاوي"), query, n);
        assert_true(status == NAQL_OK || status == NAQL_NOT_FOUND);
        status = said(*state, nq_str(query, n), "", 0);
        assert_true(status == NAQL_OK || status == NAQL_NOT_FOUND ||
                    status == NAQL_BAD_ARG);
    }
}

static void
a_sentence_is_traced(void **state)
{
    static const char *const carried[] = {
        "إن العمل يبدأ فجر الأحد", "أُعْلِنَ إغلاق الجسر الشرقي أسبوعين",
        "قررت البلدية إغلاق الجسر الشرقي في سحاب أسبوعين"};
    static const char *const not_carried[] = {
        "هبطت سفينة عملاقة في الصحراء", "أعلنت الشركة إغلاق المصنع القديم"};
    for (size_t i = 0; i < 3; i++)
        assert_int_equal(trace(*state, carried[i], strlen(carried[i])),
                         NAQL_OK);
    for (size_t i = 0; i < 2; i++)
        assert_int_equal(trace(*state, not_carried[i], strlen(not_carried[i])),
                         NAQL_NOT_FOUND);
    assert_int_equal(trace(*state, "كلمتان اثنتان", strlen("كلمتان اثنتان")),
                     NAQL_BAD_ARG);
}

static void
stories_come_back(void **state)
{
    struct fixture *f = *state;
    naql_set *set;
    naql_error err;
    f->written = 0;
    assert_int_equal(
        naql_store_stories(f->store, 0, (naql_sink){count, f}, NULL), NAQL_OK);
    assert_true(f->written > 50);
    assert_int_equal(naql_set_new(f->engine, &set, NULL), NAQL_OK);
    assert_int_equal(
        naql_store_story(f->store, (naql_str){"\0\xff", 2}, set, &err),
        NAQL_NOT_FOUND);
    naql_set_close(set);
}

static void
long_queries_have_an_end(void **state)
{
    enum { MANY = 1 << 20 };
    char *query = malloc(MANY);
    assert_non_null(query);
    for (int i = 0; i < MANY; i++)
        query[i] = "\"( "[i % 3];
    assert_int_equal(search(*state, query, MANY), NAQL_TOO_BIG);
    for (int i = 0; i < 4096; i++)
        query[i] = i % 2 ? ' ' : (char)('a' + i % 26);
    assert_int_equal(search(*state, query, 4096), NAQL_TOO_BIG);
    assert_int_equal(search(*state, query, 128), NAQL_NOT_FOUND);
    free(query);
}

static void
days_are_days(void **state)
{
    static const char *const bad[] = {
        "since:x", "until:2030-02-30", "since:2030-5",
        "until:",  "since:2030-13",    "until:2030-00"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_int_equal(search(*state, bad[i], strlen(bad[i])), NAQL_BAD_ARG);
}

static void
who_reads_does_not_write(void **state)
{
    struct fixture *f = *state;
    naql_store *other;
    bool fresh;
    naql_ask old = {.size = 4};
    assert_int_equal(naql_store_open(f->engine, f->path, false, &other, NULL),
                     NAQL_OK);
    assert_int_equal(naql_store_add(other, NULL, &fresh, NULL), NAQL_BAD_ARG);
    assert_int_equal(naql_store_search(other, (naql_str){"x", 1}, &old,
                                       (naql_sink){count, f}, NULL),
                     NAQL_BAD_ARG);
    naql_store_close(other);
    assert_int_equal(naql_store_open(f->engine, "", false, &other, NULL),
                     NAQL_BAD_ARG);
    assert_null(other);
}

/* ---- Documents ---- */

static void
documents_come_back(void **state)
{
    (void)state;
    const nq_doc_block blocks[] = {{NQ_STR("عنوان"), NQ_HINT_TITLE},
                                   {NQ_STR("نص"), NQ_HINT_MAIN}};
    const nq_doc doc = {.path = NQ_STR("a"),
                        .record = 70000,
                        .title = NQ_STR("عنوان"),
                        .form = NQ_DOC_BLOCKS,
                        .blocks = blocks,
                        .n_blocks = 2};
    nq_buf raw = {0}, packed = {0};
    nq_arena arena;
    nq_doc back;
    ZSTD_CCtx *zstd = ZSTD_createCCtx();
    nq_arena_init(&arena);
    assert_true(nq_document_pack(&doc, zstd, &raw, &packed));
    assert_int_equal(nq_document_unpack(nq_buf_str(&packed), &arena, &back),
                     NAQL_OK);
    assert_int_equal(back.record, 70000);
    assert_int_equal(back.n_blocks, 2);
    assert_true(nq_str_equal(back.title, doc.title));
    assert_true(nq_str_equal(back.blocks[1].text, blocks[1].text));
    assert_int_equal(back.blocks[1].hints, NQ_HINT_MAIN);
    for (size_t i = 0; i < raw.len; i++) { /* every byte another, every end */
        nq_buf bad = {0};
        naql_status status;
        size_t room = ZSTD_compressBound(raw.len);
        assert_true(nq_buf_reserve(&bad, room));
        raw.ptr[i] = (char)(raw.ptr[i] ^ 0xff);
        bad.len = ZSTD_compress(bad.ptr, room, raw.ptr, raw.len, 1);
        status = nq_document_unpack(nq_buf_str(&bad), &arena, &back);
        assert_true(status == NAQL_OK || status == NAQL_CORRUPT);
        raw.ptr[i] = (char)(raw.ptr[i] ^ 0xff);
        bad.len = ZSTD_compress(bad.ptr, room, raw.ptr, i, 1);
        assert_int_equal(nq_document_unpack(nq_buf_str(&bad), &arena, &back),
                         NAQL_CORRUPT);
        nq_buf_clear(&bad);
    }
    assert_int_equal(nq_document_unpack(NQ_STR("no zstd"), &arena, &back),
                     NAQL_CORRUPT);
    nq_arena_clear(&arena);
    nq_buf_clear(&raw);
    nq_buf_clear(&packed);
    ZSTD_freeCCtx(zstd);
}

/* ---- What came from the network ---- */

static naql_status
collect(void *user, const char *bytes, size_t n)
{
    char *to = user;
    snprintf(to, 256, "%.*s", (int)n, bytes);
    return NAQL_OK;
}

static void
notes_are_remembered(void **state)
{
    struct fixture *f = *state;
    char value[256] = "";
    naql_sink to = {collect, value};
    assert_int_equal(naql_store_noted(f->store, "feed", NQ_STR("a"), to, NULL),
                     NAQL_NOT_FOUND);
    naql_store_note(f->store, "feed", NQ_STR("a"), NQ_STR("one"), NULL);
    naql_store_note(f->store, "feed", NQ_STR("a"), NQ_STR("two"), NULL);
    naql_store_note(f->store, "item", NQ_STR("a"), NQ_STR("x"), NULL);
    assert_int_equal(naql_store_commit(f->store, NULL), NAQL_OK);
    assert_int_equal(naql_store_noted(f->store, "feed", NQ_STR("a"), to, NULL),
                     NAQL_OK);
    assert_string_equal(value, "two");
    naql_store_note(f->store, "feed", NQ_STR("a"), NQ_STR(""), NULL);
    assert_int_equal(naql_store_noted(f->store, "feed", NQ_STR("a"), to, NULL),
                     NAQL_NOT_FOUND);
    assert_int_equal(naql_store_commit(f->store, NULL), NAQL_OK);
}

static const char bare_page[] =
    "<html><body><p>أعلنت بلدية سحاب إغلاق الجسر الشرقي أسبوعين. وقال المهندس "
    "نادر الزعبلاوي إن العمل يبدأ فجر الأحد.</p></body></html>";

static naql_article *
read_known(struct fixture *f, const naql_known *known, naql_reader **reader)
{
    naql_article *a;
    assert_int_equal(naql_reader_open_memory(f->engine, "page", bare_page,
                                             sizeof bare_page - 1, reader,
                                             NULL),
                     NAQL_OK);
    assert_int_equal(naql_reader_kind(*reader), NAQL_KIND_NONE);
    assert_int_equal(naql_reader_know(*reader, known, NULL), NAQL_OK);
    assert_int_equal(naql_reader_next(*reader, &a, NULL), NAQL_OK);
    assert_int_equal(naql_reader_kind(*reader), NAQL_KIND_PAGE);
    return a;
}

static void
what_is_known_fills_what_is_not_told(void **state)
{
    naql_known known = {.size = sizeof known,
                        .url = NQ_STR("https://a.example/1"),
                        .type = NQ_STR("text/html; charset=utf-8"),
                        .outlet = NQ_STR("المرفأ"),
                        .title = NQ_STR("إغلاق جسر"),
                        .published = NQ_STR("2030-05-01T08:00:00Z")};
    naql_reader *reader;
    naql_article *a = read_known(*state, &known, &reader);
    naql_head h = naql_article_head(a);
    assert_true(nq_str_equal(h.url, known.url));
    assert_true(nq_str_equal(h.outlet, known.outlet));
    assert_true(nq_str_equal(h.title, known.title));
    assert_true(nq_str_equal(h.published, known.published));
    assert_int_equal(naql_reader_know(reader, &known, NULL), NAQL_BAD_ARG);
    naql_article_close(a);
    naql_reader_close(reader);
}

static void
what_is_known_has_to_be_text(void **state)
{
    struct fixture *f = *state;
    naql_known known = {.size = sizeof known, .title = NQ_STR("\xff")};
    naql_reader *reader;
    const char *paths[] = {"nothing"};
    naql_reader_open_memory(f->engine, "page", "x", 1, &reader, NULL);
    assert_int_equal(naql_reader_know(reader, &known, NULL), NAQL_BAD_ARG);
    known.size--;
    assert_int_equal(naql_reader_know(reader, &known, NULL), NAQL_BAD_ARG);
    naql_reader_close(reader);
    known = (naql_known){.size = sizeof known};
    naql_reader_open(f->engine, paths, 1, &reader, NULL);
    assert_int_equal(naql_reader_know(reader, &known, NULL), NAQL_BAD_ARG);
    naql_reader_close(reader);
}

/* What was kept is read as any web archive, and is the same article. */
static void
what_is_kept_is_read_again(void **state)
{
    struct fixture *f = *state;
    naql_known known = {.size = sizeof known, .url = NQ_STR("http://a.b/1")};
    naql_reader *reader;
    naql_article *a = read_known(f, &known, &reader), *again;
    naql_fetched what = {.size = sizeof what,
                         .url = known.url,
                         .head = NQ_STR("HTTP/1.1 200 OK\r\nContent-Encoding: "
                                        "gzip\r\nContent-Length: 7\r\n\r\n"),
                         .body = {bare_page, sizeof bare_page - 1},
                         .second = 951782400, /* 2000-02-29 */
                         .feed = NQ_STR("http://a.b/f\r\nforged: x"),
                         .known = &known};
    naql_kept kept;
    bool fresh;
    for (int i = 0; i < 2; i++)
        assert_int_equal(naql_store_keep(f->store, &what, &kept, NULL),
                         NAQL_OK);
    assert_true(nq_str_ends(kept.file, NQ_STR("-2000-02.warc.gz")));
    assert_true(kept.offset > 0);
    assert_int_equal(naql_store_add_kept(f->store, a, &kept, &fresh, NULL),
                     NAQL_OK);
    assert_true(fresh);
    const char *path = kept.file.ptr;
    naql_reader *other;
    assert_int_equal(naql_reader_open(f->engine, &path, 1, &other, NULL),
                     NAQL_OK);
    for (int i = 0; i < 2; i++) {
        assert_int_equal(naql_reader_next(other, &again, NULL), NAQL_OK);
        assert_true(
            nq_str_equal(naql_article_head(a).id, naql_article_head(again).id));
        naql_article_close(again);
    }
    assert_int_equal(naql_reader_next(other, &again, NULL), NAQL_END);
    naql_reader_close(other);
    unlink(path);
    naql_article_close(a);
    naql_reader_close(reader);
}

/* Goes on until nothing is left of a number. */
static bool
count_down(void *user, uint64_t done, uint64_t of)
{
    int *left = user;
    assert_true(done == 0 && of == 0);
    return (*left)-- > 0;
}

static void
add_many(naql_engine *engine, const char *path)
{
    naql_store *store;
    assert_int_equal(naql_store_open(engine, path, true, &store, NULL),
                     NAQL_OK);
    for (int i = 0; i < 300; i++) {
        char line[200];
        naql_reader *reader;
        naql_article *a;
        bool fresh;
        int n = snprintf(line, sizeof line,
                         "{\"id\": \"%d\", \"text\": \"أغلق الجسر رقم %d أمام "
                         "المركبات.\"}\n",
                         i, i);
        assert_int_equal(naql_reader_open_memory(engine, "many", line,
                                                 (size_t)n, &reader, NULL),
                         NAQL_OK);
        assert_int_equal(naql_reader_next(reader, &a, NULL), NAQL_OK);
        assert_int_equal(naql_store_add(store, a, &fresh, NULL), NAQL_OK);
        assert_true(fresh);
        naql_article_close(a);
        naql_reader_close(reader);
    }
    assert_int_equal(naql_store_commit(store, NULL), NAQL_OK);
    naql_store_close(store);
}

static void
a_question_can_be_broken_off(void **state)
{
    struct fixture *f = *state;
    static const char path[] = "t_store.many.db";
    int left = 1 << 30;
    naql_options o = {.size = sizeof o, .threads = 1};
    naql_ask ask = {.size = sizeof ask, .json = true};
    naql_str word = NQ_STR("الجسر");
    naql_sink to = {count, f};
    naql_engine *engine;
    naql_store *store;
    naql_error err;
    unlink(path);
    add_many(f->engine, path);
    o.progress = count_down;
    o.user = &left;
    assert_int_equal(naql_engine_open(&o, &engine, NULL), NAQL_OK);
    assert_int_equal(naql_store_open(engine, path, false, &store, NULL),
                     NAQL_OK);
    assert_int_equal(naql_store_search(store, word, &ask, to, &err), NAQL_OK);
    assert_true(left < (1 << 30) - 2);
    for (int i = 0; i < 3; i++) {
        left = i;
        assert_int_equal(naql_store_search(store, word, &ask, to, &err),
                         NAQL_CANCELLED);
        assert_true(strlen(err.message) > 10);
    }
    /* stories are worked out for later questions too */
    assert_int_equal(naql_store_stories(store, 1, to, &err), NAQL_OK);
    left = 1 << 30;
    assert_int_equal(naql_store_search(store, word, &ask, to, &err), NAQL_OK);
    naql_store_close(store);
    naql_engine_close(engine);
    unlink(path);
}

static naql_status
gather(void *user, const char *bytes, size_t n)
{
    naql_str *to = user;
    char *more = realloc((char *)(uintptr_t)to->ptr, to->len + n + 1);
    assert_non_null(more);
    memcpy(more + to->len, bytes, n);
    *to = nq_str(more, to->len + n);
    return NAQL_OK;
}

static void
expect_same_stories(naql_store *one, naql_store *other, size_t *bytes)
{
    naql_str a = {0}, b = {0};
    assert_int_equal(naql_store_stories(one, 1, (naql_sink){gather, &a}, NULL),
                     NAQL_OK);
    assert_int_equal(
        naql_store_stories(other, 1, (naql_sink){gather, &b}, NULL), NAQL_OK);
    assert_true(nq_str_equal(a, b));
    assert_true(a.len > *bytes);
    *bytes = a.len;
    free((char *)(uintptr_t)a.ptr);
    free((char *)(uintptr_t)b.ptr);
}

static void
add_one_more(struct fixture *f)
{
    static const char more[] =
        "{\"title\": \"سوق القمح\", \"text\": \"قال سالم القطان إن سوق "
        "القمح يفتح غدا.\"}\n";
    naql_reader *reader;
    bool fresh;
    naql_article *a = read_one(f, more, &reader);
    assert_int_equal(naql_store_add(f->store, a, &fresh, NULL), NAQL_OK);
    assert_int_equal(naql_store_commit(f->store, NULL), NAQL_OK);
    naql_article_close(a);
    naql_reader_close(reader);
}

/* The first to open may close before the others. */
static void
readers_share_what_the_stories_are(void **state)
{
    struct fixture *f = *state;
    naql_store *at[3];
    size_t bytes = 0;
    for (int i = 0; i < 3; i++) {
        assert_int_equal(
            naql_store_open(f->engine, f->path, false, &at[i], NULL), NAQL_OK);
        assert_int_equal(naql_store_share(at[i], at[i ? i - 1 : 0], NULL),
                         NAQL_OK);
    }
    assert_int_equal(naql_store_share(at[0], f->store, NULL), NAQL_BAD_ARG);
    expect_same_stories(at[0], at[1], &bytes);
    add_one_more(f);
    expect_same_stories(at[2], at[1], &bytes);
    naql_store_close(at[0]);
    naql_store_close(at[1]);
    bytes = 0;
    expect_same_stories(at[2], f->store, &bytes);
    naql_store_close(at[2]);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_are_found_in_any_spelling),
        cmocka_unit_test(a_sentence_is_traced),
        cmocka_unit_test(stories_come_back),
        cmocka_unit_test(no_query_is_an_error),
        cmocka_unit_test(long_queries_have_an_end),
        cmocka_unit_test(days_are_days),
        cmocka_unit_test(who_reads_does_not_write),
        cmocka_unit_test(documents_come_back),
        cmocka_unit_test(no_article_stays_in_half),
        cmocka_unit_test(notes_are_remembered),
        cmocka_unit_test(what_is_known_fills_what_is_not_told),
        cmocka_unit_test(what_is_known_has_to_be_text),
        cmocka_unit_test(what_is_kept_is_read_again),
        cmocka_unit_test(a_question_can_be_broken_off),
        cmocka_unit_test(readers_share_what_the_stories_are),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
