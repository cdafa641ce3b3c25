#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Feeds of servers that behave well and badly are watched; prints TAP.

    watch.py NAQL

Every host is an address of its own, 127.0.N.1, of one server. A second is
short (NAQL_WATCH_SECOND): 10 seconds without a byte are one.
"""
import contextlib
import email.utils
import glob
import gzip
import json
import os
import re
import resource
import shutil
import signal
import socket
import sqlite3
import ssl
import subprocess
import sys
import tempfile
import threading
import time

NAQL = os.path.abspath(sys.argv[1])
SECOND = 0.1
failed = 0
done = 0


def tell(good, name, why=""):
    global failed, done
    done += 1
    failed += not good
    print("%s %d - %s" % ("ok" if good else "not ok", done, name), flush=True)
    if not good and why != "":
        print("#   " + str(why).replace("\n", "\n#   "))


# ---- A server that does what it is told -----------------------------------

class Server:
    """routes: (host, path) -> function(connection, request); log: what was asked."""

    def __init__(self, context=None):
        self.routes, self.log, self.lock, self.connections = {}, [], threading.Lock(), 0
        self.socket, self.context = socket.socket(), context
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        for port in range(8200, 8900):
            try:
                self.socket.bind(("0.0.0.0", port))
                break
            except OSError:
                continue
        self.port = self.socket.getsockname()[1]
        self.socket.listen(256)
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            connection, _ = self.socket.accept()
            self.connections += 1
            threading.Thread(target=self.serve, args=(connection,), daemon=True).start()

    def serve(self, connection):
        try:
            if self.context:
                connection = self.context.wrap_socket(connection, server_side=True)
            while True:
                data = b""
                while b"\r\n\r\n" not in data:
                    part = connection.recv(65536)
                    if not part:
                        return
                    data += part
                lines = data.decode("latin-1").split("\r\n")
                path = lines[0].split(" ")[1]
                heads = {l.split(":", 1)[0].lower(): l.split(":", 1)[1].strip() for l in lines[1:] if ":" in l}
                host = heads["host"].rsplit(":", 1)[0]
                with self.lock:
                    self.log.append((time.monotonic(), host, path, heads))
                route = self.routes.get((host, path)) or not_found
                if route(connection, heads) is False:
                    return
        except OSError:
            pass
        finally:
            connection.close()

    def url(self, host, path):
        return "http://%s:%d%s" % (host, self.port, path)

    def asked(self, host, path=None):
        return [l for l in self.log if l[1] == host and path in (None, l[2])]


def answer(body, status="200 OK", kind="application/rss+xml", **heads):
    if isinstance(body, str):
        body = body.encode()
    head = "HTTP/1.1 %s\r\nContent-Type: %s\r\nContent-Length: %d\r\n" % (status, kind, len(body))
    head += "".join("%s: %s\r\n" % (k.replace("_", "-"), v) for k, v in heads.items())
    return lambda c, h: c.sendall(head.encode() + b"\r\n" + body)


def conditional(body, tag):
    """304 to those who have it."""
    whole, same_ = answer(body, ETag=tag), answer("", "304 Not Modified")
    return lambda c, h: (same_ if h.get("if-none-match") == tag else whole)(c, h)


def page(body, **heads):
    return answer(body, kind="text/html; charset=utf-8", **heads)


not_found = answer("nothing", "404 Not Found", "text/plain")


def moved(to, status="301 Moved Permanently"):
    return answer("", status, "text/plain", Location=to)


# ---- Servers that do not ------------------------------------------------------

def slow(c, h):
    c.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\n\r\n")
    while True:
        c.sendall(b"<")
        time.sleep(SECOND)


def endless(c, h):
    c.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\n\r\n<rss><channel>")
    while True:
        c.sendall(b"<item><title>x</title></item>" * 4000)


def cut(c, h):
    c.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n<rss><channel><item><title>x</title></item>")
    return False


PACKED = gzip.compress(b"<item><title>x</title></item>" * (1 << 20), 9)  # 30 MB


def bomb(c, h):
    c.sendall(b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: %d\r\n\r\n" % len(PACKED) + PACKED)


def half_head(c, h):
    c.sendall(b"HTTP/1.1 200 OK\r\nContent-Ty")
    time.sleep(60)


def endless_head(c, h):
    c.sendall(b"HTTP/1.1 200 OK\r\n")
    while True:
        c.sendall(b"X-More: and more\r\n" * 100)


def silent(c, h):
    time.sleep(60)


def closed(c, h):
    return False


def garbage(c, h):
    c.sendall(bytes(range(256)) * 40)
    return False


# ---- Articles ----------------------------------------------------------------

PLACES = ["سحاب", "مرسانا", "الزعفران", "وادي الغيم", "تل النسور", "بئر الصفا"]
SENTENCES = [
    "وقال المهندس نادر الزعبلاوي إن العمل في جسر %s يبدأ فجر الأحد وينتهي قبل موسم الأمطار.",
    "وأضاف أن البلدية خصصت لطريق %s مبلغا كافيا يغطي أجور العمال وثمن الحجارة كلها.",
    "وأكدت رئيسة مجلس %s سلمى القطان أن السكان سيجدون طريقا بديلة يمر بجانب السوق القديم.",
    "ونقلت صحيفة المرفأ عن مصدر في %s أن المدارس ستفتح أبوابها كالمعتاد طوال مدة الإصلاح.",
    "ويشكو التجار في %s منذ سنوات من الحفر التي تملأ الشارع الرئيسي كلما نزل المطر.",
    "وتوقع خبير الطرق في جامعة %s أن يحتاج الجسر إلى إصلاح آخر بعد عشرة أعوام.",
    "وطالب نواب عن %s الوزارة بنشر تقرير مفصل عن حالة الجسور القديمة في المحافظة.",
]


def story(i):
    place = PLACES[i % len(PLACES)]
    return {"title": "إغلاق جسر %s رقم %d" % (place, i), "time": "2030-05-%02dT0%d:30:00Z" % (1 + i % 28, i % 10),
            "paragraphs": ["أعلنت بلدية %s إغلاق الجسر رقم %d أمام المركبات الثقيلة أسبوعين كاملين." % (place, i)]
            + [s % place for s in SENTENCES]}


def rfc822(iso):
    return email.utils.format_datetime(email.utils.parsedate_to_datetime(
        time.strftime("%a, %d %b %Y %H:%M:%S +0000", time.strptime(iso, "%Y-%m-%dT%H:%M:%SZ"))))


def item(url, i, full, guid=None):
    s = story(i)
    text = "".join("<p>%s</p>" % p for p in s["paragraphs"])
    what = ("<content:encoded><![CDATA[%s]]></content:encoded>" % text if full
            else "<description>%s</description>" % s["paragraphs"][0])
    return "<item><title>%s</title><link>%s</link><guid>%s</guid><pubDate>%s</pubDate>%s</item>" % (
        s["title"], url, guid or url, rfc822(s["time"]), what)


def rss(outlet, *items):
    return ('<?xml version="1.0" encoding="utf-8"?><rss version="2.0" '
            'xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>%s</title>'
            '<link>/</link>%s</channel></rss>' % (outlet, "".join(items)))


def html(url, i, outlet):
    s = story(i)
    return ('<!doctype html><html lang="ar"><head><meta charset="utf-8"><title>%s</title>'
            '<link rel="canonical" href="%s"><meta property="og:title" content="%s">'
            '<meta property="og:site_name" content="%s"><meta property="article:published_time" content="%s">'
            '</head><body><nav><a href="/">الرئيسية</a> <a href="/s">رياضة</a></nav><article><h1>%s</h1>%s</article>'
            '<footer>جميع الحقوق محفوظة</footer></body></html>') % (
                s["title"], url, s["title"], outlet, s["time"], s["title"],
                "".join("<p>%s</p>" % p for p in s["paragraphs"]))


# ---- Watching ------------------------------------------------------------------

def watch(archive, *words, private=True, second=SECOND, once=True, timeout=60, **more):
    begun = time.monotonic()
    r = subprocess.run([NAQL, "watch", "-a", archive, *(["--once"] if once else []),
                        *(["--allow-private"] if private else []), *words],
                       capture_output=True, timeout=timeout, check=False,
                       env={**os.environ, "NAQL_WATCH_SECOND": str(second), "http_proxy": "http://127.0.0.1:1"}, **more)
    r.took = time.monotonic() - begun
    r.said = r.stderr.decode()
    return r


def rows(archive, sql="SELECT count(*) FROM articles"):
    with contextlib.closing(sqlite3.connect(archive)) as db:
        return db.execute(sql).fetchall()


def same(archive, other):
    sql = ("SELECT id, outlet, title, published, url, text, folded FROM articles ORDER BY id",
           "SELECT a.id, s.start, s.end_, s.form, s.act FROM statements s JOIN articles a ON a.n = s.article "
           "ORDER BY 1, s.statement",
           "SELECT a.id, n.start, n.end_ FROM names n JOIN articles a ON a.n = n.article ORDER BY 1, 2")
    return all(rows(archive, q) == rows(other, q) for q in sql) and rows(archive) != [(0,)]


def check_whole(server, work):
    """Feeds with whole texts, and with teasers."""
    full, teasers = "127.0.1.1", "127.0.2.1"
    server.routes[full, "/feed"] = conditional(rss("المرفأ", *(
        item(server.url(full, "/%d" % i), i, True) for i in range(3))), '"a1"')
    server.routes[teasers, "/feed"] = answer(rss("شمس الغد", *(
        item(server.url(teasers, "/%d" % i), i, False) for i in range(3, 6))),
        Last_Modified="Wed, 01 May 2030 08:00:00 GMT")
    for i in range(3, 6):
        server.routes[teasers, "/%d" % i] = page(html(server.url(teasers, "/%d" % i), i, "شمس الغد"))
    archive = os.path.join(work, "whole.db")
    feeds = os.path.join(work, "feeds.txt")
    with open(feeds, "w", encoding="utf-8") as f:
        f.write("# the harbour\n%s   # whole\n\n%s\r\n" % (server.url(full, "/feed"), server.url(teasers, "/feed")))
    r = watch(archive, feeds)
    tell(r.returncode == 0 and "naql: 6 articles added (3 from pages, 3 from feeds, 0 by a feed's teaser alone), "
         "0 there already; 2 feeds read, 0 unchanged, 0 failed, 0 not due" in r.said, "whole texts and teasers", r.said)
    r = watch(archive, feeds)
    tell("naql: 0 articles added, 3 there already; 1 feed read, 1 unchanged" in r.said, "again: nothing doubles", r.said)
    asked = server.asked(full, "/feed")
    tell(len(asked) == 2 and asked[1][3].get("if-none-match") == '"a1"'
         and server.asked(teasers, "/feed")[1][3].get("if-modified-since") == "Wed, 01 May 2030 08:00:00 GMT",
         "asked again by what the first answer was", asked)
    tell(len(server.asked(teasers, "/3")) == 1 and len(server.asked(teasers, "/robots.txt")) == 1
         and asked[0][3]["user-agent"].startswith("naql/"), "a page is fetched once, by one who says who it is")
    gaps = [b[0] - a[0] for a, b in zip(server.asked(teasers), server.asked(teasers)[1:])]
    tell(min(gaps[:4]) > 4.9 * SECOND, "one request a host in five seconds", gaps)

    files = os.path.join(work, "files")
    os.mkdir(files)
    with open(os.path.join(files, "feed.xml"), "w", encoding="utf-8") as f:
        f.write(rss("المرفأ", *(item(server.url(full, "/%d" % i), i, True) for i in range(3))))
    for i in range(3, 6):
        with open(os.path.join(files, "%d.html" % i), "w", encoding="utf-8") as f:
            f.write(html(server.url(teasers, "/%d" % i), i, "شمس الغد"))
    other = os.path.join(work, "files.db")
    added = subprocess.run([NAQL, "add", "-a", other, files], capture_output=True, check=False)
    tell(added.returncode == 0 and same(archive, other), "the archive is that of naql add of the same files", added.stderr)
    kept = glob.glob(archive + "-*.warc.gz")
    other = os.path.join(work, "added.db")
    added = subprocess.run([NAQL, "add", "-a", other, *kept], capture_output=True, check=False)
    tell(added.returncode == 0 and same(archive, other), "the archive is that of naql add of what was kept", added.stderr)
    return archive


def check_asked(archive):
    """What was fetched is asked as any archive is."""
    found = subprocess.run([NAQL, "search", "-a", archive, "--json", "الزعبلاوي"], capture_output=True, check=True).stdout
    lines = [json.loads(l) for l in found.decode().splitlines()]
    tell(len(lines) == 6 and all(l["source"]["path"].startswith("http://127.0.") for l in lines), "search", lines[:1])
    ids = [i for i, in rows(archive, "SELECT id FROM articles ORDER BY 1")]
    r = subprocess.run([NAQL, "story", "-a", archive, "--json", ids[0]], capture_output=True, check=False)
    tell(r.returncode == 0 and ids[0] in r.stdout.decode(), "story", r.stderr)
    r = subprocess.run([NAQL, "trace", "-a", archive, "--json", "السكان سيجدون طريقا بديلة يمر بجانب السوق"],
                       capture_output=True, check=False)
    tell(r.returncode == 0 and len(r.stdout.splitlines()) == 6, "trace", r.stderr)
    good = True
    for i, url, file, offset in rows(archive, "SELECT a.id, k.url, k.file, k.offset FROM kept k "
                                              "JOIN articles a ON a.n = k.article"):
        with open(os.path.join(os.path.dirname(archive), file), "rb") as f:
            f.seek(offset)
            record = f.read()
        out = subprocess.run([NAQL, "analyse", "-q", "-"], input=record, capture_output=True, check=False).stdout
        first = gzip.decompress(record).decode(errors="replace")
        good &= i in out.decode() and "WARC-Target-URI: %s\r\n" % url in first.split("HTTP/1.1")[0]
    tell(good and len(ids) == 6, "each article is proved by the record that is kept of it")
    files = set(os.stat(f).st_mode & 0o777 for f in glob.glob(archive + "*"))
    tell(files == {0o600}, "files are their maker's alone", files)


def check_bad(server, work):
    """Twenty servers that behave badly, and five that do not."""
    bad = {
        "127.0.3.1": (slow, "slower than 1 KB a second"),
        "127.0.3.2": (endless, "more than 16 MB"),
        "127.0.3.3": (cut, "the answer ends before its length"),
        "127.0.3.4": (bomb, "more than 16 MB"),
        "127.0.3.5": (half_head, "no whole answer within 30 seconds", "slower than 1 KB a second"),
        "127.0.3.6": (endless_head, "a head of more than 64 KB", "headers"),
        "127.0.3.7": (silent, "no answer within 10 seconds"),
        "127.0.3.8": (closed, " (not asked again for 1"),
        "127.0.3.9": (garbage, " (not asked again for 1"),
        "127.0.3.10": (not_found, "HTTP 404; is the address right?"),
        "127.0.3.11": (answer("", "410 Gone"), "take it out of the list (not asked again for 2"),
        "127.0.3.12": (answer("", "429 Too Many Requests", Retry_After="7200"),
                       "HTTP 429; it is asked too often (not asked again for 2 hours"),
        "127.0.3.13": (answer("", "503 Service Unavailable", Retry_After="3600"), "HTTP 503 (not asked again for 60 min"),
        "127.0.3.14": (answer("", "500 Oops"), "HTTP 500 (not asked again for 1"),
        "127.0.3.15": (moved("/feed"), "leads from address to address, more than 5 times"),
        "127.0.3.16": (moved("file:///etc/hostname"), "leads to file:///etc/hostname: neither http nor https"),
        "127.0.3.17": (page("<!doctype html><html><body><p>كلام كثير هنا</p></body></html>"), "a page, no feed"),
        "127.0.3.18": (answer(""), "an empty answer"),
        "127.0.3.19": (answer(rss("لا شيء")), "a feed without an item"),
        "127.0.3.20": (answer(b"\x89PNG\r\n\x1a\n" + bytes(100)), "not text"),
    }
    good = ["127.0.4.%d" % i for i in range(1, 6)]
    for host, (route, *_) in bad.items():
        server.routes[host, "/feed"] = route
    for i, host in enumerate(good):
        server.routes[host, "/feed"] = answer(rss("المرفأ", item(server.url(host, "/a"), i, True)))
    # Reached over three redirects; ill-formed and cut off; each item twice; a title alone.
    server.routes["127.0.4.1", "/old"] = moved("/older")
    server.routes["127.0.4.1", "/older"] = moved(server.url("127.0.4.6", "/oldest"), "302 Found")
    server.routes["127.0.4.6", "/oldest"] = moved(server.url("127.0.4.1", "/feed"), "308 Permanent Redirect")
    broken = rss("المرفأ", item(server.url("127.0.4.2", "/a"), 1, True)).replace("<link>/</link>", "<b>a & b <i>")
    server.routes["127.0.4.2", "/feed"] = answer(broken[:broken.rindex("</channel>")] + "<item><title>قطع")
    twice = item(server.url("127.0.4.3", "/a"), 2, True)
    server.routes["127.0.4.3", "/feed"] = answer(rss("المرفأ", twice, twice, twice.replace("/a</link>", "/b</link>")))
    archive, begun = os.path.join(work, "bad.db"), time.monotonic()
    feeds = [server.url(h, "/feed") for h in bad] + [server.url(h, "/old" if h.endswith("4.1") else "/feed") for h in good]
    r = watch(archive, *feeds)
    for host, (_, *texts) in bad.items():
        said = [l for l in r.said.splitlines() if l.startswith("naql: http://%s:" % host)]
        tell(len(said) == 1 and any(t in said[0] for t in texts), "told of: " + texts[0], said or r.said)
    tell(r.returncode == 1 and rows(archive) == [(5,)] and "20 failed" in r.said
         and "5 feeds read" in r.said, "five good ones are read", r.said)
    late = max(server.asked(h, "/feed")[0][0] for h in good) - begun
    tell(late < 2 + 10 * SECOND and r.took < 60 * SECOND, "on time, and the bad ones within 30 seconds", (late, r.took))
    notes = dict(rows(archive, "SELECT key, value FROM notes WHERE kind = 'feed'"))
    until = int(re.search(r"until: (\d+)", notes[server.url("127.0.3.12", "/feed")]).group(1)) - time.time()
    tell(7000 * SECOND < until < 7201 * SECOND, "Retry-After is kept to", until)
    before = len(server.log)
    r = watch(archive, *feeds)
    tell("19 not due" in r.said and all(l[1].startswith("127.0.4.") or l[1] == "127.0.3.16" for l in server.log[before:])
         and rows(archive) == [(5,)], "those that failed are left alone for a while", r.said)


def check_pages(server, work):
    """Pages that cannot be had: now, ever, by the site's wish; and pages that say less."""
    host, closed_host = "127.0.5.1", "127.0.5.2"
    server.routes[host, "/robots.txt"] = answer("User-agent: *\nDisallow: /no\nUser-agent: naql\nDisallow: /secret*\n"
                                                "Allow: /secret/but\n", kind="text/plain")
    names = ["gone", "secret/a", "secret/but", "later", "wall", "%D8%A3"]
    feed = rss("المنارة", *(item(server.url(host, "/" + n), i, False) for i, n in enumerate(names)))
    server.routes[host, "/feed"] = conditional(feed, '"p"')
    for i, n in enumerate(names[1:], 1):
        server.routes[host, "/" + n] = page(html(server.url(host, "/" + n), i, "المنارة"))
    later = server.routes[host, "/later"]
    server.routes[host, "/later"] = answer("", "503 Service Unavailable", Retry_After="10")
    server.routes[host, "/wall"] = page("<html><body><p>اشترك لتقرأ.</p></body></html>")
    server.routes[closed_host, "/robots.txt"] = answer("", "500 Oops")
    server.routes[closed_host, "/feed"] = answer(rss("المنارة", item(server.url(closed_host, "/x"), 9, False)))
    archive = os.path.join(work, "pages.db")
    r = watch(archive, server.url(host, "/feed"), server.url(closed_host, "/feed"))
    tell(r.returncode == 1 and "5 articles added (2 from pages, 0 from feeds, 3 by a feed's teaser alone)" in r.said,
         "pages that cannot be had", r.said)
    tell("/gone: HTTP 404; what the feed tells of it was added" in r.said
         and "/later: HTTP 503; it is tried again when the feed is asked" in r.said
         and "/x: its robots.txt cannot be had; it is tried again" in r.said, "each is named", r.said)
    tell(not server.asked(host, "/secret/a") and server.asked(host, "/secret/but") and not server.asked(closed_host, "/x"),
         "robots.txt is kept to")
    server.routes[host, "/later"] = later
    r = watch(archive, server.url(host, "/feed"))
    tell("1 article added (1 from pages" in r.said and "5 there already" in r.said and r.returncode == 0
         and "if-none-match" not in server.asked(host, "/feed")[1][3], "what was missing is asked for again", r.said)
    r = watch(archive, server.url(host, "/feed"))
    tell("1 unchanged" in r.said, "and then the feed is unchanged", r.said)


def check_foreign(server, work):
    """What a feed tells of another site's address is not that site's word."""
    host, own = "127.0.15.1", "127.0.15.2"
    server.routes[host, "/feed"] = answer(rss("المنقول", *(item(server.url(own, "/f%d" % i), i, True) for i in range(2))))
    server.routes[own, "/feed"] = answer(rss("الأصل", item(server.url(own, "/f1"), 5, True)))
    server.routes[own, "/f0"] = page(html(server.url(own, "/f0"), 7, "الأصل"))
    archive = os.path.join(work, "foreign.db")
    r = watch(archive, server.url(host, "/feed"))
    titles = [t for t, in rows(archive, "SELECT title FROM articles a ORDER BY url")]
    tell("2 articles added (1 from pages, 0 from feeds, 1 by a feed's teaser alone)" in r.said
         and titles == [story(7)["title"], story(1)["title"]], "another site's page counts, not what a feed tells of it",
         (r.said, titles))
    tell(rows(archive, "SELECT k.url, k.feed FROM kept k JOIN articles a ON a.n = k.article ORDER BY a.url")
         == [(server.url(own, "/f0"), server.url(host, "/feed")), (server.url(host, "/feed"),) * 2],
         "whose word it is is kept")
    r = watch(archive, server.url(host, "/feed"), server.url(own, "/feed"))
    tell("1 article added (0 from pages, 1 from feeds" in r.said and "2 there already" in r.said,
         "and the site's own comes beside it", r.said)


def check_delay(server, work):
    host = "127.0.16.1"
    server.routes[host, "/robots.txt"] = answer("User-agent: *\nCrawl-delay: 9\n", kind="text/plain")
    server.routes[host, "/feed"] = answer(rss("المنارة", *(item(server.url(host, "/d%d" % i), i, False) for i in range(3))))
    for i in range(3):
        server.routes[host, "/d%d" % i] = page(html(server.url(host, "/d%d" % i), i, "المنارة"))
    archive = os.path.join(work, "delay.db")
    r = watch(archive, server.url(host, "/feed"))
    asked = [t for t, _, path, _ in server.asked(host) if path.startswith("/d")]
    gaps = [b - a for a, b in zip(asked, asked[1:])]
    tell("3 articles added (3 from pages" in r.said and min(gaps) > 8.9 * SECOND, "the delay that a site asks for is kept to",
         (r.said, gaps))
    server.routes[host, "/robots.txt"] = answer("User-agent: *\nCrawl-delay: 3600\n", kind="text/plain")
    archive = os.path.join(work, "delay-long.db")
    r = watch(archive, server.url(host, "/feed"))
    tell("1 article added (1 from pages" in r.said and r.took < 60 * SECOND + 5, "a long one is not waited for", (r.said, r.took))


def check_moved(server, work):
    """Pages that have moved, on their host and to another: the pace is kept to."""
    host, other = "127.0.11.1", "127.0.11.2"
    server.routes[host, "/feed"] = answer(rss("المنارة", *(item(server.url(host, "/r%d" % i), i, False) for i in range(6))))
    for i in range(6):
        to = other if i % 2 else host
        server.routes[host, "/r%d" % i] = moved(server.url(to, "/p%d" % i), "302 Found")
        server.routes[to, "/p%d" % i] = page(html(server.url(to, "/p%d" % i), i, "المنارة"))
    r = watch(os.path.join(work, "moved.db"), server.url(host, "/feed"))
    tell(r.returncode == 0 and "6 articles added (6 from pages" in r.said, "pages that have moved", r.said)
    asked = server.asked(host)
    gaps = [b[0] - a[0] for a, b in zip(asked, asked[1:]) if not b[2].startswith("/p")]
    order = [p for _, _, p, _ in asked if p != "/robots.txt"]
    tell(len(gaps) > 6 and min(gaps) > 4.9 * SECOND and order == ["/feed", "/r0", "/p0", "/r1", "/r2", "/p2", "/r3", "/r4", "/p4", "/r5"],
         "and a host that sends on is asked no faster", (gaps, order))


def check_heads(server, work):
    """What is kept of odd heads is read again as it was; other feeds do not pay for a long one."""
    host, other = "127.0.12.1", "127.0.12.2"
    lines = ["HTTP/odd: 1", "X-Folded: a\r\n Content-Length: 3", "Content-Length : 3", "X-Return: a\rContent-Length: 3"]
    feeds = []
    for i, line in enumerate(lines):
        body = rss("المرفأ", item(server.url(host, "/%d" % i), i, True)).encode()
        head = "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n%s\r\nContent-Type: application/rss+xml\r\n\r\n" % line
        server.routes[host, "/feed%d" % i] = lambda c, h, all_=head.encode() + body: [c.sendall(all_), False][1]
        feeds.append(server.url(host, "/feed%d" % i))
    archive = os.path.join(work, "heads.db")
    r = watch(archive, *feeds)
    again = subprocess.run([NAQL, "analyse", "-q", *glob.glob(archive + "-*.warc.gz")], capture_output=True, check=False)
    tell(r.returncode == 0 and sorted(json.loads(l)["id"] for l in again.stdout.splitlines())
         == sorted(i for i, in rows(archive, "SELECT id FROM articles")) and rows(archive) == [(4,)], "odd heads", r.said)

    def drip(c, h):
        body = rss("المرفأ", item(server.url(other, "/a"), 1, True)).encode()
        c.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(body) + body[:500])
        time.sleep(0.7)
        for i in range(500, len(body), 500):
            c.sendall(body[i:i + 500])
            time.sleep(0.02)

    server.routes[other, "/feed"] = drip
    server.routes[host, "/long"] = answer(rss("المرفأ", *(item(server.url(host, "/l%d" % i), i, True) for i in range(800))))
    r = watch(os.path.join(work, "long.db"), server.url(other, "/feed"), server.url(host, "/long"), second=0.05)
    tell(r.returncode == 0 and "801 articles added" in r.said, "others do not pay for a long feed", (r.said, r.took))


def check_patience(server, work):
    """A host that asks to be left alone is, whatever else it was to be asked."""
    host, other = "127.0.8.1", "127.0.8.2"
    wait = answer("", "429 Too Many Requests", Retry_After="7200")
    for path in ("/1", "/2", "/3"):
        server.routes[host, path] = wait
    server.routes[other, "/feed"] = answer(rss("المنارة", *(item(server.url(other, "/a%d" % i), i, False) for i in range(4))))
    server.routes[other, "/a0"] = page(html(server.url(other, "/a0"), 0, "المنارة"))
    for i in range(1, 4):
        server.routes[other, "/a%d" % i] = wait
    archive = os.path.join(work, "patience.db")
    r = watch(archive, *(server.url(host, p) for p in ("/1", "/2", "/3")), server.url(other, "/feed"))
    tell(r.returncode == 1 and "1 feed read, 0 unchanged, 1 failed, 2 not due" in r.said and "1 article added" in r.said
         and r.said.count("HTTP 429") == 2 and len(server.asked(host)) == 1 and not server.asked(other, "/a2")
         and r.took < 60 * SECOND, "one that asks to be left alone is left alone, and not waited for", (r.said, r.took))


def check_full(server, work):
    """No room for what is kept, then none for the archive; a crash in the middle; then all is well."""
    host = "127.0.9.1"
    server.routes[host, "/feed"] = answer(rss("المرفأ", *(item(server.url(host, "/%d" % i), i, True) for i in range(30))))
    big = answer(rss("المرفأ", *(item(server.url(host, "/%d" % i), i, True) for i in range(30)))
                 + "<!-- %s -->" % os.urandom(150000).hex())
    server.routes[host, "/big"] = big

    def limit(bytes_):
        def set_it():
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (bytes_, bytes_))
        return set_it

    archive = os.path.join(work, "full.db")
    watch(archive, server.url(host, "/none"))
    for path, room in (("/big", 140 << 10), ("/feed", 170 << 10)):
        r = watch(archive, server.url(host, path), preexec_fn=limit(room))
        tell(r.returncode == 3 and rows(archive) == [(0,)] and rows(archive, "PRAGMA integrity_check") == [("ok",)]
             and len(r.said.splitlines()) == 1, "no room at %d KB: told, and a good archive" % (room >> 10), r.said)
    p = subprocess.Popen([NAQL, "watch", "-a", archive, "--once", "--allow-private", server.url(host, "/big")],
                         stderr=subprocess.DEVNULL)
    time.sleep(0.2)
    p.kill()
    p.wait()
    r = watch(archive, server.url(host, "/feed"))
    tell(r.returncode == 0 and rows(archive) == [(30,)] and rows(archive, "SELECT count(*) FROM kept") == [(30,)],
         "and all of it, when there is room", r.said)
    kept = glob.glob(archive + "-*.warc.gz")
    out = subprocess.run([NAQL, "analyse", "-q", *kept], capture_output=True, check=False)
    # Of the last run; and of those that were ended behind it, where they had come so far.
    tell(out.returncode == 0 and len(out.stdout.splitlines()) in (30, 60, 90), "what is kept is whole",
         (len(out.stdout.splitlines()), out.stderr))


def check_secure(work):
    """A server that cannot prove who it is."""
    key, cert = os.path.join(work, "key"), os.path.join(work, "cert")
    if not shutil.which("openssl"):
        print("# no openssl: certificates are not tested")
        return
    subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", cert, "-days", "2",
                    "-subj", "/CN=127.0.10.1"], capture_output=True, check=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(cert, key)
    server = Server(context)
    server.routes["127.0.10.1", "/feed"] = answer(rss("المرفأ", item("https://127.0.10.1/a", 1, True)))
    r = watch(os.path.join(work, "secure.db"), server.url("127.0.10.1", "/feed").replace("http:", "https:"))
    tell(r.returncode == 1 and "does not prove who it is" in r.said and not server.log, "a certificate that nobody vouches for", r.said)


def check_private(server, work):
    before = server.connections
    forms = ["127.0.0.1", "localhost", "0x7f.1", "2130706433", "017700000001", "0", "[::1]", "[::ffff:127.0.0.1]",
             "127.1", "[0:0:0:0:0:ffff:7f00:1]"]
    feeds = ["http://%s:%d/feed" % (f, server.port) for f in forms]
    r = watch(os.path.join(work, "private.db"), *feeds, private=False)
    told = [l for l in r.said.splitlines() if "no address of the public network; --allow-private" in l]
    tell(r.returncode == 1 and server.connections == before and len(told) == len(forms),
         "private addresses are not connected to", r.said)
    others = ["ftp://127.0.0.1/feed", "http://127.0.0.1:22/", "http://a:b@127.0.0.1:%d/" % server.port]
    r = watch(os.path.join(work, "private.db"), others[1], others[2], private=False)
    tell("a port that is not of the web" in r.said and "name or password" in r.said and server.connections == before,
         "nor odd ports, nor with passwords", r.said)
    tell(watch(os.path.join(work, "private.db"), others[0]).returncode == 2, "nor other schemes")


def check_lists(server, work):
    def listed(text, *more):
        path = os.path.join(work, "list")
        with open(path, "w", encoding="utf-8") as f:
            f.write(text)
        return watch(os.path.join(work, "lists.db"), path, *more)

    host = "127.0.6.1"
    server.routes[host, "/feed?a=1&b=2"] = answer(rss("المرفأ", item(server.url(host, "/a"), 1, True)))
    opml = '<?xml version="1.0"?><opml version="2.0"><body><outline text="x"><outline type="rss" xmlUrl="%s"/></outline>' \
           "<outline xmlUrl = '%s' /></body></opml>" % ((server.url(host, "/feed?a=1&b=2").replace("&", "&amp;"),) * 2)
    r = listed(opml)
    tell(r.returncode == 0 and "1 article added" in r.said and "1 feed read" in r.said, "OPML", r.said)
    r = listed("# none\n\n")
    tell(r.returncode == 2 and "no feed is named" in r.said, "a list of none", r.said)
    r = listed("https://a.example/feed\nsomething else\n")
    tell(r.returncode == 2 and "list:2: no address; a line holds one" in r.said, "a line that is none", r.said)
    r = listed(rss("المرفأ"))
    tell(r.returncode == 2 and "naql add reads feeds that are files" in r.said, "a feed that is a file", r.said)
    r = watch(os.path.join(work, "lists.db"), os.path.join(work, "nothing"))
    tell(r.returncode == 2 and "No such file" in r.said, "a list that is not there", r.said)
    r = watch(os.path.join(work, "no", "folder.db"), server.url(host, "/feed"))
    tell(r.returncode == 3 and "its folder has to be there" in r.said, "an archive that cannot be", r.said)
    tell(watch(os.path.join(work, "lists.db"), "x", "--every", "0").returncode == 2, "every 0 minutes")


def check_stopped(server, work):
    """Ctrl-C while one server is silent; a round after a round until told to end."""
    hosts = ["127.0.7.1", "127.0.7.2"]
    server.routes[hosts[0], "/feed"] = silent
    server.routes[hosts[1], "/feed"] = answer(rss("المرفأ", item(server.url(hosts[1], "/a"), 1, True)))
    archive = os.path.join(work, "stopped.db")

    def start(*words, second):
        return subprocess.Popen([NAQL, "watch", "-a", archive, "--allow-private", *words], stderr=subprocess.PIPE,
                                env={**os.environ, "NAQL_WATCH_SECOND": str(second)})

    def wait_for(n):
        for _ in range(200):
            try:
                if rows(archive)[0][0] >= n:
                    return True
            except sqlite3.Error:
                pass
            time.sleep(0.05)
        return False

    p = start("--once", *(server.url(h, "/feed") for h in hosts), second=1)
    there = wait_for(1)
    begun = time.monotonic()
    p.send_signal(signal.SIGINT)
    said = p.stderr.read().decode()
    took = time.monotonic() - begun
    tell(there and p.wait() == 130 and took < 3 and "1 article added" in said
         and rows(archive, "PRAGMA integrity_check") == [("ok",)] and not os.path.exists(archive + "-wal"),
         "Ctrl-C: what is told as added is there", (took, said))
    server.routes[hosts[1], "/feed"] = answer(rss("المرفأ", item(server.url(hosts[1], "/a"), 1, True)),
                                              Cache_Control="no-cache, max-age=-1")
    p = start("--every", "1", server.url(hosts[1], "/feed"), second=0.02)
    time.sleep(0.5)
    server.routes[hosts[1], "/feed"] = answer(rss("المرفأ", item(server.url(hosts[1], "/a"), 1, True),
                                                  item(server.url(hosts[1], "/b"), 2, True)))
    there = wait_for(2)
    second = subprocess.run([NAQL, "watch", "-a", archive, "--once", "--allow-private", server.url("127.0.7.3", "/feed")],
                            capture_output=True, check=False)
    p.send_signal(signal.SIGTERM)
    said = p.stderr.read().decode()
    tell(there and p.wait() == 143 and "1 article added" in said and second.returncode == 1,
         "round after round, until it is to end", (said, second.stderr))
    kept = glob.glob(archive + "-*.warc.gz")[0]
    with open(kept, "rb") as f:
        whole = f.read()
    with open(kept, "ab") as f:
        f.write(whole[:len(whole) // 2])  # a record that was not finished
    server.routes[hosts[1], "/feed"] = answer(rss("المرفأ", item(server.url(hosts[1], "/c"), 3, True)))
    r = watch(archive, server.url(hosts[1], "/feed"))
    out = subprocess.run([NAQL, "analyse", "-q", kept], capture_output=True, check=False).stdout.decode()
    with gzip.open(kept) as f:
        every = f.read().decode()
    tell(r.returncode == 0 and all(t in out and t in every for t in (story(i)["title"] for i in (1, 2, 3))),
         "a record that was cut off goes, the next ones are whole to any reader", r.said)
    with open(kept, "ab") as f:
        f.write(bytes(5000))  # as a system does that had the length alone when the power went
    server.routes[hosts[1], "/feed"] = answer(rss("المرفأ", item(server.url(hosts[1], "/d"), 4, True)))
    r = watch(archive, server.url(hosts[1], "/feed"))
    with gzip.open(kept) as f:
        every = f.read().decode()
    tell(r.returncode == 0 and all(story(i)["title"] in every for i in (1, 2, 3, 4)), "and so does what was not written", r.said)


def main():
    with tempfile.TemporaryDirectory() as work:
        server = Server()
        archive = check_whole(server, work)
        check_asked(archive)
        check_bad(server, work)
        check_pages(server, work)
        check_foreign(server, work)
        check_delay(server, work)
        check_moved(server, work)
        check_heads(server, work)
        check_patience(server, work)
        check_full(server, work)
        check_secure(work)
        check_private(server, work)
        check_lists(server, work)
        check_stopped(server, work)
    print("1..%d" % done)
    sys.exit(failed > 0)


main()
