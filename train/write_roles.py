#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Sentences of open event data, with who did what to whom, for train/train_roles.c.

    write_roles.py ../shared [MORE.jsonl] >ROLES.tsv

Four fifths of them; the fifth that tests/eval/events.py judges is left out. A line: kind, id, the sentence, then a
field for each annotator: the words of the verb, of the source and of the target with | between. MORE: other
sentences, {"kind", "id", "text", "spans"} with the same fields; an id that begins with + is learned from and not judged
(sentences of the open data that came without spans), one with - is judged and never learned from.
"""
import json
import os
import re
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../tests/eval"))
import events  # pylint: disable=wrong-import-position


def field(span):
    parts = (span["verb"], span["source_actor"], span["target_actor"])
    return "|".join(" ".join(re.findall(r"[\u0621-\u0652\w]+", " ".join(words))) for words in parts)


def put(kind, key, text, spans):
    print("\t".join([kind, key, " ".join(text.split())] + [field(s) for s in spans]))


def main():
    for kind in ("protest", "assault"):
        for row in events.rows_of(sys.argv[1], kind, "spans", False):
            put(kind, row["_id"], row["text"], row["spans"])
    side = events.sides(sys.argv[1])
    for path in sys.argv[2:]:
        for row in map(json.loads, open(path, encoding="utf-8")):
            if not side.get(events.letters(row["text"])):
                put(row["kind"], row["id"], row["text"], row["spans"])


main()
