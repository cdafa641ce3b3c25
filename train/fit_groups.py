#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Whether blocks of features in a table of weights pull too hard, by what they do to whole statements.

    fit_groups.py find data/TABLE_weights.tsv BUILD SHARED SET...
    fit_groups.py scale data/TABLE_weights.tsv BLOCK=FACTOR... >TABLE

BUILD: a folder that meson set up, in which naql is built anew for every trial; SET: as marks.py unpacks them. A block is
all rows whose key has the same first word. Each is tried at 0, 0.5 and 1.5 times its weights; what makes more statements
right with their speaker is kept, the best first, while it makes LEAST more of them right. The table is left as it was;
printed are the trials and the factors kept. 0: the feature may go. Same input, same output.

Weights are fitted to choices, one at a time; an answer also changes the next choices, and a statement whose mention was
found wrongly was never learned from. So what fits the choices best need not give most right statements.
"""
import json
import os
import subprocess
import sys

FACTORS = (0, 0.5, 1.5)
LEAST = 2


def key_of(line):
    return line.split("\t")[0].split(" ")[0]


def scaled(lines, factors):
    """The table with the rows of some blocks multiplied."""
    for line in lines:
        factor = factors.get(key_of(line), 1)
        if factor != 1 and not line.startswith("#"):
            key, *cells, source = line.rstrip("\n").split("\t")
            line = "\t".join([key, *(str(round(float(c) * factor)) for c in cells), source]) + "\n"
        yield line


class Judge:
    def __init__(self, table, build, shared, sets):
        self.table, self.build, self.sets = table, build, sets
        self.lines = open(table, encoding="utf-8").readlines()
        self.score = os.path.join(shared, "score/score.py")

    def right(self, factors):
        """About how many statements are right with their speaker: F1 of each set times its statements, in sum."""
        with open(self.table, "w", encoding="utf-8") as out:
            out.writelines(scaled(self.lines, factors))
        subprocess.run(["ninja", "-C", self.build, "src/cli/naql"], stdout=subprocess.DEVNULL, check=True)
        total = 0
        for folder in self.sets:
            found = os.path.join(self.build, "groups.jsonl")
            gold = os.path.join(folder, "gold.jsonl")
            subprocess.run([os.path.join(self.build, "src/cli/naql"), "analyse", "-q", os.path.join(folder, "articles.jsonl"),
                            "-o", found], check=True)
            text = subprocess.run([sys.executable, self.score, "articles", gold, found, "--root",
                                   os.path.join(folder, "articles")], stdout=subprocess.PIPE, check=True).stdout.decode()
            f1 = next(float(line.split()[1]) for line in text.splitlines() if line.startswith("statement_with_speaker_f1"))
            total += f1 * sum(len(json.loads(row)["statements"]) for row in open(gold, encoding="utf-8"))
        return total

    def restore(self):
        with open(self.table, "w", encoding="utf-8") as out:
            out.writelines(self.lines)


def find(table, build, shared, sets):
    judge = Judge(table, build, shared, sets)
    blocks = sorted({key_of(line) for line in judge.lines if not line.startswith(("#", "key"))})
    kept = {}
    try:
        best = judge.right(kept)
        gains = []
        for block in blocks:
            for factor in FACTORS:
                gain = judge.right({block: factor}) - best
                print(f"{block} {factor}: {gain:+.1f}", flush=True)
                gains.append((gain, block, factor))
        for gain, block, factor in sorted(gains, reverse=True):
            if gain < LEAST:
                break
            trial = judge.right({**kept, block: factor}) if block not in kept else 0
            if trial - best >= LEAST:
                kept[block], best = factor, trial
                print(f"kept {block} {factor}: {best:.1f}", flush=True)
    finally:
        judge.restore()
    print(" ".join(f"{block}={factor}" for block, factor in kept.items()))


def main():
    command, rest = (sys.argv[1:2] or [""])[0], sys.argv[2:]
    if command == "find" and len(rest) > 3:
        find(rest[0], rest[1], rest[2], rest[3:])
    elif command == "scale" and len(rest) > 1:
        factors = {block: float(factor) for block, _, factor in (cell.partition("=") for cell in rest[1:])}
        sys.stdout.writelines(scaled(open(rest[0], encoding="utf-8").readlines(), factors))
    else:
        sys.exit(__doc__)


main()
