#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What names are called in news -> data/name_heads.tsv: "the paper X", "the midfielder Y".

    write_heads.py MARKS HEADS... >data/name_heads.tsv

HEADS: train_links heads, over news. MARKS: train/marks; articles that are marked there are left out, so that what is
judged on them holds for articles that nobody saw. A noun counts once an article. Same input, same output.
"""
import collections
import sys

import marks

LEAST, SHARE, MOST = 2, 0.15, 4  # articles with a noun, their share of all with one, nouns of a name


def main():
    marked = marks.marked_in(sys.argv[1])
    seen = set()
    for path in sys.argv[2:]:
        for line in open(path, encoding="utf-8"):
            article, name, head = line.rstrip("\n").split("\t")
            if article not in marked and len(head) > 1:
                seen.add((article, name, head))
    counts = collections.defaultdict(collections.Counter)
    for _, name, head in seen:
        counts[name][head] += 1
    print("# What names are called in news, by the noun before them: \"the paper X\". Written by train/write_heads.py.\n"
          "# heads  the commonest of such nouns, without their article, commonest first")
    print("key", "heads", "source", sep="\t")
    for name in sorted(counts):
        heads = counts[name]
        total = sum(heads.values())
        best = [h for h, n in sorted(heads.items(), key=lambda x: (-x[1], x[0])) if n >= LEAST and n >= SHARE * total]
        if best:
            print(name, " ".join(best[:MOST]), "counted in ANT and Jawhara news", sep="\t")


if __name__ == "__main__":
    main()
