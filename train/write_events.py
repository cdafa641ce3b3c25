#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Sentences of open event data for train/train_events.c.

    write_events.py ../shared >SENTENCES.tsv

Four fifths of them, each once; the fifth that tests/eval/events.py judges is
left out with all its copies. A line: kind, share of the annotators who accepted
it, 1 or 0 where all of them agree and - where they do not, the sentence.
Sentences whose parts were marked were all accepted.
"""
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../tests/eval"))
import events  # pylint: disable=wrong-import-position


def put(kind, share, gold, text):
    print("%s\t%.4f\t%s\t%s" % (kind, share, gold, " ".join(text.split())))


def main():
    shared = sys.argv[1]
    for kind in ("assault", "protest"):
        known = set()
        for row in events.rows_of(shared, kind, "sentences", False):
            yes, no = int(row["accept"]), int(row["reject"])
            if yes + no:
                put(kind, yes / (yes + no), "-" if yes and no else "1" if yes else "0", row["text"])
                known.add(events.letters(row["text"]))
        for row in events.rows_of(shared, kind, "spans", False):
            if events.letters(row["text"]) not in known:
                put(kind, 1, "1", row["text"])


main()
