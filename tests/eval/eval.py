#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Accuracy against hand-marked gold, beside the floors of floor.tsv.

    eval.py [--raise] [--given TRAIN_TWINS] [--naql build/naql] [--shared ../shared]

The gold articles are not part of the project (they belong to their papers):
without the folder there is nothing to measure, and that is said. A figure
under its floor is a failure; --raise writes floors that were passed. With
--given the grouping of statements is judged apart from their finding as well:
the marked ones are put in groups by `train_twins groups` (given.group_pair_*).
held.* are figures on articles that nothing was learned from (held.py).
"""
import argparse
import json
import os
import subprocess
import sys
import tempfile

import events
import held

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
FLOORS = os.path.join(ROOT, "tests/eval/floor.tsv")
SLACK = 0.0005  # figures are printed with four digits


def read_floors():
    floors = {}
    for line in open(FLOORS, encoding="utf-8"):
        if line.strip() and not line.startswith("#"):
            name, value = line.rstrip("\n").split("\t")[:2]
            floors[name] = float(value)
    return floors


def write_floors(floors):
    head = [line for line in open(FLOORS, encoding="utf-8") if line.startswith("#")]
    with open(FLOORS, "w", encoding="utf-8") as out:
        out.writelines(head)
        for name, value in floors.items():
            out.write("%s\t%.4f\n" % (name, value))


def run(command, output=None):
    done = subprocess.run(command, stdout=output or subprocess.PIPE, stderr=subprocess.PIPE, check=False)
    if done.returncode not in (0, 1):
        sys.exit("eval: %s failed: %s" % (command[0], done.stderr.decode()))
    return (done.stdout or b"").decode()


def figures(text, prefix):
    out = {}
    for line in text.splitlines():
        parts = line.split()
        if len(parts) == 2:
            out[prefix + parts[0]] = float(parts[1])
    return out


def measure(naql, shared, work):
    score, dev = os.path.join(shared, "score/score.py"), os.path.join(shared, "gold/dev")
    found = {}
    for form, source in (("fields", "articles.jsonl"), ("plain", "articles")):
        path = os.path.join(work, form + ".jsonl")
        run([naql, "analyse", os.path.join(dev, source), "-o", path])
        found.update(figures(run([sys.executable, score, "articles", os.path.join(dev, "gold.jsonl"), path,
                                  "--root", os.path.join(dev, "articles")]), form + "."))
    path = os.path.join(work, "report.json")
    run([naql, "report", "--json", "-q", os.path.join(dev, "articles.jsonl"), "-o", path])
    found.update(figures(run([sys.executable, score, "story", os.path.join(dev, "story.json"), path]), "story."))
    found.update(conflict_figures(os.path.join(dev, "story.json"), path))
    return found


def given_figures(program, naql, shared, work):
    """The grouping of the statements that were marked by hand."""
    dev, score = os.path.join(shared, "gold/dev"), os.path.join(shared, "score")
    marks, path = os.path.join(work, "marks.tsv"), os.path.join(work, "given.json")
    with open(marks, "wb") as out:
        run([sys.executable, os.path.join(ROOT, "tests/eval/twins.py"), dev, "gold", "--naql", naql,
             "--score", score], out)
    stories = {}
    for line in run([program, "groups", os.path.join(dev, "articles.jsonl"), marks]).splitlines():
        story, group, article, text = line.split("\t")
        groups = stories.setdefault(story, {})
        groups.setdefault(group, []).append({"article": article, "text": text})
    report = {"articles": [], "stories": []}
    for groups in stories.values():
        articles = sorted({v["article"] for variants in groups.values() for v in variants})
        report["articles"] += [{"id": a, "source": {"id": a}} for a in articles]
        report["stories"].append({"articles": articles,
                                  "statements": [{"variants": variants} for variants in groups.values()]})
    with open(path, "w", encoding="utf-8") as out:
        json.dump(report, out)
    text = run([sys.executable, os.path.join(score, "score.py"), "story", os.path.join(dev, "story.json"), path])
    return {name: value for name, value in figures(text, "given.").items() if "group_pair" in name}


def touched(point, places):
    """Versions of a point, and marked places, that lie on each other."""
    versions, marked = set(), set()
    for number, version in enumerate(point["versions"]):
        for span in version["spans"]:
            for which, (article, start, end) in enumerate(places):
                if span["article"] == article and span["start"] < end and span["end"] > start:
                    versions.add(number)
                    marked.add(which)
    return versions, marked


def can_both_be(conflict):
    """Some of the marked differences are of depth, and say so in their note."""
    return any(words in conflict.get("note", "") for words in ("compatible", "not a contradiction"))


def share(hits):
    return sum(hits) / max(1, len(hits))


def conflict_figures(gold_path, report_path):
    """Of the marked differences of a typed slot: `told` is the share that some
    point sets side by side (two of its versions on two of the marked places),
    as a conflict or as wordings that can hold together; `recall` the share that
    a conflict of the same kind shows, of all of them; `parted_recall` the same
    of those whose note does not say that both can be; `depth_kept` of the
    others the share that no conflict shows."""
    gold = json.load(open(gold_path, encoding="utf-8"))["conflicts"]
    report = json.load(open(report_path, encoding="utf-8"))
    articles = {a["source"]["id"]: a for a in report["articles"]}
    points = [(sort, p) for s in report["stories"] for sort in ("conflict", "agree") for p in s[sort]
              if p["kind"] != "content"]
    told, exact, parted, kept = [], [], [], []
    for conflict in gold:
        if conflict["kind"] == "content":
            continue
        places = []
        for version in conflict["versions"]:
            a = articles[version["doc"]]
            start = a["text"].find(version["text"])
            if start >= 0:
                places.append((a["id"], start, start + len(version["text"])))
        seen = [(sort, p) for sort, p in points if all(len(s) > 1 for s in touched(p, places))]
        told.append(bool(seen))
        exact.append(any(sort == "conflict" and p["kind"] == conflict["kind"] for sort, p in seen))
        if can_both_be(conflict):
            kept.append(not any(sort == "conflict" for sort, p in seen))
        else:
            parted.append(exact[-1])
    return {"story.conflict_told": share(told), "story.conflict_recall": share(exact),
            "story.conflict_parted_recall": share(parted), "story.conflict_depth_kept": share(kept)}


def look_at_seeds(naql, shared):
    """The five seeds have no gold: their counts are for looking at."""
    lines = run([naql, "analyse", os.path.join(shared, "seeds")]).splitlines()
    print("\nseeds: statements names dates dropped, outlet, published")
    for line in lines:
        a = json.loads(line)
        bad = sum(s["text"] != a["text"][s["start"]:s["end"]]
                  for kind in ("statements", "names", "dates", "numbers") for s in a[kind])
        print("  %-10s %4d %4d %4d %4d  %s  %s%s" % (
            os.path.basename(a["source"]["path"]), len(a["statements"]), len(a["names"]), len(a["dates"]),
            len(a["dropped"]), a["outlet"], a["published"], "  %d SPANS OFF" % bad if bad else ""))
    report = json.loads(run([naql, "report", "--json", "--brief", os.path.join(shared, "seeds")]))
    paths = {a["id"]: os.path.basename(a["source"]["path"]) for a in report["articles"]}
    for story in report["stories"]:
        print("  story:", " ".join(sorted(paths[a] for a in story["articles"])))
    print("  related:", [r["why"] for r in report["related"]])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--raise", dest="up", action="store_true", help="raise floors that were passed")
    parser.add_argument("--given", metavar="TRAIN_TWINS", help="program that groups marked statements")
    parser.add_argument("--naql", default=os.path.join(ROOT, "build/naql"))
    parser.add_argument("--shared", default=os.path.join(ROOT, "../shared"))
    args = parser.parse_args()
    if not os.path.isdir(os.path.join(args.shared, "gold/dev")):
        print("eval: no gold at %s: nothing measured" % args.shared)
        return
    floors, under = read_floors(), 0
    with tempfile.TemporaryDirectory() as work:
        found = measure(args.naql, args.shared, work)
        of_events, by_people = events.measure(args.naql, args.shared, work)
        found.update(of_events)
        found.update(held.measure(args.naql, args.shared, work, conflict_figures))
        if args.given:
            found.update(given_figures(args.given, args.naql, args.shared, work))
    print("%-42s %8s %8s" % ("figure", "value", "floor"))
    for name, value in found.items():
        floor = floors.get(name)
        low = floor is not None and value < floor - SLACK
        under += low
        people = "  annotators %.4f" % by_people[name] if name in by_people else ""
        print("%-42s %8.4f %8s%s%s" % (name, value, "" if floor is None else "%.4f" % floor, people,
                                       "  UNDER" if low else ""))
        if args.up and floor is not None and value > floor:
            floors[name] = value
    if args.up:
        write_floors(floors)
    look_at_seeds(args.naql, args.shared)
    gone = [name for name in floors if name.startswith("held.") and name not in found]
    if gone and os.path.isdir(os.path.join(args.shared, "data/news")):
        sys.exit("eval: no figure for " + " ".join(gone))
    if under:
        sys.exit("eval: %d figures under their floor" % under)


main()
