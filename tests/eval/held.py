# SPDX-License-Identifier: Apache-2.0
"""Accuracy on articles that nothing was learned from and no rule was written for: train/marks/held-*.tsv.

held-random-*: articles drawn at random; held-wide-*: nearly four times as many, none of a Saudi paper; held-story-*: stories with
all their outlets; held.all: these three as one set, which is the one that floors are for (one statement more or less is a
thousandth of the stories, so that they alone would decide by chance). held-name-*: articles drawn at random, for names
and dates; held-conflict-*: stories of which the differences alone are marked. Their texts are in the news of the shared folder; where they are not, there is nothing to measure.
"""
import glob
import json
import os
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
MARKS = os.path.join(ROOT, "train/marks.py")
ARTICLE = ("statement_f1", "speaker_accuracy_of_matched", "form_accuracy_of_matched", "statement_with_speaker_f1", "credit_f1")
NAME = ("name_precision", "name_recall", "name_f1", "date_f1", "date_with_value_f1")
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


def score_articles(shared, whole, wanted):
    return figures(run(sys.executable, os.path.join(shared, "score/score.py"), "articles", os.path.join(whole, "gold.jsonl"),
                       os.path.join(whole, "found.jsonl"), "--root", os.path.join(whole, "articles")), wanted)


def report_of(naql, whole):
    """What was marked of stories, and what naql reports of them."""
    report, story = os.path.join(whole, "report.json"), os.path.join(whole, "story.json")
    run(naql, "report", "--json", "-q", os.path.join(whole, "articles.jsonl"), "-o", report)
    return story, report


def score_conflicts(conflicts, story, report):
    return {k.split(".")[1]: v for k, v in conflicts(story, report).items()}


def score_story(shared, story, report):
    return figures(run(sys.executable, os.path.join(shared, "score/score.py"), "story", story, report), STORY)


def read_kind(naql, shared, work, kind):
    """The folder of all sets of a kind, with what naql finds in them; None where there are none."""
    files = sorted(glob.glob(os.path.join(ROOT, "train/marks/held-%s-*.tsv" % kind)))
    if not files:
        return None
    folder = os.path.join(work, kind)
    run(sys.executable, MARKS, "unpack", shared, folder, *files)
    whole = pooled(folder, [os.path.basename(f)[:-len(".tsv")] for f in files])
    run(naql, "analyse", "-q", os.path.join(whole, "articles.jsonl"), "-o", os.path.join(whole, "found.jsonl"))
    return whole


def together(work, wholes):
    """One folder of several that read_kind made; articles that stand in two count once."""
    folder, seen = os.path.join(work, "all"), set()
    os.makedirs(os.path.join(folder, "articles"))
    with open(os.path.join(folder, "gold.jsonl"), "w", encoding="utf-8") as gold, \
         open(os.path.join(folder, "found.jsonl"), "w", encoding="utf-8") as found:
        for whole in wholes:
            for row in open(os.path.join(whole, "gold.jsonl"), encoding="utf-8"):
                doc = json.loads(row)["doc"]
                if doc not in seen:
                    seen.add(doc)
                    gold.write(row)
                    os.link(os.path.join(whole, "articles", doc + ".txt"), os.path.join(folder, "articles", doc + ".txt"))
            found.write(open(os.path.join(whole, "found.jsonl"), encoding="utf-8").read())
    return folder


def measure(naql, shared, work, conflicts):
    """conflicts: what tells the figures of a story's conflicts."""
    if not os.path.isdir(os.path.join(shared, "data/news")):
        return {}
    wholes = {kind: read_kind(naql, shared, work, kind) for kind in ("random", "wide", "story", "name", "conflict")}
    names, differences = wholes.pop("name"), wholes.pop("conflict")
    found = {"name": score_articles(shared, names, NAME)} if names else {}
    if differences:
        found["conflict"] = score_conflicts(conflicts, *report_of(naql, differences))
    wholes = {kind: whole for kind, whole in wholes.items() if whole}
    for kind, whole in wholes.items():
        found[kind] = score_articles(shared, whole, ARTICLE)
    if "story" in wholes:
        told = report_of(naql, wholes["story"])
        found["story"].update(score_story(shared, *told), **score_conflicts(conflicts, *told))
    if wholes:
        found["all"] = score_articles(shared, together(work, wholes.values()), ARTICLE)
    return {"held.%s.%s" % (kind, name): value for kind, out in found.items() for name, value in out.items()}
