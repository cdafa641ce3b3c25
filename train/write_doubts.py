#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Verbs that may be verbs of saying, right or wrong by hand-marked statements, for `train_doubts fit`.

    write_doubts.py NAQL TRAINER SET... >ROWS.tsv

NAQL: the command; TRAINER: train/train_doubts; SET: a folder with articles.jsonl and gold.jsonl.
"""
import json
import os
import re
import subprocess
import sys
import tempfile


def run(*args):
    return subprocess.run(args, stdout=subprocess.PIPE, check=True).stdout.decode()


def bytes_of_letters(text):
    """The text without white space, and the byte at which each of its letters starts."""
    bare, at, n = [], [], 0
    for c in text:
        if not c.isspace():
            bare.append(c)
            at.append(n)
        n += len(c.encode())
    return "".join(bare), at + [n]


def marked(folder, naql):
    """(article, first byte, byte behind, scored neither way) of every marked statement."""
    texts = {a["source"]["id"]: a["text"] for a in map(json.loads, run(naql, "analyse", "-q", folder + "/articles.jsonl").splitlines())}
    for gold in map(json.loads, open(folder + "/gold.jsonl", encoding="utf-8")):
        text = texts.get(gold["doc"])
        if text is None:
            continue
        bare, at = bytes_of_letters(text)
        for s in gold["statements"]:
            words, place = re.sub(r"\s+", "", s["text"]), -1
            for _ in range(s.get("n") or 1):
                place = bare.find(words, place + 1)
            if place >= 0:
                end = at[place + len(words) - 1] + len(bare[place + len(words) - 1].encode())
                yield gold["doc"], at[place], end, int(bool(s.get("topic_only")))


def rows(folder, naql, trainer, more=("see",)):
    """Lines of the trainer for one set; more: its verb, and what it takes behind MARKED."""
    with tempfile.NamedTemporaryFile("w", encoding="utf-8") as out:
        for line in marked(folder, naql):
            print(*line, sep="\t", file=out)
        out.flush()
        return run(trainer, more[0], folder + "/articles.jsonl", out.name, *more[1:]).splitlines()


def main():
    naql, trainer, *folders = sys.argv[1:]
    for folder in folders:
        for line in rows(folder, naql, trainer):
            print(os.path.basename(folder.rstrip("/")), line, sep="\t")


if __name__ == "__main__":
    main()
