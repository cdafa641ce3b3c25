#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The same input gives the same bytes, and every span is where it says.

    determinism.py NAQL SAMPLES

Thread counts and orders of arguments change nothing; each span's text is
text[start:end] in code points; every field of the contract is there. TAP.
"""
import csv
import html
import io
import json
import os
import random
import subprocess
import sys
import tempfile

ARTICLE = ["id", "source", "outlet", "title", "byline", "dateline", "agencies", "published", "modified", "language",
           "text", "blocks", "dropped", "sentences", "entities", "names", "dates", "numbers", "statements", "events"]
STATEMENT = ["start", "end", "text", "form", "act", "confidence", "cue", "speaker", "speakers", "to", "credit"]
STORY = ["id", "title", "articles", "first", "last", "summary", "statements", "copies", "people", "timeline", "agree",
         "only", "conflict"]
COMMANDS = [["analyse"], ["report", "--json"], ["report"], ["report", "--lang", "en"], ["report", "--text"],
            ["report", "--to", "csv"], ["report", "--to", "gexf"], ["report", "--to", "webannotation"]]
COUNT = [0, 0]


def check(good, name, why=""):
    COUNT[0] += 1
    COUNT[1] += not good
    print("%s %d - %s%s" % ("ok" if good else "not ok", COUNT[0], name, "" if good else " # " + str(why)))


def run(naql, *args):
    done = subprocess.run([naql, *args], capture_output=True, timeout=120)
    if done.returncode:
        check(False, " ".join(args), done.stderr.decode(errors="replace"))
    return done.stdout


def spans(value):
    """Every object with start, end and text below `value`."""
    if isinstance(value, dict):
        if {"start", "end", "text"} <= value.keys():
            yield value
        for inner in value.values():
            yield from spans(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from spans(inner)


def check_articles(lines):
    wrong = off = 0
    for line in lines:
        a = json.loads(line)
        wrong += [k for k in ARTICLE if k not in a] != []
        wrong += any([k for k in STATEMENT if k not in s] for s in a["statements"])
        off += sum(a["text"][s["start"]:s["end"]] != s["text"] for s in spans(a))
        off += sum(not 0 <= s <= e <= len(a["text"]) for s, e in a["sentences"])
        ids = {e["id"] for e in a["entities"]}
        wrong += any(n["entity"] not in ids for n in a["names"])
    check(not wrong, "every field of the contract is there", wrong)
    check(not off, "every span's text is text[start:end]", off)


def check_report(report):
    texts = {a["id"]: a["text"] for a in report["articles"]}
    off = 0
    for story in report["stories"]:
        for s in spans(story):
            if "article" in s:
                off += texts[s["article"]][s["start"]:s["end"]] != s["text"]
    check(not off, "every span of the report is where it says", off)
    check(all(k in s for s in report["stories"] for k in STORY), "every field of a story is there")
    told = sorted(a for s in report["stories"] for a in s["articles"])
    check(told == sorted(texts), "every article is in one story")
    for story in report["stories"]:
        for group in story["statements"]:
            for v in group["variants"]:
                whole = "".join(t for op, t in v["diff"] if op in "=+")
                off += "".join(whole.split()) != "".join(v["text"].split())
    check(not off, "a variant's diff gives its words back", off)


def said_in(naql, work, name, content):
    """What is said in an article and by whom, without where: a page leaves captions out, and an office without the one
    in a caption is read together with its holder, who is the same."""
    path = os.path.join(work, name)
    with open(path, "w", encoding="utf-8") as f:
        f.write(content)
    out = []
    for line in run(naql, "analyse", path).decode().splitlines():
        a = json.loads(line)
        names = {e["id"]: e["name"] for e in a["entities"]}
        for s in a["statements"]:
            cue, speaker, credit = (s[k] or {} for k in ("cue", "speaker", "credit"))
            out.append((s["text"], s["form"], s["act"], cue.get("text"), credit.get("text"),
                        names.get(speaker.get("entity"), speaker.get("text"))))
    return out


def check_forms(naql, files):
    """One article as text, as a JSON line, as CSV and as a page says the same."""
    wrong = []
    with tempfile.TemporaryDirectory() as work:
        for line in run(naql, "analyse", *files).decode().splitlines():
            a = json.loads(line)
            blocks = [a["text"][b["start"]:b["end"]] for b in a["blocks"]]
            title, body = blocks[0], blocks[1:]
            row = {"title": title, "text": "\n".join(body), "published": a["published"]}
            day = '<meta property="article:published_time" content="%s">' % a["published"] if a["published"] else ""
            page = "<!DOCTYPE html><html lang=ar><head><meta charset=utf-8>%s<title>%s</title></head><body><article>" \
                   "<h1>%s</h1>%s</article></body></html>" % (day, html.escape(title), html.escape(title),
                                                              "".join("<p>%s</p>\n" % html.escape(b) for b in body))
            table = io.StringIO()
            csv.writer(table).writerows([list(row), ["" if v is None else v for v in row.values()]])
            said = {"json": said_in(naql, work, "a.jsonl", json.dumps(row, ensure_ascii=False) + "\n"),
                    "page": said_in(naql, work, "a.html", page), "csv": said_in(naql, work, "a.csv", table.getvalue())}
            if not a["published"]:  # a text has no place for a day
                said["text"] = said_in(naql, work, "a.txt", "\n\n".join(blocks) + "\n")
            wrong += [(a["source"]["path"], k) for k, v in said.items() if not v or v != said["json"]]
    check(not wrong, "an article says the same as text, JSON line, CSV and page", wrong)


def check_passages(naql, files):
    """Runs of an archive stand where they say, in both articles."""
    texts = {}
    for line in run(naql, "analyse", *files).decode().splitlines():
        a = json.loads(line)
        texts["%s#%d" % (a["source"]["path"], a["source"]["record"])] = a["text"]
    for more in ([], ["--pairs"], ["--brief"]):
        want = run(naql, "passages", "-j1", *more, *files)
        check(run(naql, "passages", "-j3", *more, *files) == want, "passages %s -j3" % " ".join(more))
        off = found = 0
        for line in want.decode().splitlines():
            a = json.loads(line)
            for p in a.get("passages", []):
                found += 1
                off += texts[a["id"]][p["start"]:p["end"]] != p["text"]
                source = texts[p["source"]][p["source_start"]:p["source_end"]]
                off += source.split()[0][-2:] != p["text"].split()[0][-2:]  # the same word, whatever is before it
        check(not off and (found or more == ["--brief"]), "passages %s stand where they say" % " ".join(more), (off, found))


def main():
    naql, samples = sys.argv[1:3]
    files = sorted(os.path.join(samples, f) for f in os.listdir(samples) if f.endswith(".txt"))
    for command in COMMANDS:
        want = run(naql, *command, "-j1", *files)
        check(len(want) > 100, "%s says something" % " ".join(command))
        for jobs in ("-j2", "-j7"):
            check(run(naql, *command, jobs, *files) == want, "%s %s" % (" ".join(command), jobs))
        for seed in range(3):
            mixed = files[:]
            random.Random(seed).shuffle(mixed)
            check(run(naql, *command, *mixed) == want, "%s, order %d" % (" ".join(command), seed))
    check_articles(run(naql, "analyse", *files).decode().splitlines())
    report = json.loads(run(naql, "report", "--json", *files))
    check_report(report)
    sizes = sorted(len(s["articles"]) for s in report["stories"])
    check(sizes == [1, 6], "six articles of the samples tell one story, the interview another", sizes)
    check(len(report["related"]) == 1, "the two stories are linked", report["related"])
    dated = sum("inferred" in a for a in report["articles"])
    check(dated > 0, "articles without a date are dated by their own words or their story, and that is said")
    check_forms(naql, files)
    check_passages(naql, files)
    print("1..%d" % COUNT[0])
    sys.exit(COUNT[1] > 0)


main()
