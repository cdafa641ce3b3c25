#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Texts that end, or begin, in the middle of a sentence.

    cut.py NAQL CASES

The inputs of all cases, cut at each of their words: what looks at the word behind another one must bear that there is
none. A build with sanitizers tells of a look past the end; any build, of an article that gets lost. TAP.
"""
import json
import pathlib
import re
import subprocess
import sys
import tempfile


def inputs(folder):
    for path in sorted(pathlib.Path(folder).rglob("*.case")):
        for case in path.read_text(encoding="utf-8").split("\n\n"):
            lines = case.split("\n---")[0].split("\n")
            text = "\n".join(line for line in lines if line and line[0] not in "#@")
            if text:
                yield text


def cuts(text):
    words = re.findall(r"\S+\s*", text)
    for at in range(1, len(words)):
        yield "".join(words[:at]).rstrip()
        yield "".join(words[at:])


def main():
    naql, folder = sys.argv[1:3]
    pieces = sorted({piece for text in inputs(folder) for piece in cuts(text)})
    with tempfile.TemporaryDirectory() as room:
        path = pathlib.Path(room, "cut.jsonl")
        with path.open("w", encoding="utf-8") as file:
            for number, piece in enumerate(pieces):
                # every third one below its own words as a title
                article = {"id": str(number), "title": "" if number % 3 else piece[:80], "text": piece, "date": "2018-03-20"}
                file.write(json.dumps(article) + "\n")
        run = subprocess.run([naql, "analyse", "-q", path], stdout=subprocess.PIPE, timeout=240)
    found = run.stdout.count(b"\n")
    good = run.returncode == 0 and found == len(pieces)
    print("%s 1 - each of %d pieces is an article # exit %d, %d articles"
          % ("ok" if good else "not ok", len(pieces), run.returncode, found))
    print("1..1")
    sys.exit(not good)


main()
