#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Feeds of servers that behave well and badly are watched; prints TAP.

    watch.py NAQL

Every host is an address of its own, 127.0.N.1, of one server. A second is
short (NAQL_WATCH_SECOND): 10 seconds without a byte are half of one.
"""
import email.utils
import glob
import gzip
import json
import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time

NAQL = os.path.abspath(sys.argv[1])
SECOND = 0.04
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

    def __init__(self):
        self.routes, self.log, self.lock = {}, [], threading.Lock()
        self.socket = socket.socket()
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
            threading.Thread(target=self.serve, args=(connection,), daemon=True).start()

    def serve(self, connection):
        try:
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


def page(body, **heads):
    return answer(body, kind="text/html; charset=utf-8", **heads)


not_found = answer("nothing", "404 Not Found", "text/plain")


def moved(to, status="301 Moved Permanently"):
    return answer("", status, "text/plain", Location=to)


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

def watch(archive, *words, private=True, second=SECOND, once=True, timeout=60):
    begun = time.monotonic()
    r = subprocess.run([NAQL, "watch", "-a", archive, *(["--once"] if once else []),
                        *(["--allow-private"] if private else []), *words],
                       capture_output=True, timeout=timeout, check=False,
                       env={**os.environ, "NAQL_WATCH_SECOND": str(second), "http_proxy": "http://127.0.0.1:1"})
    r.took = time.monotonic() - begun
    r.said = r.stderr.decode()
    return r


def rows(archive, sql="SELECT count(*) FROM articles"):
    with sqlite3.connect(archive) as db:
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
    server.routes[full, "/feed"] = answer(rss("المرفأ", *(
        item(server.url(full, "/%d" % i), i, True) for i in range(3))), ETag='"a1"')
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
    tell("naql: 0 articles added, 3 there already; 1 feed read, 1 unchanged" in r.said
         or "naql: 0 articles added, 0 there already; 0 feeds read, 2 unchanged" in r.said, "again: nothing doubles", r.said)
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
        with open(file, "rb") as f:
            f.seek(offset)
            record = f.read()
        out = subprocess.run([NAQL, "analyse", "-q", "-"], input=record, capture_output=True, check=False).stdout
        first = gzip.decompress(record)[:400].decode(errors="replace")
        good &= i in out.decode() and "WARC-Target-URI: %s\r\n" % url in first
    tell(good and len(ids) == 6, "each article is proved by the record that is kept of it")
    files = set(os.stat(f).st_mode & 0o777 for f in glob.glob(archive + "*"))
    tell(files == {0o600}, "files are their maker's alone", files)


def main():
    with tempfile.TemporaryDirectory() as work:
        server = Server()
        archive = check_whole(server, work)
        check_asked(archive)
    print("1..%d" % done)
    sys.exit(failed > 0)


main()
