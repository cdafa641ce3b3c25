/* SPDX-License-Identifier: Apache-2.0
 *
 * input_samples.c - a small file of each form that can be read, made here. */
#include "hostile/input_samples.h"

#include "base/str.h"
#include "input/onebyte.h"
#include "input/sha1.h"

#include <archive.h>
#include <archive_entry.h>
#include <stdlib.h>
#include <zlib.h>
#include <zstd.h>

#define ONE                                                                                                                              \
    "قال رئيس بلدية الواحة سالم بن ناجي إن الأشغال ستبدأ في الصيف بعد موافقة " \
    "المجلس"
#define TWO                                                                    \
    "ورفض التجار القرار، وقالت ناطقة باسمهم إن المحال ستبقى مفتوحة طوال الشهر"

static void
add(nq_buf *b, const char *text)
{
    nq_buf_add(b, nq_str_from(text));
}

/* ---- Texts --------------------------------------------------------------- */

static void
plain(nq_buf *b)
{
    add(b, "عنوان الخبر الأول\n\n" ONE ".\n" TWO ".\n");
}

static void
plain_1256(nq_buf *b)
{
    nq_buf utf8 = {0};
    plain(&utf8);
    for (size_t i = 0; i < utf8.len; i++) {
        unsigned char c = (unsigned char)utf8.ptr[i];
        if (c < 0x80) {
            nq_buf_byte(b, (char)c);
            continue;
        }
        uint32_t point = (c & 0x1fu) << 6 | (utf8.ptr[++i] & 0x3f);
        const uint16_t *points = nq_onebyte_points(NQ_ONEBYTE_1256);
        for (unsigned k = 0; k < 128; k++)
            if (points[k] == point)
                nq_buf_byte(b, (char)(0x80 + k));
    }
    nq_buf_clear(&utf8);
}

static void
plain_utf16(nq_buf *b)
{
    nq_buf utf8 = {0};
    plain(&utf8);
    nq_buf_add(b, NQ_STR("\xff\xfe"));
    for (size_t i = 0; i < utf8.len; i++) {
        unsigned char c = (unsigned char)utf8.ptr[i];
        uint32_t point =
            c < 0x80 ? c : (c & 0x1fu) << 6 | (utf8.ptr[++i] & 0x3f);
        nq_buf_byte(b, (char)(point & 0xff));
        nq_buf_byte(b, (char)(point >> 8));
    }
    nq_buf_clear(&utf8);
}

/* ---- JSON, CSV ----------------------------------------------------------- */

static void
json_lines(nq_buf *b)
{
    add(b, "{\"id\":1,\"title\":\"خبر\",\"text\":\"" ONE "\"}\n"
           "{\"id\":\"2\",\"authors\":[\"ليلى\",{\"name\":\"سالم\"}],"
           "\"maintext\":\"" TWO "\\n\\u0642\\ud83d\\ude00\"}\n"
           "{\"metadata\":{\"url\":\"http://x.example/3\"},\"text\":\"" ONE
           "\"}\n{\"text\":\"<p>" ONE "</p><p>" TWO "</p>\"}\n");
}

static void
json_array(nq_buf *b)
{
    add(b, "[\n {\"title\": \"خبر\",\n  \"text\": \"" ONE "\"},\n {\"title\": "
           "\"آخر\", \"body\": [\"" ONE "\", \"" TWO "\"]}\n]\n");
}

static void
json_feed(nq_buf *b)
{
    add(b,
        "{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"صدى\","
        "\"items\":[{\"id\":\"1\",\"title\":\"خبر\",\"content_html\":\"<p>" ONE
        "</p>\"},{\"id\":\"2\",\"content_text\":\"" TWO "\"}]}");
}

static void
csv(nq_buf *b)
{
    add(b, "id,title,text,url\r\n1,\"خبر \"\"عاجل\"\"\",\"" ONE ",\n" TWO
           "\",http://x.example/1\r\n2,آخر," ONE ",\r\n3,ثالث," TWO ",\r\n");
}

/* ---- Pages and feeds ----------------------------------------------------- */

static void
page(nq_buf *b)
{
    add(b,
        "<!DOCTYPE html><html lang=ar><head><meta charset=utf-8><title>خبر "
        "من الواحة | صدى</title><meta property=\"og:title\" content=\"خبر من "
        "الواحة\"><script type=\"application/ld+json\">{\"@type\":"
        "\"NewsArticle\",\"headline\":\"خبر من الواحة\",\"datePublished\":"
        "\"2019-03-02\"}</script><style>p{}</style></head><body><nav><a "
        "href=/>الرئيسية</a></nav><h1>خبر من الواحة</h1><div class=\""
        "entry-content\"><p>" ONE ".</p><!-- x --><p>" TWO
        "&nbsp;&quot;</p><ul><li><a href=/2>خبر آخر</a></ul></div><footer>"
        "صدى</footer></body></html>");
}

static void
rss(nq_buf *b)
{
    add(b,
        "<?xml version=\"1.0\"?><!DOCTYPE rss [<!ENTITY a "
        "\"b\">]><rss><channel>"
        "<title>صدى</title><item><title>خبر & آخر</title><link>http://x/1?a&b"
        "</link><description><![CDATA[<p>" ONE
        "</p>]]></description><pubDate>Mon, 06 Sep 2021 00:01:00 +0000"
        "</pubDate></item><item><title>ثان</title><description>" TWO
        "</description></item></channel></rss>");
}

static void
atom(nq_buf *b)
{
    add(b,
        "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>صدى</title><entry>"
        "<title>خبر</title><link href=\"http://x/1\"/><author><name>سالم</name>"
        "</author><content type=\"xhtml\"><div><p>" ONE
        "</p></div></content></entry><entry><title>ثان</title><summary>" TWO
        "</summary></entry></feed>");
}

static void
sitemap(nq_buf *b)
{
    add(b,
        "<?xml version=\"1.0\"?><urlset><url><loc>http://x/1</loc><news:news>"
        "<news:publication><news:name>صدى</news:name></news:publication>"
        "<news:publication_date>2020-01-01</news:publication_date>"
        "<news:title>خبر من الواحة</news:title></news:news></url><url><loc>"
        "http://x/2</loc></url></urlset>");
}

/* ---- Web archives -------------------------------------------------------- */

static void
record(nq_buf *b, const char *type, const char *content, naql_str block)
{
    unsigned char digest[20];
    char written[33] = {0};
    nq_sha1(nq_sha1_plain, block, digest);
    nq_sha1_base32(digest, written);
    nq_buf_format(b,
                  "WARC/1.0\r\nWARC-Type: %s\r\nWARC-Target-URI: http://x/%zu"
                  "\r\nContent-Type: %s\r\nWARC-Block-Digest: sha1:%s\r\n"
                  "Content-Length: %zu\r\n\r\n",
                  type, b->len, content, written, block.len);
    nq_buf_add(b, block);
    add(b, "\r\n\r\n");
}

static void
answer(nq_buf *out, const char *head, naql_str body)
{
    add(out, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n");
    add(out, head);
    add(out, "\r\n");
    nq_buf_add(out, body);
}

static void
chunks(nq_buf *out, naql_str body)
{
    for (size_t at = 0; at < body.len; at += 100) {
        size_t n = body.len - at < 100 ? body.len - at : 100;
        nq_buf_format(out, "%zx\r\n", n);
        nq_buf_add(out, nq_str(body.ptr + at, n));
        add(out, "\r\n");
    }
    add(out, "0\r\n\r\n");
}

static void
gzip_member(nq_buf *to, naql_str bytes)
{
    z_stream z = {0};
    if (deflateInit2(&z, 6, Z_DEFLATED, 15 + 16, 8, 0) != Z_OK)
        abort();
    size_t room = deflateBound(&z, bytes.len) + 32;
    if (!nq_buf_reserve(to, room))
        abort();
    z.next_in = (Bytef *)(uintptr_t)bytes.ptr;
    z.avail_in = (unsigned)bytes.len;
    z.next_out = (Bytef *)to->ptr + to->len;
    z.avail_out = (unsigned)room;
    if (deflate(&z, Z_FINISH) != Z_STREAM_END)
        abort();
    to->len += room - z.avail_out;
    deflateEnd(&z);
}

/* Five records, four of which hold a document; each `part` is one. */
static void
records(nq_buf parts[5])
{
    nq_buf html = {0}, block = {0}, packed = {0};
    page(&html);
    record(&parts[0], "warcinfo", "application/warc-fields",
           NQ_STR("software: none\r\n"));
    answer(&block, "", nq_buf_str(&html));
    record(&parts[1], "response", "application/http", nq_buf_str(&block));
    nq_buf_reset(&block);
    chunks(&packed, nq_buf_str(&html));
    answer(&block, "Transfer-Encoding: chunked\r\n", nq_buf_str(&packed));
    record(&parts[2], "response", "application/http", nq_buf_str(&block));
    nq_buf_reset(&block);
    nq_buf_reset(&packed);
    gzip_member(&packed, nq_buf_str(&html));
    answer(&block, "Content-Encoding: gzip\r\n", nq_buf_str(&packed));
    record(&parts[3], "response", "application/http", nq_buf_str(&block));
    record(&parts[4], "conversion", "text/plain", NQ_STR(ONE "\n" TWO "\n"));
    nq_buf_clear(&html);
    nq_buf_clear(&block);
    nq_buf_clear(&packed);
}

static void
join_records(nq_buf *b, void (*join)(nq_buf *to, naql_str bytes))
{
    nq_buf parts[5] = {{0}};
    records(parts);
    for (unsigned i = 0; i < 5; i++) {
        join(b, nq_buf_str(&parts[i]));
        nq_buf_clear(&parts[i]);
    }
}

static void
warc(nq_buf *b)
{
    join_records(b, nq_buf_add);
}

static void
warc_gz(nq_buf *b)
{
    join_records(b, gzip_member);
}

static void
arc(nq_buf *b)
{
    static const char version[] =
        "1 0 org\nURL IP-address Archive-date Content-type Archive-length\n";
    nq_buf html = {0}, block = {0};
    page(&html);
    answer(&block, "", nq_buf_str(&html));
    nq_buf_format(b, "filedesc://x.arc 0.0.0.0 20200101000000 text/plain %zu\n",
                  sizeof version - 1);
    add(b, version);
    for (unsigned i = 0; i < 2; i++) {
        nq_buf_format(b, "\nhttp://x/%u 0.0.0.0 20200101000000 text/html %zu\n",
                      i, block.len);
        nq_buf_add(b, nq_buf_str(&block));
    }
    nq_buf_clear(&html);
    nq_buf_clear(&block);
}

/* ---- Packed -------------------------------------------------------------- */

static void
json_gz(nq_buf *b)
{
    nq_buf lines = {0};
    json_lines(&lines);
    gzip_member(b, nq_buf_str(&lines));
    nq_buf_clear(&lines);
}

static void
json_zst(nq_buf *b)
{
    nq_buf lines = {0};
    json_lines(&lines);
    size_t room = ZSTD_compressBound(lines.len);
    ZSTD_CCtx *z = ZSTD_createCCtx();
    if (!z || !nq_buf_reserve(b, room))
        abort();
    ZSTD_CCtx_setParameter(z, ZSTD_c_checksumFlag, 1);
    b->len += ZSTD_compress2(z, b->ptr, room, lines.ptr, lines.len);
    ZSTD_freeCCtx(z);
    nq_buf_clear(&lines);
}

static la_ssize_t
on_write(struct archive *a, void *user, const void *at, size_t n)
{
    (void)a;
    nq_buf_add(user, nq_str(at, n));
    return (la_ssize_t)n;
}

static void
put_member(struct archive *a, const char *name, void (*make)(nq_buf *))
{
    nq_buf bytes = {0};
    struct archive_entry *entry = archive_entry_new();
    make(&bytes);
    archive_entry_set_pathname(entry, name);
    archive_entry_set_filetype(entry, AE_IFREG);
    archive_entry_set_perm(entry, 0644);
    archive_entry_set_size(entry, (la_int64_t)bytes.len);
    archive_entry_set_mtime(entry, 0, 0);
    archive_write_header(a, entry);
    archive_write_data(a, bytes.ptr, bytes.len);
    archive_entry_free(entry);
    nq_buf_clear(&bytes);
}

static void
container(nq_buf *b, bool zip)
{
    struct archive *a = archive_write_new();
    if (zip) {
        archive_write_set_format_zip(a);
    } else {
        archive_write_set_format_ustar(a);
        archive_write_set_bytes_per_block(a, 512);
    }
    archive_write_open(a, b, NULL, on_write, NULL);
    put_member(a, "a/1.txt", plain);
    put_member(a, "../2.jsonl.gz", json_gz);
    put_member(a, "a/.hidden", plain);
    put_member(a, "3.html", page);
    archive_write_close(a);
    archive_write_free(a);
}

static void
tar(nq_buf *b)
{
    container(b, false);
}

static void
zip(nq_buf *b)
{
    container(b, true);
}

static void
tar_gz(nq_buf *b)
{
    nq_buf inside = {0};
    tar(&inside);
    gzip_member(b, nq_buf_str(&inside));
    nq_buf_clear(&inside);
}

/* A byte may cost two lines when it is the line feed between them; all of a
 * compressed stream, or of a feed, when it is at its start. */
const input_sample input_samples[] = {
    {"plain", plain, 1, 1},
    {"plain-1256", plain_1256, 1, 1},
    {"plain-utf16", plain_utf16, 1, 1},
    {"json-lines", json_lines, 4, 2},
    {"json-array", json_array, 2, 2},
    {"json-feed", json_feed, 2, 2},
    {"csv", csv, 3, 3},
    {"page", page, 1, 1},
    {"rss", rss, 2, 2},
    {"atom", atom, 2, 2},
    {"sitemap", sitemap, 1, 1},
    {"warc", warc, 4, 1},
    {"warc-gz", warc_gz, 4, 1},
    {"arc", arc, 2, 2},
    {"json-gz", json_gz, 4, 4},
    {"json-zst", json_zst, 4, 4},
    {"tar", tar, 6, 6},
    {"zip", zip, 6, 6},
    {"tar-gz", tar_gz, 6, 6},
};
const unsigned n_input_samples = sizeof input_samples / sizeof *input_samples;
