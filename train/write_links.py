#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Whom the nouns that speak in hand-marked articles may stand for, right or wrong, for `fit_links.py`.

    write_links.py NAQL TRAINER SHARED SET... >ROWS.tsv

NAQL: the command; TRAINER: train/train_links, of the same build; SHARED: the folder that holds score/score.py; SET: a
folder with articles.jsonl, gold.jsonl and articles/. A row for each statement that the command finds, where it is paired
with a marked one as the score does and stands on the words that were marked: set, article, kind, weight, then 1 (right)
or 0 and features for each candidate. Nobody is right where the mark's name is those words themselves; half as
much where the marked name is none of the article's. Statements on the same words count as the root of their number.
"""
import difflib
import json
import os
import subprocess
import sys

ALIKE = 0.6  # of letters: perhaps the same name, spelled otherwise
UNKNOWN = 0.5  # weight of a noun whose right name is no candidate


def run(*args):
    return subprocess.run(args, stdout=subprocess.PIPE, check=True).stdout.decode()


def statements(score, folder, naql):
    """(article, bytes of the speaker's words) -> the marked statements on them."""
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
            who = p[j].get("speaker")
            marked = g[i].get("speaker_span")
            if not who or not marked:
                continue
            words = source.span_words(score.raw_span(index, who["start"], who["end"]))
            if words & source.span_words(source.find(marked, g[i].get("speaker_n") or 1)):
                at = len(text[: who["start"]].encode()), len(text[: who["end"]].encode())
                found.setdefault((key, *at), []).append((g[i].get("speakers") or [g[i]["speaker"]], who["text"]))
    return found


def perhaps(names, name):
    """Could the candidate be the marked one by another spelling?"""
    words = [(a, b) for n in names for a in n.split() for b in name.split()]
    return any(
        difflib.SequenceMatcher(None, a.removeprefix("ال"), b.removeprefix("ال")).ratio() >= ALIKE
        for a, b in words
        if min(len(a.removeprefix("ال")), len(b.removeprefix("ال"))) > 2
    )


def bare(score, name):
    return [w[2:] if w.startswith("ال") and len(w) > 4 else w for w in score.joined(score.words(name))]


def stands_for(score, names, candidate):
    """Is the candidate the marked one: his name, more than it, or a part of it that is not whom he belongs to?"""
    kind, name = candidate.split(" ", 1)
    words = set(bare(score, name))
    for marked in names:
        gold = bare(score, marked)
        if score.same_name(marked, name) and (words >= set(gold) or kind == "0" or gold[0] in words):
            return True
    return False


def judge(score, names, text, candidates):
    """(weight, right or not for each candidate)."""
    whole = any(set(bare(score, text)) >= set(bare(score, n)) for n in names)
    right = [bool(c) and stands_for(score, names, c) for c in candidates]
    if whole:
        return 1, [r and set(bare(score, c.split(" ", 1)[1])) >= set(bare(score, names[0])) or not c
                   for r, c in zip(right, candidates)]
    if any(right):
        return 1, right
    nobody = [not c for c in candidates]
    if any(score.same_name(n, text) for n in names):
        return 1, nobody
    if candidates[0] and perhaps(names, candidates[0].split(" ", 1)[1]):
        return 0, right
    return UNKNOWN, nobody


def rows(score, folder, naql, trainer):
    marked = statements(score, folder, naql)
    for line in run(trainer, "see", folder + "/articles.jsonl").splitlines():
        key, kind, start, end, *cells = line.split("\t")
        names = [c.split(",")[0] for c in cells]
        on_it = marked.get((key, int(start), int(end)), [])
        for gold, text in on_it:
            weight, right = judge(score, gold, text, names)
            if weight:
                put = (",".join([str(int(r)), *c.split(",")[1:]]) for r, c in zip(right, cells))
                yield key, kind, f"{weight / len(on_it) ** 0.5:.4f}", *put


def main():
    naql, trainer, shared, *folders = sys.argv[1:]
    sys.path.insert(0, os.path.join(shared, "score"))
    import score  # pylint: disable=import-outside-toplevel

    for folder in folders:
        for row in rows(score, folder, naql, trainer):
            print(os.path.basename(folder.rstrip("/")), *row, sep="\t")


if __name__ == "__main__":
    main()
