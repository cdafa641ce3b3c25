#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Articles for the profile of an optimised build, as JSON lines.

    profile_text.py > articles.jsonl

Made of what the project has of its own: the inputs of tests/cases, put together
to articles of a usual length, and the sentences of train/written.txt. Nobody
reads them: they only have to take the ways through the code that news take, each
as often. News are many, and most of their words were seen before: all is given
several times, or the profile would be one of a command that has just started.
The same tree gives the same bytes."""
import glob
import json
import os
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
A_TEXT = 1500  # characters of an article of the press
A_PARAGRAPH = 3  # sentences of one
FILLED = 6  # times that each written sentence gets words
ROUNDS = 6


def case_inputs(path):
    """The input of each case, without its fields and what is expected."""
    lines, reading = [], False
    for line in open(path, encoding="utf-8"):
        if line.startswith("# "):
            reading, lines = True, []
        elif line.startswith("---"):
            if reading and lines:
                yield "".join(lines).strip()
            reading = False
        elif reading and not line.startswith(("#:", "@")):
            lines.append(line)


def written():
    """The sentences of train/written.txt with words in their slots, as paragraphs."""
    program = [sys.executable, os.path.join(ROOT, "train/write_sentences.py")]
    out = subprocess.run([*program, os.path.join(ROOT, "train/written.txt"), str(FILLED)], check=True, capture_output=True,
                         text=True).stdout
    sentences = []
    for marked in out.split("\n\n"):
        words = [line.split(" ")[0] for line in marked.split("\n") if line]
        if words:
            sentences.append(" ".join(words).replace(" .", ".").replace(" ,", "،"))
    for i in range(0, len(sentences), A_PARAGRAPH):
        yield " ".join(sentences[i:i + A_PARAGRAPH])


def texts():
    for path in sorted(glob.glob(os.path.join(ROOT, "tests/cases/*/*.case"))):
        yield from case_inputs(path)
    yield from written()


def main():
    room, number = [], 0
    for text in list(texts()) * ROUNDS:
        room.append(text)
        if sum(map(len, room)) >= A_TEXT:
            number += 1
            record = {"id": str(number), "outlet": "o%d" % (number % 9), "time": "2030-05-%02d" % (1 + number % 28),
                      "title": room[0][:60].replace("\n", " "), "text": "\n".join(room)}
            print(json.dumps(record, ensure_ascii=False))
            room = []


main()
