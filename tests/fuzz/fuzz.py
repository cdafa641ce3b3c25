#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Runs every fuzz target for a while, each from the corpus made by the build.

    fuzz.py BUILD SECONDS [TARGET...]

BUILD is a Meson folder with -Dfuzz=true. What a target finds is left in
BUILD/fuzz-found/TARGET, and the run fails. Closes with the number of
executions.
"""
import os
import re
import subprocess
import sys


def make_corpus(build, folder):
    os.makedirs(folder, exist_ok=True)
    subprocess.run([os.path.join(build, "tests/make_corpus"), folder], check=True, stdout=subprocess.DEVNULL)


def run(build, name, seconds, seeds):
    grown = os.path.join(build, "fuzz-corpus", name)
    found = os.path.join(build, "fuzz-found", name) + os.sep
    os.makedirs(grown, exist_ok=True)
    os.makedirs(found, exist_ok=True)
    done = subprocess.run([os.path.join(build, "tests", "fuzz_" + name), "-max_total_time=%d" % seconds,
                           "-rss_limit_mb=2048", "-timeout=10", "-detect_leaks=0", "-print_final_stats=1",
                           "-artifact_prefix=" + found, grown, *seeds], capture_output=True, text=True)
    text = done.stderr
    match = re.search(r"stat::number_of_executed_units:\s*(\d+)", text)
    count = int(match.group(1)) if match else 0
    print("%s %-12s %9d executions" % ("ok    " if done.returncode == 0 else "not ok", name, count), flush=True)
    if done.returncode:
        print("\n".join("#   " + line for line in text.splitlines()[-25:]))
    return done.returncode == 0, count


def main():
    build, seconds = sys.argv[1], int(sys.argv[2])
    here = os.path.dirname(os.path.abspath(__file__))
    made = os.path.join(build, "fuzz-seeds")
    make_corpus(build, made)
    seeds = [made, os.path.join(here, "corpus")]
    names = sys.argv[3:] or sorted(f[5:] for f in os.listdir(os.path.join(build, "tests"))
                                   if f.startswith("fuzz_") and "." not in f)
    results = [run(build, name, seconds, seeds) for name in names]
    failed = sum(not good for good, _ in results)
    print("%d targets, %d executions" % (len(results), sum(n for _, n in results)))
    print("%d passed, %d failed" % (len(results) - failed, failed))
    sys.exit(failed > 0)


main()
