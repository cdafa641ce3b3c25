#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Candidates for the speaker of hand-marked statements, right or wrong, for `train_speakers fit`.

    write_speakers.py NAQL TRAINER SHARED SET... >ROWS.tsv

NAQL: the command; TRAINER: train/train_speakers; SHARED: the folder that holds score/score.py; SET: a folder with
articles.jsonl, gold.jsonl and articles/. A statement that the command finds counts when it is paired with a marked one
as the score does.
"""
import json
import os
import subprocess
import sys
import tempfile


def run(*args):
    return subprocess.run(args, stdout=subprocess.PIPE, check=True).stdout.decode()


def marked(score, folder, naql):
    """(article, byte of the cue, byte of the content) -> marked statement."""
    found = {}
    preds = {score.key_of(a): a for a in map(json.loads, run(naql, "analyse", "-q", folder + "/articles.jsonl").splitlines())}
    for gold in map(json.loads, open(folder + "/gold.jsonl", encoding="utf-8")):
        stem = score.stem(gold["doc"])
        key = stem if stem in preds else next((k for k in preds if k.startswith(stem)), None)
        path = os.path.join(folder, "articles", gold["doc"].split("/")[-1])
        path = path if os.path.exists(path) else path + ".txt"
        if key is None:
            continue
        source = score.Source(open(path, encoding="utf-8").read())
        text = preds[key]["text"]
        index = score.place_prediction(source, text)
        g = [{**s, "w": source.span_words(source.find(s["text"], s.get("n", 1)))} for s in gold["statements"]]
        p = [{**s, "w": source.span_words(score.raw_span(index, s["start"], s["end"]))} for s in preds[key]["statements"]]
        g = [s for s in g if not s.get("topic_only")]
        for i, j in score.pair_up(g, p, lambda a, b: score.iou(a["w"], b["w"]), 0.5):
            cue = (p[j].get("cue") or p[j])["start"]
            found[key, len(text[:cue].encode()), len(text[: p[j]["start"]].encode())] = g[i]
    return found


def rows(score, folder, naql, trainer, more=("see",)):
    """Lines of the trainer for one set; more: its verb, and what it takes behind MARKED."""
    gold = marked(score, folder, naql)
    with tempfile.NamedTemporaryFile("w", encoding="utf-8") as out:
        for (key, cue, start), s in gold.items():
            names = "|".join(" ".join(n.split()) for n in s.get("speakers") or [s["speaker"]] if n)
            print(key, cue, start, names, sep="\t", file=out)
        out.flush()
        return run(trainer, more[0], folder + "/articles.jsonl", out.name, *more[1:]).splitlines()


def main():
    naql, trainer, shared, *folders = sys.argv[1:]
    sys.path.insert(0, os.path.join(shared, "score"))
    import score  # pylint: disable=import-outside-toplevel

    for folder in folders:
        for line in rows(score, folder, naql, trainer):
            print(os.path.basename(folder.rstrip("/")), line, sep="\t")


if __name__ == "__main__":
    main()
