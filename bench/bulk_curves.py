#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Cost of an article against the number of articles, measured and drawn.

    bulk_curves.py [--shared ../shared] [--naql build/naql] [--most 1000000] [--work DIR]

Makes a pile of real news that goes on: 30,676 articles in 18 days, again and
again, in which half of the articles have every third word from another article
(a text of its own) and half every fortieth (a copy). What an article costs is to
hang on nothing but how many there are, so all days have as many articles and all
rounds are made alike; the words are words of the pile, for made-up ones would
cost more, each being new. Runs naql dedup, passages and stories on growing parts
of it with one thread, and writes docs/bulk-curves.tsv and
docs/bulk-curves.svg. The largest pile takes 3.4 KB of disk an article.
"""
import argparse
import datetime
import json
import math
import os
import subprocess
import sys
import tempfile

from bulk import ROOT, run

FIRST = datetime.date(2015, 7, 1)
COLOURS = {"dedup": "#1b6ca8", "passages": "#2e7d4f", "stories": "#b3541e"}
STEPS = [10000, 30676, 100000, 306760, 1000000]


def make(base, path, most):
    """Writes `most` articles, 18 days a round."""
    articles = [json.loads(line) for line in open(base, encoding="utf-8")]
    for a in articles:
        a["words"] = a["text"].split(" ")
    with open(path, "w", encoding="utf-8") as out:
        for i in range(most):
            block, at = divmod(i, len(articles))
            a, other = articles[at], articles[(i + (block + 1) * 7919) % len(articles)]["words"]
            day = FIRST + datetime.timedelta(days=18 * i // len(articles))
            step = 3 if i % 2 else 40
            words = a["words"][:]
            for k in range(block % step, len(words), step):
                words[k] = other[k % len(other)]
            out.write(json.dumps({"id": i, "outlet": a["outlet"], "date": day.isoformat(), "title": a["title"],
                                  "text": " ".join(words)}, ensure_ascii=False, separators=(",", ":")) + "\n")


def tell(rows):
    """Writes what there is after each step: the last ones take long."""
    docs = os.path.join(ROOT, "docs")
    with open(os.path.join(docs, "bulk-curves.tsv"), "w", encoding="utf-8") as out:
        out.write("# command\tarticles\tMB of input\tprocessor seconds\tarticles a second, one thread\tMB of memory\n")
        for r in rows:
            out.write("%s\t%d\t%.1f\t%.2f\t%.0f\t%.0f\n" % r)
    if rows[-1][1] > rows[0][1]:
        draw(rows, os.path.join(docs, "bulk-curves.svg"))


def measure(naql, pile, steps):
    rows = []
    part = pile + ".part"
    for n in steps:
        with open(pile, "rb") as f, open(part, "wb") as out:
            for _ in range(n):
                out.write(f.readline())
        for command in COLOURS:
            _, cpu, mb = run([naql, command, "-q", "-j1", part, "-o", "/dev/null"], 3 if n < 50000 else 1)
            rows.append((command, n, os.path.getsize(part) / 1e6, cpu, n / cpu, mb))
            tell(rows)
            print("%-8s %8d articles %8.1f MB %8.2f s of processor %8.0f articles/s %8.0f MB held" % rows[-1], flush=True)
    os.remove(part)


WIDE, HIGH, LEFT, TOP, GAP = 330, 210, 62, 34, 96


def panel(rows, column, title, x0):
    xs = [r[1] for r in rows]
    top = max(r[column] for r in rows)
    lo_x, hi_x = math.log10(min(xs)), math.log10(max(xs))
    lo_y = math.floor(math.log10(min(r[column] for r in rows)))
    hi_y = math.ceil(math.log10(top))

    def at(x, y):
        return (x0 + (math.log10(x) - lo_x) / (hi_x - lo_x) * WIDE,
                TOP + HIGH - (math.log10(y) - lo_y) / (hi_y - lo_y) * HIGH)
    out = ['<text x="%d" y="18" class="t">%s</text>' % (x0, title)]
    for p in range(lo_y, hi_y + 1):
        y = at(min(xs), 10 ** p)[1]
        out.append('<line x1="%d" y1="%.1f" x2="%d" y2="%.1f" class="g"/><text x="%d" y="%.1f" class="e">%s</text>' % (
            x0, y, x0 + WIDE, y, x0 - 6, y + 4, "{:,}".format(10 ** p)))
    for p in range(math.ceil(lo_x), math.floor(hi_x) + 1):
        x = at(10 ** p, 10 ** lo_y)[0]
        out.append('<text x="%.1f" y="%d" class="m">%s</text>' % (x, TOP + HIGH + 18, "{:,}".format(10 ** p)))
    ends = []
    for name, colour in COLOURS.items():
        points = [at(r[1], r[column]) for r in rows if r[0] == name]
        out.append('<polyline points="%s" fill="none" stroke="%s" stroke-width="2"/>' % (
            " ".join("%.1f,%.1f" % p for p in points), colour))
        out += ['<circle cx="%.1f" cy="%.1f" r="3.5" fill="%s"/>' % (*p, colour) for p in points]
        ends.append((points[-1][1] + 4, name, colour))
    low = 0
    for y, name, colour in sorted(ends):
        low = max(y, low + 13)  # names do not lie on each other
        out.append('<text x="%.1f" y="%.1f" class="l" fill="%s">%s</text>' % (x0 + WIDE + 7, low, colour, name))
    return out


def draw(rows, path):
    width, height = 2 * WIDE + LEFT + 2 * GAP, TOP + HIGH + 46
    out = ['<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" role="img" '
           'aria-label="Articles a second and memory of naql dedup, passages and stories">' % (width, height),
           "<style>text{font:12px sans-serif;fill:#333}.t{font-weight:bold}.e{text-anchor:end}.m{text-anchor:middle}"
           ".l{font-weight:bold}.g{stroke:#ddd}</style>", '<rect width="100%" height="100%" fill="#fff"/>']
    out += panel(rows, 4, "articles a second, one thread", LEFT)
    out += panel(rows, 5, "MB of memory", LEFT + WIDE + GAP + 30)
    out.append('<text x="%d" y="%d" class="m">articles</text></svg>' % (width // 2, height - 8))
    with open(path, "w", encoding="utf-8") as f:
        f.write("\n".join(out) + "\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", default=os.path.join(ROOT, "../shared"))
    parser.add_argument("--naql", default=os.path.join(ROOT, "build/naql"))
    parser.add_argument("--most", type=int, default=STEPS[-1])
    parser.add_argument("--make", nargs=2, metavar=("NEWS", "PILE"), help="only make the pile of --most articles")
    parser.add_argument("--work", help="folder for the pile; default: a temporary one")
    args = parser.parse_args()
    if args.make:
        return make(*args.make, args.most)
    steps = [s for s in STEPS if s <= args.most]
    with tempfile.TemporaryDirectory(dir=args.work) as work:
        subprocess.run([sys.executable, os.path.join(args.shared, "bench/mkcorpus.py"), "base",
                        os.path.join(args.shared, "data/news/saudi-2015.jsonl.zst"), work], check=True,
                       stdout=subprocess.DEVNULL)
        pile = os.path.join(work, "pile.jsonl")
        # In a process of its own: what a child is said to hold is never less than what its parent held.
        subprocess.run([sys.executable, __file__, "--most", str(steps[-1]), "--make",
                        os.path.join(work, "news.jsonl"), pile], check=True)
        measure(args.naql, pile, steps)
    return None


main()
