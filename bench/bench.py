#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Speed of each part and of the whole, as ratios within one run.

    bench.py [--raise] [--tenfold] [--shared ../shared]

Machines differ, so what is compared with bench/floor.tsv is each speed divided
by that of two yardsticks (bench_parts.c) measured beside it: for a layer article
by article, for a command in turns by themselves, where they find their tables warm
and are faster; the two kinds of ratio do not compare. One yardstick hangs on
the caches of the host, one on its core: what is under the floors of both is too
slow, what is under one of them is on another host than the floor was set on. Without the
folder of real articles a pile is made from samples/, and floors are not compared.
"""
import argparse
import gzip
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
FLOORS = os.path.join(ROOT, "bench/floor.tsv")
BUILD = os.path.join(ROOT, "build/release")


def make_pile(work, shared):
    path = os.path.join(work, "news.jsonl")
    real = os.path.join(shared, "data/news/ant-2018-05-07.jsonl.zst")
    if os.path.exists(real) and shutil.which("zstd"):
        subprocess.run(["zstd", "-q", "-d", "-f", real, "-o", path], check=True)
        return path, True
    samples = os.path.join(ROOT, "samples")
    texts = [open(os.path.join(samples, f), encoding="utf-8").read() for f in sorted(os.listdir(samples))
             if f.endswith(".txt")]
    with open(path, "w", encoding="utf-8") as out:
        for i in range(2500):
            out.write(json.dumps({"id": str(i), "outlet": "o%d" % (i % 7), "time": "2030-05-%02d" % (1 + i % 14),
                                  "title": "t%d" % i, "text": texts[i % len(texts)]}, ensure_ascii=False) + "\n")
    return path, False


def told(command):
    """name, value and unit of each line that bench_parts prints."""
    out = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    found = {}
    for line in out.splitlines():
        name, value, unit = (line.split() + [""])[:3]
        found[name + (" " + unit if unit else "")] = float(value)
    return found


YARDS = ("yardstick", "small_yardstick")


def measure(path):
    """Speeds, and by name their ratios to each yardstick, which are measured beside each."""
    parts = [os.path.join(BUILD, "bench/bench_parts")]
    found = told([*parts, path])
    articles, mb = found["articles"], found["text MB"]
    ratios = {}
    for layer in [n.split()[0] for n in found if n.endswith(" of_yardstick")]:
        ratios[layer] = [found.pop("%s of_%s" % (layer, yard)) for yard in YARDS]
    naql = os.path.join(ROOT, "build/naql")
    for name, command in (("analyse -j1", ["analyse", "-j1"]), ("analyse -j2", ["analyse", "-j2"]),
                          ("report --json -j2", ["report", "--json", "--brief", "-j2"])):
        spent, beside = [], []
        for _ in range(7):
            start = time.monotonic()
            subprocess.run([naql, *command, "-q", path], check=True, stdout=subprocess.DEVNULL)
            spent.append(time.monotonic() - start)
            speeds = told([*parts, "-y", path])
            beside.append([mb / spent[-1] / speeds[yard + " MB/s"] for yard in YARDS])
        found[name + " articles/s"] = articles / min(spent)
        ratios[name] = [statistics.median(column) for column in zip(*beside)]
    return found, ratios


def readers(work, path):
    """Unpacking beside libdeflate, and what hostile bytes cost beside usual ones. How many targets are missed."""
    missed = 0
    print("\nreaders")
    gzip_bench = os.path.join(BUILD, "bench/bench_gzip")
    if os.path.exists(gzip_bench):
        whole, pieces = os.path.join(work, "whole.gz"), os.path.join(work, "members.gz")
        with open(path, "rb") as f:
            data = f.read(24 << 20)
        with open(whole, "wb") as out:
            out.write(gzip.compress(data, 6))
        with open(pieces, "wb") as out:
            for at in range(0, len(data), 4096):
                out.write(gzip.compress(data[at:at + 4096], 6))
        lines = subprocess.run([gzip_bench, whole, pieces], check=True, capture_output=True, text=True).stdout
        for name, line in zip(("one member", "members of 4 KB"), lines.splitlines()):
            print("gzip, %-18s %s" % (name, " ".join(line.replace(work + "/", "").split())))
    bombs = subprocess.run([os.path.join(BUILD, "bench/bench_bombs")], check=False, capture_output=True, text=True)
    dear = [float(line.split()[2]) for line in bombs.stdout.splitlines() if line.startswith("  ")]
    missed += bombs.returncode != 0
    print("hostile bytes: %d kinds, the dearest %.1f times a usual byte, target <= 10%s" % (
        len(dear), max(dear, default=0), "  MISSED" if bombs.returncode else ""))
    return missed


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--raise", dest="up", action="store_true", help="raise floors that were passed by a quarter")
    parser.add_argument("--tenfold", action="store_true", help="near-duplicates of a pile of 916 MB, too")
    parser.add_argument("--shared", default=os.path.join(ROOT, "../shared"))
    args = parser.parse_args()
    floors = {}
    for line in open(FLOORS, encoding="utf-8"):
        if line.strip() and not line.startswith("#"):
            name, *values = line.rstrip("\n").split("\t")
            floors[name] = [float(value) for value in values]
    with tempfile.TemporaryDirectory() as work:
        path, real = make_pile(work, args.shared)
        found, ratios = measure(path)
        dear = readers(work, path)
    if not real:
        print("bench: no real articles at hand: a pile made from samples/, floors not compared")
    under = 0
    for name, value in found.items():
        print("%-32s %12.1f" % (name, value))
    print("\n%-20s %10s %10s %12s %10s" % ("ratio to yardsticks", "large", "floor", "small", "floor"))
    for name, values in ratios.items():
        least = floors.get(name, [0, 0])
        low = real and all(value < floor for value, floor in zip(values, least))
        under += low
        print("%-20s %10.4f %10.4f %12.4f %10.4f%s" % (name, values[0], least[0], values[1], least[1], "  UNDER" if low else ""))
        if args.up and real:
            # a fifth of slack: two cores are shared with whatever else runs
            floors[name] = [max(floor, value * 0.8) for value, floor in zip(values, least)]
    if args.up:
        head = [line for line in open(FLOORS, encoding="utf-8") if line.startswith("#")]
        with open(FLOORS, "w", encoding="utf-8") as out:
            out.writelines(head)
            for name, values in sorted(floors.items()):
                out.write("%s\t%s\n" % (name, "\t".join("%.4f" % value for value in values)))
    print("\nbulk")
    sys.stdout.flush()
    bulk = [sys.executable, os.path.join(ROOT, "bench/bulk.py"), "--shared", args.shared]
    missed = subprocess.run(bulk + (["--tenfold"] if args.tenfold else []), check=False).returncode != 0
    if under or missed or dear:
        sys.exit("bench: %d speeds under their floor%s%s" % (under, ", hostile bytes too dear" if dear else "",
                                                             ", targets in bulk missed" if missed else ""))


main()
