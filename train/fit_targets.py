#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Whom a march is against -> data/march_targets.tsv. Needs numpy and scipy (1.2 or later).

    fit_targets.py TRAITS TARGETS >data/march_targets.tsv

TRAITS, TARGETS: what train_targets writes. A clause is a choice among its phrases and nobody; a phrase is right by the
share of the annotators whose words it shares. Log-linear; the weights are pulled to what each feature is taken to be
worth before anything is learned (PRIOR), since there are few sentences. Sentences whose id begins with + are learned
from and not judged; what is said on standard error is F1 as tests/eval/events.py counts it, over parts that are each
judged by what was learned from the others. Same input, same output.
"""
import os
import re
import sys

os.environ.setdefault("OMP_NUM_THREADS", "1")

import numpy as np  # noqa: E402
from scipy import sparse  # noqa: E402
from scipy.optimize import minimize  # noqa: E402

PULL, NOBODY, PARTS, ROUNDS = 6.0, -1.5, 5, 5
OWN, BEFORE = 1.5, -0.5  # a march's own part of the sentence, what stands before it
PRIOR = {  # blocks of src/claim/event_target.h
    "way": [1, 1, 2, 1.5, 1, 1.2, 0, 1, 0.3, -0.5, 1.5, -0.5, 1, 0.3],
    "kind": [1, 0.8, 0.8, 0.3, 0.5, 0.5, -1],
    "order": [0, -0.3, -0.6, -0.9, 0, -0.3, -0.6, -0.9],
    "form": [0, 0, 0, 0, -1],
    "closes": [0, -0.4, -0.8, 0, -0.4, -0.8],
    "nobody": [0.3],
}


def words(text):
    bare = set(re.findall(r"[\u0621-\u0652\w]+", text))
    return bare | {re.sub("^[وفبل]", "", w) for w in bare}


class Clause:
    def __init__(self, word):
        self.word, self.phrases, self.traits, self.hits, self.right = words(word), [], [], None, None

    def judge(self, verbs, gold):
        """Which annotators each phrase is right for, and its share of those who spoke of this clause."""
        mine = [a for a, v in enumerate(verbs) if v & self.word] or list(range(len(gold)))
        self.hits = [[bool(words(p) & g) for g in gold] for p in self.phrases]
        self.hits[-1] = [not g for g in gold]
        self.right = np.array([np.mean([h[a] for a in mine]) for h in self.hits])


class Sentence:
    def __init__(self, fields):
        marks = [f.split("|") for f in fields[3:]]
        self.more = fields[1].startswith("+")
        self.verbs, self.gold, self.clauses = [words(m[0]) for m in marks], [words(m[2]) for m in marks], []


def read(path):
    sentences = []
    for line in open(path, encoding="utf-8"):
        kind, *fields = line.rstrip("\n").split("\t")
        if kind == "S":
            sentences.append(Sentence(fields))
        elif kind == "C":
            sentences[-1].clauses.append(Clause(fields[0]))
        else:
            clause = sentences[-1].clauses[-1]
            clause.phrases.append(fields[0])
            clause.traits.append([int(t) for t in fields[1].split()])
    for s in sentences:
        for c in s.clauses:
            c.judge(s.verbs, s.gold)
    return sentences


def prior(names):
    at, w = {name: i for i, name in enumerate(names)}, np.zeros(len(names))
    for block, values in PRIOR.items():
        for place, value in enumerate(values):
            w[at["%s %d" % (block, place)]] = value
    for way in range(len(PRIOR["way"])):
        w[at["way-site %d" % (3 * way)]], w[at["way-site %d" % (3 * way + 2)]] = OWN, BEFORE
    return w


def learn(sentences, start):
    """Weights near `start`."""
    chosen = [(c, len(s.gold) / np.sqrt(len(s.clauses))) for s in sentences for c in s.clauses
              if len(c.phrases) > 1 and c.right.sum()]
    rows = [t for c, _ in chosen for t in c.traits]
    x = sparse.csr_matrix((np.ones(sum(map(len, rows))), [f for t in rows for f in t],
                           np.cumsum([0] + [len(t) for t in rows])), shape=(len(rows), len(start)))
    right = np.concatenate([c.right for c, _ in chosen])
    first = np.cumsum([0] + [len(c.phrases) for c, _ in chosen])
    of, share = np.repeat(np.arange(len(chosen)), np.diff(first)), np.array([w for _, w in chosen])

    def loss(w):
        score = x @ w
        e = np.exp(score - np.maximum.reduceat(score, first[:-1])[of])
        p = e / np.add.reduceat(e, first[:-1])[of]
        good = np.add.reduceat(p * right, first[:-1])
        off = (p - p * right / good[of]) * share[of]
        return -(share * np.log(good)).sum() + PULL / 2 * (w - start) @ (w - start), x.T @ off + PULL * (w - start)

    return minimize(loss, start.copy(), jac=True, method="L-BFGS-B", options={"maxiter": 300}).x


def choose(clause, w):
    scores = [w[t].sum() for t in clause.traits]
    scores[-1] += NOBODY
    return int(np.argmax(scores))


def tally(sentence, w):
    """(right, given, wanted)"""
    hits, given = [False] * len(sentence.gold), False
    for c in sentence.clauses:
        k = choose(c, w)
        if k < len(c.phrases) - 1:
            given, hits = True, [a or b for a, b in zip(hits, c.hits[k])]
    return np.array([sum(hits), given * len(hits), sum(map(bool, sentence.gold))])


def judge(sentences, start):
    """F1 over parts, the mean of a few rounds."""
    out = []
    for seed in range(ROUNDS):
        part, sums = np.random.RandomState(seed).randint(0, PARTS, len(sentences)), np.zeros(3)
        for p in range(PARTS):
            w = learn([s for s, q in zip(sentences, part) if s.more or q != p], start)
            sums += sum(tally(s, w) for s, q in zip(sentences, part) if q == p and not s.more)
        out.append(2 * sums[0] / (sums[1] + sums[2]))
    return np.mean(out)


def main():
    names = [line.strip() for line in open(sys.argv[1], encoding="utf-8")]
    sentences, start = read(sys.argv[2]), prior(names)
    print("F1 over parts %.3f" % judge(sentences, start), file=sys.stderr)
    w = learn(sentences, start)
    w[names.index("nobody 0")] += NOBODY
    print("# Whom a protest is against: what the features of src/claim/event_target.h say for a phrase, by block and "
          "place, thousandths.\n# Written by train/fit_targets.py.\nkey\tweight\tsource")
    for name, weight in zip(names, w):
        if abs(weight) >= 0.005:
            print("%s\t%d\tlearned from open event data (MIT)" % (name, round(weight * 1000)))


main()
