#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Where content truly ends, by hand-marked gold, for fit_ends.py.

    write_ends.py PLACES GOLD.jsonl SET [known] >>CHOICES

PLACES is what `train_ends places` wrote of the articles of that set; known: the rules were written on its articles. A
statement of the gold and one that naql found are the same where they start at most a few letters apart. White space
is left out of all counts. A choice: S, the set, 1 where known, the rules' place, how many places; then a line for each:
P, the share of letters in common with the gold, 1 where it is that, its letters, its traits.
"""
import json
import re
import sys

NEAR = 8  # letters


def squeezed(text):
    return re.sub(r"\s+", "", text)


def gold_spans(text, statements):
    """(start, end) in squeezed letters of every statement that the gold gives a content."""
    bare = squeezed(text)
    for s in statements:
        if s.get("topic_only"):
            continue
        words, at = squeezed(s["text"]), -1
        for _ in range(s.get("n") or 1):
            at = bare.find(words, at + 1)
        if at >= 0:
            yield at, at + len(words)


def letters(text):
    """Byte offset -> letters before it."""
    before, offset, n = {}, 0, 0
    for c in text:
        before[offset] = n
        offset += len(c.encode())
        n += not c.isspace()
    before[offset] = n
    return before


def articles(path):
    """(id, text, choices); a choice is its head and its places."""
    article = None
    for line in open(path, encoding="utf-8"):
        kind, *cells = line.rstrip("\n").split("\t")
        if kind == "A":
            if article:
                yield article
            article = (cells[0], cells[1], [])
        elif kind == "X":
            article[2].append(([int(c) for c in cells], []))
        else:
            article[2][-1][1].append((int(cells[0]), cells[1:]))
    if article:
        yield article


def share(a, b):
    both = min(a[1], b[1]) - max(a[0], b[0])
    return max(0, both) / (max(a[1], b[1]) - min(a[0], b[0]))


def put(head, places, start, gold):
    print("S", *head, sep="\t")
    for end, seen in places:
        exact = abs(end - gold[1]) <= 1
        print("P", f"{share((start, end), gold):.4f}", int(exact), max(1, end - start), *seen, sep="\t")


def main():
    path, gold_path, name = sys.argv[1:4]
    known = sys.argv[4:] == ["known"]
    golds = {g["doc"]: g["statements"] for g in map(json.loads, open(gold_path, encoding="utf-8"))}
    for doc, text, choices in articles(path):
        spans = list(gold_spans(text, golds.get(doc, [])))
        at, seen = letters(text), set()
        for (first, cue, ruled), places in choices:
            near = [g for g in spans if abs(g[0] - at[first]) <= NEAR]
            if near and (first, cue) not in seen:
                seen.add((first, cue))
                gold = min(near, key=lambda g: abs(g[0] - at[first]))
                head = (name, int(known), ruled, len(places))
                put(head, [(at[end], seen) for end, seen in places], at[first], gold)


if __name__ == "__main__":
    main()
