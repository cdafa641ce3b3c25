/* SPDX-License-Identifier: Apache-2.0
 *
 * t_stream.c - archives of any size are read in little memory, and their first
 * article comes at once.
 *
 * Each archive is made while it is read and is nowhere whole. What counts are
 * bytes, not seconds: how many were asked for before the first document came,
 * and how many of memory the process ever held. */
#include "base/buf.h"
#include "base/str.h"
#include "hostile/input_memory.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <sys/resource.h>
#include <zlib.h>
#include <zstd.h>

#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define SANITIZED
#endif
#elif defined(__SANITIZE_ADDRESS__)
#define SANITIZED
#endif

#ifdef SANITIZED /* which takes memory of its own, and time */
enum { ARCHIVE_BYTES = 8 << 20, MEMORY_MB = 1 << 20 };
#else
enum { ARCHIVE_BYTES = 72 << 20, MEMORY_MB = 64 };
#endif

/* Bytes that may be read before the first document: two windows of packed
 * bytes, and what of them waits unpacked. */
enum { FIRST_BYTES = 1 << 20 };

typedef enum packing { BARE, GZIP, GZIP_MEMBERS, ZSTD } packing;

struct kind {
    const char *name, *head;
    void (*unit)(unsigned i, naql_str words, nq_buf *out); /* one document */
    packing packing;
    void (*end)(nq_buf *out); /* what closes it; NULL: nothing */
};

struct stream {
    const struct kind *kind;
    nq_buf plain, packed; /* of what comes next */
    size_t at;            /* what of `packed` was read */
    uint64_t made, given; /* bytes, before packing and after */
    unsigned n;           /* documents made */
    uint32_t seed;
    z_stream gzip;
    ZSTD_CCtx *zstd;
    bool ended;
};

/* ---- Units --------------------------------------------------------------- */

static void
json_unit(unsigned i, naql_str words, nq_buf *out)
{
    nq_buf_format(out, "{\"id\":\"%u\",\"title\":\"خبر\",\"text\":\"%.*s\"}\n",
                  i, (int)words.len, words.ptr);
}

static void
array_unit(unsigned i, naql_str words, nq_buf *out)
{
    nq_buf_byte(out, i ? ',' : '[');
    json_unit(i, words, out);
}

static void
csv_unit(unsigned i, naql_str words, nq_buf *out)
{
    nq_buf_format(out, "%u,\"%.*s\"\n", i, (int)words.len, words.ptr);
}

static void
warc_unit(unsigned i, naql_str words, nq_buf *out)
{
    nq_buf_format(out,
                  "WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Target-URI: "
                  "http://x/%u\r\nContent-Length: %zu\r\n\r\n%.*s\r\n\r\n",
                  i, words.len, (int)words.len, words.ptr);
}

/* A member of a ustar archive: a head of 512 bytes, and the file in as many
 * blocks of 512 as it takes. */
static void
tar_unit(unsigned i, naql_str words, nq_buf *out)
{
    char head[512] = {0};
    unsigned sum = 0;
    snprintf(head, 100, "%u.txt", i);
    snprintf(head + 100, 24, "0000644");
    snprintf(head + 124, 13, "%011zo", words.len);
    snprintf(head + 136, 13, "%011o", 0u);
    memset(head + 148, ' ', 8);
    head[156] = '0';
    memcpy(head + 257,
           "ustar\0"
           "00",
           8);
    for (size_t k = 0; k < sizeof head; k++)
        sum += (unsigned char)head[k];
    snprintf(head + 148, 8, "%06o", sum);
    nq_buf_add(out, nq_str(head, sizeof head));
    nq_buf_add(out, words);
    while (out->len % 512)
        nq_buf_byte(out, '\0');
}

static void
add_number(nq_buf *out, uint64_t n, unsigned bytes)
{
    for (; bytes-- > 0; n >>= 8)
        nq_buf_byte(out, (char)(n & 0xff));
}

/* A member of a zip archive, not packed. */
static void
zip_unit(unsigned i, naql_str words, nq_buf *out)
{
    char name[16];
    int len = snprintf(name, sizeof name, "%u.txt", i);
    nq_buf_add(out, NQ_STR("PK\x03\x04"));
    add_number(out, 20, 2); /* version needed */
    add_number(out, 0, 8);  /* flags, method, time, day */
    add_number(out, crc32(0, (const Bytef *)words.ptr, (uInt)words.len), 4);
    add_number(out, words.len, 4);
    add_number(out, words.len, 4);
    add_number(out, (uint64_t)len, 2);
    add_number(out, 0, 2); /* extra */
    nq_buf_add(out, nq_str(name, (size_t)len));
    nq_buf_add(out, words);
}

static void
array_end(nq_buf *out)
{
    nq_buf_byte(out, ']');
}

/* The index of an archive, with nothing in it: whoever reads a stream does
 * without. */
static void
zip_end(nq_buf *out)
{
    nq_buf_add(out, NQ_STR("PK\x05\x06"));
    for (unsigned i = 0; i < 18; i++)
        nq_buf_byte(out, '\0');
}

static const struct kind kinds[] = {
    {"JSON lines", "", json_unit, BARE, NULL},
    {"JSON lines in gzip", "", json_unit, GZIP, NULL},
    {"JSON lines in zstd", "", json_unit, ZSTD, NULL},
    {"JSON array", "", array_unit, BARE, array_end},
    {"CSV", "title,text\n", csv_unit, BARE, NULL},
    {"WARC", "", warc_unit, BARE, NULL},
    {"WARC in gzip, a member each", "", warc_unit, GZIP_MEMBERS, NULL},
    {"tar", "", tar_unit, BARE, NULL},
    {"tar in gzip", "", tar_unit, GZIP, NULL},
    {"zip", "", zip_unit, BARE, zip_end},
};

/* ---- Streams ------------------------------------------------------------- */

/* 2 to 4 KB of words in no order, for a text that repeats packs like a bomb. */
static void
make_words(struct stream *s, nq_buf *out)
{
    static const char *const words[] = {
        "قال ",    "الوزير ", "إن ",    "المشروع ", "سينتهي ", "قبل ",
        "الصيف ",  "وأضاف ",  "أن ",    "المدينة ", "تحتاج ",  "إلى ",
        "جسر ",    "جديد ",   "وطريق ", "يربط ",    "بين ",    "ضفتي ",
        "الوادي ", "منذ ",    "سنوات ", "ولم ",     "يحدد ",   "موعدا ",
        "لبدء ",   "العمل ",  "هناك، ", "لكنه ",    "وعد ",    "بإعلان ",
        "ذلك ",    "غدا. ",
    };
    nq_buf_reset(out);
    for (unsigned i = 0; i < 300; i++) {
        s->seed = s->seed * 1664525u + 1013904223u;
        nq_buf_add(out, nq_str_from(words[s->seed >> 27]));
    }
}

static void
pack_gzip(struct stream *s, int flush)
{
    z_stream *z = &s->gzip;
    z->next_in = (Bytef *)s->plain.ptr;
    z->avail_in = (uInt)s->plain.len;
    do {
        assert_true(nq_buf_reserve(&s->packed, 1 << 16));
        z->next_out = (Bytef *)s->packed.ptr + s->packed.len;
        z->avail_out = 1 << 16;
        deflate(z, flush);
        s->packed.len += (1u << 16) - z->avail_out;
    } while (z->avail_out == 0);
    if (flush == Z_FINISH)
        deflateReset(z);
}

static void
pack_zstd(struct stream *s, ZSTD_EndDirective end)
{
    ZSTD_inBuffer in = {s->plain.ptr, s->plain.len, 0};
    size_t left;
    do {
        assert_true(nq_buf_reserve(&s->packed, 1 << 16));
        ZSTD_outBuffer out = {s->packed.ptr + s->packed.len, 1 << 16, 0};
        left = ZSTD_compressStream2(s->zstd, &out, &in, end);
        s->packed.len += out.pos;
    } while (in.pos < in.size || (end == ZSTD_e_end && left > 0));
}

/* Makes the next unit, or the end. */
static void
make_more(struct stream *s)
{
    nq_buf words = {0};
    s->ended = s->made >= ARCHIVE_BYTES;
    nq_buf_reset(&s->plain);
    nq_buf_reset(&s->packed);
    s->at = 0;
    if (s->made == 0)
        nq_buf_add(&s->plain, nq_str_from(s->kind->head));
    if (!s->ended) {
        make_words(s, &words);
        s->kind->unit(s->n++, nq_buf_str(&words), &s->plain);
    } else if (s->kind->end) {
        s->kind->end(&s->plain);
    }
    s->made += s->plain.len;
    switch (s->kind->packing) {
    case BARE:
        nq_buf_add(&s->packed, nq_buf_str(&s->plain));
        break;
    case ZSTD:
        pack_zstd(s, s->ended ? ZSTD_e_end : ZSTD_e_continue);
        break;
    case GZIP:
        pack_gzip(s, s->ended ? Z_FINISH : Z_NO_FLUSH);
        break;
    case GZIP_MEMBERS:
        if (!s->ended)
            pack_gzip(s, Z_FINISH);
        break;
    }
    nq_buf_clear(&words);
}

static naql_status
pull(void *from, void *at, size_t room, size_t *n, naql_error *err)
{
    struct stream *s = from;
    (void)err;
    while (s->at == s->packed.len && !s->ended)
        make_more(s);
    size_t left = s->packed.len - s->at;
    *n = left < room ? left : room;
    memcpy(at, s->packed.ptr + s->at, *n);
    s->at += *n;
    s->given += *n;
    return NAQL_OK;
}

/* ---- Tests --------------------------------------------------------------- */

static double
peak_mb(void)
{
    struct rusage used;
    getrusage(RUSAGE_SELF, &used);
    return (double)used.ru_maxrss / 1024;
}

static void
read_kind(input_memory *reader, const struct kind *kind)
{
    struct stream s = {.kind = kind, .seed = 7};
    assert_int_equal(deflateInit2(&s.gzip, 1, Z_DEFLATED, 15 + 16, 8, 0), Z_OK);
    s.zstd = ZSTD_createCCtx();
    assert_non_null(s.zstd);
    input_tally t = input_memory_pull(reader, pull, &s, &s.given);
    if (t.docs != s.n || t.faults > 0)
        fail_msg("%s: %u of %u documents, %u faults", kind->name, t.docs, s.n,
                 t.faults);
    if (t.first > FIRST_BYTES)
        fail_msg("%s: the first document came after %llu bytes", kind->name,
                 (unsigned long long)t.first);
    if (peak_mb() > MEMORY_MB)
        fail_msg("%s: %.0f MB of memory", kind->name, peak_mb());
    print_message("%s: %u documents in %.0f MB, the first after %llu KB; peak "
                  "%.0f MB\n",
                  kind->name, t.docs, (double)s.made / 1e6,
                  (unsigned long long)(t.first >> 10), peak_mb());
    nq_buf_clear(&s.plain);
    nq_buf_clear(&s.packed);
    deflateEnd(&s.gzip);
    ZSTD_freeCCtx(s.zstd);
}

static void
large_archives_take_little_memory(void **state)
{
    (void)state;
    input_memory *reader = input_memory_open();
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        read_kind(reader, &kinds[i]);
    input_memory_close(reader);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(large_archives_take_little_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
