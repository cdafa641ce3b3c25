#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Changes one slot in a copy of an article and asks whether the report sees it.

    one_slot.py NAQL [--show]

The articles of articles.txt mark their slots with the changes that can be made
to them. For each change, the article and its changed copy are given to `naql
report --json` as two outlets; the change is found when a conflict of its kind
has a version on the changed words and another on the old ones. Untouched
copies must have no conflict at all. Every two wordings of each slot are tried
against each other. They are values of which one must be wrong: who is a member of
what he heads, or speaks for what he directs, is none (cases/compare/role.case).
Prints TAP; --show names what was not seen.
"""
import json
import os
import re
import subprocess
import sys
from collections import defaultdict
from itertools import combinations

SLOT = re.compile(r"\{(\w+):([^}]*)\}")
FLOORS = {"number": 0.9, "date": 0.9, "place": 0.9, "role": 0.9, "name": 0.9}


def articles(path):
    text = open(path, encoding="utf-8").read()
    lines = [line for line in text.split("\n") if not line.startswith("#:")]
    return [part.strip() for part in "\n".join(lines).split("\n\n") if part.strip()]


def plain(template, change=None):
    """The article's text; `change` is (number of the slot, its words)."""
    number = -1
    def fill(match):
        nonlocal number
        number += 1
        return change[1] if change and change[0] == number else match[2].split("|")[0]
    return SLOT.sub(fill, template)


def place_of(template, slot, change):
    """[start, end) of a slot's words in plain(template, change)."""
    match = list(SLOT.finditer(template))[slot]
    start = len(plain(template[:match.start()], change))
    return start, start + len(change[1] if change and change[0] == slot else match[2].split("|")[0])


def report(naql, pair):
    lines = ""
    for i, text in enumerate(pair):
        title, body = text.split("\n", 1)
        lines += json.dumps({"id": f"a{i}", "outlet": f"outlet {i}", "date": f"2018-03-1{i}",
                             "title": title, "text": body}, ensure_ascii=False) + "\n"
    with open("/dev/shm/one_slot.%d.jsonl" % os.getpid() if os.path.isdir("/dev/shm") else
              "one_slot.%d.jsonl" % os.getpid(), "w", encoding="utf-8") as file:
        file.write(lines)
    try:
        out = subprocess.run([naql, "report", "--json", file.name], capture_output=True, check=True)
    finally:
        os.unlink(file.name)
    return json.loads(out.stdout)


def conflicts(data):
    return [point for story in data["stories"] for point in story["conflict"]]


def sees(data, kind, old, new):
    ids = {a["source"]["id"]: a for a in data["articles"]}
    spans = {ids["a0"]["id"]: old, ids["a1"]["id"]: new}
    for point in conflicts(data):
        if point["kind"] != kind:
            continue
        where = defaultdict(set)
        for number, version in enumerate(point["versions"]):
            for span in version["spans"]:
                start, end = spans[span["article"]]
                if span["start"] < end and span["end"] > start:
                    where[span["article"]].add(number)
        if len(where) == 2 and len(set.union(*where.values())) > 1:
            return True
    return False


def main():
    naql, show = sys.argv[1], "--show" in sys.argv
    here = os.path.dirname(os.path.abspath(__file__))
    found, tried, false, extra = defaultdict(int), defaultdict(int), 0, 0
    templates = articles(os.path.join(here, "articles.txt"))
    for template in templates:
        base = plain(template)
        untouched = conflicts(report(naql, [base, base]))
        false += len(untouched)
        for number, match in enumerate(SLOT.finditer(template)):
            kind, words = match[1], match[2].split("|")
            for old, new in combinations(words, 2):
                data = report(naql, [plain(template, (number, old)), plain(template, (number, new))])
                ok = sees(data, kind, place_of(template, number, (number, old)),
                          place_of(template, number, (number, new)))
                tried[kind] += 1
                found[kind] += ok
                extra += len(conflicts(data)) - ok
                if show and not ok:
                    print("#", kind, old, "->", new, "|",
                          [(p["kind"], [v["text"] for v in p["versions"]]) for p in conflicts(data)])
    print(f"1..{len(FLOORS) + 1}")
    for i, (kind, floor) in enumerate(FLOORS.items(), 1):
        share = found[kind] / tried[kind]
        print("ok" if share >= floor else "not ok", i, "-", kind, f"{found[kind]} of {tried[kind]} seen, floor {floor}")
    print("not ok" if false else "ok", len(FLOORS) + 1, "- untouched copies:", false, "conflicts;",
          "beside the change itself:", extra, "of", sum(tried.values()))


main()
