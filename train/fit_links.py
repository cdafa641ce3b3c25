#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Whom a noun that speaks stands for -> data/link_weights.tsv. Needs numpy and scipy.

    fit_links.py weights TRAITS ROWS >data/link_weights.tsv
    fit_links.py judge TRAITS ROWS

TRAITS: train_links names; ROWS: write_links.py. A choice among the candidates, log-linear, with a weight of each feature
for all nouns and one for each kind of noun, and a pull to 0. `judge` leaves each fifth of the sets out in turn and says
what is won and lost where the rules' answer is right or wrong, for margins by which another must be likelier. Same
input, same output.
"""
import os
import sys

os.environ.setdefault("OMP_NUM_THREADS", "1")

import numpy as np  # noqa: E402
from scipy import sparse  # noqa: E402
from scipy.optimize import minimize  # noqa: E402

KINDS = ["other", "person", "body", "outlet", "doc", "study"]  # nq_noun
PULL = 2.0  # of 0.5 to 4 what wins most with the sets left out, and the margin of NQ_TUNE_LINK_LEAD
FOLDS = 5
MARGINS = (0, 0.25, 0.5, 0.75, 1, 1.5)
LEAST = 5  # thousandths


class Rows:
    """All candidates one below the other, `start` says where each choice begins."""

    def __init__(self, lines, n_traits):
        self.sets, self.kinds, weights, starts, right, at, spot = [], [], [], [0], [], [], [0]
        for line in lines:
            name, _, kind, weight, *cells = line.rstrip("\n").split("\t")
            self.sets.append(name)
            self.kinds.append(int(kind))
            weights.append(float(weight))
            for cell in cells:
                first, *traits = map(int, cell.split(","))
                right.append(first)
                at += traits + [t + (1 + int(kind)) * n_traits for t in traits]
                spot.append(len(at))
            starts.append(len(right))
        self.weights, self.starts = np.array(weights), np.array(starts)
        self.right = np.array(right, dtype=float)
        shape = (len(right), n_traits * (1 + len(KINDS)))
        self.x = sparse.csr_matrix((np.ones(len(at)), np.array(at), np.array(spot)), shape=shape)
        self.of = np.repeat(np.arange(len(weights)), np.diff(self.starts))

    def likely(self, w):
        worth = self.x @ w
        worth -= np.maximum.reduceat(worth, self.starts[:-1])[self.of]
        p = np.exp(worth)
        return p / np.add.reduceat(p, self.starts[:-1])[self.of]

    def loss(self, w, use):
        p = self.likely(w)
        good = p * self.right
        want = np.maximum(np.add.reduceat(good, self.starts[:-1]), 1e-12)
        weight = self.weights * use
        value = -(weight * np.log(want)).sum() + PULL / 2 * (w @ w)
        slope = self.x.T @ ((p - good / want[self.of]) * weight[self.of]) + PULL * w
        return value, slope

    def fit(self, use):
        start = np.zeros(self.x.shape[1])
        return minimize(self.loss, start, args=(use,), jac=True, method="L-BFGS-B", options={"maxiter": 400}).x


def judge(rows):
    names = sorted(set(rows.sets))
    fold = np.array([names.index(s) % FOLDS for s in rows.sets])
    worth = np.zeros(rows.x.shape[0])
    for k in range(FOLDS):
        w = rows.fit((fold != k).astype(float))
        here = (fold == k)[rows.of]
        worth[here] = (rows.x @ w)[here]
    starts, kinds = rows.starts, np.array(rows.kinds)
    for margin in MARGINS:
        scored = worth.copy()
        scored[starts[:-1]] += margin
        best = np.array([a + scored[a:b].argmax() for a, b in zip(starts, starts[1:])])
        was, now = rows.right[starts[:-1]], rows.right[best]
        for name, some in [("all", kinds >= 0)] + [(n, kinds == k) for k, n in enumerate(KINDS)]:
            if name == "all" or margin == 1:
                won, lost = ((now > was) & some).sum(), ((was > now) & some).sum()
                moved = ((best != starts[:-1]) & some).sum()
                if some.any():
                    print(f"{margin} {name}: {some.sum()}, rules {was[some].mean():.3f}, learned "
                          f"{now[some].mean():.3f}, won {won}, lost {lost} of {moved} moved")


def put(w, names):
    n = len(names)
    print("# Whom a noun that speaks stands for: what the features of src/claim/link_traits.c say for a candidate, by the\n"
          "# kind of noun (src/claim/wordbook.h); thousandths of a logit. Written by train/fit_links.py.")
    print("key", *KINDS, "source", sep="\t")
    for t, name in enumerate(names):
        cells = [round(1000 * (w[t] + w[t + (1 + k) * n])) for k in range(len(KINDS))]
        if any(abs(c) >= LEAST for c in cells):
            print(name, *cells, "learned from train/marks", sep="\t")


def main():
    verb, traits, path = sys.argv[1:]
    names = open(traits, encoding="utf-8").read().splitlines()
    rows = Rows(open(path, encoding="utf-8"), len(names))
    if verb == "judge":
        judge(rows)
    else:
        put(rows.fit(np.ones(len(rows.sets))), names)


if __name__ == "__main__":
    main()
