#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""An archive is served, asked by good clients and bad ones; prints TAP.

    serve.py NAQL SAMPLES
"""
import json
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from urllib.parse import quote

import undone

NAQL, SAMPLES = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
failed = done = 0
NEWS = [
    {"id": "1", "outlet": "المرفأ", "time": "2030-05-01T08:00:00Z", "title": "إغلاق جسر سحاب",
     "text": "أعلنت بلدية سحاب إغلاق الجسر الشرقي أمام المركبات الثقيلة أسبوعين كاملين لإصلاح أعمدته المتآكلة.\n"
             "وقال المهندس سيرغي بارانوف إن العمل في الجسر الشرقي يبدأ فجر الأحد وينتهي قبل موسم الأمطار."},
    {"id": "2", "outlet": "شمس <b>", "time": "2030-05-02T09:00:00Z", "title": "جسر سحاب يغلق <script>alert(1)</script>",
     "text": "أعلنت بلدية سحاب إغلاق الجسر الشرقي أمام المركبات الثقيلة أسبوعين لإصلاح أعمدته المتآكلة.\n"
             "وأكد سيرجي بارانوف أن العمل يبدأ يوم الأحد فجرا في الجسر الشرقي وأنه سينتهي قبل موسم الأمطار."},
]


def tell(good, name, why=""):
    global failed, done
    done += 1
    failed += not good
    print("%s %d - %s" % ("ok" if good else "not ok", done, name), flush=True)
    if not good and why != "":
        print("#   " + str(why)[:1500].replace("\n", "\n#   "), flush=True)


class Server:
    def __init__(self, archive, *options):
        self.process = subprocess.Popen([NAQL, "serve", "-a", archive, "--listen", "127.0.0.1:0", *options],
                                        stderr=subprocess.PIPE, stdin=subprocess.DEVNULL)
        self.line = self.process.stderr.readline().decode()
        found = re.search(r"http://127\.0\.0\.1:(\d+)/", self.line)
        self.port = int(found.group(1)) if found else 0
        self.host = "127.0.0.1:%d" % self.port

    def stop(self, number=signal.SIGTERM):
        begun = time.time()
        self.process.send_signal(number)
        self.process.wait(20)
        return self.process.returncode, time.time() - begun

    def connect(self):
        return socket.create_connection(("127.0.0.1", self.port), timeout=15)

    def raw(self, data, whole=True):
        """What comes back for these bytes until the other side closes: status, fields, body."""
        with self.connect() as s:
            try:
                s.sendall(data)
            except OSError:
                pass
            answer = b""
            try:
                while True:
                    part = s.recv(65536)
                    if not part:
                        break
                    answer += part
            except OSError:
                pass
        head, _, body = answer.partition(b"\r\n\r\n")
        lines = head.decode("latin-1").split("\r\n")
        fields = {k.lower(): v for k, _, v in (line.partition(": ") for line in lines[1:])}
        return (int(lines[0].split(" ")[1]) if lines[0].startswith("HTTP/1.") else 0), fields, body

    def get(self, path, method="GET", **fields):
        more = "".join("%s: %s\r\n" % (k.replace("_", "-"), v) for k, v in fields.items())
        return self.raw(("%s %s HTTP/1.1\r\nHost: %s\r\n%s\r\n" % (method, path, self.host, more)).encode())

    def json(self, path, **fields):
        return json.loads(self.get(path, **fields)[2])


def run(*command, data=b""):
    return subprocess.run([NAQL, *command], input=data, capture_output=True, timeout=120, check=False)


def lines(*command):
    return [json.loads(line) for line in run(*command).stdout.decode().splitlines()]


# ---- Pages ----

def check_pages(s, ids):
    pages = ["/", "/search", "/search?q=" + quote("جسر"), "/statements", "/statements?by=" + quote("بارانوف"),
             "/trace", "/trace?text=" + quote("العمل في الجسر الشرقي يبدأ فجر الأحد"), "/stories", "/stories?least=1",
             "/stories/" + ids[0], "/stories/" + ids[1], "/articles/" + ids[1]]
    for page in pages:
        for lang, mark in (("ar", b"<html lang=ar dir=rtl>"), ("en", b"<html lang=en dir=ltr>")):
            status, fields, body = s.get(page + ("&" if "?" in page else "?") + "lang=" + lang)
            good = (status == 200 and mark in body and body.endswith(b"</html>\n") and b"<title>" in body
                    and fields["content-type"] == "text/html; charset=utf-8" and b"<script>alert" not in body)
            tell(good, "page %s, %s" % (page.split("?")[0], lang), (status, fields, body[:300]))
    body = s.get("/search?q=" + quote("جسر"))[2].decode()
    tell("<mark>الجسر</mark>" in body and "/articles/" + ids[1] in body, "words found are marked", body[-2000:])
    body = s.get("/statements?by=" + quote("بارانوف"))[2].decode()
    tell("بارانوف" in body and "يبدأ فجر الأحد" in body, "statements of a speaker", body[-2000:])
    body = s.get("/trace?text=" + quote("العمل في الجسر الشرقي يبدأ فجر الأحد وينتهي قبل موسم الأمطار"))[2].decode()
    tell(body.count("<li class=carrier>") == 2 and "<ins>" in body, "carriers with their changes", body[-2000:])
    found = set(re.findall(r' href="(/[^"]*)"', s.get("/?lang=en")[2].decode()))
    dead = [h for h in found if s.get(h.replace("&amp;", "&"))[0] != 200]
    tell(len(found) > 6 and not dead and all("lang=en" in h for h in found if h != "/?lang=ar"),
         "links of the front lead on, in its language", (dead, found))
    page = s.get("/stories/" + ids[0])[2]
    tell(b"<a href=\"/\">" in page and b"http-equiv" not in page, "the page of a story leads back")


def check_errors(s):
    for path, status in (("/nope", 404), ("/stories/0000000000000000", 404), ("/articles/0000000000000000", 404),
                         ("/articles/..%2f..%2fetc", 404), ("/../../etc/passwd", 404), ("/stories/", 404),
                         ("/search?q=a&cursor=x", 400), ("/search?q=a&q=b", 400), ("/trace?text=abc", 400),
                         ("/statements?by=%21", 400), ("/statements?by=" + quote("سالم") + "&since=abc", 400),
                         ("/search?q=" + quote("و" * 2500), 414)):
        got, fields, body = s.get(path)
        tell(got == status and b"</html>" in body and fields["cache-control"] == "no-store",
             "%s is told as %d, on a page" % (path[:40], status), (got, fields, body[:200]))
    for path, status in (("/api", 404), ("/api/v1/nope", 404), ("/api/v1/search", 400), ("/api/v1/search?q=a&x=1", 400),
                         ("/api/v1/search?q=a&limit=0", 400), ("/api/v1/search?q=a&limit=5000", 400),
                         ("/api/v1/search?q=a&cursor=-1", 400), ("/api/v1/search?q=a&since=abc", 400),
                         ("/api/v1/trace?text=a", 400), ("/api/v1/stories/0000000000000000", 404),
                         ("/api/v1/stories/0000000000000000?format=pdf", 400),
                         ("/api/v1/stories/0000000000000000?brief=yes", 400),
                         ("/api/v1/stories?least%20limit=1", 400), ("/api/v1/stories?cursor=100000001", 400),
                         ("/api/v1/articles/0000000000000000", 404)):
        got, fields, body = s.get(path)
        problem = json.loads(body)
        tell(got == status == problem["status"] and problem["detail"]
             and fields["content-type"] == "application/problem+json", "%s is a problem %d" % (path, status),
             (got, fields, body))


# ---- The API ----

def matches(value, schema, whole, where="$"):
    """Why a value is not of a schema, as far as our own description goes; None: it is."""
    if "$ref" in schema:
        at = whole
        for part in schema["$ref"].split("/")[1:]:
            at = at[part]
        return matches(value, at, whole, where)
    for part in schema.get("allOf", []):
        why = matches(value, part, whole, where)
        if why:
            return why
    if "anyOf" in schema and all(matches(value, part, whole, where) for part in schema["anyOf"]):
        return "%s is none of its forms" % where
    kinds = {"string": str, "integer": int, "number": (int, float), "object": dict, "array": list, "null": type(None)}
    types = schema.get("type", [])
    types = [types] if isinstance(types, str) else types
    if types and not any(isinstance(value, kinds[t]) for t in types):
        return "%s is no %s" % (where, types)
    if "enum" in schema and value not in schema["enum"]:
        return "%s is not in its list" % where
    if "pattern" in schema and not re.search(schema["pattern"], value):
        return "%s is not of its pattern" % where
    if isinstance(value, dict):
        for key in schema.get("required", []):
            if key not in value:
                return "%s lacks %s" % (where, key)
        for key, inner in schema.get("properties", {}).items():
            why = matches(value[key], inner, whole, where + "." + key) if key in value else None
            if why:
                return why
    if isinstance(value, list):
        for n, inner in enumerate(value):
            why = matches(inner, schema.get("items", {}), whole, "%s[%d]" % (where, n))
            if why:
                return why
    return None


def fields_of(schema, whole):
    """Names of the fields that a schema describes."""
    if "$ref" in schema:
        return fields_of(whole["components"]["schemas"][schema["$ref"].split("/")[-1]], whole)
    names = set(schema.get("properties", {}))
    return names.union(*(fields_of(part, whole) for part in schema.get("allOf", [])))


def check_description(s, ids):
    about = s.json("/api/openapi.json")
    tell(about["openapi"] == "3.1.0" and len(about["paths"]) == 7, "the API is described")
    for path, methods in about["paths"].items():
        asked = []
        for p in methods["get"].get("parameters", []):
            p = about["components"]["parameters"][p["$ref"].split("/")[-1]] if "$ref" in p else p
            if p["in"] == "query":
                asked.append("%s=%s" % (p["name"], quote(str(p["example"]))))
        at = path.replace("{id}", ids[1] if "articles" in path else ids[0]) + ("?" + "&".join(asked) if asked else "")
        status, fields, body = s.get(at)
        content = methods["get"]["responses"]["200"]["content"]
        schema = content.get(fields.get("content-type"), {}).get("schema")
        why = "no such content" if schema is None else matches(json.loads(body), schema, about)
        empty = b'"items":[]' in body
        tell(status == 200 and not why and not empty, "example of %s" % path, (at, status, fields, why, body[:500]))
        if "application/x-ndjson" not in content:
            continue
        status, fields, body = s.get(at, Accept="application/x-ndjson")
        whys = [matches(json.loads(line), content["application/x-ndjson"]["schema"], about)
                for line in body.decode().splitlines()]
        tell(status == 200 and fields["content-type"] == "application/x-ndjson" and whys and not any(whys),
             "the same in lines", (at, status, fields, whys))
        more = {name for line in body.decode().splitlines() for name in json.loads(line)}
        more -= fields_of(content["application/x-ndjson"]["schema"], about)
        tell(not more, "no field that is not described", more)


def check_api(s, archive, ids):
    ask = [("search", "/api/v1/search?q=" + quote("جسر"), ["search", "--json", "جسر"]),
           ("statements", "/api/v1/statements?by=" + quote("بارانوف"), ["statements", "--json", "--by", "بارانوف"]),
           ("stories", "/api/v1/stories?limit=100", ["stories"]),
           ("trace", "/api/v1/trace?text=" + quote("إغلاق الجسر الشرقي أمام المركبات الثقيلة"),
            ["trace", "--json", "إغلاق الجسر الشرقي أمام المركبات الثقيلة"])]
    for name, path, command in ask:
        told = lines(command[0], "-a", archive, *command[1:])
        tell(told and s.json(path)["items"] == told, "%s: the objects of the command" % name, s.json(path))
    story = run("story", "-a", archive, "-q", "--json", ids[0]).stdout
    tell(s.get("/api/v1/stories/" + ids[0])[2] == story, "a story is the bytes of naql story")
    for form in ("csv", "gexf", "webannotation"):
        told = run("story", "-a", archive, "-q", "--to", form, ids[0]).stdout
        tell(told and s.get("/api/v1/stories/%s?format=%s" % (ids[0], form))[2] == told, "and in the form " + form)
    brief = s.json("/api/v1/stories/%s?brief=1" % ids[0])
    tell("text" not in brief["articles"][0], "brief leaves out texts")
    article = s.json("/api/v1/articles/" + ids[1])
    tell(article["id"] == ids[1] and article["statements"], "an article with its statements")
    whole, pages, path = s.json("/api/v1/stories?limit=1000")["items"], [], "/api/v1/stories?limit=2"
    while path:
        page = s.json(path)
        pages += page["items"]
        tell(len(page["items"]) <= 2, "a page of stories")
        path = page["next"]
    tell(whole == pages and len(whole) > 2, "pages together are the whole")
    status, fields, body = s.get("/api/v1/stories?limit=1", Accept="application/x-ndjson")
    tell(re.fullmatch(r'</api/v1/stories\?limit=1&cursor=1>; rel="next"', fields.get("link", "")),
         "lines have the next page in a field", fields)


# ---- HTTP ----

def check_http(s):
    status, fields, body = s.get("/")
    wanted = {"x-content-type-options": "nosniff", "referrer-policy": "no-referrer", "connection": "close",
              "cache-control": "private, no-cache", "cross-origin-resource-policy": "same-origin"}
    policy = fields["content-security-policy"]
    tell(all(fields.get(k) == v for k, v in wanted.items()) and "access-control-allow-origin" not in fields,
         "fields that a browser is told", fields)
    tell("default-src 'none'" in policy and "unsafe" not in policy and "frame-ancestors 'none'" in policy
         and "form-action 'self'" in policy, "the policy is strict", policy)
    code, head, nothing = s.get("/", "HEAD")
    tell(code == 200 and nothing == b"" and int(head["content-length"]) == len(body) and head["etag"] == fields["etag"],
         "HEAD is GET without the body", head)
    code, head, nothing = s.get("/", If_None_Match=fields["etag"])
    tell(code == 304 and nothing == b"" and head["etag"] == fields["etag"]
         and head.get("content-length", str(len(body))) == str(len(body)), "what is known is not sent again", (code, head))
    code, _, again = s.get("/", If_None_Match='"0000000000000000"')
    tell(code == 200 and again == body, "what has changed is; the same question, the same bytes")
    for method in ("POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH", "get"):
        code, head, _ = s.get("/", method)
        tell(code == 405 and head["allow"] == "GET, HEAD", "%s is not done" % method, (code, head))
    raw = ("GET /search?q=جسر HTTP/1.1\r\nHost: %s\r\n\r\n" % s.host).encode()
    tell(s.raw(raw)[0] == 200, "an address as people type it")
    for path in ("/search?q=%D8%FF%C0%AF", "/search?q=x%D8", "/statements?by=%D8%FF&about=%ED%A0%80&since=%FF",
                 "/trace?text=%D8%FF%20a%20b%20c%E1", "/articles/%FF", "/search?q=%D8&cursor=x"):
        code, fields, body = s.get(path)
        good = fields["content-type"] == "text/html; charset=utf-8" and body.decode("utf-8", "replace").count("\ufffd") == 0
        tell(code in (200, 400, 404) and good, "no UTF-8 is asked, UTF-8 is answered: " + path, (code, fields))
    whole = s.json("/api/v1/stories?limit=1000&cursor=100000000")
    tell(whole == {"items": [], "next": None}, "a cursor behind the end", whole)
    tell(s.raw(b"GET / HTTP/1.0\r\nHost: %s\r\n\r\n" % s.host.encode())[0] == 200, "HTTP/1.0 with a host")


def check_hosts(s):
    for host, status in ((s.host, 200), ("localhost:%d" % s.port, 200), ("LOCALHOST:%d" % s.port, 200),
                         ("evil.example", 421), ("127.0.0.1", 421), ("127.0.0.1:1", 421), ("127.0.0.1:%d@evil" % s.port, 421),
                         ("evil.example:%d" % s.port, 421), ("", 421), ("127.0.0.1:%d.evil.example" % s.port, 421)):
        got = s.raw(b"GET / HTTP/1.1\r\nHost: %s\r\n\r\n" % host.encode())[0]
        tell(got == status, "asked of %r: %d" % (host, status), got)
    got, fields, body = s.raw(b"HEAD / HTTP/1.1\r\nHost: evil.example\r\n\r\n")
    tell(got == 421 and body == b"" and int(fields["content-length"]) > 0, "a refused HEAD has no body", (got, fields, body))


def check_origins(s):
    for site, mode, dest, status in (
            ("none", "navigate", "document", 200), ("same-origin", "cors", "empty", 200),
            ("cross-site", "navigate", "document", 200), ("same-site", "navigate", "document", 200),
            ("cross-site", "no-cors", "image", 403), ("cross-site", "navigate", "iframe", 403),
            ("same-site", "no-cors", "script", 403), ("cross-site", "cors", "empty", 403)):
        got, fields, body = s.get("/search", Sec_Fetch_Site=site, Sec_Fetch_Mode=mode, Sec_Fetch_Dest=dest)
        tell(got == status and (got == 200 or json.loads(body)["status"] == got),
             "asked from %s, %s, for %s: %d" % (site, mode, dest, status), (got, fields))


def check_hostile(s):
    h = b"Host: %s\r\n" % s.host.encode()
    bad = [
        ("marks that browsers leave as they are", b"GET /search?q={%d8%a7|^}` HTTP/1.1\r\n" + h + b"\r\n", 200),
        ("two hosts", b"GET / HTTP/1.1\r\n" + h + h + b"\r\n", 400),
        ("two different hosts", b"GET / HTTP/1.1\r\n" + h + b"Host: evil\r\n\r\n", 400),
        ("no host", b"GET / HTTP/1.1\r\nX: y\r\n\r\n", 400),
        ("no host in 1.0", b"GET / HTTP/1.0\r\n\r\n", 421),
        ("two lengths", b"GET / HTTP/1.1\r\n" + h + b"Content-Length: 0\r\nContent-Length: 5\r\n\r\n", 400),
        ("length and encoding", b"POST / HTTP/1.1\r\n" + h + b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400),
        ("chunks", b"GET / HTTP/1.1\r\n" + h + b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400),
        ("a body", b"GET / HTTP/1.1\r\n" + h + b"Content-Length: 5\r\n\r\nhello", 400),
        ("a length", b"GET / HTTP/1.1\r\n" + h + b"Content-Length: 5\r\n\r\n", 413),
        ("two requests at once", (b"GET / HTTP/1.1\r\n" + h + b"\r\n") * 2, 400),
        ("bare line feeds", b"GET / HTTP/1.1\n" + h.replace(b"\r", b"") + b"\n", 400),
        ("one bare line feed", b"GET / HTTP/1.1\r\n" + h + b"X: a\nY: b\r\n\r\n", 400),
        ("a bare return", b"GET / HTTP/1.1\r\n" + h + b"X: a\rY: b\r\n\r\n", 400),
        ("NUL in the path", b"GET /\0 HTTP/1.1\r\n" + h + b"\r\n", 400),
        ("NUL in a field", b"GET / HTTP/1.1\r\n" + h + b"X: a\0b\r\n\r\n", 400),
        ("an encoded NUL", b"GET /search?q=a%00b HTTP/1.1\r\n" + h + b"\r\n", 400),
        ("half an encoding", b"GET /search?q=a%4 HTTP/1.1\r\n" + h + b"\r\n", 400),
        ("a folded field", b"GET / HTTP/1.1\r\n" + h + b"X: a\r\n b\r\n\r\n", 400),
        ("a space before the colon", b"GET / HTTP/1.1\r\nHost : %s\r\n\r\n" % s.host.encode(), 400),
        ("no name", b"GET / HTTP/1.1\r\n" + h + b": a\r\n\r\n", 400),
        ("a line that is no field", b"GET / HTTP/1.1\r\n" + h + b"hello\r\n\r\n", 400),
        ("a foreign target", b"GET http://evil/ HTTP/1.1\r\n" + h + b"\r\n", 400),
        ("a star", b"GET * HTTP/1.1\r\n" + h + b"\r\n", 400),
        ("a space in the target", b"GET /a b HTTP/1.1\r\n" + h + b"\r\n", 400),
        ("no version", b"GET /\r\n" + h + b"\r\n", 400),
        ("another version", b"GET / HTTP/2.0\r\n" + h + b"\r\n", 505),
        ("another protocol", b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", 400),
        ("Expect", b"GET / HTTP/1.1\r\n" + h + b"Expect: 100-continue\r\n\r\n", 400),
        ("100 fields", b"GET / HTTP/1.1\r\n" + h + b"X: y\r\n" * 100 + b"\r\n", 431),
        ("a field of 1 MB", b"GET / HTTP/1.1\r\n" + h + b"X: " + b"y" * (1 << 20) + b"\r\n\r\n", 431),
        ("a query of 1 MB", b"GET /search?q=" + b"y" * (1 << 20) + b" HTTP/1.1\r\n" + h + b"\r\n", 414),
        ("1 MB of nothing", b"\xd9" * (1 << 20), 414),
    ]
    for name, data, status in bad:
        got, fields, body = s.raw(data)
        tell(got == status and fields.get("connection") == "close", "%s: %d" % (name, status), (got, fields, body[:200]))
    whole = b"GET /search?q=x HTTP/1.1\r\n" + h + b"\r\n"
    with s.connect() as c:
        for byte in whole:
            c.sendall(bytes([byte]))
        answer = c.recv(100)
    tell(answer.startswith(b"HTTP/1.1 200"), "a good request in single bytes", answer)


def drip(s, seconds, n, cut):
    """n clients that send a byte a second; how many were cut off."""
    many = [s.connect() for _ in range(n)]
    head = b"GET / HTTP/1.1\r\nHost: " + s.host.encode() + b"\r\nX-Slow: "
    for c in many:
        c.sendall(head)
        c.setblocking(False)
    until = time.time() + seconds
    while time.time() < until and many:
        time.sleep(0.5)
        for c in list(many):
            try:
                c.send(b"y")
                if c.recv(1000) == b"":
                    raise OSError
                raise OSError # an answer: 408
            except BlockingIOError:
                continue
            except OSError:
                c.close()
                many.remove(c)
                cut.append(c)
    for c in many:
        c.close()


def check_slow(s):
    cut, begun = [], time.time()
    drip(s, 14, 10, cut)
    spent = time.time() - begun
    tell(len(cut) == 10 and 4 < spent < 13, "a byte a second is heard for five seconds", (len(cut), spent))
    cut = []
    thread = threading.Thread(target=drip, args=(s, 14, 60, cut))
    thread.start()
    time.sleep(0.5)
    idle = [s.connect() for _ in range(100)]
    times = []
    for _ in range(20):
        begun = time.time()
        status = s.get("/search")[0]
        times.append(time.time() - begun if status == 200 else 99)
    tell(max(times) < 3, "served beside 60 slow and 100 idle clients (slowest: %.0f ms)" % (max(times) * 1000), times)
    thread.join()
    tell(len(cut) == 60, "a byte a second holds no connection", len(cut))
    for c in idle:
        c.close()
    with s.connect() as c: # asks, and never reads
        c.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
        c.sendall(b"GET / HTTP/1.1\r\nHost: %s\r\n\r\n" % s.host.encode())
        tell(s.get("/search")[0] == 200, "served beside one who does not read")


def check_many(s):
    one = s.get("/api/v1/search?q=" + quote("جسر"))[2]
    wrong, good = [], []

    def client(n):
        for _ in range(10):
            got, _, body = s.get("/api/v1/search?q=" + quote("جسر") if n % 2 else "/stories")
            if got == 503:
                time.sleep(0.1)
            elif got != 200 or n % 2 and body != one:
                wrong.append((got, body[:100]))
            else:
                good.append(n)
    many = [threading.Thread(target=client, args=(n,)) for n in range(16)]
    for t in many:
        t.start()
    for t in many:
        t.join()
    tell(not wrong and len(good) > 80, "sixteen clients at a time", (len(good), wrong[:3]))


# ---- The whole ----

def check_changes(s, archive):
    before = s.get("/")
    late = {"id": "9", "outlet": "نبأ", "time": "2030-06-01", "title": "سوق القمح",
            "text": "ارتفعت أسعار القمح في السوق المركزية، وتوقع التجار أن تهبط بعد الحصاد."}
    run("add", "-a", archive, "-", data=(json.dumps(late, ensure_ascii=False) + "\n").encode())
    after = s.get("/")
    tell(after[1]["etag"] != before[1]["etag"] and "القمح" in s.get("/stories?least=1")[2].decode(),
         "what is added meanwhile is there")


def check_turns(s, archive):
    """More answers than a page shows: the next page has the rest, and leads back."""
    crops = [{"id": "crop-%d" % i, "outlet": "نبأ", "time": "2030-07-%02d" % (i + 1), "title": "الموسم %d" % i,
              "text": "أعلن المزارعون في الوادي رقم %d أن محصول السمسم لم يكف السوق هذا العام." % i} for i in range(25)]
    run("add", "-a", archive, "-", data="".join(json.dumps(c, ensure_ascii=False) + "\n" for c in crops).encode())
    path = "/search?lang=en&q=" + quote("السمسم")
    first = s.get(path)[2].decode()
    onward = re.findall(r'<a rel=next href="([^"]*)"', first)
    tell(len(onward) == 1 and "rel=prev" not in first, "a page leads to the next one", first[-2000:])
    rest = s.get(onward[0].replace("&amp;", "&"))[2].decode() if onward else ""
    back = re.findall(r'<a rel=prev href="([^"]*)"', rest)
    seen = set(re.findall(r'href="(/articles/[^"?#]*)', first)) | set(re.findall(r'href="(/articles/[^"?#]*)', rest))
    tell(len(back) == 1 and "rel=next" not in rest and len(seen) == 25
         and s.get(back[0].replace("&amp;", "&"))[2].decode() == first, "and that one back to it", (back, len(seen)))


def check_undone(s, archive):
    """Somebody who wrote to it is killed while it is served."""
    path = "/search?q=" + quote("القمح")
    before = s.get(path)[0]
    left = undone.leave(archive)
    after = s.get(path)
    tell(left and before == after[0] == 200 and "القمح" in after[2].decode(), "a writer that is killed ends nothing", after)


def check_usage(archive, work):
    for options, status, words in ((["--listen", "0.0.0.0:0"], 2, b"--allow-others"),
                                   (["--listen", "0.0.0.0:0", "--allow-others"], 2, b"--host"),
                                   (["--listen", "nonsense"], 2, b"--listen"), (["--listen", "127.0.0.1:99999"], 2, b"--listen"),
                                   (["--lang", "fr"], 2, b"--lang"), (["more"], 2, b"no more"),
                                   (["--host", "a b"], 2, b"--host")):
        r = run("serve", "-a", archive, *options)
        tell(r.returncode == status and words in r.stderr, "serve %s: %d" % (" ".join(options), status), r)
    r = run("serve", "-a", os.path.join(work, "none.db"))
    tell(r.returncode == 3 and b"none.db" in r.stderr, "no archive is told at once", r)
    broken = os.path.join(work, "broken.db")
    with open(broken, "wb") as f:
        f.write(b"hello" * 1000)
    tell(run("serve", "-a", broken).returncode == 4, "nor one that is damaged")


def check_ends(archive):
    s = Server(archive, "--host", "archive.example", "--lang", "en")
    tell(s.raw(b"GET / HTTP/1.1\r\nHost: archive.example\r\n\r\n")[0] == 200, "asked by the name of a proxy")
    tell(b"<html lang=en" in s.get("/")[2] and b"<html lang=ar" in s.get("/?lang=ar")[2], "English where nobody says")
    six = subprocess.Popen([NAQL, "serve", "-a", archive, "--listen", "[0:0::0:1]:0"], stderr=subprocess.PIPE)
    line = six.stderr.readline().decode()
    six.terminate()
    six.communicate()
    tell("http://[::1]:" in line or "cannot listen" in line, "an address as browsers write it", line)
    other = run("serve", "-a", archive, "--listen", s.host)
    tell(other.returncode == 3 and b"cannot listen" in other.stderr, "an address that is taken", other)
    with s.connect() as idle:
        code, spent = s.stop(signal.SIGINT)
        tell(code == 0 and spent < 5, "Ctrl-C ends it, whoever waits", (code, spent, idle.fileno()))


def main():
    built = run("serve", "-a", "/nonexistent")
    if b"without a server" in built.stderr:
        print("1..0 # skipped: built without libmicrohttpd")
        return
    with tempfile.TemporaryDirectory() as work:
        archive = os.path.join(work, "a.db")
        run("add", "-a", archive, SAMPLES)
        run("add", "-a", archive, "-", data="".join(json.dumps(n, ensure_ascii=False) + "\n" for n in NEWS).encode())
        ids = [s for s in lines("stories", "-a", archive) if len(s["articles"]) == 2 and s["first"] == "2030-05-01"]
        ids = [ids[0]["id"], ids[0]["articles"][1]]
        s = Server(archive)
        tell(s.port > 0, "the address is told", s.line)
        try:
            check_pages(s, ids)
            check_errors(s)
            check_description(s, ids)
            check_api(s, archive, ids)
            check_http(s)
            check_hosts(s)
            check_origins(s)
            check_hostile(s)
            check_slow(s)
            check_many(s)
            check_changes(s, archive)
            check_turns(s, archive)
            check_undone(s, archive)
        finally:
            code, spent = s.stop()
        tell(code == 0 and spent < 5, "SIGTERM ends it", (code, spent))
        check_ends(archive)
        check_usage(archive, work)
        print("1..%d" % done)
    sys.exit(failed > 0)


main()
