/* SPDX-License-Identifier: Apache-2.0
 *
 * t_source.c - paths, text files and JSON lines come in as documents. */
#include "base/io.h"
#include "base/str.h"
#include "input/bytes.h"
#include "input/sha1.h"
#include "input/source.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>
#include <sys/stat.h>
#include <zlib.h>
#include <zstd.h>

/* A folder of its own for each test, and what a source made of it: one line a
 * document or fault. */
struct room {
    char folder[64];
    nq_buf seen;
};

static int
make_room(void **state)
{
    struct room *r = calloc(1, sizeof *r);
    snprintf(r->folder, sizeof r->folder, "/tmp/naql-t_source-XXXXXX");
    *state = r;
    return mkdtemp(r->folder) ? 0 : 1;
}

static void
remove_all(const char *folder)
{
    nq_arena arena;
    nq_list entries;
    nq_arena_init(&arena);
    if (nq_io_list(folder, &arena, &entries, NULL) == NAQL_OK) {
        const nq_io_entry *at = entries.at;
        for (uint32_t i = 0; i < entries.n; i++) {
            if (at[i].kind == NQ_IO_FOLDER)
                remove_all(at[i].path);
            else
                unlink(at[i].path);
        }
    }
    rmdir(folder);
    nq_arena_clear(&arena);
}

static int
leave_room(void **state)
{
    struct room *r = *state;
    remove_all(r->folder);
    nq_buf_clear(&r->seen);
    free(r);
    return 0;
}

static const char *
in_room(struct room *r, const char *name)
{
    static char path[8][256];
    static unsigned turn;
    char *at = path[turn++ % 8];
    snprintf(at, sizeof path[0], "%s/%s", r->folder, name);
    return at;
}

static const char *
put(struct room *r, const char *name, naql_str bytes)
{
    const char *path = in_room(r, name);
    assert_int_equal(nq_io_replace(path, bytes, NULL), NAQL_OK);
    return path;
}

static void
tell(struct room *r, const nq_doc *d)
{
    size_t skip = strlen(r->folder) + 1;
    nq_buf_format(&r->seen, "%.*s#%u", (int)(d->path.len - skip),
                  d->path.ptr + skip, d->record);
    const struct {
        const char *name;
        naql_str value;
    } fields[] = {{"id", d->id},
                  {"url", d->url},
                  {"outlet", d->outlet},
                  {"author", d->author},
                  {"language", d->language},
                  {"published", d->published},
                  {"modified", d->modified},
                  {"title", d->title},
                  {"abstract", d->abstract},
                  {"text", d->text}};
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        if (fields[i].value.len > 0)
            nq_buf_format(&r->seen, " %s=[%.*s]", fields[i].name,
                          (int)fields[i].value.len, fields[i].value.ptr);
    nq_buf_byte(&r->seen, '\n');
}

static void
read_paths(struct room *r, const char *const *paths, uint32_t n)
{
    nq_source *s;
    nq_arena arena;
    nq_arena_init(&arena);
    nq_buf_reset(&r->seen);
    assert_int_equal(nq_source_open(paths, n, &s, NULL), NAQL_OK);
    for (;;) {
        nq_doc doc;
        naql_error err = {0};
        naql_status status = nq_source_next(s, &arena, &doc, &err);
        if (status == NAQL_END)
            break;
        if (status == NAQL_OK)
            tell(r, &doc);
        else
            nq_buf_format(&r->seen, "! %s\n",
                          err.message + strlen(r->folder) + 1);
        nq_arena_reset(&arena);
    }
    nq_source_close(s);
    nq_arena_clear(&arena);
}

static void
expect(struct room *r, const char *lines)
{
    nq_buf_byte(&r->seen, '\0');
    assert_string_equal(r->seen.ptr, lines);
}

/* Puts one file there and tells what it gives. */
/* How often the words stand in what was seen. */
static unsigned
saw(const struct room *r, const char *words)
{
    unsigned n = 0;
    naql_str seen = nq_buf_str(&r->seen), what = nq_str_from(words);
    for (size_t at = 0; (at = nq_str_find(seen, what, at)) != SIZE_MAX; at++)
        n++;
    return n;
}

static void
expect_file(struct room *r, naql_str bytes, const char *lines)
{
    const char *path = put(r, "f", bytes);
    read_paths(r, &path, 1);
    expect(r, lines);
}

static void
a_text_file_is_one_document(void **state)
{
    struct room *r = *state;
    expect_file(r, NQ_STR("خبر\nنص"), "f#0 text=[خبر\nنص]\n");
    expect_file(r,
                NQ_STR("\xef\xbb\xbf"
                       "خبر\r\nنص\rآخر"),
                "f#0 text=[خبر\nنص\nآخر]\n");
    expect_file(r, NQ_STR(""), "f#0\n");
    expect_file(r, NQ_STR("\xef\xbb\xbf"), "f#0\n");
    expect_file(r, NQ_STR("{لا}"), "f#0 text=[{لا}]\n");
}

static void
what_is_no_text_is_named(void **state)
{
    struct room *r = *state;
    expect_file(r, NQ_STR("\xff\xd8\xff\xe0JFIFxx\xff\xff"),
                "! f: not text: a JPEG picture (skipped)\n");
    expect_file(r, NQ_STR("\x8f\xd8\xff\xe0JFIFxx\xff\xff"),
                "! f: not text: 17 % of it is not valid in any Arabic encoding "
                "(skipped)\n");
}

static void
folders_are_walked_in_the_order_of_names(void **state)
{
    struct room *r = *state;
    assert_int_equal(mkdir(in_room(r, "d"), 0700), 0);
    assert_int_equal(mkdir(in_room(r, "d/b"), 0700), 0);
    assert_int_equal(mkdir(in_room(r, "d/e"), 0700), 0);
    put(r, "d/c", NQ_STR("3"));
    put(r, "d/b/z", NQ_STR("2"));
    put(r, "d/b/a", NQ_STR("1"));
    put(r, "d/.hidden", NQ_STR("no"));
    assert_int_equal(symlink("..", in_room(r, "d/loop")), 0);
    const char *paths[] = {in_room(r, "none"), in_room(r, "d/"),
                           in_room(r, "d/c"), in_room(r, "d/c")};
    read_paths(r, paths, 4);
    expect(r, "d/b/a#0 text=[1]\nd/b/z#0 text=[2]\nd/c#0 text=[3]\n"
              "d/c#0 text=[3]\n"
              "! none: cannot open: No such file or directory (skipped)\n");
    unlink(in_room(r, "d/.hidden")); /* what a listing leaves out */
}

static void
json_lines_are_read_by_their_field_names(void **state)
{
    struct room *r = *state;
    expect_file(r,
                NQ_STR("{\"id\": 7, \"outlet\":\"ص\",\"time\":\"t\","
                       "\"title\":\"ع\\u0648\",\"text\":\"a\\r\\nb\"}\n"
                       "\n"
                       "{\"maintext\":\"x\",\"text\":null,"
                       "\"authors\":[\"a\",{\"name\":\"b\",\"@id\":\"c\"}],"
                       "\"date_publish\":\"d\",\"date\":\"e\"}\r\n"
                       "{\"text\":\"\",\"metadata\":{\"url\":\"u\","
                       "\"deep\":{\"text\":\"no\"}},\"source\":\"http://s\"}"),
                "f#0 id=[7] outlet=[ص] published=[t] title=[عو] text=[a\nb]\n"
                "f#1 author=[a, b] published=[d] text=[x]\n"
                "f#2 url=[u]\n");
}

static void
a_bad_line_is_named_and_passed_over(void **state)
{
    struct room *r = *state;
    expect_file(r,
                NQ_STR("{\"text\":\"1\"}\n"
                       "{\"text\":\"2\",}\n"
                       "[\"text\"]\n"
                       "{\"text\":\"\xff\"}\n"
                       "{\"other\":1}\n"
                       "{\"text\":\"3\"} x\n"
                       "{\"text\":\"4\"}\n"
                       "{\"text\":\"5"),
                "f#0 text=[1]\n"
                "! f:2: bad JSON: a key in quotes was expected (skipped)\n"
                "! f:3: an object was expected (skipped)\n"
                "! f:4: bad JSON: not valid UTF-8 (skipped)\n"
                "! f:5: no field of it is known to hold a text; --fields "
                "text=NAME tells which (skipped)\n"
                "! f:6: bad JSON: something follows the value (skipped)\n"
                "f#6 text=[4]\n"
                "! f:8: bad JSON: it ends too early (skipped)\n");
}

/* A stream of what is left of a string. */
static naql_status
pull(void *from, void *at, size_t room, size_t *n, naql_error *err)
{
    naql_str *left = from;
    (void)err;
    *n = left->len < room ? left->len : room;
    memcpy(at, left->ptr, *n);
    *left = nq_str(left->ptr + *n, left->len - *n);
    return NAQL_OK;
}

static void
a_line_too_long_is_passed_over(void **state)
{
    enum { LONG = 1 << 20, LIMIT = 1 << 12 };
    nq_buf text = {0};
    nq_bytes bytes;
    naql_str line;
    (void)state;
    for (uint32_t i = 0; i < LONG; i++)
        nq_buf_byte(&text, 'x');
    nq_buf_add(&text, NQ_STR("\nnext\n"));
    naql_str left = nq_buf_str(&text);
    nq_bytes_init(&bytes, pull, &left);
    assert_int_equal(nq_bytes_line(&bytes, LIMIT, &line), NAQL_TOO_BIG);
    assert_int_equal(nq_bytes_line(&bytes, LIMIT, &line), NAQL_OK);
    assert_true(nq_str_equal(line, NQ_STR("next")));
    assert_int_equal(nq_bytes_line(&bytes, LIMIT, &line), NAQL_END);
    nq_bytes_clear(&bytes);
    nq_buf_clear(&text);
}

static void
an_array_is_its_objects(void **state)
{
    struct room *r = *state;
    expect_file(r, NQ_STR("[{\"text\":\"1\"}, {\"text\":\"2\"}]"),
                "f#0 text=[1]\nf#1 text=[2]\n");
    expect_file(r, NQ_STR("\xef\xbb\xbf [ ]\n"), "");
    expect_file(r, NQ_STR("[] سطر"), "f#0 text=[[] سطر]\n"); /* a line */
}

static void
a_users_own_field_names_come_first(void **state)
{
    struct room *r = *state;
    const char *path =
        put(r, "f", NQ_STR("{\"text\":\"no\",\"t2\":\"yes\",\"h\":\"head\"}"));
    nq_source *s;
    nq_arena arena;
    nq_doc doc;
    nq_arena_init(&arena);
    assert_int_equal(nq_source_open(&path, 1, &s, NULL), NAQL_OK);
    assert_int_equal(nq_source_fields(s, NQ_STR("text"), NULL), NAQL_BAD_ARG);
    assert_int_equal(nq_source_fields(s, NQ_STR("x=y"), NULL), NAQL_BAD_ARG);
    assert_int_equal(nq_source_fields(s, NQ_STR("text=t2, title=h"), NULL),
                     NAQL_OK);
    assert_int_equal(nq_source_next(s, &arena, &doc, NULL), NAQL_OK);
    assert_true(nq_str_equal(doc.text, NQ_STR("yes")));
    assert_true(nq_str_equal(doc.title, NQ_STR("head")));
    nq_source_close(s);
    nq_arena_clear(&arena);
}

/* Adds a gzip member. */
static void
gzip(nq_buf *to, naql_str bytes)
{
    z_stream z = {0};
    assert_int_equal(deflateInit2(&z, 6, Z_DEFLATED, 15 + 16, 8, 0), Z_OK);
    size_t room = deflateBound(&z, bytes.len) + 32;
    assert_true(nq_buf_reserve(to, room));
    z.next_in = (Bytef *)(uintptr_t)bytes.ptr;
    z.avail_in = (unsigned)bytes.len;
    z.next_out = (Bytef *)to->ptr + to->len;
    z.avail_out = (unsigned)room;
    assert_int_equal(deflate(&z, Z_FINISH), Z_STREAM_END);
    to->len += room - z.avail_out;
    deflateEnd(&z);
}

static void
compressed_files_are_told_by_their_bytes(void **state)
{
    struct room *r = *state;
    nq_buf once = {0}, twice = {0};
    gzip(&once, NQ_STR("{\"text\":\"1\"}\n{\"text\":"));
    gzip(&once, NQ_STR("\"2\"}\n"));
    expect_file(r, nq_buf_str(&once), "f#0 text=[1]\nf#1 text=[2]\n");
    gzip(&twice, nq_buf_str(&once));
    expect_file(r, nq_buf_str(&twice), "f#0 text=[1]\nf#1 text=[2]\n");
    char small[256];
    naql_str text = NQ_STR("نص قصير");
    size_t n = ZSTD_compress(small, sizeof small, text.ptr, text.len, 3);
    expect_file(r, nq_str(small, n), "f#0 text=[نص قصير]\n");
    nq_buf_clear(&once);
    nq_buf_clear(&twice);
}

static void
what_came_before_damage_is_kept_and_what_follows_found(void **state)
{
    struct room *r = *state;
    nq_buf b = {0};
    gzip(&b, NQ_STR("{\"text\":\"1\"}\n"));
    gzip(&b, NQ_STR("{\"text\":\"2\"}\n"));
    b.ptr[b.len - 8] ^= 1; /* its checksum */
    gzip(&b, NQ_STR("{\"text\":\"3\"}\n"));
    expect_file(r, nq_buf_str(&b),
                "f#0 text=[1]\n"
                "! f: damaged gzip at byte 43: its checksum is wrong "
                "(skipped)\nf#1 text=[3]\n");
    b.ptr[b.len / 3 * 2 - 8] ^= 1;
    expect_file(r, nq_str(b.ptr, b.len - 4),
                "f#0 text=[1]\nf#1 text=[2]\nf#2 text=[3]\n"
                "! f: damaged gzip at byte 91: it ends too early (skipped)\n");
    nq_buf_clear(&b);
}

/* A record that holds an answer of a server; its payload digest is that of
 * `digested`, in base 32 or else in hex. */
static void
add_record(nq_buf *to, const char *body, const char *digested, bool hex)
{
    const char *head = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n"
                       "Transfer-Encoding: chunked\r\n\r\n";
    unsigned char sum[20];
    char written[41] = {0};
    nq_sha1(nq_sha1_plain, nq_str_from(digested), sum);
    if (hex)
        nq_sha1_hex(sum, written);
    else
        nq_sha1_base32(sum, written);
    nq_buf_format(to,
                  "WARC/1.1\r\nWARC-Type: response\r\nContent-Type: "
                  "application/http\r\nWARC-Payload-Digest: sha1:%s\r\n"
                  "Content-Length: %zu\r\n\r\n%s%s\r\n\r\n",
                  written, strlen(head) + strlen(body), head, body);
}

static void
payloads_are_held_against_their_digests(void **state)
{
    struct room *r = *state;
    nq_buf b = {0};
    const char *chunked = "4\r\nfour\r\n0\r\n\r\n";
    add_record(&b, chunked, chunked, false); /* as it was sent */
    add_record(&b, chunked, "four", true);   /* its chunks joined */
    add_record(&b, chunked, "five", false);
    add_record(&b, chunked, "four", false);
    expect_file(r, nq_buf_str(&b),
                "f#0 text=[four]\nf#1 text=[four]\n"
                "! f: record at byte 480: what it carries was changed: its "
                "digest does not fit (skipped)\nf#2 text=[four]\n");
    nq_buf_clear(&b);
}

/* Whose head does not say that it holds an answer of a server. */
static void
an_untyped_record_is_told_by_its_start(void **state)
{
    struct room *r = *state;
    const char *head = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n";
    const char *parts[] = {head, "", "plain "};
    nq_buf b = {0};
    for (size_t i = 0; i < 3; i++)
        nq_buf_format(&b,
                      "WARC/1.0\r\nWARC-Type: response\r\n"
                      "Content-Length: %zu\r\n\r\n%sfour\r\n\r\n",
                      strlen(parts[i]) + 4, parts[i]);
    expect_file(r, nq_buf_str(&b),
                "f#0 text=[four]\nf#1 text=[four]\nf#2 text=[plain four]\n");
    nq_buf_clear(&b);
}

/* No blank line has to stand between the records of an ARC file: one inside a
 * page says nothing of its end. */
static void
a_wrong_length_of_an_arc_record_is_seen(void **state)
{
    struct room *r = *state;
    const char *body = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n"
                       "one\r\ntwo\n";
    nq_buf b = {0};
    nq_buf_format(&b, "filedesc://x.arc 0.0.0.0 20200101000000 text/plain 0\n");
    for (size_t less = 0; less < 10; less += 6)
        nq_buf_format(&b,
                      "http://a.example/ 1.2.3.4 20200101000000 text/plain "
                      "%zu\n%s",
                      strlen(body) - less, body);
    nq_buf_format(&b,
                  "http://b.example/ 1.2.3.4 20200101000000 text/plain "
                  "%zu\n%s",
                  strlen(body), body);
    expect_file(r, nq_buf_str(&b),
                "f#0 url=[http://a.example/] text=[one\ntwo\n]\n"
                "! f: record at byte 162: a record whose length is not right "
                "(skipped)\n"
                "f#1 url=[http://b.example/] text=[one\ntwo\n]\n");
    nq_buf_clear(&b);
}

static void
an_address_of_a_feed_keeps_its_ampersand(void **state)
{
    expect_file(
        *state,
        NQ_STR(
            "<feed xmlns=\"http://www.w3.org/2005/Atom\"><entry>"
            "<link rel=\"alternate\" href=\"http://a.example/?b=1&amp;c=2\"/>"
            "<content>one &amp; two</content></entry></feed>"),
        "f#0 url=[http://a.example/?b=1&c=2] text=[one & two]\n");
}

/* Each slip stands in the first item of three. */
static void
a_slip_costs_a_feed_no_item(void **state)
{
    static const char *const slips[] = {
        "<enclosure url=x>",
        "<title>",
        "<!-- x",
        "</channel>",
        "</guid></b>",
        "<b><i>x</b>",
        "<a href=x/>",
        "<a b=\"c>",
        "1 < 2 & 3 <4",
        "<![CDATA[<br>]]> x ]]><p",
        "<!x <?y",
        "<link href=z rel=self>",
    };
    for (size_t i = 0; i < sizeof slips / sizeof *slips; i++) {
        nq_buf b = {0};
        nq_buf_format(&b,
                      "<rss><channel><item><link>a</link><description>one"
                      "</description>%s</item>\n",
                      slips[i]);
        nq_buf_format(&b, "<item><link>b</link><description>two</description>"
                          "</item><item><link>c</link><description>three"
                          "</description></item></channel></rss>");
        expect_file(*state, nq_buf_str(&b),
                    "f#0 url=[a] text=[one]\nf#1 url=[b] text=[two]\n"
                    "f#2 url=[c] text=[three]\n");
        nq_buf_clear(&b);
    }
}

static void
a_value_without_an_end_ends_before_the_next(void **state)
{
    expect_file(*state,
                NQ_STR("<rss><item><title>a<link>b</lnik><description>c"
                       "<pubDate>f</item></rss>"),
                "f#0 url=[b] published=[f] title=[a] text=[c]\n");
}

static void
markup_of_a_title_is_left_out(void **state)
{
    expect_file(*state,
                NQ_STR("<feed><title type='xhtml'><div>x</div></title><entry>"
                       "<title type='xhtml'><div>a <b>b</b></div></title>"
                       "<link rel=alternate href=http://x/1/><content>one"
                       "</content></entry></feed>"),
                "f#0 url=[http://x/1/] outlet=[x] title=[a b] text=[one]\n");
}

static void
elements_of_a_feed_may_have_a_prefix(void **state)
{
    expect_file(
        *state,
        NQ_STR(
            "<atom:feed xmlns:atom='x'><atom:title>x</atom:title><atom:entry>"
            "<atom:title>a</atom:title><atom:link title='b < c' "
            "href='http://x/1'/><atom:content>one</atom:content>"
            "</atom:entry></atom:feed>"),
        "f#0 url=[http://x/1] outlet=[x] title=[a] text=[one]\n");
}

static void
items_that_go_with_one_are_left_out(void **state)
{
    expect_file(*state,
                NQ_STR("<rss><channel><item><title>a</title><related><item>"
                       "<link>b</link><description>c</description></item>"
                       "</related><link>d</link><description>e</description>"
                       "</item><item><link>f</link><description>g"
                       "</description></item></channel></rss>"),
                "f#0 url=[d] title=[a] text=[e]\nf#1 url=[f] text=[g]\n");
}

static void
text_whose_end_has_no_prefix_ends_there(void **state)
{
    expect_file(*state,
                NQ_STR("<rss><item><content:encoded>a</encoded><link>b</link>"
                       "</item></rss>"),
                "f#0 url=[b] text=[a]\n");
}

/* Over 10 MB libxml2 takes nothing of it. */
static void
long_cdata_is_read_as_far_as_an_article_goes(void **state)
{
    struct room *r = *state;
    nq_buf b = {0};
    nq_buf_add(&b, NQ_STR("<rss><item><link>a</link><description><![CDATA["));
    for (uint32_t i = 0; i < 11u << 20; i++)
        nq_buf_byte(&b, 'b');
    nq_buf_add(&b, NQ_STR("]]></description></item></rss>"));
    read_paths(r, (const char *[]){put(r, "f", nq_buf_str(&b))}, 1);
    assert_int_equal(saw(r, "f#0 url=[a] text=[bbb"), 1);
    nq_buf_clear(&b);
}

static void
a_feed_of_too_many_names_says_so_once(void **state)
{
    struct room *r = *state;
    nq_buf b = {0};
    nq_buf_add(&b, NQ_STR("<rss><item><title>a</title></item><item>"));
    for (uint32_t i = 0; i < 5000; i++)
        nq_buf_format(&b, "<n%u/>", i);
    nq_buf_add(&b, NQ_STR("<title>b</title></item></rss>"));
    read_paths(r, (const char *[]){put(r, "f", nq_buf_str(&b))}, 1);
    assert_int_equal(saw(r, "f#0 title=[a]"), 1);
    assert_int_equal(saw(r, "names of elements"), 1);
    nq_buf_clear(&b);
}

static void
a_bomb_stops_at_the_limit(void **state)
{
    struct room *r = *state;
    nq_buf zeros = {0}, b = {0};
    size_t n = 8u << 20;
    assert_true(nq_buf_reserve(&zeros, n));
    memset(zeros.ptr, ' ', n);
    gzip(&b, nq_str(zeros.ptr, n));
    read_paths(r, (const char *[]){put(r, "f", nq_buf_str(&b))}, 1);
    assert_int_equal(saw(r, "a bomb (skipped)"), 1);
    nq_buf_clear(&zeros);
    nq_buf_clear(&b);
}

int
main(void)
{
#define RUN(name) cmocka_unit_test_setup_teardown(name, make_room, leave_room)
    const struct CMUnitTest tests[] = {
        RUN(a_text_file_is_one_document),
        RUN(what_is_no_text_is_named),
        RUN(folders_are_walked_in_the_order_of_names),
        RUN(json_lines_are_read_by_their_field_names),
        RUN(a_bad_line_is_named_and_passed_over),
        RUN(a_line_too_long_is_passed_over),
        RUN(an_array_is_its_objects),
        RUN(a_users_own_field_names_come_first),
        RUN(compressed_files_are_told_by_their_bytes),
        RUN(what_came_before_damage_is_kept_and_what_follows_found),
        RUN(payloads_are_held_against_their_digests),
        RUN(an_untyped_record_is_told_by_its_start),
        RUN(a_wrong_length_of_an_arc_record_is_seen),
        RUN(an_address_of_a_feed_keeps_its_ampersand),
        RUN(a_slip_costs_a_feed_no_item),
        RUN(a_value_without_an_end_ends_before_the_next),
        RUN(markup_of_a_title_is_left_out),
        RUN(elements_of_a_feed_may_have_a_prefix),
        RUN(items_that_go_with_one_are_left_out),
        RUN(text_whose_end_has_no_prefix_ends_there),
        RUN(long_cdata_is_read_as_far_as_an_article_goes),
        RUN(a_feed_of_too_many_names_says_so_once),
        RUN(a_bomb_stops_at_the_limit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
