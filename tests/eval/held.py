# SPDX-License-Identifier: Apache-2.0
"""Accuracy on articles that nothing was learned from and no rule was written for: train/marks/held-*.tsv.

held-random-*: articles drawn at random; held-wide-*: six times as many, none of a Saudi paper; held-story-*: stories with
all their outlets. Their texts are in the news of the shared folder; where they are not, there is nothing to measure.
"""
import glob
import json
import os
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
MARKS = os.path.join(ROOT, "train/marks.py")
ARTICLE = ("statement_f1", "speaker_accuracy_of_matched", "form_accuracy_of_matched", "statement_with_speaker_f1", "credit_f1")
STORY = ("story_bcubed_f1", "group_pair_precision", "group_pair_f1", "copy_pairs_f1")


def run(*command):
    return subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout.decode()


def figures(text, wanted):
    pairs = (line.split() for line in text.splitlines())
    return {p[0]: float(p[1]) for p in pairs if len(p) == 2 and p[0] in wanted}


def pooled(folder, sets):
    """One set of several: their articles and marks in one folder."""
    whole = os.path.join(folder, "pooled")
    os.makedirs(os.path.join(whole, "articles"))
    story = {}
    for name in sets:
        part = os.path.join(folder, name)
        for file in ("articles.jsonl", "gold.jsonl"):
            with open(os.path.join(whole, file), "a", encoding="utf-8") as out:
                out.write(open(os.path.join(part, file), encoding="utf-8").read())
        for article in os.listdir(os.path.join(part, "articles")):
            os.rename(os.path.join(part, "articles", article), os.path.join(whole, "articles", article))
        if os.path.exists(os.path.join(part, "story.json")):
            join(story, json.load(open(os.path.join(part, "story.json"), encoding="utf-8")), name)
    with open(os.path.join(whole, "story.json"), "w", encoding="utf-8") as out:
        json.dump(story, out)
    return whole


def join(story, more, name):
    for group in more["statement_groups"]:
        group["id"] = name + group["id"]
    more["maybe_same"] = [[name + g for g in pair] for pair in more["maybe_same"]]
    for key, value in more.items():
        if isinstance(value, list):
            story.setdefault(key, []).extend(value)
        else:
            story.setdefault(key, {}).update(value)


def measure_kind(naql, shared, work, kind, conflicts):
    files = sorted(glob.glob(os.path.join(ROOT, "train/marks/held-%s-*.tsv" % kind)))
    if not files:
        return {}
    folder = os.path.join(work, kind)
    run(sys.executable, MARKS, "unpack", shared, folder, *files)
    whole = pooled(folder, [os.path.basename(f)[:-len(".tsv")] for f in files])
    score, found = os.path.join(shared, "score/score.py"), os.path.join(whole, "found.jsonl")
    run(naql, "analyse", "-q", os.path.join(whole, "articles.jsonl"), "-o", found)
    out = figures(run(sys.executable, score, "articles", os.path.join(whole, "gold.jsonl"), found,
                      "--root", os.path.join(whole, "articles")), ARTICLE)
    if kind == "story":
        report, story = os.path.join(whole, "report.json"), os.path.join(whole, "story.json")
        run(naql, "report", "--json", "-q", os.path.join(whole, "articles.jsonl"), "-o", report)
        out.update(figures(run(sys.executable, score, "story", story, report), STORY))
        out.update({k.split(".")[1]: v for k, v in conflicts(story, report).items()})
    return {"held.%s.%s" % (kind, name): value for name, value in out.items()}


def measure(naql, shared, work, conflicts):
    """conflicts: what tells the figures of a story's conflicts."""
    if not os.path.isdir(os.path.join(shared, "data/news")):
        return {}
    found = {}
    for kind in ("random", "wide", "story"):
        found.update(measure_kind(naql, shared, work, kind, conflicts))
    return found
