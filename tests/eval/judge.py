#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Which statements of naql are right, by hand-marked gold, for train/train_confidence.c.

    judge.py GOLD.jsonl PRED.jsonl ROOT GROUNDS.tsv [--score ../shared/score] >ROWS.tsv

Right is what score.py counts: half of the words in common, and the speaker's
name. A statement that the gold leaves open (topic_only) is left out.
"""
import argparse
import json
import os
import sys


def judge(score, gold, pred, root):
    """Yields (number of the statement in `pred`, right or not)."""
    path = os.path.join(root, gold["doc"])
    path = path if os.path.exists(path) else path + ".txt"
    source = score.Source(open(path, encoding="utf-8").read())
    index = score.place_prediction(source, pred["text"])
    names = {e["id"]: e.get("name", "") for e in pred["entities"]}
    g = [{**s, "w": source.span_words(source.find(s["text"], s.get("n", 1)))} for s in gold["statements"]]
    p = [{**s, "w": source.span_words(score.raw_span(index, s["start"], s["end"]))} for s in pred["statements"]]
    pairs = {j: i for i, j in score.pair_up(g, p, lambda a, b: score.iou(a["w"], b["w"]), 0.5)}
    for j, s in enumerate(p):
        if j in pairs and g[pairs[j]].get("topic_only"):
            continue
        who = s.get("speaker") or {}
        said_by = (names.get(who.get("entity"), ""), who.get("text", ""))
        right = j in pairs and any(
            score.same_name(name, hit)
            for name in g[pairs[j]].get("speakers") or [g[pairs[j]]["speaker"]]
            for hit in said_by
        )
        yield j, right


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("gold", "pred", "root", "grounds"):
        parser.add_argument(name)
    parser.add_argument("--score", default="../shared/score", help="folder of score.py")
    args = parser.parse_args()
    sys.path.insert(0, args.score)
    import score  # pylint: disable=import-error,import-outside-toplevel

    bits = {}
    for line in open(args.grounds, encoding="utf-8"):
        article, number, value = line.rstrip("\n").split("\t")
        bits[article, int(number)] = value
    preds = {}
    for line in open(args.pred, encoding="utf-8"):
        article = json.loads(line)
        preds[score.key_of(article)] = article
    for line in open(args.gold, encoding="utf-8"):
        gold = json.loads(line)
        key = score.stem(gold["doc"])
        pred = preds.get(key) or next((p for k, p in preds.items() if k.startswith(key)), None)
        for number, right in judge(score, gold, pred, args.root):
            print("%s\t%d\t%s" % (key, right, bits[score.key_of(pred), number]))


if __name__ == "__main__":
    main()
