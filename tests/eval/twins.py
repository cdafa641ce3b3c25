#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Which statements report one utterance, by hand-marked stories, for train/train_twins.c.

    twins.py SET own|gold [--naql build/naql] [--score ../shared/score] >MARKS.tsv

SET is a folder with articles.jsonl, gold.jsonl and story.json. `own` marks the
statements that naql finds, each with the groups of the member that it overlaps
by half of its words ("?" where there is none); `gold` gives the statements that
were marked, so that the grouping is judged apart from the finding. "~X" in the
list of groups: may be of group X (maybe_same).
"""
import argparse
import collections
import json
import os
import subprocess
import sys

FORMS = {"direct": 0, "indirect": 1, "mixed": 2}


def analyse(naql, path):
    done = subprocess.run([naql, "analyse", "-q", path], stdout=subprocess.PIPE, check=False)
    articles = (json.loads(line) for line in done.stdout.decode().splitlines())
    return {a["source"]["id"]: a for a in articles}


class Marked:
    """The groups of a set, by article."""

    def __init__(self, score, folder, articles):
        self.score, self.articles = score, articles
        story = json.load(open(os.path.join(folder, "story.json"), encoding="utf-8"))
        self.stories = {self.whole(doc): k for k, docs in enumerate(story["stories"]) for doc in docs}
        self.may = collections.defaultdict(set)
        for pair in story.get("maybe_same", []):
            self.may[str(pair[0])].add("~%s" % pair[1])
            self.may[str(pair[1])].add("~%s" % pair[0])
        self.groups = collections.defaultdict(dict)  # doc -> (text, n) -> ids
        for k, group in enumerate(story["statement_groups"]):
            for m in group["members"]:
                key = (m["text"], m.get("n", 1))
                self.groups[self.whole(m["doc"])].setdefault(key, []).append(str(group.get("id", k)))
        self.statements = {}
        for line in open(os.path.join(folder, "gold.jsonl"), encoding="utf-8"):
            gold = json.loads(line)
            self.statements[self.whole(gold["doc"])] = {(s["text"], s.get("n", 1)): s for s in gold["statements"]}

    def whole(self, doc):
        doc = self.score.stem(doc)
        return doc if doc in self.articles else next(k for k in self.articles if k.startswith(doc))

    def cell(self, ids):
        return ",".join(sorted(ids) + sorted(set().union(*(self.may[i] for i in ids))))


def overlap(a, b):
    a, b = set(a), set(b)
    return len(a & b) / len(a | b) if a | b else 0


def own_rows(marked, doc):
    words = marked.score.words
    members = list(marked.groups[doc])
    found = marked.articles[doc]["statements"]
    pairs = marked.score.pair_up([words(text) for text, _ in members], [words(s["text"]) for s in found], overlap, 0.5)
    of = {j: members[i] for i, j in pairs}
    for number in range(len(found)):
        groups = marked.cell(marked.groups[doc][of[number]]) if number in of else "?"
        yield groups, "", number, 0, 0, 0, 0, 0


def gold_rows(marked, doc):
    text = marked.articles[doc]["text"]
    source = marked.score.Source(text)
    bytes_at = lambda at: len(text[:at].encode())
    places = {}
    for key in marked.groups[doc]:
        span = source.find(*key) or source.find(key[0])
        if span:
            places.setdefault(span, key)
    for span in sorted(places):
        key = places[span]
        s = marked.statements[doc].get(key) or {}
        who = s.get("speaker_span") and source.find(s["speaker_span"], 1, span[0]) or (0, 0)
        yield (marked.cell(marked.groups[doc][key]), s.get("speaker") or "", -1, bytes_at(span[0]), bytes_at(span[1]),
               bytes_at(who[0]), bytes_at(who[1]), FORMS.get(s.get("form"), 1))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("set")
    parser.add_argument("statements", choices=("own", "gold"))
    parser.add_argument("--naql", default="build/naql")
    parser.add_argument("--score", default="../shared/score", help="folder of score.py")
    args = parser.parse_args()
    sys.path.insert(0, args.score)
    import score  # pylint: disable=import-error,import-outside-toplevel

    marked = Marked(score, args.set, analyse(args.naql, os.path.join(args.set, "articles.jsonl")))
    name = os.path.basename(os.path.normpath(args.set))
    for doc in marked.groups:
        for row in (own_rows if args.statements == "own" else gold_rows)(marked, doc):
            print(doc, "%s/%d" % (name, marked.stories[doc]), *row, sep="\t")


if __name__ == "__main__":
    main()
