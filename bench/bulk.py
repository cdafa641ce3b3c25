#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Near-duplicates, passages and stories in bulk, side by side with the yardsticks.

    bulk.py [--shared ../shared] [--naql build/naql] [--tenfold]

What ../shared/bench holds is built and run on the same file: a plain MinHash in
C++ (the anchor) and an exact join (the truth). Prints figures beside their
targets and exits 1 when one is missed. --tenfold also makes a pile ten times as
large, 916 MB, in a temporary folder.
"""
import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
BANDS = [(.9, 1.01), (.8, .9), (.7, .8), (.6, .7), (.5, .6)]
SCIKIT = 1085  # articles/s, TF-IDF and a single pass: README of the yardsticks


def run(command, rounds=1):
    """Least wall and processor seconds, most MB, of some rounds."""
    wall = cpu = None
    peak = 0
    for _ in range(rounds):
        start = time.monotonic()
        p = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, status, use = os.wait4(p.pid, 0)
        p.returncode = status
        if status:
            sys.exit("bulk: %s failed" % command[0])
        spent = time.monotonic() - start
        wall = spent if wall is None else min(wall, spent)
        cpu = use.ru_utime + use.ru_stime if cpu is None else min(cpu, use.ru_utime + use.ru_stime)
        peak = max(peak, use.ru_maxrss / 1e3)
    return wall, cpu, peak


def build(source, to, *libraries):
    if not shutil.which("g++") or not os.path.exists(source):
        return None
    done = subprocess.run(["g++", "-O3", "-march=native", "-o", to, source, *libraries], capture_output=True, check=False)
    return to if done.returncode == 0 else None


def yardsticks(shared, work):
    bench = os.path.join(shared, "bench")
    anchor = build(os.path.join(bench, "dedup_anchor.cpp"), os.path.join(work, "anchor"), "-lsimdjson", "-lpthread")
    exact = build(os.path.join(bench, "dedup_exact.cpp"), os.path.join(work, "exact"), "-lsimdjson", "-lxxhash")
    if not anchor or not exact:
        print("bulk: the yardsticks cannot be built here (g++, libsimdjson-dev, libxxhash-dev and %s): no ratio to "
              "the anchor, no recall" % bench)
    return anchor, exact


def read_truth(path):
    truth = {}
    for line in open(path):
        a, b, j, ca, cb = line.split()
        truth[min(int(a), int(b)), max(int(a), int(b))] = (float(j), max(float(ca), float(cb)))
    return truth


LETTERS = {c: to for froms, to in (("أإآٱ", "ا"), ("ؤ", "و"), ("ئىی", "ي"), ("ة", "ه"), ("کڪ", "ك"), ("ء\u0640\u0670", ""))
           for c in froms}
LETTERS.update({chr(c): "" for c in range(0x64B, 0x660)})
LETTERS.update({chr(0x660 + d): str(d) for d in range(10)})
LETTERS.update({chr(0x6F0 + d): str(d) for d in range(10)})
FOLD = str.maketrans(LETTERS)


def fold(path, to):
    """The truth does not fold letters: it is asked about the pile as naql reads it, too."""
    with open(path, encoding="utf-8") as f, open(to, "w", encoding="utf-8") as out:
        for line in f:
            a = json.loads(line)
            out.write(json.dumps({"id": a["id"], "text": a["text"].translate(FOLD).lower()}, ensure_ascii=False) + "\n")


def join(groups):
    """Cluster of each article when all that is told is joined, as dedup_score.py does: id -> root."""
    root = {}

    def find(x):
        while root.setdefault(x, x) != x:
            root[x] = root[root[x]]
            x = root[x]
        return x
    for line in open(groups, encoding="utf-8"):
        a = json.loads(line)
        for other in ([a["source"]] if a["source"] is not None else []) + a["also"]:
            root[find(int(a["id"]))] = find(int(other))
    return {x: find(x) for x in list(root)}


def score(truth, groups):
    """Recall of truth pairs that stand in one group, are told beside it, are joined by what is told; how many links
    are right."""
    of, also, links = {}, {}, []
    joined = join(groups)
    for line in open(groups, encoding="utf-8"):
        a = json.loads(line)
        of[int(a["id"])] = int(a["representative"])
        also[int(a["id"])] = [int(x) for x in a["also"]]
        if a["source"] is not None:
            x, y = int(a["id"]), int(a["source"])
            links.append(truth.get((min(x, y), max(x, y)), (0, 0)))

    def together(a, b):
        return of.get(a) == of.get(b) or of.get(a) in also.get(b, ()) or of.get(b) in also.get(a, ())
    found = {}
    for name, test in [("J %.1f-%.1f" % (lo, min(hi, 1)), lambda j, c, lo=lo, hi=hi: lo <= j < hi) for lo, hi in BANDS] + [
            ("J >= .8", lambda j, c: j >= .8), ("J >= .5", lambda j, c: j >= .5),
            ("contained >= .8, J < .5", lambda j, c: c >= .8 and j < .5)]:
        pairs = [p for p, (j, c) in truth.items() if test(j, c)]
        found[name] = (len(pairs), sum(of.get(a) == of.get(b) for a, b in pairs) / max(1, len(pairs)),
                       sum(together(a, b) for a, b in pairs) / max(1, len(pairs)),
                       sum(joined.get(a, a) == joined.get(b, b) for a, b in pairs) / max(1, len(pairs)))
    n = max(1, len(links))
    return found, len(links), sum(j >= .5 or c >= .8 for j, c in links) / n, sum(j >= .2 or c >= .8 for j, c in links) / n


class Table:
    def __init__(self):
        self.missed = 0

    def row(self, name, value, target="", good=True):
        self.missed += not good
        print("%-48s %20s %14s%s" % (name, value, target, "" if good else "  MISSED"))


def dedup(table, naql, path, anchor, rounds):
    out = path + ".groups"
    wall, cpu, mb = run([naql, "dedup", "-q", "-j2", path, "-o", out], rounds)
    size = os.path.getsize(path) / 1e6
    n = sum(1 for _ in open(out, "rb"))
    table.row("dedup, two threads: articles/s", "%.0f" % (n / wall))
    table.row("dedup: MB/s, wall", "%.0f" % (size / wall))
    table.row("dedup: processor seconds", "%.2f" % cpu)
    table.row("dedup: memory / input", "%.2f" % (mb / size), "<= 1.5", mb / size <= 1.5)
    if anchor:
        a_wall, a_cpu, a_mb = run([anchor, path, path + ".anchor", "2"], rounds)
        table.row("anchor: processor seconds, memory / input", "%.2f  %.2f" % (a_cpu, a_mb / size))
        table.row("dedup / anchor: processor", "%.2f" % (cpu / a_cpu), "<= 1.25", cpu / a_cpu <= 1.25)
        table.row("dedup / anchor: wall", "%.2f" % (wall / a_wall), "<= 1.25", wall / a_wall <= 1.25)
    return out, wall / size, cpu / size


def as_written(naql, path):
    """Groups of words that are not folded: what the truth of letters as written is fair to."""
    out = path + ".written"
    run([naql, "dedup", "-q", "-j2", "--as-written", path, "-o", out])
    return out


def recall(table, exact, path, groups, written):
    for folded, groups, name in ((False, groups, "letters as written"), (True, groups, "folded letters"),
                                 (False, written, "letters as written, with --as-written")):
        pile = path
        if folded:
            pile = path + ".folded"
            fold(path, pile)
        run([exact, pile, path + ".exact", "0.2"])
        found, links, strict, loose = score(read_truth(path + ".exact"), groups)
        print("\n%s against the exact join of %s" % (os.path.basename(path), name))
        fair = folded or groups == written
        least = {"J >= .8": .999, "J >= .5": .98}
        for name, (n, part, told, joined) in found.items():
            target = least.get(name)
            table.row("%s (%d): one group, told, joined" % (name, n), "%.4f %.4f %.4f" % (part, told, joined),
                      ">= %.3f" % target if target else "", not target or joined >= target)
        table.row("links: J >= .5 or contained >= .8 (%d)" % links, "%.4f" % strict, ">= 0.98" if fair else "",
                  not fair or strict >= .98)
        table.row("links: J >= .2 or contained >= .8", "%.4f" % loose, ">= 0.98", loose >= .98)


def passages(table, naql, path):
    """Every shared run of 12 words: the longest of each place, and all."""
    size = os.path.getsize(path) / 1e6
    for options in ([], ["--pairs"]):
        wall, cpu, mb = run([naql, "passages", "-q", "-j2", *options, path, "-o", path + ".passages"], 2)
        name = " ".join(["passages", *options])
        table.row("%s, two threads: MB/s, wall" % name, "%.0f" % (size / wall), "60 idle")
        table.row("%s: MB/s of a processor" % name, "%.0f" % (size / cpu), ">= 60", size / cpu >= 60)
        large = size > 500  # beside it 40 MB of word lists and models are little
        table.row("%s: memory / input" % name, "%.2f" % (mb / size), "<= 1.5" if large else "",
                  not large or mb / size <= 1.5)
        table.row("%s: runs" % name, "%d" % sum(line.count(b'"source_start"') for line in open(path + ".passages", "rb")))
    return cpu / size


def stories(table, naql, path):
    wall, cpu, mb = run([naql, "stories", "-q", "-j2", path, "-o", path + ".stories"], 2)
    n = sum(1 for _ in open(path, "rb"))
    table.row("stories, two threads: articles/s", "%.0f" % (n / wall), "10000 idle")
    table.row("stories: articles/s of a processor, doubled", "%.0f" % (2 * n / cpu), ">= 10000", 2 * n / cpu >= 10000)
    table.row("stories: times scikit-learn (%d/s)" % SCIKIT, "%.1f" % (n / wall / SCIKIT))
    table.row("stories: KB of memory an article", "%.1f" % (mb * 1e3 / n))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", default=os.path.join(ROOT, "../shared"))
    parser.add_argument("--naql", default=os.path.join(ROOT, "build/naql"))
    parser.add_argument("--tenfold", action="store_true")
    args = parser.parse_args()
    news = os.path.join(args.shared, "data/news/saudi-2015.jsonl.zst")
    maker = os.path.join(args.shared, "bench/mkcorpus.py")
    if not os.path.exists(news) or not os.path.exists(maker) or not shutil.which("zstd"):
        print("bulk: no %s, %s or zstd: nothing measured" % (news, maker))
        return
    table = Table()
    with tempfile.TemporaryDirectory() as work:
        anchor, exact = yardsticks(args.shared, work)
        subprocess.run([sys.executable, maker, "base", news, work], check=True, stdout=subprocess.DEVNULL)
        path = os.path.join(work, "news.jsonl")
        piles = [(path, *dedup(table, args.naql, path, anchor, 5))]
        stories(table, args.naql, path)
        small = passages(table, args.naql, path)
        if args.tenfold:
            subprocess.run([sys.executable, maker, "grow", work, "10", "1"], check=True, stdout=subprocess.DEVNULL)
            print("\ntenfold")
            path = os.path.join(work, "news10.jsonl")
            piles.append((path, *dedup(table, args.naql, path, None, 1)))
            wall, cpu = piles[1][2] / piles[0][2], piles[1][3] / piles[0][3]
            table.row("wall / MB, to the small pile", "%.2f" % wall, "<= 1.6 idle")
            table.row("processor / MB, to the small pile", "%.2f" % cpu, "<= 1.6", cpu <= 1.6)
            large = passages(table, args.naql, path)
            table.row("passages: processor / MB, to the small pile", "%.2f" % (large / small))
        # Last: what a child is said to hold is never less than what its parent held.
        for path, groups, *_ in piles if exact else []:
            recall(table, exact, path, groups, as_written(args.naql, path))
    if table.missed:
        sys.exit("bulk: targets missed: %d" % table.missed)


if __name__ == "__main__":
    main()
