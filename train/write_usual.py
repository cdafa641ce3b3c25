#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""How news write the names of persons -> data/usual_names.tsv.

    write_usual.py MARKS ANALYSED... >data/usual_names.tsv

ANALYSED: what naql analyse says of news. MARKS: train/marks; articles that are marked there are left out, so that what
is judged on them holds for articles that nobody saw. A name counts once an article, as its mentions stand there, not as
naql calls the person; words that data/spellings.tsv knows are given as it does. Same input, same output.
"""
import collections
import json
import os
import re
import sys

import marks

LEAST = 5  # articles with a name
SAID, MOST = 2, 12  # articles in which a word is said of a person; words of one
NAME = re.compile(r"[\u0621-\u064a]+(?:[ .-][\u0621-\u064a]+)+$")
WORD = re.compile(r"[\u0621-\u064a]{3,}")
SIGNS = re.compile(r"[\u0640\u064b-\u0652]")
GLUED = re.compile(r"\bعبدال")  # compounds are written apart
FOLDED = str.maketrans("أإآٱىؤئة", "ااااي\u0648يه", "ء")
DATA = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../data")


def rows(table):
    lines = [line for line in open(os.path.join(DATA, table), encoding="utf-8") if not line.startswith("# ")]
    return [line.rstrip("\n").split("\t") for line in lines[1:]]


def fold(word):
    return word.translate(FOLDED)


def bare(word):
    return word[2:] if len(word) > 4 and word.startswith("ال") else word


def count(path, marked, usual, articles, said):
    for line in open(path, encoding="utf-8"):
        article = json.loads(line)
        if article["source"]["id"] in marked:
            continue
        roles = {e["id"]: e["roles"] for e in article["entities"]}
        seen = collections.defaultdict(set)
        for mention in article["names"]:
            name = GLUED.sub("عبد ال", SIGNS.sub("", mention["text"]))
            if mention["type"] == "PER" and NAME.match(name):
                name = re.sub("[^ .-]+", lambda w: usual.get(fold(w[0]), w[0]), name)
                seen[name].update(WORD.findall(SIGNS.sub("", " ".join(roles[mention["entity"]]))))
        for name, words in seen.items():
            articles[name] += 1
            said[name].update({bare(fold(w)) for w in words})


def is_glued(name, articles):
    """"And X", "of X": a name that the tagger took a letter more for."""
    return name[0] in "ولبف" and articles[name[1:]] > articles[name]


def main():
    marked = marks.marked_in(sys.argv[1])
    usual = {fold(row[0]): row[1] for row in rows("spellings.tsv")}
    stops = {fold(row[0]) for row in rows("function_words.tsv")}
    articles, said = collections.Counter(), collections.defaultdict(collections.Counter)
    for path in sys.argv[2:]:
        count(path, marked, usual, articles, said)
    print("# Names of persons as news write them. Written by train/write_usual.py.\n"
          "# articles  with the name spelled so\n"
          "# said      words of the titles and offices beside it, folded and without article, commonest first")
    print("key", "articles", "said", "source", sep="\t")
    for name in sorted(articles):
        if articles[name] >= LEAST and not is_glued(name, articles):
            best = sorted(said[name].items(), key=lambda x: (-x[1], x[0]))
            words = [w for w, n in best if n >= SAID and w not in stops and len(w) > 2]
            print(name, articles[name], " ".join(words[:MOST]), "counted in ANT and Jawhara news", sep="\t")


if __name__ == "__main__":
    main()
