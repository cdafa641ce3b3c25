#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Runs every fuzz target for a while, each from the corpus made by the build.

    fuzz.py BUILD SECONDS [TARGET...]

BUILD is a Meson folder with -Dfuzz=true. What a target finds is left in
BUILD/fuzz-found/TARGET, and the run fails. Closes with the number of
executions.
"""
import collections
import os
import re
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
TOP = os.path.dirname(os.path.dirname(HERE))


def make_corpus(build, folder):
    os.makedirs(folder, exist_ok=True)
    subprocess.run([os.path.join(build, "tests/make_corpus"), folder], check=True, stdout=subprocess.DEVNULL)


# Targets that start from texts too: sentences that something is found in.
TEXTS = {"article": ("samples", "tests/cases")}


def make_words(folders, path):
    """A dictionary for libFuzzer, of the words that are in many files: bytes changed at random make no Arabic words."""
    count = collections.Counter()
    for folder in folders:
        for place, _, names in os.walk(folder):
            for name in names:
                with open(os.path.join(place, name), encoding="utf-8", errors="ignore") as f:
                    count.update(set(re.findall("[\u0621-\u064a]+", f.read())))
    words = sorted(w for w, n in count.items() if n >= 3) + ["«", "»", "،", "؛", ":", "\n", " 17 "]
    with open(path, "w", encoding="utf-8") as f:
        for word in words:
            f.write('"%s"\n' % "".join("\\x%02x" % b for b in word.encode()))


def run(build, name, seconds, seeds):
    grown = os.path.join(build, "fuzz-corpus", name)
    found = os.path.join(build, "fuzz-found", name) + os.sep
    os.makedirs(grown, exist_ok=True)
    os.makedirs(found, exist_ok=True)
    texts = [os.path.join(TOP, folder) for folder in TEXTS.get(name, ())]
    more = []
    if texts:
        make_words(texts, grown + ".dict")
        more = ["-dict=" + grown + ".dict", "-max_len=4096"]
    done = subprocess.run([os.path.join(build, "tests", "fuzz_" + name), "-max_total_time=%d" % seconds,
                           "-rss_limit_mb=2048", "-timeout=10", "-detect_leaks=0", "-print_final_stats=1",
                           "-artifact_prefix=" + found, *more, grown, *seeds, *texts], capture_output=True, text=True)
    text = done.stderr
    match = re.search(r"stat::number_of_executed_units:\s*(\d+)", text)
    count = int(match.group(1)) if match else 0
    print("%s %-12s %9d executions" % ("ok    " if done.returncode == 0 else "not ok", name, count), flush=True)
    if done.returncode:
        print("\n".join("#   " + line for line in text.splitlines()[-25:]))
    return done.returncode == 0, count


def main():
    build, seconds = sys.argv[1], int(sys.argv[2])
    made = os.path.join(build, "fuzz-seeds")
    make_corpus(build, made)
    seeds = [made, os.path.join(HERE, "corpus")]
    names = sys.argv[3:] or sorted(f[5:] for f in os.listdir(os.path.join(build, "tests"))
                                   if f.startswith("fuzz_") and "." not in f)
    results = [run(build, name, seconds, seeds) for name in names]
    failed = sum(not good for good, _ in results)
    print("targets: %d, executions: %d" % (len(results), sum(n for _, n in results)))
    print("%d passed, %d failed" % (len(results) - failed, failed))
    sys.exit(failed > 0)


main()
